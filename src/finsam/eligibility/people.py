"""The person and the referral: what is known, and nothing else.

Neither holds a name or an identity number, and no field has a default but "not known".
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import ClassVar, cast

from attrs import field, frozen

from finsam.errors import Fault, Faults, InvalidInput, in_quotes
from finsam.municipalities import MUNICIPALITIES
from finsam.rules import COMMON, Between, Known

__all__ = ["Members", "Person", "Referral"]


def __dir__() -> list[str]:
    return __all__


Members = Iterable[str] | Mapping[str, bool | None]
"""How a set is given: the complete list, or a dict of members to True, False or None."""


_UNCHANGING = frozenset({bool, int, str, bytes, tuple, frozenset, dt.date, Between, type(None)})


def _kept(value: object) -> object:
    """Returns a value that can't be changed afterwards; what isn't a collection stays itself."""
    if type(value) in _UNCHANGING:
        return value
    if isinstance(value, Mapping):
        return Known(cast("Mapping[str, object]", value))
    if isinstance(value, set):
        return frozenset(cast("set[object]", value))
    kept = isinstance(value, str | bytes | tuple | frozenset)
    if kept or not isinstance(value, Iterable):
        return value  # pyright: ignore[reportUnknownVariableType]
    return tuple(cast("Iterable[object]", value))


def _members(value: Members | None) -> Members | None:
    return cast("Members | None", _kept(value))


def _facts(value: Mapping[str, object]) -> Mapping[str, object]:
    given = cast("object", value)
    if not isinstance(given, Mapping):
        return value  # refused below, with all else that is wrong
    return Known({key: _kept(fact) for key, fact in value.items()})


PLACES = frozenset({"municipality", "lives_in"})
_CODES = {place.code: place.name for place in MUNICIPALITIES}


def spelt_out(value: object) -> object:
    """Returns the name of a municipality that is given by its SCB code."""
    return _CODES.get(value, value) if isinstance(value, str) else value


def _place(value: str | None) -> str | None:
    return cast("str | None", spelt_out(value))


def _gather(
    own: Mapping[str, object], facts: Mapping[str, object], before: Mapping[str, object]
) -> Known:
    """Returns all that is given, or raises with everything that is wrong about its form.

    Whether a key or a member is declared depends on the rules, and is checked when they are
    asked; here only what no rule set could read is refused.
    """
    faults, tried = Faults(), Faults()
    given: dict[str, object] = dict(before)
    read: dict[str, object] | None = {}
    if isinstance(before, Known):
        read_before = before.read_by(COMMON, None)
        read = None if read_before is None else dict(read_before)
    pairs: list[tuple[str, object]] = [(k, value) for k, value in own.items() if value is not None]
    if faults.of_type(facts, Mapping, "facts"):
        pairs += facts.items()
    for key, value in pairs:
        if not faults.named(key, "facts"):
            continue
        if value is None:
            given.setdefault(key, None)
            if key not in COMMON:
                read = None
            continue
        if given.get(key) is not None:
            faults.add(
                "twice",
                key,
                sv=f"{in_quotes(key)} är angivet två gånger; ange det på ett ställe",
                en=f"{in_quotes(key)} is given twice; give it in one place",
                value=str(key),
            )
        given[key] = spelt_out(value) if key in PLACES else value
        if key in COMMON:
            value_read = COMMON[key].kind.read(given[key], key, None, tried)
            if read is not None and not tried.found:
                read[key] = value_read
                continue
            faults.found.extend(fault for fault in tried.found if _is_of_form(fault))
            tried.found.clear()
        read = None  # the vocabulary of the rules has it, or says what is wrong with it
    faults.raise_as(InvalidInput)
    all_given = Known(given)
    if read is not None:
        COMMON.keep(all_given, read)
    return all_given


def _is_of_form(fault: Fault) -> bool:
    return fault.code != "unknown"


class _Described:
    """What a person and a referral share: fields that are facts, and more facts beside them."""

    __slots__ = ()
    named: ClassVar[tuple[str, ...]]

    def __repr__(self) -> str:
        given = cast("Known", getattr(self, "given"))  # noqa: B009 - both have it
        known = ", ".join(key for key, value in given.items() if value is not None)
        return f"{type(self).__name__}(known: {known or 'nothing'})"


@frozen(kw_only=True, repr=False)
class Person(_Described):
    """What is known of somebody who may take part.

    Leave out what isn't known. A date may be a `Between`. A set is the complete list; a dict of
    members to True or False is partial, and a member that isn't in it is unknown.

    >>> import datetime as dt
    >>> from finsam.terms import Authority
    >>> Person(birth_date=dt.date(2000, 2, 29), needs={Authority.REGION: True})
    Person(known: birth_date, needs)

    Attributes:
        birth_date: the date of birth.
        municipality: where the person is registered: the name as SCB spells it, or its code.
        current_with: the authorities and services that the person is current with.
        needs: those whose coordinated support the person needs.
        benefits: the benefits that the person has.
        facts: any other facts by their keys.

    Raises:
        InvalidInput: a value of a wrong type, or a fact given twice; all faults at once, each
            with the fact's key as its path. No value about the person is quoted.

    Source: the page What a verdict means.
    """

    named: ClassVar[tuple[str, ...]] = (
        "birth_date",
        "municipality",
        "current_with",
        "needs",
        "benefits",
    )

    birth_date: dt.date | Between | None = None
    municipality: str | None = field(default=None, converter=_place)
    current_with: Members | None = field(default=None, converter=_members)
    needs: Members | None = field(default=None, converter=_members)
    benefits: Members | None = field(default=None, converter=_members)
    facts: Mapping[str, object] = field(factory=dict[str, object], converter=_facts)
    given: Known = field(init=False, eq=False)
    """All that is given, by the keys of the facts."""

    def __attrs_post_init__(self) -> None:
        own = {name: getattr(self, name) for name in self.named}
        object.__setattr__(self, "given", _gather(own, self.facts, {}))


@frozen(kw_only=True, repr=False)
class Referral(_Described):
    """A person, and what is known of the way to the measure.

    >>> import datetime as dt
    >>> from finsam import Authority, Concern, Person, Referral, assess
    >>> from finsam.rulebooks import sofint
    >>> referral = Referral(person=Person(), referred_by=Authority.PUBLIC_EMPLOYMENT_SERVICE)
    >>> assess(referral, sofint.SIGMA, as_of=dt.date(2021, 5, 3)).concerns[Concern.ROUTE]
    <ConcernOutcome.MET: 'met'>

    Attributes:
        person: who it is about.
        referred_by: who refers, or how else the person comes.
        consents: what the person has consented to.
        facts: any other facts by their keys.

    Raises:
        InvalidInput: a value of a wrong type, or a fact given twice, here or in the person; all
            faults at once.
    """

    named: ClassVar[tuple[str, ...]] = ("referred_by", "consents")

    person: Person
    referred_by: str | None = None
    consents: Members | None = field(default=None, converter=_members)
    facts: Mapping[str, object] = field(factory=dict[str, object], converter=_facts)
    given: Known = field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.of_type(self.person, Person, "person")
        faults.raise_as(InvalidInput)
        own = {name: getattr(self, name) for name in self.named}
        object.__setattr__(self, "given", _gather(own, self.facts, self.person.given))
