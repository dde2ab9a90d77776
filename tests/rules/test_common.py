"""The common vocabulary: what is asked, who judges, who can change it, what is sensitive."""

import re

import pytest

from finsam.municipalities import MUNICIPALITIES
from finsam.rules import COMMON, About, Choice, Date, Fact, Number, Selection, YesNo, common
from finsam.terms import (
    Authority,
    Benefit,
    Consent,
    OtherPart,
    Role,
    Service,
    Sex,
    WithoutReferrer,
)
from finsam.texts import LANGUAGES, Lang

KEYS = [fact.key for fact in COMMON]

# each judgement has the maker that the text names, or "not stated".
JUDGED_BY = {
    "coordinated_need_assessed": Role.REFERRING_AUTHORITY,  # NV-04
    "needs_coordinated_rehabilitation": Role.NOT_STATED,  # HA-03
    "need_judged": Role.PROFESSIONAL,  # VA-11
    "needs_coordinated_preparation": Role.NOT_STATED,  # FI-18
    "ordinary_cooperation_not_enough": Role.NOT_STATED,  # FI-03
    "judged_far_with_unclear_next_step": Role.NOT_STATED,  # HA-05
    "unable_to_return_to_employer": Role.NOT_STATED,  # HA-05
    "nearer_work_within_12_months": Role.REFERRING_AUTHORITY,  # VA-12
    "nearer_work_or_livelihood_within_12_months": Role.REFERRING_AUTHORITY,  # VA-12
    "impairment_affects_work_ability": Role.NOT_STATED,  # FI-04
    "social_situation_affects_work_ability": Role.NOT_STATED,  # FI-04
    "lacks_resources_now": Role.NOT_STATED,  # NV-06
    "motivated_for_first_contact": Role.NOT_STATED,  # NV-07
    "manages_slow_pace": Role.NOT_STATED,  # NV-07
    "medical_obstacle": Role.NOT_STATED,  # FI-06
    "social_obstacle": Role.NOT_STATED,  # FI-06
    "abuse_affects_rehabilitation": Role.NOT_STATED,  # FI-07
}
CHANGED_BY = {
    "municipality": Role.THE_PERSON,
    "lives_in": Role.THE_PERSON,
    "resident_in_area": Role.THE_PERSON,
    "job_seeking": Role.THE_PERSON,
    "works_or_studies": Role.THE_PERSON,
    "referred_by": Role.REFERRER,
    "through_benefit_authority": Role.REFERRER,
    "information_offered": Role.REFERRER,
    "own_wishes_heard": Role.REFERRER,
    "consents": Role.THE_PERSON,
}
# A frozen list: who adds a fact about health, abuse, crime or income says here that it is one, and
# who takes one away says so in the change log.
SENSITIVE = {
    # health and impairment
    "entitled_to_sickness_benefit", "has_impairment", "impairment_affects_work_ability",
    "in_daily_activities_or_measure", "left_special_school", "medical_obstacle", "reduced_health",
    "serious_illness", "sick_listed", "sick_listed_since", "unable_to_return_to_employer",
    "work_ability_unclear",
    # abuse, threats and crime
    "abuse_affects_rehabilitation", "active_abuse", "custody_ahead", "known_threatening",
    "ongoing_addiction",
    # the social situation, and what social services or the care know
    "at_risk_of", "benefits", "current_with", "lacks_resources_now", "needs", "social_obstacle",
    "social_situation_affects_work_ability",
}  # fmt: skip
OF_REFERRAL = {
    "referred_by", "through_benefit_authority", "information_offered", "own_wishes_heard",
    "consents",
}  # fmt: skip


@pytest.mark.parametrize("fact", COMMON.facts, ids=KEYS)
def test_a_fact_is_asked_in_both_languages(fact: Fact) -> None:
    """Design 2.1: a question in Swedish and English."""
    assert fact.question.sv.endswith("?")
    assert fact.question.en.endswith("?")
    assert fact.question.sv != fact.question.en
    for lang in LANGUAGES:
        assert not re.search(r"\s{2,}|\s\?", getattr(fact.question, lang))


def test_no_two_facts_ask_the_same() -> None:
    for lang in LANGUAGES:
        asked = [getattr(fact.question, lang) for fact in COMMON]
        assert sorted(set(asked)) == sorted(asked)


