"""Criteria: questions of yes, no or unknown about one participation, as data.

The base of a goal and what it counts are both criteria. To add a kind, write a class with its
fields, `of` and `describe` here; goals, their evaluation and the report take it from there.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from attrs import field, frozen

from finsam.errors import Faults, InvalidRules, as_tuple
from finsam.legaltime import Interval, Period, add
from finsam.outcomes.questions import (
    PERIODS,
    Answers,
    Asked,
    Given,
    Ladder,
    Question,
    Scale,
    as_terms,
)
from finsam.participation import ENROLLED, EventKind, Participation
from finsam.terms import Term
from finsam.texts import Lang, Text, joined

__all__ = [
    "Answered",
    "Both",
    "Completed",
    "Criterion",
    "Either",
    "Enrolled",
    "Exited",
    "ExitedTo",
    "Found",
    "Happened",
    "Positive",
    "Seen",
    "StepForward",
    "StepKept",
    "TakesPart",
    "Unknown",
]


def __dir__() -> list[str]:
    return __all__


@frozen
class Unknown:
    """That something isn't known, and what is missing.

    >>> from finsam.outcomes import Unknown
    >>> from finsam.texts import Text
    >>> Unknown(Text(sv="skäl för avslutet", en="the reason of the exit")).missing.en
    'the reason of the exit'

    Attributes:
        missing: what is missing, for people.

    Source: the explanation Who is in the denominator (unknown is never counted as no).
    """

    missing: Text


Found = bool | Unknown
"""What a criterion finds: yes, no, or unknown with what is missing."""


@frozen(kw_only=True)
class Seen:
    """A participation as it stands on a day, with its answers: what a criterion looks at.

    >>> import datetime as dt
    >>> from finsam import Participation
    >>> from finsam.outcomes import Exited, Seen
    >>> stay = Participation(enrolled=dt.date(2022, 1, 31))
    >>> Exited().of(Seen(life=stay, as_of=dt.date(2022, 6, 30)))
    False

    Attributes:
        life: the participation, without what comes after the day.
        as_of: the day.
        answers: all answers up to the day.
        questions: the questions that the caller gives, by key.
        period: the days that are measured; None for all.
        completed: the exit reasons that count as completed; None when nobody has said which.

    Source: the how-to Measure the goals.
    """

    life: Participation
    as_of: dt.date
    answers: Answers = field(factory=Answers)
    questions: Mapping[str, Asked] = MappingProxyType({})
    period: Interval | None = None
    completed: frozenset[str] | None = None


@frozen(kw_only=True)
class Criterion:
    """What every criterion can do; by itself it says nothing.

    >>> from finsam.outcomes import Criterion, Enrolled
    >>> isinstance(Enrolled(), Criterion)
    True

    Raises:
        InvalidRules: a part is missing or of another type; all faults at once.

    Source: X-25 (each goal names its base).
    """

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        self.check(faults)
        faults.raise_as(InvalidRules)

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""

    def of(self, seen: Seen) -> Found:
        """Says whether it holds of a participation."""
        raise NotImplementedError

    def describe(self, lang: Lang) -> str:
        """Returns it for people: "those who …"."""
        raise NotImplementedError

    @property
    def asks(self) -> "tuple[Asked | str, ...]":
        """The questions that it reads, or the keys of those that the caller gives."""
        return ()

    @property
    def parts(self) -> "tuple[Criterion, ...]":
        """The criteria that it is made of; itself when it is made of none."""
        return (self,)


_REASON = Text(sv="skälet för avslutet", en="the reason of the exit")


@frozen(kw_only=True)
class Enrolled(Criterion):
    """Has been enrolled: everybody who has taken part, still or no longer.

    >>> from finsam.outcomes import Enrolled
    >>> Enrolled().describe("sv")
    'inskrivna'

    Source: X-25 (HA-11 and VA-20 are about those who take part).
    """

    def of(self, seen: Seen) -> Found:
        """Says whether the participation has begun."""
        return seen.life.enrolment is not None

    def describe(self, lang: Lang) -> str:
        """Returns it for people."""
        return Text(sv="inskrivna", en="enrolled").in_(lang)


@frozen(kw_only=True)
class TakesPart(Criterion):
    """Has taken part on some day of the period.

    >>> import datetime as dt
    >>> from finsam import Participation
    >>> from finsam.legaltime import Interval
    >>> from finsam.outcomes import Seen, TakesPart
    >>> stay = Participation(enrolled=dt.date(2018, 3, 1)).exited(dt.date(2018, 9, 1))
    >>> day = dt.date(2019, 12, 31)
    >>> for year in (2018, 2019):
    ...     period = Interval(dt.date(year, 1, 1), dt.date(year, 12, 31))
    ...     print(year, TakesPart().of(Seen(life=stay, as_of=day, period=period)))
    2018 True
    2019 False

    Source: HA-09 (people who are given support in a year).
    """

    def of(self, seen: Seen) -> Found:
        """Says whether a day of the stay lies in the period, up to the day of the question."""
        stay = seen.life.stay
        if stay is None or seen.period is None:
            return stay is not None
        so_far = seen.period.intersection(Interval(None, seen.as_of))
        return so_far is not None and stay.overlaps(so_far)

    def describe(self, lang: Lang) -> str:
        """Returns it for people."""
        return Text(sv="deltar under perioden", en="taking part in the period").in_(lang)


@frozen(kw_only=True)
class Exited(Criterion):
    """Has exited.

    >>> from finsam.outcomes import Exited
    >>> Exited().describe("en")
    'exited'

    Source: X-25 (HA-10 and FI-11 are about exits).
    """

    def of(self, seen: Seen) -> Found:
        """Says whether the participation has ended."""
        return seen.life.exit is not None

    def describe(self, lang: Lang) -> str:
        """Returns it for people."""
        return Text(sv="avslutade", en="exited").in_(lang)


@frozen(kw_only=True)
class Completed(Criterion):
    """Has exited, and has completed the measure.

    No source says which exits are that, so whoever evaluates says it (`completed`). An exit
    without a reason is unknown.

    >>> from finsam.outcomes import Completed
    >>> Completed().describe("en")
    'completed'

    Source: VA-16, X-25.
    """

    def of(self, seen: Seen) -> Found:
        """Says whether the exit is one of those that count as completed."""
        if seen.life.exit is None:
            return False
        reason = seen.life.exit_reason
        if seen.completed is None:
            return Unknown(Text(sv="vilka avslut som är fullföljda", en="which exits complete it"))
        return Unknown(_REASON) if reason is None else reason.key in seen.completed

    def describe(self, lang: Lang) -> str:
        """Returns it for people."""
        return Text(sv="fullföljt insatsen", en="completed").in_(lang)


@frozen(kw_only=True)
class ExitedTo(Criterion):
    """Has exited for one of some reasons, such as work or studies.

    >>> from finsam.outcomes import ExitedTo
    >>> from finsam.participation import ExitReason
    >>> ExitedTo(reasons=[ExitReason.WORK, ExitReason.STUDIES]).describe("en")
    'exited to work or studies'

    Attributes:
        reasons: the reasons that count.

    Source: NV-23.
    """

    reasons: tuple[Term, ...] = field(converter=as_terms)

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        for i, reason in enumerate(self.reasons):
            faults.of_type(reason, Term, f"reasons[{i}]")
        if not self.reasons:
            faults.add("empty", "reasons", sv="inget skäl angivet", en="no reason given")

    def of(self, seen: Seen) -> Found:
        """Says whether the exit has one of the reasons; unknown without a reason."""
        if seen.life.exit is None:
            return False
        reason = seen.life.exit_reason
        return Unknown(_REASON) if reason is None else reason in self.reasons

    def describe(self, lang: Lang) -> str:
        """Returns it for people."""
        named = joined([reason.in_(lang) for reason in self.reasons], _OR.in_(lang))
        return f"{Text(sv='avslutade till', en='exited to').in_(lang)} {named}"


_OR = Text(sv="eller", en="or")
_AND = Text(sv="och", en="and")


@frozen(kw_only=True)
class Happened(Criterion):
    """Something has happened, at any time or within a period from another event.

    Events are recorded or haven't happened, so that it is never unknown.

    >>> from finsam.legaltime import Months
    >>> from finsam.outcomes import Happened
    >>> from finsam.participation import ACTION_PLAN_MADE, ENROLLED
    >>> Happened(kind=ACTION_PLAN_MADE, within=Months(6), after=ENROLLED).describe("en")
    'action plan made within 6 months of: enrolled'

    Attributes:
        kind: what has to have happened.
        within: the period in which it has to; None for at any time.
        after: what the period is counted from.

    Source: HA-10, HA-11, NO-03.
    """

    kind: EventKind
    within: Period | None = None
    after: EventKind = ENROLLED

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        faults.of_type(self.kind, EventKind, "kind")
        faults.of_type(self.after, EventKind, "after")
        if self.within is not None:
            faults.of_type(self.within, PERIODS, "within")

    def of(self, seen: Seen) -> Found:
        """Says whether it has happened in time; the last day counts."""
        done = seen.life.first(self.kind)
        if done is None or self.within is None:
            return done is not None
        begun = seen.life.first(self.after)
        return begun is not None and done.on <= add(begun.on, self.within)

    def describe(self, lang: Lang) -> str:
        """Returns it for people."""
        if self.within is None:
            return self.kind.in_(lang)
        words = Text(sv="inom {} från", en="within {} of").in_(lang)
        within = words.format(self.within.describe(lang))
        return f"{self.kind.in_(lang)} {within}: {self.after.in_(lang)}"


def latest(seen: Seen, key: str, point: Period | None) -> Given | None:
    """Returns the last answer that belongs to a point after the exit, or to the stay."""
    found = [
        each
        for each in seen.answers.of(seen.life.key, key)
        if _same_point(seen.life, each.point, point)
    ]
    return found[-1] if found else None


def _same_point(life: Participation, one: Period | None, other: Period | None) -> bool:
    """Tells whether two points after the exit are the same: 12 months are a year."""
    if one is None or other is None:
        return one is other
    return life.exit is not None and add(life.exit, one) == add(life.exit, other)


def question_key(question: "Asked | str") -> str:
    """Returns the key of a question, given as itself or by its key."""
    return question if isinstance(question, str) else question.key


def _check_question(question: object, point: object, faults: Faults) -> None:
    if isinstance(question, str):
        faults.named(question, "question")
    else:
        faults.of_type(question, Question, "question")
    if point is not None:
        faults.of_type(point, PERIODS, "point")


def _at_point(point: Period | None, lang: Lang) -> str:
    if point is None:
        return ""
    words = Text(sv=" {} efter avslutet", en=" {} after the exit").in_(lang)
    return words.format(point.describe(lang))


@frozen(kw_only=True)
class Positive(Criterion):
    """The last answer to a question is a positive one; unknown without an answer.

    >>> from finsam.outcomes import Positive, Seen
    >>> Positive(question="indicator_1").describe("en")
    'a positive answer: indicator_1'

    Attributes:
        question: the question, or the key of one that the caller gives.
        point: which follow-up after the exit; None for the stay itself.

    Source: FI-11, VA-20.
    """

    question: Question | str
    point: Period | None = None

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        _check_question(self.question, self.point, faults)

    def of(self, seen: Seen) -> Found:
        """Says whether the last answer is positive."""
        asked = self.question
        question = seen.questions[asked] if isinstance(asked, str) else asked
        assert isinstance(question, Question)  # the evaluation has checked it
        last = latest(seen, question.key, self.point)
        return Unknown(question.text) if last is None else last.value in question.positive

    def describe(self, lang: Lang) -> str:
        """Returns it for people."""
        words = Text(sv="positivt svar", en="a positive answer").in_(lang)
        name = self.question if isinstance(self.question, str) else self.question.text.in_(lang)
        return f"{words}{_at_point(self.point, lang)}: {name}"

    @property
    def asks(self) -> "tuple[Asked | str, ...]":
        """The question."""
        return (self.question,)


@frozen(kw_only=True)
class Answered(Criterion):
    """There is an answer to a question, whatever it says.

    >>> from finsam.legaltime import Months
    >>> from finsam.outcomes import Answered
    >>> from finsam.rulebooks import vasteras
    >>> Answered(question=vasteras.LADDER, point=Months(6)).describe("en")
    'answered 6 months after the exit: The process ladder'

    Attributes:
        question: the question, ladder or scale, or the key of one that the caller gives.
        point: which follow-up after the exit; None for the stay itself.

    Source: X-25.
    """

    question: "Asked | str"
    point: Period | None = None

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        if isinstance(self.question, Ladder | Scale):
            _check_question(self.question.key, self.point, faults)
        else:
            _check_question(self.question, self.point, faults)

    def of(self, seen: Seen) -> Found:
        """Says whether there is an answer."""
        return latest(seen, question_key(self.question), self.point) is not None

    def describe(self, lang: Lang) -> str:
        """Returns it for people."""
        words = Text(sv="besvarat", en="answered").in_(lang)
        name = self.question if isinstance(self.question, str) else self.question.text.in_(lang)
        return f"{words}{_at_point(self.point, lang)}: {name}"

    @property
    def asks(self) -> "tuple[Asked | str, ...]":
        """The question."""
        return (self.question,)


def steps_told(seen: Seen, ladder: Ladder) -> tuple[int | None, int | None]:
    """Returns the places on a ladder at the beginning and at the end of the stay; None if unknown.

    They are the first and the last told up to the exit, which counts. One alone is that of the
    end if it was told nearer to the exit than to the enrolment, else that of the beginning.
    """
    life = seen.life
    first, last = life.enrolment, life.exit
    told = [
        (each.on, ladder.place(str(each.value)))
        for each in seen.answers.of(life.key, ladder.key)
        if each.point is None and (last is None or each.on <= last)
    ]
    if not told:
        return None, None
    (begun, one), (on, other) = told[0], told[-1]
    if len(told) > 1:
        return one, other
    assert first is not None  # what lies before the enrolment is refused
    at_exit = last is not None and last - on < begun - first
    return (None, other) if at_exit else (one, None)


_TWO_STEPS = Text(
    sv="steget vid inskrivningen och vid avslutet", en="the step at enrolment and at exit"
)
_STEP_AT_EXIT = Text(sv="steget vid avslutet", en="the step at exit")


@frozen(kw_only=True)
class StepForward(Criterion):
    """Stands higher on a ladder at the end of the stay than at its beginning.

    The first and the last step told during the stay are compared; one of them alone is unknown.

    >>> from finsam.outcomes import StepForward
    >>> from finsam.rulebooks import vasteras
    >>> StepForward(ladder=vasteras.LADDER).describe("en")
    'a step forward: The process ladder'

    Attributes:
        ladder: the ladder.

    Source: VA-15, VA-17.
    """

    ladder: Ladder

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        faults.of_type(self.ladder, Ladder, "ladder")

    def of(self, seen: Seen) -> Found:
        """Says whether the last step is higher than the first."""
        before, after = steps_told(seen, self.ladder)
        return Unknown(_TWO_STEPS) if before is None or after is None else after > before

    def describe(self, lang: Lang) -> str:
        """Returns it for people."""
        words = Text(sv="ett steg framåt", en="a step forward").in_(lang)
        return f"{words}: {self.ladder.text.in_(lang)}"

    @property
    def asks(self) -> "tuple[Asked | str, ...]":
        """The ladder."""
        return (self.ladder,)


@frozen(kw_only=True)
class StepKept(Criterion):
    """Stands on the same step of a ladder as at the exit, or a higher one, at a later point.

    The step at the exit is the last one told during the stay. One alone, told nearer to the
    enrolment than to the exit, is the step at enrolment, and that at exit is unknown.

    >>> from finsam.legaltime import Months
    >>> from finsam.outcomes import StepKept
    >>> from finsam.rulebooks import vasteras
    >>> StepKept(ladder=vasteras.LADDER, point=Months(6)).describe("sv")
    'samma eller högre steg 6 månader efter avslutet: Processtrappan'

    Attributes:
        ladder: the ladder.
        point: which follow-up after the exit.

    Source: VA-15, VA-17.
    """

    ladder: Ladder
    point: Period

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        faults.of_type(self.ladder, Ladder, "ladder")
        faults.of_type(self.point, PERIODS, "point")

    def of(self, seen: Seen) -> Found:
        """Says whether the later step is the same as at the exit, or higher."""
        _, at_exit = steps_told(seen, self.ladder)
        later = latest(seen, self.ladder.key, self.point)
        if later is None:
            after = self.point
            return Unknown(
                Text(
                    sv=f"steget {after.describe('sv')} efter avslutet",
                    en=f"the step {after.describe('en')} after the exit",
                )
            )
        if at_exit is None:
            return Unknown(_STEP_AT_EXIT)
        return self.ladder.place(str(later.value)) >= at_exit

    def describe(self, lang: Lang) -> str:
        """Returns it for people."""
        words = Text(sv="samma eller högre steg", en="the same step or a higher one").in_(lang)
        return f"{words}{_at_point(self.point, lang)}: {self.ladder.text.in_(lang)}"

    @property
    def asks(self) -> "tuple[Asked | str, ...]":
        """The ladder."""
        return (self.ladder,)


def _as_criteria(criteria: Iterable[Criterion]) -> tuple[Criterion, ...]:
    return as_tuple(criteria)


def _check_all(criteria: tuple[Criterion, ...], faults: Faults) -> None:
    for i, criterion in enumerate(criteria):
        faults.of_type(criterion, Criterion, f"criteria[{i}]")
    if not criteria:
        faults.add("empty", "criteria", sv="inget angivet", en="none given")


def _asked(criteria: Iterable[Criterion]) -> Iterator["Asked | str"]:
    for criterion in criteria:
        yield from criterion.asks


@frozen(kw_only=True)
class Both(Criterion):
    """All of some criteria hold.

    >>> from finsam.outcomes import Both, Enrolled, Positive
    >>> Both(criteria=[Enrolled(), Positive(question="newly_arrived")]).describe("en")
    'enrolled and a positive answer: newly_arrived'

    Attributes:
        criteria: what has to hold.

    Source: HA-11 (the newly arrived among those who take part).
    """

    criteria: tuple[Criterion, ...] = field(converter=_as_criteria)

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        _check_all(self.criteria, faults)

    def of(self, seen: Seen) -> Found:
        """Says no if one doesn't hold, yes if all do, else unknown."""
        found = [criterion.of(seen) for criterion in self.criteria]
        if False in found:
            return False
        return next((each for each in found if isinstance(each, Unknown)), True)

    def describe(self, lang: Lang) -> str:
        """Returns it for people."""
        return joined([each.describe(lang) for each in self.criteria], _AND.in_(lang))

    @property
    def asks(self) -> "tuple[Asked | str, ...]":
        """The questions of all of them."""
        return tuple(_asked(self.criteria))

    @property
    def parts(self) -> tuple[Criterion, ...]:
        """The parts of all of them."""
        return tuple(part for each in self.criteria for part in each.parts)


