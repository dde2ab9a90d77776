"""What a measure is granted, and what may be paid out of it."""

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import StrEnum

from attrs import field, frozen

from finsam.errors import Faults, InvalidRules, as_tuple
from finsam.financing.budgets import BudgetRule
from finsam.financing.rules import FinancingRule, MoneyRemark
from finsam.financing.sums import Figure, Printed, Sheet
from finsam.money import as_amount, exact_sum, from_ore, is_amount, shown, to_ore
from finsam.rules.facts import as_term
from finsam.terms import Term, TermEnum
from finsam.texts import Lang, Text

__all__ = ["CostKind", "Financeable", "Grant", "GrantPart", "GrantStatus"]


def __dir__() -> list[str]:
    return __all__


class CostKind(TermEnum):
    """Kinds of costs that the sources name; a rule book adds its own as `Term` values.

    >>> from finsam.financing import CostKind
    >>> CostKind.STAFF.term.in_("sv")
    'personal och lön'

    Source: NV-22, VA-09, FI-13.
    """

    STAFF = "staff", "personal och lön", "staff and pay"
    SPECIAL_INVESTIGATIONS = (
        "special_investigations",
        "särskilda utredningar",
        "special investigations",
    )
    SUPERVISION_AND_TRAINING = (
        "supervision_and_training",
        "handledning och kompetensutveckling för teamet",
        "team supervision and competence development",
    )
    PLANNING_DAYS = "planning_days", "gemensamma planeringsdagar", "joint planning days"
    MATERIAL_AND_ACTIVITIES = (
        "material_and_activities",
        "material och aktiviteter för deltagare",
        "material and participant activities",
    )
    PREMISES = "premises", "lokaler", "premises"
    TRAVEL = "travel", "resor", "travel"
    EVALUATION = "evaluation", "utvärdering", "evaluation"
    JOINT_TRAINING = "joint_training", "gemensam utbildning", "joint training"
    START_COSTS = "start_costs", "startkostnader", "start costs"
    EQUIPMENT = "equipment", "datorer och telefoner", "computers and telephones"
    SIDE_COSTS = "side_costs", "kringkostnader", "side costs"
    COORDINATOR = "coordinator", "samordnare", "coordinator"
    ADMINISTRATION = "administration", "administration", "administration"


def _as_kinds(kinds: Iterable[Term | TermEnum]) -> tuple[Term, ...]:
    return tuple(as_term(kind) for kind in as_tuple(kinds))


@frozen(kw_only=True)
class Financeable(FinancingRule):
    """What may be financed of a measure, and what each party bears itself.

    >>> from finsam.financing import CostKind, financing_rule
    >>> from finsam.rulebooks import finnveden
    >>> rule = financing_rule(finnveden.SAMVERKANSTEAM, "FI-13.costs", Financeable)
    >>> rule.answer(CostKind.STAFF), rule.answer(CostKind.TRAVEL), rule.answer(CostKind.EVALUATION)
    (True, False, None)

    Attributes:
        financed: kinds of costs that may be financed, in whole or part.
        borne: kinds that each party bears itself.
        limited: kinds among the financed of which only some is; who decides says how much.

    Raises:
        InvalidRules: a part is missing or of another type, no kind at all, a kind both financed
            and borne, a limited kind that isn't financed; all faults at once.

    Source: NV-22, VA-09, FI-13.
    """

    financed: tuple[Term, ...] = field(default=(), converter=_as_kinds)
    borne: tuple[Term, ...] = field(default=(), converter=_as_kinds)
    limited: tuple[Term, ...] = field(default=(), converter=_as_kinds)

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        fine = [
            faults.of_type(kind, Term, f"{path}[{i}]")
            for path in ("financed", "borne", "limited")
            for i, kind in enumerate(getattr(self, path))
        ]
        if not self.financed and not self.borne:
            faults.add(
                "empty", "financed", sv="inga kostnadsslag angivna", en="no kinds of costs given"
            )
        if not all(fine):
            return
        for path, kinds in (
            ("borne", [kind for kind in self.borne if kind in self.financed]),
            ("limited", [kind for kind in self.limited if kind not in self.financed]),
        ):
            for kind in kinds:
                faults.add(
                    "contradiction",
                    path,
                    sv=f"{kind.key!r} går inte ihop med vad som finansieras",
                    en=f"{kind.key!r} doesn't go with what is financed",
                    value=kind.key,
                )

    def answer(self, kind: Term | TermEnum) -> bool | None:
        """Tells whether a kind of cost may be financed; None where the source says nothing."""
        asked = as_term(kind)
        if asked in self.financed:
            return True
        return False if asked in self.borne else None


