"""Kinds of rule that occur in the field, and what two first users found: each on its boundary."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from finsam import Authority, Text
from finsam.citations import Citation, Norm, Rank
from finsam.errors import InvalidInput, InvalidRules
from finsam.legaltime import Days, Interval, Months, Weeks, WorkingDays, Years
from finsam.participation import (
    APPLIED,
    DOCUMENTED,
    ENROLLED,
    EXITED,
    EXTENDED,
    FOLLOWED_UP,
    FOLLOWED_UP_LATER,
    INFORMATION_OFFERED,
    REFERRED,
    TAKEN_IN,
    Agenda,
    Approximate,
    Binds,
    Continuing,
    Dose,
    DutyState,
    EachWeek,
    Event,
    EventKind,
    Every,
    Participation,
    Runs,
    Status,
    Stay,
    TimingRule,
    Within,
    agenda,
    from_record,
    plan,
    timing_findings,
)
from finsam.rulebooks import framsteget, sofint
from finsam.rules import COMMON, About, Fact, Flag, Validity, YesNo
from finsam.terms import Role, Term

D = date.fromisoformat
START = D("2022-01-31")
CITED = Citation(Norm("plan", Text(sv="planen", en="the plan"), Rank.LOCAL), "3", D("2026-11-22"))
TALK = EventKind("talk", Text(sv="samtal", en="talk"), after="enrolled", before="exited")
MEETING = EventKind(
    "meeting", Text(sv="möte", en="meeting"), after=("referred", APPLIED), before="exited"
)
HA = framsteget.SAMORDNINGSTEAM


class Measure:
    """The least that carries timing rules, and when they are in force."""

    def __init__(self, *timing: TimingRule, valid: Validity | None = None) -> None:
        self.timing = timing
        self.valid = valid


def made(kind: Any, **more: Any) -> Any:
    return kind(key="t", rule="t", citation=CITED, text=Text(sv="regeln", en="the rule"), **more)


def look(life: Participation, day: str, *rules: TimingRule, **more: Any) -> Agenda:
    return agenda(life, Measure(*rules, **more), as_of=D(day))


def statuses(life: Participation, day: str, *rules: TimingRule) -> list[str]:
    found = look(life, day, *rules)
    return [each.status.value for each in sorted(found, key=lambda o: o.number)]


# --- what ends what -------------------------------------------------------------------------------


def test_a_no_at_the_intake_ends_what_it_came_in_time_for() -> None:
    """F1: nothing is owed to who was declined; what was late by then stays late."""
    rule = made(Within, period=Weeks(2), after=REFERRED, done_by=MEETING)
    referred = Participation().referred(D("2026-12-07"))
    for day, expected in (("2026-12-21", "void"), ("2026-12-22", "overdue")):
        assert statuses(referred.declined(D(day)), "2027-01-08", rule) == [expected]
    declined = referred.declined(D("2026-12-10"))
    ahead = plan(declined, Measure(rule), as_of=D("2026-12-10"), until=D("2027-02-01"))
    assert list(ahead) == []
    offered = made(Within, period=Weeks(2), after=REFERRED, done_by=INFORMATION_OFFERED)
    assert statuses(declined, "2027-01-08", offered) == ["void"]
    goes_on = made(Continuing, since=REFERRED)
    assert look(declined, "2026-12-09", goes_on).duties[0].state is DutyState.GOING_ON
    assert look(declined, "2026-12-10", goes_on).duties[0].state is DutyState.OVER
    assert (
        look(declined, "2026-12-10", made(Dose, times=2, done_by=TALK)).duties[0].state
        is DutyState.OVER
    )


def test_what_can_only_come_before_another_ends_with_it() -> None:
    """A decision on intake isn't asked for once the person is enrolled."""
    rule = made(Within, period=Weeks(2), after=REFERRED, done_by=TAKEN_IN)
    referred = Participation().referred(D("2026-12-07"))
    assert statuses(referred.enrolled(D("2026-12-21")), "2027-01-08", rule) == ["void"]
    assert statuses(referred.enrolled(D("2026-12-22")), "2027-01-08", rule) == ["overdue"]