@frozen(kw_only=True)
class Either(Criterion):
    """At least one of some criteria holds.

    >>> from finsam.outcomes import Either, Happened
    >>> from finsam.participation import ACTION_PLAN_MADE, DOCUMENTED
    >>> Either(criteria=[Happened(kind=ACTION_PLAN_MADE), Happened(kind=DOCUMENTED)]).describe("en")
    'action plan made or documented'

    Attributes:
        criteria: of which one has to hold.

    Source: HA-10 (documentation or an action plan).
    """

    criteria: tuple[Criterion, ...] = field(converter=_as_criteria)

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        _check_all(self.criteria, faults)

    def of(self, seen: Seen) -> Found:
        """Says yes if one holds, no if none does, else unknown."""
        found = [criterion.of(seen) for criterion in self.criteria]
        if True in found:
            return True
        return next((each for each in found if isinstance(each, Unknown)), False)

    def describe(self, lang: Lang) -> str:
        """Returns it for people."""
        return joined([each.describe(lang) for each in self.criteria], _OR.in_(lang))

    @property
    def asks(self) -> "tuple[Asked | str, ...]":
        """The questions of all of them."""
        return tuple(_asked(self.criteria))

    @property
    def parts(self) -> tuple[Criterion, ...]:
        """The parts of all of them."""
        return tuple(part for each in self.criteria for part in each.parts)
