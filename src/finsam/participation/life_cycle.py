"""A participation: one stay in one measure, from referral to the last follow-up.

It is built from events and never changed: each event gives a new participation. It carries
declared facts (sex, birth year, municipality), never a person.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from attrs import evolve, field, frozen

from finsam.errors import Faults, InvalidInput, as_tuple
from finsam.legaltime import Interval, Period
from finsam.municipalities import MUNICIPALITIES
from finsam.participation.events import (
    ACTION_PLAN_MADE,
    APPLIED,
    CONSENT_GIVEN,
    CONSENT_WITHDRAWN,
    DECLINED,
    DOCUMENTED,
    ENROLLED,
    ENTERED_IN_ERROR,
    EVENT_KINDS,
    EXITED,
    EXTENDED,
    FOLLOWED_UP,
    FOLLOWED_UP_LATER,
    INFORMATION_OFFERED,
    PAUSED,
    REFERRED,
    RESUMED,
    TAKEN_IN,
    Event,
    EventKind,
    ranks,
)
from finsam.rules import About, Choice, Fact, Known, Number, Vocabulary
from finsam.terms import Sex, Term, TermEnum
from finsam.texts import Text, joined

__all__ = ["PARTICIPATION_FACTS", "Participation"]


def __dir__() -> list[str]:
    return __all__


PARTICIPATION_FACTS = Vocabulary(
    [
        Fact(
            "sex",
            question=Text(sv="Vilket kön har deltagaren?", en="What is the participant's sex?"),
            kind=Choice(Sex),
            about=About.PARTICIPATION,
        ),
        Fact(
            "birth_year",
            question=Text(
                sv="Vilket år är deltagaren född?", en="In which year was the participant born?"
            ),
            kind=Number(Text(sv="år", en="year"), minimum=1900, maximum=2200),
            about=About.PARTICIPATION,
        ),
        Fact(
            "municipality",
            question=Text(
                sv="I vilken kommun är deltagaren folkbokförd?",
                en="In which municipality is the participant registered?",
            ),
            kind=Choice(Term(m.name, Text(sv=m.label, en=m.label)) for m in MUNICIPALITIES),
            about=About.PARTICIPATION,
        ),
    ]
)
"""What a participation may carry for figures: sex, year of birth, municipality."""


def _in_order(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Returns events by day, and those of one day in the order in which they can come."""
    places = ranks(events)
    return tuple(
        sorted(events, key=lambda event: (event.on, places[event.kind.key], _details(event)))
    )


def _details(event: Event) -> tuple[str, ...]:
    """Returns what tells two events of one kind and day apart, in an order that is the same."""
    terms = (event.recipient, event.owner, event.reason)
    named = ("" if term is None else term.key for term in terms)
    return (*named, str(event.point), str(event.by), str(event.continues))


