"""Periods and ages: law 1930:173 § 1, day by day."""

import datetime as dt
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import wraps
from itertools import groupby, pairwise, repeat

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from finsam import legaltime
from finsam.errors import InvalidInput
from finsam.legaltime import (
    Days,
    LeapDay,
    Months,
    Period,
    Weeks,
    Years,
    add,
    from_relativedelta,
    latest_birth,
    latest_start,
    periods,
    to_relativedelta,
    whole_months,
    whole_years,
)
from finsam.texts import Lang

KINDS: tuple[type[Period], ...] = (Days, Weeks, Months, Years)
ONE_DAY = dt.timedelta(days=1)

any_day = st.dates()
any_period = st.one_of(
    st.builds(Days, st.integers(0, 40_000)),
    st.builds(Weeks, st.integers(0, 6_000)),
    st.builds(Months, st.integers(0, 1_500)),
    st.builds(Years, st.integers(0, 130)),
)
any_policy = st.sampled_from(LeapDay)


def untraced(test: Callable[[], None]) -> Callable[[], None]:
    """Takes a long count out of the coverage measurement, which makes it four times as slow.

    The other tests cover every line and branch by themselves.
    """

    @wraps(test)
    def run() -> None:
        trace = sys.gettrace()
        sys.settrace(None)
        try:
            test()
        finally:
            sys.settrace(trace)

    return run


def months_of(first: int, last: int) -> list[list[date]]:
    """Lists the days of each month of the years, read off one after the other."""
    ordinals = range(date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal() + 1)
    days = (date.fromordinal(ordinal) for ordinal in ordinals)
    return [list(month) for _, month in groupby(days, key=lambda day: (day.year, day.month))]


def around_month_ends(first: int, last: int) -> Iterator[date]:
    """Gives the days on which a period of months can be cut short, and their neighbours."""
    for earlier, later in pairwise(months_of(first, last)):
        yield from earlier[-5:]
        yield from later[:2]


def fault_of(call: Callable[[], object]) -> tuple[str, str, str, str]:
    """Returns the code, the path and the two texts of the only fault of a call."""
    with pytest.raises(InvalidInput) as caught:
        call()
    (fault,) = caught.value.faults
    return fault.code, fault.path, fault.text.sv, fault.text.en


# --- the four kinds of period -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "sv", "en"),
    [
        (Days(0), "0 dagar", "0 days"),
        (Days(1), "1 dag", "1 day"),
        (Days(14), "14 dagar", "14 days"),
        (Weeks(1), "1 vecka", "1 week"),
        (Weeks(3), "3 veckor", "3 weeks"),
        (Months(1), "1 månad", "1 month"),
        (Months(2), "2 månader", "2 months"),
        (Years(1), "1 år", "1 year"),
        (Years(2), "2 år", "2 years"),
    ],
)
def test_describe(period: Period, sv: str, en: str) -> None:
    """A period is shown in Swedish and in English, one of it in the singular (design 2.5)."""
    assert (period.describe("sv"), period.describe("en")) == (sv, en)


def test_describe_knows_two_languages() -> None:
    """A text exists in Swedish and in English and in no other language."""
    nynorsk: Lang = "nn"  # type: ignore[assignment]
    with pytest.raises(ValueError, match="lang is 'sv' or 'en', not 'nn'"):
        Months(3).describe(nynorsk)


def test_kinds_are_never_equal() -> None:
    """Days, weeks, months and years are different types: 3 weeks are not 21 days (design 2.5)."""
    same_length: list[Period] = [Days(21), Weeks(3), Months(12), Years(1)]
    same_number: list[Period] = [kind(1) for kind in KINDS]
    assert len(set(same_length)) == len(set(same_number)) == 4
    for periods_ in (same_length, same_number):
        for i, one in enumerate(periods_):
            assert [one == other for other in periods_] == [i == j for j in range(4)]
    assert len({Weeks(3), Weeks(3)}) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_period_is_a_frozen_value(kind: type[Period]) -> None:
    """A value is never altered, and a changed copy is checked anew (style 6, 10)."""
    period = kind(3)
    assert (period.n, repr(period)) == (3, f"{kind.__name__}(n=3)")
    assert evolve(period, n=4) == kind(4)
    with pytest.raises(FrozenInstanceError):
        period.n = 4  # type: ignore[misc]
    with pytest.raises(AttributeError):
        object.__setattr__(period, "note", "")
    with pytest.raises(InvalidInput):
        evolve(period, n=-1)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("n", [True, False, 1.0, "3", None, date(2022, 1, 31)])
