"""A reference evaluator that knows no diagram: it reads a condition and one whole completion.

It repeats the meaning of design section 2 in the plainest way, and is slow. Nothing here calls
`accepts`, the space of cells or the diagram.
"""

import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from math import prod

from attrs import evolve, field, frozen

from finsam.legaltime import LeapDay, add
from finsam.rules import (
    Age,
    Ahead,
    AllOf,
    AnyOf,
    AtLeastOf,
    Between,
    Choice,
    Clause,
    Concern,
    Condition,
    Date,
    DateBetween,
    DayIn,
    Fixed,
    Flag,
    Includes,
    Lasted,
    Measured,
    NoneOf,
    Not,
    Number,
    OneOf,
    Only,
    Open,
    RuleSet,
    Selection,
    Strength,
    Vocabulary,
    WayIn,
)
from finsam.rules.conditions import reading_order

Key = tuple[str, str | None]  # a fact, or a member of a set, or ("open:key", None)
Completion = Mapping[Key, object]


def attained(birth: dt.date, day: dt.date, policy: LeapDay) -> int:
    """Returns the age by comparing month and day, without the library's arithmetic."""
    month, number = birth.month, birth.day
    leap = day.year % 4 == 0 and (day.year % 100 != 0 or day.year % 400 == 0)
    if (month, number) == (2, 29) and not leap:
        month, number = (2, 28) if policy is LeapDay.FEB28 else (3, 1)
    return day.year - birth.year - ((day.month, day.day) < (month, number))


def stands_under(key: str, above: str, kind: Choice | Selection) -> bool:
    """Tells whether an option is another, or stands under it."""
    parents = {term.key: term.parent for term in kind.options}
    at: str | None = key
    while at is not None:
        if at == above:
            return True
        at = parents[at]
    return False


