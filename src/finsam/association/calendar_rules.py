"""The rules that give an association its year: reports, budgets, requests, meetings, terms.

A rule says which items it gives for a year. To add a kind of rule, write a class here with its
fields and `items`; the year takes it from there.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Protocol

from attrs import frozen

from finsam.errors import Faults, InvalidInput
from finsam.legaltime import Deadline, Interval, Months, Period, Years, add, month_day
from finsam.legaltime.periods import note_month_day_after
from finsam.rules import Promise
from finsam.texts import Lang, Text

__all__ = [
    "AfterEach",
    "AfterYear",
    "ByDay",
    "DuringYear",
    "EachPart",
    "HasCalendar",
    "TermOfOffice",
    "TimesAYear",
    "YearItem",
    "YearRemark",
    "YearRule",
]


def __dir__() -> list[str]:
    return __all__


_ONE_DAY = dt.timedelta(days=1)
_MONTHS = 12

Happened = Mapping[str, tuple[dt.date, ...]]


@frozen(kw_only=True)
class YearItem:
    """Something in an association's year, with the day that the rule gives and the last in time.

    >>> from finsam.association import association_year
    >>> from finsam.rulebooks import national
    >>> for item in association_year(national.BOOK, 2023):
    ...     print(item.uid, item.nominal, item.due, item.window and item.window.describe("en"))
    act.23/2023/1 2022-11-30 2022-11-30 None
    act.24/2023/1 2024-03-31 2024-04-02 2023-01-01–2023-12-31
    act.13/2023/1 None None 2023-04-01–2027-03-31

    Attributes:
        rule: the rule that it comes from.
        year: the calendar year that it is about.
        deadline: the nominal and the due day; None where the source gives no day.
        window: the days that it concerns or is done in; None where that isn't said.
        number: which one it is, where a rule gives several; counted from 1.

    Source: the how-to What is due.
    """

    rule: "YearRule"
    year: int
    deadline: Deadline | None = None
    window: Interval | None = None
    number: int = 1

    @property
    def nominal(self) -> dt.date | None:
        """The day that the rule gives; None where it gives none."""
        return None if self.deadline is None else self.deadline.nominal

    @property
    def due(self) -> dt.date | None:
        """The last day in time; None where there is none."""
        return None if self.deadline is None else self.deadline.due

    @property
    def uid(self) -> str:
        """A name that stays the same, unique among the items of an association."""
        return f"{self.rule.key}/{self.year}/{self.number}"

    def is_in_time(self, done: dt.date) -> bool | None:
        """Tells whether a day is in time; None where the source gives no day.

        Raises:
            InvalidInput: it is no date or has a time of day.
        """
        faults = Faults()
        faults.plain_date(done, "done")
        faults.raise_as(InvalidInput)
        return None if self.due is None else done <= self.due

    def in_(self, lang: Lang) -> str:
        """Returns the item in one line: the day or the days, the text and the rule.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        text = self.rule.text.in_(lang)
        if self.deadline is not None:
            when = self.deadline.describe(lang)
            if self.window is not None:
                text = f"{text} ({_FOR.in_(lang)} {self.window.describe(lang)})"
        else:
            when = _NO_DAY.in_(lang) if self.window is None else self.window.describe(lang)
        return f"{when}: {text} [{self.rule.rule}]"


_FOR = Text(sv="för", en="for")
_NO_DAY = Text(sv="ingen dag angiven", en="no day is given")


@frozen(kw_only=True)
class YearRemark:
    """Something that doesn't agree with a rule of the year.

    >>> import datetime as dt
    >>> from finsam.association import association_year
    >>> from finsam.rulebooks import norra_vastmanland
    >>> held = [dt.date(2023, 2, 7), dt.date(2023, 5, 9), dt.date(2023, 10, 3)]
    >>> found = association_year(norra_vastmanland.BOOK, 2023, happened={"steering_group": held})
    >>> for remark in found.remarks:
    ...     print(remark.text.in_("en"), remark.is_breach)
    3 times in 2023; the rule says 4–6 False

    Attributes:
        rule: the rule that it comes from.
        text: what is remarked.

    Source: NV-18, X-04.
    """

    rule: "YearRule"
    text: Text

    @property
    def is_breach(self) -> bool:
        """Tells whether the rule binds."""
        return self.rule.binds.is_binding


