"""Budgets: sums reckoned again, deficits, late adoptions, equity, plan against outcome."""

import datetime as dt
import decimal
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from cases.made import CITED, fault, faults_of, text
from finsam.errors import InvalidInput, InvalidRules
from finsam.financing import (
    Budget,
    BudgetRule,
    EquityGuideline,
    EquityStep,
    Figure,
    Line,
    LineGroup,
    LineOutcome,
    Mismatch,
    Printed,
    Sheet,
    Weight,
    check_contributions,
    forecast,
    outturn,
    reconcile,
    review,
    review_budget,
)
from finsam.money import Unit
from finsam.rulebooks import vasteras

D = dt.date.fromisoformat
WRONG: Any = 5
PLAN = vasteras.BUDGET_2021


def line(key: str, *amounts: Any, **more: Any) -> Line:
    return Line(key, text(key), amounts, **more)


def budget(**changes: Any) -> Budget:
    """Two years: 100 in, 60 + 30 out, then 90 in and 60 + 40 out; 20 to begin with."""
    parts: dict[str, Any] = {
        "name": text("plan"),
        "years": [2021, 2022],
        "income": [line("state", 50, 45), line("others", 50, 45)],
        "groups": [
            LineGroup("measures", text("measures"), [line("team", 60, 60)]),
            LineGroup("board", text("board"), [line("fees", 30, 40), line("audit", None, None)]),
        ],
        "opening": 20,
        "unit": Unit.KRONA,
    }
    return Budget(**(parts | changes))


# --- sums ---------------------------------------------------------------------------------------


def test_every_sum_is_carried_over_to_the_next_year() -> None:
    ours = budget()
    expected = {
        "income": (100, 90), "opening": (20, 30), "available": (120, 120), "measures": (60, 60),
        "board": (30, 40), "audit": (0, 0), "costs": (90, 100), "result": (10, -10),
        "closing": (30, 20),
    }  # fmt: skip
    for key, amounts in expected.items():
        assert tuple(ours.amount(key, year) for year in (2021, 2022)) == amounts, key  # type: ignore[comparison-overlap]
    assert (ours.costs(2021), ours.result(2022), ours.closing(2022)) == (90, -10, 20)  # type: ignore[comparison-overlap]
    assert ours.line("fees").amounts == (30, 40)  # type: ignore[comparison-overlap]


def test_a_budget_may_open_below_zero_and_be_empty() -> None:
    ours = budget(income=[], groups=[], opening=Decimal("-5.50"))
    assert (ours.closing(2021), ours.closing(2022)) == (Decimal("-5.50"), Decimal("-5.50"))


def test_nobodys_decimal_context_changes_a_budget() -> None:
    actual = {"bank": Decimal("11000.07")}

    def everything() -> object:
        return (
            reconcile(PLAN), PLAN.explain("sv"), review_budget(PLAN, guidelines=[vasteras.EQUITY]),
            outturn(PLAN, 2021, actual).explain("en"), forecast(Decimal("9999.99"), months=7),
        )  # fmt: skip

    expected = everything()
    with decimal.localcontext() as context:
        context.prec, context.rounding = 3, decimal.ROUND_UP
        assert everything() == expected


def test_an_unknown_figure_year_or_line() -> None:
    for call in (lambda: PLAN.amount("costs", 2024), lambda: PLAN.line("banc")):
        [found] = faults_of(call, InvalidInput)
        assert found.code == "unknown"
    assert PLAN.line("bank").label.en == "Bank"
    assert faults_of(lambda: PLAN.line("banc"), InvalidInput)[0].text.sv == (
        "'banc' är inte en rad i budgeten; menade du 'bank'?"
    )


def test_income_by_member_is_what_the_act_is_held_against() -> None:
    ours = budget(
        income=[
            line("a", 50, 40, member="Försäkringskassan"),
            line("b", 25, 20, member="Region Västmanland"),
            line("c", 20, 20, member="Västerås"),
            line("d", 5, None, member="Västerås"),
            line("interest", 1, 1),
        ]
    )
    assert ours.by_member(2021) == {
        "Försäkringskassan": 50, "Region Västmanland": 25, "Västerås": 25,
    }  # fmt: skip
    for year in (2021, 2022):
        found = check_contributions(
            ours.by_member(year), vasteras.ASSOCIATION, as_of=dt.date(year, 1, 1)
        )
        assert found.agrees
    strange = budget(income=[line("a", 1, 1, member="Sala")])
    [wrong] = faults_of(
        lambda: check_contributions(
            strange.by_member(2021), vasteras.ASSOCIATION, as_of=D("2021-01-01")
        ),
        InvalidInput,
    )
    assert (wrong.code, wrong.path, wrong.value) == ("unknown", "stated", "Sala")