@frozen
class Oracle:
    """Says what a condition is for one completion on one day."""

    vocabulary: Vocabulary
    as_of: dt.date
    policy: LeapDay = LeapDay.FEB28

    def holds(self, condition: Condition, world: Completion) -> bool:
        """Tells whether the condition holds."""
        match condition:
            case AllOf():
                return all(self.holds(part, world) for part in condition.of)
            case AnyOf():
                return any(self.holds(part, world) for part in condition.of)
            case Not():
                return not self.holds(condition.of, world)
            case Open():
                chosen = world[f"open:{condition.key}", None]
                if not condition.readings:
                    return chosen == "met"
                reading = next(r for r in condition.readings if r.key == chosen)
                return self.holds(reading.condition, world)
            case Fixed():
                return condition.holds
            case DayIn():
                return (
                    (condition.start or dt.date.min) <= self.as_of <= (condition.end or dt.date.max)
                )
            case AtLeastOf():
                return sum(self.holds(part, world) for part in condition.of) >= condition.needed
        return self.atom(condition, world)

    def atom(self, atom: Condition, world: Completion) -> bool:
        """Tells whether an atom that reads a fact holds."""
        fact = getattr(atom, "fact", "")
        value = world.get((fact, None))
        match atom:
            case Age():
                assert isinstance(value, dt.date)
                years = attained(value, self.as_of, self.policy)
                return (
                    (atom.at_least or 0)
                    <= years
                    <= (1000 if atom.at_most is None else atom.at_most)
                )
            case Lasted():
                assert isinstance(value, dt.date)
                if atom.at_least is not None:
                    return add(value, atom.at_least) <= self.as_of
                assert atom.more_than is not None
                return add(value, atom.more_than) < self.as_of
            case Ahead():
                assert isinstance(value, dt.date)
                return (
                    value >= self.as_of
                    and (atom.at_least is None or value >= add(self.as_of, atom.at_least))
                    and (atom.at_most is None or value <= add(self.as_of, atom.at_most))
                )
            case DateBetween():
                assert isinstance(value, dt.date)
                return (atom.start or dt.date.min) <= value <= (atom.end or dt.date.max)
            case Measured():
                assert isinstance(value, int | Decimal)
                return (
                    (atom.at_least is None or value >= atom.at_least)
                    and (atom.more_than is None or value > atom.more_than)
                    and (atom.at_most is None or value <= atom.at_most)
                    and (atom.less_than is None or value < atom.less_than)
                )
            case Flag():
                return value is atom.value
            case OneOf() | NoneOf():
                kind = self.vocabulary[fact].kind
                assert isinstance(kind, Choice)
                named = any(stands_under(str(value), key, kind) for key in atom.values)
                return named is isinstance(atom, OneOf)
            case Includes() | Only():
                return self.members(atom, fact, world)
        raise AssertionError(atom)

    def members(self, atom: Includes | Only, fact: str, world: Completion) -> bool:
        """Tells whether the members of a set are as an atom wants them."""
        kind = self.vocabulary[fact].kind
        assert isinstance(kind, Selection)
        listed = {
            member for (key, member), inside in world.items() if key == fact and member and inside
        }

        def counted(named: str) -> bool:
            return any(stands_under(member, named, kind) for member in listed)

        if isinstance(atom, Includes):
            count = sum(counted(member) for member in atom.members)
            most = len(atom.members) if atom.at_most is None else atom.at_most
            return atom.at_least <= count <= most
        return all(
            any(
                stands_under(member, name, kind) or stands_under(name, member, kind)
                for name in atom.members
            )
            for member in listed
        )

    def met(self, clause: Clause, world: Completion) -> bool:
        """Tells whether a clause is met; where it doesn't apply it is."""
        assert clause.condition is not None
        return not self.applies(clause, world) or self.holds(clause.condition, world)

    def applies(self, clause: Clause, world: Completion) -> bool:
        """Tells whether a clause applies."""
        return clause.applies_to is None or self.holds(clause.applies_to, world)

    def comes(self, way: WayIn, world: Completion) -> bool:
        """Tells whether the person comes by a way."""
        if way.closed:
            return False
        by = world.get(("referred_by", None))
        fits = True
        if way.kind.value in {"referral", "other_door"}:
            if way.referrers is None:
                fits = by not in {"the_person", "outreach"}
                if way.any_referrer is None:
                    fits = fits and world[f"open:{way.key}.referrers", None] == "met"
                else:
                    fits = fits and self.holds(way.any_referrer, world)
            else:
                kind = self.vocabulary["referred_by"].kind
                assert isinstance(kind, Choice)
                fits = any(stands_under(str(by), key, kind) for key in way.referrers)
        elif way.kind.value == "self_application":
            fits = by == "the_person"
        elif way.kind.value == "outreach":
            fits = by == "outreach"
        more = [part for part in (way.open_to, way.steps) if part is not None]
        return fits and all(self.holds(part, world) for part in more)

    def telling(
        self, fact: str, reading: Sequence[Condition], values: Sequence[object]
    ) -> tuple[object, ...]:
        """Returns the values at which some atom's answer begins or ends."""
        answers = [
            tuple(self.atom(part, {(fact, None): value}) for part in reading) for value in values
        ]
        return tuple(
            value
            for i, value in enumerate(values)
            if i in {0, len(values) - 1}
            or answers[i] != answers[i - 1]
            or answers[i] != answers[i + 1]
        )


def keys_read(conditions: Iterable[Condition], rules: RuleSet, *, ways: bool = True) -> list[Key]:
    """Returns what the conditions read: facts, members of sets, and open points."""
    found: dict[Key, None] = {}
    for condition in conditions:
        for _, part in reading_order(condition):
            if isinstance(part, Open):
                found.setdefault((f"open:{part.key}", None))
            elif isinstance(part, Includes):
                for member in part.members:
                    found.setdefault((part.fact, member))
            elif isinstance(part, Only):
                kind = rules.vocabulary[part.fact].kind
                assert isinstance(kind, Selection)
                for term in kind.options:
                    related = any(
                        stands_under(term.key, name, kind) or stands_under(name, term.key, kind)
                        for name in part.members
                    )
                    if not related:
                        found.setdefault((part.fact, term.key))
            elif isinstance(fact := getattr(part, "fact", None), str):
                found.setdefault((fact, None))
    if ways:
        for way in rules.ways_in or ():
            if way.closed:
                continue
            if way.kind.value != "open_door":
                found.setdefault(("referred_by", None))
            if way.referrers_are_open and way.any_referrer is None:
                found.setdefault((f"open:{way.key}.referrers", None))
    return list(found)


