"""What the plan of Västerås states of organisation, duties and instruments (kinds O and I)."""

from finsam.measures import Aim, Auditors, Ownership, Statement, Task, Tasks
from finsam.rulebooks._instruments import (
    BIP,
    INDICATORS,
    KIS,
    NNS,
    SAMSIP,
    SIP,
    SOLUTION_FOCUS,
    named,
)
from finsam.rulebooks._statements import Cited, Stating, text
from finsam.rules import Binds
from finsam.terms import Authority, Role, Term
from finsam.texts import Text

_ORGANISATION = "Organisation Samordningsförbundet Västerås"
_TASKS = "Förbundets ändamål och uppgifter enligt förbundsordningen och lagstiftningen"
_INTEGRATED = "En fortsatt utveckling av Integrerad VästeråsSamverkan"
_TEAM = "Specifik målinriktning 2021–2022 för Samordningsteam Västerås"
_MEASURES = "Finansierade insatser 2021"
_PERFORMER = Term(
    "utbildning_och_arbetsmarknad",
    Text(
        sv="Utbildning och Arbetsmarknad, Västerås stad",
        en="Education and Labour Market, Västerås stad",
    ),
    parent=Authority.MUNICIPALITY,
)
_COORDINATOR = named(
    "forbundssamordnare", "förbundssamordnaren", "the coordinator of the association"
)
_SERVICEPARTNER = named("servicepartner", "Servicepartner, Västerås stad")
_DEVELOPMENT_GROUP = named("utvecklingsgrupp", "utvecklingsgruppen", "the development group")
_PROCESS_MODEL = named(
    "processmodell",
    "Processmodell Integrerad VästeråsSamverkan",
    "process model of Integrerad VästeråsSamverkan",
)


