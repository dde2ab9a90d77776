"""What else is wrong with a rule set that can't be made: it is made as far as it goes.

Something stands in for what can't be read, which is told of already, and what may only follow
from that isn't told. So all the rest is, at once.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, cast

from attrs import define, evolve, field

from finsam.citations import Citation, Norm, Rank
from finsam.errors import Fault, Faults, FinsamError
from finsam.exchange._codecs import Table, Tagged
from finsam.exchange._context import BAD, Reader, located
from finsam.exchange._forms import codec_of
from finsam.exchange._plain import as_list, as_table, item_path, key_path
from finsam.legaltime import LeapDay
from finsam.rules import (
    Clause,
    Condition,
    Fixed,
    RuleSet,
    Strength,
    Validity,
    Vocabulary,
    WayIn,
    WayInKind,
)
from finsam.rules.atoms import Atom
from finsam.rules.conditions import Open, reading_order
from finsam.texts import Text

__all__ = ["Knows", "Sketch", "Trial", "listed_changes"]

Knows = Callable[[str], bool]
"""Tells of a fact whether it can be read, or isn't declared at all."""

_ANY = Text(sv="…", en="…")
_KEY = "what.else"
_UNTRIED = (("", _ANY),)
"""A set in which something is chosen isn't tried out, so that only its names are checked."""
_PLACE = re.compile(r"(clauses|ways_in|replace|drop)\[(\d+)\](.*)")
_UNREAD = Norm(
    "…", Text(sv="en källa som inte kan läsas", en="a source that can't be read"), Rank.LOCAL
)
_CITED: dict[str, Any] = {
    "rule": "…",
    "citation": Citation(_UNREAD, "…", dt.date.min),
    "text": _ANY,
}
_STAND_INS: dict[type, dict[str, Any]] = {
    Clause: _CITED,
    WayIn: {**_CITED, "kind": WayInKind.OPEN_DOOR},
}
_WEIGHT = {"strength", "concern"}
_OF_A_WAY = {"open_to", "steps", "any_referrer"}
_ASIDE = {*_WEIGHT, *_OF_A_WAY, "weighs", "alternatives"}
"""What doesn't matter to whom the conditions of a clause let through."""
_CONDITION = cast("Tagged", cast("Table", codec_of(Clause)).members["condition"].codec)

Asked = tuple[str, object, Condition]
"""A condition that can be read, and where it stands."""


@define(eq=False)
class Part:
    """A clause or a way in, or what stands in for it."""

    path: str
    raw: object
    value: Any
    is_read: bool = True
    is_sure: bool = True
    """Whether all but its words and what it cites can be read."""
    is_tried: bool = True
    """Whether its conditions can be read, so that it is tried out whom they let through."""
    has_key: bool = True
    """Whether its key can be read."""
    asked: list[Asked] = field(factory=list[Asked])
    """The conditions in it that can be read, where others can't."""
    has_local: bool = True
    """Whether it can be read what a derived set may do with it."""
    faults: list[Fault] = field(factory=list[Fault])
    """How those of its parts that can be read don't fit each other."""


def _part(cls: type, raw: object, path: str, quiet: Reader, knows: Knows) -> Part:
    """Returns a clause or a way in, as far as it can be read."""
    table, make = cast("Table", codec_of(cls)), cast("Callable[..., Any]", cls)
    value = table.read(raw, path, quiet)
    asked = list(_conditions(raw, path, quiet, knows))
    is_known = asked == list(_conditions(raw, path, quiet, lambda _: True))
    is_known &= cls is Clause or knows("referred_by")
    if value is not BAD and is_known:
        return Part(path, raw, value)
    values = table.values(as_table(raw) or {}, path, quiet)
    key = values["key"] if isinstance(values["key"], str) and values["key"].strip() else None
    read = {name: part for name, part in values.items() if part is not BAD}
    read = {**_STAND_INS[cls], **read, "key": path if key is None else key}
    doubtful = values.keys() - read.keys()
    if "referrers" in read and values["kind"] is BAD:
        read["kind"] = WayInKind.REFERRAL  # which has referrers
    part = Part(path, raw, _bare(cls, read, doubtful), False, False, False, key is not None, asked)
    part.has_local = part.has_key and doubtful <= table.members.keys() - {"local"}
    if doubtful <= _ASIDE and as_table(raw) is not None:
        if doubtful & _WEIGHT:
            read["strength"] = Strength.GUIDELINE  # which clashes with nothing
        aside = evolve(quiet, faults=Faults())
        value = aside.made(lambda: make(**read), path, raw)
        part.faults = [] if doubtful & _WEIGHT else aside.faults.found
        if value is not BAD and is_known:
            part.value, part.is_sure, part.is_tried = value, not doubtful, True
        elif isinstance(value, WayIn) and knows("referred_by"):
            part.value = evolve(value, open_to=None, steps=None, any_referrer=None, alternatives=())
    return part