@frozen(init=False, repr=False)
class Participation:
    """One stay of somebody in one measure.

    >>> import datetime as dt
    >>> from finsam.participation import ExitReason, Participation
    >>> stay = Participation(enrolled=dt.date(2022, 1, 31))
    >>> stay = stay.followed_up(dt.date(2022, 4, 28), continues=True)
    >>> stay = stay.exited(dt.date(2022, 6, 15), reason=ExitReason.STUDIES)
    >>> stay.enrolment, stay.exit, len(stay.of("followed_up"))
    (datetime.date(2022, 1, 31), datetime.date(2022, 6, 15), 1)

    Attributes:
        key: the caller's name for it, such as a running number; never a person's name or number.
        events: what has happened, by day.
        facts: sex, year of birth and municipality, as far as they are known.
        vocabulary: where those facts are declared.

    Raises:
        InvalidInput: events in an order that can't be, with the event that is in the way; a fact
            that isn't declared; parts of another type. All faults at once.

    Source: the how-to What is due; entered in error counts nowhere (SUS, registering participants).
    """

    key: str | None
    events: tuple[Event, ...]
    facts: Known
    vocabulary: Vocabulary = field(repr=False)

    def __init__(
        self,
        *,
        enrolled: dt.date | None = None,
        key: str | None = None,
        events: Iterable[Event] = (),
        facts: Mapping[str, object] = MappingProxyType({}),
        vocabulary: Vocabulary = PARTICIPATION_FACTS,
    ) -> None:
        """Checks the parts and their order.

        Args:
            enrolled: the day of enrolment; the same as an event of that kind.
            key: the caller's name for the participation.
            events: what has happened, in any order.
            facts: declared facts by their keys; None is not known.
            vocabulary: declares the facts; by default sex, birth_year and municipality.
        """
        faults = Faults()
        if key is not None:
            faults.named(key, "key")
        given = as_tuple(events)
        fine = [faults.of_type(event, Event, f"events[{i}]") for i, event in enumerate(given)]
        paths = {id(event): f"events[{i}]" for i, event in enumerate(given)}
        if enrolled is not None:
            fine.append(faults.plain_date(enrolled, "enrolled"))
            if fine[-1]:
                given = (*given, Event(ENROLLED, enrolled))
                paths[id(given[-1])] = "enrolled"
        known = Known({})
        if faults.of_type(facts, Mapping, "facts") and faults.of_type(
            vocabulary, Vocabulary, "vocabulary"
        ):
            try:
                known = vocabulary.read(facts)
            except InvalidInput as error:
                faults.found.extend(error.faults)
        ordered = _in_order(given) if all(fine) else ()
        _check_order(ordered, paths, faults)
        born = known.get("birth_year")
        if ordered and isinstance(born, int) and born > ordered[0].on.year:
            faults.add(
                "order",
                "birth_year",
                sv=f"året ligger efter deltagandets första händelse ({ordered[0].on.year})",
                en=f"the year lies after the first event of the participation "
                f"({ordered[0].on.year})",
            )
        faults.raise_as(InvalidInput)
        parts = {"key": key, "events": ordered, "facts": known, "vocabulary": vocabulary}
        for name, value in parts.items():
            object.__setattr__(self, name, value)

    def __repr__(self) -> str:
        told = ", ".join(event.kind.key for event in self.events)
        return f"Participation({told or 'nothing yet'})"

    # --- what has happened ----------------------------------------------------------------------

    def of(self, *kinds: EventKind | str) -> tuple[Event, ...]:
        """Returns the events of a kind, or of several kinds, by day."""
        keys = {kind.key if isinstance(kind, EventKind) else kind for kind in kinds}
        return tuple(event for event in self.events if event.kind.key in keys)

    def first(self, *kinds: EventKind | str) -> Event | None:
        """Returns the first event of a kind, or of several kinds; None when there is none."""
        found = self.of(*kinds)
        return found[0] if found else None

    def at(self, as_of: dt.date) -> "Participation":
        """Returns the participation as it stood on a day: later events don't exist yet.

        Raises:
            InvalidInput: `as_of` is no date or has a time of day.
        """
        faults = Faults()
        faults.plain_date(as_of, "as_of")
        faults.raise_as(InvalidInput)
        return evolve(self, events=tuple(event for event in self.events if event.on <= as_of))

    @property
    def enrolment(self) -> dt.date | None:
        """The day of enrolment; None before it."""
        return _day(self.first(ENROLLED))

    @property
    def exit(self) -> dt.date | None:
        """The day of exit, the last of the stay; None before it."""
        return _day(self.first(EXITED))

    @property
    def exit_reason(self) -> Term | None:
        """Why it ended; None where it hasn't, or where that isn't told."""
        ended = self.first(EXITED)
        return None if ended is None else ended.reason

    @property
    def stay(self) -> Interval | None:
        """The days from enrolment to exit, both included, the end open before the exit."""
        return None if self.enrolment is None else Interval(self.enrolment, self.exit)

    @property
    def is_error(self) -> bool:
        """Tells whether it was entered in error, and counts nowhere."""
        return self.first(ENTERED_IN_ERROR) is not None

    @property
    def pauses(self) -> tuple[Interval, ...]:
        """The times of rest, up to the day before the participation goes on or to the exit."""
        found: list[Interval] = []
        since: dt.date | None = None
        for event in self.events:
            if event.kind.key == PAUSED.key:
                since = event.on
            elif since is not None and event.kind.key in {RESUMED.key, EXITED.key}:
                last = event.on - dt.timedelta(days=event.kind.key == RESUMED.key)
                if last >= since:
                    found.append(Interval(since, last))
                since = None
        return tuple(found if since is None else [*found, Interval(since, None)])

    @property
    def consents(self) -> bool | None:
        """Whether consent to later follow-up stands; None when it was never asked for."""
        said = [e for e in self.events if e.kind.key in {CONSENT_GIVEN.key, CONSENT_WITHDRAWN.key}]
        return said[-1].kind.key == CONSENT_GIVEN.key if said else None

    # --- what happens next ----------------------------------------------------------------------

    def with_event(self, event: Event) -> "Participation":
        """Returns the participation with one more event, of the library's kinds or an own one.

        Raises:
            InvalidInput: it can't come then; the message shows the event that is in the way.
        """
        return evolve(self, events=(*self.events, event))

    def referred(self, on: dt.date, *, owner: Term | TermEnum | None = None) -> "Participation":
        """Returns it with a referral, and by whom."""
        return self.with_event(Event(REFERRED, on, owner=owner))

    def applied(self, on: dt.date) -> "Participation":
        """Returns it with an application by the person alone."""
        return self.with_event(Event(APPLIED, on))

    def information_offered(self, on: dt.date) -> "Participation":
        """Returns it with the offer of a study visit or other information (NV-14)."""
        return self.with_event(Event(INFORMATION_OFFERED, on))

    def taken_in(self, on: dt.date, *, owner: Term | TermEnum | None = None) -> "Participation":
        """Returns it with the decision to take the person in, and whose it is (FI-09, VA-13)."""
        return self.with_event(Event(TAKEN_IN, on, owner=owner))

    def declined(self, on: dt.date, *, owner: Term | TermEnum | None = None) -> "Participation":
        """Returns it with the decision that the person doesn't take part, and whose it is."""
        return self.with_event(Event(DECLINED, on, owner=owner))

    def enrolled(self, on: dt.date) -> "Participation":
        """Returns it with the enrolment."""
        return self.with_event(Event(ENROLLED, on))

    def action_plan_made(self, on: dt.date) -> "Participation":
        """Returns it with an action plan (HA-11, NV-15)."""
        return self.with_event(Event(ACTION_PLAN_MADE, on))

    def followed_up(self, on: dt.date, *, continues: bool | None = None) -> "Participation":
        """Returns it with a follow-up, and its decision to continue or to end (NV-10)."""
        return self.with_event(Event(FOLLOWED_UP, on, continues=continues))

    def paused(self, on: dt.date) -> "Participation":
        """Returns it with a pause from a day."""
        return self.with_event(Event(PAUSED, on))

    def resumed(self, on: dt.date) -> "Participation":
        """Returns it with the day on which it goes on."""
        return self.with_event(Event(RESUMED, on))

    def extended(self, on: dt.date, *, by: Period) -> "Participation":
        """Returns it with the decision that the longest stay is longer by a period."""
        return self.with_event(Event(EXTENDED, on, by=by))

    def exited(self, on: dt.date, *, reason: Term | TermEnum | None = None) -> "Participation":
        """Returns it with the exit, and why."""
        return self.with_event(Event(EXITED, on, reason=reason))

    def documented(self, on: dt.date, *, recipient: Term | TermEnum) -> "Participation":
        """Returns it with the final documentation to one of its recipients (NV-11)."""
        return self.with_event(Event(DOCUMENTED, on, recipient=recipient))

    def consented(self, on: dt.date) -> "Participation":
        """Returns it with the consent to later follow-up (HA-12)."""
        return self.with_event(Event(CONSENT_GIVEN, on))

    def consent_withdrawn(self, on: dt.date) -> "Participation":
        """Returns it with that consent withdrawn."""
        return self.with_event(Event(CONSENT_WITHDRAWN, on))

    def followed_up_later(self, on: dt.date, *, point: Period) -> "Participation":
        """Returns it with a later follow-up; `point` is which: `Months(6)` after the exit."""
        return self.with_event(Event(FOLLOWED_UP_LATER, on, point=point))

    def entered_in_error(self, on: dt.date) -> "Participation":
        """Returns it as one that should not have been registered."""
        return self.with_event(Event(ENTERED_IN_ERROR, on))


