"""Contract cases of the law: published figures about money, the inconsistent ones included.

Each is a worked example with its number. Contract cases change only with a line under *Law* in the
change log.
"""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from cases.made import text
from finsam.financing import (
    STATE_MODEL,
    Budget,
    Equal,
    EquityGuideline,
    EquityStep,
    Estimate,
    FixedThen,
    Grant,
    Line,
    LineGroup,
    Reckoning,
    Staffing,
    Way,
    check_contributions,
    contributions,
    financing_rule,
    forecast,
    outturn,
    reconcile,
    review,
    review_budget,
)
from finsam.members import (
    ARBETSFORMEDLINGEN,
    FORSAKRINGSKASSAN,
    Association,
    Side,
    municipality_member,
    region_member,
)
from finsam.money import Unit, exact_sum, percent, tkr
from finsam.rulebooks import finnveden, framsteget, sofint, vasteras
from finsam.terms import Authority

PLAN = vasteras.BUDGET_2021
STATE = (FORSAKRINGSKASSAN, ARBETSFORMEDLINGEN)


def association(*names: str, region: str) -> Association:
    return Association(
        key="published", name=text("published"),
        members=[*STATE, region_member(region), *map(municipality_member, names)],
    )  # fmt: skip


VAST = association("Lysekil", "Orust", region="Västra Götalandsregionen")
GAVLE = association("Gävle", region="Region Gävleborg")


def deviations(stated: Any, of: Association = VAST, **more: Any) -> list[tuple[str, str]]:
    day = more.pop("as_of", dt.date(2018, 1, 1))
    found = check_contributions(stated, of, as_of=day, **more)
    return [(each.code, each.who.en) for each in found.deviations]


# --- the nation ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "total", "state"),
    [(2018, 678_000_000, 339_000_000), (2015, 560_000_000, 280_000_000)],
)
def test_the_state_pays_one_half_in_the_nation(year: int, total: int, state: int) -> None:
    """Nos. 1 and 2: 678/2 = 339 and 560/2 = 280 million (5 §)."""
    day = dt.date(year, 1, 1)
    assert deviations({"state": state}, total=total, as_of=day) == []
    assert deviations({"state": state + 1}, total=total, as_of=day) == [("share", "the state")]


def test_the_frame_of_2016() -> None:
    """No. 3: 280 + 59 = 339 million."""
    assert exact_sum([280_000_000, 59_000_000]) == 339_000_000


def test_the_state_of_2011_gave_43_percent_of_the_cooperation_money() -> None:
    """No. 33: 260 million is 43 % of a little above 600; of all cooperation money, not of 5 §."""
    assert percent(Fraction(260, 600), "sv", decimals=0) == "43 %"
    assert Fraction(43, 100) * 600 == 258


# --- single associations ------------------------------------------------------------------------


def test_vast_wants_a_million_more() -> None:
    """No. 7: of one million more the municipalities give 250 000."""
    found = contributions(
        1_000_000, VAST, as_of=dt.date(2015, 1, 1), keys={Side.MUNICIPALITIES: Equal()}
    )
    assert found.on(Side.MUNICIPALITIES) == 250_000
    assert found.on(Side.STATE) == 500_000


def test_lysekil_pays_26_of_the_250_more() -> None:
    """No. 8: 26/250 = 10.4 % of the quarter; the inner split is for the members to agree."""
    assert percent(Fraction(26, 250), "sv") == "10,4 %"
    key = FixedThen({"Lysekil": 26_000}, rest=Equal())
    found = contributions(
        1_000_000, VAST, as_of=dt.date(2015, 1, 1), keys={Side.MUNICIPALITIES: key}
    )
    assert (found.of("Lysekil"), found.of("Orust")) == (26_000, 224_000)  # type: ignore[comparison-overlap]
    [part] = [part for part in found.parts if part.member.key == "Lysekil"]
    assert part.share / Fraction(1, 4) == Fraction(26, 250)


def test_gavleborg_of_2017() -> None:
    """No. 9: about 9 million as 4.5, 2.25 and 2.25."""
    found = contributions(9_000_000, GAVLE, as_of=dt.date(2017, 1, 1), unit=Unit.KRONA)
    assert [int(part.amount) for part in found.parts] == [4_500_000, 2_250_000, 2_250_000]


