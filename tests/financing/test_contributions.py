"""Contributions: the shares of the act on a day, the agreed keys, and what is stated of them."""

import datetime as dt
import decimal
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from cases.made import CITED, fault, faults_of, text
from finsam.errors import InvalidInput, NotInForce
from finsam.financing import (
    SHARES,
    ByInhabitants,
    ByShares,
    Equal,
    FixedThen,
    Key,
    LargestTotal,
    check_contributions,
    contributions,
    cover_shortfall,
    largest_total,
)
from finsam.members import (
    ARBETSFORMEDLINGEN,
    FORSAKRINGSKASSAN,
    Association,
    Member,
    Side,
    municipality_member,
    region_member,
)
from finsam.money import Mode, Unit
from finsam.rulebooks import finnveden, vasteras

D = dt.date.fromisoformat
DAY = D("2022-01-01")
WRONG: Any = 5
STATE = [FORSAKRINGSKASSAN, ARBETSFORMEDLINGEN]
EMPLOYMENT = "Arbetsförmedlingen"


def association(*of: Member) -> Association:
    return Association(key="ours", name=text("ours"), members=[*STATE, *of])


GOTLAND = municipality_member("Gotland")
ALONE = association(GOTLAND)
WITH_REGION = association(
    region_member("Region Stockholm"), GOTLAND, municipality_member("Nynäshamn")
)
TWO_REGIONS = association(
    region_member("Region Uppsala"), region_member("Region Stockholm"), municipality_member("Håbo")
)
THREE = finnveden.ASSOCIATION
MUN = Side.MUNICIPALITIES


def amounts(found: Any) -> dict[tuple[str, str], str]:
    return {(p.side.value, p.member.key): str(p.amount) for p in found.parts}


def shared(total: int | Decimal, of: Association, key: Key | None = None, **more: Any) -> Any:
    keys = {} if key is None else {MUN: key}
    return contributions(total, of, as_of=more.pop("as_of", DAY), keys=keys, **more)


# --- the act ------------------------------------------------------------------------------------


def test_the_shares_of_5_are_one_half_and_two_quarters() -> None:
    """BR-06: Försäkringskassan one half, the region side and the municipality side a quarter."""
    assert amounts(shared(1000, vasteras.ASSOCIATION)) == {
        ("state", "Försäkringskassan"): "500",
        ("regions", "Region Västmanland"): "250",
        ("municipalities", "Västerås"): "250",
    }
    for rule in SHARES:
        assert sum(rule.shares.values()) == 1


def test_arbetsformedlingen_pays_nothing() -> None:
    """X-06: 5 § doesn't name it."""
    found = shared(1000, vasteras.ASSOCIATION)
    assert found.of(EMPLOYMENT) == 0
    assert [member.key for member in found.pays_nothing] == [EMPLOYMENT]
    assert found.on(Side.STATE) == 500


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        (Decimal("0.01"), ["0.01", "0", "0"]),
        (Decimal("0.02"), ["0.01", "0.01", "0"]),  # 1, ½, ½ öre: the region side stands first
        (Decimal("0.03"), ["0.01", "0.01", "0.01"]),  # 1½, ¾, ¾ öre
        (0, ["0", "0", "0"]),
        (13_310_000, ["6655000", "3327500", "3327500"]),
    ],
)
def test_what_doesnt_come_out_even(total: Any, expected: list[str]) -> None:
    assert list(amounts(shared(total, vasteras.ASSOCIATION)).values()) == expected


def test_in_thousands_a_quarter_of_13_310_needs_an_order() -> None:
    """The act has no rule of rounding: 3 327.5 tkr can't be paid in whole thousands."""
    found = shared(13_310_000, vasteras.ASSOCIATION, unit=Unit.TKR)
    assert list(amounts(found).values()) == ["6655000", "3328000", "3327000"]
    turned = shared(
        13_310_000, vasteras.ASSOCIATION, unit=Unit.TKR, tie_order=["municipalities"],
        agreed_in=CITED,
    )  # fmt: skip
    assert list(amounts(turned).values()) == ["6655000", "3327000", "3328000"]
    assert "municipalities, state, regions, by The plan" in turned.explain("en")
    apart = shared(13_310_000, vasteras.ASSOCIATION, unit=Unit.TKR, mode=Mode.SEPARATE)
    assert apart.splits[0].left == 1000


