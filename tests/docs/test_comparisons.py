"""The page that compares the shipped measures is the one that its script makes."""

import runpy

from support.tree import ROOT


def test_the_page_is_the_one_that_the_script_makes() -> None:
    made = runpy.run_path(str(ROOT / "docs" / ".tools" / "comparisons.py"))["page"]()
    written = (ROOT / "docs" / "reference" / "comparisons.md").read_text(encoding="utf-8")
    assert written.splitlines() == made.splitlines(), "run python docs/.tools/comparisons.py"
    assert written == made


def test_the_page_has_each_pair_of_the_seven_measures() -> None:
    page = (ROOT / "docs" / "reference" / "comparisons.md").read_text(encoding="utf-8")
    assert page.count("\n## ") == 7 * 6 // 2
