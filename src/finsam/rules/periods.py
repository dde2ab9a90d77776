"""The days on which a person is eligible, with the clauses that begin and end each run of them."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import overload

from attrs import field, frozen

from finsam.rules.atoms import Day
from finsam.rules.clauses import Clause
from finsam.rules.drawing import Line, drawn
from finsam.rules.evaluate import Finding, Outcome, Prepared, Verdict
from finsam.rules.facts import Between, Date, Known
from finsam.rules.rulesets import RuleSet
from finsam.rules.turning import turning_days
from finsam.texts import Lang, Style, Text

__all__ = ["Edge", "Period", "Periods", "periods_of"]


def __dir__() -> list[str]:
    return __all__


_ONE_DAY = dt.timedelta(1)


class Edge(StrEnum):
    """Why a run of days begins or ends where it does.

    >>> from finsam.rules import Edge
    >>> [edge.in_("en") for edge in Edge]
    ['the rules', 'the time in force', 'what is known', 'the days asked about']

    RULES: some clauses turn. IN_FORCE: the rules come into force, or cease to be. FACTS: what is
    known can't be known earlier, such as a birth date. WINDOW: nobody asked about other days.
    """

    RULES = "rules"
    IN_FORCE = "in_force"
    FACTS = "facts"
    WINDOW = "window"

    def in_(self, lang: Lang) -> str:
        """Returns it as words.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _EDGES[self].in_(lang)


_EDGES = {
    Edge.RULES: Text(sv="reglerna", en="the rules"),
    Edge.IN_FORCE: Text(sv="tiden i kraft", en="the time in force"),
    Edge.FACTS: Text(sv="det som är känt", en="what is known"),
    Edge.WINDOW: Text(sv="dagarna som frågan gäller", en="the days asked about"),
}


@frozen
class Period:
    """A run of days on which the person is eligible, both ends included.

    >>> import datetime as dt
    >>> from finsam import Person, eligible_periods
    >>> from finsam.rulebooks import model
    >>> young = {"birth_date": dt.date(2008, 5, 1), "needs": ["region", "municipality"]}
    >>> young |= dict.fromkeys(("ongoing_addiction", "known_threatening", "custody_ahead"), False)
    >>> young |= {"serious_illness": False}
    >>> start, end = dt.date(2024, 1, 1), dt.date(2025, 12, 31)
    >>> [run] = eligible_periods(young, model.SAMORDNINGSTEAM, start=start, end=end)
    >>> run.start.isoformat(), run.opens.value, [clause.rule for clause in run.opened_by]
    ('2024-05-01', 'rules', ['BR-02'])

    Attributes:
        start: the first day.
        end: the last day.
        opens: why it begins then.
        closes: why it ends then.
        opened_by: the clauses that weren't met on the day before, where the rules open it.
        closed_by: the clauses that aren't met on the day after, where the rules close it.
    """

    start: dt.date
    end: dt.date
    opens: Edge
    closes: Edge
    opened_by: tuple[Clause, ...] = field(default=(), repr=False)
    closed_by: tuple[Clause, ...] = field(default=(), repr=False)

    def in_(self, lang: Lang) -> str:
        """Returns the days as words.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        _ = _EDGES[self.opens].in_(lang)
        return str(self.start) if self.start == self.end else f"{self.start}–{self.end}"


@frozen
class Periods(Sequence[Period]):
    """All runs of days on which a person is eligible within a window, in order.

    >>> import datetime as dt
    >>> from finsam import Person, eligible_periods
    >>> from finsam.rulebooks import model
    >>> start, end = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
    >>> runs = eligible_periods(Person(), model.SAMORDNINGSTEAM, start=start, end=end)
    >>> len(runs)  # nothing is known, and nobody is eligible by silence
    0

    Attributes:
        name: what the rules are called.
        start: the first day that was asked about.
        end: the last day that was asked about.
        runs: the runs.
    """

    name: Text
    start: dt.date
    end: dt.date
    runs: tuple[Period, ...]

    @overload
    def __getitem__(self, place: int) -> Period: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Period, ...]: ...
    def __getitem__(self, place: int | slice) -> Period | tuple[Period, ...]:
        return self.runs[place]

    def __len__(self) -> int:
        return len(self.runs)

    def explain(self, lang: Lang = "sv", style: Style = "text") -> str:
        """Returns the runs for people, with the rules that begin and end each.

        Args:
            lang: "sv" or "en".
            style: "text", "markdown", or "html", which is escaped and has no script.

        Raises:
            ValueError: another language or style.
        """
        return drawn(lambda: self._lines(lang), lang, style, "periods")

    def _repr_html_(self) -> str:
        """Returns the runs in Swedish for a notebook: escaped, without scripts."""
        return self.explain("sv", "html")

    def _lines(self, lang: Lang) -> Iterator[Line]:
        yield Line(0, f"{self.name.in_(lang)}, {self.start}–{self.end}")
        if not self.runs:
            yield Line(2, _NEVER.in_(lang))
            return
        yield Line(2, _WHEN.in_(lang))
        for run in self.runs:
            yield Line(3, run.in_(lang))
            for word, edge, clauses in (
                (_BEGINS, run.opens, run.opened_by),
                (_ENDS, run.closes, run.closed_by),
            ):
                yield Line(4, f"{word.in_(lang)}: {_why(edge, clauses, lang)}")


def _why(edge: Edge, clauses: Sequence[Clause], lang: Lang) -> str:
    if edge is not Edge.RULES:
        return edge.in_(lang)
    return "; ".join(f"{clause.text.in_(lang)} ({clause.rule})" for clause in clauses)


_NEVER = Text(
    sv="Inte någon dag: att personen är behörig följer inte av det som är känt och av källan.",
    en="On no day: that the person is eligible doesn't follow from what is known and the source.",
)
_WHEN = Text(
    sv="Behörig dessa dagar, som det som är känt står; första och sista dagen är med.",
    en="Eligible on these days, as far as what is known stays so; first and last day included.",
)
_BEGINS = Text(sv="börjar genom", en="begins by")
_ENDS = Text(sv="slutar genom", en="ends by")


@frozen
class _Run:
    """Days in a row on which all findings are the same; none where nobody can be asked."""

    start: dt.date
    end: dt.date
    findings: tuple[Finding, ...]
    verdict: Verdict | None
    because: Edge

    @property
    def is_eligible(self) -> bool:
        return self.verdict is Verdict.ELIGIBLE


def periods_of(
    versions: Sequence[tuple[RuleSet, Known]], *, start: dt.date, end: dt.date
) -> Periods:
    """Returns the runs of days on which a person is eligible.

    Args:
        versions: the rule sets, in the order of their times in force, which don't overlap; each
            with what is known of the person, as its vocabulary reads it.
        start: the first day that is asked about.
        end: the last day that is asked about.
    """
    judged = list(_whole(versions, start, end))
    found: list[Period] = []
    for place, run in enumerate(judged):
        before = judged[place - 1] if place else None
        after = judged[place + 1] if place + 1 < len(judged) else None
        if not run.is_eligible:
            continue
        if before is not None and before.is_eligible:  # the version changed, the answer didn't
            first, opens, opened_by = found[-1].start, found[-1].opens, found[-1].opened_by
            found.pop()
        else:
            first = run.start
            opens, opened_by = _edge(before)
        closes, closed_by = _edge(after)
        found.append(Period(first, run.end, opens, closes, opened_by, closed_by))
    return Periods(versions[-1][0].name, start, end, tuple(found))


def _edge(outside: _Run | None) -> tuple[Edge, tuple[Clause, ...]]:
    """Returns why a run ends towards the run beside it, and the clauses that aren't met there."""
    if outside is None:
        return Edge.WINDOW, ()
    if outside.verdict is None:
        return outside.because, ()
    unmet = tuple(f.clause for f in outside.findings if f.outcome < Outcome.SATISFIED)
    return Edge.RULES, unmet


