"""How long questions about whole rule sets take, as ratios to building one diagram, in one run.

Run it with `python benchmarks/sets.py`. Times are processor time, the best of several rounds; only
the ratios mean anything on another machine. The unit is to build the diagram of Finnveden's rules,
without which none of these questions can be answered.
"""

import datetime as dt
import time
import timeit
from collections.abc import Callable, Iterator

from finsam import Authority, Benefit, Person, assess, compare, eligible_periods
from finsam.exchange.records import record, replay
from finsam.rulebooks import finnveden, norra_vastmanland, sofint, vasteras
from finsam.rules import HasEligibility, RuleSet, implies, lint
from finsam.rules.atoms import Day
from finsam.rules.evaluate import Prepared

AS_OF = dt.date(2021, 11, 22)
START, END = dt.date(2000, 1, 1), dt.date(2060, 1, 1)
ROUNDS = 7
TEAM = finnveden.SAMVERKANSTEAM

SETTLED = Person(
    birth_date=dt.date(1995, 5, 1),
    municipality="Gislaved",
    needs={Authority.REGION, Authority.MUNICIPALITY},
    benefits={Benefit.ACTIVITY_COMPENSATION},
    facts={
        "ordinary_cooperation_not_enough": True,
        "has_impairment": True,
        "medical_obstacle": False,
        "social_obstacle": False,
        "active_abuse": False,
        "needs_coordinated_preparation": True,
    },
)
REFUSED = Person(
    birth_date=dt.date(2008, 5, 1),
    municipality="Sala",
    needs={Authority.REGION},
    benefits={Benefit.FULL_SICKNESS_COMPENSATION},
    facts={"medical_obstacle": True, "active_abuse": True},
)


def best(work: Callable[[], object], times: int) -> float:
    """Returns the least processor time of one call, in milliseconds."""
    rounds = timeit.repeat(work, number=times, repeat=ROUNDS, timer=time.process_time)
    return min(rounds) / times * 1e3


def rules_of(measure: object) -> RuleSet:
    """Returns the rules of a measure."""
    rules = getattr(measure, "eligibility", None)
    assert isinstance(rules, RuleSet)
    return rules


def build() -> object:
    """Builds the diagram of Finnveden's rules."""
    which = rules_of(TEAM)
    return Prepared.of(which.clauses, which.ways_in, which.vocabulary, Day(AS_OF))


def who_gains_and_loses(one: HasEligibility, other: HasEligibility) -> Callable[[], object]:
    """Returns work that compares two sets as far as who gains and who loses."""

    def work() -> object:
        found = compare(one, other, as_of=AS_OF)
        return found.gains, found.loses

    return work


def measured() -> Iterator[tuple[str, float]]:
    """Yields what is measured, and its time."""
    nv, sigma, va = norra_vastmanland.SAMORDNINGSTEAM, sofint.SIGMA, vasteras.SAMORDNINGSTEAM
    yield (
        "implies: SIGMA and its letter",
        best(lambda: implies(sigma, sofint.SIGMA_LETTER, as_of=AS_OF), 5),
    )
    yield "who gains and loses: Finnveden and Västerås", best(who_gains_and_loses(TEAM, va), 5)
    yield (
        "who gains and loses: Norra Västmanland and SIGMA",
        best(who_gains_and_loses(nv, sigma), 5),
    )
    found = compare(TEAM, va, as_of=AS_OF)
    yield (
        "all of it as text: Finnveden and Västerås",
        best(lambda: compare(TEAM, va, as_of=AS_OF).explain(), 2),
    )
    assert found.catchments.overlap is False
    yield (
        "periods over 60 years, Finnveden",
        best(lambda: eligible_periods(SETTLED, TEAM, start=START, end=END), 3),
    )
    refused = assess(REFUSED, TEAM, as_of=AS_OF)
    yield "changes, Finnveden", best(refused.changes, 3)
    yield "lint, Finnveden", best(lambda: lint(TEAM, as_of=AS_OF), 2)
    decision = assess(SETTLED, TEAM, as_of=AS_OF)
    kept = record(decision)
    yield "record", best(lambda: record(decision), 50)
    yield "replay", best(lambda: replay(kept, rules=TEAM), 50)


def main() -> None:
    """Prints the table."""
    unit = best(build, 5)
    rows = [("build one diagram, Finnveden", unit), *measured()]
    width = max(len(name) for name, _ in rows)
    for name, cost in rows:
        print(f"{name:<{width}}  {cost:>8.2f} ms  {cost / unit:>6.2f} × a diagram")


if __name__ == "__main__":
    main()
