"""Whole explanations and error reports, compared with the files in good/, shipped/ and bad/.

When a wording is changed on purpose, write them anew with

    .venv/bin/python -m pytest tests/cases --update-golden

and read the diff: what it shows is what people will read.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from cases.made import (
    CITED,
    DAY,
    SMALL,
    clause,
    decide,
    flag,
    reading,
    rules,
    text,
    way,
)
from finsam.citations import Citation, Norm
from finsam.eligibility import Decision, Person, Referral, assess
from finsam.eligibility.explanation import explained
from finsam.errors import FinsamError
from finsam.exchange.records import replay
from finsam.measures import Measure, RuleBook, Team
from finsam.members import Association
from finsam.municipalities import municipality
from finsam.rulebooks import finnveden
from finsam.rulebooks.shelf import MEASURES, measure
from finsam.rules import (
    Age,
    AllOf,
    AnyOf,
    AtLeastOf,
    Between,
    Clause,
    Concern,
    Condition,
    DateBetween,
    DayIn,
    DecidedBy,
    Fixed,
    Flag,
    Includes,
    Lasted,
    LocalChange,
    Measured,
    Not,
    NotForIndividuals,
    OneOf,
    Open,
    RuleSet,
    Status,
    Strength,
    Validity,
    Verdict,
    Versions,
    Vocabulary,
    WayInKind,
    implies,
)
from finsam.rules.diagram import Builder
from finsam.terms import Authority, Benefit, Term
from finsam.texts import Text

HERE = Path(__file__).parent
NOTHING: Any = None
NUMBER: Any = 3
MOMENT: Any = dt.datetime(1990, 5, 1, 12, 30, tzinfo=dt.UTC)
A, B, C, D = (Flag(key) for key in "abcd")

# --- good: decisions ----------------------------------------------------------------------------

TEAM = finnveden.SAMVERKANSTEAM
OF_THE_TEAM = {
    "ordinary_cooperation_not_enough": True,
    "has_impairment": True,
    "medical_obstacle": False,
    "social_obstacle": False,
    "active_abuse": False,
    "needs_coordinated_preparation": True,
}


def finnveden_eligible() -> Decision:
    """All is known and met; who may refer isn't stated."""
    person = Person(
        birth_date=dt.date(2000, 2, 29),
        municipality="Värnamo",
        needs={Authority.SOCIAL_INSURANCE_AGENCY, Authority.MUNICIPALITY},
        benefits={Benefit.ACTIVITY_COMPENSATION},
        facts=OF_THE_TEAM,
    )
    return assess(Referral(person=person, referred_by="municipality"), TEAM, as_of=DAY)


def finnveden_half_filled() -> Decision:
    """A form that is being filled in: a year of birth, some needs, long unemployed."""
    person = Person(
        birth_date=Between.year(1992),
        needs={Authority.REGION: True},
        benefits={Benefit.FULL_SICKNESS_COMPENSATION: False},
        facts={"unemployed": True, "sick_listed": False, "active_abuse": True},
    )
    return assess(person, TEAM, as_of=DAY, readings={"FI-04": "impairment_too"})


def finnveden_not_eligible() -> Decision:
    """Too old, of another municipality, with full sickness compensation."""
    person = Person(
        birth_date=dt.date(1957, 6, 15),
        municipality="Vetlanda",
        needs={Authority.REGION},
        benefits={Benefit.FULL_SICKNESS_COMPENSATION, Benefit.SOCIAL_ASSISTANCE},
        facts=OF_THE_TEAM,
    )
    return assess(person, TEAM, as_of=DAY)


def habo_for_habo() -> Decision:
    """Both municipalities exist: the answer is no, and names each with its county."""
    return assess(
        Person(municipality="Habo"), rules(clause("x", OneOf("municipality", ["Håbo"]))), as_of=DAY
    )


