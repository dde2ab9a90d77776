"""Printed sums, reckoned again: which agree with the figures that make them, and which don't.

A sheet is a list of figures. Some are given; the others are sums and differences of figures before
them. Whatever a source prints of them is held against what they come to.
"""

from collections.abc import Collection, Iterable
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from attrs import field, frozen

from finsam.citations import Citation
from finsam.errors import Faults, InvalidInput, as_tuple
from finsam.money import Unit, as_amount, exactly, is_amount, number_in, shown
from finsam.texts import Lang, Style, Table, Text, nearest

__all__ = [
    "Addend",
    "Disagreement",
    "Figure",
    "HasSheet",
    "Mismatch",
    "Printed",
    "Reconciliation",
    "Sheet",
    "reconcile",
]


def __dir__() -> list[str]:
    return __all__


def _as_given(amount: int | Decimal | None) -> Decimal | None:
    return None if amount is None else as_amount(amount)


COUNTED = 6
"""How many decimals a number may have that isn't money, such as a post."""


@frozen
class Figure:
    """One figure of a sheet: given, or made of others.

    >>> from finsam.rulebooks import vasteras
    >>> [figure] = [f for f in vasteras.BUDGET_2021.sheet().figures if f.key == "result/2021"]
    >>> figure.parts
    ((1, 'income/2021'), (-1, 'costs/2021'))

    Attributes:
        key: unique in its sheet, such as "closing/2023".
        label: for people.
        amount: what is given; None where it is made of others.
        parts: the figures that make it, each with 1 or −1.

    Raises:
        InvalidInput: a part is of another type, or the amount is no exact amount; all at once.
    """

    key: str
    label: Text
    amount: Decimal | None = field(default=None, converter=_as_given)
    parts: tuple[tuple[int, str], ...] = ()

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.named(self.key, "key")
        faults.of_type(self.label, Text, "label")
        if self.amount is not None:
            is_amount(self.amount, "amount", faults, least=None)
        faults.raise_as(InvalidInput)


@frozen(kw_only=True)
class Printed:
    """What a source prints of a figure.

    >>> from finsam.financing import Printed
    >>> from finsam.money import tkr
    >>> Printed(figure="closing", year=2023, amount=tkr(1000)).key
    'closing/2023'

    Attributes:
        figure: which figure: in a budget "income", "opening", "available", "costs", "result",
            "closing", or the key of a group or a line.
        year: of which year; None where the sheet has no years.
        amount: what is printed, in kronor (or as many as are counted).
        place: where in the source, in its own words; empty where that isn't said.
        about: whether the source gives it as a round figure.

    Raises:
        InvalidInput: a part is of another type, or the amount is no exact amount; all at once.
    """

    figure: str
    amount: Decimal = field(converter=as_amount)
    year: int | None = None
    place: str = ""
    about: bool = False

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.named(self.figure, "figure")
        if is_amount(self.amount, "amount", faults, least=None, decimals=COUNTED):
            object.__setattr__(self, "amount", exactly(Fraction(self.amount)))
        if self.year is not None:
            faults.of_type(self.year, int, "year")
        faults.of_type(self.place, str, "place")
        faults.of_type(self.about, bool, "about")
        faults.raise_as(InvalidInput)

    @property
    def key(self) -> str:
        """The key of its figure in the sheet."""
        return self.figure if self.year is None else f"{self.figure}/{self.year}"


def as_printed(printed: Iterable[Printed]) -> tuple[Printed, ...]:
    """Returns printed figures as a tuple."""
    return as_tuple(printed)


def check_printed(
    printed: Iterable[Printed], keys: Collection[str], what: Text, faults: Faults
) -> None:
    """Notes what is no printed figure, and what is printed of a figure that isn't there."""
    for i, each in enumerate(printed):
        path = f"printed[{i}]"
        if faults.of_type(each, Printed, path) and each.key not in keys:
            faults.unknown(f"{path}.figure", what=what, value=each.key, among=keys)


def as_numbers(numbers: Iterable[int | Decimal]) -> tuple[Decimal, ...]:
    """Returns numbers as a tuple; the value that holds them checks them."""
    return as_tuple(numbers)


