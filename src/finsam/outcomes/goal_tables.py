"""What is published of goals: their counts by sex, and how these hang together with the rest.

A reader knows what a goal counts by what the goal says. "Of those enrolled in the year" is the
number of the new, and the new less those hidden is a hidden count. So each count of a goal is
linked with the key figures that it is, or is part of: by its criteria where they tell, else where
it counts just the participations that another cell counts.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import combinations, product
from typing import cast

from attrs import field, frozen

from finsam.legaltime import Interval
from finsam.outcomes.criteria import Both, Criterion, Enrolled, Exited, ExitedTo, TakesPart
from finsam.outcomes.goals import AtLeast, ShareAtLeast
from finsam.outcomes.groups import BY_SEX, UNKNOWN_GROUP
from finsam.outcomes.hiding import Balance
from finsam.outcomes.key_figures import REHABILITATION, WORK_OR_STUDIES
from finsam.outcomes.publishing import TOTAL, CountTable, PublishedTable
from finsam.outcomes.report import PublishedGoal
from finsam.outcomes.results import GoalResult, GoalVerdict, Standing
from finsam.outcomes.tallies import Tally
from finsam.participation import ENROLLED, EXITED, Participation
from finsam.terms import Term
from finsam.texts import Text

__all__ = ["EXITS", "REASONS", "DraftGoal", "Flow", "draft_goals", "reason_of"]


def __dir__() -> list[str]:
    return __all__


EXITS = "exits"
REASONS = (
    Term("work_or_studies", Text(sv="arbete eller studier", en="work or studies")),
    Term(
        "active_rehabilitation",
        Text(sv="fortsatt aktiv rehabilitering", en="continued active rehabilitation"),
    ),
    Term("other", Text(sv="annat skäl", en="another reason")),
)
_ANSWERS = (
    Term("yes", Text(sv="räknas", en="counts")),
    Term("no", Text(sv="räknas inte", en="does not count")),
    Term("unknown", Text(sv="okänt", en="unknown")),
)
_YES_OR_NOT = (
    _ANSWERS[0],
    Term("no", Text(sv="räknas inte, eller okänt", en="does not count, or unknown")),
)
_IN_BASE = frozenset({Standing.YES, Standing.NO, Standing.UNKNOWN})

_Keys = frozenset[str | None]


def reason_of(reason: Term | None) -> str:
    """Returns the key of the row of the exits in which a reason stands."""
    if reason is None:
        return UNKNOWN_GROUP.key
    if reason in WORK_OR_STUDIES:
        return REASONS[0].key
    return REASONS[1].key if reason in REHABILITATION else REASONS[2].key


@frozen(kw_only=True)
class Flow:
    """The participations behind the key figures of a measure, and where these stand.

    Attributes:
        table: the key of the table of its key figures by sex.
        stays: the participations, as they stand on the day of the report.
        period: the year.
        rows: the rows of the table of exits, if it is of this measure only; else none.
    """

    table: str
    stays: tuple[Participation, ...]
    period: Interval
    rows: tuple[str, ...]

    def sets(self, sex: Term) -> dict[tuple[Hashable, ...], _Keys]:
        """Returns whom the cells count that a goal may be about, those of one sex."""
        start, end = self.period.start, self.period.end
        assert start is not None
        assert end is not None
        found: dict[str, set[str | None]] = {name: set() for name in ("exited", "new", "start")}
        found["end"] = set()
        by_reason: dict[str, set[str | None]] = {row: set() for row in self.rows}
        for stay in self.stays:
            first, last = stay.enrolment, stay.exit
            if stay.is_error or first is None or BY_SEX.of(stay) != sex:
                continue
            if first > end or (last is not None and last < start):
                continue
            found["start" if first < start else "new"].add(stay.key)
            if last is None or last > end:
                found["end"].add(stay.key)
                continue
            found["exited"].add(stay.key)
            if self.rows:
                row = reason_of(stay.exit_reason)
                by_reason[row if row in by_reason else REASONS[2].key].add(stay.key)
        cells: dict[tuple[Hashable, ...], _Keys] = {
            self.cells(sex, name): frozenset(keys) for name, keys in found.items()
        }
        present = found["start"] | found["new"]
        cells[self.cells(sex, "start", "new")] = frozenset(present)
        for rows in [*combinations(by_reason, 1), *combinations(by_reason, 2)]:
            keys = frozenset[str | None]().union(*(by_reason[row] for row in rows))
            cells[tuple((EXITS, row, sex.key) for row in rows)] = keys
        return cells

    def cells(self, sex: Term, *columns: str) -> tuple[Hashable, ...]:
        """Returns the names of cells of the key figures of a sex."""
        return tuple((self.table, sex.key, column) for column in columns)


@frozen(kw_only=True)
class DraftGoal:
    """A goal of a report that is being made.

    Attributes:
        part: the key of the measure.
        result: the result.
        table: its counts; None where there are none to show.
        links: the sums that a reader can make with other tables.
        least: what a reader knows of a count from the table's heading.
        is_flow: whether its base is a key figure, by what it says.
    """

    part: str
    result: GoalResult
    table: CountTable | None
    links: tuple[Balance, ...] = ()
    least: Mapping[Hashable, int] = field(factory=dict[Hashable, int])
    is_flow: bool = False

    def published(self, table: PublishedTable | None, *, show_zeros: bool) -> PublishedGoal:
        """Returns what may be shown: the table with counts hidden, or withheld, and the verdict."""
        result = self.result
        reported = result.reported
        withheld = self.table is not None and table is None
        return PublishedGoal(
            goal=result.goal,
            base=result.base,
            chosen=result.chosen,
            period=result.period,
            missing=tuple(result.missing_texts),
            given=None if isinstance(reported, Tally) else reported,
            few_unknown=self._few_unknown,
            withheld=withheld,
            table=table,
            verdict=None if withheld else self._verdict(table, show_zeros=show_zeros),
        )

    @property
    def _few_unknown(self) -> bool:
        columns = () if self.table is None else self.table.columns
        return "unknown" not in {each.key for each in columns} and self.result.tally.open > 0

    def _verdict(self, table: PublishedTable | None, *, show_zeros: bool) -> GoalVerdict | None:
        """Returns the verdict, if it leaves each hidden count the values that it can take.

        Each of them can be one more or one fewer, with the totals that are shown. So a verdict
        that is the same for all of these tells nothing of them.
        """
        result, target = self.result, self.result.goal.target
        verdict = result.verdict
        if table is None:
            nobody = verdict is GoalVerdict.TOO_EARLY and self.is_flow and not show_zeros
            return None if nobody else verdict
        row, total = table.total_row, table.all_columns[-1].key
        counts = {column.key: table.count(row, column.key) for column in table.all_columns}
        if None not in counts.values():
            return verdict
        if verdict is GoalVerdict.TOO_EARLY:
            near = isinstance(target, AtLeast) and result.tally.most + 1 >= target.number
            return None if near else verdict
        if not isinstance(target, ShareAtLeast) or counts[total] is None:
            return None
        tallies = self._near(frozenset(key for key, count in counts.items() if count is None))
        return verdict if all(_says(each, target) is verdict for each in tallies) else None

    def _near(self, hidden: frozenset[str]) -> Iterator[Tally | None]:
        """Yields the counts with one more or one fewer where they are hidden; None for no counts.

        The total stays. Few that are unknown and stand with the others stay as many.
        """
        tally = self.result.tally
        has_column = not self._few_unknown
        parts = {"yes": tally.yes, "no": tally.no, "unknown": tally.open}
        steps = [(-1, 0, 1) if key in hidden else (0,) for key in parts]
        for more in product(*steps):
            if sum(more):
                continue
            yes, no, unknown = (
                count + step for count, step in zip(parts.values(), more, strict=True)
            )
            if yes < 0 or (has_column and (no < 0 or unknown < 0)):
                continue
            fine = no >= 0 and tally.unknown + more[2] >= 0
            yield (
                Tally(
                    yes=yes,
                    no=no,
                    unknown=tally.unknown + more[2],
                    maybe_yes=tally.maybe_yes,
                    maybe_no=tally.maybe_no,
                    maybe=tally.maybe,
                )
                if fine
                else None
            )


def _says(tally: Tally | None, target: ShareAtLeast) -> GoalVerdict | None:
    if tally is None or tally.lowest is None or tally.highest is None:
        return None
    low, high = tally.lowest >= target.fraction, tally.highest >= target.fraction
    if low is not high:
        return GoalVerdict.CANNOT_TELL
    return GoalVerdict.MET if low else GoalVerdict.NOT_MET


# --- tables and links ---------------------------------------------------------------------------


def draft_goals(
    part: str, results: Iterable[GoalResult], flow: Flow, sexes: tuple[Term, ...], below: int
) -> list[DraftGoal]:
    """Returns the goals of a measure with their tables, and what links these."""
    sets = {sex: flow.sets(sex) for sex in sexes}
    drafts: list[DraftGoal] = []
    for result in results:
        table, least = _table(f"{part}/{result.goal.key}", result, sexes, below)
        links: list[Balance] = []
        if table is not None and result.reported is None:
            links += _links_to_flow(result, table, flow, sets)
            links += _links_to_goals(result, table, drafts, sexes)
        drafts.append(
            DraftGoal(
                part=part,
                result=result,
                table=table,
                links=tuple(links),
                least=least,
                is_flow=_frame(result, flow.period, result.base)[1],
            )
        )
    return drafts


def _table(
    key: str, result: GoalResult, sexes: tuple[Term, ...], below: int
) -> tuple[CountTable | None, dict[Hashable, int]]:
    """Returns the counts of a goal by sex, and what its heading tells of them.

    A number that was given has no counts. Nor has a share of nobody: "too early" tells as much.
    """
    least: dict[Hashable, int] = {}
    of_share = isinstance(result.goal.target, ShareAtLeast)
    nobody = of_share and result.verdict is GoalVerdict.TOO_EARLY
    if isinstance(result.reported, Tally):
        rows = [(Term("all", result.goal.text), result.reported)]
    elif result.reported is not None or not result.cases or nobody:
        return None, least
    else:
        rows = [(sex, split.tally) for sex, split in _by_sex(result, sexes)]
    unknown = result.tally.open
    few = 0 < unknown < below
    columns = _YES_OR_NOT if few else _ANSWERS[: 3 if unknown else 2]
    if not of_share:
        columns = _ANSWERS[:1]
    table = CountTable(
        key=key,
        title=Text(sv=f"{result.goal.rule} efter kön", en=f"{result.goal.rule} by sex"),
        rows=[row for row, _ in rows],
        columns=columns,
        counts=[
            (tally.yes, tally.no + tally.open * few, tally.open)[: len(columns)]
            for _, tally in rows
        ],
    )
    if of_share and unknown:
        last = (key, table.total_row, columns[-1].key)
        least[last] = 1 if few else below
    return table, least


def _by_sex(result: GoalResult, sexes: Iterable[Term]) -> list[tuple[Term, GoalResult]]:
    split = result.by(BY_SEX)
    return [(sex, split[sex]) for sex in sexes]


def _counted(result: GoalResult, column: str) -> _Keys:
    """Returns the keys of those whom a column counts; the total counts all of the base."""
    wanted = {Standing(column)} if column in {"yes", "no", "unknown"} else _IN_BASE
    return frozenset(case.participation for case in result.cases if case.standing in wanted)


def _required(criteria: Iterable[Criterion]) -> Iterator[Criterion]:
    """Yields the criteria all of which have to hold."""
    for criterion in criteria:
        if isinstance(criterion, Both):
            yield from _required(criterion.criteria)
        else:
            yield criterion


def _frame(
    result: GoalResult, period: Interval, *criteria: Criterion
) -> tuple[tuple[str, ...], bool]:
    """Returns the key figures that hold all whom criteria are about, and whether these are all.

    Only the day that a goal looks at, and what it asks of everybody, tell it for sure.
    """
    when, required = result.goal.when, list(_required(criteria))
    if result.period != period:
        return (), False
    whole: tuple[type[Criterion], ...] = (Enrolled, TakesPart)
    exactly = when is None or when.period is None
    if when is not None and when.period is None and when.after.key == ENROLLED.key:
        names: tuple[str, ...] = ("new",)
    elif when is not None and when.period is None and when.after.key == EXITED.key:
        names, whole = ("exited",), (*whole, Exited)
    elif any(isinstance(each, TakesPart) for each in required):
        names, exactly = ("start", "new"), when is None
    else:
        return (), False
    return names, exactly and all(isinstance(each, whole) for each in required)


def _links_to_flow(
    result: GoalResult,
    table: CountTable,
    flow: Flow,
    sets: Mapping[Term, Mapping[tuple[Hashable, ...], _Keys]],
) -> Iterator[Balance]:
    """Yields what a goal's counts are, or are part of, of the key figures and the exits."""
    assert result.goal.counts is not None
    certain = (result.base, result.goal.counts)
    total = table.all_columns[-1].key
    names, exact = _frame(result, flow.period, *(certain if total == "yes" else certain[:1]))
    for sex in sets:
        frame = flow.cells(sex, *names)
        if exact:
            yield Balance([(table.key, sex.key, total)], frame)
        elif names:
            yield Balance([(table.key, sex.key, total)], frame, within=True)
    if not exact:
        yield from _links_by_people(result, table, sets)
    for to in _required(certain):
        if isinstance(to, ExitedTo) and _frame(result, flow.period, *certain)[0] == ("exited",):
            yield from _links_to_exits(result, table, flow, to)


