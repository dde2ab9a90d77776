"""All that is wrong with a book is told at once, and nothing that only follows from it."""

import copy
import datetime as dt
import random
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from attrs import evolve

from finsam import FinsamError
from finsam.exchange import rulebook_from_dict, rulebook_to_dict
from finsam.exchange._plain import item_path, key_path
from support.books import all_books

Data = Any
Place = tuple[Any, ...]

BOOK: Data = tomllib.loads("""
format = 1
key = "our"
association = { key = "our", name = { sv = "V", en = "O" } }

[norms.plan]
title = { sv = "Planen", en = "The plan" }
rank = "local"
verified_on = 2026-11-22

[terms.unit]
name = { sv = "Enheten", en = "The unit" }
parent = "region"

[facts.suits]
question = { sv = "Passar det?", en = "Does it suit?" }
kind = "yes_no"
about = "measure"

[lists]
needs = ["unit"]

[[measures]]
key = "a"
name = { sv = "A", en = "A" }
valid = { start = 2026-01-01 }

[[measures.clauses]]
key = "A-1"
citation = { norm = "plan", locator = "s. 1" }
text = { sv = "R", en = "R" }
condition.age = { at_least = 16, at_most = 64 }
local = "may_be_tightened"

[[measures.clauses]]
key = "A-2"
citation = { norm = "plan", locator = "s. 2" }
text = { sv = "R", en = "R" }
applies_to.flag = "job_seeking"
condition.any_of = [{ flag = "suits" }, { includes = { fact = "needs", members = ["unit"] } }]
local = "free"

[[measures.clauses.alternatives]]
key = "needed"
text = { sv = "L", en = "L" }
condition.includes = { fact = "needs", members = ["region", "municipality"], at_least = 2 }

[[measures.clauses]]
key = "A-3"
citation = { norm = "plan", locator = "s. 3" }
text = { sv = "R", en = "R" }
strength = "guideline"
condition.one_of = { fact = "municipality", values = ["Mora", "Orsa"] }
local = "free"

[[measures.clauses]]
key = "A-4"
citation = { norm = "plan", locator = "s. 4" }
text = { sv = "R", en = "R" }
condition.flag = "suits"
local = "free"
weighs = ["A-3"]

[[measures.ways_in]]
key = "A-5"
citation = { norm = "plan", locator = "s. 5" }
text = { sv = "R", en = "R" }
kind = "referral"
referrers = ["region"]
steps.flag = "suits"
open_to.age.at_least = 18

[[measures]]
key = "b"
name = { sv = "B", en = "B" }
base = "our.a"
drop = ["A-3", "A-4"]

[[measures.replace]]
key = "A-1"
citation = { norm = "plan", locator = "s. 6" }
text = { sv = "R", en = "R" }
condition.age = { at_least = 18, at_most = 60 }
local = "may_be_tightened"

[[measures.add]]
key = "B-1"
citation = { norm = "plan", locator = "s. 7" }
text = { sv = "R", en = "R" }
condition.lasted = { fact = "unemployed_since", at_least = "3 months" }

[[measures.add]]
key = "B-2"
citation = { norm = "plan", locator = "s. 8" }
text = { sv = "R", en = "R" }
condition.all_of = [{ flag = "suits" }, { not.flag = "sick_listed" }]

[[measures]]
key = "c"
name = { sv = "C", en = "C" }
base = "our.a"
leap_day = "mar1"

[[measures.clauses]]
key = "A-1"
citation = { norm = "plan", locator = "s. 9" }
text = { sv = "R", en = "R" }
condition.age = { at_least = 20, at_most = 60 }
local = "may_be_tightened"

[[measures.clauses]]
key = "A-4"
citation = { norm = "plan", locator = "s. 4" }
text = { sv = "R", en = "R" }
condition.flag = "suits"
local = "free"
weighs = ["A-3"]

[[measures.clauses]]
key = "A-3"
citation = { norm = "plan", locator = "s. 11" }
text = { sv = "R", en = "R" }
strength = "guideline"
condition.flag = "job_seeking"
local = "free"

[[measures.clauses]]
key = "C-1"
citation = { norm = "plan", locator = "s. 12" }
text = { sv = "R", en = "R" }
condition.open = { key = "C-1.word", text = { sv = "Ö", en = "O" }, readings = [
  { key = "one", text = { sv = "E", en = "O" }, condition.age.at_most = 50 },
  { key = "two", text = { sv = "T", en = "T" }, condition.age.at_most = 55 },
] }
""")
OF_ALL = {"fixed": True}
OF_NONE = {"all_of": [{"age": {"at_least": 70}}, {"age": {"at_most": 69}}]}
OF_THE_OLD = {"age": {"at_least": 70}}


