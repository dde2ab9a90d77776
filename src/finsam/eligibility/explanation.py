"""The explanation of a decision, in Swedish and English, as text, Markdown and HTML.

The parts are made once, as plain lines with a level; the three styles only draw them.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING, Literal

from attrs import frozen

from finsam.citations import Citation
from finsam.legaltime import whole_years
from finsam.rules import (
    Age,
    Between,
    Chosen,
    Clause,
    Concern,
    ConcernOutcome,
    DayIn,
    Fact,
    Finding,
    Includes,
    Missing,
    Only,
    Outcome,
    Selection,
    Strength,
    Verdict,
    WayIn,
    describe,
)
from finsam.rules.atoms import Atom, current_keys
from finsam.rules.conditions import reading_order
from finsam.texts import LANGUAGES, Lang, Text

if TYPE_CHECKING:
    from finsam.eligibility.decision import Decision

__all__ = ["Style", "explained", "headline"]


def __dir__() -> list[str]:
    return __all__


Style = Literal["text", "markdown", "html"]


def _t(sv: str, en: str) -> Text:
    return Text(sv=sv, en=en)


_MARKS = {
    Outcome.FAILED: "✗",
    Outcome.UNKNOWN: "?",
    Outcome.SATISFIED: "✓",
    Outcome.NOT_APPLICABLE: "–",
}
_ANOTHER_WAY = _t("Annan väg in", "Another way in")
_NOT_YET = _t("Inte ännu", "Not yet")
_NO_PLACE = _t("Ingen plats nu", "No place now")
_CLOSED = _t("Intaget är stängt", "Intake closed")
_TO_CLEAR_UP = _t("Att klarlägga", "To clear up")
_TO_ASSESS = _t("Att bedöma", "To assess")
_UNSTATED_WAY = _t("Källan säger inget om vägen in", "The source says nothing about the way in")
_MEANS = {
    Verdict.ELIGIBLE: _t(
        "Behörig betyder att de angivna villkoren är uppfyllda, inte att personen är antagen.",
        "Eligible means that the stated conditions are met, not that the person is taken in.",
    ),
    Verdict.NOT_ELIGIBLE: _t(
        "Minst ett villkor om personen kan inte vara uppfyllt, vad som än är okänt.",
        "At least one condition on the person can't be met, whatever is unknown.",
    ),
    Verdict.NEEDS_ASSESSMENT: _t(
        "Det som saknas är bedömningar, som någon behöver göra.",
        "What is missing are judgements, which somebody has to make.",
    ),
    Verdict.UNDETERMINED: _t(
        "Svaret beror på något som inte är känt.", "The answer depends on what isn't known."
    ),
}
_NOTHING_DECIDES = _t(
    "Reglerna anger inget villkor som avgör, och ingen blir behörig av tystnad.",
    "The rules state no deciding criterion, and nobody passes by silence.",
)
_DECIDES = _t("Beslutar om intag", "Decides on intake")
_NOT_STATED = _t("anges inte i källan", "not stated in the source")
_IN_FORCE = _t("I kraft", "In force")
_KNOWN = _t("känt", "known")
_ASKED = _t("villkor", "condition")
_SOURCE = _t("källa", "source")
_OURS = _t("vår läsning", "our reading")
_OTHER_READING = _t("annan läsning som går att välja", "another reading that can be chosen")
_APPLIES = _t("gäller om", "applies if")
_WEIGHS = _t("väger samman", "weighs")
_REASONS = _t("Skäl", "Reasons")
_PRIORITY = _t("Förtur", "Priority")
_REMARKS = _t("Riktlinjer (avgör inget)", "Guidelines (decide nothing)")
_OPEN = _t("Öppna punkter i källan", "Open points in the source")
_TO_ASK = _t("Kvar att ta reda på", "Still to ask")
_TO_ASK_REMARKS = _t("Bara för anmärkningar och förtur", "Only for remarks and priority")
_STATEMENTS = _t("Källan säger också", "The source also says")
_CLASH = _t(
    "Inget villkor faller ensamt, men dessa kan inte uppfyllas tillsammans",
    "No condition fails by itself, but these can't be met together",
)
_READ_AS = _t("läst som", "read as")
_JUDGED_BY = _t("bedöms av", "judged by")
_FOR = _t("för", "for")
_OPEN_WAYS = _t("Vägar in som är eller kan vara öppna", "Ways in that are, or may be, open")
_CLOSED_WAY = _t("stängd", "closed")
_YES_NO = {True: _t("ja", "yes"), False: _t("nej", "no"), None: _t("okänt", "unknown")}
_YEARS = _t("år", "years")
_WITH = _t("med", "in")
_WITHOUT = _t("inte med", "not in")


def headline(decision: "Decision", lang: Lang) -> str:
    """Returns the verdict, and then every concern that isn't met, in one line."""
    parts = [decision.verdict.in_(lang)]
    concerns = decision.concerns
    failed = {c for c, outcome in concerns.items() if outcome is ConcernOutcome.NOT_MET}
    if Concern.ROUTE in failed:
        parts.append(_ANOTHER_WAY.in_(lang) + _cited(_refusing_route(decision)))
    later = [c for c in (Concern.PREPARATION, Concern.CONSENT) if c in failed]
    if later:
        parts.append(f"{_NOT_YET.in_(lang)}: {_listed(later, lang)}")
    if Concern.PLACE in failed:
        parts.append((_CLOSED if _intake_is_closed(decision) else _NO_PLACE).in_(lang))
    for outcome, word in (
        (ConcernOutcome.UNDETERMINED, _TO_CLEAR_UP),
        (ConcernOutcome.NEEDS_ASSESSMENT, _TO_ASSESS),
    ):
        left = [c for c, o in concerns.items() if o is outcome]
        if Concern.ROUTE in left and _route_is_unstated(decision):
            parts.append(_UNSTATED_WAY.in_(lang))
            left.remove(Concern.ROUTE)
        if left:
            parts.append(f"{word.in_(lang)}: {_listed(left, lang)}")
    return ". ".join(parts) + "."


