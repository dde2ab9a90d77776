"""The forms that don't follow from a class's fields: what is said shorter, or once for all.

Importing it fills `SPECIAL` and `TABLES`; so who asks for a form takes `codec_of` from here.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any, cast

from attrs import evolve, frozen

from finsam.citations import Citation, Norm, Rank
from finsam.errors import Faults
from finsam.exchange._codecs import NOTHING, SPECIAL, TABLES, Table, codec_of
from finsam.exchange._context import BAD, SHARED, Definitions, Reader, Writer
from finsam.exchange._plain import as_list, as_table, key_path
from finsam.exchange._simple import NONE, Scalar
from finsam.legaltime import Days, Months, Period, Weeks, WorkingDays, Years
from finsam.members import (
    ARBETSFORMEDLINGEN,
    FORSAKRINGSKASSAN,
    Member,
    municipality_member,
    region_member,
)
from finsam.municipalities import MUNICIPALITIES
from finsam.participation import EventKind
from finsam.rules import Clause, Promise, WayIn
from finsam.terms import Authority, Term
from finsam.texts import Text

__all__ = [
    "codec_of",
    "most_usual_days",
    "note_undated",
    "read_declared",
    "rule_of",
    "write_declared",
]


class _Text(Table):
    """A text in Swedish and English, both of them there and neither empty."""

    def values(
        self,
        table: dict[str, Any],
        path: str,
        into: Reader,
        given: Mapping[str, Any] = NOTHING,
    ) -> dict[str, Any]:
        """Returns the two texts; notes one that is empty."""
        values = super().values(table, path, into, given)
        for key, value in values.items():
            if isinstance(value, str) and not value.strip():
                into.faults.add(
                    "empty",
                    key_path(path, key),
                    sv="texten är tom; skriv den på båda språken",
                    en="the text is empty; write it in both languages",
                )
                values[key] = BAD
        return values


SPECIAL[Text] = _Text(Text)

_UNITS: dict[str, type[Period]] = {
    "working day": WorkingDays,
    "day": Days,
    "week": Weeks,
    "month": Months,
    "year": Years,
}
_PERIOD = re.compile(rf"([0-9]{{1,9}}) ({'|'.join(_UNITS)})s?")


@frozen
class _Period:
    """A period as people write it: "3 months"."""

    def write(self, value: Period, path: str, out: Writer) -> Any:
        """Returns the number and the unit."""
        return value.describe("en")

    def read(self, raw: Any, path: str, into: Reader) -> Any:
        """Returns the period."""
        if not isinstance(raw, str):
            return into.wrong_type(
                path, 'en tid, till exempel "3 months"', 'a period, for example "3 months"', raw
            )
        found = _PERIOD.fullmatch(raw)
        if found is None:
            into.faults.add(
                "format",
                path,
                sv="ska vara ett helt antal dagar, arbetsdagar, veckor, månader eller år:"
                ' "10 days", "10 working days", "3 weeks", "6 months", "1 year"',
                en="takes a whole number of days, working days, weeks, months or years:"
                ' "10 days", "10 working days", "3 weeks", "6 months", "1 year"',
                value=raw[:50],
            )
            return BAD
        return _UNITS[found[2]](int(found[1]))

    def schema(self, book: Definitions) -> dict[str, Any]:
        """Returns the pattern."""
        return {
            "type": "string",
            "pattern": f"^{_PERIOD.pattern}$",
            "examples": ["10 days", "3 weeks", "6 months", "1 year", "10 working days"],
        }


SPECIAL.update({unit: _Period() for unit in _UNITS.values()})


@frozen
class _Reference:
    """A norm, a term or a kind of event: by its name, or told where it stands."""

    cls: type
    table: Table

    def write(self, value: Any, path: str, out: Writer) -> Any:
        """Returns the name; a table where the name already stands for something else."""
        shipped = SHARED[self.cls].shipped
        if shipped.get(value.key) == value:
            return value.key
        known = out.declared[self.cls]
        is_free = value.key not in shipped and value.key != NONE
        if is_free and known.setdefault(value.key, value) == value:
            return value.key
        return self.table.write(value, path, out)

    def read(self, raw: Any, path: str, into: Reader) -> Any:
        """Returns what the name stands for; else the nearest name is told."""
        if isinstance(raw, dict):
            return self.table.read(raw, path, into)
        shared = SHARED[self.cls]
        if not isinstance(raw, str):
            return into.wrong_type(path, shared.what.sv, shared.what.en, raw)
        names = {**shared.shipped, **into.declared[self.cls]}
        if raw not in names:
            is_lost = shared.section in into.lost and bool(raw.strip())
            if not is_lost:
                into.faults.unknown(path, what=shared.what, value=raw, among=names)
            return _in_its_place(self.cls, raw, into) if is_lost or self.cls is Norm else BAD
        return names[raw]

    def schema(self, book: Definitions) -> dict[str, Any]:
        """Returns the shipped names, a name of one's own, or a table."""
        return book.of(
            f"{self.cls.__name__}Name",
            lambda: {
                "anyOf": [
                    {"enum": sorted(SHARED[self.cls].shipped)},
                    {"type": "string"},
                    self.table.schema(book),
                ]
            },
        )


