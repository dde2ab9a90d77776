"""Framsteget i Håbo 2018–2020: Samordningsteam and Ungdomssatsning.

The application makes very few demands (X-24) and plans its days. The last day of intake leaves
two months before the end, less than the shortest stay of the team (X-09). The team is open until
65, the youth measure from 20 to 29, and the background speaks of "up to 29" (X-01). The team's
referrers are named, the youth measure's aren't (X-26).
"""

import datetime as dt
from functools import partial

from finsam.citations import Citation, Norm, Rank
from finsam.legaltime import Interval, Months
from finsam.measures import Measure, RuleBook
from finsam.members import Association
from finsam.outcomes import (
    About,
    AtLeast,
    Both,
    Either,
    Enrolled,
    Exited,
    Goal,
    Happened,
    Moment,
    Positive,
    ShareAtLeast,
    TakesPart,
    yes_no,
)
from finsam.participation import (
    ACTION_PLAN_MADE,
    DOCUMENTED,
    ENROLLED,
    EXITED,
    FOLLOWED_UP_LATER,
    Binds,
    Continuing,
    EachWeek,
    EventKind,
    Passing,
    Runs,
    Stay,
    Within,
)
from finsam.rulebooks import _money
from finsam.rulebooks._goals import goal
from finsam.rules import (
    COMMON,
    Age,
    AllOf,
    AnyOf,
    Clause,
    Concern,
    DayIn,
    Fixed,
    Flag,
    Includes,
    OneOf,
    Open,
    Reading,
    RuleSet,
    Status,
    Strength,
    Validity,
    WayIn,
    WayInKind,
)
from finsam.terms import Authority, Consent, Role, Term
from finsam.texts import Text

__all__ = [
    "BOOK",
    "COACHING_TALK_OFFERED",
    "GROUP_ACTIVITY_OFFERED",
    "NEWLY_ARRIVED",
    "SAMORDNINGSTEAM",
    "UNGDOMSSATSNING",
]


def __dir__() -> list[str]:
    return __all__


_CHECKED = dt.date(2026, 11, 22)
_APPLICATION = Norm(
    "framsteget-2018",
    Text(
        sv="Ansökan samverkansinsatser, Framsteget i Håbo 2018–2020",
        en="Application for cooperation measures, Framsteget i Håbo 2018–2020",
    ),
    Rank.LOCAL,
)
_TEAM_AT = "Metoder, Samordningsteam"
_YOUTH_AT = "Metoder, Ungdomssatsningen"
_TARGET_GROUP = "Målgrupp"


def _cited(locator: str, reading: Text | None = None) -> Citation:
    return Citation(_APPLICATION, locator, _CHECKED, reading)


_PLANNED = Validity(
    start=dt.date(2018, 1, 1),
    end=dt.date(2020, 12, 31),
    status=Status.INTENDED,
    rule="HA-02",
    citation=_cited("Planerad insatstid"),
)

_LAST_INTAKE = Clause(
    key="HA-02",
    rule="HA-02",
    citation=_cited(
        "Planerad insatstid",
        Text(
            sv="källan skriver dagen under ”eventuellt slutdatum”; vi läser den som satt",
            en="the source gives the day as a last day “if any”; we read it as set",
        ),
    ),
    text=Text(
        sv="Tas in senast 2020-10-31, om en sista dag för intag sätts.",
        en="Is taken in on 2020-10-31 at the latest, if a last day of intake is set.",
    ),
    condition=DayIn(end=dt.date(2020, 10, 31)),
    concern=Concern.PLACE,
    alternatives=(
        Reading(
            "no_last_day",
            Text(sv="ingen sista dag för intag är satt", en="no last day of intake is set"),
            Fixed(holds=True),
        ),
    ),
)

