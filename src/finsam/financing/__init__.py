"""Money: who pays what, budgets and their sums, grants and payment requests, staff and places.

Amounts are `Decimal` kronor, shares `Fraction`. A member is an organisation, a side what the money
rule of the act knows, and an authority one of the four kinds that are counted.
"""

from finsam.financing.act import SHARES, ShareRule
from finsam.financing.agreed_keys import ByInhabitants, ByShares, Equal, FixedThen, Key
from finsam.financing.allocation import (
    STATE_MODEL,
    Allocation,
    AllocationModel,
    Applicant,
    allocate,
)
from finsam.financing.bounds import Bound, BoundOutcome, check_bounds
from finsam.financing.budgets import (
    Budget,
    BudgetRule,
    Forecast,
    Line,
    LineGroup,
    LineOutcome,
    Outturn,
    forecast,
    outturn,
    review_budget,
)
from finsam.financing.contributions import (
    Contribution,
    Contributions,
    LargestTotal,
    contributions,
    cover_shortfall,
    largest_total,
)
from finsam.financing.equity import EquityGuideline, EquityStep
from finsam.financing.estimates import CostItem, Estimate, Reckoning, Way
from finsam.financing.grants import CostKind, Financeable, Grant, GrantPart, GrantStatus
from finsam.financing.requests import (
    Answer,
    Cost,
    CostOutcome,
    PaymentRequest,
    RequestCheck,
    RequestOutcome,
    check_requests,
)
from finsam.financing.reviews import Review, review
from finsam.financing.rules import (
    FinancingRule,
    HasFinancing,
    MoneyRemark,
    Weight,
    financing_rule,
    rules_of,
)
from finsam.financing.staffing import NotFinanced, Staff, Staffing
from finsam.financing.stated import ContributionCheck, Deviation, check_contributions
from finsam.financing.stated_shares import StatedShare, StatedShares
from finsam.financing.sums import (
    Addend,
    Disagreement,
    Figure,
    HasSheet,
    Mismatch,
    Printed,
    Reconciliation,
    Sheet,
    reconcile,
)
from finsam.financing.unit_costs import Payback, UnitCost, payback, unit_cost

__all__ = [
    "SHARES",
    "STATE_MODEL",
    "Addend",
    "Allocation",
    "AllocationModel",
    "Answer",
    "Applicant",
    "Bound",
    "BoundOutcome",
    "Budget",
    "BudgetRule",
    "ByInhabitants",
    "ByShares",
    "Contribution",
    "ContributionCheck",
    "Contributions",
    "Cost",
    "CostItem",
    "CostKind",
    "CostOutcome",
    "Deviation",
    "Disagreement",
    "Equal",
    "EquityGuideline",
    "EquityStep",
    "Estimate",
    "Figure",
    "Financeable",
    "FinancingRule",
    "FixedThen",
    "Forecast",
    "Grant",
    "GrantPart",
    "GrantStatus",
    "HasFinancing",
    "HasSheet",
    "Key",
    "LargestTotal",
    "Line",
    "LineGroup",
    "LineOutcome",
    "Mismatch",
    "MoneyRemark",
    "NotFinanced",
    "Outturn",
    "Payback",
    "PaymentRequest",
    "Printed",
    "Reckoning",
    "Reconciliation",
    "RequestCheck",
    "RequestOutcome",
    "Review",
    "ShareRule",
    "Sheet",
    "Staff",
    "Staffing",
    "StatedShare",
    "StatedShares",
    "UnitCost",
    "Way",
    "Weight",
    "allocate",
    "check_bounds",
    "check_contributions",
    "check_requests",
    "contributions",
    "cover_shortfall",
    "financing_rule",
    "forecast",
    "largest_total",
    "outturn",
    "payback",
    "reconcile",
    "review",
    "review_budget",
    "rules_of",
    "unit_cost",
]


def __dir__() -> list[str]:
    return __all__
