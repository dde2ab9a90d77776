"""Grants and payment requests: what is paid, what is refused and why, what is left."""

import datetime as dt
import decimal
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from cases.made import CITED, fault, faults_of, text
from finsam.errors import InvalidInput, InvalidRules
from finsam.financing import (
    Answer,
    Budget,
    BudgetRule,
    Cost,
    CostKind,
    Financeable,
    Grant,
    GrantPart,
    GrantStatus,
    Line,
    LineGroup,
    PaymentRequest,
    RequestCheck,
    check_requests,
    financing_rule,
    reconcile,
    review,
)
from finsam.legaltime import Interval
from finsam.rulebooks import finnveden, framsteget, norra_vastmanland, vasteras
from finsam.terms import Term

D = dt.date.fromisoformat
WRONG: Any = 5
LATE = D("2025-01-01")
HEAD: dict[str, Any] = {"rule": "G-01", "citation": CITED, "text": text("rule")}
STAFF = Financeable(key="f", financed=[CostKind.STAFF], **HEAD)


NOT_SAID = (
    "The source doesn't say whether what is left goes over to the next part; here it doesn't."
)


def days(period: str) -> Interval:
    start, _, end = period.partition("/")
    return Interval(D(start), D(end))


def grant(*parts: tuple[int, str], **more: Any) -> Grant:
    made = [GrantPart(amount=a, start=days(p).start, end=days(p).end) for a, p in parts]  # type: ignore[arg-type]
    return Grant(key="g", parts=made, **(HEAD | more))


ONE = grant((1000, "2022-01-01/2022-12-31"))
TWO = grant((1000, "2022-01-01/2022-12-31"), (500, "2023-01-01/2023-12-31"))


def staff(amount: Any, incurred: str | None = None) -> Cost:
    return Cost(
        kind=CostKind.STAFF, amount=amount, incurred=None if incurred is None else days(incurred)
    )


def asked(key: str, period: str, *costs: Any, corrects: str | None = None) -> PaymentRequest:
    made = [c if isinstance(c, Cost) else staff(c) for c in costs]
    return PaymentRequest(key=key, period=days(period), costs=made, corrects=corrects)


def check(*requests: PaymentRequest, of: Grant = ONE, as_of: dt.date = LATE) -> RequestCheck:
    return check_requests(requests, of, [STAFF], as_of=as_of)


def paid(found: RequestCheck) -> list[str]:
    return [str(outcome.payment) for outcome in found.outcomes]


# --- the grant is a maximum ---------------------------------------------------------------------


def test_the_last_krona_of_a_grant() -> None:
    """HA-14: granted money is a maximum, what is paid is actual cost."""
    found = check(
        asked("1", "2022-01-01/2022-06-30", 999),
        asked("2", "2022-07-01/2022-08-31", Decimal("1.01")),
        asked("3", "2022-09-01/2022-12-31", 7),
    )
    assert paid(found) == ["999", "1", "0"]
    assert [str(o.left) for o in found.outcomes] == ["1", "0", "0"]
    assert [str(o.above_grant) for o in found.outcomes] == ["0", "0.01", "7"]
    assert [str(o.accepted) for o in found.outcomes] == ["999", "1.01", "7"]
    assert found.paid == 1000
    exact = check(asked("1", "2022-01-01/2022-06-30", 1000))
    assert (paid(exact), exact.outcomes[0].above_grant) == (["1000"], 0)  # type: ignore[comparison-overlap]


def test_one_request_alone_or_in_a_list_is_the_same() -> None:
    one = asked("1", "2022-01-01/2022-01-31", 5)
    assert check_requests(one, ONE, [STAFF], as_of=LATE) == check(one)
    assert check(one).outcomes[0].request.amount == 5


