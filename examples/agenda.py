"""What is due for four fictional participations, on a day, by the rules of their measures.

Run it with `python examples/agenda.py`. The text is in Swedish, for those who apply the rules.
"""

from collections.abc import Sequence
from datetime import date

from finsam.legaltime import Months
from finsam.measures import Measure
from finsam.participation import (
    ExitReason,
    Participation,
    Status,
    agenda,
    plan,
    timing_findings,
)
from finsam.rulebooks import finnveden, framsteget, norra_vastmanland
from finsam.terms import Role

OPEN = (Status.OVERDUE, Status.DUE, Status.UPCOMING)

SALA = (
    Participation(key="Sala 1", enrolled=date(2022, 1, 31))
    .followed_up(date(2022, 4, 28), continues=True)
    .action_plan_made(date(2022, 3, 10)),
    Participation(key="Sala 2", enrolled=date(2021, 8, 31))
    .followed_up(date(2021, 11, 30), continues=True)
    .followed_up(date(2022, 2, 24), continues=True)
    .followed_up(date(2022, 5, 20), continues=False)
    .exited(date(2022, 6, 3), reason=ExitReason.WORK)
    .documented(date(2022, 6, 10), recipient=Role.THE_PERSON),
)
VARNAMO = (Participation(key="Värnamo 1", enrolled=date(2021, 10, 11)),)
HABO = (
    Participation(key="Håbo 1", enrolled=date(2019, 9, 2))
    .consented(date(2019, 9, 2))
    .exited(date(2020, 2, 14), reason=ExitReason.STUDIES),
)


def show(participations: Sequence[Participation], measure: Measure, as_of: date) -> None:
    """Prints what is open, what is remarked, and what the next months will bring."""
    found = agenda(participations, measure, as_of=as_of)
    print(f"\n{measure.name.in_('sv')}, {as_of}")
    open_items = [item for item in found if item.status in OPEN]
    for item in open_items:
        print(f"  {item.participation}: {item.in_('sv')}")
    if not open_items:
        print("  Inget är öppet.")
    for remark in found.remarks:
        word = "brott mot" if remark.is_breach else "anmärkning enligt"
        print(f"  {remark.participation}: {word} {remark.rule}: {remark.text.in_('sv')}")
    ahead = plan(participations, measure, as_of=as_of, until=date(as_of.year, 12, 31))
    days = [f"{item.participation} {item.due} ({item.rule})" for item in ahead]
    if days:
        print(f"  Planerat i år: {', '.join(days)}")


def main() -> None:
    """Prints the agenda of each measure."""
    print("Det som ska göras, det försenade först")
    show(SALA, norra_vastmanland.SAMORDNINGSTEAM, date(2022, 6, 24))
    show(VARNAMO, finnveden.SAMVERKANSTEAM, date(2022, 10, 12))
    show(HABO, framsteget.SAMORDNINGSTEAM, date(2020, 12, 1))
    done = HABO[0].followed_up_later(date(2021, 2, 12), point=Months(12))
    show([done], framsteget.SAMORDNINGSTEAM, date(2021, 2, 15))
    print("\nRegler som inte kan hållas ihop")
    for finding in timing_findings(framsteget.SAMORDNINGSTEAM):
        print(f"  {' och '.join(finding.rules)}: {finding.text.in_('sv')}")


if __name__ == "__main__":
    main()
