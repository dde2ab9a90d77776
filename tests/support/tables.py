"""Tables of made-up persons for the tests of frames, and what the scalar path says of each row."""

import datetime as dt
import random
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import polars as pl
import pytest

from finsam import NotInForce, assess
from finsam.rules import Between, Choice, Date, Number, RuleSet, Selection

Columns = dict[str, list[Any]]
Thing: TypeAlias = Any  # a table of some library, or what a test gives on purpose
PLACES = ["Västerås", "Håbo", "Gislaved", "Sala", "Fagersta"]


def people(rules: RuleSet, count: int, chance: random.Random, as_of: dt.date) -> Columns:
    """Returns columns of made-up persons, a third of each unknown, every edge date among them."""
    columns: Columns = {"case": list(range(count))}
    edges = edge_dates(rules, as_of)

    def column(draw: Callable[[], object]) -> list[Any]:
        return [None if chance.random() < 0.3 else draw() for _ in range(count)]

    for fact in rules.facts:
        kind = fact.kind
        if isinstance(kind, Date):
            columns[fact.key] = column(
                lambda: (
                    chance.choice(edges)
                    if chance.random() < 0.5
                    else as_of - dt.timedelta(chance.randrange(30_000))
                )
            )
            columns[fact.key][: len(edges)] = edges[:count]  # none is left to chance
            columns[f"{fact.key}/year"] = [
                year if year is None or day is None else day.year
                for day, year in zip(
                    columns[fact.key],
                    column(lambda: as_of.year - chance.randrange(80)),
                    strict=True,
                )
            ]
        elif isinstance(kind, Choice):
            several = list(kind.terms) if len(kind.terms) < 50 else PLACES
            columns[fact.key] = column(lambda several=several: chance.choice(several))  # type: ignore[misc]
        elif isinstance(kind, Selection):
            for member, term in kind.terms.items():
                if term.parent is None:
                    columns[f"{fact.key}/{member}"] = column(lambda: chance.random() < 0.5)
                else:  # never in contradiction to what it stands under
                    above = columns[f"{fact.key}/{term.parent}"]
                    columns[f"{fact.key}/{member}"] = [
                        up if up is False or chance.random() < 0.3 else None for up in above
                    ]
        else:
            assert not isinstance(kind, Number)
            columns[fact.key] = column(lambda: chance.random() < 0.5)
    return columns


def edge_dates(rules: RuleSet, as_of: dt.date) -> list[dt.date]:
    """Returns the days on both sides of every cut, and the ends of what a date can be."""
    found = {as_of, dt.date(1880, 2, 29), dt.date(2000, 2, 29), dt.date(1996, 2, 28)}
    for variable in rules.prepared(as_of).space.variables:
        for cut in getattr(variable, "cuts", ()):
            found |= {dt.date.fromordinal(cut + step) for step in (-1, 0, 1)}
    return sorted(day for day in found if day <= as_of)


def said(rules: RuleSet, columns: Columns, as_of: "dt.date | str") -> dict[object, dict[str, Any]]:
    """Returns what the scalar path says of each row, as the table has it."""
    answers: dict[object, dict[str, Any]] = {}
    for i, case in enumerate(columns["case"]):
        day = columns[as_of][i] if isinstance(as_of, str) else as_of
        facts: dict[str, Any] = {}
        for name, values in columns.items():
            fact, _, part = name.partition("/")
            if fact in {"case", as_of} or values[i] is None:
                continue
            if part == "year":
                facts.setdefault(fact, Between.year(values[i]))
            elif part:
                facts.setdefault(fact, {})[part] = values[i]
            else:
                facts[fact] = values[i]
        try:
            decision = assess(facts, rules, as_of=day)
        except NotInForce:
            answers[case] = {"verdict": "not_in_force"}
            continue
        failed = [
            f.clause.rule
            for f in decision.findings
            if not f.outcome and f.clause.strength == "required"
        ]
        answers[case] = {
            "verdict": decision.verdict.value,
            "missing": {missing.key for missing in decision.missing},
            "failed": list(dict.fromkeys(failed)),
            "priority": {True: 2, None: 1, False: 0}[decision.has_priority],
            **{concern.value: outcome.value for concern, outcome in decision.concerns.items()},
            **{finding.clause.key: int(finding.outcome) for finding in decision.findings},
        }
    return answers


