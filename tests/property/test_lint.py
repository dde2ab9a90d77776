"""The lint against every completion: on one day it is exact, over many it never says too much."""

import datetime as dt
from itertools import combinations
from math import prod

from hypothesis import assume, given
from hypothesis import strategies as st

from finsam.errors import InvalidRules
from finsam.rules import (
    Age,
    AllOf,
    AnyOf,
    Clause,
    Concern,
    Condition,
    DateBetween,
    DayIn,
    Fixed,
    Flag,
    Includes,
    LintCode,
    LintFinding,
    Not,
    OneOf,
    Outcome,
    RuleSet,
    Strength,
    Validity,
    WayIn,
    WayInKind,
    lint,
)
from finsam.rules.atoms import Atom
from finsam.rules.conditions import reading_order
from support.examples import examples
from support.oracle import Completion, Oracle, Values, completions
from support.strategies import AS_OF, CITED, MOST_COMPLETIONS, WORDS, text

OF_PEOPLE = {
    LintCode.NEVER_TRUE,
    LintCode.NEVER_FALSE,
    LintCode.PART_NEVER_TRUE,
    LintCode.PART_NEVER_FALSE,
    LintCode.EQUIVALENT,
}


class Day:
    """Everybody there can be on a day, and what each clause says of them."""

    def __init__(self, rules: RuleSet, day: dt.date) -> None:
        values = Values.read_by(rules, day)
        assume(prod(len(several) for several in values.of.values()) <= MOST_COMPLETIONS)
        self.rules, self.oracle = rules, Oracle(rules.vocabulary, day, rules.leap_day)
        self.everybody = list(completions(values))
        self.asked = [clause for clause in rules.clauses if clause.is_evaluated]

    def applies(self, clause: Clause, world: Completion) -> bool:
        return clause.applies_to is None or self.oracle.holds(clause.applies_to, world)

    def inside(self, clause: Clause) -> list[Completion]:
        """Returns who meets the required others of the person and of the clause's own concern."""
        others = [
            each
            for each in self.asked
            if each is not clause
            and each.strength is Strength.REQUIRED
            and each.concern in {Concern.PERSON, clause.concern}
        ]
        return [w for w in self.everybody if all(self.oracle.met(each, w) for each in others)]

    def of_all(self, clause: Clause) -> tuple[bool, bool]:
        """Tells whether a clause never refuses, and never lets through, who meets the others."""
        asked = [world for world in self.inside(clause) if self.applies(clause, world)]
        met = [self.oracle.met(clause, world) for world in asked]
        return all(met), not any(met)

    def of_part(self, clause: Clause, part: Atom) -> tuple[bool, bool]:
        asked = [world for world in self.inside(clause) if self.applies(clause, world)]
        holds = [self.oracle.holds(part, world) for world in asked]
        return all(holds), not any(holds)

    def are_same(self, one: Clause, other: Clause) -> bool:
        return all(
            self.oracle.met(one, world) == self.oracle.met(other, world)
            and self.applies(one, world) == self.applies(other, world)
            for world in self.everybody
        )

    def nobody_meets(self, clauses: tuple[Clause, ...]) -> bool:
        return not any(
            all(self.oracle.met(each, world) for each in clauses) for world in self.everybody
        )


def parts(clause: Clause) -> list[Atom]:
    assert clause.condition is not None
    found = [part for _, part in reading_order(clause.condition) if part is not clause.condition]
    return [part for part in found if isinstance(part, Atom) and not isinstance(part, Fixed)]


def told(finding: LintFinding) -> tuple[LintCode, tuple[str, ...], str]:
    """Returns a finding as it can be compared; who else refuses is one of several answers."""
    keys = tuple(each.key for each in finding.clauses)
    one = finding.code is LintCode.NEVER_FALSE
    return finding.code, keys[:1] if one else keys, "" if finding.detail is None else "part"


def expected(day: Day) -> set[tuple[LintCode, tuple[str, ...], str]]:
    found: set[tuple[LintCode, tuple[str, ...], str]] = set()
    for clause in day.asked:
        if not day.inside(clause):
            continue
        always, never = day.of_all(clause)
        if always or never:
            found.add((LintCode.NEVER_FALSE if always else LintCode.NEVER_TRUE, (clause.key,), ""))
            continue
        for part in parts(clause):
            always, never = day.of_part(clause, part)
            if always:
                found.add((LintCode.PART_NEVER_FALSE, (clause.key,), "part"))
            if never:
                found.add((LintCode.PART_NEVER_TRUE, (clause.key,), "part"))
    for one, other in combinations(day.asked, 2):
        alike = (one.strength, one.concern) == (other.strength, other.concern)
        if alike and day.are_same(one, other):
            found.add((LintCode.EQUIVALENT, (one.key, other.key), ""))
    for way in day.rules.ways_in or ():
        condition = way.condition(("k", "r"))
        if way.closed or condition is None or day.nobody_meets(day.rules.deciding):
            continue
        come = [
            world
            for world in day.everybody
            if day.oracle.holds(condition, world)
            and all(day.oracle.met(each, world) for each in day.rules.deciding)
        ]
        if not come:
            found.add((LintCode.NEVER_TRUE, (way.key,), ""))
    return found