def at(data: Data, place: Place) -> Data:
    for step in place:
        data = data[step]
    return data


def places(data: Data, start: Place = ()) -> Iterator[Place]:
    """Yields every place in the data."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        yield (*start, key)
        if isinstance(value, dict | list):
            yield from places(value, (*start, key))


def path_of(place: Place) -> str:
    """Returns a place of the book as a fault tells of it."""
    return path_in(BOOK, place)


def path_in(data: Data, place: Place) -> str:
    path = ""
    for step in place:
        is_list = isinstance(data, list)
        path = item_path(path, data, step) if is_list else key_path(path, step)
        data = data[step]
    return path


def spoilt(value: Data, how: str, key: Any) -> Data:
    """Returns what stands in the place of a value; None where it can't be spoilt so."""
    match how, value:
        case "type", str() | list() | dict():
            return 3
        case "type", _:
            return "x"
        case "word", str():
            return value + "x"
        case "blank", str():
            return " "
        case "number", int():
            return 10**6
        case "all" | "none" | "old", _ if key == "condition":
            return {"all": OF_ALL, "none": OF_NONE, "old": OF_THE_OLD}[how]
    return None


HOW = ("type", "out", "word", "number", "name", "twice", "all", "none", "old", "blank", "nameless")


def spoil(data: Data, place: Place, how: str) -> bool:
    """Spoils what stands in a place; tells whether that could be done."""
    where, key = at(data, place[:-1]), place[-1]
    if how == "out":
        del where[key]
    elif how == "name" and isinstance(where, dict):
        where[f"{key}x"] = where.pop(key)
    elif how == "nameless" and isinstance(where, dict):
        where[""] = where.pop(key)
    elif how == "twice" and isinstance(where, list) and "key" in str(where[key]):
        where.append(copy.deepcopy(where[key]))
    else:
        new = spoilt(where[key], how, key)
        if new is None:
            return False
        where[key] = new
    return True


def told(data: Data, **bases: Any) -> list[str]:
    """Returns what is said of a book, a line a fault."""
    try:
        rulebook_from_dict(data, **bases)
    except FinsamError as error:
        return error.explain("en").splitlines()
    return []


def paths(lines: list[str]) -> set[str]:
    return {line.partition(": ")[0] for line in lines}


@cache
def told_alone(place: Place, how: str) -> frozenset[str]:
    """Returns the paths of what is told where this is all that is wrong."""
    data = copy.deepcopy(BOOK)
    return frozenset(paths(told(data)) if spoil(data, place, how) else ())


def is_inside(place: Place, other: Place) -> bool:
    return place[: len(other)] == other


def changed(*changes: tuple[str, Any]) -> list[str]:
    """Returns what is told of the book with something else in some places; None leaves it out."""
    data = copy.deepcopy(BOOK)
    by_path = {path_of(place): place for place in places(BOOK)}
    for path, value in changes:
        head, _, new = path.rpartition(".")
        place = by_path.get(path) or (*by_path.get(head, ()), new)
        if value is None:
            del at(data, place[:-1])[place[-1]]
        else:
            at(data, place[:-1])[place[-1]] = value
    return told(data)


# --- what is independent is told at once ---------------------------------------------------------


def test_the_book_is_right_as_it_stands() -> None:
    assert told(BOOK) == []


def item_of(place: Place) -> Place:
    """Returns the clause, the way in or the declaration in which a place is."""
    return place[:4] if place[0] == "measures" else place[:2]


def stands_alone(place: Place, how: str) -> bool:
    """Tells whether it is told of an item itself that it is spoilt, and nowhere else."""
    item = item_of(place)
    alone, path = told_alone(place, how), path_of(item)
    is_name = (
        place in {("key",), (*item, "key")}
        or "base" in place
        or (len(place) <= len(item) and how in {"out", "name", "nameless"})
    )
    return bool(alone) and not is_name and all(each.startswith(path) for each in alone)


