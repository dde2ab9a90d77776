"""The life cycle as a machine: whatever happens, in any order that can be.

Testing 9: no obligation before its trigger, none lost, the status never goes back as days pass.
"""

import datetime as dt
from collections import Counter
from datetime import date
from typing import Any

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from finsam.errors import InvalidInput
from finsam.legaltime import Months, add
from finsam.participation import (
    EXITED,
    Agenda,
    Event,
    HasTiming,
    Obligation,
    Participation,
    Runs,
    Status,
    TimingRule,
    agenda,
    plan,
)
from finsam.rulebooks import finnveden, framsteget, model, norra_vastmanland, vasteras
from finsam.terms import Role
from support.examples import examples

ONE_DAY = dt.timedelta(days=1)


class Always:
    """Rules of a measure without its days, so that they are watched on any day."""

    def __init__(self, timing: tuple[TimingRule, ...]) -> None:
        self.timing = tuple(rule for rule in timing if not isinstance(rule, Runs))


MEASURES: tuple[HasTiming, ...] = (
    model.SAMORDNINGSTEAM,
    norra_vastmanland.SAMORDNINGSTEAM,
    vasteras.SAMORDNINGSTEAM,
    Always(framsteget.SAMORDNINGSTEAM.timing),
    framsteget.UNGDOMSSATSNING,
    finnveden.SAMVERKANSTEAM,
)

# What may come after what, as days pass and nothing but what is planned happens.
LATER = {
    Status.NOT_TRIGGERED: set(Status),
    Status.UPCOMING: {Status.UPCOMING, Status.DUE, Status.OVERDUE, Status.MET, Status.VOID},
    Status.DUE: {Status.DUE, Status.OVERDUE, Status.MET, Status.VOID},
    Status.OVERDUE: {Status.OVERDUE, Status.MET_LATE, Status.VOID},
    Status.MET: {Status.MET},
    Status.MET_LATE: {Status.MET_LATE},
    Status.VOID: {Status.VOID},
}


