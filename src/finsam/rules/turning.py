"""The days on which an answer can turn while all that is known stays as it is.

An atom that moves with the day counts a period from it, back or ahead. Whether a date lies before
or after that place turns on one day, which is counted from the date. So there is no need to try
every day. What has happened can't lie after the day, so that such a date becomes possible on a day.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from finsam.legaltime import LeapDay
from finsam.rules.atoms import Atom, Day, Hinge
from finsam.rules.conditions import Condition, reading_order
from finsam.rules.facts import Between, Date, Vocabulary

__all__ = ["moves_with_the_day", "turning_days"]


def __dir__() -> list[str]:
    return __all__


_ONE_DAY = dt.timedelta(1)
_RECURS = 9 * 366  # days; leap years lie at most eight years apart, and months recur every year
_NEAR = 10  # two periods further apart than this many days never change places: months, and years
# with them, are at most some days longer or shorter than their mean


def _atoms(conditions: Iterable[Condition]) -> list[Atom]:
    parts = [part for condition in conditions for _, part in reading_order(condition)]
    return list(dict.fromkeys(part for part in parts if isinstance(part, Atom)))


def moves_with_the_day(condition: Condition, vocabulary: Vocabulary) -> bool:
    """Tells whether an answer to the condition can turn with the day alone."""
    return any(
        atom.moves or any(atom.turns(())) or (any(atom.cuts()) and _is_past(atom, vocabulary))
        for atom in _atoms([condition])
    )


def _is_past(atom: Atom, vocabulary: Vocabulary) -> bool:
    kind = None if atom.reads is None else vocabulary[atom.reads].kind
    return isinstance(kind, Date) and kind.past


def turning_days(
    conditions: Iterable[Condition],
    vocabulary: Vocabulary,
    known: Mapping[str, object],
    *,
    leap_day: LeapDay,
    start: dt.date,
    end: dt.date,
    may_change: bool = False,
) -> list[dt.date]:
    """Returns the days after `start`, up to `end`, on which an answer can turn.

    On some of them it doesn't; on all others it can't.

    Args:
        conditions: what is asked.
        vocabulary: the declarations of the facts that they read.
        known: the facts that stay as they are.
        leap_day: when somebody born on 29 February attains an age in a common year.
        start: the first day of the window.
        end: the last day of the window.
        may_change: whether facts may also get other values than they have.
    """
    atoms = _atoms(conditions)
    found = {day for atom in atoms if atom.reads is None for day in atom.turns(())}
    near: list[tuple[Hinge, Hinge]] = []
    by_fact: dict[str, list[Atom]] = {}
    for atom in atoms:
        if atom.reads is not None and isinstance(vocabulary[atom.reads].kind, Date):
            by_fact.setdefault(atom.reads, []).append(atom)
    for key, reading in by_fact.items():
        value = known.get(key)
        hinges = list(dict.fromkeys(h for atom in reading for h in atom.hinges(leap_day)))
        points = set(_ends(value))
        if may_change or value is None or isinstance(value, Between):
            cuts = {day for atom in reading for cut in atom.cuts() for day in _around(cut)}
            points |= cuts
            found |= cuts  # what has happened can't lie after the day
            near += _near_pairs(hinges, Day(start, leap_day))
        turns = (hinge.turns_for(point) for hinge in hinges for point in points)
        found.update(day for day in turns if day is not None)
    if near:
        windows = _after_each(found, start, end) if may_change else [(start, end)]
        for pair in near:
            for first, last in windows:
                found.update(_changes_of_places(*pair, leap_day, first, last))
    return sorted(day for day in found if start < day <= end)


def _ends(value: object) -> Iterator[dt.date]:
    ends = (value.low, value.high) if isinstance(value, Between) else (value,)
    yield from (end for end in ends if isinstance(end, dt.date))


def _around(day: dt.date) -> Iterator[dt.date]:
    first, last = dt.date.min, dt.date.max
    for step in (-1, 0, 1):
        ordinal = day.toordinal() + step
        if first.toordinal() <= ordinal <= last.toordinal():
            yield dt.date.fromordinal(ordinal)


def _near_pairs(hinges: Sequence[Hinge], day: Day) -> list[tuple[Hinge, Hinge]]:
    """Returns the pairs of periods of nearly the same length, which can change places."""
    pairs = combinations(hinges, 2)
    return [pair for pair in pairs if abs(_apart(*pair, day)) <= _NEAR]


def _after_each(
    days: Iterable[dt.date], start: dt.date, end: dt.date
) -> list[tuple[dt.date, dt.date]]:
    """Returns windows after which places change as they did: some years after each turning day."""
    windows: list[tuple[dt.date, dt.date]] = []
    for day in sorted({start, *(day for day in days if start < day <= end)}):
        last = min(end.toordinal(), day.toordinal() + _RECURS)
        first = max(day, windows[-1][1]) if windows else day
        windows.append((first, dt.date.fromordinal(last)))
    return windows


def _changes_of_places(
    one: Hinge, other: Hinge, leap_day: LeapDay, start: dt.date, end: dt.date
) -> Iterator[dt.date]:
    """Yields the days on which two periods of nearly the same length change places.

    A year is 365 days or 366; so only for such pairs are the days themselves looked at.
    """
    before = _order(one, other, Day(start, leap_day))
    for ordinal in range(start.toordinal() + 1, end.toordinal() + 1):
        day = dt.date.fromordinal(ordinal)
        now = _order(one, other, Day(day, leap_day))
        if now != before:
            yield day
        before = now


def _apart(one: Hinge, other: Hinge, day: Day) -> int:
    places = [hinge.latest(day) for hinge in (one, other)]
    first, second = (0 if place is None else place.toordinal() for place in places)
    return first - second


def _order(one: Hinge, other: Hinge, day: Day) -> int:
    apart = _apart(one, other, day)
    return (apart > 0) - (apart < 0)
