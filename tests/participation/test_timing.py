"""Timing rules: the last day in time and the first day late, rule by rule."""

import datetime as dt
from datetime import date
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from finsam import Text
from finsam.citations import Citation, Norm, Rank
from finsam.errors import InvalidInput, InvalidRules
from finsam.legaltime import (
    Days,
    Interval,
    Months,
    NamedDay,
    Weeks,
    Years,
    add,
    whole_months,
)
from finsam.participation import (
    ACTION_PLAN_MADE,
    DOCUMENTED,
    ENROLLED,
    EXITED,
    FOLLOWED_UP,
    FOLLOWED_UP_LATER,
    Agenda,
    Approximate,
    Binds,
    Continuing,
    Dose,
    Duty,
    DutyState,
    EachWeek,
    Event,
    EventKind,
    Every,
    Obligation,
    Participation,
    Passing,
    Promise,
    Remark,
    Runs,
    Said,
    Status,
    Stay,
    TimingRule,
    Within,
    agenda,
    plan,
    timing_findings,
)
from finsam.rulebooks import finnveden, framsteget, model, norra_vastmanland, sofint, vasteras
from finsam.terms import Role, Term

D = date.fromisoformat
ONE_DAY = dt.timedelta(days=1)
START = D("2022-01-31")
NV, FI = norra_vastmanland.SAMORDNINGSTEAM, finnveden.SAMVERKANSTEAM
HA, YOUTH = framsteget.SAMORDNINGSTEAM, framsteget.UNGDOMSSATSNING

CITED = Citation(Norm("plan", Text(sv="planen", en="the plan"), Rank.LOCAL), "3", D("2026-11-22"))
TALK = EventKind("talk", Text(sv="samtal", en="talk"), after="enrolled", before="exited")


class Measure:
    """The least that carries timing rules."""

    def __init__(self, *timing: TimingRule) -> None:
        self.timing = timing


def made(kind: Any, **more: Any) -> Any:
    return kind(key="t", rule="t", citation=CITED, text=Text(sv="regeln", en="the rule"), **more)


def of(found: Agenda, rule: str, status: Status | None = None) -> list[Obligation]:
    return [o for o in found if o.promise.key == rule and status in {None, o.status}]


def status(life: Participation, measure: object, rule: str, day: str) -> list[str]:
    found = agenda(life, measure, as_of=D(day))  # type: ignore[arg-type]
    return [each.status.value for each in sorted(of(found, rule), key=lambda o: o.number)]


# --- follow-ups: BR-04, NV-10 --------------------------------------------------------------------


@pytest.mark.parametrize(("measure", "rule"), [(model.SAMORDNINGSTEAM, "BR-04"), (NV, "NV-10")])
def test_follow_up_at_least_every_third_month(measure: object, rule: str) -> None:
    """BR-04, NV-10: no gap exceeds three months, counted from the latest one held."""
    life = Participation(enrolled=START)
    assert status(life, measure, rule, "2022-04-29") == ["upcoming"]
    assert status(life, measure, rule, "2022-04-30") == ["due"]
    assert status(life, measure, rule, "2022-05-01") == ["overdue"]
    held = life.followed_up(D("2022-04-30"))
    assert status(held, measure, rule, "2022-05-01") == ["met", "upcoming"]
    assert status(held, measure, rule, "2022-07-30") == ["met", "due"]
    assert status(held, measure, rule, "2022-07-31") == ["met", "overdue"]
    late = life.followed_up(D("2022-05-01"))
    assert status(late, measure, rule, "2022-05-01") == ["met_late", "upcoming"]
    ended = held.exited(D("2022-06-15"))
    assert status(ended, measure, rule, "2022-06-14") == ["met", "upcoming"]
    assert status(ended, measure, rule, "2022-06-15") == ["met", "void"]


def test_the_example_of_the_design() -> None:
    """NV-10: the follow-up after one on 28 April is due three months later."""
    life = Participation(enrolled=START).followed_up(D("2022-04-28"))
    (late,) = of(agenda(life, NV, as_of=D("2022-09-01")), "NV-10", Status.OVERDUE)
    assert (late.kind, late.nominal, late.due) == ("followed_up", D("2022-07-28"), D("2022-07-28"))
    assert (late.rule, late.number, late.is_breach) == ("NV-10", 2, True)
    assert late.owner == Role.MEASURE_STAFF.term
    assert late.citation.is_reading
    assert late.uid == "NV-10/2"


def test_the_plan_of_follow_ups_never_drifts() -> None:
    """NV-10: enrolment + 3k months, counted from the enrolment and never from a clipped day."""
    life = Participation(enrolled=D("2022-08-31"))
    found = plan(life, NV, as_of=D("2022-09-01"), until=D("2023-08-31"))
    assert [o.nominal for o in of(found, "NV-10")] == [
        D("2022-11-30"), D("2023-02-28"), D("2023-05-31"), D("2023-08-31"),
    ]  # fmt: skip
    assert [o.number for o in of(found, "NV-10")] == [1, 2, 3, 4]
    held = life.followed_up(D("2022-11-15"))
    found = plan(held, NV, as_of=D("2022-12-01"), until=D("2023-05-31"))
    assert [(o.nominal, o.number) for o in of(found, "NV-10")] == [
        (D("2023-02-15"), 2), (D("2023-05-15"), 3),
    ]  # fmt: skip
    assert list(
        plan(held.exited(D("2022-12-01")), NV, as_of=D("2022-12-01"), until=D("2023-05-31"))
    )
    ended = plan(held.exited(D("2022-12-01")), NV, as_of=D("2022-12-02"), until=D("2023-05-31"))
    assert of(ended, "NV-10") == []
    assert len(of(ended, "NV-11")) == 2
    assert list(plan(Participation(), NV, as_of=START, until=START)) == []


PLANNED = made(Every, period=Months(3), planned=True)


