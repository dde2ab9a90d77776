"""Terms: keys for programs, names for people, groups above and older names behind."""

import copy
import datetime as dt
import pickle
from typing import Any

import pytest

from cases.made import fault, faults_of, text
from finsam import terms
from finsam.errors import InvalidRules
from finsam.terms import (
    Authority,
    Benefit,
    Consent,
    OldName,
    OtherPart,
    Role,
    Service,
    Sex,
    Term,
    TermEnum,
    WithoutReferrer,
)
from finsam.texts import Text

NOT_EMPTY = "ska vara en text som inte är tom", "takes a string that isn't empty"
NO_TEXT = "ska vara en text som inte är tom, inte int", "takes a string that isn't empty, not int"
NAME = text("name")
LISTS: tuple[type[TermEnum], ...] = (
    Authority, Service, OtherPart, WithoutReferrer, Benefit, Sex, Consent, Role,
)  # fmt: skip


def test_a_term() -> None:
    term = Term("unit", NAME, parent="municipality")
    assert (term.key, term.name, term.parent, term.older) == ("unit", NAME, "municipality", ())
    assert Term("unit", NAME).parent is None


def test_keys_are_normalised() -> None:
    term = Term("ha\u030abo", NAME, parent="o\u0308vrigt")
    assert (term.key, term.parent) == ("håbo", "övrigt")


@pytest.mark.parametrize(
    ("key", "parent", "expected"),
    [
        ("", None, [("empty", "key", *NOT_EMPTY, ("str",))]),
        (5, None, [("type", "key", *NO_TEXT, ("str",))]),
        (
            "a/b",
            None,
            [
                (
                    "format",
                    "key",
                    "nyckeln får inte innehålla snedstreck",
                    "the key can't have a slash in it",
                    (),
                )
            ],
        ),
        ("a", "", [("empty", "parent", *NOT_EMPTY, ("str",))]),
        (
            "å",
            "a\u030a",
            [
                (
                    "format",
                    "parent",
                    "en term kan inte stå under sig själv",
                    "a term can't stand under itself",
                    (),
                )
            ],
        ),
    ],
)
def test_a_term_is_refused(key: Any, parent: Any, expected: list[Any]) -> None:
    assert faults_of(lambda: Term(key, NAME, parent=parent), InvalidRules) == [
        fault(code, path, sv, en, expected=names) for code, path, sv, en, names in expected
    ]


def test_a_term_reports_all_that_is_wrong() -> None:
    name: Any = "namn"
    found = faults_of(lambda: Term("a/b", name, parent=" "), InvalidRules)
    assert [(f.code, f.path) for f in found] == [
        ("format", "key"), ("type", "name"), ("empty", "parent"),
    ]  # fmt: skip


def test_an_old_name_reports_all_that_is_wrong() -> None:
    name: Any = "namn"
    moment = dt.datetime(2019, 12, 31, tzinfo=dt.UTC)
    found = faults_of(lambda: OldName("", name, moment), InvalidRules)
    assert [(f.code, f.path) for f in found] == [
        ("empty", "key"), ("type", "name"), ("type", "until"),
    ]  # fmt: skip


def test_older_names_are_kept_in_a_form_that_can_be_hashed() -> None:
    old = OldName("b", NAME, dt.date(2019, 12, 31))
    listed: Any = [old]
    assert Term("a", NAME, older=listed) == Term("a", NAME, older=(old,))
    assert hash(Term("a", NAME, older=listed)) == hash(Term("a", NAME, older=(old,)))


def test_older_names_are_old_names() -> None:
    wrong: Any = ["b"]
    found = faults_of(lambda: Term("a", NAME, older=wrong), InvalidRules)
    assert [(one.code, one.path) for one in found] == [("type", "older[0]")]


@pytest.mark.parametrize("listed", LISTS)
def test_each_member_is_its_key_and_has_both_names(listed: type[TermEnum]) -> None:
    for member in listed:
        assert member == member.value == member.term.key == str(member)
        assert member.value.isidentifier()
        assert member.in_("sv") == member.term.name.sv
        assert member.in_("en") == member.term.name.en
        assert listed(member.value) is member  # type: ignore[call-arg]
        assert member.name.lower() == member.value or member is Role.THE_PERSON


def test_the_four_kinds_of_authority() -> None:
    """Law 2003:1210, 1 and 3 §§: municipality, region and the two agencies cooperate."""
    assert [member.in_("sv") for member in Authority] == [
        "kommunen", "regionen", "Försäkringskassan", "Arbetsförmedlingen",
    ]  # fmt: skip
    assert [member.in_("en") for member in Authority] == [
        "the municipality",
        "the region",
        "the Social Insurance Agency",
        "the Public Employment Service",
    ]
    assert {member.term.parent for member in Authority} == {None}


def test_the_county_council_became_the_region_in_2020() -> None:
    """X-28: landsting is the older name, right until 2019-12-31."""
    assert Authority.REGION.term.older == (
        OldName(
            "county_council",
            Text(sv="landstinget", en="the county council"),
            dt.date(2019, 12, 31),
        ),
    )
    assert [term for term in Authority if term.term.older] == [Authority.REGION]


def test_services_stand_under_their_authority() -> None:
    """X-23: socialtjänst is a part of the municipality, vårdcentral of the region."""
    assert {service: service.term.parent for service in Service} == {
        Service.SOCIAL_SERVICES: Authority.MUNICIPALITY,
        Service.HEALTH_CENTRE: Authority.REGION,
    }


def test_the_rest_of_an_authority_stands_under_it_too() -> None:
    """X-23: a labour-market unit is of the municipality, and no social services."""
    assert [
        (part.value, part.in_("sv"), part.in_("en"), part.term.parent) for part in OtherPart
    ] == [
        (
            "other_municipal", "en annan del av kommunen", "another part of the municipality",
            "municipality",
        ),
        (
            "other_regional", "en annan del av regionen", "another part of the region", "region",
        ),
    ]  # fmt: skip


def test_full_and_partial_sickness_compensation_are_one_group() -> None:
    assert {benefit for benefit in Benefit if benefit.term.parent} == {
        Benefit.FULL_SICKNESS_COMPENSATION,
        Benefit.PARTIAL_SICKNESS_COMPENSATION,
    }
    for benefit in (Benefit.FULL_SICKNESS_COMPENSATION, Benefit.PARTIAL_SICKNESS_COMPENSATION):
        assert benefit.term.parent == Benefit.SICKNESS_COMPENSATION


def test_a_member_survives_a_pickle_and_a_copy() -> None:
    for member in (Authority.REGION, Benefit.SICKNESS_BENEFIT, Role.NOT_STATED):
        for other in (pickle.loads(pickle.dumps(member)), copy.deepcopy(member)):  # noqa: S301 - our own pickle
            assert other is member


def test_a_term_survives_a_pickle_and_a_copy() -> None:
    term = Authority.REGION.term
    for other in (pickle.loads(pickle.dumps(term)), copy.deepcopy(term)):  # noqa: S301 - our own pickle
        assert other == term
        assert hash(other) == hash(term)


def test_the_public_names() -> None:
    assert dir(terms) == sorted(terms.__all__)
    assert "Term" in dir(terms)
