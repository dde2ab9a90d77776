"""The rules of money of the books whose source gives few of them: NV, HA, NO, FI and the model.

Each list belongs to one book, which hands over how it cites its source.
"""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from finsam.citations import Citation
from finsam.financing import (
    SHARES,
    Bound,
    CostItem,
    CostKind,
    Estimate,
    Financeable,
    FinancingRule,
    Grant,
    GrantPart,
    GrantStatus,
    NotFinanced,
    Reckoning,
    Staff,
    Staffing,
    Way,
)
from finsam.rules import Binds
from finsam.terms import Authority, Role, Service
from finsam.texts import Text

Cited = Callable[[str, Text | None], Citation]


def _t(sv: str, en: str) -> Text:
    return Text(sv=sv, en=en)


def _said(
    cited: Citation, rule: str, sv: str, en: str, *, key: str = "", binds: Binds = Binds.STATED
) -> FinancingRule:
    return FinancingRule(key=key or rule, rule=rule, citation=cited, text=_t(sv, en), binds=binds)


def model(cited: Callable[[str], Citation]) -> tuple[FinancingRule, ...]:
    """Returns the rules of the model measure."""
    return (
        _said(
            cited("BR-06"),
            "BR-06",
            f"Lagens andelar: {SHARES[0].text.sv}",
            f"The shares of the act: {SHARES[0].text.en}",
            binds=Binds.BINDING,
        ),
    )


def norra_vastmanland(cited: Cited, purpose: str, steering: str) -> tuple[FinancingRule, ...]:
    """Returns the rules of the teams in Norra Västmanland."""
    places = tuple(
        Bound(
            key=f"NV-17.{key}",
            rule="NV-17",
            citation=cited(
                steering, _t("ett tal för varje team, läser vi", "read as one number per team")
            ),
            text=_t(
                "Styrgruppen bestämmer hur många som kan vara inskrivna samtidigt.",
                "The steering group decides how many may be enrolled at once.",
            ),
            binds=Binds.STATED,
            counted=_t("inskrivna samtidigt", "people enrolled at once"),
            set_by=Role.STEERING_GROUP,
            place=_t(name, name),
        )
        for key, name in (
            ("sala", "Sala"),
            ("fns", "FNS"),
            ("hallstahammar", "Hallstahammar"),
            ("surahammar", "Surahammar"),
        )
    )
    return (
        Financeable(
            key="NV-22",
            rule="NV-22",
            citation=cited("Finansiering/budget", None),
            text=_t(
                "Förbundet kan helt eller delvis finansiera personal, särskilda utredningar,"
                " handledning och kompetensutveckling, planeringsdagar, material och aktiviteter,"
                " lokaler, resor och utvärdering.",
                "The association can finance, in whole or part, staff, special investigations,"
                " supervision and competence development, planning days, material and activities,"
                " premises, travel and evaluation.",
            ),
            binds=Binds.STATED,
            financed=[
                CostKind.STAFF,
                CostKind.SPECIAL_INVESTIGATIONS,
                CostKind.SUPERVISION_AND_TRAINING,
                CostKind.PLANNING_DAYS,
                CostKind.MATERIAL_AND_ACTIVITIES,
                CostKind.PREMISES,
                CostKind.TRAVEL,
                CostKind.EVALUATION,
            ],
        ),
        *places,
        _said(
            cited(steering, None),
            "NV-27",
            "Roller: verksamhetsledare, social konsulent från kommunen, arbetsförmedlare och"
            " kurator från regionen, var och en med sitt ansvar.",
            "Roles: team leader, social consultant from the municipality, employment officer, and"
            " counsellor from the region, each with a responsibility.",
            binds=Binds.BINDING,
        ),
        _said(
            cited(purpose, None),
            "NV-43",
            "Behoven i bakgrunden: ohälsa bland unga och utrikes födda, mer psykisk ohälsa, högre"
            " krav i arbetslivet, ändrade regler; de bedöms bestå.",
            "Needs in the background: ill-health among the young and foreign-born, more mental"
            " ill-health, higher demands at work, changed rules; they are judged lasting.",
        ),
    )


