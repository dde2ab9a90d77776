"""Facts: what can be asked, and what is known.

A fact is declared once, in a vocabulary: its key, its question, its kind, whom it is about and
who judges it. What is known of a fact is the set of values that are still possible: one value,
all of them, or an interval. No fact has a default, and nothing is guessed.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Set
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Self, cast

from attrs import evolve, field, frozen

from finsam.errors import (
    Faults,
    InvalidInput,
    InvalidRules,
    OldNameWarning,
    as_tuple,
    type_of,
    warn_caller,
)
from finsam.terms import Term, TermEnum
from finsam.texts import Lang, Text, joined, normalised

__all__ = [
    "About",
    "Between",
    "Choice",
    "Chosen",
    "Date",
    "Fact",
    "Known",
    "Number",
    "Selection",
    "Vocabulary",
    "YesNo",
]


def __dir__() -> list[str]:
    return __all__


class About(StrEnum):
    """What a fact is about.

    >>> from finsam.rules import COMMON
    >>> COMMON["needs"].about, COMMON["consents"].about
    (<About.PERSON: 'person'>, <About.REFERRAL: 'referral'>)
    """

    PERSON = "person"
    REFERRAL = "referral"
    PARTICIPATION = "participation"
    MEASURE = "measure"


@frozen
class Between:
    """Something between two values, both included: all that is known of a date or a number.

    Either end may be None, which leaves it open.

    >>> import datetime as dt
    >>> Between(dt.date(2001, 1, 1), dt.date(2001, 12, 31)) == Between.year(2001)
    True

    Attributes:
        low: the first date, or the least number; included.
        high: the last date, or the greatest number; included.

    Raises:
        InvalidInput: the ends are of different or wrong types, are turned round, or both open.
    """

    low: "dt.date | int | Decimal | None"
    high: "dt.date | int | Decimal | None"

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        ends = [end for end in (self.low, self.high) if end is not None]
        if not ends:
            faults.add(
                "empty",
                "",
                sv="ange minst en ände; det som är helt okänt utelämnas",
                en="give at least one end; leave out what isn't known at all",
            )
        dates = [isinstance(end, dt.date) and not isinstance(end, dt.datetime) for end in ends]
        numbers = [
            (isinstance(end, int) and not isinstance(end, bool))
            or (isinstance(end, Decimal) and end.is_finite())
            for end in ends
        ]
        if not all(dates) and not all(numbers):
            faults.add(
                "type",
                "",
                sv="båda ändarna ska vara datum (datetime.date),"
                " eller båda tal (int eller Decimal)",
                en="both ends are datetime.date, or both int or Decimal",
            )
        elif len(ends) == _BOTH and ends[0] > ends[1]:  # type: ignore[operator]
            faults.add("order", "", sv="ändarna är omkastade", en="the ends are turned round")
        faults.raise_as(InvalidInput)

    @classmethod
    def year(cls, year: int) -> Self:
        """Returns the whole of a calendar year, for who gives only a year of birth.

        Raises:
            InvalidInput: it isn't a whole number, or no date has that year.
        """
        faults = Faults()
        first, last = dt.date.min.year, dt.date.max.year
        if faults.of_type(year, int, "year") and not first <= year <= last:
            faults.add(
                "range",
                "year",
                sv=f"ett år är {first} till {last}",
                en=f"a year is {first} to {last}",
            )
        faults.raise_as(InvalidInput)
        return cls(dt.date(year, 1, 1), dt.date(year, 12, 31))

    def __repr__(self) -> str:
        return "Between(...)"


_BOTH = 2


@frozen
class Chosen:
    """What is known of a set: what is in it and what isn't; the rest is unknown.

    >>> from finsam.rules import COMMON
    >>> needs = COMMON.read({"needs": {"health_centre": True, "municipality": False}})["needs"]
    >>> sorted(needs.inside), sorted(needs.outside)
    (['health_centre', 'region'], ['municipality', 'social_services'])

    Attributes:
        inside: the keys of the members that are in the set, and of those that they stand under.
        outside: the keys of the members that aren't, and of those under them.
    """

    inside: frozenset[str]
    outside: frozenset[str]

    @property
    def members(self) -> dict[str, bool]:
        """The known members, as a partial set is given."""
        return dict.fromkeys(self.inside, True) | dict.fromkeys(self.outside, False)

    def __repr__(self) -> str:
        return "Chosen(...)"


def _wrong_type(value: object, path: str, sv: str, en: str, faults: Faults) -> None:
    given = type_of(value)
    faults.add("type", path, sv=f"ska vara {sv}, inte {given.sv}", en=f"takes {en}, not {given.en}")


@frozen
class YesNo:
    """A fact that is so or isn't. Values: True and False, nothing else.

    >>> from finsam import InvalidInput
    >>> from finsam.rules import COMMON
    >>> try:
    ...     COMMON.read({"job_seeking": "ja"})
    ... except InvalidInput as error:
    ...     print(error)
    job_seeking: takes True or False, not str
    """

    def read(self, value: object, path: str, as_of: dt.date | None, faults: Faults) -> object:
        """Returns the truth value as it is."""
        if not isinstance(value, bool):
            _wrong_type(value, path, *_TRUE_OR_FALSE, faults)
        return value

    def show(self, value: object, lang: Lang) -> str:
        """Returns yes or no."""
        return _YES.in_(lang) if value else _NO.in_(lang)


_TRUE_OR_FALSE = "ja eller nej (True eller False)", "True or False"
_YES = Text(sv="ja", en="yes")
_NO = Text(sv="nej", en="no")


def digits(value: int | Decimal, lang: Lang) -> str:
    """Returns a number as the language writes it, without its unit."""
    plain = f"{value:f}" if isinstance(value, Decimal) else str(value)  # never 1E-7
    return plain.replace(".", ",") if lang == "sv" else plain


def stretch(low: int | Decimal | None, high: int | Decimal | None, lang: Lang) -> str:
    """Returns what lies between two numbers as words; None is an open end."""
    if low is None or high is None:
        word, end = (AT_LEAST, low) if high is None else (AT_MOST, high)
        assert end is not None  # nobody says nothing
        return f"{word.in_(lang)} {digits(end, lang)}"
    return digits(low, lang) if low == high else f"{digits(low, lang)}–{digits(high, lang)}"


def span(start: dt.date | None, end: dt.date | None, lang: Lang) -> str:
    """Returns the days between two dates as words; None is an open end."""
    if end is None:
        return f"{_FROM.in_(lang)} {start}"
    return f"{_UNTIL.in_(lang)} {end}" if start is None else f"{start}–{end}"


AT_LEAST = Text(sv="minst", en="at least")
AT_MOST = Text(sv="högst", en="at most")
_FROM = Text(sv="från och med", en="from")
_UNTIL = Text(sv="till och med", en="until and including")


@frozen
class Number:
    """A measured number with a unit, of a stated number of decimals.

    >>> from decimal import Decimal
    >>> from finsam import Text
    >>> from finsam.rules import Number
    >>> hours = Number(Text(sv="timmar i veckan", en="hours a week"), minimum=0, decimals=1)
    >>> hours.show(Decimal("12.5"), "sv")
    '12,5 timmar i veckan'

    Attributes:
        unit: what is counted ("procent", "timmar i veckan").
        minimum: the least value that can be, included; None where there is no least.
        maximum: the greatest value that can be, included; None where there is no greatest.
        decimals: how many decimals a value can have, at most 9; 0 for whole numbers.

    Raises:
        InvalidRules: a part is of another type (a float is no number here), `decimals` isn't 0
            to 9, a bound has more decimals than that, or the minimum isn't less than the maximum.
    """

    unit: Text
    minimum: int | Decimal | None = None
    maximum: int | Decimal | None = None
    decimals: int = 0

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.of_type(self.unit, Text, "unit")
        if faults.of_type(self.decimals, int, "decimals") and not 0 <= self.decimals <= _DECIMALS:
            faults.add(
                "range",
                "decimals",
                sv=f"antalet decimaler är 0 till {_DECIMALS}",
                en=f"the number of decimals is 0 to {_DECIMALS}",
            )
        if not faults.found:
            for name in ("minimum", "maximum"):
                end = getattr(self, name)
                if end is not None:
                    self._number(end, name, faults)
        if (
            not faults.found
            and self.minimum is not None
            and self.maximum is not None
            and self.minimum >= self.maximum
        ):
            faults.add(
                "order",
                "minimum",
                sv="minimum ska vara mindre än maximum",
                en="minimum has to be less than maximum",
            )
        faults.raise_as(InvalidRules)

    def _number(self, value: object, path: str, faults: Faults) -> bool:
        if isinstance(value, float):
            faults.add(
                "type",
                path,
                sv="ett flyttal (float) tas inte emot; ange ett heltal, eller Decimal('12.5')",
                en="a float isn't taken; write a whole number or Decimal('12.5')",
            )
        elif isinstance(value, bool) or not isinstance(value, int | Decimal):
            _wrong_type(value, path, "ett tal (int eller Decimal)", "int or Decimal", faults)
        elif not faults.sized(value, path):
            return False
        elif isinstance(value, Decimal) and (
            not value.is_finite() or _scaled(value, self.decimals) is None
        ):
            faults.add(
                "range",
                path,
                sv=f"ska vara ett ändligt tal med högst {self.decimals} decimaler",
                en=f"takes a finite number with at most {self.decimals} decimals",
            )
        else:
            return True
        return False

    def read(self, value: object, path: str, as_of: dt.date | None, faults: Faults) -> object:
        """Returns the number, or the interval, as it is."""
        ends = (value.low, value.high) if isinstance(value, Between) else (value,)
        checked = [end is None or self._number(end, path, faults) for end in ends]
        if all(checked) and any(end is not None and self._is_outside(end) for end in ends):
            faults.add(
                "range",
                path,
                sv=f"ska vara {self._between(self.minimum, self.maximum, 'sv')}",
                en=f"has to be {self._between(self.minimum, self.maximum, 'en')}",
            )
        return value

    def _is_outside(self, value: object) -> bool:
        place, (low, high) = self.position(value), self.bounds(dt.date.min)
        return (low is not None and place < low) or (high is not None and place > high)

    def _between(self, low: int | Decimal | None, high: int | Decimal | None, lang: Lang) -> str:
        return f"{stretch(low, high, lang)} {self.unit.in_(lang)}"

    def position(self, value: object) -> int:
        """Returns the number in units of its last decimal."""
        assert isinstance(value, int | Decimal)
        place = _scaled(value, self.decimals)
        assert place is not None
        return place

    def value_at(self, position: int) -> object:
        """Returns the number at a place: an int, or a Decimal where the kind has decimals."""
        return Decimal(position).scaleb(-self.decimals) if self.decimals else position

    def bounds(self, as_of: dt.date) -> tuple[int | None, int | None]:
        """Returns the places of the minimum and the maximum."""
        low = None if self.minimum is None else self.position(self.minimum)
        high = None if self.maximum is None else self.position(self.maximum)
        return low, high

    def show(self, value: object, lang: Lang) -> str:
        """Returns the number with its unit."""
        low, high = (value.low, value.high) if isinstance(value, Between) else (value, value)
        return self._between(
            cast("int | Decimal | None", low), cast("int | Decimal | None", high), lang
        )


def _scaled(value: int | Decimal, decimals: int) -> int | None:
    """Returns the number in units of its last decimal, exactly; None when it has more of them."""
    scale: int = 10**decimals
    if isinstance(value, int):
        return value * scale
    top, bottom = value.as_integer_ratio()
    place, rest = divmod(top * scale, bottom)
    return None if rest else place


_DECIMALS = 9  # more than any measured share or amount has; keeps places small whole numbers


LONGEST_LIFE = 150  # whole years; an age, or a date in somebody's life, past it is a slip


@frozen
class Date:
    """A date. `past` says that the event has happened, so that it can't lie after `as_of`.

    Nor can it lie more than 150 years before: some systems write the year 1 for what isn't known.

    >>> import datetime as dt
    >>> from finsam import InvalidInput
    >>> from finsam.rules import COMMON
    >>> try:
    ...     COMMON.read({"birth_date": dt.date(2027, 1, 1)}, as_of=dt.date(2026, 11, 22))
    ... except InvalidInput as error:
    ...     print(error)
    birth_date: the date lies after the day of assessment (as_of)

    Attributes:
        past: True for what has happened, such as a birth; False for what may lie ahead.

    Raises:
        InvalidRules: `past` is neither True nor False.
    """

    past: bool = field(kw_only=True)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.of_type(self.past, bool, "past")
        faults.raise_as(InvalidRules)

    def read(self, value: object, path: str, as_of: dt.date | None, faults: Faults) -> object:
        """Returns the date, or the interval, as it is; never quotes it in an error."""
        ends = (value.low, value.high) if isinstance(value, Between) else (value,)
        checked = [end is None or faults.plain_date(end, path) for end in ends]
        if all(checked) and self.past and as_of is not None:
            first, last = cast("dt.date | None", ends[0]), cast("dt.date | None", ends[-1])
            if first is not None and first > as_of:
                faults.add(
                    "after_as_of",
                    path,
                    sv="datumet ligger efter dagen för bedömningen (as_of)",
                    en="the date lies after the day of assessment (as_of)",
                )
            elif last is not None and last < _long_ago(as_of):
                faults.add(
                    "range",
                    path,
                    sv=f"datumet ligger mer än {LONGEST_LIFE} år före bedömningen; utelämna det"
                    " om det inte är känt",
                    en=f"the date lies more than {LONGEST_LIFE} years before the assessment; leave"
                    " it out if it isn't known",
                )
        return value

    def position(self, value: object) -> int:
        """Returns the date's ordinal."""
        assert isinstance(value, dt.date)
        return value.toordinal()

    def value_at(self, position: int) -> object:
        """Returns the date of an ordinal."""
        return dt.date.fromordinal(position)

    def bounds(self, as_of: dt.date) -> tuple[int | None, int | None]:
        """Returns the first and the last ordinal that the date can have on a day."""
        if not self.past:
            return 1, dt.date.max.toordinal()
        return _long_ago(as_of).toordinal(), as_of.toordinal()

    def show(self, value: object, lang: Lang) -> str:
        """Returns the date as ISO 8601 writes it."""
        if isinstance(value, Between):
            return span(cast("dt.date | None", value.low), cast("dt.date | None", value.high), lang)
        return str(value)