def test_what_may_be_financed() -> None:
    """NV-22, FI-13: financed, borne by the party, only some of it, or nothing said."""

    def answers(rules: Any, *kinds: CostKind) -> list[tuple[str, str]]:
        request = PaymentRequest(
            key="1", period=days("2022-01-01/2022-01-31"),
            costs=[Cost(kind=kind, amount=10) for kind in kinds],
        )  # fmt: skip
        [found] = check_requests(request, ONE, rules, as_of=LATE).outcomes
        return [(o.answer.value, o.rule) for o in found.costs]

    kinds = (CostKind.STAFF, CostKind.PREMISES, CostKind.START_COSTS, CostKind.EVALUATION)
    assert answers(finnveden.SAMVERKANSTEAM, *kinds) == [
        ("accepted", "FI-13"), ("refused", "FI-13"), ("to_decide", "FI-13"), ("to_decide", ""),
    ]  # fmt: skip
    assert answers(norra_vastmanland.BOOK, *kinds) == [
        ("accepted", "NV-22"), ("accepted", "NV-22"), ("to_decide", ""), ("accepted", "NV-22"),
    ]  # fmt: skip
    assert answers(vasteras.BOOK, *kinds) == [
        ("to_decide", ""), ("accepted", "VA-09"), ("to_decide", ""), ("to_decide", ""),
    ]  # fmt: skip
    assert answers([], CostKind.STAFF) == [("to_decide", "")]


def test_what_one_rule_says_a_party_bears_no_other_rule_pays() -> None:
    borne = Financeable(key="b", borne=[CostKind.STAFF], **(HEAD | {"rule": "G-02"}))
    found = check_requests(
        asked("1", "2022-01-01/2022-01-31", 5), ONE, [STAFF, borne], as_of=LATE
    ).outcomes[0]
    assert (found.costs[0].answer, found.costs[0].rule) == (Answer.REFUSED, "G-02")
    assert (found.refused, found.to_decide, found.payment) == (5, 0, 0)  # type: ignore[comparison-overlap]


def test_a_cost_is_incurred_before_it_is_paid() -> None:
    request = asked("1", "2022-01-01/2022-02-28", 10, staff(20, "2022-01-01/2022-01-31"))
    assert paid(check(request, as_of=D("2022-02-28"))) == ["30"]
    found = check(request, as_of=D("2022-02-27"))
    assert paid(found) == ["20"]
    assert found.outcomes[0].costs[0].why.en == (
        "not incurred on 2022-02-27; the period ends on 2022-02-28"
    )
    assert paid(check(request, as_of=D("2022-01-30"))) == ["0"]


# --- two years ----------------------------------------------------------------------------------


def test_a_request_over_a_year_end_says_how_much_in_which_year() -> None:
    """The grant of a year pays for what was incurred in that year."""
    over = "2022-12-01/2023-01-31"
    december, january = "2022-12-01/2022-12-31", "2023-01-01/2023-01-31"
    found = check(asked("1", over, staff(1100, december), staff(450, january)), of=TWO)
    [outcome] = found.outcomes
    assert (outcome.payment, outcome.above_grant, outcome.left) == (1450, 100, 50)  # type: ignore[comparison-overlap]
    [wrong] = faults_of(lambda: check(asked("1", over, 1550), of=TWO), InvalidInput)
    assert wrong == fault(
        "two_parts",
        "requests[0].costs[0]",
        "1 550 kr för 2022-12-01–2023-01-31 ligger inte i en del av G-01; ange kostnaden delad, med"
        " dagarna i incurred",
        "1 550 kr for 2022-12-01–2023-01-31 doesn't lie in one part of G-01; state the cost"
        " divided, with its days in incurred",
    )
    whole = grant((1500, "2022-01-01/2023-12-31"))
    assert paid(check(asked("1", over, 1550), of=whole)) == ["1500"]  # a grant in one part


def test_a_gap_between_two_parts_pays_for_nothing() -> None:
    gap = grant((10, "2022-01-01/2022-06-30"), (10, "2022-08-01/2022-12-31"))
    request = asked("1", "2022-06-01/2022-08-31", staff(5, "2022-07-01/2022-07-31"))
    [wrong] = faults_of(lambda: check(request, of=gap), InvalidInput)
    assert (wrong.path, wrong.code) == ("requests[0].costs[0]", "two_parts")