def framsteget_team(cited: Cited) -> tuple[FinancingRule, ...]:
    """Returns the rules of Samordningsteam in Håbo."""
    return (
        Grant(
            key="HA-14",
            rule="HA-14",
            citation=cited(
                "Kostnader",
                _t(
                    "beslutet och budgeten ligger i bilagor som inte hör till källorna (HA-31)",
                    "decision and budget lie in annexes that are not among the sources (HA-31)",
                ),
            ),
            text=_t(
                "Beviljade medel är ett tak; det som betalas är upparbetade kostnader, och beslutet"
                " gäller bara om medlemmarna ger förbundet medel.",
                "Granted money is a maximum; what is paid is actual cost incurred, and the decision"
                " stands only if the members fund the association.",
            ),
            depends_on_members=True,
        ),
        Bound(
            key="HA-09.team",
            rule="HA-09",
            citation=cited("Insatsmål", None),
            text=_t("Minst 20 personer om året i teamet.", "At least 20 people a year."),
            binds=Binds.GOAL,
            counted=_t("personer om året", "people a year"),
            at_least=20,
        ),
        Bound(
            key="HA-09.expected",
            rule="HA-09",
            citation=cited(
                "Målgrupp",
                _t(
                    "källan skriver ”minst 20” på ett ställe och ungefär 20 på ett annat (X-20)",
                    "the source has at least 20 in one place and about 20 in another (X-20)",
                ),
            ),
            text=_t("Ungefär 20 väntas i teamet.", "About 20 are expected in the team."),
            binds=Binds.STATED,
            counted=_t("personer om året", "people a year"),
            at_least=20,
            at_most=20,
            about=True,
        ),
    )  # fmt: skip


def framsteget_youth(cited: Cited) -> tuple[FinancingRule, ...]:
    """Returns the rules of Ungdomssatsning in Håbo."""
    return (
        Bound(
            key="HA-09.youth",
            rule="HA-09",
            citation=cited("Insatsmål", None),
            text=_t("Minst 50 unga vuxna om året.", "At least 50 young adults a year."),
            binds=Binds.GOAL,
            counted=_t("unga vuxna om året", "young adults a year"),
            at_least=50,
        ),
    )


def framsteget_book(cited: Cited) -> tuple[FinancingRule, ...]:
    """Returns the rules of both parts in Håbo together."""
    return (
        Reckoning(
            key="HA-09.all",
            rule="HA-09",
            citation=cited("Målgrupp", None),
            text=_t("Väntat antal om året: 20 och 50.", "Expected a year: 20 and 50."),
            binds=Binds.STATED,
            ways=[
                Way(
                    _t("efter del", "by part"),
                    [(_t("team", "team"), 20), (_t("ungdomssatsning", "youth measure"), 50)],
                )
            ],
            counted=_t("personer", "people"),
        ),
        _said(
            cited("Metoder", None),
            "HA-20",
            "Bemanning: i teamet en coach på heltid; i ungdomssatsningen en ungdomscoach på heltid,"
            " arbetsförmedlare på halvtid som Arbetsförmedlingen betalar, och personal som kommunen"
            " betalar.",
            "Staff: in the team one coach full time; in the youth measure one youth coach full"
            " time, an employment officer half time paid by Arbetsförmedlingen, and staff paid by"
            " the municipality.",
        ),
        _said(
            cited("Bakgrund", None),
            "HA-24",
            "Grupper i förstudien av Lotsärenden: unga som varken arbetar eller studerar,"
            " nollklassade med långt försörjningsstöd, och länge sjukskrivna eller arbetslösa.",
            "Groups in the pre-analysis of Lots cases: the young who neither work nor study, those"
            " without sickness benefit on long social assistance, and the long sick-listed or"
            " unemployed.",
        ),
        _said(
            cited("Bakgrund", None),
            "HA-25",
            "Behov i siffror: 55 personer (31 %) med långt försörjningsstöd; 85 unga som fyllt 20"
            " kartlades, 40 % kvinnor och 60 % män.",
            "Need in figures: 55 people (31 %) on long social assistance; 85 young adults who"
            " turned 20 were mapped, 40 % women and 60 % men.",
        ),
        _said(
            cited("Ange budget/finansiering", None),
            "HA-31",
            "Budget och finansiering ligger i bilagor; inget belopp är känt.",
            "Budget and financing lie in annexes; no amount is known.",
        ),
    )