_CONSENT = Clause(
    key="HA-12",
    rule="HA-12",
    citation=_cited(
        "Uppföljning och utvärdering av målen",
        Text(
            sv="källan planerar att inhämta samtycket från alla deltagare; vi läser det som ett"
            " samtycke för sig, skilt från det till registrering (X-21)",
            en="the source plans to obtain the consent from all participants; we read it as a"
            " consent of its own, apart from that to registration (X-21)",
        ),
    ),
    text=Text(
        sv="Personen har samtyckt till att följas upp till 12 månader efter avslutet.",
        en="The person has consented to being followed for up to 12 months after the exit.",
    ),
    condition=Includes("consents", [Consent.LATER_FOLLOW_UP]),
    concern=Concern.CONSENT,
)

_YOUNG_ADULT = Open(
    "HA-05.young_adult",
    Text(
        sv="källan säger inte vilken ålder en ung vuxen har i teamet",
        en="the source does not say which age a young adult has in the team",
    ),
    (
        Reading(
            "20_to_29",
            Text(sv="20–29 år, som i Ungdomssatsningen", en="20–29, as in Ungdomssatsning"),
            Age(at_least=20, at_most=29),
        ),
        Reading(
            "up_to_29",
            Text(sv="upp till 29 år, som i bakgrunden", en="up to 29, as in the background"),
            Age(at_most=29),
        ),
    ),
)
_LONG = Open(
    "HA-05.long_on_public_support",
    Text(
        sv="källan säger inte hur länge den offentliga försörjningen ska ha varat för att räknas"
        " som långvarig",
        en="the source does not say how long the public support has to have lasted to be long",
    ),
)

_TEAM = (
    Clause(
        key="HA-03.age",
        rule="HA-03",
        citation=_cited(_TEAM_AT),
        text=Text(sv="Ålder 16–65 år.", en="Age 16–65."),
        condition=Age(at_least=16, at_most=65),
    ),
    Clause(
        key="HA-03.current",
        rule="HA-03",
        citation=_cited(
            _TEAM_AT,
            Text(
                sv="hälso- och sjukvården räknar vi som regionen (X-23), och systemen som slag av"
                " myndighet (X-03); att vara aktuell är inte samma sak som att behöva stöd (X-02)",
                en="health care is counted as the region (X-23), and the systems as kinds of"
                " authority (X-03); to be current is not to need support (X-02)",
            ),
        ),
        text=Text(
            sv="Är i dag aktuell hos minst två av välfärdssystemen Försäkringskassan,"
            " Arbetsförmedlingen, kommunen och hälso- och sjukvården.",
            en="Is today current with at least two of the welfare systems: the Social Insurance"
            " Agency, the Public Employment Service, the municipality and health care.",
        ),
        condition=Includes("current_with", Authority, at_least=2),
    ),
    Clause(
        key="HA-03.need",
        rule="HA-03",
        citation=_cited(_TEAM_AT),
        text=Text(
            sv="Behöver samordnad rehabilitering.", en="Is in need of coordinated rehabilitation."
        ),
        condition=Flag("needs_coordinated_rehabilitation"),
    ),
    Clause(
        key="HA-04.residence",
        rule="HA-04",
        citation=_cited(
            _TEAM_AT,
            Text(
                sv="kommunens invånare läser vi som folkbokförda",
                en="the municipality's inhabitants are read as those registered there",
            ),
        ),
        text=Text(sv="Invånare i Håbo kommun.", en="Lives in the municipality of Håbo."),
        condition=OneOf("municipality", ["Håbo"]),
        alternatives=(
            Reading(
                "lives_in",
                Text(sv="invånare är den som bor där", en="an inhabitant is who lives there"),
                OneOf("lives_in", ["Håbo"]),
            ),
        ),
    ),
    Clause(
        key="HA-05",
        rule="HA-05",
        citation=_cited(
            _TEAM_AT,
            Text(
                sv="målgruppens beskrivning läser vi som ett krav, fast mycket få krav sägs ställas"
                " (HA-04, X-24)",
                en="the description of the target group is read as a demand, though very few are"
                " said to be made (HA-04, X-24)",
            ),
        ),
        text=Text(
            sv="Ung vuxen med eller utan aktivitetsersättning; bedömd stå långt från"
            " arbetsmarknaden med oklart nästa steg; långvarig offentlig försörjning; eller"
            " sjukskriven utan rätt till sjukpenning längre, med nedsatt hälsa, och bedömd inte"
            " kunna återgå till sin arbetsgivare eller arbetslös.",
            en="A young adult with or without activity compensation; judged far from the labour"
            " market with an unclear next step; long on public support; or on sick leave and no"
            " longer entitled to sickness benefit, with reduced health, and either judged unable"
            " to go back to the employer or unemployed.",
        ),
        condition=AnyOf(
            _YOUNG_ADULT,
            Flag("judged_far_with_unclear_next_step"),
            AllOf(Flag("on_public_support"), _LONG),
            AllOf(
                Flag("sick_listed"),
                Flag("entitled_to_sickness_benefit", value=False),
                Flag("reduced_health"),
                AnyOf(Flag("unable_to_return_to_employer"), Flag("unemployed")),
            ),
        ),
        alternatives=(
            Reading(
                "description",
                Text(
                    sv="grupperna beskriver bara vilka teamet är till för, och ingen nekas för dem",
                    en="the groups only describe whom the team is for, and refuse nobody",
                ),
                Fixed(holds=True),
            ),
        ),
    ),
    _LAST_INTAKE,
    _CONSENT,
    Clause(
        key="HA-04.few_demands",
        rule="HA-04",
        citation=_cited(_TEAM_AT),
        text=Text(
            sv="Mycket få krav ställs: en handläggare eller vårdgivare kan ta upp en person, och"
            " teamet tar reda på nästa steg.",
            en="Very few demands are made: an officer or care provider can raise a person, and"
            " the team finds out the next step.",
        ),
        strength=Strength.STATEMENT,
    ),
)

