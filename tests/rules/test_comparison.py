"""Rule sets as sets: what an answer takes for granted, and what a comparison tells."""

import copy
import datetime as dt
import pickle
from functools import partial
from typing import Any

import pytest
from attrs import evolve

from cases.made import COLOURS, DAY, SMALL, clause, faults_of, flag, reading, rules, text
from finsam.eligibility import assess
from finsam.errors import InvalidInput, InvalidRules, NotApplicable
from finsam.legaltime import LeapDay
from finsam.rulebooks import finnveden, framsteget, model, vasteras
from finsam.rules import (
    COMMON,
    Age,
    AllOf,
    AnyOf,
    Choice,
    Comparison,
    Concern,
    Condition,
    DayIn,
    Fact,
    Flag,
    Includes,
    LocalChange,
    Meaning,
    Not,
    OneOf,
    Only,
    Open,
    RuleSet,
    Strength,
    Validity,
    Verdict,
    Vocabulary,
    compare,
    comparison,
    disjoint,
    equivalent,
    implies,
    pairs,
    unsatisfiable,
    witnesses,
)
from finsam.rules.versions import Versions
from finsam.terms import Term
from finsam.texts import Style, Text

A, B, C, D = (Flag(key) for key in "abcd")


def of(*conditions: Condition) -> RuleSet:
    """Returns rules with a clause for each condition."""
    return rules(*(clause(f"c{i}", condition) for i, condition in enumerate(conditions)))


def test_given_facts_narrow_the_question() -> None:
    one, other = of(A), of(AllOf(A, B))
    assert not implies(one, other, as_of=DAY)
    assert implies(one, other, as_of=DAY, given={"b": True})
    answer = implies(one, other, as_of=DAY, given={"c": True})
    assert answer.witness is not None
    assert answer.witness.facts["c"] is True
    assert unsatisfiable(one, as_of=DAY, given={"a": False})
    assert not unsatisfiable(one, as_of=DAY, given={"a": True})
    assert not unsatisfiable(
        of(Includes("needs", ["region"])), as_of=DAY, given={"needs": ["region"]}
    )


def test_what_is_left_out_is_at_its_most_favourable_for_each_side() -> None:
    one, other = of(A, B), of(A, Not(B))
    assert disjoint(one, other, as_of=DAY)
    assert equivalent(one, other, as_of=DAY, apart_from=["b"])
    answer = disjoint(one, other, as_of=DAY, apart_from=["b"])
    assert answer.witness is not None
    assert (answer.witness.a.facts["b"], answer.witness.b.facts["b"]) == (True, False)
    assert "b" not in answer.witness.facts
    assert assess(answer.witness.a.facts, one, as_of=DAY).verdict is Verdict.ELIGIBLE
    assert assess(answer.witness.b.facts, other, as_of=DAY).verdict is Verdict.ELIGIBLE


def test_two_that_are_equivalent_in_one_way_only_are_not() -> None:
    narrow, wide = of(A, B), of(A)
    for one, other, shown_by in ((narrow, wide, "b"), (wide, narrow, "a")):
        answer = equivalent(one, other, as_of=DAY)
        assert answer.witness is not None
        told = answer.witness.a if shown_by == "a" else answer.witness.b
        assert assess(told.facts, wide, as_of=DAY).verdict is Verdict.ELIGIBLE


def test_a_set_without_a_deciding_criterion_has_nobody_in_it() -> None:
    silent = rules(clause("g", A, strength=Strength.GUIDELINE))
    assert unsatisfiable(silent, as_of=DAY)
    assert implies(silent, of(A), as_of=DAY)
    assert not implies(of(A), silent, as_of=DAY)
    assert "states no deciding criterion" in compare(silent, of(A), as_of=DAY).explain("en")


def test_an_open_point_is_read_alike_where_both_have_it_and_in_every_way_else() -> None:
    point = Open("p", text("p"))
    assert equivalent(of(AllOf(A, point)), of(AllOf(point, A)), as_of=DAY)
    assert not implies(of(A), of(AllOf(A, point)), as_of=DAY)
    assert implies(of(AllOf(A, point)), of(A), as_of=DAY)
    answer = implies(of(A), of(AllOf(A, point)), as_of=DAY)
    assert answer.witness is not None
    assert dict(answer.witness.b.readings) == {"p": "not_met"}
    assert dict(answer.witness.a.readings) == {}


