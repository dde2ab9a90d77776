"""`frames.assess`: from a table, a measure and a day to a table of answers."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar, cast

import narwhals as nw
from attrs import evolve, field, frozen

from finsam.eligibility.assessment import as_read
from finsam.errors import Faults, InvalidInput, as_tuple
from finsam.frames.columns import YEAR, Columns, Cut, readable_keys
from finsam.frames.reading import Reading
from finsam.frames.rows import FAR, cells_of
from finsam.frames.sheet import AnyTable, Bit, Sheet
from finsam.frames.tables import (
    NO_DAY,
    TIMED,
    Table,
    as_brought,
    as_given,
    as_names,
    check_alike,
    check_days,
    check_names,
    check_result_names,
    collected,
    counts,
    day_is_far,
    has_more_decimals,
    key_tests,
    no_rows,
    note_key,
    opened,
    rows_are_wrong,
    says_nothing,
    told_by,
    too_exact,
)
from finsam.rules import (
    Choice,
    Concern,
    ConcernOutcome,
    Condition,
    Date,
    HasEligibility,
    NotForIndividuals,
    Number,
    Outcome,
    RuleSet,
    Selection,
    Strength,
    Verdict,
)
from finsam.rules.diagram import NO, YES
from finsam.rules.evaluate import Prepared
from finsam.rules.rulesets import carried
from finsam.rules.space import Variable
from finsam.texts import Text, nearest

__all__ = ["ANSWERS", "NOT_ASKED", "assess"]


def __dir__() -> list[str]:
    return __all__


ANSWERS = ("verdict", "concerns", "failed", "missing", "priority", "clauses")
"""What can be asked of a table."""

NOT_ASKED = -1
"""The outcome of a clause in a row that the rules aren't in force for."""

NOT_IN_FORCE, NOT_APPLICABLE = "not_in_force", "not_applicable"
_OTHERS = (Concern.ROUTE, Concern.PREPARATION, Concern.CONSENT, Concern.PLACE)
_JOINT = 1 + len(_OTHERS)  # the place of the first root of the verdict together with a concern
_PRIORITY = 1 + 2 * len(_OTHERS)
_DAY, _ROW = "__finsam_day", "__finsam_row"

Frame = TypeVar("Frame")


def assess(
    frame: Frame,
    measure: HasEligibility,
    *,
    as_of: dt.date | str,
    key: str,
    columns: Mapping[str, str] | None = None,
    keep: Iterable[str] = (),
    answers: Iterable[str] = ANSWERS,
    readings: "Mapping[str, str | Condition] | None" = None,
) -> Frame:
    """Decides what the rules of a measure say about every row of a table.

    The answers are those of `finsam.assess` for each row, exactly. What is null is unknown, and
    so is a fact that no column tells of. A lazy table may give its rows in another order: go by
    the key.

    >>> import datetime as dt
    >>> import polars as pl
    >>> from finsam import frames
    >>> from finsam.rulebooks import model
    >>> table = pl.DataFrame({
    ...     "case": [1, 2],
    ...     "birth_date": [dt.date(1990, 5, 1), dt.date(1950, 1, 1)],
    ...     "needs/region": ["ja", None],
    ...     "needs/municipality": ["ja", "nej"],
    ... })
    >>> day = dt.date(2026, 11, 22)
    >>> said = frames.assess(table, model.SAMORDNINGSTEAM, as_of=day, key="case")
    >>> said.select("case", "verdict", "failed", "BR-02").rows()
    [(1, 'undetermined', '', 2), (2, 'not_eligible', 'BR-02', 0)]

    Args:
        frame: a table of pandas, polars (eager or lazy), pyarrow, duckdb or pyspark.
        measure: a measure, a rule set, or anything else that carries rules of taking part.
        as_of: the day of assessment, or the name of a column that has a day for each row.
        key: the column that tells the rows apart; it comes back as it is.
        columns: for columns of other names than the facts', what they tell of, such as
            `{"Född": "birth_date", "Behöver regionen": "needs/region"}`. A set has a column of
            yes and no for each member; a date may have one of years beside it
            (`birth_date/year`), for those of whom only the year is known.
        keep: other columns to bring along, such as those to group by.
        answers: which of `ANSWERS` to work out.
        readings: the caller's choice among readings, as for `finsam.assess`.

    Returns:
        A table of the same kind: the key, what is kept, and the answers. `verdict` is the value
        of the verdict, or `not_in_force`, or `not_applicable` for a measure that is not for
        individuals. Each concern that the rules speak of has a column of its name. `failed` has
        the ids of the required rules that fail, and `missing` the keys of the facts that would
        change the answer, in the order of the rules, with commas between. `priority` is 2 for
        yes, 1 for unknown, 0 for no. Each clause has a column of its key, with the number of its
        `Outcome`. Where the rules aren't in force, numbers are `NOT_ASKED`, and `failed` and
        `missing` are empty.

    Raises:
        InvalidInput: a table of another kind, without rows, or whose columns can't be told; a
            column that isn't there or is of the wrong kind; a key that is null or repeats; values
            that no fact can have. No value about a person is quoted, only misspelt choices.

    Source: the how-to Assess a table.
    """
    faults = Faults()
    rules = as_read(carried(measure, "measure", faults), readings, faults)
    wanted = _wanted(answers, faults)
    table = opened(frame, faults)
    if not isinstance(as_of, str):
        faults.plain_date(as_of, "as_of")
    brought = as_brought(key, keep, faults)
    faults.raise_as(InvalidInput)
    assert table is not None
    assert rules is not None
    check_names(table, {"key": (key,), "keep": brought[1:], "as_of": as_names(as_of)}, faults)
    if isinstance(rules, NotForIndividuals):
        told: dict[str, str] = {}
    else:
        told = _told(table, rules, columns, {*brought, *as_names(as_of)}, faults)
    faults.raise_as(InvalidInput)
    check_alike(table, [key], faults)
    faults.raise_as(InvalidInput)
    asked = _Asked(table, rules, as_of, brought, wanted, told)
    return cast("Frame", as_given(frame, asked.answer(faults)))