def test_gotland_alone_pays_the_half_that_the_state_doesnt() -> None:
    """5 a § st. 1."""
    found = shared(1_000_001, ALONE, unit=Unit.KRONA)
    assert amounts(found) == {
        ("state", "Försäkringskassan"): "500001",
        ("municipalities", "Gotland"): "500000",
    }
    assert found.citation.locator == "5 a § st. 1"


def test_gotland_with_a_region_shares_in_both_quarters() -> None:
    """5 a § st. 2."""
    keys: Mapping[Side, Key] = {
        Side.REGIONS: ByShares({"Region Stockholm": Fraction(3, 4), "Gotland": Fraction(1, 4)}),
        MUN: ByInhabitants({"Gotland": 60_000, "Nynäshamn": 30_000}),
    }
    found = contributions(1_200, WITH_REGION, as_of=DAY, keys=keys)
    assert amounts(found) == {
        ("state", "Försäkringskassan"): "600",
        ("regions", "Region Stockholm"): "225",
        ("regions", "Gotland"): "75",
        ("municipalities", "Gotland"): "200",
        ("municipalities", "Nynäshamn"): "100",
    }
    assert found.of("Gotland") == 275
    assert found.citation.locator == "5 §"
    assert [str(part.share) for part in found.parts] == ["1/2", "3/16", "1/16", "1/6", "1/12"]


def test_several_regions_share_one_quarter_from_2010_07_01() -> None:
    """SFS 2010:350: before it, several regions weren't one party."""
    keys: Mapping[Side, Key] = {Side.REGIONS: Equal()}
    found = contributions(80, TWO_REGIONS, as_of=D("2010-07-01"), keys=keys)
    assert list(amounts(found).values()) == ["40", "10", "10", "20"]
    with pytest.raises(NotInForce) as caught:
        contributions(80, TWO_REGIONS, as_of=D("2010-06-30"), keys=keys)
    assert caught.value.nearest == D("2010-07-01")
    assert caught.value.explain("sv") == (
        "as_of: 2003:1210 5 § st. 3 gäller från 2010-07-01, inte 2010-06-30"
    )


@pytest.mark.parametrize("of", [ALONE, WITH_REGION])
def test_5_a_stands_in_the_act_from_2010_07_01(of: Association) -> None:
    with pytest.raises(NotInForce, match="5 a § is in force from 2010-07-01") as caught:
        contributions(80, of, as_of=D("2010-06-30"))
    assert caught.value.nearest == D("2010-07-01")
    assert contributions(80, ALONE, as_of=D("2010-07-01")).of("Gotland") == 40


def test_the_act_begins_in_2004() -> None:
    assert shared(80, vasteras.ASSOCIATION, as_of=D("2004-01-01")).of("Västerås") == 20
    with pytest.raises(NotInForce) as caught:
        shared(80, vasteras.ASSOCIATION, as_of=D("2003-12-31"))
    assert caught.value.nearest == D("2004-01-01")


def test_a_municipality_that_joins_shares_from_its_first_day() -> None:
    ours = association(
        region_member("Region Västmanland"),
        municipality_member("Sala"),
        municipality_member("Norberg", start=D("2022-07-01")),
    )
    assert shared(80, ours, as_of=D("2022-06-30")).of("Sala") == 20
    assert shared(80, ours, Equal(), as_of=D("2022-07-01")).of("Sala") == 10
    [found] = faults_of(lambda: shared(80, ours, as_of=D("2022-07-01")), InvalidInput)
    assert (found.code, found.path) == ("missing", "keys['municipalities']")
    [found] = faults_of(lambda: shared(80, ours, as_of=D("2022-06-30")).of("Norberg"), InvalidInput)
    assert found.code == "unknown"


