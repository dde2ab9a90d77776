"""What would change a verdict: smallest sets, who changes what, what waits, what stands."""

import datetime as dt
from typing import Any

import pytest
from attrs import evolve

from cases.made import DAY, SMALL, clause, decide, faults_of, plain, reading, rules, text
from finsam.errors import InvalidInput, RulesTooLarge
from finsam.legaltime import Months, Years
from finsam.rules import (
    Age,
    AllOf,
    AnyOf,
    AtLeastOf,
    Between,
    Bucket,
    Change,
    DateBetween,
    DayIn,
    Flag,
    Includes,
    Lasted,
    Not,
    OneOf,
    Open,
    RuleSet,
    Strength,
    Validity,
    Verdict,
    counterfactuals,
)
from finsam.terms import Role

A, B, C, D = (Flag(key) for key in "abcd")
HELPED = SMALL.extended(
    [evolve(SMALL["a"], key="moved", changed_by=Role.THE_PERSON),
     evolve(SMALL["a"], key="asked", changed_by=Role.REFERRER)]
)  # fmt: skip
MOVED, ASKED = Flag("moved"), Flag("asked")


def told(made: RuleSet, to: Verdict = Verdict.ELIGIBLE, **known: object) -> list[list[Any]]:
    """Returns for each part its changes, as the keys of the facts and the first day."""
    found = decide(made, **plain(known)).changes(to=to)
    return [[brief(change) for change in part.changes] for part in found.parts]


def brief(change: Change) -> tuple[str, str | None]:
    keys = " ".join(altered.key for altered in change.facts)
    return keys, None if change.from_day is None else str(change.from_day)


def test_what_is_unknown_stands_in_nobodys_way() -> None:
    made = rules(clause("x", A), clause("y", B))
    assert told(made) == [[("", None)], [("", None)]]
    found = decide(made, a=False).changes()
    assert [part.is_open for part in found.parts] == [False, True]
    assert [part.clauses[0].key for part in found.in_the_way] == ["x"]


def test_each_set_is_smallest_and_the_shorter_comes_first() -> None:
    made = rules(clause("x", AnyOf(AllOf(A, B), C)))
    assert told(made, a=False, b=False, c=False) == [[("c", None), ("a b", None)]]
    assert told(made, a=True, b=False, c=False) == [[("b", None), ("c", None)]]


def test_clauses_that_share_a_fact_or_time_are_one_part() -> None:
    made = rules(
        clause("w", Age(at_least=16)),
        clause("x", A),
        clause("y", AnyOf(Not(A), B)),
        clause("z", Lasted("since", at_least=Months(1))),
        clause("g", C, strength=Strength.GUIDELINE),
        clause("u", D),
    )
    parts = decide(made).changes().parts
    assert [[c.key for c in part.clauses] for part in parts] == [["w", "z"], ["x", "y"], ["u"]]


def test_an_open_point_is_shared_too() -> None:
    point = Open("p", text("p"))
    made = rules(clause("x", AllOf(A, point)), clause("y", AnyOf(B, point)))
    [part] = decide(made, a=False, b=False).changes().parts
    [change] = part.changes
    assert (brief(change), dict(change.readings)) == (("a", None), {"p": "met"})


def test_a_change_that_holds_by_every_reading_names_none() -> None:
    both = [reading("low", Age(at_least=16)), reading("high", Age(at_least=20))]
    made = rules(clause("x", AllOf(A, Open("p", text("p"), both))))
    [part] = decide(made, a=False).changes().parts
    assert [dict(change.readings) for change in part.changes] == [{}]
    young = decide(made, a=False, birth_date=dt.date(2004, 6, 15)).changes()
    [change, *_] = young.parts[0].changes
    assert (brief(change), dict(change.readings)) == (("a", None), {"p": "low"})


def test_time_is_one_more_element_with_its_first_day() -> None:
    made = rules(clause("x", Age(at_least=18)))
    assert told(made, birth_date=dt.date(2004, 6, 16)) == [
        [("birth_date", None), ("", "2022-06-16")]
    ]
    assert told(made, birth_date=dt.date(2004, 6, 15)) == [[("", None)]]


def test_what_has_happened_may_be_waited_for_until_it_can_have() -> None:
    """A date that has happened can't lie ahead: it becomes possible on its first day."""
    later = dt.date(2022, 9, 1)
    made = rules(clause("x", AllOf(Flag("a"), DateBetween("since", start=later))))
    assert told(made, a=True) == [[("", "2022-09-01")]]
    both = rules(clause("x", DateBetween("since", start=later)), clause("y", DayIn(start=later)))
    assert told(both) == [[("", "2022-09-01")]]


