"""What the lint finds, and what it leaves in peace."""

import datetime as dt
from typing import Any

import pytest
from attrs import evolve

from cases.made import (
    CITED,
    DAY,
    SMALL,
    clause,
    decide,
    faults_of,
    plain,
    reading,
    rules,
    text,
    way,
)
from finsam.citations import Citation, Norm, Rank
from finsam.errors import InvalidInput, NotApplicable
from finsam.legaltime import Interval, Months, Years
from finsam.rulebooks import vasteras
from finsam.rulebooks.shelf import MEASURES
from finsam.rules import (
    Age,
    AllOf,
    AnyOf,
    Concern,
    DateBetween,
    DayIn,
    Fixed,
    Flag,
    Includes,
    LintCode,
    LintFinding,
    LocalChange,
    Not,
    Open,
    Outcome,
    RuleSet,
    Severity,
    Strength,
    Validity,
    WayInKind,
    lint,
    linting,
)
from finsam.texts import Text

A, B, C, D = (Flag(key) for key in "abcd")


def found(made: RuleSet) -> list[tuple[str, str]]:
    """Returns the codes and the clauses of what is found."""
    return [brief(each) for each in lint(made, as_of=DAY)]


def brief(finding: LintFinding) -> tuple[str, str]:
    return finding.code.value, " ".join(each.key for each in finding.clauses)


def test_rules_without_a_slip_have_no_finding() -> None:
    made = rules(clause("x", Age(at_least=16)), clause("y", AnyOf(A, AllOf(B, C))))
    assert found(made) == []
    assert "Inget att anmärka på." in lint(made, as_of=DAY).explain()


def test_nobody_passes_by_silence() -> None:
    made = rules(clause("g", A, strength=Strength.GUIDELINE), clause("w", B, concern=Concern.PLACE))
    assert found(made) == [("no_deciding_criterion", "")]
    [finding] = lint(made, as_of=DAY)
    assert finding.severity is Severity.ERROR


def test_days_on_which_nobody_can_pass() -> None:
    first, last = dt.date(2022, 3, 1), dt.date(2022, 9, 30)
    made = rules(
        clause("x", A), clause("w", DayIn(start=first, end=last)),
        valid=Validity(start=dt.date(2022, 1, 1), end=dt.date(2022, 12, 31), citation=CITED),
    )  # fmt: skip
    [finding] = lint(made, as_of=DAY)
    assert brief(finding) == ("nobody_on_days", "x w")
    assert finding.days == (
        Interval(dt.date(2022, 1, 1), dt.date(2022, 2, 28)),
        Interval(dt.date(2022, 10, 1), dt.date(2022, 12, 31)),
    )
    assert finding.in_("sv").startswith(
        "fel: x, w på dessa dagar kan ingen uppfylla alla avgörande krav; "
    )
    undated = rules(clause("x", A), clause("w", DayIn(start=first, end=last)))
    [again] = lint(undated, as_of=DAY)
    assert again.days == (
        Interval(None, dt.date(2022, 2, 28)),
        Interval(dt.date(2022, 10, 1), None),
    )
    assert "until and including 2022-02-28; from 2022-10-01" in again.in_("en")


def test_on_a_day_on_which_nobody_passes_no_clause_is_blamed() -> None:
    made = rules(clause("x", A), clause("w", DayIn(start=dt.date(2023, 1, 1))))
    assert [code for code, _ in found(made)] == ["nobody_on_days"]


def test_a_clause_that_refuses_nobody_whom_others_let_through() -> None:
    made = rules(
        clause("x", Age(at_least=16)), clause("y", Age(at_least=10)), clause("z", A)
    )  # fmt: skip
    [finding] = lint(made, as_of=DAY)
    assert brief(finding) == ("never_false", "y x")
    assert finding.witness is not None
    outcomes = {f.clause.key: f.outcome for f in decide(made, **plain(finding.witness)).findings}
    assert outcomes["y"] is Outcome.FAILED
    assert outcomes["x"] is Outcome.FAILED


