"""The explanation of a decision, in Swedish and English, as text, Markdown and HTML.

The parts are made once, as plain lines with a level; the three styles only draw them.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

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
    Open,
    Outcome,
    Selection,
    Strength,
    Verdict,
    WayIn,
    WayInKind,
    describe,
)
from finsam.rules.atoms import Atom, current_keys
from finsam.rules.conditions import reading_order
from finsam.rules.drawing import Line, drawn
from finsam.rules.facts import stretch
from finsam.texts import Lang, Style, Text

if TYPE_CHECKING:
    from finsam.eligibility.decision import Decision

__all__ = ["explained", "headline"]


def __dir__() -> list[str]:
    return __all__


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
_A_STEP = _t("ett steg på vägen in", "a step of the way in")
_NO_PLACE = _t("Ingen plats nu", "No place now")
_CLOSED = _t("Intaget är stängt", "Intake closed")
_TO_CLEAR_UP = _t("Inte klarlagt", "Not cleared up")
_TO_ASSESS = _t("Inte bedömt", "Not assessed")
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
_HANGS = _t(
    "Svaret hänger på något som källan lämnar öppet, inte på något om personen.",
    "The answer hangs on what the source leaves open, not on anything about the person.",
)
_LEFT_OPEN = _t("Källan lämnar öppet", "The source leaves open")
_NOTHING_DECIDES = _t(
    "Reglerna anger inget avgörande krav, och ingen blir behörig av tystnad.",
    "The rules state no deciding criterion, and nobody passes by silence.",
)
_DECIDES = _t("Beslutar om intag", "Decides on intake")
_NOT_STATED = _t("anges inte i källan", "not stated in the source")
_IN_FORCE = _t("Gäller", "In force")
_KNOWN = _t("känt", "known")
_ASKED = _t("villkor", "condition")
_SOURCE = _t("källa", "source")
_OURS = _t("vår läsning", "our reading")
_CHOSEN = _t("vald läsning, av den som frågar", "reading chosen by whoever asks")
_CHOICES = _t("Läsningar valda av den som frågar", "Readings chosen by whoever asks")
_SO_FAR = _t("känt hittills", "known so far")
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
_READ_AS = _t("läsning", "reading")
_JUDGED_BY = _t("bedöms av", "judged by")
_FOR = _t("för", "for")
_OPEN_WAYS = _t("Vägar in som är eller kan vara öppna", "Ways in that are, or may be, open")
_OPEN_TO = _t("öppen för", "open to")
_LEFT_TO_DO = _t("Steg kvar på vägen in", "Step left on the way in")
_STEPS = _t("dessförinnan", "before it")
_NO_WAY = _t("Ingen väg in är öppen", "No way in is open")
_CLOSED_WAY = _t("stängd", "closed")
_YES_NO = {True: _t("ja", "yes"), False: _t("nej", "no"), None: _t("okänt", "unknown")}
_YEAR = _t("år", "year")
_YEARS = _t("år", "years")
_WITH = _t("med", "in")
_WITHOUT = _t("inte med", "not in")


def headline(decision: "Decision", lang: Lang) -> str:
    """Returns the verdict, and then every concern that isn't met, in one line."""
    parts = [decision.verdict.in_(lang)]
    if _hangs_on_the_source(decision):
        points = [found.point.key for found in decision.open_points if found.for_verdict]
        parts.append(f"{_LEFT_OPEN.in_(lang)}: {', '.join(points)}")
    concerns = decision.concerns
    failed = {c for c, outcome in concerns.items() if outcome is ConcernOutcome.NOT_MET}
    later: list[str] = []
    if Concern.ROUTE in failed:
        steps = _steps_left(decision)
        if steps:
            later.append(_A_STEP.in_(lang) + _cited(way.rule for way in steps))
        else:
            none = decision.rules.ways_in is not None and not decision.open_ways
            word = _NO_WAY if none else _ANOTHER_WAY
            parts.append(word.in_(lang) + _cited(_refusing_route(decision)))
    later += [c.in_(lang).lower() for c in (Concern.PREPARATION, Concern.CONSENT) if c in failed]
    if later:
        parts.append(f"{_NOT_YET.in_(lang)}: {', '.join(later)}")
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


