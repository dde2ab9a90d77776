"""Decisions: verdict, concerns, headline, ready, missing, priority, clash, ways in."""

import copy
import datetime as dt
import itertools
import pickle
import random
import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

import pytest
from attrs.exceptions import FrozenInstanceError

from cases.made import (
    DAY,
    SMALL,
    clause,
    decide,
    faults_of,
    flag,
    reading,
    rules,
    text,
    way,
)
from finsam.eligibility import Decision, Person, Referral, assess, decision
from finsam.errors import InvalidInput
from finsam.rulebooks.sofint import SIGMA
from finsam.rules import (
    COMMON,
    Age,
    AllOf,
    AnyOf,
    AtLeastOf,
    Between,
    Choice,
    Clause,
    Concern,
    ConcernOutcome,
    Condition,
    Date,
    DayIn,
    Flag,
    Includes,
    Measured,
    Not,
    OneOf,
    Open,
    Outcome,
    RuleSet,
    Strength,
    Validity,
    Verdict,
    Vocabulary,
    WayIn,
    WayInKind,
    diagram,
    evaluate,
)
from finsam.rules.conditions import reading_order
from finsam.terms import Authority, Role, Service
from finsam.texts import Lang

A, B, C, D, E, F = (Flag(key) for key in "abcdef")
J, K = Flag("j"), Flag("k")
LANGS: tuple[Lang, ...] = ("sv", "en")
OTHERS = (Concern.ROUTE, Concern.PREPARATION, Concern.CONSENT, Concern.PLACE)
FAILED, UNKNOWN, SATISFIED, NOT_APPLICABLE = Outcome


def outcomes(of: Decision) -> dict[str, Outcome]:
    return {finding.clause.key: finding.outcome for finding in of.findings}


def keys(missing: Iterable[evaluate.Missing]) -> list[str]:
    return [one.key for one in missing]


# --- words --------------------------------------------------------------------------------------


def test_the_words_of_a_verdict() -> None:
    assert [(one.value, one.in_("sv"), one.in_("en")) for one in Verdict] == [
        ("eligible", "Behörig", "Eligible"),
        ("not_eligible", "Inte behörig", "Not eligible"),
        ("needs_assessment", "Bedömning behövs", "Needs assessment"),
        ("undetermined", "Går inte att avgöra ännu", "Undetermined"),
    ]


def test_the_words_of_an_outcome_make_all_of_a_minimum() -> None:
    assert [(one.value, one.in_("sv"), one.in_("en")) for one in Outcome] == [
        (0, "inte uppfyllt", "not met"),
        (1, "okänt", "unknown"),
        (2, "uppfyllt", "met"),
        (3, "gäller inte här", "does not apply"),
    ]
    assert list(ConcernOutcome) == ["met", "not_met", "undetermined", "needs_assessment"]


def test_neither_a_verdict_nor_a_decision_is_a_yes_or_a_no() -> None:
    message = "a verdict is one of four, not a yes or a no; compare it, or use .ready"
    for verdict in Verdict:
        with pytest.raises(TypeError, match=f"^{message}$"):
            bool(verdict)
    with pytest.raises(TypeError, match=r"^a decision is not a yes or a no; ask its \.verdict, or"):
        bool(decide(rules(clause("x", A))))


# --- concerns, headline and ready: every combination --------------------------------------------

PARTS = ("person", *OTHERS)
STATES = ("met", "not_met", "undetermined", "needs_assessment")
EVERY = Vocabulary(
    (
        *(flag(f"{part}_fact") for part in PARTS),
        *(flag(f"{part}_judged", judged_by=Role.PROFESSIONAL) for part in PARTS),
    )
)
EVERY_CONCERN = rules(
    *(
        clause(
            f"{part}-1",
            AllOf(Flag(f"{part}_fact"), Flag(f"{part}_judged")),
            concern=Concern(part),
            rule=f"R-{part}",
        )
        for part in PARTS
    ),
    vocabulary=EVERY,
)
SETTLED = {
    "met": (True, True),
    "not_met": (False, None),
    "undetermined": (None, True),
    "needs_assessment": (True, None),
}
VERDICTS = {
    "met": Verdict.ELIGIBLE,
    "not_met": Verdict.NOT_ELIGIBLE,
    "undetermined": Verdict.UNDETERMINED,
    "needs_assessment": Verdict.NEEDS_ASSESSMENT,
}
WORDS = {
    "sv": {
        "met": "Behörig", "not_met": "Inte behörig", "undetermined": "Går inte att avgöra ännu",
        "needs_assessment": "Bedömning behövs", "route": "väg in", "preparation": "förberedelser",
        "consent": "samtycke", "place": "plats", "way": "Annan väg in (R-route)",
        "later": "Inte ännu", "full": "Ingen plats nu", "clear": "Inte klarlagt",
        "assess": "Inte bedömt",
    },
    "en": {
        "met": "Eligible", "not_met": "Not eligible", "undetermined": "Undetermined",
        "needs_assessment": "Needs assessment", "route": "way in", "preparation": "preparation",
        "consent": "consent", "place": "place", "way": "Another way in (R-route)",
        "later": "Not yet", "full": "No place now", "clear": "Not cleared up",
        "assess": "Not assessed",
    },
}  # fmt: skip


def expected_headline(person: str, others: tuple[str, ...], lang: Lang) -> str:
    words = WORDS[lang]
    outcome = dict(zip(OTHERS, others, strict=True))

    def named(state: str, among: Iterable[Concern]) -> str:
        return ", ".join(words[concern] for concern in among if outcome[concern] == state)

    parts = [words[person]]
    if outcome[Concern.ROUTE] == "not_met":
        parts.append(words["way"])
    if later := named("not_met", (Concern.PREPARATION, Concern.CONSENT)):
        parts.append(f"{words['later']}: {later}")
    if outcome[Concern.PLACE] == "not_met":
        parts.append(words["full"])
    if clear := named("undetermined", OTHERS):
        parts.append(f"{words['clear']}: {clear}")
    if assess := named("needs_assessment", OTHERS):
        parts.append(f"{words['assess']}: {assess}")
    return ". ".join(parts) + "."


@pytest.mark.parametrize("person", STATES)
def test_no_concern_is_chosen_away(person: str) -> None:
    """Design 2.3: the headline is the verdict and then every concern that isn't met."""
    for others in itertools.product(STATES, repeat=4):
        known = {}
        for part, state in zip(PARTS, (person, *others), strict=True):
            known[f"{part}_fact"], known[f"{part}_judged"] = SETTLED[state]
        one = decide(EVERY_CONCERN, **known)  # type: ignore[arg-type]
        assert one.verdict is VERDICTS[person]
        assert one.concerns == {
            concern: ConcernOutcome(state) for concern, state in zip(OTHERS, others, strict=True)
        }
        for lang in LANGS:
            assert one.headline(lang) == expected_headline(person, others, lang)
        if person == "not_met" or "not_met" in others:
            assert one.ready is False
        elif {person, *others} == {"met"}:
            assert one.ready is True
        else:
            assert one.ready is None


