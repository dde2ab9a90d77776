"""Every kind of rule that the library has is carried, with every field that it has.

Values are made from the types of the fields alone, so that a kind that is added is tried here by
being there.
"""

import datetime as dt
import random
import types
import typing
from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, Literal

import attrs
import pytest

from finsam import Text
from finsam.association import YearRule
from finsam.citations import Citation, Norm, Rank
from finsam.errors import FinsamError, InvalidRules
from finsam.exchange import _book, _codecs, _context, _rules, _texts
from finsam.exchange._codecs import Kinds, Tagged, codec_of, family, tag_of
from finsam.exchange._context import Reader, Writer
from finsam.financing import FinancingRule
from finsam.legaltime import Interval, Months, Weeks, Years
from finsam.measures import Measure, RuleBook
from finsam.participation import EXITED, EventKind, TimingRule
from finsam.rules import AnyKind, Clause, Condition, Flag, Reading
from finsam.terms import Authority, Term

WORDS = Text(sv="ord", en="words")
NORM = Norm("plan", WORDS, Rank.LOCAL)
CITED = Citation(NORM, "3", dt.date(2026, 1, 2))
FAMILIES: dict[str, Any] = {
    "timing": TimingRule,
    "calendar": YearRule,
    "financing": FinancingRule,
    "condition": Condition,
    "fact": AnyKind,
}
"""What a measure or a book holds in many kinds; a field of another family is added here."""

ALL = [
    pytest.param(hint, table, id=table.cls.__name__)
    for hint in FAMILIES.values()
    for table in codec_of(hint).variants.values()  # type: ignore[attr-defined]
]
TRIES = 3000
NEVER = {("Stay", "rolls"), ("EachWeek", "rolls")}  # § 2 never moves how long something lasts

SAMPLES: dict[Any, tuple[Any, ...]] = {
    str: ("a", "b.c", "costs"),
    int: (1, 2, 3, 12, 2027, 0),
    bool: (True, False),
    Decimal: (Decimal("12.5"), Decimal(3)),
    Fraction: (Fraction(1, 3), Fraction(1)),
    dt.date: (dt.date(2026, 1, 1), dt.date(2027, 12, 31), dt.date(2028, 6, 1)),
    Text: (WORDS,),
    Citation: (CITED, attrs.evolve(CITED, reading=WORDS)),
    Term: (Authority.REGION.term, Term("own", WORDS)),
    EventKind: (EXITED, EventKind("own_event", WORDS, after="enrolled")),
    Interval: (Interval(dt.date(2026, 1, 1), dt.date(2026, 12, 31)), Interval(None, None)),
    Months: (Months(3),),
    Weeks: (Weeks(2),),
    Years: (Years(1),),
    Reading: (Reading("x", WORDS, Flag("single")), Reading("y", WORDS, Flag("unemployed"))),
}


def sample(hint: Any, chance: random.Random, depth: int = 0) -> Any:
    """Returns some value of a type."""
    if typing.get_origin(hint) in {types.UnionType, typing.Union}:
        return sample(chance.choice(typing.get_args(hint)), chance, depth)
    if typing.get_origin(hint) is tuple:
        inside = typing.get_args(hint)
        if inside[-1] is not Ellipsis:
            return tuple(sample(part, chance, depth) for part in inside)
        several = [sample(inside[0], chance, depth) for _ in range(chance.choice((0, 1, 1, 2)))]
        if typing.get_origin(inside[0]) is tuple and typing.get_args(inside[0])[0] is str:
            return tuple(dict(several).items())  # a mapping, kept as pairs
        return tuple(several)
    if hint is types.NoneType:
        return None
    if hint in SAMPLES:
        return chance.choice(SAMPLES[hint])
    if issubclass(hint, Enum):
        return chance.choice(list(hint))
    kinds = family(hint)
    if depth > 2 and Flag in kinds:
        return Flag("single")
    return made(chance.choice(kinds), chance, depth + 1)


def made(cls: type, chance: random.Random, depth: int = 0) -> Any:
    """Returns some instance of a class; an error where the parts don't go together."""
    table = _codecs.Table(cls)
    values = {
        key: sample(member.hint, chance, depth)
        for key, member in table.members.items()
        if not member.has_default or chance.random() < 0.5
    }
    return table.built(values)


def there_and_back(hint: Any, value: Any) -> Any:
    """Returns what comes back of a value by way of TOML text."""
    out, into = Writer(), Reader()
    data = {"it": codec_of(hint).write(value, "it", out)}
    assert out.faults.found == []
    into.declared = out.declared
    read = codec_of(hint).read(_texts.read_toml(_texts.toml_text(data))["it"], "it", into)
    into.faults.raise_as(InvalidRules)
    return read


