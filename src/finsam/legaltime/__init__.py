"""Legal time: periods as the law counts them, ages, deadlines, holidays and intervals."""

from finsam.legaltime.deadlines import Deadline, deadline
from finsam.legaltime.intervals import Interval, gaps, runs
from finsam.legaltime.named_days import NamedDay, holidays, named_day, next_weekday
from finsam.legaltime.periods import (
    Days,
    LeapDay,
    Months,
    Period,
    Weeks,
    WorkingDays,
    Years,
    add,
    from_relativedelta,
    latest_birth,
    latest_start,
    month_day,
    to_relativedelta,
    whole_months,
    whole_years,
)

__all__ = [
    "Days",
    "Deadline",
    "Interval",
    "LeapDay",
    "Months",
    "NamedDay",
    "Period",
    "Weeks",
    "WorkingDays",
    "Years",
    "add",
    "deadline",
    "from_relativedelta",
    "gaps",
    "holidays",
    "latest_birth",
    "latest_start",
    "month_day",
    "named_day",
    "next_weekday",
    "runs",
    "to_relativedelta",
    "whole_months",
    "whole_years",
]


def __dir__() -> list[str]:
    return __all__
