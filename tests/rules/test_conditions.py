"""Conditions: what each kind of atom accepts on a day, how it reads, and what is refused."""

import copy
import datetime as dt
import pickle
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError

from cases.made import CITED, COLOURS, DAY, SMALL, fault, faults_of, flag, text, way
from finsam.errors import Fault, Faults, InvalidInput, InvalidRules, RulesTooLarge
from finsam.legaltime import Days, LeapDay, Months, Weeks, WorkingDays, Years
from finsam.rules import (
    COMMON,
    MAX_DEPTH,
    Age,
    Ahead,
    AllOf,
    AnyOf,
    AtLeastOf,
    Condition,
    DateBetween,
    DayIn,
    Fact,
    Fixed,
    Flag,
    Includes,
    Lasted,
    Measured,
    NoneOf,
    Not,
    Number,
    OneOf,
    Only,
    Open,
    Reading,
    Vocabulary,
    conditions,
    describe,
    planned,
)
from finsam.rules.atoms import Atom, Day
from finsam.rules.conditions import MAX_PARTS, children, is_condition, reading_order, with_readings
from finsam.rules.values import Line, Members, NoFact, Values
from finsam.terms import Authority, Benefit, Service, Term
from finsam.texts import Lang

LANGS: tuple[Lang, ...] = ("sv", "en")
ONE_DAY = dt.timedelta(1)
A, B, C = Flag("a"), Flag("b"), Flag("c")
NAMED = "ska vara en text som inte är tom", "takes a string that isn't empty"
NO_TEXT = "ska vara en text som inte är tom, inte int", "takes a string that isn't empty, not int"


def on(atom: Atom, as_of: dt.date = DAY, leap_day: LeapDay = LeapDay.FEB28) -> Any:
    """Returns what an atom accepts on a day."""
    fact = None if atom.reads is None else SMALL[atom.reads]
    return atom.accepts(fact, Day(as_of, leap_day))


def takes(atom: Atom, value: dt.date, as_of: dt.date = DAY, **policy: LeapDay) -> bool:
    """Tells whether an atom accepts a date on a day."""
    line = on(atom, as_of, **policy)
    assert isinstance(line, Line)
    return value.toordinal() in line


def told(condition: Condition, vocabulary: Vocabulary = SMALL) -> tuple[str, str]:
    """Returns a condition for people, in both languages."""
    return describe(condition, vocabulary, "sv"), describe(condition, vocabulary, "en")


def checked(atom: Atom) -> list[Fault]:
    """Returns what doesn't fit the declaration of the fact."""
    assert atom.reads is not None
    faults = Faults()
    atom.check(SMALL[atom.reads], "there", faults)
    return faults.found


def turns(atom: Atom, *cuts: dt.date) -> list[dt.date]:
    return list(atom.turns(cuts))


def refused(call: Callable[[], object]) -> list[tuple[str, str]]:
    return [(one.code, one.path) for one in faults_of(call, InvalidRules)]


def type_fault(path: str, kind: str, given: str) -> Fault:
    return fault(
        "type", path, f"ska vara {kind}, inte {given}", f"takes {kind}, not {given}",
        expected=[kind],
    )  # fmt: skip


# --- age ----------------------------------------------------------------------------------------


def test_an_age_is_reached_on_the_birthday_and_lasts_until_the_day_before_the_next() -> None:
    """X-01: bounds are whole years, both included, on the day of assessment."""
    young, old = dt.date(2006, 6, 15), dt.date(1957, 6, 16)
    atom = Age(at_least=16, at_most=64)
    assert takes(atom, young)
    assert not takes(atom, young + ONE_DAY)
    assert takes(atom, old)
    assert not takes(atom, old - ONE_DAY)


def test_an_age_may_be_open_at_either_end() -> None:
    limit = dt.date(2004, 6, 15)
    from_18, to_17 = Age(at_least=18), Age(at_most=17)
    for birth in (limit - ONE_DAY, limit, limit + ONE_DAY, dt.date.min, DAY):
        assert takes(from_18, birth) is (birth <= limit)
        assert takes(to_17, birth) is (birth > limit)


def test_one_year_of_age_is_a_year_of_births() -> None:
    line = on(Age(at_least=20, at_most=20))
    first, last = dt.date(2001, 6, 16), dt.date(2002, 6, 15)
    assert line == Line((first.toordinal(), last.toordinal() + 1))


def test_who_is_born_on_29_february_attains_the_age_by_the_policy() -> None:
    """Design 2.2: 28 February by default, 1 March selectable."""
    birth, before, day, after = (
        dt.date(2004, 2, 29), dt.date(2022, 2, 27), dt.date(2022, 2, 28), dt.date(2022, 3, 1),
    )  # fmt: skip
    adult, minor = Age(at_least=18), Age(at_most=17)
    for policy, first in ((LeapDay.FEB28, day), (LeapDay.MAR1, after)):
        for as_of in (before, day, after):
            assert takes(adult, birth, as_of, leap_day=policy) is (as_of >= first)
            assert takes(minor, birth, as_of, leap_day=policy) is (as_of < first)
    assert Day(day).leap_day is LeapDay.FEB28


def test_an_age_before_the_calendar_begins() -> None:
    early = dt.date(10, 1, 1)
    assert on(Age(at_least=16), early) == Line(())
    assert on(Age(at_most=64), early) == Line((), from_start=True)
    assert on(Age(at_least=9, at_most=64), early) == Line.between(None, 1)


@pytest.mark.parametrize(
    ("atom", "sv", "en"),
    [
        (Age(at_least=16, at_most=64), "ålder 16–64", "age 16–64"),
        (Age(at_least=16), "ålder minst 16", "age at least 16"),
        (Age(at_most=64), "ålder högst 64", "age at most 64"),
        (Age(at_least=0, at_most=0), "ålder 0", "age 0"),
    ],
)
def test_an_age_reads(atom: Age, sv: str, en: str) -> None:
    assert told(atom) == (sv, en)


def test_an_age_is_of_the_person_unless_said() -> None:
    assert Age(at_least=1).fact == "birth_date"
    assert Age(at_least=1, fact="since").fact == "since"


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (
            Age,
            [
                fault(
                    "empty",
                    "",
                    "villkoret är tomt; ange minst ett av at_least, at_most",
                    "the condition is empty; give at least one of at_least, at_most",
                )
            ],
        ),
        (
            lambda: Age(at_least=70, at_most=64),
            [
                fault(
                    "order",
                    "at_least",
                    "70 ligger över 64; intervallet är omkastat",
                    "70 is above 64; the range is turned round",
                )
            ],
        ),
        *(
            (
                lambda bound=bound: Age(at_most=bound),
                [fault("range", "at_most", "en ålder är 0 till 150 hela år",
                       "an age is 0 to 150 whole years")],
            )
            for bound in (-1, 151)
        ),
        (
            lambda: Age(at_least=True, at_most=16.5, fact=""),  # type: ignore[arg-type]
            [
                fault("empty", "fact", *NAMED, expected=["str"]),
                type_fault("at_least", "int", "bool"),
                type_fault("at_most", "int", "float"),
            ],
        ),
    ],
)  # fmt: skip
def test_an_age_is_refused(made: Callable[[], object], expected: list[Fault]) -> None:
    assert faults_of(made, InvalidRules) == expected


