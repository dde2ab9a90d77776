"""Making the numbers of a year: what is counted, what is hidden, what may be said of a goal."""

import datetime as dt
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from fractions import Fraction

from attrs import frozen

from finsam.errors import Faults, InvalidInput, as_tuple
from finsam.legaltime import Interval
from finsam.outcomes.evaluation import year_of
from finsam.outcomes.goals import ShareAtLeast
from finsam.outcomes.groups import BY_SEX, UNKNOWN_GROUP, Grouping, by_age, by_municipality
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
from finsam.outcomes.publishing import TOTAL, Balance, Table, protect
from finsam.outcomes.report import TOO_FEW, MeasureYear, PublishedGoal, YearReport
from finsam.outcomes.results import GoalResult, GoalVerdict
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
_REASONS = (
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
            were evaluated on another day, a year that isn't over; all faults at once.

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
            if part.goals is not None and part.goals.as_of != as_of:
                faults.add(
                    "mismatch",
                    f"measures[{i}].goals",
                    sv=f"målen är utvärderade {part.goals.as_of}, rapporten gäller {as_of}",
                    en=f"the goals were evaluated on {part.goals.as_of}, the report is of {as_of}",
                )
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
    goals = draft.goals(links)
    safe = {
        table.key: table
        for table in protect(
            *tables,
            *(table for _, _, table in goals if table is not None),
            below=below,
            show_zeros=show_zeros,
            links=links,
        )
    }
    published: dict[str, list[PublishedGoal]] = {part.key: [] for part in parts}
    for key, result, table in goals:
        shown = None if table is None else safe[table.key]
        published[key].append(_published(result, shown))
    return YearReport(
        title=title,
        period=period,
        as_of=as_of,
        tables=tuple(safe[table.key] for table in tables),
        figures=tuple(draft.figures(whole, safe, below)),
        goals=tuple(
            (part.name, tuple(published[part.key])) for part in parts if published[part.key]
        ),
        said=tuple(
            (part.name, tuple(_with_rule(goal.text, goal.rule) for goal in part.goals.statements))
            for part in parts
            if part.goals is not None and part.goals.statements
        ),
    )


def _with_rule(text: Text, rule: str) -> Text:
    return Text(sv=f"{text.sv} [{rule}]", en=f"{text.en} [{rule}]")


def _shown_groups(grouping: Grouping, stays: Iterable[Participation]) -> tuple[Term, ...]:
    """Returns the groups of a table: the unknown only where somebody is in it."""
    unknown = any(grouping.of(stay) == UNKNOWN_GROUP for stay in stays)
    return grouping.groups if unknown else grouping.named


def _row(figures: KeyFigures) -> tuple[int, int, int, int]:
    return figures.at_start, figures.new, figures.exited, figures.at_end


def _persons(whole: KeyFigures) -> Table:
    assert whole.persons is not None
    return Table(
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
    ) -> list[Table]:
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
                Table(
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
    ) -> Table:
        by_group = key_figures_by(stays, self.period, grouping, as_of=self.as_of)
        rows = self.sexes if grouping is BY_SEX else _shown_groups(grouping, stays)
        title = Text(
            sv=f"Deltaganden efter {grouping.name.sv.lower()}",
            en=f"Participations by {grouping.name.en.lower()}",
        )
        if name is not None:
            title = Text(sv=f"{title.sv}: {name.sv}", en=f"{title.en}: {name.en}")
        return Table(
            key=f"{scope}/{grouping.key}",
            title=title,
            rows=rows,
            columns=_COLUMNS,
            counts=[_row(by_group[group]) for group in rows],
            balanced=["start", "new"],
        )

    def exits(self) -> Table:
        """Returns the exits by reason and sex; few without a reason stand with the others."""
        by_sex = key_figures_by(self.stays, self.period, BY_SEX, as_of=self.as_of)
        lines = [_reasons(by_sex[sex]) for sex in self.sexes]
        unknown = sum(line[-1] for line in lines)
        rows = (*_REASONS, UNKNOWN_GROUP) if unknown >= self.below else _REASONS
        if 0 < unknown < self.below:
            rows = (*_REASONS[:2], _OTHER_OR_UNKNOWN)
            lines = [(*line[:2], line[2] + line[3], 0) for line in lines]
        return Table(
            key="exits",
            title=Text(sv="Avslut efter skäl och kön", en="Exits by reason and sex"),
            rows=rows,
            columns=self.sexes,
            counts=[[line[i] for line in lines] for i in range(len(rows))],
        )

    def links(self, tables: list[Table]) -> list[Balance]:
        """Returns the sums that a reader can make between the tables."""
        first, *others = tables
        found: list[Balance] = []
        of_measures = {f"{part.key}/{BY_SEX.key}": part.key for part in self.parts}
        split = [table for table in others if table.key in of_measures]
        for table in others:
            if table.key.startswith(f"{_ALL}/"):
                found += _same_rows((table, table.total_row), (first, first.total_row))
            if table.key == "exits":
                for group in (*self.sexes, TOTAL):
                    names = [("exits", TOTAL.key, group.key)]
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

    def goals(self, links: list[Balance]) -> list[tuple[str, GoalResult, Table | None]]:
        """Returns the goals with their tables, and links those that count the same people."""
        found: list[tuple[str, GoalResult, Table | None]] = []
        known: dict[tuple[str, frozenset[str]], tuple[Hashable, ...]] = {}
        for part in self.parts:
            scope = part.key if len(self.parts) > 1 else _ALL
            groups: tuple[Term | None, ...] = (None, *self.sexes)
            for sex in groups:
                row = TOTAL.key if sex is None else sex.key
                for keys, names in self._sets(part, sex):
                    cells = tuple((f"{scope}/{BY_SEX.key}", row, name) for name in names)
                    known.setdefault((row, keys), cells)
        for part in self.parts:
            for result in () if part.goals is None else part.goals:
                table, sets = self._goal_table(part, result)
                found.append((part.key, result, table))
                for name, keys in sets.items():
                    counted = (name[1], keys)
                    if keys and counted in known:
                        links.append(Balance([name], known[counted]))
                    known.setdefault(counted, (name,))
        return found

    def _sets(
        self, part: MeasureYear, sex: Term | None
    ) -> Iterator[tuple[frozenset[str], tuple[str, ...]]]:
        """Yields the participations behind the key figures: those of the year, and its exits."""
        start, end = self.period.start, self.period.end
        assert start is not None
        assert end is not None
        there: set[str] = set()
        exited: set[str] = set()
        for stay in part.participations:
            first, last = stay.enrolment, stay.exit
            if stay.is_error or first is None or (sex is not None and BY_SEX.of(stay) != sex):
                continue
            if first <= end and (last is None or last >= start):
                there.add(str(stay.key))
                if last is not None and last <= end:
                    exited.add(str(stay.key))
        yield frozenset(exited), ("exited",)
        yield frozenset(there), ("start", "new")

    def _goal_table(
        self, part: MeasureYear, result: GoalResult
    ) -> tuple[Table | None, dict[tuple[str, str, str], frozenset[str]]]:
        """Returns the counts of a goal by sex, and whom each row counts."""
        key = f"{part.key}/{result.goal.key}"
        sets: dict[tuple[str, str, str], frozenset[str]] = {}
        few = 0 < result.tally.open < self.below
        columns = _YES_OR_NOT if few else _ANSWERS[: 3 if result.tally.open else 2]
        if not isinstance(result.goal.target, ShareAtLeast):
            columns = _ANSWERS[:1]
        if isinstance(result.reported, Tally):
            rows = [(Term(_ALL, result.goal.text), result.reported)]
        elif result.reported is not None or not result.cases:
            return None, sets
        else:
            split = result.by(BY_SEX)
            rows = [(sex, split[sex].tally) for sex in self.sexes]
            total = columns[0].key if len(columns) == 1 else TOTAL.key
            for group in self.sexes:
                sets[key, group.key, total] = _counted(split[group], columns)
            sets[key, TOTAL.key, total] = _counted(result, columns)
        table = Table(
            key=key,
            title=Text(sv=f"{result.goal.rule} efter kön", en=f"{result.goal.rule} by sex"),
            rows=[row for row, _ in rows],
            columns=columns,
            counts=[
                (tally.yes, tally.no + tally.open * few, tally.open)[: len(columns)]
                for _, tally in rows
            ],
        )
        return table, sets

    def figures(
        self, whole: KeyFigures, safe: Mapping[str, Table], below: int
    ) -> Iterator[tuple[Text, Text]]:
        """Yields the figures that are no counts, where they may be shown."""
        first, exits = safe[f"{_ALL}/{BY_SEX.key}"], safe["exits"]
        for name, durations, column in (
            (STAYS, whole.stays, "exited"),
            (WAITS, whole.waits, "new"),
        ):
            shown = first.count(first.total_row, column) is not None
            yield name, _told(durations if shown and durations.number >= below else None)
        for name, row in ((TO_WORK, _REASONS[0]), (TO_REHABILITATION, _REASONS[1])):
            yield name, _exit_share(exits, row.key)
        for part in self.parts:
            if part.places is None:
                continue
            used = key_figures(
                part.participations, self.period, as_of=self.as_of, places=part.places
            )
            assert used.capacity is not None
            share = used.capacity.share if used.participants >= below else None
            name = Text(sv=f"Använd kapacitet, {part.name.sv}", en=f"Capacity used, {part.name.en}")
            yield name, TOO_FEW if share is None else _in_both(share)


def _same_rows(one: tuple[Table, str], other: tuple[Table, str]) -> list[Balance]:
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


def _counted(result: GoalResult, columns: tuple[Term, ...]) -> frozenset[str]:
    """Returns the keys of those that a row of a goal's table counts."""
    wanted = {"yes"} if len(columns) == 1 else {column.key for column in _ANSWERS}
    return frozenset(
        str(case.participation) for case in result.cases if case.standing.value in wanted
    )


def _published(result: GoalResult, table: Table | None) -> PublishedGoal:
    """Returns what may be shown of a goal.

    With all counts of the whole shown, the verdict says nothing more. With a count hidden, it is
    shown if other counts of the same total give the same verdict.
    """
    verdict = result.verdict
    if table is None:
        return PublishedGoal(result=result, table=None, verdict=verdict)
    row, total = table.total_row, table.all_columns[-1].key
    shown = all(table.count(row, column.key) is not None for column in table.all_columns)
    if shown or verdict is GoalVerdict.TOO_EARLY:
        return PublishedGoal(result=result, table=table, verdict=verdict)
    target = result.goal.target
    if not isinstance(target, ShareAtLeast):
        return PublishedGoal(result=result, table=None, verdict=None)
    number = table.count(row, total)
    open_ = number is not None and _stays_open(verdict, target.fraction, number)
    return PublishedGoal(result=result, table=None, verdict=verdict if open_ else None)


def _stays_open(verdict: GoalVerdict, enough: Fraction, number: int) -> bool:
    """Tells whether a verdict on so many leaves each hidden count at least two values."""
    several_fail, several_pass = enough * number > 1, enough * number <= number - 1
    if verdict is GoalVerdict.NOT_MET:
        return several_fail
    if verdict is GoalVerdict.MET:
        return several_pass
    return several_fail and several_pass


def _told(durations: Durations | None) -> Text:
    if durations is None:
        return TOO_FEW
    return Text(sv=means(durations, "sv"), en=means(durations, "en"))


def _in_both(share: Fraction) -> Text:
    return Text(sv=percent(share, "sv"), en=percent(share, "en"))


def _exit_share(exits: Table, row: str) -> Text:
    """Returns how many of the exits have a reason, if the counts are shown."""
    part, whole = exits.count(row, TOTAL.key), exits.count(TOTAL.key, TOTAL.key)
    if part is None or not whole:
        return TOO_FEW
    share = Fraction(part, whole)
    return Text(
        sv=f"{part} av {whole} ({percent(share, 'sv')})",
        en=f"{part} of {whole} ({percent(share, 'en')})",
    )
