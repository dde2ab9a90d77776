"""What a rule set says of what is known: outcomes, what is missing, what clashes.

A rule set is prepared once for a day: all its questions become functions in one diagram. What
is known then narrows the diagram, and every answer is read off what is left.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import IntEnum, StrEnum
from functools import cached_property
from itertools import chain, combinations, islice
from types import MappingProxyType

from attrs import field, frozen

from finsam.errors import RulesTooLarge
from finsam.rules.atoms import Atom, Day
from finsam.rules.clauses import Clause, Concern, Strength, WayIn
from finsam.rules.conditions import Condition, Open, reading_order
from finsam.rules.diagram import NO, YES, Builder, Graph
from finsam.rules.facts import Choice, Fact, Known, Selection, Vocabulary
from finsam.rules.space import Space, Variable
from finsam.terms import WithoutReferrer
from finsam.texts import Lang, Text

__all__ = [
    "ConcernOutcome",
    "Evaluation",
    "Finding",
    "Missing",
    "OpenPoint",
    "Outcome",
    "Prepared",
    "ReadingGives",
    "Verdict",
    "holds",
]


def __dir__() -> list[str]:
    return __all__


class Verdict(StrEnum):
    """What the stated conditions say about the person, however the unknown is filled in.

    ELIGIBLE means that they are met, never that the person is taken in. NOT_ELIGIBLE means that
    they can't be met. Of the two that are neither, NEEDS_ASSESSMENT hangs on judgements only.
    A verdict is no yes or no: `if verdict` is a TypeError.

    >>> import datetime as dt
    >>> from finsam import Person, Verdict, assess
    >>> from finsam.rulebooks import vasteras
    >>> person = Person(municipality="Sala")  # all else is unknown
    >>> verdict = assess(person, vasteras.SAMORDNINGSTEAM, as_of=dt.date(2021, 5, 3)).verdict
    >>> verdict is Verdict.NOT_ELIGIBLE, verdict.in_("sv")
    (True, 'Inte behörig')

    Source: the page What a verdict means.
    """

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    NEEDS_ASSESSMENT = "needs_assessment"
    UNDETERMINED = "undetermined"

    def in_(self, lang: Lang) -> str:
        """Returns the verdict as words.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _VERDICTS[self].in_(lang)

    def __bool__(self) -> bool:
        raise TypeError("a verdict is one of four, not a yes or a no; compare it, or use .ready")


_VERDICTS = {
    Verdict.ELIGIBLE: Text(sv="Behörig", en="Eligible"),
    Verdict.NOT_ELIGIBLE: Text(sv="Inte behörig", en="Not eligible"),
    Verdict.NEEDS_ASSESSMENT: Text(sv="Bedömning behövs", en="Needs assessment"),
    Verdict.UNDETERMINED: Text(sv="Går inte att avgöra ännu", en="Undetermined"),
}


class Outcome(IntEnum):
    """What a clause alone says, over all completions. The order makes all-of a minimum.

    A clause that doesn't apply counts as met.

    >>> from finsam import Outcome
    >>> min(Outcome.SATISFIED, Outcome.UNKNOWN, Outcome.NOT_APPLICABLE).in_("en")
    'unknown'

    Source: the page What a verdict means.
    """

    FAILED = 0
    UNKNOWN = 1
    SATISFIED = 2
    NOT_APPLICABLE = 3

    def in_(self, lang: Lang) -> str:
        """Returns the outcome as words.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _OUTCOMES[self].in_(lang)


_OUTCOMES = {
    Outcome.FAILED: Text(sv="inte uppfyllt", en="not met"),
    Outcome.UNKNOWN: Text(sv="okänt", en="unknown"),
    Outcome.SATISFIED: Text(sv="uppfyllt", en="met"),
    Outcome.NOT_APPLICABLE: Text(sv="gäller inte här", en="does not apply"),
}


class ConcernOutcome(StrEnum):
    """What the clauses of one concern say together, over all completions.

    >>> import datetime as dt
    >>> from finsam import Concern, Person, Referral, assess
    >>> from finsam.rulebooks import norra_vastmanland
    >>> referral = Referral(person=Person(), facts={"information_offered": False})
    >>> decision = assess(referral, norra_vastmanland.SAMORDNINGSTEAM, as_of=dt.date(2021, 5, 3))
    >>> decision.concerns[Concern.PREPARATION]
    <ConcernOutcome.NOT_MET: 'not_met'>

    Source: the page What a verdict means.
    """

    MET = "met"
    NOT_MET = "not_met"
    UNDETERMINED = "undetermined"
    NEEDS_ASSESSMENT = "needs_assessment"

    def in_(self, lang: Lang) -> str:
        """Returns the outcome as words.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _CONCERN_OUTCOMES[self].in_(lang)


