"""Tables against the scalar path, row by row, on every library."""

import datetime as dt
import random
from decimal import Decimal
from functools import cache
from typing import Any

import narwhals as nw
import polars as pl
import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from finsam import frames
from finsam.frames import tables
from finsam.legaltime import Months
from finsam.rulebooks import finnveden, framsteget, model, norra_vastmanland, sofint, vasteras
from finsam.rulebooks.shelf import BOOKS
from finsam.rules import (
    Age,
    AllOf,
    AnyOf,
    Clause,
    DateBetween,
    DayIn,
    Lasted,
    Measured,
    OneOf,
    RuleSet,
    Validity,
)
from support.examples import examples
from support.oracle import Values
from support.oracle import given as as_given
from support.strategies import AS_OF, CITED, WORDS, rule_sets, states, text
from support.tables import (
    LIBRARIES,
    Columns,
    Thing,
    assert_same,
    edge_dates,
    moment,
    people,
    read_back,
    said,
)


def rules_of(measure: Thing) -> RuleSet:
    assert isinstance(measure.eligibility, RuleSet)
    return measure.eligibility


SETS = {
    measure.eligibility.key: measure.eligibility
    for book in BOOKS.values()
    for measure in book.measures.values()
    if isinstance(measure.eligibility, RuleSet)
}
BACKENDS = pytest.mark.parametrize("library", LIBRARIES)


@pytest.mark.parametrize("key", SETS)
def test_every_shipped_set_says_what_the_scalar_path_says(key: str) -> None:
    """Testing 15: verdict, concerns, what is missing, priority and each clause, row by row."""
    rules = SETS[key]
    as_of = rules.valid.nearest(dt.date(2020, 2, 29))
    columns = people(rules, 200, random.Random(key), as_of)
    found = frames.assess(pl.DataFrame(columns), rules, as_of=as_of, key="case")
    assert_same(read_back(found), said(rules, columns, as_of))


@BACKENDS
def test_every_library_says_what_the_scalar_path_says(
    library: str, request: pytest.FixtureRequest
) -> None:
    """Testing 15: the same on each library; 20 000 persons with --deep."""
    count = 20_000 if request.config.getoption("--deep") else 600
    rules, as_of = rules_of(finnveden.SAMVERKANSTEAM), dt.date(2021, 11, 22)
    columns, expected = _many(count)
    assert set(edge_dates(rules, as_of)) <= set(columns["birth_date"])
    table = LIBRARIES[library](columns)
    found = frames.assess(table, rules, as_of=as_of, key="case")
    assert type(found) is type(table)
    assert_same(read_back(found), expected)


@cache
def _many(count: int) -> tuple[Columns, dict[object, dict[str, Any]]]:
    rules, as_of = rules_of(finnveden.SAMVERKANSTEAM), dt.date(2021, 11, 22)
    columns = people(rules, count, random.Random(7), as_of)
    return columns, said(rules, columns, as_of)


@BACKENDS
def test_a_column_of_days_gives_each_row_its_own_day(library: str) -> None:
    """Ages turn on another day in each row; rows outside the time in force get the word."""
    rules, columns, expected = _on_many_days()
    found = frames.assess(LIBRARIES[library](columns), rules, as_of="date_of_referral", key="case")
    answers = read_back(found)
    assert_same(answers, expected)
    if library not in {"polars lazy", "duckdb"}:
        assert list(answers) == columns["case"]  # in their order
    verdicts = {row["verdict"] for row in answers.values()}
    assert {"not_in_force", "not_eligible", "undetermined"} <= verdicts


@pytest.mark.parametrize("key", ["finnveden.samverkansteam", "sofint.sigma"])
def test_a_million_rows_are_the_same_on_polars_and_duckdb(
    key: str, request: pytest.FixtureRequest
) -> None:
    """Every answer, row by row by key, since duckdb changes their order; a million with --deep."""
    duckdb = pytest.importorskip("duckdb")
    count = 1_000_000 if request.config.getoption("--deep") else 50_000
    rules, as_of = SETS[key], SETS[key].valid.nearest(dt.date(2021, 11, 22))
    table = _drawn(rules, count, as_of)
    ours = frames.assess(table, rules, as_of=as_of, key="case")
    theirs = frames.assess(
        duckdb.connect().from_arrow(table.to_arrow()), rules, as_of=as_of, key="case"
    ).pl()
    clauses = {clause.key for clause in rules.clauses if clause.condition is not None}
    assert clauses | {"verdict", "missing", "failed", "priority"} <= set(theirs.columns)
    assert ours["case"].to_list() == list(range(count))
    assert_frame_equal(theirs.sort("case"), ours)
    some = sorted(random.Random(key).sample(range(count), 1_000))
    columns = table[some].to_dict(as_series=False)
    assert_same(read_back(ours[some]), said(rules, columns, as_of))