def conditions_of(clauses: Iterable[Clause], ways: Iterable[WayIn] = ()) -> list[Condition]:
    """Returns the conditions of clauses and ways."""
    parts: list[Condition | None] = []
    for clause in clauses:
        parts += [clause.applies_to, clause.condition]
    for way in ways:
        if not way.closed:
            parts += [way.open_to, way.steps, way.any_referrer]
    return [part for part in parts if part is not None]


@frozen
class Values:
    """For each key that is read, values that between them show every answer of every atom."""

    of: dict[Key, tuple[object, ...]] = field(factory=dict)

    @classmethod
    def read_by(cls, rules: RuleSet, as_of: dt.date) -> "Values":
        """Returns the values for a rule set on a day."""
        conditions = conditions_of(rules.clauses, rules.ways_in or ())
        parts = [part for condition in conditions for _, part in reading_order(condition)]
        points = {part.key: part for part in parts if isinstance(part, Open)}
        found: dict[Key, tuple[object, ...]] = {}
        for key in keys_read(conditions, rules):
            name, member = key
            if name.startswith("open:"):
                point = points.get(name.removeprefix("open:"))
                found[key] = ("met", "not_met") if point is None else point.choices
            elif member is not None:
                found[key] = (False, True)
            else:
                reading = [part for part in parts if getattr(part, "fact", None) == name]
                several = _values(rules, name, reading, as_of)
                if isinstance(rules.vocabulary[name].kind, Date | Number):
                    oracle = Oracle(rules.vocabulary, as_of, rules.leap_day)
                    several = oracle.telling(name, reading, several)
                found[key] = several
        return cls(found)


def _values(
    rules: RuleSet, name: str, reading: Sequence[Condition], as_of: dt.date
) -> tuple[object, ...]:
    kind = rules.vocabulary[name].kind
    if isinstance(kind, Date):
        return tuple(_dates(reading, as_of, past=kind.past))
    if isinstance(kind, Number):
        return tuple(_numbers(reading, kind))
    if isinstance(kind, Choice):
        if name == "referred_by":
            return tuple(term.key for term in kind.options)
        named = {key for part in reading for key in getattr(part, "values", ())}
        other = [term.key for term in kind.options if term.key not in named]
        few = [term.key for term in kind.options if len(kind.options) <= 12]
        return tuple(few or [*sorted(named), *other[:2]])
    return (False, True)


def _dates(reading: Sequence[Condition], as_of: dt.date, *, past: bool) -> Iterator[dt.date]:
    turns: set[dt.date] = {as_of, dt.date(1890, 1, 5), dt.date(2090, 1, 5)}
    for part in reading:
        if isinstance(part, Age):
            for bound in (part.at_least, part.at_most):
                for years in (bound, None if bound is None else bound + 1):
                    if years is not None:
                        day = 28 if (as_of.month, as_of.day) == (2, 29) else as_of.day
                        turns.add(dt.date(as_of.year - years, as_of.month, day))
        elif isinstance(part, Lasted):
            period = part.at_least if part.at_least is not None else part.more_than
            assert period is not None
            near = next(
                start
                for back in range(80_000)
                if add(start := as_of - dt.timedelta(back), period) <= as_of
            )
            turns.add(near)
        elif isinstance(part, Ahead):
            ends = (part.at_least, part.at_most)
            turns |= {add(as_of, end) for end in ends if end is not None}
        elif isinstance(part, DateBetween):
            turns |= {end for end in (part.start, part.end) if end is not None}
    near_turns = {turn + dt.timedelta(step) for turn in turns for step in range(-4, 5)}
    return (day for day in sorted(near_turns) if not past or day <= as_of)


