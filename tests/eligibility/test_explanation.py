"""Explanations, piece by piece; tests/cases compares whole ones."""

import datetime as dt
from html import unescape
from html.parser import HTMLParser
from typing import Any, Literal

import pytest
from attrs import evolve

from cases.made import CITED, DAY, SMALL, clause, decide, reading, rules, text, way
from finsam.eligibility import Decision, explanation
from finsam.eligibility.explanation import explained, headline
from finsam.legaltime import LeapDay
from finsam.rules import (
    Age,
    AllOf,
    AnyOf,
    Between,
    Clause,
    Concern,
    DateBetween,
    DayIn,
    DecidedBy,
    Flag,
    Includes,
    Measured,
    Not,
    OneOf,
    Only,
    Open,
    RuleSet,
    Status,
    Strength,
    Validity,
    Vocabulary,
    WayInKind,
)
from finsam.terms import Role
from finsam.texts import Lang, Text

A, B, C = Flag("a"), Flag("b"), Flag("c")
LANGS: tuple[Lang, ...] = ("sv", "en")
DOOR = [way("door", WayInKind.OPEN_DOOR)]
SOURCE = (
    "    källa: Planen, s. 1 (lokalt dokument)",
    "    source: The plan, s. 1 (local document)",
)


def both(one: Decision) -> tuple[list[str], list[str]]:
    """Returns the lines of the explanation in Swedish and in English."""
    return one.explain("sv").splitlines(), one.explain("en").splitlines()


def section(one: Decision, title: str, lang: Lang) -> list[str]:
    """Returns the lines under a heading."""
    found = one.explain(lang).split("\n\n")
    (lines,) = [part.splitlines() for part in found if part.splitlines()[0] == title]
    return lines[1:]


def known(made: RuleSet, lang: Lang = "en", **facts: Any) -> list[str]:  # noqa: ANN401 - facts of all kinds
    """Returns what is shown of what is known."""
    word = {"sv": "    känt: ", "en": "    known: "}[lang]
    lines = decide(made, **facts).explain(lang).splitlines()
    return [line.removeprefix(word) for line in lines if line.startswith(word)]


def only(*clauses: Clause) -> RuleSet:
    return rules(*clauses, ways_in=DOOR)


# --- the top ------------------------------------------------------------------------------------


def test_the_top_names_the_rules_the_day_the_answer_and_who_decides() -> None:
    made = rules(
        clause("x", A),
        valid=Validity(start=dt.date(2021, 10, 1), status=Status.INTENDED),
        decided_by=DecidedBy(Text(sv="personalen", en="the staff"), "VA-13", CITED),
        ways_in=DOOR,
    )
    sv, en = both(decide(made, a=True))
    assert sv[:6] == [
        "Gjord, 2022-06-15",
        "=================",
        "Behörig.",
        "Behörig betyder att de angivna villkoren är uppfyllda, inte att personen är antagen.",
        "Beslutar om intag: personalen (VA-13)",
        "I kraft: från och med 2021-10-01 (avsett)",
    ]
    assert en[:6] == [
        "Made, 2022-06-15",
        "================",
        "Eligible.",
        "Eligible means that the stated conditions are met, not that the person is taken in.",
        "Decides on intake: the staff (VA-13)",
        "In force: from 2021-10-01 (intended)",
    ]


def test_what_the_source_does_not_state_is_said() -> None:
    sv, en = both(decide(only(clause("x", A)), a=True))
    assert sv[4:6] == [
        "Beslutar om intag: anges inte i källan",
        "I kraft: källan anger ingen tid (odaterat)",
    ]
    assert en[4:6] == [
        "Decides on intake: not stated in the source",
        "In force: the source states no time (undated)",
    ]


@pytest.mark.parametrize(
    ("facts", "sv", "en"),
    [
        (
            {"a": False},
            "Minst ett villkor om personen kan inte vara uppfyllt, vad som än är okänt.",
            "At least one condition on the person can't be met, whatever is unknown.",
        ),
        (
            {"a": True},
            "Det som saknas är bedömningar, som någon behöver göra.",
            "What is missing are judgements, which somebody has to make.",
        ),
        (
            {},
            "Svaret beror på något som inte är känt.",
            "The answer depends on what isn't known.",
        ),
    ],
)
def test_what_a_verdict_means(facts: dict[str, Any], sv: str, en: str) -> None:
    one = decide(only(clause("x", A), clause("y", Flag("j"))), **facts)
    assert (both(one)[0][3], both(one)[1][3]) == (sv, en)


