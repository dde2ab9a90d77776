"""Rule sets as sets of people: is one inside another, do two meet, who gains and who loses.

Every answer is exact: it is read off one diagram of both. Every "no" has a witness, a person
that shows it.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cached_property

from attrs import evolve, field, frozen

from finsam.errors import Faults, InvalidInput, InvalidRules, as_tuple
from finsam.rules._comparison_text import PARTS, Teller
from finsam.rules.clauses import Clause
from finsam.rules.diagram import NO
from finsam.rules.drawing import drawn
from finsam.rules.evaluate import Verdict
from finsam.rules.facts import Choice, Chosen, Fact, Known, Selection, Vocabulary
from finsam.rules.pairs import Pair, Side, in_common
from finsam.rules.rulesets import HasEligibility, RuleSet, asked, carried
from finsam.rules.witnesses import Shown, as_readings
from finsam.texts import Lang, Style, Table, Text

__all__ = [
    "PLACES",
    "Answer",
    "Catchments",
    "ClauseDifference",
    "ClauseWitness",
    "Comparison",
    "Meaning",
    "Told",
    "Witness",
    "compare",
    "disjoint",
    "equivalent",
    "implies",
    "unsatisfiable",
]


def __dir__() -> list[str]:
    return __all__


PLACES = ("municipality", "lives_in", "resident_in_area")
"""The facts of `COMMON` that say where the person belongs; `compare` works apart from them."""


@frozen
class Told:
    """What one rule set is told of a witness: what can be given to `assess`.

    >>> import datetime as dt
    >>> from finsam import compare
    >>> from finsam.rulebooks import vasteras
    >>> day = dt.date(2021, 11, 22)
    >>> found = compare(vasteras.SAMORDNINGSTEAM, vasteras.JOBBFOKUS, as_of=day)
    >>> sorted(found.loses.a.facts)[:2], dict(found.loses.a.readings)
    (['birth_date', 'current_with'], {})

    Attributes:
        facts: the facts.
        readings: the readings of the set's open points that the answer hangs on.
    """

    facts: Known
    readings: Mapping[str, str] = field(factory=dict[str, str], converter=as_readings)


@frozen
class Witness:
    """A person who shows an answer: made up, and with no more facts than matter.

    >>> import datetime as dt
    >>> from finsam import assess, compare
    >>> from finsam.rulebooks import vasteras
    >>> team, jobs, day = vasteras.SAMORDNINGSTEAM, vasteras.JOBBFOKUS, dt.date(2021, 11, 22)
    >>> loser = compare(team, jobs, as_of=day).loses
    >>> assess(loser.a.facts, team, as_of=day).verdict.value
    'eligible'
    >>> assess(loser.b.facts, jobs, as_of=day).verdict.value
    'not_eligible'

    Attributes:
        facts: the facts that are compared.
        a: what the first rule set is told: these, and where the first says yes also the facts
            that were left out, at their most favourable. Only what its own vocabulary has.
        b: the same for the second.
        unsaid: facts whose value can't be given so that it is meant alone, or for which one of
            the two has no term; see the page Rule sets as sets.
    """

    facts: Known
    a: Told
    b: Told
    unsaid: tuple[str, ...] = ()


@frozen
class Answer:
    """A yes, or a no with a witness. It can be taken for a truth value.

    >>> import datetime as dt
    >>> from finsam.rulebooks import sofint
    >>> from finsam.rules import implies
    >>> answer = implies(sofint.SIGMA, sofint.SIGMA_OLDER, as_of=dt.date(2021, 5, 3))
    >>> bool(answer), answer.witness is None
    (False, False)

    Attributes:
        holds: whether it is so.
        witness: who shows that it isn't; None where it is.
    """

    holds: bool
    witness: Witness | None = None

    def __bool__(self) -> bool:
        return self.holds


def implies(
    a: HasEligibility,
    b: HasEligibility,
    *,
    as_of: dt.date,
    apart_from: Iterable[str] = (),
    given: Mapping[str, object] | None = None,
) -> Answer:
    """Checks if everybody who is eligible by one rule set is so by another.

    It holds for every reading of what the sources leave open; choose readings with
    `with_readings` to ask about some of them. An open point that both have is read alike.

    >>> import datetime as dt
    >>> from finsam import Text
    >>> from finsam.rulebooks import model
    >>> from finsam.rules import Age, implies
    >>> from attrs import evolve
    >>> base, day = model.SAMORDNINGSTEAM.eligibility, dt.date(2026, 11, 22)
    >>> adults = evolve(base.clause("BR-02"), condition=Age(at_least=18, at_most=64))
    >>> ours = base.with_changes(key="ours", name=Text(sv="Vårt", en="Ours"), replace=[adults])
    >>> implies(ours, base, as_of=day).holds, implies(base, ours, as_of=day).holds
    (True, False)

    Args:
        a: the first rule set, or a measure that has one.
        b: the second.
        as_of: the day on which both are read, whether they are in force on it or not.
        apart_from: keys of facts that are left out: each side takes them at their most
            favourable.
        given: facts that hold, by their keys; the answer is about people with them.

    Raises:
        InvalidInput: what is given carries no rules, isn't a date, or isn't declared; all at once.
        InvalidRules: the two declare a fact in different ways.
        NotApplicable: a measure is not for individuals.

    Source: the page Rule sets as sets.
    """
    question = _Question.of(a, b, as_of, apart_from, given)
    return question.answer(question.only_a, (True, False))


def equivalent(
    a: HasEligibility,
    b: HasEligibility,
    *,
    as_of: dt.date,
    apart_from: Iterable[str] = (),
    given: Mapping[str, object] | None = None,
) -> Answer:
    """Checks if the same people are eligible by both rule sets; see `implies` for the arguments.

    >>> import datetime as dt
    >>> from finsam.rulebooks import sofint
    >>> from finsam.rules import equivalent
    >>> day = dt.date(2021, 5, 3)
    >>> equivalent(sofint.SIGMA, sofint.SIGMA_LETTER, as_of=day).holds
    False

    Raises:
        InvalidInput, InvalidRules, NotApplicable: as `implies` does.

    Source: the page Rule sets as sets.
    """
    question = _Question.of(a, b, as_of, apart_from, given)
    first = question.answer(question.only_a, (True, False))
    return question.answer(question.only_b, (False, True)) if first else first


def disjoint(
    a: HasEligibility,
    b: HasEligibility,
    *,
    as_of: dt.date,
    apart_from: Iterable[str] = (),
    given: Mapping[str, object] | None = None,
) -> Answer:
    """Checks if nobody is eligible by both rule sets; see `implies` for the arguments.

    >>> import datetime as dt
    >>> from finsam.rulebooks import finnveden, vasteras
    >>> from finsam.rules import disjoint
    >>> team, other = finnveden.SAMVERKANSTEAM, vasteras.SAMORDNINGSTEAM
    >>> day = dt.date(2021, 11, 22)
    >>> disjoint(team, other, as_of=day).holds
    True
    >>> disjoint(team, other, as_of=day, apart_from=["municipality"]).holds
    False

    Raises:
        InvalidInput, InvalidRules, NotApplicable: as `implies` does.

    Source: the page Rule sets as sets.
    """
    question = _Question.of(a, b, as_of, apart_from, given)
    return question.answer(question.of_both, (True, True))


def unsatisfiable(
    a: HasEligibility,
    *,
    as_of: dt.date,
    given: Mapping[str, object] | None = None,
) -> Answer:
    """Checks if nobody is eligible by a rule set; see `implies` for the arguments.

    >>> import datetime as dt
    >>> from finsam.rulebooks import model
    >>> from finsam.rules import unsatisfiable
    >>> day = dt.date(2026, 11, 22)
    >>> unsatisfiable(model.SAMORDNINGSTEAM, as_of=day, given={"ongoing_addiction": True}).holds
    True

    Raises:
        InvalidInput, NotApplicable: as `implies` does.

    Source: the page Rule sets as sets.
    """
    question = _Question.of(a, a, as_of, (), given)
    return question.answer(question.of_both, (True, True))


def _read(rules: RuleSet, vocabulary: Vocabulary) -> RuleSet:
    return rules if rules.vocabulary == vocabulary else evolve(rules, vocabulary=vocabulary)


@frozen
class _Question:
    """Two rule sets in one vocabulary and one diagram, and what is left out."""

    a: RuleSet
    b: RuleSet
    pair: Pair
    given: Known
    apart: int
    as_of: dt.date
    own: tuple[RuleSet, RuleSet]

    @classmethod
    def of(
        cls,
        a: HasEligibility,
        b: HasEligibility,
        as_of: dt.date,
        apart_from: Iterable[str],
        given: Mapping[str, object] | None,
        *,
        path: str = "apart_from",
    ) -> "_Question":
        """Checks what is asked, and puts both sets into one diagram."""
        faults = Faults()
        found = [carried(each, side, faults) for each, side in ((a, "a"), (b, "b"))]
        faults.plain_date(as_of, "as_of")
        keys = as_tuple(apart_from)
        sets = [rules for rules in found if isinstance(rules, RuleSet)]
        if (
            given is not None
            and faults.of_type(given, Mapping, "given")
            and len(sets) == len(found)
        ):
            _check_given(given, sets, as_of, faults)
        declared = {fact.key for rules in sets for fact in rules.vocabulary}
        for i, key in enumerate(keys):
            if faults.of_type(key, str, f"{path}[{i}]") and sets and key not in declared:
                what = Text(sv="en känd uppgift", en="a declared fact")
                faults.unknown(f"{path}[{i}]", what=what, value=key, among=declared)
        faults.raise_as(InvalidInput)
        of_a, of_b = own = (asked(found[0]), asked(found[1]))
        vocabulary = in_common(of_a.vocabulary, of_b.vocabulary)
        of_a, of_b = _read(of_a, vocabulary), _read(of_b, vocabulary)
        pair = Pair(
            of_a.deciding,
            of_b.deciding,
            vocabulary,
            as_of=as_of,
            leap_days=(of_a.leap_day, of_b.leap_day),
            own=(own[0].vocabulary, own[1].vocabulary),
        )
        known = vocabulary.read(given or {}, as_of=as_of)
        return cls(of_a, of_b, pair, known, pair.variables(keys), as_of, own)

    def eligible(self, side: Side, clauses: Iterable[Clause] | None = None) -> int:
        """Returns *eligible by a side*: nobody passes by silence. Given facts hold."""
        met = [side.met[c.key] for c in (side.clauses if clauses is None else clauses)]
        if not side.clauses:
            return NO
        return self.pair.both(*met, self._holds_given)

    @cached_property
    def _holds_given(self) -> int:
        return self.pair.cells(self.given)

    def favoured(self, root: int) -> int:
        """Returns *so for some values of the facts that are left out*."""
        return self.pair.builder.for_some(root, self.apart)

    @cached_property
    def _sides(self) -> tuple[int, int]:
        return self.eligible(self.pair.a), self.eligible(self.pair.b)

    @cached_property
    def _favoured(self) -> tuple[int, int]:
        return self.favoured(self._sides[0]), self.favoured(self._sides[1])

    @property
    def only_a(self) -> int:
        """Those eligible by the first and not by the second."""
        return self.pair.both(self._favoured[0], self.pair.no(self._favoured[1]))

    @property
    def only_b(self) -> int:
        """Those eligible by the second and not by the first."""
        return self.pair.both(self._favoured[1], self.pair.no(self._favoured[0]))

    @property
    def of_both(self) -> int:
        """Those eligible by both."""
        return self.pair.both(*self._favoured)

    def answer(self, root: int, eligible: tuple[bool, bool]) -> Answer:
        """Returns that a function is yes for nobody, or a witness for whom it is."""
        witness = self.witness(root, eligible)
        return Answer(witness is None, witness)

    def witness(self, root: int, eligible: tuple[bool, bool]) -> Witness | None:
        """Returns a person for whom a function is yes.

        Args:
            root: the function, without the facts that are left out.
            eligible: whether the person is eligible by the first, and by the second.
        """
        more = [side for side, yes in zip(self._sides, eligible, strict=True) if yes]
        found = self.pair.witness(root, self.given, *more)
        if found is None:
            return None
        first, *rest = found
        shown = [rest.pop(0) if yes else first for yes in eligible]
        sides = [self._told(i, each, yes=eligible[i]) for i, each in enumerate(shown)]
        keys = [*(key for each in found for key in each.unsaid), *sides[0][1], *sides[1][1]]
        return Witness(first.facts, sides[0][0], sides[1][0], tuple(dict.fromkeys(keys)))

    def _told(self, side: int, shown: Shown, *, yes: bool) -> tuple[Told, tuple[str, ...]]:
        """Returns what a side is told, and the facts that it has no terms to be told of."""
        readings = self._readings_of(side, shown)
        rules = self.own[side]
        facts, lost = _in_words_of(rules.vocabulary, shown.facts)
        if lost and rules.deciding:
            by = rules.with_readings(readings) if readings else rules
            said = by.prepared(self.as_of).evaluate(facts).verdict
            if said is (Verdict.ELIGIBLE if yes else Verdict.NOT_ELIGIBLE):
                lost = ()
            else:
                facts = Known({key: value for key, value in facts.items() if key not in lost})
        return Told(facts, readings), lost

    def _readings_of(self, side: int, shown: Shown) -> dict[str, str]:
        own = {point.key for point in (self.a, self.b)[side].open_points}
        renamed = self.pair.renamed
        readings: dict[str, str] = {}
        for key, reading in shown.readings.items():
            if key in renamed:
                if side == 1:
                    readings[renamed[key]] = reading
            elif key in own and not (side == 1 and key in renamed.values()):
                readings[key] = reading
        return readings


def _in_words_of(vocabulary: Vocabulary, facts: Known) -> tuple[Known, tuple[str, ...]]:
    """Returns facts with the terms that a vocabulary has, and the facts that say less by that.

    A term that it hasn't is left out.
    """
    said: dict[str, object] = {}
    lost: list[str] = []
    for key, value in facts.items():
        if key not in vocabulary:
            continue
        kind = vocabulary[key].kind
        if isinstance(kind, Selection) and isinstance(value, Chosen):
            terms = frozenset(kind.terms)
            said[key] = Chosen(value.inside & terms, value.outside & terms)
            if not value.inside <= terms:
                lost.append(key)
        elif isinstance(kind, Choice) and value not in kind.terms:
            lost.append(key)
        else:
            said[key] = value
    return Known(said), tuple(lost)


class Meaning(StrEnum):
    """How what a clause says differs between two rule sets.

    >>> from finsam.rules import Meaning
    >>> [meaning.in_("en") for meaning in Meaning]
    ['the same', 'tighter', 'looser', 'otherwise', 'only in the first', 'only in the second']
    """

    SAME = "same"
    TIGHTER = "tighter"
    LOOSER = "looser"
    OTHERWISE = "otherwise"
    ONLY_A = "only_a"
    ONLY_B = "only_b"

    def in_(self, lang: Lang) -> str:
        """Returns it as words.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _MEANINGS[self].in_(lang)


