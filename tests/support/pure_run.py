"""Asks the package everything it can answer with the guard on; prints all that was said.

A program for tests/test_purity.py: `python -W error -m support.pure_run`. The output is JSON in
plain ASCII, so that the locale has no part in how it is printed.
"""

import contextlib
import datetime as dt
import json
import locale
from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from finsam import Person, Referral, Text, assess, compare, eligible_periods
from finsam.citations import Citation, Norm, Rank
from finsam.eligibility import Decision
from finsam.errors import FinsamError, NotApplicable
from finsam.exchange.records import record, replay
from finsam.legaltime import (
    Days,
    Interval,
    LeapDay,
    Months,
    Weeks,
    Years,
    deadline,
    gaps,
    holidays,
    named_day,
    next_weekday,
    runs,
    whole_months,
    whole_years,
)
from finsam.measures import Measure
from finsam.municipalities import municipality
from finsam.outcomes import MeasureYear, evaluate, year_of, year_report
from finsam.participation import Participation
from finsam.rulebooks import framsteget
from finsam.rulebooks.shelf import MEASURES
from finsam.rules import (
    COMMON,
    AnyOf,
    Between,
    Clause,
    Condition,
    Flag,
    Not,
    RuleSet,
    Validity,
    WayIn,
    WayInKind,
    implies,
    lint,
)
from finsam.texts import Lang
from support.purity import pure

LANGS: tuple[Lang, ...] = ("sv", "en")
STYLES: tuple[Literal["text", "markdown", "html"], ...] = ("text", "markdown", "html")
SOME_DAY = dt.date(2021, 11, 22)  # for a measure whose source states no days
LEAP_DAY = dt.date(2000, 2, 29)
KNOWN: tuple[Person | Referral | Mapping[str, object], ...] = (
    Person(),
    Person(birth_date=LEAP_DAY, municipality="Västerås"),
    Person(
        birth_date=Between.year(1990),
        needs={"health_centre": True, "municipality": False},
        current_with={"region", "social_insurance_agency"},
        benefits={"activity_compensation"},
        facts={"unemployed": True},
    ),
    Referral(person=Person(municipality="0305"), referred_by="outreach", consents=set()),
    {"birth_date": Between(None, LEAP_DAY), "referred_by": "other_municipal", "sick_listed": True},
)


def told(decision: Decision) -> Iterator[str]:
    """Yields all texts of a decision."""
    yield repr(decision)
    for lang in LANGS:
        yield decision.headline(lang)
        yield from (decision.explain(lang, style) for style in STYLES)
        asked = (*decision.missing, *decision.missing_for_remarks)
        yield from (missing.question(lang) for missing in asked)
    yield decision._repr_html_()
    yield from (clause.key for clause in decision.clash)
    yield from (way.key for way in decision.open_ways)


def choices(rules: RuleSet) -> dict[str, "str | Condition"]:
    """Returns the last reading of all that a set leaves open."""
    chosen: dict[str, str | Condition] = {p.key: p.choices[-1] for p in rules.open_points}
    told: tuple[Clause | WayIn, ...] = (*rules.clauses, *(rules.ways_in or ()))
    for rule in told:
        if rule.alternatives:
            chosen[rule.key] = rule.alternatives[-1].key
    return chosen


def said(measure: Measure) -> Iterator[str]:
    """Yields all texts of the decisions about some persons, or why none can be made."""
    try:
        rules = measure.rules
    except NotApplicable as error:
        yield from (error.explain(lang) for lang in LANGS)
        return
    as_of = rules.valid.end or rules.valid.start or SOME_DAY
    for about in KNOWN:
        decision = assess(about, measure, as_of=as_of)
        yield from told(decision)
        yield repr(decision.with_answers({key.key: None for key in decision.missing}))
    yield from told(assess(KNOWN[-1], measure, as_of=as_of, readings=choices(rules)))
    for edge, step in ((rules.valid.start, -1), (rules.valid.end, 1)):
        if edge is not None:
            yield from refused(
                lambda day=edge + dt.timedelta(step): assess(Person(), measure, as_of=day)  # type: ignore[misc]
            )
    own: dict[str, str | Condition] = {"nothing": Flag("unemployed")}
    yield from refused(lambda: assess(Person(), measure, as_of=as_of, readings=own))


def refused(call: Callable[[], object]) -> Iterator[str]:
    """Yields what a call is refused with."""
    try:
        call()
    except FinsamError as error:
        yield repr(error)
        yield from (error.explain(lang) for lang in LANGS)
    else:
        raise AssertionError


def made() -> RuleSet:
    """Returns rules whose clauses clash for who is unemployed, and two ways in."""
    cited = Citation(
        Norm("plan", Text(sv="Planen", en="The plan"), Rank.LOCAL), "s. 1", SOME_DAY
    )  # fmt: skip

    def clause(key: str, condition: Condition) -> Clause:
        told = Text(sv=f"{key} på svenska", en=f"{key} in English")
        return Clause(key=key, rule=key, citation=cited, text=told, condition=condition)

    def way(key: str, kind: WayInKind, *, closed: bool = False) -> WayIn:
        told = Text(sv=f"{key} på svenska", en=f"{key} in English")
        return WayIn(key=key, rule=key, citation=cited, text=told, kind=kind, closed=closed)

    free = Not(Flag("unemployed"))
    return RuleSet(
        key="made",
        name=Text(sv="Gjord", en="Made"),
        vocabulary=COMMON,
        clauses=[
            clause("one", AnyOf(free, Flag("single"))),
            clause("other", AnyOf(free, Not(Flag("single")))),
        ],
        valid=Validity(start=SOME_DAY, end=SOME_DAY),
        ways_in=[
            way("alone", WayInKind.SELF_APPLICATION),
            way("shut", WayInKind.OPEN_DOOR, closed=True),
        ],
    )