def of_every_kind() -> Decision:
    """One of everything that an explanation can say, in a made-up set."""
    ours = evolve(CITED, reading=text("our reading"))
    long = Open(
        "long.how", text("how long is long"), (reading("year", C), reading("two", AllOf(C, D)))
    )
    made = rules(
        clause("age", Age(at_least=16, at_most=64), rule="R-01"),
        clause("young", Age(at_most=29), rule="R-01", strength=Strength.PRIORITY),
        clause("needs", Includes("needs", Authority, at_least=2), citation=ours),
        clause("long", long, applies_to=B, alternatives=[reading("other", A)]),
        clause("whole", Flag("j"), weighs=["guide"]),
        clause("guide", Measured("hours", at_least=10), strength=Strength.GUIDELINE),
        clause("said", strength=Strength.STATEMENT, citation=ours),
        clause("told", Flag("e"), concern=Concern.PREPARATION, rule="R-02"),
        clause("consent", Includes("consents", ["sharing"]), concern=Concern.CONSENT),
        clause("intake", DayIn(end=dt.date(2022, 6, 1)), concern=Concern.PLACE, rule="R-03"),
        clause(
            "chosen", B, alternatives=[reading("that", OneOf("colour", ["navy"])), reading("no", A)]
        ),
        clause("own", Open("theirs", text("what theirs is"))),
        clause("often", Open("often.how", text("how often")), strength=Strength.GUIDELINE),
        valid=Validity(
            start=dt.date(2022, 1, 1),
            end=dt.date(2022, 12, 31),
            status=Status.APPLIED_FOR,
            rule="R-05",
            citation=ours,
        ),
        decided_by=DecidedBy(text("the staff"), "R-04", CITED),
        ways_in=[
            way("refer", referrers=["region"], steps=A, alternatives=[reading("at_once", B)]),
            way("self", WayInKind.SELF_APPLICATION, open_to=Age(at_least=18)),
            way("shut", WayInKind.OUTREACH, closed=True),
        ],
    )
    return decide(
        made,
        readings={"chosen": "that", "theirs": Not(D)},
        birth_date=Between.year(1993),
        colour="blue",
        needs={"social_services": True, "public_employment_service": False},
        a=False, b=True, c=True, e=False, hours=7, referred_by="region", consents=set(),
    )  # fmt: skip


def on_a_day(key: str, as_of: dt.date, **known: Any) -> Decision:
    """Assesses a form under a shipped measure."""
    readings = known.pop("readings", None)
    return assess(known, measure(key), as_of=as_of, readings=readings)


SHIPPED: dict[str, Callable[[], Decision]] = {
    # Nothing is known: every question, and whose judgement each is.
    "model.samordningsteam": partial(on_a_day, "model.samordningsteam", dt.date(2026, 11, 22)),
    # All is known that can be looked up, and the county council went by its older name.
    "national.target_group": partial(
        on_a_day, "national.target_group", dt.date(2019, 12, 31),
        birth_date=dt.date(1990, 5, 1), needs={"county_council", "social_services"},
    ),
    # The region refers by itself, and not by way of who pays the benefit.
    "norra_vastmanland.samordningsteam": partial(
        on_a_day, "norra_vastmanland.samordningsteam", dt.date(2016, 6, 15),
        birth_date=Between.year(1999), needs={"region", "municipality"}, municipality="Sala",
        current_with={"health_centre"}, referred_by="region", through_benefit_authority=False,
        information_offered=True, own_wishes_heard=False,
    ),
    # Young with activity compensation; all that is left is a judgement and an open point.
    "vasteras.samordningsteam": partial(
        on_a_day, "vasteras.samordningsteam", dt.date(2021, 11, 22),
        birth_date=dt.date(2000, 2, 29), municipality="Västerås", lives_in="Västerås",
        current_with={"municipality", "social_insurance_agency"}, job_seeking=True,
        benefits={"activity_compensation"}, referred_by="public_employment_service",
    ),
    # By the other reading of whom the special school is asked of.
    "vasteras.jobbfokus": partial(
        on_a_day, "vasteras.jobbfokus", dt.date(2020, 2, 1),
        birth_date=dt.date(1997, 8, 1), in_daily_activities_or_measure=True,
        readings={"VA-18.group": "all_from_special_school"},
    ),
    # In none of the groups, after the last intake, without the consent, and by no referrer.
    "framsteget.samordningsteam": partial(
        on_a_day, "framsteget.samordningsteam", dt.date(2020, 11, 1),
        birth_date=dt.date(1980, 9, 1), municipality="Håbo", lives_in="Håbo",
        current_with={"municipality", "region"}, needs_coordinated_rehabilitation=True,
        judged_far_with_unclear_next_step=False, on_public_support=False, sick_listed=False,
        referred_by="the_person", consents=set(),
    ),
    # Only the year of birth is known.
    "framsteget.ungdomssatsning": partial(
        on_a_day, "framsteget.ungdomssatsning", dt.date(2019, 5, 15),
        birth_date=Between.year(1999), newly_arrived=True,
    ),
    # Referred by the municipality, but not by its social services.
    "sofint.sigma": partial(
        on_a_day, "sofint.sigma", dt.date(2014, 5, 1),
        birth_date=dt.date(1990, 1, 1), municipality="Nora", referred_by="other_municipal",
        current_with={"social_services", "health_centre"},
        at_risk_of={"public_employment_service": True}, consents={"registration"},
    ),
    # Current with three, and at risk of no other: no by the letter.
    "sofint.sigma_letter": partial(
        on_a_day, "sofint.sigma_letter", dt.date(2014, 5, 1),
        birth_date=dt.date(1990, 1, 1), municipality="Nora", referred_by="municipality",
        current_with={"social_services", "health_centre", "social_insurance_agency"},
        at_risk_of=set(),
    ),
    # The same person by the older rule.
    "sofint.sigma_older": partial(
        on_a_day, "sofint.sigma_older", dt.date(2005, 5, 2),
        birth_date=dt.date(1990, 1, 1), municipality="Nora", referred_by="municipality",
        current_with={"social_services", "health_centre", "social_insurance_agency"},
        at_risk_of=set(),
    ),
}  # fmt: skip

