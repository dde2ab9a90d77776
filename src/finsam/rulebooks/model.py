"""The model measure: the rules that every association can start from.

An association that has written nothing yet can use it as it is. One that derives its own measure
(`RuleSet.with_changes`) keeps BR-01 and BR-02, which may be tightened but not dropped. The
exclusions of BR-03 are free: those of the sources differ the most (X-24), and to drop one only
lets more people in. Who may refer, and who decides on intake, is left to the association.
"""

import datetime as dt

from finsam.citations import Citation, Norm, Rank
from finsam.legaltime import Months, Weeks
from finsam.measures import Measure, RuleBook
from finsam.members import Association
from finsam.participation import DOCUMENTED, EXITED, Every, Within
from finsam.rulebooks import _money
from finsam.rules import (
    COMMON,
    Age,
    AllOf,
    Clause,
    Flag,
    Includes,
    LocalChange,
    Not,
    RuleSet,
)
from finsam.terms import Authority, Role
from finsam.texts import Text

__all__ = ["BOOK", "SAMORDNINGSTEAM"]


def __dir__() -> list[str]:
    return __all__


_CHECKED = dt.date(2026, 11, 22)
_MODEL = Norm(
    "finsam-model",
    Text(
        sv="Modellinsatsen i finsam, som inget förbund har antagit",
        en="finsam's model measure, which no association has adopted",
    ),
    Rank.LOCAL,
)


def _cited(rule: str, reading: Text | None = None) -> Citation:
    return Citation(_MODEL, rule, _CHECKED, reading)


_CLAUSES = (
    Clause(
        key="BR-01",
        rule="BR-01",
        citation=_cited(
            "BR-01",
            Text(
                sv="vi räknar slag av myndighet: två kommuner är ett slag (X-03)",
                en="we count kinds of authority: two municipalities are one kind (X-03)",
            ),
        ),
        text=Text(
            sv="Behöver samordnad rehabilitering från minst två av de fyra slagen av myndighet.",
            en="Needs coordinated rehabilitation from at least two of the four kinds of authority.",
        ),
        condition=Includes("needs", Authority, at_least=2),
        local=LocalChange.MAY_BE_TIGHTENED,
    ),
    Clause(
        key="BR-02",
        rule="BR-02",
        citation=_cited("BR-02"),
        text=Text(sv="Ålder 16–64 år.", en="Age 16–64."),
        condition=Age(at_least=16, at_most=64),
        local=LocalChange.MAY_BE_TIGHTENED,
    ),
    Clause(
        key="BR-03.addiction",
        rule="BR-03",
        citation=_cited("BR-03"),
        text=Text(sv="Ingen pågående beroendeproblematik.", en="No ongoing addiction problem."),
        condition=Not(Flag("ongoing_addiction")),
        local=LocalChange.FREE,
    ),
    Clause(
        key="BR-03.threat",
        rule="BR-03",
        citation=_cited("BR-03"),
        text=Text(sv="Är inte känd som hotfull.", en="Is not known to be threatening."),
        condition=Not(Flag("known_threatening")),
        local=LocalChange.FREE,
    ),
    Clause(
        key="BR-03.custody",
        rule="BR-03",
        citation=_cited("BR-03"),
        text=Text(
            sv="Har inget frihetsberövande framför sig.",
            en="No deprivation of liberty is imminent.",
        ),
        condition=Not(Flag("custody_ahead")),
        local=LocalChange.FREE,
    ),
    Clause(
        key="BR-03.illness",
        rule="BR-03",
        citation=_cited("BR-03"),
        text=Text(
            sv="Ingen allvarlig sjukdom som gör att personen för närvarande bedöms sakna resurser"
            " att delta.",
            en="No serious illness for which the person is at present judged to lack the resources"
            " to take part.",
        ),
        condition=Not(AllOf(Flag("serious_illness"), Flag("lacks_resources_now"))),
        local=LocalChange.FREE,
    ),
)

_TIMING = (
    Every(
        key="BR-04",
        rule="BR-04",
        citation=_cited(
            "BR-04",
            Text(
                sv="minst var tredje månad läser vi så att ingen lucka är längre än tre månader",
                en="at least every third month is read so that no gap exceeds three months",
            ),
        ),
        text=Text(
            sv="Uppföljning med deltagaren och den remitterande minst var tredje månad, med beslut"
            " om fortsatt deltagande.",
            en="Follow-up with the participant and the referrer at least every third month, with a"
            " decision on continued participation.",
        ),
        period=Months(3),
    ),
    Within(
        key="BR-05",
        rule="BR-05",
        citation=_cited("BR-05"),
        text=Text(
            sv="Skriftlig slutdokumentation inom tre veckor från avslutet.",
            en="Written final documentation within three weeks of the exit.",
        ),
        period=Weeks(3),
        after=EXITED,
        done_by=DOCUMENTED,
        recipients=[Role.THE_PERSON, Role.REFERRER],
    ),
)

SAMORDNINGSTEAM = Measure(
    key="samordningsteam",
    name=Text(sv="Samordningsteam (modell)", en="Coordination team (model)"),
    eligibility=RuleSet(
        key="model.samordningsteam",
        name=Text(sv="Samordningsteam (modell)", en="Coordination team (model)"),
        vocabulary=COMMON,
        clauses=_CLAUSES,
    ),
    timing=_TIMING,
    financing=_money.model(_cited),
)
"""The model coordination team (BR-01 … BR-05): undated, and a base to derive a local one from.

BR-01 and BR-02 may be tightened; the four clauses of BR-03 are free.
"""

BOOK = RuleBook(
    key="model",
    association=Association(
        key="model",
        name=Text(
            sv="ingen; en modell för alla samordningsförbund",
            en="none; a model for every coordination association",
        ),
    ),
    measures=[SAMORDNINGSTEAM],
)
"""All measures of the book."""
