"""Texts for people: always in Swedish and in English, side by side.

Everything that finsam shows a person is a `Text`. A text is data like the rest of a rule:
it is compared, stored and translated together with the rule that it belongs to.
"""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from html import escape
from typing import Literal, get_args

from attrs import field, frozen

__all__ = [
    "LANGUAGES",
    "STYLES",
    "Lang",
    "Style",
    "Table",
    "Text",
    "joined",
    "marked",
    "nearest",
    "normalised",
]

Lang = Literal["sv", "en"]
"""A language that texts are in: Swedish or English."""
LANGUAGES: tuple[str, ...] = get_args(Lang)
Style = Literal["text", "markdown", "html"]
STYLES: tuple[str, ...] = get_args(Style)


def __dir__() -> list[str]:
    return __all__


_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def tag_of(cls: type) -> str:
    """Returns the name of a class as a text has it: `AtLeastOf` is `at_least_of`."""
    return _WORD.sub("_", cls.__name__).lower()


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
    differs only in the case of letters. Of a name with dots the last part is enough.

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
    ends = [same for same in plain if same.endswith(f".{whole}")]
    if ends:  # "klivet", of "exempel.klivet"
        return tuple(sorted(choice for same in ends for choice in plain[same]))
    first = whole.rpartition(" ")[0]  # "håbo kommun", "gislaveds kommun"
    for tried in (whole, first, first.removesuffix("s")):
        found = get_close_matches(tried, plain, n=1, cutoff=0.7)
        if found:
            return tuple(sorted(plain[found[0]]))
    return ()


_LIST = re.compile(r"^(\d+(?=[.)](?:\s|$))|(?=[-+]))")


def folded(text: str) -> str:
    """Returns a text in one line, its line breaks and other runs of spaces made one space each."""
    return " ".join(text.split())


def in_one_line(text: str) -> str:
    """Returns a text in one line, the spaces before it kept."""
    return " " * _depth(text) + folded(text)


def in_xml(text: str) -> str:
    """Returns a text without what no XML file may hold, even escaped."""
    return _NOT_XML.sub(" ", text)


_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def marked(text: str) -> str:
    r"""Returns a text in one line, whose signs Markdown doesn't take for its own.

    >>> print(marked("VA-07 | a_b"))
    VA-07 \| a\_b

    Args:
        text: as a person would read it; its line breaks become spaces.
    """
    signs = folded(text)
    safe = "".join(f"\\{sign}" if sign in "\\`*_[]<>#|~&" else sign for sign in signs)
    return _LIST.sub(r"\1\\", safe)  # a number or a dash first would begin a list


def _depth(cell: str) -> int:
    """Returns by how many spaces a cell is indented."""
    return len(cell) - len(cell.lstrip(" "))


def _indented(cell: str) -> str:
    """Returns a cell for Markdown, its indentation kept, which would be lost otherwise."""
    return "&nbsp;" * _depth(cell) + marked(cell)


@frozen(kw_only=True)
class Table:
    """A table for people, in one language, that is drawn as text, Markdown or HTML.

    >>> table = Table(head=("part", "amount"), rows=(("state", "50 kr"), ("region", "5 kr")))
    >>> print(table.drawn("text"))
    part    amount
    ------  ------
    state    50 kr
    region    5 kr
    >>> print(table.drawn("markdown"))
    | part | amount |
    | --- | ---: |
    | state | 50 kr |
    | region | 5 kr |

    Attributes:
        head: the names of the columns.
        rows: what stands in them, a row each as long as the head; spaces before a text indent it.
        title: what stands over the table; empty for nothing.
        notes: lines under the table.
        align: a letter a column, "l" or "r"; the first column left and the rest right where it
            is empty.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    notes: tuple[str, ...] = ()
    align: str = ""

    def drawn(self, style: Style) -> str:
        """Returns the table in a style; the HTML is escaped and has no script.

        A line break in a text becomes a space, so that each row is one line.

        Raises:
            ValueError: another style.
        """
        if style not in STYLES:
            raise ValueError(f"style is 'text', 'markdown' or 'html', not {style!r}")
        told = Table(
            head=tuple(map(folded, self.head)),
            rows=tuple(tuple(map(in_one_line, row)) for row in self.rows),
            title=folded(self.title),
            notes=tuple(map(in_one_line, self.notes)),
            align=self.align,
        )
        return {"text": told._text, "markdown": told._markdown, "html": told._html}[style]()

    @property
    def _sides(self) -> str:
        return self.align or "l".ljust(len(self.head), "r")

    def _text(self) -> str:
        widths = [max(map(len, column)) for column in zip(self.head, *self.rows, strict=True)]
        rule = tuple("-" * width for width in widths)
        lines = [self.title, "=" * len(self.title)] if self.title else []
        for row in (self.head, rule, *self.rows):
            cells = [
                cell.rjust(width) if side == "r" else cell.ljust(width)
                for cell, width, side in zip(row, widths, self._sides, strict=True)
            ]
            lines.append("  ".join(cells).rstrip())
        return "\n".join([*lines, *self.notes])

    def _markdown(self) -> str:
        rule = ("---:" if side == "r" else "---" for side in self._sides)
        lines = [f"**{marked(self.title)}**", ""] if self.title else []
        lines.append(f"| {' | '.join(map(marked, self.head))} |")
        lines.append(f"| {' | '.join(rule)} |")
        lines += [f"| {' | '.join(map(_indented, row))} |" for row in self.rows]
        for note in self.notes:
            lines += ["", marked(note)]
        return "\n".join(lines)

    def _html(self) -> str:
        def row(cells: tuple[str, ...], tag: str) -> str:
            drawn = (
                f'<{tag} style="text-align: {"right" if side == "r" else "left"};'
                f' padding: 0 0.5em 0 {0.5 + _depth(cell) / 2}em">{escape(cell.strip())}</{tag}>'
                for cell, side in zip(cells, self._sides, strict=True)
            )
            return f"<tr>{''.join(drawn)}</tr>"

        caption = f"<caption>{escape(self.title)}</caption>" if self.title else ""
        body = "".join(row(cells, "td") for cells in self.rows)
        notes = "".join(f"<p>{escape(note)}</p>" for note in self.notes)
        return (
            f'<div class="finsam-table"><table>{caption}<thead>{row(self.head, "th")}</thead>'
            f"<tbody>{body}</tbody></table>{notes}</div>"
        )
