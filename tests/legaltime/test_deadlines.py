"""Deadlines: law 1930:173 §§ 1–2, and the worked dates of the enactments that use them."""

import datetime as dt
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finsam.errors import InvalidInput
from finsam.legaltime import (
    Days,
    Deadline,
    Months,
    NamedDay,
    Weeks,
    Years,
    add,
    deadline,
    named_day,
    next_weekday,
)

D = date.fromisoformat
SATURDAY, SUNDAY = NamedDay.SATURDAY, NamedDay.SUNDAY
EASTER = (NamedDay.EASTER_DAY, NamedDay.EASTER_MONDAY)


@pytest.mark.parametrize(
    ("year", "due", "moved"),
    [
        (2017, "2018-04-03", (SATURDAY, *EASTER)),
        (2018, "2019-04-01", (SUNDAY,)),
        (2019, "2020-03-31", ()),
        (2023, "2024-04-02", EASTER),
        (2028, "2029-04-03", (SATURDAY, *EASTER)),
        (2029, "2030-04-01", (SUNDAY,)),
    ],
)
def test_three_months_from_the_end_of_a_year(
    year: int, due: str, moved: tuple[NamedDay, ...]
) -> None:
    """Act 2003:1210 § 24: the annual report within three months of the end of the year."""
    report = deadline(date(year, 12, 31), Months(3), rolls=True)
    assert (report.nominal, report.due) == (date(year + 1, 3, 31), D(due))
    assert report.moved_past == moved
    assert report.moved_by == (moved[0] if moved else None)


@pytest.mark.parametrize(
    ("year", "due"),
    [
        (2018, "2018-11-30"),
        (2019, "2019-12-02"),
        (2024, "2024-12-02"),
        (2025, "2025-12-01"),
        (2030, "2030-12-02"),
    ],
)
def test_the_last_of_november(year: int, due: str) -> None:
    """Act 2003:1210 § 23: the budget by 30 November."""
    assert Deadline(date(year, 11, 30), rolls=True).due == D(due)
    assert Deadline(date(year, 11, 30), rolls=False).due == date(year, 11, 30)


def test_three_weeks_before_midsummer() -> None:
    """Law 1930:173 § 2: an exit on a Friday three weeks before Midsummer Eve."""
    late = deadline(date(2026, 5, 29), Weeks(3), rolls=True)
    assert (late.nominal, late.due) == (date(2026, 6, 19), date(2026, 6, 22))
    assert late.moved_past == (NamedDay.MIDSUMMER_EVE, NamedDay.MIDSUMMER_DAY, SUNDAY)


def test_good_friday() -> None:
    """Law 1930:173 § 2: four days in a row."""
    late = deadline(date(2026, 3, 13), Weeks(3), rolls=True)
    assert (late.nominal, late.due) == (date(2026, 4, 3), date(2026, 4, 7))
    assert late.moved_past == (NamedDay.GOOD_FRIDAY, SATURDAY, *EASTER)


def test_6_june_in_2004_and_2005() -> None:
    """SFS 2004:1320: a Sunday in 2004, the National Day from 2005."""
    old = deadline(date(2004, 5, 16), Weeks(3), rolls=True)
    assert (old.due, old.moved_by) == (date(2004, 6, 7), SUNDAY)
    new = deadline(date(2005, 5, 16), Weeks(3), rolls=True)
    assert (new.due, new.moved_by) == (date(2005, 6, 7), NamedDay.NATIONAL_DAY)


def test_the_exit_days_of_2026() -> None:
    """Law 1930:173 § 2: how many exit days of a year put three weeks on a named day."""
    days = [date(2026, 1, 1) + dt.timedelta(days=n) for n in range(365)]
    ends = [deadline(day, Weeks(3), rolls=True) for day in days]
    assert sum(end.due != end.nominal for end in ends) == 114


