"""What is told in lines, drawn as text, Markdown or HTML.

Whatever explains itself makes plain lines with a level, once; the three styles only draw them.
"""

from collections.abc import Callable, Iterable
from html import escape

from attrs import frozen

from finsam.texts import LANGUAGES, STYLES, Lang, Style, folded, marked

__all__ = ["Line", "drawn"]


def __dir__() -> list[str]:
    return __all__


@frozen
class Line:
    """A line: level 0 is the title, 1 a heading, 2 a paragraph, 3 an item, 4 a note on it."""

    level: int
    text: str


_TITLE, _HEADING, _PARAGRAPH, _ITEM = range(4)


def drawn(lines: Callable[[], Iterable[Line]], lang: Lang, style: Style, kind: str) -> str:
    """Returns lines in a style.

    Args:
        lines: makes the lines, in the language.
        lang: "sv" or "en".
        style: "text", "markdown", or "html", which is escaped and has no script.
        kind: what is told of, for the class of the HTML.

    Raises:
        ValueError: another language or style.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"lang is 'sv' or 'en', not {lang!r}")
    if style not in STYLES:
        raise ValueError(f"style is 'text', 'markdown' or 'html', not {style!r}")
    told = [Line(line.level, folded(line.text)) for line in lines()]
    if style == "html":
        return f'<div class="finsam-{kind}">{_as_html(told)}</div>'
    return _as_text(told) if style == "text" else _as_markdown(told)


def _as_text(lines: list[Line]) -> str:
    parts: list[str] = []
    for line in lines:
        if line.level == _TITLE:
            parts += [line.text, "=" * len(line.text)]
        elif line.level == _HEADING:
            parts += ["", line.text]
        else:
            parts.append(f"{'  ' * (line.level - _PARAGRAPH)}{line.text}")
    return "\n".join(parts)


def _as_markdown(lines: list[Line]) -> str:
    parts: list[str] = []
    after = _TITLE
    for line in lines:
        text = marked(line.text)
        if line.level <= _HEADING:
            parts.append(f"\n{'#' * (line.level + 2)} {text}\n")
        elif line.level == _PARAGRAPH:
            parts.append(f"\n{text}\n" if after > _PARAGRAPH else f"{text}\n")
        else:
            parts.append(f"{'    ' * (line.level - _ITEM)}- {text}")
        after = line.level
    return "\n".join(parts).strip() + "\n"


def _as_html(lines: list[Line]) -> str:
    parts: list[str] = []
    depth = 0
    for line in lines:
        wanted = max(line.level - _PARAGRAPH, 0)
        while depth > wanted:  # a list ends with its last item
            parts.append("</li></ul>")
            depth -= 1
        if wanted == 0:
            tag = ("h3", "h4", "p")[line.level]
            parts.append(f"<{tag}>{escape(line.text)}</{tag}>")
            continue
        parts.append("</li><li>" if depth == wanted else "<ul><li>" * (wanted - depth))
        parts.append(escape(line.text))
        depth = wanted
    parts += ["</li></ul>"] * depth
    return "".join(parts)
