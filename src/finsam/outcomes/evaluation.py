"""`evaluate`: from participations, answers and a measure to each goal, met or not.

Everybody is accounted for: in the base, outside it, or left out for a reason that is told. What
isn't known is never counted as no. A goal is met if it is met for every way of filling in what
isn't known, not met if for none; else it can't be told, and the result says what is missing.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import cast

from attrs import evolve, frozen

from finsam.errors import Faults, InvalidInput, as_tuple
from finsam.legaltime import Interval, add
from finsam.outcomes.criteria import (
    Completed,
    Criterion,
    Found,
    Seen,
    Unknown,
    question_key,
)
from finsam.outcomes.goals import Goal, HasGoals, ShareAtLeast, goals_of
from finsam.outcomes.questions import Answer, Answers, Asked, Question, as_terms, exact_number
from finsam.outcomes.results import Case, GoalResult, Standing
from finsam.outcomes.tallies import Tally
from finsam.participation import Participation
from finsam.terms import Term, TermEnum
from finsam.texts import Lang, Text

__all__ = ["Evaluation", "evaluate", "statements", "year_of"]


def __dir__() -> list[str]:
    return __all__


@frozen(kw_only=True)
class Evaluation:
    """The goals of a measure on a day, and what its source says without a figure.

    >>> import datetime as dt
    >>> from finsam.outcomes import evaluate
    >>> from finsam.rulebooks import sofint
    >>> found = evaluate([], sofint.SIGMA, as_of=dt.date(2006, 6, 30))
    >>> [(result.goal.key, result.verdict.value) for result in found]
    [('NO-03.mapped', 'too_early'), ('NO-03.offered', 'too_early')]

    Attributes:
        as_of: the day.
        results: the goals that have a figure, in their order.
        statements: those that have none.

    Source: the how-to Measure the goals.
    """

    as_of: dt.date
    results: tuple[GoalResult, ...]
    statements: tuple[Goal, ...] = ()

    def __iter__(self) -> Iterator[GoalResult]:
        return iter(self.results)

    def __len__(self) -> int:
        return len(self.results)

    def __getitem__(self, key: str) -> GoalResult:
        """Returns the result of a goal.

        Raises:
            InvalidInput: there is none; the message has the nearest key.
        """
        by_key = {result.goal.key: result for result in self.results}
        if key not in by_key:
            faults = Faults()
            what = Text(sv="ett mål med en siffra", en="a goal with a figure")
            faults.unknown("", what=what, value=str(key), among=by_key)
            faults.raise_as(InvalidInput)
        return by_key[key]

    def explain(self, lang: Lang = "sv") -> str:
        """Returns every goal with its counts, then what the source only says.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        lines = [line for result in self.results for line in result.lines(lang)]
        lines += [f"~ {goal.text.in_(lang)} [{goal.rule}]" for goal in self.statements]
        return "\n".join(lines)


def year_of(year: int) -> Interval:
    """Returns a calendar year as its days.

    >>> from finsam.outcomes import year_of
    >>> year_of(2022).describe("en")
    '2022-01-01–2022-12-31'

    Args:
        year: the calendar year.

    Raises:
        InvalidInput: it is no year.
    """
    faults = Faults()
    if faults.of_type(year, int, "year") and not dt.MINYEAR <= year <= dt.MAXYEAR:
        faults.add("range", "year", sv="ska vara ett kalenderår", en="is a calendar year")
    faults.raise_as(InvalidInput)
    return Interval(dt.date(year, 1, 1), dt.date(year, 12, 31))


def statements(measure: HasGoals) -> tuple[Goal, ...]:
    """Returns the goals that have no figure, and are only shown.

    >>> from finsam.outcomes import statements
    >>> from finsam.rulebooks import finnveden
    >>> [goal.rule for goal in statements(finnveden.SAMVERKANSTEAM)]
    ['FI-19', 'FI-20']

    Args:
        measure: a measure, a rule book, or anything else that carries goals.

    Raises:
        InvalidInput: it carries none.
    """
    return tuple(goal for goal in goals_of(measure) if goal.is_statement)


