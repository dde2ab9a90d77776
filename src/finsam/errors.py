"""What can go wrong, as one tree of errors and one of warnings.

Every error carries its faults: each has a code and a path for programs, and a text in Swedish
and English for people. All faults of one construction are reported at once. An error about a
person never quotes a value, only misspelt keys and choices.
"""

import datetime as dt
import inspect
import warnings
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
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
    "as_pairs",
    "as_tuple",
]


def __dir__() -> list[str]:
    return __all__


@frozen
class Fault:
    """One thing that is wrong.

    >>> from finsam import InvalidInput
    >>> from finsam.municipalities import municipality
    >>> try:
    ...     municipality("Vasteras")
    ... except InvalidInput as error:
    ...     [fault] = error.faults
    >>> fault.code, fault.path, fault.expected
    ('unknown', 'municipality', ('Västerås',))

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
        """Returns the fault as one line, its path first.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return f"{self.path}: {self.text.in_(lang)}" if self.path else self.text.in_(lang)


class FinsamError(Exception):
    """The root of every error that finsam raises. `faults` holds all that was found.

    >>> from finsam import FinsamError
    >>> from finsam.rules import Age
    >>> try:
    ...     Age(at_least=64, at_most=16)
    ... except FinsamError as error:
    ...     print(error.explain("sv"))
    at_least: 64 ligger över 16; intervallet är omkastat

    Attributes:
        faults: everything that is wrong, in the order in which it was found.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__(self.explain("en"))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.faults,)

    def explain(self, lang: Lang) -> str:
        """Returns the whole report, one line a fault, in Swedish or English.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return "\n".join(fault.line(lang) for fault in self.faults)


class InvalidInput(FinsamError, ValueError):
    """What was said about a person, a referral or a question can't be read.

    >>> from finsam import InvalidInput, Person
    >>> try:
    ...     Person(birth_date="1990-05-01", needs="region")
    ... except InvalidInput as error:
    ...     [(fault.path, fault.code) for fault in error.faults]
    [('birth_date', 'type'), ('needs', 'type')]
    """


class InvalidRules(FinsamError, ValueError):
    """A fact, a term, a condition, a clause or a rule set is not well formed.

    >>> from finsam import InvalidRules
    >>> from finsam.rules import Includes
    >>> try:
    ...     Includes("needs", ["region", "municipality"], at_least=3)
    ... except InvalidRules as error:
    ...     print(error)
    at_least: 3 of 2 can't be asked
    """


class UnsatisfiableRules(InvalidRules):
    """A rule set that nobody can satisfy; the fault names a smallest set of clauses that clash.

    >>> from attrs import evolve
    >>> from finsam.errors import UnsatisfiableRules
    >>> from finsam.rulebooks import model
    >>> from finsam.rules import Age
    >>> base = model.SAMORDNINGSTEAM.eligibility
    >>> older = evolve(base.clause("BR-02"), key="AB-01", condition=Age(at_least=65))
    >>> try:
    ...     base.with_changes(key="ours", name=base.name, add=[older])
    ... except UnsatisfiableRules as error:
    ...     print(error)
    clauses: nobody can meet BR-02, AB-01 together on any day in force
    """


class RulesTooLarge(InvalidRules):
    """A rule set past one of the named limits (nodes, variables, nesting).

    They are `MAX_NODES`, `MAX_VARIABLES` and `MAX_DEPTH` of `finsam.rules`.

    >>> from finsam.errors import RulesTooLarge
    >>> from finsam.rules import Flag, Not
    >>> condition = Flag("job_seeking")
    >>> try:
    ...     while True:
    ...         condition = Not(condition)
    ... except RulesTooLarge as error:
    ...     print(error)
    conditions nest 20 levels deep, not more
    """


