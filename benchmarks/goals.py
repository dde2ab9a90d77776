"""What was aimed at: each aim beside the figure that one run reached, as a table."""

from collections.abc import Iterable
from math import ceil

from attrs import field, frozen


@frozen
class Goal:
    """An aim and what a run reached of it; nothing, where that couldn't be measured.

    Attributes:
        what: the question that was timed.
        aim: the bound; the most of it unless it is the least.
        unit: what the figures count.
        reached: the figure of the run.
        least: whether the aim is a least.
        beside: a figure that helps to read it.
    """

    what: str
    aim: float
    unit: str
    reached: float | None
    least: bool = field(default=False, kw_only=True)
    beside: str = field(default="", kw_only=True)

    @property
    def line(self) -> str:
        """The line of the table."""
        bound = f"{'at least' if self.least else 'at most'} {self.aim:g} {self.unit}"
        if self.reached is None:
            return f"| {self.what} | {bound} | not installed where this was run | – |"
        short = self.aim / self.reached if self.least else self.reached / self.aim
        said = "reached" if short <= 1 else f"missed by a factor of {ceil(short * 100) / 100:.2f}"
        more = f" ({self.beside})" if self.beside else ""
        return f"| {self.what} | {bound} | {shown(self.reached)}{more} | {said} |"


def shown(figure: float) -> str:
    """Returns a figure in as many digits as mean anything."""
    return f"{figure:.{2 if figure < 10 else 1 if figure < 100 else 0}f}"


def table_of_goals(goals: Iterable[Goal]) -> list[str]:
    """Returns the goals as lines of Markdown."""
    return ["| what | aim | this run | |", "| --- | --- | --: | --- |", *(g.line for g in goals)]
