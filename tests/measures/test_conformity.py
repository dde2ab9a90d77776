"""How a rule book stands to the act: law 2003:1210, its official readings and recommendations."""

import datetime as dt
import pickle
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from cases.made import CITED, clause, fault, faults_of, text
from finsam.association import AfterYear, ByDay, DuringYear, EachPart, YearRule
from finsam.citations import ACT, Citation, Rank
from finsam.errors import InvalidInput
from finsam.financing import (
    Budget,
    BudgetRule,
    FinancingRule,
    Line,
    LineGroup,
    StatedShare,
    StatedShares,
)
from finsam.legaltime import Months, Period, Weeks
from finsam.measures import (
    CHECKS,
    Aim,
    Auditors,
    BoardSeats,
    Certainty,
    Check,
    Conformity,
    Income,
    Measure,
    Ownership,
    RuleBook,
    Standing,
    Statement,
    Task,
    Tasks,
    Team,
    check_conformity,
    letter,
)
from finsam.measures._measure_checks import _NEED, _NOTHING, _asks_for_several
from finsam.members import (
    ARBETSFORMEDLINGEN,
    FORSAKRINGSKASSAN,
    Association,
    Member,
    municipality_member,
    region_member,
)
from finsam.rulebooks.shelf import BOOKS
from finsam.rules import (
    COMMON,
    Age,
    AllOf,
    AnyOf,
    AtLeastOf,
    Binds,
    Clause,
    Concern,
    Condition,
    DayIn,
    Fixed,
    Flag,
    Includes,
    Not,
    NotForIndividuals,
    OneOf,
    Open,
    Reading,
    RuleSet,
    Strength,
    Validity,
)
from finsam.terms import Authority, Benefit, Role, Service, Term
from finsam.texts import Lang, Text

DAY = dt.date(2024, 6, 3)
HEAD: dict[str, Any] = {"key": "a", "rule": "r", "citation": CITED, "text": text("says")}
SALA, GOTLAND = municipality_member("Sala"), municipality_member("Gotland")
VASTMANLAND = region_member("Region Västmanland")
FOUR = (FORSAKRINGSKASSAN, ARBETSFORMEDLINGEN, VASTMANLAND, SALA)
DEPARTS, IN_ORDER = Standing.DEPARTS, Standing.IN_ORDER
NOT_STATED, NOT_YET = Standing.NOT_STATED, Standing.NOT_YET
NOBODY = NotForIndividuals(reason=text("no"), rule="r", citation=CITED)


def team(
    *clauses: Clause,
    valid: Validity | None = None,
    teams: list[Team] | None = None,
    statements: Sequence[Statement] = (),
) -> Measure:
    """Returns a measure for individuals, of the clauses or of one about nobody's age."""
    some = clauses or (clause("x", Flag("job_seeking")),)
    rules = RuleSet(
        key="b.team", name=text("Team"), vocabulary=COMMON, clauses=some,
        valid=valid or Validity(),
    )  # fmt: skip
    return Measure(
        key="team", name=text("Team"), eligibility=rules, teams=teams or [], statements=statements,
    )  # fmt: skip


def book(
    *measures: Measure,
    members: tuple[Member, ...] = FOUR,
    statements: Sequence[Statement] = (),
    financing: Sequence[FinancingRule] = (),
    calendar: Sequence[YearRule] = (),
) -> RuleBook:
    return RuleBook(
        key="b", association=Association(key="b", name=text("Ours"), members=members),
        measures=measures, statements=statements, financing=financing, calendar=calendar,
    )  # fmt: skip


def found(code: str, given: RuleBook, as_of: dt.date = DAY) -> list[tuple[Standing, Certainty]]:
    checked = check_conformity(given, as_of=as_of)
    return [(one.standing, one.certainty) for one in checked if one.code == code]


def standing(code: str, given: RuleBook, as_of: dt.date = DAY) -> list[Standing]:
    return [one for one, _ in found(code, given, as_of)]


# The shipped books, as section 9 of the national rules and the list of contradictions have it.


def _told(checked: Conformity) -> tuple[set[str], list[tuple[str, str]]]:
    breaches = {one.code for one in checked.breaches}
    others = [(one.code, one.measure.key if one.measure else "") for one in checked.departures]
    return breaches, others


def test_vasteras_in_2021() -> None:
    """X-06, X-07, X-11, X-14, X-18: one thing breaks the act, ten should be looked over."""
    checked = check_conformity(BOOKS["vasteras"], as_of=dt.date(2021, 1, 1))
    assert _told(checked) == (
        {"auditors.state"},
        [
            ("aim", "sim"),
            ("several_parties", "samordningsteam"),
            ("main_age", "samordningsteam"),
            ("main_age", "jobbfokus"),
            ("school", "sim"),
            ("shares", ""),
            ("provider", "samordningsteam"),
            ("balance", ""),
            ("balance", ""),
            ("balance", ""),
        ],
    )
    known_as = {rule for one in checked for rule in one.rules if rule.startswith("X-")}
    assert known_as == {"X-02", "X-06", "X-07", "X-11", "X-14", "X-15", "X-18"}


@pytest.mark.parametrize(
    ("name", "day", "departures"),
    [
        ("norra_vastmanland", dt.date(2021, 1, 1), [("main_age", "samordningsteam")]),
        ("framsteget", dt.date(2019, 1, 1), [("main_age", "samordningsteam")]),
        ("finnveden", dt.date(2022, 1, 1), [("main_age", "samverkansteam")]),
        ("sofint", dt.date(2006, 6, 1), []),
    ],
)
def test_no_other_source_breaks_the_act(
    name: str, day: dt.date, departures: list[tuple[str, str]]
) -> None:
    assert _told(check_conformity(BOOKS[name], as_of=day)) == (set(), departures)


@pytest.mark.parametrize("name", list(BOOKS))
def test_a_departure_cites_the_norm_and_the_book(name: str) -> None:
    for one in check_conformity(BOOKS[name], as_of=dt.date(2021, 12, 1)):
        assert one.citations[0] == one.check.citation
        if one.standing is DEPARTS:
            assert any(c.norm.rank is Rank.LOCAL for c in one.citations), one.code


# From when each section holds, by the register of amendments of the act.
STARTS = {
    "parties.social_insurance_agency": dt.date(2005, 1, 1),
    "parties.public_employment_service": dt.date(2008, 1, 1),
    "parties.each_region": dt.date(2010, 7, 1),
    "income": dt.date(2022, 6, 21),
    "balance": dt.date(2018, 1, 1),
    "auditors.number": dt.date(2008, 1, 1),
    "auditors.state": dt.date(2008, 1, 1),
}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.key)
def test_a_section_is_asked_from_its_first_day(check: Check) -> None:
    start = STARTS.get(check.key, dt.date(2004, 1, 1))
    eve = check_conformity(BOOKS["vasteras"], as_of=start - dt.timedelta(days=1))
    [before] = [one for one in eve if one.code == check.key]
    assert before.standing is NOT_YET
    assert str(start) in before.text.sv
    assert str(start) in before.text.en
    on = check_conformity(BOOKS["vasteras"], as_of=start)
    assert [one for one in on if one.code == check.key and one.standing is NOT_YET] == []


def test_codes_are_each_used_once() -> None:
    assert len({check.key for check in CHECKS}) == len(CHECKS)


