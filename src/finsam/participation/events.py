"""What can happen in a participation: kinds of events, and events.

A kind says after which event it can come, and before which. Those of the library make the life
cycle that all measures share; a rule book may declare kinds of its own beside them, such as a
first meeting that is no enrolment.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from types import MappingProxyType, UnionType

from attrs import field, frozen

from finsam.errors import Faults, InvalidInput, InvalidRules, as_tuple
from finsam.legaltime import Period
from finsam.rules.facts import as_term
from finsam.terms import Term, TermEnum
from finsam.texts import Lang, Text

__all__ = [
    "ACTION_PLAN_MADE",
    "APPLIED",
    "CONSENT_GIVEN",
    "CONSENT_WITHDRAWN",
    "DECLINED",
    "DOCUMENTED",
    "ENROLLED",
    "ENTERED_IN_ERROR",
    "EVENT_KINDS",
    "EXITED",
    "EXTENDED",
    "FOLLOWED_UP",
    "FOLLOWED_UP_LATER",
    "INFORMATION_OFFERED",
    "PAUSED",
    "REFERRED",
    "RESUMED",
    "TAKEN_IN",
    "Event",
    "EventKind",
    "ExitReason",
]


def __dir__() -> list[str]:
    return __all__


class ExitReason(TermEnum):
    """Why a participation ended; a rule book may use terms of its own instead.

    >>> from finsam.participation import ExitReason
    >>> ExitReason.WORK.in_("sv")
    'arbete'

    Source: NV-13 (the need no longer exists), NV-23 (exits that are counted).
    """

    WORK = "work", "arbete", "work"
    STUDIES = "studies", "studier", "studies"
    ACTIVE_REHABILITATION = (
        "active_rehabilitation",
        "fortsatt aktiv rehabilitering",
        "continued active rehabilitation",
    )
    NEED_HAS_ENDED = (
        "need_has_ended",
        "behovet av samordning finns inte längre",
        "the need of coordination no longer exists",
    )
    OWN_CHOICE = "own_choice", "personens eget val", "the person's own choice"
    MOVED = "moved", "flytt", "moved away"
    OTHER = "other", "annat skäl", "another reason"


def _as_keys(keys: "str | EventKind | Iterable[str | EventKind] | None") -> tuple[str, ...]:
    given = () if keys is None else as_tuple(keys)
    return tuple(each.key if isinstance(each, EventKind) else each for each in given)


@frozen
class EventKind:
    """A kind of event.

    >>> from finsam import Text
    >>> from finsam.participation import EventKind
    >>> meeting = EventKind(
    ...     "first_meeting", Text(sv="första möte", en="first meeting"), before="exited"
    ... )
    >>> meeting.in_("sv")
    'första möte'

    Attributes:
        key: a name for programs.
        name: for people.
        after: the kind that has to come first, or several, of which one has to; None where none
            has to.
        before: the kind after which it can't come; None where it always can.
        once: whether it can happen only once.

    Raises:
        InvalidRules: a part is missing or of another type; all faults at once.

    Source: the how-to What is due.
    """

    key: str
    name: Text
    after: tuple[str, ...] = field(default=(), kw_only=True, converter=_as_keys)
    before: str | None = field(default=None, kw_only=True)
    once: bool = field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.named(self.key, "key")
        faults.of_type(self.name, Text, "name")
        for i, key in enumerate(self.after):
            faults.named(key, "after" if len(self.after) == 1 else f"after[{i}]")
        if self.before is not None:
            faults.named(self.before, "before")
        faults.of_type(self.once, bool, "once")
        faults.raise_as(InvalidRules)

    def in_(self, lang: Lang) -> str:
        """Returns the name in one language.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return self.name.in_(lang)


def _kind(
    key: str,
    sv: str,
    en: str,
    *,
    after: str | None = None,
    before: str | None = None,
    once: bool = False,
) -> EventKind:
    return EventKind(key, Text(sv=sv, en=en), after=after, before=before, once=once)


REFERRED = _kind("referred", "remitterad", "referred", before="enrolled", once=True)
"""Somebody has referred the person."""

