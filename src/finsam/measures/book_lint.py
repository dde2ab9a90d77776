"""`lint_book`: what in a rule book should be looked over, before anybody is assessed by it.

It looks at the book as a text: sources, both languages, days and years, money, what is open. What a
rule set says together, and for whom, is another question.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias, cast

from attrs import evolve, field, frozen

from finsam.association import YearRule
from finsam.citations import Citation
from finsam.errors import Faults, InvalidInput, as_tuple
from finsam.financing import BudgetRule, FinancingRule, Weight, review
from finsam.legaltime import Days, Interval, Months, Period, Weeks, Years, add
from finsam.measures.book import Measure, RuleBook, Team
from finsam.measures.register import register
from finsam.measures.statements import BoardSeats, Statement
from finsam.participation import Every, HasTiming, Runs, Stay, TimingRule, timing_findings
from finsam.participation.due import never_fits
from finsam.rules import (
    Clause,
    Concern,
    DayIn,
    DecidedBy,
    NotForIndividuals,
    RuleSet,
    Strength,
    WayIn,
)
from finsam.texts import Lang, Text, joined, nearest, normalised

__all__ = ["BookFinding", "lint_book"]


def __dir__() -> list[str]:
    return __all__


@frozen(kw_only=True)
class BookFinding:
    """Something in a rule book that should be looked over.

    >>> import datetime as dt
    >>> from finsam.legaltime import Years
    >>> from finsam.measures import lint_book
    >>> from finsam.rulebooks import framsteget
    >>> for found in lint_book(framsteget.BOOK, as_of=dt.date(2026, 11, 26), max_age=Years(1)):
    ...     if found.code == "renamed":
    ...         print(found.in_("en"))
    remark: the name has changed: Uppföljning Finsam (SUS until 2023-04-30) [HA-16]

    Attributes:
        code: what kind of finding, for programs; codes are frozen, wording is not.
        weight: how much it weighs.
        text: what is found.
        rules: the rules that it is about.
        measure: the measure that it is about; None for the association.
        citations: where the rules stand.

    Source: X-09, X-27; the how-to Check a book against the act.
    """

    code: str
    weight: Weight
    text: Text
    rules: tuple[str, ...] = ()
    measure: Measure | None = field(default=None, repr=False)
    citations: tuple[Citation, ...] = field(default=(), repr=False)

    def in_(self, lang: Lang) -> str:
        """Returns the finding in one line: weight, measure, text and rules.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        whose = "" if self.measure is None else f"{self.measure.name.in_(lang)}: "
        text, rules = self.text.in_(lang), f"[{', '.join(self.rules)}]"
        named = f" {rules}" if self.rules and not text.endswith(rules) else ""
        return f"{self.weight.in_(lang)}: {whose}{text}{named}"


def lint_book(book: RuleBook, *, as_of: dt.date, max_age: Period) -> tuple[BookFinding, ...]:
    """Says what in a rule book should be looked over.

    Sources that are missing, or were last checked too long ago; texts that are the same in both
    languages, or have no words; rules of time that can't be kept; goals for years in which
    the measure isn't in force; days that don't agree; years that have passed; names that are gone;
    seats of a board for who is no member; a measure without a deciding criterion; open points;
    and what `finsam.financing.review` finds in the money.

    >>> import datetime as dt
    >>> from collections import Counter
    >>> from finsam.legaltime import Years
    >>> from finsam.measures import lint_book
    >>> from finsam.rulebooks import framsteget
    >>> found = lint_book(framsteget.BOOK, as_of=dt.date(2026, 11, 26), max_age=Years(1))
    >>> for code, times in sorted(Counter(one.code for one in found).items()):
    ...     print(code, times)
    last_exit 2
    last_intake 1
    open_point 2
    renamed 1
    stale_years 2

    Args:
        book: the book.
        as_of: the day for which it is looked over.
        max_age: how long ago a source may last have been checked.

    Raises:
        InvalidInput: an argument of another type.

    Source: X-09, X-10, X-21, X-27, X-28.
    """
    faults = Faults()
    faults.of_type(book, RuleBook, "book")
    faults.plain_date(as_of, "as_of")
    faults.of_type(max_age, Days | Weeks | Months | Years, "max_age")
    faults.raise_as(InvalidInput)
    return tuple(_found(book, as_of, max_age))


