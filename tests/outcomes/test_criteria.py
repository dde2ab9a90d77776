"""Criteria: yes, no or unknown of one participation, on each side of their edges."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from finsam import Participation
from finsam.errors import InvalidRules
from finsam.legaltime import Interval, Months, Period, Years
from finsam.outcomes import (
    Answer,
    Answered,
    Answers,
    Both,
    Completed,
    Criterion,
    Either,
    Enrolled,
    Exited,
    ExitedTo,
    Found,
    Happened,
    Positive,
    Seen,
    StepForward,
    StepKept,
    TakesPart,
    Unknown,
    yes_no,
)
from finsam.participation import ACTION_PLAN_MADE, ENROLLED, ExitReason
from finsam.rulebooks import vasteras

D = date.fromisoformat
SEEN = yes_no("seen", sv="Sedd?", en="Seen?")
LADDER = vasteras.LADDER
STEPS = [step.key for step in LADDER.steps]
WAITING = Participation(key="17").referred(D("2022-01-10"))
GOING_ON = Participation(key="17", enrolled=D("2022-01-31"))
NO_REASON = GOING_ON.exited(D("2022-06-15"))
STUDIES = GOING_ON.exited(D("2022-06-15"), reason=ExitReason.STUDIES)
MOVED = GOING_ON.exited(D("2022-06-15"), reason=ExitReason.MOVED)


def seen(
    life: Participation,
    *answers: Answer,
    period: Interval | None = None,
    completed: frozenset[str] | None = None,
) -> Seen:
    as_of = D("2023-12-31")
    read = Answers.read(answers, [SEEN, LADDER], [life], as_of=as_of)
    return Seen(
        life=life,
        as_of=as_of,
        answers=read,
        questions={"seen": SEEN},
        period=period,
        completed=completed,
    )


def short(found: Found) -> bool | str:
    return found.missing.en if isinstance(found, Unknown) else found


def step(place: int, on: str, point: Period | None = None) -> Answer:
    return Answer("17", "process_ladder", STEPS[place], D(on), point=point)


@pytest.mark.parametrize(
    ("criterion", "found"),
    [
        (Enrolled(), [False, True, True, True, True]),
        (TakesPart(), [False, True, True, True, True]),
        (Exited(), [False, False, True, True, True]),
        (
            ExitedTo(reasons=[ExitReason.STUDIES]),
            [False, False, "the reason of the exit", True, False],
        ),
        (Completed(), [False, False, "the reason of the exit", True, False]),
    ],
)
def test_what_the_events_say(criterion: Criterion, found: list[bool | str]) -> None:
    lives = (WAITING, GOING_ON, NO_REASON, STUDIES, MOVED)
    completed = frozenset({"studies", "work"})
    assert [short(criterion.of(seen(life, completed=completed))) for life in lives] == found


def test_nobody_has_said_which_exits_complete_it() -> None:
    assert short(Completed().of(seen(STUDIES))) == "which exits complete it"


def test_taking_part_ends_on_the_day_of_the_exit_and_on_the_day_of_the_question() -> None:
    def part(start: str, end: str) -> Found:
        return TakesPart().of(seen(STUDIES, period=Interval(D(start), D(end))))

    assert part("2022-06-15", "2022-12-31") is True
    assert part("2022-06-16", "2022-12-31") is False
    assert part("2021-01-01", "2022-01-30") is False
    assert part("2021-01-01", "2022-01-31") is True
    ahead = Interval(D("2024-01-01"), D("2024-12-31"))
    assert TakesPart().of(seen(GOING_ON, period=ahead)) is False


@pytest.mark.parametrize(
    ("made", "found"), [("2022-07-31", True), ("2022-08-01", False), (None, False)]
)
def test_the_last_day_of_a_period_is_in_time(made: str | None, found: bool) -> None:
    life = GOING_ON if made is None else GOING_ON.action_plan_made(D(made))
    within = Happened(kind=ACTION_PLAN_MADE, within=Months(6), after=ENROLLED)
    assert within.of(seen(life)) is found
    assert Happened(kind=ACTION_PLAN_MADE).of(seen(life)) is (made is not None)


def test_what_is_counted_from_has_to_have_happened() -> None:
    other = Happened(kind=ENROLLED, within=Months(6), after=ACTION_PLAN_MADE)
    assert other.of(seen(GOING_ON)) is False


def test_the_last_answer_counts_and_no_answer_is_unknown() -> None:
    positive = Positive(question=SEEN)
    no = Answer("17", "seen", False, D("2022-03-01"))
    yes = Answer("17", "seen", True, D("2022-04-01"))
    assert short(positive.of(seen(GOING_ON))) == "Seen?"
    assert positive.of(seen(GOING_ON, no)) is False
    assert positive.of(seen(GOING_ON, no, yes)) is True
    assert Positive(question="seen").of(seen(GOING_ON, yes)) is True


def test_an_answer_belongs_to_its_point() -> None:
    year = Answer("17", "seen", True, D("2023-06-20"), point=Months(12))
    here = seen(STUDIES, year)
    assert Answered(question=SEEN, point=Years(1)).of(here) is True  # 12 months are a year
    assert Answered(question=SEEN, point=Months(6)).of(here) is False
    assert Answered(question="seen").of(here) is False
    assert isinstance(Positive(question=SEEN).of(here), Unknown)


def test_a_step_forward_is_from_the_first_to_the_last_within_the_stay() -> None:
    forward = StepForward(ladder=LADDER)
    low, high = step(1, "2022-01-31"), step(3, "2022-06-15")
    assert short(forward.of(seen(STUDIES))) == "the step at enrolment and at exit"
    assert isinstance(forward.of(seen(STUDIES, low)), Unknown)
    assert forward.of(seen(STUDIES, low, high)) is True
    assert forward.of(seen(STUDIES, step(3, "2022-02-01"), high)) is False
    later = step(4, "2022-12-15", Months(6))
    assert isinstance(forward.of(seen(STUDIES, low, later)), Unknown)


def test_a_step_is_kept_on_the_same_or_a_higher_one() -> None:
    kept = StepKept(ladder=LADDER, point=Months(6))
    at_exit = step(3, "2022-06-10")
    for place, found in ((2, False), (3, True), (4, True)):
        assert kept.of(seen(STUDIES, at_exit, step(place, "2022-12-15", Months(6)))) is found
    assert short(kept.of(seen(STUDIES, at_exit))) == "the step 6 months after the exit"
    later = step(3, "2022-12-15", Months(6))
    assert short(kept.of(seen(STUDIES, later))) == "the step at exit"


@pytest.mark.parametrize(
    ("on", "found"),
    [
        ("2022-01-31", "the step at exit"),  # the day of enrolment
        ("2022-04-08", "the step at exit"),  # 67 days after it, 68 before the exit
        ("2022-04-09", True),  # 68 days after it, 67 before the exit
        ("2022-06-15", True),
    ],
)
def test_one_step_alone_is_that_of_the_end_it_is_nearest_to(on: str, found: bool | str) -> None:
    """An unknown step at the exit isn't taken to be the one at the enrolment."""
    kept = StepKept(ladder=LADDER, point=Months(6))
    later = step(3, "2022-12-15", Months(6))
    assert short(kept.of(seen(STUDIES, step(3, on), later))) == found


