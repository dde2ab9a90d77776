"""Values of any type that a rule book can hold, made from the types of the fields alone."""

import datetime as dt
import random
import types
import typing
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

import attrs

from finsam import Text
from finsam.citations import Citation, Norm, Rank
from finsam.errors import InvalidRules
from finsam.exchange import _codecs, _texts
from finsam.exchange._codecs import family
from finsam.exchange._context import Reader, Writer
from finsam.exchange._forms import codec_of
from finsam.financing import Printed
from finsam.legaltime import Days, Interval, Months, Weeks, WorkingDays, Years
from finsam.outcomes import Enrolled
from finsam.participation import EXITED, EventKind
from finsam.rules import Flag, Reading
from finsam.terms import Authority, Term

WORDS = Text(sv="ord", en="words")
NORM = Norm("plan", WORDS, Rank.LOCAL)
CITED = Citation(NORM, "3", dt.date(2026, 1, 2))

SAMPLES: dict[Any, tuple[Any, ...]] = {
    str: ("a", "b.c", "costs", "own"),
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
    Days: (Days(1),),
    WorkingDays: (WorkingDays(10), WorkingDays(1)),
    Months: (Months(3),),
    Weeks: (Weeks(2),),
    Years: (Years(1),),
    Printed: (Printed(figure="total", amount=Decimal(1)),),
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
    if typing.get_origin(hint) is frozenset:
        return frozenset(
            sample(typing.get_args(hint)[0], chance) for _ in range(chance.choice((1, 2)))
        )
    if hint is types.NoneType:
        return None
    if hint in SAMPLES:
        return chance.choice(SAMPLES[hint])
    if issubclass(hint, Enum):
        return chance.choice(list(hint))
    kinds = family(hint)
    if depth > 2 and Flag in kinds:
        return Flag("single")
    if depth > 2 and Enrolled in kinds:
        return Enrolled()
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
