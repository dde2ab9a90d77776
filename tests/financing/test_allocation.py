"""The state's model: base, keys, brake, and the step that is ours."""

import decimal
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from cases.made import CITED, fault, faults_of
from finsam.errors import InvalidInput
from finsam.financing import STATE_MODEL, AllocationModel, Applicant, allocate
from finsam.money import Unit

WRONG: Any = 5


def one(
    key: str, need: Any, people: int, previous: Any = None, *, large: bool = False
) -> Applicant:
    return Applicant(
        key=key, need=need, population=people, previous=previous, equity_too_large=large
    )


def test_base_and_two_keys_by_hand() -> None:
    """10 000 000 − 2 · 400 000 = 9 200 000, of which 75 % by need and 25 % by inhabitants.

    a: 400 000 + 9 200 000 · (0.75 · 1/4 + 0.25 · 3/5) = 400 000 + 3 105 000.
    """
    found = allocate(10_000_000, [one("a", 1, 30), one("b", 3, 20)], year=2016)
    assert found.amounts == {"a": 3_505_000, "b": 6_495_000}
    assert (found.factor, found.held_by_brake) == (1, ())  # type: ignore[comparison-overlap]


def test_the_brake_holds_at_nine_tenths() -> None:
    """a would get 3 505 000; with 4 000 000 the year before it gets 3 600 000, b the rest."""
    both = [one("a", 1, 30, 4_000_000), one("b", 3, 20, 1)]
    found = allocate(10_000_000, both, year=2021)
    assert found.amounts == {"a": 3_600_000, "b": 6_400_000}
    assert found.held_by_brake == ("a",)
    assert found.factor == Fraction(6_400_000, 6_495_000)
    assert found.by_keys == {"a": 3_505_000, "b": 6_495_000}


def test_a_large_equity_takes_the_brake_away() -> None:
    both = [one("a", 1, 30, 4_000_000, large=True), one("b", 3, 20, 1)]
    assert allocate(10_000_000, both, year=2021).amounts == {"a": 3_505_000, "b": 6_495_000}


def test_just_at_the_brake_nobody_is_held() -> None:
    """0.9 · 3 894 444.44… is 3 505 000: a falls by exactly a tenth."""
    at = [one("a", 1, 30, Decimal("3894444.44")), one("b", 3, 20)]
    assert allocate(10_000_000, at, year=2021).held_by_brake == ()
    above = [one("a", 1, 30, Decimal("3894444.45")), one("b", 3, 20)]
    assert allocate(10_000_000, above, year=2021).held_by_brake == ("a",)


def test_shrinking_may_bring_another_to_its_floor() -> None:
    """a is lifted; that shrinks b to below its own floor, so that c alone bears both."""
    three = [one("a", 1, 1, 6_000_000), one("b", 1, 1, 3_700_000), one("c", 1, 1)]
    found = allocate(10_500_000, three, year=2021)
    assert found.amounts == {"a": 5_400_000, "b": 3_330_000, "c": 1_770_000}
    assert found.held_by_brake == ("a", "b")


def test_vasteras_of_2022_is_just_nine_tenths() -> None:
    """law.md 8 no. 24: 13 310 tkr by 0.90 is 11 979 tkr."""
    assert (1 - STATE_MODEL.decrease) * 13_310_000 == 11_979_000


@given(
    needs=st.lists(st.integers(1, 50), min_size=1, max_size=6),
    data=st.data(),
    frame=st.integers(3_000_000, 90_000_000),
)
def test_the_frame_is_shared_exactly_and_no_floor_is_broken(
    needs: list[int], data: st.DataObject, frame: int
) -> None:
    """Nobody falls by more than a tenth and a krona of rounding, and nothing is left or lacking."""
    each = frame // len(needs)
    made = [
        one(str(i), need, data.draw(st.integers(1, 99)), data.draw(st.integers(0, each)))
        for i, need in enumerate(needs)
    ]
    found = allocate(frame, made, year=2021)
    assert sum(found.amounts.values()) == frame
    assert sum(found.by_keys.values()) == frame
    assert found.factor <= 1
    for a in made:
        assert a.previous is not None
        assert found.amounts[a.key] > Fraction(9, 10) * Fraction(a.previous) - 1
        if a.key not in found.held_by_brake:
            assert abs(Fraction(found.amounts[a.key]) - found.by_keys[a.key] * found.factor) < 1


@pytest.mark.parametrize(
    ("frame", "floor", "text"),
    [
        (799_999, 0, "the frame doesn't go round for the bases, 800 000 kr"),
        (800_000, 0, None),
        (899_999, 1_000_000, "the frame doesn't go round for what the brake holds, 900 000 kr"),
        (900_000, 1_000_000, None),
    ],
)
def test_a_frame_that_doesnt_go_round(frame: int, floor: int, text: str | None) -> None:
    both = [one("a", 1, 1, floor), one("b", 1, 1)]
    if text is None:
        assert sum(allocate(frame, both, year=2021).amounts.values()) == frame
    else:
        [found] = faults_of(lambda: allocate(frame, both, year=2021), InvalidInput)
        assert (found.path, found.code, found.text.en) == ("frame", "range", text)


