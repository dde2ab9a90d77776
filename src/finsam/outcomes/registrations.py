"""What the national follow-up registers of participants, and the figures that it reports.

Until 2023-04-30 that is SUS, after it Uppföljning Finsam (X-10). The figures move with the day
on which they are taken out, so that the day is kept with each of them.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from finsam.errors import Faults, InvalidInput, as_tuple
from finsam.outcomes.groups import UNKNOWN_GROUP
from finsam.outcomes.hiding import check_count
from finsam.outcomes.key_figures import Durations
from finsam.outcomes.publishing import CountTable
from finsam.outcomes.questions import as_terms, exact_number
from finsam.outcomes.tallies import Tally
from finsam.terms import Sex, Term, TermEnum
from finsam.texts import Text

__all__ = [
    "FULL_TIME",
    "AnonymousParticipant",
    "FollowUpSystem",
    "Occupation",
    "RegisteredCounts",
    "Registration",
    "RegistrationFigures",
    "Situation",
    "follow_up_system",
    "registration_figures",
]


def __dir__() -> list[str]:
    return __all__


FULL_TIME = 40
"""The hours a week that are 100 % (SUS, registering participants): 20 hours are 50 %."""

_MONTHS = Text(sv="månader", en="months")
_LAST_OF_SUS = dt.date(2023, 4, 30)


class FollowUpSystem(TermEnum):
    """The national follow-up systems.

    >>> from finsam.outcomes import FollowUpSystem
    >>> [system.in_("sv") for system in FollowUpSystem]
    ['SUS', 'Uppföljning Finsam']

    Source: X-10; finsam.se, Uppföljning Finsam.
    """

    SUS = "sus", "SUS", "SUS"
    UPPFOLJNING_FINSAM = "uppfoljning_finsam", "Uppföljning Finsam", "Uppföljning Finsam"


def follow_up_system(day: dt.date) -> FollowUpSystem:
    """Returns the system in which participants were registered on a day.

    >>> import datetime as dt
    >>> from finsam.outcomes import follow_up_system
    >>> for day in (dt.date(2023, 4, 30), dt.date(2023, 5, 1)):
    ...     print(follow_up_system(day).in_("en"))
    SUS
    Uppföljning Finsam

    Args:
        day: the day.

    Raises:
        InvalidInput: it is no date.

    Source: X-10; NV-25, HA-16 and FI-17 name SUS.
    """
    faults = Faults()
    faults.plain_date(day, "day")
    faults.raise_as(InvalidInput)
    return FollowUpSystem.SUS if day <= _LAST_OF_SUS else FollowUpSystem.UPPFOLJNING_FINSAM


class Occupation(TermEnum):
    """The four groups of occupation, the first that fits: work comes before studies.

    >>> from finsam.outcomes import Occupation
    >>> [occupation.key for occupation in (each.term for each in Occupation)]
    ['paid_work', 'studies', 'seeking', 'other']

    Source: SUS, the standard report on participants.
    """

    PAID_WORK = "paid_work", "förvärvsarbete", "paid work"
    STUDIES = "studies", "studier", "studies"
    SEEKING = (
        "seeking",
        "aktivt arbetssökande, varken arbete eller studier",
        "actively seeking, neither working nor studying",
    )
    OTHER = "other", "annat", "other"


def _as_sources(given: "Iterable[Term | TermEnum | str] | None") -> tuple[str, ...] | None:
    """Returns the keys of sources of livelihood, each once and in order."""
    if given is None:
        return None
    return tuple(sorted({getattr(source, "key", source) for source in as_tuple(given)}, key=str))


@frozen(kw_only=True)
class Situation:
    """What somebody does and lives on, as it is registered at entry or at exit.

    What counts is actual work, not having a job; labour-market training counts as studies.

    >>> from decimal import Decimal
    >>> from finsam.outcomes import Situation
    >>> now = Situation(work_hours=20, study_hours=0, livelihoods=["sickness_benefit", "salary"])
    >>> now.occupation.in_("en"), now.work_share
    ('paid work', Fraction(1, 2))

    Attributes:
        work_hours: hours of work a week, 0 for none; None where it isn't known.
        study_hours: hours of study a week, 0 for none; None where it isn't known.
        seeking: whether the person actively seeks work; None where it isn't known.
        livelihoods: the keys of the sources of livelihood; None where they aren't known.

    Raises:
        InvalidInput: a part of another type, hours that are negative or more than a week has; all
            faults at once.

    Source: NV-25; SUS, registering participants and the standard report.
    """

    work_hours: int | Decimal | None = None
    study_hours: int | Decimal | None = None
    seeking: bool | None = None
    livelihoods: tuple[str, ...] | None = field(default=None, converter=_as_sources)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        for name in ("work_hours", "study_hours"):
            hours = getattr(self, name)
            if hours is not None and exact_number(hours, name, faults) and not 0 <= hours <= _WEEK:
                faults.add(
                    "range",
                    name,
                    sv=f"ska ligga mellan 0 och {_WEEK}",
                    en=f"lies between 0 and {_WEEK}",
                )
        if self.seeking is not None:
            faults.of_type(self.seeking, bool, "seeking")
        for i, key in enumerate(self.livelihoods or ()):
            faults.named(key, f"livelihoods[{i}]")
        faults.raise_as(InvalidInput)

    @property
    def occupation(self) -> Term:
        """The group of occupation; unknown where what is told doesn't settle it."""
        if self.work_hours:
            return Occupation.PAID_WORK.term
        if self.work_hours is None:
            return UNKNOWN_GROUP
        if self.study_hours:
            return Occupation.STUDIES.term
        if self.study_hours is None or self.seeking is None:
            return UNKNOWN_GROUP
        return Occupation.SEEKING.term if self.seeking else Occupation.OTHER.term

    @property
    def work_share(self) -> Fraction | None:
        """The hours of work as a share of full time; None where they aren't known."""
        return None if self.work_hours is None else Fraction(self.work_hours) / FULL_TIME

    @property
    def works_or_studies(self) -> bool | None:
        """Whether the person works or studies; None where it isn't known."""
        if self.work_hours or self.study_hours:
            return True
        return None if self.work_hours is None or self.study_hours is None else False

    def has_more_than(self, before: "Situation") -> bool | None:
        """Whether work or studies are more than before; None where it isn't known."""
        pairs = (
            (before.work_hours, self.work_hours),
            (before.study_hours, self.study_hours),
        )
        known = [now > then for then, now in pairs if then is not None and now is not None]
        if any(known):
            return True
        return False if len(known) == len(pairs) else None


