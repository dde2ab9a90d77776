"""Hidden counts: no hidden one can be worked out, in all small tables."""

import itertools
import pickle
from collections.abc import Callable, Hashable, Sequence
from fractions import Fraction
from typing import Any

import pytest

from finsam.errors import InvalidInput
from finsam.outcomes import (
    HIDDEN,
    TOTAL,
    Balance,
    CountTable,
    PublishedTable,
    hidden_cells,
    hiding,
    protect,
)
from finsam.terms import Term
from finsam.texts import Text

TEXT = Text(sv="Antal", en="Counts")


def term(key: str) -> Term:
    return Term(key, Text(sv=key, en=key))


def table(
    counts: Sequence[Sequence[int]], key: str = "t", balanced: Sequence[str] = ()
) -> CountTable:
    return CountTable(
        key=key,
        title=TEXT,
        rows=[term(f"r{i}") for i in range(len(counts))],
        columns=[term(f"c{i}") for i in range(len(counts[0]))],
        counts=counts,
        balanced=balanced,
    )


Cells = dict[Hashable, int]


def values_of(
    leaves: int,
    most: int,
    whole_of: Callable[[tuple[int, ...]], Cells],
    safe: list[PublishedTable],
    fewest: int = 0,
) -> dict[Hashable, set[int]]:
    """Tries every whole number in every leaf, as a reader could; returns what hidden cells can be.

    `whole_of` gives all cells, totals too, that follow from the leaves. A reader who sees that
    zeros are shown knows that a hidden count is 1 at the fewest.
    """
    shown: Cells = {}
    hidden: list[Hashable] = []
    for each in safe:
        for cell, count in each.cells().items():
            if count is None:
                hidden.append((each.key, *cell))
            else:
                shown[each.key, *cell] = count
    found: dict[Hashable, set[int]] = {name: set() for name in hidden}
    for values in itertools.product(range(most + 1), repeat=leaves):
        cells = whole_of(values)
        agree = all(cells[name] == count for name, count in shown.items())
        if agree and all(cells[name] >= fewest for name in hidden):
            for name in hidden:
                found[name].add(cells[name])
    return found


def with_totals(values: tuple[int, ...], rows: int, columns: int, key: str = "t") -> Cells:
    """Returns the cells of a table from its inner counts; a line of one has no total."""
    cells: Cells = {}
    for i in range(rows):
        for j in range(columns):
            cells[key, f"r{i}", f"c{j}"] = values[i * columns + j]
    names = [f"r{i}" for i in range(rows)]
    if rows > 1:
        for j in range(columns):
            cells[key, "total", f"c{j}"] = sum(cells[key, row, f"c{j}"] for row in names)
        names.append("total")
    if columns > 1:
        for row in names:
            cells[key, row, "total"] = sum(cells[key, row, f"c{j}"] for j in range(columns))
    return cells


def shaped(values: tuple[int, ...], columns: int, key: str = "t") -> CountTable:
    rows = len(values) // columns
    return table([values[i * columns : (i + 1) * columns] for i in range(rows)], key)


