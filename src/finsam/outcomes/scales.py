"""Scales and repeated measurements: ORS and SRS, SKAPA and BIP, and change between two times.

Only numbers are scored. The words of the items belong to those who have made the instruments,
and are not here.
"""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import cast

from attrs import field, frozen

from finsam.errors import Faults, InvalidInput, InvalidRules, as_tuple
from finsam.outcomes.evaluation import at_day, read_stays
from finsam.outcomes.questions import Answer, Answers, Scale, exact_number
from finsam.outcomes.tallies import Tally
from finsam.participation import Participation
from finsam.texts import Text

__all__ = [
    "ITEMS",
    "ITEM_MAXIMUM",
    "ORS",
    "ORS_ADULTS",
    "ORS_CHILDREN",
    "SRS",
    "SRS_CUTOFF",
    "Change",
    "ReliableChange",
    "Score",
    "changes",
    "ors",
    "srs",
    "total_of",
]


def __dir__() -> list[str]:
    return __all__


ITEMS = 4
"""How many items ORS and SRS have."""

ITEM_MAXIMUM = 10
"""The end of each item's line, in centimetres (law.md 5.3)."""

ORS_ADULTS = Decimal(25)
"""The clinical cut-off of ORS for adults (law.md 5.3, secondary source)."""

ORS_CHILDREN = Decimal(32)
"""The clinical cut-off of ORS for children (law.md 5.3, secondary source)."""

SRS_CUTOFF = Decimal(36)
"""Below it, dissatisfaction is something to talk about (law.md 5.3, secondary source)."""

ORS = Scale(
    key="ors", text=Text(sv="ORS, summa", en="ORS, total"), minimum=0, maximum=ITEMS * ITEM_MAXIMUM
)
"""The total of ORS, for repeated measurements (NV-26)."""

SRS = Scale(
    key="srs", text=Text(sv="SRS, summa", en="SRS, total"), minimum=0, maximum=ITEMS * ITEM_MAXIMUM
)
"""The total of SRS, for repeated measurements (NV-26)."""


@frozen
class Score:
    """A total, and the cut-off that it is held against.

    >>> from finsam.outcomes import ORS_ADULTS, ors
    >>> score = ors([5, 6, 7, 6], cutoff=ORS_ADULTS)
    >>> score.total, score.is_below
    (Decimal('24'), True)

    Attributes:
        total: the sum of the items.
        cutoff: the cut-off.

    Source: law.md 5.3.
    """

    total: Decimal
    cutoff: Decimal

    @property
    def is_below(self) -> bool:
        """Tells whether the total lies below the cut-off; on it, it doesn't."""
        return self.total < self.cutoff


def total_of(items: Iterable[int | Decimal]) -> Decimal:
    """Adds up the four items of ORS or SRS, each from 0 to 10.

    >>> from decimal import Decimal
    >>> from finsam.outcomes import total_of
    >>> total_of([Decimal("4.5"), 6, 7, Decimal("5.5")])
    Decimal('23.0')

    Args:
        items: four numbers, whole or Decimal.

    Raises:
        InvalidInput: another number of items, or an item below 0 or above 10; all faults at
            once.

    Source: law.md 5.3.
    """
    faults = Faults()
    given = as_tuple(items)
    if len(given) != ITEMS:
        faults.add(
            "shape",
            "items",
            sv=f"ska vara {ITEMS}, inte {len(given)}",
            en=f"takes {ITEMS}, not {len(given)}",
        )
    for i, item in enumerate(given):
        if exact_number(item, f"items[{i}]", faults) and not 0 <= item <= ITEM_MAXIMUM:
            faults.add(
                "range",
                f"items[{i}]",
                sv=f"ska ligga mellan 0 och {ITEM_MAXIMUM}",
                en=f"lies between 0 and {ITEM_MAXIMUM}",
            )
    faults.raise_as(InvalidInput)
    return sum((Decimal(item) for item in given), Decimal(0))


def _score(items: Iterable[int | Decimal], cutoff: object) -> Score:
    faults = Faults()
    most = ITEMS * ITEM_MAXIMUM
    if exact_number(cutoff, "cutoff", faults) and not 0 < cast("Decimal", cutoff) <= most:
        faults.add(
            "range",
            "cutoff",
            sv=f"ska ligga mellan 0 och {most}",
            en=f"lies between 0 and {most}",
        )
    faults.raise_as(InvalidInput)
    return Score(total_of(items), Decimal(cast("int | Decimal", cutoff)))


def ors(items: Iterable[int | Decimal], *, cutoff: int | Decimal) -> Score:
    """Scores ORS against a cut-off that is given.

    That for adolescents isn't confirmed by any source, so that there is no constant for it.

    >>> from finsam.outcomes import ORS_CHILDREN, ors
    >>> ors([8, 8, 8, 8], cutoff=ORS_CHILDREN).is_below
    False

    Args:
        items: four numbers from 0 to 10, whole or Decimal.
        cutoff: `ORS_ADULTS`, `ORS_CHILDREN` or your own.

    Raises:
        InvalidInput: another number of items, an item outside 0–10, a cut-off outside 0–40.

    Source: NV-26; law.md 5.3.
    """
    return _score(items, cutoff)