def test_the_headline_is_swedish_unless_said() -> None:
    one = decide(rules(clause("x", A), clause("r", B, concern=Concern.ROUTE)), a=True, b=True)
    assert one.headline() == "Behörig."
    assert one.explain() == one.explain("sv", "text")


def test_what_a_set_says_nothing_of_is_no_concern_but_the_way_in() -> None:
    """X-26: unsaid is unknown, not open; so the route is always told."""
    one = decide(rules(clause("x", A)), a=True)
    assert one.concerns == {Concern.ROUTE: ConcernOutcome.UNDETERMINED}
    assert one.headline("sv") == "Behörig. Källan säger inget om vägen in."
    assert one.headline("en") == "Eligible. The source says nothing about the way in."
    assert one.ready is None


def test_a_way_in_that_is_not_stated_stands_beside_what_else_is_to_be_cleared_up() -> None:
    made = rules(
        clause("x", A),
        clause("c", B, concern=Concern.CONSENT),
        clause("p", J, concern=Concern.PREPARATION),
    )
    assert decide(made, a=True).headline("en") == (
        "Eligible. The source says nothing about the way in. Not cleared up: consent."
        " Not assessed: preparation."
    )


def test_only_a_required_clause_states_a_way_in() -> None:
    for strength in (Strength.GUIDELINE, Strength.PRIORITY):
        made = rules(clause("x", A), clause("r", B, concern=Concern.ROUTE, strength=strength))
        one = decide(made, a=True, b=False)
        assert one.headline("en") == "Eligible. The source says nothing about the way in."
        assert one.concerns == {Concern.ROUTE: ConcernOutcome.UNDETERMINED}


def test_the_concerns_of_a_decision_are_a_copy() -> None:
    one = decide(rules(clause("x", A), ways_in=[way("w", WayInKind.OPEN_DOOR)]), a=True)
    one.concerns.clear()
    assert one.concerns == {Concern.ROUTE: ConcernOutcome.MET}
    assert one.ready is True


# --- words for a place --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "word"),
    [
        (DayIn(end=dt.date(2022, 6, 14)), "Intake closed"),
        (AllOf(DayIn(start=dt.date(2022, 6, 16)), DayIn(end=dt.date(2022, 7, 1))), "Intake closed"),
        (Not(DayIn(start=DAY, end=DAY)), "Intake closed"),
        (AllOf(B, DayIn(end=dt.date(2022, 6, 14))), "No place now"),
        (Not(B), "No place now"),
    ],
)
def test_a_place_that_there_is_not(place: Condition, word: str) -> None:
    """Design 2.3: *no place now* or *intake closed*."""
    made = rules(clause("x", A), clause("p", place, concern=Concern.PLACE), ways_in=DOOR)
    one = decide(made, a=True, b=True)
    assert one.headline("en") == f"Eligible. {word}."
    assert one.ready is False
    sv = {"Intake closed": "Intaget är stängt", "No place now": "Ingen plats nu"}[word]
    assert one.headline("sv") == f"Behörig. {sv}."


DOOR = [way("door", WayInKind.OPEN_DOOR)]


def test_a_place_may_fail_for_two_reasons() -> None:
    closed = clause("d", DayIn(end=dt.date(2022, 6, 14)), concern=Concern.PLACE)
    full = clause("f", B, concern=Concern.PLACE)
    one = decide(rules(clause("x", A), full, closed, ways_in=DOOR), a=True, b=False)
    assert one.headline("en") == "Eligible. Intake closed."


def test_a_guideline_never_closes_the_intake_nor_refuses_a_route() -> None:
    """Design 2.2: a guideline is only a remark."""
    made = rules(
        clause("x", A),
        clause("full", B, concern=Concern.PLACE),
        clause("guide", DayIn(end=dt.date(2022, 6, 14)), concern=Concern.PLACE,
               strength=Strength.GUIDELINE),
        clause("route", C, concern=Concern.ROUTE, rule="R-1"),
        clause("hint", D, concern=Concern.ROUTE, rule="R-2", strength=Strength.GUIDELINE),
    )  # fmt: skip
    one = decide(made, a=True, b=False, c=False, d=False)
    assert one.headline("en") == "Eligible. Another way in (R-1). No place now."


# --- findings -----------------------------------------------------------------------------------


def test_every_clause_is_always_reported() -> None:
    """Design 2.3: each from all completions of the clause alone, in their order."""
    made = rules(
        clause("a", A),
        clause("b", B, strength=Strength.GUIDELINE),
        clause("s", strength=Strength.STATEMENT),
        clause("c", C, applies_to=D, concern=Concern.CONSENT),
    )
    assert list(outcomes(decide(made))) == ["a", "b", "c"]
    assert outcomes(decide(made, a=False, b=True, c=False, d=True)) == {
        "a": FAILED, "b": SATISFIED, "c": FAILED,
    }  # fmt: skip
    assert outcomes(decide(made)) == {"a": UNKNOWN, "b": UNKNOWN, "c": UNKNOWN}


@pytest.mark.parametrize(
    ("applies", "holds", "outcome", "verdict"),
    [
        (True, True, SATISFIED, Verdict.ELIGIBLE),
        (True, False, FAILED, Verdict.NOT_ELIGIBLE),
        (True, None, UNKNOWN, Verdict.UNDETERMINED),
        (False, False, NOT_APPLICABLE, Verdict.ELIGIBLE),
        (False, True, NOT_APPLICABLE, Verdict.ELIGIBLE),
        (False, None, NOT_APPLICABLE, Verdict.ELIGIBLE),
        (None, True, SATISFIED, Verdict.ELIGIBLE),
        (None, False, UNKNOWN, Verdict.UNDETERMINED),
        (None, None, UNKNOWN, Verdict.UNDETERMINED),
    ],
)
def test_where_a_clause_does_not_apply_it_is_met(
    applies: bool | None, holds: bool | None, outcome: Outcome, verdict: Verdict
) -> None:
    one = decide(rules(clause("x", A, applies_to=B)), a=holds, b=applies)
    assert outcomes(one) == {"x": outcome}
    assert one.verdict is verdict


def test_findings_are_shared() -> None:
    made = rules(clause("x", A), clause("y", B))
    one, other = decide(made, a=True), decide(made, a=True, b=True)
    assert one.findings[0] is other.findings[0]
    assert one.findings[1] is not other.findings[1]
    assert one.findings[0].clause == made.clauses[0]


def test_statements_are_shown_and_never_evaluated() -> None:
    said = clause("s", strength=Strength.STATEMENT)
    made = rules(said, clause("x", A))
    one = decide(made, a=True)
    assert one.statements == (said,)
    assert one.verdict is Verdict.ELIGIBLE
    assert [finding.clause.key for finding in one.findings] == ["x"]
    alone = decide(rules(said, clause("g", A, strength=Strength.GUIDELINE)))
    assert alone.verdict is Verdict.NEEDS_ASSESSMENT
    assert decide(rules(clause("x", A))).statements == ()


