"""No hidden count of a report is known: small reports of all measures, and a reader who tries all.

The reader knows each sum of a table, what the goals say of whom they count, and every number and
verdict that is shown. What the goals say is written down here once more, by hand.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from attrs import frozen

from finsam import Participation, Text
from finsam.legaltime import Months, add
from finsam.outcomes import (
    Answer,
    GoalVerdict,
    Ladder,
    MeasureYear,
    PublishedGoal,
    PublishedTable,
    Question,
    ShareAtLeast,
    YearReport,
    evaluate,
    year_of,
    year_report,
    yes_no,
)
from finsam.participation import ACTION_PLAN_MADE, Event, ExitReason
from finsam.rulebooks import finnveden, framsteget, sofint, vasteras

D = date.fromisoformat
YEAR = year_of(2006)
AS_OF = D("2007-06-30")
TITLE = Text(sv="Året", en="The year")
BELOW = 4
REASONS = [ExitReason.WORK, ExitReason.ACTIVE_REHABILITATION, ExitReason.MOVED, None]
MEASURES: list[Any] = [
    framsteget.SAMORDNINGSTEAM,
    framsteget.UNGDOMSSATSNING,
    vasteras.SAMORDNINGSTEAM,
    vasteras.JOBBFOKUS,
    sofint.SIGMA,
    finnveden.SAMVERKANSTEAM,
]
IS = {  # of whom a goal is, where that is a key figure: for a number those who count
    "HA-10": ("exited",),
    "HA-09.team": ("start", "new"),
    "HA-09.about": ("start", "new"),
    "HA-09.youth": ("start", "new"),
    "VA-15.step": ("exited",),
    "VA-20": ("new",),
    "FI-11.nearer": ("exited",),
    "FI-11.use": ("exited",),
    "FI-11.views": ("exited",),
}


# --- what is reported ---------------------------------------------------------------------------


def people(random: Random, prefix: str) -> list[Participation]:
    found = []
    women, men = random.choice([(10, 5), (14, 9), (6, 2), (20, 3)])
    for i in range(women + men):
        begun = D("2005-05-01") + timedelta(random.randrange(600))
        sex = {"sex": "woman" if i < women else "man"}
        stay = Participation(key=f"{prefix}{i}", enrolled=begun, facts=sex)
        mapped, offered = sofint.MAPPED, sofint.ACTIVITY_OFFERED
        for kind in random.choice([(), (ACTION_PLAN_MADE,), (mapped,), (mapped, offered)]):
            stay = stay.with_event(Event(kind, begun + timedelta(20)))
        ended = begun + timedelta(random.randrange(30, 500))
        if random.random() < 0.8 and ended < AS_OF:
            stay = stay.exited(ended, reason=random.choice(REASONS))
        found.append(stay)
    return found


def answers(random: Random, stays: list[Participation], asked: Sequence[object]) -> list[Answer]:
    found = []
    for stay in stays:
        assert stay.enrolment is not None
        for question in asked:
            if isinstance(question, Ladder):
                steps = [step.key for step in question.steps]
                found.append(Answer(str(stay.key), question.key, steps[1], stay.enrolment))
                if stay.exit is not None and random.random() < 0.8:
                    last = random.choice(steps[:3])
                    found.append(Answer(str(stay.key), question.key, last, stay.exit))
                    later, point = add(stay.exit, Months(6)), Months(6)
                    step = random.choice(steps[:3])
                    found.append(Answer(str(stay.key), question.key, step, later, point=point))
            elif isinstance(question, Question) and random.random() < 0.9:
                value = random.random() < 0.8
                found.append(Answer(str(stay.key), question.key, value, stay.enrolment))
    return found


def measured(random: Random, measure: Any) -> MeasureYear:
    """Makes participations of a measure, with its goals evaluated."""
    stays = people(random, measure.key)
    criteria = [each for goal in measure.goals for each in (goal.counts, goal.among) if each]
    named = {each for criterion in criteria for each in criterion.asks}
    given = [yes_no(each, sv=each, en=each) for each in named if isinstance(each, str)]
    asked = sorted([*given, *(each for each in named if not isinstance(each, str))], key=str)
    result = evaluate(
        stays,
        measure,
        as_of=AS_OF,
        period=YEAR,
        answers=answers(random, stays, asked),
        questions=given,
        bases={
            goal.key: random.choice(list(goal.choices)) for goal in measure.goals if goal.choices
        },
        completed=[ExitReason.WORK],
    )
    return MeasureYear(measure=measure, participations=stays, goals=result)


# --- a reader -----------------------------------------------------------------------------------

Cell = tuple[str, str, str]


@frozen
class Reader:
    """What a reader knows: the ends between which each cell lies, the sums, and the verdicts."""

    low: dict[Cell, int]
    high: dict[Cell, int]
    sums: list[tuple[list[Cell], list[Cell]]]
    verdicts: list[tuple[PublishedGoal, list[Cell]]]

    def solution(self, cell: Cell, value: int) -> dict[Cell, int] | None:
        """Returns counts that agree with all that is shown, one of them given; None if none do."""
        low, high = dict(self.low), dict(self.high)
        low[cell] = high[cell] = value
        return self._fitted(low, high)

    def _fitted(self, low: dict[Cell, int], high: dict[Cell, int]) -> dict[Cell, int] | None:
        """Tries whole numbers, first in the totals that have a verdict, until all sums fit."""
        if not self._narrowed(low, high):
            return None
        for goal, cells in self.verdicts:
            if all(low[c] == high[c] for c in cells) and not agrees(goal, [low[c] for c in cells]):
                return None
        first = [cell for _, cells in self.verdicts for cell in cells]
        opened = [cell for cell in first if low[cell] < high[cell]]
        opened = opened or [cell for cell in low if low[cell] < high[cell]]
        if not opened:
            return low
        cell = min(opened, key=lambda each: (high[each] - low[each], each))
        for value in range(low[cell], high[cell] + 1):
            found = self._fitted({**low, cell: value}, {**high, cell: value})
            if found is not None:
                return found
        return None

    def _narrowed(self, low: dict[Cell, int], high: dict[Cell, int]) -> bool:
        """Brings the ends nearer, as far as each sum by itself tells; False if none is left."""
        again = True
        while again:
            again = False
            for one, other in self.sums:
                terms = [(cell, 1) for cell in one] + [(cell, -1) for cell in other]
                least = sum(low[c] if t > 0 else -high[c] for c, t in terms)
                most = sum(high[c] if t > 0 else -low[c] for c, t in terms)
                for cell, times in terms:
                    if times > 0:
                        top, bottom = high[cell] - most, low[cell] - least
                        new = max(low[cell], top), min(high[cell], bottom)
                    else:
                        new = (
                            max(low[cell], least + high[cell]),
                            min(high[cell], most + low[cell]),
                        )
                    if new[0] > new[1]:
                        return False
                    if new != (low[cell], high[cell]):
                        low[cell], high[cell] = new
                        again = True
                        break
        return True


def agrees(goal: PublishedGoal, of: list[int]) -> bool:
    """Tells whether counts in all can give the verdict that is shown.

    What is unknown of somebody is whether he counts, whether he is in the base, or both.
    """
    assert isinstance(goal.goal.target, ShareAtLeast)
    several = range(1, min(BELOW - 1, of[1]) + 1) if goal.few_unknown else (of[2:] or [0])
    for unknown in several:
        known = sum(of) - unknown
        for in_base in range(unknown + 1):
            for would in range(unknown - in_base + 1):  # would count, if in the base
                if known + in_base == 0:
                    found = {True, False}
                else:
                    would_not = unknown - in_base - would
                    low = Fraction(of[0], known + in_base + would_not)
                    high = Fraction(of[0] + in_base + would, known + in_base + would)
                    found = {share >= goal.goal.target.fraction for share in (low, high)}
                if goal.verdict is SAID[frozenset(found)]:
                    return True
    return False


SAID = {
    frozenset([True]): GoalVerdict.MET,
    frozenset([False]): GoalVerdict.NOT_MET,
    frozenset([True, False]): GoalVerdict.CANNOT_TELL,
}


def sums_of(table: PublishedTable) -> Iterator[tuple[list[Cell], list[Cell]]]:
    rows, columns = [r.key for r in table.rows], [c.key for c in table.columns]
    if len(table.all_rows) > len(rows):
        for column in table.all_columns:
            parts = [(table.key, row, column.key) for row in rows]
            yield parts, [(table.key, "total", column.key)]
    for row in table.all_rows:
        if columns == ["start", "new", "exited", "end"]:
            cells = [(table.key, row.key, column) for column in columns]
            yield cells[:2], cells[2:]
        elif len(table.all_columns) > len(columns):
            parts = [(table.key, row.key, column) for column in columns]
            yield parts, [(table.key, row.key, "total")]


def reader_of(report: YearReport, parts: Sequence[MeasureYear], *, zeros: bool) -> Reader:
    tables = {table.key: table for table in report.tables}
    sums: list[tuple[list[Cell], list[Cell]]] = []
    verdicts: list[tuple[PublishedGoal, list[Cell]]] = []
    flow = {part.key: "all/sex" if len(parts) == 1 else f"{part.key}/sex" for part in parts}
    for part, (_, goals) in zip(parts, report.goals, strict=True):
        for goal in goals:
            if goal.table is None:
                continue
            key = goal.table.key
            tables[key] = goal.table
            if goal.verdict is not None and isinstance(goal.goal.target, ShareAtLeast):
                row = goal.table.total_row
                verdicts.append((goal, [(key, row, each.key) for each in goal.table.columns]))
            last = goal.table.all_columns[-1].key
            for line in goal.table.all_rows:
                figures = [(flow[part.key], line.key, each) for each in IS.get(goal.goal.key, ())]
                if goal.goal.key == "NO-03.offered":  # of those whom the goal before it counts
                    figures = [("sigma/NO-03.mapped", line.key, "yes")]
                if figures:
                    sums.append(([(key, line.key, last)], figures))
    for sex in ("woman", "man", "total"):
        sums.append(([("exits", "total", sex)], [("all/sex", sex, "exited")]))
        for column in ("start", "new", "exited", "end") if len(parts) > 1 else ():
            split = [(flow[part.key], sex, column) for part in parts]
            sums.append((split, [("all/sex", sex, column)]))
    for part in parts if len(parts) > 1 else ():
        for column in ("start", "new", "exited", "end"):
            one = [("all/measure", part.key, column)]
            sums.append((one, [(flow[part.key], "total", column)]))
    low: dict[Cell, int] = {}
    high: dict[Cell, int] = {}
    for table in tables.values():
        sums += sums_of(table)
        for (row, column), count in table.cells().items():
            hidden = count is None
            low[table.key, row, column] = (1 if zeros else 0) if hidden else count or 0
            high[table.key, row, column] = 60 if hidden else count or 0
        end = table.columns[-1]
        if end.in_("en").endswith("or unknown"):
            low[table.key, table.total_row, end.key] = max(
                1, low[table.key, table.total_row, end.key]
            )
    return Reader(low, high, sums, verdicts)


def unique(report: YearReport, parts: Sequence[MeasureYear], *, zeros: bool) -> list[Cell]:
    """Returns the hidden cells that a reader can work out."""
    reader = reader_of(report, parts, zeros=zeros)
    hidden = [cell for cell in reader.low if reader.low[cell] < reader.high[cell]]
    assert reader._narrowed(reader.low, reader.high)
    seen: dict[Cell, set[int]] = {cell: set() for cell in hidden}
    for cell in hidden:
        values = range(reader.low[cell], reader.high[cell] + 1)
        near = min(seen[cell], default=0)
        for value in sorted(values, key=lambda each: abs(each - near)):
            if len(seen[cell]) > 1:
                break
            found = None if value in seen[cell] else reader.solution(cell, value)
            for other in seen if found else ():
                seen[other].add((found or {})[other])
    return [cell for cell in hidden if len(seen[cell]) < 2]


@pytest.mark.parametrize("zeros", [False, True])
@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.key)
def test_no_count_of_a_small_report_is_known(measure: Any, zeros: bool) -> None:
    """A hidden count takes two values or more, whatever else of the report is used."""
    random, hidden = Random(f"{measure.key}{zeros}"), 0
    for _ in range(8):
        part = measured(random, measure)
        report = year_report([part], 2006, as_of=AS_OF, title=TITLE, below=BELOW, show_zeros=zeros)
        assert unique(report, [part], zeros=zeros) == []
        hidden += sum(len(table.hidden) for table in report.tables)
    assert hidden > 0


def test_no_count_of_a_report_of_two_measures_is_known() -> None:
    random = Random("two")
    for _ in range(4):
        parts = [measured(random, each) for each in MEASURES[2:4]]
        report = year_report(parts, 2006, as_of=AS_OF, title=TITLE, below=BELOW)
        assert unique(report, parts, zeros=False) == []
