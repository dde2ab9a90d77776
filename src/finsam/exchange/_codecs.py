"""How each type of a rule is written as plain data, read back, and told in a schema.

The forms follow from the classes themselves: a class is a table of its attrs fields, and a family
of classes (the kinds of atoms, of timing rules, of rules of money) is told apart by the class's
name. A new kind enters by being there. What isn't so lies in `_forms`.
"""

import inspect
import re
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from functools import cache, cached_property
from typing import Any, ClassVar, Literal, cast, get_args, get_origin

import attrs
from attrs import field, frozen

from finsam.exchange._context import BAD, DIRECT, Definitions, Reader, Writer, below
from finsam.exchange._plain import as_table, key_path, type_of
from finsam.exchange._simple import (
    NAMES,
    NONE,
    Codec,
    Listed,
    OneOrMore,
    OrKey,
    OrNone,
    Pairs,
    Row,
    Scalar,
    Unordered,
    Words,
    words,
)
from finsam.outcomes import Criterion, Ladder, Question, Scale
from finsam.rules import COMMON, Choice, Promise, Selection
from finsam.texts import Text, tag_of

__all__ = [
    "NOTHING",
    "SPECIAL",
    "TABLES",
    "Key",
    "Kinds",
    "Table",
    "Tagged",
    "codec_of",
    "described",
    "family",
    "tag_of",
]

NOTHING: Mapping[str, Any] = types.MappingProxyType({})


def _options(*facts: str) -> list[str]:
    found: dict[str, None] = {}
    for fact in COMMON:
        if isinstance(fact.kind, Choice | Selection) and (fact.key in facts or not facts):
            found |= dict.fromkeys(fact.kind.terms)
    return sorted(found)


SUGGESTED: dict[str, Callable[[], list[str]]] = {
    "fact": lambda: sorted(fact.key for fact in COMMON),
    "members": lambda: _options("current_with", "needs", "benefits", "consents"),
    "values": _options,
    "referrers": lambda: _options("referred_by"),
}
"""The shipped names that an editor suggests for a field; those of the book itself can stand too."""
_KEYS = (tuple[str, ...], tuple[str, ...] | None)


def _or_none(hint: Any) -> Codec:
    """Returns the form of a type that has to be written where it is none, too."""
    kinds, codec = _alternatives(hint), codec_of(hint)
    if types.NoneType not in kinds:
        return codec
    if str in kinds or (isinstance(codec, Words) and NONE in dict(codec.values)):
        raise TypeError(f"{hint!r} has no form in exchange: {NONE!r} could be a value of it")
    return OrNone(codec)


@frozen
class Key:
    """A field of a class as a key of its table."""

    name: str
    hint: Any
    required: bool
    has_default: bool
    default: Any
    takes_none: bool
    """Whether none can be given where it isn't what is meant by leaving the key out."""
    takes_one: bool
    """Whether one alone can be given where several can."""
    positional: bool

    @cached_property
    def codec(self) -> Codec:
        """How its values are written."""
        if self.takes_one:
            return OneOrMore(codec_of(get_args(self.hint)[0]))
        return _or_none(self.hint) if self.takes_none else codec_of(self.hint)

    def is_default(self, value: Any, whole: object) -> bool:
        """Tells whether a value is what is meant by leaving the key out."""
        if not self.has_default:
            return value is None and not self.required
        default = self.default
        if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
            default = default.factory(whole) if default.takes_self else default.factory()
        return type(value) is type(default) and bool(value == default)

    def write(self, value: Any, path: str, out: Writer) -> Any:
        """Returns the value as plain data."""
        return self.codec.write(value, key_path(path, self.name), out)

    def read(self, raw: Any, path: str, into: Reader) -> Any:
        """Returns the value."""
        return self.codec.read(raw, key_path(path, self.name), into)

    def schema(self, book: Definitions, owner: type, told: str) -> dict[str, Any]:
        """Returns the type, with what the field means and what leaving it out means."""
        owners = [f"{cls.__name__}.{self.name}" for cls in owner.__mro__]
        found = self.codec.schema(book)
        if self.name in SUGGESTED and self.hint in (str, *_KEYS):
            words = {"anyOf": [{"enum": SUGGESTED[self.name]()}, {"type": "string"}]}
            found = words if self.hint is str else {"type": "array", "items": words}
        return found | book.told(told, *owners, self.name)


