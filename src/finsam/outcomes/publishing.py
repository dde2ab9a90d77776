"""Tables that can be published: small counts hidden, and what would reveal them.

A hidden cell takes at least two values over all tables of non-negative whole numbers that agree
with what is shown. The proof for each hidden cell is a *move*: one more here, one fewer there,
among hidden cells only, so that every sum stays as it is. A cell that has no move yet gets the
cheapest one, and the cells that it needs are hidden with it. In a table with its totals a cell
has such a move exactly when it can take another value at all.
"""

from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction
from heapq import heappop, heappush
from typing import cast

from attrs import evolve, field, frozen

from finsam.errors import Faults, InvalidInput, as_tuple
from finsam.outcomes.questions import as_keys, as_terms
from finsam.terms import Term
from finsam.texts import Lang, Text

__all__ = ["HIDDEN", "MAX_STEPS", "TOTAL", "Balance", "Table", "hidden_cells", "protect"]


def __dir__() -> list[str]:
    return __all__


HIDDEN = "··"
"""What stands in the place of a hidden count."""

MAX_STEPS = 20_000
"""How many steps a search for a move takes; past it all that hangs together is hidden.

It keeps a report of many linked tables from taking minutes; the searches of a usual one take some
hundred steps.
"""

_FEW_STEPS = 200  # to show a cell again is no must: past this it stays hidden

TOTAL = Term("total", Text(sv="totalt", en="total"))
"""The row, or the column, of totals."""


@frozen
class Balance:
    """Cells that add up to as much as other cells: a total and its parts, or start and end.

    >>> from finsam.outcomes import Balance
    >>> Balance(["women", "men"], ["all"])
    Balance(one=('women', 'men'), other=('all',))

    Attributes:
        one: the names of the cells on one side.
        other: the names of those on the other side.

    Source: the explanation Who is in the denominator.
    """

    one: tuple[Hashable, ...] = field(converter=as_tuple)
    other: tuple[Hashable, ...] = field(converter=as_tuple)


# --- what to hide -------------------------------------------------------------------------------

_Cost = tuple[int, int, int, int]


@frozen
class _System:
    """The cells by their places, and the sums that a reader knows."""

    counts: tuple[int, ...]
    sums: tuple[tuple[tuple[int, int], ...], ...]
    of_cell: tuple[tuple[tuple[int, int], ...], ...]
    is_total: tuple[bool, ...]

    def move(self, cell: int, hidden: set[int], *, more: bool, steps: int) -> dict[int, int] | None:
        """Returns the cheapest move that changes a cell; empty where there is none.

        None is what a search past its limit gives.

        Cells that aren't hidden yet cost: fewest totals, then fewest of all, then the smallest
        counts. With `more` off only hidden cells may move.
        """
        heap: list[tuple[_Cost, tuple[tuple[int, int], ...], dict[int, int]]] = []
        for sign in (1, -1):
            if sign > 0 or self.counts[cell]:
                heappush(heap, ((0, 0, 0, 1), ((cell, sign),), self._left({}, cell, sign)))
        done: set[frozenset[tuple[int, int]]] = set()
        for _ in range(steps):
            if not heap:
                return {}
            cost, path, left = heappop(heap)
            if not left:
                return dict(path)
            state = frozenset(left.items())
            if state in done:
                continue
            done.add(state)
            at = min(left, key=self._shortest)
            moved = dict(path)
            for other, times in self.sums[at]:
                sign = -1 if (left[at] > 0) == (times > 0) else 1
                if other in moved or (sign < 0 and not self.counts[other]):
                    continue
                totals, new, size, length = cost
                if other not in hidden:
                    if not more:
                        continue
                    totals += self.is_total[other]
                    new += 1
                    size += self.counts[other]
                added = (totals, new, size, length + 1)
                step = (*path, (other, sign))
                heappush(heap, (added, step, self._left(left, other, sign)))
        return None

    def _shortest(self, at: int) -> tuple[int, int]:
        """Returns the place of a sum in the order in which sums are mended: few choices first."""
        return len(self.sums[at]), at

    def _left(self, left: dict[int, int], cell: int, sign: int) -> dict[int, int]:
        """Returns the sums that are out of balance, and by how much, after one more step."""
        found = dict(left)
        for at, times in self.of_cell[cell]:
            off = found.get(at, 0) + times * sign
            if off:
                found[at] = off
            else:
                found.pop(at, None)
        return found

    def around(self, cell: int) -> set[int]:
        """Returns all cells that hang together with a cell, by way of sums."""
        found, new = {cell}, [cell]
        while new:
            for at, _ in self.of_cell[new.pop()]:
                fresh = [each for each, _ in self.sums[at] if each not in found]
                found.update(fresh)
                new += fresh
        return found


