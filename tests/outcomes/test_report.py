"""The year's report: what it shows, and that nothing hidden can be worked out of it."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest
from attrs import evolve

from finsam import Participation
from finsam.errors import FinsamError, InvalidInput
from finsam.legaltime import Interval
from finsam.outcomes import (
    BY_SEX,
    HIDDEN,
    TOTAL,
    Answer,
    AtLeast,
    Both,
    Either,
    Enrolled,
    Exited,
    ExitedTo,
    Goal,
    GoalVerdict,
    MeasureYear,
    Moment,
    PublishedGoal,
    PublishedTable,
    TakesPart,
    Tally,
    YearReport,
    evaluate,
    year_of,
    year_report,
)
from finsam.outcomes.charts import goals_chart
from finsam.participation import ENROLLED, ExitReason
from finsam.rulebooks import finnveden, framsteget, vasteras
from finsam.texts import Lang, Style, Text

D = date.fromisoformat
DAY = D("2019-02-01")
YEAR = year_of(2018)
TITLE = Text(sv="Året <i siffror>", en="The year | in figures")
REASONS = [ExitReason.WORK, ExitReason.ACTIVE_REHABILITATION, ExitReason.OTHER]


def faults(call: Callable[[], object], error: type[FinsamError] = InvalidInput) -> list[Any]:
    with pytest.raises(error) as caught:
        call()
    return [(fault.code, fault.path) for fault in caught.value.faults]


def stays(
    women: int,
    men: int,
    *,
    key: str = "",
    planned: int = 1000,
    reasons: int = 1000,
    **facts: object,
) -> list[Participation]:
    """Makes participations that begin and end in 2018, the first of them planned."""
    found = []
    for i in range(women + men):
        sex = {"sex": "woman" if i < women else "man"}
        stay = Participation(key=f"{key}{i}", enrolled=D("2018-02-01"), facts={**sex, **facts})
        stay = stay.action_plan_made(D("2018-03-01")) if i % 100 < planned else stay
        reason = REASONS[i % 3] if i < reasons else None
        found.append(stay.exited(D("2018-06-15"), reason=reason))
    return found


class Named:
    """A measure of its own, with its goals."""

    key = "own"
    name = Text(sv="Egen", en="Own")

    def __init__(self, *goals: Goal) -> None:
        self.goals = goals


def part(given: list[Participation], **more: Any) -> MeasureYear:
    team = framsteget.SAMORDNINGSTEAM
    goals = evaluate(given, team, as_of=DAY, period=YEAR)
    return MeasureYear(measure=team, participations=given, goals=goals, **more)


def report(*parts: MeasureYear, **more: Any) -> YearReport:
    return year_report(parts, 2018, as_of=DAY, title=TITLE, **more)


def goals(found: YearReport) -> dict[str, PublishedGoal]:
    return {goal.goal.key: goal for _, published in found.goals for goal in published}


# --- what is shown ------------------------------------------------------------------------------


def test_large_counts_are_shown_with_their_shares() -> None:
    found = report(part(stays(30, 30)), show_zeros=True)
    first = found.tables[0]
    assert [first.count("total", key) for key in ("start", "new", "exited", "end")] == [
        0,
        60,
        60,
        0,
    ]
    told = {name.en: text.en for name, text in found.figures}
    assert told["Exits to work or studies"] == "20 of 60 (33.3 %)"
    assert told["Exits to continued active rehabilitation"] == "20 of 60 (33.3 %)"
    assert told["Stay of those exited"] == "mean 135.0 days, median 135.0 days"
    assert told["Wait from referral to start, new"] == "too few to show"
    assert goals(found)["HA-10"].verdict is GoalVerdict.MET
    assert goals(found)["HA-09.team"].verdict is GoalVerdict.MET
    assert "at least 20, 60" in found.explain("en")


def test_few_exits_without_a_reason_stand_with_the_others() -> None:
    found = report(part(stays(30, 30, reasons=57)), show_zeros=True)
    (exits,) = [table for table in found.tables if table.key == "exits"]
    assert [row.key for row in exits.rows] == ["work_or_studies", "active_rehabilitation", "other"]
    assert exits.count("other", "total") == 22
    found = report(part(stays(30, 30, reasons=50)), show_zeros=True)
    (exits,) = [table for table in found.tables if table.key == "exits"]
    assert exits.count("unknown", "total") == 10


def placed(yes: int, no: int) -> YearReport:
    """Reports 60 participations, of which so many are answered about; the rest are unknown."""
    given, team = stays(30, 30), vasteras.JOBBFOKUS
    answers = [
        Answer(str(i), "right_place_with_plan", i < yes, D("2018-02-01")) for i in range(yes + no)
    ]
    result = evaluate(given, team, as_of=DAY, period=YEAR, answers=answers)
    made = MeasureYear(measure=team, participations=given, goals=result)
    return report(made, show_zeros=True)


def test_few_unknown_answers_stand_with_those_that_do_not_count() -> None:
    few = goals(placed(50, 7))["VA-20"]
    assert (few.tally, few.at_least) == (None, Fraction(50, 60))
    assert few.verdict is GoalVerdict.NOT_MET
    assert "Measured: all, at least 50 of 60 (83.3 %)" in list(few.lines("en"))
    several = goals(placed(50, 0))["VA-20"]
    assert several.tally == Tally(yes=50, unknown=10)
    assert several.verdict is GoalVerdict.CANNOT_TELL
    one = goals(placed(59, 0))["VA-20"]
    assert (one.tally, one.at_least, one.verdict) == (None, None, None)
    assert "Measured: all" in list(one.lines("en"))


def test_a_goal_of_nobody_has_no_share_to_draw() -> None:
    given = [stay.at(D("2018-06-14")) for stay in stays(30, 30)]
    later = evolve(given[0], key="later", events=()).enrolled(D("2019-01-02"))
    goal = goals(report(part([*given, later]), show_zeros=True))["HA-10"]
    assert (goal.tally, goal.at_least) == (Tally(), None)
    assert goal.verdict is GoalVerdict.CANNOT_TELL
    assert faults(lambda: goals_chart([goal])) == [("empty", "goals")]


def test_persons_and_places() -> None:
    given = stays(30, 30)
    persons = {str(stay.key): str(stay.key) for stay in given}
    for twice, shown in ((6, 54), (1, None)):
        same = persons | {str(i): "0" for i in range(1, twice + 1)}
        found = report(part(given, places=30), persons=same, show_zeros=True)
        (counts,) = [table for table in found.tables if table.key == "persons"]
        assert counts.count("all", "persons") == shown
        assert dict(found.figures)[
            Text(
                sv="Använd kapacitet, Framsteget i Håbo, Samordningsteam",
                en="Capacity used, Framsteget i Håbo, Samordningsteam",
            )
        ].en == "74.0 %"  # fmt: skip
    few = report(part(stays(2, 2), places=30))
    assert few.figures[-1][1].en == "too few to show"


def test_ages_municipalities_and_measures_have_tables_of_their_own() -> None:
    one = part(stays(30, 30, birth_year=1990, municipality="Håbo"))
    other = MeasureYear(
        measure=framsteget.UNGDOMSSATSNING,
        participations=stays(20, 20, key="u", birth_year=1997),
    )
    found = report(one, other, ages=[(16, 24), (25, 64)], municipalities=["Håbo"])
    assert [table.key for table in found.tables] == [
        "all/sex", "all/age", "all/municipality", "all/measure", "samordningsteam/sex",
        "ungdomssatsning/sex", "exits",
    ]  # fmt: skip
    by_measure = found.tables[3]
    assert by_measure.count("ungdomssatsning", "new") == 40
    assert by_measure.count("total", "new") == 100
    assert found.tables[2].count("unknown", "new") == 40
    assert "Participations by age in 2018" in found.explain("en")


def test_the_unknown_stand_in_a_row_of_their_own_only_where_there_are_any() -> None:
    assert [row.key for row in report(part(stays(30, 30))).tables[0].rows] == ["woman", "man"]
    unknown = [evolve(stay, key=f"x{stay.key}", facts={}) for stay in stays(8, 0)]
    found = report(part([*stays(30, 30), *unknown]))
    assert [row.key for row in found.tables[0].rows] == ["woman", "man", "unknown"]


# --- what is hidden -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("planned", "verdict"),
    [
        (100, GoalVerdict.MET),  # 20 of 20, and 19 would do
        (15, GoalVerdict.NOT_MET),
    ],
)
def test_a_verdict_is_shown_where_it_leaves_hidden_counts_open(
    planned: int, verdict: GoalVerdict
) -> None:
    given = stays(18, 2, planned=planned)
    goal = goals(report(part(given)))["HA-10"]
    assert goal.verdict is verdict


def test_a_verdict_that_gives_a_hidden_count_away_is_not_shown() -> None:
    """All of nine are in place: that says that none is not."""
    given = stays(5, 4)
    kept = vasteras.JOBBFOKUS
    answers = [Answer(str(i), "right_place_with_plan", True, D("2018-02-01")) for i in range(9)]
    result = evaluate(given, kept, as_of=DAY, period=YEAR, answers=answers)
    assert result["VA-20"].verdict is GoalVerdict.MET
    made = MeasureYear(measure=kept, participations=given, goals=result)
    found = report(made)
    assert goals(found)["VA-20"].verdict is None
    assert "too few to show" in found.explain("en")
    assert "för få för att visas" in found.explain("sv")
    silent = evaluate(given, kept, as_of=DAY, period=YEAR, answers=answers[:8])
    made = MeasureYear(measure=kept, participations=given, goals=silent)
    assert goals(report(made))["VA-20"].verdict is None  # a no is ruled out by the verdict


def test_too_few_in_all_are_not_shown_at_all() -> None:
    found = report(part(stays(2, 2)))
    assert goals(found)["HA-10"].verdict is None
    assert goals(found)["HA-09.team"].verdict is None
    assert all(set(table.cells()) == table.hidden for table in found.tables)
    digits = found.explain("en").replace("HA-", "").split("Participations by sex")[1]
    assert " 4" not in digits.split("Goals")[0]


def test_what_is_too_early_says_nothing_of_counts() -> None:
    team = framsteget.UNGDOMSSATSNING
    given = [stay.at(D("2018-06-14")) for stay in stays(2, 2)]
    question = [Answer(str(i), "newly_arrived", True, D("2018-02-01")) for i in range(4)]
    result = evaluate(given, team, as_of=DAY, period=YEAR, answers=question, only=["HA-11.plan"])
    assert result["HA-11.plan"].verdict is GoalVerdict.MET
    early = [evolve(stay, events=(), key=stay.key).enrolled(D("2018-12-01")) for stay in given]
    answers = [Answer(str(i), "newly_arrived", True, D("2018-12-01")) for i in range(4)]
    several = Named(evolve(team.goals[0], years=Interval(D("2018-01-01"), D("2020-12-31"))))
    result = evaluate(early, several, as_of=DAY, answers=answers)
    made = MeasureYear(measure=several, participations=early, goals=result)
    waiting = goals(report(made))["HA-11.plan"]
    assert (waiting.verdict, waiting.table) == (GoalVerdict.TOO_EARLY, None)


def test_given_counts_are_protected_too() -> None:
    team = finnveden.SAMVERKANSTEAM
    reported = {
        "FI-11.nearer": Tally(yes=30, no=20),
        "FI-11.use": Tally(yes=48, no=2),
        "FI-11.views": Tally(yes=30, no=10, unknown=10),
    }
    result = evaluate([], team, as_of=DAY, reported=reported)
    found = goals(report(MeasureYear(measure=team, goals=result)))
    assert found["FI-11.nearer"].tally == reported["FI-11.nearer"]
    assert (found["FI-11.use"].tally, found["FI-11.use"].verdict) == (None, GoalVerdict.MET)
    assert found["FI-11.views"].tally == reported["FI-11.views"]


def hidden_values(tables: tuple[PublishedTable, ...]) -> None:
    """Asserts that in each table by itself no hidden cell stands alone in a sum that is shown."""
    for table in tables:
        rows = [row.key for row in table.all_rows]
        columns = [column.key for column in table.all_columns]
        sums = [[(row, column) for row in rows] for column in columns if TOTAL.key in rows]
        if len(columns) > 1:  # parts and their total, or start and new beside exited and end
            sums += [[(row, column) for column in columns] for row in rows]
        for cells in sums:
            assert len(table.hidden & set(cells)) != 1, (table.key, cells)


def test_no_hidden_count_stands_alone_in_a_sum() -> None:
    """A sum with one hidden cell gives it away; over many small reports there is none."""
    tried = 0
    for women in range(0, 12, 2):
        for men in (0, 3, 7, 20):
            given = stays(women, men, planned=women, birth_year=1990)
            other = MeasureYear(
                measure=framsteget.UNGDOMSSATSNING, participations=stays(men, 4, key="u")
            )
            found = report(part(given), other, ages=[(16, 29)])
            goal_tables = tuple(g.table for g in goals(found).values() if g.table is not None)
            hidden_values((*found.tables, *goal_tables))
            whole = found.tables[0]
            split = [
                t for t in found.tables if t.key in {"samordningsteam/sex", "ungdomssatsning/sex"}
            ]
            for cell in whole.cells():
                assert sum(cell in table.hidden for table in (whole, *split)) != 1
            for column in ("start", "new", "exited", "end"):
                total = {
                    (TOTAL.key, column) in t.hidden
                    for t in found.tables
                    if t.key.startswith("all/")
                }
                assert len(total) == 1
            tried += 1
    assert tried == 24


def test_the_same_people_have_the_same_count_in_every_table() -> None:
    """Those who exited are the base of a goal: a count hidden in one table is hidden in both."""
    for women in range(4, 9):
        found = report(part(stays(women, 20)), show_zeros=True)
        goal = goals(found)["HA-10"]
        if goal.table is not None:
            for row in ("woman", "man", "total"):
                one = found.tables[0].count(row, "exited") is None
                assert one is (goal.table.count(row, "total") is None)


YEARS = [(D("2017-05-01"), D("2018-09-01")), (D("2017-05-01"), None),
         (D("2018-02-01"), D("2018-09-01")), (D("2018-02-01"), None)]  # fmt: skip


def flowing(women: tuple[int, ...], men: tuple[int, ...]) -> list[Participation]:
    """Makes so many from before who exit, stay on, who are new and exit, or stay on."""
    found: list[Participation] = []
    for sex, counts in (("woman", women), ("man", men)):
        for (begun, ended), number in zip(YEARS, counts, strict=True):
            for _ in range(number):
                stay = Participation(key=str(len(found)), enrolled=begun, facts={"sex": sex})
                found.append(stay if ended is None else stay.exited(ended, reason=ExitReason.WORK))
    return found


def test_a_goal_of_the_enrolled_does_not_tell_who_is_new() -> None:
    """Men: 6 at the start, 6 new, 8 exited: with all three shown, 4 at the end are known."""
    given = flowing((9, 4, 3, 8), (6, 0, 2, 4))
    new = [stay for stay in given if stay.enrolment == D("2018-02-01")]
    men = [stay for stay in new if stay.facts["sex"] == "man"]
    yes = {stay.key for stay in [*new[:6], *men[:3]]}
    answers = [
        Answer(str(stay.key), "right_place_with_plan", stay.key in yes, D("2018-02-01"))
        for stay in new
    ]
    focus = vasteras.JOBBFOKUS
    result = evaluate(given, focus, as_of=DAY, period=YEAR, answers=answers)
    found = report(MeasureYear(measure=focus, participations=given, goals=result))
    flow, goal = found.tables[0], goals(found)["VA-20"]
    assert goal.table is not None
    for row in ("woman", "man", "total"):
        assert goal.table.count(row, "total") == flow.count(row, "new")
    assert flow.count("man", "end") is None
    assert [flow.count("man", key) for key in ("start", "new", "exited")].count(None) > 0


def test_a_report_is_made_where_a_number_counts_just_those_who_exited() -> None:
    """All four men exit: that those supported are as many as the exited is chance, no rule."""
    given = flowing((5, 0, 5, 5), (3, 0, 1, 0))
    found = report(part(given))
    assert found.tables[0].count("man", "end") is None
    assert not any(goal.withheld for goal in goals(found).values())


def test_counts_that_would_reveal_some_are_left_out() -> None:
    """Of the men one goal counts all who took part, the other by chance just those who exited.

    That they are the same men says that none of them is left: a small count that can't be hidden.
    """
    given = flowing((6, 5, 2, 5), (3, 0, 1, 0))
    goal = evolve(framsteget.SAMORDNINGSTEAM.goals[0], when=None)
    either = Both(criteria=[TakesPart(), Either(criteria=[Enrolled(), Exited()])])
    own = Named(evolve(goal, among=TakesPart()), evolve(goal, key="either", among=either))
    result = evaluate(given, own, as_of=DAY, period=YEAR)
    made = MeasureYear(measure=own, participations=given, goals=result)
    first, other = goals(report(made)).values()
    assert (first.withheld, other.withheld) == (False, True)
    assert (other.table, other.verdict, other.tally) == (None, None, None)
    assert any(line.startswith("The counts aren't shown at all") for line in other.lines("en"))
    assert not any(goal.withheld for goal in goals(report(made, show_zeros=True)).values())


@pytest.mark.parametrize("reasons", [[ExitReason.WORK, ExitReason.STUDIES], [ExitReason.WORK]])
def test_a_goal_of_exits_for_a_reason_is_linked_with_those_exits(
    reasons: list[ExitReason],
) -> None:
    """To work or studies is a row of the exits: what is hidden there is hidden in the goal too."""
    goal = evolve(framsteget.SAMORDNINGSTEAM.goals[0], counts=ExitedTo(reasons=reasons))
    young = evolve(goal, key="new", when=Moment(after=ENROLLED))
    for women in range(6, 30, 3):
        given = stays(women, 12)
        own = Named(goal, young)
        result = evaluate(given, own, as_of=DAY, period=YEAR)
        made = MeasureYear(measure=own, participations=given, goals=result)
        found = report(made)
        (exits,) = [table for table in found.tables if table.key == "exits"]
        for sex in ("woman", "man"):
            table = goals(found)["HA-10"].table
            assert table is not None
            counts = exits.count("work_or_studies", sex), table.count(sex, "yes")
            if len(reasons) > 1:
                assert counts[0] == counts[1]
            assert None in counts or counts[0] == counts[1]  # nobody exits to studies here


def test_a_number_that_is_still_counted_tells_nothing_of_a_hidden_count() -> None:
    """Too early says that 5 aren't reached: beside a hidden 4 that would tell too much."""
    given, years = stays(2, 2), Interval(D("2018-01-01"), D("2020-12-31"))
    for number, verdict in ((5, None), (6, GoalVerdict.TOO_EARLY)):
        goal = evolve(
            framsteget.SAMORDNINGSTEAM.goals[1], target=AtLeast(number), years=years, per_year=False
        )
        result = evaluate(given, Named(goal), as_of=DAY)
        assert result["HA-09.team"].verdict is GoalVerdict.TOO_EARLY
        made = MeasureYear(measure=Named(goal), participations=given, goals=result)
        assert goals(report(made))["HA-09.team"].verdict is verdict


