"""What members pay of each total of a table against the core, row by row, on every library."""

import datetime as dt
import random
from decimal import Decimal
from typing import Any

import narwhals as nw
import polars as pl
import pytest
from attrs import evolve

from finsam import InvalidInput, NotInForce, frames
from finsam.financing import ByInhabitants, Equal, FixedThen
from finsam.financing import contributions as contributions_of
from finsam.members import (
    ARBETSFORMEDLINGEN,
    FORSAKRINGSKASSAN,
    Association,
    Side,
    municipality_member,
    region_member,
)
from finsam.money import Mode, Unit
from finsam.rulebooks import vasteras
from finsam.rulebooks.shelf import BOOKS
from support.strategies import text
from support.tables import LIBRARIES, Columns, Thing, as_library, moment, read_back

DAY = dt.date(2021, 1, 1)
BACKENDS = pytest.mark.parametrize("library", LIBRARIES)
WITH_MEMBERS = {
    key: book.association
    for key, book in BOOKS.items()
    if book.association.on_side(Side.STATE, DAY)
}
OURS = Association(
    key="ours",
    name=text("ours"),
    members=[
        FORSAKRINGSKASSAN,
        ARBETSFORMEDLINGEN,
        region_member("Region Västmanland"),
        municipality_member("Sala"),
        municipality_member("Fagersta", end=dt.date(2021, 12, 31)),
        municipality_member("Norberg", start=dt.date(2022, 1, 1)),
    ],
)
EQUAL = {Side.MUNICIPALITIES: Equal(), Side.REGIONS: Equal()}


def paid(frame: Thing, association: Thing = vasteras.ASSOCIATION, **more: Thing) -> Thing:
    arguments: dict[str, Thing] = {"total": "kronor", "as_of": DAY, "key": "case"}
    return frames.contributions(frame, association, **(arguments | more))


def rows_of(frame: Thing) -> dict[object, dict[str, Any]]:
    """Returns an answer by key, what is null as None."""
    return {
        case: {n: None if v is None or v != v else v for n, v in row.items() if n != "case"}  # noqa: PLR0124 - NaN
        for case, row in read_back(frame).items()
    }


@BACKENDS
@pytest.mark.parametrize("key", WITH_MEMBERS)
def test_every_association_pays_on_every_library_what_the_core_says(
    key: str, library: str, request: pytest.FixtureRequest
) -> None:
    """Each row is the core's, to the öre; 3 000 totals with --deep."""
    association = WITH_MEMBERS[key]
    chance = random.Random(key)
    count = 3_000 if request.config.getoption("--deep") else 60
    amounts = [Decimal(chance.randrange(10**10)).scaleb(-2) for _ in range(count - 2)]
    totals = [*amounts, None, amounts[0]]
    keys = {
        side: Equal() for side in Side if len(association.on_side(side, DAY)) > 1
    }  # fmt: skip
    table = LIBRARIES[library]({"case": list(range(count)), "kronor": totals})
    found = paid(table, association, keys=keys)
    assert type(found) is type(table)
    answers = rows_of(found)
    members = [member.key for member in association.at(DAY)]
    for case, total in enumerate(totals):
        if total is None:
            assert answers[case] == dict.fromkeys(members)
        else:
            core = contributions_of(total, association, as_of=DAY, keys=keys)
            assert answers[case] == {member: core.of(member) for member in members}
            assert sum(answers[case].values()) == total
    if library not in {"polars lazy", "duckdb"}:
        assert list(answers) == list(range(count))


@BACKENDS
def test_members_come_and_go_and_each_row_has_its_own_day(library: str) -> None:
    """Null for who is no member on the day of the row; and before the act there is nothing."""
    days = [dt.date(2021, 12, 31), dt.date(2022, 1, 1), dt.date(2003, 12, 31), dt.date(2021, 6, 1)]
    table = LIBRARIES[library]({"case": [1, 2, 3, 4], "day": days, "kronor": [801] * 4})
    found = rows_of(paid(table, OURS, as_of="day", keys=EQUAL, keep=["kronor"]))
    whole = {"kronor": 801, "Försäkringskassan": Decimal("400.50"), "Arbetsförmedlingen": 0}
    half = {"Region Västmanland": Decimal("200.25")}
    one, other = Decimal("100.13"), Decimal("100.12")
    assert (
        found[1] == found[4] == {**whole, **half, "Sala": one, "Fagersta": other, "Norberg": None}
    )
    assert found[2] == {**whole, **half, "Sala": one, "Fagersta": None, "Norberg": other}
    assert found[3] == {**dict.fromkeys(found[1]), "kronor": 801}
    early = rows_of(paid(table, OURS, keys=EQUAL))
    assert "Norberg" not in early[1]


