"""What a contract case is, and how the library's answer is set beside it.

The expected answers are derived by hand from the source documents (the rule inventory and the
binding meanings of the design), never from the rule books or from what the library answers.
Contract cases change only with a line under *Law* in the change log.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Set
from enum import Enum
from types import MappingProxyType

import attrs

from finsam import (
    Authority,
    Concern,
    ConcernOutcome,
    Decision,
    Outcome,
    Person,
    Referral,
    Verdict,
    assess,
)
from finsam.legaltime import LeapDay
from finsam.rules import Condition, HasEligibility, RuleSet, Strength

MUNICIPALITY = Authority.MUNICIPALITY
REGION = Authority.REGION
AGENCY = Authority.SOCIAL_INSURANCE_AGENCY
EMPLOYMENT = Authority.PUBLIC_EMPLOYMENT_SERVICE

ELIGIBLE = Verdict.ELIGIBLE
NOT_ELIGIBLE = Verdict.NOT_ELIGIBLE
NEEDS_ASSESSMENT = Verdict.NEEDS_ASSESSMENT
UNDETERMINED = Verdict.UNDETERMINED

MET = ConcernOutcome.MET
NOT_MET = ConcernOutcome.NOT_MET
UNKNOWN = ConcernOutcome.UNDETERMINED

NONE: Set[str] = frozenset()


class Unchecked(Enum):
    """Stands where a case says nothing; None can't, since `ready` may be expected to be None."""

    UNCHECKED = "unchecked"

    def __repr__(self) -> str:
        return self.name


UNCHECKED = Unchecked.UNCHECKED
NO_READINGS: Mapping[str, str | Condition] = MappingProxyType({})


@attrs.frozen(kw_only=True)
class Case:
    """A person or a referral, a measure and a day, and the answer that the documents give.

    Attributes:
        id: the rule that the case is about, and what it tries.
        why: the reason for the answer in one line, with the rules that it rests on.
        measure: what is asked.
        as_of: the day of assessment.
        who: what is known.
        verdict: what the documents say about the person.
        readings: readings that the caller chooses.
        ready: whether everything is in place, or None while that isn't known.
        concerns: the outcome of every other concern; exactly these are spoken of.
        missing: all that is missing, as keys.
        missing_for_verdict: what of it the verdict needs.
        first_missing: what is best asked first.
        judges: for missing judgements, who makes them.
        has_priority: whether the person goes first.
        failed: the rules of required clauses, whatever their concern, that fail by themselves.
        remarks: rules, and whether they are among the remarks.
        asked_for_remarks: keys, and whether only remarks and priority still want them.
        open_points: the open points that the answer hangs on, with what each reading gives.
        headline_sv: the whole headline in Swedish.
        headline_en: the whole headline in English.
    """

    id: str
    why: str
    measure: HasEligibility
    as_of: dt.date
    who: Person | Referral
    verdict: Verdict
    readings: Mapping[str, str | Condition] = NO_READINGS
    ready: bool | Unchecked | None = UNCHECKED
    concerns: Mapping[Concern, ConcernOutcome] | Unchecked = UNCHECKED
    missing: Set[str] | Unchecked = UNCHECKED
    missing_for_verdict: Set[str] | Unchecked = UNCHECKED
    first_missing: str | Unchecked = UNCHECKED
    judges: Mapping[str, str] | Unchecked = UNCHECKED
    has_priority: bool | Unchecked | None = UNCHECKED
    failed: Set[str] | Unchecked = UNCHECKED
    remarks: Mapping[str, bool] | Unchecked = UNCHECKED
    asked_for_remarks: Mapping[str, bool] | Unchecked = UNCHECKED
    open_points: Mapping[str, Mapping[str, Verdict]] | Unchecked = UNCHECKED
    headline_sv: str | Unchecked = UNCHECKED
    headline_en: str | Unchecked = UNCHECKED

    def __str__(self) -> str:
        return self.id

    @property
    def expected(self) -> dict[str, object]:
        """What the case says about the answer, by what it is about."""
        return {
            name: getattr(self, name)
            for name in (*_WHOLE, *_IN_PART)
            if getattr(self, name) is not UNCHECKED
        }


def answered(case: Case) -> dict[str, object]:
    """Returns what the library answers of all that the case says something about."""
    decision = assess(case.who, case.measure, as_of=case.as_of, readings=case.readings)
    found: dict[str, object] = {}
    for name, expected in case.expected.items():
        if name in _WHOLE:
            found[name] = _WHOLE[name](decision)
        else:
            assert isinstance(expected, Mapping)
            there = _IN_PART[name](decision)
            found[name] = {key: key in there for key in expected}
    return found


def _failed(decision: Decision) -> Set[str]:
    return {
        finding.clause.rule
        for finding in decision.findings
        if finding.outcome is Outcome.FAILED and finding.clause.strength is Strength.REQUIRED
    }


def _judges(decision: Decision) -> Mapping[str, str]:
    return {
        missing.key: missing.fact.judged_by.key
        for missing in decision.missing
        if missing.fact.judged_by is not None
    }


_WHOLE: Mapping[str, Callable[[Decision], object]] = MappingProxyType(
    {
        "verdict": lambda decision: decision.verdict,
        "ready": lambda decision: decision.ready,
        "concerns": lambda decision: decision.concerns,
        "missing": lambda decision: {missing.key for missing in decision.missing},
        "missing_for_verdict": lambda decision: {
            missing.key for missing in decision.missing if missing.for_verdict
        },
        "first_missing": lambda decision: next((m.key for m in decision.missing), None),
        "judges": _judges,
        "has_priority": lambda decision: decision.has_priority,
        "failed": _failed,
        "open_points": lambda decision: {
            point.point.key: {reading.key: reading.verdict for reading in point.gives}
            for point in decision.open_points
        },
        "headline_sv": lambda decision: decision.headline("sv"),
        "headline_en": lambda decision: decision.headline("en"),
    }
)
_IN_PART: Mapping[str, Callable[[Decision], Set[str]]] = MappingProxyType(
    {
        "remarks": lambda decision: {finding.clause.rule for finding in decision.remarks},
        "asked_for_remarks": lambda decision: {m.key for m in decision.missing_for_remarks},
    }
)


@attrs.frozen(kw_only=True)
class Outside:
    """A day on which a measure is not in force, and the nearest day on which it is."""

    id: str
    why: str
    measure: HasEligibility
    as_of: dt.date
    nearest: dt.date

    def __str__(self) -> str:
        return self.id


def on_first_of_march(measure: HasEligibility) -> RuleSet:
    """Returns the rules of a measure with the other choice for who is born on 29 February."""
    assert isinstance(measure.eligibility, RuleSet)
    return attrs.evolve(measure.eligibility, leap_day=LeapDay.MAR1)


def members(fact: str, *keys: str) -> set[str]:
    """Returns the keys under which members of a set are missing."""
    return {f"{fact}/{key}" for key in keys}
