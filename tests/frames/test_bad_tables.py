"""What can be wrong with a table: our own clear errors, all at once, without values."""

import datetime as dt
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from attrs import evolve

from finsam import InvalidInput, assess, assess_many, frames
from finsam.rulebooks import finnveden, model, norra_vastmanland, sofint, vasteras
from finsam.rulebooks.shelf import MEASURES
from finsam.rules import Clause, Date, DateBetween, Measured, NotForIndividuals, Number, RuleSet
from support.strategies import AS_OF, CITED, WORDS, fact, text
from support.tables import (
    LIBRARIES,
    Columns,
    Thing,
    as_library,
    assert_same,
    moment,
    read_back,
    said,
)

DAY = dt.date(2026, 11, 22)
GOOD: dict[str, list[Any]] = {
    "case": [1, 2],
    "birth_date": [dt.date(1990, 5, 1), None],
    "needs/region": [True, None],
}


def faults_of(
    frame: object, measure: Thing = model.SAMORDNINGSTEAM, **more: Thing
) -> set[tuple[str, str]]:
    arguments: dict[str, Thing] = {"as_of": DAY, "key": "case"}
    with pytest.raises(InvalidInput) as refused:
        frames.assess(frame, measure, **(arguments | more))
    for lang in ("sv", "en"):
        assert refused.value.explain(lang)
    return {(fault.path, fault.code) for fault in refused.value.faults}


def message(frame: object, measure: Thing = model.SAMORDNINGSTEAM, **more: Thing) -> str:
    arguments: dict[str, Thing] = {"as_of": DAY, "key": "case"}
    with pytest.raises(InvalidInput) as refused:
        frames.assess(frame, measure, **(arguments | more))
    return refused.value.explain("en")


def test_a_column_that_is_missing_is_named_with_the_nearest() -> None:
    table = pl.DataFrame(GOOD)
    assert message(table, key="cas") == (
        "key: 'cas' is not a column of the table; did you mean 'case'?"
    )
    assert faults_of(table, key="nyckel", keep=["sex"], as_of="dag") == {
        ("key", "unknown"), ("keep", "unknown"), ("as_of", "unknown"),
    }  # fmt: skip
    assert faults_of(table, columns={"Föd": "birth_date"}) == {("columns", "unknown")}


def test_what_a_column_tells_of_has_to_be_declared_and_once() -> None:
    table = pl.DataFrame(GOOD | {"born": [None, None]})
    said = message(table, columns={"born": "birthdate"})
    assert said == (
        "columns['born']: 'birthdate' is not something that a column can tell of;"
        " did you mean 'birth_date'?"
    )
    twice = {"born": "birth_date", "birth_date": "birth_date"}
    assert faults_of(table, columns=twice) == {("columns['birth_date']", "twice")}
    assert faults_of(table, columns=["born"]) == {("columns", "type")}


def test_a_column_that_is_almost_named_as_a_fact_is_no_silent_unknown() -> None:
    table = pl.DataFrame({"case": [1], "Birth date": [dt.date(1990, 5, 1)], "needs/region": [True]})
    assert (
        message(table) == "Birth date: did you mean 'birth_date'? say so in columns; else rename it"
    )
    told = frames.assess(
        table, model.SAMORDNINGSTEAM, as_of=DAY, key="case", columns={"Birth date": "birth_date"}
    )
    assert told["BR-02"].to_list() == [2]


@pytest.mark.parametrize(
    ("slip", "fact"),
    [
        ("ongoing_adiction", "ongoing_addiction"),
        ("needs/regoin", "needs/region"),
        ("need/region", "needs/region"),
        ("birth_dat", "birth_date"),
    ],
)
def test_a_misspelt_fact_is_no_silent_unknown(slip: str, fact: str) -> None:
    """The other columns tell of enough for the table to be assessed without it."""
    whole = {"case": [1], "birth_date": [dt.date(1950, 1, 1)], "ongoing_addiction": [True]}
    table = pl.DataFrame({**whole, "needs/region": ["no"]}).rename({fact: slip})
    assert message(table) == f"{slip}: did you mean {fact!r}? say so in columns; else rename it"


