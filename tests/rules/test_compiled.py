"""The compiled clauses against the diagram, which is the oracle, and against hostile texts."""

import datetime as dt
import pickle
import random
from collections.abc import Iterator
from decimal import Decimal
from typing import cast

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from cases.made import reading
from finsam import NotInForce
from finsam.citations import Citation, Norm, Rank
from finsam.errors import OldNameWarning
from finsam.legaltime import Days
from finsam.rulebooks import finnveden, model, sofint
from finsam.rulebooks.shelf import BOOKS
from finsam.rules import (
    About,
    Age,
    Between,
    Chosen,
    Clause,
    Condition,
    Date,
    DateBetween,
    Fact,
    Flag,
    Includes,
    Known,
    Lasted,
    LocalChange,
    Measured,
    Number,
    OneOf,
    Open,
    RuleSet,
    Selection,
    Verdict,
    Vocabulary,
    YesNo,
    facts,
    rulesets,
)
from finsam.rules.atoms import Day
from finsam.rules.compiled import compiled
from finsam.rules.evaluate import shared_findings
from finsam.terms import OldName, Term
from finsam.texts import Text
from support.examples import examples
from support.oracle import State, Values, partial_states, parts
from support.oracle import given as as_given
from support.strategies import AS_OF, CITED, WORDS, rule_sets, states, term, text


def shipped() -> Iterator[RuleSet]:
    for book in BOOKS.values():
        for measure in book.measures.values():
            if isinstance(measure.eligibility, RuleSet):
                yield measure.eligibility


SETS = {rules.key: rules for rules in shipped()}


def agrees(rules: RuleSet, known: Known, as_of: dt.date) -> bool:
    """Checks the compiled answer; tells whether it was given without the diagram."""
    said = rules.evaluate(known, as_of=as_of)
    assert rules.settle(known, as_of=as_of) == (said.verdict, said.findings)
    asked = [clause for clause in rules.clauses if clause.is_evaluated]
    settle = compiled(asked, shared_findings(asked), rules.vocabulary, Day(as_of, rules.leap_day))
    alone = settle(known.by_key)
    assert alone in {None, (said.verdict, said.findings)}
    return alone is not None


@examples(300)
@given(st.data())
def test_it_says_what_the_diagram_says(data: st.DataObject) -> None:
    """Design 2.3: the three-valued pass may settle; its yes, no and unknown are those of all
    completions."""
    rules = data.draw(rule_sets())
    assume(rules is not None)
    assert rules is not None
    state = data.draw(states(rules, Values.read_by(rules, AS_OF)))
    known = rules.vocabulary.read(as_given(state), as_of=AS_OF)
    agrees(rules, known, AS_OF)


@pytest.mark.parametrize("key", SETS)
def test_it_says_what_the_diagram_says_of_shipped_rules(key: str) -> None:
    """Testing 15: whole and partial states of each shipped set, and most need no diagram."""
    rules, chance = SETS[key], random.Random(key)
    as_of = rules.valid.nearest(dt.date(2020, 2, 29))
    several = [list(partial_states(p, Values.read_by(p, as_of))) for p in parts(rules)]
    alone = 0
    for _ in range(200):
        whole: State = {}
        for of_part in several:
            whole.update(chance.choice(of_part))
        known = rules.vocabulary.read(as_given(whole), as_of=as_of)
        alone += agrees(rules, known, as_of)
    assert alone > 0
    if key != "national.target_group":
        assert agrees(rules, settled(rules, as_of), as_of)


def settled(rules: RuleSet, as_of: dt.date) -> Known:
    """Returns facts of which none is unknown: every flag no, nobody's set has a member."""
    given: dict[str, object] = {}
    for fact in rules.facts:
        kind = fact.kind
        if isinstance(kind, YesNo):
            given[fact.key] = False
        elif isinstance(kind, Date):
            given[fact.key] = as_of - dt.timedelta(days=9_000)
        elif isinstance(kind, Selection):
            given[fact.key] = set()
        else:
            assert not isinstance(kind, Number)
            given[fact.key] = next(key for key in kind.terms if key not in kind.parents)
    return rules.vocabulary.read(given, as_of=as_of)


@pytest.mark.parametrize("policy", ["FEB28", "MAR1"])
@pytest.mark.parametrize("year", [2023, 2024])
def test_ages_turn_on_the_same_day(policy: str, year: int) -> None:
    """Law 1930:173, 1 §: every day around the birthdays that the bounds name."""
    base = model.SAMORDNINGSTEAM.eligibility
    assert isinstance(base, RuleSet)
    rules = evolve(base, leap_day=type(base.leap_day)[policy])
    for day in (dt.date(year, 2, 28), dt.date(year, 3, 1), dt.date(year, 7, 1)):
        for back in (16, 65):
            for step in range(-3, 4):
                born = dt.date(day.year - back, day.month, day.day) + dt.timedelta(step)
                for value in (born, Between(born, None), Between(None, born)):
                    known = rules.vocabulary.read({"birth_date": value}, as_of=day)
                    agrees(rules, known, day)


