"""Rule books for the tests of exchange: the shipped ones, the example, and small broken ones."""

import copy
import datetime as dt
import random
from decimal import Decimal, localcontext
from typing import Any

from finsam.exchange import rulebook_from_toml, rulebook_to_dict
from finsam.measures import RuleBook
from finsam.rulebooks.shelf import BOOKS
from support.tree import ROOT

EXAMPLE = (ROOT / "examples" / "exempelforbundet.toml").read_text(encoding="utf-8")

Data = Any
OF_A_BOOK = ("calendar", "financing", "goals", "statements")


def all_books() -> dict[str, RuleBook]:
    """Returns the shipped books and the example, by their keys."""
    example = rulebook_from_toml(EXAMPLE)
    return {**BOOKS, example.key: example}


def small_books() -> list[Data]:
    """Returns the data of books that have one rule each, besides some whole ones.

    A small book is quick to read, so that many broken ones can be tried.
    """
    found: list[Data] = []
    for book in all_books().values():
        data = rulebook_to_dict(book)
        bare = {**data, "measures": []} | {name: [] for name in OF_A_BOOK}
        for name in OF_A_BOOK:
            found += [{**bare, name: [rule]} for rule in data.get(name, [])]
        for measure in data["measures"]:
            if "base" in measure or "not_for_individuals" in measure:
                found.append({**bare, "measures": [measure]})
                continue
            head = {key: part for key, part in measure.items() if not isinstance(part, list)}
            clauses = measure["clauses"]
            for clause in clauses:
                alone = {key: part for key, part in clause.items() if key != "weighs"}
                found.append({**bare, "measures": [{**head, "clauses": [alone]}]})
            for name in ("ways_in", "teams", "timing", "financing", "goals", "statements"):
                for rule in measure.get(name, []):
                    part = {**head, "clauses": clauses[:1], name: [rule]}
                    found.append({**bare, "measures": [part]})
    return found


JUNK: tuple[Data, ...] = (
    None, True, False, 0, -1, 1, 2**31, 10**30, 10**120, 10**5000, 1.5, float("inf"),
    Decimal("0.5"), Decimal("NaN"), Decimal("1e999999"), Decimal(10) ** 90,
    "", " ", "none", "x", "1/2", "0/0", "3 months", "999999999 years", "2026-02-30", "2026-01-01",
    "\ud800", "a\u030a", "a\x00b", "job_seeking", "model.samordningsteam",
    dt.date(1, 1, 1), dt.date(9999, 12, 31), dt.datetime(2026, 1, 1), dt.time(1),  # noqa: DTZ001
    [], {}, [[]], ["x"], {"a": {}}, {"flag": "job_seeking"}, {"all_of": []}, {"not": {}},
    {"key": "x"}, {"kind": "said"}, b"x", {1: 2}, ("a",), {"x"},
)  # fmt: skip
KEYS = ("kind", "base", "rule", "vocabulary", "start", "key", "junk", "clauses", "add", "chosen")


def _places(data: Data) -> list[tuple[Data, Data]]:
    """Returns every place in the data, as what it is in and its key or number."""
    found: list[tuple[Data, Data]] = []
    stack = [data]
    while stack:
        part = stack.pop()
        inside = part.items() if isinstance(part, dict) else enumerate(part)
        for key, value in list(inside):
            found.append((part, key))
            if isinstance(value, dict | list):
                stack.append(value)
    return found


def mutated(data: Data, chance: random.Random) -> Data:
    """Returns a copy of the data in which something has been changed."""
    data = copy.deepcopy(data)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        places = _places(data)
        if not places:
            break
        where, key = chance.choice(places)
        _change(where, key, places, chance)
    return data


def _change(where: Data, key: Data, places: list[tuple[Data, Data]], chance: random.Random) -> None:
    value = where[key]
    match chance.randrange(8):
        case 0:  # left out
            del where[key]
        case 1 if isinstance(key, str):  # misspelt
            at = chance.randrange(len(key) + 1)
            slip = key[:at] + chance.choice(("x", "Å", ".", "", '"')) + key[at + 1 :]
            where[chance.choice((slip, slip, slip, "", " "))] = where.pop(key)
        case 2:  # something else
            where[key] = copy.deepcopy(chance.choice(JUNK))
        case 3:  # what stands somewhere else
            other, at = chance.choice(places)
            where[key] = copy.deepcopy(other[at])
        case 4 if isinstance(where, list):  # twice
            where.insert(key, copy.deepcopy(value))
        case 5:  # deep inside
            for _ in range(chance.choice((2, 30, 200))):
                value = chance.choice(([value], {"not": value}, {"all_of": [value]}))
            where[key] = value
        case 6 if isinstance(where, dict):  # more than there was
            where[chance.choice(KEYS)] = copy.deepcopy(chance.choice(JUNK))
        case 7 if isinstance(value, str):  # another text
            at = chance.randrange(len(value) + 1)
            where[key] = value[:at] + chance.choice(("", "å", "]", "\n", "7")) + value[at + 1 :]
        case 7 if isinstance(value, int | Decimal) and not isinstance(value, bool):
            with localcontext() as context:
                context.clear_traps()  # what is too large becomes infinite
                where[key] = value * chance.choice((-1, 2, 10, Decimal("0.1"), 1000))
        case _:
            where[key] = chance.choice(("text", [value]))


def scribbled(text: str, chance: random.Random) -> str:
    """Returns the text with some signs taken out, put in or moved."""
    for _ in range(chance.choice((1, 1, 2, 5))):
        at = chance.randrange(len(text))
        length = chance.choice((0, 1, 1, 2, 20))
        more = chance.choice(
            ("", '"', "[", "]", "{", "}", "=", ",", "\n", "#", "0", "'", "å", "\x00")
        )
        text = text[:at] + more + text[at + length :]
    return text