def test_two_open_points_of_one_key_are_two() -> None:
    one = of(AllOf(A, Open("p", text("p"), [reading("x", B), reading("y", C)])))
    other = of(AllOf(A, Open("p", text("p"), [reading("x", C), reading("y", B)])))
    same = evolve(one.clauses[0], condition=one.clauses[0].condition)
    assert equivalent(one, rules(same), as_of=DAY)
    answer = equivalent(one, other, as_of=DAY)
    assert answer.witness is not None
    first = one.with_readings(dict(answer.witness.a.readings))
    second = other.with_readings(dict(answer.witness.b.readings))
    said = [assess(answer.witness.facts, each, as_of=DAY).verdict for each in (first, second)]
    assert sorted(said) == [Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE]
    applied = rules(clause("x", B, applies_to=Open("p", text("p"))))
    assert not equivalent(applied, one, as_of=DAY)


def test_each_set_keeps_its_own_leap_day() -> None:
    one = rules(clause("x", Age(at_least=18)))
    other = evolve(one, leap_day=LeapDay.MAR1)
    between = dt.date(2022, 2, 28)
    answer = equivalent(one, other, as_of=between)
    assert answer.witness is not None
    assert answer.witness.facts["birth_date"] == dt.date(2004, 2, 29)
    assert equivalent(one, other, as_of=dt.date(2022, 3, 1))


def test_a_group_that_can_not_be_said_alone_is_named() -> None:
    group = of(OneOf("colour", ["blue"]))
    parts = of(OneOf("colour", ["navy", "sky"]))
    answer = implies(group, parts, as_of=DAY)
    assert answer.witness is not None
    assert (answer.witness.facts["colour"], answer.witness.unsaid) == ("blue", ("colour",))
    said = implies(of(OneOf("colour", ["navy", "red"])), of(OneOf("colour", ["red"])), as_of=DAY)
    assert said.witness is not None
    assert (said.witness.facts["colour"], said.witness.unsaid) == ("navy", ())


def test_who_is_current_with_a_service_is_so_with_its_authority() -> None:
    service, authority = of(Includes("needs", ["health_centre"])), of(Includes("needs", ["region"]))
    assert implies(service, authority, as_of=DAY)
    answer = implies(authority, service, as_of=DAY)
    assert answer.witness is not None
    assert answer.witness.facts["needs"].inside == {"region"}  # type: ignore[attr-defined]
    other = disjoint(service, of(Not(Includes("needs", ["region"]))), as_of=DAY)
    assert other.holds


def test_two_vocabularies_are_put_together() -> None:
    unit = Term("unit", Text(sv="enhet", en="unit"), parent="municipality")
    more = SMALL.extended([flag("own")], terms={"needs": [unit]})
    ours = rules(clause("x", AllOf(Includes("needs", ["unit"]), Flag("own"))), vocabulary=more)
    theirs = of(Includes("needs", ["municipality"]))
    assert implies(ours, theirs, as_of=DAY)
    assert implies(ours, theirs, as_of=DAY, given={"own": True})
    found = compare(theirs, ours, as_of=DAY)
    assert found.a.vocabulary == found.b.vocabulary
    assert [fact.key for fact in found.also_asked_by_b] == ["own"]
    assert found.loses is not None
    assert assess(found.loses.b.facts, found.b, as_of=DAY).verdict is Verdict.NOT_ELIGIBLE


def test_each_side_is_told_only_what_its_own_vocabulary_has() -> None:
    unit = Term("unit", Text(sv="enhet", en="unit"), parent="municipality")
    pink = Term("pink", Text(sv="rosa", en="pink"))
    more = SMALL.extended([flag("own")], terms={"needs": [unit], "colour": [pink]})
    parts = AllOf(Includes("needs", ["municipality", "region"]), Not(OneOf("colour", ["red"])))
    theirs = of(parts, Age(at_least=18))
    asks = AllOf(Includes("needs", ["unit"]), Flag("own"), Not(OneOf("colour", ["pink"])))
    ours = rules(clause("x", asks), clause("y", Age(at_most=30)), vocabulary=more)
    for a, b in ((theirs, ours), (ours, theirs)):
        found = compare(a, b, as_of=DAY, places=[])
        inside, none = implies(a, b, as_of=DAY), disjoint(a, b, as_of=DAY)
        for witness, by in (
            (found.loses, (True, False)),
            (found.gains, (False, True)),
            (found.of_both, (True, True)),
            (inside.witness, (True, False)),
            (none.witness, (True, True)),
        ):
            assert witness is not None
            assert not witness.unsaid
            for side, what, yes in ((a, witness.a, by[0]), (b, witness.b, by[1])):
                wanted = Verdict.ELIGIBLE if yes else Verdict.NOT_ELIGIBLE
                assert assess(what.facts, side, as_of=DAY).verdict is wanted


