"""Timing rules: what has to happen when, as data beside the rules of taking part.

A rule looks at a participation as it stands on a day and says what it gives: obligations with a
day, duties without one, remarks. To add a kind of rule, write a class with its fields and those
of the methods that it needs, beside those of its kind in `due`, `duties` or `runs`; the agenda
takes it from there.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Protocol, cast

from attrs import field, fields, frozen

from finsam.errors import Faults, InvalidInput, as_tuple
from finsam.legaltime import Deadline, Interval, Period, add
from finsam.participation.events import (
    CONSENT_WITHDRAWN,
    DECLINED,
    EXITED,
    FOLLOWED_UP_LATER,
    Event,
    EventKind,
)
from finsam.participation.life_cycle import Participation
from finsam.participation.obligations import Duty, Obligation, Remark, Status
from finsam.rules import Condition, holds
from finsam.rules.conditions import is_condition
from finsam.rules.promises import Promise
from finsam.terms import Term
from finsam.texts import Text

__all__ = ["DueRule", "HasTiming", "TimingRule", "kinds_of", "timing_of"]


def __dir__() -> list[str]:
    return __all__


_ONE_DAY = dt.timedelta(days=1)
ALWAYS = Interval(None, None)


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
        applies_to: a condition on the declared facts of the participation; None where the rule
            is for everybody. Where it isn't known whether it applies, a remark says so.

    Raises:
        InvalidRules: a part is missing or of another type; all faults at once.

    Source: the how-to What is due.
    """

    applies_to: Condition | None = field(default=None, repr=False)

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        if self.applies_to is not None and not is_condition(self.applies_to):
            given = type(self.applies_to).__name__
            faults.add(
                "type",
                "applies_to",
                sv=f"ska vara ett villkor, till exempel Flag(…), inte {given}",
                en=f"takes a condition, for example Flag(…), not {given}",
            )

    def applies(self, life: Participation, as_of: dt.date) -> bool | None:
        """Tells whether it is a rule for the participation; None where that isn't known."""
        if self.applies_to is None:
            return True
        return holds(self.applies_to, life.facts, life.vocabulary, as_of)

    def bounds(self, life: Participation, as_of: dt.date) -> Interval:
        """Returns the days to which it holds what recurs."""
        return ALWAYS

    def meets(self, life: Participation, event: Event) -> bool | None:
        """Tells whether an event does what it asks for; None where it asks for another kind."""
        return None

    def obligations(
        self, life: Participation, as_of: dt.date, time: Interval = ALWAYS
    ) -> Iterator[Obligation]:
        """Yields what is owed, or was, or will be; what recurs, within the time."""
        return iter(())

    def foreseen(
        self, life: Participation, as_of: dt.date, until: dt.date, time: Interval = ALWAYS
    ) -> Iterator[Obligation]:
        """Yields what will be owed up to a day if nothing happens but what is planned."""
        return iter(())

    def duties(self, life: Participation, as_of: dt.date) -> Iterator[Duty]:
        """Yields duties that no day makes due."""
        return iter(())

    def remarks(self, life: Participation, as_of: dt.date) -> Iterator[Remark]:
        """Yields what else the rule has to say."""
        return iter(())


def check_kind(faults: Faults, value: object, path: str) -> None:
    faults.of_type(value, EventKind, path)


def check_period(faults: Faults, value: object, path: str) -> None:
    faults.of_type(value, Period, path)


def as_kinds(kinds: EventKind | Iterable[EventKind]) -> tuple[EventKind, ...]:
    return as_tuple(kinds)


def check_kinds(faults: Faults, kinds: tuple[object, ...], path: str) -> None:
    if not kinds:
        faults.add("empty", path, sv="ange ett slag av händelse", en="give a kind of event")
    for i, kind in enumerate(kinds):
        check_kind(faults, kind, path if len(kinds) == 1 else f"{path}[{i}]")


def ended(
    life: Participation, begun: Event, done_by: EventKind, *, needs_consent: bool
) -> dt.date | None:
    """Returns the day after which something can't be done any more; None while it can.

    It is that of a withdrawn consent, or of the first event after the beginning that ends the
    participation or that the doing has to come before. An exit doesn't end what begins with it
    or after it, or what is done after it.
    """
    if needs_consent and life.consents is False:
        return life.of(CONSENT_WITHDRAWN)[-1].on
    ends = {EXITED.key, DECLINED.key, done_by.before} - set(done_by.after)
    after = life.events[life.events.index(begun) + 1 :]
    return next((event.on for event in after if event.kind.key in ends), None)