def _listed(concerns: Iterable[Concern], lang: Lang) -> str:
    return ", ".join(concern.in_(lang).lower() for concern in concerns)


def _cited(rules: Iterable[str]) -> str:
    found = list(dict.fromkeys(rules))
    return f" ({', '.join(found)})" if found else ""


def _route_is_unstated(decision: "Decision") -> bool:
    return decision.rules.ways_in is None and not any(
        finding.clause.concern is Concern.ROUTE and finding.clause.strength is Strength.REQUIRED
        for finding in decision.findings
    )


def _refusing_route(decision: "Decision") -> Iterator[str]:
    for finding in _failed(decision, Concern.ROUTE):
        yield finding.clause.rule
    ways = decision.ways_in
    if ways and all(outcome is Outcome.FAILED for _, outcome in ways):
        yield from (way.rule for way, _ in ways)


def _intake_is_closed(decision: "Decision") -> bool:
    return any(
        all(isinstance(atom, DayIn) for atom in _atoms(finding.clause))
        for finding in _failed(decision, Concern.PLACE)
    )


def _failed(decision: "Decision", concern: Concern) -> Iterator[Finding]:
    for finding in decision.findings:
        clause = finding.clause
        required = clause.strength is Strength.REQUIRED and clause.concern is concern
        if required and finding.outcome is Outcome.FAILED:
            yield finding


def _atoms(clause: Clause) -> Iterator[Atom]:
    for condition in (clause.applies_to, clause.condition):
        if condition is not None:
            for _, part in reading_order(condition):
                if isinstance(part, Atom):
                    yield part


@frozen
class _Line:
    """A line: level 0 is the title, 1 a heading, 2 a paragraph, 3 an item, 4 a note on it."""

    level: int
    text: str


def explained(decision: "Decision", lang: Lang, style: Style) -> str:
    """Returns the explanation of a decision in a language and a style."""
    if lang not in LANGUAGES:
        raise ValueError(f"lang is 'sv' or 'en', not {lang!r}")
    lines = _Explainer(decision, lang).lines()
    return _DRAW[style]([_Line(line.level, " ".join(line.text.split())) for line in lines])


