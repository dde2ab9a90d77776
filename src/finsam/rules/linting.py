"""Lint: what is likely to be a slip in a rule set that is well formed."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import combinations, pairwise
from typing import overload

from attrs import field, frozen

from finsam.errors import Faults, InvalidInput
from finsam.legaltime import Days, Interval, Months, Period, Weeks, Years, add, runs
from finsam.rules.atoms import Atom, Day
from finsam.rules.clauses import Clause, WayIn
from finsam.rules.conditions import Condition, describe, reading_order
from finsam.rules.diagram import NO, YES, Builder
from finsam.rules.drawing import Line, drawn
from finsam.rules.evaluate import Prepared
from finsam.rules.facts import Known
from finsam.rules.rulesets import HasEligibility, RuleSet, asked, carried
from finsam.rules.space import Space
from finsam.rules.turning import turning_days
from finsam.rules.witnesses import shown, told
from finsam.texts import Lang, Style, Text

__all__ = ["LintCode", "LintFinding", "LintFindings", "Severity", "lint"]


def __dir__() -> list[str]:
    return __all__


_ONE_DAY = dt.timedelta(1)
_FIRST_DAY = dt.date(1900, 1, 1)  # where the days of rules without a first day begin


class Severity(StrEnum):
    """How much a finding of the lint weighs.

    ERROR: nobody passes, or nobody can, by what is written. WARNING: something written has no
    effect, or is out of date. REMARK: worth knowing.

    >>> from finsam.rules import Severity
    >>> [severity.in_("en") for severity in Severity]
    ['error', 'warning', 'remark']
    """

    ERROR = "error"
    WARNING = "warning"
    REMARK = "remark"

    def in_(self, lang: Lang) -> str:
        """Returns it as a word.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _SEVERITIES[self].in_(lang)


_SEVERITIES = {
    Severity.ERROR: Text(sv="fel", en="error"),
    Severity.WARNING: Text(sv="varning", en="warning"),
    Severity.REMARK: Text(sv="anmärkning", en="remark"),
}


