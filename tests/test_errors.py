"""Errors: what they carry, how they read, and how faults are collected."""

import copy
import datetime as dt
import pickle
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs.exceptions import FrozenInstanceError

from cases.made import DAY, fault, faults_of, text
from finsam import errors
from finsam.eligibility import Person, Referral, assess
from finsam.errors import (
    Fault,
    Faults,
    FinsamError,
    FinsamWarning,
    InvalidInput,
    InvalidRules,
    NotApplicable,
    NotInForce,
    OldNameWarning,
    RulesTooLarge,
    UnsatisfiableRules,
    as_pairs,
    as_tuple,
    in_quotes,
    type_of,
)
from finsam.rulebooks.model import SAMORDNINGSTEAM
from finsam.rules import COMMON
from finsam.terms import Authority
from finsam.texts import Lang, Text

ONE = fault("type", "clauses[3].age", "fel ett", "wrong one", value="x", expected=["y", "z"])
TWO = fault("empty", "", "fel två", "wrong two")
ERRORS: tuple[type[FinsamError], ...] = (
    FinsamError,
    InvalidInput,
    InvalidRules,
    UnsatisfiableRules,
    RulesTooLarge,
    NotApplicable,
)
WHAT = Text(sv="en färg", en="a colour")


def test_a_fault_is_a_line_that_starts_with_its_path() -> None:
    assert ONE.line("sv") == "clauses[3].age: fel ett"
    assert ONE.line("en") == "clauses[3].age: wrong one"
    assert (TWO.line("sv"), TWO.line("en")) == ("fel två", "wrong two")


def test_a_fault_carries_its_parts_for_programs() -> None:
    assert (ONE.code, ONE.path, ONE.value, ONE.expected) == (
        "type", "clauses[3].age", "x", ("y", "z"),
    )  # fmt: skip
    bare = Fault("code", "path", text("t"))
    assert (bare.value, bare.expected) == (None, ())
    with pytest.raises(FrozenInstanceError):
        bare.code = "other"  # type: ignore[misc]


@pytest.mark.parametrize("kind", ERRORS)
def test_an_error_reports_all_its_faults_in_both_languages(kind: type[FinsamError]) -> None:
    error = kind(iter([ONE, TWO]))
    assert error.faults == (ONE, TWO)
    assert error.explain("sv") == "clauses[3].age: fel ett\nfel två"
    assert error.explain("en") == "clauses[3].age: wrong one\nwrong two"
    assert str(error) == error.explain("en")


def test_an_error_is_explained_in_two_languages_only() -> None:
    norsk: Lang = "nn"  # type: ignore[assignment]
    with pytest.raises(ValueError, match="'sv' or 'en', not 'nn'"):
        InvalidInput([ONE]).explain(norsk)


def test_the_tree_of_errors() -> None:
    assert [kind.__base__ for kind in (InvalidInput, InvalidRules, NotInForce, NotApplicable)] == [
        FinsamError
    ] * 4
    assert FinsamError.__base__ is Exception
    assert issubclass(InvalidInput, ValueError)
    assert issubclass(InvalidRules, ValueError)
    assert not issubclass(NotInForce, ValueError)
    assert not issubclass(NotApplicable, ValueError)
    assert UnsatisfiableRules.__base__ is RulesTooLarge.__base__ is InvalidRules


def test_the_tree_of_warnings() -> None:
    assert FinsamWarning.__base__ is UserWarning
    assert OldNameWarning.__base__ is FinsamWarning


@pytest.mark.parametrize("kind", ERRORS)
def test_an_error_survives_a_pickle_and_a_copy(kind: type[FinsamError]) -> None:
    error = kind([ONE, TWO])
    for other in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):  # noqa: S301 - our own pickle
        assert type(other) is kind
        assert other.faults == error.faults
        assert str(other) == str(error)


