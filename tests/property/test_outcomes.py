"""Goals and key figures: what holds whatever happens."""

import itertools
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from finsam import Participation, Text
from finsam.citations import Citation, Norm, Rank
from finsam.legaltime import Interval
from finsam.outcomes import (
    BY_SEX,
    Answer,
    Completed,
    Exited,
    Goal,
    GoalVerdict,
    Moment,
    Positive,
    ShareAtLeast,
    Tally,
    evaluate,
    key_figures,
    key_figures_by,
    wilson,
    year_of,
    yes_no,
)
from finsam.participation import EXITED, ExitReason

D = date.fromisoformat
FIRST = D("2021-06-01")
SEEN = yes_no("seen", sv="Sedd?", en="Seen?")
CITED = Citation(Norm("plan", Text(sv="Planen", en="The plan"), Rank.LOCAL), "1", D("2026-11-22"))
AS_OF = D("2023-12-31")

stays = st.lists(
    st.builds(
        lambda start, length, sex: (start, length, sex),
        st.integers(0, 700),
        st.none() | st.integers(0, 400),
        st.sampled_from(["woman", "man", None]),
    ),
    max_size=12,
)


def made(parts: list[tuple[int, int | None, str | None]]) -> list[Participation]:
    found = []
    for i, (start, length, sex) in enumerate(parts):
        begun = FIRST + timedelta(start)
        stay = Participation(key=str(i), enrolled=begun, facts={"sex": sex})
        found.append(stay if length is None else stay.exited(begun + timedelta(length)))
    return found


@given(stays, st.integers(0, 500), st.integers(0, 200))
def test_the_figures_add_up_and_so_do_the_groups(
    parts: list[tuple[int, int | None, str | None]], start: int, length: int
) -> None:
    """At the start + new - exited = at the end, in each group too, and the groups are the whole."""
    first = FIRST + timedelta(start)
    period = Interval(first, first + timedelta(length))
    participations = made(parts)
    whole = key_figures(participations, period, as_of=AS_OF)
    groups = key_figures_by(participations, period, BY_SEX, as_of=AS_OF).values()
    for name in ("at_start", "new", "exited", "at_end"):
        assert sum(getattr(group, name) for group in groups) == getattr(whole, name)
    assert whole.at_start + whole.new - whole.exited == whole.at_end
    following = Interval(period.end + timedelta(1), AS_OF) if period.end else period
    assert key_figures(participations, following, as_of=AS_OF).at_start == whole.at_end


def goal(percent: int, among: Completed | Exited) -> Goal:
    return Goal(
        key="G",
        rule="G",
        citation=CITED,
        text=Text(sv="Mål.", en="Goal."),
        target=ShareAtLeast(percent),
        counts=Positive(question=SEEN),
        among=among,
        when=Moment(after=EXITED),
    )


class Team:
    def __init__(self, *goals: Goal) -> None:
        self.goals = goals


people = st.lists(
    st.tuples(st.sampled_from([True, False, None]), st.sampled_from([True, False, None])),
    max_size=6,
)


def judged(parts: list[tuple[bool | None, bool | None]], percent: int) -> tuple[GoalVerdict, Tally]:
    """Evaluates participations, each with its answer and whether it has completed."""
    reasons = {True: ExitReason.WORK, False: ExitReason.MOVED, None: None}
    lives = [
        Participation(key=str(i), enrolled=FIRST).exited(D("2022-03-01"), reason=reasons[completed])
        for i, (_, completed) in enumerate(parts)
    ]
    answers = [
        Answer(str(i), "seen", answer, D("2022-03-01"))
        for i, (answer, _) in enumerate(parts)
        if answer is not None
    ]
    [result] = evaluate(
        lives,
        Team(goal(percent, Completed())),
        as_of=AS_OF,
        answers=answers,
        completed=[ExitReason.WORK],
    )
    return result.verdict, result.tally


@given(people, st.integers(1, 100))
def test_the_bounds_are_those_of_every_completion(
    parts: list[tuple[bool | None, bool | None]], percent: int
) -> None:
    """A goal is met if it is for every way of filling in what is unknown, not met if for none."""
    shares = set()
    empty = False
    options = [
        [(a, b) for a in ((answer,) if answer is not None else (True, False))
         for b in ((completed,) if completed is not None else (True, False))]
        for answer, completed in parts
    ]  # fmt: skip
    for completion in itertools.product(*options):
        inside = [answer for answer, completed in completion if completed]
        if inside:
            shares.add(Fraction(sum(inside), len(inside)))
        else:
            empty = True
    verdict, tally = judged(parts, percent)
    enough = Fraction(percent, 100)
    if empty:
        assert verdict is GoalVerdict.CANNOT_TELL
        return
    assert (tally.lowest, tally.highest) == (min(shares), max(shares))
    expected = {share >= enough for share in shares}
    if len(expected) > 1:
        assert verdict is GoalVerdict.CANNOT_TELL
    else:
        assert verdict is (GoalVerdict.MET if expected == {True} else GoalVerdict.NOT_MET)


@given(people, st.integers(1, 100), st.sampled_from([True, False, None]))
def test_one_more_unknown_never_turns_a_verdict_round(
    parts: list[tuple[bool | None, bool | None]], percent: int, completed: bool | None
) -> None:
    """Adding an unknown never turns met into not met, or back."""
    before, _ = judged(parts, percent)
    after, _ = judged([*parts, (None, completed)], percent)
    assert {before, after} != {GoalVerdict.MET, GoalVerdict.NOT_MET}


@given(people, st.integers(1, 100))
def test_the_groups_of_a_goal_add_up(
    parts: list[tuple[bool | None, bool | None]], percent: int
) -> None:
    """The counts of the groups are those of the whole, and everybody is in one standing."""
    lives = [
        Participation(key=str(i), enrolled=FIRST, facts={"sex": "woman" if i % 2 else None})
        for i in range(len(parts))
    ]
    given_ = [life.exited(D("2022-03-01")) if i % 3 else life for i, life in enumerate(lives)]
    [result] = evaluate(given_, Team(goal(percent, Exited())), as_of=AS_OF, period=year_of(2022))
    split = result.by(BY_SEX).values()
    assert sum((part.tally for part in split), Tally()) == result.tally
    assert sum(len(part.cases) for part in split) == len(given_)


@given(st.integers(0, 200), st.integers(1, 200))
def test_the_interval_holds_the_share_and_narrows(yes: int, number: int) -> None:
    """The interval has the share in it, lies within 0 and 1, and is narrower of ten times more."""
    counted = min(yes, number)
    found = wilson(counted, number)
    more = wilson(10 * counted, 10 * number)
    assert found is not None
    assert more is not None
    low, high = found
    share = Fraction(counted, number)
    assert 0 <= Fraction(low) <= share + Fraction(1, 10_000)
    assert share - Fraction(1, 10_000) <= Fraction(high) <= 1
    assert more[1] - more[0] < high - low
