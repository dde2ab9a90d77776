"""From a way through a diagram to facts that can be given: a person who shows it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import cast

from attrs import field, frozen

from finsam.legaltime import whole_years
from finsam.rules.atoms import Age, Atom, Day
from finsam.rules.diagram import Graph
from finsam.rules.facts import Chosen, Fact, Known, Selection, Vocabulary
from finsam.rules.space import Space
from finsam.texts import Lang, Text

__all__ = ["Shown", "as_readings", "shown", "told"]


def __dir__() -> list[str]:
    return __all__


def as_readings(readings: Mapping[str, str]) -> Mapping[str, str]:
    """Returns readings by the keys of their points, so that they can't be changed."""
    return cast("Mapping[str, str]", Known(readings))


@frozen
class Shown:
    """Facts that show an answer, and the readings that it takes.

    Attributes:
        facts: the facts; what isn't among them doesn't matter.
        readings: for each open point that matters, the key of a reading.
        unsaid: the facts whose value can't be given so that it is meant alone: a group in a
            choice, and none of those under it.
    """

    facts: Known
    readings: Mapping[str, str] = field(factory=dict[str, str], converter=as_readings)
    unsaid: tuple[str, ...] = ()


def shown(
    space: Space,
    graph: Graph,
    root: int,
    *,
    known: Known,
    allowed: Sequence[int],
    changed: int = 0,
    kept: Mapping[int, int] = MappingProxyType({}),
) -> tuple[Shown, dict[int, int]] | None:
    """Returns facts for which a function is yes, and the cells; None where there are none.

    Args:
        space: the variables.
        graph: the function's nodes.
        root: the function.
        known: the facts that stay.
        allowed: for each variable the cells that may be taken, as the bits of a number.
        changed: the variables that get other values than are known, as the bits of a number.
        kept: the variables of which `known` already has a value for the one cell allowed.
    """
    sayable = [
        cells & variable.sayable or cells
        for cells, variable in zip(allowed, space.variables, strict=True)
    ]
    way = graph.path(root, sayable)
    if way is None:
        way = graph.path(root, allowed)
    if way is None:
        return None
    facts: dict[str, object] = dict(known)
    readings: dict[str, str] = {}
    members: dict[str, dict[str, bool]] = {}
    unsaid: list[str] = []
    for place, cell in way.items():
        variable = space.variables[place]
        if place in kept:
            continue
        if variable.open is not None:
            readings[variable.open] = str(variable.example(cell))
        elif variable.member is not None:
            members.setdefault(variable.fact, {})[variable.member] = bool(cell)
        else:
            stays = variable.fact in known and not changed >> place & 1
            value = variable.within(cell, known[variable.fact]) if stays else variable.example(cell)
            facts[variable.fact] = value
            if variable.possible(value) != 1 << cell:
                unsaid.append(variable.fact)
    for key, given in members.items():
        facts[key] = _chosen(space.facts[key], known.get(key), given)
    return Shown(Known(facts), readings, tuple(unsaid)), way


def _chosen(fact: Fact, known: object, given: Mapping[str, bool]) -> Chosen:
    """Returns what is known of a set once some members are in it or out.

    Who is current with a service is so with its authority: what a member stands under comes in
    with it, and what stands under one goes out with it.
    """
    kind = fact.kind
    assert isinstance(kind, Selection)
    above = {key: frozenset(k for k in kind.terms if key in kind.below[k]) for key in given}
    comes = frozenset[str]().union(*(above[key] for key, inside in given.items() if inside))
    goes = frozenset[str]().union(*(kind.below[key] for key in given if not given[key]))
    before = known if isinstance(known, Chosen) else Chosen(frozenset(), frozenset())
    inside = (before.inside - goes) | comes
    return Chosen(inside, (before.outside | goes) - inside)


def told(
    facts: Mapping[str, object],
    vocabulary: Vocabulary,
    atoms: Iterable[Atom],
    day: Day,
    lang: Lang,
) -> Iterator[str]:
    """Yields facts for people, one a line; a date from which an atom counts an age with the age."""
    aged = {part.reads for part in atoms if isinstance(part, Age)}
    for fact in vocabulary:
        if fact.key not in facts:
            continue
        value = facts[fact.key]
        if isinstance(value, Chosen):
            said = _members(fact, value, lang)
        else:
            said = fact.kind.show(value, lang)
            if fact.key in aged and isinstance(value, dt.date) and value <= day.as_of:
                years = whole_years(value, day.as_of, day.leap_day)
                said = f"{said} ({_AGE.in_(lang)} {years})"
        yield f"{fact.question.in_(lang)} {said}"


def _members(fact: Fact, value: Chosen, lang: Lang) -> str:
    kind = fact.kind
    assert isinstance(kind, Selection)
    inside = [kind.name(key, lang) for key in kind.terms if key in value.inside]
    left = [
        kind.name(key, lang)
        for key, term in kind.terms.items()
        if key in value.outside and term.parent not in value.outside
    ]
    parts = [", ".join(inside)] if inside else []
    if left:
        parts.append(f"{_NOT_IN.in_(lang)}: {', '.join(left)}")
    return "; ".join(parts)


_AGE = Text(sv="ålder", en="age")
_NOT_IN = Text(sv="inte med", en="not in")