def test_not_in_force_keeps_the_nearest_day_in_a_pickle_and_a_copy() -> None:
    error = NotInForce([TWO], nearest=dt.date(2021, 10, 1))
    assert error.nearest == dt.date(2021, 10, 1)
    assert str(error) == "wrong two"
    for other in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):  # noqa: S301 - our own pickle
        assert type(other) is NotInForce
        assert (other.faults, other.nearest) == (error.faults, error.nearest)


# --- collecting faults --------------------------------------------------------------------------


def test_faults_are_collected_in_their_order() -> None:
    faults = Faults()
    faults.add("type", "a", sv="fel", en="wrong")
    faults.add("empty", "b", sv="tom", en="empty", value="v", expected=iter(["x"]))
    assert faults.found == [
        fault("type", "a", "fel", "wrong"),
        fault("empty", "b", "tom", "empty", value="v", expected=["x"]),
    ]


def test_collections_share_nothing() -> None:
    one = Faults()
    one.add("type", "a", sv="fel", en="wrong")
    assert Faults().found == []


def test_faults_are_raised_all_at_once_or_not_at_all() -> None:
    faults = Faults()
    faults.raise_as(InvalidInput)
    faults.add("type", "a", sv="fel", en="wrong")
    faults.add("type", "b", sv="fel", en="wrong")
    with pytest.raises(InvalidRules) as caught:
        faults.raise_as(InvalidRules)
    assert list(caught.value.faults) == faults.found


def test_an_unknown_name_is_shown_with_the_nearest() -> None:
    faults = Faults()
    faults.unknown("here", what=WHAT, value="gren", among=["red", "blue", "green"])
    assert faults.found == [
        fault(
            "unknown",
            "here",
            "'gren' är inte en färg; menade du 'green'?",
            "'gren' is not a colour; did you mean 'green'?",
            value="gren",
            expected=["green"],
        )
    ]


def test_several_names_may_be_as_near() -> None:
    """Håbo and Habo are two municipalities: neither is guessed alone."""
    faults = Faults()
    faults.unknown("p", what=WHAT, value="habo", among=["Håbo", "Nora", "Habo"])
    assert faults.found == [
        fault(
            "unknown",
            "p",
            "'habo' är inte en färg; menade du 'Habo' eller 'Håbo'?",
            "'habo' is not a colour; did you mean 'Habo' or 'Håbo'?",
            value="habo",
            expected=["Habo", "Håbo"],
        )
    ]


def test_an_unknown_name_with_none_near_is_shown_with_all_that_are_allowed() -> None:
    faults = Faults()
    faults.unknown("here", what=WHAT, value="xyz", among=iter(["red", "green", "blue"]))
    assert faults.found == [
        fault(
            "unknown",
            "here",
            "'xyz' är inte en färg; tillåtna är 'blue', 'green' och 'red'",
            "'xyz' is not a colour; allowed are 'blue', 'green' and 'red'",
            value="xyz",
            expected=["blue", "green", "red"],
        )
    ]


def test_what_is_about_a_person_is_quoted_only_when_a_name_is_near() -> None:
    """It might be something else, typed in the wrong field."""
    faults = Faults()
    for value in ("gren", "19870605-1234"):
        faults.unknown("here", what=WHAT, value=value, among=["red", "green"], private=True)
    assert faults.found == [
        fault(
            "unknown", "here", "'gren' är inte en färg; menade du 'green'?",
            "'gren' is not a colour; did you mean 'green'?", value="gren", expected=["green"],
        ),
        fault(
            "unknown", "here", "det angivna är inte en färg; tillåtna är 'green' och 'red'",
            "what was given is not a colour; allowed are 'green' and 'red'",
            expected=["green", "red"],
        ),
    ]  # fmt: skip


