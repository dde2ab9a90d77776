"""Goals as data: what is counted, among whom, when, and how much is enough.

A goal names its base. Where its source leaves the base unstated, the goal has choices, and who
evaluates it has to choose (X-20, X-25). A goal without a figure is a statement: shown, never
computed.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Protocol, cast

from attrs import field, frozen

from finsam.errors import Faults, InvalidInput, InvalidRules
from finsam.legaltime import Interval, Period
from finsam.outcomes.criteria import Criterion
from finsam.outcomes.questions import PERIODS, exact_number
from finsam.participation import EXITED, EventKind
from finsam.rules.promises import Binds, Promise
from finsam.texts import Lang, Text

__all__ = [
    "About",
    "AtLeast",
    "AtMost",
    "Goal",
    "HasGoals",
    "Moment",
    "ShareAtLeast",
    "Target",
]


def __dir__() -> list[str]:
    return __all__


_ALL = 100
_LEAST = 1  # 0.8 is meant as 80 %, and is refused


@frozen
class ShareAtLeast:
    """A share that is enough: so many per cent, or more, of the base.

    >>> from finsam.outcomes import ShareAtLeast
    >>> ShareAtLeast(80).fraction, ShareAtLeast(100).in_("sv")
    (Fraction(4, 5), 'alla')

    Attributes:
        percent: from 1 to 100, so that 80 is 80 %; a whole number or a Decimal.

    Raises:
        InvalidRules: another number, or no number.

    Source: VA-15, HA-10, FI-11.
    """

    percent: int | Decimal

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        if exact_number(self.percent, "percent", faults) and not _LEAST <= self.percent <= _ALL:
            faults.add(
                "range",
                "percent",
                sv="ska vara 1–100: skriv 80 för 80 %",
                en="lies between 1 and 100: write 80 for 80 %",
            )
        faults.raise_as(InvalidRules)

    @property
    def fraction(self) -> Fraction:
        """The share, from 0 to 1."""
        return Fraction(self.percent) / _ALL

    def in_(self, lang: Lang) -> str:
        """Returns it for people.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        if self.percent == _ALL:
            return Text(sv="alla", en="all").in_(lang)
        words = Text(sv="minst {} %", en="at least {} %").in_(lang)
        return words.format(str(self.percent).replace(".", "," if lang == "sv" else "."))


def _check_number(number: object, unit: object) -> None:
    faults = Faults()
    if exact_number(number, "number", faults) and cast("Decimal", number) < 0:
        faults.add("range", "number", sv="ska inte vara negativt", en="isn't negative")
    if unit is not None:
        faults.of_type(unit, Text, "unit")
    faults.raise_as(InvalidRules)


def _with_unit(words: Text, number: object, unit: Text | None, lang: Lang) -> str:
    told = words.in_(lang).format(number)
    return told if unit is None else f"{told} {unit.in_(lang)}"


@frozen
class AtLeast:
    """A number that is enough.

    >>> from finsam.outcomes import AtLeast
    >>> AtLeast(50).in_("en")
    'at least 50'

    Attributes:
        number: a whole number or a Decimal, not negative.
        unit: of what; None for participations.

    Raises:
        InvalidRules: another number, or no number.

    Source: NO-03, HA-09.
    """

    number: int | Decimal
    unit: Text | None = None

    def __attrs_post_init__(self) -> None:
        _check_number(self.number, self.unit)

    def in_(self, lang: Lang) -> str:
        """Returns it for people.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _with_unit(Text(sv="minst {}", en="at least {}"), self.number, self.unit, lang)


@frozen
class AtMost:
    """A number that must not be passed.

    >>> from finsam.outcomes import AtMost
    >>> from finsam.texts import Text
    >>> AtMost(40, Text(sv="månader", en="months")).in_("sv")
    'högst 40 månader'

    Attributes:
        number: a whole number or a Decimal, not negative.
        unit: of what; None for participations.

    Raises:
        InvalidRules: another number, or no number.

    Source: VA-16.
    """

    number: int | Decimal
    unit: Text | None = None

    def __attrs_post_init__(self) -> None:
        _check_number(self.number, self.unit)

    def in_(self, lang: Lang) -> str:
        """Returns it for people.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _with_unit(Text(sv="högst {}", en="at most {}"), self.number, self.unit, lang)


@frozen
class About:
    """A number that is expected, without saying how near is near enough.

    Just that number meets it. Any other can't be told, until somebody says how far off is still
    about that many.

    >>> from finsam.outcomes import About
    >>> About(20).in_("sv"), About(20, within=2).in_("en")
    ('ungefär 20', 'about 20 (within 2)')

    Attributes:
        number: a whole number or a Decimal, not negative.
        within: how far off is still about that many; None where nobody has said.

    Raises:
        InvalidRules: another number, or no number.

    Source: HA-09, X-20.
    """

    number: int | Decimal
    within: int | Decimal | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        _check_number(self.number, None)
        if self.within is not None:
            _check_number(self.within, None)

    def in_(self, lang: Lang) -> str:
        """Returns it for people.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        told = Text(sv="ungefär {}", en="about {}").in_(lang).format(self.number)
        if self.within is None:
            return told
        return f"{told} ({Text(sv='inom {}', en='within {}').in_(lang).format(self.within)})"


Target = ShareAtLeast | AtLeast | AtMost | About
"""How much is enough: a share, or a number."""


@frozen(kw_only=True)
class Moment:
    """The day on which a goal is looked at in a participation: an event, or a period after it.

    >>> from finsam.legaltime import Months
    >>> from finsam.outcomes import Moment
    >>> from finsam.participation import EXITED
    >>> Moment(after=EXITED).describe("en"), Moment(after=EXITED, period=Months(6)).describe("sv")
    ('exited', 'avslutad + 6 månader')

    Attributes:
        after: the event; the first of its kind.
        period: how long after it; None for the day itself.

    Raises:
        InvalidRules: a part is of another type; all faults at once.

    Source: VA-15, HA-11; the how-to Measure the goals.
    """

    after: EventKind
    period: Period | None = None

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.of_type(self.after, EventKind, "after")
        if self.period is not None:
            faults.of_type(self.period, PERIODS, "period")
        faults.raise_as(InvalidRules)

    @property
    def is_later_follow_up(self) -> bool:
        """Tells whether it lies after the exit, so that a withdrawn consent stops it."""
        return self.after.key == EXITED.key and self.period is not None

    def describe(self, lang: Lang) -> str:
        """Returns it for people.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        if self.period is None:
            return self.after.in_(lang)
        return f"{self.after.in_(lang)} + {self.period.describe(lang)}"


