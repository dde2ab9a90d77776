"""Random vocabularies' worth of rule sets and states, small enough to try every completion."""

import datetime as dt
from math import prod

from attrs import evolve
from hypothesis import strategies as st

from finsam.citations import Citation, Norm, Rank
from finsam.errors import InvalidRules
from finsam.legaltime import Days, LeapDay, Months, Weeks, Years, add
from finsam.rules import (
    About,
    Age,
    Ahead,
    AllOf,
    AnyOf,
    AtLeastOf,
    Choice,
    Clause,
    Concern,
    Condition,
    Date,
    DateBetween,
    DayIn,
    Fact,
    Flag,
    Includes,
    Lasted,
    Measured,
    NoneOf,
    Not,
    Number,
    OneOf,
    Only,
    Open,
    Reading,
    RuleSet,
    Selection,
    Strength,
    Vocabulary,
    WayIn,
    WayInKind,
    YesNo,
)
from finsam.terms import Role, Term
from finsam.texts import Text
from support.oracle import Key, State, Values, closed

AS_OF = dt.date(2024, 2, 29)
MOST_COMPLETIONS = 1_500


def text(words: str) -> Text:
    return Text(sv=words, en=words)


def fact(key: str, kind: "YesNo | Number | Date | Choice | Selection", **more: object) -> Fact:
    return Fact(key, question=text(f"{key}?"), kind=kind, about=About.PERSON, **more)  # type: ignore[arg-type]


def term(key: str, parent: str | None = None) -> Term:
    return Term(key, text(key), parent=parent)


CITED = Citation(Norm("test", text("a norm"), Rank.LOCAL), "1 §", verified_on=dt.date(2026, 11, 22))
WORDS = Vocabulary(
    [
        fact("birth_date", Date(past=True)),
        fact("begun", Date(past=False)),
        fact("hours", Number(text("h"), 0, 40)),
        fact("share", Number(text("%"), 0, 100, decimals=1)),
        fact("a", YesNo()),
        fact("b", YesNo()),
        fact("judged", YesNo(), judged_by=Role.NOT_STATED),
        fact("judged_too", YesNo(), judged_by=Role.REFERRER),
        fact("place", Choice([term("x"), term("x1", "x"), term("x2", "x"), term("y"), term("z")])),
        fact("with", Selection([term("k"), term("k1", "k"), term("r"), term("f"), term("s")])),
        fact("referred_by", Choice([term("k"), term("r"), term("the_person"), term("outreach")])),
    ]
)

places = st.lists(st.sampled_from(["x", "x1", "x2", "y", "z"]), min_size=1, max_size=3, unique=True)
members = st.lists(st.sampled_from(["k", "k1", "r", "f", "s"]), min_size=1, max_size=4, unique=True)
years = st.integers(min_value=0, max_value=70)
periods = st.one_of(
    st.builds(Days, st.integers(0, 400)),
    st.builds(Weeks, st.integers(0, 60)),
    st.builds(Months, st.integers(0, 30)),
    st.builds(Years, st.integers(0, 3)),
)
days = st.dates(dt.date(2021, 1, 1), dt.date(2026, 1, 1))


@st.composite
def spans(draw: st.DrawFn) -> dict[str, dt.date]:
    start, end = sorted([draw(days), draw(days)])
    return draw(st.sampled_from([{"start": start}, {"end": end}, {"start": start, "end": end}]))


@st.composite
def ages(draw: st.DrawFn) -> Age:
    low, high = sorted([draw(years), draw(years)])
    ends = draw(st.sampled_from([(low, None), (None, high), (low, high)]))
    return Age(at_least=ends[0], at_most=ends[1])


@st.composite
def ahead(draw: st.DrawFn) -> Ahead:
    one, other = sorted([draw(periods), draw(periods)], key=lambda period: add(AS_OF, period))
    ends = draw(st.sampled_from([(one, None), (None, other), (one, other)]))
    return Ahead("begun", at_least=ends[0], at_most=ends[1])


@st.composite
def counted(draw: st.DrawFn) -> Includes:
    named = draw(members)
    low = draw(st.integers(0, len(named)))
    high = draw(st.none() | st.integers(low, len(named)))
    if low == 0 and high in {None, len(named)}:
        low = 1
    return Includes("with", named, at_least=low, at_most=high)


@st.composite
def measured(draw: st.DrawFn) -> Measured:
    name = draw(st.sampled_from(["hours", "share"]))
    low, high = draw(st.integers(0, 19)), draw(st.integers(21, 40))
    ends: dict[str, int] = {}
    if draw(st.booleans()):
        ends[draw(st.sampled_from(["at_least", "more_than"]))] = low
    if draw(st.booleans()) or not ends:
        ends[draw(st.sampled_from(["at_most", "less_than"]))] = high
    return Measured(name, **ends)


