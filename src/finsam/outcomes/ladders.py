"""Movements on a ladder: from which step to which, as a table."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from finsam.errors import Faults, InvalidInput
from finsam.legaltime import Period
from finsam.outcomes.criteria import Seen, latest, steps_told
from finsam.outcomes.evaluation import at_day, read_stays
from finsam.outcomes.groups import UNKNOWN_GROUP
from finsam.outcomes.publishing import CountTable
from finsam.outcomes.questions import PERIODS, Answer, Answers, Ladder
from finsam.participation import Participation
from finsam.texts import Text

__all__ = ["movements"]


def __dir__() -> list[str]:
    return __all__


def movements(
    participations: Iterable[Participation],
    ladder: Ladder,
    answers: Iterable[Answer],
    *,
    as_of: dt.date,
    point: Period | None = None,
) -> CountTable:
    """Counts from which step to which those who have exited have moved.

    During the stay it is from the first step told to the last; one alone is a start without an
    end, or an end without a start if it was told nearer to the exit. With a point it is from the
    step at the exit to that at the point. What isn't known is a row and a column of its own. The
    table shows small counts: give it to `protect` before it is published.

    >>> import datetime as dt
    >>> from finsam import Participation
    >>> from finsam.outcomes import Answer, movements
    >>> from finsam.rulebooks import vasteras
    >>> stay = Participation(key="17", enrolled=dt.date(2021, 2, 1)).exited(dt.date(2021, 12, 1))
    >>> steps = [
    ...     Answer("17", "process_ladder", "pre_rehabilitation", dt.date(2021, 2, 1)),
    ...     Answer("17", "process_ladder", "work_or_studies", dt.date(2021, 11, 30)),
    ... ]
    >>> table = movements([stay], vasteras.LADDER, steps, as_of=dt.date(2022, 1, 15))
    >>> table.count("pre_rehabilitation", "work_or_studies"), table.count("total", "total")
    (1, 1)

    Args:
        participations: with different keys; those entered in error count nowhere.
        ladder: the ladder.
        answers: the steps told.
        as_of: the day; what comes after it doesn't exist yet.
        point: which follow-up after the exit; None for the stay itself.

    Raises:
        InvalidInput: an argument of another type, two participations of one key, an answer that
            can't be read; all faults at once.

    Source: VA-17; SUS, the standard report (what came after, given what was before).
    """
    faults = Faults()
    stays = read_stays(participations, faults)
    faults.plain_date(as_of, "as_of")
    faults.of_type(ladder, Ladder, "ladder")
    if point is not None:
        faults.of_type(point, PERIODS, "point")
    faults.raise_as(InvalidInput)
    read = Answers.read(answers, [ladder], stays, as_of=as_of)
    steps = [*(step.key for step in ladder.steps), UNKNOWN_GROUP.key]
    found: Counter[tuple[str, str]] = Counter()
    for stay in stays:
        life = at_day(stay, as_of)
        if life.exit is not None and not life.is_error:
            found[_moved(Seen(life=life, as_of=as_of, answers=read), ladder, point)] += 1
    after = "" if point is None else f", +{point.describe('sv')}"
    after_en = "" if point is None else f", +{point.describe('en')}"
    columns = (*ladder.steps, UNKNOWN_GROUP)
    return CountTable(
        key=ladder.key,
        title=Text(
            sv=f"{ladder.text.sv}: från (rad) till (kolumn){after}",
            en=f"{ladder.text.en}: from (row) to (column){after_en}",
        ),
        rows=columns,
        columns=columns,
        counts=[[found[one, other] for other in steps] for one in steps],
    )


def _moved(seen: Seen, ladder: Ladder, point: Period | None) -> tuple[str, str]:
    """Returns the keys of the step before and the step after."""
    at_start, at_exit = steps_told(seen, ladder)
    if point is None:
        return _step(ladder, at_start), _step(ladder, at_exit)
    later = latest(seen, ladder.key, point)
    return _step(ladder, at_exit), UNKNOWN_GROUP.key if later is None else str(later.value)


def _step(ladder: Ladder, place: int | None) -> str:
    return UNKNOWN_GROUP.key if place is None else ladder.steps[place].key