SPECIAL.update({cls: _Reference(cls, Table(cls)) for cls in (Norm, Term, EventKind)})


def write_declared(cls: type, out: Writer) -> dict[str, Any]:
    """Returns the declarations of what a book refers to, by name, in the order of their use."""
    table = Table(cls)
    found: dict[str, Any] = {}
    for key, value in out.declared[cls].items():
        found[key] = table.write(value, "", out)
        del found[key]["key"]
    return found


def read_declared(cls: type, raw: Any, path: str, into: Reader) -> None:
    """Reads what a book declares under its names, so that the rest can refer to it."""
    if not isinstance(raw, dict):
        into.wrong_type(path, "en tabell", "a table", raw)
        into.lost.add(path)
        return
    table = Table(cls)
    for key, declared in cast("dict[str, Any]", raw).items():
        inside = key_path(path, key)
        if key in SHARED[cls].shipped:
            into.faults.add(
                "duplicate",
                inside,
                sv=f"{key!r} finns redan i finsam; åberopa det, eller välj en annan nyckel",
                en=f"{key!r} is in finsam already; refer to it, or choose another key",
                value=key,
            )
            continue
        given = declared
        if cls is Norm and isinstance(declared, dict):
            given = dict(cast("dict[str, Any]", declared))
            if "verified_on" in given:
                day = given.pop("verified_on")
                read = _DAY.read(day, key_path(inside, "verified_on"), into)
                into.days[key] = dt.date.min if read is BAD else read
        value = table.read(given, inside, into, {"key": key})
        if value is BAD:
            into.days.setdefault(key, dt.date.min)
            value = _in_its_place(cls, key, into)
        into.declared[cls][key] = value


def note_undated(table: dict[str, Any], into: Reader) -> None:
    """Notes norms that nobody is said to have verified on any day, each once.

    Where some citations of a norm have a day of their own, those without are told of instead.
    """
    cited, dated = set[str](), set[str]()
    stack: list[Any] = [part for key, part in table.items() if key != SHARED[Norm].section]
    while stack:
        part = stack.pop()
        inside = as_table(part) or {}
        norm = inside.get("norm")
        if isinstance(norm, str):
            (dated if "verified_on" in inside else cited).add(norm)
        stack += [*inside.values(), *(as_list(part) or [])]
    for key in into.declared[Norm]:
        if key in cited - dated and key not in into.days:
            into.days[key] = dt.date.min
            into.faults.add(
                "missing",
                key_path(key_path(SHARED[Norm].section, key), "verified_on"),
                sv="'verified_on' saknas: dagen då någon senast höll reglerna mot källan; ange den"
                " här, eller vid varje hänvisning till källan",
                en="'verified_on' is missing: the day on which somebody last held the rules against"
                " the source; give it here, or in each citation of the source",
                expected=["verified_on"],
            )


def _in_its_place(cls: type, key: str, into: Reader) -> Any:
    """Returns something for a name whose declaration can't be read, which is told of once."""
    name = key if key.strip() else "…"
    rank = [Rank.LOCAL] if cls is Norm else []
    quiet = evolve(into, faults=Faults())
    return quiet.made(lambda: cls(name, Text(sv=name, en=name), *rank), "", None)


_DAY = Scalar(frozenset({dt.date}))


class _Citation(Table):
    """A place in a norm; the day on which it was verified is the norm's where it isn't given."""

    told_elsewhere = ("verified_on",)

    def write(self, value: Citation, path: str, out: Writer) -> Any:
        """Returns the table, and keeps the day."""
        table = cast("dict[str, Any]", super().write(value, path, out))
        if isinstance(table["norm"], str) and table["norm"] in out.declared[Norm]:
            out.days.setdefault(table["norm"], []).append(value.verified_on)
        return table

    def absent(self, key: str, table: dict[str, Any], path: str, into: Reader) -> Any:
        """Returns the day of the norm; any day where it is the norm that can't be read.

        A day of the norm that can't be read is told of there, once.
        """
        norm = table.get("norm")
        if key != "verified_on" or isinstance(norm, dict):
            return super().absent(key, table, path, into)
        if not isinstance(norm, str):
            return dt.date.min
        if norm in into.days:
            return into.days[norm]
        known = norm in into.declared[Norm] or norm in SHARED[Norm].shipped
        return super().absent(key, table, path, into) if known else dt.date.min


