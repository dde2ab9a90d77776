"""What the reference lists is what the package has."""

import ast
import re
from collections.abc import Iterator

import pytest

from support.tree import ROOT

FEWEST_CODES = 20

_ROW = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)
_SOURCES = sorted((ROOT / "src").rglob("*.py"))
_SWEDISH = sorted((ROOT / "docs" / "sv").glob("*.md"))


def _codes(source: str) -> Iterator[str]:
    """Yields the codes that a module gives its faults, as they are written in it."""
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and call.args and _makes_a_fault(call):
            for part in ast.walk(call.args[0]):  # a code may be one of two
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value


def _makes_a_fault(call: ast.Call) -> bool:
    if isinstance(call.func, ast.Name):
        return call.func.id == "Fault"
    words = {word.arg for word in call.keywords}
    return isinstance(call.func, ast.Attribute) and call.func.attr == "add" and "sv" in words


def test_the_table_of_codes_has_each_code_once_and_in_order() -> None:
    used = {code for path in _SOURCES for code in _codes(path.read_text(encoding="utf-8"))}
    page = (ROOT / "docs" / "reference" / "errors.md").read_text(encoding="utf-8")
    assert _ROW.findall(page) == sorted(used)
    assert len(used) >= FEWEST_CODES


@pytest.mark.parametrize(
    ("source", "codes"),
    [
        ('faults.add("range", path, sv="…", en="…")', ["range"]),
        ('faults.add("empty" if known else "type", path, sv="…", en="…")', ["empty", "type"]),
        ('Fault("order", "birth", text)', ["order"]),
        ('seen.add("range")', []),
    ],
)
def test_codes_are_found_as_they_are_written(source: str, codes: list[str]) -> None:
    assert list(_codes(source)) == codes


@pytest.mark.parametrize("name", [path.name for path in _SWEDISH])
def test_a_swedish_page_says_that_it_is_in_swedish(name: str) -> None:
    page = (ROOT / "docs" / "sv" / name).read_text(encoding="utf-8")
    assert page.startswith("---\nlang: sv\n---\n")


def test_there_are_swedish_pages() -> None:
    assert _SWEDISH
