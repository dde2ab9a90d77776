"""Payment requests (*rekvisitioner*): what is asked for, and what of it is paid."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from itertools import accumulate
from typing import cast

from attrs import field, frozen

from finsam.citations import Citation
from finsam.errors import Faults, InvalidInput, as_tuple
from finsam.financing.grants import Financeable, Grant, GrantPart, GrantStatus
from finsam.financing.rules import FinancingRule, HasFinancing, check_is_one, rules_by_key
from finsam.legaltime import Interval
from finsam.money import as_amount, exact_sum, from_ore, is_amount, shown, to_ore
from finsam.rules.facts import as_term
from finsam.terms import Term, TermEnum
from finsam.texts import Lang, Style, Table, Text

__all__ = [
    "Answer",
    "Cost",
    "CostOutcome",
    "PaymentRequest",
    "RequestCheck",
    "RequestOutcome",
    "check_requests",
]


def __dir__() -> list[str]:
    return __all__


def _as_kind(kind: Term | TermEnum) -> Term:
    return as_term(kind)


@frozen(kw_only=True)
class Cost:
    """A cost that was incurred (*upparbetad kostnad*).

    >>> from finsam.financing import Cost, CostKind
    >>> Cost(kind=CostKind.PREMISES, amount=12_500).amount
    Decimal('12500')

    Attributes:
        kind: what it is for.
        amount: in kronor; below zero for what is taken back.
        incurred: the days in which it was incurred; None for the whole period of the request.
        note: a word for who reads it; nothing about a person.

    Raises:
        InvalidInput: a part is of another type, or no exact amount; all faults at once.
    """

    kind: Term = field(converter=_as_kind)
    amount: Decimal = field(converter=as_amount)
    incurred: Interval | None = None
    note: str = ""

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        kind = cast("object", self.kind)
        if not isinstance(kind, Term):
            given = type(kind).__name__
            faults.add(
                "type",
                "kind",
                sv=f"ska vara ett kostnadsslag, till exempel CostKind.STAFF, inte {given}",
                en=f"takes a kind of cost, such as CostKind.STAFF, not {given}",
                expected=["CostKind", "Term"],
            )
        if is_amount(self.amount, "amount", faults, least=None):
            object.__setattr__(self, "amount", from_ore(to_ore(self.amount)))
        if self.incurred is not None:
            faults.of_type(self.incurred, Interval, "incurred")
        faults.of_type(self.note, str, "note")
        faults.raise_as(InvalidInput)


def _as_costs(costs: Iterable[Cost]) -> tuple[Cost, ...]:
    return as_tuple(costs)


@frozen(kw_only=True)
class PaymentRequest:
    """A request for payment of what a period cost (*rekvisition*).

    >>> import datetime as dt
    >>> from finsam.financing import Cost, CostKind, PaymentRequest
    >>> from finsam.legaltime import Interval
    >>> period = Interval(dt.date(2023, 1, 1), dt.date(2023, 2, 28))
    >>> asked = PaymentRequest(key="2023-1", period=period, costs=[
    ...     Cost(kind=CostKind.STAFF, amount=180_000), Cost(kind=CostKind.TRAVEL, amount=2_400)])
    >>> asked.amount
    Decimal('182400')

    Attributes:
        key: a name for programs, unique among the requests of a grant.
        period: the days that it is for, both ends included.
        costs: what was incurred in them.
        corrects: the key of the earlier request that this one puts right, by stating all its costs
            anew; None for a request of its own.

    Raises:
        InvalidInput: a part is missing or of another type, a period without an end, a cost outside
            the period, no cost at all; all faults at once, each with its path.

    Source: NV-19, HA-14.
    """

    key: str
    period: Interval
    costs: tuple[Cost, ...] = field(converter=_as_costs)
    corrects: str | None = None

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.named(self.key, "key")
        bounded = faults.of_type(self.period, Interval, "period")
        if bounded and (self.period.start is None or self.period.end is None):
            bounded = False
            faults.add(
                "empty",
                "period",
                sv="perioden ska ha en första och en sista dag",
                en="the period has a first and a last day",
            )
        for i, cost in enumerate(self.costs):
            path = f"costs[{i}]"
            if not faults.of_type(cost, Cost, path) or cost.incurred is None or not bounded:
                continue
            if not self.period.covers(cost.incurred):
                faults.add(
                    "outside_period",
                    f"{path}.incurred",
                    sv=f"{shown(cost.amount, 'sv')} är upparbetade"
                    f" {cost.incurred.describe('sv')}, utanför {self.period.describe('sv')}",
                    en=f"{shown(cost.amount, 'en')} was incurred {cost.incurred.describe('en')},"
                    f" outside {self.period.describe('en')}",
                )
        if not self.costs:
            faults.add("empty", "costs", sv="inga kostnader angivna", en="no costs given")
        if self.corrects is not None:
            faults.named(self.corrects, "corrects")
        faults.raise_as(InvalidInput)

    @property
    def amount(self) -> Decimal:
        """All that is asked for, in kronor."""
        return exact_sum(cost.amount for cost in self.costs)


class Answer(StrEnum):
    """What becomes of a cost.

    ACCEPTED: it is paid, as far as the grant goes. REFUSED: it isn't. TO_DECIDE: the source doesn't
    say whether it may be financed, or how much of it; somebody has to.

    >>> from finsam.financing import Answer
    >>> [answer.in_("sv") for answer in Answer]
    ['godtas', 'godtas inte', 'ska avgöras']
    """

    ACCEPTED = "accepted"
    REFUSED = "refused"
    TO_DECIDE = "to_decide"

    def in_(self, lang: Lang) -> str:
        """Returns the answer as words.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _ANSWERS[self].in_(lang)


