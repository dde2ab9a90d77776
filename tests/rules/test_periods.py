"""Runs of eligible days: where they begin and end, and why."""

import datetime as dt
from typing import Any

import pytest
from attrs import evolve

from cases.made import clause, faults_of, rules
from finsam.eligibility import Person, Referral, eligible_periods
from finsam.errors import InvalidInput, NotApplicable
from finsam.legaltime import Days, LeapDay, Months, add
from finsam.rulebooks import finnveden, vasteras
from finsam.rules import (
    Age,
    AllOf,
    AnyOf,
    Between,
    Condition,
    DateBetween,
    DayIn,
    Edge,
    Flag,
    Lasted,
    Not,
    Periods,
    Strength,
    Validity,
    periods,
    turning,
)
from finsam.rules.atoms import Atom, Hinge

A = Flag("a")
START, END = dt.date(2022, 1, 1), dt.date(2022, 12, 31)
ONE_DAY = dt.timedelta(1)


def found(
    condition: Condition, *, start: dt.date = START, end: dt.date = END, **known: object
) -> list[str]:
    """Returns the runs of rules of one clause, as days."""
    made = eligible_periods(known, rules(clause("x", condition)), start=start, end=end)
    return [run.in_("en") for run in made]


def test_an_age_begins_on_the_birthday_and_ends_the_day_before_the_next() -> None:
    born = dt.date(2005, 3, 4)
    assert found(Age(at_least=17, at_most=17), birth_date=born) == ["2022-03-04–2022-12-31"]
    assert found(Age(at_least=16, at_most=16), birth_date=born) == ["2022-01-01–2022-03-03"]


@pytest.mark.parametrize(
    ("policy", "first"), [(LeapDay.FEB28, "2022-02-28"), (LeapDay.MAR1, "2022-03-01")]
)
def test_who_is_born_on_a_leap_day_attains_the_year_by_the_policy(
    policy: LeapDay, first: str
) -> None:
    made = rules(clause("x", Age(at_least=18)), leap_day=policy)
    [run] = eligible_periods({"birth_date": dt.date(2004, 2, 29)}, made, start=START, end=END)
    assert str(run.start) == first


def test_a_period_has_lasted_on_its_last_day_and_more_than_it_on_the_day_after() -> None:
    since = dt.date(2022, 1, 31)
    assert found(Lasted("since", at_least=Months(1)), since=since) == ["2022-02-28–2022-12-31"]
    assert found(Lasted("since", more_than=Months(1)), since=since) == ["2022-03-01–2022-12-31"]


def test_nothing_is_known_to_have_happened_before_it_did() -> None:
    born = dt.date(2022, 6, 1)
    made = rules(clause("x", Age(at_most=20)))
    [run] = eligible_periods({"birth_date": born}, made, start=START, end=END)
    assert (run.start, run.opens) == (born, Edge.FACTS)
    ahead = {"birth_date": dt.date(2023, 1, 1)}
    assert list(eligible_periods(ahead, made, start=START, end=END)) == []
    year = {"birth_date": Between(born, None)}
    [again] = eligible_periods(year, made, start=START, end=END)
    assert again.start == born


def test_the_time_in_force_and_a_window_of_the_rules_are_two_reasons() -> None:
    valid = Validity(start=dt.date(2022, 2, 1), end=dt.date(2022, 11, 30))
    made = rules(
        clause("x", A), clause("w", DayIn(start=dt.date(2022, 3, 1), end=dt.date(2022, 10, 31))),
        valid=valid,
    )  # fmt: skip
    [run] = eligible_periods({"a": True}, made, start=START, end=END)
    assert run.in_("sv") == "2022-03-01–2022-10-31"
    assert (run.opens, run.closes) == (Edge.RULES, Edge.RULES)
    assert [each.key for each in (*run.opened_by, *run.closed_by)] == ["w", "w"]
    always = evolve(made, clauses=made.clauses[:1])
    [other] = eligible_periods({"a": True}, always, start=START, end=END)
    assert (other.start, other.end) == (valid.start, valid.end)
    assert (other.opens, other.closes) == (Edge.IN_FORCE, Edge.IN_FORCE)
    outside: dict[str, Any] = {"start": dt.date(2023, 1, 1), "end": dt.date(2023, 12, 31)}
    assert list(eligible_periods({"a": True}, made, **outside)) == []


def test_who_is_only_perhaps_eligible_is_in_no_run() -> None:
    year = Between(dt.date(2004, 1, 1), dt.date(2004, 12, 31))
    assert found(Age(at_least=18), birth_date=year, end=dt.date(2023, 1, 1)) == [
        "2022-12-31–2023-01-01"
    ]
    assert found(Age(at_least=18)) == []


def test_an_unknown_date_can_settle_a_day_where_two_parts_read_it() -> None:
    """Begun before a day, or for a month: whoever is left began on or after it."""
    later = DateBetween("since", start=dt.date(2022, 3, 5))
    condition = AnyOf(Lasted("since", at_least=Months(1)), later)
    assert found(condition) == ["2022-04-04–2022-12-31"]


