"""What is due over a table against the core agenda, row by row, on every library."""

import datetime as dt
import random
from functools import cache
from types import SimpleNamespace
from typing import Any

import narwhals as nw
import polars as pl
import pytest
from attrs import evolve

from finsam import InvalidInput, frames
from finsam.measures import Measure
from finsam.participation import (
    EVENT_KINDS,
    PARTICIPATION_FACTS,
    Agenda,
    EventKind,
    Status,
    agenda,
    from_record,
)
from finsam.participation.timing import TimingRule, kinds_of
from finsam.rulebooks import model
from finsam.rulebooks.shelf import MEASURES
from finsam.rules import (
    Condition,
    Date,
    DateBetween,
    Flag,
    Includes,
    Measured,
    Number,
    OneOf,
    Selection,
    YesNo,
)
from finsam.terms import Term
from support.strategies import fact, text
from support.tables import LIBRARIES, Columns, Thing, as_library, moment, read_back

DAY = dt.date(2022, 7, 7)
TIMED = {key: measure for key, measure in MEASURES.items() if measure.timing}
BACKENDS = pytest.mark.parametrize("library", LIBRARIES)


def participations(measure: Measure, count: int, chance: random.Random) -> Columns:
    """Returns records of made-up participations as columns, lists of days among them."""
    own = [kind.key for kind in kinds_of(measure.timing) if kind.key not in EVENT_KINDS]
    rows: list[dict[str, Any]] = []
    while len(rows) < count:
        row = _record(own, chance)
        try:
            life = from_record(row, kinds=kinds_of(measure.timing))
        except InvalidInput:
            continue
        row["day"] = dt.date(2018, 1, 1) + dt.timedelta(chance.randrange(2_500))
        due = [item.due for item in agenda(life, measure, as_of=row["day"]) if item.due]
        if due and chance.random() < 0.3:  # the very day, on which more turns than on others
            row["day"] = chance.choice(due)
        rows.append(row)
    rows[1] = dict(rows[0])  # what is asked once stands in two rows
    columns: Columns = {"case": list(range(count))}
    return columns | {name: [row[name] for row in rows] for name in rows[0]}


def _record(own: list[str], chance: random.Random) -> dict[str, Any]:
    start = dt.date(2018, 1, 1) + dt.timedelta(chance.randrange(2_000))
    days = iter(sorted(start + dt.timedelta(chance.randrange(700)) for _ in range(40)))

    def often(share: float) -> dt.date | None:
        return next(days) if chance.random() < share else None

    def several(share: float, most: int) -> list[dt.date] | None:
        held = {next(days) for _ in range(chance.randrange(1, most))}
        return sorted(held) if chance.random() < share else None

    row: dict[str, Any] = {"referred": often(0.5), "taken_in": often(0.3), "declined": often(0.03)}
    row |= {"enrolled": often(0.95), "action_plan_made": often(0.3)}
    row |= {name: several(0.7, 4) for name in own}
    row |= {"paused": often(0.2)}
    row |= {"resumed": None if row["paused"] is None else often(0.6)}
    row |= {"followed_up": several(0.7, 4), "consent_given": often(0.5), "exited": often(0.6)}
    row["exit_reason"] = chance.choice([None, "work"]) if row["exited"] else None
    for name in ("documented_person", "documented_referrer", "consent_withdrawn",
                 "followed_up_later_6_months", "followed_up_later_12_months"):  # fmt: skip
        row[name] = often(0.4) if row["exited"] else None
    return row | {"entered_in_error": often(0.03)}


