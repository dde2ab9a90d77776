"""Assesses six referrals under the rules of all measures that come with finsam.

It prints, in Swedish, an overview of who can go where, then for each person and measure the
verdict, why, and what is still to ask, and last the whole explanation of one of the answers.
The persons are made up. Run it with: python examples/assess_referral.py
"""

import datetime as dt
import textwrap
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import groupby
from typing import NamedTuple

from finsam import (
    Authority,
    Benefit,
    Between,
    Concern,
    ConcernOutcome,
    Consent,
    Decision,
    NotApplicable,
    Outcome,
    Person,
    Referral,
    Service,
    Verdict,
    assess,
)
from finsam.rulebooks import (
    finnveden,
    framsteget,
    model,
    national,
    norra_vastmanland,
    sofint,
    vasteras,
)
from finsam.rules import NotForIndividuals, Strength
from finsam.terms import Role

WIDTH = 96
BOOKS = (model, national, norra_vastmanland, vasteras, framsteget, sofint, finnveden)
MEASURES = tuple(measure for book in BOOKS for measure in book.BOOK.measures.values())


class Case(NamedTuple):
    """A referral, the day on which it is assessed, and a label that names nobody."""

    label: str
    day: dt.date
    referral: Referral


# The obstacles that the sources name. In a form each is a question of its own: what isn't stated
# is unknown, and never taken for a no.
NO_OBSTACLE = {
    "ongoing_addiction": False,
    "known_threatening": False,
    "custody_ahead": False,
    "serious_illness": False,
    "active_abuse": False,
    "medical_obstacle": False,
    "social_obstacle": False,
}
TOLD_AND_HEARD = {"information_offered": True, "own_wishes_heard": True}

