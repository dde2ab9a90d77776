"""The rules of taking part as plain data, and back: words, rule sets, and those with a base."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from attrs import define, evolve, field

from finsam.citations import ACT, Citation
from finsam.errors import Faults, FinsamError, InvalidRules
from finsam.exchange._codecs import Table
from finsam.exchange._context import BAD, Reader, Writer, located
from finsam.exchange._forms import codec_of
from finsam.exchange._plain import as_list, as_table, key_path
from finsam.exchange._simple import Codec, Listed
from finsam.rules import (
    COMMON,
    Choice,
    Clause,
    Fact,
    HasEligibility,
    RuleSet,
    Selection,
    Strength,
    Vocabulary,
)
from finsam.rules.conditions import Open, reading_order
from finsam.terms import Term
from finsam.texts import Text

__all__ = [
    "CHANGES",
    "CLAUSES",
    "FACT",
    "PARTS",
    "RULES",
    "TERMS",
    "Bases",
    "Draft",
    "Known",
    "Maker",
    "Words",
    "additions",
    "build_words",
    "read_rules",
    "read_words",
    "write_rules",
    "write_words",
]

Bases = Mapping[str, HasEligibility]

CLAUSES = Listed(codec_of(Clause))
FACT = Table(Fact)
TERMS = Listed(codec_of(Term))
CHANGES = ("replace", "add", "drop")
RULES = Table(RuleSet)
_TOLD = {"key", "name", "vocabulary", "base"}


def _parts() -> dict[str, Codec]:
    return {key: each.codec for key, each in RULES.members.items() if key not in _TOLD}


PARTS = _parts()
"""The fields of a rule set that stand in the table of its measure."""


# --- words -------------------------------------------------------------------------------------


def additions(
    start: Vocabulary, words: Vocabulary
) -> tuple[list[Fact], dict[str, list[Term]]] | None:
    """Returns what was added to some words to make others; None where it isn't so simple."""
    lists: dict[str, list[Term]] = {}
    for old, new in zip(start.facts, words.facts, strict=False):
        if old != new:
            kinds = old.kind, new.kind
            if old.key != new.key or not all(isinstance(k, Choice | Selection) for k in kinds):
                return None
            before = len(cast("Choice", old.kind).options)
            lists[old.key] = list(cast("Choice", new.kind).options[before:])
    facts = list(words.facts[len(start.facts) :])
    try:
        same = start.extended(facts, terms=lists) == words
    except FinsamError:
        return None
    return (facts, lists) if same else None


def _extended(start: Vocabulary, words: "Words") -> Vocabulary:
    """Returns words with those of the book that they don't have yet."""
    facts = [fact for fact in words.facts if fact.key not in start or start[fact.key] != fact]
    lists = {
        key: [term for term in terms if term.key not in _keys(start, key)]
        for key, terms in words.lists.items()
    }
    return start.extended(facts, terms=lists)


def _keys(words: Vocabulary, fact: str) -> Iterable[str]:
    kind = words[fact].kind if fact in words else None
    return kind.terms if isinstance(kind, Choice | Selection) else ()


@define
class Words:
    """The facts and the terms that a book, or one of its rule sets, adds."""

    facts: tuple[Fact, ...] = ()
    lists: dict[str, tuple[Term, ...]] = field(factory=dict[str, tuple[Term, ...]])
    bad: set[str] = field(factory=set[str])
    """Facts that are declared and can't be read, so that nothing is said of who uses them."""
    is_whole: bool = True
    """False where more than single facts can't be read, so that no rule can be held against it."""


def write_words(words: Vocabulary, start: Vocabulary, out: Writer) -> dict[str, Any]:
    added = additions(start, words)
    table: dict[str, Any] = {}
    if added is None:
        added = list(words.facts), dict[str, list[Term]]()
        table["common"] = False
    facts, lists = added
    if lists:
        table["lists"] = {key: TERMS.write(terms, key, out) for key, terms in lists.items()}
    if facts:
        table["facts"] = {fact.key: FACT.write(fact, fact.key, out) for fact in facts}
        for declared in table["facts"].values():
            del declared["key"]
    return table