GOOD: dict[str, Callable[[], Decision]] = {
    call.__name__: call
    for call in (
        finnveden_eligible,
        finnveden_half_filled,
        finnveden_not_eligible,
        habo_for_habo,
        of_every_kind,
    )
}


def explanations(one: Decision) -> dict[str, str]:
    """Returns the explanation in every language and style, by the end of its file's name."""
    return {
        "sv.txt": one.explain("sv") + "\n",
        "en.txt": one.explain("en") + "\n",
        "sv.md": one.explain("sv", "markdown"),
        "en.md": one.explain("en", "markdown"),
        # A tag a line, so that a diff can be read; no text has ">" and "<" side by side.
        "sv.html": one._repr_html_().replace("><", ">\n<") + "\n",
        "en.html": explained(one, "en", "html").replace("><", ">\n<") + "\n",
    }


# --- bad: what is refused -----------------------------------------------------------------------


def overfilled() -> None:
    """Makes one node more than a diagram may have."""
    builder = Builder([2])
    for number in range(2, 200_001):
        builder.node(0, (0, number))


def nested(levels: int) -> Condition:
    condition: Condition = A
    for _ in range(levels):
        condition = Not(condition)
    return condition


def clauses_of(count: int) -> tuple[Vocabulary, list[Clause]]:
    facts = [flag(f"f{i}") for i in range(count)]
    return Vocabulary(facts), [clause(fact.key, Flag(fact.key)) for fact in facts]


def too_many_facts() -> RuleSet:
    vocabulary, clauses = clauses_of(301)
    return rules(*clauses, vocabulary=vocabulary)


def uncited(key: str) -> Clause:
    return Clause(key=key, rule=key, citation=NOTHING, text=text(key), condition=A)


def everything_wrong_with_a_set() -> RuleSet:
    lost = Flag("aa")
    return rules(
        clause("age", AllOf(Age(at_least=18), AnyOf(B, lost))),
        clause("home", OneOf("municipality", ["Habo", "Vasteras"])),
        clause("age", Measured("hours", at_least=41)),
        clause("kind", Flag("hours"), applies_to=OneOf("needs", ["region"])),
        clause("view", C, weighs=["hom"]),
        ways_in=[way("w", referrers=["regoin"]), way("w", open_to=lost)],
    )


def everything_wrong_with_a_person() -> Decision:
    person = Person(
        birth_date=dt.date(2023, 1, 1),
        municipality="Vasteras",
        needs={"regoin", "municipality"},
        facts={"hour": 3, "hours": 77, "a": 1, "since": "förra året", "colour": 5},
    )
    return assess(person, rules(clause("x", A)), as_of=DAY)


def form_with_everything_wrong() -> Decision:
    form: Any = {
        "birth_date": dt.date(2023, 1, 1), "municipality": "Vasteras", "hour": 3, "hours": 77,
        "needs": {"regoin", "municipality"}, "a": 1, "since": "förra året", "colour": 5,
        "consents": {"sharing": "ja"}, 7: True,
    }  # fmt: skip
    return assess(form, rules(clause("x", A)), as_of=DAY)


def changed_base() -> RuleSet:
    return rules(clause("FI-01", A), clause("FI-02", B)).with_changes(
        key="local", name=text("local"), replace=[clause("FI-01", C), clause("FI-3", C)],
        drop=["FI-02"],
    )  # fmt: skip