@given(
    st.dates(date(1990, 1, 1), date(3000, 1, 1)),
    st.sampled_from([Days, Weeks, Months, Years]),
    st.integers(0, 60),
)
def test_the_nominal_day_is_counted_and_the_due_day_is_the_next_weekday(
    anchor: date, kind: type[Days], n: int
) -> None:
    """Law 1930:173 §§ 1–2."""
    period = kind(n)
    still, moving = (deadline(anchor, period, rolls=rolls) for rolls in (False, True))
    assert still.nominal == still.due == moving.nominal == add(anchor, period)
    assert still.moved_past == ()
    assert still.moved_by is None
    assert moving.due == next_weekday(moving.nominal)
    assert len(moving.moved_past) == (moving.due - moving.nominal).days
    assert moving.moved_by is named_day(moving.nominal)


def test_before_april_2005_the_list_is_unverified() -> None:
    last = Deadline(date(2005, 3, 31), rolls=True)
    assert last.warning is not None
    assert "2005-04-01" in last.warning.sv
    assert "unverified" in last.warning.en
    assert Deadline(date(2005, 4, 1), rolls=True).warning is None
    assert Deadline(date(2005, 3, 31), rolls=False).warning is None


def test_deadlines_are_values() -> None:
    one = Deadline(date(2025, 11, 30), rolls=True)
    assert one == Deadline(date(2025, 11, 30), rolls=True)
    assert hash(one) == hash(Deadline(date(2025, 11, 30), rolls=True))
    assert one != Deadline(date(2025, 11, 30), rolls=False)
    assert repr(one) == "Deadline(nominal=datetime.date(2025, 11, 30), rolls=True)"


def test_deadlines_read() -> None:
    easter = deadline(date(2023, 12, 31), Months(3), rolls=True)
    assert (
        easter.describe("sv") == "2024-04-02 (flyttad från 2024-03-31, påskdagen och annandag påsk)"
    )
    assert (
        easter.describe("en") == "2024-04-02 (moved from 2024-03-31, Easter Day and Easter Monday)"
    )
    assert Deadline(date(2024, 3, 28), rolls=True).describe("sv") == "2024-03-28"
    unverified = "before 2005-04-01 the list of days in law 1930:173 § 2 is unverified"
    assert Deadline(date(2005, 3, 31), rolls=True).describe("en") == f"2005-03-31 ({unverified})"
    assert Deadline(date(2005, 3, 31), rolls=False).describe("en") == "2005-03-31"
    assert Deadline(date(2005, 4, 1), rolls=True).describe("en") == "2005-04-01"
    assert Deadline(date(2004, 5, 31), rolls=True).describe("en") == (
        f"2004-06-01 (moved from 2004-05-31, Whit Monday; {unverified})"
    )
    for any_one in (easter, Deadline(date(2024, 3, 28), rolls=True)):
        with pytest.raises(ValueError, match="lang is"):
            any_one.describe("fi")  # type: ignore[arg-type]


def test_all_faults_at_once() -> None:
    with pytest.raises(InvalidInput) as caught:
        Deadline(dt.datetime(2024, 3, 28), rolls=1)  # type: ignore[arg-type] # noqa: DTZ001
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [
        ("type", "nominal"), ("type", "rolls"),
    ]  # fmt: skip


def test_what_rolls_lies_in_the_calendar() -> None:
    assert Deadline(date(1989, 12, 31), rolls=False).due == date(1989, 12, 31)
    for nominal in (date(1989, 12, 31), date(4099, 12, 31)):
        with pytest.raises(InvalidInput) as caught:
            Deadline(nominal, rolls=True)
        assert [fault.code for fault in caught.value.faults] == ["range"]


def test_rolls_has_no_default() -> None:
    with pytest.raises(TypeError, match="rolls"):
        Deadline(date(2024, 3, 28))  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="rolls"):
        deadline(date(2024, 3, 28), Days(1))  # type: ignore[call-arg]