# --- what is refused ----------------------------------------------------------------------------


def test_a_line_reports_all_that_is_wrong() -> None:
    found = faults_of(
        lambda: Line("", WRONG, [0.5, None, -1, Decimal("0.001")], member=""),  # type: ignore[list-item]
        InvalidInput,
    )
    assert [(f.path, f.code) for f in found] == [
        ("key", "empty"),
        ("label", "type"),
        ("amounts[0]", "float"),
        ("amounts[2]", "range"),
        ("amounts[3]", "decimals"),
        ("member", "empty"),
    ]


def test_amounts_by_year_arent_taken_for_a_list_of_years() -> None:
    """A mapping read as a list would budget 2 021 kronor."""
    by_year: Any = {2021: 5}
    found = faults_of(lambda: Line("a", text("a"), by_year), InvalidInput)
    assert [(f.path, f.code) for f in found] == [("amounts[0]", "type")]


def test_a_group_reports_all_that_is_wrong() -> None:
    found = faults_of(lambda: LineGroup("", WRONG, [line("a"), WRONG, line("a")]), InvalidInput)
    assert [(f.path, f.code) for f in found] == [
        ("key", "empty"), ("label", "type"), ("lines[1]", "type"), ("lines[2].key", "duplicate"),
    ]  # fmt: skip


def test_a_budget_reports_all_that_is_wrong() -> None:
    found = faults_of(
        lambda: budget(
            name=WRONG,
            years=[2021, "2022"],
            income=[line("a", 1), line("a", 1, 2), WRONG],
            groups=[
                LineGroup("costs", text("g"), [line("z", 1, 2)]),
                LineGroup("a", text("g"), [line("z", 1, 2)]),
                WRONG,
            ],
            opening=0.5,
            unit=WRONG,
            adopted_on=WRONG,
            citation=WRONG,
        ),
        InvalidInput,
    )
    assert [(f.path, f.code) for f in found] == [
        ("name", "type"),
        ("years[1]", "type"),
        ("income[2]", "type"),
        ("groups[2]", "type"),
        ("income[0].amounts", "years"),
        ("income[1].key", "duplicate"),
        ("groups[1].lines[0].key", "duplicate"),
        ("groups[0].key", "duplicate"),
        ("groups[1].key", "duplicate"),
        ("opening", "float"),
        ("unit", "type"),
        ("adopted_on", "type"),
        ("citation", "type"),
    ]
    assert found[4] == fault(
        "years", "income[0].amounts", "1 belopp för 2 år", "1 amounts for 2 years"
    )
    assert found[5] == fault(
        "duplicate",
        "income[1].key",
        "nyckeln 'a' finns redan i budgeten",
        "the key 'a' is taken in the budget",
        value="a",
    )


@pytest.mark.parametrize(
    ("years", "code"),
    [
        ([], "empty"),
        ([2021, 2023], "order"),
        ([2021, 2021, 2022], "order"),
        ([2022, 2021], "range"),
        ([2003, 2004], "range"),
        ([2999, 3000], "range"),
        ([1], "range"),
    ],
)
def test_years_follow_each_other_under_the_act(years: list[int], code: str) -> None:
    found = faults_of(lambda: budget(years=years, income=[], groups=[]), InvalidInput)
    assert [(f.path, f.code) for f in found] == [("years", code)]
    assert budget(years=[2004], income=[], groups=[]).closing(2004) == 20


def test_a_printed_figure_belongs_to_the_budget() -> None:
    printed = [Printed(figure="result", amount=1, year=2023), WRONG]
    found = faults_of(lambda: budget(printed=printed), InvalidInput)
    assert [(f.path, f.code) for f in found] == [
        ("printed[0].figure", "unknown"), ("printed[1]", "type"),
    ]  # fmt: skip
    assert found[0].text.en.startswith("'result/2023' is not a figure of the budget; did you mean")


