"""The diagram, against tables that list every combination of cells."""

import itertools
import random
from collections.abc import Callable, Iterable, Iterator

import pytest

from cases.made import fault, faults_of
from finsam.errors import RulesTooLarge
from finsam.rules import MAX_NODES, diagram
from finsam.rules.diagram import NO, YES, Builder, Graph

SIZES = (2, 3, 2, 4)
CELLS = list(itertools.product(*map(range, SIZES)))
ALL = [(1 << size) - 1 for size in SIZES]

Table = tuple[bool, ...]


def asked(graph: Graph, root: int, cells: tuple[int, ...]) -> int:
    """Follows one combination of cells down to its answer."""
    while root > YES:
        variable, children = graph.nodes[root]
        root = children[cells[variable]]
    return root


def table(graph: Graph, root: int) -> Table:
    return tuple(bool(asked(graph, root, cells)) for cells in CELLS)


def some_functions(seed: int) -> tuple[Builder, list[int]]:
    """Returns a builder and functions that hang together in many ways, the same each time."""
    chance = random.Random(seed)
    builder = Builder(SIZES)
    found = [
        builder.node(variable, tuple(chance.randint(0, 1) for _ in range(size)))
        for _ in range(2)
        for variable, size in enumerate(SIZES)
    ]
    for _ in range(8):
        found.append(builder.choose(*(chance.choice(found) for _ in range(3))))
    return builder, found


def graphs() -> Iterator[Graph]:
    for seed in range(40):
        builder, found = some_functions(seed)
        yield builder.graph(found[-3:])


def test_no_and_yes() -> None:
    assert (NO, YES) == (0, 1)
    assert Builder(SIZES).graph([YES, NO]).roots == (YES, NO)


def test_a_node_that_says_nothing_is_left_out() -> None:
    builder = Builder(SIZES)
    assert builder.node(0, (YES, YES)) == YES
    assert builder.node(1, (NO, NO, NO)) == NO
    inner = builder.node(1, (NO, YES, NO))
    assert builder.node(0, (inner, inner)) == inner


def test_a_node_is_made_once() -> None:
    builder = Builder(SIZES)
    first = builder.node(0, (NO, YES))
    assert builder.node(0, (NO, YES)) == first
    assert builder.node(0, (YES, NO)) != first
    assert first > YES


@pytest.mark.parametrize("seed", range(20))
def test_choosing_is_if_then_else(seed: int) -> None:
    builder, found = some_functions(seed)
    for test, then, otherwise in itertools.product(found[-4:], found[-4:], [NO, YES, found[0]]):
        chosen = builder.choose(test, then, otherwise)
        graph = builder.graph([test, then, otherwise, chosen])
        c, a, b, whole = (table(graph, root) for root in graph.roots)
        assert whole == tuple(y if x else z for x, y, z in zip(c, a, b, strict=True))


@pytest.mark.parametrize("seed", range(10))
def test_one_function_is_one_node(seed: int) -> None:
    builder, found = some_functions(seed)
    for one, other in itertools.combinations(found, 2):
        graph = builder.graph([one, other])
        same = table(graph, graph.roots[0]) == table(graph, graph.roots[1])
        assert (one == other) is same


@pytest.mark.parametrize("seed", range(10))
def test_counting_parts(seed: int) -> None:
    builder, found = some_functions(seed)
    parts = found[-4:]
    tables = [table(builder.graph([part]), builder.graph([part]).roots[0]) for part in parts]
    counts = [sum(row) for row in zip(*tables, strict=True)]

    def said(node: int) -> Table:
        graph = builder.graph([node])
        return table(graph, graph.roots[0])

    for needed in range(6):
        assert said(builder.at_least(needed, iter(parts))) == tuple(n >= needed for n in counts)
    assert said(builder.every(iter(parts))) == tuple(n == 4 for n in counts)
    assert said(builder.some(iter(parts))) == tuple(n > 0 for n in counts)


@pytest.mark.parametrize("join", [Builder.every, Builder.some])
def test_many_parts_are_joined_from_the_last_to_the_first(
    join: Callable[[Builder, Iterable[int]], int],
) -> None:
    """Each part is put on top of what is there already: a node for each of sixty clauses.

    From the first to the last the whole so far is made anew for each: 1 770 nodes here.
    """
    many = 60
    builder = Builder([2] * many)
    parts = [builder.node(variable, (NO, YES)) for variable in range(many)]
    before = len(builder._nodes)
    whole = join(builder, parts)
    assert len(builder.graph([whole]).nodes) == many + 2
    assert len(builder._nodes) - before <= many


def test_counting_nothing() -> None:
    builder = Builder(SIZES)
    assert (builder.every([]), builder.some([])) == (YES, NO)
    assert (builder.at_least(0, []), builder.at_least(1, [])) == (YES, NO)


def test_the_limit_of_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAX_NODES == 200_000
    monkeypatch.setattr(diagram, "MAX_NODES", 5)
    builder = Builder(SIZES)
    made = [builder.node(0, (NO, YES)), builder.node(0, (YES, NO)), builder.node(2, (NO, YES))]
    assert builder.node(2, (NO, YES)) == made[-1]
    assert faults_of(lambda: builder.node(2, (YES, NO)), RulesTooLarge) == [
        fault(
            "too_large",
            "",
            "reglerna hänger ihop på fler än 5 sätt; dela upp dem",
            "the rules hang together in more than 5 ways; split them",
        )
    ]


