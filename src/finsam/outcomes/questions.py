"""What is asked of a participation, and the answers: questions, ladders, scales.

The library knows no question of an instrument by its words: who uses one gives its options, and
which of them count as positive.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import cast

from attrs import field, frozen

from finsam.citations import Citation
from finsam.errors import Faults, InvalidInput, InvalidRules, as_tuple
from finsam.legaltime import Days, Months, Period, Weeks, Years, add
from finsam.participation import Participation
from finsam.rules.facts import as_term
from finsam.terms import Term, TermEnum
from finsam.texts import Text

__all__ = ["NO", "YES", "Answer", "Answers", "Asked", "Ladder", "Question", "Scale", "yes_no"]


def __dir__() -> list[str]:
    return __all__


YES = Term("yes", Text(sv="ja", en="yes"))
"""The positive option of a question of yes or no."""

NO = Term("no", Text(sv="nej", en="no"))
"""The other option of a question of yes or no."""


def as_terms(terms: Iterable[Term | TermEnum]) -> tuple[Term, ...]:
    """Returns terms, given as themselves or as members of a list."""
    return tuple(as_term(term) for term in as_tuple(terms))


def as_keys(terms: Iterable[Term | TermEnum | str]) -> frozenset[str]:
    """Returns the keys of terms, given as keys or as terms."""
    return frozenset(str(getattr(term, "key", term)) for term in as_tuple(terms))


def _check_options(options: tuple[Term, ...], path: str, fewest: int, faults: Faults) -> None:
    keys: set[str] = set()
    for i, option in enumerate(options):
        if faults.of_type(option, Term, f"{path}[{i}]"):
            if option.key in keys:
                faults.add(
                    "duplicate",
                    f"{path}[{i}].key",
                    sv=f"nyckeln {option.key!r} finns redan",
                    en=f"the key {option.key!r} is taken",
                    value=option.key,
                )
            keys.add(option.key)
    if len(options) < fewest:
        faults.add(
            "empty",
            path,
            sv=f"ska vara minst {fewest}",
            en=f"takes at least {fewest}",
        )


def _read_option(value: object, options: tuple[Term, ...], path: str, faults: Faults) -> str | None:
    """Returns the key of an option; notes one that there isn't."""
    known = [option.key for option in options]
    key = str(getattr(value, "key", value))
    if isinstance(value, bool) and {"yes", "no"} <= set(known):
        key = "yes" if value else "no"
    if key in known and isinstance(value, str | Term | bool):
        return key
    what = Text(sv="ett av svarsalternativen", en="one of the options")
    faults.unknown(path, what=what, value=key, among=known, private=True)
    return None


@frozen(kw_only=True)
class Question:
    """A question with a closed list of options, some of which count as positive.

    >>> from finsam.outcomes import Question
    >>> from finsam.terms import Term
    >>> from finsam.texts import Text
    >>> agree = Term("agree", Text(sv="instämmer", en="agree"))
    >>> disagree = Term("disagree", Text(sv="instämmer inte", en="disagree"))
    >>> question = Question(
    ...     key="indicator_1",
    ...     text=Text(sv="Indikator 1", en="Indicator 1"),
    ...     options=[agree, disagree],
    ...     positive=[agree],
    ... )
    >>> [option.key for option in question.options], sorted(question.positive)
    (['agree', 'disagree'], ['agree'])

    Attributes:
        key: a name for programs, by which answers name it.
        text: what it is about, for people; never the words of an instrument that is licensed.
        options: the answers that there are.
        positive: the keys of those that count as positive.

    Raises:
        InvalidRules: a part is missing or of another type, fewer than two options, no positive
            one, or one that is no option; all faults at once.

    Source: NNS, Indikatorer för finansiell samordning; options are the user's.
    """

    key: str
    text: Text
    options: tuple[Term, ...] = field(converter=as_terms)
    positive: frozenset[str] = field(converter=as_keys)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.named(self.key, "key")
        faults.of_type(self.text, Text, "text")
        _check_options(self.options, "options", 2, faults)
        known = [getattr(option, "key", "") for option in self.options]
        for key in sorted(self.positive - set(known)):
            what = Text(sv="ett av svarsalternativen", en="one of the options")
            faults.unknown("positive", what=what, value=key, among=known)
        if not self.positive:
            faults.add("empty", "positive", sv="minst ett ska räknas", en="at least one counts")
        faults.raise_as(InvalidRules)

    def read(self, value: object, path: str, faults: Faults) -> str | None:
        """Returns the key of the option that was answered; notes one that there isn't."""
        return _read_option(value, self.options, path, faults)