def test_a_term_of_one_side_alone_that_is_left_out_can_still_be_what_makes_eligible() -> None:
    """The clause takes the fact at its most favourable, and no other value is."""
    pink = Term("pink", Text(sv="rosa", en="pink"))
    more = SMALL.extended(terms={"colour": [pink]})
    ours = rules(
        clause("x", Not(Open("full", text("full")))),
        clause("y", OneOf("colour", ["pink"])),
        vocabulary=more,
    )
    for a, b in ((of(A), ours), (ours, of(A))):
        found = compare(a, b, as_of=DAY, places=[]).of_both
        assert found is not None
        assert (found.a if a is ours else found.b).facts["colour"] == "pink"


def test_what_one_side_has_no_term_for_is_named() -> None:
    pink = Term("pink", Text(sv="rosa", en="pink"))
    more = SMALL.extended(terms={"colour": [pink]})
    ours = rules(clause("x", OneOf("colour", ["pink"])), vocabulary=more)
    witness = implies(ours, of(OneOf("colour", ["red"])), as_of=DAY).witness
    assert witness is not None
    assert (dict(witness.a.facts), dict(witness.b.facts)) == ({"colour": "pink"}, {})
    assert witness.unsaid == ("colour",)


@pytest.mark.parametrize(
    "other",
    [
        evolve(SMALL["a"], question=text("else")),
        evolve(SMALL["colour"], kind=Choice([Term("red", text("another red"))])),
        evolve(SMALL["colour"], kind=Choice(COLOURS.options), sensitive=True),
        evolve(SMALL["needs"], kind=SMALL["benefits"].kind, sensitive=True),
    ],
)
def test_a_fact_that_is_declared_in_two_ways_is_refused(other: Fact) -> None:
    changed = Vocabulary([other if fact.key == other.key else fact for fact in SMALL])
    theirs = rules(clause("x", B), vocabulary=changed)
    for known in (None, {"a": True}):
        ask = partial(implies, of(B), theirs, as_of=DAY, given=known)
        found = faults_of(ask, InvalidRules)
        assert [(one.code, one.value) for one in found] == [("redefined", other.key)]


def test_what_is_asked_wrongly_is_told_at_once() -> None:
    wrong: Any = 3
    found = faults_of(
        lambda: implies(wrong, wrong, as_of=wrong, apart_from=["x"], given=wrong), InvalidInput
    )
    assert [one.path for one in found] == ["a", "b", "as_of", "given"]
    left = faults_of(lambda: compare(of(A), of(B), as_of=DAY, places=["munici"]), InvalidInput)
    assert [(one.path, one.code) for one in left] == [("places[0]", "unknown")]
    with pytest.raises(NotApplicable):
        compare(vasteras.SIM, of(A), as_of=DAY)


# --- compare ------------------------------------------------------------------------------------


def test_a_key_that_is_no_text_is_told() -> None:
    with pytest.raises(InvalidInput, match=r"apart_from\[0\]: takes str, not list"):
        implies(rules(clause("k", A)), rules(clause("k", A)), as_of=DAY, apart_from=[[]])  # type: ignore[list-item]


def test_catchments_come_first() -> None:
    found = compare(finnveden.SAMVERKANSTEAM, vasteras.SAMORDNINGSTEAM, as_of=dt.date(2021, 11, 22))
    assert found.catchments.overlap is False
    assert found.catchments.a == {"municipality": ("Gnosjö", "Gislaved", "Värnamo")}
    assert found.catchments.b == {"municipality": ("Västerås",)}
    assert [fact.key for fact in found.places] == ["municipality"]
    assert "Gnosjö, Gislaved, Värnamo" in found.explain("en")
    needing = of(Includes("needs", ["region"]))
    assert "Needs? the region" in compare(needing, needing, as_of=DAY).explain("en")
    everywhere = compare(of(A), of(AnyOf(B, OneOf("municipality", ["Sala"]))), as_of=DAY)
    assert everywhere.catchments.overlap
    assert everywhere.catchments.a == {}
    assert len(everywhere.catchments.b["municipality"]) == 290
    assert "290 possible ones" in everywhere.explain("en")
    resident = compare(of(Flag("a")), of(B), as_of=DAY, places=["a"])
    assert (resident.catchments.a, [fact.key for fact in resident.places]) == ({}, ["a"])


