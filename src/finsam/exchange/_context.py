"""What comes up while a book is written, read or described, and where things stand in its text."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any, cast

from attrs import define, evolve, field, frozen

from finsam.citations import ACT, KL, Norm
from finsam.errors import Faults, FinsamError
from finsam.exchange._plain import as_list, as_table, item_path, key_path
from finsam.exchange._swedish import OF_THE_TEXT, SWEDISH
from finsam.outcomes.questions import NO, YES
from finsam.participation import EVENT_KINDS, EventKind
from finsam.rules import COMMON, Choice, Selection
from finsam.terms import Term, TermEnum
from finsam.texts import Text, nearest

__all__ = [
    "BAD",
    "DIRECT",
    "FORMAT",
    "SHARED",
    "Definitions",
    "Reader",
    "Shared",
    "Writer",
    "below",
    "located",
]


BAD: Any = object()
"""What is read where a fault has been noted: the rest is still read, and nothing is made of it."""

FORMAT = 1


@frozen
class Shared:
    """Values that are declared once under a name, and referred to by it: norms, terms, events."""

    section: str
    what: Text
    find: Callable[[], Mapping[str, Any]]

    @cached_property
    def shipped(self) -> Mapping[str, Any]:
        """Those that finsam has, by name; they can be referred to and not declared again."""
        return self.find()


_ROOMS = ("terms", "rules", "participation", "financing")
"""Where the lists are whose terms a book refers to; one key may mean something else in another."""


def _room(cls: type) -> int:
    room = cls.__module__.split(".")[1]
    return _ROOMS.index(room) if room in _ROOMS else len(_ROOMS)


def _terms() -> dict[str, Term]:
    found: dict[str, Term] = {}
    for lists in sorted(below(TermEnum), key=lambda cls: (_room(cls), cls.__name__)):
        for member in cast("type[TermEnum]", lists):
            found.setdefault(str(member), member.term)
    found |= {term.key: term for term in (YES, NO)}
    for fact in COMMON:
        if isinstance(fact.kind, Choice | Selection):
            for option in fact.kind.options:
                found.setdefault(option.key, option)
    return found


def below(cls: type) -> Iterator[type]:
    """Yields all classes of the library under another, deepest last."""
    subclasses: list[type] = cls.__subclasses__()
    for sub in subclasses:
        if sub.__module__.startswith("finsam."):
            yield sub
        yield from below(sub)


SHARED: dict[type, Shared] = {
    Norm: Shared(
        "norms",
        Text(
            sv="en källa under [norms] eller bland de inbyggda",
            en="a norm under [norms] or a shipped one",
        ),
        lambda: {norm.key: norm for norm in (ACT, KL)},
    ),
    Term: Shared(
        "terms",
        Text(
            sv="ett ord under [terms] eller bland de inbyggda",
            en="a term under [terms] or a shipped one",
        ),
        _terms,
    ),
    EventKind: Shared(
        "events",
        Text(
            sv="en händelse under [events] eller bland de inbyggda",
            en="a kind of event under [events] or a shipped one",
        ),
        lambda: EVENT_KINDS,
    ),
}


@define
class Writer:
    """What comes up while a book is written: what it refers to, and what can't be written."""

    faults: Faults = field(factory=Faults)
    declared: dict[type, dict[str, Any]] = field(factory=lambda: {cls: {} for cls in SHARED})
    days: dict[str, list[dt.date]] = field(factory=dict[str, list[dt.date]])
    """The days on which each norm's citations were verified."""

    def refuse(self, path: str, sv: str, en: str) -> None:
        """Notes what has no form."""
        self.faults.add("form", path, sv=sv, en=en)


