"""What the act says of money, as data: the shares of the sides, and the day of the budget.

Nobody can choose otherwise, so that no caller passes these. They are dated: what the act said
before a change that was only read in the register isn't known here, and isn't guessed.
"""

import datetime as dt
from fractions import Fraction

from attrs import field, frozen

from finsam.citations import ACT, Citation
from finsam.members import Side
from finsam.texts import Text

__all__ = ["ADOPTION_DAY", "IN_FORCE", "SEVERAL_REGIONS", "SHARES", "VERIFIED_ON", "ShareRule"]


def __dir__() -> list[str]:
    return __all__


VERIFIED_ON = dt.date(2026, 11, 22)
"""The day on which the money rules of the act were last held against it."""

ADOPTION_DAY = 11, 30
"""Month and day by which the board adopts the budget, in the year before (23 §)."""

IN_FORCE = dt.date(2004, 1, 1)
"""The first day of the act."""

SEVERAL_REGIONS = dt.date(2010, 7, 1)
"""From when several regions are one side, and 5 a § stands in the act (SFS 2010:350)."""


@frozen(kw_only=True)
class ShareRule:
    """The shares that the sides pay by one section of the act.

    >>> from finsam.financing import SHARES
    >>> for rule in SHARES:
    ...     print(rule.rule, {side.value: str(share) for side, share in rule.shares.items()})
    2003:1210 5 § {'state': '1/2', 'regions': '1/4', 'municipalities': '1/4'}
    2003:1210 5 a § {'state': '1/2', 'municipalities': '1/2'}

    Attributes:
        rule: the section.
        citation: where it stands.
        text: the rule for people.
        start: its first day.
        shares: what each side pays of the whole; they add up to 1.

    Source: law 2003:1210, 5 and 5 a §§.
    """

    rule: str
    citation: Citation
    text: Text
    start: dt.date
    shares: dict[Side, Fraction] = field(hash=False)


SHARES = (
    ShareRule(
        rule="2003:1210 5 §",
        citation=Citation(
            ACT,
            "5 §",
            VERIFIED_ON,
            Text(
                sv="att Arbetsförmedlingen inget betalar följer av att paragrafen inte nämner den"
                " (X-06)",
                en="that Arbetsförmedlingen pays nothing follows from the section not naming it"
                " (X-06)",
            ),
        ),
        text=Text(
            sv="Staten betalar hälften genom Försäkringskassan, regionsidan en fjärdedel och"
            " kommunsidan en fjärdedel.",
            en="The state pays one half through Försäkringskassan, the region side one quarter and"
            " the municipality side one quarter.",
        ),
        start=IN_FORCE,
        shares={
            Side.STATE: Fraction(1, 2),
            Side.REGIONS: Fraction(1, 4),
            Side.MUNICIPALITIES: Fraction(1, 4),
        },
    ),
    ShareRule(
        rule="2003:1210 5 a §",
        citation=Citation(ACT, "5 a § st. 1", VERIFIED_ON),
        text=Text(
            sv="Där ingen region deltar betalar kommunen utanför regionerna hälften, och staten"
            " hälften genom Försäkringskassan.",
            en="Where no region takes part, the municipality outside the regions pays one half, and"
            " the state one half through Försäkringskassan.",
        ),
        start=SEVERAL_REGIONS,
        shares={Side.STATE: Fraction(1, 2), Side.MUNICIPALITIES: Fraction(1, 2)},
    ),
)
"""The shares by 5 § and by 5 a § st. 1, where no region takes part."""
