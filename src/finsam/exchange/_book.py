"""A whole rule book as plain data, and back: its declarations, its association, its measures."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar, cast

from attrs import evolve

from finsam.citations import ACT, Citation, Norm
from finsam.errors import Faults, InvalidInput, InvalidRules
from finsam.exchange._codecs import Table
from finsam.exchange._context import BAD, FORMAT, SHARED, Reader, Writer
from finsam.exchange._forms import (
    codec_of,
    most_usual_days,
    note_undated,
    read_declared,
    write_declared,
)
from finsam.exchange._plain import as_list, item_path, key_path, plain
from finsam.exchange._rules import (
    CHANGES,
    PARTS,
    Bases,
    Draft,
    Known,
    Maker,
    Words,
    additions,
    build_words,
    read_rules,
    read_words,
    write_rules,
    write_words,
)
from finsam.measures import Measure, RuleBook
from finsam.measures.book import note_same_days
from finsam.members import Association
from finsam.participation import EventKind
from finsam.rules import COMMON, NotForIndividuals, RuleSet, Validity, Vocabulary
from finsam.terms import Term
from finsam.texts import Text

__all__ = ["BOOK", "MEASURE", "NOT_FOR", "read_book", "written"]

AnyRules = TypeVar("AnyRules")

NOT_FOR = codec_of(NotForIndividuals)
MEASURE = Table(Measure)
BOOK = Table(RuleBook)
_OWN = ("rules_key", "rules_name", "vocabulary", "base", *CHANGES, "not_for_individuals")
_HEAD = ("format", "norms", "terms", "events", "facts", "lists")


def written(book: RuleBook, bases: Callable[[], Bases]) -> dict[str, Any]:
    """Returns a rule book as plain data.

    Raises:
        InvalidInput: it is no rule book.
        InvalidRules: it holds what has no form; all faults at once, each with its path.
    """
    faults = Faults()
    faults.of_type(book, RuleBook, "book")
    faults.raise_as(InvalidInput)
    out = Writer()
    common, words = _common(
        m.eligibility for m in book.all_measures if isinstance(m.eligibility, RuleSet)
    )
    own = _named(
        (
            f"{book.key}.{measure.key}",
            getattr(measure.eligibility, "key", None),
            measure.eligibility,
        )
        for measure in book.all_measures
    )
    sets = {name: rules for name, rules in own.items() if isinstance(rules, RuleSet)}
    known = Known(book.key, sets, bases, words, common)
    head: dict[str, Any] = {"format": FORMAT}
    body: dict[str, Any] = {}
    told = write_words(common, COMMON, out)
    for key, member in BOOK.members.items():
        value = getattr(book, BOOK.names[key])
        if key == "measures":
            listed = [{"key": measure.key} for measure in book.all_measures]
            body[key] = [
                _write_measure(measure, item_path(key, listed, i), out, known)
                for i, measure in enumerate(book.all_measures)
            ]
        elif not member.is_default(value, book):
            body[key] = member.write(value, "", out)
    if book.association.key == book.key:
        del body["association"]["key"]
    head["key"] = body.pop("key")
    head["association"] = body.pop("association")
    for cls in (Norm, Term, EventKind):
        declared = write_declared(cls, out)
        if cls is Norm:
            most_usual_days(body, out, declared)
        if declared:
            head[SHARED[cls].section] = declared
    data = plain(head | told | body, out.faults)
    out.faults.raise_as(InvalidRules)
    return cast("dict[str, Any]", data)


def _named(sets: Iterable[tuple[str, object, AnyRules]]) -> dict[str, AnyRules]:
    """Returns rules by the names that they have as a base.

    It is the name of their measure for the first of each, and a later version's own key, which
    never takes the name of a measure, wherever in the book that stands and be it not for
    individuals.

    Args:
        sets: for each the name of its measure, its own key and the rules.
    """
    names: dict[str, AnyRules] = {}
    later: list[tuple[object, AnyRules]] = []
    for usual, own, rules in sets:
        if usual in names:
            later.append((own, rules))
        else:
            names[usual] = rules
    for own, rules in later:
        if isinstance(own, str):
            names.setdefault(own, rules)
    return names


def _common(sets: Iterable[RuleSet]) -> tuple[Vocabulary, Words]:
    """Returns the words that the sets of a book share, and what is added to make them."""
    for rules in sets:
        if rules.base is None or rules.base.vocabulary == COMMON:
            added = additions(COMMON, rules.vocabulary)
            if added is not None:
                facts, lists = added
                shared = {key: tuple(terms) for key, terms in lists.items()}
                words = Words(tuple(facts), shared, is_shared=True)
                return rules.vocabulary, words
    return COMMON, Words(is_shared=True)


def _write_measure(measure: Measure, path: str, out: Writer, known: Known) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for key, member in MEASURE.members.items():
        value = getattr(measure, MEASURE.names[key])
        if key == "eligibility":
            table |= _write_eligibility(measure, path, out, known)
        elif not member.is_default(value, measure):
            table[key] = member.write(value, path, out)
    return table


def _write_eligibility(measure: Measure, path: str, out: Writer, known: Known) -> dict[str, Any]:
    rules = measure.eligibility
    if isinstance(rules, NotForIndividuals):
        inside = key_path(path, "not_for_individuals")
        return {"not_for_individuals": NOT_FOR.write(rules, inside, out)}
    table: dict[str, Any] = {}
    if rules.key != f"{known.book}.{measure.key}":
        table["rules_key"] = rules.key
    if rules.name != measure.name:
        table["rules_name"] = codec_of(Text).write(rules.name, path, out)
    own = {name: found for name, found in known.own.items() if found is not rules}
    return table | write_rules(rules, path, out, evolve(known, own=own))


def read_book(data: object, bases: Callable[[], Bases]) -> RuleBook:
    """Returns the rule book that plain data tell of.

    Raises:
        InvalidRules: something is wrong; all faults at once, each with its path.
    """
    into = Reader()
    table = plain(data, into.faults)
    into.faults.raise_as(InvalidRules)
    if not isinstance(table, dict):
        into.wrong_type("", "en tabell { }", "a table { }", table)
        into.faults.raise_as(InvalidRules)
    book = _read_whole(cast("dict[str, Any]", table), into, bases)
    into.faults.found[:] = dict.fromkeys(into.faults.found)
    into.faults.raise_as(InvalidRules)
    return cast("RuleBook", book)


def _read_format(table: dict[str, Any], into: Reader) -> None:
    if "format" not in table:
        into.missing("", "format")
        return
    number = codec_of(int).read(table["format"], "format", into)
    if number is not BAD and number > FORMAT:
        into.newer = number
        into.faults.add(
            "newer",
            "format",
            sv=f"texten har format {number}, och den här versionen läser till och med {FORMAT};"
            " uppdatera finsam",
            en=f"the text has format {number}, and this version reads up to {FORMAT};"
            " update finsam",
        )
    elif number is not BAD and number < 1:
        into.faults.add(
            "range", "format", sv=f"formatet är 1 till {FORMAT}", en=f"the format is 1 to {FORMAT}"
        )


def _read_whole(table: dict[str, Any], into: Reader, bases: Callable[[], Bases]) -> Any:
    _read_format(table, into)
    into.lost |= into.meant(table, [*_HEAD, *BOOK.members])
    for cls in (Norm, Term, EventKind):
        section = SHARED[cls].section
        if section in table:
            read_declared(cls, table[section], section, into)
    note_undated(table, into)
    words = evolve(read_words(table, "", into), is_shared=True)
    words.is_whole &= into.lost.isdisjoint({"facts", "lists"})
    common = build_words(COMMON, words, "", into)
    rest = {key: raw for key, raw in table.items() if key not in _HEAD}
    values: dict[str, Any] = {}
    for key in rest:
        if key not in BOOK.members:
            into.unknown_key("", key, [*_HEAD, *BOOK.members])
            values[f" {key}"] = BAD
    for key, member in BOOK.members.items():
        if key == "measures":
            values[key] = _read_measures(rest, into, Maker(into, words, common, {}, bases))
        elif key in rest:
            raw = rest[key]
            if key == "association" and isinstance(raw, dict):
                raw = {"key": rest.get("key", "?"), **cast("dict[str, Any]", raw)}
            values[key] = member.read(raw, "", into)
        elif member.required:
            into.missing("", key)
            values[key] = BAD
    return _built(BOOK, values, "", table, into)


_ANY = Text(sv="…", en="…")
_IN_PLACE: dict[str, Any] = {
    "key": "…",
    "name": _ANY,
    "association": Association(key="…", name=_ANY),
    "measures": (),
    "eligibility": NotForIndividuals(
        reason=_ANY, rule="…", citation=Citation(ACT, "…", dt.date.min)
    ),
}
"""What stands for the parts of a measure and of a book that have to be there."""


def _built(whole: Table, values: dict[str, Any], path: str, raw: object, into: Reader) -> Any:
    """Returns a measure or a book; where it can't be made notes what is wrong with the rest."""
    good = {key: value for key, value in values.items() if value is not BAD}
    if len(good) == len(values):
        return into.made(lambda: whole.built(values), path, raw)
    stand_ins = {key: value for key, value in _IN_PLACE.items() if key in whole.members}
    into.made(lambda: whole.built({**stand_ins, **good}), path, raw)
    return BAD