def test_other_columns_that_begin_as_a_fact_are_left_alone() -> None:
    told = {"birth_date": [dt.date(1950, 1, 1)], "needs/region": ["no"]}
    more = {"case": [1], "birth_year": [1950], "region": ["x"], "threat": [0], "note": ["y"]}
    assert frames.assess(
        pl.DataFrame(told | more), model.SAMORDNINGSTEAM, as_of=DAY, key="case"
    ).height


def test_a_table_that_tells_of_nothing_is_refused() -> None:
    assert faults_of(pl.DataFrame({"case": [1]})) == {("columns", "empty")}


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_key_that_repeats_or_is_null_is_refused(library: str) -> None:
    again = LIBRARIES[library](GOOD | {"case": [1, 1]})
    assert message(again) == "case: 1 row with a key that stands there already"
    nothing = LIBRARIES[library](GOOD | {"case": ["a", None]})
    assert message(nothing) == "case: 1 row without a key"


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_table_without_rows_is_refused(library: str) -> None:
    table = LIBRARIES[library](GOOD)
    kind = type(table).__module__
    if kind.startswith("polars"):
        table = table.head(0)
    elif kind.startswith("pandas"):
        table = table.iloc[:0]
    elif kind.startswith("pyarrow"):
        table = table.slice(0, 0)
    else:
        table = table.filter("false")
    assert faults_of(table) == {("frame", "empty")}


@pytest.mark.parametrize("library", ["polars", "polars lazy", "pandas", "pyarrow", "duckdb"])
def test_times_and_texts_are_no_dates(library: str) -> None:
    timed = GOOD | {"birth_date": [moment(1990, 5, 1, 12, 0), None]}
    assert message(LIBRARIES[library](timed)) == (
        "birth_date: 1 row with a time of day; make them dates"
    )
    texts = GOOD | {"birth_date": ["1990-05-01", None]}
    assert faults_of(LIBRARIES[library](texts)) == {("birth_date", "type")}
    midnight = GOOD | {"birth_date": [moment(2015, 5, 1), None]}
    told = frames.assess(LIBRARIES[library](midnight), model.SAMORDNINGSTEAM, as_of=DAY, key="case")
    assert type(told) is type(LIBRARIES[library](midnight))


def test_a_time_zone_is_no_date() -> None:
    zoned = pl.DataFrame(GOOD).with_columns(pl.col("birth_date").cast(pl.Datetime("us", "UTC")))
    assert faults_of(zoned) == {("birth_date", "type")}


def test_columns_of_the_wrong_kind_are_all_reported() -> None:
    table = pl.DataFrame(
        {
            "case": [1],
            "birth_date": [19900501],
            "birth_date/year": ["1990"],
            "municipality": [662],
            "needs": ["region"],
            "has_impairment": [dt.date(2020, 1, 1)],
        }
    )
    found = faults_of(table, finnveden.SAMVERKANSTEAM, as_of=dt.date(2021, 11, 22))
    assert found == {(name, "type") for name in table.columns if name != "case"}


