"""The space of completions on a day: variables, their cells, and what is known of them.

Atoms cut the values of each fact into cells: two values of one cell are never told apart by any
atom. A fact on a line has the stretches between its cuts, a choice the groups of its values
that are accepted alike, a set one variable of two cells for each member that is read, and an
open point its readings.
"""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import ClassVar

from attrs import field, frozen

from finsam.errors import Faults, RulesTooLarge
from finsam.rules.atoms import Atom, Day, Fixed
from finsam.rules.conditions import (
    AllOf,
    AnyOf,
    AtLeastOf,
    Condition,
    Not,
    Open,
    reading_order,
)
from finsam.rules.diagram import NO, YES, Builder
from finsam.rules.facts import (
    Between,
    Choice,
    Chosen,
    Date,
    Fact,
    Known,
    Number,
    Selection,
    Vocabulary,
    YesNo,
)
from finsam.rules.values import Accepted, Line, Members, NoFact, Values

__all__ = ["MAX_VARIABLES", "Space", "Variable"]


def __dir__() -> list[str]:
    return __all__


MAX_VARIABLES = 300  # more than ten times what any of the five documents asks


@frozen
class _OnLine:
    """A date or a number, cut where some atom changes its answer."""

    fact: str
    kind: Date | Number
    cuts: tuple[int, ...]
    low: int | None
    high: int | None
    member: ClassVar[None] = None
    open: ClassVar[None] = None

    @property
    def size(self) -> int:
        """The number of cells."""
        return len(self.cuts) + 1

    def possible(self, value: object) -> int:
        """Returns the cells that a known value leaves possible, as the bits of a number."""
        ends = (value.low, value.high) if isinstance(value, Between) else (value, value)
        first = 0 if ends[0] is None else bisect_right(self.cuts, self.kind.position(ends[0]))
        last = len(self.cuts)
        if ends[1] is not None:
            last = max(bisect_right(self.cuts, self.kind.position(ends[1])), first)
        return (1 << last + 1) - (1 << first)

    @property
    def sayable(self) -> int:
        """The cells that a value can be given for, and no other: all of them."""
        return (1 << self.size) - 1

    def example(self, cell: int) -> object:
        """Returns a value in a cell, as it would be given."""
        return self.kind.value_at(self.places[cell])

    def within(self, cell: int, value: object) -> object:
        """Returns a value in a cell that is among those that a known value leaves possible."""
        if not isinstance(value, Between):
            return value
        ends = [None if end is None else self.kind.position(end) for end in (value.low, value.high)]
        lows = [ends[0], self.cuts[cell - 1] if cell else None]
        highs = [ends[1], self.cuts[cell] - 1 if cell < len(self.cuts) else None, self.high]
        low = max((each for each in lows if each is not None), default=None)
        high = min((each for each in highs if each is not None), default=None)
        place = low if low is not None else high
        assert place is not None
        return self.kind.value_at(place)

    @cached_property
    def places(self) -> tuple[int, ...]:
        """A place in each cell."""
        if self.cuts:
            return (self.cuts[0] - 1, *self.cuts)
        return (next(end for end in (self.low, self.high, 0) if end is not None),)


@frozen
class _OfValues:
    """A yes/no fact or a choice, its values gathered by which atoms accept them."""

    fact: str
    groups: tuple[tuple[object, ...], ...]
    named: dict[str | bool, int] = field(eq=False, repr=False)
    others: int
    below: Mapping[str, frozenset[str]] = field(eq=False, repr=False)
    member: ClassVar[None] = None
    open: ClassVar[None] = None

    @property
    def size(self) -> int:
        """The number of cells."""
        return len(self.groups)

    def possible(self, value: object) -> int:
        """Returns the cells that a known value leaves possible, as the bits of a number."""
        return self.named.get(value, self.others)  # type: ignore[call-overload,no-any-return]

    @property
    def sayable(self) -> int:
        """The cells that a value can be given for, and no other.

        Who names a group in a choice leaves open which of those under it is meant.
        """
        alone = [self.possible(group[0]) == 1 << cell for cell, group in enumerate(self.groups)]
        return sum(fits << cell for cell, fits in enumerate(alone))

    def example(self, cell: int) -> object:
        """Returns a value in a cell, as it would be given."""
        return self.groups[cell][0]

    def within(self, cell: int, value: object) -> object:
        """Returns a value in a cell that is among those that a known value leaves possible."""
        meant: list[object] = [value]
        if isinstance(value, str):
            meant += sorted(self.below.get(value, ()))
        each = (one for one in meant if self.possible(one) == 1 << cell)
        return next(each, value)  # else it leaves open what is meant, as it did before


