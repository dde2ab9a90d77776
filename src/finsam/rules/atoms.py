"""Atoms: conditions that each read one fact and the day, and nothing else.

On a day an atom *is* the set of values of its fact that satisfy it. To add a kind of atom,
write a class here with its fields, `accepts`, `describe` and `check`; all else follows from
what `accepts` returns.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import ClassVar

from attrs import Factory, field, frozen

from finsam.errors import Faults, InvalidInput, InvalidRules, as_tuple, is_sized
from finsam.legaltime import (
    Days,
    LeapDay,
    Months,
    Period,
    Weeks,
    Years,
    add,
    latest_birth,
    latest_start,
)
from finsam.rules.facts import (
    AT_LEAST,
    AT_MOST,
    LONGEST_LIFE,
    Choice,
    Date,
    Fact,
    Keys,
    Number,
    Selection,
    YesNo,
    as_term,
    digits,
    span,
    stretch,
)
from finsam.rules.values import Accepted, Line, Members, NoFact, Values
from finsam.terms import Term, TermEnum
from finsam.texts import Lang, Text, joined

__all__ = [
    "COUNTED",
    "NOT_COUNTED",
    "Age",
    "Ahead",
    "Atom",
    "DateBetween",
    "Day",
    "DayIn",
    "Fixed",
    "Flag",
    "Hinge",
    "HingeAhead",
    "Includes",
    "Lasted",
    "Measured",
    "NoneOf",
    "OneOf",
    "Only",
    "as_keys",
    "current_keys",
]


def __dir__() -> list[str]:
    return __all__


@frozen
class Day:
    """The day that a question is asked for, and how 29 February counts on it."""

    as_of: dt.date
    leap_day: LeapDay = LeapDay.FEB28


@frozen
class Hinge:
    """A period that an atom counts from the day: where what it accepts begins or ends.

    It is counted back, and ahead by `HingeAhead`.

    Attributes:
        period: what is counted.
        later: how many days after the period is full the answer turns: 0 or 1.
        leap_day: how 29 February counts, where an age is counted; else None.
    """

    period: Period
    later: int = 0
    leap_day: LeapDay | None = None

    def turns_for(self, start: dt.date) -> dt.date | None:
        """Returns the day on which the answer turns for what began on a day; None for never."""
        try:
            day = add(start, self.period)
        except InvalidInput:
            return None
        born_on_leap_day = (start.month, start.day) == _LEAP
        if self.leap_day is LeapDay.MAR1 and born_on_leap_day and (day.month, day.day) != _LEAP:
            day = _after(day, 1)
        return _after(day, self.later) if (dt.date.max - day).days >= self.later else None

    def latest(self, day: Day) -> dt.date | None:
        """Returns the latest start for which the answer has turned on a day; None for none."""
        ordinal = day.as_of.toordinal() - self.later
        if not ordinal:
            return None
        on = dt.date.fromordinal(ordinal)
        if self.leap_day is None:
            return latest_start(on, self.period)
        return latest_birth(on, self.period.n, day.leap_day)


@frozen
class HingeAhead(Hinge):
    """A period that an atom counts ahead from the day: where what it accepts begins or ends.

    Attributes:
        later: how many days before the end of the period the accepted dates turn: 0 or 1.
    """

    def turns_for(self, start: dt.date) -> dt.date | None:
        """Returns the first day from which the period reaches a date; None for none."""
        ordinal = start.toordinal() + self.later - 1
        if ordinal < dt.date.min.toordinal():
            return None
        before = latest_start(dt.date.fromordinal(ordinal), self.period)
        return None if before is None or before == dt.date.max else _after(before, 1)

    def latest(self, day: Day) -> dt.date | None:
        """Returns the last date that the period reaches, or the last before it; None for none."""
        end = _end(day.as_of, self.period)
        if end is None:
            return dt.date.max
        return None if end == dt.date.min and self.later else _after(end, -self.later)


def _end(day: dt.date, period: Period) -> dt.date | None:
    """Returns the end of a period from a day; None where it lies after the calendar."""
    try:
        return add(day, period)
    except InvalidInput:
        return None


_LEAP = (2, 29)


def _after(day: dt.date, days: int) -> dt.date:
    return day + dt.timedelta(days)


class Atom:
    """What every atom has: a fact that it reads, and the values of it that it accepts."""

    __slots__ = ()

    kinds: ClassVar[tuple[type, ...]] = ()
    depth: ClassVar[int] = 1
    size: ClassVar[int] = 1
    moves: ClassVar[bool] = False
    """Whether what it accepts moves with the day, so that other days give other answers."""

    @property
    def reads(self) -> str | None:
        """The key of the fact that it reads; None when the day alone decides."""
        return getattr(self, "fact", None)

    def accepts(self, fact: Fact | None, day: Day) -> Accepted:
        """Returns the values of the fact that satisfy the atom on a day."""
        raise NotImplementedError

    def describe(self, fact: Fact | None, lang: Lang) -> str:
        """Returns the atom for people."""
        raise NotImplementedError

    def check(self, fact: Fact, path: str, faults: Faults) -> None:
        """Notes what doesn't fit the declaration, such as a member that isn't in its list."""

    def cuts(self) -> Iterator[dt.date]:
        """Yields the dates that it names, and on which other atoms may turn."""
        return iter(())

    def turns(self, cuts: Iterable[dt.date]) -> Iterator[dt.date]:
        """Yields days on which what is accepted may change its place among other atoms' cuts."""
        return iter(())

    def hinges(self, leap_day: LeapDay) -> Iterator[Hinge]:
        """Yields the periods that it counts back from the day, if it moves with the day."""
        return iter(())


