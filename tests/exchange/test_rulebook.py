"""Rule books go out and come back equal, and what is wrong is told in the writer's terms."""

import datetime as dt
import json
import re
import tomllib
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any

import pytest
from attrs import evolve

from cases.made import faults_of
from finsam import FinsamError, InvalidInput, InvalidRules, Text
from finsam.errors import Faults
from finsam.exchange import (
    FORMAT,
    rulebook_from_dict,
    rulebook_from_json,
    rulebook_from_toml,
    rulebook_to_dict,
    rulebook_to_json,
    rulebook_to_toml,
)
from finsam.financing import FinancingRule, financing_rule
from finsam.legaltime import LeapDay
from finsam.measures import BoardSeats, RuleBook
from finsam.outcomes import Enrolled, ExitedTo, ShareAtLeast
from finsam.participation import Continuing, EventKind, ExitReason, Said
from finsam.rulebooks import finnveden, model, vasteras
from finsam.rules import (
    COMMON,
    About,
    Age,
    Choice,
    Clause,
    DayIn,
    Fact,
    Flag,
    LocalChange,
    Measured,
    NotForIndividuals,
    Number,
    RuleSet,
    Selection,
    Validity,
    Vocabulary,
    YesNo,
)
from finsam.terms import Term
from support.books import EXAMPLE, all_books
from support.tree import python

BOOKS = all_books()
BASE = model.SAMORDNINGSTEAM.rules
CITED = BASE.clauses[0].citation
OURS = Text(sv="Vårt team", en="Our team")


def clause(key: str, condition: Any, **more: Any) -> Clause:
    words = Text(sv="En regel.", en="A rule.")
    return Clause(key=key, rule=key, citation=CITED, text=words, condition=condition, **more)


def with_rules(*sets: RuleSet) -> RuleBook:
    """Returns a book with a measure for each rule set, named by the last part of its key."""
    measures = [
        evolve(
            model.SAMORDNINGSTEAM,
            key=rules.key.split(".")[-1],
            name=rules.name,
            eligibility=rules,
            timing=(),
            financing=(),
        )
        for rules in sets
    ]
    return RuleBook(key="our", association=model.BOOK.association, measures=measures)


def again(book: RuleBook, **bases: Any) -> RuleBook:
    """Returns the book after a way out and back through TOML."""
    return rulebook_from_toml(rulebook_to_toml(book, **bases), **bases)


def told(text: str, lang: Any = "en", **bases: Any) -> list[str]:
    """Returns what is said of a broken text, a line a fault."""
    with pytest.raises(InvalidRules) as raised:
        rulebook_from_toml(text, **bases)
    lines: list[str] = raised.value.explain(lang).splitlines()
    return lines


def changed(*changes: tuple[str, str]) -> str:
    """Returns the example with something replaced, each only once."""
    text = EXAMPLE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


# --- there and back ----------------------------------------------------------------------------


@pytest.mark.parametrize("key", BOOKS)
def test_a_book_comes_back_equal_in_every_form(key: str) -> None:
    book = BOOKS[key]
    assert rulebook_from_dict(rulebook_to_dict(book)) == book
    assert rulebook_from_json(rulebook_to_json(book)) == book
    assert rulebook_from_toml(rulebook_to_toml(book)) == book


@pytest.mark.parametrize("key", BOOKS)
def test_the_same_book_gives_the_same_text(key: str) -> None:
    text = rulebook_to_toml(BOOKS[key])
    assert rulebook_to_toml(rulebook_from_toml(text)) == text


@pytest.mark.parametrize("key", BOOKS)
def test_each_form_says_the_same(key: str) -> None:
    data = rulebook_to_dict(BOOKS[key])
    assert tomllib.loads(rulebook_to_toml(BOOKS[key]), parse_float=Decimal) == data
    assert json.loads(rulebook_to_json(BOOKS[key]), parse_float=Decimal) == _iso(data)


def _iso(data: Any) -> Any:
    """Returns the data with its dates as text."""
    if isinstance(data, dict):
        return {key: _iso(part) for key, part in data.items()}
    if isinstance(data, list):
        return [_iso(part) for part in data]
    return data.isoformat() if isinstance(data, dt.date) else data


def test_a_book_is_told_shortly() -> None:
    data = rulebook_to_dict(finnveden.BOOK)
    first = data["measures"][0]["clauses"][0]
    assert first == {
        "key": "FI-01",
        "citation": {
            "norm": "finnveden-2021",
            "locator": "Målgrupp",
            "reading": {
                "sv": "listan saknar bindeord; vi läser den så att alla punkter ska vara uppfyllda",
                "en": "the list has no joining word; we read it so that all its points have to"
                " be met",
            },
        },
        "text": {"sv": "Ålder 16–64 år.", "en": "Age 16–64."},
        "condition": {"age": {"at_least": 16, "at_most": 64}},
    }
    assert data["norms"]["finnveden-2021"]["verified_on"] == dt.date(2026, 11, 22)
    assert "key" not in data["association"]
    assert "rules_key" not in data["measures"][0]


def test_what_is_written_differs_from_the_usual_only_where_the_value_does() -> None:
    lone = evolve(CITED, verified_on=dt.date(2020, 1, 1))
    rules = RuleSet(
        key="elsewhere",
        name=Text(sv="Ett annat namn", en="Another name"),
        vocabulary=COMMON,
        clauses=[*BASE.clauses, evolve(clause("A.b", Age(at_least=20)), citation=lone)],
    )
    book = with_rules(rules)
    book = evolve(
        book,
        association=evolve(book.association, key="other"),
        measures=[evolve(book.all_measures[0], name=OURS)],
    )
    data = rulebook_to_dict(book)
    measure = data["measures"][0]
    assert (measure["rules_key"], measure["rules_name"]["sv"]) == ("elsewhere", "Ett annat namn")
    assert data["association"]["key"] == "other"
    assert measure["clauses"][-1]["rule"] == "A.b"
    assert measure["clauses"][-1]["citation"]["verified_on"] == dt.date(2020, 1, 1)
    assert again(book) == book


def test_the_example_uses_what_the_page_of_kinds_has() -> None:
    book = BOOKS["alvbygden"]
    rules = book.measure("klivet").rules
    kinds = {type(part).__name__ for part in rules._parts()}
    assert {"AllOf", "AnyOf", "AtLeastOf", "Not", "Open"} <= kinds
    assert {"Age", "DayIn", "Flag", "Includes", "Lasted", "Measured", "OneOf", "Only"} <= kinds
    assert {c.strength.value for c in rules.clauses} == {
        "required", "guideline", "priority", "statement"
    }  # fmt: skip
    assert {c.concern.value for c in rules.clauses} == {
        "person", "preparation", "consent", "place"
    }  # fmt: skip
    assert {way.kind.value for way in rules.ways_in or ()} == {
        "referral", "other_door", "self_application"
    }  # fmt: skip
    assert book.measure("team").rules.base == BASE
    assert isinstance(book.measure("network").eligibility, NotForIndividuals)
    assert book.association.member("Älvdalen").start == dt.date(2026, 7, 1)


# --- none, and numbers -------------------------------------------------------------------------


def test_none_is_written_where_leaving_it_out_means_something_else() -> None:
    words = Text(sv="Utan slut.", en="Without an end.")
    endless = Continuing(key="A", rule="A", citation=CITED, text=words, until=None)
    [measure] = with_rules(BASE).all_measures
    book = evolve(with_rules(BASE), measures=[evolve(measure, timing=[endless])])
    assert rulebook_to_dict(book)["measures"][0]["timing"][0]["until"] == "none"
    assert again(book) == book


