"""What would change a verdict: the smallest sets of known facts that would have to be others.

Time is one more element: with it, the facts stay as they are and a later day comes.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from attrs import field, frozen

from finsam.errors import Faults, InvalidInput, RulesTooLarge
from finsam.rules.atoms import Atom, Day
from finsam.rules.clauses import Clause
from finsam.rules.conditions import Condition, Open, reading_order
from finsam.rules.diagram import NO, YES, Graph
from finsam.rules.drawing import Line, drawn
from finsam.rules.evaluate import Prepared, Verdict
from finsam.rules.facts import Fact, Known, Selection, Vocabulary
from finsam.rules.rulesets import RuleSet
from finsam.rules.turning import moves_with_the_day, turning_days
from finsam.rules.witnesses import as_readings, shown, told
from finsam.terms import Term
from finsam.texts import Lang, Style, Text

__all__ = [
    "MAX_CHANGES",
    "Alteration",
    "Bucket",
    "Change",
    "Changes",
    "PartChanges",
    "changes_of",
]


def __dir__() -> list[str]:
    return __all__


MAX_CHANGES = 2_000  # smallest sets of one part; nobody reads so many, and there may be millions
_FARTHEST = 150  # years ahead; no age and no period in use is longer


class Bucket(StrEnum):
    """Whether a change can be brought about.

    CAN_BE_CHANGED: somebody can bring all of it about. WAITS: it comes with a later day, perhaps
    together with what can be changed. STANDS: nobody can change a part of it; it is shown, and
    never suggested.

    >>> from finsam.rules import Bucket
    >>> [bucket.in_("en") for bucket in Bucket]
    ['can be changed', 'waits', 'stands']

    Source: the how-to What would change it.
    """

    CAN_BE_CHANGED = "can_be_changed"
    WAITS = "waits"
    STANDS = "stands"

    def in_(self, lang: Lang) -> str:
        """Returns it as words.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _BUCKETS[self].in_(lang)


_BUCKETS = {
    Bucket.CAN_BE_CHANGED: Text(sv="kan ändras", en="can be changed"),
    Bucket.WAITS: Text(sv="väntar", en="waits"),
    Bucket.STANDS: Text(sv="står fast", en="stands"),
}