def _links_by_people(
    result: GoalResult,
    table: CountTable,
    sets: Mapping[Term, Mapping[tuple[Hashable, ...], _Keys]],
) -> Iterator[Balance]:
    """Yields the cells that count the same people as a goal does, in all or of one sex."""
    total = table.all_columns[-1].key
    counted = {sex: _counted(split, total) for sex, split in _by_sex(result, sets)}
    several = [[*each] for each in zip(*(cells.items() for cells in sets.values()), strict=True)]
    found: dict[Term, tuple[Hashable, ...]] = {}
    for each in several:
        same = {
            sex: cells
            for (cells, keys), sex in zip(each, sets, strict=True)
            if keys == counted[sex]
        }
        everywhere = len(same) == len(sets) and any(counted.values())
        for sex, cells in same.items():
            if everywhere or counted[sex]:
                found.setdefault(sex, cells)
    for sex, cells in found.items():
        yield Balance([(table.key, sex.key, total)], cells)


def _links_to_exits(
    result: GoalResult, table: CountTable, flow: Flow, to: ExitedTo
) -> Iterator[Balance]:
    """Yields the exits by reason of which those that count are some, or all."""
    rows = sorted({reason_of(reason) for reason in to.reasons})
    others = list(_required((result.base, cast("Criterion", result.goal.counts))))
    known = {*WORK_OR_STUDIES, *REHABILITATION}
    asked = {reason for reason in known if reason_of(reason) in rows}
    exact = (
        bool(flow.rows)
        and asked == set(to.reasons)
        and all(each is to or isinstance(each, Enrolled | Exited | TakesPart) for each in others)
    )
    for sex in table.rows:
        cells = [(EXITS, row, sex.key) for row in rows]
        yield Balance([(table.key, sex.key, "yes")], cells, within=not exact)


