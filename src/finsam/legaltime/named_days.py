"""The days on which the time for doing something doesn't end (law 1930:173 § 2).

They are Saturdays, Sundays, the public holidays of law 1989:253, Midsummer Eve, Christmas Eve
and New Year's Eve. Other eves, and days between a holiday and a weekend, are weekdays. What
banks keep closed is another list.

Law: lag (1930:173) om beräkning av lagstadgad tid, 2 §; lag (1989:253) om allmänna helgdagar, in
force from 1990-01-01, changed by SFS 2004:1320 from 2005-04-01 (the National Day in, Whit
Monday out).
"""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from dateutil.easter import easter

from finsam.errors import Faults, InvalidInput
from finsam.texts import Lang, Text

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "VERIFIED_FROM",
    "NamedDay",
    "holidays",
    "named_day",
    "next_weekday",
]


def __dir__() -> list[str]:
    return __all__


FIRST_DAY: Final = date(1990, 1, 1)
"""The day on which law 1989:253 came into force; days before it are refused."""

LAST_DAY: Final = date(4099, 12, 31)
"""The last day of the last year for which the date of Easter can be worked out."""

VERIFIED_FROM: Final = date(2005, 4, 1)
"""The day from which the list of law 1930:173 § 2 was read; before it the list is unverified."""