def _read_measures(rest: dict[str, Any], into: Reader, maker: Maker) -> Any:
    if "measures" not in rest:
        return ()
    raw, book = rest["measures"], rest.get("key")
    items = as_list(raw)
    if items is None:
        return into.wrong_type("measures", "en lista", "a list", raw)
    read: list[tuple[str, dict[str, Any], Draft | None]] = []
    for i, item in enumerate(items):
        path = item_path("measures", items, i)
        if not isinstance(item, dict):
            read.append(
                (path, {"eligibility": into.wrong_type(path, "en tabell", "a table", item)}, None)
            )
            continue
        table = cast("dict[str, Any]", item)
        values, rules = _read_measure(table, path, into, book)
        read.append((path, values, rules))
    maker.is_named = all(map(_is_name, (book, *(values.get("key") for _, values, _ in read))))
    maker.own |= _named(
        (f"{book}.{values['key']}", None if rules is None else rules.values["key"], rules)
        for _, values, rules in read
        if isinstance(values.get("key"), str)
    )
    measures: list[Any] = []
    for (path, values, rules), item in zip(read, items, strict=True):
        if isinstance(rules, Draft):
            values["eligibility"] = maker.made(rules)
        measures.append(_built(MEASURE, values, path, item, into))
    note_same_days(_times(read), into.faults)
    return BAD if any(measure is BAD for measure in measures) else tuple(measures)


