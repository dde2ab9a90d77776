"""Who falls where: counted by hand, on every library."""

import datetime as dt
import random
from decimal import Decimal
from html.parser import HTMLParser
from itertools import groupby
from xml.etree import ElementTree

import polars as pl
import pytest

from finsam import InvalidInput, NotApplicable, frames
from finsam.frames import Funnel
from finsam.rulebooks import finnveden, model, norra_vastmanland, vasteras
from finsam.rules import RuleSet
from support.tables import LIBRARIES, Columns, people, said

DAY = dt.date(2026, 11, 22)
# in order: BR-01 at least two of needs, BR-02 age 16-64, BR-03 addiction, threat, custody, illness
TABLE: Columns = {
    "case": [1, 2, 3, 4, 5],
    "sex": ["female", "male", "male", None, "female"],
    "birth_date": [
        dt.date(1950, 1, 1),  # 76
        dt.date(1990, 1, 1),  # 36
        dt.date(2012, 1, 1),  # 14
        None,
        dt.date(2006, 11, 22),  # 20 on the day
    ],
    "ongoing_addiction": [True, True, None, False, False],
    "known_threatening": [False, True, False, False, None],
}


def counts(fell: Funnel) -> dict[tuple[object, str], tuple[int, ...]]:
    return {
        (row.group, row.clause.key): (
            row.assessed, row.fails, row.first, row.only, row.unknown, row.left,
        )
        for row in fell.rows
    }  # fmt: skip


@pytest.mark.parametrize("library", LIBRARIES)
def test_who_falls_at_which_clause_first_and_only(library: str) -> None:
    table = LIBRARIES[library](TABLE)
    found = counts(frames.funnel(table, model.SAMORDNINGSTEAM, as_of=DAY, key="case"))
    assert found == {
        (None, "BR-01"): (5, 0, 0, 0, 5, 5),
        (None, "BR-02"): (5, 2, 2, 1, 1, 3),  # 1 and 3; only 3 falls for this alone
        (None, "BR-03.addiction"): (5, 2, 1, 0, 1, 2),  # 1 fell before; 2 falls at two
        (None, "BR-03.threat"): (5, 1, 0, 0, 1, 2),
        (None, "BR-03.custody"): (5, 0, 0, 0, 5, 2),
        (None, "BR-03.illness"): (5, 0, 0, 0, 5, 2),
    }


@pytest.mark.parametrize("library", LIBRARIES)
def test_groups_by_a_column(library: str) -> None:
    table = LIBRARIES[library](TABLE)
    fell = frames.funnel(table, model.SAMORDNINGSTEAM, as_of=DAY, key="case", by="sex")
    assert [group for group, _ in groupby(row.group for row in fell.rows)] == [
        "female", "male", None,
    ]  # fmt: skip
    found = counts(fell)
    assert found["female", "BR-02"] == (2, 1, 1, 0, 0, 1)
    assert found["male", "BR-03.addiction"] == (2, 1, 1, 0, 1, 0)
    assert found[None, "BR-02"] == (1, 0, 0, 0, 1, 1)


@pytest.mark.parametrize("library", ["polars", "pandas", "duckdb"])
def test_groups_by_age_count_whole_years_on_the_day(library: str) -> None:
    table = LIBRARIES[library](TABLE)
    fell = frames.funnel(table, model.SAMORDNINGSTEAM, as_of=DAY, key="case", ages=[20, 36])
    sizes = {row.group: row.assessed for row in fell.rows}
    assert sizes == {None: 1, "–19": 1, "20–35": 1, "36–": 2}
    assert fell.by == "age"


def test_the_counts_are_those_of_the_scalar_path() -> None:
    """A thousand persons, and two days of which the rules are in force on one."""
    rules = finnveden.SAMVERKANSTEAM.eligibility
    assert isinstance(rules, RuleSet)
    chance = random.Random(4)
    columns = people(rules, 300, chance, dt.date(2021, 9, 30))
    days = [dt.date(2021, 9, 30), dt.date(2021, 10, 1)]
    columns["day"] = [chance.choice(days) for _ in columns["case"]]
    fell = frames.funnel(pl.DataFrame(columns), rules, as_of="day", key="case")
    answers = [a for a in said(rules, columns, "day").values() if a["verdict"] != "not_in_force"]
    assert fell.not_in_force == len(columns["case"]) - len(answers)
    keys = [row.clause.key for row in fell.rows]
    left = len(answers)
    for row in fell.rows:
        failing = [[key for key in keys if answer[key] == 0] for answer in answers]
        first = sum(several[:1] == [row.clause.key] for several in failing)
        left -= first
        assert row.fails == sum(row.clause.key in several for several in failing)
        assert (row.first, row.left) == (first, left)
        assert row.only == sum(several == [row.clause.key] for several in failing)
        assert row.unknown == sum(answer[row.clause.key] == 1 for answer in answers)


def test_only_what_is_required_of_the_person_is_counted() -> None:
    rules = norra_vastmanland.SAMORDNINGSTEAM
    table = pl.DataFrame({"case": [1], "referred_by": ["the_person"]})
    fell = frames.funnel(table, rules, as_of=dt.date(2021, 5, 3), key="case")
    assert fell.rows
    assert all((r.clause.strength, r.clause.concern) == ("required", "person") for r in fell.rows)


