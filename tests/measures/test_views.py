"""A rule set as text, as a table and as questions in plain data."""

import datetime as dt
import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from cases.made import CITED, clause, faults_of, reading, rules, text, way
from finsam.errors import InvalidInput, NotApplicable
from finsam.legaltime import Months
from finsam.measures import questions, rules_mermaid, rules_table, rules_text
from finsam.rulebooks import finnveden, framsteget, norra_vastmanland, vasteras
from finsam.rulebooks.shelf import MEASURES
from finsam.rules import (
    COMMON,
    About,
    Age,
    AllOf,
    AnyOf,
    AtLeastOf,
    Choice,
    Concern,
    DecidedBy,
    Fact,
    Fixed,
    Flag,
    Includes,
    Lasted,
    Measured,
    Not,
    NotForIndividuals,
    Number,
    OneOf,
    Only,
    Open,
    RuleSet,
    Selection,
    Strength,
    Validity,
    WayInKind,
    YesNo,
)
from finsam.terms import Authority, Role, Term
from finsam.texts import Text

WHO = "Who refers the person, or how else does the person come to the measure?"
VIEWS: list[Callable[[Any], object]] = [rules_text, rules_table, rules_mermaid, questions]
INDIVIDUAL = {key: made for key, made in MEASURES.items() if isinstance(made.eligibility, RuleSet)}


# As text


def _whole() -> RuleSet:
    """Returns a set that has something of everything."""
    return rules(
        clause("a", Flag("a"), alternatives=[reading("other", Flag("b"))]),
        clause("b", Flag("b"), applies_to=Flag("c"), strength=Strength.GUIDELINE),
        clause("c", Flag("c"), strength=Strength.PRIORITY),
        clause("d", strength=Strength.STATEMENT),
        clause("e", Flag("d"), concern=Concern.CONSENT),
        clause("f", Open("o", text("how")), concern=Concern.PLACE),
        valid=Validity(start=dt.date(2026, 1, 1)),
        ways_in=[
            way("w", referrers=[Authority.REGION], steps=Flag("e")),
            way("x", WayInKind.SELF_APPLICATION, closed=True),
            way("y", WayInKind.OPEN_DOOR),
            way("z", WayInKind.SELF_APPLICATION),
        ],
        decided_by=DecidedBy(text("staff"), "D", CITED),
    )


def test_a_rule_set_is_told_as_text() -> None:
    source = "  Source: The plan, s. 1 (local document)"
    assert rules_text(_whole(), "en").splitlines() == [
        "Made",
        "====",
        "",
        "In force: from 2026-01-01",
        "Decides on intake: staff en (D)",
        "",
        "Required of the person",
        "",
        "- a en (a)",
        "  Condition: Is a? yes",
        "  Another reading: other en (other)",
        source,
        "",
        "Ways in",
        "",
        "- referral: w en (w)",
        f"  Condition: all of: ({WHO} the region; Is e? yes)",
        source,
        "- self-application, closed: x en (x)",
        source,
        "- open door: y en (y)",
        source,
        "- self-application: z en (z)",
        f"  Condition: {WHO} the person alone",
        source,
        "",
        "Required as consent",
        "",
        "- e en (e)",
        "  Condition: Is d? yes",
        source,
        "",
        "Required of place and time",
        "",
        "- f en (f)",
        "  Condition: open point o: how en",
        source,
        "",
        "Gives priority, refuses nobody",
        "",
        "- c en (c)",
        "  Condition: Is c? yes",
        source,
        "",
        "Guidelines, only a remark",
        "",
        "- b en (b)",
        "  Applies only if: Is c? yes",
        "  Condition: Is b? yes",
        source,
        "",
        "Statements, never tried",
        "",
        "- d en (d)",
        source,
        "",
        "Open in the source",
        "",
        "- how en (o)",
        "  can be read as: met (met)",
        "  can be read as: not met (not_met)",
    ]


def test_what_a_source_leaves_out_is_said() -> None:
    drawn = rules_text(rules(clause("a", Flag("a"))), "sv")
    assert "Gäller: källan anger ingen tid (odaterat)" in drawn
    assert "Beslutar om intag: sägs inte i källan" in drawn
    assert "Vägar in" not in drawn


