"""Eligibility: a person or a referral, a measure and a day in; a decision out."""

from finsam.eligibility.assessment import assess, assess_many, eligible_periods
from finsam.eligibility.decision import Decision
from finsam.eligibility.people import Members, Person, Referral

__all__ = [
    "Decision",
    "Members",
    "Person",
    "Referral",
    "assess",
    "assess_many",
    "eligible_periods",
]


def __dir__() -> list[str]:
    return __all__