def test_an_event_called_none_is_told_from_none() -> None:
    words = Text(sv="Till ingenting.", en="Until nothing.")
    odd = EventKind("none", Text(sv="ingenting", en="nothing"))
    rule = Continuing(key="A", rule="A", citation=CITED, text=words, until=odd)
    [measure] = with_rules(BASE).all_measures
    book = evolve(with_rules(BASE), measures=[evolve(measure, timing=[rule])])
    assert again(book) == book


def test_a_dash_in_a_budget_stays_a_dash() -> None:
    budget = next(rule for rule in vasteras.BOOK.financing if rule.key == "VA-07")
    dashes = [line for _, line in budget.budget._paths() if None in line.amounts]  # type: ignore[attr-defined]
    assert dashes
    assert again(vasteras.BOOK) == vasteras.BOOK


def test_numbers_are_exact_in_each_form() -> None:
    hours = Fact(
        "hours",
        question=Text(sv="Timmar?", en="Hours?"),
        kind=Number(Text(sv="timmar", en="hours"), minimum=0, decimals=9),
        about=About.PERSON,
    )
    bound = Decimal("0.123456789")  # a float would have it as 0.12345678899999999733…
    rules = RuleSet(
        key="our.a",
        name=OURS,
        vocabulary=COMMON.extended([hours]),
        clauses=[clause("A", Measured("hours", at_least=bound))],
    )
    book = with_rules(rules)
    assert again(book) == book
    assert "0.123456789" in rulebook_to_json(book)
    read = rulebook_from_json(rulebook_to_json(book)).measure("a").rules.clauses[0].condition
    assert isinstance(read, Measured)
    assert read.at_least == bound


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("true", "takes a whole number, not true or false"),
        ("16.0", "takes a whole number, not a number with decimals"),
        ('"16"', "takes a whole number, not text"),
        ("2026-01-01", "takes a whole number, not a date"),
        ("[16]", "takes a whole number, not a list [ ]"),
        ("{ n = 16 }", "takes a whole number, not a table { }"),
    ],
)
def test_nothing_is_made_into_a_number(written: str, fault: str) -> None:
    text = changed(("at_least = 19, at_most = 29", f"at_least = {written}, at_most = 29"))
    [line] = told(text)
    assert line == f"measures[klivet].clauses[ÄB-01.with].condition.age.at_least: {fault}"


@pytest.mark.parametrize("written", ["1", '"true"', '"ja"', "0"])
def test_nothing_is_made_into_a_truth_value(written: str) -> None:
    [line] = told(changed(("closed = true", f"closed = {written}")))
    assert "ways_in[ÄB-14.alone].closed: takes true or false, not " in line


def test_a_whole_number_stands_for_an_exact_amount_or_share() -> None:
    text = changed(("opening = 310_000", "opening = 310_000.50"), ("= 360_000", "= 1"))
    budget = rulebook_from_toml(text).financing[1].budget  # type: ignore[attr-defined]
    assert (budget.opening, budget.printed[1].amount) == (Decimal("310000.50"), Decimal(1))


@pytest.mark.parametrize(
    ("written", "share"),
    [('"1/4"', Fraction(1, 4)), ("0.25", Fraction(1, 4)), ("1", Fraction(1))],
)
def test_a_share_is_exact(written: str, share: Fraction) -> None:
    text = EXAMPLE + SHARES.format(written)
    assert rulebook_from_toml(text).financing[-1].stated[0].share == share  # type: ignore[attr-defined]


@pytest.mark.parametrize("written", ['"1/0"', '"en fjärdedel"', '"0.25"', "true"])
def test_a_share_in_words_is_refused(written: str) -> None:
    [line] = told(EXAMPLE + SHARES.format(written))
    assert line.startswith(
        'financing[SH].stated[0].share: takes a fraction, for example "1/4", not '
    )


SHARES = """
[[financing]]
kind = "stated_shares"
key = "SH"
text = {{ sv = "En andel.", en = "A share." }}
citation = {{ norm = "plan", locator = "Andelar" }}
stated = [{{ authorities = ["region"], share = {} }}]
"""


@pytest.mark.parametrize(
    ("member", "line"),
    [
        ("{ key = 3 }", "key: takes text in quotes, not a whole number"),
        ('{ key = "Okänd" }', "name: 'name' is missing"),
        ("{ municipality = 3 }", "municipality: takes text in quotes, not a whole number"),
    ],
)
def test_a_member_that_is_told_too_little_of(member: str, line: str) -> None:
    found = told(changed(('    "Mora",', f"    {member},")))
    assert any(each.endswith(line) for each in found)


def test_members_in_each_form() -> None:
    text = changed(
        ('    "Mora",', '    { key = "Mora", end = 2027-12-31 },'),
        ('    "Region Dalarna",', '    { key = "r", authority = "region",'
         ' name = { sv = "Regionen", en = "The region" } },'),
    )  # fmt: skip
    book = rulebook_from_toml(text)
    members = {member.key: member for member in book.association.members}
    assert members["Mora"].municipality == "Mora"
    assert members["Mora"].end == dt.date(2027, 12, 31)
    assert members["r"].name.sv == "Regionen"
    assert members["Älvdalen"].municipality == "Älvdalen"
    data = rulebook_to_dict(book)["association"]["members"]
    assert data[3] == {"key": "Mora", "end": dt.date(2027, 12, 31)}
    assert data[2]["authority"] == "region"
    assert again(book) == book


def test_a_key_of_money_that_is_taken_is_told_where_it_stands() -> None:
    [line] = told(changed(('key = "ÄB-20"', 'key = "ÄB-25"')))
    assert line == "measures[klivet].financing[ÄB-25].key: the key 'ÄB-25' is taken"


def test_the_example_has_goals_and_statements() -> None:
    book = BOOKS["alvbygden"]
    klivet = book.measure("klivet")
    share, number, said = klivet.goals
    assert share.target == ShareAtLeast(60)
    assert share.counts == ExitedTo(reasons=[ExitReason.WORK, ExitReason.STUDIES])
    assert (number.among, number.per_year, said.is_statement) == (Enrolled(), True, True)
    assert [type(each).__name__ for each in book.all_statements] == [
        "Tasks",
        "BoardSeats",
        "Ownership",
        "Aim",
    ]
    board = book.statements[1]
    assert isinstance(board, BoardSeats)
    assert board.by_member == tuple((each.key, (1, 1)) for each in book.association.members)


# --- what is wrong -----------------------------------------------------------------------------

