"""Random rule sets against a reference evaluator that tries every completion.

Facts that several atoms read, members under members, intervals, open points and ways in occur
in every mixture.
"""

from hypothesis import assume, given
from hypothesis import strategies as st

from finsam.rules import Known, RuleSet, Verdict
from support import oracle
from support.examples import examples
from support.oracle import State, Values, expected, told
from support.strategies import AS_OF, rule_sets, states


@examples(200)
@given(st.data())
def test_the_answer_is_what_all_completions_agree_on(data: st.DataObject) -> None:
    """Design 2.3: verdict, findings, concerns, what is missing, open points, priority."""
    rules = data.draw(rule_sets())
    assume(rules is not None)
    assert rules is not None
    values = Values.read_by(rules, AS_OF)
    state = data.draw(states(rules, values))
    assert told(rules, AS_OF, state) == expected(rules, AS_OF, values, state)


@examples(80)
@given(st.data())
def test_asking_what_is_not_missing_changes_nothing(data: st.DataObject) -> None:
    """Design 2.3: only what is missing can change the answer, and a settled verdict stays."""
    rules = data.draw(rule_sets())
    assume(rules is not None)
    assert rules is not None
    values = Values.read_by(rules, AS_OF)
    state = data.draw(states(rules, values))
    before = told(rules, AS_OF, state)
    unknown = [key for key in values.of if key not in state and not key[0].startswith("open:")]
    for key in unknown:
        learnt: State = oracle.closed(
            rules, {**state, key: (data.draw(st.sampled_from(values.of[key])),)}
        )
        if any(learnt[k] != state[k] for k in state):
            continue
        after = told(rules, AS_OF, learnt)
        if len(learnt) == len(state) + 1 and key not in before["missing"]:  # type: ignore[operator]
            assert (after["verdict"], after["missing"]) == (before["verdict"], before["missing"])
        if before["verdict"] in {"eligible", "not_eligible"}:
            assert after["verdict"] == before["verdict"]


@examples(100)
@given(st.data())
def test_a_clash_is_a_smallest_set_that_cannot_be_met_together(data: st.DataObject) -> None:
    """Design 2.3: when the answer is no and no clause fails by itself, the clash says why."""
    rules = data.draw(rule_sets())
    assume(rules is not None)
    assert rules is not None
    values = Values.read_by(rules, AS_OF)
    state = data.draw(states(rules, values))
    known = rules.vocabulary.read(oracle.given(state), as_of=AS_OF)
    said = rules.evaluate(known, as_of=AS_OF)
    alone = [f.clause for f in said.findings if f.clause.strength == "required" and not f.outcome]
    deciding = [clause for clause in alone if clause.concern == "person"]
    if said.verdict is not Verdict.NOT_ELIGIBLE or deciding:
        assert said.clash == ()
        return
    assert len(said.clash) > 1
    left = {key: state.get(key, several) for key, several in values.of.items()}
    worlds = list(oracle.completions(Values(left)))
    judge = oracle.Oracle(rules.vocabulary, AS_OF, rules.leap_day)
    assert not any(all(judge.met(c, world) for c in said.clash) for world in worlds)
    for clause in said.clash:
        rest = [other for other in said.clash if other is not clause]
        assert any(all(judge.met(c, world) for c in rest) for world in worlds)


@examples(60)
@given(rule_sets())
def test_whoever_is_shown_as_a_value_of_a_cell_is_in_it(rules: RuleSet | None) -> None:
    """Every cell of every variable has an example that is read back into that very cell.

    Only a group in a choice leaves open which of those under it is meant.
    """
    assume(rules is not None)
    assert rules is not None
    space = rules.prepared(AS_OF).space
    for place, variable in enumerate(space.variables):
        if variable.open is not None:
            continue
        for cell in range(variable.size):
            example = variable.example(cell)
            value = example if variable.member is None else {variable.member: example}
            known = rules.vocabulary.read({variable.fact: value}, as_of=AS_OF)
            possible = space.possible(known)[place]
            group = isinstance(example, str) and example in {"x", "k"}
            assert possible == 1 << cell or (group and possible >> cell & 1)
    assert space.possible(Known({})) == tuple((1 << size) - 1 for size in space.sizes)


@examples(100)
@given(st.data())
def test_what_is_missing_is_asked_in_the_order_that_helps_most(data: st.DataObject) -> None:
    """Design 2.3: the order of what is missing, from the answers that each question can have."""
    rules = data.draw(rule_sets())
    assume(rules is not None)
    assert rules is not None
    values = Values.read_by(rules, AS_OF)
    state = data.draw(states(rules, values))
    known = rules.vocabulary.read(oracle.given(state), as_of=AS_OF)
    asked = [(m.fact.key, m.member) for m in rules.evaluate(known, as_of=AS_OF).missing]
    left = {key: state.get(key, several) for key, several in values.of.items()}
    ranks = [oracle.Tables(rules, AS_OF, Values(left)).rank(key) for key in asked]
    assert ranks == sorted(ranks)