@pytest.mark.parametrize(
    ("members", "sides"),
    [
        ([], ["municipality", "region"]),
        ([region_member("Region Uppsala")], ["municipality"]),
        ([municipality_member("Sala")], ["region"]),
        ([municipality_member("Sala"), GOTLAND], ["region"]),  # 3 §: Sala needs its region
    ],
)
def test_a_side_without_a_member_is_named(members: list[Member], sides: list[str]) -> None:
    found = faults_of(lambda: shared(80, association(*members), Equal()), InvalidInput)
    assert [(f.code, f.path) for f in found] == [("missing", "association")] * len(sides)
    for each, side in zip(found, sides, strict=True):
        assert each.text.en == (
            f"ours en has no member of the {side} side on 2022-01-01 (2003:1210 3 and 5 §§)"
        )
        assert each.text.sv.startswith("ours sv har ingen medlem på ")


def test_an_association_without_the_state() -> None:
    ours = Association(
        key="o", name=text("o"),
        members=[region_member("Region Uppsala"), municipality_member("Håbo")],
    )  # fmt: skip
    [found] = faults_of(lambda: shared(80, ours), InvalidInput)
    assert found.text.sv == ("o sv har ingen medlem på staten 2022-01-01 (2003:1210 3 och 5 §§)")


# --- the agreed keys ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (Equal(), ["33", "33", "34"]),
        (ByInhabitants({"Gislaved": 1, "Gnosjö": 3, "Värnamo": 1}), ["20", "60", "20"]),
        (
            ByShares({"Gislaved": Decimal("0.5"), "Gnosjö": Fraction(3, 10), "Värnamo":
                      Fraction(1, 5)}),
            ["50", "30", "20"],
        ),
        (FixedThen({"Gnosjö": 10}, rest=Equal()), ["10", "45", "45"]),
        (FixedThen({"Gnosjö": 10}, rest=ByInhabitants({"Gislaved": 2, "Värnamo": 1})),
         ["10", "60", "30"]),
        (FixedThen({"Gnosjö": 10}, rest=ByShares({"Gislaved": 1, "Värnamo": 0})),
         ["10", "90", "0"]),
        (FixedThen({"Gnosjö": 100}), ["100", "0", "0"]),  # exactly the quarter
        (FixedThen({"Gnosjö": 100}, rest=Equal()), ["100", "0", "0"]),
        (FixedThen({"Gnosjö": 100, "Gislaved": 0, "Värnamo": 0}), ["100", "0", "0"]),
        (FixedThen({"Gnosjö": 99, "Gislaved": 1, "Värnamo": 0}), ["99", "1", "0"]),
    ],
)  # fmt: skip
def test_a_quarter_is_shared_by_the_agreed_key(key: Key, expected: list[str]) -> None:
    """5 § st. 2: the inner split is whatever the municipalities agree on."""
    found = shared(400, THREE, key, unit=Unit.KRONA, tie_order=["Värnamo"])
    paid = [str(p.amount) for p in found.parts if p.side is MUN]
    assert paid == expected
    assert found.on(MUN) == 100
    assert sum(part.share for part in found.parts) == 1


def test_a_fixed_amount_is_the_quarter_and_not_an_ore_more() -> None:
    key = {Side.MUNICIPALITIES: FixedThen({"Gnosjö": Decimal("100.01")}, rest=Equal())}
    assert faults_of(lambda: contributions(400, THREE, as_of=DAY, keys=key), InvalidInput) == [
        fault(
            "sum",
            "keys['municipalities'].fixed",
            "de fasta beloppen är 100,01 kr tillsammans, sidan betalar 100 kr",
            "the fixed amounts come to 100.01 kr together, the side pays 100 kr",
            value="100.01",
            expected=["100"],
        )
    ]
    short = {"Gnosjö": 40, "Gislaved": 30, "Värnamo": 29}
    for given in (FixedThen({"Gnosjö": 99}), FixedThen(short), FixedThen(short, rest=Equal())):
        [found] = faults_of(lambda given=given: shared(400, THREE, given), InvalidInput)  # type: ignore[misc]
        assert (found.code, found.value) == ("sum", "99")