def srs(items: Iterable[int | Decimal], *, cutoff: int | Decimal = SRS_CUTOFF) -> Score:
    """Scores SRS against its cut-off.

    >>> from finsam.outcomes import srs
    >>> srs([9, 9, 9, 8]).is_below, srs([9, 9, 9, 9]).is_below
    (True, False)

    Args:
        items: four numbers from 0 to 10, whole or Decimal.
        cutoff: 36 unless said.

    Raises:
        InvalidInput: another number of items, an item outside 0–10, a cut-off outside 0–40.

    Source: NV-26; law.md 5.3.
    """
    return _score(items, cutoff)


@frozen(kw_only=True)
class ReliableChange:
    """When a change is more than chance: in standard deviations of a norm, which you give.

    >>> from decimal import Decimal
    >>> from finsam.outcomes import Change, ReliableChange
    >>> rule = ReliableChange(deviation=Decimal("8.0"), more_than=Decimal("0.8"))
    >>> [rule.is_reliable(Change(first=Decimal(18), last=Decimal(last))) for last in (24, 25)]
    [False, True]

    Attributes:
        deviation: the standard deviation of the norm, above 0.
        more_than: how many of them a change has to pass, not negative.

    Raises:
        InvalidRules: another number, or no number; all faults at once.

    Source: law.md 5.3 (an effect size against a norm, above 0.8; the norm is the user's).
    """

    deviation: int | Decimal
    more_than: int | Decimal

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        if exact_number(self.deviation, "deviation", faults) and self.deviation <= 0:
            faults.add("range", "deviation", sv="ska vara över 0", en="is above 0")
        if exact_number(self.more_than, "more_than", faults) and self.more_than < 0:
            faults.add("range", "more_than", sv="ska inte vara negativt", en="isn't negative")
        faults.raise_as(InvalidRules)

    def is_reliable(self, change: "Change") -> bool:
        """Tells whether a change passes it, up or down."""
        return abs(change.by) > self.deviation * self.more_than

    def is_improvement(self, change: "Change") -> bool:
        """Tells whether a change passes it upwards."""
        return change.by > 0 and self.is_reliable(change)

    def is_recovery(self, change: "Change", *, cutoff: int | Decimal) -> bool:
        """Tells whether a change is a reliable improvement that ends above the cut-off."""
        return self.is_improvement(change) and change.last > cutoff


@frozen(kw_only=True)
class Change:
    """The first and the last of repeated measurements.

    >>> from decimal import Decimal
    >>> from finsam.outcomes import Change
    >>> Change(first=Decimal(3), last=Decimal("4.5"), times=3).by
    Decimal('1.5')

    Attributes:
        first: the first value.
        last: the last value.
        times: how many measurements there are.
        participation: the caller's key of the participation.

    Source: law.md 5.2 (SKAPA and BIP: the same question, again and again).
    """

    first: Decimal = field(repr=False)
    last: Decimal = field(repr=False)
    times: int = 2
    participation: str | None = None

    @property
    def by(self) -> Decimal:
        """How much it has changed."""
        return self.last - self.first


def changes(
    participations: Iterable[Participation],
    scale: Scale,
    answers: Iterable[Answer],
    *,
    as_of: dt.date,
) -> tuple[tuple[Change, ...], Tally]:
    """Returns the changes between first and last measurement, and how many rose.

    Participant and caseworker answer the same question in BIP: give each a scale of its own key.
    Higher is taken as better.

    >>> import datetime as dt
    >>> from finsam import Participation
    >>> from finsam.outcomes import Answer, Scale, changes
    >>> from finsam.texts import Text
    >>> belief = Scale(key="belief", text=Text(sv="Tro", en="Belief"), minimum=0, maximum=10)
    >>> stays = [Participation(key=key, enrolled=dt.date(2022, 1, 10)) for key in ("1", "2")]
    >>> given = [
    ...     Answer("1", "belief", 4, dt.date(2022, 1, 10)),
    ...     Answer("1", "belief", 7, dt.date(2022, 4, 11)),
    ...     Answer("2", "belief", 5, dt.date(2022, 1, 12)),
    ... ]
    >>> found, rose = changes(stays, belief, given, as_of=dt.date(2022, 6, 30))
    >>> [(change.participation, change.by) for change in found], rose.yes, rose.unknown
    ([('1', Decimal('3'))], 1, 1)

    Args:
        participations: with different keys; those entered in error count nowhere.
        scale: what is measured.
        answers: the values, at least two of a participation for a change.
        as_of: the day; what comes after it doesn't exist yet.

    Returns:
        The changes of those measured at least twice, and the counts: yes is who rose, no who
        didn't, unknown who has begun but isn't measured twice.

    Raises:
        InvalidInput: an argument of another type, two participations of one key, an answer that
            can't be read; all faults at once.

    Source: FI-11, FI-17; law.md 5.2.
    """
    faults = Faults()
    stays = read_stays(participations, faults)
    faults.plain_date(as_of, "as_of")
    faults.of_type(scale, Scale, "scale")
    faults.raise_as(InvalidInput)
    read = Answers.read(answers, [scale], stays, as_of=as_of)
    found: list[Change] = []
    unknown = 0
    for stay in stays:
        life = at_day(stay, as_of)
        if life.is_error or life.enrolment is None:
            continue
        values = [cast("Decimal", each.value) for each in read.of(life.key, scale.key)]
        if len(values) > 1:
            found.append(
                Change(first=values[0], last=values[-1], times=len(values), participation=life.key)
            )
        else:
            unknown += 1
    rose = sum(1 for change in found if change.by > 0)
    return tuple(found), Tally(yes=rose, no=len(found) - rose, unknown=unknown)
