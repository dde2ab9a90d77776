"""finsam: the rules of Swedish financial coordination, as values that can be read, cited and run.

The shop window: what most callers need. Rule books are in `finsam.rulebooks`, the rule language
in `finsam.rules`.
"""

from finsam.association import association_year
from finsam.eligibility import (
    Decision,
    Person,
    Referral,
    assess,
    assess_many,
    eligible_periods,
)
from finsam.errors import (
    FinsamError,
    FinsamWarning,
    InvalidInput,
    InvalidRules,
    NotApplicable,
    NotInForce,
)
from finsam.measures import Measure, RuleBook
from finsam.participation import Participation, agenda, plan
from finsam.rules import Between, Concern, ConcernOutcome, Outcome, Verdict, compare
from finsam.terms import Authority, Benefit, Consent, Service
from finsam.texts import Text

__version__ = "0.1.0.dev0"

__all__ = [
    "Authority",
    "Benefit",
    "Between",
    "Concern",
    "ConcernOutcome",
    "Consent",
    "Decision",
    "FinsamError",
    "FinsamWarning",
    "InvalidInput",
    "InvalidRules",
    "Measure",
    "NotApplicable",
    "NotInForce",
    "Outcome",
    "Participation",
    "Person",
    "Referral",
    "RuleBook",
    "Service",
    "Text",
    "Verdict",
    "__version__",
    "agenda",
    "assess",
    "assess_many",
    "association_year",
    "compare",
    "eligible_periods",
    "plan",
]


def __dir__() -> list[str]:
    return __all__