@frozen(kw_only=True)
class Sheet:
    """Figures, and what a source prints of them.

    >>> from finsam.rulebooks import vasteras
    >>> sheet = vasteras.BUDGET_2021.sheet()
    >>> sheet.rule, len(sheet.printed), sheet.show(vasteras.BUDGET_2021.opening, "en")
    ('VA-07', 15, '8 241 tkr')

    Attributes:
        name: what it is a sheet of, for people.
        figures: each after those that make it.
        printed: what is printed of them.
        unit: in what amounts are shown; None for what is no money.
        counted: what is counted where it is no money, such as people.
        rule: the rule that it cites; empty for none.
        citation: where it stands; None for none.
    """

    name: Text
    figures: tuple[Figure, ...]
    printed: tuple[Printed, ...]
    unit: Unit | None = Unit.KRONA
    counted: Text | None = None
    rule: str = ""
    citation: Citation | None = None

    def show(self, amount: Decimal, lang: Lang) -> str:
        """Returns an amount of the sheet for people."""
        if self.unit is not None:
            return shown(amount, lang, unit=self.unit)
        text = number_in(amount, lang)
        return text if self.counted is None else f"{text} {self.counted.in_(lang)}"


class HasSheet(Protocol):
    """Whatever holds sums that can be reckoned again, such as a budget.

    >>> from finsam.financing import reconcile
    >>> from finsam.rulebooks import vasteras
    >>> class OurPlan:
    ...     def sheet(self):
    ...         return vasteras.BUDGET_2021.sheet()
    >>> len(reconcile(OurPlan()).misprints)
    3
    """

    def sheet(self) -> Sheet | None:
        """Returns the sums."""
        ...


class Mismatch(StrEnum):
    """In what way a printed figure doesn't agree.

    MISPRINT: it isn't what the figures come to that make it. TWO_FIGURES: the source gives the
    same thing twice, and differently, and nothing in it tells which is right.

    >>> from finsam.financing import Mismatch
    >>> [kind.in_("en") for kind in Mismatch]
    ['misprint', 'two figures for one thing']
    """

    MISPRINT = "misprint"
    TWO_FIGURES = "two_figures"

    def in_(self, lang: Lang) -> str:
        """Returns it as words.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _MISMATCHES[self].in_(lang)


_MISMATCHES = {
    Mismatch.MISPRINT: Text(sv="felskrivning", en="misprint"),
    Mismatch.TWO_FIGURES: Text(sv="två uppgifter om samma sak", en="two figures for one thing"),
}


@frozen(kw_only=True)
class Addend:
    """A figure that makes another.

    >>> from finsam.financing import reconcile
    >>> from finsam.rulebooks import vasteras
    >>> part = reconcile(vasteras.BUDGET_2021).misprints[1].parts[1]
    >>> part.sign, part.label.in_("en"), part.amount
    (-1, 'costs 2023', Decimal('11442000'))

    Attributes:
        label: for people.
        sign: 1 where it is added, −1 where it is taken away.
        amount: what it comes to, in kronor.
    """

    label: Text
    sign: int
    amount: Decimal


@frozen(kw_only=True)
class Disagreement:
    """A printed figure that isn't what it should be.

    >>> from finsam.financing import reconcile
    >>> from finsam.rulebooks import vasteras
    >>> found = reconcile(vasteras.BUDGET_2021).disagreements[-1]
    >>> found.figure, found.printed, found.computed, found.difference
    ('closing/2023', Decimal('1000000'), Decimal('681000'), Decimal('319000'))
    >>> [label.in_("en") for label in found.follows_from]
    ['available 2023']

    Attributes:
        kind: in what way.
        figure: the key of the figure.
        label: the figure for people.
        printed: what is printed, in kronor.
        computed: what it comes to.
        place: where it is printed; empty where that isn't said.
        about: whether the source gives it as a round figure.
        parts: the figures that make it.
        follows_from: the misprints from which the printed figure follows; empty where it follows
            from none.
        sheet: where it belongs.
    """

    kind: Mismatch
    figure: str
    label: Text
    printed: Decimal
    computed: Decimal
    place: str
    about: bool
    parts: tuple[Addend, ...]
    follows_from: tuple[Text, ...]
    sheet: Sheet = field(repr=False)

    @property
    def difference(self) -> Decimal:
        """How much too much is printed, in kronor; below zero where it is too little."""
        return exactly(Fraction(self.printed) - Fraction(self.computed))

    def in_(self, lang: Lang) -> str:
        """Returns the disagreement in one line, with the figures that make the right one.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        show = self.sheet.show
        made = "".join(
            f" {'−' if part.sign < 0 else '+'} {part.label.in_(lang)} {show(part.amount, lang)}"
            for part in self.parts
        ).removeprefix(" + ")
        says = _SAYS if self.kind is Mismatch.MISPRINT else _SAYS_TOO
        text = says.in_(lang).format(
            kind=self.kind.in_(lang),
            label=self.label.in_(lang),
            printed=show(self.printed, lang),
            about=_ABOUT.in_(lang) if self.about else "",
            place=f" ({self.place})" if self.place else "",
            computed=show(self.computed, lang),
            made=f" = {made.strip()}" if made else "",
            difference=show(self.difference, lang),
        )
        if self.follows_from:
            labels = ", ".join(label.in_(lang) for label in self.follows_from)
            text += f" {_FOLLOWS.in_(lang)} {labels}."
        rule = self.sheet.rule
        return f"{text} [{rule}]" if rule else text


