"""Who pays what: the shares of the act on a day, split among members by the key they agreed."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import cast

from attrs import field, frozen

from finsam.citations import ACT, Citation
from finsam.errors import Faults, InvalidInput, NotInForce, as_tuple
from finsam.financing.act import IN_FORCE, SEVERAL_REGIONS, SHARES, VERIFIED_ON, ShareRule
from finsam.financing.agreed_keys import ByInhabitants, ByShares, Equal, FixedThen, Key
from finsam.members import Association, Member, Side
from finsam.money import (
    Mode,
    Split,
    Unit,
    check_units,
    exact_sum,
    from_ore,
    is_amount,
    percent,
    shown,
    split,
    to_ore,
)
from finsam.terms import Authority
from finsam.texts import Lang, Style, Table, Text

__all__ = [
    "Contribution",
    "Contributions",
    "LargestTotal",
    "contributions",
    "cover_shortfall",
    "largest_total",
]


def __dir__() -> list[str]:
    return __all__


@frozen(kw_only=True)
class Contribution:
    """What one member pays on one side.

    >>> import datetime as dt
    >>> from finsam.financing import contributions
    >>> from finsam.rulebooks import vasteras
    >>> found = contributions(1_000, vasteras.ASSOCIATION, as_of=dt.date(2021, 1, 1)).parts[0]
    >>> found.member.key, found.side.value, found.share, found.amount
    ('Försäkringskassan', 'state', Fraction(1, 2), Decimal('500'))

    Attributes:
        member: who pays.
        side: for which side.
        share: its share of the whole, exactly, before rounding; of a fixed amount what it is.
        amount: in kronor.
    """

    member: Member
    side: Side
    share: Fraction
    amount: Decimal


@frozen(kw_only=True)
class Contributions:
    """What every member pays of a total, and by which section.

    >>> import datetime as dt
    >>> from finsam.financing import contributions
    >>> from finsam.rulebooks import vasteras
    >>> found = contributions(13_310_000, vasteras.ASSOCIATION, as_of=dt.date(2021, 1, 1))
    >>> for part in found.parts:
    ...     print(part.member.key, part.side.value, part.share, part.amount)
    Försäkringskassan state 1/2 6655000
    Region Västmanland regions 1/4 3327500
    Västerås municipalities 1/4 3327500

    Attributes:
        total: what is shared, in kronor.
        as_of: the day whose rules and members it is.
        rule: the shares of the act.
        parts: who pays what, the state first.
        splits: how the total and each side were split, with what was done with the remainder.
        pays_nothing: members on whom the act lays no share.
        keys: the agreed keys, by side.
        citation: the section by which it is paid.
    """

    total: Decimal
    as_of: dt.date
    rule: ShareRule
    parts: tuple[Contribution, ...]
    splits: tuple[Split, ...] = field(repr=False)
    pays_nothing: tuple[Member, ...]
    keys: tuple[tuple[Side, Key], ...]
    citation: Citation

    def of(self, member: str) -> Decimal:
        """Returns what a member pays on all its sides, in kronor.

        Raises:
            InvalidInput: no member of that key is among those of the day; the message has the
                nearest.
        """
        amounts = {each.key: Decimal(0) for each in self.pays_nothing}
        for part in self.parts:
            before = amounts.get(part.member.key, Decimal(0))
            amounts[part.member.key] = exact_sum([before, part.amount])
        if member not in amounts:
            faults = Faults()
            what = Text(sv="en medlem den dagen", en="a member on that day")
            faults.unknown("", what=what, value=str(member), among=amounts)
            raise InvalidInput(faults.found)
        return amounts[member]

    def on(self, side: Side) -> Decimal:
        """Returns what a side pays, in kronor."""
        return exact_sum(part.amount for part in self.parts if part.side is side)

    def table(self, lang: Lang) -> Table:
        """Returns who pays what, with the sections and the reasons under it."""
        rows = [
            (
                part.member.name.in_(lang),
                part.side.in_(lang),
                percent(part.share, lang, decimals=2),
                shown(part.amount, lang),
            )
            for part in self.parts
        ]
        rows.append((_SUM.in_(lang), "", percent(Fraction(1), lang), shown(self.total, lang)))
        head = tuple(text.in_(lang) for text in (_WHO, _SIDE, _SHARE, _AMOUNT))
        return Table(head=head, rows=tuple(rows), align="llrr", notes=tuple(self._notes(lang)))

    def _notes(self, lang: Lang) -> Iterator[str]:
        yield f"{self.rule.text.in_(lang)} ({self.citation.in_(lang)})"
        for side, key in self.keys:
            yield f"{side.in_(lang)}: {key.in_(lang)}. {_AGREED.in_(lang)}"
        for member in self.pays_nothing:
            yield f"{member.name.in_(lang)}: {_NOTHING.in_(lang)}"
        for each in self.splits:
            if each.over:
                yield each.why(lang)

    def explain(self, lang: Lang = "sv", style: Style = "text") -> str:
        """Returns the table with the sections under it, as text, Markdown or HTML.

        Raises:
            ValueError: `lang` or `style` is none of the allowed.
        """
        return self.table(lang).drawn(style)

    def _repr_html_(self) -> str:
        return self.explain("sv", "html")


_WHO = Text(sv="medlem", en="member")
_SIDE = Text(sv="sida", en="side")
_SHARE = Text(sv="andel", en="share")
_AMOUNT = Text(sv="belopp", en="amount")
_SUM = Text(sv="summa", en="sum")
_AGREED = Text(
    sv="Fördelningen inom en sida avtalar medlemmarna (5 § st. 2–3).",
    en="How a side is shared is for its members to agree (5 § st. 2–3).",
)
_NOTHING = Text(
    sv="är medlem, men lagen lägger ingen andel på den (5 §, X-06).",
    en="is a member, but the act lays no share on it (5 §, X-06).",
)


def rule_at(association: object, as_of: object, faults: Faults) -> ShareRule | None:
    """Returns the shares of an association on a day; notes what the act asks for and isn't there.

    Raises:
        NotInForce: the act, or the section that is needed, isn't in force on the day.
    """
    if not (
        faults.of_type(association, Association, "association")
        and faults.plain_date(as_of, "as_of")
    ):
        return None
    assert isinstance(association, Association)
    assert isinstance(as_of, dt.date)
    _in_force(as_of, IN_FORCE, "5 §")
    members = association.at(as_of)
    regions = [m for m in members if m.authority is Authority.REGION]
    municipalities = association.on_side(Side.MUNICIPALITIES, as_of)
    outside = [m for m in municipalities if m.outside_regions]
    if len(regions) > 1 or outside:
        _in_force(as_of, SEVERAL_REGIONS, "5 a §" if outside else "5 § st. 3")
    alone = bool(municipalities) and len(outside) == len(municipalities) and not regions
    for side, there in (
        (Side.STATE, association.on_side(Side.STATE, as_of)),
        (Side.MUNICIPALITIES, municipalities),
        (Side.REGIONS, regions or alone),
    ):
        if not there:
            faults.add(
                "missing",
                "association",
                sv=f"{association.name.sv} har ingen medlem på {side.in_('sv')} {as_of}"
                " (2003:1210 3 och 5 §§)",
                en=f"{association.name.en} has no member of {side.in_('en')} on {as_of}"
                " (2003:1210 3 and 5 §§)",
            )
    return SHARES[1] if alone else SHARES[0]


def _in_force(as_of: dt.date, start: dt.date, section: str) -> None:
    if as_of < start:
        faults = Faults()
        faults.add(
            "not_in_force",
            "as_of",
            sv=f"2003:1210 {section} gäller från {start}, inte {as_of}",
            en=f"2003:1210 {section} is in force from {start}, not on {as_of}",
        )
        raise NotInForce(faults.found, nearest=start)


def contributions(
    total: int | Decimal,
    association: Association,
    *,
    as_of: dt.date,
    keys: Mapping[Side, Key] | None = None,
    unit: Unit = Unit.ORE,
    mode: Mode = Mode.LARGEST_REMAINDER,
    tie_order: Iterable[str] | None = None,
    agreed_in: Citation | None = None,
) -> Contributions:
    """Says what every member pays of a total, by the act on a day.

    Försäkringskassan pays one half, the region side one quarter, the municipality side one
    quarter. How several members of a side share its quarter is for them to agree, so that a side
    with several needs its key.

    >>> import datetime as dt
    >>> from finsam.financing import ByInhabitants, contributions
    >>> from finsam.members import Side
    >>> from finsam.rulebooks import finnveden
    >>> key = ByInhabitants({"Gislaved": 29_600, "Gnosjö": 9_600, "Värnamo": 34_500})  # made up
    >>> found = contributions(4_000_000, finnveden.ASSOCIATION, as_of=dt.date(2022, 1, 1),
    ...                       keys={Side.MUNICIPALITIES: key})
    >>> [str(found.of(name)) for name in ("Gislaved", "Gnosjö", "Värnamo", "Arbetsförmedlingen")]
    ['401628.22', '130257.80', '468113.98', '0']

    Args:
        total: in kronor, 0 or more.
        association: with its members.
        as_of: the day whose act and members count.
        keys: how the members of a side share what it pays, where there are several.
        unit: what every amount is a whole number of; the total too.
        mode: what is done with what doesn't come out even.
        tie_order: sides and members by their keys, who is first among those alike; those left out
            follow in the order in which they stand.
        agreed_in: where unit, mode and order are agreed; the act has no rule of rounding.

    Raises:
        InvalidInput: no exact amount of 0 or more, a side without a member, a side of several
            without a key, a key that names others than the members, fixed amounts that don't go
            into what the side pays, an argument of another type; all faults at once.
        NotInForce: the act, or the section that several regions or a municipality outside the
            regions need, wasn't in force.

    Source: law 2003:1210, 5 and 5 a §§; BR-06, X-06.
    """
    return _shared(
        total,
        association,
        as_of=as_of,
        keys=keys,
        rounding=(unit, mode, tie_order, agreed_in),
        citation=None,
    )


def cover_shortfall(
    amount: int | Decimal,
    association: Association,
    *,
    as_of: dt.date,
    keys: Mapping[Side, Key] | None = None,
    unit: Unit = Unit.ORE,
    mode: Mode = Mode.LARGEST_REMAINDER,
    tie_order: Iterable[str] | None = None,
    agreed_in: Citation | None = None,
) -> Contributions:
    """Says what every member covers of a debt that the association can't pay.

    The shares are those of 5 §, so that Arbetsförmedlingen covers nothing.

    >>> import datetime as dt
    >>> from finsam.financing import cover_shortfall
    >>> from finsam.rulebooks import vasteras
    >>> found = cover_shortfall(100_000, vasteras.ASSOCIATION, as_of=dt.date(2021, 1, 1))
    >>> str(found.of("Västerås")), found.citation.locator
    ('25000', '22 §')

    Args:
        amount: what is lacking, in kronor.
        association: with its members.
        as_of: the day whose act and members count.
        keys: as in `contributions`.
        unit: as in `contributions`.
        mode: as in `contributions`.
        tie_order: as in `contributions`.
        agreed_in: as in `contributions`.

    Raises:
        InvalidInput: as `contributions` does.
        NotInForce: as `contributions` does.

    Source: law 2003:1210, 22 §.
    """
    return _shared(
        amount,
        association,
        as_of=as_of,
        keys=keys,
        rounding=(unit, mode, tie_order, agreed_in),
        citation=Citation(ACT, "22 §", VERIFIED_ON),
    )


Rounding = tuple[Unit, Mode, Iterable[str] | None, Citation | None]


def _shared(
    total: int | Decimal,
    association: Association,
    *,
    as_of: dt.date,
    keys: Mapping[Side, Key] | None,
    rounding: Rounding,
    citation: Citation | None,
) -> Contributions:
    faults = Faults()
    unit, mode, tie_order, agreed_in = rounding
    fine = faults.of_type(unit, Unit, "unit")
    faults.of_type(mode, Mode, "mode")
    if agreed_in is not None:
        faults.of_type(agreed_in, Citation, "agreed_in")
    if is_amount(total, "total", faults) and fine:
        check_units(total, unit, "total", faults)
    order = () if tie_order is None else as_tuple(tie_order)
    agreed = read_keys(keys, faults)
    rule = rule_at(association, as_of, faults)
    faults.raise_as(InvalidInput)
    assert rule is not None
    _check_names(order, association, as_of, faults)
    _check_sides(agreed, rule, faults)

    def divided(amount: Decimal, weights: Mapping[str, int | Fraction | Decimal]) -> Split:
        named = [key for key in weights if key in order]
        named.sort(key=order.index)
        ranked = [*named, *(key for key in weights if key not in named)]
        return split(
            amount,
            weights,
            unit=unit,
            mode=mode,
            tie_order=ranked if named else None,
            citation=agreed_in,
        )

    sides = divided(
        total if isinstance(total, Decimal) else Decimal(total),
        {side.value: share for side, share in rule.shares.items()},
    )
    splits = [sides]
    parts: list[Contribution] = []
    for side, share in rule.shares.items():
        amount = sides[side]
        members = association.on_side(side, as_of)
        key = agreed.get(side)
        path = f"keys[{side.value!r}]"
        weights: Mapping[str, int | Fraction | Decimal] | None = {}
        fixed: dict[str, int | Decimal] = {}
        if key is None and len(members) == 1:
            weights = {members[0].key: 1}
        elif key is None:
            _ask_for_key(side, members, faults)
            continue
        elif isinstance(key, FixedThen):
            fixed = dict(key.fixed)
            weights = _rest(key, members, amount, faults=faults, path=path, unit=unit)
        else:
            weights = key.weights(members, faults, path)
        if faults.found or weights is None:
            continue
        by_key = {member.key: member for member in members}
        left = from_ore(to_ore(amount) - sum(map(to_ore, fixed.values())))
        parts += [
            Contribution(
                member=by_key[name],
                side=side,
                share=Fraction(to_ore(given), to_ore(sides.total) or 1),
                amount=from_ore(to_ore(given)),
            )
            for name, given in fixed.items()
        ]
        if weights:
            inner = divided(left, weights)
            splits.append(inner)
            taken = Fraction(sum(map(to_ore, fixed.values())), to_ore(sides.total) or 1)
            parts += [
                Contribution(
                    member=by_key[part.key],
                    side=side,
                    share=max(share - taken, Fraction(0)) * part.share,
                    amount=part.amount,
                )
                for part in inner.parts
            ]
    faults.raise_as(InvalidInput)
    paying = {part.member.key for part in parts}
    return Contributions(
        total=sides.total,
        as_of=as_of,
        rule=rule,
        parts=tuple(parts),
        splits=tuple(splits),
        pays_nothing=tuple(m for m in association.at(as_of) if m.key not in paying),
        keys=tuple((side, key) for side, key in agreed.items()),
        citation=rule.citation if citation is None else citation,
    )


def read_keys(keys: object, faults: Faults) -> dict[Side, Key]:
    found: dict[Side, Key] = {}
    if keys is None or not faults.of_type(keys, Mapping, "keys"):
        return found
    for side, key in cast("Mapping[object, object]", keys).items():
        if side not in list(Side):
            what = Text(sv="en sida", en="a side")
            faults.unknown("keys", what=what, value=str(side), among=[s.value for s in Side])
        elif faults.of_type(
            key, Equal | ByInhabitants | ByShares | FixedThen, f"keys[{str(side)!r}]"
        ):
            found[Side(str(side))] = cast("Key", key)
    return found


def _check_sides(agreed: Iterable[Side], rule: ShareRule, faults: Faults) -> None:
    for side in agreed:
        if side not in rule.shares:
            what = Text(sv="en sida som betalar", en="a side that pays")
            paying = [each.value for each in rule.shares]
            faults.unknown("keys", what=what, value=side.value, among=paying)


def _check_names(
    order: tuple[object, ...], association: Association, as_of: dt.date, faults: Faults
) -> None:
    names = [side.value for side in Side] + [member.key for member in association.at(as_of)]
    for i, name in enumerate(order):
        if name not in names:
            what = Text(sv="en sida eller medlem den dagen", en="a side or a member on that day")
            faults.unknown(f"tie_order[{i}]", what=what, value=str(name), among=names)
        elif name in order[:i]:
            faults.add(
                "duplicate",
                f"tie_order[{i}]",
                sv=f"{name!r} är angiven två gånger",
                en=f"{name!r} is given twice",
                value=str(name),
            )


def _ask_for_key(side: Side, members: tuple[Member, ...], faults: Faults) -> None:
    names = ", ".join(member.key for member in members)
    faults.add(
        "missing",
        f"keys[{side.value!r}]",
        sv=f"{names} delar på {side.in_('sv')}s del som de själva avtalar (2003:1210 5 § st. 2–3);"
        " ange nyckeln, till exempel Equal() eller ByInhabitants({…})",
        en=f"{names} share what {side.in_('en')} pays as they agree (2003:1210 5 § st. 2–3); give"
        " the key, such as Equal() or ByInhabitants({…})",
    )


def _rest(
    key: FixedThen,
    members: tuple[Member, ...],
    amount: Decimal,
    *,
    unit: Unit,
    faults: Faults,
    path: str,
) -> Mapping[str, int | Fraction | Decimal] | None:
    """Returns what the members without a fixed amount weigh; notes amounts that don't go in."""
    keys = [member.key for member in members]
    for name, given in key.fixed:
        check_units(given, unit, f"{path}.fixed[{name!r}]", faults)
        if name not in keys:
            what = Text(sv="en medlem på den sidan den dagen", en="a member on that side that day")
            faults.unknown(f"{path}.fixed", what=what, value=name, among=keys)
    fixed = exact_sum(given for _, given in key.fixed)
    others = tuple(member for member in members if member.key not in dict(key.fixed))
    if fixed > amount or (fixed != amount and not (others and key.rest)):
        faults.add(
            "sum",
            f"{path}.fixed",
            sv=f"de fasta beloppen är {shown(fixed, 'sv')} tillsammans, sidan betalar"
            f" {shown(amount, 'sv')}",
            en=f"the fixed amounts come to {shown(fixed, 'en')} together, the side pays"
            f" {shown(amount, 'en')}",
            value=str(fixed),
            expected=[str(amount)],
        )
        return None
    if not others:
        return {}
    if key.rest is None:
        return dict.fromkeys((member.key for member in others), 1)  # nothing is left for them
    return key.rest.weights(others, faults, f"{path}.rest")


