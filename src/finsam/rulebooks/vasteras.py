"""Samordningsförbundet Västerås: Samordningsteam Västerås, JobbFokus 2.0 and SIM.

The plan and budget of 2021 describes Samordningsteam twice, in its body and in an annex, and
the two differ (X-12, X-16): the body's rule decides, and the annex' is reported beside it as a
guideline. Each judgement is made by whom the text names: a professional, the authority, the staff
with the referring officer (X-17). Nobody is excluded (X-24). The lower age, 16, and what is said
of prevention lie beside the national page's words on the target group (X-18).
"""

import datetime as dt
from functools import partial

from finsam.association import DuringYear, YearRule
from finsam.citations import Citation, Norm, Rank
from finsam.legaltime import Interval, Months
from finsam.measures import Measure, RuleBook
from finsam.members import (
    ARBETSFORMEDLINGEN,
    FORSAKRINGSKASSAN,
    Association,
    municipality_member,
    region_member,
)
from finsam.outcomes import (
    Answered,
    AtMost,
    Completed,
    Enrolled,
    Exited,
    Goal,
    Ladder,
    Moment,
    Positive,
    ShareAtLeast,
    StepForward,
    StepKept,
    yes_no,
)
from finsam.participation import ENROLLED, EXITED, FOLLOWED_UP_LATER, Binds, Runs, Within
from finsam.rulebooks._goals import goal
from finsam.rulebooks._vasteras_money import VasterasMoney
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
from finsam.terms import Authority, Benefit, Term
from finsam.texts import Text

__all__ = [
    "ASSOCIATION",
    "BOOK",
    "BUDGET_2021",
    "EQUITY",
    "JOBBFOKUS",
    "LADDER",
    "SAMORDNINGSTEAM",
    "SIM",
]


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
_MONEY = VasterasMoney(_PLAN)

BUDGET_2021 = _MONEY.budget
"""The budget of 2021 with the outlook for 2022 and 2023, as printed (VA-02 … VA-04, VA-07)."""

EQUITY = _MONEY.equity
"""The guideline for the equity at the end of 2021 (VA-05, X-08)."""

ASSOCIATION = Association(
    key="vasteras",
    name=Text(sv="Samordningsförbundet Västerås", en="Samordningsförbundet Västerås"),
    members=[
        FORSAKRINGSKASSAN,
        ARBETSFORMEDLINGEN,
        region_member("Region Västmanland"),
        municipality_member("Västerås"),
    ],
)
"""The association with its four members (VA-27)."""

_BODY = "Samordningsteam Västerås, Behovsgrupper"
_ANNEX = "Finansierade insatser 2021, Samordningsteam Västerås"


def _cited(locator: str, reading: Text | None = None) -> Citation:
    return Citation(_PLAN, locator, _CHECKED, reading)


_NEED_GROUPS = Clause(
    key="VA-36",
    rule="VA-36",
    citation=_cited(
        "Behovsgrupper",
        Text(
            sv="stycket talar om förbundets insatser som helhet; vem som kan delta i den enskilda"
            " insatsen prövar vi med dess egna villkor",
            en="the passage speaks of the association's measures as a whole; who may take part in"
            " one of them is tried by its own conditions",
        ),
    ),
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
            sv="Har aktivitetsersättning, och hör till de unga som särskilt prioriteras.",
            en="Has activity compensation, and is one of the young who get special priority.",
        ),
        condition=Includes("benefits", [Benefit.ACTIVITY_COMPENSATION]),
        strength=Strength.PRIORITY,
    ),
    Clause(
        key="VA-10.annex_age",
        rule="VA-10",
        citation=_cited(_ANNEX),
        text=Text(
            sv="Är 19–29 år, som bilagan anger för den prioriterade gruppen.",
            en="Is aged 19–29, as the annex has it of the priority group.",
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
        citation=_cited(
            _ANNEX,
            Text(
                sv="brödtextens villkor avgör; bilagans beskrivning av gruppen visar vi bredvid,"
                " som en anmärkning (X-12)",
                en="the body's conditions decide; the annex' description of the group is shown"
                " beside them, as a remark (X-12)",
            ),
        ),
        text=Text(
            sv="Står i dag utanför arbetsmarknaden (bilagan).",
            en="Stands outside the labour market today (the annex).",
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
            sv="Behöver samordnat stöd av minst två aktörer (bilagan).",
            en="Needs coordinated support from at least two actors (the annex).",
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
                sv="källan nämner bara i förbigående en remitterande handläggare; vi lämnar vägen"
                " in öppen, också för den som ansöker själv (X-26)",
                en="the source mentions a referring officer in passing only; we leave the way in"
                " open, that of who applies alone too (X-26)",
            ),
        ),
        text=Text(
            sv="Kommer en väg som källan medger; en remitterande handläggare nämns, men inte vems.",
            en="Comes a way that the source allows; a referring officer is mentioned, not whose.",
        ),
        condition=Open(
            "VA-13.referrers",
            Text(
                sv="källan säger inte vem som får remittera, eller om det finns andra vägar in",
                en="the source does not say who may refer, or whether there are other ways in",
            ),
        ),
        concern=Concern.ROUTE,
    ),
    _NEED_GROUPS,
)


