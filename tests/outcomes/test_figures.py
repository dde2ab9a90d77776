"""Key figures, groups, movements, indicators, scales and registrations."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from finsam import Participation
from finsam.errors import FinsamError, InvalidInput, InvalidRules
from finsam.legaltime import Interval, Months
from finsam.outcomes import (
    BY_SEX,
    ORS_ADULTS,
    ORS_CHILDREN,
    OTHER_GROUP,
    UNKNOWN_GROUP,
    AnonymousParticipant,
    Answer,
    Change,
    Durations,
    Form,
    Grouping,
    Indicator,
    KeyFigures,
    Occupation,
    RegisteredCounts,
    Registration,
    ReliableChange,
    Respondent,
    Scale,
    Situation,
    SurveyRound,
    Tally,
    by_age,
    by_municipality,
    changes,
    key_figures,
    key_figures_by,
    movements,
    ors,
    registration_figures,
    shares_over_time,
    srs,
    total_of,
    year_of,
    yes_no,
)
from finsam.participation import ExitReason
from finsam.rulebooks import vasteras
from finsam.terms import Benefit, Sex, Term
from finsam.texts import Text

D = date.fromisoformat
YEAR = year_of(2022)
LATER = D("2023-03-01")
STEPS = [step.key for step in vasteras.LADDER.steps]


def faults(call: Callable[[], object], error: type[FinsamError] = InvalidInput) -> list[Any]:
    with pytest.raises(error) as caught:
        call()
    return [(fault.code, fault.path) for fault in caught.value.faults]


def stay(
    key: str, start: str, end: str | None = None, reason: ExitReason | None = None, **facts: object
) -> Participation:
    made = Participation(key=key, enrolled=D(start), facts=facts)
    return made if end is None else made.exited(D(end), reason=reason)


STAYS = [
    stay("1", "2021-12-31", "2022-01-01", ExitReason.WORK, sex="woman", birth_year=1997),
    stay("2", "2021-12-31", sex="man", birth_year=1960),
    stay("3", "2022-01-01", "2022-12-31", ExitReason.ACTIVE_REHABILITATION, sex="woman"),
    stay("4", "2022-12-31", sex="woman"),
    stay("5", "2022-06-01", "2022-06-30"),
    stay("6", "2022-06-01", "2023-01-01", ExitReason.STUDIES),  # exits after the year
    stay("7", "2021-01-01", "2021-12-31"),  # was over before it
    stay("8", "2023-01-01"),  # begins after it
    stay("9", "2022-02-01").entered_in_error(D("2022-02-02")),
    Participation(key="10").referred(D("2022-02-01")),
]


def test_the_edges_of_the_year() -> None:
    """Enrolled at the start + new - exited = enrolled at the end; an exit's day is its last."""
    year = key_figures(STAYS, YEAR, as_of=LATER)
    assert (year.at_start, year.new, year.exited, year.at_end) == (2, 4, 3, 3)
    assert year.participants == 6
    assert (year.to_work_or_studies.yes, year.to_rehabilitation.yes) == (1, 1)
    assert year.to_work_or_studies == Tally(yes=1, no=1, unknown=1)
    assert sorted(year.stays.lengths) == [2, 30, 365]
    assert (year.waits.lengths, year.waits.unknown) == ((), 4)
    assert (year.persons, year.capacity) == (None, None)


def test_the_wait_is_from_the_referral_to_the_start() -> None:
    sent = Participation(key="1").referred(D("2022-01-10")).enrolled(D("2022-02-01"))
    assert key_figures([sent], YEAR, as_of=LATER).waits == Durations(lengths=[22])


def test_a_person_in_two_measures_is_two_participations_and_one_person() -> None:
    persons = {str(each.key): "P" if each.key in {"3", "4"} else str(each.key) for each in STAYS}
    year = key_figures(STAYS, YEAR, as_of=LATER, persons=persons, places=10)
    assert (year.participants, year.persons) == (6, 5)
    told = year.explain("en")
    assert "Participations: 6" in told
    assert "Persons: 5" in told
    assert "not said who is the same" in key_figures(STAYS, YEAR, as_of=LATER).explain("en")
    del persons["3"]
    assert faults(lambda: key_figures(STAYS, YEAR, as_of=LATER, persons=persons)) == [
        ("missing", "persons")
    ]


def test_capacity_is_days_of_participation() -> None:
    half = [stay("1", "2022-01-01", "2022-06-30"), stay("2", "2022-07-01"), stay("3", "2021-01-01")]
    year = key_figures(half, YEAR, as_of=LATER, places=4)
    assert year.capacity is not None
    assert (year.capacity.used, year.capacity.share) == (2 * 365, Fraction(1, 2))
    assert "Använd kapacitet: 50,0 %" in year.explain("sv")


