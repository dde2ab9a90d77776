"""The simple forms: numbers, texts, days, words, and lists and tables of one form."""

import datetime as dt
import re
from decimal import Decimal
from enum import Enum, StrEnum
from fractions import Fraction
from typing import Any, Protocol, cast

from attrs import frozen

from finsam.exchange._context import BAD, Definitions, Reader, Writer
from finsam.exchange._plain import as_list, is_sized, item_path, key_path, type_of
from finsam.texts import Text

__all__ = [
    "NAMES",
    "NONE",
    "Codec",
    "Listed",
    "OneOrMore",
    "OrKey",
    "OrNone",
    "Pairs",
    "Row",
    "Scalar",
    "Unordered",
    "Words",
    "words",
]

NONE = "none"


class Codec(Protocol):
    """How values of a type are written, read and described."""

    def write(self, value: Any, path: str, out: Writer) -> Any:
        """Returns the value as plain data."""
        ...

    def read(self, raw: Any, path: str, into: Reader) -> Any:
        """Returns the value, or `BAD` where a fault has been noted."""
        ...

    def schema(self, book: Definitions) -> dict[str, Any]:
        """Returns what the data looks like, as JSON Schema."""
        ...


_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_FRACTION = re.compile(r"(-?\d{1,50})/(\d{1,50})")


@frozen
class Scalar:
    """A text, a truth value, a number or a date; perhaps one of several of these."""

    kinds: frozenset[type]

    def write(self, value: Any, path: str, out: Writer) -> Any:
        """Returns the value, a fraction as text and a whole number as such."""
        if isinstance(value, Fraction):
            return int(value) if value.denominator == 1 else str(value)
        if isinstance(value, Decimal):
            if not is_sized(value):
                out.refuse(path, "talet har för många siffror", "the number has too many digits")
                return 0
            return int(value) if value == value.to_integral_value() else value
        return value

    def read(self, raw: Any, path: str, into: Reader) -> Any:
        """Returns the value; nothing is made into something else."""
        kind = type_of(raw)
        if kind in self.kinds:
            return raw
        if kind in {int, Decimal}:
            for other in (Decimal, Fraction):
                if other in self.kinds:
                    return other(raw)
        if kind is str and dt.date in self.kinds:
            return self._day(raw, path, into)
        if kind is str and Fraction in self.kinds:
            found = _FRACTION.fullmatch(raw)
            if found and int(found[2]):
                return Fraction(int(found[1]), int(found[2]))
        sv = " eller ".join(NAMES[kind].sv for kind in self._order)
        en = " or ".join(NAMES[kind].en for kind in self._order)
        return into.wrong_type(path, sv, en, raw)

    def _day(self, raw: str, path: str, into: Reader) -> Any:
        if _ISO.fullmatch(raw):
            try:
                return dt.date.fromisoformat(raw)
            except ValueError:
                pass
        into.faults.add(
            "format",
            path,
            sv="ska vara en dag som finns, skriven som 2026-11-22",
            en="takes a day that exists, written as 2026-11-22",
        )
        return BAD

    @property
    def _order(self) -> list[type]:
        return [kind for kind in NAMES if kind in self.kinds]

    def schema(self, book: Definitions) -> dict[str, Any]:
        """Returns the type, or one of several."""
        found = [_JSON[kind] for kind in self._order]
        return dict(found[0]) if len(found) == 1 else {"anyOf": [dict(each) for each in found]}


NAMES: dict[type, Text] = {
    str: Text(sv="en text inom citattecken", en="text in quotes"),
    bool: Text(sv="true eller false", en="true or false"),
    int: Text(sv="ett heltal", en="a whole number"),
    Decimal: Text(sv="ett tal, till exempel 12.5", en="a number, for example 12.5"),
    Fraction: Text(sv='ett bråk, till exempel "1/4"', en='a fraction, for example "1/4"'),
    dt.date: Text(sv="ett datum, till exempel 2026-11-22", en="a date, for example 2026-11-22"),
}
_JSON: dict[type, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Decimal: {"type": "number"},
    Fraction: {"anyOf": [{"type": "number"}, {"type": "string", "pattern": "^-?[0-9]+/[0-9]+$"}]},
    dt.date: {"type": "string", "format": "date"},
}


@frozen
class Words:
    """One of a closed list of words: an enumeration, or literal texts."""

    values: tuple[tuple[str, Any], ...]

    def write(self, value: Any, path: str, out: Writer) -> Any:
        """Returns the word."""
        return next(word for word, meant in self.values if meant == value)

    def read(self, raw: Any, path: str, into: Reader) -> Any:
        """Returns what the word stands for; else the nearest word is told."""
        words = dict(self.values)
        if not isinstance(raw, str):
            return into.wrong_type(path, "ett av orden", "one of the words", raw)
        if raw not in words:
            what = Text(sv="ett av orden som kan stå här", en="one of the words that can be here")
            into.faults.unknown(path, what=what, value=raw, among=words)
            return BAD
        return words[raw]

    def schema(self, book: Definitions) -> dict[str, Any]:
        """Returns the list of words."""
        return {"enum": [word for word, _ in self.values]}


def words(kind: type[Enum]) -> Words:
    named = issubclass(kind, StrEnum)
    pairs = ((str(each.value) if named else each.name.lower(), each) for each in kind)
    return Words(tuple(pairs))


@frozen
class Listed:
    """A list of one type."""

    of: Codec

    def write(self, value: Any, path: str, out: Writer) -> Any:
        """Returns each item."""
        return [self.of.write(item, f"{path}[{i}]", out) for i, item in enumerate(value)]

    def read(self, raw: Any, path: str, into: Reader) -> Any:
        """Returns the items as a tuple."""
        items = as_list(raw)
        if items is None:
            return into.wrong_type(path, "en lista [ ]", "a list [ ]", raw)
        read = [self.of.read(x, item_path(path, items, i), into) for i, x in enumerate(items)]
        return BAD if any(item is BAD for item in read) else tuple(read)

    def schema(self, book: Definitions) -> dict[str, Any]:
        """Returns an array."""
        return {"type": "array", "items": self.of.schema(book)}


