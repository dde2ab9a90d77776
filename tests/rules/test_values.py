"""The three forms of what an atom accepts, against plain sets."""

import itertools

import pytest
from attrs.exceptions import FrozenInstanceError

from finsam.rules import values
from finsam.rules.values import Line, Members, NoFact, Values

PLACES = range(-2, 9)
ENDS = (None, *range(7))


@pytest.mark.parametrize(("low", "high"), list(itertools.product(ENDS, ENDS)))
def test_a_stretch_of_a_line_has_both_its_ends(low: int | None, high: int | None) -> None:
    line = Line.between(low, high)
    for place in PLACES:
        inside = (low is None or place >= low) and (high is None or place <= high)
        assert (place in line) is inside


def test_a_line_is_kept_as_the_places_where_it_changes() -> None:
    assert Line.between(3, 5) == Line((3, 6), from_start=False)
    assert Line.between(None, 5) == Line((6,), from_start=True)
    assert Line.between(3, None) == Line((3,), from_start=False)
    assert Line.between(None, None) == Line((), from_start=True)
    assert Line.between(5, 3) == Line(())
    assert Line((1,)).from_start is False


def test_a_line_may_have_several_stretches() -> None:
    assert [place for place in PLACES if place in Line((0, 2, 5))] == [0, 1, 5, 6, 7, 8]
    assert [place for place in PLACES if place in Line((0, 2, 5), from_start=True)] == [
        -2, -1, 2, 3, 4,
    ]  # fmt: skip


def test_values() -> None:
    listed = Values(frozenset(["red", True]))
    assert [value in listed for value in ("red", True, "blue", False, None)] == [
        True, True, False, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(("at_least", "at_most"), [(0, 0), (1, None), (1, 1), (2, 2), (0, 1)])
def test_members_are_counted_by_groups(at_least: int, at_most: int | None) -> None:
    groups = (("a", "x", "y"), ("b",), ("c", "z"))
    accepted = Members(groups, at_least, at_most)
    for size in range(7):
        for listed in itertools.combinations("abcxyzo", size):
            count = sum(any(member in listed for member in group) for group in groups)
            enough = count >= at_least and (at_most is None or count <= at_most)
            assert accepted.accepts(listed) is enough
            assert accepted.accepts(iter(listed)) is enough


def test_members_have_no_upper_bound_unless_said() -> None:
    assert Members((("a",),), 1).at_most is None


def test_accepted_sets_are_values() -> None:
    assert NoFact(holds=True) != NoFact(holds=False)
    assert hash(Line((1,))) == hash(Line((1,)))
    with pytest.raises(FrozenInstanceError):
        NoFact(holds=True).holds = False  # type: ignore[misc]


def test_the_public_names() -> None:
    assert dir(values) == ["Accepted", "Line", "Members", "NoFact", "Values"]
