"""Rule sets: checked to the fullest when they are built, read, changed and asked."""

import copy
import datetime as dt
import itertools
import pickle
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError

from cases.made import (
    CITED,
    COLOURS,
    DAY,
    NORM,
    SMALL,
    clause,
    decide,
    fault,
    faults_of,
    flag,
    reading,
    rules,
    text,
    way,
)
from finsam.citations import Citation, Norm, Rank
from finsam.eligibility import assess
from finsam.errors import (
    Fault,
    InvalidInput,
    InvalidRules,
    NotApplicable,
    NotInForce,
    RulesTooLarge,
    UnsatisfiableRules,
)
from finsam.legaltime import Days, LeapDay, Months
from finsam.rules import (
    Age,
    AllOf,
    AnyOf,
    AtLeastOf,
    Choice,
    Clause,
    Concern,
    Condition,
    DateBetween,
    DayIn,
    DecidedBy,
    Fixed,
    Flag,
    Includes,
    Known,
    Lasted,
    LocalChange,
    Measured,
    Not,
    NotForIndividuals,
    OneOf,
    Only,
    Open,
    RuleSet,
    Strength,
    Validity,
    Verdict,
    Vocabulary,
    WayInKind,
    YesNo,
    _rule_set_checks,
    diagram,
    planned,
    rulesets,
)
from finsam.rules.conditions import MAX_DEPTH
from finsam.rules.rulesets import REFERENCE_DAY
from finsam.terms import Authority, Term
from finsam.texts import Text

A, B, C = Flag("a"), Flag("b"), Flag("c")
FIRST, LAST = dt.date(2021, 10, 1), dt.date(2022, 6, 30)
ONE_DAY = dt.timedelta(1)
NAME = Text(sv="Namn", en="Name")
WIDE = Open("wide", text("wide"))


def refused(*clauses: Clause, error: type[InvalidRules] = InvalidRules) -> list[Fault]:
    return faults_of(lambda: rules(*clauses), error)


def places(found: Iterable[Fault]) -> list[tuple[str, str]]:
    return [(one.code, one.path) for one in found]


# --- what is refused ----------------------------------------------------------------------------


def test_a_rule_set_reports_all_parts_of_a_wrong_type() -> None:
    wrong: Any = "x"
    found = faults_of(
        lambda: RuleSet(
            key=" ", name=wrong, vocabulary=wrong, clauses=(clause("a", A), wrong), valid=wrong,
            ways_in=[way("w"), wrong], decided_by=wrong, leap_day=wrong, base=wrong,
        ),
        InvalidRules,
    )  # fmt: skip
    assert places(found) == [
        ("empty", "key"),
        *(("type", path) for path in [
            "name", "valid", "leap_day", "decided_by", "base", "vocabulary", "clauses[1]",
            "ways_in[1]",
        ]),
    ]  # fmt: skip
    kinds = ["Text", "Validity", "LeapDay", "DecidedBy", "RuleSet", "Vocabulary", "Clause", "WayIn"]
    assert [one.text.en for one in found[1:]] == [f"takes {kind}, not str" for kind in kinds]


def test_a_rule_set_has_clauses() -> None:
    assert refused() == [
        fault("empty", "clauses", "inga regler angivna", "no clauses are given")
    ]  # fmt: skip


def test_clauses_and_ways_have_keys_of_their_own() -> None:
    ways = [way("w"), way("v"), way("w"), way("y")]
    made = lambda: rules(clause("x", A), clause("y", B), clause("x", C), ways_in=ways)  # noqa: E731
    assert faults_of(made, InvalidRules) == [
        fault(
            "duplicate",
            f"{path}.key",
            f"nyckeln {key!r} finns redan; varje regel och väg in har en egen",
            f"the key {key!r} is taken; each clause and way in has its own",
            value=key,
        )
        for path, key in (("clauses[2]", "x"), ("ways_in[2]", "w"), ("ways_in[3]", "y"))
    ]


def test_an_overall_judgement_weighs_clauses_of_the_set() -> None:
    made = [clause("guide", A, strength=Strength.GUIDELINE), clause("x", B, weighs=["guid"])]
    assert refused(*made) == [
        fault(
            "unknown",
            "clauses[1].weighs[0]",
            "'guid' är inte en regel i uppsättningen; menade du 'guide'?",
            "'guid' is not a clause of the set; did you mean 'guide'?",
            value="guid",
            expected=["guide"],
        )
    ]
    rules(made[0], clause("x", B, weighs=["guide"]))


def test_only_guidelines_are_weighed() -> None:
    """What is required decides by itself, and what ranks or is only said weighs nothing."""
    others = [
        clause("must", A),
        clause("first", A, strength=Strength.PRIORITY),
        clause("said", strength=Strength.STATEMENT),
        clause("guide", C, strength=Strength.GUIDELINE),
    ]
    whole = clause("whole", B, weighs=["guide", "must", "first", "said", "whole", "guid"])
    assert refused(*others, whole) == [
        *(
            fault(
                "strength",
                f"clauses[4].weighs[{place}]",
                f"{key!r} är ingen riktlinje; bara riktlinjer vägs samman",
                f"{key!r} is no guideline; only guidelines are weighed",
                value=key,
            )
            for place, key in enumerate(["must", "first", "said", "whole"], 1)
        ),
        fault(
            "unknown",
            "clauses[4].weighs[5]",
            "'guid' är inte en regel i uppsättningen; menade du 'guide'?",
            "'guid' is not a clause of the set; did you mean 'guide'?",
            value="guid",
            expected=["guide"],
        ),
    ]


def test_a_misspelt_fact_is_found_wherever_it_stands() -> None:
    lost = Flag("job")
    found = faults_of(
        lambda: rules(
            clause("x", AllOf(A, Not(lost)), applies_to=lost),
            clause("y", A, alternatives=[reading("r", AnyOf(lost, B))]),
            clause("z", Open("o", text("o"), (reading("p", lost), reading("q", A)))),
            ways_in=[
                way(
                    "w",
                    open_to=lost,
                    steps=AtLeastOf(1, A, lost),
                    alternatives=[reading("r", Not(lost))],
                )
            ],
        ),
        InvalidRules,
    )
    assert [one.path for one in found] == [
        "clauses[0].applies_to.fact",
        "clauses[0].condition.of[1].of.fact",
        "clauses[1].alternatives[r].condition.of[0].fact",
        "clauses[2].condition.readings[p].condition.fact",
        "ways_in[0].open_to.fact",
        "ways_in[0].steps.of[1].fact",
        "ways_in[0].alternatives[r].condition.of.fact",
    ]
    assert {one.code for one in found} == {"unknown"}


def test_a_misspelt_fact_is_shown_with_the_nearest() -> None:
    (found,) = refused(clause("x", Measured("hour", at_least=1)))
    assert found == fault(
        "unknown",
        "clauses[0].condition.fact",
        "'hour' är inte en känd uppgift; menade du 'hours'?",
        "'hour' is not a declared fact; did you mean 'hours'?",
        value="hour",
        expected=["hours"],
    )


def test_an_atom_reads_a_fact_of_its_kind() -> None:
    (found,) = refused(clause("x", Includes("municipality", ["Nora"])))
    assert found == fault(
        "kind",
        "clauses[0].condition.fact",
        "'includes' kan inte läsa 'municipality', som är 'choice'; det kan 'none_of' och 'one_of'",
        "'includes' can't read 'municipality', which is 'choice'; 'none_of' and 'one_of' can",
        value="municipality",
        expected=["none_of", "one_of"],
    )
    atoms = (Flag("hours"), Age(at_least=1, fact="a"), OneOf("needs", ["region"]))
    found_all = refused(*(clause(str(i), atom) for i, atom in enumerate(atoms)))
    assert [one.text.en for one in found_all] == [
        "'flag' can't read 'hours', which is 'number'; 'measured' can",
        "'age' can't read 'a', which is 'yes_no'; 'flag' can",
        "'one_of' can't read 'needs', which is 'selection'; 'includes' and 'only' can",
    ]
    assert [one.expected for one in found_all] == [
        ("measured",), ("flag",), ("includes", "only"),
    ]  # fmt: skip
    (dates,) = refused(clause("x", Flag("since")))
    assert dates.text.sv.endswith(
        "som är 'date'; det kan 'age', 'ahead', 'date_between' och 'lasted'"
    )


def test_members_that_stand_under_each_other_are_not_counted() -> None:
    found = refused(
        clause("x", Includes("needs", ["region", "health_centre", "municipality"], at_least=2)),
        clause("y", Includes("needs", ["region", "health_centre"])),
    )
    assert places(found) == [("overlap", "clauses[0].condition.members[1]")]


