"""The keys by which the members of one side share what it pays: theirs to agree on."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import cast

from attrs import field, frozen

from finsam.errors import Faults, InvalidInput, as_pairs
from finsam.members import Member
from finsam.money import check_weights, is_amount
from finsam.texts import Lang, Text

__all__ = ["ByInhabitants", "ByShares", "Equal", "FixedThen", "Key"]


def __dir__() -> list[str]:
    return __all__


@frozen
class Equal:
    """A key by which all members of a side pay the same.

    >>> from finsam.financing import Equal
    >>> Equal().in_("sv")
    'lika'
    """

    def weights(self, members: tuple[Member, ...], faults: Faults, path: str) -> dict[str, int]:
        """Returns what each member weighs."""
        return dict.fromkeys((member.key for member in members), 1)

    def in_(self, lang: Lang) -> str:
        """Returns the key as words.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _EQUAL.in_(lang)


_EQUAL = Text(sv="lika", en="equal")
_BY_INHABITANTS = Text(sv="efter antal invånare", en="by inhabitants")
_BY_SHARES = Text(sv="efter avtalade andelar", en="by agreed shares")
_FIXED = Text(sv="fasta belopp", en="fixed amounts")
_REST = Text(sv="resten", en="the rest")

Weights = tuple[tuple[str, int | Fraction | Decimal], ...]


def _as_numbers(given: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return as_pairs(given)


def _as_shares(
    given: Mapping[str, Fraction | Decimal | int],
) -> tuple[tuple[str, Fraction | Decimal | int], ...]:
    return as_pairs(given)


def _as_amounts(given: Mapping[str, int | Decimal]) -> tuple[tuple[str, int | Decimal], ...]:
    return as_pairs(given)


def _are_pairs(given: tuple[object, ...], faults: Faults, path: str) -> bool:
    """Notes what was given instead of a mapping, and a member that is given twice."""
    seen: list[object] = []
    for item in given:
        if not faults.pair(item, path):
            return False
        key, _ = cast("tuple[object, object]", item)
        if key in seen:
            faults.add(
                "duplicate",
                path,
                sv=f"{key!r} är angiven två gånger",
                en=f"{key!r} is given twice",
                value=str(key),
            )
            return False
        seen.append(key)
    return True


def _checked(given: Weights, faults: Faults, path: str) -> bool:
    """Notes what is wrong with pairs of members and numbers."""
    return _are_pairs(given, faults, path) and check_weights(dict(given), path, faults)


def _for_members(
    pairs: Weights, members: tuple[Member, ...], faults: Faults, path: str
) -> dict[str, int | Fraction | Decimal]:
    """Returns the numbers of the members of a side; notes who is missing, and who isn't one."""
    keys = [member.key for member in members]
    for key, _ in pairs:
        if key not in keys:
            what = Text(sv="en medlem på den sidan den dagen", en="a member on that side that day")
            faults.unknown(path, what=what, value=key, among=keys)
    missing = [key for key in keys if key not in dict(pairs)]
    if missing:
        names = ", ".join(missing)
        faults.add(
            "missing",
            path,
            sv=f"nyckeln säger inget om {names}",
            en=f"the key says nothing of {names}",
            expected=missing,
        )
    return dict(pairs)


@frozen
class ByInhabitants:
    """A key by which members pay by how many live there.

    >>> from finsam.financing import ByInhabitants
    >>> ByInhabitants({"Sala": 22_900, "Fagersta": 13_300}).in_("en")
    'by inhabitants'

    Attributes:
        inhabitants: how many, by the key of the member.

    Raises:
        InvalidInput: no number of 0 or more, or all are 0; all faults at once.

    Source: law 2003:1210, 5 § leaves the key to the members.
    """

    inhabitants: tuple[tuple[str, int], ...] = field(converter=_as_numbers)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        _checked(self.inhabitants, faults, "inhabitants")
        faults.raise_as(InvalidInput)

    def weights(
        self, members: tuple[Member, ...], faults: Faults, path: str
    ) -> dict[str, int | Fraction | Decimal]:
        """Returns what each member weighs."""
        return _for_members(self.inhabitants, members, faults, path)

    def in_(self, lang: Lang) -> str:
        """Returns the key as words.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _BY_INHABITANTS.in_(lang)


@frozen
class ByShares:
    """A key by which members pay agreed shares of what their side pays.

    >>> from fractions import Fraction
    >>> from finsam.financing import ByShares
    >>> key = ByShares({"Sala": Fraction(2, 5), "Fagersta": Fraction(3, 5)})
    >>> key.in_("sv")
    'efter avtalade andelar'

    Attributes:
        shares: the share of the side, by the key of the member; they add up to 1.

    Raises:
        InvalidInput: no exact number of 0 or more, or they don't add up to 1; all faults at once.

    Source: law 2003:1210, 5 § leaves the key to the members.
    """

    shares: tuple[tuple[str, Fraction | Decimal | int], ...] = field(converter=_as_shares)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        if _checked(self.shares, faults, "shares"):
            whole = sum(Fraction(share) for _, share in self.shares)
            if whole != 1:
                faults.add(
                    "sum",
                    "shares",
                    sv=f"andelarna blir {whole} tillsammans och ska bli 1",
                    en=f"the shares come to {whole} together and have to come to 1",
                    value=str(whole),
                )
        faults.raise_as(InvalidInput)

    def weights(
        self, members: tuple[Member, ...], faults: Faults, path: str
    ) -> dict[str, int | Fraction | Decimal]:
        """Returns what each member weighs."""
        return _for_members(self.shares, members, faults, path)

    def in_(self, lang: Lang) -> str:
        """Returns the key as words.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _BY_SHARES.in_(lang)


@frozen
class FixedThen:
    """A key by which some members pay fixed amounts, and the others share the rest.

    >>> from finsam.financing import Equal, FixedThen
    >>> FixedThen({"Norberg": 100_000}, rest=Equal()).in_("en")
    'fixed amounts (Norberg), the rest equal'

    Attributes:
        fixed: the amounts in kronor, by the key of the member.
        rest: the key of the others; None where the amounts are all there is.

    Raises:
        InvalidInput: no exact amount of 0 or more, or another key of another type; all faults at
            once.

    Source: law 2003:1210, 5 § leaves the key to the members.
    """

    fixed: tuple[tuple[str, int | Decimal], ...] = field(converter=_as_amounts)
    rest: "Equal | ByInhabitants | ByShares | None" = None

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        if _are_pairs(self.fixed, faults, "fixed"):
            for key, amount in self.fixed:
                if faults.named(key, "fixed"):
                    is_amount(amount, f"fixed[{key!r}]", faults)
        if self.rest is not None:
            faults.of_type(self.rest, Equal | ByInhabitants | ByShares, "rest")
        faults.raise_as(InvalidInput)

    def in_(self, lang: Lang) -> str:
        """Returns the key as words.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        names = ", ".join(key for key, _ in self.fixed)
        text = f"{_FIXED.in_(lang)} ({names})"
        return text if self.rest is None else f"{text}, {_REST.in_(lang)} {self.rest.in_(lang)}"


Key = Equal | ByInhabitants | ByShares | FixedThen
"""How the members of one side share what it pays."""
