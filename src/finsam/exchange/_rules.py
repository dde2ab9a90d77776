"""The rules of taking part as plain data, and back: words, rule sets, and those with a base."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from attrs import define, evolve, field

from finsam.errors import Faults, FinsamError
from finsam.exchange._codecs import Table
from finsam.exchange._context import BAD, Reader, Writer
from finsam.exchange._forms import codec_of
from finsam.exchange._plain import key_path
from finsam.exchange._simple import Codec, Listed
from finsam.exchange._what_else import Sketch, Trial, listed_changes
from finsam.rules import (
    COMMON,
    Choice,
    Clause,
    Fact,
    HasEligibility,
    RuleSet,
    Selection,
    Vocabulary,
)
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


def _added(start: Vocabulary, words: "Words") -> tuple[list[Fact], dict[str, list[Term]]]:
    """Returns the facts and the terms of the book that some words don't have yet.

    Where they stand beside what is shipped nothing may be there already. What a book has in common
    is added to the lists that there are: a base with words of its own may lack one.
    """
    if start is COMMON:
        return list(words.facts), {key: list(terms) for key, terms in words.lists.items()}
    facts = [fact for fact in words.facts if fact.key not in start or start[fact.key] != fact]
    lists = {
        key: [term for term in terms if term.key not in _keys(start, key)]
        for key, terms in words.lists.items()
        if key in start or not words.is_shared
    }
    return facts, lists


def _extended(start: Vocabulary, words: "Words") -> Vocabulary:
    facts, lists = _added(start, words)
    return start.extended(facts, terms=lists) if facts or lists else start


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
    """False where more than single facts can't be read, so that it is sure of none."""

    has_names: bool = True
    """False where a fact is declared under a name that is taken, and is meant to have another."""

    is_shared: bool = False
    """Whether they are those of a book, which its rule sets have in common."""

    def copied(self) -> "Words":
        """Returns the same words, for one set: what is wrong with them there is so there alone."""
        return evolve(self, lists=dict(self.lists), bad=set(self.bad))

    def knows(self, fact: str, vocabulary: Vocabulary) -> bool:
        """Tells whether a fact is as it is meant to be, or isn't meant to be there at all."""
        is_named = self.has_names or fact in vocabulary
        return self.is_whole and is_named and fact not in self.bad


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
                words.bad.add(key)
            else:
                words.lists[key] = terms
    return words


def build_words(start: Vocabulary, words: Words, path: str, into: Reader) -> Vocabulary:
    """Returns the vocabulary; its faults are told of the facts and the lists.

    It is without what is wrong, and so are the words from then on.
    """
    while True:
        try:
            return _extended(start, words)
        except FinsamError as error:
            facts, lists = _added(start, words)
            for fault in error.faults:
                place = fault.path
                for i, fact in enumerate(facts):
                    if place.startswith(f"facts[{i}]"):
                        place = place.replace(f"facts[{i}]", f"facts.{fact.key}")
                        words.has_names = False
                        words.bad.add(fact.key)
                        words.facts = tuple(each for each in words.facts if each is not fact)
                for key in lists:
                    if place.startswith(f"terms[{key!r}]"):
                        place = place.replace(f"terms[{key!r}]", key_path("lists", key))
                        words.bad |= {key, *fault.expected}  # which may be the one that is meant
                        words.lists = {k: terms for k, terms in words.lists.items() if k != key}
                into.faults.found.append(evolve(fault, path=key_path(path, place)))


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
    sketch: Sketch | None = None
    """The set as far as it goes, where it can't be made."""
    is_open: bool = False


def read_rules(
    table: dict[str, Any], path: str, into: Reader, *, key: Any, name: Any, meant: Iterable[str]
) -> "Draft":
    """Reads the parts of a rule set from the table in which they stand.

    Args:
        table: the table.
        path: where it stands.
        into: what is known while the book is read.
        key: the key of the set.
        name: its name.
        meant: keys that may be meant by others, which are unknown.
    """
    values: dict[str, Any] = {"key": key, "name": name}
    values |= {part: BAD for part in meant if part in {*PARTS, *CHANGES}}
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
    if "vocabulary" in meant:
        draft.words = Words(is_whole=False)
    if "base" in meant:
        draft.base = BAD
    else:
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
        draft.words = Words(is_whole=False)
        return
    table = cast("dict[str, Any]", raw)
    known = ("common", "facts", "lists")
    draft.words = read_words(table, path, into)
    for key in table:
        if key not in known:
            into.unknown_key(path, key, known)
            draft.words.is_whole = False
    common = codec_of(bool).read(table.get("common", True), key_path(path, "common"), into)
    draft.words.is_whole &= common is not BAD
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
    for key in _WITH_THE_BASE if "clauses" not in draft.raw else ():
        if key in draft.raw:
            into.faults.add(
                "form",
                key_path(path, key),
                sv=f"{key!r} följer med grunden; ange i så fall hela listan (clauses)",
                en=f"{key!r} comes with the base; list all clauses to give another",
            )
            draft.values[key] = BAD
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
    meant = into.meant(table, names)
    return read_rules(table, path, into, key=head["key"], name=head["name"], meant=meant)