COACHING_TALK_OFFERED = EventKind(
    "coaching_talk_offered",
    Text(sv="coachsamtal erbjudet", en="coaching talk offered"),
    after="enrolled",
    before="exited",
)
"""A coaching talk has been offered (HA-08)."""

GROUP_ACTIVITY_OFFERED = EventKind(
    "group_activity_offered",
    Text(sv="gruppaktivitet erbjuden", en="group activity offered"),
    after="enrolled",
    before="exited",
)
"""A group activity has been offered (HA-08)."""

_RUNS = Runs(
    key="HA-02",
    rule="HA-02",
    citation=_cited(
        "Planerad insatstid",
        Text(
            sv="källan skriver den sista dagen för intag under ”eventuellt slutdatum”; vi läser den"
            " som satt",
            en="the source gives the last day of intake as one “if any”; we read it as set",
        ),
    ),
    text=Text(
        sv="Insatsen är planerad till 2018–2020, med sista intag 2020-10-31.",
        en="The measure is planned for 2018–2020, with the last intake on 2020-10-31.",
    ),
    time=Interval(dt.date(2018, 1, 1), dt.date(2020, 12, 31)),
    last_intake=dt.date(2020, 10, 31),
    binds=Binds.STATED,
)
_LATER = Within(
    key="HA-12",
    rule="HA-12",
    citation=_cited(
        "Uppföljning och utvärdering av målen",
        Text(
            sv="samtycket är ett för sig, skilt från det till registrering (X-21)",
            en="the consent is one of its own, apart from that to registration (X-21)",
        ),
    ),
    text=Text(
        sv="Tolv månader efter avslutet utvärderas, med samtycke, om handlingsplanen är fullföljd.",
        en="Twelve months after the exit it is evaluated whether the action plan is fulfilled, with"
        " consent.",
    ),
    period=Months(12),
    after=EXITED,
    done_by=FOLLOWED_UP_LATER,
    needs_consent=True,
    binds=Binds.STATED,
)


def _weekly(key: str, kind: EventKind, text: Text) -> EachWeek:
    return EachWeek(
        key=key,
        rule="HA-08",
        citation=_cited(
            _TEAM_AT,
            Text(
                sv="alla deltagare i målet läser vi som teamets, av platsen på sidan; en vecka är"
                " en hel kalendervecka i deltagandet",
                en="all participants in the goal is read as the team's, by its place on the page; a"
                " week is a whole calendar week of the participation",
            ),
        ),
        text=text,
        done_by=kind,
        binds=Binds.GOAL,
    )


