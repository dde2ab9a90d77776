"""Norra Västmanlands Samordningsförbund: Samordningsteam, an open-ended measure of four teams.

The description of the measure is undated. It excludes more than the other sources do (X-24),
and it names a maker for only one of its judgements (X-17). The association became part of
Samordningsförbundet Västmanland on 2024-01-01 (X-28).
"""

import datetime as dt
from functools import partial

from finsam.association import ByDay, DuringYear, EachPart, TimesAYear, YearRule
from finsam.citations import Citation, Norm, Rank
from finsam.legaltime import Interval, Months, Weeks, Years
from finsam.measures import Measure, RuleBook, Team
from finsam.members import (
    ARBETSFORMEDLINGEN,
    FORSAKRINGSKASSAN,
    Association,
    municipality_member,
    region_member,
)
from finsam.participation import (
    DOCUMENTED,
    EXITED,
    Binds,
    Continuing,
    Every,
    Runs,
    Said,
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
    Fixed,
    Flag,
    Includes,
    Not,
    Reading,
    RuleSet,
    Strength,
    WayIn,
    WayInKind,
)
from finsam.terms import Authority, Benefit, Role
from finsam.texts import Text

__all__ = ["ASSOCIATION", "BOOK", "SAMORDNINGSTEAM"]


def __dir__() -> list[str]:
    return __all__


_CHECKED = dt.date(2026, 11, 22)
_DESCRIPTION = Norm(
    "norra-vastmanland",
    Text(
        sv="Insatsbeskrivning Samordningsteam, Norra Västmanland (odaterad)",
        en="Description of the measure Samordningsteam, Norra Västmanland (undated)",
    ),
    Rank.LOCAL,
)
_PURPOSE = "Syfte och målgrupp"
_STEERING = "Styrning och organisation"
_OWNERS = "Insats och insatsens ägare"
_TIME = "Tidsplan"


def _cited(locator: str, reading: Text | None = None) -> Citation:
    return Citation(_DESCRIPTION, locator, _CHECKED, reading)


_NO_LIMIT = Text(
    sv="texten sätter ingen åldersgräns utan talar om var behoven finns; vi läser det som en"
    " riktlinje",
    en="the text sets no age limit but says where the needs are; we read it as a guideline",
)