def _long_ago(as_of: dt.date) -> dt.date:
    """Returns the first day of what can have happened in somebody's life."""
    return dt.date(max(as_of.year - LONGEST_LIFE, dt.date.min.year), 1, 1)


Options = Iterable[Term | TermEnum] | type[TermEnum]
Keys = Iterable[Term | TermEnum | str] | type[TermEnum]  # terms by themselves or by their keys


def as_term(term: "Term | TermEnum") -> Term:
    """Returns the term of a member of a shipped list, and any other term as it is."""
    return term.term if isinstance(term, TermEnum) else term


def _as_terms(options: Options) -> tuple[Term, ...]:
    return tuple(as_term(option) for option in as_tuple(options))


@frozen
class _Listed:
    """What a choice and a selection share: a closed list of terms, some under others."""

    options: tuple[Term, ...] = field(converter=_as_terms)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        seen: set[str] = set()
        for i, option in enumerate(self.options):
            if not faults.of_type(option, Term, f"options[{i}]"):
                continue
            names = {option.key, *(old.key for old in option.older)}
            for name in sorted(names & seen):
                faults.add(
                    "duplicate",
                    f"options[{i}]",
                    sv=f"{name!r} finns redan i listan",
                    en=f"{name!r} is in the list already",
                    value=name,
                )
            seen |= names
        if not self.options:
            faults.add("empty", "options", sv="listan är tom", en="the list is empty")
        if not faults.found:
            self._check_parents(faults)
        faults.raise_as(InvalidRules)

    def _check_parents(self, faults: Faults) -> None:
        parents = {option.key: option.parent for option in self.options}
        for i, option in enumerate(self.options):
            path, above, seen = f"options[{i}].parent", option.parent, {option.key}
            while above is not None:
                if above not in parents:
                    what = Text(sv="en term i listan", en="a term in the list")
                    faults.unknown(path, what=what, value=above, among=parents)
                    break
                if above in seen:
                    faults.add(
                        "circle",
                        path,
                        sv=f"{option.key!r} står under sig själv",
                        en=f"{option.key!r} stands under itself",
                    )
                    break
                seen.add(above)
                above = parents[above]

    @cached_property
    def terms(self) -> Mapping[str, Term]:
        """The options by key."""
        return MappingProxyType({option.key: option for option in self.options})

    @cached_property
    def below(self) -> Mapping[str, frozenset[str]]:
        """For each option, itself and all that stand under it."""
        found: dict[str, set[str]] = {option.key: set() for option in self.options}
        for option in self.options:
            above: str | None = option.key
            while above is not None:
                found[above].add(option.key)
                above = self.terms[above].parent
        return MappingProxyType({key: frozenset(keys) for key, keys in found.items()})

    @cached_property
    def parents(self) -> tuple[str, ...]:
        """The options that have others under them."""
        return tuple(key for key, below in self.below.items() if len(below) > 1)

    @cached_property
    def _old_names(self) -> Mapping[str, tuple[str, dt.date]]:
        return {old.key: (o.key, old.until) for o in self.options for old in o.older}

    def one(
        self,
        value: object,
        path: str,
        as_of: dt.date | None,
        faults: Faults,
        *,
        private: bool = False,
    ) -> str | None:
        """Returns the key of the option that is meant, or notes that there is none."""
        if isinstance(value, Term):
            value = value.key
        if not isinstance(value, str):
            sv = "ett av alternativen, med sin nyckel som text"
            _wrong_type(value, path, sv, "one of its keys as text", faults)
            return None
        key = normalised(value)
        if key in self.terms:
            return key
        if key in self._old_names:
            now, until = self._old_names[key]
            if as_of is not None and as_of > until:
                warn_caller(
                    f"{path}: {key!r} was the name until {until}; the name is now {now!r}",
                    OldNameWarning,
                )
            return now
        what = Text(sv="ett av alternativen", en="one of the options")
        faults.unknown(path, what=what, value=key, among=self.terms, private=private)
        return None

    def is_old(self, value: object) -> bool:
        """Tells whether a value that was read is an older name, or has one in it."""
        if not self._old_names:
            return False
        given = value.members if isinstance(value, Chosen) else value
        named: Iterable[object] = as_tuple(given)
        return any(isinstance(one, str) and normalised(one) in self._old_names for one in named)

    def name(self, key: str, lang: Lang) -> str:
        """Returns an option's name."""
        return self.terms[key].name.in_(lang)