@pytest.mark.parametrize("private", [True, False])
def test_where_there_is_nothing_to_choose_it_is_said(private: bool) -> None:
    faults = Faults()
    faults.unknown("p", what=WHAT, value="xyz", among=[], private=private)
    sv, en = ("det angivna", "what was given") if private else ("'xyz'", "'xyz'")
    assert faults.found == [
        fault(
            "unknown", "p", f"{sv} är inte en färg; det finns inga att välja bland",
            f"{en} is not a colour; there are none to choose from",
            value=None if private else "xyz",
        )
    ]  # fmt: skip


def test_more_than_twenty_names_are_counted_and_not_listed() -> None:
    names = [f"n{i:02}" for i in range(21)]
    faults = Faults()
    faults.unknown("p", what=WHAT, value="xyz", among=names)
    faults.unknown("p", what=WHAT, value="xyz", among=names[:20])
    many, few = faults.found
    assert many.text == Text(
        sv="'xyz' är inte en färg; det finns 21 att välja bland",
        en="'xyz' is not a colour; there are 21 to choose from",
    )
    assert many.expected == tuple(names)
    assert few.text.en.startswith("'xyz' is not a colour; allowed are 'n00', ")
    assert few.text.sv.endswith("'n18' och 'n19'")


@pytest.mark.parametrize(
    ("value", "kind", "fits", "name", "given"),
    [
        (5, int, True, "", ""),
        (True, int, False, "int", "bool"),
        (True, bool, True, "", ""),
        (1, bool, False, "bool", "int"),
        ("a", str, True, "", ""),
        (None, Text, False, "Text", "NoneType"),
        (Decimal(1), int | Decimal, True, "", ""),
        ("1", int | Decimal, False, "int | Decimal", "str"),
    ],
)
def test_a_value_of_a_kind(value: object, kind: Any, fits: bool, name: str, given: str) -> None:
    faults = Faults()
    assert faults.of_type(value, kind, "path") is fits
    sv, en = f"ska vara {name}, inte {given}", f"takes {name}, not {given}"
    expected = [] if fits else [fault("type", "path", sv, en, expected=[name])]
    assert faults.found == expected


def test_a_plain_date_has_no_time_of_day() -> None:
    faults = Faults()
    assert faults.plain_date(dt.date(2022, 1, 1), "a") is True
    assert faults.found == []
    assert faults.plain_date(dt.datetime(2022, 1, 1, tzinfo=dt.UTC), "b") is False
    assert faults.plain_date("2022-01-01", "c") is False
    sv = "ska vara ett datum (datetime.date), till exempel 2026-11-22, inte "
    en = "takes datetime.date, for example date(2026, 11, 22), not "
    assert faults.found == [
        fault("type", "b", f"{sv}en tidpunkt (datetime)", f"{en}datetime", expected=["date"]),
        fault("type", "c", f"{sv}en text (str)", f"{en}str", expected=["date"]),
    ]


def test_the_type_of_a_value_is_told_in_swedish_words() -> None:
    """With the type itself, for who built the form."""
    for value, sv, en in (
        ("x", "en text (str)", "str"),
        (True, "ja eller nej (bool)", "bool"),
        (None, "tomt (NoneType)", "NoneType"),
        (dt.date(2022, 1, 1), "ett datum (date)", "date"),
        (b"x", "bytes", "bytes"),
        (Decimal(1), "decimal.Decimal", "decimal.Decimal"),
    ):
        assert type_of(value) == Text(sv=sv, en=en)


def test_what_is_too_long_for_a_name_is_not_quoted_whole() -> None:
    assert in_quotes("x" * 80) == repr("x" * 80)
    assert in_quotes("x" * 81) == f"'{'x' * 80}…'"
    key = "x" * 100_000
    (found,) = faults_of(lambda: assess({key: True}, SAMORDNINGSTEAM, as_of=DAY), InvalidInput)
    assert found.value == key
    assert len(found.line("sv")) < 200
    twice = {"facts": {key: 1}, "person": Person(facts={key: 1})}
    (found,) = faults_of(lambda: Referral(**twice), InvalidInput)  # type: ignore[arg-type]
    assert len(found.text.en) < 200