_MEANINGS = {
    Meaning.SAME: Text(sv="lika", en="the same"),
    Meaning.TIGHTER: Text(sv="snävare", en="tighter"),
    Meaning.LOOSER: Text(sv="vidare", en="looser"),
    Meaning.OTHERWISE: Text(sv="på annat sätt", en="otherwise"),
    Meaning.ONLY_A: Text(sv="bara i den första", en="only in the first"),
    Meaning.ONLY_B: Text(sv="bara i den andra", en="only in the second"),
}


@frozen
class ClauseDifference:
    """A clause of one rule set beside the one of the other that has its key, or its meaning.

    >>> import datetime as dt
    >>> from finsam import compare
    >>> from finsam.rulebooks import finnveden, vasteras
    >>> day = dt.date(2021, 11, 22)
    >>> found = compare(finnveden.SAMVERKANSTEAM, vasteras.SAMORDNINGSTEAM, as_of=day)
    >>> first = found.clauses[0]
    >>> first.a.key, first.b.key, first.meaning.value, first.changed
    ('FI-01', 'VA-10', 'same', ('citation', 'rule'))

    Attributes:
        a: the clause of the first; None where only the second has it.
        b: the clause of the second; None where only the first has it.
        meaning: what the second says, held against the first.
        changed: the parts that differ, such as "text", "condition" or "citation".
    """

    a: Clause | None
    b: Clause | None
    meaning: Meaning
    changed: tuple[str, ...] = ()


