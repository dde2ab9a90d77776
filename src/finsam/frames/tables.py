"""The table libraries: how a table is opened, and what differs between them."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from numbers import Integral, Real
from typing import Any, TypeAlias, cast

import narwhals as nw
from attrs import evolve, field, frozen
from narwhals.exceptions import DuplicateError

from finsam.errors import MOST_NAMES, Faults, as_tuple
from finsam.frames.sheet import AnyTable
from finsam.texts import Text, joined, nearest

__all__ = [
    "FLOAT",
    "HOLDS",
    "INTEGERS",
    "NO_DAY",
    "PLACES",
    "TEXTS",
    "TIMED",
    "WHOLE_FLOAT",
    "Cell",
    "Table",
    "as_brought",
    "as_given",
    "as_names",
    "check_alike",
    "check_days",
    "check_key",
    "check_kind",
    "check_names",
    "check_result_names",
    "collected",
    "counts",
    "day_is_far",
    "flag",
    "has_more_decimals",
    "is_name",
    "key_tests",
    "no_rows",
    "none_of",
    "note_key",
    "opened",
    "rows_are_wrong",
    "says_nothing",
    "told_by",
    "too_exact",
]


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
Cell: TypeAlias = Any
"""What a table holds: a value, anything at all in a column of Python objects, or a column."""

INTEGERS = (
    *(nw.Int8, nw.Int16, nw.Int32, nw.Int64, nw.Int128),
    *(nw.UInt8, nw.UInt16, nw.UInt32, nw.UInt64, nw.UInt128),
)
TEXTS = (nw.String, nw.Categorical, nw.Enum)
PLACES = frozenset({"municipality", "lives_in"})
_MOMENT = nw.Datetime("us")
_MIDNIGHT = ("hour", "minute", "second", "microsecond")


@frozen
class Table:
    """A caller's table.

    Attributes:
        frame: the table, as narwhals has it.
        library: whose it is.
        schema: the kind of each column.
        scaled: the columns of numbers that are held in units of their last decimal.
    """

    frame: AnyTable = field(eq=False, repr=False)
    library: str
    schema: Mapping[str, Any]
    scaled: frozenset[str] = frozenset()

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

    def with_objects_read(self, names: Mapping[str, str | int], faults: Faults) -> "Table":
        """Returns the table with pandas' columns of Python objects made into plain ones.

        Args:
            names: the columns, and what each has to hold: "date", "flag" or "text", or a number
                of at most so many decimals, which is made into whole ones of the last of them.
            faults: where it is noted what can't be read.
        """
        schema, frame, scaled = dict(self.schema), self.frame, set(self.scaled)
        for name, what in names.items():
            if schema[name] != nw.Object:
                continue
            if isinstance(what, int):
                read_numbers = _numbers(frame[name], what, name, faults)
                frame = frame if read_numbers is None else frame.with_columns(read_numbers)
                schema[name] = nw.Int64()
                scaled.add(name)
                continue
            schema[name], read = _OBJECTS[what]
            column = frame[name].filter(~frame[name].is_null())
            try:
                table = {value: read(value) for value in column.unique().to_list()}
            except TypeError:  # a list or the like has no place in a table of values
                table = {}
            if not table:
                bad = sum(read(value) is _BAD for value in column.to_list())
            else:
                wrong = [value for value, plain in table.items() if plain is _BAD]
                bad = int(column.is_in(wrong).sum())
            if bad:
                rows_are_wrong("type", name, bad, faults, HOLDS[what])
                continue
            plain = frame[name].to_native().map(table).astype(_PLAIN[what])
            frame = frame.with_columns(nw.from_native(plain, series_only=True).alias(name))
        return evolve(self, frame=frame, schema=schema, scaled=frozenset(scaled))

    def series(self, name: str, values: Iterable[object], kind: str) -> Cell:
        """Returns a column of the same kind, made here, for a table whose rows are there.

        Args:
            name: what it is called.
            values: its values, dates as `datetime.date`.
            kind: what it holds: "date", "number", "text" or "money".
        """
        held = list(values)
        if kind == "date" and self.library == "pandas":
            held = [None if day is None else self.moment(cast("dt.date", day)) for day in held]
        if kind == "money":
            return _of_money(name, held, self.library)
        dtype = _MOMENT if kind == "date" and self.library == "pandas" else _MADE[kind]
        return nw.new_series(name, held, dtype, backend=self.library)  # type: ignore[arg-type]

    def small(self, columns: Mapping[str, Iterable[object]], kinds: Mapping[str, str]) -> AnyTable:
        """Returns a table of the same kind, made here, to be joined with the caller's.

        Args:
            columns: the values of each column, dates as `datetime.date`.
            kinds: what each holds: "date", "number", "text" or "money".
        """
        if self.library == "pyspark":
            shown = ", ".join(f"`{name}` {_SPARK[kinds[name]]}" for name in columns)
            session = self.frame.to_native().sparkSession
            rows = list(zip(*columns.values(), strict=True))
            return nw.from_native(session.createDataFrame(rows, shown))
        here = evolve(self, library="pyarrow") if self.library == "duckdb" else self
        first, *rest = (here.series(name, values, kinds[name]) for name, values in columns.items())
        made = first.to_frame().with_columns(*rest)
        if self.library == "duckdb":
            # duckdb finds it by its name.
            arrow = made.to_native()  # noqa: F841  # pyright: ignore[reportUnusedVariable]
            query = "SELECT * FROM arrow"  # values written out in SQL would take minutes to read
            return nw.from_native(self.frame.to_native().query("asked", query))
        return made.lazy() if self.is_polars else made


_MADE: dict[str, Any] = {"date": nw.Date(), "number": nw.Int64(), "text": nw.String()}
_SPARK = {"date": "date", "number": "bigint", "text": "string", "money": "decimal(18, 2)"}


def _of_money(name: str, values: Sequence[object], library: str) -> Cell:
    """Returns a column of exact kronor; pandas has them as objects."""
    if library == "pandas":
        return nw.new_series(name, values, nw.Object(), backend="pandas")
    return nw.new_series(name, values, nw.Decimal(18, 2), backend=library)  # type: ignore[arg-type]


def opened(frame: object, faults: Faults) -> Table | None:
    """Returns a caller's table; None, and a fault, for one that can't be read."""
    try:
        found: AnyTable = nw.from_native(cast("Any", frame), pass_through=True)
    except DuplicateError:
        _names_repeat(cast("Any", frame), faults)
        return None
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
    if library == "pandas":  # of objects it looks at the first hundred, and calls nothing a text
        texts = [name for name, dtype in schema.items() if dtype == nw.String]
        schema |= {name: nw.Object() for name in texts if _begins_with_nothing(found[name])}
    return Table(found, library, schema)


def _names_repeat(frame: Cell, faults: Faults) -> None:
    """Notes the columns of pandas or pyarrow that have the name of another."""
    names: Iterable[object] = getattr(frame, "column_names", frame.columns)
    several = [repr(name) for name, count in Counter(names).items() if count > 1]
    faults.add(
        "duplicate",
        "frame",
        sv=f"har mer än en kolumn med namnet {joined(several, 'och')}; döp om dem",
        en=f"has more than one column called {joined(several, 'and')}; rename them",
    )


def _begins_with_nothing(series: Cell) -> bool:
    of_objects: bool = series.to_native().dtype == object
    return of_objects and bool(series.head(100).is_null().all())


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


def no_rows(faults: Faults) -> None:
    """Notes that a table has no rows."""
    faults.add("empty", "frame", sv="tabellen har inga rader", en="the table has no rows")


def day_is_far(path: str, faults: Faults) -> None:
    """Notes that some day lies in a year that Python has no date in."""
    faults.add(
        "range",
        path,
        sv=f"någon rad har en dag utanför åren {dt.MINYEAR}–{dt.MAXYEAR}",
        en=f"some row has a day outside the years {dt.MINYEAR}–{dt.MAXYEAR}",
    )


def as_names(as_of: object) -> tuple[str, ...]:
    """Returns the column that the days stand in; nothing where it is one day."""
    return (as_of,) if isinstance(as_of, str) else ()


def as_brought(key: str, keep: Iterable[str], faults: Faults) -> tuple[str, ...]:
    """Returns the columns that come back as they are, the key first; notes what is no name."""
    named = [is_name(key, "key", faults)]
    named += [is_name(name, "keep", faults) for name in as_tuple(keep)]
    if not all(named):
        return ()
    return (key, *(name for name in dict.fromkeys(as_tuple(keep)) if name != key))


def is_name(name: object, path: str, faults: Faults) -> bool:
    """Notes what can't be the name of a column, such as a list of names."""
    try:
        hash(name)
    except TypeError:
        return faults.of_type(name, str, path)
    return True