def test_fixed_amounts_are_whole_units() -> None:
    key = FixedThen({"Gnosjö": 500}, rest=Equal())
    [found] = faults_of(lambda: shared(4000, THREE, key, unit=Unit.TKR), InvalidInput)
    assert (found.path, found.code) == ("keys['municipalities'].fixed['Gnosjö']", "units")


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (
            ByInhabitants({"Gislaved": 1, "Gnosjo": 3, "Värnamo": 1}),
            [("keys['municipalities']", "unknown"), ("keys['municipalities']", "missing")],
        ),
        (ByShares({"Gislaved": 1}), [("keys['municipalities']", "missing")]),
        (
            FixedThen({"Jönköping": 5}, rest=Equal()),
            [("keys['municipalities'].fixed", "unknown")],
        ),
        (
            FixedThen({"Gnosjö": 5}, rest=ByInhabitants({"Gislaved": 1})),
            [("keys['municipalities'].rest", "missing")],
        ),
        (
            FixedThen({"Gnosjö": 5}, rest=ByShares({"Gnosjö": 1})),
            [("keys['municipalities'].rest", "unknown"),
             ("keys['municipalities'].rest", "missing")],
        ),
    ],
)  # fmt: skip
def test_a_key_names_the_members_of_the_side(key: Key, expected: list[tuple[str, str]]) -> None:
    found = faults_of(lambda: shared(400, THREE, key), InvalidInput)
    assert [(f.path, f.code) for f in found] == expected


def test_a_key_that_isnt_needed_is_checked_all_the_same() -> None:
    """A key for members that aren't there any more is a slip, not something to pass over."""
    found = faults_of(
        lambda: shared(400, vasteras.ASSOCIATION, ByShares({"Sala": 1})), InvalidInput
    )
    assert [(f.path, f.code) for f in found] == [
        ("keys['municipalities']", "unknown"),
        ("keys['municipalities']", "missing"),
    ]
    assert shared(400, vasteras.ASSOCIATION, Equal()).of("Västerås") == 100
    [one] = faults_of(
        lambda: contributions(4, ALONE, as_of=DAY, keys={Side.REGIONS: Equal()}), InvalidInput
    )
    assert (one.path, one.code, one.value) == ("keys", "unknown", "regions")


def test_a_missing_key_says_what_to_give() -> None:
    assert faults_of(lambda: shared(400, THREE), InvalidInput) == [
        fault(
            "missing",
            "keys['municipalities']",
            "Gislaved, Gnosjö, Värnamo delar på kommunsidans del som de själva avtalar"
            " (2003:1210 5 § st. 2–3); ange nyckeln, till exempel Equal() eller"
            " ByInhabitants({…})",
            "Gislaved, Gnosjö, Värnamo share what the municipality side pays as they agree"
            " (2003:1210 5 § st. 2–3); give the key, such as Equal() or ByInhabitants({…})",
        )
    ]


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda: ByInhabitants({"a": -1, "b": 0.5}),  # type: ignore[dict-item]
         [("inhabitants['a']", "range"), ("inhabitants['b']", "float")]),
        (lambda: ByInhabitants({"a": 0}), [("inhabitants", "empty")]),
        (lambda: ByInhabitants(WRONG), [("inhabitants", "type")]),
        (lambda: ByShares({"a": Fraction(1, 2), "b": Fraction(1, 3)}), [("shares", "sum")]),
        (lambda: ByShares({"a": 0.5, "b": 0.5}), [("shares['a']", "float"),  # type: ignore[dict-item]
                                                  ("shares['b']", "float")]),
        (lambda: ByShares([("a", 1, 2)]), [("shares", "type")]),  # type: ignore[arg-type]
        (lambda: ByShares([("a", 1), ("a", 0)]), [("shares", "duplicate")]),  # type: ignore[arg-type]
        (lambda: FixedThen({"a": -1, "": 1, "b": Decimal("0.001")}, rest=WRONG),
         [("fixed['a']", "range"), ("fixed", "empty"), ("fixed['b']", "decimals"),
          ("rest", "type")]),
        (lambda: FixedThen([5]), [("fixed", "type")]),  # type: ignore[arg-type]
        (lambda: FixedThen([("a", 1), ("a", 1)]), [("fixed", "duplicate")]),  # type: ignore[arg-type]
    ],
)  # fmt: skip
def test_a_key_reports_all_that_is_wrong(make: Any, expected: list[tuple[str, str]]) -> None:
    assert [(f.path, f.code) for f in faults_of(make, InvalidInput)] == expected