_WEEK = 168


@frozen(kw_only=True)
class Registration:
    """A participant who is registered with personal data, and has consented to that.

    >>> import datetime as dt
    >>> from finsam.outcomes import Registration, Situation
    >>> registered = Registration(
    ...     started=dt.date(2021, 9, 1),
    ...     ended=dt.date(2022, 6, 15),
    ...     before=Situation(work_hours=0, study_hours=0, seeking=False),
    ...     after=Situation(work_hours=10, study_hours=0),
    ... )
    >>> registered.after.occupation.in_("en")
    'paid work'

    Attributes:
        started: the day of the entry registration.
        ended: the day of the exit registration; None before it.
        before: what was before the measure.
        after: what is after it; None before the exit.
        sex: the sex; None where it isn't known.
        education: the level of education, a term of your own; None where it isn't known.
        support_months: whole months on public support before the start, breaks of up to a month
            ignored; None where it isn't known.
        in_error: whether it is taken out as a wrong entry (*felregistrering*).

    Raises:
        InvalidInput: a part of another type, an end before the start, a situation after without
            an end; all faults at once.

    Source: NV-25, HA-16; SUS, registering participants.
    """

    started: dt.date
    ended: dt.date | None = None
    before: Situation = Situation()
    after: Situation | None = None
    sex: Sex | None = None
    education: Term | None = None
    support_months: int | None = None
    in_error: bool = False

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        fine = faults.plain_date(self.started, "started")
        if self.ended is not None:
            fine &= faults.plain_date(self.ended, "ended")
            if fine and self.ended < self.started:
                faults.add("order", "ended", sv="ligger före starten", en="lies before the start")
        faults.of_type(self.before, Situation, "before")
        if self.after is not None:
            faults.of_type(self.after, Situation, "after")
            if self.ended is None:
                faults.add(
                    "missing",
                    "ended",
                    sv="läget efter kräver ett avslut",
                    en="a situation after needs an end",
                )
        if self.sex is not None:
            faults.of_type(self.sex, Sex, "sex")
        if self.education is not None:
            faults.of_type(self.education, Term, "education")
        if self.support_months is not None:
            check_count(self.support_months, "support_months", faults)
        faults.of_type(self.in_error, bool, "in_error")
        faults.raise_as(InvalidInput)


@frozen(kw_only=True)
class AnonymousParticipant:
    """An anonymous participant: of them only the sex and the year of the start are known.

    >>> from finsam.outcomes import AnonymousParticipant
    >>> from finsam.terms import Sex
    >>> AnonymousParticipant(sex=Sex.WOMAN, start_year=2022).start_year
    2022

    Attributes:
        sex: the sex.
        start_year: the budget year of the start.

    Raises:
        InvalidInput: a part is of another type; all faults at once.

    Source: SUS, consent and anonymity; ordinance 2024:14, 5 §.
    """

    sex: Sex
    start_year: int

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.of_type(self.sex, Sex, "sex")
        faults.of_type(self.start_year, int, "start_year")
        faults.raise_as(InvalidInput)


