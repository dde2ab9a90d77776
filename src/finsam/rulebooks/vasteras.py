"""Samordningsförbundet Västerås: Samordningsteam Västerås, JobbFokus 2.0 and SIM.

The plan and budget of 2021 describes Samordningsteam twice, in its body and in an annex, and
the two differ (X-12, X-16): the body's rule decides, and the annex' is reported beside it as a
guideline. Each judgement is made by whom the text names: a professional, the authority, the staff
with the referring officer (X-17). Nobody is excluded (X-24). The lower age, 16, and what is said
of prevention lie beside the national page's words on the target group (X-18).
"""

import datetime as dt

from finsam.citations import Citation, Norm, Rank
from finsam.measures import Measure, RuleBook
from finsam.rules import (
    COMMON,
    Age,
    AllOf,
    AnyOf,
    Clause,
    Concern,
    DecidedBy,
    Flag,
    Includes,
    NotForIndividuals,
    OneOf,
    Open,
    Reading,
    RuleSet,
    Strength,
    Validity,
)
from finsam.terms import Authority, Benefit
from finsam.texts import Text

__all__ = ["BOOK", "JOBBFOKUS", "SAMORDNINGSTEAM", "SIM"]


def __dir__() -> list[str]:
    return __all__


_CHECKED = dt.date(2026, 11, 22)
_PLAN = Norm(
    "vasteras-2021",
    Text(
        sv="Verksamhetsplan och budget 2021, Samordningsförbundet Västerås",
        en="Plan and budget 2021, Samordningsförbundet Västerås",
    ),
    Rank.LOCAL,
)
_BODY = "Samordningsteam Västerås, Behovsgrupper"
_ANNEX = "Finansierade insatser 2021, Samordningsteam Västerås"


def _cited(locator: str, reading: Text | None = None) -> Citation:
    return Citation(_PLAN, locator, _CHECKED, reading)


_NEED_GROUPS = Clause(
    key="VA-36",
    rule="VA-36",
    citation=_cited("Behovsgrupper"),
    text=Text(
        sv="Förbundets insatser riktas till den som behöver samordnad rehabilitering och"
        " habilitering, och förebyggande till den som riskerar utanförskap. Gemensamt prioriteras:"
        " lokalt identifierade behov med tidigt stöd; förvärvsaktiv ålder, 16–64 år;"
        " fysiska, psykiska, sociala och arbetsmässiga behov; nysvenskar som har svårt att komma"
        " in på arbetsmarknaden; unga, och unga som har eller riskerar att få"
        " aktivitetsersättning.",
        en="The association's measures are for those who need coordinated rehabilitation and"
        " habilitation, and, to prevent it, for those at risk of exclusion. Joint priorities:"
        " needs identified locally, with early support; working age, 16–64; physical,"
        " mental, social and work-related needs; new Swedes who find it hard to enter the labour"
        " market; the young, and the young who have or risk getting activity compensation.",
    ),
    strength=Strength.STATEMENT,
)