@pytest.mark.parametrize(
    ("carries", "payments", "left"),
    [(None, ["300", "500"], "0"), (False, ["300", "500"], "0"), (True, ["300", "900"], "300")],
)
def test_what_is_left_goes_over_only_where_the_source_says_so(
    carries: bool | None,
    payments: list[str],
    left: str,
) -> None:
    of = evolve(TWO, carries_over=carries)
    found = check(
        asked("1", "2022-01-01/2022-12-31", 300), asked("2", "2023-01-01/2023-12-31", 900), of=of
    )
    assert paid(found) == payments
    assert str(found.outcomes[1].left) == left
    told = [note.en for note in found.outcomes[1].notes]
    assert told == ([NOT_SAID] if carries is None else [])
    assert found.outcomes[0].notes == ()


def test_what_went_over_isnt_paid_twice() -> None:
    """With 1 000 and 500, 1 300 paid out of the second year leave 200 for the first."""
    of = evolve(TWO, carries_over=True)
    found = check(
        asked("2", "2023-01-01/2023-12-31", 1300), asked("1", "2022-01-01/2022-12-31", 900), of=of
    )
    assert paid(found) == ["1300", "200"]
    assert found.paid == 1500


# --- corrections --------------------------------------------------------------------------------


def test_a_chain_of_corrections_ends_at_what_the_last_one_says() -> None:
    spring = "2022-01-01/2022-06-30"
    found = check(
        asked("a", spring, 600),
        asked("b", spring, 550, corrects="a"),
        asked("c", spring, 580, corrects="b"),
    )
    assert paid(found) == ["600", "-50", "30"]
    assert [str(o.before) for o in found.outcomes] == ["0", "600", "550"]
    assert [o.corrected_by for o in found.outcomes] == ["b", "c", None]
    assert (found.paid, found.outcomes[-1].left) == (580, 420)  # type: ignore[comparison-overlap]


@pytest.mark.parametrize("carries", [None, True])
def test_a_correction_frees_what_the_grant_has_left_for_it(
    carries: bool | None,
) -> None:
    """900 and 100 are paid of 1 000; the first put right to 1 200 gets no more than its 900."""
    spring, autumn = "2022-01-01/2022-06-30", "2022-07-01/2022-12-31"
    of = evolve(ONE, carries_over=carries)
    found = check(
        asked("a", spring, 900),
        asked("b", autumn, 300),
        asked("a2", spring, 1200, corrects="a"),
        asked("a3", spring, 700, corrects="a2"),
        asked("b2", autumn, 300, corrects="b"),
        of=of,
    )
    assert paid(found) == ["900", "100", "0", "-200", "200"]
    assert found.paid == 1000
    assert [str(o.above_grant) for o in found.outcomes] == ["0", "200", "300", "0", "0"]


def test_a_correction_over_a_year_end_goes_back_into_each_part() -> None:
    over, december, january = (
        "2022-12-01/2023-01-31", "2022-12-01/2022-12-31", "2023-01-01/2023-01-31",
    )  # fmt: skip
    first = asked("a", over, staff(800, december), staff(100, january))
    right = asked("b", over, staff(600, december), staff(450, january), corrects="a")
    for carries in (None, True):
        found = check(first, right, of=evolve(TWO, carries_over=carries))
        assert paid(found) == ["900", "150"]
        assert found.outcomes[1].left == (50 if carries is None else 450)


def test_what_is_taken_back_makes_room() -> None:
    found = check(
        asked("a", "2022-01-01/2022-01-31", 1000),
        asked("b", "2022-02-01/2022-02-28", -100),
        asked("c", "2022-03-01/2022-03-31", 150),
    )
    assert paid(found) == ["1000", "-100", "100"]


# --- what is refused ----------------------------------------------------------------------------


