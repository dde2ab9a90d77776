"""How long a verdict takes, as ratios to the same rule written out by hand, in one run.

Run it with `python benchmarks/eligibility.py`. Times are processor time, the best of several
rounds; only the ratios mean anything on another machine.

The floor is Finnveden's rules as one hand-written function over a tuple of settled values,
with the findings as shared objects and nothing else: no citation, no unknown, no check of input.
"""

import datetime as dt
import time
import timeit
import tracemalloc
from collections.abc import Callable

from finsam import Authority, Benefit, Person, assess
from finsam.rulebooks import finnveden, sofint, vasteras
from finsam.rules import RuleSet
from finsam.rules.atoms import Day
from finsam.rules.evaluate import Evaluation, Prepared

AS_OF = dt.date(2021, 11, 22)
ROUNDS = 9

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
FORM = Person(birth_date=dt.date(1995, 5, 1), municipality="Gislaved", facts={"unemployed": True})
BY_HAND = (dt.date(1995, 5, 1), "Gislaved", 2, True, True, True, False, False, False, False, True)
LATEST, EARLIEST = dt.date(2005, 11, 22), dt.date(1956, 11, 22)
PLACES = frozenset({"Gislaved", "Gnosjö", "Värnamo"})
FINDINGS = tuple((object(), object()) for _ in range(11))


def floor(known: tuple[object, ...] = BY_HAND) -> tuple[bool, list[object]]:
    """Returns the verdict and eleven shared findings, as plain Python would have it."""
    birth, place, needs, too_complex, hinder, group, medical, social, abuse, full, mapping = known
    met = (
        EARLIEST < birth <= LATEST,  # type: ignore[operator]
        place in PLACES,
        needs >= 2,  # type: ignore[operator]
        too_complex,
        hinder,
        group,
        not medical,
        not social,
        not abuse,
        not full,
        mapping,
    )
    return all(met), [pair[bool(ok)] for pair, ok in zip(FINDINGS, met, strict=True)]


def best(work: Callable[[], object], times: int) -> float:
    """Returns the least processor time of one call, in microseconds."""
    rounds = timeit.repeat(work, number=times, repeat=ROUNDS, timer=time.process_time)
    return min(rounds) / times * 1e6


def cold(rules: RuleSet, person: Person) -> Callable[[], object]:
    """Returns work that answers a form as if nobody had given these answers before."""
    prepared = rules.prepared(AS_OF)
    known = rules.vocabulary.read(person.given, as_of=AS_OF)

    def answer() -> object:
        evaluation = Evaluation(prepared, prepared.space.possible(known))
        return evaluation.verdict, evaluation.missing

    return answer


def main() -> None:
    """Prints the table."""
    by_hand = best(floor, 20_000)
    rules = finnveden.SAMVERKANSTEAM.eligibility
    assert isinstance(rules, RuleSet)
    rows: list[tuple[str, float]] = [("the same rules by hand, nothing unknown", by_hand)]

    def build(which: RuleSet) -> Callable[[], object]:
        return lambda: Prepared.of(which.clauses, which.ways_in, which.vocabulary, Day(AS_OF))

    for name, measure in (
        ("Finnveden", finnveden.SAMVERKANSTEAM),
        ("Västerås", vasteras.SAMORDNINGSTEAM),
        ("SIGMA", sofint.SIGMA),
    ):
        which = measure.eligibility
        assert isinstance(which, RuleSet)
        rows.append((f"build the diagram, {name}", best(build(which), 5)))
        rows.append((f"an empty form, first time, {name}", best(cold(which, Person()), 5)))
    rows += [
        ("a half-filled form, first time", best(cold(rules, FORM), 20)),
        ("make a Person", best(lambda: Person(birth_date=dt.date(1995, 5, 1)), 200)),
        ("assess a settled person", best(lambda: assess(SETTLED, rules, as_of=AS_OF), 200)),
        (
            "assess a half-filled form and ask what is missing",
            best(lambda: assess(FORM, rules, as_of=AS_OF).missing, 200),
        ),
        ("explain", best(lambda: assess(FORM, rules, as_of=AS_OF).explain(), 10)),
    ]
    width = max(len(name) for name, _ in rows)
    for name, cost in rows:
        print(f"{name:<{width}}  {cost:>9.1f} µs  {cost / by_hand:>8.1f} × by hand")
    tracemalloc.start()
    kept = Prepared.of(rules.clauses, rules.ways_in, rules.vocabulary, Day(AS_OF))
    size, _ = tracemalloc.get_traced_memory()
    print(f"a prepared rule set of {len(kept.graph.nodes)} nodes keeps {size / 1024:.0f} KiB")


if __name__ == "__main__":
    main()
