"""What is said of a goal: the verdict, and everybody who stands behind it."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from attrs import evolve, field, frozen

from finsam.errors import Faults, InvalidInput
from finsam.legaltime import Interval
from finsam.outcomes.criteria import Criterion
from finsam.outcomes.goals import About, AtLeast, AtMost, Goal, ShareAtLeast
from finsam.outcomes.groups import Grouping
from finsam.outcomes.tallies import Tally, percent
from finsam.participation import Participation
from finsam.terms import Term
from finsam.texts import Lang, Text

__all__ = ["Case", "GoalResult", "GoalVerdict", "Standing"]


def __dir__() -> list[str]:
    return __all__


class GoalVerdict(StrEnum):
    """What is to be said of a goal on a day.

    >>> from finsam.outcomes import GoalVerdict
    >>> [verdict.in_("en") for verdict in GoalVerdict]
    ['met', 'not met', 'too early to tell', 'can not be told']

    Source: the explanation Who is in the denominator.
    """

    MET = "met"
    NOT_MET = "not_met"
    TOO_EARLY = "too_early"
    CANNOT_TELL = "cannot_tell"

    def in_(self, lang: Lang) -> str:
        """Returns the verdict for people.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _VERDICTS[self].in_(lang)


_VERDICTS = {
    GoalVerdict.MET: Text(sv="uppnått", en="met"),
    GoalVerdict.NOT_MET: Text(sv="inte uppnått", en="not met"),
    GoalVerdict.TOO_EARLY: Text(sv="för tidigt att säga", en="too early to tell"),
    GoalVerdict.CANNOT_TELL: Text(sv="går inte att avgöra", en="can not be told"),
}


class Standing(StrEnum):
    """Where a participation stands towards a goal: counted, unknown, outside, or left out.

    >>> from finsam.outcomes import Standing
    >>> [standing.in_("en") for standing in Standing if standing.is_left_out]
    ['entered in error', 'no consent', 'not due yet', 'another time']

    Source: the explanation Who is in the denominator.
    """

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    OUTSIDE = "outside"
    IN_ERROR = "in_error"
    NO_CONSENT = "no_consent"
    NOT_DUE = "not_due"
    OTHER_TIME = "other_time"

    @property
    def is_left_out(self) -> bool:
        """Tells whether it is left out of the base for a reason that has to be told."""
        return self in {
            Standing.IN_ERROR,
            Standing.NO_CONSENT,
            Standing.NOT_DUE,
            Standing.OTHER_TIME,
        }

    def in_(self, lang: Lang) -> str:
        """Returns it for people.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _STANDINGS[self].in_(lang)


_STANDINGS = {
    Standing.YES: Text(sv="räknas", en="counts"),
    Standing.NO: Text(sv="räknas inte", en="does not count"),
    Standing.UNKNOWN: Text(sv="okänt", en="unknown"),
    Standing.OUTSIDE: Text(sv="utanför basen", en="outside the base"),
    Standing.IN_ERROR: Text(sv="felregistrerad", en="entered in error"),
    Standing.NO_CONSENT: Text(sv="inget samtycke", en="no consent"),
    Standing.NOT_DUE: Text(sv="inte aktuellt ännu", en="not due yet"),
    Standing.OTHER_TIME: Text(sv="annan tid", en="another time"),
}


@frozen
class Case:
    """How one participation stands towards a goal.

    >>> import datetime as dt
    >>> from finsam import Participation
    >>> from finsam.outcomes import evaluate
    >>> from finsam.rulebooks import framsteget
    >>> stay = Participation(key="17", enrolled=dt.date(2018, 2, 1))
    >>> team, day = framsteget.SAMORDNINGSTEAM, dt.date(2018, 6, 30)
    >>> found = evaluate([stay], team, as_of=day, only=["HA-10"])
    >>> found["HA-10"].cases[0].standing.in_("en")
    'outside the base'

    Attributes:
        life: the participation as it stands on the day.
        standing: where it stands.
        tally: what it adds to the counts.
        missing: what isn't known of it.

    Source: the explanation Who is in the denominator.
    """

    life: Participation = field(repr=False)
    standing: Standing
    tally: Tally = field(factory=Tally)
    missing: tuple[Text, ...] = ()

    @property
    def participation(self) -> str | None:
        """The caller's key of the participation."""
        return self.life.key