def test_who_gains_and_who_loses_by_a_new_version() -> None:
    old = of(Age(at_least=16, at_most=64), A)
    new = of(Age(at_least=18, at_most=66), A)
    found = compare(old, new, as_of=DAY)
    assert found.loses is not None
    assert found.gains is not None
    assert found.of_both is not None
    assert dt.date(2004, 6, 16) <= found.loses.facts["birth_date"] <= dt.date(2006, 6, 15)  # type: ignore[operator]
    assert dt.date(1955, 6, 16) <= found.gains.facts["birth_date"] <= dt.date(1957, 6, 15)  # type: ignore[operator]
    [age, same] = found.clauses
    assert (age.meaning, age.changed) == (Meaning.OTHERWISE, ("condition",))
    assert (same.meaning, same.changed) == (Meaning.SAME, ())
    assert [fact.key for fact in found.compared] == ["birth_date", "a"]


def test_each_required_clause_has_one_who_fails_only_it_or_it_at_all_or_no_one() -> None:
    found = compare(of(A), of(A, B, AnyOf(B, C), D), as_of=DAY, places=[])
    assert [fact.key for fact in found.also_asked_by_b] == ["b", "c", "d"]
    inside = compare(of(AnyOf(A, B), AnyOf(C, D)), of(A, AnyOf(A, B), AllOf(A, C, D)), as_of=DAY)
    told = [(each.clause.key, each.witness is not None, each.alone) for each in inside.fails]
    # who isn't a is b: fails c0 and c2, c1 never; who is a and not both c and d fails only c2
    assert told == [
        ("c0", True, False), ("c1", False, False), ("c2", True, True),
        ("c0", False, False), ("c1", False, False),
    ]  # fmt: skip
    for each in inside.fails:
        if each.witness is not None:
            said = assess(each.witness.b.facts, inside.b, as_of=DAY)
            failed = {f.clause.key for f in said.findings if f.outcome == 0}
            assert each.clause.key in failed
            assert (failed == {each.clause.key}) is each.alone


def test_clauses_are_paired_by_key_and_then_by_meaning() -> None:
    first = rules(
        clause("k", A), clause("m", AllOf(B, B)), clause("t", AnyOf(A, C)),
        clause("l", AllOf(A, C)),
        clause("w", D), clause("s", strength=Strength.STATEMENT),
        clause("z", strength=Strength.STATEMENT), clause("gone", Flag("e")),
        clause("away", DayIn(end=DAY), concern=Concern.PLACE),
    )  # fmt: skip
    second = rules(
        clause("new", Flag("f")), clause("n", B), clause("k", A), clause("t", A), clause("l", A),
        clause("w", D, strength=Strength.GUIDELINE), clause("s", strength=Strength.STATEMENT),
        evolve(clause("z", strength=Strength.STATEMENT), text=text("else")),
    )  # fmt: skip
    found = {
        (each.a.key if each.a else None, each.b.key if each.b else None): each.meaning.value
        for each in compare(first, second, as_of=DAY).clauses
    }
    assert found == {
        ("k", "k"): "same",
        ("m", "n"): "same",
        ("t", "t"): "tighter",
        ("l", "l"): "looser",
        ("w", "w"): "otherwise",
        ("s", "s"): "same",
        ("z", "z"): "otherwise",
        ("gone", None): "only_a",
        ("away", None): "only_a",
        (None, "new"): "only_b",
    }


def test_a_comparison_and_its_witnesses_are_values() -> None:
    found = compare(vasteras.SAMORDNINGSTEAM, vasteras.JOBBFOKUS, as_of=DAY)
    lost = found.loses
    assert lost is not None
    for again in (pickle.loads(pickle.dumps(found)), copy.deepcopy(found), copy.copy(found)):  # noqa: S301 - our own pickle
        assert again == found
        assert hash(again) == hash(found)
        assert again.loses == lost
        assert again.explain("sv") == found.explain("sv")
    readings: Any = lost.a.readings
    with pytest.raises(TypeError):
        readings["x"] = "y"


