"""Timing rules that give days: once, again and again, each week, and how long a stay lasts."""

import datetime as dt
from collections.abc import Iterable, Iterator

from attrs import field, frozen

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
    month_day,
)
from finsam.legaltime.periods import note_month_day_after
from finsam.participation.events import (
    DECLINED,
    ENROLLED,
    EXITED,
    EXTENDED,
    FOLLOWED_UP,
    Event,
    EventKind,
)
from finsam.participation.life_cycle import Participation
from finsam.participation.obligations import Obligation, Remark, Status
from finsam.participation.timing import (
    ALWAYS,
    DueRule,
    as_kinds,
    check_kind,
    check_kinds,
    check_period,
    ended,
    is_for_point,
    without_consent,
)
from finsam.rules.facts import as_term
from finsam.terms import Term, TermEnum
from finsam.texts import Text

__all__ = ["EachWeek", "Every", "Stay", "Within"]


def __dir__() -> list[str]:
    return __all__


_WEEK = dt.timedelta(days=7)
_ONE_DAY = dt.timedelta(days=1)
# The days of four years: months and years have all their lengths from one of them.
_STARTS = tuple(dt.date(2024, 1, 1) + dt.timedelta(days=n) for n in range(1461))


def _ahead(obligations: Iterable[Obligation], until: dt.date) -> Iterator[Obligation]:
    """Yields those that are still to be done, and fall due up to a day."""
    for each in obligations:
        open_now = each.status in {Status.DUE, Status.UPCOMING}
        if open_now and (each.due or dt.date.max) <= until:
            yield each


def _together(start: dt.date, periods: Iterable[Period]) -> dt.date:
    """Returns the end of several periods in a row, of which the months are counted as one."""
    rest: list[Period] = []
    months = 0
    for period in periods:
        if isinstance(period, Months | Years):
            months += period.n * (12 if isinstance(period, Years) else 1)
        else:
            rest.append(period)
    day = add(start, Months(months))
    for period in rest:
        day = add(day, period)
    return day


def never_fits(period: Period, stay: "Stay") -> bool:
    """Tells whether a period is longer than the longest stay, from whatever day both begin."""
    if stay.at_most is None:
        return False
    more = () if stay.extendable_by is None else (stay.extendable_by,)
    longest = (stay.at_most, *more)
    try:
        return all(add(start, period) > _together(start, longest) for start in _STARTS)
    except InvalidInput:  # a period that goes past the last day that a date can hold
        return False