def test_the_planned_reading_counts_from_the_start() -> None:
    """NV-10, the other reading: each third month from the enrolment has its own follow-up."""
    rules, life = Measure(PLANNED), Participation(enrolled=START)
    assert status(life, rules, "t", "2022-04-30") == ["due"]
    assert status(life, rules, "t", "2022-07-31") == ["overdue", "due"]
    early = life.followed_up(D("2022-03-01")).followed_up(D("2022-04-01"))
    assert status(early, rules, "t", "2022-07-30") == ["met", "upcoming"]
    assert status(early, rules, "t", "2022-08-01") == ["met", "overdue", "upcoming"]
    late = life.followed_up(D("2022-05-10"))
    assert status(late, rules, "t", "2022-05-10") == ["met_late", "met"]
    assert status(life.followed_up(START), rules, "t", "2022-03-01") == ["met"]
    ended = life.exited(D("2022-06-01"))
    assert status(ended, rules, "t", "2022-09-01") == ["overdue", "void"]
    found = plan(early, rules, as_of=D("2022-04-02"), until=D("2022-10-31"))
    assert [(o.nominal, o.number) for o in found] == [
        (D("2022-07-31"), 2), (D("2022-10-31"), 3),
    ]  # fmt: skip
    found = plan(late, rules, as_of=D("2022-05-11"), until=D("2022-10-31"))
    assert [o.nominal for o in found] == [D("2022-10-31")]
    at_once = plan(life.followed_up(START), rules, as_of=D("2022-02-01"), until=D("2022-07-31"))
    assert [(o.nominal, o.number) for o in at_once] == [(D("2022-07-31"), 2)]


def test_a_pause_does_not_stop_time_unless_the_measure_says_so() -> None:
    """Design 2.5."""
    life = Participation(enrolled=START).paused(D("2022-02-10")).resumed(D("2022-02-20"))
    plain, stopped = (
        Measure(made(Every, period=Months(3), pause_stops_time=stops)) for stops in (False, True)
    )
    assert status(life, plain, "t", "2022-05-01") == ["overdue"]
    assert status(life, stopped, "t", "2022-05-09") == ["upcoming"]
    assert status(life, stopped, "t", "2022-05-10") == ["due"]
    assert status(life, stopped, "t", "2022-05-11") == ["overdue"]
    resting = Participation(enrolled=START).paused(D("2022-02-10"))
    assert status(resting, stopped, "t", "2023-02-10") == ["upcoming"]
    after = Participation(enrolled=START).paused(D("2022-05-01"))
    assert status(after, stopped, "t", "2022-06-01") == ["overdue"]
    on_the_day = Participation(enrolled=START).paused(D("2022-04-30")).resumed(D("2022-05-03"))
    assert status(on_the_day, stopped, "t", "2022-05-02") == ["upcoming"]
    assert status(on_the_day, stopped, "t", "2022-05-03") == ["due"]


def test_only_the_rest_after_the_day_that_is_counted_from_stops_time() -> None:
    """Design 2.5: day zero isn't counted, so that a rest on it takes nothing away."""
    rules = Measure(made(Every, period=Months(3), pause_stops_time=True))

    def due(life: Participation) -> list[date | None]:
        found = of(agenda(life, rules, as_of=D("2022-03-10")), "t")
        return [o.due for o in sorted(found, key=lambda o: o.number)]

    begun = Participation(enrolled=START)
    assert due(begun.paused(START).resumed(D("2022-02-03"))) == [D("2022-05-02")]  # 1, 2 February
    within = begun.paused(D("2022-02-10")).followed_up(D("2022-02-15")).resumed(D("2022-02-20"))
    assert due(within) == [D("2022-05-10"), D("2022-05-19")]  # ten days; then 16–19 February
    resting = begun.paused(D("2022-02-10"))
    assert due(resting) == [D("2022-05-29")]  # 29 days up to 10 March, so far
    ahead = plan(resting, rules, as_of=D("2022-03-10"), until=D("2022-08-29"))
    assert [o.due for o in ahead] == [D("2022-05-29"), D("2022-08-29")]


# --- documentation: BR-05, NV-11 -----------------------------------------------------------------


@pytest.mark.parametrize(("measure", "rule"), [(model.SAMORDNINGSTEAM, "BR-05"), (NV, "NV-11")])
def test_documentation_within_three_weeks_to_two_recipients(measure: object, rule: str) -> None:
    """BR-05, NV-11: each of the two has a deadline of its own."""
    life = Participation(enrolled=START)
    assert status(life, measure, rule, "2022-06-15") == ["not_triggered", "not_triggered"]
    life = life.exited(D("2022-06-15"))
    assert status(life, measure, rule, "2022-06-15") == ["upcoming", "upcoming"]
    assert status(life, measure, rule, "2022-07-06") == ["due", "due"]
    assert status(life, measure, rule, "2022-07-07") == ["overdue", "overdue"]
    one = life.documented(D("2022-07-06"), recipient=Role.REFERRER)
    found = agenda(one, measure, as_of=D("2022-07-07"))  # type: ignore[arg-type]
    assert {(o.recipient, o.status, o.met_on) for o in of(found, rule)} == {
        (Role.THE_PERSON.term, Status.OVERDUE, None),
        (Role.REFERRER.term, Status.MET, D("2022-07-06")),
    }
    late = one.documented(D("2022-07-07"), recipient=Role.THE_PERSON)
    assert sorted(status(late, measure, rule, "2022-07-07")) == ["met", "met_late"]
    assert {o.uid for o in of(found, rule)} == {f"{rule}/person/1", f"{rule}/referrer/1"}
    assert status(Participation().declined(START), measure, rule, "2022-02-01") == ["void"] * 2


