"""Fingerprints of rule sets: one of what the rules say, and one of their texts and sources.

A fingerprint is the SHA-256 of canonical JSON: keys sorted, no spaces, ASCII only. What a field
holds by default is left out, so that a field that is added later changes no fingerprint.
"""

import datetime as dt
import hashlib
import json
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any, cast

import attrs

from finsam.citations import Citation
from finsam.rules.clauses import Clause, DecidedBy, WayIn
from finsam.rules.facts import Vocabulary
from finsam.rules.rulesets import RuleSet
from finsam.terms import Term
from finsam.texts import Text

__all__ = ["clause_fingerprints", "fact_fingerprints", "rules_fingerprint", "texts_fingerprint"]


def __dir__() -> list[str]:
    return __all__


_LEFT_OUT = {"base", "chosen", "chosen_readings", "name", "clauses", "vocabulary", "decided_by"}


@lru_cache(maxsize=64)
def rules_fingerprint(rules: RuleSet) -> str:
    """Returns the fingerprint of what a rule set says: its clauses, the facts they read, its time.

    Texts, sources and names are not a part of it, nor is the base that it was derived from.

    >>> from finsam.rulebooks import model
    >>> from finsam.rules.fingerprint import rules_fingerprint
    >>> rules_fingerprint(model.SAMORDNINGSTEAM.eligibility)[:12]
    'd6643b59376a'

    Args:
        rules: the rule set, with readings chosen or not.
    """
    plain = {
        **_fields(rules, _LEFT_OUT),
        "clauses": clause_fingerprints(rules),
        "facts": fact_fingerprints(rules),
    }
    return _digest(plain)


@lru_cache(maxsize=64)
def texts_fingerprint(rules: RuleSet) -> str:
    """Returns the fingerprint of the texts of a rule set, its names and its sources.

    >>> from finsam.rulebooks import model
    >>> from finsam.rules.fingerprint import texts_fingerprint
    >>> len(texts_fingerprint(model.SAMORDNINGSTEAM.eligibility))
    64

    Args:
        rules: the rule set.
    """
    cited: list[Clause | WayIn] = [*rules.clauses, *(rules.ways_in or ())]
    plain = {
        "name": _text(rules.name),
        "decided_by": _told(rules.decided_by),
        "valid": _told(rules.valid.citation),
        "rules": {rule.key: [_text(rule.text), _told(rule.citation)] for rule in cited},
        "points": {
            point.key: [_text(point.text), [_text(r.text) for r in point.readings]]
            for point in rules.open_points
        },
        "alternatives": {
            rule.key: [[_text(r.text), _told(r.citation)] for r in rule.alternatives]
            for rule in cited
        },
        "questions": {fact.key: _text(fact.question) for fact in rules.facts},
    }
    return _digest(plain)


def clause_fingerprints(rules: RuleSet) -> dict[str, str]:
    """Returns the fingerprint of each clause of a rule set, by its key, in their order.

    >>> from finsam.rulebooks import model
    >>> from finsam.rules.fingerprint import clause_fingerprints
    >>> list(clause_fingerprints(model.SAMORDNINGSTEAM.eligibility))[:2]
    ['BR-01', 'BR-02']

    Args:
        rules: the rule set.
    """
    return {clause.key: _digest(_plain(clause)) for clause in rules.clauses}


def fact_fingerprints(rules: RuleSet) -> dict[str, str]:
    """Returns the fingerprint of the declaration of each fact that a rule set reads, by its key.

    >>> from finsam.rulebooks import model
    >>> from finsam.rules.fingerprint import fact_fingerprints
    >>> list(fact_fingerprints(model.SAMORDNINGSTEAM.eligibility))[:2]
    ['needs', 'birth_date']

    Args:
        rules: the rule set.
    """
    return {fact.key: _digest(_plain(fact)) for fact in rules.facts}


def _digest(plain: object) -> str:
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _plain(value: object) -> object:
    """Returns a value as JSON has it, without texts and sources; each kind by its name."""
    if isinstance(value, Enum):
        value = value.value
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        return {"decimal": str(value.normalize())}
    if isinstance(value, dt.date):
        return {"date": value.isoformat()}
    if isinstance(value, Term):
        return [value.key, value.parent]
    if isinstance(value, tuple):
        return [_plain(part) for part in cast("tuple[object, ...]", value)]
    return {"kind": type(value).__name__, **_fields(value, set())}


def _fields(value: object, left_out: set[str]) -> dict[str, object]:
    found: dict[str, object] = {}
    for field in attrs.fields(cast("Any", type(value))):
        given = getattr(value, field.name)
        if not field.init or field.name in left_out or isinstance(given, Text | Citation):
            continue
        if isinstance(given, Vocabulary | DecidedBy) or _is_default(value, field, given):
            continue
        found[field.name] = _plain(given)
    return found


def _is_default(value: object, field: "attrs.Attribute[Any]", given: object) -> bool:
    default = cast("Any", field.default)
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        default = default.factory(value) if default.takes_self else default.factory()
    return default is not attrs.NOTHING and type(default) is type(given) and default == given


def _text(text: Text) -> list[str]:
    return [text.sv, text.en]


def _told(value: Citation | DecidedBy | None) -> object:
    if value is None:
        return None
    if isinstance(value, DecidedBy):
        return [_text(value.text), value.rule, _told(value.citation)]
    return [
        value.norm.key,
        _text(value.norm.title),
        value.norm.rank.value,
        value.locator,
        value.verified_on.isoformat(),
        None if value.reading is None else _text(value.reading),
    ]
