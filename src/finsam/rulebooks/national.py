"""The national frame: whom the act, and the National Council's page on it, speak of.

Shipped measures inherit nothing from it. It is a measure of its own, to compare others with.
What the act says is statute. What the page says is an official reading, or only guidance.
"""

import datetime as dt

from finsam.association import AfterEach, AfterYear, ByDay, TermOfOffice
from finsam.citations import ACT, KL, Citation, Norm, Rank
from finsam.legaltime import Days, Months, Weeks
from finsam.measures import Measure, RuleBook
from finsam.members import Association
from finsam.rules import (
    COMMON,
    Age,
    Clause,
    Flag,
    Includes,
    LocalChange,
    RuleSet,
    Strength,
    Validity,
)
from finsam.terms import Authority, Role
from finsam.texts import Text

__all__ = ["BOOK", "CALENDAR", "TARGET_GROUP"]


def __dir__() -> list[str]:
    return __all__


_CHECKED = dt.date(2026, 11, 22)

_PAGE = Norm(
    "finsam.se/malgrupper",
    Text(
        sv="Nationella rådets sida om målgrupper",
        en="The National Council's page on target groups",
    ),
    Rank.OFFICIAL_READING,
)
_GUIDANCE = Norm(
    "finsam.se/malgrupper/vagledning",
    Text(
        sv="Vägledning på Nationella rådets sidor",
        en="Guidance on the National Council's pages",
    ),
    Rank.RECOMMENDATION,
)
_SECTION = "2003:1210 2 §"


def _page(reading: Text | None = None) -> Citation:
    return Citation(_PAGE, "Målgrupper", _CHECKED, reading)


def _guidance(locator: str = "Målgrupper") -> Citation:
    return Citation(_GUIDANCE, locator, _CHECKED)


_CLAUSES = (
    Clause(
        key="act.need",
        rule=_SECTION,
        citation=Citation(ACT, "2 §", _CHECKED),
        text=Text(
            sv="Behöver samordnade rehabiliteringsinsatser.",
            en="Needs coordinated rehabilitation measures.",
        ),
        condition=Flag("needs_coordinated_rehabilitation"),
    ),
    Clause(
        key="act.aim",
        rule=_SECTION,
        citation=Citation(ACT, "2 §", _CHECKED),
        text=Text(
            sv="Insatserna ska syfta till att personen når eller förbättrar sin förmåga till"
            " förvärvsarbete.",
            en="The measures have to aim at reaching or improving the person's ability to work"
            " for pay.",
        ),
        strength=Strength.STATEMENT,
    ),
    Clause(
        key="page.several",
        rule="finsam.se målgrupper",
        citation=_page(
            Text(
                sv="flera läser vi som minst två, räknade som slag av myndighet: två kommuner är"
                " ett slag (X-03)",
                en="several is read as at least two, counted as kinds of authority: two"
                " municipalities are one kind (X-03)",
            )
        ),
        text=Text(
            sv="Behöver samordnad rehabilitering från flera av parterna.",
            en="Needs coordinated rehabilitation from several of the parties.",
        ),
        condition=Includes("needs", Authority, at_least=2),
        local=LocalChange.FREE,
    ),
    Clause(
        key="page.area",
        rule="finsam.se målgrupper",
        citation=_page(),
        text=Text(
            sv="Bosatt i samordningsförbundets område.",
            en="Resident in the association's area.",
        ),
        condition=Flag("resident_in_area"),
        local=LocalChange.FREE,
    ),
    Clause(
        key="page.main_age",
        rule="X-18",
        citation=_guidance(),
        text=Text(
            sv="Huvudgruppen är 20–64 år, enligt förarbetena så som sidan återger dem.",
            en="The main group is aged 20–64, by the preparatory works as the page tells them.",
        ),
        condition=Age(at_least=20, at_most=64),
        strength=Strength.GUIDELINE,
        local=LocalChange.FREE,
    ),
    Clause(
        key="page.young",
        rule="X-18",
        citation=_page(),
        text=Text(
            sv="För den som är 16–20 år och inte går i gymnasieskolan ska kommunen motivera till"
            " studier, och den kommunala skolans insatser för gruppen ligger utanför lagen.",
            en="Those aged 16–20 who aren't in upper secondary school are to be motivated to"
            " study by the municipality, and what the municipal school does for them lies outside"
            " the act.",
        ),
        strength=Strength.STATEMENT,
        local=LocalChange.FREE,
    ),
    Clause(
        key="page.other_ages",
        rule="X-18",
        citation=_page(),
        text=Text(
            sv="Yngre och äldre kan höra till målgruppen om de räknas som förvärvsaktiva, till"
            " exempel den som är under 20 år och behöver arbetsmarknadsinsatser.",
            en="Younger and older people can belong to the group if they count as economically"
            " active, for example somebody under 20 who needs labour-market measures.",
        ),
        strength=Strength.STATEMENT,
        local=LocalChange.FREE,
    ),
    Clause(
        key="page.from_16",
        rule="X-18",
        citation=_guidance("ESF"),
        text=Text(
            sv="En annan, äldre, av rådets sidor säger att arbetsför ålder är från 16 år.",
            en="Another, older, of the Council's pages says that working age is from 16.",
        ),
        strength=Strength.STATEMENT,
        local=LocalChange.FREE,
    ),
)

