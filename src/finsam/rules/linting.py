"""Lint: what is likely to be a slip in a rule set that is well formed."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence, Set
from enum import StrEnum
from itertools import combinations, pairwise
from typing import TypeAlias, overload

from attrs import field, frozen

from finsam.errors import Faults, InvalidInput
from finsam.legaltime import Days, Interval, Months, Period, Weeks, Years, add, runs
from finsam.rules.atoms import Atom, Day, Fixed
from finsam.rules.clauses import Clause, Concern, Strength, WayIn
from finsam.rules.conditions import describe, reading_order
from finsam.rules.diagram import NO, YES, Builder
from finsam.rules.drawing import Line, drawn
from finsam.rules.evaluate import way_condition
from finsam.rules.facts import Known
from finsam.rules.rulesets import HasEligibility, RuleSet, asked, carried
from finsam.rules.space import Space
from finsam.rules.turning import turning_days
from finsam.rules.witnesses import shown, told
from finsam.texts import Lang, Style, Text, joined

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
            sv="reglerna anger inget avgörande krav; ingen blir behörig",
            en="the rules state no deciding criterion; nobody becomes eligible",
        ),
    ),
    LintCode.NOBODY_ON_DAYS: (
        Severity.ERROR,
        Text(
            sv="på dessa dagar kan ingen uppfylla alla avgörande krav",
            en="on these days nobody can meet all deciding criteria",
        ),
    ),
    LintCode.NEVER_TRUE: (
        Severity.WARNING,
        Text(
            sv="uppfylls aldrig av någon som uppfyller de övriga kraven,"
            " under den tid reglerna gäller",
            en="is never met by anybody who meets the other required clauses, on any day in force",
        ),
    ),
    LintCode.NEVER_FALSE: (
        Severity.WARNING,
        Text(
            sv="utesluter aldrig någon som uppfyller de övriga kraven,"
            " under hela den tid reglerna gäller",
            en="never refuses anybody who meets the other required clauses, on any day in force",
        ),
    ),
    LintCode.PART_NEVER_TRUE: (
        Severity.WARNING,
        Text(
            sv="har en del som aldrig är uppfylld för den som uppfyller de övriga kraven,"
            " under den tid reglerna gäller",
            en="has a part that is never met for who meets the other required clauses,"
            " on any day in force",
        ),
    ),
    LintCode.PART_NEVER_FALSE: (
        Severity.WARNING,
        Text(
            sv="har en del som alltid är uppfylld för den som uppfyller de övriga kraven,"
            " under hela den tid reglerna gäller",
            en="has a part that is always met for who meets the other required clauses,"
            " on every day in force",
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
_OPEN_TO_NOBODY = Text(
    sv="är inte öppen för någon som uppfyller kraven på personen, under den tid reglerna gäller",
    en="is not open to anybody who meets the required clauses about the person,"
    " on any day in force",
)


@frozen
class LintFinding:
    """One thing that is likely to be a slip.

    What is said of clauses and their parts holds on every day in force. Beside a clause about the
    person stand the other required ones about the person; beside one about the way in, the
    preparation, the consent or the place also the required ones of its own concern.

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
        witness_on: the day on which the witness shows it; None where there is no witness.
    """

    code: LintCode
    clauses: tuple[Clause | WayIn, ...] = ()
    detail: Text | None = None
    days: tuple[Interval, ...] = ()
    witness: Known | None = field(default=None, repr=False)
    witness_on: dt.date | None = field(default=None, repr=False)

    @property
    def severity(self) -> Severity:
        """How much it weighs."""
        return self.code.severity

    def in_(self, lang: Lang) -> str:
        """Returns it as one line.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        parts = [f"{self.severity.in_(lang)}: {self._said(lang)}"]
        if self.detail is not None:
            parts.append(self.detail.in_(lang))
        parts += [interval.describe(lang) for interval in self.days]
        return "; ".join(parts)

    def _said(self, lang: Lang) -> str:
        """Returns the clauses and what is said of them."""
        keys = [clause.key for clause in self.clauses]
        if self.code is LintCode.NEVER_FALSE and len(keys) > 1:
            others = joined(keys[1:], {"sv": "och", "en": "and"}[lang])
            return f"{keys[0]} {_BESIDE.in_(lang).format(others)}"
        of_a_way = any(isinstance(rule, WayIn) for rule in self.clauses)
        says = _OPEN_TO_NOBODY if of_a_way and self.code is LintCode.NEVER_TRUE else self.code
        return f"{', '.join(keys)} {says.in_(lang)}" if keys else says.in_(lang)


_BESIDE = Text(
    sv="utesluter aldrig någon som uppfyller {}, under hela den tid reglerna gäller",
    en="never refuses anybody who meets {}, on any day in force",
)


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
        as_of: the day for which it was asked, or the nearest in force.
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
            if finding.witness is not None and finding.witness_on is not None:
                day = Day(finding.witness_on, self.rules.leap_day)
                atoms = self.rules.atoms
                for line in told(finding.witness, self.rules.vocabulary, atoms, day, lang):
                    yield Line(4, f"{_FOR_EXAMPLE.in_(lang)}: {line}")


