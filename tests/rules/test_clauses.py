"""Clauses, ways in and validity: what they take, what they refuse, and how they read."""

import copy
import datetime as dt
import pickle
from typing import Any

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError

from cases.made import CITED, clause, fault, faults_of, reading, text, way
from finsam.errors import Fault, InvalidRules
from finsam.rules import (
    AllOf,
    Clause,
    Concern,
    DecidedBy,
    Fixed,
    Flag,
    LocalChange,
    OneOf,
    Open,
    Status,
    Strength,
    Validity,
    WayIn,
    WayInKind,
    clauses,
)
from finsam.terms import Authority, Service, WithoutReferrer
from finsam.texts import Text

A, B = Flag("a"), Flag("b")
FIRST, LAST = dt.date(2021, 10, 1), dt.date(2022, 6, 30)
ONE_DAY = dt.timedelta(1)
NOTHING: Any = None
NOT_EMPTY = "ska vara en text som inte är tom", "takes a string that isn't empty"
NO_CITATION = fault(
    "no_citation",
    "citation",
    "källhänvisning saknas; ange norm, ställe och dag för kontroll",
    "there is no citation; give the norm, the place and the day it was checked",
)


def type_fault(path: str, kind: str, given: str) -> Fault:
    return fault(
        "type", path, f"ska vara {kind}, inte {given}", f"takes {kind}, not {given}",
        expected=[kind],
    )  # fmt: skip


def no_condition(path: str, given: str) -> Fault:
    return fault(
        "type", path, f"ska vara ett villkor, inte {given}", f"takes a condition, not {given}"
    )  # fmt: skip


# --- the time in force --------------------------------------------------------------------------


def test_both_days_are_in_force() -> None:
    valid = Validity(start=FIRST, end=LAST)
    for day in (FIRST, LAST, dt.date(2022, 1, 1)):
        assert day in valid
        assert valid.nearest(day) == day
    assert FIRST - ONE_DAY not in valid
    assert valid.nearest(FIRST - ONE_DAY) == valid.nearest(dt.date.min) == FIRST
    assert LAST + ONE_DAY not in valid
    assert valid.nearest(LAST + ONE_DAY) == valid.nearest(dt.date.max) == LAST


def test_an_end_may_be_open() -> None:
    assert dt.date.max in Validity(start=FIRST)
    assert FIRST - ONE_DAY not in Validity(start=FIRST)
    assert dt.date.min in Validity(end=LAST)
    assert LAST + ONE_DAY not in Validity(end=LAST)
    assert dt.date.min in Validity()
    one_day = Validity(start=FIRST, end=FIRST)
    assert (FIRST in one_day, FIRST + ONE_DAY in one_day) == (True, False)


def test_rules_without_a_time_are_undated() -> None:
    assert Validity().is_undated
    assert not Validity(start=FIRST).is_undated
    assert not Validity(end=LAST).is_undated


@pytest.mark.parametrize(
    ("valid", "sv", "en"),
    [
        (Validity(), "källan anger ingen tid (odaterat)", "the source states no time (undated)"),
        (
            Validity(start=FIRST, end=LAST),
            "2021-10-01–2022-06-30",
            "2021-10-01–2022-06-30",
        ),
        (Validity(start=FIRST), "från och med 2021-10-01", "from 2021-10-01"),
        (Validity(end=LAST), "till och med 2022-06-30", "until and including 2022-06-30"),
        (
            Validity(start=FIRST, status=Status.INTENDED),
            "från och med 2021-10-01 (planerat)",
            "from 2021-10-01 (intended)",
        ),
        (
            Validity(start=FIRST, end=LAST, status=Status.APPLIED_FOR),
            "2021-10-01–2022-06-30 (ansökt)",
            "2021-10-01–2022-06-30 (applied for)",
        ),
    ],
)
def test_the_time_in_force_reads(valid: Validity, sv: str, en: str) -> None:
    assert (valid.in_("sv"), valid.in_("en")) == (sv, en)