def said(measure: Measure, columns: Columns, as_of: dt.date | str) -> dict[object, dict[str, Any]]:
    """Returns what the core agenda says of each row, as the table has it."""
    with_days = [r.key for r in measure.timing if type(r).obligations != TimingRule.obligations]
    answers: dict[object, dict[str, Any]] = {}
    for i, case in enumerate(columns["case"]):
        row = {name: values[i] for name, values in columns.items()}
        day = row.pop("day")
        del row["case"]
        life = from_record(row, kinds=kinds_of(measure.timing))
        found = agenda(life, measure, as_of=day if as_of == "day" else as_of)  # type: ignore[arg-type]
        answers[case] = {"overdue": _late(measure, found), "next_due": _next(found)}
        for key in with_days:
            first = [item for item in found.obligations if item.promise.key == key][:1]
            answers[case][key] = first[0].status.value if first else None
            answers[case][f"{key}/due"] = first[0].due if first else None
    return answers


def _late(measure: Measure, found: Agenda) -> str:
    late = [item.promise for item in found if item.status is Status.OVERDUE]
    return ", ".join(dict.fromkeys(rule.rule for rule in measure.timing if rule in late))


def _next(found: Agenda) -> dt.date | None:
    days = [
        item.due
        for item in found
        if item.due and not item.ended_on and item.status.value in {"overdue", "due", "upcoming"}
    ]
    return min(days) if days else None


def rows_of(frame: Thing) -> dict[object, dict[str, Any]]:
    """Returns an answer by key: nulls as None, days as dates, which pandas has as times."""
    return {
        case: {name: _plain(value) for name, value in row.items() if name != "case"}
        for case, row in read_back(frame).items()
    }


def _plain(value: Thing) -> Thing:
    if value is None or value != value:  # noqa: PLR0124 - NaN and NaT are not themselves
        return None
    return value.date() if isinstance(value, dt.datetime) else value


@cache
def _made(key: str, count: int) -> tuple[Columns, dict[object, dict[str, Any]]]:
    columns = participations(TIMED[key], count, random.Random(key))
    return columns, said(TIMED[key], columns, "day")


@BACKENDS
@pytest.mark.parametrize("key", TIMED)
def test_every_measure_says_on_every_library_what_the_core_says(
    key: str, library: str, request: pytest.FixtureRequest
) -> None:
    """Each row is the core agenda's, on its own day; 3 000 participations with --deep."""
    columns, expected = _made(key, 3_000 if request.config.getoption("--deep") else 250)
    table = LIBRARIES[library](columns)
    found = frames.agenda(table, TIMED[key], as_of="day", key="case")
    assert type(found) is type(table)
    answers = rows_of(found)
    assert answers == expected
    if library not in {"polars lazy", "duckdb"}:
        assert list(answers) == columns["case"]  # in their order


def test_the_made_up_participations_stand_in_every_way() -> None:
    """The oracle has something to say: each status is there, and what is late and what is next."""
    found: set[object] = set()
    late: set[str] = set()
    for key in TIMED:
        for row in _made(key, 250)[1].values():
            found |= {value for name, value in row.items() if "/" not in name}
            late.add(row["overdue"])
    assert {status.value for status in Status} <= found
    assert len(late) > len(TIMED)


# --- what a table may look like -----------------------------------------------------------------

CASES: Columns = {
    "case": ["a", "b", "c"],
    "enrolled": [dt.date(2022, 1, 31), dt.date(2022, 4, 11), None],
    "exited": [None, dt.date(2022, 6, 15), None],
}


def due(frame: Thing, measure: Thing = model.SAMORDNINGSTEAM, **more: Thing) -> Thing:
    arguments: dict[str, Thing] = {"as_of": DAY, "key": "case"}
    return frames.agenda(frame, measure, **(arguments | more))