def as_given(frame: object, result: AnyTable) -> AnyTable:
    """Returns an answer as the caller's table came: its library's own, or narwhals'."""
    return result if isinstance(frame, nw.DataFrame | nw.LazyFrame) else result.to_native()


def check_names(table: Table, names: Mapping[str, Iterable[str]], faults: Faults) -> None:
    """Notes columns that aren't there, with the nearest that are."""
    for path, several in names.items():
        for name in several:
            if name not in table.schema and path == "as_of" and _is_iso(name):
                faults.add(
                    "unknown",
                    path,
                    sv=f"{name!r} är inte en kolumn i tabellen; en dag är ett datum"
                    " (datetime.date), till exempel date(2026, 11, 22)",
                    en=f"{name!r} is not a column of the table; a day is a datetime.date,"
                    " for example date(2026, 11, 22)",
                    value=name,
                    expected=["date"],
                )
            elif name not in table.schema:
                what = Text(sv="en kolumn i tabellen", en="a column of the table")
                among = [str(column) for column in table.schema]
                faults.unknown(path, what=what, value=str(name), among=among)


def _is_iso(name: str) -> bool:
    try:
        dt.date.fromisoformat(name)
    except ValueError:
        return False
    return True


def check_alike(table: Table, names: Iterable[str], faults: Faults) -> None:
    """Notes columns whose values can't be told apart by every library, such as lists."""
    for name in dict.fromkeys(names):
        dtype = table.schema[name]
        if dtype in (nw.List, nw.Array, nw.Struct) or (
            dtype == nw.Object and not _hashable(table.frame[name])
        ):
            faults.add(
                "type",
                name,
                sv="har listor eller liknande; ska vara en kolumn av enkla värden",
                en="has lists or the like; takes a column of plain values",
            )


