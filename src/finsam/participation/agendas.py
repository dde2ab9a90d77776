"""`agenda` and `plan`: from participations, a measure and a day to what is owed."""

import datetime as dt
from collections.abc import Iterable, Iterator

from finsam.errors import Faults, InvalidInput, as_tuple
from finsam.legaltime import Interval
from finsam.participation.life_cycle import Participation
from finsam.participation.obligations import Agenda, Duty, Obligation, Remark, Status
from finsam.participation.runs import Runs
from finsam.participation.timing import DueRule, HasTiming, TimingRule, timing_of
from finsam.rules import Validity
from finsam.texts import Text

__all__ = ["agenda", "plan"]


def __dir__() -> list[str]:
    return __all__


def _asked(
    participations: Participation | Iterable[Participation],
    measure: HasTiming,
    as_of: dt.date,
    faults: Faults,
) -> tuple[list[Participation], tuple[TimingRule, ...]]:
    """Returns the participations as they stand on a day, less those entered in error; the rules."""
    given = (
        (participations,) if isinstance(participations, Participation) else as_tuple(participations)
    )
    faults.plain_date(as_of, "as_of")
    keys: dict[str, int] = {}
    for i, each in enumerate(given):
        path = f"participations[{i}]"
        if not faults.of_type(each, Participation, path) or each.key is None:
            continue
        if each.key in keys:
            faults.add(
                "duplicate",
                f"{path}.key",
                sv=f"nyckeln {each.key!r} har också participations[{keys[each.key]}]",
                en=f"the key {each.key!r} is that of participations[{keys[each.key]}] too",
                value=each.key,
            )
        keys.setdefault(each.key, i)
    rules: tuple[TimingRule, ...] = ()
    try:
        rules = timing_of(measure)
    except InvalidInput as error:
        faults.found.extend(error.faults)
    faults.raise_as(InvalidInput)
    lives = [each.at(as_of) for each in given]
    return [life for life in lives if not life.is_error], rules


def agenda(
    participations: Participation | Iterable[Participation],
    measure: HasTiming,
    *,
    as_of: dt.date,
) -> Agenda:
    """Says what is owed on a day for one participation or many, the overdue first.

    >>> import datetime as dt
    >>> from finsam.participation import Participation, agenda
    >>> from finsam.rulebooks import norra_vastmanland
    >>> stay = Participation(enrolled=dt.date(2022, 1, 31)).followed_up(dt.date(2022, 4, 28))
    >>> day = dt.date(2022, 9, 1)
    >>> for item in agenda(stay, norra_vastmanland.SAMORDNINGSTEAM, as_of=day):
    ...     if item.kind == "followed_up":
    ...         print(item.nominal, item.due, item.status.value, item.rule)
    2022-07-28 2022-07-28 overdue NV-10
    2022-04-30 2022-04-30 met NV-10

    Args:
        participations: one, or any number of them, with different keys.
        measure: a measure, or anything else that carries timing rules. Its days, by its `Runs` or
            else by `valid` where it has one, bound what recurs.
        as_of: the day; events after it don't exist yet.

    Raises:
        InvalidInput: an argument of another type, or two participations of one key; all faults
            at once.

    Source: the how-to What is due.
    """
    lives, rules = _asked(participations, measure, as_of, Faults())
    obligations: list[Obligation] = []
    duties: list[Duty] = []
    remarks: list[Remark] = []
    for life in lives:
        applying = [(rule, rule.applies(life, as_of)) for rule in rules]
        mine = [rule for rule, applies in applying if applies]
        time = _time(life, mine, measure, as_of)
        for rule in mine:
            owed = list(rule.obligations(life, as_of, time))
            obligations.extend(owed)
            duties.extend(rule.duties(life, as_of))
            remarks.extend(rule.remarks(life, as_of))
            remarks.extend(_while_resting(life, rule, owed))
        remarks.extend(_not_known(life, rule, as_of) for rule, known in applying if known is None)
        remarks.extend(_answering_nothing(life, mine))
    return Agenda(
        as_of=as_of,
        obligations=obligations,
        duties=tuple(duties),
        remarks=tuple(remarks),
        is_stated=bool(rules),
    )


def _time(
    life: Participation, rules: Iterable[TimingRule], measure: object, as_of: dt.date
) -> Interval:
    """Returns the days in which what recurs is owed.

    They are those of the measure, by its `Runs` or else by when its rules are in force, up to
    the last of a longest stay that binds.
    """
    bounds = [rule.bounds(life, as_of) for rule in rules]
    valid = getattr(measure, "valid", None)
    if isinstance(valid, Validity) and not any(isinstance(rule, Runs) for rule in rules):
        bounds.append(Interval(valid.start, valid.end))
    start = max((each.start for each in bounds if each.start is not None), default=None)
    end = min((each.end for each in bounds if each.end is not None), default=None)
    if start is not None and end is not None:
        start = min(start, end)
    return Interval(start, end)


