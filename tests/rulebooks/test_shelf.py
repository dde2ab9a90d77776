"""The shelf holds every shipped book, and every clause of them is cited and said twice."""

import importlib
import pkgutil
import re
from typing import Any

import pytest

import finsam.rulebooks
from cases.made import fault, faults_of
from finsam.errors import InvalidInput
from finsam.rulebooks import national
from finsam.rulebooks.shelf import BOOKS, MEASURES, measure
from finsam.rules import Clause, NotForIndividuals, RuleSet

RULE = re.compile(r"(BR|NV|VA|HA|NO|FI|X)-\d\d|2003:1210 \d §|finsam\.se målgrupper")


def sets() -> list[RuleSet]:
    measures = [measure for book in BOOKS.values() for measure in book.measures.values()]
    return [m.eligibility for m in measures if isinstance(m.eligibility, RuleSet)]


def clauses() -> list[Clause]:
    return [clause for rules in sets() for clause in rules.clauses]


def test_no_book_is_left_off_the_shelf() -> None:
    found = {info.name for info in pkgutil.iter_modules(finsam.rulebooks.__path__)}
    names = {name for name in found if name[0] != "_"} - {"shelf"}
    books = {importlib.import_module(f"finsam.rulebooks.{name}").BOOK.key for name in names}
    assert books == names == set(BOOKS)


def test_every_measure_has_a_name_of_its_own_on_the_shelf() -> None:
    assert {
        key: (book.key, made.key)
        for book in BOOKS.values()
        for made in book.measures.values()
        for key, on_shelf in MEASURES.items()
        if on_shelf is made
    } == {key: tuple(key.split(".")) for key in MEASURES}
    assert len(MEASURES) == sum(len(book.measures) for book in BOOKS.values()) >= 12
    with pytest.raises(TypeError):
        MEASURES["x.y"] = measure("vasteras.jobbfokus")  # type: ignore[index]


def test_a_measure_is_found_by_its_name_on_the_shelf() -> None:
    for key, made in MEASURES.items():
        assert measure(key) is made is BOOKS[key.partition(".")[0]].measure(made.key)
    assert faults_of(lambda: measure("vasteras.jobfokus"), InvalidInput) == [
        fault(
            "unknown",
            "",
            "'vasteras.jobfokus' är inte en insats på hyllan; menade du 'vasteras.jobbfokus'?",
            "'vasteras.jobfokus' is not a measure on the shelf; did you mean 'vasteras.jobbfokus'?",
            value="vasteras.jobfokus",
            expected=["vasteras.jobbfokus"],
        )
    ]
    odd: Any = 5
    (found,) = faults_of(lambda: measure(odd), InvalidInput)
    assert (found.value, found.expected) == ("5", tuple(sorted(MEASURES)))


NOT_CITED: set[str] = set()


def test_every_time_in_force_that_is_stated_is_cited() -> None:
    dated = [made for made in sets() if not made.valid.is_undated]
    assert len(dated) >= 6
    for made in dated:
        if made.key not in NOT_CITED:
            assert made.valid.rule is not None, made.key
            assert RULE.fullmatch(made.valid.rule), made.key
            assert made.valid.citation is not None, made.key
    assert {made.key for made in dated if made.valid.rule is None} == NOT_CITED


def test_every_clause_cites_a_rule_of_the_inventory() -> None:
    assert len(clauses()) > 70
    for clause in clauses():
        assert RULE.fullmatch(clause.rule), clause.key
        named = clause.key.startswith(clause.rule)
        assert named or clause in national.TARGET_GROUP.eligibility.clauses, clause.key  # type: ignore[union-attr]


def test_every_reading_of_ours_is_marked_in_two_languages() -> None:
    readings = [clause.citation.reading for clause in clauses() if clause.citation.is_reading]
    assert len(readings) > 20
    assert all(reading is not None and reading.sv != reading.en for reading in readings)


def test_no_text_is_the_same_in_both_languages() -> None:
    assert [clause.key for clause in clauses() if clause.text.sv == clause.text.en] == []


def test_measures_that_are_not_for_individuals_say_why() -> None:
    measures = [measure for book in BOOKS.values() for measure in book.measures.values()]
    others = [m.eligibility for m in measures if isinstance(m.eligibility, NotForIndividuals)]
    assert [other.rule for other in others] == ["VA-50"]
