"""`eligible_periods` against every single day: the ends of its runs are worked out, not tried."""

import datetime as dt
from itertools import pairwise

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from finsam.eligibility import eligible_periods
from finsam.errors import InvalidInput
from finsam.legaltime import Days, LeapDay, Months, Weeks, Years
from finsam.rules import (
    Age,
    Ahead,
    AnyOf,
    Between,
    Clause,
    DateBetween,
    Edge,
    Lasted,
    Not,
    Outcome,
    RuleSet,
    Validity,
    Verdict,
)
from support import oracle
from support.examples import examples
from support.oracle import Oracle, Values
from support.strategies import AS_OF, CITED, WORDS, rule_sets, states, text

ONE_DAY = dt.timedelta(1)


def verdict_on(rules: RuleSet, known: dict[str, object], day: dt.date) -> Verdict | None:
    """Returns the verdict of a day by itself; None where nobody can be asked on it."""
    if day not in rules.valid:
        return None
    try:
        facts = rules.vocabulary.read(known, as_of=day)
    except InvalidInput:  # something that is known to have happened lies ahead
        return None
    return rules.evaluate(facts, as_of=day).verdict


def check(rules: RuleSet, known: dict[str, object], start: dt.date, end: dt.date) -> int:
    """Compares the runs with each day, and returns how many runs there are."""
    runs = eligible_periods(known, rules, start=start, end=end)
    days = [start + dt.timedelta(i) for i in range((end - start).days + 1)]
    found = {day for day in days if any(run.start <= day <= run.end for run in runs)}
    each = {day: verdict_on(rules, known, day) for day in days}
    assert found == {day for day, verdict in each.items() if verdict is Verdict.ELIGIBLE}
    for one, other in pairwise(runs):
        assert one.end + ONE_DAY < other.start  # neighbours differ: a run is as long as can be
    for run in runs:
        for inside, outside, edge, clauses in (
            (run.start, run.start - ONE_DAY, run.opens, run.opened_by),
            (run.end, run.end + ONE_DAY, run.closes, run.closed_by),
        ):
            assert (edge is Edge.WINDOW) is (outside not in each)
            assert bool(clauses) is (edge is Edge.RULES)
            if edge is Edge.RULES:
                facts = rules.vocabulary.read(known)
                met = {
                    f.clause
                    for f in rules.prepared(inside).evaluate(facts).findings
                    if f.outcome > 1
                }
                then = rules.prepared(outside).evaluate(facts).findings
                unmet = {f.clause for f in then if f.outcome < Outcome.SATISFIED}
                assert set(clauses) == {c for c in rules.deciding if c in unmet}
                assert set(clauses) <= met
    return len(runs)


@examples(40)
@given(st.data())
def test_runs_are_those_of_every_day_by_itself(data: st.DataObject) -> None:
    """Design 2.3: each day is judged by itself with the facts as they are; only `as_of` moves."""
    rules = data.draw(rule_sets())
    assume(rules is not None)
    assert rules is not None
    state = data.draw(states(rules, Values.read_by(rules, AS_OF)))
    if data.draw(st.booleans()):
        first = AS_OF + dt.timedelta(data.draw(st.integers(-120, 120)))
        last = first + dt.timedelta(data.draw(st.integers(0, 60)))
        spans = (
            Validity(start=first),
            Validity(end=last),
            Validity(start=first, end=last),
        )
        rules = evolve(rules, valid=data.draw(st.sampled_from(spans)))
    middle = AS_OF + dt.timedelta(data.draw(st.integers(-900, 900)))
    check(rules, oracle.given(state), middle - dt.timedelta(60), middle + dt.timedelta(60))


periods = st.one_of(
    st.builds(Days, st.integers(25, 64)),
    st.builds(Weeks, st.integers(4, 9)),
    st.builds(Months, st.integers(1, 2)),
    st.builds(Days, st.integers(360, 370)),
    st.builds(Weeks, st.integers(52, 53)),
    st.builds(Months, st.integers(12, 12)),
    st.builds(Years, st.integers(1, 1)),
)
lasted = st.one_of(
    st.builds(lambda p: Lasted("begun", at_least=p), periods),
    st.builds(lambda p: Lasted("begun", more_than=p), periods),
    st.builds(lambda p: Ahead("begun", at_least=p), periods),
    st.builds(lambda p: Ahead("begun", at_most=p), periods),
    st.dates(dt.date(2022, 12, 1), dt.date(2024, 6, 30)).map(
        lambda d: DateBetween("begun", start=d)
    ),
    st.integers(0, 1).map(lambda n: Age(at_least=n, fact="begun")),
)


@examples(25)
@given(st.data())
def test_periods_of_nearly_one_length_change_places_where_they_do(data: st.DataObject) -> None:
    """A month of 30 days and one of 31; a year and 365 days: unknown dates are read by both."""
    one_part, other_part = data.draw(lasted), data.draw(lasted)
    more = data.draw(st.lists(lasted.map(Not) | lasted, max_size=1))
    condition = AnyOf(one_part, Not(other_part), *more)
    one = Clause(key="x", rule="T", citation=CITED, text=text("x"), condition=condition)
    try:
        rules = RuleSet(
            key="near", name=text("near"), vocabulary=WORDS, clauses=[one],
            leap_day=data.draw(st.sampled_from(LeapDay)),
        )  # fmt: skip
    except ValueError:
        assume(False)
        raise
    low = data.draw(st.dates(dt.date(2023, 1, 1), dt.date(2024, 3, 31)))
    known: list[object] = [
        low,
        Between(low, low + dt.timedelta(data.draw(st.integers(0, 45)))),
        None,
    ]
    check(
        rules,
        {"begun": data.draw(st.sampled_from(known))},
        dt.date(2023, 2, 1),
        dt.date(2025, 4, 1),
    )


@examples(40)
@given(st.data())
def test_runs_of_who_is_known_are_those_of_the_reference_evaluator(data: st.DataObject) -> None:
    """With all that is read known, each day is one completion."""
    rules = data.draw(rule_sets(deciding=True))
    assume(rules is not None)
    assert rules is not None
    values = Values.read_by(rules, AS_OF)
    world = {key: data.draw(st.sampled_from(several)) for key, several in values.of.items()}
    open_points = {key: value for key, value in world.items() if key[0].startswith("open:")}
    readings = {key[0].removeprefix("open:"): str(value) for key, value in open_points.items()}
    state = oracle.closed(rules, {k: (v,) for k, v in world.items() if k not in open_points})
    assume(
        all(world.get(key, value[0]) == value[0] for key, value in state.items() if len(value) == 1)
    )
    assume("x" not in world.values())  # who says only the group leaves open which
    start, end = AS_OF - dt.timedelta(200), AS_OF + dt.timedelta(200)
    known = oracle.given({k: v[:1] for k, v in state.items() if k in world})
    runs = eligible_periods(known, rules, start=start, end=end, readings=readings)
    born = [v for (k, _), v in world.items() if k == "birth_date" and isinstance(v, dt.date)]
    for i in range((end - start).days + 1):
        day = start + dt.timedelta(i)
        judge = Oracle(rules.vocabulary, day, rules.leap_day)
        met = all(judge.met(clause, world) for clause in rules.deciding)
        expected = met and not any(each > day for each in born)
        assert any(run.start <= day <= run.end for run in runs) is expected
