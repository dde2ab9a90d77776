"""A diagram read column by column: what a rule set says of every row at once.

Each node of the diagram gets two columns: whether it can still be yes, and whether it can still
be no. They are worked out from the leaves up, and are exact, since the variables of a path are
all different.
"""

from collections.abc import Iterable, Sequence

from attrs import field, frozen

from finsam.frames.sheet import Bit, Sheet
from finsam.rules.diagram import NO, YES, Graph

__all__ = ["Reading"]


def __dir__() -> list[str]:
    return __all__


@frozen(eq=False)
class Reading:
    """Reads functions of a diagram off the columns of what is still possible.

    Attributes:
        sheet: where what is worked out is noted.
        graph: the diagram.
        possible: for each variable and each of its cells, whether it is still possible.
        judged: for each variable, whether somebody judges it.
    """

    sheet: Sheet
    graph: Graph
    possible: Sequence[Sequence[Bit]]
    judged: Sequence[bool]
    _can: dict[tuple[int, int], Bit] = field(factory=dict[tuple[int, int], Bit], init=False)
    _differ: dict[tuple[int, int], Bit] = field(factory=dict[tuple[int, int], Bit], init=False)
    _open: dict[int, Bit] = field(factory=dict[int, Bit], init=False)

    def can(self, node: int, answer: int) -> Bit:
        """Returns whether a function can still come to an answer, yes or no."""
        if node <= YES:
            return node == answer
        key = (node, answer)
        if key not in self._can:
            self._can[key] = self.sheet.some(
                [cell, self.can(kid, answer)] for cell, kid in self._cells(node)
            )
        return self._can[key]

    def _cells(self, node: int) -> Iterable[tuple[Bit, int]]:
        variable, children = self.graph.nodes[node]
        return zip(self.possible[variable], children, strict=True)

    def differ(self, one: int, other: int) -> Bit:
        """Returns whether two functions can still give different answers, all else alike."""
        if one == other:
            return False
        low, high = sorted((one, other))
        if high <= YES:
            return True
        if low <= YES:
            return self.can(high, NO if low == YES else YES)
        if (low, high) not in self._differ:
            nodes = self.graph.nodes
            top = min(nodes[low][0], nodes[high][0])
            both = [nodes[n][1] if nodes[n][0] == top else None for n in (low, high)]
            self._differ[low, high] = self.sheet.some(
                [
                    cell,
                    self.differ(
                        *(n if k is None else k[i] for n, k in zip((low, high), both, strict=True))
                    ),
                ]
                for i, cell in enumerate(self.possible[top])
            )
        return self._differ[low, high]

    def tells(self, node: int) -> Bit:
        """Returns whether a function still hangs on the variable that the node asks."""
        cells = list(self._cells(node))
        return self.sheet.some(
            [cell, also, self.differ(kid, other)]
            for i, (cell, kid) in enumerate(cells)
            for also, other in cells[:i]
            if kid != other
        )

    def hangs_on_more(self, node: int) -> Bit:
        """Returns whether a function still hangs on more than judgements."""
        if node <= YES:
            return False
        if node not in self._open:
            groups: list[list[Bit]] = [
                [cell, self.hangs_on_more(kid)] for cell, kid in self._cells(node)
            ]
            if not self.judged[self.graph.nodes[node][0]]:
                groups.append([self.tells(node)])
            self._open[node] = self.sheet.some(groups)
        return self._open[node]

    def missing(self, roots: Iterable[int]) -> dict[int, Bit]:
        """Returns for each variable whether one of the functions still hangs on it."""
        reached: dict[int, list[list[Bit]]] = {root: [[True]] for root in roots if root > YES}
        found: dict[int, list[list[Bit]]] = {}
        for node in reversed(range(YES + 1, len(self.graph.nodes))):  # children have lower numbers
            if node not in reached:
                continue
            here = self.sheet.some(reached[node])
            found.setdefault(self.graph.nodes[node][0], []).append([here, self.tells(node)])
            for cell, kid in self._cells(node):
                if kid > YES:
                    reached.setdefault(kid, []).append([here, cell])
        return {variable: self.sheet.some(found[variable]) for variable in sorted(found)}
