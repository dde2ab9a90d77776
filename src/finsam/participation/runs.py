"""The time of the measure itself, and what of its rules can't be kept within it."""

import datetime as dt
from collections.abc import Iterator

from attrs import evolve, field, frozen

from finsam.errors import Faults, as_tuple
from finsam.legaltime import Interval, Period, latest_start
from finsam.participation.due import Stay, Within
from finsam.participation.events import FOLLOWED_UP_LATER
from finsam.participation.life_cycle import Participation
from finsam.participation.obligations import Remark
from finsam.participation.timing import HasTiming, TimingRule, timing_of
from finsam.rules import Validity
from finsam.texts import Text

__all__ = ["Runs", "TimingFinding", "timing_findings"]


def __dir__() -> list[str]:
    return __all__


_ONE_DAY = dt.timedelta(days=1)


@frozen(kw_only=True)
class Runs(TimingRule):
    """The time in which a measure goes on, with its extensions and its last day of intake.

    >>> import datetime as dt
    >>> from finsam.participation import Participation
    >>> from finsam.rulebooks import framsteget, vasteras
    >>> vasteras.JOBBFOKUS.timing[0].whole.describe("en")  # extended by a year
    '2018-09-01–2022-06-30'
    >>> rule, late = framsteget.SAMORDNINGSTEAM.timing[0], dt.date(2020, 11, 1)
    >>> [remark.text.en for remark in rule.remarks(Participation(enrolled=late), late)]
    ['enrolled on 2020-11-01; intake is open 2018-01-01–2020-10-31']

    Attributes:
        time: the days of the measure, the extensions left out.
        extended_to: the new last day of each extension, in order.
        last_intake: the last day of intake; None where none is set.

    Raises:
        InvalidRules: a part is missing or of another type, or an extension ends before what it
            extends; all faults at once.

    Source: HA-02, VA-19, NV-28.
    """

    time: Interval
    extended_to: tuple[dt.date, ...] = field(default=(), converter=as_tuple)
    last_intake: dt.date | None = None

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        if faults.of_type(self.time, Interval, "time"):
            last = self.time.end
            for i, day in enumerate(self.extended_to):
                path = f"extended_to[{i}]"
                if faults.plain_date(day, path) and (last is None or day <= last):
                    faults.add(
                        "order",
                        path,
                        sv=f"en förlängning till {day} börjar från {last}",
                        en=f"an extension to {day} starts from {last}",
                    )
                last = day
        if self.last_intake is not None:
            faults.plain_date(self.last_intake, "last_intake")

    @property
    def whole(self) -> Interval:
        """The days of the measure with its extensions."""
        end = self.extended_to[-1] if self.extended_to else self.time.end
        return evolve(self.time, end=end)

    def bounds(self, life: Participation, as_of: dt.date) -> Interval:
        """Returns the days of the measure."""
        return self.whole

    def remarks(self, life: Participation, as_of: dt.date) -> Iterator[Remark]:
        """Yields an enrolment or a stay outside the time of the measure."""
        start = life.enrolment
        if start is None:
            return
        if start not in self.whole:
            yield self._outside(life, start, self.whole)
        elif self.last_intake is not None and start > self.last_intake:
            yield self._outside(life, start, evolve(self.whole, end=self.last_intake))
        last = self.whole.end
        now = as_of if life.exit is None else life.exit
        if last is not None and start <= last < now:
            yield Remark(
                promise=self,
                text=Text(
                    sv=f"insatsen tog slut {last}, och deltagandet gick vidare",
                    en=f"the measure ended on {last}, and the participation went on",
                ),
                on=last + _ONE_DAY,
                participation=life.key,
            )

    def _outside(self, life: Participation, on: dt.date, open_in: Interval) -> Remark:
        return Remark(
            promise=self,
            text=Text(
                sv=f"inskriven {on}; intag är öppet {open_in.describe('sv')}",
                en=f"enrolled on {on}; intake is open {open_in.describe('en')}",
            ),
            on=on,
            participation=life.key,
        )