# 2 §


def test_a_measure_says_for_whom_it_is() -> None:
    nothing = clause("n", Flag("job_seeking"), strength=Strength.GUIDELINE)
    left = clause("f", Flag("job_seeking"), applies_to=Flag("unemployed"))
    route = clause("w", Flag("information_offered"), concern=Concern.PREPARATION)
    assert standing("target_group", book(team())) == [IN_ORDER]
    assert standing("target_group", book(team(nothing, left, route))) == [NOT_STATED]
    structural = Measure(key="s", name=text("S"), eligibility=NOBODY)
    assert standing("target_group", book(structural)) == []


def test_a_condition_that_all_meet_says_nothing_of_the_target_group() -> None:
    asked = Open("o", text("o"))
    made = team(clause("x", asked), clause("g", Flag("job_seeking"), strength=Strength.GUIDELINE))
    chosen = made.rules.with_readings({"o": "met"})
    assert isinstance(chosen.clauses[0].condition, Fixed)
    assert standing("target_group", book(evolve(made, eligibility=chosen))) == [NOT_STATED]


@pytest.mark.parametrize(
    ("aims", "expected"),
    [
        ([], (NOT_STATED, Certainty.TEXT)),
        ([True], (IN_ORDER, Certainty.TEXT)),
        ([False], (DEPARTS, Certainty.INFERENCE)),
        ([False, True], (IN_ORDER, Certainty.TEXT)),
    ],
)
def test_a_measure_aims_at_work(aims: list[bool], expected: tuple[Standing, Certainty]) -> None:
    stated = [Aim(towards_work=aim, **HEAD | {"key": str(i)}) for i, aim in enumerate(aims)]
    assert found("aim", book(team(statements=stated))) == [expected]


def test_a_measure_in_schools_is_flagged_by_inference() -> None:
    in_school = Aim(towards_work=True, in_school=True, **HEAD)
    assert found("school", book(team(statements=[in_school]))) == [(DEPARTS, Certainty.INFERENCE)]
    assert found("school", book(team(statements=[evolve(in_school, in_school=False)]))) == []


TWO = Includes("needs", Authority, at_least=2)
JUDGED = Flag("need_judged")
REGION, MUNICIPALITY = Includes("needs", ["region"]), Includes("needs", ["municipality"])
STATE = Includes("needs", [Authority.SOCIAL_INSURANCE_AGENCY])
BENEFITS = [Benefit.SICKNESS_BENEFIT, Benefit.SOCIAL_ASSISTANCE]
SERVICES = [
    Service.SOCIAL_SERVICES, Service.HEALTH_CENTRE,
    Authority.SOCIAL_INSURANCE_AGENCY, Authority.PUBLIC_EMPLOYMENT_SERVICE,
]  # fmt: skip


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (TWO, (IN_ORDER, Certainty.PAGE)),
        (Includes("needs", Authority, at_least=1), (NOT_STATED, Certainty.PAGE)),
        (Includes("needs", ["region", "municipality"], at_least=2), (IN_ORDER, Certainty.PAGE)),
        (Includes("needs", SERVICES, at_least=2), (IN_ORDER, Certainty.PAGE)),
        (Includes("current_with", Authority, at_least=2), (IN_ORDER, Certainty.INFERENCE)),
        (Includes("benefits", BENEFITS, at_least=2), (NOT_STATED, Certainty.PAGE)),
        (JUDGED, (DEPARTS, Certainty.INFERENCE)),
        (Flag("need_judged", value=False), (NOT_STATED, Certainty.PAGE)),
        (AnyOf(TWO, JUDGED), (DEPARTS, Certainty.INFERENCE)),
        (AnyOf(TWO, Flag("job_seeking")), (NOT_STATED, Certainty.PAGE)),
        (AllOf(TWO, Flag("job_seeking")), (IN_ORDER, Certainty.PAGE)),
        (AtLeastOf(2, TWO, TWO, Flag("job_seeking")), (IN_ORDER, Certainty.PAGE)),
        (AtLeastOf(2, TWO, Flag("unemployed"), Flag("job_seeking")), (NOT_STATED, Certainty.PAGE)),
        (Not(Flag("job_seeking")), (NOT_STATED, Certainty.PAGE)),
        (AllOf(REGION, MUNICIPALITY), (IN_ORDER, Certainty.PAGE)),
        (AllOf(REGION, Flag("job_seeking")), (NOT_STATED, Certainty.PAGE)),
        (AllOf(REGION, Includes("current_with", ["municipality"])), (NOT_STATED, Certainty.PAGE)),
        (AtLeastOf(2, REGION, MUNICIPALITY, STATE), (IN_ORDER, Certainty.PAGE)),
        (AllOf(REGION, Includes("needs", ["social_insurance_agency", "municipality"])),
         (IN_ORDER, Certainty.PAGE)),
        (AllOf(REGION, Includes("needs", [Service.HEALTH_CENTRE, "municipality"])),
         (NOT_STATED, Certainty.PAGE)),
        (AllOf(Includes("needs", [Service.HEALTH_CENTRE]), MUNICIPALITY),
         (IN_ORDER, Certainty.PAGE)),
        (AllOf(Includes("current_with", ["region"]), Includes("current_with", ["municipality"])),
         (IN_ORDER, Certainty.INFERENCE)),
        (AnyOf(AllOf(REGION, MUNICIPALITY), Includes("current_with", Authority, at_least=2)),
         (IN_ORDER, Certainty.INFERENCE)),
        (AnyOf(AllOf(REGION, MUNICIPALITY), JUDGED), (DEPARTS, Certainty.INFERENCE)),
        (AnyOf(TWO, Fixed(holds=False)), (IN_ORDER, Certainty.PAGE)),
        (Not(Includes("needs", Authority, at_most=1)), (IN_ORDER, Certainty.PAGE)),
        (Not(AnyOf(Not(REGION), Not(STATE))), (IN_ORDER, Certainty.PAGE)),
        (Not(AllOf(Not(JUDGED), Not(TWO))), (DEPARTS, Certainty.INFERENCE)),
        (Not(Flag("need_judged", value=False)), (DEPARTS, Certainty.INFERENCE)),
        (Not(JUDGED), (NOT_STATED, Certainty.PAGE)),
        (Open("o", text("o")), (NOT_STATED, Certainty.PAGE)),
        (Open("o", text("o"), [Reading("a", text("a"), TWO), Reading("b", text("b"), JUDGED)]),
         (DEPARTS, Certainty.INFERENCE)),
        (Open("o", text("o"), [Reading("a", text("a"), TWO),
                               Reading("b", text("b"), AllOf(REGION, STATE))]),
         (IN_ORDER, Certainty.PAGE)),
    ],
    ids=str,
)  # fmt: skip
def test_several_parties_are_needed(
    condition: Condition, expected: tuple[Standing, Certainty]
) -> None:
    assert found("several_parties", book(team(clause("x", condition)))) == [expected]


def test_two_services_of_one_authority_are_one_party() -> None:
    """X-03: what is counted is kinds of authority."""
    unit = Term("labour_market_unit", text("unit"), parent="municipality")
    words = COMMON.extended(terms={"needs": [unit]})
    members = ["labour_market_unit", "social_services", "health_centre"]
    asked = Includes("needs", members, at_least=2)
    made = team()
    rules = RuleSet(key="k", name=text("k"), vocabulary=words, clauses=[clause("x", asked)])
    assert standing("several_parties", book(evolve(made, eligibility=rules))) == [NOT_STATED]
    rules = evolve(rules, clauses=[clause("x", evolve(asked, at_least=3))])
    assert standing("several_parties", book(evolve(made, eligibility=rules))) == [IN_ORDER]


