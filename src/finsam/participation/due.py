"""Timing rules that give days: once, again and again, each week, and how long a stay lasts."""

import datetime as dt
from collections.abc import Iterable, Iterator

from attrs import field, frozen

from finsam.errors import Faults, as_tuple
from finsam.legaltime import Days, Deadline, Interval, Period, Weeks, add
from finsam.participation.events import (
    CONSENT_WITHDRAWN,
    DECLINED,
    ENROLLED,
    EXITED,
    FOLLOWED_UP,
    FOLLOWED_UP_LATER,
    Event,
    EventKind,
)
from finsam.participation.life_cycle import Participation
from finsam.participation.obligations import Obligation, Remark, Status
from finsam.participation.timing import DueRule, check_kind, check_period
from finsam.rules.facts import as_term
from finsam.terms import Term, TermEnum
from finsam.texts import Text

__all__ = ["EachWeek", "Every", "Stay", "Within"]


def __dir__() -> list[str]:
    return __all__


_WEEK = dt.timedelta(days=7)
_ONE_DAY = dt.timedelta(days=1)


def _ahead(obligations: Iterable[Obligation], until: dt.date) -> Iterator[Obligation]:
    """Yields those that are still to be done, and fall due up to a day."""
    for each in obligations:
        open_now = each.status in {Status.DUE, Status.UPCOMING}
        if open_now and (each.due or dt.date.max) <= until:
            yield each


def _times(period: Period, times: int) -> Period:
    """Returns a period so many times as long, counted from the same anchor."""
    return type(period)(period.n * times)


def _as_roles(terms: "Iterable[Term | TermEnum]") -> tuple[Term, ...]:
    return tuple(as_term(term) for term in as_tuple(terms))


@frozen(kw_only=True)
class Within(DueRule):
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
        check_period(faults, self.period, "period")
        check_kind(faults, self.after, "after")
        check_kind(faults, self.done_by, "done_by")
        for i, recipient in enumerate(self.recipients):
            faults.of_type(recipient, Term, f"recipients[{i}]")
        faults.of_type(self.needs_consent, bool, "needs_consent")

    def _done(self, life: Participation, recipient: Term | None) -> Event | None:
        begun = life.first(self.after)
        for event in life.of(self.done_by):
            point = self.done_by.key != FOLLOWED_UP_LATER.key
            if not point and begun is not None and event.point is not None:  # 12 months, a year
                point = add(begun.on, event.point) == add(begun.on, self.period)
            if point and (recipient is None or event.recipient == recipient):
                return event
        return None

    def obligations(self, life: Participation, as_of: dt.date) -> Iterator[Obligation]:
        """Yields one obligation for each recipient."""
        begun = life.first(self.after)
        over = None if begun is None else self._ended(life, begun)
        for recipient in self.recipients or (None,):
            done, kind = self._done(life, recipient), self.done_by.key
            if begun is None:
                passed = self.after.before is not None and life.first(self.after.before) is not None
                never = passed or life.first(DECLINED) is not None
                yield self._waits(life, kind, recipient=recipient, void=never)
            elif self.needs_consent and done is None and life.consents is None:
                yield self._waits(life, kind, recipient=recipient)
            else:
                deadline = self._deadline(life, begun.on, self.period, as_of)
                yield self._stands(
                    life, kind, deadline, done, as_of, ended=over, recipient=recipient
                )

    def _ended(self, life: Participation, begun: Event) -> dt.date | None:
        """Returns the day of what puts an end to it: a withdrawn consent, or the exit.

        The exit doesn't end what begins with it or after it, or what is done after it.
        """
        if self.needs_consent and life.consents is False:
            return life.of(CONSENT_WITHDRAWN)[-1].on
        left = life.first(EXITED)
        if left is None or self.done_by.after == EXITED.key:
            return None
        return left.on if life.events.index(begun) < life.events.index(left) else None

    def remarks(self, life: Participation, as_of: dt.date) -> Iterator[Remark]:
        """Yields what was late when it fell away, and what was done without a consent."""
        yield from super().remarks(life, as_of)
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

    def foreseen(self, life: Participation, as_of: dt.date, until: dt.date) -> Iterator[Obligation]:
        """Yields what is triggered already and falls due up to the day."""
        return _ahead(self.obligations(life, as_of), until)