def test_several_others_may_be_needed_for_it() -> None:
    made = rules(
        clause("x", AnyOf(A, B)), clause("y", AnyOf(A, Not(B))), clause("z", A), clause("w", C)
    )
    assert found(made) == [("never_false", "x z"), ("never_false", "y z"), ("never_false", "z x y")]


def test_a_guideline_that_nobody_eligible_meets() -> None:
    made = rules(
        clause("x", Age(at_least=30)),
        clause("p", Age(at_most=29), strength=Strength.PRIORITY),
        clause("g", Age(at_least=30, at_most=40), strength=Strength.GUIDELINE),
    )
    [finding] = lint(made, as_of=DAY)
    assert brief(finding) == ("never_true", "p")
    assert finding.witness is not None
    assert decide(made, **plain(finding.witness)).findings[0].outcome is Outcome.SATISFIED


def test_a_part_of_a_clause_that_others_decide_already() -> None:
    made = rules(
        clause("x", Age(at_least=18)),
        clause("y", AnyOf(A, Age(at_most=17))),
        clause("z", AnyOf(B, AllOf(C, Age(at_least=12)))),
        clause("n", AnyOf(D, Open("p", text("p")))),
    )
    codes = found(made)
    assert codes == [
        ("part_never_true", "y"),
        ("part_never_false", "z"),
        ("open_point", ""),
    ]
    never, always, _ = lint(made, as_of=DAY)
    assert never.detail == Text(sv="ålder högst 17", en="age at most 17")
    assert always.detail == Text(sv="ålder minst 12", en="age at least 12")
    for each in (never, always):
        assert each.witness is not None
        assert decide(made, **plain(each.witness)).findings[0].outcome is Outcome.SATISFIED


def test_whom_a_clause_applies_to_is_who_it_is_asked_about() -> None:
    made = rules(
        clause("x", Age(at_least=18), applies_to=A), clause("y", Age(at_least=16), applies_to=A)
    )
    assert found(made) == [("never_false", "y x")]
    apart = rules(
        clause("x", Age(at_least=18), applies_to=A), clause("y", Age(at_least=16), applies_to=B)
    )
    assert found(apart) == []
    nobody = rules(clause("x", A), clause("y", B, applies_to=Not(A)))
    assert found(nobody) == [("never_false", "y x")]


def test_two_clauses_that_say_the_same() -> None:
    made = rules(
        clause("x", AllOf(A, B)),
        clause("y", Not(AnyOf(Not(A), Not(B)))),
        clause("g", AllOf(A, B), strength=Strength.GUIDELINE),
        clause("w", AllOf(A, B), concern=Concern.PLACE),
    )
    same = [each for each in lint(made, as_of=DAY) if each.code is LintCode.EQUIVALENT]
    assert [brief(each) for each in same] == [("equivalent", "x y")]
    assert same[0].witness is not None
    assert decide(made, **plain(same[0].witness)).findings[0].outcome is Outcome.FAILED


def test_two_clauses_that_say_the_same_are_told_once() -> None:
    """Each is in vain only beside the other; what a third makes in vain is told of both."""
    twins = [clause("x", Age(at_least=16)), clause("y", Not(Age(at_most=15)))]
    assert found(rules(*twins)) == [("equivalent", "x y")]
    three = [*twins, clause("z", AnyOf(Age(at_least=16), Age(at_least=18)))]
    assert found(rules(*three)) == [
        ("equivalent", "x y"), ("equivalent", "x z"), ("equivalent", "y z"),
    ]  # fmt: skip
    older = [*twins, clause("z", Age(at_least=18))]
    assert found(rules(*older)) == [
        ("never_false", "x z"), ("never_false", "y z"), ("equivalent", "x y"),
    ]  # fmt: skip
    place = [*twins, clause("w", Age(at_least=16), concern=Concern.PLACE)]
    assert found(rules(*place)) == [("never_false", "w y"), ("equivalent", "x y")]


def in_force(start: dt.date, end: dt.date) -> Validity:
    return Validity(start=start, end=end, citation=CITED)


