"""All shipped rule books side by side, for who wants to go through every one of them.

Importing it builds every rule set. Who needs one book imports that book.

>>> from finsam.rulebooks.shelf import BOOKS
>>> sorted(BOOKS["vasteras"].measures)
['jobbfokus', 'samordningsteam', 'sim']

A measure is stored by its own name and that of its book:

>>> from finsam.rulebooks.shelf import measure
>>> measure("vasteras.jobbfokus").name.in_("sv")
'JobbFokus 2.0'
"""

from collections.abc import Mapping
from types import MappingProxyType

from finsam.errors import Faults, InvalidInput
from finsam.measures import Measure, RuleBook
from finsam.rulebooks import (
    finnveden,
    framsteget,
    model,
    national,
    norra_vastmanland,
    sofint,
    vasteras,
)
from finsam.texts import Text

__all__ = ["BOOKS", "MEASURES", "measure"]


def __dir__() -> list[str]:
    return __all__


_ALL = (model, national, norra_vastmanland, vasteras, framsteget, sofint, finnveden)

BOOKS: Mapping[str, RuleBook] = MappingProxyType({module.BOOK.key: module.BOOK for module in _ALL})
"""The books by their keys: the model and the national frame first, then the five documents."""

MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        f"{book.key}.{key}": measure
        for book in BOOKS.values()
        for key, measure in book.measures.items()
    }
)
"""Every measure of every book, by the book's key and its own, such as "vasteras.jobbfokus"."""


def measure(key: str) -> Measure:
    """Returns a shipped measure by the key of its book and its own.

    >>> measure("finnveden.samverkansteam").name.in_("en")
    'Samverkansteam Finnveden'

    Raises:
        InvalidInput: there is none; the message has the nearest key.
    """
    if key not in MEASURES:
        faults = Faults()
        what = Text(sv="en insats på hyllan", en="a measure on the shelf")
        faults.unknown("", what=what, value=str(key), among=MEASURES)
        faults.raise_as(InvalidInput)
    return MEASURES[key]
