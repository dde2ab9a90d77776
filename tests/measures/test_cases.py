"""The ages and the kinds of authority with which a condition can be met, against trying each."""

from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from finsam.measures._cases import cases
from finsam.measures._measure_checks import _AGES, _SETS, _kinds_of, _of_an_age, _runs
from finsam.rules import (
    COMMON,
    Age,
    AllOf,
    AnyOf,
    AtLeastOf,
    Condition,
    Fixed,
    Includes,
    Not,
)
from finsam.terms import Authority

BOUND = st.integers(0, 150)
BOUNDED = st.one_of(
    st.builds(lambda low: Age(at_least=low), BOUND),
    st.builds(lambda high: Age(at_most=high), BOUND),
    st.builds(
        lambda one, other: Age(at_least=min(one, other), at_most=max(one, other)), BOUND, BOUND
    ),
)
INCLUDED = st.lists(st.sampled_from(list(Authority)), min_size=1, unique=True).flatmap(
    lambda members: st.builds(
        lambda least, beyond: (
            Includes(
                "needs", members, at_least=least, at_most=min(least + beyond, len(members) - 1)
            )
            if least < len(members)
            else Includes("needs", members, at_least=least)
        ),
        st.integers(0, len(members)),
        st.integers(0, 3),
    )
)


def combined(leaves: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    return st.recursive(
        st.one_of(leaves, st.booleans().map(lambda holds: Fixed(holds=holds))),
        lambda below: st.one_of(
            below.map(Not),
            st.lists(below, min_size=1, max_size=3).map(lambda of: AllOf(*of)),
            st.lists(below, min_size=1, max_size=3).map(lambda of: AnyOf(*of)),
            st.lists(below, min_size=2, max_size=4).map(lambda of: AtLeastOf(2, *of)),
        ),
        max_leaves=6,
    )


def holds(condition: Condition, age: int, kinds: frozenset[Authority]) -> bool:
    if isinstance(condition, Fixed):
        return condition.holds
    if isinstance(condition, Not):
        return not holds(condition.of, age, kinds)
    if isinstance(condition, Age):
        low = 0 if condition.at_least is None else condition.at_least
        high = 150 if condition.at_most is None else condition.at_most
        return low <= age <= high
    if isinstance(condition, Includes):
        count = len({kind.value for kind in kinds} & set(condition.members))
        most = len(condition.members) if condition.at_most is None else condition.at_most
        return condition.at_least <= count <= most
    assert isinstance(condition, AllOf | AnyOf | AtLeastOf)
    return sum(holds(part, age, kinds) for part in condition.of) >= condition.needed


@given(combined(cast("st.SearchStrategy[Condition]", BOUNDED)), st.booleans())
def test_the_ages_are_those_that_one_by_one_can_meet_it(condition: Condition, met: bool) -> None:
    ages = cases(condition, _AGES, _of_an_age, met=met)
    tried = {age for age in range(_AGES) if holds(condition, age, frozenset()) is met}
    assert {age for low, high in _runs(ages) for age in range(low, high + 1)} == tried
    assert {age for age in range(_AGES) if ages >> age & 1} == tried


@given(combined(cast("st.SearchStrategy[Condition]", INCLUDED)), st.booleans())
def test_the_sets_are_those_that_one_by_one_can_meet_it(condition: Condition, met: bool) -> None:
    sets = cases(condition, len(_SETS), _kinds_of(COMMON["needs"]), met=met)
    tried = [n for n, kinds in enumerate(_SETS) if holds(condition, 0, kinds) is met]
    assert [n for n in range(len(_SETS)) if sets >> n & 1] == tried
