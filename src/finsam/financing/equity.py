"""How large the saved equity should be: a guideline, never a limit of the act.

The National Council's staircase (*trappa*) isn't known as a table, so that none is shipped. A
caller gives the steps; one point of it is known from a plan.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from finsam.citations import Citation
from finsam.errors import Faults, InvalidRules, as_tuple
from finsam.financing.rules import FinancingRule, MoneyRemark
from finsam.money import Unit, from_ore, is_amount, is_share, kronor, shown, to_ore
from finsam.texts import Text

__all__ = ["EquityGuideline", "EquityStep", "against_guidelines"]


def __dir__() -> list[str]:
    return __all__


@frozen(kw_only=True)
class EquityStep:
    """A step of a staircase: the equity that is recommended for income in a range.

    >>> from fractions import Fraction
    >>> from finsam.financing import EquityStep
    >>> EquityStep(at_least=0, at_most=5_000_000, share=Fraction(1, 4)).share  # made up
    Fraction(1, 4)

    Attributes:
        at_least: the least yearly income that it is for, in kronor, included.
        at_most: the most, included; None where it goes on.
        share: the recommended equity as a share of that income.

    Raises:
        InvalidRules: no exact numbers of 0 or more, or the ends are turned round; all faults at
            once.
    """

    at_least: int | Decimal
    at_most: int | Decimal | None
    share: Fraction | Decimal

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        fine = is_amount(self.at_least, "at_least", faults)
        if self.at_most is not None:
            fine &= is_amount(self.at_most, "at_most", faults)
            if fine and self.at_most < self.at_least:
                faults.add(
                    "order",
                    "at_most",
                    sv=f"{self.at_most} ligger under {self.at_least}",
                    en=f"{self.at_most} lies below {self.at_least}",
                )
        is_share(self.share, "share", faults)
        faults.raise_as(InvalidRules)

    def holds(self, income: Decimal) -> bool:
        """Tells whether an income lies in the step."""
        return self.at_least <= income and (self.at_most is None or income <= self.at_most)


def _as_steps(steps: Iterable[EquityStep]) -> tuple[EquityStep, ...]:
    return as_tuple(steps)


@frozen(kw_only=True)
class EquityGuideline(FinancingRule):
    """How large the equity should be at the end of a year.

    >>> from finsam.rulebooks import vasteras
    >>> guideline = vasteras.EQUITY
    >>> guideline.limit(2021, income=13_310_000), guideline.limit(2022, income=11_979_000)
    (Decimal('2662000'), None)

    Attributes:
        amount: the amount in kronor, where the source gives one.
        year: the year that the amount is for; None where it is for every year.
        steps: shares of the income, for the years without an amount.
        at_limit: whether an equity of just that amount is within it; None where the source says
            both, or nothing (X-08).

    Raises:
        InvalidRules: a part is missing or of another type, neither an amount nor a step, or steps
            that overlap; all faults at once.

    Source: VA-05, X-08; law 2003:1210 has no such limit.
    """

    amount: int | Decimal | None = None
    year: int | None = None
    steps: tuple[EquityStep, ...] = field(default=(), converter=_as_steps)
    at_limit: bool | None = None

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        if self.amount is not None:
            is_amount(self.amount, "amount", faults)
        if self.year is not None:
            faults.of_type(self.year, int, "year")
        if self.at_limit is not None:
            faults.of_type(self.at_limit, bool, "at_limit")
        if self.amount is None and not self.steps:
            faults.add(
                "empty",
                "amount",
                sv="varken belopp eller steg är angivna",
                en="neither an amount nor steps are given",
            )
        fine = [
            faults.of_type(step, EquityStep, f"steps[{i}]") for i, step in enumerate(self.steps)
        ]
        if all(fine):
            for i, step in enumerate(self.steps):
                for other in self.steps[:i]:
                    if other.holds(Decimal(step.at_least)) or step.holds(Decimal(other.at_least)):
                        faults.add(
                            "overlap",
                            f"steps[{i}]",
                            sv="två steg gäller för samma inkomst",
                            en="two steps are for the same income",
                        )

    def limit(self, year: int, *, income: int | Decimal) -> Decimal | None:
        """Returns the recommended equity of a year in kronor; None where nobody knows.

        Args:
            year: the calendar year.
            income: what the members pay for it, in kronor.

        Raises:
            InvalidInput: the income is no exact amount of 0 or more.
        """
        paid = kronor(income, path="income", least=0)
        if self.amount is not None and self.year in {None, year}:
            return from_ore(to_ore(self.amount))
        for step in self.steps:
            if step.holds(paid):
                return from_ore(int(Fraction(step.share) * to_ore(paid)))  # öre below are dropped
        return None


def against_guidelines(
    guideline: EquityGuideline,
    *,
    year: int,
    closing: Decimal,
    income: Decimal,
    source: Citation | None,
    unit: Unit,
) -> Iterator[MoneyRemark]:
    """Yields what is to be said of a year's closing equity under a guideline.

    Args:
        guideline: the guideline.
        year: the calendar year.
        closing: the equity at its end, in kronor.
        income: what the members pay for it, in kronor.
        source: where the equity stands; None where that isn't said.
        unit: in what amounts are shown.
    """
    limit = guideline.limit(year, income=income)
    if limit is None or closing < limit or (closing == limit and guideline.at_limit):
        return
    shows = {
        lang: (shown(closing, lang, unit=unit), shown(limit, lang, unit=unit))
        for lang in ("sv", "en")
    }
    if closing == limit and guideline.at_limit is None:
        code = "equity_at_limit"
        text = Text(
            sv="eget kapital vid utgången av {year} är {0}, precis vad som rekommenderas; källan"
            " säger inte entydigt om det är inom".format(*shows["sv"], year=year),
            en="the equity at the end of {year} is {0}, just what is recommended; the source isn't"
            " clear on whether that is within".format(*shows["en"], year=year),
        )
    elif closing == limit:
        code = "equity_above"
        text = Text(
            sv="eget kapital vid utgången av {year} är {0}, inte under de {1} som"
            " rekommenderas".format(*shows["sv"], year=year),
            en="the equity at the end of {year} is {0}, not below the {1} that are"
            " recommended".format(*shows["en"], year=year),
        )
    else:
        code = "equity_above"
        text = Text(
            sv="eget kapital vid utgången av {year} är {0}, över de {1} som rekommenderas".format(
                *shows["sv"], year=year
            ),
            en="the equity at the end of {year} is {0}, above the {1} that are recommended".format(
                *shows["en"], year=year
            ),
        )
    cited = (guideline.citation,) if source is None else (source, guideline.citation)
    yield MoneyRemark(
        code=code, rule=guideline.rule, text=text, citations=tuple(dict.fromkeys(cited))
    )