def _found(book: RuleBook, as_of: dt.date, max_age: Period) -> Iterator[BookFinding]:
    rules = list(rules_in(book))
    yield from _stale_sources(rules, as_of, max_age)
    yield from _without_source(book)
    for measure, rule in rules:
        yield from _languages(measure, rule)
    told: set[tuple[str, str, Text]] = set()
    for measure in book.all_measures:
        yield from _no_criterion(measure)
        yield from _cannot_be_kept(measure)
        yield from _days_disagree(measure)
        yield from _open_points(measure, told)
    yield from _stale_years(rules, as_of)
    yield from _renamed(book, as_of)
    yield from _strangers(book)
    yield from _money(book)


_Rule: TypeAlias = (
    Clause | WayIn | DecidedBy | NotForIndividuals | Team | TimingRule | YearRule | FinancingRule
    | Statement
)  # fmt: skip
_Owned: TypeAlias = tuple[Measure | None, _Rule]


def rules_in(book: RuleBook) -> Iterator[_Owned]:
    """Yields whatever in a book has a rule and a citation, with the measure that it belongs to."""
    for measure in book.all_measures:
        for rule in _rules_of(measure):
            yield measure, rule
    shared: tuple[_Rule, ...] = (*book.calendar, *book.financing, *book.statements)
    for rule in shared:
        yield None, rule


def _rules_of(measure: Measure) -> Iterator[_Rule]:
    rules = measure.eligibility
    if isinstance(rules, NotForIndividuals):
        yield rules
    else:
        yield from rules.clauses
        yield from rules.ways_in or ()
        yield from () if rules.decided_by is None else (rules.decided_by,)
    yield from measure.teams
    yield from measure.timing
    yield from measure.financing
    yield from measure.statements


def _text(rule: _Rule) -> Text | None:
    """Returns what a rule says; None for a team, which only has a name."""
    if isinstance(rule, Team):
        return None
    return rule.reason if isinstance(rule, NotForIndividuals) else rule.text


def _made(
    code: str,
    weight: Weight,
    text: Text,
    rules: Iterable[_Rule] | _Rule = (),
    measure: Measure | None = None,
) -> BookFinding:
    given: tuple[_Rule, ...] = as_tuple(rules)
    return BookFinding(
        code=code,
        weight=weight,
        text=text,
        rules=tuple(dict.fromkeys(rule.rule for rule in given)),
        measure=measure,
        citations=tuple(dict.fromkeys(rule.citation for rule in given)),
    )


def _stale_sources(
    rules: Iterable[_Owned], as_of: dt.date, max_age: Period
) -> Iterator[BookFinding]:
    """Yields each source that was last checked too long ago, with the rules that cite it."""
    stale: dict[tuple[str, dt.date], list[_Rule]] = {}
    for _, rule in rules:
        cited = rule.citation
        if add(cited.verified_on, max_age) < as_of:
            stale.setdefault((cited.norm.key, cited.verified_on), []).append(rule)
    for (_, day), cited_by in stale.items():
        norm = cited_by[0].citation.norm.title
        text = Text(
            sv=f"{norm.sv} kontrollerades senast {day}, för mer än {max_age.describe('sv')} sedan",
            en=f"{norm.en} was last checked on {day}, more than {max_age.describe('en')} ago",
        )
        yield _made("stale_source", Weight.WARNING, text, cited_by)


def _without_source(book: RuleBook) -> Iterator[BookFinding]:
    """Yields dates and budgets that cite nothing; all other rules can't be built without."""
    for measure in book.all_measures:
        valid = measure.valid
        if not valid.is_undated and valid.citation is None:
            text = Text(
                sv=f"tiden {valid.in_('sv')} har ingen källa",
                en=f"the time {valid.in_('en')} has no source",
            )
            yield _made("no_source", Weight.WARNING, text, measure=measure)
    for rule in book.all_financing:
        if isinstance(rule, BudgetRule) and rule.budget.citation is None:
            text = Text(
                sv=f"budgeten {rule.budget.name.sv} har ingen källa",
                en=f"the budget {rule.budget.name.en} has no source",
            )
            yield _made("no_source", Weight.WARNING, text, rule)


def _languages(measure: Measure | None, rule: _Rule) -> Iterator[BookFinding]:
    said = _text(rule)
    for text in (said, rule.citation.reading):
        if text is None:
            continue
        if not all(re.search(r"[^\W\d_]", words) for words in (text.sv, text.en)):
            found = Text(
                sv="texten saknar ord på ett av språken",
                en="the text has no words in one of the languages",
            )
            yield _made("no_words", Weight.WARNING, found, rule, measure)
        elif text.sv == text.en:
            found = Text(
                sv=f"texten är densamma på båda språken: {text.sv}",
                en=f"the text is the same in both languages: {text.en}",
            )
            yield _made("same_text", Weight.WARNING, found, rule, measure)


