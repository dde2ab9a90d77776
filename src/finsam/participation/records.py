"""A participation from a plain record: the columns that a table or a case system has."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import cast

from finsam.errors import Faults, InvalidInput, as_tuple
from finsam.legaltime import Days, Months, Period, Weeks, Years
from finsam.participation.events import (
    DECLINED,
    DOCUMENTED,
    EVENT_KINDS,
    EXITED,
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
from finsam.rules import Vocabulary
from finsam.terms import Authority, Role, Service, Term
from finsam.texts import Text

__all__ = ["from_record"]


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
_LATER = f"{FOLLOWED_UP_LATER.key}_"
_PERIODS: dict[str, type[Period]] = {
    "days": Days,
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
            `documented_person` and `documented_referrer`, `followed_up_later_<n>_months` (or
            `_days`, `_weeks`, `_years`), `referred_by`, `taken_in_by` and `declined_by`, `key`,
            and the declared facts.
        kinds: the rule book's own kinds of events, each a column by its key.
        reasons: terms for `exit_reason` beside those of `ExitReason`.
        vocabulary: declares the facts; by default sex, birth_year and municipality.

    Raises:
        InvalidInput: a column that there isn't, with the nearest; a value of another type; events
            in an order that can't be. All faults at once.

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
    events: list[Event] = []
    facts: dict[str, object] = {}
    for column, value in record.items():
        point, to = _point(str(column)), _DOCUMENTED.get(column)
        happens = column in known and column not in _SPREAD
        if column in {"key", _REASON, *_OWNED}:
            continue
        if not (happens or point or to or column in vocabulary):
            _unknown(column, (*known, *vocabulary), faults)
        elif value is None:
            continue
        elif column in vocabulary:
            facts[column] = value
        elif happens:
            events.extend(_events(known[column], value, record, why, faults))
        elif faults.plain_date(value, column):
            later = DOCUMENTED if to else FOLLOWED_UP_LATER
            events.append(Event(later, cast("dt.date", value), recipient=to, point=point))
    for column, kind in (*_OWNED.items(), (_REASON, EXITED)):
        if record.get(column) is not None and record.get(kind.key) is None:
            faults.add(
                "missing",
                kind.key,
                sv=f"{column} är angivet, men inte {kind.key}",
                en=f"{column} is given, but not {kind.key}",
            )
    faults.raise_as(InvalidInput)
    key = record.get("key")
    return Participation(
        key=cast("str | None", key), events=events, facts=facts, vocabulary=vocabulary
    )


_SPREAD = frozenset({DOCUMENTED.key, FOLLOWED_UP_LATER.key})


def _point(column: str) -> Period | None:
    """Returns which later follow-up a column is about; None when it is another column."""
    number, _, unit = column.removeprefix(_LATER).partition("_")
    whole = column == f"{_LATER}{number}_{unit}" and number.isdecimal()
    return _PERIODS[unit](int(number)) if whole and unit in _PERIODS else None


def _events(
    kind: EventKind,
    value: object,
    record: Mapping[str, object],
    why: Mapping[str, Term],
    faults: Faults,
) -> list[Event]:
    days: list[tuple[object, bool | None]]
    if isinstance(value, Mapping) and kind.key == FOLLOWED_UP.key:
        days = list(cast("Mapping[object, bool | None]", value).items())
    elif isinstance(value, list | tuple):
        days = [(day, None) for day in cast("Iterable[object]", value)]
    else:
        days = [(value, None)]
    found: list[Event] = []
    for i, (day, continues) in enumerate(days):
        path = kind.key if len(days) == 1 else f"{kind.key}[{i}]"
        fine = faults.plain_date(day, path)
        if continues is not None:
            fine &= faults.of_type(continues, bool, path)
        if not fine:
            continue
        owner = _listed(record, f"{kind.key}_by", _OWNERS, faults)
        reason = _listed(record, _REASON, why, faults) if kind.key == EXITED.key else None
        on = cast("dt.date", day)
        found.append(Event(kind, on, owner=owner, continues=continues, reason=reason))
    return found


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


def _unknown(column: object, others: Iterable[object], faults: Faults) -> None:
    names = [
        *(str(getattr(other, "key", other)) for other in others),
        *_DOCUMENTED,
        *_OWNED,
        _REASON,
        "key",
        f"{_LATER}6_months",
    ]
    known = [name for name in names if name not in _SPREAD]
    what = Text(sv="en kolumn i en post", en="a column of a record")
    faults.unknown("record", what=what, value=str(column), among=known)