@pytest.mark.parametrize("key", list(INDIVIDUAL))
def test_every_rule_of_a_measure_is_told_in_both_languages(key: str) -> None:
    made = INDIVIDUAL[key]
    swedish, english = rules_text(made, "sv"), rules_text(made, "en")
    assert len(swedish.splitlines()) == len(english.splitlines())
    told: list[Any] = [*made.rules.clauses, *(made.rules.ways_in or ())]
    for each in told:
        assert f"{each.text.sv} ({each.rule})" in swedish
        assert f"{each.text.en} ({each.rule})" in english
        if each.citation.reading is not None:
            assert f"Vår läsning: {each.citation.reading.sv}" in swedish


# As a chart


def test_a_rule_set_is_told_as_a_chart() -> None:
    assert rules_mermaid(_whole(), "en").splitlines() == [
        "flowchart LR",
        'n0(["Made"])',
        'n0 --> n1[["Required of the person"]]',
        'n1 --> n2["a: a en"]',
        'n2 --> n3("Is a? yes")',
        'n2 -. "Another reading: other en" .-> n4("Is b? yes")',
        'n0 --> n5[["Ways in"]]',
        'n5 --> n6["w referral: w en"]',
        'n6 --> n7{{"all of"}}',
        f'n7 --> n8("{WHO} the region")',
        'n7 --> n9("Is e? yes")',
        'n5 --> n10["x self-application, closed: x en"]',
        'n5 --> n11["y open door: y en"]',
        'n5 --> n12["z self-application: z en"]',
        f'n12 --> n13("{WHO} the person alone")',
        'n0 --> n14[["Required as consent"]]',
        'n14 --> n15["e: e en"]',
        'n15 --> n16("Is d? yes")',
        'n0 --> n17[["Required of place and time"]]',
        'n17 --> n18["f: f en"]',
        'n18 --> n19{{"open point o: how en"}}',
        'n0 --> n20[["Gives priority, refuses nobody"]]',
        'n20 -.-> n21["c: c en"]',
        'n21 --> n22("Is c? yes")',
        'n0 --> n23[["Guidelines, only a remark"]]',
        'n23 -.-> n24["b: b en"]',
        'n24 -- "Applies only if" --> n25("Is c? yes")',
        'n24 --> n26("Is b? yes")',
        'n0 --> n27[["Statements, never tried"]]',
        'n27 -.-> n28["d: d en"]',
    ]


def test_a_chart_has_all_parts_of_conditions_and_the_readings_of_what_is_open() -> None:
    parts = AtLeastOf(2, Not(Flag("a")), AnyOf(Flag("b"), Flag("c")), Flag("d"))
    two = [reading("one", Flag("a")), reading("two", AllOf(Flag("b"), Flag("c")))]
    made = rules(
        clause("x", parts, applies_to=Flag("e")),
        clause("y", Open("o", text("how"), two), strength=Strength.GUIDELINE),
    )
    assert rules_mermaid(made, "sv").splitlines()[3:] == [
        'n1 --> n2["x: x sv"]',
        'n2 -- "Gäller bara om" --> n3("Är e? ja")',
        'n2 --> n4{{"minst 2 av"}}',
        'n4 --> n5{{"inte"}}',
        'n5 --> n6("Är a? ja")',
        'n4 --> n7{{"någon av"}}',
        'n7 --> n8("Är b? ja")',
        'n7 --> n9("Är c? ja")',
        'n4 --> n10("Är d? ja")',
        'n0 --> n11[["Riktlinjer, bara en anmärkning"]]',
        'n11 -.-> n12["y: y sv"]',
        'n12 --> n13{{"öppen punkt o: how sv"}}',
        'n13 -. "one sv" .-> n14("Är a? ja")',
        'n13 -. "two sv" .-> n15{{"alla av"}}',
        'n15 --> n16("Är b? ja")',
        'n15 --> n17("Är c? ja")',
    ]


