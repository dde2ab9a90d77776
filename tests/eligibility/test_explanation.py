"""Explanations, piece by piece; tests/cases compares whole ones."""

import datetime as dt
from collections.abc import Callable
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
    drawing,
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


def known(made: RuleSet, lang: Lang = "en", **facts: Any) -> list[str]:
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
        "Gäller: från och med 2021-10-01 (planerat)",
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
        "Gäller: källan anger ingen tid (odaterat)",
    ]
    assert en[4:6] == [
        "Decides on intake: not stated in the source",
        "In force: the source states no time (undated)",
    ]


def test_the_time_in_force_is_told_with_its_rule_and_our_reading_of_it() -> None:
    ours = evolve(CITED, reading=text("ours"))
    for citation, more in ((None, []), (CITED, []), (ours, ["our reading: ours en"])):
        valid = Validity(start=DAY, rule="VA-19", citation=citation)
        made = rules(clause("x", A), valid=valid, ways_in=DOOR)
        _, en = both(decide(made, a=True))
        told = ["In force: from 2022-06-15 (VA-19)", *more, "", "Reasons"]
        assert en[5 : 5 + len(told)] == told
    made = rules(clause("x", A), valid=Validity(rule="VA-19", citation=ours), ways_in=DOOR)
    assert both(decide(made))[0][5:7] == [
        "Gäller: källan anger ingen tid (odaterat) (VA-19)",
        "vår läsning: ours sv",
    ]


def test_what_hangs_on_the_source_alone_is_said_to() -> None:
    made = only(clause("x", AllOf(A, Open("o", text("point")))))
    sv, en = both(decide(made, a=True))
    assert sv[2:4] == [
        "Går inte att avgöra ännu. Källan lämnar öppet: o.",
        "Svaret hänger på något som källan lämnar öppet, inte på något om personen.",
    ]
    assert en[2:4] == [
        "Undetermined. The source leaves open: o.",
        "The answer hangs on what the source leaves open, not on anything about the person.",
    ]
    assert both(decide(made))[1][3] == "The answer depends on what isn't known."


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
        "Reglerna anger inget avgörande krav, och ingen blir behörig av tystnad.",
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
        clause("h", A, strength=Strength.GUIDELINE),
        clause("v", B, weighs=["g", "h"]),
    )
    one = decide(made, a=True)
    assert section(one, "Skäl", "sv")[3:11] == [
        SOURCE[0],
        "    vår läsning: ours sv",
        "    annan läsning som går att välja: r sv (x → r)",
        "    annan läsning som går att välja: s sv (x → s)",
        "  ? okänt: v sv (v)",
        "    villkor: Är b? ja",
        "    väger samman: g, h",
        SOURCE[0],
    ]
    assert section(one, "Reasons", "en")[4:6] == [
        "    our reading: ours en",
        "    another reading that can be chosen: r en (x → r)",
    ]
    assert "    weighs: g, h" in section(one, "Reasons", "en")


def to_be_chosen() -> RuleSet:
    ours = evolve(CITED, reading=text("ours"))
    return rules(
        clause("x", A, citation=ours, alternatives=[reading("r", B), reading("s", C)]),
        clause("y", Open("o", text("point"), (reading("p", A), reading("q", AllOf(A, B))))),
        ways_in=[way("w", steps=A, alternatives=[reading("t", B)])],
    )


def test_a_reading_that_was_chosen_is_shown_as_chosen() -> None:
    """Whose reading it is stands apart: ours is ours, and the choice is the caller's."""
    one = decide(
        to_be_chosen(), readings={"x": "r", "o": "q", "w": "t", "w.referrers": "met"}, b=True
    )
    assert section(one, "Läsningar valda av den som frågar", "sv") == [
        "  o: q sv", "  w: t sv", "  w.referrers: uppfyllt", "  x: r sv",
    ]  # fmt: skip
    assert section(one, "Readings chosen by whoever asks", "en") == [
        "  o: q en", "  w: t en", "  w.referrers: met", "  x: r en",
    ]  # fmt: skip
    assert section(one, "Skäl", "sv")[:7] == [
        "  ✓ uppfyllt: x sv (x)",
        "    villkor: Är b? ja",
        "    känt: Är b? ja",
        SOURCE[0],
        "    vår läsning: ours sv",
        "    vald läsning, av den som frågar: r sv",
        "    annan läsning som går att välja: s sv (x → s)",
    ]
    assert section(one, "Reasons", "en")[4:7] == [
        "    our reading: ours en",
        "    reading chosen by whoever asks: r en",
        "    another reading that can be chosen: s en (x → s)",
    ]
    ways = section(one, "Way in: undetermined", "en")
    assert "    before it: Is b? yes" in ways
    assert "    reading chosen by whoever asks: t en" in ways
    assert "(w → t)" not in one.explain("en")


