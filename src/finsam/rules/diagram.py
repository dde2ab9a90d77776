"""The decision diagram: every completion of what is unknown, in one small graph.

A node asks one variable, and has one child for each of the variable's cells; 0 is no and 1 is
yes. Nodes are shared and never say what both answers agree on, so that a function depends on
exactly the variables that it has a node for. Every question about a rule set is a walk over it.

Children always have lower numbers than their parents, so that walks are loops, not recursion.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property

from attrs import field, frozen

from finsam.errors import Faults, RulesTooLarge

__all__ = ["MAX_NODES", "NO", "YES", "Builder", "Graph", "Node"]


def __dir__() -> list[str]:
    return __all__


MAX_NODES = 200_000  # about a second of building; a rule book in use has some dozens

NO, YES = 0, 1

Node = tuple[int, tuple[int, ...]]  # the variable's place in the order, and a child for each cell

_LEAF: Node = (1 << 30, ())  # below every variable


class Builder:
    """Makes the nodes of a diagram, each only once."""

    def __init__(self, sizes: Sequence[int]) -> None:
        """Starts with no nodes. `sizes` has the number of cells of each variable."""
        self._sizes = sizes
        self._nodes: list[Node] = [_LEAF, _LEAF]
        self._known: dict[Node, int] = {}
        self._done: dict[tuple[int, int, int], int] = {}

    def node(self, variable: int, children: tuple[int, ...]) -> int:
        """Returns the node that asks a variable; the child itself where all children agree.

        Raises:
            RulesTooLarge: the diagram has grown past `MAX_NODES`.
        """
        if children.count(children[0]) == len(children):
            return children[0]
        key = (variable, children)
        found = self._known.get(key)
        if found is None:
            if len(self._nodes) >= MAX_NODES:
                faults = Faults()
                faults.add(
                    "too_large",
                    "",
                    sv=f"reglerna hänger ihop på fler än {MAX_NODES} sätt; dela upp dem",
                    en=f"the rules hang together in more than {MAX_NODES} ways; split them",
                )
                faults.raise_as(RulesTooLarge)
            found = self._known[key] = len(self._nodes)
            self._nodes.append(key)
        return found

    def choose(self, test: int, then: int, otherwise: int) -> int:
        """Returns *if test then this, otherwise that*."""
        nodes, done = self._nodes, self._done
        todo = [(test, then, otherwise)]
        while todo:
            key = todo[-1]
            if key in done:
                todo.pop()
                continue
            c, a, b = key
            if c == YES or a == b:
                done[key] = a
            elif c == NO:
                done[key] = b
            elif a == YES and b == NO:
                done[key] = c
            else:
                top = min(nodes[c][0], nodes[a][0], nodes[b][0])
                parts = [
                    tuple(nodes[n][1][i] if nodes[n][0] == top else n for n in key)
                    for i in range(self._sizes[top])
                ]
                later = [part for part in parts if part not in done]
                if later:
                    todo.extend(later)  # type: ignore[arg-type]
                    continue
                done[key] = self.node(top, tuple(done[part] for part in parts))  # type: ignore[index]
            todo.pop()
        return done[test, then, otherwise]

    def at_least(self, needed: int, parts: Iterable[int]) -> int:
        """Returns *at least so many of the parts*, joined from the last to the first."""
        row = [YES] + [NO] * needed  # row[k]: at least k of the parts so far
        for part in reversed(list(parts)):
            row = [YES, *(self.choose(part, row[k - 1], row[k]) for k in range(1, needed + 1))]
        return row[needed]

    def every(self, parts: Iterable[int]) -> int:
        """Returns *all of the parts*, joined from the last to the first."""
        whole = YES
        for part in reversed(list(parts)):
            whole = self.choose(part, whole, NO)
        return whole

    def some(self, parts: Iterable[int]) -> int:
        """Returns *any of the parts*, joined from the last to the first."""
        whole = NO
        for part in reversed(list(parts)):
            whole = self.choose(part, YES, whole)
        return whole

    def for_some(self, root: int, variables: int) -> int:
        """Returns *for some cell of each of these variables*, given as the bits of a number."""
        new = {NO: NO, YES: YES}
        for number in sorted(_reached(self._nodes, [root])):
            variable, children = self._nodes[number]
            kids = tuple(new[child] for child in children)
            if variables >> variable & 1:
                new[number] = self.some(kids)
            else:
                new[number] = self.node(variable, kids)
        return new[root]

    def for_every(self, root: int, variables: int) -> int:
        """Returns *for every cell of each of these variables*, given as the bits of a number."""
        return self.choose(self.for_some(self.choose(root, NO, YES), variables), NO, YES)

    def graph(self, roots: Sequence[int]) -> "Graph":
        """Returns the nodes that the roots reach, and the roots among them."""
        return Graph(self._nodes, tuple(roots)).trimmed()


_Row = tuple[int, int, tuple[int, ...], int]  # a node's number, itself, what it depends on


@frozen(eq=False)
class _Part:
    """A part of a diagram: where it begins, the variables above it as bits, and its nodes."""

    roots: tuple[int, ...]
    above: int
    rows: list[_Row] = field(factory=list[_Row])


@frozen(eq=False)
class Graph:
    """Functions over the same variables, sharing their nodes."""

    nodes: list[Node] = field(repr=False)
    roots: tuple[int, ...]

    def trimmed(self) -> "Graph":
        """Returns the same functions without the nodes that no root reaches."""
        used = _reached(self.nodes, self.roots)
        new = {NO: NO, YES: YES}
        nodes: list[Node] = [_LEAF, _LEAF]
        for number in sorted(used):
            variable, children = self.nodes[number]
            new[number] = len(nodes)
            nodes.append((variable, tuple(new[child] for child in children)))
        return Graph(nodes, tuple(new[root] for root in self.roots))

    def builder(self, sizes: Sequence[int]) -> Builder:
        """Returns a builder that has these nodes, under the same numbers."""
        builder = Builder(sizes)
        for variable, children in self.nodes[2:]:
            builder.node(variable, children)
        return builder

    def path(self, root: int, allowed: Sequence[int]) -> dict[int, int] | None:
        """Returns a way to yes, as the cell of each variable that it asks; None where none leads.

        Args:
            root: the function.
            allowed: for each variable the cells that the way may take, as the bits of a number.
        """
        leads = [False, True]
        for variable, children in self.nodes[2:]:
            cells = allowed[variable]
            leads.append(any(leads[child] for i, child in enumerate(children) if cells >> i & 1))
        if not leads[root]:
            return None
        way: dict[int, int] = {}
        while root > YES:
            variable, children = self.nodes[root]
            cells = allowed[variable]
            way[variable] = next(
                i for i, child in enumerate(children) if cells >> i & 1 and leads[child]
            )
            root = children[way[variable]]
        return way

    def given(self, possible: Sequence[int]) -> "Graph":
        """Returns the functions as they are when each variable has one of its possible cells.

        Args:
            possible: for each variable, its possible cells as the bits of a number.
        """
        new = [NO, YES]
        nodes: list[Node] = [_LEAF, _LEAF]
        known: dict[Node, int] = {}
        for variable, children in self.nodes[2:]:
            cells = possible[variable]
            if cells & (cells - 1) == 0:
                new.append(new[children[cells.bit_length() - 1]])
                continue
            kids = tuple([new[child] for child in children])
            if cells + 1 != 1 << len(kids):  # what isn't possible follows the first that is
                first = kids[(cells & -cells).bit_length() - 1]
                kids = tuple([k if cells >> i & 1 else first for i, k in enumerate(kids)])
            if kids.count(kids[0]) == len(kids):
                new.append(kids[0])
                continue
            key = (variable, kids)
            number = known.get(key)
            if number is None:
                number = known[key] = len(nodes)
                nodes.append(key)
            new.append(number)
        return Graph(nodes, tuple([new[root] for root in self.roots]))

    @cached_property
    def supports(self) -> list[int]:
        """For each node the variables that it depends on, as the bits of a number."""
        found = [0, 0]
        for variable, children in self.nodes[2:]:
            bits = 1 << variable
            for child in children:
                bits |= found[child]
            found.append(bits)
        return found

    def support_bits(self, roots: Iterable[int]) -> int:
        """Returns the variables that the functions depend on, as the bits of a number."""
        bits = 0
        for root in roots:
            bits |= self.supports[root]
        return bits

    def support(self, roots: Iterable[int]) -> set[int]:
        """Returns the variables that the functions depend on."""
        bits = self.support_bits(roots)
        return {place for place in range(bits.bit_length()) if bits >> place & 1}

    @cached_property
    def _numbers(self) -> dict[Node, int]:
        return {node: number for number, node in enumerate(self.nodes) if number > YES}

    @cached_property
    def _asking(self) -> dict[int, list[_Row]]:
        """For each variable, in order, the nodes that ask it."""
        found: dict[int, list[_Row]] = {}
        for number, (variable, children) in enumerate(self.nodes[2:], 2):
            row = (number, variable, children, self.supports[number])
            found.setdefault(variable, []).append(row)
        return dict(sorted(found.items()))

    @cached_property
    def _part_of(self) -> dict[int, "_Part"]:
        """For each variable the part of the diagram that it lies in.

        Where every way down from a root leads to no or through one and the same node, the
        diagram is cut: what lies above and what lies below are joined by *and*. What becomes
        of one part then changes nothing in the others, unless it becomes no.
        """
        parts = [_Part(self.roots, 0)]
        open_ends = set(self.roots) - {NO}
        above = 0
        for variable, rows in self._asking.items():
            if len(self.roots) == 1 and len(open_ends) == 1 and parts[-1].rows:
                parts.append(_Part(tuple(open_ends), above))
            parts[-1].rows.extend(rows)
            above |= 1 << variable
            open_ends.difference_update(number for number, *_ in rows)
            open_ends.update(child for _, _, children, _ in rows for child in children)
            open_ends.discard(NO)
        for part in parts:
            part.rows.sort()  # children first
        return {row[1]: part for part in parts for row in part.rows}

    def classes(self, variable: int, possible: int) -> list[int]:
        """Returns one cell of each class of the possible cells of a variable.

        Two cells are in one class when no node can tell them apart.
        """
        asking = [children for _, _, children, _ in self._asking.get(variable, ())]
        found: dict[tuple[int, ...], int] = {}
        for cell in range(possible.bit_length()):
            if possible >> cell & 1:
                found.setdefault(tuple([children[cell] for children in asking]), cell)
        return list(found.values())

    def left_when(self, variable: int, cell: int) -> int:
        """Returns what the roots still depend on once a variable is in a cell, as bits.

        Only nodes that depend on the variable change. What one of them becomes may be a node
        that is there already, or one that another of them has become.
        """
        supports, numbers, bit = self.supports, self._numbers, 1 << variable
        new: dict[int, int] = {}
        made: dict[Node, int] = {}
        bits_of: dict[int, int] = {}
        part = self._part_of.get(variable)
        if part is None:  # nothing hangs on it
            return self.support_bits(self.roots)
        for number, asked, children, support in part.rows:
            if not support & bit:
                continue
            if asked == variable:
                new[number] = children[cell]
                continue
            kids = tuple([new.get(child, child) for child in children])
            first = kids[0]
            if kids == (first,) * len(kids):
                new[number] = first
                continue
            key = (asked, kids)
            found = numbers.get(key) or made.get(key)
            if found is None:
                found = made[key] = len(self.nodes) + len(made)
                bits = 1 << asked
                for kid in kids:
                    bits |= bits_of[kid] if kid in bits_of else supports[kid]
                bits_of[found] = bits
            new[number] = found
        become = [new.get(root, root) for root in part.roots]
        if become == [NO]:
            return 0
        left = part.above
        for then in become:
            left |= bits_of[then] if then in bits_of else supports[then]
        return left


def _reached(nodes: Sequence[Node], roots: Iterable[int]) -> set[int]:
    """Returns the nodes that the roots reach."""
    seen: set[int] = set()
    todo = [root for root in roots if root > YES]
    while todo:
        number = todo.pop()
        if number not in seen:
            seen.add(number)
            todo.extend(child for child in nodes[number][1] if child > YES)
    return seen