_ANSWERS = {
    Answer.ACCEPTED: Text(sv="godtas", en="accepted"),
    Answer.REFUSED: Text(sv="godtas inte", en="refused"),
    Answer.TO_DECIDE: Text(sv="ska avgöras", en="to be decided"),
}


@frozen(kw_only=True)
class CostOutcome:
    """A cost with what becomes of it, and why.

    >>> import datetime as dt
    >>> from finsam.financing import Cost, CostKind, Grant, PaymentRequest, check_requests
    >>> from finsam.financing import financing_rule
    >>> from finsam.legaltime import Interval
    >>> from finsam.rulebooks import finnveden
    >>> team = finnveden.SAMVERKANSTEAM
    >>> asked = PaymentRequest(
    ...     key="1", period=Interval(dt.date(2022, 1, 1), dt.date(2022, 2, 28)),
    ...     costs=[Cost(kind=CostKind.START_COSTS, amount=40_000)])
    >>> grant = financing_rule(team, "FI-13", Grant)
    >>> [found] = check_requests(asked, grant, team, as_of=dt.date(2022, 3, 1)).outcomes
    >>> found.costs[0].answer.value, found.costs[0].rule
    ('to_decide', 'FI-13')

    Attributes:
        cost: the cost.
        answer: what becomes of it.
        why: for people.
        rule: the rule that says so; empty where none does.
        citation: where that stands; None where it doesn't.
    """

    cost: Cost
    answer: Answer
    why: Text
    rule: str = ""
    citation: Citation | None = None