def test_another_reading_of_a_way_is_of_its_steps_alone() -> None:
    made = rules(
        clause("a", Flag("a")),
        ways_in=[
            way("w", referrers=[Authority.REGION], steps=Flag("e"),
                alternatives=[reading("none", Flag("d"))]),
        ],
    )  # fmt: skip
    drawn = rules_mermaid(made, "en")
    assert drawn.splitlines()[8:] == [
        f'n6 --> n7("{WHO} the region")',
        'n6 --> n8("Is e? yes")',
        'n5 -. "Another reading: none en" .-> n9{{"all of"}}',
        f'n9 --> n10("{WHO} the region")',
        'n9 --> n11("Is d? yes")',
    ]
    assert made.ways_in is not None
    shut = evolve(made, ways_in=[evolve(made.ways_in[0], closed=True)])
    assert rules_mermaid(shut, "en").splitlines()[6:] == ['n4 --> n5["w referral, closed: w en"]']


@pytest.mark.parametrize(
    ("said", "label"),
    [("1. Har", "1#46; Har"), ("- Har", "#45; Har"), ("2) a", "2#41; a"), ("1.5 a", "1.5 a")],
)
def test_a_label_is_no_list(said: str, label: str) -> None:
    made = evolve(rules(clause("x", Flag("a"))), name=Text(sv=said, en=said))
    assert rules_mermaid(made, "sv").splitlines()[1] == f'n0(["{label}"])'


def test_nothing_in_a_chart_is_read_as_more_than_text() -> None:
    """Mermaid reads quotation marks, entities, Markdown after a backtick, and comments."""
    said = 'a "b" #1; `c`\n<d> & \\e %%{init: 1}%% 80 %'
    made = rules(evolve(clause("x", Flag("a")), text=text(said)))
    assert rules_mermaid(made, "en").splitlines()[3] == (
        'n1 --> n2["x: a #34;b#34; #35;1; #96;c#96; #60;d#62; #38; #92;e'
        ' #37;#37;{init: 1}#37;#37; 80 % en"]'
    )


# As a table


def test_a_rule_set_is_told_as_a_table() -> None:
    table = rules_table(_whole(), "en")
    source = "The plan, s. 1 (local document)"
    assert table.head == ("rule", "strength", "concern", "text", "condition", "source")
    assert table.rows == (
        ("a", "required", "The person", "a en", "Is a? yes", source),
        ("b", "guideline", "The person", "b en", "Is b? yes (applies only if: Is c? yes)", source),
        ("c", "priority", "The person", "c en", "Is c? yes", source),
        ("d", "statement", "The person", "d en", "–", source),
        ("e", "required", "Consent", "e en", "Is d? yes", source),
        ("f", "required", "Place", "f en", "open point o: how en", source),
        ("w", "referral", "Way in", "w en", f"all of: ({WHO} the region; Is e? yes)", source),
        ("x", "self-application", "Way in", "x en", "closed", source),
        ("y", "open door", "Way in", "y en", "–", source),
        (
            "z", "self-application", "Way in", "z en",
            f"{WHO} the person alone", source,
        ),
    )  # fmt: skip
    assert table.notes == ("In force: from 2026-01-01", "Decides on intake: staff en (D)")


def test_a_table_of_rules_is_markdown() -> None:
    drawn = rules_table(finnveden.SAMVERKANSTEAM, "sv").drawn("markdown").splitlines()
    assert drawn[0] == "**Samverkansteam Finnveden**"
    assert drawn[2] == "| regel | styrka | rör | text | villkor | källa |"
    assert drawn[4].startswith("| FI-01 | krav | Personen | Ålder 16–64 år. | ålder 16–64 |")
    assert len([line for line in drawn if line.startswith("| FI-")]) == len(
        finnveden.SAMVERKANSTEAM.rules.clauses
    )


# As questions


@pytest.mark.parametrize("key", list(INDIVIDUAL))
def test_the_questions_are_those_of_the_rules_and_plain_data(key: str) -> None:
    made = INDIVIDUAL[key]
    asked = questions(made)
    assert [one["key"] for one in asked] == [fact.key for fact in made.rules.facts]
    assert json.loads(json.dumps(asked)) == asked
    keys = {c.key for c in made.rules.clauses} | {w.key for w in made.rules.ways_in or ()}
    for one in asked:
        assert one["asked_by"]
        assert {asker["key"] for asker in one["asked_by"]} <= keys
        assert bool(one["options"]) == (one["kind"] in {"choice", "selection"})