class NotInForce(FinsamError):
    """The rules are not in force on the day that was asked for.

    >>> import datetime as dt
    >>> from finsam import NotInForce, Person, assess
    >>> from finsam.rulebooks import finnveden
    >>> try:
    ...     assess(Person(), finnveden.SAMVERKANSTEAM, as_of=dt.date(2021, 9, 30))
    ... except NotInForce as error:
    ...     error.nearest
    datetime.date(2021, 10, 1)

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
    """The measure is not for individuals, so no verdict about a person can be asked of it.

    >>> import datetime as dt
    >>> from finsam import NotApplicable, Person, assess
    >>> from finsam.rulebooks import vasteras
    >>> try:
    ...     assess(Person(), vasteras.SIM, as_of=dt.date(2021, 5, 3))
    ... except NotApplicable as error:
    ...     print(error.explain("en").split(": ")[1])
    SIM is a structural measure
    """


class FinsamWarning(UserWarning):
    """The root of every warning that finsam gives; turn it into an error with `warnings`.

    >>> import datetime as dt
    >>> import warnings
    >>> from finsam import FinsamWarning
    >>> from finsam.rules import COMMON
    >>> with warnings.catch_warnings():
    ...     warnings.simplefilter("error", FinsamWarning)
    ...     try:
    ...         COMMON.read({"needs": {"county_council"}}, as_of=dt.date(2021, 5, 3))
    ...     except FinsamWarning as warning:
    ...         print(warning)
    needs: 'county_council' was the name until 2019-12-31; the name is now 'region'
    """


class OldNameWarning(FinsamWarning):
    """A name was used that had been replaced by another on the day in question (X-28).

    >>> import datetime as dt
    >>> import warnings
    >>> from finsam.rules import COMMON
    >>> for day in (dt.date(2019, 12, 31), dt.date(2020, 1, 1)):
    ...     with warnings.catch_warnings(record=True) as given:
    ...         warnings.simplefilter("always")
    ...         known = COMMON.read({"referred_by": "county_council"}, as_of=day)
    ...     print(day, known["referred_by"], len(given))
    2019-12-31 region 0
    2020-01-01 region 1
    """


def warn_caller(message: str, category: type[FinsamWarning]) -> None:
    """Gives a warning at the line outside finsam that led to it."""
    level, frame = 1, inspect.currentframe()
    while frame is not None and _is_ours(frame.f_globals.get("__name__", "")):
        level, frame = level + 1, frame.f_back
    warnings.warn(message, category, stacklevel=level)


def _is_ours(module: str) -> bool:
    return module.partition(".")[0] == __name__.partition(".")[0]


def type_of(value: object) -> Text:
    """Returns the type of a value, in Swedish with a word that doesn't come from programming."""
    kind = type(value)
    name = kind.__name__
    if kind.__module__ not in {"builtins", "datetime"}:  # numpy has a bool of its own
        return Text(sv=f"{kind.__module__}.{name}", en=f"{kind.__module__}.{name}")
    return Text(sv=f"{_TYPES[name]} ({name})" if name in _TYPES else name, en=name)


_TYPES = {
    "str": "en text",
    "int": "ett heltal",
    "float": "ett flyttal",
    "bool": "ja eller nej",
    "NoneType": "tomt",
    "list": "en lista",
    "tuple": "en lista",
    "set": "en mängd",
    "date": "ett datum",
    "datetime": "en tidpunkt",
}


def as_tuple(given: object) -> tuple[Any, ...]:
    """Returns what a caller gave for several things, in an order that is always the same.

    What isn't a collection becomes a tuple of itself, so that the check of its parts says what is
    wrong with it; so does a mapping, whose values would be lost. A set comes in the order of its
    parts' texts.

    >>> from finsam.errors import as_tuple
    >>> as_tuple({"Sala", "Fagersta"}), as_tuple("Sala")
    (('Fagersta', 'Sala'), ('Sala',))

    Args:
        given: one thing, or a collection of things.
    """
    if isinstance(given, str | bytes | Mapping) or not isinstance(given, Iterable):
        return (given,)  # pyright: ignore[reportUnknownVariableType]
    if isinstance(given, set | frozenset):
        parts = cast("set[object]", given)
        return tuple(sorted(parts, key=lambda part: (str(part), type(part).__name__)))
    return tuple(cast("Iterable[object]", given))


def as_pairs(given: object) -> tuple[Any, ...]:
    """Returns what a caller gave as a mapping as pairs, which can be frozen and compared.

    What is no mapping is taken as `as_tuple` does.

    >>> from finsam.errors import as_pairs
    >>> as_pairs({"Sala": 2, "Fagersta": 1})
    (('Sala', 2), ('Fagersta', 1))

    Args:
        given: a mapping, or pairs.
    """
    if isinstance(given, Mapping):
        return tuple(cast("Mapping[object, object]", given).items())
    return as_tuple(given)