def test_the_ages_that_can_be_asked() -> None:
    for bound in (0, 150):
        assert Age(at_least=bound, at_most=bound).at_most == bound


def test_an_age_turns_on_birthdays() -> None:
    cut = dt.date(2000, 2, 29)
    assert turns(Age(at_least=16, at_most=64), cut) == [dt.date(2016, 2, 29), dt.date(2065, 2, 28)]
    assert turns(Age(at_most=64), cut) == [dt.date(2065, 2, 28)]
    assert turns(Age(at_least=16), cut, cut) == [dt.date(2016, 2, 29)] * 2
    assert turns(Age(at_least=16), dt.date(9990, 1, 1)) == []


# --- how long something has lasted --------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "latest"),
    [
        (Days(30), dt.date(2022, 5, 16)),
        (Weeks(3), dt.date(2022, 5, 25)),
        (Months(12), dt.date(2021, 6, 15)),
        (Years(1), dt.date(2021, 6, 15)),
        (Days(0), DAY),
    ],
)
def test_a_period_has_lasted_on_the_day_that_it_is_full(period: Days, latest: dt.date) -> None:
    """Design 2.2: on the day `add(start, period)` and after; law 1930:173 § 1."""
    at_least, more_than = Lasted("since", at_least=period), Lasted("since", more_than=period)
    assert takes(at_least, latest)
    assert not takes(at_least, latest + ONE_DAY)
    assert takes(more_than, latest - ONE_DAY)
    assert not takes(more_than, latest)
    assert takes(at_least, dt.date.min)


def test_a_month_that_is_too_short_is_full_on_its_last_day() -> None:
    atom = Lasted("since", at_least=Months(1))
    assert takes(atom, dt.date(2022, 1, 31), dt.date(2022, 2, 28))
    assert not takes(atom, dt.date(2022, 1, 31), dt.date(2022, 2, 27))
    assert takes(Lasted("since", more_than=Months(1)), dt.date(2022, 1, 31), dt.date(2022, 3, 1))


def test_nothing_has_lasted_before_the_calendar_begins() -> None:
    assert on(Lasted("since", at_least=Years(20)), dt.date(20, 1, 1)) == Line(())
    assert on(Lasted("since", more_than=Days(0)), dt.date.min) == Line(())
    assert on(Lasted("since", at_least=Days(0)), dt.date.min) == Line((2,), from_start=True)


def test_how_long_something_has_lasted_reads() -> None:
    assert told(Lasted("since", at_least=Months(12))) == (
        "Sedan när? minst 12 månader", "Since when? at least 12 months",
    )  # fmt: skip
    assert told(Lasted("since", more_than=Years(1))) == (
        "Sedan när? mer än 1 år", "Since when? more than 1 year",
    )  # fmt: skip
    assert Lasted("since", more_than=Days(1)).describe(None, "en") == "since more than 1 day"


@pytest.mark.parametrize("ends", [{}, {"at_least": Days(1), "more_than": Days(1)}])
def test_one_period_is_given(ends: dict[str, Days]) -> None:
    assert faults_of(lambda: Lasted("since", **ends), InvalidRules) == [
        fault(
            "empty",
            "",
            "ange ett av at_least och more_than",
            "give one of at_least and more_than",
        )
    ]


@pytest.mark.parametrize("name", ["at_least", "more_than"])
def test_a_period_is_no_number(name: str) -> None:
    wrong: Any = {name: 12}
    assert faults_of(lambda: Lasted("", **wrong), InvalidRules) == [
        fault("empty", "fact", *NAMED, expected=["str"]),
        fault(
            "type",
            name,
            "ska vara en period i dagar, veckor, månader eller år, till exempel Months(12)",
            "takes a period of days, weeks, months or years, for example Months(12)",
        ),
    ]


def test_lasting_turns_when_the_period_is_full() -> None:
    for atom in (Lasted("since", at_least=Months(2)), Lasted("since", more_than=Months(2))):
        assert turns(atom, dt.date(2021, 12, 31)) == [dt.date(2022, 2, 28)]
    assert turns(Lasted("since", at_least=Years(1)), dt.date.max, DAY) == [dt.date(2023, 6, 15)]


# --- how far ahead a date lies ------------------------------------------------------------------


def test_a_date_ahead() -> None:
    """Law 1930:173 § 1, counted from the day: both ends are included, and so is the day."""
    within = Ahead("planned", at_most=Months(3))
    last = dt.date(2022, 9, 15)
    for value in (DAY - ONE_DAY, DAY, DAY + ONE_DAY, last, last + ONE_DAY):
        assert takes(within, value) is (DAY <= value <= last)
    left = Ahead("planned", at_least=Weeks(2))
    first = dt.date(2022, 6, 29)
    for value in (DAY, first - ONE_DAY, first, dt.date.max):
        assert takes(left, value) is (value >= first)
    both = Ahead("planned", at_least=Weeks(2), at_most=Months(3))
    for value in (DAY, first - ONE_DAY, first, last, last + ONE_DAY):
        assert takes(both, value) is (first <= value <= last)
    today = Ahead("planned", at_least=Days(0))
    assert takes(today, DAY)
    assert not takes(today, DAY - ONE_DAY)


def test_a_month_ahead_that_is_too_short_ends_on_its_last_day() -> None:
    atom = Ahead("planned", at_most=Months(1))
    assert takes(atom, dt.date(2022, 2, 28), dt.date(2022, 1, 31))
    assert not takes(atom, dt.date(2022, 3, 1), dt.date(2022, 1, 31))


def test_two_units_may_leave_no_day_between_them() -> None:
    atom = Ahead("planned", at_least=Months(1), at_most=Days(30))
    assert on(atom, dt.date(2022, 6, 15)) != Line(())  # 15 July is 30 days away
    assert on(atom, dt.date(2022, 7, 15)) == Line(())  # 15 August is 31 days away


def test_the_calendar_ends() -> None:
    late = dt.date(9999, 12, 1)
    assert on(Ahead("planned", at_least=Months(1)), late) == Line(())
    assert takes(Ahead("planned", at_most=Months(1)), dt.date.max, late)
    assert not takes(Ahead("planned", at_most=Months(1)), late - ONE_DAY, late)


def test_how_long_is_counted_knows_no_working_days() -> None:
    for name in ("at_least", "more_than"):
        given: Any = {name: WorkingDays(3)}
        assert refused(partial(Lasted, "since", **given)) == [("type", name)]
    assert refused(lambda: Ahead("planned", at_most=WorkingDays(3))) == [("type", "at_most")]


def test_how_far_ahead_reads() -> None:
    assert told(Ahead("planned", at_most=Months(12))) == (
        "Vilken dag? om högst 12 månader", "Which day? in at most 12 months",
    )  # fmt: skip
    assert told(Ahead("planned", at_least=Weeks(2), at_most=Months(1))) == (
        "Vilken dag? om minst 2 veckor, högst 1 månad",
        "Which day? in at least 2 weeks, at most 1 month",
    )  # fmt: skip


