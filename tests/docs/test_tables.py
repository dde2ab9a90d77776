"""The tables that are made from the package are those it would make now, and they are whole."""

import runpy
from enum import Enum
from typing import cast

import pytest

from finsam.exchange import schema
from finsam.exchange._context import SHARED, below
from finsam.exchange._simple import words
from finsam.municipalities import MUNICIPALITIES
from finsam.rulebooks.shelf import MEASURES
from finsam.rules import COMMON, RuleSet
from support.tree import ROOT

MADE: dict[str, str] = runpy.run_path(str(ROOT / "docs" / ".tools" / "tables.py"))["made"]()
SCHEMA = str(schema())
FORMAT = "reference/rulebook-format.md"


@pytest.mark.parametrize("page", sorted(MADE))
def test_the_page_is_the_one_that_the_tool_makes(page: str) -> None:
    written = (ROOT / "docs" / page).read_text(encoding="utf-8")
    assert written.splitlines() == MADE[page].splitlines(), "run python docs/.tools/tables.py"
    assert written == MADE[page]


def row(key: str, sv: str, en: str) -> str:
    return f"| `{key}` | {sv} | {en} |"


def test_the_page_of_the_format_has_each_ready_word_in_both_languages() -> None:
    lines = set(MADE[FORMAT].splitlines())
    towns = {town.name for town in MUNICIPALITIES}
    named = {
        key: getattr(each, "title", None) or each.name
        for shared in SHARED.values()
        for key, each in shared.shipped.items()
        if key not in towns
    }
    named |= {fact.key: fact.question for fact in COMMON}
    bases = {k: m.name for k, m in MEASURES.items() if isinstance(m.eligibility, RuleSet)}
    for key, text in (named | bases).items():
        assert row(key, text.sv, text.en) in lines, key


def test_the_page_of_the_format_has_each_organisation() -> None:
    members = schema()["$defs"]["Association"]["properties"]["members"]["items"]["anyOf"][0]
    for name in [*members["enum"], *(town.name for town in MUNICIPALITIES)]:
        assert f"`{name}`" in MADE[FORMAT]


@pytest.mark.parametrize("kind", [k for k in below(Enum) if hasattr(k, "in_")], ids=str)
def test_the_words_of_a_key_stand_with_their_names(kind: type) -> None:
    """A list that no key takes is in no schema, and not on the page."""
    pairs = words(cast("type[Enum]", kind)).values
    listed = str([word for word, _ in pairs])
    if listed in SCHEMA:
        for word, meant in pairs:
            assert row(word, meant.in_("sv"), meant.in_("en")) in MADE[FORMAT].splitlines(), word