def test_a_share_of_exits_is_of_those_whose_reason_is_known() -> None:
    told = {name.en: text.en for name, text in report(part(stays(30, 30, reasons=50))).figures}
    assert told["Exits to work or studies"] == "17 of 50 (34.0 %), 10 unknown: 28.3 %–45.0 %"
    few = {name.en: text.en for name, text in report(part(stays(30, 30, reasons=57))).figures}
    assert few["Exits to work or studies"] == "at least 19 of 60 (31.7 %)"


# --- how it is drawn ----------------------------------------------------------------------------


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_html_is_escaped_closed_and_has_no_script() -> None:
    found = report(part(stays(30, 30)))
    html = found._repr_html_()
    tags = Tags()
    tags.feed(html)
    assert tags.open == []
    assert tags.seen == {"div", "h3", "h4", "p", "table", "thead", "tbody", "tr", "th", "td"}
    assert "&lt;i siffror&gt;" in html
    assert html.startswith('<div class="finsam-report" lang="sv">')
    assert 'lang="en"' in found.explain("en", "html")


def test_markdown_escapes_its_own_signs() -> None:
    text = report(part(stays(3, 30))).explain("en", "markdown")
    assert text.startswith("## The year \\| in figures\n")
    assert f"| woman | {HIDDEN} |" in text
    assert "| --- | ---: |" in text
    assert "    - Base: exited" in text


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_text_says_the_rule_that_was_used(lang: Lang) -> None:
    text = report(part(stays(3, 30)), below=7).explain(lang)
    rule = {"sv": "antal under 7 visas inte", "en": "counts below 7 are hidden"}[lang]
    assert rule in text
    assert "[HA-10]" in text
    assert "2018-01-01–2018-12-31" in text