def test_an_atom_ahead_is_refused() -> None:
    wrong: Any = {"at_least": 3, "at_most": "1 month"}
    a_period = (
        "ska vara en period i dagar, veckor, månader eller år, till exempel Months(12)",
        "takes a period of days, weeks, months or years, for example Months(12)",
    )
    assert faults_of(lambda: Ahead("", **wrong), InvalidRules) == [
        fault("empty", "fact", *NAMED, expected=["str"]),
        fault("type", "at_least", *a_period),
        fault("type", "at_most", *a_period),
    ]
    assert refused(lambda: Ahead("planned")) == [("empty", "")]
    assert faults_of(
        lambda: Ahead("planned", at_least=Months(3), at_most=Months(2)), InvalidRules
    ) == [
        fault(
            "order",
            "at_least",
            "3 månader är längre än 2 månader; intervallet är omkastat",
            "3 months is longer than 2 months; the range is turned round",
        )
    ]
    assert Ahead("planned", at_least=Months(3), at_most=Months(3)).at_most == Months(3)


def test_what_has_happened_never_lies_ahead() -> None:
    assert checked(Ahead("since", at_most=Days(1))) == [
        fault(
            "constant",
            "there.fact",
            "'since' har hänt och ligger aldrig framåt",
            "'since' has happened and never lies ahead",
            value="since",
        )
    ]
    assert checked(Ahead("planned", at_most=Days(1))) == []


def test_what_lies_ahead_turns_where_the_period_reaches_it_and_where_it_passes() -> None:
    within = Ahead("planned", at_most=Months(1))
    assert turns(within, dt.date(2022, 2, 28)) == [dt.date(2022, 3, 1), dt.date(2022, 1, 28)]
    left = Ahead("planned", at_least=Months(1))
    assert turns(left, dt.date(2022, 2, 28)) == [dt.date(2022, 2, 1)]
    for day in (dt.date(2022, 1, 31), dt.date(2022, 2, 1)):
        assert takes(left, dt.date(2022, 2, 28), day) is (day.month == 1)
    assert turns(within, dt.date.min) == [dt.date(1, 1, 2)]
    assert turns(within, dt.date.max) == [dt.date(9999, 12, 1)]


def test_the_places_on_the_line_of_dates_where_what_lies_ahead_begins_and_ends() -> None:
    both = Ahead("planned", at_least=Weeks(2), at_most=Months(3))
    places = [hinge.latest(Day(DAY)) for hinge in both.hinges(LeapDay.FEB28)]
    assert places == [dt.date(2022, 6, 28), dt.date(2022, 9, 15)]
    late = Day(dt.date(9999, 12, 20))
    assert [hinge.latest(late) for hinge in both.hinges(LeapDay.FEB28)] == [dt.date.max] * 2
    first = Day(dt.date.min)
    today = Ahead("planned", at_most=Days(0))
    assert [hinge.latest(first) for hinge in today.hinges(LeapDay.FEB28)] == [None, dt.date.min]
    assert turns(Ahead("planned", at_least=Days(1)), dt.date.max) == [dt.date.max]
    assert turns(Ahead("planned", at_least=Days(0)), dt.date.max) == []


# --- dates and days -----------------------------------------------------------------------------

FIRST, LAST = dt.date(2022, 1, 1), dt.date(2022, 12, 31)


def test_a_date_between_two_others() -> None:
    both = DateBetween("planned", start=FIRST, end=LAST)
    for value in (FIRST - ONE_DAY, FIRST, DAY, LAST, LAST + ONE_DAY):
        assert takes(both, value) is (FIRST <= value <= LAST)
        assert takes(DateBetween("planned", start=FIRST), value) is (value >= FIRST)
        assert takes(DateBetween("planned", end=LAST), value) is (value <= LAST)
    assert takes(DateBetween("planned", start=DAY, end=DAY), DAY)


def test_a_date_between_two_others_reads() -> None:
    assert told(DateBetween("planned", start=FIRST, end=LAST)) == (
        "Vilken dag? 2022-01-01–2022-12-31", "Which day? 2022-01-01–2022-12-31",
    )  # fmt: skip
    assert told(DateBetween("planned", start=FIRST)) == (
        "Vilken dag? från och med 2022-01-01",
        "Which day? from 2022-01-01",
    )
    assert told(DateBetween("planned", end=LAST)) == (
        "Vilken dag? till och med 2022-12-31",
        "Which day? until and including 2022-12-31",
    )


def test_the_day_lies_in_a_window() -> None:
    window = DayIn(start=FIRST, end=LAST)
    for day in (FIRST - ONE_DAY, FIRST, DAY, LAST, LAST + ONE_DAY):
        assert on(window, day) == NoFact(FIRST <= day <= LAST)
        assert on(DayIn(start=FIRST), day) == NoFact(day >= FIRST)
        assert on(DayIn(end=LAST), day) == NoFact(day <= LAST)


def test_a_window_reads() -> None:
    assert told(DayIn(start=FIRST, end=LAST)) == (
        "dagen ligger 2022-01-01–2022-12-31",
        "the day lies 2022-01-01–2022-12-31",
    )
    assert told(DayIn(start=FIRST)) == (
        "dagen ligger från och med 2022-01-01",
        "the day lies from 2022-01-01",
    )
    assert told(DayIn(end=LAST)) == (
        "dagen ligger till och med 2022-12-31",
        "the day lies until and including 2022-12-31",
    )


def test_a_window_turns_on_its_first_day_and_on_the_day_after_its_last() -> None:
    assert turns(DayIn(start=FIRST, end=LAST)) == [FIRST, LAST + ONE_DAY]
    assert turns(DayIn(start=FIRST)) == [FIRST]
    assert turns(DayIn(end=LAST)) == [LAST + ONE_DAY]
    assert turns(DayIn(start=FIRST, end=dt.date.max)) == [FIRST]
    assert turns(DateBetween("planned", start=FIRST), DAY) == []


@pytest.mark.parametrize("kind", [DayIn, lambda **ends: DateBetween("planned", **ends)])
def test_an_interval_of_days_is_refused(kind: Any) -> None:
    assert faults_of(kind, InvalidRules) == [
        fault(
            "empty",
            "",
            "villkoret är tomt; ange minst ett av start, end",
            "the condition is empty; give at least one of start, end",
        )
    ]
    assert faults_of(lambda: kind(start=LAST, end=FIRST), InvalidRules) == [
        fault(
            "order",
            "start",
            "2022-12-31 ligger över 2022-01-01; intervallet är omkastat",
            "2022-12-31 is above 2022-01-01; the range is turned round",
        )
    ]
    moment = dt.datetime(2022, 1, 1, tzinfo=dt.UTC)
    assert refused(lambda: kind(start=moment, end="2022")) == [("type", "start"), ("type", "end")]
    assert refused(lambda: kind(start=moment)) == [("type", "start")]


def test_the_fact_of_a_date_is_named() -> None:
    assert refused(lambda: DateBetween("", start=FIRST)) == [("empty", "fact")]


# --- numbers ------------------------------------------------------------------------------------


def hours(atom: Measured) -> list[int]:
    return [place for place in range(-1, 42) if place in on(atom)]