def test_periods_may_meet_but_not_overlap() -> None:
    first = asked("a", "2022-01-01/2022-02-28", 10)
    assert paid(check(first, asked("b", "2022-03-01/2022-03-31", 5))) == ["10", "5"]
    assert faults_of(
        lambda: check(first, asked("b", "2022-02-28/2022-03-31", 5)), InvalidInput
    ) == [
        fault(
            "overlap",
            "requests[1].period",
            "2022-02-28–2022-03-31 (5 kr) överlappar a, 2022-01-01–2022-02-28 (10 kr); en rättelse"
            " anges med corrects='a'",
            "2022-02-28–2022-03-31 (5 kr) overlaps a, 2022-01-01–2022-02-28 (10 kr); a correction"
            " says corrects='a'",
        )
    ]


@pytest.mark.parametrize(
    ("period", "fine"),
    [
        ("2022-01-01/2022-12-31", True),
        ("2021-12-31/2022-01-31", False),
        ("2022-12-01/2023-01-01", False),
    ],
)
def test_a_request_lies_within_the_grant(period: str, *, fine: bool) -> None:
    if fine:
        assert paid(check(asked("a", period, 5))) == ["5"]
    else:
        [found] = faults_of(lambda: check(asked("a", period, 5)), InvalidInput)
        shows = period.replace("/", "–")
        assert found == fault(
            "outside_grant",
            "requests[0].period",
            f"5 kr för {shows} ligger utanför tiden för G-01, 2022-01-01–2022-12-31",
            f"5 kr for {shows} lies outside the time of G-01, 2022-01-01–2022-12-31",
        )


def test_a_correction_is_of_an_earlier_request_once_and_of_the_same_period() -> None:
    spring = "2022-01-01/2022-06-30"
    a = asked("a", spring, 5)
    found = faults_of(lambda: check(asked("b", spring, 5, corrects="a"), a), InvalidInput)
    assert [(f.path, f.code) for f in found] == [("requests[0].corrects", "unknown")]
    found = faults_of(
        lambda: check(
            a, asked("b", spring, 5, corrects="a"), asked("c", spring, 5, corrects="a"),
            asked("d", "2022-01-01/2022-06-29", 5, corrects="b"), asked("d", spring, 5),
        ),
        InvalidInput,
    )  # fmt: skip
    assert [(f.path, f.code) for f in found] == [
        ("requests[2].corrects", "twice"),
        ("requests[3].period", "period"),
        ("requests[4].key", "duplicate"),
        ("requests[4].period", "overlap"),
    ]
    assert found[0].text.en == "a was corrected by b already; correct that one instead"
    assert found[1].text.sv == (
        "en rättelse är för samma period: 2022-01-01–2022-06-30, inte 2022-01-01–2022-06-29"
    )
    assert found[2].text.sv == "nyckeln 'd' finns redan"


def test_a_grant_without_an_amount_pays_nothing_yet() -> None:
    """HA-31: the amounts of Håbo stand in annexes that nobody here has."""
    bare = financing_rule(framsteget.BOOK, "HA-14", Grant)
    assert (bare.total, bare.start, bare.end, bare.sheet()) == (None, None, None, None)
    [found] = faults_of(
        lambda: check(asked("a", "2018-01-01/2018-01-31", 5), of=bare), InvalidInput
    )
    assert (found.path, found.code) == ("grant.parts", "empty")
    assert found.text.sv == (
        "HA-14 anger inget belopp; ge delarna med attrs.evolve(grant, parts=[…])"
    )
    given = evolve(bare, parts=[GrantPart(amount=5, start=D("2018-01-01"), end=D("2020-12-31"))])
    done = check(asked("a", "2018-01-01/2018-01-31", 7), of=given)
    assert [note.en for note in done.outcomes[0].notes] == [
        "The grant stands only if the members fund the association."
    ]


def test_a_check_reports_all_that_is_wrong() -> None:
    found = faults_of(lambda: check_requests(WRONG, WRONG, WRONG, as_of=WRONG), InvalidInput)
    assert [(f.path, f.code) for f in found] == [
        ("as_of", "type"), ("grant", "type"), ("requests[0]", "type"), ("financing[0]", "type"),
    ]  # fmt: skip


