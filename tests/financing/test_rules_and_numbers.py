"""Staff, bounds, estimates, unit costs, payback, stated shares, and how rules are found."""

import decimal
import pkgutil
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from typing import Any

import pytest
from attrs import evolve

from cases.made import CITED, fault, faults_of, text
from finsam import financing
from finsam.errors import InvalidInput, InvalidRules
from finsam.financing import (
    Bound,
    CostItem,
    Estimate,
    FinancingRule,
    Grant,
    MoneyRemark,
    NotFinanced,
    Printed,
    Reckoning,
    Staff,
    Staffing,
    StatedShare,
    StatedShares,
    Way,
    Weight,
    check_bounds,
    financing_rule,
    payback,
    reconcile,
    review,
    rules_of,
    unit_cost,
)
from finsam.financing.rules import FinancingRule as Base
from finsam.rulebooks import finnveden, norra_vastmanland, vasteras
from finsam.rules import Binds
from finsam.terms import Authority, Role, Service

WRONG: Any = 5
HEAD: dict[str, Any] = {"key": "r", "rule": "R-01", "citation": CITED, "text": text("rule")}
MUN, REG, EMP = Authority.MUNICIPALITY, Authority.REGION, Authority.PUBLIC_EMPLOYMENT_SERVICE
FK = Authority.SOCIAL_INSURANCE_AGENCY


# --- staffing -----------------------------------------------------------------------------------


def staffing(**more: Any) -> Staffing:
    parts: dict[str, Any] = {
        "counted": text("posts"),
        "places": [text("A"), text("B")],
        "staff": [
            Staff(party=text("kommun"), authority=MUN, numbers=[1, Decimal("0.5")]),
            Staff(party=text("soc"), authority=Service.SOCIAL_SERVICES, numbers=[0, 2]),
            Staff(party=text("AF"), authority=EMP, numbers=[Decimal("0.25"), Decimal("0.25")]),
        ],
    }
    return Staffing(**(HEAD | parts | more))


def test_staff_is_summed_by_place_party_and_authority() -> None:
    rule = staffing()
    assert rule.total() == 4
    assert (rule.at(0), rule.at(1)) == (Decimal("1.25"), Decimal("2.75"))
    assert rule.by(MUN) == Decimal("3.5")  # with its social services
    assert rule.by(Service.SOCIAL_SERVICES) == 2
    assert rule.by(REG) == 0
    assert rule.total(without=[MUN]) == Decimal("0.5")
    assert rule.at(1, without=[EMP]) == Decimal("2.5")
    with decimal.localcontext() as context:
        context.prec = 1
        assert rule.total(without=[Service.SOCIAL_SERVICES]) == 2


@pytest.mark.parametrize("place", [-1, 2, "A"])
def test_a_place_that_isnt_there(place: Any) -> None:
    [found] = faults_of(lambda: staffing().at(place), InvalidInput)
    assert (found.path, found.code, found.expected) == ("place", "unknown", ("0", "1"))


def test_printed_sums_of_staff_are_reckoned() -> None:
    assert staffing().sheet() is None
    rule = staffing(
        printed=[
            Printed(figure="total", amount=4), Printed(figure="place/1", amount=2),
            Printed(figure="party/2", amount=Decimal("0.5")),
        ]
    )  # fmt: skip
    [found] = reconcile(rule).misprints
    assert (found.figure, found.computed) == ("place/1", Decimal("2.75"))
    assert found.in_("en") == (
        "misprint: B en is printed as 2 posts en, but is 2.75 posts en = kommun en, B en 0.50 posts"
        " en + soc en, B en 2 posts en + AF en, B en 0.25 posts en; difference −0.75 posts en."
        " [R-01]"
    )
    # in the order of the figures, parties before places
    assert [row[3] for row in reconcile(rule).table("en").rows] == ["✓", "✗", "✓"]