def test_a_number_within_bounds_strict_or_not() -> None:
    assert hours(Measured("hours", at_least=39)) == [39, 40, 41]
    assert hours(Measured("hours", more_than=39)) == [40, 41]
    assert hours(Measured("hours", at_most=1)) == [-1, 0, 1]
    assert hours(Measured("hours", less_than=1)) == [-1, 0]
    assert hours(Measured("hours", at_least=5, at_most=6)) == [5, 6]
    assert hours(Measured("hours", at_least=5, less_than=6)) == [5]
    assert hours(Measured("hours", more_than=5, at_most=6)) == [6]
    assert hours(Measured("hours", more_than=5, less_than=7)) == [6]
    assert hours(Measured("hours", at_least=5, at_most=5)) == [5]
    assert hours(Measured("hours", more_than=5, less_than=6)) == []


def test_a_bound_counts_in_the_decimals_of_the_fact() -> None:
    kind = Number(text("unit"), decimals=1)
    fact = evolve(SMALL["hours"], kind=kind)
    line = Measured("hours", more_than=Decimal("0.5"), less_than=1).accepts(fact, Day(DAY))
    assert line == Line.between(6, 9)


def test_a_number_reads() -> None:
    atom = Measured("hours", at_least=25, less_than=50)
    assert told(atom) == (
        "Tid? minst 25, mindre än 50 timmar",
        "Time? at least 25, less than 50 hours",
    )
    other = Measured("hours", more_than=25, at_most=50)
    assert told(other) == (
        "Tid? mer än 25, högst 50 timmar",
        "Time? more than 25, at most 50 hours",
    )
    assert told(Measured("hours", at_most=1)) == ("Tid? högst 1 timmar", "Time? at most 1 hours")
    half = Measured("hours", at_least=Decimal("12.5"))  # each language has its decimal sign
    assert told(half) == ("Tid? minst 12,5 timmar", "Time? at least 12.5 hours")
    assert half.describe(None, "sv") == "hours minst 12,5"


def turned(path: str, low: object, high: object) -> Fault:
    return fault(
        "order", path, f"{low} ligger över {high}; intervallet är omkastat",
        f"{low} is above {high}; the range is turned round",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        (
            {},
            fault(
                "empty",
                "",
                "villkoret är tomt; ange minst ett av at_least, more_than, at_most, less_than",
                "the condition is empty; give at least one of at_least, more_than, at_most,"
                " less_than",
            ),
        ),
        (
            {"at_least": 1, "more_than": 1},
            fault(
                "duplicate",
                "at_least",
                "ange at_least eller more_than, inte båda",
                "give at_least or more_than, not both",
            ),
        ),
        (
            {"at_most": 1, "less_than": 1},
            fault(
                "duplicate",
                "at_most",
                "ange at_most eller less_than, inte båda",
                "give at_most or less_than, not both",
            ),
        ),
        ({"at_least": 6, "at_most": 5}, turned("at_least", 6, 5)),
        ({"at_least": 5, "less_than": 5}, turned("at_least", 5, 5)),
        ({"more_than": 5, "at_most": 5}, turned("more_than", 5, 5)),
        ({"more_than": 5, "less_than": 5}, turned("more_than", 5, 5)),
        ({"more_than": 6, "less_than": 5}, turned("more_than", 6, 5)),
    ],
)
def test_a_number_is_refused(ends: dict[str, int], expected: Fault) -> None:
    assert faults_of(lambda: Measured("hours", **ends), InvalidRules) == [expected]


@pytest.mark.parametrize("wrong", [True, "5", 5.5])
def test_a_bound_is_an_int_or_a_decimal(wrong: Any) -> None:
    found = faults_of(lambda: Measured("", at_least=wrong, at_most=9), InvalidRules)
    assert [(one.code, one.path) for one in found] == [("empty", "fact"), ("type", "at_least")]


def test_a_bound_is_finite() -> None:
    for wrong in (Decimal("NaN"), Decimal("Infinity")):
        with pytest.raises(InvalidRules):
            Measured("hours", at_least=wrong, at_most=wrong)


def test_a_bound_fits_the_fact() -> None:
    assert checked(Measured("hours", at_least=0, at_most=40)) == []
    sv, en = "ska vara 0–40 timmar", "has to be 0–40 hours"
    assert checked(Measured("hours", more_than=-1, less_than=41)) == [
        fault("range", "there.more_than", sv, en),
        fault("range", "there.less_than", sv, en),
    ]
    (found,) = checked(Measured("hours", at_least=Decimal("0.5")))
    assert (found.code, found.path) == ("range", "there.at_least")


# --- yes or no ----------------------------------------------------------------------------------


def test_a_flag() -> None:
    assert on(Flag("a")) == Values(frozenset([True]))
    assert on(Flag("a", value=False)) == Values(frozenset([False]))
    assert told(Flag("a")) == ("Är a? ja", "Is a? yes")
    assert told(Flag("a", value=False)) == ("Är a? nej", "Is a? no")
    assert Flag("a").describe(None, "sv") == "a ja"
    wrong: Any = 1
    assert faults_of(lambda: Flag("", value=wrong), InvalidRules) == [
        fault("empty", "fact", *NAMED, expected=["str"]),
        type_fault("value", "bool", "int"),
    ]


# --- choices ------------------------------------------------------------------------------------


def test_a_choice_is_one_of_the_values_or_stands_under_them() -> None:
    assert on(OneOf("colour", ["red"])) == Values(frozenset(["red"]))
    assert on(OneOf("colour", ["blue"])) == Values(frozenset(["blue", "navy", "sky"]))
    assert on(OneOf("colour", ["navy", "red"])) == Values(frozenset(["navy", "red"]))
    assert on(NoneOf("colour", ["blue"])) == Values(frozenset(["red", "green"]))
    assert on(NoneOf("colour", ["navy"])) == Values(frozenset(["red", "green", "blue", "sky"]))


@pytest.mark.parametrize("kind", [OneOf, NoneOf])
def test_values_are_given_as_keys_or_terms(kind: type[OneOf] | type[NoneOf]) -> None:
    assert kind("referred_by", Authority).values == tuple(Authority)
    assert kind("referred_by", "region").values == ("region",)
    assert kind("x", [Term("a", text("a")), Authority.REGION, "b"]).values == ("a", "region", "b")
    assert {type(key) for key in kind("referred_by", Authority).values} == {str}


SEVERAL = {"municipality", "region", "social_services", "health_centre", "outreach"}


@pytest.mark.parametrize(
    "keys",
    [
        lambda: OneOf("referred_by", SEVERAL).values,
        lambda: NoneOf("referred_by", SEVERAL).values,
        lambda: Includes("needs", SEVERAL).members,
        lambda: Only("needs", SEVERAL).members,
        lambda: way("w", referrers=SEVERAL).referrers,
    ],
)
def test_what_is_given_as_a_set_has_one_order(keys: Callable[[], tuple[str, ...]]) -> None:
    """Texts, questions and fingerprints are the same each time Python starts."""
    assert keys() == tuple(sorted(SEVERAL))


def test_a_choice_reads() -> None:
    assert told(OneOf("colour", ["red", "navy"])) == (
        "Färg? röd eller marinblå", "Colour? red or navy",
    )  # fmt: skip
    assert told(NoneOf("colour", ["red", "navy"])) == (
        "Färg? inte röd eller marinblå", "Colour? not red or navy",
    )  # fmt: skip
    assert OneOf("colour", ["red", "navy"]).describe(None, "en") == "colour red or navy"
    assert OneOf("colour", ["red", "navy"]).describe(SMALL["a"], "en") == "Is a? red or navy"