def evaluate(
    participations: Iterable[Participation],
    measure: HasGoals,
    *,
    as_of: dt.date,
    period: Interval | None = None,
    only: Iterable[str] | None = None,
    answers: Iterable[Answer] = (),
    questions: Iterable[Asked] = (),
    bases: Mapping[str, str | Criterion] = MappingProxyType({}),
    completed: Iterable[Term | TermEnum] | None = None,
    reported: Mapping[str, Tally | int | Decimal] = MappingProxyType({}),
) -> Evaluation:
    """Says of each goal of a measure whether it is met on a day, with the counts behind it.

    >>> import datetime as dt
    >>> from finsam import Participation
    >>> from finsam.outcomes import evaluate, year_of
    >>> from finsam.rulebooks import framsteget
    >>> stay = Participation(key="17", enrolled=dt.date(2018, 2, 1))
    >>> stays = [stay.action_plan_made(dt.date(2018, 3, 1)).exited(dt.date(2018, 6, 15))]
    >>> day, year = dt.date(2019, 1, 15), year_of(2018)
    >>> for result in evaluate(stays, framsteget.SAMORDNINGSTEAM, as_of=day, period=year):
    ...     print(result.goal.key, result.verdict.in_("en"), result.tally.describe("en"))
    HA-10 met 1 of 1 (100.0 %)
    HA-09.team not met 1 of 1 (100.0 %)
    HA-09.about can not be told 1 of 1 (100.0 %)

    Args:
        participations: those of the measure, with different keys.
        measure: a measure, a rule book, or anything else that carries goals.
        as_of: the day; events and answers after it don't exist yet.
        period: only what a goal looks at on these days counts; None for all days.
        only: the keys of the goals to evaluate; None for all that have a figure.
        answers: to the questions of the goals, by the keys of the participations; those to
            questions of goals that aren't asked for are passed over.
        questions: those that the goals only name by their keys, such as the indicators.
        bases: for a goal whose source states no base: the key of one of its choices, or a
            criterion of your own.
        completed: the exit reasons that count as having completed the measure.
        reported: by the key of a goal, counts or a number that others have worked out, such as
            those of an anonymous survey.

    Raises:
        InvalidInput: an argument of another type; two participations of one key; an answer that
            can't be read; a base that isn't chosen, with the choices; a question that isn't
            given; no period for a goal of each year; all faults at once.

    Source: X-20, X-25; the how-to Measure the goals.
    """
    faults = Faults()
    goals = _chosen_goals(goals_of(measure), only, faults)
    stays = read_stays(participations, faults)
    faults.plain_date(as_of, "as_of")
    if period is not None:
        faults.of_type(period, Interval, "period")
    known = {goal.key: goal for goal in goals}
    chosen = _bases(goals, bases, known, faults)
    asked = _questions(goals, chosen, as_tuple(questions), reported, faults)
    reasons = _reasons(goals, chosen, completed, reported, faults)
    given = _reported(reported, known, faults)
    for goal in goals:
        if goal.per_year and goal.key not in given and not _is_year(period):
            faults.add(
                "missing",
                "period",
                sv=f"{goal.key} gäller ett kalenderår: ange det, till exempel year_of(2022)",
                en=f"{goal.key} is about a calendar year: give it, for example year_of(2022)",
            )
    faults.raise_as(InvalidInput)
    elsewhere = _asked_elsewhere(goals_of(measure), asked)
    about = [each for each in as_tuple(answers) if getattr(each, "question", "") not in elsewhere]
    read = Answers.read(about, asked.values(), stays, as_of=as_of)
    lives = [at_day(stay, as_of) for stay in stays]
    results: list[GoalResult] = []
    for goal in goals:
        key, base = chosen[goal.key]
        days = goal.years or period
        cases: tuple[Case, ...] = ()
        if goal.key not in given and goal.counts is not None:
            whole = Seen(
                life=_NOBODY,
                as_of=as_of,
                answers=read,
                questions=asked,
                period=days,
                completed=reasons,
            )
            cases = tuple(_case(goal, base, evolve(whole, life=life)) for life in lives)
        results.append(
            GoalResult(
                goal=goal,
                as_of=as_of,
                period=days,
                base=base,
                chosen=key,
                cases=cases,
                reported=given.get(goal.key),
            )
        )
    return Evaluation(as_of=as_of, results=tuple(results), statements=statements(measure))


_NOBODY = Participation()


def at_day(stay: Participation, as_of: dt.date) -> Participation:
    """Returns a participation as it stood on a day; itself when nothing came later."""
    later = stay.events and stay.events[-1].on > as_of
    return stay.at(as_of) if later else stay