@frozen(kw_only=True)
class YearRule(Promise):
    """What every rule of the year can say; by itself it is only shown, as what a source says.

    >>> from finsam.association import association_year
    >>> from finsam.rulebooks import vasteras
    >>> for rule in vasteras.BOOK.calendar:
    ...     print(rule.key, type(rule).__name__, rule.binds.in_("en"))
    VA-22.full DuringYear stated, no demand
    VA-22.half DuringYear binding
    VA-22.inventory DuringYear binding
    VA-38 YearRule stated, no demand
    VA-51 YearRule stated, no demand

    Attributes:
        rolls: whether § 2 of law 1930:173 moves the due day. It does for what an enactment
            prescribes; for a local rule it is a choice.
        since: the first calendar year that it is about; None where it has none.
        every: 2 where it is about every other year from `since` on, 3 for every third, and so on.

    Raises:
        InvalidRules: a part is missing or of another type, or `every` has no year to count from;
            all faults at once.

    Source: the how-to What is due.
    """

    rolls: bool = False
    since: int | None = None
    every: int = 1

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        faults.of_type(self.rolls, bool, "rolls")
        if self.since is not None:
            faults.of_type(self.since, int, "since")
        if not faults.of_type(self.every, int, "every"):
            return
        if self.every < 1:
            faults.add("range", "every", sv="ska vara minst 1", en="is 1 or more")
        elif self.every != 1 and self.since is None:
            faults.add(
                "missing",
                "since",
                sv="ange det första året (since), som de andra räknas från",
                en="give the first year (since), from which the others are counted",
            )

    def is_about(self, year: int) -> bool:
        """Tells whether it is about a calendar year, by `since` and `every`."""
        return self.since is None or (year >= self.since and (year - self.since) % self.every == 0)

    def items(self, year: int, happened: Happened) -> Iterator[YearItem]:
        """Yields the items of a calendar year."""
        return iter(())

    def remarks(self, year: int, happened: Happened) -> Iterator[YearRemark]:
        """Yields what in the given days doesn't agree with the rule."""
        return iter(())

    def _due(self, nominal: dt.date) -> Deadline:
        return Deadline(nominal, rolls=self.rolls)


def _period(faults: Faults, value: object, path: str) -> None:
    faults.of_type(value, Period, path)


def _day_of_year(faults: Faults, month: object, day: object) -> None:
    """Notes a month and a day that some year doesn't have."""
    if faults.of_type(month, int, "month") and faults.of_type(day, int, "day"):
        try:
            dt.date(2023, month, day)  # type: ignore[arg-type]
        except (ValueError, OverflowError):
            faults.add(
                "range",
                "day",
                sv=f"månad {month} har ingen dag {day} varje år",
                en=f"month {month} has no day {day} in every year",
            )


