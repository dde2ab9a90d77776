"""Making the numbers of a year: what is counted, what is hidden, what may be said of a goal."""

import datetime as dt
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from fractions import Fraction

from attrs import frozen

from finsam.errors import Faults, InvalidInput, as_tuple
from finsam.legaltime import Interval
from finsam.outcomes.evaluation import Evaluation, at_day, year_of
from finsam.outcomes.goal_tables import EXITS, REASONS, DraftGoal, Flow, draft_goals
from finsam.outcomes.groups import (
    BY_SEX,
    OTHER_GROUP,
    UNKNOWN_GROUP,
    Grouping,
    by_age,
    by_municipality,
)
from finsam.outcomes.hiding import Balance, sort_cells
from finsam.outcomes.key_figures import (
    STAYS,
    TO_REHABILITATION,
    TO_WORK,
    WAITS,
    Durations,
    KeyFigures,
    key_figures,
    key_figures_by,
    means,
)
from finsam.outcomes.publishing import (
    TOTAL,
    CountTable,
    PublishedTable,
    counts_and_sums,
    without,
)
from finsam.outcomes.report import TOO_FEW, MeasureYear, PublishedGoal, YearReport, at_least
from finsam.outcomes.tallies import Tally, percent
from finsam.participation import Participation
from finsam.terms import Term
from finsam.texts import Text

__all__ = ["year_report"]


def __dir__() -> list[str]:
    return __all__


_ALL = "all"
_COLUMNS = (
    Term("start", Text(sv="vid början", en="at the start")),
    Term("new", Text(sv="nya", en="new")),
    Term("exited", Text(sv="avslutade", en="exited")),
    Term("end", Text(sv="vid slutet", en="at the end")),
)
_OTHER_OR_UNKNOWN = Term(
    "other", Text(sv="annat skäl, eller okänt", en="another reason, or unknown")
)


def year_report(
    measures: Iterable[MeasureYear],
    year: int,
    *,
    as_of: dt.date,
    title: Text,
    ages: Iterable[tuple[int, int]] = (),
    municipalities: Iterable[str] = (),
    persons: Mapping[str, str] | None = None,
    below: int = 5,
    show_zeros: bool = False,
) -> YearReport:
    """Makes the numbers part of a full-year report, small counts hidden.

    All tables are protected together. What other publications show isn't known here: publish
    one report of a year, not several with other groups.

    >>> import datetime as dt
    >>> from finsam.outcomes import MeasureYear, year_report
    >>> from finsam.rulebooks import norra_vastmanland
    >>> from finsam.texts import Text
    >>> team = MeasureYear(measure=norra_vastmanland.SAMORDNINGSTEAM)
    >>> title = Text(sv="Siffror 2022", en="Figures of 2022")
    >>> report = year_report([team], 2022, as_of=dt.date(2023, 1, 31), title=title)
    >>> [table.title.in_("en") for table in report.tables]
    ['Participations by sex', 'Exits by reason and sex']

    Args:
        measures: what there is of each measure.
        year: the calendar year.
        as_of: the day; not before the end of the year.
        title: what the report is called.
        ages: the age groups, from and to, both included; none for no table by age.
        municipalities: those of the table by municipality; none for no such table.
        persons: by the key of each participation, your own name for the person; never a real
            name or number. None when it isn't known who is the same.
        below: counts below this are hidden.
        show_zeros: whether a count of 0 may be shown.

    Raises:
        InvalidInput: an argument of another type, a measure or a participation twice, goals that
            were evaluated on another day, for another time or of other participations, a year that
            isn't over; all faults at once.

    Source: NV-20, NV-23, VA-22, VA-25.
    """
    faults = Faults()
    parts = as_tuple(measures)
    keys: Counter[str] = Counter()
    for i, part in enumerate(parts):
        if faults.of_type(part, MeasureYear, f"measures[{i}]"):
            keys[part.key] += 1
            if keys[part.key] > 1 or part.key == _ALL:
                faults.add(
                    "duplicate",
                    f"measures[{i}].key",
                    sv=f"nyckeln {part.key!r} finns redan",
                    en=f"the key {part.key!r} is taken",
                    value=part.key,
                )
            if isinstance(part.goals, Evaluation):
                _check_goals(part, year, as_of, f"measures[{i}].goals", faults)
    faults.of_type(title, Text, "title")
    faults.raise_as(InvalidInput)
    period = year_of(year)
    stays = [stay for part in parts for stay in part.participations]
    draft = _Draft(
        parts=parts,
        stays=stays,
        period=period,
        as_of=as_of,
        sexes=_shown_groups(BY_SEX, stays),
        below=below,
    )
    whole = key_figures(stays, period, as_of=as_of, persons=persons)
    tables = draft.key_tables(ages, municipalities, year)
    tables.append(draft.exits())
    links = draft.links(tables)
    if whole.persons is not None:
        counts = _persons(whole)
        links.append(
            Balance(
                [(counts.key, _ALL, TOTAL.key)],
                [(tables[0].key, tables[0].total_row, key) for key in ("start", "new")],
            )
        )
        tables.append(counts)
    goals = draft.goals()
    safe = _hidden(tables, links, goals, below, show_zeros=show_zeros, least=draft.least(tables))
    published: dict[str, list[PublishedGoal]] = {part.key: [] for part in parts}
    for goal in goals:
        shown = None if goal.table is None else safe.get(goal.table.key)
        published[goal.part].append(goal.published(shown, show_zeros=show_zeros))
    return YearReport(
        title=title,
        period=period,
        as_of=as_of,
        tables=tuple(safe[table.key] for table in tables),
        figures=tuple(draft.figures(whole, safe)),
        goals=tuple(
            (part.name, tuple(published[part.key])) for part in parts if published[part.key]
        ),
        said=tuple(
            (part.name, tuple(_with_rule(goal.text, goal.rule) for goal in part.goals.statements))
            for part in parts
            if part.goals is not None and part.goals.statements
        ),
    )