def _is_name(key: object) -> bool:
    return isinstance(key, str) and bool(key.strip())


def _times(
    read: Iterable[tuple[str, dict[str, Any], Any]],
) -> Iterator[tuple[str, str, Validity]]:
    """Yields for each measure its path, its key and when it is in force, as far as it is read."""
    for path, values, rules in read:
        valid = getattr(values.get("eligibility"), "valid", None)
        if rules is not None and rules.sketch is not None and rules.sketch.is_dated:
            valid = rules.sketch.rules.valid
        key = values.get("key")
        if isinstance(key, str) and isinstance(valid, Validity):
            yield path, key, valid


def _read_measure(
    table: dict[str, Any], path: str, into: Reader, book: object
) -> tuple[dict[str, Any], Any]:
    """Returns the parts of a measure, and its rules as a draft or why there are none."""
    own = {key: member for key, member in MEASURE.members.items() if key != "eligibility"}
    names = [*own, *_OWN, *PARTS]
    values: dict[str, Any] = {}
    for key in table:
        if key not in names:
            into.unknown_key(path, key, names)
            values[f" {key}"] = BAD
    for key, member in own.items():
        if key in table:
            values[key] = member.read(table[key], path, into)
        elif member.required:
            into.missing(path, key)
            values[key] = BAD
    if "not_for_individuals" in table:
        clash = [key for key in (*_OWN[:-1], *PARTS) if key in table]
        for key in clash:
            into.faults.add(
                "form",
                key_path(path, key),
                sv="en insats som inte är för enskilda har inga regler för enskilda",
                en="a measure that isn't for individuals has no rules for individuals",
            )
        inside = key_path(path, "not_for_individuals")
        rules = NOT_FOR.read(table["not_for_individuals"], inside, into)
        return {**values, "eligibility": BAD if clash else rules}, None
    key, name = f"{book}.{values['key']}", values["name"]
    if "rules_key" in table:
        key = codec_of(str).read(table["rules_key"], key_path(path, "rules_key"), into)
    elif values["key"] is BAD or not isinstance(book, str):
        key = BAD
    if "rules_name" in table:
        name = codec_of(Text).read(table["rules_name"], key_path(path, "rules_name"), into)
    meant = into.meant(table, names)
    return values, read_rules(table, path, into, key=key, name=name, meant=meant)