def _wanted(answers: Iterable[str], faults: Faults) -> frozenset[str]:
    given = as_tuple(answers)
    for answer in given:
        if answer not in ANSWERS:
            what = Text(sv="ett svar", en="an answer")
            faults.unknown("answers", what=what, value=str(answer), among=ANSWERS)
    return frozenset(answer for answer in given if answer in ANSWERS)


def _told(
    table: Table,
    rules: RuleSet,
    columns: Mapping[str, str] | None,
    others: set[str],
    faults: Faults,
) -> dict[str, str]:
    """Returns for each fact, or member of a set, the column that tells of it."""
    readable = readable_keys(rules)
    declared = {*readable, *_declared(rules)}
    told = told_by(
        table,
        columns,
        declared.__contains__,
        among=declared,
        meant=readable,
        others=others,
        faults=faults,
    )
    used = {what: name for what, name in told.items() if what in {*readable, *_sets(rules)}}
    if not used and not faults.found:
        says_nothing(table, readable, faults)
    return used


def _declared(rules: RuleSet) -> Iterable[str]:
    for fact in rules.vocabulary:
        yield fact.key
        if isinstance(fact.kind, Selection):
            yield from (f"{fact.key}/{member}" for member in fact.kind.terms)
        elif isinstance(fact.kind, Date):
            yield f"{fact.key}/{YEAR}"


def _sets(rules: RuleSet) -> set[str]:
    return {fact.key for fact in rules.facts if isinstance(fact.kind, Selection)}


