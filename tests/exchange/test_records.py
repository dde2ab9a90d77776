"""Records: stored as plain data, read back as they were, and replayed."""

import copy
import datetime as dt
import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from cases.made import DAY, SMALL, clause, decide, faults_of, flag, reading, rules, text, way
from finsam import __version__
from finsam.eligibility import Person, Referral, assess
from finsam.errors import Faults, InvalidInput, NotApplicable, NotInForce
from finsam.exchange import records
from finsam.exchange.records import FORMAT, Difference, Why, record, replay
from finsam.legaltime import LeapDay
from finsam.rulebooks import finnveden, vasteras
from finsam.rules import (
    Age,
    AllOf,
    AnyOf,
    Between,
    Fact,
    Flag,
    Includes,
    Known,
    Measured,
    Number,
    Open,
    Outcome,
    RuleSet,
    Validity,
    Verdict,
    Versions,
)
from finsam.texts import Text
from support import oracle
from support.examples import examples
from support.oracle import Values
from support.strategies import AS_OF, rule_sets, states

A, B, C = (Flag(key) for key in "abc")
SHARE = Fact(
    "share",
    question=text("share"),
    kind=Number(text("%"), 0, 100, decimals=1),
    about=SMALL["a"].about,
)
MORE = SMALL.extended([SHARE, flag("own")])


def whole() -> RuleSet:
    """Returns rules that read a fact of every kind."""
    return rules(
        clause("x", AllOf(A, Age(at_least=16))),
        clause("y", Includes("needs", ["region", "municipality"], at_least=2)),
        clause(
            "z", AnyOf(Measured("share", at_least=Decimal("12.5")), Measured("hours", at_least=3))
        ),
        clause("p", AnyOf(B, Open("p", text("p"), [reading("one", A), reading("two", C)]))),
        vocabulary=MORE,
        ways_in=[way("w", referrers=["region"])],
        valid=Validity(start=dt.date(2022, 1, 1)),
    )


KNOWN: dict[str, Any] = {
    "a": True,
    "birth_date": Between(dt.date(2000, 1, 1), None),
    "needs": {"region": True, "municipality": False},
    "share": Decimal("12.5"),
    "hours": Between(1, 5),
    "referred_by": "region",
    "own": True,
    "since": dt.date(2020, 1, 1),
}


def test_a_record_has_what_the_rules_read_and_nothing_else() -> None:
    kept = record(decide(whole(), **KNOWN))
    assert kept["facts"] == {
        "a": True,
        "birth_date": {"from": {"date": "2000-01-01"}, "to": None},
        "needs": {"inside": ["region"], "outside": ["municipality", "social_services"]},
        "share": {"decimal": "12.5"},
        "hours": {"from": 1, "to": 5},
        "referred_by": "region",
    }
    assert (kept["format"], kept["library"], kept["as_of"]) == (FORMAT, __version__, "2022-06-15")
    assert kept["verdict"] == "not_eligible"
    assert kept["outcomes"] == {"x": "unknown", "y": "failed", "z": "satisfied", "p": "unknown"}
    assert kept["concerns"] == {"route": "met"}
    assert kept["rules"]["readings"] == {}
    assert list(kept["rules"]["clauses"]) == ["x", "y", "z", "p"]


def test_a_record_survives_json_and_replays_as_the_same() -> None:
    decision = decide(whole(), readings={"p": "two"}, **KNOWN)
    kept = record(decision)
    back = json.loads(json.dumps(kept))
    assert back == kept
    again = replay(back, rules=whole())
    assert again.is_same
    assert (again.before, again.now, again.differences) == (Verdict.NOT_ELIGIBLE,) * 2 + ((),)
    assert (again.texts_differ, again.in_force, again.library) == (False, True, __version__)
    assert again.explain("sv").startswith("Samma svar av samma regler: Inte behörig")
    assert replay(back, rules=decision.rules).is_same


@examples(60)
@given(st.data())
def test_every_record_is_read_back_as_it_was(data: st.DataObject) -> None:
    """Record to JSON to record is the identity, and the same rules give the same answer."""
    drawn = data.draw(rule_sets())
    if drawn is None:
        return
    state = data.draw(states(drawn, Values.read_by(drawn, AS_OF)))
    decision = assess(oracle.given(state), drawn, as_of=AS_OF)
    kept = record(decision)
    back = json.loads(json.dumps(kept, sort_keys=True))
    assert back == kept
    assert replay(back, rules=drawn).is_same
    read = {fact.key for fact in drawn.facts}
    assert set(kept["facts"]) == set(decision.facts) & read