@frozen(kw_only=True)
class RequestOutcome:
    """A request with what is paid of it.

    >>> import datetime as dt
    >>> from finsam.financing import Cost, CostKind, Grant, PaymentRequest, check_requests
    >>> from finsam.financing import financing_rule
    >>> from finsam.legaltime import Interval
    >>> from finsam.rulebooks import finnveden
    >>> team = finnveden.SAMVERKANSTEAM
    >>> asked = PaymentRequest(
    ...     key="1", period=Interval(dt.date(2021, 11, 1), dt.date(2021, 12, 31)),
    ...     costs=[Cost(kind=CostKind.STAFF, amount=900_000)])
    >>> grant = financing_rule(team, "FI-13", Grant)
    >>> [found] = check_requests(asked, grant, team, as_of=dt.date(2022, 1, 31)).outcomes
    >>> found.payment, found.above_grant, found.left
    (Decimal('812000'), Decimal('88000'), Decimal('0'))

    Attributes:
        request: the request.
        costs: every cost with what becomes of it.
        accepted: what may be paid of its costs, in kronor, before the grant is looked at.
        above_grant: what of that the grant doesn't cover, in kronor.
        before: what had been paid by the request that it corrects, in kronor; 0 for one of its own.
        payment: what is to be paid now, in kronor; below zero where too much had been paid.
        left: what is left of the part of the grant that its last day is in, in kronor.
        corrected_by: the key of the later request that put it right; None for none.
        notes: what else should be known.
        part: the part of the grant that its last day is in.
    """

    request: PaymentRequest
    costs: tuple[CostOutcome, ...]
    accepted: Decimal
    above_grant: Decimal
    before: Decimal
    payment: Decimal
    left: Decimal
    corrected_by: str | None
    notes: tuple[Text, ...]
    part: GrantPart

    @property
    def to_decide(self) -> Decimal:
        """What somebody still has to decide on, in kronor."""
        return exact_sum(o.cost.amount for o in self.costs if o.answer is Answer.TO_DECIDE)

    @property
    def refused(self) -> Decimal:
        """What is refused by its kind, in kronor; what lies above the grant is told apart."""
        return exact_sum(o.cost.amount for o in self.costs if o.answer is Answer.REFUSED)

    def table(self, lang: Lang) -> Table:
        """Returns the costs with what becomes of them, and the sums under them."""
        rows = [
            (
                _named(outcome.cost, lang),
                shown(outcome.cost.amount, lang),
                outcome.answer.in_(lang),
                outcome.why.in_(lang) + (f" [{outcome.rule}]" if outcome.rule else ""),
            )
            for outcome in self.costs
        ]
        head = tuple(text.in_(lang) for text in (_KIND, _AMOUNT, _ANSWER, _WHY))
        title = f"{self.request.key}, {self.request.period.describe(lang)}"
        lines = [
            (_ACCEPTED, self.accepted),
            (_ABOVE, self.above_grant),
            (_BEFORE, self.before),
            (_PAYMENT, self.payment),
        ]
        notes = [
            f"{text.in_(lang)}: {shown(amount, lang)}"
            for text, amount in lines
            if amount or text is _PAYMENT
        ]
        time = f"{self.part.start}–{self.part.end}"
        notes.append(f"{_LEFT.in_(lang)} ({time}): {shown(self.left, lang)}")
        if self.corrected_by is not None:
            notes.append(f"{_CORRECTED.in_(lang)} {self.corrected_by}")
        notes += [note.in_(lang) for note in self.notes]
        return Table(title=title, head=head, rows=tuple(rows), align="lrll", notes=tuple(notes))


def _named(cost: Cost, lang: Lang) -> str:
    kind = cost.kind.in_(lang)
    return kind if cost.incurred is None else f"{kind}, {cost.incurred.describe(lang)}"


_KIND = Text(sv="kostnad", en="cost")
_AMOUNT = Text(sv="belopp", en="amount")
_ANSWER = Text(sv="svar", en="answer")
_WHY = Text(sv="varför", en="why")
_ACCEPTED = Text(sv="Godtagna kostnader", en="Accepted costs")
_ABOVE = Text(sv="Över det beviljade, betalas inte", en="Above the grant, not paid")
_BEFORE = Text(sv="Redan betalt", en="Already paid")
_PAYMENT = Text(sv="Att betala nu", en="To pay now")
_LEFT = Text(sv="Kvar av det beviljade", en="Left of the grant")
_CORRECTED = Text(sv="Rättad av", en="Corrected by")


@frozen(kw_only=True)
class RequestCheck:
    """The requests of a grant, in their order, with what is paid of each.

    >>> import datetime as dt
    >>> from finsam.financing import Cost, CostKind, Grant, PaymentRequest, check_requests
    >>> from finsam.financing import financing_rule
    >>> from finsam.legaltime import Interval
    >>> from finsam.rulebooks import finnveden
    >>> team = finnveden.SAMVERKANSTEAM
    >>> spring = Interval(dt.date(2022, 1, 1), dt.date(2022, 2, 28))
    >>> first = PaymentRequest(key="1", period=spring, costs=[
    ...     Cost(kind=CostKind.STAFF, amount=480_000)])
    >>> right = PaymentRequest(key="1b", period=spring, corrects="1", costs=[
    ...     Cost(kind=CostKind.STAFF, amount=465_000)])
    >>> grant = financing_rule(team, "FI-13", Grant)
    >>> found = check_requests([first, right], grant, team, as_of=dt.date(2022, 4, 1))
    >>> [str(outcome.payment) for outcome in found.outcomes], found.paid
    (['480000', '-15000'], Decimal('465000'))

    Attributes:
        grant: what they are paid out of.
        as_of: the day; what wasn't incurred by then isn't paid.
        outcomes: one for each request.
    """

    grant: Grant
    as_of: dt.date
    outcomes: tuple[RequestOutcome, ...]

    @property
    def paid(self) -> Decimal:
        """All that is paid, in kronor."""
        return exact_sum(outcome.payment for outcome in self.outcomes)

    def explain(self, lang: Lang = "sv", style: Style = "text") -> str:
        """Returns a table for each request, as text, Markdown or HTML.

        Raises:
            ValueError: `lang` or `style` is none of the allowed.
        """
        return "\n\n".join(outcome.table(lang).drawn(style) for outcome in self.outcomes)

    def _repr_html_(self) -> str:
        return self.explain("sv", "html")


