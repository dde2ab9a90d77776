"""What in a rule book should be looked over."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
from attrs import evolve

from cases.made import CITED, NORM, clause, fault, faults_of, text, way
from finsam.association import YearRule
from finsam.citations import Citation
from finsam.errors import InvalidInput
from finsam.financing import Budget, BudgetRule, FinancingRule, Line, LineGroup, Weight
from finsam.legaltime import Days, Interval, Months, Years
from finsam.measures import BoardSeats, BookFinding, Measure, RuleBook, Statement, Team, lint_book
from finsam.members import Association, municipality_member
from finsam.participation import Every, Runs, Stay, TimingRule
from finsam.rulebooks import framsteget
from finsam.rulebooks.shelf import BOOKS
from finsam.rules import (
    COMMON,
    Binds,
    Clause,
    Concern,
    DayIn,
    DecidedBy,
    Flag,
    NotForIndividuals,
    Open,
    RuleSet,
    Strength,
    Validity,
)
from finsam.terms import OldName, Term
from finsam.texts import Text

DAY = dt.date(2026, 11, 26)
HEAD: dict[str, Any] = {"key": "a", "rule": "r", "citation": CITED, "text": text("says")}
PLAIN = clause("x", Flag("job_seeking"))


def team(
    *clauses: Clause, valid: Validity | None = None, timing: Sequence[TimingRule] = ()
) -> Measure:
    rules = RuleSet(
        key="b.team", name=text("Team"), vocabulary=COMMON, clauses=clauses or (PLAIN,),
        valid=valid or Validity(),
    )  # fmt: skip
    return Measure(key="team", name=text("Team"), eligibility=rules, timing=timing)


def book(
    *measures: Measure,
    statements: Sequence[Statement] = (),
    financing: Sequence[FinancingRule] = (),
    calendar: Sequence[YearRule] = (),
) -> RuleBook:
    return RuleBook(
        key="b", association=Association(key="b", name=text("Ours")), measures=measures,
        statements=statements, financing=financing, calendar=calendar,
    )  # fmt: skip


def lint(given: RuleBook, as_of: dt.date = DAY, max_age: Any = None) -> tuple[BookFinding, ...]:
    return lint_book(given, as_of=as_of, max_age=Years(1) if max_age is None else max_age)


def codes(given: RuleBook, as_of: dt.date = DAY) -> list[str]:
    return [one.code for one in lint(given, as_of)]


def test_a_plain_book_has_nothing_to_look_over() -> None:
    assert lint(book(team())) == ()


# Sources


@pytest.mark.parametrize(
    ("as_of", "stale"), [(dt.date(2027, 11, 22), False), (dt.date(2027, 11, 23), True)]
)
def test_a_source_is_stale_when_it_was_checked_too_long_ago(as_of: dt.date, stale: bool) -> None:
    """Checked on 2026-11-22, a year is full on 2027-11-22 and passed the day after."""
    found = lint(book(team()), as_of)
    assert [one.code for one in found] == ["stale_source"] * stale
    if stale:
        assert found[0].weight is Weight.WARNING
        assert found[0].text.en == "The plan was last checked on 2026-11-22, more than 1 year ago"


def test_a_stale_source_is_told_once_with_every_rule_that_cites_it() -> None:
    old = Citation(NORM, "s. 2", dt.date(2020, 1, 1))
    structural = NotForIndividuals(reason=text("no"), rule="N", citation=old)
    rules = RuleSet(
        key="k", name=text("k"), vocabulary=COMMON, ways_in=[evolve(way("W"), citation=old)],
        clauses=[evolve(PLAIN, citation=old)], decided_by=DecidedBy(text("who"), "D", old),
    )  # fmt: skip
    where = Team(key="t", name=text("t"), municipalities=["Sala"], rule="T", citation=old)
    time = Runs(time=Interval(None, None), **HEAD | {"rule": "R", "citation": old})
    head = HEAD | {"citation": old}
    given = book(
        Measure(
            key="m", name=text("m"), eligibility=rules, teams=[where], timing=[time],
            financing=[FinancingRule(**head | {"key": "f", "rule": "F"})],
            statements=[Statement(**head | {"rule": "S"})],
        ),
        Measure(key="s", name=text("s"), eligibility=structural),
        calendar=[YearRule(**head | {"rule": "Y"})],
        financing=[FinancingRule(**head | {"rule": "G"})],
        statements=[Statement(**head | {"rule": "A"})],
    )  # fmt: skip
    [one] = [found for found in lint(given, max_age=Months(1)) if found.code == "stale_source"]
    assert one.rules == ("x", "W", "D", "T", "R", "F", "S", "N", "Y", "G", "A")
    assert one.citations == (old,)


def test_the_shipped_books_are_checked_on_the_day_that_they_say() -> None:
    for given in BOOKS.values():
        assert {c.code for c in lint(given, max_age=Days(4))} & {"stale_source"} == set()
        assert "stale_source" in {c.code for c in lint(given, max_age=Days(3))}


def test_days_in_force_without_a_source_are_told() -> None:
    dated = Validity(start=dt.date(2026, 1, 1))
    assert codes(book(team(valid=dated))) == ["no_source"]
    cited = evolve(dated, citation=CITED, rule="r")
    assert codes(book(team(valid=cited))) == []


# Languages


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (Text(sv="Ålder 16–64.", en="Age 16–64."), None),
        (Text(sv="Ålder 16–64.", en="Ålder 16–64."), "same_text"),
        (Text(sv="–", en="Age 16–64."), "no_words"),
        (Text(sv="Ålder", en="..."), "no_words"),
        (Text(sv="16–64", en="16–64"), "no_words"),
        (Text(sv="_", en="_"), "no_words"),
    ],
)
def test_a_text_is_written_in_both_languages(said: Text, code: str | None) -> None:
    expected = [] if code is None else [code]
    assert codes(book(team(evolve(PLAIN, text=said)))) == expected
    reading = evolve(PLAIN, citation=evolve(CITED, reading=said))
    assert codes(book(team(reading))) == expected
    assert codes(book(team(), statements=[Statement(**HEAD | {"text": said})])) == expected
    reason = NotForIndividuals(reason=said, rule="r", citation=CITED)
    assert codes(book(Measure(key="m", name=said, eligibility=reason))) == expected


def test_the_shipped_books_are_written_in_both_languages() -> None:
    for given in BOOKS.values():
        assert {"same_text", "no_words", "no_source"} & set(codes(given)) == set(), given.key


# Rules about a person


def test_a_measure_without_a_deciding_criterion_is_told() -> None:
    guided = clause("g", Flag("job_seeking"), strength=Strength.GUIDELINE)
    consent = clause("c", Flag("information_offered"), concern=Concern.PREPARATION)
    [one] = lint(book(team(guided, consent)))
    assert (one.code, one.rules) == ("no_criterion", ("g", "c"))
    assert one.in_("en").startswith("warning: Team en: no deciding criterion about the person")
    assert codes(book(team(guided, PLAIN))) == []


def test_open_points_are_listed() -> None:
    asked = Open("R-1.long", text("how long"))
    [one] = lint(book(team(clause("x", asked), clause("y", Flag("job_seeking")))))
    assert (one.code, one.rules, one.weight) == ("open_point", ("R-1",), Weight.REMARK)
    assert one.text == Text(
        sv="öppen punkt R-1.long: how long sv", en="open point R-1.long: how long en"
    )
    told = [c.rules for c in lint(BOOKS["finnveden"]) if c.code == "open_point"]
    assert told == [("FI-05",)] * 3


# Days


def _runs(start: int, end: int, *, last_intake: dt.date | None = None) -> Runs:
    time = Interval(dt.date(start, 1, 1), dt.date(end, 12, 31))
    return Runs(time=time, last_intake=last_intake, **HEAD)


def _valid(start: int, end: int) -> Validity:
    return Validity(start=dt.date(start, 1, 1), end=dt.date(end, 12, 31), rule="r", citation=CITED)


def test_the_time_in_force_and_that_of_the_measure_agree() -> None:
    assert codes(book(team(valid=_valid(2026, 2028), timing=[_runs(2026, 2028)]))) == []
    [one] = lint(book(team(valid=_valid(2026, 2028), timing=[_runs(2026, 2027)])))
    assert (one.code, one.weight) == ("days_disagree", Weight.REMARK)
    assert one.text.en == (
        "the rules are in force 2026-01-01–2028-12-31, but the measure runs 2026-01-01–2027-12-31"
    )
    longer = evolve(_runs(2026, 2027), extended_to=[dt.date(2028, 12, 31)])
    assert codes(book(team(valid=_valid(2026, 2028), timing=[longer]))) == []


@pytest.mark.parametrize(
    ("last_intake", "intake", "expected"),
    [
        (dt.date(2027, 12, 31), None, []),
        (dt.date(2028, 1, 1), None, ["days_disagree"]),
        (dt.date(2027, 10, 31), DayIn(end=dt.date(2027, 10, 31)), []),
        (dt.date(2027, 10, 31), DayIn(end=dt.date(2027, 11, 1)), ["days_disagree"]),
        (dt.date(2027, 10, 31), DayIn(start=dt.date(2027, 1, 1)), []),
        (None, DayIn(end=dt.date(2027, 11, 1)), []),
    ],
)
def test_days_of_intake_agree(
    last_intake: dt.date | None, intake: DayIn | None, expected: list[str]
) -> None:
    asked = [] if intake is None else [clause("p", intake, concern=Concern.PLACE)]
    made = team(
        PLAIN, *asked, valid=_valid(2026, 2027), timing=[_runs(2026, 2027, last_intake=last_intake)]
    )
    found = lint(book(made))
    assert [one.code for one in found] == expected
    assert all(one.weight is Weight.WARNING for one in found)


def test_the_intake_of_a_structural_measure_has_no_clause_to_agree_with() -> None:
    nobody = NotForIndividuals(
        reason=text("no"), rule="r", citation=CITED, valid=_valid(2026, 2027)
    )
    runs = _runs(2026, 2027, last_intake=dt.date(2027, 6, 1))
    made = Measure(key="m", name=text("m"), eligibility=nobody, timing=[runs])
    assert codes(book(made)) == []


def test_a_stay_that_the_last_intake_leaves_no_time_for_is_told() -> None:
    """X-09: HA's last intake leaves two months, and its own shortest stay is three."""
    found = {one.code: one for one in lint(BOOKS["framsteget"]) if one.measure is not None}
    late = found["last_intake"]
    assert (late.rules, late.weight) == (("HA-02", "HA-07"), Weight.REMARK)
    assert "2020-09-30" in late.text.sv
    assert found["last_exit"].rules == ("HA-02", "HA-12")
    assert len(late.citations) == 2