@frozen
class Choice(_Listed):
    """One of a closed list of terms.

    Who names a term with others under it leaves open which of them it is. Where those others
    aren't all there is, give the list a term for the rest of it too, as `referred_by` has.

    >>> from finsam import Authority, Service
    >>> from finsam.rules import Choice
    >>> bodies = Choice([*Authority, *Service])
    >>> bodies.name("health_centre", "sv"), sorted(bodies.below["region"])
    ('vårdcentralen', ['health_centre', 'region'])

    Attributes:
        options: the terms that can be chosen.

    Raises:
        InvalidRules: the list is empty, has a key twice or what isn't a term, or a term stands
            under itself or under one that isn't in the list; all faults at once.
    """

    def read(self, value: object, path: str, as_of: dt.date | None, faults: Faults) -> object:
        """Returns the key of the option."""
        return self.one(value, path, as_of, faults, private=True)

    def show(self, value: object, lang: Lang) -> str:
        """Returns the option's name."""
        return self.name(str(value), lang)


@frozen
class Selection(_Listed):
    """A set over a closed list of terms.

    A plain set is the complete list. A mapping of members to True or False is partial, and a
    member that isn't in it is unknown. A member stands for all that is under it: who lists the
    service lists the authority; who lists only the authority leaves its services open. A
    `Chosen`, such as one from `Decision.facts`, is read as it is.

    >>> from finsam.rules import COMMON
    >>> needs = COMMON.read({"needs": {"health_centre"}})["needs"]
    >>> COMMON["needs"].kind.show(needs, "en")
    'the region and the health centre'

    Attributes:
        options: the terms that can be in the set.

    Raises:
        InvalidRules: the list is empty, has a key twice or what isn't a term, or a term stands
            under itself or under one that isn't in the list; all faults at once.

    Source: X-23 (a service counts as its authority).
    """

    def read(self, value: object, path: str, as_of: dt.date | None, faults: Faults) -> object:
        """Returns what is known of each member."""
        if isinstance(value, Chosen):
            for key in sorted(value.inside & value.outside):
                _both_ways(key, path, faults)
            value = value.members
        if isinstance(value, Mapping):
            return self._partial(cast("Mapping[object, object]", value), path, as_of, faults)
        if isinstance(value, str) or not isinstance(value, set | frozenset | list | tuple):
            _wrong_type(
                value,
                path,
                "alla som ingår (en mängd), eller ja eller nej för var och en (en dict)",
                "a set (the whole list) or a dict of True and False",
                faults,
            )
            return value
        members = as_tuple(cast("object", value))
        named = [self.one(member, path, as_of, faults, private=True) for member in members]
        listed = frozenset(key for key in named if key is not None)
        return self._whole.get(listed) or self._keep_whole(listed)

    @cached_property
    def _whole(self) -> dict[frozenset[str], Chosen]:
        """The complete lists that were read before, by the members that they name."""
        return {}

    def _keep_whole(self, listed: frozenset[str]) -> Chosen:
        inside = frozenset(key for key in self.terms if listed & self.below[key])
        alone = (key for key in listed if len(listed & self.below[key]) == 1)
        left_open = {below for key in alone for below in self.below[key]}
        found = Chosen(inside, frozenset(self.terms) - inside - left_open)
        if len(self._whole) >= _MOST_WHOLE:
            self._whole.clear()
        self._whole[listed] = found
        return found

    def _partial(
        self, value: Mapping[object, object], path: str, as_of: dt.date | None, faults: Faults
    ) -> Chosen:
        given: dict[str, bool] = {}
        for member, flag in value.items():
            key = self.one(member, path, as_of, faults, private=True)
            if key is None or flag is None:
                continue
            if not isinstance(flag, bool):
                _wrong_type(flag, f"{path}/{key}", *_TRUE_OR_FALSE, faults)
                continue
            if given.setdefault(key, flag) is not flag:
                _both_ways(key, path, faults)
        said = {key for key, flag in given.items() if flag}
        inside = frozenset(key for key in self.terms if said & self.below[key])
        outside = frozenset(k for key, flag in given.items() if not flag for k in self.below[key])
        for key in sorted(said & outside):
            for group in (g for g in self.terms if given.get(g) is False and key in self.below[g]):
                faults.add(
                    "contradiction",
                    f"{path}/{key}",
                    sv=f"{key!r} sägs vara med, men inte {group!r}, som den hör till",
                    en=f"{key!r} is said to be in, but not {group!r}, under which it stands",
                )
        return Chosen(inside, outside)

    def show(self, value: object, lang: Lang) -> str:
        """Returns the members that are known to be in."""
        assert isinstance(value, Chosen)
        inside = [self.name(key, lang) for key in self.terms if key in value.inside]
        return joined(inside, _AND[lang]) if inside else _NONE.in_(lang)