_CLAUSES = (
    Clause(
        key="NV-03",
        rule="NV-03",
        citation=_cited(
            _STEERING,
            Text(
                sv="det som öppnar för remiss krävs också för att delta; behov är inte samma sak"
                " som kontakt (X-02); vi räknar de fyra slagen av myndighet, de sex kommunerna som"
                " ett slag (X-03), och Försäkringskassan med dem fast den bara medverkar i"
                " styrgrupperna (X-23)",
                en="what opens the way for a referral is also required for taking part; a need is"
                " not a contact (X-02); we count the four kinds of authority, the six"
                " municipalities as one kind (X-03), and the Social Insurance Agency among them"
                " though it takes part in the steering groups only (X-23)",
            ),
        ),
        text=Text(
            sv="Har behov av rehabilitering som samordnas av minst två myndigheter.",
            en="Needs coordinated rehabilitation from at least two of the authorities.",
        ),
        condition=Includes("needs", Authority, at_least=2),
        alternatives=(
            Reading(
                "owners_only",
                Text(
                    sv="bara insatsens ägare räknas: Arbetsförmedlingen, regionen och kommunerna",
                    en="only the owners of the measure count: the Public Employment Service, the"
                    " Region and the municipalities",
                ),
                Includes(
                    "needs",
                    [
                        Authority.MUNICIPALITY,
                        Authority.REGION,
                        Authority.PUBLIC_EMPLOYMENT_SERVICE,
                    ],
                    at_least=2,
                ),
            ),
        ),
    ),
    Clause(
        key="NV-04",
        rule="NV-04",
        citation=_cited(_PURPOSE),
        text=Text(
            sv="Den remitterande myndigheten har bedömt att samordnad rehabilitering behövs.",
            en="The referring authority has assessed that coordinated rehabilitation is needed.",
        ),
        condition=Flag("coordinated_need_assessed"),
    ),
    Clause(
        key="NV-05",
        rule="NV-05",
        citation=_cited(_PURPOSE, _NO_LIMIT),
        text=Text(
            sv="Är 16–64 år, de åldrar där behov sägs finnas.",
            en="Is aged 16–64, where needs are said to exist.",
        ),
        condition=Age(at_least=16, at_most=64),
        strength=Strength.GUIDELINE,
    ),
    Clause(
        key="NV-05.focus",
        rule="NV-05",
        citation=_cited(
            _PURPOSE,
            Text(
                sv="de yngre åldrarna är ett fokus, inte en förtur",
                en="the younger ages are a focus, no priority",
            ),
        ),
        text=Text(
            sv="Är 16–30 år, där behoven särskilt finns kvar.",
            en="Is aged 16–30, where the needs continue especially.",
        ),
        condition=Age(at_least=16, at_most=30),
        strength=Strength.GUIDELINE,
    ),
    Clause(
        key="NV-06.addiction",
        rule="NV-06",
        citation=_cited(_PURPOSE),
        text=Text(sv="Ingen pågående beroendeproblematik.", en="No ongoing addiction problem."),
        condition=Not(Flag("ongoing_addiction")),
    ),
    Clause(
        key="NV-06.threat",
        rule="NV-06",
        citation=_cited(_PURPOSE),
        text=Text(sv="Är inte känd som hotfull.", en="Is not known to be threatening."),
        condition=Not(Flag("known_threatening")),
    ),
    Clause(
        key="NV-06.custody",
        rule="NV-06",
        citation=_cited(_PURPOSE),
        text=Text(
            sv="Har inget frihetsberövande framför sig.",
            en="No deprivation of liberty is imminent.",
        ),
        condition=Not(Flag("custody_ahead")),
    ),
    Clause(
        key="NV-06.illness",
        rule="NV-06",
        citation=_cited(_PURPOSE),
        text=Text(
            sv="Ingen allvarlig sjukdom som gör att personen för närvarande bedöms sakna resurser"
            " att delta.",
            en="No serious illness for which the person is at present judged to lack the resources"
            " to take part.",
        ),
        condition=Not(AllOf(Flag("serious_illness"), Flag("lacks_resources_now"))),
    ),
    Clause(
        key="NV-07.motivated",
        rule="NV-07",
        citation=_cited(_PURPOSE),
        text=Text(
            sv="Bedöms vara motiverad för en första kontakt.",
            en="Is judged to be motivated for a first contact.",
        ),
        condition=Flag("motivated_for_first_contact"),
    ),
    Clause(
        key="NV-07.slow_pace",
        rule="NV-07",
        citation=_cited(_PURPOSE),
        text=Text(
            sv="Bedöms klara aktiviteter som börjar i låg takt.",
            en="Is judged able to manage activities that begin at a slow pace.",
        ),
        condition=Flag("manages_slow_pace"),
    ),
    Clause(
        key="NV-09",
        rule="NV-09",
        citation=_cited(
            _PURPOSE,
            Text(
                sv="vi läser alla grupper som en riktning: att stå utanför dem är en anmärkning,"
                " inget hinder; unga ligger i aktivitetsersättningen, som har egna åldersgränser"
                " (X-16); behovet av samlat stöd prövas i NV-03",
                en="we read all the groups as a direction: to be in none is a remark, no obstacle;"
                " young lies in activity compensation, which has age limits of its own (X-16);"
                " the need of joint support is tried in NV-03",
            ),
        ),
        text=Text(
            sv="Är sjukskriven, har aktivitetsersättning, är arbetslös, står långt från"
            " arbetsmarknaden, saknar sjukpenninggrundande inkomst eller är ung hemmasittare.",
            en="Is on sick leave, has activity compensation, is unemployed, is far from the labour"
            " market, has no income that qualifies for sickness benefit, or is a young person who"
            " stays at home.",
        ),
        condition=AnyOf(
            Flag("sick_listed"),
            Includes("benefits", [Benefit.ACTIVITY_COMPENSATION]),
            Flag("unemployed"),
            Flag("far_from_labour_market"),
            Flag("has_sgi", value=False),
            Flag("stays_at_home"),
        ),
        strength=Strength.GUIDELINE,
    ),
    Clause(
        key="NV-14.information",
        rule="NV-14",
        citation=_cited(_STEERING),
        text=Text(
            sv="Personen har vid remissen fått möjlighet till studiebesök eller annan personlig"
            " information.",
            en="At the referral the person has been given the possibility of a study visit or"
            " other personal information.",
        ),
        condition=Flag("information_offered"),
        concern=Concern.PREPARATION,
    ),
    Clause(
        key="NV-14.wishes",
        rule="NV-14",
        citation=_cited(_STEERING),
        text=Text(
            sv="Personen har vid remissen fått möjlighet att berätta om sin situation och vad hen"
            " vill.",
            en="At the referral the person has been given the possibility of describing their"
            " situation and what they want.",
        ),
        condition=Flag("own_wishes_heard"),
        concern=Concern.PREPARATION,
    ),
)

