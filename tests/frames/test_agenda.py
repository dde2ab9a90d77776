"""What is due over a table against the core agenda, row by row, on every library."""

import datetime as dt
import random
from functools import cache
from typing import Any

import pytest

from finsam import InvalidInput, frames
from finsam.measures import Measure
from finsam.participation import EVENT_KINDS, Agenda, Status, agenda, from_record
from finsam.participation.timing import TimingRule, kinds_of
from finsam.rulebooks.shelf import MEASURES
from support.tables import LIBRARIES, Columns, Thing, read_back

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