def test_guidelines_that_are_not_met_are_remarks() -> None:
    made = rules(
        *(clause(key, Flag(key), strength=Strength.GUIDELINE) for key in "abc"),
        clause("d", D, strength=Strength.GUIDELINE, applies_to=E),
        clause("x", F),
        clause("p", A, strength=Strength.PRIORITY),
    )
    one = decide(made, a=False, b=True, d=False, e=False, f=False)
    assert [(found.clause.key, found.outcome) for found in one.remarks] == [
        ("a", FAILED), ("c", UNKNOWN),
    ]  # fmt: skip


# --- priority -----------------------------------------------------------------------------------

YOUNG = clause("young", Age(at_most=29), strength=Strength.PRIORITY)


@pytest.mark.parametrize(
    ("known", "has_priority"),
    [
        ({"a": True}, True),
        ({"a": False}, None),
        ({"a": False, "b": False}, False),
        ({"a": False, "b": True, "c": True}, True),
        ({"a": False, "b": True, "c": False}, False),
        ({"a": False, "c": False}, False),
        ({"b": True, "c": True}, True),
        ({}, None),
    ],
)
def test_who_goes_first(known: dict[str, bool], has_priority: bool | None) -> None:
    """Design 2.3: True, False or None; it ranks and refuses nobody."""
    made = rules(
        clause("x", F),
        clause("p", A, strength=Strength.PRIORITY),
        clause("q", B, strength=Strength.PRIORITY, applies_to=C),
    )
    one = decide(made, f=True, **known)  # type: ignore[arg-type]
    assert one.has_priority is has_priority
    assert one.verdict is Verdict.ELIGIBLE


def test_priority_is_what_all_completions_agree_on() -> None:
    old = clause("old", Age(at_least=30), strength=Strength.PRIORITY)
    assert decide(rules(clause("x", A), YOUNG, old)).has_priority is True
    assert decide(rules(clause("x", A), YOUNG)).has_priority is None


def test_without_a_priority_clause_nobody_goes_first() -> None:
    assert decide(rules(clause("x", A))).has_priority is False


@pytest.mark.parametrize("strength", [Strength.GUIDELINE, Strength.PRIORITY])
def test_guidelines_and_priority_never_enter_the_verdict_or_what_is_missing(
    strength: Strength,
) -> None:
    made = rules(clause("x", A), clause("y", B, strength=strength), ways_in=DOOR)
    for b in (None, True, False):
        assert decide(made, a=True, b=b).verdict is Verdict.ELIGIBLE
        assert decide(made, a=False, b=b).verdict is Verdict.NOT_ELIGIBLE
        assert keys(decide(made, b=b).missing) == ["a"]
        assert decide(made, a=True, b=b).ready is True
    assert keys(decide(made).missing_for_remarks) == ["b"]
    assert keys(decide(made, b=True).missing_for_remarks) == []


# --- what is missing ----------------------------------------------------------------------------


def test_what_the_verdict_needs_comes_first() -> None:
    made = rules(
        clause("c", B, concern=Concern.CONSENT),
        clause("r", C, concern=Concern.ROUTE),
        clause("x", J),
        clause("y", A),
    )
    missing = decide(made).missing
    assert keys(missing) == ["a", "j", "b", "c"]
    assert [one.for_verdict for one in missing] == [True, True, False, False]


def test_what_can_be_looked_up_comes_before_what_is_judged() -> None:
    made = rules(clause("x", J), clause("y", A), clause("z", K), clause("w", B))
    missing = decide(made).missing
    assert keys(missing) == ["a", "b", "j", "k"]
    assert [one.is_judgement for one in missing] == [False, False, True, True]
    first = rules(clause("c", B, concern=Concern.CONSENT), clause("x", J), ways_in=DOOR)
    assert keys(decide(first).missing) == ["j", "b"]


def test_what_settles_more_of_the_answers_comes_first() -> None:
    """`a` being no settles it; neither answer about `b` or `c` does."""
    made = rules(clause("x", AnyOf(B, C)), clause("y", A))
    assert keys(decide(made).missing) == ["a", "b", "c"]
    several = rules(clause("x", AnyOf(B, C)), clause("y", OneOf("colour", ["red"])), clause("z", A))
    assert keys(decide(several).missing) == ["colour", "a", "b", "c"]


def test_of_a_choice_the_share_of_the_classes_counts() -> None:
    """One of three classes of hours settles it, and one of two answers about `a`."""
    narrow = AllOf(Measured("hours", at_least=10), AnyOf(Measured("hours", at_least=20), B))
    made = rules(clause("x", narrow), clause("y", A))
    assert keys(decide(made).missing) == ["a", "hours", "b"]


def test_what_leaves_less_in_the_worst_case_comes_before() -> None:
    """After `a` at most two facts are left, after any other three may be."""
    made = rules(clause("x", AnyOf(AllOf(C, D, Not(A)), AllOf(B, A))))
    assert keys(decide(made).missing) == ["a", "c", "d", "b"]


def test_what_is_alike_comes_in_the_order_of_the_clauses() -> None:
    made = rules(clause("x", C), clause("y", A), clause("z", B))
    assert keys(decide(made).missing) == ["c", "a", "b"]
    assert keys(decide(made, c=True).missing) == ["a", "b"]


def test_a_way_in_comes_after_the_clauses() -> None:
    made = rules(
        clause("x", A),
        clause("p", B, concern=Concern.PREPARATION),
        ways_in=[way("w", WayInKind.OPEN_DOOR, open_to=C)],
    )
    missing = decide(made, a=True).missing
    assert keys(missing) == ["b", "c"]
    assert [[asker.key for asker in one.asked_by] for one in missing] == [["p"], ["w"]]


def test_a_fact_that_changes_nothing_is_not_missing() -> None:
    """Design 2.3: missing is what two completions that differ only in it answer differently."""
    made = rules(clause("x", AnyOf(A, B)), clause("y", C))
    assert keys(decide(made, a=True).missing) == ["c"]
    assert keys(decide(made, c=False).missing) == []
    assert keys(decide(made, a=True, c=True).missing) == []


def test_nothing_is_missing_once_the_person_is_not_eligible() -> None:
    made = rules(clause("x", A), clause("c", B, concern=Concern.CONSENT))
    one = decide(made, a=False)
    assert one.missing == ()
    assert one.concerns[Concern.CONSENT] is ConcernOutcome.UNDETERMINED
    assert keys(decide(made, b=False).missing) == ["a"]


def test_who_asks_for_what_is_missing() -> None:
    made = rules(
        clause("x", AnyOf(A, B)),
        clause("y", AnyOf(A, C), concern=Concern.CONSENT),
        clause("z", A, strength=Strength.GUIDELINE),
        clause("w", D, applies_to=A),
        ways_in=[way("way", WayInKind.OPEN_DOOR, steps=A)],
    )
    asked = {one.key: [asker.key for asker in one.asked_by] for one in decide(made).missing}
    assert asked == {"a": ["x", "y", "w", "way"], "b": ["x"], "c": ["y"], "d": ["w"]}


