"""`assess` and `eligible_periods`: from a person, a measure and days to answers."""

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from finsam.eligibility.decision import Decision
from finsam.eligibility.people import PLACES, Person, Referral, spelt_out
from finsam.errors import Faults, InvalidInput
from finsam.rules import (
    Condition,
    HasEligibility,
    Known,
    NotForIndividuals,
    Periods,
    RuleSet,
    Versions,
)
from finsam.rules.conditions import is_condition
from finsam.rules.periods import periods_of
from finsam.rules.rulesets import asked, carried

__all__ = ["assess", "eligible_periods"]


def __dir__() -> list[str]:
    return __all__


def assess(
    person: "Person | Referral | Mapping[str, object]",
    measure: "HasEligibility | Versions[Any]",
    *,
    as_of: dt.date,
    readings: "Mapping[str, str | Condition] | None" = None,
) -> Decision:
    """Decides what the rules of a measure say about a person on a day.

    >>> import datetime as dt
    >>> from finsam import Authority, Person, assess
    >>> from finsam.rulebooks import model
    >>> person = Person(
    ...     birth_date=dt.date(1990, 5, 1),
    ...     needs={Authority.REGION, Authority.MUNICIPALITY},
    ... )
    >>> assess(person, model.SAMORDNINGSTEAM, as_of=dt.date(2026, 11, 22)).verdict
    <Verdict.UNDETERMINED: 'undetermined'>

    Args:
        person: a person, a referral of one, or a mapping from facts' keys to values, such as a
            filled-in form; None is not known. A set can be given by members too, by the keys of
            `missing` ("needs/region"). Declared facts that the rules don't ask for are left alone.
        measure: a measure, a rule set, or anything else that carries rules of taking part; or
            `Versions` of one, of which the one in force on the day is asked.
        as_of: the day of assessment.
        readings: the caller's choice among readings of open points and of clauses with
            alternatives: for each key, that of a reading, or a condition of the caller's own.

    Raises:
        InvalidInput: a key that isn't declared, a value of the wrong kind, a date after `as_of`;
            all faults at once, without values about the person.
        NotInForce: the rules aren't in force on the day.
        NotApplicable: the measure is not for individuals.

    Source: the page What a verdict means.
    """
    faults = Faults()
    readable = faults.of_type(person, Person | Referral | Mapping, "person")
    found = None
    if not isinstance(measure, Versions):
        found = carried(measure, "measure", faults)
    day = as_of if faults.plain_date(as_of, "as_of") else None
    if isinstance(measure, Versions) and day is not None:
        found = measure.at(day).eligibility
    typed = readings is None or faults.of_type(readings, Mapping, "readings")
    if isinstance(found, NotForIndividuals):
        faults.raise_as(InvalidInput)
        found.refuse()
    rules, known = found, Known({})
    if rules is not None:
        try:
            if readings and typed:
                rules = _read(rules, readings)
        except InvalidInput as error:
            faults.found.extend(error.faults)
        try:
            if readable:
                known = rules.vocabulary.read(_given(person), as_of=day)
        except InvalidInput as error:
            faults.found.extend(error.faults)
    faults.raise_as(InvalidInput)
    assert rules is not None
    evaluation = rules.evaluate(known, as_of=as_of)
    as_of = dt.date(as_of.year, as_of.month, as_of.day)
    return Decision(evaluation.verdict, evaluation.findings, rules, known, as_of)


def eligible_periods(
    person: "Person | Referral | Mapping[str, object]",
    measure: "HasEligibility | Versions[Any]",
    *,
    start: dt.date,
    end: dt.date,
    readings: "Mapping[str, str | Condition] | None" = None,
) -> Periods:
    """Finds the days on which a person is eligible, while all that is known stays as it is.

    Each day is judged by itself, and only the day moves. A day on which the rules aren't in force
    is in no run, nor is one before something that is known to have happened, such as the birth.

    >>> import datetime as dt
    >>> from finsam import eligible_periods
    >>> from finsam.rulebooks import model
    >>> from finsam.rules import Clause, Includes, RuleSet
    >>> known = {"birth_date": dt.date(2008, 2, 29), "needs": ["region", "municipality"]}
    >>> known |= dict.fromkeys(("ongoing_addiction", "known_threatening", "custody_ahead"), False)
    >>> known |= {"serious_illness": False}
    >>> team, end = model.SAMORDNINGSTEAM, dt.date(2080, 1, 1)
    >>> for run in eligible_periods(known, team, start=dt.date(2020, 1, 1), end=end):
    ...     print(run.in_("en"), [clause.rule for clause in run.closed_by])
    2024-02-29–2073-02-27 ['BR-02']

    Args:
        person: a person, a referral of one, or a mapping from facts' keys to values.
        measure: a measure, a rule set, or what else carries rules; or `Versions` of one.
        start: the first day that is asked about.
        end: the last day that is asked about.
        readings: the caller's choice among readings; see `assess`.

    Raises:
        InvalidInput: a key that isn't declared, a value of the wrong kind, an end before the
            start; all faults at once.
        NotApplicable: the measure is not for individuals.

    Source: the how-to What would change it.
    """
    faults = Faults()
    faults.of_type(person, Person | Referral | Mapping, "person")
    dates = [faults.plain_date(start, "start"), faults.plain_date(end, "end")]
    if all(dates) and start > end:
        faults.add("order", "end", sv=f"{end} ligger före {start}", en=f"{end} lies before {start}")
    if readings is not None:
        faults.of_type(readings, Mapping, "readings")
    carriers = list(measure) if isinstance(measure, Versions) else [measure]
    found = [carried(each, "measure", faults) for each in carriers]
    faults.raise_as(InvalidInput)
    versions = [asked(rules) for rules in found]
    read = [_read(rules, readings) if readings else rules for rules in versions]
    known: list[Known] = [rules.vocabulary.read(_given(person)) for rules in read]
    return periods_of(list(zip(read, known, strict=True)), start=start, end=end)


def _given(person: Person | Referral | Mapping[str, object]) -> Mapping[str, object]:
    if not isinstance(person, Mapping):
        return person.given
    return {key: spelt_out(value) if key in PLACES else value for key, value in person.items()}


def _read(rules: RuleSet, readings: "Mapping[str, str | Condition]") -> RuleSet:
    """Returns the rules with readings chosen; the same object for the same choice."""
    if not all(isinstance(choice, str) or is_condition(choice) for choice in readings.values()):
        return rules.with_readings(readings)  # says what is wrong with the choice
    return _with_readings(rules, tuple(sorted(readings.items(), key=lambda pair: str(pair[0]))))


@lru_cache(maxsize=64)
def _with_readings(rules: RuleSet, readings: "tuple[tuple[str, str | Condition], ...]") -> RuleSet:
    return rules.with_readings(dict(readings))