def test_a_printed_figure_reports_all_that_is_wrong() -> None:
    found = faults_of(
        lambda: Printed(figure="", amount=0.5, year="2021", place=WRONG, about=WRONG),  # type: ignore[arg-type]
        InvalidInput,
    )
    assert [(f.path, f.code) for f in found] == [
        ("figure", "empty"), ("amount", "float"), ("year", "type"), ("place", "type"),
        ("about", "type"),
    ]  # fmt: skip


# --- reconcile ----------------------------------------------------------------------------------


def printed(figure: str, year: int, amount: int, **more: Any) -> Printed:
    return Printed(figure=figure, year=year, amount=Decimal(amount), **more)


def test_all_that_is_printed_rightly_agrees() -> None:
    ours = budget(printed=[printed("closing", 2022, 20), printed("fees", 2022, 40)])
    found = reconcile(ours)
    assert (found.agrees, found.checked, found.misprints) == (True, 2, ())
    assert found.explain("en").splitlines() == [
        "plan en",
        "=======",
        "figure               printed  computed  agrees",
        "-------------------  -------  --------  ------",
        "fees en 2022           40 kr     40 kr       ✓",
        "closing equity 2022    20 kr     20 kr       ✓",
        "All printed sums agree.",
    ]


def test_a_misprint_names_what_makes_the_figure() -> None:
    ours = budget(printed=[printed("result", 2022, -11, place="s. 4", about=True)], rule="X-1")
    [found] = reconcile(ours).misprints
    assert (found.printed, found.computed, found.difference) == (-11, -10, -1)  # type: ignore[comparison-overlap]
    assert [(p.sign, p.label.en, p.amount) for p in found.parts] == [  # type: ignore[comparison-overlap]
        (1, "income 2022", 90), (-1, "costs 2022", 100),
    ]  # fmt: skip
    assert found.in_("en") == (
        "misprint: result 2022 is printed as about −11 kr (s. 4), but is −10 kr = income 2022 90"
        " kr − costs 2022 100 kr; difference −1 kr. [X-1]"
    )
    assert found.in_("sv") == (
        "felskrivning: resultat 2022 anges till cirka −11 kr (s. 4), men är −10 kr = intäkter 2022"
        " 90 kr − kostnader 2022 100 kr; skillnad −1 kr. [X-1]"
    )


def test_a_carry_over_that_breaks_is_a_misprint_and_another_opening_two_figures() -> None:
    ours = budget(printed=[printed("opening", 2021, 25), printed("opening", 2022, 31)])
    found = reconcile(ours)
    assert [(d.kind, d.figure) for d in found.disagreements] == [
        (Mismatch.TWO_FIGURES, "opening/2021"), (Mismatch.MISPRINT, "opening/2022"),
    ]  # fmt: skip
    assert found.disagreements[0].in_("en") == (
        "two figures for one thing: opening equity 2021 is 20 kr and is also given as 25 kr;"
        " difference 5 kr."
    )
    assert [kind.in_("sv") for kind in Mismatch] == ["felskrivning", "två uppgifter om samma sak"]


def test_a_figure_that_follows_from_a_misprint_says_so() -> None:
    wrong = [printed("available", 2021, 130), printed("closing", 2021, 40)]
    found = reconcile(budget(printed=wrong))
    assert [label.en for label in found.misprints[1].follows_from] == ["available 2021"]
    assert (
        found.misprints[1].in_("sv").endswith("Siffran följer av den felskrivna tillgängligt 2021.")
    )
    other = reconcile(budget(printed=[wrong[0], printed("closing", 2021, 41)]))
    assert other.misprints[1].follows_from == ()


def test_one_figure_printed_twice_is_checked_twice() -> None:
    ours = budget(printed=[printed("costs", 2021, 90), printed("costs", 2021, 91)])
    found = reconcile(ours)
    assert [m.printed for m in found.misprints] == [91]
    assert [row[3] for row in found.table("sv").rows] == ["✓", "✗"]


def test_a_difference_within_what_was_rounded_is_none() -> None:
    ours = budget(printed=[printed("costs", 2021, 91)])
    assert reconcile(ours, within=1).agrees
    assert not reconcile(ours, within=Decimal("0.99")).agrees
    found = faults_of(lambda: reconcile(ours, within=-1), InvalidInput)
    assert [(f.path, f.code) for f in found] == [("within", "range")]


