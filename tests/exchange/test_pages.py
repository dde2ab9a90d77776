"""What the pages show of TOML is a book that is read."""

import re

import pytest

from finsam.exchange import rulebook_from_toml, schema
from support.fences import fences
from support.tree import ROOT

DOCS = ROOT / "docs"
PAGES = ("how-to/write-your-forbunds-rules.md", "sv/skriv-era-regler.md")
ONE_LINE = re.compile(r"`(condition\.[^`]*)`")


def shown(page: str) -> str:
    """Returns all TOML of a page, from top to bottom."""
    return "\n".join(f.body for f in fences(DOCS / page) if f.language == "toml")


@pytest.mark.parametrize("page", PAGES)
def test_the_toml_of_a_page_is_one_book(page: str) -> None:
    book = rulebook_from_toml(shown(page))
    assert "klivet" in book.measures
    assert book.measure("team").rules.base is not None


@pytest.mark.parametrize("page", PAGES)
def test_each_condition_of_the_table_can_be_read(page: str) -> None:
    """The table names each kind once, and what it shows stands in a clause by itself."""
    fact = """
[facts.benefit_ends]
question = { sv = "När tar ersättningen slut?", en = "When does the benefit end?" }
about = "person"
kind.date.past = false
[facts.hours_able]
question = { sv = "Timmar?", en = "Hours?" }
about = "person"
kind = { number = { unit = { sv = "timmar", en = "hours" } } }
"""
    lines = ONE_LINE.findall((DOCS / page).read_text(encoding="utf-8"))
    assert len(lines) > 10
    for i, line in enumerate(lines):
        filled = line
        for flag in ("single", "unemployed", "has_sgi"):
            filled = filled.replace("{ … }", f'{{ flag = "{flag}" }}', 1)
        text = f"""format = 1
key = "a"
association.name = {{ sv = "A", en = "A" }}
norms.plan = {{ title = {{ sv = "P", en = "P" }}, rank = "local", verified_on = 2026-11-22 }}
{fact}
[[measures]]
key = "m"
name = {{ sv = "M", en = "M" }}
[[measures.clauses]]
key = "C{i}"
text = {{ sv = "C", en = "C" }}
citation = {{ norm = "plan", locator = "1" }}
{filled}
"""
        assert rulebook_from_toml(text).measures


def test_the_page_of_the_format_has_each_key_of_each_table() -> None:
    page = (DOCS / "reference" / "rulebook-format.md").read_text(encoding="utf-8")
    for name, part in schema()["$defs"].items():
        if part.get("type") == "object" and name != "Base":
            for key in part["properties"]:
                assert f"`{key}`" in page, (name, key)
