"""`changes` against every set of known facts: which would be enough, and which is smallest."""

import datetime as dt
from itertools import chain, combinations, product
from math import prod

from hypothesis import assume, given
from hypothesis import strategies as st

from finsam.rules import Change, Concern, RuleSet, Verdict
from finsam.rules.atoms import Day
from finsam.rules.counterfactuals import changes_of
from finsam.rules.evaluate import Prepared
from support import oracle
from support.examples import examples
from support.oracle import Key, State, Tables, Values
from support.strategies import AS_OF, MOST_COMPLETIONS, WORDS, rule_sets, states

ONE_DAY = dt.timedelta(1)
MOST_KNOWN = 6


def key_of(name: str) -> Key:
    fact, _, member = name.partition("/")
    return fact, member or None


def minimal(sets: "set[frozenset[Key]]") -> "set[frozenset[Key]]":
    return {one for one in sets if not any(other < one for other in sets)}


def drawn(data: st.DataObject) -> tuple[RuleSet, Values, State]:
    rules = data.draw(rule_sets(deciding=True))
    assume(rules is not None)
    assert rules is not None
    values = Values.read_by(rules, AS_OF)
    state = data.draw(states(rules, values))
    assume(sum(key in values.of for key in state) <= MOST_KNOWN)
    assume(prod(len(several) for several in values.of.values()) <= MOST_COMPLETIONS)
    return rules, values, state


def enough(
    tables: Tables, values: Values, state: State, free: "frozenset[Key]", to: Verdict
) -> bool:
    """Tells whether some completion gives the verdict when these facts may be anything."""
    inside = tables.all
    for key, possible in state.items():
        if key in values.of and key not in free:
            inside &= sum(tables.value[key, value] for value in possible)
    yes = tables.required(Concern.PERSON)
    return bool(inside & (yes if to is Verdict.ELIGIBLE else tables.all & ~yes))


@examples(60)
@given(st.data())
def test_the_smallest_sets_are_those_of_trying_every_set(data: st.DataObject) -> None:
    """Design 2.3: each set of known facts flips the verdict, and no proper part of it does."""
    rules, values, state = drawn(data)
    tables = Tables(rules, AS_OF, values)
    known = rules.vocabulary.read(oracle.given(state), as_of=AS_OF)
    to = data.draw(st.sampled_from([Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE]))
    asked = [key for key in state if key in values.of]
    every = chain.from_iterable(combinations(asked, n) for n in range(len(asked) + 1))
    fits = {s for each in every for s in [frozenset(each)] if enough(tables, values, state, s, to)}
    parts = [
        {
            frozenset(key_of(altered.key) for altered in change.facts)
            for change in part.changes
            if change.from_day is None
        }
        for part in changes_of(rules, known, as_of=AS_OF, to=to).parts
    ]
    if to is Verdict.ELIGIBLE:
        told = {frozenset[Key]().union(*each) for each in product(*parts)}
    else:
        told = set(chain.from_iterable(parts))
    assert minimal(told) == minimal(fits)
    assert to is Verdict.NOT_ELIGIBLE or told == minimal(fits)


def shows(rules: RuleSet, change: Change, clauses: "tuple[object, ...]", to: Verdict) -> None:
    """Checks that the example of a change gives the verdict in its part of the rules."""
    day = change.from_day or AS_OF
    read = rules.with_readings(dict(change.readings)) if change.readings else rules
    keys = {clause.key for clause in clauses}  # type: ignore[attr-defined]
    part = [clause for clause in read.deciding if clause.key in keys]
    facts = rules.vocabulary.read(dict(change.example), as_of=day)
    said = Prepared.of(part, None, rules.vocabulary, Day(day, rules.leap_day)).evaluate(facts)
    only_a_group = "x" in change.example.values()
    assert said.verdict is to or (only_a_group and said.verdict not in set(_SETTLED) - {to})


_SETTLED = (Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE)


@examples(60)
@given(st.data())
def test_an_example_gives_the_verdict_and_time_its_first_day(data: st.DataObject) -> None:
    """What changes is given other values, what stays stays, and waiting longer isn't needed."""
    rules, _, state = drawn(data)
    known = rules.vocabulary.read(oracle.given(state), as_of=AS_OF)
    to = data.draw(st.sampled_from(_SETTLED))
    for part in changes_of(rules, known, as_of=AS_OF, to=to).parts:
        waits = []
        for change in part.changes:
            shows(rules, change, part.clauses, to)
            touched = {altered.fact.key for altered in change.facts}
            for key in set(known) - touched:
                kind = WORDS[key].kind
                tried = {key: change.example[key]}
                possible = Prepared.of(part.clauses, None, WORDS, Day(AS_OF)).space.possible
                before, after = possible(known), possible(WORDS.read({**known, **tried}))
                assert all(a & b == a for a, b in zip(after, before, strict=True)), kind
            if change.from_day is not None:
                waits.append(change)
        for change in waits[:1]:
            check_first_day(rules, state, part.clauses, change, to)


def check_first_day(
    rules: RuleSet, state: State, clauses: "tuple[object, ...]", change: Change, to: Verdict
) -> None:
    """Goes through the days before by evaluating each, with what changes left open."""
    assert change.from_day is not None
    free = {key_of(altered.key) for altered in change.facts}
    first = max(AS_OF, change.from_day - dt.timedelta(40))
    for i in range((change.from_day - first).days + 1):
        day = first + dt.timedelta(i)
        prepared = Prepared.of(clauses, None, rules.vocabulary, Day(day, rules.leap_day))  # type: ignore[arg-type]
        cells = list(prepared.space.possible(rules.vocabulary.read(oracle.given(state))))
        for place, variable in enumerate(prepared.space.variables):
            if (variable.fact, variable.member) in free:
                cells[place] = (1 << variable.size) - 1
        against = Verdict.NOT_ELIGIBLE if to is Verdict.ELIGIBLE else Verdict.ELIGIBLE
        fits = prepared.evaluate_state(tuple(cells)).verdict is not against
        assert fits is (day == change.from_day)
