"""Records: a decision as plain data that can be stored, and the same question asked again."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeGuard, TypeVar, cast

from attrs import evolve, field, frozen

from finsam import __version__
from finsam.eligibility import Decision
from finsam.errors import Faults, InvalidInput
from finsam.rules import (
    Between,
    Chosen,
    Clause,
    Concern,
    ConcernOutcome,
    HasEligibility,
    Known,
    Outcome,
    RuleSet,
    Verdict,
    Versions,
)
from finsam.rules.drawing import Line, drawn
from finsam.rules.fingerprint import (
    clause_fingerprints,
    fact_fingerprints,
    rules_fingerprint,
    texts_fingerprint,
)
from finsam.rules.rulesets import asked, carried
from finsam.texts import Lang, Style, Text

__all__ = ["FORMAT", "Difference", "Replayed", "Why", "record", "replay"]


def __dir__() -> list[str]:
    return __all__


FORMAT = 1  # of the record; another number is another form
_Plain = dict[str, Any]


def record(decision: Decision) -> dict[str, Any]:
    """Returns a decision as plain data, for JSON or a database: enough to ask the question again.

    It holds the facts that the rules read and no others, the outcome of each clause, and the
    fingerprints of the rules. There is no name and no identity number in it; but it tells of a
    person, and is to be kept as carefully as what it was made from.

    >>> import datetime as dt
    >>> from finsam import Person, assess
    >>> from finsam.exchange.records import record
    >>> from finsam.rulebooks import model
    >>> person = Person(birth_date=dt.date(1950, 1, 1), municipality="Sala")
    >>> kept = record(assess(person, model.SAMORDNINGSTEAM, as_of=dt.date(2026, 11, 22)))
    >>> kept["verdict"], kept["as_of"], kept["facts"]
    ('not_eligible', '2026-11-22', {'birth_date': {'date': '1950-01-01'}})

    Args:
        decision: any decision. A condition of the caller's own, chosen for an open point, is not
            kept; give the rules with it in place when the record is replayed.

    Raises:
        InvalidInput: it is no decision.

    Source: the how-to Keep and replay a decision.
    """
    faults = Faults()
    faults.of_type(decision, Decision, "decision")
    faults.raise_as(InvalidInput)
    rules = decision.rules
    read = {fact.key for fact in rules.facts}
    outcomes = {finding.clause.key: finding.outcome.name.lower() for finding in decision.findings}
    return {
        "format": FORMAT,
        "library": __version__,
        "as_of": decision.as_of.isoformat(),
        "rules": {
            "key": rules.key,
            "fingerprint": rules_fingerprint(rules),
            "texts": texts_fingerprint(rules),
            "readings": dict(rules.chosen_readings),
            "clauses": clause_fingerprints(rules),
            "facts": fact_fingerprints(rules),
        },
        "facts": {key: _plain(value) for key, value in decision.facts.items() if key in read},
        "verdict": decision.verdict.value,
        "outcomes": outcomes,
        "concerns": {concern.value: said.value for concern, said in decision.concerns.items()},
    }


def _plain(value: object) -> object:
    if isinstance(value, dt.date):
        return {"date": value.isoformat()}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, Between):
        return {"from": _plain(value.low), "to": _plain(value.high)}
    if isinstance(value, Chosen):
        return {"inside": sorted(value.inside), "outside": sorted(value.outside)}
    return value


class Why(StrEnum):
    """Why a clause differs when a decision is replayed.

    >>> from finsam.exchange.records import Why
    >>> [why.in_("en") for why in Why][:2]
    ['says something else now', 'is new']

    CHANGED: it says something else. ADDED, REMOVED: one of the two has it. FACT: a fact that it
    reads is declared in another way. OTHER: the
    clause is the same, and something else in the rules differs. LIBRARY: all rules are the same,
    and another version of finsam made the record. RECORD: the version is the same too, so that the
    record has been changed since it was made.
    """

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    FACT = "fact"
    OTHER = "other"
    LIBRARY = "library"
    RECORD = "record"

    def in_(self, lang: Lang) -> str:
        """Returns it as words.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _WHY[self].in_(lang)


