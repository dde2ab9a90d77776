"""The association (*samordningsförbund*): its year."""

from finsam.association.calendar_rules import (
    AfterEach,
    AfterYear,
    ByDay,
    DuringYear,
    EachPart,
    HasCalendar,
    TermOfOffice,
    TimesAYear,
    YearItem,
    YearRemark,
    YearRule,
)
from finsam.association.years import AssociationYear, association_year

__all__ = [
    "AfterEach",
    "AfterYear",
    "AssociationYear",
    "ByDay",
    "DuringYear",
    "EachPart",
    "HasCalendar",
    "TermOfOffice",
    "TimesAYear",
    "YearItem",
    "YearRemark",
    "YearRule",
    "association_year",
]


def __dir__() -> list[str]:
    return __all__