def test_period_takes_a_whole_number(kind: type[Period], n: object) -> None:
    """A period is a whole number of its unit; a truth value is no number (design 2.5)."""
    name = type(n).__name__
    assert fault_of(lambda: kind(n)) == (  # type: ignore[arg-type]
        "type",
        "n",
        f"ska vara ett heltal (int), till exempel 3, inte {name}",
        f"takes a whole number (int), for example 3, not {name}",
    )


@pytest.mark.parametrize("kind", KINDS)
def test_period_is_not_negative(kind: type[Period]) -> None:
    """Time is counted forwards from its anchor, so a period is 0 or more (1930:173 § 1)."""
    assert kind(0).n == 0
    assert fault_of(lambda: kind(-1)) == (
        "range",
        "n",
        "ska vara 0 eller ett större heltal, till exempel 3, inte -1",
        "takes 0 or a larger whole number, for example 3, not -1",
    )


def test_faults_say_what_is_expected() -> None:
    """An error carries what would be right, for programs (style 12)."""

    def expected(call: Callable[[], object]) -> list[tuple[str, ...]]:
        with pytest.raises(InvalidInput) as caught:
            call()
        return [fault.expected for fault in caught.value.faults]

    assert expected(lambda: Days(1.5)) == [("int",)]  # type: ignore[arg-type]
    assert expected(lambda: Days(-1)) == [(">= 0",)]
    assert expected(lambda: whole_years(None, None, None)) == [  # type: ignore[arg-type]
        ("date",),
        ("date",),
        ("LeapDay.FEB28", "LeapDay.MAR1"),
    ]
    assert expected(lambda: add(date(2022, 1, 31), 3)) == [  # type: ignore[arg-type]
        ("Days", "Weeks", "Months", "Years", "WorkingDays")
    ]


# --- the end of a period ------------------------------------------------------------------------


@untraced
def test_every_day_and_month_count() -> None:
    """Months end on the same number in the end month, else on its last day (1930:173 § 1).

    Every day 1990-2100 and every count 0-60, against the days of the months as they follow each
    other: the i:th day of a month goes to the i:th day of the end month, or to its last.
    """
    calendar = months_of(1990, 2105)
    tried = 0
    for n in range(61):
        period = Months(n)
        for at in range(12 * (2101 - 1990)):
            start, end = calendar[at], calendar[at + n]
            expected = (end + [end[-1]] * 3)[: len(start)]
            assert list(map(add, start, repeat(period))) == expected
            tried += len(start)
    assert tried == 40_542 * 61


@untraced
def test_years_are_twelve_months_each() -> None:
    """Years end on the same month and number, else on the month's last day (1930:173 § 1)."""
    for day in around_month_ends(1995, 2005):
        for n in range(106):
            end = add(day, Years(n))
            assert end == add(day, Months(12 * n))
            assert (end.year, end.month) == (day.year + n, day.month)


@given(any_day, st.integers(0, 100_000))
def test_days_and_weeks_are_counted_plainly(start: date, n: int) -> None:
    """Days end n days later, weeks on the same weekday n weeks later (1930:173 § 1)."""
    days, weeks = start.toordinal() + n, start.toordinal() + 7 * n
    for ordinal, period in ((days, Days(n)), (weeks, Weeks(n))):
        if ordinal <= date.max.toordinal():
            assert add(start, period).toordinal() == ordinal
        else:
            with pytest.raises(InvalidInput):
                add(start, period)


@given(any_day)
def test_nothing_is_added_by_nothing(start: date) -> None:
    """The day that a period is counted from is day zero (1930:173 § 1)."""
    assert {add(start, kind(0)) for kind in KINDS} == {start}