def are_apart(place: Place, other: Place) -> bool:
    """Tells whether two items have nothing to do with each other, not even a base's clause."""
    one, two = item_of(place), item_of(other)
    keys = [
        str(at(BOOK, item).get("key"))
        for item in (one, two)
        if item[0] == "measures" and isinstance(at(BOOK, item), dict)
    ]
    return (
        one != two
        and not is_inside(one, two)
        and not is_inside(two, one)
        and (len(set(keys)) == len(keys))
    )


@pytest.fixture(scope="module")
def tries(request: pytest.FixtureRequest) -> int:
    return 3_000 if request.config.getoption("--deep") else 25


def test_two_faults_are_told_as_each_is_alone(tries: int) -> None:
    """Whatever is wrong in one item hides nothing in another, and makes nothing else wrong."""
    chance, everywhere = random.Random(8), list(places(BOOK))
    tried = 0
    while tried < tries:
        one, two = ((chance.choice(everywhere), chance.choice(HOW)) for _ in range(2))
        if are_apart(one[0], two[0]) and stands_alone(*one) and stands_alone(*two):
            tried += 1
            data = copy.deepcopy(BOOK)
            for place, how in sorted([one, two], key=str, reverse=True):
                spoil(data, place, how)
            assert paths(told(data)) == told_alone(*one) | told_alone(*two), (one, two)


# --- what hid something once ---------------------------------------------------------------------