_CONCERN_OUTCOMES = {
    ConcernOutcome.MET: Text(sv="uppfyllt", en="met"),
    ConcernOutcome.NOT_MET: Text(sv="inte uppfyllt", en="not met"),
    ConcernOutcome.UNDETERMINED: Text(sv="går inte att avgöra ännu", en="undetermined"),
    ConcernOutcome.NEEDS_ASSESSMENT: Text(sv="bedömning behövs", en="needs assessment"),
}


@frozen(repr=False)
class Finding:
    """A clause and its outcome. Findings are shared: one object for each outcome of a clause.

    >>> import datetime as dt
    >>> from finsam import Person, assess
    >>> from finsam.rulebooks import model
    >>> person = Person(birth_date=dt.date(1950, 1, 1))
    >>> assess(person, model.SAMORDNINGSTEAM, as_of=dt.date(2026, 11, 22)).findings[:2]
    (Finding(BR-01, UNKNOWN), Finding(BR-02, FAILED))

    Attributes:
        clause: the clause.
        outcome: what it says by itself.
    """

    clause: Clause
    outcome: Outcome

    def __repr__(self) -> str:
        return f"Finding({self.clause.key}, {self.outcome.name})"


@frozen(repr=False)
class Missing:
    """A fact, or a member of a set, that would change the answer.

    >>> import datetime as dt
    >>> from finsam import Authority, Person, assess
    >>> from finsam.rulebooks import model
    >>> person = Person(needs={Authority.REGION, Authority.MUNICIPALITY})
    >>> first = assess(person, model.SAMORDNINGSTEAM, as_of=dt.date(2026, 11, 22)).missing[0]
    >>> first.question("en"), [clause.rule for clause in first.asked_by]
    ('When was the person born?', ['BR-02'])

    Attributes:
        fact: the declared fact.
        member: the key of the member, when the fact is a set; else None.
        asked_by: the clauses, and ways in, that ask for it.
        for_verdict: whether the verdict needs it, or only another concern.
    """

    fact: Fact
    member: str | None
    asked_by: tuple[Clause | WayIn, ...]
    for_verdict: bool

    @property
    def key(self) -> str:
        """The fact's key, with the member after a slash where it is one."""
        return self.fact.key if self.member is None else f"{self.fact.key}/{self.member}"

    def __repr__(self) -> str:
        return f"Missing({self.key})"

    @property
    def is_judgement(self) -> bool:
        """Tells whether somebody has to judge it, rather than look it up."""
        return self.fact.judged_by is not None

    def question(self, lang: Lang) -> str:
        """Returns what a form would ask.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        asked, member = self.fact.question.in_(lang), self.member_name(lang)
        return f"{asked} – {member}" if member else asked

    def member_name(self, lang: Lang) -> str:
        """Returns the name of the member; empty when the fact is no set."""
        kind = self.fact.kind
        if self.member is None or not isinstance(kind, Selection):
            return ""
        return kind.name(self.member, lang)


@frozen
class ReadingGives:
    """What one reading of an open point would give, with all else as it is.

    >>> import datetime as dt
    >>> from finsam import Concern, Person, assess
    >>> from finsam.rulebooks import vasteras
    >>> decision = assess(Person(), vasteras.SAMORDNINGSTEAM, as_of=dt.date(2021, 5, 3))
    >>> for reading in decision.open_points[0].gives:
    ...     print(reading.key, "–", reading.concerns[Concern.ROUTE].in_("en"))
    met – met
    not_met – not met

    Attributes:
        key: the key of the reading.
        verdict: the verdict by it.
        concerns: the outcome by it of each other concern.
    """

    key: str
    verdict: Verdict
    outcomes: tuple[tuple[Concern, ConcernOutcome], ...] = field(repr=False)

    @property
    def concerns(self) -> dict[Concern, ConcernOutcome]:
        """The outcome of each other concern that the rules speak of."""
        return dict(self.outcomes)


@frozen
class OpenPoint:
    """An open point that the answer hangs on, and what each of its readings would give.

    >>> import datetime as dt
    >>> from finsam import Person, assess
    >>> from finsam.rulebooks import vasteras
    >>> decision = assess(Person(), vasteras.SAMORDNINGSTEAM, as_of=dt.date(2021, 5, 3))
    >>> for found in decision.open_points:
    ...     print(found.point.key, [(given.key, given.verdict.value) for given in found.gives])
    VA-13.referrers [('met', 'undetermined'), ('not_met', 'undetermined')]

    Attributes:
        point: the open point.
        gives: for each of its readings, what the answer would be.
        for_verdict: whether the verdict hangs on it, or only another concern.

    Source: the page Readings and open points.
    """

    point: Open
    gives: tuple[ReadingGives, ...]
    for_verdict: bool


_OTHERS = (Concern.ROUTE, Concern.PREPARATION, Concern.CONSENT, Concern.PLACE)
_CONCERNS = (Concern.PERSON, *_OTHERS)  # in the order of the first roots
_MOST_STATES = 256  # kept answers for a day, of a few KiB each
_MOST_KEPT = 100_000  # nodes that the kept answers of a day have at most, together
_MOST_TRIES = 2_000  # sets of clauses tried for a smallest clash before a good one will do


@frozen(eq=False, repr=False)
class Prepared:
    """A rule set on a day: every question that is asked of it, in one diagram."""

    clauses: tuple[Clause, ...]
    ways_in: tuple[WayIn, ...] | None
    space: Space
    graph: Graph
    points: dict[str, Open]
    _findings: tuple[tuple[Finding, ...], ...]
    _answers: dict[tuple[int, ...], "Evaluation"] = field(
        factory=dict[tuple[int, ...], "Evaluation"], repr=False
    )

    @classmethod
    def of(
        cls,
        clauses: Iterable[Clause],
        ways_in: tuple[WayIn, ...] | None,
        vocabulary: Vocabulary,
        day: Day,
        findings: tuple[tuple[Finding, ...], ...] | None = None,
    ) -> "Prepared":
        """Returns the prepared set.

        Args:
            clauses: the clauses of the set; statements are left out.
            ways_in: the ways in; None where the source states none.
            vocabulary: the declarations of the facts.
            day: the day of assessment.
            findings: those of the clauses, when other days share them.

        Raises:
            RulesTooLarge: the set is past a limit.
        """
        asked = tuple(clause for clause in clauses if clause.is_evaluated)
        ways = tuple(way_condition(way, vocabulary) for way in ways_in or ())
        conditions = [*_read(asked), *(way for way in ways if way is not None)]
        space = Space.of(conditions, vocabulary, day)
        builder = Builder(space.sizes)
        applies: list[int] = []
        met: list[int] = []
        for clause in asked:
            holds = space.build(_condition(clause), builder)
            if clause.applies_to is None:
                applies.append(YES)
                met.append(holds)
            else:
                applies.append(space.build(clause.applies_to, builder))
                met.append(builder.choose(applies[-1], holds, YES))

        def way_roots(conditions: Iterable[Condition | None]) -> list[int]:
            return [
                NO if way.closed else YES if condition is None else space.build(condition, builder)
                for way, condition in zip(ways_in or (), conditions, strict=True)
            ]

        open_ways = way_roots(ways)

        def required(concern: Concern) -> int:
            parts = [
                root
                for clause, root in zip(asked, met, strict=True)
                if clause.strength is Strength.REQUIRED and clause.concern is concern
            ]
            if concern is Concern.ROUTE and ways_in is not None:
                parts.append(builder.some(open_ways))
            return builder.every(parts)

        verdict = required(Concern.PERSON)
        others = [required(concern) for concern in _OTHERS]
        joint = [builder.choose(verdict, other, NO) for other in others]
        priority = builder.some(
            builder.choose(a, m, NO)
            for clause, a, m in zip(asked, applies, met, strict=True)
            if clause.strength is Strength.PRIORITY
        )
        open_to = way_roots(way.open_to for way in ways_in or ())
        begun = way_roots(way_condition(way, vocabulary, with_steps=False) for way in ways_in or ())
        roots = [verdict, *others, *joint, priority, *met, *applies, *open_ways, *open_to, *begun]
        points = {
            part.key: part
            for condition in conditions
            for _, part in reading_order(condition)
            if isinstance(part, Open)
        }
        found = shared_findings(asked) if findings is None else findings
        return cls(asked, ways_in, space, builder.graph(roots), points, found)

    def evaluate(self, known: Known) -> "Evaluation":
        """Returns what the set says of what is known; the same object for the same cells."""
        return self.evaluate_state(self.space.possible(known))

    def evaluate_state(self, possible: tuple[int, ...]) -> "Evaluation":
        """Returns what the set says when each variable has one of its possible cells."""
        found = self._answers.get(possible)
        if found is None:
            if len(self._answers) >= min(_MOST_STATES, 1 + _MOST_KEPT // len(self.graph.nodes)):
                self._answers.clear()
            found = self._answers[possible] = Evaluation(self, possible)
        return found

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each clause, and after them of each way in, by key."""
        keys = [clause.key for clause in self.clauses]
        keys += [way.key for way in self.ways_in or ()]
        return {key: i for i, key in enumerate(keys)}

    @cached_property
    def decides(self) -> bool:
        """Tells whether a clause decides about the person; without one, nobody passes."""
        return bool(self.deciding(self.met_roots))

    def states(self, concern: Concern) -> bool:
        """Tells whether the set says anything that is required of a concern."""
        if concern is Concern.ROUTE and self.ways_in is not None:
            return True
        return any(
            clause.strength is Strength.REQUIRED and clause.concern is concern
            for clause in self.clauses
        )

    def clause_roots(self) -> Iterator[tuple[int, int]]:
        """Yields for each clause the functions *is met* and *applies*."""
        count = len(self.clauses)
        roots = self.graph.roots[_FIXED:]
        yield from zip(roots[:count], roots[count : 2 * count], strict=True)

    @property
    def met_roots(self) -> tuple[int, ...]:
        """For each clause the function *is met*."""
        return self.graph.roots[_FIXED : _FIXED + len(self.clauses)]

    def deciding(self, met: Sequence[int], concern: Concern = Concern.PERSON) -> dict[int, int]:
        """Returns, of functions for each clause, those of the required clauses of a concern."""
        return {
            i: met[i]
            for i, clause in enumerate(self.clauses)
            if clause.strength is Strength.REQUIRED and clause.concern is concern
        }

    def can_be_met(self, concern: Concern) -> bool:
        """Tells whether somebody can meet all required clauses of a concern."""
        return self.graph.roots[_CONCERNS.index(concern)] != NO

    def finding(self, clause: int, outcome: Outcome) -> Finding:
        """Returns the shared finding of a clause, by its place, and an outcome."""
        return self._findings[clause][outcome]