def test_a_member_of_a_set_is_missing_by_itself() -> None:
    two = rules(clause("x", Includes("needs", ["region", "municipality"], at_least=2)))
    missing = decide(two, needs={"region": True}).missing
    assert keys(missing) == ["needs/municipality"]
    (one,) = missing
    assert one.member == "municipality"
    assert one.fact == SMALL["needs"]
    assert [one.question(lang) for lang in LANGS] == [
        "Behöver? – kommunen", "Needs? – the municipality",
    ]  # fmt: skip
    (fact,) = decide(rules(clause("x", A))).missing
    assert (fact.key, fact.member, fact.question("sv")) == ("a", None, "Är a?")


def test_members_come_in_the_order_of_the_list() -> None:
    made = rules(clause("x", Includes("needs", reversed(Authority), at_least=2)))
    assert keys(decide(made).missing) == [f"needs/{authority}" for authority in Authority]


def _holds(condition: Condition, facts: dict[str, bool]) -> bool:
    if isinstance(condition, Flag):
        return facts[condition.fact]
    if isinstance(condition, Not):
        return not _holds(condition.of, facts)
    assert isinstance(condition, AllOf | AnyOf | AtLeastOf)
    return sum(_holds(part, facts) for part in condition.of) >= condition.needed


def _random_condition(chance: random.Random, flags: str, depth: int) -> Condition:
    if depth == 0 or chance.random() < 0.2:
        return Flag(chance.choice(flags))
    parts = [_random_condition(chance, flags, depth - 1) for _ in range(chance.randint(2, 3))]
    made: list[Condition] = [AllOf(*parts), AnyOf(*parts), AtLeastOf(2, *parts), Not(parts[0])]
    return chance.choice(made)


def _completions(unknown: list[str], known: dict[str, bool]) -> Iterator[dict[str, bool]]:
    for values in itertools.product((False, True), repeat=len(unknown)):
        yield known | dict(zip(unknown, values, strict=True))


def _support(clauses: list[Clause], known: dict[str, bool], flags: str) -> set[str]:
    """Returns the flags in which alone two completions differ that have two answers."""

    def answer(facts: dict[str, bool]) -> bool:
        return all(c.condition is not None and _holds(c.condition, facts) for c in clauses)

    unknown = [key for key in flags if key not in known]
    return {
        key
        for facts in _completions(unknown, known)
        for key in unknown
        if answer(facts) != answer(facts | {key: not facts[key]})
    }


def _in_reading_order(clauses: list[Clause]) -> list[str]:
    found: dict[str, None] = {}
    for one in clauses:
        assert one.condition is not None
        for _, part in reading_order(one.condition):
            if isinstance(part, Flag):
                found.setdefault(part.fact)
    return list(found)


def test_the_order_of_what_is_missing_is_the_one_that_was_promised() -> None:
    """Design 2.3, by trying every completion: ordinary first, share that settles, worst, clause."""
    flags, tried, chance = "abcjk", 0, random.Random(11)
    while tried < 100:
        clauses = [
            clause(f"c{i}", _random_condition(chance, flags, 2))
            for i in range(chance.randint(1, 4))
        ]
        try:
            made = rules(*clauses, ways_in=DOOR)
        except ValueError:
            continue  # met by all, or by none
        tried += 1
        known = {key: chance.random() < 0.5 for key in flags if chance.random() < 0.3}
        missing = _support(clauses, known, flags)
        read = _in_reading_order(clauses)

        def rank(key: str) -> tuple[object, ...]:
            left = [len(_support(clauses, known | {key: value}, flags)) for value in (False, True)]  # noqa: B023 - used at once
            first = next(i for i, one in enumerate(clauses) if key in _support([one], known, flags))  # noqa: B023 - used at once
            return key in "jk", -left.count(0), max(left), first, read.index(key)  # noqa: B023 - used at once

        assert keys(decide(made, **known).missing) == sorted(missing, key=rank)  # type: ignore[arg-type]


def remarking() -> RuleSet:
    return rules(
        clause("g", AllOf(A, B), strength=Strength.GUIDELINE),
        clause("x", A),
        clause("p", AnyOf(B, C), strength=Strength.PRIORITY),
        clause("h", AnyOf(D, OPEN), strength=Strength.GUIDELINE),
    )


OPEN = Open("o", text("o"))


def test_what_only_remarks_want_is_held_apart() -> None:
    made = remarking()
    one = decide(made)
    assert keys(one.missing) == ["a"]
    assert keys(one.missing_for_remarks) == ["b", "c", "d"]
    assert [[asker.key for asker in m.asked_by] for m in one.missing_for_remarks] == [
        ["g", "p"], ["p"], ["h"],
    ]  # fmt: skip
    assert not any(m.for_verdict for m in one.missing_for_remarks)
    assert keys(decide(made, a=True).missing_for_remarks) == ["b", "c", "d"]
    assert keys(decide(made, b=False).missing_for_remarks) == ["c", "d"]


def test_nobody_is_asked_for_remarks_once_the_answer_is_no() -> None:
    one = decide(remarking(), a=False)
    assert one.verdict is Verdict.NOT_ELIGIBLE
    assert one.missing_for_remarks == one.missing == ()
    assert one.open_points_for_remarks == ()
    assert one.open_points == ()
    assert {"g", "p", "h"} <= set(outcomes(one))  # they are reported all the same


def test_an_open_point_that_only_remarks_hang_on_is_held_apart() -> None:
    made = remarking()
    assert decide(made).open_points == ()
    assert decide(made).open_points_for_remarks == (OPEN,)
    assert decide(made, a=True, d=False).open_points_for_remarks == (OPEN,)
    assert decide(made, a=True, d=True).open_points_for_remarks == ()
    assert decide(made, readings={"o": "met"}).open_points_for_remarks == ()
    both = rules(
        clause("x", AllOf(A, OPEN)),
        clause("g", AnyOf(B, OPEN), strength=Strength.GUIDELINE),
        clause("h", Open("second", text("s")), strength=Strength.PRIORITY),
        clause("i", Open("third", text("t")), strength=Strength.GUIDELINE),
    )
    one = decide(both)
    assert [found.point.key for found in one.open_points] == ["o"]
    assert [point.key for point in one.open_points_for_remarks] == ["second", "third"]


# --- the next step of an interview --------------------------------------------------------------


def test_an_answer_gives_the_next_decision() -> None:
    made = rules(clause("x", A), clause("y", B), ways_in=DOOR)
    first = decide(made, as_of=DAY + dt.timedelta(3), readings=None)
    second = first.with_answers({"a": True})
    assert (keys(first.missing), keys(second.missing)) == (["a", "b"], ["b"])
    assert second == decide(made, as_of=DAY + dt.timedelta(3), a=True)
    assert second.with_answers({"b": True}).verdict is Verdict.ELIGIBLE
    assert second.with_answers({"b": False}).verdict is Verdict.NOT_ELIGIBLE
    assert first.with_answers({}) == first
    assert dict(first.facts) == {}
    assert (second.rules, second.as_of) == (made, DAY + dt.timedelta(3))


