"""The funnel as a figure. It needs the extra `plots`: `pip install finsam[plots]`."""

from importlib import import_module
from typing import TYPE_CHECKING

from finsam.texts import Lang, Text, in_xml

if TYPE_CHECKING:
    from finsam.frames.funnel import Funnel

__all__ = ["funnel_svg"]


def __dir__() -> list[str]:
    return __all__


class _Written:
    """What a figure is written to: texts only, kept in order."""

    seek = None  # matplotlib takes for a file what has one; it never goes back

    def __init__(self) -> None:
        self.parts: list[str] = []

    def write(self, text: str) -> None:
        if not isinstance(text, str):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError("texts only")  # which tells matplotlib that it need not encode them
        self.parts.append(text)


def funnel_svg(funnel: "Funnel", lang: Lang) -> str:
    """Returns bars for each group: how many fall at each clause first, and how many are left.

    The same funnel always gives the same text.

    Args:
        funnel: the funnel.
        lang: "sv" or "en".

    Raises:
        ValueError: `lang` is neither "sv" nor "en".
        ModuleNotFoundError: matplotlib isn't installed.
    """
    title, left = _TITLE.in_(lang), _LEFT.in_(lang)
    # loaded only where a figure is drawn
    matplotlib = import_module("matplotlib")
    svg, figures = (import_module(f"matplotlib.{n}") for n in ("backends.backend_svg", "figure"))

    groups = dict.fromkeys(row.group for row in funnel.rows)
    written = _Written()
    with matplotlib.rc_context(
        {"svg.hashsalt": "finsam", "svg.fonttype": "none", "font.family": "sans-serif"}
    ):
        figure = figures.Figure(figsize=(7, 0.9 + 0.3 * (len(funnel.rows) + len(groups))))
        svg.FigureCanvasSVG(figure)
        figure.subplots_adjust(left=0.3, hspace=0.6)
        all_axes = figure.subplots(len(groups), 1, squeeze=False, sharex=True)
        for axes, group in zip(all_axes[:, 0], groups, strict=True):
            rows = [row for row in funnel.rows if row.group == group]
            names = [*(in_xml(row.clause.key) for row in rows), left]
            counts = [*(row.first for row in rows), rows[-1].left]
            colours = ["#b3541e"] * len(rows) + ["#2b6777"]
            bars = axes.barh(range(len(names)), counts, color=colours)
            axes.bar_label(bars, padding=2)
            axes.set_yticks(range(len(names)), names, parse_math=False)
            axes.invert_yaxis()
            if funnel.by is not None:
                name = in_xml(f"{funnel.by}: {funnel.group_name(group, lang)}")
                axes.set_title(name, loc="left", parse_math=False)
        all_axes[-1, 0].set_xlabel(title)
        metadata = {"Date": None, "Creator": None, "Title": title}
        figure.savefig(written, format="svg", metadata=metadata, bbox_inches="tight")
    return "".join(written.parts)


_TITLE = Text(sv="Antal personer, vid den regel där de faller först",
              en="Number of persons, at the rule where they fall first")  # fmt: skip
_LEFT = Text(sv="kvar", en="left")