def _later(rule: str, months: int, text: Text) -> Within:
    return Within(
        key=f"{rule}.{months}",
        rule=rule,
        citation=_cited("Mål", _AFTER),
        text=text,
        period=Months(months),
        after=EXITED,
        done_by=FOLLOWED_UP_LATER,
        binds=Binds.STATED,
    )


_AFTER = Text(
    sv="källan säger inget om samtycke till uppföljningen; av målet läser vi att den görs",
    en="the source says nothing of consent to the follow-up; that it is made is read out of the"
    " goal",
)
_TIMING = tuple(
    _later(
        rule,
        months,
        Text(
            sv=f"{sv} {months} månader efter avslutet.", en=f"{en} {months} months after the exit."
        ),
    )
    for rule, sv, en in (
        (
            "VA-15",
            "Steget på processtrappan följs upp",
            "The step on the process ladder is followed up",
        ),
        (
            "VA-16",
            "Vad som har hänt deltagaren följs upp",
            "What has happened to the participant is followed up",
        ),
    )
    for months in (6, 18)
)

_goal = partial(goal, _cited)


def _step(key: str, sv: str, en: str) -> Term:
    return Term(key, Text(sv=sv, en=en))


LADDER = Ladder(
    key="process_ladder",
    text=Text(sv="Processtrappan", en="The process ladder"),
    rule="VA-17",
    citation=_cited(
        "Processmodell",
        Text(
            sv="figurens ordning är skadad, och texten räknar aldrig upp trappans steg; vi läser"
            " modellens skeden, det lägsta först, som stegen",
            en="the order of the figure is damaged, and the text never lists the ladder's steps;"
            " the stages of the model, the lowest first, are read as the steps",
        ),
    ),
    steps=[
        _step("no_prospect_of_work", "ingen utsikt till arbete", "no prospect of work"),
        _step("ordinary_tasks", "de fyra parternas ordinarie uppdrag", "the parties' own tasks"),
        _step("individual_assessment", "individuell bedömning", "individual assessment"),
        _step("pre_rehabilitation", "förrehabilitering", "pre-rehabilitation"),
        _step(
            "work_oriented_rehabilitation",
            "arbetslivsinriktad rehabilitering",
            "work-oriented rehabilitation",
        ),
        _step(
            "employment_service",
            "Arbetsförmedlingens ordinarie uppdrag i samverkan",
            "the Public Employment Service's own task, in cooperation",
        ),
        _step(
            "work_or_studies",
            "studier eller arbete, med eller utan stöd från samhället",
            "studies or work, with or without support from society",
        ),
    ],
)
"""The process ladder, by our reading of a damaged figure (VA-17)."""


def _kept(percent: int, months: int) -> Goal:
    point = Months(months)
    return _goal(
        f"VA-15.{months}",
        "Mål",
        f"{percent} % är kvar på samma steg av processtrappan eller ett högre {months} månader"
        " efter avslutet.",
        f"{percent} % remain on the same step of the process ladder or a higher one {months} months"
        " after the exit.",
        reading=Text(
            sv="källan anger ingen bas (X-25); med samma eller högre menas i förhållande till"
            " steget vid avslutet",
            en="the source states no base (X-25); the same or higher is read as compared with the"
            " step at the exit",
        ),
        target=ShareAtLeast(percent),
        counts=StepKept(ladder=LADDER, point=point),
        choices={
            "exited": Exited(),
            "completed": Completed(),
            "stepped": StepForward(ladder=LADDER),
            "answered": Answered(question=LADDER, point=point),
        },
        when=Moment(after=EXITED, period=point),
    )