A1, A2, A3, A4, A5 = (f"measures[a].clauses[A-{i}]" for i in (1, 2, 3, 4, 5))
B1, B2, BR = "measures[b].add[B-1]", "measures[b].add[B-2]", "measures[b].replace[A-1]"
UNKNOWN = {"flag": "xyzzy"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        # a clause of a derived set that can't be read, and what is wrong with the others
        ([(f"{B1}.text", 3), (f"{B2}.condition", UNKNOWN)], [f"{B1}.text", f"{B2}.condition.flag"]),
        ([(f"{B1}.text", 3), (f"{B2}.key", "A-2")], [f"{B1}.text", "measures[b].add[A-2].key"]),
        (
            [(f"{B1}.text", 3), ("measures[b].drop[0]", "A-9")],
            [f"{B1}.text", "measures[b].drop[0]"],
        ),
        ([(f"{B1}.text", 3), (f"{A1}.local", None)], [f"{B1}.text", BR, f"{BR}.local",
          "measures[c].clauses[A-1]", "measures[c].clauses[A-1].local"]),
        ([(f"{B1}.text", 3), (f"{BR}.condition.age.at_least", 15)],
         [f"{B1}.text", f"{BR}.condition"]),
        ([(f"{B1}.text", 3), (f"{B2}.condition", OF_NONE)], [f"{B1}.text", f"{B2}.condition"]),
        ([(f"{B1}.text", 3), (f"{B2}.condition", OF_THE_OLD)],
         [f"{B1}.text", "measures[b].clauses"]),
        # a replaced clause that can't be cited can't be replaced either
        ([(f"{BR}.citation", 3), (f"{A1}.local", "closed")],
         [f"{BR}.citation", BR, f"{BR}.local", "measures[c].clauses[A-1]",
          "measures[c].clauses[A-1].local"]),
        # all clauses of a derived set
        ([("measures[c].clauses[C-1].text", 3), ("measures[c].clauses[A-4].condition", UNKNOWN)],
         ["measures[c].clauses[C-1].text", "measures[c].clauses[A-4].condition.flag"]),
        ([("measures[c].clauses[C-1].text", 3), ("measures[c].clauses[A-1].condition.age.at_least",
          15)], ["measures[c].clauses[C-1].text", "measures[c].clauses[A-1].condition"]),
        # what else can be read of what can't
        ([(f"{A2}.condition", 3), (f"{A2}.applies_to", UNKNOWN)],
         [f"{A2}.condition", f"{A2}.applies_to.flag"]),
        ([(f"{A2}.text", 3), (f"{A2}.alternatives[needed].condition", UNKNOWN)],
         [f"{A2}.text", f"{A2}.alternatives[needed].condition.flag"]),
        ([(f"{A2}.condition.any_of[0].flag", 3),
          (f"{A2}.condition.any_of[1].includes.fact", "xyzzy")],
         [f"{A2}.condition.any_of[0].flag", f"{A2}.condition.any_of[1].includes.fact"]),
        # who may refer, where a condition of the way asks for a fact that can't be read
        ([("facts.suits.kind", 3), ("measures[a].ways_in[A-5].referrers[0]", "xyzzy")],
         ["facts.suits.kind", "measures[a].ways_in[A-5].referrers[0]"]),
        ([(f"{A2}.text", 3), ("measures[a].ways_in[A-5].steps", UNKNOWN)],
         [f"{A2}.text", "measures[a].ways_in[A-5].steps.flag"]),
        ([("measures[a].ways_in[A-5].kind", 3), ("measures[a].ways_in[A-5].steps", UNKNOWN)],
         ["measures[a].ways_in[A-5].kind", "measures[a].ways_in[A-5].steps.flag"]),
        # a set whose key can't be read
        ([("measures[a].rules_key", 3), (f"{A2}.condition", UNKNOWN), (f"{B2}.condition", UNKNOWN)],
         ["measures[a].rules_key", f"{A2}.condition.flag", f"{B2}.condition.flag"]),
        ([("measures[a].rules_key", " "), (f"{A2}.condition", UNKNOWN)],
         ["measures[a].rules_key", f"{A2}.condition.flag"]),
        ([("measures[b].base", {"key": "", "name": {"sv": "I", "en": "I"}, "base": "our.a"}),
          (f"{B2}.condition", UNKNOWN)], ["measures[b].base.key", f"{B2}.condition.flag"]),
        # a set and what is derived from it
        ([(f"{A2}.condition", UNKNOWN), (f"{B2}.condition", UNKNOWN)],
         [f"{A2}.condition.flag", f"{B2}.condition.flag"]),
        # a list that isn't there, and what doesn't go with it
        ([("lists.curent_with", ["unit"]), (f"{B2}.condition", UNKNOWN)],
         ["lists.curent_with", f"{B2}.condition.flag"]),
        # what isn't declared, and what can't be met
        ([(f"{A2}.condition", UNKNOWN), (f"{A4}.condition", OF_NONE)],
         [f"{A2}.condition.flag", f"{A4}.condition"]),
        # a clause without a condition, and without what it cites
        ([(f"{A4}.citation.norm", "pan"), (f"{A4}.condition", None)],
         [f"{A4}.citation.norm", f"{A4}.condition"]),
    ],
)  # fmt: skip
def test_nothing_hides_what_else_is_wrong(
    changes: list[tuple[str, Any]], expected: list[str]
) -> None:
    assert sorted(line.partition(": ")[0] for line in changed(*changes)) == sorted(expected)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        # what a declaration that can't be read declares is told of there
        ([("facts.suits.kind", 3)], ["facts.suits.kind"]),
        ([("norms.plan.rank", 3)], ["norms.plan.rank"]),
        ([("norms.plan", 3)], ["norms.plan"]),
        ([("norms", 3)], ["norms"]),
        ([("norms.plan.verified_on", 3)], ["norms.plan.verified_on"]),
        ([("terms.unit.name", 3)], ["terms.unit.name"]),
        ([("terms", 3)], ["terms"]),
        ([("lists.needs", 3)], ["lists.needs"]),
        ([("lists", 3)], ["lists"]),
        # a key that isn't known may be meant for another
        ([("norms", None), ("norm", {})], ["norm"]),
        ([("facts", None), ("fact", {})], ["fact"]),
        ([("measures[b].base", None), ("measures[b].bas", "our.a")], ["measures[b].bas"]),
        ([("measures[b].drop", None), ("measures[b].drp", ["A-4"])], ["measures[b].drp"]),
        ([("measures[b].vocabulry", {"facts": {"mine": {}}}), (f"{B2}.condition.all_of[0].flag",
          "mine")], ["measures[b].vocabulry"]),
        # what is open under the key of another clause
        ([(f"{A4}.condition", {"open": {"key": "A-2", "text": {"sv": "Ö", "en": "O"}}})],
         ["measures[a].clauses"]),
        # what refers to a measure whose name can't be read
        ([("measures[a].key", 3)], ["measures[0].key"]),
        ([("measures[a]", 3)], ["measures[0]"]),
        ([("key", 3)], ["key"]),
        # what refers to a clause whose key can't be read
        ([(f"{A3}.key", 3)], ["measures[a].clauses[2].key"]),
        ([(f"{A4}.key", 3)], ["measures[a].clauses[3].key"]),
        ([(f"{A3}", 3)], ["measures[a].clauses[2]"]),
        ([(f"{A3}.strength", 3)], [f"{A3}.strength"]),
        ([("measures[b].drop", 3)], ["measures[b].drop"]),
        ([("measures[b].replace", 3)], ["measures[b].replace"]),
        ([("measures[a].clauses", 3)], ["measures[a].clauses"]),
        ([("measures[c].clauses", 3)], ["measures[c].clauses"]),
        # a clash with a clause that is meant to be dropped or replaced
        ([(f"{B2}.condition", OF_THE_OLD), (f"{BR}.key", "A-9"),
          (f"{BR}.condition", OF_THE_OLD)], ["measures[b].replace[A-9]"]),
        # what may be done with a clause is not known
        ([(f"{A1}.local", 3)], [f"{A1}.local"]),
    ],
)  # fmt: skip
def test_what_only_follows_isnt_told(changes: list[tuple[str, Any]], expected: list[str]) -> None:
    assert sorted(line.partition(": ")[0] for line in changed(*changes)) == sorted(expected)