def test_what_is_only_said_is_shown() -> None:
    made = MeasureYear(
        measure=vasteras.SAMORDNINGSTEAM,
        goals=evaluate(
            [], vasteras.SAMORDNINGSTEAM, as_of=DAY, only=["VA-16"], reported={"VA-16": 39}
        ),
    )
    assert goals(report(made))["VA-16"].tally is None  # a number has no counts behind it
    text = report(made).explain("en")
    assert "at most 40 months, given: 39" in text
    assert "Goals without a figure" in text
    assert "[VA-42]" in text


@pytest.mark.parametrize("style", ["text", "markdown", "html"])
def test_a_line_break_in_a_name_makes_no_line_of_its_own(style: Style) -> None:
    rough = "A\n- list"
    made = evolve(report(part(stays(30, 30))), title=Text(sv=rough, en=rough))
    named = evolve(made.tables[0], title=Text(sv=rough, en=rough))
    drawn = evolve(made, tables=(named,)).explain("en", style)
    assert drawn.count("A - list") == 2
    assert "\n- list" not in drawn
    assert "\n- list" not in named.text("en")


def test_the_chart_takes_texts_as_they_are() -> None:
    found = report(part(stays(30, 30)), show_zeros=True)
    published = next(
        goal for _, several in found.goals for goal in several if "HA-10" in goal.goal.rule
    )
    rough = "a $\\foo$\x07 <b>\x00"
    goal = evolve(published.goal, text=Text(sv=rough, en=rough))
    svg = goals_chart([evolve(published, goal=goal)])
    drawn = ElementTree.fromstring(svg)  # noqa: S314 - our own
    assert "$\\foo$" in "".join(drawn.itertext())


