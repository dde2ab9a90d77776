"""What NV, NO and FI state of organisation, duties and instruments (kinds O and I).

Each list belongs to one book, which hands over how it cites its source.
"""

from collections.abc import Callable
from typing import Any

from finsam.citations import Citation
from finsam.measures import Aim, Ownership, Statement
from finsam.rulebooks._instruments import (
    BIP,
    INDICATORS,
    NORRA_VASTMANLAND,
    RECONCILIATION_MEETING,
    SKAPA,
    SOLUTION_FOCUS,
    SRS_ORS,
    SUS,
    named,
)
from finsam.rules import Binds
from finsam.terms import Authority, Role, Service, Term, TermEnum
from finsam.texts import Text

Cited = Callable[[str, Text | None], Citation]


def text(sv: str, en: str) -> Text:
    """Returns a text."""
    return Text(sv=sv, en=en)


class Stating:
    """Makes the statements of one book."""

    def __init__(self, cited: Cited) -> None:
        self.cited = cited

    def head(
        self,
        rule: str,
        at: str,
        sv: str,
        en: str,
        *,
        key: str = "",
        reading: Text | None = None,
        binds: Binds = Binds.STATED,
    ) -> dict[str, Any]:
        """Returns what every kind of statement has."""
        return {
            "key": key or rule,
            "rule": rule,
            "citation": self.cited(at, reading),
            "text": Text(sv=sv, en=en),
            "binds": binds,
        }

    def said(
        self,
        rule: str,
        at: str,
        sv: str,
        en: str,
        *,
        owner: Term | TermEnum | None = None,
        shared_with: tuple[Term | TermEnum, ...] = (),
        instruments: tuple[Term, ...] = (),
        reading: Text | None = None,
        binds: Binds = Binds.STATED,
        key: str = "",
    ) -> Statement:
        """Returns a statement; what is a duty is BINDING, and what is only stated isn't."""
        return Statement(
            owner=owner,
            shared_with=shared_with,
            instruments=instruments,
            **self.head(rule, at, sv, en, key=key, reading=reading, binds=binds),
        )

    def duty(
        self,
        rule: str,
        at: str,
        sv: str,
        en: str,
        *,
        owner: Term | TermEnum | None = None,
        shared_with: tuple[Term | TermEnum, ...] = (),
        instruments: tuple[Term, ...] = (),
        reading: Text | None = None,
        key: str = "",
    ) -> Statement:
        """Returns a statement that says what somebody has to do."""
        return self.said(
            rule,
            at,
            sv,
            en,
            owner=owner,
            shared_with=shared_with,
            instruments=instruments,
            reading=reading,
            binds=Binds.BINDING,
            key=key,
        )


EMPLOYER = named("employer", "den ordinarie arbetsgivaren", "the ordinary employer")
OWNERS = named("owners", "insatsens ägare", "the owners of the measure")
PARTIES = named("parties", "parterna", "the parties")
COORDINATOR = named("coordinator", "personens koordinator", "the person's coordinator")
WORKING_GROUP = named("working_group", "arbetsgruppen", "the working group")
_MUNICIPALITIES = ("Sala", "Fagersta", "Norberg", "Skinnskatteberg", "Hallstahammar", "Surahammar")

_STEERING = "Styrning och organisation"
_OWNERS_AT = "Insats och insatsens ägare"
_FOLLOW_UP = "Uppföljning och rapportering"