def read_stays(participations: object, faults: Faults) -> tuple[Participation, ...]:
    """Returns participations; notes what is none, and two of one key."""
    stays = as_tuple(participations)
    seen: dict[str, int] = {}
    for i, stay in enumerate(stays):
        path = f"participations[{i}]"
        if not faults.of_type(stay, Participation, path) or stay.key is None:
            continue
        if stay.key in seen:
            faults.add(
                "duplicate",
                f"{path}.key",
                sv=f"nyckeln {stay.key!r} har också participations[{seen[stay.key]}]",
                en=f"the key {stay.key!r} is that of participations[{seen[stay.key]}] too",
                value=stay.key,
            )
        seen.setdefault(stay.key, i)
    return stays


def _asked_elsewhere(goals: Iterable[Goal], asked: Mapping[str, Asked]) -> frozenset[str]:
    """Returns the questions of the measure's goals that aren't evaluated now.

    Their answers are no fault: who has all answers of a measure needn't sort them.
    """
    criteria = [
        each
        for goal in goals
        for each in (goal.counts, goal.among, *goal.choices.values())
        if each is not None
    ]
    keys = {question_key(each) for criterion in criteria for each in criterion.asks}
    return frozenset(keys - asked.keys())


def _is_year(period: object) -> bool:
    if not isinstance(period, Interval) or period.start is None or period.end is None:
        return False
    return period == year_of(period.start.year)


def _case(goal: Goal, base: Criterion, seen: Seen) -> Case:
    """Says how one participation stands towards a goal."""
    life = seen.life
    if life.is_error:
        return Case(life, Standing.IN_ERROR)
    within = base.of(seen)
    if within is False:
        return Case(life, Standing.OUTSIDE)
    if goal.when is not None:
        begun = life.first(goal.when.after)
        on = None if begun is None else begun.on
        if on is not None and goal.when.period is not None:
            on = add(on, goal.when.period)
        if on is not None and seen.period is not None and on not in seen.period:
            return Case(life, Standing.OTHER_TIME)
        if on is None or on > seen.as_of:
            return Case(life, Standing.NOT_DUE)
        if not _consents(goal, life):
            return Case(life, Standing.NO_CONSENT)
    assert goal.counts is not None
    return _counted(life, within, goal.counts.of(seen))


def _consents(goal: Goal, life: Participation) -> bool:
    """Tells whether a later follow-up may be used: a withdrawn consent always stops it."""
    assert goal.when is not None
    if not goal.when.is_later_follow_up:
        return True
    return life.consents is True if goal.needs_consent else life.consents is not False


def _counted(life: Participation, within: Found, counts: Found) -> Case:
    missing = tuple(each.missing for each in (within, counts) if isinstance(each, Unknown))
    if within is True:
        if counts is True:
            return Case(life, Standing.YES, Tally(yes=1))
        if counts is False:
            return Case(life, Standing.NO, Tally(no=1))
        return Case(life, Standing.UNKNOWN, Tally(unknown=1), missing)
    if counts is True:
        return Case(life, Standing.UNKNOWN, Tally(maybe_yes=1), missing)
    if counts is False:
        return Case(life, Standing.UNKNOWN, Tally(maybe_no=1), missing)
    return Case(life, Standing.UNKNOWN, Tally(maybe=1), missing)


# --- what the caller gives ----------------------------------------------------------------------


def _chosen_goals(goals: tuple[Goal, ...], only: object, faults: Faults) -> list[Goal]:
    """Returns the goals with a figure, or those of them that are asked for."""
    known = {goal.key: goal for goal in goals if not goal.is_statement}
    if only is None:
        return list(known.values())
    keys = as_tuple(only)
    for i, key in enumerate(keys):
        if key not in known:
            what = Text(sv="ett mål med en siffra", en="a goal with a figure")
            faults.unknown(f"only[{i}]", what=what, value=str(key), among=known)
    return [goal for key, goal in known.items() if key in keys]


def _bases(
    goals: list[Goal],
    bases: object,
    known: Mapping[str, Goal],
    faults: Faults,
) -> dict[str, tuple[str | None, Criterion]]:
    """Returns the base of each goal, and its key where it was chosen."""
    found: dict[str, tuple[str | None, Criterion]] = {}
    given: dict[str, object] = {}
    if faults.of_type(bases, Mapping, "bases"):
        given = dict(cast("Mapping[str, object]", bases))
    for key in given:
        if key not in known:
            what = Text(sv="ett mål med en siffra", en="a goal with a figure")
            faults.unknown("bases", what=what, value=str(key), among=known)
    for goal in goals:
        path, choice = f"bases[{goal.key!r}]", given.get(goal.key)
        if goal.among is not None:
            if choice is not None:
                faults.add(
                    "base",
                    path,
                    sv=f"källan anger basen: {goal.among.describe('sv')}",
                    en=f"the source states the base: {goal.among.describe('en')}",
                )
            found[goal.key] = (None, goal.among)
        elif choice is None:
            names = ", ".join(repr(name) for name in goal.choices)
            faults.add(
                "base",
                path,
                sv=f"källan anger ingen bas; välj en av {names}",
                en=f"the source states no base; choose one of {names}",
                expected=list(goal.choices),
            )
        elif isinstance(choice, Criterion):
            found[goal.key] = ("own", choice)
        elif str(choice) in goal.choices:
            found[goal.key] = (str(choice), goal.choices[str(choice)])
        else:
            what = Text(sv="en bas att välja", en="a base to choose")
            faults.unknown(path, what=what, value=str(choice), among=goal.choices)
    return found