def test_after_the_first_of_several_kinds() -> None:
    rule = made(Within, period=Weeks(2), after=[REFERRED, APPLIED], done_by=MEETING)
    applied = Participation().applied(D("2026-12-07"))
    assert statuses(applied, "2026-12-21", rule) == ["due"]
    both = applied.referred(D("2026-12-10"))
    assert look(both, "2026-12-21", rule)[0].due == D("2026-12-21")
    met = both.with_event(Event(MEETING, D("2026-12-21")))
    assert statuses(met, "2026-12-22", rule) == ["met"]
    assert statuses(Participation(), "2026-12-22", rule) == ["not_triggered"]
    assert statuses(Participation(enrolled=D("2026-12-07")), "2026-12-22", rule) == ["void"]
    with pytest.raises(InvalidInput) as caught:
        Participation().with_event(Event(MEETING, D("2026-12-21")))
    assert "needs something to have happened first: referred or applied alone" in str(caught.value)
    with pytest.raises(InvalidInput) as caught:
        applied.with_event(Event(MEETING, D("2026-12-01")))
    assert "can't come before applied alone 2026-12-07" in str(caught.value)
    with pytest.raises(InvalidRules) as caught_rules:
        made(Within, period=Weeks(2), after=[], done_by=MEETING)
    assert [f.path for f in caught_rules.value.faults] == ["after"]
    with pytest.raises(InvalidRules) as caught_rules:
        made(Within, period=Weeks(2), after=[REFERRED, 3], done_by=MEETING)
    assert [f.path for f in caught_rules.value.faults] == ["after[1]"]


# --- consent --------------------------------------------------------------------------------------

LATER = made(Within, period=Months(12), after=EXITED, done_by=FOLLOWED_UP_LATER, needs_consent=True)
GONE = Participation(enrolled=D("2018-01-31")).exited(D("2018-06-30"))


def test_a_consent_after_the_due_day_makes_it_due_with_no_last_day() -> None:
    """F3: it couldn't be held earlier, so that it is owed then, and never late."""
    in_time = GONE.consented(D("2019-06-30"))
    assert statuses(in_time, "2019-06-30", LATER) == ["due"]
    assert statuses(in_time, "2019-07-01", LATER) == ["overdue"]
    late = GONE.consented(D("2019-07-01"))
    assert statuses(late, "2019-06-30", LATER) == ["not_triggered"]
    for day in ("2019-07-01", "2025-01-01"):
        (owed,) = look(late, day, LATER)
        assert (owed.status, owed.due, owed.is_breach) == (Status.DUE, None, False)
    assert look(late, "2019-07-01", LATER)[0].in_("sv") == "ska göras nu: regeln [t]"
    held = late.followed_up_later(D("2019-09-01"), point=Months(12))
    (done,) = look(held, "2019-09-01", LATER)
    assert (done.status, done.met_on, done.due) == (Status.MET, D("2019-09-01"), None)
    assert done.in_("en") == "met 2019-09-01: the rule [t]"
    (still,) = look(held.consent_withdrawn(D("2019-10-01")), "2019-11-01", LATER)
    assert (still.status, still.ended_on) == (Status.MET, None)
    withdrawn = late.consent_withdrawn(D("2019-08-01"))
    (fell,) = look(withdrawn, "2020-01-01", LATER)
    assert (fell.status, fell.ended_on) == (Status.VOID, D("2019-08-01"))
    again = GONE.consented(D("2018-07-01")).consent_withdrawn(D("2018-08-01"))
    assert statuses(again.consented(D("2019-07-01")), "2020-01-01", LATER) == ["due"]
    assert statuses(again.consented(D("2019-06-30")), "2020-01-01", LATER) == ["overdue"]
    without = GONE.followed_up_later(D("2019-07-01"), point=Months(12))
    found = look(without, "2019-07-01", LATER)
    assert found[0].status is Status.MET_LATE
    assert [r.text.en for r in found.remarks] == [
        "followed up later 2019-07-01, without a consent that stood"
    ]


