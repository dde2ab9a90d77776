"""Timing rules: what has to happen when, as data beside the rules of taking part.

A rule looks at a participation as it stands on a day and says what it gives: obligations with a
day, duties without one, remarks. To add a kind of rule, write a class with its fields and those
of the methods that it needs, beside those of its kind in `due`, `duties` or `runs`; the agenda
takes it from there.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Protocol, cast

from attrs import frozen

from finsam.errors import Faults, InvalidInput
from finsam.legaltime import Days, Deadline, Months, Period, Weeks, Years, add
from finsam.participation.events import Event, EventKind
from finsam.participation.life_cycle import Participation
from finsam.participation.obligations import Duty, Obligation, Remark, Status
from finsam.rules.promises import Promise
from finsam.terms import Term
from finsam.texts import Text

__all__ = ["DueRule", "HasTiming", "TimingRule", "timing_of"]


def __dir__() -> list[str]:
    return __all__


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

    def foreseen(self, life: Participation, as_of: dt.date, until: dt.date) -> Iterator[Obligation]:
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
    faults.of_type(value, Days | Weeks | Months | Years, path)


def _rested(life: Participation, anchor: dt.date, nominal: dt.date, as_of: dt.date) -> dt.date:
    """Returns a day moved on by the days of rest that lie after the anchor, which is day zero."""
    for pause in life.pauses:
        assert pause.start is not None
        start = max(pause.start, anchor + _ONE_DAY)
        end = as_of if pause.end is None else pause.end
        if start <= nominal:
            nominal += max(end - start + _ONE_DAY, dt.timedelta())
    return nominal


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
    """

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

    def remarks(self, life: Participation, as_of: dt.date) -> Iterator[Remark]:
        """Yields what was late already when it fell away."""
        for each in self.obligations(life, as_of):
            if each.ended_on is not None and each.due is not None and each.due < each.ended_on:
                yield Remark(
                    promise=self,
                    text=Text(
                        sv=f"var inte gjord {each.due}, och föll bort {each.ended_on}",
                        en=f"was not done by {each.due}, and fell away on {each.ended_on}",
                    ),
                    on=each.due + _ONE_DAY,
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
