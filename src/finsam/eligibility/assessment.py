"""`assess`: from a person, a measure and a day to a decision."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import cast

from attrs import evolve

from finsam.eligibility.decision import Decision
from finsam.eligibility.people import PLACES, Person, Referral, spelt_out
from finsam.errors import Faults, InvalidInput
from finsam.rules import Condition, HasEligibility, Known, NotForIndividuals, RuleSet
from finsam.rules.conditions import is_condition

__all__ = ["assess", "assess_many", "rules_of"]


def __dir__() -> list[str]:
    return __all__


def assess(
    person: "Person | Referral | Mapping[str, object]",
    measure: HasEligibility,
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
            filled-in form; None is not known. Declared facts that the rules don't ask for are
            left alone.
        measure: a measure, a rule set, or anything else that carries rules of taking part.
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
    rules = getattr(measure, "eligibility", None)
    # the ready path: a person that these facts were read of before, on a day asked for before
    if type(person) is Person and isinstance(rules, RuleSet) and type(as_of) is dt.date:
        known = person.given.read_by(rules.vocabulary, as_of)
        settle = None if readings or known is None else rules.settling.get(as_of)
        if settle is not None and known is not None:
            answer = settle(known.by_key)
            if answer is not None:
                return Decision(answer[0], answer[1], rules, known, as_of)
    rules, as_of = _checked(person, measure, as_of, readings)
    if isinstance(person, Person | Referral):
        given: Mapping[str, object] = person.given
    else:
        given = _given(person, rules, as_of)
    known = rules.vocabulary.read(given, as_of=as_of)
    verdict, findings = rules.settle(known, as_of=as_of)
    return Decision(verdict, findings, rules, known, as_of)


def assess_many(
    people: "Iterable[Person | Referral | Mapping[str, object]]",
    measure: HasEligibility,
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
        measure: as for `assess`.
        as_of: the day of assessment, for all of them.
        readings: as for `assess`.
        progress: called with 1 when a person is done, such as `tqdm(total=…).update`.

    Raises:
        InvalidInput: as for `assess`; about a person, when that person's turn comes, with
            `people[3]` before the path.
        NotInForce: the rules aren't in force on the day; before anybody is assessed.
        NotApplicable: the measure is not for individuals; before anybody is assessed.
    """
    rules, day = _checked({}, measure, as_of, readings)
    rules.settle(Known({}), as_of=day)  # says at once that they aren't in force
    faults = Faults()
    faults.of_type(people, Iterable, "people")
    faults.raise_as(InvalidInput)
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


def _checked(
    person: object, measure: object, as_of: dt.date, readings: object
) -> tuple[RuleSet, dt.date]:
    """Returns the rules, as they are read, and the plain day; or raises with all that is wrong."""
    faults = Faults()
    faults.of_type(person, Person | Referral | Mapping, "person")
    rules = rules_of(measure, readings, faults)
    faults.plain_date(as_of, "as_of")
    faults.raise_as(InvalidInput)
    if isinstance(rules, NotForIndividuals):
        rules.refuse()
    assert rules is not None
    return rules, dt.date(as_of.year, as_of.month, as_of.day)


def rules_of(
    measure: object, readings: object, faults: Faults
) -> RuleSet | NotForIndividuals | None:
    """Returns the rules of a measure, with readings chosen; notes what is wrong with either."""
    rules = getattr(measure, "eligibility", None)
    if not isinstance(rules, RuleSet | NotForIndividuals):
        given = type(measure).__name__
        faults.add(
            "type",
            "measure",
            sv=f"ska vara en insats eller en regeluppsättning, inte {given}",
            en=f"takes a measure or a rule set, not {given}",
        )
        return None
    right = readings is None or faults.of_type(readings, Mapping, "readings")
    if not right or not readings or isinstance(rules, NotForIndividuals):
        return rules
    try:
        return _read(rules, cast("Mapping[str, str | Condition]", readings))
    except InvalidInput as error:
        faults.found.extend(error.faults)
        return None


def _given(person: Mapping[str, object], rules: RuleSet, as_of: dt.date) -> Mapping[str, object]:
    if isinstance(person, Known) and person.read_by(rules.vocabulary, as_of) is not None:
        return person
    return {key: spelt_out(value) if key in PLACES else value for key, value in person.items()}


def _read(rules: RuleSet, readings: "Mapping[str, str | Condition]") -> RuleSet:
    """Returns the rules with readings chosen; the same object for the same choice."""
    if not all(isinstance(choice, str) or is_condition(choice) for choice in readings.values()):
        return rules.with_readings(readings)  # says what is wrong with the choice
    return _with_readings(rules, tuple(sorted(readings.items(), key=lambda pair: str(pair[0]))))


@lru_cache(maxsize=64)
def _with_readings(rules: RuleSet, readings: "tuple[tuple[str, str | Condition], ...]") -> RuleSet:
    return rules.with_readings(dict(readings))
