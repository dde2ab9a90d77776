"""`frames.agenda`: from a table of participations, a measure and a day to what is due in each."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar, cast

import narwhals as nw
from attrs import frozen

from finsam.errors import Fault, Faults, InvalidInput, as_tuple
from finsam.frames.columns import TAKEN
from finsam.frames.rows import Rows, Wrong, as_day, is_list
from finsam.frames.sheet import AnyTable
from finsam.frames.tables import (
    Cell,
    Table,
    as_brought,
    as_given,
    as_names,
    check_alike,
    check_days,
    check_key,
    check_kind,
    check_names,
    check_result_names,
    counts,
    flag,
    opened,
    says_nothing,
    told_by,
)
from finsam.participation import (
    EVENT_KINDS,
    PARTICIPATION_FACTS,
    EventKind,
    HasTiming,
    Obligation,
    Participation,
    Status,
    TimingRule,
    from_record,
)
from finsam.participation import agenda as agenda_of
from finsam.participation.records import column_names, column_tells
from finsam.participation.timing import kinds_of, timing_of
from finsam.rules import Choice, Date, Number, Selection, Vocabulary, YesNo
from finsam.terms import Term
from finsam.texts import Text

__all__ = ["agenda"]


def __dir__() -> list[str]:
    return __all__


NOT_KNOWN = "not_known"

Frame = TypeVar("Frame")


def agenda(
    frame: Frame,
    measure: HasTiming,
    *,
    as_of: dt.date | str,
    key: str,
    columns: Mapping[str, str] | None = None,
    keep: Iterable[str] = (),
    kinds: Iterable[EventKind] = (),
    reasons: Iterable[Term] = (),
    vocabulary: Vocabulary = PARTICIPATION_FACTS,
    progress: Callable[[int], object] | None = None,
) -> Frame:
    """Says what is due and what is overdue in each participation of a table.

    The answers are those of `finsam.participation.agenda` for each row, whatever its rules are:
    rows that hold the same are asked about once, with that function. So it costs one agenda for
    each different row, and for a table that is worked out lazily too they are worked out at once.
    A lazy table may give its rows in another order: go by the key. It is worked out more than
    once, and has to hold the same each time: a row that has changed since has no answers.

    >>> import datetime as dt
    >>> import polars as pl
    >>> from finsam import frames
    >>> from finsam.rulebooks import model
    >>> table = pl.DataFrame({
    ...     "case": [16, 17],
    ...     "enrolled": [dt.date(2022, 1, 31), dt.date(2022, 4, 11)],
    ...     "Slut": [None, dt.date(2022, 6, 15)],
    ... })
    >>> day = dt.date(2022, 7, 7)
    >>> due = frames.agenda(
    ...     table, model.SAMORDNINGSTEAM, as_of=day, key="case", columns={"Slut": "exited"}
    ... )
    >>> due.select("case", "overdue", "BR-04", "BR-05").rows()
    [(16, 'BR-04', 'overdue', 'not_triggered'), (17, 'BR-05', 'void', 'overdue')]
    >>> due["next_due"].to_list()
    [datetime.date(2022, 4, 30), datetime.date(2022, 7, 6)]

    Args:
        frame: a table of pandas, polars (eager or lazy), pyarrow, duckdb or pyspark.
        measure: a measure, or anything else that carries timing rules.
        as_of: the day, or the name of a column that has a day for each row; events after it don't
            exist yet.
        key: the column that tells the rows apart; it comes back as it is.
        columns: for columns of other names than those of a record, what they tell of, such as
            `{"Inskriven": "enrolled", "Slutdokumenterad": "documented_person"}`. The columns of a
            record are those of `finsam.participation.from_record`. One for a kind of event has a
            date, or a list of dates where the library has lists. Null is what hasn't happened.
        keep: other columns to bring along, such as those to group by.
        kinds: the rule book's own kinds of events; those that the measure's rules name are known.
        reasons: terms for `exit_reason` beside those of `ExitReason`.
        vocabulary: declares the facts, as for `from_record`; those that are yes or no, a number
            or one of a list are read.
        progress: called with the number of rows that an agenda was for when it is done, such as
            `tqdm(total=len(frame)).update`.

    Returns:
        A table of the same kind: the key, what is kept, and what is due. `overdue` has the ids of
        the rules under which something is overdue, with commas between, and is null where the
        measure has no timing rules: then nobody can say. `next_due` is the first day of what is
        overdue and can still be done, due or upcoming; null where there is none. Each timing
        rule that gives obligations has a column of its key, with the `Status` of what presses
        most, and one of its key and `/due` with the last day of that; `not_known` is said where
        it isn't known if the rule applies. They are null where the rule asks for nothing, as in a
        row that is entered in error, and the day where none is given. A rule outside the time
        of the measure asks for what `agenda` says.

    Raises:
        InvalidInput: a table of another kind, without rows, or whose columns can't be told; a
            column that isn't there or is of the wrong kind; a key that is null or repeats; rows
            whose events can't be; rules by whose keys two columns would have one name. No value
            about a person is quoted, only misspelt choices.

    Source: the how-to Assess a table.
    """
    faults = Faults()
    rules: tuple[TimingRule, ...] = ()
    try:
        rules = timing_of(measure)
    except InvalidInput as error:
        faults.found.extend(error.faults)
    try:
        from_record({}, kinds=kinds, reasons=reasons, vocabulary=vocabulary)  # checks those three
    except InvalidInput as error:
        faults.found.extend(error.faults)
    table = opened(frame, faults)
    if not isinstance(as_of, str):
        faults.plain_date(as_of, "as_of")
    if progress is not None:
        faults.of_type(progress, cast("type", Callable), "progress")
    brought = as_brought(key, keep, faults)
    faults.raise_as(InvalidInput)
    assert table is not None
    named = {kind.key: kind for kind in kinds_of(rules) if kind.key not in EVENT_KINDS}
    own = tuple((named | {kind.key: kind for kind in as_tuple(kinds)}).values())
    records = _Records(own, as_tuple(reasons), vocabulary)
    check_names(table, {"key": (key,), "keep": brought[1:], "as_of": as_names(as_of)}, faults)
    told = told_by(
        table,
        columns,
        lambda name: records.tells(name) is not None,
        among=records.names,
        meant=records.names,
        others={*brought, *as_names(as_of)},
        faults=faults,
    )
    if not faults.found and all(records.tells(what) != "days" for what in told):
        days = [name for name in records.names if records.tells(name) == "days"]
        says_nothing(table, days, faults)
    check_result_names(brought, [name for name, _ in _made(rules)], faults)
    faults.raise_as(InvalidInput)
    check_alike(table, [key], faults)
    faults.raise_as(InvalidInput)
    asked = _Asked(table, measure, rules, as_of, brought, told, records)
    return cast("Frame", as_given(frame, asked.answer(faults, progress)))


_DUE = "/due"
_CAN_BE_DONE = frozenset({Status.OVERDUE, Status.DUE, Status.UPCOMING})
_SETS = ((nw.List, nw.Array), Text(sv="listor av texter", en="lists of texts"))


def _made(rules: Iterable[TimingRule]) -> list[tuple[str, str]]:
    """Returns the columns of the answer, and what each holds."""
    made = [("overdue", "text"), ("next_due", "date")]
    for key in _with_days(rules):
        made += [(key, "text"), (f"{key}{_DUE}", "date")]
    return made


def _with_days(rules: Iterable[TimingRule]) -> list[str]:
    """Returns the keys of the rules that give obligations."""
    giving = (rule for rule in rules if type(rule).obligations is not TimingRule.obligations)
    return list(dict.fromkeys(rule.key for rule in giving))


@frozen(eq=False)
class _Records:
    """How the rows of a table are read as records."""

    kinds: tuple[EventKind, ...]
    reasons: tuple[Term, ...]
    vocabulary: Vocabulary

    @property
    def names(self) -> list[str]:
        """What the columns of a record are called."""
        return column_names(self.kinds, self.vocabulary)

    def tells(self, what: str) -> str | None:
        """Tells what stands in a column of a record."""
        return column_tells(what, self.kinds, self.vocabulary)

    def check(self, what: str, name: str, dtype: Cell, faults: Faults) -> None:
        """Notes a column of a kind that it can't be read from."""
        if dtype == nw.Object:  # of Python's own, which are read one by one
            return
        tells = self.tells(what)
        taken = TAKEN[Date if tells == "days" else Choice]
        if tells == "fact":
            kind = type(self.vocabulary[what].kind)
            taken = _SETS if kind is Selection else TAKEN[kind]
        elif tells == "days" and dtype in (nw.List, nw.Array):
            dtype = dtype.inner
        check_kind(name, what, dtype, taken, faults)

    def reader(self, what: str) -> Callable[[Cell], object]:
        """Returns what makes a cell of the table into that of a record."""
        tells = self.tells(what)
        kind = self.vocabulary[what].kind if tells == "fact" else None
        if tells == "days" or isinstance(kind, Date):
            return _days
        if isinstance(kind, YesNo):
            return _yes_or_no
        if isinstance(kind, Number):
            return _number
        return _set if isinstance(kind, Selection) else _as_it_is

    def life(self, record: Mapping[str, object]) -> Participation:
        """Returns the participation that a record is of."""
        return from_record(
            record, kinds=self.kinds, reasons=self.reasons, vocabulary=self.vocabulary
        )


