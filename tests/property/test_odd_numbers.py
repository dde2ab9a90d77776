"""A number that is no number, or that is longer than any figure, is an error with its place.

It is never an error of the language's own: not when it is given, and not when it is shown.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, cast

import attrs
import pytest
from attrs import evolve

from finsam.eligibility import Person, assess
from finsam.errors import FinsamError, InvalidRules
from finsam.exchange import rulebook_from_dict, rulebook_from_json, rulebook_from_toml
from finsam.financing import contributions, outturn, unit_cost
from finsam.legaltime import Days, Months, WorkingDays
from finsam.rulebooks import model, vasteras
from finsam.rulebooks.shelf import BOOKS
from finsam.rules import Age, AtLeastOf, Between, Flag, Includes, Measured, Number, Vocabulary
from finsam.rules.facts import About, Fact
from finsam.texts import Text

OURS = Text(sv="eget", en="own")
DAY = dt.date(2021, 11, 22)
ODD: tuple[Any, ...] = (
    *(Decimal(each) for each in ("1e9999999", "-1e9999999", "1e-9999999", "NaN", "sNaN")),
    *(Decimal(each) for each in ("Infinity", "-Infinity", "1e400", "9" * 101)),
    *(10**5000, -(10**5000), Fraction(10**5000, 3), float("inf"), float("nan"), 1e300),
)
WORDS = Vocabulary([Fact("h", question=OURS, kind=Number(OURS, decimals=2), about=About.PERSON)])


def shown_or_refused(make: Callable[[], object]) -> None:
    """Makes something, which is shown; or an error of finsam's is, in both languages."""
    try:
        repr(make())
    except FinsamError as error:
        error.explain("sv")
        error.explain("en")
        repr(error.faults)


MADE: dict[str, Callable[[Any], object]] = {
    "Measured": lambda x: Measured("h", at_least=x),
    "Measured, turned": lambda x: Measured("h", at_least=x, at_most=5),
    "Age": lambda x: Age(at_least=x),
    "Includes": lambda x: Includes("needs", ["region"], at_least=x),
    "AtLeastOf": lambda x: AtLeastOf(x, Flag("a"), Flag("b")),
    "Number": lambda x: Number(OURS, minimum=x),
    "Number, decimals": lambda x: Number(OURS, decimals=x),
    "Between": lambda x: WORDS.read({"h": Between(x, 5)}),
    "fact": lambda x: WORDS.read({"h": x}),
    "Days": Days,
    "Months": Months,
    "WorkingDays": WorkingDays,
    "Person": lambda x: Person(birth_date=x),
    "a form": lambda x: assess({"needs": x}, model.SAMORDNINGSTEAM, as_of=DAY),
    "a day": lambda x: assess({}, model.SAMORDNINGSTEAM, as_of=x),
    "contributions": lambda x: contributions(x, vasteras.ASSOCIATION, as_of=DAY),
    "outturn": lambda x: outturn(vasteras.BUDGET_2021, 2021, {"income": x}),
    "outturn, year": lambda x: outturn(vasteras.BUDGET_2021, x, {}),
    "unit_cost": lambda x: unit_cost(x, x),
    "plain data": lambda x: rulebook_from_dict({"format": x, "key": x}),
}


@pytest.mark.parametrize("name", MADE)
def test_an_odd_number_is_refused_or_can_be_shown(name: str) -> None:
    for odd in ODD:
        shown_or_refused(lambda odd=odd: MADE[name](odd))  # type: ignore[misc]


def _numbers(value: object) -> Iterator[tuple[Any, str, Callable[[Any], object]]]:
    """Yields each value of a book that holds a number, the field, and what makes it of another."""
    if attrs.has(type(value)):
        for each in attrs.fields(cast("type[attrs.AttrsInstance]", type(value))):
            if each.init:
                held = getattr(value, each.name)
                if _is_number(held):
                    yield value, each.alias, lambda x: x
                elif isinstance(held, tuple) and held and _is_number(held[0]):
                    rest = cast("tuple[object, ...]", held[1:])
                    yield value, each.alias, lambda x, rest=rest: (x, *rest)  # type: ignore[misc]
                else:
                    yield from _numbers(held)
    elif isinstance(value, tuple | list | frozenset):
        for part in cast("tuple[object, ...]", value):
            yield from _numbers(part)


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool | Enum)


FIELDS = {
    (type(whole).__name__, name): (whole, name, make)
    for book in BOOKS.values()
    for whole, name, make in _numbers(book)
}


@pytest.mark.parametrize("field", FIELDS, ids=".".join)
def test_an_odd_number_in_a_rule_of_a_book_is_refused_or_can_be_shown(
    field: tuple[str, str],
) -> None:
    whole, name, make = FIELDS[field]
    for odd in ODD:
        shown_or_refused(lambda odd=odd: evolve(whole, **{name: make(odd)}))  # type: ignore[misc]


def test_there_are_many_fields_of_numbers() -> None:
    assert len(FIELDS) > 40


@pytest.mark.parametrize("number", ["1e9999999", "-1e9999999", "nan", "inf", "1" * 5000])
def test_an_odd_number_in_a_text_is_refused(number: str) -> None:
    for read, text in (
        (rulebook_from_toml, f"format = {number}"),
        (rulebook_from_json, f'{{"format": {number}}}'),
    ):
        with pytest.raises(InvalidRules):
            read(text)


def test_the_place_and_the_limit_are_told() -> None:
    with pytest.raises(InvalidRules) as raised:
        Measured("h", at_least=Decimal("1e9999999"), less_than=10**5000)
    assert raised.value.explain("sv").splitlines() == [
        "at_least: ska ha högst 100 siffror",
        "less_than: ska ha högst 100 siffror",
    ]
    assert raised.value.explain("en").startswith("at_least: has at most 100 digits")
    with pytest.raises(InvalidRules, match="needed: has at most 100 digits"):
        AtLeastOf(10**5000, Flag("a"))