class LifeCycle(RuleBasedStateMachine):
    """Days pass, and things happen to one participation; every measure watches."""

    @initialize(start=st.dates(date(2005, 4, 1), date(2030, 1, 1)))
    def begin(self, start: date) -> None:
        self.day = start
        self.life = Participation(key="1")
        self.before: dict[str, dict[str, Status]] = {}

    def happens(self, then: Participation) -> None:
        self.life = then

    @rule(days=st.integers(1, 100))
    def days_pass(self, days: int) -> None:
        self.day += days * ONE_DAY

    @precondition(lambda self: not self.life.events)
    @rule()
    def is_referred(self) -> None:
        self.happens(self.life.referred(self.day))

    @precondition(lambda self: self.life.enrolment is None)
    @rule()
    def is_enrolled(self) -> None:
        self.happens(self.life.enrolled(self.day))

    @precondition(lambda self: self.life.enrolment is not None and self.life.exit is None)
    @rule(continues=st.none() | st.booleans())
    def is_followed_up(self, continues: bool | None) -> None:
        self.day += ONE_DAY  # twice on one day is once
        self.happens(self.life.followed_up(self.day, continues=continues))

    @precondition(lambda self: self.life.enrolment is not None and self.life.exit is None)
    @rule()
    def has_a_plan(self) -> None:
        self.day += ONE_DAY
        self.happens(self.life.action_plan_made(self.day))

    @precondition(lambda self: self.life.enrolment is not None and self.life.exit is None)
    @rule()
    def rests_or_goes_on(self) -> None:
        self.day += ONE_DAY  # to rest twice on one day is once
        resting = bool(self.life.pauses) and self.life.pauses[-1].end is None
        self.happens(self.life.resumed(self.day) if resting else self.life.paused(self.day))

    @rule()
    def consents_or_not(self) -> None:
        self.day += ONE_DAY  # to consent twice on one day is once
        gives = not self.life.consents
        self.happens(
            self.life.consented(self.day) if gives else self.life.consent_withdrawn(self.day)
        )

    @precondition(lambda self: self.life.enrolment is not None and self.life.exit is None)
    @rule()
    def exits(self) -> None:
        self.happens(self.life.exited(self.day))

    @precondition(lambda self: self.life.exit is not None)
    @rule(recipient=st.sampled_from([Role.THE_PERSON, Role.REFERRER]))
    def is_documented(self, recipient: Role) -> None:
        try:
            self.happens(self.life.documented(self.day, recipient=recipient))
        except InvalidInput as error:
            assert {fault.code for fault in error.faults} == {"twice"}  # noqa: PT017

    @precondition(lambda self: self.life.exit is not None)
    @rule(months=st.sampled_from([6, 12, 18]))
    def is_followed_up_later(self, months: int) -> None:
        try:
            self.happens(self.life.followed_up_later(self.day, point=Months(months)))
        except InvalidInput as error:
            assert {fault.code for fault in error.faults} == {"twice"}  # noqa: PT017

    @precondition(lambda self: self.life.exit is not None)
    @rule()
    def cannot_be_followed_up_after_the_exit(self) -> None:
        self.day += ONE_DAY
        try:
            self.life.followed_up(self.day)
        except InvalidInput as error:
            assert str(self.life.exit) in str(error)  # noqa: PT017
            return
        raise AssertionError("a follow-up after the exit was let through")

    @invariant()
    def it_all_holds(self) -> None:
        again = Participation(key="1", events=reversed(self.life.events))
        assert again == self.life
        for number, measure in enumerate(MEASURES):
            found = agenda(self.life, measure, as_of=self.day)
            assert agenda(self.life.at(self.day), measure, as_of=self.day) == found
            self._nothing_is_owed_before_its_trigger(found)
            self._nothing_is_lost_and_no_status_goes_back(str(number), found)
            self._what_is_foreseen_lies_ahead(number)

    def _nothing_is_owed_before_its_trigger(self, found: Agenda) -> None:
        for each in found:
            waits = each.status is Status.NOT_TRIGGERED
            if self.life.enrolment is None:
                assert waits
            if waits:
                assert (each.nominal, each.due, each.met_on) == (None, None, None)
            if each.kind == "documented" and self.life.exit is None:
                assert waits

    def _nothing_is_lost_and_no_status_goes_back(self, key: str, agenda_of_day: Agenda) -> None:
        found: dict[str, Obligation] = {each.uid: each for each in agenda_of_day}
        for uid, status in self.before.get(key, {}).items():
            now = found.get(uid)
            if now is None:  # a week that the exit has cut is not a whole week any more
                assert self.life.first(EXITED) is not None
                assert status in {Status.NOT_TRIGGERED, Status.UPCOMING, Status.DUE}
                continue
            if "HA-12" in uid and status is Status.VOID:
                continue  # who has withdrawn a consent may give it anew
            assert now.status in LATER[status], f"{uid}: {status} to {now.status}"
        self.before[key] = {uid: each.status for uid, each in found.items()}

    def _what_is_foreseen_lies_ahead(self, number: int) -> None:
        until = self.day + 200 * ONE_DAY
        for each in plan(self.life, MEASURES[number], as_of=self.day, until=until):
            assert each.nominal is not None
            assert self.day <= each.nominal <= until
            assert each.status is (Status.DUE if each.nominal == self.day else Status.UPCOMING)


LifeCycle.TestCase.settings = settings(examples(100), stateful_step_count=25, deadline=None)
TestLifeCycle = LifeCycle.TestCase


# --- the plan and the agenda, against each other and against counting day by day -----------------

_RULES: Any = model.SAMORDNINGSTEAM.timing


class Variant:
    """The model's rules with other choices."""

    def __init__(
        self, *, rolls: bool = False, planned: bool = False, pause_stops_time: bool = False
    ) -> None:
        follow_up, documentation = _RULES
        self.timing: tuple[TimingRule, ...] = (
            evolve(follow_up, rolls=rolls, planned=planned, pause_stops_time=pause_stops_time),
            evolve(documentation, rolls=rolls),
        )


VARIANTS: list[Any] = [
    Variant(rolls=rolls, planned=planned, pause_stops_time=stops)
    for rolls in (False, True)
    for planned in (False, True)
    for stops in (False, True)
]

lives = st.builds(
    lambda start, events, ended, weekly: _life(start, events, ended, weekly=weekly),
    st.dates(date(2005, 4, 1), date(2030, 1, 1)),
    st.lists(st.tuples(st.integers(0, 300), st.booleans()), max_size=8),
    st.none() | st.integers(0, 300),
    st.lists(st.integers(0, 60), max_size=5),
)