def _fact_key(key: object, faults: Faults) -> None:
    faults.named(key, "fact")


def _years(value: int | None, path: str, faults: Faults) -> bool:
    if value is None:
        return False
    if faults.of_type(value, int, path) and not 0 <= value <= LONGEST_LIFE:
        faults.add(
            "range",
            path,
            sv=f"en ålder är 0 till {LONGEST_LIFE} hela år",
            en=f"an age is 0 to {LONGEST_LIFE} whole years",
        )
    return True


def _one_end(given: Iterable[bool], names: str, faults: Faults) -> None:
    if not any(given):
        faults.add(
            "empty",
            "",
            sv=f"villkoret är tomt; ange minst ett av {names}",
            en=f"the condition is empty; give at least one of {names}",
        )


def _turned(path: str, low: object, high: object, faults: Faults) -> None:
    faults.add(
        "order",
        path,
        sv=f"{low} ligger över {high}; intervallet är omkastat",
        en=f"{low} is above {high}; the range is turned round",
    )


@frozen
class Age(Atom):
    """The person's age in whole years on the day, both bounds included.

    >>> Age(at_least=16, at_most=64).describe(None, "en")
    'age 16–64'

    Args:
        at_least: the least age, whole years; None leaves the lower end open.
        at_most: the greatest age, whole years; 64 lasts until the day before the 65th birthday.
        fact: the date that is counted from.

    Raises:
        InvalidRules: no bound is given, a bound isn't a whole number of years, or the range is
            turned round.

    Source: X-01 (bounds are inclusive whole years); 29 February by law 1930:173, 1 §.
    """

    kinds: ClassVar[tuple[type, ...]] = (Date,)
    moves: ClassVar[bool] = True

    at_least: int | None = field(default=None, kw_only=True)
    at_most: int | None = field(default=None, kw_only=True)
    fact: str = field(default="birth_date", kw_only=True)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        _fact_key(self.fact, faults)
        given = [_years(getattr(self, name), name, faults) for name in ("at_least", "at_most")]
        _one_end(given, "at_least, at_most", faults)
        if not faults.found and all(given) and self.at_least > self.at_most:  # type: ignore[operator]
            _turned("at_least", self.at_least, self.at_most, faults)
        faults.raise_as(InvalidRules)

    def accepts(self, fact: Fact | None, day: Day) -> Accepted:
        """Returns the birth dates of those who have the age on the day."""
        first = last = None
        begins, ends = self._hinges(day.leap_day)
        if begins is not None:
            latest = begins.latest(day)
            if latest is None:
                return Line(())
            last = latest.toordinal()
        if ends is not None:
            too_old = ends.latest(day)
            first = None if too_old is None else too_old.toordinal() + 1
        return Line.between(first, last)

    def describe(self, fact: Fact | None, lang: Lang) -> str:
        """Returns the range of ages."""
        word = {"sv": "ålder", "en": "age"}[lang]
        return f"{word} {stretch(self.at_least, self.at_most, lang)}"

    def _hinges(self, leap_day: LeapDay) -> tuple[Hinge | None, Hinge | None]:
        begins, ends = self.at_least, None if self.at_most is None else self.at_most + 1
        return (
            None if begins is None else Hinge(Years(begins), leap_day=leap_day),
            None if ends is None else Hinge(Years(ends), leap_day=leap_day),
        )

    def hinges(self, leap_day: LeapDay) -> Iterator[Hinge]:
        """Yields the age at which it begins, and the age at which it ends."""
        yield from (hinge for hinge in self._hinges(leap_day) if hinge is not None)

    def turns(self, cuts: Iterable[dt.date]) -> Iterator[dt.date]:
        """Yields the days on which somebody born at a cut reaches a bound."""
        for cut in cuts:
            for years in (self.at_least, None if self.at_most is None else self.at_most + 1):
                if years is not None:
                    yield from _added(cut, Years(years))