def test_series_never_drifts() -> None:
    """Each count is made from the start day, never from an already clipped day (1930:173 § 1)."""
    for start in around_month_ends(1999, 2004):
        for k in range(41):
            end = add(start, Months(3 * k))
            assert end.day == start.day or (end + ONE_DAY).day == 1
    start = date(2021, 8, 31)
    series = [add(start, Months(3 * k)) for k in range(5)]
    assert [(day.month, day.day) for day in series] == [
        (8, 31),
        (11, 30),
        (2, 28),
        (5, 31),
        (8, 31),
    ]
    chained = start
    for _ in range(4):
        chained = add(chained, Months(3))
    assert chained == date(2022, 8, 28)


@given(any_day, any_day, any_period)
def test_later_start_never_ends_earlier(one: date, other: date, period: Period) -> None:
    """Of two starts the later never ends first: the counting keeps their order (1930:173 § 1)."""
    one, other = sorted((one, other))
    try:
        assert add(one, period) <= add(other, period)
    except InvalidInput:
        assert add(date(1, 1, 1), period) <= date.max


# CatalaLang/dates-calc, commit 9125d788, Apache-2.0: its exact computations, and of its ambiguous
# ones the column "+down", which is what law 1930:173 § 1 says. The rows are its, the form is ours.
EXACT: list[tuple[date, Period, date]] = [
    (date(2012, 3, 20), Days(10), date(2012, 3, 30)),
    (date(2012, 3, 31), Days(1), date(2012, 4, 1)),
    (date(2012, 2, 28), Days(1), date(2012, 2, 29)),
    (date(2013, 2, 28), Days(1), date(2013, 3, 1)),
    (date(2012, 3, 1), Days(71), date(2012, 5, 11)),
    (date(2012, 11, 1), Days(71), date(2013, 1, 11)),
    (date(2012, 2, 15), Months(2), date(2012, 4, 15)),
    (date(2012, 2, 28), Months(4), date(2012, 6, 28)),
    (date(2012, 3, 15), Months(1), date(2012, 4, 15)),
    (date(2012, 11, 15), Months(3), date(2013, 2, 15)),
    (date(2012, 3, 31), Months(2), date(2012, 5, 31)),
    (date(2012, 1, 31), Months(2), date(2012, 3, 31)),
    (date(2013, 1, 31), Months(2), date(2013, 3, 31)),
    (date(2012, 10, 31), Months(5), date(2013, 3, 31)),
    (date(2012, 1, 1), Years(1), date(2013, 1, 1)),
    (date(2012, 2, 28), Years(4), date(2016, 2, 28)),
    (date(2012, 2, 29), Years(4), date(2016, 2, 29)),
    (date(2012, 3, 15), Years(1), date(2013, 3, 15)),
    (date(2012, 11, 15), Years(3), date(2015, 11, 15)),
]
ROUNDED_DOWN: list[tuple[date, Period, date]] = [
    (date(2012, 3, 31), Months(1), date(2012, 4, 30)),
    (date(2012, 3, 31), Months(3), date(2012, 6, 30)),
    (date(2012, 1, 31), Months(1), date(2012, 2, 29)),
    (date(2012, 1, 31), Months(3), date(2012, 4, 30)),
    (date(2013, 1, 31), Months(1), date(2013, 2, 28)),
    (date(2013, 1, 31), Months(3), date(2013, 4, 30)),
    (date(2012, 10, 31), Months(4), date(2013, 2, 28)),
    (date(2012, 10, 31), Months(6), date(2013, 4, 30)),
    (date(2012, 10, 29), Months(4), date(2013, 2, 28)),
    (date(2012, 2, 29), Years(1), date(2013, 2, 28)),
    (date(2012, 2, 29), Years(88), date(2100, 2, 28)),
]


@pytest.mark.parametrize(("start", "period", "end"), EXACT + ROUNDED_DOWN)
def test_cases_of_dates_calc(start: date, period: Period, end: date) -> None:
    """The end month's own number, and its last day where the number is missing (1930:173 § 1)."""
    assert add(start, period) == end
    back = latest_start(end, period)
    assert back is not None
    assert back >= start