class GrantStatus(StrEnum):
    """How far a grant has come.

    >>> from finsam.financing import GrantStatus
    >>> [status.in_("en") for status in GrantStatus]
    ['applied for', 'granted']
    """

    APPLIED_FOR = "applied_for"
    GRANTED = "granted"

    def in_(self, lang: Lang) -> str:
        """Returns the status as a word.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _STATUSES[self].in_(lang)


_STATUSES = {
    GrantStatus.APPLIED_FOR: Text(sv="sökt", en="applied for"),
    GrantStatus.GRANTED: Text(sv="beviljat", en="granted"),
}


@frozen(kw_only=True)
class GrantPart:
    """An amount that is granted for a time.

    >>> import datetime as dt
    >>> from finsam.financing import GrantPart
    >>> GrantPart(amount=812_000, start=dt.date(2021, 10, 1), end=dt.date(2021, 12, 31)).amount
    Decimal('812000')

    Attributes:
        amount: in kronor.
        start: its first day.
        end: its last day, included.

    Raises:
        InvalidRules: no exact amount of 0 or more, or the days are turned round; all faults at
            once.
    """

    amount: Decimal = field(converter=as_amount)
    start: dt.date
    end: dt.date

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        if is_amount(self.amount, "amount", faults):
            object.__setattr__(self, "amount", from_ore(to_ore(self.amount)))
        days = [faults.plain_date(getattr(self, path), path) for path in ("start", "end")]
        if all(days) and self.end < self.start:
            faults.add(
                "order",
                "end",
                sv=f"{self.end} ligger före {self.start}",
                en=f"{self.end} lies before {self.start}",
            )
        faults.raise_as(InvalidRules)


def _as_parts(parts: Iterable[GrantPart]) -> tuple[GrantPart, ...]:
    return as_tuple(parts)


@frozen(kw_only=True)
class Grant(FinancingRule):
    """Money that a measure is granted: a maximum, paid as actual costs (*maxbelopp*).

    >>> from finsam.financing import financing_rule
    >>> from finsam.rulebooks import vasteras
    >>> grant = financing_rule(vasteras.JOBBFOKUS, "VA-19.grant", Grant)
    >>> grant.total, grant.start.isoformat(), grant.end.isoformat()
    (Decimal('13395024'), '2018-09-01', '2022-06-30')

    Attributes:
        parts: the amounts, each with its time, in order; empty where the source states none.
        printed: what the source prints as their sum, in kronor; None where it prints none.
        status: how far it has come.
        carries_over: whether what is left of a part goes over to the next; None where the source
            doesn't say, and then it doesn't, which the check of a request tells.
        depends_on_members: whether it stands only if the members fund the association.
        budget_line: the key of its line in the association's budget; None where there is none.

    Raises:
        InvalidRules: a part is missing or of another type, or two parts overlap in time; all
            faults at once.

    Source: HA-14; VA-14, VA-19, VA-21, FI-13.
    """

    parts: tuple[GrantPart, ...] = field(default=(), converter=_as_parts)
    printed: int | Decimal | None = None
    status: GrantStatus = GrantStatus.GRANTED
    carries_over: bool | None = None
    depends_on_members: bool = False
    budget_line: str | None = None

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        fine = [faults.of_type(part, GrantPart, f"parts[{i}]") for i, part in enumerate(self.parts)]
        for i in range(1, len(self.parts)):
            if all(fine) and self.parts[i].start <= self.parts[i - 1].end:
                faults.add(
                    "overlap",
                    f"parts[{i}]",
                    sv="delarna ska följa på varandra och inte överlappa",
                    en="the parts have to follow each other and not overlap",
                )
        if self.printed is not None:
            is_amount(self.printed, "printed", faults)
        faults.of_type(self.status, GrantStatus, "status")
        if self.carries_over is not None:
            faults.of_type(self.carries_over, bool, "carries_over")
        faults.of_type(self.depends_on_members, bool, "depends_on_members")
        if self.budget_line is not None:
            faults.named(self.budget_line, "budget_line")

    @property
    def total(self) -> Decimal | None:
        """All that is granted, in kronor; None where no amount is stated."""
        return exact_sum(part.amount for part in self.parts) if self.parts else None

    @property
    def start(self) -> dt.date | None:
        """The first day; None where no amount is stated."""
        return self.parts[0].start if self.parts else None

    @property
    def end(self) -> dt.date | None:
        """The last day, included; None where no amount is stated."""
        return self.parts[-1].end if self.parts else None

    def part_of(self, day: dt.date) -> GrantPart | None:
        """Returns the part that is for a day; None where there is none."""
        for part in self.parts:
            if part.start <= day <= part.end:
                return part
        return None

    def sheet(self) -> Sheet | None:
        """Returns the sum that the source prints, with its parts; None where it prints none."""
        if self.printed is None:
            return None
        figures = [
            Figure(
                f"part/{i}",
                Text(sv=f"{part.start}–{part.end}", en=f"{part.start}–{part.end}"),
                part.amount,
            )
            for i, part in enumerate(self.parts)
        ]
        made = tuple((1, figure.key) for figure in figures)
        return Sheet(
            name=self.text,
            figures=(*figures, Figure("total", _TOTAL, None, made)),
            printed=(Printed(figure="total", amount=self.printed),),
            rule=self.rule,
            citation=self.citation,
        )

    def remarks(self, others: tuple[FinancingRule, ...]) -> Iterator[MoneyRemark]:
        """Yields lines of the book's budgets that don't go with the grant."""
        if self.budget_line is None or self.total is None:
            return
        budgets = [other for other in others if isinstance(other, BudgetRule)]
        having = [rule for rule in budgets if self.budget_line in rule.budget.lines]
        for rule in having or budgets:  # a line that no budget has is a slip, and is told of
            yield from self._against(rule)

    def _against(self, rule: BudgetRule) -> Iterator[MoneyRemark]:
        budget = rule.budget
        assert self.budget_line is not None
        assert self.total is not None
        assert self.start is not None
        assert self.end is not None
        line = budget.line(self.budget_line)
        for year, amount in zip(budget.years, line.amounts, strict=True):
            if not amount:
                continue
            if self.start.year <= year <= self.end.year:
                code, wrong = "line_above_grant", amount > self.total
                sv, en = "mer än hela beslutet på", "more than the whole grant of"
            else:
                code, wrong = "line_outside_grant", True
                sv, en = (
                    "men året ligger utanför tiden för beslutet på",
                    "but the year lies outside",
                )
                en += " the time of the grant of"
            if wrong:
                show = {
                    lang: (
                        shown(amount, lang, unit=budget.unit),
                        shown(self.total, lang),
                    )
                    for lang in ("sv", "en")
                }
                time = f"{self.start}–{self.end}"
                yield MoneyRemark(
                    code=code,
                    rule=self.rule,
                    text=Text(
                        sv=f"{line.label.sv}: budgeten har {show['sv'][0]} för {year},"
                        f" {sv} {show['sv'][1]} ({time})",
                        en=f"{line.label.en}: the budget has {show['en'][0]} for {year},"
                        f" {en} {show['en'][1]} ({time})",
                    ),
                    citations=tuple(dict.fromkeys((rule.citation, self.citation))),
                )


_TOTAL = Text(sv="summa", en="sum")
