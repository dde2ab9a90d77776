"""The association's year: the statutory days, and those of the documents."""

import datetime as dt
from datetime import date
from typing import Any

import pytest

from finsam import Text, association
from finsam.association import (
    AfterEach,
    AfterYear,
    AssociationYear,
    ByDay,
    DuringYear,
    EachPart,
    TermOfOffice,
    TimesAYear,
    YearItem,
    YearRule,
    association_year,
    calendar_rules,
    years,
)
from finsam.citations import Citation, Norm, Rank
from finsam.errors import InvalidInput, InvalidRules
from finsam.legaltime import Days, Interval, Months, NamedDay, Weeks
from finsam.rulebooks import finnveden, national, norra_vastmanland, sofint, vasteras
from finsam.rulebooks.shelf import BOOKS
from finsam.rules import Binds
from finsam.terms import Role

D = date.fromisoformat
NV, VA = norra_vastmanland.BOOK, vasteras.BOOK
CITED = Citation(Norm("plan", Text(sv="planen", en="the plan"), Rank.LOCAL), "3", D("2026-11-22"))


class Book:
    """The least that carries rules of the year."""

    def __init__(self, *calendar: YearRule) -> None:
        self.calendar = calendar


def made(kind: Any, **more: Any) -> Any:
    more.setdefault("key", "t")
    return kind(rule="t", citation=CITED, text=Text(sv="regeln", en="the rule"), **more)


def of(found: AssociationYear, key: str) -> list[YearItem]:
    return [item for item in found if item.rule.key == key]


@pytest.mark.parametrize(
    ("year", "due"),
    [
        (2017, "2018-04-03"),
        (2018, "2019-04-01"),
        (2023, "2024-04-02"),
        (2028, "2029-04-03"),
        (2029, "2030-04-01"),
    ],
)
def test_the_annual_report(year: int, due: str) -> None:
    """Act 2003:1210, 24 §: within three months of the end of the year."""
    (report,) = of(association_year(national.BOOK, year), "act.24")
    assert (report.nominal, report.due) == (date(year + 1, 3, 31), D(due))
    assert report.window == Interval(date(year, 1, 1), date(year, 12, 31))
    assert report.is_in_time(D(due)) is True
    assert report.is_in_time(D(due) + dt.timedelta(1)) is False
    with pytest.raises(InvalidInput, match="done: takes"):
        report.is_in_time(dt.datetime(year + 1, 3, 31))  # noqa: DTZ001
    assert report.rule.owner == Role.BOARD.term


@pytest.mark.parametrize(
    ("year", "due"),
    [
        (2021, "2020-11-30"),
        (2020, "2019-12-02"),
        (2025, "2024-12-02"),
        (2026, "2025-12-01"),
        (2031, "2030-12-02"),
    ],
)
def test_the_budget(year: int, due: str) -> None:
    """Act 2003:1210, 23 §, and NV-21 (X-05): by 30 November of the year before."""
    found = association_year([national.BOOK, NV], year)
    for key in ("act.23", "NV-21"):
        (budget,) = of(found, key)
        assert (budget.nominal, budget.due) == (date(year - 1, 11, 30), D(due))


def test_adoption_is_measured_and_revision_is_not() -> None:
    """VA-38, X-15: adopted on 2020-11-13, in time; the revision of June 2021 is another day."""
    found = association_year([national.BOOK, VA], 2021)
    (budget,) = of(found, "act.23")
    assert budget.is_in_time(D("2020-11-13")) is True
    assert budget.is_in_time(D("2020-12-01")) is False
    assert "X-15" in str(budget.rule.citation.reading)
    assert {rule.rule for rule in found.said} == {"VA-38", "VA-51"}


def test_payment_requests_every_second_month() -> None:
    """NV-19: due one month after the period's last day; 28 February gives 28 March."""
    found = of(association_year(NV, 2023), "NV-19")
    assert [(item.window, item.due) for item in found] == [
        (Interval(D("2023-01-01"), D("2023-02-28")), D("2023-03-28")),
        (Interval(D("2023-03-01"), D("2023-04-30")), D("2023-05-30")),
        (Interval(D("2023-05-01"), D("2023-06-30")), D("2023-07-30")),
        (Interval(D("2023-07-01"), D("2023-08-31")), D("2023-09-30")),
        (Interval(D("2023-09-01"), D("2023-10-31")), D("2023-11-30")),
        (Interval(D("2023-11-01"), D("2023-12-31")), D("2024-01-31")),
    ]
    assert [item.uid for item in found][:2] == ["NV-19/2023/1", "NV-19/2023/2"]
    assert found[0].rule.owner == Role.TEAM_LEADER.term
    assert found[0].rule.citation.is_reading
    leap = of(association_year(NV, 2024), "NV-19")[0]
    assert (leap.window, leap.due) == (Interval(D("2024-01-01"), D("2024-02-29")), D("2024-03-29"))