CASES = (
    Case(
        "A: 21 år, aktivitetsersättning, Västerås",
        dt.date(2021, 11, 22),
        Referral(
            person=Person(
                birth_date=dt.date(2000, 2, 29),
                municipality="Västerås",
                current_with={Authority.MUNICIPALITY, Authority.SOCIAL_INSURANCE_AGENCY},
                needs={Authority.MUNICIPALITY, Authority.SOCIAL_INSURANCE_AGENCY},
                benefits={Benefit.ACTIVITY_COMPENSATION},
                facts=NO_OBSTACLE
                | {
                    "job_seeking": True,
                    "resident_in_area": True,
                    "needs_coordinated_rehabilitation": True,
                    "outside_labour_market": True,
                },
            ),
            referred_by=Authority.SOCIAL_INSURANCE_AGENCY,
            facts=TOLD_AND_HEARD,
        ),
    ),
    Case(
        "B: 46 år, sjukskriven, Sala; psykiatrin tar initiativet",
        dt.date(2021, 3, 8),
        Referral(
            person=Person(
                birth_date=dt.date(1975, 1, 14),
                municipality="Sala",
                current_with={Authority.REGION, Authority.SOCIAL_INSURANCE_AGENCY},
                needs={
                    Authority.REGION,
                    Authority.SOCIAL_INSURANCE_AGENCY,
                    Authority.PUBLIC_EMPLOYMENT_SERVICE,
                },
                benefits={Benefit.SICKNESS_BENEFIT},
                facts=NO_OBSTACLE
                | {
                    "sick_listed": True,
                    "job_seeking": False,
                    "resident_in_area": True,
                    "needs_coordinated_rehabilitation": True,
                    "coordinated_need_assessed": True,
                    "motivated_for_first_contact": True,
                    "manages_slow_pace": True,
                },
            ),
            referred_by=Authority.REGION,
            facts=TOLD_AND_HEARD | {"through_benefit_authority": False},
        ),
    ),
    Case(
        "C: 25 år, nyanländ, utan arbete och studier, Håbo",
        dt.date(2020, 9, 14),
        Referral(
            person=Person(
                birth_date=dt.date(1995, 6, 2),
                municipality="Håbo",
                current_with={Authority.MUNICIPALITY, Authority.PUBLIC_EMPLOYMENT_SERVICE},
                needs={Authority.MUNICIPALITY, Authority.PUBLIC_EMPLOYMENT_SERVICE},
                benefits={Benefit.INTRODUCTION_BENEFIT},
                facts=NO_OBSTACLE
                | {
                    "newly_arrived": True,
                    "works_or_studies": False,
                    "resident_in_area": True,
                    "needs_coordinated_rehabilitation": True,
                },
            ),
            referred_by=Authority.PUBLIC_EMPLOYMENT_SERVICE,
            consents={Consent.SHARING, Consent.REGISTRATION, Consent.LATER_FOLLOW_UP},
        ),
    ),
    Case(
        "D: 34 år, ensamstående, försörjningsstöd, Nora",
        dt.date(2020, 5, 18),
        Referral(
            person=Person(
                birth_date=dt.date(1985, 9, 30),
                municipality="Nora",
                current_with={Service.SOCIAL_SERVICES, Service.HEALTH_CENTRE},
                benefits={Benefit.SOCIAL_ASSISTANCE},
                facts=NO_OBSTACLE
                | {
                    "at_risk_of": {Authority.SOCIAL_INSURANCE_AGENCY: True},
                    "sex": "woman",
                    "single": True,
                    "job_seeking": True,
                },
            ),
            referred_by=Service.SOCIAL_SERVICES,
            consents={Consent.SHARING},
        ),
    ),
    Case(
        "E: 58 år, hel sjukersättning, pågående beroende, Gnosjö",
        dt.date(2021, 12, 1),
        Referral(
            person=Person(
                birth_date=dt.date(1963, 4, 17),
                municipality="Gnosjö",
                current_with={Authority.REGION, Authority.SOCIAL_INSURANCE_AGENCY},
                needs={Authority.REGION, Authority.MUNICIPALITY},
                benefits={Benefit.FULL_SICKNESS_COMPENSATION},
                facts=NO_OBSTACLE
                | {"ongoing_addiction": True, "active_abuse": True, "job_seeking": False},
            ),
            referred_by=Authority.MUNICIPALITY,
        ),
    ),
    Case(
        "F: halvfärdig blankett, född 2004 eller 2005, Värnamo",
        dt.date(2021, 11, 22),
        Referral(
            person=Person(
                birth_date=Between(dt.date(2004, 1, 1), dt.date(2005, 12, 31)),
                municipality="Värnamo",
                needs={Authority.MUNICIPALITY: True, Authority.REGION: True},
                facts={"works_or_studies": False, "need_identified_early": True},
            ),
        ),
    ),
)

# The order in which the answers are shown, the signs of the overview, and what they mean.
SIGNS = {
    Verdict.ELIGIBLE: "ja",
    Verdict.NEEDS_ASSESSMENT: "bed",
    Verdict.UNDETERMINED: "?",
    Verdict.NOT_ELIGIBLE: "nej",
}
LEGEND = """\
JA    behörig, och allt annat är klart
ja    behörig; om vägen in, samtycke eller plats är något okänt
(ja)  behörig, men vägen in, samtycke eller plats är inte uppfyllt
bed   bara bedömningar saknas
?     uppgifter saknas
nej   inte behörig

I svaren nedan: ✗ regler som inte är uppfyllda, ? regler som inte går att avgöra ännu, → väg in,
! förtur. Numrerat står det som är kvar att ta reda på, i den ordning det är bäst att fråga.
Bara det som källan anger prövas. Några källor anger ingen kommun eller ingen väg in, och då
säger svaret inget om det. Behörig betyder aldrig antagen."""


def main() -> None:
    """Prints the overview, a block for each person and measure, and one whole explanation."""
    answers = {case: dict(_answers(case)) for case in CASES}
    _print_overview(answers)
    for case, decisions in answers.items():
        title = f"{case.label}, {case.day}"
        print(f"\n\n{title}\n{'=' * len(title)}")
        for decision in sorted(decisions.values(), key=_rank):
            nearest = f" (gäller inte den dagen; prövad {decision.as_of})"
            print(f"\n{decision.rules.name.sv}{nearest if decision.as_of != case.day else ''}")
            for line in _block(decision):
                print(line)
    case, measure = CASES[1], norra_vastmanland.SAMORDNINGSTEAM
    title = f"Hela svaret för {case.label}"
    print(f"\n\n{title}\n{'-' * len(title)}\n")
    print(answers[case][measure.name.sv].explain(lang="sv"))


