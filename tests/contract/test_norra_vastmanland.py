"""Contract cases of Samordningsteam in Norra Västmanland: NV-03 to NV-09, and NV-14.

Contract cases change only with a line under *Law* in the change log.
"""

import datetime as dt

import pytest

from contract.cases import (
    AGENCY,
    ELIGIBLE,
    EMPLOYMENT,
    MET,
    MUNICIPALITY,
    NEEDS_ASSESSMENT,
    NONE,
    NOT_ELIGIBLE,
    NOT_MET,
    REGION,
    UNDETERMINED,
    UNKNOWN,
    Case,
    answered,
    members,
)
from finsam import Benefit, Concern, Person, Referral, Service
from finsam.rulebooks.norra_vastmanland import SAMORDNINGSTEAM
from finsam.terms import WithoutReferrer

DAY = dt.date(2023, 3, 15)
ALL_MET = {Concern.ROUTE: MET, Concern.PREPARATION: MET}
DONE = {"information_offered": True, "own_wishes_heard": True}
ANOTHER_WAY = {Concern.ROUTE: NOT_MET, Concern.PREPARATION: MET}


def person(**changes: object) -> Person:
    """Returns somebody who meets NV-03 to NV-09, with changes; None makes a fact unknown."""
    facts: dict[str, object] = {
        "birth_date": dt.date(1995, 6, 1),
        "needs": {REGION, AGENCY},
        "coordinated_need_assessed": True,
        "ongoing_addiction": False,
        "known_threatening": False,
        "custody_ahead": False,
        "serious_illness": False,
        "motivated_for_first_contact": True,
        "manages_slow_pace": True,
        "sick_listed": True,
    }
    return Person(facts=facts | changes)


def referral(
    by: str | None = AGENCY,
    *,
    through: bool | None = None,
    heard: bool | None = True,
    **changes: object,
) -> Referral:
    """Returns a referral with what NV-14 asks, with changes to the person."""
    facts = {**DONE, "through_benefit_authority": through, "own_wishes_heard": heard}
    return Referral(person=person(**changes), referred_by=by, facts=facts)


NO_GROUP: dict[str, object] = {
    "sick_listed": False,
    "unemployed": False,
    "benefits": set(),
    "far_from_labour_market": False,
    "has_sgi": True,
    "stays_at_home": False,
}