class LintCode(StrEnum):
    """What kind of slip it is. Codes are frozen, wording is not.

    >>> from finsam.rules import LintCode
    >>> LintCode.NO_CITATION.severity.value, LintCode.NO_CITATION.in_("en")
    ('warning', 'the time in force has no citation')

    Source: the page Rule sets as sets.
    """

    NO_DECIDING_CRITERION = "no_deciding_criterion"
    NOBODY_ON_DAYS = "nobody_on_days"
    NEVER_TRUE = "never_true"
    NEVER_FALSE = "never_false"
    PART_NEVER_TRUE = "part_never_true"
    PART_NEVER_FALSE = "part_never_false"
    EQUIVALENT = "equivalent"
    STALE_CITATION = "stale_citation"
    NO_CITATION = "no_citation"
    ONE_LANGUAGE = "one_language"
    DEPARTS = "departs"
    OPEN_POINT = "open_point"

    @property
    def severity(self) -> Severity:
        """How much a finding of this kind weighs."""
        return _CODES[self][0]

    def in_(self, lang: Lang) -> str:
        """Returns it as words.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _CODES[self][1].in_(lang)


_CODES = {
    LintCode.NO_DECIDING_CRITERION: (
        Severity.ERROR,
        Text(
            sv="reglerna anger inget villkor som avgör; ingen blir behörig",
            en="the rules state no deciding criterion; nobody becomes eligible",
        ),
    ),
    LintCode.NOBODY_ON_DAYS: (
        Severity.ERROR,
        Text(
            sv="på dessa dagar kan ingen uppfylla alla avgörande villkor",
            en="on these days nobody can meet all deciding criteria",
        ),
    ),
    LintCode.NEVER_TRUE: (
        Severity.WARNING,
        Text(
            sv="uppfylls aldrig av någon som uppfyller de övriga avgörande villkoren,"
            " den dag som den lästes",
            en="is never met by anybody who meets the other required clauses,"
            " on the day on which it was read",
        ),
    ),
    LintCode.NEVER_FALSE: (
        Severity.WARNING,
        Text(
            sv="utesluter aldrig någon som uppfyller de övriga avgörande villkoren,"
            " den dag som den lästes",
            en="never refuses anybody who meets the other required clauses,"
            " on the day on which it was read",
        ),
    ),
    LintCode.PART_NEVER_TRUE: (
        Severity.WARNING,
        Text(
            sv="har en del som aldrig är uppfylld för den som uppfyller de övriga villkoren,"
            " den dag som den lästes",
            en="has a part that is never met for who meets the other required clauses,"
            " on the day on which it was read",
        ),
    ),
    LintCode.PART_NEVER_FALSE: (
        Severity.WARNING,
        Text(
            sv="har en del som alltid är uppfylld för den som uppfyller de övriga villkoren,"
            " den dag som den lästes",
            en="has a part that is always met for who meets the other required clauses,"
            " on the day on which it was read",
        ),
    ),
    LintCode.EQUIVALENT: (
        Severity.WARNING,
        Text(sv="säger samma sak som varandra", en="say the same as each other"),
    ),
    LintCode.STALE_CITATION: (
        Severity.WARNING,
        Text(
            sv="hölls mot källan för längre sedan än så",
            en="was held against its source longer ago than that",
        ),
    ),
    LintCode.NO_CITATION: (
        Severity.WARNING,
        Text(sv="tiden i kraft har ingen källhänvisning", en="the time in force has no citation"),
    ),
    LintCode.ONE_LANGUAGE: (
        Severity.WARNING,
        Text(
            sv="har samma text på båda språken; en översättning saknas",
            en="has one text in both languages; a translation is missing",
        ),
    ),
    LintCode.DEPARTS: (
        Severity.REMARK,
        Text(sv="avviker från en nationell källa", en="departs from a national source"),
    ),
    LintCode.OPEN_POINT: (
        Severity.REMARK,
        Text(sv="källan lämnar detta öppet", en="the source leaves this open"),
    ),
}


@frozen
class LintFinding:
    """One thing that is likely to be a slip.

    >>> import datetime as dt
    >>> from finsam.rulebooks import finnveden
    >>> from finsam.rules import lint
    >>> first = lint(finnveden.SAMVERKANSTEAM, as_of=dt.date(2026, 11, 22))[0]
    >>> first.code.value, first.severity.value
    ('open_point', 'remark')

    Attributes:
        code: what kind it is, for programs.
        clauses: the clauses or ways in that it is about; for NEVER_FALSE first the clause, and
            then the others that already refuse whoever it would refuse.
        detail: what it is about, in words: the part, the point, the day of the last check.
        days: the days on which it is so, where it is about days.
        witness: facts of a person who shows it, where it is about people; else None. One who
            fails the clause and another for NEVER_FALSE, one who meets the others for NEVER_TRUE
            and for parts, one who fails both for EQUIVALENT.
    """

    code: LintCode
    clauses: tuple[Clause | WayIn, ...] = ()
    detail: Text | None = None
    days: tuple[Interval, ...] = ()
    witness: Known | None = field(default=None, repr=False)

    @property
    def severity(self) -> Severity:
        """How much it weighs."""
        return self.code.severity

    def in_(self, lang: Lang) -> str:
        """Returns it as one line.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        keys = ", ".join(clause.key for clause in self.clauses)
        parts = [f"{self.severity.in_(lang)}: {f'{keys} ' if keys else ''}{self.code.in_(lang)}"]
        if self.detail is not None:
            parts.append(self.detail.in_(lang))
        parts += [interval.describe(lang) for interval in self.days]
        return "; ".join(parts)


@frozen
class LintFindings(Sequence[LintFinding]):
    """All findings of the lint, the weightiest first.

    >>> import datetime as dt
    >>> from finsam.rulebooks import model
    >>> from finsam.rules import lint
    >>> len(lint(model.SAMORDNINGSTEAM, as_of=dt.date(2026, 11, 22)))
    0

    Attributes:
        rules: the rule set.
        as_of: the day on which it was read.
        findings: what was found.
    """

    rules: RuleSet = field(repr=False)
    as_of: dt.date
    findings: tuple[LintFinding, ...]

    @overload
    def __getitem__(self, place: int) -> LintFinding: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[LintFinding, ...]: ...
    def __getitem__(self, place: int | slice) -> LintFinding | tuple[LintFinding, ...]:
        return self.findings[place]

    def __len__(self) -> int:
        return len(self.findings)

    def explain(self, lang: Lang = "sv", style: Style = "text") -> str:
        """Returns the findings for people, with the persons that show them.

        Args:
            lang: "sv" or "en".
            style: "text", "markdown", or "html", which is escaped and has no script.

        Raises:
            ValueError: another language or style.
        """
        return drawn(lambda: self._lines(lang), lang, style, "lint")

    def _repr_html_(self) -> str:
        """Returns the findings in Swedish for a notebook: escaped, without scripts."""
        return self.explain("sv", "html")

    def _lines(self, lang: Lang) -> Iterator[Line]:
        yield Line(0, f"{self.rules.name.in_(lang)}, {self.as_of}")
        if not self.findings:
            yield Line(2, _NOTHING.in_(lang))
        for finding in self.findings:
            yield Line(3, finding.in_(lang))
            if finding.witness is not None:
                day = Day(self.as_of, self.rules.leap_day)
                atoms = self.rules.atoms
                for line in told(finding.witness, self.rules.vocabulary, atoms, day, lang):
                    yield Line(4, f"{_FOR_EXAMPLE.in_(lang)}: {line}")