def sofint(cited: Cited) -> tuple[FinancingRule, ...]:
    """Returns the rules of SIGMA in Nora."""
    at = "Kostnader"
    return (
        Staffing(
            key="NO-04",
            rule="NO-04",
            citation=cited(at, _t("summan, 72, är vår", "the sum, 72, is ours")),
            text=_t("Arbetstid i gruppen, timmar i månaden.", "Time in the group, hours a month."),
            binds=Binds.STATED,
            counted=_t("timmar i månaden", "hours a month"),
            places=[_t("Nora", "Nora")],
            staff=[
                Staff(
                    party=_t("Arbetsförmedlingen", "Arbetsförmedlingen"),
                    authority=Authority.PUBLIC_EMPLOYMENT_SERVICE,
                    numbers=[16],
                ),
                Staff(
                    party=_t("Försäkringskassan", "Försäkringskassan"),
                    authority=Authority.SOCIAL_INSURANCE_AGENCY,
                    numbers=[16],
                ),
                Staff(
                    party=_t("socialtjänsten", "social services"),
                    authority=Service.SOCIAL_SERVICES,
                    numbers=[32],
                ),
                Staff(
                    party=_t("vårdcentralen", "health centre"),
                    authority=Service.HEALTH_CENTRE,
                    numbers=[8],
                ),
            ],
        ),
        Estimate(
            key="NO-05",
            rule="NO-05",
            citation=cited(
                at,
                _t(
                    "25 timmar i månaden läser vi; summan utan personal, 285 000 kr, är vår",
                    "the 25 hours are read as a month's; the sum without staff, 285 000, is ours",
                ),
            ),
            text=_t("Beräknade kostnader 2006.", "Estimated costs in 2006."),
            binds=Binds.STATED,
            items=[
                CostItem(
                    label=_t("externa resurser", "external resources"),
                    factors=[25, 1000, 10],
                    printed=250_000,
                ),
                CostItem(
                    label=_t("kompetensutveckling", "competence development"), factors=[20_000]
                ),
                CostItem(label=_t("material", "material"), factors=[15_000]),
            ],
        ),
        Bound(
            key="NO-08",
            rule="NO-08",
            citation=cited("Mål och målgrupp", None),
            text=_t(
                "Grovt räknat 250–300 personer i Nora kan komma i fråga.",
                "Roughly 250–300 people in Nora could come into question.",
            ),
            binds=Binds.STATED,
            counted=_t("personer", "people"),
            at_least=250,
            at_most=300,
            about=True,
        ),
        _said(
            cited("Bakgrund", None),
            "NO-16",
            "Tidigare ungefär ett möte i månaden sedan 2001, omkring två timmar: för lite för att"
            " träffa personerna. Långa väntetider till utredningar.",
            "Before, about one meeting a month since 2001, some two hours: too little for seeing"
            " people. Long waits for assessments.",
        ),
        _said(
            cited(at, None),
            "NO-17",
            "Personalen anges bara i timmar; lokaler och annat material finns hos myndigheterna.",
            "Staff is given in hours only; premises and other material are with the authorities.",
        ),
    )