def read_words(table: dict[str, Any], path: str, into: Reader) -> Words:
    words = Words()
    facts, lists = table.get("facts", {}), table.get("lists", {})
    for name, raw in (("facts", facts), ("lists", lists)):
        if not isinstance(raw, dict):
            into.wrong_type(key_path(path, name), "en tabell", "a table", raw)
            words.is_whole = False
    if isinstance(facts, dict):
        for key, raw in cast("dict[str, Any]", facts).items():
            fact = FACT.read(raw, key_path(key_path(path, "facts"), key), into, {"key": key})
            if fact is BAD:
                words.bad.add(key)
            else:
                words.facts += (fact,)
    if isinstance(lists, dict):
        for key, raw in cast("dict[str, Any]", lists).items():
            terms = TERMS.read(raw, key_path(key_path(path, "lists"), key), into)
            if terms is BAD:
                words.is_whole = False
            else:
                words.lists[key] = terms
    return words


def build_words(start: Vocabulary, words: Words, path: str, into: Reader) -> Any:
    """Returns the vocabulary; its faults are told of the facts and the lists."""
    try:
        return _extended(start, words) if start is not COMMON else _all(start, words)
    except FinsamError as error:
        for fault in error.faults:
            place = fault.path
            for i, fact in enumerate(words.facts):
                place = place.replace(f"facts[{i}]", f"facts.{fact.key}")
            place = place.replace("terms['", "lists.").replace("']", "")
            into.faults.found.append(evolve(fault, path=key_path(path, place)))
        return BAD


def _all(start: Vocabulary, words: Words) -> Vocabulary:
    return start.extended(words.facts, terms=words.lists) if words.facts or words.lists else start


# --- rule sets ---------------------------------------------------------------------------------


@define
class Draft:
    """A rule set that has been read and not yet made: its base may come later in the book."""

    raw: dict[str, Any]
    path: str
    values: dict[str, Any]
    words: Words | None = None
    common: bool = True
    base: Any = None
    """The name of its base, a draft of it, or None."""
    made: Any = None
    is_open: bool = False


def read_rules(table: dict[str, Any], path: str, into: Reader, *, key: Any, name: Any) -> "Draft":
    """Reads the parts of a rule set from the table in which they stand."""
    values: dict[str, Any] = {"key": key, "name": name}
    for part, codec in PARTS.items():
        if part in table:
            values[part] = codec.read(table[part], key_path(path, part), into)
    for part in ("replace", "add"):
        if part in table:
            values[part] = CLAUSES.read(table[part], key_path(path, part), into)
    if "drop" in table:
        values["drop"] = codec_of(tuple[str, ...]).read(table["drop"], key_path(path, "drop"), into)
    draft = Draft(table, path, values)
    _read_own_words(draft, into)
    _read_base(draft, into)
    return draft


def _read_own_words(draft: Draft, into: Reader) -> None:
    raw = draft.raw.get("vocabulary")
    if raw is None:
        return
    path = key_path(draft.path, "vocabulary")
    if not isinstance(raw, dict):
        into.wrong_type(path, "en tabell", "a table", raw)
        draft.values["vocabulary"] = BAD
        return
    table = cast("dict[str, Any]", raw)
    known = ("common", "facts", "lists")
    for key in table:
        if key not in known:
            into.unknown_key(path, key, known)
            draft.values["vocabulary"] = BAD
    draft.words = read_words(table, path, into)
    common = codec_of(bool).read(table.get("common", True), key_path(path, "common"), into)
    draft.common = common is not False


def _read_base(draft: Draft, into: Reader) -> None:
    raw, path = draft.raw.get("base"), draft.path
    changes = [key for key in CHANGES if key in draft.raw]
    if raw is None:
        for key in changes:
            into.faults.add(
                "form",
                key_path(path, key),
                sv=f"{key!r} ändrar en grund; ange den med base",
                en=f"{key!r} changes a base; name it with base",
            )
            draft.values[key] = BAD
        if "clauses" not in draft.raw:
            into.missing(path, "clauses")
            draft.values["clauses"] = BAD
        return
    if "clauses" in draft.raw and changes:
        into.faults.add(
            "form",
            key_path(path, "clauses"),
            sv="ange antingen hela listan (clauses) eller ändringarna (replace, add, drop)",
            en="give either the whole list (clauses) or the changes (replace, add, drop)",
        )
        draft.values["clauses"] = BAD
    if isinstance(raw, str):
        draft.base = raw
    elif isinstance(raw, dict):
        draft.base = _inline(cast("dict[str, Any]", raw), key_path(path, "base"), into)
    else:
        into.wrong_type(key_path(path, "base"), "namnet på en insats", "a measure's name", raw)
        draft.base = BAD