_NOTHING = Text(sv="Inget att anmärka på.", en="Nothing to remark on.")
_FOR_EXAMPLE = Text(sv="till exempel", en="for example")


def lint(
    measure: HasEligibility, *, as_of: dt.date, stale_after: Period | None = None
) -> LintFindings:
    """Finds what is likely to be a slip in a rule set that is well formed.

    What is about people is read on the day, or on the nearest day in force.

    >>> import datetime as dt
    >>> from finsam.rulebooks import model
    >>> from finsam.rules import lint
    >>> from finsam.legaltime import Years
    >>> for finding in lint(
    ...     model.SAMORDNINGSTEAM, as_of=dt.date(2028, 1, 1), stale_after=Years(1)
    ... ):
    ...     print(finding.code.value, finding.clauses[0].key)
    stale_citation BR-01
    stale_citation BR-02
    stale_citation BR-03.addiction
    stale_citation BR-03.threat
    stale_citation BR-03.custody
    stale_citation BR-03.illness

    Args:
        measure: a measure, a rule set, or what else carries rules.
        as_of: the day, for a check of one's own rules the present day.
        stale_after: how long after the last check a citation is stale; None asks about none,
            since no source says how often rules have to be checked.

    Raises:
        InvalidInput: what is given carries no rules, or is of another type; all faults at once.
        NotApplicable: the measure is not for individuals.

    Source: the page Rule sets as sets.
    """
    faults = Faults()
    found = carried(measure, "measure", faults)
    faults.plain_date(as_of, "as_of")
    if stale_after is not None:
        faults.of_type(stale_after, Days | Weeks | Months | Years, "stale_after")
    faults.raise_as(InvalidInput)
    rules = asked(found)
    day = rules.valid.nearest(as_of)
    people = _People(rules, day)
    findings = [
        *people.findings(),
        *_days(rules),
        *_citations(rules, as_of, stale_after),
        *_texts(rules),
        *(
            LintFinding(
                LintCode.DEPARTS,
                (each.old if each.new is None else each.new,),
                Text(sv=each.in_("sv"), en=each.in_("en")),
            )
            for each in rules.departures
        ),
        *(LintFinding(LintCode.OPEN_POINT, detail=point.text) for point in rules.open_points),
    ]
    order = list(LintCode)
    findings.sort(key=lambda finding: order.index(finding.code))
    return LintFindings(rules, day, tuple(findings))