def test_a_later_follow_up_far_from_its_point_is_remarked() -> None:
    """F4: nearer to the exit than to its point: 30 June, the half is 29 December."""
    asked = GONE.consented(D("2018-06-30"))
    for day, remarked in (("2018-12-29", True), ("2018-12-30", False)):
        held = asked.followed_up_later(D(day), point=Months(12))
        found = look(held, day, LATER)
        assert found[0].status is Status.MET
        assert [(r.on, r.is_breach) for r in found.remarks] == (
            [(D(day), False)] if remarked else []
        )


def test_what_answers_to_no_rule_is_remarked() -> None:
    """F4: a point, or a recipient, that no rule of the measure asks for."""
    odd = GONE.followed_up_later(D("2018-09-30"), point=Months(3))
    (remark,) = look(odd, "2018-10-01", LATER).remarks
    assert remark.text.en == "followed up later 2018-09-30 (3 months) answers to no rule"
    assert not remark.is_breach
    assert look(odd, "2018-10-01", made(Within, period=Weeks(1), after=ENROLLED, done_by=TALK)
                ).remarks == ()  # fmt: skip
    doctor = Term("doctor", Text(sv="läkaren", en="the doctor"))
    written = GONE.documented(D("2018-07-01"), recipient=doctor)
    rules = [
        made(Within, period=Weeks(3), after=EXITED, done_by=DOCUMENTED, recipients=[to])
        for to in (Role.REFERRER, doctor)
    ]
    assert [r.text.sv for r in look(written, "2018-07-02", rules[0]).remarks] == [
        "slutdokumenterad 2018-07-01 (läkaren) svarar inte mot någon regel"
    ]
    assert look(written, "2018-07-02", *rules).remarks == ()
    talked = Participation(enrolled=START, events=[Event(TALK, D("2022-02-01"))])
    nobody = made(Within, period=Weeks(3), after=ENROLLED, done_by=TALK, recipients=[doctor])
    (remark,) = look(talked, "2022-02-02", nobody).remarks
    assert remark.text.sv == "samtal 2022-02-01 svarar inte mot någon regel"


def test_about_three_and_twelve_months_after_with_consent() -> None:
    around = [
        made(
            Approximate, after=EXITED, earliest=Months(n - 1), latest=Months(n + 1),
            done_by=FOLLOWED_UP_LATER, needs_consent=True,
        )
        for n in (3, 12)
    ]  # fmt: skip

    def states(life: Participation, day: str) -> list[str]:
        return [duty.state.value for duty in look(life, day, *around).duties]

    assert states(GONE, "2018-07-01") == ["not_begun", "not_begun"]
    asked = GONE.consented(D("2018-07-01"))
    assert states(asked, "2018-10-30") == ["going_on", "going_on"]
    assert states(asked, "2018-10-31") == ["missed", "going_on"]
    assert look(asked, "2018-10-30", *around).remarks == ()
    assert [r.text.sv for r in look(asked, "2018-10-31", *around).remarks] == [
        "uppföljd efter avslutet: inte gjort 2018-08-30–2018-10-30, som är ungefärligt"
    ]
    held = asked.followed_up_later(D("2018-08-30"), point=Months(3))
    assert states(held, "2018-11-01") == ["done", "going_on"]
    assert look(held, "2018-11-01", *around).remarks == ()
    early = asked.followed_up_later(D("2018-08-29"), point=Months(3))
    assert len(look(early, "2018-11-01", *around).remarks) == 1
    withdrawn = asked.consent_withdrawn(D("2018-10-30"))
    assert states(withdrawn, "2018-12-01") == ["over", "over"]
    assert look(withdrawn, "2018-12-01", *around).remarks == ()
    too_late = asked.consent_withdrawn(D("2018-10-31"))
    assert states(too_late, "2018-12-01") == ["missed", "over"]
    late = GONE.consented(D("2018-10-31"))
    assert states(late, "2018-12-01") == ["going_on", "going_on"]
    assert look(late, "2018-12-01", *around).remarks == ()
    without = GONE.followed_up_later(D("2018-09-30"), point=Months(3))
    assert [r.text.en for r in look(without, "2018-12-01", *around).remarks] == [
        "followed up later 2018-09-30, without a consent that stood"
    ]
    other = asked.followed_up_later(D("2018-12-30"), point=Months(6))
    assert states(other, "2018-12-30") == ["missed", "going_on"]
    assert "answers to no rule" in look(other, "2018-12-30", *around).remarks[-1].text.en
    in_stay = made(
        Approximate, after=ENROLLED, earliest=Weeks(5), latest=Weeks(7), done_by=FOLLOWED_UP
    )
    left = Participation(enrolled=START).exited(D("2022-03-21"))  # seven weeks
    assert look(left, "2022-05-01", in_stay).duties[0].state is DutyState.OVER
    assert look(left, "2022-05-01", in_stay).remarks == ()
    declined = Participation().declined(START)
    assert look(declined, "2022-05-01", in_stay).duties[0].state is DutyState.OVER