APPLIED = _kind("applied", "ansökt själv", "applied alone", before="enrolled", once=True)
"""The person has come without a referrer."""

INFORMATION_OFFERED = _kind(
    "information_offered", "information erbjuden", "information offered", before="exited"
)
"""A study visit or other personal information has been offered (NV-14)."""

TAKEN_IN = _kind("taken_in", "antagen", "taken in", before="enrolled", once=True)
"""Whoever decides on intake has taken the person in (FI-09, VA-13)."""

DECLINED = _kind("declined", "inte antagen", "declined", before="enrolled", once=True)
"""Whoever decides on intake has not taken the person in, or the person has said no."""

ENROLLED = _kind("enrolled", "inskriven", "enrolled", once=True)
"""The participation has begun; the stay is counted from this day."""

ACTION_PLAN_MADE = _kind(
    "action_plan_made", "handlingsplan gjord", "action plan made", after="enrolled", before="exited"
)
"""An action plan has been made (HA-11, NV-15)."""

FOLLOWED_UP = _kind("followed_up", "uppföljd", "followed up", after="enrolled", before="exited")
"""A follow-up has been held, with its decision to continue or to end (BR-04, NV-10)."""

PAUSED = _kind("paused", "uppehåll", "paused", after="enrolled", before="exited")
"""The participation rests from this day."""

RESUMED = _kind("resumed", "återupptagen", "resumed", after="paused", before="exited")
"""The participation goes on from this day."""

EXTENDED = _kind("extended", "förlängd", "extended", after="enrolled", before="exited")
"""It has been decided that the longest stay is longer by a period, for who is in already."""

EXITED = _kind("exited", "avslutad", "exited", after="enrolled", once=True)
"""The participation has ended; this is its last day."""

DOCUMENTED = _kind("documented", "slutdokumenterad", "documented", after="exited")
"""The final documentation has been given to one of its recipients (BR-05, NV-11)."""

CONSENT_GIVEN = _kind("consent_given", "samtycke till uppföljning", "consent to follow-up")
"""The person has consented to being followed up after the exit (HA-12)."""

CONSENT_WITHDRAWN = _kind(
    "consent_withdrawn", "samtycke återkallat", "consent withdrawn", after="consent_given"
)
"""The person has withdrawn that consent."""

FOLLOWED_UP_LATER = _kind(
    "followed_up_later", "uppföljd efter avslutet", "followed up later", after="exited"
)
"""The person has been followed up after the exit (HA-12, VA-15, VA-16)."""

ENTERED_IN_ERROR = _kind("entered_in_error", "felregistrerad", "entered in error", once=True)
"""The participation should not have been registered, and counts nowhere."""

EVENT_KINDS: Mapping[str, EventKind] = MappingProxyType(
    {
        kind.key: kind
        for kind in (
            REFERRED,
            APPLIED,
            INFORMATION_OFFERED,
            TAKEN_IN,
            DECLINED,
            ENROLLED,
            CONSENT_GIVEN,
            CONSENT_WITHDRAWN,
            ACTION_PLAN_MADE,
            PAUSED,
            RESUMED,
            FOLLOWED_UP,
            EXTENDED,
            EXITED,
            DOCUMENTED,
            FOLLOWED_UP_LATER,
            ENTERED_IN_ERROR,
        )
    }
)
"""The kinds that the library knows, in the order in which they come on one day."""


def check_own_kind(kind: object, path: str, faults: Faults) -> bool:
    """Notes what is no kind of event, and an own kind with the key of one of the library's."""
    if not faults.of_type(kind, EventKind, path):
        return False
    assert isinstance(kind, EventKind)
    taken = EVENT_KINDS.get(kind.key, kind) != kind
    if taken:
        faults.add(
            "duplicate",
            path,
            sv=f"{kind.key!r} är ett av bibliotekets slag; ge det egna slaget en annan nyckel",
            en=f"{kind.key!r} is one of the library's kinds; give your own another key",
            value=kind.key,
        )
    return not taken