def test_an_allocation_reports_all_that_is_wrong() -> None:
    wrong: Any = [one("a", 0, 0), one("a", 0, 0), 5]
    found = faults_of(lambda: allocate(-1, wrong, year=2015, unit=WRONG, model=WRONG), InvalidInput)
    assert [(f.path, f.code) for f in found] == [
        ("frame", "range"), ("unit", "type"), ("model", "type"), ("applicants[1].key", "duplicate"),
        ("applicants[2]", "type"),
    ]  # fmt: skip
    found = faults_of(lambda: allocate(10**7 + 1, [one("a", 0, 0)], year=2015, unit=Unit.TKR),
                      InvalidInput)  # fmt: skip
    assert [(f.path, f.code) for f in found] == [
        ("frame", "units"), ("year", "range"), ("need", "empty"), ("population", "empty"),
    ]  # fmt: skip
    assert found[1] == fault(
        "range", "year", "modellen används från 2016", "the model is used from 2016", value="2015"
    )
    found = faults_of(lambda: allocate(10**7, [], year=WRONG and "2021"), InvalidInput)  # type: ignore[arg-type]
    assert [(f.path, f.code) for f in found] == [("applicants", "empty"), ("year", "type")]


def test_an_applicant_reports_all_that_is_wrong() -> None:
    found = faults_of(
        lambda: Applicant(
            key="",
            need=0.5,  # type: ignore[arg-type]
            population=Decimal(5),  # type: ignore[arg-type]
            previous=-1,
            equity_too_large=WRONG,
        ),
        InvalidInput,
    )
    assert [(f.path, f.code) for f in found] == [
        ("key", "empty"), ("need", "float"), ("population", "type"), ("previous", "range"),
        ("equity_too_large", "type"),
    ]  # fmt: skip
    [low] = faults_of(lambda: one("a", 1, -1), InvalidInput)
    assert (low.path, low.code) == ("population", "range")


def test_a_model_reports_all_that_is_wrong() -> None:
    found = faults_of(
        lambda: AllocationModel(
            base=0.5, need=0.75, population=Fraction(1, 4), decrease=Fraction(1, 10), start=WRONG,  # type: ignore[arg-type]
            citation=WRONG,
        ),
        InvalidInput,
    )  # fmt: skip
    assert [(f.path, f.code) for f in found] == [
        ("base", "float"), ("need", "float"), ("citation", "type"),
    ]  # fmt: skip
    found = faults_of(
        lambda: evolve(STATE_MODEL, need=Decimal("0.8"), decrease=Fraction(11, 10)),  # type: ignore[arg-type]
        InvalidInput,
    )
    assert [(f.path, f.code) for f in found] == [("need", "sum"), ("decrease", "range")]
    assert found[0].text.sv == "andelarna efter behov och folkmängd blir 21/20 och ska bli 1"
    assert found[1].text.en == "11/10 lies above 1"
    ours = evolve(STATE_MODEL, base=1, need=Decimal("0.5"), population=Decimal("0.5"),  # type: ignore[arg-type]
                  citation=CITED)  # fmt: skip
    both = [one("a", 1, 30), one("b", 3, 20)]
    # 1 + 100 · (½ · ¼ + ½ · ⅗) is 43.5, and 58.5: the first of those alike gets the krona
    assert allocate(102, both, year=2021, model=ours).amounts == {"a": 44, "b": 58}


def test_nobodys_decimal_context_changes_an_allocation() -> None:
    model = evolve(STATE_MODEL, base=Decimal("400001.07"))
    both = [one("a", Decimal("1.2345"), 30, Decimal("3894444.45")), one("b", 3, 20)]

    def everything() -> object:
        found = allocate(Decimal("10000000.01"), both, year=2021, model=model, unit=Unit.ORE)
        text = faults_of(lambda: allocate(800_002, both, year=2021, model=model), InvalidInput)
        return found, found.explain("sv"), text

    expected = everything()
    with decimal.localcontext() as context:
        context.prec, context.rounding = 3, decimal.ROUND_UP
        assert everything() == expected


def test_an_allocation_for_people() -> None:
    both = [one("a", 1, 30, 4_000_000), one("b", 3, 20, 1)]
    found = allocate(10_000_000, both, year=2021)
    lines = found.explain("en").splitlines()
    assert [line.rstrip() for line in lines[:4]] == [
        "association        amount",
        "-----------  ------------  -----------------",
        "a            3 600 000 kr  held by the brake",
        "b            6 400 000 kr",
    ]
    assert lines[4] == STATE_MODEL.citation.in_("en")
    assert lines[5] == (
        "A step of our own: those whom the brake doesn't hold are multiplied by 98.54 % to keep"
        " within the frame."
    )
    assert found._repr_html_() == found.explain("sv", "html")
