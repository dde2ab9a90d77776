"""What something is estimated to cost, and sums that a source makes in one way or several."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from finsam.errors import Faults, InvalidRules, as_tuple
from finsam.financing.rules import FinancingRule
from finsam.financing.sums import Figure, Printed, Sheet, as_numbers, as_printed, check_printed
from finsam.money import (
    Unit,
    exact_sum,
    from_ore,
    is_amount,
    is_share,
    number_in,
    to_ore,
)
from finsam.texts import Lang, Text

__all__ = ["CostItem", "Estimate", "Reckoning", "Way"]


def __dir__() -> list[str]:
    return __all__


@frozen(kw_only=True)
class CostItem:
    """An item of an estimate: one amount, or factors that make it.

    >>> from finsam.financing import CostItem
    >>> from finsam.texts import Lang, Text
    >>> hours = CostItem(label=Text(sv="externa", en="external"), factors=[25, 1000, 10])
    >>> hours.amount
    Decimal('250000')

    Attributes:
        label: for people.
        factors: what is multiplied, such as hours a month, kronor an hour and months; one factor
            is the amount itself, in kronor.
        printed: what the source prints that it comes to, in kronor; None where it prints nothing.

    Raises:
        InvalidRules: a part is of another type, no factor, no exact numbers of 0 or more, or a
            product that isn't whole öre; all faults at once.
    """

    label: Text
    factors: tuple[Decimal, ...] = field(converter=as_numbers)
    printed: int | Decimal | None = None

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.of_type(self.label, Text, "label")
        fine = [is_share(f, f"factors[{i}]", faults) for i, f in enumerate(self.factors)]
        if not fine:
            faults.add("empty", "factors", sv="inget belopp angivet", en="no amount given")
        elif all(fine) and (self._product() * 100).denominator != 1:
            faults.add("units", "factors", sv="blir inte hela ören", en="isn't whole öre")
        if self.printed is not None:
            is_amount(self.printed, "printed", faults)
        faults.raise_as(InvalidRules)

    def _product(self) -> Fraction:
        product = Fraction(1)
        for factor in self.factors:
            product *= Fraction(factor)
        return product

    @property
    def reckoning(self) -> Text:
        """The factors for people, such as 25 × 1 000 × 10."""
        shows = {lang: [_shown(f, lang) for f in self.factors] for lang in _LANGS}
        return Text(sv=" × ".join(shows["sv"]), en=" × ".join(shows["en"]))

    @property
    def amount(self) -> Decimal:
        """What it comes to, in kronor."""
        return from_ore(int(self._product() * 100))


_LANGS: tuple[Lang, ...] = "sv", "en"


def _shown(factor: Decimal | Fraction, lang: Lang) -> str:
    return str(factor) if isinstance(factor, Fraction) else number_in(factor, lang)


def _as_items(items: Iterable[CostItem]) -> tuple[CostItem, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class Estimate(FinancingRule):
    """What something is estimated to cost, item by item.

    >>> from finsam.financing import Estimate, financing_rule
    >>> from finsam.rulebooks import sofint
    >>> financing_rule(sofint.SIGMA, "NO-05", Estimate).total
    Decimal('285000')

    Attributes:
        items: the items.

    Raises:
        InvalidRules: a part is missing or of another type, or no item; all faults at once.

    Source: NO-05.
    """

    items: tuple[CostItem, ...] = field(converter=_as_items)

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        for i, item in enumerate(self.items):
            faults.of_type(item, CostItem, f"items[{i}]")
        if not self.items:
            faults.add("empty", "items", sv="inga poster angivna", en="no items given")

    @property
    def total(self) -> Decimal:
        """What all items come to, in kronor."""
        return exact_sum(item.amount for item in self.items)

    def sheet(self) -> Sheet | None:
        """Returns the products that the source prints; None where it prints none."""
        printed = [
            Printed(figure=f"item/{i}", amount=item.printed)
            for i, item in enumerate(self.items)
            if item.printed is not None
        ]
        if not printed:
            return None
        figures: list[Figure] = []
        for i, item in enumerate(self.items):
            figures.append(Figure(f"factors/{i}", item.reckoning, item.amount))
            figures.append(Figure(f"item/{i}", item.label, None, ((1, f"factors/{i}"),)))
        return Sheet(
            name=self.text,
            figures=tuple(figures),
            printed=tuple(printed),
            rule=self.rule,
            citation=self.citation,
        )


def _as_way_parts(
    parts: Iterable[tuple[Text, int | Decimal]],
) -> tuple[tuple[Text, int | Decimal], ...]:
    return as_tuple(parts)


def _is_pair(part: tuple[object, ...], path: str, faults: Faults) -> bool:
    if len(part) == len(("label", "amount")):
        return True
    faults.add("type", path, sv="ska vara en text och ett belopp", en="is a text and an amount")
    return False


@frozen
class Way:
    """One way in which parts make a sum.

    >>> from finsam import Text
    >>> from finsam.financing import Way
    >>> parts = [(Text(sv="a", en="a"), 20), (Text(sv="b", en="b"), 50)]
    >>> Way(Text(sv="post", en="item"), parts).total
    Decimal('70')

    Attributes:
        name: what the parts are, such as items or shares.
        parts: each with its label, in kronor or in what is counted.

    Raises:
        InvalidRules: a part is of another type, or no exact amount of 0 or more; all at once.
    """

    name: Text
    parts: tuple[tuple[Text, int | Decimal], ...] = field(converter=_as_way_parts)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.of_type(self.name, Text, "name")
        for i, part in enumerate(self.parts):
            if faults.of_type(part, tuple, f"parts[{i}]") and _is_pair(part, f"parts[{i}]", faults):
                label, amount = part
                faults.of_type(label, Text, f"parts[{i}][0]")
                is_amount(amount, f"parts[{i}][1]", faults)
        faults.raise_as(InvalidRules)

    @property
    def total(self) -> Decimal:
        """What the parts come to."""
        return exact_sum(amount for _, amount in self.parts)


def _as_ways(ways: Iterable[Way]) -> tuple[Way, ...]:
    return as_tuple(ways)


@frozen(kw_only=True)
class Reckoning(FinancingRule):
    """A sum that a source prints, with the parts that make it, in one way or several.

    >>> from finsam.financing import Reckoning, financing_rule, reconcile
    >>> from finsam.rulebooks import vasteras
    >>> rule = financing_rule(vasteras.BOOK, "VA-08", Reckoning)
    >>> for misprint in reconcile(rule).misprints:
    ...     print(misprint.printed, misprint.computed, misprint.place)
    750000 625000 bredvid andelarna

    Attributes:
        ways: the ways in which the sum is made, such as by items and by shares.
        printed: what is printed of the sum ("total").
        counted: what is counted, where it is no money; None for kronor.

    Raises:
        InvalidRules: a part is missing or of another type, no exact amount, or a printed figure
            that it hasn't; all faults at once.

    Source: VA-08, HA-09, FI-13.
    """

    ways: tuple[Way, ...] = field(converter=_as_ways)
    printed: tuple[Printed, ...] = field(default=(), converter=as_printed)
    counted: Text | None = None

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        for i, way in enumerate(self.ways):
            faults.of_type(way, Way, f"ways[{i}]")
        if not self.ways:
            faults.add("empty", "ways", sv="inga delar angivna", en="no parts given")
        parts = getattr(self.ways[0], "parts", ()) if self.ways else ()
        keys = ["total", *(f"part/{i}" for i in range(len(parts)))]
        check_printed(self.printed, keys, _WHAT, faults)
        if self.counted is not None:
            faults.of_type(self.counted, Text, "counted")

    @property
    def total(self) -> Decimal:
        """What the first way comes to."""
        return self.ways[0].total

    def sheet(self) -> Sheet:
        """Returns the sum, made in the first way; what the others come to is held against it."""
        first, *others = self.ways
        figures = [
            Figure(f"part/{i}", label, from_ore(to_ore(amount)))
            for i, (label, amount) in enumerate(first.parts)
        ]
        printed = [Printed(figure="total", amount=way.total, place=way.name.sv) for way in others]
        made = tuple((1, figure.key) for figure in figures)
        return Sheet(
            name=self.text,
            figures=(*figures, Figure("total", _TOTAL, None, made)),
            printed=(*self.printed, *printed),
            unit=Unit.KRONA if self.counted is None else None,
            counted=self.counted,
            rule=self.rule,
            citation=self.citation,
        )


_WHAT = Text(sv="en summa här", en="a sum here")
_TOTAL = Text(sv="summa", en="sum")