def test_time_and_a_fact_may_be_needed_together() -> None:
    made = rules(clause("x", AllOf(MOVED, Age(at_least=18))), vocabulary=HELPED)
    known: dict[str, Any] = {"moved": False, "birth_date": dt.date(2004, 8, 1)}
    found = decide(made, **known).changes()
    assert [brief(change) for change in found.parts[0].changes] == [
        ("moved birth_date", None),
        ("moved", "2022-08-01"),
    ]
    assert [change.bucket for change in found.parts[0].changes] == [Bucket.STANDS, Bucket.WAITS]


def test_two_clauses_wait_for_one_day() -> None:
    """Sick-listed for a year in August, but 65 in July: no day is both."""
    made = rules(clause("x", Age(at_most=64)), clause("y", Lasted("since", at_least=Years(1))))
    since = dt.date(2021, 8, 10)
    too_old = told(made, birth_date=dt.date(1957, 7, 1), since=since)
    assert too_old == [[("since", None), ("birth_date", "2022-08-10")]]
    in_time = told(made, birth_date=dt.date(1957, 9, 1), since=since)
    assert in_time == [[("since", None), ("", "2022-08-10")]]


def test_nothing_is_waited_for_beyond_the_time_in_force() -> None:
    valid = Validity(end=dt.date(2022, 6, 30))
    made = rules(clause("x", Age(at_least=18)), valid=valid)
    assert told(made, birth_date=dt.date(2004, 6, 30)) == [
        [("birth_date", None), ("", "2022-06-30")]
    ]
    assert told(made, birth_date=dt.date(2004, 7, 1)) == [[("birth_date", None)]]


def test_where_no_fact_and_no_day_would_help_there_is_no_change() -> None:
    made = rules(clause("x", DayIn(end=dt.date(2022, 6, 14))), clause("y", A))
    found = decide(made, a=False).changes()
    assert found.parts[0].changes == ()
    assert "Nothing would help." in found.explain("en")
    soon = rules(clause("x", DayIn(start=dt.date(2022, 9, 1))))
    assert told(soon) == [[("", "2022-09-01")]]


def test_an_interval_stays_within_what_is_known() -> None:
    made = rules(clause("x", Age(at_least=18)))
    year = Between(dt.date(2004, 1, 1), dt.date(2004, 12, 31))
    assert told(made, birth_date=year) == [[("", None)]]
    late = Between(dt.date(2004, 7, 1), dt.date(2004, 12, 31))
    found = decide(made, birth_date=late).changes().parts[0].changes
    assert [brief(change) for change in found] == [("birth_date", None), ("", "2022-07-01")]
    assert found[1].example["birth_date"] == dt.date(2004, 7, 1)


def test_members_are_elements_and_what_they_stand_under_comes_along() -> None:
    made = rules(clause("x", Includes("needs", ["health_centre"])))
    [[found]] = told(made, needs=[])
    assert found == ("needs/health_centre", None)
    example = decide(made, needs=[]).changes().parts[0].changes[0].example
    assert decide(made, **plain(example)).verdict is Verdict.ELIGIBLE
    counted = rules(clause("x", Includes("needs", ["region", "municipality"], at_most=0)))
    out = decide(counted, needs=["health_centre"]).changes().parts[0].changes[0].example
    assert decide(counted, **plain(out)).verdict is Verdict.ELIGIBLE


def test_a_group_that_is_known_stays_within_itself() -> None:
    made = rules(clause("x", OneOf("colour", ["navy"])), clause("y", A))
    found = decide(made, colour="blue", a=False).changes()
    assert [brief(c) for c in found.parts[0].changes] == [("", None)]
    assert found.parts[0].changes[0].example["colour"] == "navy"


def test_a_value_that_no_rule_names_stays_what_it_is() -> None:
    """Rest of a list is one cell, shown by any of them, but the person's own value is kept."""
    made = rules(clause("x", A, applies_to=OneOf("colour", ["navy"])))
    for colour in ("sky", "green", "red"):
        [part] = decide(made, colour=colour, a=False).changes().parts
        assert part.changes[0].example["colour"] == colour
    only_blue = rules(
        clause("x", OneOf("colour", ["blue"])), clause("y", Not(OneOf("colour", ["navy", "sky"])))
    )
    [part] = decide(only_blue, colour="blue").changes().parts
    assert part.changes[0].example["colour"] == "blue"