def _day(event: Event | None) -> dt.date | None:
    return None if event is None else event.on


def _check_order(events: tuple[Event, ...], paths: Mapping[int, str], faults: Faults) -> None:
    """Notes each event that can't come where it does, with the one that is in the way."""
    seen: dict[str, Event] = {}
    later = {event.kind.key: event for event in reversed(events)}
    resting: Event | None = None
    for i, event in enumerate(events):
        kind, path = event.kind, paths[id(event)]
        if kind.before is not None and kind.before in seen:
            _in_the_way(event, seen[kind.before], path, faults)
        elif kind.after and not any(key in seen for key in kind.after):
            _too_early(event, later, path, faults)
        twin = _twin(event, events[:i])
        if twin is not None:
            faults.add(
                "twice",
                path,
                sv=f"{event.in_('sv')}: har redan hänt, {twin.in_('sv')}",
                en=f"{event.in_('en')}: has happened already, {twin.in_('en')}",
            )
        if kind.key == ENROLLED.key and DECLINED.key in seen:
            _in_the_way(event, seen[DECLINED.key], path, faults)
        if kind.key in {TAKEN_IN.key, DECLINED.key}:
            other = seen.get(DECLINED.key if kind.key == TAKEN_IN.key else TAKEN_IN.key)
            if other is not None:
                _in_the_way(event, other, path, faults)
        if kind.key == PAUSED.key and resting is not None and twin is None:
            _in_the_way(event, resting, path, faults)
        if kind.key == RESUMED.key and resting is None and PAUSED.key in seen and twin is None:
            _in_the_way(event, seen[RESUMED.key], path, faults)
        resting = {PAUSED.key: event, RESUMED.key: None}.get(kind.key, resting)
        seen[kind.key] = event