@frozen(kw_only=True)
class LargestTotal:
    """The largest total that the act allows, and which side binds it.

    >>> import datetime as dt
    >>> from finsam.financing import largest_total
    >>> from finsam.members import Side
    >>> from finsam.rulebooks import vasteras
    >>> found = largest_total({Side.STATE: 50, Side.REGIONS: 25, Side.MUNICIPALITIES: 20},
    ...                       vasteras.ASSOCIATION, as_of=dt.date(2021, 1, 1))
    >>> found.total, found.shares[Side.STATE], found.unused[Side.REGIONS]
    (Decimal('80'), Decimal('40'), Decimal('5'))

    Attributes:
        total: in kronor.
        binds: the sides that can give no more.
        shares: what each side pays of it, in kronor.
        unused: what each side could give besides, in kronor.
    """

    total: Decimal
    binds: tuple[Side, ...]
    shares: dict[Side, Decimal] = field(hash=False)
    unused: dict[Side, Decimal] = field(hash=False)


def largest_total(
    can_give: Mapping[Side, int | Decimal],
    association: Association,
    *,
    as_of: dt.date,
    unit: Unit = Unit.ORE,
) -> LargestTotal:
    """Says how large a total the act allows, from what each side can give, and who binds it.

    >>> import datetime as dt
    >>> from finsam.financing import largest_total
    >>> from finsam.members import Side
    >>> from finsam.rulebooks import vasteras
    >>> found = largest_total(
    ...     {Side.STATE: 6_655_000, Side.REGIONS: 3_400_000, Side.MUNICIPALITIES: 3_000_000},
    ...     vasteras.ASSOCIATION, as_of=dt.date(2021, 1, 1))
    >>> found.total, [side.value for side in found.binds], found.unused[Side.STATE]
    (Decimal('12000000'), ['municipalities'], Decimal('655000'))

    Args:
        can_give: the most that each side can give, in kronor; every side that pays.
        association: with its members.
        as_of: the day whose act and members count.
        unit: every side's share is a whole number of these, so that no share has to be rounded.

    Raises:
        InvalidInput: a side is left out or doesn't pay, no exact amount of 0 or more, a side
            without a member; all faults at once.
        NotInForce: as `contributions` does.

    Source: law 2003:1210, 5 and 5 a §§.
    """
    faults = Faults()
    fine = faults.of_type(unit, Unit, "unit")
    rule = rule_at(association, as_of, faults)
    if faults.of_type(can_give, Mapping, "can_give") and rule is not None:
        sides = [side.value for side in rule.shares]
        for side in can_give:
            if side not in rule.shares:
                what = Text(sv="en sida som betalar", en="a side that pays")
                faults.unknown("can_give", what=what, value=str(side), among=sides)
        for side in rule.shares:
            path = f"can_give[{side.value!r}]"
            if side in can_give:
                is_amount(can_give[side], path, faults)
            else:
                faults.add("missing", path, sv="belopp saknas", en="no amount is given")
    faults.raise_as(InvalidInput)
    assert rule is not None
    assert fine
    most = {side: to_ore(can_give[side]) / share for side, share in rule.shares.items()}
    step = unit.value * max(share.denominator for share in rule.shares.values())
    total = int(min(most.values()) // step) * step
    paid = {side: from_ore(int(total * share)) for side, share in rule.shares.items()}
    return LargestTotal(
        total=from_ore(total),
        binds=tuple(side for side, limit in most.items() if limit == min(most.values())),
        shares=paid,
        unused={
            side: from_ore(to_ore(can_give[side]) - to_ore(amount)) for side, amount in paid.items()
        },
    )