@frozen(kw_only=True)
class Every(DueRule):
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
    >>> day, until = dt.date(2022, 5, 1), dt.date(2022, 12, 31)
    >>> for rule in (rolling, evolve(rolling, planned=True)):
    ...     print([str(item.due) for item in rule.foreseen(stay, day, until)])
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
        check_period(faults, self.period, "period")
        for name in ("done_by", "since", "until"):
            check_kind(faults, getattr(self, name), name)
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
        return self._days(life, start, over, as_of, min(as_of, over or as_of))

    def _days(
        self,
        life: Participation,
        start: dt.date,
        over: dt.date | None,
        as_of: dt.date,
        until: dt.date,
        *,
        passed: int = 0,
    ) -> Iterator[Obligation]:
        """Yields the days of the plan, up to the first that isn't before `until`.

        What was held on the first day is in the first period, unless the days are counted from
        one that was held and has `passed`.
        """
        held = [event for event in life.of(self.done_by) if event.on >= start]
        before = start if passed else start - _ONE_DAY
        number = 1
        while True:
            deadline = self._deadline(life, start, _times(self.period, number), as_of)
            done = next((event for event in held if event.on > before), None)
            yield self._stands(
                life, self.done_by.key, deadline, done, as_of, ended=over, number=passed + number
            )
            before = deadline.nominal
            if before >= until:
                return
            number += 1

    def foreseen(self, life: Participation, as_of: dt.date, until: dt.date) -> Iterator[Obligation]:
        """Yields the days of the plan, from the latest that was held or from the start."""
        begun = life.first(self.since)
        if begun is None or life.first(self.until) is not None:
            return
        held = [event.on for event in life.of(self.done_by) if event.on >= begun.on]
        anchor, passed = (begun.on, 0) if self.planned or not held else (held[-1], len(held))
        yield from _ahead(self._days(life, anchor, None, as_of, until, passed=passed), until)


def _stays(faults: Faults, rolls: object) -> None:
    """Notes that § 2 is to move what it never moves: how long something lasts."""
    if rolls is True:
        faults.add(
            "rolls",
            "rolls",
            sv="2 § lagen (1930:173) flyttar en sista dag för att göra något, aldrig hur länge"
            " något varar",
            en="law 1930:173 § 2 moves the last day for doing something, never how long something"
            " lasts",
        )


@frozen(kw_only=True)
class Stay(DueRule):
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
                check_period(faults, getattr(self, name), name)
        _stays(faults, self.rolls)

    def obligations(self, life: Participation, as_of: dt.date) -> Iterator[Obligation]:
        """Yields the last day of the longest stay, which the exit meets."""
        if self.at_most is None:
            return
        if life.enrolment is None:
            yield self._waits(life, EXITED.key, void=life.first(DECLINED) is not None)
            return
        deadline = self._deadline(life, life.enrolment, self.at_most, as_of)
        yield self._stands(life, EXITED.key, deadline, life.first(EXITED), as_of)

    def foreseen(self, life: Participation, as_of: dt.date, until: dt.date) -> Iterator[Obligation]:
        """Yields the last day of the longest stay."""
        return _ahead(self.obligations(life, as_of), until)

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
class EachWeek(DueRule):
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
        check_kind(faults, self.done_by, "done_by")
        if faults.of_type(self.times, int, "times") and self.times < 1:
            faults.add("range", "times", sv="ska vara minst 1", en="is 1 or more")
        _stays(faults, self.rolls)

    def _weeks(self, life: Participation, until: dt.date) -> Iterator[tuple[int, dt.date]]:
        """Yields the Sunday of the first week and of each that has begun by a day, from 1."""
        start = life.enrolment
        if start is None:
            return
        monday = start + dt.timedelta(days=-start.weekday() % 7)
        number = 1
        while True:
            sunday = add(monday, Days(6))
            if (monday > until and number > 1) or (life.exit is not None and sunday > life.exit):
                return
            week = Interval(monday, sunday)
            resting = any(pause.overlaps(week) for pause in life.pauses)
            if not (self.pause_stops_time and resting):
                yield number, sunday
            monday = add(monday, Weeks(1))
            number += 1

    def _offers(self, life: Participation, as_of: dt.date, until: dt.date) -> Iterator[Obligation]:
        offered = life.of(self.done_by)
        for number, sunday in self._weeks(life, until):
            in_week = [each for each in offered if sunday - _WEEK < each.on <= sunday]
            done = in_week[self.times - 1] if len(in_week) >= self.times else None
            deadline = Deadline(sunday, rolls=self.rolls)
            yield self._stands(
                life, self.done_by.key, deadline, done, as_of, ended=life.exit, number=number
            )

    def obligations(self, life: Participation, as_of: dt.date) -> Iterator[Obligation]:
        """Yields one obligation for each week, up to the one that goes on."""
        if life.enrolment is None:
            yield self._waits(life, self.done_by.key, void=life.first(DECLINED) is not None)
        yield from self._offers(life, as_of, as_of)

    def remarks(self, life: Participation, as_of: dt.date) -> Iterator[Remark]:
        """Yields nothing: a week that has gone by can't be mended."""
        return iter(())

    def foreseen(self, life: Participation, as_of: dt.date, until: dt.date) -> Iterator[Obligation]:
        """Yields the weeks to come, up to a day."""
        return _ahead(self._offers(life, as_of, until), until)