def _hashable(series: Cell) -> bool:
    try:
        set(series.to_list())
    except TypeError:
        return False
    return True


def told_by(
    table: Table,
    columns: Mapping[str, str] | None,
    tells: Callable[[str], bool],
    *,
    among: Iterable[str],
    meant: Iterable[str],
    others: Iterable[str],
    faults: Faults,
) -> dict[str, str]:
    """Returns the column that tells of each thing: as the caller says, or by its own name.

    Args:
        table: the table.
        columns: what the caller says.
        tells: tells whether something can be told of by a column.
        among: what can be, for the nearest of them.
        meant: of those, which a column may be called almost as, by a slip of the pen.
        others: columns that are there for something else.
        faults: where it is noted what can't be right.
    """
    told: dict[str, str] = {}
    given: Mapping[str, str] = {} if columns is None else columns
    if not faults.of_type(given, Mapping, "columns"):
        return told
    check_names(table, {"columns": given}, faults)
    for name, what in given.items():
        if not tells(str(what)):
            fact = Text(sv="något som en kolumn kan säga", en="something that a column can tell of")
            faults.unknown(f"columns[{name!r}]", what=fact, value=str(what), among=among)
        elif what in told:
            faults.add(
                "twice",
                f"columns[{name!r}]",
                sv=f"{what!r} är angivet redan, för {told[what]!r}",
                en=f"{what!r} is given already, for {told[what]!r}",
                value=what,
            )
        told[str(what)] = name
    left = [name for name in table.schema if name not in given]
    told |= {name: name for name in left if tells(name) and name not in told}
    near = {_letters(what): what for what in meant if what not in told}
    for name in left:
        if name in {*told, *others} or tells(name):
            continue
        for close in get_close_matches(_letters(name), near, n=1, cutoff=_CLOSE):
            faults.add(
                "unknown",
                name,
                sv=f"menade du {near[close]!r}? säg det i columns; annars döp om den",
                en=f"did you mean {near[close]!r}? say so in columns; else rename it",
                value=name,
                expected=[near[close]],
            )
    return told


_CLOSE = 0.85  # of the letters: `needs/regoin` is close to `needs/region`, `birth_year` to no date


def _letters(name: object) -> str:
    return "".join(letter for letter in str(name).casefold() if letter.isalnum())


def says_nothing(table: Table, expected: Iterable[str], faults: Faults) -> None:
    """Notes that no column tells of anything that is asked for, with the names that are near."""
    asked = list(expected)
    near = [(name, meant) for name in table.schema for meant in nearest(name, asked)[:1]]
    sv = "".join(f"; är {name!r} {meant!r}?" for name, meant in near)
    en = "".join(f"; is {name!r} {meant!r}?" for name, meant in near)
    faults.add(
        "empty",
        "columns",
        sv=f"ingen kolumn säger något som reglerna frågar efter; säg i columns vad de är{sv}",
        en=f"no column tells of what the rules ask for; say in columns what they are{en}",
        expected=asked,
    )