@pytest.mark.parametrize(
    "other",
    [
        clause("x", A, concern=Concern.CONSENT),
        clause("x", A, strength=Strength.GUIDELINE),
        clause("x", strength=Strength.STATEMENT),
    ],
)
def test_nothing_decides_without_a_required_clause_about_the_person(other: Clause) -> None:
    one = decide(only(other), a=True)
    assert both(one)[0][2:4] == [
        "Bedömning behövs.",
        "Reglerna anger inget villkor som avgör, och ingen blir behörig av tystnad.",
    ]
    assert both(one)[1][2:4] == [
        "Needs assessment.",
        "The rules state no deciding criterion, and nobody passes by silence.",
    ]


def test_a_clash_is_shown_at_the_top() -> None:
    made = only(
        clause("x", AnyOf(Not(C), A), rule="R-1"), clause("y", AnyOf(Not(C), Not(A)), rule="R-2")
    )
    sv, en = both(decide(made, c=True))
    assert sv[4:7] == [
        "Inget villkor faller ensamt, men dessa kan inte uppfyllas tillsammans:",
        "  x sv (R-1)",
        "  y sv (R-2)",
    ]
    assert en[4:7] == [
        "No condition fails by itself, but these can't be met together:",
        "  x en (R-1)",
        "  y en (R-2)",
    ]


# --- findings -----------------------------------------------------------------------------------


def test_a_finding_has_its_outcome_text_rule_condition_value_and_source() -> None:
    made = only(
        clause("x", A, rule="R-1"),
        clause("y", B, applies_to=C),
        clause("z", Flag("d"), applies_to=Flag("e")),
        clause("w", Flag("f")),
    )
    one = decide(made, a=True, b=False, c=True, e=False)
    assert section(one, "Skäl", "sv") == [
        "  ✓ uppfyllt: x sv (R-1)",
        "    villkor: Är a? ja",
        "    känt: Är a? ja",
        SOURCE[0],
        "  ✗ inte uppfyllt: y sv (y)",
        "    gäller om: Är c? ja",
        "    villkor: Är b? ja",
        "    känt: Är c? ja",
        "    känt: Är b? nej",
        SOURCE[0],
        "  – gäller inte här: z sv (z)",
        "    gäller om: Är e? ja",
        "    villkor: Är d? ja",
        "    känt: Är e? nej",
        SOURCE[0],
        "  ? okänt: w sv (w)",
        "    villkor: Är f? ja",
        SOURCE[0],
    ]
    assert section(one, "Reasons", "en")[4:10] == [
        "  ✗ not met: y en (y)",
        "    applies if: Is c? yes",
        "    condition: Is b? yes",
        "    known: Is c? yes",
        "    known: Is b? no",
        SOURCE[1],
    ]


def test_our_reading_and_other_readings_are_marked() -> None:
    """Design 2.2: marked as ours, and the other kept as a named alternative."""
    ours = evolve(CITED, reading=text("ours"))
    made = only(
        clause("x", A, citation=ours, alternatives=[reading("r", B), reading("s", C)]),
        clause("g", A, strength=Strength.GUIDELINE),
        clause("v", B, weighs=["g", "x"]),
    )
    one = decide(made, a=True)
    assert section(one, "Skäl", "sv")[3:11] == [
        SOURCE[0],
        "    vår läsning: ours sv",
        "    annan läsning som går att välja: r sv (x → r)",
        "    annan läsning som går att välja: s sv (x → s)",
        "  ? okänt: v sv (v)",
        "    villkor: Är b? ja",
        "    väger samman: g, x",
        SOURCE[0],
    ]
    assert section(one, "Reasons", "en")[4:6] == [
        "    our reading: ours en",
        "    another reading that can be chosen: r en (x → r)",
    ]
    assert "    weighs: g, x" in section(one, "Reasons", "en")


def test_a_reading_that_was_chosen_is_shown_as_chosen() -> None:
    ours = evolve(CITED, reading=text("ours"))
    made = only(clause("x", A, citation=ours, alternatives=[reading("r", B)]))
    shown = decide(made, readings={"x": "r"}, b=True).explain("en")
    assert "condition: Is b? yes" in shown
    assert "chosen reading: r en" in shown
    assert "our reading: ours en" not in shown