def _days(cell: Cell) -> object:
    return [as_day(each) for each in cell] if is_list(cell) else as_day(cell)


def _yes_or_no(cell: Cell) -> object:
    said = flag(cell)
    return bool(said) if isinstance(said, float) else cell


def _number(cell: Cell) -> object:
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _set(cell: Cell) -> object:
    return frozenset(cell) if is_list(cell) else cell


def _as_it_is(cell: Cell) -> object:
    return cell


@frozen(eq=False)
class _Asked:
    """A question to a table, checked as far as its names go."""

    table: Table
    measure: HasTiming
    rules: tuple[TimingRule, ...]
    as_of: dt.date | str
    brought: tuple[str, ...]
    told: Mapping[str, str]
    records: _Records

    def answer(self, faults: Faults, progress: Callable[[int], object] | None) -> AnyTable:
        """Returns the answers, or raises with all that is wrong with the values."""
        if not check_key(self.table, self.brought[0], faults):
            faults.raise_as(InvalidInput)
        before = len(faults.found)
        told = self._readable(faults)
        for name in as_names(self.as_of):
            check_days(self.table, name, faults)
        if len(faults.found) > before:
            faults.raise_as(InvalidInput)
        names = list(dict.fromkeys([*told.values(), *as_names(self.as_of)]))
        rows = Rows.of(self.table, names)
        asked = self._lives(rows, names, told, faults)
        faults.raise_as(InvalidInput)
        answers: list[tuple[object, ...]] = []
        for (life, day), count in zip(asked, rows.counts, strict=True):
            answers.append(self._answer(life, day))
            if progress is not None:
                progress(count)
        return rows.answered(self.brought, dict(_made(self.rules)), answers)

    def _readable(self, faults: Faults) -> dict[str, str]:
        """Returns the columns that are read: all but those of another kind that are all null."""
        odd: dict[str, list[Fault]] = {}
        for what, name in self.told.items():
            found = Faults()
            self.records.check(what, name, self.table.schema[name], found)
            if found.found:
                odd[what] = found.found
        there = {what: ~nw.col(self.told[what]).is_null() for what in odd}
        for what, some in counts(self.table.frame, there).items():
            faults.found.extend(odd[what] if some else ())
        return {what: name for what, name in self.told.items() if what not in odd}

    def _lives(
        self, rows: Rows, names: Iterable[str], told: Mapping[str, str], faults: Faults
    ) -> list[tuple[Participation, dt.date]]:
        """Returns the participation and the day of each different row; notes what can't be."""
        wrong = Wrong(told)
        readers = {what: self.records.reader(what) for what in told}
        found: list[tuple[Participation, dt.date]] = []
        for held, count in zip(rows.held, rows.counts, strict=True):
            cells = dict(zip(names, held, strict=True))
            record = {what: read(cells[told[what]]) for what, read in readers.items()}
            day = wrong.day(self.as_of, cells, count)
            try:
                life = self.records.life(record)
            except InvalidInput as error:
                wrong.note(error.faults, count, record)
            else:
                found += [] if day is None else [(life, day)]
        wrong.report(faults)
        return found

    def _answer(self, life: Participation, as_of: dt.date) -> tuple[object, ...]:
        """Returns what is due in one participation, in the order of the columns."""
        if not self.rules:
            return (None, None)
        found = agenda_of(life, self.measure, as_of=as_of)
        first: dict[str, Obligation] = {}
        for each in found:
            first.setdefault(each.promise.key, each)
        late = {each.promise.key for each in found if each.status is Status.OVERDUE}
        ids = dict.fromkeys(rule.rule for rule in self.rules if rule.key in late)
        ahead = [
            each.due
            for each in found
            if each.due is not None and each.ended_on is None and each.status in _CAN_BE_DONE
        ]
        here = life.at(as_of)
        open_to = {rule.key for rule in self.rules if rule.applies(here, as_of) is None}
        out: list[object] = [", ".join(ids), min(ahead, default=None)]
        for key in _with_days(self.rules):
            pressing = first.get(key)
            if pressing is not None:
                out += [pressing.status.value, pressing.due]
            else:
                out += [NOT_KNOWN if key in open_to and not here.is_error else None, None]
        return tuple(out)
