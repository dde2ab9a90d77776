"""Texts: always in both languages, in one Unicode form, and near misses found."""

import unicodedata
from typing import Any

import pytest
from attrs.exceptions import FrozenInstanceError

from finsam import texts
from finsam.texts import LANGUAGES, Lang, Table, Text, joined, marked, nearest, normalised

DECOMPOSED = unicodedata.normalize("NFD", "Håbo")
NORSK: Lang = "nn"  # type: ignore[assignment]


def test_two_ways_to_type_a_letter_are_one() -> None:
    assert DECOMPOSED != "Håbo"
    assert normalised(DECOMPOSED) == "Håbo"
    assert normalised("Håbo") == "Håbo"


def test_compatibility_forms_are_left_alone() -> None:
    assert normalised("½ ﬁ") == "½ ﬁ"  # NFKC would rewrite both


def test_a_text_is_read_in_each_language() -> None:
    text = Text(sv="kommun", en="municipality")
    assert (text.in_("sv"), text.in_("en")) == ("kommun", "municipality")
    assert LANGUAGES == ("sv", "en")


def test_a_text_exists_in_no_other_language() -> None:
    with pytest.raises(ValueError, match=r"^lang is 'sv' or 'en', not 'nn'$"):
        Text(sv="kommun", en="municipality").in_(NORSK)


def test_both_languages_are_normalised() -> None:
    text = Text(sv=DECOMPOSED, en=f"in {DECOMPOSED}")
    assert (text.sv, text.en) == ("Håbo", "in Håbo")
    assert text == Text(sv="Håbo", en="in Håbo")
    assert hash(text) == hash(Text(sv="Håbo", en="in Håbo"))


@pytest.mark.parametrize("empty", ["", " ", "\t\n"])
def test_a_text_that_is_missing_in_one_language_is_no_text(empty: str) -> None:
    for lang in LANGUAGES:
        with pytest.raises(ValueError, match=rf"^Text\.{lang} is empty; write the text in both "):
            Text(**({"sv": "ja", "en": "yes"} | {lang: empty}))
    with pytest.raises(ValueError, match=r"in both languages$"):
        Text(sv="", en="yes")


def test_a_text_is_a_string() -> None:
    number: Any = 5
    with pytest.raises(TypeError, match=r"^Text\.sv is a string, not int$"):
        Text(sv=number, en="five")
    with pytest.raises(TypeError, match=r"^Text\.en is a string, not NoneType$"):
        Text(sv="fem", en=None)  # type: ignore[arg-type]


def test_the_languages_are_named_in_the_call() -> None:
    with pytest.raises(TypeError):
        Text("kommun", "municipality")  # type: ignore[call-arg]


def test_a_text_is_a_value() -> None:
    text = Text(sv="a", en="b")
    assert text != Text(sv="b", en="a")
    with pytest.raises(FrozenInstanceError):
        text.sv = "c"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [([], ""), (["a"], "a"), (["a", "b"], "a och b"), (["a", "b", "c"], "a, b och c")],
)
def test_words_are_joined_as_a_sentence_does(words: list[str], sentence: str) -> None:
    assert joined(words, "och") == sentence
    assert joined(iter(words), "och") == sentence


@pytest.mark.parametrize(
    ("word", "choices", "near"),
    [
        ("Vasteras", ["Västervik", "Västerås"], ["Västerås"]),
        ("VÄSTERÅS", ["Västervik", "Västerås"], ["Västerås"]),
        ("regoin", ["region", "municipality"], ["region"]),
        ("straße", ["STRASSE"], ["STRASSE"]),
        ("region", ["region", "regions"], ["region"]),
        ("habo", ["Håbo", "Nora", "Habo"], ["Habo", "Håbo"]),
        ("FI-1", ["FI-01", "FI-18"], ["FI-01"]),
        ("no-09", ["NO-1", "NO-9", "NO-90"], ["NO-9"]),
        ("FI-2", ["FI-02", "FI-20"], ["FI-02"]),
        ("FI-0", ["FI-00", "FI-10"], ["FI-00"]),
        ("BR-3", ["BR-01", "BR-02", "BR-03.threat"], []),
        ("xyz", ["region", "municipality"], []),
        ("region", [], []),
        ("", ["region"], []),
    ],
)
def test_the_nearest_choice(word: str, choices: list[str], near: list[str]) -> None:
    assert nearest(word, choices) == tuple(near)
    assert nearest(word, iter(choices)) == tuple(near)


