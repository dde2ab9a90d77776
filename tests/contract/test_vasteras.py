"""Contract cases of Västerås: Samordningsteam (VA-10 to VA-13, VA-26), JobbFokus (VA-18), SIM.

Contract cases change only with a line under *Law* in the change log.
"""

import datetime as dt
import unicodedata

import pytest

from contract.cases import (
    AGENCY,
    ELIGIBLE,
    EMPLOYMENT,
    MUNICIPALITY,
    NEEDS_ASSESSMENT,
    NONE,
    NOT_ELIGIBLE,
    REGION,
    UNDETERMINED,
    UNKNOWN,
    Case,
    Outside,
    answered,
    members,
    on_first_of_march,
)
from finsam import Benefit, Concern, NotApplicable, NotInForce, Person, Referral, Service, assess
from finsam.rulebooks.vasteras import JOBBFOKUS, SAMORDNINGSTEAM, SIM
from finsam.terms import WithoutReferrer

DAY = dt.date(2021, 11, 22)
NEARER = "nearer_work_within_12_months"
ROUTE_OPEN = {Concern.ROUTE: UNKNOWN}


def person(**changes: object) -> Person:
    """Returns somebody who meets VA-10 to VA-12, with changes; None makes a fact unknown."""
    facts: dict[str, object] = {
        "birth_date": dt.date(1990, 3, 1),
        "municipality": "Västerås",
        "lives_in": "Västerås",
        "current_with": {MUNICIPALITY, AGENCY},
        "benefits": set(),
        "job_seeking": True,
        NEARER: True,
    }
    return Person(facts=facts | changes)


def referral(**changes: object) -> Referral:
    """Returns a referral by an officer of the municipality, with changes to the person."""
    return Referral(person=person(**changes), referred_by=MUNICIPALITY)


EXAMPLE = Person(
    birth_date=dt.date(2000, 2, 29),
    municipality="Västerås",
    current_with={MUNICIPALITY, AGENCY},
    benefits={Benefit.ACTIVITY_COMPENSATION},
    facts={"job_seeking": True},
)

