"""finsam: the rules of Swedish financial coordination, as values that can be read, cited and run.

The shop window: what most callers need. Rule books are in `finsam.rulebooks`, the rule language
in `finsam.rules`. Each room is loaded when something of it is first asked for.
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


_ROOMS = (  # the first that has a name has it for the window; the lightest come first
    "texts",
    "errors",
    "terms",
    "rules",
    "eligibility",
    "participation",
    "association",
    "measures",
)


if not TYPE_CHECKING:  # a misspelt name is for the type checkers to find

    def __getattr__(name: str) -> object:
        """Fetches a name of the window from its room, or a room, when it is first asked for."""
        if name in _ROOMS:
            return import_module(f"finsam.{name}")
        if name in __all__:
            for room in _ROOMS:
                module = import_module(f"finsam.{room}")
                if name in module.__all__:
                    return globals().setdefault(name, getattr(module, name))
        raise AttributeError(f"module 'finsam' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
