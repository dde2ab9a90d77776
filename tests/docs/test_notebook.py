"""The analyst's notebook runs from top to bottom, and stands on data that is always the same."""

import re
import runpy
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from finsam import Person, assess
from support.tree import ROOT, python

TUTORIAL = ROOT / "docs" / "tutorial"
NOTEBOOK = TUTORIAL / "analyst.py"
TABLE = TUTORIAL / "made_up_referrals.py"
Row = Mapping[str, Any]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    made: list[Row] = runpy.run_path(str(TABLE))["referrals"]()
    return made


@pytest.fixture(scope="module")
def names() -> Iterator[Mapping[str, Any]]:
    """What the notebook has made once it has run as a script."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(TUTORIAL))  # where a script looks first, and Jupyter too
        yield runpy.run_path(str(NOTEBOOK), run_name="__main__")
        sys.modules.pop("made_up_referrals", None)


def test_the_table_is_the_same_every_time(rows: list[Row]) -> None:
    assert rows == runpy.run_path(str(TABLE))["referrals"]()
    assert sha256(repr(rows).encode()).hexdigest().startswith("5fc91e96c3902468")


def test_the_table_is_of_5000_with_what_a_table_has(rows: list[Row]) -> None:
    assert (len(rows), len({row["Ärende"] for row in rows})) == (5000, 5000)
    assert {len(row) for row in rows} == {46}
    assert min(row["Remissdatum"] for row in rows) >= date(2021, 1, 1)
    assert max(row["Remissdatum"] for row in rows) <= date(2023, 2, 28)
    assert all(row["Remissdatum"].weekday() < 5 for row in rows)
    places = Counter(row["Kommun"] for row in rows)
    assert places["Västerås"] > 2000
    assert all(places[name] for name in ("Skinnskatteberg", "Köping", None))  # and from outside
    ages = [(row["Remissdatum"] - row["Född"]).days // 365.25 for row in rows if row["Född"]]
    assert sum(age < 16 for age in ages) > 20
    assert sum(age > 64 for age in ages) > 100
    gaps = [name for name in rows[0] if any(row[name] is None for row in rows)]
    assert sorted(set(rows[0]) - set(gaps)) == ["Remissdatum", "Ärende"]


def test_what_happened_is_in_an_order_that_can_be(rows: list[Row]) -> None:
    told = [row for row in rows if row["Insats"]]
    assert Counter(row["Insats"] for row in told) == {"Västerås": 721, "Norra Västmanland": 529}
    for row in told:
        held = [row[f"Uppföljd {i}"] for i in range(1, 7)]
        days = [row["Remissdatum"], row["Inskriven"], *held, row["Avslutad"]]
        known = [day for day in days if day]
        assert known == sorted(known)
        assert known[-1] <= date(2023, 2, 28)


def test_no_cell_can_be_a_name_or_an_identity_number(rows: list[Row]) -> None:
    words = {cell for row in rows for cell in row.values() if isinstance(cell, str)}
    assert not [word for word in words if re.search(r"\d{6}", word)]
    assert len({word for word in words if not re.fullmatch(r"R\d{4}", word)}) < 40


def test_both_associations_have_answered_each_referral(names: Mapping[str, Any]) -> None:
    city, north = names["in_city"], names["in_north"]
    assert dict(city["verdict"].value_counts().iter_rows()) == {
        "not_eligible": 3328,
        "eligible": 737,
        "not_in_force": 413,
        "needs_assessment": 335,
        "undetermined": 187,
    }
    assert dict(north["verdict"].value_counts().iter_rows()) == {
        "not_eligible": 2378,
        "eligible": 1082,
        "undetermined": 1012,
        "needs_assessment": 528,
    }
    later = sum(day > date(2022, 12, 31) for day in names["table"]["Remissdatum"])
    assert later == 413


def test_the_answers_are_those_that_a_single_person_gets(names: Mapping[str, Any]) -> None:
    told = {column: key for column, key in names["columns"].items() if "/" not in key}
    flags = {"ja": True, "nej": False}
    for i in range(0, 5000, 100):
        row = names["table"].row(i, named=True)
        facts: dict[str, Any] = {
            key: flags.get(row[column], row[column])
            for column, key in told.items()
            if row[column] is not None and key != "referred_by"
        }
        for column, key in names["columns"].items():
            fact, _, member = key.partition("/")
            if member and row[column] is not None:
                facts.setdefault(fact, {})[member] = flags[row[column]]
        decision = assess(Person(facts=facts), names["north"], as_of=row["Remissdatum"])
        assert decision.verdict.value == names["in_north"]["verdict"][i]


def test_the_funnels_account_for_everybody(names: Mapping[str, Any]) -> None:
    for fell, asked in ((names["fell"], 5000 - 413), (names["fell_north"], 1964)):
        assert {row.assessed for row in fell.rows} == {asked}
        assert sum(row.first for row in fell.rows) + fell.rows[-1].left == asked
    assert "NV-06.addiction" in names["fell_north"].svg("en")


def test_what_most_referrals_wait_for(names: Mapping[str, Any]) -> None:
    assert names["waits"].rows()[0] == ("manages_slow_pace", 420, 129)


def test_what_is_overdue_is_what_a_plain_look_at_the_days_finds(
    names: Mapping[str, Any], rows: list[Row]
) -> None:
    said = {row["Ärende"]: row for row in names["due"].iter_rows(named=True)}
    assert len(said) == 529
    surely, never = 0, 0
    for row in rows:
        if row["Insats"] != "Norra Västmanland" or row["Avslutad"]:
            continue
        held = [row["Inskriven"], *(row[f"Uppföljd {i}"] for i in range(1, 7))]
        gap = (date(2023, 3, 1) - max(day for day in held if day)).days
        assert said[row["Ärende"]]["NV-11"] == "not_triggered"
        if gap > 100:
            assert "NV-10" in said[row["Ärende"]]["overdue"]
            surely += 1
        elif gap < 85:
            assert said[row["Ärende"]]["NV-10"] == "upcoming"
            never += 1
    assert (surely, never) == (14, 172)
    assert len(names["late"]) == 98


def test_the_goal_is_that_of_a_plain_count(names: Mapping[str, Any], rows: list[Row]) -> None:
    steps = [
        (row["Steg vid start"], row["Steg vid avslut"])
        for row in rows
        if row["Insats"] == "Västerås" and row["Avslutad"] and row["Avslutad"].year == 2022
    ]
    tally = names["found"]["VA-15.step"].tally
    assert tally.yes == sum(end is not None and end > start for start, end in steps)
    assert tally.no == sum(end is not None and end <= start for start, end in steps)
    assert tally.unknown == sum(end is None for _, end in steps)
    assert names["found"]["VA-15.step"].verdict.value == "met"


def test_what_is_published_shows_no_small_count(names: Mapping[str, Any]) -> None:
    exits, safe = names["exits"], names["safe"]
    shown = [count for count in safe.cells().values() if count is not None]
    assert min(count for count in shown if count) >= 5
    assert safe.hidden
    assert exits.count("Sala", "total") == safe.count("Sala", "total")


def test_it_runs_as_a_script_from_anywhere(tmp_path: Path) -> None:
    ended = python(str(NOTEBOOK), cwd=tmp_path)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "hidden" in ended.stdout
    assert list(tmp_path.iterdir()) == []


SMALL = """# %% [markdown]
# # Åtta & åtta

