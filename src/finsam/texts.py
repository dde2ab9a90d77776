"""Texts for people: always in Swedish and in English, side by side.

Everything that finsam shows a person is a `Text`. A text is data like the rest of a rule:
it is compared, stored and translated together with the rule that it belongs to.
"""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Literal, get_args

from attrs import field, frozen

__all__ = ["LANGUAGES", "Lang", "Text", "joined", "nearest", "normalised"]

Lang = Literal["sv", "en"]
"""A language that texts are in: Swedish or English."""
LANGUAGES: tuple[str, ...] = get_args(Lang)


def __dir__() -> list[str]:
    return __all__


def normalised(text: str) -> str:
    """Returns the text in Unicode's composed form (NFC), so that two ways to type "å" are one.

    >>> from unicodedata import normalize
    >>> from finsam.texts import normalised
    >>> apart = normalize("NFD", "Håbo")  # the ring as a sign of its own, as some systems keep it
    >>> len(apart), len(normalised(apart))
    (5, 4)

    Args:
        text: in either form.
    """
    return unicodedata.normalize("NFC", str.__str__(text))  # an enum may say it otherwise


@frozen
class Text:
    """A text in Swedish and in English.

    >>> Text(sv="kommun", en="municipality").in_("sv")
    'kommun'

    Attributes:
        sv: the text in Swedish.
        en: the text in English.

    Raises:
        TypeError: one of the two is not a string.
        ValueError: one of the two is empty; a text that is missing in one language is no text.
    """

    sv: str = field(kw_only=True)
    en: str = field(kw_only=True)

    def __attrs_post_init__(self) -> None:
        for lang in LANGUAGES:
            text = getattr(self, lang)
            if not isinstance(text, str):
                raise TypeError(f"Text.{lang} is a string, not {type(text).__name__}")
            if not text.strip():
                raise ValueError(f"Text.{lang} is empty; write the text in both languages")
            object.__setattr__(self, lang, normalised(text))

    def in_(self, lang: Lang) -> str:
        """Returns the text in one language.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        if lang not in LANGUAGES:
            raise ValueError(f"lang is 'sv' or 'en', not {lang!r}")
        return self.sv if lang == "sv" else self.en


def joined(items: Iterable[str], last: str) -> str:
    """Joins words as a sentence does.

    >>> joined(["a", "b", "c"], "och")
    'a, b och c'

    Args:
        items: the words.
        last: what stands before the last of them, such as "och" or "or".
    """
    words = list(items)
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def _plain(word: str) -> str:
    """Folds case and takes the marks off letters, so that "vasteras" is near "Västerås"."""
    return "".join(
        c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c)
    )


_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")  # "fi-1" is "fi-01", and nearer to it than to "fi-18"


def nearest(word: str, choices: Iterable[str]) -> tuple[str, ...]:
    """Returns the choices that a misspelt word most likely meant; none when none is near.

    There are several when they differ only in the marks on their letters; first then comes what
    differs only in the case of letters.

    >>> nearest("Vasteras", ["Västervik", "Västerås"])
    ('Västerås',)
    >>> nearest("habo", ["Habo", "Håbo"])
    ('Habo', 'Håbo')
    >>> nearest("håbo", ["Habo", "Håbo"])
    ('Håbo', 'Habo')

    Args:
        word: as it was given.
        choices: the right ones.
    """
    plain: dict[str, list[str]] = {}
    for choice in choices:
        plain.setdefault(_plain(choice), []).append(choice)
    whole = _plain(word)
    for same, spelt in plain.items():
        if _ZEROS.sub("", same) == _ZEROS.sub("", whole):
            same_marks = normalised(word).casefold()
            return tuple(sorted(spelt, key=lambda c: (c.casefold() != same_marks, c)))
    first = whole.rpartition(" ")[0]  # "håbo kommun", "gislaveds kommun"
    for tried in (whole, first, first.removesuffix("s")):
        found = get_close_matches(tried, plain, n=1, cutoff=0.7)
        if found:
            return tuple(sorted(plain[found[0]]))
    return ()