@frozen
class Lasted(Atom):
    """Something has gone on for a period: since a date, which is the fact.

    It has lasted on the day that the period is full (law 1930:173, 1 §) and after.

    >>> from finsam.legaltime import Months
    >>> from finsam.rules import COMMON, Lasted, describe
    >>> describe(Lasted("sick_listed_since", more_than=Months(12)), COMMON, "en")
    'Since when is the person on sick leave? more than 12 months'

    Args:
        fact: the date on which it began.
        at_least: the period, reached on its last day.
        more_than: the period, passed: from the day after.

    Raises:
        InvalidRules: not exactly one of the two is given, or it isn't a period.
    """

    kinds: ClassVar[tuple[type, ...]] = (Date,)
    moves: ClassVar[bool] = True

    fact: str
    at_least: Period | None = field(default=None, kw_only=True)
    more_than: Period | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        _fact_key(self.fact, faults)
        if (self.at_least is None) is (self.more_than is None):
            faults.add(
                "empty",
                "",
                sv="ange ett av at_least och more_than",
                en="give one of at_least and more_than",
            )
        for name in ("at_least", "more_than"):
            _period(getattr(self, name), name, faults)
        faults.raise_as(InvalidRules)

    @property
    def _period(self) -> Period:
        period = self.at_least if self.at_least is not None else self.more_than
        assert period is not None
        return period

    def accepts(self, fact: Fact | None, day: Day) -> Accepted:
        """Returns the dates from which the period has passed on the day."""
        latest = self._hinge.latest(day)
        return Line(()) if latest is None else Line.between(None, latest.toordinal())

    def describe(self, fact: Fact | None, lang: Lang) -> str:
        """Returns the question and the period."""
        how = AT_LEAST if self.at_least is not None else _MORE_THAN
        return f"{_asked(self.fact, fact, lang)} {how.in_(lang)} {self._period.describe(lang)}"

    def hinges(self, leap_day: LeapDay) -> Iterator[Hinge]:
        """Yields the period."""
        yield self._hinge

    @property
    def _hinge(self) -> Hinge:
        return Hinge(self._period, later=int(self.more_than is not None))

    def turns(self, cuts: Iterable[dt.date]) -> Iterator[dt.date]:
        """Yields the days on which what began at a cut has lasted the period."""
        for cut in cuts:
            yield from _added(cut, self._period)


@frozen
class Ahead(Atom):
    """A date lies ahead: a period away at least, at most, or between two.

    What ends within a year, or has at least three months left. The period is counted from the
    day (law 1930:173, 1 §); its last day is included, and so is the day itself. A date that has
    passed doesn't lie ahead, however short the period.

    >>> from finsam.legaltime import Months
    >>> from finsam.rules import Ahead
    >>> Ahead("benefit_ends", at_most=Months(12)).describe(None, "en")
    'benefit_ends in at most 12 months'

    Args:
        fact: the date, one that may lie ahead.
        at_least: the least time that is left, included; None for any, down to the day itself.
        at_most: the most time that is left, included; None for any.

    Raises:
        InvalidRules: neither is given, one isn't a period, or the first is the longer.
    """

    kinds: ClassVar[tuple[type, ...]] = (Date,)
    moves: ClassVar[bool] = True

    fact: str
    at_least: Period | None = field(default=None, kw_only=True)
    at_most: Period | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        _fact_key(self.fact, faults)
        given = [_period(getattr(self, name), name, faults) for name in ("at_least", "at_most")]
        _one_end(given, "at_least, at_most", faults)
        if not faults.found and all(given):
            least, most = self.at_least, self.at_most
            assert least is not None
            assert most is not None
            if type(least) is type(most) and least.n > most.n:
                low, high = (
                    Text(sv=each.describe("sv"), en=each.describe("en")) for each in (least, most)
                )
                faults.add(
                    "order",
                    "at_least",
                    sv=f"{low.sv} är längre än {high.sv}; intervallet är omkastat",
                    en=f"{low.en} is longer than {high.en}; the range is turned round",
                )
        faults.raise_as(InvalidRules)

    def check(self, fact: Fact, path: str, faults: Faults) -> None:
        """Notes a fact that can't lie ahead."""
        assert isinstance(fact.kind, Date)
        if fact.kind.past:
            faults.add(
                "constant",
                f"{path}.fact",
                sv=f"{self.fact!r} har hänt och ligger aldrig framåt",
                en=f"{self.fact!r} has happened and never lies ahead",
                value=self.fact,
            )

    def accepts(self, fact: Fact | None, day: Day) -> Accepted:
        """Returns the dates that the day has ahead of it, as far away as it says."""
        first = _end(day.as_of, self.at_least or Days(0))
        last = None if self.at_most is None else _end(day.as_of, self.at_most)
        if first is None or (last is not None and last < first):
            return Line(())
        return Line.between(first.toordinal(), None if last is None else last.toordinal())

    def describe(self, fact: Fact | None, lang: Lang) -> str:
        """Returns the question and how long is left."""
        word = {"sv": "om", "en": "in"}[lang]
        ends = [
            f"{how.in_(lang)} {period.describe(lang)}"
            for how, period in ((AT_LEAST, self.at_least), (AT_MOST, self.at_most))
            if period is not None
        ]
        return f"{_asked(self.fact, fact, lang)} {word} {', '.join(ends)}"

    def hinges(self, leap_day: LeapDay) -> Iterator[Hinge]:
        """Yields where the dates ahead begin, and where they end."""
        yield HingeAhead(self.at_least or Days(0), later=1)
        if self.at_most is not None:
            yield HingeAhead(self.at_most)

    def turns(self, cuts: Iterable[dt.date]) -> Iterator[dt.date]:
        """Yields the days on which a cut begins to lie ahead, and those on which it ends."""
        for cut in cuts:
            days = (hinge.turns_for(cut) for hinge in self.hinges(LeapDay.FEB28))
            yield from (day for day in days if day is not None)


