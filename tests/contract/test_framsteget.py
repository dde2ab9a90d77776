"""Contract cases of Framsteget in Håbo: the team (HA-02 to HA-05) and Ungdomssatsning (HA-06).

Contract cases change only with a line under *Law* in the change log.
HA-12's consent and HA-02's last intake go for both.
"""

import datetime as dt
from typing import Any

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
    Outside,
    answered,
    members,
    on_first_of_march,
)
from finsam import Between, Concern, Consent, NotInForce, Person, Referral, Service, assess
from finsam.rulebooks.framsteget import SAMORDNINGSTEAM, UNGDOMSSATSNING
from finsam.terms import WithoutReferrer

DAY = dt.date(2019, 5, 15)
ALL_MET = {Concern.ROUTE: MET, Concern.CONSENT: MET, Concern.PLACE: MET}
FOLLOW_UP = frozenset({Consent.LATER_FOLLOW_UP})


def person(**changes: object) -> Person:
    """Returns somebody who meets HA-03 to HA-05, with changes; None makes a fact unknown."""
    facts: dict[str, object] = {
        "birth_date": dt.date(1980, 9, 1),
        "municipality": "Håbo",
        "lives_in": "Håbo",
        "current_with": {MUNICIPALITY, REGION},
        "needs_coordinated_rehabilitation": True,
        "judged_far_with_unclear_next_step": True,
    }
    return Person(facts=facts | changes)


def referral(
    by: str | None = REGION, consents: frozenset[str] | None = FOLLOW_UP, **changes: object
) -> Referral:
    """Returns a referral with HA-12's consent, with changes to the person."""
    return Referral(person=person(**changes), referred_by=by, consents=consents)


NO_GROUP: dict[str, Any] = {
    "judged_far_with_unclear_next_step": False,
    "on_public_support": False,
    "sick_listed": False,
    "unemployed": False,
    "newly_arrived": False,
    "benefits": set(),
}