def test_a_request_reports_all_that_is_wrong() -> None:
    found = faults_of(
        lambda: PaymentRequest(key="", period=WRONG, costs=[], corrects=""), InvalidInput
    )
    assert [(f.path, f.code) for f in found] == [
        ("key", "empty"), ("period", "type"), ("costs", "empty"), ("corrects", "empty"),
    ]  # fmt: skip
    found = faults_of(
        lambda: PaymentRequest(
            key="1", period=Interval(D("2022-01-01"), None),
            costs=[WRONG, staff(5, "2021-01-01/2021-01-31")],
        ),
        InvalidInput,
    )  # fmt: skip
    assert [(f.path, f.code) for f in found] == [("period", "empty"), ("costs[0]", "type")]


@pytest.mark.parametrize(
    ("incurred", "fine"),
    [
        (Interval(D("2022-01-01"), D("2022-01-31")), True),
        (Interval(D("2021-12-31"), D("2022-01-05")), False),
        (Interval(D("2022-01-05"), D("2022-02-01")), False),
        (Interval(D("2022-01-05"), None), False),
    ],
)
def test_a_cost_lies_in_the_period(incurred: Interval, *, fine: bool) -> None:
    def made() -> PaymentRequest:
        return PaymentRequest(
            key="1", period=days("2022-01-01/2022-01-31"),
            costs=[Cost(kind=CostKind.STAFF, amount=5, incurred=incurred)],
        )  # fmt: skip

    if fine:
        assert made().amount == 5
    else:
        [found] = faults_of(made, InvalidInput)
        assert (found.path, found.code) == ("costs[0].incurred", "outside_period")
        assert found.text.en == (
            f"5 kr was incurred {incurred.describe('en')}, outside 2022-01-01–2022-01-31"
        )


def test_a_cost_reports_all_that_is_wrong() -> None:
    found = faults_of(
        lambda: Cost(kind=WRONG, amount=0.5, incurred=WRONG, note=WRONG),  # type: ignore[arg-type]
        InvalidInput,
    )
    assert [(f.path, f.code) for f in found] == [
        ("kind", "type"), ("amount", "float"), ("incurred", "type"), ("note", "type"),
    ]  # fmt: skip


# --- for people ---------------------------------------------------------------------------------


def test_a_check_for_people() -> None:
    team = finnveden.SAMVERKANSTEAM
    of = financing_rule(team, "FI-13", Grant)
    spring = "2022-01-01/2022-06-30"
    kinds = [
        Cost(kind=CostKind.STAFF, amount=3_050_000), Cost(kind=CostKind.TRAVEL, amount=400),
        Cost(kind=Term("cake|", text("<cake>")), amount=Decimal("99.50")),
    ]  # fmt: skip
    first = PaymentRequest(key="1", period=days(spring), costs=kinds)
    second = PaymentRequest(key="2", period=days(spring), costs=[staff(3_000_000)], corrects="1")
    found = check_requests([first, second], of, team, as_of=LATE)
    lines = [line.split("  ") for line in found.explain("en").splitlines()]
    cells = [[cell.strip() for cell in line if cell.strip()] for line in lines]
    assert cells[2] == ["cost", "amount", "answer", "why"]
    assert cells[4:] == [
        ["staff and pay", "3 050 000 kr", "accepted", "may be financed [FI-13]"],
        ["travel", "400 kr", "refused", "borne by the party itself [FI-13]"],
        ["<cake> en", "99.50 kr", "to be decided", "the rules say nothing of that kind of cost"],
        ["Accepted costs: 3 050 000 kr"],
        ["Above the grant, not paid: 2 000 kr"],
        ["To pay now: 3 048 000 kr"],
        ["Left of the grant: 0 kr"],
        ["Corrected by 2"],
        ["The amount is applied for, not granted."],
        [NOT_SAID],
        [],
        ["2, 2022-01-01–2022-06-30"],
        ["========================"],
        ["cost", "amount", "answer", "why"],
        ["-------------", "------------", "--------", "-----------------------"],
        ["staff and pay", "3 000 000 kr", "accepted", "may be financed [FI-13]"],
        ["Accepted costs: 3 000 000 kr"],
        ["Already paid: 3 048 000 kr"],
        ["To pay now: −48 000 kr"],
        ["Left of the grant: 48 000 kr"],
        ["The amount is applied for, not granted."],
        [NOT_SAID],
    ]  # fmt: skip
    html = found._repr_html_()
    assert html == found.explain("sv", "html")
    assert "&lt;cake&gt; sv" in html
    assert "Att betala nu: −48 000 kr" in html
    assert "| \\<cake\\> en | 99.50 kr | to be decided |" in found.explain("en", "markdown")
    assert (found.outcomes[0].to_decide, found.outcomes[0].refused) == (Decimal("99.50"), 400)  # type: ignore[comparison-overlap]