def test_a_clause_has_an_effect_if_it_has_one_on_any_day_in_force() -> None:
    two = (
        clause("x", Age(at_least=30)),
        clause("y", DateBetween("birth_date", end=dt.date(1996, 6, 30))),
    )
    years = in_force(dt.date(2026, 1, 1), dt.date(2027, 12, 31))
    assert found(rules(*two, valid=years)) == []  # until June the one decides, then the other
    later = rules(*two, valid=in_force(dt.date(2026, 7, 1), dt.date(2027, 12, 31)))
    assert found(later) == [("never_false", "x y")]
    earlier = rules(*two, valid=in_force(dt.date(2025, 1, 1), dt.date(2026, 6, 30)))
    assert found(earlier) == [("never_false", "y x")]


def test_a_window_that_is_always_or_never_open_while_the_rules_are_in_force() -> None:
    year = in_force(dt.date(2022, 1, 1), dt.date(2022, 12, 31))
    made = rules(
        clause("x", A),
        clause("open", DayIn(end=dt.date(2022, 12, 31)), concern=Concern.PLACE),
        valid=year,
    )
    [finding] = lint(made, as_of=DAY)
    assert brief(finding) == ("never_false", "open")
    assert (finding.witness, finding.witness_on) == (None, None)
    shut = rules(
        clause("x", A),
        clause("shut", DayIn(start=dt.date(2023, 1, 1)), concern=Concern.PLACE),
        valid=year,
    )
    assert found(shut) == [("never_true", "shut")]
    part = DayIn(start=dt.date(2022, 3, 1), end=dt.date(2022, 3, 31))
    assert found(rules(clause("x", A), clause("w", part, concern=Concern.PLACE), valid=year)) == []


def test_two_windows_that_are_never_open_on_one_day() -> None:
    made = rules(
        clause("x", A),
        clause("spring", DayIn(end=dt.date(2022, 5, 31)), concern=Concern.PLACE),
        clause("autumn", DayIn(start=dt.date(2022, 9, 1)), concern=Concern.PLACE),
    )
    assert found(made) == [("never_true", "spring"), ("never_true", "autumn")]


def test_a_day_inside_a_clause_is_a_part_of_it() -> None:
    never, always = DayIn(start=dt.date(2023, 1, 1)), DayIn(start=dt.date(2020, 1, 1))
    made = rules(
        clause("x", AnyOf(A, AllOf(B, never))), clause("y", AnyOf(C, AllOf(D, always))),
        valid=in_force(dt.date(2022, 1, 1), dt.date(2022, 12, 31)),
    )  # fmt: skip
    assert found(made) == [("part_never_true", "x"), ("part_never_false", "y")]
    assert lint(made, as_of=DAY)[0].detail == Text(
        sv="dagen ligger från och med 2023-01-01", en="the day lies from 2023-01-01"
    )


def test_a_clause_about_consent_or_place_stands_beside_those_of_its_own_concern() -> None:
    both, one = AllOf(A, B), A
    made = rules(
        clause("x", C),
        clause("p", both, concern=Concern.CONSENT),
        clause("q", one, concern=Concern.CONSENT),
        clause("r", one, concern=Concern.PLACE),
    )
    assert found(made) == [("never_false", "q p"), ("part_never_false", "p")]
    person = rules(clause("x", one), clause("p", both, concern=Concern.CONSENT))
    assert found(person) == [("part_never_false", "p")]  # and x decides the verdict by itself


def test_a_way_in_that_is_open_to_nobody_whom_the_clauses_let_through() -> None:
    made = rules(
        clause("x", Age(at_least=30)),
        ways_in=[
            way("young", WayInKind.OPEN_DOOR, open_to=Age(at_most=29)),
            way("all", WayInKind.OPEN_DOOR),
            way("shut", closed=True),
        ],
    )
    [finding] = lint(made, as_of=DAY)
    assert brief(finding) == ("never_true", "young")
    assert finding.witness is not None
    assert decide(made, **plain(finding.witness)).findings[0].outcome is Outcome.SATISFIED


