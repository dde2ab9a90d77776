"""Key figures of a period: how many at the start, new, exited and at the end, stays and exits.

They add up: at the start + new - exited = at the end. A person in two measures is two
participations and one person, and each figure says which it counts.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import cast

from attrs import field, frozen

from finsam.errors import Faults, InvalidInput
from finsam.legaltime import Interval
from finsam.outcomes.evaluation import at_day, read_stays
from finsam.outcomes.groups import Grouping
from finsam.outcomes.hiding import check_count, check_size
from finsam.outcomes.tallies import Tally, decimal_of, percent
from finsam.participation import REFERRED, ExitReason, Participation
from finsam.terms import Term
from finsam.texts import Lang, Text

__all__ = ["Capacity", "Durations", "KeyFigures", "key_figures", "key_figures_by"]


def __dir__() -> list[str]:
    return __all__


_ONE_DAY = dt.timedelta(days=1)
WORK_OR_STUDIES = (ExitReason.WORK.term, ExitReason.STUDIES.term)
REHABILITATION = (ExitReason.ACTIVE_REHABILITATION.term,)


DAYS = Text(sv="dagar", en="days")


def _sorted(lengths: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(lengths))


@frozen(kw_only=True)
class Durations:
    """Lengths of time in whole units, and for how many the length isn't known.

    >>> from finsam.outcomes import Durations
    >>> stays = Durations(lengths=[30, 90, 120, 150], unknown=1)
    >>> stays.number, stays.mean, stays.median
    (4, Fraction(195, 2), Fraction(105, 1))
    >>> stays.describe("en")
    'mean 97.5 days, median 105.0 days (of 4), unknown for 1'

    Attributes:
        lengths: each length, a whole number, in any order.
        unknown: for how many there is none.
        unit: the unit; days unless said.

    Source: NV-23; the how-to Measure the goals.
    """

    lengths: tuple[int, ...] = field(default=(), converter=_sorted)
    unknown: int = 0
    unit: Text = DAYS

    @property
    def number(self) -> int:
        """How many lengths there are."""
        return len(self.lengths)

    @property
    def mean(self) -> Fraction | None:
        """The mean, exact; None when there is none."""
        return Fraction(sum(self.lengths), self.number) if self.lengths else None

    @property
    def median(self) -> Fraction | None:
        """The one in the middle, or the mean of the two; None when there is none."""
        if not self.lengths:
            return None
        half, odd = divmod(self.number, 2)
        middle = self.lengths[half : half + 1] if odd else self.lengths[half - 1 : half + 1]
        return Fraction(sum(middle), len(middle))

    def describe(self, lang: Lang) -> str:
        """Returns mean and median for people, with the number behind them.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        told = means(self, lang)
        if self.lengths:
            told += f" ({_OF.in_(lang)} {self.number})"
        return f"{told}, {_UNKNOWN.in_(lang)} {self.unknown}" if self.unknown else told


def means(durations: Durations, lang: Lang) -> str:
    """Returns mean and median for people, without the numbers behind them."""
    if durations.mean is None or durations.median is None:
        return "–"
    unit = durations.unit.in_(lang)
    mean, median = (f"{_one(each, lang)} {unit}" for each in (durations.mean, durations.median))
    return _MEAN_AND_MEDIAN.in_(lang).format(mean, median)


_MEAN_AND_MEDIAN = Text(sv="medel {}, median {}", en="mean {}, median {}")
_OF = Text(sv="av", en="of")
_UNKNOWN = Text(sv="okänt för", en="unknown for")
_TENTH = Decimal("0.1")


def _one(value: Fraction, lang: Lang) -> str:
    told = str(decimal_of(value, _TENTH))
    return told.replace(".", ",") if lang == "sv" else told