@define
class Reader:
    """What is known while a book is read: its declarations, and all that is wrong with it."""

    faults: Faults = field(factory=Faults)
    newer: int | None = None
    declared: dict[type, dict[str, Any]] = field(factory=lambda: {cls: {} for cls in SHARED})
    days: dict[str, Any] = field(factory=dict[str, Any])
    lost: set[str] = field(factory=set[str])
    """The sections of a book that are there and can't be found or read."""

    def wrong_type(self, path: str, sv: str, en: str, raw: object) -> Any:
        """Notes a value of another type; returns what stands for it."""
        given = _TYPES.get(type(raw), _OTHER)
        self.faults.add(
            "type", path, sv=f"ska vara {sv}, inte {given.sv}", en=f"takes {en}, not {given.en}"
        )
        return BAD

    def unknown_key(self, path: str, key: str, among: Iterable[str]) -> None:
        """Notes a key that a table doesn't have; with a newer format that may be why."""
        if self.newer is not None:
            self.faults.add(
                "newer",
                key_path(path, key),
                sv=f"{key!r} finns inte i format {FORMAT}; det kan höra till {self.newer}",
                en=f"{key!r} isn't in format {FORMAT}; it may belong to {self.newer}",
                value=key,
            )
            return
        what = Text(sv="en nyckel här", en="a key here")
        self.faults.unknown(key_path(path, key), what=what, value=key, among=among)

    def meant(self, table: Mapping[str, Any], names: Iterable[str]) -> set[str]:
        """Returns the keys that are missing in a table and may be meant by unknown ones in it."""
        known = set(names)
        near = {name for key in table if key not in known for name in nearest(key, sorted(known))}
        return near - table.keys()

    def missing(self, path: str, key: str) -> None:
        """Notes a key that a table has to have."""
        self.faults.add(
            "missing",
            key_path(path, key),
            sv=f"{key!r} saknas",
            en=f"{key!r} is missing",
            expected=[key],
        )

    def made(self, make: Callable[[], Any], path: str, raw: object, *, alone: str = "") -> Any:
        """Returns what is made; notes what the value itself finds wrong, where it stands.

        Where the text has a single field alone for the whole, the place is that of the whole.
        """
        try:
            return make()
        except FinsamError as error:
            for fault in error.faults:
                inside = fault.path.removeprefix(alone)
                self.faults.found.append(evolve(fault, path=located(raw, path, inside)))
            return BAD


_OTHER = Text(sv="det som står där", en="what stands there")
_TYPES: dict[type, Text] = {
    str: Text(sv="text", en="text"),
    bool: Text(sv="true eller false", en="true or false"),
    int: Text(sv="ett heltal", en="a whole number"),
    Decimal: Text(sv="ett decimaltal", en="a number with decimals"),
    dt.date: Text(sv="ett datum", en="a date"),
    list: Text(sv="en lista [ ]", en="a list [ ]"),
    dict: Text(sv="en tabell { }", en="a table { }"),
}

_STEP = re.compile(r"\[([^\]]*)\]|([^.\[\]]+)")


def located(raw: object, path: str, inside: str) -> str:
    """Returns where in the text something stands, from its path in the value.

    A value's path (`condition.of[1].at_least`) knows nothing of the names by which the kinds are
    told apart (`condition.any_of[1].age.at_least`).
    """
    for step in _STEP.finditer(inside):
        place, name = step.groups()
        if name is not None:
            path, raw = _under(raw, path, name)
        else:
            path, raw = _at(raw, path, place)
    return path


def _under(raw: object, path: str, name: str) -> tuple[str, object]:
    table = as_table(raw) or {}
    if name not in table and len(table) == 1:
        [(tag, inner)] = table.items()
        if tag in DIRECT:
            path = key_path(path, tag)
            below_tag = as_table(inner)
            if DIRECT[tag] == name or below_tag is None:
                return path, inner
            table = below_tag
    return key_path(path, name), table.get(name)


def _at(raw: object, path: str, place: str) -> tuple[str, object]:
    items = as_list(raw) or []
    keys = [(as_table(item) or {}).get("key") for item in items]
    i = int(place) if place.isdigit() else keys.index(place) if place in keys else len(items)
    return (item_path(path, items, i), items[i]) if i < len(items) else (f"{path}[{place}]", None)


DIRECT: dict[str, str | None] = {}
"""For each name of a kind the field that it stands for by itself; None where it has a table."""


@define
class Definitions:
    """The parts of a schema, each under its name."""

    found: dict[str, Any] = field(factory=dict[str, Any])

    def of(self, name: str, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """Returns a reference to a part; makes the part where it isn't there yet."""
        if name not in self.found:
            self.found[name] = {}
            self.found[name] = make()
        return {"$ref": f"#/$defs/{name}"}

    def told(self, english: str, *names: str) -> dict[str, str]:
        """Returns a description in both languages, as far as there is one in Swedish."""
        swedish = next((SWEDISH[name] for name in names if name in SWEDISH), "")
        return {"description": "\n\n".join(part for part in (swedish, english) if part)}

    def of_the_text(self, name: str) -> dict[str, str]:
        """Returns the description of a key that only a text has."""
        told = OF_THE_TEXT[name]
        return {"description": f"{told.sv}\n\n{told.en}"}