TEAM_CASES = [
    Case(
        id="VA-12-X-17-judgement-of-the-referring-authority-missing",
        why="the design's example: the authority, not the team, judges VA-12's 12 months;"
        " VA-10's priority comes with the benefit",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=EXAMPLE,
        verdict=NEEDS_ASSESSMENT,
        missing={NEARER},
        missing_for_verdict={NEARER},
        judges={NEARER: "referring_authority"},
        has_priority=True,
        ready=None,
    ),
    Case(
        id="VA-13-X-26-example-referred",
        why="VA-13 speaks of a referring officer: with one, VA-12's judgement alone is missing",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=Referral(person=EXAMPLE, referred_by=EMPLOYMENT),
        verdict=NEEDS_ASSESSMENT,
        missing={NEARER},
        concerns=ROUTE_OPEN,
    ),
    Case(
        id="VA-13-X-26-officer-of-whom",
        why="VA-13 doesn't say whose officer refers: unsaid is unknown, not open (X-26)",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(),
        verdict=ELIGIBLE,
        concerns=ROUTE_OPEN,
        ready=None,
        missing=NONE,
        failed=NONE,
        has_priority=False,
    ),
    *(
        Case(
            id=f"VA-13-X-26-{by}",
            why="VA-13 says nothing of other ways in, so that of who applies alone is open too",
            measure=SAMORDNINGSTEAM,
            as_of=DAY,
            who=Referral(person=person(), referred_by=by),
            verdict=ELIGIBLE,
            concerns=ROUTE_OPEN,
            ready=None,
            missing=NONE,
        )
        for by in WithoutReferrer
    ),
    Case(
        id="VA-10-day-before-16",
        why="VA-10: born 2005-11-23, still 15",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(birth_date=dt.date(2005, 11, 23)),
        verdict=NOT_ELIGIBLE,
        failed={"VA-10"},
        ready=False,
    ),
    Case(
        id="VA-10-16-today",
        why="VA-10: 16 is inside from the birthday",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(birth_date=dt.date(2005, 11, 22)),
        verdict=ELIGIBLE,
    ),
    Case(
        id="VA-10-last-day-of-64",
        why="VA-10: the day before the 65th birthday (X-01)",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(birth_date=dt.date(1956, 11, 23)),
        verdict=ELIGIBLE,
    ),
    Case(
        id="VA-10-leap-day-65-on-28-february",
        why="VA-10: born 1956-02-29, 65 on 2021-02-28 unless another choice is made",
        measure=SAMORDNINGSTEAM,
        as_of=dt.date(2021, 2, 28),
        who=referral(birth_date=dt.date(1956, 2, 29)),
        verdict=NOT_ELIGIBLE,
        failed={"VA-10"},
    ),
    Case(
        id="VA-10-leap-day-still-64-by-1-march",
        why="VA-10: born 1956-02-29; with 1 March chosen, 64 on 2021-02-28",
        measure=on_first_of_march(SAMORDNINGSTEAM),
        as_of=dt.date(2021, 2, 28),
        who=referral(birth_date=dt.date(1956, 2, 29)),
        verdict=ELIGIBLE,
    ),
    Case(
        id="VA-11-alternative-stands-instead",
        why="VA-11: current with one only, but a professional judges the need (X-02)",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(current_with={AGENCY}, need_judged=True),
        verdict=ELIGIBLE,
        missing=NONE,
    ),
    Case(
        id="VA-11-alternative-not-judged",
        why="VA-11: current with one only; a professional's judgement can still open (X-17)",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(current_with={AGENCY}),
        verdict=NEEDS_ASSESSMENT,
        missing={"need_judged"},
        judges={"need_judged": "professional"},
    ),
    Case(
        id="VA-11-neither",
        why="VA-11: current with one, and judged not to be in need",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(current_with={AGENCY}, need_judged=False),
        verdict=NOT_ELIGIBLE,
        failed={"VA-11"},
    ),
    Case(
        id="VA-11-one-known-three-unknown",
        why="VA-11: another contact, to be looked up, or the judgement would do",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(current_with={AGENCY: True}),
        verdict=UNDETERMINED,
        missing=members("current_with", MUNICIPALITY, REGION, EMPLOYMENT) | {"need_judged"},
    ),
    Case(
        id="VA-11-X-03-service-and-its-authority-are-one",
        why="VA-11 counts the förbund's parties, kinds of authority (X-03, X-23)",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(current_with={Service.SOCIAL_SERVICES, MUNICIPALITY}, need_judged=False),
        verdict=NOT_ELIGIBLE,
        failed={"VA-11"},
    ),
    Case(
        id="VA-11-X-03-health-centre-is-the-region",
        why="VA-11: the health centre counts as the region, a party of its own beside the agency",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(current_with={Service.HEALTH_CENTRE, AGENCY}, need_judged=False),
        verdict=ELIGIBLE,
    ),
    Case(
        id="VA-11-X-02-needed-by-two-but-current-with-one",
        why="VA-11 asks whom the person is current with; VA-26's need is another fact (X-02, X-12)",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(
            current_with={AGENCY},
            needs={AGENCY, REGION},
            outside_labour_market=True,
            need_judged=False,
        ),
        verdict=NOT_ELIGIBLE,
        failed={"VA-11"},
        remarks={"VA-26": False},
    ),
    Case(
        id="VA-26-X-12-annex-reported-beside",
        why="VA-11 of the body decides; VA-26 of the annex isn't met and is a remark (X-12)",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(needs={AGENCY}, outside_labour_market=False),
        verdict=ELIGIBLE,
        failed=NONE,
        missing=NONE,
        remarks={"VA-26": True},
    ),
    Case(
        id="VA-26-X-12-annex-needs-two-actors",
        why="VA-26: outside the labour market, but support from one actor only: a remark (X-12)",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(needs={AGENCY}, outside_labour_market=True),
        verdict=ELIGIBLE,
        remarks={"VA-26": True},
    ),
    Case(
        id="VA-26-X-12-annex-met",
        why="VA-26: outside the labour market and in need of two actors",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(needs={MUNICIPALITY, EMPLOYMENT}, outside_labour_market=True),
        verdict=ELIGIBLE,
        remarks={"VA-26": False},
    ),
    Case(
        id="VA-26-X-12-annex-unknown",
        why="VA-26 is never missing for the answer, only for remarks (X-12)",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(),
        verdict=ELIGIBLE,
        missing=NONE,
        asked_for_remarks={"outside_labour_market": True, f"needs/{REGION}": True},
    ),
    Case(
        id="VA-12-registered-elsewhere",
        why="VA-12: registered in Västervik; a resembling name is another municipality",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(municipality="Västervik", lives_in="Västervik"),
        verdict=NOT_ELIGIBLE,
        failed={"VA-12"},
    ),
    Case(
        id="VA-12-lives-in-but-registered-elsewhere",
        why="VA-12 asks where the person is registered; living there is another fact",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(municipality="Hallstahammar", lives_in="Västerås"),
        verdict=NOT_ELIGIBLE,
        failed={"VA-12"},
    ),
    Case(
        id="VA-12-name-in-decomposed-letters",
        why="VA-12: the same name, written with combining marks, is the same municipality",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(municipality=unicodedata.normalize("NFD", "Västerås")),
        verdict=ELIGIBLE,
    ),
    Case(
        id="VA-12-not-job-seeking",
        why="VA-12: the person is not job-seeking",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(job_seeking=False),
        verdict=NOT_ELIGIBLE,
        failed={"VA-12"},
    ),
    Case(
        id="VA-12-fact-and-judgement-missing",
        why="VA-12: whether the person is job-seeking is looked up before the authority judges",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(job_seeking=None, **{NEARER: None}),
        verdict=UNDETERMINED,
        missing={"job_seeking", NEARER},
        first_missing="job_seeking",
    ),
    Case(
        id="VA-12-judged-no",
        why="VA-12: the authority judges that the team can't bring the person nearer work",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(**{NEARER: False}),
        verdict=NOT_ELIGIBLE,
        failed={"VA-12"},
    ),
    Case(
        id="VA-10-priority-unknown",
        why="VA-10: which benefits the person has isn't known, and only priority wants it",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(benefits={Benefit.SICKNESS_BENEFIT: True}),
        verdict=ELIGIBLE,
        has_priority=None,
        missing=NONE,
        asked_for_remarks={f"benefits/{Benefit.ACTIVITY_COMPENSATION}": True},
    ),
    Case(
        id="VA-10-X-16-benefit-inside-the-annex-age",
        why="VA-10: 25 with aktivitetsersättning; body and annex agree (X-16)",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(
            birth_date=dt.date(1996, 6, 1),
            benefits={Benefit.ACTIVITY_COMPENSATION},
            needs={AGENCY, REGION},
            outside_labour_market=True,
        ),
        verdict=ELIGIBLE,
        has_priority=True,
        remarks={"VA-10": False, "VA-26": False},
    ),
    Case(
        id="VA-10-X-16-benefit-outside-the-annex-age",
        why="VA-10: the benefit runs from July of the year of 19, so an 18-year-old can have it;"
        " the body's priority holds, and where the annex' 19–29 parts is a remark (X-16)",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(birth_date=dt.date(2002, 12, 1), benefits={Benefit.ACTIVITY_COMPENSATION}),
        verdict=ELIGIBLE,
        has_priority=True,
        remarks={"VA-10": True},
    ),
    *(
        Case(
            id=f"VA-10-X-16-benefit-{name}",
            why="VA-10: priority by the benefit; the annex' 19–29 only makes a remark (X-16, X-01)",
            measure=SAMORDNINGSTEAM,
            as_of=DAY,
            who=referral(birth_date=born, benefits={Benefit.ACTIVITY_COMPENSATION}),
            verdict=ELIGIBLE,
            has_priority=True,
            remarks={"VA-10": outside},
        )
        for name, born, outside in (
            ("day-before-19", dt.date(2002, 11, 23), True),
            ("19-today", dt.date(2002, 11, 22), False),
            ("last-day-of-29", dt.date(1991, 11, 23), False),
            ("30-today", dt.date(1991, 11, 22), True),
        )
    ),
    Case(
        id="VA-10-X-16-neither-benefit-nor-age",
        why="VA-10: body and annex agree that this person goes after others; nothing to remark",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(birth_date=dt.date(1975, 6, 1)),
        verdict=ELIGIBLE,
        has_priority=False,
        remarks={"VA-10": False},
    ),
    Case(
        id="VA-10-X-16-young-without-the-benefit",
        why="VA-10: the benefit gives priority, the age alone doesn't",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(birth_date=dt.date(1996, 6, 1)),
        verdict=ELIGIBLE,
        has_priority=False,
    ),
    Case(
        id="VA-36-groups-of-the-association",
        why="VA-36 says whom the förbund's insatser are for as a whole; outside its joint"
        " priorities the team's own target group still decides",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(newly_arrived=False, has_impairment=False, reduced_health=False),
        verdict=ELIGIBLE,
        failed=NONE,
    ),
    Case(
        id="VA-10-X-24-no-exclusions",
        why="VA-10 to VA-12 hold no exclusion for addiction or full sickness compensation (X-24)",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(
            ongoing_addiction=True,
            active_abuse=True,
            abuse_affects_rehabilitation=True,
            benefits={Benefit.FULL_SICKNESS_COMPENSATION},
        ),
        verdict=ELIGIBLE,
        has_priority=False,
    ),
    Case(
        id="VA-10-last-day-in-force",
        why="VA-10 and the rest are in force to and including 2022-12-31",
        measure=SAMORDNINGSTEAM,
        as_of=dt.date(2022, 12, 31),
        who=referral(),
        verdict=ELIGIBLE,
    ),
]

