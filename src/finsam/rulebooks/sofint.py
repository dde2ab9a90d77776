"""SOFINT: SIGMA, the cooperation group in Nora, in three sets of rules.

The source says that an older rule, three of four, has become "two with risk of a third". Read as
a loosening it is `SIGMA`; by its letter it is `SIGMA_LETTER`; the older rule is `SIGMA_OLDER`.
The four are two services and two authorities, each counted as itself (X-23). Nobody is
excluded (X-24), and "up to and including 29" is a group to watch for, no limit (X-01).
"""

import datetime as dt
from functools import partial

from finsam.association import YearRule
from finsam.citations import Citation, Norm, Rank
from finsam.legaltime import Interval
from finsam.measures import Measure, RuleBook
from finsam.members import Association
from finsam.outcomes import AtLeast, Happened, Moment, ShareAtLeast, year_of
from finsam.participation import Binds, EventKind, Runs
from finsam.rulebooks import _money
from finsam.rulebooks._goals import goal
from finsam.rules import (
    COMMON,
    Age,
    AllOf,
    AnyOf,
    Clause,
    Concern,
    Flag,
    Includes,
    OneOf,
    Reading,
    RuleSet,
    Strength,
    Validity,
    WayIn,
    WayInKind,
)
from finsam.terms import Authority, Consent, Service, Sex
from finsam.texts import Text

__all__ = ["ACTIVITY_OFFERED", "BOOK", "MAPPED", "SIGMA", "SIGMA_LETTER", "SIGMA_OLDER"]


def __dir__() -> list[str]:
    return __all__


_CHECKED = dt.date(2026, 11, 22)
_APPLICATION = Norm(
    "sigma-2006",
    Text(
        sv="Ansökan/avtal avseende SIGMA, samverkansgruppen i Nora (2006)",
        en="Application/agreement on SIGMA, the cooperation group in Nora (2006)",
    ),
    Rank.LOCAL,
)
_BACKGROUND = "Bakgrund"


def _cited(locator: str, reading: Text | None = None) -> Citation:
    return Citation(_APPLICATION, locator, _CHECKED, reading)


_FROM_2006 = Validity(start=dt.date(2006, 1, 1), rule="NO-07", citation=_cited(_BACKGROUND))

_FOUR = (
    Service.SOCIAL_SERVICES,
    Service.HEALTH_CENTRE,
    Authority.SOCIAL_INSURANCE_AGENCY,
    Authority.PUBLIC_EMPLOYMENT_SERVICE,
)
_FURTHER = AnyOf(
    *(
        AllOf(
            Includes("at_risk_of", [body]),
            Includes("current_with", [body], at_most=0),
        )
        for body in _FOUR
    )
)
_THREE = Includes("current_with", _FOUR, at_least=3)
_TWO_AND_RISK = AllOf(Includes("current_with", _FOUR, at_least=2), _FURTHER)
_JUST_TWO_AND_RISK = AllOf(Includes("current_with", _FOUR, at_least=2, at_most=2), _FURTHER)

_LOOSENED = Clause(
    key="NO-01",
    rule="NO-01",
    citation=_cited(
        _BACKGROUND,
        Text(
            sv="texten mjukar upp den äldre regeln, tre av fyra: den som uppfyller den gör det"
            " fortfarande, och en risk som har slagit in är inget skäl att neka; att vara aktuell"
            " och att riskera att bli det är två fakta (X-02)",
            en="the text loosens the older rule, three of four: who meets that one still does,"
            " and a risk that has come true is no reason to refuse; to be current and to be at"
            " risk of it are two facts (X-02)",
        ),
    ),
    text=Text(
        sv="Aktuell hos minst tre av socialtjänsten, vårdcentralen, Försäkringskassan och"
        " Arbetsförmedlingen, eller hos minst två med risk att bli aktuell hos ytterligare en.",
        en="Current with at least three of the social services, the health centre, the Social"
        " Insurance Agency and the Public Employment Service, or with at least two and at risk of"
        " a further one.",
    ),
    condition=AnyOf(_THREE, _TWO_AND_RISK),
    alternatives=(
        Reading(
            "letter",
            Text(
                sv="bokstaven: två av fyra, och risk för ytterligare en, utan den äldre regeln",
                en="the letter: two of four, and at risk of a further one, without the older rule",
            ),
            _TWO_AND_RISK,
        ),
    ),
)

_LETTER = Clause(
    key="NO-01",
    rule="NO-01",
    citation=_cited(
        _BACKGROUND,
        Text(
            sv="två läser vi som minst två, och en tredje som ytterligare en",
            en="two is read as at least two, and a third as a further one",
        ),
    ),
    text=Text(
        sv="Aktuell hos två av socialtjänsten, vårdcentralen, Försäkringskassan och"
        " Arbetsförmedlingen, med risk att bli aktuell hos ytterligare en.",
        en="Current with two of the social services, the health centre, the Social Insurance"
        " Agency and the Public Employment Service, and at risk of a further one.",
    ),
    condition=_TWO_AND_RISK,
    alternatives=(
        Reading(
            "just_two",
            Text(sv="två är två, varken fler eller färre", en="two is two, no more and no less"),
            _JUST_TWO_AND_RISK,
        ),
    ),
)

