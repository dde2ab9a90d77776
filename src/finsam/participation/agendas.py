"""`agenda` and `plan`: from participations, a measure and a day to what is owed."""

import datetime as dt
from collections.abc import Iterable

from finsam.errors import Faults, InvalidInput, as_tuple
from finsam.participation.life_cycle import Participation
from finsam.participation.obligations import Agenda, Duty, Obligation, Remark
from finsam.participation.timing import HasTiming, TimingRule, timing_of

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
        measure: a measure, or anything else that carries timing rules.
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
        for rule in rules:
            obligations.extend(rule.obligations(life, as_of))
            duties.extend(rule.duties(life, as_of))
            remarks.extend(rule.remarks(life, as_of))
    return Agenda(
        as_of=as_of, obligations=obligations, duties=tuple(duties), remarks=tuple(remarks)
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
    found = [each for life in lives for rule in rules for each in rule.foreseen(life, as_of, until)]
    return Agenda(as_of=as_of, obligations=found)