def _period(value: object, path: str, faults: Faults) -> bool:
    """Notes what is no period of the calendar, and tells whether something is given.

    Working days are for deadlines: how long something has lasted knows no weekdays.
    """
    if value is not None and not isinstance(value, Days | Weeks | Months | Years):
        faults.add(
            "type",
            path,
            sv="ska vara en period i dagar, veckor, månader eller år, till exempel Months(12)",
            en="takes a period of days, weeks, months or years, for example Months(12)",
        )
    return value is not None


def _added(cut: dt.date, period: Period) -> Iterator[dt.date]:
    """Yields the day that lies a period after a cut; none where the calendar has ended."""
    try:
        yield add(cut, period)
    except InvalidInput:
        return


_MORE_THAN = Text(sv="mer än", en="more than")
_LESS_THAN = Text(sv="mindre än", en="less than")


def _asked(key: str, fact: Fact | None, lang: Lang) -> str:
    return key if fact is None else fact.question.in_(lang)


def _dates(start: object, end: object, faults: Faults) -> None:
    given = [
        end is not None and faults.plain_date(end, name)
        for name, end in (("start", start), ("end", end))
    ]
    if start is None and end is None:
        _one_end([], "start, end", faults)
    if all(given) and start > end:  # type: ignore[operator]
        _turned("start", start, end, faults)


@frozen
class DateBetween(Atom):
    """A date lies between two others, both included; None leaves an end open.

    >>> import datetime as dt
    >>> from finsam.rules import COMMON, DateBetween, describe
    >>> born = DateBetween("birth_date", start=dt.date(1992, 1, 1), end=dt.date(2001, 12, 31))
    >>> describe(born, COMMON, "en")
    'When was the person born? 1992-01-01–2001-12-31'

    Args:
        fact: the date that is read.
        start: the first day, included.
        end: the last day, included.

    Raises:
        InvalidRules: both ends are open, one isn't a date, or they are turned round.
    """

    kinds: ClassVar[tuple[type, ...]] = (Date,)

    fact: str
    start: dt.date | None = field(default=None, kw_only=True)
    end: dt.date | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        _fact_key(self.fact, faults)
        _dates(self.start, self.end, faults)
        faults.raise_as(InvalidRules)

    def accepts(self, fact: Fact | None, day: Day) -> Accepted:
        """Returns the dates of the interval."""
        return Line.between(
            None if self.start is None else self.start.toordinal(),
            None if self.end is None else self.end.toordinal(),
        )

    def describe(self, fact: Fact | None, lang: Lang) -> str:
        """Returns the question and the interval."""
        return f"{_asked(self.fact, fact, lang)} {span(self.start, self.end, lang)}"

    def cuts(self) -> Iterator[dt.date]:
        """Yields the ends of the interval."""
        yield from (end for end in (self.start, self.end) if end is not None)


def _bound(value: int | Decimal | None) -> int | Decimal | None:
    """Returns a bound in one form only: 1.0 and 1 are the same, and read the same."""
    if not isinstance(value, Decimal) or not value.is_finite() or not is_sized(value):
        return value
    plain = value.normalize()
    return int(plain) if 0 <= int(plain.as_tuple().exponent) < _MOST_ZEROS else plain


_MOST_ZEROS = 20