def test_a_party_may_go_by_its_older_name() -> None:
    old = Includes("needs", ["county_council", "municipality"], at_least=2)
    assert standing("several_parties", book(team(clause("x", old)))) == [IN_ORDER]


def test_the_surest_demand_counts() -> None:
    both = team(clause("a", JUDGED), clause("b", TWO))
    assert standing("several_parties", book(both)) == [IN_ORDER]


def test_two_demands_of_one_party_each_are_of_several() -> None:
    seeking = clause("s", Flag("job_seeking"))
    two = team(clause("a", REGION), seeking, clause("b", MUNICIPALITY))
    [one] = [o for o in check_conformity(book(two), as_of=DAY) if o.code == "several_parties"]
    assert (one.standing, one.rules) == (IN_ORDER, ("a", "b"))
    assert standing("several_parties", book(team(clause("a", REGION), seeking))) == [NOT_STATED]
    judged = team(clause("a", JUDGED), clause("b", REGION), clause("c", STATE))
    assert standing("several_parties", book(judged)) == [IN_ORDER]


def test_what_nobody_can_meet_asks_for_nothing() -> None:
    assert _asks_for_several(AllOf(REGION, Not(REGION)), COMMON) == _NOTHING


PARTIES = list(Authority)
LEAVES = st.one_of(
    st.builds(
        lambda members, least: Includes("needs", members, at_least=min(least, len(members))),
        st.lists(st.sampled_from(PARTIES), min_size=1, unique=True),
        st.integers(1, 4),
    ),
    st.just(Flag("job_seeking")),
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda below: st.one_of(
        st.lists(below, min_size=1, max_size=3).map(lambda of: AllOf(*of)),
        st.lists(below, min_size=1, max_size=3).map(lambda of: AnyOf(*of)),
        st.lists(below, min_size=2, max_size=3).map(lambda of: AtLeastOf(2, *of)),
    ),
    max_leaves=6,
)


def _meets(condition: Condition, needs: set[str], seeking: bool) -> bool:
    if isinstance(condition, Flag):
        return seeking
    if isinstance(condition, Includes):
        return len(needs & set(condition.members)) >= condition.at_least
    assert isinstance(condition, AllOf | AnyOf | AtLeastOf)
    return sum(_meets(part, needs, seeking) for part in condition.of) >= condition.needed


@given(CONDITIONS)
def test_who_meets_a_demand_of_several_parties_needs_two(condition: Condition) -> None:
    """The check says that two parties are needed where nobody gets by with one, and only there."""
    asked = _asks_for_several(condition, COMMON)
    alone = [{party.value} for party in PARTIES] + [set()]
    gets_by = any(_meets(condition, needs, seeking) for needs in alone for seeking in (True, False))
    assert asked == (_NOTHING if gets_by else _NEED)


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (Age(at_least=20, at_most=64), IN_ORDER),
        (Age(at_least=19, at_most=64), DEPARTS),
        (Age(at_least=20, at_most=65), DEPARTS),
        (Age(at_least=20), IN_ORDER),
        (Age(at_most=64), IN_ORDER),
        (Age(at_most=65), DEPARTS),
        (AllOf(Flag("job_seeking"), Age(at_least=16)), DEPARTS),
        (AnyOf(Flag("job_seeking"), Age(at_least=16)), NOT_STATED),
        (Age(at_least=1, fact="sick_listed_since"), NOT_STATED),
    ],
    ids=str,
)
def test_ages_are_held_against_the_main_group(age: Condition, expected: Standing) -> None:
    """X-18: the main group is 20–64, which is a recommendation."""
    [one] = [
        one
        for one in check_conformity(book(team(clause("x", age))), as_of=DAY)
        if one.code == "main_age"
    ]
    assert (one.standing, one.severity, one.is_breach) == (expected, Rank.RECOMMENDATION, False)


def test_only_the_ages_outside_the_main_group_are_told_where_there_are_some() -> None:
    asked = clause("a", Age(at_least=18)), clause("b", Age(at_most=64))
    wide, narrow = book(team(*asked)), book(team(asked[1]))
    told = [
        [one.text.en.partition(";")[0] for one in check_conformity(given, as_of=DAY)
         if one.code == "main_age"]
        for given in (wide, narrow)
    ]  # fmt: skip
    assert told == [["age at least 18"], ["age at most 64 lies within the main group, 20–64"]]


def test_an_age_that_only_ranks_is_not_counted() -> None:
    young = Age(at_least=16, at_most=19)
    first = clause("p", young, strength=Strength.PRIORITY)
    assert standing("main_age", book(team(first))) == [NOT_STATED]
    guided = clause("g", young, strength=Strength.GUIDELINE)
    assert standing("main_age", book(team(guided))) == [DEPARTS]


FOR_SOME = "an age is stated for some only"
JOBLESS = Flag("unemployed")


@pytest.mark.parametrize(
    ("condition", "expected", "ages"),
    [
        (AnyOf(Age(at_least=20, at_most=29), AllOf(Age(at_most=34), JOBLESS)), IN_ORDER,
         "age at most 34 lies"),
        (AnyOf(Age(at_least=16, at_most=29), AllOf(Age(at_most=34), JOBLESS)), DEPARTS,
         "age 16–34;"),
        (AnyOf(Age(at_least=16, at_most=29), JOBLESS), NOT_STATED, FOR_SOME),
        (AllOf(Age(at_least=20), AnyOf(Age(at_least=16, at_most=29), JOBLESS)), IN_ORDER,
         "age at least 20 lies"),
        (AtLeastOf(2, Age(at_least=20), Age(at_most=64), JOBLESS), NOT_STATED, FOR_SOME),
        (AtLeastOf(2, Age(at_least=20), Age(at_most=64), Age(at_most=15)), DEPARTS,
         "age at most 15;"),
        (AllOf(Age(at_least=20, at_most=64),
               AnyOf(Age(at_least=10, at_most=29), Age(at_least=50, at_most=70))), IN_ORDER,
         "age 20–29 and age 50–64 lies"),
        (Not(AnyOf(Age(at_most=15), Age(at_least=65))), DEPARTS, "age 16–64;"),
        (Not(AllOf(Age(at_least=16), Age(at_most=64))), DEPARTS,
         "age at most 15 and age at least 65;"),
        (Not(AllOf(Age(at_least=16), JOBLESS)), NOT_STATED, FOR_SOME),
        (AllOf(Age(at_least=18), Age(at_most=64)), DEPARTS, "age 18–64;"),
        (Age(at_most=15), DEPARTS, "age at most 15;"),
        (Age(at_least=65), DEPARTS, "age at least 65;"),
        (AnyOf(Age(at_least=50, at_most=70), Age(at_least=30)), DEPARTS, "age 30–70;"),
        (AnyOf(Age(at_least=25), Age(at_most=19)), DEPARTS, "age at most 19;"),
        (AllOf(Open("o", text("o")), Age(at_least=20, at_most=64)), IN_ORDER, "age 20–64 lies"),
        (Open("o", text("o"), [Reading("a", text("a"), Age(at_least=20, at_most=29)),
                               Reading("b", text("b"), Age(at_least=16, at_most=24))]), DEPARTS,
         "age 16–29;"),
        (AtLeastOf(2, Age(at_least=20), JOBLESS, Flag("sick_listed")), NOT_STATED, FOR_SOME),
        (Not(Age(at_least=65)), IN_ORDER, "age at most 64 lies"),
        (Not(Age(at_most=19)), IN_ORDER, "age at least 20 lies"),
        (AnyOf(Not(Age(at_most=150)), JOBLESS), NOT_STATED, FOR_SOME),
        (Not(Age(at_least=30, at_most=40)), IN_ORDER, "age at most 29 and age at least 41 lies"),
        (Not(Age(at_least=16, at_most=17)), DEPARTS, "age at most 15 and age at least 18;"),
        (Not(JOBLESS), NOT_STATED, "no age is stated"),
    ],
)  # fmt: skip
def test_ages_inside_a_condition_are_seen(
    condition: Condition, expected: Standing, ages: str
) -> None:
    given = book(team(clause("a", condition)))
    [one] = [one for one in check_conformity(given, as_of=DAY) if one.code == "main_age"]
    assert (one.standing, one.text.en[: len(ages)]) == (expected, ages)


