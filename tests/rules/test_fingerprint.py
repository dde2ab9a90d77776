"""Fingerprints: what changes one and what doesn't; one is written down."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from attrs import evolve

from cases.made import CITED, DAY, SMALL, clause, reading, rules, text, way
from finsam.legaltime import Days, LeapDay, Weeks
from finsam.rulebooks import model
from finsam.rules import (
    Age,
    AllOf,
    AnyOf,
    Clause,
    DecidedBy,
    Flag,
    Includes,
    Lasted,
    Measured,
    OneOf,
    Open,
    RuleSet,
    Strength,
    Validity,
    Vocabulary,
    fingerprint,
)
from finsam.rules.fingerprint import (
    clause_fingerprints,
    fact_fingerprints,
    rules_fingerprint,
    texts_fingerprint,
)
from finsam.terms import Term

A, B = Flag("a"), Flag("b")
MODEL = "d6643b59376a158f2dfad0a3a7cf1914f66fabad5e87bb6c2afdc95b1b607e8c"
MODEL_TEXTS = "6b6d6010f5a99f36cf4aad689a02fc7317bdccce7d456e681a455eef131f0733"


def test_the_fingerprints_of_the_model_are_those_that_were_written_down() -> None:
    """On every Python: another value is a break, since old records no longer replay as same."""
    assert rules_fingerprint(model.SAMORDNINGSTEAM.rules) == MODEL
    assert texts_fingerprint(model.SAMORDNINGSTEAM.rules) == MODEL_TEXTS


def whole() -> RuleSet:
    return rules(
        clause("x", AllOf(A, Age(at_least=16))),
        clause("y", AnyOf(B, Open("p", text("p"), [reading("one", A), reading("two", B)]))),
        clause("z", Measured("hours", at_least=Decimal(12)), alternatives=[reading("r", A)]),
        clause("d", Lasted("since", at_least=Weeks(3))),
        clause("m", Includes("needs", ["region", "municipality"], at_least=2)),
        valid=Validity(start=DAY),
        ways_in=[way("w")],
        decided_by=DecidedBy(text("staff"), "r", CITED),
    )


def with_clause(one: Clause) -> RuleSet:
    made = whole()
    return evolve(made, clauses=[one, *made.clauses[1:]])


SAME: dict[str, Callable[[], RuleSet]] = {
    "made anew": whole,
    "another name": lambda: evolve(whole(), name=text("else")),
    "other words": lambda: with_clause(evolve(whole().clauses[0], text=text("else"))),
    "checked later": lambda: with_clause(
        evolve(whole().clauses[0], citation=evolve(CITED, verified_on=DAY))
    ),
    "somebody else decides": lambda: evolve(whole(), decided_by=None),
    "a fact that isn't read": lambda: evolve(
        whole(), vocabulary=SMALL.extended([evolve(SMALL["a"], key="new")])
    ),
    "facts in another order": lambda: evolve(whole(), vocabulary=Vocabulary(SMALL.facts[::-1])),
    "clauses in another order": lambda: evolve(whole(), clauses=whole().clauses[::-1]),
    "a base": lambda: evolve(whole(), base=whole()),
}
OTHER: dict[str, Callable[[], RuleSet]] = {
    "another age": lambda: with_clause(clause("x", AllOf(A, Age(at_least=17)))),
    "another condition of the same fields": lambda: with_clause(
        clause("x", AnyOf(A, Age(at_least=16)))
    ),
    "another strength": lambda: with_clause(
        evolve(whole().clauses[0], strength=Strength.GUIDELINE)
    ),
    "for some only": lambda: with_clause(evolve(whole().clauses[0], applies_to=B)),
    "a clause less": lambda: evolve(whole(), clauses=whole().clauses[1:]),
    "another key": lambda: evolve(whole(), key="else"),
    "another time": lambda: evolve(whole(), valid=Validity(start=DAY + dt.timedelta(1))),
    "another leap day": lambda: evolve(whole(), leap_day=LeapDay.MAR1),
    "no way in": lambda: evolve(whole(), ways_in=None),
    "a closed way in": lambda: evolve(whole(), ways_in=[way("w", closed=True)]),
    "a reading chosen": lambda: whole().with_readings({"p": "one"}),
    "21 days": lambda: evolve(
        whole(), clauses=[*whole().clauses[:3], clause("d", Lasted("since", at_least=Days(21)))]
    ),
    "a fact judged": lambda: evolve(
        whole(),
        vocabulary=Vocabulary(
            [evolve(f, judged_by=Term("r", text("r"))) if f.key == "a" else f for f in SMALL]
        ),
    ),
}


@pytest.mark.parametrize("name", SAME)
def test_what_decides_nothing_leaves_the_fingerprint_as_it_is(name: str) -> None:
    assert rules_fingerprint(SAME[name]()) == rules_fingerprint(whole())


@pytest.mark.parametrize("name", OTHER)
def test_what_decides_something_changes_it(name: str) -> None:
    assert rules_fingerprint(OTHER[name]()) != rules_fingerprint(whole())


def test_texts_have_one_of_their_own() -> None:
    first = texts_fingerprint(whole())
    for name in ("another name", "other words", "checked later", "somebody else decides"):
        assert texts_fingerprint(SAME[name]()) != first
    for name in ("made anew", "a fact that isn't read", "a base"):
        assert texts_fingerprint(SAME[name]()) == first
    assert texts_fingerprint(OTHER["another leap day"]()) == first


def test_each_clause_and_each_fact_has_one() -> None:
    before, after = clause_fingerprints(whole()), clause_fingerprints(OTHER["another age"]())
    assert {key for key in before if before[key] != after[key]} == {"x"}
    assert list(before) == ["x", "y", "z", "d", "m"]
    facts, changed = fact_fingerprints(whole()), fact_fingerprints(OTHER["a fact judged"]())
    assert {key for key in facts if facts[key] != changed[key]} == {"a"}


def test_one_value_written_in_two_ways_is_one() -> None:
    one = rules(clause("x", Measured("hours", at_least=Decimal("12.0"))))
    assert rules_fingerprint(one) == rules_fingerprint(
        rules(clause("x", Measured("hours", at_least=12)))
    )
    listed = rules(clause("x", OneOf("colour", {"red", "green"})))
    assert rules_fingerprint(listed) == rules_fingerprint(
        rules(clause("x", OneOf("colour", {"green", "red"})))
    )


def test_the_public_names() -> None:
    assert dir(fingerprint) == [
        "clause_fingerprints", "fact_fingerprints", "rules_fingerprint", "texts_fingerprint",
    ]  # fmt: skip
