"""The table libraries: how a table is opened, and what differs between them."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias, cast

import narwhals as nw
from attrs import evolve, field, frozen

from finsam.errors import Faults
from finsam.frames.sheet import AnyTable

__all__ = ["Table", "opened", "rows_are_wrong"]


def __dir__() -> list[str]:
    return __all__


_READ = {
    nw.Implementation.PANDAS: "pandas",
    nw.Implementation.POLARS: "polars",
    nw.Implementation.PYARROW: "pyarrow",
    nw.Implementation.DUCKDB: "duckdb",
    nw.Implementation.PYSPARK: "pyspark",
    nw.Implementation.PYSPARK_CONNECT: "pyspark",
}
_MOMENT = nw.Datetime("us")
_MIDNIGHT = ("hour", "minute", "second", "microsecond")


@frozen
class Table:
    """A caller's table.

    Attributes:
        frame: the table, as narwhals has it.
        library: whose it is.
        schema: the kind of each column.
    """

    frame: AnyTable = field(eq=False, repr=False)
    library: str
    schema: Mapping[str, Any]

    @property
    def is_polars(self) -> bool:
        """Tells whether it is one of polars, which works out a whole plan best."""
        return self.library == "polars"

    @property
    def is_eager(self) -> bool:
        """Tells whether its rows are there already."""
        return isinstance(self.frame, nw.DataFrame)

    @property
    def is_empty(self) -> bool:
        """Tells whether it is there already, and has no rows."""
        return self.is_eager and len(self.frame) == 0

    def moment(self, day: dt.date) -> dt.date:
        """Returns a day as the table's dates are compared with: pandas has times at midnight."""
        if self.library == "pandas":
            return dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001 - no moment in time
        return day

    def plain(self, name: str) -> nw.Expr:
        """Returns a column, dates as the table's dates are compared."""
        dtype, col = self.schema[name], nw.col(name)
        if dtype == nw.Datetime:
            return col.cast(_MOMENT if self.library == "pandas" else nw.Date)
        if dtype == nw.Date and self.library == "pandas":
            return col.cast(_MOMENT)
        return col

    def timed(self, names: Iterable[str]) -> dict[str, nw.Expr]:
        """Returns for each column of times whether a row has one that isn't midnight."""
        found: dict[str, nw.Expr] = {}
        for name in names:
            if self.schema[name] == nw.Datetime:
                parts = [getattr(nw.col(name).dt, part)() != 0 for part in _MIDNIGHT]
                later = parts[0] | parts[1] | parts[2] | parts[3]
                found[name] = later & ~nw.col(name).is_null()
        return found

    def with_objects_read(self, names: Mapping[str, str], faults: Faults) -> "Table":
        """Returns the table with pandas' columns of Python objects made into plain ones.

        Args:
            names: the columns, and what each has to hold: "date", "flag", "text" or "number".
            faults: where it is noted what can't be read.
        """
        schema, frame = dict(self.schema), self.frame
        for name, what in names.items():
            if schema[name] != nw.Object:
                continue
            schema[name], read = _OBJECTS[what]
            column = frame[name].filter(~frame[name].is_null())
            try:
                table = {value: read(value) for value in column.unique().to_list()}
            except TypeError:  # a list or the like has no place in a table of values
                table = {}
                bad = sum(read(value) is _BAD for value in column.to_list())
            else:
                wrong = [value for value, plain in table.items() if plain is _BAD]
                bad = int(column.is_in(wrong).sum())
            if bad:
                rows_are_wrong("type", name, bad, faults, _HOLDS[what])
                continue
            plain = frame[name].to_native().map(table).astype(_PLAIN[what])
            frame = frame.with_columns(nw.from_native(plain, series_only=True).alias(name))
        return evolve(self, frame=frame, schema=schema)

    def small(self, columns: Mapping[str, Sequence[object]], dates: Iterable[str]) -> AnyTable:
        """Returns a table of the same kind, made here, to be joined with the caller's.

        Args:
            columns: the values of each column, dates as `datetime.date`, other numbers whole.
            dates: the columns of dates.
        """
        of_dates = set(dates)
        rows = list(zip(*columns.values(), strict=True))
        if self.library == "duckdb":
            shown = ", ".join(f"({', '.join(map(_sql, row))})" for row in rows)
            names = ", ".join(columns)
            values = f"SELECT * FROM (VALUES {shown}) AS made({names})"  # noqa: S608 - days and years
            return nw.from_native(self.frame.to_native().query("asked", values))
        if self.library == "pyspark":
            kinds = ", ".join(f"{n} {'date' if n in of_dates else 'int'}" for n in columns)
            session = self.frame.to_native().sparkSession
            return nw.from_native(session.createDataFrame(rows, kinds))
        held = {
            name: [self.moment(v) for v in values] if name in of_dates else list(values)  # type: ignore[arg-type]
            for name, values in columns.items()
        }
        of_date = _MOMENT if self.library == "pandas" else nw.Date
        schema = {name: of_date if name in of_dates else nw.Int64 for name in columns}
        made = nw.from_dict(held, schema, backend=self.library)  # type: ignore[arg-type]
        return made.lazy() if self.is_polars else made