def test_a_status_is_a_word() -> None:
    assert [(one.value, one.in_("sv"), one.in_("en")) for one in Status] == [
        ("decided", "beslutat", "decided"),
        ("intended", "planerat", "intended"),
        ("applied_for", "ansökt", "applied for"),
    ]
    assert Validity().status is Status.DECIDED


def test_the_time_in_force_is_refused() -> None:
    assert faults_of(lambda: Validity(start=LAST, end=FIRST), InvalidRules) == [
        fault(
            "order",
            "start",
            "2022-06-30 ligger efter 2021-10-01",
            "2022-06-30 lies after 2021-10-01",
        )
    ]
    wrong: Any = "2022"
    moment = dt.datetime(2022, 1, 1, tzinfo=dt.UTC)
    found = faults_of(lambda: Validity(start=moment, end=wrong, status=wrong), InvalidRules)
    assert [(one.code, one.path) for one in found] == [
        ("type", "start"), ("type", "end"), ("type", "status"),
    ]  # fmt: skip
    assert [one.path for one in faults_of(lambda: Validity(end=moment), InvalidRules)] == ["end"]


def test_the_time_in_force_is_cited() -> None:
    assert (Validity().rule, Validity().citation) == (None, None)
    cited = Validity(start=FIRST, rule="VA-19", citation=CITED)
    assert (cited.rule, cited.citation) == ("VA-19", CITED)
    assert cited.in_("en") == Validity(start=FIRST).in_("en")
    assert cited != Validity(start=FIRST)
    assert repr(cited).endswith("rule='VA-19')")
    wrong: Any = "x"
    assert faults_of(lambda: Validity(rule=" ", citation=wrong), InvalidRules) == [
        fault("empty", "rule", *NOT_EMPTY, expected=["str"]),
        type_fault("citation", "Citation", "str"),
    ]


# --- clauses ------------------------------------------------------------------------------------


def test_a_clause_is_required_of_the_person_and_closed_unless_said() -> None:
    made = Clause(key="k", rule="r", citation=CITED, text=text("t"), condition=A)
    assert made.strength is Strength.REQUIRED
    assert made.concern is Concern.PERSON
    assert made.local is LocalChange.CLOSED
    assert (made.applies_to, made.weighs, made.alternatives) == (None, (), ())


def test_all_but_a_statement_are_evaluated() -> None:
    for strength in Strength:
        condition = None if strength is Strength.STATEMENT else A
        made = clause("k", condition, strength=strength)
        assert made.is_evaluated is (strength is not Strength.STATEMENT)


def test_a_clause_without_a_citation_is_refused() -> None:
    assert faults_of(
        lambda: Clause(key="k", rule="r", citation=NOTHING, text=text("t"), condition=A),
        InvalidRules,
    ) == [NO_CITATION]


def test_a_clause_without_a_condition_is_a_statement() -> None:
    assert faults_of(lambda: clause("k"), InvalidRules) == [
        fault(
            "empty",
            "condition",
            'regeln saknar villkor; en regel utan villkor har strength = "statement"',
            'the clause has no condition; one without has strength = "statement"',
        )
    ]
    sv = "ett uttalande (STATEMENT) visas bara och prövas inte"
    en = "a statement is only shown; it has no condition"
    made = lambda: clause("k", A, applies_to=B, strength=Strength.STATEMENT)  # noqa: E731
    assert faults_of(made, InvalidRules) == [
        fault("statement", "condition", sv, en),
        fault("statement", "applies_to", sv, en),
    ]


def test_a_clause_reports_all_that_is_wrong() -> None:
    wrong: Any = "x"
    found = faults_of(
        lambda: Clause(
            key="", rule=" ", citation=wrong, text=wrong, condition=wrong, applies_to=wrong,
            strength=wrong, concern=wrong, local=wrong, alternatives=(wrong,),
        ),
        InvalidRules,
    )  # fmt: skip
    assert found == [
        fault("empty", "key", *NOT_EMPTY, expected=["str"]),
        fault("empty", "rule", *NOT_EMPTY, expected=["str"]),
        type_fault("citation", "Citation", "str"),
        type_fault("text", "Text", "str"),
        type_fault("strength", "Strength", "str"),
        type_fault("concern", "Concern", "str"),
        type_fault("local", "LocalChange", "str"),
        no_condition("applies_to", "str"),
        no_condition("condition", "str"),
        type_fault("alternatives[0]", "Reading", "str"),
    ]


