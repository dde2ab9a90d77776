"""Amounts and splits: what is read, what is refused, how it is shown."""

import decimal
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from cases.made import CITED, fault, faults_of
from finsam import money
from finsam.errors import Faults, InvalidInput
from finsam.money import (
    MAX_KRONOR,
    Mode,
    Unit,
    as_amount,
    exact_sum,
    exactly,
    from_ore,
    is_amount,
    is_share,
    kronor,
    number_in,
    percent,
    shown,
    split,
    tkr,
    to_ore,
)

WRONG: Any = None
NAN = Decimal("NaN")


def codes(value: Any, **limits: Any) -> list[str]:
    faults = Faults()
    assert is_amount(value, "a", faults, **limits) is (not faults.found)
    return [found.code for found in faults.found]


# --- amounts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (0, "0"),
        (13_310_000, "13310000"),
        (Decimal("0.5"), "0.50"),
        (Decimal("0.50"), "0.50"),
        (Decimal("2.000"), "2"),
        (Decimal("0E-9"), "0"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.01"), "-0.01"),
        (Decimal("-0"), "0"),
        (MAX_KRONOR, "1000000000000000"),
        (-MAX_KRONOR, "-1000000000000000"),
    ],
)
def test_an_amount_is_read_exactly(given: int | Decimal, read: str) -> None:
    assert str(kronor(given)) == read


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (0.1, "float"),
        (float("nan"), "float"),
        (True, "type"),
        ("5", "type"),
        (None, "type"),
        (Fraction(1, 2), "type"),
        (NAN, "range"),
        (Decimal("sNaN"), "range"),
        (Decimal("-Infinity"), "range"),
        (Decimal("0.005"), "decimals"),
        (Decimal("1.010101"), "decimals"),
        (MAX_KRONOR + 1, "range"),
        (Decimal("1000000000000000.01"), "range"),
        (Decimal("1E+999999"), "range"),
        (Decimal("-0.01"), "range"),
        (-1, "range"),
    ],
)
def test_what_is_no_amount_is_refused(value: Any, code: str) -> None:
    assert codes(value) == [code]


def test_below_zero_is_allowed_where_it_may_be() -> None:
    assert codes(-1, least=None) == []
    assert codes(-MAX_KRONOR - 1, least=None) == ["range"]
    assert codes(4, least=5) == ["range"]
    assert codes(5, least=5) == []
    assert codes(Decimal("0.00001"), decimals=5) == []


def test_each_refusal_says_what_is_wrong_in_both_languages() -> None:
    def of(value: Any, **limits: Any) -> Any:
        faults = Faults()
        is_amount(value, "totals[3]", faults, **limits)
        return faults.found[0]

    assert of(0.1) == fault(
        "float",
        "totals[3]",
        "0.1 är ett flyttal, som inte håller ören exakt; ge int eller Decimal, till exempel"
        " Decimal('0.10')",
        "0.1 is a float, which doesn't hold öre exactly; give int or Decimal, for example"
        " Decimal('0.10')",
        expected=["int", "Decimal"],
    )
    for strange in (float("nan"), float("inf"), 1e300):
        assert of(strange).text.en.endswith("for example Decimal('0.50')"), strange
    assert of(NAN) == fault(
        "range", "totals[3]", "NaN är inget belopp", "NaN is no amount", value="NaN"
    )
    assert of(Decimal("0.005")) == fault(
        "decimals",
        "totals[3]",
        "0.005 har fler än 2 decimaler",
        "0.005 has more than 2 decimals",
        value="0.005",
    )
    assert of(-1) == fault(
        "range",
        "totals[3]",
        "-1 ligger utanför 0–1000000000000000",
        "-1 lies outside 0–1000000000000000",
        value="-1",
    )
    assert of(-11, least=None, most=10).text.en == "-11 lies outside −10–10"
    assert of("5") == fault(
        "type",
        "totals[3]",
        "ska vara int | Decimal, inte str",
        "takes int | Decimal, not str",
        expected=["int | Decimal"],
    )


def test_the_path_is_the_callers() -> None:
    found = faults_of(lambda: kronor(-1, path="grant", least=0), InvalidInput)
    assert [(f.path, f.code) for f in found] == [("grant", "range")]
    assert faults_of(lambda: kronor(WRONG), InvalidInput)[0].path == "amount"