def test_concerns_are_told_with_their_outcome() -> None:
    made = rules(
        clause("x", A),
        clause("r", B, concern=Concern.ROUTE),
        clause("p", C, concern=Concern.PREPARATION),
        clause("c", Flag("d"), concern=Concern.CONSENT),
        clause("l", Flag("j"), concern=Concern.PLACE),
    )
    one = decide(made, a=True, b=True, c=False)
    sv, en = both(one)
    titles_sv = [line for line in sv if line and not line.startswith((" ", "="))][5:]
    titles_en = [line for line in en if line and not line.startswith((" ", "="))][5:]
    assert titles_sv == [
        "Skäl",
        "Väg in: uppfyllt",
        "Förberedelser: inte uppfyllt",
        "Samtycke: går inte att avgöra ännu",
        "Plats: bedömning behövs",
        "Kvar att ta reda på",
    ]
    assert titles_en == [
        "Reasons",
        "Way in: met",
        "Preparation: not met",
        "Consent: undetermined",
        "Place: needs assessment",
        "Still to ask",
    ]
    assert section(one, "Preparation: not met", "en") == [
        "  ✗ not met: p en (p)",
        "    condition: Is c? yes",
        "    known: Is c? no",
        SOURCE[1],
    ]


@pytest.mark.parametrize(
    ("facts", "sv", "en"),
    [
        ({"b": True}, "Förtur: ja", "Priority: yes"),
        ({"b": False}, "Förtur: nej", "Priority: no"),
        ({}, "Förtur: okänt", "Priority: unknown"),
    ],
)
def test_priority_is_told(facts: dict[str, Any], sv: str, en: str) -> None:
    one = decide(only(clause("x", A), clause("p", B, strength=Strength.PRIORITY)), **facts)
    assert section(one, sv, "sv")[1] == "    villkor: Är b? ja"
    assert section(one, en, "en")[1] == "    condition: Is b? yes"
    assert "Priority" not in decide(only(clause("x", A))).explain("en")


def test_guidelines_and_statements_are_held_apart() -> None:
    ours = evolve(CITED, reading=text("ours"))
    made = only(
        clause("x", A),
        clause("g", B, strength=Strength.GUIDELINE, concern=Concern.PLACE),
        clause("s", strength=Strength.STATEMENT, rule="R-9", citation=ours),
    )
    one = decide(made, a=True, b=False)
    assert section(one, "Riktlinjer (avgör inget)", "sv")[0] == "  ✗ inte uppfyllt: g sv (g)"
    assert section(one, "Guidelines (decide nothing)", "en")[0] == "  ✗ not met: g en (g)"
    assert section(one, "Källan säger också", "sv") == [
        "  s sv (R-9)", SOURCE[0], "    vår läsning: ours sv",
    ]  # fmt: skip
    assert section(one, "The source also says", "en") == [
        "  s en (R-9)", SOURCE[1], "    our reading: ours en",
    ]  # fmt: skip
    assert "Place" not in one.explain("en")


# --- what is known ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("birth", "sv", "en"),
    [
        (dt.date(2000, 6, 15), "22 år", "22 years"),
        (dt.date(2000, 6, 16), "21 år", "21 years"),
        (Between.year(2000), "21–22 år", "21–22 years"),
        (Between(dt.date(2000, 6, 16), dt.date(2001, 6, 15)), "21 år", "21 years"),
        (Between(None, dt.date(2000, 6, 15)), "22– år", "22– years"),
        (Between(dt.date(2000, 6, 15), None), "–22 år", "–22 years"),
        (Between.year(2022), "0 år", "0 years"),
    ],
)
def test_an_age_is_shown_and_not_the_birth_date(birth: Any, sv: str, en: str) -> None:  # noqa: ANN401 - two kinds
    made = only(clause("x", Age(at_least=16)))
    assert known(made, "sv", birth_date=birth) == [sv]
    assert known(made, "en", birth_date=birth) == [en]
    assert "2000" not in decide(made, birth_date=birth).explain("en")


def test_an_age_counts_29_february_as_the_set_does() -> None:
    made = rules(clause("x", Age(at_least=16)), leap_day=LeapDay.MAR1)
    one = decide(made, as_of=dt.date(2022, 2, 28), birth_date=dt.date(2004, 2, 29))
    assert "    known: 17 years" in one.explain("en")