# --- the time in which it recurs ------------------------------------------------------------------


def test_what_recurs_stays_within_the_time_of_the_measure() -> None:
    """D1: in Håbo from 2018-01-01 to 2020-12-31, which is a Thursday."""
    late = Participation(enrolled=D("2020-11-02"))  # a Monday: eight whole weeks
    talks = [o for o in agenda(late, HA, as_of=D("2021-12-31")) if o.promise.key == "HA-08.talk"]
    assert len(talks) == 8
    assert max(o.due for o in talks if o.due) == D("2020-12-27")
    early = Participation(enrolled=D("2016-01-04"))
    talks = [o for o in agenda(early, HA, as_of=D("2018-01-14")) if o.promise.key == "HA-08.talk"]
    assert sorted(o.due for o in talks if o.due) == [D("2018-01-07"), D("2018-01-14")]
    runs = made(Runs, time=Interval(D("2021-01-01"), D("2022-07-30")))
    for planned in (False, True):
        rules = (evolve(made(Every, period=Months(3), planned=planned), key="e"), runs)
        life = Participation(enrolled=START).followed_up(D("2022-04-30"))
        due = sorted(o.due for o in look(life, "2023-01-01", *rules) if o.due)
        assert due == ([D("2022-04-30"), D("2022-07-30")] if not planned else [D("2022-04-30")])
        earlier = evolve(runs, time=Interval(D("2021-01-01"), D("2022-07-29")))
        due = sorted(o.due for o in look(life, "2023-01-01", rules[0], earlier) if o.due)
        assert due == [D("2022-04-30")]
        old = Participation(enrolled=D("2015-01-31"))
        found = look(old, "2021-04-02", *rules)
        assert [(o.due, o.status) for o in found if o.status is Status.OVERDUE] == [
            (D("2021-04-01"), Status.OVERDUE)
        ]
        after = Participation(enrolled=D("2022-08-01"))
        assert list(look(after, "2023-01-01", *rules)) == []
        ahead = plan(old, Measure(*rules), as_of=D("2021-01-01"), until=D("2021-04-01"))
        assert [o.due for o in ahead] == [D("2021-04-01")]


def test_rules_in_force_bound_a_measure_without_days_of_its_own() -> None:
    every = evolve(made(Every, period=Months(3)), key="e")
    valid = Validity(start=D("2022-01-01"), end=D("2022-04-30"))
    life = Participation(enrolled=START)
    assert [o.due for o in look(life, "2023-01-01", every, valid=valid)] == [D("2022-04-30")]
    shorter = evolve(valid, end=D("2022-04-29"))
    assert list(look(life, "2023-01-01", every, valid=shorter)) == []
    runs = made(Runs, time=Interval(None, None))
    assert len(look(life, "2023-01-01", every, runs, valid=shorter)) == 1
    odd = [made(Runs, time=Interval(D("2022-06-01"), None)), made(Stay, at_most=Months(1))]
    assert [o.kind for o in look(life, "2022-02-28", every, *odd)] == ["exited"]