@pytest.mark.parametrize("kind", [OneOf, NoneOf, Includes, Only])
def test_a_list_of_values_is_refused(kind: Any) -> None:
    name = "values" if kind in {OneOf, NoneOf} else "members"
    (found, *others) = faults_of(lambda: kind("", []), InvalidRules)
    assert (found.code, found.path) == ("empty", "fact")
    assert others[0] == fault("empty", name, "listan är tom", "the list is empty")
    wrong: Any = ["red", "", 5, "red"]
    assert faults_of(lambda: kind("colour", wrong), InvalidRules) == [
        fault("empty", f"{name}[1]", *NAMED, expected=["str"]),
        fault("type", f"{name}[2]", *NO_TEXT, expected=["str"]),
        fault(
            "duplicate", f"{name}[3]", "'red' står två gånger", "'red' stands twice", value="red"
        ),
    ]


@pytest.mark.parametrize(
    ("atom", "path"),
    [
        (OneOf("colour", ["red", "navi"]), "there.values[1]"),
        (NoneOf("colour", ["red", "navi"]), "there.values[1]"),
        (Includes("needs", ["region", "regoin"]), "there.members[1]"),
        (Only("needs", ["region", "regoin"]), "there.members[1]"),
    ],
)
def test_values_are_in_the_list_of_the_fact(atom: Atom, path: str) -> None:
    (found,) = checked(atom)
    assert (found.code, found.path) == ("unknown", path)
    assert found.expected in {("navy",), ("region",)}


def test_older_names_work_in_conditions() -> None:
    """X-28: a rule that says landsting means the region of today."""
    old, new = OneOf("referred_by", ["county_council"]), OneOf("referred_by", ["region"])
    assert checked(old) == []
    assert on(old) == on(new)
    assert told(old) == told(new)
    assert on(Includes("needs", ["county_council"])) == on(Includes("needs", ["region"]))
    assert told(Includes("needs", ["county_council"]))[0] == "Behöver? regionen"


def test_an_older_name_and_its_newer_are_one_member() -> None:
    """Counting both would let one authority stand for two (BR-01)."""
    assert [one.code for one in checked(Includes("needs", ["region", "county_council"]))] == [
        "duplicate"
    ]


# --- sets ---------------------------------------------------------------------------------------

MUNICIPALITY, REGION = ("municipality", "social_services"), ("region", "health_centre")


def test_members_stand_for_all_under_them() -> None:
    assert on(Includes("needs", ["municipality", "region"], at_least=2)) == Members(
        (MUNICIPALITY, REGION), 2, None
    )
    assert on(Includes("needs", ["region"], at_least=0, at_most=0)) == Members((REGION,), 0, 0)
    assert on(Includes("needs", Service)) == Members((("social_services",), ("health_centre",)), 1)
    assert Includes("needs", ["region"]).at_least == 1


def test_only_these_is_none_of_the_others() -> None:
    """Design 2.2: what stands under or above those named is no other."""
    atom = Only("needs", [Authority.MUNICIPALITY, Service.HEALTH_CENTRE])
    assert on(atom) == Members(
        (("social_insurance_agency",), ("public_employment_service",)), 0, 0
    )  # fmt: skip
    assert on(Only("needs", [Authority.REGION])) == Members(
        (
            ("municipality",),
            ("social_insurance_agency",),
            ("public_employment_service",),
            ("social_services",),
        ),
        0,
        0,
    )


@pytest.mark.parametrize(
    ("atom", "sv", "en"),
    [
        (Includes("needs", ["region"]), "Behöver? regionen", "Needs? the region"),
        (
            Includes("needs", ["region", "municipality"], at_least=2),
            "Behöver? minst 2 av: regionen och kommunen",
            "Needs? at least 2 of: the region and the municipality",
        ),
        (
            Includes("needs", ["region", "municipality"], at_least=0, at_most=1),
            "Behöver? högst 1 av: regionen och kommunen",
            "Needs? at most 1 of: the region and the municipality",
        ),
        (
            Includes("needs", ["region", "municipality"], at_most=1),
            "Behöver? högst 1 av: regionen och kommunen",
            "Needs? at most 1 of: the region and the municipality",
        ),
        (
            Includes("needs", ["region", "municipality"], at_least=1, at_most=1),
            "Behöver? minst 1, högst 1 av: regionen och kommunen",
            "Needs? at least 1, at most 1 of: the region and the municipality",
        ),
        (
            Includes("needs", ["region", "municipality"], at_most=0),
            "Behöver? ingen av: regionen eller kommunen",
            "Needs? none of: the region or the municipality",
        ),
        (
            Only("needs", ["region", "municipality"]),
            "Behöver? bara regionen eller kommunen",
            "Needs? only the region or the municipality",
        ),
    ],
)
def test_a_set_reads(atom: Atom, sv: str, en: str) -> None:
    assert told(atom) == (sv, en)


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        (
            {"at_least": 3},
            fault("range", "at_least", "3 av 2 kan inte krävas", "3 of 2 can't be asked"),
        ),
        (
            {"at_least": -1},
            fault("range", "at_least", "-1 av 2 kan inte krävas", "-1 of 2 can't be asked"),
        ),
        (
            {"at_most": 3},
            fault("range", "at_most", "3 av 2 kan inte krävas", "3 of 2 can't be asked"),
        ),
        ({"at_least": True}, type_fault("at_least", "int", "bool")),
        ({"at_most": 1.5}, type_fault("at_most", "int", "float")),
        ({"at_least": 2, "at_most": 1}, turned("at_least", 2, 1)),
        *(
            (
                bounds,
                fault(
                    "constant", "at_least", "villkoret är uppfyllt av alla",
                    "everybody meets the condition",
                ),
            )
            for bounds in ({"at_least": 0}, {"at_least": 0, "at_most": 2})
        ),
    ],
)  # fmt: skip
def test_the_bounds_of_a_set_are_refused(bounds: dict[str, int], expected: Fault) -> None:
    made = lambda: Includes("needs", ["region", "municipality"], **bounds)  # noqa: E731
    assert faults_of(made, InvalidRules) == [expected]


def test_the_bounds_of_a_set() -> None:
    for low, high in ((0, 0), (0, 1), (1, 1), (1, 2), (2, 2), (1, None), (2, None)):
        atom = Includes("needs", ["region", "municipality"], at_least=low, at_most=high)
        assert (atom.at_least, atom.at_most) == (low, high)


def test_a_set_with_an_upper_bound_alone_may_have_none() -> None:
    for high in (0, 1):
        atom = Includes("needs", ["region", "municipality"], at_most=high)
        assert (atom.at_least, atom.at_most) == (0, high)
        assert on(atom) == Members((REGION, MUNICIPALITY), 0, high)
    assert Includes("needs", ["region"]) == Includes("needs", ["region"], at_least=1)
    assert Includes("needs", ["region"], at_most=0) == Includes(
        "needs", ["region"], at_least=0, at_most=0
    )