@frozen
class Measured(Atom):
    """A number lies within bounds, strict or not.

    >>> Measured("work_ability", at_least=25, less_than=50).describe(None, "en")
    'work_ability at least 25, less than 50'

    Args:
        fact: the number that is read, in the unit that it was declared with.
        at_least: the least number, included.
        more_than: the number that has to be passed.
        at_most: the greatest number, included.
        less_than: the number that can't be reached.

    Raises:
        InvalidRules: no bound, two at one end, one that isn't an int or a Decimal, or none
            between them.
    """

    kinds: ClassVar[tuple[type, ...]] = (Number,)

    fact: str
    at_least: int | Decimal | None = field(default=None, kw_only=True, converter=_bound)
    more_than: int | Decimal | None = field(default=None, kw_only=True, converter=_bound)
    at_most: int | Decimal | None = field(default=None, kw_only=True, converter=_bound)
    less_than: int | Decimal | None = field(default=None, kw_only=True, converter=_bound)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        _fact_key(self.fact, faults)
        ends = {name: getattr(self, name) for name in _BOUNDS}
        given = {name: end for name, end in ends.items() if end is not None}
        for name, end in given.items():
            finite = isinstance(end, Decimal) and end.is_finite()
            if isinstance(end, bool) or not (isinstance(end, int) or finite):
                faults.add(
                    "type",
                    name,
                    sv="ska vara ett ändligt tal, int eller Decimal('12.5')",
                    en="takes a finite number, int or Decimal('12.5')",
                )
            else:
                faults.sized(end, name)
        _one_end([bool(given)], ", ".join(_BOUNDS), faults)
        for pair in (("at_least", "more_than"), ("at_most", "less_than")):
            if all(name in given for name in pair):
                faults.add(
                    "duplicate",
                    pair[0],
                    sv=f"ange {pair[0]} eller {pair[1]}, inte båda",
                    en=f"give {pair[0]} or {pair[1]}, not both",
                )
        if not faults.found:
            low = given.get("at_least", given.get("more_than"))
            high = given.get("at_most", given.get("less_than"))
            strict = low == high and bool({"more_than", "less_than"} & set(given))
            if low is not None and high is not None and (low > high or strict):
                _turned(next(iter(given)), low, high, faults)
        faults.raise_as(InvalidRules)

    def check(self, fact: Fact, path: str, faults: Faults) -> None:
        """Notes a bound with more decimals than the fact has, or outside its range."""
        for name in _BOUNDS:
            end = getattr(self, name)
            if end is not None:
                fact.kind.read(end, f"{path}.{name}", None, faults)

    def accepts(self, fact: Fact | None, day: Day) -> Accepted:
        """Returns the numbers within the bounds."""
        assert fact is not None
        kind = fact.kind
        assert isinstance(kind, Number)
        low = high = None
        if self.at_least is not None:
            low = kind.position(self.at_least)
        elif self.more_than is not None:
            low = kind.position(self.more_than) + 1
        if self.at_most is not None:
            high = kind.position(self.at_most)
        elif self.less_than is not None:
            high = kind.position(self.less_than) - 1
        return Line.between(low, high)

    def describe(self, fact: Fact | None, lang: Lang) -> str:
        """Returns the question and the bounds, with their unit."""
        ends = [
            f"{word.in_(lang)} {digits(getattr(self, name), lang)}"
            for name, word in _BOUNDS.items()
            if getattr(self, name) is not None
        ]
        kind = None if fact is None else fact.kind
        unit = f" {kind.unit.in_(lang)}" if isinstance(kind, Number) else ""
        return f"{_asked(self.fact, fact, lang)} {', '.join(ends)}{unit}"


_BOUNDS = {
    "at_least": AT_LEAST,
    "more_than": _MORE_THAN,
    "at_most": AT_MOST,
    "less_than": _LESS_THAN,
}


@frozen
class Flag(Atom):
    """A yes/no fact is so; with `value=False`, isn't.

    >>> from finsam.rules import COMMON, Flag, describe
    >>> describe(Flag("has_sgi", value=False), COMMON, "sv")
    'Har personen en sjukpenninggrundande inkomst (SGI)? nej'

    Args:
        fact: the yes/no fact that is read.
        value: the answer that is asked for.

    Raises:
        InvalidRules: `value` is neither True nor False.
    """

    kinds: ClassVar[tuple[type, ...]] = (YesNo,)

    fact: str
    value: bool = True

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        _fact_key(self.fact, faults)
        faults.of_type(self.value, bool, "value")
        faults.raise_as(InvalidRules)

    def accepts(self, fact: Fact | None, day: Day) -> Accepted:
        """Returns the one value."""
        return Values(frozenset([self.value]))

    def describe(self, fact: Fact | None, lang: Lang) -> str:
        """Returns the question and the answer."""
        return f"{_asked(self.fact, fact, lang)} {YesNo().show(self.value, lang)}"