_WAYS_IN = (
    WayIn(
        key="NV-08.referral",
        rule="NV-08",
        citation=_cited(
            _PURPOSE,
            Text(
                sv="insatsen är öppen från alla medlemmar; alla utom regionen remitterar själva"
                " (X-26)",
                en="the measure is open from all members; all but the region refer themselves"
                " (X-26)",
            ),
        ),
        text=Text(
            sv="Kommunen, Försäkringskassan och Arbetsförmedlingen kan remittera.",
            en="The municipality, the Social Insurance Agency and the Public Employment Service"
            " may refer.",
        ),
        kind=WayInKind.REFERRAL,
        referrers=[
            Authority.MUNICIPALITY,
            Authority.SOCIAL_INSURANCE_AGENCY,
            Authority.PUBLIC_EMPLOYMENT_SERVICE,
        ],
    ),
    WayIn(
        key="NV-08.region",
        rule="NV-08",
        citation=_cited(
            _PURPOSE,
            Text(
                sv="detta är regionens enda väg in; texten säger inte ”bara” (X-26)",
                en="this is the region's only way in; the text does not say “only” (X-26)",
            ),
        ),
        text=Text(
            sv="Regionen kan ta initiativ genom den myndighet som betalar personens ersättning.",
            en="The region may initiate by way of the authority from which the person has their"
            " benefit.",
        ),
        kind=WayInKind.OTHER_DOOR,
        referrers=[Authority.REGION],
        steps=Flag("through_benefit_authority"),
        alternatives=[
            Reading(
                "directly_too",
                Text(
                    sv="regionen får också remittera direkt",
                    en="the region may refer directly too",
                ),
                Fixed(holds=True),
            )
        ],
    ),
)


_TIMING = (
    Every(
        key="NV-10",
        rule="NV-10",
        citation=_cited(
            _STEERING,
            Text(
                sv="minst var tredje månad läser vi så att ingen lucka är längre än tre månader;"
                " planen innan någon har hållits är var tredje månad från inskrivningen",
                en="at least every third month is read so that no gap exceeds three months; the"
                " plan before any is held is every third month from the enrolment",
            ),
        ),
        text=Text(
            sv="Teamet följer upp tillsammans med deltagaren och den remitterande myndigheten minst"
            " var tredje månad, och beslutar då om fortsatt deltagande.",
            en="The team follows up with the participant and the referring authority at least every"
            " third month, and decides on continued participation.",
        ),
        owner=Role.MEASURE_STAFF,
        period=Months(3),
    ),
    Within(
        key="NV-11",
        rule="NV-11",
        citation=_cited(_STEERING),
        text=Text(
            sv="Skriftlig slutdokumentation till deltagaren och till remittenten inom tre veckor"
            " efter avslutet.",
            en="Written final documentation to the participant and to the referrer within three"
            " weeks of the exit.",
        ),
        period=Weeks(3),
        after=EXITED,
        done_by=DOCUMENTED,
        recipients=[Role.THE_PERSON, Role.REFERRER],
    ),
    Stay(
        key="NV-12",
        rule="NV-12",
        citation=_cited(_TIME),
        text=Text(
            sv="Ett riktmärke för tiden är upp till ett år.",
            en="A benchmark for the time is up to one year.",
        ),
        at_most=Years(1),
        binds=Binds.BENCHMARK,
    ),
    Continuing(
        key="NV-12.fitted",
        rule="NV-12",
        citation=_cited(_TIME),
        text=Text(
            sv="Tiden i insatsen anpassas efter behovet.",
            en="The time in the measure is fitted to the need.",
        ),
    ),
    Said(
        key="NV-13",
        rule="NV-13",
        citation=_cited(_TIME),
        text=Text(
            sv="Deltagandet avslutas när det inte längre behövs samordning.",
            en="Participation ends when coordination is no longer needed.",
        ),
        binds=Binds.STATED,
    ),
    Runs(
        key="NV-28",
        rule="NV-28",
        citation=_cited(_OWNERS),
        text=Text(
            sv="Insatsen gäller tills vidare och kan sägas upp som avtalats.",
            en="The measure goes on until further notice, which can be given as agreed.",
        ),
        time=Interval(None, None),
        binds=Binds.STATED,
    ),
)


