"""Rule sets as sets, against every completion of both; every witness is evaluated."""

from math import prod
from types import SimpleNamespace
from typing import Any

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from finsam.errors import InvalidRules
from finsam.rules import (
    AllOf,
    AnyOf,
    Clause,
    Comparison,
    Condition,
    Flag,
    Includes,
    Not,
    OneOf,
    Only,
    RuleSet,
    Told,
    Verdict,
    Witness,
    YesNo,
    compare,
    disjoint,
    equivalent,
    implies,
    unsatisfiable,
)
from support.examples import examples
from support.oracle import Key, Oracle, Values, completions
from support.strategies import (
    AS_OF,
    CITED,
    MOST_COMPLETIONS,
    WORDS,
    conditions,
    counted,
    fact,
    members,
    rule_sets,
    term,
    text,
)

World = dict[Key, object]
Seen = tuple[object, ...]
SETTLED = {Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE}


MORE_WORDS = WORDS.extended(
    [fact("own", YesNo())],
    terms={"with": [term("k2", "k"), term("g")], "place": [term("x3", "x"), term("w")]},
)
of_its_own = st.builds(
    lambda several, with_all: Clause(
        key="own",
        rule="T",
        citation=CITED,
        text=text("own"),
        condition=(AllOf if with_all else AnyOf)(*several),
    ),
    st.lists(
        st.sampled_from(
            [
                Flag("own"),
                Includes("with", ["k2", "r"]),
                Includes("with", ["g"]),
                OneOf("place", ["x3", "y"]),
                Not(OneOf("place", ["w"])),
                Flag("a"),
            ]
        ),
        min_size=1,
        max_size=2,
        unique=True,
    ),
    st.booleans(),
)


class Both:
    """Two rule sets, and who is eligible by each, by trying every completion."""

    def __init__(self, a: RuleSet, b: RuleSet, apart: set[str]) -> None:
        self.a, self.b = a, b
        joint: Any = SimpleNamespace(
            clauses=[*a.deciding, *b.deciding],
            ways_in=None,
            vocabulary=b.vocabulary,
            leap_day=a.leap_day,
        )
        self.values = Values.read_by(joint, AS_OF)
        assume(prod(len(several) for several in self.values.of.values()) <= MOST_COMPLETIONS)
        self.oracle = Oracle(b.vocabulary, AS_OF, a.leap_day)
        self.kept = [key for key in self.values.of if key[0] not in apart]
        self.worlds = list(completions(self.values))

    def by(self, clauses: tuple[Clause, ...], rules: RuleSet) -> set[Seen]:
        """Returns who meets clauses, as far as they are seen, at their most favourable."""
        if not rules.deciding:
            return set()
        return {
            tuple(world[key] for key in self.kept)
            for world in self.worlds
            if all(self.oracle.met(clause, world) for clause in clauses)
        }


def told(rules: RuleSet, what: Told) -> Verdict:
    """Returns the verdict on what a rule set is told of a witness."""
    read = rules.with_readings(dict(what.readings)) if what.readings else rules
    facts = read.vocabulary.read(dict(what.facts), as_of=AS_OF)
    return read.prepared(AS_OF).evaluate(facts).verdict


def check(witness: Witness | None, a: RuleSet, b: RuleSet, by: tuple[bool, bool]) -> None:
    """Evaluates a witness by both rule sets; a group in a choice can't always be said alone."""
    if witness is None:
        return
    for rules, what, yes in ((a, witness.a, by[0]), (b, witness.b, by[1])):
        wanted = Verdict.ELIGIBLE if yes else Verdict.NOT_ELIGIBLE
        if not rules.deciding:
            assert not yes
            continue
        said = told(rules, what)
        assert said is wanted or (witness.unsaid and said not in SETTLED - {wanted})


def two(data: st.DataObject) -> tuple[RuleSet, RuleSet]:
    """Draws two rule sets, some of them versions of one another."""
    a, b = data.draw(rule_sets()), data.draw(rule_sets())
    assume(a is not None)
    assume(b is not None)
    assert a is not None
    assert b is not None
    try:
        if data.draw(st.booleans()):
            b = evolve(b, vocabulary=MORE_WORDS, clauses=[*b.clauses[:2], data.draw(of_its_own)])
        elif data.draw(st.booleans()):
            others = [evolve(clause, key=f"b.{clause.key}", weighs=()) for clause in b.clauses[:1]]
            return a, evolve(a, clauses=[*a.clauses[1:], *others])
        return a, evolve(b, leap_day=a.leap_day)
    except InvalidRules:
        assume(False)
        raise


@examples(100)
@given(st.data())
def test_relations_are_those_of_every_completion(data: st.DataObject) -> None:
    """Subset, equality and disjointness, apart from facts taken at their most favourable."""
    a, b = two(data)
    read = sorted({fact.key for rules in (a, b) for fact in rules.facts})
    apart = set(data.draw(st.lists(st.sampled_from(read), max_size=2))) if read else set()
    both = Both(a, b, apart)
    by_a, by_b = both.by(a.deciding, a), both.by(b.deciding, b)
    inside = implies(a, b, as_of=AS_OF, apart_from=apart)
    assert bool(inside) is (by_a <= by_b)
    check(inside.witness, a, b, (True, False))
    same = equivalent(a, b, as_of=AS_OF, apart_from=apart)
    assert bool(same) is (by_a == by_b)
    check(same.witness, a, b, (True, False) if by_a - by_b else (False, True))
    none_of_both = disjoint(a, b, as_of=AS_OF, apart_from=apart)
    assert bool(none_of_both) is (not by_a & by_b)
    check(none_of_both.witness, a, b, (True, True))
    nobody = unsatisfiable(a, as_of=AS_OF)
    assert bool(nobody) is (not by_a)
    check(nobody.witness, a, a, (True, True))