@frozen
class _Member:
    """Whether one member is in a set: cell 0 is out, cell 1 is in."""

    fact: str
    member: str
    size: ClassVar[int] = 2
    open: ClassVar[None] = None

    def possible(self, value: object) -> int:
        """Returns the cells that a known value leaves possible, as the bits of a number."""
        assert isinstance(value, Chosen)
        return 2 if self.member in value.inside else 1 if self.member in value.outside else 3

    @property
    def sayable(self) -> int:
        """The cells that a value can be given for, and no other: both."""
        return 3

    def example(self, cell: int) -> object:
        """Returns a value in a cell, as it would be given."""
        return bool(cell)


@frozen
class _OpenPoint:
    """An open point: its cells are its readings, and nothing that is known settles it."""

    open: str
    choices: tuple[str, ...]
    fact: ClassVar[None] = None
    member: ClassVar[None] = None

    @property
    def size(self) -> int:
        """The number of cells."""
        return len(self.choices)

    @property
    def sayable(self) -> int:
        """The cells that a value can be given for, and no other: all of them."""
        return (1 << self.size) - 1

    def example(self, cell: int) -> object:
        """Returns a value in a cell, as it would be given."""
        return self.choices[cell]


_OfFact = _OnLine | _OfValues | _Member
Variable = _OfFact | _OpenPoint


@frozen(eq=False)
class Space:
    """The variables of some conditions on a day, in the order in which they are first read."""

    variables: tuple[Variable, ...]
    facts: dict[str, Fact] = field(repr=False)
    _accepted: dict[Atom, Accepted] = field(repr=False)
    _place: dict[tuple[str, str | None], int] = field(repr=False)

    @classmethod
    def of(cls, conditions: Iterable[Condition], vocabulary: Vocabulary, day: Day) -> "Space":
        """Returns the space of the conditions.

        Args:
            conditions: all that will be asked, in the order of the rule set.
            vocabulary: the declarations of the facts that they read.
            day: the day of assessment.

        Raises:
            RulesTooLarge: there are more than `MAX_VARIABLES`.
        """
        return cls.joint([(conditions, day)], vocabulary)[0]

    @classmethod
    def joint(
        cls, sides: Sequence[tuple[Iterable[Condition], Day]], vocabulary: Vocabulary
    ) -> "tuple[Space, ...]":
        """Returns a space for each side, all with the same variables and cells.

        Args:
            sides: the conditions of each, and the day; sides may differ in their leap-day policy.
            vocabulary: the declarations of the facts that they read.

        Raises:
            RulesTooLarge: there are more variables than `MAX_VARIABLES`.
        """
        by_fact: dict[str, list[Accepted]] = {}
        first_read: dict[tuple[str, str], Open | Fact] = {}
        each_accepts: list[dict[Atom, Accepted]] = []
        for conditions, day in sides:
            accepted: dict[Atom, Accepted] = {}
            each_accepts.append(accepted)
            for condition in conditions:
                for _, part in reading_order(condition):
                    if isinstance(part, Open):
                        first_read.setdefault(("open", part.key), part)
                    elif isinstance(part, Atom) and part not in accepted:
                        fact = None if part.reads is None else vocabulary[part.reads]
                        accepted[part] = part.accepts(fact, day)
                        if fact is not None:
                            first_read.setdefault(("fact", fact.key), fact)
                            by_fact.setdefault(fact.key, []).append(accepted[part])
        variables: list[Variable] = []
        for what in first_read.values():
            if isinstance(what, Open):
                variables.append(_OpenPoint(what.key, what.choices))
            else:
                variables.extend(_variables(what, by_fact[what.key], sides[0][1].as_of))
        if len(variables) > MAX_VARIABLES:
            faults = Faults()
            faults.add(
                "too_large",
                "",
                sv=f"reglerna läser {len(variables)} fakta; gränsen är {MAX_VARIABLES}",
                en=f"the rules read {len(variables)} facts; the limit is {MAX_VARIABLES}",
            )
            faults.raise_as(RulesTooLarge)
        place = {(v.fact or f"open:{v.open}", v.member): i for i, v in enumerate(variables)}
        facts = {key: vocabulary[key] for key in by_fact}
        return tuple(cls(tuple(variables), facts, each, place) for each in each_accepts)

    @property
    def sizes(self) -> list[int]:
        """The number of cells of each variable."""
        return [variable.size for variable in self.variables]

    @cached_property
    def _all_cells(self) -> list[int]:
        return [(1 << size) - 1 for size in self.sizes]

    @cached_property
    def _of_fact(self) -> dict[str, list[tuple[int, _OfFact]]]:
        found: dict[str, list[tuple[int, _OfFact]]] = {}
        for place, variable in enumerate(self.variables):
            if not isinstance(variable, _OpenPoint):  # nothing that is known settles one
                found.setdefault(variable.fact, []).append((place, variable))
        return found

    def possible(self, known: Known) -> tuple[int, ...]:
        """Returns the possible cells of each variable, as the bits of a number."""
        cells = self._all_cells.copy()
        for key, value in known.items():
            for place, variable in self._of_fact.get(key, ()):
                cells[place] = variable.possible(value)
        return tuple(cells)

    def build(self, condition: Condition, builder: Builder) -> int:
        """Returns the node of a condition."""
        if isinstance(condition, AllOf):
            return builder.every(self.build(part, builder) for part in condition.of)
        if isinstance(condition, AnyOf):
            return builder.some(self.build(part, builder) for part in condition.of)
        if isinstance(condition, AtLeastOf):
            parts = [self.build(part, builder) for part in condition.of]
            return builder.at_least(condition.needed, parts)
        if isinstance(condition, Not):
            return builder.choose(self.build(condition.of, builder), NO, YES)
        if isinstance(condition, Open):
            return self._build_open(condition, builder)
        return self._build_atom(condition, builder)

    def _build_open(self, point: Open, builder: Builder) -> int:
        place = self._place[f"open:{point.key}", None]
        whole = NO
        for i, key in enumerate(point.choices):
            asked = builder.node(place, tuple(int(i == j) for j in range(len(point.choices))))
            whole = builder.choose(asked, self.build(point.chosen(key), builder), whole)
        return whole

    def _build_atom(self, atom: Atom, builder: Builder) -> int:
        if isinstance(atom, Fixed):  # also stands for the readings of a fully open point
            return int(atom.holds)
        accepted = self._accepted[atom]
        if isinstance(accepted, NoFact):
            return int(accepted.holds)
        assert atom.reads is not None
        if isinstance(accepted, Members):
            return self._build_members(atom.reads, accepted, builder)
        place = self._place[atom.reads, None]
        variable = self.variables[place]
        if isinstance(variable, _OnLine):
            assert isinstance(accepted, Line)
            return builder.node(place, tuple(int(p in accepted) for p in variable.places))
        assert isinstance(variable, _OfValues)
        assert isinstance(accepted, Values)
        return builder.node(place, tuple(int(group[0] in accepted) for group in variable.groups))

    def _build_members(self, fact: str, accepted: Members, builder: Builder) -> int:
        groups: list[int] = []
        for group in accepted.groups:
            places = [self._place[fact, m] for m in group if (fact, m) in self._place]
            groups.append(builder.some(builder.node(place, (NO, YES)) for place in places))
        enough = builder.at_least(accepted.at_least, groups)
        if accepted.at_most is None or accepted.at_most >= len(groups):
            return enough
        too_many = builder.at_least(accepted.at_most + 1, groups)
        return builder.choose(too_many, NO, enough)