WRONG = {
    "missing_format": (
        [("format = 1\n", "")],
        ["format: 'format' saknas"],
        ["format: 'format' is missing"],
    ),
    "newer_format": (
        [("format = 1", "format = 2\nstatistics = true")],
        [
            "format: texten har format 2, och den här versionen läser till och med 1; uppdatera"
            " finsam",
            "statistics: 'statistics' finns inte i format 1; det kan höra till 2",
        ],
        [
            "format: the text has format 2, and this version reads up to 1; update finsam",
            "statistics: 'statistics' isn't in format 1; it may belong to 2",
        ],
    ),
    "no_such_format": (
        [("format = 1", "format = 0")],
        ["format: formatet är 1 till 1"],
        ["format: the format is 1 to 1"],
    ),
    "several": (
        [
            ('{ flag = "sick_listed" }', '{ flag = "sick_liste" }'),
            ('period = "3 months"', 'period = "3 månader"'),
            ('kind = "within"', 'kind = "wihtin"'),
            ('values = ["Mora", "Orsa"]', 'values = ["Morra", "Orsa"]'),
            ("at_least = 19, at_most = 29", "at_least = 39, at_most = 29"),
        ],
        [
            "measures[klivet].timing[ÄB-16].period: ska vara ett helt antal dagar, arbetsdagar,"
            ' veckor, månader eller år: "10 days", "10 working days", "3 weeks", "6 months",'
            ' "1 year"',
            "measures[klivet].timing[ÄB-17].kind: 'wihtin' är inte ett slag av regel här; menade"
            " du 'within'?",
            "measures[klivet].clauses[ÄB-01.with].condition.age.at_least: 39 ligger över 29;"
            " intervallet är omkastat",
            "measures[klivet].clauses[ÄB-02].condition.any_of[0].one_of.values[0]: 'Morra' är inte"
            " ett av alternativen; menade du 'Mora'?",
            "measures[klivet].clauses[ÄB-04].condition.any_of[0].all_of[0].flag: 'sick_liste' är"
            " inte en känd uppgift; menade du 'sick_listed'?",
        ],
        [
            "measures[klivet].timing[ÄB-16].period: takes a whole number of days, working days,"
            ' weeks, months or years: "10 days", "10 working days", "3 weeks", "6 months",'
            ' "1 year"',
            "measures[klivet].timing[ÄB-17].kind: 'wihtin' is not a kind of rule here; did you"
            " mean 'within'?",
            "measures[klivet].clauses[ÄB-01.with].condition.age.at_least: 39 is above 29; the"
            " range is turned round",
            "measures[klivet].clauses[ÄB-02].condition.any_of[0].one_of.values[0]: 'Morra' is not"
            " one of the options; did you mean 'Mora'?",
            "measures[klivet].clauses[ÄB-04].condition.any_of[0].all_of[0].flag: 'sick_liste' is"
            " not a declared fact; did you mean 'sick_listed'?",
        ],
    ),
    "names": (
        [
            ('norm = "plan", locator = "Remiss"', 'norm = "planen", locator = "Remiss"'),
            ('judged_by = "team_lead"', 'judged_by = "team_led"'),
            ('done_by = "first_meeting"', 'done_by = "frist_meeting"'),
            ('strength = "guideline"', 'strength = "guidline"'),
            ('rank = "local"', 'rank = "lokal"'),
            ('    "Mora",', '    "Moora",'),
        ],
        [
            "norms.plan.rank: 'lokal' är inte ett av orden som kan stå här; menade du 'local'?",
            "facts.suits_overall.judged_by: 'team_led' är inte ett ord under [terms] eller bland de"
            " inbyggda; menade du 'team_lead'?",
            "association.members[3]: 'Moora' är inte en kommun, en region, Försäkringskassan eller"
            " Arbetsförmedlingen; menade du 'Mora'?",
            "measures[klivet].timing[ÄB-18].done_by: 'frist_meeting' är inte en händelse under"
            " [events] eller bland de inbyggda; menade du 'first_meeting'?",
            "measures[klivet].clauses[ÄB-07.hours].strength: 'guidline' är inte ett av orden som"
            " kan stå här; menade du 'guideline'?",
            "measures[klivet].clauses[ÄB-09].citation.norm: 'planen' är inte en källa under [norms]"
            " eller bland de inbyggda; menade du 'plan'?",
        ],
        [
            "norms.plan.rank: 'lokal' is not one of the words that can be here; did you mean"
            " 'local'?",
            "facts.suits_overall.judged_by: 'team_led' is not a term under [terms] or a shipped"
            " one; did you mean 'team_lead'?",
            "association.members[3]: 'Moora' is not a municipality, a region, Försäkringskassan or"
            " Arbetsförmedlingen; did you mean 'Mora'?",
            "measures[klivet].timing[ÄB-18].done_by: 'frist_meeting' is not a kind of event under"
            " [events] or a shipped one; did you mean 'first_meeting'?",
            "measures[klivet].clauses[ÄB-07.hours].strength: 'guidline' is not one of the words"
            " that can be here; did you mean 'guideline'?",
            "measures[klivet].clauses[ÄB-09].citation.norm: 'planen' is not a norm under [norms] or"
            " a shipped one; did you mean 'plan'?",
        ],
    ),
    "texts": (
        [
            ('sv = "vägledning", en = "guidance"', 'sv = "vägledning", en = " "'),
            ('sv = "arbetsträning", en = "work training"', 'sv = "arbetsträning"'),
            (
                'name = { sv = "Nätverk för handläggare", en = "Network for officers" }',
                'name = "Nätverk"',
            ),
        ],
        [
            "terms.work_training.name.en: 'en' saknas",
            "terms.guidance.name.en: texten är tom; skriv den på båda språken",
            "measures[network].name: ska vara en tabell { }, inte text",
        ],
        [
            "terms.work_training.name.en: 'en' is missing",
            "terms.guidance.name.en: the text is empty; write it in both languages",
            "measures[network].name: takes a table { }, not text",
        ],
    ),
    "declared": (
        [
            ("[terms.employer]", "[terms.region]"),
            ("[facts.places_free]", "[facts.job_seeking]"),
            ("current_with = [", "curent_with = ["),
        ],
        [
            "terms.region: 'region' finns redan i finsam; åberopa det, eller välj en annan nyckel",
            "lists.consents[0]: 'employer' är inte ett ord under [terms] eller bland de inbyggda;"
            " det finns {} att välja bland",
            "lists.curent_with: 'curent_with' är inte en känd uppgift; menade du 'current_with'?",
            "facts.job_seeking: faktumet 'job_seeking' är redan deklarerat; det kan inte göras om",
        ],
        [
            "terms.region: 'region' is in finsam already; refer to it, or choose another key",
            "lists.consents[0]: 'employer' is not a term under [terms] or a shipped one; there are"
            " {} to choose from",
            "lists.curent_with: 'curent_with' is not a declared fact; did you mean 'current_with'?",
            "facts.job_seeking: the fact 'job_seeking' is declared already; it can't be redefined",
        ],
    ),
    "conditions": (
        [
            (
                "condition.age = { at_most = 29 }",
                'condition = { age = { at_most = 29 }, flag = "single" }',
            ),
            ('condition.flag = "suits_overall"', 'condition = "suits_overall"'),
            ("condition.day_in = { end = 2027-09-30 }", "condition.dayin = { end = 2027-09-30 }"),
            ('condition.measured = { fact = "places_free", at_least = 1 }', "condition = {}"),
        ],
        [
            "measures[klivet].clauses[ÄB-07].condition: ska vara en tabell"
            " { age = { at_least = 16 } }, inte text",
            "measures[klivet].clauses[ÄB-08].condition: ska ha en enda nyckel, inte 2; flera"
            " villkor skrivs all_of = [{ … }, { … }]",
            "measures[klivet].clauses[ÄB-11.room].condition: ska ha en enda nyckel, inte 0",
            "measures[klivet].clauses[ÄB-11.intake].condition.dayin: 'dayin' är inte en nyckel"
            " här; menade du 'day_in'?",
        ],
        [
            "measures[klivet].clauses[ÄB-07].condition: takes a table"
            " { age = { at_least = 16 } }, not text",
            "measures[klivet].clauses[ÄB-08].condition: has one key, not 2; several conditions are"
            " written all_of = [{ … }, { … }]",
            "measures[klivet].clauses[ÄB-11.room].condition: has one key, not 0",
            "measures[klivet].clauses[ÄB-11.intake].condition.dayin: 'dayin' is not a key here;"
            " did you mean 'day_in'?",
        ],
    ),
    "twice": (
        [('key = "ÄB-01.others"', 'key = "ÄB-01.with"')],
        [
            "measures[klivet].clauses[1].key: nyckeln 'ÄB-01.with' finns redan; varje regel och"
            " väg in har en egen",
        ],
        [
            "measures[klivet].clauses[1].key: the key 'ÄB-01.with' is taken; each clause and way"
            " in has its own",
        ],
    ),
    "budget": (
        [
            ("amounts = [1_800_000]", "amounts = [1.555, 2]"),
            ('figure = "costs"', 'figure = "cost"'),
        ],
        [
            "financing[ÄB-26].budget.groups[measures].lines[klivet].amounts[0]: 1.555 har"
            " fler än 2 decimaler",
        ],
        [
            "financing[ÄB-26].budget.groups[measures].lines[klivet].amounts[0]: 1.555 has"
            " more than 2 decimals",
        ],
    ),
    "left_out": (
        [
            ('kind = "stay"\n', ""),
            ('key = "ÄB-12"\n', ""),
            ('months = 3\nwithin = "1 month"', 'months = 3\nwithn = "1 month"'),
        ],
        [
            "calendar[ÄB-23].withn: 'withn' är inte en nyckel här; menade du 'within'?",
            "calendar[ÄB-23].within: 'within' saknas",
            "measures[klivet].timing[ÄB-19].kind: 'kind' saknas",
            "measures[klivet].clauses[15].key: 'key' saknas",
        ],
        [
            "calendar[ÄB-23].withn: 'withn' is not a key here; did you mean 'within'?",
            "calendar[ÄB-23].within: 'within' is missing",
            "measures[klivet].timing[ÄB-19].kind: 'kind' is missing",
            "measures[klivet].clauses[15].key: 'key' is missing",
        ],
    ),
    "not_for_individuals": (
        [("[measures.not_for_individuals]", "clauses = []\n[measures.not_for_individuals]")],
        [
            "measures[network].clauses: en insats som inte är för enskilda har inga regler för"
            " enskilda",
        ],
        [
            "measures[network].clauses: a measure that isn't for individuals has no rules for"
            " individuals",
        ],
    ),
    "days": (
        [
            ("valid = { start = 2026-01-01 }", 'valid = { start = "1 januari" }'),
            ("adopted_on = 2026-11-13", 'adopted_on = "2026-02-30"'),
            ('at_most = "1 year"', "at_most = 12"),
        ],
        [
            "financing[ÄB-26].budget.adopted_on: ska vara en dag som finns, skriven som 2026-11-22",
            'measures[klivet].timing[ÄB-19].at_most: ska vara en tid, till exempel "3 months",'
            " inte ett heltal",
            "measures[team].valid.start: ska vara en dag som finns, skriven som 2026-11-22",
        ],
        [
            "financing[ÄB-26].budget.adopted_on: takes a day that exists, written as 2026-11-22",
            'measures[klivet].timing[ÄB-19].at_most: takes a period, for example "3 months", not'
            " a whole number",
            "measures[team].valid.start: takes a day that exists, written as 2026-11-22",
        ],
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_all_that_is_wrong_is_told_at_once(name: str) -> None:
    changes, swedish, english = WRONG[name]
    text = changed(*changes)
    for lang, expected in (("sv", swedish), ("en", english)):
        found = told(text, lang)
        assert sorted(found) == sorted(line.replace("{}", _count(found)) for line in expected)


def _count(lines: list[str]) -> str:
    """Returns the number of terms, which grows with the library."""
    words = " ".join(lines).split()
    return next((word for word in words if word.isdigit() and len(word) == 3), "")


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ([], "takes a table { }, not a list [ ]"),
        ("format = 1", "takes a table { }, not text"),
        (None, "there is no null here; leave out what isn't known"),
        ({"format": 1, 2: 3}, "a key is a text, not int"),
        (
            {"format": 1.0},
            "format: a float isn't exact; give Decimal, or read the text with finsam",
        ),
        ({"format": 10**200}, "format: a number is finite and has at most 100 digits"),
        ({"key": "\ud800"}, "key: the text holds half of a sign, which can't be stored"),
        (
            {"key": dt.datetime(2026, 1, 1)},  # noqa: DTZ001
            "key: datetime can't stand in a rule book; a date has no time of day",
        ),
        ({"key": b"x"}, "key: bytes can't stand in a rule book; a date has no time of day"),
        ({"a\u030a": 1, "\u00e5": 2}, "'å' stands twice"),
    ],
)
def test_what_isnt_plain_data_is_refused(data: Any, line: str) -> None:
    with pytest.raises(InvalidRules) as raised:
        rulebook_from_dict(data)
    assert raised.value.explain("en") == line