def test_who_judges_is_whom_the_text_names() -> None:
    """X-17: an officer or professional, the authority, or nobody named."""
    judged = {fact.key: fact.judged_by for fact in COMMON if fact.judged_by is not None}
    assert judged == {key: role.term for key, role in JUDGED_BY.items()}


def test_who_can_bring_about_another_value() -> None:
    """Design 2.1: health, addiction, needs, benefits and past events are changed by nobody."""
    changed = {fact.key: fact.changed_by for fact in COMMON if fact.changed_by is not None}
    assert changed == {key: role.term for key, role in CHANGED_BY.items()}


def test_what_tells_of_health_abuse_or_crime_is_sensitive() -> None:
    assert {fact.key for fact in COMMON if fact.sensitive} == SENSITIVE


def test_since_when_somebody_is_ill_tells_as_much_as_that_they_are() -> None:
    assert COMMON["sick_listed"].sensitive
    assert COMMON["sick_listed_since"].sensitive


def test_need_contact_and_risk_are_three_facts() -> None:
    """X-02: current with, needs support from and risks becoming current are never merged."""
    kinds = [COMMON[key].kind for key in ("current_with", "needs", "at_risk_of")]
    assert len({COMMON[key].question for key in ("current_with", "needs", "at_risk_of")}) == 3
    for kind in kinds:
        assert isinstance(kind, Selection)
        assert list(kind.terms) == [*Authority, *Service]


def test_registered_in_and_living_in_are_two_facts() -> None:
    """Design 2.1."""
    assert COMMON["municipality"].question != COMMON["lives_in"].question
    assert COMMON["municipality"].kind == COMMON["lives_in"].kind


def test_a_municipality_is_shown_with_its_county() -> None:
    """Håbo and Habo are two municipalities."""
    kind = COMMON["municipality"].kind
    assert isinstance(kind, Choice)
    assert list(kind.terms) == [known.name for known in MUNICIPALITIES]
    for lang in ("sv", "en"):
        shown: Lang = "sv" if lang == "sv" else "en"
        assert kind.name("Håbo", shown) == "Håbo (Uppsala län)"
        assert kind.name("Habo", shown) == "Habo (Jönköpings län)"


def test_the_closed_lists() -> None:
    for key, options in (
        ("benefits", Benefit), ("consents", Consent), ("sex", Sex),
        ("referred_by", (*Authority, *Service, *OtherPart, *WithoutReferrer)),
    ):  # fmt: skip
        kind = COMMON[key].kind
        assert isinstance(kind, Choice | Selection)
        assert list(kind.terms) == [str(option) for option in options]
    assert isinstance(COMMON["sex"].kind, Choice)
    assert isinstance(COMMON["referred_by"].kind, Choice)


def test_a_part_of_an_authority_that_is_no_named_service_can_refer() -> None:
    """X-23: the municipality, but not its social services; the region, but no health centre."""
    kind = COMMON["referred_by"].kind
    assert isinstance(kind, Choice)
    assert kind.below[Authority.MUNICIPALITY] == {
        "municipality", "social_services", "other_municipal",
    }  # fmt: skip
    assert kind.below[Authority.REGION] == {"region", "health_centre", "other_regional"}
    for part in OtherPart:
        assert part not in COMMON["needs"].kind.terms  # type: ignore[union-attr]
        assert COMMON.read({"referred_by": part})["referred_by"] == part


def test_what_facts_are_about() -> None:
    assert {fact.key for fact in COMMON if fact.about is About.REFERRAL} == OF_REFERRAL
    assert {fact.about for fact in COMMON} == {About.PERSON, About.REFERRAL}


def test_dates_tell_when_something_began() -> None:
    dates = {fact.key for fact in COMMON if isinstance(fact.kind, Date)}
    assert dates == {
        "birth_date", "unemployed_since", "sick_listed_since", "on_public_support_since",
    }  # fmt: skip
    assert all(COMMON[key].kind == Date(past=True) for key in dates)


def test_all_else_is_yes_or_no() -> None:
    others = [fact for fact in COMMON if not isinstance(fact.kind, YesNo)]
    assert len(others) == 13
    assert not any(isinstance(fact.kind, Number) for fact in COMMON)


def test_nobody_is_named() -> None:
    """Design 2.8: no name, no identity number, no free text."""
    assert not [key for key in KEYS if re.search("name|number|phone|address|mail", key)]


def test_the_public_names() -> None:
    assert dir(common) == ["COMMON"]
