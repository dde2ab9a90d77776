"""What is checked of a rule set when it is built: its keys, its conditions, and what they mean."""

import datetime as dt
from collections.abc import Iterator, Set
from itertools import islice
from typing import TYPE_CHECKING

from finsam.errors import Faults, InvalidRules, UnsatisfiableRules
from finsam.rules.atoms import Atom, Day
from finsam.rules.clauses import ALONE, Concern, Strength, WayInKind
from finsam.rules.conditions import Open, reading_order
from finsam.rules.diagram import NO, YES
from finsam.rules.evaluate import Prepared, smallest_clash
from finsam.rules.facts import Choice, Vocabulary
from finsam.texts import Text, joined, tag_of

if TYPE_CHECKING:
    from finsam.rules.rulesets import RuleSet

REFERENCE_DAY = dt.date(2024, 1, 1)  # where an undated set is tried out when it is built
_MOST_SAMPLES = 2_000  # days on which a set is tried out; most sets are through after two
_MOST_WORK = 300_000  # nodes of all those days together; some seconds


def check_keys(rules: "RuleSet", faults: Faults) -> None:
    """Notes keys that are taken, and what weighs other than guidelines of the set."""
    seen: set[str] = set()
    paths = [(f"clauses[{i}].key", clause.key) for i, clause in enumerate(rules.clauses)]
    paths += [(f"ways_in[{i}].key", way.key) for i, way in enumerate(rules.ways_in or ())]
    for path, key in paths:
        if key in seen:
            faults.add(
                "duplicate",
                path,
                sv=f"nyckeln {key!r} finns redan; varje regel och väg in har en egen",
                en=f"the key {key!r} is taken; each clause and way in has its own",
                value=key,
            )
        seen.add(key)
    keys = {clause.key: clause.strength for clause in rules.clauses}
    for i, clause in enumerate(rules.clauses):
        for j, weighed in enumerate(clause.weighs):
            if keys.get(weighed, Strength.GUIDELINE) is not Strength.GUIDELINE:
                faults.add(
                    "strength",
                    f"clauses[{i}].weighs[{j}]",
                    sv=f"{weighed!r} är ingen riktlinje; bara riktlinjer vägs samman",
                    en=f"{weighed!r} is no guideline; only guidelines are weighed",
                    value=weighed,
                )
            elif weighed not in keys:
                what = Text(sv="en regel i uppsättningen", en="a clause of the set")
                path = f"clauses[{i}].weighs[{j}]"
                faults.unknown(path, what=what, value=weighed, among=keys)


def check_conditions(rules: "RuleSet", faults: Faults) -> None:
    """Notes what is wrong with a condition, or with what the ways in read."""
    points: dict[str, Open] = {}
    for start, condition in rules.conditions():
        for path, part in reading_order(condition, start):
            if isinstance(part, Open):
                if points.setdefault(part.key, part) != part:
                    faults.add(
                        "duplicate",
                        f"{path}.key",
                        sv=f"två öppna punkter heter {part.key!r}",
                        en=f"two open points are called {part.key!r}",
                        value=part.key,
                    )
            elif isinstance(part, Atom) and part.reads is not None:
                check_atom(part, part.reads, rules.vocabulary, path, faults)
    told = [clause.key for clause in rules.clauses if clause.alternatives]
    told += [way.key for way in rules.ways_in or () if way.alternatives]
    told += [way.referrers_key for way in rules.ways_in or () if way.referrers_are_open]
    for key in told:
        if key in points:
            faults.add(
                "duplicate",
                "clauses",
                sv=f"{key!r} är både en öppen punkt och en regel med flera läsningar",
                en=f"{key!r} is both an open point and a rule of several readings",
                value=key,
            )
    if any(way.kind is not WayInKind.OPEN_DOOR for way in rules.ways_in or ()):
        _check_way_fact(rules, faults)