def test_the_groups_add_up() -> None:
    whole = key_figures(STAYS, YEAR, as_of=LATER)
    parts = key_figures_by(STAYS, YEAR, BY_SEX, as_of=LATER)
    for name in ("at_start", "new", "exited", "at_end", "participants"):
        assert sum(getattr(part, name) for part in parts.values()) == getattr(whole, name)
    assert [part.participants for part in parts.values()] == [3, 1, 2]


def test_key_figures_are_checked() -> None:
    bad: Any = key_figures
    assert faults(lambda: bad(["x"], 2022, as_of="2023", persons=3, places=0)) == [
        ("type", "participations[0]"), ("type", "as_of"), ("type", "period"),
        ("type", "persons"), ("range", "places"),
    ]  # fmt: skip
    assert faults(lambda: bad([], Interval(D("2022-01-01"), None), as_of=LATER)) == [
        ("empty", "period")
    ]
    assert faults(lambda: bad([], YEAR, as_of=D("2022-12-30"))) == [("order", "as_of")]
    assert bad([], YEAR, as_of=D("2022-12-31")).participants == 0
    by: Any = key_figures_by
    assert faults(lambda: by([], YEAR, "sex", as_of=LATER)) == [("type", "grouping")]
    made: Any = KeyFigures
    assert faults(lambda: made(period=1, at_start=-1, new="x", exited=0, at_end=0)) == [
        ("type", "period"), ("range", "at_start"), ("type", "new"),
    ]  # fmt: skip


def test_durations() -> None:
    assert (Durations().mean, Durations().median) == (None, None)
    assert Durations(unknown=2).describe("en") == "–, unknown for 2"
    odd = Durations(lengths=[9, 1, 2])
    assert (odd.mean, odd.median) == (Fraction(4), Fraction(2))
    assert odd.describe("sv") == "medel 4,0 dagar, median 2,0 dagar (av 3)"


# --- groups -------------------------------------------------------------------------------------


def test_ages_are_those_reached_in_the_year() -> None:
    ages = by_age([(16, 24), (25, 29)], year=2022)
    for born, group in ((2006, "16-24"), (2007, "other"), (1997, "25-29"), (1992, "other")):
        assert ages.of(stay("1", "2022-01-01", birth_year=born)).key == group
    assert ages.of(STAYS[3]) == UNKNOWN_GROUP


def test_municipalities() -> None:
    places = by_municipality(["Sala", "1980"])
    assert [group.key for group in places.named] == ["Sala", "Västerås", "other"]
    assert places.of(stay("1", "2022-01-01", municipality="Sala")).key == "Sala"
    elsewhere = places.of(stay("1", "2022-01-01", municipality="Håbo"))
    assert (elsewhere, elsewhere.in_("sv")) == (OTHER_GROUP, "övriga")  # known, and no unknown
    assert places.of(stay("1", "2022-01-01")) == UNKNOWN_GROUP
    with pytest.raises(InvalidInput, match="Västerås"):
        by_municipality(["Vasteras"])


def test_bad_groups_are_refused() -> None:
    bad: Any = by_age
    for groups, path in (
        ([(16, 24), (24, 29)], "groups[1]"),
        ([(24, 16)], "groups[0]"),
        ([16], "groups[0]"),
        ([(16, "24")], "groups[0]"),
        ([(-1, 3)], "groups[0]"),
    ):
        assert [found for _, found in faults(lambda: bad(groups, year=2022))] == [path]  # noqa: B023
    assert faults(lambda: bad([], year="2022")) == [("type", "year")]
    made: Any = Grouping
    one = Term("one", Text(sv="ett", en="one"))
    assert faults(
        lambda: made(key="", name=1, named=[one, one, UNKNOWN_GROUP, 3], key_of="x")
    ) == [
        ("empty", "key"), ("type", "name"), ("duplicate", "named[1].key"),
        ("duplicate", "named[2].key"), ("type", "named[3]"), ("type", "key_of"),
    ]  # fmt: skip


# --- movements ----------------------------------------------------------------------------------


def step(key: str, place: int, on: str, point: Months | None = None) -> Answer:
    return Answer(key, "process_ladder", STEPS[place], D(on), point=point)