JOB_DAY = dt.date(2020, 2, 1)


def pupil(**changes: object) -> Person:
    """Returns somebody who meets VA-18 by the first of its two ways, with changes."""
    facts: dict[str, object] = {
        "birth_date": dt.date(1997, 8, 1),
        "left_special_school": True,
        "work_ability_unclear": True,
        "in_daily_activities_or_measure": False,
    }
    return Person(facts=facts | changes)


JOBBFOKUS_CASES = [
    Case(
        id="VA-18-left-special-school",
        why="VA-18: has left särgymnasiet and the work ability needs clarifying; no way in is"
        " stated (X-26)",
        measure=JOBBFOKUS,
        as_of=JOB_DAY,
        who=pupil(),
        verdict=ELIGIBLE,
        concerns=ROUTE_OPEN,
        ready=None,
        missing=NONE,
        has_priority=False,
    ),
    Case(
        id="VA-18-already-in-daily-activities",
        why="VA-18: the second group needs neither the school nor the clarifying",
        measure=JOBBFOKUS,
        as_of=JOB_DAY,
        who=Person(birth_date=dt.date(1997, 8, 1), facts={"in_daily_activities_or_measure": True}),
        verdict=ELIGIBLE,
        missing=NONE,
    ),
    *(
        Case(
            id=f"VA-18-all-from-special-school-{name}",
            why="VA-18 by the other reading: the school goes with both parts",
            measure=JOBBFOKUS,
            as_of=JOB_DAY,
            who=pupil(
                left_special_school=left,
                work_ability_unclear=unclear,
                in_daily_activities_or_measure=busy,
            ),
            readings={"VA-18.group": "all_from_special_school"},
            verdict=verdict,
            failed=failed,
        )
        for name, left, unclear, busy, verdict, failed in (
            ("and-in-activities", True, False, True, ELIGIBLE, NONE),
            ("and-unclear", True, True, False, ELIGIBLE, NONE),
            ("not-left", False, True, True, NOT_ELIGIBLE, {"VA-18"}),
            ("neither", True, False, False, NOT_ELIGIBLE, {"VA-18"}),
            ("school-unknown", None, False, True, UNDETERMINED, NONE),
        )
    ),
    Case(
        id="VA-18-work-ability-clear",
        why="VA-18: left särgymnasiet, but nothing to clarify, and in no measure",
        measure=JOBBFOKUS,
        as_of=JOB_DAY,
        who=pupil(work_ability_unclear=False),
        verdict=NOT_ELIGIBLE,
        failed={"VA-18"},
    ),
    Case(
        id="VA-18-school-unknown",
        why="VA-18: unclear work ability is not enough; the school has to be looked up",
        measure=JOBBFOKUS,
        as_of=JOB_DAY,
        who=pupil(left_special_school=None),
        verdict=UNDETERMINED,
        missing={"left_special_school"},
    ),
    Case(
        id="VA-18-19-today",
        why="VA-18: 19 is inside from the birthday",
        measure=JOBBFOKUS,
        as_of=JOB_DAY,
        who=pupil(birth_date=dt.date(2001, 2, 1)),
        verdict=ELIGIBLE,
    ),
    Case(
        id="VA-18-day-before-19",
        why="VA-18: still 18",
        measure=JOBBFOKUS,
        as_of=JOB_DAY,
        who=pupil(birth_date=dt.date(2001, 2, 2)),
        verdict=NOT_ELIGIBLE,
        failed={"VA-18"},
    ),
    Case(
        id="VA-18-last-day-of-29",
        why="VA-18: 29 is inside to the day before the 30th birthday (X-01)",
        measure=JOBBFOKUS,
        as_of=JOB_DAY,
        who=pupil(birth_date=dt.date(1990, 2, 2)),
        verdict=ELIGIBLE,
    ),
    Case(
        id="VA-18-30-today-in-daily-activities",
        why="VA-18: the age goes for both groups",
        measure=JOBBFOKUS,
        as_of=JOB_DAY,
        who=pupil(birth_date=dt.date(1990, 2, 1), in_daily_activities_or_measure=True),
        verdict=NOT_ELIGIBLE,
        failed={"VA-18"},
    ),
    Case(
        id="VA-18-leap-day-19-on-28-february",
        why="VA-18: born 2000-02-29, 19 on 2019-02-28",
        measure=JOBBFOKUS,
        as_of=dt.date(2019, 2, 28),
        who=pupil(birth_date=dt.date(2000, 2, 29)),
        verdict=ELIGIBLE,
    ),
    Case(
        id="VA-18-leap-day-still-18-by-1-march",
        why="VA-18: born 2000-02-29; with 1 March chosen, 18 on 2019-02-28",
        measure=on_first_of_march(JOBBFOKUS),
        as_of=dt.date(2019, 2, 28),
        who=pupil(birth_date=dt.date(2000, 2, 29)),
        verdict=NOT_ELIGIBLE,
        failed={"VA-18"},
    ),
    Case(
        id="VA-18-not-from-vasteras",
        why="VA-18 names no residence; VA-12's is the team's",
        measure=JOBBFOKUS,
        as_of=JOB_DAY,
        who=pupil(municipality="Sala"),
        verdict=ELIGIBLE,
    ),
]