@frozen
class Table:
    """A class as a table of its fields."""

    cls: type

    told_elsewhere: ClassVar[tuple[str, ...]] = ()
    """Keys that have to be told and can be left out, since what is around the table tells them."""

    @cached_property
    def members(self) -> dict[str, Key]:
        """The fields, by the keys that they have in a table."""
        hints = typing.get_type_hints(self.cls)
        parameters = inspect.signature(self.cls).parameters
        found: dict[str, Key] = {}
        for each in attrs.fields(self.cls):
            alias = cast("str", each.alias)
            if each.init and alias in parameters:
                found[alias] = _member(alias, hints[each.name], each)
        return found

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of the attribute behind each key."""
        return {cast("str", each.alias): each.name for each in attrs.fields(self.cls)}

    @cached_property
    def spread(self) -> str | None:
        """The field that the class takes as any number of arguments: `all_of`."""
        return next((key for key in self.members if _is_spread(self.cls, key)), None)

    @property
    def direct(self) -> str | None:
        """The only field, where the value stands for the whole: `not`, `all_of`, `choice`."""
        members = list(self.members.values())
        return members[0].name if len(members) == 1 and members[0].positional else None

    @property
    def short(self) -> str | None:
        """What can stand for the whole where nothing else has to be said: `flag`, `at_least`."""
        needed = [member for member in self.members.values() if member.required]
        short = len(needed) == 1 and len(self.members) > 1 and needed[0].positional
        return needed[0].name if short and isinstance(needed[0].codec, Scalar) else None

    def write(self, value: Any, path: str, out: Writer) -> Any:
        """Returns the fields that aren't what is meant by leaving them out."""
        table: dict[str, Any] = {}
        for key, member in self.members.items():
            part = getattr(value, self.names[key])
            if not member.is_default(part, value):
                table[key] = member.write(part, path, out)
        return table

    def read(self, raw: Any, path: str, into: Reader, given: Mapping[str, Any] = NOTHING) -> Any:
        """Returns the value; what is `given` isn't looked for in the table."""
        if not isinstance(raw, dict):
            return into.wrong_type(path, "en tabell { }", "a table { }", raw)
        table = cast("dict[str, Any]", raw)
        values = self.values(table, path, into, given)
        if any(value is BAD for value in values.values()):
            return BAD
        return into.made(lambda: self.built(values), path, table)

    def values(
        self,
        table: dict[str, Any],
        path: str,
        into: Reader,
        given: Mapping[str, Any] = NOTHING,
    ) -> dict[str, Any]:
        """Returns the fields that are in a table, and `BAD` for those that had to be."""
        values = dict(given)
        names = [key for key in self.members if key not in given]
        for key in table:
            if key not in names:
                into.unknown_key(path, key, names)
                values[f" {key}"] = BAD
        for key in names:
            member = self.members[key]
            if key in table:
                values[key] = member.read(table[key], path, into)
            elif member.required:
                values[key] = self.absent(key, table, path, into)
        return values

    def absent(self, key: str, table: dict[str, Any], path: str, into: Reader) -> Any:
        """Returns what a required field is where it is left out; notes where it can't be."""
        into.missing(path, key)
        return BAD

    def built(self, values: dict[str, Any]) -> Any:
        """Returns an instance of the fields; a field that may be none and isn't there is none."""
        whole = {
            key: values.get(key)
            for key, member in self.members.items()
            if key in values or not member.has_default
        }
        if self.spread is None:
            return self.cls(**whole)
        parts = cast("tuple[Any, ...]", whole.pop(self.spread))
        return self.cls(*whole.values(), *parts)

    def schema(self, book: Definitions) -> dict[str, Any]:
        """Returns a reference to the object with its fields."""
        return book.of(self.cls.__name__, lambda: self.described(book))

    def described(
        self,
        book: Definitions,
        more: Mapping[str, Any] = NOTHING,
        without: Iterable[str] = (),
    ) -> dict[str, Any]:
        """Returns the object with its fields, and perhaps more of them."""
        about, fields = described(self.cls)
        properties = {
            key: member.schema(book, self.cls, fields.get(self.names[key], ""))
            for key, member in self.members.items()
            if key not in without
        }
        optional = {*without, *self.told_elsewhere}
        needed = [k for k, m in self.members.items() if m.required and k not in optional]
        return {
            "type": "object",
            **book.told(about, self.cls.__name__),
            "properties": {**more, **properties},
            **({"required": needed} if needed else {}),
            "additionalProperties": False,
        }


