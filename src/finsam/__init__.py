"""finsam: the rules of Swedish financial coordination, as values that can be read, cited and run.

The shop window: what most callers need. Rule books are in `finsam.rulebooks`, the rule language
in `finsam.rules`. Each room is loaded when it, or something of it, is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
    "Authority", "Benefit", "Between", "Concern", "ConcernOutcome", "Consent", "Decision",
    "FinsamError", "FinsamWarning", "InvalidInput", "InvalidRules", "Measure", "NotApplicable",
    "NotInForce", "Outcome", "Participation", "Person", "Referral", "RuleBook", "Service", "Text",
    "Verdict", "__version__", "agenda", "assess", "assess_many", "association_year", "compare",
    "eligible_periods", "plan",
]  # fmt: skip

_ROOMS = (  # what has a name of the window comes first, the lightest before the others
    "texts", "errors", "terms", "rules", "eligibility", "participation", "association", "measures",
    "citations", "exchange", "financing", "frames", "legaltime", "members", "money",
    "municipalities", "outcomes", "rulebooks",
)  # fmt: skip


if not TYPE_CHECKING:  # pragma: no branch - a misspelt name is for the type checkers to find

    def __getattr__(name: str) -> object:
        """Fetches a room, or a name of the window from its room, when it is first asked for."""
        if name in _ROOMS:
            return import_module(f"finsam.{name}")
        if name not in __all__:
            raise AttributeError(f"module 'finsam' has no attribute {name!r}")
        rooms = (import_module(f"finsam.{room}") for room in _ROOMS)
        return globals().setdefault(name, next(vars(m)[name] for m in rooms if name in m.__all__))


def __dir__() -> list[str]:
    return __all__