def _while_resting(
    life: Participation, rule: TimingRule, owed: Iterable[Obligation]
) -> Iterator[Remark]:
    """Yields that a participation rests, where something is due or late."""
    rests = life.pauses and life.pauses[-1].end is None
    if not rests or not any(each.status in {Status.DUE, Status.OVERDUE} for each in owed):
        return
    since = life.pauses[-1].start
    assert since is not None
    stops = isinstance(rule, DueRule) and rule.pause_stops_time
    how = _MAY_STOP if stops else _STOPS_NOT
    yield _notice(
        life,
        rule,
        since,
        sv=f"uppehåll sedan {since}, som {how.sv} tiden",
        en=f"a pause since {since}, which {how.en} time",
    )


_MAY_STOP = Text(sv="kan stoppa", en="may stop")
_STOPS_NOT = Text(sv="inte stoppar", en="doesn't stop")


def _not_known(life: Participation, rule: TimingRule, as_of: dt.date) -> Remark:
    """Returns that it isn't known whether a rule applies."""
    return _notice(
        life,
        rule,
        as_of,
        sv=f"det är inte känt om regeln gäller här: {rule.text.sv}",
        en=f"it isn't known whether the rule applies here: {rule.text.en}",
    )


def _answering_nothing(life: Participation, rules: Iterable[TimingRule]) -> Iterator[Remark]:
    """Yields each event of a kind that rules ask for, though none asks for that one."""
    for event in life.events:
        asking = [(rule, rule.meets(life, event)) for rule in rules]
        asking = [(rule, met) for rule, met in asking if met is not None]
        if asking and not any(met for _, met in asking):
            which = None if event.point is None else event.point.describe
            if event.recipient is not None:
                which = event.recipient.in_
            sv, en = ("", "") if which is None else (f" ({which('sv')})", f" ({which('en')})")
            yield _notice(
                life,
                asking[0][0],
                event.on,
                sv=f"{event.in_('sv')}{sv} svarar inte mot någon regel",
                en=f"{event.in_('en')}{en} answers to no rule",
            )


def _notice(life: Participation, rule: TimingRule, on: dt.date, *, sv: str, en: str) -> Remark:
    return Remark(
        promise=rule, text=Text(sv=sv, en=en), on=on, participation=life.key, is_notice=True
    )


def plan(
    participations: Participation | Iterable[Participation],
    measure: HasTiming,
    *,
    as_of: dt.date,
    until: dt.date,
) -> Agenda:
    """Says what will be owed up to a day, if nothing happens but what is planned.

    >>> import datetime as dt
    >>> from finsam.participation import Participation, plan
    >>> from finsam.rulebooks import model
    >>> stay = Participation(enrolled=dt.date(2022, 8, 31))
    >>> day, until = dt.date(2022, 9, 1), dt.date(2023, 8, 31)
    >>> foreseen = plan(stay, model.SAMORDNINGSTEAM, as_of=day, until=until)
    >>> [item.nominal.isoformat() for item in foreseen]
    ['2022-11-30', '2023-02-28', '2023-05-31', '2023-08-31']

    Args:
        participations: one, or any number of them, with different keys.
        measure: a measure, or anything else that carries timing rules.
        as_of: the day from which it looks ahead; events after it don't exist yet.
        until: the last day that is looked at, included.

    Raises:
        InvalidInput: an argument of another type, two participations of one key, or `until`
            before `as_of`; all faults at once.

    Source: the how-to What is due.
    """
    faults = Faults()
    dated = Faults().plain_date(as_of, "as_of")  # `_asked` tells what is wrong with it
    if faults.plain_date(until, "until") and dated and until < as_of:
        faults.add(
            "order",
            "until",
            sv=f"{until} ligger före {as_of}",
            en=f"{until} lies before {as_of}",
        )
    lives, rules = _asked(participations, measure, as_of, faults)
    found: list[Obligation] = []
    for life in lives:
        mine = [rule for rule in rules if rule.applies(life, as_of)]
        time = _time(life, mine, measure, as_of)
        found += (each for rule in mine for each in rule.foreseen(life, as_of, until, time))
    return Agenda(as_of=as_of, obligations=found, is_stated=bool(rules))
