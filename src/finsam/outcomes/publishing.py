"""Tables of counts, and the same tables in a form that can be published.

A `CountTable` shows every count. `protect` makes a `PublishedTable` of it, which doesn't hold what
it hides; which counts those are `finsam.outcomes.hiding` works out.
"""

from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction

from attrs import field, frozen

from finsam.errors import Faults, InvalidInput, as_tuple
from finsam.outcomes.hiding import NOTHING, Balance, check_count, check_size, hidden_cells
from finsam.outcomes.questions import as_keys, as_terms
from finsam.terms import Term
from finsam.texts import Lang, Text, folded

__all__ = ["HIDDEN", "TOTAL", "CountTable", "PublishedTable", "protect"]


def __dir__() -> list[str]:
    return __all__


HIDDEN = "··"
"""What stands in the place of a hidden count."""

TOTAL = Term("total", Text(sv="totalt", en="total"))
"""The row, or the column, of totals."""


Cell = tuple[str, str]


def _as_counts(counts: Iterable[Iterable[int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(as_tuple(row) for row in as_tuple(counts))


@frozen(kw_only=True)
class CountTable:
    """Counts by row and column, with their totals.

    >>> from finsam.outcomes import CountTable, protect
    >>> from finsam.terms import Sex, Term
    >>> from finsam.texts import Text
    >>> table = CountTable(
    ...     key="exits",
    ...     title=Text(sv="Avslut", en="Exits"),
    ...     rows=[
    ...         Term("work", Text(sv="arbete", en="work")),
    ...         Term("other", Text(sv="annat", en="other")),
    ...     ],
    ...     columns=Sex,
    ...     counts=[(14, 3), (20, 25)],
    ... )
    >>> print(table.text("en"))
    Exits
          | woman | man | total
    work  |    14 |   3 |    17
    other |    20 |  25 |    45
    total |    34 |  28 |    62
    The table shows small counts. It isn't for publication.

    Attributes:
        key: a name for programs, unique among the tables that are protected together.
        title: what is counted.
        rows: the rows, without the row of totals.
        columns: the columns, without the column of totals.
        counts: the counts, row by row; whole numbers, not negative.
        balanced: where the columns aren't parts of a total, the keys of those that add up to as
            much as the others, such as new and exited; empty for a column of totals.

    Raises:
        InvalidInput: a part of another type, a count that is no count, rows of another length
            than the columns, two rows or columns of one key; all faults at once.

    Source: no rule of the follow-up system is known; the how-to Measure the goals.
    """

    key: str
    title: Text
    rows: tuple[Term, ...] = field(converter=as_terms)
    columns: tuple[Term, ...] = field(converter=as_terms)
    counts: tuple[tuple[int, ...], ...] = field(converter=_as_counts, repr=False)
    balanced: frozenset[str] = field(default=frozenset(), converter=as_keys)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.named(self.key, "key")
        faults.of_type(self.title, Text, "title")
        for name, terms in (("rows", self.rows), ("columns", self.columns)):
            keys = {TOTAL.key}
            for i, term in enumerate(terms):
                if faults.of_type(term, Term, f"{name}[{i}]"):
                    if term.key in keys:
                        faults.add(
                            "duplicate",
                            f"{name}[{i}].key",
                            sv=f"nyckeln {term.key!r} finns redan",
                            en=f"the key {term.key!r} is taken",
                            value=term.key,
                        )
                    keys.add(term.key)
        known = [getattr(column, "key", "") for column in self.columns]
        for key in sorted(self.balanced - set(known)):
            what = Text(sv="en kolumn", en="a column")
            faults.unknown("balanced", what=what, value=key, among=known)
        if [len(row) for row in self.counts] != [len(self.columns)] * len(self.rows):
            faults.add(
                "shape",
                "counts",
                sv=f"ska vara {len(self.rows)} rader med {len(self.columns)} tal",
                en=f"takes {len(self.rows)} rows of {len(self.columns)} numbers",
            )
        for i, row in enumerate(self.counts):
            for j, count in enumerate(row):
                check_count(count, f"counts[{i}][{j}]", faults)
        faults.raise_as(InvalidInput)

    @property
    def has_row_totals(self) -> bool:
        """Tells whether the columns add up to a column of totals."""
        return not self.balanced and len(self.columns) > 1

    @property
    def has_column_totals(self) -> bool:
        """Tells whether the rows add up to a row of totals."""
        return len(self.rows) > 1

    @property
    def total_row(self) -> str:
        """The key of the row that counts all: of totals, or the only one."""
        return TOTAL.key if self.has_column_totals else self.rows[0].key

    @property
    def all_rows(self) -> tuple[Term, ...]:
        """The rows, and the row of totals where there is one."""
        return (*self.rows, TOTAL) if self.has_column_totals else self.rows

    @property
    def all_columns(self) -> tuple[Term, ...]:
        """The columns, and the column of totals where there is one."""
        return (*self.columns, TOTAL) if self.has_row_totals else self.columns

    def cells(self) -> dict[Cell, int]:
        """Returns every count by the keys of row and column, totals with them."""
        lines = [list(row) for row in self.counts]
        if self.has_column_totals:
            lines.append([sum(column) for column in zip(*lines, strict=True)])
        if self.has_row_totals:
            lines = [[*line, sum(line)] for line in lines]
        return {
            (row.key, column.key): count
            for row, line in zip(self.all_rows, lines, strict=True)
            for column, count in zip(self.all_columns, line, strict=True)
        }

    def balances(self) -> list[Balance]:
        """Returns the sums that hold between the cells, named by table, row and column."""
        found: list[Balance] = []
        if self.has_column_totals:
            for column in self.all_columns:
                parts = [(self.key, row.key, column.key) for row in self.rows]
                found.append(Balance(parts, [(self.key, TOTAL.key, column.key)]))
        for row in self.all_rows:
            names = {column.key: (self.key, row.key, column.key) for column in self.columns}
            if self.has_row_totals:
                found.append(Balance(names.values(), [(self.key, row.key, TOTAL.key)]))
            elif self.balanced:
                one = [name for key, name in names.items() if key in self.balanced]
                other = [name for key, name in names.items() if key not in self.balanced]
                found.append(Balance(one, other))
        return found

    def count(self, row: str, column: str) -> int:
        """Returns a count by the keys of row and column.

        Raises:
            InvalidInput: there is no such row or column.
        """
        return self.cells()[_cell(self, row, column)]

    def share(self, row: str, column: str, *, of: str = TOTAL.key) -> Fraction | None:
        """Returns the share of a count in another of its row; None of nobody.

        Args:
            row: the key of the row.
            column: the key of the column.
            of: the key of the column that it is a share of; the total unless said.

        Raises:
            InvalidInput: there is no such row or column.
        """
        part, whole = self.count(row, column), self.count(row, of)
        return Fraction(part, whole) if whole else None

    def note(self, lang: Lang) -> str:
        """Returns the line that stands under the table.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return Text(
            sv="Tabellen visar små antal. Den är inte till för publicering.",
            en="The table shows small counts. It isn't for publication.",
        ).in_(lang)

    def lines(self, lang: Lang) -> list[list[str]]:
        """Returns the rows as texts, the heading first.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _lines(self, lang)

    def text(self, lang: Lang = "sv") -> str:
        """Returns the table as plain text.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _text(self, lang)


@frozen(kw_only=True)
class PublishedTable:
    """A table with its small counts hidden: what `protect` makes. It doesn't hold what it hides.

    >>> from finsam.outcomes import CountTable, protect
    >>> from finsam.terms import Sex, Term
    >>> from finsam.texts import Text
    >>> rows = [Term(key, Text(sv=key, en=key)) for key in ("work", "other")]
    >>> title = Text(sv="Avslut", en="Exits")
    >>> counts = [(14, 3), (20, 25)]
    >>> [safe] = protect(CountTable(key="x", title=title, rows=rows, columns=Sex, counts=counts))
    >>> print(safe.text("en"))
    Exits
          | woman | man | total
    work  |    ·· |  ·· |    17
    other |    ·· |  ·· |    45
    total |    34 |  28 |    62
    ··: counts below 5 are hidden, together with what would reveal them.
    >>> safe.counts
    ((None, None, 17), (None, None, 45), (34, 28, 62))

    Attributes:
        key: that of the table of counts.
        title: what is counted.
        rows: the rows, without the row of totals.
        columns: the columns, without the column of totals.
        all_rows: the rows, and the row of totals where there is one.
        all_columns: the columns, and the column of totals where there is one.
        counts: the counts, row by row, totals with them; None for a hidden one.
        below: counts below this are hidden.

    Source: the explanation Who is in the denominator.
    """

    key: str
    title: Text
    rows: tuple[Term, ...]
    columns: tuple[Term, ...]
    all_rows: tuple[Term, ...]
    all_columns: tuple[Term, ...]
    counts: tuple[tuple[int | None, ...], ...]
    below: int

    @property
    def total_row(self) -> str:
        """The key of the row that counts all: of totals, or the only one."""
        return self.all_rows[-1].key

    @property
    def hidden(self) -> frozenset[Cell]:
        """The cells that are hidden, by the keys of row and column; "total" is a total."""
        return frozenset(cell for cell, count in self.cells().items() if count is None)

    def cells(self) -> dict[Cell, int | None]:
        """Returns every count by the keys of row and column, totals with them; None if hidden."""
        return {
            (row.key, column.key): count
            for row, line in zip(self.all_rows, self.counts, strict=True)
            for column, count in zip(self.all_columns, line, strict=True)
        }

    def count(self, row: str, column: str) -> int | None:
        """Returns a count by the keys of row and column; None when it is hidden.

        Raises:
            InvalidInput: there is no such row or column.
        """
        return self.cells()[_cell(self, row, column)]

    def share(self, row: str, column: str, *, of: str = TOTAL.key) -> Fraction | None:
        """Returns the share of a count in another of its row; None when either is hidden.

        A share tells the hidden one of its two counts as soon as the other is shown. So it is
        shown only where both are.

        Args:
            row: the key of the row.
            column: the key of the column.
            of: the key of the column that it is a share of; the total unless said.

        Raises:
            InvalidInput: there is no such row or column.
        """
        part, whole = self.count(row, column), self.count(row, of)
        return None if part is None or not whole else Fraction(part, whole)

    def note(self, lang: Lang) -> str:
        """Returns the rule by which counts are hidden, for the line under the table.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return Text(
            sv=f"{HIDDEN}: antal under {self.below} visas inte, inte heller det som skulle"
            " avslöja dem.",
            en=f"{HIDDEN}: counts below {self.below} are hidden, together with what would reveal"
            " them.",
        ).in_(lang)

    def lines(self, lang: Lang) -> list[list[str]]:
        """Returns the rows as texts, the heading first.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _lines(self, lang)

    def text(self, lang: Lang = "sv") -> str:
        """Returns the table as plain text, with the rule used under it.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _text(self, lang)


_Table = CountTable | PublishedTable


def _cell(table: _Table, row: str, column: str) -> Cell:
    """Returns the cell of two keys.

    Raises:
        InvalidInput: there is no such row or column.
    """
    faults = Faults()
    for path, key, among in (
        ("row", row, [each.key for each in table.all_rows]),
        ("column", column, [each.key for each in table.all_columns]),
    ):
        if key not in among:
            what = Text(sv="i tabellen", en="in the table")
            faults.unknown(path, what=what, value=str(key), among=among)
    faults.raise_as(InvalidInput)
    return row, column


def _lines(table: _Table, lang: Lang) -> list[list[str]]:
    cells = table.cells()
    found = [["", *(folded(column.in_(lang)) for column in table.all_columns)]]
    for row in table.all_rows:
        counts = [cells[row.key, column.key] for column in table.all_columns]
        told = [HIDDEN if count is None else str(count) for count in counts]
        found.append([folded(row.in_(lang)), *told])
    return found


def _text(table: _Table, lang: Lang) -> str:
    lines = table.lines(lang)
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    drawn = [folded(table.title.in_(lang))]
    for first, *rest in lines:
        padded = [word.rjust(width) for word, width in zip(rest, widths[1:], strict=True)]
        drawn.append(" | ".join([first.ljust(widths[0]), *padded]))
    return "\n".join([*drawn, table.note(lang)])


def protect(
    *tables: CountTable,
    below: int = 5,
    show_zeros: bool = False,
    links: Iterable[Balance] = (),
    least: Mapping[Hashable, int] = NOTHING,
) -> tuple[PublishedTable, ...]:
    """Returns tables with their small counts hidden, and whatever would reveal them.

    Tables that are published together are protected together, with the sums that link them: the
    women of two measures and all women. A cell is named by table, row and column. Counts that
    other publications show are not known here.

    >>> from finsam.outcomes import TOTAL, Balance, CountTable, protect
    >>> from finsam.terms import Sex, Term
    >>> from finsam.texts import Text
    >>> def row(key, counts):
    ...     told = Text(sv=key, en=key)
    ...     rows = [Term(key, told)]
    ...     return CountTable(key=key, title=told, rows=rows, columns=Sex, counts=[counts])
    >>> tables = [row("one", (20, 12)), row("other", (2, 9)), row("both", (22, 21))]
    >>> links = [
    ...     Balance([("one", "one", key), ("other", "other", key)], [("both", "both", key)])
    ...     for key in ("woman", "man", "total")
    ... ]
    >>> for safe in protect(*tables, links=links):
    ...     print(*safe.lines("en")[1])
    one ·· ·· 32
    other ·· ·· 11
    both 22 21 43

    Args:
        tables: with different keys.
        below: counts below this are hidden.
        show_zeros: whether a count of 0 is shown. Then every one is, and a reader knows that a
            hidden count is 1 or more.
        links: the sums between cells of different tables that a reader knows.
        least: what a reader knows a count to be at least, by the name of its cell.

    Raises:
        InvalidInput: an argument of another type, two tables of one key, links that don't hold,
            a count that they give whatever is hidden; all faults at once.

    Source: the explanation Who is in the denominator.
    """
    faults = Faults()
    check_size(below, faults)
    faults.of_type(show_zeros, bool, "show_zeros")
    keys: set[str] = set()
    for i, table in enumerate(tables):
        if faults.of_type(table, CountTable, f"tables[{i}]"):
            if table.key in keys:
                faults.add(
                    "duplicate",
                    f"tables[{i}].key",
                    sv=f"nyckeln {table.key!r} finns redan",
                    en=f"the key {table.key!r} is taken",
                    value=table.key,
                )
            keys.add(table.key)
    linked = as_tuple(links)
    for i, link in enumerate(linked):
        faults.of_type(link, Balance, f"links[{i}]")
    faults.raise_as(InvalidInput)
    hidden = hidden_cells(
        *counts_and_sums(tables, linked), below=below, show_zeros=show_zeros, least=least
    )
    return tuple(without(table, hidden, below) for table in tables)


def counts_and_sums(
    tables: Iterable[CountTable], links: Iterable[Balance]
) -> tuple[dict[Hashable, int], list[Balance]]:
    """Returns all counts of some tables by table, row and column, and the sums between them."""
    counts: dict[Hashable, int] = {}
    balances: list[Balance] = []
    for table in tables:
        counts |= {(table.key, *cell): count for cell, count in table.cells().items()}
        balances += table.balances()
    return counts, [*balances, *links]


def without(table: CountTable, hidden: frozenset[Hashable], below: int) -> PublishedTable:
    """Returns a table without the counts that are to be hidden."""
    cells = table.cells()
    return PublishedTable(
        key=table.key,
        title=table.title,
        rows=table.rows,
        columns=table.columns,
        all_rows=table.all_rows,
        all_columns=table.all_columns,
        counts=tuple(
            tuple(
                None if (table.key, row.key, column.key) in hidden else cells[row.key, column.key]
                for column in table.all_columns
            )
            for row in table.all_rows
        ),
        below=below,
    )