def test_ages_for_some_count_where_they_lie_outside() -> None:
    """An age by benefit lets in who is outside; one inside says nothing of the others."""
    young = clause("s", Age(at_least=16, at_most=29), applies_to=Flag("unemployed"))
    rest = clause("r", Age(at_least=30, at_most=64), applies_to=Not(Flag("unemployed")))
    assert standing("main_age", book(team(young, rest))) == [DEPARTS]
    given = book(team(rest))
    [one] = [one for one in check_conformity(given, as_of=DAY) if one.code == "main_age"]
    assert (one.standing, one.text.en) == (NOT_STATED, "an age is stated for some only")


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-06-30", IN_ORDER), ("2026-07-01", DEPARTS), ("2027-12-31", DEPARTS),
     ("2028-01-01", IN_ORDER)],
)  # fmt: skip
def test_an_area_that_grows_is_that_of_the_day(day: str, expected: Standing) -> None:
    window = DayIn(start=dt.date(2026, 7, 1), end=dt.date(2027, 12, 31))
    grows = clause(
        "x", AnyOf(OneOf("municipality", ["Sala"]), AllOf(OneOf("municipality", ["Mora"]), window))
    )
    assert standing("area", book(team(grows)), dt.date.fromisoformat(day)) == [expected]
    anywhere = clause("x", AnyOf(OneOf("municipality", ["Mora"]), Flag("unemployed")))
    assert standing("area", book(team(anywhere)), dt.date(2026, 7, 1)) == [NOT_STATED]


def test_a_measure_is_for_the_area_of_the_association() -> None:
    at = Team(key="t", name=text("t"), municipalities=["Sala"], rule="T-1", citation=CITED)
    lives = clause("x", AllOf(OneOf("lives_in", ["Heby"]), Flag("job_seeking")))
    assert standing("area", book(team(teams=[at]))) == [IN_ORDER]
    assert standing("area", book(team(lives, teams=[at]))) == [DEPARTS]
    assert standing("area", book(team())) == [NOT_STATED]
    assert standing("area", book(team(teams=[at]), members=())) == [NOT_STATED]
    left = municipality_member("Sala", end=dt.date(2024, 6, 2))
    ours = book(team(teams=[at]), members=(left, municipality_member("Heby")))
    assert standing("area", ours, dt.date(2024, 6, 2)) == [IN_ORDER]
    assert standing("area", ours, dt.date(2024, 6, 3)) == [DEPARTS]


# 3 §

PARTY = {
    "parties.social_insurance_agency": FORSAKRINGSKASSAN,
    "parties.public_employment_service": ARBETSFORMEDLINGEN,
    "parties.municipality": SALA,
    "parties.region": VASTMANLAND,
}


@pytest.mark.parametrize("code", list(PARTY))
def test_each_of_the_four_parties_has_to_be_a_member(code: str) -> None:
    without = tuple(member for member in FOUR if member is not PARTY[code])
    for other in PARTY:
        expected = DEPARTS if other == code else IN_ORDER
        assert standing(other, book(members=without)) == [expected]
        assert standing(other, book()) == [IN_ORDER]
        assert standing(other, book(members=())) == [NOT_STATED]
    checked = check_conformity(book(members=without), as_of=DAY)
    assert code in {one.code for one in checked.breaches}


def test_a_party_is_a_member_from_its_first_day_to_its_last() -> None:
    region = evolve(VASTMANLAND, start=dt.date(2020, 1, 1), end=dt.date(2021, 12, 31))
    ours = book(members=(FORSAKRINGSKASSAN, ARBETSFORMEDLINGEN, SALA, region))
    days = [(2019, 12, 31), (2020, 1, 1), (2021, 12, 31), (2022, 1, 1)]
    stood = [standing("parties.region", ours, dt.date(*day)) for day in days]
    assert stood == [[DEPARTS], [IN_ORDER], [IN_ORDER], [DEPARTS]]


def test_gotland_needs_no_region_from_july_2010() -> None:
    """3 §: a part of the area that lies outside the regions needs no region (SFS 2010:350)."""
    alone = book(members=(FORSAKRINGSKASSAN, ARBETSFORMEDLINGEN, GOTLAND))
    assert standing("parties.region", alone, dt.date(2010, 6, 30)) == [NOT_YET]
    assert standing("parties.region", alone, dt.date(2010, 7, 1)) == [IN_ORDER]
    assert standing("parties.each_region", alone) == [IN_ORDER]
    with_sala = book(members=(FORSAKRINGSKASSAN, ARBETSFORMEDLINGEN, GOTLAND, SALA))
    assert standing("parties.region", with_sala) == [DEPARTS]
    assert standing("parties.each_region", with_sala) == [DEPARTS]
    joined = book(members=(*FOUR, GOTLAND))
    assert standing("parties.region", joined) == [IN_ORDER]
    assert standing("parties.each_region", joined) == [IN_ORDER]


def test_the_region_of_every_municipality_is_a_member() -> None:
    heby = municipality_member("Heby")  # in the region of Uppsala
    assert standing("parties.each_region", book(members=(*FOUR, heby))) == [DEPARTS]
    both = (*FOUR, heby, region_member("Region Uppsala"))
    assert standing("parties.each_region", book(members=both)) == [IN_ORDER]
    assert standing("parties.each_region", book(members=FOUR[:3])) == [NOT_STATED]


def test_a_region_may_go_by_another_key_than_its_name() -> None:
    named = evolve(VASTMANLAND, key="rv", name=Text(sv="Region Västmanland", en="Västmanland"))
    assert standing("parties.each_region", book(members=(*FOUR[:2], SALA, named))) == [IN_ORDER]


def test_a_region_of_an_unknown_name_is_not_judged() -> None:
    old = region_member("Landstinget Västmanland")
    ours = book(members=(*FOUR[:2], SALA, old))
    assert standing("parties.each_region", ours) == [NOT_STATED]
    assert standing("parties.region", ours) == [IN_ORDER]


# 5, 5 a and 6 §§