def test_which_of_two_rules_of_one_key_is_weighed_isnt_told() -> None:
    data = copy.deepcopy(BOOK)
    clauses = data["measures"][0]["clauses"]
    clauses.append({**clauses[2], "strength": "required"})
    assert paths(told(data)) == {"measures[a].clauses[4].key"}


def test_what_derives_from_a_set_with_one_key_twice_is_checked_all_the_same() -> None:
    """Which of the two is weighed doesn't matter to the sets that derive from it."""
    for twice in (2, 3):
        data = copy.deepcopy(BOOK)
        clauses = data["measures"][0]["clauses"]
        clauses.append({**clauses[twice], "strength": "required"})
        at(data, ("measures", 1, "add", 1))["condition"] = UNKNOWN
        lines = told(data)
        assert paths(lines) == {"measures[a].clauses[4].key", f"{B2}.condition.flag"}


def test_a_set_that_can_only_be_sketched_bare_hides_nothing_in_what_derives_from_it() -> None:
    open_twice = {"open": {"key": "A-2", "text": {"sv": "Ö", "en": "O"}}}
    lines = changed((f"{A4}.condition", open_twice), (f"{B2}.condition", UNKNOWN))
    assert paths(lines) == {"measures[a].clauses", f"{B2}.condition.flag"}


def test_a_whole_list_is_held_against_its_base_on_its_own_days() -> None:
    """The base is in force from 2026 on, and what derives from it in 2025."""
    data = copy.deepcopy(BOOK)
    data["measures"][2] |= {"valid": {"start": dt.date(2025, 1, 1), "end": dt.date(2025, 12, 31)}}
    early = {**data["measures"][1]["add"][0], "key": "C-2"}
    early["condition"] = {"day_in": {"end": dt.date(2025, 6, 30)}}
    data["measures"][2]["clauses"].append(early)
    assert told(data) == []
    book = rulebook_from_dict(data)
    assert rulebook_from_dict(rulebook_to_dict(book)) == book


QUESTION: Data = BOOK["facts"]["suits"]
OTHER: Data = {**QUESTION, "question": {"sv": "Annat?", "en": "Another?"}}


def with_own_words(own: Data, shared: Data) -> Data:
    """Returns a book of which the first measure has words of its own, and the second its base's."""
    data = copy.deepcopy(BOOK)
    a, b, c = data["measures"]
    data["facts"] |= shared
    for measure in (a, b):
        measure["clauses" if measure is a else "add"] = [
            {**a["clauses"][0], "key": f"{measure['key']}-9", "condition": {"flag": "suits"}}
        ]
        del measure["ways_in" if measure is a else "drop"]
    a["vocabulary"] = {"common": False, "facts": own}
    b.pop("replace")
    plain = {**c, "key": "d", "name": {"sv": "D", "en": "D"}}
    del plain["base"]
    data["measures"] = [a, b, plain]
    return data


def test_a_fact_that_means_something_else_in_a_base_is_told_and_no_other() -> None:
    """Of two shared facts the base has the first as it is, and the second as another."""
    data = with_own_words({"suits": QUESTION, "f2": OTHER}, {"f2": QUESTION})
    assert paths(told(data)) == {"facts.f2"}
    data["measures"].append({**data["measures"][1], "key": "e"})
    data["measures"][2]["clauses"][0]["condition"] = UNKNOWN  # where the fact is as it should be
    assert paths(told(data)) == {"facts.f2", "measures[d].clauses[A-1].condition.flag"}