def norra_vastmanland(cited: Cited) -> tuple[Statement, ...]:
    """Returns the statements of the teams in Norra Västmanland."""
    s = Stating(cited)
    return (
        s.said(
            "NV-01",
            _OWNERS_AT,
            "Fyra team: Sala, FNS, Hallstahammar och Surahammar. Bokföring och redovisning svarar"
            " Sala, Fagersta, Hallstahammars och Surahammars kommuner för, en för varje team.",
            "Four teams: Sala, FNS, Hallstahammar and Surahammar. The municipalities of Sala,"
            " Fagersta, Hallstahammar and Surahammar answer for bookkeeping, one for each team.",
            owner=Authority.MUNICIPALITY,
        ),
        Ownership(
            owners=[
                Authority.PUBLIC_EMPLOYMENT_SERVICE,
                named("region_vastmanland", "Region Västmanland"),
                *(named(f"kommun_{n.lower()}", f"{n} kommun", n) for n in _MUNICIPALITIES),
            ],
            **s.head(
                "NV-02",
                _OWNERS_AT,
                "Ägare är Arbetsförmedlingen, Region Västmanland och de sex kommunerna."
                " Försäkringskassan deltar genom styrgrupperna.",
                "The owners are Arbetsförmedlingen, Region Västmanland and the six municipalities."
                " Försäkringskassan takes part through the steering groups.",
            ),
        ),
        s.duty(
            "NV-14",
            _STEERING,
            "Vid remissen får personen möjlighet till studiebesök eller annan personlig"
            " information, och att berätta om sin situation och vad hen vill.",
            "At the referral the person is given the possibility of a study visit or other personal"
            " information, and of telling about their situation and what they want.",
        ),
        s.said(
            "NV-15",
            _STEERING,
            "Deltagare, remittent och team har en gemensam handlingsplan, som säger hur och när den"
            " följs upp.",
            "Participant, referrer and team have a shared action plan, which says how and when it"
            " is followed up.",
        ),
        s.duty(
            "NV-16",
            _STEERING,
            "Vid avslutet ska nästa steg vara tydligt och tryggt, utan onödigt dröjsmål.",
            "At the exit the next step has to be clear and safe, without needless delay.",
            owner=Role.MEASURE_STAFF,
            shared_with=(Role.REFERRING_AUTHORITY,),
        ),
        s.duty(
            "NV-25",
            _FOLLOW_UP,
            "Deltagarna registreras i SUS: läge och bakgrund vid start, grad av integrering i"
            " samhället vid avslut.",
            "Participants are registered in SUS: status and background at the start, degree of"
            " integration in society at the exit.",
            instruments=(SUS,),
        ),
        s.duty(
            "NV-26",
            _FOLLOW_UP,
            "Andra verktyg fångar deltagarnas syn på hur behoven mötts; Indikatorer och SRS/ORS är"
            " exempel. Veckodagböcker förs och ligger till grund för årets rapport."
            " Självvärdering används för att se läget.",
            "Other tools catch the participants' view of how needs were met; Indikatorer and"
            " SRS/ORS are examples. Weekly diaries are kept and feed the year's report."
            " Self-evaluation is used to see where things stand.",
            instruments=(
                INDICATORS,
                SRS_ORS,
                named("veckodagbok", "veckodagbok", "weekly diary"),
                named("sjalvvardering", "självvärderingsverktyg", "self-evaluation tools"),
            ),
        ),
        s.duty(
            "NV-31",
            _STEERING,
            "Styrgruppen har en företrädare från varje deltagande myndighet, som myndigheten själv"
            " utser och som har mandat att besluta enligt planen. Andra kan adjungeras;"
            " förbundschefen är det. Vem som styr och vem som är adjungerad ska vara tydligt."
            " Större frågor tar företrädaren hem till sin organisation.",
            "The steering group has a representative of each participating authority, named by"
            " itself, with mandate to decide under the plan. Others may be co-opted; the chief of"
            " the association is. Who steers and who is co-opted has to be clear. Larger questions"
            " are taken home to the representative's own organisation.",
            owner=Role.STEERING_GROUP,
            instruments=(NORRA_VASTMANLAND,),
            reading=text(
                "källan talar både om en styrgrupp och om flera (X-19)",
                "the source speaks both of one steering group and of several (X-19)",
            ),
        ),
        s.duty(
            "NV-32",
            _STEERING,
            "Styrgruppen svarar för att insatsen genomförs, beställer utvärderingen och ser till"
            " att personalen har rätt kompetens. Förbundschefen leder processen och svarar för"
            " utvärderingsmodellen.",
            "The steering group answers for the measure being carried out, orders its evaluation"
            " and sees to the staff having the competence needed. The chief of the association"
            " leads the process and answers for the evaluation model.",
            owner=Role.STEERING_GROUP,
            shared_with=(Role.ASSOCIATION_CHIEF,),
        ),
        s.duty(
            "NV-33",
            _STEERING,
            "Utomstående utvärderare eller en extern medbedömare följer upp regelbundet. Inriktning"
            " och metod föreslås av styrgruppen och beslutas av styrelsen.",
            "Outside evaluators or an external co-assessor follow up regularly. Aim and method are"
            " proposed by the steering group and decided by the board.",
            owner=Role.STEERING_GROUP,
            shared_with=(Role.BOARD,),
            instruments=(named("medbedomare", "extern medbedömare", "external co-assessor"),),
            reading=text(
                "på ett annat ställe heter det ”gärna” extern; den strängare meningen är regeln"
                " (X-19)",
                "elsewhere it is “preferably” external; the stricter sentence is the rule (X-19)",
            ),
        ),
        s.duty(
            "NV-34",
            _STEERING,
            "Verksamhetsledaren leder och utvecklar arbetet utan personalansvar, håller budgeten,"
            " lämnar rekvisitioner (NV-19) och helårsrapport (NV-20), rapporterar till styrgruppen,"
            " håller kontakt med kansliet, de andra teamen, personalens chefer och parternas"
            " handläggare, och sköter uppföljning och utvärdering.",
            "The team leader leads and develops the work without personnel responsibility, keeps"
            " the budget, hands in payment requests (NV-19) and the full-year report (NV-20),"
            " reports to the steering group, keeps contact with the office, the other teams, the"
            " managers of the staff and the parties' officers, and sees to follow-up and"
            " evaluation.",
            owner=Role.TEAM_LEADER,
            instruments=(SUS, SRS_ORS, INDICATORS),
        ),
        s.said(
            "NV-35",
            _STEERING,
            "Var och en i personalen är samordnande kontakt mot sin egen myndighet. Teamet kan vid"
            " behov använda Försäkringskassans samordningsansvar för att boka avstämningsmöte med"
            " hälso- och sjukvården.",
            "Each of the staff is the coordinating contact to their own authority. When needed, the"
            " team can use Försäkringskassan's coordination duty to book a reconciliation meeting"
            " with health care.",
            owner=Role.MEASURE_STAFF,
            instruments=(RECONCILIATION_MEETING,),
        ),
        s.said(
            "NV-36",
            _STEERING,
            "Arbetsmiljöansvaret ligger kvar hos den ordinarie arbetsgivaren; ansvaret för lokalens"
            " säkerhet hos den myndighet där teamet har sina lokaler.",
            "The work environment stays with the ordinary employer; the safety of the premises with"
            " the authority where the team has them.",
            owner=EMPLOYER,
        ),
        s.duty(
            "NV-37",
            _STEERING,
            "Lokalerna planeras för tillgänglighet och ligger lugnt tillsammans med andra"
            " verksamheter, så att risker och ensamarbete hålls nere.",
            "Premises are planned for accessibility and lie calmly together with other activities,"
            " so that risks and lone work are kept down.",
        ),
        s.duty(
            "NV-38",
            _STEERING,
            "Teamet arbetar lösningsfokuserat och utbildas i det; annan utbildning och handledning"
            " kan komma vid behov.",
            "The team works on a solution-focused ground and is trained in it; other training and"
            " supervision can come when needed.",
            owner=Role.MEASURE_STAFF,
            instruments=(SOLUTION_FOCUS,),
        ),
        s.duty(
            "NV-39",
            _STEERING,
            "Deltagarnas erfarenheter, kunskaper och synpunkter används systematiskt för att"
            " utveckla arbetet, som anpassas efter var och ens behov. Personalen är beredd att"
            " ändra arbetssätt, och myndigheterna samverkar med respekt och tillit.",
            "Participants' experience, knowledge and views are used systematically to develop the"
            " work, which is fitted to each one's needs. Staff are ready to change ways of working,"
            " and authorities cooperate with respect and trust.",
        ),
        s.duty(
            "NV-40",
            _STEERING,
            "Insatsen verkar för att ta med andra: företag, ideella krafter och föreningar, till"
            " exempel med praktikplatser, arbetsträning eller anpassade anställningar.",
            "The measure works to include others: companies, volunteers and associations, for"
            " example by trainee places, work training or adapted employment.",
        ),
        s.said(
            "NV-41",
            "Tidsplan",
            "Framtida behov analyseras löpande av personal, styrgrupp och Utvecklingsrådet;"
            " analyserna kan leda till att insatsen ändras.",
            "Future needs are analysed continually by staff, steering group and Utvecklingsrådet;"
            " the analyses can lead to a change of the measure.",
            owner=Role.MEASURE_STAFF,
            shared_with=(Role.STEERING_GROUP,),
            instruments=(_COUNCIL,),
        ),
        Aim(
            towards_work=True,
            **s.head(
                "NV-42",
                "Syfte och målgrupp",
                "Det som behövs är dagliga aktiviteter i grupp och enskilt, gemensamma bedömningar,"
                " arbetsinriktad rehabilitering, och aktiviteter som på sikt återställer eller"
                " utvecklar arbetsförmågan.",
                "What is needed is daily activities in group and one by one, joint assessments,"
                " work-oriented rehabilitation, and activities that in time restore or develop"
                " work ability.",
            ),
        ),
        s.said(
            "NV-44",
            _STEERING,
            "Källan nämner Utvecklingsrådet (parternas chefer), förbundsordningen,"
            " lösningsfokuserat arbetssätt och avstämningsmöte.",
            "The source names Utvecklingsrådet (the parties' managers), the charter, solution focus"
            " and the reconciliation meeting.",
            instruments=(
                _COUNCIL,
                named("forbundsordning", "förbundsordning", "charter"),
                SOLUTION_FOCUS,
                RECONCILIATION_MEETING,
            ),
        ),
    )