def test_thousands_are_read_to_the_ore() -> None:
    assert tkr(13_310) == 13_310_000
    assert tkr(Decimal("3327.5")) == 3_327_500
    assert str(tkr(Decimal("0.00001"))) == "0.01"
    assert tkr(-5) == -5000
    assert faults_of(lambda: tkr(Decimal("0.000001")), InvalidInput)[0].code == "decimals"
    assert faults_of(lambda: tkr(MAX_KRONOR), InvalidInput)[0].code == "range"
    wrong: Any = 1.5
    assert faults_of(lambda: tkr(wrong), InvalidInput)[0].code == "float"


def test_ore_and_back() -> None:
    for ore in (0, 1, 99, 100, 101, -1, -100, -12_345, 10**17):
        assert to_ore(from_ore(ore)) == ore
        assert from_ore(ore) * 100 == ore
    assert str(from_ore(-1)) == "-0.01"
    assert str(from_ore(-100)) == "-1"
    assert exact_sum([Decimal("0.10")] * 3) == Decimal("0.30")
    assert exact_sum([]) == 0
    given: Any = True
    assert as_amount(given) is given  # left for the check, which refuses it


# --- shares -------------------------------------------------------------------------------------


@pytest.mark.parametrize("share", [0, 3, Fraction(1, 3), Decimal("0.125"), Decimal(0)])
def test_a_share_is_an_exact_number(share: Any) -> None:
    assert is_share(share, "s", Faults())


@pytest.mark.parametrize(
    ("share", "code", "en"),
    [
        (0.25, "float", "0.25 is a float, which isn't exact; give int, Fraction or Decimal"),
        (True, "type", "takes int | Fraction | Decimal, not bool"),
        ("1/4", "type", "takes int | Fraction | Decimal, not str"),
        (NAN, "range", "NaN is no number"),
        (Fraction(-1, 4), "range", "-1/4 lies below zero"),
    ],
)
def test_what_is_no_share_is_refused(share: Any, code: str, en: str) -> None:
    faults = Faults()
    assert not is_share(share, "s", faults)
    assert [(f.code, f.path, f.text.en) for f in faults.found] == [(code, "s", en)]


# --- how they are shown -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "unit", "sv", "en"),
    [
        (0, Unit.KRONA, "0 kr", "0 kr"),
        (13_310_000, Unit.KRONA, "13 310 000 kr", "13 310 000 kr"),
        (Decimal("0.05"), Unit.ORE, "0,05 kr", "0.05 kr"),
        (Decimal("-1000.50"), Unit.KRONA, "−1 000,50 kr", "−1 000.50 kr"),
        (Decimal(3327500), Unit.TKR, "3 327,5 tkr", "3 327.5 tkr"),
        (Decimal("0.01"), Unit.TKR, "0,00001 tkr", "0.00001 tkr"),
        (-5_196_000, Unit.TKR, "−5 196 tkr", "−5 196 tkr"),
        (1050, Unit.TKR, "1,05 tkr", "1.05 tkr"),
    ],
)
def test_amounts_for_people(amount: int | Decimal, unit: Unit, sv: str, en: str) -> None:
    assert shown(amount, "sv", unit=unit) == sv
    assert shown(amount, "en", unit=unit) == en


def test_numbers_and_percent_for_people() -> None:
    assert number_in(Decimal("23841.25"), "sv") == "23 841,25"
    assert number_in(1_000, "en") == "1 000"
    assert number_in(Decimal("-0.75"), "en") == "−0.75"
    assert percent(Fraction(1, 3), "en") == "33.3 %"
    assert percent(Fraction(1, 3), "sv", decimals=2) == "33,33 %"
    assert percent(Fraction(1, 2000), "en") == "0.1 %"  # 0.05, half up
    assert percent(Fraction(49, 100_000), "en") == "0 %"
    assert percent(Fraction(1005, 1000), "en", decimals=0) == "101 %"
    assert percent(Fraction(-5196, 13310), "sv") == "−39 %"
    assert percent(Fraction(1234), "en") == "123 400 %"


def test_nobodys_decimal_context_rounds_an_amount() -> None:
    amounts = [Decimal("23841.25"), Decimal("0.07")]
    with decimal.localcontext() as context:
        context.prec = 3
        context.rounding = decimal.ROUND_UP
        context.traps[decimal.Inexact] = True
        assert str(exact_sum(amounts)) == "23841.32"
        assert shown(amounts[0], "en") == "23 841.25 kr"
        assert number_in(amounts[0], "en") == "23 841.25"
        assert str(kronor(amounts[0])) == "23841.25"
        assert str(tkr(Decimal("23841.25"))) == "23841250"


# --- splits -------------------------------------------------------------------------------------


