"""JSON and TOML text says exactly what the data says, and is refused in our words."""

import datetime as dt
import json
import tomllib
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finsam import InvalidRules
from finsam.exchange import rulebook_from_json, rulebook_from_toml
from finsam.exchange._texts import json_text, read_json, read_toml, toml_text

TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
SCALARS = st.one_of(
    TEXTS,
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.decimals(allow_nan=False, allow_infinity=False, places=3),
    st.dates(),
)
DATA = st.dictionaries(
    TEXTS,
    st.recursive(
        SCALARS,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
        max_leaves=30,
    ),
    max_size=6,
)


def as_json(data: Any) -> Any:
    """Returns the data as JSON has it: a date is text."""
    if isinstance(data, dict):
        return {key: as_json(part) for key, part in data.items()}
    if isinstance(data, list):
        return [as_json(part) for part in data]
    return data.isoformat() if isinstance(data, dt.date) else data


@given(DATA)
def test_toml_says_what_the_data_says(data: dict[str, Any]) -> None:
    text = toml_text(data)
    assert tomllib.loads(text, parse_float=Decimal) == data
    assert read_toml(text) == data


@given(DATA)
def test_json_says_what_the_data_says(data: dict[str, Any]) -> None:
    text = json_text(data)
    assert json.loads(text, parse_float=Decimal) == as_json(data)
    assert read_json(text) == as_json(data)


@given(DATA)
def test_the_order_of_declarations_stays(data: dict[str, Any]) -> None:
    """What stands in a table of tables only keeps its order, whatever is long or short."""
    tables = {f"key {i}": {"a": part} for i, part in enumerate(data.values())}
    read = tomllib.loads(toml_text({"facts": tables}), parse_float=Decimal)
    assert list(read["facts"]) == list(tables)


def test_toml_is_laid_out_to_be_read() -> None:
    long = "en text som är så lång att den inte får plats på en rad tillsammans med en annan text"
    data = {
        "key": "a",
        "empty": {},
        "none": [],
        "first": {
            "key": "b",
            "short": {"sv": "kort", "en": "short"},
            "text": {"sv": long, "en": long},
        },
        "rules": [
            {
                "key": "R-1",
                "amount": 1_800_000,
                "year": 2027,
                "share": Decimal("0.25"),
                "ok": True,
                "since": dt.date(2026, 1, 1),
                "condition": {"all_of": [{"not": {"flag": long}}, {"flag": "b"}]},
                "rows": [[{"sv": long, "en": "x"}, 1], ["å", 2]],
                "parts": [{"a": 1, "name": {"sv": long}}, {"a": 2, "name": {"sv": "b"}}],
            }
        ],
        "terms": {"å": {"name": {"sv": long, "en": "x"}}, "b": {"name": {"sv": "b", "en": "b"}}},
    }
    assert (
        toml_text(data)
        == f"""key = "a"
empty = {{}}
none = []

[first]
key = "b"
short = {{ sv = "kort", en = "short" }}
text.sv = "{long}"
text.en = "{long}"

[[rules]]
key = "R-1"
amount = 1_800_000
year = 2027
share = 0.25
ok = true
since = 2026-01-01
condition.all_of = [
    {{ not = {{ flag = "{long}" }} }},
    {{ flag = "b" }},
]
rows = [
    [
        {{ sv = "{long}", en = "x" }},
        1,
    ],
    ["å", 2],
]

[[rules.parts]]
a = 1
name.sv = "{long}"

[[rules.parts]]
a = 2
name = {{ sv = "b" }}

[terms."å"]
name.sv = "{long}"
name.en = "x"

[terms.b]
name = {{ sv = "b", en = "b" }}
"""
    )


BROKEN_TOML = {
    'key = "a': ("rad 1", "texten saknar sitt slutande citattecken"),
    'a = "b\nc"': ("rad 1", "tecknet får inte stå där"),
    "å = 1": ("rad 1", "en rad börjar med en nyckel, och en nyckel med å, ä, ö eller mellanslag"),
    "a b = 1": ("rad 1", "efter en nyckel kommer ett likhetstecken"),
    "a = 1\na = 2": ("rad 2", "nyckeln står två gånger"),
    "[n.x]\n[n.x]": ("rad 2", "avsnittet finns redan"),
    "a = { b = 1, b = 2 }": ("rad 1", "nyckeln står två gånger"),
    "a = { b = 1 }\n[a.c]": ("rad 2", "avsnittet finns redan"),
    "[[a]": ("rad 1", "en hake saknas"),
    "a = [1, 2": ("rad 1", "en hake eller klammer saknas, eller ett komma"),
    "a = [1 2]": ("rad 1", "en hake eller klammer saknas, eller ett komma"),
    "a = { b = 1 c = 2 }": ("rad 1", "en hake eller klammer saknas, eller ett komma"),
    "b = 1\r\na = { b = 1,\r\n c = 2 }": ("rad 2", "det som står inom { } ryms på en rad"),
    "a = { # först\n b = 1 }": ("rad 1", "det som står inom { } ryms på en rad"),
    "a = { b = '}'\n}": ("rad 1", "det som står inom { } ryms på en rad"),
    "a = { b = 1 }\nc =": ("rad 2", "värdet är varken text"),
    "a = ja": ("rad 1", "värdet är varken text inom citattecken, tal, datum"),
    "a = 2026-02-30": ("rad 1", "dagen finns inte"),
    'a = "\\å"': ("rad 1", "ett omvänt snedstreck i en text skrivs dubbelt"),
    "a = []\n[[a]]": ("rad 2", "det är redan angivet inom { } eller [ ]"),
    "a = 1 2": ("rad 1", "så skrivs det inte"),
}