_WHY = {
    Why.CHANGED: Text(sv="säger något annat nu", en="says something else now"),
    Why.ADDED: Text(sv="är ny", en="is new"),
    Why.REMOVED: Text(sv="finns inte längre", en="is there no longer"),
    Why.FACT: Text(sv="läser ett faktum som har ändrats", en="reads a fact that has changed"),
    Why.OTHER: Text(
        sv="är lika; något annat i reglerna skiljer sig, som hur 29 februari räknas",
        en="is the same; something else in the rules differs, such as how 29 February counts",
    ),
    Why.LIBRARY: Text(
        sv="är lika; biblioteket räknar annorlunda", en="is the same; the library differs"
    ),
    Why.RECORD: Text(
        sv="är lika; det sparade beslutets fakta och utfall hör inte ihop",
        en="is the same; the facts and the outcomes of the record don't belong together",
    ),
}


@frozen
class Difference:
    """A clause that differs between a record and the rules that it is replayed by.

    Attributes:
        key: the key of the clause.
        why: why it differs.
        before: its outcome by the record; None where it had none.
        now: its outcome now; None where it has none.
        since: the day from which the rules that it is replayed by are in force; None where their
            source states none.
    """

    key: str
    why: Why
    before: Outcome | None
    now: Outcome | None
    since: dt.date | None

    def in_(self, lang: Lang) -> str:
        """Returns it as one line.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        said = [_NONE if each is None else each.in_(lang) for each in (self.before, self.now)]
        day = "" if self.since is None else f" ({_SINCE.in_(lang)} {self.since})"
        return f"{self.key} {self.why.in_(lang)}{day}: {said[0]} → {said[1]}"


@frozen
class Replayed:
    """What came of asking the question of a record again.

    Attributes:
        before: the verdict by the record.
        now: the verdict by the rules that it was replayed by.
        differences: the clauses that differ, in the order of the rules, the removed ones last.
        rules_differ: whether anything in the rules differs, the time in force included.
        texts_differ: whether texts or sources have changed; they decide nothing.
        concerns_differ: whether the outcome of a concern is another.
        in_force: whether the rules are in force on the day; else they were read as if they were.
        library: the version of finsam that made the record.
    """

    before: Verdict
    now: Verdict
    differences: tuple[Difference, ...]
    rules_differ: bool
    texts_differ: bool
    concerns_differ: bool
    in_force: bool
    library: str

    @property
    def is_same(self) -> bool:
        """Tells whether the same rules give the same answer."""
        differs = bool(self.differences) or self.rules_differ or self.concerns_differ
        return self.before is self.now and not differs

    def explain(self, lang: Lang = "sv", style: Style = "text") -> str:
        """Returns what came of it, for people.

        Args:
            lang: "sv" or "en".
            style: "text", "markdown", or "html", which is escaped and has no script.

        Raises:
            ValueError: another language or style.
        """
        return drawn(lambda: self._lines(lang), lang, style, "replayed")

    def _repr_html_(self) -> str:
        """Returns what came of it in Swedish for a notebook: escaped, without scripts."""
        return self.explain("sv", "html")

    def _lines(self, lang: Lang) -> Iterator[Line]:
        same = self.before is self.now
        verdicts = self.now.in_(lang) if same else f"{self.before.in_(lang)} → {self.now.in_(lang)}"
        yield Line(0, f"{(_SAME if self.is_same else _DIFFERENT).in_(lang)}: {verdicts}")
        if not self.in_force:
            yield Line(2, _NOT_IN_FORCE.in_(lang))
        if self.concerns_differ:
            yield Line(2, _CONCERNS.in_(lang))
        if self.texts_differ:
            yield Line(2, _TEXTS.in_(lang))
        yield from (Line(3, each.in_(lang)) for each in self.differences)


_NONE = "–"  # it had no outcome, or has none now
_SINCE = Text(sv="i regler som gäller från och med", en="in rules in force from")
_SAME = Text(sv="Samma svar av samma regler", en="The same answer by the same rules")
_DIFFERENT = Text(sv="Något skiljer sig", en="Something differs")
_NOT_IN_FORCE = Text(
    sv="Reglerna gäller inte den dagen, och lästes som om de gjorde det.",
    en="The rules are not in force on the day, and were read as if they were.",
)
_TEXTS = Text(
    sv="Texter eller källor har ändrats; de avgör inget.",
    en="Texts or sources have changed; they decide nothing.",
)
_CONCERNS = Text(
    sv="Vägen in, förberedelserna, samtycket eller platsen blir annorlunda.",
    en="The way in, the preparation, the consent or the place comes out otherwise.",
)


def replay(kept: Mapping[str, Any], *, rules: "HasEligibility | Versions[Any]") -> Replayed:
    """Asks the question of a record again, by the same rules or by others.

    >>> import datetime as dt
    >>> from finsam import Person, assess
    >>> from finsam.exchange.records import record, replay
    >>> from finsam.rulebooks import model
    >>> team = model.SAMORDNINGSTEAM
    >>> kept = record(assess(Person(needs={"region"}), team, as_of=dt.date(2026, 11, 22)))
    >>> replay(kept, rules=team).is_same
    True

    Args:
        kept: what `record` returned, or the same read back from JSON.
        rules: a measure, a rule set, or what else carries rules; or `Versions` of one, of which
            the one in force on the day of the decision is asked. The readings that were chosen
            then are chosen again, where the rules leave them open.

    Raises:
        InvalidInput: the record can't be read, has facts that the rules don't know, or has been
            changed so that its parts contradict each other; all faults at once, each with its
            path. No value about a person is quoted.
        NotInForce: no version is in force on the day of the decision.
        NotApplicable: the measure is not for individuals.

    Source: the how-to Keep and replay a decision.
    """
    faults = Faults()
    found = _Record.read(kept, faults)
    carrier: object = rules
    carries = None if isinstance(rules, Versions) else carried(carrier, "rules", faults)
    faults.raise_as(InvalidInput)
    assert found is not None
    if isinstance(rules, Versions):
        carries = rules.at(found.as_of).eligibility
    by = _with_readings(asked(carries), found.readings)
    _check_marks(found, by)
    known = _read_again(found, by)
    said = by.prepared(found.as_of).evaluate(known)
    now = {finding.clause.key: finding.outcome for finding in said.findings}
    concerns = {concern.value: outcome.value for concern, outcome in said.concerns.items()}
    return Replayed(
        found.verdict,
        said.verdict,
        tuple(_differences(found, by, now)),
        rules_fingerprint(by) != found.mark,
        texts_fingerprint(by) != found.texts,
        concerns != found.concerns,
        found.as_of in by.valid,
        found.library,
    )


def _check_marks(found: "_Record", rules: RuleSet) -> None:
    """Raises what can't stand beside the fingerprint of the rules, which is made of it."""
    if rules_fingerprint(rules) != found.mark:
        return
    clauses, facts = clause_fingerprints(rules), fact_fingerprints(rules)
    marks: tuple[tuple[str, Mapping[str, str], Mapping[str, str]], ...] = (
        ("rules", {"key": found.key}, {"key": rules.key}),
        ("rules.clauses", found.clause_marks, clauses),
        ("rules.facts", found.fact_marks, facts),
    )
    wrong = [
        f"{path}.{key}"
        for path, kept, now in marks
        for key in {**now, **kept}
        if kept.get(key) != now.get(key)
    ]
    evaluated = {clause.key for clause in rules.clauses if clause.is_evaluated}
    wrong += [f"outcomes.{key}" for key in evaluated.symmetric_difference(found.outcomes)]
    faults = Faults()
    for path in sorted(wrong):
        faults.add(
            "contradiction",
            path,
            sv="stämmer inte med reglernas fingeravtryck; beslutet har ändrats efteråt",
            en="doesn't agree with the fingerprint of the rules; the record was changed",
        )
    faults.raise_as(InvalidInput)


