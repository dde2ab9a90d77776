"""The lint against every completion on every day in force: it is exact."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial, reduce
from itertools import combinations
from math import prod
from operator import and_

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
from finsam.rules.conditions import describe, reading_order
from support.examples import examples
from support.oracle import Oracle, Tables, Values, completions
from support.strategies import AS_OF, CITED, MOST_COMPLETIONS, WORDS, text

OF_PEOPLE = {
    LintCode.NEVER_TRUE,
    LintCode.NEVER_FALSE,
    LintCode.PART_NEVER_TRUE,
    LintCode.PART_NEVER_FALSE,
    LintCode.EQUIVALENT,
}


class Day:
    """Everybody there can be on a day, and whom of them each clause, part and way lets through.

    Each answer is a long number with a bit for everybody.
    """

    def __init__(self, rules: RuleSet, on: dt.date) -> None:
        values = Values.read_by(rules, on)
        assume(prod(len(several) for several in values.of.values()) <= MOST_COMPLETIONS)
        self.on, self.tables = on, Tables(rules, on, values)
        self.everybody = self.tables.all
        self.passing = self.tables.required(Concern.PERSON)
        self.worlds = list(completions(values))
        self.oracle = Oracle(rules.vocabulary, on, rules.leap_day)

    def met(self, clause: Clause) -> int:
        return self.tables.of["met", clause.key]

    def refused(self, clause: Clause) -> int:
        return self.everybody & ~self.met(clause)

    def every(self, clauses: Iterable[Clause]) -> int:
        return reduce(and_, map(self.met, clauses), self.everybody)

    def inside(self, clause: Clause) -> int:
        """Returns to whom a clause applies among those who meet the others."""
        return self.every(others(self.tables.rules, clause)) & self.tables.of["applies", clause.key]

    def holds(self, part: Atom) -> int:
        return sum(self.oracle.holds(part, each) << i for i, each in enumerate(self.worlds))

    def are_same(self, one: Clause, other: Clause) -> bool:
        tables = self.tables.of
        return all(tables[what, one.key] == tables[what, other.key] for what in ("met", "applies"))


def others(rules: RuleSet, clause: Clause) -> list[Clause]:
    """Returns the required others of the person and of the clause's own concern."""
    return [
        each
        for each in rules.clauses
        if each is not clause
        and each.strength is Strength.REQUIRED
        and each.concern in {Concern.PERSON, clause.concern}
    ]


def parts(clause: Clause) -> list[Atom]:
    assert clause.condition is not None
    found = [part for _, part in reading_order(clause.condition) if part is not clause.condition]
    return [part for part in found if isinstance(part, Atom) and not isinstance(part, Fixed)]


def is_chosen(clause: Clause, days: Sequence[Day]) -> bool:
    """Tells whether all or none meet a clause on each day, by what was chosen."""
    fixed = any(isinstance(part, Fixed) for part in clause.atoms)
    return fixed and all(day.met(clause) in {0, day.everybody} for day in days)


Said = tuple[LintCode, tuple[str, ...], str, dt.date | None]


def told(finding: LintFinding) -> Said:
    """Returns a finding as it can be compared; who else refuses is one of several answers."""
    keys = tuple(each.key for each in finding.clauses)
    one = finding.code is LintCode.NEVER_FALSE
    part = "" if finding.detail is None else finding.detail.en
    return finding.code, keys[:1] if one else keys, part, finding.witness_on