_TEAM_TIMING = (
    _RUNS,
    Stay(
        key="HA-07",
        rule="HA-07",
        citation=_cited(_TEAM_AT),
        text=Text(sv="Tiden i teamet är 3–6 månader.", en="The time in the team is 3–6 months."),
        at_least=Months(3),
        at_most=Months(6),
        binds=Binds.STATED,
    ),
    Continuing(
        key="HA-08.coach",
        rule="HA-08",
        citation=_cited(_TEAM_AT),
        text=Text(sv="Alla i teamet har en coach.", en="Everyone in the team has a coach."),
        binds=Binds.STATED,
    ),
    _weekly(
        "HA-08.talk",
        COACHING_TALK_OFFERED,
        Text(
            sv="Ett coachande samtal i veckan erbjuds.",
            en="One coaching talk a week is offered.",
        ),
    ),
    _weekly(
        "HA-08.group",
        GROUP_ACTIVITY_OFFERED,
        Text(
            sv="En gruppaktivitet i veckan erbjuds, i den löpande texten minst en (X-20).",
            en="One group activity a week is offered, at least one in the running text (X-20).",
        ),
    ),
    _LATER,
    Passing(
        key="HA-29",
        rule="HA-29",
        citation=_cited("Metoder"),
        text=Text(
            sv="Ordinarie verksamhet tar över, så att personens planering kan genomföras.",
            en="Ordinary services take over, so that the person's plan can be carried out.",
        ),
        owner=Role.MEASURE_STAFF,
        at=EXITED,
        to=Term("ordinary_services", Text(sv="ordinarie verksamhet", en="ordinary services")),
        binds=Binds.STATED,
    ),
)

_goal = partial(goal, _cited)


_SUPPORTED = Text(
    sv="stöd under året läser vi som en dag i insatsen eller mer, räknat i deltaganden",
    en="support in a year is read as a day in the measure or more, counted in participations",
)


def _supported(key: str, locator: str, target: About | AtLeast, sv: str, en: str) -> Goal:
    return _goal(
        key,
        locator,
        sv,
        en,
        reading=_SUPPORTED,
        target=target,
        counts=TakesPart(),
        among=Enrolled(),
        per_year=True,
    )


_TEAM_GOALS = (
    _goal(
        "HA-10",
        "Effektmål, samordningsteam",
        "80 % av dem som avslutas i teamet har en dokumentation eller handlingsplan med nästa steg"
        " mot arbete eller studier; att alla ska få ett slutdokument är ett annat löfte (HA-19,"
        " X-20).",
        "80 % of those who leave the team have documentation or an action plan with the next step"
        " towards work or studies; that everyone is to have a final document is another promise"
        " (HA-19, X-20).",
        reading=Text(
            sv="en handlingsplan som är gjord, eller en slutdokumentation som är lämnad, läser vi"
            " som att nästa steg finns i den",
            en="an action plan that is made, or final documentation that is given, is read as"
            " having the next step in it",
        ),
        target=ShareAtLeast(80),
        counts=Either(criteria=[Happened(kind=ACTION_PLAN_MADE), Happened(kind=DOCUMENTED)]),
        among=Exited(),
        when=Moment(after=EXITED),
    ),
    _supported(
        "HA-09.team",
        "Insatsmål, samordningsteam",
        AtLeast(20),
        "Minst 20 personer om året får stöd av teamet.",
        "At least 20 people a year are supported by the team.",
    ),
    _supported(
        "HA-09.about",
        _TEAM_AT,
        About(20),
        "Omkring 20 personer om året väntas i teamet.",
        "About 20 people a year are expected in the team.",
    ),
)

