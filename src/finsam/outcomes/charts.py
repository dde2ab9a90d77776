"""A chart of goals as SVG. It needs the extra `plots`: `pip install finsam[plots]`.

The same goals give the same text, letter by letter, with the same version of matplotlib.
"""
# pyright: reportUnknownMemberType=false
# matplotlib tells the types of its methods in part only.

from collections.abc import Iterable
from io import StringIO
from textwrap import fill

import matplotlib as mpl
from matplotlib.figure import Figure

from finsam.errors import Faults, InvalidInput, as_tuple
from finsam.outcomes.goals import ShareAtLeast
from finsam.outcomes.report import PublishedGoal
from finsam.texts import LANGUAGES, Lang, Text, in_xml

__all__ = ["goals_chart"]


def __dir__() -> list[str]:
    return __all__


_WIDTH = 60  # letters in a line of a goal's text
_INCHES = (9.0, 0.9)  # the width of the chart, and the height of a goal
_SHARE = Text(sv="andel av basen, i procent", en="share of the base, in per cent")
_TARGET = Text(sv="målnivå", en="target")


def goals_chart(goals: Iterable[PublishedGoal], *, lang: Lang = "sv") -> str:
    """Draws the shares of goals against their targets, as SVG.

    A bar goes from the smallest to the largest share that the unknown answers leave open. A goal
    without a share, or whose counts are hidden, is left out.

    >>> import datetime as dt
    >>> from finsam import Participation
    >>> from finsam.outcomes import MeasureYear, evaluate, year_of, year_report
    >>> from finsam.outcomes.charts import goals_chart
    >>> from finsam.rulebooks import framsteget
    >>> from finsam.texts import Text
    >>> stays = []
    >>> for i in range(40):
    ...     stay = Participation(key=str(i), enrolled=dt.date(2018, 2, 1), facts={"sex": "man"})
    ...     stay = stay if i % 4 == 0 else stay.action_plan_made(dt.date(2018, 3, 1))
    ...     stays.append(stay.exited(dt.date(2018, 6, 15)))
    >>> team, year, day = framsteget.SAMORDNINGSTEAM, year_of(2018), dt.date(2019, 1, 15)
    >>> goals = evaluate(stays, team, as_of=day, period=year, only=["HA-10"])
    >>> part = MeasureYear(measure=team, participations=stays, goals=goals)
    >>> title = Text(sv="Siffror 2018", en="Figures of 2018")
    >>> report = year_report([part], 2018, as_of=day, title=title)
    >>> [(name, published)] = report.goals
    >>> svg = goals_chart(published, lang="en")
    >>> svg.startswith("<?xml"), "HA-10" in svg
    (True, True)

    Args:
        goals: goals as they may be published, such as those of a report.
        lang: "sv" or "en".

    Raises:
        InvalidInput: an argument of another type, a language that there isn't, or no goal with a
            share that is shown; all faults at once.

    Source: NV-20.
    """
    faults = Faults()
    given = as_tuple(goals)
    for i, goal in enumerate(given):
        faults.of_type(goal, PublishedGoal, f"goals[{i}]")
    if lang not in LANGUAGES:
        what = Text(sv="ett språk", en="a language")
        faults.unknown("lang", what=what, value=str(lang), among=LANGUAGES)
    faults.raise_as(InvalidInput)
    bars: list[tuple[str, float, float, float]] = []
    for goal in given:
        target, tally = goal.goal.target, goal.tally
        if isinstance(target, ShareAtLeast) and tally is not None:
            low, high = tally.lowest, tally.highest
            if low is not None and high is not None:
                told = in_xml(f"{goal.goal.rule}: {goal.goal.text.in_(lang)}")
                bars.append((fill(told, _WIDTH), float(low), float(high), float(target.fraction)))
    if not bars:
        faults.add(
            "empty", "goals", sv="inget mål har en andel att visa", en="no goal has a share to show"
        )
    faults.raise_as(InvalidInput)
    return _drawn(bars, lang)


def _drawn(bars: list[tuple[str, float, float, float]], lang: Lang) -> str:
    # As text the letters stay letters; the salt makes the names inside the file the same.
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "finsam"}):
        width, height = _INCHES
        figure = Figure(figsize=(width, height * (len(bars) + 1)), layout="constrained")
        axes = figure.add_subplot()
        for i, (_, low, high, target) in enumerate(bars):
            axes.barh(i, 100 * low, color="#2f6f8f", height=0.5)
            axes.barh(i, 100 * (high - low), left=100 * low, color="#b9d4df", height=0.5)
            axes.plot([100 * target] * 2, [i - 0.4, i + 0.4], color="#b03a2e", linewidth=2)
        axes.set_yticks(range(len(bars)), [told for told, *_ in bars], parse_math=False)
        axes.set_xlim(0, 100)
        axes.invert_yaxis()
        axes.set_xlabel(f"{_SHARE.in_(lang)}   (| {_TARGET.in_(lang)})")
        drawn = StringIO()
        figure.savefig(drawn, format="svg", metadata={"Date": None, "Creator": "finsam"})
        return drawn.getvalue()