def test_a_month_and_thirty_days_change_places_within_the_year() -> None:
    """Who began a month ago began 30 days ago, but from the middle of February on it is 28."""
    condition = AnyOf(Lasted("since", at_least=Days(30)), Not(Lasted("since", at_least=Months(1))))
    days = [START + i * ONE_DAY for i in range(365)]
    starts = {day: [day - dt.timedelta(back) for back in range(45)] for day in days}
    expected = {
        day
        for day in days
        if all(add(s, Days(30)) <= day or add(s, Months(1)) > day for s in starts[day])
    }
    told = eligible_periods({}, rules(clause("x", condition)), start=START, end=END)
    assert {day for day in days if any(run.start <= day <= run.end for run in told)} == expected
    assert 0 < len(expected) < 365


def test_two_clauses_open_and_close_together() -> None:
    born = dt.date(2004, 5, 6)
    made = rules(clause("x", Age(at_least=18, at_most=18)), clause("y", AllOf(A, Age(at_least=18))))
    known = {"a": True, "birth_date": born}
    [run] = eligible_periods(known, made, start=START, end=dt.date(2024, 1, 1))
    assert [each.key for each in run.opened_by] == ["x", "y"]
    assert [each.key for each in run.closed_by] == ["x"]


def test_rules_without_a_deciding_criterion_let_nobody_pass_by_silence() -> None:
    made = rules(clause("x", A, strength=Strength.GUIDELINE))
    assert list(eligible_periods({"a": True}, made, start=START, end=END)) == []


def test_the_runs_are_a_sequence_that_tells_itself() -> None:
    made = rules(clause("x", Age(at_least=18)))
    told = eligible_periods({"birth_date": dt.date(2004, 5, 6)}, made, start=START, end=END)
    assert isinstance(told, Periods)
    assert (len(told), told[0], told[:1]) == (1, told.runs[0], told.runs)
    assert told.explain("en").splitlines() == [
        "Made, 2022-01-01–2022-12-31",
        "===========================",
        "Eligible on these days, as far as what is known stays so; first and last day included.",
        "  2022-05-06–2022-12-31",
        "    begins by: x en (x)",
        "    ends by: the days asked about",
    ]
    assert told.explain("sv", "markdown").startswith("## Gjord, 2022-01-01–2022-12-31")
    assert told._repr_html_().startswith('<div class="finsam-periods"><h3>Gjord')
    none = eligible_periods({"birth_date": START}, made, start=START, end=END)
    assert "Inte någon dag" in none.explain()
    born, last = dt.date(2004, 5, 6), dt.date(2022, 5, 6)
    [day] = eligible_periods({"birth_date": born}, made, start=START, end=last)
    assert day.in_("sv") == "2022-05-06"
    with pytest.raises(ValueError, match="lang"):
        day.in_("de")  # type: ignore[arg-type]


def test_what_is_asked_wrongly_is_told_at_once() -> None:
    wrong: Any = "2022"
    told = faults_of(
        lambda: eligible_periods(wrong, wrong, start=wrong, end=wrong, readings=wrong),
        InvalidInput,
    )
    assert [one.path for one in told] == [
        "person", "start", "end", "measure", "readings",
    ]  # fmt: skip
    made = rules(clause("x", A))
    turned = faults_of(lambda: eligible_periods({}, made, start=END, end=START), InvalidInput)
    assert [(one.code, one.path) for one in turned] == [("order", "end")]
    with pytest.raises(NotApplicable):
        eligible_periods({}, vasteras.SIM, start=START, end=END)
    assert found(A, start=END, end=END, a=True) == ["2022-12-31"]


def test_persons_referrals_and_readings_are_taken_as_assess_takes_them() -> None:
    team = finnveden.SAMVERKANSTEAM
    person = Person(facts={"lives_in": "0662"})
    window = {"start": dt.date(2021, 10, 1), "end": dt.date(2021, 10, 31)}
    readings: dict[str, Any] = {"FI-02": "lives_in"}
    for about in (person, Referral(person=person), {"lives_in": "0662"}):
        assert list(eligible_periods(about, team, readings=readings, **window)) == []


def test_the_calendar_ends_without_an_error() -> None:
    made = rules(clause("x", Age(at_least=18)), clause("p", Lasted("planned", more_than=Days(0))))
    last = dt.date.max
    known = {"birth_date": dt.date(9990, 1, 1), "planned": last}
    assert list(eligible_periods(known, made, start=dt.date(9998, 1, 1), end=last)) == []
    ends = rules(clause("q", AnyOf(A, DateBetween("planned", start=last))))
    assert len(eligible_periods({"a": True}, ends, start=last - ONE_DAY, end=last)) == 1
    begins = rules(clause("q", AnyOf(A, DateBetween("planned", end=dt.date.min))))
    assert len(eligible_periods({"a": True}, begins, start=START, end=END)) == 1
    one = rules(clause("p", DateBetween("planned", start=last)), clause("a", A))
    [run] = eligible_periods({"a": True, "planned": last}, one, start=last, end=last)
    assert run.end == last


def test_a_hinge_turns_on_the_day_that_the_period_is_full() -> None:
    day = dt.date(2022, 1, 31)
    assert Hinge(Months(1)).turns_for(day) == dt.date(2022, 2, 28)
    assert Hinge(Months(1), later=1).turns_for(day) == dt.date(2022, 3, 1)
    assert Hinge(Days(0), later=1).turns_for(dt.date.max) is None
    assert Hinge(Days(1)).turns_for(dt.date.max) is None
    assert list(Atom().hinges(LeapDay.FEB28)) == []


def test_the_public_names() -> None:
    assert dir(periods) == ["Edge", "Period", "Periods", "periods_of"]
    assert dir(turning) == ["moves_with_the_day", "turning_days"]