def test_who_stays_past_the_longest_stay_is_followed_up_all_the_same() -> None:
    """The breach is one thing; who takes part is owed the follow-ups."""
    every = evolve(made(Every, period=Months(3)), key="e")
    stay = evolve(made(Stay, at_most=Months(4)), key="s")
    life = Participation(enrolled=D("2022-01-31"))

    def owed(day: str) -> list[tuple[str, str]]:
        found = look(life, day, every, stay)
        return [(o.kind, str(o.due)) for o in found]

    first = ("followed_up", "2022-04-30")
    last = ("exited", "2022-05-31")
    assert owed("2022-05-31") == [first, last]
    assert owed("2022-06-01") == [first, last]  # not held, so that no other is due
    held = life.followed_up(D("2022-04-30"))
    assert [str(o.due) for o in look(held, "2022-05-31", every, stay) if o.met_on is None] == [
        "2022-05-31"
    ]
    assert [str(o.due) for o in look(held, "2022-06-01", every, stay) if o.met_on is None] == [
        "2022-05-31",
        "2022-07-30",
    ]


def test_a_plan_ends_with_a_longest_stay_that_binds() -> None:
    """F5: a plan in which nothing goes wrong asks for nothing after the last day."""
    every = evolve(made(Every, period=Months(3)), key="e")
    life = Participation(enrolled=START)
    for binds, number in ((Binds.BINDING, 4), (Binds.BENCHMARK, 8)):
        stay = made(Stay, at_most=Years(1), binds=binds)
        found = plan(life, Measure(every, stay), as_of=START, until=D("2024-01-31"))
        assert len([o for o in found if o.promise.key == "e"]) == number
    last = [o.due for o in plan(life, Measure(every, made(Stay, at_most=Years(1))),
                                as_of=START, until=D("2024-01-31"))]  # fmt: skip
    assert max(day for day in last if day) == D("2023-01-31")


def test_two_last_days_are_a_finding() -> None:
    runs = made(Runs, time=Interval(START, D("2022-12-31")))
    rule = made(Runs, time=Interval(START, None))
    for end, codes in ((D("2022-12-31"), []), (D("2022-12-30"), ["two_ends"]), (None, [])):
        found = timing_findings(Measure(runs, valid=Validity(start=START, end=end)))
        assert [f.code for f in found] == codes
    found = timing_findings(Measure(runs, valid=Validity(end=D("2023-01-31"), rule="V-1")))
    assert (found[0].rules, found[0].day) == (("t", "V-1"), D("2022-12-31"))
    assert timing_findings(Measure(rule, valid=Validity(end=START))) == ()


# --- an extension by decision ---------------------------------------------------------------------

LONGEST = made(Stay, at_most=Months(18), extendable_by=Months(6))


def test_a_decision_extends_the_longest_stay() -> None:
    """Eighteen months, and six more by decision; past the first without it is a breach."""
    life = Participation(enrolled=D("2021-08-31"))  # 18 months: 2023-02-28; 24: 2023-08-31
    assert statuses(life, "2023-02-28", LONGEST) == ["due"]
    assert statuses(life, "2023-03-01", LONGEST) == ["overdue"]
    (breach,) = look(life, "2023-03-01", LONGEST).remarks
    assert (breach.is_breach, breach.text.en) == (
        True, "the time, 18 months, ended on 2023-02-28 (binding)",
    )  # fmt: skip
    granted = life.extended(D("2023-02-28"), by=Months(6))
    found = look(granted, "2023-08-31", LONGEST)
    assert (found[0].due, found[0].status, found.remarks) == (D("2023-08-31"), Status.DUE, ())
    (breach,) = look(granted, "2023-09-01", LONGEST).remarks
    assert breach.text.sv == "tiden, 18 månader med förlängning, gick ut 2023-08-31 (bindande)"
    late = look(life.extended(D("2023-03-01"), by=Months(6)), "2023-03-01", LONGEST)
    assert late[0].status is Status.UPCOMING
    assert [(r.on, r.is_breach) for r in late.remarks] == [(D("2023-03-01"), True)]
    twice = life.extended(D("2023-01-01"), by=Months(3)).extended(D("2023-05-01"), by=Days(10))
    assert look(twice, "2023-05-01", LONGEST)[0].due == D("2023-06-10")  # 31 May and ten days
    assert look(twice, "2023-05-01", LONGEST).remarks == ()