@frozen
class _Explainer:
    decision: "Decision"
    lang: Lang

    def _in(self, text: Text) -> str:
        return text.in_(self.lang)

    def lines(self) -> Iterator[_Line]:
        """Yields the whole explanation."""
        decision = self.decision
        yield _Line(0, f"{self._in(decision.rules.name)}, {decision.as_of}")
        yield _Line(2, headline(decision, self.lang))
        yield _Line(2, self._in(self._meaning()))
        yield from self._clash()
        yield _Line(2, f"{self._in(_DECIDES)}: {self._decided_by()}")
        yield _Line(2, f"{self._in(_IN_FORCE)}: {decision.rules.valid.in_(self.lang)}")
        yield from self._section(_REASONS, self._findings(Concern.PERSON, Strength.REQUIRED))
        for concern, outcome in decision.concerns.items():
            title = f"{concern.in_(self.lang)}: {outcome.in_(self.lang)}"
            yield _Line(1, title)
            yield from self._findings(concern, Strength.REQUIRED)
            if concern is Concern.ROUTE:
                yield from self._ways(outcome)
        priority = list(self._findings(None, Strength.PRIORITY))
        if priority:
            word = self._in(_YES_NO[decision.has_priority])
            yield _Line(1, f"{self._in(_PRIORITY)}: {word}")
            yield from priority
        yield from self._section(_REMARKS, self._findings(None, Strength.GUIDELINE))
        yield from self._section(_OPEN, self._open_points())
        yield from self._section(_TO_ASK, self._questions(decision.missing))
        yield from self._section(_TO_ASK_REMARKS, self._questions(decision.missing_for_remarks))
        yield from self._section(_STATEMENTS, self._statements())

    def _meaning(self) -> Text:
        if not any(
            finding.clause.strength is Strength.REQUIRED
            and finding.clause.concern is Concern.PERSON
            for finding in self.decision.findings
        ):
            return _NOTHING_DECIDES
        return _MEANS[self.decision.verdict]

    def _decided_by(self) -> str:
        decided_by = self.decision.rules.decided_by
        if decided_by is None:
            return self._in(_NOT_STATED)
        return f"{self._in(decided_by.text)} ({decided_by.rule})"

    def _clash(self) -> Iterator[_Line]:
        clash = self.decision.clash
        if clash:
            yield _Line(2, f"{self._in(_CLASH)}:")
            for clause in clash:
                yield _Line(3, f"{self._in(clause.text)} ({clause.rule})")

    def _section(self, title: Text, lines: Iterable[_Line]) -> Iterator[_Line]:
        found = list(lines)
        if found:
            yield _Line(1, self._in(title))
            yield from found

    def _findings(self, concern: Concern | None, strength: Strength) -> Iterator[_Line]:
        for finding in self.decision.findings:
            clause = finding.clause
            if clause.strength is strength and concern in {None, clause.concern}:
                yield from self._finding(finding)

    def _finding(self, finding: Finding) -> Iterator[_Line]:
        clause = finding.clause
        mark, word = _MARKS[finding.outcome], finding.outcome.in_(self.lang)
        yield _Line(3, f"{mark} {word}: {self._in(clause.text)} ({clause.rule})")
        vocabulary = self.decision.rules.vocabulary
        if clause.applies_to is not None:
            shown = describe(clause.applies_to, vocabulary, self.lang)
            yield _Line(4, f"{self._in(_APPLIES)}: {shown}")
        assert clause.condition is not None  # a statement has no finding
        shown = describe(clause.condition, vocabulary, self.lang)
        yield _Line(4, f"{self._in(_ASKED)}: {shown}")
        for shown in self._values(clause):
            yield _Line(4, f"{self._in(_KNOWN)}: {shown}")
        if clause.weighs:
            yield _Line(4, f"{self._in(_WEIGHS)}: {', '.join(clause.weighs)}")
        yield from self._source(clause.citation)
        yield from self._alternatives(clause)

    def _alternatives(self, rule: Clause | WayIn) -> Iterator[_Line]:
        for reading in rule.alternatives:
            key = f"{rule.key} → {reading.key}"
            yield _Line(4, f"{self._in(_OTHER_READING)}: {self._in(reading.text)} ({key})")

    def _source(self, citation: Citation) -> Iterator[_Line]:
        yield _Line(4, f"{self._in(_SOURCE)}: {citation.in_(self.lang)}")
        if citation.reading is not None:
            yield _Line(4, f"{self._in(_OURS)}: {self._in(citation.reading)}")

    def _values(self, clause: Clause) -> Iterator[str]:
        """Yields what is known of each fact that a clause reads, the ages as ages."""
        seen: set[str] = set()
        for atom in _atoms(clause):
            if atom.reads is None or atom.reads in seen or atom.reads not in self.decision.facts:
                continue
            seen.add(atom.reads)
            fact = self.decision.rules.vocabulary[atom.reads]
            value = self.decision.facts[atom.reads]
            if isinstance(atom, Age):
                yield self._age(value)
            elif isinstance(value, Chosen):
                yield from self._members(fact, value, clause)
            else:
                shown = fact.kind.show(value, self.lang)
                yield f"{fact.question.in_(self.lang)} {shown}"

    def _age(self, value: object) -> str:
        ends = (value.high, value.low) if isinstance(value, Between) else (value,)
        policy = self.decision.rules.leap_day
        as_of = self.decision.as_of
        years = [
            str(whole_years(min(end, as_of), as_of, policy)) if isinstance(end, dt.date) else ""
            for end in ends
        ]
        return f"{'–'.join(dict.fromkeys(years))} {self._in(_YEARS)}"

    def _members(self, fact: Fact, value: Chosen, clause: Clause) -> Iterator[str]:
        kind = fact.kind
        assert isinstance(kind, Selection)
        read = {
            key
            for atom in _atoms(clause)
            if isinstance(atom, Includes | Only) and atom.reads == fact.key
            for key in (
                current_keys(atom.members, fact) if isinstance(atom, Includes) else kind.terms
            )
        }
        parts: list[str] = []
        for word, members in ((_WITH, value.inside), (_WITHOUT, value.outside)):
            names = [kind.name(key, self.lang) for key in kind.terms if key in members & read]
            if names:
                parts.append(f"{self._in(word)}: {', '.join(names)}")
        if parts:
            yield f"{fact.question.in_(self.lang)} {'; '.join(parts)}"

    def _ways(self, outcome: ConcernOutcome) -> Iterator[_Line]:
        if self.decision.rules.ways_in is None:
            if _route_is_unstated(self.decision):
                yield _Line(3, self._in(_UNSTATED_WAY))
            return
        for way, came in self.decision.ways_in:
            word = self._in(_CLOSED_WAY) if way.closed else came.in_(self.lang)
            text = f"{way.kind.in_(self.lang)}: {self._in(way.text)} ({way.rule})"
            yield _Line(3, f"{_MARKS[came]} {word}: {text}")
            yield from self._source(way.citation)
            yield from self._alternatives(way)
        open_ways = self.decision.open_ways
        if outcome is ConcernOutcome.NOT_MET and open_ways:
            names = "; ".join(self._in(way.text).rstrip(".") for way in open_ways)
            yield _Line(3, f"{self._in(_OPEN_WAYS)}: {names}")

    def _open_points(self) -> Iterator[_Line]:
        for found in self.decision.open_points:
            point = found.point
            yield _Line(3, f"{self._in(point.text)} ({point.key})")
            for reading in found.gives:
                text = self._in(point.choice_text(reading.key))
                says = [reading.verdict.in_(self.lang)]
                for concern, outcome in reading.concerns.items():
                    if any(other.concerns[concern] is not outcome for other in found.gives):
                        name = concern.in_(self.lang).lower()
                        says.append(f"{name} {outcome.in_(self.lang)}")
                yield _Line(4, f"{self._in(_READ_AS)} {text} ({reading.key}): {', '.join(says)}")

    def _questions(self, questions: Iterable[Missing]) -> Iterator[_Line]:
        for missing in questions:
            rules = ", ".join(dict.fromkeys(asker.rule for asker in missing.asked_by))
            yield _Line(3, f"{missing.question(self.lang)} ({self._in(_FOR)} {rules})")
            judge = missing.fact.judged_by
            if judge is not None:
                yield _Line(4, f"{self._in(_JUDGED_BY)}: {judge.in_(self.lang)}")

    def _statements(self) -> Iterator[_Line]:
        for clause in self.decision.statements:
            yield _Line(3, f"{self._in(clause.text)} ({clause.rule})")
            yield from self._source(clause.citation)