UNKNOWN = Positive(question=SEEN)


@pytest.mark.parametrize(
    ("criteria", "both", "either"),
    [
        ([Enrolled(), Enrolled()], True, True),
        ([Enrolled(), Exited()], False, True),
        ([Exited(), Exited()], False, False),
        ([Enrolled(), UNKNOWN], "Seen?", True),
        ([Exited(), UNKNOWN], False, "Seen?"),
    ],
)
def test_unknown_parts(criteria: list[Criterion], both: bool | str, either: bool | str) -> None:
    assert short(Both(criteria=criteria).of(seen(GOING_ON))) == both
    assert short(Either(criteria=criteria).of(seen(GOING_ON))) == either


def test_what_is_made_of_others_asks_what_they_ask() -> None:
    made = Both(criteria=[Enrolled(), Either(criteria=[UNKNOWN, StepForward(ladder=LADDER)])])
    assert made.asks == (SEEN, LADDER)
    assert [type(part).__name__ for part in made.parts] == ["Enrolled", "Positive", "StepForward"]
    assert Enrolled().asks == ()
    assert Answered(question="seen").asks == ("seen",)
    assert StepKept(ladder=LADDER, point=Months(6)).asks == (LADDER,)
    assert Either(criteria=[Enrolled()]).parts == (Enrolled(),)


@pytest.mark.parametrize(
    ("kind", "parts", "found"),
    [
        (ExitedTo, {"reasons": []}, ["reasons"]),
        (ExitedTo, {"reasons": ["work"]}, ["reasons[0]"]),
        (Happened, {"kind": "x", "within": 6, "after": "y"}, ["kind", "after", "within"]),
        (Positive, {"question": LADDER, "point": 6}, ["question", "point"]),
        (Positive, {"question": ""}, ["question"]),
        (Answered, {"question": 3}, ["question"]),
        (Answered, {"question": LADDER, "point": 6}, ["point"]),
        (StepForward, {"ladder": SEEN}, ["ladder"]),
        (StepKept, {"ladder": SEEN, "point": 6}, ["ladder", "point"]),
        (Both, {"criteria": []}, ["criteria"]),
        (Either, {"criteria": [Enrolled(), "x"]}, ["criteria[1]"]),
    ],
)
def test_parts_of_another_type_are_refused(
    kind: Callable[..., Criterion], parts: dict[str, Any], found: list[str]
) -> None:
    with pytest.raises(InvalidRules) as caught:
        kind(**parts)
    assert [fault.path for fault in caught.value.faults] == found


@pytest.mark.parametrize(
    ("criterion", "sv", "en"),
    [
        (TakesPart(), "deltar under perioden", "taking part in the period"),
        (Completed(), "fullföljt insatsen", "completed"),
        (Happened(kind=ACTION_PLAN_MADE), "handlingsplan gjord", "action plan made"),
        (
            Positive(question=SEEN, point=Months(6)),
            "positivt svar 6 månader efter avslutet: Sedd?",
            "a positive answer 6 months after the exit: Seen?",
        ),
        (Answered(question="seen"), "besvarat: seen", "answered: seen"),
    ],
)
def test_each_is_told_in_both_languages(criterion: Criterion, sv: str, en: str) -> None:
    assert (criterion.describe("sv"), criterion.describe("en")) == (sv, en)


def test_by_itself_a_criterion_says_nothing() -> None:
    with pytest.raises(NotImplementedError):
        Criterion().of(seen(GOING_ON))
    with pytest.raises(NotImplementedError):
        Criterion().describe("en")