def test_an_extension_goes_no_longer_than_the_rule() -> None:
    life = Participation(enrolled=D("2021-08-31"))
    more = life.extended(D("2023-01-01"), by=Years(1))
    found = look(more, "2023-01-02", LONGEST)
    assert found[0].due == D("2023-08-31")
    assert [(r.text.sv, r.is_breach) for r in found.remarks] == [
        ("förlängd 2023-01-01 med mer än regeln medger", False)
    ]
    fixed = look(more, "2023-01-02", made(Stay, at_most=Months(18)))
    assert fixed[0].due == D("2023-02-28")
    assert len(fixed.remarks) == 1
    ended = look(more, "2023-03-01", made(Stay, at_most=Months(18)))
    assert [r.is_breach for r in ended.remarks] == [True, False]
    with pytest.raises(InvalidRules) as caught:
        made(Stay, at_least=Months(3), extendable_by=Months(6))
    assert [(f.code, f.path) for f in caught.value.faults] == [("missing", "at_most")]
    with pytest.raises(InvalidInput) as bad:
        Event(EXTENDED, START)
    assert [f.path for f in bad.value.faults] == ["by"]
    read = from_record({"enrolled": D("2021-08-31"), "extended_6_months": D("2023-02-28")})
    assert read.of(EXTENDED)[0].by == Months(6)


# --- pauses above a length, days of the month, working days ---------------------------------------


def test_only_a_pause_above_a_length_stops_time() -> None:
    """Over two weeks: the fifteenth day of rest makes all fifteen count."""
    rule = made(Every, period=Months(3), pause_stops_time=True, pause_above=Weeks(2))
    rests = Participation(enrolled=START).paused(D("2022-02-10"))
    for back, due in (("2022-02-24", "2022-04-30"), ("2022-02-25", "2022-05-15")):
        assert look(rests.resumed(D(back)), "2022-03-01", rule)[0].due == D(due)
    assert look(rests, "2022-02-23", rule)[0].due == D("2022-04-30")
    assert look(rests, "2022-02-24", rule)[0].due == D("2022-05-15")
    weekly = made(EachWeek, done_by=TALK, pause_stops_time=True, pause_above=Weeks(2))
    assert len(look(rests.resumed(D("2022-02-24")), "2022-03-07", weekly)) == 6
    assert len(look(rests.resumed(D("2022-02-25")), "2022-03-07", weekly)) == 3
    with pytest.raises(InvalidRules) as caught:
        made(Every, period=Months(3), pause_above=Weeks(2))
    assert [f.path for f in caught.value.faults] == ["pause_stops_time"]


def test_by_the_15th_of_the_month_after() -> None:
    rule = made(Within, period=Months(1), on_day=15, after=EXITED, done_by=FOLLOWED_UP_LATER)
    for left, due in (("2026-01-01", "2026-02-15"), ("2026-01-31", "2026-02-15"),
                      ("2026-12-31", "2027-01-15")):  # fmt: skip
        life = Participation(enrolled=D("2025-01-01")).exited(D(left))
        assert look(life, left, rule)[0].due == D(due)
    last = evolve(rule, on_day=31)
    life = Participation(enrolled=D("2025-01-01")).exited(D("2026-01-10"))
    assert look(life, "2026-01-10", last)[0].due == D("2026-02-28")
    for more in ({"period": Weeks(5)}, {"period": Months(0)}, {"on_day": 0}, {"on_day": 32}):
        with pytest.raises(InvalidRules) as caught:
            evolve(rule, **more)
        assert [(f.code, f.path) for f in caught.value.faults] == [("range", "on_day")]


def test_within_ten_working_days() -> None:
    rule = made(Within, period=WorkingDays(10), after=REFERRED, done_by=MEETING)
    life = Participation().referred(D("2026-12-17"))  # two eves and three holidays in between
    assert statuses(life, "2027-01-07", rule) == ["due"]
    assert statuses(life, "2027-01-08", rule) == ["overdue"]


# --- for some only --------------------------------------------------------------------------------

WORKS = Fact(
    "works", question=Text(sv="Arbetar?", en="Works?"), kind=YesNo(), about=About.PARTICIPATION
)


