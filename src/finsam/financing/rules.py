"""The head that every rule of money shares, and the remarks that such rules give."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Protocol, TypeVar, cast

from attrs import field, frozen

from finsam.citations import Citation
from finsam.errors import Faults, InvalidInput, as_pairs, as_tuple
from finsam.financing.sums import Sheet
from finsam.rules import Promise
from finsam.texts import Lang, Text

__all__ = ["FinancingRule", "HasFinancing", "MoneyRemark", "Weight", "financing_rule", "rules_of"]


def __dir__() -> list[str]:
    return __all__


class Weight(StrEnum):
    """How much a remark weighs.

    BREACH: an enactment or a limit that binds is broken. WARNING: it may be, by inference.
    REMARK: something that who decides should know.

    >>> from finsam.financing import Weight
    >>> [weight.in_("sv") for weight in Weight]
    ['brott mot regeln', 'varning', 'anmärkning']

    Source: law 2003:1210 as read here; a deficit is a warning, no error (X-11).
    """

    BREACH = "breach"
    WARNING = "warning"
    REMARK = "remark"

    def in_(self, lang: Lang) -> str:
        """Returns it as a word.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _WEIGHTS[self].in_(lang)


_WEIGHTS = {
    Weight.BREACH: Text(sv="brott mot regeln", en="breach"),
    Weight.WARNING: Text(sv="varning", en="warning"),
    Weight.REMARK: Text(sv="anmärkning", en="remark"),
}


_OURS = Text(sv="vår läsning", en="our reading")