def test_a_local_deadline_moves_only_by_choice() -> None:
    """X-05: law 1930:173 § 2 is a stated policy, and both days are always shown."""
    life = Participation(enrolled=START).exited(D("2026-05-29"))
    still = agenda(life, NV, as_of=D("2026-06-20"))
    assert {(o.nominal, o.due, o.status) for o in of(still, "NV-11")} == {
        (D("2026-06-19"), D("2026-06-19"), Status.OVERDUE)
    }
    rolling: list[Any] = [rule for rule in NV.timing if rule.key == "NV-11"]
    moving = evolve(NV, timing=[evolve(rule, rolls=True) for rule in rolling])
    found = of(agenda(life, moving, as_of=D("2026-06-20")), "NV-11")
    assert {(o.nominal, o.due, o.status) for o in found} == {
        (D("2026-06-19"), D("2026-06-22"), Status.DUE)
    }
    assert {o.moved_by for o in found} == {NamedDay.MIDSUMMER_EVE}
    assert "2026-06-22 (flyttad från 2026-06-19, midsommarafton" in found[0].in_("sv")
    assert {o.status for o in of(agenda(life, moving, as_of=D("2026-06-23")), "NV-11")} == {
        Status.OVERDUE
    }
    for day, expected in (("2026-06-20", "met"), ("2026-06-22", "met"), ("2026-06-23", "met_late")):
        done = life.documented(D(day), recipient=Role.REFERRER)
        found = of(agenda(done, moving, as_of=D("2026-06-23")), "NV-11")
        assert [o.status for o in found] == [Status.OVERDUE, Status(expected)]
    for first, last, number in (
        ("2026-06-20", "2026-06-22", 2), ("2026-06-22", "2026-06-22", 2),
        ("2026-06-23", "2026-07-31", 0), ("2026-06-19", "2026-06-21", 0),
    ):  # fmt: skip
        assert len(plan(life, moving, as_of=D(first), until=D(last))) == number


def test_an_exit_ends_only_what_began_before_it_and_can_no_longer_be_done() -> None:
    """A talk after the documentation is owed, though the exit has been."""
    exited = Participation(enrolled=START).exited(D("2022-06-15"))
    documented = exited.documented(D("2022-06-15"), recipient=Role.REFERRER)
    talk = Measure(made(Within, period=Weeks(2), after=DOCUMENTED, done_by=FOLLOWED_UP_LATER))
    assert status(exited, talk, "t", "2022-06-20") == ["not_triggered"]
    assert status(documented, talk, "t", "2022-06-20") == ["upcoming"]
    assert status(documented, talk, "t", "2022-06-30") == ["overdue"]
    by_a_year = Measure(made(Within, period=Years(1), after=ENROLLED, done_by=DOCUMENTED))
    assert status(exited, by_a_year, "t", "2022-06-20") == ["upcoming"]
    call = EventKind("call", Text(sv="samtal", en="call"))
    called = Measure(made(Within, period=Weeks(2), after=EXITED, done_by=call))
    assert status(exited, called, "t", "2022-06-20") == ["upcoming"]
    planned = Measure(made(Within, period=Weeks(2), after=FOLLOWED_UP, done_by=ACTION_PLAN_MADE))
    last_day = Participation(enrolled=START).followed_up(D("2022-06-15")).exited(D("2022-06-15"))
    assert status(last_day, planned, "t", "2022-06-15") == ["void"]
    assert status(exited, planned, "t", "2022-06-14") == ["not_triggered"]
    assert status(exited, planned, "t", "2022-06-15") == ["void"]


# --- how long: NV-12, FI-10, HA-07, X-04 ---------------------------------------------------------


def test_a_passed_benchmark_is_a_remark_and_a_passed_maximum_a_breach() -> None:
    """NV-12 (riktmärke), FI-10 (max), X-04: the stay lasts to and including add(start, a year)."""
    for measure, rule, breach in ((NV, "NV-12", False), (FI, "FI-10", True)):
        life = Participation(enrolled=START)
        assert status(life, measure, rule, "2023-01-30") == ["upcoming"]
        assert status(life, measure, rule, "2023-01-31") == ["due"]
        assert status(life, measure, rule, "2023-02-01") == ["overdue"]
        inside = agenda(life, measure, as_of=D("2023-01-31"))
        assert [r for r in inside.remarks if r.rule == rule] == []
        found = agenda(life, measure, as_of=D("2023-02-01"))
        (remark,) = (r for r in found.remarks if r.rule == rule)
        assert (remark.on, remark.is_breach) == (D("2023-02-01"), breach)
        assert of(found, rule)[0].is_breach is breach
        ended = life.exited(D("2023-01-31"))
        assert status(ended, measure, rule, "2024-01-01") == ["met"]
        assert status(life.exited(D("2023-02-01")), measure, rule, "2024-01-01") == ["met_late"]
        assert status(Participation(), measure, rule, "2024-01-01") == ["not_triggered"]
        (last,) = of(plan(life, measure, as_of=START, until=D("2023-01-31")), rule)
        assert last.nominal == D("2023-01-31")
        assert of(plan(life, measure, as_of=START, until=D("2023-01-30")), rule) == []


def test_three_to_six_months() -> None:
    """HA-07: a span; who leaves before three months, or stays past six, gets a remark."""
    life = Participation(enrolled=D("2018-01-31"))

    def remarks(exit_on: str) -> list[tuple[str, date]]:
        found = agenda(life.exited(D(exit_on)), HA, as_of=D("2018-12-31"))
        return [(r.rule, r.on) for r in found.remarks if r.rule == "HA-07"]

    assert remarks("2018-04-29") == [("HA-07", D("2018-04-29"))]
    assert remarks("2018-04-30") == []
    assert remarks("2018-07-31") == []
    assert remarks("2018-08-01") == [("HA-07", D("2018-08-01"))]
    assert not any(r.is_breach for r in agenda(life, HA, as_of=D("2019-12-31")).remarks)
    only = Measure(made(Stay, at_least=Months(3)))
    assert list(agenda(life, only, as_of=D("2018-02-01"))) == []
    assert agenda(Participation(), only, as_of=D("2018-02-01")).remarks == ()
    (text,) = [
        r.text for r in agenda(life.exited(D("2018-04-29")), HA, as_of=D("2018-12-31")).remarks
    ]
    assert text.sv.startswith("avslutet 2018-04-29 ligger före 2018-04-30")