def _drawn(rules: RuleSet, count: int, as_of: dt.date) -> pl.DataFrame:
    """Returns many rows, each fact of which is that of some one of 20 000 persons."""
    few = pl.DataFrame(people(rules, 20_000, random.Random(rules.key), as_of))
    of_facts: dict[str, list[str]] = {}
    for name in few.columns[1:]:  # a fact's columns stay together, so as not to gainsay each other
        of_facts.setdefault(name.partition("/")[0], []).append(name)
    drawn = [
        few.select(names).sample(count, with_replacement=True, seed=seed)
        for seed, names in enumerate(of_facts.values())
    ]
    return pl.concat([pl.DataFrame({"case": range(count)}), *drawn], how="horizontal")


@cache
def _on_many_days() -> tuple[RuleSet, Columns, dict[object, dict[str, Any]]]:
    base = rules_of(norra_vastmanland.SAMORDNINGSTEAM)
    chance = random.Random(3)
    rules = evolve(
        base, key="own", valid=Validity(start=dt.date(2020, 2, 1), end=dt.date(2024, 3, 5))
    )
    days = [dt.date(2020, 1, 31) + dt.timedelta(chance.randrange(1_497)) for _ in range(30)]
    days += [dt.date(2020, 1, 31), dt.date(2020, 2, 1), dt.date(2024, 3, 5), dt.date(2024, 3, 6)]
    days += [dt.date(2023, 2, 28), dt.date(2024, 2, 29), dt.date(2023, 3, 1)]
    columns = people(rules, 250, chance, dt.date(2020, 1, 30))
    columns["date_of_referral"] = [chance.choice(days) for _ in columns["case"]]
    return rules, columns, said(rules, columns, "date_of_referral")


def test_days_on_which_the_rules_have_another_shape() -> None:
    """A fixed date passes an age, and a window opens: then the diagram is another one."""
    from finsam.rules import Clause  # noqa: PLC0415
    from support.strategies import CITED, text  # noqa: PLC0415

    condition = AnyOf(
        AllOf(Age(at_least=20), DateBetween("birth_date", end=dt.date(2003, 6, 30))),
        AllOf(DayIn(start=dt.date(2023, 7, 5)), Lasted("begun", more_than=Months(1))),
    )
    clause = Clause(key="C", rule="C", citation=CITED, text=text("c"), condition=condition)
    rules = RuleSet(key="r", name=text("r"), vocabulary=WORDS, clauses=[clause])
    days = [dt.date(2023, 6, 28) + dt.timedelta(i) for i in range(12)]
    born = [dt.date(2003, 6, 29) + dt.timedelta(i) for i in range(8)]
    begun = [None, dt.date(2023, 5, 31), dt.date(2023, 6, 4), dt.date(2023, 6, 5)]
    rows = [(d, b, g) for d in days for b in born for g in begun]
    columns: Columns = {
        "case": list(range(len(rows))),
        "day": [row[0] for row in rows],
        "birth_date": [row[1] for row in rows],
        "begun": [row[2] for row in rows],
    }
    for library in ("polars", "pandas"):
        found = frames.assess(LIBRARIES[library](columns), rules, as_of="day", key="case")
        assert_same(read_back(found), said(rules, columns, "day"))


@examples(60)
@given(st.data())
def test_random_rules_say_what_the_scalar_path_says(data: st.DataObject) -> None:
    """Design 2.3: exact on every mixture of conditions, open points and ways in."""
    rules = data.draw(rule_sets())
    assume(rules is not None)
    assert rules is not None
    values = Values.read_by(rules, AS_OF)
    several = [as_given(data.draw(states(rules, values))) for _ in range(3)]
    columns: Columns = {"case": list(range(len(several)))}
    for i, facts in enumerate(several):
        for key, value in facts.items():
            if isinstance(value, dict):
                for member, flag in value.items():
                    columns.setdefault(f"{key}/{member}", [None] * 3)[i] = flag
            elif type(value).__name__ != "Between":
                held = value if key != "share" else Decimal(str(value))
                columns.setdefault(key, [None] * 3)[i] = held
    read = {fact.key for fact in rules.facts}
    assume(any(name.partition("/")[0] in read for name in columns))
    found = frames.assess(pl.DataFrame(columns), rules, as_of=AS_OF, key="case")
    assert_same(read_back(found), said(rules, columns, AS_OF))


