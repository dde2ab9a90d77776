"""Questions, ladders, scales and answers: what is read, and what is refused."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from finsam import Participation
from finsam.errors import FinsamError, InvalidInput, InvalidRules
from finsam.legaltime import Months, Years
from finsam.outcomes import Answer, Answers, Asked, Ladder, Question, Scale, yes_no
from finsam.rulebooks import vasteras
from finsam.terms import Term
from finsam.texts import Text

D = date.fromisoformat
SEEN = yes_no("seen", sv="Sedd?", en="Seen?")
PAIN = Scale(key="pain", text=Text(sv="Värk", en="Pain"), minimum=0, maximum=10)
STAY = Participation(key="17", enrolled=D("2022-01-31")).exited(D("2022-06-15"))


def term(key: str) -> Term:
    return Term(key, Text(sv=key, en=key))


def faults(
    call: Callable[[], object], error: type[FinsamError] = InvalidInput
) -> list[tuple[str, str]]:
    with pytest.raises(error) as caught:
        call()
    return [(fault.code, fault.path) for fault in caught.value.faults]


def read(*answers: Answer, as_of: str = "2023-12-31") -> Answers:
    asked: list[Asked] = [SEEN, PAIN, vasteras.LADDER]
    return Answers.read(answers, asked, [STAY], as_of=D(as_of))


def test_a_question_is_checked_as_a_whole() -> None:
    bad: Any = Question
    one = term("one")
    assert faults(
        lambda: bad(key="", text="x", options=[one, one, "y"], positive=["two"]), InvalidRules
    ) == [
        ("empty", "key"),
        ("type", "text"),
        ("duplicate", "options[1].key"),
        ("type", "options[2]"),
        ("unknown", "positive"),
    ]
    assert faults(
        lambda: bad(key="k", text=Text(sv="a", en="b"), options=[one], positive=[]), InvalidRules
    ) == [("empty", "options"), ("empty", "positive")]


def test_a_ladder_is_checked_as_a_whole() -> None:
    bad: Any = Ladder
    assert faults(
        lambda: bad(key=1, text=None, steps=[term("one")], rule="", citation="x"), InvalidRules
    ) == [
        ("type", "key"), ("type", "text"), ("empty", "steps"), ("empty", "rule"),
        ("type", "citation"),
    ]  # fmt: skip


def test_a_scale_is_checked_as_a_whole() -> None:
    bad: Any = Scale
    text = Text(sv="a", en="b")
    for low, high, found in (
        (0.5, 10, [("type", "minimum")]),
        (True, 10, [("type", "minimum")]),
        (Decimal("NaN"), 10, [("range", "minimum")]),
        (10, 10, [("order", "maximum")]),
    ):
        made = lambda: bad(key="k", text=text, minimum=low, maximum=high)  # noqa: E731, B023
        assert faults(made, InvalidRules) == found
    assert faults(lambda: bad(key="", text=1, minimum=0, maximum=1), InvalidRules) == [
        ("empty", "key"), ("type", "text"),
    ]  # fmt: skip


def test_a_step_has_a_place() -> None:
    assert vasteras.LADDER.place("no_prospect_of_work") == 0
    assert vasteras.LADDER.place("work_or_studies") == len(vasteras.LADDER.steps) - 1
    with pytest.raises(InvalidInput, match="did you mean 'work_or_studies'"):
        vasteras.LADDER.place("work_or_study")


def test_an_answer_is_checked_as_a_whole() -> None:
    bad: Any = Answer
    assert faults(lambda: bad("", 3, "x", "2022-01-01", point=6)) == [
        ("empty", "participation"), ("type", "question"), ("type", "on"), ("type", "point"),
    ]  # fmt: skip


def test_an_answer_shows_no_value() -> None:
    assert repr(Answer("17", "pain", 9, D("2022-02-01"))) == "Answer('17', 'pain', on 2022-02-01)"


def test_yes_and_no_are_read_as_their_options() -> None:
    given = [
        Answer("17", "seen", True, D("2022-02-01")),
        Answer("17", "seen", "no", D("2022-03-01")),
        Answer("17", "seen", SEEN.options[0], D("2022-04-01")),
    ]
    found = read(*reversed(given)).of("17", "seen")
    assert [(each.on, each.value) for each in found] == [
        (D("2022-02-01"), "yes"), (D("2022-03-01"), "no"), (D("2022-04-01"), "yes"),
    ]  # fmt: skip


def test_an_answer_after_the_day_does_not_exist_yet() -> None:
    given = [Answer("17", "pain", 3, D(day)) for day in ("2022-02-01", "2022-03-01")]
    assert len(read(*given, as_of="2022-02-28").of("17", "pain")) == 1
    assert len(read(*given, as_of="2022-03-01").of("17", "pain")) == 2
    assert read(*given).of(None, "pain") == ()


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (Answer("17", "seen", "perhaps", D("2022-02-01")), ("unknown", "answers[0].value")),
        (Answer("17", "pain", True, D("2022-02-01")), ("type", "answers[0].value")),
        (Answer("17", "pain", 4.5, D("2022-02-01")), ("type", "answers[0].value")),
        (Answer("17", "pain", -1, D("2022-02-01")), ("range", "answers[0].value")),
        (Answer("17", "pain", Decimal("10.1"), D("2022-02-01")), ("range", "answers[0].value")),
        (
            Answer("17", "process_ladder", "the_top", D("2022-02-01")),
            ("unknown", "answers[0].value"),
        ),
        (Answer("17", "sean", True, D("2022-02-01")), ("unknown", "answers[0].question")),
        (Answer("71", "seen", True, D("2022-02-01")), ("unknown", "answers[0].participation")),
        (Answer("17", "seen", True, D("2022-01-30")), ("order", "answers[0].on")),
        (
            Answer("17", "seen", True, D("2022-06-14"), point=Months(6)),
            ("order", "answers[0].on"),
        ),
        (  # five days after the exit is no follow-up at six months
            Answer("17", "seen", True, D("2022-06-20"), point=Months(6)),
            ("order", "answers[0].on"),
        ),
        (  # 91 days after the exit, 92 before the follow-up
            Answer("17", "seen", True, D("2022-09-14"), point=Months(6)),
            ("order", "answers[0].on"),
        ),
        (  # a step after the exit belongs to a follow-up: which?
            Answer("17", "process_ladder", "work_or_studies", D("2022-06-16")),
            ("missing", "answers[0].point"),
        ),
    ],
)
def test_what_can_not_be_read_is_refused(answer: Answer, found: tuple[str, str]) -> None:
    assert faults(lambda: read(answer)) == [found]


def test_the_edges_are_read() -> None:
    read(
        Answer("17", "pain", 0, D("2022-01-31")),
        Answer("17", "pain", 10, D("2022-06-15")),
        Answer("17", "seen", True, D("2022-09-15"), point=Months(6)),
        Answer("17", "seen", True, D("2022-06-16")),  # of the stay, though it came in late
        Answer("17", "process_ladder", "work_or_studies", D("2022-06-15")),
    )


def test_two_answers_of_one_day_are_refused_but_not_of_two_points() -> None:
    one = Answer("17", "seen", True, D("2022-12-15"), point=Months(6))
    assert faults(lambda: read(one, one)) == [("duplicate", "answers[1]")]
    read(one, Answer("17", "seen", True, D("2022-12-15"), point=Years(1)))


def test_what_is_no_answer_is_told_with_all_else() -> None:
    bad: Any = Answers.read
    assert faults(
        lambda: bad(
            ["yes", Answer("9", "none", 1, D("2022-02-01"))], [SEEN], [STAY], as_of=D("2023-01-01")
        )
    ) == [
        ("type", "answers[0]"),
        ("unknown", "answers[1].question"),
        ("unknown", "answers[1].participation"),
    ]


def test_a_question_that_is_not_asked_is_told_once() -> None:
    given = [Answer("17", "none", 1, D(day)) for day in ("2022-02-01", "2022-03-01")]
    assert faults(lambda: read(*given)) == [("unknown", "answers[0].question")]


def test_a_value_that_is_no_misspelling_is_not_quoted() -> None:
    with pytest.raises(InvalidInput) as caught:
        read(Answer("17", "seen", "she drinks too much", D("2022-02-01")))
    assert "drinks" not in caught.value.explain("en") + caught.value.explain("sv")


def test_who_has_not_begun_has_no_answers() -> None:
    waiting = Participation(key="17").referred(D("2022-01-10"))
    given = [Answer("17", "seen", True, D("2022-02-01"))]
    assert faults(lambda: Answers.read(given, [SEEN], [waiting], as_of=D("2022-12-31"))) == [
        ("order", "answers[0].on")
    ]


def test_a_ladder_of_ones_own_cites_nothing() -> None:
    own = Ladder(key="own", text=Text(sv="Vår", en="Ours"), steps=[term("low"), term("high")])
    assert (own.rule, own.citation, own.place("high")) == (None, None, 1)