@frozen
class ClauseWitness:
    """A required clause of one rule set, and who is eligible by the other but fails it.

    >>> import datetime as dt
    >>> from finsam import compare
    >>> from finsam.rulebooks import vasteras
    >>> day = dt.date(2021, 11, 22)
    >>> found = compare(vasteras.SAMORDNINGSTEAM, vasteras.JOBBFOKUS, as_of=day)
    >>> [(each.clause.key, each.alone) for each in found.fails if each.witness and each.of_b]
    [('VA-18.age', True)]

    Attributes:
        clause: the clause.
        of_b: whether it is one of the second's; else it is one of the first's.
        witness: who fails it; None where nobody does.
        alone: whether the witness fails only this clause.
    """

    clause: Clause
    of_b: bool
    witness: Witness | None
    alone: bool


@frozen
class Catchments:
    """Where the people of two rule sets come from.

    >>> import datetime as dt
    >>> from finsam import compare
    >>> from finsam.rulebooks import finnveden, model
    >>> day = dt.date(2026, 11, 22)
    >>> places = compare(finnveden.SAMVERKANSTEAM, model.SAMORDNINGSTEAM, as_of=day).catchments
    >>> sorted(places.a["municipality"]), places.b, places.overlap
    (['Gislaved', 'Gnosjö', 'Värnamo'], {}, True)

    Attributes:
        a: the municipalities of the first, by the fact that says so; empty where it states none.
        b: those of the second.
        overlap: whether somebody can belong to both.
    """

    a: Mapping[str, tuple[str, ...]]
    b: Mapping[str, tuple[str, ...]]
    overlap: bool


