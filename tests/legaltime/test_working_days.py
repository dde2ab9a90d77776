"""Working days, and a numbered day of a month."""

import datetime as dt
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finsam.errors import InvalidInput
from finsam.legaltime import WorkingDays, add, latest_start, month_day, to_relativedelta

D = date.fromisoformat
ONE_DAY = dt.timedelta(days=1)

# Weekdays that are off in 2026 and up to Epiphany 2027, by hand from an almanac: the public
# holidays of law 1989:253, and the eves of law 1930:173, 2 §.
OFF = {
    D(day)
    for day in (
        "2026-01-01", "2026-01-06", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14",
        "2026-06-19", "2026-12-24", "2026-12-25", "2026-12-31", "2027-01-01", "2027-01-06",
    )
}  # fmt: skip


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2026-03-23", 10, "2026-04-08"),  # over Easter
        ("2026-12-17", 10, "2027-01-07"),  # over Christmas, New Year and Epiphany
        ("2026-04-01", 1, "2026-04-02"),  # Maundy Thursday counts
        ("2026-04-02", 1, "2026-04-07"),
        ("2026-06-18", 1, "2026-06-22"),  # Midsummer Eve doesn't
        ("2026-05-13", 1, "2026-05-15"),  # the day between a holiday and a Saturday counts
        ("2026-10-29", 1, "2026-10-30"),  # so does the day before All Saints' Day
        ("2026-06-20", 0, "2026-06-20"),  # none at all ends where it began
        ("2026-06-20", 1, "2026-06-22"),  # a Saturday is day zero like any other
        ("2004-05-28", 1, "2004-06-01"),  # Whit Monday, until 2004
        ("2005-05-13", 1, "2005-05-16"),
    ],
)
def test_working_days(start: str, n: int, end: str) -> None:
    """Law 1930:173, 2 §, and 1989:253: what they name doesn't count; all else does."""
    assert add(D(start), WorkingDays(n)) == D(end)


@given(st.dates(D("2026-01-01"), D("2026-12-20")), st.integers(0, 12))
def test_working_days_are_counted_one_by_one(start: date, n: int) -> None:
    """The n-th day after the first that is neither on a weekend nor in the almanac's list."""
    days = (start + i * ONE_DAY for i in range(1, 40))
    working = [day for day in days if day.isoweekday() < 6 and day not in OFF]
    assert add(start, WorkingDays(n)) == (working[n - 1] if n else start)


@given(st.dates(D("2026-02-01"), D("2026-12-20")), st.integers(0, 12))
def test_the_latest_start_is_the_last_that_reaches_the_day(day: date, n: int) -> None:
    """It says the same as counting forward: n working days have passed, but not from later."""
    start = latest_start(day, WorkingDays(n))
    assert start is not None
    assert add(start, WorkingDays(n)) <= day < add(start + ONE_DAY, WorkingDays(n))


def test_where_working_days_cannot_be_counted() -> None:
    for count, day, n in ((add, "1989-12-30", 1), (latest_start, "1990-01-02", 2)):
        with pytest.raises(InvalidInput) as caught:
            count(D(day), WorkingDays(n))
        assert [f.code for f in caught.value.faults] == ["range"]
    with pytest.raises(InvalidInput) as caught:
        to_relativedelta(WorkingDays(3))
    assert [(f.code, f.path) for f in caught.value.faults] == [("not_a_period", "period")]


def test_a_day_of_the_month() -> None:
    """The last day stands in for a number that the month lacks."""
    for number, day in ((1, "2026-02-01"), (15, "2026-02-15"), (28, "2026-02-28"),
                        (29, "2026-02-28"), (31, "2026-02-28")):  # fmt: skip
        assert month_day(D("2026-02-10"), number) == D(day)
    assert month_day(D("2028-02-10"), 30) == D("2028-02-29")
    for wrong, code in ((0, "range"), (32, "range"), ("15", "type"), (True, "type")):
        with pytest.raises(InvalidInput) as caught:
            month_day(D("2026-02-10"), wrong)  # type: ignore[arg-type]
        assert [(f.code, f.path) for f in caught.value.faults] == [(code, "number")]
