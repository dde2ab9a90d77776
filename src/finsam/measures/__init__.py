"""Measures (*insatser*) and the rule books of the associations that run them."""

from finsam.measures.book import Measure, RuleBook, Team

__all__ = ["Measure", "RuleBook", "Team"]


def __dir__() -> list[str]:
    return __all__
