"""Writes the page that compares the shipped measures two by two.

Run it when rules have changed: python docs/.tools/comparisons.py
A test holds the page against it. Two measures are read on the last day on which both are in
force, and not later than the day on which the sources were read. Where there is no such day, they
are read on the last day of the one that ended first, as if both were in force.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

from finsam.measures import Measure
from finsam.rulebooks.shelf import MEASURES
from finsam.rules import Clause, Comparison, Meaning, RuleSet, Witness, compare
from finsam.rules.atoms import Day
from finsam.rules.witnesses import told

PAGE = Path(__file__).resolve().parents[1] / "reference" / "comparisons.md"
READ_ON = dt.date(2026, 11, 22)
OF_THE_DOCUMENTS = (
    "norra_vastmanland.samordningsteam",
    "vasteras.samordningsteam",
    "vasteras.jobbfokus",
    "framsteget.samordningsteam",
    "framsteget.ungdomssatsning",
    "sofint.sigma",
    "finnveden.samverkansteam",
)

HEAD = """# The shipped measures compared

Made by `docs/.tools/comparisons.py`; what the words mean is told in
[Rule sets as sets](../explanation/rule-sets-as-sets.md). The verdicts about the person are
compared, apart from where people belong and from what only one of the two asks about: each measure
takes that at its most favourable. Persons are made up.

Each pair is read on the last day on which both are in force, and not later than 2026-11-22, when
the sources were read. Where two are never in force on one day, they are read on the last day of the
one that ended first, as if both were (marked \\*).
"""


def main() -> None:
    """Writes the page."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")


def page() -> str:
    """Returns the page."""
    pairs = [(MEASURES[a], MEASURES[b]) for a, b in combinations(OF_THE_DOCUMENTS, 2)]
    found = [(compare(a, b, as_of=common_day(a, b)[0]), common_day(a, b)[1]) for a, b in pairs]
    rows = [
        "| first | second | day | catchments overlap | people apart from that |",
        "| --- | --- | --- | --- | --- |",
        *(row(each, shared) for each, shared in found),
    ]
    details = [line for each, _ in found for line in told_of(each)]
    return "\n".join([HEAD, *rows, *details]) + "\n"


def common_day(a: Measure, b: Measure) -> tuple[dt.date, bool]:
    """Returns the day on which a pair is read, and whether both are in force on it."""
    lasts = [each.valid.end or READ_ON for each in (a, b)]
    day = min(READ_ON, *lasts)
    return day, day in a.valid and day in b.valid


def name(rules: RuleSet) -> str:
    """Returns how a rule set is called on the page."""
    return f"`{rules.key}`"


def row(found: Comparison, shared: bool) -> str:
    """Returns a pair in one line."""
    day = str(found.as_of) if shared else f"{found.as_of} \\*"
    overlap = "yes" if found.catchments.overlap else "no"
    return f"| {name(found.a)} | {name(found.b)} | {day} | {overlap} | {relation(found)} |"


def relation(found: Comparison) -> str:
    """Returns how the two sets of people lie to each other, in words."""
    if not found.compared:
        return "they ask about nothing in common"
    if found.of_both is None:
        return "nobody is eligible by both"
    return {
        (True, True): "the same people",
        (True, False): "all of the first are of the second",
        (False, True): "all of the second are of the first",
        (False, False): "each has some that the other hasn't",
    }[found.loses is None, found.gains is None]


def told_of(found: Comparison) -> Iterator[str]:
    """Yields what is told of a pair."""
    yield ""
    yield f"## {found.a.key} and {found.b.key}"
    yield ""
    for title, facts in (
        ("Also asked, only by the first", found.also_asked_by_a),
        ("Also asked, only by the second", found.also_asked_by_b),
    ):
        keys = ", ".join(f"`{fact.key}`" for fact in facts)
        yield f"- {title}: {keys or 'nothing'}"
    same = [
        f"`{each.a.key}` and `{each.b.key}`"
        for each in found.clauses
        if each.meaning is Meaning.SAME and each.a and each.b and each.a.is_evaluated
    ]
    yield f"- Say the same: {'; '.join(same) or 'no clauses'}"
    for title, witness, other in (
        ("the first, not by the second", found.loses, found.b),
        ("the second, not by the first", found.gains, found.a),
    ):
        who = nobody(found, other.deciding) if witness is None else person(found, witness)
        yield f"- Eligible by {title}: {who}"
    failing = [each for each in found.fails if not found.leaves_out(each.clause)]
    for of_b, title in ((True, "Of the first"), (False, "Of the second")):
        for each in failing:
            if each.of_b is of_b and each.witness is not None:
                how = "fails only" if each.alone else "fails, among others,"
                who = person(found, each.witness)
                yield f"- {title}, who {how} `{each.clause.key}`: {who}"
        unfailed = [each.clause for each in failing if each.of_b is of_b and not each.witness]
        for said in dict.fromkeys(nobody(found, [clause]) for clause in unfailed):
            keys = ", ".join(f"`{c.key}`" for c in unfailed if nobody(found, [c]) == said)
            yield f"- {title}, no one fails {keys}{said.removeprefix('no one')}"


def nobody(found: Comparison, clauses: Iterable[Clause]) -> str:
    """Returns that nobody fails clauses, with what that leaves out where they ask about it."""
    left = {f.key for f in (*found.places, *found.also_asked_by_a, *found.also_asked_by_b)}
    asked = {atom.reads for clause in clauses for atom in clause.atoms}
    return "no one" if asked.isdisjoint(left) else "no one, apart from what is left out"


def person(found: Comparison, witness: Witness) -> str:
    """Returns a witness in one line."""
    day = Day(found.as_of, found.a.leap_day)
    atoms = (*found.a.atoms, *found.b.atoms)
    said = "; ".join(told(witness.facts, found.a.vocabulary, atoms, day, "en"))
    readings = {**witness.a.readings, **witness.b.readings}
    if readings:
        said += " (by the readings " + ", ".join(f"`{k}`: `{v}`" for k, v in readings.items()) + ")"
    return said


if __name__ == "__main__":
    main()