_NO_CHOICES: tuple[tuple[str, Criterion], ...] = ()


def _as_choices(
    choices: Mapping[str, Criterion] | tuple[tuple[str, Criterion], ...],
) -> tuple[tuple[str, Criterion], ...]:
    return tuple(choices.items()) if isinstance(choices, Mapping) else choices


@frozen(kw_only=True)
class Goal(Promise):
    """A goal: what is counted, among whom, when, and how much is enough.

    >>> from finsam.rulebooks import framsteget
    >>> goal = framsteget.SAMORDNINGSTEAM.goals[0]
    >>> goal.key, goal.target.in_("en"), goal.among.describe("en"), goal.when.describe("en")
    ('HA-10', 'at least 80 %', 'exited', 'exited')
    >>> goal.counts.describe("en")
    'action plan made or documented'

    Attributes:
        key: a name for programs, unique in a measure, such as "HA-10".
        rule: the rule that it cites.
        citation: where it stands, and what of it is our reading.
        text: the goal for people.
        owner: who is to reach it; None where the source doesn't say.
        binds: how hard it binds; a goal, or only stated.
        target: how much is enough; None for a statement.
        counts: what is counted; None for a statement, and for what only others can count.
        among: the base; None for a statement, and where it has to be chosen.
        all_choices: what can be chosen as the base where the source doesn't state it, given as
            a mapping by key.
        when: the day on which it is looked at; None for the day of the question.
        years: the calendar year that it is about; None for any.
        per_year: whether it is about each calendar year by itself.
        needs_consent: whether only those count who have consented to later follow-up.

    Raises:
        InvalidRules: a part is missing or of another type, a base both stated and to be chosen;
            all faults at once.

    Source: X-20, X-25; the how-to Measure the goals.
    """

    binds: Binds = Binds.GOAL
    target: Target | None = None
    counts: Criterion | None = None
    among: Criterion | None = None
    all_choices: tuple[tuple[str, Criterion], ...] = field(
        default=_NO_CHOICES, converter=_as_choices, alias="choices"
    )
    when: Moment | None = None
    years: Interval | None = None
    per_year: bool = False
    needs_consent: bool = False

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        kinds: dict[str, object] = {
            "target": Target,
            "counts": Criterion,
            "among": Criterion,
            "when": Moment,
            "years": Interval,
        }
        for name, kind in kinds.items():
            value = getattr(self, name)
            if value is not None:
                faults.of_type(value, cast("type", kind), name)
        faults.of_type(self.per_year, bool, "per_year")
        faults.of_type(self.needs_consent, bool, "needs_consent")
        if faults.of_type(self.all_choices, tuple, "choices"):
            for key, choice in self.all_choices:
                faults.of_type(choice, Criterion, f"choices[{key!r}]")
        if self.target is not None and (self.among is None) == (not self.all_choices):
            faults.add(
                "base",
                "among",
                sv="ange basen, eller vad som går att välja som bas, men inte båda",
                en="give the base, or what can be chosen as one, and not both",
            )
        if self.target is None and self.counts is not None:
            faults.add(
                "empty",
                "target",
                sv="det som räknas behöver en målnivå",
                en="what is counted needs a target",
            )

    @property
    def choices(self) -> Mapping[str, Criterion]:
        """What can be chosen as the base, by key; empty where the source states it."""
        return dict(self.all_choices)

    @property
    def is_statement(self) -> bool:
        """Tells whether it has no figure, and is only shown."""
        return self.target is None


class HasGoals(Protocol):
    """Whatever carries goals, such as a measure.

    >>> from finsam.outcomes import statements
    >>> from finsam.rulebooks import norra_vastmanland
    >>> class OurTeam:
    ...     goals = norra_vastmanland.SAMORDNINGSTEAM.goals
    >>> [goal.key for goal in statements(OurTeam())]
    ['NV-23', 'NV-24', 'NV-29', 'NV-30']

    Source: the how-to Measure the goals.
    """

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The goals, in the order in which they are reported."""
        ...


def goals_of(measure: object) -> tuple[Goal, ...]:
    """Returns the goals that something carries.

    Raises:
        InvalidInput: it carries none.
    """
    goals = getattr(measure, "goals", None)
    faults = Faults()
    if not isinstance(goals, tuple):
        given = type(measure).__name__
        faults.add(
            "type",
            "measure",
            sv=f"ska vara en insats med mål, inte {given}",
            en=f"takes a measure with goals, not {given}",
        )
        raise InvalidInput(faults.found)
    for i, goal in enumerate(cast("tuple[object, ...]", goals)):
        faults.of_type(goal, Goal, f"measure.goals[{i}]")
    faults.raise_as(InvalidInput)
    return cast("tuple[Goal, ...]", goals)