@frozen(eq=False)
class _Asked:
    """A question to a table, checked as far as its names go."""

    table: Table
    rules: RuleSet | NotForIndividuals
    as_of: dt.date | str
    brought: tuple[str, ...]
    wanted: frozenset[str]
    told: Mapping[str, str]

    def answer(self, faults: Faults) -> AnyTable:
        """Returns the answers, or raises with all that is wrong with the values."""
        check_result_names(self.brought, self._made_names(), faults)
        if isinstance(self.rules, NotForIndividuals):
            faults.raise_as(InvalidInput)
            return self._finished(self._answers_of_none(self._base(self.table), NOT_APPLICABLE))
        if self.table.is_empty:
            no_rows(faults)
            faults.raise_as(InvalidInput)
        table = self._readable(faults)
        odd = self._columns(table).check(faults)
        there = {what: ~nw.col(self.told[what]).is_null() for what in odd}
        for what, some in counts(table.frame, there).items():
            faults.found.extend(odd[what] if some else ())
        told = {what: name for what, name in self.told.items() if what not in odd}
        return evolve(self, told=told).said(table, faults)  # what is all null is unknown

    def said(self, table: Table, faults: Faults) -> AnyTable:
        """Returns the answers to a table whose columns are of the right kinds."""
        assert isinstance(self.rules, RuleSet)
        faults.raise_as(InvalidInput)
        columns = self._columns(table)
        self._check_times(table, faults)
        base = self._base(table)
        days = self._days(base, faults)
        faults.raise_as(InvalidInput)
        self._check_rows(table, base, columns, faults)
        self._check_choices(base, columns, faults)
        faults.raise_as(InvalidInput)
        parts: list[AnyTable] = []
        for shape in _shapes(self.rules, [day for day in days if day in self.rules.valid]):
            here, cuts = self._of_shape(table, base, shape)
            parts.append(self._answers(here, columns, shape.prepared, cuts))
        out = [day for day in days if day not in self.rules.valid]
        if out:
            here = base if self._is_one_day else self._on_days(table, base, {_DAY: out})
            parts.append(self._answers_of_none(here, NOT_IN_FORCE))
        return self._finished(parts[0] if len(parts) == 1 else nw.concat(parts, how="vertical"))

    @property
    def _is_one_day(self) -> bool:
        return not isinstance(self.as_of, str)

    @property
    def _is_put_in_order(self) -> bool:
        """Tells whether rows are put back in their order: where they have one and may lose it."""
        return self.table.is_eager and not self._is_one_day

    @property
    def _carried(self) -> tuple[str, ...]:
        return (*self.brought, _ROW) if self._is_put_in_order else self.brought

    def _finished(self, result: AnyTable) -> AnyTable:
        found = collected(result) if self.table.is_eager else result
        return found.sort(_ROW).drop(_ROW) if self._is_put_in_order else found

    def _readable(self, faults: Faults) -> Table:
        """Returns the table with pandas' objects read."""
        assert isinstance(self.rules, RuleSet)
        held: dict[str, str | int] = {}
        for what, name in self.told.items():
            fact, _, part = what.partition("/")
            kind = self.rules.vocabulary[fact].kind
            if isinstance(kind, Choice):
                held[name] = "text"
            elif isinstance(kind, Number):
                held[name] = kind.decimals
            elif isinstance(kind, Date):
                held[name] = 0 if part else "date"
            else:
                held[name] = "flag"
        held |= dict.fromkeys(as_names(self.as_of), "date")
        return self.table.with_objects_read(held, faults)

    def _columns(self, table: Table) -> Columns:
        assert isinstance(self.rules, RuleSet)
        names = {what: f"__finsam_of_{i}" for i, what in enumerate(self.told)}
        kinds = {what: table.schema[name] for what, name in self.told.items()}
        scaled = frozenset(what for what, name in self.told.items() if name in table.scaled)
        return Columns(self.rules, names, kinds, dict(self.told), scaled)

    def _base(self, table: Table) -> AnyTable:
        """Returns the key, what is kept, and what is told, under names of our own."""
        told = [
            table.plain(name).alias(f"__finsam_of_{i}") for i, name in enumerate(self.told.values())
        ]
        told += [table.plain(name).alias(_DAY) for name in as_names(self.as_of)]
        frame = table.frame.with_row_index(_ROW) if self._is_put_in_order else table.frame
        return (frame.lazy() if table.is_polars else frame).select(*self._carried, *told)

    def _made_names(self) -> list[str]:
        """Returns what the columns of the answer are called."""
        if isinstance(self.rules, NotForIndividuals):
            return [name for name in ANSWERS[:1] if name in self.wanted]
        made = [name for name in ANSWERS[:1] + ANSWERS[2:5] if name in self.wanted]
        if "concerns" in self.wanted:
            made += [concern.value for concern in _OTHERS]
        if "clauses" in self.wanted:
            made += [clause.key for clause in self.rules.clauses if clause.is_evaluated]
        return made

    def _check_times(self, table: Table, faults: Faults) -> None:
        timed = table.timed([*self.told.values(), *as_names(self.as_of)])
        for name, count in counts(table.frame, timed).items():
            if count:
                rows_are_wrong("type", name, count, faults, TIMED)
        faults.raise_as(InvalidInput)

    def _days(self, base: AnyTable, faults: Faults) -> list[dt.date]:
        """Returns the days that are asked for."""
        if not isinstance(self.as_of, str):
            return [dt.date(self.as_of.year, self.as_of.month, self.as_of.day)]
        check_days(self.table, self.as_of, faults)
        if faults.found:
            return []
        found = set(cells_of(collected(base.select(_DAY).unique())[_DAY]))
        if FAR in found:
            day_is_far(self.as_of, faults)
        if None in found:
            count = counts(base, {_DAY: nw.col(_DAY).is_null()})[_DAY]
            rows_are_wrong("empty", self.as_of, count, faults, NO_DAY)
        days = found - {FAR, None}
        return sorted(dt.date(day.year, day.month, day.day) for day in days)

    def _check_rows(self, table: Table, base: AnyTable, columns: Columns, faults: Faults) -> None:
        """Notes keys that repeat and values that no fact can have."""
        key = self.brought[0]
        sheet = Sheet()
        if isinstance(self.as_of, str):
            day = Cut(nw.col(_DAY), nw.col(_DAY).dt.year())
        else:
            day = Cut(table.moment(self.as_of), self.as_of.year)
        wrong = columns.wrong(day)
        wrong |= {what: sheet.expr(both) for what, both in columns.contradictions(sheet).items()}
        tests: dict[str, nw.Expr] = {str(i): test for i, test in enumerate(wrong.values())}
        sums = [test.cast(nw.Int64).sum().alias(f"__finsam_n_{i}") for i, test in tests.items()]
        counted = collected(
            sheet.added(base).select(
                *key_tests(key),
                *sums,
            )
        )
        row = {name: int(counted[name].to_list()[0] or 0) for name in counted.columns}
        if not note_key(key, row, faults):
            return
        for i, (what, code) in enumerate(wrong):
            count = row[f"__finsam_n_{i}"]
            if count:
                words = columns.words(what, code)
                rows_are_wrong(code, columns.shown[what], count, faults, words)
        for what, most in columns.decimals().items():
            count = _too_exact(base, columns.names[what], most)
            if count:
                rows_are_wrong("decimals", columns.shown[what], count, faults, too_exact(most))

    def _check_choices(self, base: AnyTable, columns: Columns, faults: Faults) -> None:
        """Notes texts that are none of the options; those that are near to one are quoted."""
        for what, right in columns.choices().items():
            fact, name = columns.fact(what)[0], columns.names[what]
            assert isinstance(fact.kind, Choice)
            text = nw.col(name).cast(nw.String)
            found = collected(base.select(text).unique().head(_MOST_TEXTS))[name].to_list()
            wrong = sorted(t for t in found if isinstance(t, str) and t not in right)
            near = [text for text in wrong[:_MOST_TRIED] if nearest(text, fact.kind.terms)]
            option = Text(sv="ett av alternativen", en="one of the options")
            for misspelt in near[:_MOST_SHOWN]:
                among = fact.kind.terms
                faults.unknown(columns.shown[what], what=option, value=misspelt, among=among)
            if wrong and not near:
                count = counts(base, {name: text.is_in(wrong)})[name]
                rows_are_wrong(
                    "unknown", columns.shown[what], count, faults, columns.words(what, "unknown")
                )

    def _on_days(
        self, table: Table, base: AnyTable, columns: Mapping[str, Sequence[object]]
    ) -> AnyTable:
        """Returns the rows of some days, with what goes with each day."""
        kinds = {n: "date" if isinstance(v[0], dt.date) else "number" for n, v in columns.items()}
        small = table.small(columns, kinds)
        return base.join(small, on=_DAY, how="inner")

    def _of_shape(
        self, table: Table, base: AnyTable, shape: "_Shape"
    ) -> tuple[AnyTable, list[list[Cut]]]:
        """Returns the rows of the days of one shape, and the cuts of each variable."""
        made: dict[str, list[object]] = {_DAY: list(shape.days)}
        cuts: list[list[Cut]] = []
        facts = shape.prepared.space.facts
        for place, variable in enumerate(shape.prepared.space.variables):
            of_days = shape.cuts[place]
            kind = None if variable.open is not None else facts[variable.fact].kind
            if not isinstance(kind, Date):
                held = of_days[0] if isinstance(kind, Number) else ()  # the same on all days
                cuts.append([Cut(kind.value_at(cut)) for cut in held])  # type: ignore[union-attr]
                continue
            here: list[Cut] = []
            for i in range(len(of_days[0])):
                dates = [dt.date.fromordinal(of_day[i]) for of_day in of_days]
                years = [day.year for day in dates]
                before = [day.year - (day.timetuple().tm_yday == 1) for day in dates]
                if len(set(dates)) == 1:
                    here.append(Cut(table.moment(dates[0]), years[0], before[0]))
                    continue
                names = [f"__finsam_{what}_{place}_{i}" for what in ("cut", "year", "before")]
                made |= {names[0]: [*dates], names[1]: [*years], names[2]: [*before]}
                here.append(Cut(*(nw.col(name) for name in names)))
            cuts.append(here)
        if self._is_one_day:
            return base, cuts
        return self._on_days(table, base, made), cuts

    def _answers_of_none(self, frame: AnyTable, word: str) -> AnyTable:
        """Returns what is said of rows that the rules aren't asked about."""
        out: list[nw.Expr] = []
        if "verdict" in self.wanted:
            out.append(nw.lit(word).alias("verdict"))
        if isinstance(self.rules, RuleSet):
            if "concerns" in self.wanted:
                prepared = self.rules.prepared(self.rules.valid.nearest(dt.date.min))
                out += [nw.lit(word).alias(c.value) for c in _told_of(prepared)]
            out += [nw.lit("").alias(n) for n in ("failed", "missing") if n in self.wanted]
            numbers = ["priority"] if "priority" in self.wanted else []
            if "clauses" in self.wanted:
                numbers += [clause.key for clause in self.rules.clauses if clause.is_evaluated]
            out += [nw.lit(NOT_ASKED).cast(nw.Int8).alias(name) for name in numbers]
        return frame.select(*self._carried, *out)

    def _answers(
        self, frame: AnyTable, columns: Columns, prepared: Prepared, cuts: Sequence[Sequence[Cut]]
    ) -> AnyTable:
        """Returns the answers for rows of one shape."""
        sheet, space, graph = Sheet(), prepared.space, prepared.graph
        possible = [
            columns.possible(sheet, variable, of_variable, space)
            for variable, of_variable in zip(space.variables, cuts, strict=True)
        ]
        judged = [
            v.open is None and space.facts[v.fact].judged_by is not None for v in space.variables
        ]
        reading = Reading(sheet, graph, possible, judged)
        out: list[nw.Expr] = []
        said = _Said(sheet, reading)
        if "verdict" in self.wanted:
            words = (
                Verdict.NOT_ELIGIBLE,
                Verdict.ELIGIBLE,
                Verdict.UNDETERMINED,
                Verdict.NEEDS_ASSESSMENT,
            )
            verdict = (
                said.word(graph.roots[0], words) if prepared.decides else nw.lit(words[3].value)
            )
            out.append(verdict.alias("verdict"))
        if "concerns" in self.wanted:
            of_concern = (ConcernOutcome.NOT_MET, ConcernOutcome.MET, ConcernOutcome.UNDETERMINED,
                     ConcernOutcome.NEEDS_ASSESSMENT)  # fmt: skip
            for concern in _told_of(prepared):
                stated = prepared.states(concern)
                root = graph.roots[1 + _OTHERS.index(concern)]
                word = said.word(root, of_concern) if stated else nw.lit(of_concern[2].value)
                out.append(word.alias(concern.value))
        roots = list(prepared.clause_roots())
        if "failed" in self.wanted:
            rules: dict[str, list[list[Bit]]] = {}
            for clause, (met, _) in zip(prepared.clauses, roots, strict=True):
                if clause.strength is Strength.REQUIRED:
                    rules.setdefault(clause.rule, []).append([sheet.no(reading.can(met, YES))])
            out.append(said.listed({r: sheet.some(f) for r, f in rules.items()}).alias("failed"))
        if "missing" in self.wanted:
            answer = (graph.roots[0], *graph.roots[_JOINT:_PRIORITY])
            names = {place: _key(v) for place, v in enumerate(space.variables) if v.open is None}
            missing = reading.missing(answer)
            listed = {names[place]: bit for place, bit in missing.items() if place in names}
            out.append(said.listed(listed).alias("missing"))
        if "priority" in self.wanted:
            out.append(said.number(graph.roots[_PRIORITY], YES).alias("priority"))
        if "clauses" in self.wanted:
            for clause, (met, applies) in zip(prepared.clauses, roots, strict=True):
                out.append(said.number(met, applies).alias(clause.key))
        return sheet.added(frame).select(*self._carried, *out)