def shared_findings(clauses: Iterable[Clause]) -> tuple[tuple[Finding, ...], ...]:
    """Returns for each clause its finding for each outcome."""
    return tuple(tuple(Finding(clause, outcome) for outcome in Outcome) for clause in clauses)


def holds(
    condition: Condition, known: Known, vocabulary: Vocabulary, as_of: dt.date
) -> bool | None:
    """Tells whether a condition holds by what is known; None where that doesn't settle it.

    >>> import datetime as dt
    >>> from finsam.rules import COMMON, Age, Known, holds
    >>> day = dt.date(2026, 11, 22)
    >>> [
    ...     holds(Age(at_least=18), COMMON.read(facts), COMMON, day)
    ...     for facts in ({"birth_date": dt.date(2000, 1, 1)}, {})
    ... ]
    [True, None]

    A fact that the vocabulary doesn't declare isn't known.
    """
    reads = {p.reads for _, p in reading_order(condition) if isinstance(p, Atom)} - {None}
    if not all(fact in vocabulary for fact in reads):
        return None
    space = Space.of([condition], vocabulary, Day(as_of))
    builder = Builder(space.sizes)
    graph = builder.graph([space.build(condition, builder)])
    (root,) = graph.given(space.possible(known)).roots
    return {NO: False, YES: True}.get(root)


