"""The national frame: whom the act, and the National Council's page on it, speak of.

Shipped measures inherit nothing from it. It is a measure of its own, to compare others with.
What the act says is statute. What the page says is an official reading, or only guidance.
"""

import datetime as dt

from finsam.citations import Citation, Norm, Rank
from finsam.measures import Measure, RuleBook
from finsam.rules import COMMON, Age, Clause, Flag, Includes, RuleSet, Strength, Validity
from finsam.terms import Authority
from finsam.texts import Text

__all__ = ["ACT", "BOOK", "TARGET_GROUP"]


def __dir__() -> list[str]:
    return __all__


_CHECKED = dt.date(2026, 11, 22)

ACT = Norm(
    "2003:1210",
    Text(
        sv="Lag (2003:1210) om finansiell samordning av rehabiliteringsinsatser",
        en="The act (2003:1210) on financial coordination of rehabilitation measures",
    ),
    Rank.STATUTE,
)
"""The act on financial coordination (*Finsamlagen*)."""

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
    ),
    Clause(
        key="page.from_16",
        rule="X-18",
        citation=_guidance("ESF"),
        text=Text(
            sv="En annan av rådets sidor säger att arbetsför ålder är från 16 år.",
            en="Another of the Council's pages says that working age is from 16.",
        ),
        strength=Strength.STATEMENT,
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
        valid=Validity(start=dt.date(2004, 1, 1)),
    ),
)
"""The target group of law 2003:1210, 2 §, and of the National Council's page, from 2004-01-01.

It is no measure that anybody is taken into, so that it has no way in and nobody who decides.
"""

BOOK = RuleBook(
    key="national",
    association=Text(
        sv="inget; den nationella ramen för alla samordningsförbund",
        en="none; the national frame of every coordination association",
    ),
    measures=[TARGET_GROUP],
)
"""All measures of the book."""