def check_requests(
    requests: PaymentRequest | Iterable[PaymentRequest],
    grant: Grant,
    rules: HasFinancing | Iterable[FinancingRule],
    *,
    as_of: dt.date,
) -> RequestCheck:
    """Checks payment requests against a grant: what is paid, what is refused and why, what is left.

    A cost is paid where its kind may be financed and it was incurred, as far as the grant goes. A
    correction states its period anew; what it comes to less what was paid before is paid now. It
    doesn't open other requests again: one that the grant cut short is asked for anew, as a
    correction of its own.

    >>> import datetime as dt
    >>> from finsam.financing import Cost, CostKind, Grant, PaymentRequest, check_requests
    >>> from finsam.financing import financing_rule
    >>> from finsam.legaltime import Interval
    >>> from finsam.rulebooks import finnveden
    >>> team = finnveden.SAMVERKANSTEAM
    >>> grant = financing_rule(team, "FI-13", Grant)
    >>> asked = PaymentRequest(
    ...     key="2022-1", period=Interval(dt.date(2022, 1, 1), dt.date(2022, 2, 28)), costs=[
    ...         Cost(kind=CostKind.STAFF, amount=480_000),
    ...         Cost(kind=CostKind.PREMISES, amount=9_000)])
    >>> [found] = check_requests(asked, grant, team, as_of=dt.date(2022, 3, 15)).outcomes
    >>> found.payment, found.refused, found.left
    (Decimal('480000'), Decimal('9000'), Decimal('2568000'))

    Args:
        requests: one, or several in the order in which they came.
        grant: what they are paid out of; a maximum.
        rules: a measure or rules that say what may be financed; where they say nothing, every kind
            is to be decided.
        as_of: the day; what wasn't incurred by then isn't paid.

    Raises:
        InvalidInput: two requests of one key, two whose periods overlap, a request before or after
            the grant's time, a correction of none or of another period, a cost over two parts of
            the grant that doesn't say how much in which, a grant without an amount, rules that
            differ between dated versions of a measure, an argument of another type; all faults at
            once, with the amounts and the places.

    Source: NV-19, NV-22, VA-09, FI-13, HA-14.
    """
    faults = Faults()
    given = as_tuple(requests)
    fine = faults.plain_date(as_of, "as_of") & faults.of_type(grant, Grant, "grant")
    kinds = [faults.of_type(r, PaymentRequest, f"requests[{i}]") for i, r in enumerate(given)]
    fine &= all(kinds)
    if fine and not grant.parts:
        faults.add(
            "empty",
            "grant.parts",
            sv=f"{grant.rule} anger inget belopp; ge delarna med attrs.evolve(grant, parts=[…])",
            en=f"{grant.rule} states no amount; give the parts with attrs.evolve(grant, parts=[…])",
        )
    elif fine:
        _check_periods(given, grant, faults)
    by_key = rules_by_key(rules, Financeable, faults)
    for same in by_key.values():
        check_is_one(same, faults)
    about = [same[0] for same in by_key.values()]
    faults.raise_as(InvalidInput)
    used: dict[GrantPart, int] = dict.fromkeys(grant.parts, 0)
    paid: dict[str, dict[GrantPart, int]] = {}
    corrected = {r.corrects: r.key for r in given if r.corrects is not None}
    outcomes: list[RequestOutcome] = []
    for request in given:
        before = paid.get(request.corrects, {}) if request.corrects is not None else {}
        for part, ore in before.items():
            used[part] -= ore
        answers = tuple(_answer(cost, request, about, as_of) for cost in request.costs)
        accepted = _by_part(answers, request, grant)
        now: dict[GrantPart, int] = {}
        for part, ore in accepted.items():
            now[part] = max(min(ore, _room(part, grant, used)), -used[part])
            used[part] += now[part]
        paid[request.key] = now
        end = request.period.end
        assert end is not None
        last = grant.part_of(end)
        assert last is not None
        outcomes.append(
            RequestOutcome(
                request=request,
                costs=answers,
                accepted=from_ore(sum(accepted.values())),
                above_grant=from_ore(max(sum(accepted.values()) - sum(now.values()), 0)),
                before=from_ore(sum(before.values())),
                payment=from_ore(sum(now.values()) - sum(before.values())),
                left=from_ore(_room(last, grant, used)),
                corrected_by=corrected.get(request.key),
                notes=(*_notes(grant, last), *_taken_back(accepted, now), *_freed(outcomes, last)),
                part=last,
            )
        )
    return RequestCheck(grant=grant, as_of=as_of, outcomes=tuple(outcomes))


