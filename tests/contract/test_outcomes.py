"""Published figures on participants, and what the goals of the documents ask for."""

from datetime import date
from fractions import Fraction

import pytest

from finsam import InvalidInput
from finsam.outcomes import (
    Goal,
    KeyFigures,
    RegisteredCounts,
    ShareAtLeast,
    Tally,
    follow_up_system,
    year_of,
)
from finsam.rulebooks import finnveden, framsteget, norra_vastmanland, sofint, vasteras
from finsam.rulebooks.shelf import BOOKS

D = date.fromisoformat


def test_vasteras_2019_adds_up() -> None:
    """173 participants: 112 new and 91 closed; so 61 at the start and 82 at the end (law.md 18)."""
    year = KeyFigures(period=year_of(2019), at_start=61, new=112, exited=91, at_end=82)
    assert year.participants == 173
    with pytest.raises(InvalidInput, match="61 \\+ 112 - 91 is 82, not 81"):
        KeyFigures(period=year_of(2019), at_start=61, new=112, exited=91, at_end=81)


def test_the_nation_in_2015() -> None:
    """33 500 participants, 14 700 with personal data: 18 800, 56 %, without (law.md 34)."""
    january = RegisteredCounts(participants=33_500, identified=14_700, extracted_on=D("2016-01-16"))
    assert january.anonymous == 18_800
    assert january.anonymous_share is not None
    assert round(100 * january.anonymous_share) == 56
    later = RegisteredCounts(participants=34_400, identified=14_700, extracted_on=D("2016-02-26"))
    assert later != january  # figures move with the day on which they are taken out


def test_the_nation_in_2017() -> None:
    """8 400 closed, 31 % to work or studies: about 2 604 (law.md 6)."""
    assert Tally(yes=2_604, no=5_796).share == Fraction(31, 100)


def test_the_system_changes_name_in_2023() -> None:
    """SUS closed for Finsam on 2023-04-30; its successor is Uppföljning Finsam (X-10)."""
    assert [follow_up_system(D(day)).in_("sv") for day in ("2023-04-30", "2023-05-01")] == [
        "SUS", "Uppföljning Finsam",
    ]  # fmt: skip


def told(goals: tuple[Goal, ...]) -> list[tuple[str, str, str]]:
    return [
        (goal.key, goal.target.in_("en"), goal.among.describe("en") if goal.among else "?")
        for goal in goals
        if goal.target is not None
    ]


def test_the_goals_with_a_figure() -> None:
    """VA-15, VA-16, VA-20, HA-09, HA-10, HA-11, NO-03 and FI-11, each with its base (X-25)."""
    assert told(vasteras.SAMORDNINGSTEAM.goals) == [
        ("VA-15.step", "at least 80 %", "exited"),
        ("VA-15.6", "at least 80 %", "?"),
        ("VA-15.18", "at least 90 %", "?"),
        ("VA-16", "at most 40 months", "completed"),
    ]
    assert told(vasteras.JOBBFOKUS.goals) == [("VA-20", "all", "enrolled")]
    assert told(framsteget.SAMORDNINGSTEAM.goals) == [
        ("HA-10", "at least 80 %", "exited"),
        ("HA-09.team", "at least 20", "enrolled"),  # and about 20: X-20
        ("HA-09.about", "about 20", "enrolled"),
    ]
    assert told(framsteget.UNGDOMSSATSNING.goals) == [
        ("HA-11.plan", "at least 80 %", "enrolled and a positive answer: newly arrived"),
        ("HA-11.offered", "all", "a positive answer: newly arrived"),
        ("HA-09.youth", "at least 50", "enrolled"),
    ]
    assert told(sofint.SIGMA.goals) == [
        ("NO-03.mapped", "at least 50", "mapped and assessed"),
        ("NO-03.offered", "at least 50 %", "mapped and assessed"),
    ]
    assert told(finnveden.SAMVERKANSTEAM.goals) == [
        ("FI-11.nearer", "at least 50 %", "exited"),
        ("FI-11.use", "at least 75 %", "exited"),
        ("FI-11.views", "at least 85 %", "exited"),
    ]
    assert told(norra_vastmanland.SAMORDNINGSTEAM.goals) == []


def test_the_goals_without_a_figure_are_only_said() -> None:
    """NV-23, NV-24, NV-29, NV-30, VA-28 to VA-53, HA-17 to HA-26, NO-10 to NO-18, FI-19, FI-20."""
    said = {
        key: [
            goal.rule
            for goal in (*(g for m in book.measures.values() for g in m.goals), *book.goals)
            if goal.is_statement
        ]
        for key, book in BOOKS.items()
    }
    assert said == {
        "model": [],
        "national": [],
        "norra_vastmanland": ["NV-23", "NV-24", "NV-29", "NV-30"],
        "vasteras": ["VA-40", "VA-42", "VA-28", "VA-34", "VA-35", "VA-37", "VA-53"],
        "framsteget": ["HA-17", "HA-18", "HA-26"],
        "sofint": ["NO-10", "NO-11", "NO-18"],
        "finnveden": ["FI-19", "FI-20"],
    }


def test_the_goal_at_18_months_is_higher_than_at_6() -> None:
    """As the source has it (X-25)."""
    targets = {goal.key: goal.target for goal in vasteras.SAMORDNINGSTEAM.goals}
    assert (targets["VA-15.6"], targets["VA-15.18"]) == (ShareAtLeast(80), ShareAtLeast(90))


def test_the_process_ladder_is_read_from_a_damaged_figure() -> None:
    """Seven stages, the lowest first, by our reading (VA-17)."""
    ladder = vasteras.LADDER
    assert (ladder.rule, len(ladder.steps)) == ("VA-17", 7)
    assert ladder.citation is not None
    assert ladder.citation.is_reading