def test_nothing_is_said_of_readings_that_nobody_chose() -> None:
    one = decide(to_be_chosen())
    for lang, words in (("sv", "vald"), ("en", "chosen by")):
        assert words not in one.explain("sv" if lang == "sv" else "en").lower()


def test_a_condition_of_the_callers_own_is_shown_as_theirs() -> None:
    one = decide(to_be_chosen(), readings={"x": Flag("d"), "o": Flag("e")})
    assert section(one, "Läsningar valda av den som frågar", "sv") == [
        "  o: anroparens egen", "  x: anroparens egen",
    ]  # fmt: skip
    assert section(one, "Reasons", "en")[:7] == [
        "  ? unknown: x en (x)",
        "    condition: Is d? yes",
        SOURCE[1],
        "    our reading: ours en",
        "    reading chosen by whoever asks: the caller's own",
        "    another reading that can be chosen: r en (x → r)",
        "    another reading that can be chosen: s en (x → s)",
    ]


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
        (Between(None, dt.date(2000, 6, 15)), "minst 22 år", "at least 22 years"),
        (Between(dt.date(2000, 6, 15), None), "högst 22 år", "at most 22 years"),
        (Between.year(2022), "0 år", "0 years"),
    ],
)
def test_an_age_is_shown_and_not_the_birth_date(birth: Any, sv: str, en: str) -> None:
    made = only(clause("x", Age(at_least=16)))
    assert known(made, "sv", birth_date=birth) == [sv]
    assert known(made, "en", birth_date=birth) == [en]
    shown = decide(made, birth_date=birth).explain("en")
    assert not [year for year in ("2000", "2001", "2022-01") if year in shown]


@pytest.mark.parametrize(
    ("birth", "sv", "en"),
    [
        (dt.date(2021, 6, 15), "1 år", "1 year"),
        (dt.date(2020, 6, 16), "1 år", "1 year"),
        (Between(dt.date(2020, 6, 16), dt.date(2021, 6, 15)), "1 år", "1 year"),
        (Between.year(2021), "0–1 år", "0–1 years"),
        (Between(dt.date(2021, 6, 15), None), "högst 1 år", "at most 1 year"),
        (dt.date(2011, 6, 15), "11 år", "11 years"),
    ],
)
def test_one_year_is_one(birth: Any, sv: str, en: str) -> None:
    made = only(clause("x", Age(at_least=1)))
    assert (known(made, "sv", birth_date=birth), known(made, birth_date=birth)) == ([sv], [en])


def test_an_age_is_shown_whenever_the_clause_asks_for_one() -> None:
    """An age tells less than a date, whichever of two atoms stands first."""
    window = DateBetween("birth_date", start=dt.date(1990, 1, 1))
    for parts in ((window, Age(at_least=16)), (Age(at_least=16), window)):
        made = only(clause("x", AllOf(*parts)))
        assert known(made, birth_date=dt.date(2000, 6, 15)) == ["22 years"]
        assert known(only(clause("x", window, applies_to=Age(at_least=16))),
                     birth_date=dt.date(2000, 6, 15)) == ["22 years"]  # fmt: skip
    alone = known(only(clause("x", window)), birth_date=dt.date(2000, 6, 15))
    assert alone == ["When was the person born? 2000-06-15"]


def test_another_age_is_shown_with_its_question() -> None:
    made = only(clause("x", Age(at_least=2, fact="since")), clause("y", Age(at_least=18)))
    facts: dict[str, Any] = {"since": dt.date(2021, 6, 15), "birth_date": dt.date(2000, 6, 15)}
    assert known(made, "sv", **facts) == ["Sedan när? 1 år", "22 år"]
    assert known(made, **facts) == ["Since when? 1 year", "22 years"]


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
        "    öppen för: Är c? ja",
        SOURCE[0],
        "  känt: Vem remitterar personen, eller hur kommer personen annars till insatsen? kommunen",
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
    assert "  known: Who refers" not in unknown.explain("en")


def test_a_way_in_tells_for_whom_it_is_and_what_comes_before_it() -> None:
    made = rules(
        clause("x", A),
        ways_in=[
            way("both", referrers=["region"], open_to=AnyOf(A, B), steps=C),
            way("steps", WayInKind.OPEN_DOOR, steps=Age(at_least=18)),
        ],
    )
    one = decide(made, a=True)
    assert section(one, "Väg in: går inte att avgöra ännu", "sv") == [
        "  ? okänt: remiss: both sv (both)",
        "    öppen för: någon av: (Är a? ja; Är b? ja)",
        "    dessförinnan: Är c? ja",
        SOURCE[0],
        "  ? okänt: öppen dörr: steps sv (steps)",
        "    dessförinnan: ålder minst 18",
        SOURCE[0],
    ]
    assert section(one, "Way in: undetermined", "en")[1:3] == [
        "    open to: any of: (Is a? yes; Is b? yes)",
        "    before it: Is c? yes",
    ]