@pytest.mark.parametrize(
    ("start", "period"),
    [
        (date.max, Days(1)),
        (date.max, Weeks(1)),
        (date.max, Months(1)),
        (date.max, Years(1)),
        (date(2022, 1, 31), Months(95_736)),
        *((date(2022, 1, 31), kind(10**12)) for kind in KINDS),
        *((date(2022, 1, 31), kind(10**99)) for kind in KINDS),
    ],
)
def test_end_beyond_the_calendar(start: date, period: Period) -> None:
    """An end that no date can hold is refused in words, never by an error from below (style 12)."""
    assert fault_of(lambda: add(start, period)) == (
        "range",
        "period",
        "tiden slutar efter den 31 december 9999, den sista dag som ett datum kan ange; "
        "ange en kortare tid",
        "the period ends after 31 December 9999, the last day that a date can hold; "
        "give a shorter one",
    )


def test_end_on_the_last_day_of_the_calendar() -> None:
    """The last day that a date can hold is still an end."""
    assert add(date(9999, 12, 30), Days(1)) == add(date(9999, 12, 24), Weeks(1)) == date.max
    assert add(date(9999, 11, 30), Months(1)) == date(9999, 12, 30)
    assert add(date(9999, 10, 31), Months(2)) == add(date(9998, 12, 31), Years(1)) == date.max


# --- the latest start ---------------------------------------------------------------------------


def assert_latest(day: date, period: Period) -> None:
    """Checks that a period from the latest start has lasted on the day, from the next it hasn't."""
    start = latest_start(day, period)
    if start is None:
        assert add(date.min, period) > day
        return
    assert type(start) is date
    assert add(start, period) <= day
    if start < date.max:
        try:
            next_end = add(start + ONE_DAY, period)
        except InvalidInput:
            return  # it ends after the last day that a date can hold, so after this day too
        assert next_end > day


@given(any_day, any_period)
def test_latest_start_is_the_bound(day: date, period: Period) -> None:
    """A period has lasted on the day add(start, period) and after, not before (design 2.2)."""
    assert_latest(day, period)


@untraced
def test_latest_start_around_month_ends() -> None:
    """Starts that are counted to the month's last day have all lasted on it (1930:173 § 1)."""
    tried = 0
    for day in around_month_ends(1995, 2004):
        for n in range(61):
            assert_latest(day, Months(n))
            tried += 1
        for n in range(1, 9):
            assert_latest(day, Years(n))
    for day in around_month_ends(2095, 2104):
        for n in (1, 2, 3, 6, 11, 12, 13, 24, 48, 1_200):
            assert_latest(day, Months(n))
    assert tried == 119 * 7 * 61


@untraced
def test_latest_start_in_every_month_of_the_cycle() -> None:
    """The calendar's months repeat after 400 years; each is right, 1900 and 2100 included."""
    for month in months_of(1800, 2200):
        for period in (Months(0), Months(1), Years(1), Years(100)):
            assert_latest(month[-1], period)
            assert_latest(month[27], period)


def test_latest_start_at_the_first_day_of_the_calendar() -> None:
    """A start before year 1 can't be held by a date: None says that nothing has lasted so long."""
    for kind in KINDS:
        assert latest_start(date.min, kind(0)) == date.min
        assert latest_start(date.min, kind(1)) is None
        assert latest_start(date.max, kind(10**99)) is None
    assert latest_start(date(1, 1, 2), Days(1)) == date.min
    assert latest_start(date(1, 1, 8), Weeks(1)) == date.min
    assert latest_start(date(1, 1, 7), Weeks(1)) is None
    assert latest_start(date(1, 2, 1), Months(1)) == date.min
    assert latest_start(date(1, 1, 31), Months(1)) is None
    assert latest_start(date(2, 1, 1), Years(1)) == date.min
    assert latest_start(date(1, 12, 31), Years(1)) is None
    assert latest_start(date.max, Months(0)) == date.max


# --- ages ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "policy", "age"),
    [
        (date(2022, 2, 27), LeapDay.FEB28, 21),
        (date(2022, 2, 28), LeapDay.FEB28, 22),
        (date(2022, 2, 28), LeapDay.MAR1, 21),
        (date(2022, 3, 1), LeapDay.MAR1, 22),
        (date(2024, 2, 28), LeapDay.FEB28, 23),
        (date(2024, 2, 28), LeapDay.MAR1, 23),
        (date(2024, 2, 29), LeapDay.FEB28, 24),
        (date(2024, 2, 29), LeapDay.MAR1, 24),
        (date(2100, 2, 28), LeapDay.FEB28, 100),
        (date(2100, 2, 28), LeapDay.MAR1, 99),
        (date(2100, 3, 1), LeapDay.MAR1, 100),
    ],
)
def test_born_on_leap_day(day: date, policy: LeapDay, age: int) -> None:
    """Born 29 February: 28 February by analogy with 1930:173 § 1, or 1 March (design 2.2)."""
    assert whole_years(date(2000, 2, 29), day, policy) == age