def _both_ways(key: str, path: str, faults: Faults) -> None:
    faults.add(
        "contradiction",
        f"{path}/{key}",
        sv=f"{key!r} sägs både vara med och inte vara med",
        en=f"{key!r} is said both to be in and not to be in",
    )


_MOST_WHOLE = 1_000  # complete lists of one fact that are kept; few differ in practice
_AND = {"sv": "och", "en": "and"}
_NONE = Text(sv="ingen känd", en="none known")


AnyKind = YesNo | Number | Date | Choice | Selection
"""What a fact can be: each kind of fact."""


def _as_role(role: "Term | TermEnum | None") -> Term | None:
    return None if role is None else as_term(role)


@frozen
class Fact:
    """Something that can be known of a person, a referral, a participation or a measure.

    >>> from finsam import Text
    >>> from finsam.rules import COMMON, About, Fact, YesNo
    >>> asked = Text(sv="Har personen körkort?", en="Does the person have a driving licence?")
    >>> licence = Fact("driving_licence", question=asked, kind=YesNo(), about=About.PERSON)
    >>> COMMON.extended([licence])["driving_licence"].question.in_("sv")
    'Har personen körkort?'

    Attributes:
        key: the name by which conditions read it.
        question: what a form would ask, in two languages.
        kind: `YesNo()`, `Number(...)`, `Date(...)`, `Choice(...)` or `Selection(...)`.
        about: what it is about.
        judged_by: who makes the judgement (a role, or `Role.NOT_STATED`); None where it is no
            judgement and can be looked up.
        changed_by: the role that can bring about another value; None where nobody can.
        sensitive: whether it tells of health, abuse or crime, or of benefits and contacts with
            authorities that tell of them.

    Raises:
        InvalidRules: a part is missing or of the wrong type; all faults at once.

    Source: the how-to Write a rule set.
    """

    key: str
    question: Text = field(kw_only=True)
    kind: AnyKind = field(kw_only=True)
    about: About = field(kw_only=True)
    judged_by: Term | None = field(default=None, kw_only=True, converter=_as_role)
    changed_by: Term | None = field(default=None, kw_only=True, converter=_as_role)
    sensitive: bool = field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        if faults.named(self.key, "key") and not self.key.isidentifier():
            faults.add(
                "format",
                "key",
                sv=f"{self.key!r} kan inte vara nyckel; använd bokstäver, siffror och _",
                en=f"{self.key!r} can't be a key; use letters, digits and _",
                value=self.key,
            )
        faults.of_type(self.question, Text, "question")
        faults.of_type(self.kind, AnyKind, "kind")
        faults.of_type(self.about, About, "about")
        for name in ("judged_by", "changed_by"):
            if getattr(self, name) is not None:
                faults.of_type(getattr(self, name), Term, name)
        faults.of_type(self.sensitive, bool, "sensitive")
        faults.raise_as(InvalidRules)