@pytest.mark.parametrize("library", LIBRARIES)
def test_values_that_no_fact_can_have_are_counted_and_not_quoted(library: str) -> None:
    table = LIBRARIES[library](
        {
            "case": [1, 2, 3, 4, 5],
            "birth_date": [
                dt.date(2021, 11, 23),
                dt.date(2021, 11, 22),
                None,
                dt.date(1870, 12, 31),
                dt.date(1871, 1, 1),
            ],
            "birth_date/year": [None, 2022, 0, 1870, 1871],
            "municipality": ["Hemligt", "Hemligare", "Sala", None, None],
            "has_impairment": [2, 1, 0, None, None],
            "medical_obstacle": ["kanske", "ja", None, None, None],
        }
    )
    day = dt.date(2021, 11, 22)
    said = message(table, finnveden.SAMVERKANSTEAM, as_of=day)
    assert sorted(said.splitlines()) == [
        "birth_date/year: 1 row with a date after the day of assessment (as_of)",
        "birth_date/year: 1 row with another year than 'birth_date'",
        "birth_date/year: 2 rows with a date more than 150 years before the assessment;"
        " leave out what isn't known",
        "birth_date: 1 row with a date after the day of assessment (as_of)",
        "birth_date: 1 row with a date more than 150 years before the assessment;"
        " leave out what isn't known",
        "has_impairment: 1 row with something else than yes and no",
        "medical_obstacle: 1 row with something else than yes and no",
        "municipality: 2 rows with none of the options; there are 290",
    ]


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_misspelt_choice_is_quoted_with_the_nearest(library: str) -> None:
    table = LIBRARIES[library]({"case": [1, 2], "municipality": ["Gislved", "Sala"]})
    said = message(table, finnveden.SAMVERKANSTEAM, as_of=dt.date(2021, 11, 22))
    assert said == "municipality: 'Gislved' is not one of the options; did you mean 'Gislaved'?"


def test_a_member_in_and_out_is_a_contradiction() -> None:
    table = pl.DataFrame(
        {"case": [1, 2], "needs/health_centre": [True, None], "needs/region": [False, True]}
    )
    found = faults_of(table, sofint.SIGMA, columns=None, as_of=dt.date(2021, 5, 3))
    assert found == {("columns", "empty")}  # SIGMA asks about contact and risk
    table = table.rename(lambda name: name.replace("needs", "current_with"))
    found = faults_of(table, sofint.SIGMA, as_of=dt.date(2021, 5, 3))
    assert found == {
        ("current_with/health_centre", "contradiction"), ("current_with/region", "contradiction"),
    }  # fmt: skip


def test_numbers_outside_their_bounds_are_counted() -> None:
    clauses = [
        Clause(key="C", rule="C", citation=CITED, text=text("c"),
               condition=Measured("hours", at_least=20)),
    ]  # fmt: skip
    rules = RuleSet(key="r", name=text("r"), vocabulary=WORDS, clauses=clauses)
    whole = pl.DataFrame({"case": [1, 2, 3], "hours": [-1, 41, 40]})
    assert message(whole, rules, as_of=AS_OF) == "hours: 2 rows with something else than 0–40 h"
    broken = pl.DataFrame({"case": [1, 2], "hours": [1.5, 2.0]})
    assert message(broken, rules, as_of=AS_OF) == (
        "hours: 1 row with floats, which aren't exact; give whole numbers"
    )


def test_what_has_happened_lies_within_a_life_of_the_day_of_each_row() -> None:
    """As `assess` says of each: at most 150 years before, by the year of the day."""
    born = [dt.date(1870, 12, 31), dt.date(1870, 12, 31), dt.date(1871, 1, 1)]
    days = [dt.date(2020, 12, 31), dt.date(2021, 1, 1), dt.date(2021, 12, 31)]
    table = pl.DataFrame({"case": [1, 2, 3], "birth_date": born, "day": days})
    assert message(table, as_of="day") == (
        "birth_date: 1 row with a date more than 150 years before the assessment;"
        " leave out what isn't known"
    )
    for day, date in zip(days, born, strict=True):
        if day.year - date.year > 150:
            with pytest.raises(InvalidInput, match="more than 150 years"):
                assess({"birth_date": date}, model.SAMORDNINGSTEAM, as_of=day)
        else:
            assess({"birth_date": date}, model.SAMORDNINGSTEAM, as_of=day)


def test_days_of_assessment_have_to_be_there_and_be_days() -> None:
    table = GOOD | {"day": [dt.date(2026, 1, 1), None], "word": ["a", "b"]}
    assert faults_of(pl.DataFrame(table), as_of="day") == {("day", "empty")}
    assert faults_of(pl.DataFrame(table), as_of="word") == {("word", "type")}
    assert faults_of(pl.DataFrame(table), as_of=moment(2026, 1, 1)) == {("as_of", "type")}


