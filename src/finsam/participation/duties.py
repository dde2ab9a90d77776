"""Timing rules that give no day: duties that go on, pass, are approximate or counted, and words."""

import datetime as dt
from collections.abc import Iterator

from attrs import field, frozen

from finsam.errors import Faults
from finsam.legaltime import Interval, Period, add
from finsam.participation.events import DECLINED, ENROLLED, EXITED, Event, EventKind
from finsam.participation.life_cycle import Participation
from finsam.participation.obligations import Duty, DutyState, Remark
from finsam.participation.timing import (
    TimingRule,
    as_kinds,
    check_kind,
    check_kinds,
    check_period,
    ended,
    is_for_point,
    without_consent,
)
from finsam.rules.facts import as_term
from finsam.terms import Term
from finsam.texts import Text

__all__ = ["Approximate", "Continuing", "Dose", "Passing", "Said"]


def __dir__() -> list[str]:
    return __all__


_ONE_DAY = dt.timedelta(days=1)
_ANY_DAY = dt.date(2023, 1, 1)


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
        until: the event with which it ends, as it does with a no at the intake; None where it
            has no end.

    Raises:
        InvalidRules: a part is missing or of another type; all faults at once.

    Source: HA-08 (everyone has a coach), NV-12 (the time is fitted to the need).
    """

    since: EventKind = ENROLLED
    until: EventKind | None = EXITED

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        check_kind(faults, self.since, "since")
        if self.until is not None:
            check_kind(faults, self.until, "until")

    def duties(self, life: Participation, as_of: dt.date) -> Iterator[Duty]:
        """Yields the duty, and whether it goes on."""
        state = DutyState.NOT_BEGUN
        if life.first(self.since) is not None:
            state = DutyState.GOING_ON
        if self.until is not None and life.first(self.until, DECLINED) is not None:
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
        check_kind(faults, self.at, "at")
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
    ['followed up: not done in 2026-02-11–2026-02-25, which is approximate']

    Attributes:
        after: the event that it is counted from, the first of its kind; or several kinds, the
            first of all.
        earliest: when the window opens, counted from the event.
        latest: when it closes, counted from the event; the source's "about" is our reading.
        done_by: the event that does it; of later follow-ups the one whose `point` lies in the
            window.
        needs_consent: whether it may only be done with consent to later follow-up.

    Raises:
        InvalidRules: a part is missing or of another type; all faults at once.

    Source: the how-to What is due.
    """

    after: tuple[EventKind, ...] = field(converter=as_kinds)
    earliest: Period
    latest: Period
    done_by: EventKind
    needs_consent: bool = False

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        check_kinds(faults, self.after, "after")
        check_kind(faults, self.done_by, "done_by")
        faults.of_type(self.needs_consent, bool, "needs_consent")
        check_period(faults, self.earliest, "earliest")
        check_period(faults, self.latest, "latest")
        if not faults.found and add(_ANY_DAY, self.earliest) > add(_ANY_DAY, self.latest):
            faults.add(
                "order",
                "earliest",
                sv=f"{self.earliest.describe('sv')} är längre än {self.latest.describe('sv')}",
                en=f"{self.earliest.describe('en')} is longer than {self.latest.describe('en')}",
            )

    def _window(self, begun: Event) -> Interval:
        return Interval(add(begun.on, self.earliest), add(begun.on, self.latest))

    def meets(self, life: Participation, event: Event) -> bool | None:
        """Tells whether an event is of the kind, and of a later follow-up the right one."""
        if event.kind.key != self.done_by.key:
            return None
        begun = life.first(*self.after)
        if not is_for_point(event) or begun is None or event.point is None:
            return True
        return add(begun.on, event.point) in self._window(begun)

    def _stands(
        self, life: Participation, as_of: dt.date
    ) -> tuple[DutyState, Interval | None, Event | None]:
        """Returns the state, the window, and what did it."""
        begun = life.first(*self.after)
        if begun is None:
            never = life.first(DECLINED) is not None
            return (DutyState.OVER if never else DutyState.NOT_BEGUN), None, None
        window = self._window(begun)
        assert window.end is not None
        done = next((event for event in life.events if self.meets(life, event)), None)
        over = ended(life, begun, self.done_by, needs_consent=self.needs_consent)
        if done is not None:
            return DutyState.DONE, window, done
        if self.needs_consent and not life.at(window.end).consents:  # it couldn't be done in time
            waits = DutyState.NOT_BEGUN if life.consents is None else DutyState.GOING_ON
            return (waits if over is None else DutyState.OVER), window, None
        if over is not None and over <= window.end:
            return DutyState.OVER, window, None
        return (DutyState.MISSED if as_of > window.end else DutyState.GOING_ON), window, None

    def duties(self, life: Participation, as_of: dt.date) -> Iterator[Duty]:
        """Yields the window."""
        state, window, _ = self._stands(life, as_of)
        yield Duty(
            promise=self,
            state=state,
            owner=self.owner,
            window=window,
            participation=life.key,
        )

    def remarks(self, life: Participation, as_of: dt.date) -> Iterator[Remark]:
        """Yields what was done outside the window or without a consent, or not in time."""
        state, window, done = self._stands(life, as_of)
        if window is None:
            return
        assert window.end is not None
        if self.needs_consent:
            yield from without_consent(self, life, done)
        if done is not None and done.on not in window:
            text = Text(
                sv=f"{done.in_('sv')}, utanför {window.describe('sv')}, som är ungefärligt",
                en=f"{done.in_('en')}, outside {window.describe('en')}, which is approximate",
            )
            yield Remark(promise=self, text=text, on=done.on, participation=life.key)
        elif state is DutyState.MISSED:
            what = self.done_by.name
            text = Text(
                sv=f"{what.sv}: inte gjort {window.describe('sv')}, som är ungefärligt",
                en=f"{what.en}: not done in {window.describe('en')}, which is approximate",
            )
            on = window.end + _ONE_DAY
            yield Remark(promise=self, text=text, on=on, participation=life.key)


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
        check_kind(faults, self.done_by, "done_by")
        if faults.of_type(self.times, int, "times") and self.times < 1:
            faults.add("range", "times", sv="ska vara minst 1", en="is 1 or more")

    def meets(self, life: Participation, event: Event) -> bool | None:
        """Tells whether an event is of the kind; None where it isn't."""
        return event.kind.key == self.done_by.key or None

    def duties(self, life: Participation, as_of: dt.date) -> Iterator[Duty]:
        """Yields how many times it has been done."""
        done = len(life.of(self.done_by))
        state = DutyState.NOT_BEGUN if life.enrolment is None else DutyState.GOING_ON
        if done >= self.times:
            state = DutyState.DONE
        elif life.exit is not None:
            state = DutyState.MISSED
        elif life.first(DECLINED) is not None:
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
                    sv=f"{self.done_by.in_('sv')}: {done} av {self.times} gånger vid avslutet",
                    en=f"{self.done_by.in_('en')}: {done} of {self.times} times at the exit",
                ),
                on=life.exit,
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