def _bare(cls: type, read: dict[str, Any], doubtful: set[str]) -> Any:
    """Returns a clause or a way in of which only the key counts, and what a clause weighs."""
    bare: dict[str, Any] = {**_STAND_INS[cls], "key": read["key"]}
    if cls is WayIn:
        return WayIn(**bare)
    strength = read.get("strength", Strength.REQUIRED)
    if doubtful - {"condition", "applies_to"}:
        strength = Strength.GUIDELINE  # which can be weighed
    bare |= {name: read[name] for name in ("rule", "citation", "weighs", "local") if name in read}
    condition = None if strength is Strength.STATEMENT else Fixed(holds=True)
    return Clause(**bare, strength=strength, condition=condition)


def _reads(condition: Condition) -> set[str]:
    parts = (part for _, part in reading_order(condition))
    return {part.reads for part in parts if isinstance(part, Atom) and part.reads is not None}


def _conditions(raw: object, path: str, quiet: Reader, knows: Knows) -> Iterator[Asked]:
    """Yields the conditions in a part of the text, the outermost of those that can be read."""
    table, items = as_table(raw) or {}, as_list(raw) or []
    if len(table) == 1 and not table.keys().isdisjoint(_CONDITION.variants):
        condition = _CONDITION.read(raw, path, quiet)
        if condition is not BAD and all(map(knows, _reads(condition))):
            yield path, raw, condition
            return
    for key, below in table.items():
        yield from _conditions(below, key_path(path, key), quiet, knows)
    for i, below in enumerate(items):
        yield from _conditions(below, item_path(path, items, i), quiet, knows)


def _bared(clause: Clause) -> Clause:
    """Returns a clause without what is wrong with it."""
    condition = None if clause.strength is Strength.STATEMENT else Fixed(holds=True)
    return evolve(clause, condition=condition, applies_to=None, weighs=(), alternatives=())


def listed_changes(
    base: RuleSet, clauses: Iterable[Clause], chosen: Iterable[tuple[str, object]]
) -> tuple[list[Clause], list[str]]:
    """Returns what a whole list changes of a base, and drops; a chosen reading is no change."""
    listed = {clause.key: clause for clause in clauses}
    old = {clause.key: clause for clause in base.clauses}
    keys = {key for key, _ in chosen}
    changed = [
        clause
        for key, clause in listed.items()
        if key in old and clause != old[key] and not _left_open(old[key]) & keys
    ]
    return changed, [key for key in old if key not in listed]


def _worded(part: Part, old: Clause | None) -> Clause:
    """Returns a clause in the words of the base, where its own can't be read."""
    new = cast("Clause", part.value)
    if old is None or part.is_read:
        return new
    return evolve(new, rule=old.rule, citation=old.citation, text=old.text)


def _left_open(clause: Clause) -> set[str]:
    """Returns the keys by which a reading of a clause can be chosen."""
    keys = {clause.key} if clause.alternatives else set[str]()
    for condition in clause.conditions:
        keys |= {p.key for _, p in reading_order(condition) if isinstance(p, Open)}
    return keys


