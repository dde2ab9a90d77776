"""Periods and ages, counted as law 1930:173 § 1 counts them.

A period is a whole number of days, weeks, months, years or working days, of different types: three
weeks and 21 days end on the same day, yet they are not the same statement. A period is always
counted from its anchor, never from an end that an earlier count has already moved back.

Law: lag (1930:173) om beräkning av lagstadgad tid, 1 §. Its 2 § (Saturdays, Sundays and public
holidays) moves deadlines, never an age and never how long something has lasted.
"""

from datetime import MINYEAR, date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import ClassVar, final

from attrs import Attribute, field, frozen
from dateutil.relativedelta import relativedelta

from finsam.errors import Fault, Faults, InvalidInput
from finsam.legaltime.named_days import named_day
from finsam.texts import Lang, Text, joined

__all__ = [
    "Days",
    "LeapDay",
    "Months",
    "Period",
    "Weeks",
    "WorkingDays",
    "Years",
    "add",
    "from_relativedelta",
    "latest_birth",
    "latest_start",
    "month_day",
    "to_relativedelta",
    "whole_months",
    "whole_years",
]


def __dir__() -> list[str]:
    return __all__


def _whole_number(_period: object, _field: "Attribute[int]", value: object) -> None:
    """Checks the number of a period when it is built."""
    faults = Faults()
    _note_number(faults, "n", value)
    faults.raise_as(InvalidInput)