@frozen(kw_only=True)
class GoalResult:
    """A goal on a day: the verdict and the counts behind it.

    >>> import datetime as dt
    >>> from finsam import Participation
    >>> from finsam.outcomes import evaluate
    >>> from finsam.rulebooks import framsteget
    >>> stay = Participation(key="17", enrolled=dt.date(2018, 2, 1))
    >>> stay = stay.action_plan_made(dt.date(2018, 3, 1)).exited(dt.date(2018, 6, 15))
    >>> team, day = framsteget.SAMORDNINGSTEAM, dt.date(2018, 6, 30)
    >>> found = evaluate([stay], team, as_of=day, only=["HA-10"])
    >>> result = found["HA-10"]
    >>> result.verdict, result.numerator, result.denominator, result.share
    (<GoalVerdict.MET: 'met'>, 1, 1, Fraction(1, 1))

    Attributes:
        goal: the goal.
        as_of: the day.
        period: the days that it was measured in; None for all.
        base: the base that was used.
        chosen: the key of the base, where the source doesn't state it and it was chosen.
        cases: every participation, and how it stands; empty where the counts were given.
        reported: the counts, or the number, that were given instead of participations.

    Source: the explanation Who is in the denominator.
    """

    goal: Goal
    as_of: dt.date
    period: Interval | None
    base: Criterion
    chosen: str | None = None
    cases: tuple[Case, ...] = field(default=(), repr=False)
    reported: Tally | int | Decimal | None = None

    @property
    def tally(self) -> Tally:
        """The counts."""
        if isinstance(self.reported, Tally):
            return self.reported
        return _summed(case.tally for case in self.cases)

    @property
    def numerator(self) -> int:
        """How many count."""
        return self.tally.numerator

    @property
    def denominator(self) -> int:
        """How many belong to the base and are known to count or not to."""
        return self.tally.denominator

    @property
    def share(self) -> Fraction | None:
        """The exact share of those known; None when there are none."""
        return self.tally.share

    @property
    def interval(self) -> tuple[Decimal, Decimal] | None:
        """The Wilson interval of the share, 95 %."""
        return self.tally.interval

    @property
    def left_out(self) -> Mapping[Standing, int]:
        """How many are left out of the share, by reason; an unknown answer is one."""
        found = Counter(case.standing for case in self.cases)
        return {
            s: found[s] for s in Standing if found[s] and (s.is_left_out or s is Standing.UNKNOWN)
        }

    @property
    def missing(self) -> Mapping[str, int]:
        """What isn't known, in English, and of how many; `missing_texts` has both languages."""
        return {text.en: number for text, number in self.missing_texts.items()}

    @property
    def missing_texts(self) -> Mapping[Text, int]:
        """What isn't known, and of how many participations."""
        if isinstance(self.goal.target, About) and self.goal.target.within is None:
            return {_HOW_NEAR: 1}
        if self.reported is None and self.goal.counts is None:
            return {_REPORTED: 1}
        return dict(Counter(text for case in self.cases for text in case.missing))

    @property
    def is_over(self) -> bool:
        """Tells whether the period has come to its end."""
        return self.period is None or (
            self.period.end is not None and self.period.end <= self.as_of
        )

    @property
    def verdict(self) -> GoalVerdict:
        """Whether it is met, for every way of filling in what isn't known."""
        target = self.goal.target
        if isinstance(self.reported, int | Decimal):
            return _met(_near(target, self.reported, self.reported))
        if self.goal.counts is None and self.reported is None:
            return GoalVerdict.CANNOT_TELL
        tally = self.tally
        if isinstance(target, ShareAtLeast):
            if tally.lowest is None or tally.highest is None:
                waits = any(case.standing is Standing.NOT_DUE for case in self.cases)
                early = (waits or not self.is_over) and not tally.open
                return GoalVerdict.TOO_EARLY if early else GoalVerdict.CANNOT_TELL
            enough = target.fraction
            return _met(_agreed(tally.lowest >= enough, tally.highest >= enough))
        verdict = _near(target, tally.fewest, tally.most)
        if self.is_over or (isinstance(target, AtLeast) and verdict is True):
            return _met(verdict)
        return GoalVerdict.TOO_EARLY

    def by(self, grouping: Grouping) -> Mapping[Term, "GoalResult"]:
        """Returns the same goal for each group; every group is there, an empty one too.

        Raises:
            InvalidInput: what is given is no grouping, or the counts were given and not counted.
        """
        faults = Faults()
        faults.of_type(grouping, Grouping, "grouping")
        if self.reported is not None:
            faults.add(
                "reported",
                "grouping",
                sv="siffrorna är angivna och går inte att dela upp",
                en="the counts were given, and can't be split",
            )
        faults.raise_as(InvalidInput)
        split: dict[Term, list[Case]] = {group: [] for group in grouping.groups}
        for case in self.cases:
            split[grouping.of(case.life)].append(case)
        return {group: evolve(self, cases=tuple(cases)) for group, cases in split.items()}

    def explain(self, lang: Lang = "sv") -> str:
        """Returns the goal, the verdict and the counts behind it, in a few lines.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return "\n".join(self.lines(lang))

    def lines(self, lang: Lang) -> Iterator[str]:
        """Yields the goal and its verdict, and then what stands behind it."""
        goal = self.goal
        assert goal.target is not None
        yield f"{goal.text.in_(lang)} [{goal.rule}]: {self.verdict.in_(lang)}"
        yield f"  {_COUNTS.in_(lang)}: {goal.target.in_(lang)}, {self._counted(lang)}"
        chosen = "" if self.chosen is None else f" ({_CHOSEN.in_(lang)})"
        yield f"  {_BASE.in_(lang)}: {self.base.describe(lang)}{chosen}"
        if self.goal.when is not None:
            yield f"  {_WHEN.in_(lang)}: {self.goal.when.describe(lang)}"
        if self.period is not None:
            so_far = "" if self.is_over else f" ({_SO_FAR.in_(lang)} {self.as_of})"
            yield f"  {_PERIOD.in_(lang)}: {self.period.describe(lang)}{so_far}"
        left = [f"{each.in_(lang)} {number}" for each, number in self.left_out.items()]
        if left:
            yield f"  {_LEFT_OUT.in_(lang)}: {', '.join(left)}"
        missing = [f"{text.in_(lang)} ({n})" for text, n in self.missing_texts.items()]
        if missing:
            yield f"  {_MISSING.in_(lang)}: {'; '.join(missing)}"
        reading = goal.citation.reading
        if reading is not None:
            yield f"  {_READING.in_(lang)}: {reading.in_(lang)}"

    def _counted(self, lang: Lang) -> str:
        if isinstance(self.reported, int | Decimal):
            return f"{_TOLD.in_(lang)} {self.reported}"
        if self.goal.counts is None and self.reported is None:
            return _NOTHING.in_(lang)
        if isinstance(self.goal.target, ShareAtLeast):
            told = self.tally.describe(lang)
            if self.interval is not None:
                low, high = (percent(Fraction(end), lang) for end in self.interval)
                told += f"; {_WILSON.in_(lang)} {low}–{high}"
            return told if self.reported is None else f"{_TOLD.in_(lang)} {told}"
        few, most = self.tally.fewest, self.tally.most
        return str(few) if few == most else f"{few}–{most}"


_HOW_NEAR = Text(sv="hur nära som är nära nog", en="how near is near enough")
_REPORTED = Text(sv="en siffra som någon annan tar fram", en="a figure that others work out")
_COUNTS = Text(sv="Mätt", en="Measured")
_BASE = Text(sv="Bas", en="Base")
_CHOSEN = Text(sv="vald, källan anger ingen", en="chosen, the source states none")
_WHEN = Text(sv="När", en="When")
_PERIOD = Text(sv="Tid", en="Time")
_SO_FAR = Text(sv="hittills,", en="so far,")
_LEFT_OUT = Text(sv="Utanför andelen", en="Left out of the share")
_MISSING = Text(sv="Saknas", en="Missing")
_READING = Text(sv="Vår läsning", en="Our reading")
_TOLD = Text(sv="angivet:", en="given:")
_NOTHING = Text(sv="inget angivet", en="nothing given")
_WILSON = Text(sv="osäkerhet (Wilson 95 %)", en="uncertainty (Wilson 95 %)")


def _summed(tallies: Iterable[Tally]) -> Tally:
    """Adds up tallies; one value in the end, since there may be many."""
    counts: Counter[str] = Counter()
    for tally in tallies:
        if tally.yes or tally.no or tally.open:
            for name in _PARTS:
                counts[name] += getattr(tally, name)
    return Tally(**counts)


_PARTS = ("yes", "no", "unknown", "maybe_yes", "maybe_no", "maybe")


def _agreed(low: bool, high: bool) -> bool | None:
    return low if low is high else None


def _met(found: bool | None) -> GoalVerdict:
    if found is None:
        return GoalVerdict.CANNOT_TELL
    return GoalVerdict.MET if found else GoalVerdict.NOT_MET


def _near(target: object, low: int | Decimal, high: int | Decimal) -> bool | None:
    """Says whether every number from the low to the high is enough, or none is."""
    if isinstance(target, AtLeast):
        return _agreed(low >= target.number, high >= target.number)
    if isinstance(target, AtMost):
        return _agreed(low <= target.number, high <= target.number)
    assert isinstance(target, About)
    off = target.within or 0
    first, last = target.number - off, target.number + off
    if first <= low and high <= last:
        return True
    outside = high < first or low > last
    return False if outside and target.within is not None else None