def _whole(
    versions: Iterable[tuple[RuleSet, Known]], start: dt.date, end: dt.date
) -> Iterator[_Run]:
    """Yields runs that fill the window, with the days on which no rules are in force."""
    at = start
    for rules, known in versions:
        valid = rules.valid
        first = start if valid.start is None else max(start, valid.start)
        last = end if valid.end is None else min(end, valid.end)
        if first > last:
            continue
        if at < first:
            yield _Run(at, first - _ONE_DAY, (), None, Edge.IN_FORCE)
        known_from = _known_from(rules, known)
        if first < known_from:
            yield _Run(first, min(last, known_from - _ONE_DAY), (), None, Edge.FACTS)
        if known_from <= last:
            yield from _runs(rules, known, max(first, known_from), last)
        if last == dt.date.max:
            return
        at = last + _ONE_DAY
    if at <= end:
        yield _Run(at, end, (), None, Edge.IN_FORCE)


def _known_from(rules: RuleSet, known: Known) -> dt.date:
    """Returns the first day on which all that is known can be: what has happened lies behind it."""
    days = [dt.date.min]
    for key, value in known.items():
        kind = rules.vocabulary[key].kind
        low = value.low if isinstance(value, Between) else value
        if isinstance(kind, Date) and kind.past and isinstance(low, dt.date):
            days.append(low)
    return max(days)


def _runs(rules: RuleSet, known: Known, start: dt.date, end: dt.date) -> Iterator[_Run]:
    conditions = [each for clause in rules.deciding for each in clause.conditions]
    turns = turning_days(
        conditions, rules.vocabulary, known, leap_day=rules.leap_day, start=start, end=end
    )
    latest: _Run | None = None
    for first, beyond in pairwise([start, *turns, None]):
        assert first is not None
        last = end if beyond is None else beyond - _ONE_DAY
        day = Day(first, rules.leap_day)
        said = Prepared.of(rules.deciding, None, rules.vocabulary, day).evaluate(known)
        if (
            latest is not None
            and latest.findings == said.findings
            and latest.verdict is said.verdict
        ):
            latest = _Run(latest.start, last, latest.findings, latest.verdict, Edge.RULES)
            continue
        if latest is not None:
            yield latest
        latest = _Run(first, last, said.findings, said.verdict, Edge.RULES)
    assert latest is not None
    yield latest