def test_a_misspelt_municipality_or_member_is_shown_with_the_nearest() -> None:
    found = refused(
        clause("x", OneOf("municipality", ["Habo", "Vasteras"])),
        clause("y", Includes("needs", ["region", "comunicipality"])),
        clause("z", Measured("hours", at_least=41)),
    )
    assert [(one.path, one.value, one.expected) for one in found] == [
        ("clauses[0].condition.values[1]", "Vasteras", ("Västerås",)),
        ("clauses[1].condition.members[1]", "comunicipality", ("municipality",)),
        ("clauses[2].condition.at_least", None, ()),
    ]


def test_two_open_points_have_two_keys() -> None:
    other = Open("wide", text("other"))
    found = refused(clause("x", WIDE), clause("y", AnyOf(A, other)), clause("z", WIDE))
    assert found == [
        fault(
            "duplicate",
            "clauses[1].condition.of[1].key",
            "två öppna punkter heter 'wide'",
            "two open points are called 'wide'",
            value="wide",
        )
    ]
    assert rules(clause("x", WIDE), clause("z", WIDE)).open_points == (WIDE,)


def test_ways_in_read_who_refers() -> None:
    without = Vocabulary([flag("a")])
    found = faults_of(
        lambda: rules(clause("x", A), vocabulary=without, ways_in=[way("w")]), InvalidRules
    )
    assert found == [
        fault(
            "unknown",
            "vocabulary",
            "vägar in läser faktumet 'referred_by', som inte är deklarerat",
            "ways in read the fact 'referred_by', which isn't declared",
        )
    ]
    rules(clause("x", A), vocabulary=without, ways_in=[way("w", WayInKind.OPEN_DOOR)])
    rules(clause("x", A), vocabulary=without, ways_in=[])


def test_a_misspelt_referrer_is_shown_with_the_nearest() -> None:
    ways = [way("v", WayInKind.OPEN_DOOR), way("w", referrers=["region", "regoin"])]
    (found,) = faults_of(lambda: rules(clause("x", A), ways_in=ways), InvalidRules)
    assert (found.code, found.path, found.expected) == (
        "unknown", "ways_in[1].referrers[1]", ("region",),
    )  # fmt: skip


def test_who_refers_is_a_choice() -> None:
    odd = Vocabulary([flag("a"), flag("referred_by")])
    with pytest.raises(InvalidRules):
        rules(clause("x", A), vocabulary=odd, ways_in=[way("w", referrers=["region"])])


@pytest.mark.parametrize("kind", [WayInKind.SELF_APPLICATION, WayInKind.OUTREACH])
def test_a_way_without_a_referrer_needs_its_word_in_the_list(kind: WayInKind) -> None:
    """A vocabulary of a rule book's own may know authorities only."""
    asked = evolve(SMALL["referred_by"], kind=Choice(Authority))
    vocabulary = Vocabulary([flag("a"), asked])
    found = faults_of(
        lambda: rules(clause("x", A), vocabulary=vocabulary, ways_in=[way("w", kind)]),
        InvalidRules,
    )
    assert [one.code for one in found] == ["unknown"]


def test_what_can_be_chosen_has_one_name() -> None:
    """A clause with alternatives and an open point of one key: one of them could not be chosen."""
    point = Open("x", text("x"))
    for made in (
        lambda: rules(clause("x", point, alternatives=[reading("r", B)])),
        lambda: rules(clause("x", A, alternatives=[reading("r", B)]), clause("y", point)),
    ):
        found = faults_of(made, InvalidRules)
        assert [one.code for one in found] == ["duplicate"]


@pytest.mark.parametrize("holds", [True, False])
def test_a_choice_that_nobody_made_is_refused(holds: bool) -> None:
    """`Fixed` stands where a caller chose a reading; written by hand it is a constant."""
    for where in (Fixed(holds), AllOf(Fixed(holds)), Not(Fixed(not holds))):
        found = refused(clause("w", A), clause("x", where))
        assert found == [
            fault("constant", "clauses[1].condition", *(EVERYBODY if holds else NOBODY))
        ]
    applies = refused(clause("w", A), clause("x", B, applies_to=Fixed(holds=False)))
    assert places(applies) == [("constant", "clauses[1].applies_to")]
    rules(clause("x", AnyOf(A, Fixed(holds=False))), clause("y", AllOf(B, Fixed(holds=True))))


EVERYBODY = "villkoret är uppfyllt av alla", "everybody meets the condition"
NOBODY = "villkoret kan inte uppfyllas av någon", "nobody can meet the condition"


@pytest.mark.parametrize("strength", [Strength.REQUIRED, Strength.GUIDELINE, Strength.PRIORITY])
def test_a_condition_that_all_or_none_meet_is_refused(strength: Strength) -> None:
    found = faults_of(
        lambda: rules(
            clause("s", strength=Strength.STATEMENT),
            clause("v", AnyOf(A, Not(A)), strength=strength),
            clause("w", A),
            clause("x", AllOf(A, Not(A)), strength=strength),
            clause("y", B, applies_to=AllOf(A, Not(A)), strength=strength),
            clause("z", B, applies_to=AllOf(C, B), strength=strength),
        ),
        InvalidRules,
    )
    assert found == [
        fault("constant", "clauses[1].condition", *EVERYBODY),
        fault("constant", "clauses[3].condition", *NOBODY),
        fault(
            "constant", "clauses[4].applies_to", "regeln gäller ingen",
            "the clause applies to nobody",
        ),
        fault("constant", "clauses[5].condition", *EVERYBODY),
    ]  # fmt: skip


def test_an_age_that_everybody_has_says_nothing() -> None:
    assert places(refused(clause("x", Age(at_least=0)))) == [("constant", "clauses[0].condition")]


def test_a_clause_that_the_day_alone_decides_is_no_constant() -> None:
    window = clause("x", DayIn(start=FIRST, end=LAST), concern=Concern.PLACE)
    for valid in (Validity(), Validity(start=FIRST), Validity(start=FIRST, end=LAST)):
        rules(window, clause("y", A), valid=valid)
    rules(clause("x", A, applies_to=DayIn(end=LAST)), valid=Validity(start=LAST))


@pytest.mark.parametrize(
    "window", [DayIn(start=dt.date(2030, 1, 1)), DayIn(end=dt.date(2010, 1, 1))]
)
def test_a_window_outside_the_reference_day_is_found(window: DayIn) -> None:
    rules(clause("x", AllOf(A, window)))
    rules(clause("x", AnyOf(A, window)))


# --- rules that nobody can satisfy --------------------------------------------------------------


def clash_fault(*keys: str) -> Fault:
    names = ", ".join(keys)
    return fault(
        "unsatisfiable",
        "clauses",
        f"ingen kan uppfylla {names} tillsammans någon dag då reglerna gäller",
        f"nobody can meet {names} together on any day in force",
        expected=keys,
    )


def test_rules_that_nobody_can_satisfy_name_the_clauses_that_clash() -> None:
    found = refused(
        clause("age", Age(at_least=18)),
        clause("x", B),
        clause("young", Age(at_most=17)),
        error=UnsatisfiableRules,
    )
    assert found == [clash_fault("age", "young")]


def test_three_clauses_may_clash_where_no_two_do() -> None:
    found = refused(
        clause("two", AtLeastOf(2, A, B, C)),
        clause("d", Flag("d")),
        clause("a", Not(AllOf(A, C))),
        clause("e", Flag("e")),
        clause("b", Not(B)),
        error=UnsatisfiableRules,
    )
    assert found == [clash_fault("two", "a", "b")]


def test_only_required_clauses_of_one_concern_can_clash() -> None:
    made = clause("a", A)
    for strength in (Strength.GUIDELINE, Strength.PRIORITY):
        rules(made, clause("b", Not(A), strength=strength))
        rules(clause("c", A, concern=Concern.CONSENT),
              clause("b", Not(A), concern=Concern.CONSENT, strength=strength))  # fmt: skip
    for concern in Concern:
        if concern is not Concern.PERSON:
            rules(made, clause("b", Not(A), concern=concern))


@pytest.mark.parametrize("concern", [Concern.PREPARATION, Concern.CONSENT])
def test_preparation_and_consent_that_nobody_can_meet_are_refused(concern: Concern) -> None:
    made = [clause("p", B, concern=concern), clause("x", A), clause("q", Not(B), concern=concern)]
    assert refused(*made, error=UnsatisfiableRules) == [clash_fault("p", "q")]


@pytest.mark.parametrize("concern", [Concern.ROUTE, Concern.PLACE])
def test_a_way_in_may_be_closed_and_a_place_be_gone(concern: Concern) -> None:
    """A source can say that the doors are closed; nobody states what none can do."""
    rules(clause("x", A), clause("r", B, concern=concern), clause("s", Not(B), concern=concern))