def test_two_alternatives_have_two_keys() -> None:
    """One of the two could never be chosen."""
    twice = [reading("x", A), reading("x", B)]
    for refused in (
        lambda: clause("k", A, alternatives=twice),
        lambda: way("w", steps=A, alternatives=twice),
    ):
        assert [one.code for one in faults_of(refused, InvalidRules)] == ["duplicate"]


def test_the_words_for_clauses() -> None:
    assert list(Strength) == ["required", "guideline", "priority", "statement"]
    assert list(Concern) == ["person", "route", "preparation", "consent", "place"]
    assert list(LocalChange) == ["closed", "may_be_tightened", "free"]


def test_a_clause_is_a_value() -> None:
    made = clause("k", A, weighs=["x"], alternatives=[reading("y", B)])
    assert (made.weighs, made.alternatives) == (("x",), (reading("y", B),))
    assert hash(made) == hash(clause("k", A, weighs=["x"], alternatives=[reading("y", B)]))
    with pytest.raises(FrozenInstanceError):
        made.rule = "z"  # type: ignore[misc]
    for other in (pickle.loads(pickle.dumps(made)), copy.deepcopy(made)):  # noqa: S301 - our own pickle
        assert other == made


# --- ways in ------------------------------------------------------------------------------------

BODIES = ("municipality", "region")


@pytest.mark.parametrize(
    ("kind", "sv", "en"),
    [
        (WayInKind.REFERRAL, "remiss", "referral"),
        (WayInKind.SELF_APPLICATION, "egen ansökan", "self-application"),
        (WayInKind.OUTREACH, "uppsökande verksamhet", "outreach"),
        (WayInKind.OPEN_DOOR, "öppen dörr", "open door"),
        (WayInKind.OTHER_DOOR, "genom en annan myndighet först", "through another body first"),
    ],
)
def test_a_way_in_is_a_word(kind: WayInKind, sv: str, en: str) -> None:
    assert (kind.in_("sv"), kind.in_("en")) == (sv, en)


@pytest.mark.parametrize("kind", [WayInKind.REFERRAL, WayInKind.OTHER_DOOR])
def test_a_referral_is_by_those_who_may_refer(kind: WayInKind) -> None:
    stated = way("w", kind, referrers=[Authority.REGION, Service.SOCIAL_SERVICES.term, "school"])
    assert stated.referrers == ("region", "social_services", "school")
    assert not stated.referrers_are_open
    assert stated.condition(BODIES) == AllOf(
        OneOf("referred_by", ["region", "social_services", "school"])
    )
    assert way("w", kind, referrers=Authority).referrers == tuple(Authority)


@pytest.mark.parametrize("kind", [WayInKind.REFERRAL, WayInKind.OTHER_DOOR])
def test_a_referral_of_no_stated_referrers_is_an_open_point(kind: WayInKind) -> None:
    """X-26: unsaid means unknown, not open."""
    unstated = way("w", kind)
    assert unstated.referrers_are_open
    assert unstated.referrers_key == "w.referrers"
    who = Open(
        "w.referrers",
        Text(
            sv="källan säger inte vem som får remittera",
            en="the source does not say who may refer",
        ),
    )
    assert unstated.condition(BODIES) == AllOf(OneOf("referred_by", BODIES), who)
    chosen = evolve(unstated, any_referrer=Fixed(holds=True))
    assert chosen.condition(BODIES) == AllOf(OneOf("referred_by", BODIES), Fixed(holds=True))