class _Plan:
    def __init__(self, *figures: Figure, also: tuple[Printed, ...] = ()) -> None:
        self.made = Sheet(name=text("plan"), figures=figures, printed=also, unit=None)

    def sheet(self) -> Sheet:
        return self.made


def test_a_sheet_of_ones_own_is_checked() -> None:
    one = Figure("a", text("a"), Decimal(1))
    fine = _Plan(one, Figure("b", text("b"), None, ((1, "a"), (1, "a"))))
    assert reconcile(fine).amounts == {"a": 1, "b": 2}
    wrong = _Plan(
        Figure("b", text("b"), None, ((1, "a"),)), one, one,
        also=(Printed(figure="c", amount=Decimal(1)),),
    )  # fmt: skip
    found = faults_of(lambda: reconcile(wrong), InvalidInput)
    assert [(f.path, f.code) for f in found] == [
        ("figures[0].parts", "unknown"), ("figures[2].key", "duplicate"),
        ("printed[0].figure", "unknown"),
    ]  # fmt: skip
    found = faults_of(lambda: Figure("", WRONG, 0.5), InvalidInput)  # type: ignore[arg-type]
    assert [(f.path, f.code) for f in found] == [
        ("key", "empty"), ("label", "type"), ("amount", "float"),
    ]  # fmt: skip


@pytest.mark.parametrize("given", [5, vasteras.EQUITY])
def test_what_holds_no_sums_cant_be_reckoned(given: Any) -> None:
    name = type(given).__name__
    assert faults_of(lambda: reconcile(given), InvalidInput) == [
        fault(
            "empty", "of", f"{name} har inga summor att räkna om",
            f"{name} holds no sums to reckon again",
        )
    ]  # fmt: skip


# --- what is said of a budget -------------------------------------------------------------------


def codes(of: Budget, *guidelines: EquityGuideline) -> list[tuple[str, str]]:
    return [(r.code, r.weight.value) for r in review_budget(of, guidelines=guidelines)]


@pytest.mark.parametrize(
    ("costs", "expected"), [(99, []), (100, [("no_surplus", "warning")]),
                            (101, [("deficit", "warning")])]
)  # fmt: skip
def test_income_has_to_be_above_costs(costs: int, expected: list[tuple[str, str]]) -> None:
    """KL 11:5 st. 2 by 21 §: to be equal isn't to exceed. A warning, never an error (X-11)."""
    ours = budget(
        years=[2025], income=[line("a", 100)],
        groups=[LineGroup("g", text("g"), [line("b", costs)])],
    )  # fmt: skip
    assert codes(ours) == expected


def test_a_deficit_cites_both_enactments() -> None:
    [found] = review_budget(budget(citation=CITED))
    assert found.rule == "2003:1210 21 §"
    assert [c.locator for c in found.citations] == [
        "s. 1", "21 §", "11 kap. 5 § st. 1–2, genom 2003:1210 21 §",
    ]  # fmt: skip
    assert found.in_("sv").startswith(
        "varning: 2022 har ett budgeterat resultat på −10 kr; intäkterna ska överstiga"
        " kostnaderna, och att inget undantag gäller är en slutledning [2003:1210 21 §] ("
    )
    assert "that no exception applies is an inference [2003:1210 21 §]" in found.in_("en")


@pytest.mark.parametrize(
    ("year", "adopted", "late"),
    [
        (2022, "2021-11-30", False),  # a Tuesday
        (2022, "2021-12-01", True),
        (2025, "2024-12-02", False),  # 30 November 2024 is a Saturday
        (2025, "2024-12-03", True),
        (2026, "2025-12-01", False),  # 30 November 2025 is a Sunday
        (2026, "2025-12-02", True),
        (2021, "2020-11-13", False),
    ],
)
def test_a_budget_is_adopted_by_30_november(year: int, adopted: str, *, late: bool) -> None:
    """23 §, moved by law 1930:173 § 2 off Saturdays, Sundays and holidays."""
    ours = budget(years=[year], income=[line("a", 1)], groups=[], adopted_on=D(adopted))
    assert codes(ours) == ([("adopted_late", "breach")] if late else [])


def test_the_first_budget_of_a_new_association_has_no_such_day() -> None:
    """23 §: the members set it when they form the association."""
    ours = budget(years=[2025], income=[line("a", 1)], groups=[], adopted_on=D("2025-03-01"))
    assert codes(ours) == [("adopted_late", "breach")]
    assert codes(evolve(ours, is_first=True)) == []


