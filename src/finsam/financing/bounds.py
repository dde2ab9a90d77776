"""How many there may or should be, and numbers held against that: places, people, months."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from attrs import field, frozen

from finsam.errors import Faults, InvalidInput
from finsam.financing.rules import FinancingRule, HasFinancing, check_is_one, rules_by_key
from finsam.money import (
    MAX_KRONOR,
    from_ore,
    is_amount,
    number_in,
    to_ore,
)
from finsam.rules.facts import as_term
from finsam.terms import Term, TermEnum
from finsam.texts import Lang, Text

__all__ = ["Bound", "BoundOutcome", "check_bounds"]


def __dir__() -> list[str]:
    return __all__


def _as_setter(term: Term | TermEnum | None) -> Term | None:
    return None if term is None else as_term(term)


@frozen(kw_only=True)
class Bound(FinancingRule):
    """How many there may or should be: places, people a year, hours, months of payback.

    Where a source leaves the number to somebody, both ends are None, and the caller gives it.

    >>> from finsam.financing import check_bounds
    >>> from finsam.rulebooks import framsteget
    >>> for found in check_bounds(framsteget.SAMORDNINGSTEAM, {"HA-09.team": 19}):
    ...     print(found.in_("en"))
    not met: 19 people a year, at least 20 [HA-09]

    Attributes:
        counted: what is counted, such as people enrolled at once.
        at_least: the least number; None where there is none.
        at_most: the greatest number; None where there is none.
        about: whether the source gives it as a round number, so that nothing is missed exactly.
        set_by: who sets the number; None where the source gives it, or says nothing.
        place: the team, municipality or part that it is for; None for the whole.

    Raises:
        InvalidRules: a part is missing or of another type, or the ends are turned round; all
            faults at once.

    Source: NV-17, HA-09, VA-14, VA-16, VA-45.
    """

    counted: Text
    at_least: int | Decimal | None = None
    at_most: int | Decimal | None = None
    about: bool = False
    set_by: Term | None = field(default=None, converter=_as_setter)
    place: Text | None = None

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        faults.of_type(self.counted, Text, "counted")
        ends = [end for end in (self.at_least, self.at_most) if end is not None]
        fine = [
            is_amount(end, path, faults, most=MAX_KRONOR)
            for path, end in (("at_least", self.at_least), ("at_most", self.at_most))
            if end is not None
        ]
        if all(fine) and len(ends) > 1 and ends[1] < ends[0]:
            faults.add(
                "order",
                "at_most",
                sv=f"{self.at_most} ligger under {self.at_least}",
                en=f"{self.at_most} lies below {self.at_least}",
            )
        faults.of_type(self.about, bool, "about")
        if self.set_by is not None:
            faults.of_type(self.set_by, Term, "set_by")
        elif not ends:
            faults.add(
                "empty",
                "at_least",
                sv="varken ett tal eller vem som sätter det är angivet",
                en="neither a number nor who sets it is given",
            )
        if self.place is not None:
            faults.of_type(self.place, Text, "place")

    def holds(self, number: int | Decimal) -> bool | None:
        """Tells whether a number lies within; None where the bound is open or only about."""
        if self.at_least is None and self.at_most is None:
            return None
        within = (self.at_least is None or number >= self.at_least) and (
            self.at_most is None or number <= self.at_most
        )
        return None if self.about and not within else within

    def range_in(self, lang: Lang) -> str:
        """Returns the bound as words, such as "at least 20".

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        about = _ABOUT.in_(lang) if self.about else ""
        if self.at_least is not None and self.at_most is not None:
            low, high = (number_in(Decimal(end), lang) for end in (self.at_least, self.at_most))
            return f"{about}{low}" if low == high else f"{about}{low}–{high}"
        if self.at_least is not None:
            return f"{about}{_AT_LEAST.in_(lang)} {number_in(Decimal(self.at_least), lang)}"
        if self.at_most is not None:
            return f"{about}{_AT_MOST.in_(lang)} {number_in(Decimal(self.at_most), lang)}"
        assert self.set_by is not None
        return f"{_SET_BY.in_(lang)} {self.set_by.in_(lang)}"


_ABOUT = Text(sv="cirka ", en="about ")


_AT_LEAST = Text(sv="minst", en="at least")


_AT_MOST = Text(sv="högst", en="at most")


_SET_BY = Text(sv="antalet bestäms av", en="the number is set by")


_MET = {
    True: Text(sv="uppfyllt", en="met"),
    False: Text(sv="inte uppfyllt", en="not met"),
    None: Text(sv="går inte att säga", en="can't tell"),
}


@frozen(kw_only=True)
class BoundOutcome:
    """A number held against a bound.

    >>> from finsam.financing import check_bounds
    >>> from finsam.rulebooks import vasteras
    >>> [found] = check_bounds(vasteras.BOOK, {"VA-45": 19})
    >>> found.met, found.is_breach
    (False, True)

    Attributes:
        bound: the bound.
        number: what was given.
        met: whether it lies within; None where the bound is open or only about.
    """

    bound: Bound
    number: Decimal
    met: bool | None

    @property
    def is_breach(self) -> bool:
        """Tells whether a bound that binds isn't met."""
        return self.met is False and self.bound.binds.is_binding

    def in_(self, lang: Lang) -> str:
        """Returns the outcome in one line.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        bound = self.bound
        place = "" if bound.place is None else f"{bound.place.in_(lang)}: "
        number = f"{number_in(self.number, lang)} {bound.counted.in_(lang)}"
        return f"{_MET[self.met].in_(lang)}: {place}{number}, {bound.range_in(lang)} [{bound.rule}]"


def check_bounds(
    rules: HasFinancing | Iterable[FinancingRule],
    numbers: Mapping[str, int | Decimal],
) -> tuple[BoundOutcome, ...]:
    """Holds numbers against the bounds of a measure or a book, such as enrolled against places.

    A bound that the source leaves to somebody is made closed with `attrs.evolve` first.

    >>> from attrs import evolve
    >>> from finsam.financing import Bound, check_bounds, financing_rule
    >>> from finsam.rulebooks import norra_vastmanland
    >>> rule = financing_rule(norra_vastmanland.BOOK, "NV-17.sala", Bound)
    >>> check_bounds([rule], {"NV-17.sala": 31})[0].met is None
    True
    >>> check_bounds([evolve(rule, at_most=30)], {"NV-17.sala": 31})[0].met  # made up
    False

    Args:
        rules: a measure, a book, or the rules themselves.
        numbers: what there is, by the key of the bound.

    Returns:
        One outcome for each number, in the order of the rules.

    Raises:
        InvalidInput: a key that is no bound's, or whose bound differs between dated versions of a
            measure, or no exact number of 0 or more; all faults at once.

    Source: NV-17, HA-09, VA-14.
    """
    faults = Faults()
    bounds = rules_by_key(rules, Bound, faults)
    if not faults.of_type(numbers, Mapping, "numbers"):
        raise InvalidInput(faults.found)
    for key, number in numbers.items():
        if key not in bounds:
            what = Text(sv="ett tal som reglerna begränsar", en="a number that the rules bound")
            faults.unknown("numbers", what=what, value=str(key), among=bounds)
        else:
            check_is_one(bounds[key], faults)
        is_amount(number, f"numbers[{key!r}]", faults)
    faults.raise_as(InvalidInput)
    return tuple(
        BoundOutcome(
            bound=bound, number=from_ore(to_ore(numbers[key])), met=bound.holds(numbers[key])
        )
        for key, [bound, *_] in bounds.items()
        if key in numbers
    )