def test_a_warning_points_at_the_line_that_called() -> None:
    this = "tests/test_errors.py"
    old = {"needs/county_council": True}
    for call in (
        lambda: assess(old, SAMORDNINGSTEAM, as_of=DAY),
        lambda: assess({}, SAMORDNINGSTEAM, as_of=DAY).with_answers(old),
        lambda: COMMON.read(old, as_of=DAY),
    ):
        with pytest.warns(OldNameWarning) as given:
            call()
        assert [warning.filename.endswith(this) for warning in given] == [True]
        assert given[0].lineno == call.__code__.co_firstlineno


def test_a_name_is_a_string_that_is_not_empty() -> None:
    faults = Faults()
    assert faults.named("key", "a") is True
    assert faults.found == []
    assert [faults.named(value, "b") for value in ("", "  ", 5, None)] == [False] * 4
    sv, en = "ska vara en text som inte är tom", "takes a string that isn't empty"
    codes = ["empty", "empty", "type", "type"]
    more = [("", ""), ("", ""), (", inte int", ", not int"), (", inte NoneType", ", not NoneType")]
    assert faults.found == [
        fault(code, "b", sv + in_sv, en + in_en, expected=["str"])
        for code, (in_sv, in_en) in zip(codes, more, strict=True)
    ]


def test_a_set_comes_in_the_order_of_its_texts() -> None:
    """Whatever each is of: the order is the same on every machine."""
    assert as_tuple({"b", Authority.REGION, "a", Authority.MUNICIPALITY}) == (
        "a", "b", "municipality", "region",
    )  # fmt: skip
    assert as_tuple(frozenset({"1", 1})) == (1, "1")
    assert [as_tuple(given) for given in ("ab", b"ab", 5, None, ["b", "a"])] == [
        ("ab",), (b"ab",), (5,), (None,), ("b", "a"),
    ]  # fmt: skip


def test_a_mapping_is_no_list() -> None:
    """Read as a list it would lose its values."""
    assert as_tuple({2021: 5}) == ({2021: 5},)


def test_a_mapping_becomes_pairs() -> None:
    assert as_pairs({"b": 1, "a": 2}) == (("b", 1), ("a", 2))
    assert as_pairs([("b", 1)]) == (("b", 1),)
    assert as_pairs(5) == (5,)
    faults = Faults()
    assert faults.pair(("b", 1), "p")
    assert [faults.pair(given, "p") for given in (("b",), ("b", 1, 2), ["b", 1], 5)] == [False] * 4
    assert faults.found[-1] == fault(
        "type", "p", "ska vara Mapping, eller par, inte int", "takes Mapping, or pairs, not int",
        expected=["Mapping"],
    )  # fmt: skip


def test_the_items_of_a_collection_have_a_kind_and_keys_of_their_own() -> None:
    faults = Faults()
    assert faults.all_of([text("a"), text("a")], Text, "texts")  # no key, no clash
    assert not faults.all_of([5], Text, "texts")
    assert [(f.path, f.code) for f in faults.found] == [("texts[0]", "type")]


def test_the_public_names() -> None:
    assert dir(errors) == sorted(errors.__all__)
    assert {"Fault", "Faults", "OldNameWarning"} <= set(dir(errors))


@pytest.mark.parametrize(
    ("number", "fits"),
    [
        (10**100 - 1, True), (10**100, False), (-(10**100), False),
        (Decimal(10) ** 99, True), (Decimal(10) ** 100, False), (Decimal("1E-100"), True),
        (Decimal("1E-101"), False), (Fraction(1, 10**99), True), (Fraction(1, 10**100), False),
        (Decimal("NaN"), True), ("a" * 200, True), (True, True),
    ],
)  # fmt: skip
def test_a_number_of_more_digits_than_any_figure_has_is_told(number: object, fits: bool) -> None:
    faults = Faults()
    assert faults.sized(number, "p") is fits
    assert [one.code for one in faults.found] == ([] if fits else ["range"])