_TEAM = (
    Clause(
        key="VA-10",
        rule="VA-10",
        citation=_cited(_BODY),
        text=Text(sv="Ålder 16–64 år.", en="Age 16–64."),
        condition=Age(at_least=16, at_most=64),
    ),
    Clause(
        key="VA-10.priority",
        rule="VA-10",
        citation=_cited(
            _BODY,
            Text(
                sv="texten ger ingen ålder; unga läser vi ut ur aktivitetsersättningen, som har"
                " egna åldersgränser (X-16)",
                en="the text gives no age; young is read out of activity compensation, which has"
                " age limits of its own (X-16)",
            ),
        ),
        text=Text(
            sv="Unga med aktivitetsersättning har särskild förtur.",
            en="Young people with activity compensation get special priority.",
        ),
        condition=Includes("benefits", [Benefit.ACTIVITY_COMPENSATION]),
        strength=Strength.PRIORITY,
    ),
    Clause(
        key="VA-10.annex_age",
        rule="VA-10",
        citation=_cited(_ANNEX),
        text=Text(
            sv="Bilagan anger den prioriterade gruppen som 19–29 år med aktivitetsersättning.",
            en="The annex gives the priority group as aged 19–29 with activity compensation.",
        ),
        condition=Age(at_least=19, at_most=29),
        applies_to=Includes("benefits", [Benefit.ACTIVITY_COMPENSATION]),
        strength=Strength.GUIDELINE,
    ),
    Clause(
        key="VA-11",
        rule="VA-11",
        citation=_cited(
            _BODY,
            Text(
                sv="vi räknar de fyra parterna som slag av myndighet (X-03, X-23); att vara aktuell"
                " är inte samma sak som att behöva stöd (X-02)",
                en="we count the four parties as kinds of authority (X-03, X-23); to be current is"
                " not to need support (X-02)",
            ),
        ),
        text=Text(
            sv="Aktuell hos minst två av förbundets parter, eller så bedömer en handläggare eller"
            " annan professionell att samordnade arbetsförberedande och arbetsrehabiliterande"
            " insatser behövs.",
            en="Current with at least two of the association's parties, or else an officer or"
            " other professional judges that coordinated work-preparing and work-rehabilitating"
            " measures are needed.",
        ),
        condition=AnyOf(Includes("current_with", Authority, at_least=2), Flag("need_judged")),
    ),
    Clause(
        key="VA-12.residence",
        rule="VA-12",
        citation=_cited(_ANNEX),
        text=Text(
            sv="Folkbokförd i Västerås kommun.", en="Registered in the municipality of Västerås."
        ),
        condition=OneOf("municipality", ["Västerås"]),
    ),
    Clause(
        key="VA-12.job_seeking",
        rule="VA-12",
        citation=_cited(_ANNEX),
        text=Text(sv="Är arbetssökande.", en="Is job-seeking."),
        condition=Flag("job_seeking"),
    ),
    Clause(
        key="VA-12.nearer",
        rule="VA-12",
        citation=_cited(
            _ANNEX,
            Text(
                sv="trycket är skadat; de 12 månaderna hör bara till arbetet, inte till den egna"
                " försörjningen; myndigheten läser vi som den remitterande (X-17)",
                en="the print is damaged; the 12 months belong to work only, not to own livelihood;"
                " the authority is read as the referring one (X-17)",
            ),
        ),
        text=Text(
            sv="Myndigheten bedömer att personen med teamets stöd kan komma närmare arbete inom 12"
            " månader, eller närmare egen försörjning.",
            en="The authority judges that the person, with the team's support, can come nearer"
            " work within 12 months, or nearer own livelihood.",
        ),
        condition=Flag("nearer_work_within_12_months"),
        alternatives=(
            Reading(
                "all_within_12_months",
                Text(
                    sv="de 12 månaderna gäller både arbete och egen försörjning",
                    en="the 12 months go for both work and own livelihood",
                ),
                Flag("nearer_work_or_livelihood_within_12_months"),
            ),
        ),
    ),
    Clause(
        key="VA-26.outside_labour_market",
        rule="VA-26",
        citation=_cited(_ANNEX),
        text=Text(
            sv="Bilagan: står i dag utanför arbetsmarknaden.",
            en="The annex: stands outside the labour market today.",
        ),
        condition=Flag("outside_labour_market"),
        strength=Strength.GUIDELINE,
    ),
    Clause(
        key="VA-26.needs",
        rule="VA-26",
        citation=_cited(
            _ANNEX,
            Text(
                sv="bilagan räknar inte upp aktörerna; vi räknar de fyra slagen av myndighet"
                " (X-03, X-23); att behöva stöd är inte samma sak som att vara aktuell (X-02)",
                en="the annex lists no actors; we count the four kinds of authority (X-03, X-23);"
                " to need support is not to be current (X-02)",
            ),
        ),
        text=Text(
            sv="Bilagan: behöver samordnat stöd av minst två aktörer.",
            en="The annex: needs coordinated support from at least two actors.",
        ),
        condition=Includes("needs", Authority, at_least=2),
        strength=Strength.GUIDELINE,
    ),
    Clause(
        key="VA-13",
        rule="VA-13",
        citation=_cited(
            _BODY,
            Text(
                sv="källan nämner bara en remitterande handläggare; vi läser att remiss är vägen in"
                " (X-26)",
                en="the source only mentions a referring officer; we read referral as the way in"
                " (X-26)",
            ),
        ),
        text=Text(
            sv="En handläggare remitterar personen; hos vilken myndighet är inte sagt.",
            en="An officer refers the person; at which authority is not said.",
        ),
        condition=Open(
            "VA-13.referrers",
            Text(
                sv="källan säger inte vem som får remittera",
                en="the source does not say who may refer",
            ),
        ),
        concern=Concern.ROUTE,
    ),
    _NEED_GROUPS,
)

