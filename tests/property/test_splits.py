"""Splits of money: nothing is lost, and what is left goes where the mode says.

The oracle knows no algorithm. For each mode it says, in whole numbers, what has to hold of an
answer, and only one answer meets it.
"""

import decimal
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finsam.money import Mode, Unit, split

SETS: tuple[tuple[Mapping[str, int], tuple[str, ...]], ...] = (
    ({"state": 2, "regions": 1, "municipalities": 1}, ("municipalities", "state", "regions")),
    ({"Sala": 7, "Fagersta": 7, "Norberg": 3, "Avesta": 0}, ("Norberg", "Sala", "Avesta",
                                                             "Fagersta")),
)  # fmt: skip
MODES = tuple(Mode)


def broken(
    mode: Mode, total: int, weights: Mapping[str, int], order: Sequence[str], got: Mapping[str, int]
) -> str:
    """Returns which demand of a mode an answer breaks; empty for none.

    With w of W the exact share of `total` is total·w/W. Multiplied by W it is a whole number.
    """
    whole = sum(weights.values())
    above = {key: got[key] * whole - total * weights[key] for key in weights}  # W·(got − exact)
    down = {key for key in weights if -whole < above[key] <= 0}  # has its whole units and no more
    rest = total - sum(got.values())
    if mode is Mode.SEPARATE:
        return "" if down == set(weights) and 0 <= rest < len(weights) else "not all are floors"
    if rest:
        return "something is lost"
    if mode is Mode.FIRST or mode is Mode.LARGEST_WEIGHT:
        heaviest = max(weights.values())
        takes = order[0] if mode is Mode.FIRST else next(k for k in order if weights[k] == heaviest)
        return "" if down >= set(weights) - {takes} and above[takes] > -whole else "another takes"
    up = {key for key in weights if 0 < above[key] < whole}  # was rounded up by less than one unit
    if down | up != set(weights):
        return "a unit or more from the exact share"
    # who is rounded up stands above the exact share by W − remainder, who isn't below by remainder
    worst = max(((above[k], order.index(k)) for k in up), default=(0, -1))
    best = min(((above[k] + whole, order.index(k)) for k in down), default=(whole, len(order)))
    return "" if not up or worst < best else "somebody else had lost more"


def units(found: Mapping[str, Decimal]) -> dict[str, int]:
    return {key: int(amount) for key, amount in found.items()}


@pytest.mark.parametrize("mode", MODES, ids=str)
@pytest.mark.parametrize(("weights", "order"), SETS, ids=("sides", "with a zero"))
def test_every_total_up_to_10_000_is_split_exactly(
    mode: Mode, weights: Mapping[str, int], order: tuple[str, ...]
) -> None:
    """A split loses nothing and adds nothing; no part is a broken unit."""
    tried = 0
    for total in range(10_001):
        found = split(total, weights, unit=Unit.KRONA, mode=mode, tie_order=order)
        assert sum(part.amount for part in found.parts) + found.left == total
        got = units(found.amounts)
        wrong = broken(mode, total, weights, order, got)
        assert not wrong, (total, got, wrong)
        tried += 1
    assert tried == 10_001


def test_the_oracle_refuses_what_is_wrong() -> None:
    """10 by 1:1:1 is 4, 3, 3 with the first of the order ahead; all else is broken."""
    weights, order = {"a": 1, "b": 1, "c": 1}, ("c", "b", "a")
    mode = Mode.LARGEST_REMAINDER
    assert broken(mode, 10, weights, order, {"a": 3, "b": 3, "c": 4}) == ""
    assert broken(mode, 10, weights, order, {"a": 4, "b": 3, "c": 3})
    assert broken(mode, 10, weights, order, {"a": 3, "b": 3, "c": 3})
    assert broken(mode, 10, weights, order, {"a": 5, "b": 3, "c": 2})
    assert broken(Mode.FIRST, 11, weights, order, {"a": 4, "b": 4, "c": 3})
    assert broken(Mode.FIRST, 11, weights, order, {"a": 3, "b": 3, "c": 5}) == ""
    assert broken(
        Mode.LARGEST_WEIGHT, 11, {"a": 1, "b": 2, "c": 1}, order, {"a": 3, "b": 5, "c": 3}
    )
    assert broken(Mode.SEPARATE, 11, weights, order, {"a": 4, "b": 3, "c": 3})
    assert broken(Mode.SEPARATE, 11, weights, order, {"a": 3, "b": 3, "c": 3}) == ""