OUTSIDE = [
    Outside(
        id="VA-10-day-before-in-force",
        why="the plan period of the team begins 2020-01-01 (VA-14)",
        measure=SAMORDNINGSTEAM,
        as_of=dt.date(2019, 12, 31),
        nearest=dt.date(2020, 1, 1),
    ),
    Outside(
        id="VA-10-day-after-in-force",
        why="the plan period of the team ends 2022-12-31 (VA-14)",
        measure=SAMORDNINGSTEAM,
        as_of=dt.date(2023, 1, 1),
        nearest=dt.date(2022, 12, 31),
    ),
    Outside(
        id="VA-19-day-before-in-force",
        why="VA-19: JobbFokus begins 2018-09-01",
        measure=JOBBFOKUS,
        as_of=dt.date(2018, 8, 31),
        nearest=dt.date(2018, 9, 1),
    ),
    Outside(
        id="VA-19-day-after-in-force",
        why="VA-19: JobbFokus is extended to 2022-06-30",
        measure=JOBBFOKUS,
        as_of=dt.date(2022, 7, 1),
        nearest=dt.date(2022, 6, 30),
    ),
]


@pytest.mark.parametrize("case", [*TEAM_CASES, *JOBBFOKUS_CASES], ids=str)
def test_case(case: Case) -> None:
    assert answered(case) == case.expected, case.why


@pytest.mark.parametrize("outside", OUTSIDE, ids=str)
def test_not_in_force(outside: Outside) -> None:
    with pytest.raises(NotInForce) as caught:
        assess(person(), outside.measure, as_of=outside.as_of)
    assert caught.value.nearest == outside.nearest, outside.why


def test_va_50_sim_is_not_for_individuals() -> None:
    with pytest.raises(NotApplicable):
        assess(person(), SIM, as_of=DAY)


def test_va_13_staff_and_the_referring_officer_decide_on_intake() -> None:
    assert SAMORDNINGSTEAM.decided_by is not None
    assert SAMORDNINGSTEAM.decided_by.rule == "VA-13"
    assert JOBBFOKUS.decided_by is None


def test_va_13_a_caller_may_settle_what_the_source_leaves_open() -> None:
    """VA-13, X-26: who the referring officer may be is one open point, about the way in only."""
    [open_point] = assess(referral(), SAMORDNINGSTEAM, as_of=DAY).open_points
    ready = {
        reading: assess(
            referral(), SAMORDNINGSTEAM, as_of=DAY, readings={open_point.point.key: reading}
        ).ready
        for reading in open_point.point.choices
    }
    assert ready == {"met": True, "not_met": False}
