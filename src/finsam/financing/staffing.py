"""Posts and hours by party and place, and parties that take part without being financed."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from finsam.errors import Faults, InvalidInput, InvalidRules, as_tuple
from finsam.financing.rules import FinancingRule, MoneyRemark
from finsam.financing.sums import (
    COUNTED,
    Figure,
    Printed,
    Sheet,
    as_numbers,
    as_printed,
    check_printed,
)
from finsam.money import (
    exact_sum,
    exactly,
    is_amount,
    number_in,
)
from finsam.rules.facts import as_term
from finsam.terms import Term, TermEnum
from finsam.texts import Lang, Style, Table, Text

__all__ = ["NotFinanced", "Staff", "Staffing"]


def __dir__() -> list[str]:
    return __all__


def _as_term(term: Term | TermEnum) -> Term:
    return as_term(term)


@frozen(kw_only=True)
class Staff:
    """What one party puts in: posts or hours, one number for each place.

    >>> from finsam import Authority, Text
    >>> from finsam.financing import Staff
    >>> Staff(party=Text(sv="kommun", en="municipality"), authority=Authority.MUNICIPALITY,
    ...       numbers=[1, Decimal("0.75")]).numbers
    (Decimal('1'), Decimal('0.75'))

    Attributes:
        party: who puts it in, for people.
        authority: which kind of authority, or service of one, it belongs to.
        numbers: how many, one for each place of the staffing; six decimals at the most.

    Raises:
        InvalidRules: a part is of another type, or no exact number of 0 or more; all faults at
            once.
    """

    party: Text
    authority: Term = field(converter=_as_term)
    numbers: tuple[Decimal, ...] = field(converter=as_numbers)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.of_type(self.party, Text, "party")
        faults.of_type(self.authority, Term, "authority")
        fine = [
            is_amount(n, f"numbers[{i}]", faults, decimals=COUNTED)
            for i, n in enumerate(self.numbers)
        ]
        faults.raise_as(InvalidRules)
        assert all(fine)
        object.__setattr__(self, "numbers", tuple(exactly(Fraction(n)) for n in self.numbers))


def _as_staff(staff: Iterable[Staff]) -> tuple[Staff, ...]:
    return as_tuple(staff)


def _as_places(places: Iterable[Text]) -> tuple[Text, ...]:
    return as_tuple(places)


@frozen(kw_only=True)
class Staffing(FinancingRule):
    """Posts, or hours, by party and place.

    >>> from finsam import Authority
    >>> from finsam.financing import Staffing, financing_rule
    >>> from finsam.rulebooks import finnveden
    >>> rule = financing_rule(finnveden.SAMVERKANSTEAM, "FI-12", Staffing)
    >>> rule.total(), rule.total(without=[Authority.PUBLIC_EMPLOYMENT_SERVICE])
    (Decimal('6'), Decimal('5.25'))
    >>> [str(rule.at(place)) for place in range(3)]
    ['2.25', '1.50', '2.25']

    Attributes:
        counted: what is counted, such as full-time posts or hours a month.
        places: where, for people; one where the source doesn't tell them apart.
        staff: what each party puts in.
        printed: what the source prints of sums: "total", the place by its number ("place/0"), the
            party by its ("party/0").

    Raises:
        InvalidRules: a part is missing or of another type, a party with more or fewer numbers
            than there are places, or a printed figure that it hasn't; all faults at once.

    Source: FI-12, NO-04.
    """

    counted: Text
    places: tuple[Text, ...] = field(converter=_as_places)
    staff: tuple[Staff, ...] = field(converter=_as_staff)
    printed: tuple[Printed, ...] = field(default=(), converter=as_printed)

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        faults.of_type(self.counted, Text, "counted")
        for i, place in enumerate(self.places):
            faults.of_type(place, Text, f"places[{i}]")
        if not self.places:
            faults.add("empty", "places", sv="inga platser angivna", en="no places given")
        for i, each in enumerate(self.staff):
            if faults.of_type(each, Staff, f"staff[{i}]") and len(each.numbers) != len(self.places):
                faults.add(
                    "places",
                    f"staff[{i}].numbers",
                    sv=f"{len(each.numbers)} tal för {len(self.places)} platser",
                    en=f"{len(each.numbers)} numbers for {len(self.places)} places",
                )
        numbers = range(len(self.staff)), range(len(self.places))
        keys = ["total", *(f"party/{i}" for i in numbers[0]), *(f"place/{j}" for j in numbers[1])]
        keys += [f"{i}/{j}" for i in numbers[0] for j in numbers[1]]
        check_printed(self.printed, keys, _WHAT, faults)

    def _of(self, without: Iterable[Term | TermEnum]) -> list[Staff]:
        left_out = {as_term(term).key for term in without}
        return [
            each
            for each in self.staff
            if each.authority.key not in left_out and each.authority.parent not in left_out
        ]

    def total(self, *, without: Iterable[Term | TermEnum] = ()) -> Decimal:
        """Returns all that is put in, some authorities left out where that is asked."""
        return exact_sum(number for each in self._of(without) for number in each.numbers)

    def at(self, place: int, *, without: Iterable[Term | TermEnum] = ()) -> Decimal:
        """Returns what is put in at a place, by its number, counted from 0.

        Raises:
            InvalidInput: there is no such place.
        """
        if place not in range(len(self.places)):
            faults = Faults()
            what = Text(sv="en plats", en="a place")
            numbers = map(str, range(len(self.places)))
            faults.unknown("place", what=what, value=str(place), among=numbers)
            raise InvalidInput(faults.found)
        return exact_sum(each.numbers[place] for each in self._of(without))

    def by(self, authority: Term | TermEnum) -> Decimal:
        """Returns what an authority, with its services, puts in."""
        asked = as_term(authority).key
        return exact_sum(
            number
            for each in self.staff
            if asked in {each.authority.key, each.authority.parent}
            for number in each.numbers
        )

    def sheet(self) -> Sheet | None:
        """Returns the sums that the source prints, with what makes them; None for none."""
        if not self.printed:
            return None
        figures: list[Figure] = []
        for i, each in enumerate(self.staff):
            for j, place in enumerate(self.places):
                label = Text(sv=f"{each.party.sv}, {place.sv}", en=f"{each.party.en}, {place.en}")
                figures.append(Figure(f"{i}/{j}", label, each.numbers[j]))
            made = tuple((1, f"{i}/{j}") for j in range(len(self.places)))
            figures.append(Figure(f"party/{i}", each.party, None, made))
        for j, place in enumerate(self.places):
            made = tuple((1, f"{i}/{j}") for i in range(len(self.staff)))
            figures.append(Figure(f"place/{j}", place, None, made))
        made = tuple((1, f"party/{i}") for i in range(len(self.staff)))
        figures.append(Figure("total", _TOTAL, None, made))
        return Sheet(
            name=self.text,
            figures=tuple(figures),
            printed=self.printed,
            unit=None,
            counted=self.counted,
            rule=self.rule,
            citation=self.citation,
        )

    def remarks(self, others: tuple[FinancingRule, ...]) -> Iterator[MoneyRemark]:
        """Yields posts of a party that isn't financed."""
        for other in others:
            if not isinstance(other, NotFinanced):
                continue
            counted = exact_sum(self.by(party) for party in other.parties)
            if not counted:
                continue
            whole, rest = self.total(), self.total(without=other.parties)
            say = {
                lang: (
                    ", ".join(party.in_(lang) for party in other.parties),
                    number_in(counted, lang),
                    number_in(whole, lang),
                    number_in(rest, lang),
                    self.counted.in_(lang),
                )
                for lang in ("sv", "en")
            }
            yield MoneyRemark(
                code="not_financed_party_counted",
                rule=self.rule,
                text=Text(
                    sv="bemanningen räknar {0} med {1} av {2} {4}; utan den är det {3}".format(
                        *say["sv"]
                    ),
                    en="the staffing counts {0} with {1} of {2} {4}; without it {3}".format(
                        *say["en"]
                    ),
                ),
                citations=tuple(dict.fromkeys((self.citation, other.citation))),
            )

    def table(self, lang: Lang) -> Table:
        """Returns the parties and places with their sums."""
        rows = [
            (
                each.party.in_(lang),
                *(number_in(number, lang) for number in each.numbers),
                number_in(exact_sum(each.numbers), lang),
            )
            for each in self.staff
        ]
        sums = (number_in(self.at(place), lang) for place in range(len(self.places)))
        rows.append((_TOTAL.in_(lang), *sums, number_in(self.total(), lang)))
        head = (
            self.counted.in_(lang),
            *(place.in_(lang) for place in self.places),
            _TOTAL.in_(lang),
        )
        return Table(head=head, rows=tuple(rows), notes=(self.citation.in_(lang),))

    def explain(self, lang: Lang = "sv", style: Style = "text") -> str:
        """Returns the table as text, Markdown or HTML.

        Raises:
            ValueError: `lang` or `style` is none of the allowed.
        """
        return self.table(lang).drawn(style)

    def _repr_html_(self) -> str:
        return self.explain("sv", "html")


_WHAT = Text(sv="en summa här", en="a sum here")
_TOTAL = Text(sv="summa", en="sum")


def _as_parties(parties: Iterable[Term | TermEnum]) -> tuple[Term, ...]:
    return tuple(as_term(party) for party in as_tuple(parties))


@frozen(kw_only=True)
class NotFinanced(FinancingRule):
    """Parties that take part without being financed.

    >>> from finsam.financing import NotFinanced, financing_rule
    >>> from finsam.rulebooks import finnveden
    >>> [party.key for party in financing_rule(finnveden.BOOK, "FI-14", NotFinanced).parties]
    ['public_employment_service']

    Attributes:
        parties: which authorities.

    Raises:
        InvalidRules: a part is missing or of another type, or no party; all faults at once.

    Source: FI-14, X-22.
    """

    parties: tuple[Term, ...] = field(converter=_as_parties)

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        for i, party in enumerate(self.parties):
            faults.of_type(party, Term, f"parties[{i}]")
        if not self.parties:
            faults.add("empty", "parties", sv="inga parter angivna", en="no parties given")