def born(value: Any) -> Callable[[], Person]:
    return lambda: Person(birth_date=value)


def told(**facts: object) -> Callable[[], Decision]:
    return lambda: decide(rules(clause("x", A)), **facts)  # type: ignore[arg-type]


OPEN = Open("long", text("long"), (reading("year", A), reading("two", AllOf(A, B))))
STRUCTURAL = NotForIndividuals(
    reason=Text(
        sv="insatsen är strukturell och har inga deltagare",
        en="the measure is structural and has no participants",
    ),
    rule="VA-50",
    citation=CITED,
)

BAD: dict[str, Callable[[], object]] = {
    # a person, a referral, a question
    "datetime_for_a_birth_date": born(MOMENT),
    "string_for_a_birth_date": born("1990-05-01"),
    "birth_date_after_as_of": told(birth_date=dt.date(2022, 6, 16)),
    "datetime_for_as_of": lambda: assess(Person(), rules(clause("x", A)), as_of=MOMENT),
    "as_of_before_the_rules": lambda: assess(Person(), TEAM, as_of=dt.date(2021, 9, 30)),
    "as_of_after_the_rules": lambda: assess(
        Person(),
        rules(clause("x", A), valid=Validity(start=dt.date(2020, 1, 1), end=dt.date(2020, 12, 31))),
        as_of=DAY,
    ),
    "bool_for_a_number": told(hours=True),
    "float_for_a_number": told(hours=7.5),
    "number_outside_its_bounds": told(hours=41),
    "decimals_that_a_number_has_not": told(hours=Decimal("7.5")),
    "number_for_a_yes": told(a=1),
    "string_for_a_set": lambda: Person(needs="region"),
    "set_that_contradicts_itself": lambda: Person(
        needs={"social_services": True, "municipality": False}
    ),
    "fact_given_twice_by_a_person": lambda: Person(
        birth_date=dt.date(1990, 5, 1), facts={"birth_date": dt.date(1990, 5, 1)}
    ),
    "fact_given_twice_by_a_referral": lambda: Referral(
        person=Person(facts={"referred_by": "region"}), referred_by="region"
    ),
    "interval_turned_round": lambda: Between(dt.date(1991, 1, 1), dt.date(1990, 1, 1)),
    "misspelt_fact": told(hour=7),
    "misspelt_municipality_of_a_person": told(municipality="Vasteras"),
    "misspelt_municipality": lambda: municipality("Vasteras"),
    "neither_habo_nor_habo": lambda: municipality("haabo"),
    "misspelt_member": told(needs={"regoin": True}),
    "misspelt_choice": told(colour="purple"),
    "misspelt_rule": lambda: rules(clause("FI-01", A), clause("FI-02", B)).clause("FI-020"),
    "misspelt_reading": lambda: decide(
        rules(clause("x", OPEN)), readings={"long": "yaer", "lonk": "year"}
    ),
    "measure_that_is_not_for_individuals": lambda: assess(
        Person(), Measure(key="sim", name=text("SIM"), eligibility=STRUCTURAL), as_of=DAY
    ),
    "no_person_no_measure_no_day": lambda: assess(NOTHING, NOTHING, as_of=NOTHING),
    "everything_wrong_with_a_person": everything_wrong_with_a_person,
    "form_with_everything_wrong": form_with_everything_wrong,
    "answers_with_everything_wrong": lambda: decide(rules(clause("x", A))).with_answers(
        {"a": 1, "needs/regoin": True, "hour": 7}
    ),
    "something_else_in_the_field_of_a_choice": told(
        colour="19900501-1234", municipality="19900501-1234", needs={"19900501-1234"}
    ),
    "misspelt_reading_of_an_open_point": lambda: OPEN.chosen("yaer"),
    "own_reading_of_a_fact_that_is_not": lambda: decide(
        rules(clause("x", OPEN)), readings={"long": AnyOf(A, Flag("hours"), Flag("aa"))}
    ),
    "misspelt_measure": lambda: measure("vasteras.jobfokus"),
    # facts, conditions, clauses, sets
    "fact_declared_twice": lambda: Vocabulary([flag("a"), flag("b"), flag("a")]),
    "fact_declared_again_by_a_rule_book": lambda: SMALL.extended([flag("a")]),
    "term_added_twice": lambda: SMALL.extended(
        terms={"needs": [Term("region", text("region")), Term("unit", text("unit"))]}
    ),
    "vocabulary_redefined": lambda: rules(clause("x", A)).with_changes(
        key="local",
        name=text("local"),
        vocabulary=Vocabulary(fact for fact in SMALL if fact.key != "b"),
    ),
    "clause_without_citation": lambda: uncited("x"),
    "clause_without_condition": lambda: clause("x"),
    "citation_without_place": lambda: Citation(
        Norm("plan", text("plan"), CITED.norm.rank), "", CITED.verified_on
    ),
    "two_clauses_of_one_key": lambda: rules(clause("x", A), clause("y", B), clause("x", C)),
    "two_open_points_of_one_key": lambda: rules(
        clause("x", Open("o", text("one"))), clause("y", Open("o", text("other")))
    ),
    "misspelt_fact_in_a_clause": lambda: rules(clause("x", AllOf(A, Not(Flag("aa"))))),
    "misspelt_municipality_in_a_clause": lambda: rules(
        clause("x", OneOf("municipality", ["Habo", "Vasteras"]))
    ),
    "atom_of_another_kind": lambda: rules(clause("x", Flag("hours"))),
    "condition_that_all_meet": lambda: rules(clause("x", AnyOf(A, Not(A)))),
    "condition_that_nobody_meets": lambda: rules(clause("x", AllOf(A, Not(A)))),
    "clause_that_applies_to_nobody": lambda: rules(clause("x", B, applies_to=AllOf(A, Not(A)))),
    "empty_condition": AllOf,
    "age_without_bounds": Age,
    "age_turned_round": lambda: Age(at_least=70, at_most=64),
    "age_out_of_bounds": lambda: Age(at_least=-1, at_most=151),
    "dates_turned_round": lambda: DateBetween(
        "since", start=dt.date(2022, 12, 31), end=dt.date(2022, 1, 1)
    ),
    "datetime_in_a_condition": lambda: DayIn(start=MOMENT),
    "numbers_turned_round": lambda: Measured("hours", more_than=20, less_than=20),
    "number_for_a_period": lambda: Lasted("since", at_least=12),  # type: ignore[arg-type]
    "more_members_than_there_are": lambda: Includes("needs", ["region"], at_least=2),
    "member_counted_with_its_group": lambda: rules(
        clause("x", Includes("needs", ["region", "health_centre"], at_least=2))
    ),
    "weighing_what_is_no_guideline": lambda: rules(clause("x", A), clause("y", B, weighs=["x"])),
    "choice_that_nobody_made": lambda: rules(clause("x", A), clause("y", Fixed(holds=True))),
    "conditions_in_brackets": lambda: AnyOf([A, B]),  # type: ignore[arg-type]
    "preparation_that_nobody_can_make": lambda: rules(
        clause("x", A),
        clause("before", B, concern=Concern.PREPARATION),
        clause("after", Not(B), concern=Concern.PREPARATION),
    ),
    "more_parts_than_there_are": lambda: AtLeastOf(3, A, B),
    "one_reading": lambda: Open("o", text("o"), (reading("only", A),)),
    "rules_that_nobody_can_satisfy": lambda: rules(
        clause("adult", Age(at_least=18)), clause("x", A), clause("child", Age(at_most=17))
    ),
    "too_many_nodes": overfilled,
    "too_many_facts": too_many_facts,
    "nested_too_deep": lambda: nested(20),
    "change_that_the_base_closes": changed_base,
    "change_that_is_looser_than_the_base": lambda: rules(
        clause("x", A, local=LocalChange.MAY_BE_TIGHTENED)
    ).with_changes(
        key="local", name=text("local"), replace=[clause("x", B, local=LocalChange.FREE)]
    ),
    "change_that_lets_in_more": lambda: rules(
        clause("x", Age(at_least=16), local=LocalChange.MAY_BE_TIGHTENED)
    ).with_changes(key="local", name=text("local"), replace=[clause("x", Age(at_least=15))]),
    "day_between_two_versions": lambda: Versions(
        [
            rules(clause("x", A), valid=Validity(end=dt.date(2021, 12, 31))),
            rules(clause("x", B), valid=Validity(start=dt.date(2022, 7, 1))),
        ]
    ).at(DAY),
    "two_versions_on_one_day": lambda: Versions(
        [rules(clause("x", A)), rules(clause("x", B), valid=Validity(start=DAY))]
    ),
    "no_verdict_to_change_to": lambda: decide(rules(clause("x", A))).changes(
        to=Verdict.UNDETERMINED
    ),
    "everything_wrong_with_a_question_about_sets": lambda: implies(
        NOTHING, NUMBER, as_of=MOMENT, given=NUMBER
    ),
    "facts_left_out_that_are_not": lambda: implies(
        TEAM, TEAM, as_of=DAY, apart_from=["municipalty", "colour"]
    ),
    "record_that_is_none": lambda: replay({"format": 1, "facts": {"a": 1.5}}, rules=TEAM),
    "record_of_another_format": lambda: replay({"format": 2}, rules=TEAM),
    "everything_wrong_with_a_set": everything_wrong_with_a_set,
    # measures and books
    "team_of_a_municipality_that_is_not": lambda: Team(
        key="t", name=text("t"), municipalities=["Haabo", "Vasteras"], rule="R", citation=CITED
    ),
    "two_measures_of_one_key": lambda: RuleBook(
        key="book", association=Association(key="book", name=text("book")), measures=[TEAM, TEAM]
    ),
}


