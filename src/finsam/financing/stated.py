"""Contributions that somebody states, held against the act and the agreed key."""

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal, cast

from attrs import frozen

from finsam.citations import ACT, Citation
from finsam.errors import Faults, InvalidInput
from finsam.financing.act import SHARES, VERIFIED_ON
from finsam.financing.agreed_keys import Key
from finsam.financing.contributions import Contributions, contributions, read_keys, rule_at
from finsam.members import Association, Side
from finsam.money import Unit, exact_sum, from_ore, is_amount, shown, to_ore
from finsam.terms import Authority
from finsam.texts import Lang, Text

__all__ = ["ContributionCheck", "Deviation", "check_contributions"]


def __dir__() -> list[str]:
    return __all__


@frozen(kw_only=True)
class Deviation:
    """A stated contribution that isn't what the act, or the agreed key, makes it.

    >>> import datetime as dt
    >>> from finsam.financing import check_contributions
    >>> from finsam.rulebooks import vasteras
    >>> [found] = check_contributions({"state": 51}, vasteras.ASSOCIATION,
    ...                               as_of=dt.date(2021, 1, 1), total=100).deviations
    >>> found.code, found.expected, found.difference
    ('share', Fraction(50, 1), Fraction(1, 1))

    Attributes:
        code: "share" for another share than the act's, "sum" for parts that don't add up, "payer"
            for a member on whom the act lays nothing, "not_a_member" for income from who is none
            on the day, "key" for another amount than the agreed key gives.
        who: the side or the member.
        stated: in kronor.
        expected: what it should be, exactly, in kronor.
        citation: the section; None where it is the members' own key.
    """

    code: Literal["share", "sum", "payer", "not_a_member", "key"]
    who: Text
    stated: Decimal
    expected: Fraction
    citation: Citation | None

    @property
    def difference(self) -> Fraction:
        """How much too much is stated, in kronor; below zero where it is too little."""
        return Fraction(self.stated) - self.expected

    def in_(self, lang: Lang) -> str:
        """Returns the deviation in one line.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        cited = _BY_KEY.in_(lang) if self.citation is None else self.citation.in_(lang)
        return (
            _DEVIATES[self.code]
            .in_(lang)
            .format(
                who=self.who.in_(lang),
                stated=shown(self.stated, lang),
                expected=_exactly(self.expected, lang),
                difference=_exactly(self.difference, lang),
                cited=cited,
            )
        )


def _exactly(kronor: Fraction, lang: Lang) -> str:
    """Returns kronor for people, to the nearest öre, half up."""
    return shown(from_ore(int((kronor * 200 + 1) // 2)), lang)


_BY_KEY = Text(sv="enligt nyckeln", en="by the key")
_DEVIATES = {
    "share": Text(
        sv="{who}: {stated} är inte {expected}; skillnad {difference} ({cited})",
        en="{who}: {stated} isn't {expected}; difference {difference} ({cited})",
    ),
    "sum": Text(
        sv="{who}: {stated} är inte {expected}, som delarna blir; skillnad {difference} ({cited})",
        en="{who}: {stated} isn't {expected}, which the parts come to; difference {difference}"
        " ({cited})",
    ),
    "payer": Text(
        sv="{who}: {stated}, men lagen lägger ingen andel där; statens hälft betalas genom"
        " Försäkringskassan ({cited})",
        en="{who}: {stated}, but the act lays no share there; the state's half is paid through"
        " Försäkringskassan ({cited})",
    ),
    "not_a_member": Text(
        sv="{who}: {stated}, men bara den som är medlem får föra över medel ({cited})",
        en="{who}: {stated}, but only who is a member may transfer money ({cited})",
    ),
    "key": Text(
        sv="{who}: {stated} är inte {expected}; skillnad {difference} ({cited})",
        en="{who}: {stated} isn't {expected}; difference {difference} ({cited})",
    ),
}
_NON_MEMBERS = Citation(
    ACT,
    "6 §",
    VERIFIED_ON,
    Text(
        sv="att bara medlemmar får föra över medel är Nationella rådets tolkning",
        en="that only members may transfer money is the National Council's reading",
    ),
)


@frozen(kw_only=True)
class ContributionCheck:
    """What came of holding stated contributions against the act.

    >>> import datetime as dt
    >>> from finsam.financing import check_contributions
    >>> from finsam.rulebooks import vasteras
    >>> stated = {"state": 339, "regions": Decimal("169.5"), "municipalities": Decimal("169.5")}
    >>> check_contributions(stated, vasteras.ASSOCIATION, as_of=dt.date(2021, 1, 1)).agrees
    True

    Attributes:
        total: what they were held against, in kronor.
        deviations: what isn't as it should be.
    """

    total: Decimal
    deviations: tuple[Deviation, ...]

    @property
    def agrees(self) -> bool:
        """Tells whether all is as the act, and the key where one is given, has it."""
        return not self.deviations

    def explain(self, lang: Lang = "sv") -> str:
        """Returns a line for each deviation; one that says so where there is none.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        lines = [each.in_(lang) for each in self.deviations]
        return "\n".join(lines or [_AGREES.in_(lang)])