def test_a_value_is_shown_once_with_its_question() -> None:
    made = only(
        clause("x", AllOf(A, Not(B), AnyOf(A, Measured("hours", at_least=10)))),
        clause("y", OneOf("colour", ["red"])),
        clause("z", DateBetween("planned", start=DAY)),
    )
    facts = {"a": True, "hours": 7, "colour": "navy", "planned": dt.date(2023, 1, 2)}
    assert known(made, "sv", **facts) == [
        "Är a? ja", "Tid? 7 timmar", "Färg? marinblå", "Vilken dag? 2023-01-02",
    ]  # fmt: skip
    assert known(made, "en", **facts) == [
        "Is a? yes", "Time? 7 hours", "Colour? navy", "Which day? 2023-01-02",
    ]  # fmt: skip


def test_of_a_set_only_the_members_that_are_asked_are_shown() -> None:
    two = only(clause("x", Includes("needs", ["region", "municipality"], at_least=2)))
    listed = {"region", "public_employment_service"}
    assert known(two, "sv", needs=listed) == ["Behöver? med: regionen; inte med: kommunen"]
    assert known(two, "en", needs=listed) == ["Needs? in: the region; not in: the municipality"]
    assert known(two, needs={"region": True}) == ["Needs? in: the region"]
    assert known(two, needs={"region": False}) == ["Needs? not in: the region"]
    alone = only(clause("x", Only("needs", ["region"])))
    assert known(alone, needs={"municipality": True, "region": False}) == [
        "Needs? in: the municipality; not in: the region, the health centre"
    ]
    two_sets = AllOf(Includes("needs", ["region"]), Includes("benefits", ["sickness_benefit"]))
    twice = only(clause("x", two_sets))
    assert known(twice, needs={"region"}, benefits=["sickness_benefit"]) == [
        "Needs? in: the region",
        "Which benefits does the person have? in: sickness benefit",
    ]


def test_nothing_is_shown_of_a_set_of_which_nothing_that_is_asked_is_known() -> None:
    made = only(clause("x", Includes("needs", ["region"])))
    shown = decide(made, needs={"municipality": True}).explain("en")
    assert [line for line in shown.splitlines() if line.endswith(" ")] == []


def test_a_member_that_a_rule_calls_by_its_older_name_is_shown() -> None:
    """X-28."""
    made = only(clause("x", Includes("needs", ["county_council"])))
    assert known(made, needs={"region"}) == ["Needs? in: the region"]


# --- ways in ------------------------------------------------------------------------------------


def test_ways_in_are_told() -> None:
    ours = evolve(way("self", WayInKind.SELF_APPLICATION, alternatives=[reading("r", B)]),
                  citation=evolve(CITED, reading=text("ours")))  # fmt: skip
    made = rules(
        clause("x", A),
        ways_in=[
            way("refer", referrers=["region"]),
            ours,
            way("shut", WayInKind.OUTREACH, closed=True),
            way("open", WayInKind.OPEN_DOOR, open_to=C),
        ],
    )
    one = decide(made, a=True, c=False, referred_by="municipality")
    assert section(one, "Väg in: inte uppfyllt", "sv") == [
        "  ✗ inte uppfyllt: remiss: refer sv (refer)",
        SOURCE[0],
        "  ✗ inte uppfyllt: egen ansökan: self sv (self)",
        SOURCE[0],
        "    vår läsning: ours sv",
        "    annan läsning som går att välja: r sv (self → r)",
        "  ✗ stängd: uppsökande verksamhet: shut sv (shut)",
        SOURCE[0],
        "  ✗ inte uppfyllt: öppen dörr: open sv (open)",
        SOURCE[0],
        "  Vägar in som är eller kan vara öppna: refer sv; self sv",
    ]
    lines = section(one, "Way in: not met", "en")
    assert lines[6] == "  ✗ closed: outreach: shut en (shut)"
    assert lines[-1] == "  Ways in that are, or may be, open: refer en; self en"
    met = decide(made, a=True, referred_by="region")
    assert section(met, "Way in: met", "en")[0] == "  ✓ met: referral: refer en (refer)"
    assert "may be, open" not in met.explain("en")
    unknown = decide(made, a=True)
    assert section(unknown, "Way in: undetermined", "en")[0].startswith("  ? unknown: referral")
    assert "may be, open" not in unknown.explain("en")


def test_no_way_is_named_when_none_is_open() -> None:
    made = rules(clause("x", A), ways_in=[way("w", WayInKind.OPEN_DOOR, closed=True)])
    assert section(decide(made), "Way in: not met", "en") == [
        "  ✗ closed: open door: w en (w)", SOURCE[1],
    ]  # fmt: skip