_COUNCIL = named("utvecklingsradet", "Utvecklingsrådet", "Utvecklingsrådet, the parties' managers")
_PLAN = "Plan för samverkansgruppens arbete"
_COMMITMENT = "Åtagande"


def sofint(cited: Cited) -> tuple[Statement, ...]:
    """Returns the statements of SIGMA in Nora."""
    s = Stating(cited)
    return (
        s.duty(
            "NO-06",
            _PLAN,
            "Varje person har en ansvarig koordinator, för intervjuer, uppföljning, dokumentation,"
            " kontakt med andra myndigheter och utvärdering, och för att en gemensam utredning och"
            " en individuell handlingsplan görs och följs upp.",
            "Each person has one responsible coordinator, for interviews, follow-up, documentation,"
            " contact with other authorities and evaluation, and for a joint inquiry and an"
            " individual action plan being made and followed up.",
            owner=COORDINATOR,
        ),
        s.said(
            "NO-09",
            "Samverkansparter",
            "Parter är socialtjänsten, vårdcentralen, Försäkringskassan och Arbetsförmedlingen i"
            " Nora, som avser att skriva under ett avtal; papperet är ansökan och avtal i ett.",
            "Parties are the social services, the health centre, Försäkringskassan and"
            " Arbetsförmedlingen in Nora, who mean to sign an agreement; the paper is application"
            " and agreement in one.",
            owner=Service.SOCIAL_SERVICES,
            shared_with=(
                Service.HEALTH_CENTRE,
                Authority.SOCIAL_INSURANCE_AGENCY,
                Authority.PUBLIC_EMPLOYMENT_SERVICE,
            ),
        ),
        Aim(
            towards_work=True,
            **s.head(
                "NO-10",
                "Syfte",
                "Arbetsförmågan ska uppnås eller förbättras genom tidiga, effektiva och samordnade"
                " insatser.",
                "Work ability is to be reached or improved by early, effective and coordinated"
                " measures.",
                key="NO-10.aim",
            ),
        ),
        s.duty(
            "NO-12",
            _COMMITMENT,
            "Var och en efter sina regler: Försäkringskassan samordnar och gör rehabiliterings"
            "utredning och plan, hälso- och sjukvården den medicinska rehabiliteringen,"
            " socialtjänsten den sociala. Arbetsförmedlingen ger snabb kontakt med arbetsgivare,"
            " mer kompetens vid behov och stöd till dem som har det svårast.",
            "Each by its own rules: Försäkringskassan coordinates and makes the rehabilitation"
            " inquiry and plan, health care the medical rehabilitation, the social services the"
            " social. Arbetsförmedlingen gives quick contact with employers, more competence when"
            " needed and support to those for whom it is hardest.",
            owner=Authority.SOCIAL_INSURANCE_AGENCY,
            shared_with=(
                Role.HEALTH_CARE,
                Service.SOCIAL_SERVICES,
                Authority.PUBLIC_EMPLOYMENT_SERVICE,
            ),
        ),
        s.said(
            "NO-13",
            _COMMITMENT,
            "Åtagande mot personen: gemensam kartläggning och bedömning mot ett självständigt liv,"
            " med utgångspunkt i behov, resurser, förutsättningar och funktionsförmåga, och ett"
            " professionellt bemötande. Mot SOFINT: dokumentera, redovisa och utvärdera.",
            "Commitment to the person: joint mapping and assessment towards an independent life,"
            " starting from needs, resources, conditions and functional ability, and professional"
            " manners. To SOFINT: document, report and evaluate.",
            owner=WORKING_GROUP,
        ),
        s.said(
            "NO-14",
            _PLAN,
            "Mallar ska tas fram för remiss, samtycke, bedömningssamtal, dokumentation och"
            " utvärdering; samtalen är strukturerade.",
            "Templates are to be made for referral, consent, assessment interview, documentation"
            " and evaluation; the talks are structured.",
            instruments=tuple(
                named(f"template_{key}", f"mall för {sv}", f"template for {en}")
                for key, sv, en in (
                    ("referral", "remiss", "referral"),
                    ("consent", "samtycke", "consent"),
                    ("interview", "bedömningssamtal", "assessment interview"),
                    ("documentation", "dokumentation", "documentation"),
                    ("evaluation", "utvärdering", "evaluation"),
                )
            ),
        ),
        s.duty(
            "NO-15",
            _PLAN,
            "En rehabiliteringskedja med befintliga och externa resurser, till exempel"
            " arbetspsykolog, arbetsterapeut, praktiksamordnare, sjukgymnast och kommunpsykiatri."
            " Flödet i den ska vara tydligt och mätbart.",
            "A rehabilitation chain with existing and external resources, for example a"
            " psychologist of work, an occupational therapist, a trainee coordinator, a"
            " physiotherapist and municipal psychiatry. Its flow has to be clear and measurable.",
        ),
        s.said(
            "NO-19",
            _PLAN,
            "En önskan: en person från socialtjänsten är koordinator i de flesta ärenden och för"
            " helheten, och gruppen behåller sin form.",
            "A wish: one person from the social services is coordinator in most cases and for the"
            " whole, and the group keeps its form.",
            owner=Service.SOCIAL_SERVICES,
        ),
    )


