"""The shelf holds every shipped book, and every clause of them is cited and said twice."""

import importlib
import pkgutil
import re

import finsam.rulebooks
from finsam.rulebooks import national
from finsam.rulebooks.shelf import BOOKS
from finsam.rules import Clause, NotForIndividuals, RuleSet

RULE = re.compile(r"(BR|NV|VA|HA|NO|FI|X)-\d\d|2003:1210 \d §|finsam\.se målgrupper")


def sets() -> list[RuleSet]:
    measures = [measure for book in BOOKS.values() for measure in book.measures.values()]
    return [m.eligibility for m in measures if isinstance(m.eligibility, RuleSet)]


def clauses() -> list[Clause]:
    return [clause for rules in sets() for clause in rules.clauses]


def test_no_book_is_left_off_the_shelf() -> None:
    names = {info.name for info in pkgutil.iter_modules(finsam.rulebooks.__path__)} - {"shelf"}
    books = {importlib.import_module(f"finsam.rulebooks.{name}").BOOK.key for name in names}
    assert books == names == set(BOOKS)


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