TARGET_GROUP = Measure(
    key="target_group",
    name=Text(sv="Lagens målgrupp", en="The target group of the act"),
    eligibility=RuleSet(
        key="national.target_group",
        name=Text(sv="Lagens målgrupp", en="The target group of the act"),
        vocabulary=COMMON,
        clauses=_CLAUSES,
        valid=Validity(
            start=dt.date(2004, 1, 1),
            rule=_SECTION,
            citation=Citation(
                ACT,
                "2 §",
                _CHECKED,
                Text(
                    sv=f"lagen gäller sedan dess; rådets sidor är lästa så som de löd {_CHECKED}",
                    en="the act has been in force since then; the Council's pages were read as"
                    f" they stood on {_CHECKED}",
                ),
            ),
        ),
    ),
)
"""The target group of law 2003:1210, 2 §, and of the National Council's page, from 2004-01-01.

It is no measure that anybody is taken into, so that it has no way in and nobody who decides.
"""

CALENDAR = (
    ByDay(
        key="act.23",
        since=2005,
        rule="2003:1210 23 §",
        citation=Citation(
            ACT,
            "23 §",
            _CHECKED,
            Text(
                sv="dagen är fast och gäller ett internt beslut; att 2 § lagen (1930:173) flyttar"
                " den följer av ordalydelsen, så båda dagarna visas; bara antagandet mäts, inte en"
                " senare revidering (X-15)",
                en="the day is fixed and for an internal decision; that law 1930:173 § 2 moves it"
                " follows from the words, so both days are shown; only the adoption is measured,"
                " not a later revision (X-15)",
            ),
        ),
        text=Text(
            sv="Styrelsen fastställer budgeten för året, efter samråd med medlemmarna.",
            en="The board adopts the budget for the year, after consulting the members.",
        ),
        owner=Role.BOARD,
        month=11,
        day=30,
        in_year=-1,
        rolls=True,
    ),
    AfterYear(
        key="act.24",
        since=2004,
        rule="2003:1210 24 §",
        citation=Citation(ACT, "24 §", _CHECKED),
        text=Text(
            sv="Styrelsen upprättar årsredovisningen inom tre månader från årets slut.",
            en="The board makes the annual report within three months of the end of the year.",
        ),
        owner=Role.BOARD,
        period=Months(3),
        rolls=True,
    ),
    TermOfOffice(
        key="act.13",
        since=2007,
        rule="2003:1210 13 §",
        citation=Citation(
            ACT,
            "13 §",
            _CHECKED,
            Text(
                sv="räknat från valet 2022; förbundsordningen kan säga annat",
                en="counted from the election of 2022; the charter may say otherwise",
            ),
        ),
        text=Text(
            sv="Styrelsens mandattid börjar, den 1 april året efter val till fullmäktige.",
            en="The board's term of office begins, on 1 April of the year after the elections.",
        ),
        month=4,
        day=1,
        years=4,
        elections=2022,
    ),
    AfterEach(
        key="kl.5:69",
        since=2018,
        rule="2017:725 5:69",
        citation=Citation(KL, "5 kap. 69 §, genom 2003:1210 19 §", _CHECKED),
        text=Text(
            sv="Protokollet justeras senast 14 dagar efter sammanträdet.",
            en="The minutes are approved within 14 days of the meeting.",
        ),
        what="board_meeting",
        period=Days(14),
        rolls=True,
    ),
    AfterEach(
        key="kl.8:12",
        since=2018,
        rule="2017:725 8:12",
        citation=Citation(KL, "8 kap. 12 §, genom 2003:1210 19 §", _CHECKED),
        text=Text(
            sv="Justeringen tillkännages på medlemmarnas anslagstavlor senast två dagar efteråt.",
            en="The approval is announced on the members' notice boards by the second day after.",
        ),
        what="minutes_approved",
        period=Days(2),
        rolls=True,
    ),
    AfterEach(
        key="kl.13:5",
        since=2018,
        rule="2017:725 13:5",
        citation=Citation(KL, "13 kap. 5 §, genom 2003:1210 28 §", _CHECKED),
        text=Text(
            sv="Tiden för att överklaga går ut, tre veckor från tillkännagivandet.",
            en="The time for appeal ends, three weeks from the announcement.",
        ),
        what="minutes_posted",
        period=Weeks(3),
        rolls=True,
    ),
)
"""The statutory days of an association's year (law 2003:1210, 13, 19, 23, 24 and 28 §§).

The act is in force from 2004-01-01, so that its first budget by 30 November is that of 2005 and its
first term follows the elections of 2006. The Local Government Act is the one that the act has
pointed to since 2018; which days the older one gave was not read.
"""

BOOK = RuleBook(
    key="national",
    association=Association(
        key="national",
        name=Text(
            sv="inget; den nationella ramen för alla samordningsförbund",
            en="none; the national frame of every coordination association",
        ),
    ),
    measures=[TARGET_GROUP],
    calendar=CALENDAR,
)
"""All measures of the book."""