NAMES = ("a", "b", "c", "d", "e")
WEIGHTS = st.lists(st.integers(0, 40), min_size=1, max_size=5).filter(any)
ORDERS = st.permutations(NAMES)


@given(
    total=st.integers(0, 10**12),
    weights=WEIGHTS,
    order=ORDERS,
    mode=st.sampled_from(MODES),
    unit=st.sampled_from(tuple(Unit)),
)
def test_any_split_meets_the_oracle_in_any_unit(
    total: int, weights: list[int], order: list[str], mode: Mode, unit: Unit
) -> None:
    """What holds of kronor holds of öre and of thousands."""
    shared = dict(zip(NAMES, weights, strict=False))
    ties = [name for name in order if name in shared]
    kronor = Decimal(total * unit.value).scaleb(-2)
    found = split(kronor, shared, unit=unit, mode=mode, tie_order=ties)
    got = {part.key: int(part.amount * 100) // unit.value for part in found.parts}
    assert all(part.amount * 100 % unit.value == 0 for part in found.parts)
    assert not broken(mode, total, shared, ties, got)
    assert found.over == sum((part.extra for part in found.parts), found.left)
    for part in found.parts:
        assert part.exact == Fraction(total * unit.value * shared[part.key], 100 * sum(weights))


@given(total=st.integers(0, 10_000), weights=WEIGHTS, order=ORDERS, mode=st.sampled_from(MODES))
def test_the_same_members_in_another_order_get_the_same(
    total: int, weights: list[int], order: list[str], mode: Mode
) -> None:
    """With a named tie order it doesn't matter in which order the members are given."""
    shared = dict(zip(NAMES, weights, strict=False))
    ties = [name for name in order if name in shared]
    first = split(total, shared, unit=Unit.KRONA, mode=mode, tie_order=ties)
    turned = dict(reversed(shared.items()))
    other = split(total, turned, unit=Unit.KRONA, mode=mode, tie_order=ties)
    assert other.amounts == first.amounts
    assert other.left == first.left


def test_only_the_named_order_decides_among_those_alike() -> None:
    """Among equals, who stands first in the order gets the one krona; all six orders tried."""
    for ties in permutations("abc"):
        found = split(10, {"a": 1, "b": 1, "c": 1}, unit=Unit.KRONA, tie_order=ties)
        assert {key for key, amount in found.amounts.items() if amount == 4} == {ties[0]}


@given(
    total=st.integers(0, 10**9),
    weights=WEIGHTS,
    precision=st.integers(1, 6),
    rounding=st.sampled_from(
        [decimal.ROUND_UP, decimal.ROUND_DOWN, decimal.ROUND_CEILING, decimal.ROUND_HALF_EVEN]
    ),
)
def test_nobodys_decimal_context_changes_a_split(
    total: int, weights: list[int], precision: int, rounding: str
) -> None:
    """Amounts are exact, whatever a program around the library has set for its own sums."""
    shared = dict(zip(NAMES, weights, strict=False))
    kronor = Decimal(total).scaleb(-2)
    expected = split(kronor, shared, unit=Unit.ORE)
    shows = expected.explain("sv")
    with decimal.localcontext() as context:
        context.prec, context.rounding = precision, rounding
        found = split(kronor, shared, unit=Unit.ORE)
        assert found == expected
        assert found.explain("sv") == shows
        assert found.over == expected.over