def test_answers_and_statuses_have_words() -> None:
    assert [answer.in_("en") for answer in Answer] == ["accepted", "refused", "to be decided"]
    assert [status.in_("sv") for status in GrantStatus] == ["sökt", "beviljat"]


def test_nobodys_decimal_context_changes_what_is_paid() -> None:
    def everything() -> object:
        found = check(
            asked("a", "2022-01-01/2022-01-31", Decimal("333.33"), Decimal("333.34")),
            asked("b", "2022-02-01/2022-02-28", Decimal("999.99")),
            asked("a2", "2022-01-01/2022-01-31", Decimal("123.45"), corrects="a"),
        )
        return found, found.paid, found.explain("sv")

    expected = everything()
    with decimal.localcontext() as context:
        context.prec, context.rounding = 3, decimal.ROUND_UP
        assert everything() == expected


# --- grants and what may be financed ------------------------------------------------------------


def test_a_grant_reports_all_that_is_wrong() -> None:
    found = faults_of(
        lambda: Grant(
            key="", rule="", citation=WRONG, text=WRONG, parts=[WRONG], printed=0.5, status=WRONG,  # type: ignore[arg-type]
            carries_over=WRONG, depends_on_members=WRONG, budget_line="", noted={"": ""},
            owner=WRONG, binds=WRONG,
        ),
        InvalidRules,
    )  # fmt: skip
    assert [(f.path, f.code) for f in found] == [
        ("key", "empty"), ("rule", "empty"), ("citation", "type"), ("text", "type"),
        ("owner", "type"), ("binds", "type"), ("noted", "empty"), ("noted['']", "empty"),
        ("parts[0]", "type"), ("printed", "float"), ("status", "type"), ("carries_over", "type"),
        ("depends_on_members", "type"), ("budget_line", "empty"),
    ]  # fmt: skip
    [found_one] = faults_of(lambda: Grant(key="g", noted=[5], **HEAD), InvalidRules)  # type: ignore[arg-type]
    assert found_one == fault(
        "type", "noted", "ska vara Mapping, eller par, inte int",
        "takes Mapping, or pairs, not int",
        expected=["Mapping"],
    )  # fmt: skip


def test_parts_of_a_grant_follow_each_other() -> None:
    assert grant((1, "2022-01-01/2022-06-30"), (1, "2022-07-01/2022-12-31")).total == 2
    for second in ("2022-06-30/2022-12-31", "2021-01-01/2021-12-31"):
        [found] = faults_of(
            lambda s=second: grant((1, "2022-01-01/2022-06-30"), (1, s)),  # type: ignore[misc]
            InvalidRules,
        )
        assert found == fault(
            "overlap", "parts[1]", "delarna ska följa på varandra och inte överlappa",
            "the parts have to follow each other and not overlap",
        )  # fmt: skip