def test_movements_count_each_exit_once() -> None:
    given = [
        stay("1", "2021-02-01", "2021-12-01"),
        stay("2", "2021-02-01", "2021-12-01"),
        stay("3", "2021-02-01", "2021-12-01"),
        stay("4", "2021-02-01"),
        stay("5", "2021-02-01", "2021-12-01").entered_in_error(D("2021-12-02")),
    ]
    steps = [
        step("1", 1, "2021-02-01"), step("1", 3, "2021-11-30"),
        step("1", 2, "2022-06-02", Months(6)), step("2", 1, "2021-02-01"),
        step("4", 1, "2021-02-01"),
    ]  # fmt: skip
    table = movements(given, vasteras.LADDER, steps, as_of=LATER)
    assert table.count(STEPS[1], STEPS[3]) == 1
    assert table.count(STEPS[1], "unknown") == 1
    assert table.count("unknown", "unknown") == 1
    assert table.count("total", "total") == 3
    later = movements(given, vasteras.LADDER, steps, as_of=LATER, point=Months(6))
    assert later.count(STEPS[3], STEPS[2]) == 1
    assert later.count(STEPS[1], "unknown") == 0  # the step at enrolment isn't that at exit
    assert later.count("unknown", "unknown") == 2
    ended = [step("3", 4, "2021-11-30")]  # told at the end only
    alone = movements(given, vasteras.LADDER, ended, as_of=LATER)
    assert alone.count("unknown", STEPS[4]) == 1
    assert later.title.en == "The process ladder: from (row) to (column), +6 months"
    bad: Any = movements
    assert faults(lambda: bad([1], "ladder", [], as_of=1, point=6)) == [
        ("type", "participations[0]"), ("type", "as_of"), ("type", "ladder"), ("type", "point"),
    ]  # fmt: skip


# --- indicators ---------------------------------------------------------------------------------

USE = yes_no("indicator_1", sv="Nytta", en="Use")


def test_a_round_without_the_number_asked_says_nothing_of_the_silent() -> None:
    autumn = SurveyRound(time=YEAR, answers={"yes": 3, "no": 1})
    assert autumn.tally(USE) == Tally(yes=3, no=1)
    assert autumn.answers == {"yes": 3, "no": 1}
    assert SurveyRound(time=YEAR, answers={"yes": 3}, sent=3).tally(USE) == Tally(yes=3)
    with pytest.raises(InvalidInput, match=r"answers\['yess'\]"):
        SurveyRound(time=YEAR, answers={"yess": 3}).tally(USE)


def test_bad_rounds_and_indicators_are_refused() -> None:
    bad: Any = SurveyRound
    assert faults(lambda: bad(time=1, answers={"yes": -1}, sent="x")) == [
        ("type", "time"), ("range", "answers['yes']"), ("type", "sent"),
    ]  # fmt: skip
    assert faults(lambda: bad(time=YEAR, answers={"yes": 3}, sent=2)) == [("range", "sent")]
    assert faults(lambda: bad(time=YEAR, answers=3)) == [("type", "answers")]
    made: Any = Indicator
    assert faults(
        lambda: made(number=0, respondent="x", form="y", question="z"), InvalidRules
    ) == [
        ("range", "number"), ("type", "respondent"), ("type", "form"), ("type", "question"),
    ]  # fmt: skip
    one = Indicator(number=1, respondent=Respondent.STAFF, form=Form.ONGOING, question=USE)
    assert (one.respondent.key, one.form) == ("staff", Form.ONGOING.term)
    over: Any = shares_over_time
    twice = [SurveyRound(time=YEAR, answers={"yes": 1})] * 2
    assert faults(lambda: over(one, twice)) == [("duplicate", "rounds[1].time")]
    assert faults(lambda: over("x", [3])) == [("type", "indicator"), ("type", "rounds[0]")]


# --- scales -------------------------------------------------------------------------------------


def test_the_cut_offs() -> None:
    assert ors([6, 6, 6, 7], cutoff=ORS_ADULTS).is_below is False  # 25 is not below 25
    assert ors([6, 6, 6, Decimal("6.9")], cutoff=ORS_ADULTS).is_below is True
    assert ors([8, 8, 8, Decimal("7.9")], cutoff=ORS_CHILDREN).is_below is True
    assert ors([7, 7, 7, 7], cutoff=28).is_below is False
    assert srs([9, 9, 9, Decimal("8.9")]).is_below is True


@pytest.mark.parametrize(
    ("items", "paths"),
    [
        ([1, 2, 3], ["items"]),
        ([1, 2, 3, 4, 5], ["items"]),
        ([-1, 0, 10, Decimal("10.1")], ["items[0]", "items[3]"]),
        ([1.0, True, "x", 3], ["items[0]", "items[1]", "items[2]"]),
    ],
)
def test_items_outside_their_line_are_refused(items: list[Any], paths: list[str]) -> None:
    assert [path for _, path in faults(lambda: total_of(items))] == paths