def _is_spread(cls: type, key: str) -> bool:
    return inspect.signature(cls).parameters[key].kind is inspect.Parameter.VAR_POSITIONAL


def _member(name: str, hint: Any, each: "attrs.Attribute[Any]") -> Key:
    kinds = _alternatives(hint)
    optional = types.NoneType in kinds
    has_default = each.default is not attrs.NOTHING
    return Key(
        name=name,
        hint=hint,
        required=not has_default and not optional,
        has_default=has_default,
        default=each.default,
        takes_none=optional and has_default and each.default is not None,
        takes_one=_takes_one(hint, cast("Any", each).converter),
        positional=not each.kw_only,
    )


def _takes_one(hint: Any, converter: Any) -> bool:
    """Tells whether a field of several takes one alone too, by what its converter says it takes."""
    if get_origin(hint) is not tuple or converter is None:
        return False
    [given, *_] = [
        kind for name, kind in typing.get_type_hints(converter).items() if name != "return"
    ]
    return get_args(hint)[0] in _alternatives(given)


@frozen
class Tagged:
    """One of several classes, written as a table of one key, which tells which: `{ age = … }`."""

    name: str
    variants: Mapping[str, Table] = field(hash=False)

    def write(self, value: Any, path: str, out: Writer) -> Any:
        """Returns the table of one key, or the key alone where there is nothing more to say."""
        cls = type_of(value)
        tag = tag_of(cls)
        if tag not in self.variants or self.variants[tag].cls is not cls:
            return _refused(cls, path, out)
        table = self.variants[tag]
        path = key_path(path, tag)
        inside = cast("dict[str, Any]", table.write(value, path, out))
        if not table.members:
            return tag
        if table.direct is not None:
            return {tag: inside[table.direct]}
        if table.short is not None and list(inside) == [table.short]:
            return {tag: inside[table.short]}
        return {tag: inside}

    def read(self, raw: Any, path: str, into: Reader) -> Any:
        """Returns a value of the class that the key names."""
        if isinstance(raw, str) and raw in self.variants and not self.variants[raw].members:
            return self.variants[raw].built({})
        if not isinstance(raw, dict):
            return self._no_table(path, raw, into)
        table = cast("dict[str, Any]", raw)
        strange = [key for key in table if key not in self.variants]
        for key in strange:
            into.unknown_key(path, key, self.variants)
        if strange or len(table) != 1:
            if len(table) != 1:
                self._not_one(path, table, into)
            return BAD
        [(tag, inner)] = table.items()
        found = self.variants[tag]
        path, alone = key_path(path, tag), found.direct
        if alone is None and as_table(inner) is None:
            alone = found.short
        if alone is None:
            return found.read(inner, path, into)
        value = found.members[alone].codec.read(inner, path, into)
        if value is BAD:
            return BAD
        return into.made(lambda: found.built({alone: value}), path, inner, alone=alone)

    def _no_table(self, path: str, raw: object, into: Reader) -> Any:
        """Notes what is no table; where a word alone can be one of the kinds, these are told."""
        has_words = any(not table.members for table in self.variants.values())
        if has_words and isinstance(raw, str) and raw not in self.variants:
            what = Text(sv="ett av slagen här", en="one of the kinds here")
            into.faults.unknown(path, what=what, value=raw, among=self.variants)
            return BAD
        example = _EXAMPLE.get(str(raw)[:50], _EXAMPLE.get(self.name, "{ … = … }"))
        return into.wrong_type(path, f"en tabell {example}", f"a table {example}", raw)

    def _not_one(self, path: str, table: dict[str, Any], into: Reader) -> None:
        several = "all_of" in self.variants and table
        into.faults.add(
            "form",
            path,
            sv=f"ska ha en enda nyckel, inte {len(table)}"
            + ("; flera villkor skrivs all_of = [{ … }, { … }]" if several else ""),
            en=f"has one key, not {len(table)}"
            + ("; several conditions are written all_of = [{ … }, { … }]" if several else ""),
        )

    def schema(self, book: Definitions) -> dict[str, Any]:
        """Returns a reference to the list of forms."""
        return book.of(self.name, lambda: {"anyOf": list(self._forms(book))})

    def _forms(self, book: Definitions) -> Iterator[dict[str, Any]]:
        for tag, table in self.variants.items():
            about, _ = described(table.cls)
            told = book.told(about, table.cls.__name__)
            if not table.members:
                yield {"const": tag, **told}
                continue
            inside = table.schema(book)
            if table.direct is not None:
                inside = table.members[table.direct].codec.schema(book)
            elif table.short is not None:
                inside = {"anyOf": [table.members[table.short].codec.schema(book), inside]}
            yield {
                "type": "object",
                **told,
                "properties": {tag: {**inside, **told}},
                "required": [tag],
                "additionalProperties": False,
            }