def test_objects_that_cannot_be_read_are_counted() -> None:
    pd = pytest.importorskip("pandas")
    table = pd.DataFrame(
        {
            "case": [1, 2],
            "birth_date": pd.Series([dt.date(1990, 1, 1), "1991-01-01"], dtype="object"),
            "ongoing_addiction": pd.Series([[True], None], dtype="object"),
            "needs/region": pd.Series(["kanske", 3], dtype="object"),
        }
    )
    assert sorted(message(table).splitlines()) == [
        "birth_date: 1 row with something else than a plain date",
        "needs/region: 2 rows with something else than yes and no",
        "ongoing_addiction: 1 row with something else than yes and no",
    ]
    more = pd.DataFrame(
        {
            "case": [1],
            "municipality": pd.Series([{"a": 1}], dtype="object"),
            "birth_date/year": pd.Series([1990.5], dtype="object"),
        }
    )
    found = faults_of(more, finnveden.SAMVERKANSTEAM, as_of=dt.date(2021, 11, 22))
    assert found == {("municipality", "type"), ("birth_date/year", "float")}


def test_numbers_that_are_equal_are_told_apart_by_their_kind() -> None:
    pd = pytest.importorskip("pandas")
    clauses = [
        Clause(key="C", rule="C", citation=CITED, text=text("c"),
               condition=Measured("hours", at_least=20)),
    ]  # fmt: skip
    rules = RuleSet(key="r", name=text("r"), vocabulary=WORDS, clauses=clauses)
    for values in ([1, 1.0, True], [True, 1.0, 1], [1.0, True, 1]):
        table = pd.DataFrame({"case": range(3), "hours": pd.Series(values, dtype=object)})
        assert sorted(message(table, rules, as_of=AS_OF).splitlines()) == [
            "hours: 1 row with floats, which aren't exact; give whole numbers",
            "hours: 1 row with something else than a whole number",
        ]


def test_tables_of_other_kinds_are_refused() -> None:
    for other in ([{"case": 1}], {"case": [1]}, pl.Series([1]), None):
        with pytest.raises(InvalidInput, match="takes a table of pandas, polars"):
            frames.assess(other, model.SAMORDNINGSTEAM, as_of=DAY, key="case")


def test_two_columns_of_one_name_are_refused() -> None:
    names, row = ["case", "birth_date", "x", "x", "y", "y"], [1, dt.date(1990, 5, 1), 1, 1, 1, 1]
    pd, pa = pytest.importorskip("pandas"), pytest.importorskip("pyarrow")
    for table in (
        pd.DataFrame([row], columns=names),
        pa.Table.from_arrays([pa.array([cell]) for cell in row], names=names),
    ):
        for ask in (frames.assess, frames.funnel, frames.agenda):
            with pytest.raises(InvalidInput) as refused:
                ask(table, model.SAMORDNINGSTEAM, as_of=DAY, key="case")
            assert refused.value.explain("en") == (
                "frame: has more than one column called 'x' and 'y'; rename them"
            )
            assert refused.value.faults[0].code == "duplicate"
        with pytest.raises(InvalidInput, match="more than one column called 'x' and 'y'"):
            frames.contributions(table, vasteras.ASSOCIATION, total="x", as_of=DAY, key="case")


@pytest.mark.parametrize("library", LIBRARIES)
def test_days_in_years_that_python_has_not_are_refused(library: str) -> None:
    days = pl.Series([10_000_000, -800_000, 1, None]).cast(pl.Date)
    columns = pl.DataFrame({"case": [1, 2, 3, 4], "has_impairment": [1] * 4, "day": days})
    table = as_library(library, columns)
    assert faults_of(table, finnveden.SAMVERKANSTEAM, as_of="day") == {
        ("day", "empty"), ("day", "range"),
    }  # fmt: skip
    with pytest.raises(InvalidInput) as refused:
        frames.funnel(table, finnveden.SAMVERKANSTEAM, as_of="day", key="case")
    assert "day: some row has a day outside the years 1–9999" in str(refused.value)
    clause = Clause(key="C", rule="C", citation=CITED, text=text("c"), condition=_COMING)
    words = WORDS.extended([fact("coming", Date(past=False))])
    rules = RuleSet(key="r", name=text("r"), vocabulary=words, clauses=[clause])
    assert message(as_library(library, columns.rename({"day": "coming"})), rules, as_of=AS_OF) == (
        "coming: 2 rows with a day outside the years 1–9999"
    )


