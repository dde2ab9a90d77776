"""The money of the shipped books against the inventory, every figure written out by hand."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest

from finsam.citations import Rank
from finsam.financing import (
    Bound,
    CostKind,
    Estimate,
    Financeable,
    FinancingRule,
    Grant,
    GrantStatus,
    NotFinanced,
    Reckoning,
    Staffing,
    StatedShares,
    Weight,
    check_bounds,
    financing_rule,
    reconcile,
    review,
    rules_of,
)
from finsam.measures import RuleBook
from finsam.money import exact_sum, tkr
from finsam.rulebooks import (
    finnveden,
    framsteget,
    model,
    norra_vastmanland,
    sofint,
    vasteras,
)
from finsam.rules import Binds
from finsam.terms import Authority

D = dt.date.fromisoformat
PLAN = vasteras.BUDGET_2021

# VA-07 as the inventory has it, in tkr for 2021, 2022 and 2023; a dash is no amount.
LINES: dict[str, dict[str, tuple[int | None, int | None, int | None]]] = {
    "measures": {
        "samordningsteam": (7306, 7923, 8000),
        "jobbfokus": (3588, 1919, None),
        "county_training": (250, 250, 250),
        "local_training": (800, 600, 500),
        "mapping": (250, 250, None),
        "sim": (1617, 925, 350),
        "catalogue": (130, 140, 140),
        "development": (3094, 700, 662),
    },
    "board": {
        "audit": (60, 62, 63),
        "fees": (70, 70, 70),
        "payroll": (8, 8, 8),
        "conference": (35, 50, 50),
        "board_representation": (6, 9, 9),
        "board_other": (5, 10, 10),
    },
    "administration": {
        "services": (26, 26, 26),
        "bookkeeping": (81, 76, 76),
        "bank": (11, 11, 11),
        "coordinator": (1097, 1097, 1120),
        "representation": (6, 11, 11),
        "travel": (2, 6, 7),
        "web": (10, 10, 15),
        "training": (7, 20, 20),
        "nns": (27, 25, 23),
        "print": (10, 11, 11),
        "other": (10, 8, 10),
    },
}
SUMS = {  # VA-02, VA-03, VA-04 and the sums of VA-07
    2021: {"income": 13310, "opening": 8241, "available": 21551, "measures": 17035, "board": 184,
           "administration": 1287, "costs": 18506, "result": -5196, "closing": 3045},
    2022: {"income": 11979, "opening": 3045, "available": 15024, "measures": 12707, "board": 209,
           "administration": 1301, "costs": 14217, "result": -2238, "closing": 807},
    2023: {"income": 11316, "opening": 807, "available": 12123, "measures": 9902, "board": 210,
           "administration": 1330, "costs": 11442, "result": -126, "closing": 681},
}  # fmt: skip


def test_every_line_of_va_07() -> None:
    assert [group.key for group in PLAN.groups] == list(LINES)
    for group in PLAN.groups:
        shipped = {
            line.key: tuple(None if a is None else int(a) // 1000 for a in line.amounts)
            for line in group.lines
        }
        assert shipped == LINES[group.key]
        assert all(a is None or a % 1000 == 0 for line in group.lines for a in line.amounts)
    assert sum(map(len, LINES.values())) == 25


@pytest.mark.parametrize("year", list(SUMS))
def test_every_sum_of_va_07(year: int) -> None:
    for key, expected in SUMS[year].items():
        assert PLAN.amount(key, year) == tkr(expected), (key, year)


def test_what_the_plan_prints() -> None:
    """VA-02, VA-03 and VA-04 as printed, with X-08's other equity."""
    printed = {(p.figure, p.year, int(p.amount) // 1000) for p in PLAN.printed}
    assert printed == {
        ("opening", 2021, 6106), ("available", 2021, 21551), ("costs", 2021, 18506),
        ("result", 2021, -5196), ("closing", 2021, 3045),
        ("opening", 2022, 3045), ("available", 2022, 15024), ("costs", 2022, 14217),
        ("result", 2022, -2238), ("closing", 2022, 807),
        ("opening", 2023, 807), ("available", 2023, 12442), ("costs", 2023, 11442),
        ("result", 2023, -186), ("closing", 2023, 1000),
    }  # fmt: skip
    assert [p.amount for p in PLAN.printed if p.about] == [tkr(6106)]
    assert PLAN.adopted_on == D("2020-11-13")


def test_the_misprints_of_all_books_are_those_four() -> None:
    """VA-04 has three, VA-08 one, and nobody else has any."""
    found = [
        (book.key, m.sheet.rule, m.figure, int(m.printed), int(m.computed))
        for book in BOOKS
        for m in review(book).misprints
    ]
    assert found == [
        ("vasteras", "VA-07", "available/2023", 12_442_000, 12_123_000),
        ("vasteras", "VA-07", "result/2023", -186_000, -126_000),
        ("vasteras", "VA-07", "closing/2023", 1_000_000, 681_000),
        ("vasteras", "VA-08", "total", 750_000, 625_000),
    ]


BOOKS: tuple[RuleBook, ...] = (
    norra_vastmanland.BOOK, vasteras.BOOK, framsteget.BOOK, sofint.BOOK, finnveden.BOOK, model.BOOK,
)  # fmt: skip


def test_the_remarks_of_all_books() -> None:
    """X-06, X-08, X-11, X-13, X-22 and VA-21 come out, each with its sources."""
    found = {book.key: review(book).remarks for book in BOOKS}
    assert {key for key, remarks in found.items() if remarks} == {"vasteras", "finnveden"}
    codes = [(r.rule, r.code, r.weight) for r in found["vasteras"]]
    assert codes == [
        ("X-06", "state_share", Weight.REMARK),
        ("X-11", "deficit", Weight.WARNING),
        ("X-11", "deficit", Weight.WARNING),
        ("X-11", "deficit", Weight.WARNING),
        ("X-08", "two_figures", Weight.REMARK),
        ("X-13", "equity_above", Weight.REMARK),
        ("VA-14", "line_outside_grant", Weight.REMARK),
        ("VA-21", "line_above_grant", Weight.REMARK),
        ("VA-21", "line_outside_grant", Weight.REMARK),
        ("VA-21", "line_outside_grant", Weight.REMARK),
    ]
    assert [r.rule for r in found["finnveden"]] == ["X-22"]
    for remark in found["vasteras"]:
        assert remark.citations
    ranks = {r.rule: {c.norm.rank for c in r.citations} for r in found["vasteras"]}
    for rule in ("X-06", "X-11"):  # both the act and the plan
        assert ranks[rule] == {Rank.STATUTE, Rank.LOCAL}


def test_va_21_is_said_line_by_line() -> None:
    texts = [r.text.en for r in review(vasteras.BOOK).remarks if r.rule == "VA-21"]
    time = "1 059 000 kr (2020-01-01–2021-12-31)"
    assert texts == [
        f"SIM, implementation study: the budget has 1 617 tkr for 2021, more than the whole grant"
        f" of {time}",
        f"SIM, implementation study: the budget has 925 tkr for 2022, but the year lies outside the"
        f" time of the grant of {time}",
        f"SIM, implementation study: the budget has 350 tkr for 2023, but the year lies outside the"
        f" time of the grant of {time}",
    ]


def test_the_county_wide_sum() -> None:
    """VA-08, VA-44: 125 + 200 + 100 + 200, shared 125, 250 and 250."""
    shares, items = financing_rule(vasteras.BOOK, "VA-08", Reckoning).ways
    assert [(label.sv, int(a)) for label, a in shares.parts] == [
        ("Norra Västmanland", 125_000), ("Västra Mälardalen", 250_000), ("Västerås", 250_000),
    ]  # fmt: skip
    assert [int(a) for _, a in items.parts] == [125_000, 200_000, 100_000, 200_000]
    assert PLAN.amount("county_training", 2021) == 250_000  # Västerås' share is its line


def test_the_guideline_for_equity() -> None:
    """VA-05, X-08: 2 662 tkr for 2021 alone, below or not above."""
    rule = vasteras.EQUITY
    assert (rule.amount, rule.year, rule.at_limit, rule.steps) == (tkr(2662), 2021, None, ())
    assert rule.binds is Binds.BENCHMARK


def test_the_shares_that_the_plan_states() -> None:
    """VA-01, X-06."""
    rule = financing_rule(vasteras.BOOK, "VA-01", StatedShares)
    assert [(sorted(a.value for a in s.authorities), str(s.share)) for s in rule.stated] == [
        (["public_employment_service", "social_insurance_agency"], "1/2"),
        (["region"], "1/4"),
        (["municipality"], "1/4"),
    ]


@pytest.mark.parametrize(
    ("measure", "key", "parts", "line"),
    [
        (vasteras.SAMORDNINGSTEAM, "VA-14.grant",
         [(23_841_683, "2020-01-01", "2022-12-31")], "samordningsteam"),
        (vasteras.JOBBFOKUS, "VA-19.grant",
         [(9_592_910, "2018-09-01", "2021-06-30"), (3_802_114, "2021-07-01", "2022-06-30")],
         "jobbfokus"),
        (vasteras.SIM, "VA-21.grant", [(1_059_000, "2020-01-01", "2021-12-31")], "sim"),
        (finnveden.SAMVERKANSTEAM, "FI-13",
         [(812_000, "2021-10-01", "2021-12-31"), (3_048_000, "2022-01-01", "2022-12-31"),
          (2_948_000, "2023-01-01", "2023-12-31")], None),
    ],
)  # fmt: skip
def test_the_grants(
    measure: Any, key: str, parts: list[tuple[int, str, str]], line: str | None
) -> None:
    """VA-14, VA-19, VA-21 and VA-48; FI-13 is sought, not granted."""
    rule = financing_rule(measure, key, Grant)
    assert [(int(p.amount), str(p.start), str(p.end)) for p in rule.parts] == parts
    assert rule.budget_line == line
    assert rule.total == exact_sum(amount for amount, *_ in parts)
    assert rule.carries_over is None  # no source says
    assert (rule.status is GrantStatus.APPLIED_FOR) is (rule.rule == "FI-13")


def test_the_grant_of_habo_is_a_maximum_without_an_amount() -> None:
    """HA-14: what is paid is actual cost, and only if the members fund the association. HA-31."""
    rule = financing_rule(framsteget.SAMORDNINGSTEAM, "HA-14", Grant)
    assert (rule.parts, rule.total, rule.depends_on_members) == ((), None, True)


def kinds(rule: Financeable) -> set[CostKind]:
    return {kind for kind in CostKind if rule.answer(kind)}


def test_what_may_be_financed() -> None:
    """NV-22 has eight kinds; VA-09 names premises, coordinator, administration; FI-13 three."""
    nv = financing_rule(norra_vastmanland.BOOK, "NV-22", Financeable)
    assert kinds(nv) == {
        CostKind.STAFF, CostKind.SPECIAL_INVESTIGATIONS, CostKind.SUPERVISION_AND_TRAINING,
        CostKind.PLANNING_DAYS, CostKind.MATERIAL_AND_ACTIVITIES, CostKind.PREMISES,
        CostKind.TRAVEL, CostKind.EVALUATION,
    }  # fmt: skip
    va = financing_rule(vasteras.BOOK, "VA-09", Financeable)
    assert kinds(va) == {CostKind.PREMISES, CostKind.COORDINATOR, CostKind.ADMINISTRATION}
    assert len(va.financed) == 6
    fi = financing_rule(finnveden.SAMVERKANSTEAM, "FI-13.costs", Financeable)
    assert kinds(fi) == {CostKind.STAFF, CostKind.JOINT_TRAINING, CostKind.START_COSTS}
    assert [kind.key for kind in fi.limited] == ["start_costs"]
    assert {kind.key for kind in fi.borne} == {"premises", "equipment", "travel", "side_costs"}


def test_the_staff_of_finnveden() -> None:
    """FI-12, X-22: party by place."""
    rule = financing_rule(finnveden.SAMVERKANSTEAM, "FI-12", Staffing)
    assert [place.sv for place in rule.places] == ["Gislaved", "Gnosjö", "Värnamo"]
    assert {each.party.sv: [str(n) for n in each.numbers] for each in rule.staff} == {
        "kommun": ["1.50", "0.75", "1.50"],
        "Försäkringskassan": ["0.25", "0.25", "0.25"],
        "rehabkoordinator": ["0.25", "0.25", "0.25"],
        "Arbetsförmedlingen": ["0.25", "0.25", "0.25"],
    }
    assert [str(rule.at(i)) for i in range(3)] == ["2.25", "1.50", "2.25"]
    none = financing_rule(finnveden.SAMVERKANSTEAM, "FI-14", NotFinanced)
    assert [party.key for party in none.parties] == ["public_employment_service"]
    [remark] = review(finnveden.BOOK).remarks
    assert "0.75 of 6 full-time posts" in remark.text.en
    assert "without it 5.25" in remark.text.en


def test_the_hours_of_nora() -> None:
    """NO-04: 16, 16, 32 and 8 hours a month, 72 in all. NO-05: 285 000 kr without staff."""
    rule = financing_rule(sofint.SIGMA, "NO-04", Staffing)
    assert {each.authority.key: int(each.numbers[0]) for each in rule.staff} == {
        "public_employment_service": 16, "social_insurance_agency": 16, "social_services": 32,
        "health_centre": 8,
    }  # fmt: skip
    assert rule.total() == 72
    assert rule.by(Authority.MUNICIPALITY) == 32  # by its social services
    estimate = financing_rule(sofint.SIGMA, "NO-05", Estimate)
    assert [[int(f) for f in item.factors] for item in estimate.items] == [
        [25, 1000, 10], [20_000], [15_000],
    ]  # fmt: skip
    assert [item.printed for item in estimate.items] == [250_000, None, None]
    assert reconcile(estimate).checked == 1


@pytest.mark.parametrize(
    ("book", "key", "least", "most", "binds", "about"),
    [
        (framsteget.BOOK, "HA-09.team", 20, None, Binds.GOAL, False),
        (framsteget.BOOK, "HA-09.youth", 50, None, Binds.GOAL, False),
        (framsteget.BOOK, "HA-09.expected", 20, 20, Binds.STATED, True),
        (sofint.BOOK, "NO-08", 250, 300, Binds.STATED, True),
        (vasteras.BOOK, "VA-14.places", None, 110, Binds.STATED, False),
        (vasteras.BOOK, "VA-16.payback", None, 40, Binds.GOAL, False),
        (vasteras.BOOK, "VA-45", None, 18, Binds.BINDING, False),
        (norra_vastmanland.BOOK, "NV-17.sala", None, None, Binds.STATED, False),
        (norra_vastmanland.BOOK, "NV-17.fns", None, None, Binds.STATED, False),
        (norra_vastmanland.BOOK, "NV-17.hallstahammar", None, None, Binds.STATED, False),
        (norra_vastmanland.BOOK, "NV-17.surahammar", None, None, Binds.STATED, False),
    ],
)
def test_the_numbers_that_bound(
    book: RuleBook, key: str, least: int | None, most: int | None, binds: Binds, *, about: bool
) -> None:
    rule = financing_rule(book, key, Bound)
    assert (rule.at_least, rule.at_most, rule.binds, rule.about) == (least, most, binds, about)
    if least is None and most is None:
        assert rule.set_by is not None  # the steering group sets it
        assert rule.set_by.key == "steering_group"
    if least is not None and not about:
        numbers = {key: least - 1}
        assert [o.met for o in check_bounds(book, numbers)] == [False]
    if most is not None and not about:
        assert [o.met for o in check_bounds(book, {key: most})] == [True]
        assert [o.met for o in check_bounds(book, {key: most + 1})] == [False]


def test_habo_expects_seventy() -> None:
    """HA-09, X-20: 20 in the team and 50 in the youth measure."""
    rule = financing_rule(framsteget.BOOK, "HA-09.all", Reckoning)
    assert rule.total == Decimal(70)


# Every F and C rule of the inventory, the book that ships it, and how hard it binds there.
SHIPPED: tuple[tuple[RuleBook, dict[str, str]], ...] = (
    (model.BOOK, {"BR-06": "binding"}),
    (
        norra_vastmanland.BOOK,
        {"NV-17": "stated", "NV-22": "stated", "NV-27": "binding", "NV-43": "stated"},
    ),
    (
        vasteras.BOOK,
        {
            "VA-01": "stated", "VA-05": "benchmark", "VA-06": "binding", "VA-07": "stated",
            "VA-08": "stated", "VA-09": "stated", "VA-14": "stated", "VA-16": "goal",
            "VA-19": "stated", "VA-21": "stated", "VA-33": "binding", "VA-45": "binding",
            "VA-47": "stated", "VA-54": "stated",
        },
    ),
    (
        framsteget.BOOK,
        {
            "HA-09": "goal", "HA-14": "binding", "HA-20": "stated", "HA-24": "stated",
            "HA-25": "stated", "HA-31": "stated",
        },
    ),
    (
        sofint.BOOK,
        {
            "NO-04": "stated", "NO-05": "stated", "NO-08": "stated", "NO-16": "stated",
            "NO-17": "stated",
        },
    ),
    (
        finnveden.BOOK,
        {"FI-12": "stated", "FI-13": "stated", "FI-14": "stated", "FI-21": "stated"},
    ),
)  # fmt: skip


def hardest(rules: Iterable[FinancingRule]) -> dict[str, str]:
    order = list(Binds)
    found: dict[str, Binds] = {}
    for rule in rules:
        before = found.get(rule.rule, rule.binds)
        found[rule.rule] = min(before, rule.binds, key=order.index)
    return {key: binds.value for key, binds in found.items()}


@pytest.mark.parametrize(("book", "rules"), SHIPPED, ids=lambda value: getattr(value, "key", ""))
def test_every_rule_of_money_of_the_inventory_is_shipped(
    book: RuleBook, rules: dict[str, str]
) -> None:
    assert hardest(rules_of(book)) == rules
    keys = [rule.key for rule in rules_of(book)]
    assert len(keys) == len(set(keys))
    for rule in rules_of(book):
        assert rule.text.sv != rule.text.en
        assert rule.citation.locator


@pytest.mark.parametrize(
    ("carried_by", "ids"),
    [("VA-07", ("VA-02", "VA-03", "VA-04")), ("VA-08", ("VA-44",)), ("VA-14.grant", ("VA-48",))],
)
def test_rules_that_another_one_carries_are_named_in_it(
    carried_by: str, ids: tuple[str, ...]
) -> None:
    rule = financing_rule(vasteras.BOOK, carried_by, FinancingRule)
    for each in ids:
        assert each in rule.text.sv
        assert each in rule.text.en