def test_a_way_in_that_the_source_does_not_state_is_said() -> None:
    one = decide(rules(clause("x", A)), a=True)
    assert section(one, "Väg in: går inte att avgöra ännu", "sv") == [
        "  Källan säger inget om vägen in"
    ]
    assert section(one, "Way in: undetermined", "en") == [
        "  The source says nothing about the way in"
    ]
    stated = decide(rules(clause("x", A), clause("r", B, concern=Concern.ROUTE)), b=True)
    assert "says nothing" not in stated.explain("en")


# --- open points and questions ------------------------------------------------------------------


def test_open_points_are_told_with_what_each_reading_gives() -> None:
    point = Open("o", text("point"), (reading("p", A), reading("q", AllOf(A, B))))
    one = decide(only(clause("x", point)), a=True, b=False)
    assert section(one, "Öppna punkter i källan", "sv") == [
        "  point sv (o)",
        "    läst som p sv (p): Behörig",
        "    läst som q sv (q): Inte behörig",
    ]
    assert section(one, "Open points in the source", "en") == [
        "  point en (o)",
        "    read as p en (p): Eligible",
        "    read as q en (q): Not eligible",
    ]


def test_an_open_point_tells_which_concerns_hang_on_it() -> None:
    made = only(
        clause("x", A),
        clause("c", Open("o", text("point")), concern=Concern.CONSENT),
        clause("p", B, concern=Concern.PREPARATION),
    )
    one = decide(made, a=True)
    assert section(one, "Open points in the source", "en") == [
        "  point en (o)",
        "    read as met (met): Eligible, consent met",
        "    read as not met (not_met): Eligible, consent not met",
    ]


def test_questions_tell_who_asks_and_who_judges() -> None:
    made = only(
        clause("x", AnyOf(A, B), rule="R-1"),
        clause("y", AnyOf(A, C), rule="R-1"),
        clause("z", AnyOf(A, Flag("j")), rule="R-2"),
        clause("w", Flag("k"), rule="R-3"),
        clause("g", Flag("f"), strength=Strength.GUIDELINE, rule="R-4"),
    )
    one = decide(made)
    assert section(one, "Kvar att ta reda på", "sv") == [
        "  Är a? (för R-1, R-2)",
        "  Är b? (för R-1)",
        "  Är c? (för R-1)",
        "  Är k? (för R-3)",
        "    bedöms av: anges inte i källan",
        "  Är j? (för R-2)",
        "    bedöms av: handläggare eller annan professionell",
    ]
    assert section(one, "Still to ask", "en")[3:5] == [
        "  Is k? (for R-3)",
        "    judged by: not stated in the source",
    ]
    assert section(one, "Bara för anmärkningar och förtur", "sv") == ["  Är f? (för R-4)"]
    assert section(one, "Only for remarks and priority", "en") == ["  Is f? (for R-4)"]


def test_a_section_with_nothing_in_it_is_left_out() -> None:
    one = decide(only(clause("x", A)), a=True)
    assert [line for line in both(one)[1] if line and line[0] not in " ="][5:] == [
        "Reasons",
        "Way in: met",
    ]


# --- languages and styles -----------------------------------------------------------------------


def test_other_languages_and_styles_are_refused() -> None:
    one = decide(only(clause("x", A)))
    lang: Any = "nn"
    style: Any = "html"
    with pytest.raises(ValueError, match=r"^lang is 'sv' or 'en', not 'nn'$"):
        one.explain(lang)
    with pytest.raises(ValueError, match=r"^lang is 'sv' or 'en', not 'nn'$"):
        one.headline(lang)
    with pytest.raises(ValueError, match=r"^style is 'text' or 'markdown', not 'html'$"):
        one.explain("sv", style)


def test_the_headline_is_a_line_of_the_explanation() -> None:
    one = decide(only(clause("x", A)))
    for lang in LANGS:
        assert one.explain(lang).splitlines()[2] == one.headline(lang) == headline(one, lang)


HOSTILE = "<script>alert('x')</script> & \"y\" *z* _w_ `v` [u](t) #s |r| \\q"