def test_a_shared_list_that_a_base_has_no_fact_for_is_nothing_to_tell() -> None:
    data = with_own_words({"suits": QUESTION}, {})
    assert told(data) == []
    book = rulebook_from_dict(data)
    assert "needs" not in book.measure("b").rules.vocabulary
    assert rulebook_from_dict(rulebook_to_dict(book)) == book
    data["measures"][1]["vocabulary"] = {"lists": {"needs": ["unit"]}}
    assert paths(told(data)) == {"measures[b].vocabulary.lists.needs"}


@pytest.mark.parametrize("blank", ["", " "])
@pytest.mark.parametrize(
    ("path", "more", "expected"),
    [
        (f"{A1}.citation.norm", None, f"{A1}.citation.norm"),
        ("lists.needs[0]", None, "lists.needs[0]"),
        ("lists", ["unit"], 'lists."{}"'),
        ("norms", BOOK["norms"]["plan"], 'norms."{}".key'),
        ("norms", 3, 'norms."{}"'),
        ("terms", BOOK["terms"]["unit"], 'terms."{}".key'),
        ("terms", {}, 'terms."{}".name'),
        ("facts", BOOK["facts"]["suits"], 'facts."{}".key'),
        ("events", {"name": {"sv": "H", "en": "E"}}, 'events."{}".key'),
        ("events", 3, 'events."{}"'),
        ("key", None, "key"),
        ("measures[a].key", None, "measures[0].key"),
    ],
)
def test_a_blank_name_is_told_once_where_it_stands(
    blank: str, path: str, more: object, expected: str
) -> None:
    new = blank if more is None else {**BOOK.get(path, {}), blank: more}
    lines = changed((path, new))
    assert [line.partition(": ")[0] for line in lines] == [expected.format(blank)]


def test_a_blank_name_isnt_one_of_a_section_that_cant_be_read() -> None:
    lines = changed(("terms", 3), ("lists.needs", [""]))
    assert paths(lines) == {"terms", "lists.needs[0]"}
    assert changed(("terms", 3), (f"{A1}.citation.norm", " "))[1:]


def test_a_day_that_no_citation_of_a_norm_has_is_told_once() -> None:
    data = copy.deepcopy(BOOK)
    del data["norms"]["plan"]["verified_on"]
    data["norms"]["other"] = {**data["norms"]["plan"]}  # which nothing cites
    [line] = told(data)
    assert line.startswith("norms.plan.verified_on: 'verified_on' is missing: the day")
    data["measures"][0]["clauses"][0]["citation"]["verified_on"] = dt.date(2026, 11, 22)
    lines = told(data)
    assert len(lines) > 10
    assert all(line.endswith(".citation.verified_on: 'verified_on' is missing") for line in lines)


NET = {
    "key": "net",
    "name": {"sv": "N", "en": "N"},
    "not_for_individuals": {
        "reason": {"sv": "S", "en": "S"},
        "rule": "N-1",
        "citation": {"norm": "plan", "locator": "s. 13"},
    },
}


@pytest.mark.parametrize("place", [0, 3])
def test_a_later_version_doesnt_take_the_name_of_a_measure_not_for_individuals(place: int) -> None:
    """Its own key is that of another measure, which can't be a base, wherever it stands."""
    later = {**BOOK["measures"][0], "rules_key": "our.net", "valid": {"start": dt.date(2027, 1, 1)}}
    first = {**BOOK["measures"][0], "valid": {"end": dt.date(2026, 12, 31)}}
    derived = {"key": "d", "name": {"sv": "D", "en": "D"}, "base": "our.net"}
    measures = [first, later, derived]
    measures.insert(place, NET)
    data = {**BOOK, "measures": measures}
    assert told(data) == ["measures[d].base: 'our.net' isn't for individuals, and can't be a base"]
    book = rulebook_from_dict({**data, "measures": [each for each in measures if each != derived]})
    rules = book.versions("a").at(dt.date(2027, 5, 5)).rules
    on_it = evolve(
        book.measure("a"), key="d", eligibility=rules.with_changes(key="our.d", name=rules.name)
    )
    whole = evolve(book, measures=[*book.all_measures, on_it])
    assert rulebook_from_dict(rulebook_to_dict(whole)) == whole