_TEAM_GOALS = (
    _goal(
        "VA-15.step",
        "Mål",
        "80 % av de arbetssökande har tagit ett steg på processtrappan under deltagandet.",
        "80 % of the job-seeking have made a step on the process ladder during participation.",
        reading=Text(
            sv="arbetssökande är alla som deltar (VA-12); steget mäts när deltagandet är avslutat",
            en="the job-seeking are all who take part (VA-12); the step is measured when the"
            " participation has ended",
        ),
        target=ShareAtLeast(80),
        counts=StepForward(ladder=LADDER),
        among=Exited(),
        when=Moment(after=EXITED),
    ),
    _kept(80, 6),
    _kept(90, 18),
    _goal(
        "VA-16",
        "Mål",
        "Återbetalningstiden för samhället är högst 40 månader; ett externt företag följer upp den"
        " varje år, efter vad som har hänt deltagaren vid avslutet och 6 och 18 månader senare,"
        " mätt på dem som fullföljt insatsen.",
        "The payback time for society is at most 40 months; an external company follows it up each"
        " year, by what has happened to the participant at the exit and 6 and 18 months later,"
        " measured on those who completed the measure.",
        target=AtMost(40, Text(sv="månader", en="months")),
        among=Completed(),
    ),
    _goal(
        "VA-40",
        "Syfte och mål",
        "Arbetssökande som behöver samordnade insatser kommer närmare egen försörjning genom"
        " arbete: en arbetsförmåga, eller ett steg mot den. Den som utför insatsen sätter tydliga"
        " stegmål med styrgruppen, förankrade hos personalen, som redovisas som insatsens mål.",
        "Job-seekers who need coordinated measures come nearer own livelihood through work: an"
        " ability to work, or a step towards it. The one who carries out the measure sets clear"
        " step goals with the steering group, anchored with the staff, and reports them as the"
        " goals of the measure.",
    ),
    _goal(
        "VA-42",
        "Mål",
        "Det som rapporteras om samverkan kring trappan tas om hand av styrgruppen, så att hinder"
        " för samverkan kring enskilda undanröjs.",
        "What is reported of cooperation on the ladder is handled by the steering group, so that"
        " obstacles to cooperation around individuals are removed.",
        reading=Text(
            sv="trycket är skadat: varken en siffra eller vad som rapporteras går att läsa",
            en="the print is damaged: neither a figure nor what is reported can be read",
        ),
    ),
)