def _answers(case: Case) -> Iterator[tuple[str, Decision]]:
    """Yields the decision on the day of the case, or the nearest day in force, by measure."""
    for measure in MEASURES:
        with suppress(NotApplicable):
            as_of = measure.valid.nearest(case.day)
            yield measure.name.sv, assess(case.referral, measure, as_of=as_of)


def _rank(decision: Decision) -> int:
    return list(SIGNS).index(decision.verdict)


def _print_overview(answers: Mapping[Case, Mapping[str, Decision]]) -> None:
    print("Vem kan delta var?\n")
    print(f"{'':36}{''.join(f'{case.label[0]:>6}' for case in answers)}")
    for measure in MEASURES:
        found = [decisions.get(measure.name.sv) for decisions in answers.values()]
        signs = "".join(f"{_sign(decision):>6}" for decision in found if decision is not None)
        name = textwrap.shorten(measure.name.sv, 35, placeholder=" …")
        print(f"{name:36}{signs or '   inte för enskilda'}")
    print()
    for case in answers:
        print(case.label)
    print(f"\n{LEGEND}")
    for reason in _not_for_individuals():
        print(f"\n{textwrap.fill(reason, WIDTH)}")


def _sign(decision: Decision) -> str:
    if decision.verdict is not Verdict.ELIGIBLE or decision.ready is None:
        return SIGNS[decision.verdict]
    return "JA" if decision.ready else "(ja)"


def _not_for_individuals() -> Iterator[str]:
    """Yields why a measure is left out, for those that nobody can be assessed for."""
    for measure in MEASURES:
        rules = measure.eligibility
        if isinstance(rules, NotForIndividuals):
            yield f"Inte för enskilda: {rules.reason.sv} ({rules.rule})."


def _block(decision: Decision) -> Iterator[str]:
    """Yields the headline, the reasons, and what is still to ask."""
    yield f"  {decision.headline('sv')}"
    required = [f for f in decision.findings if f.clause.strength is Strength.REQUIRED]
    for finding in required:
        if finding.outcome is Outcome.FAILED:
            yield from _wrapped("  ✗ ", f"{finding.clause.text.sv} ({finding.clause.rule})")
    if decision.concerns[Concern.ROUTE] is ConcernOutcome.NOT_MET:
        for way in decision.open_ways:
            yield from _wrapped("  → ", f"Väg in som kan vara öppen: {way.text.sv} ({way.rule})")
    if decision.verdict is Verdict.NOT_ELIGIBLE:
        return
    unknown = [f.clause.rule for f in required if f.outcome is Outcome.UNKNOWN]
    if unknown:
        yield f"  ? okänt: {', '.join(dict.fromkeys(unknown))}"
    if decision.has_priority:
        yield "  ! har förtur"
    for number, question in enumerate(_questions(decision), 1):
        yield from _wrapped(f"  {number:>2}. ", question)


def _questions(decision: Decision) -> Iterator[str]:
    """Yields what is missing in order, members of one set together, and who judges it."""
    for fact, group in groupby(decision.missing, key=lambda missing: missing.fact):
        asked = fact.question.sv
        members = [missing.question("sv").removeprefix(f"{asked} – ") for missing in group]
        question = asked if members == [asked] else f"{asked} {', '.join(members)}"
        judge = fact.judged_by
        if judge is None:
            yield question
        elif judge.key == Role.NOT_STATED:
            yield f"{question} (bedömning; källan säger inte av vem)"
        else:
            yield f"{question} (bedöms av {judge.name.sv})"


def _wrapped(start: str, text: str) -> list[str]:
    indent = " " * len(start)
    return textwrap.wrap(text, WIDTH, initial_indent=start, subsequent_indent=indent)


if __name__ == "__main__":
    main()