def yes_no(key: str, *, sv: str, en: str) -> Question:
    """Makes a question of yes or no, whose positive answer is yes.

    >>> from finsam.outcomes import yes_no
    >>> question = yes_no("in_place", sv="Är på rätt plats?", en="Is in the right place?")
    >>> sorted(option.key for option in question.options)
    ['no', 'yes']

    Args:
        key: a name for programs.
        sv: what it is about, in Swedish.
        en: what it is about, in English.
    """
    return Question(key=key, text=Text(sv=sv, en=en), options=[YES, NO], positive=[YES])


@frozen(kw_only=True)
class Ladder:
    """A ladder (*processtrappa*): steps in order, the lowest first.

    >>> from finsam.outcomes import Ladder
    >>> from finsam.rulebooks import vasteras
    >>> [step.in_("en") for step in vasteras.LADDER.steps][-1]
    'studies or work, with or without support from society'
    >>> vasteras.LADDER.place("individual_assessment"), vasteras.LADDER.place("work_or_studies")
    (2, 6)

    Attributes:
        key: a name for programs, by which answers name it.
        text: its name for people.
        steps: the steps, the lowest first.
        rule: the rule that it cites; None for one of your own.
        citation: where it stands; None for one of your own.

    Raises:
        InvalidRules: a part is missing or of another type, or fewer than two steps; all faults
            at once.

    Source: VA-17.
    """

    key: str
    text: Text
    steps: tuple[Term, ...] = field(converter=as_terms)
    rule: str | None = None
    citation: Citation | None = None

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.named(self.key, "key")
        faults.of_type(self.text, Text, "text")
        _check_options(self.steps, "steps", 2, faults)
        if self.rule is not None:
            faults.named(self.rule, "rule")
        if self.citation is not None:
            faults.of_type(self.citation, Citation, "citation")
        faults.raise_as(InvalidRules)

    def place(self, step: str) -> int:
        """Returns the place of a step, the lowest being 0.

        Raises:
            InvalidInput: there is no such step; the message has the nearest.
        """
        faults = Faults()
        found = self.read(step, "step", faults)
        faults.raise_as(InvalidInput)
        return [each.key for each in self.steps].index(str(found))

    def read(self, value: object, path: str, faults: Faults) -> str | None:
        """Returns the key of a step; notes one that there isn't."""
        return _read_option(value, self.steps, path, faults)