@pytest.mark.parametrize(("hint", "table"), ALL)
def test_a_kind_is_carried_with_all_its_fields(hint: Any, table: Any) -> None:
    chance = random.Random(table.cls.__name__)
    told = {key for name, key in NEVER if name == table.cls.__name__}
    found = 0
    for _ in range(TRIES):
        try:
            value = made(table.cls, chance)
        except (FinsamError, ValueError):
            continue
        found += 1
        assert there_and_back(hint, value) == value
        told |= {
            key
            for key, member in table.members.items()
            if not member.is_default(getattr(value, table.names[key]), value)
        }
        if told == set(table.members) and found > 20:
            break
    assert told == set(table.members), "no value was made in which these fields say something"


def test_the_families_are_those_that_a_book_holds() -> None:
    """A field of a measure or a book whose classes have kinds is tried above."""
    named: set[str] = set()

    def walk(codec: Any) -> None:
        if isinstance(codec, Kinds | Tagged):
            if codec.name not in named:
                named.add(codec.name)
                for table in codec.variants.values():
                    walk(table)
        elif isinstance(codec, _codecs.Table):
            for member in codec.members.values():
                walk(member.codec)
        elif hasattr(codec, "of"):
            for part in codec.of if isinstance(codec.of, tuple) else (codec.of,):
                walk(part)

    for cls in (RuleBook, Measure, Clause):
        for key, member in _codecs.Table(cls).members.items():
            if key not in {"measures", "eligibility"}:
                walk(member.codec)
    assert named <= {codec_of(hint).name for hint in FAMILIES.values()}  # type: ignore[attr-defined]


@pytest.mark.parametrize("hint", [TimingRule, YearRule, FinancingRule])
def test_kinds_have_no_field_called_kind(hint: Any) -> None:
    assert all("kind" not in table.members for table in codec_of(hint).variants.values())  # type: ignore[attr-defined]


def test_no_kind_is_called_as_a_field_of_a_condition() -> None:
    """So that a path in a value can be told from one in a text."""
    names = {
        key
        for hint in (Condition, AnyKind)
        for table in codec_of(hint).variants.values()  # type: ignore[attr-defined]
        for key in table.members
    }
    assert names.isdisjoint(_context.DIRECT)


def test_no_key_of_the_text_hides_a_field() -> None:
    assert set(_book._HEAD).isdisjoint(_book.BOOK.members)
    assert set(_book._OWN).isdisjoint(_book.MEASURE.members)
    assert set(_rules.PARTS).isdisjoint({*_book._OWN, *_book.MEASURE.members})


@pytest.mark.parametrize(
    ("name", "tag"), [("AtLeastOf", "at_least_of"), ("TimesAYear", "times_a_year"), ("Not", "not")]
)
def test_kinds_are_called_as_their_classes(name: str, tag: str) -> None:
    assert tag_of(type(name, (), {})) == tag


def test_a_word_of_a_short_list_is_read_as_it_stands() -> None:
    into = Reader()
    assert codec_of(Literal["a", "b"]).read("a", "x", into) == "a"
    assert codec_of(Literal["a", "b"]).read("c", "x", into) is _context.BAD
    assert codec_of(Literal["a", "b"]).read(1, "x", into) is _context.BAD
    assert [fault.code for fault in into.faults.found] == ["unknown", "type"]


def test_an_atom_of_ones_own_and_a_number_without_end_cant_be_written() -> None:
    class Ours(Flag):
        """No subclassing in the public API; whoever does it anyway is told."""

    out = Writer()
    codec_of(Condition).write(Ours("single"), "condition", out)
    codec_of(Decimal).write(Decimal("1e999"), "amount", out)
    assert [(fault.code, fault.path) for fault in out.faults.found] == [
        ("form", "condition"),
        ("form", "amount"),
    ]


@pytest.mark.parametrize(
    ("raw", "inside", "place"),
    [
        ({"a": {"b": 1}}, "a.b", "p.a.b"),
        ({"a": 1}, "b", "p.b"),
        ({"age": {"at_least": 1}}, "at_most", "p.age.at_most"),
        ({"flag": "single"}, "fact", "p.flag"),
        ({"not": {"flag": "single"}}, "of.fact", "p.not.flag"),
        ({"all_of": [{"age": {"at_least": 1}}]}, "of[0].at_least", "p.all_of[0].age.at_least"),
        ({"open": {"readings": [{"key": "x", "condition": {"flag": "single"}}]}},
         "readings[x].condition.fact", "p.open.readings[x].condition.flag"),
        ({"list": []}, "list[3].a", "p.list[3].a"),
        ("text", "a[0]", "p.a[0]"),
    ],
)  # fmt: skip
def test_a_place_in_a_value_is_found_in_the_text(raw: Any, inside: str, place: str) -> None:
    assert _context.located(raw, "p", inside) == place


@pytest.mark.parametrize(
    "hint",
    [
        Callable[[], int],
        tuple[str | None, ...],
        tuple[Literal["a", "none"] | None, ...],
        float,
        dict[str, int],
        str | Term,
        list,
    ],
)
def test_a_type_without_a_form_is_an_error_of_the_library(hint: Any) -> None:
    with pytest.raises(TypeError, match="no form in exchange"):
        codec_of(hint)