def test_a_late_adoption_shows_both_days() -> None:
    ours = budget(years=[2025], income=[line("a", 1)], groups=[], adopted_on=D("2024-12-03"))
    [found] = review_budget(ours)
    assert found.text.sv == (
        "budgeten för 2025 antogs 2024-12-03; sista dag var 2024-12-02 (flyttad från 2024-11-30,"
        " lördag och söndag)"
    )
    assert [c.locator for c in found.citations] == ["23 §"]


def guideline(**parts: Any) -> EquityGuideline:
    head: dict[str, Any] = {"key": "g", "rule": "G-01", "citation": CITED, "text": text("g")}
    return EquityGuideline(**(head | parts))


@pytest.mark.parametrize(
    ("closing", "at_limit", "expected"),
    [
        (99, None, []),
        (99, False, []),
        (99, True, []),
        (100, None, ["equity_at_limit"]),
        (100, False, ["equity_above"]),
        (100, True, []),
        (101, None, ["equity_above"]),
        (101, False, ["equity_above"]),
        (101, True, ["equity_above"]),
    ],
)
def test_equity_at_the_limit_depends_on_the_wording(
    closing: int, *, at_limit: bool | None, expected: list[str]
) -> None:
    """X-08: "below" and "not above" part at exactly the amount, and only there."""
    ours = budget(years=[2021], income=[line("a", 1)], groups=[], opening=closing - 1)
    found = review_budget(ours, guidelines=[guideline(amount=100, at_limit=at_limit)])
    assert [(r.code, r.weight) for r in found] == [(code, Weight.REMARK) for code in expected]


def test_equity_at_the_limit_is_never_said_to_be_above_it() -> None:
    ours = budget(years=[2021], income=[line("a", 1)], groups=[], opening=99)
    [at] = review_budget(ours, guidelines=[guideline(amount=100, at_limit=False)])
    assert at.text.en == (
        "the equity at the end of 2021 is 100 kr, not below the 100 kr that are recommended"
    )
    assert at.text.sv == (
        "eget kapital vid utgången av 2021 är 100 kr, inte under de 100 kr som rekommenderas"
    )
    [open_] = review_budget(ours, guidelines=[guideline(amount=100)])
    assert open_.text.sv == (
        "eget kapital vid utgången av 2021 är 100 kr, precis vad som rekommenderas; källan säger"
        " inte entydigt om det är inom"
    )
    more = evolve(ours, opening=Decimal(100))
    [above] = review_budget(more, guidelines=[guideline(amount=100)])
    assert above.text.en == (
        "the equity at the end of 2021 is 101 kr, above the 100 kr that are recommended"
    )


def test_a_guideline_by_steps_of_the_income() -> None:
    """The one known point: 20 % of 13 310 tkr is 2 662 tkr (VA-05)."""
    steps = [
        EquityStep(at_least=0, at_most=9_999_999, share=Fraction(3, 10)),  # made up
        EquityStep(at_least=10_000_000, at_most=20_000_000, share=Decimal("0.2")),
    ]
    ours = guideline(steps=steps)
    assert ours.limit(2021, income=13_310_000) == 2_662_000
    assert ours.limit(2021, income=10_000_000) == 2_000_000
    assert ours.limit(2021, income=9_999_999) == Decimal("2999999.70")
    assert ours.limit(2021, income=20_000_001) is None
    assert guideline(amount=7, year=2022, steps=steps).limit(2022, income=0) == 7
    assert guideline(amount=7, year=2022, steps=steps).limit(2021, income=0) == 0
    assert guideline(amount=7, year=2022).limit(2021, income=5) is None
    open_ended = guideline(steps=[EquityStep(at_least=5, at_most=None, share=1)])  # type: ignore[arg-type]
    assert open_ended.limit(2021, income=Decimal(5)) == 5
    assert open_ended.limit(2021, income=Decimal("4.99")) is None
    [found] = faults_of(lambda: ours.limit(2021, income=0.5), InvalidInput)  # type: ignore[arg-type]
    assert (found.path, found.code) == ("income", "float")