def test_texts_are_normalised_when_they_are_read() -> None:
    apart = EXAMPLE.replace("Älvdalen", "A\u0308lvdalen")
    assert rulebook_from_toml(apart) == rulebook_from_toml(EXAMPLE)


@pytest.mark.parametrize(
    ("section", "line"),
    [
        ("norms", "norms: takes a table, not a whole number"),
        ("terms", "terms: takes a table, not a whole number"),
        ("facts", "facts: takes a table, not a whole number"),
        ("lists", "lists: takes a table, not a whole number"),
        ("measures", "measures: takes a list, not a whole number"),
        ("association", "association: takes a table { }, not a whole number"),
    ],
)
def test_a_section_of_another_type_is_told(section: str, line: str) -> None:
    data = {**rulebook_to_dict(BOOKS["alvbygden"]), section: 3}
    with pytest.raises(InvalidRules) as raised:
        rulebook_from_dict(data)
    assert line in raised.value.explain("en").splitlines()


def test_a_measure_of_another_type_is_told_and_the_others_are_read() -> None:
    data = rulebook_to_dict(BOOKS["alvbygden"])
    data["measures"] = ["klivet", {"name": 3, "rules_key": 1, "clauses": {}, "vocabulary": []}]
    with pytest.raises(InvalidRules) as raised:
        rulebook_from_dict(data)
    assert raised.value.explain("en").splitlines() == [
        "measures[0]: takes a table, not text",
        "measures[1].key: 'key' is missing",
        "measures[1].name: takes a table { }, not a whole number",
        "measures[1].rules_key: takes text in quotes, not a whole number",
        "measures[1].clauses: takes a list [ ], not a table { }",
        "measures[1].vocabulary: takes a table, not a list [ ]",
    ]


def test_a_fact_that_cant_be_read_isnt_told_of_again_where_it_is_used() -> None:
    text = changed(('kind = "yes_no"', 'kind = "yesno"'), ('flag = "newly_arrived"', 'flag = "x"'))
    facts = len(BOOKS["alvbygden"].measure("klivet").rules.vocabulary)
    assert told(text) == [
        "facts.suits_overall.kind: 'yesno' is not one of the kinds here; did you mean 'yes_no'?",
        "measures[klivet].clauses[ÄB-04].condition.any_of[1].all_of[1].at_least_of.of[2].flag:"
        f" 'x' is not a declared fact; there are {facts - 1} to choose from",
    ]


def test_a_list_that_cant_be_read_isnt_told_of_again_where_it_is_used() -> None:
    [line] = told(changed(('consents = ["employer"]', 'consents = "employer"')))
    assert line == "lists.consents: takes a list [ ], not text"


