"""The space of completions: variables in reading order, cells, and what is known of them."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from cases.made import DAY, SMALL, clause, fault, faults_of, flag, reading, rules, text
from finsam.errors import InvalidRules, RulesTooLarge
from finsam.legaltime import Days
from finsam.rules import (
    MAX_VARIABLES,
    Age,
    AllOf,
    AnyOf,
    AtLeastOf,
    Between,
    Condition,
    DateBetween,
    DayIn,
    Fixed,
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
    Selection,
    Vocabulary,
    space,
)
from finsam.rules.atoms import Day
from finsam.rules.diagram import Builder
from finsam.rules.space import Space

A, B = Flag("a"), Flag("b")
ONE_DAY = dt.timedelta(1)


def made(*conditions: Condition, as_of: dt.date = DAY, vocabulary: Vocabulary = SMALL) -> Space:
    return Space.of(conditions, vocabulary, Day(as_of))


def named(made_space: Space) -> list[tuple[str | None, str | None, str | None]]:
    return [(v.fact, v.member, v.open) for v in made_space.variables]


def cells(condition: Condition, **known: object) -> tuple[int, ...]:
    """Returns the possible cells of each variable, given what is known."""
    return made(condition).possible(SMALL.read(known))


def holds(condition: Condition, *, as_of: dt.date = DAY, **known: object) -> bool | None:
    """Tells whether a condition is met, isn't, or isn't known to be."""
    a_space = made(condition, as_of=as_of)
    builder = Builder(a_space.sizes)
    graph = builder.graph([a_space.build(condition, builder)])
    (root,) = graph.given(a_space.possible(SMALL.read(known))).roots
    return bool(root) if root <= 1 else None


# --- variables ----------------------------------------------------------------------------------


def test_variables_come_in_the_order_in_which_they_are_read() -> None:
    conditions = (
        AllOf(B, Includes("needs", ["region", "municipality"])),
        Open("o", text("o"), (reading("x", Flag("d")), reading("y", Flag("c")))),
        AnyOf(A, B, DayIn(start=DAY), Fixed(holds=True)),
        Includes("needs", ["health_centre"]),
    )
    assert named(made(*conditions)) == [
        ("b", None, None),
        ("needs", "municipality", None),
        ("needs", "region", None),
        ("needs", "health_centre", None),
        (None, None, "o"),
        ("d", None, None),
        ("c", None, None),
        ("a", None, None),
    ]


def test_only_members_that_stand_first_in_a_group_are_asked() -> None:
    """Who needs the social services needs the municipality: one question, not two."""
    assert named(made(Includes("needs", ["municipality"]))) == [("needs", "municipality", None)]
    both = Includes("needs", ["municipality", "social_services"])
    assert [member for _, member, _ in named(made(both))] == ["municipality", "social_services"]


def test_the_limit_of_variables() -> None:
    assert MAX_VARIABLES == 300
    vocabulary = Vocabulary(flag(f"f{i}") for i in range(301))
    flags = [Flag(f"f{i}") for i in range(301)]
    assert len(made(*flags[:300], vocabulary=vocabulary).variables) == 300
    assert faults_of(lambda: made(*flags, vocabulary=vocabulary), RulesTooLarge) == [
        fault(
            "too_large",
            "",
            "reglerna läser 301 fakta; gränsen är 300",
            "the rules read 301 facts; the limit is 300",
        )
    ]


# --- cells on a line ----------------------------------------------------------------------------


def test_dates_are_cut_where_an_answer_changes() -> None:
    start, end = dt.date(2022, 1, 1), dt.date(2022, 12, 31)
    window = DateBetween("planned", start=start, end=end)
    assert made(window).sizes == [3]
    days = (start - ONE_DAY, start, end, end + ONE_DAY)
    assert [cells(window, planned=day) for day in days] == [(1,), (2,), (2,), (4,)]
    assert cells(window) == (7,)


def test_an_interval_leaves_several_cells() -> None:
    start, end = dt.date(2022, 1, 1), dt.date(2022, 12, 31)
    window = DateBetween("planned", start=start, end=end)
    known: list[tuple[dt.date | None, dt.date | None, int]] = [
        (start - ONE_DAY, start, 3),
        (start, end, 2),
        (end, end + ONE_DAY, 6),
        (start - ONE_DAY, end + ONE_DAY, 7),
        (None, start - ONE_DAY, 1),
        (None, start, 3),
        (None, end + ONE_DAY, 7),
        (end + ONE_DAY, None, 4),
        (end, None, 6),
        (start - ONE_DAY, None, 7),
    ]
    for low, high, bits in known:
        assert cells(window, planned=Between(low, high)) == (bits,)


def test_what_has_happened_is_not_cut_after_the_day() -> None:
    assert made(Lasted("since", at_least=Days(0))).sizes == [1]
    assert made(Lasted("since", at_least=Days(1))).sizes == [2]
    assert made(DateBetween("since", start=DAY)).sizes == [2]
    assert made(DateBetween("since", start=DAY + ONE_DAY)).sizes == [1]
    assert made(DateBetween("planned", start=DAY + ONE_DAY)).sizes == [2]
    assert holds(Lasted("since", at_least=Days(0))) is True
    assert holds(DateBetween("since", start=DAY + ONE_DAY)) is False


def test_an_interval_that_reaches_past_the_day_ends_in_the_last_cell() -> None:
    """A birth year that isn't over: the rest of the year can't be the date."""
    atom = DateBetween("since", end=dt.date(2022, 6, 1))
    assert cells(atom, since=Between.year(2022)) == (3,)
    assert cells(atom, since=Between(dt.date(2022, 6, 2), dt.date(2022, 12, 31))) == (2,)


def test_the_first_day_of_the_calendar_is_no_cut() -> None:
    assert made(DateBetween("since", start=dt.date.min)).sizes == [1]
    assert made(DateBetween("since", end=dt.date.min)).sizes == [1]  # nobody is that old
    assert made(DateBetween("planned", end=dt.date.min)).sizes == [2]


def test_numbers_are_cut_within_their_bounds() -> None:
    assert made(Measured("hours", at_least=0)).sizes == [1]
    assert made(Measured("hours", at_least=1)).sizes == [2]
    assert made(Measured("hours", at_most=39)).sizes == [2]
    assert made(Measured("hours", at_most=40)).sizes == [1]
    several = AllOf(Measured("hours", at_least=10), Measured("hours", less_than=20))
    assert [cells(several, hours=n) for n in (9, 10, 19, 20)] == [(1,), (2,), (2,), (4,)]
    assert cells(several, hours=Decimal("10.0")) == (2,)


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ({"minimum": 5}, {"at_least": 5}),
        ({"maximum": 5}, {"at_most": 5}),
        ({"maximum": -5}, {"at_most": -5}),
        ({"minimum": 5, "maximum": 9}, {"at_least": 5, "at_most": 9}),
    ],
)
def test_a_bound_that_all_values_have_is_met_by_all(ends: Any, said: Any) -> None:
    fact = evolve(SMALL["hours"], kind=Number(text("unit"), **ends))
    condition = Measured("hours", **said)
    found = faults_of(
        lambda: rules(clause("x", condition), vocabulary=Vocabulary([fact])), InvalidRules
    )
    assert [one.text.en for one in found] == ["everybody meets the condition"]


# --- cells of values ----------------------------------------------------------------------------


def test_yes_and_no_are_two_cells() -> None:
    for atom in (A, Flag("a", value=False)):
        assert made(atom).sizes == [2]
        assert {cells(atom, a=True), cells(atom, a=False)} == {(1,), (2,)}
    assert cells(A) == (3,)


def test_values_that_no_atom_tells_apart_are_one_cell() -> None:
    assert made(OneOf("colour", ["red", "green"])).sizes == [2]
    condition = AllOf(OneOf("colour", ["red", "navy"]), NoneOf("colour", ["red", "green"]))
    assert made(condition).sizes == [4]  # red, green, navy, the rest
    keys = ("red", "green", "navy", "sky")
    assert len({cells(condition, colour=key) for key in keys}) == 4
    assert cells(OneOf("colour", ["red", "green"]), colour="red") == cells(
        OneOf("colour", ["red", "green"]), colour="green"
    )


def test_a_group_leaves_open_which_of_its_values_it_is() -> None:
    navy = OneOf("colour", ["navy"])
    assert holds(navy, colour="navy") is True
    assert holds(navy, colour="sky") is False
    assert holds(navy, colour="blue") is None
    assert holds(NoneOf("colour", ["navy"]), colour="blue") is None
    assert holds(OneOf("colour", ["blue"]), colour="blue") is True
    assert holds(OneOf("colour", ["red"]), colour="blue") is False
    assert holds(NoneOf("colour", ["red"]), colour="blue") is True
    assert holds(OneOf("colour", ["navy", "sky"]), colour="blue") is None


def test_the_group_itself_may_be_all_that_there_is_to_know() -> None:
    """Somebody may be known to have the benefit of the group and nothing more."""
    assert holds(AnyOf(OneOf("colour", ["navy"]), OneOf("colour", ["sky"])), colour="blue") is None


# --- members ------------------------------------------------------------------------------------


def test_a_member_is_in_or_out_or_not_known() -> None:
    two = Includes("needs", ["region", "municipality"], at_least=2)
    assert cells(two) == (3, 3)
    assert cells(two, needs={"region": True}) == (3, 2)
    assert cells(two, needs={"region": False}) == (3, 1)
    assert cells(two, needs={"municipality"}) == (2, 1)
    assert cells(two, needs={"health_centre"}) == (1, 2)


@pytest.mark.parametrize(
    ("bounds", "needs", "said"),
    [
        ({"at_least": 2}, {"region": True}, None),
        ({"at_least": 2}, {"region": False}, False),
        ({"at_least": 2}, {"region", "municipality"}, True),
        ({"at_least": 1}, {"region": True}, True),
        ({"at_least": 0, "at_most": 1}, {"region": True}, None),
        ({"at_least": 0, "at_most": 1}, {"region": False}, True),
        ({"at_least": 0, "at_most": 1}, {"region", "municipality"}, False),
        ({"at_least": 1, "at_most": 1}, {"region"}, True),
        ({"at_least": 1, "at_most": 1}, set(), False),
        ({"at_least": 0, "at_most": 0}, set(), True),
        ({"at_least": 0, "at_most": 0}, {"region": True}, False),
        ({"at_least": 1, "at_most": 2}, {"region", "municipality"}, True),
    ],
)
def test_members_are_counted(bounds: Any, needs: Any, said: bool | None) -> None:
    condition = Includes("needs", ["region", "municipality"], **bounds)
    assert holds(condition, needs=needs) is said


def test_only_these() -> None:
    only = Only("needs", ["municipality", "health_centre"])
    assert holds(only, needs={"municipality"}) is True
    assert holds(only, needs={"social_services", "region", "health_centre"}) is True
    assert holds(only, needs=set()) is True
    assert holds(only, needs={"social_insurance_agency"}) is False
    assert holds(only, needs={"municipality": True}) is None


# --- building -----------------------------------------------------------------------------------


def test_combinations_are_built() -> None:
    for x, y in ((False, False), (False, True), (True, False), (True, True)):
        assert holds(AllOf(A, B), a=x, b=y) is (x and y)
        assert holds(AnyOf(A, B), a=x, b=y) is (x or y)
    assert holds(AllOf(A, B), a=False) is False
    assert holds(AnyOf(A, B), a=True) is True
    assert holds(AnyOf(A, B), a=False) is None
    two = AtLeastOf(2, A, B, Flag("c"))
    assert holds(two, a=True) is None
    assert holds(two, a=True, c=True) is True
    assert holds(two, a=False, b=False) is False
    assert holds(Not(A), a=True) is False
    assert holds(Not(A), a=False) is True
    assert holds(Not(A)) is None
    assert holds(AnyOf(A, Not(A))) is True


def test_the_day_decides_alone() -> None:
    window = DayIn(start=DAY, end=DAY)
    assert [holds(window, as_of=DAY + ONE_DAY * n) for n in (-1, 0, 1)] == [False, True, False]
    assert made(window).variables == ()
    assert (holds(Fixed(holds=True)), holds(Fixed(holds=False))) == (True, False)


def test_an_open_point_is_what_its_readings_agree_on() -> None:
    point = Open("o", text("o"), (reading("x", A), reading("y", AllOf(A, B))))
    assert holds(point, a=False) is False
    assert holds(point, a=True) is None
    assert holds(point, a=True, b=True) is True
    assert holds(Open("o", text("o"))) is None
    assert holds(AnyOf(A, Open("o", text("o"))), a=True) is True


def test_nothing_that_is_known_settles_an_open_point() -> None:
    point = Open("o", text("o"))
    assert cells(point, a=True) == (3,)
    three = Open("o", text("o"), (reading("x", A), reading("y", A), reading("z", A)))
    assert made(three).sizes == [3, 2]
    assert cells(three, a=True)[0] == 7


# --- examples -----------------------------------------------------------------------------------


def example(condition: Condition) -> list[list[object]]:
    return [[v.example(cell) for cell in range(v.size)] for v in made(condition).variables]


def test_every_cell_has_an_example() -> None:
    window = DateBetween("planned", start=dt.date(2022, 1, 1), end=dt.date(2022, 12, 31))
    assert example(window) == [[dt.date(2021, 12, 31), dt.date(2022, 1, 1), dt.date(2023, 1, 1)]]
    assert example(Measured("hours", at_least=10, less_than=20)) == [[9, 10, 20]]
    assert example(Measured("hours", at_least=0)) == [[0]]
    assert example(A) == [[True, False]]
    assert example(OneOf("colour", ["navy", "green"])) == [["navy", "red"]]
    assert example(Includes("needs", ["region"])) == [[False, True]]
    assert example(Open("o", text("o"))) == [["met", "not_met"]]
    assert example(Age(at_least=0)) == [[dt.date(1872, 1, 1)]]  # 150 years before the day


@pytest.mark.parametrize(
    ("kind", "condition", "value"),
    [
        (Number(text("u"), minimum=3), Measured("hours", at_least=3), 3),
        (Number(text("u"), maximum=-3), Measured("hours", at_most=-3), -3),
        (Number(text("u"), minimum=2, maximum=4), Measured("hours", at_most=4), 2),
        (Number(text("u"), minimum=-2, maximum=4), Measured("hours", at_most=4), -2),
        (
            Number(text("u"), minimum=0, decimals=1),
            Measured("hours", at_least=0),
            Decimal("0.0"),
        ),
    ],
)
def test_an_example_lies_within_the_bounds(
    kind: Number, condition: Measured, value: int | Decimal
) -> None:
    vocabulary = Vocabulary([evolve(SMALL["hours"], kind=kind)])
    (variable,) = made(condition, vocabulary=vocabulary).variables
    assert [variable.example(cell) for cell in range(variable.size)] == [value]


def test_what_a_vocabulary_adds_is_asked_in_its_order() -> None:
    kind = SMALL["needs"].kind
    assert isinstance(kind, Selection)
    order = list(kind.terms)
    asked = Includes("needs", list(reversed(order)), at_least=2)
    assert [member for _, member, _ in named(made(asked))] == order


def test_the_public_names() -> None:
    assert dir(space) == ["MAX_VARIABLES", "Space", "Variable"]