_COMING = DateBetween("coming", start=DAY)


@pytest.mark.parametrize("library", ["polars", "polars lazy", "pyarrow", "pandas typed", "duckdb"])
def test_groups_of_such_days_are_refused(library: str) -> None:
    days = pl.Series([10_000_000, 1]).cast(pl.Date)
    columns = pl.DataFrame({"case": [1, 2], "birth_date": [dt.date(1990, 5, 1)] * 2, "day": days})
    table = as_library(library, columns)
    with pytest.raises(InvalidInput, match="by: some row has a day outside the years 1–9999"):
        frames.funnel(table, model.SAMORDNINGSTEAM, as_of=DAY, key="case", by="day")


def test_a_lazy_table_whose_columns_cannot_be_told_is_refused() -> None:
    broken = pl.LazyFrame(GOOD).select("nowhere")
    assert message(broken) == (
        "frame: the columns of the table can't be told (ColumnNotFoundError from polars)"
    )


def test_names_of_answers_are_not_taken_from_the_caller() -> None:
    table = pl.DataFrame(GOOD | {"verdict": [1, 2]})
    assert faults_of(table, keep=["verdict"]) == {("verdict", "duplicate")}
    kept = frames.assess(
        table, model.SAMORDNINGSTEAM, as_of=DAY, key="case", keep=["verdict"], answers=["clauses"]
    )
    assert kept["verdict"].to_list() == [1, 2]


def test_no_clause_takes_a_column_of_the_answer() -> None:
    base = model.SAMORDNINGSTEAM.eligibility
    assert isinstance(base, RuleSet)
    for name in ("verdict", "missing", "place"):
        clauses = [evolve(base.clauses[0], key=name), *base.clauses[1:]]
        rules = evolve(base, clauses=clauses)
        assert message(pl.DataFrame(GOOD), rules) == (
            f"{name}: two columns of the answer would be called {name!r}; change one of the keys"
        )
        answers = ["clauses", "priority"]
        told = frames.assess(pl.DataFrame(GOOD), rules, as_of=DAY, key="case", answers=answers)
        assert told.columns[:3] == ["case", "priority", name]


@pytest.mark.parametrize("library", LIBRARIES)
def test_what_is_not_for_individuals_has_a_column_of_its_own_too(library: str) -> None:
    table = LIBRARIES[library]({"case": [1], "verdict": [1], "failed": [1]})
    for measure in MEASURES.values():
        if isinstance(measure.eligibility, NotForIndividuals):
            assert faults_of(table, measure, keep=["verdict", "failed"]) == {
                ("verdict", "duplicate")
            }


