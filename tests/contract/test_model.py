"""Contract cases of the model measure, BR-01 to BR-03: the brief's own rules, as written.

Contract cases change only with a line under *Law* in the change log.
BR-04, BR-05 (time) and BR-06 (money) say nothing about who may take part.
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
from finsam import Between, Concern, Person, Service
from finsam.rulebooks.model import SAMORDNINGSTEAM

DAY = dt.date(2026, 11, 22)
MAR1 = on_first_of_march(SAMORDNINGSTEAM)
FOUR = members("needs", MUNICIPALITY, REGION, AGENCY, EMPLOYMENT)


def person(**changes: object) -> Person:
    """Returns somebody who meets BR-01 to BR-03, with changes; None makes a fact unknown."""
    facts: dict[str, object] = {
        "birth_date": dt.date(1990, 5, 1),
        "needs": {REGION, MUNICIPALITY},
        "ongoing_addiction": False,
        "known_threatening": False,
        "custody_ahead": False,
        "serious_illness": False,
    }
    return Person(facts=facts | changes)


CASES = [
    Case(
        id="BR-02-day-before-16",
        why="BR-02: born 2010-11-23, still 15 on the day",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=person(birth_date=dt.date(2010, 11, 23)),
        verdict=NOT_ELIGIBLE,
        failed={"BR-02"},
        missing=NONE,
        ready=False,
    ),
    Case(
        id="BR-02-16-today",
        why="BR-02: 16 is inside from the birthday; X-26: no way in is stated, which isn't open",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=person(birth_date=dt.date(2010, 11, 22)),
        verdict=ELIGIBLE,
        failed=NONE,
        missing=NONE,
        concerns={Concern.ROUTE: UNKNOWN},
        ready=None,
        has_priority=False,
    ),
    Case(
        id="BR-02-last-day-of-64",
        why="BR-02: 64 is inside to the day before the 65th birthday (X-01)",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=person(birth_date=dt.date(1961, 11, 23)),
        verdict=ELIGIBLE,
    ),
    Case(
        id="BR-02-65-today",
        why="BR-02: 65 on the day",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=person(birth_date=dt.date(1961, 11, 22)),
        verdict=NOT_ELIGIBLE,
        failed={"BR-02"},
    ),
    Case(
        id="BR-02-leap-day-last-day-of-64",
        why="BR-02: born 1960-02-29, 64 to and including 2025-02-27 by either choice",
        measure=SAMORDNINGSTEAM,
        as_of=dt.date(2025, 2, 27),
        who=person(birth_date=dt.date(1960, 2, 29)),
        verdict=ELIGIBLE,
    ),
    Case(
        id="BR-02-leap-day-65-on-28-february",
        why="BR-02: born 1960-02-29; 65 on 28 February 2025 by analogy with 1930:173 1 §",
        measure=SAMORDNINGSTEAM,
        as_of=dt.date(2025, 2, 28),
        who=person(birth_date=dt.date(1960, 2, 29)),
        verdict=NOT_ELIGIBLE,
        failed={"BR-02"},
    ),
    Case(
        id="BR-02-leap-day-still-64-by-1-march",
        why="BR-02: born 1960-02-29; with 1 March chosen, 28 February 2025 is the last day of 64",
        measure=MAR1,
        as_of=dt.date(2025, 2, 28),
        who=person(birth_date=dt.date(1960, 2, 29)),
        verdict=ELIGIBLE,
    ),
    Case(
        id="BR-02-leap-day-65-on-1-march",
        why="BR-02: born 1960-02-29; with 1 March chosen, 65 on 2025-03-01",
        measure=MAR1,
        as_of=dt.date(2025, 3, 1),
        who=person(birth_date=dt.date(1960, 2, 29)),
        verdict=NOT_ELIGIBLE,
        failed={"BR-02"},
    ),
    Case(
        id="BR-02-only-birth-year-settles",
        why="BR-02: whatever the day in 1990, the age is inside",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=person(birth_date=Between.year(1990)),
        verdict=ELIGIBLE,
        missing=NONE,
    ),
    Case(
        id="BR-02-only-birth-year-turning-16",
        why="BR-02: born in 2010, 15 or 16 on 22 November 2026",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=person(birth_date=Between.year(2010)),
        verdict=UNDETERMINED,
        missing={"birth_date"},
    ),
    Case(
        id="BR-02-only-birth-year-all-16-by-new-year",
        why="BR-02: on 31 December everybody born in 2010 has turned 16",
        measure=SAMORDNINGSTEAM,
        as_of=dt.date(2026, 12, 31),
        who=person(birth_date=Between.year(2010)),
        verdict=ELIGIBLE,
        missing=NONE,
    ),
    Case(
        id="BR-01-one-known-three-unknown",
        why="BR-01: any of the three others would make two",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=person(needs={MUNICIPALITY: True}),
        verdict=UNDETERMINED,
        missing=members("needs", REGION, AGENCY, EMPLOYMENT),
    ),
    Case(
        id="BR-01-one-and-no-other",
        why="BR-01: a plain set is the complete list, and one is not two",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=person(needs={MUNICIPALITY}),
        verdict=NOT_ELIGIBLE,
        failed={"BR-01"},
        missing=NONE,
    ),
    Case(
        id="BR-01-X-03-service-and-its-authority-are-one",
        why="BR-01 counts kinds (X-03): the social services are the municipality",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=person(needs={Service.SOCIAL_SERVICES, MUNICIPALITY}),
        verdict=NOT_ELIGIBLE,
        failed={"BR-01"},
    ),
    Case(
        id="BR-01-X-23-two-services-are-two-kinds",
        why="BR-01, X-23: health centre counts as the region, social services as the municipality",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=person(needs={Service.HEALTH_CENTRE, Service.SOCIAL_SERVICES}),
        verdict=ELIGIBLE,
    ),
    Case(
        id="BR-01-X-02-contact-is-not-need",
        why="BR-01 counts who is needed; whom the person is current with says nothing of it (X-02)",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=person(needs=None, current_with={REGION, MUNICIPALITY, AGENCY}),
        verdict=UNDETERMINED,
        missing=FOUR,
    ),
    Case(
        id="BR-03-judgement-missing",
        why="BR-03: seriously ill, and only the judgement of resources is missing (X-17: nobody"
        " is named)",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=person(serious_illness=True),
        verdict=NEEDS_ASSESSMENT,
        missing={"lacks_resources_now"},
        judges={"lacks_resources_now": "not_stated"},
    ),
    Case(
        id="BR-03-judgement-and-fact-missing",
        why="BR-03: whether there is an illness can be looked up before anybody judges",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=person(serious_illness=None),
        verdict=UNDETERMINED,
        missing={"serious_illness", "lacks_resources_now"},
        first_missing="serious_illness",
    ),
    Case(
        id="BR-03-ill-with-resources",
        why="BR-03 excludes illness that leaves no resources, not illness",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=person(serious_illness=True, lacks_resources_now=False),
        verdict=ELIGIBLE,
    ),
    Case(
        id="BR-03-ill-without-resources",
        why="BR-03: serious illness that at present leaves no resources to take part",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=person(serious_illness=True, lacks_resources_now=True),
        verdict=NOT_ELIGIBLE,
        failed={"BR-03"},
    ),
    Case(
        id="BR-03-no-resources-but-not-ill",
        why="BR-03: the judgement of resources is about who is seriously ill",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=person(serious_illness=False, lacks_resources_now=True),
        verdict=ELIGIBLE,
    ),
    Case(
        id="BR-03-one-exclusion-settles",
        why="BR-03: deprivation of liberty ahead; nothing else has to be asked",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=Person(facts={"custody_ahead": True}),
        verdict=NOT_ELIGIBLE,
        failed={"BR-03"},
        missing=NONE,
    ),
    Case(
        id="BR-03-X-24-abuse-is-another-fact",
        why="BR-03 asks for ongoing addiction; active abuse is FI-07's question (X-24)",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=person(active_abuse=True, abuse_affects_rehabilitation=True),
        verdict=ELIGIBLE,
    ),
    Case(
        id="BR-01-BR-02-BR-03-all-fail",
        why="every clause is reported: one authority, 70 years old, known to be threatening",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=person(needs={AGENCY}, birth_date=dt.date(1956, 1, 1), known_threatening=True),
        verdict=NOT_ELIGIBLE,
        failed={"BR-01", "BR-02", "BR-03"},
    ),
    Case(
        id="BR-01-nothing-known",
        why="BR-01, BR-02, BR-03: everything that they ask is missing",
        measure=SAMORDNINGSTEAM,
        as_of=DAY,
        who=Person(),
        verdict=UNDETERMINED,
        missing=FOUR
        | {
            "birth_date",
            "ongoing_addiction",
            "known_threatening",
            "custody_ahead",
            "serious_illness",
            "lacks_resources_now",
        },
        failed=NONE,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    assert answered(case) == case.expected, case.why
