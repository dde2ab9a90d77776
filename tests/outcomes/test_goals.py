"""Goals and their verdicts: everybody accounted for, and unknown is never no."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from finsam import Participation
from finsam.citations import Citation, Norm, Rank
from finsam.errors import FinsamError, InvalidInput, InvalidRules
from finsam.legaltime import Months
from finsam.outcomes import (
    BY_SEX,
    About,
    Answer,
    AtLeast,
    AtMost,
    Completed,
    Enrolled,
    Evaluation,
    Exited,
    Goal,
    GoalVerdict,
    Happened,
    Moment,
    Positive,
    ShareAtLeast,
    Standing,
    Tally,
    evaluate,
    statements,
    wilson,
    year_of,
    yes_no,
)
from finsam.participation import ACTION_PLAN_MADE, ENROLLED, EXITED, ExitReason
from finsam.rulebooks import finnveden, framsteget, norra_vastmanland, sofint, vasteras
from finsam.texts import Text

D = date.fromisoformat
SEEN = yes_no("seen", sv="Sedd?", en="Seen?")
CITED = Citation(
    Norm("plan", Text(sv="Planen", en="The plan"), Rank.LOCAL), "s. 1", D("2026-11-22")
)
MET, NOT_MET, EARLY, CANNOT = GoalVerdict


def goal(**parts: Any) -> Goal:
    given: dict[str, Any] = {"target": ShareAtLeast(80), "counts": Positive(question=SEEN)}
    given |= {"among": Exited(), "when": Moment(after=EXITED)} | parts
    return Goal(key="G-1", rule="G-1", citation=CITED, text=Text(sv="Mål.", en="Goal."), **given)


class Team:
    def __init__(self, *goals: Goal) -> None:
        self.goals = goals


def stays(number: int, *, ended: str | None = "2022-06-15") -> list[Participation]:
    found = [Participation(key=str(i), enrolled=D("2022-01-31")) for i in range(number)]
    return found if ended is None else [stay.exited(D(ended)) for stay in found]


def said(*answers: bool | None) -> list[Answer]:
    return [
        Answer(str(i), "seen", answer, D("2022-06-15"))
        for i, answer in enumerate(answers)
        if answer is not None
    ]


def found(one: Goal, given: list[Participation], **more: Any) -> Evaluation:
    more.setdefault("as_of", D("2022-12-31"))
    return evaluate(given, Team(one), **more)


def faults(call: Callable[[], object], error: type[FinsamError] = InvalidInput) -> list[Any]:
    with pytest.raises(error) as caught:
        call()
    return [(fault.code, fault.path) for fault in caught.value.faults]


# --- the verdict --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "verdict", "low", "high"),
    [
        ([True] * 4 + [False], MET, "4/5", "4/5"),  # on the threshold
        ([True] * 3 + [False] * 2, NOT_MET, "3/5", "3/5"),
        ([True] * 4 + [None], MET, "4/5", "1"),
        ([True] * 3 + [False, None], CANNOT, "3/5", "4/5"),
        ([True] * 2 + [False] * 2 + [None], NOT_MET, "2/5", "3/5"),
        ([None] * 5, CANNOT, "0", "1"),
    ],
)
def test_a_share_is_held_against_every_way_of_filling_in(
    answers: list[bool | None], verdict: GoalVerdict, low: str, high: str
) -> None:
    [result] = found(goal(), stays(5), answers=said(*answers))
    assert result.verdict is verdict
    assert (result.tally.lowest, result.tally.highest) == (Fraction(low), Fraction(high))
    assert result.left_out.get(Standing.UNKNOWN, 0) == answers.count(None)
    assert result.missing == ({"Seen?": answers.count(None)} if None in answers else {})


def test_a_base_that_is_not_known_is_tried_in_every_way_too() -> None:
    """Who may or may not have completed is in the base for some ways, and outside for others."""
    ended = [
        Participation(key=str(i), enrolled=D("2022-01-31")).exited(D("2022-06-15"), reason=reason)
        for i, reason in enumerate(
            [ExitReason.WORK, ExitReason.WORK, ExitReason.MOVED, *[None] * 3]
        )
    ]
    one = goal(among=Completed())
    answers = said(True, False, True, True, False, None)
    [result] = found(one, ended, answers=answers, completed=[ExitReason.WORK])
    tally = result.tally
    assert (tally.yes, tally.no, tally.unknown) == (1, 1, 0)
    assert (tally.maybe_yes, tally.maybe_no, tally.maybe) == (1, 1, 1)
    assert tally.lowest == Fraction(1, 4)  # the no and the open one are in, and both no
    assert tally.highest == Fraction(3, 4)  # the yes and the open one are in, and both yes
    assert result.verdict is NOT_MET
    assert result.left_out == {Standing.UNKNOWN: 3}
    assert result.cases[2].standing is Standing.OUTSIDE
    assert result.missing == {"the reason of the exit": 3, "Seen?": 1}


def test_a_base_that_may_be_empty_can_not_be_told() -> None:
    one = goal(among=Completed())
    [result] = found(one, stays(2), answers=said(True, True), completed=[ExitReason.WORK])
    assert (result.tally.lowest, result.verdict) == (None, CANNOT)


def test_it_is_too_early_while_nobody_is_due() -> None:
    later = goal(when=Moment(after=EXITED, period=Months(6)))
    [result] = found(later, stays(2), as_of=D("2022-12-14"))
    assert (result.verdict, result.left_out) == (EARLY, {Standing.NOT_DUE: 2})
    [result] = found(later, stays(2), as_of=D("2022-12-15"))
    assert (result.verdict, result.left_out) == (CANNOT, {Standing.UNKNOWN: 2})
    [result] = found(goal(), [], period=year_of(2022), as_of=D("2022-12-30"))
    assert result.verdict is EARLY
    [result] = found(goal(), [], period=year_of(2022))
    assert result.verdict is CANNOT


def test_everybody_is_accounted_for() -> None:
    later = goal(when=Moment(after=EXITED, period=Months(6)))
    base = Participation(enrolled=D("2022-01-31"))
    given = [
        evolve(base, key="0").exited(D("2022-06-15")),
        evolve(base, key="1").exited(D("2022-06-15")),
        evolve(base, key="2").exited(D("2022-06-15")).entered_in_error(D("2022-07-01")),
        evolve(base, key="3").consented(D("2022-02-01")).exited(D("2022-06-15"))
        .consent_withdrawn(D("2022-08-01")),
        evolve(base, key="4").exited(D("2022-09-01")),
        evolve(base, key="5").exited(D("2022-02-01")),
        evolve(base, key="6"),
    ]  # fmt: skip
    answers = [Answer("0", "seen", True, D("2022-12-15"), point=Months(6))]
    one = evolve(later, counts=Positive(question=SEEN, point=Months(6)))
    period = evolve(year_of(2022), start=D("2022-12-01"), end=D("2023-12-31"))
    [result] = found(one, given, answers=answers, period=period)
    assert [case.standing.value for case in result.cases] == [
        "yes", "unknown", "in_error", "no_consent", "not_due", "other_time", "outside",
    ]  # fmt: skip
    assert result.left_out == {
        Standing.UNKNOWN: 1, Standing.IN_ERROR: 1, Standing.NO_CONSENT: 1, Standing.NOT_DUE: 1,
        Standing.OTHER_TIME: 1,
    }  # fmt: skip
    assert [case.participation for case in result.cases] == list("0123456")
    assert (result.numerator, result.denominator, result.share) == (1, 1, Fraction(1))
    assert "så långt" not in result.explain("sv")
    assert "Time: 2022-12-01–2023-12-31 (so far, 2022-12-31)" in result.explain("en")


def test_a_goal_that_needs_consent_leaves_out_who_was_never_asked() -> None:
    later = goal(when=Moment(after=EXITED, period=Months(6)), needs_consent=True)
    asked = Participation(key="1", enrolled=D("2022-01-31")).consented(D("2022-01-31"))
    [result] = found(later, [*stays(1), asked.exited(D("2022-06-15"))])
    assert [case.standing for case in result.cases] == [Standing.NO_CONSENT, Standing.UNKNOWN]
    [result] = found(goal(needs_consent=True), stays(1))  # at the exit itself it isn't asked for
    assert result.cases[0].standing is Standing.UNKNOWN


def test_events_after_the_day_do_not_exist_yet() -> None:
    plan = goal(counts=Happened(kind=ACTION_PLAN_MADE))
    later = Participation(key="0", enrolled=D("2022-01-31")).action_plan_made(D("2022-03-01"))
    later = later.exited(D("2022-06-15"))
    [result] = found(plan, [later], as_of=D("2022-06-14"))
    assert result.cases[0].standing is Standing.OUTSIDE
    [result] = found(plan, [later], as_of=D("2022-06-15"))
    assert result.verdict is MET


# --- numbers ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "number", "day", "verdict"),
    [
        (AtLeast(3), 3, "2022-06-30", MET),
        (AtLeast(3), 2, "2022-06-30", EARLY),
        (AtLeast(3), 2, "2022-12-31", NOT_MET),
        (AtMost(3), 3, "2022-06-30", EARLY),
        (AtMost(3), 3, "2022-12-31", MET),
        (AtMost(3), 4, "2022-12-31", NOT_MET),
        (About(3), 3, "2022-12-31", MET),
        (About(3), 4, "2022-12-31", CANNOT),
        (About(3, within=1), 4, "2022-12-31", MET),
        (About(3, within=1), 5, "2022-12-31", NOT_MET),
        (About(3, within=1), 1, "2022-12-31", NOT_MET),
    ],
)
def test_a_number_is_told_when_its_time_is_over(
    target: Any,
    number: int,
    day: str,
    verdict: GoalVerdict,
) -> None:
    one = goal(target=target, counts=Enrolled(), among=Enrolled(), when=Moment(after=ENROLLED))
    [result] = found(one, stays(number), as_of=D(day), period=year_of(2022))
    assert result.verdict is verdict
    assert str(number) in result.explain("en")


def test_a_number_with_unknown_answers_has_bounds() -> None:
    one = goal(target=AtLeast(2))
    [result] = found(one, stays(3), answers=said(True, None, False))
    assert (result.tally.fewest, result.tally.most, result.verdict) == (1, 2, CANNOT)
    assert "1–2" in result.explain("en")
    [result] = found(evolve(one, target=About(2)), stays(2), answers=said(True, None))
    assert result.verdict is CANNOT
    assert result.missing == {"how near is near enough": 1}


def test_a_year_of_its_own_is_used_whatever_is_asked() -> None:
    [mapped, offered] = evaluate([], sofint.SIGMA, as_of=D("2007-01-15"), period=year_of(2010))
    assert mapped.period == offered.period == year_of(2006)
    assert (mapped.verdict, offered.verdict) == (NOT_MET, CANNOT)


# --- given counts and numbers -------------------------------------------------------------------


def test_counts_and_numbers_that_others_have_worked_out() -> None:
    team, day = finnveden.SAMVERKANSTEAM, D("2023-01-31")
    reported = {
        "FI-11.nearer": Tally(yes=30, no=20),
        "FI-11.use": Tally(yes=30, no=5, unknown=15),
        "FI-11.views": Tally(yes=85, no=15),
    }
    results = evaluate([], team, as_of=day, reported=reported)
    assert [result.verdict for result in results] == [MET, CANNOT, MET]
    assert "given: 30 of 35" in results["FI-11.use"].explain("en")
    assert faults(lambda: results["FI-11.use"].by(BY_SEX)) == [("reported", "grouping")]
    for months, verdict in ((40, MET), (Decimal("40.1"), NOT_MET)):
        [result] = evaluate(
            [], vasteras.SAMORDNINGSTEAM, as_of=day, only=["VA-16"], reported={"VA-16": months}
        )
        assert result.verdict is verdict
        assert f"given: {months}" in result.explain("en")


def test_what_only_others_can_count_can_not_be_told_without_them() -> None:
    [result] = evaluate([], vasteras.SAMORDNINGSTEAM, as_of=D("2022-01-31"), only=["VA-16"])
    assert result.verdict is CANNOT
    assert result.missing == {"a figure that others work out": 1}
    assert "nothing given" in result.explain("en")


# --- by group, and in words ---------------------------------------------------------------------


def test_the_groups_add_up_to_the_whole() -> None:
    given = [
        Participation(key=str(i), enrolled=D("2022-01-31"), facts=facts).exited(D("2022-06-15"))
        for i, facts in enumerate([{"sex": "woman"}, {"sex": "man"}, {}])
    ]
    [result] = found(goal(), given, answers=said(True, False, None))
    parts = result.by(BY_SEX)
    assert [(group.key, part.tally.yes) for group, part in parts.items()] == [
        ("woman", 1), ("man", 0), ("unknown", 0),
    ]  # fmt: skip
    assert sum((part.tally for part in parts.values()), Tally()) == result.tally
    bad: Any = "sex"
    assert faults(lambda: result.by(bad)) == [("type", "grouping")]


def test_a_result_in_words() -> None:
    kept = vasteras.SAMORDNINGSTEAM
    found_ = evaluate(
        stays(1), kept, as_of=D("2022-12-31"), only=["VA-15.6"], bases={"VA-15.6": "exited"}
    )
    assert found_.explain("sv").splitlines() == [
        "80 % är kvar på samma steg av processtrappan eller ett högre 6 månader efter avslutet."
        " [VA-15]: går inte att avgöra",
        "  Mätt: minst 80 %, 0 av 0, 1 okända: 0,0 %–100,0 %",
        "  Bas: avslutade (vald, källan anger ingen)",
        "  När: avslutad + 6 månader",
        "  Utanför andelen: okänt 1",
        "  Saknas: steget 6 månader efter avslutet (1)",
        "  Vår läsning: källan anger ingen bas (X-25); med samma eller högre menas i förhållande"
        " till steget vid avslutet",
        *(f"~ {said.text.sv} [{said.rule}]" for said in statements(kept)),
    ]
    assert len(found_) == 1


def test_statements_are_shown_and_never_evaluated() -> None:
    shown = evaluate([], norra_vastmanland.SAMORDNINGSTEAM, as_of=D("2022-12-31"))
    assert (len(shown), len(shown.statements)) == (0, 4)
    assert shown.explain("en").count("~ ") == 4
    assert [one.rule for one in statements(vasteras.BOOK)] == [
        "VA-28", "VA-34", "VA-35", "VA-37", "VA-53",
    ]  # fmt: skip


def test_words_for_each_value() -> None:
    assert [verdict.in_("sv") for verdict in GoalVerdict] == [
        "uppnått", "inte uppnått", "för tidigt att säga", "går inte att avgöra",
    ]  # fmt: skip
    assert [standing.in_("sv") for standing in Standing][3:] == [
        "utanför basen", "felregistrerad", "inget samtycke", "inte aktuellt ännu", "annan tid",
    ]  # fmt: skip
    assert ShareAtLeast(Decimal("62.5")).in_("sv") == "minst 62,5 %"
    assert ShareAtLeast(Decimal("62.5")).in_("en") == "at least 62.5 %"


def test_a_share_below_one_per_cent_is_a_slip() -> None:
    assert ShareAtLeast(1).fraction == Fraction(1, 100)
    with pytest.raises(InvalidRules, match="write 80 for 80 %"):
        ShareAtLeast(Decimal("0.8"))


def test_answers_to_goals_that_are_not_asked_for_are_passed_over() -> None:
    stay = Participation(key="17", enrolled=D("2021-02-01")).exited(D("2021-11-01"))
    given = [
        Answer("17", "process_ladder", "work_or_studies", D("2021-11-01")),
        Answer("17", "process_ladders", "work_or_studies", D("2021-11-01")),
    ]
    team, day = vasteras.SAMORDNINGSTEAM, D("2022-02-01")
    found = evaluate(
        [stay], team, as_of=day, only=["VA-16"], answers=given[:1], completed=[ExitReason.WORK]
    )
    assert [result.goal.key for result in found] == ["VA-16"]
    with pytest.raises(InvalidInput) as caught:
        evaluate([stay], team, as_of=day, only=["VA-16"], answers=given)
    assert [fault.path for fault in caught.value.faults] == ["answers[0].question"]


# --- what is refused ----------------------------------------------------------------------------


def test_an_unstated_base_has_to_be_chosen_and_a_stated_one_can_not_be() -> None:
    team, day = vasteras.SAMORDNINGSTEAM, D("2022-12-31")
    with pytest.raises(InvalidInput) as caught:
        evaluate([], team, as_of=day, only=["VA-15.6"])
    [fault] = caught.value.faults
    assert (fault.code, fault.path) == ("base", "bases['VA-15.6']")
    assert fault.expected == ("exited", "completed", "stepped", "answered")
    for bases, paths in (
        ({"VA-15.6": "exit"}, [("unknown", "bases['VA-15.6']")]),
        ({"VA-15.6": "exited", "VA-9": "exited"}, [("unknown", "bases")]),
        ({"VA-15.6": "completed"}, [("missing", "completed")]),
    ):
        call = lambda: evaluate([], team, as_of=day, only=["VA-15.6"], bases=bases)  # noqa: B023, E731
        assert faults(call) == paths
    assert faults(lambda: found(goal(), [], bases={"G-1": "exited"})) == [("base", "bases['G-1']")]
    [own] = evaluate([], team, as_of=day, only=["VA-15.6"], bases={"VA-15.6": Enrolled()})
    assert (own.chosen, own.base) == ("own", Enrolled())
    [stepped] = evaluate([], team, as_of=day, only=["VA-15.6"], bases={"VA-15.6": "stepped"})
    assert (stepped.chosen, stepped.base.describe("en")) == (
        "stepped", "a step forward: The process ladder",
    )  # fmt: skip


def test_a_goal_of_each_year_needs_a_calendar_year() -> None:
    team, day = framsteget.SAMORDNINGSTEAM, D("2020-01-31")
    half = evolve(year_of(2019), start=D("2019-07-01"))
    for period in (None, half, evolve(half, start=None)):
        call = lambda: evaluate([], team, as_of=day, period=period, only=["HA-09.team"])  # noqa: B023, E731
        assert faults(call) == [("missing", "period")]
    [result] = evaluate([], team, as_of=day, period=year_of(2019), only=["HA-09.team"])
    assert result.verdict is NOT_MET


def test_questions_that_are_only_named_have_to_be_given() -> None:
    team, day = finnveden.SAMVERKANSTEAM, D("2023-01-31")
    use = yes_no("indicator_1", sv="Nytta", en="Use")
    call = lambda: evaluate([], team, as_of=day, questions=[use])  # noqa: E731
    assert faults(call) == [("missing", "questions")]
    other = yes_no("indicator_1", sv="Annat", en="Other")
    call = lambda: evaluate([], team, as_of=day, only=["FI-11.use"], questions=[use, other, use, 3])  # type: ignore[list-item] # noqa: E731
    assert faults(call) == [
        ("duplicate", "questions[1].key"), ("duplicate", "questions[2].key"),
        ("type", "questions[3]"),
    ]  # fmt: skip
    taken = yes_no("skapa_clearly_nearer", sv="Annat", en="Other")
    call = lambda: evaluate([], team, as_of=day, only=["FI-11.nearer"], questions=[taken])  # noqa: E731
    assert faults(call) == [("duplicate", "questions")]
    [result] = evaluate([], team, as_of=day, only=["FI-11.use"], questions=[use])
    assert result.verdict is CANNOT


def test_bad_arguments_are_told_all_at_once() -> None:
    bad: Any = evaluate
    assert faults(
        lambda: bad(
            ["x", *stays(1), *stays(1)],
            Team(goal()),
            as_of="2022",
            period=2022,
            only=["G-2", "G-1"],
            bases=3,
            completed=["work"],
            reported=3,
        )
    ) == [
        ("unknown", "only[0]"),
        ("type", "participations[0]"),
        ("duplicate", "participations[2].key"),
        ("type", "as_of"),
        ("type", "period"),
        ("type", "bases"),
        ("type", "completed[0]"),
        ("type", "reported"),
    ]
    given = {"G-2": Tally(), "G-1": 3}
    assert faults(lambda: found(goal(), [], reported=given)) == [
        ("unknown", "reported"), ("type", "reported['G-1']"),
    ]  # fmt: skip
    number = goal(target=AtLeast(3))
    assert faults(lambda: found(number, [], reported={"G-1": 1.5})) == [("type", "reported['G-1']")]
    assert faults(lambda: bad([], 3, as_of=D("2022-01-01"))) == [("type", "measure")]
    assert faults(lambda: bad([], Team("x"), as_of=D("2022-01-01"))) == [  # type: ignore[arg-type]
        ("type", "measure.goals[0]")
    ]
    with pytest.raises(InvalidInput, match="allowed are 'G-1'"):
        found(goal(), [])["G-l"]
    assert faults(lambda: year_of(0)) == [("range", "year")]
    assert faults(lambda: year_of("2022")) == [("type", "year")]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("parts", "paths"),
    [
        ({"among": None}, ["among"]),
        ({"choices": {"all": Enrolled()}}, ["among"]),
        ({"target": None}, ["target"]),
        ({"choices": 3, "among": None}, ["choices"]),
        ({"choices": {"all": 3}, "among": None}, ["choices['all']"]),
        (
            {"target": 80, "counts": 1, "among": 2, "when": 3, "years": 4, "per_year": 5,
             "needs_consent": 6},
            ["target", "counts", "among", "when", "years", "per_year", "needs_consent"],
        ),
    ],
)  # fmt: skip
def test_a_goal_is_checked_as_a_whole(parts: dict[str, Any], paths: list[str]) -> None:
    assert [path for _, path in faults(lambda: goal(**parts), InvalidRules)] == paths


def test_targets_and_moments_are_checked() -> None:
    bad: Any = ShareAtLeast
    for percent in (0, Decimal("100.1"), 80.0, True):
        assert [path for _, path in faults(lambda: bad(percent), InvalidRules)] == ["percent"]  # noqa: B023
    kinds: list[Any] = [AtLeast, AtMost, About]
    for kind in kinds:
        assert faults(lambda: kind(-1), InvalidRules) == [("range", "number")]  # noqa: B023
        assert faults(lambda: kind("x"), InvalidRules) == [("type", "number")]  # noqa: B023
    assert faults(lambda: kinds[0](1, "months"), InvalidRules) == [("type", "unit")]
    assert faults(lambda: About(1, within=-1), InvalidRules) == [("range", "number")]
    moment: Any = Moment
    assert faults(lambda: moment(after="x", period=6), InvalidRules) == [
        ("type", "after"), ("type", "period"),
    ]  # fmt: skip


def test_a_goal_can_be_changed_as_a_value() -> None:
    [kept, *_] = [one for one in vasteras.SAMORDNINGSTEAM.goals if one.key == "VA-15.6"]
    stricter = evolve(kept, target=ShareAtLeast(85))
    assert stricter.choices == kept.choices
    assert stricter != kept
    assert hash(evolve(stricter, target=ShareAtLeast(80))) == hash(kept)


# --- counts and intervals -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("yes", "number", "low", "high"),
    [  # worked out by the formula with 40 digits
        (0, 10, "0.0000", "0.2775"),
        (10, 10, "0.7225", "1.0000"),
        (8, 10, "0.4902", "0.9433"),
        (50, 100, "0.4038", "0.5962"),
        (1, 1, "0.2065", "1.0000"),
    ],
)
def test_the_wilson_interval(yes: int, number: int, low: str, high: str) -> None:
    assert wilson(yes, number) == (Decimal(low), Decimal(high))


def test_there_is_no_interval_of_nobody_and_none_of_what_is_no_count() -> None:
    assert wilson(0, 0) is None
    assert Tally().interval is None
    bad: Any = wilson
    assert faults(lambda: bad(3, 2)) == [("range", "yes")]
    assert faults(lambda: bad(-1, 2)) == [("range", "yes")]
    assert faults(lambda: bad(1.0, 2)) == [("type", "yes")]
    tally: Any = Tally
    assert faults(lambda: tally(yes=-1)) == [("range", "yes")]
    assert faults(lambda: tally(no="x")) == [("type", "no")]


def test_a_tally_in_words() -> None:
    assert Tally(yes=1, no=2).describe("sv") == "1 av 3 (33,3 %)"
    assert Tally(maybe=1).describe("en") == "0 of 0, 1 unknown"
