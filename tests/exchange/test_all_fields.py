"""Nothing is dropped: each field of each class that a rule book can hold is written and read.

The classes are found from the types of `RuleBook` itself, by a walk of its own that shares nothing
with the reader and the writer. So a class or a field that is added is asked for here.
"""

import datetime as dt
import inspect
import random
import types
import typing
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

import attrs
import pytest
from attrs import evolve

from finsam.errors import FinsamError
from finsam.exchange import rulebook_from_toml, rulebook_to_toml
from finsam.exchange._codecs import Table
from finsam.legaltime import LeapDay
from finsam.measures import RuleBook
from finsam.outcomes import Criterion
from finsam.rulebooks import finnveden
from support.books import all_books
from support.made import made, there_and_back

PLAIN = {str, int, bool, Decimal, Fraction, dt.date, types.NoneType, Ellipsis}


def parts(hint: Any) -> Iterator[Any]:
    """Yields the classes that a type is made of."""
    if typing.get_origin(hint) is typing.Literal:
        return
    if typing.get_args(hint):
        for part in typing.get_args(hint):
            yield from parts(part)
    else:
        yield hint


def below(cls: type) -> Iterator[type]:
    """Yields a class and all classes of the library under it."""
    yield cls
    subclasses: list[type] = cls.__subclasses__()
    for sub in subclasses:
        if sub.__module__.startswith("finsam."):
            yield from below(sub)


def fields(cls: type) -> list["attrs.Attribute[Any]"]:
    """Returns the fields by which two instances are told apart."""
    return [each for each in attrs.fields(cls) if each.eq]


def reachable() -> list[type]:
    """Returns the classes that a rule book can hold, however deep."""
    found: dict[type, None] = {}
    waiting: list[type] = [RuleBook]
    while waiting:
        for cls in below(waiting.pop()):
            if cls in found or not attrs.has(cls) or "__attrs_attrs__" not in vars(cls):
                continue
            if cls is Criterion:
                continue  # what all criteria share; by itself it is none
            found[cls] = None
            hints = typing.get_type_hints(cls)
            for each in fields(cls):
                for part in parts(hints[each.name]):
                    if part in PLAIN or issubclass(part, Enum):
                        continue
                    assert inspect.isclass(part), (cls, each.name)
                    waiting.append(part)
    return sorted(found, key=lambda cls: cls.__name__)


REACHED = reachable()


def test_what_can_be_reached() -> None:
    names = [cls.__name__ for cls in REACHED]
    assert len(set(names)) == len(names)  # the schema names its parts after the classes
    assert {"Goal", "Ladder", "WorkingDays", "BoardSeats", "RuleSet", "Budget", "OldName"} <= {
        *names
    }
    assert len(names) > 110


@pytest.mark.parametrize("cls", REACHED, ids=lambda cls: cls.__name__)
def test_each_field_is_a_key_or_makes_no_difference(cls: type) -> None:
    table = Table(cls)
    assert {each.name for each in fields(cls)} == {table.names[key] for key in table.members}


def held(value: Any) -> Iterator[Any]:
    """Yields all that a value is made of, itself first."""
    if isinstance(value, tuple | frozenset):
        for part in value:
            yield from held(part)
    elif attrs.has(type(value)):
        yield value
        for each in fields(type(value)):
            yield from held(getattr(value, each.name))


def differs(each: "attrs.Attribute[Any]", value: Any) -> bool:
    """Tells whether a field says something that leaving it out doesn't."""
    default: Any = each.default
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        default = default.factory(value) if default.takes_self else default.factory()
    part = getattr(value, each.name)
    if default is attrs.NOTHING:
        return part is not None
    return type(part) is not type(default) or bool(part != default)


def with_readings() -> RuleBook:
    """Returns a book of which some readings and the leap day have been chosen."""
    rules = finnveden.SAMVERKANSTEAM.rules.with_readings({"FI-02": "lives_in"})
    measure = evolve(
        finnveden.SAMVERKANSTEAM, eligibility=evolve(rules, leap_day=LeapDay.MAR1, base=None)
    )
    return evolve(finnveden.BOOK, measures=[measure])


def test_chosen_readings_are_carried() -> None:
    book = with_readings()
    [measure] = rulebook_from_toml(rulebook_to_toml(book)).all_measures
    assert measure.rules.chosen_readings == (("FI-02", "lives_in"),)
    assert measure.rules == book.all_measures[0].rules


def told_in_books() -> dict[type, set[str]]:
    """Returns for each class the fields that say something in a book that comes back equal."""
    told: dict[type, set[str]] = {cls: set() for cls in REACHED}
    for book in (*all_books().values(), with_readings()):
        assert rulebook_from_toml(rulebook_to_toml(book)) == book
        for value in held(book):
            cls = type(value)
            told[cls] |= {each.name for each in fields(cls) if differs(each, value)}
    return told


TRIES = 3000
NEVER = {("Stay", "rolls"), ("EachWeek", "rolls")}  # § 2 never moves how long something lasts


def test_each_field_says_something_in_what_comes_back() -> None:
    """In a book that comes back equal, or in a value of the class that does so by itself."""
    for cls, told in told_in_books().items():
        every = {each.name for each in fields(cls)}
        told |= {name for owner, name in NEVER if owner == cls.__name__}
        chance = random.Random(cls.__name__)
        for _ in range(TRIES):
            if told == every:
                break
            try:
                value = made(cls, chance)
            except FinsamError:
                continue
            assert there_and_back(cls, value) == value
            told |= {each.name for each in fields(cls) if differs(each, value)}
        assert told == every, cls