def test_what_is_done_in_a_part_of_the_year() -> None:
    """NV-20, NV-21, NV-28, VA-22, FI-15: the source gives no day."""
    found = association_year([NV, VA, finnveden.BOOK], 2023)
    windows = {
        "NV-20": ("2023-01-01", "2023-12-31"),
        "NV-21.need": ("2022-09-01", "2022-11-30"),
        "NV-28": ("2023-01-01", "2023-12-31"),
        "VA-22.full": ("2023-01-01", "2023-12-31"),
        "VA-22.half": ("2023-07-01", "2023-12-31"),
        "VA-22.inventory": ("2022-01-01", "2022-12-31"),
        "FI-15.budget": ("2023-01-01", "2023-12-31"),
    }
    for key, (start, end) in windows.items():
        (item,) = of(found, key)
        assert item.window == Interval(D(start), D(end))
        assert (item.nominal, item.due, item.is_in_time(D(end))) == (None, None, None)


def test_four_to_six_meetings_a_year() -> None:
    """NV-18: a check on given days; nothing is said when none are given."""
    days = [date(2023, month, 1) for month in range(1, 8)]
    (item,) = of(association_year(NV, 2023), "NV-18")
    assert item.window == Interval(D("2023-01-01"), D("2023-12-31"))
    assert association_year(NV, 2023).remarks == ()
    for number, fits in ((3, False), (4, True), (6, True), (7, False)):
        held = [*days[:number], D("2022-12-31"), D("2024-01-01")]
        found = association_year(NV, 2023, happened={"steering_group": held})
        assert [remark.text.en for remark in found.remarks] == (
            [] if fits else [f"{number} times in 2023; the rule says 4–6"]
        )
        assert not any(remark.is_breach for remark in found.remarks)
    binding = Book(made(TimesAYear, at_least=2, what="meeting", binds=Binds.BINDING))
    (remark,) = association_year(binding, 2023, happened={"meeting": []}).remarks
    assert remark.is_breach
    assert remark.text.sv == "0 gånger 2023; regeln säger minst 2"
    never = Book(made(TimesAYear, at_least=0, at_most=0, what="meeting"))
    (remark,) = association_year(never, 2023, happened={"meeting": [D("2023-01-01")]}).remarks
    assert remark.text.en == "1 time in 2023; the rule says 0–0"


def test_the_term_of_the_board() -> None:
    """Act 2003:1210, 13 §: four years from 1 April of the year after the elections."""
    (term,) = of(association_year(national.BOOK, 2023), "act.13")
    assert (term.window, term.due) == (Interval(D("2023-04-01"), D("2027-03-31")), None)
    begin = {
        year: of(association_year(national.BOOK, year), "act.13") for year in range(2016, 2033)
    }
    assert [year for year, terms in begin.items() if terms] == [2019, 2023, 2027, 2031]


def test_minutes_and_appeal() -> None:
    """Law.md 2.4: 14 days for the minutes, the second day for the board, three weeks to appeal."""
    found = association_year(
        national.BOOK,
        2026,
        happened={
            "board_meeting": map(D, ["2026-06-05", "2026-03-02", "2025-12-01", "2027-01-04"]),
            "minutes_approved": {D("2026-03-16")},
            "minutes_posted": (D("2026-05-29"),),
        },
    )
    minutes = of(found, "kl.5:69")
    assert [(m.nominal, m.due, m.number) for m in minutes] == [
        (D("2026-03-16"), D("2026-03-16"), 1), (D("2026-06-19"), D("2026-06-22"), 2),
    ]  # fmt: skip
    assert [item.due for item in of(found, "kl.8:12")] == [D("2026-03-18")]
    (appeal,) = of(found, "kl.13:5")
    assert appeal.due == D("2026-06-22")
    assert appeal.deadline is not None
    assert appeal.deadline.moved_by is NamedDay.MIDSUMMER_EVE
    assert appeal.window == Interval(D("2026-05-29"), D("2026-05-29"))