def as_keys(options: Keys) -> tuple[str, ...]:
    """Returns the keys of terms; plain strings are keys already."""
    return tuple(
        as_term(option).key if isinstance(option, Term | TermEnum) else option
        for option in as_tuple(options)
    )


def _check_listed(keys: tuple[str, ...], path: str, faults: Faults) -> None:
    if not keys:
        faults.add("empty", path, sv="listan är tom", en="the list is empty")
    seen: set[str] = set()
    for i, key in enumerate(keys):
        if faults.named(key, f"{path}[{i}]"):
            if key in seen:
                faults.add(
                    "duplicate",
                    f"{path}[{i}]",
                    sv=f"{key!r} står två gånger",
                    en=f"{key!r} stands twice",
                    value=key,
                )
            seen.add(key)


def _check_known(keys: tuple[str, ...], fact: Fact, path: str, faults: Faults) -> None:
    assert isinstance(fact.kind, Choice | Selection)
    seen: set[str] = set()
    for i, key in enumerate(keys):
        now = fact.kind.one(key, f"{path}[{i}]", None, faults)
        if now is not None and now != key and now in {*seen, *keys}:
            faults.add(
                "duplicate",
                f"{path}[{i}]",
                sv=f"{key!r} är ett äldre namn på {now!r}, som också står där",
                en=f"{key!r} is an older name of {now!r}, which stands there too",
                value=key,
            )
        seen.add(now or key)


def current_keys(keys: tuple[str, ...], fact: Fact) -> list[str]:
    """Returns the keys as the fact's list has them now, older names replaced."""
    assert isinstance(fact.kind, Choice | Selection)
    return [str(fact.kind.one(key, "", None, Faults())) for key in keys]


def _names(keys: tuple[str, ...], fact: Fact | None, lang: Lang, last: str) -> str:
    if fact is None or not isinstance(fact.kind, Choice | Selection):
        return joined(keys, last)
    return joined([fact.kind.name(key, lang) for key in current_keys(keys, fact)], last)


_OR = {"sv": "eller", "en": "or"}
_AND = {"sv": "och", "en": "and"}


@frozen
class OneOf(Atom):
    """A choice is one of the values named, or one that stands under them.

    >>> from finsam.rules import OneOf
    >>> OneOf("municipality", ["Gislaved", "Gnosjö", "Värnamo"]).describe(None, "sv")
    'municipality Gislaved, Gnosjö eller Värnamo'

    Args:
        fact: the choice that is read.
        values: terms or their keys.

    Raises:
        InvalidRules: no values, or one named twice.
    """

    kinds: ClassVar[tuple[type, ...]] = (Choice,)

    fact: str
    values: tuple[str, ...] = field(converter=as_keys)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        _fact_key(self.fact, faults)
        _check_listed(self.values, "values", faults)
        faults.raise_as(InvalidRules)

    def check(self, fact: Fact, path: str, faults: Faults) -> None:
        """Notes values that aren't in the fact's list."""
        _check_known(self.values, fact, f"{path}.values", faults)

    def accepts(self, fact: Fact | None, day: Day) -> Accepted:
        """Returns the values and all under them."""
        return Values(_with_below(self.values, fact))

    def describe(self, fact: Fact | None, lang: Lang) -> str:
        """Returns the question and the values."""
        return f"{_asked(self.fact, fact, lang)} {_names(self.values, fact, lang, _OR[lang])}"


def _with_below(keys: tuple[str, ...], fact: Fact | None) -> frozenset[str]:
    assert fact is not None
    kind = fact.kind
    assert isinstance(kind, Choice)
    return frozenset[str]().union(*(kind.below[key] for key in current_keys(keys, fact)))


@frozen
class NoneOf(Atom):
    """A choice is none of the values named, nor one that stands under them.

    >>> from finsam.rules import NoneOf
    >>> NoneOf("municipality", ["Gislaved", "Gnosjö"]).describe(None, "en")
    'municipality not Gislaved or Gnosjö'

    Args:
        fact: the choice that is read.
        values: terms or their keys.

    Raises:
        InvalidRules: no values, or one named twice.
    """

    kinds: ClassVar[tuple[type, ...]] = (Choice,)

    fact: str
    values: tuple[str, ...] = field(converter=as_keys)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        _fact_key(self.fact, faults)
        _check_listed(self.values, "values", faults)
        faults.raise_as(InvalidRules)

    def check(self, fact: Fact, path: str, faults: Faults) -> None:
        """Notes values that aren't in the fact's list."""
        _check_known(self.values, fact, f"{path}.values", faults)

    def accepts(self, fact: Fact | None, day: Day) -> Accepted:
        """Returns all other values."""
        assert fact is not None
        assert isinstance(fact.kind, Choice)
        return Values(frozenset(fact.kind.terms) - _with_below(self.values, fact))

    def describe(self, fact: Fact | None, lang: Lang) -> str:
        """Returns the question and the values that are left out."""
        no = {"sv": "inte", "en": "not"}[lang]
        names = _names(self.values, fact, lang, _OR[lang])
        return f"{_asked(self.fact, fact, lang)} {no} {names}"