TEAM_CASES = [
    Case(
        id="HA-04-region-refers",
        why="HA-03 met, one of HA-04's four refers, HA-12's consent given, intake open (HA-02)",
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
    ),
    *(
        Case(
            id=f"HA-04-{by}-refers",
            why="HA-04 names the region, the employment service, the agency and the kommun (X-23)",
            measure=SAMORDNINGSTEAM,
            as_of=DAY,
            who=referral(by),
            verdict=ELIGIBLE,
            concerns=ALL_MET,
        )
        for by in (MUNICIPALITY, AGENCY, EMPLOYMENT, Service.HEALTH_CENTRE)
    ),
    Case(
        id="HA-04-X-26-nobody-refers",
        why="HA-04 names four referrers, so coming alone has another way in (X-26)",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(WithoutReferrer.THE_PERSON),
        verdict=ELIGIBLE,
        concerns={Concern.ROUTE: NOT_MET, Concern.CONSENT: MET, Concern.PLACE: MET},
        ready=False,
        headline_en="Eligible. Another way in (HA-04).",
    ),
    Case(
        id="HA-12-no-consent",
        why="HA-12: the consent to later follow-up is to be taken from all participants",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(consents=frozenset()),
        verdict=ELIGIBLE,
        concerns={Concern.ROUTE: MET, Concern.CONSENT: NOT_MET, Concern.PLACE: MET},
        ready=False,
        headline_en="Eligible. Not yet: consent.",
    ),
    Case(
        id="HA-12-X-21-registration-is-another-consent",
        why="HA-12: consent to registration and sharing doesn't cover the later follow-up (X-21)",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(consents=frozenset({Consent.REGISTRATION, Consent.SHARING})),
        verdict=ELIGIBLE,
        concerns={Concern.ROUTE: MET, Concern.CONSENT: NOT_MET, Concern.PLACE: MET},
        ready=False,
    ),
    Case(
        id="HA-12-consent-unknown",
        why="HA-12: the consent is still to ask; the verdict doesn't need it",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(consents=None),
        verdict=ELIGIBLE,
        concerns={Concern.ROUTE: MET, Concern.CONSENT: UNKNOWN, Concern.PLACE: MET},
        ready=None,
        missing={f"consents/{Consent.LATER_FOLLOW_UP}"},
        missing_for_verdict=NONE,
    ),
    Case(
        id="HA-02-last-day-of-intake",
        why="HA-02: the last intake is 2020-10-31, that day included",
        measure=SAMORDNINGSTEAM,
        as_of=dt.date(2020, 10, 31),
        who=referral(),
        verdict=ELIGIBLE,
        concerns=ALL_MET,
        ready=True,
    ),
    Case(
        id="HA-02-intake-closed",
        why="HA-02: in force to the end of 2020, but no intake from 2020-11-01",
        measure=SAMORDNINGSTEAM,
        as_of=dt.date(2020, 11, 1),
        who=referral(),
        verdict=ELIGIBLE,
        concerns={Concern.ROUTE: MET, Concern.CONSENT: MET, Concern.PLACE: NOT_MET},
        ready=False,
        missing=NONE,
        headline_en="Eligible. Intake closed.",
    ),
    Case(
        id="HA-02-HA-04-HA-12-none-chosen-away",
        why="HA-04, HA-12 and HA-02 all stand in the way, and all are said",
        measure=SAMORDNINGSTEAM,
        as_of=dt.date(2020, 12, 31),
        who=referral(WithoutReferrer.THE_PERSON, frozenset()),
        verdict=ELIGIBLE,
        concerns={Concern.ROUTE: NOT_MET, Concern.CONSENT: NOT_MET, Concern.PLACE: NOT_MET},
        ready=False,
        headline_en="Eligible. Another way in (HA-04). Not yet: consent. Intake closed.",
    ),
    Case(
        id="HA-04-X-26-habo-is-not-habo",
        why="HA-04: Habo in Jönköping county is not Håbo; the route is no reason to refuse",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(municipality="Habo", lives_in="Habo"),
        verdict=NOT_ELIGIBLE,
        failed={"HA-04"},
        ready=False,
    ),
    Case(
        id="HA-03-day-before-16",
        why="HA-03: still 15",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(birth_date=dt.date(2003, 5, 16)),
        verdict=NOT_ELIGIBLE,
        failed={"HA-03"},
    ),
    Case(
        id="HA-03-16-today",
        why="HA-03: 16 is inside from the birthday",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(birth_date=dt.date(2003, 5, 15)),
        verdict=ELIGIBLE,
    ),
    Case(
        id="HA-03-X-01-last-day-of-65",
        why="HA-03: here 65 is inside (X-01), to the day before the 66th birthday",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(birth_date=dt.date(1953, 5, 16)),
        verdict=ELIGIBLE,
    ),
    Case(
        id="HA-03-66-today",
        why="HA-03: 66 on the day",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(birth_date=dt.date(1953, 5, 15)),
        verdict=NOT_ELIGIBLE,
        failed={"HA-03"},
    ),
    Case(
        id="HA-03-leap-day-66-on-28-february",
        why="HA-03: born 1952-02-29, 66 on 2018-02-28",
        measure=SAMORDNINGSTEAM,
        as_of=dt.date(2018, 2, 28),
        who=referral(birth_date=dt.date(1952, 2, 29)),
        verdict=NOT_ELIGIBLE,
        failed={"HA-03"},
    ),
    Case(
        id="HA-03-leap-day-still-65-by-1-march",
        why="HA-03: born 1952-02-29; with 1 March chosen, 65 on 2018-02-28",
        measure=on_first_of_march(SAMORDNINGSTEAM),
        as_of=dt.date(2018, 2, 28),
        who=referral(birth_date=dt.date(1952, 2, 29)),
        verdict=ELIGIBLE,
    ),
    Case(
        id="HA-03-one-known-three-unknown",
        why="HA-03: any of the three other welfare systems would make two",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(current_with={AGENCY: True}),
        verdict=UNDETERMINED,
        missing=members("current_with", MUNICIPALITY, REGION, EMPLOYMENT),
    ),
    Case(
        id="HA-03-X-02-needed-by-two-but-current-with-one",
        why="HA-03 asks whom the person is current with today, not whose support is needed (X-02)",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(current_with={AGENCY}, needs={AGENCY, REGION, EMPLOYMENT}),
        verdict=NOT_ELIGIBLE,
        failed={"HA-03"},
    ),
    Case(
        id="HA-03-X-23-health-centre-is-health-care",
        why="HA-03: health care is the region's system, and the health centre is health care",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(current_with={Service.HEALTH_CENTRE, EMPLOYMENT}),
        verdict=ELIGIBLE,
    ),
    Case(
        id="HA-03-X-17-need-not-judged",
        why="HA-03: in need of coordinated rehabilitation; who judges it is not said (X-17)",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(needs_coordinated_rehabilitation=None),
        verdict=NEEDS_ASSESSMENT,
        missing={"needs_coordinated_rehabilitation"},
        judges={"needs_coordinated_rehabilitation": "not_stated"},
    ),
    Case(
        id="HA-05-none-of-the-groups",
        why="HA-05 describes the target group; we read it as a demand, however few (HA-04, X-24)",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(**NO_GROUP),
        verdict=NOT_ELIGIBLE,
        failed={"HA-05"},
        ready=False,
        missing=NONE,
        remarks={"HA-05": False},
        headline_sv="Inte behörig.",
    ),
    Case(
        id="HA-05-X-24-the-groups-only-describe",
        why="HA-05 by the other reading: very few demands are made (HA-04), and none for the group",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(**NO_GROUP),
        readings={"HA-05": "description"},
        verdict=ELIGIBLE,
        ready=True,
        missing=NONE,
        failed=NONE,
    ),
    Case(
        id="HA-05-nothing-known-of-the-groups",
        why="HA-05: any of the groups is enough, so each of them is worth asking about",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(judged_far_with_unclear_next_step=None),
        verdict=UNDETERMINED,
        missing={
            "judged_far_with_unclear_next_step",
            "on_public_support",
            "sick_listed",
            "entitled_to_sickness_benefit",
            "reduced_health",
            "unable_to_return_to_employer",
            "unemployed",
        },
        judges={
            "judged_far_with_unclear_next_step": "not_stated",
            "unable_to_return_to_employer": "not_stated",
        },
    ),
    Case(
        id="HA-05-the-groups-only-describe-and-nothing-is-asked",
        why="HA-05 by the other reading asks nothing of anybody",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(judged_far_with_unclear_next_step=None),
        readings={"HA-05": "description"},
        verdict=ELIGIBLE,
        missing=NONE,
    ),
    Case(
        id="HA-05-judgement-left",
        why="HA-05: all that can be looked up says no, and the distance is a judgement (X-17)",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(**NO_GROUP | {"judged_far_with_unclear_next_step": None}),
        verdict=NEEDS_ASSESSMENT,
        missing={"judged_far_with_unclear_next_step"},
    ),
    *(
        Case(
            id=f"HA-05-sick-listed-{name}",
            why="HA-05: on sick leave, no longer entitled, reduced health, and either judged"
            " unable to go back or unemployed",
            measure=SAMORDNINGSTEAM,
            as_of=DAY,
            who=referral(
                judged_far_with_unclear_next_step=False,
                on_public_support=False,
                sick_listed=True,
                reduced_health=True,
                entitled_to_sickness_benefit=entitled,
                unable_to_return_to_employer=unable,
                unemployed=unemployed,
            ),
            verdict=NOT_ELIGIBLE if outside else ELIGIBLE,
            failed={"HA-05"} if outside else NONE,
        )
        for name, entitled, unable, unemployed, outside in (
            ("unable-to-go-back", False, True, False, False),
            ("unemployed", False, False, True, False),
            ("still-entitled", True, True, True, True),
            ("able-to-go-back", False, False, False, True),
        )
    ),
    *(
        Case(
            id=f"HA-05-X-01-young-adult-{name}",
            why="HA-05: how young isn't said of the team; 20–29 and up to 29 agree here (X-01)",
            measure=SAMORDNINGSTEAM,
            as_of=DAY,
            who=referral(
                birth_date=born,
                judged_far_with_unclear_next_step=False,
                on_public_support=False,
                sick_listed=False,
            ),
            verdict=NOT_ELIGIBLE if outside else ELIGIBLE,
            failed={"HA-05"} if outside else NONE,
            ready=not outside,
        )
        for name, born, outside in (
            ("last-day-of-29", dt.date(1989, 5, 16), False),
            ("30-today", dt.date(1989, 5, 15), True),
        )
    ),
    Case(
        id="HA-03-agency-and-employment-service",
        why="HA-03: any two of the four welfare systems; HA-05: far from the labour market",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(current_with={AGENCY, EMPLOYMENT}),
        verdict=ELIGIBLE,
        remarks={"HA-05": False},
    ),
    Case(
        id="HA-03-X-24-very-few-demands",
        why="HA-03 and HA-04 exclude nobody for addiction, threat or illness (X-24)",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=referral(ongoing_addiction=True, known_threatening=True, custody_ahead=True),
        verdict=ELIGIBLE,
        ready=True,
    ),
]