@frozen(kw_only=True)
class RegisteredCounts:
    """How many are registered with personal data, how many in all, and when that was taken out.

    >>> import datetime as dt
    >>> from finsam.outcomes import RegisteredCounts
    >>> nation = RegisteredCounts(
    ...     participants=33_500, identified=14_700, extracted_on=dt.date(2016, 1, 16)
    ... )
    >>> nation.anonymous, float(nation.anonymous_share) > 0.56, nation.system.in_("en")
    (18800, True, 'SUS')

    Attributes:
        participants: all participations.
        identified: those with personal data; rates have these as their base.
        extracted_on: the day on which the figures were taken out; they move with it.

    Raises:
        InvalidInput: a count that is no count, more identified than all; all faults at once.

    Source: SUS, the standard report on participants; finsam.se, news of 2016-03-16.
    """

    participants: int
    identified: int
    extracted_on: dt.date

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        counts = {"participants": self.participants, "identified": self.identified}
        for name, count in counts.items():
            check_count(count, name, faults)
        faults.plain_date(self.extracted_on, "extracted_on")
        if not faults.found and self.identified > self.participants:
            faults.add("range", "identified", sv="fler än alla", en="more than there are")
        faults.raise_as(InvalidInput)

    @property
    def anonymous(self) -> int:
        """How many are anonymous, or only counted."""
        return self.participants - self.identified

    @property
    def anonymous_share(self) -> Fraction | None:
        """Their share of all; None when there are none."""
        return Fraction(self.anonymous, self.participants) if self.participants else None

    @property
    def system(self) -> FollowUpSystem:
        """The system that they were taken out of."""
        return follow_up_system(self.extracted_on)


@frozen(kw_only=True)
class RegistrationFigures:
    """The standard figures on participants, with the day on which they were taken out.

    >>> import datetime as dt
    >>> from finsam.outcomes import Registration, Situation, registration_figures
    >>> idle = Situation(work_hours=0, study_hours=0, seeking=False)
    >>> rows = [
    ...     Registration(
    ...         started=dt.date(2021, 9, 1),
    ...         ended=dt.date(2022, 6, 15),
    ...         before=idle,
    ...         after=Situation(work_hours=10, study_hours=0),
    ...     )
    ... ]
    >>> found = registration_figures(rows, extracted_on=dt.date(2023, 2, 1))
    >>> found.in_work_or_studies.describe("en"), found.started_or_increased.describe("en")
    ('1 of 1 (100.0 %)', '1 of 1 (100.0 %)')
    >>> found.occupation.count("other", "paid_work")
    1

    Attributes:
        counts: how many there are, with and without personal data, and the day.
        closed: how many with personal data have ended: the base of every rate.
        anonymous_by_year: the anonymous by the year of their start and sex.
        occupation: the four groups before (row) and after (column).
        livelihood: by source of livelihood, how many had it before, and after; one person may
            have several, so that they add up to no total.
        livelihood_after: by the source before, the sources after.
        in_work_or_studies: of the closed, those in work or studies after.
        started_or_increased: of those in work or studies after, those who have more than before.
        durations: the lengths of the closed participations; the first and the last day count.
        support: the months on public support before the start.
        education: how many of each level of education.

    Source: NV-25, HA-16, X-10; SUS, the standard report on participants.
    """

    counts: RegisteredCounts
    closed: int
    anonymous_by_year: CountTable
    occupation: CountTable
    livelihood: "tuple[tuple[str, int, int], ...]"
    livelihood_after: "tuple[tuple[str, str, int], ...]"
    in_work_or_studies: Tally
    started_or_increased: Tally
    durations: Durations
    support: Durations
    education: "tuple[tuple[str, int], ...]"

    @property
    def extracted_on(self) -> dt.date:
        """The day on which the figures were taken out."""
        return self.counts.extracted_on

    @property
    def system(self) -> FollowUpSystem:
        """The system that they were taken out of."""
        return self.counts.system