def test_the_rounding_is_that_of_the_caller() -> None:
    table = pl.DataFrame({"case": [1], "kronor": [101]})
    apart = rows_of(paid(table, unit=Unit.KRONA, mode=Mode.SEPARATE))[1]
    assert apart == {
        "Försäkringskassan": 50, "Arbetsförmedlingen": 0, "Region Västmanland": 25,
        "Västerås": 25, "left": 1,
    }  # fmt: skip
    assert list(rows_of(paid(table.with_columns(kronor=None), mode=Mode.SEPARATE))[1]) == list(
        apart
    )
    for order in (["Fagersta", "Sala"], ["Sala", "Fagersta"]):
        table = pl.DataFrame({"case": [1], "kronor": [Decimal("0.04")]})
        first = rows_of(paid(table, OURS, keys=EQUAL, tie_order=iter(order)))[1]
        assert (first[order[0]], first[order[1]]) == (Decimal("0.01"), 0)


def test_amounts_are_decimals_as_each_library_has_them() -> None:
    largest = {"case": [1, 2], "kronor": [10**15, 2]}
    for library in LIBRARIES:
        table = LIBRARIES[library](largest)
        found = paid(table)
        schema = nw.from_native(found).collect_schema()
        assert schema["Västerås"] == (nw.Object if "pandas" in library else nw.Decimal), library
        assert rows_of(found)[1]["Försäkringskassan"] == 5 * 10**14
    everything = paid(pl.DataFrame({"case": [1], "kronor": [None]}))
    assert everything.schema["Västerås"] == pl.Decimal(18, 2)


def test_totals_that_duckdb_has_added_up_are_taken() -> None:
    table = LIBRARIES["duckdb"]({"case": [1, 2], "kronor": [1, 3]})
    added = table.query("t", "SELECT 1 AS case, sum(kronor)::HUGEINT AS kronor FROM t")
    assert rows_of(paid(added))[1]["Västerås"] == 1


def refused(frame: Thing, association: Thing = vasteras.ASSOCIATION, **more: Thing) -> InvalidInput:
    with pytest.raises(InvalidInput) as found:
        paid(frame, association, **more)
    assert found.value.explain("sv")
    return found.value


def message(frame: Thing, association: Thing = vasteras.ASSOCIATION, **more: Thing) -> list[str]:
    return sorted(refused(frame, association, **more).explain("en").splitlines())


@BACKENDS
def test_floats_are_refused_with_the_reason(library: str) -> None:
    assert message(LIBRARIES[library]({"case": [1, 2], "kronor": [1.5, None]})) == [
        "kronor: has floats, which aren't exact; give whole numbers or decimals (Decimal), in"
        " pandas Int64 where some are null"
    ]
    texts = LIBRARIES[library]({"case": [1], "kronor": ["1"]})
    assert [(f.path, f.code) for f in refused(texts).faults] == [("kronor", "type")]


@BACKENDS
def test_totals_that_cannot_be_are_counted(library: str) -> None:
    columns: Columns = {
        "case": [1, 1, 3, 4, 5],
        "kronor": [Decimal(-1), Decimal("0.005"), Decimal("1.5"), Decimal(10**15 + 1), None],
        "day": [DAY, DAY, None, DAY, DAY],
    }
    assert message(LIBRARIES[library](columns), as_of="day") == [
        "case: 1 row with a key that stands there already",
        "day: 1 row without a day (as_of)",
        "kronor: 1 row with more than two decimals",
        "kronor: 2 rows outside what is allowed",
    ]
    empty = nw.from_native(LIBRARIES[library](columns)).filter(nw.col("case") == 9).to_native()
    assert message(empty) == ["frame: the table has no rows"]


def test_objects_in_pandas_are_read_one_by_one() -> None:
    pd = pytest.importorskip("pandas")
    mixed = pd.Series([Decimal("1.50"), 2, 2.5, "2", None, True], dtype=object)
    assert message(pd.DataFrame({"case": range(6), "kronor": mixed})) == [
        "kronor: 1 row with a float, which isn't exact",
        "kronor: 2 rows with a value of another kind",
    ]


def test_totals_that_are_equal_are_told_apart_by_their_kind() -> None:
    pd = pytest.importorskip("pandas")
    for values in ([1, 1.0, True], [True, 1.0, 1], [1.0, True, 1]):
        table = pd.DataFrame({"case": range(3), "kronor": pd.Series(values, dtype=object)})
        assert message(table) == [
            "kronor: 1 row with a float, which isn't exact",
            "kronor: 1 row with a value of another kind",
        ]
    same = pd.DataFrame({"case": [1, 2], "kronor": pd.Series([1, Decimal("1.00")], dtype=object)})
    assert rows_of(paid(same))[1] == rows_of(paid(same))[2]


