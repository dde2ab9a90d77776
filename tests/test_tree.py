"""No file of the project tells on which machine it was made, or where packages come from."""

import re
from pathlib import Path

from support.tree import ROOT, files

# Put together from pieces, so that this file doesn't find itself.
FORBIDDEN = re.compile(
    "|".join(
        [
            r"(?<![\w.*])/(?:" + "|".join(["work", "root", "home", "farm", "tmp"]) + r")/",
            r"\bpypi\." + "org",
            "python" + r"hosted\.org",
            "npm" + r"js\.",
            "--(?:extra-)?index" + "-url",
        ]
    )
)
FEWEST_FILES = 20


def _found(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8", errors="replace")
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for number, line in enumerate(text.splitlines(), 1)
        if FORBIDDEN.search(line)
    ]


def test_no_file_names_a_machine_or_a_registry() -> None:
    assert len(files()) >= FEWEST_FILES
    assert [line for path in files() for line in _found(path)] == []


def test_the_pattern_finds_what_it_is_for() -> None:
    for line in ["see /" + "work/x", "(/" + "root/y)", "https://py" + "pi.org/simple"]:
        assert FORBIDDEN.search(line)
    assert not FORBIDDEN.search("docs/work/plan.md, and/" + "root/cause")
