"""Measures, teams and rule books."""

import copy
import datetime as dt
import pickle
from typing import Any

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError

from cases.made import CITED, clause, fault, faults_of, rules, text, way
from finsam.eligibility import Person, assess
from finsam.errors import Fault, InvalidInput, InvalidRules, NotApplicable, NotInForce
from finsam.financing import (
    Bound,
    Cost,
    CostKind,
    Financeable,
    FinancingRule,
    Grant,
    PaymentRequest,
    check_bounds,
    check_requests,
    financing_rule,
    review,
)
from finsam.legaltime import Interval
from finsam.measures import Measure, RuleBook, Team, book
from finsam.members import Association
from finsam.rulebooks import vasteras
from finsam.rules import DecidedBy, Flag, NotForIndividuals, Validity, Versions

NOT_EMPTY = "ska vara en text som inte är tom", "takes a string that isn't empty"
RULES = rules(
    clause("x", Flag("a")), ways_in=[way("w")], decided_by=DecidedBy(text("staff"), "r", CITED)
)
NOBODY = NotForIndividuals(reason=text("reason"), rule="VA-50", citation=CITED)
NOTHING: Any = None
OURS = Association(key="a", name=text("a"))


def team(key: str = "sala", *municipalities: str) -> Team:
    return Team(
        key=key, name=text(key), municipalities=municipalities or ("Sala",), rule="NV-01",
        citation=CITED,
    )  # fmt: skip


def measure(key: str = "team") -> Measure:
    return Measure(key=key, name=text(key), eligibility=RULES)


def type_fault(path: str, kind: str, given: str) -> Fault:
    return fault(
        "type", path, f"ska vara {kind}, inte {given}", f"takes {kind}, not {given}",
        expected=[kind],
    )  # fmt: skip


# --- teams --------------------------------------------------------------------------------------


def test_a_team_is_for_municipalities() -> None:
    fns = team("fns", "Fagersta", "Norberg", "Skinnskatteberg")
    assert fns.municipalities == ("Fagersta", "Norberg", "Skinnskatteberg")
    assert evolve(fns, municipalities="Sala").municipalities == ("Sala",)
    assert evolve(fns, municipalities=["Ha\u030abo"]).municipalities == ("Håbo",)


def test_municipalities_given_as_a_set_have_one_order() -> None:
    """The same on every machine: a set of texts has another order each time Python starts."""
    names = {"Sala", "Fagersta", "Norberg", "Skinnskatteberg", "Hallstahammar"}
    assert evolve(team(), municipalities=names).municipalities == tuple(sorted(names))


def test_a_team_reports_all_that_is_wrong() -> None:
    wrong: Any = "x"
    found = faults_of(
        lambda: Team(key="", name=wrong, municipalities=["Habo", "Vasteras", "Haabo"], rule=" ",
                     citation=wrong),
        InvalidRules,
    )  # fmt: skip
    assert found[:4] == [
        fault("empty", "key", *NOT_EMPTY, expected=["str"]),
        type_fault("name", "Text", "str"),
        fault("empty", "rule", *NOT_EMPTY, expected=["str"]),
        type_fault("citation", "Citation", "str"),
    ]
    assert [(one.code, one.path, one.value, set(one.expected)) for one in found[4:]] == [
        ("unknown", "municipalities[1]", "Vasteras", {"Västerås"}),
        ("unknown", "municipalities[2]", "Haabo", {"Habo", "Håbo"}),
    ]
    assert found[4].text.sv == (
        "'Vasteras' är inte namnet på eller den fyrsiffriga koden för en svensk kommun;"
        " menade du 'Västerås'?"
    )


def test_a_team_has_municipalities() -> None:
    assert faults_of(lambda: evolve(team(), municipalities=[]), InvalidRules) == [
        fault("empty", "municipalities", "inga kommuner angivna", "no municipalities given")
    ]


# --- measures -----------------------------------------------------------------------------------


def test_a_measure_carries_its_rules() -> None:
    made = measure()
    assert made.eligibility is RULES
    assert made.teams == ()
    assert made.valid == RULES.valid == Validity()
    assert made.decided_by is RULES.decided_by
    assert made.ways_in is RULES.ways_in
    assert evolve(made, teams=[team()]).teams == (team(),)


def test_a_measure_hands_out_its_rules() -> None:
    assert measure().rules is RULES
    nobody = evolve(measure(), eligibility=NOBODY)
    assert faults_of(lambda: nobody.rules, NotApplicable) == [
        fault(
            "not_applicable",
            "measure",
            "reason sv (VA-50; Planen, s. 1 (lokalt dokument))",
            "reason en (VA-50; The plan, s. 1 (local document))",
        )
    ]