def test_shares_that_dont_come_to_one_are_told_with_their_sum() -> None:
    made = lambda: ByShares({"a": Fraction(1, 2), "b": Fraction(1, 3)})  # noqa: E731
    assert faults_of(made, InvalidInput) == [
        fault(
            "sum",
            "shares",
            "andelarna blir 5/6 tillsammans och ska bli 1",
            "the shares come to 5/6 together and have to come to 1",
            value="5/6",
        )
    ]
    twice = lambda: FixedThen([("a", 1), ("a", 2)])  # type: ignore[arg-type]  # noqa: E731
    assert faults_of(twice, InvalidInput) == [
        fault("duplicate", "fixed", "'a' är angiven två gånger", "'a' is given twice", value="a")
    ]


def test_keys_have_words() -> None:
    keys: list[Key] = [
        Equal(), ByInhabitants({"a": 1}), ByShares({"a": 1}), FixedThen({"a": 1, "b": 2}),
        FixedThen({"a": 1}, rest=Equal()),
    ]  # fmt: skip
    assert [key.in_("sv") for key in keys] == [
        "lika",
        "efter antal invånare",
        "efter avtalade andelar",
        "fasta belopp (a, b)",
        "fasta belopp (a), resten lika",
    ]


def test_contributions_report_all_that_is_wrong() -> None:
    found = faults_of(
        lambda: contributions(
            -1,
            WRONG,
            as_of=WRONG,
            keys={"kommun": Equal(), Side.STATE: WRONG},  # type: ignore[dict-item]
            unit=WRONG,
            mode=WRONG,
            agreed_in=WRONG,
        ),
        InvalidInput,
    )
    assert [(f.path, f.code) for f in found] == [
        ("unit", "type"),
        ("mode", "type"),
        ("agreed_in", "type"),
        ("total", "range"),
        ("keys", "unknown"),
        ("keys['state']", "type"),
        ("association", "type"),
    ]
    found = faults_of(
        lambda: contributions(Decimal("0.5"), THREE, as_of=WRONG, keys=WRONG, unit=Unit.KRONA),
        InvalidInput,
    )
    assert [(f.path, f.code) for f in found] == [
        ("total", "units"), ("keys", "type"), ("as_of", "type"),
    ]  # fmt: skip


def test_a_tie_order_names_sides_and_members_of_the_day_once() -> None:
    order: Any = ["regions", "Sala", ["x"], "regions"]
    found = faults_of(
        lambda: contributions(400, vasteras.ASSOCIATION, as_of=DAY, tie_order=order), InvalidInput
    )
    assert [(f.path, f.code) for f in found] == [
        ("tie_order[1]", "unknown"),
        ("tie_order[2]", "unknown"),
        ("tie_order[3]", "duplicate"),
    ]
    assert found[2].text.sv == "'regions' är angiven två gånger"


def test_contributions_for_people() -> None:
    found = shared(
        10,
        THREE,
        FixedThen({"Gnosjö": 1}, rest=Equal()),
        unit=Unit.KRONA,
    )
    assert found.explain("sv").splitlines()[:8] == [
        "medlem                 sida         andel  belopp",
        "---------------------  -----------  -----  ------",
        "Försäkringskassan      staten        50 %    5 kr",
        "Region Jönköpings län  regionsidan   25 %    3 kr",
        "Gnosjö                 kommunsidan   10 %    1 kr",
        "Gislaved               kommunsidan  7,5 %    1 kr",
        "Värnamo                kommunsidan  7,5 %    0 kr",
        "summa                               100 %   10 kr",
    ]
    notes = found.explain("sv").splitlines()[8:]
    assert notes[0].startswith("Staten betalar hälften genom Försäkringskassan, regionsidan en")
    assert notes[1] == (
        "kommunsidan: fasta belopp (Gnosjö), resten lika. Fördelningen inom en sida avtalar"
        " medlemmarna (5 § st. 2–3)."
    )
    assert notes[2] == (
        "Arbetsförmedlingen: är medlem, men lagen lägger ingen andel på den (5 §, X-06)."
    )
    assert len(notes) == 5  # both the sides and the municipalities had something left over
    html = found._repr_html_()
    assert html == found.explain("sv", "html")
    assert html.count("<tr>") == 7
    assert found.explain("en", "markdown").startswith(
        "| member | side | share | amount |\n| --- | --- | ---: | ---: |\n"
    )