@BACKENDS
def test_the_answer_has_the_key_what_is_kept_and_what_is_due(library: str) -> None:
    table = LIBRARIES[library](CASES | {"area": ["x", "y", "z"]})
    answers = read_back(due(table, keep=["area", "case", "exited"]))
    rows = {case: {name: _plain(v) for name, v in row.items()} for case, row in answers.items()}
    never = {"overdue": "", "next_due": None, "BR-04": "not_triggered", "BR-04/due": None}
    assert rows["c"] == {
        "case": "c", "area": "z", "exited": None, **never, "BR-05": "not_triggered",
        "BR-05/due": None,
    }  # fmt: skip
    assert rows["b"] == {
        "case": "b", "area": "y", "exited": dt.date(2022, 6, 15), "overdue": "BR-05",
        "next_due": dt.date(2022, 7, 6), "BR-04": "void", "BR-04/due": dt.date(2022, 7, 11),
        "BR-05": "overdue", "BR-05/due": dt.date(2022, 7, 6),
    }  # fmt: skip
    assert list(rows["b"]) == [
        "case", "area", "exited", "overdue", "next_due", "BR-04", "BR-04/due", "BR-05", "BR-05/due",
    ]  # fmt: skip


@BACKENDS
def test_columns_of_other_names_are_told_of(library: str) -> None:
    named = {"Inskriven": "enrolled", "Slut": "exited"}
    table = LIBRARIES[library](
        {"case": [1], "Slut": [dt.date(2022, 6, 15)], "Inskriven": [dt.date(2022, 4, 11)],
         "Handläggare": ["x"]}
    )  # fmt: skip
    assert rows_of(due(table, columns=named))[1]["overdue"] == "BR-05"


@BACKENDS
def test_lists_may_be_empty_and_hold_nothing(library: str) -> None:
    held = [[dt.date(2022, 4, 28), None], [dt.date(2022, 4, 28)], [], None]
    table = LIBRARIES[library](
        {"case": [1, 2, 3, 4], "enrolled": [dt.date(2022, 1, 31)] * 4, "followed_up": held}
    )
    assert [row["BR-04/due"] for _, row in sorted(rows_of(due(table)).items())] == [
        dt.date(2022, 7, 28), dt.date(2022, 7, 28), dt.date(2022, 4, 30), dt.date(2022, 4, 30),
    ]  # fmt: skip


@BACKENDS
def test_times_at_midnight_are_days_in_lists_too(library: str) -> None:
    columns: Columns = {
        "case": [1], "enrolled": [moment(2022, 1, 31)], "followed_up": [[moment(2022, 4, 28)]],
        "day": [moment(2022, 7, 7)],
    }  # fmt: skip
    found = rows_of(due(LIBRARIES[library](columns), as_of="day"))
    assert found[1]["BR-04/due"] == dt.date(2022, 7, 28)


@BACKENDS
def test_a_column_in_which_nothing_has_happened_may_be_of_any_kind(library: str) -> None:
    nothing = LIBRARIES[library](CASES | {"documented_person": [None, None, None]})
    assert rows_of(due(nothing)) == rows_of(due(LIBRARIES[library](CASES)))
    texts = pl.DataFrame(CASES | {"documented_person": pl.Series([None] * 3, dtype=pl.String)})
    assert rows_of(due(texts)) == rows_of(due(LIBRARIES[library](CASES)))
    words = texts.with_columns(documented_person=pl.lit("nej"))
    assert faults_of(words) == {("documented_person", "type")}


@BACKENDS
@pytest.mark.parametrize("as_of", [DAY, "day"])
def test_where_nothing_has_happened_yet_nothing_is_due(library: str, as_of: dt.date | str) -> None:
    """Such a column is of any kind, and there may be no other."""
    none: Columns = {"case": [1, 2, 3], "enrolled": [None] * 3, "day": [DAY] * 3}
    told: list[int] = []
    found = rows_of(due(LIBRARIES[library](none), as_of=as_of, progress=told.append))
    never = {"overdue": "", "next_due": None, "BR-04": "not_triggered", "BR-04/due": None,
             "BR-05": "not_triggered", "BR-05/due": None}  # fmt: skip
    assert found == dict.fromkeys([1, 2, 3], never)
    assert told == [3]
    if "pandas" in library:  # which has such a column of floats
        floats = LIBRARIES[library](none | {"enrolled": [float("nan")] * 3})
        assert rows_of(due(floats, as_of=as_of)) == found


