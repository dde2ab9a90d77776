"""The checks against the act, in the order of its sections.

To add one, write a function in `_measure_checks` or `_association_checks` that looks at a case and
yields answers, and put it into `CHECKS` with its section, its citation and the first day from which
it holds. What a book doesn't say is `NOT_STATED`, never a breach.
"""

import datetime as dt

from finsam.citations import ACT, COUNCIL_GUIDANCE, COUNCIL_PAGE, Citation, Norm, Rank
from finsam.financing import SHARES
from finsam.measures import _association_checks, _measure_checks
from finsam.measures._answers import both
from finsam.measures.findings import Certainty, Check
from finsam.texts import Text

_READ_ON = dt.date(2026, 11, 22)
_ACT_START = dt.date(2004, 1, 1)


def _act(section: str, reading: Text | None = None) -> Citation:
    return Citation(ACT, section, _READ_ON, reading)


_INCOME_PAGE = Norm(
    "finsam.se/finansiering",
    both(
        "Nationella rådets sidor om finansiering",
        "The National Council's pages on financing",
    ),
    Rank.OFFICIAL_READING,
)

CHECKS = (
    Check(
        key="target_group",
        section="2 §",
        citation=_act("2 §"),
        text=both(
            "Varje insats är till för personer som behöver samordnad rehabilitering.",
            "Every measure is for people who need coordinated rehabilitation.",
        ),
        start=_ACT_START,
        ask=_measure_checks.target_group,
    ),
    Check(
        key="aim",
        section="2 §",
        citation=_act("2 §"),
        text=both(
            "Varje insats syftar till att nå eller förbättra förmågan till förvärvsarbete.",
            "Every measure aims at reaching or improving the ability to work for pay.",
        ),
        start=_ACT_START,
        ask=_measure_checks.aim,
    ),
    Check(
        key="several_parties",
        section="2 §",
        citation=Citation(COUNCIL_PAGE, "Målgrupper", _READ_ON),
        text=both(
            "Personen behöver samordnad rehabilitering från flera av parterna.",
            "The person needs coordinated rehabilitation from several of the parties.",
        ),
        start=_ACT_START,
        ask=_measure_checks.several_parties,
        certainty=Certainty.PAGE,
    ),
    Check(
        key="main_age",
        section="2 §",
        citation=Citation(COUNCIL_GUIDANCE, "Målgrupper", _READ_ON),
        text=both("Huvudgruppen är 20–64 år.", "The main group is aged 20–64."),
        start=_ACT_START,
        ask=_measure_checks.main_age,
        certainty=Certainty.PAGE,
    ),
    Check(
        key="school",
        section="2 §",
        citation=Citation(COUNCIL_PAGE, "Målgrupper", _READ_ON),
        text=both(
            "Vad den kommunala skolan gör för 16–20 år ligger utanför lagen.",
            "What the municipal school does for ages 16–20 lies outside the act.",
        ),
        start=_ACT_START,
        ask=_measure_checks.school,
        certainty=Certainty.INFERENCE,
    ),
    Check(
        key="area",
        section="2 §",
        citation=Citation(COUNCIL_PAGE, "Målgrupper", _READ_ON),
        text=both(
            "Insatsen är till för dem som bor i förbundets område.",
            "The measure is for those who live in the association's area.",
        ),
        start=_ACT_START,
        ask=_measure_checks.area,
        certainty=Certainty.PAGE,
    ),
    Check(
        key="parties.social_insurance_agency",
        section="3 §",
        citation=_act("3 §"),
        text=both("Försäkringskassan är medlem.", "Försäkringskassan is a member."),
        start=dt.date(2005, 1, 1),
        amended="SFS 2004:793",
        ask=_association_checks.has_social_insurance_agency,
    ),
    Check(
        key="parties.public_employment_service",
        section="3 §",
        citation=_act("3 §"),
        text=both("Arbetsförmedlingen är medlem.", "Arbetsförmedlingen is a member."),
        start=dt.date(2008, 1, 1),
        amended="SFS 2007:411",
        ask=_association_checks.has_public_employment_service,
    ),
    Check(
        key="parties.municipality",
        section="3 §",
        citation=_act("3 §"),
        text=both("Minst en kommun är medlem.", "At least one municipality is a member."),
        start=_ACT_START,
        ask=_association_checks.has_municipality,
    ),
    Check(
        key="parties.region",
        section="3 §",
        citation=_act("3 §"),
        text=both(
            "Minst en region är medlem, utom där kommunen inte tillhör någon.",
            "At least one region is a member, but where the municipality belongs to none.",
        ),
        start=_ACT_START,
        ask=_association_checks.a_region,
    ),
    Check(
        key="parties.each_region",
        section="3 §",
        citation=_act("3 §"),
        text=both(
            "För varje del av området deltar både kommun och region.",
            "For every part of the area both a municipality and a region take part.",
        ),
        start=_association_checks.EXCEPTION_START,
        amended="SFS 2010:350",
        ask=_association_checks.each_region,
    ),
    Check(
        key="shares",
        section="5 §, 5 a §",
        citation=_act("5 §, 5 a §"),
        text=SHARES[0].text,
        start=_ACT_START,
        ask=_association_checks.shares,
    ),
    Check(
        key="income",
        section="6 §",
        citation=Citation(_INCOME_PAGE, "Gåvor; ESF", _READ_ON),
        text=both("Bara medlemmar betalar till förbundet.", "Only members pay the association."),
        start=dt.date(2022, 6, 21),
        amended="Nationella rådet 2022-06-21",
        ask=_association_checks.income,
        certainty=Certainty.PAGE,
    ),
    Check(
        key="tasks",
        section="7 §",
        citation=_act("7 §"),
        text=both(
            "Förbundet har lagens uppgifter. Det beslutar inte om förmåner, utövar inte myndighet"
            " och tillhandahåller inga tjänster för enskilda.",
            "The association has the tasks of the act. It decides on no benefits, exercises no"
            " public authority and provides no services for individuals.",
        ),
        start=_ACT_START,
        ask=_association_checks.tasks,
    ),
    Check(
        key="provider",
        section="7 § st. 2",
        citation=_act("7 § st. 2"),
        text=both(
            "Förbundet tillhandahåller inga tjänster för enskilda.",
            "The association provides no services for individuals.",
        ),
        start=_ACT_START,
        ask=_measure_checks.provider,
    ),
    Check(
        key="seats.equal",
        section="10 §",
        citation=_act("10 §"),
        text=both(
            "Ersättarna är lika många som ledamöterna.",
            "There are as many substitutes as ordinary seats.",
        ),
        start=_ACT_START,
        ask=_association_checks.seats_equal,
    ),
    Check(
        key="seats.each_member",
        section="10 §",
        citation=_act("10 §"),
        text=both(
            "Varje medlem har minst en ledamot och en ersättare.",
            "Every member has at least one ordinary seat and one substitute.",
        ),
        start=_ACT_START,
        ask=_association_checks.seats_of_each,
    ),
    Check(
        key="balance",
        section="21 §",
        citation=_act(
            "21 §",
            both(
                "paragrafens lydelse 2018–2023 är inte läst, bara den från 2024-01-01",
                "its wording of 2018–2023 wasn't read, only that from 2024-01-01",
            ),
        ),
        text=both("Intäkterna överstiger kostnaderna.", "Income is above costs."),
        start=dt.date(2018, 1, 1),
        amended="SFS 2017:746",
        ask=_association_checks.balance,
        certainty=Certainty.INFERENCE,
    ),
    Check(
        key="budget_day",
        section="23 §",
        citation=_act("23 §"),
        text=both(
            "Styrelsen antar budgeten senast den 30 november.",
            "The board adopts the budget by 30 November.",
        ),
        start=_ACT_START,
        ask=_association_checks.budget_day,
    ),
    Check(
        key="report_day",
        section="24 §",
        citation=_act("24 §"),
        text=both(
            "Årsredovisningen är klar inom tre månader från årets slut.",
            "The annual report is made within three months of the end of the year.",
        ),
        start=_ACT_START,
        ask=_association_checks.report_day,
    ),
    Check(
        key="auditors.number",
        section="25 §",
        citation=_act("25 §"),
        text=both(
            "En revisor för varje medlem; Försäkringskassan och Arbetsförmedlingen har en"
            " gemensam.",
            "One auditor for each member; Försäkringskassan and Arbetsförmedlingen have one in"
            " common.",
        ),
        start=dt.date(2008, 1, 1),
        amended="SFS 2007:411",
        ask=_association_checks.auditors,
    ),
    Check(
        key="auditors.state",
        section="25 §",
        citation=_act("25 §"),
        text=both(
            "Försäkringskassan utser revisorn för Försäkringskassan och Arbetsförmedlingen.",
            "Försäkringskassan names the auditor of Försäkringskassan and Arbetsförmedlingen.",
        ),
        start=dt.date(2008, 1, 1),
        amended="SFS 2007:411",
        ask=_association_checks.state_auditor,
    ),
)
"""All checks, in the order of the sections."""