def test_arguments_are_checked() -> None:
    table = pl.DataFrame(GOOD)
    assert faults_of(table, answers=["verdicts"]) == {("answers", "unknown")}
    assert faults_of(table, measure=3) == {("measure", "type")}
    assert faults_of(table, readings=3) == {("readings", "type")}
    assert faults_of(table, readings={"X": "y"}) == {("readings", "unknown")}


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_column_that_is_all_null_is_all_unknown_whatever_its_kind(library: str) -> None:
    """What is null is unknown: some libraries have a kind of their own for nothing but nulls."""
    table: Columns = {
        "case": [1, 2],
        "needs/region": [True, True],
        "birth_date": [None, None],
        "birth_date/year": [None, None],
        "municipality": [None, None],
        "day": [None, None],
    }
    as_of = dt.date(2021, 11, 22)
    for measure in (model.SAMORDNINGSTEAM, finnveden.SAMVERKANSTEAM):
        asked: dict[str, Thing] = {"as_of": as_of, "key": "case"}
        found = frames.assess(LIBRARIES[library](table), measure, keep=["day"], **asked)
        known: Columns = {"case": [1, 2], "needs/region": [True, True]}
        expected = said(_rules(measure), known, as_of)
        assert_same({k: _without(row, "day") for k, row in read_back(found).items()}, expected)
        fell = frames.funnel(LIBRARIES[library](table), measure, by="birth_date", **asked)
        assert {(row.group, row.assessed) for row in fell.rows} == {(None, 2)}
        assert message(LIBRARIES[library](table), measure, as_of="day") == (
            "day: 2 rows without a day (as_of)"
        )
        assert message(LIBRARIES[library](table), measure, key="day") == "day: 2 rows without a key"
        with pytest.raises(InvalidInput, match="day: 2 rows without a key"):
            frames.funnel(LIBRARIES[library](table), measure, as_of=as_of, key="day")


def _rules(measure: Thing) -> RuleSet:
    assert isinstance(measure.eligibility, RuleSet)
    return measure.eligibility


def _without(row: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != name}


def _asking(name: str, **more: Thing) -> RuleSet:
    condition = Measured(name, **more)
    clause = Clause(key="C", rule="C", citation=CITED, text=text("c"), condition=condition)
    return RuleSet(key="r", name=text("r"), vocabulary=WORDS, clauses=[clause])


@pytest.mark.parametrize("library", [*LIBRARIES, "pandas arrow"])
def test_decimals_that_no_fact_can_have_are_counted(library: str) -> None:
    """As the scalar path refuses them; what has no more than the fact is read exactly."""
    cases = [1, 2, 3, 4, 5]
    numbers: Columns = {
        "hours": ["2.5", "2", "3.0", "19.9", None],
        "share": ["2.45", "2.4", "100.00", "9.99", None],
    }
    for name, most, count in (("hours", 0, 2), ("share", 1, 2)):
        rules = _asking(name, at_least=20)
        values = [None if n is None else Decimal(n) for n in numbers[name]]
        table = _of_decimals(library, {"case": cases, name: values})
        words = "with more than 1 decimal" if most else "with something else than a whole number"
        assert message(table, rules, as_of=AS_OF) == f"{name}: {count} rows {words}"
        good = [v for v in values if v is None or v == round(v, most)]
        columns: Columns = {"case": cases[: len(good)], name: good}
        found = frames.assess(_of_decimals(library, columns), rules, as_of=AS_OF, key="case")
        assert_same(read_back(found), said(rules, columns, AS_OF))


def _of_decimals(library: str, columns: dict[str, list[Any]]) -> Thing:
    if library != "pandas arrow":
        return LIBRARIES[library](columns)
    pd = pytest.importorskip("pandas")
    return LIBRARIES["pyarrow"](columns).to_pandas(types_mapper=pd.ArrowDtype)


def test_numbers_of_ordinary_pandas_are_read_exactly() -> None:
    pd = pytest.importorskip("pandas")
    np = pytest.importorskip("numpy")
    share = [Decimal("19.9"), Decimal(20), 20, 21, None, Decimal("2E+1"), Decimal("19.90")]
    columns: Columns = {"case": list(range(7)), "share": share}
    index = [9, 9, 8, 7, 6, 5, 4]
    table = pd.DataFrame(columns, dtype="object", index=index)
    rules = _asking("share", at_least=20)
    found = frames.assess(table, rules, as_of=AS_OF, key="case")
    assert_same(read_back(found), said(rules, columns, AS_OF))
    table["share"] = pd.Series([np.int64(20)] * 7, dtype="object", index=index)
    assert set(frames.assess(table, rules, as_of=AS_OF, key="case")["C"]) == {2}
    table["share"] = pd.Series(
        [1.5, Decimal("NaN"), Decimal("1.23"), "x", True, Decimal("Infinity"), np.float32(1)],
        dtype="object",
        index=index,
    )
    assert sorted(message(table, rules, as_of=AS_OF).splitlines()) == [
        "share: 2 rows with floats, which aren't exact; give whole numbers or decimals (Decimal)",
        "share: 2 rows with more than 1 decimal",
        "share: 2 rows with something else than a number",
    ]
    table["share"] = pd.Series([Decimal("1E+999999"), 10**30, -(10**30)] + [None] * 4,
                               dtype="object", index=index)  # fmt: skip
    assert message(table, rules, as_of=AS_OF) == "share: 3 rows with something else than 0–100 %"
    floats = pd.DataFrame({"case": [1, 2], "share": [20.0, None]})
    told = frames.assess(floats, rules, as_of=AS_OF, key="case")
    assert told["C"].to_list() == [2, 1]