def test_a_part_of_a_grant_reports_all_that_is_wrong() -> None:
    found = faults_of(lambda: GrantPart(amount=-1, start=WRONG, end=LATE), InvalidRules)
    assert [(f.path, f.code) for f in found] == [("amount", "range"), ("start", "type")]
    [turned] = faults_of(lambda: GrantPart(amount=1, start=LATE, end=D("2024-12-31")), InvalidRules)
    assert turned == fault(
        "order", "end", "2024-12-31 ligger före 2025-01-01", "2024-12-31 lies before 2025-01-01"
    )


def test_the_part_of_a_day() -> None:
    first, second = TWO.parts
    assert [
        TWO.part_of(D(day))
        for day in ("2021-12-31", "2022-01-01", "2022-12-31", "2023-01-01", "2024-01-01")
    ] == [None, first, first, second, None]


def test_a_printed_sum_of_a_grant_is_reckoned() -> None:
    assert reconcile(evolve(TWO, printed=1500)).agrees
    [found] = reconcile(evolve(TWO, printed=1501)).misprints
    assert [part.label.sv for part in found.parts] == [
        "2022-01-01–2022-12-31", "2023-01-01–2023-12-31",
    ]  # fmt: skip


def test_what_may_be_financed_reports_all_that_is_wrong() -> None:
    found = faults_of(lambda: Financeable(key="f", limited=[WRONG], **HEAD), InvalidRules)
    assert [(f.path, f.code) for f in found] == [("limited[0]", "type"), ("financed", "empty")]
    found = faults_of(
        lambda: Financeable(
            key="f", financed=[CostKind.STAFF], borne=[CostKind.STAFF],
            limited=[CostKind.TRAVEL], **HEAD,
        ),
        InvalidRules,
    )  # fmt: skip
    assert [(f.path, f.code, f.value) for f in found] == [
        ("borne", "contradiction", "staff"), ("limited", "contradiction", "travel"),
    ]  # fmt: skip
    assert found[0].text.sv == "'staff' går inte ihop med vad som finansieras"
    only_borne = Financeable(key="f", borne=[CostKind.TRAVEL], **HEAD)
    assert [only_borne.answer(k) for k in (CostKind.TRAVEL, CostKind.STAFF)] == [False, None]
    assert STAFF.answer(CostKind.STAFF) is True


def budgeted(line: str, *amounts: int) -> BudgetRule:
    made = Budget(
        name=text("b"), years=range(2021, 2021 + len(amounts)), income=[line_of_income(amounts)],
        opening=0, groups=[LineGroup("g", text("g"), [Line(line, text("line"), amounts)])],
    )  # fmt: skip
    return BudgetRule(key=f"b-{line}", budget=made, **HEAD)


def line_of_income(amounts: tuple[int, ...]) -> Line:
    return Line("in", text("in"), [10**6] * len(amounts))


def test_a_budget_line_is_held_against_its_grant() -> None:
    """VA-21: a line above the whole grant, and lines outside its time, are remarks."""
    of = evolve(ONE, budget_line="team")
    found = review([of, budgeted("team", 1, 1000, 0)]).remarks
    assert [(r.code, r.text.en.split("the budget has ")[1].split(",")[0]) for r in found] == [
        ("line_outside_grant", "0.001 tkr for 2021")
    ]
    found = review([of, budgeted("team", 0, 1001)]).remarks
    assert [r.code for r in found] == ["line_above_grant"]
    assert found[0].text.sv == (
        "line sv: budgeten har 1,001 tkr för 2022, mer än hela beslutet på 1 000 kr"
        " (2022-01-01–2022-12-31)"
    )


def test_a_book_with_several_budgets_needs_the_line_in_one() -> None:
    of = evolve(ONE, budget_line="team")
    found = review([of, budgeted("other", 5), budgeted("team", 0, 1001)]).remarks
    assert [r.code for r in found] == ["line_above_grant"]
    [wrong] = faults_of(lambda: review([of, budgeted("teem", 5)]), InvalidInput)
    assert (wrong.code, wrong.value, wrong.expected) == ("unknown", "team", ("teem",))
    assert review([of]).remarks == ()
    bare = Grant(key="g", budget_line="team", **HEAD)
    assert review([bare, budgeted("other", 5)]).remarks == ()