def check_kind(
    name: str,
    what: str,
    dtype: Cell,
    taken: tuple[tuple[Cell, ...], Text],
    faults: Faults,
) -> None:
    """Notes a column of a kind that what it tells of can't be read from."""
    kinds, words = taken
    hint = ("", "")
    if nw.Date in kinds and dtype in TEXTS:
        hint = ("; gör om texterna till datum", "; convert the texts to dates")
    elif what in PLACES and dtype in INTEGERS:
        hint = (
            "; en kod är en text med fyra siffror, som '0662'",
            "; a code is a text of four digits, such as '0662'",
        )
    if dtype not in kinds or getattr(dtype, "time_zone", None) is not None:
        faults.add(
            "type",
            name,
            sv=f"{what!r} ska vara {words.sv}, inte {dtype}{hint[0]}",
            en=f"{what!r} takes {words.en}, not {dtype}{hint[1]}",
            expected=[words.en],
        )


def check_result_names(brought: Iterable[str], made: Iterable[str], faults: Faults) -> None:
    """Notes columns of the answer that would have one name: brought along, or its own."""
    own = Counter(made)
    for name in brought:
        if name in own:
            faults.add(
                "duplicate",
                name,
                sv=f"svaret har en egen kolumn {name!r}; döp om tabellens",
                en=f"the answer has a column {name!r} of its own; rename the table's",
                value=name,
            )
    for name, count in own.items():
        if count > 1:
            faults.add(
                "duplicate",
                name,
                sv=f"två av svarets kolumner skulle heta {name!r}; byt den ena nyckeln",
                en=f"two columns of the answer would be called {name!r}; change one of the keys",
                value=name,
            )


def check_days(table: Table, name: str, faults: Faults) -> None:
    """Notes a column of days that holds something else."""
    dtype = table.schema[name]
    if dtype in (nw.Date, nw.Datetime, nw.Object):
        return
    there = counts(table.frame, {"some": ~nw.col(name).is_null(), "none": nw.col(name).is_null()})
    if not there["some"] and there["none"]:
        rows_are_wrong("empty", name, there["none"], faults, NO_DAY)
    elif not there["some"]:
        no_rows(faults)
    else:
        faults.add(
            "type",
            name,
            sv=f"as_of ska vara datum, inte {dtype}",
            en=f"as_of takes dates, not {dtype}",
        )


def key_tests(key: str) -> tuple[nw.Expr, ...]:
    """Returns what has to be counted for `note_key`."""
    return (
        nw.len().alias("__finsam_rows"),
        nw.col(key).n_unique().alias("__finsam_keys"),
        nw.col(key).is_null().cast(nw.Int64).sum().alias("__finsam_nulls"),
    )


def note_key(key: str, counted: Mapping[str, int], faults: Faults) -> bool:
    """Notes a key that is null or repeats, or that there are no rows; returns if there are."""
    rows, nulls = counted["__finsam_rows"], counted["__finsam_nulls"]
    if not rows:
        no_rows(faults)
    elif nulls:
        rows_are_wrong("empty", key, nulls, faults, ("saknar nyckel", "without a key"))
    elif counted["__finsam_keys"] < rows:
        again = rows - counted["__finsam_keys"]
        rows_are_wrong("duplicate", key, again, faults, _REPEATED)
    return bool(rows)


def check_key(table: Table, key: str, faults: Faults) -> bool:
    """Counts the keys of a table, and does what `note_key` does."""
    counted = collected(table.frame.select(*key_tests(key)))
    row = {name: int(counted[name].to_list()[0] or 0) for name in counted.columns}
    return note_key(key, row, faults)


def collected(frame: AnyTable) -> AnyTable:
    """Returns a table with its rows there."""
    return frame.collect() if isinstance(frame, nw.LazyFrame) else frame


def counts(frame: AnyTable, tests: Mapping[str, nw.Expr]) -> dict[str, int]:
    """Returns in how many rows each test holds."""
    if not tests:
        return {}
    sums = [
        test.fill_null(value=False).cast(nw.Int64).sum().alias(f"n{i}")
        for i, test in enumerate(tests.values())
    ]
    counted = collected(frame.select(*sums))
    return {name: int(counted[f"n{i}"].to_list()[0] or 0) for i, name in enumerate(tests)}


TIMED = ("har ett klockslag; gör om till datum", "with a time of day; make them dates")
NO_DAY = ("saknar dag (as_of)", "without a day (as_of)")
_REPEATED = ("har en nyckel som redan finns", "with a key that stands there already")


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