@frozen
class _Counted:
    """What the kinds of period share; not for use on its own."""

    n: int = field(validator=_whole_number)

    _one: ClassVar[Text]
    _many: ClassVar[Text]

    def describe(self, lang: Lang) -> str:
        """Returns the period in words, such as "3 veckor" or "3 weeks".

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        noun = self._one if self.n == 1 else self._many
        return f"{self.n} {noun.in_(lang)}"


@final
@frozen
class Days(_Counted):
    """A whole number of days. Its last day lies `n` days after the day it is counted from.

    >>> Days(1).describe("en"), Days(14).describe("sv")
    ('1 day', '14 dagar')
    >>> Days(21) == Weeks(3)
    False

    Args:
        n: how many days, 0 or more.

    Raises:
        InvalidInput: `n` is not a whole number ("type"), or is negative ("range").

    Law: lag (1930:173) 1 § doesn't name days; plain counting is what it leaves.
    """

    _one = Text(sv="dag", en="day")
    _many = Text(sv="dagar", en="days")


@final
@frozen
class Weeks(_Counted):
    """A whole number of weeks. Its last day has the weekday that it is counted from.

    >>> Weeks(1).describe("sv"), Weeks(3).describe("sv")
    ('1 vecka', '3 veckor')

    Args:
        n: how many weeks, 0 or more.

    Raises:
        InvalidInput: `n` is not a whole number ("type"), or is negative ("range").

    Law: lag (1930:173) 1 §.
    """

    _one = Text(sv="vecka", en="week")
    _many = Text(sv="veckor", en="weeks")


@final
@frozen
class Months(_Counted):
    """A whole number of calendar months. Its last day has the number in the month counted from.

    >>> Months(1).describe("sv"), Months(3).describe("en")
    ('1 månad', '3 months')

    Args:
        n: how many months, 0 or more.

    Raises:
        InvalidInput: `n` is not a whole number ("type"), or is negative ("range").

    Law: lag (1930:173) 1 §.
    """

    _one = Text(sv="månad", en="month")
    _many = Text(sv="månader", en="months")


@final
@frozen
class Years(_Counted):
    """A whole number of years. Its last day has the month and number that it is counted from.

    >>> Years(1).describe("sv"), Years(2).describe("en")
    ('1 år', '2 years')

    Args:
        n: how many years, 0 or more.

    Raises:
        InvalidInput: `n` is not a whole number ("type"), or is negative ("range").

    Law: lag (1930:173) 1 §.
    """

    _one = Text(sv="år", en="year")
    _many = Text(sv="år", en="years")


@final
@frozen
class WorkingDays(_Counted):
    """A whole number of working days (*arbetsdagar, vardagar*) after the day counted from.

    Every day counts that law 1930:173 § 2 doesn't name: no Saturday, no Sunday or other public
    holiday, and none of the three eves. No enactment says what a working day is in the deadlines
    of an association, so that this is a reading: the days on which § 2 lets time end.
    Other eves (Maundy Thursday, 5 January) and days between holidays count.

    >>> from datetime import date
    >>> WorkingDays(1).describe("sv"), WorkingDays(10).describe("en")
    ('1 arbetsdag', '10 working days')
    >>> add(date(2026, 12, 17), WorkingDays(10))
    datetime.date(2027, 1, 7)

    Args:
        n: how many working days, 0 or more.

    Raises:
        InvalidInput: `n` is not a whole number ("type"), or is negative ("range").

    Law: none defines it; the days are those of lag (1930:173) 2 § and lag (1989:253).
    """

    _one = Text(sv="arbetsdag", en="working day")
    _many = Text(sv="arbetsdagar", en="working days")


Period = Days | Weeks | Months | Years | WorkingDays
"""Any of the five kinds of period."""


class LeapDay(StrEnum):
    """On which day of a common year one who is born on 29 February attains a year of age.

    >>> LeapDay("feb28") is LeapDay.FEB28
    True

    No enactment settles it, so it is a choice that each rule set makes once.

    Law: 28 February by analogy with lag (1930:173) 1 §; neither is prescribed.
    """

    FEB28 = "feb28"
    MAR1 = "mar1"


# One unit of each kind of period in (days, months); the exact type is the key.
_UNITS: dict[type, tuple[int, int]] = {Days: (1, 0), Weeks: (7, 0), Months: (0, 1), Years: (0, 12)}
_KINDS = {*_UNITS, WorkingDays}

# How many days each month has, at 12 * year + month - 1 within the calendar's cycle of 400 years.
_COMMON_YEAR = bytes((31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31))
_FOUR_YEARS = bytes((31, 29)) + _COMMON_YEAR[2:] + 3 * _COMMON_YEAR
_MONTH_LENGTHS = 25 * _FOUR_YEARS + 3 * (4 * _COMMON_YEAR + 24 * _FOUR_YEARS)
_CYCLE = len(_MONTH_LENGTHS)
_FIRST_MONTH = 12 * MINYEAR
_ONE_DAY = timedelta(days=1)

# Every month has the numbers up to this one.
_SHORTEST_MONTH = 28

# How many end months are remembered: a month's days share one, and 60 years of months fit in.
_MOST_END_MONTHS = 1024


def add(start: date, period: Period) -> date:
    """Returns the last day of a period that is counted from a day; that day itself is day zero.

    >>> from datetime import date
    >>> add(date(2022, 1, 31), Months(1))
    datetime.date(2022, 2, 28)
    >>> add(date(2022, 1, 31), Months(2))
    datetime.date(2022, 3, 31)

    A series is counted from its anchor, `add(start, Months(3 * k))`. Adding to what was added
    drifts: 31 August + 3 months + 3 months is 28 February, and every later end is a 28th too.

    Args:
        start: the day that the period is counted from; a date without time of day.
        period: how many days, weeks, months, years or working days.

    Returns:
        The day with the same weekday (weeks) or number in the month (months, years), or the
        month's last day where the end month lacks that number.

    Raises:
        InvalidInput: `start` is no date or has a time of day, or `period` is no period ("type");
            the end lies after 9999-12-31, or working days outside the calendar ("range").

    Law: lag (1930:173) 1 §.
    """
    _check_counting("start", start, period)
    if isinstance(period, WorkingDays):
        return _after_working_days(start, period.n)
    days, months = _UNITS[type(period)]
    try:
        if days:
            return date.fromordinal(start.toordinal() + days * period.n)
        last = _last_of_end_month(start.year, start.month, months * period.n)
    except (OverflowError, ValueError):
        raise InvalidInput([_TOO_LATE]) from None
    return date(last.year, last.month, start.day) if start.day < last.day else last


def month_day(day: date, number: int) -> date:
    """Returns the day of a number in the month of a day, or its last where it lacks the number.

    With `add` it says "by the 15th of the month after":

    >>> from datetime import date
    >>> month_day(add(date(2026, 1, 31), Months(1)), 15)
    datetime.date(2026, 2, 15)

    Args:
        day: any day of the month.
        number: the number of the day, 1–31.

    Raises:
        InvalidInput: `day` is no date or has a time of day, or `number` is no whole number
            ("type"), or no month has the number ("range").
    """
    faults = Faults()
    faults.plain_date(day, "day")
    note_month_day(faults, "number", number)
    faults.raise_as(InvalidInput)
    return day.replace(day=min(number, _MONTH_LENGTHS[(12 * day.year + day.month - 1) % _CYCLE]))


def latest_start(day: date, period: Period) -> date | None:
    """Returns the latest start from which a period has lasted on a day.

    It turns "has lasted at least this long" into one comparison of dates:
    `start <= latest_start(day, period)` says the same as `add(start, period) <= day`.

    >>> from datetime import date
    >>> latest_start(date(2022, 2, 28), Months(1))
    datetime.date(2022, 1, 31)
    >>> latest_start(date(2022, 3, 30), Months(1))
    datetime.date(2022, 2, 28)

    Args:
        day: the day on which the period is to have lasted.
        period: how many days, weeks, months or years.

    Returns:
        The latest such start, or None when it would lie before year 1, the first that a date can
        hold.

    Raises:
        InvalidInput: `day` is no date or has a time of day, or `period` is no period ("type").

    Law: lag (1930:173) 1 §, read backwards.
    """
    _check_counting("day", day, period)
    if isinstance(period, WorkingDays):
        return _before_working_days(day, period.n)
    days, months = _UNITS[type(period)]
    if months:
        return _months_before(day, months * period.n, ends_meet=True)
    ordinal = day.toordinal() - days * period.n
    return date.fromordinal(ordinal) if ordinal > 0 else None


def latest_birth(day: date, years: int, leap_day: LeapDay) -> date | None:
    """Returns the latest birth date of one who has attained an age on a day.

    It turns an age limit into one comparison of dates: `birth <= latest_birth(day, 18, leap_day)`
    says that one is 18 or older on the day.

    >>> from datetime import date
    >>> latest_birth(date(2022, 2, 28), 18, LeapDay.FEB28)
    datetime.date(2004, 2, 29)
    >>> latest_birth(date(2022, 2, 28), 18, LeapDay.MAR1)
    datetime.date(2004, 2, 28)

    Args:
        day: the day on which the age is to have been attained.
        years: the age in whole years, 0 or more.
        leap_day: when one who is born on 29 February attains a year in a common year.

    Returns:
        The latest such birth date, or None when it would lie before year 1, the first that a date
        can hold.

    Raises:
        InvalidInput: an argument is of another type ("type"), or `years` is negative ("range").

    Law: lag (1930:173) 1 § by analogy; an age is attained on the birthday.
    """
    faults = Faults()
    faults.plain_date(day, "day")
    _note_number(faults, "years", years)
    _note_leap_day(faults, leap_day)
    faults.raise_as(InvalidInput)
    return _months_before(day, 12 * years, ends_meet=leap_day is LeapDay.FEB28)


def whole_years(birth: date, day: date, leap_day: LeapDay) -> int:
    """Returns the age in whole years on a day.

    >>> from datetime import date
    >>> whole_years(date(2004, 2, 29), date(2022, 2, 28), LeapDay.FEB28)
    18
    >>> whole_years(date(2004, 2, 29), date(2022, 2, 28), LeapDay.MAR1)
    17

    Args:
        birth: the birth date.
        day: the day on which the age is asked for, the birth date or later.
        leap_day: when one who is born on 29 February attains a year in a common year.

    Returns:
        The age in whole years, 0 or more.

    Raises:
        InvalidInput: an argument is of another type ("type"); the birth date is after the day
            ("order"). The dates are not quoted, since they are about a person.

    Law: lag (1930:173) 1 § by analogy; an age is attained on the birthday.
    """
    faults = Faults()
    faults.plain_date(birth, "birth")
    faults.plain_date(day, "day")
    _note_leap_day(faults, leap_day)
    faults.raise_as(InvalidInput)
    if birth > day:
        raise InvalidInput([_NOT_YET_BORN])
    birthday = birth.day
    if leap_day is LeapDay.FEB28:
        birthday = min(birthday, _MONTH_LENGTHS[(12 * day.year + birth.month - 1) % _CYCLE])
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birthday))


def whole_months(start: date, end: date) -> int:
    """Returns how many whole months have passed from a day to another.

    >>> from datetime import date
    >>> whole_months(date(2022, 1, 31), date(2022, 2, 28))
    1
    >>> whole_months(date(2022, 2, 28), date(2022, 3, 27))
    0

    Args:
        start: the day that is counted from.
        end: that day or a later one.

    Returns:
        The largest number n for which `add(start, Months(n))` isn't after the end.

    Raises:
        InvalidInput: an argument is no date or has a time of day ("type"), or the end is before
            the start ("order").

    Law: lag (1930:173) 1 §.
    """
    faults = Faults()
    dates = [faults.plain_date(start, "start"), faults.plain_date(end, "end")]
    if all(dates) and end < start:
        faults.add(
            "order",
            "end",
            sv="slutet ligger före början; se efter om de två är omkastade",
            en="the end lies before the start; see if the two are swapped",
        )
    faults.raise_as(InvalidInput)
    months = 12 * (end.year - start.year) + end.month - start.month
    return months - (end < add(start, Months(months)))


def to_relativedelta(period: Period) -> relativedelta:
    """Returns the period as dateutil has it, for code that already speaks dateutil.

    >>> from datetime import date
    >>> date(2022, 1, 31) + to_relativedelta(Months(1))
    datetime.date(2022, 2, 28)

    It keeps the length and loses the kind: three weeks become 21 days.

    Raises:
        InvalidInput: `period` is no period ("type"), or working days, which dateutil can't count
            ("not_a_period").
    """
    _check_counting("day", date.min, period)
    if isinstance(period, WorkingDays):
        faults = Faults()
        faults.add(
            "not_a_period",
            "period",
            sv="dateutil känner inte de svenska helgdagarna; räkna arbetsdagar med add",
            en="dateutil doesn't know the Swedish holidays; count working days with add",
        )
        faults.raise_as(InvalidInput)
    days, months = _UNITS[type(period)]
    return relativedelta(days=days * period.n, months=months * period.n)


def from_relativedelta(delta: relativedelta) -> Period:
    """Returns a length of dateutil's as a period.

    >>> from dateutil.relativedelta import relativedelta
    >>> from_relativedelta(relativedelta(months=3)), from_relativedelta(relativedelta(weeks=3))
    (Months(n=3), Days(n=21))

    Args:
        delta: whole years and months, or whole days; dateutil itself turns weeks into days.

    Raises:
        InvalidInput: it is no relativedelta ("type"); it has both months and days, or hours, or
            sets a part of the date, which no period does ("not_a_period"); it is negative
            ("range").
    """
    faults = Faults()
    if not faults.of_type(delta, relativedelta, "delta"):
        faults.raise_as(InvalidInput)
    months, days = 12 * delta.years + delta.months, delta.days
    plain = relativedelta(years=delta.years, months=delta.months, days=days)
    if delta != plain or (months and days) or days % 1:
        faults.add(
            "not_a_period",
            "delta",
            sv="är ingen period: ange hela år och månader, eller hela dagar, och inget annat",
            en="is no period: give whole years and months, or whole days, and nothing else",
        )
    elif months + days < 0:
        _note_number(faults, "delta", months + days)
    faults.raise_as(InvalidInput)
    if not months:
        return Days(days)
    return Months(months) if delta.months else Years(delta.years)


def _after_working_days(day: date, n: int) -> date:
    """Returns the n-th day after a day that law 1930:173 § 2 doesn't name."""
    while n:
        day += _ONE_DAY
        n -= named_day(day) is None
    return day