def _condition(clause: Clause) -> Condition:
    assert clause.condition is not None
    return clause.condition


def _read(clauses: Iterable[Clause]) -> Iterator[Condition]:
    for clause in clauses:
        if clause.applies_to is not None:
            yield clause.applies_to
        yield _condition(clause)


def way_condition(
    way: WayIn, vocabulary: Vocabulary, *, with_steps: bool = True
) -> Condition | None:
    """Returns what it takes to come by a way in; None where it is closed or open to all."""
    if way.closed:
        return None
    kind = vocabulary["referred_by"].kind if "referred_by" in vocabulary else None
    alone = set(WithoutReferrer)
    bodies = [key for key in kind.terms if key not in alone] if isinstance(kind, Choice) else []
    return way.condition(tuple(bodies), with_steps=with_steps)


@frozen(eq=False, repr=False)
class Evaluation:
    """Everything that a prepared set says of one state of knowledge; worked out when asked for.

    >>> import datetime as dt
    >>> from finsam.rulebooks import model
    >>> from finsam.rules import COMMON
    >>> rules = model.SAMORDNINGSTEAM.eligibility
    >>> known = COMMON.read({"needs": {"health_centre"}})  # of the region only
    >>> rules.evaluate(known, as_of=dt.date(2026, 11, 22)).verdict
    <Verdict.NOT_ELIGIBLE: 'not_eligible'>

    Attributes:
        prepared: the set, prepared for the day.
        possible: what is still possible of each variable of the set, as bits.
    """

    prepared: Prepared
    possible: tuple[int, ...]

    @cached_property
    def _left(self) -> Graph:
        return self.prepared.graph.given(self.possible)

    def _roots(self, first: int, count: int) -> tuple[int, ...]:
        return self._left.roots[first : first + count]

    @property
    def _met(self) -> tuple[int, ...]:
        return self._roots(_FIXED, len(self.prepared.clauses))

    @property
    def _applies(self) -> tuple[int, ...]:
        count = len(self.prepared.clauses)
        return self._roots(_FIXED + count, count)

    def _ways(self, which: int = 0) -> tuple[int, ...]:
        """Returns for each way in that it is come (0), open (1), or come but for its steps (2)."""
        count = len(self.prepared.ways_in or ())
        return self._roots(_FIXED + 2 * len(self.prepared.clauses) + which * count, count)

    def _variable(self, place: int) -> Variable:
        return self.prepared.space.variables[place]

    def _fact(self, variable: Variable) -> Fact:
        return self.prepared.space.facts[variable.fact or ""]

    def _by_judgement(self, support: Iterable[int]) -> bool:
        variables = [self._variable(place) for place in support]
        return all(v.open is None and self._fact(v).judged_by is not None for v in variables)

    @cached_property
    def verdict(self) -> Verdict:
        """The verdict: what all completions of the required personal clauses agree on."""
        if not self.prepared.decides:
            return Verdict.NEEDS_ASSESSMENT
        return self._verdict(self._left)

    def _verdict(self, left: Graph) -> Verdict:
        root = left.roots[0]
        if root <= YES:
            return Verdict.ELIGIBLE if root else Verdict.NOT_ELIGIBLE
        if self._by_judgement(left.support([root])):
            return Verdict.NEEDS_ASSESSMENT
        return Verdict.UNDETERMINED

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The outcome of every clause by itself, in the order of the clauses."""
        found: list[Finding] = []
        for i, (met, applies) in enumerate(zip(self._met, self._applies, strict=True)):
            if applies == NO:
                outcome = Outcome.NOT_APPLICABLE
            elif met <= YES:
                outcome = Outcome.SATISFIED if met else Outcome.FAILED
            else:
                outcome = Outcome.UNKNOWN
            found.append(self.prepared.finding(i, outcome))
        return tuple(found)

    @cached_property
    def concerns(self) -> Mapping[Concern, ConcernOutcome]:
        """The outcome of each other concern that the set speaks of; the way in always."""
        found: dict[Concern, ConcernOutcome] = {}
        for i, concern in enumerate(_OTHERS):
            if self.prepared.states(concern):
                found[concern] = self._concern(self._left.roots[1 + i])
            elif concern is Concern.ROUTE:
                found[concern] = ConcernOutcome.UNDETERMINED
        return MappingProxyType(found)

    def _concern(self, root: int) -> ConcernOutcome:
        if root <= YES:
            return ConcernOutcome.MET if root else ConcernOutcome.NOT_MET
        if self._by_judgement(self._left.support([root])):
            return ConcernOutcome.NEEDS_ASSESSMENT
        return ConcernOutcome.UNDETERMINED

    @cached_property
    def has_priority(self) -> bool | None:
        """Whether some priority clause is met; None while it isn't known."""
        root = self._left.roots[1 + 2 * len(_OTHERS)]
        return bool(root) if root <= YES else None

    @cached_property
    def ways_in(self) -> tuple[tuple[WayIn, Outcome], ...]:
        """Each way in, and whether the person comes that way."""
        return tuple(
            (way, (Outcome.FAILED, Outcome.SATISFIED)[root] if root <= YES else Outcome.UNKNOWN)
            for way, root in zip(self.prepared.ways_in or (), self._ways(), strict=True)
        )

    @cached_property
    def open_ways(self) -> tuple[WayIn, ...]:
        """The ways in that are, or may be, open to the person, whichever way was tried."""
        ways = self.prepared.ways_in or ()
        return tuple(way for way, root in zip(ways, self._ways(1), strict=True) if root != NO)

    @cached_property
    def steps_left(self) -> tuple[WayIn, ...]:
        """The ways in that the person comes, or may come, and whose steps aren't done."""
        roots = zip(self.prepared.ways_in or (), self._ways(), self._ways(2), strict=True)
        return tuple(way for way, comes, begun in roots if comes == NO != begun)

    @property
    def _answer(self) -> tuple[int, ...]:
        """The functions that make the answer: the verdict, and it together with each concern."""
        return (self._left.roots[0], *self._roots(1 + len(_OTHERS), len(_OTHERS)))

    @cached_property
    def missing(self) -> tuple[Missing, ...]:
        """What would change the answer, in the order in which it is best asked."""
        left = self._left
        for_verdict = left.support(self._answer[:1])
        askers = self._askers(_is_required)
        functions = self._told_apart()
        graphs: dict[tuple[int, ...], tuple[Graph, int]] = {}
        ranked: list[tuple[_Rank, Missing]] = []
        for place in left.support(self._answer):
            variable = self._variable(place)
            if variable.open is not None:
                continue
            asked = askers[place]
            roots = functions[:1]
            if place not in for_verdict:
                roots = tuple([root for root in functions if left.supports[root] >> place & 1])
            if roots not in graphs:
                beside = () if roots == functions[:1] else set(functions) - set(roots)
                graphs[roots] = Graph(left.nodes, roots).trimmed(), left.support_bits(beside)
            settled, worst = self._settles(place, *graphs[roots])
            missing = Missing(self._fact(variable), variable.member, asked, place in for_verdict)
            order = self._first(asked)
            rank = (not missing.for_verdict, missing.is_judgement, -settled, worst, order, place)
            ranked.append((rank, missing))
        return tuple(missing for _, missing in sorted(ranked, key=lambda pair: pair[0]))

    def _told_apart(self) -> tuple[int, ...]:
        """Returns the functions that make the answer, as small as they can be.

        Where the verdict shares no unknown with the other concerns, they are smaller without
        it, and together they depend on the same.
        """
        verdict, others = self._left.roots[0], self._roots(1, len(_OTHERS))
        bits = self._left.support_bits
        return self._answer if bits([verdict]) & bits(others) else (verdict, *others)

    def _settles(self, place: int, graph: Graph, beside: int) -> tuple[float, int]:
        """Returns how large a share of the answers settles it, and how much the worst leaves.

        Args:
            place: the variable that is asked for.
            graph: the functions that depend on it.
            beside: what those depend on that don't, as the bits of a number.
        """
        cells = graph.classes(place, self.possible[place])
        left = [(graph.left_when(place, cell) | beside).bit_count() for cell in cells]
        return left.count(0) / len(left), max(left)

    def _askers(self, which: Callable[[Clause], bool]) -> dict[int, tuple[Clause | WayIn, ...]]:
        """Returns for each variable the clauses, and ways in, that hang on it."""
        asking: list[tuple[Clause | WayIn, int]] = [
            (clause, root)
            for clause, root in zip(self.prepared.clauses, self._met, strict=True)
            if root > YES and which(clause)
        ]
        if which is _is_required:
            asking += zip(self.prepared.ways_in or (), self._ways(), strict=True)
        found: dict[int, tuple[Clause | WayIn, ...]] = {}
        for asker, root in asking:
            for place in self._left.support([root]):
                found[place] = (*found.get(place, ()), asker)
        return found

    def _first(self, asked: Sequence[Clause | WayIn]) -> int:
        """Returns the place of the first that asks; they are in order already."""
        return self.prepared.order[asked[0].key]

    @cached_property
    def missing_for_remarks(self) -> tuple[Missing, ...]:
        """What only guidelines and priority want to know, in the order of the clauses.

        Nobody is asked in vain: it is empty once the answer is no.
        """
        if self.verdict is Verdict.NOT_ELIGIBLE:
            return ()
        wanted = self._left.support(self._answer)
        askers = {
            place: asked
            for place, asked in self._askers(_is_remark).items()
            if place not in wanted and self._variable(place).open is None
        }
        return tuple(
            Missing(
                self._fact(self._variable(place)),
                self._variable(place).member,
                askers[place],
                for_verdict=False,
            )
            for place in sorted(askers, key=lambda place: (self._first(askers[place]), place))
        )

    @cached_property
    def open_points(self) -> tuple[OpenPoint, ...]:
        """The open points that the answer hangs on, with the verdict that each reading gives."""
        found: list[OpenPoint] = []
        for_verdict = self._left.support(self._answer[:1])
        for place in sorted(self._left.support(self._answer)):
            variable = self._variable(place)
            if variable.open is not None:
                point = self.prepared.points[variable.open]
                gives: list[ReadingGives] = []
                for i, key in enumerate(point.choices):
                    state = list(self.possible)
                    state[place] = 1 << i
                    then = self.prepared.evaluate_state(tuple(state))
                    gives.append(ReadingGives(key, then.verdict, tuple(then.concerns.items())))
                found.append(OpenPoint(point, tuple(gives), place in for_verdict))
        return tuple(found)

    @cached_property
    def open_points_for_remarks(self) -> tuple[Open, ...]:
        """The open points that only guidelines and priority hang on, in reading order."""
        if self.verdict is Verdict.NOT_ELIGIBLE:
            return ()
        wanted = self._left.support(self._answer)
        places = sorted(place for place in self._askers(_is_remark) if place not in wanted)
        keys = [self._variable(place).open for place in places]
        return tuple(self.prepared.points[key] for key in keys if key is not None)

    @cached_property
    def clash(self) -> tuple[Clause, ...]:
        """A smallest set of required personal clauses that can't be met together.

        Empty unless the answer is no and no clause fails by itself.
        """
        if self.verdict is not Verdict.NOT_ELIGIBLE:
            return ()
        deciding = self.prepared.deciding(self._met)
        if NO in deciding.values():
            return ()
        builder = self._left.builder(self.prepared.space.sizes)
        places: Sequence[int] = [i for i, root in deciding.items() if root != YES]
        try:
            clash = _smallest(places, lambda some: builder.every(deciding[i] for i in some) == NO)
        except RulesTooLarge:  # some of them together may have more nodes than all of them
            clash = places
        return tuple(self.prepared.clauses[i] for i in clash)