class _People:
    """The clauses about the person in one diagram on a day."""

    def __init__(self, rules: RuleSet, day: dt.date) -> None:
        self.rules = rules
        self.clauses = [c for c in rules.clauses if c.is_evaluated]
        conditions = [each for clause in self.clauses for each in clause.conditions]
        self.space = Space.of(conditions, rules.vocabulary, Day(day, rules.leap_day))
        self.builder = Builder(self.space.sizes)
        self.applies = {
            c.key: YES if c.applies_to is None else self.space.build(c.applies_to, self.builder)
            for c in self.clauses
        }
        self.met = {c.key: self._met(c) for c in self.clauses}

    def _met(self, clause: Clause) -> int:
        assert clause.condition is not None
        holds = self.space.build(clause.condition, self.builder)
        return self.builder.choose(self.applies[clause.key], holds, YES)

    def _no(self, root: int) -> int:
        return self.builder.choose(root, NO, YES)

    def _every(self, clauses: Iterable[Clause]) -> int:
        return self.builder.every(self.met[clause.key] for clause in clauses)

    def _shows(self, root: int) -> Known | None:
        graph = self.builder.graph([root])
        allowed = [(1 << size) - 1 for size in self.space.sizes]
        found = shown(self.space, graph, graph.roots[0], known=Known({}), allowed=allowed)
        return None if found is None else found[0].facts

    @cached_property
    def _is_satisfiable(self) -> bool:
        return self._every(self.rules.deciding) != NO

    def findings(self) -> Iterator[LintFinding]:
        """Yields what is about people."""
        if not self.rules.deciding:
            yield LintFinding(LintCode.NO_DECIDING_CRITERION)
        if self._is_satisfiable:
            for clause in self.clauses:
                yield from self._against_others(clause)
        for one, other in combinations(self.clauses, 2):
            if self.met[one.key] == self.met[other.key] and self._like(one, other):
                witness = self._shows(self._no(self.met[one.key]))
                yield LintFinding(LintCode.EQUIVALENT, (one, other), witness=witness)

    def _like(self, one: Clause, other: Clause) -> bool:
        return (one.strength, one.concern) == (other.strength, other.concern) and (
            self.applies[one.key] == self.applies[other.key]
        )

    def _against_others(self, clause: Clause) -> Iterator[LintFinding]:
        """Yields what a clause, or a part of it, never says of who meets the required others."""
        others = [each for each in self.rules.deciding if each is not clause]
        inside = self.builder.choose(self.applies[clause.key], self._every(others), NO)
        met = self.met[clause.key]
        constant = met in {NO, YES}  # a chosen reading says so itself
        if constant:
            return
        refused = self._no(met)
        if self.builder.choose(inside, refused, NO) == NO:  # or it applies to none of them
            those = self._enough(others, refused)
            witness = self._shows(refused)
            yield LintFinding(LintCode.NEVER_FALSE, (clause, *those), witness=witness)
            return
        if self.builder.choose(inside, met, NO) == NO:
            yield LintFinding(LintCode.NEVER_TRUE, (clause,), witness=self._shows(inside))
            return
        assert clause.condition is not None
        yield from self._parts(clause, clause.condition, inside)

    def _enough(self, others: list[Clause], refused: int) -> list[Clause]:
        """Returns others, as few as needed, that together refuse all that are refused."""
        kept = list(others)
        for clause in others:
            rest = [each for each in kept if each is not clause]
            if self.builder.choose(refused, self._every(rest), NO) == NO:
                kept = rest
        return kept

    def _parts(self, clause: Clause, condition: Condition, inside: int) -> Iterator[LintFinding]:
        for _, part in reading_order(condition):
            if part is condition or not isinstance(part, Atom) or part.reads is None:
                continue
            holds = self.space.build(part, self.builder)
            for code, root in (
                (LintCode.PART_NEVER_TRUE, holds),
                (LintCode.PART_NEVER_FALSE, self._no(holds)),
            ):
                if self.builder.choose(inside, root, NO) == NO:
                    vocabulary = self.rules.vocabulary
                    detail = Text(
                        sv=describe(part, vocabulary, "sv"), en=describe(part, vocabulary, "en")
                    )
                    witness = self._shows(inside)
                    yield LintFinding(code, (clause,), detail, witness=witness)


def _days(rules: RuleSet) -> Iterator[LintFinding]:
    """Yields the days in force on which nobody can meet all deciding criteria."""
    if not rules.deciding:
        return
    conditions = [each for clause in rules.deciding for each in clause.conditions]
    first, last = rules.valid.start or _FIRST_DAY, rules.valid.end or dt.date.max
    turns = turning_days(
        conditions,
        rules.vocabulary,
        {},
        leap_day=rules.leap_day,
        start=first,
        end=last,
        may_change=True,
    )
    nobody: list[Interval] = []
    for start, beyond in pairwise([first, *turns, None]):
        assert start is not None
        end = last if beyond is None else beyond - _ONE_DAY
        day = Day(start, rules.leap_day)
        prepared = Prepared.of(rules.deciding, None, rules.vocabulary, day)
        if prepared.graph.roots[0] == NO:
            from_day = None if start == first and rules.valid.start is None else start
            nobody.append(Interval(from_day, None if end == dt.date.max else end))
    if nobody:
        yield LintFinding(LintCode.NOBODY_ON_DAYS, rules.deciding, days=runs(nobody))


def _cited(rules: RuleSet) -> tuple[Clause | WayIn, ...]:
    return (*rules.clauses, *(rules.ways_in or ()))


def _citations(rules: RuleSet, as_of: dt.date, stale_after: Period | None) -> Iterator[LintFinding]:
    if not rules.valid.is_undated and rules.valid.citation is None:
        yield LintFinding(LintCode.NO_CITATION)
    if stale_after is None:
        return
    for rule in _cited(rules):
        checked = rule.citation.verified_on
        if add(checked, stale_after) < as_of:
            detail = Text(sv=f"senast {checked}", en=f"last on {checked}")
            yield LintFinding(LintCode.STALE_CITATION, (rule,), detail)


def _texts(rules: RuleSet) -> Iterator[LintFinding]:
    for rule in _cited(rules):
        if rule.text.sv == rule.text.en:
            yield LintFinding(LintCode.ONE_LANGUAGE, (rule,), rule.text)