def _inline(table: dict[str, Any], path: str, into: Reader) -> Draft:
    """Reads a base that is told whole, since it has no name that the reader knows."""
    head: dict[str, Any] = {}
    for name, kind in (("key", str), ("name", Text)):
        if name in table:
            head[name] = codec_of(kind).read(table[name], key_path(path, name), into)
        else:
            into.missing(path, name)
            head[name] = BAD
    names = ("key", "name", "vocabulary", "base", *CHANGES, *PARTS)
    for key in table:
        if key not in names:
            into.unknown_key(path, key, names)
            head["name"] = BAD
    return read_rules(table, path, into, key=head["key"], name=head["name"])


@define
class Maker:
    """Makes the rule sets of a book, each after its base."""

    into: Reader
    words: Words
    common: Any
    own: dict[str, Draft]
    bases: Callable[[], Bases]

    def made(self, draft: Draft) -> Any:
        """Returns the rule set, or `BAD`."""
        if draft.made is None:
            draft.is_open = True
            base = self._base(draft)
            draft.made = BAD if base is BAD else self._rules(draft, base)
            draft.is_open = False
        return draft.made

    def _base(self, draft: Draft) -> Any:
        named, path = draft.base, key_path(draft.path, "base")
        if isinstance(named, Draft):
            return self.made(named)
        if not isinstance(named, str):
            return named
        if named in self.own:
            return self._own_base(named, path)
        known = self.bases()
        if named not in known:
            what = Text(sv="en insats som kan vara grund", en="a measure that can be a base")
            self.into.faults.unknown(path, what=what, value=named, among=[*self.own, *known])
            return BAD
        found = known[named].eligibility
        return found if isinstance(found, RuleSet) else self._not_for(named, path)

    def _own_base(self, named: str, path: str) -> Any:
        """Returns the rule set of another measure of the book."""
        if not self.own[named].is_open:
            return self.made(self.own[named])
        ring = [named, self._next(named)]
        while ring[-1] != named:
            ring.append(self._next(ring[-1]))
        through = "" if len(ring) == 2 else f" ({' → '.join(ring)})"  # noqa: PLR2004 - by itself
        self.into.faults.add(
            "circle",
            path,
            sv=f"{named!r} bygger på sig själv{through}",
            en=f"{named!r} is derived from itself{through}",
            value=named,
        )
        return BAD

    def _next(self, named: str) -> str:
        """Returns the base of a measure of the book by its name, behind those told whole."""
        base = self.own[named].base
        while isinstance(base, Draft):
            base = base.base
        return str(base)

    def _not_for(self, named: str, path: str) -> Any:
        self.into.faults.add(
            "kind",
            path,
            sv=f"{named!r} är inte för enskilda och kan inte vara grund",
            en=f"{named!r} isn't for individuals, and can't be a base",
            value=named,
        )
        return BAD

    def _vocabulary(self, draft: Draft, base: RuleSet | None) -> Any:
        start = COMMON if base is None else base.vocabulary
        if draft.words is not None:
            start = start if draft.common else Vocabulary(())
            return build_words(start, draft.words, f"{draft.path}.vocabulary", self.into)
        if start in (COMMON, self.common):
            return self.common
        return build_words(start, self.words, "", self.into)

    def _rules(self, draft: Draft, base: RuleSet | None) -> Any:
        vocabulary = self._vocabulary(draft, base)
        values, words = draft.values, draft.words or self.words
        if vocabulary is BAD or not words.is_whole:
            return BAD
        if words.bad or any(value is BAD for value in values.values()):
            if base is None:
                self._what_else(draft, vocabulary, words.bad)
            return BAD
        values = {**values, "vocabulary": vocabulary}
        if base is None:
            return self._noted(draft, lambda: RULES.built(values))
        if "clauses" in values:
            return self._noted(draft, lambda: _whole(base, values))
        return self._noted(draft, lambda: _changed(base, values))

    def _noted(self, draft: Draft, make: Callable[[], Any]) -> Any:
        return self.into.made(make, draft.path, draft.raw)

    def _what_else(self, draft: Draft, vocabulary: Vocabulary, bad: set[str]) -> None:
        """Notes what is wrong with keys and conditions, whatever else of the clauses is wrong.

        The set isn't made, so that what hangs on the others isn't told of.
        """
        items = as_list(draft.raw.get("clauses"))
        if items is None:
            return
        quiet = evolve(self.into, faults=Faults())
        clauses = [(i, _as_far(item, i, quiet)) for i, item in enumerate(items)]
        good = [(i, evolve(c, weighs=())) for i, c in clauses if c is not BAD]
        try:
            RuleSet(
                key="what.else",
                name=_ANY,
                vocabulary=vocabulary,
                clauses=[clause for _, clause in good],
            )
        except FinsamError as error:
            for fault in error.faults:
                head, _, rest = fault.path.removeprefix("clauses[").partition("]")
                if rest and fault.value not in bad:
                    inside = f"clauses[{good[int(head)][0]}]{rest}"
                    path = located(draft.raw, draft.path, inside)
                    self.into.faults.found.append(evolve(fault, path=path))


