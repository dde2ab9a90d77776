"""Rule sets: clauses with a vocabulary, a time in force, ways in, and perhaps a base.

A rule set is checked to the fullest when it is built. One that nobody can satisfy is an error,
with the clauses that clash, never a silent no.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import cached_property, lru_cache
from itertools import islice
from typing import NoReturn, Protocol, cast

from attrs import evolve, field, frozen

from finsam.citations import Citation, Rank
from finsam.errors import (
    Fault,
    Faults,
    InvalidInput,
    InvalidRules,
    NotApplicable,
    NotInForce,
    UnsatisfiableRules,
    as_tuple,
)
from finsam.legaltime import LeapDay
from finsam.rules.atoms import (
    COUNTED,
    NOT_COUNTED,
    Atom,
    Day,
    Fixed,
    as_keys,
)
from finsam.rules.clauses import (
    ALONE,
    Clause,
    Concern,
    DecidedBy,
    LocalChange,
    Strength,
    Validity,
    WayIn,
    WayInKind,
)
from finsam.rules.compiled import Answer, Settle, compiled
from finsam.rules.conditions import (
    MET,
    NOT_MET,
    Condition,
    Open,
    is_condition,
    reading_order,
    with_readings,
)
from finsam.rules.diagram import NO, YES
from finsam.rules.evaluate import (
    Evaluation,
    Finding,
    Prepared,
    shared_findings,
    smallest_clash,
    way_condition,
)
from finsam.rules.facts import Choice, Fact, Known, Selection, Vocabulary
from finsam.rules.pairs import looser
from finsam.rules.witnesses import Shown, told
from finsam.texts import Lang, Text, joined, tag_of

__all__ = [
    "REFERENCE_DAY",
    "Departure",
    "HasEligibility",
    "NotForIndividuals",
    "RuleSet",
    "asked",
    "carried",
]


def __dir__() -> list[str]:
    return __all__


REFERENCE_DAY = dt.date(2024, 1, 1)  # where an undated set is tried out when it is built
_MOST_SAMPLES = 2_000  # days on which a set is tried out; most sets are through after two
_MOST_WORK = 300_000  # nodes of all those days together; some seconds


@frozen
class Departure:
    """Where a rule set departs from what a national source says in its base: a remark.

    >>> from finsam import Text
    >>> from finsam.rulebooks import national
    >>> ours = national.TARGET_GROUP.rules.with_changes(
    ...     key="ours", name=Text(sv="Vårt", en="Ours"), drop=["page.main_age"]
    ... )
    >>> print(ours.departures[0].in_("en"))
    X-18, Guidance on the National Council's pages, Målgrupper (recommendation): is left out

    Attributes:
        old: the clause of the national source.
        new: the one in its place; None where it is left out.
        how: how it departs, in words.

    Source: the how-to Write a rule set.
    """

    old: Clause
    new: Clause | None
    how: Text

    def in_(self, lang: Lang) -> str:
        """Returns it as one line, with the citations of both.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        line = f"{self.old.rule}, {self.old.citation.in_(lang)}: {self.how.in_(lang)}"
        if self.new is None:
            return line
        return f"{line} ({self.new.rule}, {self.new.citation.in_(lang)})"


def _as_ways(ways: Iterable[WayIn] | None) -> tuple[WayIn, ...] | None:
    return None if ways is None else as_tuple(ways)