def _one(fact: Fact, *conditions: Any) -> Any:
    words = COMMON.extended([fact])
    clauses = [clause(f"x{i}", condition) for i, condition in enumerate(conditions)]
    [found] = questions(RuleSet(key="k", name=text("k"), vocabulary=words, clauses=clauses))
    return found


def test_a_number_has_its_unit_and_bounds() -> None:
    hours = Fact(
        "hours", question=text("hours"), about=About.PERSON,
        kind=Number(text("a week"), minimum=0, maximum=Decimal("37.5"), decimals=1),
        judged_by=Role.NOT_STATED, sensitive=True,
    )  # fmt: skip
    assert _one(hours, Measured("hours", at_least=10), Measured("hours", less_than=20)) == {
        "key": "hours",
        "text": {"sv": "hours sv", "en": "hours en"},
        "kind": "number",
        "about": "person",
        "options": [],
        "unit": {"sv": "a week sv", "en": "a week en"},
        "minimum": 0,
        "maximum": "37.5",
        "decimals": 1,
        "past": None,
        "judged_by": {
            "key": "not_stated",
            "name": {"sv": "anges inte i källan", "en": "not stated in the source"},
        },
        "sensitive": True,
        "asked_by": [
            {"key": "x0", "rule": "x0", "strength": "required", "concern": "person"},
            {"key": "x1", "rule": "x1", "strength": "required", "concern": "person"},
        ],
    }
    free = _one(evolve(hours, kind=Number(text("u"))), Measured("hours", at_least=10))
    assert (free["minimum"], free["maximum"], free["decimals"]) == (None, None, 0)


def test_a_date_says_whether_it_can_lie_ahead() -> None:
    [one] = questions(rules(clause("x", Age(at_least=16)), vocabulary=COMMON))
    assert (one["kind"], one["past"], one["judged_by"]) == ("date", True, None)
    since = Lasted("sick_listed_since", at_least=Months(3))
    [one] = questions(rules(clause("x", since), vocabulary=COMMON))
    assert (one["key"], one["past"]) == ("sick_listed_since", True)


def test_a_yes_or_no_has_no_options() -> None:
    [one] = questions(rules(clause("x", Flag("a"))))
    assert (one["kind"], one["options"], one["past"], one["unit"]) == ("yes_no", [], None, None)
    assert one["text"] == {"sv": "Är a?", "en": "Is a?"}


def test_a_choice_can_be_any_of_its_list() -> None:
    bodies = Fact(
        "body", question=text("body"), about=About.PERSON,
        kind=Choice([Term("part", text("part"), parent="whole"), Term("whole", text("whole"))]),
    )  # fmt: skip
    one = _one(bodies, OneOf("body", ["part"]))
    assert one["options"] == [
        {"key": "part", "name": {"sv": "part sv", "en": "part en"}, "parent": "whole",
         "asked": True},
        {"key": "whole", "name": {"sv": "whole sv", "en": "whole en"}, "parent": None,
         "asked": True},
    ]  # fmt: skip


def test_of_a_set_only_what_is_read_is_asked() -> None:
    members = Fact(
        "set", question=text("set"), about=About.PERSON,
        kind=Selection([Term(key, text(key)) for key in ("p", "q", "r")]),
    )  # fmt: skip

    def asked(*conditions: object) -> list[str]:
        return [o["key"] for o in _one(members, *conditions)["options"] if o["asked"]]

    assert asked(Includes("set", ["p"])) == ["p"]
    assert asked(Includes("set", ["p"]), Includes("set", ["r"])) == ["p", "r"]
    assert asked(Only("set", ["p"])) == ["p", "q", "r"]


