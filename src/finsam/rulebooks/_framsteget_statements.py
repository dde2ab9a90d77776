"""What the application of Framsteget in Håbo states of organisation, duties and instruments."""

from finsam.measures import Aim, Ownership, Statement
from finsam.rulebooks._instruments import LOKUS, SIP, SOLUTION_FOCUS, SUS, named
from finsam.rulebooks._statements import OWNERS, PARTIES, WORKING_GROUP, Cited, Stating, text
from finsam.terms import Role

_METHODS = "Metoder"
_AGREEMENT = "Överenskommelse"
_EVALUATION = "Uppföljning och utvärdering av målen"
_COACHES = named("two_answerable", "de två insatsansvariga", "the two who answer for the parts")


def team(cited: Cited) -> tuple[Statement, ...]:
    """Returns the statements of Samordningsteam in Håbo alone."""
    s = Stating(cited)
    at = f"{_METHODS}, Samordningsteam"
    return (
        s.said(
            "HA-13",
            at,
            "SIP görs för de flesta deltagare. Ärenden dras avidentifierade, vid behov med"
            " Försäkringskassan. Uppföljning sker regelbundet i gemensamma träffar, med eller utan"
            " deltagaren, efter deltagarens önskan och samtycke.",
            "A SIP is made for most participants. Cases are discussed de-identified, with"
            " Försäkringskassan when needed. Follow-up is regular, in joint meetings with or"
            " without the participant, by the participant's wish and consent.",
            instruments=(SIP,),
        ),
        s.duty(
            "HA-19",
            at,
            "Efter deltagandet tas ett dokument fram som beskriver nästa steg mot egen försörjning."
            " Personens egen del i det väger tyngst.",
            "After the participation a document is made that describes the next step towards own"
            " livelihood. The person's own part in it matters most.",
            reading=text(
                "löftet gäller alla; målet i HA-10 är 80 % (X-20)",
                "the promise is for everyone; the goal in HA-10 is 80 % (X-20)",
            ),
        ),
        Aim(
            towards_work=True,
            **s.head(
                "HA-18",
                at,
                "Insatsen är för den som behöver samordnad rehabilitering för att finna en hållbar"
                " hälsa och öka sin arbetsförmåga.",
                "The measure is for those who need coordinated rehabilitation to find lasting"
                " health and increase their work ability.",
                key="HA-18.aim",
            ),
        ),
    )


def youth(cited: Cited) -> tuple[Statement, ...]:
    """Returns the statements of Ungdomssatsning in Håbo alone."""
    s = Stating(cited)
    return (
        Aim(
            towards_work=True,
            instruments=[SOLUTION_FOCUS],
            **s.head(
                "HA-27",
                f"{_METHODS}, Ungdomssatsningen",
                "Först och främst tillbaka till studier, men med lösningar för var och en. Fokus på"
                " nyanlända som varken arbetar eller studerar, samtidigt som alla unga som behöver"
                " stöd får det. Gruppaktiviteter i arbetsmarknadskunskap för deltagarna i båda"
                " delarna; lösningsfokuserat i grupp och enskilt.",
                "First of all back to studies, but with solutions for each one. Focus on the newly"
                " arrived who neither work nor study, while all young people who need support get"
                " it. Group activities in labour-market knowledge for the participants of both"
                " parts; solution-focused in group and one by one.",
                reading=text(
                    "stegen mot studier och egen försörjning läser vi som steg mot arbete",
                    "the steps towards studies and own livelihood are read as steps towards work",
                ),
            ),
        ),
    )