def _twin(event: Event, before: tuple[Event, ...]) -> Event | None:
    """Returns the earlier event that an event would repeat, where it can't be repeated.

    Of one kind and owner there can be one on a day; what has a recipient or a point, one of each,
    ever.
    """
    for other in before:
        if other.kind.key != event.kind.key:
            continue
        same = (other.recipient, other.point) == (event.recipient, event.point)
        ever = event.kind.key in {DOCUMENTED.key, FOLLOWED_UP_LATER.key}
        again = same and (other.on, other.owner) == (event.on, event.owner)
        if event.kind.once or again or (same and ever):
            return other
    return None


def _in_the_way(event: Event, other: Event, path: str, faults: Faults) -> None:
    faults.add(
        "order",
        path,
        sv=f"{event.in_('sv')} kan inte komma efter {other.in_('sv')}",
        en=f"{event.in_('en')} can't come after {other.in_('en')}",
    )


def _too_early(event: Event, later: Mapping[str, Event], path: str, faults: Faults) -> None:
    first = [later[key] for key in event.kind.after if key in later]
    kinds = [EVENT_KINDS.get(key) for key in event.kind.after]
    if first:
        sv, en = (
            f"kan inte komma före {first[0].in_('sv')}",
            f"can't come before {first[0].in_('en')}",
        )
    else:
        names = list(zip(kinds, event.kind.after, strict=True))
        sv = joined([kind.in_("sv") if kind else key for kind, key in names], "eller")
        en = joined([kind.in_("en") if kind else key for kind, key in names], "or")
        sv = f"kräver att något har hänt först: {sv}"
        en = f"needs something to have happened first: {en}"
    faults.add("order", path, sv=f"{event.in_('sv')} {sv}", en=f"{event.in_('en')} {en}")