# --- weekly offers: HA-08 -------------------------------------------------------------------------


def test_weekly_offers_are_counted_in_whole_weeks() -> None:
    """HA-08: ISO weeks that lie wholly inside the participation."""
    rule = made(EachWeek, done_by=TALK, binds=Binds.GOAL)
    rules = Measure(rule)
    tuesday = D("2018-01-02")
    life = Participation(enrolled=tuesday)
    assert status(life, rules, "t", "2018-01-07") == ["upcoming"]
    assert status(life.exited(D("2018-01-13")), rules, "t", "2018-01-15") == []
    assert status(life, rules, "t", "2018-01-08") == ["upcoming"]
    assert status(life, rules, "t", "2018-01-14") == ["due"]
    assert status(life, rules, "t", "2018-01-15") == ["overdue", "upcoming"]
    offered = life.with_event(Event(TALK, D("2018-01-14")))
    assert status(offered, rules, "t", "2018-01-15") == ["met", "upcoming"]
    monday = Participation(enrolled=D("2018-01-08"))
    assert status(monday, rules, "t", "2018-01-08") == ["upcoming"]
    assert status(monday.exited(D("2018-01-20")), rules, "t", "2018-01-21") == ["overdue"]
    assert status(monday.exited(D("2018-01-21")), rules, "t", "2018-01-21") == ["overdue", "void"]
    twice = Measure(evolve(rule, times=2))
    assert status(offered, twice, "t", "2018-01-15") == ["overdue", "upcoming"]
    more = offered.with_event(Event(TALK, D("2018-01-08")))
    assert status(more, twice, "t", "2018-01-15") == ["met", "upcoming"]
    assert of(agenda(more, twice, as_of=D("2018-01-15")), "t")[-1].met_on == D("2018-01-14")
    assert status(Participation(), rules, "t", "2018-01-15") == ["not_triggered"]
    rests = monday.paused(D("2018-01-20")).resumed(D("2018-01-30"))
    assert len(status(rests, rules, "t", "2018-02-05")) == 5
    assert len(status(rests, Measure(evolve(rule, pause_stops_time=True)), "t", "2018-02-05")) == 2
    found = plan(monday, rules, as_of=D("2018-01-08"), until=D("2018-01-27"))
    assert [o.nominal for o in found] == [D("2018-01-14"), D("2018-01-21")]
    assert (
        list(
            plan(
                monday.exited(D("2018-01-20")), rules, as_of=D("2018-01-20"), until=D("2018-02-27")
            )
        )
        == []
    )


def test_the_team_in_habo_offers_a_talk_and_a_group_activity() -> None:
    """HA-08, X-20: two offers a week, both goals, so that a week without is no breach.

    The goal says one group activity, the running text at least one: two in a week meet it too.
    """
    life = Participation(
        enrolled=D("2018-01-08"),
        events=[Event(framsteget.COACHING_TALK_OFFERED, D("2018-01-10"))],
    )
    found = agenda(life, HA, as_of=D("2018-01-15"))
    assert [o.status.value for o in of(found, "HA-08.talk")] == ["upcoming", "met"]
    (missed,) = of(found, "HA-08.group", Status.OVERDUE)
    assert not missed.is_breach
    (coach,) = (d for d in found.duties if d.promise.key == "HA-08.coach")
    assert (coach.rule, coach.state) == ("HA-08", DutyState.GOING_ON)
    group = [Event(framsteget.GROUP_ACTIVITY_OFFERED, D(f"2018-01-{day}")) for day in (10, 14)]
    twice = Participation(enrolled=D("2018-01-08"), events=group)
    assert status(twice, HA, "HA-08.group", "2018-01-15") == ["met", "upcoming"]
    assert status(twice, HA, "HA-08.group", "2018-01-10") == ["met"]
    ahead = plan(twice, HA, as_of=D("2018-01-10"), until=D("2018-01-21"))
    assert [(o.due, o.number) for o in of(ahead, "HA-08.group")] == [(D("2018-01-21"), 2)]
    (offer,) = {rule.text.en for rule in HA.timing if rule.key == "HA-08.group"}
    assert "at least one in the running text (X-20)" in offer


# --- action plan, later follow-ups: HA-11, HA-12, VA-15, VA-16 -----------------------------------


def test_an_action_plan_within_six_months() -> None:
    """HA-11: from the enrolment, which is our reading; a goal."""
    life = Participation(enrolled=D("2018-08-31"))
    assert status(life, YOUTH, "HA-11", "2019-02-27") == ["upcoming"]
    assert status(life, YOUTH, "HA-11", "2019-02-28") == ["due"]
    assert status(life, YOUTH, "HA-11", "2019-03-01") == ["overdue"]
    assert status(life.action_plan_made(D("2019-02-28")), YOUTH, "HA-11", "2019-03-01") == ["met"]
    assert status(life.exited(D("2018-10-01")), YOUTH, "HA-11", "2019-03-01") == ["void"]
    (found,) = of(agenda(life, YOUTH, as_of=D("2019-03-01")), "HA-11")
    assert found.citation.is_reading
    assert not found.is_breach


