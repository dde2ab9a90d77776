"""The same nine rules in other engines, each as a function from a settled person to nine answers.

Each engine gets the person in the form that it takes best, made before the clock starts, and the
birth date as a day number with the bounds worked out, as finsam does for itself.
"""

import datetime as dt
import json
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any, TypeAlias

from attrs import frozen
from dateutil.relativedelta import relativedelta

Thing: TypeAlias = Any  # what another engine makes of a person
AS_OF = dt.date(2021, 11, 22)
FIRST, LAST = dt.date(1956, 11, 23), dt.date(2005, 11, 22)  # born between them: 16 to 64 years
PLACES = ("Gislaved", "Gnosjö", "Värnamo")
BODIES = ("municipality", "region", "social_insurance_agency", "public_employment_service")
FLAGS = (
    "ordinary_cooperation_not_enough", "has_impairment", "social_situation_affects_work_ability",
    "language_limitation", "need_identified_early", "medical_obstacle", "social_obstacle",
    "active_abuse", "abuse_affects_rehabilitation",
)  # fmt: skip
Row = dict[str, object]  # born, place, needs (a frozenset), activity, and each flag


@frozen
class Peer:
    """An engine: what makes its form of a person, and what asks it."""

    made: Callable[[Row], Thing]
    ask: Callable[[Thing], Sequence[object]]


def by_hand(known: tuple[Any, ...]) -> tuple[bool, tuple[object, ...]]:
    """The floor: the same rules written out over a tuple, with the findings as shared objects."""
    born, place, needs, activity, f1, f2, f3, f4, f5, f6, f7, f8, f9 = known
    a = FIRST <= born <= LAST
    b = place in _PLACES
    c = len(_BODIES & needs) >= 2
    d = f1
    e = f2 or f3 or f4
    f = activity or f5
    g = not f6
    h = not f7
    i = not (f8 and f9)
    met = a and b and c and d and e and f and g and h and i
    return met, (_A[a], _B[b], _C[c], _D[d], _E[e], _F[f], _G[g], _H[h], _I[i])


_PLACES, _BODIES = frozenset(PLACES), frozenset(BODIES)
_A, _B, _C, _D, _E, _F, _G, _H, _I = [(("failed", i), ("met", i)) for i in range(9)]


def hand_tuple(row: Row) -> tuple[object, ...]:
    """Returns a person as the floor takes it."""
    return (row["born"], row["place"], row["needs"], row["activity"], *(row[f] for f in FLAGS))


@frozen
class _Naive:
    born: dt.date
    place: str
    needs: frozenset[str]
    activity: bool
    flags: dict[str, bool]


@frozen
class _NaiveRule:
    name: str
    check: Callable[[_Naive, dt.date], bool]


@frozen
class _NaiveFinding:
    rule: _NaiveRule
    met: bool
    text: str


_NAIVE = [
    _NaiveRule("age", lambda p, day: 16 <= relativedelta(day, p.born).years <= 64),
    _NaiveRule("place", lambda p, _: p.place in PLACES),
    _NaiveRule("needs", lambda p, _: sum(body in p.needs for body in BODIES) >= 2),
    _NaiveRule("complex", lambda p, _: p.flags[FLAGS[0]]),
    _NaiveRule("obstacle", lambda p, _: any(p.flags[f] for f in FLAGS[1:4])),
    _NaiveRule("group", lambda p, _: p.activity or p.flags[FLAGS[4]]),
    _NaiveRule("medical", lambda p, _: not p.flags[FLAGS[5]]),
    _NaiveRule("social", lambda p, _: not p.flags[FLAGS[6]]),
    _NaiveRule("abuse", lambda p, _: not (p.flags[FLAGS[7]] and p.flags[FLAGS[8]])),
]


def naive() -> Peer:
    """A plain rule engine as one writes it first, with attrs and relativedelta."""

    def made(row: Row) -> Thing:
        flags = {flag: bool(row[flag]) for flag in FLAGS}
        return _Naive(row["born"], row["place"], row["needs"], row["activity"], flags)  # type: ignore[arg-type]

    def ask(person: Thing) -> list[bool]:
        found = []
        for rule in _NAIVE:
            met = rule.check(person, AS_OF)
            found.append(_NaiveFinding(rule, met, f"{rule.name}: {'met' if met else 'not met'}"))
        return [finding.met for finding in found]

    return Peer(made, ask)


def flat(row: Row) -> dict[str, object]:
    """Returns a person as plain values by name, a set as a flag for each member."""
    needs = row["needs"]
    assert isinstance(needs, frozenset)
    born = row["born"]
    assert isinstance(born, dt.date)
    plain = {key: row[key] for key in ("place", "activity", *FLAGS)}
    return {"born": born.toordinal(), **plain, **{f"need_{b}": b in needs for b in BODIES}}


def _expressions(land: str, lor: str, lnot: str, one: str) -> list[str]:
    """Returns the nine rules in the words of an expression language."""
    places = ", ".join(f"'{place}'" for place in PLACES)
    count = " + ".join(one.format(f"need_{body}") for body in BODIES)
    return [
        f"born >= {FIRST.toordinal()} {land} born <= {LAST.toordinal()}",
        f"place in [{places}]",
        f"{count} >= 2",
        FLAGS[0],
        f" {lor} ".join(FLAGS[1:4]),
        f"activity {lor} {FLAGS[4]}",
        f"{lnot}({FLAGS[5]})",
        f"{lnot}({FLAGS[6]})",
        f"{lnot}({FLAGS[7]} {land} {FLAGS[8]})",
    ]