def _no_criterion(measure: Measure) -> Iterator[BookFinding]:
    rules = measure.eligibility
    if isinstance(rules, RuleSet) and not any(
        clause.strength is Strength.REQUIRED and clause.concern is Concern.PERSON
        for clause in rules.clauses
    ):
        text = Text(
            sv="inget avgörande krav på personen; svaret blir alltid att bedömning behövs",
            en="no deciding criterion about the person; the answer is always that assessment is"
            " needed",
        )
        yield _made("no_criterion", Weight.WARNING, text, rules.clauses, measure)


def _cannot_be_kept(measure: Measure) -> Iterator[BookFinding]:
    """Yields timing rules that can't be kept together (X-09, X-21)."""
    for found in timing_findings(cast("HasTiming", measure)):
        if found.code == "two_ends":  # told with both ends by `_days_disagree`
            continue
        cited = [rule for rule in measure.timing if rule.rule in found.rules]
        made = _made(found.code, Weight.REMARK, found.text, cited, measure)
        yield evolve(made, rules=found.rules)
    yield from _never_due(measure)
    valid = Interval(measure.valid.start, measure.valid.end)
    for goal in measure.goals:
        if goal.years is not None and not goal.years.overlaps(valid):
            years, days = (interval.describe for interval in (goal.years, valid))
            text = Text(
                sv=f"målet gäller {years('sv')}, men insatsen {days('sv')}",
                en=f"the goal is for {years('en')}, but the measure is in force {days('en')}",
            )
            yield BookFinding(
                code="goal_outside",
                weight=Weight.REMARK,
                text=text,
                rules=(goal.rule,),
                measure=measure,
                citations=(goal.citation,),
            )


def _never_due(measure: Measure) -> Iterator[BookFinding]:
    """Yields what recurs more seldom than the longest stay is long."""
    stays = [rule for rule in measure.timing if isinstance(rule, Stay)]
    for every in measure.timing:
        for stay in stays if isinstance(every, Every) else ():
            assert isinstance(every, Every)
            if stay.applies_to in {None, every.applies_to} and never_fits(every.period, stay):
                assert stay.at_most is not None
                text = Text(
                    sv=f"det som återkommer efter {every.period.describe('sv')} hinner aldrig"
                    f" infalla under högst {stay.at_most.describe('sv')}",
                    en=f"what recurs after {every.period.describe('en')} is never due in a stay of"
                    f" at most {stay.at_most.describe('en')}",
                )
                yield _made("never_due", Weight.REMARK, text, (every, stay), measure)


def _days_disagree(measure: Measure) -> Iterator[BookFinding]:
    """Yields a time in force, a time of the measure and days of intake that differ."""
    valid = Interval(measure.valid.start, measure.valid.end)
    for runs in measure.timing:
        if not isinstance(runs, Runs):
            continue
        if runs.whole != valid:
            text = Text(
                sv=f"reglerna gäller {measure.valid.in_('sv')}, men insatsen pågår"
                f" {runs.whole.describe('sv')}",
                en=f"the rules are in force {measure.valid.in_('en')}, but the measure runs"
                f" {runs.whole.describe('en')}",
            )
            yield _made("days_disagree", Weight.REMARK, text, runs, measure)
        if runs.last_intake is None:
            continue
        if runs.last_intake not in runs.whole:
            text = Text(
                sv=f"sista intag {runs.last_intake} ligger utanför {runs.whole.describe('sv')}",
                en=f"the last intake {runs.last_intake} lies outside {runs.whole.describe('en')}",
            )
            yield _made("days_disagree", Weight.WARNING, text, runs, measure)
        for clause in _intake_clauses(measure):
            assert isinstance(clause.condition, DayIn)
            if clause.condition.end != runs.last_intake:
                text = Text(
                    sv=f"sista intag är {runs.last_intake} på ett ställe och"
                    f" {clause.condition.end} på ett annat",
                    en=f"the last intake is {runs.last_intake} in one place and"
                    f" {clause.condition.end} in another",
                )
                yield _made("days_disagree", Weight.WARNING, text, (runs, clause), measure)