def test_a_follow_up_a_year_after_the_exit_needs_consent() -> None:
    """HA-12, X-21: the consent is one of its own, and can be withdrawn."""
    life = Participation(enrolled=D("2018-01-31")).exited(D("2018-06-30"))
    assert status(life, HA, "HA-12", "2019-07-01") == ["not_triggered"]
    asked = life.consented(D("2018-06-30"))
    assert status(asked, HA, "HA-12", "2019-06-29") == ["upcoming"]
    assert status(asked, HA, "HA-12", "2019-06-30") == ["due"]
    assert status(asked, HA, "HA-12", "2019-07-01") == ["overdue"]
    withdrawn = asked.consent_withdrawn(D("2018-09-01"))
    assert status(withdrawn, HA, "HA-12", "2018-08-31") == ["upcoming"]
    (fell,) = of(agenda(withdrawn, HA, as_of=D("2018-09-01")), "HA-12")
    assert (fell.status, fell.ended_on, fell.due) == (
        Status.VOID, D("2018-09-01"), D("2019-06-30"),
    )  # fmt: skip
    assert _remarked(withdrawn, HA, "HA-12", "2019-07-01") == []
    same_day = asked.consent_withdrawn(D("2018-06-30"))
    assert status(same_day, HA, "HA-12", "2019-07-01") == ["void"]
    too_late = asked.consent_withdrawn(D("2019-07-01"))
    (missed,) = of(agenda(too_late, HA, as_of=D("2019-07-01")), "HA-12")
    assert (missed.status, missed.ended_on) == (Status.OVERDUE, D("2019-07-01"))
    on_the_day = asked.consent_withdrawn(D("2019-06-30"))
    assert status(on_the_day, HA, "HA-12", "2019-07-01") == ["void"]
    done = asked.followed_up_later(D("2019-06-30"), point=Months(12))
    assert status(done, HA, "HA-12", "2019-07-01") == ["met"]
    then = done.consent_withdrawn(D("2019-07-01"))
    assert status(then, HA, "HA-12", "2019-07-01") == ["met"]
    assert _remarked(then, HA, "HA-12", "2019-07-01") == []
    against = withdrawn.followed_up_later(D("2019-06-30"), point=Months(12))
    assert status(against, HA, "HA-12", "2019-07-01") == ["met"]
    assert _remarked(against, HA, "HA-12", "2019-07-01") == [D("2019-06-30")]


def test_what_was_late_at_the_exit_stays_late() -> None:
    """An exit voids open follow-ups; a miss before it stays a miss, and a breach."""
    life = Participation(enrolled=START)
    (fell,) = of(agenda(life.exited(D("2022-04-30")), NV, as_of=D("2022-06-01")), "NV-10")
    assert (fell.status, fell.ended_on, fell.is_breach) == (Status.VOID, D("2022-04-30"), False)
    assert fell.in_("sv").startswith("har fallit bort 2022-04-30, sista dag 2022-04-30: ")
    found = agenda(life.exited(D("2022-05-01")), NV, as_of=D("2022-06-01"))
    (late,) = of(found, "NV-10")
    assert (late.status, late.ended_on, late.is_breach) == (
        Status.OVERDUE, D("2022-05-01"), True,
    )  # fmt: skip
    assert late.in_("sv").startswith(
        "försenad, sista dag 2022-04-30, går inte att göra efter 2022-05-01: "
    )
    assert found.summary()["followed_up", Status.OVERDUE] == 1
    assert found.remarks == ()
    assert [o.kind for o in found if o.status is Status.OVERDUE] == [
        "documented", "documented", "followed_up",
    ]  # fmt: skip
    for left, expected in (
        ("2019-02-27", "void"),
        ("2019-02-28", "void"),
        ("2019-03-01", "overdue"),
    ):
        ended = Participation(enrolled=D("2018-08-31")).exited(D(left))
        assert status(ended, YOUTH, "HA-11", "2019-09-01") == [expected]


def test_weeks_missed_before_the_exit_are_still_missed() -> None:
    """HA-08: six whole weeks from 1 January 2018; the last ends on the day of the exit."""
    life = Participation(enrolled=D("2018-01-01")).exited(D("2018-02-11"))
    found = agenda(life, HA, as_of=D("2018-03-01"))
    assert status(life, HA, "HA-08.talk", "2018-03-01") == ["overdue"] * 5 + ["void"]
    assert found.summary()["coaching_talk_offered", Status.OVERDUE] == 5
    binding = Measure(made(EachWeek, done_by=TALK))
    missed = agenda(life, binding, as_of=D("2018-03-01"))
    assert sum(each.is_breach for each in missed) == 5


def test_a_point_is_met_by_the_same_length_in_another_unit() -> None:
    """HA-12: a year is twelve months."""
    life = (
        Participation(enrolled=D("2018-01-31")).exited(D("2018-06-30")).consented(D("2018-06-30"))
    )
    done = life.followed_up_later(D("2019-06-30"), point=Years(1))
    assert status(done, HA, "HA-12", "2019-07-01") == ["met"]
    other = life.followed_up_later(D("2019-06-30"), point=Weeks(52))
    assert status(other, HA, "HA-12", "2019-07-01") == ["overdue"]


def test_follow_ups_6_and_18_months_after_the_exit() -> None:
    """VA-15, VA-16: each point is met by the follow-up that was made for it."""
    measure = vasteras.SAMORDNINGSTEAM
    life = Participation(enrolled=D("2020-02-01")).exited(D("2020-08-31"))
    for rule in ("VA-15", "VA-16"):
        assert status(life, measure, f"{rule}.6", "2021-02-28") == ["due"]
        assert status(life, measure, f"{rule}.6", "2021-03-01") == ["overdue"]
        assert status(life, measure, f"{rule}.18", "2022-02-27") == ["upcoming"]
        six = life.followed_up_later(D("2021-02-28"), point=Months(6))
        assert status(six, measure, f"{rule}.6", "2021-03-01") == ["met"]
        assert status(six, measure, f"{rule}.18", "2022-03-01") == ["overdue"]


# --- the time of the measure: HA-02, VA-19, NV-28, X-09 ------------------------------------------