def test_staff_of_a_party_that_isnt_financed_is_remarked() -> None:
    """X-22: what is counted with and without."""
    other = NotFinanced(parties=[EMP], **(HEAD | {"key": "n", "rule": "R-02"}))
    found = review([staffing(), other]).remarks
    assert [(r.code, r.rule) for r in found] == [("not_financed_party_counted", "R-01")]
    assert found[0].text.en == (
        "the staffing counts the Public Employment Service with 0.50 of 4 posts en; without it 3.50"
    )
    assert found[0].text.sv == (
        "bemanningen räknar Arbetsförmedlingen med 0,50 av 4 posts sv; utan den är det 3,50"
    )
    nobody = NotFinanced(parties=[REG], **(HEAD | {"key": "n"}))
    assert review([staffing(), nobody]).remarks == ()


def test_an_eighth_of_a_post_is_a_number_of_posts() -> None:
    ours = staffing(
        places=[text("a"), text("b")],
        staff=[
            Staff(
                party=text("p"),
                authority=Authority.REGION,
                numbers=[Decimal("0.125"), Decimal("0.25")],
            )
        ],
    )
    assert (ours.total(), ours.at(0), ours.by(Authority.REGION)) == (
        Decimal("0.375"),
        Decimal("0.125"),
        Decimal("0.375"),
    )
    assert "0,125" in ours.explain("sv")


def test_staffing_for_people() -> None:
    assert staffing().explain("sv").splitlines() == [
        "posts sv   A sv  B sv  summa",
        "---------  ----  ----  -----",
        "kommun sv     1  0,50   1,50",
        "soc sv        0     2      2",
        "AF sv      0,25  0,25   0,50",
        "summa      1,25  2,75      4",
        CITED.in_("sv"),
    ]
    assert staffing()._repr_html_() == staffing().explain("sv", "html")


def test_staffing_reports_all_that_is_wrong() -> None:
    one = Staff(party=text("p"), authority=MUN, numbers=[1])
    found = faults_of(
        lambda: staffing(counted=WRONG, places=[text("A"), WRONG], staff=[one, WRONG],
                         printed=[WRONG]),
        InvalidRules,
    )  # fmt: skip
    assert [(f.path, f.code) for f in found] == [
        ("counted", "type"), ("places[1]", "type"), ("staff[0].numbers", "places"),
        ("staff[1]", "type"), ("printed[0]", "type"),
    ]  # fmt: skip
    assert found[2].text == fault("x", "x", "1 tal för 2 platser", "1 numbers for 2 places").text
    found = faults_of(lambda: staffing(places=[], staff=[]), InvalidRules)
    assert [(f.path, f.code) for f in found] == [("places", "empty")]
    found = faults_of(lambda: Staff(party=WRONG, authority=WRONG, numbers=[0.5, -1]), InvalidRules)  # type: ignore[list-item]
    assert [(f.path, f.code) for f in found] == [
        ("party", "type"), ("authority", "type"), ("numbers[0]", "float"), ("numbers[1]", "range"),
    ]  # fmt: skip
    found = faults_of(lambda: NotFinanced(parties=[WRONG], **HEAD), InvalidRules)
    assert [(f.path, f.code) for f in found] == [("parties[0]", "type")]
    found = faults_of(lambda: NotFinanced(parties=[], **HEAD), InvalidRules)
    assert [(f.path, f.code) for f in found] == [("parties", "empty")]


# --- bounds -------------------------------------------------------------------------------------


def bound(**more: Any) -> Bound:
    return Bound(**(HEAD | {"counted": text("people")} | more))


