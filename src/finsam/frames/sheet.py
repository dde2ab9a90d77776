"""A sheet of yes-and-no columns that are worked out one on another, layer by layer."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

import narwhals as nw
from attrs import field, frozen

__all__ = ["AnyTable", "Bit", "Sheet"]


def __dir__() -> list[str]:
    return __all__


AnyTable: TypeAlias = Any
"""A table of narwhals, eager or lazy: they have the same methods here, and no type in common."""

Bit = bool | str
"""A column without nulls by its name, or what is the same in every row."""


@frozen(eq=False)
class Sheet:
    """Columns that are noted first and added to a table last, each only once.

    Expressions that use one another many times would be written out again each time; a column is
    worked out once. What is the same in every row takes no column.
    """

    _layers: list[list[nw.Expr]] = field(factory=list[list[nw.Expr]], init=False)
    _level: dict[str, int] = field(factory=dict[str, int], init=False)
    _known: dict[object, Bit] = field(factory=dict[object, Bit], init=False)

    def test(self, key: object, test: nw.Expr) -> Bit:
        """Returns the column of a test of the caller's columns; unknown is no.

        Args:
            key: what the test asks, so that the same is asked only once.
            test: the expression.
        """
        return self._column(("test", key), test.fill_null(value=False), 0)

    def some(self, groups: Iterable[Iterable[Bit]]) -> Bit:
        """Returns whether in any of the groups all hold."""
        left: set[frozenset[str]] = set()
        for group in groups:
            bits = list(group)
            if any(bit is False for bit in bits):
                continue
            names = frozenset(bit for bit in bits if isinstance(bit, str))
            if not names:
                return True
            left.add(names)
        least = [group for group in left if not any(other < group for other in left)]
        if not least:
            return False
        if len(least) == 1 and len(least[0]) == 1:
            return next(iter(least[0]))
        ordered = sorted(sorted(group, key=_number) for group in least)
        whole = _joined([_joined([nw.col(n) for n in group], all_of=True) for group in ordered])
        level = 1 + max(self._level[name] for group in ordered for name in group)
        return self._column(("some", frozenset(least)), whole, level)

    def every(self, bits: Iterable[Bit]) -> Bit:
        """Returns whether all hold."""
        return self.some([bits])

    def no(self, bit: Bit) -> Bit:
        """Returns whether it doesn't hold."""
        if isinstance(bit, bool):
            return not bit
        return self._column(("no", bit), ~nw.col(bit), 1 + self._level[bit])

    def expr(self, bit: Bit) -> nw.Expr:
        """Returns a bit as an expression over the columns that were added."""
        return nw.lit(bit) if isinstance(bit, bool) else nw.col(bit)

    def added(self, frame: AnyTable) -> AnyTable:
        """Returns a table with all columns that were noted."""
        for layer in self._layers:
            frame = frame.with_columns(*layer)
        return frame

    def _column(self, key: object, whole: nw.Expr, level: int) -> Bit:
        found = self._known.get(key)
        if found is None:
            name = f"__finsam_{len(self._known)}"
            while len(self._layers) <= level:
                self._layers.append([])
            self._layers[level].append(whole.alias(name))
            self._level[name] = level
            found = self._known[key] = name
        return found


def _number(name: str) -> int:
    return int(name.rpartition("_")[2])


def _joined(parts: Sequence[nw.Expr], *, all_of: bool = False) -> nw.Expr:
    first, *others = parts
    for other in others:
        first = first & other if all_of else first | other
    return first
