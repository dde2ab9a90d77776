"""The same tables on Spark, where Java and pyspark are found: `pytest -m spark`."""

import datetime as dt
import random
import shutil
from collections.abc import Iterator
from decimal import Decimal

import polars as pl
import pytest
from attrs import evolve

from finsam import InvalidInput, frames
from finsam.rulebooks import finnveden, model, norra_vastmanland, vasteras
from finsam.rules import RuleSet, Validity
from support.tables import Columns, Thing, assert_same, people, read_back, said
from support.tree import ROOT, python

pytestmark = [
    pytest.mark.spark,
    pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java"),
    # pyspark and what it uses warn of one another's versions
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def spark() -> Iterator[Thing]:
    sql = pytest.importorskip("pyspark.sql")
    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
    }
    session = sql.SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
    yield session
    session.stop()


def table(spark: Thing, columns: Columns) -> Thing:
    kinds = {int: "bigint", bool: "boolean", dt.date: "date", str: "string"}
    schema = ", ".join(
        f"`{name}` {kinds[type(next(v for v in values if v is not None))]}"
        for name, values in columns.items()
    )
    return spark.createDataFrame(list(zip(*columns.values(), strict=True)), schema)


def test_spark_says_what_the_scalar_path_says(spark: Thing, request: pytest.FixtureRequest) -> None:
    """Testing 15: every clause, and what is missing; 20 000 persons with --deep."""
    count = 20_000 if request.config.getoption("--deep") else 200
    rules, day = finnveden.SAMVERKANSTEAM.eligibility, dt.date(2021, 11, 22)
    assert isinstance(rules, RuleSet)
    columns = people(rules, count, random.Random(5), day)
    found = frames.assess(table(spark, columns), rules, as_of=day, key="case")
    assert_same(read_back(found), said(rules, columns, day))


def test_spark_takes_a_day_for_each_row(spark: Thing) -> None:
    base = model.SAMORDNINGSTEAM.eligibility
    assert isinstance(base, RuleSet)
    rules = evolve(base, key="own", valid=Validity(end=dt.date(2024, 1, 1)))
    days = [dt.date(2024, 1, 1), dt.date(2024, 1, 2), dt.date(2023, 2, 28)]
    chance = random.Random(6)
    columns = people(rules, 100, chance, min(days))
    columns["day"] = [chance.choice(days) for _ in columns["case"]]
    found = frames.assess(table(spark, columns), rules, as_of="day", key="case")
    assert_same(read_back(found), said(rules, columns, "day"))


def test_a_repeated_key_is_refused_on_spark(spark: Thing) -> None:
    wrong = table(spark, {"case": [1, 1], "municipality": ["Sala", "Gislved"]})
    with pytest.raises(InvalidInput, match="1 row with a key that stands there already"):
        frames.assess(wrong, finnveden.SAMVERKANSTEAM, as_of=dt.date(2021, 11, 22), key="case")


def test_what_is_due_on_spark_is_what_the_core_says(spark: Thing) -> None:
    """Days, lists of days and texts, a day for each row; what is the same is asked once."""
    start, other = dt.date(2022, 1, 31), dt.date(2022, 4, 28)
    rows = [
        (1, start, [other, dt.date(2022, 7, 20)], None, None, dt.date(2022, 9, 1)),
        (2, start, None, dt.date(2022, 6, 15), "work", dt.date(2022, 7, 7)),
        (3, start, None, dt.date(2022, 6, 15), "work", dt.date(2022, 7, 7)),
        (4, None, [], None, None, dt.date(2022, 7, 7)),
    ]
    names = ["case", "enrolled", "followed_up", "exited", "exit_reason", "day"]
    kinds = ["bigint", "date", "array<date>", "date", "string", "date"]
    schema = ", ".join(f"`{name}` {kind}" for name, kind in zip(names, kinds, strict=True))
    measure = norra_vastmanland.SAMORDNINGSTEAM
    found = frames.agenda(spark.createDataFrame(rows, schema), measure, as_of="day", key="case")
    expected = read_back(
        frames.agenda(
            pl.DataFrame(rows, schema=names, orient="row"), measure, as_of="day", key="case"
        )
    )
    assert read_back(found) == expected
    assert {row["overdue"] for row in expected.values()} == {"", "NV-10, NV-11"}
    wrong = spark.createDataFrame([*rows, (4, other, None, start, None, other)], schema)
    with pytest.raises(InvalidInput) as refused:
        frames.agenda(wrong, measure, as_of="day", key="case")
    assert sorted(str(refused.value).splitlines()) == [
        "case: 1 row with a key that stands there already",
        "exited: 1 row that can't be right by the other columns of the row",
    ]


def test_what_members_pay_on_spark_is_exact(spark: Thing) -> None:
    totals = [Decimal("13310000.02"), None, Decimal("0.04")]
    made = spark.createDataFrame(list(enumerate(totals)), "case bigint, kronor decimal(18, 2)")
    day = dt.date(2021, 1, 1)
    found = frames.contributions(made, vasteras.ASSOCIATION, total="kronor", as_of=day, key="case")
    paid = {case: row["Västerås"] for case, row in read_back(found).items()}
    assert paid == {0: Decimal("3327500.00"), 1: None, 2: Decimal("0.01")}


def test_the_script_of_the_how_to_runs() -> None:
    pytest.importorskip("pyspark")
    ended = python(str(ROOT / "examples" / "spark" / "assess_on_spark.py"))
    assert ended.returncode == 0, ended.stderr
    assert "not_eligible" in ended.stdout