def smallest_clash(days: Sequence[Prepared], concern: Concern) -> tuple[Clause, ...]:
    """Returns a smallest set of required clauses of a concern that nobody meets on any day.

    Args:
        days: one rule set, prepared for each day; together its clauses are met on none of them.
        concern: what the clauses are about.
    """
    each = [
        (
            prepared.graph.builder(prepared.space.sizes),
            prepared.deciding(prepared.met_roots, concern),
        )
        for prepared in days
    ]

    def clashes(some: Sequence[int]) -> bool:
        return all(builder.every(roots[i] for i in some) == NO for builder, roots in each)

    clauses = days[0].clauses
    return tuple(clauses[i] for i in _smallest(list(each[0][1]), clashes))


def _smallest(places: Sequence[int], clashes: Callable[[Sequence[int]], bool]) -> Sequence[int]:
    """Returns a smallest part of what clashes that still does.

    Past `_MOST_TRIES` sets it is one from which nothing can be left out, which may not be the
    smallest of all.
    """
    best = list(places)
    for i in places:
        rest = [j for j in best if j != i]
        if clashes(rest):
            best = rest
    tries = chain.from_iterable(combinations(places, size) for size in range(1, len(best)))
    for some in islice(tries, _MOST_TRIES):
        if clashes(some):
            return some
    return best


_Rank = tuple[bool, bool, float, int, int, int]
_FIXED = 2 + 2 * len(_OTHERS)  # the verdict, the concerns, both together, and priority


def _is_required(clause: Clause) -> bool:
    return clause.strength is Strength.REQUIRED


def _is_remark(clause: Clause) -> bool:
    return clause.strength is not Strength.REQUIRED