def _numbers(reading: Sequence[Condition], kind: Number) -> Iterator[object]:
    step = Decimal(1).scaleb(-kind.decimals)
    turns: set[Decimal] = {Decimal(0)}
    for part in reading:
        for name in ("at_least", "more_than", "at_most", "less_than"):
            bound = getattr(part, name, None)
            if bound is not None:
                turns |= {Decimal(bound) + i * step for i in (-1, 0, 1)}
    for turn in sorted(turns):
        fits = (kind.minimum is None or turn >= kind.minimum) and (
            kind.maximum is None or turn <= kind.maximum
        )
        if fits:
            yield turn if kind.decimals else int(turn)


def completions(values: Values) -> Iterator[dict[Key, object]]:
    """Yields every completion: one value for each key, the last key changing fastest."""
    for combination in itertools.product(*values.of.values()):
        yield dict(zip(values.of, combination, strict=True))


State = dict[Key, tuple[object, ...]]  # for what is known, the values still possible


class Tables:
    """Every answer for every completion, each as one long number with a bit for a completion.

    Completions are numbered by their values, the last key changing fastest, so that two that
    differ in one key only lie a fixed distance apart.
    """

    def __init__(self, rules: RuleSet, as_of: dt.date, values: Values) -> None:
        self.rules, self.values = rules, values
        self.keys = list(values.of)
        sizes = [len(values.of[key]) for key in self.keys]
        self.steps = [prod(sizes[i + 1 :]) for i in range(len(sizes))]
        self.all = (1 << prod(sizes)) - 1
        self.asked = [clause for clause in rules.clauses if clause.is_evaluated]
        oracle = Oracle(rules.vocabulary, as_of, rules.leap_day)
        questions: dict[tuple[str, str], Callable[[Completion], bool]] = {}
        for clause in self.asked:
            questions["met", clause.key] = partial(oracle.met, clause)
            questions["applies", clause.key] = partial(oracle.applies, clause)
        for way in rules.ways_in or ():
            questions["way", way.key] = partial(oracle.comes, way)
        self.of = dict.fromkeys(questions, 0)
        self.value: dict[tuple[Key, object], int] = {}
        for number, world in enumerate(completions(values)):
            for question, ask in questions.items():
                self.of[question] |= ask(world) << number
            for pair in world.items():
                self.value[pair] = self.value.get(pair, 0) | 1 << number

    def required(self, concern: Concern) -> int:
        """Returns where all that is required of a concern is met."""
        table = self.all
        for clause in self.asked:
            if clause.strength is Strength.REQUIRED and clause.concern is concern:
                table &= self.of["met", clause.key]
        if concern is Concern.ROUTE and self.rules.ways_in is not None:
            came = 0
            for way in self.rules.ways_in:
                came |= self.of["way", way.key]
            table &= came
        return table

    def differs(self, table: int, inside: int, state: State) -> set[Key]:
        """Returns the keys on which two completions differ, and only on it, with other answers."""
        found = set()
        for key, step in zip(self.keys, self.steps, strict=True):
            several = self.values.of[key]
            left = [i for i, value in enumerate(several) if value in state.get(key, several)]
            for low, high in itertools.combinations(left, 2):
                here = inside & self.value[key, several[low]]
                if (table >> step * (high - low) ^ table) & here:
                    found.add(key)
                    break
        return found

    def outcome(self, table: int, inside: int, state: State, words: tuple[str, str]) -> str:
        """Returns what a table says: one of two words, or what kind of fact is missing."""
        if not table & inside:
            return words[0]
        if table & inside == inside:
            return words[1]
        judged = all(
            not key.startswith("open:") and self.rules.vocabulary[key].judged_by is not None
            for key, _ in self.differs(table, inside, state)
        )
        return "needs_assessment" if judged else "undetermined"

    def say(self, state: State) -> dict[str, object]:
        """Returns everything that the library should say of a state."""
        inside = self.all
        for key, possible in state.items():
            if key in self.values.of:
                inside &= sum(self.value[key, value] for value in possible)
        verdict = self.required(Concern.PERSON)
        for_verdict = self.differs(verdict, inside, state)
        wanted = set(for_verdict)
        concerns = {}
        for concern in list(Concern)[1:]:
            table = self.required(concern)
            wanted |= self.differs(verdict & table, inside, state)
            stated = [
                c for c in self.asked if (c.strength, c.concern) == (Strength.REQUIRED, concern)
            ]
            if stated or (concern is Concern.ROUTE and self.rules.ways_in is not None):
                concerns[concern.value] = self.outcome(table, inside, state, ("not_met", "met"))
            elif concern is Concern.ROUTE:
                concerns[concern.value] = "undetermined"
        first = 0
        for clause in self.asked:
            if clause.strength is Strength.PRIORITY:
                first |= self.of["met", clause.key] & self.of["applies", clause.key]
        decides = any(
            (c.strength, c.concern) == (Strength.REQUIRED, Concern.PERSON) for c in self.asked
        )
        word = self.outcome(verdict, inside, state, ("not_eligible", "eligible"))
        return {
            "verdict": word if decides else "needs_assessment",
            "missing": {key for key in wanted if not key[0].startswith("open:")},
            "for_verdict": {key for key in for_verdict if not key[0].startswith("open:")},
            "open": {k[0].removeprefix("open:") for k in wanted if k[0].startswith("open:")},
            "findings": {
                clause.key: _number(self.of["met", clause.key] & inside, inside)
                if self.of["applies", clause.key] & inside
                else 3
                for clause in self.asked
            },
            "concerns": concerns,
            "has_priority": {0: False, 1: None, 2: True}[_number(first & inside, inside)],
            "ways": [
                _number(self.of["way", way.key] & inside, inside)
                for way in self.rules.ways_in or ()
            ],
        }

    def rank(self, key: Key) -> tuple[bool, bool, float, int, int]:
        """Returns how early a missing fact is asked, when nothing more is known.

        Design 2.3: needed for the verdict first; ordinary before judgements; the larger share of
        answer classes that settle it; fewer left in the worst class; the order of the clauses.
        """
        verdict = self.required(Concern.PERSON)
        for_verdict = key in self.differs(verdict, self.all, {})
        joint = [verdict & self.required(concern) for concern in list(Concern)[1:]]
        tables = [verdict] if for_verdict else [verdict, *joint]
        step, several = self.steps[self.keys.index(key)], self.values.of[key]
        classes: list[int] = []
        for place in range(len(several)):
            same = [
                first
                for first in classes
                for here in [self.value[key, several[first]]]
                if not any((t >> step * (place - first) ^ t) & here for t in tables)
            ]
            if not same:
                classes.append(place)
        left: list[int] = []
        for place in classes:
            known = self.value[key, several[place]]
            state: State = {key: (several[place],)}
            left.append(len(set().union(*(self.differs(t, known, state) for t in tables))))
        asks = [
            i
            for i, clause in enumerate(self.asked)
            if clause.strength is Strength.REQUIRED
            and key in self.differs(self.of["met", clause.key], self.all, {})
        ]
        judged = self.rules.vocabulary[key[0]].judged_by is not None
        first_asks = asks[0] if asks else len(self.asked)
        return not for_verdict, judged, -left.count(0) / len(left), max(left), first_asks