def test_large_whole_numbers_of_pandas_are_not_rounded() -> None:
    pd = pytest.importorskip("pandas")
    words = WORDS.extended([fact("kronor", Number(text("kr")))])
    limit = 2**53 + 1
    condition = Measured("kronor", at_least=limit)
    clause = Clause(key="C", rule="C", citation=CITED, text=text("c"), condition=condition)
    rules = RuleSet(key="r", name=text("r"), vocabulary=words, clauses=[clause])
    for values in ([limit - 1, limit, None], [limit - 1, limit, 10**40]):
        columns: Columns = {"case": [1, 2, 3], "kronor": values}
        table = pd.DataFrame(columns, dtype="object")
        found = frames.assess(table, rules, as_of=AS_OF, key="case")
        assert_same(read_back(found), said(rules, columns, AS_OF))


def test_the_widest_whole_numbers_are_read() -> None:
    rules = _asking("hours", at_least=20)
    table = pl.DataFrame({"case": [1, 2, 3], "hours": [19, 20, None]})
    for frame in (
        table.with_columns(pl.col("hours").cast(pl.Int128)),
        *(
            pytest.importorskip("duckdb").connect().from_arrow(table.to_arrow())
            .select(f"\"case\", hours::{kind} AS hours") for kind in ("hugeint", "uhugeint")
        ),
    ):  # fmt: skip
        found = frames.assess(frame, rules, as_of=AS_OF, key="case")
        assert {k: row["C"] for k, row in read_back(found).items()} == {1: 0, 2: 2, 3: 1}


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_year_beside_another_date_is_a_contradiction(library: str) -> None:
    columns: Columns = {
        "case": [1, 2, 3, 4],
        "birth_date": [dt.date(1990, 5, 1), dt.date(1990, 5, 1), None, dt.date(1990, 5, 1)],
        "birth_date/year": [1990, 1950, 1950, None],
    }
    assert message(LIBRARIES[library](columns)) == (
        "birth_date/year: 1 row with another year than 'birth_date'"
    )
    assert faults_of(LIBRARIES[library](columns)) == {("birth_date/year", "contradiction")}
    columns["birth_date/year"][1] = 1990
    asked: dict[str, Thing] = {"as_of": DAY, "key": "case"}
    found = frames.assess(LIBRARIES[library](columns), model.SAMORDNINGSTEAM, **asked)
    assert_same(read_back(found), said(_rules(model.SAMORDNINGSTEAM), columns, DAY))