def test_a_shortfall_is_covered_by_the_same_shares() -> None:
    """22 §: the shares are those of 5 §, so that Arbetsförmedlingen covers nothing."""
    found = cover_shortfall(Decimal("1000.01"), THREE, as_of=DAY, keys={MUN: Equal()})
    # exactly 500.005, 250.0025 and 250.0025: the one öre goes to who lost most
    assert found.on(Side.STATE) == Decimal("500.01")
    assert found.of(EMPLOYMENT) == 0
    assert sum(part.amount for part in found.parts) == Decimal("1000.01")
    assert found.citation.locator == "22 §"


def test_nobodys_decimal_context_changes_who_pays_what() -> None:
    key = FixedThen(
        {"Gnosjö": Decimal("1234567.89")},
        rest=ByInhabitants({"Gislaved": 29_637, "Värnamo": 34_530}),
    )

    def everything() -> object:
        total = Decimal("13310000.07")
        found = shared(total, THREE, key)
        most = largest_total(
            {Side.STATE: Decimal("6655000.01"), Side.REGIONS: 3_400_000, MUN: 3_000_001},
            THREE, as_of=DAY,
        )  # fmt: skip
        stated = check_contributions(
            {"state": Decimal("6655000.03"), "regions": Decimal("3327500.02"), **{
                name: found.of(name) for name in ("Gislaved", "Gnosjö", "Värnamo")
            }},
            THREE, as_of=DAY, keys={MUN: key},
        )  # fmt: skip
        return found.parts, found.explain("sv"), most, stated, stated.explain("en")

    expected = everything()
    with decimal.localcontext() as context:
        context.prec, context.rounding = 3, decimal.ROUND_UP
        assert everything() == expected


# --- the largest total --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("can", "total", "binds"),
    [
        ((50, 25, 25), 100, {"state", "regions", "municipalities"}),
        ((49, 25, 25), 98, {"state"}),
        ((1000, 25, 30), 100, {"regions"}),
        ((50, 25, 0), 0, {"municipalities"}),
        ((50, 20, 20), 80, {"regions", "municipalities"}),
    ],
)
def test_who_can_give_least_binds(can: tuple[int, int, int], total: int, binds: set[str]) -> None:
    given: Mapping[Side, int] = dict(zip(Side, can, strict=True))
    found = largest_total(given, vasteras.ASSOCIATION, as_of=DAY)
    assert (found.total, {side.value for side in found.binds}) == (total, binds)  # type: ignore[comparison-overlap]
    for side, most in given.items():
        assert found.shares[side] + found.unused[side] == most
        assert found.shares[side] == total * (Fraction(1, 2) if side is Side.STATE else
                                              Fraction(1, 4))  # fmt: skip


def test_no_share_of_the_largest_total_has_to_be_rounded() -> None:
    """A quarter of it is whole in the unit: in thousands the total goes by four thousand."""
    can = {Side.STATE: 6_655_000, Side.REGIONS: 3_327_500, MUN: 3_327_500}
    found = largest_total(can, vasteras.ASSOCIATION, as_of=DAY, unit=Unit.TKR)
    assert (found.total, found.shares[MUN], found.unused[MUN]) == (13_308_000, 3_327_000, 500)  # type: ignore[comparison-overlap]
    assert largest_total(can, vasteras.ASSOCIATION, as_of=DAY).total == 13_310_000