def test_lists_that_numpy_holds_are_read() -> None:
    pd, np = pytest.importorskip("pandas"), pytest.importorskip("numpy")
    held = pd.Series([np.array([dt.date(2022, 4, 28)], dtype=object)], dtype=object)
    table = pd.DataFrame({"case": [1], "enrolled": [dt.date(2022, 1, 31)], "followed_up": held})
    assert rows_of(due(table))[1]["BR-04/due"] == dt.date(2022, 7, 28)


def test_rows_of_pandas_stay_in_their_order_whatever_their_index() -> None:
    pd = pytest.importorskip("pandas")
    found = due(pd.DataFrame(CASES, index=[7, 3, 7]))
    assert found["case"].to_list() == ["a", "b", "c"]
    assert found["overdue"].to_list() == ["BR-04", "BR-05", ""]
    assert str(found["next_due"].dtype).startswith("datetime64")


def test_a_table_of_narwhals_comes_back_as_one() -> None:
    assert isinstance(due(nw.from_native(pl.DataFrame(CASES))), nw.DataFrame)
    assert isinstance(due(nw.from_native(pl.LazyFrame(CASES))), nw.LazyFrame)


def test_facts_that_rules_turn_on_are_read_as_tables_have_them() -> None:
    """Where it isn't known whether a rule applies, that is said; nothing is owed by guess."""
    words = PARTICIPATION_FACTS.extended(
        [
            fact("works", YesNo()),
            fact("hours", Number(text("h"), minimum=0, maximum=40)),
            fact("since", Date(past=False)),
            fact("helps", Selection([Term("a", text("a")), Term("b", text("b"))])),
        ]
    )
    (rule, _) = model.SAMORDNINGSTEAM.timing
    conditions: dict[str, tuple[Condition, list[Any]]] = {
        "works": (Flag("works"), ["ja", "nej", None]),
        "hours": (Measured("hours", at_least=20), [20.0, 19.0, None]),
        "since": (DateBetween("since", start=DAY), [DAY, dt.date(2022, 7, 6), None]),
        "helps": (Includes("helps", ["a"]), [["a", "b"], ["b"], None]),
        "sex": (OneOf("sex", ["woman"]), ["woman", "man", None]),
    }
    for name, (condition, values) in conditions.items():
        measure = SimpleNamespace(timing=(evolve(rule, applies_to=condition),))
        for library in LIBRARIES:
            columns: Columns = {"case": [1, 2, 3], "enrolled": [dt.date(2022, 1, 31)] * 3}
            columns[name] = values
            found = rows_of(due(LIBRARIES[library](columns), measure, vocabulary=words))
            assert [row["BR-04"] for _, row in sorted(found.items())] == [
                "overdue", None, "not_known",
            ], (name, library)  # fmt: skip
    error = {"entered_in_error": [DAY], "enrolled": [DAY], "case": [1], "works": [True]}
    measure = SimpleNamespace(timing=(evolve(rule, applies_to=Flag("works")),))
    assert rows_of(due(pl.DataFrame(error), measure))[1]["BR-04"] is None


def test_kinds_and_reasons_of_ones_own_are_taken() -> None:
    talk = EventKind("talk", text("talk"), after="enrolled")
    table = pl.DataFrame(
        {"case": [1], "enrolled": [DAY], "exited": [DAY], "talk": [DAY], "exit_reason": ["ours"]}
    )
    assert rows_of(due(table, kinds=[talk], reasons=[Term("ours", text("ours"))]))
    assert faults_of(table, kinds=[talk]) == {("exit_reason", "unknown")}
    table = pl.DataFrame({"case": [1], "enrolled": [DAY], "Talk": [DAY]})
    assert (
        message(table, kinds=[talk])
        == "Talk: did you mean 'talk'? say so in columns; else rename it"
    )