def _fewest(includes: "Includes") -> int:
    return 1 if includes.at_most is None else 0


@frozen
class Includes(Atom):
    """A set has at least, and at most, so many of the members named.

    A member stands for all that is under it. `at_least=1` is any of them, `at_least=len(members)`
    is all of them, `at_most=0` none of them. `at_least` is 1 unless an upper bound is given.

    >>> Includes("needs", ["region", "municipality"], at_least=2).describe(None, "en")
    'needs at least 2 of: region and municipality'

    Args:
        fact: the set that is read.
        members: terms or their keys; `Authority` has the four kinds of authority.
        at_least: how many of them there have to be.
        at_most: how many of them there can be; None for any number.

    Raises:
        InvalidRules: no members, one named twice, a bound above their number, turned round, or
            one that every set meets.

    Source: X-03 (kinds of authority are counted), X-23 (a service counts as its authority).
    """

    kinds: ClassVar[tuple[type, ...]] = (Selection,)

    fact: str
    members: tuple[str, ...] = field(converter=as_keys)
    at_most: int | None = field(default=None, kw_only=True)
    at_least: int = field(default=Factory(_fewest, takes_self=True), kw_only=True)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        _fact_key(self.fact, faults)
        _check_listed(self.members, "members", faults)
        for name in ("at_least", "at_most"):
            bound = getattr(self, name)
            if bound is None or not faults.of_type(bound, int, name):
                continue
            if not 0 <= bound <= len(self.members):
                faults.add(
                    "range",
                    name,
                    sv=f"{bound} av {len(self.members)} kan inte krävas",
                    en=f"{bound} of {len(self.members)} can't be asked",
                )
        if not faults.found:
            if self.at_most is not None and self.at_least > self.at_most:
                _turned("at_least", self.at_least, self.at_most, faults)
            elif self.at_least == 0 and self.at_most in {None, len(self.members)}:
                faults.add(
                    "constant",
                    "at_least",
                    sv="villkoret är uppfyllt av alla",
                    en="everybody meets the condition",
                )
        faults.raise_as(InvalidRules)

    def check(self, fact: Fact, path: str, faults: Faults) -> None:
        """Notes members that aren't in the fact's list, and one that is counted with another."""
        before = len(faults.found)
        _check_known(self.members, fact, f"{path}.members", faults)
        if len(faults.found) > before or not self._counts:
            return
        assert isinstance(fact.kind, Selection)
        named = current_keys(self.members, fact)
        for i, key in enumerate(named):
            above = [other for other in named if other != key and key in fact.kind.below[other]]
            if above:
                faults.add(
                    "overlap",
                    f"{path}.members[{i}]",
                    sv=f"{key!r} står under {above[0]!r}, och den som har den räknas två gånger;"
                    " räkna bara den ena",
                    en=f"{key!r} stands under {above[0]!r}, and who has it is counted twice;"
                    " count only one of them",
                    value=key,
                )

    @property
    def _counts(self) -> bool:
        """Tells whether it matters how many they are: neither any of them nor none."""
        return (self.at_least, self.at_most) not in {(1, None), (0, 0)}

    def accepts(self, fact: Fact | None, day: Day) -> Accepted:
        """Returns the bounds and the groups that are counted."""
        assert fact is not None
        kind = fact.kind
        assert isinstance(kind, Selection)
        groups = tuple(
            (key, *sorted(kind.below[key] - {key})) for key in current_keys(self.members, fact)
        )
        return Members(groups, self.at_least, self.at_most)

    def describe(self, fact: Fact | None, lang: Lang) -> str:
        """Returns the question, the bounds and the members."""
        asked = _asked(self.fact, fact, lang)
        if self.at_most == 0:
            none = {"sv": "ingen av", "en": "none of"}[lang]
            return f"{asked} {none}: {_names(self.members, fact, lang, _OR[lang])}"
        names = _names(self.members, fact, lang, _AND[lang])
        if len(self.members) == 1:
            return f"{asked} {names}"
        bounds = [f"{AT_LEAST.in_(lang)} {self.at_least}"] if self.at_least else []
        if self.at_most is not None:
            bounds.append(f"{AT_MOST.in_(lang)} {self.at_most}")
        of = {"sv": "av", "en": "of"}[lang]
        return f"{asked} {', '.join(bounds)} {of}: {names}"