def test_what_is_known_of_who_refers_is_told_with_the_ways() -> None:
    question = SMALL["referred_by"].question
    made = rules(clause("x", A), ways_in=[way("w", referrers=["region"])])
    (last,) = section(decide(made, referred_by="health_centre"), "Way in: met", "en")[-1:]
    assert last == f"  known: {question.en} the health centre"
    one = decide(made, referred_by="other_municipal")
    assert section(one, "Väg in: inte uppfyllt", "sv")[-2] == (
        f"  känt: {question.sv} en annan del av kommunen"
    )
    without = Vocabulary([SMALL["a"]])
    door = rules(clause("x", A), vocabulary=without, ways_in=DOOR)
    assert "known: Who" not in decide(door, a=True).explain("en")


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
    """Whose reading each is: by its citation, or ours where it has none."""
    cited = evolve(reading("q", AllOf(A, B)), citation=evolve(CITED, locator="s. 9"))
    point = Open("o", text("point"), (reading("p", A), cited))
    one = decide(only(clause("x", point)), a=True, b=False)
    assert section(one, "Öppna punkter i källan", "sv") == [
        "  point sv (o)",
        "    läsning: p sv (p): Behörig",
        "    källa: vår läsning",
        "    läsning: q sv (q): Inte behörig",
        "    källa: Planen, s. 9 (lokalt dokument)",
    ]
    assert section(one, "Open points in the source", "en") == [
        "  point en (o)",
        "    reading: p en (p): Eligible",
        "    source: our reading",
        "    reading: q en (q): Not eligible",
        "    source: The plan, s. 9 (local document)",
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
        "    reading: met (met): Eligible, consent met",
        "    reading: not met (not_met): Eligible, consent not met",
    ]


def test_a_headline_names_only_the_open_points_that_the_verdict_hangs_on() -> None:
    made = only(
        clause("x", AllOf(A, Open("o", text("point")))),
        clause("c", Open("p", text("other")), concern=Concern.CONSENT),
    )
    one = decide(made, a=True)
    assert one.headline("en") == (
        "Undetermined. The source leaves open: o. Not cleared up: consent."
    )
    assert [(found.point.key, found.for_verdict) for found in one.open_points] == [
        ("o", True),
        ("p", False),
    ]


def test_open_points_that_only_remarks_hang_on_are_told_last() -> None:
    cited = evolve(reading("q", AllOf(A, B)), citation=CITED)
    made = only(
        clause("g", Open("r", text("remark"), (reading("p", A), cited)),
               strength=Strength.GUIDELINE),
        clause("x", Open("o", text("point"))),
    )  # fmt: skip
    one = decide(made, a=True)
    assert section(one, "Öppna punkter i källan", "sv") == [
        "  point sv (o)",
        "    läsning: uppfyllt (met): Behörig",
        "    läsning: inte uppfyllt (not_met): Inte behörig",
        "  remark sv (r)",
        "    läsning: p sv (p)",
        "    källa: vår läsning",
        "    läsning: q sv (q)",
        SOURCE[0],
    ]
    assert section(one, "Open points in the source", "en")[3:6] == [
        "  remark en (r)",
        "    reading: p en (p)",
        "    source: our reading",
    ]
    told = decide(made, readings={"o": "not_met"}).explain("en")
    assert "Open points in the source" not in told  # once the answer is no, nobody is asked


