"""A participation from a plain record: the columns that a table or a case system has."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, cast

from attrs import evolve

from finsam.errors import Faults, InvalidInput, as_tuple
from finsam.legaltime import Days, Months, Period, Weeks, WorkingDays, Years
from finsam.participation.events import (
    DECLINED,
    DOCUMENTED,
    EVENT_KINDS,
    EXITED,
    EXTENDED,
    FOLLOWED_UP,
    FOLLOWED_UP_LATER,
    REFERRED,
    TAKEN_IN,
    Event,
    EventKind,
    ExitReason,
    check_own_kind,
)
from finsam.participation.life_cycle import PARTICIPATION_FACTS, Participation
from finsam.rules import COMMON, Choice, Vocabulary
from finsam.terms import Authority, Role, Service, Term
from finsam.texts import Text

__all__ = ["column_names", "column_tells", "from_record"]


def __dir__() -> list[str]:
    return __all__


_OWNERS: dict[str, Term] = {
    term.term.key: term.term for listed in (Role, Authority, Service) for term in listed
}
_REASONS = {reason.term.key: reason.term for reason in ExitReason}
_DOCUMENTED = {
    f"documented_{role.term.key}": role.term for role in (Role.THE_PERSON, Role.REFERRER)
}
_OWNED = {f"{kind.key}_by": kind for kind in (REFERRED, TAKEN_IN, DECLINED)}
_REFERRED_BY = f"{REFERRED.key}_by"
# Kinds whose columns name a period: the kind, and the detail that has it.
_COUNTED = {FOLLOWED_UP_LATER: "point", EXTENDED: "by"}
_PERIODS: dict[str, type[Period]] = {
    "days": Days,
    "working_days": WorkingDays,
    "weeks": Weeks,
    "months": Months,
    "years": Years,
}
_REASON = "exit_reason"


def from_record(
    record: Mapping[str, object],
    *,
    kinds: Iterable[EventKind] = (),
    reasons: Iterable[Term] = (),
    vocabulary: Vocabulary = PARTICIPATION_FACTS,
) -> Participation:
    """Reads a participation from a plain record. None is what hasn't happened or isn't known.

    >>> import datetime as dt
    >>> from finsam.participation import from_record
    >>> stay = from_record(
    ...     {
    ...         "key": "17",
    ...         "sex": "woman",
    ...         "enrolled": dt.date(2022, 1, 31),
    ...         "followed_up": [dt.date(2022, 4, 28)],
    ...         "exited": dt.date(2022, 6, 15),
    ...         "exit_reason": "studies",
    ...         "documented_person": dt.date(2022, 6, 20),
    ...         "followed_up_later_6_months": None,
    ...     }
    ... )
    >>> [event.in_("en") for event in stay.events[2:]]
    ['exited 2022-06-15', 'documented 2022-06-20']

    Args:
        record: by column. A kind of event has a date or a list of dates; `followed_up` may be a
            dict from dates to whether the participation continues. Besides: `exit_reason`,
            `documented_person` and `documented_referrer`, `followed_up_later_<n>_months` and
            `extended_<n>_months` (or `_days`, `_working_days`, `_weeks`, `_years`),
            `referred_by`, `taken_in_by` and `declined_by`, `key`, and the declared facts.
        kinds: the rule book's own kinds of events, each a column by its key.
        reasons: terms for `exit_reason` beside those of `ExitReason`.
        vocabulary: declares the facts; by default sex, birth_year and municipality. Where it
            declares `referred_by`, as that of a `Referral` may, its terms are right for the
            column `referred_by` too; those of the common vocabulary always are.

    Raises:
        InvalidInput: a column that there isn't, with the nearest; a value of another type; events
            in an order that can't be. All faults at once, each with its column.

    Source: the how-to What is due.
    """
    faults = Faults()
    if not faults.of_type(record, Mapping, "record"):
        faults.raise_as(InvalidInput)
    own = as_tuple(kinds)
    fine = [check_own_kind(kind, f"kinds[{i}]", faults) for i, kind in enumerate(own)]
    mine = {kind.key: kind for kind, ok in zip(own, fine, strict=True) if ok}
    known: dict[str, EventKind] = {**EVENT_KINDS, **mine}
    terms = as_tuple(reasons)
    fine = [faults.of_type(term, Term, f"reasons[{i}]") for i, term in enumerate(terms)]
    why = _REASONS | {term.key: term for term, ok in zip(terms, fine, strict=True) if ok}
    owners = _OWNERS | _referrers(vocabulary)
    told = {column: _listed(record, column, owners, faults) for column in _OWNED}
    told[_REASON] = _listed(record, _REASON, why, faults)
    columns: list[str] = []
    events: list[Event] = []
    facts: dict[str, object] = {}
    whole = True
    for column, value in record.items():
        if column in {"key", *told}:
            continue
        kind, more = _what(column, known)
        if kind is None and column in vocabulary:
            facts[column] = value
        elif kind is None:
            _unknown(column, mine.values(), vocabulary, faults)
        elif value is not None:
            more["owner"] = told.get(f"{kind.key}_by")
            more["reason"] = told[_REASON] if kind.key == EXITED.key else None
            for path, event in _events(kind, column, value, more, faults):
                whole &= event is not None
                if event is not None:
                    columns.append(path)
                    events.append(event)
    for column, kind in (*_OWNED.items(), (_REASON, EXITED)):
        if record.get(column) is not None and record.get(kind.key) is None:
            faults.add(
                "missing",
                kind.key,
                sv=f"{column} är angivet, men inte {kind.key}",
                en=f"{column} is given, but not {kind.key}",
            )
    try:
        made = Participation(
            key=cast("str | None", record.get("key")),
            events=events if whole else (),  # an order with a gap in it says nothing
            facts=facts,
            vocabulary=vocabulary,
        )
    except InvalidInput as error:
        paths = {f"events[{i}]": column for i, column in enumerate(columns)}
        faults.found.extend(evolve(f, path=paths.get(f.path, f.path)) for f in error.faults)
        made = None
    faults.raise_as(InvalidInput)
    assert made is not None
    return made


def _referrers(vocabulary: object) -> dict[str, Term]:
    """Returns what a `Referral` may say in `referred_by`, by the common words and by own ones."""
    found: dict[str, Term] = {}
    for each in (COMMON, vocabulary):
        if isinstance(each, Vocabulary) and _REFERRED_BY in each:
            kind = each[_REFERRED_BY].kind
            found |= {term.key: term for term in kind.options} if isinstance(kind, Choice) else {}
    return found


def _what(column: str, known: Mapping[str, EventKind]) -> tuple[EventKind | None, dict[str, Any]]:
    """Returns the kind of event that a column tells of, and the detail that its name has."""
    if column in known and column not in _SPREAD:
        return known[column], {}
    if column in _DOCUMENTED:
        return DOCUMENTED, {"recipient": _DOCUMENTED[column]}
    for kind, detail in _COUNTED.items():
        number, _, unit = str(column).removeprefix(f"{kind.key}_").partition("_")
        if column == f"{kind.key}_{number}_{unit}" and number.isdecimal() and unit in _PERIODS:
            return kind, {detail: _PERIODS[unit](int(number))}
    return None, {}


_SPREAD = frozenset({DOCUMENTED.key, *(kind.key for kind in _COUNTED)})


def _events(
    kind: EventKind, column: str, value: object, more: Mapping[str, Any], faults: Faults
) -> Iterator[tuple[str, Event | None]]:
    """Yields the events of a column with their paths; None for each that can't be read."""
    days: list[tuple[object, object]]
    if isinstance(value, Mapping) and kind.key == FOLLOWED_UP.key:
        days = list(cast("Mapping[object, object]", value).items())
    elif isinstance(value, list | tuple) and column == kind.key:
        days = [(day, None) for day in cast("Iterable[object]", value)]
    else:
        days = [(value, None)]
    for i, (day, continues) in enumerate(days):
        path = column if len(days) == 1 else f"{column}[{i}]"
        fine = faults.plain_date(day, path)
        if continues is not None:
            fine &= faults.of_type(continues, bool, path)
        if not fine:
            yield path, None
            continue
        goes_on = cast("bool | None", continues)
        yield path, Event(kind, cast("dt.date", day), continues=goes_on, **more)


