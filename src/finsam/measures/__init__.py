"""Measures (*insatser*) and the rule books of the associations that run them."""

from finsam.measures.book import Measure, RuleBook, Team
from finsam.measures.book_lint import BookFinding, lint_book
from finsam.measures.conformity import CHECKS, Conformity, check_conformity
from finsam.measures.findings import Certainty, Check, ConformityFinding, Standing
from finsam.measures.letters import letter
from finsam.measures.register import HasStatements, NamedInstrument, Register, register
from finsam.measures.statements import (
    Aim,
    Auditors,
    BoardSeats,
    Income,
    Ownership,
    Statement,
    Task,
    Tasks,
)
from finsam.measures.views import (
    Question,
    questions,
    rules_mermaid,
    rules_table,
    rules_text,
)

__all__ = [
    "CHECKS",
    "Aim",
    "Auditors",
    "BoardSeats",
    "BookFinding",
    "Certainty",
    "Check",
    "Conformity",
    "ConformityFinding",
    "HasStatements",
    "Income",
    "Measure",
    "NamedInstrument",
    "Ownership",
    "Question",
    "Register",
    "RuleBook",
    "Standing",
    "Statement",
    "Task",
    "Tasks",
    "Team",
    "check_conformity",
    "letter",
    "lint_book",
    "questions",
    "register",
    "rules_mermaid",
    "rules_table",
    "rules_text",
]


def __dir__() -> list[str]:
    return __all__