@frozen
class Unordered:
    """A set of one type, as a list in which nothing stands twice; written in the order of ABC."""

    of: Codec

    def write(self, value: Any, path: str, out: Writer) -> Any:
        """Returns each item, sorted."""
        return [self.of.write(item, path, out) for item in sorted(value)]

    def read(self, raw: Any, path: str, into: Reader) -> Any:
        """Returns the items as a set; one that stands twice would be lost, and is told."""
        read = Listed(self.of).read(raw, path, into)
        if read is BAD:
            return BAD
        for item in sorted({item for item in read if read.count(item) > 1}):
            into.faults.add(
                "duplicate",
                path,
                sv=f"{item!r} står två gånger",
                en=f"{item!r} stands twice",
                value=item,
            )
        return frozenset(read) if len(set(read)) == len(read) else BAD

    def schema(self, book: Definitions) -> dict[str, Any]:
        """Returns an array without repetition."""
        return {**Listed(self.of).schema(book), "uniqueItems": True}


@frozen
class OneOrMore:
    """A list that one alone can stand for: `after = "exited"`, `after = ["exited", "declined"]`."""

    of: Codec

    def write(self, value: Any, path: str, out: Writer) -> Any:
        """Returns the only item by itself, else each item."""
        if len(value) == 1:
            return self.of.write(value[0], path, out)
        return Listed(self.of).write(value, path, out)

    def read(self, raw: Any, path: str, into: Reader) -> Any:
        """Returns the items as a tuple."""
        if as_list(raw) is not None:
            return Listed(self.of).read(raw, path, into)
        read = self.of.read(raw, path, into)
        return BAD if read is BAD else (read,)

    def schema(self, book: Definitions) -> dict[str, Any]:
        """Returns the item, or an array."""
        return {"anyOf": [self.of.schema(book), Listed(self.of).schema(book)]}


@frozen
class OrKey:
    """Something told whole, or the key of what is given elsewhere: a question of an instrument."""

    of: Codec

    def write(self, value: Any, path: str, out: Writer) -> Any:
        """Returns the key, or the table."""
        return value if isinstance(value, str) else self.of.write(value, path, out)

    def read(self, raw: Any, path: str, into: Reader) -> Any:
        """Returns the key, or what the table tells."""
        return raw if isinstance(raw, str) else self.of.read(raw, path, into)

    def schema(self, book: Definitions) -> dict[str, Any]:
        """Returns a text, or a table."""
        return {"anyOf": [{"type": "string"}, self.of.schema(book)]}


@frozen
class Row:
    """A list of a set length, each place with its own type."""

    of: tuple[Codec, ...]

    def write(self, value: Any, path: str, out: Writer) -> Any:
        """Returns what stands in each place."""
        return [
            codec.write(part, f"{path}[{i}]", out)
            for i, (codec, part) in enumerate(zip(self.of, value, strict=True))
        ]

    def read(self, raw: Any, path: str, into: Reader) -> Any:
        """Returns what stands in each place, as a tuple."""
        items = as_list(raw)
        if items is None or len(items) != len(self.of):
            count = len(self.of)
            return into.wrong_type(
                path, f"en lista [ ] av {count} delar", f"a list [ ] of {count} parts", raw
            )
        parts = zip(self.of, items, strict=True)
        read = [codec.read(part, f"{path}[{i}]", into) for i, (codec, part) in enumerate(parts)]
        return BAD if any(part is BAD for part in read) else tuple(read)

    def schema(self, book: Definitions) -> dict[str, Any]:
        """Returns an array with its places."""
        places = [codec.schema(book) for codec in self.of]
        return {"type": "array", "prefixItems": places, "items": False, "minItems": len(places)}


@frozen
class Pairs:
    """A mapping that is kept as pairs, such as amounts by the key of a member."""

    of: Codec

    def write(self, value: Any, path: str, out: Writer) -> Any:
        """Returns a table."""
        if len({key for key, _ in value}) < len(value):
            out.refuse(path, "en nyckel står två gånger", "a key stands twice")
        return {key: self.of.write(part, key_path(path, key), out) for key, part in value}

    def read(self, raw: Any, path: str, into: Reader) -> Any:
        """Returns the pairs in the order of the table."""
        if not isinstance(raw, dict):
            return into.wrong_type(path, "en tabell { }", "a table { }", raw)
        table = cast("dict[str, Any]", raw)
        read = [(key, self.of.read(x, key_path(path, key), into)) for key, x in table.items()]
        return BAD if any(part is BAD for _, part in read) else tuple(read)

    def schema(self, book: Definitions) -> dict[str, Any]:
        """Returns an object with keys of the writer's own."""
        return {"type": "object", "additionalProperties": self.of.schema(book)}


@frozen
class OrNone:
    """A type, or none where leaving it out can't say so: in a list, or beside a default."""

    of: Codec

    def write(self, value: Any, path: str, out: Writer) -> Any:
        """Returns the value, none as a word."""
        return NONE if value is None else self.of.write(value, path, out)

    def read(self, raw: Any, path: str, into: Reader) -> Any:
        """Returns the value, or None for the word."""
        return None if raw == NONE else self.of.read(raw, path, into)

    def schema(self, book: Definitions) -> dict[str, Any]:
        """Returns the type, or the word."""
        return {"anyOf": [self.of.schema(book), {"const": NONE}]}