def overlap(key: str, above: str, place: int) -> Fault:
    return fault(
        "overlap",
        f"there.members[{place}]",
        f"{key!r} står under {above!r}, och den som har den räknas två gånger; räkna bara den ena",
        f"{key!r} stands under {above!r}, and who has it is counted twice; count only one of them",
        value=key,
    )


@pytest.mark.parametrize(
    "bounds", [{"at_least": 2}, {"at_most": 1}, {"at_least": 1, "at_most": 1}, {"at_least": 3}]
)
def test_one_is_not_counted_with_what_it_stands_under(bounds: dict[str, int]) -> None:
    """X-03: who is with the health centre is with the region, and that is one kind, not two."""
    both = ["health_centre", "municipality", "region", "social_services"]
    assert checked(Includes("needs", both, **bounds)) == [
        overlap("health_centre", "region", 0),
        overlap("social_services", "municipality", 3),
    ]
    apart = ["health_centre", "social_services", "public_employment_service"]
    assert checked(Includes("needs", apart, **bounds)) == []


def test_what_stands_under_another_may_be_named_where_nothing_is_counted() -> None:
    for bounds in ({}, {"at_least": 1}, {"at_most": 0}):
        assert checked(Includes("needs", ["region", "health_centre"], **bounds)) == []


def test_a_misspelt_member_is_told_before_what_is_counted_twice() -> None:
    found = checked(Includes("needs", ["region", "health_centre", "regoin"], at_least=2))
    assert [(one.code, one.value) for one in found] == [("unknown", "regoin")]


def test_an_older_name_is_counted_as_the_newer() -> None:
    """X-28."""
    found = checked(Includes("needs", ["county_council", "health_centre"], at_least=2))
    assert found == [overlap("health_centre", "region", 1)]


def test_only_these_with_no_others_says_nothing() -> None:
    assert checked(Only("needs", Authority)) == [
        fault(
            "constant",
            "there.members",
            "villkoret är uppfyllt av alla; listan har inga andra",
            "everybody meets the condition; the list has no others",
        )
    ]
    assert checked(Only("needs", list(Authority)[:3])) == []
    assert checked(Only("needs", [*Authority, "xyz"]))[0].code == "unknown"
    assert len(checked(Only("needs", [*Authority, "xyz"]))) == 1


def test_a_group_of_benefits_is_met_by_either() -> None:
    atom = Includes("benefits", [Benefit.SICKNESS_COMPENSATION])
    assert atom.accepts(COMMON["benefits"], Day(DAY)) == Members(
        (("sickness_compensation", "full_sickness_compensation", "partial_sickness_compensation"),),
        1,
    )


# --- combinations -------------------------------------------------------------------------------


def test_how_many_parts_are_needed() -> None:
    assert (AllOf(A, B, C).needed, AnyOf(A, B, C).needed, AtLeastOf(2, A, B, C).needed) == (3, 1, 2)
    assert AllOf(A).of == AnyOf(A).of == AtLeastOf(1, A).of == (A,)
    assert Not(A).of == A


def test_combinations_read() -> None:
    assert told(AllOf(A, B)) == ("alla av: (Är a? ja; Är b? ja)", "all of: (Is a? yes; Is b? yes)")
    assert told(AnyOf(A)) == ("någon av: (Är a? ja)", "any of: (Is a? yes)")
    assert told(AtLeastOf(2, A, B)) == (
        "minst 2 av: (Är a? ja; Är b? ja)", "at least 2 of: (Is a? yes; Is b? yes)",
    )  # fmt: skip
    assert told(Not(AnyOf(A))) == (
        "inte: (någon av: (Är a? ja))", "not: (any of: (Is a? yes))",
    )  # fmt: skip


def part_fault(path: str, given: str) -> Fault:
    return fault(
        "type", path, f"ska vara ett villkor, inte {given}", f"takes a condition, not {given}"
    )  # fmt: skip


EMPTY = fault("empty", "of", "villkoret är tomt", "the condition is empty")


@pytest.mark.parametrize("made", [AllOf, AnyOf, lambda *of: AtLeastOf(1, *of)])
def test_combinations_are_refused(made: Callable[..., object]) -> None:
    assert faults_of(made, InvalidRules) == [EMPTY]
    assert faults_of(lambda: made(A, "a", None), InvalidRules) == [
        part_fault("of[1]", "str"),
        part_fault("of[2]", "NoneType"),
    ]


@pytest.mark.parametrize("made", [AllOf, AnyOf, lambda *of: AtLeastOf(1, *of)])
@pytest.mark.parametrize("listed", [[A, B], (A, B)])
def test_parts_in_brackets_are_told_to_drop_them(
    made: Callable[..., object],
    listed: Any,
) -> None:
    given = type(listed).__name__
    assert faults_of(lambda: made(listed), InvalidRules) == [
        fault(
            "type",
            "of[0]",
            f"ska vara ett villkor, inte {given}; skriv villkoren efter varandra, utan hakparentes",
            f"takes a condition, not {given};"
            " give the conditions one after the other, without brackets",
        )
    ]


def test_a_negation_is_refused() -> None:
    wrong: Any = "a"
    assert faults_of(lambda: Not(wrong), InvalidRules) == [part_fault("of[0]", "str")]


@pytest.mark.parametrize(("needed", "of"), [(0, 2), (3, 2), (-1, 1), (2, 1)])
def test_no_more_parts_are_needed_than_there_are(needed: int, of: int) -> None:
    assert faults_of(lambda: AtLeastOf(needed, *[A, B][:of]), InvalidRules) == [
        fault(
            "range",
            "needed",
            f"{needed} av {of} kan inte krävas",
            f"{needed} of {of} can't be asked",
        )
    ]


def test_the_number_of_parts_is_whole() -> None:
    wrong: Any = True
    assert faults_of(lambda: AtLeastOf(wrong, A), InvalidRules) == [
        type_fault("needed", "int", "bool")
    ]
    assert faults_of(lambda: AtLeastOf(2), InvalidRules) == [
        EMPTY,
        fault("range", "needed", "2 av 0 kan inte krävas", "2 of 0 can't be asked"),
    ]


def nested(levels: int) -> Condition:
    condition: Condition = A
    for _ in range(levels - 1):
        condition = Not(condition)
    return condition


TOO_DEEP = fault(
    "too_deep",
    "",
    "villkor får nästlas 20 nivåer djupt, inte fler",
    "conditions nest 20 levels deep, not more",
)


def test_the_depth_of_a_condition() -> None:
    assert MAX_DEPTH == 20
    assert nested(20).depth == 20
    assert (A.depth, Not(A).depth, AllOf(A, Not(A)).depth) == (1, 2, 3)


@pytest.mark.parametrize(
    "made",
    [
        Not,
        AllOf,
        AnyOf,
        lambda of: AtLeastOf(1, A, of),
        lambda of: Open("o", text("o"), (reading("x", A), reading("y", of))),
    ],
)
def test_conditions_nest_twenty_levels(made: Callable[[Condition], Condition]) -> None:
    assert made(nested(19)).depth == 20
    assert faults_of(lambda: made(nested(20)), RulesTooLarge) == [TOO_DEEP]