_EXAMPLE = {
    "Condition": "{ age = { at_least = 16 } }",
    "FactKind": "{ number = { unit = … } }",
    "number": "{ number = { unit = … } }",
    "date": "{ date = { past = true } }",
    "choice": "{ choice = [{ key = …, name = … }, …] }",
    "selection": "{ selection = [{ key = …, name = … }, …] }",
}
"""How a table is written, by the family or by the kind whose name stood there alone."""


def _refused(cls: type, path: str, out: Writer) -> dict[str, Any]:
    name = cls.__name__
    out.refuse(path, f"{name} är inget slag som finsam har", f"{name} is no kind that finsam has")
    return {}


@frozen
class Kinds:
    """One of several classes that all have keys, written as a table with `kind` in it."""

    name: str
    variants: Mapping[str, Table] = field(hash=False)

    def write(self, value: Any, path: str, out: Writer) -> Any:
        """Returns the table, its kind first."""
        cls = type_of(value)
        tag = tag_of(cls)
        if tag not in self.variants or self.variants[tag].cls is not cls:
            return _refused(cls, path, out)
        return {"kind": tag, **self.variants[tag].write(value, path, out)}

    def read(self, raw: Any, path: str, into: Reader) -> Any:
        """Returns a value of the class that `kind` names."""
        if not isinstance(raw, dict):
            return into.wrong_type(path, "en tabell med kind", "a table with kind", raw)
        table = dict(cast("dict[str, Any]", raw))
        tag = table.pop("kind", None)
        if tag is None:
            into.missing(path, "kind")
            return BAD
        if not isinstance(tag, str) or tag not in self.variants:
            what = Text(sv="ett slag av regel här", en="a kind of rule here")
            into.faults.unknown(
                key_path(path, "kind"), what=what, value=str(tag)[:50], among=self.variants
            )
            return BAD
        return self.variants[tag].read(table, path, into)

    def schema(self, book: Definitions) -> dict[str, Any]:
        """Returns a reference to the list of kinds."""
        return book.of(self.name, lambda: {"anyOf": list(self._forms(book))})

    def _forms(self, book: Definitions) -> Iterator[dict[str, Any]]:
        for tag, table in self.variants.items():
            about, _ = described(table.cls)
            kind = {"kind": {"const": tag, **book.told(about, table.cls.__name__)}}

            def made(table: Table = table, kind: dict[str, Any] = kind) -> dict[str, Any]:
                found = table.described(book, more=kind)
                found["required"] = ["kind", *found.get("required", [])]
                return found

            yield book.of(table.cls.__name__, made)


def family(cls: type) -> tuple[type, ...]:
    """Returns the classes of the library whose instances a field of a class can hold."""
    found = {each for each in (cls, *below(cls)) if "__attrs_attrs__" in vars(each)}
    found -= {Criterion}  # it says nothing by itself, and can't be evaluated
    return tuple(sorted(found, key=tag_of))


def _alternatives(hint: Any) -> tuple[Any, ...]:
    """Returns the types of which a value can be any."""
    if get_origin(hint) in {types.UnionType, typing.Union}:
        return get_args(hint)
    return (hint,)


SPECIAL: dict[type, Codec] = {}
"""The forms of the classes that aren't just tables of their fields."""