def finnveden(cited: Cited) -> tuple[FinancingRule, ...]:
    """Returns the rules of Samverkansteam in Finnveden."""
    at = "Ekonomiska resurser"
    quarter = Decimal("0.25")
    half = Decimal("0.75")
    return (
        Grant(
            key="FI-13",
            rule="FI-13",
            citation=cited(
                at,
                _t(
                    "perioden läser vi som 2021-10-01–2023-12-31 (FI-29); summan, 6 808 000 kr, är"
                    " vår",
                    "the time is read as 2021-10-01–2023-12-31 (FI-29); the sum, 6 808 000 kr, is"
                    " ours",
                ),
            ),
            text=_t(
                "Sökt: 812 000 kr för 2021, 3 048 000 för 2022 och 2 948 000 för 2023.",
                "Sought: 812 000 kr for 2021, 3 048 000 for 2022 and 2 948 000 for 2023.",
            ),
            binds=Binds.STATED,
            parts=[
                GrantPart(amount=812_000, start=dt.date(2021, 10, 1), end=dt.date(2021, 12, 31)),
                GrantPart(amount=3_048_000, start=dt.date(2022, 1, 1), end=dt.date(2022, 12, 31)),
                GrantPart(amount=2_948_000, start=dt.date(2023, 1, 1), end=dt.date(2023, 12, 31)),
            ],
            status=GrantStatus.APPLIED_FOR,
        ),
        Financeable(
            key="FI-13.costs",
            rule="FI-13",
            citation=cited(at, None),
            text=_t(
                "Förbundet finansierar personal, gemensam utbildning och en viss startkostnad; till"
                " att börja med bär varje part lokal, dator och telefon, resor och kringkostnader.",
                "The association finances staff, joint training and some start cost; to begin with"
                " each party bears premises, computers and telephones, travel and side costs.",
            ),
            binds=Binds.STATED,
            financed=[CostKind.STAFF, CostKind.JOINT_TRAINING, CostKind.START_COSTS],
            limited=[CostKind.START_COSTS],
            borne=[CostKind.PREMISES, CostKind.EQUIPMENT, CostKind.TRAVEL, CostKind.SIDE_COSTS],
        ),
        NotFinanced(
            key="FI-14",
            rule="FI-14",
            citation=cited(at, None),
            text=_t(
                "Arbetsförmedlingen kan ingå, men finansieras inte för närvarande.",
                "Arbetsförmedlingen may take part, but isn't financed at present.",
            ),
            binds=Binds.STATED,
            parties=[Authority.PUBLIC_EMPLOYMENT_SERVICE],
        ),
        Staffing(
            key="FI-12",
            rule="FI-12",
            noted={"not_financed_party_counted": "X-22"},
            citation=cited("Bemanning och styrning", None),
            text=_t(
                "Heltidstjänster vid full bemanning i den önskade modellen.",
                "Full-time posts at full staffing in the wished model.",
            ),
            binds=Binds.STATED,
            counted=_t("heltidstjänster", "full-time posts"),
            places=[_t(name, name) for name in ("Gislaved", "Gnosjö", "Värnamo")],
            staff=[
                Staff(
                    party=_t("kommun", "municipality"),
                    authority=Authority.MUNICIPALITY,
                    numbers=[Decimal("1.5"), half, Decimal("1.5")],
                ),
                Staff(
                    party=_t("Försäkringskassan", "Försäkringskassan"),
                    authority=Authority.SOCIAL_INSURANCE_AGENCY,
                    numbers=[quarter] * 3,
                ),
                Staff(
                    party=_t("rehabkoordinator", "rehab coordinator"),
                    authority=Authority.REGION,
                    numbers=[quarter] * 3,
                ),
                Staff(
                    party=_t("Arbetsförmedlingen", "Arbetsförmedlingen"),
                    authority=Authority.PUBLIC_EMPLOYMENT_SERVICE,
                    numbers=[quarter] * 3,
                ),
            ],
        ),
        _said(
            cited("Bemanning och styrning", None),
            "FI-21",
            "Varje team har en företrädare för varje part: kommunen, Försäkringskassan,"
            " rehabkoordinator från psykiatrin, Arbetsförmedlingen.",
            "Each team has a representative of each party: the municipality, Försäkringskassan, a"
            " rehab coordinator from psychiatry, Arbetsförmedlingen.",
        ),
    )