def test_at_least_as_much_as_the_state_breaks_if_more_is_paid() -> None:
    """No. 10: 5 § has equal halves; who pays more than the state breaks it."""
    assert deviations({"state": 50, "regions": 25, "municipalities": 25}) == []
    assert deviations({"state": 50, "regions": 30, "municipalities": 30}) == [
        ("share", "the state"), ("share", "the region side"), ("share", "the municipality side"),
    ]  # fmt: skip


def test_norra_vastmanland_to_october_2010() -> None:
    """No. 15: 278 792 is 51.36 % and 783 154 is 82.52 %, of budgets of 542 819 and 949 048 kr."""
    plan = Budget(
        name=text("plan"), years=[2010], income=[], opening=0,
        groups=[
            LineGroup(
                "all", text("all"),
                [
                    Line("board", text("board"), [542_819]),
                    Line("office", text("office"), [949_048]),
                ],
            )
        ],
    )  # fmt: skip
    found = outturn(plan, 2010, {"board": 278_792, "office": 783_154})
    used = [row.used for row in found.rows]
    assert [percent(share, "en", decimals=2) for share in used if share is not None] == [
        "51.36 %", "82.52 %",
    ]  # fmt: skip
    # in a straight line from October the office would have stayed within its budget
    assert forecast(783_154, months=10).amount == Decimal("939784.80")


def test_vasteras_of_2019_is_above_the_recommendation() -> None:
    """No. 17: cost 12.1, result 1.3, so that income is 13.4; equity 8.1 is 60 % of it, not 20 %."""
    income, cost, equity = Decimal(13400000), 12_100_000, 8_100_000
    plan = Budget(
        name=text("2019"), years=[2019], income=[Line("in", text("in"), [income])],
        groups=[LineGroup("g", text("g"), [Line("cost", text("cost"), [cost])])],
        opening=equity - 1_300_000,
    )  # fmt: skip
    assert (plan.result(2019), plan.closing(2019)) == (1_300_000, equity)  # type: ignore[comparison-overlap]
    assert percent(Fraction(equity, int(income)), "sv", decimals=0) == "60 %"
    [found] = review_budget(plan, guidelines=[twenty_percent()])
    assert found.code == "equity_above"
    assert found.text.en.endswith("is 8 100 tkr, above the 2 680 tkr that are recommended")


def twenty_percent() -> EquityGuideline:
    """The one known point of the staircase, taken as a share for the test."""
    step = EquityStep(at_least=0, at_most=None, share=Fraction(1, 5))
    return evolve(vasteras.EQUITY, amount=None, year=None, steps=[step])


def test_the_guideline_of_vasteras_is_20_percent() -> None:
    """No. 19: 13 310 · 20 % = 2 662."""
    assert vasteras.EQUITY.limit(2021, income=0) == tkr(2662)
    assert twenty_percent().limit(2021, income=tkr(13_310)) == tkr(2662)


def test_the_costs_of_2021() -> None:
    """No. 20: 17 035 + 184 + 1 287 = 18 506."""
    groups = ("measures", "board", "administration")
    assert [PLAN.amount(key, 2021) for key in groups] == [tkr(17_035), tkr(184), tkr(1287)]
    assert PLAN.costs(2021) == tkr(18_506)


def test_the_result_of_2021_is_a_deficit() -> None:
    """No. 21: 13 310 − 18 506 = −5 196: the sum is right, and a warning by KL 11:5."""
    assert PLAN.result(2021) == tkr(-5196)
    first = review_budget(PLAN)[0]
    assert (first.code, first.weight.value) == ("deficit", "warning")
    assert "result/2021" not in [m.figure for m in reconcile(PLAN).misprints]


def test_the_equity_of_2021_is_above_the_guideline() -> None:
    """No. 22: 13 310 + 8 241 − 18 506 = 3 045, which is 25.4 % of 11 979."""
    assert PLAN.closing(2021) == tkr(3045)
    assert percent(Fraction(3045, 11_979), "sv") == "25,4 %"
    [found] = [r for r in review(vasteras.BOOK).remarks if r.code == "equity_above"]
    assert (found.rule, "3 045 tkr" in found.text.sv, "2 662 tkr" in found.text.sv) == (
        "X-13", True, True,
    )  # fmt: skip