SAMORDNINGSTEAM = Measure(
    key="samordningsteam",
    name=Text(sv="Framsteget i Håbo, Samordningsteam", en="Framsteget i Håbo, Samordningsteam"),
    eligibility=RuleSet(
        key="framsteget.samordningsteam",
        name=Text(sv="Framsteget i Håbo, Samordningsteam", en="Framsteget i Håbo, Samordningsteam"),
        vocabulary=COMMON,
        clauses=_TEAM,
        valid=_PLANNED,
        ways_in=[
            WayIn(
                key="HA-04.referral",
                rule="HA-04",
                citation=_cited(_TEAM_AT),
                text=Text(
                    sv="Region Uppsala, Arbetsförmedlingen Enköping–Bålsta, Försäkringskassan och"
                    " Håbo kommun kan remittera.",
                    en="Region Uppsala, the Public Employment Service in Enköping–Bålsta, the"
                    " Social Insurance Agency and the municipality of Håbo may refer.",
                ),
                kind=WayInKind.REFERRAL,
                referrers=Authority,
            )
        ],
    ),
    timing=_TEAM_TIMING,
    financing=_money.framsteget_team(_cited),
    goals=_TEAM_GOALS,
)
"""The coordination team of Framsteget, planned for 2018–2020 (HA-02 … HA-05, HA-12).

To belong to one of its groups is read as a demand; that they only describe is the other reading
(`readings={"HA-05": "description"}`).
"""

_YOUTH = (
    Clause(
        key="HA-06",
        rule="HA-06",
        citation=_cited(
            _YOUTH_AT,
            Text(
                sv="bakgrunden talar om unga upp till 29 och om 20–24 år från hösten 2016; vi tar"
                " insatsens egna åldrar (X-01)",
                en="the background speaks of the young up to 29, and of 20–24 from the autumn of"
                " 2016; we take the measure's own ages (X-01)",
            ),
        ),
        text=Text(
            sv="Ålder 20–29 år; för den som är under 20 har kommunen en egen coach.",
            en="Age 20–29; for those under 20 the municipality has a coach of its own.",
        ),
        condition=Age(at_least=20, at_most=29),
    ),
    Clause(
        key="HA-05",
        rule="HA-05",
        citation=_cited(_TARGET_GROUP),
        text=Text(
            sv="Är nyanländ och har varken arbete eller studier, som gruppen i fokus.",
            en="Is newly arrived and neither works nor studies, as the group in focus.",
        ),
        condition=AllOf(Flag("newly_arrived"), Flag("works_or_studies", value=False)),
        strength=Strength.GUIDELINE,
    ),
    _LAST_INTAKE,
    _CONSENT,
)

NEWLY_ARRIVED = yes_no("newly_arrived", sv="nyanländ", en="newly arrived")
"""Whether a participant is newly arrived (HA-11): answered for each participation."""