@pytest.mark.parametrize(
    ("limits", "number", "met"),
    [
        ({"at_least": 20}, 19, False),
        ({"at_least": 20}, Decimal("19.99"), False),
        ({"at_least": 20}, 20, True),
        ({"at_most": 18}, 18, True),
        ({"at_most": 18}, 19, False),
        ({"at_least": 2, "at_most": 3}, 1, False),
        ({"at_least": 2, "at_most": 3}, 3, True),
        ({"at_least": 2, "at_most": 3}, 4, False),
        ({"at_least": 20, "at_most": 20, "about": True}, 20, True),
        ({"at_least": 20, "at_most": 20, "about": True}, 19, None),
        ({"at_least": 20, "about": True}, 5, None),
        ({"set_by": Role.STEERING_GROUP}, 5, None),
        ({"set_by": Role.STEERING_GROUP, "at_most": 4}, 5, False),
    ],
)
def test_a_number_is_held_against_a_bound(
    limits: dict[str, Any],
    number: Any,
    met: bool | None,
) -> None:
    [found] = check_bounds([bound(**limits)], {"r": number})
    assert found.met is met
    assert found.is_breach is (met is False)
    softer = bound(**limits, binds=Binds.BENCHMARK)
    assert not check_bounds([softer], {"r": number})[0].is_breach


@pytest.mark.parametrize(
    ("limits", "sv", "en"),
    [
        ({"at_least": 20}, "minst 20", "at least 20"),
        ({"at_most": Decimal("1.5")}, "högst 1,5", "at most 1.5"),
        ({"at_least": 250, "at_most": 300, "about": True}, "cirka 250–300", "about 250–300"),
        ({"at_least": 3, "at_most": 3}, "3", "3"),
        ({"at_least": 1000, "about": True}, "cirka minst 1 000", "about at least 1 000"),
        ({"set_by": Role.STEERING_GROUP}, "antalet bestäms av styrgruppen",
         "the number is set by the steering group"),
    ],
)  # fmt: skip
def test_a_bound_has_words(limits: dict[str, Any], sv: str, en: str) -> None:
    rule = bound(**limits)
    assert rule.range_in("sv") == sv
    assert rule.range_in("en") == en


def test_an_outcome_has_words() -> None:
    rule = bound(at_most=18, place=text("Sala"))
    [found] = check_bounds([rule], {"r": Decimal("19.5")})
    assert found.in_("sv") == ("inte uppfyllt: Sala sv: 19,50 people sv, högst 18 [R-01]")
    [found] = check_bounds([bound(at_most=18)], {"r": 18})
    assert found.in_("en") == "met: 18 people en, at most 18 [R-01]"
    [found] = check_bounds([bound(at_most=18, about=True)], {"r": 19})
    assert found.in_("en") == "can't tell: 19 people en, about at most 18 [R-01]"


def test_bounds_report_all_that_is_wrong() -> None:
    found = faults_of(
        lambda: bound(counted=WRONG, at_least=0.5, at_most=-1, about=WRONG, set_by=WRONG,
                      place=WRONG),
        InvalidRules,
    )  # fmt: skip
    assert [(f.path, f.code) for f in found] == [
        ("counted", "type"), ("at_least", "float"), ("at_most", "range"), ("about", "type"),
        ("set_by", "type"), ("place", "type"),
    ]  # fmt: skip
    [turned] = faults_of(lambda: bound(at_least=3, at_most=2), InvalidRules)
    assert turned == fault("order", "at_most", "2 ligger under 3", "2 lies below 3")
    [none] = faults_of(bound, InvalidRules)
    assert none == fault(
        "empty", "at_least", "varken ett tal eller vem som sätter det är angivet",
        "neither a number nor who sets it is given",
    )  # fmt: skip


def test_numbers_report_all_that_is_wrong() -> None:
    wrong: Any = {"NV-17.sala": 0.5, "NV-17.surahamar": 1}
    found = faults_of(lambda: check_bounds(norra_vastmanland.BOOK, wrong), InvalidInput)
    assert [(f.path, f.code) for f in found] == [
        ("numbers['NV-17.sala']", "float"), ("numbers", "unknown"),
    ]  # fmt: skip
    assert found[1].expected == ("NV-17.surahammar",)
    [found_one] = faults_of(lambda: check_bounds(vasteras.BOOK, WRONG), InvalidInput)
    assert (found_one.path, found_one.code) == ("numbers", "type")
    assert check_bounds(vasteras.BOOK, {}) == ()