def rules_of(*conditions: Condition, vocabulary: Vocabulary = WORDS) -> RuleSet:
    clauses = [
        Clause(key=f"C{i}", rule=f"C{i}", citation=CITED, text=text("c"), condition=condition)
        for i, condition in enumerate(conditions)
    ]
    return RuleSet(key="r", name=text("r"), vocabulary=vocabulary, clauses=clauses)


@pytest.mark.parametrize(
    "given",
    [
        {"share": Decimal("12.5")},
        {"share": 13},
        {"share": Between(Decimal("12.4"), Decimal("12.5"))},
        {"hours": 20},
        {"hours": Decimal(20)},
        {"hours": Between(None, 19)},
        {"hours": Between(20, None)},
        {"begun": dt.date.max},
        {"begun": dt.date.min},
        {"begun": Between(None, dt.date(2024, 2, 29))},
        {"birth_date": Between(dt.date(1950, 1, 1), dt.date(2090, 1, 1))},
        {"birth_date": Between(dt.date.min, dt.date(1990, 1, 1))},
        {"birth_date": dt.date(AS_OF.year - 150, 1, 1)},
        {"with": {"k1": True}},
        {"with": {"k"}},
        {"with": {"k": False, "r": False}},
        {"place": "x"},
        {"place": "x1"},
        {"place": "z"},
    ],
)
def test_values_of_every_form_are_read_as_the_diagram_reads_them(given: dict[str, object]) -> None:
    rules = rules_of(
        Measured("share", more_than=Decimal("12.4")),
        Measured("hours", at_least=20),
        Lasted("begun", at_least=Days(0)),
        Age(at_least=16),
        Includes("with", ["k", "r"], at_most=1),
        Includes("with", ["k"]),
        OneOf("place", ["x", "y"]),
        OneOf("place", ["x1", "y"]),
    )
    agrees(rules, rules.vocabulary.read(given, as_of=AS_OF), AS_OF)
    first, last = dt.date.min, dt.date.max  # where no bound of an age is left
    past = {key: value for key, value in given.items() if key in {"hours", "share", "with"}}
    for day in (first, last):
        agrees(rules, rules.vocabulary.read(past, as_of=day), day)
    agrees(rules, rules.vocabulary.read({"birth_date": dt.date(9990, 1, 1)}, as_of=last), last)


def test_an_interval_that_begins_before_a_life_can_is_cut_there() -> None:
    """Nothing in a life lies more than 150 years back: born before 1874 is no, not unknown."""
    rules = rules_of(
        DateBetween("birth_date", end=dt.date(1873, 12, 31)),
        DateBetween("birth_date", end=dt.date(1874, 1, 1)),
        Flag("a"),
    )
    born = {"birth_date": Between(dt.date(1700, 1, 1), dt.date(1990, 1, 1)), "a": False}
    known = rules.vocabulary.read(born, as_of=AS_OF)
    assert agrees(rules, known, AS_OF)
    outcomes = [int(finding.outcome) for finding in rules.settle(known, as_of=AS_OF)[1]]
    assert outcomes == [0, 1, 0]


def test_a_choice_of_readings_and_a_derived_set_have_functions_of_their_own() -> None:
    """What one set has compiled for a day is not asked for another that comes from it."""
    point = Open("point", text("p"), (reading("a", Flag("a")), reading("b", Flag("b"))))
    base = rules_of(point)
    rules = evolve(base, clauses=[evolve(base.clauses[0], local=LocalChange.FREE)])
    known = rules.vocabulary.read({"a": True, "b": False})
    said = [rules.settle(known, as_of=AS_OF)[0]]
    said += [rules.with_readings({"point": k}).settle(known, as_of=AS_OF)[0] for k in "ab"]
    more = rules.with_changes(
        key="more",
        name=text("more"),
        replace=[evolve(rules.clauses[0], condition=Flag("b"))],
    )
    said.append(more.settle(known, as_of=AS_OF)[0])
    later = evolve(rules, clauses=[evolve(rules.clauses[0], condition=Flag("a"))])
    said.append(later.settle(known, as_of=AS_OF)[0])
    assert said == [
        Verdict.UNDETERMINED,
        Verdict.ELIGIBLE,
        Verdict.NOT_ELIGIBLE,
        Verdict.NOT_ELIGIBLE,
        Verdict.ELIGIBLE,
    ]


