"""What timing rules give: obligations with a day, duties without one, and remarks."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum

from attrs import field, frozen

from finsam.citations import Citation
from finsam.legaltime import Days, Deadline, Interval, NamedDay
from finsam.rules.promises import Promise
from finsam.terms import Term
from finsam.texts import Lang, Text

__all__ = [
    "Agenda",
    "Duty",
    "DutyState",
    "Obligation",
    "Remark",
    "Status",
]


def __dir__() -> list[str]:
    return __all__


class Status(StrEnum):
    """Where an obligation stands on a day.

    DUE is from the nominal day up to the due day, which are the same unless a holiday moves it;
    and, without a day, what needs a consent that came after its day. VOID is what an exit, a no
    at the intake or a withdrawn consent put an end to before its due day had passed; what had
    passed by then stays OVERDUE.

    >>> from finsam.participation import Status
    >>> [status.in_("sv") for status in Status][:4]
    ['försenad', 'ska göras nu', 'kommande', 'inte utlöst']

    Source: the how-to What is due.
    """

    OVERDUE = "overdue"
    DUE = "due"
    UPCOMING = "upcoming"
    NOT_TRIGGERED = "not_triggered"
    MET_LATE = "met_late"
    MET = "met"
    VOID = "void"

    def in_(self, lang: Lang) -> str:
        """Returns the status for people.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _STATUSES[self].in_(lang)


_STATUSES = {
    Status.OVERDUE: Text(sv="försenad", en="overdue"),
    Status.DUE: Text(sv="ska göras nu", en="due"),
    Status.UPCOMING: Text(sv="kommande", en="upcoming"),
    Status.NOT_TRIGGERED: Text(sv="inte utlöst", en="not triggered"),
    Status.MET_LATE: Text(sv="gjord för sent", en="met late"),
    Status.MET: Text(sv="gjord i tid", en="met"),
    Status.VOID: Text(sv="har fallit bort", en="void"),
}


def _named(promise: Promise) -> str:
    return promise.key


@frozen(kw_only=True)
class Obligation:
    """Something that is owed by a day.

    >>> import datetime as dt
    >>> from finsam.participation import Participation, agenda
    >>> from finsam.rulebooks import model
    >>> stay = Participation(key="17", enrolled=dt.date(2022, 4, 11)).exited(dt.date(2022, 6, 15))
    >>> for item in agenda(stay, model.SAMORDNINGSTEAM, as_of=dt.date(2022, 7, 7)):
    ...     print(item.uid, item.due, item.status.value, item.is_breach)
    17/BR-05/person/1 2022-07-06 overdue True
    17/BR-05/referrer/1 2022-07-06 overdue True
    17/BR-04/1 2022-07-11 void False

    Attributes:
        promise: the rule that it comes from.
        kind: the key of the event that meets it.
        deadline: the nominal and the due day; None while it isn't triggered, or where no day
            is given.
        status: where it stands.
        number: which one it is, where a rule gives several; counted from 1.
        recipient: to whom it is owed; None where nobody is named.
        met_on: the day on which it was met.
        ended_on: the day after which it can't be done any more; None while it can.
        participation: the caller's key of the participation.

    Source: the how-to What is due.
    """

    promise: Promise = field(repr=_named)
    kind: str
    deadline: Deadline | None
    status: Status
    number: int = 1
    recipient: Term | None = None
    met_on: dt.date | None = None
    ended_on: dt.date | None = None
    participation: str | None = None

    @property
    def rule(self) -> str:
        """The rule that it cites."""
        return self.promise.rule

    @property
    def citation(self) -> Citation:
        """Where the rule stands."""
        return self.promise.citation

    @property
    def owner(self) -> Term | None:
        """Who owes it; None where the source doesn't say."""
        return self.promise.owner

    @property
    def nominal(self) -> dt.date | None:
        """The day that the rule gives; None while it isn't triggered."""
        return None if self.deadline is None else self.deadline.nominal

    @property
    def due(self) -> dt.date | None:
        """The last day in time, moved where the rule moves it."""
        return None if self.deadline is None else self.deadline.due

    @property
    def moved_by(self) -> NamedDay | None:
        """What the nominal day is that the due day was moved from; None if it wasn't."""
        return None if self.deadline is None else self.deadline.moved_by

    @property
    def is_breach(self) -> bool:
        """Tells whether a day that binds has passed without it, or before it."""
        return self.promise.binds.is_binding and self.status in {Status.OVERDUE, Status.MET_LATE}

    @property
    def uid(self) -> str:
        """A name that stays the same from day to day, unique in an agenda."""
        parts = (
            self.participation,
            self.promise.key,
            None if self.recipient is None else self.recipient.key,
            str(self.number),
        )
        return "/".join(part for part in parts if part is not None)

    def in_(self, lang: Lang) -> str:
        """Returns the obligation in one line: where it stands, the days, text and rule.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return f"{self.stands(lang)}: {self.what(lang)} [{self.rule}]"

    def what(self, lang: Lang) -> str:
        """Returns what is owed, and to whom.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        to = "" if self.recipient is None else f" ({_TO.in_(lang)} {self.recipient.in_(lang)})"
        return f"{self.promise.text.in_(lang)}{to}"

    def stands(self, lang: Lang) -> str:
        """Returns the status with its days: when it was done or fell away, and its last day.

        Where the rule doesn't bind, what is late says so.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        told = self.status.in_(lang)
        if self.status in {Status.OVERDUE, Status.MET_LATE} and not self.promise.binds.is_binding:
            told = f"{told} ({self.promise.binds.in_(lang)})"
        happened = self.ended_on if self.status is Status.VOID else self.met_on
        if happened is not None:
            told = f"{told} {happened}"
        if self.deadline is not None:
            last = f"{_LAST_DAY.in_(lang)} {self.deadline.describe(lang)}"
            if self.status is Status.MET_LATE and self.met_on is not None:
                late = (self.met_on - self.deadline.due).days
                last = f"{Days(late).describe(lang)} {_AFTER.in_(lang)} {last}"
            told = f"{told}, {last}"
        if self.status is Status.OVERDUE and self.ended_on is not None:
            told = f"{told}, {_NO_LONGER.in_(lang)} {self.ended_on}"
        return told


_TO = Text(sv="till", en="to")
_LAST_DAY = Text(sv="sista dag", en="last day")
_AFTER = Text(sv="efter", en="after")
_NO_LONGER = Text(sv="går inte att göra efter", en="can't be done after")


class DutyState(StrEnum):
    """Where a duty without a day stands.

    What is done, or was to be done a number of times, ends as DONE or MISSED; OVER is what goes
    on no longer, or fell away.

    >>> import datetime as dt
    >>> from finsam.participation import Participation, agenda
    >>> from finsam.rulebooks import framsteget
    >>> stay = Participation(enrolled=dt.date(2018, 1, 8)).exited(dt.date(2018, 6, 15))
    >>> for day in (dt.date(2018, 1, 7), dt.date(2018, 6, 14), dt.date(2018, 6, 15)):
    ...     coach = agenda(stay, framsteget.SAMORDNINGSTEAM, as_of=day).duties[0]
    ...     print(day, coach.state.value)
    2018-01-07 not_begun
    2018-06-14 going_on
    2018-06-15 over

    Source: the how-to What is due.
    """

    NOT_BEGUN = "not_begun"
    GOING_ON = "going_on"
    DONE = "done"
    MISSED = "missed"
    OVER = "over"

    def in_(self, lang: Lang) -> str:
        """Returns the state for people.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _STATES[self].in_(lang)