# --- estimates and reckonings -------------------------------------------------------------------


def test_an_item_is_the_product_of_its_factors() -> None:
    item = CostItem(label=text("hours"), factors=[Decimal("2.5"), 1000, Fraction(1, 3), 3])  # type: ignore[list-item]
    assert item.amount == 2500
    assert item.reckoning.sv == "2,5 × 1 000 × 1/3 × 3"
    assert item.reckoning.en == "2.5 × 1 000 × 1/3 × 3"
    with decimal.localcontext() as context:
        context.prec = 2
        assert CostItem(label=text("a"), factors=[123, 457]).amount == 56_211


def test_an_estimate_reckons_what_is_printed() -> None:
    items = [
        CostItem(label=text("a"), factors=[2, 3], printed=7),
        CostItem(label=text("b"), factors=[5]),
    ]
    rule = Estimate(items=items, **HEAD)
    assert rule.total == 11
    [found] = reconcile(rule).misprints
    assert found.in_("en") == (
        "misprint: a en is printed as 7 kr, but is 6 kr = 2 × 3 6 kr; difference 1 kr. [R-01]"
    )
    assert Estimate(items=items[1:], **HEAD).sheet() is None


def test_estimates_report_all_that_is_wrong() -> None:
    found = faults_of(
        lambda: CostItem(label=WRONG, factors=[0.5, -1], printed=0.5),  # type: ignore[list-item, arg-type]
        InvalidRules,
    )
    assert [(f.path, f.code) for f in found] == [
        ("label", "type"), ("factors[0]", "float"), ("factors[1]", "range"), ("printed", "float"),
    ]  # fmt: skip
    for factors, code in (([], "empty"), ([Decimal("0.001")], "units")):
        [one] = faults_of(lambda f=factors: CostItem(label=text("a"), factors=f), InvalidRules)  # type: ignore[misc]
        assert (one.path, one.code) == ("factors", code)
    found = faults_of(lambda: Estimate(items=[WRONG], **HEAD), InvalidRules)
    assert [(f.path, f.code) for f in found] == [("items[0]", "type")]
    found = faults_of(lambda: Estimate(items=[], **HEAD), InvalidRules)
    assert [(f.path, f.code) for f in found] == [("items", "empty")]


def test_a_sum_made_in_several_ways() -> None:
    shares = Way(text("share"), [(text("a"), 1), (text("b"), 2)])
    items = Way(text("item"), [(text("c"), 4)])
    rule = Reckoning(ways=[shares, items], printed=[Printed(figure="total", amount=3)], **HEAD)
    assert rule.total == 3
    [found] = reconcile(rule).misprints
    assert (found.printed, found.computed, found.place) == (4, 3, "item sv")  # type: ignore[comparison-overlap]
    counted = Reckoning(ways=[shares], counted=text("people"), **HEAD)
    assert reconcile(counted).sheet.show(Decimal("1.50"), "sv") == "1,50 people sv"
    assert reconcile(rule).sheet.show(Decimal("1.50"), "sv") == "1,50 kr"
    bare = evolve(counted.sheet(), counted=None)
    assert bare.show(Decimal(7), "en") == "7"


def test_ways_report_all_that_is_wrong() -> None:
    found = faults_of(
        lambda: Way(WRONG, [WRONG, (text("a"),), (WRONG, 0.5)]),  # type: ignore[list-item]
        InvalidRules,
    )
    assert [(f.path, f.code) for f in found] == [
        ("name", "type"), ("parts[0]", "type"), ("parts[1]", "type"), ("parts[2][0]", "type"),
        ("parts[2][1]", "float"),
    ]  # fmt: skip
    assert (
        found[2].text
        == fault("x", "x", "ska vara en text och ett belopp", "is a text and an amount").text
    )
    found = faults_of(
        lambda: Reckoning(ways=[WRONG], printed=[WRONG], counted=WRONG, **HEAD), InvalidRules
    )
    assert [(f.path, f.code) for f in found] == [
        ("ways[0]", "type"), ("printed[0]", "type"), ("counted", "type"),
    ]  # fmt: skip
    found = faults_of(lambda: Reckoning(ways=[], **HEAD), InvalidRules)
    assert [(f.path, f.code) for f in found] == [("ways", "empty")]