def test_a_cut_off_lies_on_the_scale() -> None:
    bad: Any = ors
    for cutoff in (0, 41, 28.0):
        assert [path for _, path in faults(lambda: bad([1, 1, 1, 1], cutoff=cutoff))] == ["cutoff"]  # noqa: B023
    assert ors([0, 0, 0, 0], cutoff=40).total == 0


def test_reliable_change_and_recovery() -> None:
    rule = ReliableChange(deviation=5, more_than=Decimal("0.8"))
    for last, reliable, better in ((24, False, False), (25, True, True), (15, True, False)):
        change = Change(first=Decimal(20), last=Decimal(last))
        assert (rule.is_reliable(change), rule.is_improvement(change)) == (reliable, better)
    up = Change(first=Decimal(20), last=Decimal(26))
    assert [rule.is_recovery(up, cutoff=cutoff) for cutoff in (25, 26)] == [True, False]
    bad: Any = ReliableChange
    assert faults(lambda: bad(deviation=0, more_than=-1), InvalidRules) == [
        ("range", "deviation"), ("range", "more_than"),
    ]  # fmt: skip
    assert faults(lambda: bad(deviation=1.0, more_than="x"), InvalidRules) == [
        ("type", "deviation"), ("type", "more_than"),
    ]  # fmt: skip


def test_changes_need_two_measurements() -> None:
    belief = Scale(key="belief", text=Text(sv="Tro", en="Belief"), minimum=0, maximum=10)
    given = [
        *(stay(key, "2022-01-10") for key in ("1", "2", "3")),
        stay("4", "2022-01-10").entered_in_error(D("2022-01-11")),
        Participation(key="5").referred(D("2022-01-10")),
    ]
    answers = [
        Answer(key, "belief", value, D(day))
        for key, value, day in (
            ("1", 3, "2022-01-10"), ("1", 9, "2022-04-10"), ("1", 4, "2022-07-10"),
            ("2", 5, "2022-01-10"), ("2", 5, "2022-04-10"), ("3", 5, "2022-01-10"),
        )
    ]  # fmt: skip
    found, rose = changes(given, belief, answers, as_of=LATER)
    assert [(each.participation, each.by, each.times) for each in found] == [
        ("1", Decimal(1), 3),
        ("2", Decimal(0), 2),
    ]
    assert rose == Tally(yes=1, no=1, unknown=1)
    bad: Any = changes
    assert faults(lambda: bad([], "x", [], as_of="y")) == [("type", "as_of"), ("type", "scale")]


# --- registrations ------------------------------------------------------------------------------

IDLE = Situation(work_hours=0, study_hours=0, seeking=False)


@pytest.mark.parametrize(
    ("situation", "occupation", "active"),
    [
        (Situation(work_hours=1, study_hours=40), Occupation.PAID_WORK, True),
        (Situation(work_hours=0, study_hours=1), Occupation.STUDIES, True),
        (Situation(work_hours=0, study_hours=0, seeking=True), Occupation.SEEKING, False),
        (IDLE, Occupation.OTHER, False),
        (Situation(work_hours=0, study_hours=0), None, False),
        (Situation(work_hours=0), None, None),
        (Situation(study_hours=40), None, True),
        (Situation(), None, None),
    ],
)
def test_occupation(
    situation: Situation, occupation: Occupation | None, active: bool | None
) -> None:
    expected = UNKNOWN_GROUP if occupation is None else occupation.term
    assert (situation.occupation, situation.works_or_studies) == (expected, active)


@pytest.mark.parametrize(
    ("before", "after", "more"),
    [
        ((0, 0), (1, 0), True),
        ((10, 0), (5, 20), True),
        ((10, 0), (10, 0), False),
        ((10, None), (5, 5), None),
        ((10, None), (20, 5), True),
    ],
)
def test_who_has_started_or_increased(before: Any, after: Any, more: bool | None) -> None:
    then, now = (Situation(work_hours=w, study_hours=s) for w, s in (before, after))
    assert now.has_more_than(then) is more


def test_the_share_of_full_time() -> None:
    assert Situation(work_hours=20).work_share == Fraction(1, 2)
    assert Situation().work_share is None


def closed(after: Situation | None, **more: Any) -> Registration:
    return Registration(
        started=D("2021-09-01"), ended=D("2022-06-15"), before=IDLE, after=after, **more
    )