def hidden_cells(
    counts: Mapping[Hashable, int],
    balances: Iterable[Balance],
    *,
    below: int = 5,
    show_zeros: bool = False,
) -> frozenset[Hashable]:
    """Says which cells to hide, so that no hidden one can be worked out.

    >>> from finsam.outcomes import Balance, hidden_cells
    >>> counts = {"women": 14, "men": 3, "all": 17}
    >>> sorted(hidden_cells(counts, [Balance(["women", "men"], ["all"])]))
    ['men', 'women']

    Args:
        counts: all counts that are to be published together, by the names of their cells.
        balances: the sums that a reader knows.
        below: counts below this are hidden.
        show_zeros: whether a count of 0 may be shown.

    Raises:
        InvalidInput: a count that is no count, a balance that doesn't hold or names a cell that
            there isn't, a size below 1; all faults at once.

    Source: the explanation Who is in the denominator.
    """
    faults = Faults()
    names = list(counts)
    place = {name: i for i, name in enumerate(names)}
    check_size(below, faults)
    for name in names:
        check_count(counts[name], f"counts[{name!r}]", faults)
    sums: list[tuple[tuple[int, int], ...]] = []
    totals: set[int] = set()
    for i, balance in enumerate(balances):
        parts = [(name, 1) for name in balance.one] + [(name, -1) for name in balance.other]
        missing = [name for name, _ in parts if name not in place]
        if missing:
            faults.add(
                "unknown",
                f"balances[{i}]",
                sv=f"det finns ingen cell {missing[0]!r}",
                en=f"there is no cell {missing[0]!r}",
            )
        elif not faults.found and sum(times * counts[name] for name, times in parts) != 0:
            faults.add(
                "balance",
                f"balances[{i}]",
                sv="de två sidorna är inte lika stora",
                en="the two sides aren't equal",
            )
        else:
            sums.append(tuple((place[name], times) for name, times in parts))
            if len(balance.other) == 1 < len(balance.one):
                totals.add(place[balance.other[0]])
    faults.raise_as(InvalidInput)
    of_cell: list[list[tuple[int, int]]] = [[] for _ in names]
    for at, parts_of in enumerate(sums):
        for cell, times in parts_of:
            of_cell[cell].append((at, times))
    system = _System(
        tuple(counts[name] for name in names),
        tuple(sums),
        tuple(tuple(each) for each in of_cell),
        tuple(i in totals for i in range(len(names))),
    )
    first = [i for i, n in enumerate(system.counts) if n < below and not (show_zeros and n == 0)]
    hidden = _hide(system, first)
    for cell in first:
        if cell not in hidden:
            faults.add(
                "balance",
                f"counts[{names[cell]!r}]",
                sv="går inte att dölja: summorna ger talet, vad som än döljs",
                en="can't be hidden: the sums give the count, whatever is hidden",
            )
    faults.raise_as(InvalidInput)
    return frozenset(names[i] for i in hidden)


def _hide(system: _System, first: list[int]) -> set[int]:
    """Returns the first cells that can be hidden, and those that have to be hidden with them."""
    hidden = set(first)
    safe: set[int] = set()
    for cell in first:
        if cell not in safe:
            move = system.move(cell, hidden, more=True, steps=MAX_STEPS)
            moved = system.around(cell) if move is None else set(move)
            hidden |= moved
            safe |= moved
    hidden &= safe
    for cell in sorted(hidden - set(first), key=lambda each: (-system.counts[each], each)):
        fewer = hidden - {cell}  # what one move needed, a later one may have made needless
        moves = (system.move(each, fewer, more=False, steps=_FEW_STEPS) for each in sorted(fewer))
        if all(moves):
            hidden = fewer
    return hidden


def check_size(size: object, faults: Faults, path: str = "below") -> None:
    """Notes a size that is no whole number above 0."""
    if faults.of_type(size, int, path) and cast("int", size) < 1:
        faults.add("range", path, sv="ska vara minst 1", en="is at least 1")


def check_count(count: object, path: str, faults: Faults) -> None:
    """Notes what is no count; a count is about people and isn't quoted."""
    if faults.of_type(count, int, path) and cast("int", count) < 0:
        faults.add("range", path, sv="ska inte vara negativt", en="isn't negative")


# --- tables -------------------------------------------------------------------------------------

Cell = tuple[str, str]


