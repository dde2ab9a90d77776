"""Two lists of clauses in one diagram: each a side, with the same variables and cells."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve

from finsam.errors import Faults, InvalidRules
from finsam.legaltime import LeapDay
from finsam.rules.atoms import Day
from finsam.rules.clauses import Clause
from finsam.rules.conditions import Condition, Open, reading_order, with_readings
from finsam.rules.diagram import NO, YES, Builder, Graph
from finsam.rules.facts import Choice, Fact, Known, Selection, Vocabulary
from finsam.rules.space import Space, Variable
from finsam.rules.turning import moves_with_the_day, turning_days
from finsam.rules.witnesses import Shown, shown

__all__ = ["Pair", "Side", "in_common", "looser"]


def __dir__() -> list[str]:
    return __all__


_OTHERS_POINT = "b:"  # before the key of a point that the first side has too, but another


def _conditions(clauses: Iterable[Clause]) -> list[Condition]:
    return [condition for clause in clauses for condition in clause.conditions]


def _points(clauses: Iterable[Clause]) -> dict[str, Open]:
    parts = (part for c in _conditions(clauses) for _, part in reading_order(c))
    return {part.key: part for part in parts if isinstance(part, Open)}


class Side:
    """One of the two lists of clauses, and the function *is met* of each."""

    def __init__(self, clauses: Sequence[Clause], space: Space, builder: Builder) -> None:
        """Builds the functions."""
        self.clauses, self.space = clauses, space
        self.met: dict[str, int] = {}
        for clause in clauses:
            assert clause.condition is not None
            met = space.build(clause.condition, builder)
            if clause.applies_to is not None:
                met = builder.choose(space.build(clause.applies_to, builder), met, YES)
            self.met[clause.key] = met

    def reads(self, clauses: Iterable[Clause]) -> list[str]:
        """Returns the keys of the facts that clauses read, in reading order."""
        keys = [atom.reads for clause in clauses for atom in clause.atoms]
        return [key for key in dict.fromkeys(keys) if key is not None]


class Pair:
    """Two lists of clauses on one day, in one diagram.

    An open point that both sides have is read alike on both. One that only has its key in common
    with another is another.
    """

    def __init__(
        self,
        a: Sequence[Clause],
        b: Sequence[Clause],
        vocabulary: Vocabulary,
        *,
        as_of: dt.date,
        leap_days: tuple[LeapDay, LeapDay],
        own: tuple[Vocabulary, ...] = (),
    ) -> None:
        """Builds both sides; statements are left out. Witnesses use the terms of each, if they can.

        Args:
            a: the clauses of the first.
            b: those of the second.
            vocabulary: the declarations of the facts that they read.
            as_of: the day.
            leap_days: the leap-day policy of each.
            own: the vocabulary of each, where they are others than the one of both.
        """
        sides = [[clause for clause in side if clause.is_evaluated] for side in (a, b)]
        of_a, of_b = (_points(side) for side in sides)
        clash = {
            key: Open(_OTHERS_POINT + key, point.text, point.readings)
            for key, point in of_b.items()
            if of_a.get(key, point) != point
        }
        self.renamed = {point.key: key for key, point in clash.items()}
        if clash:
            sides[1] = [_renamed(clause, clash) for clause in sides[1]]
        spaces = Space.joint(
            [
                (_conditions(side), Day(as_of, policy))
                for side, policy in zip(sides, leap_days, strict=True)
            ],
            vocabulary,
        )
        self.space = spaces[0]
        self.builder = Builder(self.space.sizes)
        self.a, self.b = (
            Side(side, space, self.builder) for side, space in zip(sides, spaces, strict=True)
        )
        self._shared = {
            place: cells
            for place, variable in enumerate(self.space.variables)
            if (cells := _shared(variable, own)) != (1 << variable.size) - 1
        }
        self._only_b = set(_points(sides[1])) - set(_points(sides[0]))

    def variables(self, keys: Iterable[str]) -> int:
        """Returns the variables of some facts, as the bits of a number."""
        wanted = set(keys)
        return self._bits(v.fact in wanted for v in self.space.variables)

    def is_no_by_a_reading(self, root: int) -> bool:
        """Tells whether a function is no for all facts by one reading of what only b leaves open.

        Points that a has are read in every way.
        """
        own = self._bits(v.open in self._only_b for v in self.space.variables)
        all_variables = (1 << len(self.space.variables)) - 1
        fails = self.builder.for_some(root, all_variables & ~own)
        return self.builder.for_some(self.no(fails), own) == YES

    def _bits(self, flags: Iterable[bool]) -> int:
        return sum(1 << place for place, flag in enumerate(flags) if flag)

    def both(self, *roots: int) -> int:
        """Returns *all of the functions*."""
        return self.builder.every(roots)

    def no(self, root: int) -> int:
        """Returns *not the function*."""
        return self.builder.choose(root, NO, YES)

    def cells(self, known: Known) -> int:
        """Returns *the facts are as known*."""
        if not known:
            return YES
        possible = self.space.possible(known)
        return self.builder.every(
            self.builder.node(
                place, tuple(cells >> i & 1 for i in range(self.space.variables[place].size))
            )
            for place, cells in enumerate(possible)
        )

    def witness(self, root: int, known: Known, *more: int) -> tuple[Shown, ...] | None:
        """Returns facts for which a function is yes; None where there are none.

        Args:
            root: the function.
            known: facts that are given.
            more: functions that are yes for some values of the facts that the first leaves out;
                for each, the facts with such values besides.
        """
        graph = self.builder.graph([root, *more])
        allowed = self._in_shared_terms(graph, graph.roots[0], list(self.space.possible(known)))
        found = shown(self.space, graph, graph.roots[0], known=known, allowed=allowed)
        if found is None:
            return None
        first, way = found
        allowed = list(self.space.possible(first.facts))  # a member says something of others too
        for place, cell in way.items():
            allowed[place] = 1 << cell
        all_shown = [first]
        for function in graph.roots[1:]:
            cells = self._in_shared_terms(graph, function, allowed)
            again = shown(self.space, graph, function, known=first.facts, allowed=cells, kept=way)
            assert again is not None
            readings = {**first.readings, **again[0].readings}
            all_shown.append(evolve(again[0], readings=readings))
        return tuple(all_shown)

    def _in_shared_terms(self, graph: Graph, root: int, allowed: list[int]) -> list[int]:
        """Returns the cells that may be taken, without what not both have terms for, if it can."""
        for place, cells in self._shared.items():
            fewer = [*allowed]
            fewer[place] &= cells
            if fewer[place] and graph.path(root, fewer) is not None:
                allowed = fewer
        return allowed


def _shared(variable: Variable, own: Iterable[Vocabulary]) -> int:
    """Returns the cells for which each vocabulary that has the fact has a term, as bits."""
    cells = (1 << variable.size) - 1
    for vocabulary in own:
        if variable.fact is None or variable.fact not in vocabulary:
            continue
        kind = vocabulary[variable.fact].kind
        if variable.member is not None and isinstance(kind, Selection):
            cells &= 3 if variable.member in kind.terms else 1
        elif isinstance(kind, Choice):
            cells &= sum(
                1 << cell for cell in range(variable.size) if variable.example(cell) in kind.terms
            )
    return cells


def _renamed(clause: Clause, points: Mapping[str, Condition]) -> Clause:
    assert clause.condition is not None
    applies = clause.applies_to
    return evolve(
        clause,
        condition=with_readings(clause.condition, points),
        applies_to=None if applies is None else with_readings(applies, points),
    )


def in_common(one: Vocabulary, other: Vocabulary) -> Vocabulary:
    """Returns a vocabulary with all that two have; the first itself where the second adds nothing.

    Raises:
        InvalidRules: a fact is declared in two ways, or a term of its list is.
    """
    if one is other or one == other:
        return one
    faults = Faults()
    merged: list[Fact] = []
    for fact in one:
        both = _merged(fact, other[fact.key]) if fact.key in other else fact
        if both is None:
            faults.add(
                "redefined",
                "vocabulary",
                sv=f"{fact.key!r} är deklarerat på två sätt; reglerna frågar inte om samma sak",
                en=f"{fact.key!r} is declared in two ways; the rules don't ask the same thing",
                value=fact.key,
            )
        else:
            merged.append(both)
    faults.raise_as(InvalidRules)
    return Vocabulary((*merged, *(fact for fact in other if fact.key not in one)))


def _merged(one: Fact, other: Fact) -> Fact | None:
    if one == other:
        return one
    for kind in (Choice, Selection):
        if isinstance(one.kind, kind) and isinstance(other.kind, kind):
            terms = one.kind.terms
            more = [term for term in other.kind.options if term.key not in terms]
            differs = any(terms.get(t.key, t) != t for t in other.kind.options)
            if differs or evolve(other, kind=one.kind) != one:
                return None
            return evolve(one, kind=kind((*one.kind.options, *more)))
    return None


def looser(
    old: Clause,
    new: Clause,
    vocabulary: Vocabulary,
    *,
    leap_day: LeapDay,
    days: tuple[dt.date, dt.date],
) -> tuple[dt.date, Shown] | None:
    """Returns facts for which a new clause is met and the old one isn't, and a day; None for none.

    What the old clause leaves open, the new one may settle: it is enough that it is as tight by one
    reading of every point that only the old clause has.

    Args:
        old: the clause of the base.
        new: the one that takes its place.
        vocabulary: the declarations of the facts.
        leap_day: when somebody born on 29 February attains an age in a common year.
        days: the first and the last day on which the answer has to hold.
    """
    start, end = days
    conditions = _conditions([old, new])
    turns: list[dt.date] = []
    if any(moves_with_the_day(condition, vocabulary) for condition in conditions):
        turns = turning_days(
            conditions, vocabulary, {}, leap_day=leap_day, start=start, end=end, may_change=True
        )
    for day in (start, *turns):
        pair = Pair([new], [old], vocabulary, as_of=day, leap_days=(leap_day, leap_day))
        met_new, met_old = pair.a.met[new.key], pair.b.met[old.key]
        outside = pair.both(met_new, pair.no(met_old))
        if pair.is_no_by_a_reading(outside):
            continue
        found = pair.witness(outside, Known({}))
        assert found is not None
        return day, found[0]
    return None