# --- unit costs and payback ---------------------------------------------------------------------


def test_the_cost_of_a_place() -> None:
    """VA-14: 23 841 683 kr for 110 year-places in three years is 72 247.5 kr each, and a bit."""
    found = unit_cost(23_841_683, 330)
    assert found.exact == Fraction(23_841_683, 330)
    assert found.kronor == 72_248
    assert unit_cost(1, 2).kronor == 1  # half up
    assert unit_cost(Decimal("0.99"), 2).kronor == 0
    assert unit_cost(5, Decimal("2.5")).exact == 2
    found_faults = faults_of(lambda: unit_cost(-1, 0), InvalidInput)
    assert [(f.path, f.code) for f in found_faults] == [("amount", "range"), ("count", "range")]
    assert found_faults[1].text == fault("x", "x", "ska vara över 0", "is above 0").text
    [wrong] = faults_of(lambda: unit_cost(1, 0.5), InvalidInput)  # type: ignore[arg-type]
    assert (wrong.path, wrong.code) == ("count", "float")


@pytest.mark.parametrize(
    ("cost", "gains", "months", "met"),
    [
        (4000, {"state": 60, "region": 40}, 40, True),
        (Decimal("4000.01"), {"state": 100}, 41, False),
        (0, {"state": 1}, 0, True),
        (100, {"state": 150, "region": -50}, 1, True),
    ],
)
def test_payback_is_counted_in_whole_months_begun(
    cost: Any, gains: dict[str, int], months: int, *, met: bool
) -> None:
    """VA-16: at most 40 months, so that a day into the 41st is too late."""
    found = payback(cost, gains)
    assert found.months == months
    [outcome] = check_bounds(vasteras.BOOK, {"VA-16.payback": months})
    assert outcome.met is met
    assert not outcome.is_breach  # a goal


def test_what_gains_nothing_is_never_paid_back() -> None:
    for gains in ({}, {"a": 0}, {"a": 5, "b": -5}, {"a": -1}):
        assert payback(10, gains).months is None
    assert payback(10, {}).explain("sv").splitlines()[-1].split("  ")[-1].strip() == (
        "betalas inte tillbaka"
    )


def test_payback_for_people() -> None:
    found = payback(1000, {"staten": 250, "regionen": Decimal("-0.50")})
    assert found.explain("sv").splitlines() == [
        "del                            värde",
        "-------------------------  ---------",
        "kostnad                     1 000 kr",
        "staten, vinst i månaden       250 kr",
        "regionen, vinst i månaden   −0,50 kr",
        "vinst i månaden, alla      249,50 kr",
        "återbetalningstid          5 månader",
    ]
    assert found._repr_html_() == found.explain("sv", "html")
    wrong: Any = {"a": 0.5}
    found_faults = faults_of(lambda: payback(-1, wrong), InvalidInput)
    assert [(f.path, f.code) for f in found_faults] == [("cost", "range"), ("gains['a']", "float")]
    [one] = faults_of(lambda: payback(1, WRONG), InvalidInput)
    assert (one.path, one.code) == ("gains", "type")


# --- stated shares ------------------------------------------------------------------------------


def stated(*shares: tuple[list[Authority], Fraction]) -> list[tuple[str, str]]:
    made = [StatedShare(authorities=who, share=share) for who, share in shares]
    found = review([StatedShares(stated=made, **HEAD)]).remarks
    return [(r.code, r.weight.value) for r in found]


