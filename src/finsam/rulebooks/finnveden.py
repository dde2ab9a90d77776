"""Finnvedens samordningsförbund: Samverkansteam Finnveden (Gislaved, Gnosjö, Värnamo).

The application of 2021 states the target group as a list without a joining word. Our reading is
that FI-01 … FI-08 and FI-18 all have to be met. What may take part is said; who may refer isn't.
"""

import datetime as dt
from functools import partial

from finsam.association import DuringYear
from finsam.citations import Citation, Norm, Rank
from finsam.legaltime import Interval, Years
from finsam.measures import Measure, RuleBook, Team
from finsam.members import (
    ARBETSFORMEDLINGEN,
    FORSAKRINGSKASSAN,
    Association,
    municipality_member,
    region_member,
)
from finsam.outcomes import Exited, Goal, Moment, Positive, Question, ShareAtLeast, yes_no
from finsam.participation import EXITED, Binds, Runs, Said, Stay
from finsam.rulebooks import _money
from finsam.rulebooks._goals import goal
from finsam.rules import (
    COMMON,
    Age,
    AllOf,
    AnyOf,
    Clause,
    DecidedBy,
    Flag,
    Includes,
    Not,
    OneOf,
    Open,
    Reading,
    RuleSet,
    Status,
    Strength,
    Validity,
)
from finsam.terms import Authority, Benefit
from finsam.texts import Text

__all__ = ["ASSOCIATION", "BOOK", "SAMVERKANSTEAM"]


def __dir__() -> list[str]:
    return __all__


_CHECKED = dt.date(2026, 11, 22)
_APPLICATION = Norm(
    "finnveden-2021",
    Text(
        sv="Ansökan om medel, Samverkansteam Finnveden (2021)",
        en="Application for funds, Samverkansteam Finnveden (2021)",
    ),
    Rank.LOCAL,
)
_TARGET_GROUP = "Målgrupp"
_KOMMUNER = ("Gislaved", "Gnosjö", "Värnamo")

_LIST = Text(
    sv="listan saknar bindeord; vi läser den så att alla punkter ska vara uppfyllda",
    en="the list has no joining word; we read it so that all its points have to be met",
)


def _cited(locator: str = _TARGET_GROUP, reading: Text | None = _LIST) -> Citation:
    return Citation(_APPLICATION, locator, _CHECKED, reading)


def _long(key: str, sv: str, en: str) -> Open:
    """Returns the open point that "long" is: the source gives it no length."""
    return Open(
        f"FI-05.long_{key}",
        Text(
            sv=f"källan säger inte hur länge {sv} ska ha varat för att räknas som lång",
            en=f"the source does not say how long {en} has to have lasted to be long",
        ),
    )


