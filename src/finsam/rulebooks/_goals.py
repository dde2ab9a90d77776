"""How the books write down a goal: its key begins with the rule that it cites."""

from collections.abc import Callable
from typing import Any

from finsam.citations import Citation
from finsam.outcomes import Goal
from finsam.participation import Binds
from finsam.texts import Text


def goal(
    cited: Callable[[str, Text | None], Citation],
    key: str,
    locator: str,
    sv: str,
    en: str,
    *,
    reading: Text | None = None,
    **parts: Any,  # noqa: ANN401 - they are those of Goal, which checks them
) -> Goal:
    """Returns a goal of a source; without a target it is a statement."""
    return Goal(
        key=key,
        rule=key.partition(".")[0],
        citation=cited(locator, reading),
        text=Text(sv=sv, en=en),
        binds=Binds.GOAL if "target" in parts else Binds.STATED,
        **parts,
    )