@pytest.mark.parametrize(
    ("rows", "columns", "largest", "step"),
    [(1, 2, 3, 1), (1, 3, 3, 1), (3, 1, 3, 1), (2, 2, 2, 1), (2, 3, 2, 80), (3, 2, 2, 80)],
)
def test_a_hidden_count_can_always_be_at_least_two_numbers(
    rows: int, columns: int, largest: int, step: int
) -> None:
    """A hidden cell takes two values or more over all tables that agree with what is shown."""
    all_counts = itertools.product(range(largest + 1), repeat=rows * columns)
    tried = 0
    for counts in itertools.islice(all_counts, 0, None, step):
        for zeros in (False, True):
            plain = shaped(counts, columns)
            [safe] = protect(plain, below=2, show_zeros=zeros)
            found = values_of(
                rows * columns,
                largest + 1,
                lambda values: with_totals(values, rows, columns),
                [safe],
                fewest=int(zeros),
            )
            assert all(len(values) > 1 for values in found.values()), (counts, safe.hidden)
            small = {c for c, n in plain.cells().items() if n < 2 and not (zeros and n == 0)}
            assert small <= safe.hidden
            tried += 1
    assert tried == 2 * -(-((largest + 1) ** (rows * columns)) // step)


def test_it_holds_between_tables_that_are_linked() -> None:
    """The same holds between a table and the tables that it is the sum of."""
    links = [
        Balance([("one", "r0", key), ("other", "r0", key)], [("whole", "r0", key)])
        for key in ("c0", "c1", TOTAL.key)
    ]

    def whole_of(values: tuple[int, ...]) -> Cells:
        sums = (values[0] + values[2], values[1] + values[3])
        return (
            with_totals(values[:2], 1, 2, "one")
            | with_totals(values[2:], 1, 2, "other")
            | with_totals(sums, 1, 2, "whole")
        )

    for counts in itertools.product(range(3), repeat=4):
        sums = (counts[0] + counts[2], counts[1] + counts[3])
        safe = protect(
            shaped(counts[:2], 2, "one"),
            shaped(counts[2:], 2, "other"),
            shaped(sums, 2, "whole"),
            below=2,
            links=links,
        )
        found = values_of(4, 4, whole_of, list(safe))
        assert all(len(values) > 1 for values in found.values()), counts


def test_it_holds_where_the_columns_balance() -> None:
    """At the start + new = exited + at the end is a sum that a reader knows, too."""

    def row(start: int, new: int, exited: int) -> tuple[int, ...]:
        return start, new, exited, start + new - exited

    def whole_of(values: tuple[int, ...]) -> Cells:
        rows = row(*values[:3]), row(*values[3:])
        cells = {
            ("t", f"r{i}", f"c{j}"): count
            for i, line in enumerate(rows)
            for j, count in enumerate(line)
        }
        totals = {("t", "total", f"c{j}"): rows[0][j] + rows[1][j] for j in range(4)}
        negative = any(count < 0 for count in cells.values())
        return {name: -1 if negative else count for name, count in {**cells, **totals}.items()}

    for start, new, exited in itertools.product(range(3), repeat=3):
        if start + new < exited:
            continue
        plain = table([row(start, new, exited), (2, 2, 2, 2)], balanced=["c0", "c1"])
        [safe] = protect(plain, below=2)
        found = values_of(6, 3, whole_of, [safe])
        assert all(len(values - {-1}) > 1 for values in found.values()), (start, new, exited)


def test_shown_zeros_tell_that_a_hidden_count_is_no_zero() -> None:
    """Five ones hidden beside a total of 5 would be known: each is 1 at least, and they add up."""
    [safe] = protect(table([(1, 1, 1, 1, 1, 0)]), show_zeros=True)
    assert safe.count("r0", "total") is None
    assert safe.count("r0", "c5") == 0
    [hidden_too] = protect(table([(1, 1, 1, 1, 1, 0)]))
    assert hidden_too.count("r0", "total") == 5


def test_what_is_known_to_be_there_is_no_zero_either() -> None:
    counts: dict[Hashable, int] = {"a": 1, "b": 1, "c": 9, "all": 11}
    sums = [Balance(["a", "b", "c"], ["all"])]
    assert hidden_cells(counts, sums) == {"a", "b"}
    assert hidden_cells(counts, sums, least={"a": 1}) == {"a", "b"}  # a can be 2
    assert hidden_cells(counts, sums, least={"a": 1, "b": 1}) == {"a", "b", "c"}


def test_a_part_may_be_all_of_the_whole_or_less() -> None:
    """What is left of the whole is a count that nobody sees, and not below 0."""
    counts: dict[Hashable, int] = {"women": 2, "men": 7, "all": 9, "part": 2}
    sums = [Balance(["women", "men"], ["all"])]
    part = Balance(["part"], ["women"], within=True)
    assert hidden_cells(counts, [*sums, part]) == {"women", "men", "part"}
    same = Balance(["part"], ["women"])
    assert hidden_cells(counts, [*sums, same]) == {"women", "men", "part"}
    with pytest.raises(InvalidInput) as caught:
        hidden_cells(counts, [Balance(["all"], ["women"], within=True)], least={"x": 1})
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [("unknown", "least")]
    with pytest.raises(InvalidInput, match=r"the part is above the whole"):
        hidden_cells(counts, [Balance(["all"], ["women"], within=True)])


def test_what_is_published_does_not_hold_what_it_hides() -> None:
    [safe] = protect(table([(1013, 3), (2021, 2025)]))
    assert safe.counts == ((None, None, 1016), (None, None, 4046), (3034, 2028, 5062))
    assert safe.cells()["r0", "c0"] is None
    assert b"1013" not in pickle.dumps(safe, protocol=0)
    assert b"1016" in pickle.dumps(safe, protocol=0)
    assert "1013" not in repr(safe)


def test_what_is_large_stays_shown_and_few_are_hidden_with_a_small_count() -> None:
    [safe] = protect(table([(14, 3), (20, 25)]))
    assert safe.hidden == {("r0", "c0"), ("r0", "c1"), ("r1", "c0"), ("r1", "c1")}
    [safe] = protect(table([(9, 8, 7), (6, 5, 5)]))
    assert safe.hidden == frozenset()
    [safe] = protect(table([(9, 4, 3), (6, 5, 5)]))  # two small ones protect each other in a row
    assert len(safe.hidden) == 4
    assert not any(TOTAL.key in cell for cell in safe.hidden)


def test_the_size_is_the_smallest_count_that_is_shown() -> None:
    for below, hidden in ((1, 0), (4, 0), (5, 2)):
        [safe] = protect(table([(4, 9)]), below=below)
        assert len(safe.hidden) == hidden


def test_a_zero_is_small_unless_it_may_be_shown() -> None:
    assert len(protect(table([(0, 9)]))[0].hidden) == 2
    assert protect(table([(0, 9)]), show_zeros=True)[0].hidden == frozenset()


def test_the_same_counts_give_the_same_cells_whatever_the_order_of_the_names() -> None:
    counts: dict[Hashable, int] = {"a": 3, "b": 9, "c": 9, "all": 21}
    balances = [Balance(["a", "b", "c"], ["all"])]
    assert hidden_cells(counts, balances) == {"a", "b"}
    assert hidden_cells(counts, balances) == hidden_cells(counts, balances)


def test_what_a_later_move_makes_needless_is_shown_again() -> None:
    """a needs b, and c needs d; a and c alone protect each other when they share a sum."""
    counts: dict[Hashable, int] = {"a": 1, "b": 9, "c": 1, "all": 11}
    assert hidden_cells(counts, [Balance(["a", "b", "c"], ["all"])]) == {"a", "c"}


def test_past_its_limit_a_search_hides_all_that_hangs_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hiding, "MAX_STEPS", 1)
    monkeypatch.setattr(hiding, "_FEW_STEPS", 1)
    safe, apart = protect(table([(9, 3), (9, 9)]), table([(9, 9)], "apart"))
    assert safe.hidden == set(safe.cells())
    assert apart.hidden == frozenset()