def test_the_four_modes_by_hand() -> None:
    """100 by 3:3:2 is 37.5, 37.5, 25: one krona is left."""
    weights = {"a": 3, "b": 3, "c": 2}

    def of(mode: Mode, **more: Any) -> list[int]:
        found = split(100, weights, unit=Unit.KRONA, mode=mode, **more)
        return [*(int(part.amount) for part in found.parts), int(found.left)]

    assert of(Mode.LARGEST_REMAINDER) == [38, 37, 25, 0]
    assert of(Mode.LARGEST_REMAINDER, tie_order=["c", "b", "a"]) == [37, 38, 25, 0]
    assert of(Mode.LARGEST_WEIGHT) == [38, 37, 25, 0]
    assert of(Mode.LARGEST_WEIGHT, tie_order=["c", "b", "a"]) == [37, 38, 25, 0]
    assert of(Mode.FIRST, tie_order=["c", "b", "a"]) == [37, 37, 26, 0]
    assert of(Mode.SEPARATE) == [37, 37, 25, 1]
    assert split(100, weights, unit=Unit.ORE)["a"] == Decimal("37.50")


def test_the_largest_remainder_isnt_the_largest_weight() -> None:
    """10 by 50:26:24 is 5, 2.6, 2.4: the second lost most."""
    weights = {"a": 50, "b": 26, "c": 24}
    assert list(split(10, weights, unit=Unit.KRONA).amounts.values()) == [5, 3, 2]
    heaviest = split(10, weights, unit=Unit.KRONA, mode=Mode.LARGEST_WEIGHT)
    assert list(heaviest.amounts.values()) == [6, 2, 2]


def test_a_part_tells_its_share_and_what_it_got_besides() -> None:
    found = split(100, {"a": Decimal("0.5"), "b": Fraction(1, 2), "c": 2}, unit=Unit.KRONA)
    assert [part.share for part in found.parts] == [Fraction(1, 6), Fraction(1, 6), Fraction(2, 3)]
    assert found.parts[0].exact == Fraction(50, 3)
    assert [int(part.extra) for part in found.parts] == [1, 1, 0]
    assert [int(part.amount) for part in found.parts] == [17, 17, 66]
    assert found.over == 2
    with pytest.raises(KeyError):
        found["d"]


def test_nothing_is_split_into_nothing() -> None:
    found = split(0, {"a": 1, "b": 0}, unit=Unit.TKR)
    assert list(found.amounts.values()) == [0, 0]
    assert found.why("sv") == "Det gick jämnt ut i hela tkr."
    assert found.why("en") == "It came out even in whole thousands of kronor."


def test_a_split_as_text() -> None:
    found = split(100, {"Sala": 2, "Norberg": 1}, unit=Unit.KRONA)
    assert found.explain("sv") == (
        "vem       andel  belopp\n"
        "-------  ------  ------\n"
        "Sala     66,7 %   67 kr\n"
        "Norberg  33,3 %   33 kr\n"
        "summa            100 kr\n"
        "1 kr blev över (hela kronor). En enhet var till dem som förlorade mest på avrundningen"
        " nedåt: Sala (1 kr). Bland lika gäller ordningen Sala, Norberg: ingen har avtalat den,"
        " det är den som de gavs i."
    )
    assert found.explain("en").splitlines()[-1] == (
        "1 kr was left (whole kronor). One unit each to those who lost most by rounding down: Sala"
        " (1 kr). Among those alike the order is Sala, Norberg: nobody agreed on it, it is the"
        " order in which they were given."
    )


def test_a_split_in_markdown_and_html_is_safe() -> None:
    found = split(3, {"<b>A|B</b>": 1, "C": 1}, unit=Unit.KRONA, mode=Mode.SEPARATE, citation=CITED)
    assert found.explain("en", "markdown") == (
        "| who | share | amount |\n"
        "| --- | ---: | ---: |\n"
        "| \\<b\\>A\\|B\\</b\\> | 50 % | 1 kr |\n"
        "| C | 50 % | 1 kr |\n"
        "| stays apart |  | 1 kr |\n"
        "| sum |  | 3 kr |\n"
        "\n"
        "1 kr was left (whole kronor). What is left stays apart."
    )
    html = found._repr_html_()
    assert html == found.explain("sv", "html")
    assert "<b>" not in html
    assert "&lt;b&gt;A|B&lt;/b&gt;" in html
    assert html.startswith('<div class="finsam-table"><table><thead><tr><th style="text-align: l')
    assert html.endswith(
        "<p>1 kr blev över (hela kronor). Det som blir över står för sig.</p></div>"
    )