def test_shares_that_a_source_states_are_held_against_the_act() -> None:
    half, quarter = Fraction(1, 2), Fraction(1, 4)
    assert stated(([FK], half), ([REG], quarter), ([MUN], quarter)) == []
    assert stated(([FK, EMP], half)) == [("state_share", "remark")]
    assert stated(([FK], Fraction(3, 5))) == [("other_share", "breach")]
    assert stated(([REG, MUN], quarter)) == [("other_payer", "remark")] * 2
    assert stated(([FK, EMP], Fraction(1, 3))) == [
        ("other_share", "breach"), ("state_share", "remark"),
    ]  # fmt: skip
    assert stated(([EMP], half)) == []  # it says nothing of who else pays
    rule = StatedShares(stated=[StatedShare(authorities=[REG], share=Decimal("0.3"))], **HEAD)  # type: ignore[arg-type]
    assert review([rule]).remarks[0].text.sv == ("källan anger 30 % för regionen; lagen säger 25 %")
    rule = StatedShares(stated=[StatedShare(authorities=[FK, EMP], share=Fraction(1, 2))], **HEAD)
    assert review([rule]).remarks[0].text.en == (
        "the source lays the share of the state on the Social Insurance Agency, the Public"
        " Employment Service; the act lays it on the Social Insurance Agency alone"
    )


def test_stated_shares_report_all_that_is_wrong() -> None:
    found = faults_of(lambda: StatedShare(authorities=[WRONG], share=0.5), InvalidRules)  # type: ignore[arg-type]
    assert [(f.path, f.code) for f in found] == [("authorities[0]", "type"), ("share", "float")]
    found = faults_of(lambda: StatedShares(stated=[WRONG], **HEAD), InvalidRules)
    assert [(f.path, f.code) for f in found] == [("stated[0]", "type")]


# --- rules --------------------------------------------------------------------------------------


def test_rules_are_those_of_a_book_with_its_measures() -> None:
    book = finnveden.BOOK
    own = [rule for measure in book.measures.values() for rule in measure.financing]
    assert rules_of(book) == (*book.financing, *own)
    assert rules_of(finnveden.SAMVERKANSTEAM) == finnveden.SAMVERKANSTEAM.financing
    assert rules_of([book.all_financing[0]]) == (book.all_financing[0],)
    [found] = faults_of(lambda: rules_of(WRONG), InvalidInput)
    assert (found.path, found.code) == ("financing[0]", "type")


def test_a_rule_is_found_by_key_and_kind() -> None:
    assert financing_rule(finnveden.BOOK, "FI-13", Grant).rule == "FI-13"
    [found] = faults_of(lambda: financing_rule(finnveden.BOOK, "FI-12", Grant), InvalidInput)
    assert found.text.en == "'FI-12' is not a rule of kind Grant; did you mean 'FI-13'?"


def test_a_rule_that_is_only_shown_says_nothing_of_itself() -> None:
    rule = FinancingRule(**HEAD)
    assert (rule.sheet(), list(rule.remarks(()))) == (None, [])
    assert review([rule]).explain("sv") == ""
    assert Base is FinancingRule


def test_a_remark_in_one_line() -> None:
    remark = MoneyRemark(code="c", rule="R-9", text=text("said"), citations=(CITED, CITED))
    assert remark.in_("sv") == f"anmärkning: said sv [R-9] ({CITED.in_('sv')})"
    assert evolve(remark, weight=Weight.BREACH).in_("en").startswith("breach: ")
    assert [weight.in_("en") for weight in Weight] == ["breach", "warning", "remark"]


def test_a_remark_shows_what_is_our_reading() -> None:
    ours = evolve(CITED, reading=text("read so"))
    remark = MoneyRemark(code="c", rule="r", text=text("t"), citations=(CITED, ours))
    assert remark.in_("en").endswith("– our reading: read so en)")
    assert remark.in_("en").count(CITED.in_("en")) == 1


def test_the_public_names() -> None:
    rooms = [module.name for module in pkgutil.iter_modules(financing.__path__)]
    assert len(rooms) == 17
    for room in (financing, *(import_module(f"finsam.financing.{name}") for name in rooms)):
        assert dir(room) == sorted(room.__all__)