_ANY = Text(sv="…", en="…")


def _as_far(raw: object, place: int, quiet: Reader) -> Any:
    """Returns a clause; of one that can't be read its key and its conditions, as far as they can.

    What can't be read is told of already, and something stands for it.
    """
    clause, table = codec_of(Clause).read(raw, "", quiet), as_table(raw)
    if clause is not BAD or table is None:
        return clause
    members, read = Table(Clause).members, dict[str, Any]()
    for name in ("condition", "applies_to"):
        part = members[name].read(table[name], "", quiet) if name in table else None
        if part is not BAD and part is not None:
            read[name] = part
    if "condition" not in read:
        read.clear()
        read["strength"] = Strength.STATEMENT
    key = table.get("key")
    return quiet.made(
        lambda: Clause(
            key=key if isinstance(key, str) and key.strip() else f"clauses[{place}]",
            rule="…",
            citation=Citation(ACT, "…", dt.date.min),
            text=_ANY,
            **read,
        ),
        "",
        table,
    )


def _whole(base: RuleSet, values: dict[str, Any]) -> RuleSet:
    """Returns a derived set whose clauses are all listed, if its base allows what they change."""
    rules = cast("RuleSet", RULES.built({**values, "base": base}))
    _hold(base, rules)
    return rules


def _hold(base: RuleSet, rules: RuleSet) -> None:
    """Raises what the base doesn't allow of a derived set; a chosen reading is no change."""
    listed = {clause.key: clause for clause in rules.clauses}
    chosen = {key for key, _ in rules.chosen}
    old = {clause.key: clause for clause in base.clauses}
    base.with_changes(
        key=rules.key,
        name=rules.name,
        vocabulary=rules.vocabulary,
        replace=[
            clause
            for key, clause in listed.items()
            if key in old and clause != old[key] and not _left_open(old[key]) & chosen
        ],
        add=[clause for key, clause in listed.items() if key not in old],
        drop=[key for key in old if key not in listed],
    )


def _left_open(clause: Clause) -> set[str]:
    """Returns the keys by which a reading of a clause can be chosen."""
    keys = {clause.key} if clause.alternatives else set[str]()
    for condition in (clause.condition, clause.applies_to):
        if condition is not None:
            keys |= {p.key for _, p in reading_order(condition) if isinstance(p, Open)}
    return keys


_WITH_THE_BASE = ("leap_day", "chosen", "chosen_readings")
"""What a derived set has from its base, unless all its clauses are listed."""


def _changed(base: RuleSet, values: dict[str, Any]) -> RuleSet:
    """Returns a derived set; what is wrong with its clauses is told where they stand."""
    changes = {key: value for key, value in values.items() if key not in {"base", *_WITH_THE_BASE}}
    for key in _WITH_THE_BASE:
        if key in values:
            faults = Faults()
            faults.add(
                "form",
                key,
                sv=f"{key!r} följer med grunden; ange i så fall hela listan (clauses)",
                en=f"{key!r} comes with the base; list all clauses to give another",
            )
            faults.raise_as(InvalidRules)
    try:
        return base.with_changes(**changes)
    except FinsamError as error:
        origins = _origins(base, values)
        raise type(error)(
            [evolve(fault, path=_from_origin(fault.path, origins)) for fault in error.faults]
        ) from error


