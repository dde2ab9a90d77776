"""Conditions: atoms, and the ways to combine them and to leave a point open.

Conditions are values: they are combined, never subclassed.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from attrs import field, frozen

from finsam.citations import Citation
from finsam.errors import Faults, InvalidInput, InvalidRules, RulesTooLarge, as_tuple
from finsam.rules.atoms import COUNTED, NOT_COUNTED, Atom, DayIn, Fixed
from finsam.rules.facts import Vocabulary
from finsam.texts import Lang, Text

__all__ = [
    "MAX_DEPTH",
    "MAX_PARTS",
    "AllOf",
    "AnyOf",
    "AtLeastOf",
    "Condition",
    "Not",
    "Open",
    "Reading",
    "children",
    "describe",
    "heading",
    "is_condition",
    "planned",
    "reading_order",
    "with_readings",
]


def __dir__() -> list[str]:
    return __all__


MAX_PARTS = 10_000  # parts of one condition, counted as often as they stand in it
MAX_DEPTH = 20  # conditions nested deeper than a reader can follow; it bounds every recursion


def _depth(of: Iterable["Condition"]) -> tuple[int, int]:
    """Returns how deep a condition of these parts is, and how many parts it has in all."""
    parts = tuple(of)
    depth = 1 + max((part.depth for part in parts), default=0)
    size = 1 + sum(part.size for part in parts)
    if size > MAX_PARTS:
        faults = Faults()
        faults.add(
            "too_large",
            "",
            sv=f"ett villkor har högst {MAX_PARTS} delar",
            en=f"a condition has at most {MAX_PARTS} parts",
        )
        faults.raise_as(RulesTooLarge)
    if depth > MAX_DEPTH:
        faults = Faults()
        faults.add(
            "too_deep",
            "",
            sv=f"villkor får nästlas {MAX_DEPTH} nivåer djupt, inte fler",
            en=f"conditions nest {MAX_DEPTH} levels deep, not more",
        )
        faults.raise_as(RulesTooLarge)
    return depth, size


def _set_size(condition: object, depth_and_size: tuple[int, int]) -> None:
    for name, value in zip(("depth", "size"), depth_and_size, strict=True):
        object.__setattr__(condition, name, value)


def _check_parts(of: tuple[object, ...], faults: Faults, path: str = "of") -> None:
    if not of:
        faults.add("empty", path, sv="villkoret är tomt", en="the condition is empty")
    for i, part in enumerate(of):
        if not is_condition(part):
            given = type(part).__name__
            listed = isinstance(part, list | tuple)
            faults.add(
                "type",
                f"{path}[{i}]",
                sv=f"ska vara ett villkor, inte {given}{_NO_BRACKETS.sv if listed else ''}",
                en=f"takes a condition, not {given}{_NO_BRACKETS.en if listed else ''}",
            )


@frozen(init=False)
class _Combination:
    of: tuple["Condition", ...]
    depth: int = field(init=False, eq=False, repr=False)
    size: int = field(init=False, eq=False, repr=False)

    def __init__(self, *of: "Condition") -> None:
        """Checks the parts; all faults at once."""
        faults = Faults()
        _check_parts(of, faults)
        faults.raise_as(InvalidRules)
        object.__setattr__(self, "of", of)
        _set_size(self, _depth(of))


@frozen(init=False)
class AllOf(_Combination):
    """Every part is met.

    >>> from finsam.rules import Age, Flag
    >>> AllOf(Age(at_least=16), Flag("job_seeking")).needed
    2

    Args:
        *of: the parts, conditions of any kind.

    Raises:
        InvalidRules: there are no parts, or one is no condition.
        RulesTooLarge: the parts nest deeper than `MAX_DEPTH`.
    """

    @property
    def needed(self) -> int:
        """How many parts have to be met."""
        return len(self.of)


@frozen(init=False)
class AnyOf(_Combination):
    """At least one part is met.

    >>> from finsam.rules import COMMON, AnyOf, Flag, describe
    >>> describe(AnyOf(Flag("unemployed"), Flag("sick_listed")), COMMON, "en")
    'any of: (Is the person unemployed? yes; Is the person on sick leave? yes)'

    Args:
        *of: the parts, conditions of any kind.

    Raises:
        InvalidRules: there are no parts, or one is no condition.
        RulesTooLarge: the parts nest deeper than `MAX_DEPTH`.
    """

    @property
    def needed(self) -> int:
        """How many parts have to be met."""
        return 1


@frozen(init=False)
class AtLeastOf:
    """At least so many of the parts are met.

    >>> from finsam.rules import COMMON, Age, AtLeastOf, Flag, describe
    >>> two = AtLeastOf(2, Age(at_most=29), Flag("single"), Flag("newly_arrived"))
    >>> describe(two, COMMON, "en")
    'at least 2 of: (age at most 29; Is the person single? yes; Is the person newly arrived? yes)'

    Args:
        needed: how many of the parts have to be met.
        *of: the parts, conditions of any kind.

    Raises:
        InvalidRules: the number isn't 1 to the number of parts, or a part is no condition.
        RulesTooLarge: the parts nest deeper than `MAX_DEPTH`.
    """

    needed: int
    of: tuple["Condition", ...]
    depth: int = field(init=False, eq=False, repr=False)
    size: int = field(init=False, eq=False, repr=False)

    def __init__(self, needed: int, *of: "Condition") -> None:
        """Checks the number and the parts; all faults at once."""
        faults = Faults()
        _check_parts(of, faults)
        if faults.of_type(needed, int, "needed") and not 1 <= needed <= max(len(of), 1):
            faults.add(
                "range",
                "needed",
                sv=f"{needed} av {len(of)} kan inte krävas",
                en=f"{needed} of {len(of)} can't be asked",
            )
        faults.raise_as(InvalidRules)
        object.__setattr__(self, "needed", needed)
        object.__setattr__(self, "of", of)
        _set_size(self, _depth(of))


@frozen
class Not:
    """The part isn't met. While it isn't known whether the part is met, neither is this.

    >>> from finsam.rulebooks import model
    >>> from finsam.rules import COMMON, describe
    >>> clause = model.SAMORDNINGSTEAM.eligibility.clause("BR-03.addiction")
    >>> describe(clause.condition, COMMON, "en")
    'not: (Does the person have an ongoing addiction problem? yes)'

    Args:
        of: the part, a condition of any kind.

    Raises:
        InvalidRules: the part is no condition.
        RulesTooLarge: the parts nest deeper than `MAX_DEPTH`.
    """

    of: "Condition"
    depth: int = field(init=False, eq=False, repr=False)
    size: int = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        _check_parts((self.of,), faults)
        faults.raise_as(InvalidRules)
        _set_size(self, _depth((self.of,)))


@frozen
class Reading:
    """One way to read what a source leaves open, or says in two ways.

    >>> from finsam.rulebooks import finnveden
    >>> [other] = finnveden.SAMVERKANSTEAM.eligibility.clause("FI-02").alternatives
    >>> other.key, other.text.in_("en")
    ('lives_in', 'resident is who lives there')

    Attributes:
        key: its name, by which a caller chooses it.
        text: the reading in words.
        condition: what it makes of the rule.
        citation: where it stands; None marks it as ours.

    Raises:
        InvalidRules: a part is missing or of another type; all faults at once.

    Source: the page Readings and open points.
    """

    key: str
    text: Text
    condition: "Condition"
    citation: Citation | None = None

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.named(self.key, "key")
        faults.of_type(self.text, Text, "text")
        _check_parts((self.condition,), faults, "condition")
        if self.citation is not None:
            faults.of_type(self.citation, Citation, "citation")
        faults.raise_as(InvalidRules)


def check_readings(readings: tuple[object, ...], path: str, faults: Faults) -> None:
    """Notes what isn't a reading, and two readings of one key."""
    fine = [faults.of_type(r, Reading, f"{path}[{i}]") for i, r in enumerate(readings)]
    if all(fine) and len({getattr(r, "key", "") for r in readings}) < len(readings):
        faults.add(
            "duplicate",
            path,
            sv="två läsningar har samma nyckel",
            en="two readings have one key",
        )


