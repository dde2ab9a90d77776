"""Exact kronor: reading amounts, showing them, and splitting them so that nothing is lost.

An amount is a `Decimal` in kronor with two decimals at the most. A share is a `Fraction`. Inside,
everything is counted in whole öre, so that no rounding of anybody's `decimal` context has a say.

No enactment says how the shares of the act (law 2003:1210, 5 §) are rounded. A split therefore
always says in which unit it was made, who got what was left over, and why.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import Enum, StrEnum
from fractions import Fraction
from typing import cast

from attrs import frozen

from finsam.citations import Citation
from finsam.errors import Faults, InvalidInput, as_tuple
from finsam.texts import Lang, Style, Table, Text

__all__ = [
    "MAX_KRONOR",
    "Mode",
    "Part",
    "Split",
    "Unit",
    "as_amount",
    "exact_sum",
    "exactly",
    "from_ore",
    "is_amount",
    "is_share",
    "kronor",
    "number_in",
    "percent",
    "shown",
    "split",
    "tkr",
    "to_ore",
]


def __dir__() -> list[str]:
    return __all__


MAX_KRONOR = 10**15
"""No amount is larger: a thousand billion kronor. What is larger is a slip of the keyboard."""

_ORE = 100  # to a krona
_DECIMALS = 2


class Unit(Enum):
    """What a split is made in whole ones of, in öre.

    >>> from finsam.money import Unit
    >>> [(unit.name, unit.value) for unit in Unit]
    [('ORE', 1), ('KRONA', 100), ('TKR', 100000)]
    >>> Unit.TKR.in_("sv")
    'hela tkr'
    """

    ORE = 1
    KRONA = 100
    TKR = 100_000

    def in_(self, lang: Lang) -> str:
        """Returns the unit as a word.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _UNITS[self].in_(lang)


_UNITS = {
    Unit.ORE: Text(sv="öre", en="öre"),
    Unit.KRONA: Text(sv="hela kronor", en="whole kronor"),
    Unit.TKR: Text(sv="hela tkr", en="whole thousands of kronor"),
}