def _intake_clauses(measure: Measure) -> list[Clause]:
    rules = measure.eligibility
    clauses = rules.clauses if isinstance(rules, RuleSet) else ()
    return [
        clause
        for clause in clauses
        if clause.concern is Concern.PLACE
        and isinstance(clause.condition, DayIn)
        and clause.condition.end is not None
    ]


def _open_points(measure: Measure, told: set[tuple[str, str, Text]]) -> Iterator[BookFinding]:
    """Yields what is open; of what dated versions of a measure have in common, once."""
    rules = measure.eligibility
    if isinstance(rules, RuleSet):
        for point in rules.open_points:
            same = (measure.key, point.key, point.text)
            if same in told:
                continue
            told.add(same)
            text = Text(
                sv=f"öppen punkt {point.key}: {point.text.sv}",
                en=f"open point {point.key}: {point.text.en}",
            )
            yield BookFinding(
                code="open_point",
                weight=Weight.REMARK,
                text=text,
                rules=(point.key.partition(".")[0],),
                measure=measure,
            )


# A year by itself, or in a stretch of years: no date, no number of an act, no amount.
_YEAR = re.compile(r"(?<![\d:\-.])(?<!\d )(?:19|20)\d\d(?![\d:\-.]\d| \d{3}\b|\d)")
_SINCE = re.compile(r"(?:från|sedan|efter) (?:år )?((?:19|20)\d\d)(?!–)")


def _years(text: Text) -> list[int]:
    """Returns the years that a text names, but for those from which something goes on."""
    since = _SINCE.findall(text.sv)
    return [int(year) for year in _YEAR.findall(text.sv) if year not in since]


def _stale_years(rules: Iterable[_Owned], as_of: dt.date) -> Iterator[BookFinding]:
    """Yields what names years that have all passed (X-27); what is only told may be history."""
    for measure, rule in rules:
        told = isinstance(rule, Statement) and not rule.binds.is_binding
        said = None if told else _text(rule)
        years = [] if said is None else _years(said)
        if isinstance(rule, BudgetRule):
            years = list(rule.budget.years)
        if years and max(years) < as_of.year:
            shown = [str(year) for year in sorted(set(years))]
            text = Text(
                sv=f"åren som nämns har passerat: {joined(shown, 'och')}",
                en=f"the years that are named have passed: {joined(shown, 'and')}",
            )
            yield _made("stale_years", Weight.REMARK, text, rule, measure)


def _renamed(book: RuleBook, as_of: dt.date) -> Iterator[BookFinding]:
    """Yields what the sources call by a name that is gone (X-10, X-28)."""
    for instrument in register(book, as_of=as_of).instruments:
        if instrument.is_renamed:
            text = Text(
                sv=f"namnet har ändrats: {instrument.name('sv')}",
                en=f"the name has changed: {instrument.name('en')}",
            )
            cited = [s for s in book.all_statements if instrument.term in s.instruments]
            yield _made("renamed", Weight.REMARK, text, cited)


def _strangers(book: RuleBook) -> Iterator[BookFinding]:
    """Yields seats of a board for who isn't among the members that the book names."""
    members = [member.key for member in book.association.members]
    for board in book.all_statements if members else ():
        for key, _ in board.by_member if isinstance(board, BoardSeats) else ():
            if normalised(key) not in members:
                near = [repr(name) for name in nearest(key, members)]
                text = Text(
                    sv=f"platser åt {key!r}, som aldrig är medlem"
                    + (f"; menade du {joined(near, 'eller')}?" if near else ""),
                    en=f"seats for {key!r}, which is never a member"
                    + (f"; did you mean {joined(near, 'or')}?" if near else ""),
                )
                yield _made("no_member", Weight.WARNING, text, board)


def _money(book: RuleBook) -> Iterator[BookFinding]:
    reviewed = review(book.all_financing)
    cited: Mapping[str, FinancingRule] = {rule.rule: rule for rule in book.all_financing}
    for misprint in reviewed.misprints:
        rule = misprint.sheet.rule
        yield BookFinding(
            code="misprint",
            weight=Weight.WARNING,
            text=Text(sv=misprint.in_("sv"), en=misprint.in_("en")),
            rules=(rule,),
            citations=(cited[rule].citation,) if rule in cited else (),
        )
    for remark in reviewed.remarks:
        yield BookFinding(
            code=remark.code,
            weight=remark.weight,
            text=remark.text,
            rules=(remark.rule,),
            citations=remark.citations,
        )