@examples(80)
@given(st.data())
def test_a_comparison_names_who_gains_who_loses_and_who_fails_what(data: st.DataObject) -> None:
    """For each required clause: fails only this where there is one, else fails it, else no one."""
    a, b = two(data)
    found = compare(a, b, as_of=AS_OF, places=["place"])
    left = {f.key for f in (*found.places, *found.also_asked_by_a, *found.also_asked_by_b)}
    both = Both(a, b, left)
    by_a, by_b = both.by(a.deciding, a), both.by(b.deciding, b)
    for witness, who, eligible in (
        (found.loses, by_a - by_b, (True, False)),
        (found.gains, by_b - by_a, (False, True)),
        (found.of_both, by_a & by_b, (True, True)),
    ):
        assert (witness is None) is (not who)
        check(witness, a, b, eligible)
    check_fails(found, both, (by_a, by_b))
    assert found.explain("sv")
    assert found.explain("en", "html")
    check_nobody(found, a, b)


def check_nobody(found: Comparison, a: RuleSet, b: RuleSet) -> None:
    """Checks that nobody is said without more only where it is so whatever is left out."""
    lines = found.explain("en").splitlines()
    first, second = found.table("en").head[1::2]
    if f"  Eligible by {first}, not by {second}: no one" in lines:
        assert implies(a, b, as_of=AS_OF)
    if f"  Eligible by {second}, not by {first}: no one" in lines:
        assert implies(b, a, as_of=AS_OF)
    if "  Eligible by both: no one" in lines:
        assert disjoint(a, b, as_of=AS_OF)


def check_fails(found: Comparison, both: Both, by: tuple[set[Seen], set[Seen]]) -> None:
    assert [f.clause for f in found.fails] == [*both.b.deciding, *both.a.deciding]
    for each in found.fails:
        rules, other = (both.b, by[0]) if each.of_b else (both.a, by[1])
        rest = tuple(clause for clause in rules.deciding if clause is not each.clause)
        alone = (other & both.by(rest, rules)) - both.by(rules.deciding, rules)
        at_all = other - both.by((each.clause,), rules)
        assert (each.witness is not None) is bool(alone or at_all)
        assert each.alone is bool(alone)
        check(each.witness, both.a, both.b, (each.of_b, not each.of_b))


def single(condition: Condition) -> RuleSet:
    """Returns rules of one clause; what all or none meet is refused."""
    one = Clause(key="x", rule="T", citation=CITED, text=text("x"), condition=condition)
    return RuleSet(key="one", name=text("one"), vocabulary=WORDS, clauses=[one])


@examples(60)
@given(conditions, conditions)
def test_the_laws_of_sets_hold_for_rule_sets(c: Condition, d: Condition) -> None:
    """Idempotent, commutative, De Morgan; a subset is one whose difference is empty."""
    for one, other in (
        (AllOf(c, c), c),
        (AnyOf(c, c), c),
        (AllOf(c, d), AllOf(d, c)),
        (AnyOf(c, d), AnyOf(d, c)),
        (Not(AllOf(c, d)), AnyOf(Not(c), Not(d))),
        (Not(AnyOf(c, d)), AllOf(Not(c), Not(d))),
        (Not(Not(c)), c),
        (AllOf(c, AnyOf(c, d)), c),
    ):
        try:
            a, b = single(one), single(other)
        except InvalidRules:
            continue
        assert equivalent(a, b, as_of=AS_OF)
        assert implies(a, b, as_of=AS_OF)
        assert implies(b, a, as_of=AS_OF)
    try:
        a, b, union, difference = (
            single(c),
            single(d),
            single(AnyOf(c, d)),
            single(AllOf(c, Not(d))),
        )
    except InvalidRules:
        return
    inside = bool(implies(a, b, as_of=AS_OF))
    assert inside is bool(equivalent(union, b, as_of=AS_OF))
    assert inside is bool(unsatisfiable(difference, as_of=AS_OF))
    assert bool(disjoint(a, b, as_of=AS_OF)) is bool(disjoint(b, a, as_of=AS_OF))
    assert disjoint(difference, b, as_of=AS_OF)


def _of_one_selection() -> st.SearchStrategy[Condition]:
    """Conditions of one fact with groups: two sides often read a group and its members."""
    leaves = counted() | st.builds(Only, st.just("with"), members.filter(lambda m: len(m) < 3))
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            inner.map(Not),
            st.tuples(inner, inner).map(lambda two: AllOf(*two)),
            st.tuples(inner, inner).map(lambda two: AnyOf(*two)),
        ),
        max_leaves=3,
    )


@examples(200)
@given(_of_one_selection(), _of_one_selection())
def test_a_witness_says_the_same_of_a_group_to_both_sides(c: Condition, d: Condition) -> None:
    """What each side is told is what the witness is, and is enough for a settled answer."""
    try:
        a, b = single(c), single(d)
    except InvalidRules:
        assume(False)
        raise
    found = compare(a, b, as_of=AS_OF)
    for witness, by in (
        (implies(a, b, as_of=AS_OF).witness, (True, False)),
        (found.loses, (True, False)),
        (found.gains, (False, True)),
        (found.of_both, (True, True)),
    ):
        if witness is None:
            continue
        assert not witness.unsaid
        for rules, what, yes in ((a, witness.a, by[0]), (b, witness.b, by[1])):
            wanted = Verdict.ELIGIBLE if yes else Verdict.NOT_ELIGIBLE
            assert told(rules, what) is wanted
            assert told(rules, Told(facts=witness.facts)) is wanted