def _shares(**shares: Fraction) -> StatedShares:
    payers = {
        "state": Authority.SOCIAL_INSURANCE_AGENCY,
        "region": Authority.REGION,
        "municipality": Authority.MUNICIPALITY,
    }
    stated = [StatedShare(authorities=[payers[name]], share=s) for name, s in shares.items()]
    return StatedShares(stated=stated, binds=Binds.STATED, **HEAD)


HALF, QUARTER, FIFTH = Fraction(1, 2), Fraction(1, 4), Fraction(1, 5)


@pytest.mark.parametrize(
    ("shares", "told"),
    [
        ({"state": HALF, "region": QUARTER, "municipality": QUARTER}, False),
        ({"state": HALF, "region": QUARTER, "municipality": Fraction(3, 10)}, True),
        ({"state": HALF, "region": QUARTER, "municipality": FIFTH}, True),
        ({"state": HALF, "region": QUARTER}, False),  # the source leaves a side out
        ({"state": HALF, "region": Fraction(3, 5)}, True),
    ],
)
def test_stated_shares_add_up_to_the_whole(shares: dict[str, Fraction], told: bool) -> None:
    remarks = _shares(**shares).remarks(())
    assert ("shares_sum" in [remark.code for remark in remarks]) == told


@pytest.mark.parametrize(
    ("stated", "members", "expected"),
    [
        ({"state": HALF, "region": QUARTER, "municipality": QUARTER}, FOUR, [IN_ORDER]),
        ({"state": HALF, "region": FIFTH, "municipality": QUARTER}, FOUR, [DEPARTS]),
        ({"state": FIFTH, "region": FIFTH, "municipality": QUARTER}, FOUR, [DEPARTS] * 2),
        ({"state": HALF, "municipality": HALF}, FOUR, [DEPARTS]),
        ({"state": HALF, "municipality": HALF}, (*FOUR[:2], GOTLAND), [IN_ORDER]),
        ({"state": HALF, "municipality": QUARTER}, (*FOUR[:2], GOTLAND), [DEPARTS]),
        ({"state": HALF, "region": QUARTER, "municipality": QUARTER}, (), [IN_ORDER]),
    ],
)
def test_stated_shares_are_those_of_the_act(
    stated: dict[str, Fraction], members: tuple[Member, ...], expected: list[Standing]
) -> None:
    """5 §: half, a quarter, a quarter; 5 a §: half and half where no region takes part."""
    ours = book(members=members, financing=[_shares(**stated)])
    assert found("shares", ours) == [(one, Certainty.TEXT) for one in expected]


def test_unstated_shares_are_those_of_the_act() -> None:
    assert standing("shares", book()) == [NOT_STATED]


def test_the_section_on_gotland_holds_from_july_2010() -> None:
    ours = book(members=(*FOUR[:2], GOTLAND), financing=[_shares(state=HALF, municipality=HALF)])
    assert standing("shares", ours, dt.date(2010, 6, 30)) == [NOT_YET]
    assert standing("shares", ours, dt.date(2010, 7, 1)) == [IN_ORDER]


def test_the_half_of_the_state_lies_on_one_agency_by_inference() -> None:
    """X-06: that Arbetsförmedlingen pays nothing follows from its not being named."""
    [one] = [
        one
        for one in check_conformity(BOOKS["vasteras"], as_of=dt.date(2021, 1, 1))
        if one.code == "shares"
    ]
    assert (one.standing, one.certainty, one.is_breach) == (DEPARTS, Certainty.INFERENCE, False)
    assert one.rules == ("VA-01", "X-06")


@pytest.mark.parametrize(
    ("payers", "members", "expected"),
    [
        (["Sala", "Försäkringskassan", "Region Västmanland"], FOUR, IN_ORDER),
        (["Sala", "Stiftelsen"], FOUR, DEPARTS),
        (["Sala"], (), NOT_STATED),
    ],
)
def test_only_members_pay(
    payers: list[str], members: tuple[Member, ...], expected: Standing
) -> None:
    """6 §, as the National Council reads it: gifts and support from others are no income."""
    ours = book(members=members, statements=[Income(payers=payers, **HEAD)])
    [one] = [one for one in check_conformity(ours, as_of=DAY) if one.code == "income"]
    assert (one.standing, one.severity) == (expected, Rank.OFFICIAL_READING)
    assert standing("income", book()) == [NOT_STATED]


# 7 §


@pytest.mark.parametrize("task", list(Task), ids=lambda task: task.value)
def test_an_association_has_the_tasks_of_the_act(task: Task) -> None:
    ours = book(statements=[Tasks(tasks=[Task.GOALS, task], **HEAD)])
    assert standing("tasks", ours) == [IN_ORDER if task.allowed else DEPARTS]
    assert standing("tasks", book()) == [NOT_STATED]


OURS, OTHER = Role.ASSOCIATION, Term("kommun", text("kommun"))


@pytest.mark.parametrize(
    ("owners", "performers", "expected"),
    [
        ([OTHER], [], (IN_ORDER, Certainty.TEXT)),
        ([OTHER], [OTHER], (IN_ORDER, Certainty.TEXT)),
        ([OURS], [OTHER], (DEPARTS, Certainty.INFERENCE)),
        ([OURS], [], (NOT_STATED, Certainty.TEXT)),
        ([OTHER], [OURS], (DEPARTS, Certainty.TEXT)),
        ([OURS], [OURS], (DEPARTS, Certainty.TEXT)),
    ],
)
def test_owning_and_carrying_out_are_two_roles(
    owners: list[Any], performers: list[Any], expected: tuple[Standing, Certainty]
) -> None:
    """X-14: an association that carries out a measure for individuals breaks 7 § st. 2; to own it
    is a remark."""
    stated = Ownership(owners=owners, performers=performers, **HEAD)
    assert found("provider", book(team(statements=[stated]))) == [expected]
    assert found("provider", book(team(), statements=[stated])) == [expected]
    structural = Measure(key="s", name=text("S"), eligibility=NOBODY, statements=[stated])
    assert found("provider", book(structural)) == []


def test_a_measure_with_an_owner_of_its_own_does_not_have_that_of_the_book() -> None:
    own = Ownership(owners=[OTHER], **HEAD)
    ours = Ownership(owners=[OURS], **HEAD)
    assert standing("provider", book(team(statements=[own]), statements=[ours])) == [IN_ORDER]
    assert standing("provider", book(team())) == [NOT_STATED]


# 10 §, with the worked examples 11–13 and 35 of the national rules


def _members(municipalities: int, *, region: bool = True) -> tuple[Member, ...]:
    names = ("Sala", "Fagersta", "Norberg", "Skinnskatteberg", "Hallstahammar", "Surahammar")
    found = (FORSAKRINGSKASSAN, ARBETSFORMEDLINGEN, *((VASTMANLAND,) if region else ()))
    return found + tuple(municipality_member(name) for name in names[:municipalities])


def _board(
    members: tuple[Member, ...],
    ordinary: int,
    substitutes: int,
    *,
    by_member: Mapping[str, tuple[int, int]] | None = None,
) -> RuleBook:
    seats = BoardSeats(
        ordinary=ordinary, substitutes=substitutes, by_member=by_member or {}, **HEAD
    )
    return book(members=members, statements=[seats])