def _team(
    key: str, name: str, municipalities: tuple[str, ...], reading: Text | None = None
) -> Team:
    return Team(
        key=key,
        name=Text(sv=f"Samordningsteam {name}", en=f"Samordningsteam {name}"),
        municipalities=municipalities,
        rule="NV-01",
        citation=_cited(_OWNERS, reading),
    )


_goal = partial(goal, _cited)


_GOALS = (
    _goal(
        "NV-23",
        "Uppföljning och rapportering",
        "Nyckeltal följs upp, till exempel antalet deltagare och andelarna av avsluten till arbete"
        " eller utbildning och till fortsatt aktiv rehabilitering.",
        "Key figures are followed, such as the number of participants, and the shares of exits to"
        " work or education and to continued active rehabilitation.",
    ),
    _goal(
        "NV-24",
        "Syfte och målgrupp",
        "Tecken på att det samordnade stödet fungerar, så som deltagarna upplever det: insatserna"
        " är ordnade efter behoven, personen har inflytande och får den tid det tar, någon håller"
        " ihop, symtom och funktionsnedsättning går att hantera med myndigheternas stöd, ett steg"
        " närmare arbete eller egen försörjning är taget med egen medverkan, och en planering tar"
        " vid utan onödigt dröjsmål, det sista även enligt de myndigheter som behövs fortsatt.",
        "Marks that the coordinated support works, as participants experience it: measures are"
        " arranged around the needs, the person has influence and is given the time it takes,"
        " somebody holds it together, symptoms and impairment can be handled with the"
        " authorities' support, a step nearer work or own livelihood is taken with the person's"
        " own part in it, and a plan takes over without needless delay, the last also by the"
        " authorities that are still needed.",
    ),
    _goal(
        "NV-29",
        "Syfte och målgrupp",
        "Kvalificerat stöd till den som behöver samordnad rehabilitering, bättre förutsättningar"
        " för egen försörjning, och så många som möjligt ett steg närmare arbete eller studier, i"
        " bästa fall en arbetsförmåga.",
        "Qualified support for those who need coordinated rehabilitation, better conditions for"
        " own livelihood, and as many as possible a step nearer work or studies, at best with an"
        " ability to work.",
    ),
    _goal(
        "NV-30",
        "Syfte och målgrupp",
        "Styrgruppen sätter varje år mätbara och påverkbara mål, som säkrar kvaliteten och att"
        " deltagarna värderar insatsen högt, och följer dem; de utgår från styrelsens uppdrag och"
        " syftar till arbetsförmåga.",
        "Each year the steering group sets goals that can be measured and influenced, that secure"
        " the quality and that participants value the measure highly, and follows them; they"
        " start from the board's commission and aim at work ability.",
    ),
)

SAMORDNINGSTEAM = Measure(
    key="samordningsteam",
    name=Text(sv="Samordningsteam, Norra Västmanland", en="Samordningsteam, Norra Västmanland"),
    eligibility=RuleSet(
        key="norra_vastmanland.samordningsteam",
        name=Text(sv="Samordningsteam, Norra Västmanland", en="Samordningsteam, Norra Västmanland"),
        vocabulary=COMMON,
        clauses=_CLAUSES,
        ways_in=_WAYS_IN,
    ),
    teams=[
        _team("sala", "Sala", ("Sala",)),
        _team(
            "fns",
            "FNS",
            ("Fagersta", "Norberg", "Skinnskatteberg"),
            Text(
                sv="bokstäverna FNS skriver vi ut som de tre kommunerna",
                en="the letters FNS are spelt out by us as the three municipalities",
            ),
        ),
        _team("hallstahammar", "Hallstahammar", ("Hallstahammar",)),
        _team("surahammar", "Surahammar", ("Surahammar",)),
    ],
    timing=_TIMING,
    financing=_money.norra_vastmanland(_cited, _PURPOSE, _STEERING),
    goals=_GOALS,
)
"""The coordination teams of Sala, FNS, Hallstahammar and Surahammar (NV-01, NV-03 … NV-09, NV-14).

The source states no dates, no age limit, and nobody who decides on intake.
"""