def test_what_is_wrong_with_given_facts_and_what_is_left_out_is_told_at_once() -> None:
    a, b = rules(clause("x", A)), rules(clause("y", D))
    bad: Any = {"nope": 1, "a": "yes"}
    ask = partial(implies, a, b, as_of=DAY, given=bad, apart_from=["gone"])
    found = faults_of(ask, InvalidInput)
    assert {(each.code, each.path) for each in found} == {
        ("unknown", "given"), ("type", "given.a"), ("unknown", "apart_from[0]"),
    }  # fmt: skip
    versions: Any = Versions([a])
    [told] = faults_of(lambda: compare(versions, b, as_of=DAY), InvalidInput)
    assert ".at(day)" in told.text.en


@pytest.mark.parametrize(
    ("fact", "one", "member"),
    [
        ("needs", "region", "social_services"),
        ("needs", "region", "municipality"),
        ("benefits", "social_assistance", "full_sickness_compensation"),
        ("benefits", "social_assistance", "sickness_benefit"),
    ],
)
def test_a_witness_says_the_same_of_a_group_to_both_sides(fact: str, one: str, member: str) -> None:
    """Who needs a service needs its authority, also where only one side reads the authority."""
    base = model.SAMORDNINGSTEAM.rules
    key = base.clause("BR-02")

    def only(condition: Condition) -> RuleSet:
        return evolve(base, clauses=[evolve(key, condition=condition)])

    a, b = only(Not(Only(fact, [one]))), only(Includes(fact, [member], at_most=0))
    for shown in (implies(a, b, as_of=DAY).witness, compare(a, b, as_of=DAY).loses):
        assert shown is not None
        assert not shown.unsaid
        assert assess(shown.facts, a, as_of=DAY).verdict is Verdict.ELIGIBLE
        assert assess(shown.a.facts, a, as_of=DAY).verdict is Verdict.ELIGIBLE
        assert assess(shown.b.facts, b, as_of=DAY).verdict is Verdict.NOT_ELIGIBLE


def test_the_clauses_stand_side_by_side_in_a_table() -> None:
    first, second = rules(clause("k", A), clause("gone", D)), rules(clause("n", C), clause("k", A))
    table = compare(first, second, as_of=DAY).table("sv")
    keys = [(row[0], row[2], row[4]) for row in table.rows]
    assert keys == [
        ("k", "k", "lika"),
        ("gone", "–", "bara i den första"),
        ("–", "n", "bara i den andra"),
    ]
    assert table.rows[1][1] == first.clause("gone").text.sv
    assert table.head[0::2] == ("regel", "regel", "skillnad")
    assert table.drawn("markdown").count("| –") == 4
    with pytest.raises(ValueError, match="sv"):
        compare(first, second, as_of=DAY).table("no")  # type: ignore[arg-type]


def test_a_comparison_tells_itself() -> None:
    old = rules(clause("x", Age(at_least=16)), clause("p", Open("point", text("point"))))
    valid = Validity(start=dt.date(2023, 1, 1))
    new = evolve(
        rules(clause("x", Age(at_least=18)), clause("y", A)),
        key="new",
        name=text("new"),
        valid=valid,
    )
    told = compare(old, new, as_of=DAY).explain("en").splitlines()
    assert told == [
        "Made (made.set) – new en (new), 2022-06-15",
        "==========================================",
        "new en (new): is not in force on the day, and is read as if it were; from 2023-01-01",
        "",
        "Catchments",
        "No catchments are compared.",
        "",
        "Left out too: also asked, only by new en (new)",
        "  Is a?",
        "",
        "Whom the difference is about, apart from that",
        "  Eligible by both: for example",
        "    When was the person born? 2004-06-15 (age 18)",
        "    if the source is read so: point en (point): met",
        "  Eligible by Made (made.set), not by new en (new): for example",
        "    When was the person born? 2004-06-16 (age 17)",
        "    if the source is read so: point en (point): met",
        "  Eligible by new en (new), not by Made (made.set): for example",
        "    When was the person born? 2004-06-15 (age 18)",
        "    if the source is read so: point en (point): not met",
        "",
        "Those eligible by Made (made.set) who fail a clause of new en (new)",
        "  x en (x) fails only this",
        "    When was the person born? 2004-06-16 (age 17)",
        "    if the source is read so: point en (point): met",
        "  y en (y) asks only about what is left out",
        "",
        "Those eligible by new en (new) who fail a clause of Made (made.set)",
        "  x en (x) no one",
        "  p en (p) fails only this",
        "    When was the person born? 2004-06-15 (age 18)",
        "    if the source is read so: point en (point): not met",
        "",
        "Clause by clause",
        "  x: tighter",
        "    x en",
        "    differs in: condition",
        "    age at least 16",
        "    age at least 18",
        "  p: only in the first",
        "    p en",
        "  y: only in the second",
        "    y en",
    ]
    page = compare(old, new, as_of=DAY)
    assert page.explain("sv", "markdown").startswith("## Gjord")
    assert page._repr_html_().startswith('<div class="finsam-comparison">')
    nothing = compare(of(A), of(B), as_of=DAY)
    assert "The two ask about nothing in common" in nothing.explain("en")
    assert nothing.not_in_force == ()


