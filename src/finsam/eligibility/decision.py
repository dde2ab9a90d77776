"""The decision: the verdict, the findings, and everything that follows from them."""

import datetime as dt
from typing import Literal

from attrs import field, frozen

from finsam.eligibility.explanation import explained, headline
from finsam.rules import (
    Clause,
    Concern,
    ConcernOutcome,
    Evaluation,
    Finding,
    Known,
    Missing,
    OpenPoint,
    Outcome,
    RuleSet,
    Strength,
    Verdict,
    WayIn,
)
from finsam.texts import Lang

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
        """What only guidelines and priority want to know."""
        return self._evaluation.missing_for_remarks

    @property
    def has_priority(self) -> bool | None:
        """Whether the person goes first; None while it isn't known."""
        return self._evaluation.has_priority

    @property
    def open_points(self) -> tuple[OpenPoint, ...]:
        """The open points that the answer hangs on, with the verdict that each reading gives."""
        return self._evaluation.open_points

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
        """Returns the verdict, and then every concern that isn't met, in one line."""
        return headline(self, lang)

    def explain(self, lang: Lang = "sv", style: Literal["text", "markdown"] = "text") -> str:
        """Returns the whole answer for people: reasons, sources, and what is still to ask.

        It shows what is known of the person, and is meant for who handles the case.

        Args:
            lang: "sv" or "en".
            style: "text" or "markdown".

        Raises:
            ValueError: another language or style.
        """
        if style not in {"text", "markdown"}:
            raise ValueError(f"style is 'text' or 'markdown', not {style!r}")
        return explained(self, lang, style)

    def _repr_html_(self) -> str:
        """Returns the explanation in Swedish for a notebook: escaped, without scripts."""
        return explained(self, "sv", "html")


_MET = {ConcernOutcome.MET}
