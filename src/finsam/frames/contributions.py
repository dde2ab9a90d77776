"""`frames.contributions`: from a table of totals to what every member pays of each."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import partial
from typing import TypeVar, cast

import narwhals as nw
from attrs import evolve

from finsam.citations import Citation
from finsam.errors import Fault, Faults, InvalidInput, NotInForce, as_tuple
from finsam.financing import Contributions, Key
from finsam.financing import contributions as contributions_of
from finsam.financing.contributions import read_keys
from finsam.frames.columns import FLOATS
from finsam.frames.rows import Rows, Wrong
from finsam.frames.tables import (
    INTEGERS,
    Table,
    as_brought,
    as_given,
    as_names,
    check_alike,
    check_days,
    check_key,
    check_kind,
    check_names,
    check_result_names,
    counts,
    is_name,
    opened,
)
from finsam.members import Association, Side
from finsam.money import Mode, Unit, exact_sum
from finsam.texts import Text

__all__ = ["contributions"]


def __dir__() -> list[str]:
    return __all__


Frame = TypeVar("Frame")

_LEFT = "left"


def contributions(
    frame: Frame,
    association: Association,
    *,
    total: str,
    as_of: dt.date | str,
    key: str,
    keep: Iterable[str] = (),
    keys: Mapping[Side, Key] | None = None,
    unit: Unit = Unit.ORE,
    mode: Mode = Mode.LARGEST_REMAINDER,
    tie_order: Iterable[str] | None = None,
    agreed_in: Citation | None = None,
) -> Frame:
    """Says what every member pays of each total of a table, by the act on a day.

    The amounts are those of `finsam.financing.contributions` for each row: each different total
    and day is asked about once, with that function. A lazy table may give its rows in another
    order: go by the key. It is worked out more than once, and has to hold the same each time: a
    row that has changed since has no amounts.

    >>> import datetime as dt
    >>> import polars as pl
    >>> from finsam import frames
    >>> from finsam.rulebooks import vasteras
    >>> budget = pl.DataFrame({"line": ["team", "rest"], "kronor": [8_000_000, 5_310_001]})
    >>> found = frames.contributions(
    ...     budget, vasteras.ASSOCIATION, total="kronor", as_of=dt.date(2021, 1, 1), key="line"
    ... )
    >>> [str(amount) for amount in found["Västerås"]]
    ['2000000.00', '1327500.25']

    Args:
        frame: a table of pandas, polars (eager or lazy), pyarrow, duckdb or pyspark.
        association: with its members.
        total: the column of totals in kronor, whole numbers or decimals; a null has no shares.
        as_of: the day whose act and members count, or the name of a column that has one for each
            row.
        key: the column that tells the rows apart; it comes back as it is.
        keep: other columns to bring along, such as the total.
        keys: as for `finsam.financing.contributions`, and so are those that follow.
        unit: what every amount is a whole number of; the total too.
        mode: what is done with what doesn't come out even.
        tie_order: who is first among those alike.
        agreed_in: where unit, mode and order are agreed.

    Returns:
        A table of the same kind: the key, what is kept, and a column for each member by its key,
        of decimals, in pandas as objects. They are the members of all the days that are asked
        about, in the order of the association: 0 for a member that pays nothing, null for one
        that is none on the day of the row. With `Mode.SEPARATE` there is `left`, which stays
        apart. Amounts are null where the total is, and where the act isn't in force on the
        day of the row.

    Raises:
        InvalidInput: a table of another kind, without rows, or whose columns can't be told; a
            column that isn't there or is of the wrong kind, such as floats; a key that is null
            or repeats; and all that `finsam.financing.contributions` says.
        NotInForce: the act isn't in force on the one day that is asked about.

    Source: law 2003:1210, 5 and 5 a §§; BR-06, X-06.
    """
    faults = Faults()
    table = opened(frame, faults)
    faults.of_type(association, Association, "association")
    if not isinstance(as_of, str):
        faults.plain_date(as_of, "as_of")
    faults.of_type(unit, Unit, "unit")
    faults.of_type(mode, Mode, "mode")
    if agreed_in is not None:
        faults.of_type(agreed_in, Citation, "agreed_in")
    read_keys(keys, faults)
    brought = as_brought(key, keep, faults)
    is_name(total, "total", faults)
    faults.raise_as(InvalidInput)
    assert table is not None
    names = {"key": (key,), "keep": brought[1:], "total": (total,), "as_of": as_names(as_of)}
    check_names(table, names, faults)
    faults.raise_as(InvalidInput)
    check_alike(table, [key], faults)
    faults.raise_as(InvalidInput)
    ask = partial(
        contributions_of,
        association=association,
        keys=keys,
        unit=unit,
        mode=mode,
        tie_order=None if tie_order is None else as_tuple(tie_order),
        agreed_in=agreed_in,
    )
    if not isinstance(as_of, str):
        _check_on(as_of, ask, faults)
    if not check_key(table, key, faults):
        faults.raise_as(InvalidInput)
    before = len(faults.found)
    _check_total(table, total, faults)
    for name in as_names(as_of):
        check_days(table, name, faults)
    if len(faults.found) > before:
        faults.raise_as(InvalidInput)
    columns = list(dict.fromkeys([total, *as_names(as_of)]))
    rows = Rows.of(table, columns)
    found = _asked(rows, columns, ask, as_of, faults)
    days = {day for day, _ in found}
    there = (m.key for m in association.members if any(m.is_member(day) for day in days))
    members = list(dict.fromkeys(there))
    parts = [*members, _LEFT] if mode is Mode.SEPARATE else members
    check_result_names(brought, parts, faults)
    faults.raise_as(InvalidInput)
    answers = [[_amount(each, part) for part in parts] for _, each in found]
    return cast(
        "Frame", as_given(frame, rows.answered(brought, dict.fromkeys(parts, "money"), answers))
    )


def _check_on(day: dt.date, ask: Callable[..., Contributions], faults: Faults) -> None:
    """Notes what is wrong on a day whatever the totals are, so that it is told without any too."""
    try:
        ask(0, as_of=day)
    except InvalidInput as error:  # fixed amounts don't come to 0, and needn't
        faults.found.extend(fault for fault in error.faults if fault.code != "sum")


def _asked(
    rows: Rows,
    columns: Iterable[str],
    ask: Callable[..., Contributions],
    as_of: dt.date | str,
    faults: Faults,
) -> list[tuple[dt.date, Contributions | None]]:
    """Returns the day of each different row and what is paid; notes what can't be."""
    total, *_ = columns
    wrong = Wrong({"total": total})
    others: dict[tuple[str, str], Fault] = {}
    found: list[tuple[dt.date, Contributions | None]] = []
    for held, count in zip(rows.held, rows.counts, strict=True):
        cells = dict(zip(columns, held, strict=True))
        day, given = wrong.day(as_of, cells, count), cells[total]
        if day is None:
            continue
        answer = None
        try:
            answer = None if given is None else ask(given, as_of=day)
        except NotInForce:  # of the one day it is told before
            pass
        except InvalidInput as error:
            mine = [fault for fault in error.faults if fault.path == "total"]
            wrong.note(mine, count, {"total": given})
            at = f"as_of[{day}]." if isinstance(as_of, str) else ""
            for fault in (each for each in error.faults if each not in mine):
                path = f"{at}{fault.path}"
                others.setdefault((path, fault.code), evolve(fault, path=path))
        found.append((day, answer))
    wrong.report(faults)
    faults.found.extend(fault for fault in others.values() if fault not in faults.found)
    return found


def _check_total(table: Table, total: str, faults: Faults) -> None:
    """Notes totals of another kind, unless they are all null."""
    dtype = table.schema[total]
    if dtype == nw.Object or not counts(table.frame, {total: ~nw.col(total).is_null()})[total]:
        return
    if dtype in FLOATS:
        faults.add(
            "float",
            total,
            sv="har flyttal, som inte är exakta; ge heltal eller decimaler (Decimal), i pandas"
            " Int64 där något saknas",
            en="has floats, which aren't exact; give whole numbers or decimals (Decimal), in"
            " pandas Int64 where some are null",
            expected=["int", "Decimal"],
        )
    else:
        check_kind(total, "total", dtype, ((*INTEGERS, nw.Decimal), _AMOUNTS), faults)


_AMOUNTS = Text(sv="heltal eller decimaler", en="whole numbers or decimals")


def _amount(found: Contributions | None, part: str) -> Decimal | None:
    """Returns what a member pays, or what stays apart; None for who is no member that day."""
    if found is None:
        return None
    there = {each.member.key for each in found.parts} | {m.key for m in found.pays_nothing}
    if part in there:
        return found.of(part)
    return exact_sum(each.left for each in found.splits) if part == _LEFT else None