_STATES = {
    DutyState.NOT_BEGUN: Text(sv="har inte börjat", en="not begun"),
    DutyState.GOING_ON: Text(sv="pågår", en="going on"),
    DutyState.DONE: Text(sv="är gjort", en="done"),
    DutyState.MISSED: Text(sv="blev inte gjort", en="missed"),
    DutyState.OVER: Text(sv="är över", en="over"),
}


@frozen(kw_only=True)
class Duty:
    """A duty that no day makes due: it goes on, passes to somebody, is approximate, or counted.

    >>> import datetime as dt
    >>> from finsam.participation import Participation, agenda
    >>> from finsam.rulebooks import framsteget
    >>> stay = Participation(enrolled=dt.date(2018, 1, 8)).exited(dt.date(2018, 6, 15))
    >>> for day in (dt.date(2018, 6, 14), dt.date(2018, 6, 15)):
    ...     planning = agenda(stay, framsteget.SAMORDNINGSTEAM, as_of=day).duties[1]
    ...     print(planning.rule, day, planning.owner.in_("en"))
    HA-29 2018-06-14 the staff of the measure
    HA-29 2018-06-15 ordinary services

    Attributes:
        promise: the rule that it comes from.
        state: whether it goes on.
        owner: whose it is on the day; a responsibility can pass.
        window: the days that an approximate period covers.
        done: how many times it has been done, where it is counted.
        needed: how many times it has to be done, where it is counted.
        participation: the caller's key of the participation.

    Source: the how-to What is due.
    """

    promise: Promise = field(repr=_named)
    state: DutyState
    owner: Term | None = None
    window: Interval | None = None
    done: int | None = None
    needed: int | None = None
    participation: str | None = None

    @property
    def rule(self) -> str:
        """The rule that it cites."""
        return self.promise.rule

    def in_(self, lang: Lang) -> str:
        """Returns the duty in one line: its state, its window or count, text and rule.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        more = [] if self.window is None else [self.window.describe(lang)]
        if self.needed is not None:
            more.append(f"{self.done}/{self.needed}")
        if self.owner is not None:
            more.append(self.owner.in_(lang))
        told = f" ({', '.join(more)})" if more else ""
        return f"{self.state.in_(lang)}: {self.promise.text.in_(lang)}{told} [{self.rule}]"


@frozen(kw_only=True)
class Remark:
    """Something about a participation that isn't owed, but that a rule speaks of.

    >>> import datetime as dt
    >>> from finsam.participation import Participation, agenda
    >>> from finsam.rulebooks import finnveden, norra_vastmanland
    >>> stay, day = Participation(enrolled=dt.date(2022, 1, 31)), dt.date(2023, 2, 1)
    >>> for measure in (norra_vastmanland.SAMORDNINGSTEAM, finnveden.SAMVERKANSTEAM):
    ...     for remark in agenda(stay, measure, as_of=day).remarks:
    ...         print(remark.rule, remark.text.in_("en"), remark.is_breach)
    NV-12 the time, 1 year, ended on 2023-01-31 (benchmark) False
    FI-10 the time, 1 year, ended on 2023-01-31 (binding) True

    Attributes:
        promise: the rule that it comes from.
        text: what is remarked.
        on: the day that it is about.
        participation: the caller's key of the participation.
        is_notice: whether it only tells what to mind, and is no breach however the rule binds.

    Source: X-04 (a passed benchmark is a remark, a passed maximum a breach).
    """

    promise: Promise = field(repr=_named)
    text: Text
    on: dt.date
    participation: str | None = None
    is_notice: bool = False

    @property
    def rule(self) -> str:
        """The rule that it cites."""
        return self.promise.rule

    @property
    def is_breach(self) -> bool:
        """Tells whether the rule binds, so that it is a breach."""
        return self.promise.binds.is_binding and not self.is_notice


def _whose(each: Obligation | Duty | Remark) -> str:
    return "" if each.participation is None else f"{each.participation}: "


_ORDER = {status: place for place, status in enumerate(Status)}


def _place(obligation: Obligation) -> tuple[int, bool, dt.date, str, str, int]:
    return (
        _ORDER[obligation.status],
        obligation.ended_on is not None,
        obligation.due or dt.date.max,
        obligation.participation or "",
        obligation.promise.key,
        obligation.number,
    )


def _sorted(obligations: "tuple[Obligation, ...] | list[Obligation]") -> tuple[Obligation, ...]:
    return tuple(sorted(obligations, key=_place))


@frozen(kw_only=True, repr=False)
class Agenda:
    """What is owed on a day, the overdue first, and of one status by due day.

    What can still be done comes before what can't be any more.

    >>> import datetime as dt
    >>> from finsam.participation import Participation, agenda
    >>> from finsam.rulebooks import model
    >>> days = {"16": dt.date(2022, 1, 31), "17": dt.date(2022, 3, 31), "18": dt.date(2022, 6, 1)}
    >>> stays = [Participation(key=key, enrolled=day) for key, day in days.items()]
    >>> found = agenda(stays, model.SAMORDNINGSTEAM, as_of=dt.date(2022, 7, 1))
    >>> for (kind, status), number in found.summary().items():
    ...     print(kind, status.value, number)
    followed_up overdue 2
    followed_up upcoming 1
    documented not_triggered 6

    Attributes:
        as_of: the day.
        obligations: what has a day, or will have one.
        duties: what no day makes due.
        remarks: what rules say besides.
        is_stated: whether the measure has timing rules at all.

    Source: the how-to What is due.
    """

    as_of: dt.date
    obligations: tuple[Obligation, ...] = field(converter=_sorted)
    duties: tuple[Duty, ...] = ()
    remarks: tuple[Remark, ...] = ()
    is_stated: bool = True

    def __repr__(self) -> str:
        return f"Agenda({self.as_of}, {len(self.obligations)} obligations)"

    def __getitem__(self, place: int) -> Obligation:
        return self.obligations[place]

    def __iter__(self) -> Iterator[Obligation]:
        return iter(self.obligations)

    def __len__(self) -> int:
        return len(self.obligations)

    def summary(self) -> dict[tuple[str, Status], int]:
        """Returns how many obligations there are of each kind and status, the overdue first."""
        return dict(Counter((each.kind, each.status) for each in self.obligations))

    def explain(self, lang: Lang = "sv") -> str:
        """Returns the agenda as text, one line an obligation, a duty (~) or a remark (!).

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        lines = [str(self.as_of)]
        lines += [f"- {_whose(each)}{each.in_(lang)}" for each in self.obligations]
        lines += [f"~ {_whose(each)}{each.in_(lang)}" for each in self.duties]
        lines += [f"! {_whose(r)}{r.text.in_(lang)} [{r.rule}]" for r in self.remarks]
        if len(lines) == 1:
            lines.append((_NOTHING if self.is_stated else _UNSTATED).in_(lang))
        return "\n".join(lines)


_NOTHING = Text(sv="inget att göra eller anmärka", en="nothing owed, nothing to remark")
_UNSTATED = Text(
    sv="insatsen har inga regler om när något ska göras",
    en="the measure has no rules about when anything is to be done",
)