def test_a_way_in_that_opens_on_some_day_in_force_is_open() -> None:
    spring = way("spring", WayInKind.OPEN_DOOR, open_to=DayIn(end=dt.date(2022, 5, 31)))
    year = in_force(dt.date(2022, 1, 1), dt.date(2022, 12, 31))
    autumn = in_force(dt.date(2022, 9, 1), dt.date(2022, 12, 31))
    assert found(rules(clause("x", A), ways_in=[spring], valid=year)) == []
    assert found(rules(clause("x", A), ways_in=[spring], valid=autumn)) == [
        ("never_true", "spring")
    ]


def test_a_clause_beside_others_that_nobody_meets_is_not_blamed() -> None:
    made = rules(
        clause("x", A),
        clause("p", Not(A), concern=Concern.CONSENT),
        clause("q", B, concern=Concern.CONSENT),
    )
    assert found(made) == [("never_true", "p")]


def test_a_person_who_shows_it_is_of_the_day_if_one_is() -> None:
    made = rules(
        clause("x", Age(at_least=30)), clause("y", Age(at_least=20)),
        clause("w", DayIn(end=dt.date(2022, 3, 31)), concern=Concern.PLACE),
    )  # fmt: skip
    for day in (DAY, dt.date(2022, 3, 1)):
        [finding] = lint(made, as_of=day)
        assert finding.witness_on == day


def test_of_chosen_readings_that_nobody_can_meet_together_none_is_blamed() -> None:
    open_ = Open("p", text("p"), [reading("yes", A), reading("no", Not(A))])
    made = rules(clause("x", A), clause("y", open_)).with_readings({"p": "no"})
    assert found(made) == [("nobody_on_days", "x y")]


def test_open_points_are_remarks() -> None:
    readings = [reading("one", A), reading("two", B)]
    made = rules(clause("x", AnyOf(C, Open("p", text("p"), readings))), ways_in=[way("w")])
    told = lint(made, as_of=DAY)
    assert [each.code.value for each in told] == ["open_point", "open_point"]
    assert told[0].in_("sv") == "anmärkning: källan lämnar detta öppet; p sv"
    assert told[0].severity is Severity.REMARK
    assert told.explain("en").splitlines()[2:] == [f"  {each.in_('en')}" for each in told]


@pytest.mark.parametrize(("days", "stale"), [(0, False), (1, True)])
def test_a_citation_is_stale_after_the_period_and_not_on_its_last_day(
    days: int, stale: bool
) -> None:
    made = rules(clause("x", A), ways_in=[way("w")])
    as_of = dt.date(2027, 11, 22) + dt.timedelta(days)
    told = [brief(each) for each in lint(made, as_of=as_of, stale_after=Years(1))]
    expected = [("stale_citation", "x"), ("stale_citation", "w")] if stale else []
    assert [pair for pair in told if pair[0] == "stale_citation"] == expected
    assert "stale_citation" not in [each.code for each in lint(made, as_of=dt.date(2090, 1, 1))]


def test_a_stated_time_needs_a_source() -> None:
    dated = Validity(start=DAY)
    assert found(rules(clause("x", A), valid=dated)) == [("no_citation", "")]
    assert found(rules(clause("x", A), valid=evolve(dated, citation=CITED))) == []


def test_one_text_in_both_languages_is_a_translation_that_is_missing() -> None:
    one = evolve(clause("x", A), text=Text(sv="samma", en="samma"))
    shut = evolve(way("w", closed=True), text=Text(sv="w", en="w"))
    assert found(rules(one, ways_in=[shut])) == [("one_language", "x"), ("one_language", "w")]
    assert said(rules(clause("x", A), ways_in=[shut])) == [
        "w har samma text på båda språken; en översättning saknas; w"
    ]


def test_a_departure_from_guidance_is_found_again() -> None:
    guide = Norm("guide", text("guide"), Rank.RECOMMENDATION)
    cited = Citation(guide, "1", DAY)
    base = rules(clause("x", A), clause("y", B, local=LocalChange.FREE, citation=cited),
                 clause("z", C, local=LocalChange.FREE, citation=cited))  # fmt: skip
    derived = base.with_changes(
        key="local", name=text("local"), drop=["y"], replace=[clause("z", D)]
    )
    told = [each for each in lint(derived, as_of=DAY) if each.code is LintCode.DEPARTS]
    assert [brief(each) for each in told] == [("departs", "y"), ("departs", "z")]


