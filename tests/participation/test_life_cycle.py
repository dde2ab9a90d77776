"""The life cycle: what can happen, in which order, and what stands in the way."""

import copy
import datetime as dt
import pickle
from datetime import date
from typing import Any

import pytest
from attrs.exceptions import FrozenInstanceError

from finsam import Text, participation
from finsam.errors import Fault, InvalidInput, InvalidRules
from finsam.legaltime import Interval, Months, Years
from finsam.participation import (
    DECLINED,
    DOCUMENTED,
    ENROLLED,
    EVENT_KINDS,
    EXITED,
    FOLLOWED_UP,
    FOLLOWED_UP_LATER,
    PAUSED,
    REFERRED,
    RESUMED,
    TAKEN_IN,
    Event,
    EventKind,
    ExitReason,
    Participation,
    agendas,
    events,
    from_record,
    life_cycle,
    obligations,
    records,
    timing,
)
from finsam.terms import Authority, Role, Sex, Term

D = date.fromisoformat
START = D("2022-01-31")
MEETING = EventKind("meeting", Text(sv="möte", en="meeting"), before="exited")


def faults(
    call: object, error: type[InvalidInput] | type[InvalidRules] = InvalidInput
) -> list[Fault]:
    with pytest.raises(error) as caught:
        call()  # type: ignore[operator]
    return list(caught.value.faults)


def whole() -> Participation:
    """A participation in which everything has happened."""
    return (
        Participation(key="17", facts={"sex": Sex.WOMAN, "birth_year": 1990})
        .referred(D("2022-01-03"), owner=Authority.REGION)
        .information_offered(D("2022-01-04"))
        .taken_in(D("2022-01-20"), owner=Role.MEASURE_STAFF)
        .enrolled(START)
        .consented(START)
        .action_plan_made(D("2022-03-01"))
        .followed_up(D("2022-04-28"), continues=True)
        .paused(D("2022-05-01"))
        .resumed(D("2022-05-16"))
        .followed_up(D("2022-06-15"), continues=False)
        .exited(D("2022-06-15"), reason=ExitReason.STUDIES)
        .documented(D("2022-06-20"), recipient=Role.THE_PERSON)
        .documented(D("2022-06-21"), recipient=Role.REFERRER)
        .followed_up_later(D("2022-12-15"), point=Months(6))
        .consent_withdrawn(D("2023-01-15"))
    )


def test_a_whole_life() -> None:
    life = whole()
    assert (life.enrolment, life.exit) == (START, D("2022-06-15"))
    assert life.stay == Interval(START, D("2022-06-15"))
    assert life.exit_reason == ExitReason.STUDIES.term
    assert life.pauses == (Interval(D("2022-05-01"), D("2022-05-15")),)
    assert life.consents is False
    assert life.at(D("2023-01-14")).consents is True
    assert life.at(D("2022-01-30")).consents is None
    assert [event.continues for event in life.of(FOLLOWED_UP)] == [True, False]
    assert [event.recipient for event in life.of("documented")] == [
        Role.THE_PERSON.term, Role.REFERRER.term,
    ]  # fmt: skip
    assert life.first(REFERRED) == Event(REFERRED, D("2022-01-03"), owner=Authority.REGION)
    assert life.first(TAKEN_IN) == Event(TAKEN_IN, D("2022-01-20"), owner=Role.MEASURE_STAFF)
    assert life.first(FOLLOWED_UP_LATER) == Event(
        FOLLOWED_UP_LATER, D("2022-12-15"), point=Months(6)
    )
    assert not life.is_error
    assert life.entered_in_error(D("2023-02-01")).is_error
    assert dict(life.facts) == {"sex": "woman", "birth_year": 1990}
    assert life.key == "17"


def test_before_anything_has_happened() -> None:
    life = Participation()
    assert (life.enrolment, life.exit, life.stay, life.exit_reason) == (None, None, None, None)
    assert (life.pauses, life.consents, life.events) == ((), None, ())
    assert life.first(ENROLLED) is None
    assert Participation(enrolled=START).stay == Interval(START, None)
    assert Participation(enrolled=START).exited(START).exit_reason is None


def test_later_events_do_not_exist_yet() -> None:
    life = whole()
    assert life.at(D("2022-06-14")).exit is None
    assert life.at(D("2022-06-15")).exit == D("2022-06-15")
    assert life.at(D("2022-01-02")).events == ()
    assert life.at(D("2022-06-14")).key == "17"