def expected(rules: RuleSet, days: Sequence[Day], as_of: dt.date) -> Iterator[Said]:
    """Yields what holds on every day, with the day on which somebody is to show it."""
    looked = sorted(days, key=lambda day: day.on != as_of)

    def shown(who: Callable[[Day], int]) -> dt.date | None:
        return next((day.on for day in looked if who(day)), None)

    asked = [clause for clause in rules.clauses if not is_chosen(clause, days)]
    for clause in asked:
        key, besides = (clause.key,), others(rules, clause)
        if not any(day.every(besides) for day in days):
            continue
        inside = shown(partial(Day.inside, clause=clause))
        if not any(day.inside(clause) & day.refused(clause) for day in days):
            apart = [each for each in besides if not are_same(clause, each, asked, days)]
            if refuse_in_all(days, clause, apart):  # else that others say the same says it all
                yield LintCode.NEVER_FALSE, key, "", shown(partial(Day.refused, clause=clause))
            continue
        if not any(day.inside(clause) & day.met(clause) for day in days):
            yield LintCode.NEVER_TRUE, key, "", inside
            continue
        for part in parts(clause):
            words = describe(part, rules.vocabulary, "en")
            if not any(day.inside(clause) & ~day.holds(part) for day in days):
                yield LintCode.PART_NEVER_FALSE, key, words, inside
            if not any(day.inside(clause) & day.holds(part) for day in days):
                yield LintCode.PART_NEVER_TRUE, key, words, inside
    for one, other in combinations(asked, 2):
        if are_same(one, other, asked, days):
            on = shown(partial(Day.refused, clause=one))
            yield LintCode.EQUIVALENT, (one.key, other.key), "", on
    for way in rules.ways_in or ():
        if not any(day.passing & day.tables.of["way", way.key] for day in days):
            yield LintCode.NEVER_TRUE, (way.key,), "", shown(lambda day: day.passing)


def are_same(one: Clause, other: Clause, asked: Sequence[Clause], days: Sequence[Day]) -> bool:
    """Tells whether two clauses of one strength and concern say the same on every day."""
    alike = (one.strength, one.concern) == (other.strength, other.concern)
    both = one in asked and other in asked
    return alike and both and all(day.are_same(one, other) for day in days)


def check(rules: RuleSet, days: Sequence[Day], as_of: dt.date) -> None:
    """Holds what the lint says against trying everybody on every day."""
    findings = lint(rules, as_of=as_of)
    of_people = [each for each in findings if each.code in OF_PEOPLE]
    assert sorted(map(told, of_people), key=str) == sorted(expected(rules, days, as_of), key=str)
    nobody = [each.days for each in findings if each.code is LintCode.NOBODY_ON_DAYS]
    for day in days:
        assert any(day.on in span for spans in nobody for span in spans) == (not day.passing)
    for finding in of_people:
        check_witness(rules, finding)
        if finding.code is LintCode.NEVER_FALSE:
            first, *besides = (rules.clause(each.key) for each in finding.clauses)
            assert all(each in others(rules, first) for each in besides)
            assert refuse_in_all(days, first, besides)
            for each in besides:
                rest = [other for other in besides if other is not each]
                assert not refuse_in_all(days, first, rest)


def refuse_in_all(days: Sequence[Day], clause: Clause, besides: Sequence[Clause]) -> bool:
    """Tells whether others refuse, on each day, all whom a clause refuses."""
    return not any(day.refused(clause) & day.every(besides) for day in days)


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
chosen: st.SearchStrategy[Condition] = st.sampled_from([Fixed(holds=True), Fixed(holds=False)])


def turned(two: tuple[Condition, Condition]) -> Condition:
    """Returns what is asked until a day, and then something else."""
    before, after = two
    end, start = dt.date(2024, 2, 28), dt.date(2024, 2, 29)
    return AnyOf(AllOf(before, DayIn(end=end)), AllOf(after, DayIn(start=start)))


few_conditions = st.one_of(
    few_atoms,
    few_atoms,
    few_atoms.map(Not),
    st.tuples(few_atoms, few_atoms).map(lambda two: AnyOf(*two)),
    st.tuples(few_atoms, few_atoms).map(lambda two: AllOf(*two)),
    st.tuples(few_atoms | chosen, few_atoms | chosen).map(turned),
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
    check(rules, [Day(rules, AS_OF)], AS_OF)


DAYS_BEFORE, DAYS_AFTER = st.integers(1, 4), st.integers(2, 6)
turns = st.sampled_from(
    [dt.date(2023, 1, 1), dt.date(2024, 2, 29), dt.date(2024, 3, 1), dt.date(2024, 7, 1)]
)
"""On these the few conditions turn."""


@examples(100)
@given(st.data())
def test_over_many_days_what_is_said_is_what_holds_on_each(data: st.DataObject) -> None:
    turn, before, after = data.draw(turns), data.draw(DAYS_BEFORE), data.draw(DAYS_AFTER)
    window = [turn + dt.timedelta(step) for step in range(-before, after)]
    rules = drawn(data, window[0], window[-1])
    check(rules, [Day(rules, on) for on in window], data.draw(st.sampled_from(window)))