UNGDOMSSATSNING = Measure(
    key="ungdomssatsning",
    name=Text(sv="Framsteget i Håbo, Ungdomssatsning", en="Framsteget i Håbo, Ungdomssatsning"),
    eligibility=RuleSet(
        key="framsteget.ungdomssatsning",
        name=Text(sv="Framsteget i Håbo, Ungdomssatsning", en="Framsteget i Håbo, Ungdomssatsning"),
        vocabulary=COMMON,
        clauses=_YOUTH,
        valid=_PLANNED,
    ),
    timing=[
        _RUNS,
        Within(
            key="HA-11",
            rule="HA-11",
            citation=_cited(
                "Mål",
                Text(
                    sv="från när är inte sagt; vi läser det som från inskrivningen",
                    en="from when is not said; it is read as from the enrolment",
                ),
            ),
            text=Text(
                sv="En handlingsplan inom sex månader (mål för nyanlända unga vuxna).",
                en="An action plan within six months (a goal for newly arrived young adults).",
            ),
            period=Months(6),
            after=ENROLLED,
            done_by=ACTION_PLAN_MADE,
            binds=Binds.GOAL,
        ),
        _LATER,
    ],
    financing=_money.framsteget_youth(_cited),
    goals=[
        _goal(
            "HA-11.plan",
            "Effektmål, ungdomssatsningen",
            "80 % av de nyanlända unga vuxna som deltar har en handlingsplan inom 6 månader.",
            "80 % of the newly arrived young adults who take part have an action plan within 6"
            " months.",
            reading=Text(
                sv="från när är inte sagt; vi läser det som från inskrivningen",
                en="from when is not said; it is read as from the enrolment",
            ),
            target=ShareAtLeast(80),
            counts=Happened(kind=ACTION_PLAN_MADE, within=Months(6), after=ENROLLED),
            among=Both(criteria=[Enrolled(), Positive(question=NEWLY_ARRIVED)]),
            when=Moment(after=ENROLLED, period=Months(6)),
        ),
        _goal(
            "HA-11.offered",
            "Insatsmål, ungdomssatsningen",
            "Alla nyanlända unga vuxna som varken arbetar eller studerar kontaktas och erbjuds en"
            " handlingsplan.",
            "All newly arrived young adults who neither work nor study are contacted and offered"
            " an action plan.",
            reading=Text(
                sv="basen är alla i gruppen, även de som inte deltar; antalen tas fram av kommunen",
                en="the base is the whole group, those who don't take part too; the municipality"
                " works out the counts",
            ),
            target=ShareAtLeast(100),
            among=Positive(question=NEWLY_ARRIVED),
        ),
        _supported(
            "HA-09.youth",
            "Insatsmål, ungdomssatsningen",
            AtLeast(50),
            "Minst 50 unga vuxna om året får stöd i ungdomssatsningen.",
            "At least 50 young adults a year are supported by the youth measure.",
        ),
    ],
)
"""The youth measure of Framsteget, planned for 2018–2020 (HA-02, HA-05, HA-06, HA-12).

The source names neither a way in nor a municipality for it.
"""

_GOALS = (
    _goal(
        "HA-17",
        "Övergripande mål",
        "Kortare tid i utanförskap genom tydliga rutiner och löpande implementering; fler nyanlända"
        " unga vuxna i insatser som passar dem; fler av dem vidare till studier eller arbete.",
        "Shorter time in exclusion by clear routines and continual implementation; more newly"
        " arrived young adults in measures that fit them; more of them going on to studies or"
        " work.",
    ),
    _goal(
        "HA-18",
        "Syfte",
        "Fungerande samordnad rehabilitering mot arbete; bättre möjligheter till egen försörjning"
        " eller studier; effektivare samordning; vinster av gemensamma lokaler; modeller som"
        " förankras och införs; aktiverande och kartläggande insatser för den med oklara eller"
        " stora behov; varaktigt lägre ungdomsarbetslöshet, nyanlända först; varaktigt"
        " inkluderande.",
        "Working coordinated rehabilitation towards work; better chances of own livelihood or"
        " studies; more efficient coordination; gains from joint premises; models that are"
        " anchored and implemented; activating and mapping measures for those with unclear or"
        " large needs; lasting lower youth unemployment, the newly arrived first; lasting"
        " inclusion.",
    ),
    _goal(
        "HA-26",
        "Metoder",
        "Förrehabiliteringen syftar till att stärka resurser, börja lämna identiteten som sjuk,"
        " hjälpa personen att möta motgångar och främja egenmakt, motivation och social trygghet,"
        " så att arbetslivsinriktad rehabilitering kan lyckas sedan.",
        "Pre-rehabilitation aims to strengthen resources, begin to leave the identity of a sick"
        " person, help to meet setbacks and further own power, motivation and social security, so"
        " that work-oriented rehabilitation can succeed next.",
    ),
)

BOOK = RuleBook(
    key="framsteget",
    association=Association(
        key="framsteget",
        name=Text(
            sv="namnges inte i källan; vi läser det som Samordningsförbundet Uppsala län (HA-01)",
            en="not named in the source; read by us as Samordningsförbundet Uppsala län (HA-01)",
        ),
    ),
    measures=[SAMORDNINGSTEAM, UNGDOMSSATSNING],
    financing=_money.framsteget_book(_cited),
    goals=_GOALS,
)
"""All measures of the book."""
