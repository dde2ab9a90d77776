"""All shipped rule books side by side, for who wants to go through every one of them.

Importing it builds every rule set. Who needs one book imports that book.

>>> from finsam.rulebooks.shelf import BOOKS
>>> sorted(BOOKS["vasteras"].measures)
['jobbfokus', 'samordningsteam', 'sim']
"""

from collections.abc import Mapping
from types import MappingProxyType

from finsam.measures import RuleBook
from finsam.rulebooks import (
    finnveden,
    framsteget,
    model,
    national,
    norra_vastmanland,
    sofint,
    vasteras,
)

__all__ = ["BOOKS"]


def __dir__() -> list[str]:
    return __all__


_ALL = (model, national, norra_vastmanland, vasteras, framsteget, sofint, finnveden)

BOOKS: Mapping[str, RuleBook] = MappingProxyType({module.BOOK.key: module.BOOK for module in _ALL})
"""The books by their keys: the model and the national frame first, then the five documents."""