@pytest.mark.parametrize(
    ("day", "feb28", "mar1"),
    [
        (date(2022, 2, 27), date(2004, 2, 27), date(2004, 2, 27)),
        (date(2022, 2, 28), date(2004, 2, 29), date(2004, 2, 28)),
        (date(2022, 3, 1), date(2004, 3, 1), date(2004, 3, 1)),
        (date(2022, 4, 30), date(2004, 4, 30), date(2004, 4, 30)),
        (date(2024, 2, 28), date(2006, 2, 28), date(2006, 2, 28)),
        (date(2024, 2, 29), date(2006, 2, 28), date(2006, 2, 28)),
    ],
)
def test_latest_birth_of_an_adult(day: date, feb28: date, mar1: date) -> None:
    """18 is attained on the birthday, on the policy's day for 29 February (design 2.2)."""
    assert latest_birth(day, 18, LeapDay.FEB28) == feb28
    assert latest_birth(day, 18, LeapDay.MAR1) == mar1


def test_policies_by_value() -> None:
    """The policy is data, so it has a frozen value for exchange."""
    assert [policy.value for policy in LeapDay] == ["feb28", "mar1"]
    assert LeapDay("mar1") is LeapDay.MAR1


def assert_age(birth: date, day: date, policy: LeapDay) -> None:
    """Checks an age against the two bounds that it must lie between."""
    age = whole_years(birth, day, policy)
    attained = latest_birth(day, age, policy)
    next_one = latest_birth(day, age + 1, policy)
    assert attained is not None
    assert birth <= attained
    assert next_one is None or birth > next_one


@given(any_day, any_day, any_policy)
def test_age_agrees_with_the_bounds(one: date, other: date, policy: LeapDay) -> None:
    """An age is attained just when one is born no later than the latest birth (design 2.2)."""
    assert_age(min(one, other), max(one, other), policy)


def test_age_agrees_with_the_bounds_around_leap_days() -> None:
    """An age is attained just when one is born no later than the latest birth (design 2.2)."""
    days = [
        date(year, 1, 1) + dt.timedelta(days=number)
        for year in (1896, 1899, 1900, 1901, 1904, 1999, 2000, 2001, 2023, 2024, 2100, 2104)
        for number in (0, 57, 58, 59, 60, 364)
    ]
    for birth in days:
        for day in days:
            if birth <= day:
                for policy in LeapDay:
                    assert_age(birth, day, policy)


@given(any_day, any_day, any_policy)
def test_age_grows_on_the_birthday_only(one: date, other: date, policy: LeapDay) -> None:
    """Everyone but the leap-day child turns a year on the same number and month (§ 1)."""
    birth, day = min(one, other), max(one, other)
    age = whole_years(birth, day, policy)
    assert age >= 0
    if day > birth and (birth.month, birth.day) != (2, 29):
        grows = (day.month, day.day) == (birth.month, birth.day)
        assert age - whole_years(birth, day - ONE_DAY, policy) == grows


@given(any_day, st.integers(0, 130))
def test_default_policy_is_the_law_of_periods(day: date, years: int) -> None:
    """With 28 February an age is counted as any period of years (1930:173 § 1 by analogy)."""
    assert latest_birth(day, years, LeapDay.FEB28) == latest_start(day, Years(years))


def test_latest_birth_at_the_first_day_of_the_calendar() -> None:
    """A birth before year 1 can't be held by a date: None says that nobody is that old."""
    for policy in LeapDay:
        assert latest_birth(date(19, 6, 1), 18, policy) == date(1, 6, 1)
        assert latest_birth(date(18, 12, 31), 18, policy) is None
        assert latest_birth(date.max, 10**99, policy) is None
        assert latest_birth(date(2024, 2, 29), 0, policy) == date(2024, 2, 29)