def _number(table: int, inside: int) -> int:
    return 0 if not table else 2 if table == inside else 1


def expected(rules: RuleSet, as_of: dt.date, values: Values, state: State) -> dict[str, object]:
    """Returns what the library should say of one state, by trying its completions only."""
    left = {key: state.get(key, several) for key, several in values.of.items()}
    return Tables(rules, as_of, Values(left)).say({})


def told(rules: RuleSet, as_of: dt.date, state: State) -> dict[str, object]:
    """Returns what the library says of a state."""
    said = rules.evaluate(rules.vocabulary.read(given(state), as_of=as_of), as_of=as_of)
    return {
        "verdict": said.verdict.value,
        "missing": {(m.fact.key, m.member) for m in said.missing},
        "for_verdict": {(m.fact.key, m.member) for m in said.missing if m.for_verdict},
        "open": {found.point.key for found in said.open_points},
        "findings": {f.clause.key: int(f.outcome) for f in said.findings},
        "concerns": {c.value: outcome.value for c, outcome in said.concerns.items()},
        "has_priority": said.has_priority,
        "ways": [int(outcome) for _, outcome in said.ways_in],
    }


def given(state: State) -> dict[str, object]:
    """Returns a state as a caller would give it."""
    facts: dict[str, object] = {}
    for (name, member), possible in state.items():
        if member is not None:
            facts.setdefault(name, {})
            facts[name][member] = possible[0]  # type: ignore[index]
        elif len(possible) == 1 or isinstance(possible[0], str):
            facts[name] = possible[0]  # of a choice the group that the others stand under
        else:
            facts[name] = Between(possible[0], possible[-1])  # type: ignore[arg-type]
    return facts