def test_a_condition_has_so_many_parts_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    """A part counts as often as it stands there: a few lines could make more than memory holds."""
    assert MAX_PARTS == 10_000
    twice: Condition = A
    for _ in range(12):
        twice = AllOf(twice, twice)
    assert twice.size == 2**13 - 1
    assert faults_of(lambda: AllOf(twice, twice), RulesTooLarge) == [
        fault(
            "too_large",
            "",
            "ett villkor har högst 10000 delar",
            "a condition has at most 10000 parts",
        )
    ]
    monkeypatch.setattr(conditions, "MAX_PARTS", 4)
    assert [AllOf(A, B, C).size, Not(A).size, A.size, Open("o", text("o")).size] == [4, 2, 1, 1]
    for made in (
        lambda: AnyOf(A, B, C, A),
        lambda: AtLeastOf(1, A, Not(A), A),
        lambda: Not(AllOf(A, B, C)),
        lambda: Open("o", text("o"), (reading("x", AllOf(A, B)), reading("y", A))),
    ):
        assert refused_as_too_large(made)


def refused_as_too_large(made: Callable[[], object]) -> bool:
    return [one.code for one in faults_of(made, RulesTooLarge)] == ["too_large"]


def test_the_base_of_all_atoms_is_no_condition() -> None:
    """It can't be asked."""
    assert not is_condition(Atom())
    assert refused(lambda: AllOf(A, Atom())) == [("type", "of[1]")]


def test_a_bound_has_one_form() -> None:
    """1.0 and 1 are the same number; two clauses that say it differently are the same clause."""
    forms = (7, Decimal(7), Decimal("7.0"), Decimal("0.7E1"))
    for name in ("at_least", "more_than", "at_most", "less_than"):
        made = [Measured("hours", **{name: form}) for form in forms]
        assert {repr(getattr(one, name)) for one in made} == {"7"}
        assert len(set(made)) == 1
    half = Measured("hours", at_least=Decimal("7.50"))
    assert repr(half.at_least) == "Decimal('7.5')"
    assert Measured("hours", at_least=Decimal("1E+2")).at_least == 100
    assert repr(Measured("hours", at_least=Decimal("1E+30")).at_least) == "Decimal('1E+30')"


def test_what_a_condition_is() -> None:
    every = (A, AllOf(A), AnyOf(A), AtLeastOf(1, A), Not(A), Open("o", text("o")), Fixed(True))
    assert all(is_condition(one) for one in every)
    assert not any(is_condition(one) for one in ("a", None, True, Flag, reading("x", A)))


def test_conditions_are_values() -> None:
    assert AllOf(A, B) == AllOf(A, B)
    different: list[Condition] = [
        AllOf(A, B), AllOf(B, A), AnyOf(A, B), AtLeastOf(1, A, B), AtLeastOf(2, A, B), Not(A),
        Not(B), A,
    ]  # fmt: skip
    assert len(set(different)) == len(different)
    assert hash(AllOf(A, B)) == hash(AllOf(A, B))
    assert repr(Not(A)) == "Not(of=Flag(fact='a', value=True))"
    with pytest.raises(FrozenInstanceError):
        Not(A).of = B  # type: ignore[misc]


# --- open points --------------------------------------------------------------------------------


def reading(key: str, condition: Condition) -> Reading:
    return Reading(key, text(key), condition, CITED)


LONG = Open("long", text("long"), (reading("year", A), reading("two", AllOf(A, B))))
WIDE = Open("wide", text("wide"))


def test_the_readings_of_an_open_point() -> None:
    assert LONG.choices == ("year", "two")
    assert (LONG.chosen("year"), LONG.chosen("two")) == (A, AllOf(A, B))
    assert LONG.choice_text("two") == text("two")
    assert LONG.depth == 3


def test_a_fully_open_point_is_met_or_not() -> None:
    assert WIDE.choices == ("met", "not_met")
    assert (WIDE.chosen("met"), WIDE.chosen("not_met")) == (Fixed(True), Fixed(False))
    assert [WIDE.choice_text(key).sv for key in WIDE.choices] == [
        "uppfyllt", "inte uppfyllt",
    ]  # fmt: skip
    assert [WIDE.choice_text(key).en for key in WIDE.choices] == [
        "met", "not met",
    ]  # fmt: skip
    assert WIDE.depth == 1


@pytest.mark.parametrize("call", [Open.chosen, Open.choice_text])
def test_a_reading_that_an_open_point_has_not_is_refused(
    call: Callable[[Open, str], object],
) -> None:
    assert faults_of(lambda: call(LONG, "yaer"), InvalidInput) == [
        fault(
            "unknown",
            "",
            "'yaer' är inte en läsning av long; menade du 'year'?",
            "'yaer' is not a reading of long; did you mean 'year'?",
            value="yaer",
            expected=["year"],
        )
    ]
    (found,) = faults_of(lambda: call(WIDE, "year"), InvalidInput)
    assert (found.value, found.expected) == ("year", ("met", "not_met"))
    (found,) = faults_of(lambda: call(LONG, "met"), InvalidInput)
    assert found.expected == ("two", "year")


def test_an_open_point_reads() -> None:
    assert told(LONG) == ("öppen punkt long: long sv", "open point long: long en")
    assert told(Fixed(True)) == ("uppfyllt", "met")
    assert told(Fixed(False)) == ("inte uppfyllt", "not met")
    assert on(Fixed(True)) == NoFact(True)
    assert on(Fixed(False)) == NoFact(False)


def test_an_open_point_has_two_readings_or_none() -> None:
    assert faults_of(lambda: Open("o", text("o"), [reading("x", A)]), InvalidRules) == [
        fault(
            "range",
            "readings",
            "en öppen punkt har två läsningar eller fler, eller ingen angiven",
            "an open point has two readings or more, or none stated",
        )
    ]
    twice = (reading("x", A), reading("y", B), reading("x", C))
    assert faults_of(lambda: Open("o", text("o"), twice), InvalidRules) == [
        fault(
            "duplicate", "readings", "två läsningar har samma nyckel", "two readings have one key"
        )
    ]


def test_an_open_point_reports_all_that_is_wrong() -> None:
    wrong: Any = "x"
    found = faults_of(lambda: Open("", wrong, (reading("x", A), wrong)), InvalidRules)
    assert [(one.code, one.path) for one in found] == [
        ("empty", "key"), ("type", "text"), ("type", "readings[1]"),
    ]  # fmt: skip


def test_a_reading_reports_all_that_is_wrong() -> None:
    wrong: Any = 5
    assert faults_of(lambda: Reading("", wrong, wrong, wrong), InvalidRules) == [
        fault("empty", "key", *NAMED, expected=["str"]),
        type_fault("text", "Text", "int"),
        part_fault("condition[0]", "int"),
        type_fault("citation", "Citation", "int"),
    ]
    assert Reading("x", text("x"), A).citation is None


def test_what_is_planned_is_an_open_point() -> None:
    """Design 2.2: a dated value can carry a status: applied for, intended, decided."""
    point = planned("start", text=text("start"), start=FIRST, end=LAST, citation=CITED)
    assert point == Open(
        "start",
        text("start"),
        (
            Reading(
                "as_planned",
                evolve(text("x"), sv="som planerat", en="as planned"),
                DayIn(start=FIRST, end=LAST),
                CITED,
            ),
            Reading(
                "not",
                evolve(text("x"), sv="blir inte av", en="comes to nothing"),
                Fixed(False),
                CITED,  # the same line says that it isn't decided
            ),
        ),
    )
    assert planned("s", text=text("s"), start=FIRST).chosen("as_planned") == DayIn(start=FIRST)
    turned = faults_of(lambda: planned("s", text=text("s"), start=LAST, end=FIRST), InvalidRules)
    assert [one.code for one in turned] == ["order"]