def _remarked(life: Participation, measure: object, rule: str, day: str) -> list[date]:
    found = agenda(life, measure, as_of=D(day))  # type: ignore[arg-type]
    return [remark.on for remark in found.remarks if remark.rule == rule]


def test_the_last_intake() -> None:
    """HA-02: planned for 2018–2020, with the last intake on 2020-10-31."""
    for start, expected in (
        ("2017-12-31", ["2017-12-31"]),
        ("2018-01-01", []),
        ("2020-10-31", []),
        ("2020-11-01", ["2020-11-01"]),
        ("2021-01-01", ["2021-01-01"]),
    ):
        life = Participation(enrolled=D(start)).exited(D(start))
        assert _remarked(life, HA, "HA-02", "2021-02-01") == [D(day) for day in expected]
    stays = Participation(enrolled=D("2020-10-31"))
    assert _remarked(stays, HA, "HA-02", "2020-12-31") == []
    assert _remarked(stays, HA, "HA-02", "2021-01-01") == [D("2021-01-01")]
    assert _remarked(Participation(), HA, "HA-02", "2021-01-01") == []


def test_an_extension_moves_the_end() -> None:
    """VA-19: 2018-09-01 to 2021-06-30, extended one year."""
    (runs,) = vasteras.JOBBFOKUS.timing
    assert isinstance(runs, Runs)
    assert runs.whole == Interval(D("2018-09-01"), D("2022-06-30"))
    life = Participation(enrolled=D("2022-06-30"))
    assert _remarked(life, vasteras.JOBBFOKUS, "VA-19", "2022-06-30") == []
    assert _remarked(life, vasteras.JOBBFOKUS, "VA-19", "2022-07-01") == [D("2022-07-01")]
    late = Participation(enrolled=D("2022-07-01"))
    assert _remarked(late, vasteras.JOBBFOKUS, "VA-19", "2022-07-01") == [D("2022-07-01")]


def test_the_time_that_money_is_sought_for() -> None:
    """FI-29: 27 months, 2021-10-01 to 2023-12-31, which is our reading; NO-07 has no end."""
    (runs,) = (rule for rule in FI.timing if isinstance(rule, Runs))
    assert runs.citation.is_reading
    assert whole_months(D("2021-10-01"), D("2024-01-01")) == 27
    for start, remarked in (("2021-09-30", True), ("2021-10-01", False), ("2023-12-31", False)):
        life = Participation(enrolled=D(start)).exited(D(start))
        assert bool(_remarked(life, FI, "FI-29", "2024-02-01")) is remarked
    late = Participation(enrolled=D("2023-12-31"))
    assert _remarked(late, FI, "FI-29", "2024-01-01") == [D("2024-01-01")]
    early = Participation(enrolled=D("2005-12-31"))
    assert _remarked(early, sofint.SIGMA, "NO-07", "2050-01-01") == [D("2005-12-31")]
    assert (
        _remarked(Participation(enrolled=D("2006-01-01")), sofint.SIGMA, "NO-07", "2050-01-01")
        == []
    )


def test_an_open_ended_measure_has_no_end() -> None:
    """NV-28: until further notice."""
    life = Participation(enrolled=D("1999-01-01"))
    assert _remarked(life, NV, "NV-28", "2099-01-01") == []


def test_the_rules_that_cannot_be_kept_together() -> None:
    """X-09: after 2020-09-30 nobody has three months left. X-21: 2019-12-31 is the last exit."""
    found = timing_findings(HA)
    assert [(f.code, f.rules, f.day) for f in found] == [
        ("last_intake", ("HA-02", "HA-07"), D("2020-09-30")),
        ("last_exit", ("HA-02", "HA-12"), D("2019-12-31")),
    ]
    assert add(D("2020-09-30"), Months(3)) <= D("2020-12-31") < add(D("2020-10-01"), Months(3))
    assert add(D("2019-12-31"), Months(12)) <= D("2020-12-31")
    assert "2020-09-30" in found[0].text.sv
    assert "12 months" in found[1].text.en
    assert timing_findings(NV) == ()
    kept = Measure(
        made(Runs, time=Interval(START, D("2022-12-31")), last_intake=D("2022-09-30")),
        made(Stay, at_least=Months(3)),
        made(Within, period=Weeks(3), after=EXITED, done_by=DOCUMENTED),
    )
    assert timing_findings(kept) == ()
    early = Measure(
        made(Runs, time=Interval(None, D("0001-02-01")), last_intake=D("0001-01-31")),
        made(Stay, at_least=Years(3)),
        made(Within, period=Years(3), after=EXITED, done_by=FOLLOWED_UP_LATER),
    )
    assert timing_findings(early) == ()


# --- duties without a day -------------------------------------------------------------------------


def _duty(rule: TimingRule, life: Participation, day: str) -> Duty:
    (found,) = agenda(life, Measure(rule), as_of=D(day)).duties
    return found


def test_a_continuing_duty_is_never_due() -> None:
    rule = made(Continuing, owner=Role.MEASURE_STAFF)
    life = Participation(enrolled=START, key="1").exited(D("2022-06-15"))
    assert _duty(rule, life, "2022-01-30").state is DutyState.NOT_BEGUN
    assert _duty(rule, life, "2022-01-31").state is DutyState.GOING_ON
    assert _duty(rule, life, "2022-06-15").state is DutyState.OVER
    for_ever = made(Continuing, until=None)
    assert _duty(for_ever, life, "2030-01-01").state is DutyState.GOING_ON
    assert _duty(rule, life, "2022-06-15").owner == Role.MEASURE_STAFF.term
    assert _duty(rule, life, "2022-06-15").participation == "1"
    assert list(agenda(life, Measure(rule), as_of=START)) == []