def test_the_order_in_which_events_are_told_does_not_matter() -> None:
    life = whole()
    assert Participation(key="17", events=reversed(life.events), facts=life.facts) == life
    assert Participation(enrolled=START, events={Event(EXITED, START)}).exit == START


def test_events_of_one_day_come_in_their_own_order() -> None:
    day = Participation(
        events=[
            Event(EXITED, START),
            Event(DOCUMENTED, START, recipient=Role.REFERRER),
            Event(FOLLOWED_UP, START),
            Event(REFERRED, START),
            Event(MEETING, START),
            Event(ENROLLED, START),
        ]
    )
    assert [event.kind.key for event in day.events] == [
        "referred", "enrolled", "followed_up", "meeting", "exited", "documented",
    ]  # fmt: skip


def test_a_participation_is_a_value() -> None:
    life = whole()
    assert life == whole()
    assert hash(life) == hash(whole())
    assert life != life.entered_in_error(D("2023-02-01"))
    for other in (copy.copy(life), copy.deepcopy(life), pickle.loads(pickle.dumps(life))):  # noqa: S301
        assert other == life
    with pytest.raises(FrozenInstanceError):
        life.key = "18"  # type: ignore[misc]


def test_the_repr_tells_what_happened_and_nothing_of_the_person() -> None:
    life = Participation(enrolled=START, facts={"birth_year": 1990})
    assert repr(life) == "Participation(enrolled)"
    assert repr(Participation()) == "Participation(nothing yet)"


def _start() -> Participation:
    return Participation(enrolled=START)


LATER, BEFORE, AFTER = D("2022-06-15"), D("2022-01-03"), D("2022-06-16")


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (
            lambda: Participation().exited(LATER),
            "exited 2022-06-15 needs something to have happened first: enrolled",
        ),
        (
            lambda: _start().exited(BEFORE),
            "exited 2022-01-03 can't come before enrolled 2022-01-31",
        ),
        (
            lambda: _start().exited(LATER).followed_up(D("2022-07-01")),
            "followed up 2022-07-01 can't come after exited 2022-06-15",
        ),
        (
            lambda: _start().exited(LATER).documented(D("2022-06-01"), recipient=Role.REFERRER),
            "documented 2022-06-01 can't come before exited 2022-06-15",
        ),
        (
            lambda: _start().documented(LATER, recipient=Role.REFERRER),
            "documented 2022-06-15 needs something to have happened first: exited",
        ),
        (
            lambda: _start().enrolled(LATER),
            "enrolled 2022-06-15: has happened already, enrolled 2022-01-31",
        ),
        (
            lambda: Participation().declined(BEFORE).enrolled(START),
            "enrolled 2022-01-31 can't come after declined 2022-01-03",
        ),
        (
            lambda: Participation().declined(BEFORE).taken_in(START),
            "taken in 2022-01-31 can't come after declined 2022-01-03",
        ),
        (
            lambda: Participation().taken_in(BEFORE).declined(START),
            "declined 2022-01-31 can't come after taken in 2022-01-03",
        ),
        (
            lambda: _start().referred(LATER),
            "referred 2022-06-15 can't come after enrolled 2022-01-31",
        ),
        (
            lambda: _start().paused(LATER).paused(D("2022-06-16")),
            "paused 2022-06-16 can't come after paused 2022-06-15",
        ),
        (
            lambda: _start().paused(BEFORE + dt.timedelta(60)).resumed(LATER).resumed(LATER),
            "resumed 2022-06-15: has happened already, resumed 2022-06-15",
        ),
        (
            lambda: _start().paused(BEFORE + dt.timedelta(60)).resumed(LATER).resumed(AFTER),
            "resumed 2022-06-16 can't come after resumed 2022-06-15",
        ),
        (
            lambda: _start().resumed(LATER),
            "resumed 2022-06-15 needs something to have happened first: paused",
        ),
        (
            lambda: _start().consent_withdrawn(LATER),
            "consent withdrawn 2022-06-15 needs something to have happened first:"
            " consent to follow-up",
        ),
        (
            lambda: (
                _start()
                .exited(LATER)
                .documented(LATER, recipient=Role.REFERRER)
                .documented(D("2022-06-16"), recipient=Role.REFERRER)
            ),
            "documented 2022-06-16: has happened already, documented 2022-06-15",
        ),
        (
            lambda: (
                _start()
                .exited(LATER)
                .followed_up_later(LATER, point=Months(6))
                .followed_up_later(LATER, point=Months(6))
            ),
            "followed up later 2022-06-15: has happened already, followed up later 2022-06-15",
        ),
        (
            lambda: _start().exited(LATER).with_event(Event(MEETING, D("2022-07-01"))),
            "meeting 2022-07-01 can't come after exited 2022-06-15",
        ),
    ],
)
def test_an_order_that_cannot_be_shows_both_events(call: object, text: str) -> None:
    found = faults(call)
    assert [fault.text.en for fault in found] == [text]
    assert found[0].path.startswith("events[")
    assert found[0].code in {"order", "twice"}
    assert found[0].text.sv