MET = "met"
NOT_MET = "not_met"


def as_readings(readings: "Iterable[Reading]") -> tuple[Reading, ...]:
    """Returns readings as a tuple."""
    return as_tuple(readings)


@frozen
class Open:
    """An open point: a word, a bound or a date that the source leaves open, or says in two ways.

    It is filled in like an unknown, but nobody is asked about it: the verdict is what all
    readings agree on. With no readings it is fully open: nothing that is known settles it, and
    the readings are "met" and "not_met". A caller may choose a reading by its key, or put a
    condition of the caller's own in its place.

    >>> from finsam.rulebooks import framsteget
    >>> young, long = framsteget.SAMORDNINGSTEAM.eligibility.open_points
    >>> young.key, young.choices
    ('HA-05.young_adult', ('20_to_29', 'up_to_29'))
    >>> long.key, long.choices
    ('HA-05.long_on_public_support', ('met', 'not_met'))

    Args:
        key: its name, unique in a rule set.
        text: what is left open, in words.
        readings: two or more, or none.

    Raises:
        InvalidRules: a single reading, two of one key, or parts of the wrong type.

    Source: the page Readings and open points.
    """

    key: str
    text: Text
    readings: tuple[Reading, ...] = field(default=(), converter=as_readings)
    depth: int = field(init=False, eq=False, repr=False)
    size: int = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.named(self.key, "key")
        faults.of_type(self.text, Text, "text")
        check_readings(self.readings, "readings", faults)
        if len(self.readings) == 1:
            faults.add(
                "range",
                "readings",
                sv="en öppen punkt har två läsningar eller fler, eller ingen angiven",
                en="an open point has two readings or more, or none stated",
            )
        faults.raise_as(InvalidRules)
        _set_size(self, _depth(reading.condition for reading in self.readings))

    @property
    def choices(self) -> tuple[str, ...]:
        """The keys that a caller can choose among."""
        return tuple(reading.key for reading in self.readings or _MET_OR_NOT)

    def choice_text(self, key: str) -> Text:
        """Returns a reading in words.

        Raises:
            InvalidInput: there is no such reading; the message has the nearest.
        """
        return self._chosen(key).text

    def chosen(self, key: str) -> "Condition":
        """Returns the condition of a reading.

        Raises:
            InvalidInput: there is no such reading; the message has the nearest.
        """
        return self._chosen(key).condition

    def _chosen(self, key: str) -> Reading:
        for reading in self.readings or _MET_OR_NOT:
            if reading.key == key:
                return reading
        faults = Faults()
        what = Text(sv=f"en läsning av {self.key}", en=f"a reading of {self.key}")
        faults.unknown("", what=what, value=str(key), among=self.choices)
        raise InvalidInput(faults.found)