@cache
def codec_of(hint: Any) -> Codec:
    """Returns how values of a type are written.

    Raises:
        TypeError: the type has no form; a class of rules with such a field can't be exchanged.
    """
    kinds = tuple(kind for kind in _alternatives(hint) if kind is not types.NoneType)
    if all(kind in NAMES for kind in kinds):
        return Scalar(frozenset(kinds))
    if len(kinds) == 1:
        return _one(kinds[0])
    return _any_of(kinds)


def _one(hint: Any) -> Codec:
    inside = get_args(hint)
    if get_origin(hint) is tuple:
        return _tuple(inside)
    if get_origin(hint) is frozenset:
        return Unordered(codec_of(inside[0]))
    if get_origin(hint) is Literal:
        return Words(tuple((word, word) for word in inside))
    if not inspect.isclass(hint):
        raise TypeError(f"{hint!r} has no form in exchange")
    return words(hint) if issubclass(hint, Enum) else _any_of((hint,))


def _tuple(inside: tuple[Any, ...]) -> Codec:
    if inside[-1] is not Ellipsis:
        return Row(tuple(map(_or_none, inside)))
    pair = get_args(inside[0])
    if get_origin(inside[0]) is tuple and len(pair) == _PAIR and pair[0] is str:
        return Pairs(_or_none(pair[1]))
    return Listed(_or_none(inside[0]))


_PAIR = 2


def _any_of(kinds: tuple[Any, ...]) -> Codec:
    """Returns the form of one or several classes with all that stand under them."""
    if str in kinds and not any(kind in SPECIAL for kind in kinds):
        return OrKey(_any_of(tuple(kind for kind in kinds if kind is not str)))
    special = {SPECIAL.get(kind) for kind in kinds}
    found_one = special.pop()
    if found_one is not None and not special:
        return found_one
    families = [family(kind) if inspect.isclass(kind) else () for kind in kinds]
    if not all(families):
        raise TypeError(f"{kinds!r} has no form in exchange")
    found = tuple(dict.fromkeys(each for classes in families for each in classes))
    tables = {tag_of(each): _table(each) for each in sorted(found, key=tag_of)}
    if len(tables) == 1 and not issubclass(found[0], _GROWING):
        return next(iter(tables.values()))
    names = {each.__name__ for each in found}
    usual = f"Any{kinds[0].__name__}"
    name = next((name for first, name in _FAMILIES.items() if first in names), usual)
    if all("key" in attrs.fields_dict(each) for each in found):
        return Kinds(name, tables)
    return _tagged(name, tables)


_FAMILIES = {"Age": "Condition", "Choice": "FactKind", "ShareAtLeast": "Target", "Scale": "Asked"}
"""Families that have no class of their own to be named after, by one of their kinds."""
_GROWING = (Promise, Question, Ladder, Scale)
"""Classes whose kind is told even where there is one only, so that another can come beside it."""
_LOOKED_INTO = {"Condition", "FactKind"}
"""Families of which what is around them tells what is wrong, by a path without their tags."""


def _tagged(name: str, tables: dict[str, Table]) -> Tagged:
    if name in _LOOKED_INTO:
        DIRECT.update({tag: table.direct for tag, table in tables.items()})
    return Tagged(name, tables)


TABLES: dict[type, Callable[[type], Table]] = {}
"""For a class and all under it, the table that it has; the nearest one counts."""


def _table(cls: type) -> Table:
    for each in cls.__mro__:
        if each in TABLES:
            return TABLES[each](cls)
    return Table(cls)


_SECTION = re.compile(r"^(?:Attributes|Args):\n((?:    .*\n?|\n)+)", re.MULTILINE)
_FIELD = re.compile(r"^    \*?(\w+): ((?:.|\n(?!    \*?\w+: ))*)", re.MULTILINE)


@cache
def described(cls: type) -> tuple[str, Mapping[str, str]]:
    """Returns what the docstring of a class says of it, and of each of its fields."""
    fields: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        section = _SECTION.search(inspect.cleandoc(base.__doc__ or ""))
        for told in _FIELD.finditer(section[1] if section else ""):
            fields[told[1]] = " ".join(told[2].split())
    first = inspect.cleandoc(cls.__doc__ or "").split("\n\n")[0]
    return " ".join(first.split()), fields