def test_clashes_of_several_concerns_are_reported_at_once() -> None:
    found = refused(
        clause("a", A),
        clause("c", B, concern=Concern.CONSENT),
        clause("p", C, concern=Concern.PREPARATION),
        clause("b", Not(A)),
        clause("d", Not(B), concern=Concern.CONSENT),
        clause("q", Not(C), concern=Concern.PREPARATION),
        error=UnsatisfiableRules,
    )
    assert found == [clash_fault("c", "d"), clash_fault("a", "b"), clash_fault("p", "q")]


def test_a_consent_that_comes_too_late_is_named() -> None:
    """Of each concern it is enough that it can be met on some day in force."""
    made = [
        clause("x", A),
        clause("early", DayIn(end=FIRST), concern=Concern.CONSENT),
        clause("late", DayIn(start=LAST), concern=Concern.PREPARATION),
    ]
    rules(*made)
    found = faults_of(lambda: rules(*made, valid=Validity(end=LAST - ONE_DAY)), UnsatisfiableRules)
    assert [one.expected for one in found] == [("late",)]


def test_a_chosen_reading_makes_no_clash() -> None:
    """The caller asks what then, of any concern."""
    point = Open("o", text("o"))
    made = rules(clause("x", A), clause("c", AllOf(B, point), concern=Concern.CONSENT))
    read = made.with_readings({"o": "not_met"})
    assert read.evaluate(Known({}), as_of=DAY).concerns[Concern.CONSENT].value == "not_met"


def test_rules_that_can_be_satisfied_on_some_day_are_no_clash() -> None:
    """Who is born from 2010 on is 18 from 2028 on."""
    adult = clause("adult", Age(at_least=18))
    late = clause("late", DateBetween("birth_date", start=dt.date(2010, 1, 1)))
    rules(adult, late)
    rules(adult, late, valid=Validity(end=dt.date(2028, 1, 1)))
    made = lambda: rules(adult, late, valid=Validity(end=dt.date(2027, 12, 31)))  # noqa: E731
    assert faults_of(made, UnsatisfiableRules) == [clash_fault("adult", "late")]


def test_rules_that_could_be_satisfied_until_some_day_are_no_clash() -> None:
    minor = clause("minor", Age(at_most=17))
    early = clause("early", DateBetween("birth_date", end=dt.date(1999, 12, 31)))
    rules(minor, early, valid=Validity(start=dt.date(2017, 12, 30)))
    made = lambda: rules(minor, early, valid=Validity(start=dt.date(2017, 12, 31)))  # noqa: E731
    assert faults_of(made, UnsatisfiableRules) == [clash_fault("minor", "early")]


def test_a_window_that_never_opens_while_the_rules_are_in_force_is_named() -> None:
    """One clause is enough to make a set that nobody can satisfy."""
    window = clause("window", DayIn(start=dt.date(2030, 1, 1)))
    made = lambda: rules(clause("x", A), window, valid=Validity(start=FIRST, end=LAST))  # noqa: E731
    (found,) = faults_of(made, UnsatisfiableRules)
    assert found.expected == ("window",)
    assert "window" in found.text.en


def test_windows_that_are_never_open_together_are_named() -> None:
    found = refused(
        clause("early", DayIn(end=FIRST)),
        clause("x", A),
        clause("late", DayIn(start=LAST)),
        error=UnsatisfiableRules,
    )
    assert found == [clash_fault("early", "late")]


def test_thirty_days_and_not_a_month_can_be_met_in_long_months() -> None:
    """From 31 May it is 30 days on 30 June and a month too; from 11 May it is not, on 10 June."""
    made = rules(
        clause("days", Lasted("since", at_least=Days(30))),
        clause("month", Not(Lasted("since", at_least=Months(1)))),
        valid=Validity(start=dt.date(2024, 3, 1)),
    )
    met = decide(made, as_of=dt.date(2024, 6, 10), since=dt.date(2024, 5, 11))
    assert met.verdict is Verdict.ELIGIBLE