def test_a_responsibility_passes() -> None:
    """HA-29: ordinary services take over at the exit."""
    life = Participation(enrolled=D("2018-01-08")).exited(D("2018-06-15"))

    def owner(day: str) -> Term | None:
        found = agenda(life, HA, as_of=D(day)).duties
        return next(duty.owner for duty in found if duty.rule == "HA-29")

    assert owner("2018-06-14") == Role.MEASURE_STAFF.term
    then = owner("2018-06-15")
    assert then is not None
    assert then.key == "ordinary_services"


def test_an_approximate_period_is_a_window() -> None:
    rule = made(
        Approximate, after=ENROLLED, earliest=Months(2), latest=Months(4), done_by=FOLLOWED_UP
    )
    life = Participation(enrolled=START)
    assert _duty(rule, Participation(), "2022-01-30").window is None
    assert _duty(rule, Participation(), "2022-01-30").state is DutyState.NOT_BEGUN
    found = _duty(rule, life, "2022-02-01")
    assert found.window == Interval(D("2022-03-31"), D("2022-05-31"))
    assert found.state is DutyState.GOING_ON
    rules = Measure(rule)
    for done, remarked in (
        ("2022-03-30", True),
        ("2022-03-31", False),
        ("2022-05-31", False),
        ("2022-06-01", True),
    ):
        then = agenda(life.followed_up(D(done)), rules, as_of=D(done))
        assert [r.on for r in then.remarks] == ([D(done)] if remarked else [])
        assert then.duties[0].state is DutyState.DONE
    assert agenda(life, rules, as_of=D("2022-05-31")).remarks == ()
    assert len(agenda(life, rules, as_of=D("2022-06-01")).remarks) == 1
    assert agenda(Participation(), rules, as_of=START).remarks == ()


def test_a_dose_is_counted() -> None:
    rules = Measure(made(Dose, times=2, done_by=TALK))
    life = Participation(enrolled=START)
    (duty,) = agenda(life, rules, as_of=START).duties
    assert (duty.done, duty.needed, duty.state) == (0, 2, DutyState.GOING_ON)
    once = life.with_event(Event(TALK, D("2022-02-01")))
    (duty,) = agenda(once, rules, as_of=D("2022-02-01")).duties
    assert (duty.done, duty.state) == (1, DutyState.GOING_ON)
    twice = once.with_event(Event(TALK, D("2022-02-02")))
    assert agenda(twice, rules, as_of=D("2022-02-02")).duties[0].state is DutyState.DONE
    ended = agenda(once.exited(D("2022-03-01")), rules, as_of=D("2022-03-01"))
    assert [r.text.en for r in ended.remarks] == ["talk: 1 of 2 times at the exit"]
    assert ended.duties[0].state is DutyState.MISSED
    assert agenda(Participation(), rules, as_of=START).duties[0].state is DutyState.NOT_BEGUN
    assert agenda(twice.exited(D("2022-03-01")), rules, as_of=D("2022-03-01")).remarks == ()


def test_what_is_only_said_gives_nothing() -> None:
    """NV-13, FI-15: shown, never held against a participation."""
    found = agenda(Participation(enrolled=START), Measure(made(Said)), as_of=START)
    assert (list(found), found.duties, found.remarks) == ([], (), ())
    assert (
        list(plan(Participation(enrolled=START), Measure(made(Said)), as_of=START, until=START))
        == []
    )
    assert {r.rule for r in NV.timing if isinstance(r, Said)} == {"NV-13"}
    assert {r.rule for r in FI.timing if isinstance(r, Said)} == {"FI-15"}


# --- many at once ---------------------------------------------------------------------------------


def test_many_participations_come_sorted_with_the_overdue_first() -> None:
    lives = [
        Participation(enrolled=D("2022-03-31"), key="late"),
        Participation(enrolled=D("2022-01-31"), key="later"),
        Participation(enrolled=D("2022-06-01"), key="fine"),
        Participation(enrolled=D("2021-01-01"), key="wrong").entered_in_error(D("2021-01-02")),
        Participation(key="waiting").referred(D("2022-07-01")),
    ]
    found = agenda(lives, model.SAMORDNINGSTEAM, as_of=D("2022-07-15"))
    firsts = [(o.participation, o.status.value) for o in found if o.kind == "followed_up"]
    assert firsts == [
        ("later", "overdue"), ("late", "overdue"), ("fine", "upcoming"),
        ("waiting", "not_triggered"),
    ]  # fmt: skip
    assert found.summary()["followed_up", Status.OVERDUE] == 2
    assert len(found) == sum(found.summary().values()) == 12
    assert "wrong" not in {o.participation for o in found}
    assert len({o.uid for o in found}) == len(found)
    text = found.explain("sv")
    assert text.splitlines()[0] == "2022-07-15"
    assert text.splitlines()[1].startswith("- later: försenad, sista dag 2022-04-30: ")
    breached = agenda(Participation(enrolled=START), FI, as_of=D("2024-01-01"))
    assert "! the time, 1 year, ended on 2023-01-31 (binding) [FI-10]" in breached.explain("en")
    told = agenda(
        Participation(enrolled=D("2018-01-08"), key="7"), HA, as_of=D("2018-01-10")
    ).explain("en")
    assert "~ 7: going on: Everyone in the team has a coach. [HA-08]" in told
    assert "~ 7: going on: Ordinary services take over" in told
    dose = Duty(promise=NV.timing[0], state=DutyState.OVER, done=1, needed=2)
    assert "(1/2)" in dose.in_("sv")
    window = Duty(promise=NV.timing[0], state=DutyState.NOT_BEGUN, window=Interval(START, START))
    assert window.in_("sv").startswith("har inte börjat: Teamet")
    assert "(2022-01-31)" in window.in_("sv")


