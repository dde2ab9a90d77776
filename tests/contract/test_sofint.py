"""Contract cases of SIGMA in Nora: NO-01 in its three forms, NO-02, and NO-06's consent.

Contract cases change only with a line under *Law* in the change log.
The shipped reading of NO-01: three of four, or two and at risk of a further one. The letter: two
and at risk of a third. The older rule: three of four.
"""

import datetime as dt

import pytest

from contract.cases import (
    AGENCY,
    ELIGIBLE,
    EMPLOYMENT,
    MET,
    MUNICIPALITY,
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
)
from finsam import Concern, Consent, NotInForce, Person, Referral, Service, Verdict, assess
from finsam.rulebooks.sofint import SIGMA, SIGMA_LETTER, SIGMA_OLDER
from finsam.terms import Sex, WithoutReferrer

DAY = dt.date(2006, 5, 2)
SOCIAL = Service.SOCIAL_SERVICES
HEALTH = Service.HEALTH_CENTRE
SHARING = frozenset({Consent.SHARING})
ALL_MET = {Concern.ROUTE: MET, Concern.CONSENT: MET}


def person(**changes: object) -> Person:
    """Returns somebody current with three of four and at risk of no other, with changes."""
    facts: dict[str, object] = {
        "birth_date": dt.date(1976, 5, 3),
        "weak_foothold": True,
        "current_with": {SOCIAL, HEALTH, AGENCY},
        "at_risk_of": set(),
    }
    return Person(facts=facts | changes)


def referral(
    by: str | None = SOCIAL, consents: frozenset[str] | None = SHARING, **changes: object
) -> Referral:
    """Returns a referral with NO-06's consent, with changes to the person."""
    return Referral(person=person(**changes), referred_by=by, consents=consents)


NO_GROUP: dict[str, object] = {
    "birth_date": dt.date(1960, 1, 1),
    "weak_foothold": False,
    "sex": Sex.MAN,
    "single": False,
    "little_education": False,
    "needs_assessment_by_several": False,
}
FORMS = (("reading", SIGMA), ("letter", SIGMA_LETTER), ("older", SIGMA_OLDER))


def in_three_forms(
    name: str, why: str, who: Person, verdicts: tuple[Verdict, Verdict, Verdict]
) -> list[Case]:
    """Returns one person's cases by the reading, by the letter and by the older rule."""
    return [
        Case(
            id=f"NO-01-{name}-{form}",
            why=why,
            measure=measure,
            as_of=DAY,
            who=who,
            verdict=verdict,
            failed={"NO-01"} if verdict is NOT_ELIGIBLE else NONE,
        )
        for (form, measure), verdict in zip(FORMS, verdicts, strict=True)
    ]


