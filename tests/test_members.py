"""Members and sides: who is a member on a day, and on which side it pays."""

import datetime as dt
import unicodedata
from typing import Any

import pytest

from cases.made import fault, faults_of, text
from finsam import members
from finsam.errors import InvalidInput, InvalidRules
from finsam.members import (
    ARBETSFORMEDLINGEN,
    FORSAKRINGSKASSAN,
    Association,
    Member,
    Side,
    municipality_member,
    region_member,
)
from finsam.terms import Authority

D = dt.date.fromisoformat
WRONG: Any = 5
DAY = D("2021-01-01")


def association(*of: Member) -> Association:
    return Association(key="ours", name=text("ours"), members=of)


def keys(found: tuple[Member, ...]) -> list[str]:
    return [member.key for member in found]


def test_the_first_and_the_last_day_are_in() -> None:
    member = municipality_member("Sala", start=D("2022-07-01"), end=D("2023-12-31"))
    days = ("2022-06-30", "2022-07-01", "2023-12-31", "2024-01-01")
    assert [member.is_member(D(day)) for day in days] == [False, True, True, False]
    assert municipality_member("Sala").is_member(D("1990-01-01"))


def test_only_gotland_lies_outside_the_regions() -> None:
    assert municipality_member("Gotland").outside_regions
    assert not municipality_member("Sala").outside_regions
    assert not region_member("Region Uppsala").outside_regions
    assert not FORSAKRINGSKASSAN.outside_regions


def test_a_name_is_one_however_it_is_typed_and_a_code_is_its_name() -> None:
    apart = unicodedata.normalize("NFD", "Håbo")
    assert municipality_member(apart) == municipality_member("Håbo")
    assert municipality_member("0305") == municipality_member("Håbo")
    assert region_member(unicodedata.normalize("NFD", "Region Gävleborg")).key == (
        "Region Gävleborg"
    )


def test_the_sides_of_an_association() -> None:
    ours = association(
        ARBETSFORMEDLINGEN,
        municipality_member("Sala"),
        region_member("Region Västmanland"),
        municipality_member("Köping", start=D("2022-01-01")),
        FORSAKRINGSKASSAN,
    )
    assert keys(ours.on_side(Side.STATE, DAY)) == ["Försäkringskassan"]
    assert keys(ours.on_side(Side.REGIONS, DAY)) == ["Region Västmanland"]
    assert keys(ours.on_side(Side.MUNICIPALITIES, D("2021-12-31"))) == ["Sala"]
    assert keys(ours.on_side(Side.MUNICIPALITIES, D("2022-01-01"))) == ["Sala", "Köping"]
    assert ours.member("Köping").start == D("2022-01-01")


def test_gotland_counts_as_a_region_only_where_a_region_takes_part() -> None:
    """5 a § st. 2: counted both among the municipalities and as a region."""
    alone = association(FORSAKRINGSKASSAN, municipality_member("Gotland"))
    assert keys(alone.on_side(Side.REGIONS, DAY)) == []
    assert keys(alone.on_side(Side.MUNICIPALITIES, DAY)) == ["Gotland"]
    both = association(municipality_member("Gotland"), region_member("Region Stockholm"))
    assert keys(both.on_side(Side.REGIONS, DAY)) == ["Region Stockholm", "Gotland"]
    assert keys(both.on_side(Side.MUNICIPALITIES, DAY)) == ["Gotland"]


def test_sides_have_words() -> None:
    assert [side.in_("en") for side in Side] == [
        "the state", "the region side", "the municipality side",
    ]  # fmt: skip


def test_a_member_reports_all_that_is_wrong() -> None:
    found = faults_of(
        lambda: Member(
            key=" ",
            name=WRONG,
            authority=WRONG,
            municipality="Vasteras",
            start=dt.datetime(2021, 1, 1),  # noqa: DTZ001
            end=WRONG,
        ),
        InvalidRules,
    )
    assert [(f.path, f.code) for f in found] == [
        ("key", "empty"),
        ("name", "type"),
        ("authority", "type"),
        ("municipality", "kind"),
        ("start", "type"),
        ("end", "type"),
    ]


def test_a_municipality_has_to_exist() -> None:
    [found] = faults_of(lambda: municipality_member("Vasteras"), InvalidRules)
    assert (found.path, found.code, found.expected) == ("municipality", "unknown", ("Västerås",))
    found_all = faults_of(lambda: municipality_member(WRONG), InvalidRules)
    assert [(f.path, f.code) for f in found_all] == [("key", "type"), ("municipality", "type")]


@pytest.mark.parametrize(
    ("authority", "name"), [(Authority.MUNICIPALITY, None), (Authority.REGION, "Sala")]
)
def test_a_municipality_is_named_for_one_and_only_for_one(
    authority: Authority, name: str | None
) -> None:
    made = lambda: Member(key="m", name=text("m"), authority=authority, municipality=name)  # noqa: E731
    assert faults_of(made, InvalidRules) == [
        fault(
            "kind",
            "municipality",
            "anges för en kommun, och bara för en kommun",
            "is given for a municipality, and only for one",
        )
    ]


def test_the_days_are_in_order() -> None:
    assert municipality_member("Sala", start=DAY, end=DAY).is_member(DAY)
    assert faults_of(
        lambda: region_member("Region Uppsala", start=DAY, end=D("2020-12-31")), InvalidRules
    ) == [
        fault(
            "order",
            "end",
            "2020-12-31 ligger före 2021-01-01",
            "2020-12-31 lies before 2021-01-01",
        )
    ]


def test_an_association_reports_all_that_is_wrong() -> None:
    sala = municipality_member("Sala")
    found = faults_of(
        lambda: Association(key="", name=WRONG, members=[sala, WRONG, sala]), InvalidRules
    )
    assert [(f.path, f.code) for f in found] == [
        ("key", "empty"),
        ("name", "type"),
        ("members[1]", "type"),
        ("members[2].key", "duplicate"),
    ]


def test_an_unknown_member_is_told_with_the_nearest() -> None:
    ours = association(municipality_member("Sala"), FORSAKRINGSKASSAN)
    [found] = faults_of(lambda: ours.member("Salla"), InvalidInput)
    assert found.text.sv == "'Salla' är inte en medlem i ours sv; menade du 'Sala'?"
    assert found.text.en == "'Salla' is not a member of ours en; did you mean 'Sala'?"


def test_the_public_names() -> None:
    assert dir(members) == sorted(members.__all__)