# Years


@pytest.mark.parametrize(
    ("said", "years"),
    [
        ("Målen gäller 2020–2022.", [2020, 2022]),
        ("Verksamhetsmål för 2024", [2024]),
        ("Antogs 2020-11-13.", []),
        ("Lagen (2003:1210) gäller.", []),
        ("En summa av 1 990 kr, 2 000 kr och 2020 000 kr.", []),
        ("Frågor som utreds från 2020.", []),
        ("Pilot sedan 2014, mål för 2021.", [2021]),
        ("Inga år.", []),
        ("Diarienummer 12020 och 20201.", []),
    ],
)
def test_years_that_have_passed_are_told(said: str, years: list[int]) -> None:
    """X-27: goals and activities of an earlier year in a later plan."""
    rule = FinancingRule(**HEAD | {"text": Text(sv=said, en="x")})
    if not years:
        assert codes(book(team(), financing=[rule])) == []
        return
    last = dt.date(max(years), 12, 31)
    fresh = book(team(), financing=[rule])
    assert "stale_years" not in codes(fresh, last)
    [one] = [c for c in lint(fresh, last + dt.timedelta(days=1)) if c.code == "stale_years"]
    assert one.text.sv.endswith(" och ".join(str(year) for year in years))


def test_what_is_only_told_may_be_history() -> None:
    said = HEAD | {"text": Text(sv="Pilot 2014.", en="Pilot in 2014.")}
    assert codes(book(team(), statements=[Statement(binds=Binds.STATED, **said)])) == []
    assert codes(book(team(), statements=[Statement(**said)])) == ["stale_years"]