def _read_again(found: "_Record", rules: RuleSet) -> Known:
    """Reads the facts of a record by the rules; what doesn't fit is told of the record."""
    try:
        return rules.vocabulary.read(found.facts, as_of=found.as_of)
    except InvalidInput as error:
        faults = Faults()
        for each in error.faults:
            sv = "det sparade beslutet passar inte reglerna"
            en = "the record doesn't fit the rules"
            path = "facts" if each.path == "facts" else f"facts.{each.path}"
            text = Text(sv=f"{sv}: {each.text.sv}", en=f"{en}: {each.text.en}")
            faults.found.append(evolve(each, path=path, text=text))
        raise InvalidInput(faults.found) from None


def _with_readings(rules: RuleSet, readings: Mapping[str, str]) -> RuleSet:
    """Chooses the recorded readings again, those that the rules still leave open."""
    done = dict(rules.chosen)
    left: dict[str, Any] = {k: reading for k, reading in readings.items() if k not in done}
    offered = rules.reading_keys
    left = {key: reading for key, reading in left.items() if reading in offered.get(key, ())}
    return rules.with_readings(left) if left else rules


def _differences(
    found: "_Record", rules: RuleSet, now: Mapping[str, Outcome]
) -> Iterator[Difference]:
    since = rules.valid.start
    prints, facts = clause_fingerprints(rules), fact_fingerprints(rules)
    changed = {key for key, mark in found.fact_marks.items() if facts.get(key, mark) != mark}
    for key in (*prints, *(key for key in found.clause_marks if key not in prints)):
        before, after = found.outcomes.get(key), now.get(key)
        why: Why | None = None
        if key not in prints:
            why = Why.REMOVED
        elif key not in found.clause_marks:
            why = Why.ADDED
        elif prints[key] != found.clause_marks[key]:
            why = Why.CHANGED
        elif changed & _reads(rules.clause(key)):
            why = Why.FACT
        elif before is not after:
            why = _why_unlike(found, rules)
        if why is not None:
            yield Difference(key, why, before, after, since)