_CLAUSES = (
    Clause(
        key="FI-01",
        rule="FI-01",
        citation=_cited(),
        text=Text(sv="Ålder 16–64 år.", en="Age 16–64."),
        condition=Age(at_least=16, at_most=64),
    ),
    Clause(
        key="FI-01.priority",
        rule="FI-01",
        citation=_cited(reading=None),
        text=Text(sv="Den som är 16–29 år har förtur.", en="Those aged 16–29 go first."),
        condition=Age(at_least=16, at_most=29),
        strength=Strength.PRIORITY,
    ),
    Clause(
        key="FI-02",
        rule="FI-02",
        citation=_cited(
            reading=Text(
                sv="listans punkter ska alla vara uppfyllda; bosatt läser vi som folkbokförd",
                en="all points of the list have to be met; resident is read as registered",
            )
        ),
        text=Text(
            sv="Bosatt i Gislaveds, Gnosjö eller Värnamo kommun.",
            en="Resident in the municipality of Gislaved, Gnosjö or Värnamo.",
        ),
        condition=OneOf("municipality", _KOMMUNER),
        alternatives=(
            Reading(
                "lives_in",
                Text(sv="bosatt är den som bor där", en="resident is who lives there"),
                OneOf("lives_in", _KOMMUNER),
            ),
        ),
    ),
    Clause(
        key="FI-03.authorities",
        rule="FI-03",
        citation=_cited(
            reading=Text(
                sv="listans punkter ska alla vara uppfyllda; källan räknar inte upp"
                " myndigheterna, vi räknar de fyra slagen (X-03, X-23)",
                en="all points of the list have to be met; the source lists no authorities, we"
                " count the four kinds (X-03, X-23)",
            )
        ),
        text=Text(
            sv="Behöver samverkan mellan minst två myndigheter.",
            en="Needs the cooperation of at least two authorities.",
        ),
        condition=Includes("needs", Authority, at_least=2),
    ),
    Clause(
        key="FI-03.complex",
        rule="FI-03",
        citation=_cited(),
        text=Text(
            sv="Problembilden är för komplex för den ordinarie samverkan.",
            en="The problem is too complex for ordinary cooperation.",
        ),
        condition=Flag("ordinary_cooperation_not_enough"),
    ),
    Clause(
        key="FI-04",
        rule="FI-04",
        citation=_cited(
            reading=Text(
                sv="listans punkter ska alla vara uppfyllda; att arbetsförmågan påverkas hör till"
                " den sociala situationen",
                en="all points of the list have to be met; that work ability is affected goes"
                " with the social situation",
            )
        ),
        text=Text(
            sv="Har en funktionsnedsättning, en social situation som påverkar arbetsförmågan"
            " eller en språkbegränsning.",
            en="Has an impairment, a social situation that affects work ability, or a language"
            " limitation.",
        ),
        condition=AnyOf(
            Flag("has_impairment"),
            Flag("social_situation_affects_work_ability"),
            Flag("language_limitation"),
        ),
        alternatives=(
            Reading(
                "impairment_too",
                Text(
                    sv="även funktionsnedsättningen ska påverka arbetsförmågan",
                    en="the impairment too has to affect work ability",
                ),
                AnyOf(
                    AllOf(Flag("has_impairment"), Flag("impairment_affects_work_ability")),
                    Flag("social_situation_affects_work_ability"),
                    Flag("language_limitation"),
                ),
            ),
        ),
    ),
    Clause(
        key="FI-05",
        rule="FI-05",
        citation=_cited(
            reading=Text(
                sv="listans punkter ska alla vara uppfyllda; bidragsberoende läser vi som att leva"
                " på offentlig försörjning",
                en="all points of the list have to be met; to depend on benefits is read as to"
                " live on public support",
            )
        ),
        text=Text(
            sv="Långtidsarbetslös, långtidssjukskriven, med aktivitetsersättning, länge på"
            " bidrag, eller med ett tidigt identifierat behov av samverkan.",
            en="Long unemployed, long on sick leave, with activity compensation, long on"
            " benefits, or with a need of cooperation that was identified early.",
        ),
        condition=AnyOf(
            Includes("benefits", [Benefit.ACTIVITY_COMPENSATION]),
            Flag("need_identified_early"),
            AllOf(Flag("unemployed"), _long("unemployed", "arbetslösheten", "unemployment")),
            AllOf(Flag("sick_listed"), _long("sick_listed", "sjukskrivningen", "sick leave")),
            AllOf(
                Flag("on_public_support"),
                _long("on_public_support", "tiden på bidrag", "the time on benefits"),
            ),
        ),
    ),
    Clause(
        key="FI-06.medical",
        rule="FI-06",
        citation=_cited(),
        text=Text(
            sv="Inga medicinska hinder mot att påbörja insatser.",
            en="No medical obstacle to starting measures.",
        ),
        condition=Not(Flag("medical_obstacle")),
    ),
    Clause(
        key="FI-06.social",
        rule="FI-06",
        citation=_cited(),
        text=Text(
            sv="Inga sociala hinder mot att påbörja insatser.",
            en="No social obstacle to starting measures.",
        ),
        condition=Not(Flag("social_obstacle")),
    ),
    Clause(
        key="FI-07",
        rule="FI-07",
        citation=_cited(
            reading=Text(
                sv="listans punkter ska alla vara uppfyllda; missbruket är ett faktum, att det"
                " påverkar rehabiliteringen en bedömning",
                en="all points of the list have to be met; the abuse is a fact, that it affects"
                " the rehabilitation a judgement",
            )
        ),
        text=Text(
            sv="Inget aktivt missbruk som påverkar rehabiliteringen.",
            en="No active substance abuse that affects the rehabilitation.",
        ),
        condition=Not(AllOf(Flag("active_abuse"), Flag("abuse_affects_rehabilitation"))),
    ),
    Clause(
        key="FI-08",
        rule="FI-08",
        citation=_cited(),
        text=Text(
            sv="Har inte hel sjukersättning.", en="Does not have full sickness compensation."
        ),
        condition=Includes("benefits", [Benefit.FULL_SICKNESS_COMPENSATION], at_most=0),
    ),
    Clause(
        key="FI-18",
        rule="FI-18",
        citation=_cited(),
        text=Text(
            sv="Behöver samordnade arbetsförberedande insatser eller kartläggning för att kunna"
            " delta, eller delta bättre, i ordinarie arbetslivsinriktade insatser.",
            en="Needs coordinated work-preparing measures or mapping, to become better able to"
            " take part in ordinary work-oriented measures.",
        ),
        condition=Flag("needs_coordinated_preparation"),
    ),
)

