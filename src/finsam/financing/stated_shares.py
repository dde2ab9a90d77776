"""What a source says of the shares of the act, beside what the act says."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import field, frozen

from finsam.errors import Faults, InvalidRules, as_tuple
from finsam.financing.act import SHARES, ShareRule
from finsam.financing.rules import FinancingRule, MoneyRemark, Weight
from finsam.members import Side
from finsam.money import is_share, percent
from finsam.terms import Authority
from finsam.texts import Text

__all__ = ["StatedShare", "StatedShares"]


def __dir__() -> list[str]:
    return __all__


@frozen(kw_only=True)
class StatedShare:
    """What a source says of the share of one side.

    >>> from finsam import Authority
    >>> from finsam.financing import StatedShare
    >>> StatedShare(authorities=[Authority.REGION], share=Fraction(1, 4)).share
    Fraction(1, 4)

    Attributes:
        authorities: who it says pays it.
        share: of the whole.

    Raises:
        InvalidRules: no exact number of 0 or more, or another type; all faults at once.
    """

    authorities: tuple[Authority, ...] = field(converter=as_tuple)
    share: Fraction

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        for i, authority in enumerate(self.authorities):
            faults.of_type(authority, Authority, f"authorities[{i}]")
        if is_share(self.share, "share", faults):
            object.__setattr__(self, "share", Fraction(self.share))
        faults.raise_as(InvalidRules)


_PAYERS = {
    Side.STATE: Authority.SOCIAL_INSURANCE_AGENCY,
    Side.REGIONS: Authority.REGION,
    Side.MUNICIPALITIES: Authority.MUNICIPALITY,
}


def _as_stated(stated: Iterable[StatedShare]) -> tuple[StatedShare, ...]:
    return as_tuple(stated)


@frozen(kw_only=True)
class StatedShares(FinancingRule):
    """What a source says of the shares of the act; the act's own rule decides.

    >>> from finsam.financing import StatedShares, financing_rule
    >>> from finsam.rulebooks import vasteras
    >>> rule = financing_rule(vasteras.BOOK, "VA-01", StatedShares)
    >>> [remark.code for remark in rule.remarks(())]
    ['state_share']

    Attributes:
        stated: what it says.

    Raises:
        InvalidRules: a part is missing or of another type; all faults at once.

    Source: VA-01, X-06; law 2003:1210, 5 §.
    """

    stated: tuple[StatedShare, ...] = field(converter=_as_stated)

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        for i, each in enumerate(self.stated):
            faults.of_type(each, StatedShare, f"stated[{i}]")

    def remarks(self, others: tuple[FinancingRule, ...]) -> Iterator[MoneyRemark]:
        """Yields where the source differs from 5 § of the act, and shares that don't add up."""
        yield from self._sum()
        yield from self.against(SHARES[0])

    def _sum(self) -> Iterator[MoneyRemark]:
        """Yields shares of more than the whole, or of less where no side is left out."""
        total = sum((each.share for each in self.stated), Fraction(0))
        named = {authority for each in self.stated for authority in each.authorities}
        if total > 1 or (total < 1 and named >= set(_PAYERS.values())):
            yield MoneyRemark(
                code="shares_sum",
                rule=self.rule,
                text=Text(
                    sv=f"andelarna i källan är tillsammans {percent(total, 'sv')}",
                    en=f"the shares of the source add up to {percent(total, 'en')}",
                ),
                citations=(self.citation,),
            )

    def against(self, act: ShareRule) -> Iterator[MoneyRemark]:
        """Yields where the source differs from the shares by one section of the act.

        >>> from finsam.financing import SHARES, StatedShares, financing_rule
        >>> from finsam.rulebooks import vasteras
        >>> rule = financing_rule(vasteras.BOOK, "VA-01", StatedShares)
        >>> [remark.code for remark in rule.against(SHARES[1])]  # where no region takes part
        ['state_share', 'other_share']
        """
        for side, share in act.shares.items():
            for each in self.stated:
                if _PAYERS[side] not in each.authorities:
                    continue
                cited = (self.citation, act.citation)
                names = {
                    lang: ", ".join(a.term.in_(lang) for a in each.authorities)
                    for lang in ("sv", "en")
                }
                if each.share != share:
                    yield MoneyRemark(
                        code="other_share",
                        rule=self.rule,
                        text=Text(
                            sv=f"källan anger {percent(each.share, 'sv')} för {names['sv']}; lagen"
                            f" säger {percent(share, 'sv')}",
                            en=f"the source has {percent(each.share, 'en')} for {names['en']}; the"
                            f" act says {percent(share, 'en')}",
                        ),
                        citations=cited,
                        weight=Weight.BREACH,
                    )
                if set(each.authorities) != {_PAYERS[side]}:
                    payer = _PAYERS[side].term
                    yield MoneyRemark(
                        code="state_share" if side is Side.STATE else "other_payer",
                        rule=self.rule,
                        text=Text(
                            sv=f"källan lägger {side.in_('sv')}s andel på {names['sv']}; lagen"
                            f" lägger den på {payer.in_('sv')} ensam",
                            en=f"the source lays the share of {side.in_('en')} on {names['en']};"
                            f" the act lays it on {payer.in_('en')} alone",
                        ),
                        citations=cited,
                    )