def test_a_measure_that_is_not_for_individuals_has_none() -> None:
    made = evolve(measure(), eligibility=NOBODY)
    assert made.valid == NOBODY.valid
    assert made.decided_by is None
    assert made.ways_in is None


def test_a_measure_reports_all_that_is_wrong() -> None:
    wrong: Any = "x"
    found = faults_of(
        lambda: Measure(key="", name=wrong, eligibility=wrong, teams=[team(), wrong, team()]),
        InvalidRules,
    )
    assert found == [
        fault("empty", "key", *NOT_EMPTY, expected=["str"]),
        type_fault("name", "Text", "str"),
        type_fault("eligibility", "RuleSet", "str"),
        type_fault("teams[1]", "Team", "str"),
        fault(
            "duplicate",
            "teams[2].key",
            "nyckeln 'sala' finns redan",
            "the key 'sala' is taken",
            value="sala",
        ),
    ]
    assert faults_of(lambda: evolve(measure(), eligibility=NOTHING), InvalidRules) == [
        type_fault("eligibility", "RuleSet", "NoneType")
    ]


# --- rule books ---------------------------------------------------------------------------------


def made_book() -> RuleBook:
    return RuleBook(
        key="book",
        association=OURS,
        measures=[measure("b"), measure("a")],
    )


def test_a_book_has_its_measures_by_key() -> None:
    made = made_book()
    assert list(made.measures) == ["b", "a"]
    assert made.measures["a"] == measure("a")
    assert made.all_measures == (measure("b"), measure("a"))
    with pytest.raises(TypeError):
        made.measures["c"] = measure("c")  # type: ignore[index]


def test_a_measure_of_a_book_is_found_by_its_key() -> None:
    made = evolve(made_book(), measures=[measure("team"), measure("sim")])
    assert made.measure("sim") is made.measures["sim"]
    assert faults_of(lambda: made.measure("teem"), InvalidInput) == [
        fault(
            "unknown",
            "",
            "'teem' är inte en insats i book; menade du 'team'?",
            "'teem' is not a measure of book; did you mean 'team'?",
            value="teem",
            expected=["team"],
        )
    ]
    odd: Any = 5
    assert [one.value for one in faults_of(lambda: made.measure(odd), InvalidInput)] == ["5"]


def test_measures_are_given_as_any_collection() -> None:
    by_key = {"b": measure("b"), "a": measure("a")}
    for given in (by_key, iter(by_key.values()), tuple(by_key.values())):
        assert (
            RuleBook(
                key="book",
                association=OURS,
                measures=given,
            )
            == made_book()
        )


def test_a_measure_stands_under_its_own_key() -> None:
    """A mapping with other keys is a slip of the pen that nobody would see."""
    with pytest.raises(InvalidRules):
        RuleBook(
            key="book",
            association=OURS,
            measures={"other": measure("team")},
        )


def test_a_book_reports_all_that_is_wrong() -> None:
    wrong: Any = "x"
    found = faults_of(
        lambda: RuleBook(
            key=" ", association=wrong, measures=[measure("a"), wrong, measure("a")]
        ),
        InvalidRules,
    )  # fmt: skip
    assert found == [
        fault("empty", "key", *NOT_EMPTY, expected=["str"]),
        type_fault("association", "Association", "str"),
        type_fault("measures[1]", "Measure", "str"),
        fault(
            "duplicate",
            "measures[2].key",
            "insatsen 'a' finns redan, och gäller samtidigt; ge den en annan nyckel, eller en tid"
            " i kraft för sig (valid)",
            "the measure 'a' is there already, and in force on the same days; give it another key,"
            " or a time in force of its own (valid)",
            value="a",
        ),
    ]


def version(start: dt.date | None, end: dt.date | None) -> Measure:
    return evolve(measure(), eligibility=evolve(RULES, valid=Validity(start=start, end=end)))


def test_a_book_holds_dated_versions_of_a_measure_under_one_key() -> None:
    old, new = version(None, dt.date(2024, 12, 31)), version(dt.date(2026, 1, 1), None)
    made = [
        RuleBook(key="book", association=OURS, measures=given)
        for given in ([new, old], [Versions([old, new])], {"team": Versions([new, old])})
    ]
    for book_ in made:
        assert book_.versions("team") == Versions([old, new])
        assert dict(book_.measures) == {"team": new}
        assert book_.measure("team") == new
        assert set(book_.all_measures) == {old, new}
    assert made_book().versions("a").versions == (measure("a"),)
    with pytest.raises(NotInForce) as between:
        assess(Person(), made[0].versions("team"), as_of=dt.date(2025, 2, 1))
    assert between.value.nearest == dt.date(2024, 12, 31)
    with pytest.raises(InvalidInput):
        made[0].versions("taem")