def _budget(*, cited: bool) -> BudgetRule:
    source: dict[str, Any] = {"rule": "B", "citation": CITED} if cited else {}
    group = LineGroup("g", text("g"), [Line("a", text("a"), [1_000])])
    made = Budget(
        name=text("B"), years=[2027], income=[Line("m", text("m"), [2_000])], groups=[group],
        opening=0, **source,
    )  # fmt: skip
    return BudgetRule(budget=made, binds=Binds.STATED, **HEAD)


def test_a_budget_is_of_its_years_and_has_a_source() -> None:
    assert codes(book(team(), financing=[_budget(cited=True)]), dt.date(2027, 6, 1)) == []
    passed = codes(book(team(), financing=[_budget(cited=True)]), dt.date(2028, 1, 1))
    assert "stale_years" in passed
    assert codes(book(team(), financing=[_budget(cited=False)]), dt.date(2027, 6, 1)) == [
        "no_source"
    ]


# Names and money


def test_a_name_that_is_gone_is_told_from_the_day_after() -> None:
    sus = Term("new", text("New"), older=[OldName("old", text("Old"), dt.date(2026, 4, 30))])
    given = book(
        team(),
        statements=[
            Statement(instruments=[sus], **HEAD),
            Statement(**HEAD | {"key": "b", "rule": "other"}),
        ],
    )
    assert codes(given, dt.date(2026, 4, 30)) == []
    [one] = lint(given, dt.date(2026, 5, 1))
    assert (one.code, one.rules) == ("renamed", ("r",))
    assert one.text.sv == "namnet har ändrats: New sv (Old sv till och med 2026-04-30)"


