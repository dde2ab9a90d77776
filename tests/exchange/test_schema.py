"""The schema is the format's, and explains each key in both languages."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from finsam.exchange import rulebook_to_dict, rulebook_to_json, schema
from finsam.exchange._context import SHARED
from finsam.exchange._swedish import OF_THE_TEXT, SWEDISH
from finsam.exchange._texts import json_text, read_toml
from support.books import EXAMPLE, all_books
from support.tree import ROOT

FILE = ROOT / "docs" / "reference" / "rulebook.schema.json"
BOOKS = all_books()
VALID = Draft202012Validator(schema())


def test_the_committed_schema_is_the_one_that_is_made(update_golden: bool) -> None:
    text = json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"
    if update_golden:
        FILE.write_text(text, encoding="utf-8")
    assert FILE.read_text(encoding="utf-8") == text, "write it anew with --update-golden"


def test_the_schema_is_json_schema() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("key", BOOKS)
def test_what_is_written_passes_the_schema(key: str) -> None:
    errors = VALID.iter_errors(json.loads(rulebook_to_json(BOOKS[key])))
    assert [error.message for error in errors] == []


def test_what_is_written_by_hand_passes_the_schema() -> None:
    errors = VALID.iter_errors(json.loads(json_text(read_toml(EXAMPLE))))
    assert [error.message for error in errors] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["format"], 2),
        (["mesures"], []),
        (["measures", 0, "nme"], 3),
        (["measures", 0, "clauses", 0, "condition"], {"agee": {"at_least": 3}}),
        (["measures", 0, "clauses", 0, "condition", "age", "at_least"], "16"),
        (["measures", 0, "clauses", 0, "strength"], "krav"),
        (["measures", 0, "clauses", 0, "citation"], {"norm": "plan"}),
        (["measures", 0, "timing", 0, "kind"], "evry"),
        (["measures", 0, "timing", 0, "period"], "3 månader"),
        (["measures", 0, "ways_in", 0, "closed"], "ja"),
        (["facts", "hours_able", "kind"], "yesno"),
        (["norms", "plan", "rank"], "lokal"),
        (["association", "members", 0], 3),
    ],
)
def test_what_is_refused_fails_the_schema_too(path: list[Any], value: Any) -> None:
    data = json.loads(rulebook_to_json(BOOKS["alvbygden"]))
    where = data
    for step in path[:-1]:
        where = where[step]
    where[path[-1]] = value
    assert not VALID.is_valid(data)


def explained() -> Iterator[tuple[str, str, str]]:
    """Yields every key of the schema with its description, and where it stands."""
    stack: list[tuple[str, Any]] = [("", schema())]
    while stack:
        path, part = stack.pop()
        inside = enumerate(part) if isinstance(part, list) else part.items()
        stack += [(f"{path}/{key}", x) for key, x in inside if isinstance(x, dict | list)]
        if isinstance(part, dict) and part.get("type") == "object":
            for key, told in part.get("properties", {}).items():
                yield path, key, told.get("description", "")


def test_every_key_is_explained_in_both_languages() -> None:
    """The Swedish for a new kind or key is added in finsam.exchange._swedish."""
    lacking = [f"{name}.{key}" for name, key, told in explained() if len(told.split("\n\n")) < 2]
    assert lacking == []
    assert len(list(explained())) > 400


def test_every_kind_is_explained_in_both_languages() -> None:
    parts = schema()["$defs"]
    lacking = [
        name
        for name, part in parts.items()
        if part.get("type") == "object" and name not in SWEDISH and name != "Base"
    ]
    assert lacking == []


def test_nothing_is_explained_that_isnt_there() -> None:
    parts = schema()["$defs"]
    plain = {"RuleBook", "RuleSet", "Fact", "YesNo", "Choice", "Selection", "Date", "Number"}
    plain |= {"Enrolled", "TakesPart", "Exited", "Completed"}  # a word each, and no table
    names = {*parts, *plain, *(cls.__name__ for cls in SHARED)}
    keys = {key for _, key, _ in explained()}
    for name in SWEDISH:
        first, _, second = name.partition(".")
        known = (
            first in {*names, "Promise", "TimingRule"}
            if second or first[0].isupper()
            else first in keys
        )
        assert known, name
    text = json.dumps(schema(), ensure_ascii=False)
    assert [name for name, told in OF_THE_TEXT.items() if told.sv not in text] == []


def test_an_editor_is_given_the_shipped_names() -> None:
    flag = schema()["$defs"]["Flag"]["properties"]["fact"]["anyOf"]
    assert "job_seeking" in flag[0]["enum"]
    assert flag[1] == {"type": "string"}
    members = schema()["$defs"]["Includes"]["properties"]["members"]["items"]["anyOf"]
    assert {"municipality", "activity_compensation", "sharing"} <= set(members[0]["enum"])
    assert "description" in schema()["properties"]["lists"]["properties"]["needs"]


def test_the_data_that_is_checked_is_the_data_that_is_written() -> None:
    assert json.loads(json_text(rulebook_to_dict(BOOKS["model"]))) == json.loads(
        rulebook_to_json(BOOKS["model"])
    )
