"""The days that law 1930:173 § 2 names: law 1989:253, day by day."""

import datetime as dt
from collections import Counter
from datetime import date

import pytest
from holidays.countries.sweden import Sweden
from hypothesis import given
from hypothesis import strategies as st

from finsam import legaltime
from finsam.errors import InvalidInput
from finsam.legaltime import NamedDay, holidays, named_day, next_weekday
from finsam.legaltime.named_days import FIRST_DAY, LAST_DAY

ONE_DAY = dt.timedelta(days=1)
FIRST, LAST = date(1990, 1, 1), date(2100, 12, 31)
EVERY_DAY = [date.fromordinal(n) for n in range(FIRST.toordinal(), LAST.toordinal() + 1)]
EVES = {NamedDay.MIDSUMMER_EVE, NamedDay.CHRISTMAS_EVE, NamedDay.NEW_YEARS_EVE}

any_day = st.dates(FIRST_DAY, date(4000, 12, 31))


def test_111_years_of_holidays_agree_with_another_list() -> None:
    """Law 1989:253: the public holidays; the other list counts every Sunday too."""
    theirs = set(Sweden(years=range(1990, 2101), include_sundays=True))
    sundays = {day for day in EVERY_DAY if day.isoweekday() == 7}
    ours = {day for year in range(1990, 2101) for day in holidays(year)}
    assert ours | sundays == theirs


def test_every_name_is_on_its_day() -> None:
    """Law 1989:253: which day each holiday is."""
    for year in range(1990, 2101):
        found = {name: day for day, name in holidays(year).items()}
        easter = found[NamedDay.EASTER_DAY]
        assert easter.isoweekday() == 7
        after = {n: holidays(year)[easter + n * ONE_DAY] for n in (-2, 1, 39, 49)}
        ascension = NamedDay.MAY_DAY if year == 2008 else NamedDay.ASCENSION_DAY
        assert list(after.values()) == [
            NamedDay.GOOD_FRIDAY, NamedDay.EASTER_MONDAY, ascension, NamedDay.WHIT_SUNDAY,
        ]  # fmt: skip
        midsummer, all_saints = found[NamedDay.MIDSUMMER_DAY], found[NamedDay.ALL_SAINTS_DAY]
        assert midsummer.isoweekday() == all_saints.isoweekday() == 6
        assert date(year, 6, 20) <= midsummer <= date(year, 6, 26)
        assert date(year, 10, 31) <= all_saints <= date(year, 11, 6)
        fixed = {
            (1, 1): "new_years_day", (1, 6): "epiphany", (5, 1): "may_day",
            (12, 25): "christmas_day", (12, 26): "boxing_day",
        }  # fmt: skip
        for (month, number), name in fixed.items():
            assert found[NamedDay(name)] == date(year, month, number)
        assert list(holidays(year)) == sorted(holidays(year))


def test_the_three_eves_of_every_year() -> None:
    """Law 1930:173 § 2: the day before Midsummer Day, before Christmas Day, before New Year's Day.

    In 2021 the 18th of June is a Friday too, and no eve.
    """
    found = {day: named_day(day) for day in EVERY_DAY}
    for name, after in (
        (NamedDay.MIDSUMMER_EVE, NamedDay.MIDSUMMER_DAY),
        (NamedDay.CHRISTMAS_EVE, NamedDay.CHRISTMAS_DAY),
        (NamedDay.NEW_YEARS_EVE, NamedDay.NEW_YEARS_DAY),
    ):
        eves = {day for day, each in found.items() if each is name}
        before = {day - ONE_DAY for day, each in found.items() if each is after}
        assert eves - {LAST} == before - {FIRST - ONE_DAY}
    assert named_day(date(2021, 6, 18)) is None
    assert named_day(date(2021, 6, 25)) is NamedDay.MIDSUMMER_EVE


def test_the_national_day_came_and_whit_monday_went() -> None:
    """SFS 2004:1320, in force 2005-04-01."""
    assert named_day(date(2004, 6, 6)) is NamedDay.SUNDAY
    assert named_day(date(2003, 6, 6)) is None
    assert named_day(date(2005, 6, 6)) is NamedDay.NATIONAL_DAY
    assert named_day(date(2004, 5, 31)) is NamedDay.WHIT_MONDAY
    assert named_day(date(2005, 5, 16)) is None