_AGREES = Text(sv="Bidragen stämmer med lagen.", en="The contributions are as the act has them.")
_TOTAL = Text(sv="summan", en="the total")


def check_contributions(
    stated: Mapping[str, int | Decimal],
    association: Association,
    *,
    as_of: dt.date,
    total: int | Decimal | None = None,
    keys: Mapping[Side, Key] | None = None,
    unit: Unit = Unit.ORE,
) -> ContributionCheck:
    """Holds stated contributions against the act: what deviates, by how much, by which section.

    >>> import datetime as dt
    >>> from finsam.financing import check_contributions
    >>> from finsam.rulebooks import vasteras
    >>> found = check_contributions(
    ...     {"state": 5_000_000, "Region Västmanland": 3_000_000, "Västerås": 3_000_000},
    ...     vasteras.ASSOCIATION, as_of=dt.date(2021, 1, 1))
    >>> for deviation in found.deviations:
    ...     print(deviation.code, deviation.who.in_("en"), deviation.difference)
    share the state -500000
    share the region side 250000
    share the municipality side 250000

    Args:
        stated: in kronor, by the key of a member or of a side; a side can be left out where
            `total` is given.
        association: with its members.
        as_of: the day whose act and members count.
        total: what all of it is said to come to; what the parts come to where it isn't given.
        keys: the agreed keys, where the members' parts are to be held against them too.
        unit: what the figures are rounded to; a difference below one unit is none.

    Raises:
        InvalidInput: no exact amount of 0 or more, a name that is no member's and no side's, a
            side given both as such and by its members, too little given to tell; all faults at
            once.
        NotInForce: as `contributions` does.

    Source: law 2003:1210, 5, 5 a and 6 §§; X-06.
    """
    faults = Faults()
    faults.of_type(unit, Unit, "unit")
    agreed = read_keys(keys, faults)
    rule = rule_at(association, as_of, faults)
    if total is not None:
        is_amount(total, "total", faults)
    sums = _Stated(association, as_of) if rule is not None else None
    if sums is not None:
        sums.read(stated, faults)
    faults.raise_as(InvalidInput)
    assert rule is not None
    assert sums is not None
    complete = all(side in sums.sides for side in rule.shares)
    added = exact_sum(sums.sides.values())
    whole = added if total is None else from_ore(to_ore(total))
    if total is None and not complete:
        left = [side.value for side in rule.shares if side not in sums.sides]
        faults.add(
            "missing",
            "total",
            sv=f"inget är angivet för {', '.join(left)}; ange det, eller summan",
            en=f"nothing is stated for {', '.join(left)}; give it, or the total",
            expected=left,
        )
    faults.raise_as(InvalidInput)
    slack = Fraction(unit.value, 100)
    found: list[Deviation] = []
    if complete and total is not None and abs(Fraction(whole) - Fraction(added)) >= slack:
        found.append(
            Deviation(
                code="sum",
                who=_TOTAL,
                stated=whole,
                expected=Fraction(added),
                citation=rule.citation,
            )
        )
    for side, share in rule.shares.items():
        expected = Fraction(whole) * share
        if side in sums.sides and abs(Fraction(sums.sides[side]) - expected) >= slack:
            found.append(
                Deviation(
                    code="share",
                    who=Text(sv=side.in_("sv"), en=side.in_("en")),
                    stated=sums.sides[side],
                    expected=expected,
                    citation=rule.citation,
                )
            )
    found += sums.strangers
    if agreed:
        found += _by_key(sums, contributions(whole, association, as_of=as_of, keys=keys))
    kept = [each for each in found if each.code != "key" or abs(each.difference) >= slack]
    return ContributionCheck(total=whole, deviations=tuple(kept))