def test_a_clause_that_reads_a_fact_twice_is_left_to_the_diagram() -> None:
    """SIGMA: at least two current, or current and at risk: unknown by three values, and met."""
    rules = sofint.SIGMA.eligibility
    assert isinstance(rules, RuleSet)
    day = rules.valid.nearest(dt.date(2021, 5, 3))
    bodies = ["municipality", "region", "social_insurance_agency", "public_employment_service"]
    whole = {
        "current_with": dict.fromkeys(bodies[:2], True),
        "at_risk_of": dict.fromkeys(bodies, True),
    }
    known = rules.vocabulary.read(whole, as_of=day)
    assert not agrees(rules, known, day)


def test_days_outside_are_refused_and_other_dates_are_read_as_plain_ones() -> None:
    class Other(dt.date):
        pass

    rules = finnveden.SAMVERKANSTEAM.eligibility
    assert isinstance(rules, RuleSet)
    known = rules.vocabulary.read({"birth_date": Other(1990, 1, 1)})
    with pytest.raises(NotInForce) as refused:
        rules.settle(known, as_of=dt.date(2021, 9, 30))
    assert refused.value.nearest == dt.date(2021, 10, 1)
    day = Other(2021, 11, 22)
    assert rules.settle(known, as_of=day) == rules.settle(known, as_of=dt.date(2021, 11, 22))
    assert rules.settle(known, as_of=day)[1][0].outcome == 2


def test_many_days_are_let_go_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rulesets, "_MOST_DAYS", 2)
    rules = evolve(cast("RuleSet", model.SAMORDNINGSTEAM.eligibility), key="days")
    days = [dt.date(2024, 1, day) for day in range(1, 6)]
    for day in days:
        rules.settle(Known({}), as_of=day)
    assert 1 <= sum(rules.settling(day) is not None for day in days) <= 2


def test_what_is_compiled_cannot_be_changed_from_outside() -> None:
    """Rules are values: nobody can put another answer in the place of what they say."""
    rules = evolve(cast("RuleSet", model.SAMORDNINGSTEAM.eligibility), key="closed")
    rules.settle(Known({}), as_of=AS_OF)
    with pytest.raises(TypeError):
        rules.settling[AS_OF] = lambda _: None  # type: ignore[index]
    assert rules.settle(Known({}), as_of=AS_OF) == rules.settle(Known({}), as_of=AS_OF)
    again = pickle.loads(pickle.dumps(rules))  # noqa: S301 - our own pickle
    assert again == rules
    assert hash(again) == hash(rules)
    assert again.settle(Known({}), as_of=AS_OF) == rules.settle(Known({}), as_of=AS_OF)


HOSTILE = 'x\'; raise SystemExit(\'"""\n'


def test_hostile_texts_in_a_rule_book_are_no_code() -> None:
    """No key, text, value or place that a book can have stands in the source."""
    words = Text(sv=HOSTILE, en=HOSTILE)
    norm = Norm("n", words, Rank.LOCAL)
    terms = [Term(HOSTILE, words), Term("b1", words), Term("settle", words)]
    facts = [
        Fact("get", question=words, kind=Selection(terms), about=About.PERSON),
        Fact("settle", question=words, kind=YesNo(), about=About.PERSON),
        Fact("b3", question=words, kind=YesNo(), about=About.PERSON),
        Fact("__builtins__", question=words, kind=YesNo(), about=About.PERSON),
        Fact("type", question=words, kind=Date(past=True), about=About.PERSON),
    ]
    conditions: list[Condition] = [
        Includes("get", [HOSTILE, "b1"], at_least=2),
        Flag("settle"),
        Flag("b3", value=False),
        Flag("__builtins__"),
        Age(at_least=1, fact="type"),
        Open(HOSTILE, words),
    ]
    clauses = [
        Clause(
            key=f"{HOSTILE}{i}",
            rule=HOSTILE,
            citation=Citation(norm, HOSTILE, verified_on=dt.date(2026, 11, 22)),
            text=words,
            condition=condition,
        )
        for i, condition in enumerate(conditions)
    ]
    rules = RuleSet(key=HOSTILE, name=words, vocabulary=Vocabulary(facts), clauses=clauses)
    known = rules.vocabulary.read({"get": {HOSTILE}, "settle": True, "__builtins__": False})
    assert agrees(rules, known, AS_OF)
    assert rules.settle(known, as_of=AS_OF)[0] is Verdict.NOT_ELIGIBLE
    settle = rules.settling(AS_OF)
    assert settle is not None
    code = settle.__code__
    fixed = {"get", "known", "KeyError", "type", "len", "inside", "outside", "verdict"}
    names = {*code.co_names, *code.co_varnames} - fixed
    assert all(name[0] in "bv" and name[1:].isdigit() for name in names)
    constants = {c for c in code.co_consts if not isinstance(c, int | tuple)}
    assert constants <= {None}