UNNAMED = {Concern.ROUTE: UNKNOWN, Concern.CONSENT: MET, Concern.PLACE: MET}


def youth(
    birth_date: dt.date | Between, consents: frozenset[str] | None = FOLLOW_UP, **facts: object
) -> Referral:
    """Returns somebody of whom nothing is known but the age that HA-06 asks for, and more."""
    return Referral(person=Person(birth_date=birth_date, facts=facts), consents=consents)


YOUTH_CASES = [
    Case(
        id="HA-06-20-today",
        why="HA-06: 20 is inside from the birthday; the youth measure names no referrer (X-26)",
        measure=UNGDOMSSATSNING,
        as_of=DAY,
        who=youth(dt.date(1999, 5, 15)),
        verdict=ELIGIBLE,
        concerns=UNNAMED,
        ready=None,
        missing=NONE,
        has_priority=False,
    ),
    Case(
        id="HA-06-day-before-20",
        why="HA-06: still 19; for those under 20 the kommun has a coach of its own",
        measure=UNGDOMSSATSNING,
        as_of=DAY,
        who=youth(dt.date(1999, 5, 16)),
        verdict=NOT_ELIGIBLE,
        failed={"HA-06"},
        ready=False,
    ),
    Case(
        id="HA-06-X-01-last-day-of-29",
        why="HA-06: 20–29, both inclusive (X-01)",
        measure=UNGDOMSSATSNING,
        as_of=DAY,
        who=youth(dt.date(1989, 5, 16)),
        verdict=ELIGIBLE,
    ),
    Case(
        id="HA-06-30-today",
        why="HA-06: 30 on the day",
        measure=UNGDOMSSATSNING,
        as_of=DAY,
        who=youth(dt.date(1989, 5, 15)),
        verdict=NOT_ELIGIBLE,
        failed={"HA-06"},
    ),
    Case(
        id="HA-06-leap-day-30-on-28-february",
        why="HA-06: born 1988-02-29, 30 on 2018-02-28",
        measure=UNGDOMSSATSNING,
        as_of=dt.date(2018, 2, 28),
        who=youth(dt.date(1988, 2, 29)),
        verdict=NOT_ELIGIBLE,
        failed={"HA-06"},
    ),
    Case(
        id="HA-06-leap-day-still-29-by-1-march",
        why="HA-06: born 1988-02-29; with 1 March chosen, 29 on 2018-02-28",
        measure=on_first_of_march(UNGDOMSSATSNING),
        as_of=dt.date(2018, 2, 28),
        who=youth(dt.date(1988, 2, 29)),
        verdict=ELIGIBLE,
    ),
    Case(
        id="HA-06-only-birth-year",
        why="HA-06: born in 1999, 19 or 20 in May 2019",
        measure=UNGDOMSSATSNING,
        as_of=DAY,
        who=youth(Between.year(1999)),
        verdict=UNDETERMINED,
        missing={"birth_date"},
    ),
    Case(
        id="HA-04-HA-06-residence-is-the-teams",
        why="HA-04's residence and HA-03's two systems stand in the team's text only",
        measure=UNGDOMSSATSNING,
        as_of=DAY,
        who=youth(
            dt.date(1995, 1, 1), municipality="Enköping", lives_in="Enköping", current_with=set()
        ),
        verdict=ELIGIBLE,
        failed=NONE,
    ),
    Case(
        id="HA-05-HA-06-newly-arrived-is-a-focus",
        why="HA-05: the newly arrived who neither work nor study are the focus, no condition",
        measure=UNGDOMSSATSNING,
        as_of=DAY,
        who=youth(dt.date(1995, 1, 1), newly_arrived=False, works_or_studies=True),
        verdict=ELIGIBLE,
        remarks={"HA-05": True},
    ),
    *(
        Case(
            id=f"HA-05-HA-06-{name}",
            why="HA-05: newly arrived, and neither in work nor in studies",
            measure=UNGDOMSSATSNING,
            as_of=DAY,
            who=youth(dt.date(1995, 1, 1), newly_arrived=newly, works_or_studies=busy),
            verdict=ELIGIBLE,
            remarks={"HA-05": outside},
        )
        for name, newly, busy, outside in (
            ("newly-arrived", True, False, False),
            ("newly-arrived-and-studying", True, True, True),
            ("not-newly-arrived", False, False, True),
        )
    ),
    Case(
        id="HA-02-HA-12-youth-after-last-intake",
        why="HA-02's last intake and HA-12's consent go for the whole insats",
        measure=UNGDOMSSATSNING,
        as_of=dt.date(2020, 11, 1),
        who=youth(dt.date(1995, 1, 1), frozenset()),
        verdict=ELIGIBLE,
        concerns={Concern.ROUTE: UNKNOWN, Concern.CONSENT: NOT_MET, Concern.PLACE: NOT_MET},
        ready=False,
    ),
]

OUTSIDE = [
    Outside(
        id=f"HA-02-{name}-{as_of}",
        why="HA-02: planned from 2018-01-01 to 2020-12-31",
        measure=measure,
        as_of=as_of,
        nearest=nearest,
    )
    for name, measure in (("team", SAMORDNINGSTEAM), ("youth", UNGDOMSSATSNING))
    for as_of, nearest in (
        (dt.date(2017, 12, 31), dt.date(2018, 1, 1)),
        (dt.date(2021, 1, 1), dt.date(2020, 12, 31)),
    )
]


@pytest.mark.parametrize("case", [*TEAM_CASES, *YOUTH_CASES], ids=str)
def test_case(case: Case) -> None:
    assert answered(case) == case.expected, case.why


@pytest.mark.parametrize("outside", OUTSIDE, ids=str)
def test_not_in_force(outside: Outside) -> None:
    with pytest.raises(NotInForce) as caught:
        assess(person(), outside.measure, as_of=outside.as_of)
    assert caught.value.nearest == outside.nearest, outside.why