@frozen(kw_only=True)
class ByDay(YearRule):
    """Something is done by a day: of the year before, such as a budget, of the year, or after it.

    >>> from finsam.association import association_year
    >>> from finsam.rulebooks import national
    >>> for year in (2025, 2026, 2027):
    ...     for item in association_year(national.BOOK, year):
    ...         if item.rule.key == "act.23":
    ...             print("budget for", year, item.nominal, item.due)
    budget for 2025 2024-11-30 2024-12-02
    budget for 2026 2025-11-30 2025-12-01
    budget for 2027 2026-11-30 2026-11-30

    Attributes:
        month: the month of that day, 1–12.
        day: its number.
        in_year: -1 for a day of the year before, 0 for one of the year itself, 1 for one of the
            year after.

    Raises:
        InvalidRules: a part is missing or of another type, the month hasn't that day in every
            year, or `in_year` is another number; all faults at once.

    Source: law 2003:1210, 23 §; NV-21.
    """

    month: int
    day: int
    in_year: int

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        _day_of_year(faults, self.month, self.day)
        if faults.of_type(self.in_year, int, "in_year") and abs(self.in_year) > 1:
            faults.add("range", "in_year", sv="ska vara -1, 0 eller 1", en="is -1, 0 or 1")

    def items(self, year: int, happened: Happened) -> Iterator[YearItem]:
        """Yields the item of the year, with the year that it is about where it comes after it."""
        nominal = dt.date(year + self.in_year, self.month, self.day)
        closed = Interval(dt.date(year, 1, 1), dt.date(year, 12, 31))
        window = closed if self.in_year > 0 else None
        yield YearItem(rule=self, year=year, deadline=self._due(nominal), window=window)


@frozen(kw_only=True)
class AfterYear(YearRule):
    """Something is done within a period of the end of the year, such as an annual report.

    >>> from finsam.association import association_year
    >>> from finsam.rulebooks import national
    >>> for year in (2017, 2023, 2024):
    ...     for item in association_year(national.BOOK, year):
    ...         if item.rule.key == "act.24":
    ...             print("report on", year, item.nominal, item.due)
    report on 2017 2018-03-31 2018-04-03
    report on 2023 2024-03-31 2024-04-02
    report on 2024 2025-03-31 2025-03-31

    Attributes:
        period: how long there is, counted from 31 December.

    Raises:
        InvalidRules: a part is missing or of another type; all faults at once.

    Source: law 2003:1210, 24 §.
    """

    period: Period

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        _period(faults, self.period, "period")

    def items(self, year: int, happened: Happened) -> Iterator[YearItem]:
        """Yields the item that the year is closed with."""
        end = dt.date(year, 12, 31)
        yield YearItem(
            rule=self,
            year=year,
            deadline=self._due(add(end, self.period)),
            window=Interval(dt.date(year, 1, 1), end),
        )