def _as_counts(counts: Iterable[Iterable[int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(as_tuple(row) for row in as_tuple(counts))


@frozen(kw_only=True)
class Table:
    """Counts by row and column, with their totals.

    >>> from finsam.outcomes import Table, protect
    >>> from finsam.terms import Sex, Term
    >>> from finsam.texts import Text
    >>> table = Table(
    ...     key="exits",
    ...     title=Text(sv="Avslut", en="Exits"),
    ...     rows=[
    ...         Term("work", Text(sv="arbete", en="work")),
    ...         Term("other", Text(sv="annat", en="other")),
    ...     ],
    ...     columns=Sex,
    ...     counts=[(14, 3), (20, 25)],
    ... )
    >>> [safe] = protect(table)
    >>> print(safe.text("en"))
    Exits
          | woman | man | total
    work  |    ·· |  ·· |    17
    other |    ·· |  ·· |    45
    total |    34 |  28 |    62
    ··: counts below 5 are hidden, together with what would reveal them.

    Attributes:
        key: a name for programs, unique among the tables that are protected together.
        title: what is counted.
        rows: the rows, without the row of totals.
        columns: the columns, without the column of totals.
        counts: the counts, row by row; whole numbers, not negative.
        balanced: where the columns aren't parts of a total, the keys of those that add up to as
            much as the others, such as new and exited; empty for a column of totals.
        hidden: the cells that are hidden, by the keys of row and column; "total" is a total.
        below: counts below this are hidden; None for a table that isn't protected.

    Raises:
        InvalidInput: a part of another type, a count that is no count, rows of another length
            than the columns, two rows or columns of one key; all faults at once.

    Source: no rule of the follow-up system is known (law.md 4.6); the how-to Measure the goals.
    """

    key: str
    title: Text
    rows: tuple[Term, ...] = field(converter=as_terms)
    columns: tuple[Term, ...] = field(converter=as_terms)
    counts: tuple[tuple[int, ...], ...] = field(converter=_as_counts, repr=False)
    balanced: frozenset[str] = field(default=frozenset(), converter=as_keys)
    hidden: frozenset[Cell] = frozenset()
    below: int | None = None

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
        """Returns every count by the keys of row and column, totals with them, also hidden ones.

        It is for those who may see the counts.
        """
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

    def count(self, row: str, column: str) -> int | None:
        """Returns a count by the keys of row and column; None when it is hidden.

        Raises:
            InvalidInput: there is no such row or column.
        """
        cells = self.cells()
        faults = Faults()
        for path, key, among in (
            ("row", row, [each.key for each in self.all_rows]),
            ("column", column, [each.key for each in self.all_columns]),
        ):
            if key not in among:
                what = Text(sv="i tabellen", en="in the table")
                faults.unknown(path, what=what, value=str(key), among=among)
        faults.raise_as(InvalidInput)
        return None if (row, column) in self.hidden else cells[row, column]

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
        if self.below is None:
            return Text(
                sv="Tabellen visar små antal. Den är inte till för publicering.",
                en="The table shows small counts. It isn't for publication.",
            ).in_(lang)
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
        cells = self.cells()
        found = [["", *(column.in_(lang) for column in self.all_columns)]]
        for row in self.all_rows:
            keys = [(row.key, column.key) for column in self.all_columns]
            told = [HIDDEN if key in self.hidden else str(cells[key]) for key in keys]
            found.append([row.in_(lang), *told])
        return found

    def text(self, lang: Lang = "sv") -> str:
        """Returns the table as plain text, with the rule used under it.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        lines = self.lines(lang)
        widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
        drawn = [self.title.in_(lang)]
        for first, *rest in lines:
            padded = [word.rjust(width) for word, width in zip(rest, widths[1:], strict=True)]
            drawn.append(" | ".join([first.ljust(widths[0]), *padded]))
        return "\n".join([*drawn, self.note(lang)])


def protect(
    *tables: Table, below: int = 5, show_zeros: bool = False, links: Iterable[Balance] = ()
) -> tuple[Table, ...]:
    """Returns tables with their small counts hidden, and whatever would reveal them.

    Tables that are published together are protected together, with the sums that link them: the
    women of two measures and all women. A cell is named by table, row and column. Counts that
    other publications show are not known here.

    >>> from finsam.outcomes import TOTAL, Balance, Table, protect
    >>> from finsam.terms import Sex, Term
    >>> from finsam.texts import Text
    >>> def row(key, counts):
    ...     told = Text(sv=key, en=key)
    ...     return Table(key=key, title=told, rows=[Term(key, told)], columns=Sex, counts=[counts])
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
        show_zeros: whether a count of 0 may be shown.
        links: the sums between cells of different tables that a reader knows.

    Raises:
        InvalidInput: an argument of another type, two tables of one key, links that don't hold;
            all faults at once.

    Source: the explanation Who is in the denominator.
    """
    faults = Faults()
    check_size(below, faults)
    faults.of_type(show_zeros, bool, "show_zeros")
    keys: set[str] = set()
    for i, table in enumerate(tables):
        if faults.of_type(table, Table, f"tables[{i}]"):
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
    counts: dict[Hashable, int] = {}
    balances: list[Balance] = []
    for table in tables:
        counts |= {(table.key, *cell): count for cell, count in table.cells().items()}
        balances += table.balances()
    hidden = hidden_cells(counts, [*balances, *linked], below=below, show_zeros=show_zeros)
    return tuple(
        evolve(
            table,
            hidden=frozenset(cell for cell in table.cells() if (table.key, *cell) in hidden),
            below=below,
        )
        for table in tables
    )
