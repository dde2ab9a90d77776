"""`review`: the misprints and remarks of all rules of money in a book."""

from collections.abc import Iterable

from attrs import evolve, frozen

from finsam.financing.rules import FinancingRule, HasFinancing, MoneyRemark, rules_of
from finsam.financing.sums import Disagreement, Reconciliation, reconcile
from finsam.texts import Lang

__all__ = ["Review", "review"]


def __dir__() -> list[str]:
    return __all__


@frozen(kw_only=True)
class Review:
    """What came of going through the rules of money of a book.

    >>> from finsam.financing import review
    >>> from finsam.rulebooks import finnveden
    >>> found = review(finnveden.BOOK)
    >>> found.misprints, [(remark.code, remark.rule) for remark in found.remarks]
    ((), [('not_financed_party_counted', 'X-22')])

    Attributes:
        reconciliations: every rule that prints sums, reckoned again.
        remarks: what is remarkable, in the order of the rules.
    """

    reconciliations: tuple[Reconciliation, ...]
    remarks: tuple[MoneyRemark, ...]

    @property
    def misprints(self) -> tuple[Disagreement, ...]:
        """The printed figures that aren't what the figures come to that make them."""
        return tuple(one for each in self.reconciliations for one in each.misprints)

    def explain(self, lang: Lang = "sv") -> str:
        """Returns a line for each misprint and each remark.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        lines = [misprint.in_(lang) for misprint in self.misprints]
        return "\n".join([*lines, *(remark.in_(lang) for remark in self.remarks)])


def review(rules: HasFinancing | Iterable[FinancingRule]) -> Review:
    """Goes through the rules of money: reckons printed sums again, and says what is remarkable.

    >>> from finsam.financing import review
    >>> from finsam.rulebooks import vasteras
    >>> found = review(vasteras.BOOK)
    >>> for misprint in found.misprints:
    ...     print(misprint.sheet.rule, misprint.figure)
    VA-07 available/2023
    VA-07 result/2023
    VA-07 closing/2023
    VA-08 total

    Args:
        rules: a book with its measures, a measure, or the rules themselves.

    Raises:
        InvalidInput: what is given carries no rules of money.

    Source: VA-04, VA-08, VA-21, X-06, X-08, X-11, X-13, X-22.
    """
    given = rules_of(rules)
    return Review(
        reconciliations=tuple(reconcile(rule) for rule in given if rule.sheet() is not None),
        remarks=tuple(
            evolve(remark, rule=dict(rule.noted).get(remark.code, remark.rule))
            for rule in given
            for remark in rule.remarks(given)
        ),
    )