def _check_given(
    given: Mapping[str, object], sets: Iterable[RuleSet], as_of: dt.date, faults: Faults
) -> None:
    """Notes what is wrong with given facts, under the path that they have here."""
    try:
        first, *others = sets
        joint = first.vocabulary
        for rules in others:
            joint = in_common(joint, rules.vocabulary)
    except InvalidRules:
        return  # which is told when the two are put together
    try:
        joint.read(given, as_of=as_of)
    except InvalidInput as error:
        faults.found.extend(
            evolve(each, path="given" if each.path == "facts" else f"given.{each.path}")
            for each in error.faults
        )


@frozen
class Comparison:
    """What differs between two rule sets, and for whom; worked out when it is asked for.

    >>> import datetime as dt
    >>> from finsam import compare
    >>> from finsam.rulebooks import vasteras
    >>> day = dt.date(2021, 11, 22)
    >>> found = compare(vasteras.SAMORDNINGSTEAM, vasteras.JOBBFOKUS, as_of=day)
    >>> found.loses is None, found.gains is None
    (False, True)

    The verdicts about the person are compared. The way in, the preparation, the consent and the
    place differ in `clauses` only.

    Attributes:
        a: the first rule set, in the vocabulary of both.
        b: the second.
        as_of: the day on which both are read.
        places: the facts about where people belong, which are left out.
        also_asked_by_a: facts that only the first asks about, which are left out too.
        also_asked_by_b: facts that only the second asks about.
    """

    a: RuleSet
    b: RuleSet
    as_of: dt.date
    places: tuple[Fact, ...]
    also_asked_by_a: tuple[Fact, ...]
    also_asked_by_b: tuple[Fact, ...]
    _question: _Question = field(repr=False, eq=False)

    @property
    def compared(self) -> tuple[Fact, ...]:
        """The facts that both ask about, in reading order: what is left once the rest is out."""
        pair = self._question.pair
        left = {fact.key for fact in (*self.places, *self.also_asked_by_a, *self.also_asked_by_b)}
        keys = (key for key in pair.a.reads(pair.a.clauses) if key not in left)
        return tuple(self.a.vocabulary[key] for key in keys)

    def __reduce__(self) -> tuple[object, ...]:
        """What is worked out when it is asked for is worked out again."""
        places = tuple(fact.key for fact in self.places)
        return _compared, (*self._question.own, self.as_of, places)

    @property
    def not_in_force(self) -> tuple[RuleSet, ...]:
        """Those of the two that aren't in force on the day; they are read as if they were."""
        return tuple(rules for rules in (self.a, self.b) if self.as_of not in rules.valid)

    @cached_property
    def catchments(self) -> Catchments:
        """Where the people of both come from, and whether the catchments overlap."""
        pair = self._question.pair
        keys = {fact.key for fact in self.places}
        others = pair.variables(
            v.fact for v in pair.space.variables if v.fact is not None and v.fact not in keys
        ) | sum(1 << i for i, v in enumerate(pair.space.variables) if v.open is not None)
        where = [
            pair.builder.for_some(self._question.eligible(side), others)
            for side in (pair.a, pair.b)
        ]
        a, b = (self._named(root, side) for root, side in zip(where, (pair.a, pair.b), strict=True))
        return Catchments(a, b, pair.both(*where) != NO)

    def _named(self, root: int, side: Side) -> dict[str, tuple[str, ...]]:
        """Returns the places of a choice from which somebody can be eligible."""
        pair, found = self._question.pair, dict[str, tuple[str, ...]]()
        places = {fact.key for fact in self.places} & set(side.reads(side.clauses))
        for place, variable in enumerate(pair.space.variables):
            if variable.fact is None or variable.fact not in places:
                continue
            kind = pair.space.facts[variable.fact].kind
            if isinstance(kind, Choice):
                fits = 0
                for cell in range(variable.size):
                    here = tuple(int(cell == each) for each in range(variable.size))
                    if pair.both(root, pair.builder.node(place, here)) != NO:
                        fits |= 1 << cell
                names = (key for key in kind.terms if variable.possible(key) & fits)
                found[variable.fact] = tuple(names)
        return found

    @cached_property
    def clauses(self) -> tuple[ClauseDifference, ...]:
        """Each clause beside its like, in the order of the first set and then of the second."""
        return tuple(_paired(self.a, self.b, self.as_of))

    @cached_property
    def loses(self) -> Witness | None:
        """Who is eligible by the first and not by the second; None where nobody is."""
        return self._question.witness(self._question.only_a, (True, False))

    @cached_property
    def gains(self) -> Witness | None:
        """Who is eligible by the second and not by the first; None where nobody is."""
        return self._question.witness(self._question.only_b, (False, True))

    @cached_property
    def of_both(self) -> Witness | None:
        """Who is eligible by both; None where nobody is."""
        return self._question.witness(self._question.of_both, (True, True))

    @cached_property
    def fails(self) -> tuple[ClauseWitness, ...]:
        """For each required clause about the person, who is eligible by the other set and fails it.

        One who fails only this clause where there is one, else one who fails it at all, else
        nobody. First the clauses of the second set, then those of the first.
        """
        return (*self._fails(of_b=True), *self._fails(of_b=False))

    def _fails(self, *, of_b: bool) -> Iterator[ClauseWitness]:
        asked, pair = self._question, self._question.pair
        side, other = (pair.b, pair.a) if of_b else (pair.a, pair.b)
        eligible = (of_b, not of_b)
        inside = asked.favoured(asked.eligible(other))
        not_by_side = pair.no(asked.favoured(asked.eligible(side)))
        rules = self.b if of_b else self.a
        for clause in side.clauses:
            rest = [each for each in side.clauses if each is not clause]
            but_for = asked.favoured(asked.eligible(side, rest))
            alone = asked.witness(pair.both(inside, not_by_side, but_for), eligible)
            found = alone
            if alone is None:
                fails = pair.no(asked.favoured(side.met[clause.key]))
                found = asked.witness(pair.both(inside, fails), eligible)
            yield ClauseWitness(rules.clause(clause.key), of_b, found, alone is not None)

    def leaves_out(self, clause: Clause) -> bool:
        """Tells whether a clause asks only about facts that are left out."""
        left = {f.key for f in (*self.places, *self.also_asked_by_a, *self.also_asked_by_b)}
        asked = set(self._question.pair.a.reads([clause]))
        return bool(asked) and asked <= left

    def explain(self, lang: Lang = "sv", style: Style = "text") -> str:
        """Returns the comparison for people.

        Args:
            lang: "sv" or "en".
            style: "text", "markdown", or "html", which is escaped and has no script.

        Raises:
            ValueError: another language or style.
        """
        return drawn(lambda: Teller(self, lang).lines(), lang, style, "comparison")

    def table(self, lang: Lang = "sv") -> Table:
        """Returns the clauses side by side: rule and text of each, and how the second differs.

        >>> import datetime as dt
        >>> from finsam import compare
        >>> from finsam.rulebooks import finnveden, vasteras
        >>> day = dt.date(2021, 11, 22)
        >>> found = compare(finnveden.SAMVERKANSTEAM, vasteras.SAMORDNINGSTEAM, as_of=day)
        >>> [row[0::2] for row in found.table("en").rows[:2]]
        [('FI-01', 'VA-10', 'the same'), ('FI-01', '–', 'only in the first')]

        Args:
            lang: "sv" or "en".

        Raises:
            ValueError: another language.
        """
        return Teller(self, lang).table()

    def _repr_html_(self) -> str:
        """Returns the comparison in Swedish for a notebook: escaped, without scripts."""
        return self.explain("sv", "html")


