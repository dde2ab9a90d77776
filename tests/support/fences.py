"""The code blocks of the Markdown pages."""

import re
from pathlib import Path

from attrs import frozen

_FENCE = re.compile(
    r"^(?P<indent> *)(?P<fence>`{3,}|~{3,}) *(?P<info>[^\n`]*)\n"
    r"(?P<body>.*?)"
    r"^(?P=indent)(?P=fence) *$",
    re.MULTILINE | re.DOTALL,
)
RUN = frozenset({"python", "pycon"})
# Any other word is a spelling that would keep a block from being run without anybody noticing.
_SHOWN = frozenset({"", "bash", "html", "json", "text", "toml", "yaml"})


@frozen
class Fence:
    """One code block: its language, its text without the indent, and the line it starts on."""

    language: str
    body: str
    line: int


def fences(page: Path) -> list[Fence]:
    """Returns the code blocks of a page, in order.

    Raises:
        ValueError: a block is in a language that the tests know nothing of.
    """
    text = page.read_text(encoding="utf-8")
    found = []
    for match in _FENCE.finditer(text):
        language = (match["info"].split() or [""])[0]
        line = text.count("\n", 0, match.start("body"))
        if language not in RUN | _SHOWN:
            known = ", ".join(sorted(RUN | _SHOWN - {""}))
            message = f"{page.name}:{line}: {language!r} is none of the known languages: {known}"
            raise ValueError(message)
        indent = match["indent"]
        body = "".join(row.removeprefix(indent) for row in match["body"].splitlines(keepends=True))
        found.append(Fence(language, body, line))
    return found