def _criteria(
    goals: list[Goal], bases: Mapping[str, tuple[str | None, Criterion]], reported: object
) -> Iterator[tuple[str, Criterion]]:
    """Yields what is looked at for each goal that is counted here."""
    given = frozenset(
        cast("Mapping[str, object]", reported if isinstance(reported, Mapping) else {})
    )
    for goal in goals:
        if goal.key not in given and goal.counts is not None:
            yield goal.key, goal.counts
            if goal.key in bases:
                yield goal.key, bases[goal.key][1]


def _questions(
    goals: list[Goal],
    bases: Mapping[str, tuple[str | None, Criterion]],
    questions: tuple[object, ...],
    reported: object,
    faults: Faults,
) -> dict[str, Asked]:
    """Returns the questions by key: those of the goals, and those that the caller gives."""
    found: dict[str, Asked] = {}
    for i, question in enumerate(questions):
        if faults.of_type(question, cast("type", Asked), f"questions[{i}]"):
            asked = cast("Asked", question)
            if asked.key in found and found[asked.key] != asked:
                faults.add(
                    "duplicate",
                    f"questions[{i}].key",
                    sv=f"nyckeln {asked.key!r} finns redan",
                    en=f"the key {asked.key!r} is taken",
                    value=asked.key,
                )
            found[asked.key] = asked
    for key, criterion in _criteria(goals, bases, reported):
        for question in criterion.asks:
            if not isinstance(question, str):
                if found.setdefault(question.key, question) != question:
                    faults.add(
                        "duplicate",
                        "questions",
                        sv=f"{question.key!r} är redan en fråga i målet {key}",
                        en=f"{question.key!r} is a question of the goal {key} already",
                        value=question.key,
                    )
            elif not isinstance(found.get(question), Question):
                faults.add(
                    "missing",
                    "questions",
                    sv=f"{key} frågar efter {question!r}: ange frågan med dess svarsalternativ",
                    en=f"{key} asks for {question!r}: give the question with its options",
                    value=question,
                )
    return found


def _reasons(
    goals: list[Goal],
    bases: Mapping[str, tuple[str | None, Criterion]],
    completed: object,
    reported: object,
    faults: Faults,
) -> frozenset[str] | None:
    """Returns the keys of the exit reasons that count as completed."""
    if completed is not None:
        terms = as_terms(cast("Iterable[Term]", completed))
        fine = [faults.of_type(term, Term, f"completed[{i}]") for i, term in enumerate(terms)]
        return frozenset(term.key for term in terms) if all(fine) else None
    for key, criterion in _criteria(goals, bases, reported):
        if any(isinstance(part, Completed) for part in criterion.parts):
            faults.add(
                "missing",
                "completed",
                sv=f"{key}: ange vilka avslutsskäl som är fullföljd insats",
                en=f"{key}: give the exit reasons that count as completed",
            )
    return None


def _reported(
    reported: object, known: Mapping[str, Goal], faults: Faults
) -> dict[str, Tally | int | Decimal]:
    """Returns what others have worked out, by goal."""
    found: dict[str, Tally | int | Decimal] = {}
    if not faults.of_type(reported, Mapping, "reported"):
        return found
    for key, value in cast("Mapping[str, object]", reported).items():
        path = f"reported[{key!r}]"
        if key not in known:
            what = Text(sv="ett mål med en siffra", en="a goal with a figure")
            faults.unknown("reported", what=what, value=str(key), among=known)
        elif isinstance(value, Tally):
            found[key] = value
        elif isinstance(known[key].target, ShareAtLeast):
            faults.of_type(value, Tally, path)
        elif exact_number(value, path, faults):
            found[key] = cast("int | Decimal", value)
    return found