YEAR_2020 = Validity(start=dt.date(2020, 1, 1), end=dt.date(2020, 12, 31))
SINCE_2021 = Validity(start=dt.date(2021, 1, 1))


def versions(old: Validity, new: Validity) -> Comparison:
    """Returns two versions of one measure compared: they have one name and one key."""
    before, after = rules(clause("x", A), clause("p", B)), rules(clause("x", C), clause("p", B))
    return compare(evolve(before, valid=old), evolve(after, valid=new), as_of=DAY)


def test_two_versions_of_one_measure_are_told_apart_by_their_days() -> None:
    found = versions(YEAR_2020, SINCE_2021)
    old = "Made (made.set, in force 2020-01-01–2020-12-31)"
    new = "Made (made.set, in force from 2021-01-01)"
    told = found.explain("en").splitlines()
    assert told[0] == f"{old} – {new}, 2022-06-15"
    assert told[2] == f"{old}: is not in force on the day, and is read as if it were"
    for line in (
        f"Left out too: also asked, only by {old}",
        f"Left out too: also asked, only by {new}",
        f"Those eligible by {old} who fail a clause of {new}",
        f"Those eligible by {new} who fail a clause of {old}",
    ):
        assert told.count(line) == 1
    for one, other in ((old, new), (new, old)):
        assert any(line.startswith(f"  Eligible by {one}, not by {other}: ") for line in told)
    table = found.table("en")
    assert table.title == told[0]
    assert table.head == ("rule", old, "rule", new, "difference")


@pytest.mark.parametrize("style", ["text", "markdown", "html"])
def test_versions_are_told_apart_in_swedish_too_and_in_every_style(style: Style) -> None:
    told = versions(YEAR_2020, SINCE_2021).explain("sv", style).replace("\\", "")
    old = "Gjord (made.set, gäller 2020-01-01–2020-12-31)"
    new = "Gjord (made.set, gäller från och med 2021-01-01)"
    assert f"{old} – {new}, 2022-06-15" in told
    assert f"Behöriga till {old} som faller på en regel i {new}" in told


def test_a_version_without_days_is_undated() -> None:
    found = versions(Validity(), SINCE_2021)
    dated = "in force from 2021-01-01"
    assert found.table("en").head[1::2] == ("Made (made.set, undated)", f"Made (made.set, {dated})")
    assert found.table("sv").head[1] == "Gjord (made.set, odaterad)"


@pytest.mark.parametrize("valid", [Validity(), YEAR_2020])
def test_versions_of_the_same_days_are_the_first_and_the_second(valid: Validity) -> None:
    found = versions(valid, valid)
    old, new = "Made (made.set, the first)", "Made (made.set, the second)"
    assert found.table("en").head[1::2] == (old, new)
    assert found.table("sv").head[1] == "Gjord (made.set, den första)"
    assert found.table("sv").head[3] == "Gjord (made.set, den andra)"
    told = found.explain("en").splitlines()
    assert f"Left out too: also asked, only by {old}" in told
    assert f"Left out too: also asked, only by {new}" in told