def _room(part: GrantPart, grant: Grant, used: dict[GrantPart, int]) -> int:
    """Returns how much can still be paid of a part, in öre, with what goes over from those before.

    What goes over may have been paid out of a later part already, so that no part may be looked at
    alone.
    """
    if not grant.carries_over:
        return to_ore(part.amount) - used[part]
    left = list(accumulate(to_ore(each.amount) - used[each] for each in grant.parts))
    return min(left[grant.parts.index(part) :])


def _taken_back(accepted: dict[GrantPart, int], now: dict[GrantPart, int]) -> Iterable[Text]:
    """Yields that more is taken back than was paid."""
    over = sum(max(now[part] - ore, 0) for part, ore in accepted.items())
    if over:
        sv, en = (shown(from_ore(over), lang) for lang in ("sv", "en"))
        yield Text(
            sv=f"{sv} mer tas tillbaka än vad som har betalats; det räknas inte.",
            en=f"{en} more is taken back than was paid; it isn't counted.",
        )


def _freed(outcomes: Iterable["RequestOutcome"], last: GrantPart) -> Iterable[Text]:
    """Yields earlier requests that the grant cut short, where it has room again."""
    for earlier in outcomes:
        if earlier.above_grant and earlier.corrected_by is None and earlier.part == last:
            sv, en = (shown(earlier.above_grant, lang) for lang in ("sv", "en"))
            key = earlier.request.key
            yield Text(
                sv=f"Av {key} betalades inte {sv}; finns det plats igen begärs det i en rättelse.",
                en=f"Of {key} {en} wasn't paid; if there is room again, a correction asks for it.",
            )


def _notes(grant: Grant, last: GrantPart) -> Iterable[Text]:
    if grant.status is GrantStatus.APPLIED_FOR:
        yield Text(
            sv="Beloppet är sökt, inte beviljat.", en="The amount is applied for, not granted."
        )
    if grant.depends_on_members:
        yield Text(
            sv="Beslutet gäller bara om förbundet får medel av medlemmarna.",
            en="The grant stands only if the members fund the association.",
        )
    if grant.carries_over is None and grant.parts.index(last):
        yield Text(
            sv="Källan säger inte om det som blir över går vidare till nästa del; här gör det inte"
            " det.",
            en="The source doesn't say whether what is left goes over to the next part; here it"
            " doesn't.",
        )


def _answer(
    cost: Cost, request: PaymentRequest, about: list[Financeable], as_of: dt.date
) -> CostOutcome:
    days = request.period if cost.incurred is None else cost.incurred
    if days.end is not None and days.end > as_of:
        return CostOutcome(
            cost=cost,
            answer=Answer.REFUSED,
            why=Text(
                sv=f"inte upparbetat den {as_of}; perioden slutar {days.end}",
                en=f"not incurred on {as_of}; the period ends on {days.end}",
            ),
        )
    for rule in about:
        if cost.kind in rule.borne:
            return CostOutcome(
                cost=cost,
                answer=Answer.REFUSED,
                why=Text(sv="bärs av parten själv", en="borne by the party itself"),
                rule=rule.rule,
                citation=rule.citation,
            )
    for rule in about:
        if cost.kind in rule.limited:
            return CostOutcome(
                cost=cost,
                answer=Answer.TO_DECIDE,
                why=Text(
                    sv="bara en viss del finansieras; källan säger inte hur mycket",
                    en="only some of it is financed; the source doesn't say how much",
                ),
                rule=rule.rule,
                citation=rule.citation,
            )
        if cost.kind in rule.financed:
            return CostOutcome(
                cost=cost,
                answer=Answer.ACCEPTED,
                why=Text(sv="får finansieras", en="may be financed"),
                rule=rule.rule,
                citation=rule.citation,
            )
    return CostOutcome(
        cost=cost,
        answer=Answer.TO_DECIDE,
        why=Text(
            sv="reglerna säger inget om det kostnadsslaget",
            en="the rules say nothing of that kind of cost",
        ),
    )