@frozen
class Only(Atom):
    """A set has no other members than those named, and those under and above them.

    A set with no members at all meets it; ask for one with `Includes` besides.

    >>> from finsam import Benefit
    >>> from finsam.rules import COMMON, Only, describe
    >>> describe(Only("benefits", [Benefit.SOCIAL_ASSISTANCE]), COMMON, "en")
    'Which benefits does the person have? only social assistance'

    Args:
        fact: the set that is read.
        members: the terms, or their keys, that can be in it.

    Raises:
        InvalidRules: no members, or one named twice.
    """

    kinds: ClassVar[tuple[type, ...]] = (Selection,)

    fact: str
    members: tuple[str, ...] = field(converter=as_keys)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        _fact_key(self.fact, faults)
        _check_listed(self.members, "members", faults)
        faults.raise_as(InvalidRules)

    def _others(self, fact: Fact | None) -> list[str]:
        assert fact is not None
        kind = fact.kind
        assert isinstance(kind, Selection)
        named = current_keys(self.members, fact)
        return [
            key
            for key in kind.terms
            if not any(key in kind.below[name] or name in kind.below[key] for name in named)
        ]

    def check(self, fact: Fact, path: str, faults: Faults) -> None:
        """Notes members that aren't in the fact's list, and a list with no others in it."""
        before = len(faults.found)
        _check_known(self.members, fact, f"{path}.members", faults)
        if len(faults.found) == before and not self._others(fact):
            faults.add(
                "constant",
                f"{path}.members",
                sv="villkoret är uppfyllt av alla; listan har inga andra",
                en="everybody meets the condition; the list has no others",
            )

    def accepts(self, fact: Fact | None, day: Day) -> Accepted:
        """Returns the sets that have none of the others."""
        return Members(tuple((key,) for key in self._others(fact)), 0, 0)

    def describe(self, fact: Fact | None, lang: Lang) -> str:
        """Returns the question and the members that are allowed."""
        only = {"sv": "bara", "en": "only"}[lang]
        names = _names(self.members, fact, lang, _OR[lang])
        return f"{_asked(self.fact, fact, lang)} {only} {names}"


@frozen
class DayIn(Atom):
    """The day of assessment lies in an interval, both ends included: a window of intake.

    >>> import datetime as dt
    >>> from finsam.rules import DayIn
    >>> DayIn(end=dt.date(2020, 10, 31)).describe(None, "en")
    'the day lies until and including 2020-10-31'

    Args:
        start: the first day, included; None leaves that end open.
        end: the last day, included; None leaves that end open.

    Raises:
        InvalidRules: both ends are open, one isn't a date, or they are turned round.
    """

    start: dt.date | None = field(default=None, kw_only=True)
    end: dt.date | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        _dates(self.start, self.end, faults)
        faults.raise_as(InvalidRules)

    def accepts(self, fact: Fact | None, day: Day) -> Accepted:
        """Tells whether the day is inside."""
        after = self.start is None or self.start <= day.as_of
        before = self.end is None or day.as_of <= self.end
        return NoFact(after and before)

    def describe(self, fact: Fact | None, lang: Lang) -> str:
        """Returns the interval."""
        word = {"sv": "dagen ligger", "en": "the day lies"}[lang]
        return f"{word} {span(self.start, self.end, lang)}"

    def turns(self, cuts: Iterable[dt.date]) -> Iterator[dt.date]:
        """Yields the first day inside and the first day after."""
        if self.start is not None:
            yield self.start
        if self.end is not None and self.end < dt.date.max:
            yield self.end + dt.timedelta(1)


@frozen
class Fixed(Atom):
    """A condition that is met by all or by none.

    It is what is left of an open point that a caller counts as met, or as not met.

    >>> from finsam.rulebooks import vasteras
    >>> rules = vasteras.SAMORDNINGSTEAM.eligibility
    >>> rules.with_readings({"VA-13.referrers": "met"}).clause("VA-13").condition
    Fixed(holds=True)

    Args:
        holds: True for met by all, False for met by none.
    """

    holds: bool

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.of_type(self.holds, bool, "holds")
        faults.raise_as(InvalidRules)

    def accepts(self, fact: Fact | None, day: Day) -> Accepted:
        """Returns the choice."""
        return NoFact(self.holds)

    def describe(self, fact: Fact | None, lang: Lang) -> str:
        """Returns the choice."""
        return (COUNTED if self.holds else NOT_COUNTED).in_(lang)


COUNTED = Text(sv="uppfyllt", en="met")
NOT_COUNTED = Text(sv="inte uppfyllt", en="not met")