def _hangs_on_the_source(decision: "Decision") -> bool:
    """Tells whether nothing that could be asked of the person is missing for the verdict."""
    return decision.verdict is Verdict.UNDETERMINED and not any(
        missing.for_verdict for missing in decision.missing
    )


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


def _steps_left(decision: "Decision") -> tuple[WayIn, ...]:
    """Returns the ways in that only lack a step; none where another way has to be taken.

    Another body's door that comes first is another way.
    """
    comes = any(came is not Outcome.FAILED for _, came in decision.ways_in)
    if comes or any(_failed(decision, Concern.ROUTE)):
        return ()
    return tuple(way for way in decision.steps_left if way.kind is not WayInKind.OTHER_DOOR)


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


def explained(decision: "Decision", lang: Lang, style: Style) -> str:
    """Returns the explanation of a decision in a language and a style."""
    return drawn(_Explainer(decision, lang).lines, lang, style, "decision")


@frozen
class _Explainer:
    decision: "Decision"
    lang: Lang

    def _in(self, text: Text) -> str:
        return text.in_(self.lang)

    def lines(self) -> Iterator[Line]:
        """Yields the whole explanation."""
        decision = self.decision
        yield Line(0, f"{self._in(decision.rules.name)}, {decision.as_of}")
        yield Line(2, headline(decision, self.lang))
        yield Line(2, self._in(self._meaning()))
        yield from self._clash()
        yield Line(2, f"{self._in(_DECIDES)}: {self._decided_by()}")
        yield from self._in_force()
        yield from self._section(_CHOICES, self._choices())
        yield from self._section(_REASONS, self._findings(Concern.PERSON, Strength.REQUIRED))
        for concern, outcome in decision.concerns.items():
            title = f"{concern.in_(self.lang)}: {outcome.in_(self.lang)}"
            yield Line(1, title)
            yield from self._findings(concern, Strength.REQUIRED)
            if concern is Concern.ROUTE:
                yield from self._ways(outcome)
        priority = list(self._findings(None, Strength.PRIORITY))
        if priority:
            word = self._in(_YES_NO[decision.has_priority])
            yield Line(1, f"{self._in(_PRIORITY)}: {word}")
            yield from priority
        yield from self._section(_REMARKS, self._findings(None, Strength.GUIDELINE))
        yield from self._section(_OPEN, self._open_points())
        yield from self._section(_TO_ASK, self._questions(decision.missing))
        yield from self._section(_TO_ASK_REMARKS, self._questions(decision.missing_for_remarks))
        yield from self._section(_STATEMENTS, self._statements())

    def _in_force(self) -> Iterator[Line]:
        valid = self.decision.rules.valid
        rule = f" ({valid.rule})" if valid.rule is not None else ""
        yield Line(2, f"{self._in(_IN_FORCE)}: {valid.in_(self.lang)}{rule}")
        if valid.citation is not None and valid.citation.reading is not None:
            yield Line(2, f"{self._in(_OURS)}: {self._in(valid.citation.reading)}")

    def _choices(self) -> Iterator[Line]:
        for key, words in self.decision.rules.chosen:
            yield Line(3, f"{key}: {self._in(words)}")

    def _meaning(self) -> Text:
        if not any(
            finding.clause.strength is Strength.REQUIRED
            and finding.clause.concern is Concern.PERSON
            for finding in self.decision.findings
        ):
            return _NOTHING_DECIDES
        return _HANGS if _hangs_on_the_source(self.decision) else _MEANS[self.decision.verdict]

    def _decided_by(self) -> str:
        decided_by = self.decision.rules.decided_by
        if decided_by is None:
            return self._in(_NOT_STATED)
        return f"{self._in(decided_by.text)} ({decided_by.rule})"

    def _clash(self) -> Iterator[Line]:
        clash = self.decision.clash
        if clash:
            yield Line(2, f"{self._in(_CLASH)}:")
            for clause in clash:
                yield Line(3, f"{self._in(clause.text)} ({clause.rule})")

    def _section(self, title: Text, lines: Iterable[Line]) -> Iterator[Line]:
        found = list(lines)
        if found:
            yield Line(1, self._in(title))
            yield from found

    def _findings(self, concern: Concern | None, strength: Strength) -> Iterator[Line]:
        for finding in self.decision.findings:
            clause = finding.clause
            if clause.strength is strength and concern in {None, clause.concern}:
                yield from self._finding(finding)

    def _finding(self, finding: Finding) -> Iterator[Line]:
        clause = finding.clause
        mark, word = _MARKS[finding.outcome], finding.outcome.in_(self.lang)
        yield Line(3, f"{mark} {word}: {self._in(clause.text)} ({clause.rule})")
        vocabulary = self.decision.rules.vocabulary
        if clause.applies_to is not None:
            shown = describe(clause.applies_to, vocabulary, self.lang)
            yield Line(4, f"{self._in(_APPLIES)}: {shown}")
        assert clause.condition is not None  # a statement has no finding
        shown = describe(clause.condition, vocabulary, self.lang)
        yield Line(4, f"{self._in(_ASKED)}: {shown}")
        for shown in self._values(clause):
            yield Line(4, f"{self._in(_KNOWN)}: {shown}")
        if clause.weighs:
            yield Line(4, f"{self._in(_WEIGHS)}: {', '.join(clause.weighs)}")
        yield from self._source(clause.citation)
        yield from self._alternatives(clause)

    def _alternatives(self, rule: Clause | WayIn) -> Iterator[Line]:
        chosen = dict(self.decision.rules.chosen).get(rule.key)
        if chosen is not None:
            yield Line(4, f"{self._in(_CHOSEN)}: {self._in(chosen)}")
        for reading in rule.alternatives:
            if reading.text == chosen:
                continue
            key = f"{rule.key} → {reading.key}"
            yield Line(4, f"{self._in(_OTHER_READING)}: {self._in(reading.text)} ({key})")

    def _source(self, citation: Citation) -> Iterator[Line]:
        yield Line(4, f"{self._in(_SOURCE)}: {citation.in_(self.lang)}")
        if citation.reading is not None:
            yield Line(4, f"{self._in(_OURS)}: {self._in(citation.reading)}")

    def _values(self, clause: Clause) -> Iterator[str]:
        """Yields what is known of each fact that a clause reads, the ages as ages."""
        seen: set[str] = set()
        ages = {atom.reads for atom in _atoms(clause) if isinstance(atom, Age)}
        for atom in _atoms(clause):
            if atom.reads is None or atom.reads in seen or atom.reads not in self.decision.facts:
                continue
            seen.add(atom.reads)
            fact = self.decision.rules.vocabulary[atom.reads]
            value = self.decision.facts[atom.reads]
            if atom.reads in ages:  # an age tells less than a date of birth
                asked = "" if atom.reads == "birth_date" else f"{fact.question.in_(self.lang)} "
                yield asked + self._age(value)
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
            whole_years(min(end, as_of), as_of, policy) if isinstance(end, dt.date) else None
            for end in ends
        ]
        shown = stretch(years[0], years[-1], self.lang)
        return f"{shown} {self._in(_YEAR if set(years) <= {1, None} else _YEARS)}"

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

    def _ways(self, outcome: ConcernOutcome) -> Iterator[Line]:
        if self.decision.rules.ways_in is None:
            if _route_is_unstated(self.decision):
                yield Line(3, self._in(_UNSTATED_WAY))
            return
        vocabulary, facts = self.decision.rules.vocabulary, self.decision.facts
        for way, came in self.decision.ways_in:
            word = self._in(_CLOSED_WAY) if way.closed else came.in_(self.lang)
            text = f"{way.kind.in_(self.lang)}: {self._in(way.text)} ({way.rule})"
            yield Line(3, f"{_MARKS[came]} {word}: {text}")
            for title, condition in ((_OPEN_TO, way.open_to), (_STEPS, way.steps)):
                if condition is not None:
                    shown = describe(condition, vocabulary, self.lang)
                    yield Line(4, f"{self._in(title)}: {shown}")
            yield from self._source(way.citation)
            yield from self._alternatives(way)
        if "referred_by" in facts and "referred_by" in vocabulary:
            fact = vocabulary["referred_by"]
            came_by = fact.kind.show(facts["referred_by"], self.lang)
            yield Line(3, f"{self._in(_KNOWN)}: {fact.question.in_(self.lang)} {came_by}")
        if outcome is not ConcernOutcome.NOT_MET:
            return
        for way in self.decision.steps_left:
            assert way.steps is not None  # or the person would come this way
            shown = describe(way.steps, vocabulary, self.lang)
            yield Line(3, f"{self._in(_LEFT_TO_DO)} ({way.rule}): {shown}")
        open_ways = self.decision.open_ways
        if open_ways:
            names = "; ".join(self._in(way.text).rstrip(".") for way in open_ways)
            yield Line(3, f"{self._in(_OPEN_WAYS)}: {names}")

    def _open_points(self) -> Iterator[Line]:
        for found in self.decision.open_points:
            point = found.point
            yield Line(3, f"{self._in(point.text)} ({point.key})")
            for reading in found.gives:
                text = self._in(point.choice_text(reading.key))
                says = [reading.verdict.in_(self.lang)]
                for concern, outcome in reading.concerns.items():
                    if any(other.concerns[concern] is not outcome for other in found.gives):
                        name = concern.in_(self.lang).lower()
                        says.append(f"{name} {outcome.in_(self.lang)}")
                yield Line(4, f"{self._in(_READ_AS)}: {text} ({reading.key}): {', '.join(says)}")
                yield from self._reading_source(point, reading.key)
        for point in self.decision.open_points_for_remarks:
            yield Line(3, f"{self._in(point.text)} ({point.key})")
            for key in point.choices:
                yield Line(4, f"{self._in(_READ_AS)}: {self._in(point.choice_text(key))} ({key})")
                yield from self._reading_source(point, key)

    def _reading_source(self, point: Open, key: str) -> Iterator[Line]:
        for reading in point.readings:
            if reading.key == key:
                cited = reading.citation
                source = self._in(_OURS) if cited is None else cited.in_(self.lang)
                yield Line(4, f"{self._in(_SOURCE)}: {source}")

    def _questions(self, questions: Iterable[Missing]) -> Iterator[Line]:
        for missing in questions:
            rules = ", ".join(dict.fromkeys(asker.rule for asker in missing.asked_by))
            yield Line(3, f"{missing.question(self.lang)} ({self._in(_FOR)} {rules})")
            fact, facts = missing.fact, self.decision.facts
            if missing.member is None and fact.key in facts:  # a group, or an interval
                value = facts[fact.key]
                aged = any(isinstance(a, Age) and a.reads == fact.key for a in self._all_atoms())
                shown = self._age(value) if aged else fact.kind.show(value, self.lang)
                yield Line(4, f"{self._in(_SO_FAR)}: {shown}")
            judge = missing.fact.judged_by
            if judge is not None:
                yield Line(4, f"{self._in(_JUDGED_BY)}: {judge.in_(self.lang)}")

    def _all_atoms(self) -> Iterator[Atom]:
        for finding in self.decision.findings:
            yield from _atoms(finding.clause)

    def _statements(self) -> Iterator[Line]:
        for clause in self.decision.statements:
            yield Line(3, f"{self._in(clause.text)} ({clause.rule})")
            yield from self._source(clause.citation)