class Mode(StrEnum):
    """How a split deals with what is left when every part has its whole units.

    >>> from finsam.money import Mode
    >>> for mode in Mode:
    ...     print(mode.value, "–", mode.in_("en"))
    first – what is left goes to the first in the order
    largest_remainder – one unit each to those who lost most by rounding down
    largest_weight – what is left goes to the largest part
    separate – what is left stays apart

    Source: design of the library; the act has no rule of rounding (law 2003:1210, 5 §).
    """

    FIRST = "first"
    LARGEST_REMAINDER = "largest_remainder"
    LARGEST_WEIGHT = "largest_weight"
    SEPARATE = "separate"

    def in_(self, lang: Lang) -> str:
        """Returns the mode as words.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _MODES[self].in_(lang)


_MODES = {
    Mode.FIRST: Text(
        sv="det som blir över går till den första i ordningen",
        en="what is left goes to the first in the order",
    ),
    Mode.LARGEST_REMAINDER: Text(
        sv="en enhet var till dem som förlorade mest på avrundningen nedåt",
        en="one unit each to those who lost most by rounding down",
    ),
    Mode.LARGEST_WEIGHT: Text(
        sv="det som blir över går till den största delen",
        en="what is left goes to the largest part",
    ),
    Mode.SEPARATE: Text(sv="det som blir över står för sig", en="what is left stays apart"),
}


def is_amount(
    value: object,
    path: str,
    faults: Faults,
    *,
    least: int | None = 0,
    most: int = MAX_KRONOR,
    decimals: int = 2,
) -> bool:
    """Notes what is wrong with an amount in kronor; returns whether it is one.

    >>> from decimal import Decimal
    >>> from finsam.errors import Faults
    >>> faults = Faults()
    >>> [is_amount(v, "a", faults) for v in (5, Decimal("0.50"), 0.1, Decimal("0.005"), -1)]
    [True, True, False, False, False]
    >>> [fault.code for fault in faults.found]
    ['float', 'decimals', 'range']

    Args:
        value: an `int`, or a `Decimal` with two decimals at the most.
        path: where it stands, for the message.
        faults: takes what is wrong.
        least: the least that is allowed, in kronor; None where it may be below zero.
        most: the most, in kronor.
        decimals: how many it may have.
    """
    if isinstance(value, float):
        example = f"{value:.2f}" if abs(value) <= most else "0.50"  # no number, or far too large
        faults.add(
            "float",
            path,
            sv=f"{value!r} är ett flyttal, som inte är exakt; ge int eller Decimal, till"
            f" exempel Decimal('{example}')",
            en=f"{value!r} is a float, which isn't exact; give int or Decimal, for"
            f" example Decimal('{example}')",
            expected=["int", "Decimal"],
        )
        return False
    if not isinstance(value, int | Decimal) or isinstance(value, bool):
        return _other_type(value, "int | Decimal", path, faults)
    if not _is_number(value, path, faults, _NO_AMOUNT):
        return False
    if isinstance(value, Decimal) and _decimals(value) > decimals:
        faults.add(
            "decimals",
            path,
            sv=f"{value} har fler än {decimals} decimaler",
            en=f"{value} has more than {decimals} decimals",
            value=str(value),
        )
        return False
    low = -most if least is None else least
    if not low <= value <= most:
        bound = f"{low}–{most}" if least is not None else f"−{most}–{most}"
        faults.add(
            "range",
            path,
            sv=f"{value} ligger utanför {bound}",
            en=f"{value} lies outside {bound}",
            value=str(value),
        )
        return False
    return True


def _is_number(value: int | Fraction | Decimal, path: str, faults: Faults, nothing: Text) -> bool:
    """Notes what is no number at all, and one of more digits than any figure has."""
    if not isinstance(value, Decimal) or value.is_finite():
        return faults.sized(value, path)
    faults.add(
        "range", path, sv=f"{value} {nothing.sv}", en=f"{value} {nothing.en}", value=str(value)
    )
    return False


_NO_AMOUNT = Text(sv="är inget belopp", en="is no amount")
_NO_NUMBER = Text(sv="är inget tal", en="is no number")


def _other_type(value: object, takes: str, path: str, faults: Faults) -> bool:
    given = type(value).__name__
    faults.add(
        "type",
        path,
        sv=f"ska vara {takes}, inte {given}",
        en=f"takes {takes}, not {given}",
        expected=[takes],
    )
    return False


def _decimals(value: Decimal) -> int:
    """Returns how many decimals it takes to write the value, zeros at the end left out."""
    _, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    count = -exponent
    for digit in reversed(digits):
        if digit or count <= 0:
            break
        count -= 1
    return max(count, 0) if any(digits) else 0


def as_amount(value: int | Decimal) -> Decimal:
    """Returns a whole number as a `Decimal`, and leaves all else as it is, for `is_amount`.

    >>> as_amount(5)
    Decimal('5')
    """
    return Decimal(value) if type(value) is int else cast("Decimal", value)


def to_ore(value: int | Decimal) -> int:
    """Returns an amount in whole öre, exactly.

    >>> from decimal import Decimal
    >>> to_ore(Decimal("0.50"))
    50

    Args:
        value: in kronor, with two decimals at the most.
    """
    ratio = Fraction(value) * _ORE
    assert ratio.denominator == 1
    return ratio.numerator


def from_ore(ore: int) -> Decimal:
    """Returns öre as kronor, without decimals where there are none; no context rounds it.

    >>> from_ore(50), from_ore(1000)
    (Decimal('0.50'), Decimal('10'))
    """
    whole, rest = divmod(abs(ore), _ORE)
    digits, exponent = (whole, 0) if rest == 0 else (whole * _ORE + rest, -_DECIMALS)
    return Decimal((int(ore < 0), tuple(map(int, str(digits))), exponent))


def kronor(value: int | Decimal, *, path: str = "amount", least: int | None = None) -> Decimal:
    """Reads an amount in kronor, exactly.

    >>> from decimal import Decimal
    >>> kronor(13_310_000), kronor(Decimal("0.50")), kronor(Decimal("1E+3"))
    (Decimal('13310000'), Decimal('0.50'), Decimal('1000'))

    Args:
        value: an `int`, or a `Decimal` with two decimals at the most.
        path: where it stands, for the message.
        least: the least that is allowed; None where it may be below zero.

    Raises:
        InvalidInput: a float ("float"), more than two decimals ("decimals"), no number or too
            large or too small ("range"), or of another type ("type").
    """
    faults = Faults()
    is_amount(value, path, faults, least=least)
    faults.raise_as(InvalidInput)
    return from_ore(to_ore(value))


def tkr(value: int | Decimal) -> Decimal:
    """Reads an amount that is written in thousands of kronor.

    >>> from decimal import Decimal
    >>> tkr(13_310), tkr(Decimal("3327.5"))
    (Decimal('13310000'), Decimal('3327500'))

    Args:
        value: in thousands of kronor, whole öre.

    Raises:
        InvalidInput: a float, no number, no whole öre, too large, or of another type.
    """
    faults = Faults()
    is_amount(value, "tkr", faults, least=None, most=MAX_KRONOR // 1000, decimals=_DECIMALS + 3)
    faults.raise_as(InvalidInput)
    return from_ore((Fraction(value) * Unit.TKR.value).numerator)


def exactly(value: Fraction) -> Decimal:
    """Returns an exact number as a `Decimal`, whatever the context; two decimals at the least.

    >>> from fractions import Fraction
    >>> exactly(Fraction(1, 8)), exactly(Fraction(1, 2)), exactly(Fraction(5))
    (Decimal('0.125'), Decimal('0.50'), Decimal('5'))

    Args:
        value: a number with nine decimals at the most.
    """
    places = 0 if value.denominator == 1 else _DECIMALS
    while places < _FINEST and (value * 10**places).denominator != 1:
        places += 1
    scaled = value * 10**places
    assert scaled.denominator == 1
    digits = tuple(map(int, str(abs(scaled.numerator))))
    return Decimal((int(value < 0), digits, -places))


_FINEST = 9  # decimals; a sum has no more than the numbers that were let in


def exact_sum(amounts: Iterable[int | Decimal]) -> Decimal:
    """Adds numbers without rounding, whatever the `decimal` context.

    >>> exact_sum([125_000, 200_000, 100_000, 200_000])
    Decimal('625000')
    """
    return exactly(sum(map(Fraction, amounts), Fraction(0)))


def is_share(value: object, path: str, faults: Faults) -> bool:
    """Notes what is wrong with a share or a weight: an exact number of zero or more.

    >>> from fractions import Fraction
    >>> from finsam.errors import Faults
    >>> faults = Faults()
    >>> [is_share(v, "share", faults) for v in (3, Fraction(1, 4), 0.25, -1)]
    [True, True, False, False]

    Args:
        value: an `int`, a `Fraction` or a `Decimal`.
        path: where it stands, for the message.
        faults: takes what is wrong.
    """
    if isinstance(value, float):
        faults.add(
            "float",
            path,
            sv=f"{value!r} är ett flyttal, som inte är exakt; ge int, Fraction eller Decimal",
            en=f"{value!r} is a float, which isn't exact; give int, Fraction or Decimal",
            expected=["int", "Fraction", "Decimal"],
        )
        return False
    if isinstance(value, bool) or not isinstance(value, int | Fraction | Decimal):
        return _other_type(value, "int | Fraction | Decimal", path, faults)
    if not _is_number(value, path, faults, _NO_NUMBER):
        return False
    if value < 0:
        faults.add(
            "range",
            path,
            sv=f"{value} ligger under noll",
            en=f"{value} lies below zero",
            value=str(value),
        )
        return False
    if value and not _LEAST_SHARE <= value <= MAX_KRONOR:
        faults.add(
            "range",
            path,
            sv="ligger utanför vad som kan vara en andel eller ett antal",
            en="lies outside what can be a share or a number",
        )
        return False
    return True


_LEAST_SHARE = Decimal("1E-15")


def shown(amount: int | Decimal, lang: Lang, *, unit: Unit = Unit.KRONA) -> str:
    """Returns an amount for people, öre shown where there are any.

    >>> from decimal import Decimal
    >>> shown(13_310_000, "sv"), shown(Decimal("-1000.50"), "sv"), shown(Decimal("0.5"), "en")
    ('13 310 000 kr', '−1 000,50 kr', '0.50 kr')
    >>> shown(3_327_500, "sv", unit=Unit.TKR), shown(3_327_500, "en", unit=Unit.TKR)
    ('3 327,5 tkr', '3 327.5 tkr')

    Args:
        amount: in kronor.
        lang: "sv" for a decimal comma, "en" for a point.
        unit: TKR for thousands of kronor; öre are shown as decimals of a krona.
    """
    ore = to_ore(amount)
    one, word = (Unit.TKR.value, "tkr") if unit is Unit.TKR else (Unit.KRONA.value, "kr")
    whole, rest = divmod(abs(ore), one)
    text = f"{whole:,}".replace(",", " ")
    if rest:
        decimals = f"{rest:0{len(str(one)) - 1}d}"
        decimals = decimals.rstrip("0") if unit is Unit.TKR else decimals
        text += f"{',' if lang == 'sv' else '.'}{decimals}"
    return f"{'−' if ore < 0 else ''}{text} {word}"


def number_in(value: int | Decimal, lang: Lang) -> str:
    """Returns a number that is no money for people.

    >>> from decimal import Decimal
    >>> number_in(Decimal("5.25"), "sv"), number_in(23_841, "en")
    ('5,25', '23 841')
    """
    text = f"{Decimal(value):,f}".replace(",", " ").replace("-", "−")
    return text.replace(".", ",") if lang == "sv" else text


def percent(share: Fraction, lang: Lang, *, decimals: int = 1) -> str:
    """Returns a share in percent, rounded half up where it has more decimals.

    >>> from fractions import Fraction
    >>> [percent(Fraction(a, b), "sv") for a, b in ((1, 2), (26, 250), (2, 3))]
    ['50 %', '10,4 %', '66,7 %']
    """
    scale = 10**decimals
    tenths = (share * 100 * scale * 2 + 1) // 2
    whole, rest = divmod(abs(tenths), scale)
    text = f"{whole:,}".replace(",", " ")
    if rest:
        text += f"{',' if lang == 'sv' else '.'}{rest:0{decimals}d}".rstrip("0")
    return f"{'−' if tenths < 0 else ''}{text} %"


@frozen(kw_only=True)
class Part:
    """What one of those that share gets.

    >>> part = split(10, {"a": 1, "b": 2}, unit=Unit.KRONA).parts[1]
    >>> part.key, part.exact, part.amount, part.extra
    ('b', Fraction(20, 3), Decimal('7'), Decimal('1'))

    Attributes:
        key: whose it is.
        share: its share of the whole, exactly.
        exact: what the share is in kronor, before rounding.
        amount: what it gets, in kronor.
        extra: what of that it got of what was left over, in kronor.
    """

    key: str
    share: Fraction
    exact: Fraction
    amount: Decimal
    extra: Decimal


@frozen(kw_only=True)
class Split:
    """A total, split in whole units: the parts add up to it, to the öre.

    >>> found = split(100, {"Sala": 1, "Fagersta": 1, "Norberg": 1}, unit=Unit.KRONA)
    >>> [(part.key, part.amount) for part in found.parts]
    [('Sala', Decimal('34')), ('Fagersta', Decimal('33')), ('Norberg', Decimal('33'))]
    >>> found.why("en").partition(". ")[0]
    '1 kr was left (whole kronor)'

    Attributes:
        total: what was split, in kronor.
        unit: what it was split in whole ones of.
        mode: what was done with what was left over.
        order: who stands first among those alike.
        given_order: those whom the caller named, first; empty where nobody was.
        order_decided: whether that order made a difference.
        citation: where the unit, the mode and the order are agreed; None where nobody says.
        parts: in the order of the weights.
        left: what stays apart, in kronor; 0 unless the mode is SEPARATE.

    Source: law 2003:1210, 5 § has no rule of rounding.
    """

    total: Decimal
    unit: Unit
    mode: Mode
    order: tuple[str, ...]
    given_order: tuple[str, ...]
    order_decided: bool
    citation: Citation | None
    parts: tuple[Part, ...]
    left: Decimal

    def __getitem__(self, key: str) -> Decimal:
        """Returns what somebody gets, in kronor.

        Raises:
            KeyError: nobody of that name shares.
        """
        return self.amounts[key]

    @property
    def amounts(self) -> dict[str, Decimal]:
        """What each gets, in kronor."""
        return {part.key: part.amount for part in self.parts}

    @property
    def over(self) -> Decimal:
        """What was left when all had their whole units, in kronor."""
        return exact_sum([self.left, *(part.extra for part in self.parts)])

    def why(self, lang: Lang, names: Mapping[str, Text] | None = None) -> str:
        """Returns who got what was left over, and why, in a sentence or more.

        Args:
            lang: "sv" or "en".
            names: what to call those who share, by their keys; the key itself where it isn't in it.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        if not self.over:
            return _EVEN.in_(lang).format(unit=self.unit.in_(lang))
        called = {key: text.in_(lang) for key, text in (names or {}).items()}
        got = [
            f"{called.get(p.key, p.key)} ({shown(p.extra, lang)})" for p in self.parts if p.extra
        ]
        mode = self.mode.in_(lang)
        text = _OVER.in_(lang).format(
            over=shown(self.over, lang),
            unit=self.unit.in_(lang),
            mode=mode[0].upper() + mode[1:],
            to=f": {', '.join(got)}" if got else "",
        )
        if not self.order_decided:
            return text
        agreed = _ORDER_CITED if self.citation else _ORDER_GIVEN
        cited = "" if self.citation is None else self.citation.in_(lang)
        given = ", ".join(called.get(key, key) for key in self.given_order)
        rest = [called.get(key, key) for key in self.order if key not in self.given_order]
        if given:
            text += f" {agreed.in_(lang).format(order=given, cited=cited)}"
        if rest:
            word = _ORDER_REST if given else _ORDER_OURS
            text += f" {word.in_(lang).format(order=', '.join(rest))}"
        return text

    def table(self, lang: Lang) -> Table:
        """Returns the split as a table: who, the share, the amount."""
        rows = [(p.key, percent(p.share, lang), shown(p.amount, lang)) for p in self.parts]
        if self.mode is Mode.SEPARATE and self.left:
            rows.append((_LEFT.in_(lang), "", shown(self.left, lang)))
        rows.append((_SUM.in_(lang), "", shown(self.total, lang)))
        head = (_WHO.in_(lang), _SHARE.in_(lang), _AMOUNT.in_(lang))
        return Table(head=head, rows=tuple(rows), notes=(self.why(lang),))

    def explain(self, lang: Lang = "sv", style: Style = "text") -> str:
        """Returns the split as a table with the reason under it, as text, Markdown or HTML.

        Raises:
            ValueError: `lang` or `style` is none of the allowed.
        """
        return self.table(lang).drawn(style)

    def _repr_html_(self) -> str:
        return self.explain("sv", "html")


