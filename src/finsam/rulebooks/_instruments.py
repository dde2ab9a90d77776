"""What the sources name: tools, systems, networks and bodies, each with the names it had before."""

import datetime as dt

from finsam.terms import OldName, Term
from finsam.texts import Text


def named(key: str, sv: str, en: str = "", *older: OldName) -> Term:
    """Returns a term; a name without an English form is the same in both languages."""
    return Term(key, Text(sv=sv, en=en or sv), older=older)


SUS = named(
    "uppfoljning_finsam",
    "Uppföljning Finsam",
    "",
    OldName("sus", Text(sv="SUS", en="SUS"), dt.date(2023, 4, 30)),
)
"""The system for follow-up: SUS until 2023-04-30, then Uppföljning Finsam (X-10, X-28)."""

NORRA_VASTMANLAND = named(
    "samordningsforbundet_vastmanland",
    "Samordningsförbundet Västmanland",
    "",
    OldName(
        "norra_vastmanlands_samordningsforbund",
        Text(
            sv="Norra Västmanlands Samordningsförbund",
            en="Norra Västmanlands Samordningsförbund",
        ),
        dt.date(2023, 12, 31),
    ),
)
"""An association of its own until 2023-12-31, then a part of a larger one (X-28)."""

INDICATORS = named(
    "indikatorer",
    "Indikatorer för finansiell samordning",
    "Indicators of financial coordination",
)
SRS_ORS = named("srs_ors", "SRS och ORS", "SRS and ORS")
SOLUTION_FOCUS = named("solution_focus", "lösningsfokuserat arbetssätt", "solution focus")
NNS = named("nns", "NNS, det nationella nätverket", "NNS, the national network")
SIP = named("sip", "samordnad individuell plan (SIP)", "coordinated individual plan (SIP)")
SAMSIP = named("samsip", "SAMSIP eller SIP+", "SAMSIP or SIP+")
KIS = named(
    "kis",
    "KIS, koordinator i samverkan med psykiatrin",
    "KIS, coordinator in cooperation with psychiatry",
)
BIP = named("bip", "BIP")
SKAPA = named("skapa", "SKAPA")
RECONCILIATION_MEETING = named("avstamningsmote", "avstämningsmöte", "reconciliation meeting")
LOKUS = named("lokus", "LOKUS, lokal styrning", "LOKUS, local steering")