def without_consent(rule: TimingRule, life: Participation, done: Event | None) -> Iterator[Remark]:
    """Yields what was done though no consent stood."""
    if done is not None and not life.at(done.on).consents:
        yield Remark(
            promise=rule,
            text=Text(
                sv=f"{done.in_('sv')}, utan att ett samtycke gällde",
                en=f"{done.in_('en')}, without a consent that stood",
            ),
            on=done.on,
            participation=life.key,
        )


def is_for_point(event: Event) -> bool:
    """Tells whether an event says which of several it is."""
    return event.kind.key == FOLLOWED_UP_LATER.key


@frozen(kw_only=True)
class DueRule(TimingRule):
    """What the rules share that give days: whether § 2 moves them, and whether a pause does.

    >>> from finsam.participation import DueRule
    >>> from finsam.rulebooks import model
    >>> rules = model.SAMORDNINGSTEAM.timing
    >>> [(rule.key, rule.rolls) for rule in rules if isinstance(rule, DueRule)]
    [('BR-04', False), ('BR-05', False)]

    Attributes:
        rolls: whether § 2 of law 1930:173 moves the due day; a choice for a local rule (X-05).
        pause_stops_time: whether the days of a pause don't count.
        pause_above: pauses stop time only when they are longer than this, and then with all
            their days; None where every pause does.
    """

    rolls: bool = False
    pause_stops_time: bool = False
    pause_above: Period | None = None

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        faults.of_type(self.rolls, bool, "rolls")
        faults.of_type(self.pause_stops_time, bool, "pause_stops_time")
        if self.pause_above is not None:
            check_period(faults, self.pause_above, "pause_above")
            if self.pause_stops_time is False:
                faults.add(
                    "missing",
                    "pause_stops_time",
                    sv="pause_above säger vilka uppehåll som stoppar tiden; ange även"
                    " pause_stops_time=True",
                    en="pause_above says which pauses stop time; give pause_stops_time=True too",
                )

    def _deadline(
        self, life: Participation, anchor: dt.date, nominal: dt.date, as_of: dt.date
    ) -> Deadline:
        """Returns a day that is counted from an anchor as a deadline, after the days of rest.

        Those count that lie after the anchor, which is day zero.
        """
        for pause in self._rests(life, as_of):
            assert pause.start is not None
            start = max(pause.start, anchor + _ONE_DAY)
            if start <= nominal:
                end = as_of if pause.end is None else pause.end
                nominal += max(end - start + _ONE_DAY, dt.timedelta())
        return Deadline(nominal, rolls=self.rolls)

    def _rests(self, life: Participation, as_of: dt.date) -> Iterator[Interval]:
        """Yields the pauses that stop time."""
        for pause in life.pauses if self.pause_stops_time else ():
            assert pause.start is not None
            end = as_of if pause.end is None else pause.end
            if self.pause_above is None or end >= add(pause.start, self.pause_above):
                yield pause

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
            status = Status.VOID if ended <= deadline.due else Status.OVERDUE
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
            ended_on=ended if met_on is None else None,
            participation=life.key,
        )

    def _undated(
        self,
        life: Participation,
        kind: str,
        status: Status,
        *,
        recipient: Term | None = None,
        met_on: dt.date | None = None,
        ended_on: dt.date | None = None,
    ) -> Obligation:
        """Returns the obligation without a day."""
        return Obligation(
            promise=self,
            kind=kind,
            deadline=None,
            status=status,
            recipient=recipient,
            met_on=met_on,
            ended_on=ended_on,
            participation=life.key,
        )

    def _waits(self, life: Participation, kind: str) -> Obligation:
        """Returns the obligation that nothing has triggered, or that nothing can any more."""
        never = life.first(DECLINED) is not None
        return self._undated(life, kind, Status.VOID if never else Status.NOT_TRIGGERED)


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


def kinds_of(rules: Iterable[TimingRule]) -> tuple[EventKind, ...]:
    """Returns the kinds of events that rules name, each once."""
    found: dict[str, EventKind] = {}
    for rule in rules:
        for part in fields(type(rule)):
            for each in as_tuple(getattr(rule, part.name)):
                if isinstance(each, EventKind):
                    found[each.key] = each
    return tuple(found.values())