_goal = partial(goal, _cited)


_GOALS_AT = "Mätbara mål när deltagare avslutas"
_BY_ORDER = Text(
    sv="källan parar inte ihop målen med indikatorerna; av ordningen läser vi att 75 % hör till"
    " indikator 1 och 85 % till 7",
    en="the source doesn't pair the goals with the indicators; by the order 75 % is read as that"
    " of indicator 1 and 85 % as that of 7",
)


def _at_exit(key: str, percent: int, question: Question | str, sv: str, en: str) -> Goal:
    return _goal(
        key,
        _GOALS_AT,
        sv,
        en,
        reading=_BY_ORDER if isinstance(question, str) else None,
        target=ShareAtLeast(percent),
        counts=Positive(question=question),
        among=Exited(),
        when=Moment(after=EXITED),
    )


_GOALS = (
    _at_exit(
        "FI-11.nearer",
        50,
        yes_no(
            "skapa_clearly_nearer",
            sv="säger själv, enligt SKAPA, att arbetsmarknaden är tydligt närmare",
            en="says, by SKAPA, that the labour market is clearly nearer",
        ),
        "50 % säger vid avslutet själva, enligt SKAPA, att de tydligt har närmat sig"
        " arbetsmarknaden.",
        "At the exit 50 % say themselves, by SKAPA, that they have clearly come nearer the labour"
        " market.",
    ),
    _at_exit(
        "FI-11.use",
        75,
        "indicator_1",
        "75 % upplever vid avslutet att stödet har varit till stor nytta (indikator 1).",
        "At the exit 75 % feel that the support was of great use (indicator 1).",
    ),
    _at_exit(
        "FI-11.views",
        85,
        "indicator_7",
        "85 % upplever vid avslutet att personalen har använt deras erfarenheter, kunskaper och"
        " synpunkter (indikator 7).",
        "At the exit 85 % feel that staff used their experience, knowledge and views (indicator"
        " 7).",
    ),
    _goal(
        "FI-19",
        "Mål",
        "Genom organiserad samverkan använda all kompetens och göra rätt insats i rätt tid lättare"
        " för personen; komplettera ordinarie verksamhet; öka kunskapen hos alla handläggare om"
        " gruppen, varandras uppdrag och metoder som fungerar.",
        "By organised cooperation use all competence and make the right measure at the right time"
        " easier for the person; complement ordinary services; more knowledge among all officers"
        " of the group, of each other's tasks and of methods that work.",
    ),
    _goal(
        "FI-20",
        "Syfte",
        "Korta eller förebygga sjukskrivning och få människor i arbete, med större eget ansvar för"
        " hälsan; förbereda fortsatt rehabilitering; mindre vårdkonsumtion; personens process"
        " igång, hälsa och vardagsstruktur behållen eller bättre; passivitet och isolering bruten,"
        " kortare tid med ersättning; ingen i gråzonen mellan myndigheter; resurser använda"
        " kostnadseffektivt.",
        "Shorten or prevent sick leave and bring people to work, with more own responsibility for"
        " health; prepare for further rehabilitation; less use of care; the person's process"
        " started, health and everyday structure kept or better; passivity and isolation broken,"
        " shorter time on benefits; nobody in a grey zone between authorities; resources used"
        " cost-effectively.",
    ),
)