def test_a_graph_has_only_what_its_roots_reach() -> None:
    for graph in graphs():
        reached = {NO, YES}
        todo = list(graph.roots)
        while todo:
            number = todo.pop()
            if number not in reached:
                reached.add(number)
                todo += graph.nodes[number][1]
        assert reached == set(range(len(graph.nodes)))
        for number, (_, children) in enumerate(graph.nodes):
            assert all(child < number for child in children)


def test_trimming_changes_no_answer() -> None:
    for graph in graphs():
        one = Graph(graph.nodes, graph.roots[:1]).trimmed()
        assert table(one, one.roots[0]) == table(graph, graph.roots[0])
        assert len(one.nodes) <= len(graph.nodes)


def test_a_builder_goes_on_from_a_graph() -> None:
    for graph in graphs():
        builder = graph.builder(SIZES)
        first, second = graph.roots[:2]
        both = builder.every([first, second])
        more = builder.graph([first, second, both])
        for old, new in zip((first, second), more.roots, strict=False):
            assert table(more, new) == table(graph, old)
        assert table(more, more.roots[2]) == tuple(
            x and y for x, y in zip(table(graph, first), table(graph, second), strict=True)
        )


def depends_on(graph: Graph, root: int, possible: list[int]) -> set[int]:
    """Returns the variables in which alone two completions differ that have two answers."""
    open_cells = [
        [cell for cell in range(size) if cells >> cell & 1]
        for size, cells in zip(SIZES, possible, strict=True)
    ]
    found = set()
    for cells in itertools.product(*open_cells):
        for variable, others in enumerate(open_cells):
            for cell in others:
                changed = (*cells[:variable], cell, *cells[variable + 1 :])
                if asked(graph, root, cells) != asked(graph, root, changed):
                    found.add(variable)
    return found


def test_the_support_is_what_the_answer_depends_on() -> None:
    for graph in graphs():
        each = [graph.support([root]) for root in graph.roots]
        assert each == [depends_on(graph, root, ALL) for root in graph.roots]
        assert graph.support(graph.roots) == set().union(*each)
        assert graph.support([NO, YES]) == set()


def test_what_is_known_narrows_the_graph() -> None:
    chance = random.Random(7)
    for graph in graphs():
        possible = [chance.randint(1, full) for full in ALL]
        narrowed = graph.given(possible)
        assert len(narrowed.roots) == len(graph.roots)
        for old, new in zip(graph.roots, narrowed.roots, strict=True):
            for cells in CELLS:
                if all(p >> c & 1 for p, c in zip(possible, cells, strict=True)):
                    assert asked(narrowed, new, cells) == asked(graph, old, cells)
            assert narrowed.support([new]) == depends_on(graph, old, possible)


def test_when_all_is_known_an_answer_is_left() -> None:
    for graph in itertools.islice(graphs(), 5):
        for cells in CELLS:
            settled = graph.given([1 << cell for cell in cells])
            assert settled.roots == tuple(asked(graph, root, cells) for root in graph.roots)
            assert len(settled.nodes) == 2


def test_cells_that_no_node_tells_apart_are_one_class() -> None:
    for graph in graphs():
        for variable, size in enumerate(SIZES):
            for possible in range(1, 1 << size):
                found = graph.classes(variable, possible)
                open_cells = [cell for cell in range(size) if possible >> cell & 1]
                rows = {
                    cell: tuple(
                        children[cell] for asked_, children in graph.nodes[2:] if asked_ == variable
                    )
                    for cell in open_cells
                }
                assert len(found) == len(set(rows.values()))
                assert {rows[cell] for cell in found} == set(rows.values())
                assert set(found) <= set(open_cells)


def test_how_much_is_left_once_a_variable_is_known() -> None:
    """Design 2.3: `missing` is ordered by what the worst answer leaves to be asked."""
    for graph in graphs():
        for variable, size in enumerate(SIZES):
            for cell in range(size):
                possible = [*ALL[:variable], 1 << cell, *ALL[variable + 1 :]]
                narrowed = graph.given(possible)
                left = narrowed.support(narrowed.roots)
                assert graph.left_when(variable, cell).bit_count() == len(left)


@pytest.mark.parametrize("seed", range(60))
def test_how_much_is_left_of_what_is_joined_by_and(seed: int) -> None:
    """Parts of no common variable, in a row: what one of them becomes leaves the others alone."""
    picks = random.Random(seed)
    sizes = [picks.choice([2, 2, 3]) for _ in range(6)]
    builder = Builder(sizes)
    parts: list[int] = []
    for start, end in itertools.pairwise(sorted({0, 6, *picks.sample(range(1, 6), 2)})):
        part = picks.choice([NO, YES])
        for variable in reversed(range(start, end)):
            ends = [part, part, NO, YES]
            part = builder.node(variable, tuple(picks.choice(ends) for _ in range(sizes[variable])))
        parts.append(part)
    graph = builder.graph([builder.every(parts)])
    for variable, size in enumerate(sizes):
        for cell in range(size):
            possible = [(1 << each) - 1 for each in sizes]
            possible[variable] = 1 << cell
            narrowed = graph.given(possible)
            assert graph.left_when(variable, cell).bit_count() == len(
                narrowed.support(narrowed.roots)
            )


def test_the_public_names() -> None:
    assert dir(diagram) == ["Builder", "Graph", "MAX_NODES", "NO", "Node", "YES"]
