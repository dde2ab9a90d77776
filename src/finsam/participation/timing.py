"""Timing rules: what has to happen when, as data beside the rules of taking part.

A rule looks at a participation as it stands on a day and says what it gives: obligations with a
day, duties without one, remarks. To add a kind of rule, write a class here with its fields and
those of the methods that it needs; the agenda takes it from there.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Protocol, cast

from attrs import evolve, field, frozen

from finsam.errors import Faults, InvalidInput, as_tuple
from finsam.legaltime import (
    Days,
    Deadline,
    Interval,
    Months,
    Period,
    Weeks,
    Years,
    add,
    latest_start,
)
from finsam.participation.events import (
    DECLINED,
    ENROLLED,
    EXITED,
    FOLLOWED_UP,
    FOLLOWED_UP_LATER,
    Event,
    EventKind,
)
from finsam.participation.life_cycle import Participation
from finsam.participation.obligations import (
    Duty,
    DutyState,
    Obligation,
    Remark,
    Status,
)
from finsam.rules.facts import as_term
from finsam.rules.promises import Promise
from finsam.terms import Term, TermEnum
from finsam.texts import Text

__all__ = [
    "Approximate",
    "Continuing",
    "Dose",
    "EachWeek",
    "Every",
    "HasTiming",
    "Passing",
    "Runs",
    "Said",
    "Stay",
    "TimingFinding",
    "TimingRule",
    "Within",
    "timing_findings",
    "timing_of",
]


def __dir__() -> list[str]:
    return __all__


_WEEK = dt.timedelta(days=7)
_ONE_DAY = dt.timedelta(days=1)


@frozen(kw_only=True)
class TimingRule(Promise):
    """What every timing rule can say of a participation; by itself it says nothing.

    The participation is given as it stands on the day: events after it don't exist yet.

    >>> from finsam.rulebooks import model, norra_vastmanland
    >>> for measure in (model.SAMORDNINGSTEAM, norra_vastmanland.SAMORDNINGSTEAM):
    ...     print([type(rule).__name__ for rule in measure.timing])
    ['Every', 'Within']
    ['Every', 'Within', 'Stay', 'Continuing', 'Said', 'Runs']

    Attributes:
        key: a name for programs, unique in a measure, such as "NV-11".
        rule: the rule that it cites.
        citation: where it stands, and what of it is our reading.
        text: the rule for people.
        owner: who owes it; None where the source doesn't say.
        binds: how hard it binds.

    Raises:
        InvalidRules: a part is missing or of another type; all faults at once.

    Source: the how-to What is due.
    """

    def obligations(self, life: Participation, as_of: dt.date) -> Iterator[Obligation]:
        """Yields what is owed, or was, or will be."""
        return iter(())

    def foreseen(self, life: Participation, until: dt.date) -> Iterator[Obligation]:
        """Yields what will be owed up to a day if nothing happens but what is planned."""
        return iter(())

    def duties(self, life: Participation, as_of: dt.date) -> Iterator[Duty]:
        """Yields duties that no day makes due."""
        return iter(())

    def remarks(self, life: Participation, as_of: dt.date) -> Iterator[Remark]:
        """Yields what else the rule has to say."""
        return iter(())


def _kind(faults: Faults, value: object, path: str) -> None:
    faults.of_type(value, EventKind, path)


def _period(faults: Faults, value: object, path: str) -> None:
    faults.of_type(value, Days | Weeks | Months | Years, path)


def _times(period: Period, times: int) -> Period:
    """Returns a period so many times as long, counted from the same anchor."""
    return type(period)(period.n * times)


def _as_roles(terms: "Iterable[Term | TermEnum]") -> tuple[Term, ...]:
    return tuple(as_term(term) for term in as_tuple(terms))


def _rested(life: Participation, anchor: dt.date, nominal: dt.date, as_of: dt.date) -> dt.date:
    """Returns a day moved on by the rest that lies between the anchor and it."""
    for pause in life.pauses:
        start = pause.start
        assert start is not None
        if anchor <= start <= nominal:
            end = as_of if pause.end is None else pause.end
            nominal += max(end - start + _ONE_DAY, dt.timedelta())
    return nominal


@frozen(kw_only=True)
class _Due(TimingRule):
    """What the rules share that give days: whether § 2 moves them, and whether a pause does."""

    rolls: bool = False
    pause_stops_time: bool = False

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        faults.of_type(self.rolls, bool, "rolls")
        faults.of_type(self.pause_stops_time, bool, "pause_stops_time")

    def _deadline(
        self, life: Participation, anchor: dt.date, period: Period, as_of: dt.date
    ) -> Deadline:
        nominal = add(anchor, period)
        if self.pause_stops_time:
            nominal = _rested(life, anchor, nominal, as_of)
        return Deadline(nominal, rolls=self.rolls)

    def _stands(
        self,
        life: Participation,
        kind: str,
        deadline: Deadline,
        done: Event | None,
        as_of: dt.date,
        *,
        ended: dt.date | None = None,
        number: int = 1,
        recipient: Term | None = None,
    ) -> Obligation:
        """Returns the obligation with its status on a day."""
        met_on = None if done is None else done.on
        if met_on is not None:
            status = Status.MET if met_on <= deadline.due else Status.MET_LATE
        elif ended is not None:
            status = Status.VOID
        elif as_of < deadline.nominal:
            status = Status.UPCOMING
        else:
            status = Status.DUE if as_of <= deadline.due else Status.OVERDUE
        return Obligation(
            promise=self,
            kind=kind,
            deadline=deadline,
            status=status,
            number=number,
            recipient=recipient,
            met_on=met_on,
            ended_on=ended if status is Status.VOID else None,
            participation=life.key,
        )

    def _waits(
        self, life: Participation, kind: str, *, recipient: Term | None = None, void: bool = False
    ) -> Obligation:
        """Returns the obligation that nothing has triggered, or that nothing can any more."""
        return Obligation(
            promise=self,
            kind=kind,
            deadline=None,
            status=Status.VOID if void else Status.NOT_TRIGGERED,
            recipient=recipient,
            participation=life.key,
        )


@frozen(kw_only=True)
class Within(_Due):
    """Something has to be done within a period of an event, once, or once for each recipient.

    >>> import datetime as dt
    >>> from attrs import evolve
    >>> from finsam.participation import Participation
    >>> from finsam.rulebooks import model
    >>> rule = evolve(model.SAMORDNINGSTEAM.timing[1], rolls=True)
    >>> stay = Participation(enrolled=dt.date(2026, 3, 2)).exited(dt.date(2026, 5, 29))
    >>> for item in rule.obligations(stay, dt.date(2026, 6, 20)):
    ...     print(item.recipient.in_("en"), item.nominal, item.due, item.status.value)
    the person 2026-06-19 2026-06-22 due
    the referrer 2026-06-19 2026-06-22 due

    Attributes:
        period: how long there is.
        after: the event that it is counted from; the first of its kind.
        done_by: the event that meets it.
        recipients: to whom it is owed, each for itself; empty where nobody is named.
        needs_consent: whether it may only be done with consent to later follow-up.
        rolls: whether § 2 of law 1930:173 moves the due day; a choice for a local rule.
        pause_stops_time: whether the days of a pause don't count.

    Raises:
        InvalidRules: a part is missing or of another type; all faults at once.

    Source: BR-05, NV-11, HA-11, HA-12, VA-16.
    """

    period: Period
    after: EventKind
    done_by: EventKind
    recipients: tuple[Term, ...] = field(default=(), converter=_as_roles)
    needs_consent: bool = False

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        _period(faults, self.period, "period")
        _kind(faults, self.after, "after")
        _kind(faults, self.done_by, "done_by")
        for i, recipient in enumerate(self.recipients):
            faults.of_type(recipient, Term, f"recipients[{i}]")
        faults.of_type(self.needs_consent, bool, "needs_consent")

    def _done(self, life: Participation, recipient: Term | None) -> Event | None:
        for event in life.of(self.done_by):
            point = self.done_by.key != FOLLOWED_UP_LATER.key or event.point == self.period
            if point and (recipient is None or event.recipient == recipient):
                return event
        return None

    def obligations(self, life: Participation, as_of: dt.date) -> Iterator[Obligation]:
        """Yields one obligation for each recipient."""
        begun = life.first(self.after)
        over = life.exit if self.after.key != EXITED.key else None
        for recipient in self.recipients or (None,):
            done, kind = self._done(life, recipient), self.done_by.key
            if begun is None:
                never = life.first(DECLINED) is not None or over is not None
                yield self._waits(life, kind, recipient=recipient, void=never)
            elif done is None and self.needs_consent and not life.consents:
                withdrawn = life.consents is False
                yield self._waits(life, kind, recipient=recipient, void=withdrawn)
            else:
                deadline = self._deadline(life, begun.on, self.period, as_of)
                yield self._stands(
                    life, kind, deadline, done, as_of, ended=over, recipient=recipient
                )

    def remarks(self, life: Participation, as_of: dt.date) -> Iterator[Remark]:
        """Yields what was done without the consent that it needs."""
        for recipient in self.recipients or (None,):
            done = self._done(life, recipient)
            if self.needs_consent and done is not None and not life.at(done.on).consents:
                yield Remark(
                    promise=self,
                    text=Text(
                        sv=f"gjort {done.on} utan att ett samtycke gällde",
                        en=f"done on {done.on} without a consent that stood",
                    ),
                    on=done.on,
                    participation=life.key,
                )

    def foreseen(self, life: Participation, until: dt.date) -> Iterator[Obligation]:
        """Yields what is triggered already and falls due up to the day."""
        for each in self.obligations(life, dt.date.min):
            if each.status is Status.UPCOMING and (each.nominal or dt.date.max) <= until:
                yield each


@frozen(kw_only=True)
class Every(_Due):
    """Something has to be done again and again, at least once in each period.

    Two readings stand side by side. *Rolling*: no gap exceeds the period; the next one is due a
    period after the latest. *Planned* (`planned=True`): each is due a whole number of periods
    after the start, whenever the others were held.

    >>> import datetime as dt
    >>> from attrs import evolve
    >>> from finsam.participation import Participation
    >>> from finsam.rulebooks import model
    >>> rolling = model.SAMORDNINGSTEAM.timing[0]
    >>> stay = Participation(enrolled=dt.date(2022, 1, 31)).followed_up(dt.date(2022, 4, 30))
    >>> for rule in (rolling, evolve(rolling, planned=True)):
    ...     print([str(item.due) for item in rule.foreseen(stay, dt.date(2022, 12, 31))])
    ['2022-07-30', '2022-10-30']
    ['2022-07-31', '2022-10-31']

    Attributes:
        period: the longest time between two.
        done_by: the event that meets it.
        since: the event that the first is counted from.
        until: the event that puts an end to it, and voids what is open.
        planned: whether the days are those of the plan.
        rolls: whether § 2 of law 1930:173 moves the due days; a choice for a local rule.
        pause_stops_time: whether the days of a pause don't count.

    Raises:
        InvalidRules: a part is missing or of another type, or the period is none at all;
            all faults at once.

    Source: BR-04, NV-10.
    """

    period: Period
    done_by: EventKind = FOLLOWED_UP
    since: EventKind = ENROLLED
    until: EventKind = EXITED
    planned: bool = False

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        _period(faults, self.period, "period")
        for name in ("done_by", "since", "until"):
            _kind(faults, getattr(self, name), name)
        faults.of_type(self.planned, bool, "planned")
        if not faults.found and self.period.n == 0:
            faults.add(
                "range",
                "period",
                sv="en period som återkommer är minst 1",
                en="a period that recurs is 1 or more",
            )

    def obligations(self, life: Participation, as_of: dt.date) -> Iterator[Obligation]:
        """Yields one obligation for each time that it was done, and the next."""
        begun, ended = life.first(self.since), life.first(self.until)
        over = None if ended is None else ended.on
        if begun is None:
            never = life.first(DECLINED) is not None
            yield self._waits(life, self.done_by.key, void=never)
            return
        days = self._planned if self.planned else self._rolling
        yield from days(life, begun.on, over, as_of)

    def _rolling(
        self, life: Participation, start: dt.date, over: dt.date | None, as_of: dt.date
    ) -> Iterator[Obligation]:
        anchor, kind = start, self.done_by.key
        held = [event for event in life.of(self.done_by) if event.on >= start]
        for number, done in enumerate(held, 1):
            deadline = self._deadline(life, anchor, self.period, as_of)
            yield self._stands(life, kind, deadline, done, as_of, number=number)
            anchor = done.on
        deadline = self._deadline(life, anchor, self.period, as_of)
        yield self._stands(life, kind, deadline, None, as_of, ended=over, number=len(held) + 1)

    def _planned(
        self, life: Participation, start: dt.date, over: dt.date | None, as_of: dt.date
    ) -> Iterator[Obligation]:
        held = [event for event in life.of(self.done_by) if event.on >= start]
        before = start
        number = 1
        while True:
            deadline = self._deadline(life, start, _times(self.period, number), as_of)
            done = next((e for e in held if e.on > before or (number == 1 and e.on == start)), None)
            yield self._stands(
                life, self.done_by.key, deadline, done, as_of, ended=over, number=number
            )
            before = deadline.nominal
            if before >= min(as_of, over or as_of):
                return
            number += 1

    def foreseen(self, life: Participation, until: dt.date) -> Iterator[Obligation]:
        """Yields the days of the plan, from the latest that was held or from the start."""
        begun = life.first(self.since)
        if begun is None or life.first(self.until) is not None:
            return
        held = [event.on for event in life.of(self.done_by) if event.on >= begun.on]
        anchor = begun.on if self.planned or not held else held[-1]
        number = 1
        while True:
            deadline = self._deadline(life, anchor, _times(self.period, number), dt.date.min)
            if deadline.nominal > until:
                return
            if not held or deadline.nominal > held[-1]:
                which = number if self.planned else len(held) + number
                yield self._stands(
                    life, self.done_by.key, deadline, None, dt.date.min, number=which
                )
            number += 1


@frozen(kw_only=True)
class Stay(_Due):
    """How long a participation lasts: at least, at most, or both.

    A stay of a period may last to and including `add(enrolment, period)`.

    >>> import datetime as dt
    >>> from finsam.participation import Participation
    >>> from finsam.rulebooks import framsteget
    >>> stay = Participation(enrolled=dt.date(2018, 1, 31))
    >>> rule = framsteget.SAMORDNINGSTEAM.timing[1]
    >>> for last in (dt.date(2018, 4, 29), dt.date(2018, 7, 31), dt.date(2018, 8, 1)):
    ...     print([remark.text.in_("en") for remark in rule.remarks(stay.exited(last), last)])
    ['the exit on 2018-04-29 lies before 2018-04-30, at least 3 months from the enrolment']
    []
    ['the time, 6 months, ended on 2018-07-31 (stated, no demand)']

    Attributes:
        at_least: the shortest stay; None where there is none.
        at_most: the longest stay; None where there is none. Whether to pass it is a breach or a
            remark is told by `binds`.
        pause_stops_time: whether the days of a pause don't count.

    Raises:
        InvalidRules: a part is missing or of another type, or neither end is given;
            all faults at once.

    Source: NV-12, FI-10, HA-07, X-04.
    """

    at_least: Period | None = None
    at_most: Period | None = None

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        if self.at_least is None and self.at_most is None:
            faults.add(
                "empty",
                "",
                sv="ange at_least, at_most eller båda",
                en="give at_least, at_most or both",
            )
        for name in ("at_least", "at_most"):
            if getattr(self, name) is not None:
                _period(faults, getattr(self, name), name)

    def obligations(self, life: Participation, as_of: dt.date) -> Iterator[Obligation]:
        """Yields the last day of the longest stay, which the exit meets."""
        if self.at_most is None:
            return
        if life.enrolment is None:
            yield self._waits(life, EXITED.key, void=life.first(DECLINED) is not None)
            return
        deadline = self._deadline(life, life.enrolment, self.at_most, as_of)
        yield self._stands(life, EXITED.key, deadline, life.first(EXITED), as_of)

    def foreseen(self, life: Participation, until: dt.date) -> Iterator[Obligation]:
        """Yields the last day of the longest stay."""
        for each in self.obligations(life, dt.date.min):
            if each.status is Status.UPCOMING and (each.nominal or dt.date.max) <= until:
                yield each

    def remarks(self, life: Participation, as_of: dt.date) -> Iterator[Remark]:
        """Yields a stay that was shorter, or is longer, than the rule has it."""
        start, end = life.enrolment, life.exit
        if start is None:
            return
        if self.at_least is not None and end is not None:
            first = self._deadline(life, start, self.at_least, as_of).nominal
            if end < first:
                yield Remark(
                    promise=self,
                    text=Text(
                        sv=f"avslutet {end} ligger före {first}, minst"
                        f" {self.at_least.describe('sv')} från inskrivningen",
                        en=f"the exit on {end} lies before {first}, at least"
                        f" {self.at_least.describe('en')} from the enrolment",
                    ),
                    on=end,
                    participation=life.key,
                )
        if self.at_most is not None:
            last = self._deadline(life, start, self.at_most, as_of).due
            now = as_of if end is None else end
            if now > last:
                yield Remark(
                    promise=self,
                    text=Text(
                        sv=f"tiden, {self.at_most.describe('sv')}, gick ut {last}"
                        f" ({self.binds.in_('sv')})",
                        en=f"the time, {self.at_most.describe('en')}, ended on {last}"
                        f" ({self.binds.in_('en')})",
                    ),
                    on=last + _ONE_DAY,
                    participation=life.key,
                )


@frozen(kw_only=True)
class EachWeek(_Due):
    """Something is offered each week: each ISO week that lies wholly inside the participation.

    >>> import datetime as dt
    >>> from finsam.participation import Event, Participation, agenda
    >>> from finsam.rulebooks import framsteget
    >>> talk = Event(framsteget.COACHING_TALK_OFFERED, dt.date(2018, 1, 10))
    >>> stay = Participation(enrolled=dt.date(2018, 1, 3), events=[talk])
    >>> for item in agenda(stay, framsteget.SAMORDNINGSTEAM, as_of=dt.date(2018, 1, 22)):
    ...     if item.kind == talk.kind.key:
    ...         print("the week up to", item.due, item.status.value)
    the week up to 2018-01-21 overdue
    the week up to 2018-01-28 upcoming
    the week up to 2018-01-14 met

    Attributes:
        done_by: the event that meets it.
        times: how many times a week.

    Raises:
        InvalidRules: a part is missing or of another type, or `times` is below 1;
            all faults at once.

    Source: HA-08.
    """

    done_by: EventKind
    times: int = 1

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        _kind(faults, self.done_by, "done_by")
        if faults.of_type(self.times, int, "times") and self.times < 1:
            faults.add("range", "times", sv="ska vara minst 1", en="is 1 or more")

    def _weeks(self, life: Participation, until: dt.date) -> Iterator[tuple[int, dt.date]]:
        """Yields the Sunday of the first week and of each that has begun by a day, from 1."""
        start = life.enrolment
        if start is None:
            return
        monday = start + dt.timedelta(days=-start.weekday() % 7)
        number = 1
        while True:
            sunday = monday + 6 * _ONE_DAY
            if (monday > until and number > 1) or (life.exit is not None and sunday > life.exit):
                return
            yield number, sunday
            monday += _WEEK
            number += 1

    def obligations(self, life: Participation, as_of: dt.date) -> Iterator[Obligation]:
        """Yields one obligation for each week, up to the one that goes on."""
        offered = life.of(self.done_by)
        if life.enrolment is None:
            yield self._waits(life, self.done_by.key, void=life.first(DECLINED) is not None)
        for number, sunday in self._weeks(life, as_of):
            in_week = [each for each in offered if sunday - _WEEK < each.on <= sunday]
            done = in_week[self.times - 1] if len(in_week) >= self.times else None
            deadline = Deadline(sunday, rolls=self.rolls)
            yield self._stands(
                life, self.done_by.key, deadline, done, as_of, ended=life.exit, number=number
            )

    def foreseen(self, life: Participation, until: dt.date) -> Iterator[Obligation]:
        """Yields the weeks to come, up to a day."""
        if life.exit is not None:
            return
        for number, sunday in self._weeks(life, until):
            if sunday <= until:
                deadline = Deadline(sunday, rolls=self.rolls)
                yield self._stands(
                    life, self.done_by.key, deadline, None, dt.date.min, number=number
                )


@frozen(kw_only=True)
class Continuing(TimingRule):
    """A duty that goes on between two events, and is never due.

    >>> import datetime as dt
    >>> from finsam.participation import Participation
    >>> from finsam.rulebooks import norra_vastmanland
    >>> rule = norra_vastmanland.SAMORDNINGSTEAM.timing[3]
    >>> stay = Participation(enrolled=dt.date(2022, 1, 31))
    >>> for duty in rule.duties(stay, dt.date(2030, 1, 1)):
    ...     print(rule.text.in_("en"), duty.state.value)
    The time in the measure is fitted to the need. going_on

    Attributes:
        since: the event with which it begins.
        until: the event with which it ends; None where it has no end.

    Raises:
        InvalidRules: a part is missing or of another type; all faults at once.

    Source: HA-08 (everyone has a coach), NV-12 (the time is fitted to the need).
    """

    since: EventKind = ENROLLED
    until: EventKind | None = EXITED

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        _kind(faults, self.since, "since")
        if self.until is not None:
            _kind(faults, self.until, "until")

    def duties(self, life: Participation, as_of: dt.date) -> Iterator[Duty]:
        """Yields the duty, and whether it goes on."""
        state = DutyState.NOT_BEGUN
        if life.first(self.since) is not None:
            state = DutyState.GOING_ON
        if self.until is not None and life.first(self.until) is not None:
            state = DutyState.OVER
        yield Duty(promise=self, state=state, owner=self.owner, participation=life.key)


@frozen(kw_only=True)
class Passing(TimingRule):
    """A responsibility that passes to somebody else at an event.

    >>> import datetime as dt
    >>> from finsam.participation import Participation
    >>> from finsam.rulebooks import framsteget
    >>> (rule,) = [r for r in framsteget.SAMORDNINGSTEAM.timing if r.key == "HA-29"]
    >>> stay = Participation(enrolled=dt.date(2018, 1, 8)).exited(dt.date(2018, 6, 15))
    >>> for duty in rule.duties(stay, dt.date(2018, 6, 15)):
    ...     print(f"{rule.owner.in_('en')} until the exit; now {duty.owner.in_('en')}")
    the staff of the measure until the exit; now ordinary services

    Attributes:
        at: the event.
        to: whose it is from then on.

    Raises:
        InvalidRules: a part is missing or of another type; all faults at once.

    Source: NV-16 (the next step at the exit), HA-29 (ordinary services take over).
    """

    at: EventKind
    to: Term = field(converter=as_term)

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        _kind(faults, self.at, "at")
        faults.of_type(self.to, Term, "to")

    def duties(self, life: Participation, as_of: dt.date) -> Iterator[Duty]:
        """Yields the duty, and whose it is."""
        passed = life.first(self.at) is not None
        owner = self.to if passed else self.owner
        yield Duty(promise=self, state=DutyState.GOING_ON, owner=owner, participation=life.key)


@frozen(kw_only=True)
class Approximate(TimingRule):
    """Something is done about a period after an event: a window and a remark, no day.

    >>> import datetime as dt
    >>> from finsam.citations import Citation, Norm, Rank
    >>> from finsam.legaltime import Weeks
    >>> from finsam.participation import ENROLLED, FOLLOWED_UP, Approximate, Participation
    >>> from finsam.texts import Text
    >>> plan = Norm("plan", Text(sv="Vår plan", en="Our plan"), Rank.LOCAL)
    >>> rule = Approximate(
    ...     key="first",
    ...     rule="3",
    ...     citation=Citation(plan, "3", verified_on=dt.date(2026, 11, 22)),
    ...     text=Text(sv="Ett samtal efter ungefär sex veckor.", en="A talk at about six weeks."),
    ...     after=ENROLLED,
    ...     earliest=Weeks(5),
    ...     latest=Weeks(7),
    ...     done_by=FOLLOWED_UP,
    ... )
    >>> stay, day = Participation(enrolled=dt.date(2026, 1, 7)), dt.date(2026, 3, 2)
    >>> [duty.window.describe("en") for duty in rule.duties(stay, day)]
    ['2026-02-11–2026-02-25']
    >>> [remark.text.en for remark in rule.remarks(stay, day)]
    ['2026-03-02 lies outside 2026-02-11–2026-02-25, which is approximate']

    Attributes:
        after: the event that it is counted from.
        earliest: when the window opens, counted from the event.
        latest: when it closes, counted from the event; the source's "about" is our reading.
        done_by: the event that does it.

    Raises:
        InvalidRules: a part is missing or of another type; all faults at once.

    Source: the how-to What is due.
    """

    after: EventKind
    earliest: Period
    latest: Period
    done_by: EventKind

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        _kind(faults, self.after, "after")
        _kind(faults, self.done_by, "done_by")
        _period(faults, self.earliest, "earliest")
        _period(faults, self.latest, "latest")

    def _window(self, life: Participation) -> Interval | None:
        begun = life.first(self.after)
        if begun is None:
            return None
        return Interval(add(begun.on, self.earliest), add(begun.on, self.latest))

    def duties(self, life: Participation, as_of: dt.date) -> Iterator[Duty]:
        """Yields the window."""
        window, done = self._window(life), life.of(self.done_by)
        state = DutyState.NOT_BEGUN if window is None else DutyState.GOING_ON
        if done:
            state = DutyState.OVER
        yield Duty(
            promise=self,
            state=state,
            owner=self.owner,
            window=window,
            participation=life.key,
        )

    def remarks(self, life: Participation, as_of: dt.date) -> Iterator[Remark]:
        """Yields what was done outside the window, or not yet after it."""
        window, done = self._window(life), life.first(self.done_by)
        if window is None:
            return
        on = as_of if done is None else done.on
        outside = on not in window if done is not None else on > (window.end or on)
        if outside:
            yield Remark(
                promise=self,
                text=Text(
                    sv=f"{on} ligger utanför {window.describe('sv')}, som är ungefärligt",
                    en=f"{on} lies outside {window.describe('en')}, which is approximate",
                ),
                on=on,
                participation=life.key,
            )


@frozen(kw_only=True)
class Dose(TimingRule):
    """Something is done a number of times during the participation, on no day in particular.

    >>> import datetime as dt
    >>> from finsam.citations import Citation, Norm, Rank
    >>> from finsam.participation import Dose, Event, EventKind, Participation
    >>> from finsam.texts import Text
    >>> plan = Norm("plan", Text(sv="Vår plan", en="Our plan"), Rank.LOCAL)
    >>> talk = EventKind("talk", Text(sv="samtal", en="talk"), after="enrolled", before="exited")
    >>> rule = Dose(
    ...     key="talks",
    ...     rule="4",
    ...     citation=Citation(plan, "4", verified_on=dt.date(2026, 11, 22)),
    ...     text=Text(sv="Tio samtal under deltagandet.", en="Ten talks during the participation."),
    ...     times=10,
    ...     done_by=talk,
    ... )
    >>> held = [Event(talk, dt.date(2026, 2, day)) for day in (2, 9, 16)]
    >>> stay = Participation(enrolled=dt.date(2026, 1, 7), events=held)
    >>> [(duty.done, duty.needed) for duty in rule.duties(stay, dt.date(2026, 2, 20))]
    [(3, 10)]

    Attributes:
        times: how many times.
        done_by: the event that is counted.

    Raises:
        InvalidRules: a part is missing or of another type, or `times` is below 1;
            all faults at once.

    Source: the how-to What is due.
    """

    times: int
    done_by: EventKind

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        _kind(faults, self.done_by, "done_by")
        if faults.of_type(self.times, int, "times") and self.times < 1:
            faults.add("range", "times", sv="ska vara minst 1", en="is 1 or more")

    def duties(self, life: Participation, as_of: dt.date) -> Iterator[Duty]:
        """Yields how many times it has been done."""
        done = len(life.of(self.done_by))
        state = DutyState.NOT_BEGUN if life.enrolment is None else DutyState.GOING_ON
        if life.exit is not None or done >= self.times:
            state = DutyState.OVER
        yield Duty(
            promise=self,
            state=state,
            owner=self.owner,
            done=done,
            needed=self.times,
            participation=life.key,
        )

    def remarks(self, life: Participation, as_of: dt.date) -> Iterator[Remark]:
        """Yields an exit before it was done often enough."""
        done = len(life.of(self.done_by))
        if life.exit is not None and done < self.times:
            yield Remark(
                promise=self,
                text=Text(
                    sv=f"gjort {done} av {self.times} gånger vid avslutet",
                    en=f"done {done} of {self.times} times at the exit",
                ),
                on=life.exit,
                participation=life.key,
            )


@frozen(kw_only=True)
class Runs(TimingRule):
    """The time in which a measure goes on, with its extensions and its last day of intake.

    >>> import datetime as dt
    >>> from finsam.participation import Participation
    >>> from finsam.rulebooks import framsteget, vasteras
    >>> vasteras.JOBBFOKUS.timing[0].whole.describe("en")  # extended by a year
    '2018-09-01–2022-06-30'
    >>> rule, late = framsteget.SAMORDNINGSTEAM.timing[0], dt.date(2020, 11, 1)
    >>> [remark.text.en for remark in rule.remarks(Participation(enrolled=late), late)]
    ['enrolled on 2020-11-01; intake is open 2018-01-01–2020-10-31']

    Attributes:
        time: the days of the measure, the extensions left out.
        extended_to: the new last day of each extension, in order.
        last_intake: the last day of intake; None where none is set.

    Raises:
        InvalidRules: a part is missing or of another type, or an extension ends before what it
            extends; all faults at once.

    Source: HA-02, VA-19, NV-28.
    """

    time: Interval
    extended_to: tuple[dt.date, ...] = field(default=(), converter=as_tuple)
    last_intake: dt.date | None = None

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        if faults.of_type(self.time, Interval, "time"):
            last = self.time.end
            for i, day in enumerate(self.extended_to):
                path = f"extended_to[{i}]"
                if faults.plain_date(day, path) and (last is None or day <= last):
                    faults.add(
                        "order",
                        path,
                        sv=f"en förlängning till {day} börjar från {last}",
                        en=f"an extension to {day} starts from {last}",
                    )
                last = day
        if self.last_intake is not None:
            faults.plain_date(self.last_intake, "last_intake")

    @property
    def whole(self) -> Interval:
        """The days of the measure with its extensions."""
        end = self.extended_to[-1] if self.extended_to else self.time.end
        return evolve(self.time, end=end)

    def remarks(self, life: Participation, as_of: dt.date) -> Iterator[Remark]:
        """Yields an enrolment or a stay outside the time of the measure."""
        start = life.enrolment
        if start is None:
            return
        if start not in self.whole:
            yield self._outside(life, start, self.whole)
        elif self.last_intake is not None and start > self.last_intake:
            yield self._outside(life, start, evolve(self.whole, end=self.last_intake))
        last = self.whole.end
        now = as_of if life.exit is None else life.exit
        if last is not None and start <= last < now:
            yield Remark(
                promise=self,
                text=Text(
                    sv=f"insatsen tog slut {last}, och deltagandet gick vidare",
                    en=f"the measure ended on {last}, and the participation went on",
                ),
                on=last + _ONE_DAY,
                participation=life.key,
            )

    def _outside(self, life: Participation, on: dt.date, open_in: Interval) -> Remark:
        return Remark(
            promise=self,
            text=Text(
                sv=f"inskriven {on}; intag är öppet {open_in.describe('sv')}",
                en=f"enrolled on {on}; intake is open {open_in.describe('en')}",
            ),
            on=on,
            participation=life.key,
        )


@frozen(kw_only=True)
class Said(TimingRule):
    """What a source says about time that no participation can be held against: only shown.

    >>> from finsam.participation import Said
    >>> from finsam.rulebooks import norra_vastmanland
    >>> for rule in norra_vastmanland.SAMORDNINGSTEAM.timing:
    ...     if isinstance(rule, Said):
    ...         print(rule.rule, rule.text.in_("en"))
    NV-13 Participation ends when coordination is no longer needed.

    Raises:
        InvalidRules: a part is missing or of another type; all faults at once.

    Source: NV-13, FI-15.
    """


@frozen(kw_only=True)
class TimingFinding:
    """Something about the timing rules themselves: two of them that can't be kept together.

    >>> from finsam.participation import timing_findings
    >>> from finsam.rulebooks import framsteget
    >>> for found in timing_findings(framsteget.SAMORDNINGSTEAM):
    ...     print(found.text.in_("en"))
    who is enrolled after 2020-09-30 has not 3 months left before the measure ends on 2020-12-31
    who exits after 2019-12-31 has not 12 months left before the measure ends on 2020-12-31

    Attributes:
        code: what kind of finding, for programs.
        rules: the rules that it is about.
        text: what doesn't fit.
        day: the last day for which both can be kept.

    Source: X-09, X-21.
    """

    code: str
    rules: tuple[str, ...]
    text: Text
    day: dt.date


def timing_findings(measure: "HasTiming") -> tuple[TimingFinding, ...]:
    """Says which timing rules of a measure can't be kept up to its last day.

    >>> from finsam.participation import timing_findings
    >>> from finsam.rulebooks import framsteget
    >>> for found in timing_findings(framsteget.SAMORDNINGSTEAM):
    ...     print(found.code, found.rules, found.day)
    last_intake ('HA-02', 'HA-07') 2020-09-30
    last_exit ('HA-02', 'HA-12') 2019-12-31

    Args:
        measure: a measure, or anything else that carries timing rules.

    Raises:
        InvalidInput: it carries none.

    Source: X-09 (the last intake and the shortest stay), X-21 (the last exit that can be
        evaluated within the time of the measure).
    """
    rules = timing_of(measure)
    found: list[TimingFinding] = []
    for runs in rules:
        end = runs.whole.end if isinstance(runs, Runs) else None
        if not isinstance(runs, Runs) or end is None:
            continue
        for rule in rules:
            if isinstance(rule, Stay) and rule.at_least is not None and runs.last_intake:
                last = latest_start(end, rule.at_least)
                if last is not None and last < runs.last_intake:
                    found.append(_too_late(runs, rule, "last_intake", rule.at_least, last))
            elif isinstance(rule, Within) and rule.done_by.key == FOLLOWED_UP_LATER.key:
                last = latest_start(end, rule.period)
                if last is not None:
                    found.append(_too_late(runs, rule, "last_exit", rule.period, last))
    return tuple(found)


def _too_late(
    runs: "Runs", rule: TimingRule, code: str, period: Period, last: dt.date
) -> TimingFinding:
    what = _LAST[code]
    return TimingFinding(
        code=code,
        rules=(runs.rule, rule.rule),
        text=Text(
            sv=f"{what.sv} {last} hinner inte {period.describe('sv')} före insatsens slut"
            f" {runs.whole.end}",
            en=f"{what.en} {last} has not {period.describe('en')} left before the measure ends"
            f" on {runs.whole.end}",
        ),
        day=last,
    )


_LAST = {
    "last_intake": Text(sv="den som skrivs in efter", en="who is enrolled after"),
    "last_exit": Text(sv="den som avslutas efter", en="who exits after"),
}


class HasTiming(Protocol):
    """Whatever carries timing rules, such as a measure.

    >>> import datetime as dt
    >>> from finsam.participation import Participation, agenda
    >>> from finsam.rulebooks import model
    >>> class OurTeam:
    ...     timing = model.SAMORDNINGSTEAM.timing
    >>> stay = Participation(enrolled=dt.date(2022, 1, 31))
    >>> [item.rule for item in agenda(stay, OurTeam(), as_of=dt.date(2022, 3, 1))]
    ['BR-04', 'BR-05', 'BR-05']

    Source: the how-to What is due.
    """

    @property
    def timing(self) -> tuple[TimingRule, ...]:
        """The timing rules, in the order in which they are reported."""
        ...


def timing_of(measure: object) -> tuple[TimingRule, ...]:
    """Returns the timing rules that something carries.

    Raises:
        InvalidInput: it carries none.
    """
    rules = getattr(measure, "timing", None)
    faults = Faults()
    if not isinstance(rules, tuple):
        given = type(measure).__name__
        faults.add(
            "type",
            "measure",
            sv=f"ska vara en insats med regler om tid, inte {given}",
            en=f"takes a measure with timing rules, not {given}",
        )
        raise InvalidInput(faults.found)
    for i, rule in enumerate(cast("tuple[object, ...]", rules)):
        faults.of_type(rule, TimingRule, f"measure.timing[{i}]")
    faults.raise_as(InvalidInput)
    return cast("tuple[TimingRule, ...]", rules)