def report(error: FinsamError) -> str:
    """Returns all that an error says: to programs first, then to people."""
    parts = [
        f"- {one.code} at {one.path or '(the whole)'}"
        f"; value: {one.value}; expected: {_some(one.expected)}"
        for one in error.faults
    ]
    return "\n".join(
        [type(error).__name__, *parts, "", error.explain("sv"), "", error.explain("en"), ""]
    )


def _some(names: Iterable[str]) -> str:
    listed = list(names)
    return f"{len(listed)} names" if len(listed) > 20 else ", ".join(listed) or "-"


# --- comparing ----------------------------------------------------------------------------------


def compare(path: Path, said: str, *, update: bool) -> None:
    if update:
        path.parent.mkdir(exist_ok=True)
        path.write_text(said, encoding="utf-8", newline="\n")
    assert path.is_file(), f"{path.name} isn't written yet; see the top of {Path(__file__).name}"
    written = path.read_text(encoding="utf-8")
    assert said.splitlines() == written.splitlines(), "see the top of tests/cases/test_golden.py"
    assert said == written


@pytest.mark.parametrize("name", GOOD)
def test_an_explanation_is_the_one_that_was_written_down(name: str, update_golden: bool) -> None:
    for end, said in explanations(GOOD[name]()).items():
        compare(HERE / "good" / f"{name}.{end}", said, update=update_golden)