def test_a_set_compared_with_itself_is_told_as_two() -> None:
    same = evolve(rules(clause("x", A, strength=Strength.GUIDELINE)), valid=YEAR_2020)
    told = compare(same, same, as_of=DAY).explain("en").splitlines()
    silent = "states no deciding criterion; nobody passes by silence"
    out = "is not in force on the day, and is read as if it were; 2020-01-01–2020-12-31"
    assert told[2:6] == [
        f"Made (made.set, the first): {out}",
        f"Made (made.set, the second): {out}",
        f"Made (made.set, the first): {silent}",
        f"Made (made.set, the second): {silent}",
    ]


def test_measures_of_one_name_are_told_apart_by_their_keys() -> None:
    found = compare(of(A), evolve(of(B), key="other", valid=SINCE_2021), as_of=DAY)
    told = found.explain("en").splitlines()
    assert told[0] == "Made (made.set) – Made (other), 2022-06-15"
    placed = AllOf(A, OneOf("municipality", ["Sala"]))
    where = compare(of(placed), evolve(of(B), key="other", valid=SINCE_2021), as_of=DAY)
    told = where.explain("en").splitlines()
    assert told[told.index("Catchments") + 1] == "Only one of them states a catchment."
    assert "  Made (other): states no catchment" in told


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["Sala"], "The catchments are the same."),
        (["Sala", "Heby"], "The catchments overlap."),
        (["Heby"], "The catchments don't overlap: nobody can be eligible by both."),
    ],
)
def test_how_catchments_lie_to_each_other_is_told(names: list[str], said: str) -> None:
    one, other = OneOf("municipality", ["Sala"]), OneOf("municipality", names)
    found = compare(
        rules(clause("x", AllOf(Flag("single"), one)), vocabulary=COMMON),
        rules(clause("x", AllOf(Flag("single"), other)), vocabulary=COMMON),
        as_of=DAY,
    )
    told = found.explain("en").splitlines()
    assert told[told.index("Catchments") + 1] == said


def test_nobody_is_said_with_what_is_left_out_where_it_could_matter() -> None:
    """Not everybody who is in the smaller set lives in Sala, or is c."""
    wider = evolve(of(A), key="wider")
    in_sala = rules(clause("c0", A), clause("c1", OneOf("municipality", ["Sala"])))
    for narrow in (evolve(of(A, C), key="narrow"), evolve(in_sala, key="narrow")):
        found = compare(wider, narrow, as_of=DAY)
        told = [line for line in found.explain("en").splitlines() if "no one" in line]
        assert told == [
            "  Eligible by Made (wider), not by Made (narrow): no one, apart from what is left out",
            "  Eligible by Made (narrow), not by Made (wider): no one",
            "  c0 en (c0) no one",
            "  c0 en (c0) no one",
        ]
        assert not implies(wider, narrow, as_of=DAY)
        assert implies(narrow, wider, as_of=DAY)
    either = evolve(of(AnyOf(A, C)), key="either")
    told = compare(wider, either, as_of=DAY).explain("sv").splitlines()
    apart = "ingen, bortsett från det som lämnas utanför"
    assert f"  Behörig till Gjord (wider), inte till Gjord (either): {apart}" in told
    assert f"  c0 sv (c0) {apart}" in told
    assert "  Behörig till Gjord (either), inte till Gjord (wider): till exempel" in told


def test_nobody_who_is_eligible_by_both_is_nobody_at_all() -> None:
    found = compare(of(A), evolve(of(Not(A), C), key="other"), as_of=DAY)
    assert "  Eligible by both: no one" in found.explain("en").splitlines()


def test_a_statement_has_no_condition_to_show() -> None:
    said = clause("s", strength=Strength.STATEMENT, local=LocalChange.FREE)
    old = rules(clause("x", A), said)
    new = rules(clause("x", A), clause("s", B))
    told = compare(old, new, as_of=DAY).explain("en").splitlines()
    place = told.index("  s: otherwise")
    assert told[place + 1 :] == ["    s en", "    differs in: condition, strength", "    Is b? yes"]


def test_a_closed_intake_is_no_part_of_the_set() -> None:
    """HA took nobody in after 2020-10-31, and is compared on its last day all the same."""
    team = framsteget.SAMORDNINGSTEAM
    assert equivalent(team, team, as_of=dt.date(2020, 12, 31))


def test_the_public_names() -> None:
    assert dir(pairs) == ["Pair", "Side", "in_common", "looser"]
    assert dir(witnesses) == ["Shown", "as_readings", "shown", "told"]
    assert dir(comparison) == sorted(comparison.__all__)
