"""Members and sides: who pays into a coordination association, on a day.

Three words that are easily mixed up. A *member* (*medlem*) is an organisation. A *side* is what the
money rule of the act knows: the state, the region side, the municipality side; several
municipalities are one side and several members. An *authority* is one of the four kinds that are
counted where a person needs several.
"""

import datetime as dt
from collections.abc import Iterable
from contextlib import suppress
from enum import StrEnum

from attrs import field, frozen

from finsam.errors import Faults, InvalidInput, InvalidRules, as_tuple
from finsam.municipalities import municipality
from finsam.terms import Authority
from finsam.texts import Lang, Text, normalised

__all__ = [
    "ARBETSFORMEDLINGEN",
    "FORSAKRINGSKASSAN",
    "Association",
    "Member",
    "Side",
    "municipality_member",
    "region_member",
]


def __dir__() -> list[str]:
    return __all__


class Side(StrEnum):
    """A side in the money rule of the act (law 2003:1210, 5 §).

    >>> from finsam.members import Side
    >>> [side.in_("sv") for side in Side]
    ['staten', 'regionsidan', 'kommunsidan']

    Source: law 2003:1210, 5 §.
    """

    STATE = "state"
    REGIONS = "regions"
    MUNICIPALITIES = "municipalities"

    def in_(self, lang: Lang) -> str:
        """Returns the side as a word.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _SIDES[self].in_(lang)


_SIDES = {
    Side.STATE: Text(sv="staten", en="the state"),
    Side.REGIONS: Text(sv="regionsidan", en="the region side"),
    Side.MUNICIPALITIES: Text(sv="kommunsidan", en="the municipality side"),
}


@frozen(kw_only=True)
class Member:
    """A member (*medlem*) of a coordination association: one organisation, and since when.

    `municipality_member`, `region_member`, FORSAKRINGSKASSAN and ARBETSFORMEDLINGEN make the usual.

    >>> from finsam.members import municipality_member
    >>> sala = municipality_member("Sala")
    >>> sala.key, sala.authority.value
    ('Sala', 'municipality')

    Attributes:
        key: a name for programs, unique in its association.
        name: for people.
        authority: which of the four kinds of authority it is.
        municipality: the municipality as SCB spells it; None for the other kinds.
        start: its first day as a member; None where it has been one all along.
        end: its last day, included; None while it is one.

    Raises:
        InvalidRules: a part is missing or of another type, the ends are turned round, a
            municipality isn't named or doesn't exist; all faults at once.
    """

    key: str
    name: Text
    authority: Authority
    municipality: str | None = None
    start: dt.date | None = None
    end: dt.date | None = None

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        if faults.named(self.key, "key"):
            object.__setattr__(self, "key", normalised(self.key))
        faults.of_type(self.name, Text, "name")
        faults.of_type(self.authority, Authority, "authority")
        named = self.municipality is not None
        if named != (self.authority is Authority.MUNICIPALITY):
            faults.add(
                "kind",
                "municipality",
                sv="anges för en kommun, och bara för en kommun",
                en="is given for a municipality, and only for one",
            )
        elif named:
            try:
                found = municipality(self.municipality)  # type: ignore[arg-type]
                object.__setattr__(self, "municipality", found.name)
            except InvalidInput as error:
                faults.found.extend(error.faults)
        days = [
            faults.plain_date(day, path)
            for day, path in ((self.start, "start"), (self.end, "end"))
            if day is not None
        ]
        if len(days) > 1 and all(days) and self.end < self.start:  # type: ignore[operator]
            faults.add(
                "order",
                "end",
                sv=f"{self.end} ligger före {self.start}",
                en=f"{self.end} lies before {self.start}",
            )
        faults.raise_as(InvalidRules)

    def is_member(self, as_of: dt.date) -> bool:
        """Tells whether it is a member on a day; both its first and its last day are in."""
        return (self.start is None or self.start <= as_of) and (
            self.end is None or as_of <= self.end
        )

    @property
    def outside_regions(self) -> bool:
        """Tells whether it is a municipality that belongs to no region (Gotland)."""
        return self.municipality is not None and municipality(self.municipality).region is None


def municipality_member(
    name: str, *, start: dt.date | None = None, end: dt.date | None = None
) -> Member:
    """Makes a member of a municipality (*kommun*).

    >>> from finsam.members import municipality_member
    >>> municipality_member("Gotland").outside_regions
    True

    Args:
        name: the municipality as SCB spells it, without the word "kommun", or its code.
        start: its first day as a member; None where it has been one all along.
        end: its last day, included.

    Raises:
        InvalidRules: there is no such municipality, or a day is no date.
    """
    spelt = name
    with suppress(InvalidInput):  # the member itself tells what is wrong with the name
        spelt = municipality(name).name
    return Member(
        key=spelt,
        name=_named(spelt),
        authority=Authority.MUNICIPALITY,
        municipality=spelt,
        start=start,
        end=end,
    )


def _named(name: object) -> Text:
    """Returns a name that is the same in both languages; one that is none is told of by its key."""
    given = name if isinstance(name, str) and name.strip() else "–"
    return Text(sv=given, en=given)


def region_member(name: str, *, start: dt.date | None = None, end: dt.date | None = None) -> Member:
    """Makes a member of a region.

    >>> from finsam.members import region_member
    >>> region_member("Region Västmanland").key
    'Region Västmanland'

    Args:
        name: the region's name.
        start: its first day as a member; None where it has been one all along.
        end: its last day, included.

    Raises:
        InvalidRules: the name is empty or a day is no date.
    """
    return Member(key=name, name=_named(name), authority=Authority.REGION, start=start, end=end)


FORSAKRINGSKASSAN = Member(
    key="Försäkringskassan",
    name=Text(sv="Försäkringskassan", en="Försäkringskassan"),
    authority=Authority.SOCIAL_INSURANCE_AGENCY,
)
"""The social insurance agency as a member: it pays the state's half (law 2003:1210, 5 §)."""