def test_a_rule_for_some_only() -> None:
    """A talk a month for those who work; what isn't known isn't guessed."""
    words = COMMON.extended([WORKS])
    rule = made(Every, period=Months(1), done_by=TALK, applies_to=Flag("works"))
    lives = {
        works: Participation(enrolled=START, facts={"works": works}, vocabulary=words)
        for works in (True, False, None)
    }
    assert statuses(lives[True], "2022-03-01", rule) == ["overdue"]
    assert list(look(lives[False], "2022-03-01", rule)) == []
    assert look(lives[False], "2022-03-01", rule).remarks == ()
    unknown = look(lives[None], "2022-03-01", rule)
    assert list(unknown) == []
    assert [(r.text.en, r.is_breach) for r in unknown.remarks] == [
        ("it isn't known whether the rule applies here: the rule", False)
    ]
    plain = Participation(enrolled=START)
    assert len(look(plain, "2022-03-01", rule).remarks) == 1, "not declared is not known"
    ahead = plan(list(lives.values()), Measure(rule), as_of=START, until=D("2022-02-28"))
    assert [o.due for o in ahead] == [D("2022-02-28")]
    with pytest.raises(InvalidRules) as caught:
        made(Every, period=Months(1), applies_to="works")
    assert [f.path for f in caught.value.faults] == ["applies_to"]


# --- what is told ---------------------------------------------------------------------------------


def test_a_pause_and_a_decision_to_end_are_told() -> None:
    """D18: where something is due or late."""
    rule = made(Every, period=Months(3))
    rests = Participation(enrolled=START).paused(D("2022-02-10"))
    assert look(rests, "2022-04-29", rule).remarks == ()
    (told,) = look(rests, "2022-04-30", rule).remarks
    assert (told.text.sv, told.is_breach) == (
        "uppehåll sedan 2022-02-10, som inte stoppar tiden", False,
    )  # fmt: skip
    assert look(rests.resumed(D("2022-04-30")), "2022-05-02", rule).remarks == ()
    stops = evolve(rule, pause_stops_time=True)
    late = Participation(enrolled=START).paused(D("2022-05-10"))
    (told,) = look(late, "2022-06-01", stops).remarks
    assert told.text.en == "a pause since 2022-05-10, which may stop time"
    decided = Participation(enrolled=START).followed_up(D("2022-04-01"), continues=False)
    (told,) = look(decided, "2022-04-02", rule).remarks
    assert told.text.sv == "uppföljd 2022-04-01 med beslut att inte fortsätta; avslutad saknas"
    assert not told.is_breach
    assert look(decided.exited(D("2022-04-02")), "2022-04-02", rule).remarks == ()
    goes_on = decided.followed_up(D("2022-04-03"), continues=True)
    assert look(goes_on, "2022-04-03", rule).remarks == ()


def test_the_days_that_are_told_are_those_of_what_happened() -> None:
    """D4, D13, D14: done on, how late, and whether it binds."""
    rule = made(Every, period=Months(3))
    life = Participation(enrolled=D("2020-01-31")).followed_up(D("2021-09-30"))
    late, upcoming = look(life, "2021-10-01", rule)[0], look(life, "2021-10-01", rule)[1]
    if late.status is Status.UPCOMING:
        late, upcoming = upcoming, late
    assert late.stands("sv") == "gjord för sent 2021-09-30, 518 dagar efter sista dag 2020-04-30"
    assert upcoming.stands("en") == "upcoming, last day 2021-12-30"
    stay = made(Stay, at_most=Years(1), binds=Binds.BENCHMARK)
    past = look(Participation(enrolled=START), "2023-02-01", stay)
    assert past[0].stands("sv") == "försenad (riktmärke), sista dag 2023-01-31"


def test_nothing_owed_is_not_the_same_as_no_rules() -> None:
    """D11, D20."""
    life = Participation(enrolled=START)
    none = agenda(life, sofint.SIGMA_LETTER, as_of=START)
    assert not none.is_stated
    assert "har inga regler om när" in none.explain("sv")
    some = look(life, "2022-02-01", made(Within, period=Days(1), after=EXITED, done_by=TALK,
                                         applies_to=Flag("works")))  # fmt: skip
    assert some.is_stated
    quiet = look(Participation(), "2022-02-01", made(Runs, time=Interval(None, None)))
    assert quiet.explain("en") == "2022-02-01\nnothing owed, nothing to remark"
    assert repr(none) == "Agenda(2022-01-31, 0 obligations)"
    assert repr(Event(EXITED, START)) == "Event(exited)"
    found = look(life, "2022-02-01", made(Every, period=Months(3)))
    assert found[-1] is found.obligations[0]
    assert "promise=t," in repr(found[0])