def test_the_largest_total_of_gotland_alone() -> None:
    found = largest_total({Side.STATE: 70, MUN: 60}, ALONE, as_of=DAY)
    assert found == LargestTotal(
        total=Decimal(120), binds=(MUN,), shares={Side.STATE: Decimal(60), MUN: Decimal(60)},
        unused={Side.STATE: Decimal(10), MUN: Decimal(0)},
    )  # fmt: skip


def test_the_largest_total_reports_all_that_is_wrong() -> None:
    wrong: Any = {"regions": 1, "state": 0.5, "kommun": 5}
    found = faults_of(lambda: largest_total(wrong, ALONE, as_of=DAY, unit=WRONG), InvalidInput)
    assert [(f.path, f.code) for f in found] == [
        ("unit", "type"),
        ("can_give", "unknown"),
        ("can_give", "unknown"),
        ("can_give['state']", "float"),
        ("can_give['municipalities']", "missing"),
    ]
    assert found[-1].text == fault("x", "x", "belopp saknas", "no amount is given").text
    found = faults_of(lambda: largest_total(WRONG, WRONG, as_of=DAY), InvalidInput)
    assert [(f.path, f.code) for f in found] == [("association", "type"), ("can_give", "type")]


# --- stated contributions -----------------------------------------------------------------------


def checked(
    stated: Any, of: Association = vasteras.ASSOCIATION, **more: Any
) -> list[tuple[str, ...]]:
    found = check_contributions(stated, of, as_of=more.pop("as_of", DAY), **more)
    assert found.agrees is (not found.deviations)
    return [(d.code, d.who.en, str(d.difference)) for d in found.deviations]


def test_what_the_act_says_agrees() -> None:
    for stated in (
        {"state": 50, "regions": 25, "municipalities": 25},
        {"Försäkringskassan": 50, "Region Västmanland": 25, "Västerås": 25},
        {Side.STATE: Decimal("0.50"), Side.REGIONS: Decimal("0.25"), MUN: Decimal("0.25")},
        {"state": 0, "regions": 0, "municipalities": 0},
        {"Försäkringskassan": 50, EMPLOYMENT: 0, "regions": 25, "Västerås": 25},
    ):
        assert checked(stated) == []


def test_a_part_is_held_against_a_stated_total() -> None:
    assert checked({"regions": 25}, total=100) == []
    assert checked({"regions": Decimal("25.01")}, total=100) == [
        ("share", "the region side", "1/100")
    ]
    assert checked({"state": 50, "regions": 25, "municipalities": 25}, total=101) == [
        ("sum", "the total", "1"),
        ("share", "the state", "-1/2"),
        ("share", "the region side", "-1/4"),
        ("share", "the municipality side", "-1/4"),
    ]


def test_what_was_rounded_to_a_unit_is_no_deviation() -> None:
    stated = {"state": 6_655_000, "regions": 3_328_000, "municipalities": 3_327_000}
    assert checked(stated, unit=Unit.TKR) == []
    assert [code for code, *_ in checked(stated)] == ["share", "share"]
    off = {"state": 6_654_000, "regions": 3_328_000, "municipalities": 3_328_000}
    assert [code for code, *_ in checked(off, unit=Unit.TKR)] == ["share"]  # a whole unit off


def test_only_members_may_pay_and_not_arbetsformedlingen() -> None:
    """6 § and X-06: what somebody else pays is named, with the section."""
    ours = association(
        region_member("Region Västmanland"),
        municipality_member("Sala", end=D("2021-12-31")),
        municipality_member("Norberg"),
    )
    stated = {"Försäkringskassan": 40, EMPLOYMENT: 10, "regions": 25, "Sala": 5, "Norberg": 20}
    assert checked(stated, ours) == [
        ("payer", "Arbetsförmedlingen", "10"), ("not_a_member", "Sala", "5"),
    ]  # fmt: skip
    found = check_contributions(stated, ours, as_of=DAY)
    assert (
        found.deviations[0]
        .in_("sv")
        .startswith(
            "Arbetsförmedlingen: 10 kr, men lagen lägger ingen andel där; statens hälft betalas"
            " genom Försäkringskassan ("
        )
    )
    assert "6 §" in found.deviations[1].in_("en")
    assert "only who is a member may transfer money" in found.deviations[1].in_("en")
    assert checked(stated, ours, as_of=D("2021-12-31")) == [("payer", "Arbetsförmedlingen", "10")]