_OLDER = Clause(
    key="NO-01",
    rule="NO-01",
    citation=_cited(
        _BACKGROUND,
        Text(sv="tre läser vi som minst tre", en="three is read as at least three"),
    ),
    text=Text(
        sv="Aktuell hos tre av socialtjänsten, vårdcentralen, Försäkringskassan och"
        " Arbetsförmedlingen.",
        en="Current with three of the social services, the health centre, the Social Insurance"
        " Agency and the Public Employment Service.",
    ),
    condition=_THREE,
)

_GROUPS = Clause(
    key="NO-02",
    rule="NO-02",
    citation=_cited("Mål och målgrupp"),
    text=Text(
        sv="Grupper att bevaka: till och med 29 år med svag förankring på arbetsmarknaden;"
        " ensamstående kvinnor med låg utbildning; andra som behöver bedömning och insatser från"
        " flera myndigheter.",
        en="Groups to watch for: up to and including 29 with a weak foothold on the labour"
        " market; single women with little education; others who need assessment and measures"
        " from several authorities.",
    ),
    condition=AnyOf(
        AllOf(Age(at_most=29), Flag("weak_foothold")),
        AllOf(OneOf("sex", [Sex.WOMAN]), Flag("single"), Flag("little_education")),
        Flag("needs_assessment_by_several"),
    ),
    strength=Strength.GUIDELINE,
)

_CONSENT = Clause(
    key="NO-06",
    rule="NO-06",
    citation=_cited(
        "Arbetssätt",
        Text(
            sv="källan nämner samtycke bara som en mall som ska tas fram; vi läser att det"
            " inhämtas, och att det gäller att myndigheterna delar uppgifter",
            en="the source names consent only as a template to be made; we read that it is asked"
            " for, and that it is to the authorities' sharing what they know",
        ),
    ),
    text=Text(
        sv="Personen har samtyckt till att myndigheterna delar uppgifter om hen.",
        en="The person has consented to the authorities' sharing what they know of them.",
    ),
    condition=Includes("consents", [Consent.SHARING]),
    concern=Concern.CONSENT,
)

_REFERRAL = WayIn(
    key="NO-09.referral",
    rule="NO-09",
    citation=_cited(
        "Samverkansparter",
        Text(
            sv="källan talar om den som remitteras, och om att medlemmarna bevakar grupperna i sin"
            " egen myndighet; vi läser att de remitterar (X-26)",
            en="the source speaks of those who are referred, and of members watching for the groups"
            " in their own authority; we read that they refer (X-26)",
        ),
    ),
    text=Text(
        sv="Socialtjänsten, vårdcentralen, Försäkringskassan och Arbetsförmedlingen i Nora kan"
        " remittera.",
        en="The social services, the health centre, the Social Insurance Agency and the Public"
        " Employment Service in Nora may refer.",
    ),
    kind=WayInKind.REFERRAL,
    referrers=_FOUR,
)

_TIMING = (
    Runs(
        key="NO-07",
        rule="NO-07",
        citation=_cited(_BACKGROUND),
        text=Text(
            sv="Gäller från 2006-01-01 och tills vidare.",
            en="In force from 2006-01-01 and until further notice.",
        ),
        time=Interval(dt.date(2006, 1, 1), None),
        binds=Binds.STATED,
    ),
)

MAPPED = EventKind(
    "mapped", Text(sv="kartlagd och bedömd", en="mapped and assessed"), before="activity_offered"
)
"""The person has gone through mapping and assessment of needs (NO-03)."""

ACTIVITY_OFFERED = EventKind(
    "activity_offered",
    Text(sv="aktivitet erbjuden", en="activity offered"),
    after="mapped",
)
"""An activity that aims at work or studies has been offered (NO-03)."""

_goal = partial(goal, _cited)


