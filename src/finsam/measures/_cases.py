"""In which of a list of cases a condition can be met: sets of cases as the bits of a number."""

from collections.abc import Callable

from finsam.rules import AllOf, AnyOf, AtLeastOf, Condition, Fixed, Not, Open

Leaf = Callable[[Condition, bool], int]


def cases(condition: Condition, count: int, leaf: Leaf, *, met: bool = True) -> int:
    """Returns the cases in which a condition can be met; with `met=False`, those in which it can't.

    Its parts are taken as bound together by the case alone. So some of the cases may be none, but
    a case that isn't among them surely is none.

    Args:
        condition: the condition.
        count: how many cases there are.
        leaf: the same for what has no parts; all cases where they don't matter to it.
        met: whether it is to be met, or to fail.
    """
    if isinstance(condition, Fixed):
        return (1 << count) - 1 if condition.holds is met else 0
    if isinstance(condition, Not):
        return cases(condition.of, count, leaf, met=not met)
    if isinstance(condition, Open):
        found = 0 if condition.readings else (1 << count) - 1
        for reading in condition.readings:
            found |= cases(reading.condition, count, leaf, met=met)
        return found
    if isinstance(condition, AllOf | AnyOf | AtLeastOf):
        parts = [cases(part, count, leaf, met=met) for part in condition.of]
        least = needed(condition, met=met)
        return sum(
            1 << case for case in range(count) if sum(part >> case & 1 for part in parts) >= least
        )
    return leaf(condition, met)


def needed(condition: AllOf | AnyOf | AtLeastOf, *, met: bool) -> int:
    """Returns how many parts have to be met, or have to fail for the whole to fail."""
    return condition.needed if met else len(condition.of) - condition.needed + 1