def _check_goals(part: MeasureYear, year: int, as_of: dt.date, path: str, faults: Faults) -> None:
    """Notes goals of another day, of another time or of other participations than the report's."""
    goals = part.goals
    assert goals is not None
    if goals.as_of != as_of:
        faults.add(
            "mismatch",
            path,
            sv=f"målen är utvärderade {goals.as_of}, rapporten gäller {as_of}",
            en=f"the goals were evaluated on {goals.as_of}, the report is of {as_of}",
        )
        return
    counted = [each for each in goals if each.reported is None and each.goal.counts is not None]
    period = year_of(year)
    if any(each.period != period for each in counted if each.goal.years is None):
        faults.add(
            "mismatch",
            path,
            sv=f"målen är inte utvärderade för året: ange period=year_of({year})",
            en=f"the goals weren't evaluated for the year: give period=year_of({year})",
        )
    lives = {stay.key: at_day(stay, as_of) for stay in part.participations}
    if any({case.participation: case.life for case in each.cases} != lives for each in counted):
        faults.add(
            "mismatch",
            path,
            sv="målen är inte utvärderade på rapportens deltaganden",
            en="the goals weren't evaluated on the participations of the report",
        )


def _hidden(
    tables: list[CountTable],
    links: list[Balance],
    goals: list[DraftGoal],
    below: int,
    *,
    show_zeros: bool,
    least: Mapping[Hashable, int],
) -> dict[str, PublishedTable]:
    """Returns the tables by key, their counts hidden; without goals whose counts would reveal some.

    The tables of key figures by themselves always can be: one more person of a kind that is
    hidden changes each cell by one at most, and keeps every sum. The same goes for goals that are
    linked by what they say. Those that are linked since they count the same people can leave a 0
    no way out; then goals are taken in one by one, as far as that goes.
    """
    chosen = [goal for goal in goals if goal.table is not None]
    found = _sorted(tables, links, chosen, below, show_zeros=show_zeros, least=least)
    if found is None:
        tried = chosen
        chosen = list[DraftGoal]()
        for goal in tried:
            more = _sorted(
                tables, links, [*chosen, goal], below, show_zeros=show_zeros, least=least
            )
            if more is not None:
                chosen.append(goal)
        found = _sorted(tables, links, chosen, below, show_zeros=show_zeros, least=least)
    assert found is not None
    shown = [*tables, *(goal.table for goal in chosen if goal.table is not None)]
    return {table.key: without(table, found, below) for table in shown}


def _sorted(
    tables: list[CountTable],
    links: list[Balance],
    goals: list[DraftGoal],
    below: int,
    *,
    show_zeros: bool,
    least: Mapping[Hashable, int],
) -> frozenset[Hashable] | None:
    """Returns the cells to hide; None if some small count can't be hidden beside these goals."""
    of_goals = [goal.table for goal in goals if goal.table is not None]
    counts, sums = counts_and_sums([*tables, *of_goals], links)
    known = dict(least)
    for goal in goals:
        sums += [link for link in goal.links if {*link.one, *link.other} <= counts.keys()]
        known |= goal.least
    hidden, revealed = sort_cells(counts, sums, below, show_zeros=show_zeros, least=known)
    return None if revealed else hidden


def _with_rule(text: Text, rule: str) -> Text:
    return Text(sv=f"{text.sv} [{rule}]", en=f"{text.en} [{rule}]")