@frozen
class Faults:
    """Collects the faults of one construction, so that all are reported at once.

    >>> from finsam.errors import Faults
    >>> faults = Faults()
    >>> faults.named("", "key"), faults.plain_date("2026-11-22", "start")
    (False, False)
    >>> [(fault.path, fault.code) for fault in faults.found]
    [('key', 'empty'), ('start', 'type')]

    Attributes:
        found: the faults so far; `raise_as` raises them, if there are any.
    """

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

    def unknown(
        self, path: str, *, what: Text, value: str, among: Iterable[str], private: bool = False
    ) -> None:
        """Notes a name that isn't among the known ones, with the nearest of them.

        What is about a person (`private`) is quoted only when it is a misspelling of one of
        them: it might be something else that was typed in the wrong field.
        """
        names = sorted(among)
        near = nearest(value, names)
        shown = None if private and not near else value
        if not names:
            sv, en = "det finns inga att välja bland", "there are none to choose from"
        elif near:
            quoted = [repr(name) for name in near]
            sv = f"menade du {joined(quoted, 'eller')}?"
            en = f"did you mean {joined(quoted, 'or')}?"
        elif len(names) <= MOST_NAMES:
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
            sv=f"{_THIS.sv if shown is None else in_quotes(shown)} är inte {what.sv}; {sv}",
            en=f"{_THIS.en if shown is None else in_quotes(shown)} is not {what.en}; {en}",
            value=shown,
            expected=near or names,
        )

    def of_type(self, value: object, kind: "type | UnionType", path: str) -> bool:
        """Notes a fault unless the value is of the kind, or of one of several kinds.

        A number has to be `sized` as well.
        """
        if isinstance(value, kind) and not (kind is int and isinstance(value, bool)):
            return not isinstance(value, _NUMBERS) or self.sized(value, path)
        given, name = type(value).__name__, _name(kind)
        self.add(
            "type",
            path,
            sv=f"ska vara {name}, inte {given}",
            en=f"takes {name}, not {given}",
            expected=[name],
        )
        return False

    def sized(self, value: object, path: str) -> bool:
        """Notes a number of more digits than any figure has; it couldn't even be shown."""
        if is_sized(value):
            return True
        self.add(
            "range",
            path,
            sv=f"ska ha högst {MAX_DIGITS} siffror",
            en=f"has at most {MAX_DIGITS} digits",
        )
        return False

    def all_of(self, items: Iterable[object], kind: type, path: str) -> bool:
        """Notes items of another type, and two of one key; returns whether all is well."""
        before = len(self.found)
        seen: set[str] = set()
        for i, item in enumerate(items):
            if self.of_type(item, kind, f"{path}[{i}]"):
                key = getattr(item, "key", None)
                if key is None:
                    continue
                if key in seen:
                    self.add(
                        "duplicate",
                        f"{path}[{i}].key",
                        sv=f"nyckeln {key!r} finns redan",
                        en=f"the key {key!r} is taken",
                        value=key,
                    )
                seen.add(key)
        return len(self.found) == before

    def pair(self, value: object, path: str) -> bool:
        """Notes a fault unless the value is a pair, such as `as_pairs` gives of a mapping."""
        given = type(value).__name__
        if isinstance(value, tuple) and len(cast("tuple[object, ...]", value)) == len(_PAIR):
            return True
        self.add(
            "type",
            path,
            sv=f"ska vara Mapping, eller par, inte {given}",
            en=f"takes Mapping, or pairs, not {given}",
            expected=["Mapping"],
        )
        return False

    def plain_date(self, value: object, path: str) -> bool:
        """Notes a fault unless the value is a plain date, which a datetime isn't."""
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return True
        given = type_of(value)
        self.add(
            "type",
            path,
            sv=f"ska vara ett datum (datetime.date), till exempel 2026-11-22, inte {given.sv}",
            en=f"takes datetime.date, for example date(2026, 11, 22), not {given.en}",
            expected=["date"],
        )
        return False

    def named(self, value: object, path: str) -> bool:
        """Notes a fault unless the value is a non-empty string; returns whether it is."""
        if isinstance(value, str) and value.strip():
            return True
        empty = isinstance(value, str)
        given = type(value).__name__
        self.add(
            "empty" if empty else "type",
            path,
            sv="ska vara en text som inte är tom" + ("" if empty else f", inte {given}"),
            en="takes a string that isn't empty" + ("" if empty else f", not {given}"),
            expected=["str"],
        )
        return False

    def raise_as(self, error: type[FinsamError]) -> None:
        """Raises the error with all faults; does nothing when there are none."""
        if self.found:
            raise error(self.found)


MAX_DIGITS = 100  # more than any figure has; a number of a million digits would fill the memory
_TOO_MUCH: int = 10**MAX_DIGITS
_NUMBERS = (int, Fraction, Decimal)


def is_sized(value: object) -> bool:
    """Tells whether a value is no number of more digits than any figure has.

    What has no digits at all, such as `Decimal("NaN")`, is for others to refuse.
    """
    if isinstance(value, int):
        return abs(value) < _TOO_MUCH
    if isinstance(value, Fraction):
        return is_sized(value.numerator) and is_sized(value.denominator)
    if isinstance(value, Decimal) and value.is_finite():
        _, digits, exponent = value.as_tuple()
        before = len(digits) + int(exponent)  # the point
        return max(len(digits), before, -int(exponent)) <= MAX_DIGITS
    return True


def in_quotes(name: str) -> str:
    """Returns a name in quotes, cut where it is longer than any name is."""
    return repr(name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…")


def _name(kind: "type | UnionType") -> str:
    return " | ".join(part.__name__ for part in _parts(kind))


def _parts(kind: "type | UnionType") -> tuple[type, ...]:
    return (kind,) if isinstance(kind, type) else get_args(kind)


_THIS = Text(sv="det angivna", en="what was given")
_LONGEST = 80  # signs; what is longer is no name, and hides the message
_PAIR = "key", "value"
MOST_NAMES = 20  # a longer list of allowed names hides the message instead of helping
