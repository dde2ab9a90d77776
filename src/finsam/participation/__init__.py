"""Participation: what happens from referral to the last follow-up, and what is due."""

from finsam.participation.agendas import agenda, plan
from finsam.participation.due import EachWeek, Every, Stay, Within
from finsam.participation.duties import Approximate, Continuing, Dose, Passing, Said
from finsam.participation.events import (
    ACTION_PLAN_MADE,
    APPLIED,
    CONSENT_GIVEN,
    CONSENT_WITHDRAWN,
    DECLINED,
    DOCUMENTED,
    ENROLLED,
    ENTERED_IN_ERROR,
    EVENT_KINDS,
    EXITED,
    EXTENDED,
    FOLLOWED_UP,
    FOLLOWED_UP_LATER,
    INFORMATION_OFFERED,
    PAUSED,
    REFERRED,
    RESUMED,
    TAKEN_IN,
    Event,
    EventKind,
    ExitReason,
)
from finsam.participation.life_cycle import PARTICIPATION_FACTS, Participation
from finsam.participation.obligations import (
    Agenda,
    Duty,
    DutyState,
    Obligation,
    Remark,
    Status,
)
from finsam.participation.records import from_record
from finsam.participation.runs import Runs, TimingFinding, timing_findings
from finsam.participation.timing import DueRule, HasTiming, TimingRule
from finsam.rules import Binds, Promise

__all__ = [
    "ACTION_PLAN_MADE",
    "APPLIED",
    "CONSENT_GIVEN",
    "CONSENT_WITHDRAWN",
    "DECLINED",
    "DOCUMENTED",
    "ENROLLED",
    "ENTERED_IN_ERROR",
    "EVENT_KINDS",
    "EXITED",
    "EXTENDED",
    "FOLLOWED_UP",
    "FOLLOWED_UP_LATER",
    "INFORMATION_OFFERED",
    "PARTICIPATION_FACTS",
    "PAUSED",
    "REFERRED",
    "RESUMED",
    "TAKEN_IN",
    "Agenda",
    "Approximate",
    "Binds",
    "Continuing",
    "Dose",
    "DueRule",
    "Duty",
    "DutyState",
    "EachWeek",
    "Event",
    "EventKind",
    "Every",
    "ExitReason",
    "HasTiming",
    "Obligation",
    "Participation",
    "Passing",
    "Promise",
    "Remark",
    "Runs",
    "Said",
    "Status",
    "Stay",
    "TimingFinding",
    "TimingRule",
    "Within",
    "agenda",
    "from_record",
    "plan",
    "timing_findings",
]


def __dir__() -> list[str]:
    return __all__