atoms: st.SearchStrategy[Condition] = st.one_of(
    st.builds(Flag, st.sampled_from(["a", "b", "judged", "judged_too"]), st.booleans()),
    st.builds(OneOf, st.just("place"), places),
    st.builds(NoneOf, st.just("place"), places),
    counted(),
    st.builds(Only, st.just("with"), members.filter(lambda m: len(m) < 3)),
    ages(),
    st.builds(lambda p: Lasted("begun", at_least=p), periods),
    st.builds(lambda p: Lasted("begun", more_than=p), periods),
    ahead(),
    spans().map(lambda span: DateBetween("begun", **span)),
    spans().map(lambda span: DayIn(**span)),
    measured(),
    st.sampled_from(["p", "q"]).map(lambda key: Open(f"full_{key}", text("left open"))),
)


def _combined(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        several.map(lambda parts: AllOf(*parts)),
        several.map(lambda parts: AnyOf(*parts)),
        inner.map(Not),
        several.flatmap(
            lambda parts: st.integers(1, len(parts)).map(lambda n: AtLeastOf(n, *parts))
        ),
        st.tuples(st.integers(0, 10**9), inner, inner).map(
            lambda three: Open(
                f"two_{three[0]}",
                text("said in two ways"),
                [Reading("one", text("one"), three[1]), Reading("two", text("two"), three[2])],
            )
        ),
    )


conditions = st.recursive(atoms, _combined, max_leaves=5)


@st.composite
def ways(draw: st.DrawFn, key: str) -> WayIn:
    kind = draw(st.sampled_from(WayInKind))
    by_referrer = kind in {WayInKind.REFERRAL, WayInKind.OTHER_DOOR}
    return WayIn(
        key=key,
        rule="T-02",
        citation=CITED,
        text=text("a way"),
        kind=kind,
        referrers=draw(st.sampled_from([None, ["k"], ["k", "r"]])) if by_referrer else None,
        open_to=draw(st.none() | atoms),
        steps=draw(st.none() | atoms),
        closed=draw(st.sampled_from([False, False, False, True])),
    )


@st.composite
def rule_sets(draw: st.DrawFn, *, deciding: bool = False) -> RuleSet | None:
    """Draws a rule set; None stands for one that was refused when it was built.

    With `deciding` its first clause is one that decides.
    """
    any_strength = [Strength.REQUIRED, Strength.REQUIRED, Strength.GUIDELINE, Strength.PRIORITY]
    any_concern = [Concern.PERSON, Concern.PERSON, *Concern]
    clauses = [
        Clause(
            key=f"T-01.{i}",
            rule="T-01",
            citation=CITED,
            text=text(f"clause {i}"),
            condition=draw(conditions),
            applies_to=draw(st.none() | st.none() | atoms),
            strength=draw(
                st.sampled_from(any_strength[:1] if deciding and not i else any_strength)
            ),
            concern=draw(st.sampled_from(any_concern[:1] if deciding and not i else any_concern)),
        )
        for i in range(draw(st.integers(1, 4)))
    ]
    several = draw(st.none() | st.none() | st.integers(1, 2))
    drawn = None if several is None else [draw(ways(f"way_{i}")) for i in range(several)]
    try:
        return RuleSet(
            key="random",
            name=text("random"),
            vocabulary=WORDS,
            clauses=clauses,
            ways_in=drawn,
            leap_day=draw(st.sampled_from(LeapDay)),
        )
    except InvalidRules:
        return None


@st.composite
def states(draw: st.DrawFn, rules: RuleSet, values: Values) -> State:
    """Draws a partial state that leaves few enough completions to try them all."""
    state: State = {}
    keys = draw(st.permutations([key for key in values.of if not key[0].startswith("open:")]))
    for key in keys:
        several = values.of[key]
        known = draw(st.sampled_from(["nothing", "nothing", "value", "stretch"]))
        is_line = key[1] is None and isinstance(rules.vocabulary[key[0]].kind, Date | Number)
        if known == "stretch" and is_line:
            low, high = sorted(draw(st.tuples(*[st.integers(0, len(several) - 1)] * 2)))
            state[key] = several[low : high + 1]
        elif known == "value":
            _learn(rules, state, key, draw(st.sampled_from(several)))
    for key in keys:
        if _count(values, state) <= MOST_COMPLETIONS:
            break
        if key not in state or len(state[key]) > 1:
            _learn(rules, state, key, draw(st.sampled_from(values.of[key])))
    return state


def _learn(rules: RuleSet, state: State, key: Key, value: object) -> None:
    """Adds a value, unless what it brings along contradicts what is known."""
    more = closed(rules, {key: (value,)})
    if all(state.get(other, told) == told for other, told in more.items()):
        state.update(more)


def _count(values: Values, state: State) -> int:
    return prod(len(state.get(key, several)) for key, several in values.of.items())


def without(rules: RuleSet, key: str) -> RuleSet:
    """Returns the rules without one clause."""
    return evolve(rules, clauses=[clause for clause in rules.clauses if clause.key != key])