_CALENDAR = (
    TimesAYear(
        key="NV-18",
        rule="NV-18",
        citation=_cited(_STEERING),
        text=Text(
            sv="Styrgruppen träffas fyra till sex gånger om året, och minnesanteckningar förs.",
            en="The steering group meets four to six times a year, and notes are kept.",
        ),
        owner=Role.STEERING_GROUP,
        binds=Binds.STATED,
        at_least=4,
        at_most=6,
        what="steering_group",
    ),
    EachPart(
        key="NV-19",
        rule="NV-19",
        citation=_cited(
            _TIME,
            Text(
                sv="perioden läser vi som de två månader som just har gått, räknat från januari",
                en="the period is read as the two months just ended, counted from January",
            ),
        ),
        text=Text(
            sv="Rekvisition till kansliet för två månader, senast en månad efter perioden.",
            en="Payment request to the association's office for two months, at the latest one month"
            " after the period.",
        ),
        owner=Role.TEAM_LEADER,
        months=2,
        within=Months(1),
    ),
    DuringYear(
        key="NV-20",
        rule="NV-20",
        citation=_cited(_TIME),
        text=Text(
            sv="Helårsrapport till styrgrupp, förbundschef och styrelse.",
            en="Full-year report to the steering group, the chief and the board.",
        ),
        owner=Role.TEAM_LEADER,
    ),
    DuringYear(
        key="NV-21.need",
        rule="NV-21",
        citation=_cited(
            _TIME,
            Text(
                sv="hösten läser vi som september till november",
                en="the autumn is read as September to November",
            ),
        ),
        text=Text(
            sv="Verksamhetsledare och styrgrupp redovisar resursbehovet för nästa år.",
            en="Team leader and steering group present the resource need of the coming year.",
        ),
        owner=Role.TEAM_LEADER,
        binds=Binds.STATED,
        start_month=9,
        end_month=11,
        year_before=True,
    ),
    ByDay(
        key="NV-21",
        rule="NV-21",
        citation=_cited(
            _TIME,
            Text(
                sv="samma dag som budgetens i 23 § lagen (2003:1210), och den flyttas på samma sätt"
                " (X-05)",
                en="the same day as the budget's in law 2003:1210, 23 §, and moved in the same way"
                " (X-05)",
            ),
        ),
        text=Text(
            sv="Styrelsen beslutar om finansiering och budget för teamen.",
            en="The board decides on the teams' financing and budget.",
        ),
        owner=Role.BOARD,
        binds=Binds.STATED,
        month=11,
        day=30,
        in_year=-1,
        rolls=True,
    ),
    DuringYear(
        key="NV-28",
        rule="NV-28",
        citation=_cited(_TIME),
        text=Text(
            sv="Planen följs upp varje år och revideras vid behov.",
            en="The plan is followed up every year and revised when needed.",
        ),
    ),
    YearRule(
        key="NV-33",
        rule="NV-33",
        citation=_cited(_STEERING),
        text=Text(
            sv="Utomstående utvärderare eller en extern medbedömare följer upp regelbundet; det"
            " mjukare ”gärna extern” visas bredvid (X-19).",
            en="Outside evaluators or an external co-assessor follow up regularly; the softer"
            " “preferably external” is shown beside it (X-19).",
        ),
    ),
)

ASSOCIATION = Association(
    key="norra_vastmanland",
    name=Text(
        sv="Norra Västmanlands Samordningsförbund (till och med 2023, sedan en del av"
        " Samordningsförbundet Västmanland)",
        en="Norra Västmanlands Samordningsförbund (until 2023, then a part of"
        " Samordningsförbundet Västmanland)",
    ),
    members=[
        FORSAKRINGSKASSAN,
        ARBETSFORMEDLINGEN,
        region_member("Region Västmanland"),
        *(municipality_member(n) for team in SAMORDNINGSTEAM.teams for n in team.municipalities),
    ],
)
"""The association with its nine members (NV-01, NV-02)."""

BOOK = RuleBook(
    key="norra_vastmanland",
    association=ASSOCIATION,
    measures=[SAMORDNINGSTEAM],
    calendar=_CALENDAR,
)
"""All measures of the book."""