def test_an_answer_takes_the_place_of_what_was_known() -> None:
    made = rules(clause("x", Age(at_least=18)), clause("y", A))
    one = decide(made, birth_date=Between.year(2004), a=False)
    assert one.verdict is Verdict.NOT_ELIGIBLE
    other = one.with_answers({"birth_date": dt.date(1990, 1, 1), "a": True})
    assert other == decide(made, birth_date=dt.date(1990, 1, 1), a=True)
    assert other.verdict is Verdict.ELIGIBLE


def test_an_answer_of_none_is_not_known_again() -> None:
    made = rules(clause("x", A), clause("y", Includes("needs", ["region"])))
    one = decide(made, a=True, needs={"region": True, "municipality": False})
    assert one.with_answers({"a": None}) == decide(
        made, needs={"region": True, "municipality": False}
    )
    again = one.with_answers({"needs/region": None})
    assert again == decide(made, a=True, needs={"municipality": False})
    assert keys(again.missing) == ["needs/region"]
    assert one.with_answers({"needs": None, "a": None}).facts == {}


def test_an_answer_about_a_member_leaves_the_others_as_they_were() -> None:
    two = rules(clause("x", Includes("needs", ["region", "municipality"], at_least=2)))
    one = decide(two, needs={"region": True})
    (asked,) = one.missing
    assert one.with_answers({asked.key: True}).verdict is Verdict.ELIGIBLE
    assert one.with_answers({asked.key: False}).verdict is Verdict.NOT_ELIGIBLE
    assert one.with_answers({asked.key: False}) == decide(
        two, needs={"region": True, "municipality": False}
    )
    nothing = decide(two).with_answers({"needs/region": True, "needs/municipality": True})
    assert nothing == decide(two, needs={"region": True, "municipality": True})


def test_an_answer_about_a_member_of_a_complete_list_changes_only_that_member() -> None:
    """The list stays complete: what wasn't in it is still not in it."""
    two = rules(clause("x", Includes("needs", ["region", "municipality"], at_least=2)))
    one = decide(two, needs={"region", "social_insurance_agency"})
    assert one.verdict is Verdict.NOT_ELIGIBLE
    more = one.with_answers({"needs/municipality": True, "needs/social_services": None})
    assert more.verdict is Verdict.ELIGIBLE
    less = one.with_answers({"needs/social_insurance_agency": False})
    assert less == decide(
        two, needs={**dict.fromkeys((*Authority, *Service), False), "region": True,
                    "health_centre": None},
    )  # fmt: skip


def test_a_set_is_answered_whole_or_by_members_not_both_at_once() -> None:
    """As `assess` has it: which of the two would hold can't be told."""
    two = rules(clause("x", Includes("needs", ["region", "municipality"], at_least=2)))
    full = decide(two, needs={"region", "municipality"})
    for whole in ({"region"}, ["region"], {"region": True}):
        for answers in (
            {"needs": whole, "needs/region": False},
            {"needs/municipality": True, "needs": whole},
        ):
            for one in (decide(two), full):
                [found] = faults_of(partial(one.with_answers, answers), InvalidInput)
                assert (found.code, found.path) == ("twice", "needs")
    again = full.with_answers({"needs": None, "needs/region": True})
    assert again == decide(two, needs={"region": True})


def test_a_municipality_is_answered_by_its_code_too() -> None:
    facts = (SMALL["municipality"], COMMON["lives_in"])
    for fact in facts:
        made = rules(clause("x", OneOf(fact.key, ["Håbo"])), vocabulary=Vocabulary(facts))
        for name in ("0305", "Håbo"):
            assert decide(made).with_answers({fact.key: name}).verdict is Verdict.ELIGIBLE
        assert decide(made).with_answers({fact.key: "0643"}).verdict is Verdict.NOT_ELIGIBLE


def test_all_that_is_wrong_with_answers_is_reported_at_once() -> None:
    made = rules(clause("x", Age(at_least=18)), clause("y", Includes("needs", ["region"])))
    one = decide(made, birth_date=dt.date(1990, 1, 1), needs={"social_services": True})
    answers = {
        "a": 1, "hour": 7, "birth_date": DAY + dt.timedelta(1), "needs/regoin": True,
        "needs/municipality": False, "birth_date/day": True, "need/region": True,
    }  # fmt: skip
    found = faults_of(lambda: one.with_answers(answers), InvalidInput)
    assert [(each.code, each.path, each.value) for each in found] == [
        ("after_as_of", "birth_date", None),
        ("unknown", "needs", "regoin"),
        ("contradiction", "needs/social_services", None),
        ("type", "a", None),
        ("unknown", "facts", "hour"),
        ("unknown", "facts", "birth_date/day"),
        ("unknown", "facts", "need/region"),
    ]
    for wrong in ("region", {"regoin"}, 5):
        both: Any = {"needs": wrong, "needs/region": True}
        found = faults_of(lambda both=both: one.with_answers(both), InvalidInput)  # type: ignore[misc]
        assert [each.code for each in found][-1] == "twice"
    for no_answers in (None, ["a"], "a"):
        odd: Any = no_answers
        (each,) = faults_of(lambda odd=odd: one.with_answers(odd), InvalidInput)  # type: ignore[misc]
        assert (each.code, each.path) == ("type", "answers")


def test_readings_that_were_chosen_stay_chosen_with_more_answers() -> None:
    made = rules(clause("x", POINT))
    one = decide(made, readings={"point": "q"}, a=True)
    assert one.with_answers({"b": False}) == decide(made, readings={"point": "q"}, a=True, b=False)


def test_an_interview_asks_until_it_knows() -> None:
    """Each step answers the first question, and never asks the same again."""
    decision = assess(Person(), SIGMA, as_of=dt.date(2014, 5, 1))
    asked: list[str] = []
    while decision.missing:
        first = decision.missing[0]
        assert first.key not in asked
        asked.append(first.key)
        kind = first.fact.kind
        answer: object = not first.is_judgement
        if isinstance(kind, Date):
            answer = dt.date(1990, 1, 1)
        elif isinstance(kind, Choice):
            answer = next(key for key in kind.terms if kind.below[key] == {key})
        decision = decision.with_answers({first.key: answer})
    assert len(asked) > 2


# --- clash --------------------------------------------------------------------------------------


def when(condition: Condition, key: str) -> Clause:
    """Returns a clause that only asks something of those for whom `f` is so."""
    return clause(key, AnyOf(Not(F), condition))


def clash(made: RuleSet, **known: Any) -> list[str]:
    one = decide(made, **known)
    return [each.key for each in one.clash]


def test_a_clash_is_told_when_no_clause_fails_by_itself() -> None:
    made = rules(when(A, "x"), clause("y", B), when(Not(A), "z"))
    one = decide(made, f=True)
    assert one.verdict is Verdict.NOT_ELIGIBLE
    assert set(outcomes(one).values()) == {UNKNOWN}
    assert clash(made, f=True) == ["x", "z"]
    assert clash(made, f=True, b=False) == []
    assert clash(made, f=False) == clash(made) == []