def test_where_no_timing_is_stated_nobody_says_that_nothing_is_overdue() -> None:
    for library in LIBRARIES:
        found = due(LIBRARIES[library](CASES), SimpleNamespace(timing=()))
        assert set(map(str, rows_of(found).values())) == {"{'overdue': None, 'next_due': None}"}


def test_what_can_no_longer_be_done_is_overdue_and_not_next() -> None:
    late = {"case": [1], "enrolled": [dt.date(2022, 1, 31)], "exited": [dt.date(2022, 6, 15)],
            "documented_person": [DAY], "documented_referrer": [DAY]}  # fmt: skip
    row = rows_of(due(pl.DataFrame(late)))[1]
    assert (row["overdue"], row["next_due"], row["BR-04/due"]) == (
        "BR-04", None, dt.date(2022, 4, 30),
    )  # fmt: skip


_AS_IT_STANDS: dict[str, Any] = {"predicate_pushdown": False, "projection_pushdown": False}


def test_a_lazy_table_that_changes_loses_no_row() -> None:
    """Its plan is worked out more than once; what wasn't there the first time has no answer."""
    days = iter(dt.date(2022, 1, 31) + dt.timedelta(i) for i in range(9))

    def other_each_time(frame: pl.DataFrame) -> pl.DataFrame:
        return frame.with_columns(pl.lit(next(days)).alias("enrolled"))

    steady = pl.LazyFrame(CASES)
    schema = steady.collect_schema()
    changes = steady.map_batches(other_each_time, schema=schema, **_AS_IT_STANDS)
    assert rows_of(due(changes)) == dict.fromkeys(
        CASES["case"],
        dict.fromkeys(["overdue", "next_due", "BR-04", "BR-04/due", "BR-05", "BR-05/due"]),
    )


@BACKENDS
def test_progress_counts_the_rows(library: str) -> None:
    told: list[int] = []
    columns = {name: [*values, values[0]] for name, values in CASES.items()}
    columns["case"] = [1, 2, 3, 4]
    due(LIBRARIES[library](columns), progress=told.append)
    assert sorted(told) == [1, 1, 2]  # what is the same is asked once


# --- what can be wrong with it ------------------------------------------------------------------


def refused(frame: Thing, measure: Thing = model.SAMORDNINGSTEAM, **more: Thing) -> InvalidInput:
    with pytest.raises(InvalidInput) as found:
        due(frame, measure, **more)
    assert found.value.explain("sv")
    return found.value


def faults_of(frame: Thing, *more: Thing, **named: Thing) -> set[tuple[str, str]]:
    return {(fault.path, fault.code) for fault in refused(frame, *more, **named).faults}


def message(frame: Thing, **more: Thing) -> str:
    return refused(frame, **more).explain("en")


def test_a_column_that_is_missing_is_named_with_the_nearest() -> None:
    table = pl.DataFrame(CASES)
    assert message(table, key="cas") == (
        "key: 'cas' is not a column of the table; did you mean 'case'?"
    )
    wrong = {"Inskriven": "enrolled", "exited": "exit"}
    assert faults_of(table, columns=wrong, keep=["sex"], as_of="dag") == {
        ("columns", "unknown"), ("columns['exited']", "unknown"), ("keep", "unknown"),
        ("as_of", "unknown"),
    }  # fmt: skip
    assert message(pl.DataFrame({"case": [1], "enrolled": [DAY], "Followed up": [DAY]})) == (
        "Followed up: did you mean 'followed_up'? say so in columns; else rename it"
    )
    late = pl.DataFrame({"case": [1], "enrolled": [DAY], "folowed_up": [DAY]})
    assert message(late).startswith("folowed_up: did you mean 'followed_up'?")
    assert faults_of(pl.DataFrame({"case": [1], "sex": ["woman"]})) == {("columns", "empty")}


