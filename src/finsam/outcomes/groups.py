"""Groups: by what figures are split, and where a participation belongs."""

from collections.abc import Callable, Iterable

from attrs import field, frozen

from finsam.errors import Faults, InvalidInput, as_tuple
from finsam.municipalities import municipality
from finsam.participation import Participation
from finsam.terms import Sex, Term
from finsam.texts import Text

__all__ = ["BY_SEX", "OTHER_GROUP", "UNKNOWN_GROUP", "Grouping", "by_age", "by_municipality"]


def __dir__() -> list[str]:
    return __all__


UNKNOWN_GROUP = Term("unknown", Text(sv="okänt", en="unknown"))
"""The group of those of whom it isn't known to which they belong."""

OTHER_GROUP = Term("other", Text(sv="övriga", en="others"))
"""The group of those who are known to belong to none of the others."""


@frozen(kw_only=True)
class Grouping:
    """A way to split participations into groups, each of them in just one.

    >>> import datetime as dt
    >>> from finsam import Participation
    >>> from finsam.outcomes import BY_SEX
    >>> stay = Participation(enrolled=dt.date(2022, 1, 31), facts={"sex": "woman"})
    >>> BY_SEX.of(stay).in_("sv"), BY_SEX.of(Participation()).in_("sv")
    ('kvinna', 'okänt')

    Attributes:
        key: a name for programs.
        name: its name for people.
        named: the groups, in the order in which they are shown.
        key_of: gives the key of the group of a participation; None where it isn't known. A key of
            no group is unknown too: name a group, such as `OTHER_GROUP`, for those of another.

    Raises:
        InvalidInput: a part is missing or of another type, or two groups have one key.

    Source: VA-25 (by sex); the how-to Measure the goals.
    """

    key: str
    name: Text
    named: tuple[Term, ...] = field(converter=as_tuple)
    key_of: Callable[[Participation], str | None]

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.named(self.key, "key")
        faults.of_type(self.name, Text, "name")
        keys: set[str] = {UNKNOWN_GROUP.key}
        for i, group in enumerate(self.named):
            if faults.of_type(group, Term, f"named[{i}]"):
                if group.key in keys:
                    faults.add(
                        "duplicate",
                        f"named[{i}].key",
                        sv=f"nyckeln {group.key!r} finns redan",
                        en=f"the key {group.key!r} is taken",
                        value=group.key,
                    )
                keys.add(group.key)
        key_of: object = self.key_of
        if not callable(key_of):
            faults.add("type", "key_of", sv="ska vara en funktion", en="takes a function")
        faults.raise_as(InvalidInput)

    @property
    def groups(self) -> tuple[Term, ...]:
        """The groups, and last the unknown."""
        return (*self.named, UNKNOWN_GROUP)

    def of(self, stay: Participation) -> Term:
        """Returns the group of a participation; whoever fits in none is unknown."""
        key = self.key_of(stay)
        return next((group for group in self.named if group.key == key), UNKNOWN_GROUP)


def _fact(stay: Participation, key: str) -> str | None:
    known: object = stay.facts.get(key)
    return str(known) if isinstance(known, str) else None


def _sex(stay: Participation) -> str | None:
    return _fact(stay, "sex")


def _municipality(stay: Participation) -> str | None:
    return _fact(stay, "municipality")


BY_SEX = Grouping(
    key="sex",
    name=Text(sv="Kön", en="Sex"),
    named=[sex.term for sex in Sex],
    key_of=_sex,
)
"""By sex (VA-25: every figure by sex, by our reading)."""


def by_municipality(names: Iterable[str]) -> Grouping:
    """Makes a grouping by municipality; who is registered in another one is among the others.

    >>> from finsam.outcomes import by_municipality
    >>> [group.key for group in by_municipality(["Sala", "Fagersta"]).groups]
    ['Sala', 'Fagersta', 'other', 'unknown']

    Args:
        names: as SCB spells them.

    Raises:
        InvalidInput: a municipality that there isn't, with the nearest.
    """
    found = [municipality(name).name for name in as_tuple(names)]
    known = {*found}

    def of(stay: Participation) -> str | None:
        name = _municipality(stay)
        return name if name is None or name in known else OTHER_GROUP.key

    return Grouping(
        key="municipality",
        name=Text(sv="Kommun", en="Municipality"),
        named=[*(Term(name, Text(sv=name, en=name)) for name in found), OTHER_GROUP],
        key_of=of,
    )


_ENDS = (None, None)


def by_age(groups: Iterable[tuple[int, int]], *, year: int) -> Grouping:
    """Makes a grouping by the age that is reached in a year, from the year of birth.

    Who has another age is among the others.

    >>> from finsam import Participation
    >>> from finsam.outcomes import by_age
    >>> ages = by_age([(16, 24), (25, 29), (30, 64)], year=2022)
    >>> ages.of(Participation(facts={"birth_year": 1997})).in_("en")
    '25–29 years'

    Args:
        groups: the ages from and to, both included, in whole years; they don't overlap.
        year: the calendar year in which the age is reached.

    Raises:
        InvalidInput: ages that are turned round, overlap or are no whole numbers.

    Source: a participation has the year of birth at most, so that an age is that of the year.
    """
    faults = Faults()
    faults.of_type(year, int, "year")
    ages: list[tuple[int, int]] = []
    for i, group in enumerate(as_tuple(groups)):
        path = f"groups[{i}]"
        pair = as_tuple(group)
        first, last = pair if len(pair) == len(_ENDS) else _ENDS
        if not isinstance(first, int) or not isinstance(last, int):
            faults.add("type", path, sv="ska vara (från, till)", en="takes (from, to)")
        elif not (ages[-1][1] if ages else -1) < first <= last:
            faults.add(
                "order",
                path,
                sv="åldrarna är omkastade eller överlappar",
                en="the ages are turned round or overlap",
            )
        else:
            ages.append((first, last))
    faults.raise_as(InvalidInput)

    def of(stay: Participation) -> str | None:
        born = stay.facts.get("birth_year")
        if not isinstance(born, int):
            return None
        return next((f"{a}-{b}" for a, b in ages if a <= year - born <= b), OTHER_GROUP.key)

    return Grouping(
        key="age",
        name=Text(sv=f"Ålder {year}", en=f"Age in {year}"),
        named=[
            *(Term(f"{a}-{b}", Text(sv=f"{a}–{b} år", en=f"{a}–{b} years")) for a, b in ages),
            OTHER_GROUP,
        ],
        key_of=of,
    )
