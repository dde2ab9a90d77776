"""The numbers of a year, in a form that can be published: key figures, exits and goals.

All its counts are protected together, with the sums that a reader can make between the tables
(`finsam.outcomes.publishing`). Shares, means and verdicts are shown only where they reveal no
hidden count.
"""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from html import escape
from typing import Protocol

from attrs import field, frozen

from finsam.errors import Faults, InvalidInput, as_tuple
from finsam.legaltime import Interval
from finsam.outcomes.criteria import Criterion
from finsam.outcomes.evaluation import Evaluation, read_stays
from finsam.outcomes.goals import Goal, ShareAtLeast
from finsam.outcomes.hiding import check_size
from finsam.outcomes.publishing import PublishedTable
from finsam.outcomes.results import GoalVerdict
from finsam.outcomes.tallies import Tally, percent
from finsam.participation import Participation
from finsam.texts import LANGUAGES, Lang, Style, Text, folded, marked

__all__ = ["MeasureYear", "PublishedGoal", "YearReport"]


def __dir__() -> list[str]:
    return __all__


Blocks = Iterator[tuple[int, "str | PublishedTable"]]


class Named(Protocol):
    """Whatever has a key and a name, such as a measure."""

    @property
    def key(self) -> str:
        """A name for programs."""
        ...

    @property
    def name(self) -> Text:
        """The name for people."""
        ...


@frozen(kw_only=True)
class MeasureYear:
    """What a report needs of one measure: its participations, and its goals evaluated.

    >>> from finsam.outcomes import MeasureYear
    >>> from finsam.rulebooks import norra_vastmanland
    >>> MeasureYear(measure=norra_vastmanland.SAMORDNINGSTEAM).name.in_("sv")
    'Samordningsteam, Norra Västmanland'

    Attributes:
        measure: a measure, or anything else with a key and a name.
        participations: those of the measure, at any time, each with a key.
        goals: the evaluation of its goals; None for a report without them.
        places: how many can be enrolled at once; None where that isn't given.

    Raises:
        InvalidInput: a part of another type; all faults at once.

    Source: NV-20.
    """

    measure: Named
    participations: tuple[Participation, ...] = field(default=(), converter=as_tuple)
    goals: Evaluation | None = None
    places: int | None = None

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.named(getattr(self.measure, "key", None), "measure.key")
        faults.of_type(getattr(self.measure, "name", None), Text, "measure.name")
        read_stays(self.participations, faults)
        for i, stay in enumerate(self.participations):
            if getattr(stay, "key", "") is None:
                faults.add(
                    "missing", f"participations[{i}].key", sv="nyckel saknas", en="it has no key"
                )
        if self.goals is not None:
            faults.of_type(self.goals, Evaluation, "goals")
        if self.places is not None:
            check_size(self.places, faults, "places")
        faults.raise_as(InvalidInput)

    @property
    def key(self) -> str:
        """The key of the measure."""
        return self.measure.key

    @property
    def name(self) -> Text:
        """The name of the measure."""
        return self.measure.name