@frozen(kw_only=True)
class Scale:
    """A number between two ends, such as a mark on a line of ten centimetres.

    >>> from finsam.outcomes import Scale
    >>> from finsam.texts import Text
    >>> scale = Scale(key="health", text=Text(sv="Hälsa", en="Health"), minimum=0, maximum=10)
    >>> scale.minimum, scale.maximum
    (0, 10)

    Attributes:
        key: a name for programs, by which answers name it.
        text: its name for people.
        minimum: the lowest value.
        maximum: the highest value.

    Raises:
        InvalidRules: a part is missing or of another type, or the ends are turned round; all
            faults at once.

    Source: BIP, ORS and SRS as told by secondary sources.
    """

    key: str
    text: Text
    minimum: int | Decimal
    maximum: int | Decimal

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.named(self.key, "key")
        faults.of_type(self.text, Text, "text")
        ends = [
            exact_number(end, path, faults)
            for path, end in (("minimum", self.minimum), ("maximum", self.maximum))
        ]
        if all(ends) and self.minimum >= self.maximum:
            faults.add(
                "order",
                "maximum",
                sv=f"{self.maximum} ligger inte över {self.minimum}",
                en=f"{self.maximum} isn't above {self.minimum}",
            )
        faults.raise_as(InvalidRules)

    def read(self, value: object, path: str, faults: Faults) -> Decimal | None:
        """Returns the number; notes one outside the ends, without quoting it."""
        if not exact_number(value, path, faults):
            return None
        number = Decimal(cast("int | Decimal", value))
        if not self.minimum <= number <= self.maximum:
            faults.add(
                "range",
                path,
                sv=f"ska ligga mellan {self.minimum} och {self.maximum}",
                en=f"lies between {self.minimum} and {self.maximum}",
            )
            return None
        return number


def exact_number(value: object, path: str, faults: Faults) -> bool:
    """Notes a fault unless the value is a whole number or a finite Decimal."""
    if not faults.of_type(value, int | Decimal, path) or isinstance(value, bool):
        if isinstance(value, bool):
            faults.of_type(value, Decimal, path)
        return False
    if isinstance(value, Decimal) and not value.is_finite():
        faults.add("range", path, sv="ska vara ett ändligt tal", en="takes a finite number")
        return False
    return True


Asked = Question | Ladder | Scale
"""What can be asked: a question, a ladder or a scale."""

PERIODS = Days | Weeks | Months | Years


@frozen
class Answer:
    """What was answered about a participation on a day.

    >>> import datetime as dt
    >>> from finsam.legaltime import Months
    >>> from finsam.outcomes import Answer
    >>> Answer("17", "process_ladder", "work_or_studies", dt.date(2022, 12, 1), point=Months(6))
    Answer('17', 'process_ladder', on 2022-12-01)

    Attributes:
        participation: the key of the participation.
        question: the key of the question, ladder or scale.
        value: the key of an option or step, True or False for yes and no, or a number.
        on: the day.
        point: for an answer after the exit, which follow-up it belongs to: `Months(6)`. An answer
            to a question without one belongs to the stay, also when it came in after the exit.

    Raises:
        InvalidInput: a part is missing or of another type; all faults at once.

    Source: the how-to Measure the goals.
    """

    participation: str
    question: str
    value: object = field(repr=False)
    on: dt.date
    point: Period | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.named(self.participation, "participation")
        faults.named(self.question, "question")
        faults.plain_date(self.on, "on")
        if self.point is not None:
            faults.of_type(self.point, PERIODS, "point")
        faults.raise_as(InvalidInput)

    def __repr__(self) -> str:
        return f"Answer({self.participation!r}, {self.question!r}, on {self.on})"


@frozen
class Given:
    """An answer as it was read: its day, the point that it belongs to, and its value."""

    on: dt.date
    point: Period | None
    value: str | Decimal