def test_a_day_with_two_names_has_the_first_in_the_law() -> None:
    """Law 1989:253: May Day stands before Ascension Day, Whit Sunday before the National Day."""
    assert holidays(2008)[date(2008, 5, 1)] is NamedDay.MAY_DAY
    assert holidays(2049)[date(2049, 6, 6)] is NamedDay.WHIT_SUNDAY


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 6, 19), NamedDay.MIDSUMMER_EVE),
        (date(2026, 12, 24), NamedDay.CHRISTMAS_EVE),
        (date(2022, 12, 31), NamedDay.NEW_YEARS_EVE),
        (date(2022, 1, 1), NamedDay.NEW_YEARS_DAY),
        (date(2021, 12, 26), NamedDay.BOXING_DAY),
        (date(2026, 11, 21), NamedDay.SATURDAY),
        (date(2026, 11, 22), NamedDay.SUNDAY),
        (date(2026, 1, 5), None),
        (date(2026, 4, 2), None),
        (date(2026, 4, 30), None),
        (date(2026, 10, 30), None),
    ],
)
def test_named_days_and_others(day: date, name: NamedDay | None) -> None:
    """Law 1930:173 § 2: Saturdays, Sundays, holidays and three eves, but no other eves."""
    assert named_day(day) is name


def test_the_moves_of_111_years() -> None:
    """Law 1930:173 § 2: how far each day 1990–2100 is moved, at most five days."""
    moved = Counter((next_weekday(day) - day).days for day in EVERY_DAY)
    assert moved == {0: 27_877, 1: 6_086, 2: 5_839, 3: 502, 4: 206, 5: 32}
    assert moved.total() == 40_542


@given(any_day)
def test_a_move_goes_forward_to_the_first_weekday_and_rests(day: date) -> None:
    """Law 1930:173 § 2: the next weekday."""
    to = next_weekday(day)
    assert to >= day
    assert named_day(to) is None
    assert next_weekday(to) == to
    between = [day + n * ONE_DAY for n in range((to - day).days)]
    assert None not in {named_day(each) for each in between}


def test_names() -> None:
    assert {name.in_("sv") for name in NamedDay} >= {"långfredagen", "midsommarafton", "söndag"}
    assert {name.in_("en") for name in NamedDay} >= {"Good Friday", "Midsummer Eve", "a Sunday"}
    assert {name for name in NamedDay if not name.is_holiday} == EVES | {NamedDay.SATURDAY}
    with pytest.raises(ValueError, match="lang is"):
        NamedDay.SUNDAY.in_("fi")  # type: ignore[arg-type]


@pytest.mark.parametrize("day", [date(1989, 12, 31), date(4100, 1, 1)])
def test_days_outside_the_calendar(day: date) -> None:
    for call in (named_day, next_weekday):
        with pytest.raises(InvalidInput) as caught:
            call(day)
        (fault,) = caught.value.faults
        assert (fault.code, fault.path) == ("range", "day")
        assert "1990-01-01" in fault.text.sv
    with pytest.raises(InvalidInput) as caught:
        holidays(day.year)
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [("range", "year")]


def test_the_calendar_ends_with_its_last_weekday() -> None:
    assert next_weekday(date(4099, 12, 30)) == date(4099, 12, 30)
    with pytest.raises(InvalidInput, match="Easter"):
        next_weekday(LAST_DAY)


@pytest.mark.parametrize("wrong", [dt.datetime(2022, 1, 1), "2022-01-01", None])  # noqa: DTZ001
def test_only_plain_dates(wrong: date) -> None:
    for call in (named_day, next_weekday):
        with pytest.raises(InvalidInput) as caught:
            call(wrong)
        assert [(fault.code, fault.path) for fault in caught.value.faults] == [("type", "day")]


@pytest.mark.parametrize("wrong", [True, 2022.0, "2022"])
def test_only_whole_years(wrong: int) -> None:
    with pytest.raises(InvalidInput) as caught:
        holidays(wrong)
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [("type", "year")]


def test_nobody_can_change_the_list() -> None:
    with pytest.raises(TypeError):
        holidays(2026)[date(2026, 1, 2)] = NamedDay.SUNDAY  # type: ignore[index]


def test_public_names() -> None:
    for module in (legaltime.deadlines, legaltime.intervals, legaltime.named_days):
        assert dir(module) == sorted(module.__all__)