_TITLE, _HEADING, _PARAGRAPH, _ITEM = range(4)


def _as_text(lines: list[_Line]) -> str:
    drawn: list[str] = []
    for line in lines:
        if line.level == _TITLE:
            drawn += [line.text, "=" * len(line.text)]
        elif line.level == _HEADING:
            drawn += ["", line.text]
        else:
            drawn.append(f"{'  ' * (line.level - _PARAGRAPH)}{line.text}")
    return "\n".join(drawn)


def _marked(text: str) -> str:
    """Returns a text whose signs Markdown doesn't take for its own."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|" else sign for sign in text)


def _as_markdown(lines: list[_Line]) -> str:
    drawn: list[str] = []
    for line in lines:
        text = _marked(line.text)
        if line.level <= _HEADING:
            drawn.append(f"\n{'#' * (line.level + 2)} {text}\n")
        elif line.level == _PARAGRAPH:
            drawn.append(f"{text}\n")
        else:
            drawn.append(f"{'  ' * (line.level - _ITEM)}- {text}")
    return "\n".join(drawn).strip() + "\n"


def _as_html(lines: list[_Line]) -> str:
    drawn: list[str] = []
    depth = 0
    for line in lines:
        wanted = max(line.level - _PARAGRAPH, 0)
        while depth < wanted:
            drawn.append("<ul>")
            depth += 1
        while depth > wanted:
            drawn.append("</ul>")
            depth -= 1
        tag = ("h3", "h4", "p", "li", "li")[line.level]
        drawn.append(f"<{tag}>{escape(line.text)}</{tag}>")
    drawn += ["</ul>"] * depth
    return f'<div class="finsam-decision">{"".join(drawn)}</div>'


_DRAW = {"text": _as_text, "markdown": _as_markdown, "html": _as_html}