def _as_known_term(term: "Term | TermEnum | None") -> Term | None:
    return None if term is None else as_term(term)


# Which details an event of the library's kinds may carry; other kinds carry none but the owner.
_DETAILS: Mapping[str, str] = MappingProxyType(
    {
        FOLLOWED_UP.key: "continues",
        EXITED.key: "reason",
        DOCUMENTED.key: "recipient",
        FOLLOWED_UP_LATER.key: "point",
        EXTENDED.key: "by",
    }
)
_NEEDED = frozenset({DOCUMENTED.key, FOLLOWED_UP_LATER.key, EXTENDED.key})


@frozen(repr=False)
class Event:
    """Something that happened on a day.

    >>> import datetime as dt
    >>> from finsam.participation import EXITED, Event, ExitReason
    >>> Event(EXITED, dt.date(2022, 6, 15), reason=ExitReason.WORK).in_("sv")
    'avslutad 2022-06-15'

    Attributes:
        kind: what happened.
        on: the day, a date without time of day.
        owner: who did it or decided it; None where that isn't told.
        continues: of a follow-up, whether the participation goes on; None where nothing was
            decided or it isn't told.
        reason: of an exit, why; None where it isn't told.
        recipient: of final documentation, who got it.
        point: of a later follow-up, which one it was: the period after the exit.
        by: of an extension, by how much.

    Raises:
        InvalidInput: a part of another type, a detail that the kind doesn't have, or one that it
            needs and lacks, an own kind with the key of one of the library's; all faults at once.

    Source: the how-to What is due.
    """

    kind: EventKind
    on: dt.date
    owner: Term | None = field(default=None, kw_only=True, converter=_as_known_term)
    continues: bool | None = field(default=None, kw_only=True)
    reason: Term | None = field(default=None, kw_only=True, converter=_as_known_term)
    recipient: Term | None = field(default=None, kw_only=True, converter=_as_known_term)
    point: Period | None = field(default=None, kw_only=True)
    by: Period | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.plain_date(self.on, "on")
        if check_own_kind(self.kind, "kind", faults):
            self._check_details(faults)
        if self.owner is not None:
            faults.of_type(self.owner, Term, "owner")
        faults.raise_as(InvalidInput)

    def _check_details(self, faults: Faults) -> None:
        mine = _DETAILS.get(self.kind.key)
        kinds: dict[str, type | UnionType] = {
            "continues": bool,
            "reason": Term,
            "recipient": Term,
            "point": Period,
            "by": Period,
        }
        for name, wanted in kinds.items():
            value = getattr(self, name)
            if value is None:
                if name == mine and self.kind.key in _NEEDED:
                    faults.add(
                        "missing",
                        name,
                        sv=f"{self.kind.name.sv}: ange {name}",
                        en=f"{self.kind.name.en}: give {name}",
                    )
            elif name != mine:
                faults.add(
                    "detail",
                    name,
                    sv=f"{self.kind.name.sv} har ingen uppgift om {name}",
                    en=f"{self.kind.name.en} has no {name}",
                )
            else:
                faults.of_type(value, wanted, name)

    def in_(self, lang: Lang) -> str:
        """Returns what happened, and the day.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return f"{self.kind.in_(lang)} {self.on}"

    def __repr__(self) -> str:
        return f"Event({self.kind.key})"  # a day and a reason say something of a person


def ranks(events: Iterable[Event]) -> dict[str, float]:
    """Returns the place of each kind among events of one day: the library's, and own kinds.

    An own kind comes right after the one that it has to follow, or else right before the one
    that it can't follow, or else after all others.
    """
    found: dict[str, float] = {key: float(i) for i, key in enumerate(EVENT_KINDS)}
    for event in events:
        kind = event.kind
        if kind.key in found:
            continue
        first = [found[key] for key in kind.after if key in found]
        if first:
            found[kind.key] = max(first) + 0.5
        elif kind.before in found:
            found[kind.key] = found[kind.before] - 0.5
        else:
            found[kind.key] = float(len(EVENT_KINDS))
    return found