def test_a_word_is_near_when_seven_tenths_of_the_letters_agree() -> None:
    assert nearest("abcdefghij", ["abcdefgxyz"]) == ("abcdefgxyz",)  # 14 of 20
    assert nearest("abcdefghijk", ["abcdefghwxyz"]) == ()  # 16 of 23


TABLE = Table(
    head=("part", "amount"),
    rows=(("state <b>", "50 kr"), ("a|b", "−5 kr")),
    title="1. plan & more",
    notes=("- a note",),
)


def test_a_table_as_text() -> None:
    assert TABLE.drawn("text") == (
        "1. plan & more\n"
        "==============\n"
        "part       amount\n"
        "---------  ------\n"
        "state <b>   50 kr\n"
        "a|b         −5 kr\n"
        "- a note"
    )


def test_a_table_in_markdown() -> None:
    assert TABLE.drawn("markdown") == (
        "**1\\. plan \\& more**\n"
        "\n"
        "| part | amount |\n"
        "| --- | ---: |\n"
        "| state \\<b\\> | 50 kr |\n"
        "| a\\|b | −5 kr |\n"
        "\n"
        "\\- a note"
    )


def test_a_table_in_html() -> None:
    pad = "padding: 0 0.5em 0 0.5em"
    left, right = f'style="text-align: left; {pad}"', f'style="text-align: right; {pad}"'
    assert TABLE.drawn("html") == (
        '<div class="finsam-table"><table><caption>1. plan &amp; more</caption><thead>'
        f"<tr><th {left}>part</th><th {right}>amount</th></tr></thead><tbody>"
        f"<tr><td {left}>state &lt;b&gt;</td><td {right}>50 kr</td></tr>"
        f"<tr><td {left}>a|b</td><td {right}>−5 kr</td></tr>"
        "</tbody></table><p>- a note</p></div>"
    )


def test_a_table_without_title_notes_and_rows_and_with_sides_of_its_own() -> None:
    bare = Table(head=("a", "bcd"), rows=(), align="rl")
    assert bare.drawn("text") == "a  bcd\n-  ---"
    assert bare.drawn("markdown") == "| a | bcd |\n| ---: | --- |"
    assert "caption" not in bare.drawn("html")
    assert "<p>" not in bare.drawn("html")


def test_a_line_break_in_a_text_breaks_no_row() -> None:
    rough = "a\n- b\n\n1. c"
    table = Table(head=(rough,), rows=((f"  {rough}",),), title=rough, notes=(rough,))
    assert table.drawn("text") == (
        "a - b 1. c\n==========\na - b 1. c\n------------\n  a - b 1. c\na - b 1. c"
    )
    assert table.drawn("markdown") == (
        "**a - b 1. c**\n\n| a - b 1. c |\n| --- |\n| &nbsp;&nbsp;a - b 1. c |\n\na - b 1. c"
    )
    assert "\n" not in table.drawn("html")


def test_a_table_knows_three_styles() -> None:
    style: Any = "latex"
    with pytest.raises(ValueError, match="style is 'text', 'markdown' or 'html', not 'latex'"):
        TABLE.drawn(style)


@pytest.mark.parametrize(
    ("plain", "safe"),
    [
        ("0.50 kr", "0.50 kr"),
        ("2021-01-01", "2021-01-01"),
        ("1. plan", "1\\. plan"),
        ("12) plan", "12\\) plan"),
        ("3.", "3\\."),
        ("- plan", "\\- plan"),
        ("+1", "\\+1"),
        ("−1 kr", "−1 kr"),
        ("a_b*c`d", "a\\_b\\*c\\`d"),
        ("  - plan", "\\- plan"),
        ("a\n- b\n\n1. c\r\n", "a - b 1. c"),
        ("<script>\\|", "\\<script\\>\\\\\\|"),
    ],
)
def test_markdown_takes_no_sign_for_its_own(plain: str, safe: str) -> None:
    assert marked(plain) == safe


def test_the_public_names() -> None:
    assert dir(texts) == [
        "LANGUAGES",
        "Lang",
        "STYLES",
        "Style",
        "Table",
        "Text",
        "joined",
        "marked",
        "nearest",
        "normalised",
    ]