def _before_working_days(day: date, n: int) -> date:
    """Returns the latest day from which n working days have passed on a day."""
    while n:
        n -= named_day(day) is None
        day -= _ONE_DAY
    return day


@lru_cache(_MOST_END_MONTHS)
def _last_of_end_month(year: int, month: int, months: int) -> date:
    """Returns the last day of the month that lies a number of months after a month."""
    return date(year, month, 1) + relativedelta(months=months, day=31)


def _months_before(day: date, months: int, *, ends_meet: bool) -> date | None:
    """Counts months back from a day: the same number, or the month's last day where it is missing.

    With `ends_meet` the last day of the month goes back to the last day of the earlier month,
    since all numbers that the later month lacks are counted to its last day.
    """
    month = 12 * day.year + day.month - 1
    earlier = month - months
    if earlier < _FIRST_MONTH:
        return None
    number = day.day
    if number >= _SHORTEST_MONTH:
        last = _MONTH_LENGTHS[earlier % _CYCLE]
        if number > last or (ends_meet and number == _MONTH_LENGTHS[month % _CYCLE]):
            number = last
    return date(earlier // 12, earlier % 12 + 1, number)


def _check_counting(path: str, day: object, period: object) -> None:
    """Checks a day and the period that is counted from it or back from it."""
    if type(day) is date and type(period) in _KINDS:
        return  # the usual case pays for no list of faults
    faults = Faults()
    faults.plain_date(day, path)
    if type(period) not in _KINDS:
        kind = type(period).__name__
        names = [each.__name__ for each in (*_UNITS, WorkingDays)]
        faults.add(
            "type",
            "period",
            sv=f"ska vara {joined(names, 'eller')}, till exempel Months(3), inte {kind}",
            en=f"takes {joined(names, 'or')}, for example Months(3), not {kind}",
            expected=names,
        )
    faults.raise_as(InvalidInput)


def _note_leap_day(faults: Faults, value: object) -> None:
    if not isinstance(value, LeapDay):
        kind = type(value).__name__
        faults.add(
            "type",
            "leap_day",
            sv=f"ska vara LeapDay.FEB28 eller LeapDay.MAR1, inte {kind}",
            en=f"takes LeapDay.FEB28 or LeapDay.MAR1, not {kind}",
            expected=["LeapDay.FEB28", "LeapDay.MAR1"],
        )


def note_month_day(faults: Faults, path: str, value: object) -> None:
    """Notes a fault unless the value is the number of a day in some month."""
    if faults.of_type(value, int, path) and value not in range(1, 32):
        faults.add("range", path, sv="ska vara 1–31", en="is 1–31", expected=["1–31"])


def note_month_day_after(faults: Faults, number: object, period: object) -> None:
    """Notes what is wrong with a day (`on_day`) of the month in which a period ends.

    It may lie before the end of the period, so that the period has to reach another month.
    """
    if number is None:
        return
    note_month_day(faults, "on_day", number)
    if type(period) in _KINDS and not (isinstance(period, Months | Years) and period.n):
        faults.add(
            "range",
            "on_day",
            sv="en dag i månaden går ihop med en period av månader eller år, minst 1",
            en="a day of the month goes with a period of months or years, 1 or more",
        )


def _note_number(faults: Faults, path: str, value: object) -> None:
    """Notes a fault unless the value is a whole number from 0 up, which a truth value isn't."""
    if not isinstance(value, int) or isinstance(value, bool):
        kind = type(value).__name__
        faults.add(
            "type",
            path,
            sv=f"ska vara ett heltal (int), till exempel 3, inte {kind}",
            en=f"takes a whole number (int), for example 3, not {kind}",
            expected=["int"],
        )
    elif faults.sized(value, path) and value < 0:
        faults.add(
            "range",
            path,
            sv=f"ska vara 0 eller ett större heltal, till exempel 3, inte {value}",
            en=f"takes 0 or a larger whole number, for example 3, not {value}",
            expected=[">= 0"],
        )


_TOO_LATE = Fault(
    "range",
    "period",
    Text(
        sv="tiden slutar efter den 31 december 9999, den sista dag som ett datum kan ange; "
        "ange en kortare tid",
        en="the period ends after 31 December 9999, the last day that a date can hold; "
        "give a shorter one",
    ),
)

_NOT_YET_BORN = Fault(
    "order",
    "birth",
    Text(
        sv="födelsedatumet ligger efter den dag som åldern frågas för; se efter om de två är "
        "omkastade eller om någon är felskriven",
        en="the birth date is after the day that the age is asked for; see if the two are "
        "swapped or one is mistyped",
    ),
)