@pytest.mark.parametrize("order", list(itertools.permutations(range(5)))[::7])
def test_a_clash_is_a_smallest_set(order: tuple[int, ...]) -> None:
    made = [
        when(A, "a"),
        when(B, "b"),
        when(Not(AllOf(A, B)), "not both"),
        when(C, "c"),
        when(Not(C), "not c"),
    ]
    found = clash(rules(*(made[i] for i in order)), f=True)
    assert sorted(found) == ["c", "not c"]


def test_a_clash_of_three_names_three() -> None:
    made = rules(when(A, "a"), when(D, "d"), when(B, "b"), when(Not(AllOf(A, B)), "not both"))
    assert clash(made, f=True) == ["a", "b", "not both"]


def test_a_clash_leaves_out_what_is_met_and_what_decides_nothing() -> None:
    made = rules(
        clause("met", E),
        when(A, "x"),
        clause("g", Not(A), strength=Strength.GUIDELINE),
        clause("c", Not(A), concern=Concern.CONSENT),
        when(Not(A), "y"),
    )
    assert clash(made, f=True, e=True) == ["x", "y"]


def test_after_many_tries_a_good_clash_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    made = rules(
        when(C, "c"), when(Not(C), "not c"), when(A, "a"), when(B, "b"),
        when(Not(AllOf(A, B)), "not both"),
    )  # fmt: skip
    assert evaluate._MOST_TRIES == 2_000
    assert clash(made, f=True) == ["c", "not c"]
    monkeypatch.setattr(evaluate, "_MOST_TRIES", 0)
    again = made.prepared(DAY).evaluate_state(made.prepared(DAY).space.possible(SMALL.read({})))
    assert again.clash == ()
    other = rules(*made.clauses, clause("g", D, strength=Strength.GUIDELINE))
    assert clash(other, f=True) == ["a", "b", "not both"]