@pytest.mark.parametrize("key", SHIPPED)
def test_the_explanation_of_a_shipped_measure_is_the_one_that_was_written_down(
    key: str, update_golden: bool
) -> None:
    said = SHIPPED[key]().explain("sv") + "\n"
    compare(HERE / "shipped" / f"{key}.sv.txt", said, update=update_golden)


def test_every_shipped_measure_has_an_explanation_that_was_written_down() -> None:
    """Finnveden has three, in every language and style; SIM has no participants."""
    assert set(SHIPPED) == set(MEASURES) - {"finnveden.samverkansteam", "vasteras.sim"}
    for key, decide_on in SHIPPED.items():
        assert decide_on().rules == MEASURES[key].rules or decide_on().rules.chosen


@pytest.mark.parametrize("name", BAD)
def test_an_error_is_the_one_that_was_written_down(name: str, update_golden: bool) -> None:
    with pytest.raises(FinsamError) as caught:
        BAD[name]()
    compare(HERE / "bad" / f"{name}.txt", report(caught.value), update=update_golden)


def test_there_is_no_file_without_a_case(update_golden: bool) -> None:
    ends = list(explanations(habo_for_habo()))
    expected = {HERE / "good" / f"{name}.{end}" for name in GOOD for end in ends}
    expected |= {HERE / "bad" / f"{name}.txt" for name in BAD}
    expected |= {HERE / "shipped" / f"{key}.sv.txt" for key in SHIPPED}
    folders = ("good", "bad", "shipped")
    found = {path for folder in folders for path in (HERE / folder).iterdir()}
    if update_golden:
        for path in found - expected:
            path.unlink()
        found &= expected
    assert {path.name for path in found - expected} == set()


@pytest.mark.parametrize("name", BAD)
def test_an_error_is_gentle(name: str) -> None:
    """Style 12: it says what is allowed, in both languages, and blames nobody."""
    with pytest.raises(FinsamError) as caught:
        BAD[name]()
    for one in caught.value.faults:
        for lang in (one.text.sv, one.text.en):
            assert not lang.endswith((".", "!", " "))
            assert "  " not in lang
            assert not {"invalid", "illegal", "ogiltig", "error", "fel"} & set(lang.lower().split())