CASES = [
    Case(
        id="NV-08-agency-refers",
        why="NV-03 to NV-07 met, a member refers (NV-08), NV-14 done; NV-05's 16–30 is no priority",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(),
        verdict=ELIGIBLE,
        concerns=ALL_MET,
        ready=True,
        missing=NONE,
        failed=NONE,
        has_priority=False,
        headline_en="Eligible.",
        headline_sv="Behörig.",
    ),
    Case(
        id="NV-08-region-by-itself",
        why="NV-08: the Region's way in is through the authority that pays the benefit; NV-14 is"
        " not done either, and none of the two is chosen away",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(REGION, through=False, heard=False),
        verdict=ELIGIBLE,
        concerns={Concern.ROUTE: NOT_MET, Concern.PREPARATION: NOT_MET},
        ready=False,
        missing=NONE,
        headline_en="Eligible. Another way in (NV-08). Not yet: preparation.",
    ),
    Case(
        id="NV-08-region-through-benefit-authority",
        why="NV-08: the Region has this possibility",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(REGION, through=True),
        verdict=ELIGIBLE,
        concerns=ALL_MET,
        ready=True,
    ),
    Case(
        id="NV-08-region-way-unknown",
        why="NV-08: whether it goes by way of the benefit's authority is still to ask",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(REGION),
        verdict=ELIGIBLE,
        concerns={Concern.ROUTE: UNKNOWN, Concern.PREPARATION: MET},
        ready=None,
        missing={"through_benefit_authority"},
        missing_for_verdict=NONE,
    ),
    Case(
        id="NV-08-X-23-health-centre-is-the-region",
        why="NV-08: the health centre is the Region's (X-23), so it goes the Region's way",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(Service.HEALTH_CENTRE, through=False),
        verdict=ELIGIBLE,
        concerns=ANOTHER_WAY,
        ready=False,
        headline_en="Eligible. Another way in (NV-08).",
    ),
    Case(
        id="NV-08-X-23-social-services-are-the-municipality",
        why="NV-08: the municipality is a member, and its social services are the municipality",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(Service.SOCIAL_SERVICES),
        verdict=ELIGIBLE,
        concerns=ALL_MET,
        ready=True,
    ),
    Case(
        id="NV-08-X-26-nobody-refers",
        why="NV-08 opens the team for participants from members; coming alone is not a way in",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(WithoutReferrer.THE_PERSON),
        verdict=ELIGIBLE,
        concerns=ANOTHER_WAY,
        ready=False,
    ),
    *(
        Case(
            id=f"NV-08-{by}-refers",
            why="NV-08: open to participants from all members",
            measure=SAMORDNINGSTEAM,
            as_of=DAY,
            who=referral(by),
            verdict=ELIGIBLE,
            concerns=ALL_MET,
        )
        for by in (MUNICIPALITY, EMPLOYMENT)
    ),
    Case(
        id="NV-14-no-information",
        why="NV-14: a study visit or other information is to be offered at referral",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=Referral(
            person=person(),
            referred_by=AGENCY,
            facts={"information_offered": False, "own_wishes_heard": True},
        ),
        verdict=ELIGIBLE,
        concerns={Concern.ROUTE: MET, Concern.PREPARATION: NOT_MET},
        ready=False,
        headline_en="Eligible. Not yet: preparation.",
    ),
    Case(
        id="NV-14-wishes-not-asked-about",
        why="NV-14: whether the person could tell what they want isn't known; a preparation, and"
        " nothing that the verdict needs",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(heard=None),
        verdict=ELIGIBLE,
        concerns={Concern.ROUTE: MET, Concern.PREPARATION: UNKNOWN},
        ready=None,
        missing={"own_wishes_heard"},
        missing_for_verdict=NONE,
    ),
    Case(
        id="NV-08-NV-14-no-referral-yet",
        why="the person is clear; NV-08 and NV-14 are all that is left to ask",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=person(),
        verdict=ELIGIBLE,
        concerns={Concern.ROUTE: UNKNOWN, Concern.PREPARATION: UNKNOWN},
        ready=None,
        missing={
            "referred_by",
            "through_benefit_authority",
            "information_offered",
            "own_wishes_heard",
        },
        missing_for_verdict=NONE,
    ),
    Case(
        id="NV-05-fifteen",
        why="NV-05 states a need, not a limit: below 16 is a remark (X-01)",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(birth_date=dt.date(2008, 1, 1)),
        verdict=ELIGIBLE,
        ready=True,
        remarks={"NV-05": True},
    ),
    Case(
        id="NV-05-seventy",
        why="NV-05: needs exist up to 64, which refuses nobody of 70 (X-01)",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(birth_date=dt.date(1953, 1, 1)),
        verdict=ELIGIBLE,
        ready=True,
        remarks={"NV-05": True},
    ),
    *(
        Case(
            id=f"NV-05-focus-{name}",
            why="NV-05: 16–30 as a focus; outside it is a remark, and never a priority (X-01)",
            measure=SAMORDNINGSTEAM,
            as_of=DAY,
            who=referral(birth_date=born),
            verdict=ELIGIBLE,
            ready=True,
            has_priority=False,
            remarks={"NV-05": outside},
        )
        for name, born, outside in (
            ("16-today", dt.date(2007, 3, 15), False),
            ("last-day-of-30", dt.date(1992, 3, 16), False),
            ("31-today", dt.date(1992, 3, 15), True),
        )
    ),
    Case(
        id="NV-05-age-unknown",
        why="NV-05: only a guideline wants the age, so it isn't missing",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(birth_date=None),
        verdict=ELIGIBLE,
        ready=True,
        missing=NONE,
        asked_for_remarks={"birth_date": True},
    ),
    Case(
        id="NV-09-none-of-the-groups",
        why="NV-09 gives the teams a direction and excludes nobody",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=Referral(person=person(**NO_GROUP), referred_by=AGENCY, facts=DONE),
        verdict=ELIGIBLE,
        ready=True,
        remarks={"NV-09": True},
    ),
    *(
        Case(
            id=f"NV-09-group-of-{name}",
            why="NV-09: one of the groups for whom the teams are to work",
            measure=SAMORDNINGSTEAM,
            as_of=DAY,
            who=Referral(person=person(**NO_GROUP | group), referred_by=AGENCY, facts=DONE),
            verdict=ELIGIBLE,
            remarks={"NV-09": False},
        )
        for name, group in (
            ("sick-listed", {"sick_listed": True}),
            ("activity-compensation", {"benefits": {Benefit.ACTIVITY_COMPENSATION}}),
            ("unemployed", {"unemployed": True}),
            ("far-from-the-labour-market", {"far_from_labour_market": True}),
            ("without-sgi", {"has_sgi": False}),
        )
    ),
    Case(
        id="NV-03-municipality-and-employment-service",
        why="NV-03: any two kinds of authority",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(needs={MUNICIPALITY, EMPLOYMENT}),
        verdict=ELIGIBLE,
    ),
    Case(
        id="NV-03-one-known-three-unknown",
        why="NV-03: any of the three others would make two",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(needs={EMPLOYMENT: True}),
        verdict=UNDETERMINED,
        missing=members("needs", MUNICIPALITY, REGION, AGENCY),
        ready=None,
    ),
    Case(
        id="NV-03-X-02-current-with-two-needs-one",
        why="NV-03 counts who is needed, not whom the person is current with (X-02)",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(needs={REGION}, current_with={REGION, AGENCY}),
        verdict=NOT_ELIGIBLE,
        failed={"NV-03"},
        ready=False,
    ),
    Case(
        id="NV-04-X-17-assessment-missing",
        why="NV-04: the referring authority makes the assessment, and only that is missing",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(coordinated_need_assessed=None),
        verdict=NEEDS_ASSESSMENT,
        missing={"coordinated_need_assessed"},
        judges={"coordinated_need_assessed": "referring_authority"},
    ),
    Case(
        id="NV-04-assessed-no",
        why="NV-04: the referring authority sees no need of coordination",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(coordinated_need_assessed=False),
        verdict=NOT_ELIGIBLE,
        failed={"NV-04"},
    ),
    Case(
        id="NV-07-X-17-two-judgements-missing",
        why="NV-07: motivation and pace are two judgements, and nobody is named for them (X-17)",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(motivated_for_first_contact=None, manages_slow_pace=None),
        verdict=NEEDS_ASSESSMENT,
        missing={"motivated_for_first_contact", "manages_slow_pace"},
        judges={"motivated_for_first_contact": "not_stated", "manages_slow_pace": "not_stated"},
    ),
    Case(
        id="NV-07-not-motivated",
        why="NV-07: judged not to be motivated for a first contact",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(motivated_for_first_contact=False),
        verdict=NOT_ELIGIBLE,
        failed={"NV-07"},
    ),
    Case(
        id="NV-07-pace-too-high",
        why="NV-07: judged not to manage even a slow pace",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(manages_slow_pace=False),
        verdict=NOT_ELIGIBLE,
        failed={"NV-07"},
    ),
    *(
        Case(
            id=f"NV-06-{fact}",
            why="NV-06: cannot take part",
            measure=SAMORDNINGSTEAM,
            as_of=DAY,
            who=Referral(person=person(**{fact: True}), referred_by=AGENCY, facts=DONE),
            verdict=NOT_ELIGIBLE,
            failed={"NV-06"},
            concerns=ALL_MET,
            ready=False,
        )
        for fact in ("ongoing_addiction", "known_threatening", "custody_ahead")
    ),
    Case(
        id="NV-06-ill-without-resources",
        why="NV-06: serious illness, and judged not to have the resources at present",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(serious_illness=True, lacks_resources_now=True),
        verdict=NOT_ELIGIBLE,
        failed={"NV-06"},
    ),
    Case(
        id="NV-06-ill-with-resources",
        why="NV-06: serious illness alone excludes nobody",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(serious_illness=True, lacks_resources_now=False),
        verdict=ELIGIBLE,
    ),
    Case(
        id="NV-06-NV-07-fact-and-judgement-missing",
        why="NV-06's deprivation of liberty can be looked up before NV-07's pace is judged",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(custody_ahead=None, manages_slow_pace=None),
        verdict=UNDETERMINED,
        missing={"custody_ahead", "manages_slow_pace"},
        first_missing="custody_ahead",
    ),
    Case(
        id="NV-06-X-24-any-ongoing-addiction",
        why="NV-06 excludes any ongoing addiction, whether it affects anything or not (X-24)",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=Person(facts={"ongoing_addiction": True, "abuse_affects_rehabilitation": False}),
        verdict=NOT_ELIGIBLE,
        failed={"NV-06"},
        missing=NONE,
        ready=False,
    ),
    Case(
        id="NV-06-illness-not-judged",
        why="NV-06: serious illness excludes who is judged to lack resources; that is missing",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(serious_illness=True),
        verdict=NEEDS_ASSESSMENT,
        missing={"lacks_resources_now"},
        judges={"lacks_resources_now": "not_stated"},
    ),
    Case(
        id="NV-06-X-24-full-compensation-is-no-exclusion",
        why="NV-06 names no benefit; full sickness compensation is FI-08's exclusion (X-24)",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(benefits={Benefit.FULL_SICKNESS_COMPENSATION}),
        verdict=ELIGIBLE,
        ready=True,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    assert answered(case) == case.expected, case.why


def test_nv_the_source_does_not_say_who_decides_on_intake() -> None:
    assert SAMORDNINGSTEAM.decided_by is None


def test_nv_is_undated() -> None:
    assert SAMORDNINGSTEAM.valid.is_undated
