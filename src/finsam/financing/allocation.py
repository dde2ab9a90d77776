"""The state's model for sharing its money among the associations. Optional, dated, and no law.

Four steps are known of it: a base, two keys, a brake on decreases, and that a large equity takes
the brake away. How the amounts are brought back to the frame after the brake isn't documented;
that step is ours, and the result says so.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import ceil

from attrs import field, frozen

from finsam.citations import Citation, Norm, Rank
from finsam.errors import Faults, InvalidInput, as_tuple
from finsam.financing.act import VERIFIED_ON
from finsam.money import (
    Mode,
    Unit,
    as_amount,
    check_units,
    from_ore,
    is_amount,
    is_share,
    percent,
    shown,
    split,
    to_ore,
)
from finsam.texts import Lang, Style, Table, Text

__all__ = ["STATE_MODEL", "Allocation", "AllocationModel", "Applicant", "allocate"]


def __dir__() -> list[str]:
    return __all__


@frozen(kw_only=True)
class AllocationModel:
    """The figures of the state's model.

    >>> from finsam.financing import STATE_MODEL
    >>> STATE_MODEL.base, str(STATE_MODEL.need), str(STATE_MODEL.decrease), STATE_MODEL.start
    (Decimal('400000'), '3/4', '1/10', 2016)

    Attributes:
        base: what every association gets first, in kronor.
        need: the share of the rest that goes by need of support.
        population: the share that goes by inhabitants aged 16–64.
        decrease: the largest decrease from one year to the next, as a share.
        start: its first year.
        citation: where it stands.

    Raises:
        InvalidInput: a part is of another type or below 0, the two keys don't come to 1, or the
            decrease is more than 1; all faults at once.

    Source: the National Council's page on the state's model.
    """

    base: Decimal = field(converter=as_amount)
    need: Fraction
    population: Fraction
    decrease: Fraction
    start: int
    citation: Citation

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        is_amount(self.base, "base", faults)
        keys = [
            is_share(getattr(self, path), path, faults)
            for path in ("need", "population", "decrease")
        ]
        if all(keys):
            for path in ("need", "population", "decrease"):
                object.__setattr__(self, path, Fraction(getattr(self, path)))
            if self.need + self.population != 1:
                whole = self.need + self.population
                faults.add(
                    "sum",
                    "need",
                    sv=f"andelarna efter behov och folkmängd blir {whole} och ska bli 1",
                    en=f"the shares by need and by population come to {whole}, not to 1",
                    value=str(whole),
                )
            if self.decrease > 1:
                faults.add(
                    "range",
                    "decrease",
                    sv=f"{self.decrease} ligger över 1",
                    en=f"{self.decrease} lies above 1",
                    value=str(self.decrease),
                )
        faults.of_type(self.start, int, "start")
        faults.of_type(self.citation, Citation, "citation")
        faults.raise_as(InvalidInput)


STATE_MODEL = AllocationModel(
    base=Decimal(400_000),
    need=Fraction(3, 4),
    population=Fraction(1, 4),
    decrease=Fraction(1, 10),
    start=2016,
    citation=Citation(
        Norm(
            "finsam.se/statens-fordelningsmodell",
            Text(sv="Statens fördelningsmodell", en="The state's allocation model"),
            Rank.OFFICIAL_READING,
        ),
        "Finansiering, statens fördelningsmodell",
        VERIFIED_ON,
        Text(
            sv="bromsen på 10 % beslutades för 2016 och 2017; att den gäller senare är en"
            " slutledning ur siffror, och hur beloppen förs tillbaka till ramen är vårt eget steg",
            en="the brake of 10 % was decided for 2016 and 2017; that it applies later is inferred"
            " from figures, and how the amounts are brought back to the frame is a step of our own",
        ),
    ),
)
"""The model that was decided in January 2015 and used from 2016."""


@frozen(kw_only=True)
class Applicant:
    """An association in the state's model.

    >>> from finsam.financing import Applicant
    >>> new = Applicant(key="new", need=4, population=30_000, previous=None, equity_too_large=False)
    >>> new.previous is None
    True

    Attributes:
        key: a name for programs.
        need: its measure of need of support (*försörjningsmått*), an exact number.
        population: its inhabitants aged 16–64.
        previous: what it got the year before, in kronor; None for a new one, which has no brake.
        equity_too_large: whether its equity is above the recommended, which takes the brake away.

    Raises:
        InvalidInput: a part is of another type or below 0; all faults at once.
    """

    key: str
    need: int | Fraction | Decimal
    population: int
    previous: int | Decimal | None
    equity_too_large: bool

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.named(self.key, "key")
        is_share(self.need, "need", faults)
        if faults.of_type(self.population, int, "population"):
            is_share(self.population, "population", faults)
        if self.previous is not None:
            is_amount(self.previous, "previous", faults)
        faults.of_type(self.equity_too_large, bool, "equity_too_large")
        faults.raise_as(InvalidInput)


@frozen(kw_only=True)
class Allocation:
    """What each association gets of the state's frame.

    >>> from finsam.financing import Applicant, allocate
    >>> one = Applicant(key="one", need=1, population=1, previous=None, equity_too_large=False)
    >>> found = allocate(1_000_000, [one], year=2021)
    >>> found.amounts, found.factor
    ({'one': Decimal('1000000')}, Fraction(1, 1))

    Attributes:
        frame: what is shared, in kronor.
        amounts: what each gets, in kronor.
        by_keys: what each would get by base and keys alone, exactly, in kronor.
        held_by_brake: who gets more than that because of the brake.
        factor: what the others' amounts were multiplied by to keep within the frame.
        model: the figures.
    """

    frame: Decimal
    amounts: dict[str, Decimal] = field(hash=False)
    by_keys: dict[str, Fraction] = field(hash=False)
    held_by_brake: tuple[str, ...]
    factor: Fraction
    model: AllocationModel

    def table(self, lang: Lang) -> Table:
        """Returns what each gets, with the step that is ours under it."""
        rows = tuple(
            (key, shown(amount, lang), _BRAKED.in_(lang) if key in self.held_by_brake else "")
            for key, amount in self.amounts.items()
        )
        factor = percent(self.factor, lang, decimals=2)
        notes = (
            self.model.citation.in_(lang),
            _OURS.in_(lang).format(factor=factor),
        )
        head = (_WHO.in_(lang), _AMOUNT.in_(lang), "")
        return Table(head=head, rows=rows, notes=notes, align="lrl")

    def explain(self, lang: Lang = "sv", style: Style = "text") -> str:
        """Returns the table as text, Markdown or HTML.

        Raises:
            ValueError: `lang` or `style` is none of the allowed.
        """
        return self.table(lang).drawn(style)

    def _repr_html_(self) -> str:
        return self.explain("sv", "html")


_WHO = Text(sv="förbund", en="association")
_AMOUNT = Text(sv="belopp", en="amount")
_BRAKED = Text(sv="hålls av bromsen", en="held by the brake")
_OURS = Text(
    sv="Vårt eget steg: de som bromsen inte håller multipliceras med {factor} för att ramen ska"
    " räcka.",
    en="A step of our own: those whom the brake doesn't hold are multiplied by {factor} to keep"
    " within the frame.",
)


def _as_applicants(given: Iterable[Applicant]) -> tuple[Applicant, ...]:
    return as_tuple(given)


def allocate(
    frame: int | Decimal,
    applicants: Iterable[Applicant],
    *,
    year: int,
    model: AllocationModel = STATE_MODEL,
    unit: Unit = Unit.KRONA,
) -> Allocation:
    """Shares the state's frame among the associations by its model.

    >>> from finsam.financing import Applicant, allocate
    >>> north = Applicant(key="north", need=2, population=20_000, previous=3_000_000,
    ...                   equity_too_large=False)
    >>> south = Applicant(key="south", need=6, population=60_000, previous=2_000_000,
    ...                   equity_too_large=False)
    >>> found = allocate(4_800_000, [north, south], year=2021)  # made-up figures
    >>> [int(amount) for amount in found.amounts.values()], found.held_by_brake
    ([2700000, 2100000], ('north',))

    Args:
        frame: all that is shared, in kronor, a whole number of units.
        applicants: the associations.
        year: the calendar year that it is for.
        model: the figures of the model.
        unit: what every amount is a whole number of.

    Raises:
        InvalidInput: a year before the model, two associations of one key, none, all needs or all
            inhabitants 0, a frame below the bases or below what the brake holds; all faults at
            once.

    Source: the state's allocation model; no part of law 2003:1210.
    """
    faults = Faults()
    given = _as_applicants(applicants)
    fine = is_amount(frame, "frame", faults)
    if faults.of_type(unit, Unit, "unit") and fine:
        check_units(frame, unit, "frame", faults)
    fine &= faults.of_type(model, AllocationModel, "model")
    fine &= faults.all_of(given, Applicant, "applicants")
    if not given:
        faults.add("empty", "applicants", sv="inga förbund angivna", en="no associations given")
    if faults.of_type(year, int, "year") and fine and year < model.start:
        faults.add(
            "range",
            "year",
            sv=f"modellen används från {model.start}",
            en=f"the model is used from {model.start}",
            value=str(year),
        )
    if fine and given:
        _check_sums(frame, given, model, faults)
    faults.raise_as(InvalidInput)
    ore = to_ore(frame)
    by_keys = _by_keys(ore, given, model)
    floors = {
        a.key: (1 - model.decrease) * to_ore(a.previous)
        for a in given
        if a.previous is not None and not a.equity_too_large
    }
    factor, amounts = _within(ore, by_keys, floors)
    rounded = split(frame, amounts, unit=unit, mode=Mode.LARGEST_REMAINDER)
    return Allocation(
        frame=rounded.total,
        amounts=rounded.amounts,
        by_keys={key: value / 100 for key, value in by_keys.items()},
        held_by_brake=tuple(
            key for key, low in floors.items() if amounts[key] == low > by_keys[key] * factor
        ),
        factor=factor,
        model=model,
    )


def _check_sums(
    frame: int | Decimal, given: tuple[Applicant, ...], model: AllocationModel, faults: Faults
) -> None:
    for path in ("need", "population"):
        if not any(getattr(a, path) for a in given):
            faults.add("empty", path, sv="är noll för alla", en="is zero for all")
    least = from_ore(to_ore(model.base) * len(given))  # no context may round it
    held = sum(
        (1 - model.decrease) * Fraction(a.previous)
        for a in given
        if a.previous is not None and not a.equity_too_large
    )
    if frame < least:
        faults.add(
            "range",
            "frame",
            sv=f"ramen räcker inte till grundbeloppen, {shown(least, 'sv')}",
            en=f"the frame doesn't go round for the bases, {shown(least, 'en')}",
            value=str(frame),
        )
    elif Fraction(frame) < held:
        faults.add(
            "range",
            "frame",
            sv=f"ramen räcker inte till det som bromsen håller, {shown(ceil(held), 'sv')}",
            en=f"the frame doesn't go round for what the brake holds, {shown(ceil(held), 'en')}",
            value=str(frame),
        )


def _by_keys(ore: int, given: tuple[Applicant, ...], model: AllocationModel) -> dict[str, Fraction]:
    """Returns base and keys: base + (F − n·base)·(need share + population share), in öre."""
    base = to_ore(model.base)
    rest = ore - base * len(given)
    needs = sum(Fraction(a.need) for a in given)
    people = sum(a.population for a in given)
    return {
        a.key: base
        + rest
        * (
            model.need * Fraction(a.need) / needs
            + model.population * Fraction(a.population, people)
        )
        for a in given
    }


def _within(
    ore: int, by_keys: dict[str, Fraction], floors: dict[str, Fraction]
) -> tuple[Fraction, dict[str, Fraction]]:
    """Lifts to the floors those that lie below, and shrinks the others until the frame is met.

    Shrinking may bring another one down to its floor, so that it goes on until none is.
    """
    held: set[str] = set()
    while True:
        free = [key for key in by_keys if key not in held]
        room = ore - sum(floors[key] for key in held)
        whole = sum(by_keys[key] for key in free)
        factor = room / whole if whole else Fraction(1)
        below = {key for key in free if key in floors and by_keys[key] * factor < floors[key]}
        if not below:
            amounts = {key: by_keys[key] * factor for key in free}
            return factor, {key: amounts[key] if key in amounts else floors[key] for key in by_keys}
        held |= below