def _life(
    start: date, events: list[tuple[int, bool]], ended: int | None, *, weekly: list[int]
) -> Participation:
    last = 300 if ended is None else ended
    life = Participation(enrolled=start, key="1").consented(start)
    rests = False
    for offset, held in sorted(set(events)):
        day = start + offset * ONE_DAY
        if offset > last:
            continue
        if held:
            life = life.followed_up(day)
        elif not any(e.on == day and e.kind.key in {"paused", "resumed"} for e in life.events):
            life = life.resumed(day) if rests else life.paused(day)
            rests = not rests
    for offset in {each for each in weekly if each <= last}:
        life = life.with_event(Event(framsteget.COACHING_TALK_OFFERED, start + offset * ONE_DAY))
    return life if ended is None else life.exited(start + ended * ONE_DAY)


@given(
    lives,
    st.integers(0, len(MEASURES) + len(VARIANTS) - 1),
    st.integers(0, 400),
    st.integers(0, 300),
)
def test_the_plan_begins_with_what_the_agenda_has_ahead(
    life: Participation, which: int, since: int, length: int
) -> None:
    """What is due or upcoming on a day stands in the plan of that day, with the same days."""
    measure = [*MEASURES, *VARIANTS][which]
    assert life.enrolment is not None
    day = life.enrolment + since * ONE_DAY
    until = day + length * ONE_DAY
    ahead = {Status.DUE, Status.UPCOMING}
    owed = {o.uid: o for o in agenda(life, measure, as_of=day) if o.status in ahead}
    planned = {o.uid: o for o in plan(life, measure, as_of=day, until=until)}
    assert {uid for uid, o in owed.items() if o.due is not None and o.due <= until} <= set(planned)
    for uid, each in planned.items():
        assert each.due is not None
        assert day <= each.due <= until
        assert owed.get(uid, each) == each


@given(lives, st.integers(0, 400))
def test_days_of_rest_are_not_counted(life: Participation, since: int) -> None:
    """Where a pause stops time, three months' worth of days without rest lie before the day."""
    assert life.enrolment is not None
    day = life.enrolment + since * ONE_DAY
    stopping = Variant(pause_stops_time=True)
    then = life.at(day)
    rested = {
        each
        for pause in then.pauses
        for each in _days(pause.start, pause.end if pause.end is not None else day)
    }
    anchors = [life.enrolment, *(event.on for event in then.of("followed_up"))]
    found = [o for o in agenda(life, stopping, as_of=day) if o.kind == "followed_up"]
    for anchor, each in zip(anchors, sorted(found, key=lambda o: o.number), strict=True):
        assert each.nominal is not None
        counted = [d for d in _days(anchor + ONE_DAY, each.nominal) if d not in rested]
        assert len(counted) == (add(anchor, Months(3)) - anchor).days
        assert each.nominal not in rested


@given(lives, st.integers(0, 400))
def test_weeks_are_those_of_the_calendar(life: Participation, since: int) -> None:
    """HA-08: an offer in each ISO week of which all seven days lie in the participation."""
    assert life.enrolment is not None
    day = life.enrolment + since * ONE_DAY
    then = life.at(day)
    within = _days(life.enrolment, day if then.exit is None else then.exit)
    weeks = Counter(each.isocalendar()[:2] for each in within)
    offered = {e.on.isocalendar()[:2] for e in then.of(framsteget.COACHING_TALK_OFFERED)}
    whole = {week for week, number in weeks.items() if number == 7}
    found = [o for o in agenda(life, MEASURES[3], as_of=day) if o.promise.key == "HA-08.talk"]
    by_week = {o.due.isocalendar()[:2]: o for o in found if o.due is not None}
    assert len(by_week) == len(found)
    assert {week for week, o in by_week.items() if o.due is not None and o.due <= day} == whole
    for week, each in by_week.items():
        assert (each.met_on is not None) == (week in offered)
    if whole:  # before the first whole week, that week is the one ahead
        ahead = [o for o in found if o.due is not None and o.due > day]
        assert len(ahead) == (then.exit is None and day.isoweekday() != 7)


def _days(first: date | None, last: date) -> list[date]:
    assert first is not None
    return [first + n * ONE_DAY for n in range((last - first).days + 1)]