# %%
print("1 < 2")

class Drawn:
    def _repr_svg_(self):
        return '<?xml?><svg><style>*{fill: red}</style></svg>'

Drawn()

# %%
made = 8 + 8
made
"""


def test_a_page_has_under_each_cell_what_it_gives() -> None:
    pytest.importorskip("mkdocs")
    written = runpy.run_path(str(ROOT / "docs" / ".tools" / "notebook.py"))["written"]
    page = written(SMALL, NOTEBOOK)
    assert page.startswith("# Åtta & åtta\n\n```python\nprint(")
    assert '<div class="output"><pre><code>1 &lt; 2</code></pre></div>' in page
    assert '<div class="output"><svg><style>.output svg *{fill: red}</style></svg></div>' in page
    assert page.endswith('made\n```\n\n<div class="output"><pre><code>16</code></pre></div>\n')
    with pytest.raises(ZeroDivisionError) as fault:
        written(SMALL + "1 / 0\n", NOTEBOOK)
    assert fault.traceback[-1].lineno == SMALL.count("\n")  # counted from 0


def test_a_page_leaves_nothing_behind_and_sees_what_has_changed(tmp_path: Path) -> None:
    """As when mkdocs serves the pages while they are being written."""
    pytest.importorskip("mkdocs")
    pl = pytest.importorskip("polars")
    written = runpy.run_path(str(ROOT / "docs" / ".tools" / "notebook.py"))["written"]
    page = "# %%\nimport polars\nfrom beside_it import made\n\npolars.Config(tbl_rows=3)\nmade\n"
    before = pl.Config.save()
    for made in (16, 17):
        (tmp_path / "beside_it.py").write_text(f"made = {made}  {'#' * made}\n", encoding="utf-8")
        assert f"<pre><code>{made}</code></pre>" in written(page, tmp_path / "page.py")
        assert "beside_it" not in sys.modules
        assert pl.Config.save() == before
        assert str(tmp_path) not in sys.path
    with pytest.raises(ZeroDivisionError):
        written(page + "1 / 0\n", tmp_path / "page.py")
    assert "beside_it" not in sys.modules
    assert pl.Config.save() == before
    assert "runpy" in sys.modules