SAMORDNINGSTEAM = Measure(
    key="samordningsteam",
    name=Text(sv="Samordningsteam Västerås", en="Samordningsteam Västerås"),
    eligibility=RuleSet(
        key="vasteras.samordningsteam",
        name=Text(sv="Samordningsteam Västerås", en="Samordningsteam Västerås"),
        vocabulary=COMMON,
        clauses=_TEAM,
        valid=Validity(
            start=dt.date(2020, 1, 1),
            end=dt.date(2022, 12, 31),
            rule="VA-14",
            citation=_cited(
                _ANNEX,
                Text(
                    sv="planperioden, vars tryck är skadat, läser vi som 2020–2022; som stående"
                    " verksamhet är teamet äldre (VA-39)",
                    en="the plan period, whose print is damaged, is read as 2020–2022; as a"
                    " standing activity the team is older (VA-39)",
                ),
            ),
        ),
        decided_by=DecidedBy(
            Text(
                sv="insatsens personal tillsammans med den remitterande handläggaren",
                en="the staff of the measure together with the referring officer",
            ),
            "VA-13",
            _cited(_BODY),
        ),
    ),
    timing=_TIMING,
    financing=_MONEY.team(),
    goals=_TEAM_GOALS,
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
        citation=_cited(
            _JOBBFOKUS_AT,
            Text(
                sv="särgymnasiet hör bara till det första ledet; den som har lämnat skolan räknar"
                " vi med den som lämnar den",
                en="the special school goes with the first part only; who has left the school is"
                " counted with who leaves it",
            ),
        ),
        text=Text(
            sv="Lämnar eller har lämnat särgymnasiet och behöver få arbetsförmågan klarlagd, eller"
            " deltar redan i daglig verksamhet eller en annan insats, till exempel hos"
            " Arbetsförmedlingen.",
            en="Leaves or has left upper secondary special school and needs to have the work"
            " ability clarified, or is already in daily activities or another measure, for example"
            " at the Public Employment Service.",
        ),
        condition=AnyOf(
            AllOf(Flag("left_special_school"), Flag("work_ability_unclear")),
            Flag("in_daily_activities_or_measure"),
        ),
        alternatives=[
            Reading(
                "all_from_special_school",
                Text(
                    sv="särgymnasiet gäller båda leden",
                    en="the special school goes with both parts",
                ),
                AllOf(
                    Flag("left_special_school"),
                    AnyOf(Flag("work_ability_unclear"), Flag("in_daily_activities_or_measure")),
                ),
            )
        ],
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
        valid=Validity(
            start=dt.date(2018, 9, 1),
            end=dt.date(2022, 6, 30),
            rule="VA-19",
            citation=_cited(_JOBBFOKUS_AT),
        ),
    ),
    timing=[
        Runs(
            key="VA-19",
            rule="VA-19",
            citation=_cited(_JOBBFOKUS_AT),
            text=Text(
                sv="Projekttiden är 2018-09-01 till 2021-06-30, förlängd ett år.",
                en="The project runs from 2018-09-01 to 2021-06-30, extended by one year.",
            ),
            time=Interval(dt.date(2018, 9, 1), dt.date(2021, 6, 30)),
            extended_to=[dt.date(2022, 6, 30)],
            binds=Binds.STATED,
        )
    ],
    financing=_MONEY.jobbfokus(),
    goals=[
        _goal(
            "VA-20",
            _JOBBFOKUS_AT,
            "Alla deltagare är på rätt plats med en tydlig aktivitetsplanering; den är för"
            " arbetsmarknaden om personen kan stå till dess förfogande, och utgår annars från att"
            " personen inte kan det.",
            "All participants are in the right place with a clear activity plan; it is for the"
            " labour market if the person can be at its disposal, and otherwise starts from that"
            " they can't.",
            reading=Text(
                sv="när det mäts är inte sagt; vi läser det som varje deltagare från inskrivningen,"
                " efter det senaste svaret",
                en="when it is measured is not said; it is read as each participant from the"
                " enrolment on, by the latest answer",
            ),
            target=ShareAtLeast(100),
            counts=Positive(
                question=yes_no(
                    "right_place_with_plan",
                    sv="på rätt plats, med en tydlig aktivitetsplanering",
                    en="in the right place, with a clear activity plan",
                )
            ),
            among=Enrolled(),
            when=Moment(after=ENROLLED),
        )
    ],
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
        valid=Validity(
            start=dt.date(2020, 1, 1),
            end=dt.date(2021, 12, 31),
            rule="VA-21",
            citation=_cited("Finansierade insatser 2021, SIM"),
        ),
    ),
    financing=_MONEY.sim(),
)
"""The structural measure SIM in upper secondary schools, project time 2020–2021 (VA-21, VA-50)."""

_CALENDAR = (
    DuringYear(
        key="VA-22.full",
        rule="VA-22",
        citation=_cited(_ANNEX),
        text=Text(
            sv="Samordningsteam: helårsrapport till styrelse, utvecklingsgrupp, styrgrupp och"
            " personal.",
            en="Samordningsteam: full-year report to the board, the development group, the steering"
            " group and the staff.",
        ),
        binds=Binds.STATED,
    ),
    DuringYear(
        key="VA-22.half",
        rule="VA-22",
        citation=_cited(
            _ANNEX,
            Text(
                sv="halvåret läser vi som januari till juni, med rapport under det andra",
                en="the half-year is read as January to June, the report as in the second half",
            ),
        ),
        text=Text(
            sv="Samordningsteam: förenklad halvårsrapport om läge och resultat till styrelsen.",
            en="Samordningsteam: simplified half-year report on status and results to the board.",
        ),
        start_month=7,
    ),
    DuringYear(
        key="VA-22.inventory",
        rule="VA-22",
        citation=_cited(
            _ANNEX,
            Text(
                sv="en ny plan läser vi som en för varje år, och inventeringen som gjord året före",
                en="a new plan is read as one for each year, the inventory as made the year before",
            ),
        ),
        text=Text(
            sv="Behovsinventering före varje ny verksamhetsplan.",
            en="Inventory of needs before each new plan.",
        ),
        year_before=True,
    ),
    YearRule(
        key="VA-38",
        rule="VA-38",
        citation=_cited("Verksamhetsplan 2021"),
        text=Text(
            sv="Planen för 2021 antogs 2020-11-13; budgettabellen reviderades i juni 2021, och en"
            " revidering mäts inte mot 23 § (X-15).",
            en="The plan for 2021 was adopted on 2020-11-13; the budget table was revised in June"
            " 2021, and a revision is not measured against 23 § (X-15).",
        ),
        binds=Binds.STATED,
    ),
    YearRule(
        key="VA-51",
        rule="VA-51",
        citation=_cited("Avsiktsförklaring 2.0"),
        text=Text(
            sv="Länets förbund: avsiktsförklaring 2.0, att beslutas av ägarna 2020-12-09, med"
            " konkreta åtgärder på ett och på tre år.",
            en="The county's associations: declaration of intent 2.0, to be decided by the owners"
            " on 2020-12-09, with concrete measures in one and in three years.",
        ),
        binds=Binds.STATED,
    ),
)

