"""A whole rule book as plain data, as JSON text and as TOML text, and back.

What is written reads back as an equal rule book. What is read is checked to the fullest: nothing
is made into something else, a key that isn't known is refused, and all that is wrong is told at
once, each with its place. Text goes in and comes out; no file is touched.
"""

from collections.abc import Callable, Mapping
from typing import Any

from finsam.errors import Faults, InvalidInput
from finsam.exchange._book import read_book, written
from finsam.exchange._context import FORMAT
from finsam.exchange._rules import Bases
from finsam.exchange._schema import book_schema
from finsam.exchange._texts import json_text, read_json, read_toml, toml_text
from finsam.measures import RuleBook
from finsam.rules import HasEligibility
from finsam.rules.rulesets import carried

__all__ = [
    "FORMAT",
    "rulebook_from_dict",
    "rulebook_from_json",
    "rulebook_from_toml",
    "rulebook_to_dict",
    "rulebook_to_json",
    "rulebook_to_toml",
    "schema",
]


def __dir__() -> list[str]:
    return __all__


def _shelf() -> Bases:
    """Returns the shipped measures; only a book that names a base needs them built."""
    from finsam.rulebooks.shelf import MEASURES  # noqa: PLC0415 - it builds every shipped set

    return MEASURES


def _given(bases: Mapping[str, HasEligibility] | None) -> Callable[[], Bases]:
    """Returns where bases are looked up; raises what is no base."""
    if bases is None:
        return _shelf
    faults = Faults()
    if faults.of_type(bases, Mapping, "bases"):
        for name, carrier in bases.items():
            if faults.named(name, "bases"):
                carried(carrier, f"bases[{name!r}]", faults)
    faults.raise_as(InvalidInput)
    return lambda: bases


def rulebook_to_dict(
    book: RuleBook, *, bases: Mapping[str, HasEligibility] | None = None
) -> dict[str, Any]:
    """Returns a rule book as plain data: dicts, lists, texts, numbers and dates.

    >>> from finsam.exchange import rulebook_to_dict
    >>> from finsam.rulebooks import finnveden
    >>> data = rulebook_to_dict(finnveden.BOOK)
    >>> data["format"], data["key"], data["association"]["members"][3:]
    (1, 'finnveden', ['Gislaved', 'Gnosjö', 'Värnamo'])
    >>> data["measures"][0]["clauses"][0]["condition"]
    {'age': {'at_least': 16, 'at_most': 64}}

    Args:
        book: the rule book.
        bases: what derived measures can be derived from, by name; None for the shipped measures.
            A base that isn't among them is written whole.

    Raises:
        InvalidInput: it is no rule book, or `bases` holds what carries no rules.
        InvalidRules: the book holds what has no form, such as a kind of rule that isn't finsam's;
            all faults at once.
    """
    return written(book, _given(bases))


def rulebook_from_dict(
    data: Mapping[str, Any], *, bases: Mapping[str, HasEligibility] | None = None
) -> RuleBook:
    """Returns the rule book that plain data tell of.

    >>> from finsam.exchange import rulebook_from_dict, rulebook_to_dict
    >>> from finsam.rulebooks import finnveden
    >>> rulebook_from_dict(rulebook_to_dict(finnveden.BOOK)) == finnveden.BOOK
    True

    Args:
        data: as `rulebook_to_dict` gives it; a number with a fraction is a Decimal, and a date is
            a `datetime.date` or text such as "2026-11-22".
        bases: what derived measures can be derived from, by name; None for the shipped measures,
            such as "model.samordningsteam". The measures of the book itself need no mention.

    Raises:
        InvalidRules: something is wrong; all faults at once, each with its path, such as
            `measures[klivet].clauses[AB-01].condition.age.at_least`.
    """
    return read_book(data, _given(bases))


def rulebook_to_json(book: RuleBook, *, bases: Mapping[str, HasEligibility] | None = None) -> str:
    """Returns a rule book as JSON text, dates as "2026-11-22" and numbers exactly.

    >>> from finsam.exchange import rulebook_to_json
    >>> from finsam.rulebooks import model
    >>> rulebook_to_json(model.BOOK).splitlines()[:3]
    ['{', '  "format": 1,', '  "key": "model",']

    Args:
        book: the rule book.
        bases: as for `rulebook_to_dict`.

    Raises:
        InvalidInput: it is no rule book, or `bases` holds what carries no rules.
        InvalidRules: the book holds what has no form; all faults at once.
    """
    return json_text(rulebook_to_dict(book, bases=bases))


def rulebook_from_json(text: str, *, bases: Mapping[str, HasEligibility] | None = None) -> RuleBook:
    """Returns the rule book of JSON text.

    >>> from finsam.exchange import rulebook_from_json, rulebook_to_json
    >>> from finsam.rulebooks import model
    >>> rulebook_from_json(rulebook_to_json(model.BOOK)) == model.BOOK
    True

    Args:
        text: the text, not the name of a file.
        bases: as for `rulebook_from_dict`.

    Raises:
        InvalidRules: it is no JSON, with the line, or something in it is wrong; all faults at
            once, each with its path.
    """
    return rulebook_from_dict(read_json(text), bases=bases)


def rulebook_to_toml(book: RuleBook, *, bases: Mapping[str, HasEligibility] | None = None) -> str:
    r"""Returns a rule book as TOML text, laid out to be read and changed by hand.

    >>> from finsam.exchange import rulebook_to_toml
    >>> from finsam.rulebooks import model
    >>> lines = rulebook_to_toml(model.BOOK).splitlines()
    >>> print("\n".join(lines[lines.index('key = "BR-02"') :][:5]))
    key = "BR-02"
    citation = { norm = "finsam-model", locator = "BR-02" }
    text = { sv = "Ålder 16–64 år.", en = "Age 16–64." }
    condition = { age = { at_least = 16, at_most = 64 } }
    local = "may_be_tightened"

    Args:
        book: the rule book.
        bases: as for `rulebook_to_dict`.

    Raises:
        InvalidInput: it is no rule book, or `bases` holds what carries no rules.
        InvalidRules: the book holds what has no form; all faults at once.
    """
    return toml_text(rulebook_to_dict(book, bases=bases))


def rulebook_from_toml(text: str, *, bases: Mapping[str, HasEligibility] | None = None) -> RuleBook:
    r"""Returns the rule book of TOML text.

    >>> from finsam import InvalidRules
    >>> from finsam.exchange import rulebook_from_toml
    >>> try:
    ...     rulebook_from_toml('format = 1\nkey = "our"\nmesures = []')
    ... except InvalidRules as error:
    ...     print(error)
    mesures: 'mesures' is not a key here; did you mean 'measures'?
    association: 'association' is missing

    Args:
        text: the text, not the name of a file.
        bases: as for `rulebook_from_dict`.

    Raises:
        InvalidRules: it is no TOML, with the line, or something in it is wrong; all faults at
            once, each with its path.
    """
    return rulebook_from_dict(read_toml(text), bases=bases)


def schema() -> dict[str, Any]:
    """Returns the format as JSON Schema (2020-12), with what each key means in both languages.

    An editor that is given it completes keys and words, explains them, and marks what is wrong.

    >>> from finsam.exchange import schema
    >>> sorted(schema()["properties"])[:4]
    ['association', 'calendar', 'events', 'facts']
    """
    return book_schema()