def test_a_question_of_which_something_is_known_tells_it() -> None:
    made = only(
        clause("x", OneOf("colour", ["navy"])),
        clause("y", Measured("hours", at_least=10)),
        clause("z", Age(at_least=22)),
        clause("w", Includes("needs", ["region"])),
        clause("v", DateBetween("planned", start=DAY)),
    )
    one = decide(
        made,
        colour="blue",
        hours=Between(5, 20),
        birth_date=Between.year(2000),
        needs={"municipality": True},
        planned=Between(DAY - dt.timedelta(1), None),
    )
    assert section(one, "Kvar att ta reda på", "sv") == [
        "  Färg? (för x)",
        "    känt hittills: blå",
        "  Tid? (för y)",
        "    känt hittills: 5–20 timmar",
        "  När är personen född? (för z)",
        "    känt hittills: 21–22 år",
        "  Behöver? – regionen (för w)",
        "  Vilken dag? (för v)",
        "    känt hittills: från och med 2022-06-14",
    ]
    assert "    known so far: 21–22 years" in section(one, "Still to ask", "en")
    assert "2000" not in one.explain("en")
    assert "known so far" not in decide(made).explain("en")
    remark = only(
        clause("x", A), clause("g", OneOf("colour", ["navy"]), strength=Strength.GUIDELINE)
    )
    assert section(decide(remark, colour="blue"), "Only for remarks and priority", "en") == [
        "  Colour? (for g)", "    known so far: blue",
    ]  # fmt: skip


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
    style: Any = "latex"
    with pytest.raises(ValueError, match=r"^lang is 'sv' or 'en', not 'nn'$"):
        one.explain(lang)
    with pytest.raises(ValueError, match=r"^lang is 'sv' or 'en', not 'nn'$"):
        one.headline(lang)
    with pytest.raises(ValueError, match=r"^style is 'text', 'markdown' or 'html', not 'latex'$"):
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
    """Collects the tags and the text of a page, and checks that it nests as HTML asks it to."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.data: list[str] = []
        self.levels: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        above = self.open[-1] if self.open else None
        assert above in MAY_STAND_IN[tag]
        self.open.append(tag)
        self.seen.add(tag)
        self.attributes.update(attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        assert self.open[-1] in {"h3", "h4", "p", "li"}
        self.data.append(data)
        self.levels.append(self.open.count("ul"))


MAY_STAND_IN: dict[str, set[str | None]] = {
    "div": {None}, "h3": {"div"}, "h4": {"div"}, "p": {"div"}, "ul": {"div", "li"}, "li": {"ul"},
}  # fmt: skip


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
    assert one._repr_html_() == one.explain("sv", "html") == explained(one, "sv", "html")


def test_the_html_nests_notes_under_items() -> None:
    page = decide(only(clause("x", A)), a=True)._repr_html_()
    assert page.startswith('<div class="finsam-decision"><h3>Gjord, 2022-06-15</h3><p>Behörig.</p>')
    assert page.count("<ul>") == page.count("</ul>") == 4
    assert page.count("<li>") == page.count("</li>") == 6
    assert page.endswith(
        "<h4>Väg in: uppfyllt</h4><ul><li>✓ uppfyllt: öppen dörr: door sv (door)"
        "<ul><li>källa: Planen, s. 1 (lokalt dokument)</li></ul></li></ul></div>"
    )


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["hostile", "clash", "chosen", "remarks"])
def test_the_html_is_nested_as_the_text_is(name: str, lang: Lang) -> None:
    remarking = clause("g", Open("o", text("o")), strength=Strength.GUIDELINE)
    decisions: dict[str, Callable[[], Decision]] = {
        "hostile": hostile,
        "clash": lambda: decide(CLASHING, c=True),
        "chosen": lambda: decide(to_be_chosen(), readings={"x": "r", "w": "t"}),
        "remarks": lambda: decide(only(clause("x", A), remarking)),
    }
    one = decisions[name]()
    tags = parsed(one.explain(lang, "html"))
    lines = [line for line in one.explain(lang).splitlines() if line.strip("= ")]
    assert tags.data == [line.strip() for line in lines]
    assert tags.levels == [(len(line) - len(line.lstrip())) // 2 for line in lines]


CLASHING = only(
    clause("x", AnyOf(Not(C), A), rule="R-1"), clause("y", AnyOf(Not(C), Not(A)), rule="R-2")
)


def test_a_paragraph_after_a_list_is_no_part_of_it() -> None:
    """In Markdown a line that follows an item at once goes on with it."""
    page = decide(CLASHING, c=True).explain("en", "markdown")
    assert "- x en (R-1)\n- y en (R-2)\n\nDecides on intake: not stated" in page


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


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("1. one", "1\\. one"),
        ("12) one", "12\\) one"),
        ("- one", "\\- one"),
        ("+ one", "\\+ one"),
        ("~~one~~ &amp; two", "\\~\\~one\\~\\~ \\&amp; two"),
        ("1 one - two. + 3.", "1 one - two. + 3."),
    ],
)
def test_a_text_begins_no_list_and_no_entity_of_markdown(name: str, shown: str) -> None:
    page = hostile(name).explain("en", "markdown")
    assert f"## {shown}, 2022-06-15" in page


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
        "    - condition: Is a? yes\n"
        "    - known: Is a? yes\n"
        "    - source: The plan, s. 1 (local document)\n"
        "\n"
        "### Way in: met\n"
        "\n"
        "- ✓ met: open door: door en (door)\n"
        "    - source: The plan, s. 1 (local document)\n"
    )


@pytest.mark.parametrize("style", ["text", "markdown"])
def test_every_style_says_the_same(style: Literal["text", "markdown"]) -> None:
    one = decide(
        rules(clause("x", A), clause("w", DayIn(end=DAY), concern=Concern.PLACE)), a=True
    )  # fmt: skip
    said = {line.strip(" =-#") for line in one.explain("en", style).splitlines()} - {""}
    assert said == {line.strip(" =") for line in one.explain("en").splitlines()} - {""}


def test_the_public_names() -> None:
    assert dir(explanation) == ["explained", "headline"]
    assert dir(drawing) == ["Line", "drawn"]