def test_a_guideline_reports_all_that_is_wrong() -> None:
    found = faults_of(lambda: guideline(amount=0.5, year="2021", at_limit=WRONG, steps=[WRONG]),
                      InvalidRules)  # fmt: skip
    assert [(f.path, f.code) for f in found] == [
        ("amount", "float"), ("year", "type"), ("at_limit", "type"), ("steps[0]", "type"),
    ]  # fmt: skip
    assert faults_of(guideline, InvalidRules) == [
        fault(
            "empty", "amount", "varken belopp eller steg är angivna",
            "neither an amount nor steps are given",
        )
    ]  # fmt: skip


@pytest.mark.parametrize(("second", "fine"), [(10, False), (11, True)])
def test_steps_dont_overlap(second: int, *, fine: bool) -> None:
    steps = [
        EquityStep(at_least=second, at_most=None, share=Fraction(1, 5)),
        EquityStep(at_least=0, at_most=10, share=Fraction(1, 4)),
    ]
    if fine:
        assert guideline(steps=steps).limit(2021, income=10) == Decimal("2.50")
    else:
        [found] = faults_of(lambda: guideline(steps=steps), InvalidRules)
        assert found == fault(
            "overlap", "steps[1]", "två steg gäller för samma inkomst",
            "two steps are for the same income",
        )  # fmt: skip


def test_a_step_reports_all_that_is_wrong() -> None:
    found = faults_of(lambda: EquityStep(at_least=-1, at_most=NAN, share=0.2), InvalidRules)  # type: ignore[arg-type]
    assert [(f.path, f.code) for f in found] == [
        ("at_least", "range"), ("at_most", "range"), ("share", "float"),
    ]  # fmt: skip
    [turned] = faults_of(lambda: EquityStep(at_least=5, at_most=4, share=Fraction(1)), InvalidRules)
    assert turned == fault("order", "at_most", "4 ligger under 5", "4 lies below 5")


NAN = Decimal("NaN")


def test_two_opening_figures_show_where_each_would_end() -> None:
    """X-08: 6 106 or 8 241 to begin with, 910 or 3 045 at the end."""
    [found] = [r for r in review_budget(PLAN) if r.code == "two_figures"]
    assert found.text.en == (
        "the opening equity of 2021 is given as 8 241 tkr (budgettabellen, reviderad i juni 2021)"
        " and as 6 106 tkr (Sammanfattning); the year closes at 3 045 tkr or 910 tkr"
    )
    same = evolve(PLAN, printed=[printed("opening", 2021, 8_241_000), printed("costs", 2021, 1)])
    assert "two_figures" not in [r.code for r in review_budget(same)]
    bare = budget(printed=[printed("opening", 2021, 21)])
    [found] = [r for r in review_budget(bare) if r.code == "two_figures"]
    assert found.text.sv == (
        "ingående eget kapital 2021 anges till 20 kr och till 21 kr; året slutar på 30 kr eller"
        " 31 kr"
    )


def test_a_review_of_a_budget_reports_wrong_arguments() -> None:
    found = faults_of(lambda: review_budget(WRONG, guidelines=[WRONG]), InvalidInput)
    assert [(f.path, f.code) for f in found] == [("budget", "type"), ("guidelines[0]", "type")]


def test_a_rule_with_a_budget() -> None:
    [found] = faults_of(
        lambda: BudgetRule(key="b", rule="B", citation=CITED, text=text("b"), budget=WRONG),
        InvalidRules,
    )
    assert (found.path, found.code) == ("budget", "type")
    rule = BudgetRule(
        key="b", rule="B", citation=CITED, text=text("b"), budget=budget(),
        noted={"deficit": "L-1"},
    )  # fmt: skip
    found_all = review([rule, guideline(amount=19)])
    assert [(r.code, r.rule) for r in found_all.remarks] == [
        ("deficit", "L-1"), ("equity_above", "G-01"), ("equity_above", "G-01"),
    ]  # fmt: skip


# --- plan and outcome ---------------------------------------------------------------------------


