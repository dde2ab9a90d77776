"""What to hide of counts that are published together: small ones, and what would reveal them.

A hidden cell takes at least two values over all tables of non-negative whole numbers that agree
with what is shown. A reader who sees zeros shown knows that no hidden count is 0. The proof for
each hidden cell is a *move*: one more here, one fewer there, among hidden cells only, so that
every sum stays as it is. A cell that has no move yet gets the cheapest one, and the cells that it
needs are hidden with it. In a table with its totals a cell has such a move exactly when it can
take another value at all.
"""

from collections.abc import Hashable, Iterable, Mapping
from heapq import heappop, heappush
from types import MappingProxyType
from typing import cast

from attrs import field, frozen

from finsam.errors import Faults, InvalidInput, as_tuple

__all__ = ["MAX_STEPS", "Balance", "hidden_cells"]


def __dir__() -> list[str]:
    return __all__


MAX_STEPS = 20_000
"""How many steps a search for a move takes; past it all that hangs together is hidden.

It keeps a report of many linked tables from taking minutes; the searches of a usual one take some
hundred steps.
"""

_FEW_STEPS = 200  # to show a cell again is no must: past this it stays hidden


@frozen
class Balance:
    """Cells that add up to as much as other cells: a total and its parts, or start and end.

    >>> from finsam.outcomes import Balance
    >>> Balance(["women", "men"], ["all"])
    Balance(one=('women', 'men'), other=('all',), within=False)
    >>> Balance(["with a plan"], ["exited"], within=True).within
    True

    Attributes:
        one: the names of the cells on one side.
        other: the names of those on the other side.
        within: whether the one side counts some of those on the other, perhaps all of them, so
            that it can be less.

    Source: the explanation Who is in the denominator.
    """

    one: tuple[Hashable, ...] = field(converter=as_tuple)
    other: tuple[Hashable, ...] = field(converter=as_tuple)
    within: bool = field(default=False, kw_only=True)


_Cost = tuple[int, int, int, int]


@frozen
class _System:
    """The cells by their places, and the sums that a reader knows.

    The last cells are those of which nobody sees more than that they are there: what is left of
    a whole when a part is taken from it. They are always hidden.
    """

    counts: tuple[int, ...]
    least: tuple[int, ...]
    shown: frozenset[int]
    unseen: frozenset[int]
    sums: tuple[tuple[tuple[int, int], ...], ...]
    of_cell: tuple[tuple[tuple[int, int], ...], ...]
    is_total: tuple[bool, ...]

    def move(self, cell: int, hidden: set[int], *, more: bool, steps: int) -> dict[int, int] | None:
        """Returns the cheapest move that changes a cell; empty where there is none.

        None is what a search past its limit gives.

        Cells that aren't hidden yet cost: fewest totals, then fewest of all, then the smallest
        counts. With `more` off only hidden cells may move.
        """
        heap: list[tuple[_Cost, tuple[tuple[int, int], ...], dict[int, int]]] = []
        for sign in (1, -1):
            if sign > 0 or self.counts[cell] > self.least[cell]:
                heappush(heap, ((0, 0, 0, 1), ((cell, sign),), self._left({}, cell, sign)))
        done: set[frozenset[tuple[int, int]]] = set()
        for _ in range(steps):
            if not heap:
                return {}
            cost, path, left = heappop(heap)
            if not left:
                return dict(path)
            state = frozenset(left.items())
            if state in done:
                continue
            done.add(state)
            at = min(left, key=self._shortest)
            moved = dict(path)
            for other, times in self.sums[at]:
                sign = -1 if (left[at] > 0) == (times > 0) else 1
                if other in moved or other in self.shown:
                    continue
                if sign < 0 and self.counts[other] <= self.least[other]:
                    continue
                totals, new, size, length = cost
                if other not in hidden:
                    if not more:
                        continue
                    totals += self.is_total[other]
                    new += 1
                    size += self.counts[other]
                added = (totals, new, size, length + 1)
                step = (*path, (other, sign))
                heappush(heap, (added, step, self._left(left, other, sign)))
        return None

    def _shortest(self, at: int) -> tuple[int, int]:
        """Returns the place of a sum in the order in which sums are mended: few choices first."""
        return len(self.sums[at]), at

    def _left(self, left: dict[int, int], cell: int, sign: int) -> dict[int, int]:
        """Returns the sums that are out of balance, and by how much, after one more step."""
        found = dict(left)
        for at, times in self.of_cell[cell]:
            off = found.get(at, 0) + times * sign
            if off:
                found[at] = off
            else:
                found.pop(at, None)
        return found

    def around(self, cell: int) -> set[int]:
        """Returns all cells that hang together with a cell by way of sums, and can be hidden."""
        found, new = {cell}, [cell]
        while new:
            for at, _ in self.of_cell[new.pop()]:
                fresh = [each for each, _ in self.sums[at] if each not in found]
                found.update(fresh)
                new += fresh
        return found - self.shown


NOTHING: Mapping[Hashable, int] = MappingProxyType({})


