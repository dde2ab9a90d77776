"""Answers that are worked out a row at a time: each different row is asked about once.

There is no second engine. What some columns hold is gathered, row by row, and what is answered is
put beside the rows that hold it.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import repeat
from typing import TypeGuard

import narwhals as nw
from attrs import evolve, field, frozen

from finsam.errors import Fault, Faults
from finsam.frames.sheet import AnyTable
from finsam.frames.tables import NO_DAY, TIMED, Cell, Table, collected, none_of, rows_are_wrong

__all__ = ["FAR", "Rows", "Wrong", "as_day", "cells_of", "is_list", "is_timed"]


def __dir__() -> list[str]:
    return __all__


@frozen(eq=False)
class Rows:
    """The different rows of some columns of a table.

    Attributes:
        table: the table.
        held: what each of them holds, in the order of the columns.
        counts: how many rows of the table hold it.
    """

    table: Table
    held: list[tuple[Cell, ...]] = field(repr=False)
    counts: list[int] = field(repr=False)
    _places: list[int] = field(repr=False)
    """For each row of a table whose rows are there, which of them it holds; empty for others."""
    _words: list[list[str]] = field(repr=False)
    """For other tables, for each of them, how the table writes each of its cells."""
    _written: AnyTable = field(repr=False)
    """Such a table, with what is written as columns."""

    @classmethod
    def of(cls, table: Table, names: Sequence[str]) -> "Rows":
        """Returns the different rows of some columns; of none, all are alike.

        1, 1.0 and True, which pandas may have in one column, are equal and not alike.
        """
        if table.is_eager:
            seen: dict[tuple[Cell, ...], int] = {}
            places = [
                seen.setdefault((*row, *map(type, row)), len(seen))
                for row in _rows(table.frame, names)
            ]
            several = Counter(places)
            counts = [several[place] for place in seen.values()]
            held = [row[: len(names)] for row in seen]
            return cls(table, held, counts, places, [], table.frame)
        written = _with_words(table, names)
        words = _names_of_words(len(names))
        grouped = written.group_by(*words, *names).agg(nw.len().alias(_COUNT))
        found = collected(grouped)
        counted = [int(count) for count in found[_COUNT].to_list()]
        told = [list(row) for row in zip(*(found[word].to_list() for word in words), strict=True)]
        return cls(table, list(_rows(found, names)), counted, [], told, written)

    def answered(
        self, brought: Iterable[str], made: Mapping[str, str], answers: Sequence[Sequence[object]]
    ) -> AnyTable:
        """Returns some columns of the table with the answers beside them.

        The plan of a lazy table is worked out again. A row that it didn't hold the first time
        stays, with nulls for answers.

        Args:
            brought: the columns.
            made: the columns of the answers, and what each holds, as `Table.series` has it.
            answers: for each different row, what stands in those columns.
        """
        if self.table.is_eager:
            columns = [
                self.table.series(name, [answers[place][i] for place in self._places], kind)
                for i, (name, kind) in enumerate(made.items())
            ]
            return self.table.frame.select(*brought).with_columns(*columns)
        once = {tuple(words): row for words, row in zip(self._words, answers, strict=True)}
        words = _names_of_words(len(self._words[0]))
        held: dict[str, list[object]] = {
            word: [key[i] for key in once] for i, word in enumerate(words)
        }
        held |= {name: [row[i] for row in once.values()] for i, name in enumerate(made)}
        small = self.table.small(held, dict.fromkeys(words, "text") | dict(made))
        kept = list(dict.fromkeys(brought))
        joined = self._written.select(*kept, *words).join(small, on=words, how="left")
        return joined.select(*kept, *made)


_COUNT = "__finsam_count"


def _names_of_words(number: int) -> list[str]:
    """Returns what the columns of words are called; where there is no column, one all the same."""
    return [f"__finsam_word_{i}" for i in range(max(number, 1))]


def _with_words(table: Table, names: Sequence[str]) -> AnyTable:
    """Returns a table with each of some columns also as text, in which nothing is null.

    What is null would find nothing to be joined with.
    """
    words = _names_of_words(len(names))
    if not names:
        return table.frame.with_columns(nw.lit("").alias(words[0]))
    frame, columns = table.frame, dict(zip(words, names, strict=True))
    lists = [word for word in words if table.schema[columns[word]] in (nw.List, nw.Array)]
    if table.is_polars and lists:  # it has no text of a list
        pl = nw.get_native_namespace(frame)
        texts = [
            pl.col(columns[word]).cast(pl.List(pl.String)).list.join(",", ignore_nulls=True)
            for word in lists
        ]
        native = frame.to_native().with_columns(
            *(t.alias(w) for w, t in zip(lists, texts, strict=True))
        )
        frame = nw.from_native(native)
        columns |= {word: word for word in lists}
    return frame.with_columns(
        nw.when(nw.col(name).is_null())
        .then(nw.lit(""))
        .otherwise(nw.concat_str(nw.lit("="), nw.col(name).cast(nw.String)))
        .alias(word)
        for word, name in columns.items()
    )


def _rows(frame: AnyTable, names: Sequence[str]) -> Iterator[tuple[Cell, ...]]:
    if not names:
        return repeat((), len(frame))
    return zip(*(cells_of(frame[name]) for name in names), strict=True)


def cells_of(series: Cell) -> Iterator[Cell]:
    """Yields the cells of a column, so that each can be told from others; None for what is null."""
    for value, null in zip(_values(series), series.is_null().to_list(), strict=True):
        yield None if null else _cell(value)


def _values(series: Cell) -> list[Cell]:
    """Returns the values of a column; those that Python can't hold, one by one, as `FAR`."""
    try:
        values: list[Cell] = series.to_list()
    except (ValueError, OverflowError):
        if len(series) == 1:
            return [FAR]
        return [value for i in range(len(series)) for value in _values(series[i : i + 1])]
    return values