def registration_figures(
    registrations: Iterable[Registration],
    *,
    extracted_on: dt.date,
    anonymous: Iterable[AnonymousParticipant] = (),
) -> RegistrationFigures:
    """Works out the standard figures; wrong entries count nowhere.

    >>> import datetime as dt
    >>> from finsam.outcomes import AnonymousParticipant, registration_figures
    >>> from finsam.terms import Sex
    >>> unnamed = [AnonymousParticipant(sex=Sex.MAN, start_year=2022)]
    >>> found = registration_figures([], anonymous=unnamed, extracted_on=dt.date(2023, 6, 1))
    >>> found.counts.participants, found.closed, found.system.in_("en")
    (1, 0, 'Uppföljning Finsam')

    Args:
        registrations: those with personal data.
        extracted_on: the day on which they were taken out; what comes after it doesn't exist.
        anonymous: those without.

    Raises:
        InvalidInput: an argument of another type, or a start or an end after the day; all faults
            at once.

    Source: NV-25, HA-16, X-10; SUS, registering participants and the standard report.
    """
    faults = Faults()
    rows, unnamed = as_tuple(registrations), as_tuple(anonymous)
    fine = faults.plain_date(extracted_on, "extracted_on")
    for i, row in enumerate(rows):
        path = f"registrations[{i}]"
        if faults.of_type(row, Registration, path) and fine:
            for name in ("started", "ended"):
                day = getattr(row, name)
                if day is not None and day > extracted_on:
                    faults.add(
                        "after_as_of",
                        f"{path}.{name}",
                        sv="ligger efter uttagsdagen",
                        en="lies after the day of extraction",
                    )
    for i, one in enumerate(unnamed):
        fine &= faults.of_type(one, AnonymousParticipant, f"anonymous[{i}]")
        if fine and one.start_year > extracted_on.year:
            faults.add(
                "after_as_of",
                f"anonymous[{i}].start_year",
                sv="ligger efter uttagsdagen",
                en="lies after the day of extraction",
            )
    faults.raise_as(InvalidInput)
    kept = [row for row in rows if not row.in_error]
    closed = [row for row in kept if row.ended is not None]
    return RegistrationFigures(
        counts=RegisteredCounts(
            participants=len(kept) + len(unnamed), identified=len(kept), extracted_on=extracted_on
        ),
        closed=len(closed),
        anonymous_by_year=_by_year(unnamed),
        occupation=_occupation(closed),
        livelihood=_livelihood(closed),
        livelihood_after=_livelihood_after(closed),
        in_work_or_studies=_tallied(_after(row).works_or_studies for row in closed),
        started_or_increased=_tallied(
            _after(row).has_more_than(row.before) for row in closed if _after(row).works_or_studies
        ),
        durations=Durations(
            lengths=[(row.ended - row.started).days + 1 for row in closed if row.ended is not None]
        ),
        support=Durations(
            lengths=[row.support_months for row in kept if row.support_months is not None],
            unknown=sum(1 for row in kept if row.support_months is None),
            unit=_MONTHS,
        ),
        education=_education(kept),
    )


def _after(row: Registration) -> Situation:
    return Situation() if row.after is None else row.after


def _tallied(found: Iterable[bool | None]) -> Tally:
    counts = Counter(found)
    return Tally(yes=counts[True], no=counts[False], unknown=counts[None])


def _by_year(unnamed: Iterable[AnonymousParticipant]) -> CountTable:
    found = Counter((one.start_year, one.sex) for one in unnamed)
    years = sorted({year for year, _ in found})
    return CountTable(
        key="anonymous",
        title=Text(sv="Anonyma deltaganden efter startår", en="Anonymous, by year of the start"),
        rows=[Term(str(year), Text(sv=str(year), en=str(year))) for year in years],
        columns=as_terms(Sex),
        counts=[[found[year, sex] for sex in Sex] for year in years],
    )


def _occupation(closed: Iterable[Registration]) -> CountTable:
    groups = (*as_terms(Occupation), UNKNOWN_GROUP)
    found = Counter((row.before.occupation.key, _after(row).occupation.key) for row in closed)
    return CountTable(
        key="occupation",
        title=Text(
            sv="Sysselsättning före (rad) och efter (kolumn)",
            en="Occupation before (row) and after (column)",
        ),
        rows=groups,
        columns=groups,
        counts=[[found[one.key, other.key] for other in groups] for one in groups],
    )


def _livelihood(closed: list[Registration]) -> tuple[tuple[str, int, int], ...]:
    before = Counter(key for row in closed for key in _sources(row.before))
    after = Counter(key for row in closed for key in _sources(_after(row)))
    return tuple((key, before[key], after[key]) for key in sorted({*before, *after}))


def _livelihood_after(closed: list[Registration]) -> tuple[tuple[str, str, int], ...]:
    found = Counter(
        (one, other)
        for row in closed
        for one in _sources(row.before)
        for other in _sources(_after(row))
    )
    return tuple((one, other, number) for (one, other), number in sorted(found.items()))


def _sources(situation: Situation) -> tuple[str, ...]:
    return (UNKNOWN_GROUP.key,) if situation.livelihoods is None else situation.livelihoods


def _education(kept: list[Registration]) -> tuple[tuple[str, int], ...]:
    found = Counter((row.education or UNKNOWN_GROUP).key for row in kept)
    return tuple(sorted(found.items()))