def _origins(base: RuleSet, values: dict[str, Any]) -> list[str]:
    """Returns for each clause of a derived set where it stands in the text."""
    replaced = {clause.key: i for i, clause in enumerate(values.get("replace", ()))}
    kept = [clause.key for clause in base.clauses if clause.key not in values.get("drop", ())]
    origins = [f"replace[{replaced[key]}]" if key in replaced else "base" for key in kept]
    return [*origins, *(f"add[{i}]" for i in range(len(values.get("add", ()))))]


def _from_origin(path: str, origins: list[str]) -> str:
    head, bracket, rest = path.removeprefix("clauses[").partition("]")
    if not path.startswith("clauses[") or not bracket or not head.isdigit():
        return path
    origin = origins[int(head)] if int(head) < len(origins) else "base"
    return origin if origin == "base" else f"{origin}{rest}"


def write_rules(rules: RuleSet, path: str, out: Writer, known: "Known") -> dict[str, Any]:
    """Returns the parts of a rule set; a derived one as its base and what it changes."""
    table: dict[str, Any] = {}
    start = COMMON if rules.base is None else rules.base.vocabulary
    plain = start in (COMMON, known.common)
    usual = known.common if plain else _try_extended(start, known.words)
    if rules.vocabulary != usual:
        table["vocabulary"] = write_words(rules.vocabulary, start, out)
    if rules.base is not None:
        named = known.name_of(rules.base)
        base_path = key_path(path, "base")
        table["base"] = named or {
            "key": rules.base.key,
            "name": codec_of(Text).write(rules.base.name, base_path, out),
            **write_rules(rules.base, base_path, out, known),
        }
        changes = _changes(rules.base, rules)
        if changes is not None:
            for key, value in changes.items():
                codec = PARTS.get(key) or (
                    CLAUSES if key in {"replace", "add"} else codec_of(tuple[str, ...])
                )
                table[key] = codec.write(value, key_path(path, key), out)
            return table
        _note_closed(rules.base, rules, path, out)
    for key in PARTS:
        member, value = RULES.members[key], getattr(rules, key)
        if not member.is_default(value, rules):
            table[key] = member.write(value, path, out)
    return table


def _note_closed(base: RuleSet, rules: RuleSet, path: str, out: Writer) -> None:
    """Notes what couldn't be read again, since the base doesn't allow it."""
    try:
        _hold(base, rules)
    except FinsamError as error:
        for fault in error.faults:
            out.faults.found.append(evolve(fault, path=key_path(path, fault.path)))


def _try_extended(start: Vocabulary, words: Words) -> Vocabulary | None:
    try:
        return _extended(start, words)
    except FinsamError:
        return None


def _changes(base: RuleSet, rules: RuleSet) -> dict[str, Any] | None:
    """Returns what makes a set of its base; None where `with_changes` doesn't make it."""
    if any(getattr(rules, name) != getattr(base, name) for name in _WITH_THE_BASE):
        return None
    old = {clause.key: clause for clause in base.clauses}
    own = {clause.key for clause in rules.clauses}
    changes: dict[str, Any] = {
        "replace": tuple(c for c in rules.clauses if c.key in old and c != old[c.key]),
        "add": tuple(c for c in rules.clauses if c.key not in old),
        "drop": tuple(key for key in old if key not in own),
    }
    for name in ("valid", "ways_in", "decided_by"):
        if getattr(rules, name) != getattr(base, name):
            changes[name] = getattr(rules, name)
    changes = {key: value for key, value in changes.items() if value or key not in CHANGES}
    if None in changes.values():
        return None
    try:
        same = base.with_changes(
            key=rules.key, name=rules.name, vocabulary=rules.vocabulary, **changes
        )
    except FinsamError:
        return None
    return changes if same == rules else None


@define
class Known:
    """What a book has in common while it is written: its words, and the names of bases."""

    book: str
    own: dict[str, RuleSet]
    bases: Callable[[], Bases]
    words: Words
    common: Vocabulary

    def name_of(self, rules: RuleSet) -> str | None:
        """Returns the name of a base; None where it has none that a reader would know."""
        for name, found in self.own.items():
            if found == rules:
                return name
        for name, carrier in self.bases().items():
            if name not in self.own and carrier.eligibility == rules:
                return name
        return None