def test_a_flag_may_be_said_in_many_ways() -> None:
    """0 and 1, ja and nej, null is unknown and never no."""
    ways: dict[str, list[Any]] = {
        "booleans": [True, False, None],
        "numbers": [1, 0, None],
        "floats": [1.0, 0.0, None],
        "words": ["Ja", "nej", None],
        "english": ["yes", "NO", None],
    }
    rules = model.SAMORDNINGSTEAM
    for name, values in ways.items():
        for library in ("polars", "pandas", "pyarrow", "duckdb"):
            table = LIBRARIES[library]({"case": [1, 2, 3], "ongoing_addiction": values})
            found = frames.assess(table, rules, as_of=dt.date(2026, 11, 22), key="case")
            outcomes = [read_back(found)[case]["BR-03.addiction"] for case in (1, 2, 3)]
            assert outcomes == [0, 2, 1], (name, library)
    categories = pl.DataFrame(
        {
            "case": [1, 2, 3],
            "ongoing_addiction": pl.Series(["ja", "nej", None], dtype=pl.Categorical),
        }
    )
    found = frames.assess(categories, rules, as_of=dt.date(2026, 11, 22), key="case")
    assert found["BR-03.addiction"].to_list() == [0, 2, 1]


def test_python_objects_in_pandas_are_read() -> None:
    pd = pytest.importorskip("pandas")
    table = pd.DataFrame(
        {
            "case": [1, 2, 3, 4],
            "birth_date": pd.Series(
                [dt.date(2010, 1, 1), moment(1990, 1, 1), None, pd.NaT], dtype="object"
            ),
            "ongoing_addiction": pd.Series(["ja", False, 1, None], dtype="object"),
            "municipality": pd.Series(["1980", "Västerås", None, "Sala"], dtype="object"),
        }
    )
    day = dt.date(2022, 11, 22)
    found = frames.assess(table, model.SAMORDNINGSTEAM, as_of=day, key="case")
    assert found["BR-02"].to_list() == [0, 2, 1, 1]
    assert found["BR-03.addiction"].to_list() == [0, 2, 0, 1]
    place = frames.assess(table, vasteras.SAMORDNINGSTEAM, as_of=day, key="case")
    assert place["VA-12.residence"].to_list() == [2, 2, 1, 0]


def test_a_place_may_be_its_code_and_a_body_its_older_name() -> None:
    rules = rules_of(finnveden.SAMVERKANSTEAM)
    table = pl.DataFrame(
        {
            "case": [1, 2, 3],
            "municipality": ["0662", "Gnosjo\u0308", "Sala"],  # the second in two characters
            "referred_by": ["county_council", "region", None],
        }
    )
    found = frames.assess(table, rules, as_of=dt.date(2021, 11, 22), key="case")
    assert found["FI-02"].to_list() == [2, 2, 0]
    route = found["route"].to_list()
    assert route[0] == route[1]


def test_numbers_are_cut_where_they_are_declared() -> None:
    from finsam.rules import Clause  # noqa: PLC0415
    from support.strategies import CITED, text  # noqa: PLC0415

    conditions = [
        Measured("share", more_than=Decimal("12.4")),
        Measured("hours", at_least=20),
        OneOf("place", ["x"]),
    ]
    clauses = [
        Clause(key=f"C{i}", rule=f"C{i}", citation=CITED, text=text("c"), condition=condition)
        for i, condition in enumerate(conditions)
    ]
    rules = RuleSet(key="r", name=text("r"), vocabulary=WORDS, clauses=clauses)
    columns: Columns = {
        "case": [1, 2, 3, 4],
        "hours": [19, 20, None, 40],
        "share": [Decimal("12.4"), Decimal("12.5"), None, Decimal("100.0")],
        "place": ["x", "x1", "y", None],
    }
    for library in ("polars", "pyarrow", "duckdb"):
        found = frames.assess(LIBRARIES[library](columns), rules, as_of=AS_OF, key="case")
        assert_same(read_back(found), said(rules, columns, AS_OF))
    whole: Columns = {"case": [1, 2, 3], "share": [12, 13, None], "hours": [19.0, 20.0, None]}
    for library in ("polars", "pandas"):
        found = frames.assess(LIBRARIES[library](whole), rules, as_of=AS_OF, key="case")
        outcomes = [(row["C0"], row["C1"]) for row in read_back(found).values()]
        assert outcomes == [(0, 0), (2, 2), (1, 1)]