@pytest.mark.parametrize("end", [None, dt.date(2025, 6, 30)])
def test_two_versions_of_a_measure_are_not_in_force_on_one_day(end: dt.date | None) -> None:
    both = [version(None, end), version(dt.date(2025, 6, 30), None)]
    [told] = faults_of(lambda: RuleBook(key="book", association=OURS, measures=both), InvalidRules)
    assert (told.code, told.path, told.value) == ("duplicate", "measures[1].key", "team")
    with pytest.raises(InvalidRules):
        RuleBook(key="book", association=OURS, measures={"taem": Versions([measure()])})


def test_books_measures_and_teams_are_values() -> None:
    made = made_book()
    assert made.measures
    for one in (made, measure(), team(), NOBODY, evolve(measure(), eligibility=NOBODY)):
        for other in (pickle.loads(pickle.dumps(one)), copy.deepcopy(one), copy.copy(one)):  # noqa: S301 - our own pickle
            assert other == one
            assert hash(other) == hash(one)
    with pytest.raises(FrozenInstanceError):
        made.key = "other"  # type: ignore[misc]


def test_the_public_names() -> None:
    assert dir(book) == ["Measure", "RuleBook", "Team"]


def test_rules_of_money_have_keys_of_their_own_in_a_whole_book() -> None:
    rule = FinancingRule(key="M-1", rule="M-1", citation=CITED, text=text("t"))
    ours = RuleBook(key="b", association=OURS, measures=[measure("a")], financing=[rule])
    assert ours.all_financing == (rule,)
    paid = evolve(measure("b"), financing=[rule])
    found = faults_of(lambda: evolve(ours, measures=[paid]), InvalidRules)
    assert [(one.code, one.path) for one in found] == [
        ("duplicate", "measures[0].financing[0].key")
    ]
    found = faults_of(
        lambda: evolve(ours, financing=[], measures=[measure("a"), paid, evolve(paid, key="c")]),
        InvalidRules,
    )
    assert [(one.code, one.path) for one in found] == [
        ("duplicate", "measures[2].financing[0].key")
    ]
    found = faults_of(lambda: evolve(ours, financing=[rule, rule]), InvalidRules)
    assert [(one.code, one.path) for one in found] == [("duplicate", "financing[1].key")]


def test_dated_versions_keep_the_keys_of_their_rules_of_money() -> None:
    """What they have in common is told once; what differs is asked of the version of a day."""
    old = vasteras.SAMORDNINGSTEAM
    after = Validity(start=dt.date(2023, 1, 1))
    new = evolve(old, eligibility=evolve(old.rules, valid=after))
    same = evolve(vasteras.BOOK, measures=[*vasteras.BOOK.all_measures, new])
    assert same.all_financing == vasteras.BOOK.all_financing
    assert same.all_statements == vasteras.BOOK.all_statements
    assert review(same) == review(vasteras.BOOK)
    grant = financing_rule(same, "VA-14.grant", Grant)
    assert grant == financing_rule(old, "VA-14.grant", Grant)
    bound = next(rule for rule in old.financing if isinstance(rule, Bound))
    assert check_bounds(same, {bound.key: 1}) == check_bounds(old, {bound.key: 1})
    costs = Financeable(
        key="VA-14.costs", rule="VA-14", citation=grant.citation, text=grant.text,
        financed=[CostKind.STAFF],
    )  # fmt: skip
    more = evolve(
        new,
        financing=[
            evolve(grant, parts=()),
            evolve(bound, at_least=0, at_most=500),
            costs,
        ],
    )
    less = evolve(old, financing=[*old.financing, evolve(costs, limited=[CostKind.STAFF])])
    differing = evolve(vasteras.BOOK, measures=[less, more])
    assert set(differing.all_financing) > {*more.financing, *less.financing}
    asked = PaymentRequest(
        key="1", period=Interval(dt.date(2021, 1, 1), dt.date(2021, 1, 31)),
        costs=[Cost(kind=CostKind.STAFF, amount=1)],
    )  # fmt: skip
    for ask, key in (
        (lambda: financing_rule(differing, "VA-14.grant", Grant), "VA-14.grant"),
        (lambda: check_bounds(differing, {bound.key: 1}), bound.key),
        (lambda: check_requests(asked, grant, differing, as_of=dt.date(2021, 3, 1)), costs.key),
    ):
        assert [(f.code, f.path) for f in faults_of(ask, InvalidInput)] == [("several", key)]
    for each, given in ((less, grant), (more, evolve(grant, parts=()))):
        assert financing_rule(each, "VA-14.grant", Grant) == given
