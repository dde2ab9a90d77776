"""Contract cases of Samverkansteam in Finnveden: FI-01 to FI-09 and FI-18.

Contract cases change only with a line under *Law* in the change log.
"""

import datetime as dt

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
    answered,
    members,
    on_first_of_march,
)
from finsam import Benefit, Between, Concern, NotInForce, Person, Referral, Service, assess
from finsam.legaltime import Months
from finsam.rulebooks.finnveden import SAMVERKANSTEAM
from finsam.rules import Lasted

DAY = dt.date(2022, 5, 2)
ROUTE_UNSAID = {Concern.ROUTE: UNKNOWN}


def person(**changes: object) -> Person:
    """Returns somebody who meets FI-01 to FI-08 and FI-18, with changes; None: unknown."""
    facts: dict[str, object] = {
        "birth_date": dt.date(1985, 1, 31),
        "municipality": "Gnosjö",
        "lives_in": "Gnosjö",
        "needs": {MUNICIPALITY, REGION},
        "ordinary_cooperation_not_enough": True,
        "has_impairment": True,
        "benefits": set(),
        "need_identified_early": True,
        "medical_obstacle": False,
        "social_obstacle": False,
        "active_abuse": False,
        "needs_coordinated_preparation": True,
    }
    return Person(facts=facts | changes)


def in_no_group(**changes: object) -> Person:
    """Returns somebody to whom nothing in FI-05 applies, with changes."""
    facts: dict[str, object] = {
        "need_identified_early": False,
        "unemployed": False,
        "sick_listed": False,
        "on_public_support": False,
    }
    return person(**facts | changes)


LONG = "FI-05.long_unemployed"
TWELVE_MONTHS = {LONG: Lasted("unemployed_since", at_least=Months(12))}