# --- sets with a base --------------------------------------------------------------------------


def test_a_derived_set_is_written_as_what_it_changes() -> None:
    rules = BASE.with_changes(
        key="our.team",
        name=OURS,
        replace=[evolve(BASE.clause("BR-02"), condition=Age(at_least=18, at_most=64))],
        drop=["BR-03.threat"],
        add=[clause("A", Flag("job_seeking"))],
    )
    book = with_rules(rules)
    [measure] = rulebook_to_dict(book)["measures"]
    assert measure["base"] == "model.samordningsteam"
    assert [part["key"] for part in measure["replace"]] == ["BR-02"]
    assert measure["drop"] == ["BR-03.threat"]
    assert [part["key"] for part in measure["add"]] == ["A"]
    assert "clauses" not in measure
    read = again(book)
    assert read == book
    assert read.measure("team").rules.base == BASE


def test_a_base_in_the_same_book_may_stand_after_what_is_derived_from_it() -> None:
    first = RuleSet(
        key="our.first",
        name=OURS,
        vocabulary=COMMON.extended([Fact("own", question=OURS, kind=YesNo(), about=About.PERSON)]),
        clauses=[clause("A", Flag("own"), local=BASE.clause("BR-03.threat").local)],
    )
    second = first.with_changes(key="our.second", name=OURS, add=[clause("B", Age(at_least=20))])
    third = second.with_changes(key="our.third", name=OURS, drop=["A"])
    book = with_rules(third, second, first)
    data = rulebook_to_dict(book)
    assert [part.get("base") for part in data["measures"]] == ["our.second", "our.first", None]
    assert again(book) == book


def test_a_base_that_has_no_name_is_written_whole() -> None:
    unnamed = evolve(BASE, key="nowhere", name=OURS)
    rules = unnamed.with_changes(key="our.team", name=OURS, drop=["BR-03.threat"])
    book = with_rules(rules)
    assert rulebook_to_dict(book)["measures"][0]["base"]["key"] == "nowhere"
    assert again(book) == book
    assert again(with_rules(evolve(BASE, base=unnamed, key="our.a")), bases={}).measures


def test_bases_of_ones_own_can_be_given() -> None:
    book = with_rules(
        finnveden.SAMVERKANSTEAM.rules.with_changes(
            key="our.team", name=OURS, add=[clause("A", Flag("job_seeking"))]
        )
    )
    bases = {"theirs": finnveden.SAMVERKANSTEAM}
    assert rulebook_to_dict(book, bases=bases)["measures"][0]["base"] == "theirs"
    assert again(book, bases=bases) == book
    [line] = told(rulebook_to_toml(book, bases=bases))
    assert line.startswith("measures[team].base: 'theirs' is not a measure that can be a base; ")


def test_what_with_changes_cant_say_is_written_as_a_whole_list() -> None:
    chosen = finnveden.SAMVERKANSTEAM.rules.with_readings({"FI-02": "lives_in"})
    derived = evolve(
        chosen.with_changes(key="our.team", name=OURS, add=[clause("A", Flag("job_seeking"))]),
        leap_day=LeapDay.MAR1,
    )
    on_base = BASE.with_changes(key="our.b", name=OURS, drop=["BR-03.threat"])
    without = evolve(on_base, key="our.c", clauses=tuple(reversed(on_base.clauses)))
    timed = evolve(BASE, ways_in=(), valid=evolve(BASE.valid, start=dt.date(2026, 1, 1)))
    lost = evolve(timed.with_changes(key="our.d", name=OURS), ways_in=None)
    book = with_rules(derived, on_base, without, lost)
    data = rulebook_to_dict(book)
    assert ["clauses" in part for part in data["measures"]] == [True, False, True, True]
    assert again(book) == book


def test_a_whole_list_is_held_against_its_base() -> None:
    """What the base closes can't be changed by listing all clauses anew either."""
    base = finnveden.SAMVERKANSTEAM.rules
    rules = base.with_changes(key="our.a", name=OURS, add=[clause("A", Flag("job_seeking"))])
    data = rulebook_to_dict(with_rules(evolve(rules, leap_day=LeapDay.MAR1)))
    data["measures"][0]["clauses"][0]["condition"]["age"]["at_least"] = 17
    del data["measures"][0]["clauses"][1]
    with pytest.raises(InvalidRules) as raised:
        rulebook_from_dict(data)
    codes = [(fault.code, fault.value) for fault in raised.value.faults]
    assert codes == [("closed", "FI-01"), ("closed", "FI-01.priority")]


def test_a_chosen_reading_isnt_a_change_of_what_is_closed() -> None:
    base = finnveden.SAMVERKANSTEAM.rules
    derived = base.with_changes(key="our.a", name=OURS, add=[clause("A", Flag("job_seeking"))])
    chosen = derived.with_readings(
        {"FI-02": "lives_in", "FI-05.long_unemployed": "met", "FI-05.long_sick_listed": "met"}
    )
    book = with_rules(chosen)
    assert again(book) == book


@pytest.mark.parametrize(
    ("key", "written", "fault"),
    [
        ("noted", "3", "takes a table { }, not a whole number"),
        ("parts", "[[3]]", "takes a list [ ] of 2 parts, not a list [ ]"),
        ("parts", '[["a", 3]]', "takes a table { }, not text"),
    ],
)
def test_pairs_and_rows_of_another_form_are_told(key: str, written: str, fault: str) -> None:
    ways = f'[{{ name = {{ sv = "V", en = "W" }}, parts = {written} }}]'
    lines = f"ways = {ways}" if key == "parts" else f"ways = []\n{key} = {written}"
    text = f"""
[[financing]]
kind = "reckoning"
key = "RE"
text = {{ sv = "En summa.", en = "A sum." }}
citation = {{ norm = "plan", locator = "Summor" }}
{lines}
"""
    [line] = told(EXAMPLE + text)
    assert line.endswith(f": {fault}")


BASED = """
[[measures]]
key = "more"
name = {{ sv = "Mer", en = "More" }}
{}
"""