def test_the_other_way_round_one_part_is_enough() -> None:
    made = rules(clause("x", A), clause("y", AllOf(B, C)))
    to = Verdict.NOT_ELIGIBLE
    assert told(made, to, a=True, b=True, c=True) == [[("a", None)], [("b", None), ("c", None)]]
    decision = decide(made, a=True, b=True, c=True)
    assert "one of the changes is enough" in decision.changes(to=to).explain("en")
    open_one = decide(made, a=True).changes(to=to)
    assert "nothing known stands in the way" in open_one.explain("en")
    with pytest.raises(InvalidInput, match="eligible"):
        decision.changes(to=Verdict.UNDETERMINED)


def test_buckets_say_who_can_change_what() -> None:
    made = rules(clause("x", AnyOf(MOVED, AllOf(ASKED, A), ASKED)), vocabulary=HELPED)
    [part] = decide(made, moved=False, asked=False, a=False).changes().parts
    assert [(brief(c)[0], c.bucket) for c in part.changes] == [
        ("moved", Bucket.CAN_BE_CHANGED),
        ("asked", Bucket.CAN_BE_CHANGED),
    ]
    roles = [altered.changed_by for change in part.changes for altered in change.facts]
    assert roles == [Role.THE_PERSON.term, Role.REFERRER.term]


def test_what_stands_is_shown_last_and_never_with_an_example() -> None:
    point = Open("p", text("p"))
    made = rules(clause("x", AnyOf(A, MOVED, AllOf(Age(at_least=18), point))), vocabulary=HELPED)
    found = decide(made, a=False, moved=False, birth_date=dt.date(2004, 8, 1)).changes()
    assert found.explain("en").splitlines() == [
        "Made, 2022-06-15",
        "================",
        "To be eligible: one change under each heading, all for the same day",
        "",
        "x en (x)",
        "  can be changed: Is a?",
        "    by: the person",
        "    for example: Is a? yes",
        "  waits: time, from 2022-08-01",
        "    if the source is read so: p en (p): met",
        "  stands: Is a?",
        "  stands: When was the person born?",
        "    if the source is read so: p en (p): met",
    ]
    assert found.explain("sv", "markdown").startswith("## Gjord, 2022-06-15")
    assert found._repr_html_().startswith('<div class="finsam-changes">')


def test_a_member_is_named_with_its_question() -> None:
    made = rules(clause("x", Includes("needs", ["region", "municipality"], at_least=2)))
    found = decide(made, needs=["region"]).changes()
    assert "Needs? – the municipality" in found.explain("en")
    assert [altered.question("sv") for altered in found.parts[0].changes[0].facts] == [
        "Behöver? – kommunen"
    ]


def test_rules_without_a_deciding_criterion_have_nothing_to_change() -> None:
    made = rules(clause("x", A, strength=Strength.GUIDELINE))
    found = decide(made, a=False).changes()
    assert (found.parts, found.in_the_way) == ((), ())
    assert "no deciding criterion" in found.explain("en")
    known = decide(rules(clause("x", A)), a=True).changes()
    assert known.explain("en").endswith("\nThe person is eligible already.")
    assert "redan behörig" in known.explain("sv")
    unknown = decide(rules(clause("x", A))).changes()
    assert "nothing known stands in the way" in unknown.explain("en")
    assert hash(known) == hash(decide(rules(clause("x", A)), a=True).changes())
    refused = decide(rules(clause("x", A)), a=False).changes(to=Verdict.NOT_ELIGIBLE)
    assert refused.explain("en").endswith("\nThe person is not eligible as it is.")


def test_too_many_smallest_sets_are_refused_and_not_cut_short() -> None:
    many = SMALL.extended([evolve(SMALL["a"], key=f"m{i}") for i in range(16)])
    flags = [Flag(f"m{i}") for i in range(16)]
    made = rules(clause("x", AtLeastOf(6, *flags)), vocabulary=many)
    known: dict[str, Any] = {f"m{i}": False for i in range(16)}
    found = faults_of(lambda: decide(made, **known).changes(), RulesTooLarge)
    assert [one.code for one in found] == ["too_large"]
    few = rules(clause("x", AtLeastOf(2, *flags)), vocabulary=many)
    assert len(decide(few, **known).changes().parts[0].changes) == 16 * 15 / 2


def test_it_starts_from_the_day_of_the_decision() -> None:
    found = decide(rules(clause("x", A)), a=False).changes()
    assert (found.as_of, found.to, found.facts["a"]) == (DAY, Verdict.ELIGIBLE, False)


def test_the_public_names() -> None:
    assert dir(counterfactuals) == [
        "Alteration", "Bucket", "Change", "Changes", "MAX_CHANGES", "PartChanges", "changes_of",
    ]  # fmt: skip