def check_atom(atom: Atom, key: str, vocabulary: Vocabulary, path: str, faults: Faults) -> None:
    """Notes that a condition reads a fact that isn't declared, or that it can't read."""
    if key not in vocabulary:
        what = Text(sv="en känd uppgift", en="a declared fact")
        names = [fact.key for fact in vocabulary]
        faults.unknown(f"{path}.fact", what=what, value=key, among=names)
        return
    fact = vocabulary[key]
    if not isinstance(fact.kind, atom.kinds):
        given, kind = tag_of(type(atom)), type(fact.kind)
        fit = sorted(tag_of(a) for a in Atom.__subclasses__() if kind in a.kinds)
        faults.add(
            "kind",
            f"{path}.fact",
            sv=f"{given!r} kan inte läsa {key!r}, som är {tag_of(kind)!r};"
            f" det kan {joined(map(repr, fit), 'och')}",
            en=f"{given!r} can't read {key!r}, which is {tag_of(kind)!r};"
            f" {joined(map(repr, fit), 'and')} can",
            value=key,
            expected=fit,
        )
        return
    atom.check(fact, path, faults)


def _check_way_fact(rules: "RuleSet", faults: Faults) -> None:
    if "referred_by" not in rules.vocabulary:
        faults.add(
            "unknown",
            "vocabulary",
            sv="vägar in läser faktumet 'referred_by', som inte är deklarerat",
            en="ways in read the fact 'referred_by', which isn't declared",
        )
        return
    kind = rules.vocabulary["referred_by"].kind
    if not isinstance(kind, Choice):
        faults.add(
            "kind",
            "vocabulary",
            sv="vägar in läser 'referred_by', som ska vara 'choice'",
            en="ways in read 'referred_by', which has to be 'choice'",
            value="referred_by",
        )
        return
    for i, way in enumerate(rules.ways_in or ()):
        for j, referrer in enumerate(way.referrers or ()):
            kind.one(referrer, f"ways_in[{i}].referrers[{j}]", None, faults)
        if way.kind in ALONE:
            kind.one(ALONE[way.kind], f"ways_in[{i}].kind", None, faults)


def check_meaning(rules: "RuleSet", keys: Set[str], before: "RuleSet | None" = None) -> None:
    """Tries a set out on the days where its answers can turn.

    What could not be tried on every such day, within the limits, is let through.

    Args:
        rules: the set.
        keys: the clauses that have to make a difference, and that may not clash.
        before: where only the time in force is new, the set as it was: a concern that could be
            met then has to be met in this time too.
    """
    faults = Faults()
    asked = [clause.key for clause in rules.clauses if clause.is_evaluated]
    answers: list[set[int]] = [set() for _ in asked]
    applies: list[set[int]] = [set() for _ in asked]
    in_force: list[Prepared] = []
    # a way in may be closed and a time of intake over, but nobody states what none can do
    left = {Concern.PERSON, Concern.PREPARATION, Concern.CONSENT}
    work = 0
    for tried, day in enumerate(_turning_days(rules)):
        if tried >= _MOST_SAMPLES or work > _MOST_WORK:
            return
        prepared = prepare(rules, day)
        work += len(prepared.graph.nodes)
        for i, (met, applied) in enumerate(prepared.clause_roots()):
            answers[i].add(min(met, _BOTH))
            applies[i].add(min(applied, _BOTH))
        if left and day in rules.valid:
            in_force.append(prepared)
            left = {concern for concern in left if not prepared.can_be_met(concern)}
        differ = (
            len(a) > 1 or _BOTH in a for k, a in zip(asked, answers, strict=True) if k in keys
        )
        if not left and all(differ):
            return
    _report_constant(rules, faults, keys, answers, applies)
    faults.raise_as(InvalidRules)
    could = {concern for concern in left if before is not None and _can_meet(before, concern)}
    _report_clash(keys, in_force, left, could)