def test_a_changed_clause_is_exactly_the_difference() -> None:
    made = whole()
    kept = record(decide(made, a=True, birth_date=dt.date(2003, 1, 1)))
    older = clause("x", AllOf(A, Age(at_least=21)))
    new = evolve(
        made, clauses=[older, *made.clauses[1:]], valid=Validity(start=dt.date(2023, 1, 1))
    )
    again = replay(kept, rules=new)
    since = dt.date(2023, 1, 1)
    assert again.differences == (
        Difference("x", Why.CHANGED, Outcome.SATISFIED, Outcome.FAILED, since),
    )
    assert (again.before, again.now) == (Verdict.UNDETERMINED, Verdict.NOT_ELIGIBLE)
    assert (again.is_same, again.in_force, again.rules_differ) == (False, False, True)
    assert again.explain("en").splitlines() == [
        "Something differs: Undetermined → Not eligible",
        "==============================================",
        "The rules are not in force on the day, and were read as if they were.",
        "  x says something else now (in rules in force from 2023-01-01): met → not met",
    ]
    assert again._repr_html_().startswith('<div class="finsam-replayed">')


def test_new_and_removed_clauses_are_told_with_their_outcomes() -> None:
    made = rules(clause("x", A), clause("gone", B))
    kept = record(decide(made, a=True, b=False))
    again = replay(kept, rules=rules(clause("x", A), clause("new", C)))
    assert again.differences == (
        Difference("new", Why.ADDED, None, Outcome.UNKNOWN, None),
        Difference("gone", Why.REMOVED, Outcome.FAILED, None, None),
    )
    assert [each.in_("sv") for each in again.differences] == [
        "new är ny: – → okänt",
        "gone finns inte längre: inte uppfyllt → –",
    ]


def test_a_fact_that_is_declared_otherwise_is_a_reason() -> None:
    kept = record(decide(rules(clause("x", A), clause("y", B)), a=True))
    judged = evolve(SMALL["a"], judged_by=SMALL["j"].judged_by)
    words = evolve(SMALL, facts=[judged if fact.key == "a" else fact for fact in SMALL])
    again = replay(kept, rules=rules(clause("x", A), clause("y", B), vocabulary=words))
    assert [(each.key, each.why) for each in again.differences] == [("x", Why.FACT)]


def test_another_setting_of_the_rules_is_a_reason() -> None:
    made = rules(clause("x", Age(at_least=18)))
    born: dict[str, Any] = {"birth_date": dt.date(2004, 2, 29)}
    kept = record(decide(made, as_of=dt.date(2022, 2, 28), **born))
    again = replay(kept, rules=evolve(made, leap_day=LeapDay.MAR1))
    assert [(each.key, each.why) for each in again.differences] == [("x", Why.OTHER)]
    unseen = record(decide(made, **born))
    after = replay(unseen, rules=evolve(made, leap_day=LeapDay.MAR1))
    assert (after.differences, after.rules_differ, after.is_same) == ((), True, False)


def test_another_answer_of_the_same_rules_is_the_librarys() -> None:
    made = rules(clause("x", A))
    kept = record(decide(made, a=True))
    kept["outcomes"]["x"] = "failed"
    for library, why in (("0.0.1", Why.LIBRARY), (kept["library"], Why.RECORD)):
        again = replay({**kept, "library": library}, rules=made)
        assert [(each.key, each.why) for each in again.differences] == [("x", why)]


def test_a_record_that_says_two_things_of_a_member_is_refused() -> None:
    made = rules(clause("x", Includes("needs", ["region"])))
    kept = record(decide(made, needs={"region": True}))
    kept["facts"]["needs"]["outside"] = ["region"]
    [found] = faults_of(lambda: replay(kept, rules=made), InvalidInput)
    assert (found.code, found.path) == ("contradiction", "facts.needs/region")
    assert found.text.en.startswith("the record doesn't fit the rules: ")


def test_other_words_and_other_ways_in_are_told() -> None:
    made = rules(clause("x", A), ways_in=[way("w", referrers=["region"])])
    kept = record(decide(made, a=True, referred_by="region"))
    said = evolve(made, name=Text(sv="Annat", en="Else"))
    assert replay(kept, rules=said).is_same
    assert replay(kept, rules=said).texts_differ
    shut = evolve(made, ways_in=[way("w", closed=True)])
    again = replay(kept, rules=shut)
    assert (again.concerns_differ, again.is_same) == (True, False)
    assert "The way in, the preparation" in again.explain("en")
    assert "Texts or sources have changed" in replay(kept, rules=said).explain("en")


