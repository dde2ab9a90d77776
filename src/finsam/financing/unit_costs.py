"""What one place or participant costs, and how long it takes until a cost is paid back."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from finsam.errors import Faults, InvalidInput
from finsam.money import (
    exact_sum,
    from_ore,
    is_amount,
    is_share,
    shown,
    to_ore,
)
from finsam.texts import Lang, Style, Table, Text

__all__ = ["Payback", "UnitCost", "payback", "unit_cost"]


def __dir__() -> list[str]:
    return __all__


@frozen(kw_only=True)
class UnitCost:
    """What one of something costs.

    >>> from finsam.financing import unit_cost
    >>> unit_cost(1_000, 3).exact
    Fraction(1000, 3)

    Attributes:
        amount: what all of them cost, in kronor.
        count: how many there are.
        exact: what one costs, exactly, in kronor.
    """

    amount: Decimal
    count: Fraction
    exact: Fraction

    @property
    def kronor(self) -> Decimal:
        """What one costs in whole kronor, rounded half up."""
        return Decimal(int((self.exact * 2 + 1) // 2))


def unit_cost(amount: int | Decimal, count: int | Fraction | Decimal) -> UnitCost:
    """Works out what a place, a participant or a year-place costs.

    >>> from finsam.financing import unit_cost
    >>> unit_cost(23_841_683, 110 * 3).kronor  # 110 year-places in three years (VA-14)
    Decimal('72248')

    Args:
        amount: what all of them cost, in kronor.
        count: how many there are, above 0.

    Raises:
        InvalidInput: no exact amount of 0 or more, or a count that isn't above 0; all faults at
            once.

    Source: VA-14.
    """
    faults = Faults()
    is_amount(amount, "amount", faults)
    if is_share(count, "count", faults) and not count:
        faults.add("range", "count", sv="ska vara över 0", en="is above 0", value=str(count))
    faults.raise_as(InvalidInput)
    number = Fraction(count)
    return UnitCost(
        amount=from_ore(to_ore(amount)),
        count=number,
        exact=Fraction(to_ore(amount), 100) / number,
    )


@frozen(kw_only=True)
class Payback:
    """How long it takes until what is gained has paid back what was spent.

    >>> from finsam.financing import payback
    >>> payback(1_000, {"state": 0}).months is None
    True

    Attributes:
        cost: what was spent, in kronor.
        gains: what each side gains a month, in kronor; below zero for who pays more.
        monthly: all gains of a month, in kronor.
        exact: the time in months, exactly; None where nothing is gained.
    """

    cost: Decimal
    gains: tuple[tuple[str, Decimal], ...]
    monthly: Decimal
    exact: Fraction | None

    @property
    def months(self) -> int | None:
        """The time in whole months, a month begun counted whole; None where nothing is gained."""
        return None if self.exact is None else -int(-self.exact // 1)

    def table(self, lang: Lang) -> Table:
        """Returns the parts that make the time."""
        rows = [(_COST.in_(lang), shown(self.cost, lang))]
        rows += [(f"{name}, {_A_MONTH.in_(lang)}", shown(gain, lang)) for name, gain in self.gains]
        rows.append((_ALL.in_(lang), shown(self.monthly, lang)))
        never = _NEVER.in_(lang)
        months = never if self.months is None else f"{self.months} {_MONTHS.in_(lang)}"
        rows.append((_TIME.in_(lang), months))
        return Table(head=(_PART.in_(lang), _AMOUNT.in_(lang)), rows=tuple(rows))

    def explain(self, lang: Lang = "sv", style: Style = "text") -> str:
        """Returns the parts as text, Markdown or HTML.

        Raises:
            ValueError: `lang` or `style` is none of the allowed.
        """
        return self.table(lang).drawn(style)

    def _repr_html_(self) -> str:
        return self.explain("sv", "html")


_COST = Text(sv="kostnad", en="cost")


_A_MONTH = Text(sv="vinst i månaden", en="gain a month")


_ALL = Text(sv="vinst i månaden, alla", en="gain a month, all")


_TIME = Text(sv="återbetalningstid", en="payback time")


_MONTHS = Text(sv="månader", en="months")


_NEVER = Text(sv="betalas inte tillbaka", en="isn't paid back")


_PART = Text(sv="del", en="part")


_AMOUNT = Text(sv="värde", en="value")


def payback(cost: int | Decimal, gains: Mapping[str, int | Decimal]) -> Payback:
    """Works out the payback time (*återbetalningstid*), with its parts shown.

    What counts as a gain, and for whom, is the caller's: no source says how it is worked out.

    >>> from finsam.financing import check_bounds, payback
    >>> from finsam.rulebooks import vasteras
    >>> found = payback(216_743, {"state": 4_100, "municipality": 1_300})  # made up
    >>> found.monthly, found.months
    (Decimal('5400'), 41)
    >>> [outcome.met for outcome in check_bounds(vasteras.BOOK, {"VA-16.payback": found.months})]
    [False]

    Args:
        cost: what was spent, in kronor.
        gains: what each side gains a month, in kronor.

    Raises:
        InvalidInput: no exact amounts, or a cost below 0; all faults at once.

    Source: VA-16.
    """
    faults = Faults()
    is_amount(cost, "cost", faults)
    if faults.of_type(gains, Mapping, "gains"):
        for name, gain in gains.items():
            is_amount(gain, f"gains[{name!r}]", faults, least=None)
    faults.raise_as(InvalidInput)
    monthly = exact_sum(gains.values())
    return Payback(
        cost=from_ore(to_ore(cost)),
        gains=tuple((name, from_ore(to_ore(gain))) for name, gain in gains.items()),
        monthly=monthly,
        exact=Fraction(to_ore(cost), to_ore(monthly)) if monthly > 0 else None,
    )