def test_example_11_eight_of_nine_are_quorate() -> None:
    """Norra Västmanland 2010: nine members, eight deciding; more than half is five."""
    assert BoardSeats(ordinary=9, substitutes=9, **HEAD).quorum == 5


def test_example_12_four_seats_and_seven_substitutes_for_eight_members_break_twice() -> None:
    """Norra Bohuslän 2010: five municipalities, a region and two agencies."""
    ours = _board(_members(5), 4, 7)
    assert len(ours.association.members) == 8
    day = dt.date(2010, 12, 31)
    breaches = {one.code for one in check_conformity(ours, as_of=day).breaches}
    assert {"seats.equal", "seats.each_member"} <= breaches


def test_example_13_four_seats_for_six_members_break() -> None:
    """Bollebygd–Mark–Svenljunga 2008: three municipalities take turns."""
    ours = _board(_members(3), 4, 4)
    assert len(ours.association.members) == 6
    day = dt.date(2008, 12, 31)
    assert standing("seats.each_member", ours, day) == [DEPARTS]
    assert standing("seats.equal", ours, day) == [IN_ORDER]


def test_example_35_six_members_need_six_of_each() -> None:
    """Finnveden: three municipalities, the region and two agencies; quorum four."""
    each = {member.key: (1, 1) for member in _members(3)}
    assert standing("seats.each_member", _board(_members(3), 6, 6, by_member=each)) == [IN_ORDER]
    assert standing("seats.each_member", _board(_members(3), 6, 6)) == [NOT_STATED]
    assert standing("seats.each_member", _board(_members(3), 5, 6)) == [DEPARTS]
    assert standing("seats.each_member", _board(_members(3), 6, 5)) == [DEPARTS]
    assert BoardSeats(ordinary=6, substitutes=6, **HEAD).quorum == 4


def test_a_member_without_a_seat_of_its_own_breaks() -> None:
    """10 §: a municipality can't represent another, whatever the sum is."""
    keys = [member.key for member in _members(1)]
    for lacking in ((0, 1), (1, 0)):
        shared = dict.fromkeys(keys, (1, 1)) | {"Sala": lacking}
        shared["Försäkringskassan"] = (2 - lacking[0], 2 - lacking[1])
        ours = _board(_members(1), 4, 4, by_member=shared)
        assert standing("seats.each_member", ours) == [DEPARTS]
    three = {key: (1, 1) for key in keys if key != "Sala"} | {"Försäkringskassan": (2, 2)}
    assert standing("seats.each_member", _board(_members(1), 4, 4, by_member=three)) == [DEPARTS]


def test_seats_of_a_stranger_are_not_judged() -> None:
    """A misspelt member must not look like one without seats."""
    keys = [member.key for member in _members(1)]
    misspelt = {key: (1, 1) for key in keys if key != "Sala"} | {"Salla": (1, 1)}
    assert standing("seats.each_member", _board(_members(1), 4, 4, by_member=misspelt)) == [
        NOT_STATED
    ]


def test_seats_of_who_becomes_a_member_later_become_right() -> None:
    """They are neither a slip to mend nor a departure; of a member that has left they are one."""
    day = dt.date(2025, 1, 1)
    heby = municipality_member("Heby", start=day)
    seats = {member.key: (1, 1) for member in (*FOUR, heby)}
    ours = _board((*FOUR, heby), 5, 5, by_member=seats)
    [one] = [o for o in check_conformity(ours, as_of=DAY) if o.code == "seats.each_member"]
    assert one.standing is NOT_STATED
    assert one.text == Text(
        sv="boken ger platser åt Heby, som blir medlem 2025-01-01; det blir rätt från den dagen",
        en="the book gives seats to Heby, which becomes a member on 2025-01-01; that becomes right"
        " from that day",
    )
    assert standing("seats.each_member", ours, dt.date(2024, 12, 31)) == [NOT_STATED]
    assert standing("seats.each_member", ours, day) == [IN_ORDER]
    lacking = _board((*FOUR, heby), 5, 5, by_member=seats | {"Sala": (0, 1), "Heby": (2, 1)})
    assert standing("seats.each_member", lacking) == [DEPARTS]
    left = _board(
        (*FOUR, municipality_member("Heby", end=dt.date(2023, 12, 31))), 5, 5, by_member=seats
    )
    [one] = [o for o in check_conformity(left, as_of=DAY) if o.code == "seats.each_member"]
    assert one.standing is NOT_STATED
    assert "rätta det först" in one.text.sv


def test_a_member_is_found_in_either_form_of_unicode() -> None:
    members = (*_members(0), municipality_member("Håbo"))
    apart = {normalize("NFD", member.key): (1, 1) for member in members}
    assert standing("seats.each_member", _board(members, 4, 4, by_member=apart)) == [IN_ORDER]


def test_seats_are_not_judged_without_members() -> None:
    assert standing("seats.each_member", _board((), 4, 4)) == [NOT_STATED]
    assert standing("seats.each_member", book()) == [NOT_STATED]
    assert standing("seats.equal", book()) == []
    assert standing("seats.equal", _board((), 4, 4)) == [IN_ORDER]


# 21, 23, 24 and 25 §§


def _budget(cost: int = 1_900, *, adopted: dt.date | None = None, cited: bool = True) -> BudgetRule:
    income = Line("members", text("in"), [2_000])
    group = LineGroup("measures", text("g"), [Line("a", text("a"), [cost])])
    source: dict[str, Any] = {"rule": "B-1", "citation": CITED} if cited else {}
    made = Budget(
        name=text("2025"), years=[2025], income=[income], groups=[group], opening=0,
        adopted_on=adopted, **source,
    )  # fmt: skip
    return BudgetRule(budget=made, binds=Binds.STATED, **HEAD)


@pytest.mark.parametrize(
    ("cost", "expected"), [(1_999, IN_ORDER), (2_000, DEPARTS), (2_001, DEPARTS)]
)
def test_income_has_to_be_above_costs_by_inference(cost: int, expected: Standing) -> None:
    """X-11: a warning with its grade, no error."""
    ours = book(financing=[_budget(cost)])
    assert found("balance", ours) == [(expected, Certainty.INFERENCE)]
    assert check_conformity(ours, as_of=DAY).breaches == ()
    assert standing("balance", book()) == [NOT_STATED]


@pytest.mark.parametrize(
    ("adopted", "expected"),
    [
        (None, NOT_STATED),
        (dt.date(2024, 11, 30), IN_ORDER),
        (dt.date(2024, 12, 2), IN_ORDER),
        (dt.date(2024, 12, 3), DEPARTS),
    ],
)
def test_a_budget_is_adopted_by_30_november(adopted: dt.date | None, expected: Standing) -> None:
    """23 §: 30 November 2024 is a Saturday, so that law 1930:173, 2 §, gives until 2 December."""
    for cited in (True, False):
        ours = book(financing=[_budget(adopted=adopted, cited=cited)])
        assert standing("budget_day", ours) == [expected]
    assert standing("budget_day", book()) == [NOT_STATED]


@pytest.mark.parametrize(
    ("period", "expected"),
    [(Months(3), IN_ORDER), (Weeks(12), IN_ORDER), (Weeks(13), DEPARTS), (Months(4), DEPARTS)],
)
def test_a_report_is_made_within_three_months(period: Period, expected: Standing) -> None:
    """24 §; 13 weeks from a year's end is 1 April."""
    for owner in (Role.BOARD, Role.TEAM_LEADER, None):
        rule = AfterYear(period=period, owner=owner, **REPORT)
        assert standing("report_day", book(calendar=[rule])) == [expected]