def test_a_reading_that_is_no_longer_open_is_left_as_the_rules_have_it() -> None:
    kept = record(decide(whole(), readings={"p": "two"}, **KNOWN))
    settled = evolve(whole(), clauses=[*whole().clauses[:3], clause("p", AnyOf(B, C))])
    assert [each.key for each in replay(kept, rules=settled).differences] == ["p"]
    own = record(decide(whole(), readings={"p": C}, **KNOWN))
    assert own["rules"]["readings"] == {}
    assert replay(own, rules=whole().with_readings({"p": C})).is_same


def test_the_version_of_the_day_is_asked() -> None:
    old = rules(clause("x", A), valid=Validity(end=DAY))
    new = rules(clause("x", B), valid=Validity(start=DAY + dt.timedelta(2)))
    kept = record(decide(old, a=True))
    both = Versions([old, new])
    assert replay(kept, rules=both).is_same
    kept["as_of"] = str(DAY + dt.timedelta(1))
    with pytest.raises(NotInForce):
        replay(kept, rules=both)
    with pytest.raises(NotApplicable):
        replay(kept, rules=vasteras.SIM)


def test_there_is_nobody_in_a_record_but_by_facts() -> None:
    person = Person(birth_date=dt.date(1995, 5, 1), municipality="Gislaved")
    referral = Referral(person=person, referred_by="region", facts={"single": True})
    kept = record(assess(referral, finnveden.SAMVERKANSTEAM, as_of=dt.date(2021, 11, 22)))
    assert set(kept["facts"]) == {"birth_date", "municipality"}


# --- records that can't be read -----------------------------------------------------------------


def broken(change: Callable[[dict[str, Any]], None]) -> list[tuple[str, str]]:
    """Returns the faults of a record that was changed, as codes and paths."""
    kept = copy.deepcopy(record(decide(whole(), **KNOWN)))
    change(kept)
    found = faults_of(lambda: replay(kept, rules=whole()), InvalidInput)
    assert all("1995" not in one.text.en for one in found)
    return [(one.code, one.path) for one in found]


def put(*path: str, value: object) -> Callable[[dict[str, Any]], None]:
    def change(kept: dict[str, Any]) -> None:
        at = kept
        for key in path[:-1]:
            at = at[key]
        at[path[-1]] = value

    return change


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("format",), 2, "format"),
        (("format",), None, "type"),
        (("as_of",), "2022-13-01", "format"),
        (("as_of",), 3, "type"),
        (("library",), 3, "type"),
        (("verdict",), "elligible", "unknown"),
        (("outcomes", "x"), "Satisfied", "unknown"),
        (("outcomes", "x"), 2, "type"),
        (("concerns", "route"), "mett", "unknown"),
        (("rules",), [], "type"),
        (("rules", "fingerprint"), None, "type"),
        (("rules", "texts"), None, "type"),
        (("rules", "clauses"), "x", "type"),
        (("rules", "clauses", "x"), 1, "type"),
        (("facts", "a"), None, "format"),
        (("facts", "a"), 1.5, "format"),
        (("facts", "a"), {"date": 5}, "format"),
        (("facts", "birth_date"), {"date": "1995-02-30"}, "format"),
        (("facts", "birth_date"), {"date": "1995-02-20", "more": 1}, "format"),
        (("facts", "birth_date"), {"day": "1995-02-20"}, "format"),
        (("facts", "share"), {"decimal": "twelve"}, "format"),
        (("facts", "share"), {"decimal": "1", "more": 1}, "format"),
        (("facts", "hours"), {"from": 5, "to": 1}, "format"),
        (("facts", "hours"), {"from": None, "to": None}, "format"),
        (("facts", "hours"), {"from": 1, "to": 2, "more": 1}, "format"),
        (("facts", "needs"), {"inside": ["region"], "outside": "x"}, "format"),
        (("facts", "needs"), {"inside": [1], "outside": []}, "format"),
        (("facts", "needs"), {"inside": [], "outside": [], "more": 1}, "format"),
    ],
)  # fmt: skip
def test_a_record_that_is_broken_says_where(
    path: tuple[str, ...], value: object, code: str
) -> None:
    [(told, where), *_] = broken(put(*path, value=value))
    assert told == code
    assert where.replace("/", ".") == ".".join(path)


def test_what_the_rules_do_not_know_is_refused() -> None:
    assert broken(put("facts", "birthdate", value={"date": "1995-02-20"})) == [("unknown", "facts")]
    assert broken(put("facts", "a", value="yes")) == [("type", "facts.a")]


WRONG: tuple[Any, ...] = (None, 5, "", [], {}, True, 1.5, "20220615", {"more": 1})