def test_a_chosen_reading_that_all_or_none_meet_is_no_slip() -> None:
    made = rules(clause("x", A), clause("y", Open("p", text("p")))).with_readings({"p": "met"})
    assert found(made) == []


THREE_YEARS = in_force(dt.date(2021, 1, 1), dt.date(2023, 12, 31))
UNTIL, FROM = DayIn(end=dt.date(2022, 1, 31)), DayIn(start=dt.date(2022, 2, 1))


def test_a_chosen_reading_that_leaves_a_clause_for_some_days_does_not_hide_the_others() -> None:
    made = rules(
        clause("x", Not(D)),
        clause(
            "y",
            AnyOf(AllOf(Open("p", text("p")), FROM), AllOf(D, UNTIL)),
            concern=Concern.PLACE,
        ),
        valid=THREE_YEARS,
    ).with_readings({"p": "met"})  # all meet y from February 2022
    assert found(made) == [("part_never_true", "y")]
    assert lint(made, as_of=DAY)[0].detail == Text(sv="Är d? ja", en="Is d? yes")


def test_what_is_said_of_a_chosen_reading_holds_also_where_all_or_none_meet_it() -> None:
    made = rules(
        clause("x", A),
        clause("y", AnyOf(AllOf(Fixed(holds=True), UNTIL), AllOf(D, FROM)),
               strength=Strength.GUIDELINE),
        clause("z", D, strength=Strength.GUIDELINE),
        valid=THREE_YEARS,
    )  # fmt: skip
    assert found(made) == []  # all meet y until January 2022, and then it says the same as z


def test_a_chosen_reading_that_all_or_none_meet_on_each_day_is_no_slip() -> None:
    made = rules(
        clause("x", A),
        clause("y", AllOf(Open("p", text("p")), UNTIL), strength=Strength.GUIDELINE),
        clause("z", UNTIL, strength=Strength.GUIDELINE),
        valid=THREE_YEARS,
    )
    assert found(made) == [("open_point", "")]
    assert found(made.with_readings({"p": "met"})) == []  # nor that it says what z says


@pytest.mark.parametrize("as_of", [DAY, dt.date(2021, 5, 5)])
def test_the_others_that_refuse_already_do_so_on_every_day(as_of: dt.date) -> None:
    made = rules(
        clause("x", Age(at_least=18)),
        clause("old", Age(at_least=20), applies_to=UNTIL),
        clause("new", Age(at_least=25), applies_to=FROM),
        clause("z", A),
        valid=THREE_YEARS,
    )
    [finding] = lint(made, as_of=as_of)
    assert brief(finding) == ("never_false", "x old new")


def test_the_others_that_refuse_already_do_so_also_on_days_on_which_nobody_passes() -> None:
    made = rules(
        clause("y", A),
        clause("x", A, applies_to=UNTIL),
        clause("b", B),
        clause("c", Not(B), applies_to=FROM),
        valid=THREE_YEARS,
    )
    assert ("never_false", "y x b c") in found(made)


def test_a_clause_may_be_called_a_way() -> None:
    for keys in (("z", "way"), ("way", "z")):
        twins = [clause(key, A, strength=Strength.GUIDELINE) for key in keys]
        made = rules(clause("x", B), *twins)
        [finding] = lint(made, as_of=DAY)
        assert brief(finding) == ("equivalent", " ".join(keys))
        assert plain(finding.witness or {}) == {"a": False}


def test_a_person_who_shows_it_is_of_another_day_where_none_is_of_the_day() -> None:
    made = rules(
        clause("x", A),
        clause("y", Not(A), concern=Concern.PLACE,
               applies_to=DayIn(start=dt.date(2022, 1, 1), end=dt.date(2022, 3, 1))),
        valid=THREE_YEARS,
    )  # fmt: skip
    for as_of, on in ((DAY, dt.date(2022, 1, 1)), (dt.date(2022, 2, 2), dt.date(2022, 2, 2))):
        [finding] = lint(made, as_of=as_of)
        assert brief(finding) == ("never_true", "y")
        assert plain(finding.witness or {}) == {"a": True}
        assert finding.witness_on == on