def test_a_member_is_held_against_the_agreed_key() -> None:
    key: Mapping[Side, Key] = {MUN: Equal()}
    stated = {"state": 60, "regions": 30, "Gislaved": 9, "Gnosjö": 11, "Värnamo": 10}
    assert checked(stated, THREE) == []
    assert checked(stated, THREE, keys=key) == [("key", "Gislaved", "-1"), ("key", "Gnosjö", "1")]
    found = check_contributions(stated, THREE, as_of=DAY, keys=key)
    assert found.explain("sv").splitlines() == [
        "Gislaved: 9 kr är inte 10 kr; skillnad −1 kr (enligt nyckeln)",
        "Gnosjö: 11 kr är inte 10 kr; skillnad 1 kr (enligt nyckeln)",
    ]


def test_what_agrees_says_so() -> None:
    found = check_contributions(
        {"state": 50, "regions": 25, "municipalities": 25}, vasteras.ASSOCIATION, as_of=DAY
    )
    assert found.explain("sv") == "Bidragen stämmer med lagen."
    assert found.explain("en") == "The contributions are as the act has them."


def test_stated_contributions_report_all_that_is_wrong() -> None:
    wrong: Any = {"Vasteras": 1, "Region Västmanland": -1, "state": 0.5, 5: 1}
    found = faults_of(lambda: checked(wrong, total=NAN, unit=WRONG, keys=WRONG), InvalidInput)
    assert [(f.path, f.code) for f in found] == [
        ("unit", "type"),
        ("keys", "type"),
        ("total", "range"),
        ("stated", "unknown"),
        ("stated['Region Västmanland']", "range"),
        ("stated['state']", "float"),
        ("stated", "unknown"),
    ]
    assert found[3].text.en == (
        "'Vasteras' is not a member of Samordningsförbundet Västerås, or a side; did you mean"
        " 'Västerås'?"
    )
    found = faults_of(lambda: checked(WRONG, WRONG), InvalidInput)
    assert [(f.path, f.code) for f in found] == [("association", "type")]
    found = faults_of(lambda: checked(WRONG), InvalidInput)
    assert [(f.path, f.code) for f in found] == [("stated", "type")]


NAN = Decimal("NaN")


def test_a_side_is_stated_in_one_way() -> None:
    stated = {"state": 50, "regions": 25, "municipalities": 25, "Västerås": 25}
    assert faults_of(lambda: checked(stated), InvalidInput) == [
        fault(
            "twice",
            "stated['municipalities']",
            "sidan är angiven både för sig och genom sina medlemmar",
            "the side is given both as such and by its members",
        )
    ]


def test_too_little_to_tell() -> None:
    assert faults_of(lambda: checked({"state": 50}), InvalidInput) == [
        fault(
            "missing",
            "total",
            "inget är angivet för regions, municipalities; ange det, eller summan",
            "nothing is stated for regions, municipalities; give it, or the total",
            expected=["regions", "municipalities"],
        )
    ]


def test_gotland_on_two_sides_is_stated_by_side() -> None:
    stated = {"state": 50, "Region Stockholm": 25, "Gotland": 25}
    [found] = faults_of(lambda: checked(stated, WITH_REGION), InvalidInput)
    assert (found.path, found.code) == ("stated['Gotland']", "two_sides")
    assert checked({"state": 50, "regions": 25, "municipalities": 25}, WITH_REGION) == []
    assert checked({"state": 50, "Gotland": 50}, ALONE) == []
    assert checked({"state": 50, "Gotland": 25}, ALONE) == [
        ("share", "the state", "25/2"), ("share", "the municipality side", "-25/2"),
    ]  # fmt: skip