def test_the_standard_figures() -> None:
    low = Term("primary", Text(sv="grundskola", en="primary school"))
    rows = [
        closed(
            Situation(work_hours=20, study_hours=0, livelihoods=["salary"]),
            education=low,
            support_months=14,
        ),
        closed(IDLE),
        closed(None),
        closed(Situation(work_hours=40, study_hours=0), in_error=True),
        Registration(
            started=D("2022-01-01"),
            before=Situation(livelihoods=[Benefit.SICKNESS_BENEFIT, "sickness_benefit"]),
        ),
    ]
    unnamed = [AnonymousParticipant(sex=Sex.WOMAN, start_year=year) for year in (2021, 2022, 2022)]
    found = registration_figures(rows, anonymous=unnamed, extracted_on=D("2023-04-30"))
    assert (found.counts.participants, found.counts.identified, found.closed) == (7, 4, 3)
    assert (found.counts.anonymous, found.extracted_on) == (3, D("2023-04-30"))
    assert found.system.in_("en") == "SUS"
    assert found.in_work_or_studies == Tally(yes=1, no=1, unknown=1)
    assert found.started_or_increased == Tally(yes=1)
    assert found.occupation.count("other", "paid_work") == 1
    assert found.occupation.count("other", "unknown") == 1
    assert found.anonymous_by_year.count("2022", "woman") == 2
    assert found.livelihood == (("salary", 0, 1), ("unknown", 3, 2))
    assert found.livelihood_after == (("unknown", "salary", 1), ("unknown", "unknown", 2))
    assert found.education == (("primary", 1), ("unknown", 3))
    assert found.durations.lengths == (288, 288, 288)
    assert found.support.describe("sv") == (
        "medel 14,0 månader, median 14,0 månader (av 1), okänt för 3"
    )
    assert rows[-1].before.livelihoods == ("sickness_benefit",)


def test_registrations_are_checked() -> None:
    bad: Any = Registration
    assert faults(
        lambda: bad(
            started="x", ended=D("2022-01-01"), before=1, after=2, sex="woman", education="x",
            support_months=-1, in_error=0,
        )
    ) == [
        ("type", "started"), ("type", "before"), ("type", "after"), ("type", "sex"),
        ("type", "education"), ("range", "support_months"), ("type", "in_error"),
    ]  # fmt: skip
    day = D("2022-01-01")
    assert faults(lambda: bad(started=day, ended=D("2021-12-31"))) == [("order", "ended")]
    assert bad(started=day, ended=day).ended == day
    assert faults(lambda: bad(started=day, after=IDLE)) == [("missing", "ended")]
    situation: Any = Situation
    assert faults(
        lambda: situation(work_hours=-1, study_hours=169, seeking="x", livelihoods=["", 3])
    ) == [
        ("range", "work_hours"), ("range", "study_hours"), ("type", "seeking"),
        ("empty", "livelihoods[0]"), ("type", "livelihoods[1]"),
    ]  # fmt: skip
    assert faults(lambda: situation(work_hours=1.5)) == [("type", "work_hours")]
    unnamed: Any = AnonymousParticipant
    assert faults(lambda: unnamed(sex="woman", start_year="x")) == [
        ("type", "sex"), ("type", "start_year"),
    ]  # fmt: skip
    counts: Any = RegisteredCounts
    assert faults(lambda: counts(participants=-1, identified="x", extracted_on=1)) == [
        ("range", "participants"), ("type", "identified"), ("type", "extracted_on"),
    ]  # fmt: skip
    assert faults(lambda: counts(participants=1, identified=2, extracted_on=day)) == [
        ("range", "identified")
    ]
    assert counts(participants=0, identified=0, extracted_on=day).anonymous_share is None
    figures: Any = registration_figures
    assert faults(lambda: figures(["x"], anonymous=["y"], extracted_on="z")) == [
        ("type", "extracted_on"), ("type", "registrations[0]"), ("type", "anonymous[0]"),
    ]  # fmt: skip
    late = [closed(IDLE), Registration(started=D("2022-06-15"))]
    assert faults(
        lambda: figures(
            late,
            anonymous=[AnonymousParticipant(sex=Sex.MAN, start_year=2023)],
            extracted_on=D("2022-06-14"),
        )
    ) == [
        ("after_as_of", "registrations[0].ended"),
        ("after_as_of", "registrations[1].started"),
        ("after_as_of", "anonymous[0].start_year"),
    ]


def test_the_system_of_a_day_needs_a_day() -> None:
    from finsam.outcomes import follow_up_system  # noqa: PLC0415

    bad: Any = follow_up_system
    assert faults(lambda: bad("2023-05-01")) == [("type", "day")]