def test_other_ways_have_no_referrer() -> None:
    alone = way("w", WayInKind.SELF_APPLICATION)
    assert alone.condition(BODIES) == AllOf(OneOf("referred_by", [WithoutReferrer.THE_PERSON]))
    outreach = way("w", WayInKind.OUTREACH)
    assert outreach.condition(BODIES) == AllOf(OneOf("referred_by", [WithoutReferrer.OUTREACH]))
    for one in (alone, outreach, way("w", WayInKind.OPEN_DOOR)):
        assert not one.referrers_are_open
    assert way("w", WayInKind.OPEN_DOOR).condition(BODIES) is None


def test_for_whom_a_way_is_open_and_its_steps_are_conditions() -> None:
    door = way("w", WayInKind.OPEN_DOOR, open_to=A, steps=B)
    assert door.condition(BODIES) == AllOf(A, B)
    alone = way("w", WayInKind.SELF_APPLICATION, open_to=A, steps=B)
    assert alone.condition(BODIES) == AllOf(OneOf("referred_by", ["the_person"]), A, B)
    assert way("w", WayInKind.OPEN_DOOR, steps=B).condition(BODIES) == AllOf(B)


@pytest.mark.parametrize(
    "kind", [WayInKind.SELF_APPLICATION, WayInKind.OUTREACH, WayInKind.OPEN_DOOR]
)
def test_only_a_referral_has_referrers(kind: WayInKind) -> None:
    assert faults_of(lambda: way("w", kind, referrers=["region"]), InvalidRules) == [
        fault(
            "kind",
            "referrers",
            "bara en remiss, eller en väg genom en annan myndighet, har remittenter",
            "only a referral, or a way through another body, has referrers",
        )
    ]


def test_an_empty_list_of_referrers_is_refused() -> None:
    assert faults_of(lambda: way("w", referrers=[]), InvalidRules) == [
        fault(
            "empty",
            "referrers",
            "ingen remittent; utelämna fältet om källan inte säger vem",
            "no referrer; leave the field out where the source doesn't say who",
        )
    ]


def test_a_referrer_given_alone_is_one_referrer() -> None:
    """As `OneOf("referred_by", "region")` is: a text is one key, not its letters."""
    assert way("w", referrers="region").referrers == ("region",)


def test_a_way_in_reports_all_that_is_wrong() -> None:
    wrong: Any = 5
    found = faults_of(
        lambda: WayIn(
            key="", rule="", citation=NOTHING, text=wrong, kind=wrong, open_to=wrong, steps=wrong,
            closed=wrong, any_referrer=wrong, alternatives=(wrong,),
        ),
        InvalidRules,
    )  # fmt: skip
    assert found == [
        fault("empty", "key", *NOT_EMPTY, expected=["str"]),
        fault("empty", "rule", *NOT_EMPTY, expected=["str"]),
        NO_CITATION,
        type_fault("text", "Text", "int"),
        type_fault("kind", "WayInKind", "int"),
        type_fault("closed", "bool", "int"),
        no_condition("open_to", "int"),
        no_condition("steps", "int"),
        no_condition("any_referrer", "int"),
        type_fault("alternatives[0]", "Reading", "int"),
    ]


def test_a_way_is_open_to_everybody_unless_said() -> None:
    made = WayIn(key="w", rule="r", citation=CITED, text=text("t"), kind=WayInKind.OPEN_DOOR)
    assert (made.referrers, made.open_to, made.steps, made.any_referrer) == (None,) * 4
    assert (made.closed, made.alternatives) == (False, ())


# --- who decides --------------------------------------------------------------------------------


def test_who_decides_is_cited() -> None:
    decided_by = DecidedBy(text("staff"), "VA-13", CITED)
    assert (decided_by.text, decided_by.rule, decided_by.citation) == (
        text("staff"), "VA-13", CITED,
    )  # fmt: skip
    wrong: Any = "x"
    assert faults_of(lambda: DecidedBy(wrong, "", NOTHING), InvalidRules) == [
        type_fault("text", "Text", "str"),
        fault("empty", "rule", *NOT_EMPTY, expected=["str"]),
        NO_CITATION,
    ]


def test_the_public_names() -> None:
    assert dir(clauses) == sorted(clauses.__all__)