class Known(Mapping[str, object]):
    """The facts that are known, each in the form that finsam computes with. It can't be changed.

    Its `repr` names the facts and never a value.

    >>> from finsam.rules import COMMON
    >>> known = COMMON.read({"job_seeking": True, "municipality": "Sala", "sick_listed": None})
    >>> known
    Known(job_seeking, municipality)
    >>> known["municipality"]
    'Sala'
    """

    __slots__ = ("by_key", "reading")

    def __init__(self, values: Mapping[str, object]) -> None:
        self.by_key = dict(values)  # what the compiled rules read; it is never changed
        self.reading: _Reading | None = None  # what a vocabulary made of it; see `keep`

    def __reduce__(self) -> tuple[type["Known"], tuple[dict[str, object]]]:
        return Known, (self.by_key,)

    def read_by(self, vocabulary: object, as_of: dt.date | None) -> "Known | None":
        """Returns what a vocabulary has read of this before, if it would read the same that day."""
        reading = self.reading
        if reading is None or reading[0] is not vocabulary:
            return None
        if as_of is not None and not reading[1] <= as_of <= reading[2]:
            return None
        return self if reading[3] is None else reading[3]

    def __getitem__(self, key: str) -> object:
        return self.by_key[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_key)

    def __len__(self) -> int:
        return len(self.by_key)

    def __hash__(self) -> int:
        return hash(frozenset(self.by_key))

    def __repr__(self) -> str:
        return f"Known({', '.join(self.by_key)})"