def _cell(value: Cell) -> Cell:
    """Returns a cell that can be told from others; a list as a tuple without what is null."""
    if isinstance(value, dt.date | str | int | float | Decimal):
        if value != value:  # noqa: PLR0124 - NaN and NaT are not themselves
            return None
        if isinstance(value, dt.datetime) and not dt.MINYEAR <= value.year <= dt.MAXYEAR:
            return FAR  # pandas has times in any year
        return value
    if is_list(value):
        cells = [_cell(each) for each in value]
        return tuple(cell for cell in cells if cell is not None)
    if hasattr(value, "tolist"):  # what numpy has for a list, or for a number
        return _cell(value.tolist())
    return value if value is None or value is FAR else OTHER


class _Other:
    """What is no value that any column of ours takes."""


OTHER = _Other()
FAR = _Other()
"""A day in a year that Python has no date in: before 1 or after 9999."""


def is_list(cell: Cell) -> TypeGuard[Sequence[Cell]]:
    """Tells whether a cell is a list."""
    return isinstance(cell, list | tuple)


def as_day(cell: Cell) -> Cell:
    """Returns a time at midnight as its day; anything else as it is."""
    if isinstance(cell, dt.datetime) and cell.tzinfo is None and cell.time() == dt.time.min:
        return cell.date()
    return cell


def is_timed(cell: Cell) -> bool:
    """Tells whether a day has a time, or a list of days has one that has."""
    return any(map(is_timed, cell)) if is_list(cell) else isinstance(cell, dt.datetime)


def _odd(cell: object) -> str:
    """Returns how a cell is of another kind than it should be."""
    return "range" if cell is FAR else "timed" if is_timed(cell) else "type"


_MOST_SHOWN = 5  # misspelt choices; after that the point is made


@frozen(eq=False)
class Wrong:
    """In how many rows something is wrong, by column and by what it is.

    Attributes:
        told: the column that tells of each thing.
        rows: how many rows.
        misspelt: the choices that may be quoted, with what would be right.
        allowed: for columns of choices, what is.
    """

    told: Mapping[str, str]
    rows: Counter[tuple[str, str]] = field(factory=Counter[tuple[str, str]], init=False)
    misspelt: dict[tuple[str, str], Fault] = field(factory=dict[tuple[str, str], Fault], init=False)
    allowed: dict[str, tuple[str, ...]] = field(factory=dict[str, tuple[str, ...]], init=False)

    def day(self, as_of: dt.date | str, cells: Mapping[str, Cell], count: int) -> dt.date | None:
        """Returns the day that a row is asked about; notes where it has none."""
        if not isinstance(as_of, str):
            return as_of
        day = as_day(cells[as_of])
        if isinstance(day, dt.date) and not isinstance(day, dt.datetime):
            return day
        self.rows[as_of, "no_day" if day is None else _odd(day)] += count
        return None

    def note(self, faults: Iterable[Fault], count: int, record: Mapping[str, object]) -> None:
        """Notes the faults of a record, which so many rows hold; not what they quote."""
        found: dict[tuple[str, str], None] = {}
        for fault in faults:
            what = fault.path.partition("[")[0]
            name = self.told.get(what, what)
            if fault.code == "unknown" and fault.value is not None:  # a misspelt choice
                self.misspelt.setdefault((name, fault.value), evolve(fault, path=name))
            else:
                code = _odd(record[what]) if fault.code == "type" else fault.code
                found[name, code] = None
                if code == "unknown":
                    self.allowed[name] = fault.expected
        for each in found:
            self.rows[each] += count

    def report(self, faults: Faults) -> None:
        """Notes it all."""
        for (name, what), count in self.rows.items():
            code = _CODES.get(what, what)
            words = _WORDS.get(what, _UNREADABLE)
            if what == "unknown":
                words = none_of(self.allowed[name])
            rows_are_wrong(code, name, count, faults, words)
        faults.found.extend(list(self.misspelt.values())[:_MOST_SHOWN])


_CODES = {"timed": "type", "no_day": "empty"}
_UNREADABLE = ("har något som inte kan läsas", "with something that can't be read")
_WORDS = {
    "timed": TIMED,
    "no_day": NO_DAY,
    "type": ("har ett värde av fel slag", "with a value of another kind"),
    "order": (
        "säger något som inte kan stämma med radens andra kolumner",
        "that can't be right by the other columns of the row",
    ),
    "twice": ("har samma händelse två gånger", "with the same event twice"),
    "missing": (
        "saknar den händelse som en annan kolumn säger mer om",
        "without the event that another column tells more of",
    ),
    "range": ("ligger utanför det tillåtna", "outside what is allowed"),
    "float": ("har ett flyttal, som inte är exakt", "with a float, which isn't exact"),
    "decimals": ("har fler än två decimaler", "with more than two decimals"),
}