def test_who_chose_the_order_is_told() -> None:
    def why(**more: Any) -> str:
        return split(3, {"a": 1, "b": 1}, unit=Unit.KRONA, **more).why("en").partition("Among ")[2]

    assert why(tie_order=["b", "a"]) == ("those alike the order is b, a, chosen by whoever splits.")
    assert why(tie_order=["b", "a"], citation=CITED) == (
        f"those alike the order is b, a, by {CITED.in_('en')}."
    )


def test_an_unknown_style_or_language_is_refused() -> None:
    found = split(3, {"a": 1}, unit=Unit.KRONA)
    with pytest.raises(ValueError, match="style"):
        found.explain("sv", WRONG)
    with pytest.raises(ValueError, match="lang"):
        found.explain(WRONG)


def test_a_split_reports_all_that_is_wrong() -> None:
    wrong: Any = {"a": 0.5, "b": -1, "": 1}
    five: Any = 5
    found = faults_of(
        lambda: split(NAN, wrong, unit=WRONG, mode=WRONG, citation=five), InvalidInput
    )
    assert [(f.path, f.code) for f in found] == [
        ("unit", "type"),
        ("mode", "type"),
        ("citation", "type"),
        ("total", "range"),
        ("weights['a']", "float"),
        ("weights['b']", "range"),
        ("weights", "empty"),
    ]


@pytest.mark.parametrize("weights", [{"a": 0, "b": Decimal(0)}, {}])
def test_weights_that_are_zero_together_split_nothing(weights: dict[str, int]) -> None:
    assert faults_of(lambda: split(5, weights, unit=Unit.ORE), InvalidInput) == [
        fault(
            "empty",
            "weights",
            "vikterna är noll tillsammans, så det finns inget att dela efter",
            "the weights are zero together, so there is nothing to split by",
        )
    ]


def test_weights_are_a_mapping() -> None:
    found = faults_of(lambda: split(5, WRONG, unit=Unit.ORE), InvalidInput)
    assert [(f.path, f.code) for f in found] == [("weights", "type")]


def test_a_total_is_whole_units() -> None:
    assert faults_of(lambda: split(Decimal("0.50"), {"a": 1}, unit=Unit.KRONA), InvalidInput) == [
        fault(
            "units",
            "total",
            "0,50 kr är inte jämnt i hela kronor; dela i en mindre enhet",
            "0.50 kr isn't whole in whole kronor; split in a smaller unit",
            value="0.50",
        )
    ]
    assert split(Decimal("1.00"), {"a": 1}, unit=Unit.KRONA)["a"] == 1
    assert faults_of(lambda: split(1001, {"a": 1}, unit=Unit.TKR), InvalidInput)[0].code == "units"


@pytest.mark.parametrize(
    "order", [["a"], ["a", "a"], ["a", "b", "b"], ["a", "c"], [1, 2], [["a"], "b"]]
)
def test_the_order_names_every_key_once(order: Any) -> None:
    """The key 1 isn't the key "1", and isn't taken for it."""
    weights = {"a": 1, "b": 1} if 1 not in order else {"1": 1, "2": 1}
    names = [repr(key) for key in weights]
    assert faults_of(lambda: split(5, weights, unit=Unit.ORE, tie_order=order), InvalidInput) == [
        fault(
            "order",
            "tie_order",
            f"ska nämna {' och '.join(names)} en gång var",
            f"has to name {' and '.join(names)} once each",
            expected=list(weights),
        )
    ]


def test_units_and_modes_have_words() -> None:
    assert [unit.in_("sv") for unit in Unit] == ["öre", "hela kronor", "hela tkr"]
    assert [mode.in_("sv") for mode in Mode] == [
        "det som blir över går till den första i ordningen",
        "en enhet var till dem som förlorade mest på avrundningen nedåt",
        "det som blir över går till den största delen",
        "det som blir över står för sig",
    ]


def test_the_public_names() -> None:
    assert dir(money) == money.__all__
    assert sorted(money.__all__) == money.__all__


@pytest.mark.parametrize("weight", [Decimal("1E+999999"), Decimal("1E-999999"), 10**16])
def test_a_weight_beyond_all_measure_is_refused_and_not_worked_with(weight: Any) -> None:
    """Its exact fraction would fill the memory."""
    found = faults_of(lambda: split(1, {"a": weight, "b": 1}, unit=Unit.KRONA), InvalidInput)
    assert [(one.code, one.path) for one in found] == [("range", "weights['a']")]


def test_exact_numbers_with_many_decimals() -> None:
    assert exactly(Fraction(123_456_789, 10**9)) == Decimal("0.123456789")
    assert str(exactly(Fraction(-1, 8))) == "-0.125"
    assert str(exactly(Fraction(-7, 2))) == "-3.50"