def test_a_set_that_can_be_met_on_some_days_of_a_year_only_is_no_clash(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two months are longer than 61 days only over two long ones: July–August, December–January.

    The first such day lies far from the first day in force, and no date of the rules lies near
    it: a whole year of days is tried.
    """
    first, last = dt.date(2024, 4, 1), dt.date(2025, 1, 15)
    made: Callable[[], RuleSet] = lambda: rules(  # noqa: E731
        clause("days", Lasted("since", at_least=Days(61))),
        clause("months", Not(Lasted("since", at_least=Months(2)))),
        valid=Validity(start=first, end=last),
    )
    in_force = [first + dt.timedelta(days) for days in range((last - first).days + 1)]
    built = made()
    met = [day for day in in_force if built.prepared(day).can_be_met(Concern.PERSON)]
    assert (met[0], met[-1]) == (dt.date(2024, 8, 31), dt.date(2024, 9, 29))
    assert met[0] - max(first, REFERENCE_DAY) > dt.timedelta(40)
    monkeypatch.setattr(_rule_set_checks, "_A_YEAR", 100)
    assert faults_of(made, UnsatisfiableRules) == [clash_fault("days", "months")]


def test_a_set_that_can_be_met_in_some_years_only_is_no_clash(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A month is shorter than 29 days only in the February of a common year; 2024 was none."""
    made: Callable[[], RuleSet] = lambda: rules(  # noqa: E731
        clause("month", Lasted("since", at_least=Months(1))),
        clause("days", Not(Lasted("since", at_least=Days(29)))),
    )
    year = [REFERENCE_DAY + dt.timedelta(days) for days in range(366)]
    built = made()
    assert [day for day in year if built.prepared(day).can_be_met(Concern.PERSON)] == []
    assert built.prepared(dt.date(2025, 2, 28)).can_be_met(Concern.PERSON)
    monkeypatch.setattr(_rule_set_checks, "_END_OF_FEBRUARY", 0)
    assert faults_of(made, UnsatisfiableRules) == [clash_fault("month", "days")]


def test_the_order_of_clauses_does_not_matter_for_a_clash() -> None:
    made = [clause("a", A), clause("b", Not(A)), clause("c", C)]
    for order in itertools.permutations(made):
        (found,) = refused(*order, error=UnsatisfiableRules)
        assert set(found.expected) == {"a", "b"}


# --- limits -------------------------------------------------------------------------------------


def test_a_set_past_the_limit_of_nodes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of the first facts before all of the last: the worst order for a diagram."""
    pairs = [(f"x{i}", f"y{i}") for i in range(7)]
    vocabulary = Vocabulary(flag(key) for pair in zip(*pairs, strict=True) for key in pair)
    order = AnyOf(*(Flag(x) for x, _ in pairs))
    same = AnyOf(*(AllOf(Flag(x), Flag(y)) for x, y in pairs))
    made: Callable[[], RuleSet] = lambda: rules(  # noqa: E731
        clause("x", AllOf(order, same)), vocabulary=vocabulary
    )
    assert made().clauses
    monkeypatch.setattr(diagram, "MAX_NODES", 200)
    found = faults_of(made, RulesTooLarge)
    assert [(one.code, one.path) for one in found] == [("too_large", "")]
    assert found[0].text.en == "the rules hang together in more than 200 ways; split them"


def test_a_set_past_three_hundred_variables_is_refused() -> None:
    vocabulary = Vocabulary(flag(f"f{i}") for i in range(301))
    many = [clause(f"c{i}", Flag(f"f{i}")) for i in range(301)]
    assert len(rules(*many[:300], vocabulary=vocabulary).clauses) == 300
    found = faults_of(lambda: rules(*many, vocabulary=vocabulary), RulesTooLarge)
    assert [one.text.en for one in found] == ["the rules read 301 facts; the limit is 300"]


def test_what_would_take_too_long_to_try_is_let_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """A set is tried on some days only; who built one that can't be tried on all may use it."""
    made: Callable[[], RuleSet] = lambda: rules(  # noqa: E731
        clause("adult", Age(at_least=18)), clause("child", Age(at_most=17))
    )
    assert faults_of(made, UnsatisfiableRules) == [clash_fault("adult", "child")]
    assert (_rule_set_checks._MOST_SAMPLES, _rule_set_checks._MOST_WORK) == (2_000, 300_000)
    with monkeypatch.context() as patch:
        patch.setattr(_rule_set_checks, "_MOST_WORK", 0)
        assert made().clauses
    monkeypatch.setattr(_rule_set_checks, "_MOST_SAMPLES", 1)
    assert made().clauses


# --- being in force -----------------------------------------------------------------------------


def test_both_days_are_in_force() -> None:
    made = rules(clause("x", A), valid=Validity(start=FIRST, end=LAST))
    for day in (FIRST, LAST):
        assert made.evaluate(Known({}), as_of=day).verdict is Verdict.UNDETERMINED
    for day, nearest in ((FIRST - ONE_DAY, FIRST), (LAST + ONE_DAY, LAST)):
        with pytest.raises(NotInForce) as caught:
            made.evaluate(Known({}), as_of=day)
        assert caught.value.nearest == nearest
        assert caught.value.faults == (
            fault(
                "not_in_force",
                "as_of",
                f"Gjord gäller 2021-10-01–2022-06-30, inte {day}; närmaste dag är {nearest}",
                f"Made is in force 2021-10-01–2022-06-30, not on {day};"
                f" the nearest day is {nearest}",
            ),
        )


def test_of_a_day_only_the_day_counts() -> None:
    """A subclass may say what it likes; two of one day are one day."""

    class Odd(dt.date):
        def __hash__(self) -> int:
            raise AssertionError

    made = rules(clause("x", Age(at_least=18)), valid=Validity(start=FIRST, end=LAST))
    odd = Odd(FIRST.year, FIRST.month, FIRST.day)
    known = made.vocabulary.read({"birth_date": dt.date(1990, 1, 1)})
    assert made.evaluate(known, as_of=odd) is made.evaluate(known, as_of=FIRST)
    assert type(assess({"birth_date": dt.date(1990, 1, 1)}, made, as_of=odd).as_of) is dt.date


def test_an_undated_set_is_tried_out_on_the_reference_day() -> None:
    assert dt.date(2024, 1, 1) == REFERENCE_DAY
    assert rules(clause("x", A)).valid == Validity()


# --- asking a set -------------------------------------------------------------------------------


def test_a_set_carries_itself() -> None:
    made = rules(clause("x", A))
    assert made.eligibility is made


def test_a_clause_is_found_by_its_key() -> None:
    made = rules(clause("FI-01", A), clause("FI-02", B))
    assert made.clause("FI-02") == clause("FI-02", B)
    assert faults_of(lambda: made.clause("FI-020"), InvalidInput) == [
        fault(
            "unknown",
            "",
            "'FI-020' är inte en regel i made.set; menade du 'FI-02'?",
            "'FI-020' is not a clause of made.set; did you mean 'FI-02'?",
            value="FI-020",
            expected=["FI-02"],
        )
    ]


def test_a_prepared_set_is_kept() -> None:
    made = rules(clause("x", A))
    prepared = made.prepared(DAY)
    assert made.prepared(DAY) is prepared
    assert rules(clause("x", A)).prepared(DAY) is prepared
    assert made.prepared(DAY + ONE_DAY) is not prepared
    assert rules(clause("x", A), leap_day=LeapDay.MAR1).prepared(DAY) is not prepared
    assert rulesets._prepared.cache_info().maxsize == 64


def test_one_state_is_evaluated_once() -> None:
    made = rules(clause("x", Age(at_least=18)))
    one = made.evaluate(made.vocabulary.read({"birth_date": dt.date(1990, 1, 1)}), as_of=DAY)
    other = made.evaluate(made.vocabulary.read({"birth_date": dt.date(1980, 5, 5)}), as_of=DAY)
    assert one is other


def test_the_conditions_of_a_set_have_paths() -> None:
    made = rules(
        clause("x", A, applies_to=B, alternatives=[reading("r", C)]),
        clause("s", strength=Strength.STATEMENT),
        ways_in=[way("w", open_to=A, steps=B, alternatives=[reading("q", C)]), way("v")],
    )
    assert list(made.conditions()) == [
        ("clauses[0].applies_to", B),
        ("clauses[0].condition", A),
        ("clauses[0].alternatives[r].condition", C),
        ("ways_in[0].open_to", A),
        ("ways_in[0].steps", B),
        ("ways_in[0].alternatives[q].condition", C),
    ]


def test_open_points_come_in_reading_order() -> None:
    inner = Open("inner", text("inner"))
    outer = Open("outer", text("outer"), (reading("p", inner), reading("q", A)))
    made = rules(
        clause("x", AnyOf(WIDE, outer), applies_to=Open("who", text("who"))),
        ways_in=[way("w", steps=Open("way", text("way"))), way("v")],
    )
    assert [point.key for point in made.open_points] == [
        "who", "wide", "outer", "inner", "way", "w.referrers", "v.referrers",
    ]  # fmt: skip


def test_who_may_refer_is_an_open_point_of_the_set() -> None:
    made = made_to_be_read()
    assert [point.key for point in made.open_points] == ["wide", "two", "w.referrers"]
    last = made.open_points[-1]
    assert last.text.en == "the source does not say who may refer"
    assert (last.choices, last.readings) == (("met", "not_met"), ())
    read = made.with_readings({"w.referrers": "met"})
    assert [point.key for point in read.open_points] == ["wide", "two"]


def test_the_facts_of_a_set_are_what_its_rules_read() -> None:
    made = rules(
        clause("x", AllOf(B, Not(A)), applies_to=Flag("d")),
        clause("s", strength=Strength.STATEMENT),
        clause("y", AnyOf(A, Includes("needs", ["region"])), strength=Strength.GUIDELINE),
        clause("w", AllOf(DayIn(end=LAST), Flag("j")), concern=Concern.PLACE),
        clause("v", Open("o", text("o"), (reading("p", C), reading("q", Flag("e"))))),
        ways_in=[way("w1", steps=Age(at_least=18))],
    )
    assert [fact.key for fact in made.facts] == [
        "d", "b", "a", "needs", "j", "c", "e", "birth_date", "referred_by",
    ]  # fmt: skip
    assert made.facts[0] is SMALL["d"]
    assert made.facts is made.facts
    door = rules(clause("x", A), ways_in=[way("door", WayInKind.OPEN_DOOR)])
    assert [fact.key for fact in door.facts] == ["a"]
    closed = rules(clause("x", A), ways_in=[way("w", referrers=["region"], closed=True)])
    assert [fact.key for fact in closed.facts] == ["a"]


# --- choosing readings --------------------------------------------------------------------------

TWO = Open("two", text("two"), (reading("p", A), reading("q", AllOf(A, B))))


def made_to_be_read() -> RuleSet:
    return rules(
        clause("x", AllOf(WIDE, TWO), applies_to=Not(WIDE)),
        clause("y", C, alternatives=[reading("else", AnyOf(C, TWO))]),
        ways_in=[way("w", open_to=WIDE, steps=TWO), way("v", referrers=["region"])],
    )


def test_readings_are_chosen_by_key() -> None:
    read = made_to_be_read().with_readings({"two": "q", "wide": "not_met"})
    assert read.clause("x").condition == AllOf(Fixed(holds=False), AllOf(A, B))
    assert read.clause("x").applies_to == Not(Fixed(holds=False))
    assert read.clause("y").condition == C
    assert read.ways_in is not None
    assert read.ways_in[0].open_to == Fixed(holds=False)
    assert read.ways_in[0].steps == AllOf(A, B)
    assert read.ways_in[0].any_referrer is None
    assert read.ways_in[1].referrers == ("region",)
    assert made_to_be_read().with_readings({"wide": "met"}).clause("x").applies_to == Not(
        Fixed(holds=True)
    )


def test_another_reading_of_a_clause_is_chosen_by_its_key() -> None:
    read = made_to_be_read().with_readings({"y": "else"})
    assert read.clause("y").condition == AnyOf(C, TWO)
    read = made_to_be_read().with_readings({"y": "else", "two": "p"})
    assert read.clause("y").condition == AnyOf(C, A)


def test_a_chosen_reading_is_recorded_and_our_own_reading_stays() -> None:
    """What is ours stays ours; what the caller chose stands apart."""
    made = made_to_be_read()
    assert made.chosen == ()
    read = made.with_readings({"y": "else", "two": "q", "w.referrers": "not_met"})
    assert read.chosen == (
        ("two", text("q")),
        ("w.referrers", Text(sv="inte uppfyllt", en="not met")),
        ("y", text("else")),
    )
    assert [clause.citation for clause in read.clauses] == [CITED, CITED]
    more = read.with_readings({"wide": "met"})
    assert [key for key, _ in more.chosen] == ["two", "w.referrers", "wide", "y"]
    assert dict(more.chosen) == dict(read.chosen) | {"wide": Text(sv="uppfyllt", en="met")}
    own = made.with_readings({"y": Flag("d")})
    assert own.chosen == (("y", Text(sv="anroparens egen", en="the caller's own")),)
    assert own.clause("y").citation == CITED
    assert made.with_readings({"two": "p"}) != made.with_readings({"two": "q"})


def test_a_reading_with_a_citation_of_its_own_brings_it() -> None:
    where = Citation(NORM, "s. 9", DAY)
    cited = evolve(reading("else", A), citation=where)
    ours = evolve(CITED, reading=text("ours"))
    made = rules(
        clause("y", C, alternatives=[reading("other", B), cited], citation=ours),
        ways_in=[way("w", steps=A, alternatives=[cited])],
    )
    assert made.with_readings({"y": "else"}).clause("y").citation == where
    assert made.with_readings({"y": "other"}).clause("y").citation == ours
    assert made.with_readings({"y": Flag("d")}).clause("y").citation == ours
    assert made.with_readings({"w.referrers": "met"}).clause("y").citation == ours
    (read,) = made.with_readings({"w": "else"}).ways_in or ()
    assert read.citation == where


def test_a_set_that_is_derived_from_a_chosen_one_keeps_what_was_chosen() -> None:
    """But not for clauses and ways in that it has no longer."""
    made = rules(
        clause("x", AllOf(A, WIDE)),
        clause("u", WIDE),  # the choice makes it the same for all
        clause("y", B, local=LocalChange.FREE, alternatives=[reading("else", C)]),
        clause("z", B, local=LocalChange.FREE, alternatives=[reading("else", C)]),
        ways_in=[way("w", steps=A, alternatives=[reading("t", B)])],
    ).with_readings({"wide": "met", "y": "else", "z": "else", "w": "t", "w.referrers": "met"})

    def chosen(**changes: Any) -> list[str]:
        derived = made.with_changes(key="local", name=NAME, **changes)
        assert derived.base == made
        return [key for key, _ in derived.chosen]

    assert chosen(add=[clause("n", C)]) == ["w", "w.referrers", "wide", "y", "z"]
    assert chosen(replace=[clause("y", C)], drop=["z"]) == ["w", "w.referrers", "wide"]
    assert chosen(ways_in=[way("w")]) == ["wide", "y", "z"]


def test_new_clauses_are_tried_out_beside_what_was_chosen() -> None:
    """A choice may be met by all or by none; what is added to it may not."""
    adult = clause("adult", Age(at_least=18), local=LocalChange.FREE)
    made = rules(adult, clause("u", WIDE), clause("y", B, alternatives=[reading("else", C)]))
    everybody, same = made.with_readings({"wide": "met"}), AnyOf(A, Not(A))

    def derived(base: RuleSet, **changes: Any) -> Callable[[], RuleSet]:
        return lambda: base.with_changes(key="local", name=NAME, **changes)

    assert derived(everybody, add=[clause("n", A)])().chosen
    child = clause("child", Age(at_most=17))
    assert faults_of(derived(everybody, add=[child]), UnsatisfiableRules) == [
        clash_fault("adult", "child")
    ]
    replaced = derived(everybody, replace=[evolve(adult, condition=same)])
    for base in (replaced, derived(everybody, add=[clause("n", same)])):
        (found,) = faults_of(base, InvalidRules)
        assert (found.code, found.text.en) == ("constant", "everybody meets the condition")
    nobody = made.with_readings({"wide": "not_met"})  # the caller asks what then
    assert derived(nobody, add=[clause("n", A)])().clause("n").condition == A
    assert derived(nobody, drop=["adult"])().chosen


def test_a_new_time_in_force_is_tried_out_beside_what_was_chosen() -> None:
    """What could be met before has to be met in the new time; a choice may clash alone."""
    window = clause("window", AnyOf(DayIn(end=dt.date(2020, 12, 31)), Flag("b")))
    made = rules(window, clause("u", WIDE), clause("no_b", Not(B)))
    everybody, nobody = (made.with_readings({"wide": choice}) for choice in ("met", "not_met"))

    def moved(base: RuleSet, year: int) -> Callable[[], RuleSet]:
        valid = Validity(start=dt.date(year, 1, 1))
        return lambda: base.with_changes(key="local", name=NAME, valid=valid)

    assert moved(everybody, 2020)().chosen
    early = rules(*made.clauses, valid=Validity(end=dt.date(2020, 6, 30))).with_readings(
        {"wide": "met"}
    )
    assert faults_of(moved(early, 2021), UnsatisfiableRules) == [clash_fault("window", "no_b")]
    assert moved(nobody, 2020)().chosen  # the caller asks what then


def test_another_reading_of_the_steps_of_a_way_is_chosen_by_its_key() -> None:
    ways = [
        way("w", open_to=A, steps=B, alternatives=[reading("r", AnyOf(B, TWO))]),
        way("v", steps=B),
    ]
    made = rules(clause("x", AllOf(A, TWO)), ways_in=ways)
    read = made.with_readings({"w": "r", "two": "p"})
    assert read.ways_in is not None
    one, other = read.ways_in
    assert (one.open_to, one.steps) == (A, AnyOf(B, A))
    assert one.citation == CITED
    assert read.chosen == (("two", text("p")), ("w", text("r")))
    assert other == ways[1]
    wrong: Any = ["w"]
    assert [one.path for one in faults_of(lambda: made.with_readings(wrong), InvalidInput)] == [
        "readings"
    ]
    own = made.with_readings({"w": Flag("d")})
    assert own.ways_in is not None
    assert own.ways_in[0].steps == Flag("d")
    found = faults_of(lambda: made.with_readings({"w": "x", "v": "x"}), InvalidInput)
    assert [(one.path, one.expected) for one in found] == [
        ("readings['w']", ("r",)), ("readings", ("two", "v.referrers", "w", "w.referrers")),
    ]  # fmt: skip


def test_an_own_reading_that_cannot_be_read_makes_nothing_else_wrong() -> None:
    """It would have taken away the point whose key the other reading has."""
    made = rules(clause("x", AnyOf(A, Open("p", text("p")))), clause("y", Open("q", text("q"))))
    wrong: dict[str, str | Condition] = {"p": Flag("zork"), "q": Open("p", text("another"))}
    found = faults_of(lambda: made.with_readings(wrong), InvalidInput)
    assert [(one.path, one.code) for one in found] == [("readings['p'].fact", "unknown")]


def test_who_may_refer_is_chosen_by_its_key() -> None:
    for choice, holds in (("met", True), ("not_met", False)):
        read = made_to_be_read().with_readings({"w.referrers": choice})
        assert read.ways_in is not None
        assert read.ways_in[0].any_referrer == Fixed(holds=holds)
        again = read.with_readings({"two": "p"})
        assert again.ways_in is not None
        assert again.ways_in[0].any_referrer == Fixed(holds=holds)


def test_a_condition_of_the_callers_own_is_a_reading() -> None:
    read = made_to_be_read().with_readings(
        {"wide": Flag("d"), "y": Flag("e"), "w.referrers": Flag("f")}
    )
    assert read.clause("x").condition == AllOf(Flag("d"), TWO)
    assert read.clause("y").condition == Flag("e")
    assert read.ways_in is not None
    assert read.ways_in[0].any_referrer == Flag("f")


def test_a_condition_of_the_callers_own_is_checked() -> None:
    """Where the caller wrote it, and as what it is: an input."""
    for key in ("wide", "y", "w.referrers"):
        found = faults_of(
            lambda key=key: made_to_be_read().with_readings({key: AllOf(A, Flag("job"))}),  # type: ignore[misc]
            InvalidInput,
        )
        assert [(one.code, one.path, one.value) for one in found] == [
            ("unknown", f"readings[{key!r}].of[1].fact", "job")
        ]


def test_all_that_is_wrong_with_conditions_of_the_callers_own_is_told_at_once() -> None:
    own: dict[str, Any] = {
        "wide": Flag("hours"), "y": Includes("needs", ["regoin"]), "two": "pp", "w": A,
        "w.referrers": Not(Flag("job")),
    }  # fmt: skip
    found = faults_of(lambda: made_to_be_read().with_readings(own), InvalidInput)
    assert places(found) == [
        ("kind", "readings['wide'].fact"),
        ("unknown", "readings['y'].members[0]"),
        ("unknown", "readings['two']"),
        ("unknown", "readings"),
        ("unknown", "readings['w.referrers'].of.fact"),
    ]


def test_an_open_point_of_the_callers_own_may_stand_in_the_place_of_one() -> None:
    """What it replaces may have its key; another key of the set's can't mean two things."""
    for key in ("other", "wide"):
        own = Open(key, text("own"))
        read = made_to_be_read().with_readings({"wide": own})
        assert read.clause("x").condition == AllOf(own, TWO)
    taken = (("two", "two open points are called"), ("y", "is both an open point and a rule"))
    for key, said in taken:
        choice = AllOf(Open(key, text("own")), A)
        call = partial(made_to_be_read().with_readings, {"wide": choice})
        (found,) = faults_of(call, InvalidInput)
        assert (found.code, found.path) == ("duplicate", "readings['wide'].of[0].key")
        assert said in found.text.en


def test_all_faults_of_open_points_of_the_callers_own_come_at_once() -> None:
    own: dict[str, Any] = {
        "wide": Open("two", text("own")),
        "y": Open("new", text("one")),
        "w.referrers": AnyOf(A, Open("new", text("other"))),
        "two": "pp",
        "v": "x",
    }
    found = faults_of(lambda: made_to_be_read().with_readings(own), InvalidInput)
    assert places(found) == [
        ("unknown", "readings['two']"),
        ("unknown", "readings"),
        ("duplicate", "readings['wide'].key"),
        ("duplicate", "readings['y'].key"),
        ("duplicate", "readings['w.referrers'].of[1].key"),
    ]


def test_a_condition_of_the_callers_own_that_nests_too_deep_is_an_input() -> None:
    deep: Condition = A
    for _ in range(MAX_DEPTH - 1):
        deep = Not(deep)
    made = rules(clause("x", AllOf(A, WIDE)), clause("y", AllOf(B, TWO)))
    (found,) = faults_of(lambda: made.with_readings({"wide": deep, "two": "p"}), InvalidInput)
    assert (found.code, found.path) == ("too_deep", "readings['wide']")
    (found,) = faults_of(lambda: made.with_readings({"wide": deep, "two": deep}), InvalidInput)
    assert (found.code, found.path) == ("too_deep", "readings")


def test_a_reading_within_a_chosen_reading_is_chosen_too() -> None:
    inner = Open("inner", text("inner"), (reading("b", B), reading("c", C)))
    outer = Open("outer", text("outer"), (reading("in", inner), reading("a", A)))
    read = rules(clause("x", outer)).with_readings({"outer": "in", "inner": "c"})
    assert read.clause("x").condition == C


def test_a_set_without_ways_in_stays_so() -> None:
    read = rules(clause("x", WIDE)).with_readings({"wide": "met"})
    assert read.ways_in is None
    assert rules(clause("x", WIDE), ways_in=[]).with_readings({"wide": "met"}).ways_in == ()


def test_a_set_with_readings_keeps_all_else() -> None:
    made = rules(
        clause("x", AllOf(A, WIDE)), valid=Validity(start=FIRST), leap_day=LeapDay.MAR1
    )  # fmt: skip
    read = made.with_readings({"wide": "met"})
    assert evolve(read, clauses=made.clauses, chosen=(), chosen_readings=()) == made
    assert made.with_readings({}) == made


def test_what_cannot_be_chosen_is_refused_all_at_once() -> None:
    choices: dict[str, Any] = {
        "wid": "met", "two": "pp", "wide": "maybe", "y": 5, "w.referrers": "no", "v.referrers": "x",
    }  # fmt: skip
    found = faults_of(lambda: made_to_be_read().with_readings(choices), InvalidInput)
    assert found == [
        fault(
            "unknown",
            "readings",
            "'wid' är inte en öppen punkt i reglerna; menade du 'wide'?",
            "'wid' is not an open point of the rules; did you mean 'wide'?",
            value="wid",
            expected=["wide"],
        ),
        fault(
            "unknown",
            "readings['two']",
            "'pp' är inte en läsning; tillåtna är 'p' och 'q'",
            "'pp' is not a reading; allowed are 'p' and 'q'",
            value="pp",
            expected=["p", "q"],
        ),
        fault(
            "unknown",
            "readings['wide']",
            "'maybe' är inte en läsning; tillåtna är 'met' och 'not_met'",
            "'maybe' is not a reading; allowed are 'met' and 'not_met'",
            value="maybe",
            expected=["met", "not_met"],
        ),
        fault(
            "unknown",
            "readings['y']",
            "'5' är inte en läsning; tillåtna är 'else'",
            "'5' is not a reading; allowed are 'else'",
            value="5",
            expected=["else"],
        ),
        fault(
            "unknown",
            "readings['w.referrers']",
            "'no' är inte en läsning; tillåtna är 'met' och 'not_met'",
            "'no' is not a reading; allowed are 'met' and 'not_met'",
            value="no",
            expected=["met", "not_met"],
        ),
        fault(
            "unknown",
            "readings",
            "'v.referrers' är inte en öppen punkt i reglerna; menade du 'w.referrers'?",
            "'v.referrers' is not an open point of the rules; did you mean 'w.referrers'?",
            value="v.referrers",
            expected=["w.referrers"],
        ),
    ]


def test_a_reading_may_make_a_clause_the_same_for_all() -> None:
    """A caller who counts a point as not met asks what then; the set says no, and stays a set."""
    made = rules(clause("x", WIDE), clause("y", A))
    assert made.with_readings({"wide": "not_met"}).evaluate(Known({}), as_of=DAY).verdict is (
        Verdict.NOT_ELIGIBLE
    )
    met = made.with_readings({"wide": "met"})
    known = met.vocabulary.read({"a": True})
    assert met.evaluate(known, as_of=DAY).verdict is Verdict.ELIGIBLE


def test_what_is_planned_can_be_read_as_planned() -> None:
    point = planned("start", text=text("start"), start=FIRST)
    made = rules(clause("x", A), clause("y", point, concern=Concern.PLACE))
    for key, condition in (("as_planned", DayIn(start=FIRST)), ("not", Fixed(holds=False))):
        assert made.with_readings({"start": key}).clause("y").condition == condition


# --- deriving a set -----------------------------------------------------------------------------


def base() -> RuleSet:
    return rules(
        clause("closed", A),
        clause("tight", Age(at_least=16), rule="BR-02", local=LocalChange.MAY_BE_TIGHTENED),
        clause("free", B, local=LocalChange.FREE),
        valid=Validity(start=FIRST),
        ways_in=[way("w")],
        decided_by=DecidedBy(text("staff"), "r", CITED),
        leap_day=LeapDay.MAR1,
    )


def test_a_derived_set_remembers_its_base_and_takes_over_what_is_not_given() -> None:
    derived = base().with_changes(key="local", name=NAME)
    assert (derived.key, derived.name, derived.base) == ("local", NAME, base())
    assert evolve(derived, key="made.set", name=base().name, base=None) == base()


def test_clauses_are_replaced_in_their_place_dropped_and_added() -> None:
    tighter = clause("tight", Age(at_least=18))
    added = [clause("new", C), clause("newer", Flag("d"))]
    derived = base().with_changes(
        key="local", name=NAME, replace=iter([tighter]), drop=iter(["free"]), add=iter(added)
    )
    assert derived.clauses == (clause("closed", A), tighter, *added)
    freer = base().with_changes(key="local", name=NAME, replace=[clause("free", C)])
    assert freer.clause("free").condition == C


def test_what_is_given_stands_in_for_what_the_base_has() -> None:
    vocabulary = SMALL.extended([flag("new")])
    decided_by = DecidedBy(text("board"), "r", CITED)
    derived = base().with_changes(
        key="local", name=NAME, vocabulary=vocabulary, valid=Validity(), ways_in=iter([]),
        decided_by=decided_by, add=[clause("new", Flag("new"))],
    )  # fmt: skip
    assert derived.vocabulary == vocabulary
    assert derived.valid == Validity()
    assert derived.ways_in == ()
    assert derived.decided_by == decided_by
    assert derived.leap_day is LeapDay.MAR1


def test_what_the_base_closes_stays_with_its_citation_in_the_message() -> None:
    found = faults_of(
        lambda: base().with_changes(
            key="local",
            name=NAME,
            replace=[clause("free", C), clause("closed", B), clause("fre", C)],
            drop=["free", "tight", "closed", "tigt"],
        ),
        InvalidRules,
    )
    sv = 'får inte ändras så; den är stängd för ändring (local = "closed")'
    en = 'can\'t be changed so; it is closed (local = "closed")'
    tight_sv = 'får inte ändras så; den får skärpas men inte tas bort (local = "may_be_tightened")'
    tight_en = (
        'can\'t be changed so; it may be tightened and not dropped (local = "may_be_tightened")'
    )
    open_sv = '; den som äger grunden kan öppna den med local = "free"'
    open_en = '; who owns the base can open it with local = "free"'
    cited_sv, cited_en = "Planen, s. 1 (lokalt dokument)", "The plan, s. 1 (local document)"
    relevant = [one for one in found if one.code in {"closed", "unknown"}]
    assert relevant == [
        fault(
            "closed", "replace[1]",
            f"'closed' {sv} enligt closed, {cited_sv}, och ändringen hänvisar till"
            f' closed, {cited_sv}{open_sv} eller "may_be_tightened"',
            f"'closed' {en} by closed, {cited_en}, and the change cites closed, {cited_en}"
            f'{open_en} or "may_be_tightened"',
            value="closed",
        ),
        fault(
            "unknown", "replace[2]", "'fre' är inte en regel i made.set; menade du 'free'?",
            "'fre' is not a clause of made.set; did you mean 'free'?", value="fre",
            expected=["free"],
        ),
        fault(
            "closed", "drop[1]", f"'tight' {tight_sv} enligt BR-02, {cited_sv}{open_sv}",
            f"'tight' {tight_en} by BR-02, {cited_en}{open_en}", value="tight",
        ),
        fault(
            "closed", "drop[2]", f"'closed' {sv} enligt closed, {cited_sv}{open_sv}",
            f"'closed' {en} by closed, {cited_en}{open_en}", value="closed",
        ),
        fault(
            "unknown", "drop[3]", "'tigt' är inte en regel i made.set; menade du 'tight'?",
            "'tigt' is not a clause of made.set; did you mean 'tight'?", value="tigt",
            expected=["tight"],
        ),
    ]  # fmt: skip


def test_a_replacement_is_no_looser_than_what_it_replaces() -> None:
    """Else the next set in the chain could do what this one may not."""
    for key, local, looser in (
        ("tight", LocalChange.FREE, True),
        ("tight", LocalChange.MAY_BE_TIGHTENED, False),
        ("tight", LocalChange.CLOSED, False),
        ("free", LocalChange.FREE, False),
        ("free", LocalChange.CLOSED, False),
    ):
        replacing = [clause(key, Age(at_least=18), local=local)]
        derive = partial(base().with_changes, key="local", name=NAME, replace=replacing)
        if looser:
            assert faults_of(derive, InvalidRules) == [
                fault(
                    "closed",
                    "replace[0].local",
                    "'tight' har local = \"may_be_tightened\" i grunden och kan inte få"
                    ' local = "free"',
                    "'tight' has local = \"may_be_tightened\" in the base and can't get"
                    ' local = "free"',
                    value="tight",
                )
            ]
        else:
            assert derive().clause(key).local is local
    found = faults_of(
        lambda: base().with_changes(
            key="local", name=NAME, replace=[clause("closed", B, local=LocalChange.FREE)]
        ),
        InvalidRules,
    )
    assert places(found) == [("closed", "replace[0].local"), ("closed", "replace[0]")]


AKT = Norm("act", Text(sv="Lagen", en="The act"), Rank.STATUTE)
GUIDE = Norm("guide", Text(sv="Vägledningen", en="The guidance"), Rank.RECOMMENDATION)
OF_THE_ACT = Citation(AKT, "2 §", CITED.verified_on)
OF_THE_GUIDE = Citation(GUIDE, "Målgrupp", CITED.verified_on)


def tightened(old: Clause, new: Clause, valid: Validity | None = None) -> list[tuple[str, str]]:
    """Returns the faults of putting a clause in the place of one that may be tightened."""
    made = rules(old, clause("other", A), valid=valid)
    try:
        made.with_changes(key="local", name=NAME, replace=[new])
    except InvalidRules as error:
        return places(list(error.faults))
    return []


def test_a_clause_is_looser_by_what_happens_later_too() -> None:
    """What has happened lies before the day, so that nobody shows it on an early day."""
    since = DateBetween("since", start=dt.date(2024, 3, 1))
    old = clause("x", B, local=LocalChange.MAY_BE_TIGHTENED)
    assert tightened(old, clause("x", AnyOf(B, since))) == [("looser", "replace[0].condition")]
    assert tightened(old, clause("x", AllOf(B, since))) == []


@pytest.mark.parametrize(
    ("low", "high", "fits"),
    [(16, 64, True), (17, 64, True), (16, 63, True), (15, 64, False), (16, 65, False)],
)
def test_a_clause_that_may_be_tightened_is_no_looser_by_a_single_year(
    low: int, high: int, fits: bool
) -> None:
    old = clause("x", Age(at_least=16, at_most=64), local=LocalChange.MAY_BE_TIGHTENED)
    new = clause("x", Age(at_least=low, at_most=high))
    assert tightened(old, new) == ([] if fits else [("looser", "replace[0].condition")])


def test_what_is_not_as_tight_is_refused_with_both_citations_and_a_person() -> None:
    old = clause("x", Flag("b"), local=LocalChange.MAY_BE_TIGHTENED, citation=OF_THE_ACT)
    new = clause("x", AnyOf(B, C), rule="y", citation=OF_THE_GUIDE)
    derive = partial(rules(old).with_changes, key="local", name=NAME, replace=[new])
    sv = (
        "x, Lagen, 2 § (lag), får bara skärpas, inte av y, Vägledningen, Målgrupp (rekommendation):"
        " den uppfylls 1950-01-01 av någon som grunden utesluter: Är b? nej; Är c? ja"
    )
    en = (
        "x, The act, 2 § (statute), can only be tightened, not by y, The guidance, Målgrupp"
        " (recommendation): it is met on 1950-01-01 by somebody whom the base leaves out:"
        " Is b? no; Is c? yes"
    )
    found = faults_of(derive, InvalidRules)
    assert found == [fault("looser", "replace[0].condition", sv, en, value="x")]


def test_a_tightened_clause_weighs_no_less_and_is_about_the_same() -> None:
    old = clause("x", B, local=LocalChange.MAY_BE_TIGHTENED)
    weak = clause("x", B, strength=Strength.GUIDELINE)
    assert tightened(old, weak) == [("looser", "replace[0].strength")]
    assert tightened(old, clause("x", strength=Strength.STATEMENT)) == [
        ("looser", "replace[0].strength")
    ]
    assert tightened(old, clause("x", B, concern=Concern.PLACE)) == [
        ("looser", "replace[0].concern")
    ]
    guideline = clause("x", B, strength=Strength.GUIDELINE, local=LocalChange.MAY_BE_TIGHTENED)
    assert tightened(guideline, clause("x", B)) == []
    said = clause("x", strength=Strength.STATEMENT, local=LocalChange.MAY_BE_TIGHTENED)
    assert tightened(said, clause("x", B)) == []


def test_whom_a_clause_applies_to_counts_as_a_part_of_it() -> None:
    old = clause("x", B, applies_to=C, local=LocalChange.MAY_BE_TIGHTENED)
    assert tightened(old, clause("x", B)) == []
    assert tightened(old, clause("x", B, applies_to=AllOf(C, Flag("d")))) == [
        ("looser", "replace[0].condition")
    ]


def test_what_only_the_base_leaves_open_may_be_settled_by_a_reading() -> None:
    readings = [reading("wide", Age(at_least=16)), reading("narrow", Age(at_least=20))]
    old = clause("x", Open("how", text("how"), readings), local=LocalChange.MAY_BE_TIGHTENED)
    assert tightened(old, clause("x", Age(at_least=16))) == []
    assert tightened(old, clause("x", Age(at_least=15))) == [("looser", "replace[0].condition")]
    full = clause("x", AllOf(B, Open("long", text("long"))), local=LocalChange.MAY_BE_TIGHTENED)
    assert tightened(full, clause("x", AllOf(B, C))) == []
    assert tightened(full, clause("x", C)) == [("looser", "replace[0].condition")]


def test_an_open_point_of_the_change_itself_is_read_in_every_way() -> None:
    old = clause("x", Age(at_least=16), local=LocalChange.MAY_BE_TIGHTENED)
    both = [reading("wide", Age(at_least=15)), reading("narrow", Age(at_least=20))]
    assert tightened(old, clause("x", Open("how", text("how"), both))) == [
        ("looser", "replace[0].condition")
    ]


def test_every_day_in_force_counts() -> None:
    """A month has lasted on some days on which 30 days haven't, and the other way round."""
    old = clause("x", Lasted("since", at_least=Days(30)), local=LocalChange.MAY_BE_TIGHTENED)
    new = clause("x", Lasted("since", at_least=Months(1)))
    assert tightened(old, new) == [("looser", "replace[0].condition")]
    may = Validity(start=dt.date(2022, 5, 31), end=dt.date(2022, 6, 29))
    assert tightened(old, new, valid=may) == []


def test_a_departure_from_a_national_source_is_a_remark() -> None:
    free, cited = LocalChange.FREE, OF_THE_GUIDE
    guided = rules(
        clause("act", A, citation=OF_THE_ACT),
        clause("gone", B, local=free, citation=cited),
        clause("looser", Age(at_least=20), local=free, citation=cited),
        clause("tighter", Age(at_least=20), local=free, citation=cited),
        clause("otherwise", Age(at_least=20, at_most=30), local=free, citation=cited),
        clause("weaker", C, local=free, citation=cited),
        clause("heavier", C, local=free, citation=cited, strength=Strength.GUIDELINE),
        clause("same", Flag("d"), local=free, citation=cited),
        clause("said", local=free, citation=cited, strength=Strength.STATEMENT),
        clause("told", local=free, citation=cited, strength=Strength.STATEMENT),
        clause("own", Flag("e"), local=free),
    )
    derived = guided.with_changes(
        key="local",
        name=NAME,
        drop=["gone", "own"],
        replace=[
            clause("looser", Age(at_least=19)),
            clause("tighter", Age(at_least=21)),
            clause("otherwise", Age(at_least=25, at_most=35)),
            clause("weaker", C, strength=Strength.GUIDELINE),
            clause("heavier", C),
            clause("same", AllOf(Flag("d"), Flag("d"))),
            evolve(clause("said", strength=Strength.STATEMENT), text=text("else")),
            clause("told", strength=Strength.STATEMENT),
        ],
    )
    told = {departure.old.key: departure.how.en for departure in derived.departures}
    assert told == {
        "gone": "is left out",
        "looser": "is looser",
        "tighter": "is tighter",
        "otherwise": "says otherwise",
        "weaker": "weighs less",
        "heavier": "weighs more",
        "said": "says otherwise",
    }
    gone, looser = derived.departures[:2]
    assert gone.in_("sv") == "gone, Vägledningen, Målgrupp (rekommendation): tas bort"
    assert looser.in_("en") == (
        "looser, The guidance, Målgrupp (recommendation): is looser"
        " (looser, The plan, s. 1 (local document))"
    )
    again = derived.with_changes(key="more", name=NAME)
    assert again.departures == derived.departures
    assert guided.departures == ()


def test_a_statement_that_becomes_a_demand_weighs_more() -> None:
    said = clause("x", strength=Strength.STATEMENT, local=LocalChange.FREE, citation=OF_THE_GUIDE)
    derived = rules(said, clause("y", A)).with_changes(
        key="local", name=NAME, replace=[clause("x", B)]
    )
    assert [departure.how.en for departure in derived.departures] == ["weighs more"]


def test_a_guideline_that_becomes_another_demand_tells_both() -> None:
    """Who was remarked on is refused now, whatever else the new rule lets in."""
    old = clause("x", A, strength=Strength.GUIDELINE, local=LocalChange.FREE, citation=OF_THE_GUIDE)
    for condition, how in (
        (AnyOf(A, B), "is looser and weighs more"),
        (AllOf(A, B), "is tighter and weighs more"),
        (B, "says otherwise and weighs more"),
        (A, "weighs more"),
    ):
        derived = rules(old, clause("y", A)).with_changes(
            key="local", name=NAME, replace=[clause("x", condition)]
        )
        assert [departure.how.en for departure in derived.departures] == [how]


def test_the_keys_of_chosen_readings_are_kept() -> None:
    made = rules(
        clause("x", A),
        clause("y", B, alternatives=[reading("else", C)], local=LocalChange.FREE),
        clause("z", Open("point", text("point"))),
    )
    assert made.reading_keys == {"point": ("met", "not_met"), "y": ("else",)}
    read = made.with_readings({"y": "else", "point": Flag("d")})
    assert read.chosen_readings == (("y", "else"),)
    more = made.with_readings({"y": "else"}).with_readings({"point": "met"})
    assert more.chosen_readings == (("point", "met"), ("y", "else"))
    changed = more.with_changes(key="local", name=NAME, replace=[clause("y", B)])
    assert changed.chosen_readings == (("point", "met"),)


def test_a_clause_is_replaced_once() -> None:
    """The first of two would be lost without a word."""
    twice = [clause("free", C), clause("free", Flag("d"))]
    with pytest.raises(InvalidRules) as caught:
        base().with_changes(key="local", name=NAME, replace=twice)
    assert "duplicate" in {one.code for one in caught.value.faults}


def test_a_clause_is_not_both_replaced_and_dropped() -> None:
    with pytest.raises(InvalidRules):
        base().with_changes(key="local", name=NAME, replace=[clause("free", C)], drop=["free"])


def test_a_derived_set_is_checked_as_any_other() -> None:
    found = faults_of(
        lambda: base().with_changes(key="local", name=NAME, add=[clause("closed", C)]),
        InvalidRules,
    )
    assert places(found) == [("duplicate", "clauses[3].key")]
    with pytest.raises(UnsatisfiableRules):
        base().with_changes(key="local", name=NAME, add=[clause("new", Not(A))])


@pytest.mark.parametrize(
    ("changed", "keys"),
    [
        (Vocabulary(fact for fact in SMALL if fact.key not in {"b", "hours"}), ["b", "hours"]),
        (Vocabulary(evolve(f, sensitive=True) if f.key == "c" else f for f in SMALL), ["c"]),
        (
            Vocabulary(
                evolve(f, kind=type(COLOURS)(COLOURS.options[:1])) if f.key == "colour" else f
                for f in SMALL
            ),
            ["colour"],
        ),
        (
            Vocabulary(evolve(f, kind=YesNo()) if f.key == "colour" else f for f in SMALL),
            ["colour"],
        ),
        (
            Vocabulary(
                evolve(f, question=text("q")) if f.key == "needs" else f
                for f in SMALL.extended(terms={"needs": [Term("x", text("x"))]})
            ),
            ["needs"],
        ),
    ],
)
def test_a_vocabulary_is_never_redefined(changed: Vocabulary, keys: list[str]) -> None:
    derive: Callable[[], object] = lambda: base().with_changes(  # noqa: E731
        key="local", name=NAME, vocabulary=changed
    )
    assert faults_of(derive, InvalidRules) == [
        fault(
            "redefined",
            "vocabulary",
            f"{key!r} saknas eller är ändrat; fakta kan bara läggas till",
            f"{key!r} is missing or changed; facts can only be added",
            value=key,
        )
        for key in keys
    ]


def test_terms_may_be_added_to_the_lists_of_a_base() -> None:
    more = SMALL.extended(
        [flag("new")],
        terms={"needs": [Term("unit", text("unit"), parent="municipality")]},
    )
    derived = base().with_changes(key="local", name=NAME, vocabulary=more)
    assert derived.vocabulary is more


# --- sets as values -----------------------------------------------------------------------------


def test_a_set_is_a_value() -> None:
    made = base()
    made.clause("free")
    assert [point.key for point in made.open_points] == ["w.referrers"]
    derived = made.with_changes(key="local", name=NAME)
    for one in (made, derived):
        for other in (pickle.loads(pickle.dumps(one)), copy.deepcopy(one), copy.copy(one)):  # noqa: S301 - our own pickle
            assert other == one
            assert hash(other) == hash(one)
            assert other.clause("free") == one.clause("free")
    assert derived != made
    with pytest.raises(FrozenInstanceError):
        made.key = "other"  # type: ignore[misc]


def test_the_repr_of_a_set_is_short() -> None:
    assert repr(rules(clause("x", A))) == (
        "RuleSet(key='made.set', name=Text(sv='Gjord', en='Made'), valid=Validity(start=None,"
        " end=None, status=<Status.DECIDED: 'decided'>, rule=None),"
        " leap_day=<LeapDay.FEB28: 'feb28'>)"
    )


def test_a_measure_that_is_not_for_individuals_says_why() -> None:
    nobody = NotForIndividuals(reason=text("structural"), rule="VA-50", citation=CITED)
    assert nobody.valid == Validity()
    assert (nobody.reason, nobody.rule, nobody.citation) == (text("structural"), "VA-50", CITED)


def test_a_measure_that_is_not_for_individuals_refuses() -> None:
    nobody = NotForIndividuals(reason=text("structural"), rule="VA-50", citation=CITED)
    assert nobody.eligibility is nobody
    assert faults_of(nobody.refuse, NotApplicable) == [
        fault(
            "not_applicable",
            "measure",
            "structural sv (VA-50; Planen, s. 1 (lokalt dokument))",
            "structural en (VA-50; The plan, s. 1 (local document))",
        )
    ]


def test_a_measure_that_is_not_for_individuals_reports_all_that_is_wrong() -> None:
    wrong: Any = 5
    found = faults_of(
        lambda: NotForIndividuals(reason=wrong, rule=" ", citation=wrong, valid=wrong), InvalidRules
    )
    assert places(found) == [
        ("type", "reason"), ("empty", "rule"), ("type", "citation"), ("type", "valid"),
    ]  # fmt: skip


def test_a_set_is_tried_out_with_all_that_a_vocabulary_has() -> None:
    every: list[Condition] = [
        Only("needs", [Authority.REGION]),
        Includes("benefits", ["social_assistance"]),
        OneOf("municipality", ["Nora"]),
        DateBetween("planned", end=dt.date.max - ONE_DAY),
        DateBetween("since", start=dt.date.min + ONE_DAY),
        DayIn(end=dt.date.max - ONE_DAY),
    ]
    made = rules(*(clause(str(i), condition) for i, condition in enumerate(every)))
    assert len(made.clauses) == 6


def test_the_ends_of_the_calendar_are_no_stumbling_block() -> None:
    made = [
        clause("first", DayIn(start=dt.date.min)),
        clause("last", DayIn(start=dt.date.max)),
        clause("cut", DateBetween("planned", start=dt.date.max)),
    ]
    assert places(refused(*made)) == [("constant", "clauses[0].condition")]


def test_the_public_names() -> None:
    assert dir(rulesets) == sorted(rulesets.__all__)