@frozen(kw_only=True)
class TimingFinding:
    """Something about the timing rules themselves: what can't be kept, or stands in two ways.

    >>> from finsam.participation import timing_findings
    >>> from finsam.rulebooks import framsteget
    >>> for found in timing_findings(framsteget.SAMORDNINGSTEAM):
    ...     print(found.text.in_("en"))
    who is enrolled after 2020-09-30 has not 3 months left before the measure ends on 2020-12-31
    who exits after 2019-12-31 has not 12 months left before the measure ends on 2020-12-31

    Attributes:
        code: what kind of finding, for programs.
        rules: the rules that it is about.
        text: what doesn't fit.
        day: the last day for which both can be kept.

    Source: X-09, X-21.
    """

    code: str
    rules: tuple[str, ...]
    text: Text
    day: dt.date


def timing_findings(measure: "HasTiming") -> tuple[TimingFinding, ...]:
    """Says which timing rules of a measure can't be kept up to its last day.

    >>> from finsam.participation import timing_findings
    >>> from finsam.rulebooks import framsteget
    >>> for found in timing_findings(framsteget.SAMORDNINGSTEAM):
    ...     print(found.code, found.rules, found.day)
    last_intake ('HA-02', 'HA-07') 2020-09-30
    last_exit ('HA-02', 'HA-12') 2019-12-31

    Args:
        measure: a measure, or anything else that carries timing rules.

    Raises:
        InvalidInput: it carries none.

    A last day that differs from that of the rules of taking part (`valid`) is a finding too.

    Source: X-09 (the last intake and the shortest stay), X-21 (the last exit that can be
        evaluated within the time of the measure).
    """
    rules = timing_of(measure)
    found: list[TimingFinding] = []
    for runs in rules:
        end = runs.whole.end if isinstance(runs, Runs) else None
        if not isinstance(runs, Runs) or end is None:
            continue
        valid = getattr(measure, "valid", None)
        if isinstance(valid, Validity) and valid.end not in {None, end}:
            found.append(_two_ends(runs, valid))
        for rule in rules:
            if isinstance(rule, Stay) and rule.at_least is not None and runs.last_intake:
                last = latest_start(end, rule.at_least)
                if last is not None and last < runs.last_intake:
                    found.append(_too_late(runs, rule, "last_intake", rule.at_least, last))
            elif isinstance(rule, Within) and rule.done_by.key == FOLLOWED_UP_LATER.key:
                last = latest_start(end, rule.period)
                if last is not None:
                    found.append(_too_late(runs, rule, "last_exit", rule.period, last))
    return tuple(found)


def _two_ends(runs: "Runs", valid: Validity) -> TimingFinding:
    assert runs.whole.end is not None
    return TimingFinding(
        code="two_ends",
        rules=(runs.rule, *([valid.rule] if valid.rule is not None else [])),
        text=Text(
            sv=f"insatsen slutar {runs.whole.end}, men dess regler gäller till och med {valid.end}",
            en=f"the measure ends on {runs.whole.end}, but its rules are in force up to"
            f" {valid.end}",
        ),
        day=runs.whole.end,
    )


def _too_late(
    runs: "Runs", rule: TimingRule, code: str, period: Period, last: dt.date
) -> TimingFinding:
    what = _LAST[code]
    return TimingFinding(
        code=code,
        rules=(runs.rule, rule.rule),
        text=Text(
            sv=f"{what.sv} {last} hinner inte {period.describe('sv')} före insatsens slut"
            f" {runs.whole.end}",
            en=f"{what.en} {last} has not {period.describe('en')} left before the measure ends"
            f" on {runs.whole.end}",
        ),
        day=last,
    )


_LAST = {
    "last_intake": Text(sv="den som skrivs in efter", en="who is enrolled after"),
    "last_exit": Text(sv="den som avslutas efter", en="who exits after"),
}