def test_the_year_reads_by_due_day() -> None:
    found = association_year([national.BOOK, NV, sofint.BOOK], 2023)
    assert len(found) == len(list(found)) == 14
    dues = [item.due for item in found if item.due is not None]
    assert dues == sorted(dues)
    text = found.explain("sv").splitlines()
    assert text[0] == "2023"
    assert (
        "- 2024-04-02 (flyttad från 2024-03-31, påskdagen och annandag påsk): Styrelsen upprättar"
        " årsredovisningen inom tre månader från årets slut. (för 2023-01-01–2023-12-31)"
        " [2003:1210 24 §]"
    ) in text
    few = association_year(NV, 2023, happened={"steering_group": []})
    assert few.explain("en").splitlines()[-2] == "! 0 times in 2023; the rule says 4–6 [NV-18]"
    assert few.explain("en").splitlines()[-1].endswith("[NV-33]")
    once = association_year(NV, 2023, happened={"steering_group": [D("2023-05-02")]})
    assert once.remarks[0].text.sv == "1 gång 2023; regeln säger 4–6"
    plain = YearItem(rule=found.items[0].rule, year=2023)
    assert plain.in_("en").startswith("no day is given: ")
    assert AssociationYear(year=2023, items=(plain, found.items[0])).items[-1] == plain
    assert {rule.rule for rule in found.said} == {"NV-33", "NO-07"}
    (outside,) = (rule for rule in found.said if rule.rule == "NV-33")
    assert outside.binds is Binds.BINDING, "X-19: the stricter wording is the rule"
    assert "X-19" in outside.text.sv


def test_one_month_and_the_first_and_last_year() -> None:
    book = Book(made(DuringYear, start_month=2, end_month=2), made(EachPart, key="u", months=12,
                                                                   within=Months(1)))  # fmt: skip
    (item,) = of(association_year(book, 2024), "t")
    assert item.window == Interval(D("2024-02-01"), D("2024-02-29"))
    for year in (2, 9995):
        assert of(association_year(book, year), "u")[0].due == date(year + 1, 1, 31)
    for year in (1, 9996):
        with pytest.raises(InvalidInput, match="is a calendar year"):
            association_year(book, year)


@pytest.mark.parametrize(
    ("key", "first"),
    [
        ("act.23", 2005),
        ("act.24", 2004),
        ("act.13", 2007),
        ("kl.5:69", 2018),
        ("kl.8:12", 2018),
        ("kl.13:5", 2018),
    ],
)
def test_no_act_asks_for_anything_before_it_is_in_force(key: str, first: int) -> None:
    """Act 2003:1210 is in force from 2004-01-01, the Local Government Act of 2017 from 2018."""
    for year in (*range(1995, first), first):
        day = [date(year, 3, 1)]
        happened = dict.fromkeys(("board_meeting", "minutes_approved", "minutes_posted"), day)
        found = of(association_year(national.BOOK, year, happened=happened), key)
        assert len(found) == (year == first)


def test_every_shipped_calendar_can_be_asked_together() -> None:
    found = association_year(list(BOOKS.values()), 2023)
    assert len({item.uid for item in found}) == len(found)


@pytest.mark.parametrize(
    ("call", "paths"),
    [
        (lambda: association_year("x", 2023), ["calendars[0]"]),  # type: ignore[arg-type]
        (lambda: association_year(Book("x"), 2023), ["calendars[0].calendar[0]"]),  # type: ignore[arg-type]
        (lambda: association_year([NV, NV], 2023), ["calendars[1].calendar[0].key"] * 7),
        (lambda: association_year(NV, "2023"), ["year"]),  # type: ignore[arg-type]
        (lambda: association_year(NV, 9999), ["year"]),
        (lambda: association_year(NV, 2023, happened=3), ["happened"]),  # type: ignore[arg-type]
        (lambda: association_year(NV, 2023, happened={"steering": []}), ["happened"]),
        (
            lambda: association_year(NV, 2023, happened={"steering_group": ["x"]}),  # type: ignore[list-item]
            ["happened['steering_group'][0]"],
        ),
    ],
)
def test_bad_input(call: Any, paths: list[str]) -> None:
    with pytest.raises(InvalidInput) as caught:
        call()
    found = [fault.path for fault in caught.value.faults]
    assert len(found) == len(paths)
    assert found[0] == paths[0]