def _too_exact(base: AnyTable, name: str, most: int) -> int:
    """Returns how many rows of a column of decimals have more than so many decimals."""
    grouped = base.group_by(name).agg(nw.len().alias("__finsam_count"))
    found = collected(grouped)
    values = zip(cells_of(found[name]), found["__finsam_count"].to_list(), strict=True)
    return sum(n for value, n in values if has_more_decimals(value, most))


_MOST_SHOWN = 5  # misspelt choices; after that the point is made
_MOST_TRIED = 50  # of which the nearest right ones are looked for
_MOST_TEXTS = 5_000  # different texts of a choice; no list of options is as long


def _key(variable: Variable) -> str:
    assert variable.open is None
    return variable.fact if variable.member is None else f"{variable.fact}/{variable.member}"


def _told_of(prepared: Prepared) -> list[Concern]:
    """Returns the concerns that an answer speaks of: those that are stated, and the way in."""
    return [c for c in _OTHERS if c is Concern.ROUTE or prepared.states(c)]


@frozen(eq=False)
class _Said:
    """Says what functions come to, as words and as numbers."""

    sheet: Sheet
    reading: Reading

    def word(self, root: int, words: Sequence[Verdict | ConcernOutcome]) -> nw.Expr:
        """Returns the word of a function: no, yes, unknown, or left to judgements."""
        no, yes, unknown, judged = (nw.lit(word.value) for word in words)
        either = self._if(self.reading.hangs_on_more(root), unknown, judged)
        settled = self._if(self.reading.can(root, NO), either, yes)
        return self._if(self.reading.can(root, YES), settled, no)

    def number(self, root: int, applies: int) -> nw.Expr:
        """Returns the outcome of a function that may not apply."""
        failed, unknown, met, never = (nw.lit(int(outcome)) for outcome in Outcome)
        settled = self._if(self.reading.can(root, NO), unknown, met)
        number = self._if(self.reading.can(root, YES), settled, failed)
        return self._if(self.reading.can(applies, YES), number, never).cast(nw.Int8)

    @staticmethod
    def _if(test: Bit, then: nw.Expr, otherwise: nw.Expr) -> nw.Expr:
        if isinstance(test, bool):
            return then if test else otherwise
        return nw.when(nw.col(test)).then(then).otherwise(otherwise)

    def listed(self, bits: Mapping[str, Bit]) -> nw.Expr:
        """Returns the names that hold, with commas between."""
        parts = [
            self._if(bit, nw.lit(f"{name}, "), nw.lit(""))
            for name, bit in bits.items()
            if bit is not False
        ]
        if not parts:
            return nw.lit("")
        return nw.concat_str(parts, separator="").str.strip_chars(", ")


@frozen(eq=False)
class _Shape:
    """Days on which the rules make one diagram, and differ only in where dates are cut."""

    prepared: Prepared
    days: list[dt.date]
    cuts: list[list[tuple[int, ...]]] = field(repr=False)
    """For each variable its cuts on each of the days."""


def _shapes(rules: RuleSet, days: Iterable[dt.date]) -> list[_Shape]:
    found: dict[object, _Shape] = {}
    for day in days:
        prepared = rules.prepared(day)
        cuts = [getattr(variable, "cuts", ()) for variable in prepared.space.variables]
        shape = (
            tuple(prepared.graph.nodes),
            prepared.graph.roots,
            tuple(
                len(of) if hasattr(variable, "cuts") else variable
                for variable, of in zip(prepared.space.variables, cuts, strict=True)
            ),
        )
        here = found.setdefault(shape, _Shape(prepared, [], [[] for _ in cuts]))
        here.days.append(day)
        for kept, of in zip(here.cuts, cuts, strict=True):
            kept.append(of)
    return list(found.values())