CASES = [
    Case(
        id="FI-01-all-met",
        why="FI-01 to FI-08 and FI-18 met; 37 is no priority; who may refer isn't said (X-26)",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=person(),
        verdict=ELIGIBLE,
        concerns=ROUTE_UNSAID,
        ready=None,
        missing=NONE,
        failed=NONE,
        has_priority=False,
    ),
    Case(
        id="FI-01-X-26-a-referral-does-not-settle-the-way-in",
        why="X-26: not said who may refer, so nobody's referral makes the route met or not met",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=Referral(person=person(), referred_by=AGENCY),
        verdict=ELIGIBLE,
        concerns=ROUTE_UNSAID,
        ready=None,
        missing=NONE,
    ),
    Case(
        id="FI-01-day-before-16",
        why="FI-01: still 15",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=person(birth_date=dt.date(2006, 5, 3)),
        verdict=NOT_ELIGIBLE,
        failed={"FI-01"},
        ready=False,
    ),
    Case(
        id="FI-01-16-today",
        why="FI-01: 16 is inside, and has priority, from the birthday",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=person(birth_date=dt.date(2006, 5, 2)),
        verdict=ELIGIBLE,
        has_priority=True,
    ),
    Case(
        id="FI-01-last-day-of-64",
        why="FI-01: the day before the 65th birthday (X-01)",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=person(birth_date=dt.date(1957, 5, 3)),
        verdict=ELIGIBLE,
        has_priority=False,
    ),
    Case(
        id="FI-01-65-today",
        why="FI-01: 65 on the day",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=person(birth_date=dt.date(1957, 5, 2)),
        verdict=NOT_ELIGIBLE,
        failed={"FI-01"},
    ),
    Case(
        id="FI-01-last-day-of-priority",
        why="FI-01: 16–29 has priority, to the day before the 30th birthday",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=person(birth_date=dt.date(1992, 5, 3)),
        verdict=ELIGIBLE,
        has_priority=True,
    ),
    Case(
        id="FI-01-priority-ends-with-the-30th-birthday",
        why="FI-01: priority ranks; 30 is still eligible",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=person(birth_date=dt.date(1992, 5, 2)),
        verdict=ELIGIBLE,
        has_priority=False,
    ),
    Case(
        id="FI-01-priority-unknown-by-birth-year",
        why="FI-01: born in 1992, 29 or 30; only the priority wants the day",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=person(birth_date=Between.year(1992)),
        verdict=ELIGIBLE,
        has_priority=None,
        missing=NONE,
        asked_for_remarks={"birth_date": True},
    ),
    Case(
        id="FI-01-leap-day-30-on-28-february",
        why="FI-01: born 1992-02-29, 30 on 2022-02-28, so no priority",
        measure=SAMVERKANSTEAM,
        as_of=dt.date(2022, 2, 28),
        who=person(birth_date=dt.date(1992, 2, 29)),
        verdict=ELIGIBLE,
        has_priority=False,
    ),
    Case(
        id="FI-01-leap-day-still-29-by-1-march",
        why="FI-01: born 1992-02-29; with 1 March chosen, 29 on 2022-02-28",
        measure=on_first_of_march(SAMVERKANSTEAM),
        as_of=dt.date(2022, 2, 28),
        who=person(birth_date=dt.date(1992, 2, 29)),
        verdict=ELIGIBLE,
        has_priority=True,
    ),
    *(
        Case(
            id=f"FI-02-{name}",
            why="FI-02: the three municipalities",
            measure=SAMVERKANSTEAM,
            as_of=DAY,
            who=person(municipality=name, lives_in=name),
            verdict=ELIGIBLE,
        )
        for name in ("Gislaved", "Värnamo")
    ),
    Case(
        id="FI-02-neighbouring-municipality",
        why="FI-02: Vaggeryd is none of the three",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=person(municipality="Vaggeryd", lives_in="Vaggeryd"),
        verdict=NOT_ELIGIBLE,
        failed={"FI-02"},
    ),
    Case(
        id="FI-03-X-02-current-with-two-needs-one",
        why="FI-03 counts whose cooperation is needed (X-02)",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=person(needs={REGION}, current_with={REGION, AGENCY, EMPLOYMENT}),
        verdict=NOT_ELIGIBLE,
        failed={"FI-03"},
    ),
    Case(
        id="FI-03-one-known-three-unknown",
        why="FI-03: any of the three others would make two",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=person(needs={Service.HEALTH_CENTRE: True}),
        verdict=UNDETERMINED,
        missing=members("needs", MUNICIPALITY, AGENCY, EMPLOYMENT),
    ),
    Case(
        id="FI-03-X-17-complexity-not-judged",
        why="FI-03: that ordinary cooperation isn't enough is a judgement, nobody named (X-17)",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=person(ordinary_cooperation_not_enough=None),
        verdict=NEEDS_ASSESSMENT,
        missing={"ordinary_cooperation_not_enough"},
        judges={"ordinary_cooperation_not_enough": "not_stated"},
    ),
    Case(
        id="FI-04-only-the-social-situation-is-left",
        why="FI-04: neither impairment nor language; the effect of the situation is a judgement",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=person(has_impairment=False, language_limitation=False),
        verdict=NEEDS_ASSESSMENT,
        missing={"social_situation_affects_work_ability"},
    ),
    Case(
        id="FI-04-language-is-enough",
        why="FI-04: at least one of the three",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=person(has_impairment=False, language_limitation=True),
        verdict=ELIGIBLE,
        missing=NONE,
    ),
    Case(
        id="FI-04-impairment-is-enough-without-effect",
        why="FI-04, reading: 'affects work ability' goes with the social situation",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=person(has_impairment=True, impairment_affects_work_ability=False),
        verdict=ELIGIBLE,
    ),
    Case(
        id="FI-04-none-of-the-three",
        why="FI-04: at least one of the three",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=person(
            has_impairment=False,
            language_limitation=False,
            social_situation_affects_work_ability=False,
        ),
        verdict=NOT_ELIGIBLE,
        failed={"FI-04"},
    ),
    Case(
        id="FI-05-how-long-is-long",
        why="FI-05: unemployed and nothing else; 'long' has no length, and nobody is asked for it",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=in_no_group(unemployed=True, unemployed_since=dt.date(2012, 1, 1)),
        verdict=UNDETERMINED,
        missing=NONE,
        failed=NONE,
        ready=None,
        open_points={LONG: {"met": ELIGIBLE, "not_met": NOT_ELIGIBLE}},
    ),
    Case(
        id="FI-05-whether-unemployed-is-asked",
        why="FI-05: how long is open, but whoever isn't unemployed at all is out, so that is asked",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=in_no_group(unemployed=None),
        verdict=UNDETERMINED,
        missing={"unemployed"},
    ),
    Case(
        id="FI-05-long-chosen-as-met",
        why="FI-05: a caller may choose how the open word is read",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=in_no_group(unemployed=True),
        readings={LONG: "met"},
        verdict=ELIGIBLE,
        missing=NONE,
    ),
    Case(
        id="FI-05-twelve-months-on-the-day",
        why="FI-05 with twelve months chosen: a period has lasted on the day it ends, and after",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=in_no_group(unemployed=True, unemployed_since=dt.date(2021, 5, 2)),
        readings=TWELVE_MONTHS,
        verdict=ELIGIBLE,
    ),
    Case(
        id="FI-05-twelve-months-less-a-day",
        why="FI-05 with twelve months chosen: a day short",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=in_no_group(unemployed=True, unemployed_since=dt.date(2021, 5, 3)),
        readings=TWELVE_MONTHS,
        verdict=NOT_ELIGIBLE,
        failed={"FI-05"},
    ),
    Case(
        id="FI-05-activity-compensation-is-enough",
        why="FI-05: aktivitetsersättning has no 'long' to it",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=in_no_group(benefits={Benefit.ACTIVITY_COMPENSATION}),
        verdict=ELIGIBLE,
        missing=NONE,
    ),
    Case(
        id="FI-05-none-of-the-five",
        why="FI-05: who isn't unemployed, sick-listed or on benefits isn't so for long either",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=in_no_group(),
        verdict=NOT_ELIGIBLE,
        failed={"FI-05"},
    ),
    Case(
        id="FI-06-obstacle-not-judged",
        why="FI-06: whether there is a medical obstacle is a judgement, nobody named (X-17)",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=person(medical_obstacle=None),
        verdict=NEEDS_ASSESSMENT,
        missing={"medical_obstacle"},
        judges={"medical_obstacle": "not_stated"},
    ),
    Case(
        id="FI-06-social-obstacle",
        why="FI-06: no medical or social obstacle; one is enough to fail",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=person(social_obstacle=True, medical_obstacle=None),
        verdict=NOT_ELIGIBLE,
        missing=NONE,
        ready=False,
    ),
    Case(
        id="FI-07-X-24-effect-not-judged",
        why="FI-07: active abuse is known, whether it affects the rehabilitation is to be judged",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=person(active_abuse=True),
        verdict=NEEDS_ASSESSMENT,
        missing={"abuse_affects_rehabilitation"},
        judges={"abuse_affects_rehabilitation": "not_stated"},
    ),
    Case(
        id="FI-07-X-24-abuse-without-effect",
        why="FI-07 excludes only abuse that affects the rehabilitation, NV-06 any addiction (X-24)",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=person(active_abuse=True, abuse_affects_rehabilitation=False, ongoing_addiction=True),
        verdict=ELIGIBLE,
    ),
    Case(
        id="FI-07-abuse-with-effect",
        why="FI-07: active abuse that affects the rehabilitation",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=person(active_abuse=True, abuse_affects_rehabilitation=True),
        verdict=NOT_ELIGIBLE,
        failed={"FI-07"},
    ),
    Case(
        id="FI-08-full-compensation",
        why="FI-08: not people with full sjukersättning",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=person(benefits={Benefit.FULL_SICKNESS_COMPENSATION}),
        verdict=NOT_ELIGIBLE,
        failed={"FI-08"},
    ),
    Case(
        id="FI-08-partial-compensation",
        why="FI-08: partial sjukersättning excludes nobody",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=person(benefits={Benefit.PARTIAL_SICKNESS_COMPENSATION}),
        verdict=ELIGIBLE,
        missing=NONE,
    ),
    Case(
        id="FI-08-compensation-of-unsaid-extent",
        why="FI-08: sjukersättning is listed, full or partial isn't said",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=person(benefits={Benefit.SICKNESS_COMPENSATION}),
        verdict=UNDETERMINED,
        missing=members("benefits", Benefit.FULL_SICKNESS_COMPENSATION),
    ),
    Case(
        id="FI-18-not-judged",
        why="FI-18: the need of coordinated preparing measures is a judgement, nobody named",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=person(needs_coordinated_preparation=None),
        verdict=NEEDS_ASSESSMENT,
        missing={"needs_coordinated_preparation"},
        judges={"needs_coordinated_preparation": "not_stated"},
    ),
    Case(
        id="FI-07-FI-18-fact-and-judgement-missing",
        why="FI-07 asks for the abuse first; its effect and FI-18 are judgements",
        measure=SAMVERKANSTEAM,
        as_of=DAY,
        who=person(active_abuse=None, needs_coordinated_preparation=None),
        verdict=UNDETERMINED,
        missing={
            "active_abuse",
            "abuse_affects_rehabilitation",
            "needs_coordinated_preparation",
        },
        first_missing="active_abuse",
    ),
    Case(
        id="FI-15-first-day-in-force",
        why="FI-15: the parties wish to start 2021-10-01",
        measure=SAMVERKANSTEAM,
        as_of=dt.date(2021, 10, 1),
        who=person(),
        verdict=ELIGIBLE,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    assert answered(case) == case.expected, case.why


def test_fi_15_not_in_force_on_the_day_before() -> None:
    with pytest.raises(NotInForce) as caught:
        assess(person(), SAMVERKANSTEAM, as_of=dt.date(2021, 9, 30))
    assert caught.value.nearest == dt.date(2021, 10, 1)


def test_fi_09_individual_assessments_decide_and_are_no_clause() -> None:
    assert SAMVERKANSTEAM.decided_by is not None
    assert SAMVERKANSTEAM.decided_by.rule == "FI-09"