@pytest.mark.parametrize(
    ("lines", "faults"),
    [
        (
            'base = "model.samordningsteam"\ndrop = ["BR-01", "BR-3"]',
            [
                "drop[0]: 'BR-01' can't be changed so; it may be tightened and not dropped (local ="
                ' "may_be_tightened") by BR-01, finsam\'s model measure, which no association has'
                ' adopted, BR-01 (local document); who owns the base can open it with local ='
                ' "free"',
                "drop[1]: 'BR-3' is not a clause of model.samordningsteam; allowed are 'BR-01',"
                " 'BR-02', 'BR-03.addiction', 'BR-03.custody', 'BR-03.illness' and"
                " 'BR-03.threat'",
            ],
        ),
        ('base = "alvbygden.more"', ["base: 'alvbygden.more' is derived from itself"]),
        (
            'base = "model.samordningstem"',
            ["base: 'model.samordningstem' is not a measure that can be a base; did you mean"
             " 'model.samordningsteam'?"],
        ),
        (
            'base = "vasteras.sim"',
            ["base: 'vasteras.sim' isn't for individuals, and can't be a base"],
        ),
        ("base = 3", ["base: takes a measure's name, not a whole number"]),
        ("drop = []", [
            "drop: 'drop' changes a base; name it with base",
            "clauses: 'clauses' is missing",
        ]),
        (
            'base = "model.samordningsteam"\nclauses = []\nadd = []',
            ["clauses: give either the whole list (clauses) or the changes (replace, add, drop)"],
        ),
        (
            'base = "model.samordningsteam"\nleap_day = "mar1"\nchosen = {}',
            ["leap_day: 'leap_day' comes with the base; list all clauses to give another",
             "chosen: 'chosen' comes with the base; list all clauses to give another"],
        ),
        (
            'base = { key = "x", nome = 3 }',
            ["base.name: 'name' is missing", "base.nome: 'nome' is not a key here; did you mean"
             " 'name'?", "base.clauses: 'clauses' is missing"],
        ),
        (
            'base = "model.samordningsteam"\nvocabulary = { comon = 3, facts = 3 }',
            ["vocabulary.comon: 'comon' is not a key here; did you mean 'common'?",
             "vocabulary.facts: takes a table, not a whole number"],
        ),
        (
            'base = "model.samordningsteam"\nvocabulary = { common = "no" }',
            ["vocabulary.common: takes true or false, not text"],
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_base_is_told(lines: str, faults: list[str]) -> None:
    found = told(EXAMPLE + BASED.format(lines))
    assert sorted(found) == sorted(f"measures[more].{line}" for line in faults)


def test_a_circle_of_several_measures_is_told_once() -> None:
    text = (
        EXAMPLE
        + BASED.format('base = "alvbygden.round"')
        + BASED.format('base = "alvbygden.more"').replace('key = "more"', 'key = "round"')
    )
    assert told(text) == [
        "measures[round].base: 'alvbygden.more' is derived from itself"
        " (alvbygden.more → alvbygden.round → alvbygden.more)"
    ]
    inside = 'base = { key = "in", name = { sv = "I", en = "I" }, base = "alvbygden.more" }'
    assert told(EXAMPLE + BASED.format(inside)) == [
        "measures[more].base.base: 'alvbygden.more' is derived from itself"
    ]


DAY = dt.date(2027, 1, 1)


def dated(rules: RuleSet, start: dt.date | None, end: dt.date | None) -> RuleSet:
    return evolve(rules, valid=Validity(start=start, end=end, citation=CITED))


def test_dated_versions_of_a_measure_come_back_under_their_key() -> None:
    """The second is derived from the first; the third from the second, which has its own name."""
    base = evolve(BASE, key="our.a", name=OURS, clauses=[evolve(
        each, local=LocalChange.FREE) for each in BASE.clauses])  # fmt: skip
    first = dated(base, None, dt.date(2024, 12, 31))
    year = Validity(start=dt.date(2025, 1, 1), end=dt.date(2025, 12, 31), citation=CITED)
    second = first.with_changes(key="our.a.2025", name=OURS, drop=["BR-03.threat"], valid=year)
    late = Validity(start=dt.date(2026, 1, 1), citation=CITED)
    third = second.with_changes(key="our.a", name=OURS, drop=["BR-03.custody"], valid=late)
    other = second.with_changes(key="our.b", name=OURS, drop=["BR-02"], valid=late)
    sets = [evolve(model.SAMORDNINGSTEAM, key=key, name=OURS, eligibility=rules, timing=(),
                   financing=()) for key, rules in
            (("a", first), ("a", second), ("a", third), ("b", other))]  # fmt: skip
    book = RuleBook(key="our", association=model.BOOK.association, measures=sets)
    text = rulebook_to_toml(book)
    assert again(book) == book
    assert again(book).versions("a").at(dt.date(2025, 5, 5)).rules == second
    assert text.count('base = "our.a"') == 1
    assert text.count('base = "our.a.2025"') == 2
    same_keys = evolve(second, key="our.a", base=first)
    unnamed = same_keys.with_changes(key="our.b", name=OURS, drop=["BR-02"], valid=late)
    sets = [evolve(sets[0], key=key, eligibility=rules) for key, rules in
            (("a", first), ("a", same_keys), ("b", unnamed))]  # fmt: skip
    book = RuleBook(key="our", association=model.BOOK.association, measures=sets)
    assert again(book) == book  # its base has no name of its own, and is told whole


@pytest.mark.parametrize("order", ["aab", "aba", "baa"])
def test_a_base_is_the_measure_of_that_name_in_whatever_order_they_stand(order: str) -> None:
    """A later version's own key never takes the name of another measure."""
    a, b = (
        RuleSet(key=f"our.{key}", name=OURS, vocabulary=COMMON, clauses=[clause(key, condition)])
        for key, condition in (("a", Age(at_least=16)), ("b", Age(at_least=18)))
    )
    versions = iter(
        [dated(a, None, dt.date(2026, 12, 31)), dated(evolve(a, key="our.b"), DAY, None)]
    )
    derived = evolve(b, key="our.c", base=b)
    sets = [*(next(versions) if key == "a" else b for key in order), derived]
    measures = [
        evolve(measure, key=key, eligibility=rules)
        for measure, key, rules in zip(
            with_rules(b).all_measures * 4, [*order, "c"], sets, strict=True
        )
    ]
    book = RuleBook(key="our", association=model.BOOK.association, measures=measures)
    data = rulebook_to_dict(book)
    assert data["measures"][3]["base"] == "our.b"
    assert data["measures"][order.rindex("a")]["rules_key"] == "our.b"
    assert rulebook_from_dict(data) == book


def test_a_key_that_is_there_twice_is_told_with_all_the_rest() -> None:
    copied = '\n[[measures]]\nkey = "klivet"\nnome = 3\nname = { sv = "K", en = "K" }\n'
    said = told(EXAMPLE + copied + 'base = "model.samordningsteam"\n')
    assert [line.split(": ")[0].split("].")[1] for line in said] == ["nome", "key"]
    same = (
        "the measure 'klivet' is there already, and in force on the same days; give it another"
        " key, or a time in force of its own (valid)"
    )
    said = told(EXAMPLE + copied + "clauses = []\n")
    assert [line.split("].")[1] for line in said] == [
        "nome: 'nome' is not a key here; did you mean 'name'?",
        "clauses: no clauses are given",
        f"key: {same}",
    ]
    said = told(EXAMPLE + copied.replace("nome = 3", "rules_key = 3") + "clauses = []\n")
    assert [line.split(": ")[0].split("].")[1] for line in said] == [
        "rules_key",
        "clauses",
        "key",
    ]
    nobody = """
[[measures]]
key = "klivet"
name = { sv = "K", en = "K" }
not_for_individuals = { reason = { sv = "R", en = "R" }, rule = "R", """
    nobody += """citation = { norm = "plan", locator = "x" } }
"""
    assert len(told(EXAMPLE + nobody)) == 1


def test_the_last_part_of_a_name_finds_the_whole() -> None:
    assert told(EXAMPLE + BASED.format('base = "klivet"')) == [
        "measures[more].base: 'klivet' is not a measure that can be a base; did you mean"
        " 'alvbygden.klivet'?"
    ]


def test_what_is_wrong_with_a_clause_of_a_derived_set_is_told_where_it_stands() -> None:
    clause_text = (
        'text = { sv = "Ny.", en = "New." }, citation = { norm = "plan", locator = "Mål" }'
    )
    lines = (
        'base = "model.samordningsteam"\n'
        f'replace = [{{ key = "BR-02", {clause_text}, condition = {{ flag = "nobody" }} }}]\n'
        f'add = [{{ key = "N", {clause_text}, condition = {{ age = {{ at_least = 10, '
        'fact = "needs" } } }]'
    )
    assert told(EXAMPLE + BASED.format(lines)) == [
        "measures[more].replace[BR-02].condition.flag: 'nobody' is not a declared fact; there are"
        f" {len(BOOKS['alvbygden'].measure('klivet').rules.vocabulary)} to choose from",
        "measures[more].add[N].condition.age.fact: 'age' can't read 'needs', which is"
        " 'selection'; 'includes' and 'only' can",
    ]


def test_what_is_wrong_with_the_base_itself_is_told_of_the_base() -> None:
    """A clause of the base that can't be met by anybody together with the new ones."""
    added = clause("N", Age(at_least=65))
    book = with_rules(evolve(BASE, key="our.a", clauses=[*BASE.clauses[:1], added]))
    text = rulebook_to_toml(book).replace("at_least = 65", "at_least = 65, at_most = 66")
    text += """
[[measures]]
key = "b"
name = { sv = "B", en = "B" }
base = "our.a"

[[measures.add]]
key = "M"
text = { sv = "Ung.", en = "Young." }
citation = { norm = "finsam-model", locator = "M" }
condition.age.at_most = 20
"""
    assert told(text) == ["measures[b].clauses: nobody can meet N, M together on any day in force"]


# --- words -------------------------------------------------------------------------------------


def own_fact(key: str) -> Fact:
    return Fact(key, question=OURS, kind=YesNo(), about=About.PERSON)


def test_measures_with_words_of_their_own() -> None:
    shared = COMMON.extended([own_fact("shared")])
    other = COMMON.extended([own_fact("other")], terms={"needs": [Term("unit", OURS)]})
    alone = Vocabulary(
        [own_fact("alone"), Fact("place", question=OURS, about=About.PERSON,
                                 kind=Choice([Term("here", OURS), Term("region", OURS)]))]
    )  # fmt: skip
    sets = [
        RuleSet(key=f"our.{key}", name=OURS, vocabulary=words, clauses=[clause(key, Flag(key))])
        for key, words in (("shared", shared), ("other", other), ("alone", alone))
    ]
    assert again(with_rules(sets[2])) == with_rules(sets[2])
    derived = sets[1].with_changes(
        key="our.derived", name=OURS, vocabulary=sets[1].vocabulary.extended([own_fact("third")]),
        add=[clause("third", Flag("third"))],
    )  # fmt: skip
    book = with_rules(*sets, derived)
    data = rulebook_to_dict(book)
    assert list(data["facts"]) == ["shared"]
    assert [part.get("vocabulary", {}).get("common", True) for part in data["measures"]] == [
        True, True, False, True
    ]  # fmt: skip
    assert list(data["measures"][3]["vocabulary"]["facts"]) == ["third"]
    # "region" is a term of finsam's with another name, so that this one stands where it is used
    options = data["measures"][2]["vocabulary"]["facts"]["place"]["kind"]["choice"]
    assert [option if isinstance(option, str) else option["key"] for option in options] == [
        "here", "region"
    ]  # fmt: skip
    assert isinstance(options[1], dict)
    assert again(book) == book


def test_a_base_with_words_of_its_own_gets_those_of_the_book_too() -> None:
    theirs = evolve(BASE, key="theirs", vocabulary=COMMON.extended([own_fact("theirs")]))
    unit = {"needs": [Term("unit", OURS)]}
    ours = COMMON.extended([own_fact("ours")], terms=unit)
    plain = RuleSet(key="our.a", name=OURS, vocabulary=ours, clauses=[clause("A", Flag("ours"))])
    derived = theirs.with_changes(
        key="our.b",
        name=OURS,
        vocabulary=theirs.vocabulary.extended([own_fact("ours")], terms=unit),
        add=[clause("B", Flag("ours"))],
    )
    book = with_rules(plain, derived)
    bases = {"theirs": theirs}
    data = rulebook_to_dict(book, bases=bases)
    assert "vocabulary" not in data["measures"][1]
    assert again(book, bases=bases) == book
    clash = evolve(theirs, vocabulary=COMMON.extended([evolve(own_fact("ours"), sensitive=True)]))
    text = rulebook_to_toml(book, bases=bases)
    assert told(text, bases={"theirs": clash}) == [
        "facts.ours: the fact 'ours' is declared already; it can't be redefined"
    ]
    other = evolve(book, measures=[book.all_measures[0], evolve(
        book.all_measures[1], eligibility=clash.with_changes(key="our.b", name=OURS)
    )])  # fmt: skip
    assert again(other, bases={"theirs": clash}) == other


def test_words_of_one_key_and_two_meanings_stand_where_they_are_used() -> None:
    words = Text(sv="Något.", en="Something.")
    first = Term("lead", Text(sv="ledaren", en="the lead"))
    second = Term("lead", Text(sv="chefen", en="the chief"))
    said = [
        Said(key=f"S{i}", rule="S", citation=CITED, text=words, owner=owner)
        for i, owner in enumerate((first, second))
    ]
    [measure] = with_rules(BASE).all_measures
    book = evolve(with_rules(BASE), measures=[evolve(measure, timing=said)])
    [one, other] = rulebook_to_dict(book)["measures"][0]["timing"]
    assert (one["owner"], other["owner"]["name"]["sv"]) == ("lead", "chefen")
    assert again(book) == book


def test_words_that_are_no_mere_addition_are_written_whole() -> None:
    facts = list(COMMON.facts)
    turned = Vocabulary([facts[1], facts[0], *facts[2:]])
    fewer = Vocabulary(facts[:5])
    less = Vocabulary([evolve(f, sensitive=True) if f.key == "municipality" else f for f in facts])
    needs = COMMON["needs"]
    assert isinstance(needs.kind, Selection)
    first = evolve(needs, kind=Selection([Term("first", OURS), *needs.kind.options]))
    moved = Vocabulary([first if fact.key == "needs" else fact for fact in facts])
    for words in (turned, fewer, less, moved):
        rules = RuleSet(
            key="our.a", name=OURS, vocabulary=words, clauses=[clause("A", Age(at_least=20))]
        )
        book = with_rules(rules)
        assert rulebook_to_dict(book)["measures"][0]["vocabulary"]["common"] is False
        assert again(book) == book


# --- what can't be written ---------------------------------------------------------------------


def test_a_kind_of_ones_own_cant_be_written() -> None:
    class Ours(FinancingRule):
        """No subclassing in the public API; whoever does it anyway is told."""

    rule = financing_rule(vasteras.BOOK, "VA-47", FinancingRule)
    ours = Ours(key="O", rule="O", citation=rule.citation, text=rule.text)
    with pytest.raises(InvalidRules) as raised:
        rulebook_to_dict(evolve(vasteras.BOOK, financing=[ours]))
    assert raised.value.explain("en") == "financing[0]: Ours is no kind that finsam has"


def test_what_would_lose_something_cant_be_written() -> None:
    rule = financing_rule(vasteras.BOOK, "VA-47", FinancingRule)
    twice = evolve(rule, noted=(("a", "X"), ("a", "Y")))  # type: ignore[arg-type]
    rules = RuleSet(
        key="our.a",
        name=OURS,
        vocabulary=COMMON,
        clauses=[clause("A", DayIn(start=dt.date(2026, 1, 1)))],
    )
    half = evolve(rules, name=Text(sv="\ud800", en="x"))
    closed = evolve(
        BASE.with_changes(key="our.b", name=OURS),
        clauses=[evolve(BASE.clauses[0], condition=Age(at_least=30)), *BASE.clauses[2:]],
    )
    for book, line in (
        (
            with_rules(closed),
            "measures[b].clauses: 'BR-02' can't be changed so; it may be tightened and not dropped"
            ' (local = "may_be_tightened") by BR-02, finsam\'s model measure, which no association'
            " has adopted, BR-02 (local document); who owns the base can open it with local ="
            ' "free"',
        ),
        (evolve(vasteras.BOOK, financing=[twice]), "financing[0].noted: a key stands twice"),
        (
            with_rules(half),
            "measures[a].name.sv: the text holds half of a sign, which can't be stored",
        ),
    ):
        with pytest.raises(InvalidRules) as raised:
            rulebook_to_dict(book)
        assert raised.value.explain("en") == line


# --- new kinds ---------------------------------------------------------------------------------

NEW_KIND = """
import sys
from attrs import evolve, frozen
from finsam.rules import COMMON
import finsam.participation.duties as room
from finsam.participation.timing import TimingRule
from finsam.legaltime import Months, Period

@frozen(kw_only=True)
class EveryOther(TimingRule):
    period: Period
    names: tuple[str, ...] = ()

EveryOther.__module__ = "finsam.participation.duties"

from finsam.exchange import rulebook_from_toml, rulebook_to_toml, schema
from finsam.rulebooks import model
from finsam.measures import BoardSeats, RuleBook
old = model.SAMORDNINGSTEAM.timing[0]
new = EveryOther(key="N", rule="N", citation=old.citation, text=old.text, period=Months(5),
                 names=("a",))
measure = evolve(model.SAMORDNINGSTEAM, timing=[*model.SAMORDNINGSTEAM.timing, new])
book = evolve(model.BOOK, measures=[measure])
text = rulebook_to_toml(book)
assert 'kind = "every_other"' in text and 'period = "5 months"' in text
assert rulebook_from_toml(text) == book
assert "EveryOther" in schema()["$defs"]
"""


def test_a_new_kind_of_rule_is_carried_by_itself() -> None:
    ended = python("-c", NEW_KIND)
    assert (ended.returncode, ended.stderr) == (0, "")


NEW_GOAL = """
from attrs import frozen
from finsam.exchange import rulebook_from_toml, rulebook_to_toml
from finsam.rulebooks import framsteget
before = rulebook_to_toml(framsteget.BOOK)
assert before.count('kind = "goal"') > 3
import finsam.outcomes.goals as room

@frozen(kw_only=True)
class StepGoal(room.Goal):
    step: int

StepGoal.__module__ = "finsam.outcomes.goals"

from finsam.exchange import _book, _codecs
_codecs.codec_of.cache_clear()
_book.MEASURE = _codecs.Table(_book.MEASURE.cls)
assert "step_goal" in _book.MEASURE.members["goals"].codec.of.variants
assert rulebook_to_toml(framsteget.BOOK) == before
assert rulebook_from_toml(before) == framsteget.BOOK
"""


def test_a_new_kind_of_goal_leaves_the_text_of_the_others_as_it_was() -> None:
    ended = python("-c", NEW_GOAL)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_the_format_has_a_number() -> None:
    assert rulebook_to_dict(model.BOOK)["format"] == FORMAT == 1


def test_an_error_of_ours_is_one_error() -> None:
    assert issubclass(InvalidRules, FinsamError)
    assert not Faults().found


@pytest.mark.parametrize("write", [rulebook_to_dict, rulebook_to_json, rulebook_to_toml])
def test_what_is_no_book_is_refused(write: Callable[[Any], object]) -> None:
    with pytest.raises(InvalidInput, match="book: takes RuleBook, not NoneType"):
        write(None)


def test_a_day_of_a_norm_that_cant_be_read_is_told_once() -> None:
    text = re.sub(r"verified_on = [0-9-]+", 'verified_on = "igår"', EXAMPLE, count=1)
    [line] = told(text)
    assert line.endswith("takes a day that exists, written as 2026-11-22")


def test_a_kind_of_fact_without_its_table_is_told_with_its_own_example() -> None:
    text = ""
    for kind, example in (("date", "{ date = { past = true } }"), ("number", "{ number = { unit")):
        text = f"""
format = 1
key = "our"
association = {{ name = {{ sv = "V", en = "O" }} }}
facts.x = {{ kind = "{kind}", question = {{ sv = "F", en = "Q" }} }}
"""
        assert any(line.startswith(f"facts.x.kind: takes a table {example}") for line in told(text))
    assert any(
        line.startswith("facts.x.kind: 'dat' is not one of the kinds here; did you mean 'date'")
        for line in told(text.replace('"number"', '"dat"'))
    )


def test_an_unknown_key_of_a_member_is_told_alone() -> None:
    text = """
format = 1
key = "our"
association = { name = { sv = "V", en = "O" }, members = [{ kommun = "Piteå" }] }
"""
    [line] = told(text)
    assert line.startswith("association.members[0].kommun: 'kommun' is not a key here; allowed are")


def test_the_kinds_of_conditions_are_listed_for_a_name_that_is_like_none() -> None:
    book = rulebook_to_dict(with_rules(evolve(BASE, key="our.a")))
    book["measures"][0]["clauses"][0]["condition"] = {"xyzzy": 1}
    with pytest.raises(InvalidRules) as raised:
        rulebook_from_dict(book)
    [fault] = raised.value.faults
    assert "allowed are 'age'" in fault.text.en


BAD_BOOK = """
format = 1
key = "our"
association = {{ key = "our", name = {{ sv = "V", en = "O" }} }}

[norms.plan]
title = {{ sv = "Planen", en = "The plan" }}
rank = "{rank}"
verified_on = 2026-11-22

[[measures]]
key = "m"
name = {{ sv = "M", en = "M" }}

[[measures.clauses]]
key = "A"
citation = {{ norm = "plan", locator = "s. 1" }}
{text}
strength = "{strength}"
condition.flag = "unemployd"

[[measures.clauses]]
key = "A"
citation = {{ norm = "plan", locator = "s. 2" }}
text = {{ sv = "R", en = "R" }}
condition.one_of = {{ fact = "municipality", values = ["Morra"] }}
"""


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"text": ""}, "].text: "),
        ({"strength": "krav"}, "].strength: "),
        ({"rank": "lokal"}, "norms.plan.rank: "),
        ({"strength": "förtur"}, "].strength: "),
    ],
)
def test_one_fault_of_a_clause_hides_no_other(change: dict[str, str], fault: str) -> None:
    """Conditions and keys are checked whatever else is wrong, and nothing is told that follows."""
    usual = {"rank": "local", "strength": "required", "text": 'text = { sv = "R", en = "R" }'}
    lines = told(BAD_BOOK.format_map({**usual, **change}))
    for each in (fault, "'unemployd' is not a declared fact", "'Morra' is not", "'A' is taken"):
        assert sum(each in line for line in lines) == 1, (each, lines)
    assert len(lines) == 4


def test_bases_carry_rules_by_their_names() -> None:
    text = rulebook_to_toml(model.BOOK)
    wrong: list[tuple[Any, list[str]]] = [
        (3, ["bases"]),
        ({"a": 3, 1: model.SAMORDNINGSTEAM}, ["bases['a']", "bases"]),
    ]
    for bases, paths in wrong:
        for call in (
            partial(rulebook_from_toml, text, bases=bases),
            partial(rulebook_to_toml, model.BOOK, bases=bases),
        ):
            assert [one.path for one in faults_of(call, InvalidInput)] == paths
