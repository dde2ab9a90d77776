"""Citations: no part is left out, and what is our reading says so."""

import copy
import datetime as dt
import pickle
from typing import Any

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError

from cases.made import CHECKED, CITED, NORM, fault, faults_of, text
from finsam import citations
from finsam.citations import Citation, Norm, Rank
from finsam.errors import InvalidRules

NOT_EMPTY = "ska vara en text som inte är tom", "takes a string that isn't empty"
NOTHING: Any = None


@pytest.mark.parametrize(
    ("rank", "value", "sv", "en"),
    [
        (Rank.STATUTE, "statute", "lag", "statute"),
        (Rank.OFFICIAL_READING, "official_reading", "officiell tolkning", "official reading"),
        (Rank.RECOMMENDATION, "recommendation", "rekommendation", "recommendation"),
        (Rank.LOCAL, "local", "lokalt dokument", "local document"),
    ],
)
def test_a_rank_is_a_word(rank: Rank, value: str, sv: str, en: str) -> None:
    assert (rank.value, rank.in_("sv"), rank.in_("en")) == (value, sv, en)


def test_the_heaviest_rank_comes_first() -> None:
    assert list(Rank) == [Rank.STATUTE, Rank.OFFICIAL_READING, Rank.RECOMMENDATION, Rank.LOCAL]


def test_a_norm_reports_all_that_is_wrong() -> None:
    title: Any = "Planen"
    rank: Any = "local"
    assert faults_of(lambda: Norm("", title, rank), InvalidRules) == [
        fault("empty", "key", *NOT_EMPTY, expected=["str"]),
        fault("type", "title", "ska vara Text, inte str", "takes Text, not str", expected=["Text"]),
        fault("type", "rank", "ska vara Rank, inte str", "takes Rank, not str", expected=["Rank"]),
    ]


def test_a_citation_reports_all_that_is_wrong() -> None:
    reading: Any = "vår"
    made = lambda: Citation(NOTHING, " ", NOTHING, reading)  # noqa: E731 - the call is what is tested
    date = "ett datum (datetime.date), till exempel 2026-11-22, inte tomt (NoneType)"
    assert faults_of(made, InvalidRules) == [
        fault(
            "type", "norm", "ska vara Norm, inte NoneType", "takes Norm, not NoneType",
            expected=["Norm"],
        ),
        fault("empty", "locator", *NOT_EMPTY, expected=["str"]),
        fault(
            "type", "verified_on", f"ska vara {date}",
            "takes datetime.date, for example date(2026, 11, 22), not NoneType", expected=["date"],
        ),
        fault(
            "type", "reading", "ska vara Text, inte str", "takes Text, not str", expected=["Text"]
        ),
    ]  # fmt: skip


def test_the_day_of_verification_has_no_time() -> None:
    moment = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    (found,) = faults_of(lambda: Citation(NORM, "s. 1", moment), InvalidRules)
    assert (found.code, found.path) == ("type", "verified_on")


def test_a_citation_is_one_line() -> None:
    assert CITED.in_("sv") == "Planen, s. 1 (lokalt dokument)"
    assert CITED.in_("en") == "The plan, s. 1 (local document)"
    assert CITED.verified_on == CHECKED


def test_what_is_ours_is_marked() -> None:
    assert not CITED.is_reading
    ours = evolve(CITED, reading=text("reading"))
    assert ours.is_reading
    assert ours.in_("en") == CITED.in_("en")
    assert ours != CITED


def test_a_citation_is_a_value() -> None:
    assert Citation(NORM, "s. 1", CHECKED) == CITED
    assert hash(Citation(NORM, "s. 1", CHECKED)) == hash(CITED)
    with pytest.raises(FrozenInstanceError):
        CITED.locator = "s. 2"  # type: ignore[misc]
    for other in (pickle.loads(pickle.dumps(CITED)), copy.deepcopy(CITED)):  # noqa: S301 - our own pickle
        assert other == CITED


def test_the_public_names() -> None:
    assert dir(citations) == ["ACT", "Citation", "KL", "Norm", "Rank"]
