"""Deadlines: the day that a period gives, and the day that law 1930:173 § 2 moves it to.

Law: lag (1930:173) om beräkning av lagstadgad tid, 1–2 §§.
"""

from datetime import date
from functools import cached_property

from attrs import field, frozen

from finsam.errors import Faults, InvalidInput
from finsam.legaltime.named_days import VERIFIED_FROM, NamedDay, named_day, next_weekday
from finsam.legaltime.periods import Period, add
from finsam.texts import Lang, Text, joined

__all__ = ["Deadline", "deadline"]


def __dir__() -> list[str]:
    return __all__


@frozen
class Deadline:
    """The last day for doing something.

    >>> from datetime import date
    >>> budget = Deadline(date(2025, 11, 30), rolls=True)
    >>> budget.due, budget.moved_by
    (datetime.date(2025, 12, 1), <NamedDay.SUNDAY: 'sunday'>)
    >>> print(budget.describe("en"))
    2025-12-01 (moved from 2025-11-30, a Sunday)

    Args:
        nominal: the day that the rule gives.
        rolls: whether § 2 moves it to the next weekday. It does so by itself only for what an
            enactment prescribes; for a local rule it is a choice, so there is no default.

    Raises:
        InvalidInput: `nominal` is no date or has a time of day, or `rolls` is no truth value
            ("type"); the day rolls and lies before 1990 or after 4099 ("range").

    Law: lag (1930:173) 2 §.
    """

    nominal: date
    rolls: bool = field(kw_only=True)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.plain_date(self.nominal, "nominal")
        faults.of_type(self.rolls, bool, "rolls")
        faults.raise_as(InvalidInput)
        if self.rolls:
            next_weekday(self.nominal)

    @cached_property
    def due(self) -> date:
        """The last day on which it is in time."""
        return next_weekday(self.nominal) if self.rolls else self.nominal

    @cached_property
    def moved_past(self) -> tuple[NamedDay, ...]:
        """What the days are that it was moved past, from the nominal day on; empty if it wasn't."""
        days = range(self.nominal.toordinal(), self.due.toordinal())
        named = (named_day(date.fromordinal(day)) for day in days)
        return tuple(day for day in named if day is not None)

    @property
    def moved_by(self) -> NamedDay | None:
        """What the nominal day is that it was moved from; None if it wasn't moved."""
        return self.moved_past[0] if self.moved_past else None

    @property
    def warning(self) -> Text | None:
        """What to mind about the day: before 2005-04-01 the list of § 2 is unverified."""
        return _UNVERIFIED if self.rolls and self.nominal < VERIFIED_FROM else None

    def describe(self, lang: Lang) -> str:
        """Returns the due day, from where and past which days it was moved, and the warning.

        >>> from datetime import date
        >>> for part in Deadline(date(2004, 5, 31), rolls=True).describe("en").split("; "):
        ...     print(part)
        2004-06-01 (moved from 2004-05-31, Whit Monday
        before 2005-04-01 the list of days in law 1930:173 § 2 is unverified)

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        moved, told = _MOVED.in_(lang), list[str]()
        if self.moved_past:
            names = joined([day.in_(lang) for day in self.moved_past], _AND.in_(lang))
            told.append(f"{moved} {self.nominal}, {names}")
        if self.warning is not None:
            told.append(self.warning.in_(lang))
        return f"{self.due} ({'; '.join(told)})" if told else str(self.due)


def deadline(anchor: date, period: Period, *, rolls: bool) -> Deadline:
    """Returns the last day of a period that is counted from a day, as a deadline.

    >>> from datetime import date
    >>> from finsam.legaltime import Weeks
    >>> late = deadline(date(2026, 5, 29), Weeks(3), rolls=True)
    >>> late.nominal, late.moved_by.in_("en"), late.due
    (datetime.date(2026, 6, 19), 'Midsummer Eve', datetime.date(2026, 6, 22))

    Args:
        anchor: the day that the period is counted from; it is day zero.
        period: how many days, weeks, months or years.
        rolls: whether § 2 moves the last day to the next weekday.

    Raises:
        InvalidInput: an argument is of another type ("type"), or the day lies outside the
            calendar ("range").

    Law: lag (1930:173) 1–2 §§.
    """
    return Deadline(add(anchor, period), rolls=rolls)


_MOVED = Text(sv="flyttad från", en="moved from")
_AND = Text(sv="och", en="and")
_UNVERIFIED = Text(
    sv=f"före {VERIFIED_FROM} är listan över dagar i 2 § lagen (1930:173) inte kontrollerad",
    en=f"before {VERIFIED_FROM} the list of days in law 1930:173 § 2 is unverified",
)