@pytest.mark.parametrize(
    ("call", "faults"),
    [
        (lambda: made(YearRule, rolls=3, since="x"), 2),
        (lambda: made(ByDay, month="x", day=1, in_year=0), 1),
        (lambda: made(ByDay, month=2, day=29, in_year=0), 1),
        (lambda: made(ByDay, month=10**30, day=1, in_year=0), 1),
        (lambda: made(AfterYear, period=3), 1),
        (lambda: made(EachPart, months=5, within=3), 2),
        (lambda: made(EachPart, months="x", within=Months(1)), 1),
        (lambda: made(EachPart, months=0, within=Months(1)), 1),
        (lambda: made(DuringYear, start_month=3, end_month=2), 1),
        (lambda: made(DuringYear, start_month="x", year_before=3), 2),
        (lambda: made(TimesAYear, at_least=2, at_most=1, what=""), 2),
        (lambda: made(TimesAYear, at_least=2, at_most=0, what="x"), 1),
        (lambda: made(TimesAYear, at_least="x", at_most="x", what="x"), 2),
        (lambda: made(AfterEach, what="", period=3), 2),
        (lambda: made(TermOfOffice, month=4, day=31, years=0, elections="x"), 3),
        (lambda: made(TermOfOffice, month=4, day=1, years="x", elections=2022), 1),
    ],
)
def test_a_rule_is_checked(call: Any, faults: int) -> None:
    with pytest.raises(InvalidRules) as caught:
        call()
    assert len(caught.value.faults) == faults


def test_public_names() -> None:
    for module in (association, calendar_rules, years):
        assert dir(module) == sorted(module.__all__)
    assert Weeks(3).describe("sv") == "3 veckor"


# --- kinds of rule in the field -------------------------------------------------------------------


def _due(rule: YearRule, year: int) -> list[date | None]:
    book = Book(rule)
    return [item.due for item in association_year(book, year)]


def test_a_day_of_the_year_before_of_the_year_and_after_it() -> None:
    """By 15 October; on 20 February of the year after."""
    for in_year, month, day, due in (
        (-1, 11, 30, "2025-11-30"), (0, 10, 15, "2026-10-15"), (1, 2, 20, "2027-02-20"),
    ):  # fmt: skip
        assert _due(made(ByDay, month=month, day=day, in_year=in_year), 2026) == [D(due)]
    (item,) = association_year(Book(made(ByDay, month=10, day=15, in_year=0)), 2026)
    assert (item.is_in_time(D("2026-10-15")), item.is_in_time(D("2026-10-16"))) == (True, False)
    assert item.window is None
    (after,) = association_year(Book(made(ByDay, month=2, day=20, in_year=1)), 2026)
    assert "(for 2026-01-01–2026-12-31)" in after.in_("en")
    for wrong in (-2, 2):
        with pytest.raises(InvalidRules) as caught:
            made(ByDay, month=2, day=20, in_year=wrong)
        assert [(f.code, f.path) for f in caught.value.faults] == [("range", "in_year")]


def test_every_other_year() -> None:
    rule = made(ByDay, month=3, day=1, in_year=0, since=2023, every=2)
    found = {year: bool(_due(rule, year)) for year in range(2021, 2028)}
    assert [year for year, asked in found.items() if asked] == [2023, 2025, 2027]
    for more, path in (({"every": 2}, "since"), ({"every": 0, "since": 2023}, "every")):
        with pytest.raises(InvalidRules) as caught:
            made(ByDay, month=3, day=1, in_year=0, **more)
        assert [f.path for f in caught.value.faults] == [path]


def test_by_the_15th_of_the_month_after_a_part() -> None:
    rule = made(EachPart, months=3, within=Months(1), on_day=15)
    assert _due(rule, 2026) == [
        D(d) for d in ("2026-04-15", "2026-07-15", "2026-10-15", "2027-01-15")
    ]
    with pytest.raises(InvalidRules) as caught:
        made(EachPart, months=3, within=Days(20), on_day=15)
    assert [(f.code, f.path) for f in caught.value.faults] == [("range", "on_day")]


def test_a_year_is_read_by_place() -> None:
    found = association_year(norra_vastmanland.BOOK, 2023)
    assert found[-1] is found.items[-1]
