"""Intervals of days, compared with sets of days."""

import datetime as dt
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finsam.errors import InvalidInput
from finsam.legaltime import Interval, gaps, runs

START = date(2022, 1, 1)
WINDOW = range(-1, 31)  # an open end reaches past every day that is drawn


def day(n: int) -> date:
    return START + dt.timedelta(days=n)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    first, last = sorted((draw(st.integers(0, 29)), draw(st.integers(0, 29))))
    return Interval(
        None if draw(st.integers(0, 9)) == 0 else day(first),
        None if draw(st.integers(0, 9)) == 0 else day(last),
    )


def days(*all_of: Interval | None) -> set[int]:
    return {n for n in WINDOW if any(each is not None and day(n) in each for each in all_of)}


@given(intervals(), intervals())
def test_two_intervals_are_sets_of_days(one: Interval, other: Interval) -> None:
    assert one.overlaps(other) == bool(days(one) & days(other))
    assert one.covers(other) == (days(other) <= days(one))
    assert days(one.intersection(other)) == days(one) & days(other)
    assert (one.intersection(other) is None) == (not one.overlaps(other))
    assert one.adjacent(other) == (
        not one.overlaps(other)
        and (max(days(one)) + 1 == min(days(other)) or max(days(other)) + 1 == min(days(one)))
    )
    joined = one.join(other)
    assert (joined is not None) == (one.overlaps(other) or one.adjacent(other))
    if joined is not None:
        assert days(joined) == days(one) | days(other)


@given(st.lists(intervals(), max_size=5))
def test_runs_are_the_same_days_in_the_fewest_intervals(some: list[Interval]) -> None:
    found = runs(some)
    assert days(*found) == days(*some)
    for i, one in enumerate(found):
        for other in found[i + 1 :]:
            assert one.join(other) is None
            assert max(days(one)) < min(days(other))


@given(st.lists(intervals(), max_size=5), intervals())
def test_gaps_are_the_days_that_are_left(some: list[Interval], within: Interval) -> None:
    found = gaps(some, within=within)
    assert days(*found) == days(within) - days(*some)
    assert found == runs(found)
    taken = days(*some)
    between = gaps(some)
    inner = {n for n in range(min(taken), max(taken) + 1) if n not in taken} if taken else set()
    assert days(*between) == inner
    assert between == runs(between)


def test_both_ends_are_included() -> None:
    spring = Interval(date(2022, 1, 1), date(2022, 6, 30))
    assert spring.days == 181
    assert date(2022, 1, 1) in spring
    assert date(2022, 6, 30) in spring
    assert date(2021, 12, 31) not in spring
    assert date(2022, 7, 1) not in spring
    assert Interval(START, START).days == 1


def test_a_time_of_day_lies_in_no_interval() -> None:
    with pytest.raises(InvalidInput, match=r"day: takes datetime\.date"):
        dt.datetime(2022, 1, 1) in Interval(START, None)  # noqa: B015, DTZ001


def test_an_open_end_has_no_last_day() -> None:
    always = Interval(None, None)
    assert date.min in always
    assert date.max in always
    assert always.days is None
    assert Interval(START, None).days is None
    assert Interval(None, START).adjacent(Interval(day(1), None))
    assert not Interval(START, None).adjacent(Interval(None, day(-2)))
    assert Interval(None, START).join(Interval(day(1), None)) == always
    assert gaps([], within=always) == (always,)
    assert gaps([always], within=always) == ()
    assert gaps([]) == runs([]) == ()
    assert not Interval(START, date.max).adjacent(Interval(None, None))


def test_intervals_read() -> None:
    assert Interval(START, day(1)).describe("sv") == "2022-01-01–2022-01-02"
    assert Interval(START, START).describe("sv") == "2022-01-01"
    assert Interval(START, None).describe("sv") == "från och med 2022-01-01"
    assert Interval(None, START).describe("en") == "until and including 2022-01-01"
    assert Interval(None, None).describe("sv") == "alltid"


def test_a_turned_interval_is_refused() -> None:
    with pytest.raises(InvalidInput) as caught:
        Interval(day(1), START)
    (fault,) = caught.value.faults
    assert (fault.code, fault.path) == ("order", "end")
    assert "2022-01-02" in fault.text.sv
    assert "2022-01-01" in fault.text.en


def test_only_plain_dates() -> None:
    with pytest.raises(InvalidInput) as caught:
        Interval(dt.datetime(2022, 1, 1), "2022-01-02")  # type: ignore[arg-type] # noqa: DTZ001
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [
        ("type", "start"), ("type", "end"),
    ]  # fmt: skip