def test_the_outlook_of_2022() -> None:
    """No. 23: 12 707 + 209 + 1 301 = 14 217; 11 979 + 3 045 − 14 217 = 807."""
    groups = ("measures", "board", "administration")
    assert [PLAN.amount(key, 2022) for key in groups] == [tkr(12_707), tkr(209), tkr(1301)]
    assert (PLAN.costs(2022), PLAN.closing(2022)) == (tkr(14_217), tkr(807))


def test_the_brake_of_2022() -> None:
    """No. 24: 13 310 · 0.90 = 11 979."""
    assert PLAN.amount("income", 2022) == (1 - STATE_MODEL.decrease) * tkr(13_310).__int__()


def test_the_outlook_of_2023_breaks_in_three_ways() -> None:
    """No. 25: the lines give 12 123, −126 and 681; printed are 12 442, −186 and 1 000."""
    groups = ("measures", "board", "administration")
    assert [PLAN.amount(key, 2023) for key in groups] == [tkr(9902), tkr(210), tkr(1330)]
    found = reconcile(PLAN).misprints
    assert [(m.figure, m.printed, m.computed) for m in found] == [
        ("available/2023", tkr(12_442), tkr(12_123)),
        ("result/2023", tkr(-186), tkr(-126)),
        ("closing/2023", tkr(1000), tkr(681)),
    ]
    assert [[label.en for label in m.follows_from] for m in found] == [[], [], ["available 2023"]]


def test_the_county_of_2021_breaks() -> None:
    """No. 26: 125 + 200 + 100 + 200 and 125 + 250 + 250 are both 625, not 750."""
    rule = financing_rule(vasteras.BOOK, "VA-08", Reckoning)
    assert [way.total for way in rule.ways] == [625_000, 625_000]
    [found] = reconcile(rule).misprints
    assert (found.printed, found.computed, found.difference) == (750_000, 625_000, 125_000)  # type: ignore[comparison-overlap]


def test_jobbfokus_adds_up() -> None:
    """No. 27: 9 592 910 + 3 802 114 = 13 395 024."""
    rule = financing_rule(vasteras.JOBBFOKUS, "VA-19.grant", Grant)
    assert [part.amount for part in rule.parts] == [9_592_910, 3_802_114]
    assert (rule.total, reconcile(rule).agrees) == (13_395_024, True)  # type: ignore[comparison-overlap]


def test_finnvedens_staff() -> None:
    """No. 28: 1.50 + 0.75 + 1.50 = 3.75, and 3 · 0.75: 6.00, without Arbetsförmedlingen 5.25."""
    rule = financing_rule(finnveden.BOOK, "FI-12", Staffing)
    assert rule.by(Authority.MUNICIPALITY) == Decimal("3.75")
    for authority in set(Authority) - {Authority.MUNICIPALITY}:
        assert rule.by(authority) == Decimal("0.75")
    assert rule.total() == 6
    assert rule.total(without=[Authority.PUBLIC_EMPLOYMENT_SERVICE]) == Decimal("5.25")


def test_finnvedens_request() -> None:
    """No. 29: 812 + 3 048 + 2 948 = 6 808 tkr for 27 months."""
    rule = financing_rule(finnveden.SAMVERKANSTEAM, "FI-13", Grant)
    assert [part.amount for part in rule.parts] == [tkr(812), tkr(3048), tkr(2948)]
    assert rule.total == tkr(6808)
    assert (rule.start, rule.end) == (dt.date(2021, 10, 1), dt.date(2023, 12, 31))
    assert 3 + 12 + 12 == 27


def test_noras_estimate() -> None:
    """No. 30: 25 h · 1 000 kr · 10 months = 250 000; with 20 000 + 15 000 it is 285 000."""
    rule = financing_rule(sofint.SIGMA, "NO-05", Estimate)
    assert [item.amount for item in rule.items] == [250_000, 20_000, 15_000]
    assert rule.total == 285_000
    assert reconcile(rule).agrees


def test_habos_seventy() -> None:
    """No. 31: 50 + 20 = 70 a year."""
    [way] = financing_rule(framsteget.BOOK, "HA-09.all", Reckoning).ways
    assert isinstance(way, Way)
    assert (way.total, sorted(int(n) for _, n in way.parts)) == (70, [20, 50])  # type: ignore[comparison-overlap]