@define
class Maker:
    """Makes the rule sets of a book, each after its base."""

    into: Reader
    words: Words
    common: Any
    own: dict[str, Draft | None]
    """The rules of the measures by their names as a base; None for those not for individuals."""
    bases: Callable[[], Bases]
    is_named: bool = True
    """Whether the names of all measures can be read."""

    def made(self, draft: Draft) -> Any:
        """Returns the rule set, or `BAD`."""
        if draft.made is None:
            draft.is_open = True
            draft.made = self._rules(draft, self._base(draft))
            draft.is_open = False
        return draft.made

    def _base(self, draft: Draft) -> Any:
        """Returns the rule set that a draft derives from, a sketch of it, none, or `BAD`."""
        named, path = draft.base, key_path(draft.path, "base")
        if isinstance(named, Draft):
            return self._as_base(named)
        if not isinstance(named, str):
            return named
        if named in self.own:
            return self._own_base(named, path)
        known = self.bases()
        if named not in known:
            if not self.is_named:
                return BAD
            what = Text(sv="en insats som kan vara grund", en="a measure that can be a base")
            self.into.faults.unknown(path, what=what, value=named, among=[*self.own, *known])
            return BAD
        found = known[named].eligibility
        return found if isinstance(found, RuleSet) else self._not_for(named, path)

    def _as_base(self, draft: Draft) -> Any:
        made = self.made(draft)
        return draft.sketch or BAD if made is BAD else made

    def _own_base(self, named: str, path: str) -> Any:
        """Returns the rule set of another measure of the book."""
        draft = self.own[named]
        if draft is None:
            return self._not_for(named, path)
        if not draft.is_open:
            return self._as_base(draft)
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
        base: Any = self.own[named]
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

    def _vocabulary(self, draft: Draft, base: RuleSet | None) -> tuple[Vocabulary, Words]:
        start, words = COMMON if base is None else base.vocabulary, draft.words
        if words is not None:
            start = start if draft.common else Vocabulary(())
            return build_words(start, words, f"{draft.path}.vocabulary", self.into), words
        if start in (COMMON, self.common):
            return cast("Vocabulary", self.common), self.words
        words = self.words.copied()
        return build_words(start, words, "", self.into), words

    def _rules(self, draft: Draft, base: Any) -> Any:
        """Returns the rule set; notes all that is wrong with one that can't be made."""
        if base is BAD:
            return BAD
        before = base if base is None or isinstance(base, Sketch) else Sketch(base)
        vocabulary, words = self._vocabulary(draft, None if before is None else before.rules)
        values = draft.values
        is_read = words.is_whole and not words.bad and BAD not in values.values()
        made, quiet = BAD, evolve(self.into, faults=Faults())
        if is_read and not isinstance(base, Sketch):
            made = quiet.made(
                lambda: _made(base, {**values, "vocabulary": vocabulary}), draft.path, draft.raw
            )
        if made is BAD:
            found = self.into.faults.found
            count = len(found)
            trial = Trial(
                self.into,
                draft.raw,
                draft.path,
                values,
                vocabulary,
                lambda fact: (
                    words.knows(fact, vocabulary) and (before is None or before.knows(fact))
                ),
                before,
            )
            draft.sketch = trial.sketch()
            found += quiet.faults.found if len(found) == count else []
        return made


def _made(base: RuleSet | None, values: dict[str, Any]) -> RuleSet:
    if base is None:
        return cast("RuleSet", RULES.built(values))
    return _whole(base, values) if "clauses" in values else _changed(base, values)


def _whole(base: RuleSet, values: dict[str, Any]) -> RuleSet:
    """Returns a derived set whose clauses are all listed, if its base allows what they change."""
    rules = cast("RuleSet", RULES.built({**values, "base": base}))
    _hold(base, rules)
    return rules


def _hold(base: RuleSet, rules: RuleSet) -> None:
    """Raises what the base doesn't allow of a derived set, where it stands in the whole list."""
    replace, drop = listed_changes(base, rules.clauses, rules.chosen)
    old = {clause.key for clause in base.clauses}
    places = [f"clauses[{rules.clauses.index(clause)}]" for clause in replace]
    try:
        base.with_changes(
            key=rules.key,
            name=rules.name,
            vocabulary=rules.vocabulary,
            replace=replace,
            add=[clause for clause in rules.clauses if clause.key not in old],
            drop=drop,
            valid=rules.valid,
            ways_in=rules.ways_in,
            decided_by=rules.decided_by,
        )
    except FinsamError as error:
        raise type(error)(
            [evolve(fault, path=_in_the_list(fault.path, places)) for fault in error.faults]
        ) from error


def _in_the_list(path: str, places: list[str]) -> str:
    head, _, rest = path.partition("]")
    if path.startswith("replace["):
        return f"{places[int(head.removeprefix('replace['))]}{rest}"
    return "clauses" if path.startswith("drop[") else path


_WITH_THE_BASE = ("leap_day", "chosen", "chosen_readings")
"""What a derived set has from its base, unless all its clauses are listed."""


def _changed(base: RuleSet, values: dict[str, Any]) -> RuleSet:
    """Returns a derived set; what is wrong with its clauses is told where they stand."""
    try:
        return base.with_changes(**values)
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
