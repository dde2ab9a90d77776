"""Writes the tables of the pages that are made from the package anew.

Run it when facts, terms or readings have changed: python docs/.tools/tables.py
A table stands between `<!-- table: name -->` and `<!-- end -->`; the rest of a page is left alone.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from pathlib import Path
from typing import Any, cast

from finsam.exchange import schema
from finsam.exchange._context import SHARED, below
from finsam.exchange._simple import words
from finsam.financing import CostKind
from finsam.measures import Measure
from finsam.measures.statements import Task
from finsam.municipalities import MUNICIPALITIES
from finsam.outcomes import FollowUpSystem, Form, Occupation, Respondent
from finsam.participation import ExitReason
from finsam.rulebooks.shelf import MEASURES
from finsam.rules import (
    COMMON,
    Choice,
    Clause,
    Condition,
    Date,
    Fact,
    Number,
    RuleSet,
    Selection,
    WayIn,
    YesNo,
)
from finsam.rules.atoms import Atom
from finsam.rules.conditions import reading_order
from finsam.terms import (
    Authority,
    Benefit,
    Consent,
    OtherPart,
    Role,
    Service,
    Sex,
    Term,
    TermEnum,
    WithoutReferrer,
)
from finsam.texts import Text

DOCS = Path(__file__).resolve().parents[1]
KINDS = {
    YesNo: "yes/no",
    Date: "date",
    Choice: "one of a list",
    Selection: "set",
    Number: "number",
}
# The tables of facts, each by the first fact in it.
PARTS = {
    "birth_date": "who",
    "current_with": "authorities",
    "coordinated_need_assessed": "need",
    "benefits": "work",
    "has_impairment": "health",
    "referred_by": "referral",
}
LISTS: dict[str, tuple[type[TermEnum], ...]] = {
    "bodies": (Authority, Service, OtherPart, WithoutReferrer),
    "benefits": (Benefit,),
    "consents": (Consent,),
    "sex": (Sex,),
    "roles": (Role,),
}
IN_SHORT = {"2003:1210 2 §": "2 §", "finsam.se målgrupper": "national page"}


def main() -> None:
    """Writes all tables into their pages."""
    for page, text in made().items():
        (DOCS / page).write_text(text, encoding="utf-8")


def made() -> dict[str, str]:
    """Returns the pages with their tables made anew, each by its path."""
    tables = {
        "explanation/readings-and-open-points.md": _readings(),
        "reference/facts.md": _facts() | _terms(),
        "reference/rulebook-format.md": _format() | _ready(),
    }
    return {page: _filled(page, each) for page, each in tables.items()}


def _filled(page: str, tables: dict[str, list[str]]) -> str:
    text = (DOCS / page).read_text(encoding="utf-8")
    for name, rows in tables.items():
        before, after = f"<!-- table: {name} -->\n\n", "\n\n<!-- end -->"
        found = re.search(f"{re.escape(before)}(.*?){re.escape(after)}", text, re.DOTALL)
        if found is None:
            raise ValueError(f"{page} has no place for the table {name!r}")
        text = text[: found.start(1)] + "\n".join(rows) + text[found.end(1) :]
    return text


def _row(*cells: str) -> str:
    inside = " | ".join(cell.replace("|", r"\|") for cell in cells)
    return f"| {inside} |"


def _head(*names: str) -> list[str]:
    return [_row(*names), _row(*["---"] * len(names))]


def _code(words: Iterable[str], between: str = "<br>") -> str:
    return between.join(f"`{word}`" for word in words)


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _sets() -> Iterator[tuple[Measure, RuleSet]]:
    for measure in MEASURES.values():
        if isinstance(measure.eligibility, RuleSet):
            yield measure, measure.eligibility


def _cited(rules: RuleSet) -> tuple[Clause | WayIn, ...]:
    return (*rules.clauses, *(rules.ways_in or ()))


def _readings() -> dict[str, list[str]]:
    ours: list[str] = []
    others = _head("clause or way in", "key of the reading", "in words")
    points = _head("open point", "what is open", "its readings")
    for measure, rules in _sets():
        by_text: dict[str, list[str]] = {}
        for item in _cited(rules):
            if item.citation.reading is not None:
                by_text.setdefault(item.citation.reading.en, []).append(item.key)
            for reading in item.alternatives:
                where = _code([rules.key, item.key])
                others.append(_row(where, _code([reading.key]), _sentence(reading.text.en)))
        dated = rules.valid.citation
        if dated is not None and dated.reading is not None:
            by_text.setdefault(dated.reading.en, []).append("valid")
        if by_text:
            ours += ["", f"### {measure.name.en}", "", f"Rule set `{rules.key}`:", ""]
            ours += _head("clauses", "what we take the words to mean")
            ours += [_row(_code(keys), _sentence(text)) for text, keys in by_text.items()]
        for point in rules.open_points:
            words = [f"`{key}`: {point.choice_text(key).en}" for key in point.choices]
            readings = "<br>".join(words) if point.readings else _code(point.choices)
            where = _code([rules.key, point.key])
            points.append(_row(where, _sentence(point.text.en), readings))
    return {"readings": ours[1:], "alternatives": others, "open-points": points}


def _facts() -> dict[str, list[str]]:
    asked = _asked()
    tables: dict[str, list[str]] = {}
    part = ""
    for fact in COMMON:
        part = PARTS.get(fact.key, part)
        table = tables.setdefault(part, _head("key", "question", "kind", "asked by"))
        rules = _code([IN_SHORT.get(rule, rule) for rule in asked.get(fact.key, ())], " ")
        question = "<br>".join([fact.question.sv, fact.question.en, *_remarks(fact)])
        table.append(_row(_code([fact.key]), question, KINDS[type(fact.kind)], rules or "–"))
    return tables


def _remarks(fact: Fact) -> Iterator[str]:
    if fact.judged_by is not None:
        yield f"*judged by: {fact.judged_by.name.sv} / {fact.judged_by.name.en}*"
    if fact.changed_by is not None:
        yield f"*changed by: {fact.changed_by.name.sv} / {fact.changed_by.name.en}*"
    if fact.sensitive:
        yield "*sensitive*"


def _asked() -> dict[str, dict[str, None]]:
    """Returns for each fact the rules that read it, in the order of the books."""
    found: dict[str, dict[str, None]] = {}
    for _, rules in _sets():
        for item in _cited(rules):
            if isinstance(item, WayIn):
                found.setdefault("referred_by", {})[item.rule] = None
            for condition in _conditions(item):
                for _, atom in reading_order(condition):
                    if isinstance(atom, Atom) and atom.reads is not None:
                        found.setdefault(atom.reads, {})[item.rule] = None
    return found


def _conditions(item: Clause | WayIn) -> Iterator[Condition]:
    if isinstance(item, Clause):
        given = [item.applies_to, item.condition]
    else:
        given = [item.open_to, item.steps]
    yield from (condition for condition in given if condition is not None)
    yield from (reading.condition for reading in item.alternatives)


def _terms() -> dict[str, list[str]]:
    tables = {}
    for name, lists in LISTS.items():
        terms = [member.term for each in lists for member in each]
        under = any(term.parent for term in terms)
        in_code = [f"Role.{role.name}" for role in Role] if lists == (Role,) else []
        first = ["in code"] if in_code else []
        table = _head(*first, "key", "svenska", "English", *(["under"] if under else []))
        for i, term in enumerate(terms):
            sv, en = term.name.sv, term.name.en
            for old in term.older:
                sv += f"; till och med {old.until}: {old.name.sv}"
                en += f"; until {old.until}: {old.name.en} (`{old.key}`)"
            above = [_code([term.parent]) if term.parent else "–"] if under else []
            first = [_code([in_code[i]])] if in_code else []
            table.append(_row(*first, _code([term.key]), sv, en, *above))
        tables[name] = table
    return tables


GROUPS = {
    "measure": ("Measure", "Clause", "WayIn", "Reading", "Open", "Validity", "DecidedBy"),
    "parts": ("Team", "NotForIndividuals", "Association", "Member", "Citation", "Text"),
    "words": ("Norm", "Term", "OldName", "EventKind", "Fact", "Number", "Date"),
}
FAMILIES = {
    "conditions": "Condition",
    "timing": "AnyTimingRule",
    "calendar": "AnyYearRule",
    "financing": "AnyFinancingRule",
    "goals": "AnyGoal",
    "targets": "Target",
    "criteria": "AnyCriterion",
    "asked": "Asked",
    "statements": "AnyStatement",
}


def _format() -> dict[str, list[str]]:
    made = schema()
    parts = made["$defs"] | {
        name: made["properties"][section]["additionalProperties"]
        for name, section in (("Norm", "norms"), ("Term", "terms"), ("Fact", "facts"))
    }
    tables = {"book": _keys("", made), "base": _keys("", parts["Base"])}
    for name, group in GROUPS.items():
        tables[name] = [line for each in group for line in _keys(each, parts[each])][1:]
    told = {each for group in GROUPS.values() for each in group}
    for name, family in FAMILIES.items():
        lines: list[str] = []
        for form in parts[family]["anyOf"]:
            lines += _kind(form, parts, told)
        tables[name] = lines[1:]
    rest = sorted(
        key
        for key, part in parts.items()
        if part.get("type") == "object" and key not in told | {"Base", "Member"}
    )
    tables["rest"] = [line for each in rest for line in _keys(each, parts[each])][1:]
    return tables


def _kind(form: dict[str, Any], parts: dict[str, Any], told: set[str]) -> list[str]:
    """Returns the lines about one kind, with the word that names it."""
    if "$ref" in form:
        name = form["$ref"].rpartition("/")[2]
        told.add(name)
        word = parts[name]["properties"]["kind"]["const"]
        return _keys(name, parts[name], f'`kind = "{word}"`')
    if "const" in form:
        return ["", f"### `{form['const']}`", "", _sentence(_in_both(form["description"]))]
    [word] = form["properties"]
    name = form["properties"][word].get("$ref", "").rpartition("/")[2]
    for each in form["properties"][word].get("anyOf", []):
        name = name or each.get("$ref", "").rpartition("/")[2]
    table = parts.get(name, {})
    if table.get("type") != "object":
        return ["", f"### `{word}`", "", _sentence(_in_both(form["description"]))]
    told.add(name)
    return _keys(name, table, f"`{word}`")


def _in_both(description: str) -> str:
    return "<br>".join(_sentence(part) for part in description.split("\n\n"))


def _keys(name: str, part: dict[str, Any], title: str = "") -> list[str]:
    """Returns the heading of a table and its keys; those that have to stand are in bold."""
    lines = ["", f"### {title or name}", "", _in_both(part["description"]), ""] if name else []
    lines += _head("key", "what", "how it is written")
    needed = part.get("required", [])
    for key, told in part.get("properties", {}).items():
        shown = f"**`{key}`**" if key in needed else f"`{key}`"
        lines.append(_row(shown, _in_both(told.get("description", "")), _written(told)))
    return lines


def _written(told: dict[str, Any]) -> str:
    """Returns the type of a key in words."""
    for key, write in WRITTEN.items():
        if key in told:
            return write(told[key])
    return "anything"


def _of_words(words: list[Any]) -> str:
    return _code(map(str, words), " ") if len(words) <= MOST_WORDS else "one of the shipped"


TYPES = {"object": "table", "string": "text", "integer": "whole number", "array": "[…, …]"}
WRITTEN: dict[str, Callable[[Any], str]] = {
    "$ref": lambda name: str(name).rpartition("/")[2],
    "const": lambda word: f"`{word}`",
    "enum": _of_words,
    "anyOf": lambda forms: " or ".join(dict.fromkeys(map(_written, forms))),
    "items": lambda items: f"[{_written(items)}, …]" if items else "[…, …]",
    "format": str,
    "examples": lambda examples: f"`{examples[1]}`",
    "type": lambda name: TYPES.get(name, name),
}
"""How the type of a key is shown, by the word of the schema that tells it; the first one counts."""
MOST_WORDS = 14

TERMS: dict[type[TermEnum], str] = {
    Authority: "Myndigheter / Authorities",
    Service: "Verksamheter i en myndighet / Services of an authority",
    OtherPart: "Andra delar av en myndighet / Other parts of an authority",
    WithoutReferrer: "Vägar utan remittent / Ways without a referrer",
    Role: "Roller / Roles",
    Benefit: "Ersättningar / Benefits",
    Consent: "Samtycken / Consents",
    Sex: "Kön / Sex",
    ExitReason: "Skäl till avslut / Exit reasons",
    CostKind: "Slag av kostnader / Kinds of costs",
    Task: "Uppgifter enligt lagen / Tasks of the act",
    FollowUpSystem: "Uppföljningssystem / Follow-up systems",
    Form: "Registreringar / Registrations",
    Occupation: "Sysselsättningar / Occupations",
    Respondent: "De som svarar / Those who answer",
}
"""What each list of terms is called; the words themselves are those of the package."""


def _ready() -> dict[str, list[str]]:
    """Returns what a book can name without declaring it, the words with their texts."""
    kinds = {cls.__name__: shared.shipped.values() for cls, shared in SHARED.items()}
    facts = _head("key", "fråga", "question")
    facts += [_row(_code([each.key]), each.question.sv, each.question.en) for each in COMMON]
    bases = _named(
        (key, *_both(each.name))
        for key, each in MEASURES.items()
        if isinstance(each.eligibility, RuleSet)
    )
    return {
        "ready-norms": _named((each.key, *_both(each.title)) for each in kinds["Norm"]),
        "ready-events": _named((each.key, *_both(each.name)) for each in kinds["EventKind"]),
        "ready-facts": facts,
        "ready-bases": bases,
        "ready-terms": _ready_terms(),
        "ready-municipalities": _by_county(),
        "ready-members": [_code(_organisations(), ", ")],
        "ready-lists": _closed_lists(),
    }


def _both(text: Text) -> tuple[str, str]:
    return text.sv, text.en


def _named(rows: Iterable[tuple[str, str, str]]) -> list[str]:
    head = _head("key", "svenska", "English")
    return [*head, *(_row(_code([key]), sv, en) for key, sv, en in rows)]


def _ready_terms() -> list[str]:
    """Returns the terms by list, each where its key means it; no list may lack a heading."""
    left: dict[str, Term] = dict(SHARED[Term].shipped)
    lines: list[str] = []
    for kind in [*TERMS, *(cls for cls in below(TermEnum) if cls not in TERMS)]:
        terms = [each.term for each in cast("type[TermEnum]", kind)]
        here = [left.pop(term.key) for term in terms if left.get(term.key) == term]
        if here:
            rows = _named((term.key, *_both(term.name)) for term in here)
            lines += ["", f"### {TERMS[cast('type[TermEnum]', kind)]}", "", *rows]
    rest = [term for term in left.values() if term.key not in _counties()]
    rows = _named((term.key, *_both(term.name)) for term in rest)
    return [*lines[1:], "", "### Svar / Answers", "", *rows]


def _counties() -> dict[str, str]:
    return {each.name: each.county for each in MUNICIPALITIES}


def _by_county() -> list[str]:
    found: dict[str, list[str]] = {}
    for name, county in _counties().items():
        found.setdefault(county, []).append(name)
    return [*_head("län", "keys"), *(_row(c, _code(names, ", ")) for c, names in found.items())]


def _organisations() -> list[str]:
    members = schema()["$defs"]["Association"]["properties"]["members"]["items"]
    return [name for name in members["anyOf"][0]["enum"] if name not in _counties()]


def _closed_lists() -> list[str]:
    """Returns the words of the keys that take one of a closed list, as far as they have names."""
    named = {
        tuple(word for word, _ in words(kind).values): kind
        for kind in cast("Iterator[type[Enum]]", below(Enum))
        if hasattr(kind, "in_")
    }
    lines: list[str] = []
    for listed, keys in _places(schema()).items():
        kind = named.get(listed)
        if kind is not None:
            texts = [cast("Any", each) for each in kind]
            rows = [
                (word, each.in_("sv"), each.in_("en"))
                for word, each in zip(listed, texts, strict=True)
            ]
            lines += ["", f"### {_code(keys, ', ')} ({kind.__name__})", "", *_named(rows)]
    return lines[1:]


def _places(part: object, key: str = "") -> dict[tuple[str, ...], dict[str, None]]:
    """Returns each closed list in a schema with the keys where it is."""
    found: dict[tuple[str, ...], dict[str, None]] = {}
    if isinstance(part, list):
        items: list[Any] = part
        inside = [(key, each) for each in items]
    elif isinstance(part, dict):
        table = cast("dict[str, Any]", part)
        if "enum" in table:
            found[tuple(table["enum"])] = {key: None}
        inside = [
            (name, each)
            for word, told in table.items()
            for name, each in (told.items() if word == "properties" else [(key, told)])
        ]
    else:
        return found
    for name, each in inside:
        for listed, keys in _places(each, name).items():
            found.setdefault(listed, {}).update(keys)
    return found


if __name__ == "__main__":
    main()