def places(part: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Yields each part of a record with its path."""
    yield path, part
    items = enumerate(part) if isinstance(part, list) else ()
    for key, inside in part.items() if isinstance(part, dict) else items:
        yield from places(inside, (*path, key))


def changed(kept: dict[str, Any]) -> Iterator[tuple[tuple[Any, ...], dict[str, Any]]]:
    """Yields a record in which one part is another, is gone, or has more in it, and its path."""
    for path, part in places(kept):
        more: list[Any] = []
        if isinstance(part, str):
            more = [part + " ", part.upper(), part + "x"]
        elif isinstance(part, dict):
            more = [{**part, "more": each} for each in ("x", "failed", 1)]
            more.append({**part, 5: "x"})
        elif isinstance(part, list):
            more = [[*part, "region"], [*part, *part], [*part, 5], part[::-1]]
        for value in [*WRONG, *more]:
            if value != part or type(value) is not type(part):
                other = copy.deepcopy(kept)
                if not path:
                    other = value
                else:
                    put(*path, value=value)(other)
                yield path, other
        if path:
            without = copy.deepcopy(kept)
            at: Any = without
            for key in path[:-1]:
                at = at[key]
            del at[path[-1]]
            yield path, without


def test_a_changed_record_is_never_taken_for_the_same() -> None:
    """Each part is changed by itself: it is refused with its place, or what differs is told.

    What else can be right is other facts that give the same answer, and the record of those facts
    is then what stands. A version of the library that there never was can't be known, and a
    reading of what the rules don't leave open decides nothing.
    """
    made, decision = whole(), decide(whole(), readings={"p": "two"}, **KNOWN)
    kept = record(decision)
    count = 0
    for path, other in changed(kept):
        count += 1
        try:
            again = replay(other, rules=made)
        except InvalidInput as error:
            roots = {str(path[0])} if path else {"record", *kept, "more", "5"}
            assert {fault.path.split(".")[0] for fault in error.faults} <= roots, path
            continue
        except NotInForce:
            continue
        if not again.is_same or again.texts_differ or path[0] == "library":
            continue
        if path[0] == "facts":
            found = records._Record.read(other, Faults())
            assert found is not None
            facts = record(assess(found.facts, decision.rules, as_of=DAY))
            implied = ("facts", "needs", "outside")  # no municipality, so no social services
            assert facts == other or path[:3] == implied, path
        else:
            assert path == ("rules", "readings"), path
            assert other["rules"]["readings"]["p"] == "two"
    assert count > 500


def test_a_part_that_the_fingerprint_is_made_of_cannot_be_another() -> None:
    found = ("contradiction", "rules.key")
    assert broken(put("rules", "key", value="other")) == [found]
    assert broken(put("rules", "clauses", "x", value="0")) == [("contradiction", "rules.clauses.x")]
    assert broken(put("rules", "facts", value={}))[0] == ("contradiction", "rules.facts.a")
    assert broken(put("outcomes", "more", value="failed")) == [("contradiction", "outcomes.more")]
    assert broken(put("outcomes", value={}))[0] == ("contradiction", "outcomes.p")
    assert broken(put("concerns", "more", value="met")) == [("unknown", "concerns.more")]
    deep: dict[str, Any] = {"from": 1, "to": 2}
    for _ in range(3_000):
        deep = {"from": deep, "to": None}
    assert broken(put("facts", "hours", value=deep)) == [("format", "facts.hours")]
    assert broken(put("more", value=1)) == [("unknown", "more")]
    assert broken(put("rules", "more", value=1)) == [("unknown", "rules.more")]
    assert broken(put("as_of", value="20220615")) == [("format", "as_of")]
    assert broken(put("library", value="")) == [("empty", "library")]
    assert broken(put("as_of", value="2022-W24-3")) == [("format", "as_of")]
    another = evolve(whole(), leap_day=LeapDay.MAR1, key="another")
    assert replay(record(decide(whole(), **KNOWN)), rules=another).rules_differ


def test_what_is_no_record_and_no_rules_is_told_at_once() -> None:
    wrong: Any = 3
    found = faults_of(lambda: replay(wrong, rules=wrong), InvalidInput)
    assert [(one.code, one.path) for one in found] == [("type", "record"), ("type", "rules")]


def test_a_record_can_be_a_mapping_of_another_kind() -> None:
    kept = Known(record(decide(rules(clause("x", A)), a=True)))
    assert replay(kept, rules=rules(clause("x", A))).is_same


def test_the_public_names() -> None:
    assert dir(records) == ["Difference", "FORMAT", "Replayed", "Why", "record", "replay"]


def test_what_is_no_decision_is_refused() -> None:
    with pytest.raises(InvalidInput, match="decision: takes Decision, not NoneType"):
        record(None)  # type: ignore[arg-type]