def _why_unlike(found: "_Record", rules: RuleSet) -> Why:
    if rules_fingerprint(rules) != found.mark:
        return Why.OTHER
    return Why.RECORD if found.library == __version__ else Why.LIBRARY


def _reads(clause: Clause) -> set[str]:
    return {atom.reads for atom in clause.atoms if atom.reads is not None}


@frozen
class _Record:
    """A record that was read, each part of the type that it has to be."""

    as_of: dt.date
    library: str
    key: str
    mark: str
    texts: str
    readings: Mapping[str, str]
    clause_marks: Mapping[str, str]
    fact_marks: Mapping[str, str]
    facts: Mapping[str, object] = field(repr=False)
    verdict: Verdict
    outcomes: Mapping[str, Outcome]
    concerns: Mapping[str, str]

    @classmethod
    def read(cls, kept: object, faults: Faults) -> "_Record | None":
        """Reads a record, or notes all that is wrong with it."""
        if not faults.of_type(kept, Mapping, "record"):
            return None
        reader = _Reader(cast("Mapping[str, object]", kept), "", faults)
        known = reader.part("format", int)
        if known is not None and known != FORMAT:
            faults.add(
                "format",
                "format",
                sv=f"formatet är {known}; den här versionen läser {FORMAT}",
                en=f"the format is {known}; this version reads {FORMAT}",
            )
            return None
        before = len(faults.found)
        reader.only(_PARTS)
        rules, given = reader.below("rules"), reader.below("facts")
        rules.only(_RULES)
        as_of = _date(reader.part("as_of", str), "as_of", faults)
        verdict = reader.part("verdict", str)
        _named(verdict, [each.value for each in Verdict], "verdict", faults)
        outcomes, concerns = reader.texts("outcomes"), reader.texts("concerns")
        for key, name in outcomes.items():
            _named(name, [each.name.lower() for each in Outcome], f"outcomes.{key}", faults)
        for key, name in concerns.items():
            _named(key, [each.value for each in Concern], f"concerns.{key}", faults)
            _named(name, [each.value for each in ConcernOutcome], f"concerns.{key}", faults)
        library, key = reader.named("library"), rules.named("key")
        mark = rules.part("fingerprint", str)
        texts, readings = rules.part("texts", str), rules.texts("readings")
        clauses, fact_marks = rules.texts("clauses"), rules.texts("facts")
        facts = {key: _value(value, f"facts.{key}", faults) for key, value in given.values.items()}
        if len(faults.found) > before:
            return None
        assert as_of is not None
        assert verdict is not None
        return cls(
            as_of,
            library,
            key,
            str(mark),
            str(texts),
            readings,
            clauses,
            fact_marks,
            facts,
            Verdict(verdict),
            {key: Outcome[name.upper()] for key, name in outcomes.items()},
            concerns,
        )


_T = TypeVar("_T")


def _is(value: object, kind: type[_T], path: str, faults: Faults) -> TypeGuard[_T]:
    return faults.of_type(value, kind, path)