# --- records --------------------------------------------------------------------------------------


def test_all_that_is_wrong_in_a_record_is_told_with_its_column() -> None:
    """D6, D7: empty texts, a wrong key and an order that can't be."""
    with pytest.raises(InvalidInput) as caught:
        from_record({"enrolled": START, "exited": "", "exit_reason": "", "sex": "", "key": 17})
    assert sorted(f.path for f in caught.value.faults) == ["exit_reason", "exited", "key", "sex"]
    with pytest.raises(InvalidInput) as caught:
        from_record(
            {"enrolled": START, "followed_up": [START, D("2022-01-01")], "exited": D("2022-01-02")}
        )
    assert [f.path for f in caught.value.faults] == [
        "followed_up[1]", "exited", "followed_up[0]",
    ]  # fmt: skip
    with pytest.raises(InvalidInput) as caught:
        from_record({"enrolled": START, "followed_up": [D("2022-04-01")] * 3})
    assert [(f.code, f.path) for f in caught.value.faults] == [
        ("twice", "followed_up[1]"), ("twice", "followed_up[2]"),
    ]  # fmt: skip
    with pytest.raises(InvalidInput) as caught:
        Participation(enrolled=D("2022-05-01"), events=[Event(FOLLOWED_UP, START)])
    assert [f.path for f in caught.value.faults] == ["events[0]"]
    with pytest.raises(InvalidInput) as caught:
        Participation(enrolled=START, events=[Event(ENROLLED, D("2022-01-01"))])
    assert [f.path for f in caught.value.faults] == ["enrolled"]
    with pytest.raises(InvalidInput) as caught:
        from_record({"documented_person": [START], "extended_1_weeks": [START], "enrolled": START})
    assert [f.path for f in caught.value.faults] == ["documented_person", "extended_1_weeks"]
    with pytest.raises(InvalidInput) as caught:
        from_record({}, vocabulary="x")  # type: ignore[arg-type]
    assert [f.path for f in caught.value.faults] == ["vocabulary"]


def test_a_record_and_a_referral_say_who_refers_in_the_same_words() -> None:
    """F6."""
    compass = Term("kompassen", Text(sv="Kompassen", en="Kompassen"), parent="municipality")
    ours = COMMON.extended(terms={"referred_by": [compass]})
    for word, words, term in (
        ("the_person", COMMON, "the_person"), ("outreach", COMMON, "outreach"),
        ("kompassen", ours, "kompassen"), ("region", ours, Authority.REGION.term.key),
    ):  # fmt: skip
        read = from_record({"referred": START, "referred_by": word}, vocabulary=words)
        owner = read.events[0].owner
        assert owner is not None
        assert owner.key == term
    with pytest.raises(InvalidInput) as caught:
        from_record({"referred": START, "referred_by": "kompassen"})
    assert [f.path for f in caught.value.faults] == ["referred_by"]


@pytest.mark.parametrize(
    ("parts", "refused"),
    [
        ({"at_least": Months(8)}, True),
        ({"at_least": Days(185)}, True),
        ({"at_least": Days(184)}, False),  # as long as the longest six months
        ({"at_least": Months(8), "extendable_by": Months(2)}, False),
        ({"at_least": Months(9), "extendable_by": Months(2)}, True),
        ({"at_least": Years(9000), "at_most": Years(9000)}, False),
    ],
)
def test_a_shortest_stay_fits_into_the_longest(parts: dict[str, Any], refused: bool) -> None:
    if not refused:
        assert made(Stay, **{"at_most": Months(6)} | parts).at_most is not None
        return
    with pytest.raises(InvalidRules) as caught:
        made(Stay, **{"at_most": Months(6)} | parts)
    assert [fault.code for fault in caught.value.faults] == ["order"]