def clashing() -> Iterator[str]:
    """Yields what is said of a clash, of a way in that fails, and of days outside."""
    rules = made()
    decision = assess(
        {"unemployed": True, "referred_by": "region"}, rules, as_of=SOME_DAY
    )  # fmt: skip
    assert [each.key for each in decision.clash] == ["one", "other"]
    assert [way.key for way in decision.open_ways] == ["alone"]
    yield from told(decision)
    for step in (-1, 1):
        day = SOME_DAY + dt.timedelta(step)
        yield from refused(lambda day=day: assess({}, rules, as_of=day))  # type: ignore[misc]
    more = [_must(clause) for clause in rules.clauses]
    yield from refused(lambda: rules.with_changes(key="x", name=rules.name, add=more))
    yield from refused(lambda: Person(birth_date="2000"))  # type: ignore[arg-type]
    yield from refused(lambda: municipality("Vasteras"))


def _must(clause: Clause) -> Clause:
    """Returns a clause that nobody can meet together with another of them."""
    assert isinstance(clause.condition, AnyOf)
    return Clause(
        key=f"{clause.key} too",
        rule=clause.rule,
        citation=clause.citation,
        text=clause.text,
        condition=clause.condition.of[1],
    )


def legal_time() -> Iterator[str]:
    """Yields deadlines, holidays, intervals and ages."""
    for period in (Days(20), Weeks(3), Months(1), Years(1)):
        for rolls in (True, False):
            due = deadline(dt.date(2026, 5, 29), period, rolls=rolls)
            yield from (f"{due.due} {due.describe(lang)}" for lang in LANGS)
            yield from (period.describe(lang) for lang in LANGS)
    for year in (2004, 2024, 2026):
        yield from (f"{day} {name.in_('sv')}" for day, name in holidays(year).items())
    yield f"{named_day(dt.date(2022, 12, 24))} {next_weekday(dt.date(2024, 3, 31))}"
    parts = [
        Interval(dt.date(2022, 2, 1), dt.date(2022, 3, 1)),
        Interval(dt.date(2022, 5, 1), None),
    ]
    for joined in (runs(parts), gaps(parts)):
        yield from (each.describe(lang) for each in joined for lang in LANGS)
    yield f"{whole_years(LEAP_DAY, SOME_DAY, LeapDay.MAR1)} {whole_months(LEAP_DAY, SOME_DAY)}"


def about_sets() -> Iterator[str]:
    """Yields what is said of whole rule sets, of changes, periods and records."""
    team, other = MEASURES["vasteras.samordningsteam"], MEASURES["finnveden.samverkansteam"]
    found = compare(team, other, as_of=SOME_DAY)
    decision = assess({"birth_date": LEAP_DAY, "municipality": "Sala"}, team, as_of=SOME_DAY)
    kept = record(decision)
    runs_found = eligible_periods(
        {"birth_date": LEAP_DAY}, made(), start=SOME_DAY, end=SOME_DAY + dt.timedelta(9)
    )
    for told_by in (found, decision.changes(), lint(team, as_of=SOME_DAY), runs_found):
        yield from (told_by.explain(lang, style) for lang in LANGS for style in STYLES)
    yield json.dumps(kept, sort_keys=True)
    yield from (replay(kept, rules=team).explain(lang) for lang in LANGS)
    yield from refused(lambda: implies(team, team, as_of=SOME_DAY, apart_from=["nothing"]))


def outcomes() -> Iterator[str]:
    """Yields the report of a year with its goals, in each language and style."""
    stays = [
        Participation(key=str(i), enrolled=LEAP_DAY, facts={"sex": "woman" if i % 3 else "man"})
        for i in range(40)
    ]
    ended = [stay.exited(dt.date(2000, 11, 30)) for stay in stays[:30]]
    team, year, day = framsteget.SAMORDNINGSTEAM, year_of(2000), dt.date(2001, 2, 1)
    found = evaluate([*ended, *stays[30:]], team, as_of=day, period=year)
    yield from (found.explain(lang) for lang in LANGS)
    part = MeasureYear(measure=team, participations=[*ended, *stays[30:]], goals=found)
    report = year_report([part], 2000, as_of=day, title=Text(sv="Året", en="The year"))
    yield from (report.explain(lang, style) for lang in LANGS for style in STYLES)


def main() -> None:
    """Prints what was said, by measure, and then of clashes and of legal time."""
    with contextlib.suppress(locale.Error):  # a locale that the machine hasn't is the C locale
        locale.setlocale(locale.LC_ALL, "")
    with pure():
        output = {name: list(said(measure)) for name, measure in MEASURES.items()}
        output |= {"a clash": list(clashing()), "legal time": list(legal_time())}
        output |= {"sets": list(about_sets())}
        output |= {"outcomes": list(outcomes())}
    print(json.dumps(output))  # noqa: T201 - this is a program


if __name__ == "__main__":
    main()