@frozen
class Alteration:
    """A known fact, or a member of a set, that would have to be another.

    >>> import datetime as dt
    >>> from finsam import Person, assess
    >>> from finsam.rulebooks import vasteras
    >>> decision = assess(
    ...     Person(municipality="Sala"), vasteras.SAMORDNINGSTEAM, as_of=dt.date(2021, 5, 3)
    ... )
    >>> [part] = decision.changes().in_the_way
    >>> [altered] = part.changes[0].facts
    >>> altered.key, altered.changed_by.name.in_("en")
    ('municipality', 'the person')

    Attributes:
        fact: the declared fact.
        member: the key of the member, when the fact is a set; else None.
    """

    fact: Fact
    member: str | None

    @property
    def key(self) -> str:
        """The fact's key, with the member after a slash where it is one."""
        return self.fact.key if self.member is None else f"{self.fact.key}/{self.member}"

    @property
    def changed_by(self) -> Term | None:
        """The role that can bring about another value; None where nobody can."""
        return self.fact.changed_by

    def question(self, lang: Lang) -> str:
        """Returns what is asked about it.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        asked, kind = self.fact.question.in_(lang), self.fact.kind
        if self.member is None or not isinstance(kind, Selection):
            return asked
        return f"{asked} – {kind.name(self.member, lang)}"


@frozen
class Change:
    """A smallest set of known facts that would have to be others, with time as one more element.

    >>> import datetime as dt
    >>> from finsam import Person, assess
    >>> from finsam.rulebooks import model
    >>> person = Person(birth_date=dt.date(2011, 3, 1))
    >>> decision = assess(person, model.SAMORDNINGSTEAM, as_of=dt.date(2026, 11, 22))
    >>> [part] = decision.changes().in_the_way
    >>> [(change.bucket.value, change.from_day) for change in part.changes]
    [('stands', None), ('waits', datetime.date(2027, 3, 1))]

    Attributes:
        facts: the facts; empty where time alone does it, or where nothing has to change.
        from_day: the first day on which it is enough, where time is an element; else None.
        example: facts that show it: those that stay, those that change and those unknown.
        readings: what the example takes open points to say, where it hangs on them.
    """

    facts: tuple[Alteration, ...]
    from_day: dt.date | None
    example: Known = field(repr=False)
    readings: Mapping[str, str] = field(factory=dict[str, str], converter=as_readings, repr=False)

    @property
    def bucket(self) -> Bucket:
        """Whether it can be brought about: can be changed, waits or stands."""
        if any(altered.changed_by is None for altered in self.facts):
            return Bucket.STANDS
        return Bucket.CAN_BE_CHANGED if self.from_day is None else Bucket.WAITS

    @property
    def is_empty(self) -> bool:
        """Tells whether nothing known has to change."""
        return not self.facts and self.from_day is None


@frozen
class PartChanges:
    """What would change one part of the rules: clauses that share a fact, or time.

    >>> import datetime as dt
    >>> from finsam import Person, assess
    >>> from finsam.rulebooks import model
    >>> person = Person(birth_date=dt.date(2011, 3, 1))
    >>> decision = assess(person, model.SAMORDNINGSTEAM, as_of=dt.date(2026, 11, 22))
    >>> for part in decision.changes().parts[:2]:
    ...     print([clause.key for clause in part.clauses], part.is_open)
    ['BR-01'] True
    ['BR-02'] False

    Attributes:
        clauses: the clauses of the part, in the order of the rules.
        changes: the smallest sets, the shortest first; one that is empty where nothing known
            stands in the way, and none where nothing would help.
    """

    clauses: tuple[Clause, ...]
    changes: tuple[Change, ...]

    @property
    def is_open(self) -> bool:
        """Tells whether nothing known stands in the way."""
        return any(change.is_empty for change in self.changes)


@frozen
class Changes:
    """What would have to be otherwise for another verdict, by independent parts of the rules.

    >>> import datetime as dt
    >>> from finsam import Person, assess
    >>> from finsam.rulebooks import model
    >>> person = Person(birth_date=dt.date(2011, 3, 1))
    >>> decision = assess(person, model.SAMORDNINGSTEAM, as_of=dt.date(2026, 11, 22))
    >>> print(decision.changes().explain("en").splitlines()[2])
    To be eligible: one change under each heading, all for the same day

    For ELIGIBLE one change of each part is needed, all for the same day; for NOT_ELIGIBLE a
    change of one part is enough. An open point that lies in another part stays open, and may leave
    the verdict undetermined until a reading of it is chosen.

    Attributes:
        rules: the rule set.
        facts: what is known.
        as_of: the day of assessment.
        to: the verdict that is asked about.
        parts: the independent parts, in the order of the rules.
    """

    rules: RuleSet = field(repr=False)
    facts: Known = field(repr=False)
    as_of: dt.date
    to: Verdict
    parts: tuple[PartChanges, ...]

    @property
    def in_the_way(self) -> tuple[PartChanges, ...]:
        """The parts in which something known stands in the way."""
        return tuple(part for part in self.parts if not part.is_open)

    def explain(self, lang: Lang = "sv", style: Style = "text") -> str:
        """Returns what would change the verdict, for people; what stands is shown last.

        Args:
            lang: "sv" or "en".
            style: "text", "markdown", or "html", which is escaped and has no script.

        Raises:
            ValueError: another language or style.
        """
        return drawn(lambda: self._lines(lang), lang, style, "changes")

    def _repr_html_(self) -> str:
        """Returns the explanation in Swedish for a notebook: escaped, without scripts."""
        return self.explain("sv", "html")

    def _lines(self, lang: Lang) -> Iterator[Line]:
        yield Line(0, f"{self.rules.name.in_(lang)}, {self.as_of}")
        wanted = _WOULD[self.to].in_(lang)
        if not self.parts:
            yield Line(2, _NOTHING_DECIDES.in_(lang))
            return
        if self.rules.prepared(self.as_of).evaluate(self.facts).verdict is self.to:
            yield Line(2, _THERE[self.to].in_(lang))
            return
        if not self.in_the_way or (self.to is Verdict.NOT_ELIGIBLE and self._is_open_already):
            yield Line(2, f"{wanted}: {_ALREADY.in_(lang)}")
            return
        enough = _EACH if self.to is Verdict.ELIGIBLE else _ANY
        yield Line(2, f"{wanted}: {enough.in_(lang)}")
        for part in self.in_the_way:
            yield Line(1, "; ".join(f"{c.text.in_(lang)} ({c.rule})" for c in part.clauses))
            if not part.changes:
                yield Line(2, _NO_WAY.in_(lang))
            for bucket in Bucket:
                for change in part.changes:
                    if change.bucket is bucket:
                        yield from self._change(change, lang)

    @property
    def _is_open_already(self) -> bool:
        return any(part.is_open for part in self.parts)

    def _change(self, change: Change, lang: Lang) -> Iterator[Line]:
        asked = [altered.question(lang) for altered in change.facts]
        if change.from_day is not None:
            asked.append(f"{_TIME.in_(lang)} {change.from_day}")
        yield Line(3, f"{change.bucket.in_(lang)}: {' + '.join(asked)}")
        for altered in change.facts:
            if altered.changed_by is not None:
                yield Line(4, f"{_BY.in_(lang)}: {altered.changed_by.in_(lang)}")
        if change.facts and change.bucket is not Bucket.STANDS:
            keys = {altered.fact.key for altered in change.facts}
            facts = {key: value for key, value in change.example.items() if key in keys}
            day = Day(change.from_day or self.as_of, self.rules.leap_day)
            for line in told(facts, self.rules.vocabulary, self.rules.atoms, day, lang):
                yield Line(4, f"{_EXAMPLE.in_(lang)}: {line}")
        for key, reading in change.readings.items():
            point = next(each for each in self.rules.open_points if each.key == key)
            text = point.choice_text(reading).in_(lang)
            yield Line(4, f"{_IF_READ.in_(lang)}: {point.text.in_(lang)} ({key}): {text}")


_WOULD = {
    Verdict.ELIGIBLE: Text(sv="För att bli behörig", en="To be eligible"),
    Verdict.NOT_ELIGIBLE: Text(sv="För att inte bli behörig", en="Not to be eligible"),
}
_THERE = {
    Verdict.ELIGIBLE: Text(sv="Personen är redan behörig.", en="The person is eligible already."),
    Verdict.NOT_ELIGIBLE: Text(
        sv="Personen är redan inte behörig.", en="The person is not eligible as it is."
    ),
}
_NOTHING_DECIDES = Text(
    sv="Reglerna anger inget avgörande krav, så inga kända fakta kan ändra svaret.",
    en="The rules state no deciding criterion, so that no known fact can change the answer.",
)
_ALREADY = Text(
    sv="inget känt står i vägen; det som återstår är okänt eller lämnat öppet av källan",
    en="nothing known stands in the way; what is left is unknown, or left open by the source",
)
_EACH = Text(
    sv="en ändring under varje rubrik, alla för samma dag",
    en="one change under each heading, all for the same day",
)
_ANY = Text(sv="en av ändringarna räcker", en="one of the changes is enough")
_NO_WAY = Text(sv="Inget skulle hjälpa.", en="Nothing would help.")
_TIME = Text(sv="tiden, från och med", en="time, from")
_BY = Text(sv="av", en="by")
_EXAMPLE = Text(sv="till exempel", en="for example")
_IF_READ = Text(sv="om källan läses så", en="if the source is read so")


def changes_of(
    rules: RuleSet, known: Known, *, as_of: dt.date, to: Verdict = Verdict.ELIGIBLE
) -> Changes:
    """Returns the smallest sets of known facts that would have to be others for a verdict.

    Args:
        rules: the rule set.
        known: what is known.
        as_of: the day of assessment.
        to: ELIGIBLE or NOT_ELIGIBLE.

    Raises:
        InvalidInput: `to` is another verdict, or none.
        RulesTooLarge: a part has more than `MAX_CHANGES` such sets.
    """
    if to not in _WOULD:
        faults = Faults()
        what = Text(sv="ett svar som går att nå", en="a verdict that can be reached")
        faults.unknown("to", what=what, value=str(to), among=[each.value for each in _WOULD])
        raise InvalidInput(faults.found)
    parts = [_Part(rules, clauses, known, as_of, to).found() for clauses in _independent(rules)]
    return Changes(rules, known, as_of, to, tuple(parts))


def _conditions(clauses: Iterable[Clause]) -> list[Condition]:
    return [condition for clause in clauses for condition in clause.conditions]


def _read_by(clause: Clause, vocabulary: Vocabulary) -> set[str]:
    """Returns what a clause reads: facts, open points, and the day."""
    conditions = _conditions([clause])
    found: set[str] = set()
    for condition in conditions:
        for _, part in reading_order(condition):
            if isinstance(part, Open):
                found.add(f"open:{part.key}")
            elif isinstance(part, Atom) and part.reads is not None:
                found.add(part.reads)
        if moves_with_the_day(condition, vocabulary):
            found.add("the day:")
    return found


def _independent(rules: RuleSet) -> list[tuple[Clause, ...]]:
    """Returns the clauses by parts that share nothing, in the order of their first clauses."""
    groups: list[tuple[set[str], list[Clause]]] = []
    for clause in rules.deciding:
        read, of = _read_by(clause, rules.vocabulary), [clause]
        for group in [group for group in groups if group[0] & read]:
            groups.remove(group)
            read, of = group[0] | read, group[1] + of
        groups.append((read, of))
    order = {clause.key: i for i, clause in enumerate(rules.deciding)}
    whole = [tuple(sorted(of, key=lambda clause: order[clause.key])) for _, of in groups]
    return sorted(whole, key=lambda of: order[of[0].key])


@frozen
class _Part:
    rules: RuleSet
    clauses: tuple[Clause, ...]
    known: Known
    as_of: dt.date
    to: Verdict

    def found(self) -> PartChanges:
        """Returns what would change the part."""
        now = self._on(self.as_of)
        smallest = dict.fromkeys(now.smallest(), self.as_of)
        later: dict[frozenset[str], dt.date] = {}
        if frozenset() not in smallest:
            for day in self._later_days():
                for change in self._on(day).smallest():
                    later.setdefault(change, day)
        waits = {
            change: day
            for change, day in later.items()
            if not any(other <= change for other in smallest)
            and not any(other < change for other in later)
        }
        found = [now.change(keys, None) for keys in smallest]
        found += [self._on(day).change(keys, day) for keys, day in waits.items()]
        found.sort(key=lambda each: len(each.facts) + (each.from_day is not None))
        return PartChanges(self.clauses, tuple(found))

    def _on(self, day: dt.date) -> "_OnADay":
        when = Day(day, self.rules.leap_day)
        return _OnADay(
            Prepared.of(self.clauses, None, self.rules.vocabulary, when),
            self.known,
            self.to,
        )

    def _later_days(self) -> list[dt.date]:
        """Returns the later days on which something may turn, as long as the rules are in force."""
        last = min(self.as_of.year + _FARTHEST, dt.date.max.year)
        end = self.rules.valid.nearest(dt.date(last, 12, 31))
        conditions = _conditions(self.clauses)
        vocabulary = self.rules.vocabulary
        if not any(moves_with_the_day(condition, vocabulary) for condition in conditions):
            return []
        return turning_days(
            conditions,
            vocabulary,
            self.known,
            leap_day=self.rules.leap_day,
            start=self.as_of,
            end=end,
            may_change=True,
        )


class _OnADay:
    """A part of the rules on a day, and what is known in it."""

    def __init__(self, prepared: Prepared, known: Known, to: Verdict) -> None:
        self.space, self.known = prepared.space, known
        builder = prepared.graph.builder(self.space.sizes)
        root = prepared.graph.roots[0]
        points = sum(1 << i for i, v in enumerate(self.space.variables) if v.open is not None)
        if to is Verdict.NOT_ELIGIBLE:
            root = builder.choose(root, NO, YES)
        self.graph: Graph = builder.graph([root, builder.for_every(root, points)])
        self.possible = self.space.possible(known)

    def _key(self, place: int) -> str:
        variable = self.space.variables[place]
        assert variable.fact is not None
        return variable.fact if variable.member is None else f"{variable.fact}/{variable.member}"

    def smallest(self) -> list[frozenset[str]]:
        """Returns the smallest sets of facts and members that would have to be others."""
        sets: list[list[int]] = [[], [0]]
        for variable, children in self.graph.nodes[2:]:
            possible = self.possible[variable]
            found: set[int] = set()
            for cell, child in enumerate(children):
                bit = 0 if possible >> cell & 1 else 1 << variable
                found.update(each | bit for each in sets[child])
            sets.append(_minimal(found))
        return [
            frozenset(self._key(place) for place in range(bits.bit_length()) if bits >> place & 1)
            for bits in sets[self.graph.roots[0]]
        ]

    def change(self, keys: frozenset[str], day: dt.date | None) -> Change:
        """Returns a change with facts that show it, whatever the readings where that can be."""
        variables = self.space.variables
        changed = [
            i for i, v in enumerate(variables) if v.fact is not None and self._key(i) in keys
        ]
        allowed = list(self.possible)
        for place in changed:
            allowed[place] = ((1 << variables[place].size) - 1) & ~self.possible[place]
        bits = sum(1 << place for place in changed)
        tried = (
            shown(self.space, self.graph, root, known=self.known, allowed=allowed, changed=bits)
            for root in reversed(self.graph.roots)  # first the one for every reading
        )
        example = next(found[0] for found in tried if found is not None)
        facts = tuple(
            Alteration(self.space.facts[variables[i].fact or ""], variables[i].member)
            for i in changed
        )
        return Change(facts, day, example.facts, example.readings)


def _minimal(sets: Iterable[int]) -> list[int]:
    """Returns the sets that have no other of them inside, each as the bits of a number."""
    kept: list[int] = []
    for one in sorted(sets, key=lambda bits: (bits.bit_count(), bits)):
        if not any(other & one == other for other in kept):
            kept.append(one)
    if len(kept) > MAX_CHANGES:
        faults = Faults()
        faults.add(
            "too_large",
            "",
            sv=f"mer än {MAX_CHANGES} olika ändringar skulle räcka; fråga om en regel i taget",
            en=f"more than {MAX_CHANGES} different changes would do; ask about a rule at a time",
        )
        faults.raise_as(RulesTooLarge)
    return kept