_ACTIVITIES = "Aktiviteter"
_STAFFING = "Bemanning och styrning"
_RELATION = "Relation till andra verksamheter"
_EVALUATED = "Hur utvärderas verksamheten?"


def finnveden(cited: Cited) -> tuple[Statement, ...]:
    """Returns the statements of the team in Finnveden."""
    s = Stating(cited)
    return (
        s.duty(
            "FI-16",
            _RELATION,
            "Var och en som finansieras är kvar som anställd hos sin myndighet, dokumenterar i dess"
            " system, och arbetsmiljöansvaret ligger kvar där. Teamet ersätter ingen parts"
            " ordinarie verksamhet.",
            "Everyone financed stays employed by their own authority and documents in its system,"
            " and the authority keeps the work-environment responsibility. The team does not"
            " replace the ordinary service of any party.",
            owner=EMPLOYER,
        ),
        s.duty(
            "FI-17",
            f"{_ACTIVITIES}; {_EVALUATED}",
            "Metoder är SKAPA, Supported Employment, IPS, Supported Education, motiverande samtal"
            " och Rätt stöd – rätt försörjning. SUS och Indikatorer ska användas i uppföljning och"
            " redovisning till förbundet och de nationella parterna.",
            "Methods are SKAPA, Supported Employment, IPS, Supported Education, motivational"
            " interviewing and Rätt stöd – rätt försörjning. SUS and Indikatorer have to be used in"
            " follow-up and reports to the association and the national parties.",
            reading=text(
                "källans adress susam.se betjänar inte längre Finsam (X-10)",
                "the source's address susam.se no longer serves Finsam (X-10)",
            ),
            instruments=(
                SKAPA,
                BIP,
                named("supported_employment", "Supported Employment"),
                named("ips", "Individual Placement and Support (IPS)"),
                named("supported_education", "Supported Education"),
                named("mi", "motiverande samtal", "motivational interviewing"),
                named("ratt_stod", "Rätt stöd – rätt försörjning"),
                SUS,
                INDICATORS,
            ),
        ),
        s.said(
            "FI-22",
            _STAFFING,
            "Förbundets verksamhetsutvecklare är länken mellan team och styrgrupp."
            " Beredningsgruppen är styrgrupp till att börja med; en egen styrgrupp av chefer"
            " övervägs.",
            "The association's developer links teams and steering group. The preparatory group is"
            " the steering group to begin with; a separate one of managers will be considered.",
            owner=Role.STEERING_GROUP,
        ),
        s.said(
            "FI-23",
            _ACTIVITIES,
            "Innehållet formas i varje kommun av alla fyra parter från den 1 oktober och redovisas"
            " löpande. Förslag: hälsa, motivation, liv och vardag, tidig jobbmotivation, mål och"
            " planer, grundläggande livsvägledning, identitet och syn på arbete, hjälp i"
            " myndighetskontakter. Nära Arenasamverkan.",
            "Content is shaped in each municipality by all four parties from 1 October and reported"
            " continually. Proposed: health, motivation, life and everyday, early job motivation,"
            " goals and plans, basic life guidance, identity and view of work, help in contacts"
            " with authorities. Close to Arenasamverkan.",
            owner=PARTIES,
            instruments=(named("arenasamverkan", "Arenasamverkan"),),
        ),
        Aim(
            towards_work=True,
            **s.head(
                "FI-24",
                _RELATION,
                "Teamet samlar det som är känt om personen, utreder vidare med parternas verktyg,"
                " startar arbetsprövning och arbetsträning hos parter, arbetsgivare och föreningar,"
                " och slussar vidare till ordinarie verksamhet när det passar.",
                "The team gathers what is known about the person, inquires further with the"
                " parties' tools, starts work trial and work training at parties, employers and"
                " associations, and passes on to ordinary services when fitting.",
                reading=text(
                    "arbetsprövning och arbetsträning läser vi som att målet är arbete (jämför"
                    " FI-18)",
                    "work trial and work training are read as an aim of work (compare FI-18)",
                ),
            ),
        ),
        s.said(
            "FI-25",
            _RELATION,
            "De som finansieras behöver tillgång till varje parts verktyg. Om statens personal har"
            " kvar myndighetsansvaret i ärendena är en öppen fråga.",
            "Financed staff need access to each party's tools. Whether the state's staff keep the"
            " authority's responsibility in cases is an open question.",
            owner=PARTIES,
        ),
        s.said(
            "FI-26",
            _EVALUATED,
            "Verksamheten utvärderas löpande i träffar och samtal, med återkoppling till"
            " styrgruppen, och på regelbundna gemensamma dagar. SKAPA mäter personens väg mot"
            " arbete. Det som lyckas förs in efter hand.",
            "The work is evaluated continually in meetings and talks, with feedback to the steering"
            " group, and on regular joint days. SKAPA measures the person's way to work. What"
            " succeeds is implemented as one goes.",
            instruments=(SKAPA,),
        ),
        s.said(
            "FI-27",
            _ACTIVITIES,
            "Kompetensutveckling sker hela tiden; viktiga teman är jämställdhet och våld i nära"
            " relationer.",
            "Competence is developed all along; themes are gender equality and violence in close"
            " relations.",
            owner=Role.MEASURE_STAFF,
        ),
        s.said(
            "FI-28",
            "Underskrift",
            "Underskriven elektroniskt 2021-09-10 till 2021-09-14 av chefer i de tre kommunerna,"
            " regionens psykiatri och Försäkringskassan. Arbetsförmedlingens chef skriver bara"
            " under som informerad, eller som en viljeinriktning.",
            "Signed electronically 2021-09-10 to 2021-09-14 by managers of the three"
            " municipalities, the region's psychiatry and Försäkringskassan. Arbetsförmedlingen's"
            " manager signs only as informed, or as a statement of intent.",
            owner=PARTIES,
        ),
    )