@frozen(kw_only=True)
class Capacity:
    """How much of the places was used: days of participation of the days that there was room for.

    A place is one person at once, all days of the period; so many places in a year are as many
    year-places.

    >>> from finsam.outcomes import Capacity
    >>> used = Capacity(places=110, days=365, used=36135)
    >>> used.share
    Fraction(9, 10)

    Attributes:
        places: how many can be enrolled at once.
        days: the days of the period.
        used: the days of participation in it, summed over all participations.

    Source: NV-17 (one number per team, set by its steering group), VA-14 (year-places).
    """

    places: int
    days: int
    used: int

    @property
    def share(self) -> Fraction:
        """The share of the room that was used; above 1 when more were enrolled than places."""
        return Fraction(self.used, self.places * self.days)


@frozen(kw_only=True)
class KeyFigures:
    """The key figures of a period, counted in participations.

    >>> from finsam.outcomes import KeyFigures, year_of
    >>> year = KeyFigures(period=year_of(2019), at_start=61, new=112, exited=91, at_end=82)
    >>> year.participants, year.at_start + year.new - year.exited == year.at_end
    (173, True)
    >>> KeyFigures(period=year_of(2019), at_start=61, new=112, exited=91, at_end=83)
    Traceback (most recent call last):
        ...
    finsam.errors.InvalidInput: at_end: 61 + 112 - 91 is 82, not 83

    Attributes:
        period: the days, both ends included.
        at_start: participations that were going on when the period began.
        new: participations that began in it.
        exited: those that ended in it; its last day is an exit's too.
        at_end: those that were going on when it was over.
        persons: how many persons took part in it; None where nobody has said who is the same.
        stays: the lengths of the stays that ended in it; the first and the last day count.
        waits: the days from referral to start of those that began in it.
        to_work_or_studies: of the exits, those to work or studies.
        to_rehabilitation: of the exits, those to continued active rehabilitation.
        capacity: how much of the places was used; None where the places aren't given.

    Raises:
        InvalidInput: a count that is no count, or counts that don't add up; all faults at once.

    Source: NV-23, NV-17, VA-14; the annual report of Västerås for 2019.
    """

    period: Interval
    at_start: int
    new: int
    exited: int
    at_end: int
    persons: int | None = None
    stays: Durations = Durations()
    waits: Durations = Durations()
    to_work_or_studies: Tally = field(factory=Tally)
    to_rehabilitation: Tally = field(factory=Tally)
    capacity: Capacity | None = None

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.of_type(self.period, Interval, "period")
        counts = ("at_start", "new", "exited", "at_end")
        for name in counts:
            check_count(getattr(self, name), name, faults)
        if not faults.found:
            end = self.at_start + self.new - self.exited
            if end != self.at_end:
                told = f"{self.at_start} + {self.new} - {self.exited}"
                faults.add(
                    "balance",
                    "at_end",
                    sv=f"{told} är {end}, inte {self.at_end}",
                    en=f"{told} is {end}, not {self.at_end}",
                )
        faults.raise_as(InvalidInput)

    @property
    def participants(self) -> int:
        """How many participations went on at some time in the period; not persons."""
        return self.at_start + self.new

    def explain(self, lang: Lang = "sv") -> str:
        """Returns the figures, one line each; each says what it counts.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        lines = [self.period.describe(lang)]
        lines += [f"  {label.in_(lang)}: {told}" for label, told in self.lines(lang)]
        return "\n".join(lines)

    def lines(self, lang: Lang) -> list[tuple[Text, str]]:
        """Returns each figure with its name."""
        found = [
            (_PARTICIPATIONS, str(self.participants)),
            (AT_START, str(self.at_start)),
            (NEW, str(self.new)),
            (EXITED_IN, str(self.exited)),
            (AT_END, str(self.at_end)),
            (_PERSONS, _NOT_SAID.in_(lang) if self.persons is None else str(self.persons)),
            (STAYS, self.stays.describe(lang)),
            (WAITS, self.waits.describe(lang)),
            (TO_WORK, self.to_work_or_studies.describe(lang)),
            (TO_REHABILITATION, self.to_rehabilitation.describe(lang)),
        ]
        if self.capacity is not None:
            found.append((CAPACITY, percent(self.capacity.share, lang)))
        return found


_PARTICIPATIONS = Text(sv="Deltaganden", en="Participations")
AT_START = Text(
    sv="Inskrivna vid periodens början (deltaganden)", en="Enrolled at the start (participations)"
)
NEW = Text(sv="Nya (deltaganden)", en="New (participations)")
EXITED_IN = Text(sv="Avslutade (deltaganden)", en="Exited (participations)")
AT_END = Text(
    sv="Inskrivna vid periodens slut (deltaganden)", en="Enrolled at the end (participations)"
)
_PERSONS = Text(sv="Personer", en="Persons")
_NOT_SAID = Text(sv="inte angivet vilka som är samma", en="not said who is the same")
STAYS = Text(sv="Tid i insatsen, avslutade", en="Stay of those exited")
WAITS = Text(sv="Väntetid från remiss till start, nya", en="Wait from referral to start, new")
TO_WORK = Text(sv="Avslut till arbete eller studier", en="Exits to work or studies")
TO_REHABILITATION = Text(
    sv="Avslut till fortsatt aktiv rehabilitering", en="Exits to continued active rehabilitation"
)
CAPACITY = Text(sv="Använd kapacitet", en="Capacity used")


def key_figures(
    participations: Iterable[Participation],
    period: Interval,
    *,
    as_of: dt.date,
    persons: Mapping[str, str] | None = None,
    places: int | None = None,
) -> KeyFigures:
    """Counts the key figures of a period.

    >>> import datetime as dt
    >>> from finsam import Participation
    >>> from finsam.outcomes import key_figures, year_of
    >>> from finsam.participation import ExitReason
    >>> stays = [
    ...     Participation(key="1", enrolled=dt.date(2021, 11, 1)).exited(
    ...         dt.date(2022, 5, 31), reason=ExitReason.STUDIES
    ...     ),
    ...     Participation(key="2", enrolled=dt.date(2022, 3, 1)),
    ... ]
    >>> year = key_figures(stays, year_of(2022), as_of=dt.date(2023, 1, 15))
    >>> year.at_start, year.new, year.exited, year.at_end
    (1, 1, 1, 1)

    Args:
        participations: with different keys; those entered in error count nowhere.
        period: the days, both ends included and stated.
        as_of: the day; what comes after it doesn't exist yet. It isn't before the period's end.
        persons: by the key of each participation, your own name for the person; never a real
            name or number. None when it isn't known who is the same.
        places: how many can be enrolled at once.

    Raises:
        InvalidInput: an argument of another type, an open end of the period, a day before its
            end, two participations of one key, persons that aren't given for all; all faults at
            once.

    Source: NV-17, NV-23.
    """
    faults = Faults()
    stays = read_stays(participations, faults)
    _check(period, as_of, faults)
    _check_persons(persons, stays, faults)
    if places is not None:
        check_size(places, faults, "places")
    faults.raise_as(InvalidInput)
    return _figures(_lives(stays, as_of), period, persons, places)


def key_figures_by(
    participations: Iterable[Participation],
    period: Interval,
    grouping: Grouping,
    *,
    as_of: dt.date,
    persons: Mapping[str, str] | None = None,
) -> dict[Term, KeyFigures]:
    """Counts the key figures of a period for each group; those of all groups add up to the whole.

    >>> import datetime as dt
    >>> from finsam import Participation
    >>> from finsam.outcomes import BY_SEX, key_figures_by, year_of
    >>> stays = [Participation(enrolled=dt.date(2022, 3, 1), facts={"sex": "man"})]
    >>> found = key_figures_by(stays, year_of(2022), BY_SEX, as_of=dt.date(2023, 1, 15))
    >>> [(group.key, figures.new) for group, figures in found.items()]
    [('woman', 0), ('man', 1), ('unknown', 0)]

    Args:
        participations: as for `key_figures`.
        period: as for `key_figures`.
        grouping: how to split them.
        as_of: as for `key_figures`.
        persons: as for `key_figures`.

    Raises:
        InvalidInput: as for `key_figures`.

    Source: NV-23, VA-25.
    """
    faults = Faults()
    stays = read_stays(participations, faults)
    _check(period, as_of, faults)
    _check_persons(persons, stays, faults)
    faults.of_type(grouping, Grouping, "grouping")
    faults.raise_as(InvalidInput)
    lives = _lives(stays, as_of)
    return {
        group: _figures(
            [life for life in lives if grouping.of(life) == group], period, persons, None
        )
        for group in grouping.groups
    }


def _lives(stays: Iterable[Participation], as_of: dt.date) -> list[Participation]:
    lives = [at_day(stay, as_of) for stay in stays]
    return [life for life in lives if not life.is_error and life.enrolment is not None]


def _check(period: object, as_of: object, faults: Faults) -> None:
    fine = faults.plain_date(as_of, "as_of")
    if faults.of_type(period, Interval, "period"):
        days = cast("Interval", period)
        if days.start is None or days.end is None:
            faults.add("empty", "period", sv="ska ha båda ändarna", en="has both its ends")
        elif fine and cast("dt.date", as_of) < days.end:
            faults.add(
                "order",
                "as_of",
                sv=f"perioden är slut först {days.end}",
                en=f"the period isn't over until {days.end}",
            )


def _check_persons(persons: object, stays: tuple[Participation, ...], faults: Faults) -> None:
    """Notes participations of which it isn't said whose they are."""
    if persons is not None and faults.of_type(persons, Mapping, "persons"):
        named = cast("Mapping[object, object]", persons)
        left = sum(1 for stay in stays if getattr(stay, "key", None) not in named)
        if left:
            faults.add(
                "missing",
                "persons",
                sv=f"saknas för {left} av deltagandena",
                en=f"missing for {left} of the participations",
            )