def test_where_no_smaller_clash_can_be_found_all_that_take_part_are_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Some of the clauses together may have more nodes than all of them."""
    made = rules(when(A, "x"), when(B, "y"), when(Not(A), "z"))
    assert clash(made, f=True) == ["x", "z"]
    prepared = made.prepared(DAY)
    prepared._answers.clear()
    fresh = prepared.evaluate(SMALL.read({"f": True}))
    monkeypatch.setattr(diagram, "MAX_NODES", len(fresh._left.nodes))
    assert [each.key for each in fresh.clash] == ["x", "y", "z"]


def test_what_an_evaluation_says_of_concerns_stays() -> None:
    """It is shared by all who know as much."""
    made = rules(clause("x", A), clause("c", OPEN, concern=Concern.CONSENT), ways_in=DOOR)
    shared = made.evaluate(SMALL.read({}), as_of=DAY)
    with pytest.raises(TypeError):
        shared.concerns[Concern.ROUTE] = ConcernOutcome.NOT_MET  # type: ignore[index]
    (point,) = shared.open_points
    point.gives[0].concerns.clear()
    assert point.gives[0].concerns == {
        Concern.ROUTE: ConcernOutcome.MET, Concern.CONSENT: ConcernOutcome.MET,
    }  # fmt: skip
    assert len({hash(each) for each in point.gives}) == 2


def test_the_nodes_of_kept_answers_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    assert evaluate._MOST_KEPT == 100_000
    prepared = rules(*(clause(key, Flag(key)) for key in "abcdef")).prepared(DAY)
    monkeypatch.setattr(evaluate, "_MOST_KEPT", 2 * len(prepared.graph.nodes))
    for values in itertools.product((True, False, None), repeat=3):
        known = SMALL.read(dict(zip("abc", values, strict=True)))
        assert prepared.evaluate(known) is prepared.evaluate(known)
        assert len(prepared._answers) <= 3


def test_kept_answers_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    assert evaluate._MOST_STATES == 256
    monkeypatch.setattr(evaluate, "_MOST_STATES", 3)
    prepared = rules(*(clause(key, Flag(key)) for key in "abcdef")).prepared(DAY)
    for values in itertools.product((True, False, None), repeat=3):
        known = SMALL.read(dict(zip("abc", values, strict=True)))
        assert prepared.evaluate(known) is prepared.evaluate(known)
        assert len(prepared._answers) <= 3


# --- open points --------------------------------------------------------------------------------

POINT = Open("point", text("point"), (reading("p", A), reading("q", AllOf(A, B))))


def gives(one: Decision) -> list[tuple[str, list[tuple[str, str, dict[Concern, str]]]]]:
    return [
        (
            found.point.key,
            [(r.key, r.verdict.value, {c: o.value for c, o in r.concerns.items()})
             for r in found.gives],
        )
        for found in one.open_points
    ]  # fmt: skip


def test_an_open_point_is_named_with_what_each_reading_gives() -> None:
    """Design 2.2: the verdict is what all readings agree on, else undetermined."""
    made = rules(clause("x", POINT), ways_in=DOOR)
    route = {Concern.ROUTE: "met"}
    one = decide(made, a=True, b=False)
    assert one.verdict is Verdict.UNDETERMINED
    assert gives(one) == [("point", [("p", "eligible", route), ("q", "not_eligible", route)])]
    assert keys(one.missing) == []
    assert gives(decide(made, a=True)) == [
        ("point", [("p", "eligible", route), ("q", "undetermined", route)])
    ]
    assert keys(decide(made, a=True).missing) == ["b"]
    for known in ({"a": False}, {"a": True, "b": True}):
        agreed = decide(made, **known)  # type: ignore[arg-type]
        assert agreed.open_points == ()
        assert agreed.verdict in {Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE}


def test_an_open_point_is_no_judgement() -> None:
    made = rules(clause("x", AllOf(J, Open("o", text("o")))))
    assert decide(made).verdict is Verdict.UNDETERMINED
    assert decide(made, j=True).verdict is Verdict.UNDETERMINED
    assert keys(decide(made).missing) == ["j"]
    assert decide(made, readings={"o": "met"}).verdict is Verdict.NEEDS_ASSESSMENT


def test_an_open_point_about_another_concern_tells_what_it_gives_there() -> None:
    made = rules(clause("x", A), clause("c", POINT, concern=Concern.CONSENT), ways_in=DOOR)
    one = decide(made, a=True, b=False)
    assert one.concerns[Concern.CONSENT] is ConcernOutcome.UNDETERMINED
    assert gives(one) == [
        (
            "point",
            [
                ("p", "eligible", {Concern.ROUTE: "met", Concern.CONSENT: "met"}),
                ("q", "eligible", {Concern.ROUTE: "met", Concern.CONSENT: "not_met"}),
            ],
        )
    ]


def test_who_may_refer_is_an_open_point_when_it_is_not_said() -> None:
    made = rules(clause("x", A), ways_in=[way("w")])
    one = decide(made, a=True, referred_by="region")
    assert one.concerns == {Concern.ROUTE: ConcernOutcome.UNDETERMINED}
    assert [(key, [g[0] for g in given]) for key, given in gives(one)] == [
        ("w.referrers", ["met", "not_met"])
    ]
    read = decide(made, readings={"w.referrers": "met"}, a=True, referred_by="region")
    assert read.concerns == {Concern.ROUTE: ConcernOutcome.MET}
    assert read.ready is True
    alone = decide(made, readings={"w.referrers": "met"}, a=True, referred_by="the_person")
    assert alone.concerns == {Concern.ROUTE: ConcernOutcome.NOT_MET}


def test_an_open_point_that_only_a_remark_reads_changes_nothing() -> None:
    made = rules(clause("x", A), clause("g", POINT, strength=Strength.GUIDELINE))
    one = decide(made, a=True, b=False)
    assert one.open_points == ()
    assert one.open_points_for_remarks == (POINT,)


def test_the_headline_names_what_the_source_leaves_open() -> None:
    """Nothing that could be asked of the person would settle it."""
    made = rules(clause("x", AllOf(POINT, C)), clause("y", AnyOf(OPEN, Not(D))), ways_in=DOOR)

    def said(**known: bool) -> tuple[str, str]:
        one = decide(made, **known)  # type: ignore[arg-type]
        return one.headline("sv"), one.headline("en")

    assert said(a=True, b=False, c=True, d=True) == (
        "Går inte att avgöra ännu. Källan lämnar öppet: point, o.",
        "Undetermined. The source leaves open: point, o.",
    )
    assert said(a=True, b=True, c=True, d=True)[1] == "Undetermined. The source leaves open: o."
    assert said(a=True, b=False, c=True, d=False)[1] == (
        "Undetermined. The source leaves open: point."
    )
    assert said(a=True, b=False, c=True) == ("Går inte att avgöra ännu.", "Undetermined.")
    assert said(a=True, c=True, d=True)[1] == "Undetermined."  # b would settle one of the two
    assert said(a=True, b=True, c=True, d=False)[1] == "Eligible."
    assert said(a=False, d=True)[1] == "Not eligible."
    concern = rules(clause("x", A), clause("c", OPEN, concern=Concern.CONSENT), ways_in=DOOR)
    assert decide(concern, a=True).headline("en") == "Eligible. Not cleared up: consent."
    assert decide(concern).headline("en") == "Undetermined. Not cleared up: consent."


# --- ways in ------------------------------------------------------------------------------------

WAYS = [
    way("refer", referrers=["region", "municipality"], steps=B),
    way("self", WayInKind.SELF_APPLICATION, open_to=C),
    way("outreach", WayInKind.OUTREACH),
    way("other", WayInKind.OTHER_DOOR, referrers=["social_insurance_agency"], closed=True),
]


def came(one: Decision) -> dict[str, Outcome]:
    return {way_in.key: outcome for way_in, outcome in one.ways_in}


@pytest.mark.parametrize(
    ("known", "met", "ways"),
    [
        ({"referred_by": "region", "b": True}, "met", "2000"),
        ({"referred_by": "region", "b": False}, "not_met", "0000"),
        ({"referred_by": "region"}, "undetermined", "1000"),
        ({"referred_by": "social_services", "b": True}, "met", "2000"),
        ({"referred_by": "public_employment_service", "b": True}, "not_met", "0000"),
        ({"referred_by": "the_person", "c": True}, "met", "0200"),
        ({"referred_by": "the_person", "c": False}, "not_met", "0000"),
        ({"referred_by": "the_person"}, "undetermined", "0100"),
        ({"referred_by": "outreach"}, "met", "0020"),
        ({"referred_by": "social_insurance_agency"}, "not_met", "0000"),
        ({}, "undetermined", "1110"),
        ({"b": False, "c": False}, "undetermined", "0010"),
    ],
)
def test_the_route_is_met_when_one_of_the_ways_is(
    known: dict[str, Any], met: str, ways: str
) -> None:
    one = decide(rules(clause("x", A), ways_in=WAYS), a=True, **known)
    assert one.concerns == {Concern.ROUTE: ConcernOutcome(met)}
    assert came(one) == {w.key: Outcome(int(o)) for w, o in zip(WAYS, ways, strict=True)}


def test_a_service_refers_for_its_authority() -> None:
    """X-23: a narrower body maps to a kind of authority; the other way round it is open."""
    services = [way("w", referrers=["social_services"])]
    made = rules(clause("x", A), ways_in=services)
    assert came(decide(made, referred_by="social_services")) == {"w": SATISFIED}
    assert came(decide(made, referred_by="municipality")) == {"w": UNKNOWN}
    assert came(decide(made, referred_by="region")) == {"w": FAILED}


def test_the_rest_of_an_authority_may_refer_where_its_service_may_not() -> None:
    """X-23: SIGMA takes referrals from social services, so not from the rest of the kommun."""

    def route(by: str) -> tuple[ConcernOutcome, list[str]]:
        day = dt.date(2014, 5, 1)
        one = assess(Referral(person=Person(), referred_by=by), SIGMA, as_of=day)
        return one.concerns[Concern.ROUTE], [m.key for m in one.missing if m.key == "referred_by"]

    for by in ("social_services", "health_centre"):
        assert route(by) == (ConcernOutcome.MET, [])
    for by in ("other_municipal", "other_regional", "the_person"):
        assert route(by) == (ConcernOutcome.NOT_MET, [])
    for by in ("municipality", "region"):
        assert route(by) == (ConcernOutcome.UNDETERMINED, ["referred_by"])


def test_the_ways_that_are_open_to_the_person_whichever_was_tried() -> None:
    """Design 2.2: a route that fails names the way in that is open to this person."""
    made = rules(clause("x", A), ways_in=WAYS)

    def open_ways(**known: Any) -> list[str]:
        return [each.key for each in decide(made, a=True, **known).open_ways]

    assert open_ways() == ["refer", "self", "outreach"]
    assert open_ways(c=False, referred_by="the_person") == ["refer", "outreach"]
    assert open_ways(c=True, referred_by="social_insurance_agency") == ["refer", "self", "outreach"]
    assert decide(rules(clause("x", A))).open_ways == ()
    assert decide(rules(clause("x", A))).ways_in == ()


def test_a_route_that_fails_is_cited() -> None:
    made = rules(
        clause("x", A),
        clause("r", B, concern=Concern.ROUTE, rule="NV-08"),
        clause("s", C, concern=Concern.ROUTE, rule="NV-08"),
        clause("t", D, concern=Concern.ROUTE, rule="NV-09"),
        ways_in=WAYS[1:3],
    )

    def said(**known: Any) -> str:
        return decide(made, a=True, **known).headline("en")

    door = {"referred_by": "outreach"}
    wrong = {"referred_by": "region"}
    assert said(b=False, c=False, d=True, **door) == "Eligible. Another way in (NV-08)."
    assert said(b=False, c=True, d=False, **door) == "Eligible. Another way in (NV-08, NV-09)."
    assert said(b=True, c=True, d=True, **wrong) == "Eligible. Another way in (self, outreach)."
    assert said(b=False, c=True, d=True, **wrong) == (
        "Eligible. Another way in (NV-08, self, outreach)."
    )
    assert decide(made, a=True, d=False, referred_by="region").headline("sv") == (
        "Behörig. Annan väg in (NV-09, self, outreach)."
    )


def test_no_way_in_at_all_is_no_way_in() -> None:
    one = decide(rules(clause("x", A), ways_in=[]), a=True)
    assert one.concerns == {Concern.ROUTE: ConcernOutcome.NOT_MET}
    assert one.headline("en") == "Eligible. No way in is open."
    closed = decide(rules(clause("x", A), ways_in=[WAYS[3]]), a=True)
    assert closed.headline("en") == "Eligible. No way in is open (other)."
    assert closed.headline("sv") == "Behörig. Ingen väg in är öppen (other)."
    assert closed.open_ways == ()


def test_there_is_another_way_in_only_where_one_may_be_open() -> None:
    """Nobody is sent to look for a door that there isn't."""
    made = rules(clause("x", A), ways_in=[WAYS[1], WAYS[3]])

    def said(**known: Any) -> str:
        return decide(made, a=True, referred_by="region", **known).headline("en")

    assert said(c=True) == said() == "Eligible. Another way in (self, other)."
    assert said(c=False) == "Eligible. No way in is open (self, other)."
    assert decide(made, a=True, referred_by="region", c=False).open_ways == ()