def _as_clauses(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    return as_tuple(clauses)


def _weighed(how: Text, weight: int) -> Text:
    """Returns how a clause departs, and that it weighs more too where it does."""
    if weight <= 0:
        return how
    return Text(sv=f"{how.sv} och väger mer", en=f"{how.en} and weighs more")


@frozen(kw_only=True, cache_hash=True)
class RuleSet:
    """The rules of taking part in one measure.

    >>> from finsam import Text
    >>> from finsam.rulebooks import model
    >>> name = Text(sv="Vårt team", en="Our team")
    >>> ours = model.SAMORDNINGSTEAM.eligibility.with_changes(
    ...     key="our.team", name=name, drop=["BR-03.threat"]
    ... )
    >>> [clause.key for clause in ours.clauses]
    ['BR-01', 'BR-02', 'BR-03.addiction', 'BR-03.custody', 'BR-03.illness']

    Attributes:
        key: a name for programs, such as "finnveden.samverkansteam".
        name: a name for people.
        vocabulary: the facts that the clauses may read.
        clauses: in the order in which they are reported.
        valid: when they are in force; a source that states no time gives undated rules.
        ways_in: how people come to the measure; None where the source doesn't say, and then the
            route is undetermined, unsaid being unknown and not open (X-26), unless clauses of
            concern ROUTE say what it takes.
        decided_by: who decides on intake; None where the source doesn't say.
        leap_day: when somebody born on 29 February attains an age in a common year.
        base: the set that this one was derived from.
        chosen: the readings that a caller chose, each by its key and in words; see
            `with_readings`, which sets them.
        chosen_readings: the keys of those readings; none for a condition of the caller's own.

    Raises:
        InvalidRules: clauses of one key, facts or members that aren't declared, a condition that
            all or none meet, two open points of one key; all faults at once, each with its path.
        UnsatisfiableRules: nobody can meet the required personal clauses on any day in force.
        RulesTooLarge: the set is past a limit.

    Source: the how-to Write a rule set.
    """

    key: str
    name: Text
    vocabulary: Vocabulary = field(repr=False)
    clauses: tuple[Clause, ...] = field(converter=_as_clauses, repr=False)
    valid: Validity = field(factory=Validity)
    ways_in: tuple[WayIn, ...] | None = field(default=None, converter=_as_ways, repr=False)
    decided_by: DecidedBy | None = field(default=None, repr=False)
    leap_day: LeapDay = LeapDay.FEB28
    base: "RuleSet | None" = field(default=None, repr=False)
    chosen: tuple[tuple[str, Text], ...] = field(default=(), repr=False)
    chosen_readings: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.named(self.key, "key")
        faults.of_type(self.name, Text, "name")
        faults.of_type(self.valid, Validity, "valid")
        faults.of_type(self.leap_day, LeapDay, "leap_day")
        if self.decided_by is not None:
            faults.of_type(self.decided_by, DecidedBy, "decided_by")
        if self.base is not None:
            faults.of_type(self.base, RuleSet, "base")
        typed = faults.of_type(self.vocabulary, Vocabulary, "vocabulary")
        for i, clause in enumerate(self.clauses):
            typed &= faults.of_type(clause, Clause, f"clauses[{i}]")
        for i, way in enumerate(self.ways_in or ()):
            typed &= faults.of_type(way, WayIn, f"ways_in[{i}]")
        if not self.clauses:
            faults.add("empty", "clauses", sv="inga regler angivna", en="no clauses are given")
        if typed:
            self._check_keys(faults)
            self._check_conditions(faults)
        faults.raise_as(InvalidRules)
        if not self.chosen:  # what a caller has chosen may be met by all or by none
            self._check_meaning(self._by_key.keys())

    def _check_keys(self, faults: Faults) -> None:
        seen: set[str] = set()
        paths = [(f"clauses[{i}].key", clause.key) for i, clause in enumerate(self.clauses)]
        paths += [(f"ways_in[{i}].key", way.key) for i, way in enumerate(self.ways_in or ())]
        for path, key in paths:
            if key in seen:
                faults.add(
                    "duplicate",
                    path,
                    sv=f"nyckeln {key!r} finns redan; varje regel och väg in har en egen",
                    en=f"the key {key!r} is taken; each clause and way in has its own",
                    value=key,
                )
            seen.add(key)
        keys = self._strength
        for i, clause in enumerate(self.clauses):
            for j, weighed in enumerate(clause.weighs):
                if self._strength.get(weighed, Strength.GUIDELINE) is not Strength.GUIDELINE:
                    faults.add(
                        "strength",
                        f"clauses[{i}].weighs[{j}]",
                        sv=f"{weighed!r} är ingen riktlinje; bara riktlinjer vägs samman",
                        en=f"{weighed!r} is no guideline; only guidelines are weighed",
                        value=weighed,
                    )
                elif weighed not in keys:
                    what = Text(sv="en regel i uppsättningen", en="a clause of the set")
                    path = f"clauses[{i}].weighs[{j}]"
                    faults.unknown(path, what=what, value=weighed, among=keys)

    @cached_property
    def _strength(self) -> dict[str, Strength]:
        return {clause.key: clause.strength for clause in self.clauses}

    def conditions(self) -> Iterator[tuple[str, Condition]]:
        """Yields every condition of the set with its path."""
        for i, clause in enumerate(self.clauses):
            for name in ("applies_to", "condition"):
                if is_condition(getattr(clause, name)):
                    yield f"clauses[{i}].{name}", getattr(clause, name)
            for reading in clause.alternatives:
                yield f"clauses[{i}].alternatives[{reading.key}]", reading.condition
        for i, way in enumerate(self.ways_in or ()):
            for name in ("open_to", "steps", "any_referrer"):
                if is_condition(getattr(way, name)):
                    yield f"ways_in[{i}].{name}", getattr(way, name)
            for reading in way.alternatives:
                yield f"ways_in[{i}].alternatives[{reading.key}]", reading.condition

    def _check_conditions(self, faults: Faults) -> None:
        points: dict[str, Open] = {}
        for start, condition in self.conditions():
            for path, part in reading_order(condition, start):
                if isinstance(part, Open):
                    if points.setdefault(part.key, part) != part:
                        faults.add(
                            "duplicate",
                            f"{path}.key",
                            sv=f"två öppna punkter heter {part.key!r}",
                            en=f"two open points are called {part.key!r}",
                            value=part.key,
                        )
                elif isinstance(part, Atom) and part.reads is not None:
                    self._check_atom(part, part.reads, path, faults)
        told = [clause.key for clause in self.clauses if clause.alternatives]
        told += [way.key for way in self.ways_in or () if way.alternatives]
        told += [way.referrers_key for way in self.ways_in or () if way.referrers_are_open]
        for key in told:
            if key in points:
                faults.add(
                    "duplicate",
                    "clauses",
                    sv=f"{key!r} är både en öppen punkt och en regel med flera läsningar",
                    en=f"{key!r} is both an open point and a rule of several readings",
                    value=key,
                )
        if any(way.kind is not WayInKind.OPEN_DOOR for way in self.ways_in or ()):
            self._check_way_fact(faults)

    def _check_atom(self, atom: Atom, key: str, path: str, faults: Faults) -> None:
        if key not in self.vocabulary:
            what = Text(sv="en känd uppgift", en="a declared fact")
            names = [fact.key for fact in self.vocabulary]
            faults.unknown(f"{path}.fact", what=what, value=key, among=names)
            return
        fact = self.vocabulary[key]
        if not isinstance(fact.kind, atom.kinds):
            given, kind = tag_of(type(atom)), type(fact.kind)
            fit = sorted(tag_of(a) for a in Atom.__subclasses__() if kind in a.kinds)
            faults.add(
                "kind",
                f"{path}.fact",
                sv=f"{given!r} kan inte läsa {key!r}, som är {tag_of(kind)!r};"
                f" det kan {joined(map(repr, fit), 'och')}",
                en=f"{given!r} can't read {key!r}, which is {tag_of(kind)!r};"
                f" {joined(map(repr, fit), 'and')} can",
                value=key,
                expected=fit,
            )
            return
        atom.check(fact, path, faults)

    def _check_way_fact(self, faults: Faults) -> None:
        if "referred_by" not in self.vocabulary:
            faults.add(
                "unknown",
                "vocabulary",
                sv="vägar in läser faktumet 'referred_by', som inte är deklarerat",
                en="ways in read the fact 'referred_by', which isn't declared",
            )
            return
        kind = self.vocabulary["referred_by"].kind
        if not isinstance(kind, Choice):
            faults.add(
                "kind",
                "vocabulary",
                sv="vägar in läser 'referred_by', som ska vara 'choice'",
                en="ways in read 'referred_by', which has to be 'choice'",
                value="referred_by",
            )
            return
        for i, way in enumerate(self.ways_in or ()):
            for j, referrer in enumerate(way.referrers or ()):
                kind.one(referrer, f"ways_in[{i}].referrers[{j}]", None, faults)
            if way.kind in ALONE:
                kind.one(ALONE[way.kind], f"ways_in[{i}].kind", None, faults)

    def _check_meaning(
        self, keys: Set[str], could_be_met: "Callable[[Concern], bool] | None" = None
    ) -> None:
        """Tries the set out on the days where its answers can turn.

        What could not be tried on every such day, within the limits, is let through.

        Args:
            keys: the clauses that have to make a difference, and that may not clash.
            could_be_met: where only the time in force is new, whether a concern could be met
                before it: then it has to be met in this time too.
        """
        faults = Faults()
        asked = [clause.key for clause in self.clauses if clause.is_evaluated]
        answers: list[set[int]] = [set() for _ in asked]
        applies: list[set[int]] = [set() for _ in asked]
        in_force: list[Prepared] = []
        # a way in may be closed and a time of intake over, but nobody states what none can do
        left = {Concern.PERSON, Concern.PREPARATION, Concern.CONSENT}
        work = 0
        for tried, day in enumerate(self._turning_days()):
            if tried >= _MOST_SAMPLES or work > _MOST_WORK:
                return
            prepared = _prepare(self, day)
            work += len(prepared.graph.nodes)
            for i, (met, applied) in enumerate(prepared.clause_roots()):
                answers[i].add(min(met, _BOTH))
                applies[i].add(min(applied, _BOTH))
            if left and day in self.valid:
                in_force.append(prepared)
                left = {concern for concern in left if not prepared.can_be_met(concern)}
            differ = (
                len(a) > 1 or _BOTH in a for k, a in zip(asked, answers, strict=True) if k in keys
            )
            if not left and all(differ):
                return
        self._report_constant(faults, keys, answers, applies)
        faults.raise_as(InvalidRules)
        could = {concern for concern in left if could_be_met and could_be_met(concern)}
        self._report_clash(keys, in_force, left, could)

    def _can_meet(self, concern: Concern) -> bool:
        """Tells whether somebody can meet a concern on some day in force, of those tried."""
        days = (day for day in self._turning_days() if day in self.valid)
        tried = islice(days, _MOST_SAMPLES)
        return any(_prepare(self, day).can_be_met(concern) for day in tried)

    def _report_constant(
        self, faults: Faults, keys: Set[str], answers: list[set[int]], applies: list[set[int]]
    ) -> None:
        places = [i for i, clause in enumerate(self.clauses) if clause.is_evaluated]
        for i, place in enumerate(places):
            if self.clauses[place].key not in keys:
                continue
            if applies[i] == {NO}:
                faults.add(
                    "constant",
                    f"clauses[{place}].applies_to",
                    sv="regeln gäller ingen",
                    en="the clause applies to nobody",
                )
            elif answers[i] == {YES}:
                faults.add(
                    "constant",
                    f"clauses[{place}].condition",
                    sv="villkoret är uppfyllt av alla",
                    en="everybody meets the condition",
                )
            elif answers[i] == {NO}:
                faults.add(
                    "constant",
                    f"clauses[{place}].condition",
                    sv="villkoret kan inte uppfyllas av någon",
                    en="nobody can meet the condition",
                )

    def _report_clash(
        self, keys: Set[str], in_force: list[Prepared], concerns: Set[Concern], could: Set[Concern]
    ) -> None:
        faults = Faults()
        for concern in sorted(concerns):
            clash = smallest_clash(in_force, concern)
            names = [clause.key for clause in clash]
            if keys.isdisjoint(names) and concern not in could:  # the caller's choice alone
                continue
            together = {"sv": " tillsammans", "en": " together"} if len(names) > 1 else _NOTHING
            faults.add(
                "unsatisfiable",
                "clauses",
                sv=f"ingen kan uppfylla {', '.join(names)}{together['sv']} på någon dag i kraft",
                en=f"nobody can meet {', '.join(names)}{together['en']} on any day in force",
                expected=names,
            )
        faults.raise_as(UnsatisfiableRules)

    def _turning_days(self) -> Iterator[dt.date]:
        """Yields the days around which an answer can turn, the first day in force first."""
        yield self.valid.nearest(REFERENCE_DAY)
        parts = [p for _, c in self.conditions() for _, p in reading_order(c)]
        atoms = [part for part in parts if isinstance(part, Atom)]
        cuts = {day for atom in atoms for day in atom.cuts()}
        days = {day for atom in atoms for day in atom.turns(sorted(cuts))}
        days |= cuts | {end for end in (self.valid.start, self.valid.end) if end is not None}
        last = dt.date.max.toordinal()
        near = {day.toordinal() + step for day in days for step in (-1, 0, 1)}
        # months are of many lengths, so that some sets can be met on some days of a year only
        # and the end of February is another in leap years
        start = self.valid.nearest(REFERENCE_DAY)
        moving = [atom.reads for atom in atoms if atom.moves]
        more: list[int] = []
        if len(moving) > len(set(moving)):
            more += range(start.toordinal(), start.toordinal() + _A_YEAR)
            for year in range(start.year, min(start.year + 4, dt.date.max.year)):
                first = dt.date(year, 2, 26).toordinal()
                more += range(first, first + _END_OF_FEBRUARY)
        for ordinal in (*sorted(near), *more):
            if 1 <= ordinal <= last:
                yield dt.date.fromordinal(ordinal)

    @property
    def eligibility(self) -> "RuleSet":
        """The set itself: whatever carries rules can be asked, and so can the rules."""
        return self

    def prepared(self, as_of: dt.date) -> Prepared:
        """Returns the set prepared for a day; kept for the days last asked for."""
        return _prepared(self, as_of)

    def settle(self, known: Known, *, as_of: dt.date) -> Answer:
        """Returns the verdict and the findings: what `evaluate` says of them, and quicker.

        Raises:
            NotInForce: the day lies outside `valid`; the error has the nearest day that doesn't.
        """
        settle = self.settling(as_of)
        if settle is None:
            settle = self._compiled_on(as_of)
        answer = settle(known.by_key)
        if answer is None:
            said = self.evaluate(known, as_of=as_of)
            answer = said.verdict, said.findings
        return answer

    @cached_property
    def _settling(self) -> dict[dt.date, Settle]:
        return {}

    @cached_property
    def settling(self) -> Callable[[dt.date], Settle | None]:
        """Looks up the compiled clauses on a day in force that was asked for lately, else None."""
        return self._settling.get

    def _compiled_on(self, as_of: dt.date) -> Settle:
        as_of = self._in_force(as_of)
        if len(self._settling) >= _MOST_DAYS:
            self._settling.clear()
        asked = [clause for clause in self.clauses if clause.is_evaluated]
        day = Day(as_of, self.leap_day)
        settle = compiled(asked, self.all_findings, self.vocabulary, day)
        self._settling[as_of] = settle
        return settle

    @cached_property
    def all_findings(self) -> tuple[tuple[Finding, ...], ...]:
        """For each clause its finding for each outcome, shared by all answers."""
        return shared_findings(clause for clause in self.clauses if clause.is_evaluated)

    def evaluate(self, known: Known, *, as_of: dt.date) -> Evaluation:
        """Returns what the set says of what is known on a day.

        Raises:
            NotInForce: the day lies outside `valid`; the error has the nearest day that doesn't.
        """
        as_of = self._in_force(as_of)
        return self.prepared(as_of).evaluate(known)

    def _in_force(self, as_of: dt.date) -> dt.date:
        """Returns a day as a plain date, or raises that the rules aren't in force on it."""
        as_of = dt.date(as_of.year, as_of.month, as_of.day)  # of a subclass only the day counts
        if as_of not in self.valid:
            nearest = self.valid.nearest(as_of)
            faults = Faults()
            faults.add(
                "not_in_force",
                "as_of",
                sv=f"{self.name.sv} gäller {self.valid.in_('sv')}, inte {as_of};"
                f" närmaste dag är {nearest}",
                en=f"{self.name.en} is in force {self.valid.in_('en')}, not on {as_of};"
                f" the nearest day is {nearest}",
            )
            raise NotInForce(faults.found, nearest=nearest)
        return as_of

    @cached_property
    def _by_key(self) -> dict[str, Clause]:
        return {clause.key: clause for clause in self.clauses}

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that the rules read, in reading order: what a form for them would ask."""
        keys = [atom.reads for atom in self.atoms if atom.reads is not None]
        return tuple(self.vocabulary[key] for key in dict.fromkeys(keys))

    @cached_property
    def atoms(self) -> tuple[Atom, ...]:
        """The conditions that read a fact or the day, each once, in reading order."""
        return tuple(dict.fromkeys(part for part in self._parts() if isinstance(part, Atom)))

    @cached_property
    def deciding(self) -> tuple[Clause, ...]:
        """The required clauses about the person: those that decide the verdict."""
        return tuple(
            clause
            for clause in self.clauses
            if clause.strength is Strength.REQUIRED and clause.concern is Concern.PERSON
        )

    def clause(self, key: str) -> Clause:
        """Returns the clause of a key.

        Raises:
            InvalidInput: there is none; the message has the nearest key.
        """
        if key not in self._by_key:
            faults = Faults()
            what = Text(sv=f"en regel i {self.key}", en=f"a clause of {self.key}")
            faults.unknown("", what=what, value=str(key), among=self._by_key)
            faults.raise_as(InvalidInput)
        return self._by_key[key]

    @cached_property
    def open_points(self) -> tuple[Open, ...]:
        """The open points of the set, in reading order; last those of who may refer."""
        found = {part.key: part for part in self._parts() if isinstance(part, Open)}
        return tuple(found.values())

    def _parts(self) -> Iterator[Condition]:
        """Yields all that is asked, in reading order, the ways in as they are tried last."""
        conditions = [condition for _, condition in self.conditions()]
        for way in self.ways_in or ():
            tried = way_condition(way, self.vocabulary)
            conditions += [] if tried is None else [tried]
        for condition in conditions:
            for _, part in reading_order(condition):
                yield part

    def with_readings(self, chosen: "Mapping[str, str | Condition]") -> "RuleSet":
        """Returns the set with a reading chosen for open points and for clauses of two readings.

        Args:
            chosen: for the key of an open point, or of a clause with alternatives, the key of a
                reading, or a condition of the caller's own.

        Raises:
            InvalidInput: a key or a reading that the set doesn't have, with the nearest, or a
                condition that the set can't have in its place; all faults at once.
        """
        options = self._options()
        faults = Faults()
        conditions: dict[str, Condition] = {}
        words: dict[str, Text] = {}
        for key, choice in chosen.items():
            path = f"readings[{key!r}]"
            if key not in options:
                what = Text(sv="en öppen punkt i reglerna", en="an open point of the rules")
                faults.unknown("readings", what=what, value=str(key), among=options)
            elif isinstance(choice, str) and choice in options[key]:
                words[key], conditions[key] = options[key][choice]
            elif not is_condition(choice):
                what = Text(sv="en läsning", en="a reading")
                faults.unknown(path, what=what, value=str(choice), among=options[key])
            elif self._can_read(cast("Condition", choice), path, faults):
                words[key], conditions[key] = _OWN_READING, cast("Condition", choice)
        own = {key: conditions[key] for key, said in words.items() if said is _OWN_READING}
        try:
            read = self._read_as(conditions, chosen, words)
        except InvalidRules as error:
            faults.found.extend(dict.fromkeys(_at_readings(error.faults, own)))
            raise InvalidInput(faults.found) from None
        faults.raise_as(InvalidInput)
        return read

    def _can_read(self, condition: Condition, path: str, faults: Faults) -> bool:
        """Tells whether a caller's own reading asks for facts that there are; notes those not."""
        before = len(faults.found)
        for inside, part in reading_order(condition, path):
            if isinstance(part, Atom) and part.reads is not None:
                self._check_atom(part, part.reads, inside, faults)
        return len(faults.found) == before

    def _read_as(
        self,
        conditions: Mapping[str, Condition],
        chosen: "Mapping[str, str | Condition]",
        words: Mapping[str, Text],
    ) -> "RuleSet":
        clauses = [
            evolve(
                clause,
                condition=_chosen(conditions.get(clause.key, clause.condition), conditions),
                applies_to=_chosen(clause.applies_to, conditions),
                citation=_cited_as(clause, chosen),
            )
            for clause in self.clauses
        ]
        read = [
            evolve(
                way,
                open_to=_chosen(way.open_to, conditions),
                steps=_chosen(conditions.get(way.key, way.steps), conditions),
                citation=_cited_as(way, chosen),
                any_referrer=conditions.get(way.referrers_key, way.any_referrer),
            )
            for way in self.ways_in or ()
        ]
        return evolve(
            self,
            clauses=clauses,
            ways_in=None if self.ways_in is None else read,
            chosen=tuple(
                sorted((dict(self.chosen) | dict(words)).items(), key=lambda pair: pair[0])
            ),
            chosen_readings=tuple(
                sorted(
                    {k: v for k, v in self.chosen_readings if k not in words}.items()
                    | {k: v for k, v in chosen.items() if k in words and isinstance(v, str)}.items()
                )
            ),
        )

    @property
    def reading_keys(self) -> dict[str, tuple[str, ...]]:
        """What can be chosen with `with_readings`: the keys of the readings, by what is open."""
        return {key: tuple(readings) for key, readings in self._options().items()}

    def _options(self) -> dict[str, dict[str, tuple[Text, Condition]]]:
        """Returns, by the key of what is left open, each reading in words and as a condition."""
        found = {
            point.key: {key: (point.choice_text(key), point.chosen(key)) for key in point.choices}
            for point in self.open_points
        }
        rules: tuple[Clause | WayIn, ...] = (*self.clauses, *(self.ways_in or ()))
        for rule in rules:
            if rule.alternatives:
                found[rule.key] = {r.key: (r.text, r.condition) for r in rule.alternatives}
        for way in self.ways_in or ():
            if way.referrers_are_open:
                found[way.referrers_key] = {
                    MET: (COUNTED, Fixed(holds=True)),
                    NOT_MET: (NOT_COUNTED, Fixed(holds=False)),
                }
        return found

    def with_changes(
        self,
        *,
        key: str,
        name: Text,
        replace: Iterable[Clause] = (),
        add: Iterable[Clause] = (),
        drop: Iterable[str] = (),
        vocabulary: Vocabulary | None = None,
        valid: Validity | None = None,
        ways_in: Iterable[WayIn] | None = None,
        decided_by: DecidedBy | None = None,
    ) -> "RuleSet":
        """Returns a set of its own that is derived from this one and remembers it as its base.

        A base clause that is `closed` stays as it is. One that `may_be_tightened` can be
        replaced by one that is as tight or tighter, not dropped. One that is `free` can be
        replaced or dropped. New clauses are always welcome. What isn't given is taken over.

        As tight is a clause that is met only by those who meet the base's, on every day in
        force, with a strength that isn't less. It may settle what only the base leaves open.
        What departs from a national source is remarked on; see `departures`.

        Args:
            key: the name of the new set, for programs.
            name: its name for people.
            replace: clauses that stand in for those of the same keys.
            add: new clauses, put last.
            drop: keys of clauses to leave out.
            vocabulary: one that has all facts of this set's, unchanged but for more terms.
            valid: when the new set is in force.
            ways_in: its ways in.
            decided_by: who decides on intake.

        Raises:
            InvalidRules: a key that isn't there, or a change that the base doesn't allow; all
                faults at once, with the citations of the base and of the change.
        """
        faults = Faults()
        new: dict[str, tuple[int, Clause]] = {}
        dropped = as_keys(drop)
        for i, clause in enumerate(as_tuple(replace)):
            if not faults.of_type(clause, Clause, f"replace[{i}]"):
                continue
            if clause.key in new or clause.key in dropped:
                faults.add(
                    "duplicate",
                    f"replace[{i}]",
                    sv=f"{clause.key!r} byts ut två gånger, eller både byts ut och tas bort",
                    en=f"{clause.key!r} is replaced twice, or both replaced and dropped",
                    value=clause.key,
                )
            new[clause.key] = (i, clause)
        for clause_key, (i, clause) in new.items():
            self._check_change(clause_key, f"replace[{i}]", clause, faults)
        for i, clause_key in enumerate(dropped):
            if faults.named(clause_key, f"drop[{i}]"):
                self._check_change(clause_key, f"drop[{i}]", None, faults)
        if vocabulary is not None and faults.of_type(vocabulary, Vocabulary, "vocabulary"):
            self._check_vocabulary(vocabulary, faults)
        faults.raise_as(InvalidRules)
        kept = [new[c.key][1] if c.key in new else c for c in self.clauses if c.key not in dropped]
        chosen = self._still_chosen({*new, *dropped}, ways_are_kept=ways_in is None)
        derived = RuleSet(
            key=key,
            name=name,
            vocabulary=self.vocabulary if vocabulary is None else vocabulary,
            clauses=(*kept, *as_tuple(add)),
            valid=self.valid if valid is None else valid,
            ways_in=self.ways_in if ways_in is None else ways_in,
            decided_by=self.decided_by if decided_by is None else decided_by,
            leap_day=self.leap_day,
            base=self,
            chosen=chosen,
            chosen_readings=tuple(
                (point, reading) for point, reading in self.chosen_readings if point in dict(chosen)
            ),
        )
        given = {*new} | derived._by_key.keys() - self._by_key.keys()
        moved = derived.valid != self.valid
        if derived.chosen and (given or moved):
            derived._check_meaning(given, self._can_meet if moved else None)
        for clause_key, (i, clause) in new.items():
            old = self._by_key[clause_key]
            if old.local is LocalChange.MAY_BE_TIGHTENED:
                derived._check_tightness(old, clause, f"replace[{i}]", faults)
        faults.raise_as(InvalidRules)
        return derived

    def _check_tightness(self, old: Clause, new: Clause, path: str, faults: Faults) -> None:
        """Notes that a clause of the base was replaced by one that isn't as tight."""
        cited = Text(
            sv=f"{old.rule}, {old.citation.in_('sv')}, får bara skärpas, inte av {new.rule},"
            f" {new.citation.in_('sv')}",
            en=f"{old.rule}, {old.citation.in_('en')}, can only be tightened, not by {new.rule},"
            f" {new.citation.in_('en')}",
        )
        if _STRENGTHS.index(new.strength) < _STRENGTHS.index(old.strength):
            faults.add(
                "looser",
                f"{path}.strength",
                sv=f"{cited.sv}: {new.strength.value} väger mindre än {old.strength.value}",
                en=f"{cited.en}: {new.strength.value} weighs less than {old.strength.value}",
                value=old.key,
            )
        elif new.concern is not old.concern:
            faults.add(
                "looser",
                f"{path}.concern",
                sv=f"{cited.sv}: den handlar om något annat",
                en=f"{cited.en}: it is about something else",
                value=old.key,
            )
        elif old.is_evaluated:
            found = self._looser(old, new)
            if found is not None:
                day, shown = found
                when, rules = Day(day, self.leap_day), (self.vocabulary, self.atoms)
                sv = "; ".join(told(shown.facts, *rules, when, "sv"))
                en = "; ".join(told(shown.facts, *rules, when, "en"))
                faults.add(
                    "looser",
                    f"{path}.condition",
                    sv=f"{cited.sv}: den uppfylls {day} av någon som grunden utesluter: {sv}",
                    en=f"{cited.en}: it is met on {day} by somebody whom the base leaves out: {en}",
                    value=old.key,
                )

    def _looser(self, old: Clause, new: Clause) -> tuple[dt.date, Shown] | None:
        start = self.valid.start or _FIRST_DAY
        end = self.valid.end or dt.date(start.year + _YEARS_AHEAD, 12, 31)
        return looser(
            old, new, self.vocabulary, leap_day=self.leap_day, days=(start, max(start, end))
        )

    @cached_property
    def departures(self) -> tuple[Departure, ...]:
        """Where the set departs from what a national source says in a set that it derives from.

        They are remarks: only statute, and what a base closes, is refused. The order is that of
        the first set that says it.
        """
        bases: list[RuleSet] = []
        at = self.base
        while at is not None:
            bases.append(at)
            at = at.base
        found: dict[str, Departure | None] = {}
        for base in reversed(bases):
            for old in base.clauses:
                if old.key not in found and old.citation.norm.rank is not Rank.LOCAL:
                    found[old.key] = self._departure(old)
        return tuple(departure for departure in found.values() if departure is not None)

    def _departure(self, old: Clause) -> Departure | None:
        new = self._by_key.get(old.key)
        if new is None:
            return Departure(old, None, Text(sv="tas bort", en="is left out"))
        weight = _STRENGTHS.index(new.strength) - _STRENGTHS.index(old.strength)
        if weight < 0:
            return Departure(old, new, Text(sv="väger mindre", en="weighs less"))
        if old.is_evaluated and new.is_evaluated:
            outside, inside = self._looser(old, new), self._looser(new, old)
            if outside is not None:
                how = Text(sv="är vidare", en="is looser")
                if inside is not None:
                    how = Text(sv="säger något annat", en="says otherwise")
                return Departure(old, new, _weighed(how, weight))
            if inside is not None:
                how = Text(sv="är snävare", en="is tighter")
                return Departure(old, new, _weighed(how, weight))
        elif old.text != new.text and not old.is_evaluated:
            return Departure(old, new, Text(sv="säger något annat", en="says otherwise"))
        return Departure(old, new, Text(sv="väger mer", en="weighs more")) if weight else None

    def _still_chosen(
        self, changed: Set[str], *, ways_are_kept: bool
    ) -> tuple[tuple[str, Text], ...]:
        """Returns the chosen readings but those of clauses and ways in that are no longer there."""
        gone = set(changed)
        for way in () if ways_are_kept else self.ways_in or ():
            gone |= {way.key, way.referrers_key}
        return tuple((key, words) for key, words in self.chosen if key not in gone)

    def _check_change(self, key: str, path: str, clause: Clause | None, faults: Faults) -> None:
        if key not in self._by_key:
            what = Text(sv=f"en regel i {self.key}", en=f"a clause of {self.key}")
            faults.unknown(path, what=what, value=key, among=self._by_key)
            return
        old = self._by_key[key]
        if clause is not None and _LOOSER.index(clause.local) > _LOOSER.index(old.local):
            faults.add(
                "closed",
                f"{path}.local",
                sv=f'{key!r} har local = "{old.local}" i grunden och kan inte få local ='
                f' "{clause.local}"',
                en=f'{key!r} has local = "{old.local}" in the base and can\'t get local ='
                f' "{clause.local}"',
                value=key,
            )
        needed = {LocalChange.FREE}
        if clause is not None:
            needed.add(LocalChange.MAY_BE_TIGHTENED)
        if old.local not in needed:
            rule, cited = old.rule, old.citation
            cure = _CURE if clause is not None else Text(sv='local = "free"', en='local = "free"')
            by = _NOTHING
            if clause is not None:
                other = clause.citation
                by = {
                    "sv": f", och ändringen hänvisar till {clause.rule}, {other.in_('sv')}",
                    "en": f", and the change cites {clause.rule}, {other.in_('en')}",
                }
            faults.add(
                "closed",
                path,
                sv=f"{key!r} får inte ändras så; {_SHUT[old.local].sv} enligt {rule},"
                f" {cited.in_('sv')}{by['sv']}; den som äger grunden kan öppna den med {cure.sv}",
                en=f"{key!r} can't be changed so; {_SHUT[old.local].en} by {rule},"
                f" {cited.in_('en')}{by['en']}; who owns the base can open it with {cure.en}",
                value=key,
            )

    def _check_vocabulary(self, vocabulary: Vocabulary, faults: Faults) -> None:
        for fact in self.vocabulary:
            if fact.key not in vocabulary or not _extends(fact, vocabulary[fact.key]):
                faults.add(
                    "redefined",
                    "vocabulary",
                    sv=f"{fact.key!r} saknas eller är ändrat; fakta kan bara läggas till",
                    en=f"{fact.key!r} is missing or changed; facts can only be added",
                    value=fact.key,
                )


_NOTHING = {"sv": "", "en": ""}
_FIRST_DAY = dt.date(1950, 1, 1)  # where the days of an undated set begin
_YEARS_AHEAD = 150  # how far ahead the days of a set without an end are looked at
_STRENGTHS = (Strength.STATEMENT, Strength.PRIORITY, Strength.GUIDELINE, Strength.REQUIRED)
_SHUT = {
    LocalChange.CLOSED: Text(
        sv='den är stängd för ändring (local = "closed")', en='it is closed (local = "closed")'
    ),
    LocalChange.MAY_BE_TIGHTENED: Text(
        sv='den får skärpas men inte tas bort (local = "may_be_tightened")',
        en='it may be tightened and not dropped (local = "may_be_tightened")',
    ),
}
_CURE = Text(
    sv='local = "free" eller "may_be_tightened"', en='local = "free" or "may_be_tightened"'
)
_LOOSER = (LocalChange.CLOSED, LocalChange.MAY_BE_TIGHTENED, LocalChange.FREE)
_A_YEAR = 366
_END_OF_FEBRUARY = 6  # days from the 26th on
_BOTH = 2  # a function that is neither no nor yes
_MOST_DAYS = 1_000  # days of one set whose functions are kept, of a few KiB each


def _prepare(rules: RuleSet, as_of: dt.date) -> Prepared:
    day = Day(as_of, rules.leap_day)
    return Prepared.of(rules.clauses, rules.ways_in, rules.vocabulary, day, rules.all_findings)


_prepared = lru_cache(maxsize=64)(_prepare)  # some days of every measure; past that, some MiB


def _chosen(condition: Condition | None, chosen: Mapping[str, Condition]) -> Condition | None:
    return None if condition is None else with_readings(condition, chosen)


def _cited_as(rule: Clause | WayIn, chosen: "Mapping[str, str | Condition]") -> Citation:
    """Returns the citation of a rule; the one of the chosen reading, where that has its own."""
    for reading in rule.alternatives:
        if reading.key == chosen.get(rule.key) and reading.citation is not None:
            return reading.citation
    return rule.citation


def _at_readings(faults: Iterable[Fault], own: Mapping[str, Condition]) -> Iterator[Fault]:
    """Yields the faults of a set where they come from: in the caller's own readings."""
    whole = [f"readings[{key!r}]" for key in own]
    for fault in faults:
        paths = [
            f"{path}.key"
            for key, condition in own.items()
            for path, part in reading_order(condition, f"readings[{key!r}]")
            if isinstance(part, Open) and part.key == fault.value
        ]
        for path in paths or (whole if len(whole) == 1 else ["readings"]):
            yield evolve(fault, path=path)


_OWN_READING = Text(sv="anroparens egen", en="the caller's own")


def _extends(old: Fact, new: Fact) -> bool:
    for kind in (Choice, Selection):
        if isinstance(old.kind, kind) and isinstance(new.kind, kind):
            more = set(old.kind.options) <= set(new.kind.options)
            return more and evolve(old, kind=new.kind) == new
    return old == new


class HasEligibility(Protocol):
    """Whatever carries rules of taking part, such as a measure, or a rule set itself.

    >>> import datetime as dt
    >>> from finsam import Person, assess
    >>> from finsam.rulebooks import model
    >>> class Project:
    ...     eligibility = model.SAMORDNINGSTEAM.eligibility
    >>> assess(Person(), Project(), as_of=dt.date(2026, 11, 22))
    Decision(undetermined, model.samordningsteam, as_of=2026-11-22)
    """

    @property
    def eligibility(self) -> "RuleSet | NotForIndividuals":
        """The rules, or why there are none."""
        ...


@frozen(kw_only=True)
class NotForIndividuals:
    """What a measure that is not for individuals has in the place of rules.

    >>> from finsam.rulebooks import vasteras
    >>> vasteras.SIM.eligibility.rule, vasteras.SIM.eligibility.valid.in_("en")
    ('VA-50', '2020-01-01–2021-12-31')

    Attributes:
        reason: why nobody can be assessed for it.
        rule: the rule that it cites.
        citation: where it stands.
        valid: when the measure goes on.

    Raises:
        InvalidRules: a part is missing or of another type; all faults at once.
    """

    reason: Text
    rule: str
    citation: Citation
    valid: Validity = field(factory=Validity)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.of_type(self.reason, Text, "reason")
        faults.named(self.rule, "rule")
        faults.of_type(self.citation, Citation, "citation")
        faults.of_type(self.valid, Validity, "valid")
        faults.raise_as(InvalidRules)

    @property
    def eligibility(self) -> "NotForIndividuals":
        """The answer itself, as a rule set has one: it can be asked, and says why not."""
        return self

    def refuse(self) -> NoReturn:
        """Raises `NotApplicable` with the reason, the rule and where it stands."""
        faults = Faults()
        faults.add(
            "not_applicable",
            "measure",
            sv=f"{self.reason.sv} ({self.rule}; {self.citation.in_('sv')})",
            en=f"{self.reason.en} ({self.rule}; {self.citation.in_('en')})",
        )
        raise NotApplicable(faults.found)


def carried(carrier: object, path: str, faults: Faults) -> "RuleSet | NotForIndividuals | None":
    """Returns the rules that something carries, or why it has none; or notes that it is neither."""
    rules = getattr(carrier, "eligibility", None)
    if isinstance(rules, RuleSet | NotForIndividuals):
        return rules
    given = type(carrier).__name__
    several = given == "Versions"
    faults.add(
        "type",
        path,
        sv=f"ska vara en insats eller en regeluppsättning, inte {given}"
        + ("; ge en av dem, .at(dag)" if several else ""),
        en=f"takes a measure or a rule set, not {given}"
        + ("; give one of them, .at(day)" if several else ""),
    )
    return None


def asked(rules: "RuleSet | NotForIndividuals | None") -> RuleSet:
    """Returns the rules that were carried, once all else is checked.

    Raises:
        NotApplicable: the measure is not for individuals.
    """
    if isinstance(rules, NotForIndividuals):
        rules.refuse()
    assert rules is not None
    return rules