def _shown_groups(grouping: Grouping, stays: Iterable[Participation]) -> tuple[Term, ...]:
    """Returns the groups of a table: others and the unknown only where somebody is in them."""
    there = {grouping.of(stay) for stay in stays}
    rest = {OTHER_GROUP, UNKNOWN_GROUP} - there
    return tuple(group for group in grouping.groups if group not in rest)


def _row(figures: KeyFigures) -> tuple[int, int, int, int]:
    return figures.at_start, figures.new, figures.exited, figures.at_end


def _persons(whole: KeyFigures) -> CountTable:
    assert whole.persons is not None
    return CountTable(
        key="persons",
        title=Text(sv="Personer och deltaganden", en="Persons and participations"),
        rows=[Term(_ALL, Text(sv="under året", en="in the year"))],
        columns=[
            Term("persons", Text(sv="personer", en="persons")),
            Term(
                "further",
                Text(
                    sv="ytterligare deltaganden för samma personer",
                    en="further participations of the same persons",
                ),
            ),
        ],
        counts=[(whole.persons, whole.participants - whole.persons)],
    )


@frozen(kw_only=True)
class _Draft:
    """A report that is being made: what it is of, before anything is hidden."""

    parts: tuple[MeasureYear, ...]
    stays: list[Participation]
    period: Interval
    as_of: dt.date
    sexes: tuple[Term, ...]
    below: int

    def key_tables(
        self, ages: Iterable[tuple[int, int]], municipalities: Iterable[str], year: int
    ) -> list[CountTable]:
        """Returns the tables of key figures; that by sex of all measures comes first."""
        groupings = [BY_SEX]
        if as_tuple(ages):
            groupings.append(by_age(ages, year=year))
        if as_tuple(municipalities):
            groupings.append(by_municipality(municipalities))
        found = [self._table(_ALL, None, grouping, self.stays) for grouping in groupings]
        if len(self.parts) > 1:
            lines = [
                _row(key_figures(part.participations, self.period, as_of=self.as_of))
                for part in self.parts
            ]
            found.append(
                CountTable(
                    key=f"{_ALL}/measure",
                    title=Text(sv="Deltaganden efter insats", en="Participations by measure"),
                    rows=[Term(part.key, part.name) for part in self.parts],
                    columns=_COLUMNS,
                    counts=lines,
                    balanced=["start", "new"],
                )
            )
            found += [
                self._table(part.key, part.name, BY_SEX, part.participations) for part in self.parts
            ]
        return found

    def _table(
        self, scope: str, name: Text | None, grouping: Grouping, stays: Iterable[Participation]
    ) -> CountTable:
        by_group = key_figures_by(stays, self.period, grouping, as_of=self.as_of)
        rows = self.sexes if grouping is BY_SEX else _shown_groups(grouping, stays)
        title = Text(
            sv=f"Deltaganden efter {grouping.name.sv.lower()}",
            en=f"Participations by {grouping.name.en.lower()}",
        )
        if name is not None:
            title = Text(sv=f"{title.sv}: {name.sv}", en=f"{title.en}: {name.en}")
        return CountTable(
            key=f"{scope}/{grouping.key}",
            title=title,
            rows=rows,
            columns=_COLUMNS,
            counts=[_row(by_group[group]) for group in rows],
            balanced=["start", "new"],
        )

    def exits(self) -> CountTable:
        """Returns the exits by reason and sex; few without a reason stand with the others."""
        by_sex = key_figures_by(self.stays, self.period, BY_SEX, as_of=self.as_of)
        lines = [_reasons(by_sex[sex]) for sex in self.sexes]
        unknown = sum(line[-1] for line in lines)
        rows = (*REASONS, UNKNOWN_GROUP) if unknown >= self.below else REASONS
        if 0 < unknown < self.below:
            rows = (*REASONS[:2], _OTHER_OR_UNKNOWN)
            lines = [(*line[:2], line[2] + line[3], 0) for line in lines]
        return CountTable(
            key=EXITS,
            title=Text(sv="Avslut efter skäl och kön", en="Exits by reason and sex"),
            rows=rows,
            columns=self.sexes,
            counts=[[line[i] for line in lines] for i in range(len(rows))],
        )

    def links(self, tables: list[CountTable]) -> list[Balance]:
        """Returns the sums that a reader can make between the tables."""
        first, *others = tables
        found: list[Balance] = []
        of_measures = {f"{part.key}/{BY_SEX.key}": part.key for part in self.parts}
        split = [table for table in others if table.key in of_measures]
        for table in others:
            if table.key.startswith(f"{_ALL}/"):
                found += _same_rows((table, table.total_row), (first, first.total_row))
            if table.key == EXITS:
                for group in (*self.sexes, TOTAL):
                    names = [(EXITS, TOTAL.key, group.key)]
                    found.append(Balance(names, [(first.key, group.key, "exited")]))
        for table in split:
            (by_measure,) = [other for other in others if other.key == f"{_ALL}/measure"]
            found += _same_rows((table, table.total_row), (by_measure, of_measures[table.key]))
        if split:
            for row in first.all_rows:
                for column in _COLUMNS:
                    names = [(table.key, row.key, column.key) for table in split]
                    found.append(Balance(names, [(first.key, row.key, column.key)]))
        return found

    def least(self, tables: list[CountTable]) -> dict[Hashable, int]:
        """Returns what the heading of the exits tells: few are unknown, or no few."""
        (exits,) = [table for table in tables if table.key == EXITS]
        last = exits.rows[-1]
        name = (EXITS, last.key, TOTAL.key)
        if last == UNKNOWN_GROUP:
            return {name: self.below}
        return {name: 1} if last == _OTHER_OR_UNKNOWN else {}

    def goals(self) -> list[DraftGoal]:
        """Returns the goals with their tables, and what links these to the key figures."""
        found: list[DraftGoal] = []
        alone = len(self.parts) == 1
        for part in self.parts:
            flow = Flow(
                table=f"{_ALL if alone else part.key}/{BY_SEX.key}",
                stays=tuple(at_day(stay, self.as_of) for stay in part.participations),
                period=self.period,
                rows=self._exit_rows() if alone else (),
            )
            results = () if part.goals is None else part.goals
            found += draft_goals(part.key, results, flow, self.sexes, self.below)
        return found

    def _exit_rows(self) -> tuple[str, ...]:
        return tuple(row.key for row in self.exits().rows)

    def figures(
        self, whole: KeyFigures, safe: Mapping[str, PublishedTable]
    ) -> Iterator[tuple[Text, Text]]:
        """Yields the figures that are no counts, where they may be shown."""
        first, exits = safe[f"{_ALL}/{BY_SEX.key}"], safe[EXITS]
        for name, durations, column in (
            (STAYS, whole.stays, "exited"),
            (WAITS, whole.waits, "new"),
        ):
            shown = first.count(first.total_row, column) is not None
            yield name, _told(durations if shown and durations.number >= self.below else None)
        for name, row in ((TO_WORK, REASONS[0]), (TO_REHABILITATION, REASONS[1])):
            yield name, _exit_share(exits, row.key)
        for part in self.parts:
            if part.places is None:
                continue
            used = key_figures(
                part.participations, self.period, as_of=self.as_of, places=part.places
            )
            assert used.capacity is not None
            share = used.capacity.share if used.participants >= self.below else None
            name = Text(sv=f"Använd kapacitet, {part.name.sv}", en=f"Capacity used, {part.name.en}")
            yield name, TOO_FEW if share is None else _in_both(share)