def test_arguments_are_checked_all_at_once() -> None:
    assert faults_of([1], 3, as_of=moment(2022, 7, 7), kinds=[3], reasons=[3], vocabulary=3) == {
        ("frame", "type"), ("measure", "type"), ("as_of", "type"), ("kinds[0]", "type"),
        ("reasons[0]", "type"), ("vocabulary", "type"),
    }  # fmt: skip
    table = pl.DataFrame(CASES | {"overdue": [1, 2, 3], "BR-04/due": [1, 2, 3]})
    assert faults_of(table, key="overdue", keep=["BR-04/due"]) == {
        ("overdue", "duplicate"), ("BR-04/due", "duplicate"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("keys", "twice"),
    [
        (("overdue", "x"), "overdue"),
        (("x", "next_due"), "next_due"),
        (("x", "x/due"), "x/due"),
        (("x/due", "x"), "x/due"),
    ],
)
def test_no_rule_takes_a_column_of_another(keys: tuple[str, str], twice: str) -> None:
    base = model.SAMORDNINGSTEAM
    timing = [evolve(rule, key=key) for rule, key in zip(base.timing, keys, strict=True)]
    assert message(pl.DataFrame(CASES), measure=evolve(base, timing=timing)) == (
        f"{twice}: two columns of the answer would be called {twice!r}; change one of the keys"
    )


@BACKENDS
def test_an_empty_table_is_refused(library: str) -> None:
    table = nw.from_native(LIBRARIES[library](CASES)).filter(nw.col("case") == "z").to_native()
    assert faults_of(table) == {("frame", "empty")}


@BACKENDS
def test_all_that_is_wrong_with_rows_is_counted_and_not_quoted(library: str) -> None:
    start, noon = dt.date(2022, 1, 31), moment(2022, 6, 15, 12, 0)
    table = LIBRARIES[library](
        {
            "case": [1, 1, 3, 4, 5, 6],
            "enrolled": [start] * 6,
            "exited": [noon, noon, moment(2021, 5, 5), moment(2021, 6, 6), None, None],
            "exit_reason": [None, "wrk", "Anna Andersson", None, "work", None],
            "followed_up": [None, None, None, None, None, [start, start]],
            "birth_year": [1800, None, None, None, 1990, 1991],
            "day": [DAY, None, DAY, DAY, DAY, DAY],
        }
    )
    told = message(table, as_of="day")
    assert sorted(told.splitlines()) == [
        "birth_year: 1 row outside what is allowed",
        "case: 1 row with a key that stands there already",
        "day: 1 row without a day (as_of)",
        "exit_reason: 'wrk' is not one of the options; did you mean 'work'?",
        "exit_reason: 1 row with none of the options; allowed are 'active_rehabilitation',"
        " 'moved', 'need_has_ended', 'other', 'own_choice', 'studies' and 'work'",
        "exited: 1 row without the event that another column tells more of",
        "exited: 2 rows that can't be right by the other columns of the row",
        "exited: 2 rows with a time of day; make them dates",
        "followed_up: 1 row with the same event twice",
    ]
    nameless = LIBRARIES[library](CASES | {"case": ["a", None, "c"]})
    assert message(nameless) == "case: 1 row without a key"


@BACKENDS
def test_columns_of_the_wrong_kind_are_all_reported(library: str) -> None:
    table = LIBRARIES[library](
        {"case": [1], "enrolled": ["2022-01-31"], "exited": [20220615], "sex": [1], "day": ["x"],
         "followed_up": [["2022-04-28"]]}
    )  # fmt: skip
    found = faults_of(table, as_of="day")
    expected = {("enrolled", "type"), ("exited", "type"), ("sex", "type"), ("day", "type")}
    lists = {("followed_up", "type")}
    assert found == (expected if "pandas" in library else expected | lists)
    listed = LIBRARIES[library]({"case": [1], "enrolled": [DAY], "followed_up": [["2022-04-28"]]})
    assert faults_of(listed) == lists


def test_a_time_zone_is_no_day() -> None:
    zoned = pl.DataFrame(CASES).with_columns(pl.col("enrolled").cast(pl.Datetime("us", "UTC")))
    assert faults_of(zoned) == {("enrolled", "type")}


def test_objects_that_cannot_be_read_are_counted() -> None:
    pd = pytest.importorskip("pandas")
    table = pd.DataFrame(
        {
            "case": [1, 2, 3],
            "enrolled": pd.Series([dt.date(2022, 1, 31), "2022-01-31", {"a": 1}], dtype=object),
            "followed_up": pd.Series([[moment(2022, 4, 28, 9)], None, None], dtype=object),
            "day": pd.Series([DAY, "x", moment(2022, 7, 7, 9)], dtype=object),
        }
    )
    assert sorted(message(table, as_of="day").splitlines()) == [
        "day: 1 row with a time of day; make them dates",
        "day: 1 row with a value of another kind",
        "enrolled: 2 rows with a value of another kind",
        "followed_up: 1 row with a time of day; make them dates",
    ]


def test_what_is_no_number_or_no_time_is_null() -> None:
    """NaN in polars, and NaT in a list of pandas."""
    whole = pl.DataFrame({"case": [1, 2], "enrolled": [DAY] * 2, "birth_year": [1990.0, None]})
    odd = whole.with_columns(birth_year=pl.Series([float("nan"), 1990.0]))
    assert rows_of(due(odd)) == rows_of(due(whole))
    pd = pytest.importorskip("pandas")
    lists = pd.Series([[pd.NaT, moment(2022, 4, 28)], [pd.NaT]], dtype=object)
    table = pd.DataFrame(
        {"case": [1, 2], "enrolled": [dt.date(2022, 1, 31)] * 2, "followed_up": lists}
    )
    assert [row["BR-04/due"] for row in rows_of(due(table)).values()] == [
        dt.date(2022, 7, 28), dt.date(2022, 4, 30),
    ]  # fmt: skip


def test_numbers_that_are_equal_are_told_apart_by_their_kind() -> None:
    pd = pytest.importorskip("pandas")
    words = PARTICIPATION_FACTS.extended([fact("hours", Number(text("h"), minimum=0, maximum=40))])
    for values in ([1, 1.0, True], [True, 1.0, 1], [1.0, True, 1]):
        table = pd.DataFrame(
            {"case": range(3), "enrolled": [DAY] * 3, "hours": pd.Series(values, dtype=object)}
        )
        assert message(table, vocabulary=words) == "hours: 1 row with a value of another kind"


@pytest.mark.parametrize("far", [10_000_000, -800_000])
@BACKENDS
def test_days_in_years_that_python_has_not_are_refused(library: str, far: int) -> None:
    days = pl.Series([far, 1, far]).cast(pl.Date)
    columns = pl.DataFrame({"case": [1, 2, 3], "enrolled": [DAY] * 3, "day": days, "exited": days})
    found = message(as_library(library, columns), as_of="day")
    assert sorted(found.splitlines()) == [
        "day: 2 rows outside what is allowed",
        "exited: 1 row that can't be right by the other columns of the row",
        "exited: 2 rows outside what is allowed",
    ]


@pytest.mark.parametrize("library", ["polars", "polars lazy", "pyarrow", "duckdb"])
def test_lists_of_such_days_are_refused(library: str) -> None:
    days = pl.Series([[1], [1, 10_000_000], None]).cast(pl.List(pl.Date))
    columns = pl.DataFrame({"case": [1, 2, 3], "enrolled": [dt.date(1970, 1, 1)] * 3})
    found = message(as_library(library, columns.with_columns(followed_up=days)))
    assert found == "followed_up: 1 row outside what is allowed"