_GOALS = (
    _goal(
        "NO-03.mapped",
        "Mål och målgrupp",
        "Under 2006 har minst 50 personer gått igenom kartläggning och bedömning.",
        "In 2006 at least 50 people have gone through mapping and assessment.",
        reading=Text(
            sv="personer räknar vi som deltaganden",
            en="people are counted as participations",
        ),
        target=AtLeast(50),
        counts=Happened(kind=MAPPED),
        among=Happened(kind=MAPPED),
        when=Moment(after=MAPPED),
        years=year_of(2006),
    ),
    _goal(
        "NO-03.offered",
        "Mål och målgrupp",
        "Minst hälften av de kartlagda kan erbjudas en aktivitet som syftar till arbete eller"
        " studier.",
        "At least half of those mapped can be offered an activity that aims at work or studies.",
        reading=Text(
            sv="att kunna erbjudas läser vi som att ha erbjudits, och de kartlagda som dem under"
            " 2006, som i målet före",
            en="can be offered is read as has been offered, and those mapped as those of 2006, as"
            " in the goal before it",
        ),
        target=ShareAtLeast(50),
        counts=Happened(kind=ACTIVITY_OFFERED),
        among=Happened(kind=MAPPED),
        when=Moment(after=MAPPED),
        years=year_of(2006),
    ),
    _goal(
        "NO-10",
        "Mål och målgrupp",
        "Tidiga, effektiva och samordnade insatser; arbetsförmåga nås eller förbättras; mindre"
        " rundgång mellan myndigheter och en bredare samsyn. Minst risk för lång sjukskrivning,"
        " arbetslöshet, socialbidrag och inaktivitet; snabba och riktiga bedömningar; arbete eller"
        " studier som fås och behålls.",
        "Early, effective and coordinated measures; work ability reached or improved; less sending"
        " round between authorities and a wider shared view. Least risk of long sick leave,"
        " unemployment, social assistance and inactivity; quick and right assessments; work or"
        " studies got and kept.",
    ),
    _goal(
        "NO-11",
        "Mål och målgrupp",
        "Kartlägga grupper och personer och lära känna dem, utreda och bedöma individuella behov,"
        " och erbjuda en lämplig insats eller aktivitet.",
        "Map groups and persons and know more about them, inquire into individual needs and"
        " assess them, and offer a fitting measure or activity.",
    ),
    _goal(
        "NO-18",
        "Förväntade effekter",
        "Den som blir hörd och väl bedömd väntas bli mer positiv och mer delaktig; kompetensen"
        " delas, mindre resurser behövs och rehabiliteringen blir kortare. Effekter för samhället"
        " kallas svåra att mäta och kräver längre tid.",
        "Those who are heard and well assessed are expected to be more positive and more"
        " involved; competence is shared, fewer resources are needed and rehabilitation is"
        " shorter. Effects on society are called hard to measure and need a longer time.",
    ),
)

SIGMA = Measure(
    key="sigma",
    name=Text(sv="SIGMA, Nora", en="SIGMA, Nora"),
    eligibility=RuleSet(
        key="sofint.sigma",
        name=Text(sv="SIGMA, Nora", en="SIGMA, Nora"),
        vocabulary=COMMON,
        clauses=[_LOOSENED, _GROUPS, _CONSENT],
        valid=_FROM_2006,
        ways_in=[_REFERRAL],
    ),
    timing=_TIMING,
    financing=_money.sofint(_cited),
    goals=_GOALS,
)
"""SIGMA by our reading, from 2006-01-01 (NO-01, NO-02, NO-06, NO-07): at least three of four, or
at least two and at risk of a further one."""

SIGMA_LETTER = Measure(
    key="sigma_letter",
    name=Text(sv="SIGMA, Nora (efter bokstaven)", en="SIGMA, Nora (by the letter)"),
    eligibility=RuleSet(
        key="sofint.sigma_letter",
        name=Text(sv="SIGMA, Nora (efter bokstaven)", en="SIGMA, Nora (by the letter)"),
        vocabulary=COMMON,
        clauses=[_LETTER, _GROUPS, _CONSENT],
        valid=_FROM_2006,
        ways_in=[_REFERRAL],
    ),
)
"""SIGMA by the letter, from 2006-01-01 (NO-01): two of four and at risk of a further one.

Who is current with three or four, and at risk of no other, passes `SIGMA` and not this.
"""

SIGMA_OLDER = Measure(
    key="sigma_older",
    name=Text(sv="SIGMA, Nora (äldre regeln)", en="SIGMA, Nora (the older rule)"),
    eligibility=RuleSet(
        key="sofint.sigma_older",
        name=Text(sv="SIGMA, Nora (äldre regeln)", en="SIGMA, Nora (the older rule)"),
        vocabulary=COMMON,
        clauses=[_OLDER],
        ways_in=[_REFERRAL],
    ),
)
"""The rule that SIGMA's group had before (NO-01): three of four, undated.

The source speaks of groups and of consent in SIGMA from 2006; they are left out here.
"""

_CALENDAR = (
    YearRule(
        key="NO-07.report",
        rule="NO-07",
        citation=_cited(_BACKGROUND),
        text=Text(
            sv="Det första årets rapport ska svara på SOFINTs mall.",
            en="The first year's report has to answer SOFINT's template.",
        ),
    ),
)

BOOK = RuleBook(
    key="sofint",
    association=Association(key="sofint", name=Text(sv="SOFINT", en="SOFINT")),
    measures=[SIGMA, SIGMA_LETTER, SIGMA_OLDER],
    calendar=_CALENDAR,
)
"""All measures of the book."""