_WHO = Text(sv="vem", en="who")
_SHARE = Text(sv="andel", en="share")
_AMOUNT = Text(sv="belopp", en="amount")
_SUM = Text(sv="summa", en="sum")
_LEFT = Text(sv="står för sig", en="stays apart")
_EVEN = Text(sv="Det gick jämnt ut i {unit}.", en="It came out even in {unit}.")
_OVER = Text(
    sv="{over} blev över ({unit}). {mode}{to}.",
    en="{over} was left ({unit}). {mode}{to}.",
)
_ORDER_OURS = Text(
    sv="Bland lika gäller ordningen {order}: ingen har avtalat den, det är den som de gavs i.",
    en="Among those alike the order is {order}: nobody agreed on it, it is the order in which"
    " they were given.",
)
_ORDER_REST = Text(
    sv="Därefter {order}, i den ordning som de gavs i.",
    en="Then {order}, in the order in which they were given.",
)
_ORDER_GIVEN = Text(
    sv="Bland lika gäller ordningen {order}, som den som delar har valt.",
    en="Among those alike the order is {order}, chosen by whoever splits.",
)
_ORDER_CITED = Text(
    sv="Bland lika gäller ordningen {order}, enligt {cited}.",
    en="Among those alike the order is {order}, by {cited}.",
)