def test_newborn() -> None:
    """On the day of birth the age is 0."""
    for policy in LeapDay:
        for birth in (date(2000, 2, 29), date(2001, 2, 28), date.min):
            assert whole_years(birth, birth, policy) == 0


def test_birth_after_the_day() -> None:
    """Nobody has an age before the birth; the dates are about a person and stay unsaid (2.8)."""
    assert fault_of(lambda: whole_years(date(2022, 2, 2), date(2022, 2, 1), LeapDay.FEB28)) == (
        "order",
        "birth",
        "födelsedatumet ligger efter den dag som åldern frågas för; se efter om de två är "
        "omkastade eller om någon är felskriven",
        "the birth date is after the day that the age is asked for; see if the two are "
        "swapped or one is mistyped",
    )


# --- what is refused ----------------------------------------------------------------------------


class PlainDate(date):
    """A date of another library, such as those that freeze the clock in tests."""


def test_a_subclass_of_date_is_a_date() -> None:
    """Whatever is a date and has no time of day will do, and the answer is a plain date."""
    day = PlainDate(2022, 2, 28)
    assert add(day, Months(1)) == date(2022, 3, 28)
    assert type(add(day, Months(1))) is type(add(day, Days(0))) is date
    assert latest_start(day, Months(1)) == date(2022, 1, 31)
    assert latest_birth(day, 18, LeapDay.FEB28) == date(2004, 2, 29)
    assert whole_years(day, day, LeapDay.FEB28) == 0


@pytest.mark.parametrize(
    "wrong", [dt.datetime(1971, 3, 5, tzinfo=dt.UTC), "1971-03-05", 19_710_305, None]
)
def test_only_plain_dates(wrong: date) -> None:
    """A moment isn't a day, and what was given is about a person: only its type is said (2.8)."""
    right = date(2022, 1, 31)
    calls: list[tuple[str, Callable[[], object]]] = [
        ("start", lambda: add(wrong, Months(3))),
        ("day", lambda: latest_start(wrong, Months(3))),
        ("day", lambda: latest_birth(wrong, 18, LeapDay.FEB28)),
        ("birth", lambda: whole_years(wrong, right, LeapDay.FEB28)),
        ("day", lambda: whole_years(right, wrong, LeapDay.FEB28)),
    ]
    for path, call in calls:
        code, where, sv, en = fault_of(call)
        assert (code, where) == ("type", path)
        for text in (sv, en):
            assert type(wrong).__name__ in text, text
            assert "1971" not in text


@pytest.mark.parametrize("wrong", [dt.timedelta(days=21), 3, "P3M", None, Months])
def test_only_periods(wrong: Period) -> None:
    """A length without a unit of the calendar is no period (design 2.5)."""
    name = type(wrong).__name__
    for call in (
        lambda: add(date(2022, 1, 31), wrong),
        lambda: latest_start(date(2022, 1, 31), wrong),
    ):
        assert fault_of(call) == (
            "type",
            "period",
            "ska vara Days, Weeks, Months, Years eller WorkingDays, till exempel Months(3),"
            f" inte {name}",
            f"takes Days, Weeks, Months, Years or WorkingDays, for example Months(3), not {name}",
        )


def test_only_policies() -> None:
    """The policy is chosen by name, never by a text that happens to look like one."""
    wrong: LeapDay = "feb28"  # type: ignore[assignment]
    day = date(2022, 1, 31)
    for call in (lambda: latest_birth(day, 18, wrong), lambda: whole_years(day, day, wrong)):
        assert fault_of(call) == (
            "type",
            "leap_day",
            "ska vara LeapDay.FEB28 eller LeapDay.MAR1, inte str",
            "takes LeapDay.FEB28 or LeapDay.MAR1, not str",
        )


@pytest.mark.parametrize(("years", "code"), [(True, "type"), (17.5, "type"), (-1, "range")])
def test_only_whole_years(years: int, code: str) -> None:
    """An age limit is a whole number of years, 0 or more."""
    found = fault_of(lambda: latest_birth(date(2022, 1, 31), years, LeapDay.FEB28))
    assert found[:2] == (code, "years")