def test_all_that_is_out_of_order_is_told_at_once() -> None:
    found = faults(
        lambda: Participation(
            events=[
                Event(EXITED, D("2022-01-01")),
                Event(ENROLLED, D("2022-02-01")),
                Event(FOLLOWED_UP, D("2022-01-15")),
            ]
        )
    )
    assert [fault.path for fault in found] == ["events[0]", "events[2]"]


def test_an_own_kind_may_follow_another() -> None:
    step = EventKind("step", Text(sv="steg", en="step"), after="meeting")
    life = Participation(events=[Event(MEETING, START), Event(step, START)])
    assert [event.kind.key for event in life.events] == ["meeting", "step"]
    (fault,) = faults(lambda: Participation(events=[Event(step, START)]))
    assert fault.text.en == "step 2022-01-31 needs something to have happened first: meeting"
    free = EventKind("call", Text(sv="samtal", en="call"))
    assert Participation(events=[Event(free, START), Event(free, LATER)]).first(free)
    by = [Event(free, START, owner=owner) for owner in (Role.REFERRER, Role.MEASURE_STAFF)]
    assert len(Participation(events=by).events) == 2
    two = Participation(enrolled=START, events=[Event(free, START)])
    assert [event.kind.key for event in two.events] == ["enrolled", "call"]


def test_pauses_end_with_the_exit_and_may_be_open() -> None:
    assert _start().paused(LATER).pauses == (Interval(LATER, None),)
    assert _start().paused(LATER).exited(LATER).pauses == (Interval(LATER, LATER),)
    assert _start().paused(LATER).resumed(LATER).pauses == ()


def test_the_parts_are_checked_all_at_once() -> None:
    found = faults(
        lambda: Participation(
            enrolled="2022",  # type: ignore[arg-type]
            key="",
            events=["x"],  # type: ignore[list-item]
            facts={"sx": Sex.WOMAN},
        )
    )
    assert [fault.path for fault in found] == ["key", "events[0]", "enrolled", "facts"]
    assert found[-1].expected == ("sex",)
    found = faults(lambda: Participation(facts=3, vocabulary=4))  # type: ignore[arg-type]
    assert [fault.path for fault in found] == ["facts"]
    found = faults(lambda: Participation(vocabulary=4))  # type: ignore[arg-type]
    assert [fault.path for fault in found] == ["vocabulary"]


make: Any = Event  # what is wrong on purpose has the wrong type


@pytest.mark.parametrize(
    ("call", "paths"),
    [
        (lambda: make(ENROLLED, dt.datetime(2022, 1, 1)), ["on"]),  # noqa: DTZ001
        (lambda: make("enrolled", START), ["kind"]),
        (lambda: make(EventKind("exited", MEETING.name), START), ["kind"]),
        (lambda: make(ENROLLED, START, owner="team"), ["owner"]),
        (lambda: make(ENROLLED, START, continues=True), ["continues"]),
        (lambda: make(FOLLOWED_UP, START, continues="ja"), ["continues"]),
        (lambda: make(EXITED, START, reason="work"), ["reason"]),
        (lambda: make(DOCUMENTED, START), ["recipient"]),
        (lambda: make(FOLLOWED_UP_LATER, START, point=6), ["point"]),
        (lambda: make(FOLLOWED_UP_LATER, START), ["point"]),
        (lambda: make(EXITED, None, recipient=Role.REFERRER), ["on", "recipient"]),
    ],
)
def test_an_event_is_checked(call: object, paths: list[str]) -> None:
    assert [fault.path for fault in faults(call)] == paths


def test_a_kind_is_checked() -> None:
    found = faults(
        lambda: EventKind("", "x", after="", before=3, once=1),  # type: ignore[arg-type]
        InvalidRules,
    )
    assert [fault.path for fault in found] == ["key", "name", "after", "before", "once"]


def test_the_kinds_have_names_in_both_languages() -> None:
    assert len(EVENT_KINDS) == 17
    for key, kind in EVENT_KINDS.items():
        assert kind.key == key
        assert kind.in_("sv") != kind.in_("en")
    assert Event(DECLINED, START).in_("sv") == "inte antagen 2022-01-31"


