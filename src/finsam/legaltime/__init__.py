"""Legal time: periods as the law counts them, and the ages and ends that follow from them."""

from finsam.legaltime.periods import (
    Days,
    LeapDay,
    Months,
    Period,
    Weeks,
    Years,
    add,
    latest_birth,
    latest_start,
    whole_years,
)

__all__ = [
    "Days",
    "LeapDay",
    "Months",
    "Period",
    "Weeks",
    "Years",
    "add",
    "latest_birth",
    "latest_start",
    "whole_years",
]


def __dir__() -> list[str]:
    return __all__