_NOTHING = Text(sv="Inget att anmärka på.", en="Nothing to remark on.")
_FOR_EXAMPLE = Text(sv="till exempel", en="for example")


def lint(
    measure: HasEligibility, *, as_of: dt.date, stale_after: Period | None = None
) -> LintFindings:
    """Finds what is likely to be a slip in a rule set that is well formed.

    What is about people is asked of every day in force: between the days on which an answer can
    turn it stays what it is. The persons that show it are of the day where they can be.

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
    findings = [
        *_people(rules, day),
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


def _people(rules: RuleSet, day: dt.date) -> Iterator[LintFinding]:
    """Yields what the rules say together, and of whom, on all days in force."""
    if not rules.deciding:
        yield LintFinding(LintCode.NO_DECIDING_CRITERION)
    looks = [_Look(rules, span, day) for span in _spans(rules)]
    nobody = [look.span for look in looks if not look.is_satisfiable]
    if nobody:
        yield LintFinding(LintCode.NOBODY_ON_DAYS, rules.deciding, days=runs(nobody))
    if len(nobody) == len(looks):
        return  # any clause of a clash could be blamed
    looks.sort(key=lambda look: day not in look.span)  # to show it on the day, where it can be
    said, refuted = set[_Thing](), set[_Thing]()
    for look in looks:
        for thing, holds in look.says():
            (said if holds else refuted).add(thing)
    chosen = {clause.key for clause in rules.clauses if _is_chosen(clause, looks)}
    kept = [thing for thing in said - refuted if chosen.isdisjoint(thing[1])]
    places = {rule.key: place for place, rule in enumerate(_cited(rules))}
    always = sorted(kept, key=lambda thing: ([places[key] for key in thing[1]], thing))
    whole = {keys for code, keys, _ in always if code in _OF_A_WHOLE}
    same = [set(keys) for code, keys, _ in always if code is LintCode.EQUIVALENT]
    for code, keys, part in always:
        if keys in whole and code in _OF_A_PART:
            continue
        twins = set[str]().union(*(pair for pair in same if keys[0] in pair))
        if code is LintCode.NEVER_FALSE and twins and not _is_vain(rules, keys[0], twins, looks):
            continue  # without those that say the same it would refuse somebody: that says it all
        if code is LintCode.NEVER_TRUE and (LintCode.NEVER_FALSE, keys, 0) in always:
            continue  # it applies to nobody who meets the others
        yield _finding(rules, (code, keys, part), looks)


# what is said, of which rules, and of which part of the one, in reading order; 0 is the whole
_Thing: TypeAlias = tuple[LintCode, tuple[str, ...], int]
_OF_A_WHOLE = {LintCode.NEVER_FALSE, LintCode.NEVER_TRUE}
_OF_A_PART = {LintCode.PART_NEVER_FALSE, LintCode.PART_NEVER_TRUE}


def _spans(rules: RuleSet) -> Iterator[Interval]:
    """Yields the days in force in stretches in which no answer turns."""
    conditions = [each for clause in rules.clauses for each in clause.conditions]
    ways = (way_condition(way, rules.vocabulary) for way in rules.ways_in or ())
    conditions += [condition for condition in ways if condition is not None]
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
    for start, beyond in pairwise([first, *turns, None]):
        assert start is not None
        end = last if beyond is None else beyond - _ONE_DAY
        from_day = None if start == first and rules.valid.start is None else start
        yield Interval(from_day, None if end == dt.date.max else end)


class _Look:
    """The rules in one diagram, on a day that stands for a stretch of days."""

    def __init__(self, rules: RuleSet, span: Interval, day: dt.date) -> None:
        self.rules, self.span = rules, span
        self.day = day if day in span else span.start or _FIRST_DAY
        self.clauses = [c for c in rules.clauses if c.is_evaluated]
        ways = {w.key: way_condition(w, rules.vocabulary) for w in rules.ways_in or ()}
        self.ways = {key: condition for key, condition in ways.items() if condition is not None}
        conditions = [each for clause in self.clauses for each in clause.conditions]
        self.space = Space.of(
            [*conditions, *self.ways.values()], rules.vocabulary, Day(self.day, rules.leap_day)
        )
        self.builder = Builder(self.space.sizes)
        self.applies = {
            c.key: YES if c.applies_to is None else self.space.build(c.applies_to, self.builder)
            for c in self.clauses
        }
        self.met = {c.key: self._met(c) for c in self.clauses}
        self.is_satisfiable = self._every(rules.deciding) != NO

    def _met(self, clause: Clause) -> int:
        assert clause.condition is not None
        holds = self.space.build(clause.condition, self.builder)
        return self.builder.choose(self.applies[clause.key], holds, YES)

    def _no(self, root: int) -> int:
        return self.builder.choose(root, NO, YES)

    def _both(self, one: int, other: int) -> int:
        return self.builder.choose(one, other, NO)

    def _every(self, clauses: Iterable[Clause]) -> int:
        return self.builder.every(self.met[clause.key] for clause in clauses)

    def _inside(self, clause: Clause) -> int:
        """Returns who meets the others, among those to whom a clause applies."""
        return self._both(self.applies[clause.key], self._every(_others(self.rules, clause)))

    def says(self) -> Iterator[tuple[_Thing, bool]]:
        """Yields what can be said of the rules, and whether it holds on the days of the look."""
        for clause in self.clauses:
            yield from self._of_clause(clause)
        for key, condition in self.ways.items():
            come = self.space.build(condition, self.builder)
            nobody = self._both(self._every(self.rules.deciding), come) == NO
            yield (LintCode.NEVER_TRUE, (key,), 0), nobody
        for one, other in combinations(self.clauses, 2):
            if (one.strength, one.concern) == (other.strength, other.concern):
                same = self.met[one.key] == self.met[other.key]
                alike = self.applies[one.key] == self.applies[other.key]
                yield (LintCode.EQUIVALENT, (one.key, other.key), 0), same and alike

    def _of_clause(self, clause: Clause) -> Iterator[tuple[_Thing, bool]]:
        keys, inside, met = (clause.key,), self._inside(clause), self.met[clause.key]
        if self._every(_others(self.rules, clause)) == NO:
            return  # that nobody meets the others is their slip
        yield (LintCode.NEVER_FALSE, keys, 0), self._both(inside, self._no(met)) == NO
        yield (LintCode.NEVER_TRUE, keys, 0), self._both(inside, met) == NO
        for place, part in _parts(clause).items():
            holds = self.space.build(part, self.builder)
            never, always = self._both(inside, holds), self._both(inside, self._no(holds))
            yield (LintCode.PART_NEVER_TRUE, keys, place), never == NO
            yield (LintCode.PART_NEVER_FALSE, keys, place), always == NO

    def refuse(self, others: Iterable[Clause], clause: Clause) -> bool:
        """Tells whether others together refuse all whom a clause refuses."""
        return self._both(self._no(self.met[clause.key]), self._every(others)) == NO

    def witness(self, thing: _Thing) -> Known | None:
        """Returns a person of the day who shows a thing, if there can be one."""
        code, (key, *_), _ = thing
        if key in self.ways:
            shows = self._every(self.rules.deciding)
        elif code in {LintCode.NEVER_FALSE, LintCode.EQUIVALENT}:
            shows = self._no(self.met[key])
        else:
            shows = self._inside(self.rules.clause(key))
        graph = self.builder.graph([shows])
        allowed = [(1 << size) - 1 for size in self.space.sizes]
        found = shown(self.space, graph, graph.roots[0], known=Known({}), allowed=allowed)
        return None if found is None else found[0].facts


def _finding(rules: RuleSet, thing: _Thing, looks: Sequence[_Look]) -> LintFinding:
    """Returns what holds on all looks as a finding, with a person of the first that has one."""
    code, keys, place = thing
    about = [rule for rule in _cited(rules) if rule.key in keys]
    detail = None
    if code is LintCode.NEVER_FALSE:
        about += _enough(rules, rules.clause(keys[0]), looks)
    elif code in _OF_A_PART:
        part = _parts(rules.clause(keys[0]))[place]
        sv, en = (describe(part, rules.vocabulary, lang) for lang in ("sv", "en"))
        detail = Text(sv=sv, en=en)
    people = ((look.witness(thing), look.day) for look in looks)
    witness, on = next((each for each in people if each[0] is not None), (None, None))
    return LintFinding(code, tuple(about), detail, witness=witness, witness_on=on)


def _others(rules: RuleSet, clause: Clause) -> list[Clause]:
    """Returns the required clauses that a clause is held against."""
    return [
        each
        for each in rules.clauses
        if each.strength is Strength.REQUIRED
        and each.concern in {Concern.PERSON, clause.concern}
        and each is not clause
    ]


def _parts(clause: Clause) -> dict[int, Atom]:
    """Returns what a clause asks inside its condition, by the place in reading order."""
    assert clause.condition is not None
    return {
        place: part
        for place, (_, part) in enumerate(reading_order(clause.condition))
        if place and isinstance(part, Atom) and not isinstance(part, Fixed)
    }


def _enough(rules: RuleSet, clause: Clause, looks: Sequence[_Look]) -> list[Clause]:
    """Returns others, none of them in vain, that on each day refuse all whom a clause refuses."""
    kept = _others(rules, clause)
    for other in tuple(kept):
        rest = [each for each in kept if each is not other]
        if all(look.refuse(rest, clause) for look in looks):
            kept = rest
    return kept


def _is_vain(rules: RuleSet, key: str, twins: Set[str], looks: Iterable[_Look]) -> bool:
    """Tells whether a clause refuses nobody also without those that say the same."""
    clause = rules.clause(key)
    rest = [each for each in _others(rules, clause) if each.key not in twins]
    return all(look.refuse(rest, clause) for look in looks)


def _is_chosen(clause: Clause, looks: Iterable[_Look]) -> bool:
    """Tells whether on each day all or none meet a clause since a reading was chosen: no slip."""
    fixed = any(isinstance(part, Fixed) for part in clause.atoms)
    return fixed and all(look.met[clause.key] in {NO, YES} for look in looks)


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