@frozen(kw_only=True)
class PublishedGoal:
    """A goal as it may be published: verdict and counts, as far as they reveal no hidden count.

    >>> from finsam.outcomes import PublishedGoal
    >>> PublishedGoal.__name__
    'PublishedGoal'

    It doesn't hold what it hides: the counts themselves stay with the result of the evaluation.

    Attributes:
        goal: the goal.
        base: the base that was used.
        chosen: the key of the base, where the source doesn't state it and it was chosen.
        period: the days that it was measured in; None for all.
        missing: what isn't known of some.
        given: a number that others have worked out; None where it was counted.
        few_unknown: whether few are unknown, and stand with those that don't count.
        withheld: whether its counts are left out, since they would reveal what other tables hide.
        table: the counts by sex, small ones hidden; None where there is none to show.
        verdict: the verdict; None where it would reveal a hidden count, or too few are counted.

    Source: the explanation Who is in the denominator.
    """

    goal: Goal
    base: Criterion
    chosen: str | None
    period: Interval | None
    missing: tuple[Text, ...]
    given: int | Decimal | None
    few_unknown: bool
    withheld: bool
    table: PublishedTable | None
    verdict: GoalVerdict | None

    @property
    def tally(self) -> Tally | None:
        """The counts in all; None where one of them is hidden, or where few are unknown.

        Few that are unknown stand together with those that don't count (`at_least`).
        """
        counts = self._counts()
        return None if self.few_unknown or counts is None else Tally(**counts)

    @property
    def at_least(self) -> Fraction | None:
        """The share that counts for certain, of all in the base; None where it is hidden."""
        counts = self._counts()
        if counts is None or not sum(counts.values()):
            return None
        return Fraction(counts["yes"], sum(counts.values()))

    def _counts(self) -> dict[str, int] | None:
        if self.table is None:
            return None
        row, found = self.table.total_row, dict[str, int]()
        for column in self.table.columns:
            count = self.table.count(row, column.key)
            if count is None:
                return None
            found[column.key] = count
        return found

    def _counted(self, lang: Lang) -> str:
        """Returns the counts for people, as far as they are shown."""
        tally = self.tally
        if self.given is not None:
            return f", {_GIVEN.in_(lang)} {self.given}"
        if not isinstance(self.goal.target, ShareAtLeast):
            return "" if tally is None else f", {tally.yes}"
        if tally is not None:
            return f", {tally.describe(lang)}"
        counts, share = self._counts(), self.at_least
        if counts is None or share is None:
            return ""
        return f", {at_least(counts['yes'], sum(counts.values())).in_(lang)}"

    def lines(self, lang: Lang) -> Iterator[str]:
        """Yields the goal with its verdict, and what stands behind it."""
        goal, tally = self.goal, self.tally
        assert goal.target is not None
        told = TOO_FEW.in_(lang) if self.verdict is None else self.verdict.in_(lang)
        yield f"{goal.text.in_(lang)} [{goal.rule}]: {told}"
        measured = f"{goal.target.in_(lang)}{self._counted(lang)}"
        yield f"{_MEASURED.in_(lang)}: {measured}"
        if self.withheld:
            yield _WITHHELD.in_(lang)
        share = isinstance(goal.target, ShareAtLeast)
        if share and tally is not None and tally.interval is not None:
            low, high = (percent(Fraction(end), lang) for end in tally.interval)
            yield f"{_WILSON.in_(lang)}: {low}–{high}"
        chosen = "" if self.chosen is None else f" ({_CHOSEN.in_(lang)})"
        yield f"{_BASE.in_(lang)}: {self.base.describe(lang)}{chosen}"
        if goal.when is not None:
            yield f"{_WHEN.in_(lang)}: {goal.when.describe(lang)}"
        if self.period is not None:
            yield f"{_PERIOD.in_(lang)}: {self.period.describe(lang)}"
        if self.missing:
            yield f"{_MISSING.in_(lang)}: {'; '.join(text.in_(lang) for text in self.missing)}"
        if goal.citation.reading is not None:
            yield f"{_READING.in_(lang)}: {goal.citation.reading.in_(lang)}"


def at_least(part: int, whole: int) -> Text:
    """Returns a share of which some are unknown, and stand with those that don't count."""
    share = Fraction(part, whole)
    return Text(
        sv=f"minst {part} av {whole} ({percent(share, 'sv')})",
        en=f"at least {part} of {whole} ({percent(share, 'en')})",
    )


TOO_FEW = Text(sv="för få för att visas", en="too few to show")
_GIVEN = Text(sv="angivet:", en="given:")
_MEASURED = Text(sv="Mätt", en="Measured")
_WILSON = Text(sv="Osäkerhet (Wilson 95 %)", en="Uncertainty (Wilson 95 %)")
_BASE = Text(sv="Bas", en="Base")
_CHOSEN = Text(sv="vald, källan anger ingen", en="chosen, the source states none")
_WHEN = Text(sv="När", en="When")
_PERIOD = Text(sv="Tid", en="Time")
_WITHHELD = Text(
    sv="Antalen visas inte alls: de skulle avslöja små antal i andra tabeller",
    en="The counts aren't shown at all: they would reveal small counts in other tables",
)
_MISSING = Text(sv="Saknas för några", en="Missing for some")
_READING = Text(sv="Vår läsning", en="Our reading")