def test_what_is_planned_to_begin_has_a_first_day() -> None:
    with pytest.raises(TypeError, match="start"):
        planned("s", text=text("s"), end=LAST)  # type: ignore[call-arg]


def test_what_is_planned_to_end_is_not_planned_to_begin() -> None:
    """The docstring's way: `Not` of a plan that begins on the day after the last."""
    point = planned("s", text=text("s"), start=LAST + ONE_DAY)
    read = with_readings(Not(point), {"s": point.chosen("as_planned")})
    assert read == Not(DayIn(start=LAST + ONE_DAY))
    assert with_readings(Not(point), {"s": point.chosen("not")}) == Not(Fixed(False))


# --- walking through conditions -----------------------------------------------------------------


def test_the_parts_of_a_condition() -> None:
    assert children(AllOf(A, B)) == (("of[0]", A), ("of[1]", B))
    assert children(AnyOf(A)) == children(AtLeastOf(1, A)) == (("of[0]", A),)
    assert children(Not(A)) == (("of", A),)
    assert children(LONG) == (
        ("readings[year].condition", A), ("readings[two].condition", AllOf(A, B)),
    )  # fmt: skip
    assert children(A) == children(WIDE) == ()


def test_a_condition_is_read_from_the_outside_in() -> None:
    condition = AllOf(Not(A), LONG)
    expected = [
        ("", condition),
        ("of[0]", Not(A)),
        ("of[0].of", A),
        ("of[1]", LONG),
        ("of[1].readings[year].condition", A),
        ("of[1].readings[two].condition", AllOf(A, B)),
        ("of[1].readings[two].condition.of[0]", A),
        ("of[1].readings[two].condition.of[1]", B),
    ]
    assert list(reading_order(condition)) == expected
    assert [path for path, _ in reading_order(condition, "x")][:2] == ["x", "x.of[0]"]


def test_open_points_are_replaced_wherever_they_stand() -> None:
    chosen: dict[str, Condition] = {"long": C, "wide": B}
    within: list[Callable[[Condition], Condition]] = [
        Not, AllOf, AnyOf, lambda of: AtLeastOf(1, A, of),
    ]  # fmt: skip
    for made in within:
        assert with_readings(made(WIDE), chosen) == made(B)
        assert with_readings(made(LONG), {"wide": B}) == made(LONG)
    around = Open("around", text("around"), (reading("x", WIDE), reading("y", A)))
    assert with_readings(around, chosen) == Open(
        "around", text("around"), (reading("x", B), reading("y", A))
    )
    assert with_readings(A, chosen) is A


def test_a_chosen_reading_is_read_too() -> None:
    around = Open("around", text("around"), (reading("x", Not(WIDE)), reading("y", A)))
    chosen: dict[str, Condition] = {"around": Not(WIDE), "wide": B}
    assert with_readings(around, chosen) == Not(B)


def test_conditions_survive_a_pickle_and_a_copy() -> None:
    every: list[Condition] = [
        Age(at_least=16), Lasted("since", more_than=Months(1)), DateBetween("since", start=FIRST),
        Ahead("planned", at_most=Months(1)),
        Measured("hours", at_least=1), A, OneOf("colour", ["red"]), NoneOf("colour", ["red"]),
        Includes("needs", ["region"]), Only("needs", ["region"]), DayIn(end=LAST), Fixed(True),
        AllOf(A, B), AnyOf(A, B), AtLeastOf(1, A, B), Not(A), LONG, WIDE,
    ]  # fmt: skip
    for one in every:
        for other in (pickle.loads(pickle.dumps(one)), copy.deepcopy(one), copy.copy(one)):  # noqa: S301 - our own pickle
            assert other == one
            assert (hash(other), other.depth) == (hash(one), one.depth)


def test_the_base_of_all_atoms_says_nothing() -> None:
    atom = Atom()
    with pytest.raises(NotImplementedError):
        atom.accepts(None, Day(DAY))
    with pytest.raises(NotImplementedError):
        atom.describe(None, "en")
    faults = Faults()
    assert Age(at_least=1).check(SMALL["birth_date"], "there", faults) is None  # type: ignore[func-returns-value]
    assert faults.found == []


def test_the_kinds_of_facts_that_atoms_read() -> None:
    names = {kind: [each.__name__ for each in kind.kinds] for kind in (
        Age, Lasted, Ahead, DateBetween, Measured, Flag, OneOf, NoneOf, Includes, Only, DayIn,
        Fixed,
    )}  # fmt: skip
    assert names == {
        Age: ["Date"],
        Lasted: ["Date"],
        Ahead: ["Date"],
        DateBetween: ["Date"],
        Measured: ["Number"],
        Flag: ["YesNo"],
        OneOf: ["Choice"],
        NoneOf: ["Choice"],
        Includes: ["Selection"],
        Only: ["Selection"],
        DayIn: [],
        Fixed: [],
    }


def test_what_moves_with_the_day() -> None:
    """Other days give other answers to what is known of a date, and to nothing else."""
    moving = {kind for kind in (
        Age, Lasted, Ahead, DateBetween, Measured, Flag, OneOf, NoneOf, Includes, Only, DayIn,
        Fixed,
    ) if kind.moves}  # fmt: skip
    assert moving == {Age, Ahead, Lasted}
    assert Atom.moves is False


def test_the_dates_that_an_atom_names_cut_the_line_of_others() -> None:
    assert list(DateBetween("planned", start=FIRST, end=LAST).cuts()) == [FIRST, LAST]
    assert list(DateBetween("planned", start=FIRST).cuts()) == [FIRST]
    assert list(DateBetween("planned", end=LAST).cuts()) == [LAST]
    others = (
        A, Age(at_least=18), Lasted("since", at_least=Days(3)), DayIn(start=FIRST, end=LAST),
        Measured("hours", at_least=1), Includes("needs", ["region"]), Fixed(True),
    )  # fmt: skip
    assert [list(other.cuts()) for other in others] == [[]] * len(others)


@pytest.mark.parametrize("wrong", [1, 0, None, "met"])
def test_a_choice_that_a_caller_made_is_yes_or_no(wrong: Any) -> None:
    assert faults_of(lambda: Fixed(wrong), InvalidRules) == [
        type_fault("holds", "bool", type(wrong).__name__)
    ]


def test_the_fact_that_an_atom_reads() -> None:
    assert (A.reads, Age(at_least=1).reads, Only("needs", ["region"]).reads) == (
        "a", "birth_date", "needs",
    )  # fmt: skip
    assert (DayIn(end=LAST).reads, Fixed(True).reads) == (None, None)


def test_a_fact_may_have_any_question() -> None:
    fact: Fact = evolve(flag("a"), question=text("<b>"))
    assert Flag("a").describe(fact, "en") == "<b> en yes"
    assert COLOURS.name("red", "en") == "red"


def test_the_public_names() -> None:
    assert dir(conditions) == sorted(conditions.__all__)