def _same_rows(one: tuple[CountTable, str], other: tuple[CountTable, str]) -> list[Balance]:
    """Returns that two rows are the same, column by column."""
    (table, row), (second, second_row) = one, other
    return [
        Balance([(table.key, row, column.key)], [(second.key, second_row, column.key)])
        for column in _COLUMNS
    ]


def _reasons(figures: KeyFigures) -> tuple[int, int, int, int]:
    """Returns the exits to work or studies, to rehabilitation, for other reasons, for none."""
    work, rest = figures.to_work_or_studies, figures.to_rehabilitation.yes
    return work.yes, rest, work.no - rest, work.unknown


def _told(durations: Durations | None) -> Text:
    if durations is None:
        return TOO_FEW
    return Text(sv=means(durations, "sv"), en=means(durations, "en"))


def _in_both(share: Fraction) -> Text:
    return Text(sv=percent(share, "sv"), en=percent(share, "en"))


def _exit_share(exits: PublishedTable, row: str) -> Text:
    """Returns how many of the exits have a reason, if the counts are shown.

    The share is of those whose reason is known. Where few are unknown, their number is hidden,
    and the share is the smallest that it can be.
    """
    part, whole = exits.count(row, TOTAL.key), exits.count(TOTAL.key, TOTAL.key)
    last = exits.rows[-1]
    if part is None or not whole:
        return TOO_FEW
    unknown = exits.count(last.key, TOTAL.key) if last == UNKNOWN_GROUP else 0
    if last == _OTHER_OR_UNKNOWN or unknown is None:
        return at_least(part, whole)
    tally = Tally(yes=part, no=whole - part - unknown, unknown=unknown)
    return Text(sv=tally.describe("sv"), en=tally.describe("en"))