@pytest.mark.parametrize("text", BROKEN_TOML)
def test_broken_toml_is_told_with_its_line(text: str) -> None:
    place, told = BROKEN_TOML[text]
    with pytest.raises(InvalidRules) as raised:
        rulebook_from_toml(text)
    [fault] = raised.value.faults
    assert (fault.code, fault.path) == ("syntax", "")
    line, _, rest = fault.line("sv").partition(", tecken ")
    assert line == place
    assert rest.partition(": ")[2].startswith(f"TOML kan inte läsas här; {told}")
    assert rest.partition(" ")[2].startswith("(resten av texten är inte läst än): ")
    assert fault.line("en").startswith(f"{place.replace('rad', 'line')}, column ")
    assert " (the rest hasn't been read yet): TOML" in fault.line("en")


BROKEN_JSON = {
    '{"a": 1': ("rad 1", "ett komma saknas"),
    '{"a" 1}': ("rad 1", "ett kolon saknas"),
    '{"a": 1,}': ("rad 1", ""),
    '{"a":\n}': ("rad 2", "ett värde saknas"),
    '{"a': ("rad 1", "texten saknar sitt slutande citattecken"),
    "{} {}": ("rad 1", "det står mer efter slutet"),
    '{"a": "\\x"}': ("rad 1", "så skrivs det inte"),
}


@pytest.mark.parametrize("text", BROKEN_JSON)
def test_broken_json_is_told_with_its_line(text: str) -> None:
    place, told = BROKEN_JSON[text]
    with pytest.raises(InvalidRules) as raised:
        rulebook_from_json(text)
    [fault] = raised.value.faults
    assert (fault.code, fault.path) == ("syntax", "")
    line, _, rest = fault.line("sv").partition(", tecken ")
    assert line == place
    assert rest.partition(": ")[2].startswith(f"JSON kan inte läsas här; {told}")


@pytest.mark.parametrize(
    ("read", "text", "code", "line"),
    [
        (rulebook_from_json, '{"a": 1, "a": 2}', "duplicate", "'a' stands twice in one object"),
        (rulebook_from_json, '{"a": NaN}', "range", "a: a number is finite and has at most 100"),
        (rulebook_from_json, '{"a": 1e999}', "range", "a: a number is finite and has at most 100"),
        (rulebook_from_json, '{"a": null}', "type", "a: there is no null here"),
        (rulebook_from_json, f'{{"a": {"9" * 5000}}}', "range", "a number has more digits"),
        (rulebook_from_json, "[" * 100_000, "too_deep", "nested deeper than 150 levels"),
        (rulebook_from_json, f'{{"a": {"[" * 200 + "]" * 200}}}', "too_deep", "a[0][0]"),
        (rulebook_from_toml, "a = inf", "range", "a: a number is finite and has at most 100"),
        (rulebook_from_toml, f"a = {'9' * 5000}", "range", "a number has more digits"),
        (rulebook_from_toml, f"a = {'[' * 5000}", "too_deep", "nested deeper than 150 levels"),
        (rulebook_from_toml, f"a = {'[' * 200 + ']' * 200}", "too_deep", "a[0][0]"),
        (rulebook_from_toml, "a = 2026-01-01T10:00:00", "type", "a: datetime can't stand in"),
        (rulebook_from_toml, "a = 10:00:00", "type", "a: time can't stand in a rule book"),
        (rulebook_from_toml, b"a = 1", "type", "takes str, not bytes"),
        (rulebook_from_json, None, "type", "takes str, not NoneType"),
    ],
)
def test_what_goes_too_far_is_refused_in_our_words(
    read: Any, text: Any, code: str, line: str
) -> None:
    with pytest.raises(InvalidRules) as raised:
        read(text)
    [fault] = raised.value.faults
    assert fault.code == code
    assert fault.line("en").startswith(line)
