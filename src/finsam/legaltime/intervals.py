"""Intervals of days, both ends included; an end may be open."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

from attrs import frozen

from finsam.errors import Faults, InvalidInput
from finsam.texts import Lang, Text

__all__ = ["Interval", "gaps", "runs"]


def __dir__() -> list[str]:
    return __all__


_ONE_DAY = timedelta(days=1)


@frozen
class Interval:
    """All days from one to another, both included.

    >>> from datetime import date
    >>> spring = Interval(date(2022, 1, 1), date(2022, 6, 30))
    >>> date(2022, 6, 30) in spring, spring.days
    (True, 181)
    >>> spring.adjacent(Interval(date(2022, 7, 1), None))
    True

    Args:
        start: the first day; None when it has none.
        end: the last day; None when it has none.

    Raises:
        InvalidInput: an end is no date or has a time of day ("type"), or the end lies before the
            start ("order").

    Law: none; both ends count, as "from and including … to and including …" says.
    """

    start: date | None
    end: date | None

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        for name in ("start", "end"):
            if getattr(self, name) is not None:
                faults.plain_date(getattr(self, name), name)
        if not faults.found and _first(self) > _last(self):
            faults.add(
                "order",
                "end",
                sv=f"slutet {self.end} ligger före början {self.start}",
                en=f"the end {self.end} lies before the start {self.start}",
            )
        faults.raise_as(InvalidInput)

    def __contains__(self, day: date) -> bool:
        """Tells whether a day lies in the interval.

        Raises:
            InvalidInput: it is no date or has a time of day.
        """
        faults = Faults()
        faults.plain_date(day, "day")
        faults.raise_as(InvalidInput)
        return _first(self) <= day <= _last(self)

    @property
    def days(self) -> int | None:
        """How many days there are; None when an end is open."""
        return None if self.start is None or self.end is None else (self.end - self.start).days + 1

    def overlaps(self, other: "Interval") -> bool:
        """Tells whether the two have a day in common."""
        return _first(self) <= _last(other) and _first(other) <= _last(self)

    def adjacent(self, other: "Interval") -> bool:
        """Tells whether one begins on the day after the last of the other."""
        ends, starts = (self.end, other.end), (other.start, self.start)
        return any(
            start is not None and _next(end) == start
            for end, start in zip(ends, starts, strict=True)
        )

    def covers(self, other: "Interval") -> bool:
        """Tells whether every day of the other is in this one."""
        return _first(self) <= _first(other) and _last(other) <= _last(self)

    def intersection(self, other: "Interval") -> "Interval | None":
        """Returns the days that the two have in common; None when there are none."""
        if not self.overlaps(other):
            return None
        return _interval(max(_first(self), _first(other)), min(_last(self), _last(other)))

    def join(self, other: "Interval") -> "Interval | None":
        """Returns the days of both as one interval; None when a day lies between them."""
        if not (self.overlaps(other) or self.adjacent(other)):
            return None
        return _interval(min(_first(self), _first(other)), max(_last(self), _last(other)))

    def describe(self, lang: Lang) -> str:
        """Returns the interval for people.

        >>> from datetime import date
        >>> Interval(date(2022, 1, 1), None).describe("en")
        'from 2022-01-01'

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        if self.start is None:
            return _ALWAYS.in_(lang) if self.end is None else f"{_UNTIL.in_(lang)} {self.end}"
        if self.end is None:
            return f"{_FROM.in_(lang)} {self.start}"
        return f"{self.start}–{self.end}" if self.start < self.end else str(self.start)


_FROM = Text(sv="från och med", en="from")
_UNTIL = Text(sv="till och med", en="until and including")
_ALWAYS = Text(sv="alltid", en="always")


def _first(interval: Interval) -> date:
    return date.min if interval.start is None else interval.start


def _last(interval: Interval) -> date:
    return date.max if interval.end is None else interval.end


def _next(day: date | None) -> date | None:
    return None if day is None or day == date.max else day + _ONE_DAY


def _interval(first: date, last: date) -> Interval:
    return Interval(None if first == date.min else first, None if last == date.max else last)


def runs(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Returns the same days as the fewest intervals, in order: what meets is joined.

    >>> from datetime import date
    >>> runs([Interval(date(2022, 2, 1), None), Interval(date(2022, 1, 1), date(2022, 1, 31))])
    (Interval(start=datetime.date(2022, 1, 1), end=None),)

    Args:
        intervals: in any order; they may overlap.
    """
    found: list[Interval] = []
    for interval in sorted(intervals, key=lambda each: (_first(each), _last(each))):
        joined = found[-1].join(interval) if found else None
        if joined is None:
            found.append(interval)
        else:
            found[-1] = joined
    return tuple(found)


def gaps(intervals: Iterable[Interval], *, within: Interval | None = None) -> tuple[Interval, ...]:
    """Returns the days that no interval has, as intervals in order.

    >>> from datetime import date
    >>> year = Interval(date(2022, 1, 1), date(2022, 12, 31))
    >>> gaps([Interval(date(2022, 2, 1), date(2022, 11, 30))], within=year) == (
    ...     Interval(date(2022, 1, 1), date(2022, 1, 31)),
    ...     Interval(date(2022, 12, 1), date(2022, 12, 31)),
    ... )
    True

    Args:
        intervals: in any order; they may overlap.
        within: where to look; None looks only between the first and the last of them.
    """
    joined = runs(intervals)
    if within is None:
        return tuple(
            Interval(_last(one) + _ONE_DAY, _first(other) - _ONE_DAY)
            for one, other in pairwise(joined)
        )
    found: list[Interval] = []
    left: Interval | None = within
    for interval in joined:
        if left is None or not interval.overlaps(left):
            continue
        if _first(left) < _first(interval):
            found.append(_interval(_first(left), _first(interval) - _ONE_DAY))
        after = _last(interval) < _last(left)
        left = _interval(_last(interval) + _ONE_DAY, _last(left)) if after else None
    return tuple(found if left is None else [*found, left])