def test_what_is_wrong_beside_a_chosen_reading_is_told() -> None:
    """Nothing that all or none meet is told of what was chosen, but of what is added to it."""
    base = rulebook_from_dict(BOOK).measure("a").rules.with_readings({"A-2": "needed"})
    bases = {"chosen": base}
    data = copy.deepcopy(BOOK)
    data["measures"][1] |= {"base": "chosen", "ways_in": []}
    at(data, ("measures", 1, "add", 1))["condition"] = OF_ALL
    path = "measures[b].add[B-2].condition"
    assert paths(told(data, bases=bases)) == {path}


def test_words_that_a_derived_set_lacks_are_told_and_not_where_they_are_used() -> None:
    own = {"common": False, "facts": {"suits": 3, "new": {**BOOK["facts"]["suits"]}}}
    lines = changed(
        ("measures[b].vocabulary", own),
        (f"{B2}.condition.all_of[0].flag", "new"),
        (f"{B1}.text", 3),
    )
    vocabulary = "measures[b].vocabulary"
    assert paths(lines) == {vocabulary, f"{vocabulary}.facts.suits", f"{B1}.text"}
    assert len(lines) == len(set(lines))
    assert not any("'suits' is missing" in line for line in lines)


@pytest.mark.parametrize("name", ["timing", "financing", "goals", "statements", "calendar"])
def test_a_key_that_stands_twice_in_a_list_is_told_beside_what_cant_be_read(name: str) -> None:
    """In a measure and in the book itself."""
    data = copy.deepcopy(rulebook_to_dict(all_books()["alvbygden"]))
    measure = next(each for each in data["measures"] if each["key"] == "klivet")
    measure["clauses"][0]["condition"] = 3
    expected = {
        path_in(data, ("measures", data["measures"].index(measure), "clauses", 0)) + ".condition"
    }
    for whole in (data, measure):
        if whole.get(name):
            whole[name].append(whole[name][0])
            place = (name, len(whole[name]) - 1, "key")
            start = () if whole is data else ("measures", data["measures"].index(measure))
            expected.add(path_in(data, (*start, *place)))
    assert len(expected) > 1
    assert paths(told(data)) == expected


def money(key: str, kind: str, **parts: Any) -> Data:
    says = {"sv": "S", "en": "S"}
    citation = {"norm": "plan", "locator": key}
    return {"key": key, "kind": kind, "rule": key, "text": says, "citation": citation, **parts}


def labelled(key: str, **parts: Any) -> Data:
    return {"key": key, "label": {"sv": key, "en": key}, **parts}


def test_a_line_of_a_budget_that_isnt_there_is_told_where_it_stands() -> None:
    line = labelled("vägskälet", amounts=[5])
    budget = {"name": line["label"], "years": [2026], "income": [labelled("in", amounts=[5])],
              "groups": [labelled("costs_of", lines=[line])], "opening": 0}  # fmt: skip
    part = {"start": dt.date(2026, 1, 1), "end": dt.date(2026, 12, 31), "amount": 9}
    grant = money("G-1", "grant", budget_line="vagskälet", parts=[part])
    data = copy.deepcopy(BOOK)
    data["measures"][0]["financing"] = [grant]
    assert told(data) == []  # there is no budget to hold it against
    data["financing"] = [money("G-2", "budget_rule", budget=budget), {**grant, "key": "G-3"}]
    ends = ".budget_line: 'vagskälet' is not a line of the book's budget; did you mean 'vägskälet'?"
    assert told(data) == [f"financing[G-3]{ends}", f"measures[a].financing[G-1]{ends}"]
    for rule in (grant, data["financing"][1]):
        rule["budget_line"] = "vägskälet"
    assert told(data) == []


def test_a_printed_sum_that_isnt_there_is_told_where_it_stands() -> None:
    says = {"sv": "S", "en": "S"}
    staff = {"party": says, "authority": "municipality", "numbers": [1]}
    printed = [{"figure": "totalt", "amount": 1}, {"figure": "party/0", "amount": 1}]
    way = {"name": says, "parts": [[says, 1]]}
    data = copy.deepcopy(BOOK)
    data["financing"] = [
        money("S", "staffing", counted=says, places=[says], staff=[staff], printed=printed),
        money("R", "reckoning", ways=[way], printed=printed[:1]),
    ]
    assert told(data) == [
        f"financing[{key}].printed[0].figure: 'totalt' is not a sum here; did you mean 'total'?"
        for key in "SR"
    ]