def test_the_chart_is_the_same_each_time_and_shows_no_hidden_goal() -> None:
    found = report(part(stays(30, 30)), show_zeros=True)
    published = [goal for _, several in found.goals for goal in several]
    svg = goals_chart(published, lang="en")
    assert svg == goals_chart(published, lang="en")
    assert svg != goals_chart(published)
    assert "HA-10" in svg
    assert "HA-09" not in svg  # a number is no share
    assert "<script" not in svg
    few = [goal for _, several in report(part(stays(2, 2))).goals for goal in several]
    assert faults(lambda: goals_chart(few)) == [("empty", "goals")]
    bad: Any = goals_chart
    assert faults(lambda: bad(["x"], lang="nn")) == [("type", "goals[0]"), ("unknown", "lang")]


# --- what is refused ----------------------------------------------------------------------------


def test_bad_reports_are_refused() -> None:
    given = part(stays(3, 3))
    bad: Any = year_report
    assert faults(lambda: bad(["x", given, given], 2018, as_of=DAY, title="t")) == [
        ("type", "measures[0]"), ("duplicate", "measures[2].key"), ("type", "title"),
    ]  # fmt: skip
    assert faults(lambda: year_report([given], 2018, as_of=D("2019-02-02"), title=TITLE)) == [
        ("mismatch", "measures[0].goals")
    ]
    team = framsteget.SAMORDNINGSTEAM
    other = evaluate(stays(3, 3), team, as_of=DAY, period=year_of(2017))
    assert faults(lambda: report(evolve(given, goals=other))) == [("mismatch", "measures[0].goals")]
    for people in (stays(3, 2), stays(3, 3, key="x"), stays(2, 4)):
        other = evaluate(people, team, as_of=DAY, period=YEAR)
        others = evolve(given, goals=other)
        assert faults(lambda: report(others)) == [("mismatch", "measures[0].goals")]  # noqa: B023
    twice = MeasureYear(measure=framsteget.UNGDOMSSATSNING, participations=stays(1, 0))
    assert faults(lambda: report(given, twice)) == [("duplicate", "participations[6].key")]
    assert faults(lambda: report(given, below=0)) == [("range", "below")]
    made: Any = MeasureYear
    assert faults(
        lambda: made(
            measure=3, participations=["x", Participation()], goals="g", places=0
        )
    ) == [
        ("type", "measure.key"), ("type", "measure.name"), ("type", "participations[0]"),
        ("missing", "participations[1].key"), ("type", "goals"), ("range", "places"),
    ]  # fmt: skip
    drawn: Any = report(given).explain
    assert faults(lambda: drawn("nn", "pdf")) == [("unknown", "lang"), ("unknown", "style")]


def test_a_report_of_nothing() -> None:
    found = report(MeasureYear(measure=framsteget.SAMORDNINGSTEAM))
    assert (found.goals, found.said) == ((), ())
    assert BY_SEX.name.en == "Sex"