@pytest.mark.parametrize(
    ("call", "paths"),
    [
        (lambda: agenda("x", NV, as_of=START), ["participations[0]"]),  # type: ignore[arg-type]
        (lambda: agenda([], NV, as_of=dt.datetime(2022, 1, 1)), ["as_of"]),  # noqa: DTZ001
        (lambda: agenda([], "team", as_of=START), ["measure"]),  # type: ignore[arg-type]
        (
            lambda: agenda([], Measure("x"), as_of=START),  # type: ignore[arg-type]
            ["measure.timing[0]"],
        ),
        (
            lambda: agenda([Participation(key="1"), Participation(key="1")], NV, as_of=START),
            ["participations[1].key"],
        ),
        (lambda: plan([], NV, as_of=START, until=START - ONE_DAY), ["until"]),
        (lambda: plan([], NV, as_of=START, until="x"), ["until"]),  # type: ignore[arg-type]
        (
            lambda: agenda([3], "team", as_of=dt.datetime(2022, 1, 1)),  # type: ignore[list-item, arg-type] # noqa: DTZ001
            ["as_of", "participations[0]", "measure"],
        ),
        (
            lambda: plan("x", 3, as_of="x", until=START),  # type: ignore[arg-type]
            ["as_of", "participations[0]", "measure"],
        ),
        (lambda: timing_findings(3), ["measure"]),  # type: ignore[arg-type]
    ],
)
def test_bad_input(call: Any, paths: list[str]) -> None:
    with pytest.raises(InvalidInput) as caught:
        call()
    assert [fault.path for fault in caught.value.faults] == paths


make: Any = made


@pytest.mark.parametrize(
    ("call", "paths"),
    [
        (lambda: Promise(key="", rule="", citation=3, text=3, owner=3, binds=3), 6),  # type: ignore[arg-type]
        (lambda: make(Within, period=3, after=3, done_by=3, recipients=[3]), 4),
        (lambda: make(Within, period=Days(1), after=EXITED, done_by=EXITED, needs_consent=1), 1),
        (lambda: make(Every, period=Months(0)), 1),
        (lambda: make(Every, period=3, done_by=3, since=3, until=3, planned=3, rolls=3), 6),
        (lambda: make(Every, period=Months(3), pause_stops_time=3), 1),
        (lambda: make(Stay), 1),
        (lambda: make(Stay, at_least=3, at_most=3), 2),
        (lambda: make(Stay, at_most=Years(1), rolls=True), 1),
        (lambda: make(EachWeek, done_by=TALK, rolls=True), 1),
        (
            lambda: make(
                Approximate, after=ENROLLED, earliest=Months(2), latest=Weeks(2), done_by=TALK
            ),
            1,
        ),
        (lambda: make(EachWeek, done_by=3, times=0), 2),
        (lambda: make(EachWeek, done_by=TALK, times="x"), 1),
        (lambda: make(Continuing, since=3, until=3), 2),
        (lambda: make(Passing, at=3, to=3), 2),
        (lambda: make(Approximate, after=3, earliest=3, latest=3, done_by=3), 4),
        (lambda: make(Dose, times=0, done_by=3), 2),
        (lambda: make(Dose, times="x", done_by=TALK), 1),
        (lambda: make(Runs, time=3, last_intake=3), 2),
        (lambda: make(Runs, time=Interval(None, None), extended_to=[START, START, "x"]), 3),
    ],
)
def test_a_rule_is_checked(call: Any, paths: int) -> None:
    with pytest.raises(InvalidRules) as caught:
        call()
    assert len(caught.value.faults) == paths
    assert all(fault.text.sv and fault.text.en for fault in caught.value.faults)


def test_words() -> None:
    assert [each.in_("en") for each in Status] == [
        "overdue", "due", "upcoming", "not triggered", "met late", "met", "void",
    ]  # fmt: skip
    assert [each.in_("sv") for each in Binds] == [
        "bindande", "riktmärke", "mål", "angivet, inte krav",
    ]  # fmt: skip
    waiting = agenda(Participation(), NV, as_of=START)
    assert of(waiting, "NV-10")[0].in_("en").startswith("not triggered: The team")
    assert (of(waiting, "NV-10")[0].due, of(waiting, "NV-10")[0].moved_by) == (None, None)
    remark = Remark(promise=NV.timing[0], text=Text(sv="x", en="x"), on=START)
    assert (remark.rule, remark.is_breach) == ("NV-10", True)


# --- what always holds ----------------------------------------------------------------------------


@given(
    st.dates(D("2000-01-01"), D("2030-01-01")),
    st.lists(st.integers(0, 500), max_size=6, unique=True),
    st.one_of(st.none(), st.integers(0, 500)),
    st.sampled_from([model.SAMORDNINGSTEAM, NV, HA, YOUTH, FI, vasteras.SAMORDNINGSTEAM]),
)
def test_no_gap_exceeds_the_period(
    start: date,
    held: list[int],
    ended: int | None,
    measure: Any,
) -> None:
    """NV-10: counted day by day, somebody is late exactly when three months have passed."""
    last = 500 if ended is None else ended
    events = [Event(FOLLOWED_UP, start + n * ONE_DAY) for n in held if n <= last]
    life = Participation(enrolled=start, events=events)
    if ended is not None:
        life = life.exited(start + ended * ONE_DAY)
    for offset in range(0, 600, 37):
        day = start + offset * ONE_DAY
        found = agenda(life, measure, as_of=day)
        again = agenda(life.at(day), measure, as_of=day)
        assert found == again, "what lies ahead doesn't exist yet"
        assert [o.status for o in found] == sorted(
            [o.status for o in found], key=list(Status).index
        )
        if measure is not NV:
            continue
        before = [start, *(e.on for e in life.of(FOLLOWED_UP) if e.on <= day)]
        looked_at = day if life.exit is None else min(day, life.exit)
        late = add(before[-1], Months(3)) < looked_at
        assert bool(of(found, "NV-10", Status.OVERDUE)) == late
        assert len(of(found, "NV-10")) == len(before)
