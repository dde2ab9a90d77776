"""Counts of yes, no and unknown, and the exact shares that follow from them."""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from attrs import field, frozen

from finsam.errors import Faults, InvalidInput
from finsam.texts import Lang, Text

__all__ = ["Tally", "wilson"]


def __dir__() -> list[str]:
    return __all__


_EXACT = Context(prec=28, rounding=ROUND_HALF_EVEN)
_Z = Decimal("1.959963984540054")  # the normal distribution's point for 95 %
_PLACES = Decimal("0.0001")


def decimal_of(value: Fraction, places: Decimal = _PLACES) -> Decimal:
    """Returns a fraction as a Decimal, rounded half to even, whatever context is in force."""
    exact = _EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))
    return exact.quantize(places, context=_EXACT)


def percent(value: Fraction, lang: Lang) -> str:
    """Returns a share for people: per cent with one decimal."""
    told = str(decimal_of(value * 100, Decimal("0.1")))
    return f"{told.replace('.', ',') if lang == 'sv' else told} %"


def wilson(yes: int, number: int) -> tuple[Decimal, Decimal] | None:
    """Computes the 95 % Wilson interval of a share, in Decimal with four places.

    It tells how far chance alone could move the share if those counted were a sample. None when
    there is nobody.

    >>> from finsam.outcomes import wilson
    >>> wilson(8, 10)
    (Decimal('0.4902'), Decimal('0.9433'))

    Args:
        yes: how many count, from 0 to `number`.
        number: of how many.

    Raises:
        InvalidInput: the numbers are no counts, or there are more yes than all.

    Source: Wilson's score interval (1927), without correction for continuity.
    """
    faults = Faults()
    fine = faults.of_type(yes, int, "yes") and faults.of_type(number, int, "number")
    if fine and not 0 <= yes <= number:
        faults.add(
            "range",
            "yes",
            sv="ska ligga mellan 0 och antalet",
            en="lies between 0 and the number",
        )
    faults.raise_as(InvalidInput)
    if number == 0:
        return None
    n, k = Decimal(number), Decimal(yes)
    squared = _EXACT.multiply(_Z, _Z)
    below = _EXACT.add(n, squared)
    middle = _EXACT.add(k, _EXACT.divide(squared, Decimal(2)))
    inner = _EXACT.add(
        _EXACT.divide(_EXACT.multiply(k, n - k), n), _EXACT.divide(squared, Decimal(4))
    )
    spread = _EXACT.multiply(_Z, _EXACT.sqrt(inner))
    ends = (_EXACT.subtract(middle, spread), _EXACT.add(middle, spread))
    low, high = (_EXACT.divide(end, below).quantize(_PLACES, context=_EXACT) for end in ends)
    return max(low, Decimal("0.0000")), min(high, Decimal("1.0000"))


def _check_count(_tally: "Tally", attribute: "object", value: object) -> None:
    faults = Faults()
    name = str(getattr(attribute, "name", ""))
    if faults.of_type(value, int, name) and isinstance(value, int) and value < 0:
        faults.add("range", name, sv="ska inte vara negativt", en="isn't negative")
    faults.raise_as(InvalidInput)


@frozen(kw_only=True)
class Tally:
    """How many count, how many don't, and for how many it isn't known.

    >>> from finsam.outcomes import Tally
    >>> tally = Tally(yes=41, no=9, unknown=6)
    >>> tally.share, tally.lowest, tally.highest
    (Fraction(41, 50), Fraction(41, 56), Fraction(47, 56))
    >>> tally.describe("en")
    '41 of 50 (82.0 %), 6 unknown: 73.2 %–83.9 %'

    Attributes:
        yes: how many count.
        no: how many don't.
        unknown: how many belong to the base, but it isn't known whether they count.
        maybe_yes: how many count, if they belong to the base, which isn't known.
        maybe_no: how many don't count, if they belong to it.
        maybe: for how many neither is known.

    Raises:
        InvalidInput: a count is negative or no whole number.

    Source: the explanation Who is in the denominator.
    """

    yes: int = field(default=0, validator=_check_count)
    no: int = field(default=0, validator=_check_count)
    unknown: int = field(default=0, validator=_check_count)
    maybe_yes: int = field(default=0, validator=_check_count)
    maybe_no: int = field(default=0, validator=_check_count)
    maybe: int = field(default=0, validator=_check_count)

    @property
    def numerator(self) -> int:
        """How many count."""
        return self.yes

    @property
    def denominator(self) -> int:
        """Of how many it is known."""
        return self.yes + self.no

    @property
    def open(self) -> int:
        """For how many something isn't known."""
        return self.unknown + self.maybe_yes + self.maybe_no + self.maybe

    @property
    def share(self) -> Fraction | None:
        """The share of those of whom it is known; None when there are none."""
        return Fraction(self.yes, self.denominator) if self.denominator else None

    @property
    def lowest(self) -> Fraction | None:
        """The smallest share over every way of filling in; None where the base may be empty."""
        return _share(self.yes, self._certain + self.maybe_no + self.maybe, self._certain)

    @property
    def highest(self) -> Fraction | None:
        """The largest share over every way of filling in; None where the base may be empty."""
        extra = self.maybe_yes + self.maybe
        return _share(self.yes + self.unknown + extra, self._certain + extra, self._certain)

    @property
    def interval(self) -> tuple[Decimal, Decimal] | None:
        """The Wilson interval of the share; None when of nobody it is known."""
        return wilson(self.yes, self.denominator)

    @property
    def fewest(self) -> int:
        """The smallest number that counts."""
        return self.yes

    @property
    def most(self) -> int:
        """The largest number that counts."""
        return self.yes + self.unknown + self.maybe_yes + self.maybe

    @property
    def _certain(self) -> int:
        return self.yes + self.no + self.unknown

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            yes=self.yes + other.yes,
            no=self.no + other.no,
            unknown=self.unknown + other.unknown,
            maybe_yes=self.maybe_yes + other.maybe_yes,
            maybe_no=self.maybe_no + other.maybe_no,
            maybe=self.maybe + other.maybe,
        )

    def describe(self, lang: Lang) -> str:
        """Returns the counts and the share for people.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        of = Text(sv="av", en="of").in_(lang)
        told = f"{self.yes} {of} {self.denominator}"
        if self.share is not None:
            told += f" ({percent(self.share, lang)})"
        if self.open:
            unknown = Text(sv="okända", en="unknown").in_(lang)
            told += f", {self.open} {unknown}"
            if self.lowest is not None and self.highest is not None:
                told += f": {percent(self.lowest, lang)}–{percent(self.highest, lang)}"
        return told


def _share(yes: int, number: int, certain: int) -> Fraction | None:
    return Fraction(yes, number) if certain else None