def book(cited: Cited) -> tuple[Statement, ...]:
    """Returns the statements of both parts in Håbo together."""
    s = Stating(cited)
    return (
        Ownership(
            owners=[named("kommun_habo", "Håbo kommun", "Håbo")],
            **s.head(
                "HA-01",
                "Insatsens ägare",
                "Ägare är Håbo kommun; parter är Arbetsförmedlingen, Försäkringskassan och Region"
                " Uppsala. Samordningsteam är nytt, Ungdomssatsning pågår; lokalerna delas.",
                "The owner is Håbo; parties are Arbetsförmedlingen, Försäkringskassan and Region"
                " Uppsala. Samordningsteam is new and Ungdomssatsning goes on, in joint premises.",
            ),
        ),
        s.duty(
            "HA-15",
            _AGREEMENT,
            "Alla parters behöriga beslutsfattare ska ha skrivit under innan förbundet behandlar"
            " ansökan. Underskrifterna och ett positivt beslut binder ägarna, mot varandra och mot"
            " förbundet, att fullfölja planen.",
            "The authorised decision makers of all parties have to have signed before the"
            " association handles the application. The signatures and a positive decision bind the"
            " owners, to each other and to the association, to fulfil the plan.",
            owner=PARTIES,
        ),
        s.duty(
            "HA-16",
            _AGREEMENT,
            "Deltagare redovisas i SUS; rapporter om läge och utsikter lämnas löpande enligt"
            " förbundets rutiner, och viktiga ändringar avvikelserapporteras för sig.",
            "Participants are reported in SUS; reports on status and outlook are given continually"
            " by the association's routines, and important changes as separate deviation reports.",
            owner=OWNERS,
            instruments=(SUS,),
        ),
        s.said(
            "HA-21",
            _EVALUATION,
            "En styrgrupp närmare verksamheten föreslås: chefer för vårdcentraler, psykiatri,"
            " Försäkringskassan, Arbetsförmedlingen, kommunens socialförvaltning och barn- och"
            " utbildningsförvaltning. Den svarar för styrning, löpande utvärdering och gemensamma"
            " rutiner.",
            "A steering group nearer the work is proposed: heads of health centres, psychiatry,"
            " Försäkringskassan, Arbetsförmedlingen, the municipality's social services and its"
            " child and education services. It answers for steering, continual evaluation and"
            " joint routines.",
            owner=Role.STEERING_GROUP,
        ),
        s.said(
            "HA-22",
            _EVALUATION,
            "Arbetssättet utvärderas och justeras löpande i arbetsgrupp, styrgrupp och LOKUS. De"
            " två insatsansvariga håller målen levande, och förbundets rapporter används.",
            "Ways of working are evaluated and adjusted continually in working group, steering"
            " group and LOKUS. The two who answer for the parts keep the goals alive, and the"
            " association's reports are used.",
            owner=_COACHES,
            shared_with=(WORKING_GROUP, Role.STEERING_GROUP),
            instruments=(LOKUS,),
        ),
        s.duty(
            "HA-23",
            "Bakgrund",
            "Insatsen ersätter inte ordinarie verksamhet och erbjuds bara den som behöver"
            " kartläggning och motivation för att se nästa steg. Det ska finnas en tydlig avsändare"
            " med uppdrag i arbetslivsinriktad rehabilitering; insatsen är ett alternativ till"
            " passivitet, inte till sådan rehabilitering.",
            "The measure does not replace ordinary services and is offered only to those who need"
            " mapping and motivation to see the next step. There has to be a clear sender whose"
            " task is work-oriented rehabilitation; the measure is an alternative to passivity, not"
            " to such rehabilitation.",
            owner=OWNERS,
        ),
        s.duty(
            "HA-28",
            _AGREEMENT,
            "Ägarna svarar för verksamheten och för att lagar och styrdokument följs, förbundets"
            " egna också. Personalen är kvar hos sin medlemsorganisation, som har hela"
            " arbetsgivaransvaret.",
            "The owners answer for the activity and for laws and steering documents being kept, the"
            " association's own too. Staff stay with their member organisation, which keeps the"
            " whole employer's responsibility.",
            owner=OWNERS,
        ),
        s.said(
            "HA-29",
            f"{_METHODS}, Samordningsteam",
            "Handläggare från ordinarie verksamhet är på plats vissa tider. Det viktigaste är att"
            " ordinarie verksamhet tar vid, så att personens plan kan genomföras.",
            "Staff of ordinary services are there at set times. Of greatest weight is that ordinary"
            " services take over, so that the person's plan can be carried out.",
            owner=PARTIES,
        ),
        s.said(
            "HA-30",
            "Implementering",
            "Gemensamma rutiner tas fram. Styrgrupp och LOKUS verkar för att det som lyckas förs in"
            " i ordinarie verksamhet. Kommunen hoppas efteråt betala en ungdomscoach för 20–29 år"
            " och de delade lokalerna.",
            "Joint routines are made. Steering group and LOKUS work for what succeeds to be taken"
            " up in ordinary services. The municipality hopes to pay for one youth coach for 20–29"
            " and the shared premises afterwards.",
            owner=Role.STEERING_GROUP,
            instruments=(LOKUS,),
        ),
        s.said(
            "HA-32",
            _METHODS,
            "Källan nämner LOKUS, Lotsärenden med samverkanskoordinator, SIP, DUA, det kommunala"
            " aktivitetsansvaret, #jagmed och lösningsfokuserat arbetssätt.",
            "The source names LOKUS, Lots cases with a cooperation coordinator, SIP, DUA, the"
            " municipal activity responsibility, #jagmed and solution focus.",
            instruments=(
                LOKUS,
                named("lots", "Lotsärenden", "Lots cases"),
                SIP,
                named("dua", "DUA"),
                named(
                    "kommunala_aktivitetsansvaret",
                    "det kommunala aktivitetsansvaret",
                    "the municipal activity responsibility",
                ),
                named("jagmed", "#jagmed"),
                SOLUTION_FOCUS,
            ),
        ),
        s.duty(
            "HA-33",
            "Förankring",
            "Ansökan skickas också elektroniskt i Word, och avtalstexten lämnas orörd. Den är"
            " förankrad i en workshop i juni med socialtjänst, utbildning och förbundet; andra"
            " bjöds in eller svarade med e-post.",
            "The application is sent in electronically as Word too, and the agreement text is left"
            " untouched. It is anchored in a workshop in June with social services, education and"
            " the association; others were invited or answered by mail.",
            owner=OWNERS,
        ),
    )