def book(cited: Cited) -> tuple[Statement, ...]:
    """Returns what is stated of the association as a whole."""
    s = Stating(cited)
    return (
        s.duty(
            "VA-23",
            _ORGANISATION,
            "I styrelsen sitter valda företrädare för varje medlem; Arbetsförmedlingen och"
            " Försäkringskassan företräds av tjänstemän. Styrelsen och övriga organ får inte"
            " besluta om förmåner eller rättigheter för enskilda, utöva myndighet eller"
            " tillhandahålla tjänster för enskilda.",
            "The board has elected representatives of each member; Arbetsförmedlingen and"
            " Försäkringskassan are represented by officials. The board and every other organ may"
            " not decide on benefits or rights of individuals, exercise public authority, or"
            " provide services meant for individuals.",
            owner=Role.BOARD,
        ),
        Auditors(
            number=3,
            state_named_by=named("riksrevisionen", "Riksrevisionen"),
            **s.head(
                "VA-24",
                _ORGANISATION,
                "Revisorerna är tre, valda av medlemmarna. Revisorn för Arbetsförmedlingen och"
                " Försäkringskassan utses av Riksrevisionen, enligt källan (X-07).",
                "The auditors are three, chosen by the members. That of Arbetsförmedlingen and"
                " Försäkringskassan is appointed by Riksrevisionen, the source says (X-07).",
            ),
        ),
        s.duty(
            "VA-25",
            "Jämställdhetsintegrering",
            "Källan nämner processmodellen, processledningsverktyget, Indikatorer och"
            " insatskatalogen, NNS, lösningsfokuserat arbetssätt med dialogkvadranten, SIP, SAMSIP"
            " och KIS, och BIP. Jämställdhetsperspektivet ska finnas i skrivelser,"
            " årsredovisningar, budget och policydokument.",
            "The source names the process model, the process-leading tool, Indikatorer and the"
            " catalogue of measures, NNS, solution focus with its dialogue quadrant, SIP, SAMSIP"
            " and KIS, and BIP. The gender perspective has to be in letters, yearly reports, budget"
            " and policy documents.",
            owner=Role.ASSOCIATION,
            reading=text(
                "att varje siffra därför delas på kön läser vi ut; texten säger det inte",
                "that every figure is hence given by sex is our reading; the text doesn't say it",
            ),
            instruments=(
                _PROCESS_MODEL,
                named("processledningsverktyg", "Processledningsverktyg", "process-leading tool"),
                INDICATORS,
                named("insatskatalog", "insatskatalog", "catalogue of measures"),
                NNS,
                SOLUTION_FOCUS,
                named("dialogkvadrant", "dialogkvadrant", "dialogue quadrant"),
                SIP,
                SAMSIP,
                KIS,
                BIP,
            ),
        ),
        s.said(
            "VA-27",
            "Syftet med samordningsförbundets verksamhet",
            "Förbundet bildades i maj 2010. Medlemmar är Arbetsförmedlingen, Försäkringskassan,"
            " Region Västmanland och Västerås stad; området är Västerås kommun, med mer än 150 000"
            " invånare.",
            "The association was formed in May 2010. Members are Arbetsförmedlingen,"
            " Försäkringskassan, Region Västmanland and Västerås stad; the area is the municipality"
            " of Västerås, with more than 150 000 inhabitants.",
            reading=text(
                "källan skriver på andra ställen landsting, som heter region sedan 2020 (X-28)",
                "elsewhere the source has county council, which is region since 2020 (X-28)",
            ),
        ),
        Tasks(
            tasks=[task for task in Task if task.allowed],
            **s.head(
                "VA-29",
                _TASKS,
                "Sex uppgifter: besluta om mål och riktlinjer, stödja samverkan, besluta hur medlen"
                " används, finansiera insatser, svara för uppföljning och utvärdering, och upprätta"
                " budget och årsredovisning.",
                "Six tasks: decide on goals and guidelines, support cooperation, decide how the"
                " money is used, finance measures, answer for follow-up and evaluation, and make"
                " the budget and the annual report.",
            ),
        ),
        s.said(
            "VA-30",
            _ORGANISATION,
            "Styrelsen är högsta beslutande och förvaltande organ och svarar för utveckling och"
            " ekonomi. Den styrs av förbundsordningen och ett reglemente som den själv antar, med"
            " en delegationsordning.",
            "The board is the highest deciding and managing organ and answers for development and"
            " economy. It is ruled by the charter and by standing orders that it adopts itself,"
            " with a delegation order.",
            owner=Role.BOARD,
        ),
        s.said(
            "VA-31",
            _ORGANISATION,
            "Förbundssamordnaren är styrelsens verkställande tjänsteman: föredrar, verkställer och"
            " bereder beslut om insatser, på heltid, anställd hos Servicepartner, Västerås stad,"
            " som också sköter redovisning och sekreterarstöd.",
            "The coordinator is the board's executive official: presents, carries out and drafts"
            " decisions on measures, full time, employed by Servicepartner, Västerås stad, which"
            " also does bookkeeping and secretarial support.",
            owner=_COORDINATOR,
            shared_with=(_SERVICEPARTNER,),
        ),
        s.said(
            "VA-32",
            _ORGANISATION,
            "Utvecklingsgruppen har minst en tjänsteman med beslutsmandat från varje huvudman. Den"
            " utreder ansökningar, varefter samordnaren bereder underlag till styrelsen. Den står"
            " utanför linjen och har inget formellt ansvar mot styrelsen.",
            "The development group has at least one official with mandate to decide from each"
            " principal. It examines applications, after which the coordinator prepares the board's"
            " papers. It stands outside the line and has no formal responsibility towards the"
            " board.",
            owner=_DEVELOPMENT_GROUP,
        ),
        s.said(
            "VA-43",
            "Förbundets perspektiv",
            "Fyra perspektiv för planering och utvärdering: medborgare, samhälle, process och"
            " lärande.",
            "Four perspectives for planning and evaluation: citizen, society, process and"
            " learning.",
            owner=Role.ASSOCIATION,
        ),
        s.said(
            "VA-46",
            "Övrig samverkansutveckling",
            "Frågor som utreds från 2020: om det finns förutsättningar för KIS, efter Göteborgs"
            " modell, och för SAMSIP eller SIP+. SAMSIP inleds tidigt av handläggaren eller"
            " personen, gör ansvaret tydligt och är tänkt för alla som behöver samordning mellan"
            " parterna och alla deltagare i coachande insatser som förbundet finansierar. Inget är"
            " antaget.",
            "Questions looked into from 2020: whether there are conditions for KIS, on the Göteborg"
            " model, and for SAMSIP or SIP+. SAMSIP is begun early by the officer or the person,"
            " makes responsibility clear and is meant for everyone who needs coordination between"
            " the parties and all participants in coaching measures that the association finances."
            " Nothing is adopted.",
            owner=_COORDINATOR,
            instruments=(KIS, SAMSIP),
        ),
        s.said(
            "VA-52",
            "Individens fokus i fokus",
            "Respekt: den enskildes situation. Delaktighet: att kunna äga sin process, och en"
            " tillgänglig och inkluderande arbetsmarknad.",
            "Respect: each one's situation. Participation: to be able to own one's process, and an"
            " accessible and inclusive labour market.",
        ),
    )