def test_what_was_read_once_is_not_read_anew() -> None:
    """A reading is kept with what was read, by vocabulary, and says so only when it holds."""
    given = Known(
        {"birth_date": dt.date(2024, 1, 10), "a": True, "with": Chosen(frozenset("r"), frozenset())}
    )
    read = WORDS.read(given, as_of=dt.date(2024, 1, 10))
    assert WORDS.read(given, as_of=dt.date(2024, 1, 11)) is read
    assert WORDS.read(read) is read
    with pytest.raises(ValueError, match="after the day"):
        WORDS.read(given, as_of=dt.date(2024, 1, 9))
    with pytest.raises(ValueError, match="after the day"):
        WORDS.read(read, as_of=dt.date(2024, 1, 9))
    assert Vocabulary(WORDS.facts).read(given) is not read
    assert WORDS.read(given, as_of=dt.date(2174, 12, 31)) is not None
    for known in (given, read):
        with pytest.raises(ValueError, match="more than 150 years"):
            WORDS.read(known, as_of=dt.date(2175, 1, 1))
    copy = pickle.loads(pickle.dumps(read))  # noqa: S301 - our own
    assert copy == read
    assert WORDS.read(copy) is not read


def test_an_interval_is_read_anew_on_a_day_when_none_of_it_can_be() -> None:
    """Its first day can't lie after the day, nor its last day more than 150 years before."""
    begins, ends = dt.date(2024, 1, 10), dt.date(2024, 5, 1)
    for value, first, last in (
        (Between(begins, ends), begins, dt.date(2174, 12, 31)),
        (Between(begins, None), begins, dt.date.max),
        (Between(None, ends), dt.date.min, dt.date(2174, 12, 31)),
    ):
        given = Known({"birth_date": value})
        read = WORDS.read(given)
        for day, step in ((first, -1), (last, 1)):
            assert WORDS.read(given, as_of=day) is read
            if day not in {dt.date.min, dt.date.max}:
                with pytest.raises(ValueError, match="birth_date: the date lies"):
                    WORDS.read(given, as_of=day + dt.timedelta(step))


def test_an_older_name_of_a_member_warns_whenever_it_is_read() -> None:
    old = Term("k", text("k"), older=[OldName("k0", text("k0"), until=dt.date(2019, 12, 31))])
    kind = Selection([old, term("r")])
    several = Vocabulary([Fact("s", question=text("s?"), kind=kind, about=About.PERSON)])
    for old_names in (Known({"s/k0": True, "s/r": None}), Known({"s": {"k0"}})):
        for _ in range(2):
            with pytest.warns(OldNameWarning, match="'k0' was the name"):
                several.read(old_names, as_of=AS_OF)
    now = Known({"s/k": True, "s/r": None})
    assert several.read(now, as_of=AS_OF) is several.read(now, as_of=AS_OF)


def test_a_number_without_bounds_is_open_at_both_ends() -> None:
    counted = Fact("counted", question=text("counted?"), kind=Number(text("n")), about=About.PERSON)
    rules = rules_of(Measured("counted", at_least=-3, at_most=5), vocabulary=Vocabulary([counted]))
    outcomes = []
    for value in (Between(None, -4), Between(None, 0), Between(-3, 5), Between(6, None), 5, 6):
        known = rules.vocabulary.read({"counted": value})
        agrees(rules, known, AS_OF)
        outcomes.append(int(rules.settle(known, as_of=AS_OF)[1][0].outcome))
    assert outcomes == [0, 1, 2, 0, 2, 0]


def test_complete_lists_are_kept_and_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same list is read as the same object, until there are too many."""
    monkeypatch.setattr(facts, "_MOST_WHOLE", 2)
    kind = Selection([term("k"), term("k1", "k"), term("r")])
    several = Vocabulary([Fact("s", question=text("s?"), kind=kind, about=About.PERSON)])
    first = several.read({"s": ["k1"]})["s"]
    assert several.read({"s": {"k1"}})["s"] is first
    assert first == Chosen(frozenset({"k", "k1"}), frozenset("r"))
    for members in (["k"], ["r"], []):
        several.read({"s": members})
    assert several.read({"s": ["k1"]})["s"] == first
