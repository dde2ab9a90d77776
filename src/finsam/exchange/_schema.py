"""The format as JSON Schema."""

import datetime as dt
from typing import Any

from finsam.citations import Norm
from finsam.exchange._book import BOOK, MEASURE, NOT_FOR
from finsam.exchange._codecs import Table, described
from finsam.exchange._context import FORMAT, Definitions
from finsam.exchange._forms import codec_of
from finsam.exchange._rules import CHANGES, CLAUSES, PARTS, RULES, TERMS
from finsam.exchange._simple import Codec
from finsam.members import Association
from finsam.participation import EventKind
from finsam.rules import COMMON, Choice, Fact, RuleSet, Selection
from finsam.terms import Term
from finsam.texts import Text

__all__ = ["book_schema"]


def book_schema() -> dict[str, Any]:
    """Returns the schema of a rule book."""
    book = Definitions()
    association = book.of("Association", lambda: _without(Table(Association), book, "key"))
    measure = book.of("Measure", lambda: _measure_schema(book))
    head: dict[str, Any] = {
        "format": {"const": FORMAT},
        "norms": _declared_schema(book, Norm, verified_on=codec_of(dt.date)),
        "terms": _declared_schema(book, Term),
        "events": _declared_schema(book, EventKind),
        **_words_schema(book),
    }
    told = {key: part | book.of_the_text(f"book.{key}") for key, part in head.items()}
    found = BOOK.described(book, more=told, without=("association", "measures"))
    found["properties"] |= {
        "association": association | book.of_the_text("book.association"),
        "measures": {"type": "array", "items": measure} | book.of_the_text("book.measures"),
    }
    found["required"] = ["format", "key", "association"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "finsam rule book",
        **found,
        "$defs": dict(sorted(book.found.items())),
    }


def _without(table: Table, book: Definitions, key: str) -> dict[str, Any]:
    """Returns the schema of a table in which a key is told by what is around it."""
    found = table.described(book)
    found["required"] = [name for name in found["required"] if name != key]
    return found


def _declared_schema(book: Definitions, cls: type, **more: Codec) -> dict[str, Any]:
    added = {
        key: codec.schema(book) | book.of_the_text(f"{cls.__name__.lower()}.{key}")
        for key, codec in more.items()
    }
    part = Table(cls).described(book, more=added, without=("key",))
    return {"type": "object", "additionalProperties": part}


def _words_schema(book: Definitions) -> dict[str, Any]:
    named = {
        fact.key: {
            **TERMS.schema(book),
            "description": f"{fact.question.sv}\n\n{fact.question.en}",
        }
        for fact in COMMON
        if isinstance(fact.kind, Choice | Selection)
    }
    return {
        "facts": _declared_schema(book, Fact),
        "lists": {
            "type": "object",
            "properties": named,
            "additionalProperties": TERMS.schema(book),
        },
    }


def _measure_schema(book: Definitions) -> dict[str, Any]:
    text, word = codec_of(Text).schema(book), {"type": "string"}
    clauses = CLAUSES.schema(book)
    words: dict[str, Any] = {
        "type": "object",
        "properties": _told(book, {"common": {"type": "boolean"}})
        | {
            key: part | book.of_the_text(f"book.{key}") for key, part in _words_schema(book).items()
        },
        "additionalProperties": False,
    }
    own: dict[str, Any] = {
        "rules_key": word,
        "rules_name": text,
        "vocabulary": words,
        "replace": clauses,
        "add": clauses,
        "drop": {"type": "array", "items": word},
        "not_for_individuals": NOT_FOR.schema(book),
    }
    about, fields = described(RuleSet)
    parts = {key: RULES.members[key].schema(book, RuleSet, fields.get(key, "")) for key in PARTS}
    whole: dict[str, Any] = {
        "key": word,
        "name": text,
        "base": {"anyOf": [word, {"$ref": "#/$defs/Base"}]},
        **{key: part for key, part in own.items() if key in {"vocabulary", *CHANGES}},
    }
    base = book.of(
        "Base",
        lambda: {
            "type": "object",
            **book.told(about, "RuleSet"),
            "properties": _told(book, whole) | parts,
            "required": ["key", "name"],
            "additionalProperties": False,
        },
    )
    own["base"] = {"anyOf": [word, base]}
    return MEASURE.described(book, more=parts | _told(book, own), without=("eligibility",))


def _told(book: Definitions, parts: dict[str, Any]) -> dict[str, Any]:
    return {key: part | book.of_the_text(f"measure.{key}") for key, part in parts.items()}