def test_an_outcome_beside_the_plan() -> None:
    found = outturn(budget(), 2022, {"fees": Decimal("42.50"), "audit": 3, "state": -5})
    assert [(r.line, r.planned, r.left, r.used) for r in found.rows] == [  # type: ignore[comparison-overlap]
        ("state", 45, 50, Fraction(-1, 9)),
        ("fees", 40, Decimal("-2.50"), Fraction(17, 16)),
        ("audit", 0, -3, None),
    ]
    assert found.not_given == ("others", "team")
    assert found.explain("sv").splitlines() == [
        "2022",
        "====",
        "rad       budget    utfall      kvar    använt",
        "--------  ------  --------  --------  --------",
        "state sv   45 kr     −5 kr     50 kr  −11,11 %",
        "fees sv    40 kr  42,50 kr  −2,50 kr  106,25 %",
        "audit sv    0 kr      3 kr     −3 kr         –",
        "utan uppgift om utfall: others, team",
    ]
    assert found._repr_html_() == found.explain("sv", "html")
    whole = outturn(budget(), 2022, dict.fromkeys(("state", "others", "team", "fees", "audit"), 1))
    assert whole.table("en").notes == ()


def test_a_line_without_an_outcome_has_nothing_left() -> None:
    row = LineOutcome(line="a", label=text("a"), planned=Decimal(5), actual=None)
    assert (row.left, row.used) == (None, None)


def test_an_outcome_reports_all_that_is_wrong() -> None:
    wrong: Any = {"banc": 1, "bank": 0.5}
    found = faults_of(lambda: outturn(PLAN, 2024, wrong), InvalidInput)
    assert [(f.path, f.code) for f in found] == [
        ("year", "unknown"), ("actual", "unknown"), ("actual['bank']", "float"),
    ]  # fmt: skip
    found = faults_of(lambda: outturn(WRONG, 2021, WRONG), InvalidInput)
    assert [(f.path, f.code) for f in found] == [("budget", "type"), ("actual", "type")]


@pytest.mark.parametrize(
    ("to_date", "months", "amount"),
    [(1, 12, "1"), (1, 1, "12"), (Decimal("0.07"), 11, "0.08"), (-7, 5, "-16.80"), (1, 7, "1.71")],
)
def test_a_straight_line_to_the_end_of_the_year(to_date: Any, months: int, amount: str) -> None:
    """0.07 · 12/11 is 0.07636…, shown as 0.08; 12/7 is 1.714…"""
    assert str(forecast(to_date, months=months).amount) == amount


@pytest.mark.parametrize("months", [0, 13, -1])
def test_a_year_has_twelve_months(months: int) -> None:
    [found] = faults_of(lambda: forecast(5, months=months), InvalidInput)
    assert found == fault("range", "months", "ska vara 1–12", "is 1–12", value=str(months))


def test_a_forecast_reports_all_that_is_wrong() -> None:
    found = faults_of(lambda: forecast(0.5, months=1.5), InvalidInput)  # type: ignore[arg-type]
    assert [(f.path, f.code) for f in found] == [("to_date", "float"), ("months", "type")]


# --- for people ---------------------------------------------------------------------------------


def test_a_budget_as_a_table() -> None:
    assert budget().explain("en") == (
        "plan en\n"
        "=======\n"
        "line              2021    2022\n"
        "--------------  ------  ------\n"
        "  state en       50 kr   45 kr\n"
        "  others en      50 kr   45 kr\n"
        "income          100 kr   90 kr\n"
        "  team en        60 kr   60 kr\n"
        "measures en      60 kr   60 kr\n"
        "  fees en        30 kr   40 kr\n"
        "  audit en           –       –\n"
        "board en         30 kr   40 kr\n"
        "costs            90 kr  100 kr\n"
        "result           10 kr  −10 kr\n"
        "opening equity   20 kr   30 kr\n"
        "closing equity   30 kr   20 kr"
    )


def test_a_budget_in_markdown_and_html_is_safe() -> None:
    ours = budget(name=text("<i>_plan_</i>"), groups=[], years=[2021], income=[line("a|b", 5)])
    assert ours.explain("en", "markdown").splitlines()[:6] == [
        "**\\<i\\>\\_plan\\_\\</i\\> en**",
        "",
        "| line | 2021 |",
        "| --- | ---: |",
        "| &nbsp;&nbsp;a\\|b en | 5 kr |",
        "| income | 5 kr |",
    ]
    html = ours._repr_html_()
    assert "<caption>&lt;i&gt;_plan_&lt;/i&gt; sv</caption>" in html
    assert "<i>" not in html
    with pytest.raises(ValueError, match="style"):
        ours.explain("sv", WRONG)


def test_a_reconciliation_in_html() -> None:
    found = reconcile(budget(printed=[printed("costs", 2021, 91)]))
    assert found._repr_html_() == found.explain("sv", "html")
    assert "✗" in found._repr_html_()