def test_it_is_shown_as_markdown_and_html() -> None:
    table = pl.DataFrame(TABLE).with_columns(pl.lit("<b>|</b>").alias("unit"))
    fell = frames.funnel(table, model.SAMORDNINGSTEAM, as_of=DAY, key="case", by="unit")
    lines = fell.markdown("en").splitlines()
    assert lines[0] == (
        "| unit | Rule | Text | Fall | Fall here first | Fall only here | Unknown | Left |"
    )
    assert lines[1] == "| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |"
    assert lines[3] == r"| \<b\>\|\</b\> | BR-02 | Age 16–64. | 2 | 2 | 1 | 1 | 3 |"
    assert lines[-1] == "Assessed: 5. On days on which the rules aren't in force: 0."
    whole = frames.funnel(table, model.SAMORDNINGSTEAM, as_of=DAY, key="case")
    assert whole.markdown().splitlines()[0].startswith("| Regel | Lydelse | Faller |")
    page = fell._repr_html_()
    assert "<b>" not in page
    cells: list[str] = []
    parser = HTMLParser()
    parser.handle_data = cells.append  # type: ignore[assignment,method-assign]
    parser.feed(page)
    assert cells.count("<b>|</b>") == len(fell.rows)
    with pytest.raises(ValueError, match="lang"):
        fell.markdown("de")  # type: ignore[arg-type]


def test_the_figure_is_always_the_same_text() -> None:
    pytest.importorskip("matplotlib")
    fell = frames.funnel(
        pl.DataFrame(TABLE), model.SAMORDNINGSTEAM, as_of=DAY, key="case", by="sex"
    )
    figure = fell.svg("en")
    assert figure == fell.svg("en")
    assert figure != fell.svg("sv")
    assert "<script" not in figure
    for shown in ("BR-03.addiction", "sex: female", "sex: (unknown)", "where they fall first"):
        assert shown in figure
    whole = frames.funnel(pl.DataFrame(TABLE), model.SAMORDNINGSTEAM, as_of=DAY, key="case")
    assert "kvar" in whole.svg()
    with pytest.raises(ValueError, match="lang"):
        whole.svg("de")  # type: ignore[arg-type]


def test_what_is_wrong_is_said() -> None:
    table = pl.DataFrame(TABLE)
    for wrong in ([], [20, 20], [30, 20], [0, 5], [True], ["20"], [-1]):
        with pytest.raises(InvalidInput, match="whole years in rising order"):
            frames.funnel(table, model.SAMORDNINGSTEAM, as_of=DAY, key="case", ages=wrong)  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match="not both"):
        frames.funnel(table, model.SAMORDNINGSTEAM, as_of=DAY, key="case", ages=[20], by="sex")
    with pytest.raises(NotApplicable):
        frames.funnel(table, vasteras.SIM, as_of=dt.date(2021, 5, 3), key="case")
    with pytest.raises(InvalidInput, match="takes a measure"):
        frames.funnel(table, 3, as_of=DAY, key="case")  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match="takes a table"):
        frames.funnel([1], model.SAMORDNINGSTEAM, as_of=DAY, key="case")


def test_what_people_wrote_draws_nothing_of_its_own() -> None:
    """Markdown, HTML and SVG hold it as text; an SVG without what no XML may hold."""
    pytest.importorskip("matplotlib")
    unit = "<script>`a`\n| b | $\\foo$ \x00\x1b"
    table = pl.DataFrame(TABLE).with_columns(pl.lit(unit).alias("$\\x$ \x01"))
    fell = frames.funnel(table, model.SAMORDNINGSTEAM, as_of=DAY, key="case", by="$\\x$ \x01")
    lines = fell.markdown("en").splitlines()
    assert len(lines) == 2 + len(fell.rows) + 2
    assert r"\<script\>\`a\` \| b \| $\\foo$" in lines[2]
    assert "<script" not in fell._repr_html_()
    figure = fell.svg("en")
    assert "<script" not in figure
    ElementTree.fromstring(figure)  # noqa: S314 - our own


@pytest.mark.parametrize("library", ["polars", "polars lazy", "pyarrow", "duckdb"])
def test_what_is_unknown_is_one_group(library: str) -> None:
    table = LIBRARIES[library](TABLE | {"of": [1980.0, float("nan"), None, float("nan"), 1980.0]})
    fell = frames.funnel(table, model.SAMORDNINGSTEAM, as_of=DAY, key="case", by="of")
    assert {row.group: row.assessed for row in fell.rows} == {1980: 2, None: 3}
    assert counts(fell)[None, "BR-02"] == (3, 1, 1, 1, 1, 2)
    assert repr(fell) == "Funnel(model.samordningsteam, 5 assessed, 0 not in force)"


@pytest.mark.parametrize("library", LIBRARIES)
def test_groups_are_in_the_order_of_their_values_and_named_as_people_do(library: str) -> None:
    for values, names in (
        ([Decimal(10), Decimal(9), Decimal(100), None, Decimal(9)], ["9", "10", "100", "(okänt)"]),
        ([1980, 1979, 1980, None, 1980], ["1979", "1980", "(okänt)"]),
        ([True, False, True, None, True], ["nej", "ja", "(okänt)"]),
    ):
        table = LIBRARIES[library](TABLE | {"of": values})
        fell = frames.funnel(table, model.SAMORDNINGSTEAM, as_of=DAY, key="case", by="of")
        assert [
            fell.group_name(g, "sv") for g in dict.fromkeys(r.group for r in fell.rows)
        ] == names