@frozen(kw_only=True)
class MoneyRemark:
    """Something about money that should be known, with where both sides of it stand.

    >>> from finsam.financing import review
    >>> from finsam.rulebooks import vasteras
    >>> found = review(vasteras.BOOK)
    >>> [remark.rule for remark in found.remarks if remark.code == "state_share"]
    ['X-06']

    Attributes:
        code: what kind of remark, for programs; codes are frozen, wording is not.
        rule: the rule that it is about.
        text: what is remarked, for people.
        citations: where it stands, each place once.
        weight: how much it weighs.
    """

    code: str
    rule: str
    text: Text
    citations: tuple[Citation, ...]
    weight: Weight = Weight.REMARK

    def in_(self, lang: Lang) -> str:
        """Returns the remark in one line: weight, text, rule and sources, with what we read.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        sources: dict[str, str] = {}
        for citation in self.citations:
            sources.setdefault(citation.in_(lang), "")
            if citation.reading is not None:
                sources[citation.in_(lang)] = f" – {_OURS.in_(lang)}: {citation.reading.in_(lang)}"
        cited = "; ".join(source + reading for source, reading in sources.items())
        rule = f" [{self.rule}]" if self.rule else ""
        where = f" ({cited})" if cited else ""
        return f"{self.weight.in_(lang)}: {self.text.in_(lang)}{rule}{where}"


def _as_noted(noted: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return as_pairs(noted)


@frozen(kw_only=True)
class FinancingRule(Promise):
    """What every rule of money has; by itself it is only shown, as what a source says.

    >>> from finsam.financing import financing_rule
    >>> from finsam.rulebooks import vasteras
    >>> stated = financing_rule(vasteras.BOOK, "VA-47", FinancingRule)
    >>> type(stated).__name__, stated.binds.in_("en")
    ('FinancingRule', 'stated, no demand')

    Attributes:
        noted: ids under which a remark on the rule is known, by the code of the remark; given as
            a mapping.

    Raises:
        InvalidRules: a part is missing or of another type; all faults at once.

    Source: the how-to Reconcile a budget.
    """

    noted: tuple[tuple[str, str], ...] = field(default=(), converter=_as_noted)

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        for pair in cast("tuple[object, ...]", self.noted):
            if not faults.pair(pair, "noted"):
                continue
            code, known_as = cast("tuple[object, object]", pair)
            faults.named(code, "noted")
            faults.named(known_as, f"noted[{code!r}]")

    def sheet(self) -> Sheet | None:
        """Returns the sums that the rule holds, to be reckoned again; None where it holds none."""
        return None

    def remarks(self, others: "tuple[FinancingRule, ...]") -> Iterator[MoneyRemark]:
        """Yields what is remarkable about the rule, alone or beside the others of its book."""
        return iter(())


class HasFinancing(Protocol):
    """Whatever carries rules of money, such as a measure or a rule book.

    >>> from finsam.financing import rules_of
    >>> from finsam.rulebooks import finnveden
    >>> len(rules_of(finnveden.BOOK)) > len(finnveden.BOOK.financing)
    True

    Source: the how-to Reconcile a budget.
    """

    @property
    def financing(self) -> tuple[FinancingRule, ...]:
        """The rules of money, in the order in which they are reported."""
        ...


Kind = TypeVar("Kind", bound=FinancingRule)


def financing_rule(
    given: HasFinancing | Iterable[FinancingRule], key: str, kind: type[Kind]
) -> Kind:
    """Returns the rule of money of a key, as the kind that it is.

    >>> from finsam.financing import Grant, financing_rule
    >>> from finsam.rulebooks import vasteras
    >>> financing_rule(vasteras.JOBBFOKUS, "VA-19.grant", Grant).total
    Decimal('13395024')

    Args:
        given: a book with its measures, a measure, or rules.
        key: the key of the rule.
        kind: what kind it has to be.

    Raises:
        InvalidInput: there is none of that key and kind, and the message has the nearest key; or
            dated versions of a measure have it with different contents: ask the measure of a day.
    """
    faults = Faults()
    found = rules_by_key(given, kind, faults)
    if key not in found:
        what = Text(sv=f"en regel av slaget {kind.__name__}", en=f"a rule of kind {kind.__name__}")
        faults.unknown("key", what=what, value=str(key), among=found)
    else:
        check_is_one(found[key], faults)
    faults.raise_as(InvalidInput)
    return found[key][0]


def rules_of(given: HasFinancing | Iterable[FinancingRule]) -> tuple[FinancingRule, ...]:
    """Returns the rules of money of a book and all its measures, of a measure, or as given.

    >>> from finsam.rulebooks import sofint
    >>> sorted(rule.key for rule in rules_of(sofint.SIGMA))
    ['NO-04', 'NO-05', 'NO-08', 'NO-16', 'NO-17']

    Raises:
        InvalidInput: what is given carries no rules of money.
    """
    faults = Faults()
    rules = read_rules(given, faults)
    faults.raise_as(InvalidInput)
    return rules


def rules_by_key(
    given: HasFinancing | Iterable[FinancingRule], kind: type[Kind], faults: Faults
) -> dict[str, list[Kind]]:
    """Returns the different rules of a kind by their keys; dated versions give a key several."""
    found: dict[str, list[Kind]] = {}
    for rule in read_rules(given, faults):
        if isinstance(rule, kind) and rule not in found.setdefault(rule.key, []):
            found[rule.key].append(rule)
    return found


def check_is_one(rules: Sequence[FinancingRule], faults: Faults) -> None:
    """Notes a key that means different things in the dated versions of a measure."""
    if len(rules) > 1:
        faults.add(
            "several",
            rules[0].key,
            sv="är olika i olika versioner av insatsen; fråga den version som gäller en viss dag,"
            " book.versions(…).at(dag)",
            en="differs between the versions of the measure; ask the version of a day,"
            " book.versions(…).at(day)",
        )


def read_rules(
    given: HasFinancing | Iterable[FinancingRule], faults: Faults
) -> tuple[FinancingRule, ...]:
    """Returns the rules of money as `rules_of` does; notes what is none instead of raising."""
    carried = getattr(given, "all_financing", getattr(given, "financing", given))
    rules = as_tuple(carried)
    for i, rule in enumerate(rules):
        faults.of_type(rule, FinancingRule, f"financing[{i}]")
    return cast("tuple[FinancingRule, ...]", rules)