def _by_key(sums: "_Stated", right: Contributions) -> Iterator[Deviation]:
    for key, amount in sums.members.items():
        if Fraction(right.of(key)) != Fraction(amount):
            yield Deviation(
                code="key",
                who=sums.association.member(key).name,
                stated=amount,
                expected=Fraction(right.of(key)),
                citation=None,
            )


class _Stated:
    """Stated figures, by side and by member, and those that no side should have."""

    def __init__(self, association: Association, as_of: dt.date) -> None:
        self.association = association
        self.as_of = as_of
        self.sides: dict[Side, Decimal] = {}
        self.members: dict[str, Decimal] = {}
        self.strangers: list[Deviation] = []

    def read(self, stated: object, faults: Faults) -> None:
        """Takes the figures in; notes what can't be."""
        if not faults.of_type(stated, Mapping, "stated"):
            return
        given = cast("Mapping[object, object]", stated)
        names = [member.key for member in self.association.members]
        sides = [side.value for side in Side]
        by_members: set[Side] = set()
        for name, amount in given.items():
            path = f"stated[{str(name)!r}]"
            if name not in names and name not in sides:
                what = Text(
                    sv=f"en medlem i {self.association.name.sv}, eller en sida",
                    en=f"a member of {self.association.name.en}, or a side",
                )
                faults.unknown("stated", what=what, value=str(name), among=[*names, *sides])
            elif is_amount(amount, path, faults) and name in names:
                self._member(
                    str(name), from_ore(to_ore(cast("Decimal", amount))), by_members, faults
                )
        for name, amount in given.items():
            if name not in sides:
                continue
            side = Side(str(name))
            if side in by_members:
                faults.add(
                    "twice",
                    f"stated[{side.value!r}]",
                    sv="sidan är angiven både för sig och genom sina medlemmar",
                    en="the side is given both as such and by its members",
                )
            elif not faults.found:
                self.sides[side] = from_ore(to_ore(cast("Decimal", amount)))

    def _member(self, name: str, amount: Decimal, by_members: set[Side], faults: Faults) -> None:
        member = self.association.member(name)
        side = _SIDE_OF[member.authority]
        if member in self.association.on_side(Side.REGIONS, self.as_of) and (
            side is Side.MUNICIPALITIES
        ):
            faults.add(
                "two_sides",
                f"stated[{name!r}]",
                sv="räknas både bland kommunerna och som region (5 a § st. 2); ange sidorna i"
                " stället",
                en="counts both among the municipalities and as a region (5 a § st. 2); give the"
                " sides instead",
            )
        code: Literal["not_a_member", "payer"] | None = None
        if not member.is_member(self.as_of):
            code = "not_a_member"
        elif member.authority is Authority.PUBLIC_EMPLOYMENT_SERVICE:
            code = "payer"
        if code is not None and amount:
            self.strangers.append(
                Deviation(
                    code=code,
                    who=member.name,
                    stated=amount,
                    expected=Fraction(0),
                    citation=_NON_MEMBERS if code == "not_a_member" else SHARES[0].citation,
                )
            )
        if code is None:
            self.members[name] = amount
        by_members.add(side)
        self.sides[side] = exact_sum([self.sides.get(side, Decimal(0)), amount])


_SIDE_OF = {
    Authority.SOCIAL_INSURANCE_AGENCY: Side.STATE,
    Authority.PUBLIC_EMPLOYMENT_SERVICE: Side.STATE,
    Authority.REGION: Side.REGIONS,
    Authority.MUNICIPALITY: Side.MUNICIPALITIES,
}
