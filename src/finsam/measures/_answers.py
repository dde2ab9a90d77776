"""What the checks share: how an answer is made, and which clauses everybody has to meet."""

from collections.abc import Iterable
from typing import TypeVar

from finsam.measures.book import Measure, Team
from finsam.measures.findings import Answer, Case, Certainty, Standing
from finsam.measures.statements import Statement
from finsam.rules import Clause, Concern, RuleSet, Strength
from finsam.texts import Text

Kind = TypeVar("Kind", bound=Statement)


def both(sv: str, en: str) -> Text:
    return Text(sv=sv, en=en)


def of_kind(statements: Iterable[Statement], kind: type[Kind]) -> list[Kind]:
    return [statement for statement in statements if isinstance(statement, kind)]


def about(
    statements: Iterable[Statement | Clause | Team],
    standing: Standing,
    text: Text,
    *,
    measure: Measure | None = None,
    certainty: Certainty | None = None,
    known_as: str = "",
) -> Answer:
    """Returns an answer about rules of the book, each named once.

    Args:
        statements: the rules, as whatever they are.
        standing: how the book stands to what is asked.
        text: the answer.
        measure: the measure that it is about; None for the association.
        certainty: how sure it is; None for that of the check.
        known_as: the id under which such a difference between sources is known; empty for none.
    """
    given = tuple(statements)
    rules = [each.rule for each in given] + ([known_as] if known_as else [])
    return Answer(
        standing=standing,
        text=text,
        rules=tuple(dict.fromkeys(rules)),
        citations=tuple(dict.fromkeys(each.citation for each in given)),
        measure=measure,
        certainty=certainty,
    )


def unstated(sv: str, en: str, measure: Measure | None = None) -> Answer:
    return Answer(standing=Standing.NOT_STATED, text=both(sv, en), measure=measure)


def required(measure: Measure) -> list[Clause]:
    """Returns the clauses that everybody has to meet who takes part."""
    rules = measure.eligibility
    assert isinstance(rules, RuleSet)
    return [
        clause
        for clause in rules.clauses
        if clause.strength is Strength.REQUIRED
        and clause.concern is Concern.PERSON
        and clause.applies_to is None
    ]


def individual(case: Case) -> list[Measure]:
    return [m for m in case.measures if isinstance(m.eligibility, RuleSet)]


NO_MUNICIPALITIES = both(
    "förbundets kommuner är inte angivna", "the association's municipalities aren't stated"
)