def read_back(frame: Thing) -> dict[object, dict[str, Any]]:
    """Returns the rows of an answer, of any library, by key."""
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    if type(frame).__module__.startswith("pyspark"):
        rows: list[dict[str, Any]] = [row.asDict() for row in frame.collect()]
    elif type(frame).__module__.startswith("pandas"):
        rows = frame.to_dict("records")
    elif isinstance(frame, pl.DataFrame):
        rows = frame.to_dicts()
    elif hasattr(frame, "to_pylist"):
        rows = frame.to_pylist()
    else:
        rows = frame.pl().to_dicts()
    return {row["case"]: row for row in rows}


def assert_same(found: Mapping[object, Mapping[str, Any]], expected: Mapping[object, Any]) -> None:
    """Checks that a table says of every row what the scalar path says."""
    assert set(found) == set(expected)
    for case, answer in expected.items():
        row = dict(found[case])
        if answer["verdict"] in {"not_in_force", "not_applicable"}:
            assert row["verdict"] == answer["verdict"]
            assert row["priority"] == -1
            assert (row["failed"], row["missing"]) == ("", "")
            continue
        missing = [key for key in row["missing"].split(", ") if key]
        assert len(missing) == len(set(missing))
        row["missing"] = set(missing)
        row["failed"] = [rule for rule in row["failed"].split(", ") if rule]
        assert {name: row[name] for name in answer} == answer, case
        assert set(row) - set(answer) <= {"case"} | {
            n for n in row if n not in answer and n.startswith("kept")
        }


def make_pandas(columns: Columns) -> Thing:
    return pytest.importorskip("pandas").DataFrame(columns)


def make_pandas_typed(columns: Columns) -> Thing:
    frame = make_pandas(columns)
    for name in frame.columns:
        if "date" in name and "year" not in name:
            frame[name] = frame[name].astype("datetime64[ns]")
    return frame.convert_dtypes()


def make_arrow(columns: Columns) -> Thing:
    return pytest.importorskip("pyarrow").table(columns)


def make_duckdb(columns: Columns) -> Thing:
    return pytest.importorskip("duckdb").connect().from_arrow(make_arrow(columns))


LIBRARIES: dict[str, Callable[[Columns], Any]] = {
    "polars": pl.DataFrame,
    "polars lazy": pl.LazyFrame,
    "pandas": make_pandas,
    "pandas typed": make_pandas_typed,
    "pyarrow": make_arrow,
    "duckdb": make_duckdb,
}


def as_library(library: str, frame: pl.DataFrame) -> Thing:
    """Returns a table of a library that holds what polars can hold and Python can't."""
    if library.startswith("polars"):
        return frame.lazy() if "lazy" in library else frame
    pa = pytest.importorskip("pyarrow")
    made = frame.to_arrow()
    if library == "duckdb":
        return pytest.importorskip("duckdb").connect().from_arrow(made)
    if library == "pyarrow":
        return made
    pd = pytest.importorskip("pandas")
    if library == "pandas typed":
        return made.to_pandas(types_mapper=pd.ArrowDtype)
    days = [name for name, kind in frame.schema.items() if kind == pl.Date]
    for name in days:
        place = made.schema.get_field_index(name)
        made = made.set_column(place, name, made[name].cast(pa.timestamp("s")))
    return made.to_pandas()


def moment(*parts: int) -> dt.datetime:
    """Returns a time without a zone, as a table of dates wrongly may hold one."""
    return dt.datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001
