"""The decision: the verdict, the findings, and everything that follows from them."""

import datetime as dt
from collections.abc import Mapping
from typing import cast

from attrs import field, frozen

from finsam.eligibility.explanation import explained, headline
from finsam.eligibility.people import PLACES, spelt_out
from finsam.errors import Faults, InvalidInput
from finsam.rules import (
    Changes,
    Chosen,
    Clause,
    Concern,
    ConcernOutcome,
    Evaluation,
    Finding,
    Known,
    Missing,
    Open,
    OpenPoint,
    Outcome,
    RuleSet,
    Selection,
    Strength,
    Verdict,
    WayIn,
)
from finsam.rules.counterfactuals import changes_of
from finsam.texts import Lang, Style

__all__ = ["Decision"]


def __dir__() -> list[str]:
    return __all__


@frozen(repr=False)
class Decision:
    """What a rule set says about a person on a day, as far as the person is known.

    All but its attributes is worked out when it is asked for.

    >>> import datetime as dt
    >>> from finsam import Person, assess
    >>> from finsam.rulebooks import model
    >>> person = Person(birth_date=dt.date(1950, 1, 1))
    >>> decision = assess(person, model.SAMORDNINGSTEAM, as_of=dt.date(2026, 11, 22))
    >>> decision.headline("en"), decision.ready
    ('Not eligible. The source says nothing about the way in.', False)

    Attributes:
        verdict: about the person, over everything that is still possible.
        findings: every clause and its outcome, in the order of the clauses.
        rules: the rule set, with the readings that the caller chose.
        facts: what was known.
        as_of: the day of assessment.

    Raises:
        TypeError: it is taken for a yes or a no.

    Source: the page What a verdict means.
    """

    verdict: Verdict
    findings: tuple[Finding, ...] = field(repr=False)
    rules: RuleSet
    facts: Known
    as_of: dt.date

    def __repr__(self) -> str:
        return f"Decision({self.verdict.value}, {self.rules.key}, as_of={self.as_of})"

    def __bool__(self) -> bool:
        raise TypeError("a decision is not a yes or a no; ask its .verdict, or .ready")

    @property
    def _evaluation(self) -> Evaluation:
        return self.rules.prepared(self.as_of).evaluate(self.facts)

    @property
    def concerns(self) -> dict[Concern, ConcernOutcome]:
        """The outcome of each other concern that the rules speak of; the way in always."""
        return dict(self._evaluation.concerns)

    @property
    def ready(self) -> bool | None:
        """True when eligible and every concern is met, False when something isn't, else None."""
        outcomes = set(self._evaluation.concerns.values())
        if self.verdict is Verdict.NOT_ELIGIBLE or ConcernOutcome.NOT_MET in outcomes:
            return False
        return True if self.verdict is Verdict.ELIGIBLE and outcomes <= _MET else None

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What would change the answer, in the order in which it is best asked."""
        return self._evaluation.missing

    @property
    def missing_for_remarks(self) -> tuple[Missing, ...]:
        """What only guidelines and priority want to know; nothing once the answer is no."""
        return self._evaluation.missing_for_remarks

    @property
    def has_priority(self) -> bool | None:
        """Whether the person goes first; None while it isn't known.

        It is worked out for itself, whatever the verdict is: who is refused may have it too, and
        it lets nobody in.
        """
        return self._evaluation.has_priority

    @property
    def open_points(self) -> tuple[OpenPoint, ...]:
        """The open points that the answer hangs on, with the verdict that each reading gives."""
        return self._evaluation.open_points

    @property
    def open_points_for_remarks(self) -> tuple[Open, ...]:
        """The open points that only guidelines and priority hang on."""
        return self._evaluation.open_points_for_remarks

    @property
    def clash(self) -> tuple[Clause, ...]:
        """A smallest set of clauses that can't be met together, when none fails by itself."""
        return self._evaluation.clash

    @property
    def ways_in(self) -> tuple[tuple[WayIn, Outcome], ...]:
        """Each way in, and whether the person comes that way."""
        return self._evaluation.ways_in

    @property
    def open_ways(self) -> tuple[WayIn, ...]:
        """The ways in that are, or may be, open to the person, whichever way was tried."""
        return self._evaluation.open_ways

    @property
    def steps_left(self) -> tuple[WayIn, ...]:
        """The ways in that the person comes, or may come, and whose steps aren't done."""
        return self._evaluation.steps_left

    @property
    def remarks(self) -> tuple[Finding, ...]:
        """The guidelines that aren't met, or aren't known to be; they never refuse."""
        return tuple(
            finding
            for finding in self.findings
            if finding.clause.strength is Strength.GUIDELINE
            and finding.outcome in {Outcome.FAILED, Outcome.UNKNOWN}
        )

    @property
    def statements(self) -> tuple[Clause, ...]:
        """What the source says without a condition; shown, never evaluated."""
        return tuple(clause for clause in self.rules.clauses if not clause.is_evaluated)

    def headline(self, lang: Lang = "sv") -> str:
        """Returns the verdict, and then every concern that isn't met, in one line.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return headline(self, lang)

    def with_answers(self, answers: Mapping[str, object]) -> "Decision":
        """Returns the decision once more is known: the next step of an interview.

        >>> import datetime as dt
        >>> from finsam import Person, assess
        >>> from finsam.rulebooks import model
        >>> decision = assess(Person(), model.SAMORDNINGSTEAM, as_of=dt.date(2026, 11, 22))
        >>> decision.missing[0].key
        'birth_date'
        >>> decision.with_answers({"birth_date": dt.date(2015, 1, 1)}).verdict
        <Verdict.NOT_ELIGIBLE: 'not_eligible'>

        Args:
            answers: values by the keys of `missing`. An answer takes the place of what was known
                of the fact; one about a member of a set ("needs/region") is True or False, and
                leaves the other members as they were. None is not known.

        Raises:
            InvalidInput: a key that isn't declared, a value of the wrong kind, or a set both whole
                and by members; all faults at once.
        """
        faults = Faults()
        faults.of_type(answers, Mapping, "answers")
        faults.raise_as(InvalidInput)
        given: dict[str, object] = dict(self.facts)
        about_members = {key: answer for key, answer in answers.items() if "/" in str(key)}
        given |= {
            key: spelt_out(answer) if key in PLACES else answer
            for key, answer in answers.items()
            if key not in about_members
        }
        for key, answer in about_members.items():
            if answers.get(key.partition("/")[0]) is None:
                self._add_member(given, key, answer)
            else:
                given[key] = answer  # the set is answered whole too, which the reading refuses
        known = self.rules.vocabulary.read(given, as_of=self.as_of)
        evaluation = self.rules.evaluate(known, as_of=self.as_of)
        return Decision(evaluation.verdict, evaluation.findings, self.rules, known, self.as_of)

    def _add_member(self, given: dict[str, object], key: str, answer: object) -> None:
        """Adds an answer about a member of a set to what is given."""
        fact, _, member = key.partition("/")
        kind = self.rules.vocabulary[fact].kind if fact in self.rules.vocabulary else None
        if not isinstance(kind, Selection):
            given[key] = answer  # there is no such set, which the reading says
            return
        known: object = given.get(fact) or {}  # as known, or as answered of another member
        members = known.members if isinstance(known, Chosen) else known
        given[fact] = {**cast("Mapping[str, object]", members), member: answer}

    def changes(self, to: Verdict = Verdict.ELIGIBLE) -> Changes:
        """Returns what would have to be otherwise for another verdict: the smallest sets of facts.

        With other values of just these, and some values of what is unknown, the verdict can be
        that one. Time is one more element, with its first day.

        >>> import datetime as dt
        >>> from finsam import Person, assess
        >>> from finsam.rulebooks import model
        >>> person = Person(birth_date=dt.date(2011, 3, 1), needs={"region"})
        >>> decision = assess(person, model.SAMORDNINGSTEAM, as_of=dt.date(2026, 11, 22))
        >>> for part in decision.changes().in_the_way:
        ...     for change in part.changes:
        ...         keys = [altered.key for altered in change.facts]
        ...         print(part.clauses[0].rule, change.bucket.value, keys, change.from_day)
        BR-01 stands ['needs/municipality'] None
        BR-01 stands ['needs/social_insurance_agency'] None
        BR-01 stands ['needs/public_employment_service'] None
        BR-02 stands ['birth_date'] None
        BR-02 waits [] 2027-03-01

        Args:
            to: ELIGIBLE, or NOT_ELIGIBLE for what would make the person not eligible.

        Raises:
            InvalidInput: `to` is another verdict, or none.
            RulesTooLarge: there are too many such sets; see `MAX_CHANGES`.

        Source: the how-to What would change it.
        """
        return changes_of(self.rules, self.facts, as_of=self.as_of, to=to)

    def explain(self, lang: Lang = "sv", style: Style = "text") -> str:
        """Returns the whole answer for people: reasons, sources, and what is still to ask.

        It shows what is known of the person, and is meant for who handles the case.

        Args:
            lang: "sv" or "en".
            style: "text", "markdown", or "html", which is escaped and has no script.

        Raises:
            ValueError: another language or style.
        """
        return explained(self, lang, style)

    def _repr_html_(self) -> str:
        """Returns the explanation in Swedish for a notebook: escaped, without scripts.

        It shows what is known of the person, and a notebook is saved with what it shows.
        """
        return explained(self, "sv", "html")


_MET = {ConcernOutcome.MET}