def test_seats_for_who_is_no_member_are_told_with_the_nearest() -> None:
    seats = {"Alvesta kommun": (1, 1), "xyzzy": (1, 1), "Ljungby": (1, 1)}
    board = BoardSeats(ordinary=3, substitutes=3, by_member=seats, **HEAD)
    given = book(team(), statements=[board, Statement(**HEAD | {"key": "b"})])
    assert codes(given) == []  # the book names no members
    members = [municipality_member(name) for name in ("Alvesta", "Ljungby")]
    ours = evolve(given.association, members=members)
    found = lint(evolve(given, association=ours))
    assert [one.in_("en") for one in found] == [
        "warning: seats for 'Alvesta kommun', which is never a member; did you mean 'Alvesta'? [r]",
        "warning: seats for 'xyzzy', which is never a member [r]",
    ]
    assert found[0].code == "no_member"
    assert "menade du 'Alvesta'?" in found[0].text.sv


def test_the_money_of_a_book_is_reviewed() -> None:
    """VA-04, VA-08 and the remarks on Västerås' money, as `review` has them."""
    found = lint(BOOKS["vasteras"], dt.date(2021, 1, 1))
    counted = Counter(one.code for one in found)
    assert counted["misprint"] == 4
    assert {"deficit", "state_share", "two_figures", "equity_above", "line_above_grant"} <= set(
        counted
    )
    known_as = {rule for one in found for rule in one.rules if rule.startswith("X-")}
    assert known_as == {"X-06", "X-08", "X-11", "X-13"}
    misprints = [one for one in found if one.code == "misprint"]
    assert [one.rules for one in misprints] == [("VA-07",)] * 3 + [("VA-08",)]
    assert all(one.citations for one in misprints)
    assert misprints[0].in_("sv").count("[VA-07]") == 1


def test_a_party_that_is_counted_and_not_financed_is_told() -> None:
    """X-22: 6.0 posts, and 5.25 without Arbetsförmedlingen."""
    [one] = [c for c in lint(BOOKS["finnveden"]) if c.rules == ("X-22",)]
    assert "5,25" in one.text.sv


def test_lines_after_the_time_of_a_project_are_told() -> None:
    """X-27: SIM's budget lines go on after its project time."""
    found = lint(BOOKS["vasteras"], dt.date(2021, 1, 1))
    after = [one for one in found if one.code == "line_outside_grant" and "VA-21" in one.rules]
    assert len(after) == 2  # 2022 and 2023


def test_what_is_no_book_is_refused() -> None:
    given: Any = 7
    found = faults_of(lambda: lint_book(given, as_of=given, max_age=given), InvalidInput)
    assert [(one.code, one.path) for one in found] == [
        ("type", "book"), ("type", "as_of"), ("type", "max_age"),
    ]  # fmt: skip
    assert found[2] == fault(
        "type", "max_age",
        "ska vara Days | Weeks | Months | Years, inte int",
        "takes Days | Weeks | Months | Years, not int",
        expected=["Days | Weeks | Months | Years"],
    )  # fmt: skip


# What never comes


def test_what_recurs_more_seldom_than_a_stay_is_long_is_told() -> None:
    """X-09's kind: a rule of time that can't be kept."""

    def told(period: Months, **stay: Any) -> list[str]:
        made = Stay(**HEAD | {"key": "s", "rule": "S", "at_most": Months(6)} | stay)
        every = Every(period=period, **HEAD | {"key": "e", "rule": "E"})
        return codes(book(team(timing=[every, made])))

    assert told(Months(8)) == ["never_due"]
    assert told(Months(6)) == []
    assert told(Months(8), extendable_by=Months(2)) == []
    assert told(Months(8), at_most=None, at_least=Months(1)) == []
    assert told(Months(8), applies_to=Flag("job_seeking")) == []


def test_a_goal_for_a_year_in_which_the_measure_is_not_in_force_is_told() -> None:
    valid = Validity(start=dt.date(2026, 1, 1), end=dt.date(2027, 12, 31), citation=CITED, rule="r")
    goal = framsteget.SAMORDNINGSTEAM.goals[0]
    for year, expected in ((2029, ["goal_outside"]), (2027, [])):
        years = Interval(dt.date(year, 1, 1), dt.date(year, 12, 31))
        given = evolve(team(valid=valid), goals=[evolve(goal, years=years)])
        found = [one.code for one in lint(book(given)) if one.code == "goal_outside"]
        assert found == expected


def test_an_open_point_that_two_versions_share_is_told_once() -> None:
    open_now = clause("x.a", Open("x.open", text("what")))
    first = Validity(start=dt.date(2020, 1, 1), end=dt.date(2024, 12, 31), citation=CITED, rule="r")
    later = Validity(start=dt.date(2025, 1, 1), citation=CITED, rule="r")
    given = book(team(open_now, valid=first), team(open_now, valid=later))
    assert codes(given).count("open_point") == 1