def hostile(name: str = HOSTILE) -> Decision:
    """Returns a decision whose every text is hostile."""
    bad = Text(sv=name, en=name)
    judge = evolve(Role.PROFESSIONAL.term, name=bad)
    fact = evolve(SMALL["j"], key="h", question=bad, judged_by=judge)
    cited = evolve(CITED, norm=evolve(CITED.norm, title=bad), locator=name, reading=bad)
    base = clause("x", Flag("h"), citation=cited)
    made = evolve(
        rules(clause("x", A)),
        name=bad,
        vocabulary=Vocabulary((*SMALL, fact)),
        decided_by=DecidedBy(bad, name, cited),
        clauses=(
            evolve(base, text=bad, rule=name, alternatives=(evolve(reading("r", A), text=bad),)),
            evolve(base, key="o", condition=Open("o", bad)),
            evolve(base, key="s", condition=None, strength=Strength.STATEMENT, text=bad),
        ),
        ways_in=[evolve(way("w"), text=bad, citation=cited)],
    )
    return decide(made)


class _Tags(HTMLParser):
    """Collects the tags and the text of a page, and checks that tags are closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.data: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.seen.add(tag)
        self.attributes.update(attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.data.append(data)


def parsed(page: str) -> _Tags:
    tags = _Tags()
    tags.feed(page)
    tags.close()
    assert tags.open == []
    return tags


@pytest.mark.parametrize("lang", LANGS)
def test_no_text_becomes_html(lang: Lang) -> None:
    page = explained(hostile(), lang, "html")
    tags = parsed(page)
    assert tags.seen == {"div", "h3", "h4", "p", "ul", "li"}
    assert tags.attributes == {("class", "finsam-decision")}
    assert "<script" not in page
    assert page.count("&lt;script&gt;") == unescape(page).count("<script>") > 10
    assert HOSTILE in "".join(tags.data)


def test_the_html_is_the_explanation_in_swedish() -> None:
    one = decide(only(clause("x", A), clause("y", Flag("j"))))
    tags = parsed(one._repr_html_())
    said = [line.strip() for line in one.explain("sv").splitlines() if line.strip("= ")]
    assert tags.data == said
    assert one._repr_html_() == explained(one, "sv", "html")


def test_the_html_nests_notes_under_items() -> None:
    page = decide(only(clause("x", A)), a=True)._repr_html_()
    assert page.startswith('<div class="finsam-decision"><h3>Gjord, 2022-06-15</h3><p>Behörig.</p>')
    assert page.count("<ul>") == page.count("</ul>") == 4
    assert page.endswith("</ul></ul></div>")


@pytest.mark.parametrize("lang", LANGS)
def test_no_text_becomes_markdown(lang: Lang) -> None:
    page = hostile().explain(lang, "markdown")
    plain = hostile().explain(lang)
    for sign in "`*_[]<>|":
        assert page.count(f"\\{sign}") == page.count(sign) > 10
        assert plain.count(f"\\{sign}") == 0
    assert "\\<script\\>alert('x')\\</script\\>" in page
    assert "\\#s" in page
    assert "\\\\q" in page


def test_no_text_makes_new_lines_of_markdown() -> None:
    """A text of several lines could end a list and begin a heading or a list of its own."""
    for lang in LANGS:
        page = hostile("one\n\n- two\n1. three\n---\nfour").explain(lang, "markdown")
        lines = page.splitlines()
        assert not [line for line in lines if line.startswith(("- two", "1. three", "---"))]


def test_markdown_has_headings_paragraphs_and_lists() -> None:
    one = decide(only(clause("x", A)), a=True)
    assert one.explain("en", "markdown") == (
        "## Made, 2022-06-15\n"
        "\n"
        "Eligible.\n"
        "\n"
        "Eligible means that the stated conditions are met, not that the person is taken in.\n"
        "\n"
        "Decides on intake: not stated in the source\n"
        "\n"
        "In force: the source states no time (undated)\n"
        "\n"
        "\n"
        "### Reasons\n"
        "\n"
        "- ✓ met: x en (x)\n"
        "  - condition: Is a? yes\n"
        "  - known: Is a? yes\n"
        "  - source: The plan, s. 1 (local document)\n"
        "\n"
        "### Way in: met\n"
        "\n"
        "- ✓ met: open door: door en (door)\n"
        "  - source: The plan, s. 1 (local document)\n"
    )


@pytest.mark.parametrize("style", ["text", "markdown"])
def test_every_style_says_the_same(style: Literal["text", "markdown"]) -> None:
    one = decide(
        rules(clause("x", A), clause("w", DayIn(end=DAY), concern=Concern.PLACE)), a=True
    )  # fmt: skip
    said = {line.strip(" =-#") for line in one.explain("en", style).splitlines()} - {""}
    assert said == {line.strip(" =") for line in one.explain("en").splitlines()} - {""}


def test_the_public_names() -> None:
    assert dir(explanation) == ["Style", "explained", "headline"]