def _lengths(extensions: Iterable[Event]) -> Iterator[Period]:
    for event in extensions:
        assert event.by is not None
        yield event.by


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
        after: the event that it is counted from, the first of its kind; or several kinds, the
            first of all.
        on_day: the number of the day in the month in which the period ends: 15 with
            `period=Months(1)` is by the 15th of the month after. None where the period tells.
        done_by: the event that meets it.
        recipients: to whom it is owed, each for itself; empty where nobody is named.
        needs_consent: whether it may only be done with consent to later follow-up. A consent
            that comes after the due day makes it due at once, with no last day.
        rolls: whether § 2 of law 1930:173 moves the due day; a choice for a local rule.
        pause_stops_time: whether the days of a pause don't count.
        pause_above: which pauses, by their length.

    Raises:
        InvalidRules: a part is missing or of another type, or there is a day of the month and the
            period isn't of months or years; all faults at once.

    Source: BR-05, NV-11, HA-11, HA-12, VA-16.
    """

    period: Period
    on_day: int | None = None
    after: tuple[EventKind, ...] = field(converter=as_kinds)
    done_by: EventKind
    recipients: tuple[Term, ...] = field(default=(), converter=_as_roles)
    needs_consent: bool = False

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        check_period(faults, self.period, "period")
        note_month_day_after(faults, self.on_day, self.period)
        check_kinds(faults, self.after, "after")
        check_kind(faults, self.done_by, "done_by")
        for i, recipient in enumerate(self.recipients):
            faults.of_type(recipient, Term, f"recipients[{i}]")
        faults.of_type(self.needs_consent, bool, "needs_consent")

    def _does(self, begun: Event | None, event: Event, recipient: Term | None) -> bool:
        """Tells whether an event of the right kind is the one that is asked for."""
        point = True
        if is_for_point(event) and begun is not None and event.point is not None:
            point = add(begun.on, event.point) == add(begun.on, self.period)  # 12 months, a year
        return point and (recipient is None or event.recipient == recipient)

    def meets(self, life: Participation, event: Event) -> bool | None:
        """Tells whether an event is that for one of the recipients, and for this period."""
        if event.kind.key != self.done_by.key:
            return None
        begun = life.first(*self.after)
        return any(self._does(begun, event, to) for to in self.recipients or (None,))

    def _done(self, life: Participation, begun: Event | None, to: Term | None) -> Event | None:
        return next((e for e in life.of(self.done_by) if self._does(begun, e, to)), None)

    def obligations(
        self, life: Participation, as_of: dt.date, time: Interval = ALWAYS
    ) -> Iterator[Obligation]:
        """Yields one obligation for each recipient."""
        begun = life.first(*self.after)
        for to in self.recipients or (None,):
            if begun is None:
                yield self._undated(life, self.done_by.key, self._untriggered(life), recipient=to)
            else:
                yield self._owed(life, begun, self._done(life, begun, to), as_of, to)

    def _untriggered(self, life: Participation) -> Status:
        passed = (kind.before is not None and life.first(kind.before) for kind in self.after)
        return Status.VOID if all(passed) or life.first(DECLINED) else Status.NOT_TRIGGERED

    def _owed(
        self,
        life: Participation,
        begun: Event,
        done: Event | None,
        as_of: dt.date,
        recipient: Term | None,
    ) -> Obligation:
        kind = self.done_by.key
        deadline = self._deadline(life, begun.on, self._nominal(begun), as_of)
        over = ended(life, begun, self.done_by, needs_consent=self.needs_consent)
        if self.needs_consent and not life.at(deadline.due).consents:  # none stood on the due day
            undated: Status | None = None
            if done is not None:
                in_time = life.at(done.on).consents and done.on > deadline.due
                undated = Status.MET if in_time else None
            elif life.consents is None:
                undated = Status.NOT_TRIGGERED
            elif over is None:
                undated = Status.DUE
            elif over > deadline.due:
                undated = Status.VOID
            if undated is not None:
                met_on, over = (None, over) if done is None else (done.on, None)
                return self._undated(
                    life, kind, undated, recipient=recipient, met_on=met_on, ended_on=over
                )
        return self._stands(life, kind, deadline, done, as_of, ended=over, recipient=recipient)

    def _nominal(self, begun: Event) -> dt.date:
        nominal = add(begun.on, self.period)
        return nominal if self.on_day is None else month_day(nominal, self.on_day)

    def remarks(self, life: Participation, as_of: dt.date) -> Iterator[Remark]:
        """Yields what was done without a consent, or far from the point that it was for."""
        begun = life.first(*self.after)
        for to in self.recipients or (None,):
            done = self._done(life, begun, to)
            if self.needs_consent:
                yield from without_consent(self, life, done)
            if done is None or begun is None or not is_for_point(done):
                continue
            nominal = self._nominal(begun)
            if done.on - begun.on < nominal - done.on:
                yield Remark(
                    promise=self,
                    text=Text(
                        sv=f"{done.in_('sv')}, närmare {begun.in_('sv')} än {nominal}",
                        en=f"{done.in_('en')}, nearer to {begun.in_('en')} than to {nominal}",
                    ),
                    on=done.on,
                    participation=life.key,
                    is_notice=True,
                )

    def foreseen(
        self, life: Participation, as_of: dt.date, until: dt.date, time: Interval = ALWAYS
    ) -> Iterator[Obligation]:
        """Yields what is triggered already and falls due up to the day."""
        return _ahead(self.obligations(life, as_of), until)


@frozen(kw_only=True)
class Every(DueRule):
    """Something has to be done again and again.

    Two readings stand side by side. *Rolling*: no gap exceeds the period; the next one is due a
    period after the latest, so that one obligation stands for a gap, however long. *Planned*
    (`planned=True`): one in each period, due a whole number of periods after the start, whenever
    the others were held.

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
        until: the event that puts an end to it, and voids what isn't late by then.
        planned: whether the days are those of the plan.
        rolls: whether § 2 of law 1930:173 moves the due days; a choice for a local rule.
        pause_stops_time: whether the days of a pause don't count.
        pause_above: which pauses, by their length.

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

    def meets(self, life: Participation, event: Event) -> bool | None:
        """Tells whether an event is of the kind; None where it isn't."""
        return event.kind.key == self.done_by.key or None

    def obligations(
        self, life: Participation, as_of: dt.date, time: Interval = ALWAYS
    ) -> Iterator[Obligation]:
        """Yields one obligation for each time that it was done, and the next within the time."""
        begun, over = life.first(self.since), life.first(self.until)
        if begun is None:
            yield self._waits(life, self.done_by.key)
            return
        start = begun.on if time.start is None else max(begun.on, time.start)
        left = None if over is None else over.on
        if self.planned:
            until = as_of if left is None else min(as_of, left)
            yield from self._days(life, start, left, as_of, until, last=time.end)
        else:
            yield from self._rolling(life, start, left, as_of, time.end)

    def _rolling(
        self,
        life: Participation,
        start: dt.date,
        over: dt.date | None,
        as_of: dt.date,
        last: dt.date | None,
    ) -> Iterator[Obligation]:
        anchor, kind = start, self.done_by.key
        held = [event for event in life.of(self.done_by) if event.on >= start]
        for number, done in enumerate((*held, None), 1):
            deadline = self._deadline(life, anchor, add(anchor, self.period), as_of)
            if done is not None:
                yield self._stands(life, kind, deadline, done, as_of, number=number)
                anchor = done.on
            elif last is None or deadline.nominal <= last:
                yield self._stands(life, kind, deadline, None, as_of, ended=over, number=number)

    def _days(
        self,
        life: Participation,
        start: dt.date,
        over: dt.date | None,
        as_of: dt.date,
        until: dt.date,
        *,
        last: dt.date | None,
        passed: int = 0,
    ) -> Iterator[Obligation]:
        """Yields the days of the plan, up to the last or the first that isn't before `until`.

        What was held on the first day is in the first period, unless the days are counted from
        one that was held and has `passed`.
        """
        held = [event for event in life.of(self.done_by) if event.on >= start]
        before = start if passed else start - _ONE_DAY
        number = 1
        while True:
            nominal = add(start, _times(self.period, number))
            deadline = self._deadline(life, start, nominal, as_of)
            if last is not None and deadline.nominal > last:
                return
            done = next((event for event in held if event.on > before), None)
            yield self._stands(
                life, self.done_by.key, deadline, done, as_of, ended=over, number=passed + number
            )
            before = deadline.nominal
            if before >= until:
                return
            number += 1

    def foreseen(
        self, life: Participation, as_of: dt.date, until: dt.date, time: Interval = ALWAYS
    ) -> Iterator[Obligation]:
        """Yields the days of the plan, from the latest that was held or from the start."""
        begun = life.first(self.since)
        if begun is None or life.first(self.until) is not None:
            return
        start = begun.on if time.start is None else max(begun.on, time.start)
        held = [event.on for event in life.of(self.done_by) if event.on >= start]
        anchor, passed = (start, 0) if self.planned or not held else (held[-1], len(held))
        days = self._days(life, anchor, None, as_of, until, last=time.end, passed=passed)
        yield from _ahead(days, until)

    def remarks(self, life: Participation, as_of: dt.date) -> Iterator[Remark]:
        """Yields a decision not to continue that no end has followed."""
        held = life.of(self.done_by)
        if held and held[-1].continues is False and life.first(self.until) is None:
            yield Remark(
                promise=self,
                text=Text(
                    sv=f"{held[-1].in_('sv')} med beslut att inte fortsätta; {self.until.in_('sv')}"
                    " saknas",
                    en=f"{held[-1].in_('en')} with a decision not to continue;"
                    f" {self.until.in_('en')} is missing",
                ),
                on=held[-1].on,
                participation=life.key,
                is_notice=True,
            )


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
        extendable_by: by how much at most a decision (`Participation.extended`) makes it longer;
            None where none can.
        pause_stops_time: whether the days of a pause don't count.
        pause_above: which pauses, by their length.

    Raises:
        InvalidRules: a part is missing or of another type, neither end is given, or there is no
            longest stay to extend; all faults at once.

    Source: NV-12, FI-10, HA-07, X-04.
    """

    at_least: Period | None = None
    at_most: Period | None = None
    extendable_by: Period | None = None

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
        for name in ("at_least", "at_most", "extendable_by"):
            if getattr(self, name) is not None:
                check_period(faults, getattr(self, name), name)
        if self.extendable_by is not None and self.at_most is None:
            faults.add(
                "missing",
                "at_most",
                sv="extendable_by förlänger at_most; ange båda",
                en="extendable_by makes at_most longer; give both",
            )
        if not faults.found:
            self._check_order(faults)
        _stays(faults, self.rolls)

    def _check_order(self, faults: Faults) -> None:
        """Notes a shortest stay that is longer than the longest, from whatever day it begins."""
        if self.at_least is not None and never_fits(self.at_least, self):
            assert self.at_most is not None
            faults.add(
                "order",
                "",
                sv=f"at_least, {self.at_least.describe('sv')}, är längre än at_most,"
                f" {self.at_most.describe('sv')}",
                en=f"at_least, {self.at_least.describe('en')}, is longer than at_most,"
                f" {self.at_most.describe('en')}",
            )

    def _last(
        self, life: Participation, start: dt.date, as_of: dt.date, extensions: tuple[Event, ...]
    ) -> Deadline:
        """Returns the last day of the longest stay, with the extensions that the rule lets be."""
        assert self.at_most is not None
        nominal = add(start, self.at_most)
        if self.extendable_by is not None:
            granted = _together(start, (self.at_most, *_lengths(extensions)))
            nominal = min(granted, _together(start, (self.at_most, self.extendable_by)))
        return self._deadline(life, start, nominal, as_of)

    def bounds(self, life: Participation, as_of: dt.date) -> Interval:
        """Returns the days up to the last of a longest stay that binds.

        Who stays on past it takes part all the same, and what recurs is owed as before.
        """
        if self.at_most is None or life.enrolment is None or not self.binds.is_binding:
            return ALWAYS
        last = self._last(life, life.enrolment, as_of, life.of(EXTENDED)).due
        stays_on = last < (as_of if life.exit is None else life.exit)
        return ALWAYS if stays_on else Interval(None, last)

    def obligations(
        self, life: Participation, as_of: dt.date, time: Interval = ALWAYS
    ) -> Iterator[Obligation]:
        """Yields the last day of the longest stay, which the exit meets."""
        if self.at_most is None:
            return
        if life.enrolment is None:
            yield self._waits(life, EXITED.key)
            return
        last = self._last(life, life.enrolment, as_of, life.of(EXTENDED))
        yield self._stands(life, EXITED.key, last, life.first(EXITED), as_of)

    def foreseen(
        self, life: Participation, as_of: dt.date, until: dt.date, time: Interval = ALWAYS
    ) -> Iterator[Obligation]:
        """Yields the last day of the longest stay."""
        return _ahead(self.obligations(life, as_of), until)

    def remarks(self, life: Participation, as_of: dt.date) -> Iterator[Remark]:
        """Yields a stay that was shorter, or is longer, than the rule has it."""
        start, end = life.enrolment, life.exit
        if start is None:
            return
        if self.at_least is not None and end is not None:
            first = self._deadline(life, start, add(start, self.at_least), as_of).nominal
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
            yield from self._too_long(life, start, as_of if end is None else end, as_of)

    def _too_long(
        self, life: Participation, start: dt.date, now: dt.date, as_of: dt.date
    ) -> Iterator[Remark]:
        """Yields a stay past its last day, up to a late extension or since then."""
        assert self.at_most is not None
        extensions = life.of(EXTENDED)
        passed: list[dt.date] = []
        for i, on in enumerate((*(event.on for event in extensions), now)):
            last = self._last(life, start, as_of, extensions[:i]).due
            if on > last and last not in passed:
                passed.append(last)
                first = self._last(life, start, as_of, ()).due
                yield self._ran_out(life, last, extended=last > first)
        asked = _together(start, (self.at_most, *_lengths(extensions)))
        limit = (
            (self.at_most,) if self.extendable_by is None else (self.at_most, self.extendable_by)
        )
        if asked > _together(start, limit):
            yield Remark(
                promise=self,
                text=Text(
                    sv=f"{extensions[-1].in_('sv')} med mer än regeln medger",
                    en=f"{extensions[-1].in_('en')} by more than the rule allows",
                ),
                on=extensions[-1].on,
                participation=life.key,
                is_notice=True,
            )

    def _ran_out(self, life: Participation, last: dt.date, *, extended: bool) -> Remark:
        assert self.at_most is not None
        sv, en = (" med förlängning", " with its extension") if extended else ("", "")
        return Remark(
            promise=self,
            text=Text(
                sv=f"tiden, {self.at_most.describe('sv')}{sv}, gick ut {last}"
                f" ({self.binds.in_('sv')})",
                en=f"the time, {self.at_most.describe('en')}{en}, ended on {last}"
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
        pause_stops_time: whether a week in which the participation rests is left out.
        pause_above: which pauses, by their length.

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

    def meets(self, life: Participation, event: Event) -> bool | None:
        """Tells whether an event is of the kind; None where it isn't."""
        return event.kind.key == self.done_by.key or None

    def _weeks(
        self, life: Participation, as_of: dt.date, until: dt.date, time: Interval
    ) -> Iterator[tuple[int, dt.date]]:
        """Yields the Sunday of the first week and of each that has begun by a day, from 1."""
        begun = life.enrolment
        if begun is None:
            return
        start = begun if time.start is None else max(begun, time.start)
        ends = [end for end in (life.exit, time.end) if end is not None]
        monday = start + dt.timedelta(days=-start.weekday() % 7)
        number = 1
        while True:
            sunday = add(monday, Days(6))
            if (monday > until and number > 1) or any(sunday > end for end in ends):
                return
            week = Interval(monday, sunday)
            if not any(pause.overlaps(week) for pause in self._rests(life, as_of)):
                yield number, sunday
            monday = add(monday, Weeks(1))
            number += 1

    def _offers(
        self, life: Participation, as_of: dt.date, until: dt.date, time: Interval
    ) -> Iterator[Obligation]:
        offered = life.of(self.done_by)
        for number, sunday in self._weeks(life, as_of, until, time):
            in_week = [each for each in offered if sunday - _WEEK < each.on <= sunday]
            done = in_week[self.times - 1] if len(in_week) >= self.times else None
            deadline = Deadline(sunday, rolls=self.rolls)
            yield self._stands(
                life, self.done_by.key, deadline, done, as_of, ended=life.exit, number=number
            )

    def obligations(
        self, life: Participation, as_of: dt.date, time: Interval = ALWAYS
    ) -> Iterator[Obligation]:
        """Yields one obligation for each week, up to the one that goes on."""
        if life.enrolment is None:
            yield self._waits(life, self.done_by.key)
        yield from self._offers(life, as_of, as_of, time)

    def foreseen(
        self, life: Participation, as_of: dt.date, until: dt.date, time: Interval = ALWAYS
    ) -> Iterator[Obligation]:
        """Yields the weeks to come, up to a day."""
        return _ahead(self._offers(life, as_of, until, time), until)