def _figures(
    lives: list[Participation],
    period: Interval,
    persons: Mapping[str, str] | None,
    places: int | None,
) -> KeyFigures:
    start, end = period.start, period.end
    assert start is not None
    assert end is not None
    at_start, new, exited, at_end = 0, 0, 0, 0
    stays: list[int] = []
    waits: list[int] = []
    reasons: list[Term | None] = []
    unknown, used = 0, 0
    seen: set[str] = set()
    for life in lives:
        first, last = life.enrolment, life.exit
        assert first is not None
        if first > end or (last is not None and last < start):
            continue
        if persons is not None:
            seen.add(persons[str(life.key)])
        used += (min(last or end, end) - max(first, start)).days + 1
        if first < start:
            at_start += 1
        else:
            new += 1
            sent = life.first(REFERRED)
            if sent is None:
                unknown += 1
            else:
                waits.append((first - sent.on).days)
        if last is None or last > end:
            at_end += 1
        else:
            exited += 1
            stays.append((last - first).days + 1)
            reasons.append(life.exit_reason)
    return KeyFigures(
        period=period,
        at_start=at_start,
        new=new,
        exited=exited,
        at_end=at_end,
        persons=None if persons is None else len(seen),
        stays=Durations(lengths=stays),
        waits=Durations(lengths=waits, unknown=unknown),
        to_work_or_studies=_to(WORK_OR_STUDIES, reasons),
        to_rehabilitation=_to(REHABILITATION, reasons),
        capacity=_capacity(places, period, used),
    )


def _to(wanted: tuple[Term, ...], reasons: list[Term | None]) -> Tally:
    yes = sum(1 for reason in reasons if reason in wanted)
    unknown = sum(1 for reason in reasons if reason is None)
    return Tally(yes=yes, no=len(reasons) - yes - unknown, unknown=unknown)


def _capacity(places: int | None, period: Interval, used: int) -> Capacity | None:
    days = period.days
    assert days is not None
    return None if places is None else Capacity(places=places, days=days, used=used)