def test_names_that_cannot_be_are_refused_by_our_own_errors() -> None:
    table = pl.DataFrame(GOOD)
    assert message(table, key=["case"]) == "key: takes str, not list"
    assert message(table, keep=[["case"]]) == "keep: takes str, not list"
    assert faults_of(table, answers=[["verdict"]]) == {("answers", "unknown")}
    asked: dict[str, Thing] = {"as_of": DAY, "key": "case"}
    team = model.SAMORDNINGSTEAM
    with pytest.raises(InvalidInput, match="by: takes str, not list"):
        frames.funnel(table, team, by=["sex"], **asked)  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match="by: 'Kön' is not a column of the table"):
        frames.funnel(table, team, by="Kön", **asked)
    for ages in ([200], [20, 151]):
        with pytest.raises(InvalidInput, match="ages: an age is at most 150 years"):
            frames.funnel(table, team, ages=ages, **asked)
    assert {row.group for row in frames.funnel(table, team, ages=[150], **asked).rows} <= {
        None, "–149", "150–",
    }  # fmt: skip
    with pytest.raises(InvalidInput, match="key: takes str, not list"):
        frames.agenda(table, team, as_of=DAY, key=["case"])  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match="total: takes str, not list"):
        frames.contributions(table, vasteras.ASSOCIATION, total=["x"], **asked)  # type: ignore[arg-type]


def test_what_is_told_of_progress_has_to_be_a_function() -> None:
    table = pl.DataFrame({"case": [1], "enrolled": [DAY]})
    with pytest.raises(InvalidInput, match="progress: takes Callable, not int"):
        frames.agenda(table, model.SAMORDNINGSTEAM, as_of=DAY, key="case", progress=3)  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match="progress: takes Callable, not int"):
        assess_many([], model.SAMORDNINGSTEAM, as_of=DAY, progress=3)  # type: ignore[arg-type]


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_column_of_lists_tells_no_rows_apart(library: str) -> None:
    table = LIBRARIES[library](GOOD | {"of": [["a"], ["a", "b"]]})
    words = "of: has lists or the like; takes a column of plain values"
    assert message(table, key="of") == words
    with pytest.raises(InvalidInput, match=words):
        frames.funnel(table, model.SAMORDNINGSTEAM, as_of=DAY, key="case", by="of")


def test_hints_say_what_to_do() -> None:
    table = pl.DataFrame(GOOD | {"born": [None, None], "text": ["1990-05-01"] * 2})
    assert message(table, as_of="2021-11-22") == (
        "as_of: '2021-11-22' is not a column of the table; a day is a datetime.date,"
        " for example date(2026, 11, 22)"
    )
    twice = {"born": "birth_date", "birth_date": "birth_date"}
    assert message(table, columns=twice) == (
        "columns['birth_date']: 'birth_date' is given already, for 'born'"
    )
    assert message(table, columns={"text": "birth_date"}) == (
        "text: 'birth_date' takes dates without a time, not String; convert the texts to dates"
    )
    places = pl.DataFrame({"case": [1], "municipality": [662]})
    day = dt.date(2021, 11, 22)
    assert message(places, finnveden.SAMVERKANSTEAM, as_of=day) == (
        "municipality: 'municipality' takes texts, not Int64;"
        " a code is a text of four digits, such as '0662'"
    )
    options = pl.DataFrame({"case": [1], "referred_by": ["hemligt"]})
    said = message(options, norra_vastmanland.SAMORDNINGSTEAM, as_of=dt.date(2021, 5, 3))
    assert said.startswith("referred_by: 1 row with none of the options; allowed are '")
    assert "hemligt" not in said


def test_a_lazy_table_without_rows_or_days_is_told_as_empty() -> None:
    table = pl.LazyFrame(GOOD | {"day": ["a", "b"]}).head(0)
    assert faults_of(table, as_of="day") == {("frame", "empty")}


def test_years_alone_are_enough() -> None:
    columns: Columns = {"case": [1, 2, 3], "birth_date/year": [1990, 1950, None]}
    found = frames.assess(pl.DataFrame(columns), model.SAMORDNINGSTEAM, as_of=DAY, key="case")
    assert_same(read_back(found), said(_rules(model.SAMORDNINGSTEAM), columns, DAY))


def test_a_misspelt_column_is_told_when_no_other_tells_of_anything() -> None:
    table = pl.DataFrame({"case": [1], "birthday": [dt.date(1990, 1, 1)]})
    assert message(table).endswith("say in columns what they are; is 'birthday' 'birth_date'?")
    assert message(table.drop("birthday")).endswith("say in columns what they are")
