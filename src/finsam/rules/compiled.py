"""Compiled evaluation: the clauses of a set on a day, as one Python function.

The function is the three-valued pass: it takes what is known and works out each clause by itself
as no, unknown or yes. Its yes and no are right. Its unknown is right for a clause that reads
everything once; where it may not be, or where the verdict hangs on it, the function gives no
answer and the diagram decides.

Only names that are made here stand in the source. Keys, bounds, tables and findings are bound
through the function's globals, as attrs does for `__init__`, so that no text of a rule book can
become code.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from types import CodeType
from typing import cast

from attrs import field, frozen

from finsam.rules.atoms import Atom, Day
from finsam.rules.clauses import Clause, Concern, Strength
from finsam.rules.conditions import AllOf, AnyOf, AtLeastOf, Condition, Not, Open, reading_order
from finsam.rules.evaluate import Finding, Verdict
from finsam.rules.facts import Between, Choice, Date, Number, Vocabulary, YesNo
from finsam.rules.values import Line, Members, NoFact, Values

__all__ = ["Answer", "Settle", "compiled"]


def __dir__() -> list[str]:
    return __all__


Answer = tuple[Verdict, tuple[Finding, ...]]
Settle = Callable[[dict[str, object]], Answer | None]
"""Takes what is known, by the keys of the facts; None where the diagram has to decide."""

_NO, _UNKNOWN, _YES = "0", "1", "2"
_MOST_SOURCES = 256  # the functions of a set on two days often differ in what is bound only


def compiled(
    clauses: Iterable[Clause],
    findings: Iterable[tuple[Finding, ...]],
    vocabulary: Vocabulary,
    day: Day,
) -> Settle:
    """Returns the function.

    Args:
        clauses: the clauses that have an outcome, in their order.
        findings: for each of them, its finding for each outcome.
        vocabulary: the declarations of the facts that they read.
        day: the day of assessment.
    """
    asked = tuple(clauses)
    writer = _Writer(vocabulary, day)
    writer.fetch(_read_by(asked))
    outcomes = [writer.clause(clause) for clause in asked]
    for clause, outcome in zip(asked, outcomes, strict=True):
        if not _reads_once(clause, vocabulary, day):
            writer.line(f"if {outcome} == 1: return None")
    deciding = [
        outcome
        for clause, outcome in zip(asked, outcomes, strict=True)
        if clause.strength is Strength.REQUIRED and clause.concern is Concern.PERSON
    ]
    found = "".join(
        f"{writer.bound(of_clause)}[{outcome}], "
        for of_clause, outcome in zip(findings, outcomes, strict=True)
    )
    if deciding:  # met is 2, and 3 where it doesn't apply: both have the bit of 2
        writer.line(f"if 2 & {' & '.join(deciding)}: verdict = {writer.bound(Verdict.ELIGIBLE)}")
        writer.line(f"elif {' and '.join(deciding)}: return None")
        writer.line(f"else: verdict = {writer.bound(Verdict.NOT_ELIGIBLE)}")
    else:
        writer.line(f"verdict = {writer.bound(Verdict.NEEDS_ASSESSMENT)}")
    writer.line(f"return verdict, ({found})")
    return writer.function()


@lru_cache(maxsize=_MOST_SOURCES)
def _code(source: str) -> CodeType:
    return compile(source, "<finsam rules>", "exec")


def _read_by(clauses: Iterable[Clause]) -> Iterator[str]:
    """Yields the facts that the clauses read, each once."""
    yield from dict.fromkeys(
        part.reads
        for clause in clauses
        for condition in (clause.applies_to, clause.condition)
        if condition is not None
        for _, part in reading_order(condition)
        if isinstance(part, Atom) and part.reads is not None
    )


def _reads_once(clause: Clause, vocabulary: Vocabulary, day: Day) -> bool:
    """Tells whether the clause reads no fact, member or open point twice."""
    read: list[tuple[str, str]] = []
    for condition in (clause.applies_to, clause.condition):
        for _, part in reading_order(condition) if condition is not None else ():
            if isinstance(part, Open):
                read.append((part.key, "an open point"))
            elif isinstance(part, Atom) and part.reads is not None:
                accepted = part.accepts(vocabulary[part.reads], day)
                groups = accepted.groups if isinstance(accepted, Members) else (("",),)
                read += [(part.reads, member) for group in groups for member in group]
    return len(read) == len(set(read))


@frozen(eq=False)
class _Writer:
    """Writes the function line by line, and binds what it reads."""

    vocabulary: Vocabulary
    day: Day
    lines: list[str] = field(factory=list[str], init=False)
    names: dict[str, object] = field(
        factory=lambda: {"__builtins__": {}, "KeyError": KeyError, "type": type, "len": len},
        init=False,
    )
    indent: list[str] = field(factory=lambda: ["    "], init=False)
    kept: dict[str, str] = field(factory=dict[str, str], init=False)

    def function(self) -> Settle:
        """Returns the function that was written."""
        source = "\n".join(["def settle(known):", *self.lines])
        exec(_code(source), self.names)  # noqa: S102 - only names made here stand in the source
        return cast("Settle", self.names["settle"])

    def line(self, text: str) -> None:
        """Adds a line."""
        self.lines.append("".join(self.indent) + text)

    def bound(self, value: object) -> str:
        """Returns a new name for a value."""
        name = f"b{len(self.names)}"
        self.names[name] = value
        return name

    def new(self) -> str:
        """Returns a new name for what is worked out."""
        name = f"v{len(self.names)}"
        self.names[name] = None  # so that the next name is another
        return name

    def fetch(self, keys: Iterable[str]) -> None:
        """Fetches what is known of facts: all at once when all is known, which is quickest."""
        names = {key: self.bound(key) for key in keys}
        self.kept.update((key, self.new()) for key in names)
        if not names:
            return
        self.line("try:")
        self.lines.extend(f"     {self.kept[key]} = known[{name}]" for key, name in names.items())
        self.line("except KeyError:")
        self.line(" get = known.get")
        self.lines.extend(f"     {self.kept[key]} = get({name})" for key, name in names.items())

    def clause(self, clause: Clause) -> str:
        """Writes a clause; returns the name of its outcome."""
        assert clause.condition is not None
        if clause.applies_to is None:
            return self.condition(clause.condition)
        applies = self.condition(clause.applies_to)
        outcome = self.new()
        self.line(f"{outcome} = 3")
        self.line(f"if {applies}:")
        self.indent.append(" ")
        holds = self.condition(clause.condition)
        self.line(f"{outcome} = 1 if {applies} == 1 and {holds} == 0 else {holds}")
        self.indent.pop()
        return outcome

    def condition(self, condition: Condition) -> str:
        """Writes a condition; returns the name of what it comes to, or the constant."""
        if isinstance(condition, AllOf):
            return self.extreme(condition.of, "if {0}:", "if {1} < {0}: {0} = {1}")
        if isinstance(condition, AnyOf):
            return self.extreme(condition.of, "if {0} < 2:", "if {1} > {0}: {0} = {1}")
        if isinstance(condition, AtLeastOf):
            parts = [self.condition(part) for part in condition.of]
            yes = " + ".join(f"({part} > 1)" for part in parts)
            may = " + ".join(f"({part} > 0)" for part in parts)
            found, needed = self.new(), condition.needed
            self.line(f"{found} = 2 if {yes} >= {needed} else 1 if {may} >= {needed} else 0")
            return found
        if isinstance(condition, Not):
            found = self.new()
            self.line(f"{found} = 2 - {self.condition(condition.of)}")
            return found
        if isinstance(condition, Open):
            return self.open(condition)
        return self.atom(condition)

    def extreme(self, parts: Iterable[Condition], unless: str, take: str) -> str:
        """Writes all-of or any-of: the least or the greatest of the parts."""
        first, *others = parts
        found = self.new()
        self.line(f"{found} = {self.condition(first)}")
        for part in others:
            self.line(unless.format(found))
            self.indent.append(" ")
            self.line(take.format(found, self.condition(part)))
            self.indent.pop()
        return found

    def open(self, point: Open) -> str:
        """Writes an open point: what all of its readings agree on."""
        first, *others = [self.condition(point.chosen(key)) for key in point.choices]
        found = self.new()
        self.line(f"{found} = {first}")
        for other in others:
            self.line(f"if {other} != {found}: {found} = 1")
        return found

    def atom(self, atom: Atom) -> str:
        """Writes an atom."""
        fact = None if atom.reads is None else self.vocabulary[atom.reads]
        accepted = atom.accepts(fact, self.day)
        if isinstance(accepted, NoFact):
            return _YES if accepted.holds else _NO
        assert fact is not None
        known = self.kept[fact.key]
        found = self.new()
        if isinstance(accepted, Members):
            self.members(found, known, accepted)
        elif isinstance(accepted, Line):
            self.on_line(found, known, fact.kind, accepted)
        elif isinstance(fact.kind, YesNo):
            assert isinstance(accepted, Values)
            yes, no = (_YES if value in accepted else _NO for value in (True, False))
            self.line(f"{found} = {yes} if {known} is True else {no} if {known} is False else 1")
        else:
            assert isinstance(fact.kind, Choice)
            assert isinstance(accepted, Values)
            self.line(f"{found} = {self.bound(_table(fact.kind, accepted).get)}({known}, 0)")
        return found

    def members(self, found: str, known: str, accepted: Members) -> None:
        """Writes how many members of a set are in it, and how many can be."""
        # whoever is in a member under another is in that one too, so the first of a group tells
        heads = frozenset(group[0] for group in accepted.groups)
        low, high = accepted.at_least, accepted.at_most
        self.line(f"if {known} is None: {found} = 1")
        if len(heads) == 1 and high is None:
            head = self.bound(next(iter(heads)))
            yes, no = f"{head} in {known}.inside", f"{head} in {known}.outside"
        else:
            of = self.bound(heads)
            inside, can = f"len({of} & {known}.inside)", f"len({of} - {known}.outside)"
            yes, no = f"{inside} >= {low}", f"{can} < {low}"
            if high is not None:
                yes, no = f"{yes} and {can} <= {high}", f"{no} or {inside} > {high}"
        self.line(f"else: {found} = 2 if {yes} else 0 if {no} else 1")

    def on_line(self, found: str, known: str, kind: object, accepted: Line) -> None:
        """Writes whether a date or a number lies on a line; an interval is looked at apart."""
        assert isinstance(kind, Date | Number)
        of = self.bound(dt.date if isinstance(kind, Date) else int)
        stretch = _Stretch(kind, accepted, *kind.bounds(self.day.as_of))
        unknown, apart = stretch.between(stretch.low, stretch.high), self.bound(stretch)
        ends = _ends(kind, accepted)
        if ends is None:
            self.line(f"{found} = {unknown} if {known} is None else {apart}({known})")
            return
        low, high = (None if end is None else self.bound(end) for end in ends)
        test = " <= ".join(part for part in (low, known, high) if part is not None)
        self.line(f"if type({known}) is {of}: {found} = 2 if {test} else 0")
        self.line(f"else: {found} = {unknown} if {known} is None else {apart}({known})")


def _ends(kind: Date | Number, line: Line) -> tuple[object, object] | None:
    """Returns the least and the greatest value that is accepted, both included.

    None where it can't be written so: nothing is accepted, or a number has decimals.
    """
    low = None if line.from_start else line.cuts[0] if line.cuts else None
    rest = line.cuts if line.from_start else line.cuts[1:]
    if not line.cuts or len(rest) > 1:
        return None
    high = rest[0] - 1 if rest else None
    if isinstance(kind, Number):
        return (low, high) if not kind.decimals else None
    dates = [None if end is None else dt.date.fromordinal(end) for end in (low, high)]
    return dates[0], dates[1]


def _table(kind: Choice, accepted: Values) -> dict[object, int]:
    """Returns what each value of a choice comes to, but for those that are simply not accepted."""
    table: dict[object, int] = {}
    for key, below in kind.below.items():
        inside = sum(option in accepted for option in below)  # a group leaves open which it is
        if inside:
            table[key] = 2 if inside == len(below) else 1
    inside = sum(option in accepted for option in kind.terms)
    table[None] = 0 if not inside else 2 if inside == len(kind.terms) else 1
    return table


@frozen(eq=False)
class _Stretch:
    """Says whether a line has all, some or none of what is possible of a date or a number."""

    kind: Date | Number
    line: Line
    low: int | None
    high: int | None

    def __call__(self, value: object) -> int:
        ends = (value.low, value.high) if isinstance(value, Between) else (value, value)
        low = self.low if ends[0] is None else self.kind.position(ends[0])
        high = self.high if ends[1] is None else self.kind.position(ends[1])
        # what has happened can't lie after the day, nor before all that is remembered
        if self.low is not None and low is not None:
            low = max(low, self.low)
        if self.high is not None and high is not None:
            high = min(high, self.high)
        return self.between(low, high)

    def between(self, low: int | None, high: int | None) -> int:
        """Says it of a stretch, both ends included; None leaves an end open."""
        cuts = self.line.cuts
        if any((low is None or low < cut) and (high is None or cut <= high) for cut in cuts):
            return 1
        place = low if low is not None else high if high is not None else 0
        return 2 if place in self.line else 0