@frozen(kw_only=True)
class YearReport:
    """The numbers of a year: what may be published of key figures, exits and goals.

    >>> import datetime as dt
    >>> from finsam import Participation
    >>> from finsam.outcomes import MeasureYear, year_report
    >>> from finsam.rulebooks import norra_vastmanland
    >>> from finsam.texts import Text
    >>> stays = [
    ...     Participation(
    ...         key=str(i),
    ...         enrolled=dt.date(2022, 3, 1),
    ...         facts={"sex": "woman" if i % 2 else "man"},
    ...     )
    ...     for i in range(24)
    ... ]
    >>> team = MeasureYear(measure=norra_vastmanland.SAMORDNINGSTEAM, participations=stays)
    >>> title = Text(sv="Siffror 2022", en="Figures of 2022")
    >>> report = year_report([team], 2022, as_of=dt.date(2023, 1, 31), title=title)
    >>> report.tables[0].count("total", "new"), report.tables[0].count("total", "exited")
    (24, None)

    Attributes:
        title: what it is called.
        period: the calendar year.
        as_of: the day on which it stands.
        tables: the tables, small counts hidden.
        figures: means, shares and the use of places, by name; those that may be shown.
        goals: the goals with a figure, by the name of the measure.
        said: what the sources say without a figure, by the name of the measure.

    Source: NV-20, NV-23, VA-22, VA-25.
    """

    title: Text
    period: Interval
    as_of: dt.date
    tables: tuple[PublishedTable, ...]
    figures: "tuple[tuple[Text, Text], ...]"
    goals: "tuple[tuple[Text, tuple[PublishedGoal, ...]], ...]" = ()
    said: "tuple[tuple[Text, tuple[Text, ...]], ...]" = ()

    def explain(self, lang: Lang = "sv", style: Style = "text") -> str:
        """Returns the report as text, Markdown or HTML.

        Raises:
            InvalidInput: a language or a style that there isn't.
        """
        faults = Faults()
        what = Text(sv="ett språk", en="a language"), Text(sv="en form", en="a style")
        if lang not in LANGUAGES:
            faults.unknown("lang", what=what[0], value=str(lang), among=LANGUAGES)
        if style not in _DRAW:
            faults.unknown("style", what=what[1], value=str(style), among=_DRAW)
        faults.raise_as(InvalidInput)
        blocks = (
            (level, folded(block) if isinstance(block, str) else block)
            for level, block in self._blocks(lang)
        )
        return _DRAW[style](blocks, lang)

    def _repr_html_(self) -> str:
        """Returns the report as HTML, for a notebook, in Swedish."""
        return self.explain("sv", "html")

    def _blocks(self, lang: Lang) -> Blocks:
        """Yields headings (0, 1), paragraphs (2), items (3, 4) and tables."""
        yield 0, self.title.in_(lang)
        yield 2, f"{self.period.describe(lang)}. {_STANDS.in_(lang)} {self.as_of}."
        yield 2, _COUNTS.in_(lang)
        yield 1, _KEY_FIGURES.in_(lang)
        for name, told in self.figures:
            yield 3, f"{name.in_(lang)}: {told.in_(lang)}"
        for table in self.tables:
            yield 1, table.title.in_(lang)
            yield 2, table
        for measure, goals in self.goals:
            yield 1, f"{_GOALS.in_(lang)}: {measure.in_(lang)}"
            for goal in goals:
                for i, line in enumerate(goal.lines(lang)):
                    yield 3 if i == 0 else 4, line
                if goal.table is not None and len(goal.table.rows) > 1:
                    yield 2, goal.table
        for measure, texts in self.said:
            yield 1, f"{_SAID.in_(lang)}: {measure.in_(lang)}"
            for text in texts:
                yield 3, text.in_(lang)


_STANDS = Text(sv="Läget", en="As it stood on")
_COUNTS = Text(
    sv="Där inget annat sägs räknas deltaganden: en person i två insatser är två deltaganden.",
    en="Unless said, participations are counted: a person in two measures is two of them.",
)
_KEY_FIGURES = Text(sv="Nyckeltal", en="Key figures")
_GOALS = Text(sv="Mål", en="Goals")
_SAID = Text(sv="Mål utan siffra", en="Goals without a figure")


# --- drawing ------------------------------------------------------------------------------------


def _as_text(blocks: Blocks, lang: Lang) -> str:
    drawn: list[str] = []
    for level, block in blocks:
        if isinstance(block, PublishedTable):
            drawn += [*block.text(lang).splitlines()[1:]]
        elif level == 0:
            drawn += [block, "=" * len(block)]
        else:
            drawn.append({1: "\n{}", 2: "{}", 3: "- {}"}.get(level, "    {}").format(block))
    return "\n".join(drawn)


def _as_markdown(blocks: Blocks, lang: Lang) -> str:
    drawn: list[str] = []
    for level, block in blocks:
        if isinstance(block, PublishedTable):
            heading, *rows = [[marked(word) for word in line] for line in block.lines(lang)]
            rule = ["---", *["---:"] * (len(heading) - 1)]
            lines = [f"| {' | '.join(line)} |" for line in (heading, rule, *rows)]
            drawn += ["", *lines, "", marked(block.note(lang)), ""]
        elif level < _PARAGRAPH:
            drawn += ["", f"{'#' * (level + 2)} {marked(block)}", ""]
        elif level == _PARAGRAPH:
            drawn += [marked(block), ""]
        else:
            drawn.append(f"{'    ' * (level - _ITEM)}- {marked(block)}")
    return "\n".join(drawn).strip() + "\n"


def _as_html(blocks: Blocks, lang: Lang) -> str:
    drawn: list[str] = []
    for level, block in blocks:
        if isinstance(block, PublishedTable):
            heading, *rows = [[escape(word) for word in line] for line in block.lines(lang)]
            drawn.append("<table><thead><tr>")
            drawn += [f'<th scope="col">{word}</th>' for word in heading]
            drawn.append("</tr></thead><tbody>")
            for first, *rest in rows:
                cells = "".join(f"<td>{word}</td>" for word in rest)
                drawn.append(f'<tr><th scope="row">{first}</th>{cells}</tr>')
            drawn.append(f"</tbody></table><p>{escape(block.note(lang))}</p>")
        else:
            tag = ("h3", "h4", "p", "p", "p")[level]
            mark = ("", "", "", "• ", "– ")[level]
            drawn.append(f"<{tag}>{mark}{escape(block)}</{tag}>")
    return f'<div class="finsam-report" lang="{lang}">{"".join(drawn)}</div>'


_PARAGRAPH, _ITEM = 2, 3
_DRAW = {"text": _as_text, "markdown": _as_markdown, "html": _as_html}