@BACKENDS
def test_days_in_years_that_python_has_not_are_refused(library: str) -> None:
    days = pl.Series([10_000_000, 18_700]).cast(pl.Date)
    table = as_library(library, pl.DataFrame({"case": [1, 2], "kronor": [1, 1], "day": days}))
    assert message(table, as_of="day") == ["day: 1 row outside what is allowed"]


@BACKENDS
@pytest.mark.parametrize("totals", [[None, None], [], [Decimal(4), None]])
def test_arguments_are_checked_whatever_the_totals(
    library: str, totals: list[Decimal | None]
) -> None:
    kronor = totals or [Decimal(4)] * 2
    table = LIBRARIES[library]({"case": [1, 2], "kronor": kronor, "day": [DAY] * 2})
    if not totals:
        table = nw.from_native(table).filter(nw.col("case") == 9).to_native()
    wrong: dict[str, Thing] = {"unit": "krona", "mode": 3, "keys": {"x": 1}, "agreed_in": 4}
    for as_of in (DAY, "day"):
        found = {(fault.path, fault.code) for fault in refused(table, as_of=as_of, **wrong).faults}
        assert found == {
            ("unit", "type"), ("mode", "type"), ("keys", "unknown"), ("agreed_in", "type"),
        }  # fmt: skip
    several = [(fault.path, fault.code) for fault in refused(table, OURS).faults]
    assert (
        several == [("keys['municipalities']", "missing"), ("frame", "empty")][: 1 + (not totals)]
    )
    order = [f.path for f in refused(table, OURS, keys=EQUAL, tie_order=["Sola"]).faults]
    assert order[0] == "tie_order[0]"
    with pytest.raises(NotInForce, match="in force from 2004-01-01"):
        paid(table, as_of=dt.date(2003, 1, 1))


def test_fixed_amounts_need_only_go_into_the_totals_that_there_are() -> None:
    fixed = {Side.MUNICIPALITIES: FixedThen({"Sala": 9, "Fagersta": 9})}
    found = rows_of(paid(pl.DataFrame({"case": [1, 2], "kronor": [72, None]}), OURS, keys=fixed))
    assert (found[1]["Sala"], found[2]["Sala"]) == (9, None)


def test_what_is_wrong_with_the_rest_is_what_the_core_says() -> None:
    table = pl.DataFrame({"case": [1, 2], "kronor": [4, 8], "day": [DAY, dt.date(2022, 1, 1)]})
    assert refused(table, OURS).faults[0].path == "keys['municipalities']"
    found = refused(table, OURS, keys={Side.MUNICIPALITIES: ByInhabitants({"Sala": 1})},
                    as_of="day").faults  # fmt: skip
    assert {fault.path.split(".")[0] for fault in found} == {
        "as_of[2021-01-01]", "as_of[2022-01-01]",
    }  # fmt: skip
    fixed = {Side.MUNICIPALITIES: FixedThen({"Sala": 9, "Fagersta": 9})}
    assert [(f.path, f.code) for f in refused(table, OURS, keys=fixed).faults] == [
        ("keys['municipalities'].fixed", "sum")
    ]  # told once, by the first of its totals
    with pytest.raises(NotInForce, match="in force from 2004-01-01"):
        paid(table, as_of=dt.date(2003, 1, 1))


def test_names_are_checked() -> None:
    table = pl.DataFrame({"case": [1], "kronor": [4], "Västerås": [1], "left": [1]})
    assert {(f.path, f.code) for f in refused(table, 3, as_of=moment(2021, 1, 1)).faults} == {
        ("association", "type"), ("as_of", "type"),
    }  # fmt: skip
    assert message(table, total="kroner", key="cas") == [
        "key: 'cas' is not a column of the table; did you mean 'case'?",
        "total: 'kroner' is not a column of the table; did you mean 'kronor'?",
    ]
    assert message(table, keep=["Västerås", "left"]) == [
        "Västerås: the answer has a column 'Västerås' of its own; rename the table's"
    ]
    assert message(table, as_of="left") == ["left: as_of takes dates, not Int64"]
    member = municipality_member("Sala")
    named_left = evolve(OURS, members=[*OURS.members[:3], evolve(member, key="left")])
    assert message(table, named_left, mode=Mode.SEPARATE) == [
        "left: two columns of the answer would be called 'left'; change one of the keys"
    ]
    assert rows_of(paid(table, named_left))[1]["left"] == 1