@frozen(kw_only=True)
class EachPart(YearRule):
    """Something is done for each part of the year, such as a payment request for two months.

    >>> from finsam.association import association_year
    >>> from finsam.rulebooks import norra_vastmanland
    >>> for item in association_year(norra_vastmanland.BOOK, 2023):
    ...     if item.rule.key == "NV-19" and item.number <= 3:
    ...         print(item.window.describe("en"), item.due)
    2023-01-01–2023-02-28 2023-03-28
    2023-03-01–2023-04-30 2023-05-30
    2023-05-01–2023-06-30 2023-07-30

    Attributes:
        months: how many months a part has; they divide the year evenly.
        within: how long there is after the last day of the part.
        on_day: the number of the day in the month in which that ends: 15 with
            `within=Months(1)` is by the 15th of the month after. None where `within` tells.

    Raises:
        InvalidRules: a part is missing or of another type, the parts don't divide the year
            evenly, or there is a day of the month and `within` isn't of months or years; all
            faults at once.

    Source: NV-19.
    """

    months: int
    within: Period
    on_day: int | None = None

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        _period(faults, self.within, "within")
        note_month_day_after(faults, self.on_day, self.within)
        fine = faults.of_type(self.months, int, "months")
        if fine and (self.months < 1 or _MONTHS % self.months):
            faults.add(
                "range",
                "months",
                sv="ska dela året jämnt: 1, 2, 3, 4, 6 eller 12",
                en="divides the year evenly: 1, 2, 3, 4, 6 or 12",
            )

    def items(self, year: int, happened: Happened) -> Iterator[YearItem]:
        """Yields one item for each part of the year."""
        first = dt.date(year, 1, 1)
        for number in range(1, _MONTHS // self.months + 1):
            start = add(first, Months((number - 1) * self.months))
            end = add(first, Months(number * self.months)) - _ONE_DAY
            last = add(end, self.within)
            yield YearItem(
                rule=self,
                year=year,
                deadline=self._due(last if self.on_day is None else month_day(last, self.on_day)),
                window=Interval(start, end),
                number=number,
            )


@frozen(kw_only=True)
class DuringYear(YearRule):
    """Something is done once in a year, or in a part of one, on no day that the source gives.

    >>> from finsam.association import association_year
    >>> from finsam.rulebooks import norra_vastmanland
    >>> for item in association_year(norra_vastmanland.BOOK, 2023):
    ...     if item.rule.key == "NV-21.need":
    ...         print(item.window.describe("en"), item.due)
    2022-09-01–2022-11-30 None

    Attributes:
        start_month: the first month in which it is done; 1 where the source says nothing.
        end_month: the last; 12 where the source says nothing.
        year_before: whether it is done in the year before.

    Raises:
        InvalidRules: a part is missing or of another type, or the months don't lie in order;
            all faults at once.

    Source: NV-20, NV-21 (in the autumn), NV-28, VA-22.
    """

    start_month: int = 1
    end_month: int = 12
    year_before: bool = False

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        months = [faults.of_type(getattr(self, n), int, n) for n in ("start_month", "end_month")]
        if all(months) and not 1 <= self.start_month <= self.end_month <= _MONTHS:
            faults.add(
                "range",
                "start_month",
                sv="månaderna ska ligga i ordning mellan 1 och 12",
                en="the months lie in order between 1 and 12",
            )
        faults.of_type(self.year_before, bool, "year_before")

    def items(self, year: int, happened: Happened) -> Iterator[YearItem]:
        """Yields the item with the days in which it is done."""
        done = year - self.year_before
        start = dt.date(done, self.start_month, 1)
        end = add(dt.date(done, self.end_month, 1), Months(1)) - _ONE_DAY
        yield YearItem(rule=self, year=year, window=Interval(start, end))


@frozen(kw_only=True)
class TimesAYear(YearRule):
    """Something is held a number of times a year; a check on the days that are given.

    >>> import datetime as dt
    >>> from finsam.association import association_year
    >>> from finsam.rulebooks import norra_vastmanland
    >>> for times in (3, 4, 6, 7):
    ...     held = {"steering_group": [dt.date(2023, month, 1) for month in range(1, times + 1)]}
    ...     found = association_year(norra_vastmanland.BOOK, 2023, happened=held)
    ...     print(times, [remark.text.in_("en") for remark in found.remarks])
    3 ['3 times in 2023; the rule says 4–6']
    4 []
    6 []
    7 ['7 times in 2023; the rule says 4–6']

    Attributes:
        at_least: the least number of times.
        at_most: the greatest number; None where there is none.
        what: the name under which the days are given.

    Raises:
        InvalidRules: a part is missing or of another type, or the numbers are negative or turned
            round; all faults at once.

    Source: NV-18.
    """

    at_least: int
    at_most: int | None = None
    what: str

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        faults.named(self.what, "what")
        fine = faults.of_type(self.at_least, int, "at_least")
        if self.at_most is not None:
            fine &= faults.of_type(self.at_most, int, "at_most")
        most = self.at_least if self.at_most is None else self.at_most
        if fine and not 0 <= self.at_least <= most:
            faults.add(
                "order",
                "at_least",
                sv="antalen är negativa eller omkastade",
                en="the numbers are negative or turned round",
            )

    def items(self, year: int, happened: Happened) -> Iterator[YearItem]:
        """Yields the item with the days of the year."""
        window = Interval(dt.date(year, 1, 1), dt.date(year, 12, 31))
        yield YearItem(rule=self, year=year, window=window)

    def remarks(self, year: int, happened: Happened) -> Iterator[YearRemark]:
        """Yields a number of times that doesn't agree; nothing where no days are given."""
        if self.what not in happened:
            return
        held = sum(day.year == year for day in happened[self.what])
        if held < self.at_least or (self.at_most is not None and held > self.at_most):
            sv, en = f"minst {self.at_least}", f"at least {self.at_least}"
            if self.at_most is not None:
                sv = en = f"{self.at_least}–{self.at_most}"
            yield YearRemark(
                rule=self,
                text=Text(
                    sv=f"{held} {'gång' if held == 1 else 'gånger'} {year}; regeln säger {sv}",
                    en=f"{held} {'time' if held == 1 else 'times'} in {year}; the rule says {en}",
                ),
            )


@frozen(kw_only=True)
class AfterEach(YearRule):
    """Something is done within a period of each of the days that are given.

    >>> import datetime as dt
    >>> from finsam.association import association_year
    >>> from finsam.rulebooks import national
    >>> posted = {"minutes_posted": [dt.date(2026, 3, 10), dt.date(2026, 5, 29)]}
    >>> for item in association_year(national.BOOK, 2026, happened=posted):
    ...     if item.rule.key == "kl.13:5":
    ...         print(item.window.start, item.nominal, item.due)
    2026-03-10 2026-03-31 2026-03-31
    2026-05-29 2026-06-19 2026-06-22

    Attributes:
        what: the name under which the days are given.
        period: how long there is.

    Raises:
        InvalidRules: a part is missing or of another type; all faults at once.

    Source: kommunallagen 5:69, 8:12 and 13:5, by law 2003:1210, 19 and 28 §§.
    """

    what: str
    period: Period

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        faults.named(self.what, "what")
        _period(faults, self.period, "period")

    def items(self, year: int, happened: Happened) -> Iterator[YearItem]:
        """Yields one item for each of the days that lie in the year."""
        days = sorted(day for day in happened.get(self.what, ()) if day.year == year)
        for number, day in enumerate(days, 1):
            yield YearItem(
                rule=self,
                year=year,
                deadline=self._due(add(day, self.period)),
                window=Interval(day, day),
                number=number,
            )


@frozen(kw_only=True)
class TermOfOffice(YearRule):
    """A term that begins on a day of the year after each election; a start, no deadline.

    >>> from finsam.association import association_year
    >>> from finsam.rulebooks import national
    >>> for year in range(2023, 2028):
    ...     for item in association_year(national.BOOK, year):
    ...         if item.rule.key == "act.13":
    ...             print(year, item.window.describe("en"))
    2023 2023-04-01–2027-03-31
    2027 2027-04-01–2031-03-31

    Attributes:
        month: the month of that day, 1–12.
        day: its number.
        years: how many years the term has.
        elections: a year in which an election was held; the others lie whole terms from it.

    Raises:
        InvalidRules: a part is missing or of another type, `years` is below 1, or the month
            hasn't that day in every year; all faults at once.

    Source: law 2003:1210, 13 §.
    """

    month: int
    day: int
    years: int
    elections: int

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        _day_of_year(faults, self.month, self.day)
        faults.of_type(self.elections, int, "elections")
        if faults.of_type(self.years, int, "years") and self.years < 1:
            faults.add("range", "years", sv="ska vara minst 1", en="is 1 or more")

    def items(self, year: int, happened: Happened) -> Iterator[YearItem]:
        """Yields the term that begins in the year, where one does."""
        if (year - 1 - self.elections) % self.years == 0:
            start = dt.date(year, self.month, self.day)
            end = add(start, Years(self.years)) - _ONE_DAY
            yield YearItem(rule=self, year=year, window=Interval(start, end))


class HasCalendar(Protocol):
    """Whatever carries rules of the year, such as a rule book.

    >>> from finsam.association import association_year
    >>> from finsam.rulebooks import national
    >>> class OurBook:
    ...     calendar = national.BOOK.calendar[:2]
    >>> [item.rule.rule for item in association_year(OurBook(), 2023)]
    ['2003:1210 23 §', '2003:1210 24 §']

    Source: the how-to What is due.
    """

    @property
    def calendar(self) -> tuple[YearRule, ...]:
        """The rules of the year, in the order in which they are reported."""
        ...