ARBETSFORMEDLINGEN = Member(
    key="Arbetsförmedlingen",
    name=Text(sv="Arbetsförmedlingen", en="Arbetsförmedlingen"),
    authority=Authority.PUBLIC_EMPLOYMENT_SERVICE,
)
"""The public employment service as a member: the act lays no share of the money on it (X-06)."""


def _as_members(members: Iterable[Member]) -> tuple[Member, ...]:
    return as_tuple(members)


@frozen(kw_only=True)
class Association:
    """A coordination association (*samordningsförbund*): its name and its members.

    >>> import datetime as dt
    >>> from finsam.rulebooks import vasteras
    >>> day = dt.date(2021, 1, 1)
    >>> [member.name.in_("sv") for member in vasteras.ASSOCIATION.at(day)]
    ['Försäkringskassan', 'Arbetsförmedlingen', 'Region Västmanland', 'Västerås']

    Attributes:
        key: a name for programs.
        name: for people.
        members: its members; empty where the source doesn't name them.

    Raises:
        InvalidRules: a part is missing or of another type, or two members have one key; all
            faults at once.
    """

    key: str
    name: Text
    members: tuple[Member, ...] = field(default=(), converter=_as_members)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.named(self.key, "key")
        faults.of_type(self.name, Text, "name")
        faults.all_of(self.members, Member, "members")
        faults.raise_as(InvalidRules)

    def at(self, as_of: dt.date) -> tuple[Member, ...]:
        """Returns who is a member on a day, in the order in which they are given."""
        return tuple(member for member in self.members if member.is_member(as_of))

    def member(self, key: str) -> Member:
        """Returns the member of a key.

        Raises:
            InvalidInput: there is none; the message has the nearest key.
        """
        for member in self.members:
            if member.key == key:
                return member
        faults = Faults()
        what = Text(sv=f"en medlem i {self.name.sv}", en=f"a member of {self.name.en}")
        faults.unknown("", what=what, value=str(key), among=[m.key for m in self.members])
        raise InvalidInput(faults.found)

    def on_side(self, side: Side, as_of: dt.date) -> tuple[Member, ...]:
        """Returns the members that pay the share of a side on a day.

        Försäkringskassan pays the state's. A municipality outside the regions also counts as a
        region, where a region takes part (5 a §).

        >>> import datetime as dt
        >>> from finsam.members import Side
        >>> from finsam.rulebooks import norra_vastmanland
        >>> found = norra_vastmanland.ASSOCIATION.on_side(Side.MUNICIPALITIES, dt.date(2021, 1, 1))
        >>> len(found)
        6

        Source: law 2003:1210, 5 and 5 a §§.
        """
        members = self.at(as_of)
        payer = _PAYERS[side]
        found = [member for member in members if member.authority is payer]
        if side is Side.REGIONS and found:
            found += [member for member in members if member.outside_regions]
        return tuple(found)


_PAYERS = {
    Side.STATE: Authority.SOCIAL_INSURANCE_AGENCY,
    Side.REGIONS: Authority.REGION,
    Side.MUNICIPALITIES: Authority.MUNICIPALITY,
}
