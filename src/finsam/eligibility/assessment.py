"""`assess`, `assess_many` and `eligible_periods`: from people, a measure and days to answers."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, cast

from attrs import evolve

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

__all__ = ["as_read", "assess", "assess_many", "eligible_periods"]


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
    # the ready path: a person that these facts were read of before, on a day asked for before
    rules = getattr(measure, "eligibility", None)
    if type(person) is Person and isinstance(rules, RuleSet) and type(as_of) is dt.date:
        known = person.given.read_by(rules.vocabulary, as_of)
        if known is not None and readings is None:
            settle = rules.settling(as_of)
            answer = None if settle is None else settle(known.by_key)
            if answer is not None:
                return Decision(answer[0], answer[1], rules, known, as_of)
    faults = Faults()
    readable = faults.of_type(person, Person | Referral | Mapping, "person")
    rules, day = _asked(measure, as_of, readings, faults)
    known = _known(person, rules, day, faults) if rules and readable else Known({})
    faults.raise_as(InvalidInput)
    assert rules is not None
    assert day is not None
    verdict, findings = rules.settle(known, as_of=day)
    return Decision(verdict, findings, rules, known, day)


def assess_many(
    people: "Iterable[Person | Referral | Mapping[str, object]]",
    measure: "HasEligibility | Versions[Any]",
    *,
    as_of: dt.date,
    readings: "Mapping[str, str | Condition] | None" = None,
    progress: Callable[[int], object] | None = None,
) -> Iterator[Decision]:
    """Yields the decision of each person, one at a time, in the order in which they come.

    Nothing is gathered: people may come from a file or a database that is larger than the memory.

    >>> import datetime as dt
    >>> from finsam import Person, assess_many
    >>> from finsam.rulebooks import model
    >>> people = (Person(birth_date=dt.date(year, 1, 1)) for year in (1950, 2000))
    >>> done = []
    >>> for decision in assess_many(
    ...     people, model.SAMORDNINGSTEAM, as_of=dt.date(2026, 11, 22), progress=done.append
    ... ):
    ...     print(decision.verdict.value)
    not_eligible
    undetermined
    >>> sum(done)
    2

    Args:
        people: persons, referrals or mappings, as `assess` takes them.
        measure: as for `assess`; of `Versions`, the one of the day is asked for all.
        as_of: the day of assessment, for all of them.
        readings: as for `assess`.
        progress: called with 1 when a person is done, such as `tqdm(total=…).update`.

    Raises:
        InvalidInput: as for `assess`; about a person, when that person's turn comes, with
            `people[3]` before the path.
        NotInForce: the rules aren't in force on the day; before anybody is assessed.
        NotApplicable: the measure is not for individuals; before anybody is assessed.
    """
    faults = Faults()
    faults.of_type(people, Iterable, "people")
    if progress is not None:
        faults.of_type(progress, cast("type", Callable), "progress")
    rules, day = _asked(measure, as_of, readings, faults)
    faults.raise_as(InvalidInput)
    assert rules is not None
    assert day is not None
    rules.settle(Known({}), as_of=day)  # says at once that they aren't in force
    return _each(people, rules, day, progress)


def _each(
    people: "Iterable[Person | Referral | Mapping[str, object]]",
    rules: RuleSet,
    as_of: dt.date,
    progress: Callable[[int], object] | None,
) -> Iterator[Decision]:
    for i, person in enumerate(people):
        try:
            decision = assess(person, rules, as_of=as_of)
        except InvalidInput as error:
            faults = [evolve(f, path=f"people[{i}].{f.path}") for f in error.faults]
            raise InvalidInput(faults) from None
        if progress is not None:
            progress(1)
        yield decision


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
    readable = faults.of_type(person, Person | Referral | Mapping, "person")
    dates = [faults.plain_date(start, "start"), faults.plain_date(end, "end")]
    if all(dates) and start > end:
        faults.add("order", "end", sv=f"{end} ligger före {start}", en=f"{end} lies before {start}")
    carriers = list(measure) if isinstance(measure, Versions) else [measure]
    found = [carried(each, "measure", faults) for each in carriers]
    read = [as_read(rules, readings, faults) for rules in found]
    rule_sets = [rules for rules in read if isinstance(rules, RuleSet)]
    known = [_known(person, rules, None, faults) for rules in rule_sets if readable]
    faults.found[:] = dict.fromkeys(faults.found)  # versions are often wrong in the same way
    faults.raise_as(InvalidInput)
    versions = [asked(rules) for rules in read]
    return periods_of(list(zip(versions, known, strict=True)), start=start, end=end)


def as_read(
    rules: RuleSet | NotForIndividuals | None, readings: object, faults: Faults
) -> RuleSet | NotForIndividuals | None:
    """Returns the rules with readings chosen; notes what is wrong with the choice."""
    right = readings is None or faults.of_type(readings, Mapping, "readings")
    if right and readings and isinstance(rules, RuleSet):
        try:
            return _read(rules, cast("Mapping[str, str | Condition]", readings))
        except InvalidInput as error:
            faults.found.extend(error.faults)
    return rules


def _asked(
    measure: "HasEligibility | Versions[Any]", as_of: dt.date, readings: object, faults: Faults
) -> tuple[RuleSet | None, dt.date | None]:
    """Returns the rules of a measure on a day, as they are read, and the plain day."""
    found = None if isinstance(measure, Versions) else carried(measure, "measure", faults)
    day = None
    if faults.plain_date(as_of, "as_of"):
        day = dt.date(as_of.year, as_of.month, as_of.day)
    if isinstance(measure, Versions) and day is not None:
        found = measure.at(day).eligibility
    rules = as_read(found, readings, faults)
    if isinstance(rules, NotForIndividuals):
        faults.raise_as(InvalidInput)
        rules.refuse()
    return rules, day


def _known(
    person: Person | Referral | Mapping[str, object],
    rules: RuleSet,
    as_of: dt.date | None,
    faults: Faults,
) -> Known:
    """Returns what the rules' vocabulary reads of a person; notes what it can't read."""
    given: Mapping[str, object]
    if not isinstance(person, Mapping):
        given = person.given
    elif isinstance(person, Known) and person.read_by(rules.vocabulary, as_of) is not None:
        given = person
    else:
        given = {k: spelt_out(value) if k in PLACES else value for k, value in person.items()}
    try:
        return rules.vocabulary.read(given, as_of=as_of)
    except InvalidInput as error:
        faults.found.extend(error.faults)
        return Known({})


def _read(rules: RuleSet, readings: "Mapping[str, str | Condition]") -> RuleSet:
    """Returns the rules with readings chosen; the same object for the same choice."""
    if not all(isinstance(choice, str) or is_condition(choice) for choice in readings.values()):
        return rules.with_readings(readings)  # says what is wrong with the choice
    return _with_readings(rules, tuple(sorted(readings.items(), key=lambda pair: str(pair[0]))))


@lru_cache(maxsize=64)
def _with_readings(rules: RuleSet, readings: "tuple[tuple[str, str | Condition], ...]") -> RuleSet:
    return rules.with_readings(dict(readings))