SPECIAL[Citation] = _Citation(Citation)


def most_usual_days(data: Any, out: Writer, norms: dict[str, Any]) -> None:
    """Moves the day on which most of a norm's citations were verified to the norm itself."""
    usual = {norm: Counter(days).most_common(1)[0][0] for norm, days in out.days.items()}
    for norm, each in usual.items():
        norms[norm]["verified_on"] = each
    stack = [data]
    while stack:
        part = stack.pop()
        table = as_table(part)
        if table is not None:
            day = usual.get(str(table.get("norm")))
            if day is not None and table.get("verified_on") == day:
                del table["verified_on"]
            stack += table.values()
        stack += as_list(part) or []


def rule_of(key: str) -> str:
    """Returns the rule that a key cites where none is given: what stands before the first dot.

    >>> rule_of("FI-01.priority")
    'FI-01'
    """
    return key.partition(".")[0]


class _Rule(Table):
    """A rule with a key; what it cites is told by the key where it isn't given."""

    told_elsewhere = ("rule",)

    def write(self, value: Any, path: str, out: Writer) -> Any:
        """Returns the table, without the rule where the key tells it."""
        table = cast("dict[str, Any]", super().write(value, path, out))
        if value.rule == rule_of(value.key):
            del table["rule"]
        return table

    def absent(self, key: str, table: dict[str, Any], path: str, into: Reader) -> Any:
        """Returns the rule that the key tells; where the key can't be read only that is told."""
        own = table.get("key")
        if key == "rule" and not isinstance(own, str):
            return BAD
        if key == "rule" and rule_of(str(own)):
            return rule_of(str(own))
        return super().absent(key, table, path, into)


SPECIAL.update({cls: _Rule(cls) for cls in (Clause, WayIn)})
TABLES[Promise] = _Rule

_BY_NAME = {
    member.key: member
    for member in (
        FORSAKRINGSKASSAN,
        ARBETSFORMEDLINGEN,
        *(region_member(name) for name in sorted({m.region for m in MUNICIPALITIES if m.region})),
        *(municipality_member(m.name) for m in MUNICIPALITIES),
    )
}


class _Member(Table):
    """A member: the name of an agency, a region or a municipality; a table where more is said."""

    told_elsewhere = ("key", "name", "authority")

    def write(self, value: Member, path: str, out: Writer) -> Any:
        """Returns the name alone where that says it all."""
        usual = _BY_NAME.get(value.key)
        if usual == value:
            return value.key
        table = cast("dict[str, Any]", super().write(value, path, out))
        if usual is not None and usual == evolve(value, start=None, end=None):
            return {"key": value.key, **{k: table[k] for k in ("start", "end") if k in table}}
        return table

    def read(self, raw: Any, path: str, into: Reader, given: Mapping[str, Any] = NOTHING) -> Any:
        """Returns the member."""
        if isinstance(raw, str):
            if raw not in _BY_NAME:
                what = Text(
                    sv="en kommun, en region, Försäkringskassan eller Arbetsförmedlingen",
                    en="a municipality, a region, Försäkringskassan or Arbetsförmedlingen",
                )
                into.faults.unknown(path, what=what, value=raw, among=_BY_NAME)
                return BAD
            return _BY_NAME[raw]
        return super().read(raw, path, into, given)

    def absent(self, key: str, table: dict[str, Any], path: str, into: Reader) -> Any:
        """Returns what the name of the organisation tells.

        Beside a key that isn't known nothing is told to be missing: it may be what was meant.
        """
        if any(each not in self.members for each in table):
            return BAD
        name = table.get("key", table.get("municipality"))
        usual = _BY_NAME.get(name) if isinstance(name, str) else None
        if isinstance(name, str) and key == "key":
            return name
        return super().absent(key, table, path, into) if usual is None else getattr(usual, key)

    def built(self, values: dict[str, Any]) -> Any:
        """Returns the member; the municipality is told by its key, where that is its name."""
        usual = _BY_NAME.get(values["key"])
        if usual is not None and values["authority"] is Authority.MUNICIPALITY:
            values = {"municipality": usual.municipality, **values}
        return super().built(values)

    def schema(self, book: Definitions) -> dict[str, Any]:
        """Returns a name, or a table."""
        return {"anyOf": [{"enum": list(_BY_NAME)}, super().schema(book)]}


SPECIAL[Member] = _Member(Member)
