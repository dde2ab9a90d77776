"""What can go wrong, as one tree of errors and one of warnings.

Every error carries its faults: each has a code and a path for programs, and a text in Swedish
and English for people. All faults of one construction are reported at once. An error about a
person never quotes a value, only misspelt keys and choices.
"""

import datetime as dt
from collections.abc import Iterable
from types import UnionType
from typing import Any, cast, get_args

from attrs import field, frozen

from finsam.texts import Lang, Text, joined, nearest

__all__ = [
    "Fault",
    "Faults",
    "FinsamError",
    "FinsamWarning",
    "InvalidInput",
    "InvalidRules",
    "NotApplicable",
    "NotInForce",
    "OldNameWarning",
    "RulesTooLarge",
    "UnsatisfiableRules",
    "as_tuple",
]


def __dir__() -> list[str]:
    return __all__


@frozen
class Fault:
    """One thing that is wrong.

    Attributes:
        code: what kind of fault, for programs; codes are frozen, wording is not.
        path: where it is, such as `clauses[3].condition.at_least`; empty for the whole.
        text: what is wrong and what would be right, for people.
        value: the misspelt key or choice that was given, where it may be quoted.
        expected: the nearest right ones, or what is allowed.
    """

    code: str
    path: str
    text: Text
    value: str | None = None
    expected: tuple[str, ...] = ()

    def line(self, lang: Lang) -> str:
        """Returns the fault as one line, its path first."""
        return f"{self.path}: {self.text.in_(lang)}" if self.path else self.text.in_(lang)


class FinsamError(Exception):
    """The root of every error that finsam raises. `faults` holds all that was found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__(self.explain("en"))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.faults,)

    def explain(self, lang: Lang) -> str:
        """Returns the whole report, one line a fault, in Swedish or English."""
        return "\n".join(fault.line(lang) for fault in self.faults)


class InvalidInput(FinsamError, ValueError):
    """What was said about a person, a referral or a question can't be read."""


class InvalidRules(FinsamError, ValueError):
    """A fact, a term, a condition, a clause or a rule set is not well formed."""


class UnsatisfiableRules(InvalidRules):
    """A rule set that nobody can satisfy; the fault names a smallest set of clauses that clash."""


class RulesTooLarge(InvalidRules):
    """A rule set past one of the named limits (nodes, variables, nesting)."""


class NotInForce(FinsamError):
    """The rules are not in force on the day that was asked for.

    Attributes:
        nearest: the nearest day on which they are in force.
    """

    def __init__(self, faults: Iterable[Fault], *, nearest: dt.date) -> None:
        super().__init__(faults)
        self.nearest = nearest

    def __reduce__(self) -> tuple[Any, ...]:
        return _not_in_force, (self.faults, self.nearest)


def _not_in_force(faults: tuple[Fault, ...], nearest: dt.date) -> NotInForce:
    """Rebuilds the error from a pickle, whose protocol knows no keywords."""
    return NotInForce(faults, nearest=nearest)


class NotApplicable(FinsamError):
    """The measure is not for individuals, so no verdict about a person can be asked of it."""


class FinsamWarning(UserWarning):
    """The root of every warning that finsam gives; turn it into an error with `warnings`."""


class OldNameWarning(FinsamWarning):
    """A name was used that had been replaced by another on the day in question (X-28)."""


def as_tuple(given: object) -> tuple[Any, ...]:
    """Returns what a caller gave for several things, in an order that is always the same.

    What isn't a collection becomes a tuple of itself, so that the check of its parts says what is
    wrong with it. A set comes in the order of its parts' texts.
    """
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        return (given,)
    if isinstance(given, set | frozenset):
        parts = cast("set[object]", given)
        return tuple(sorted(parts, key=lambda part: (type(part).__name__, str(part))))
    return tuple(cast("Iterable[object]", given))


@frozen
class Faults:
    """Collects the faults of one construction, so that all are reported at once."""

    found: list[Fault] = field(factory=list[Fault], init=False)

    def add(
        self,
        code: str,
        path: str,
        *,
        sv: str,
        en: str,
        value: str | None = None,
        expected: Iterable[str] = (),
    ) -> None:
        """Notes one fault."""
        self.found.append(Fault(code, path, Text(sv=sv, en=en), value, tuple(expected)))

    def unknown(self, path: str, *, what: Text, value: str, among: Iterable[str]) -> None:
        """Notes a name that isn't among the known ones, with the nearest of them."""
        names = sorted(among)
        near = nearest(value, names)
        if near:
            quoted = [repr(name) for name in near]
            sv = f"menade du {joined(quoted, 'eller')}?"
            en = f"did you mean {joined(quoted, 'or')}?"
        elif len(names) <= _MOST_NAMES:
            quoted = [repr(name) for name in names]
            sv, en = f"tillåtna är {joined(quoted, 'och')}", f"allowed are {joined(quoted, 'and')}"
        else:
            sv, en = (
                f"det finns {len(names)} att välja bland",
                f"there are {len(names)} to choose from",
            )
        self.add(
            "unknown",
            path,
            sv=f"{value!r} är inte {what.sv}; {sv}",
            en=f"{value!r} is not {what.en}; {en}",
            value=value,
            expected=near or names,
        )

    def of_type(self, value: object, kind: "type | UnionType", path: str) -> bool:
        """Notes a fault unless the value is of the kind, or of one of several kinds."""
        if isinstance(value, kind) and not (kind is int and isinstance(value, bool)):
            return True
        given, name = type(value).__name__, _name(kind)
        self.add(
            "type",
            path,
            sv=f"ska vara {name}, inte {given}",
            en=f"takes {name}, not {given}",
            expected=[name],
        )
        return False

    def plain_date(self, value: object, path: str) -> bool:
        """Notes a fault unless the value is a plain date, which a datetime isn't."""
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return True
        given = type(value).__name__
        self.add(
            "type",
            path,
            sv=f"ska vara datetime.date, till exempel date(2026, 11, 22), inte {given}",
            en=f"takes datetime.date, for example date(2026, 11, 22), not {given}",
            expected=["date"],
        )
        return False

    def named(self, value: object, path: str) -> bool:
        """Notes a fault unless the value is a non-empty string; returns whether it is."""
        if isinstance(value, str) and value.strip():
            return True
        self.add(
            "empty" if isinstance(value, str) else "type",
            path,
            sv="ska vara en text som inte är tom",
            en="takes a string that isn't empty",
            expected=["str"],
        )
        return False

    def raise_as(self, error: type[FinsamError]) -> None:
        """Raises the error with all faults; does nothing when there are none."""
        if self.found:
            raise error(self.found)


def _name(kind: "type | UnionType") -> str:
    return " | ".join(part.__name__ for part in _parts(kind))


def _parts(kind: "type | UnionType") -> tuple[type, ...]:
    return (kind,) if isinstance(kind, type) else get_args(kind)


_MOST_NAMES = 12  # a longer list of allowed names hides the message instead of helping