def _can_meet(rules: "RuleSet", concern: Concern) -> bool:
    """Tells whether somebody can meet a concern on some day in force, of those tried."""
    days = (day for day in _turning_days(rules) if day in rules.valid)
    tried = islice(days, _MOST_SAMPLES)
    return any(prepare(rules, day).can_be_met(concern) for day in tried)


def _report_constant(
    rules: "RuleSet",
    faults: Faults,
    keys: Set[str],
    answers: list[set[int]],
    applies: list[set[int]],
) -> None:
    places = [i for i, clause in enumerate(rules.clauses) if clause.is_evaluated]
    for i, place in enumerate(places):
        if rules.clauses[place].key not in keys:
            continue
        if applies[i] == {NO}:
            faults.add(
                "constant",
                f"clauses[{place}].applies_to",
                sv="regeln gäller ingen",
                en="the clause applies to nobody",
            )
        elif answers[i] == {YES}:
            faults.add(
                "constant",
                f"clauses[{place}].condition",
                sv="villkoret är uppfyllt av alla",
                en="everybody meets the condition",
            )
        elif answers[i] == {NO}:
            faults.add(
                "constant",
                f"clauses[{place}].condition",
                sv="villkoret kan inte uppfyllas av någon",
                en="nobody can meet the condition",
            )


def _report_clash(
    keys: Set[str], in_force: list[Prepared], concerns: Set[Concern], could: Set[Concern]
) -> None:
    faults = Faults()
    for concern in sorted(concerns):
        clash = smallest_clash(in_force, concern)
        names = [clause.key for clause in clash]
        if keys.isdisjoint(names) and concern not in could:  # the caller's choice alone
            continue
        together = {"sv": " tillsammans", "en": " together"} if len(names) > 1 else _NOTHING
        faults.add(
            "unsatisfiable",
            "clauses",
            sv=f"ingen kan uppfylla {', '.join(names)}{together['sv']} någon dag då reglerna"
            " gäller",
            en=f"nobody can meet {', '.join(names)}{together['en']} on any day in force",
            expected=names,
        )
    faults.raise_as(UnsatisfiableRules)


def _turning_days(rules: "RuleSet") -> Iterator[dt.date]:
    """Yields the days around which an answer can turn, the first day in force first."""
    yield rules.valid.nearest(REFERENCE_DAY)
    parts = [p for _, c in rules.conditions() for _, p in reading_order(c)]
    atoms = [part for part in parts if isinstance(part, Atom)]
    cuts = {day for atom in atoms for day in atom.cuts()}
    days = {day for atom in atoms for day in atom.turns(sorted(cuts))}
    days |= cuts | {end for end in (rules.valid.start, rules.valid.end) if end is not None}
    last = dt.date.max.toordinal()
    near = {day.toordinal() + step for day in days for step in (-1, 0, 1)}
    # months are of many lengths, so that some sets can be met on some days of a year only
    # and the end of February is another in leap years
    start = rules.valid.nearest(REFERENCE_DAY)
    moving = [atom.reads for atom in atoms if atom.moves]
    more: list[int] = []
    if len(moving) > len(set(moving)):
        more += range(start.toordinal(), start.toordinal() + _A_YEAR)
        for year in range(start.year, min(start.year + 4, dt.date.max.year)):
            first = dt.date(year, 2, 26).toordinal()
            more += range(first, first + _END_OF_FEBRUARY)
    for ordinal in (*sorted(near), *more):
        if 1 <= ordinal <= last:
            yield dt.date.fromordinal(ordinal)


def prepare(rules: "RuleSet", as_of: dt.date) -> Prepared:
    """Returns a set prepared for a day."""
    day = Day(as_of, rules.leap_day)
    return Prepared.of(rules.clauses, rules.ways_in, rules.vocabulary, day, rules.all_findings)


_NOTHING = {"sv": "", "en": ""}
_A_YEAR = 366
_END_OF_FEBRUARY = 6  # days from the 26th on
_BOTH = 2  # a function that is neither no nor yes