few_atoms: st.SearchStrategy[Condition] = st.sampled_from(
    [
        Flag("a"),
        Flag("b"),
        Age(at_least=16),
        Age(at_least=18),
        Age(at_least=30),
        Age(at_most=17),
        DateBetween("birth_date", end=dt.date(1994, 6, 30)),
        DayIn(end=dt.date(2024, 2, 28)),
        DayIn(start=dt.date(2024, 3, 1)),
        DayIn(start=dt.date(2023, 1, 1)),
        OneOf("place", ["x"]),
        OneOf("place", ["x1", "y"]),
        Includes("with", ["k", "r", "f"], at_least=2),
        Includes("with", ["k"]),
    ]
)
few_conditions = st.one_of(
    few_atoms,
    few_atoms,
    few_atoms.map(Not),
    st.tuples(few_atoms, few_atoms).map(lambda two: AnyOf(*two)),
    st.tuples(few_atoms, few_atoms).map(lambda two: AllOf(*two)),
)
"""So few, that clauses often say what others say already."""


@st.composite
def near_sets(draw: st.DrawFn, first: dt.date, last: dt.date) -> RuleSet | None:
    """Draws a rule set whose clauses often get in each other's way; None for one refused."""
    strengths = [Strength.REQUIRED, Strength.REQUIRED, Strength.GUIDELINE]
    concerns = [Concern.PERSON, Concern.PERSON, Concern.CONSENT, Concern.PLACE]
    clauses = [
        Clause(
            key=f"T-01.{i}",
            rule="T-01",
            citation=CITED,
            text=text(f"clause {i}"),
            condition=draw(few_conditions),
            applies_to=draw(st.none() | st.none() | few_atoms),
            strength=draw(st.sampled_from(strengths)),
            concern=draw(st.sampled_from(concerns)),
        )
        for i in range(draw(st.integers(1, 4)))
    ]
    way = WayIn(
        key="way",
        rule="T-02",
        citation=CITED,
        text=text("a way"),
        kind=WayInKind.OPEN_DOOR,
        open_to=draw(few_conditions),
    )
    try:
        return RuleSet(
            key="near",
            name=text("near"),
            vocabulary=WORDS,
            clauses=clauses,
            ways_in=draw(st.sampled_from([None, [way]])),
            valid=Validity(start=first, end=last, citation=CITED),
        )
    except InvalidRules:
        return None


def check_witness(rules: RuleSet, finding: LintFinding) -> None:
    """Evaluates the person that is shown; an open point or a group can't always be said."""
    if finding.witness is None:
        return
    assert finding.witness_on is not None
    facts = rules.vocabulary.read(dict(finding.witness), as_of=finding.witness_on)
    evaluation = rules.prepared(finding.witness_on).evaluate(facts)
    outcomes = {each.clause.key: each.outcome for each in evaluation.findings}
    first = finding.clauses[0]
    if finding.code in {LintCode.NEVER_FALSE, LintCode.EQUIVALENT}:
        assert outcomes[first.key] in {Outcome.FAILED, Outcome.UNKNOWN}
    else:
        required = [each for each in rules.deciding if each is not first]
        assert all(outcomes[each.key] is not Outcome.FAILED for each in required)


def drawn(data: st.DataObject, first: dt.date, last: dt.date) -> RuleSet:
    found = data.draw(near_sets(first, last))
    assume(found is not None)
    assert found is not None
    return found


@examples(100)
@given(st.data())
def test_on_one_day_the_lint_says_what_trying_everybody_says(data: st.DataObject) -> None:
    rules = drawn(data, AS_OF, AS_OF)
    day = Day(rules, AS_OF)
    findings = [each for each in lint(rules, as_of=AS_OF) if each.code in OF_PEOPLE]
    assert {told(each) for each in findings} == expected(day)
    for finding in findings:
        check_witness(rules, finding)


@examples(60)
@given(st.data())
def test_over_many_days_what_is_said_holds_on_each(data: st.DataObject) -> None:
    first, last = dt.date(2023, 6, 1), dt.date(2024, 12, 31)
    rules = drawn(data, first, last)
    findings = [each for each in lint(rules, as_of=AS_OF) if each.code in OF_PEOPLE]
    for finding in findings:
        check_witness(rules, finding)
    chosen = data.draw(st.lists(st.dates(first, last), min_size=1, max_size=3, unique=True))
    for on in chosen:
        day = Day(rules, on)
        for finding in findings:
            if finding.code in {LintCode.NEVER_FALSE, LintCode.NEVER_TRUE}:
                clause = next((c for c in day.asked if c is finding.clauses[0]), None)
                if clause is not None:
                    assert day.of_all(clause)[finding.code is LintCode.NEVER_TRUE]
            elif finding.code is LintCode.EQUIVALENT:
                one, other = (rules.clause(each.key) for each in finding.clauses)
                assert day.are_same(one, other)