@define
class Sketch:
    """A rule set as far as it goes, against which those that derive from it are held."""

    rules: RuleSet
    unsure: set[str] = field(factory=set[str])
    """The keys of the clauses of which not all is known."""
    locked: set[str] = field(factory=set[str])
    """Of these the keys of those of which it isn't known what may be done with them."""
    is_listed: bool = True
    """Whether the keys of all its clauses are known."""
    is_dated: bool = True
    """Whether its time in force is known."""
    knows: Knows = field(default=lambda _: True)


@define
class Trial:
    """What can be read of a rule set, and how that is checked.

    Attributes:
        into: where it is noted what is wrong.
        raw: the table of the set.
        path: where the table stands.
        values: what could be read of it.
        vocabulary: its words, as far as they could be read.
        knows: which facts are sure.
        base: what the set derives from.
        told_of: the parts with which something is wrong besides what can't be read.
        is_listed: whether the keys of all clauses are known.
    """

    into: Reader
    raw: dict[str, Any]
    path: str
    values: dict[str, Any]
    vocabulary: Vocabulary
    knows: Knows
    base: Sketch | None
    told_of: list[Part] = field(factory=list[Part])
    is_listed: bool = True

    def sketch(self) -> Sketch:
        """Notes what is wrong with what can be read; returns the set as far as it goes."""
        clauses, ways = self._clauses(), self._ways()
        for part in (*clauses, *ways):
            self.into.faults.found.extend(part.faults)
        self._check_names(clauses, ways)
        self._check_asked([ask for part in (*clauses, *ways) for ask in part.asked])
        if not self._is_chosen:
            self._try_out(clauses)
        return self._sketch(clauses, ways)

    # --- its parts -----------------------------------------------------------------------------

    def _parts(self, cls: type, name: str) -> list[Part]:
        """Returns the clauses or the ways in of a list, each as far as it can be read."""
        quiet, path = evolve(self.into, faults=Faults()), key_path(self.path, name)
        items = as_list(self.raw.get(name, [])) or []
        parts = [
            _part(cls, item, item_path(path, items, i), quiet, self.knows)
            for i, item in enumerate(items)
        ]
        is_there = name in self.raw or self.values.get(name) is not BAD
        is_there &= as_list(self.raw.get(name, [])) is not None
        if cls is Clause:
            self.is_listed &= is_there and all(part.has_key for part in parts)
        return parts

    def _ways(self) -> list[Part]:
        if self.base is None or "ways_in" in self.raw:
            return self._parts(WayIn, "ways_in")
        return [self._of_the_base(way) for way in self.base.rules.ways_in or ()]

    def _of_the_base(self, value: Clause | WayIn, *, is_tried: bool = False) -> Part:
        return Part(key_path(self.path, "base"), None, value, is_tried=is_tried)

    def _clauses(self) -> list[Part]:
        """Returns all clauses of the set; what the base doesn't allow is noted."""
        changes = {"replace", "add", "drop"} & self.raw.keys()
        if self.base is not None and ("clauses" not in self.raw or changes):
            return self._changed(self.base)
        listed = self._parts(Clause, "clauses")
        if self.base is not None:
            self._hold_list(self.base, listed)
        if as_list(self.raw.get("clauses")) is None:
            self.is_listed = False
            nothing = _bare(Clause, {"key": self.path}, set())
            listed = [Part(self.path, None, nothing, False, False, False, False, has_local=False)]
        return listed

    def _changed(self, base: Sketch) -> list[Part]:
        """Returns the clauses of a base with what is changed of them, as far as it goes."""
        replaced = self._parts(Clause, "replace")
        raw = as_list(self.raw.get("drop", []))
        path = key_path(self.path, "drop")
        drop = [
            Part(f"{path}[{i}]", None, key)
            for i, key in enumerate(raw or [])
            if isinstance(key, str)
        ]
        self.is_listed &= base.is_listed and self.values.get("drop") is not BAD
        self.is_listed &= self._hold(base, [part for part in replaced if part.has_key], drop)
        new = {part.value.key: part for part in replaced if part.has_key}
        gone = {part.value for part in drop}
        clauses: list[Part] = []
        for clause in base.rules.clauses:
            is_tried = self.is_listed and clause.key not in base.unsure
            kept = clause if self.is_listed else evolve(clause, weighs=())
            if clause.key in new:
                clauses.append(new[clause.key])
            elif clause.key not in gone:
                clauses.append(self._of_the_base(kept, is_tried=is_tried))
        for part in replaced:
            if part not in clauses:
                part.value = evolve(part.value, key=part.path)
                clauses.append(part)
        return clauses + self._parts(Clause, "add")

    # --- what is wrong with them ---------------------------------------------------------------

    def _note(self, fault: Fault, about: list[Part]) -> None:
        self.into.faults.found.append(fault)
        self.told_of += about

    def _told(
        self, make: Callable[[], object], alone: str = "", **parts: list[Part]
    ) -> list[tuple[Fault, list[Part]]]:
        """Returns what is wrong, where it stands in the text, and the part that it is about."""
        told: list[tuple[Fault, list[Part]]] = []
        try:
            make()
        except FinsamError as error:
            for fault in error.faults:
                found = _PLACE.fullmatch(fault.path)
                about = [parts[found[1]][int(found[2])]] if found and found[1] in parts else []
                if found is None or not about:
                    path = located(self.raw, self.path, fault.path)
                elif about[0].raw is None:
                    path = about[0].path
                else:
                    path = located(about[0].raw, about[0].path, found[3].removeprefix(alone))
                told.append((evolve(fault, path=path), about))
        return told

    def _set(self, clauses: Iterable[Clause], **more: Any) -> RuleSet:
        """Returns a set of some clauses."""
        values = {key: part for key, part in self.values.items() if part is not BAD}
        base = None if self.base is None else self.base.rules
        return RuleSet(
            key=str(values.get("key", "")).strip() or "…",
            name=_ANY,
            vocabulary=self.vocabulary,
            clauses=clauses,
            valid=values.get("valid", Validity() if base is None else base.valid),
            leap_day=values.get("leap_day", LeapDay.FEB28 if base is None else base.leap_day),
            **more,
        )

    @property
    def _is_chosen(self) -> bool:
        """Whether a reading is chosen, so that what all or none meet is let through."""
        base = _UNTRIED if self.base is None else self.base.rules.chosen
        return bool(self.values.get("chosen")) or base not in {(), _UNTRIED}

    def _hold_list(self, base: Sketch, listed: list[Part]) -> None:
        """Notes what the base doesn't allow of a set whose clauses are all listed."""
        chosen = self.values.get("chosen", ())
        old = {clause.key: clause for clause in base.rules.clauses}
        sure = {part.value.key: part for part in listed if part.is_sure}
        replace, drop = listed_changes(
            base.rules,
            [_worded(part, old.get(key)) for key, part in sure.items()],
            () if chosen is BAD else chosen,
        )
        keys = {part.value.key for part in listed}
        left_out = [key for key in drop if self.is_listed and key not in keys]
        path = key_path(self.path, "clauses")
        self._hold(
            base,
            [sure[clause.key] for clause in replace],
            [Part(path, None, key) for key in left_out],
        )

    def _hold(self, base: Sketch, replace: list[Part], drop: list[Part]) -> bool:
        """Notes changes that the base doesn't allow; tells whether it has all that they change."""

        def changed(new: list[Part], gone: list[Part]) -> RuleSet:
            valid = self.values.get("valid")
            return base.rules.with_changes(
                key=_KEY,
                name=_ANY,
                replace=[part.value for part in new],
                drop=[part.value for part in gone],
                vocabulary=self.vocabulary,
                valid=None if valid is BAD else valid,
            )

        has_all = True
        found = self._told(lambda: changed(replace, drop), replace=replace, drop=drop)
        for fault, about in found:
            is_unknown = bool(about) and fault.code == "unknown"
            has_all &= not is_unknown
            if fault.code == "redefined":
                is_sure = self.knows(str(fault.value))
                before = base.rules.vocabulary
                added = [fact for fact in self.vocabulary if fact.key not in before]
                self.vocabulary = before.extended(added)
            else:
                is_sure = base.is_listed if is_unknown else fault.value not in base.locked
                is_sure |= fault.code == "duplicate"
                is_sure &= bool(about) and fault.code != "looser"
            if is_sure:
                self._note(fault, about)
        for part in replace:
            if part.is_sure and part not in self.told_of and part.value.key not in base.unsure:
                loosened = self._told(partial(changed, [part], []), replace=[part])
                for fault in (fault for fault, _ in loosened if fault.code == "looser"):
                    self._note(fault, [])
        return has_all

    def _check_names(self, clauses: list[Part], ways: list[Part]) -> None:
        """Notes keys that stand twice, and what isn't declared."""
        values, ways_in = [part.value for part in clauses], [way.value for way in ways]
        found = self._told(
            lambda: self._set(values, ways_in=ways_in, chosen=_UNTRIED),
            clauses=clauses,
            ways_in=ways,
        )
        if not str(self.values["key"]).strip():
            where = key_path(self.path, "rules_key" if "rules_key" in self.raw else "key")
            self.into.faults.named("", where)
        twice = {fault.value for fault, _ in found if fault.code == "duplicate"}
        for fault, about in found:
            is_sure = self.is_listed or fault.code != "unknown" or ".weighs[" not in fault.path
            is_sure &= fault.code != "strength" or fault.value not in twice
            if is_sure and (about or self.knows("referred_by")):
                self._note(fault, about)

    def _check_asked(self, asked: list[Asked]) -> None:
        """Notes what is wrong with conditions inside what can't be read."""
        parts = [
            Part(path, raw, Clause(**_CITED, key=path, condition=condition))
            for path, raw, condition in asked
        ]
        values = [part.value for part in parts]
        found = self._told(
            lambda: self._set(values, chosen=_UNTRIED), alone=".condition", clauses=parts
        )
        for fault, about in found:
            if about:
                self._note(fault, about)

    def _try_out(self, clauses: list[Part]) -> None:
        """Notes what all or none can meet, alone or together, until that is all."""
        tried = [part for part in clauses if part.is_tried and part not in self.told_of]
        before: list[Part] = []
        while tried and tried != before:
            values = [evolve(cast("Clause", part.value), weighs=()) for part in tried]
            found = self._told(partial(self._set, values), clauses=tried)
            together = {key for fault, _ in found for key in fault.expected}
            for fault, about in found:
                self._note(fault, about)
            self.told_of += [part for part in tried if part.value.key in together]
            before, tried = tried, [part for part in tried if part not in self.told_of]

    def _sketch(self, clauses: list[Part], ways: list[Part]) -> Sketch:
        """Returns the set without what is wrong with it."""
        are_weighed = self.is_listed and not self.told_of
        kept: dict[str, Clause | WayIn] = {}
        for part in (*clauses, *ways):
            value, is_told_of = part.value, part in self.told_of
            if isinstance(value, Clause):
                value = value if are_weighed else evolve(value, weighs=())
                kept.setdefault(value.key, _bared(value) if is_told_of else value)
            elif not is_told_of:
                kept.setdefault(value.key, value)
        listed = [part for part in kept.values() if isinstance(part, Clause)]
        make = partial(
            self._set,
            listed or [_bare(Clause, {"key": self.path}, set())],
            ways_in=[part for part in kept.values() if isinstance(part, WayIn)],
            chosen=_UNTRIED,
        )
        rules = evolve(self.into, faults=Faults()).made(make, "", None)
        unsure = {p.value.key for p in clauses if not p.is_sure or p in self.told_of}
        if rules is BAD:
            unsure = {clause.key for clause in listed}
            rules = self._set(map(_bared, listed), chosen=_UNTRIED)
        locked = {part.value.key for part in clauses if not part.has_local}
        if self.base is not None:
            unsure, locked = unsure | self.base.unsure, locked | self.base.locked
        is_dated = self.values.get("valid") is not BAD and (not self.base or self.base.is_dated)
        return Sketch(rules, unsure, locked, self.is_listed, is_dated, self.knows)