def _variables(fact: Fact, accepted: Sequence[Accepted], as_of: dt.date) -> Iterator[Variable]:
    """Yields the variables of a fact: one, or one for each member of a set that is read."""
    kind = fact.kind
    if isinstance(kind, Date | Number):
        low, high = kind.bounds(as_of)
        lines = [each for each in accepted if isinstance(each, Line)]
        cuts = {
            cut
            for line in lines
            for cut in line.cuts
            if (low is None or cut > low) and (high is None or cut <= high)
        }
        yield _OnLine(fact.key, kind, tuple(sorted(cuts)), low, high)
    elif isinstance(kind, Selection):
        read = {group[0] for each in accepted if isinstance(each, Members) for group in each.groups}
        for member in kind.terms:
            if member in read:
                yield _Member(fact.key, member)
    else:
        yield _of_values(fact, kind, [each for each in accepted if isinstance(each, Values)])


def _of_values(fact: Fact, kind: YesNo | Choice, sets: Sequence[Values]) -> _OfValues:
    """Returns the variable of a choice or a yes/no fact; what no atom names is one group."""
    options: Iterable[str | bool] = kind.terms if isinstance(kind, Choice) else (False, True)
    named = frozenset[str | bool]().union(*(each.values for each in sets))
    gathered: dict[tuple[bool, ...], list[str | bool]] = {}
    rest = next((value for value in options if value not in named), None)
    for value in options:
        if value in named:
            gathered.setdefault(tuple([value in each for each in sets]), []).append(value)
    if rest is not None:
        gathered.setdefault((False,) * len(sets), []).append(rest)
    parents = kind.parents if isinstance(kind, Choice) else ()
    groups = tuple(  # first what is told apart best: an option that none stand under
        tuple(sorted(group, key=lambda value: value in parents)) for group in gathered.values()
    )
    cells = {value: 1 << i for i, group in enumerate(groups) for value in group}
    others = 0 if rest is None else cells[rest]
    if isinstance(kind, Choice):
        # each cell is one bit, so that the sum of different ones is all of them
        meant = {key: {cells.get(value, others) for value in kind.below[key]} for key in parents}
        cells.update({key: sum(bits) for key, bits in meant.items()})
    below: Mapping[str, frozenset[str]] = kind.below if isinstance(kind, Choice) else {}
    return _OfValues(fact.key, groups, cells, others, below)