def test_all_faults_at_once() -> None:
    """All errors of one call are reported together, each with its path (style 11)."""
    calls: list[tuple[list[str], Callable[[], object]]] = [
        (["start", "period"], lambda: add(None, None)),  # type: ignore[arg-type]
        (["day", "period"], lambda: latest_start(None, None)),  # type: ignore[arg-type]
        (["day", "years", "leap_day"], lambda: latest_birth(None, -1, None)),  # type: ignore[arg-type]
        (["birth", "day", "leap_day"], lambda: whole_years(None, None, None)),  # type: ignore[arg-type]
    ]
    for paths, call in calls:
        with pytest.raises(InvalidInput) as caught:
            call()
        assert [fault.path for fault in caught.value.faults] == paths


# --- whole months ---------------------------------------------------------------------------------


@given(any_day, any_day)
def test_whole_months_are_the_most_that_fit(one: date, other: date) -> None:
    """Law 1930:173 § 1: so many months have passed as end on the day or before."""
    start, end = sorted((one, other))
    n = whole_months(start, end)
    assert n >= 0
    assert add(start, Months(n)) <= end
    if (end.year, end.month) < (9999, 12):
        assert end < add(start, Months(n + 1))


def test_whole_months_around_month_ends() -> None:
    """Law 1930:173 § 1: every pair of days of three years, against counting months one by one."""
    first = date(2023, 1, 1)
    days = [first + n * ONE_DAY for n in range(3 * 365 + 1)]
    for start in days[:425]:
        ends = [add(start, Months(n)) for n in range(40)]
        passed = 0
        for end in days[days.index(start) :]:
            passed += ends[passed + 1] <= end
            assert whole_months(start, end) == passed


def test_whole_months_refuse_what_is_turned_round() -> None:
    with pytest.raises(InvalidInput) as caught:
        whole_months(date(2022, 1, 2), date(2022, 1, 1))
    (fault,) = caught.value.faults
    assert (fault.code, fault.path) == ("order", "end")
    assert "2022" not in fault.text.sv + fault.text.en
    with pytest.raises(InvalidInput) as caught:
        whole_months("2022-01-02", None)  # type: ignore[arg-type]
    assert [one.path for one in caught.value.faults] == ["start", "end"]


# --- dateutil -------------------------------------------------------------------------------------


@given(st.dates(max_value=date(9000, 1, 1)), any_period)
def test_dateutil_adds_the_same(start: date, period: Period) -> None:
    assert start + to_relativedelta(period) == add(start, period)


@pytest.mark.parametrize(
    ("period", "back"),
    [
        (Months(3), Months(3)),
        (Months(14), Months(14)),
        (Years(2), Years(2)),
        (Months(24), Years(2)),
        (Days(14), Days(14)),
        (Weeks(3), Days(21)),
        (Months(0), Days(0)),
    ],
)
def test_the_way_to_dateutil_and_back_keeps_the_length(period: Period, back: Period) -> None:
    assert from_relativedelta(to_relativedelta(period)) == back


@pytest.mark.parametrize(
    ("delta", "code"),
    [
        (relativedelta(months=1, days=1), "not_a_period"),
        (relativedelta(hours=1), "not_a_period"),
        (relativedelta(months=1, day=31), "not_a_period"),
        (relativedelta(leapdays=1), "not_a_period"),
        (relativedelta(days=0.5), "not_a_period"),  # type: ignore[arg-type] # dateutil takes it
        (relativedelta(months=-3), "range"),
        (relativedelta(days=-1), "range"),
        (dt.timedelta(days=21), "type"),
        (None, "type"),
    ],
)
def test_what_is_no_period_is_refused(delta: relativedelta, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        from_relativedelta(delta)
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [(code, "delta")]


def test_only_periods_go_to_dateutil() -> None:
    with pytest.raises(InvalidInput) as caught:
        to_relativedelta(21)  # type: ignore[arg-type]
    assert [fault.path for fault in caught.value.faults] == ["period"]


def test_public_names() -> None:
    """Each module lists its public names, and shows no others (style 1)."""
    assert dir(periods) == sorted(periods.__all__)
    assert dir(legaltime) == sorted(legaltime.__all__)
