"""Contract cases of the national frame: the act's target group, as the national council tells it.

Contract cases change only with a line under *Law* in the change log.
The frame is a measure of its own, for comparison; the local measures inherit nothing from it.
It asks for a need of coordinated rehabilitation from several of the parties (2 §) and residence in
the area; 20–64 is the main age group of the preparatory works, which refuses nobody (X-18).
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
from finsam import Concern, NotInForce, Person, Service, assess
from finsam.rulebooks.national import TARGET_GROUP

DAY = dt.date(2025, 3, 3)


def person(**changes: object) -> Person:
    """Returns somebody in the national target group, with changes; None makes a fact unknown."""
    facts: dict[str, object] = {
        "birth_date": dt.date(1980, 5, 1),
        "needs": {REGION, AGENCY, MUNICIPALITY},
        "needs_coordinated_rehabilitation": True,
        "resident_in_area": True,
    }
    return Person(facts=facts | changes)


CASES = [
    Case(
        id="national-in-the-group",
        why="in need of several parties, resident in the area; the act names no way in (X-26)",
        measure=TARGET_GROUP,
        as_of=DAY,
        who=person(),
        verdict=ELIGIBLE,
        concerns={Concern.ROUTE: UNKNOWN},
        ready=None,
        missing=NONE,
        failed=NONE,
        has_priority=False,
    ),
    Case(
        id="national-not-resident",
        why="resident in the förbund's area is part of the group",
        measure=TARGET_GROUP,
        as_of=DAY,
        who=person(resident_in_area=False),
        verdict=NOT_ELIGIBLE,
        missing=NONE,
        ready=False,
    ),
    Case(
        id="national-residence-unknown",
        why="residence is an ordinary fact, and still to look up",
        measure=TARGET_GROUP,
        as_of=DAY,
        who=person(resident_in_area=None),
        verdict=UNDETERMINED,
        missing={"resident_in_area"},
    ),
    Case(
        id="national-X-17-need-not-judged",
        why="the need of coordinated rehabilitation is a judgement, nobody named (X-17)",
        measure=TARGET_GROUP,
        as_of=DAY,
        who=person(needs_coordinated_rehabilitation=None),
        verdict=NEEDS_ASSESSMENT,
        missing={"needs_coordinated_rehabilitation"},
        judges={"needs_coordinated_rehabilitation": "not_stated"},
    ),
    Case(
        id="national-fact-and-judgement-missing",
        why="residence is looked up before the need is judged",
        measure=TARGET_GROUP,
        as_of=DAY,
        who=person(resident_in_area=None, needs_coordinated_rehabilitation=None),
        verdict=UNDETERMINED,
        missing={"resident_in_area", "needs_coordinated_rehabilitation"},
        first_missing="resident_in_area",
    ),
    Case(
        id="national-judged-no-need",
        why="2 § speaks of people who need coordinated rehabilitation",
        measure=TARGET_GROUP,
        as_of=DAY,
        who=person(needs_coordinated_rehabilitation=False),
        verdict=NOT_ELIGIBLE,
    ),
    Case(
        id="national-two-parties-are-several",
        why="several of the parties: more than one, as BR-01 has it",
        measure=TARGET_GROUP,
        as_of=DAY,
        who=person(needs={REGION, EMPLOYMENT}),
        verdict=ELIGIBLE,
    ),
    Case(
        id="national-one-party-is-not-several",
        why="coordinated rehabilitation from several of the parties; one alone coordinates nothing",
        measure=TARGET_GROUP,
        as_of=DAY,
        who=person(needs={REGION}),
        verdict=NOT_ELIGIBLE,
    ),
    Case(
        id="national-X-03-service-and-its-authority-are-one",
        why="several parties, counted as kinds of authority (X-03)",
        measure=TARGET_GROUP,
        as_of=DAY,
        who=person(needs={REGION, Service.HEALTH_CENTRE}),
        verdict=NOT_ELIGIBLE,
    ),
    Case(
        id="national-X-02-contact-is-not-need",
        why="whose support is needed isn't told by whom the person is current with (X-02)",
        measure=TARGET_GROUP,
        as_of=DAY,
        who=person(needs={REGION: True}, current_with={REGION, AGENCY, MUNICIPALITY}),
        verdict=UNDETERMINED,
        missing=members("needs", MUNICIPALITY, AGENCY, EMPLOYMENT),
    ),
    Case(
        id="national-age-unknown",
        why="X-18: no age refuses, so the birth date isn't missing",
        measure=TARGET_GROUP,
        as_of=DAY,
        who=person(birth_date=None),
        verdict=ELIGIBLE,
        missing=NONE,
        asked_for_remarks={"birth_date": True},
    ),
    Case(
        id="national-X-24-no-exclusions",
        why="the act excludes nobody for addiction, threat or illness (X-24)",
        measure=TARGET_GROUP,
        as_of=DAY,
        who=person(ongoing_addiction=True, known_threatening=True, custody_ahead=True),
        verdict=ELIGIBLE,
    ),
]

AGES = [
    Case(
        id=f"national-X-18-{name}",
        why="X-18: outside 20–64 is a remark, graded recommendation, never an error",
        measure=TARGET_GROUP,
        as_of=DAY,
        who=person(birth_date=born),
        verdict=ELIGIBLE,
        remarks={"X-18": outside},
    )
    for name, born, outside in (
        ("day-before-20", dt.date(2005, 3, 4), True),
        ("20-today", dt.date(2005, 3, 3), False),
        ("last-day-of-64", dt.date(1960, 3, 4), False),
        ("65-today", dt.date(1960, 3, 3), True),
    )
] + [
    Case(
        id=f"national-X-18-leap-day-{name}",
        why="X-18: born 1960-02-29; 65 on 2025-02-28, or still 64 where 1 March is chosen",
        measure=measure,
        as_of=dt.date(2025, 2, 28),
        who=person(birth_date=dt.date(1960, 2, 29)),
        verdict=ELIGIBLE,
        remarks={"X-18": outside},
    )
    for name, measure, outside in (
        ("65-on-28-february", TARGET_GROUP, True),
        ("still-64-by-1-march", on_first_of_march(TARGET_GROUP), False),
    )
]


@pytest.mark.parametrize("case", [*CASES, *AGES], ids=str)
def test_case(case: Case) -> None:
    assert answered(case) == case.expected, case.why


def test_2_the_act_is_in_force_from_2004() -> None:
    """Law 2003:1210, 2 §: in force from 2004-01-01."""
    with pytest.raises(NotInForce) as caught:
        assess(person(), TARGET_GROUP, as_of=dt.date(2003, 12, 31))
    assert caught.value.nearest == dt.date(2004, 1, 1)