def compare(
    a: HasEligibility,
    b: HasEligibility,
    *,
    as_of: dt.date,
    places: Iterable[str] = PLACES,
) -> Comparison:
    """Compares two rule sets: those of two associations, or two versions of one measure.

    It says first whether the catchments overlap. Then it works apart from where people belong,
    and from facts that only one of the two asks about: each set takes them at their most
    favourable, and they are listed.

    >>> import datetime as dt
    >>> from finsam import compare
    >>> from finsam.rulebooks import finnveden, vasteras
    >>> found = compare(
    ...     finnveden.SAMVERKANSTEAM, vasteras.SAMORDNINGSTEAM, as_of=dt.date(2021, 11, 22)
    ... )
    >>> found.catchments.overlap, found.catchments.b["municipality"]
    (False, ('Västerås',))
    >>> [fact.key for fact in found.also_asked_by_b][-1]
    'nearer_work_within_12_months'

    Args:
        a: the first rule set, or a measure that has one: what was before.
        b: the second: what comes after.
        as_of: the day on which both are read, whether they are in force on it or not.
        places: keys of the facts that say where people belong.

    Raises:
        InvalidInput: what is given carries no rules, isn't a date, or isn't declared; all at once.
        InvalidRules: the two declare a fact in different ways.
        NotApplicable: a measure is not for individuals.

    Source: the page Rule sets as sets.
    """
    wanted = as_tuple(places)
    question = _Question.of(a, b, as_of, () if wanted == PLACES else wanted, None, path="places")
    pair, vocabulary = question.pair, question.a.vocabulary
    by_a, by_b = pair.a.reads(pair.a.clauses), pair.b.reads(pair.b.clauses)
    where = [key for key in wanted if key in {*by_a, *by_b}]
    only_a = [key for key in by_a if key not in by_b and key not in where]
    only_b = [key for key in by_b if key not in by_a and key not in where]
    apart = pair.variables([*where, *only_a, *only_b])
    return Comparison(
        question.a,
        question.b,
        as_of,
        tuple(vocabulary[key] for key in where),
        tuple(vocabulary[key] for key in only_a),
        tuple(vocabulary[key] for key in only_b),
        evolve(question, apart=apart),
    )