SAMVERKANSTEAM = Measure(
    key="samverkansteam",
    name=Text(sv="Samverkansteam Finnveden", en="Samverkansteam Finnveden"),
    eligibility=RuleSet(
        key="finnveden.samverkansteam",
        name=Text(sv="Samverkansteam Finnveden", en="Samverkansteam Finnveden"),
        vocabulary=COMMON,
        clauses=_CLAUSES,
        valid=Validity(
            start=dt.date(2021, 10, 1),
            status=Status.INTENDED,
            rule="FI-15",
            citation=_cited("Tidplan för verksamheten", None),
        ),
        decided_by=DecidedBy(
            Text(
                sv="källan säger inte vem, bara att det görs individuella bedömningar utifrån"
                " personens behov och vad teamet kan erbjuda",
                en="the source does not say who, only that individual assessments are made from"
                " the person's need and what the team can offer",
            ),
            "FI-09",
            _cited(reading=None),
        ),
    ),
    timing=[
        Stay(
            key="FI-10",
            rule="FI-10",
            citation=_cited("Målgrupp", None),
            text=Text(
                sv="Inskriven i högst ett år, med löpande intag.",
                en="Enrolled for at most one year, with rolling intake.",
            ),
            at_most=Years(1),
        ),
        Runs(
            key="FI-29",
            rule="FI-29",
            citation=_cited(
                "Tidplan för verksamheten",
                Text(
                    sv="ansökan avser 2021–2023; med önskad start 2021-10-01 (FI-15) läser vi det"
                    " som 27 månader",
                    en="the request covers 2021–2023; with the wished start on 2021-10-01 (FI-15)"
                    " it is read as 27 months",
                ),
            ),
            text=Text(
                sv="Verksamheten är långsiktig; medel är sökta till och med 2023.",
                en="The activity is long-term; funds are sought until the end of 2023.",
            ),
            time=Interval(dt.date(2021, 10, 1), dt.date(2023, 12, 31)),
            binds=Binds.STATED,
        ),
        Said(
            key="FI-15",
            rule="FI-15",
            citation=_cited("Tidplan för verksamheten", None),
            text=Text(
                sv="De första deltagarna bör kunna börja i slutet av 2021 (preliminärt).",
                en="The first participants should be able to begin at the end of 2021"
                " (preliminary).",
            ),
            binds=Binds.BENCHMARK,
        ),
    ],
    goals=_GOALS,
    teams=[
        Team(
            key=kommun.lower(),
            name=Text(sv=f"Samverkansteam {kommun}", en=f"Samverkansteam {kommun}"),
            municipalities=[kommun],
            rule="FI-12",
            citation=_cited("Bemanning och styrning", None),
        )
        for kommun in _KOMMUNER
    ],
    financing=_money.finnveden(_cited),
)
"""The cooperation team in Gislaved, Gnosjö and Värnamo (FI-01 … FI-09, FI-18).

The source doesn't say who may refer, so that the way in is never more than undetermined (X-26).
"""

_CALENDAR = (
    DuringYear(
        key="FI-15.budget",
        rule="FI-15",
        citation=_cited("Tidplan för verksamheten", None),
        text=Text(
            sv="Den treåriga budgeten revideras varje år.",
            en="The three-year budget is revised every year.",
        ),
    ),
)

ASSOCIATION = Association(
    key="finnveden",
    name=Text(sv="Finnvedens samordningsförbund", en="Finnvedens samordningsförbund"),
    members=[
        FORSAKRINGSKASSAN,
        ARBETSFORMEDLINGEN,
        region_member("Region Jönköpings län"),
        *map(municipality_member, _KOMMUNER),
    ],
)
"""The association with six members; the region by where the three municipalities lie (FI-28)."""

BOOK = RuleBook(
    key="finnveden",
    association=ASSOCIATION,
    measures=[SAMVERKANSTEAM],
    calendar=_CALENDAR,
)
"""All measures of the book."""
