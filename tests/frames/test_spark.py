"""The same tables on Spark, where Java and pyspark are found: `pytest -m spark`."""

import datetime as dt
import random
import shutil
from collections.abc import Iterator

import pytest
from attrs import evolve

from finsam import InvalidInput, frames
from finsam.rulebooks import finnveden, model
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


def test_the_script_of_the_how_to_runs() -> None:
    pytest.importorskip("pyspark")
    ended = python(str(ROOT / "examples" / "spark" / "assess_on_spark.py"))
    assert ended.returncode == 0, ended.stderr
    assert "not_eligible" in ended.stdout