def said(rules: RuleSet, key: Key, value: object) -> tuple[object, ...]:
    """Returns what may be meant by a value: for a group in a choice, all that stand under it."""
    kind = rules.vocabulary[key[0]].kind
    if not isinstance(kind, Choice):
        return (value,)
    under = [t.key for t in kind.options if stands_under(t.key, str(value), kind)]
    return (value, *(other for other in under if other != value))


def partial_states(rules: RuleSet, values: Values) -> Iterator[State]:
    """Yields every partial state: for each key nothing, one value, or a stretch of values."""
    keys = [key for key in values.of if not key[0].startswith("open:")]
    choices: list[list[tuple[object, ...] | None]] = []
    for name, member in keys:
        several = values.of[name, member]
        stretches = [said(rules, (name, member), value) for value in several]
        if member is None and isinstance(rules.vocabulary[name].kind, Date | Number):
            stretches = [
                several[i : j + 1] for i in range(len(several)) for j in range(i, len(several))
            ]
        choices.append([None, *stretches])
    for combination in itertools.product(*choices):
        yield {
            key: possible
            for key, possible in zip(keys, combination, strict=True)
            if possible is not None
        }


def closed(rules: RuleSet, state: State) -> State:
    """Returns a state in which a member that is out takes all that stand under it along."""
    whole = dict(state)
    for (name, member), possible in state.items():
        if member is None:
            whole[name, member] = said(rules, (name, member), possible[0])
            if len(possible) > 1:
                whole[name, member] = possible
            continue
        kind = rules.vocabulary[name].kind
        assert isinstance(kind, Selection)
        for term in kind.options:
            if possible == (False,) and stands_under(term.key, member, kind):
                whole[name, term.key] = (False,)
            if possible == (True,) and stands_under(member, term.key, kind):
                whole[name, term.key] = (True,)
    return whole


def parts(rules: RuleSet) -> list[RuleSet]:
    """Returns the independent parts of a rule set: clauses that share nothing that they read."""
    groups: list[tuple[set[Key], list[Clause], bool]] = []
    ways = set(keys_read(conditions_of((), rules.ways_in or ()), rules))
    items: list[tuple[set[Key], list[Clause], bool]] = [
        (set(keys_read(conditions_of([clause]), rules, ways=False)), [clause], False)
        for clause in rules.clauses
        if clause.is_evaluated
    ]
    for keys, clauses, has_ways in [*items, *([(ways, [], True)] if ways else [])]:
        merged = (set(keys), list(clauses), has_ways)
        for group in [group for group in groups if group[0] & keys]:
            groups.remove(group)
            merged = (merged[0] | group[0], group[1] + merged[1], merged[2] or group[2])
        groups.append(merged)
    found = []
    for _, clauses, has_ways in groups:
        order = [clause for clause in rules.clauses if clause in clauses]
        part = order or [min(items, key=lambda item: len(item[0]))[1][0]]  # a set has a clause
        found.append(evolve(rules, clauses=part, ways_in=rules.ways_in if has_ways else None))
    return found