REPORT: dict[str, Any] = HEAD | {"text": Text(sv="Årsredovisningen är klar.", en="The report.")}


@pytest.mark.parametrize(
    ("rule", "expected", "told"),
    [
        (AfterYear(period=Months(6), **REPORT), DEPARTS,
         "årsredovisningen ska enligt r vara klar 6 månader efter årets slut"),
        (ByDay(month=6, day=30, in_year=1, **REPORT), DEPARTS,
         "årsredovisningen för till exempel 2022 ska enligt r vara klar senast 2023-06-30"),
        (ByDay(month=3, day=31, in_year=1, **REPORT), IN_ORDER,
         "årsredovisningen för till exempel 2022 ska enligt r vara klar senast 2023-03-31"),
        (ByDay(month=4, day=1, in_year=1, **REPORT), DEPARTS,
         "årsredovisningen för till exempel 2022 ska enligt r vara klar senast 2023-04-01"),
        (EachPart(months=12, within=Months(5), **REPORT), DEPARTS,
         "årsredovisningen för till exempel 2022 ska enligt r vara klar senast 2023-05-31"),
        (ByDay(month=6, day=30, in_year=0, **REPORT), NOT_STATED,
         "r säger inte hur långt efter årets slut årsredovisningen ska vara klar"),
        (DuringYear(**REPORT), NOT_STATED,
         "r säger inte hur långt efter årets slut årsredovisningen ska vara klar"),
        (YearRule(**REPORT), NOT_STATED,
         "r säger inte hur långt efter årets slut årsredovisningen ska vara klar"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, YearRule) else None,
)  # fmt: skip
def test_a_report_is_found_in_every_form(rule: YearRule, expected: Standing, told: str) -> None:
    """24 §: who owes it, and how its day is written, doesn't matter."""
    [one] = [
        one
        for one in check_conformity(book(calendar=[rule]), as_of=DAY)
        if one.code == "report_day"
    ]
    assert (one.standing, one.text.sv) == (expected, told)


@pytest.mark.parametrize(
    ("said", "is_it"),
    [
        ("Årsredovisningen ska vara klar sex månader efter årets slut.", True),
        ("ÅRSREDOVISNINGEN ÄR FÄRDIG I JUNI", True),
        ("Styrelsen upprättar förbundets årsredovisning.", True),
        ("2024 års årsredovisning görs av styrelsen.", True),
        ("Årsredovisning senast sex månader efter verksamhetsårets slut", True),
        ("A\u030arsredovisning inom 6 månader", True),
        ("Revisionen av årsredovisningen är klar.", False),
        ("Revisorerna granskar årsredovisningen, som är klar.", False),
        ("Fullmäktige godkänner årsredovisningen.", False),
        ("Medlemmarna beslutar om ansvarsfrihet när årsredovisningen är klar.", False),
        ("Årsredovisningen trycks.", False),
        ("Insatserna gör texter till årsredovisningen.", False),
        ("Stiftelsens årsredovisning är klar.", False),
        ("Varje medlem upprättar årsredovisning.", False),
        ("Budgeten är klar när årsredovisningen är det.", False),
        ("Kommunernas årsredovisningar är klara.", False),
        ("Delårsrapporten är klar; årsredovisningen är klar.", False),
        ("Styrelsen är klar med insatsernas slutrapporter.", False),
        ("Lokalerna är klara.", False),
    ],
)
def test_only_what_surely_is_the_annual_report_is_measured(said: str, is_it: bool) -> None:
    head = HEAD | {"text": Text(sv=said, en="x")}
    rule = AfterYear(period=Months(6), owner=Role.BOARD, **head)
    expected = DEPARTS if is_it else NOT_STATED
    assert standing("report_day", book(calendar=[rule])) == [expected]


def test_a_rule_that_cites_the_section_is_the_annual_report() -> None:
    cited = HEAD | {"citation": Citation(ACT, "24 §", DAY)}
    rule = AfterYear(period=Months(6), **cited)
    assert standing("report_day", book(calendar=[rule])) == [DEPARTS]
    audited = evolve(rule, text=Text(sv="Revisorn granskar.", en="x"))
    assert standing("report_day", book(calendar=[audited])) == [NOT_STATED]


@pytest.mark.parametrize(
    ("members", "number", "shared", "expected"),
    [
        (FOUR, 3, False, IN_ORDER),  # example 32, Västerås 2021
        (FOUR, 2, False, DEPARTS),
        (FOUR, 4, False, DEPARTS),
        (FOUR, 2, True, IN_ORDER),
        (FOUR, 1, True, IN_ORDER),
        (FOUR, 3, None, IN_ORDER),
        (FOUR, 2, None, NOT_STATED),
        (FOUR, 1, None, NOT_STATED),
        (FOUR, 4, None, DEPARTS),
        (FOUR, 0, None, DEPARTS),
        (_members(3), 3, None, NOT_STATED),
        (FOUR, 4, True, DEPARTS),
        (FOUR, 0, True, DEPARTS),
        (_members(3), 3, True, IN_ORDER),  # example 16, Västra Mälardalen 2011
        (_members(3), 3, False, DEPARTS),
        (FOUR[1:], 3, False, IN_ORDER),
        ((VASTMANLAND, SALA), 2, False, IN_ORDER),
        ((), 3, False, NOT_STATED),
    ],
)
def test_there_is_an_auditor_for_each_member_and_one_for_both_agencies(
    members: tuple[Member, ...], number: int, shared: bool | None, expected: Standing
) -> None:
    """25 §: members less one, fewer only where municipalities or regions have agreed.

    What isn't said of an agreement is no breach.
    """
    stated = Auditors(number=number, shared=shared, **HEAD)
    assert standing("auditors.number", book(members=members, statements=[stated])) == [expected]
    assert standing("auditors.number", book()) == [NOT_STATED]


def test_the_agency_names_the_auditor_of_the_state() -> None:
    """X-07: since the financial year 2008 Försäkringskassan names one for both agencies."""
    right = Auditors(number=3, state_named_by=Authority.SOCIAL_INSURANCE_AGENCY.term, **HEAD)
    assert standing("auditors.state", book(statements=[right])) == [IN_ORDER]
    wrong = evolve(right, state_named_by=Term("riksrevisionen", text("Riksrevisionen")))
    assert standing("auditors.state", book(statements=[wrong])) == [DEPARTS]
    unsaid = evolve(right, state_named_by=None)
    assert standing("auditors.state", book(statements=[unsaid])) == [NOT_STATED]


# The answer as a whole


def test_measures_that_are_not_in_force_are_left_out_and_named() -> None:
    last = dt.date(2024, 6, 2)
    ours = book(team(valid=Validity(end=last)))
    assert [m.key for m in check_conformity(ours, as_of=last).measures] == ["team"]
    checked = check_conformity(ours, as_of=DAY)
    assert (checked.measures, [m.key for m in checked.left_out]) == ((), ["team"])
    assert standing("target_group", ours) == []
    said = (
        "Team sv (till och med 2024-06-02) gällde inte den dagen och är inte med. Jämförelsen"
        " bygger bara på det som står i boken."
    )
    assert said in letter(checked)
    assert "Jämförelsen gäller" not in letter(checked)


def test_only_the_text_of_a_statute_is_broken() -> None:
    checked = check_conformity(BOOKS["vasteras"], as_of=dt.date(2021, 1, 1))
    assert {one.severity for one in checked.breaches} == {Rank.STATUTE}
    assert {one.certainty for one in checked.breaches} == {Certainty.TEXT}
    assert len(checked) == len(list(checked)) == len(checked.findings)
    parts = [checked.of(one) for one in Standing]
    assert sum(map(len, parts)) == len(checked)
    assert len(checked.breaches) + len(checked.departures) == len(checked.of(DEPARTS))


@pytest.mark.parametrize("name", list(BOOKS))
def test_any_day_can_be_asked_for(name: str) -> None:
    """Every year's first day from before the act on, in both languages."""
    for year in range(2003, 2031):
        checked = check_conformity(BOOKS[name], as_of=dt.date(year, 1, 1))
        assert {one.code for one in checked} <= {check.key for check in CHECKS}
        assert letter(checked, "sv").count("\n") == letter(checked, "en").count("\n") > 20


def test_what_is_no_book_is_refused() -> None:
    given: Any = "vasteras"
    assert faults_of(lambda: check_conformity(given, as_of=given), InvalidInput) == [
        fault(
            "type", "book", "ska vara RuleBook, inte str", "takes RuleBook, not str",
            expected=["RuleBook"],
        ),
        fault(
            "type", "as_of",
            "ska vara ett datum (datetime.date), till exempel 2026-11-22, inte en text (str)",
            "takes datetime.date, for example date(2026, 11, 22), not str",
            expected=["date"],
        ),
    ]  # fmt: skip


def test_the_findings_are_a_table_in_every_style() -> None:
    stated = Auditors(
        number=2, shared=False, state_named_by=Term("x", text("Somebody")), **HEAD | {"rule": "R-1"}
    )
    checked = check_conformity(book(statements=[stated]), as_of=DAY)
    rows = checked.table("en").rows
    assert (
        "25 §", "–", "departs",
        "2 auditors for 4 members; there have to be 3, fewer only where municipalities or regions"
        " have agreed on one in common (R-1)",
        "statute, by the text of the norm",
    ) in rows  # fmt: skip
    assert ("3 §", "–", "in order", "member: Sala", "statute, by the text of the norm") in rows
    assert checked.explain("sv", "markdown").startswith("**Ours sv, 2024-06-03**")
    assert checked._repr_html_() == checked.explain("sv", "html")
    with_measure = check_conformity(book(team()), as_of=DAY)
    assert with_measure.table("sv").rows[0][:3] == ("2 §", "Team sv", "i ordning")


GOLDEN = Path(__file__).parent


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_letter_to_vasteras(lang: Lang) -> None:
    checked = check_conformity(BOOKS["vasteras"], as_of=dt.date(2021, 1, 1))
    golden = GOLDEN / f"letter_vasteras_2021_{lang}.txt"
    assert letter(checked, lang) == golden.read_text(encoding="utf-8")


def test_a_letter_that_finds_no_breach_says_so() -> None:
    drawn = letter(check_conformity(book(), as_of=DAY), "en")
    assert "We have found nothing in the book that breaks the text of the act." in drawn
    assert "WHAT YOU SHOULD LOOK OVER" not in drawn
    assert "In short: breaks the act 0, should be looked over 0," in drawn


def test_a_letter_says_the_same_in_both_languages() -> None:
    """The same sections, as many items in each, the same sources."""
    for name in BOOKS:
        checked = check_conformity(BOOKS[name], as_of=dt.date(2021, 12, 1))
        one, other = letter(checked, "sv").splitlines(), letter(checked, "en").splitlines()
        assert len(one) == len(other)
        assert [line.startswith("- ") for line in one] == [line.startswith("- ") for line in other]
        assert [line.rpartition("[")[2] for line in one if line.startswith("- ")] == [
            line.rpartition("[")[2] for line in other if line.startswith("- ")
        ]


def test_every_number_in_a_letter_is_a_source() -> None:
    drawn = letter(check_conformity(BOOKS["vasteras"], as_of=dt.date(2021, 1, 1)))
    used = {
        int(number)
        for line in drawn.splitlines()
        if line.startswith("- ")
        for number in line.rpartition("[")[2].rstrip("]").split(", ")
    }
    listed = [line for line in drawn.splitlines() if line.partition(". ")[0].isdigit()]
    assert used == set(range(1, len(listed) + 1))


def test_a_source_is_given_with_the_reading_of_the_rule_and_no_other() -> None:
    """Two rules stand in one place; what is read into it for one isn't said of the other."""
    read = evolve(CITED, reading=text("read so"))
    stated = [
        Aim(towards_work=False, **HEAD | {"key": "a", "rule": "SB-01"}),
        Aim(towards_work=False, **HEAD | {"key": "b", "rule": "SB-02", "citation": read}),
    ]
    measures = [evolve(team(statements=[one]), key=one.rule, name=text(one.rule)) for one in stated]
    drawn = letter(check_conformity(book(*measures), as_of=DAY)).splitlines()
    of_rule: dict[str, str] = {}
    for rule in ("SB-01", "SB-02"):
        [line] = [line for line in drawn if line.startswith(f"- {rule} sv: syftet")]
        of_rule[rule] = line.rpartition(", ")[2].rstrip("]")
    numbers = {line.partition(". ")[0]: i for i, line in enumerate(drawn)}
    plain, with_reading = (numbers[of_rule[rule]] for rule in of_rule)
    assert drawn[plain].startswith(f"{of_rule['SB-01']}. {CITED.in_('sv')}")
    assert "läsning" not in drawn[plain + 1]
    assert drawn[with_reading + 1] == "   bokens läsning: read so sv"


def test_what_is_read_into_the_act_is_the_reading_of_who_cites_it() -> None:
    """The book's where a rule of the book cites it so; ours where the check does."""
    cited = Citation(ACT, "25 §", DAY, text("the book's"))
    stated = Auditors(number=3, **HEAD | {"citation": cited})
    ours = book(statements=[stated], financing=[_budget()])
    drawn = letter(check_conformity(ours, as_of=DAY), "en").splitlines()
    assert "   the book's reading: the book's en" in drawn
    assert [line for line in drawn if line.startswith("   our reading: its wording of 2018")]


def test_a_letter_takes_findings_and_a_language() -> None:
    wrong: Any = []
    [one] = faults_of(lambda: letter(wrong), InvalidInput)
    assert (one.code, one.path) == ("type", "found")
    lang: Any = "de"
    checked = check_conformity(book(), as_of=DAY)
    with pytest.raises(ValueError, match="'sv' or 'en'"):
        letter(checked, lang)


def test_a_plain_statement_says_nothing_to_the_act() -> None:
    ours, said = book(), book(statements=[Statement(**HEAD)])
    assert check_conformity(said, as_of=DAY).findings == check_conformity(ours, as_of=DAY).findings


def test_a_report_can_be_sent_to_another_process() -> None:
    report = check_conformity(BOOKS["vasteras"], as_of=dt.date(2021, 1, 1))
    again = pickle.loads(pickle.dumps(report))  # noqa: S301 - our own pickle
    assert again.findings == report.findings
    assert letter(again) == letter(report)