_SAYS = Text(
    sv="{kind}: {label} anges till {about}{printed}{place}, men är {computed}{made};"
    " skillnad {difference}.",
    en="{kind}: {label} is printed as {about}{printed}{place}, but is {computed}{made};"
    " difference {difference}.",
)
_SAYS_TOO = Text(
    sv="{kind}: {label} är {computed} och anges också till {about}{printed}{place};"
    " skillnad {difference}.",
    en="{kind}: {label} is {computed} and is also given as {about}{printed}{place};"
    " difference {difference}.",
)
_ABOUT = Text(sv="cirka ", en="about ")
_FOLLOWS = Text(sv="Siffran följer av den felskrivna", en="It follows from the misprint of")


@frozen(kw_only=True)
class Reconciliation:
    """What came of reckoning a sheet again.

    >>> from finsam.financing import reconcile
    >>> from finsam.rulebooks import vasteras
    >>> found = reconcile(vasteras.BUDGET_2021)
    >>> found.checked, len(found.misprints), found.agrees
    (15, 3, False)
    >>> [misprint.figure for misprint in found.misprints]
    ['available/2023', 'result/2023', 'closing/2023']

    Attributes:
        sheet: what was reckoned.
        computed: what every figure comes to, in the order of the sheet.
        checked: how many printed figures were held against it.
        disagreements: those that don't agree, in the order of the figures.
    """

    sheet: Sheet
    computed: tuple[Decimal, ...] = field(repr=False)
    checked: int
    disagreements: tuple[Disagreement, ...]

    @property
    def amounts(self) -> dict[str, Decimal]:
        """What every figure comes to, by its key."""
        keys = (figure.key for figure in self.sheet.figures)
        return dict(zip(keys, self.computed, strict=True))

    @property
    def agrees(self) -> bool:
        """Tells whether every printed figure is what it should be."""
        return not self.disagreements

    @property
    def misprints(self) -> tuple[Disagreement, ...]:
        """The printed figures that aren't what the figures come to that make them."""
        return tuple(d for d in self.disagreements if d.kind is Mismatch.MISPRINT)

    def table(self, lang: Lang) -> Table:
        """Returns every printed figure beside what it comes to."""
        wrong = {(d.figure, d.printed) for d in self.disagreements}
        labels = {figure.key: figure.label for figure in self.sheet.figures}
        amounts = self.amounts
        place = {figure.key: i for i, figure in enumerate(self.sheet.figures)}
        rows = [
            (
                labels[each.key].in_(lang),
                self.sheet.show(each.amount, lang),
                self.sheet.show(amounts[each.key], lang),
                "✗" if (each.key, each.amount) in wrong else "✓",
            )
            for each in sorted(self.sheet.printed, key=lambda each: place[each.key])
        ]
        head = tuple(text.in_(lang) for text in (_FIGURE, _PRINTED, _COMPUTED, _AGREES))
        notes = tuple(each.in_(lang) for each in self.disagreements) or (_ALL_AGREE.in_(lang),)
        return Table(title=self.sheet.name.in_(lang), head=head, rows=tuple(rows), notes=notes)

    def explain(self, lang: Lang = "sv", style: Style = "text") -> str:
        """Returns the table with each disagreement under it, as text, Markdown or HTML.

        Raises:
            ValueError: `lang` or `style` is none of the allowed.
        """
        return self.table(lang).drawn(style)

    def _repr_html_(self) -> str:
        return self.explain("sv", "html")


_FIGURE = Text(sv="uppgift", en="figure")
_PRINTED = Text(sv="angiven", en="printed")
_COMPUTED = Text(sv="beräknad", en="computed")
_AGREES = Text(sv="stämmer", en="agrees")
_ALL_AGREE = Text(sv="Alla angivna summor stämmer.", en="All printed sums agree.")