def hidden_cells(
    counts: Mapping[Hashable, int],
    balances: Iterable[Balance],
    *,
    below: int = 5,
    show_zeros: bool = False,
    least: Mapping[Hashable, int] = NOTHING,
) -> frozenset[Hashable]:
    """Says which cells to hide, so that no hidden one can be worked out.

    >>> from finsam.outcomes import Balance, hidden_cells
    >>> counts = {"women": 14, "men": 3, "all": 17}
    >>> sorted(hidden_cells(counts, [Balance(["women", "men"], ["all"])]))
    ['men', 'women']

    Args:
        counts: all counts that are to be published together, by the names of their cells.
        balances: the sums that a reader knows.
        below: counts below this are hidden.
        show_zeros: whether a count of 0 is shown. Then every one is, and a reader knows that a
            hidden count is 1 or more.
        least: what a reader knows a count to be at least, by the name of its cell.

    Raises:
        InvalidInput: a count that is no count, a balance that doesn't hold or names a cell that
            there isn't, a size below 1, a count that the sums give whatever is hidden; all faults
            at once.

    Source: the explanation Who is in the denominator.
    """
    hidden, revealed = sort_cells(counts, balances, below, show_zeros=show_zeros, least=least)
    faults = Faults()
    for name in revealed:
        faults.add(
            "balance",
            f"counts[{name!r}]",
            sv="går inte att dölja: summorna ger talet, vad som än döljs",
            en="can't be hidden: the sums give the count, whatever is hidden",
        )
    faults.raise_as(InvalidInput)
    return hidden


def sort_cells(
    counts: Mapping[Hashable, int],
    balances: Iterable[Balance],
    below: int,
    *,
    show_zeros: bool,
    least: Mapping[Hashable, int],
) -> tuple[frozenset[Hashable], list[Hashable]]:
    """Returns the cells to hide, and the small ones that the sums give whatever is hidden.

    Raises:
        InvalidInput: as for `hidden_cells`, but for the last.
    """
    faults = Faults()
    names = list(counts)
    place = {name: i for i, name in enumerate(names)}
    check_size(below, faults)
    for name in names:
        check_count(counts[name], f"counts[{name!r}]", faults)
    for name in least:
        if name not in place:
            _note_missing("least", name, faults)
    numbers = list(counts.values())
    sums: list[tuple[tuple[int, int], ...]] = []
    totals: set[int] = set()
    for i, balance in enumerate(balances):
        parts = [(name, 1) for name in balance.one] + [(name, -1) for name in balance.other]
        missing = [name for name, _ in parts if name not in place]
        if missing:
            _note_missing(f"balances[{i}]", missing[0], faults)
            continue
        cells = [(place[name], times) for name, times in parts]
        off = 0 if faults.found else sum(times * numbers[cell] for cell, times in cells)
        if balance.within and off <= 0:
            cells.append((len(numbers), 1))  # those who are left of the whole
            numbers.append(-off)
        elif off:
            faults.add(
                "balance",
                f"balances[{i}]",
                sv="delen är större än det hela" if balance.within else "sidorna är inte lika",
                en="the part is above the whole" if balance.within else "the sides aren't equal",
            )
        elif len(balance.other) == 1 < len(balance.one):
            totals.add(place[balance.other[0]])
        sums.append(tuple(cells))
    faults.raise_as(InvalidInput)
    of_cell: list[list[tuple[int, int]]] = [[] for _ in numbers]
    for at, parts_of in enumerate(sums):
        for cell, times in parts_of:
            of_cell[cell].append((at, times))
    seen = range(len(names))
    system = _System(
        counts=tuple(numbers),
        least=(
            *(max(least.get(name, 0), 1 if show_zeros else 0) for name in names),
            *[0] * (len(numbers) - len(names)),
        ),
        shown=frozenset(i for i in seen if show_zeros and numbers[i] == 0),
        unseen=frozenset(range(len(names), len(numbers))),
        sums=tuple(sums),
        of_cell=tuple(tuple(each) for each in of_cell),
        is_total=tuple(i in totals for i in range(len(numbers))),
    )
    first = [i for i in seen if numbers[i] < below and i not in system.shown]
    hidden = _hide(system, first)
    revealed = [names[cell] for cell in first if cell not in hidden]
    return frozenset(names[i] for i in hidden), revealed


def _note_missing(path: str, name: Hashable, faults: Faults) -> None:
    faults.add(
        "unknown",
        path,
        sv=f"det finns ingen cell {name!r}",
        en=f"there is no cell {name!r}",
    )


def _hide(system: _System, first: list[int]) -> set[int]:
    """Returns the first cells that can be hidden, and those that have to be hidden with them."""
    hidden = set(first) | system.unseen
    safe: set[int] = set()
    for cell in first:
        if cell not in safe:
            move = system.move(cell, hidden, more=True, steps=MAX_STEPS)
            moved = system.around(cell) if move is None else set(move)
            hidden |= moved
            safe |= moved
    hidden &= safe | system.unseen
    needed = hidden - set(first) - system.unseen
    for cell in sorted(needed, key=lambda each: (-system.counts[each], each)):
        fewer = hidden - {cell}  # what one move needed, a later one may have made needless
        moves = (
            system.move(each, fewer, more=False, steps=_FEW_STEPS)
            for each in sorted(fewer - system.unseen)
        )
        if all(moves):
            hidden = fewer
    return hidden - system.unseen


def check_size(size: object, faults: Faults, path: str = "below") -> None:
    """Notes a size that is no whole number above 0."""
    if faults.of_type(size, int, path) and cast("int", size) < 1:
        faults.add("range", path, sv="ska vara minst 1", en="is at least 1")


def check_count(count: object, path: str, faults: Faults) -> None:
    """Notes what is no count; a count is about people and isn't quoted."""
    if faults.of_type(count, int, path) and cast("int", count) < 0:
        faults.add("range", path, sv="ska inte vara negativt", en="isn't negative")