def test_a_parent_that_is_not_in_the_list_is_left_out() -> None:
    municipal = Term("unit", text("unit"), parent="municipality")
    words = COMMON.extended(terms={"needs": [municipal]})
    asked = questions(
        RuleSet(
            key="k",
            name=text("k"),
            vocabulary=words,
            clauses=[clause("x", Includes("needs", ["unit"]))],
        )
    )
    [option] = [o for o in asked[0]["options"] if o["asked"]]
    assert option["parent"] == "municipality"


def test_ways_in_and_other_readings_ask_too() -> None:
    made = rules(
        clause("a", Flag("a"), alternatives=[reading("other", Flag("b"))]),
        ways_in=[
            way("w", referrers=[Authority.REGION], open_to=Flag("c"), steps=Flag("d")),
            way("v", closed=True, steps=Flag("e"), alternatives=[reading("o", Flag("f"))]),
        ],
    )
    asked = {one["key"]: [a["key"] for a in one["asked_by"]] for one in questions(made)}
    assert asked == {
        "a": ["a"], "b": ["a"], "c": ["w"], "d": ["w"], "e": ["v"], "f": ["v"],
        "referred_by": ["w"],
    }  # fmt: skip
    [askers] = [one["asked_by"] for one in questions(made) if one["key"] == "c"]
    assert askers == [{"key": "w", "rule": "w", "strength": None, "concern": "route"}]


def test_a_reading_that_a_caller_chose_asks_for_who_refers() -> None:
    made = rules(clause("a", Flag("a")), ways_in=[way("w")])
    chosen = made.with_readings({"w.referrers": Flag("b")})
    asked = {one["key"]: [a["key"] for a in one["asked_by"]] for one in questions(chosen)}
    assert asked["b"] == ["w"]


def test_one_clause_that_reads_a_fact_twice_asks_once() -> None:
    [one] = questions(
        rules(clause("x", Age(at_least=16), applies_to=Age(at_most=64)), vocabulary=COMMON)
    )
    assert [asker["key"] for asker in one["asked_by"]] == ["x"]


def test_a_rule_set_and_its_measure_give_the_same() -> None:
    made = norra_vastmanland.SAMORDNINGSTEAM
    for view in VIEWS:
        assert view(made) == view(made.eligibility)


# What can't be shown


@pytest.mark.parametrize("view", VIEWS)
def test_a_structural_measure_has_no_rules_to_show(view: Callable[[Any], object]) -> None:
    with pytest.raises(NotApplicable, match="SIM is a structural measure"):
        view(vasteras.SIM)
    nobody = NotForIndividuals(reason=text("no"), rule="r", citation=CITED)
    with pytest.raises(NotApplicable, match="no en"):
        view(nobody)


@pytest.mark.parametrize("view", VIEWS)
def test_what_carries_no_rules_is_refused(view: Callable[[Any], object]) -> None:
    [one] = faults_of(lambda: view(7), InvalidInput)
    assert (one.code, one.path) == ("type", "rules")
    assert one.text == Text(
        sv="ska vara en regeluppsättning eller en insats, inte int",
        en="takes a rule set or a measure, not int",
    )


def test_another_language_is_refused() -> None:
    lang: Any = "de"
    for view in (rules_text, rules_table, rules_mermaid):
        with pytest.raises(ValueError, match="'sv' or 'en'"):
            view(framsteget.SAMORDNINGSTEAM, lang)


def test_strengths_are_words() -> None:
    assert [strength.in_("sv") for strength in Strength] == [
        "krav", "riktlinje", "förtur", "upplysning",
    ]  # fmt: skip


def test_a_chosen_reading_is_shown_as_it_is() -> None:
    made = rules(clause("x", Open("o", text("o"))), clause("y", Flag("a")))
    drawn = rules_text(made.with_readings({"o": "met"}), "en")
    assert isinstance(made.with_readings({"o": "met"}).clauses[0].condition, Fixed)
    assert "Open in the source" not in drawn


def test_kinds_of_facts_have_names_of_their_own() -> None:
    kinds = {one["kind"] for made in INDIVIDUAL.values() for one in questions(made)}
    assert {"yes_no", "date", "choice", "selection"} <= kinds
    assert YesNo in {type(fact.kind) for fact in COMMON}