def split(
    total: int | Decimal,
    weights: Mapping[str, int | Fraction | Decimal],
    *,
    unit: Unit,
    mode: Mode = Mode.LARGEST_REMAINDER,
    tie_order: Iterable[str] | None = None,
    citation: Citation | None = None,
) -> Split:
    """Splits an amount by weights, in whole units, so that nothing is lost.

    >>> found = split(13_310_000, {"state": 2, "region": 1, "municipality": 1}, unit=Unit.KRONA)
    >>> [int(part.amount) for part in found.parts]
    [6655000, 3327500, 3327500]

    In thousands it doesn't come out even, and somebody has to be first:

    >>> found = split(13_310_000, {"state": 2, "region": 1, "municipality": 1}, unit=Unit.TKR)
    >>> [int(part.amount) for part in found.parts]
    [6655000, 3328000, 3327000]

    Args:
        total: in kronor, 0 or more; a whole number of units.
        weights: how much each counts, by key; exact numbers of 0 or more.
        unit: what every part is a whole number of.
        mode: what is done with what is left when all have their whole units.
        tie_order: keys, who is first among those alike; those left out follow in the order of the
            weights.
        citation: where unit, mode and order are agreed.

    Returns:
        The parts in the order of the weights.

    Raises:
        InvalidInput: a total or a weight that is no exact number of 0 or more, weights that are
            all 0, a total that isn't whole units, an order that names somebody else or somebody
            twice; all faults at once.

    Source: law 2003:1210, 5 § has no rule of rounding.
    """
    faults = Faults()
    fine = faults.of_type(unit, Unit, "unit")
    faults.of_type(mode, Mode, "mode")
    if citation is not None:
        faults.of_type(citation, Citation, "citation")
    if is_amount(total, "total", faults) and fine:
        check_units(total, unit, "total", faults)
    named: tuple[str, ...] = ()
    if check_weights(weights, "weights", faults):
        named = () if tie_order is None else as_tuple(tie_order)
        _check_order(named, weights, faults)
    faults.raise_as(InvalidInput)
    ore, one = to_ore(total), unit.value
    whole = sum(Fraction(weight) for weight in weights.values())
    shares = {key: Fraction(weight) / whole for key, weight in weights.items()}
    units = {key: int(share * ore // one) for key, share in shares.items()}
    lost = {key: share * ore / one - units[key] for key, share in shares.items()}
    order = (*named, *(key for key in weights if key not in named))
    left = ore // one - sum(units.values())
    extra = _extra(left, mode, order, lost, shares)
    parts = [
        Part(
            key=key,
            share=share,
            exact=share * ore / _ORE,
            amount=from_ore((units[key] + extra.get(key, 0)) * one),
            extra=from_ore(extra.get(key, 0) * one),
        )
        for key, share in shares.items()
    ]
    return Split(
        total=from_ore(ore),
        unit=unit,
        mode=mode,
        order=order,
        given_order=named,
        order_decided=_decided(left, mode, extra, lost, shares),
        citation=citation,
        parts=tuple(parts),
        left=from_ore(ore - sum(to_ore(part.amount) for part in parts)),
    )


def _extra(
    left: int,
    mode: Mode,
    order: tuple[str, ...],
    lost: Mapping[str, Fraction],
    shares: Mapping[str, Fraction],
) -> dict[str, int]:
    """Returns how many of the units that are left go to whom."""
    if mode is Mode.SEPARATE or not left:
        return {}
    if mode is Mode.FIRST:
        return {order[0]: left}
    if mode is Mode.LARGEST_WEIGHT:
        return {max(order, key=shares.__getitem__): left}
    return dict.fromkeys(sorted(order, key=lost.__getitem__, reverse=True)[:left], 1)


def check_units(total: int | Decimal, unit: Unit, path: str, faults: Faults) -> None:
    """Notes an amount that isn't a whole number of units."""
    if to_ore(total) % unit.value:
        faults.add(
            "units",
            path,
            sv=f"{shown(total, 'sv')} är inte jämnt i {unit.in_('sv')}; dela i en mindre enhet",
            en=f"{shown(total, 'en')} isn't whole in {unit.in_('en')}; split in a smaller unit",
            value=str(total),
        )


def check_weights(weights: object, path: str, faults: Faults) -> bool:
    """Notes what is wrong with weights; returns whether they can be used."""
    if not faults.of_type(weights, Mapping, path):
        return False
    given = cast("Mapping[object, object]", weights)
    fine = True
    for key, weight in given.items():
        fine &= faults.named(key, path) and is_share(weight, f"{path}[{str(key)!r}]", faults)
    if fine and not any(given.values()):
        faults.add(
            "empty",
            path,
            sv="vikterna är noll tillsammans, så det finns inget att dela efter",
            en="the weights are zero together, so there is nothing to split by",
        )
        return False
    return fine


def _decided(
    left: int,
    mode: Mode,
    extra: Mapping[str, int],
    lost: Mapping[str, Fraction],
    shares: Mapping[str, Fraction],
) -> bool:
    """Tells whether another order would have given somebody else what was left."""
    if not left or mode is Mode.SEPARATE:
        return False
    if mode is Mode.FIRST:
        return len(shares) > 1
    measure = shares if mode is Mode.LARGEST_WEIGHT else lost
    least = min(measure[key] for key in extra)
    return any(measure[key] == least for key in measure if key not in extra)


def _check_order(order: tuple[object, ...], weights: Mapping[str, object], faults: Faults) -> None:
    for i, key in enumerate(order):
        path = f"tie_order[{i}]"
        if key not in list(weights):
            what = Text(sv="någon som delar", en="somebody who shares")
            faults.unknown(path, what=what, value=str(key), among=map(str, weights))
        elif key in order[:i]:
            faults.add(
                "duplicate",
                path,
                sv=f"{key!r} står redan i ordningen",
                en=f"{key!r} stands in the order already",
                value=str(key),
            )