def _by_part(
    answers: tuple[CostOutcome, ...], request: PaymentRequest, grant: Grant
) -> dict[GrantPart, int]:
    """Returns what is accepted of each part of the grant, in öre."""
    found: dict[GrantPart, int] = {}
    for outcome in answers:
        if outcome.answer is not Answer.ACCEPTED:
            continue
        days = request.period if outcome.cost.incurred is None else outcome.cost.incurred
        assert days.start is not None
        part = grant.part_of(days.start)
        assert part is not None
        found[part] = found.get(part, 0) + to_ore(outcome.cost.amount)
    return found


def _check_periods(requests: tuple[PaymentRequest, ...], grant: Grant, faults: Faults) -> None:
    whole = Interval(grant.start, grant.end)
    seen: dict[str, PaymentRequest] = {}
    for i, request in enumerate(requests):
        path = f"requests[{i}]"
        if request.key in seen:
            faults.add(
                "duplicate",
                f"{path}.key",
                sv=f"nyckeln {request.key!r} finns redan",
                en=f"the key {request.key!r} is taken",
                value=request.key,
            )
        if not whole.covers(request.period):
            faults.add(
                "outside_grant",
                f"{path}.period",
                sv=f"{shown(request.amount, 'sv')} för {request.period.describe('sv')} ligger"
                f" utanför tiden för {grant.rule}, {whole.describe('sv')}",
                en=f"{shown(request.amount, 'en')} for {request.period.describe('en')} lies outside"
                f" the time of {grant.rule}, {whole.describe('en')}",
            )
        else:
            _check_parts(request, grant, path, faults)
        if request.corrects is not None:
            _check_correction(request, requests, seen, path, faults)
        else:
            for key, other in seen.items():
                if other.corrects is None and other.period.overlaps(request.period):
                    faults.add(
                        "overlap",
                        f"{path}.period",
                        sv=f"{request.period.describe('sv')} ({shown(request.amount, 'sv')})"
                        f" överlappar {key}, {other.period.describe('sv')}"
                        f" ({shown(other.amount, 'sv')}); en rättelse anges med corrects={key!r}",
                        en=f"{request.period.describe('en')} ({shown(request.amount, 'en')})"
                        f" overlaps {key}, {other.period.describe('en')}"
                        f" ({shown(other.amount, 'en')}); a correction says corrects={key!r}",
                    )
        seen.setdefault(request.key, request)


def _check_correction(
    request: PaymentRequest,
    requests: tuple[PaymentRequest, ...],
    seen: dict[str, PaymentRequest],
    path: str,
    faults: Faults,
) -> None:
    assert request.corrects is not None
    earlier = seen.get(request.corrects)
    if earlier is None:
        what = Text(sv="en tidigare rekvisition", en="an earlier request")
        faults.unknown(f"{path}.corrects", what=what, value=request.corrects, among=seen)
        return
    first = next(r for r in requests if r.corrects == request.corrects)
    if first is not request:
        faults.add(
            "twice",
            f"{path}.corrects",
            sv=f"{request.corrects} är redan rättad av {first.key}; rätta den i stället",
            en=f"{request.corrects} was corrected by {first.key} already; correct that one instead",
        )
    if earlier.period != request.period:
        faults.add(
            "period",
            f"{path}.period",
            sv=f"en rättelse är för samma period: {earlier.period.describe('sv')}, inte"
            f" {request.period.describe('sv')}",
            en=f"a correction is for the same period: {earlier.period.describe('en')}, not"
            f" {request.period.describe('en')}",
        )


def _check_parts(request: PaymentRequest, grant: Grant, path: str, faults: Faults) -> None:
    """Notes a cost that lies over two parts of a grant, or in a gap between them."""
    for i, cost in enumerate(request.costs):
        days = request.period if cost.incurred is None else cost.incurred
        assert days.start is not None
        assert days.end is not None
        first, last = grant.part_of(days.start), grant.part_of(days.end)
        if first is None or first is not last:
            faults.add(
                "two_parts",
                f"{path}.costs[{i}]",
                sv=f"{shown(cost.amount, 'sv')} för {days.describe('sv')} ligger inte i en del av"
                f" {grant.rule}; ange kostnaden delad, med dagarna i incurred",
                en=f"{shown(cost.amount, 'en')} for {days.describe('en')} doesn't lie in one part"
                f" of {grant.rule}; state the cost divided, with its days in incurred",
            )