def _compared(a: RuleSet, b: RuleSet, as_of: dt.date, places: tuple[str, ...]) -> Comparison:
    return compare(a, b, as_of=as_of, places=places)


def _paired(a: RuleSet, b: RuleSet, as_of: dt.date) -> Iterator[ClauseDifference]:
    pair = Pair(a.clauses, b.clauses, a.vocabulary, as_of=as_of, leap_days=(a.leap_day, b.leap_day))
    by_key = {clause.key: clause for clause in b.clauses}
    left = [c for c in b.clauses if all(c.key != other.key for other in a.clauses)]
    for clause in a.clauses:
        like = by_key.get(clause.key) or next(
            (
                other
                for other in left
                if clause.is_evaluated
                and (clause.strength, clause.concern) == (other.strength, other.concern)
                and pair.a.met[clause.key] == pair.b.met[other.key]
            ),
            None,
        )
        if like is None:
            yield ClauseDifference(clause, None, Meaning.ONLY_A)
            continue
        left = [other for other in left if other is not like]
        changed = tuple(name for name in PARTS if getattr(clause, name) != getattr(like, name))
        yield ClauseDifference(clause, like, _meaning(clause, like, pair), changed)
    for clause in left:
        yield ClauseDifference(None, clause, Meaning.ONLY_B)


def _meaning(one: Clause, other: Clause, pair: Pair) -> Meaning:
    if (one.strength, one.concern) != (other.strength, other.concern):
        return Meaning.OTHERWISE
    if not one.is_evaluated:
        return Meaning.SAME if one.text == other.text else Meaning.OTHERWISE
    met_one, met_other = pair.a.met[one.key], pair.b.met[other.key]
    if met_one == met_other:
        return Meaning.SAME
    if pair.both(met_other, pair.no(met_one)) == NO:
        return Meaning.TIGHTER
    return Meaning.LOOSER if pair.both(met_one, pair.no(met_other)) == NO else Meaning.OTHERWISE
