"""Dated versions of one measure: one a day, and an error between them that names both."""

import datetime as dt
from typing import Any

import pytest
from attrs import evolve

from cases.made import DAY, clause, faults_of, rules, text
from finsam.eligibility import Person, assess, assess_many, eligible_periods
from finsam.errors import InvalidInput, InvalidRules, NotInForce
from finsam.measures import Measure
from finsam.rulebooks import vasteras
from finsam.rules import (
    Edge,
    Flag,
    NotForIndividuals,
    RuleSet,
    Validity,
    Verdict,
    Versions,
    versions,
)

A, B = Flag("a"), Flag("b")
ONE_DAY = dt.timedelta(1)
LAST, FIRST = dt.date(2021, 12, 31), dt.date(2022, 7, 1)
OLD = evolve(rules(clause("x", A)), key="old", name=text("old"), valid=Validity(end=LAST))
NEW = evolve(rules(clause("x", B)), key="new", name=text("new"), valid=Validity(start=FIRST))


def test_each_day_has_its_version_whatever_the_order_they_are_given_in() -> None:
    for both in (Versions([OLD, NEW]), Versions([NEW, OLD])):
        assert list(both) == [OLD, NEW]
        assert len(both) == 2
        assert both.at(LAST) is OLD
        assert both.at(FIRST) is NEW
        assert both.at(dt.date.max) is NEW


def test_many_are_asked_by_the_version_of_the_day() -> None:
    both = Versions([OLD, NEW])
    a, b = Person(facts={"a": True, "b": False}), Person(facts={"a": False, "b": True})
    for _ in range(2):  # first anew, then as they were read before
        for day, rule_set, said in (
            (LAST, OLD, [Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE]),
            (FIRST, NEW, [Verdict.NOT_ELIGIBLE, Verdict.ELIGIBLE]),
        ):
            decisions = list(assess_many([a, b], both, as_of=day))
            assert [decision.verdict for decision in decisions] == said
            assert [assess(each, both, as_of=day).verdict for each in (a, b)] == said
            assert all(decision.rules is rule_set for decision in decisions)
    with pytest.raises(NotInForce):
        assess_many([], both, as_of=LAST + ONE_DAY)


@pytest.mark.parametrize(
    ("day", "nearest"),
    [(LAST + ONE_DAY, LAST), (FIRST - ONE_DAY, FIRST), (dt.date(2022, 4, 1), LAST)],
)
def test_between_two_versions_the_error_names_both(day: dt.date, nearest: dt.date) -> None:
    with pytest.raises(NotInForce) as caught:
        assess({}, Versions([OLD, NEW]), as_of=day)
    assert caught.value.nearest == nearest
    assert "old en (until and including 2021-12-31) and new en (from 2022-07-01)" in str(
        caught.value
    )
    assert "old sv (till och med 2021-12-31) och new sv (från och med 2022-07-01)" in (
        caught.value.explain("sv")
    )


def test_before_the_first_and_after_the_last_one_is_named() -> None:
    ended = evolve(NEW, valid=Validity(start=FIRST, end=FIRST))
    begun = evolve(OLD, valid=Validity(start=LAST, end=LAST))
    both = Versions([begun, ended])
    for day, nearest, name in ((LAST - ONE_DAY, LAST, "old"), (FIRST + ONE_DAY, FIRST, "new")):
        with pytest.raises(NotInForce) as caught:
            both.at(day)
        assert caught.value.nearest == nearest
        assert f"{name} en" in str(caught.value)
        assert " and " not in str(caught.value)


def test_two_versions_on_one_day_are_refused() -> None:
    touching = evolve(NEW, valid=Validity(start=LAST))
    found = faults_of(lambda: Versions([OLD, touching]), InvalidRules)
    assert [(one.code, one.path) for one in found] == [("overlap", "versions")]
    apart = evolve(NEW, valid=Validity(start=LAST + ONE_DAY))
    assert Versions([OLD, apart]).at(LAST + ONE_DAY) is apart
    undated = rules(clause("x", A))
    found = faults_of(lambda: Versions([undated, NEW]), InvalidRules)
    assert [one.code for one in found] == ["overlap"]


def test_what_carries_no_rules_is_refused_and_so_are_no_versions() -> None:
    wrong: Any = [OLD, 3, "rules"]
    found = faults_of(lambda: Versions(wrong), InvalidRules)
    assert [(one.code, one.path) for one in found] == [
        ("type", "versions[1]"),
        ("type", "versions[2]"),
    ]
    none: list[RuleSet] = []
    assert [one.code for one in faults_of(lambda: Versions(none), InvalidRules)] == ["empty"]


def test_measures_have_versions_too() -> None:
    one = Measure(key="m", name=text("m"), eligibility=OLD)
    both = Versions([one, evolve(one, eligibility=NEW)])
    assert both.at(FIRST).eligibility is NEW
    assert assess({"b": True}, both, as_of=FIRST).verdict is Verdict.ELIGIBLE
    assert assess({"a": True}, both, as_of=LAST).verdict is Verdict.ELIGIBLE


def test_a_version_that_is_not_for_individuals_is_named_by_its_reason() -> None:
    sim = vasteras.SIM.eligibility
    assert isinstance(sim, NotForIndividuals)
    with pytest.raises(NotInForce, match="SIM is a structural measure"):
        Versions([sim]).at(dt.date(2019, 1, 1))


def test_an_answer_that_stays_over_a_change_of_versions_is_one_run() -> None:
    new = evolve(NEW, valid=Validity(start=LAST + ONE_DAY))
    known = {"a": True, "b": True}
    [run] = eligible_periods(known, Versions([OLD, new]), start=DAY - 400 * ONE_DAY, end=DAY)
    assert (run.start, run.end) == (DAY - 400 * ONE_DAY, DAY)
    assert (run.opens, run.closes) == (Edge.WINDOW, Edge.WINDOW)
    first, second = eligible_periods(known, Versions([OLD, NEW]), start=LAST, end=FIRST)
    assert (first.end, first.closes) == (LAST, Edge.IN_FORCE)
    assert (second.start, second.opens) == (FIRST, Edge.IN_FORCE)
    [other] = eligible_periods({"a": False, "b": True}, Versions([OLD, new]), start=LAST, end=FIRST)
    assert other.start == LAST + ONE_DAY
    assert [each.key for each in other.opened_by] == ["x"]


def test_a_day_that_is_none_is_refused_before_a_version_is_looked_for() -> None:
    wrong: Any = "2022"
    found = faults_of(lambda: assess({}, Versions([OLD]), as_of=wrong), InvalidInput)
    assert [one.path for one in found] == ["as_of"]


def test_the_public_names() -> None:
    assert dir(versions) == ["Versions"]


@pytest.mark.parametrize("day", [dt.datetime(2022, 1, 1), "2022-01-01", None])  # noqa: DTZ001
def test_a_version_is_asked_for_a_plain_day(day: object) -> None:
    asked: Any = day
    several = Versions([rules(clause("x", Flag("a")))])
    [told] = faults_of(lambda: several.at(asked), InvalidInput)
    assert (told.code, told.path) == ("type", "as_of")