def _sql(value: object) -> str:
    return f"DATE '{value}'" if isinstance(value, dt.date) else str(value)


def opened(frame: object, faults: Faults) -> Table | None:
    """Returns a caller's table; None, and a fault, for one that can't be read."""
    found: AnyTable = nw.from_native(cast("Any", frame), pass_through=True)
    library = _READ.get(getattr(found, "implementation", nw.Implementation.UNKNOWN))
    if library is None:
        given = f"{type(frame).__module__.partition('.')[0]}.{type(frame).__name__}"
        faults.add(
            "type",
            "frame",
            sv=f"ska vara en tabell i pandas, polars, pyarrow, duckdb eller pyspark, inte {given}",
            en=f"takes a table of pandas, polars, pyarrow, duckdb or pyspark, not {given}",
            expected=sorted(set(_READ.values())),
        )
        return None
    schema: dict[str, Any] = {}
    try:
        schema.update(found.collect_schema())
    except Exception as error:  # each library has errors of its own
        faults.add(
            "schema",
            "frame",
            sv=f"tabellens kolumner kan inte läsas ut ({type(error).__name__} från {library})",
            en=f"the columns of the table can't be told ({type(error).__name__} from {library})",
        )
        return None
    return Table(found, library, schema)


def rows_are_wrong(
    code: str, name: str, count: int, faults: Faults, words: tuple[str, str]
) -> None:
    """Notes how many rows of a column are wrong, and how, in Swedish and English."""
    sv, en = words
    faults.add(
        code,
        name,
        sv=f"{count} {'rad' if count == 1 else 'rader'} {sv}",
        en=f"{count} {'row' if count == 1 else 'rows'} {en}",
    )


Cell: TypeAlias = Any  # a Python object in a column of pandas


class _Bad:
    """What can't be read."""


_BAD = _Bad()


def _date(value: Cell) -> object:
    if isinstance(value, dt.datetime):
        at_midnight = value.tzinfo is None and value.time() == dt.time.min
        return dt.datetime(value.year, value.month, value.day) if at_midnight else _BAD  # noqa: DTZ001
    if isinstance(value, dt.date):
        return dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001 - no moment in time
    return _BAD


def _flag(value: Cell) -> object:
    if isinstance(value, str):
        return _WORDS.get(value.lower(), _BAD)
    return float(value) if isinstance(value, int | float) and value in {0, 1} else _BAD


def _text(value: Cell) -> object:
    return value if isinstance(value, str) else _BAD


def _number(value: Cell) -> object:
    return float(value) if isinstance(value, int) else _BAD


_WORDS = {"ja": 1.0, "yes": 1.0, "true": 1.0, "nej": 0.0, "no": 0.0, "false": 0.0}
_OBJECTS: dict[str, tuple[Any, Any]] = {
    "date": (_MOMENT, _date),
    "flag": (nw.Float64(), _flag),
    "text": (nw.String(), _text),
    "number": (nw.Float64(), _number),
}
_PLAIN = {"date": "datetime64[us]", "flag": "float64", "text": "str", "number": "float64"}
_HOLDS = {
    "date": ("har annat än ett datum utan klockslag", "with something else than a plain date"),
    "flag": ("har annat än ja och nej", "with something else than yes and no"),
    "text": ("har annat än text", "with something else than text"),
    "number": ("har annat än ett heltal", "with something else than a whole number"),
}