COMPARED = [
    *in_three_forms(
        "three-current-no-risk",
        "NO-01: a risk that has come true is no reason to refuse; by the letter it is",
        person(),
        (ELIGIBLE, NOT_ELIGIBLE, ELIGIBLE),
    ),
    *in_three_forms(
        "two-current-risk-of-third",
        "NO-01: what the new rule lets in and the older one didn't",
        person(current_with={SOCIAL, HEALTH}, at_risk_of={EMPLOYMENT}),
        (ELIGIBLE, ELIGIBLE, NOT_ELIGIBLE),
    ),
    *(
        case
        for name, current, risk in (
            ("agency-and-employment-service", {AGENCY, EMPLOYMENT}, {SOCIAL}),
            ("social-services-and-agency", {SOCIAL, AGENCY}, {HEALTH}),
            ("health-centre-and-employment-service", {HEALTH, EMPLOYMENT}, {AGENCY}),
        )
        for case in in_three_forms(
            f"two-current-{name}",
            "NO-01: any two of the four, and any third",
            person(current_with=current, at_risk_of=risk),
            (ELIGIBLE, ELIGIBLE, NOT_ELIGIBLE),
        )
    ),
    *in_three_forms(
        "two-current-no-risk",
        "NO-01: two alone are too few in every form",
        person(current_with={SOCIAL, HEALTH}),
        (NOT_ELIGIBLE, NOT_ELIGIBLE, NOT_ELIGIBLE),
    ),
    *in_three_forms(
        "two-current-risk-of-the-same",
        "NO-01: at risk with one of the two is no third",
        person(current_with={SOCIAL, HEALTH}, at_risk_of={SOCIAL}),
        (NOT_ELIGIBLE, NOT_ELIGIBLE, NOT_ELIGIBLE),
    ),
    *in_three_forms(
        "one-current-risk-of-three",
        "NO-01: risks don't make up for a second authority",
        person(current_with={AGENCY}, at_risk_of={SOCIAL, HEALTH, EMPLOYMENT}),
        (NOT_ELIGIBLE, NOT_ELIGIBLE, NOT_ELIGIBLE),
    ),
    *in_three_forms(
        "four-current-no-risk",
        "NO-01: nobody is left to be at risk with, which only the letter holds against the person",
        person(current_with={SOCIAL, HEALTH, AGENCY, EMPLOYMENT}),
        (ELIGIBLE, NOT_ELIGIBLE, ELIGIBLE),
    ),
    *in_three_forms(
        "two-current-risk-unknown",
        "NO-01: the older rule doesn't ask about risk",
        person(current_with={SOCIAL, HEALTH}, at_risk_of=None),
        (UNDETERMINED, UNDETERMINED, NOT_ELIGIBLE),
    ),
]

