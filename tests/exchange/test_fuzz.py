"""Whatever a text says, it is read as it stands or refused in our own words."""

import random

import pytest

from finsam import FinsamError
from finsam.exchange import (
    rulebook_from_dict,
    rulebook_from_json,
    rulebook_from_toml,
    rulebook_to_dict,
    rulebook_to_json,
    rulebook_to_toml,
)
from finsam.exchange._texts import read_toml
from support.books import all_books, mutated, scribbled, small_books

ORDINARY, DEEP = 500, 100_000
WHOLE = 0.02  # the share of whole books; the others have one rule each


@pytest.fixture(scope="module")
def tries(request: pytest.FixtureRequest) -> int:
    return DEEP if request.config.getoption("--deep") else ORDINARY


def test_a_changed_book_is_refused_in_our_words_or_keeps_its_meaning(tries: int) -> None:
    """What is accepted and written again reads back as an equal book, in each form."""
    whole = [rulebook_to_dict(book) for book in all_books().values()]
    small = small_books()
    chance = random.Random(6)
    accepted = 0
    codes: set[str] = set()
    for number in range(tries):
        data = mutated(chance.choice(whole if chance.random() < WHOLE else small), chance)
        try:
            book = rulebook_from_dict(data)
        except FinsamError as error:
            assert error.faults, number
            assert all(fault.line("sv") for fault in error.faults)
            codes |= {fault.code for fault in error.faults}
            continue
        accepted += 1
        data = rulebook_to_dict(book)
        assert rulebook_from_dict(data) == book, number
        assert read_toml(rulebook_to_toml(book)) == data, number
        if accepted % 10 == 0:
            assert rulebook_from_json(rulebook_to_json(book)) == book, number
    assert tries / 20 < accepted < tries * 3 / 4  # neither all nor nothing gets through
    assert {"unknown", "missing", "type", "too_deep", "range", "duplicate"} <= codes


@pytest.mark.parametrize("form", ["toml", "json"])
def test_a_scribbled_text_is_refused_in_our_words_or_keeps_its_meaning(
    form: str, tries: int
) -> None:
    write, read = {
        "toml": (rulebook_to_toml, rulebook_from_toml),
        "json": (rulebook_to_json, rulebook_from_json),
    }[form]
    books = [rulebook_from_dict(data) for data in small_books()]
    texts = [write(book) for book in books]
    chance = random.Random(7)
    refused = 0
    for number in range(tries // 10):
        text = scribbled(chance.choice(texts), chance)
        try:
            book = read(text)
        except FinsamError as error:
            assert all(fault.line("sv") for fault in error.faults)
            refused += 1
            continue
        assert read(write(book)) == book, number
    assert refused > tries / 40