def test_a_day_outside_is_moved_to_the_nearest_in_force() -> None:
    made = rules(clause("x", A), valid=Validity(start=dt.date(2023, 1, 1), citation=CITED))
    assert lint(made, as_of=DAY).as_of == dt.date(2023, 1, 1)


def test_the_findings_are_a_sequence_that_tells_itself() -> None:
    made = rules(clause("x", Age(at_least=16)), clause("y", Age(at_least=10)))
    told = lint(made, as_of=DAY)
    assert (len(told), told[0], told[:1]) == (1, told.findings[0], told.findings)
    assert told.explain("en").splitlines() == [
        "Made, 2022-06-15",
        "================",
        "  warning: y never refuses anybody who meets x, on any day in force",
        "    for example: When was the person born? 2012-06-16 (age 9)",
    ]
    assert told._repr_html_().startswith('<div class="finsam-lint"><h3>Gjord')


def said(made: RuleSet) -> list[str]:
    """Returns what is found in Swedish, without what it weighs."""
    return [each.in_("sv").removeprefix("varning: ") for each in lint(made, as_of=DAY)]


def test_what_is_found_of_people_is_told_in_swedish() -> None:
    grown = clause("x", Age(at_least=18))
    made = rules(
        grown,
        clause("y", Age(at_least=16)),
        clause("z", AnyOf(A, Age(at_most=17))),
        clause("n", AnyOf(B, AllOf(C, Age(at_least=12)))),
        clause("p", Age(at_most=17), strength=Strength.PRIORITY),
        ways_in=[way("w", WayInKind.OPEN_DOOR, open_to=Age(at_most=17))],
    )
    assert said(made) == [
        "p uppfylls aldrig av någon som uppfyller de övriga kraven, under den tid reglerna gäller",
        "w är inte öppen för någon som uppfyller kraven på personen, under den tid reglerna gäller",
        "y utesluter aldrig någon som uppfyller x, under hela den tid reglerna gäller",
        "z har en del som aldrig är uppfylld för den som uppfyller de övriga kraven,"
        " under den tid reglerna gäller; ålder högst 17",
        "n har en del som alltid är uppfylld för den som uppfyller de övriga kraven,"
        " under hela den tid reglerna gäller; ålder minst 12",
    ]
    never = lint(made, as_of=DAY)[1]
    assert never.in_("en") == (
        "warning: w is not open to anybody who meets the required clauses about the person,"
        " on any day in force"
    )


def test_what_is_asked_wrongly_is_told_at_once() -> None:
    wrong: Any = 3
    told = faults_of(lambda: lint(wrong, as_of=wrong, stale_after=wrong), InvalidInput)
    assert [one.path for one in told] == ["measure", "as_of", "stale_after"]
    with pytest.raises(NotApplicable):
        lint(vasteras.SIM, as_of=DAY, stale_after=Months(6))


def test_the_shipped_rules_have_open_points_and_no_slips() -> None:
    for measure in MEASURES.values():
        if isinstance(measure.eligibility, RuleSet):
            codes = {each.code for each in lint(measure, as_of=dt.date(2026, 11, 22))}
            assert codes <= {LintCode.OPEN_POINT}


def test_a_set_over_members_shows_a_person_of_them() -> None:
    made = rules(
        clause("x", Includes("needs", ["region", "municipality"], at_least=2)),
        clause("y", Includes("needs", ["region"])),
    )
    [finding] = lint(made, as_of=DAY)
    assert brief(finding) == ("never_false", "y x")
    assert "Needs? not in: the region" in lint(made, as_of=DAY).explain("en")
    assert SMALL.read(dict(finding.witness or {}))


def test_the_public_names() -> None:
    assert dir(linting) == ["LintCode", "LintFinding", "LintFindings", "Severity", "lint"]