_Reading = tuple[object, dt.date, dt.date, Known | None]


def _counted_from(before: int, path: str) -> str:
    """Returns the path of an added option, counted among those that were added."""
    place, _, rest = path.removeprefix("options[").partition("]")
    return f"[{int(place) - before}]{rest}"


def _check_new(key: str, declared: Set[str], path: str, faults: Faults) -> None:
    if key in declared:
        faults.add(
            "duplicate",
            path,
            sv=f"faktumet {key!r} är redan deklarerat; det kan inte göras om",
            en=f"the fact {key!r} is declared already; it can't be redefined",
            value=key,
        )


def _keys(facts: tuple[Fact, ...]) -> str:
    """Names the facts: with all that each can be, nobody could read what holds them."""
    return f"({', '.join(str(fact.key) for fact in facts)})"


def _as_facts(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return as_tuple(facts)


@frozen
class Vocabulary:
    """A set of declared facts.

    A rule book may add facts, and terms under the national ones; it never redefines one.

    >>> from finsam.rules import COMMON
    >>> COMMON["birth_date"].question.in_("en")
    'When was the person born?'

    Attributes:
        facts: the facts, in the order in which they are declared.

    Raises:
        InvalidRules: a fact is declared twice, or isn't a `Fact`; all faults at once.
    """

    facts: tuple[Fact, ...] = field(converter=_as_facts, repr=_keys)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        seen: set[str] = set()
        for i, fact in enumerate(self.facts):
            if not faults.of_type(fact, Fact, f"facts[{i}]"):
                continue
            _check_new(fact.key, seen, f"facts[{i}]", faults)
            seen.add(fact.key)
        faults.raise_as(InvalidRules)

    @cached_property
    def _by_key(self) -> dict[str, Fact]:
        return {fact.key: fact for fact in self.facts}

    def __getitem__(self, key: str) -> Fact:
        return self._by_key[key]

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.facts)

    def __len__(self) -> int:
        return len(self.facts)

    def extended(
        self,
        facts: Iterable[Fact] = (),
        *,
        terms: Mapping[str, Iterable[Term | TermEnum]] = MappingProxyType({}),
    ) -> "Vocabulary":
        """Returns a vocabulary with more facts, and with more terms in the lists of old ones.

        Args:
            facts: the new facts.
            terms: for the key of a choice or a selection, the terms to add to its list.

        Raises:
            InvalidRules: a fact or a term exists already, a parent doesn't, or the fact that
                terms are added to is unknown or has no list; all faults at once.
        """
        faults = Faults()
        changed: dict[str, Fact] = {}
        for key, added in terms.items():
            path = f"terms[{key!r}]"
            if key not in self:
                what = Text(sv="en känd uppgift", en="a declared fact")
                faults.unknown(path, what=what, value=key, among=self._by_key)
                continue
            old = self[key]
            if not isinstance(old.kind, Choice | Selection):
                faults.add(
                    "kind",
                    path,
                    sv=f"{key!r} har ingen lista att lägga termer till",
                    en=f"{key!r} has no list to add terms to",
                )
                continue
            try:
                kind = type(old.kind)((*old.kind.options, *as_tuple(added)))
            except InvalidRules as error:
                before = len(old.kind.options)
                for fault in error.faults:
                    below = _counted_from(before, fault.path)
                    faults.found.append(evolve(fault, path=f"{path}{below}"))
                continue
            changed[key] = evolve(old, kind=kind)
        new = as_tuple(facts)
        declared = set(self._by_key)
        for i, fact in enumerate(new):
            if faults.of_type(fact, Fact, f"facts[{i}]"):
                _check_new(fact.key, declared, f"facts[{i}]", faults)
                declared.add(fact.key)
        faults.raise_as(InvalidRules)
        return Vocabulary((*(changed.get(fact.key, fact) for fact in self.facts), *new))

    def read(self, given: Mapping[str, object], *, as_of: dt.date | None = None) -> Known:
        """Reads what is known. A value of None is not known, and is left out.

        >>> from finsam.rules import COMMON
        >>> by_members = COMMON.read({"needs/region": True, "needs/municipality": False})
        >>> by_members == COMMON.read({"needs": {"region": True, "municipality": False}})
        True

        Args:
            given: values by the keys of their facts. A set may be given by members too, each by
                the key that `missing` has for it ("needs/region"): True, False or None.
            as_of: the day of assessment; what has happened can't lie after it.

        Raises:
            InvalidInput: a key that isn't declared, whatever its value, or a value of the wrong
                kind; all faults at once. Values are not quoted, only misspelt keys and choices.
        """
        if isinstance(given, Known):
            before = given.read_by(self, as_of)
            if before is not None:
                return before
        faults = Faults()
        known: dict[str, object] = {}
        members: dict[str, dict[str, object]] = {}
        for key, value in given.items():
            if not faults.named(key, "facts"):
                continue
            fact, _, member = key.partition("/")
            if member and fact in self and isinstance(self[fact].kind, Selection):
                members.setdefault(fact, {})[member] = value
            elif key not in self:
                what = Text(sv="en känd uppgift", en="a declared fact")
                faults.unknown("facts", what=what, value=key, among=self._by_key)
            elif value is not None:
                known[key] = self[key].kind.read(value, key, as_of, faults)
        for fact, answers in members.items():
            if fact in known:
                faults.add(
                    "twice",
                    fact,
                    sv=f"{fact!r} är angivet både som helhet och del för del; ange det på ett sätt",
                    en=f"{fact!r} is given both whole and by members; give it in one way",
                    value=fact,
                )
            known[fact] = self[fact].kind.read(answers, fact, as_of, faults)
        faults.raise_as(InvalidInput)
        return self.keep(given, known)

    def keep(self, given: Mapping[str, object], known: Mapping[str, object]) -> Known:
        """Returns what was read of what is given; kept with it, so that it is read only once.

        Args:
            given: what was read, without faults.
            known: the values that each of its facts was read as.
        """
        read = Known(known)
        first, last = self._days_of(known)
        read.reading = (self, first, last, None)  # not itself: it would never be let go
        if isinstance(given, Known) and not self._has_old_names(given):
            given.reading = (self, first, last, read)
        return read

    def _days_of(self, known: Mapping[str, object]) -> tuple[dt.date, dt.date]:
        """Returns the first and the last day on which `Date.read` takes all that is known."""
        first, last = dt.date.min, dt.date.max
        for key, value in known.items():
            kind = self._by_key[key].kind
            if isinstance(kind, Date) and kind.past:
                low, high = (value, value)
                if isinstance(value, Between):
                    low, high = value.low, value.high
                if isinstance(low, dt.date):
                    first = max(first, low)
                if isinstance(high, dt.date) and high.year + LONGEST_LIFE < last.year:
                    last = dt.date(high.year + LONGEST_LIFE, 12, 31)
        return first, last

    def _has_old_names(self, given: Mapping[str, object]) -> bool:
        """Tells whether an older name is used, of which each reading may warn."""
        for key, value in given.items():
            fact, _, member = key.partition("/")
            kind = self._by_key[fact].kind
            named = [member] if member else value
            if value is not None and isinstance(kind, _Listed) and kind.is_old(named):
                return True
        return False