def _links_to_goals(
    result: GoalResult, table: CountTable, drafts: Iterable[DraftGoal], sexes: Iterable[Term]
) -> Iterator[Balance]:
    """Yields the counts of other goals that are the same: by what they say, or of one base."""
    mine = _about(result, table)
    for other in drafts:
        if other.table is None or other.result.reported is not None:
            continue
        theirs = _about(other.result, other.table)
        split = dict(_by_sex(other.result, sexes))
        for sex, of_sex in _by_sex(result, sexes):
            for one, two in product(mine, theirs):
                keys = _counted(of_sex, one)
                if keys == _counted(split[sex], two) and (
                    mine[one] == theirs[two] or (keys and one == two == TOTAL.key)
                ):
                    names = [(other.table.key, sex.key, two)]
                    yield Balance([(table.key, sex.key, one)], names)


def _about(result: GoalResult, table: CountTable) -> dict[str, tuple[object, ...]]:
    """Returns all that says whom each column of a goal counts; not how many are enough."""
    goal = result.goal
    counts = cast("Criterion", goal.counts)
    found: dict[str, tuple[object, ...]] = {}
    for column in table.all_columns:
        said: list[Criterion] = []
        for each in _required([result.base] if column == TOTAL else [result.base, counts]):
            said += [] if each in said else [each]
        kind = column.key if column.key in {"no", "unknown"} else ""
        found[column.key] = (kind, *said, goal.when, result.period, goal.needs_consent)
    return found
