"""Dated versions of one measure: which of them is in force on a day."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Generic, TypeVar

from attrs import field, frozen

from finsam.errors import Faults, InvalidInput, InvalidRules, NotInForce, as_tuple
from finsam.rules.clauses import Validity
from finsam.rules.rulesets import HasEligibility, NotForIndividuals, RuleSet
from finsam.texts import Text

__all__ = ["Versions"]


def __dir__() -> list[str]:
    return __all__


_Carrier = TypeVar("_Carrier", bound=HasEligibility)


def _as_versions(versions: Iterable[_Carrier]) -> tuple[_Carrier, ...]:
    return as_tuple(versions)


def _valid(version: HasEligibility) -> Validity:
    return version.eligibility.valid


def _first(version: HasEligibility) -> dt.date:
    return _valid(version).start or dt.date.min


def _last(version: HasEligibility) -> dt.date:
    return _valid(version).end or dt.date.max


def _name(version: HasEligibility) -> Text:
    """Returns what a version is called, with the days on which it is in force."""
    rules = version.eligibility
    called = rules.name if isinstance(rules, RuleSet) else rules.reason
    return Text(
        sv=f"{called.sv} ({rules.valid.in_('sv')})", en=f"{called.en} ({rules.valid.in_('en')})"
    )


@frozen
class Versions(Generic[_Carrier]):
    """The versions of one measure, one after the other; `assess` takes the one of the day.

    >>> import datetime as dt
    >>> from attrs import evolve
    >>> from finsam import NotInForce, Person, assess
    >>> from finsam.rulebooks import model
    >>> from finsam.rules import Validity, Versions
    >>> rules = model.SAMORDNINGSTEAM.eligibility
    >>> old = evolve(rules, valid=Validity(start=dt.date(2020, 1, 1), end=dt.date(2021, 6, 30)))
    >>> new = evolve(rules, valid=Validity(start=dt.date(2022, 1, 1)))
    >>> both = Versions([old, new])
    >>> both.at(dt.date(2022, 1, 1)) == new
    True
    >>> try:
    ...     assess(Person(), both, as_of=dt.date(2021, 9, 1))
    ... except NotInForce as error:
    ...     error.nearest
    datetime.date(2021, 6, 30)

    Args:
        versions: measures, rule sets, or what else carries rules, in any order.

    Raises:
        InvalidRules: there are none, one carries no rules, or two are in force on one day; all
            faults at once.
    """

    versions: tuple[_Carrier, ...] = field(converter=_as_versions)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        typed = True
        for i, version in enumerate(self.versions):
            rules = getattr(version, "eligibility", None)
            if not isinstance(rules, RuleSet | NotForIndividuals):
                typed = False
                given = type(version).__name__
                faults.add(
                    "type",
                    f"versions[{i}]",
                    sv=f"ska vara en insats eller en regeluppsättning, inte {given}",
                    en=f"takes a measure or a rule set, not {given}",
                )
        if not self.versions:
            faults.add("empty", "versions", sv="inga versioner angivna", en="no versions are given")
        if typed:
            object.__setattr__(self, "versions", tuple(sorted(self.versions, key=_first)))
            for one, other in pairwise(self.versions):
                if _last(one) >= _first(other):
                    first, second = _name(one), _name(other)
                    faults.add(
                        "overlap",
                        "versions",
                        sv=f"{first.sv} och {second.sv} gäller samtidigt; en dag har en version",
                        en=f"{first.en} and {second.en} are in force at the same time; a day has"
                        " one version",
                    )
        faults.raise_as(InvalidRules)

    def __iter__(self) -> Iterator[_Carrier]:
        return iter(self.versions)

    def __len__(self) -> int:
        return len(self.versions)

    def at(self, as_of: dt.date) -> _Carrier:
        """Returns the version that is in force on a day.

        Raises:
            InvalidInput: it isn't a day.
            NotInForce: none is; the error names the one before and the one after, and has the
                nearest day on which one is.
        """
        faults = Faults()
        faults.plain_date(as_of, "as_of")
        faults.raise_as(InvalidInput)
        before = [version for version in self.versions if _last(version) < as_of]
        for version in self.versions:
            if as_of in _valid(version):
                return version
        around = [*before[-1:], *self.versions[len(before) : len(before) + 1]]
        nearest = min(
            (_valid(version).nearest(as_of) for version in around),
            key=lambda day: abs((day - as_of).days),
        )
        names = [_name(version) for version in around]
        faults.add(
            "not_in_force",
            "as_of",
            sv=f"ingen version gäller {as_of}: {' och '.join(name.sv for name in names)};"
            f" närmaste dag är {nearest}",
            en=f"no version is in force on {as_of}: {' and '.join(name.en for name in names)};"
            f" the nearest day is {nearest}",
        )
        raise NotInForce(faults.found, nearest=nearest)