class NamedDay(StrEnum):
    """A day that law 1930:173 § 2 names.

    >>> NamedDay.MIDSUMMER_EVE.in_("sv"), NamedDay.MIDSUMMER_EVE.is_holiday
    ('midsommarafton', False)

    Law: lag (1930:173) 2 §; the public holidays by lag (1989:253).
    """

    NEW_YEARS_DAY = "new_years_day"
    EPIPHANY = "epiphany"
    GOOD_FRIDAY = "good_friday"
    EASTER_DAY = "easter_day"
    EASTER_MONDAY = "easter_monday"
    MAY_DAY = "may_day"
    ASCENSION_DAY = "ascension_day"
    WHIT_SUNDAY = "whit_sunday"
    WHIT_MONDAY = "whit_monday"
    NATIONAL_DAY = "national_day"
    MIDSUMMER_DAY = "midsummer_day"
    ALL_SAINTS_DAY = "all_saints_day"
    CHRISTMAS_DAY = "christmas_day"
    BOXING_DAY = "boxing_day"
    MIDSUMMER_EVE = "midsummer_eve"
    CHRISTMAS_EVE = "christmas_eve"
    NEW_YEARS_EVE = "new_years_eve"
    SUNDAY = "sunday"
    SATURDAY = "saturday"

    @property
    def is_holiday(self) -> bool:
        """Tells whether it is a public holiday, which Sundays are and Saturdays and eves aren't."""
        return self not in _NOT_HOLIDAYS

    def in_(self, lang: Lang) -> str:
        """Returns the day's name.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _NAMES[self].in_(lang)


_NOT_HOLIDAYS = frozenset(
    {NamedDay.SATURDAY, NamedDay.MIDSUMMER_EVE, NamedDay.CHRISTMAS_EVE, NamedDay.NEW_YEARS_EVE}
)

_NAMES = {
    NamedDay.NEW_YEARS_DAY: Text(sv="nyårsdagen", en="New Year's Day"),
    NamedDay.EPIPHANY: Text(sv="trettondedag jul", en="Epiphany"),
    NamedDay.GOOD_FRIDAY: Text(sv="långfredagen", en="Good Friday"),
    NamedDay.EASTER_DAY: Text(sv="påskdagen", en="Easter Day"),
    NamedDay.EASTER_MONDAY: Text(sv="annandag påsk", en="Easter Monday"),
    NamedDay.MAY_DAY: Text(sv="första maj", en="May Day"),
    NamedDay.ASCENSION_DAY: Text(sv="Kristi himmelsfärdsdag", en="Ascension Day"),
    NamedDay.WHIT_SUNDAY: Text(sv="pingstdagen", en="Whit Sunday"),
    NamedDay.WHIT_MONDAY: Text(sv="annandag pingst", en="Whit Monday"),
    NamedDay.NATIONAL_DAY: Text(sv="nationaldagen", en="the National Day"),
    NamedDay.MIDSUMMER_DAY: Text(sv="midsommardagen", en="Midsummer Day"),
    NamedDay.ALL_SAINTS_DAY: Text(sv="alla helgons dag", en="All Saints' Day"),
    NamedDay.CHRISTMAS_DAY: Text(sv="juldagen", en="Christmas Day"),
    NamedDay.BOXING_DAY: Text(sv="annandag jul", en="Boxing Day"),
    NamedDay.MIDSUMMER_EVE: Text(sv="midsommarafton", en="Midsummer Eve"),
    NamedDay.CHRISTMAS_EVE: Text(sv="julafton", en="Christmas Eve"),
    NamedDay.NEW_YEARS_EVE: Text(sv="nyårsafton", en="New Year's Eve"),
    NamedDay.SUNDAY: Text(sv="söndag", en="a Sunday"),
    NamedDay.SATURDAY: Text(sv="lördag", en="a Saturday"),
}

# The weekdays, as date.weekday() counts them.
_FRIDAY, _SATURDAY, _SUNDAY = 4, 5, 6

# How many years are remembered: a form asks for one or two, a long study for a hundred.
_MOST_YEARS = 256


def holidays(year: int) -> Mapping[date, NamedDay]:
    """Returns the public holidays of a year, in order; of the Sundays those with a name.

    >>> from datetime import date
    >>> [day.isoformat() for day in holidays(2026) if day.month == 5]
    ['2026-05-01', '2026-05-14', '2026-05-24']
    >>> holidays(2004)[date(2004, 5, 31)]
    <NamedDay.WHIT_MONDAY: 'whit_monday'>

    Args:
        year: 1990–4099.

    Raises:
        InvalidInput: the year is no whole number ("type"), or the law or the date of Easter
            doesn't reach it ("range").

    Law: lag (1989:253) 1 §.
    """
    faults = Faults()
    if faults.of_type(year, int, "year") and not FIRST_DAY.year <= year <= LAST_DAY.year:
        _note_beyond("year", faults)
    faults.raise_as(InvalidInput)
    return _holidays(year)


def named_day(day: date) -> NamedDay | None:
    """Returns what law 1930:173 § 2 names the day, or None for a weekday.

    A day with several names has that of the holiday, the first in the law's list, else that of
    the eve.

    >>> from datetime import date
    >>> named_day(date(2026, 4, 3)), named_day(date(2026, 4, 2))
    (<NamedDay.GOOD_FRIDAY: 'good_friday'>, None)
    >>> named_day(date(2022, 12, 24))
    <NamedDay.CHRISTMAS_EVE: 'christmas_eve'>

    Args:
        day: from 1990-01-01 to 4099-12-31. Before 2005-04-01 the list is unverified.

    Raises:
        InvalidInput: it is no date or has a time of day ("type"), or lies outside ("range").

    Law: lag (1930:173) 2 §; lag (1989:253) 1 §.
    """
    faults = Faults()
    if faults.plain_date(day, "day") and not FIRST_DAY <= day <= LAST_DAY:
        _note_beyond("day", faults)
    faults.raise_as(InvalidInput)
    weekday = day.weekday()
    return (
        _holidays(day.year).get(day)
        or _eves(day.year).get(day)
        or (NamedDay.SUNDAY if weekday == _SUNDAY else None)
        or (NamedDay.SATURDAY if weekday == _SATURDAY else None)
    )


def next_weekday(day: date) -> date:
    """Returns the day itself when it is a weekday, else the first weekday after it.

    >>> from datetime import date
    >>> next_weekday(date(2024, 3, 31))
    datetime.date(2024, 4, 2)

    Args:
        day: from 1990-01-01; before 2005-04-01 the list is unverified.

    Raises:
        InvalidInput: it is no date or has a time of day ("type"), or it, or the weekday, lies
            outside the calendar ("range").

    Law: lag (1930:173) 2 §.
    """
    while named_day(day) is not None:
        day += timedelta(days=1)
    return day


@lru_cache(_MOST_YEARS)
def _holidays(year: int) -> Mapping[date, NamedDay]:
    easter_day = easter(year)
    in_the_order_of_the_law = [
        (date(year, 1, 1), NamedDay.NEW_YEARS_DAY),
        (date(year, 1, 6), NamedDay.EPIPHANY),
        (easter_day - timedelta(days=2), NamedDay.GOOD_FRIDAY),
        (easter_day, NamedDay.EASTER_DAY),
        (easter_day + timedelta(days=1), NamedDay.EASTER_MONDAY),
        (date(year, 5, 1), NamedDay.MAY_DAY),
        (easter_day + timedelta(days=39), NamedDay.ASCENSION_DAY),
        (easter_day + timedelta(days=49), NamedDay.WHIT_SUNDAY),
        # SFS 2004:1320 came on 1 April, before both days in every year, so the year tells.
        (easter_day + timedelta(days=50), NamedDay.WHIT_MONDAY)
        if year < VERIFIED_FROM.year
        else (date(year, 6, 6), NamedDay.NATIONAL_DAY),
        (_first(_SATURDAY, date(year, 6, 20)), NamedDay.MIDSUMMER_DAY),
        (_first(_SATURDAY, date(year, 10, 31)), NamedDay.ALL_SAINTS_DAY),
        (date(year, 12, 25), NamedDay.CHRISTMAS_DAY),
        (date(year, 12, 26), NamedDay.BOXING_DAY),
    ]
    days: dict[date, NamedDay] = {}
    for day, name in in_the_order_of_the_law:
        days.setdefault(day, name)
    return MappingProxyType(dict(sorted(days.items())))


@lru_cache(_MOST_YEARS)
def _eves(year: int) -> Mapping[date, NamedDay]:
    return {
        _first(_FRIDAY, date(year, 6, 19)): NamedDay.MIDSUMMER_EVE,
        date(year, 12, 24): NamedDay.CHRISTMAS_EVE,
        date(year, 12, 31): NamedDay.NEW_YEARS_EVE,
    }


def _first(weekday: int, day: date) -> date:
    """Returns the first day with a weekday, from a day on."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _note_beyond(path: str, faults: Faults) -> None:
    faults.add(
        "range",
        path,
        sv=f"lagen om allmänna helgdagar gäller från {FIRST_DAY}, och påsken kan räknas ut till"
        f" och med år {LAST_DAY.year}; ange en dag däremellan",
        en=f"the act on public holidays is in force from {FIRST_DAY}, and Easter can be worked out"
        f" up to the year {LAST_DAY.year}; give a day between them",
        expected=[f"{FIRST_DAY}–{LAST_DAY}"],
    )
