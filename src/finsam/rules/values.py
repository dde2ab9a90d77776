"""What an atom accepts on a day: a set of values of its fact, in one of three forms.

These three are all that the diagram knows about facts. A new kind of atom says which of them
it is on a day, and evaluation, witnesses and texts take it from there.
"""

from bisect import bisect_right
from collections.abc import Iterable

from attrs import frozen

__all__ = ["Accepted", "Line", "Members", "NoFact", "Values"]


def __dir__() -> list[str]:
    return __all__


@frozen
class Line:
    """A set of places on a line, as the places where membership changes.

    >>> from_three_to_five = Line.between(3, 5)
    >>> [place in from_three_to_five for place in (2, 3, 5, 6)]
    [False, True, True, False]
    """

    cuts: tuple[int, ...]
    from_start: bool = False

    @classmethod
    def between(cls, low: int | None, high: int | None) -> "Line":
        """Returns the places from `low` to `high`, both included; None leaves an end open."""
        if low is not None and high is not None and low > high:
            return cls(())
        cuts = (*([] if low is None else [low]), *([] if high is None else [high + 1]))
        return cls(cuts, from_start=low is None)

    def __contains__(self, place: int) -> bool:
        return (bisect_right(self.cuts, place) % 2 == 1) != self.from_start


@frozen
class Values:
    """A set of values of a yes/no fact or a choice."""

    values: frozenset["str | bool"]

    def __contains__(self, value: object) -> bool:
        return value in self.values


@frozen
class Members:
    """At least and at most so many of the groups have a member in the set.

    A group is a member together with all that stand under it, the member itself first.
    """

    groups: tuple[tuple[str, ...], ...]
    at_least: int
    at_most: int | None = None

    def accepts(self, members: Iterable[str]) -> bool:
        """Tells whether a complete list of members is accepted."""
        listed = frozenset(members)
        count = sum(1 for group in self.groups if listed & frozenset(group))
        return self.at_least <= count and (self.at_most is None or count <= self.at_most)


@frozen
class NoFact:
    """The day alone decides, whatever the facts are."""

    holds: bool


Accepted = Line | Values | Members | NoFact