def reconcile(of: HasSheet, *, within: int | Decimal = 0) -> Reconciliation:
    """Reckons every printed sum, difference and carry-over again, and says which disagree.

    >>> from finsam.financing import reconcile
    >>> from finsam.rulebooks import vasteras
    >>> for misprint in reconcile(vasteras.BUDGET_2021).misprints:
    ...     print(misprint.label.in_("en"), misprint.printed, misprint.computed)
    available 2023 12442000 12123000
    result 2023 -186000 -126000
    closing equity 2023 1000000 681000

    Args:
        of: a budget, or another value that holds sums.
        within: a difference up to this many kronor is none, for figures that were rounded one by
            one.

    Raises:
        InvalidInput: it holds no sums, two figures have one key, a figure is made of one that
            doesn't stand before it, a printed figure is none of its figures, or `within` is no
            amount; all faults at once.

    Source: VA-04, VA-08.
    """
    faults = Faults()
    is_amount(within, "within", faults)
    sheet = of.sheet() if hasattr(of, "sheet") else None
    if sheet is None:
        given = type(of).__name__
        faults.add(
            "empty",
            "of",
            sv=f"{given} har inga summor att räkna om",
            en=f"{given} holds no sums to reckon again",
        )
    else:
        _check_figures(sheet, faults)
        _check_printed(sheet, faults)
    faults.raise_as(InvalidInput)
    assert sheet is not None
    right = _reckoned(sheet.figures)
    slack = Fraction(within)
    wrong: dict[str, Fraction] = {
        each.key: Fraction(each.amount)
        for each in sheet.printed
        if abs(Fraction(each.amount) - right[each.key]) > slack
    }
    found = [
        _disagreement(sheet, figure, each, right, wrong)
        for figure in sheet.figures
        for each in sheet.printed
        if each.key == figure.key and abs(Fraction(each.amount) - right[each.key]) > slack
    ]
    return Reconciliation(
        sheet=sheet,
        computed=tuple(map(exactly, right.values())),
        checked=len(sheet.printed),
        disagreements=tuple(found),
    )


def _check_figures(sheet: Sheet, faults: Faults) -> None:
    before: dict[str, None] = {}
    for i, figure in enumerate(sheet.figures):
        for _, part in figure.parts:
            if part not in before:
                what = Text(sv="en tidigare uppgift", en="an earlier figure")
                faults.unknown(f"figures[{i}].parts", what=what, value=part, among=before)
        if figure.key in before:
            faults.add(
                "duplicate",
                f"figures[{i}].key",
                sv=f"nyckeln {figure.key!r} finns redan",
                en=f"the key {figure.key!r} is taken",
                value=figure.key,
            )
        before[figure.key] = None


def _check_printed(sheet: Sheet, faults: Faults) -> None:
    keys = [figure.key for figure in sheet.figures]
    for i, each in enumerate(sheet.printed):
        if each.key not in keys:
            what = Text(sv="en uppgift som räknas", en="a figure that is reckoned")
            sums = [figure.key for figure in sheet.figures if figure.parts]
            few = keys if nearest(each.key, keys) else sums  # the sums are what is printed mostly
            faults.unknown(f"printed[{i}].figure", what=what, value=each.key, among=few)


def _reckoned(figures: Iterable[Figure]) -> dict[str, Fraction]:
    """Returns what every figure comes to, exactly; each stands after those that make it."""
    reckoned: dict[str, Fraction] = {}
    for figure in figures:
        if figure.amount is not None:
            reckoned[figure.key] = Fraction(figure.amount)
        else:
            reckoned[figure.key] = sum(
                (sign * reckoned[part] for sign, part in figure.parts), Fraction(0)
            )
    return reckoned


def _disagreement(
    sheet: Sheet,
    figure: Figure,
    each: Printed,
    right: dict[str, Fraction],
    wrong: dict[str, Fraction],
) -> Disagreement:
    labels = {other.key: other.label for other in sheet.figures}
    mistaken = [key for _, key in figure.parts if key in wrong]
    as_printed = sum(sign * wrong.get(key, right[key]) for sign, key in figure.parts)
    follows = bool(mistaken) and as_printed == Fraction(each.amount)
    return Disagreement(
        kind=Mismatch.MISPRINT if figure.parts else Mismatch.TWO_FIGURES,
        figure=figure.key,
        label=figure.label,
        printed=each.amount,
        computed=exactly(right[figure.key]),
        place=each.place,
        about=each.about,
        parts=tuple(
            Addend(label=labels[key], sign=sign, amount=exactly(right[key]))
            for sign, key in figure.parts
        ),
        follows_from=tuple(labels[key] for key in mistaken) if follows else (),
        sheet=sheet,
    )