def flag(value: Cell) -> object:
    """Returns 1 or 0 for what is said as yes or no; something else for what is neither."""
    if isinstance(value, str):
        return _WORDS.get(value.lower(), _BAD)
    return float(value) if isinstance(value, int | float) and value in {0, 1} else _BAD


def _text(value: Cell) -> object:
    return value if isinstance(value, str) else _BAD


def _numbers(series: Cell, decimals: int, name: str, faults: Faults) -> Cell | None:
    """Returns a column of Python objects in units of the last decimal; notes what is no number."""
    nulls = series.is_null().to_list()
    values = [None if null else v for v, null in zip(series.to_list(), nulls, strict=True)]
    wrong = Counter(code for value in values if (code := _no_number(value, decimals)) is not None)
    words = {
        "type": HOLDS["decimal" if decimals else "number"],
        "float": FLOAT if decimals else WHOLE_FLOAT,
        "decimals": too_exact(decimals),
    }
    for code, count in wrong.items():
        rows_are_wrong(code, name, count, faults, words[code])
    if wrong:
        return None
    native, scale = series.to_native(), 10**decimals
    scaled = [None if value is None else _in_units(value, scale) for value in values]
    plain = type(native)(scaled, index=native.index, dtype="Int64")
    return nw.from_native(plain, series_only=True).alias(name)


def _in_units(value: Cell, scale: int) -> int:
    """Returns a number in units of its last decimal, exactly as far as they are counted."""
    if isinstance(value, Decimal):
        if value.adjusted() > _MOST_DIGITS:  # written out it would fill the memory
            return -_LARGEST if value < 0 else _LARGEST
        top, bottom = value.as_integer_ratio()
        units = top * scale // bottom
    else:
        units = int(value) * scale
    return max(-_LARGEST, min(_LARGEST, units))


_MOST_DIGITS = 19  # of the largest number
_LARGEST = 2**63 - 1  # what lies further out is as far outside all bounds


def _no_number(value: Cell, decimals: int) -> str | None:
    """Returns the code of what is wrong with a number of at most so many decimals."""
    if isinstance(value, bool):
        return "type"
    if value is None or isinstance(value, Integral):
        return None
    if isinstance(value, Decimal):
        return "decimals" if has_more_decimals(value, decimals) else None
    return "float" if isinstance(value, Real) else "type"


def has_more_decimals(value: Decimal | None, decimals: int) -> bool:
    """Tells whether a decimal has more than so many decimals, or is no number at all."""
    if value is None:
        return False
    _, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):  # no number, or without end
        return True
    extra = -exponent - decimals
    return extra > 0 and any(digits[-extra:])


_WORDS = {"ja": 1.0, "yes": 1.0, "true": 1.0, "nej": 0.0, "no": 0.0, "false": 0.0}
_OBJECTS: dict[str, tuple[Any, Any]] = {
    "date": (_MOMENT, _date),
    "flag": (nw.Float64(), flag),
    "text": (nw.String(), _text),
}
_PLAIN = {"date": "datetime64[us]", "flag": "float64", "text": "str"}
HOLDS = {
    "date": ("har annat än ett datum utan klockslag", "with something else than a plain date"),
    "flag": ("har annat än ja och nej", "with something else than yes and no"),
    "text": ("har annat än text", "with something else than text"),
    "number": ("har annat än ett heltal", "with something else than a whole number"),
    "decimal": ("har annat än ett tal", "with something else than a number"),
}
FLOAT = (
    "har flyttal, som inte är exakta; ge heltal eller decimaler (Decimal)",
    "with floats, which aren't exact; give whole numbers or decimals (Decimal)",
)
WHOLE_FLOAT = (
    "har flyttal, som inte är exakta; ge heltal",
    "with floats, which aren't exact; give whole numbers",
)


def too_exact(most: int) -> tuple[str, str]:
    """Returns the words of what has more than so many decimals."""
    if not most:
        return HOLDS["number"]
    ending = "" if most == 1 else "s"
    return (
        f"har mer än {most} decimal{'er' if ending else ''}",
        f"with more than {most} decimal{ending}",
    )


def none_of(options: Iterable[str]) -> tuple[str, str]:
    """Returns the words of what is none of the options, which are listed if they are few."""
    names = [repr(name) for name in sorted(options)]
    sv, en = "har ett värde som inte är något av alternativen", "with none of the options"
    if len(names) > MOST_NAMES:
        return f"{sv}; det finns {len(names)}", f"{en}; there are {len(names)}"
    return (
        f"{sv}; tillåtna är {joined(names, 'och')}",
        f"{en}; allowed are {joined(names, 'and')}",
    )