def test_a_count_that_the_sums_give_is_refused() -> None:
    counts: dict[Hashable, int] = {"a": 0, "b": 0}
    with pytest.raises(InvalidInput, match=r"counts\['a'\]: can't be hidden"):
        hidden_cells(counts, [Balance(["a", "b"], [])])


def test_shares_are_shown_only_where_both_counts_are() -> None:
    [safe] = protect(table([(14, 3), (20, 25)]))
    assert safe.share("r0", "c0") is None
    assert safe.share("total", "c0") == Fraction(34, 62)
    assert safe.share("total", "c0", of="c1") == Fraction(34, 28)
    [zeros] = protect(table([(0, 0)]), show_zeros=True)
    assert zeros.share("r0", "c0") is None


def test_the_rule_stands_under_the_table() -> None:
    plain = table([(14, 3)])
    assert plain.text("sv").splitlines()[-1] == (
        "Tabellen visar små antal. Den är inte till för publicering."
    )
    [safe] = protect(plain)
    assert safe.lines("en")[1] == ["r0", HIDDEN, HIDDEN, "17"]
    assert "3" not in safe.text("sv").replace("17", "")
    assert (plain.count("r0", "c1"), plain.share("r0", "c1")) == (3, Fraction(3, 17))
    assert table([(0, 0)]).share("r0", "c0") is None
    assert safe.text("en").splitlines()[-1].startswith("··: counts below 5 are hidden")
    assert safe.below == 5
    assert safe.count("r0", "c0") is None
    assert safe.count("r0", "total") == 17


def test_a_table_of_one_column_or_row_has_no_totals_of_it() -> None:
    single = table([[7]])
    assert single.cells() == {("r0", "c0"): 7}
    assert single.total_row == "r0"
    assert single.balances() == []


def test_a_table_is_checked_as_a_whole() -> None:
    bad: Any = CountTable
    with pytest.raises(InvalidInput) as caught:
        bad(
            key="",
            title="x",
            rows=[term("a"), term("a"), 3],
            columns=[term("total")],
            counts=[(1,), (-1,), (True,), (2, 3)],
            balanced=["c"],
        )
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [
        ("empty", "key"),
        ("type", "title"),
        ("duplicate", "rows[1].key"),
        ("type", "rows[2]"),
        ("duplicate", "columns[0].key"),
        ("unknown", "balanced"),
        ("shape", "counts"),
        ("range", "counts[1][0]"),
        ("type", "counts[2][0]"),
    ]
    assert "-1" not in caught.value.explain("en")


def test_what_is_asked_for_has_to_be_there() -> None:
    with pytest.raises(InvalidInput) as caught:
        table([(1, 2)]).count("r9", "c9")
    assert [fault.path for fault in caught.value.faults] == ["row", "column"]


def test_bad_calls_are_refused() -> None:
    bad: Any = protect
    for call, paths in (
        (lambda: bad("x"), ["tables[0]"]),
        (lambda: bad(table([(1, 2)]), table([(1, 2)])), ["tables[1].key"]),
        (lambda: bad(below=0), ["below"]),
        (lambda: bad(below="5", show_zeros=1, links=[3]), ["below", "show_zeros", "links[0]"]),
        (lambda: hidden_cells({"a": -1}, []), ["counts['a']"]),
        (lambda: hidden_cells({"a": 1}, [Balance(["b"], ["a"])]), ["balances[0]"]),
        (lambda: hidden_cells({"a": 1, "b": 2}, [Balance(["b"], ["a"])]), ["balances[0]"]),
    ):
        with pytest.raises(InvalidInput) as caught:
            call()
        assert [fault.path for fault in caught.value.faults] == paths