def _listed(
    record: Mapping[str, object], column: str, terms: Mapping[str, Term], faults: Faults
) -> Term | None:
    given = record.get(column)
    if given is None or isinstance(given, Term):
        return given
    if not isinstance(given, str) or str(given) not in terms:
        what = Text(sv="ett av alternativen", en="one of the options")
        faults.unknown(column, what=what, value=str(given), among=terms, private=True)
        return None
    return terms[str(given)]


def column_tells(
    column: str, kinds: Iterable[EventKind], vocabulary: Vocabulary
) -> Literal["days", "detail", "fact"] | None:
    """Tells what stands in a column of a record; None for what is no such column.

    It is the days of a kind of event, a detail of one (who, or why), or a declared fact.
    """
    if column in {*_OWNED, _REASON}:
        return "detail"
    kind, _ = _what(column, {**EVENT_KINDS, **{kind.key: kind for kind in kinds}})
    if kind is not None:
        return "days"
    return "fact" if column in vocabulary else None


def column_names(kinds: Iterable[EventKind], vocabulary: Vocabulary) -> list[str]:
    """Returns what columns of a record are called, with an example of those that name a period."""
    names = [
        *EVENT_KINDS,
        *(kind.key for kind in kinds),
        *(fact.key for fact in vocabulary),
        *_DOCUMENTED,
        *_OWNED,
        _REASON,
        *(f"{kind.key}_6_months" for kind in _COUNTED),
    ]
    return [name for name in dict.fromkeys(names) if name not in _SPREAD]


def _unknown(
    column: object, kinds: Iterable[EventKind], vocabulary: Vocabulary, faults: Faults
) -> None:
    names = ["key", *column_names(kinds, vocabulary)]
    what = Text(sv="en kolumn i en post", en="a column of a record")
    faults.unknown("record", what=what, value=str(column), among=names)
