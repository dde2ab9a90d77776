"""Budgets: lines in groups over several years, equity carried over, outcome and forecast."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import cast

from attrs import field, frozen

from finsam.citations import ACT, KL, Citation
from finsam.errors import Faults, InvalidInput, as_tuple
from finsam.financing.act import ADOPTION_DAY, IN_FORCE, VERIFIED_ON
from finsam.financing.equity import EquityGuideline, against_guidelines
from finsam.financing.rules import FinancingRule, MoneyRemark, Weight
from finsam.financing.sums import Figure, Printed, Sheet, as_printed, check_printed, reconcile
from finsam.legaltime import Deadline
from finsam.money import Unit, as_amount, exact_sum, from_ore, is_amount, percent, shown, to_ore
from finsam.texts import Lang, Style, Table, Text

__all__ = [
    "Budget",
    "BudgetRule",
    "Forecast",
    "Line",
    "LineGroup",
    "LineOutcome",
    "Outturn",
    "forecast",
    "outturn",
    "review_budget",
]


def __dir__() -> list[str]:
    return __all__


def _as_amounts(amounts: Iterable[int | Decimal | None]) -> tuple[Decimal | None, ...]:
    return as_tuple(amounts)


@frozen
class Line:
    """A line of a budget: what it is for, and how much in each of its years.

    >>> from finsam.financing import Line
    >>> from finsam.money import tkr
    >>> from finsam.texts import Text
    >>> bank = Line("bank", Text(sv="Bankkostnader", en="Bank"), [tkr(11), tkr(11), None])
    >>> bank.amounts
    (Decimal('11000'), Decimal('11000'), None)

    Attributes:
        key: unique in its budget.
        label: for people.
        amounts: in kronor, one for each year of the budget; None for a dash.
        member: the key of the member that pays it, for a line of income; None for the others.

    Raises:
        InvalidInput: a part is of another type, or an amount is no exact amount of 0 or more; all
            faults at once.
    """

    key: str
    label: Text
    amounts: tuple[Decimal | None, ...] = field(converter=_as_amounts)
    member: str | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.named(self.key, "key")
        faults.of_type(self.label, Text, "label")
        for i, amount in enumerate(self.amounts):
            if amount is not None:
                is_amount(amount, f"amounts[{i}]", faults)
        if self.member is not None:
            faults.named(self.member, "member")
        faults.raise_as(InvalidInput)
        read = tuple(None if each is None else from_ore(to_ore(each)) for each in self.amounts)
        object.__setattr__(self, "amounts", read)


def _as_lines(lines: Iterable[Line]) -> tuple[Line, ...]:
    return as_tuple(lines)


@frozen
class LineGroup:
    """Lines of a budget that are summed together, such as administration.

    >>> from finsam.rulebooks import vasteras
    >>> [(group.key, len(group.lines)) for group in vasteras.BUDGET_2021.groups]
    [('measures', 8), ('board', 6), ('administration', 11)]

    Attributes:
        key: unique in its budget.
        label: for people.
        lines: the lines.

    Raises:
        InvalidInput: a part is of another type, or two lines have one key; all faults at once.
    """

    key: str
    label: Text
    lines: tuple[Line, ...] = field(converter=_as_lines)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.named(self.key, "key")
        faults.of_type(self.label, Text, "label")
        faults.all_of(self.lines, Line, "lines")
        faults.raise_as(InvalidInput)


def _as_groups(groups: Iterable[LineGroup]) -> tuple[LineGroup, ...]:
    return as_tuple(groups)


def _as_years(years: Iterable[int]) -> tuple[int, ...]:
    return as_tuple(years)


@frozen(kw_only=True)
class Budget:
    """A budget (*budget*) of one year or several: income, costs in groups, equity carried over.

    >>> from finsam.financing import Budget, Line, LineGroup
    >>> from finsam.money import tkr
    >>> from finsam.texts import Text
    >>> def text(words):
    ...     return Text(sv=words, en=words)
    >>> ours = Budget(
    ...     name=text("Budget 2027"),
    ...     years=[2027],
    ...     income=[Line("members", text("Medlemmar"), [tkr(2000)])],
    ...     groups=[LineGroup("measures", text("Insatser"), [Line("a", text("A"), [tkr(1900)])])],
    ...     opening=tkr(300),
    ... )
    >>> ours.result(2027), ours.closing(2027)
    (Decimal('100000'), Decimal('400000'))

    Attributes:
        name: for people.
        years: the calendar years, one after the other.
        income: the lines of income, such as a member's contribution.
        groups: the costs.
        opening: the equity with which the first year opens, in kronor; it may be below zero.
        opening_place: where that figure stands in the source; empty where that isn't said.
        printed: what the source prints of sums and differences.
        unit: in what it is written, for showing it; amounts are in kronor all the same.
        adopted_on: the day on which the board first adopted it, whenever it was revised later on;
            None where it isn't known.
        is_first: whether it is the first of a new association, which its members set when they form
            it, so that the day of 23 § isn't asked for.
        rule: the rule that it cites; empty for none.
        citation: where it stands; None for none.

    Raises:
        InvalidInput: a part is missing or of another type, a line with more or fewer amounts than
            there are years, years that don't follow each other, two lines, groups or sums of one
            key, a printed figure that the budget hasn't; all faults at once, each with its path.

    Source: law 2003:1210, 23 §; kommunallagen 11:5–6 by its 21 §; VA-02 … VA-07.
    """

    name: Text
    years: tuple[int, ...] = field(converter=_as_years)
    income: tuple[Line, ...] = field(converter=_as_lines)
    groups: tuple[LineGroup, ...] = field(converter=_as_groups)
    opening: Decimal = field(converter=as_amount)
    opening_place: str = ""
    printed: tuple[Printed, ...] = field(default=(), converter=as_printed)
    unit: Unit = Unit.TKR
    adopted_on: dt.date | None = None
    is_first: bool = False
    rule: str = ""
    citation: Citation | None = None

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.of_type(self.name, Text, "name")
        self._check_years(faults)
        for i, line in enumerate(self.income):
            faults.of_type(line, Line, f"income[{i}]")
        for i, group in enumerate(self.groups):
            faults.of_type(group, LineGroup, f"groups[{i}]")
        self._check_lines(faults)
        if is_amount(self.opening, "opening", faults, least=None):
            object.__setattr__(self, "opening", from_ore(to_ore(self.opening)))
        faults.of_type(self.unit, Unit, "unit")
        faults.of_type(self.is_first, bool, "is_first")
        if self.adopted_on is not None:
            faults.plain_date(self.adopted_on, "adopted_on")
        if self.citation is not None:
            faults.of_type(self.citation, Citation, "citation")
        if not faults.found:
            self._check_printed(faults)
        faults.raise_as(InvalidInput)

    def _check_years(self, faults: Faults) -> None:
        fine = [faults.of_type(year, int, f"years[{i}]") for i, year in enumerate(self.years)]
        if not fine:
            faults.add("empty", "years", sv="inga år angivna", en="no years given")
        elif all(fine):
            first, last = self.years[0], self.years[-1]
            if not IN_FORCE.year <= first <= last <= _LAST_YEAR:
                faults.add(
                    "range",
                    "years",
                    sv=f"ska ligga inom {IN_FORCE.year}–{_LAST_YEAR}, i ordning",
                    en=f"lie within {IN_FORCE.year}–{_LAST_YEAR}, in order",
                    value=", ".join(map(str, self.years)),
                )
            elif self.years != tuple(range(first, last + 1)):
                faults.add(
                    "order",
                    "years",
                    sv="åren ska följa på varandra",
                    en="the years have to follow each other",
                )

    def _check_lines(self, faults: Faults) -> None:
        taken = set(_SUMS)
        for path, line in self._paths():
            if len(line.amounts) != len(self.years):
                faults.add(
                    "years",
                    f"{path}.amounts",
                    sv=f"{len(line.amounts)} belopp för {len(self.years)} år",
                    en=f"{len(line.amounts)} amounts for {len(self.years)} years",
                )
            self._take(line.key, path, taken, faults)
        for i, group in enumerate(self.groups):
            if isinstance(group, LineGroup):  # pyright: ignore[reportUnnecessaryIsInstance]
                self._take(group.key, f"groups[{i}]", taken, faults)

    def _take(self, key: str, path: str, taken: set[str], faults: Faults) -> None:
        if key in taken:
            faults.add(
                "duplicate",
                f"{path}.key",
                sv=f"nyckeln {key!r} finns redan i budgeten",
                en=f"the key {key!r} is taken in the budget",
                value=key,
            )
        taken.add(key)

    def _paths(self) -> Iterator[tuple[str, Line]]:
        """Yields every line that is one, with its path."""
        for i, line in enumerate(self.income):
            if isinstance(line, Line):  # pyright: ignore[reportUnnecessaryIsInstance]
                yield f"income[{i}]", line
        for i, group in enumerate(self.groups):
            for j, line in enumerate(getattr(group, "lines", ())):
                yield f"groups[{i}].lines[{j}]", line

    def _check_printed(self, faults: Faults) -> None:
        keys = [figure.key for figure in self._figures()]
        what = Text(sv="en uppgift i budgeten", en="a figure of the budget")
        check_printed(self.printed, keys, what, faults)

    @property
    def lines(self) -> dict[str, Line]:
        """All lines, of income and of costs, by their keys."""
        return {line.key: line for _, line in self._paths()}

    def line(self, key: str) -> Line:
        """Returns the line of a key.

        Raises:
            InvalidInput: there is none; the message has the nearest key.
        """
        lines = self.lines
        if key not in lines:
            faults = Faults()
            what = Text(sv="en rad i budgeten", en="a line of the budget")
            faults.unknown("", what=what, value=str(key), among=lines)
            raise InvalidInput(faults.found)
        return lines[key]

    def amount(self, figure: str, year: int) -> Decimal:
        """Returns what a line, a group or a sum comes to in a year, in kronor.

        Args:
            figure: the key of a line or a group, or "opening", "income", "available", "costs",
                "result" or "closing".
            year: one of the years.

        Raises:
            InvalidInput: there is no such figure, or no such year; the message has the nearest.
        """
        amounts = self.amounts
        key = f"{figure}/{year}"
        if key not in amounts:
            faults = Faults()
            what = Text(sv="en uppgift i budgeten", en="a figure of the budget")
            faults.unknown("", what=what, value=key, among=amounts)
            raise InvalidInput(faults.found)
        return amounts[key]

    @property
    def amounts(self) -> dict[str, Decimal]:
        """What every figure comes to, in kronor, by its key and year, such as "costs/2021"."""
        return reconcile(self).amounts

    def costs(self, year: int) -> Decimal:
        """Returns all costs of a year, in kronor."""
        return self.amount("costs", year)

    def result(self, year: int) -> Decimal:
        """Returns income less costs of a year, in kronor."""
        return self.amount("result", year)

    def closing(self, year: int) -> Decimal:
        """Returns the equity with which a year closes, in kronor."""
        return self.amount("closing", year)

    def by_member(self, year: int) -> dict[str, Decimal]:
        """Returns the income of a year by the member that pays it, in kronor.

        It goes into `check_contributions` as it is. Lines that name no member are left out.

        Raises:
            InvalidInput: there is no such year.
        """
        found: dict[str, Decimal] = {}
        for line in self.income:
            amount = self.amount(line.key, year)
            if line.member is not None:
                found[line.member] = exact_sum([found.get(line.member, 0), amount])
        return found

    def sheet(self) -> Sheet:
        """Returns the figures, and what the source prints of them, to be reckoned again."""
        return Sheet(
            name=self.name,
            figures=tuple(self._figures()),
            printed=self.printed,
            unit=self.unit,
            rule=self.rule,
            citation=self.citation,
        )

    def _figures(self) -> Iterator[Figure]:
        before = ""
        for i, year in enumerate(self.years):
            yield from self._year(i, year, before)
            before = f"closing/{year}"

    def _year(self, i: int, year: int, before: str) -> Iterator[Figure]:
        def figure(key: str, label: Text, *parts: tuple[int, str]) -> Figure:
            named = Text(sv=f"{label.sv} {year}", en=f"{label.en} {year}")
            return Figure(f"{key}/{year}", named, None, parts)

        def given(line: Line) -> Figure:
            made = figure(line.key, line.label)
            return Figure(made.key, made.label, line.amounts[i] or Decimal(0))

        for line in self.income:
            yield given(line)
        yield figure("income", _SUMS["income"], *((1, f"{x.key}/{year}") for x in self.income))
        opening = figure("opening", _SUMS["opening"], *([(1, before)] if before else []))
        yield opening if before else Figure(opening.key, opening.label, self.opening)
        yield figure("available", _SUMS["available"], (1, f"income/{year}"), (1, f"opening/{year}"))
        for group in self.groups:
            for line in group.lines:
                yield given(line)
            yield figure(group.key, group.label, *((1, f"{x.key}/{year}") for x in group.lines))
        yield figure("costs", _SUMS["costs"], *((1, f"{g.key}/{year}") for g in self.groups))
        yield figure("result", _SUMS["result"], (1, f"income/{year}"), (-1, f"costs/{year}"))
        yield figure("closing", _SUMS["closing"], (1, f"available/{year}"), (-1, f"costs/{year}"))

    def table(self, lang: Lang) -> Table:
        """Returns the budget as a table, a column a year, the sums as they are reckoned."""
        amounts = self.amounts

        def row(key: str, label: Text, depth: int = 0) -> tuple[str, ...]:
            cells = (shown(amounts[f"{key}/{y}"], lang, unit=self.unit) for y in self.years)
            return ("  " * depth + label.in_(lang), *cells)

        def of_line(line: Line) -> tuple[str, ...]:
            label, *cells = row(line.key, line.label, 1)
            given = zip(cells, line.amounts, strict=True)
            return (label, *("–" if amount is None else cell for cell, amount in given))

        rows = [of_line(line) for line in self.income]
        rows.append(row("income", _SUMS["income"]))
        for group in self.groups:
            rows += [of_line(line) for line in group.lines]
            rows.append(row(group.key, group.label))
        rows += [row(key, _SUMS[key]) for key in ("costs", "result", "opening", "closing")]
        head = (_LINE.in_(lang), *map(str, self.years))
        return Table(title=self.name.in_(lang), head=head, rows=tuple(rows))

    def explain(self, lang: Lang = "sv", style: Style = "text") -> str:
        """Returns the budget as a table, as text, Markdown or HTML.

        Raises:
            ValueError: `lang` or `style` is none of the allowed.
        """
        return self.table(lang).drawn(style)

    def _repr_html_(self) -> str:
        return self.explain("sv", "html")


_SUMS = {
    "income": Text(sv="intäkter", en="income"),
    "opening": Text(sv="ingående eget kapital", en="opening equity"),
    "available": Text(sv="tillgängligt", en="available"),
    "costs": Text(sv="kostnader", en="costs"),
    "result": Text(sv="resultat", en="result"),
    "closing": Text(sv="utgående eget kapital", en="closing equity"),
}
_LINE = Text(sv="rad", en="line")
_LAST_YEAR = 2999  # a later one is a slip of the keyboard


def review_budget(
    budget: Budget, *, guidelines: Iterable[EquityGuideline] = ()
) -> tuple[MoneyRemark, ...]:
    """Says what in a budget goes against the act or a recommendation, or stands in two ways.

    A deficit is a warning, an equity above a guideline a remark, an adoption after 30 November a
    breach; a revision later on is none (X-15).

    >>> from finsam.financing import review_budget
    >>> from finsam.rulebooks import vasteras
    >>> for remark in review_budget(vasteras.BUDGET_2021):
    ...     print(remark.code, remark.rule, remark.weight.value)
    deficit 2003:1210 21 § warning
    deficit 2003:1210 21 § warning
    deficit 2003:1210 21 § warning
    two_figures VA-07 remark

    Args:
        budget: the budget; the sums are reckoned, whatever is printed.
        guidelines: how large the equity should be, where there is a recommendation.

    Raises:
        InvalidInput: an argument of another type.

    Source: law 2003:1210, 21 and 23 §§; kommunallagen 11:5; X-08, X-11, X-13, X-15.
    """
    faults = Faults()
    faults.of_type(budget, Budget, "budget")
    given = cast("tuple[EquityGuideline, ...]", as_tuple(guidelines))
    for i, guideline in enumerate(given):
        faults.of_type(guideline, EquityGuideline, f"guidelines[{i}]")
    faults.raise_as(InvalidInput)
    amounts = budget.amounts
    found = [
        *_deficits(budget, amounts),
        *_late(budget),
        *_two_openings(budget),
    ]
    for guideline in given:
        for year in budget.years:
            found += against_guidelines(
                guideline,
                year=year,
                closing=amounts[f"closing/{year}"],
                income=amounts[f"income/{year}"],
                source=budget.citation,
                unit=budget.unit,
            )
    return tuple(found)


def _cited(budget: Budget, *others: Citation) -> tuple[Citation, ...]:
    return others if budget.citation is None else (budget.citation, *others)


_REFERENCE = Citation(
    ACT,
    "21 §",
    VERIFIED_ON,
    Text(
        sv="paragrafens lydelse 2018–2023 är inte läst, bara den från 2024-01-01",
        en="its wording of 2018–2023 wasn't read, only that from 2024-01-01",
    ),
)
_BALANCE = Citation(
    KL,
    "11 kap. 5 § st. 1–2, genom 2003:1210 21 §",
    VERIFIED_ON,
    Text(
        sv="att inget av undantagen i st. 3 förs över är en slutledning",
        en="that none of the exceptions of its third paragraph is carried over is an inference",
    ),
)


def _deficits(budget: Budget, amounts: Mapping[str, Decimal]) -> Iterator[MoneyRemark]:
    for year in budget.years:
        result = amounts[f"result/{year}"]
        if result > 0:
            continue
        sv, en = (shown(result, lang, unit=budget.unit) for lang in ("sv", "en"))
        yield MoneyRemark(
            code="deficit" if result < 0 else "no_surplus",
            rule="2003:1210 21 §",
            text=Text(
                sv=f"{year} har ett budgeterat resultat på {sv}; intäkterna ska överstiga"
                " kostnaderna, och att inget undantag gäller är en slutledning",
                en=f"{year} is budgeted with a result of {en}; income has to be above costs, and"
                " that no exception applies is an inference",
            ),
            citations=_cited(budget, _REFERENCE, _BALANCE),
            weight=Weight.WARNING,
        )


def _late(budget: Budget) -> Iterator[MoneyRemark]:
    if budget.adopted_on is None or budget.is_first:
        return
    month, day = ADOPTION_DAY
    last = Deadline(dt.date(budget.years[0] - 1, month, day), rolls=True)
    if budget.adopted_on > last.due:
        yield MoneyRemark(
            code="adopted_late",
            rule="2003:1210 23 §",
            text=Text(
                sv=f"budgeten för {budget.years[0]} antogs {budget.adopted_on}; sista dag var"
                f" {last.describe('sv')}",
                en=f"the budget for {budget.years[0]} was adopted on {budget.adopted_on}; the last"
                f" day was {last.describe('en')}",
            ),
            citations=_cited(budget, Citation(ACT, "23 §", VERIFIED_ON)),
            weight=Weight.BREACH,
        )


def _two_openings(budget: Budget) -> Iterator[MoneyRemark]:
    """Yields figures for the opening equity that differ, with what each would close the year at."""
    year = budget.years[0]
    for each in budget.printed:
        if each.key != f"opening/{year}" or each.amount == budget.opening:
            continue
        other = from_ore(
            to_ore(budget.closing(year)) + to_ore(each.amount) - to_ore(budget.opening)
        )
        sv, en = (
            {
                "year": year,
                "opening": shown(budget.opening, lang, unit=budget.unit),
                "at": f" ({budget.opening_place})" if budget.opening_place else "",
                "other": shown(each.amount, lang, unit=budget.unit),
                "there": f" ({each.place})" if each.place else "",
                "closing": shown(budget.closing(year), lang, unit=budget.unit),
                "else": shown(other, lang, unit=budget.unit),
            }
            for lang in ("sv", "en")
        )
        yield MoneyRemark(
            code="two_figures",
            rule=budget.rule,
            text=Text(
                sv="ingående eget kapital {year} anges till {opening}{at} och till {other}{there};"
                " året slutar på {closing} eller {else}".format(**sv),
                en="the opening equity of {year} is given as {opening}{at} and as {other}{there};"
                " the year closes at {closing} or {else}".format(**en),
            ),
            citations=_cited(budget),
        )


@frozen(kw_only=True)
class BudgetRule(FinancingRule):
    """A budget that stands in a rule book.

    >>> from finsam.financing import BudgetRule, financing_rule
    >>> from finsam.rulebooks import vasteras
    >>> financing_rule(vasteras.BOOK, "VA-07", BudgetRule).budget is vasteras.BUDGET_2021
    True

    Attributes:
        budget: the budget.

    Raises:
        InvalidRules: a part is missing or of another type; all faults at once.

    Source: VA-02 … VA-04, VA-07.
    """

    budget: Budget

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        faults.of_type(self.budget, Budget, "budget")

    def sheet(self) -> Sheet:
        """Returns the sums of the budget."""
        return self.budget.sheet()

    def remarks(self, others: tuple[FinancingRule, ...]) -> Iterator[MoneyRemark]:
        """Yields what `review_budget` says, under the guidelines of the same book."""
        guidelines = [rule for rule in others if isinstance(rule, EquityGuideline)]
        yield from review_budget(self.budget, guidelines=guidelines)


@frozen(kw_only=True)
class LineOutcome:
    """A line of a budget beside what came of it.

    >>> from finsam.financing import outturn
    >>> from finsam.rulebooks import vasteras
    >>> row = outturn(vasteras.BUDGET_2021, 2021, {"audit": 45_000}).rows[0]
    >>> row.planned, row.left, row.used
    (Decimal('60000'), Decimal('15000'), Fraction(3, 4))

    Attributes:
        line: the key of the line.
        label: for people.
        planned: in kronor.
        actual: in kronor; None where it wasn't given.
    """

    line: str
    label: Text
    planned: Decimal
    actual: Decimal | None

    @property
    def left(self) -> Decimal | None:
        """Returns what is left of the plan, in kronor; below zero where it was passed."""
        if self.actual is None:
            return None
        return from_ore(to_ore(self.planned) - to_ore(self.actual))

    @property
    def used(self) -> Fraction | None:
        """Returns the share of the plan that was used; None where nothing was planned or given."""
        if self.actual is None or not self.planned:
            return None
        return Fraction(to_ore(self.actual), to_ore(self.planned))


@frozen(kw_only=True)
class Outturn:
    """A year's plan beside its outcome (*utfall*), line by line.

    >>> from finsam.financing import outturn
    >>> from finsam.money import tkr
    >>> from finsam.rulebooks import vasteras
    >>> found = outturn(vasteras.BUDGET_2021, 2021, {"travel": tkr(3), "bank": tkr(11)})
    >>> [(row.line, row.left, row.used) for row in found.rows]
    [('bank', Decimal('0'), Fraction(1, 1)), ('travel', Decimal('-1000'), Fraction(3, 2))]

    Attributes:
        year: the calendar year.
        rows: the lines with an outcome, in the order of the budget.
        not_given: the keys of the lines without one.
        unit: in what amounts are shown: that of the budget, or kronor where an outcome isn't whole
            in it.
        sums: income and costs of the lines with an outcome; only the one that there is.
    """

    year: int
    rows: tuple[LineOutcome, ...]
    not_given: tuple[str, ...]
    unit: Unit
    sums: tuple[LineOutcome, ...] = ()

    def table(self, lang: Lang) -> Table:
        """Returns the lines with plan, outcome, what is left and the share used."""

        def show(amount: Decimal | None) -> str:
            return "–" if amount is None else shown(amount, lang, unit=self.unit)

        rows = tuple(
            (
                row.label.in_(lang),
                show(row.planned),
                show(row.actual),
                show(row.left),
                "–" if row.used is None else percent(row.used, lang, decimals=2),
            )
            for row in (*self.rows, *self.sums)
        )
        head = tuple(text.in_(lang) for text in (_LINE, _PLANNED, _ACTUAL, _LEFT, _USED))
        notes = (f"{_NOT_GIVEN.in_(lang)}: {', '.join(self.not_given)}",) if self.not_given else ()
        return Table(title=str(self.year), head=head, rows=rows, notes=notes)

    def explain(self, lang: Lang = "sv", style: Style = "text") -> str:
        """Returns the table as text, Markdown or HTML.

        Raises:
            ValueError: `lang` or `style` is none of the allowed.
        """
        return self.table(lang).drawn(style)

    def _repr_html_(self) -> str:
        return self.explain("sv", "html")


_PLANNED = Text(sv="budget", en="planned")
_ACTUAL = Text(sv="utfall", en="outcome")
_LEFT = Text(sv="kvar", en="left")
_USED = Text(sv="använt", en="used")
_NOT_GIVEN = Text(sv="utan uppgift om utfall", en="no outcome given")


def outturn(budget: Budget, year: int, actual: Mapping[str, int | Decimal]) -> Outturn:
    """Sets the outcome of a year beside its plan.

    >>> from finsam.financing import Budget, Line, LineGroup, outturn
    >>> from finsam.texts import Text
    >>> board = Text(sv="Styrelse", en="Board")
    >>> plan = Budget(name=board, years=[2010], income=[], opening=0, groups=[
    ...     LineGroup("board", board, [Line("fees", board, [542_819])])])
    >>> from finsam.money import percent
    >>> percent(outturn(plan, 2010, {"fees": 278_792}).rows[0].used, "en", decimals=2)
    '51.36 %'

    Args:
        budget: the plan.
        year: one of its years.
        actual: the outcome in kronor, by the key of the line; a line left out has none given.

    Raises:
        InvalidInput: a year or a line that the budget hasn't, or no exact amount; all faults at
            once.

    Source: kommunallagen 11:6 by law 2003:1210, 21 §.
    """
    faults = Faults()
    fine = faults.of_type(budget, Budget, "budget") & faults.of_type(actual, Mapping, "actual")
    if not fine:
        raise InvalidInput(faults.found)
    if faults.of_type(year, int, "year") and year not in budget.years:
        what = Text(sv="ett år i budgeten", en="a year of the budget")
        faults.unknown("year", what=what, value=str(year), among=map(str, budget.years))
    lines = budget.lines
    for key, amount in actual.items():
        path = f"actual[{key!r}]"
        if key not in lines:
            what = Text(sv="en rad i budgeten", en="a line of the budget")
            faults.unknown("actual", what=what, value=str(key), among=lines)
        is_amount(amount, path, faults, least=None)
    faults.raise_as(InvalidInput)
    i = budget.years.index(year)
    rows = [
        LineOutcome(
            line=key,
            label=line.label,
            planned=line.amounts[i] or Decimal(0),
            actual=from_ore(to_ore(actual[key])),
        )
        for key, line in lines.items()
        if key in actual
    ]
    earning = {line.key for line in budget.income}
    whole = all(to_ore(amount) % budget.unit.value == 0 for amount in actual.values())
    return Outturn(
        year=year,
        rows=tuple(rows),
        not_given=tuple(key for key in lines if key not in actual),
        unit=budget.unit if whole else Unit.KRONA,
        sums=(
            *_summed("income", [row for row in rows if row.line in earning]),
            *_summed("costs", [row for row in rows if row.line not in earning]),
        ),
    )


def _summed(key: str, rows: list[LineOutcome]) -> Iterator[LineOutcome]:
    """Yields the sum of lines, where there are several."""
    if len(rows) > 1:
        yield LineOutcome(
            line=key,
            label=_SUMS[key],
            planned=exact_sum(row.planned for row in rows),
            actual=exact_sum(row.actual for row in rows if row.actual is not None),
        )


@frozen(kw_only=True)
class Forecast:
    """What a year comes to if it goes on as it has begun.

    >>> from finsam.financing import forecast
    >>> found = forecast(1_000, months=9)
    >>> found.whole_year, found.amount
    (Fraction(4000, 3), Decimal('1333.33'))

    Attributes:
        to_date: what there was until then, in kronor.
        months: how many whole months that is.
        whole_year: what twelve such months come to, exactly, in kronor.
    """

    to_date: Decimal
    months: int
    whole_year: Fraction

    @property
    def amount(self) -> Decimal:
        """The whole year in kronor, rounded to the nearest öre, half up."""
        return from_ore(int((self.whole_year * 200 + 1) // 2))


def forecast(to_date: int | Decimal, *, months: int) -> Forecast:
    """Works out a whole year from what there was in its first months, in a straight line.

    The straight line is ours: no source says how a forecast is made.

    >>> from finsam.financing import forecast
    >>> forecast(783_154, months=10).amount
    Decimal('939784.80')

    Args:
        to_date: income or costs until then, in kronor.
        months: how many whole months of the year that is, 1–12.

    Raises:
        InvalidInput: no exact amount, or months outside 1–12; all faults at once.

    Source: a step of the library's own.
    """
    faults = Faults()
    is_amount(to_date, "to_date", faults, least=None)
    if faults.of_type(months, int, "months") and not 1 <= months <= _MONTHS:
        faults.add("range", "months", sv="ska vara 1–12", en="has to be 1–12", value=str(months))
    faults.raise_as(InvalidInput)
    ore = to_ore(to_date)
    return Forecast(
        to_date=from_ore(ore), months=months, whole_year=Fraction(ore * _MONTHS, 100 * months)
    )


_MONTHS = 12