@frozen
class _Reader:
    """A part of a record, and where it is."""

    values: Mapping[str, object]
    path: str
    faults: Faults

    def part(self, key: str, kind: type[_T]) -> _T | None:
        """Returns a value, or notes that it is missing or of another type."""
        value = self.values.get(key)
        return value if _is(value, kind, f"{self.path}{key}", self.faults) else None

    def named(self, key: str) -> str:
        """Returns a text that isn't empty, or notes that it is."""
        value = self.values.get(key)
        return str(value) if self.faults.named(value, f"{self.path}{key}") else ""

    def only(self, among: Iterable[str]) -> None:
        """Notes what a record doesn't have."""
        what = Text(sv="en del av ett sparat beslut", en="a part of a record")
        for key in self.values:
            if key not in among:
                self.faults.unknown(f"{self.path}{key}", what=what, value=str(key), among=among)

    def below(self, key: str) -> "_Reader":
        """Returns a part of the part."""
        return _Reader(self._mapping(key), f"{self.path}{key}.", self.faults)

    def _mapping(self, key: str) -> dict[str, object]:
        return cast("dict[str, object]", self.part(key, dict) or {})

    def texts(self, key: str) -> dict[str, str]:
        """Returns a mapping of texts."""
        found: dict[str, str] = {}
        for name, value in self._mapping(key).items():
            path = f"{self.path}{key}.{name}"
            if self.faults.of_type(name, str, path) and self.faults.of_type(value, str, path):
                found[name] = str(value)
        return found


def _named(name: str | None, among: list[str], path: str, faults: Faults) -> None:
    if name is not None and name not in among:
        what = Text(sv="ett svar som finns", en="an answer that there is")
        faults.unknown(path, what=what, value=name, among=among)


def _date(text: object, path: str, faults: Faults) -> dt.date | None:
    if not isinstance(text, str):
        return None
    try:
        return _day(text)
    except ValueError:
        _unreadable(path, faults)
        return None


def _day(text: str) -> dt.date:
    """Returns the day of a text in the one form that a record has; `ValueError` for another."""
    day = dt.date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError
    return day


def _unreadable(path: str, faults: Faults) -> None:
    faults.add(
        "format",
        path,
        sv="går inte att läsa; ta värdet som record gav det",
        en="can't be read; take the value as record gave it",
    )


def _value(value: object, path: str, faults: Faults) -> object:
    """Returns a fact's value as it was, or notes that it can't be read. It is never quoted."""
    try:
        read = _parsed(value)
    except (ValueError, InvalidOperation):
        read = None
    if read is None or _plain(read) != value:  # only what record writes of it
        _unreadable(path, faults)
    return read


def _parsed(value: object) -> object:
    if isinstance(value, bool | int | str):
        return value
    given = cast("dict[str, object]", value) if isinstance(value, dict) else {}
    read = _FORMS.get(frozenset(given))
    if read is None:
        raise ValueError
    return read(given)


def _text_of(value: object) -> str:
    if isinstance(value, str):
        return value
    raise ValueError


def _between(given: Mapping[str, object]) -> Between:
    ends = [None if given[key] is None else _end(given[key]) for key in ("from", "to")]
    return Between(*cast("Any", ends))


def _end(value: object) -> object:
    """Returns an end of an interval, which is a date or a number and no interval itself."""
    read = None if _has_ends(value) else _parsed(value)
    if read is None:
        raise ValueError
    return read


def _has_ends(value: object) -> bool:
    return isinstance(value, dict) and "from" in cast("dict[str, object]", value)


def _chosen(given: Mapping[str, object]) -> Chosen:
    listed = [given[key] for key in ("inside", "outside")]
    if not all(isinstance(each, list) for each in listed):
        raise ValueError
    members = [cast("list[object]", each) for each in listed]
    return Chosen(*(frozenset(_text_of(key) for key in each) for each in members))


_FORMS: dict[frozenset[str], Callable[[Mapping[str, object]], object]] = {
    frozenset({"date"}): lambda given: _day(_text_of(given["date"])),
    frozenset({"decimal"}): lambda given: Decimal(_text_of(given["decimal"])),
    frozenset({"from", "to"}): _between,
    frozenset({"inside", "outside"}): _chosen,
}
_PARTS = ("format", "library", "as_of", "rules", "facts", "verdict", "outcomes", "concerns")
_RULES = ("key", "fingerprint", "texts", "readings", "clauses", "facts")