_GOALS = (
    _goal(
        "VA-28",
        "Förbundets ändamål",
        "Med finansiell samordning underlätta eller förbättra möjligheten till egen försörjning"
        " för dem i Västerås som behöver samordnad rehabilitering, använda de gemensamma medlen"
        " effektivt och utveckla arbetet väl; möjliggöra en snabbare återgång till arbete och fäste"
        " på arbetsmarknaden genom att finansiera samverkan över gränser.",
        "By financial coordination ease or improve the possibility of own livelihood for those in"
        " Västerås who need coordinated rehabilitation, use joint resources efficiently and"
        " develop the work well; make possible a quicker return to work and a foothold on the"
        " labour market by financing cooperation across borders.",
    ),
    _goal(
        "VA-34",
        "Mål för samordningsförbundet",
        "För individen ett personligt processtöd med samhällets samlade kompetens, som väntas ge"
        " bättre möjligheter till egen försörjning, hälsa och livskvalitet; för samhället bästa"
        " användning av gemensamma resurser, fler i arbete och frigjorda resurser.",
        "For the individual a personal process support with all of society's competence, expected"
        " to give better chances of own livelihood, health and quality of life; for society the"
        " best use of joint resources, more people in work, and resources set free.",
    ),
    _goal(
        "VA-35",
        "Verksamhetsmål",
        "Genom insatserna ökar, för individen: egen försörjning, anställningsbarhet och upplevd"
        " hälsa; för strukturen: kunskapen om, omfattningen av och kompetensen i samverkan.",
        "Through the measures there rise, for the individual: self-support, employability and"
        " perceived health; for the structure: knowledge of, extent of and competence in"
        " cooperation.",
    ),
    _goal(
        "VA-37",
        "Behovsgrupper",
        "Övergripande behov, oavsett grupp: starkare samverkan med individens fokus i fokus, hopp"
        " om förändring, självkänsla, kraft att ta eget ansvar, stöd i och mellan gränssnitt så att"
        " ledtider kortas och handlingsplaner följs, och tydligare planering med fler lösningar på"
        " kortare tid.",
        "Overall needs, whatever the group: stronger cooperation with the individual's focus in"
        " focus, hope of change, self-esteem, power to take own responsibility, support in and"
        " between interfaces that cuts lead times and follows up action plans, and clearer"
        " planning with more solutions in less time.",
    ),
    _goal(
        "VA-53",
        "Långsiktiga målområden",
        "Tre långsiktiga inriktningar för styrelsen, med aktiviteter: en kultur av samverkan och"
        " helhetssyn (5), en struktur för samordning och utveckling (6), och stöd till nya"
        " arbetssätt med gemensam resultatredovisning (5).",
        "Three long-term directions for the board, with activities: a culture of cooperation and"
        " seeing the whole (5), a structure for coordination and development (6), and support for"
        " new ways of working with joint reporting of results (5).",
    ),
)

BOOK = RuleBook(
    key="vasteras",
    association=ASSOCIATION,
    measures=[SAMORDNINGSTEAM, JOBBFOKUS, SIM],
    calendar=_CALENDAR,
    financing=_MONEY.book(),
    goals=_GOALS,
)
"""All measures of the book."""