SAMORDNINGSTEAM = Measure(
    key="samordningsteam",
    name=Text(sv="Samordningsteam Västerås", en="Samordningsteam Västerås"),
    eligibility=RuleSet(
        key="vasteras.samordningsteam",
        name=Text(sv="Samordningsteam Västerås", en="Samordningsteam Västerås"),
        vocabulary=COMMON,
        clauses=_TEAM,
        valid=Validity(start=dt.date(2020, 1, 1), end=dt.date(2022, 12, 31)),
        decided_by=DecidedBy(
            Text(
                sv="insatsens personal tillsammans med den remitterande handläggaren",
                en="the staff of the measure together with the referring officer",
            ),
            "VA-13",
            _cited(_BODY),
        ),
    ),
)
"""The coordination team in Västerås, 2020–2022 (VA-10 … VA-13, VA-26, VA-36).

The body's demand that the person is current with two parties decides; the annex' demand of a
need of two, which has no alternative, is a guideline (X-12). Who may refer is an open point:
a caller who knows puts a condition in its place (`readings={"VA-13.referrers": …}`).
"""

_JOBBFOKUS_AT = "Finansierade insatser 2021, JobbFokus 2.0"
_JOBBFOKUS = (
    Clause(
        key="VA-18.age",
        rule="VA-18",
        citation=_cited(_JOBBFOKUS_AT),
        text=Text(sv="Ålder 19–29 år.", en="Age 19–29."),
        condition=Age(at_least=19, at_most=29),
    ),
    Clause(
        key="VA-18.group",
        rule="VA-18",
        citation=_cited(_JOBBFOKUS_AT),
        text=Text(
            sv="Har gått ut särgymnasiet och behöver få arbetsförmågan klarlagd, eller deltar redan"
            " i daglig verksamhet eller en annan insats, till exempel hos Arbetsförmedlingen.",
            en="Has left upper secondary special school and needs to have the work ability"
            " clarified, or is already in daily activities or another measure, for example at the"
            " Public Employment Service.",
        ),
        condition=AnyOf(
            AllOf(Flag("left_special_school"), Flag("work_ability_unclear")),
            Flag("in_daily_activities_or_measure"),
        ),
    ),
    Clause(
        key="VA-18.everyone",
        rule="VA-18",
        citation=_cited(_JOBBFOKUS_AT),
        text=Text(
            sv="Insatsen är till för gruppen oavsett kön, könsidentitet, etnicitet, tro,"
            " funktionsnedsättning och sexuell läggning.",
            en="The measure is for the group whatever their sex, gender identity, ethnicity,"
            " belief, disability and sexual orientation.",
        ),
        strength=Strength.STATEMENT,
    ),
    _NEED_GROUPS,
)

JOBBFOKUS = Measure(
    key="jobbfokus",
    name=Text(sv="JobbFokus 2.0", en="JobbFokus 2.0"),
    eligibility=RuleSet(
        key="vasteras.jobbfokus",
        name=Text(sv="JobbFokus 2.0", en="JobbFokus 2.0"),
        vocabulary=COMMON,
        clauses=_JOBBFOKUS,
        valid=Validity(start=dt.date(2018, 9, 1), end=dt.date(2022, 6, 30)),
    ),
)
"""JobbFokus 2.0 for young people from special school, 2018-09-01 to 2022-06-30 (VA-18, VA-36).

The source states no way in, and nobody who decides on intake.
"""

SIM = Measure(
    key="sim",
    name=Text(
        sv="SIM, genomförandestudie om gymnasieungdomars psykiska hälsa",
        en="SIM, implementation study on the mental health of upper secondary pupils",
    ),
    eligibility=NotForIndividuals(
        reason=Text(
            sv="SIM är en strukturinsats: den utvecklar och prövar ett arbetssätt i skolan, och"
            " ingen enskild kan prövas för den",
            en="SIM is a structural measure: it develops and tests a way of working in schools,"
            " and no individual can be assessed for it",
        ),
        rule="VA-50",
        citation=_cited("Finansierade insatser 2021, SIM"),
        valid=Validity(start=dt.date(2020, 1, 1), end=dt.date(2021, 12, 31)),
    ),
)
"""The structural measure SIM in upper secondary schools, project time 2020–2021 (VA-21, VA-50)."""

BOOK = RuleBook(
    key="vasteras",
    association=Text(sv="Samordningsförbundet Västerås", en="Samordningsförbundet Västerås"),
    measures=[SAMORDNINGSTEAM, JOBBFOKUS, SIM],
)
"""All measures of the book."""