def datalogic() -> Peer:
    """datalogic-py: JSON logic in Rust; a compiled array of rules, data parsed beforehand."""
    engine = import_module("datalogic_py")

    def var(name: str) -> dict[str, object]:
        return {"var": name}

    needs: list[object] = [{"if": [var(f"need_{body}"), 1, 0]} for body in BODIES]
    rules: list[object] = [
        {"<=": [FIRST.toordinal(), var("born"), LAST.toordinal()]},
        {"in": [var("place"), list(PLACES)]},
        {">=": [{"+": needs}, 2]},
        var(FLAGS[0]),
        {"or": [var(flag) for flag in FLAGS[1:4]]},
        {"or": [var("activity"), var(FLAGS[4])]},
        {"!": [var(FLAGS[5])]},
        {"!": [var(FLAGS[6])]},
        {"!": [{"and": [var(FLAGS[7]), var(FLAGS[8])]}]},
    ]
    compiled = engine.Engine().compile(rules)
    return Peer(lambda row: engine.DataHandle(json.dumps(flat(row))), compiled.evaluate_data)


def zen() -> Peer:
    """zen-engine: expressions in Rust; one compiled array."""
    rules = _expressions("and", "or", "not", "({} ? 1 : 0)")
    return Peer(flat, import_module("zen").compile_expression(f"[{', '.join(rules)}]").evaluate)


def cel() -> Peer:
    """common-expression-language: CEL in Rust; one compiled array."""
    rules = _expressions("&&", "||", "!", "({} ? 1 : 0)")
    return Peer(flat, import_module("cel").compile(f"[{', '.join(rules)}]").execute)


def rule_engine() -> Peer:
    """rule-engine: expressions in Python; one array."""
    rules = _expressions("and", "or", "not ", "({} ? 1 : 0)")
    return Peer(flat, import_module("rule_engine").Rule(f"[{', '.join(rules)}]").evaluate)


def business_rules() -> Peer:
    """business-rules: rules as JSON over a class of variables, in Python."""
    engine = import_module("business_rules")
    parts = {name: import_module(f"business_rules.{name}") for name in ("variables", "actions")}
    variables, actions = parts["variables"], parts["actions"]

    def variable(name: str, kind: str, of: Callable[[Row], object]) -> Thing:
        def value(self: Thing) -> object:
            return of(self.row)

        value.__name__ = name
        return getattr(variables, f"{kind}_rule_variable")(value)

    def flag(name: str) -> Thing:
        return variable(name, "boolean", lambda row: row[name])

    members: dict[str, Thing] = {name: flag(name) for name in (*FLAGS, "activity")}
    members["born"] = variable("born", "numeric", lambda row: row["born"])
    members["place"] = variable("place", "string", lambda row: row["place"])
    members["needs"] = variable(
        "needs", "numeric", lambda row: sum(bool(row[f"need_{body}"]) for body in BODIES)
    )
    person = type("Person", (variables.BaseVariables,), {**members, "__init__": _keep_row})

    def met(self: Thing, place: int) -> None:
        self.found[place] = True

    takes = {"place": parts["actions"].fields.FIELD_NUMERIC}
    action = type(
        "Found", (actions.BaseActions,),
        {"met": actions.rule_action(params=takes)(met), "__init__": _keep_found},
    )  # fmt: skip

    def is_so(name: str, *, so: bool = True) -> dict[str, object]:
        return {"name": name, "operator": "is_true" if so else "is_false", "value": True}

    def number(name: str, operator: str, value: int) -> dict[str, object]:
        return {"name": name, "operator": operator, "value": value}

    conditions: list[dict[str, object]] = [
        {"all": [number("born", "greater_than_or_equal_to", FIRST.toordinal()),
                 number("born", "less_than_or_equal_to", LAST.toordinal())]},
        {"any": [{"name": "place", "operator": "equal_to", "value": p} for p in PLACES]},
        {"all": [number("needs", "greater_than_or_equal_to", 2)]},
        {"all": [is_so(FLAGS[0])]},
        {"any": [is_so(flag) for flag in FLAGS[1:4]]},
        {"any": [is_so("activity"), is_so(FLAGS[4])]},
        {"all": [is_so(FLAGS[5], so=False)]},
        {"all": [is_so(FLAGS[6], so=False)]},
        {"any": [is_so(FLAGS[7], so=False), is_so(FLAGS[8], so=False)]},
    ]  # fmt: skip
    rules = [
        {"conditions": condition, "actions": [{"name": "met", "params": {"place": i}}]}
        for i, condition in enumerate(conditions)
    ]

    def ask(row: Thing) -> list[bool]:
        found = action()
        engine.run_all(rules, person(row), found)
        return list(found.found)

    return Peer(flat, ask)


def _keep_row(self: Thing, row: Row) -> None:
    self.row = row


def _keep_found(self: Thing) -> None:
    self.found = [False] * 9


PEERS: dict[str, tuple[str, Callable[[], Peer]]] = {
    "attrs and relativedelta, written naively": ("attrs", naive),
    "datalogic-py": ("datalogic-py", datalogic),
    "zen-engine, compiled array": ("zen-engine", zen),
    "common-expression-language": ("common-expression-language", cel),
    "rule-engine": ("rule-engine", rule_engine),
    "business-rules": ("business-rules", business_rules),
}


def version_of(distribution: str) -> str | None:
    """Returns the installed version of a distribution; None where it isn't installed."""
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None