Condition = Atom | AllOf | AnyOf | AtLeastOf | Not | Open


def is_condition(value: object) -> bool:
    """Tells whether a value is a condition."""
    combined = isinstance(value, AllOf | AnyOf | AtLeastOf | Not | Open)
    return combined or (isinstance(value, Atom) and type(value) is not Atom)


_MET_OR_NOT = (
    Reading(MET, COUNTED, Fixed(holds=True)),
    Reading(NOT_MET, NOT_COUNTED, Fixed(holds=False)),
)


def planned(
    key: str,
    *,
    text: Text,
    start: dt.date,
    end: dt.date | None = None,
    citation: Citation | None = None,
) -> Open:
    """Returns an interval of days that is applied for or intended but not decided.

    It is an open point with two readings: "as_planned", and "not", as if it came to nothing.

    >>> import datetime as dt
    >>> from finsam import Text
    >>> from finsam.rules import planned
    >>> text = Text(sv="en andra omgång är ansökt", en="a second round is applied for")
    >>> planned("second_round", text=text, start=dt.date(2027, 1, 1)).choices
    ('as_planned', 'not')

    Args:
        key: the name of the open point, unique in a rule set.
        text: what is planned, in words.
        start: the first day, included. What is planned to end is not planned to begin: write
            `Not(planned(…, start=…))` with the day after its last.
        end: the last day, included; None leaves that end open.
        citation: where the plan stands.

    Raises:
        InvalidRules: a part of another type, or the two days turned round.

    Source: the page Readings and open points.
    """
    came = Text(sv="som planerat", en="as planned")
    didnt = Text(sv="blir inte av", en="comes to nothing")
    return Open(
        key,
        text,
        (
            Reading("as_planned", came, DayIn(start=start, end=end), citation),
            Reading("not", didnt, Fixed(holds=False), citation),  # it says that it isn't decided
        ),
    )