def test_years_tell_of_dates_that_lie_ahead_too() -> None:
    """Of what may lie ahead a year after the day is no fault."""
    clause = Clause(
        key="C", rule="C", citation=CITED, text=text("c"),
        condition=DateBetween("begun", start=dt.date(2025, 1, 1), end=dt.date(2026, 6, 30)),
    )  # fmt: skip
    rules = RuleSet(key="r", name=text("r"), vocabulary=WORDS, clauses=[clause])
    columns: Columns = {
        "case": [1, 2, 3, 4, 5, 6],
        "begun": [None, None, None, None, None, dt.date(2026, 7, 1)],
        "begun/year": [2024, 2025, 2026, 2027, None, 2026],
    }
    found = frames.assess(pl.DataFrame(columns), rules, as_of=AS_OF, key="case")
    assert_same(read_back(found), said(rules, columns, AS_OF))
    assert found["C"].to_list() == [0, 2, 1, 0, 1, 0]


def test_dates_of_arrow_in_pandas_are_dates() -> None:
    pd, pa = pytest.importorskip("pandas"), pytest.importorskip("pyarrow")
    born = pd.array([dt.date(1990, 1, 1), dt.date(2012, 1, 1), None], pd.ArrowDtype(pa.date32()))
    table = pd.DataFrame({"case": [1, 2, 3], "birth_date": born, "day": [dt.date(2026, 1, 1)] * 3})
    for as_of in (dt.date(2026, 1, 1), "day"):
        found = frames.assess(table, model.SAMORDNINGSTEAM, as_of=as_of, key="case")
        assert found["BR-02"].to_list() == [2, 0, 1]


def test_names_of_the_caller_are_mapped_and_kept() -> None:
    table = pl.DataFrame(
        {
            "ärende": ["a", "b"],
            "kön": ["K", "M"],
            "Född": [dt.date(1990, 5, 1), dt.date(1950, 1, 1)],
            "Regionen": [True, True],
            "Kommunen": [True, False],
        }
    )
    names = {"Född": "birth_date", "Regionen": "needs/region", "Kommunen": "needs/municipality"}
    found = frames.assess(
        table,
        model.SAMORDNINGSTEAM,
        as_of=dt.date(2026, 11, 22),
        key="ärende",
        columns=names,
        keep=["kön"],
        answers=["verdict", "failed"],
    )
    assert found.columns == ["ärende", "kön", "verdict", "failed"]
    assert found.rows() == [("a", "K", "undetermined", ""), ("b", "M", "not_eligible", "BR-02")]


def test_what_is_kept_is_read_too() -> None:
    """A column to group by may be a fact as well."""
    table = pl.DataFrame({"case": [1, 2], "municipality": ["Sala", "Gislaved"]})
    found = frames.assess(
        table, finnveden.SAMVERKANSTEAM, as_of=dt.date(2021, 11, 22), key="case",
        keep=["municipality", "case", "municipality"],
    )  # fmt: skip
    assert found.columns[:3] == ["case", "municipality", "verdict"]
    assert found["FI-02"].to_list() == [0, 2]


def test_a_chosen_reading_counts() -> None:
    rules = rules_of(framsteget.SAMORDNINGSTEAM)
    columns: Columns = {"case": [1], "birth_date": [dt.date(2001, 6, 1)]}
    day = rules.valid.nearest(dt.date(2020, 2, 29))
    for choice in ("20_to_29", "up_to_29"):
        chosen = {"HA-05.young_adult": choice}
        found = frames.assess(pl.DataFrame(columns), rules, as_of=day, key="case", readings=chosen)
        assert_same(read_back(found), said(rules.with_readings(chosen), columns, day))