def team(cited: Cited) -> tuple[Statement, ...]:
    """Returns what is stated of Samordningsteam."""
    s = Stating(cited)
    return (
        Ownership(
            owners=[Role.ASSOCIATION],
            performers=[_PERFORMER],
            **s.head(
                "VA-39",
                _INTEGRATED,
                "Integrerad VästeråsSamverkan är en långsiktig strategi bort från projekt, med"
                " djupare samverkan utifrån individens fokus. Samordningsteam är dess stadigvarande"
                " verksamhet, pilot 2014 och implementerad 2016-07-01. Förbundet är"
                " verksamhetsägare, och Utbildning och Arbetsmarknad vid Västerås stad"
                " verksamhetsutförare (X-14).",
                "Integrerad VästeråsSamverkan is a long-term strategy away from projects, with"
                " deeper cooperation from the individual's focus. Samordningsteam is its standing"
                " activity, pilot in 2014 and implemented 2016-07-01. The association is its owner"
                " and Education and Labour Market at Västerås stad carries it out (X-14).",
            ),
        ),
        Aim(
            towards_work=True,
            instruments=[_PROCESS_MODEL],
            **s.head(
                "VA-40",
                _TEAM,
                "Målet är arbetsförmåga, eller ett steg mot den.",
                "The goal is work ability, or a step towards it.",
                key="VA-40.aim",
            ),
        ),
        s.duty(
            "VA-41",
            _TEAM,
            "Samordningsteamet följs upp i kvalitet och antal. Den kvalitativa utvärderingen ska"
            " tydligt spegla de steg mot arbetsförmåga som verkligen tas.",
            "The team is followed up in quality and in number. The qualitative evaluation has to"
            " mirror clearly the steps really made towards work ability.",
        ),
    )


def jobbfokus(cited: Cited) -> tuple[Statement, ...]:
    """Returns what is stated of JobbFokus 2.0."""
    s = Stating(cited)
    at = f"{_MEASURES}, JobbFokus 2.0"
    return (
        Ownership(
            owners=[_PERFORMER],
            **s.head(
                "VA-49",
                at,
                "Ägare är Utbildning och Arbetsmarknad, Västerås stad. Ett tydligt"
                " jämställdhetsperspektiv ska prägla projektet.",
                "The owner is Education and Labour Market, Västerås stad. A clear gender"
                " perspective has to mark the project.",
                binds=Binds.BINDING,
            ),
        ),
        Aim(
            towards_work=True,
            **s.head(
                "VA-49",
                at,
                "Särskild kartläggning, individuell utveckling, utbildning och annat stöd ska ge"
                " fler unga hållbara vägar till anställning eller utbildning.",
                "Special mapping, individual development, education and other support are to find"
                " lasting ways to employment or education for more young people.",
                key="VA-49.aim",
            ),
        ),
    )


def sim(cited: Cited) -> tuple[Statement, ...]:
    """Returns what is stated of SIM."""
    s = Stating(cited)
    at = f"{_MEASURES}, SIM"
    return (
        Ownership(
            owners=[
                Term(
                    "kunskapscentrum_for_halsa",
                    Text(
                        sv="Kunskapscentrum för hälsa, Region Västmanland",
                        en="Knowledge Centre for Health, Region Västmanland",
                    ),
                    parent=Authority.REGION,
                )
            ],
            **s.head(
                "VA-50",
                at,
                "Strukturinsats med Kunskapscentrum för hälsa, Region Västmanland, som ägare;"
                " förankrad hos beslutsfattare och rektorer. Antalet deltagare är inte ifyllt.",
                "A structural measure owned by the Knowledge Centre for Health, Region Västmanland;"
                " anchored with decision-makers and head teachers. The number of participants is"
                " left blank.",
            ),
        ),
        Aim(
            towards_work=False,
            in_school=True,
            **s.head(
                "VA-50",
                at,
                "Utveckla, förankra och pröva ett arbetssätt som stärker gymnasieungdomars psykiska"
                " hälsa, med 8 coachande möten; effekterna studeras i en senare randomiserad"
                " studie.",
                "Develop, anchor and test a way of working that strengthens upper secondary"
                " pupils' mental health, with 8 coaching meetings; effects are studied in a later"
                " randomised trial.",
                key="VA-50.aim",
                reading=text(
                    "antalet möten kan i skanningen också läsas som 18; målet är psykisk hälsa, och"
                    " arbetsförmåga nämns inte",
                    "the number of meetings can also be read as 18 in the scan; the aim is mental"
                    " health, and work ability isn't mentioned",
                ),
            ),
        ),
    )