CASES = [
    *COMPARED,
    Case(
        id="NO-01-X-26-member-refers",
        why="NO-01 met; a member refers from its own authority (NO-02, X-26); NO-06's consent",
        measure=SIGMA,
        as_of=DAY,
        who=referral(),
        verdict=ELIGIBLE,
        concerns=ALL_MET,
        ready=True,
        missing=NONE,
        has_priority=False,
        headline_en="Eligible.",
    ),
    Case(
        id="NO-01-letter-X-26-member-refers",
        why="NO-01's letter is the same measure: NO-06's consent, and a member that refers (X-26)",
        measure=SIGMA_LETTER,
        as_of=DAY,
        who=referral(EMPLOYMENT, current_with={SOCIAL, HEALTH}, at_risk_of={EMPLOYMENT}),
        verdict=ELIGIBLE,
        concerns=ALL_MET,
        ready=True,
        remarks={"NO-02": False},
    ),
    Case(
        id="NO-06-letter-no-consent",
        why="NO-06 asks for consent whichever way NO-01 is read",
        measure=SIGMA_LETTER,
        as_of=DAY,
        who=referral(
            WithoutReferrer.THE_PERSON,
            frozenset(),
            current_with={SOCIAL, HEALTH},
            at_risk_of={AGENCY},
            weak_foothold=False,
            single=False,
            needs_assessment_by_several=False,
        ),
        verdict=ELIGIBLE,
        concerns={Concern.ROUTE: NOT_MET, Concern.CONSENT: NOT_MET},
        ready=False,
        remarks={"NO-02": True},
    ),
    *(
        Case(
            id=f"NO-01-X-26-{by}-refers",
            why="X-26: members' own authorities refer, and these are the members (NO-09)",
            measure=SIGMA,
            as_of=DAY,
            who=referral(by),
            verdict=ELIGIBLE,
            concerns=ALL_MET,
        )
        for by in (SOCIAL, HEALTH, AGENCY, EMPLOYMENT)
    ),
    Case(
        id="NO-01-risk-missing",
        why="NO-01: current with two, and only a risk with one of the other two is left to ask",
        measure=SIGMA,
        as_of=DAY,
        who=referral(current_with={AGENCY, EMPLOYMENT}, at_risk_of=None),
        verdict=UNDETERMINED,
        missing=members("at_risk_of", SOCIAL, HEALTH),
        ready=None,
    ),
    Case(
        id="NO-01-one-known-three-unknown",
        why="NO-01: each of the other three can be one that the person is current or at risk with",
        measure=SIGMA,
        as_of=DAY,
        who=referral(current_with={AGENCY: True}, at_risk_of=None),
        verdict=UNDETERMINED,
        missing=members("current_with", SOCIAL, HEALTH, EMPLOYMENT)
        | members("at_risk_of", SOCIAL, HEALTH, EMPLOYMENT),
    ),
    Case(
        id="NO-01-older-one-known-three-unknown",
        why="NO-01: the older rule asks for three, and never about risk",
        measure=SIGMA_OLDER,
        as_of=DAY,
        who=referral(current_with={AGENCY: True}, at_risk_of=None),
        verdict=UNDETERMINED,
        missing_for_verdict=members("current_with", SOCIAL, HEALTH, EMPLOYMENT),
    ),
    Case(
        id="NO-01-X-23-municipality-does-not-say-social-services",
        why="NO-01 lists socialtjänst: current with the municipality leaves it open (X-23)",
        measure=SIGMA,
        as_of=DAY,
        who=referral(current_with={MUNICIPALITY, AGENCY, EMPLOYMENT}),
        verdict=UNDETERMINED,
        missing=members("current_with", SOCIAL),
    ),
    Case(
        id="NO-01-X-23-region-does-not-say-health-centre",
        why="NO-01 lists vårdcentral: current with the region leaves it open (X-23)",
        measure=SIGMA,
        as_of=DAY,
        who=referral(current_with={REGION, AGENCY, EMPLOYMENT}),
        verdict=UNDETERMINED,
        missing=members("current_with", HEALTH),
    ),
    Case(
        id="NO-01-X-23-not-the-municipality-not-social-services",
        why="NO-01: who isn't current with the municipality isn't with its social services (X-23)",
        measure=SIGMA,
        as_of=DAY,
        who=referral(
            current_with={MUNICIPALITY: False, AGENCY: True, EMPLOYMENT: True, HEALTH: False},
            at_risk_of=set(),
        ),
        verdict=NOT_ELIGIBLE,
        failed={"NO-01"},
        missing=NONE,
    ),
    Case(
        id="NO-01-X-02-needs-count-for-nothing",
        why="NO-01 asks whom the person is current with, not whose support is needed (X-02)",
        measure=SIGMA,
        as_of=DAY,
        who=referral(current_with={AGENCY}, needs={MUNICIPALITY, REGION, AGENCY, EMPLOYMENT}),
        verdict=NOT_ELIGIBLE,
        failed={"NO-01"},
    ),
    Case(
        id="NO-01-X-26-municipality-refers",
        why="X-26: members' own authorities refer; which part of the municipality isn't said",
        measure=SIGMA,
        as_of=DAY,
        who=referral(MUNICIPALITY),
        verdict=ELIGIBLE,
        concerns={Concern.ROUTE: UNKNOWN, Concern.CONSENT: MET},
        ready=None,
        missing={"referred_by"},
        missing_for_verdict=NONE,
    ),
    Case(
        id="NO-01-X-26-nobody-refers",
        why="X-26: members' own authorities refer; coming alone is not a way in",
        measure=SIGMA,
        as_of=DAY,
        who=referral(WithoutReferrer.THE_PERSON),
        verdict=ELIGIBLE,
        concerns={Concern.ROUTE: NOT_MET, Concern.CONSENT: MET},
        ready=False,
    ),
    Case(
        id="NO-06-no-consent",
        why="NO-06: a consent template is to be made, hence consent is asked for",
        measure=SIGMA,
        as_of=DAY,
        who=referral(HEALTH, frozenset()),
        verdict=ELIGIBLE,
        concerns={Concern.ROUTE: MET, Concern.CONSENT: NOT_MET},
        ready=False,
        headline_en="Eligible. Not yet: consent.",
    ),
    Case(
        id="NO-06-consent-unknown",
        why="NO-06: whether the authorities may share what they know is still to ask",
        measure=SIGMA,
        as_of=DAY,
        who=referral(EMPLOYMENT, None),
        verdict=ELIGIBLE,
        concerns={Concern.ROUTE: MET, Concern.CONSENT: UNKNOWN},
        ready=None,
        missing={f"consents/{Consent.SHARING}"},
    ),
    Case(
        id="NO-02-X-01-last-day-of-29",
        why="NO-02: up to and including 29, with a weak foothold (X-01)",
        measure=SIGMA,
        as_of=DAY,
        who=referral(birth_date=dt.date(1976, 5, 3)),
        verdict=ELIGIBLE,
        remarks={"NO-02": False},
    ),
    Case(
        id="NO-02-30-today-in-no-group",
        why="NO-02 says whom to watch for and excludes nobody; NO has no age limit",
        measure=SIGMA,
        as_of=DAY,
        who=referral(
            birth_date=dt.date(1976, 5, 2),
            sex=Sex.MAN,
            single=False,
            little_education=False,
            needs_assessment_by_several=False,
        ),
        verdict=ELIGIBLE,
        ready=True,
        missing=NONE,
        remarks={"NO-02": True},
    ),
    Case(
        id="NO-02-single-woman-with-little-education",
        why="NO-02: the second group has no age",
        measure=SIGMA,
        as_of=DAY,
        who=referral(
            birth_date=dt.date(1950, 1, 1), sex=Sex.WOMAN, single=True, little_education=True
        ),
        verdict=ELIGIBLE,
        remarks={"NO-02": False},
    ),
    *(
        Case(
            id=f"NO-02-{name}",
            why="NO-02: each group is watched for with all that is said of it, and excludes nobody",
            measure=SIGMA,
            as_of=DAY,
            who=Referral(person=person(**NO_GROUP | group), referred_by=SOCIAL, consents=SHARING),
            verdict=ELIGIBLE,
            remarks={"NO-02": outside},
        )
        for name, group, outside in (
            ("young-with-firm-foothold", {"birth_date": dt.date(1985, 1, 1)}, True),
            ("older-with-weak-foothold", {"weak_foothold": True}, True),
            ("woman-not-single", {"sex": Sex.WOMAN, "little_education": True}, True),
            ("woman-with-education", {"sex": Sex.WOMAN, "single": True}, True),
            ("single-man", {"single": True, "little_education": True}, True),
            ("several-authorities", {"needs_assessment_by_several": True}, False),
        )
    ),
    Case(
        id="NO-01-X-24-no-exclusions",
        why="NO-01 and NO-02 exclude nobody for addiction, threat or illness (X-24)",
        measure=SIGMA,
        as_of=DAY,
        who=referral(ongoing_addiction=True, known_threatening=True, active_abuse=True),
        verdict=ELIGIBLE,
        ready=True,
    ),
    Case(
        id="NO-01-older-is-undated",
        why="NO-01: the older rule was used before 2006, from when isn't said",
        measure=SIGMA_OLDER,
        as_of=dt.date(2005, 12, 31),
        who=person(),
        verdict=ELIGIBLE,
    ),
    Case(
        id="NO-07-first-day-in-force",
        why="NO-07: from 2006-01-01 and until further notice",
        measure=SIGMA,
        as_of=dt.date(2006, 1, 1),
        who=person(),
        verdict=ELIGIBLE,
    ),
]

OUTSIDE = [
    Outside(
        id=f"NO-07-{name}-day-before-in-force",
        why="NO-07: from 2006-01-01",
        measure=measure,
        as_of=dt.date(2005, 12, 31),
        nearest=dt.date(2006, 1, 1),
    )
    for name, measure in (("reading", SIGMA), ("letter", SIGMA_LETTER))
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    assert answered(case) == case.expected, case.why


@pytest.mark.parametrize("outside", OUTSIDE, ids=str)
def test_not_in_force(outside: Outside) -> None:
    with pytest.raises(NotInForce) as caught:
        assess(person(), outside.measure, as_of=outside.as_of)
    assert caught.value.nearest == outside.nearest, outside.why


def test_no_the_source_does_not_say_who_decides_on_intake() -> None:
    assert SIGMA.decided_by is None