@BACKENDS
def test_a_measure_for_nobody_and_days_out_of_force_are_words(library: str) -> None:
    table = LIBRARIES[library]({"case": [1, 2], "municipality": ["Sala", None]})
    found = frames.assess(table, vasteras.SIM, as_of=dt.date(2021, 5, 3), key="case")
    assert {row["verdict"] for row in read_back(found).values()} == {"not_applicable"}
    found = frames.assess(table, vasteras.SAMORDNINGSTEAM, as_of=dt.date(2023, 1, 1), key="case")
    [row, _] = read_back(found).values()
    assert (row["verdict"], row["route"], row["failed"], row["VA-11"]) == (
        "not_in_force", "not_in_force", "", -1,
    )  # fmt: skip


def test_a_set_without_deciding_clauses_never_lets_anyone_through() -> None:
    base = rules_of(model.SAMORDNINGSTEAM)
    guidelines = [evolve(c, strength=type(c.strength)("guideline")) for c in base.clauses]
    rules = evolve(base, key="g", clauses=guidelines)
    columns: Columns = {"case": [1], "ongoing_addiction": [True]}
    found = frames.assess(pl.DataFrame(columns), rules, as_of=dt.date(2026, 11, 22), key="case")
    assert_same(read_back(found), said(rules, columns, dt.date(2026, 11, 22)))
    assert found["verdict"].to_list() == ["needs_assessment"]


@pytest.mark.parametrize("answer", frames.ANSWERS)
def test_each_answer_can_be_asked_for_alone(answer: str) -> None:
    """The columns are the same whether the rules are in force, out of force or for nobody."""
    table = pl.DataFrame({"case": [1], "municipality": ["Sala"]})
    columns = [
        frames.assess(
            table, vasteras.SAMORDNINGSTEAM, as_of=day, key="case", answers=[answer]
        ).columns
        for day in (dt.date(2021, 5, 3), dt.date(2023, 1, 1))
    ]
    assert columns[0] == columns[1]
    assert len(columns[0]) > 1
    nobody = frames.assess(
        table, vasteras.SIM, as_of=dt.date(2021, 5, 3), key="case", answers=[answer]
    )
    assert nobody.columns == (["case", "verdict"] if answer == "verdict" else ["case"])


def test_days_are_joined_on_spark_as_its_session_makes_them() -> None:
    """What a session is asked for; `test_spark.py` asks a real one, where there is Java."""
    asked: list[tuple[object, str]] = []

    class Session:
        def createDataFrame(self, rows: object, kinds: str) -> pl.LazyFrame:  # noqa: N802
            asked.append((rows, kinds))
            return pl.LazyFrame({"day": [1]})

    class Native:
        sparkSession = Session()  # noqa: N815

    class Table:
        def to_native(self) -> Native:
            return Native()

    day = dt.date(2024, 2, 29)
    made = tables.Table(Table(), "pyspark", {}).small(
        {"day": [day], "year": [2024]}, {"day": "date", "year": "number"}
    )
    assert isinstance(made, nw.LazyFrame)
    assert asked == [([(day, 2024)], "`day` date, `year` bigint")]


def test_dates_in_pandas_may_be_few_and_late_in_the_table() -> None:
    """Where the first hundred objects are null, narwhals takes them for texts."""
    pd = pytest.importorskip("pandas")
    born = pd.Series([None] * 150 + [dt.date(1950, 1, 1)], dtype="object")
    table = pd.DataFrame({"case": range(151), "birth_date": born})
    found = frames.assess(table, model.SAMORDNINGSTEAM, as_of=dt.date(2026, 11, 22), key="case")
    assert found["BR-02"].to_list() == [1] * 150 + [0]


def test_a_table_of_narwhals_comes_back_as_one() -> None:
    table = nw.from_native(pl.DataFrame({"case": [1], "needs/region": [True]}))
    day = dt.date(2026, 11, 22)
    found = frames.assess(table, model.SAMORDNINGSTEAM, as_of=day, key="case")
    assert isinstance(found, nw.DataFrame)


def test_members_under_members_are_closed_as_in_a_set() -> None:
    """X-23: who is in the health centre is in the region; out of the region is out of it all."""
    rules = rules_of(sofint.SIGMA)
    day = rules.valid.nearest(dt.date(2021, 5, 3))
    columns: Columns = {
        "case": [1, 2, 3, 4],
        "current_with/health_centre": [True, None, None, False],
        "current_with/region": [None, False, True, None],
        "current_with/municipality": [True, True, None, None],
    }
    found = frames.assess(pl.DataFrame(columns), rules, as_of=day, key="case")
    assert_same(read_back(found), said(rules, columns, day))