STEPPED = [
    way("self", WayInKind.SELF_APPLICATION, open_to=C, steps=B),
    way("refer", referrers=["region"], steps=D),
    way("door", WayInKind.OTHER_DOOR, referrers=["municipality"], steps=B),
]


@pytest.mark.parametrize(
    ("known", "said", "left"),
    [
        ({"referred_by": "the_person", "b": False, "c": True}, "step (self)", "self"),
        ({"referred_by": "the_person", "b": False}, "step (self)", "self"),
        ({"referred_by": "the_person", "b": False, "c": False}, "another", ""),
        ({"referred_by": "region", "b": False, "d": False}, "step (refer)", "refer"),
        ({"b": False, "d": False}, "step (self, refer)", "self refer door"),
        ({"referred_by": "outreach", "b": False, "d": False}, "another", ""),
        ({"referred_by": "municipality", "b": False}, "another", "door"),  # that door is the other
    ],
)
def test_who_comes_the_right_way_is_told_that_a_step_is_left(
    known: dict[str, Any], said: str, left: str
) -> None:
    """Design 2.3: a route that fails names what is open to this person, not some other way."""
    one = decide(rules(clause("x", A), ways_in=STEPPED), a=True, **known)
    words = {"another": "Another way in (self, refer, door)."}
    step = f"Not yet: a step of the way in ({said.removeprefix('step (')}."
    assert one.headline("en") == f"Eligible. {words.get(said, step)}"
    assert keys_of(one.steps_left) == left.split()


def test_a_step_that_is_left_stands_beside_what_else_is_not_yet_done() -> None:
    made = rules(
        clause("x", A),
        clause("p", C, concern=Concern.PREPARATION),
        clause("r", D, concern=Concern.ROUTE),
        ways_in=[way("self", WayInKind.SELF_APPLICATION, steps=B)],
    )
    known: dict[str, Any] = {"a": True, "b": False, "c": False, "referred_by": "the_person"}
    one = decide(made, d=True, **known)
    assert one.headline("sv") == "Behörig. Inte ännu: ett steg på vägen in (self), förberedelser."
    assert "  Step left on the way in (self): Is b? yes" in one.explain("en").splitlines()
    refused = decide(made, d=False, **known)  # the clause is for all ways
    assert refused.headline("en") == "Eligible. Another way in (r, self). Not yet: preparation."
    done = decide(made, **known | {"b": True})
    assert done.steps_left == ()


def test_a_step_is_not_left_while_some_way_may_be_come() -> None:
    """Two clauses of the route clash, and one of the ways may be done."""
    made = rules(
        clause("x", A),
        clause("r", C, concern=Concern.ROUTE),
        clause("s", Not(C), concern=Concern.ROUTE),
        ways_in=[way("self", WayInKind.SELF_APPLICATION, steps=B), way("out", WayInKind.OUTREACH)],
    )
    one = decide(made, a=True, b=False)
    assert keys_of(one.steps_left) == ["self"]
    assert one.headline("en") == "Eligible. Another way in."


def keys_of(ways: Iterable[WayIn]) -> list[str]:
    return [each.key for each in ways]


def test_routes_that_cannot_be_met_together_cite_none() -> None:
    made = rules(
        clause("x", A),
        clause("r", B, concern=Concern.ROUTE),
        clause("s", Not(B), concern=Concern.ROUTE),
    )
    one = decide(made, a=True)
    assert one.concerns == {Concern.ROUTE: ConcernOutcome.NOT_MET}
    assert one.headline("en") == "Eligible. Another way in."


# --- decisions as values ------------------------------------------------------------------------


def test_a_decision_is_its_five_parts() -> None:
    """Design 2.3: (verdict, shared findings in clause order, rules, facts, as_of)."""
    made = rules(clause("x", A))
    one = decide(made, a=True)
    assert Decision(one.verdict, one.findings, made, one.facts, DAY) == one
    assert hash(Decision(one.verdict, one.findings, made, one.facts, DAY)) == hash(one)
    assert one != decide(made, a=False)
    assert one != decide(made, a=True, b=True)
    assert one != decide(made, as_of=DAY + dt.timedelta(1), a=True)
    with pytest.raises(FrozenInstanceError):
        one.verdict = Verdict.NOT_ELIGIBLE  # type: ignore[misc]


def test_a_decision_survives_a_pickle_and_a_copy() -> None:
    made = rules(clause("x", Age(at_least=18)), clause("y", POINT), YOUNG, ways_in=WAYS)
    person = Person(birth_date=dt.date(1999, 1, 1), needs={"region": True})
    one = decide(made, birth_date=person.birth_date, needs={"region": True}, a=True)
    for other in (pickle.loads(pickle.dumps(one)), copy.deepcopy(one), copy.copy(one)):  # noqa: S301 - our own pickle
        assert other == one
        assert hash(other) == hash(one)
        assert other.explain("en") == one.explain("en")
        assert other.missing == one.missing
        assert other.open_points == one.open_points
        assert hash(other.open_points) == hash(one.open_points)


def test_neither_a_prepared_set_nor_an_evaluation_shows_a_state() -> None:
    """What is still possible tells what is known of a person."""
    made = rules(clause("x", Age(at_least=18)))
    prepared = made.prepared(DAY)
    evaluation = made.evaluate(SMALL.read({"birth_date": dt.date(1990, 1, 1)}), as_of=DAY)
    for one in (prepared, evaluation):
        assert re.fullmatch(r"<[\w.]+ object at 0x[0-9a-f]+>", repr(one))


def test_a_decision_is_worked_out_again_from_its_parts() -> None:
    made = rules(clause("x", A), valid=Validity(start=DAY))
    one = decide(made, a=None)
    again = Decision(one.verdict, one.findings, made, one.facts, one.as_of)
    assert again.missing == one.missing
    assert again.headline("en") == one.headline("en")


def test_the_public_names() -> None:
    assert dir(decision) == ["Decision"]
    assert dir(evaluate) == sorted(evaluate.__all__)