@frozen
class Answers:
    """Answers that have been read against their questions and participations.

    >>> import datetime as dt
    >>> from finsam import Participation
    >>> from finsam.outcomes import Answer, Answers, yes_no
    >>> stay = Participation(key="17", enrolled=dt.date(2022, 1, 31))
    >>> question = yes_no("in_place", sv="Är på rätt plats?", en="Is in the right place?")
    >>> given = [Answer("17", "in_place", True, dt.date(2022, 5, 2))]
    >>> read = Answers.read(given, [question], [stay], as_of=dt.date(2022, 6, 30))
    >>> [each.value for each in read.of("17", "in_place")]
    ['yes']

    Attributes:
        by_key: the answers by participation and question, by day.

    Source: the how-to Measure the goals.
    """

    by_key: Mapping[tuple[str, str], tuple[Given, ...]] = MappingProxyType({})

    def of(self, participation: str | None, question: str) -> tuple[Given, ...]:
        """Returns the answers to a question about a participation, by day."""
        return () if participation is None else self.by_key.get((participation, question), ())

    @classmethod
    def read(
        cls,
        answers: Iterable[Answer],
        questions: Iterable[Asked],
        participations: Iterable[Participation],
        *,
        as_of: dt.date,
    ) -> "Answers":
        """Reads answers; those after a day don't exist yet.

        Args:
            answers: in any order.
            questions: what they are answers to.
            participations: what they are about.
            as_of: the day.

        Raises:
            InvalidInput: a question (told once) or a participation that there isn't, an option
                or a step that there isn't, a number outside its scale, an answer before the
                enrolment or, with a point, before the exit or nearer to it than to the point, a
                step after the exit without a point, two answers of one day; all faults at once.
        """
        faults = Faults()
        asked = {question.key: question for question in questions}
        stays = {stay.key: stay for stay in participations}
        found: dict[tuple[str, str], list[Given]] = {}
        unknown: set[str] = set()
        for i, answer in enumerate(as_tuple(answers)):
            path = f"answers[{i}]"
            if not faults.of_type(answer, Answer, path):
                continue
            question = asked.get(answer.question)
            if question is None and answer.question not in unknown:
                unknown.add(answer.question)
                what = Text(sv="en fråga som ställs här", en="a question that is asked here")
                faults.unknown(f"{path}.question", what=what, value=answer.question, among=asked)
            stay = stays.get(answer.participation)
            if stay is None:
                what = Text(sv="ett av deltagandena", en="one of the participations")
                keys = [key for key in stays if key is not None]
                faults.unknown(
                    f"{path}.participation",
                    what=what,
                    value=answer.participation,
                    among=keys,
                    private=True,
                )
            else:
                _check_day(answer, stay, path, faults, is_ladder=isinstance(question, Ladder))
            if question is None or stay is None:
                continue
            value = question.read(answer.value, f"{path}.value", faults)
            if value is not None:
                known = found.setdefault((answer.participation, answer.question), [])
                if any((each.on, each.point) == (answer.on, answer.point) for each in known):
                    faults.add(
                        "duplicate",
                        path,
                        sv=f"samma fråga har redan ett svar för {answer.on}",
                        en=f"the same question has an answer for {answer.on} already",
                    )
                known.append(Given(answer.on, answer.point, value))
        faults.raise_as(InvalidInput)
        return cls(
            {
                key: tuple(sorted((g for g in known if g.on <= as_of), key=lambda each: each.on))
                for key, known in found.items()
            }
        )


def _check_day(
    answer: Answer, stay: Participation, path: str, faults: Faults, *, is_ladder: bool
) -> None:
    """Notes an answer that lies before what it belongs to, or belongs to something else."""
    first, what = stay.enrolment, Text(sv="inskrivningen", en="the enrolment")
    if answer.point is not None:
        first, what = stay.exit, Text(sv="avslutet", en="the exit")
    if answer.point is None and stay.exit is not None and answer.on > stay.exit and is_ladder:
        faults.add(
            "missing",
            f"{path}.point",
            sv=f"steget {answer.on} ligger efter avslutet: ange vilken uppföljning det hör till",
            en=f"the step of {answer.on} lies after the exit: give the follow-up it belongs to",
        )
    if answer.point is not None and first is not None and answer.on >= first:
        due = add(first, answer.point)
        if answer.on - first < due - answer.on:
            faults.add(
                "order",
                f"{path}.on",
                sv=f"svaret {answer.on} ligger närmare avslutet än uppföljningen {due}",
                en=f"the answer of {answer.on} lies nearer to the exit than to the follow-up {due}",
            )
    if first is None or answer.on < first:
        faults.add(
            "order",
            f"{path}.on",
            sv=f"svaret {answer.on} ligger före {what.sv}",
            en=f"the answer of {answer.on} lies before {what.en}",
        )
