"""Rule sets: clauses with a vocabulary, a time in force, ways in, and perhaps a base.

A rule set is checked to the fullest when it is built. One that nobody can satisfy is an error,
with the clauses that clash, never a silent no.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import cached_property, lru_cache
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
    as_tuple,
)
from finsam.legaltime import LeapDay
from finsam.rules._deriving import check_change, check_tightness, check_vocabulary, departing
from finsam.rules._rule_set_checks import (
    REFERENCE_DAY,
    check_atom,
    check_conditions,
    check_keys,
    check_meaning,
    prepare,
)
from finsam.rules.atoms import (
    COUNTED,
    NOT_COUNTED,
    Atom,
    Day,
    Fixed,
    as_keys,
)
from finsam.rules.clauses import (
    Clause,
    Concern,
    DecidedBy,
    LocalChange,
    Strength,
    Validity,
    WayIn,
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
from finsam.rules.evaluate import (
    Evaluation,
    Finding,
    Prepared,
    shared_findings,
    way_condition,
)
from finsam.rules.facts import Fact, Known, Vocabulary
from finsam.texts import Lang, Text

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
            check_keys(self, faults)
            check_conditions(self, faults)
        faults.raise_as(InvalidRules)
        if not self.chosen:  # what a caller has chosen may be met by all or by none
            check_meaning(self, self._by_key.keys())

    def conditions(self) -> Iterator[tuple[str, Condition]]:
        """Yields every condition of the set with its path."""
        for i, clause in enumerate(self.clauses):
            for name in ("applies_to", "condition"):
                if is_condition(getattr(clause, name)):
                    yield f"clauses[{i}].{name}", getattr(clause, name)
            for reading in clause.alternatives:
                yield f"clauses[{i}].alternatives[{reading.key}].condition", reading.condition
        for i, way in enumerate(self.ways_in or ()):
            for name in ("open_to", "steps", "any_referrer"):
                if is_condition(getattr(way, name)):
                    yield f"ways_in[{i}].{name}", getattr(way, name)
            for reading in way.alternatives:
                yield f"ways_in[{i}].alternatives[{reading.key}].condition", reading.condition

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
        faults.of_type(chosen, Mapping, "readings")
        faults.raise_as(InvalidInput)
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
            else:  # in its place stands what asks nothing, so that all else is told of
                words[key], conditions[key] = COUNTED, Fixed(holds=True)
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
                check_atom(part, part.reads, self.vocabulary, inside, faults)
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
            check_change(self, clause_key, f"replace[{i}]", clause, faults)
        for i, clause_key in enumerate(dropped):
            if faults.named(clause_key, f"drop[{i}]"):
                check_change(self, clause_key, f"drop[{i}]", None, faults)
        if vocabulary is not None and faults.of_type(vocabulary, Vocabulary, "vocabulary"):
            check_vocabulary(self, vocabulary, faults)
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
            check_meaning(derived, given, self if moved else None)
        for clause_key, (i, clause) in new.items():
            old = self._by_key[clause_key]
            if old.local is LocalChange.MAY_BE_TIGHTENED:
                check_tightness(derived, old, clause, f"replace[{i}]", faults)
        faults.raise_as(InvalidRules)
        return derived

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
                    new = self._by_key.get(old.key)
                    how = departing(self, old, new)
                    found[old.key] = None if how is None else Departure(old, new, how)
        return tuple(departure for departure in found.values() if departure is not None)

    def _still_chosen(
        self, changed: Set[str], *, ways_are_kept: bool
    ) -> tuple[tuple[str, Text], ...]:
        """Returns the chosen readings but those of clauses and ways in that are no longer there."""
        gone = set(changed)
        for way in () if ways_are_kept else self.ways_in or ():
            gone |= {way.key, way.referrers_key}
        return tuple((key, words) for key, words in self.chosen if key not in gone)


_MOST_DAYS = 1_000  # days of one set whose functions are kept, of a few KiB each


_prepared = lru_cache(maxsize=64)(prepare)  # some days of every measure; past that, some MiB


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