# --- records --------------------------------------------------------------------------------------


def test_a_record_gives_the_same_life() -> None:
    record = {
        "key": "17",
        "sex": "woman",
        "birth_year": 1990,
        "municipality": None,
        "referred": D("2022-01-03"),
        "referred_by": "region",
        "information_offered": D("2022-01-04"),
        "taken_in": D("2022-01-20"),
        "taken_in_by": Role.MEASURE_STAFF.term,
        "declined": None,
        "enrolled": START,
        "consent_given": START,
        "action_plan_made": [D("2022-03-01")],
        "followed_up": {D("2022-04-28"): True, D("2022-06-15"): False},
        "paused": D("2022-05-01"),
        "resumed": D("2022-05-16"),
        "exited": D("2022-06-15"),
        "exit_reason": "studies",
        "documented_person": D("2022-06-20"),
        "documented_referrer": D("2022-06-21"),
        "followed_up_later_6_months": D("2022-12-15"),
        "followed_up_later_18_months": None,
        "consent_withdrawn": D("2023-01-15"),
    }
    assert from_record(record) == whole()


def test_a_later_follow_up_may_be_counted_in_any_unit() -> None:
    life = from_record(
        {"enrolled": START, "exited": START, "followed_up_later_1_years": D("2023-01-31")}
    )
    assert [event.point for event in life.of(FOLLOWED_UP_LATER)] == [Years(1)]


def test_a_record_may_have_own_kinds_and_reasons() -> None:
    own = Term("own", Text(sv="eget", en="own"))
    life = from_record(
        {"enrolled": START, "meeting": [START, LATER], "exited": LATER, "exit_reason": "own"},
        kinds=[MEETING],
        reasons=[own],
    )
    assert len(life.of(MEETING)) == 2
    assert life.exit_reason == own


@pytest.mark.parametrize(
    ("record", "path", "expected"),
    [
        ({"enroled": START}, "record", ("enrolled",)),
        ({"documented": START}, "record", None),
        ({"enrolled": "2022-01-31"}, "enrolled", None),
        ({"followed_up": [START, "x"]}, "followed_up[1]", None),
        ({"followed_up": {START: "ja"}}, "followed_up", None),
        ({"documented_person": 3}, "documented_person", None),
        ({"followed_up_later_6_months": 3}, "followed_up_later_6_months", None),
        ({"followed_up_later_x_months": START}, "record", None),
        ({"exited": LATER, "enrolled": START, "exit_reason": "wrk"}, "exit_reason", ("work",)),
        ({"enrolled": START, "referred": START, "referred_by": 3}, "referred_by", None),
        ({"enrolled": START, "referred_by": "region"}, "referred", None),
        ({"enrolled": START, "exit_reason": "work"}, "exited", None),
        ({"sx": "woman"}, "record", ("sex",)),
        ({"enroled": None}, "record", ("enrolled",)),
        ({"documented": None}, "record", None),
        ({7: None}, "record", None),
        (3, "record", None),
    ],
)
def test_a_record_is_checked(record: object, path: str, expected: tuple[str, ...] | None) -> None:
    found = faults(lambda: from_record(record))  # type: ignore[arg-type]
    assert [fault.path for fault in found] == [path]
    if expected is not None:
        assert found[0].expected == expected


def test_what_a_record_may_have_besides_is_checked() -> None:
    own = EventKind("exited", MEETING.name)
    found = faults(lambda: from_record({}, kinds=[MEETING, 3, own], reasons=[4]))  # type: ignore[list-item]
    assert [fault.path for fault in found] == ["kinds[1]", "kinds[2]", "reasons[0]"]
    assert found[1].code == "duplicate"
    assert "'exited' is one of the library's kinds" in found[1].text.en


def test_a_time_of_day_is_no_day() -> None:
    (fault,) = faults(lambda: whole().at(dt.datetime(2022, 6, 15)))  # noqa: DTZ001
    assert (fault.code, fault.path) == ("type", "as_of")


def test_public_names() -> None:
    for module in (participation, agendas, events, life_cycle, obligations, records, timing):
        assert dir(module) == sorted(module.__all__)
    assert PAUSED.key == "paused"
    assert RESUMED.after == ("paused",)


def test_nobody_is_born_after_the_first_event() -> None:
    Participation(enrolled=D("2025-01-01"), facts={"birth_year": 2025})
    with pytest.raises(InvalidInput) as caught:
        Participation(enrolled=D("2025-01-01"), facts={"birth_year": 2026})
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [("order", "birth_year")]
    assert "2026" not in caught.value.explain("en")
