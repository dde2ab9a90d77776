"""Calendar text: an agenda or a year as iCalendar (RFC 5545), for Outlook, Google and others.

It needs the extra `calendar`: `pip install finsam[calendar]`.
"""

import datetime as dt
from collections.abc import Iterable

from icalendar import Calendar, Component, Event

from finsam.association import YearItem
from finsam.errors import Faults, InvalidInput, as_tuple
from finsam.legaltime import Interval
from finsam.participation import Obligation
from finsam.rules import Promise
from finsam.texts import LANGUAGES, Lang, Text

__all__ = ["calendar_text"]


def __dir__() -> list[str]:
    return __all__


_ONE_DAY = dt.timedelta(days=1)
_MINUTE = 60


def calendar_text(
    items: Iterable[Obligation | YearItem],
    *,
    key: str,
    stamp: dt.datetime,
    lang: Lang = "sv",
) -> str:
    """Returns an agenda or a year as iCalendar text: whole days, on their due days.

    An item without a day is left out; one that the source gives only a time for spans that time.
    A summary tells which participation it is about and to whom something is owed, and begins with
    where it stands when it is done or can't be done any more. What can't be done any more is
    cancelled, so that a second import takes it off; what isn't among the items any more, such as
    a plan that has changed, stays in the calendar. There is nothing of a person in the text but
    the caller's keys of participations.

    >>> import datetime as dt
    >>> from finsam.association import association_year
    >>> from finsam.exchange.calendar_text import calendar_text
    >>> from finsam.rulebooks import national
    >>> stamp = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.timezone.utc)
    >>> text = calendar_text(association_year(national.BOOK, 2026), key="our", stamp=stamp)
    >>> [line for line in text.splitlines() if line.startswith("UID")]
    ['UID:our/act.23/2026/1', 'UID:our/act.24/2026/1']

    Args:
        items: an `Agenda`, an `AssociationYear`, or items of them.
        key: a name for the calendar that stays the same, such as that of a team; with it the
            same item has the same UID in each import, and is updated and not doubled.
        stamp: when the text is made, with a time zone; a later one replaces an earlier.
        lang: "sv" or "en".

    Raises:
        InvalidInput: an argument of another type, an empty key, a stamp without a time zone, two
            items of one name, of which a calendar would lose one; all faults at once.

    Source: RFC 5545; the how-to What is due.
    """
    faults = Faults()
    given = as_tuple(items)
    seen: dict[str, int] = {}
    for i, item in enumerate(given):
        if not faults.of_type(item, Obligation | YearItem, f"items[{i}]") or _days(item) is None:
            continue
        first = seen.setdefault(item.uid, i)
        if first != i:
            faults.add(
                "duplicate",
                f"items[{i}]",
                sv=f"{item.uid!r} är också items[{first}]; ge varje deltagande en nyckel, och varje"
                " insats en kalender med egen nyckel",
                en=f"{item.uid!r} is items[{first}] too; give each participation a key, and each"
                " measure a calendar with a key of its own",
                value=item.uid,
            )
    faults.named(key, "key")
    if faults.of_type(stamp, dt.datetime, "stamp") and stamp.tzinfo is None:
        faults.add(
            "time_zone",
            "stamp",
            sv="ska ha en tidszon, till exempel tzinfo=datetime.timezone.utc",
            en="has a time zone, for example tzinfo=datetime.timezone.utc",
        )
    if lang not in LANGUAGES:
        faults.unknown(
            "lang", what=Text(sv="ett språk", en="a language"), value=str(lang), among=LANGUAGES
        )
    faults.raise_as(InvalidInput)
    calendar = Calendar()
    _add(calendar, "prodid", f"-//finsam//{lang}")
    _add(calendar, "version", "2.0")
    _add(calendar, "method", "PUBLISH")
    for item in given:
        days = _days(item)
        if days is not None:
            calendar.add_component(_event(item, days, key, stamp.astimezone(dt.UTC), lang))
    text = calendar.to_ical().decode()
    assert isinstance(text, str)
    return text


def _days(item: Obligation | YearItem) -> Interval | None:
    """Returns the days of an item; None where it has none, or where an end is open."""
    if item.due is not None:
        return Interval(item.due, item.due)
    window = item.window if isinstance(item, YearItem) else None
    return None if window is None or window.days is None else window


def _add(component: Component, name: str, value: object) -> None:
    component.add(name, value)  # pyright: ignore[reportUnknownMemberType] - it takes anything


def _event(
    item: Obligation | YearItem, days: Interval, key: str, stamp: dt.datetime, lang: Lang
) -> Event:
    assert days.start is not None
    assert days.end is not None
    event = Event()
    _add(event, "uid", f"{key}/{item.uid}")
    _add(event, "dtstamp", stamp)
    _add(event, "last-modified", stamp)
    _add(event, "sequence", int(stamp.timestamp()) // _MINUTE)
    _add(event, "dtstart", days.start)
    _add(event, "dtend", days.end + _ONE_DAY)
    gone = isinstance(item, Obligation) and item.ended_on is not None
    _add(event, "summary", _summary(item, lang))
    _add(
        event, "description", f"{_whose(item)}{item.in_(lang)}\n{_promise(item).citation.in_(lang)}"
    )
    _add(event, "transp", "TRANSPARENT")
    _add(event, "status", "CANCELLED" if gone else "CONFIRMED")
    return event


def _promise(item: Obligation | YearItem) -> Promise:
    return item.promise if isinstance(item, Obligation) else item.rule


def _whose(item: Obligation | YearItem) -> str:
    key = item.participation if isinstance(item, Obligation) else None
    return "" if key is None else f"{key}: "


def _summary(item: Obligation | YearItem, lang: Lang) -> str:
    if not isinstance(item, Obligation):
        return f"{item.rule.text.in_(lang)} ({item.rule.rule})"
    closed = item.met_on is not None or item.ended_on is not None
    mark = f"[{item.status.in_(lang)}] " if closed else ""
    return f"{mark}{_whose(item)}{item.what(lang)} ({item.rule})"