def children(condition: Condition) -> tuple[tuple[str, Condition], ...]:
    """Returns the parts of a condition, each with its path."""
    if isinstance(condition, AllOf | AnyOf | AtLeastOf):
        return tuple((f"of[{i}]", part) for i, part in enumerate(condition.of))
    if isinstance(condition, Not):
        return (("of", condition.of),)
    if isinstance(condition, Open):
        return tuple((f"readings[{r.key}].condition", r.condition) for r in condition.readings)
    return ()


def reading_order(condition: Condition, path: str = "") -> Iterator[tuple[str, Condition]]:
    """Yields a condition and all inside it with their paths, as a reader meets them."""
    yield path, condition
    for below, part in children(condition):
        yield from reading_order(part, f"{path}.{below}" if path else below)


def with_readings(condition: Condition, chosen: Mapping[str, "Condition"]) -> Condition:
    """Returns the condition with open points replaced by what was chosen for them."""
    if isinstance(condition, Open):
        if condition.key in chosen:
            others = {key: choice for key, choice in chosen.items() if key != condition.key}
            return with_readings(chosen[condition.key], others)
        readings = [
            Reading(r.key, r.text, with_readings(r.condition, chosen), r.citation)
            for r in condition.readings
        ]
        return Open(condition.key, condition.text, tuple(readings))
    if isinstance(condition, Not):
        return Not(with_readings(condition.of, chosen))
    if isinstance(condition, AtLeastOf):
        return AtLeastOf(condition.needed, *(with_readings(c, chosen) for c in condition.of))
    if isinstance(condition, AllOf | AnyOf):
        return type(condition)(*(with_readings(c, chosen) for c in condition.of))
    return condition


def describe(condition: Condition, vocabulary: Vocabulary, lang: Lang) -> str:
    """Returns a condition for people, in one line.

    >>> from finsam.rules import COMMON, Age, AllOf, Flag, describe
    >>> describe(AllOf(Age(at_least=16, at_most=64), Flag("job_seeking")), COMMON, "sv")
    'alla av: (ålder 16–64; Är personen arbetssökande? ja)'

    Args:
        condition: an atom, a combination or an open point.
        vocabulary: where the facts are declared that it reads.
        lang: "sv" or "en".

    Raises:
        KeyError: a fact isn't declared.
    """
    if isinstance(condition, Atom):
        fact = None if condition.reads is None else vocabulary[condition.reads]
        return condition.describe(fact, lang)
    head = heading(condition, lang)
    if isinstance(condition, Open):
        return head
    parts = (describe(part, vocabulary, lang) for _, part in children(condition))
    return f"{head}: ({'; '.join(parts)})"


def heading(condition: AllOf | AnyOf | AtLeastOf | Not | Open, lang: Lang) -> str:
    """Returns what a combination says of its parts, or what is open; the parts aren't told."""
    if isinstance(condition, AllOf):
        return _ALL_OF.in_(lang)
    if isinstance(condition, AnyOf):
        return _ANY_OF.in_(lang)
    if isinstance(condition, AtLeastOf):
        return _SOME_OF.in_(lang).format(condition.needed)
    if isinstance(condition, Not):
        return _NOT.in_(lang)
    return f"{_OPEN.in_(lang)} {condition.key}: {condition.text.in_(lang)}"


_NO_BRACKETS = Text(
    sv="; skriv villkoren efter varandra, utan hakparentes",
    en="; give the conditions one after the other, without brackets",
)
_ALL_OF = Text(sv="alla av", en="all of")
_ANY_OF = Text(sv="någon av", en="any of")
_SOME_OF = Text(sv="minst {} av", en="at least {} of")
_NOT = Text(sv="inte", en="not")
_OPEN = Text(sv="öppen punkt", en="open point")
