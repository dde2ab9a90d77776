"""finsam beside a floor written by hand and beside other engines, as ratios in one run.

Run it with `python benchmarks/speed.py`; with `--write` it writes docs/explanation/speed.md.
What is not installed is left out and named: `pip install -e . --group benchmarks` has it all.
Each engine's answers are compared with ours on 10 000 persons before it is timed. The works of a
table take turns, round by round, and each figure is the median of its rounds.
"""

import argparse
import datetime as dt
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeAlias

import fisca
import peers
import polars as pl
import sets
from attrs import evolve
from goals import Goal, table_of_goals

from finsam import Person, Verdict, assess, eligible_periods, frames
from finsam.rulebooks import finnveden, model, norra_vastmanland, sofint, vasteras
from finsam.rules import (
    Age,
    AllOf,
    AnyOf,
    Clause,
    Condition,
    Flag,
    HasEligibility,
    Includes,
    Not,
    OneOf,
    RuleSet,
)
from finsam.rules.atoms import Day
from finsam.rules.evaluate import Evaluation, Prepared

Thing: TypeAlias = Any  # a table, or what an engine makes of a person
Work = Callable[[], object]
ROUNDS = [15]  # the most rounds of any table
AIMS = {  # how many times our time another engine takes at least
    "datalogic-py": 2,
    "zen-engine, compiled array": 4,
    "common-expression-language": 8,
    "rule-engine": 30,
    "business-rules": 30,
}
PAGE = Path(__file__).resolve().parents[1] / "docs" / "explanation" / "speed.md"


def nine_rules() -> RuleSet:
    """Returns nine clauses such as the documents have."""
    base = finnveden.SAMVERKANSTEAM.eligibility
    assert isinstance(base, RuleSet)
    f = [Flag(flag) for flag in peers.FLAGS]
    conditions: list[Condition] = [
        Age(at_least=16, at_most=64),
        OneOf("municipality", peers.PLACES),
        Includes("needs", peers.BODIES, at_least=2),
        f[0],
        AnyOf(*f[1:4]),
        AnyOf(Includes("benefits", ["activity_compensation"]), f[4]),
        Not(f[5]),
        Not(f[6]),
        Not(AllOf(*f[7:9])),
    ]
    first = base.clauses[0]
    clauses = [
        Clause(key=f"C{i}", rule=f"C{i}", citation=first.citation, text=first.text, condition=c)
        for i, c in enumerate(conditions)
    ]
    return RuleSet(key="nine", name=base.name, vocabulary=base.vocabulary, clauses=clauses)


RULES = nine_rules()
NINE = "the nine clauses"
OWN_LOOP = "our own loop over `assess`, of mappings, reckoned from 5 000"


def settled(count: int) -> list[peers.Row]:
    """Returns made-up persons of whom all is known."""
    chance = random.Random(1)
    rows: list[peers.Row] = []
    for _ in range(count):
        row: peers.Row = {flag: chance.random() < 0.5 for flag in peers.FLAGS}
        row["born"] = peers.AS_OF - dt.timedelta(chance.randrange(3_000, 30_000))
        row["place"] = chance.choice([*peers.PLACES, "Sala"])
        row["needs"] = frozenset(body for body in peers.BODIES if chance.random() < 0.5)
        row["activity"] = chance.random() < 0.5
        rows.append(row)
    return rows


def person(row: peers.Row) -> Person:
    """Returns a row as finsam takes it."""
    return Person(
        birth_date=row["born"],  # type: ignore[arg-type]
        municipality=row["place"],  # type: ignore[arg-type]
        needs=row["needs"],  # type: ignore[arg-type]
        benefits={"activity_compensation"} if row["activity"] else set(),
        facts={flag: row[flag] for flag in peers.FLAGS},
    )


def medians(works: dict[str, Work], times: int, rounds: int = 15) -> dict[str, float]:
    """Returns the median time of one call of each work, in microseconds; the works take turns."""
    for work in works.values():
        work()
    found: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(min(rounds, *ROUNDS)):
        for name, work in works.items():
            began = time.perf_counter()
            for _ in range(times):
                work()
            found[name].append((time.perf_counter() - began) / times * 1e6)
    return {name: statistics.median(several) for name, several in found.items()}


def over(several: list[Thing], ask: Callable[[Thing], object]) -> Work:
    """Returns work that asks about each of some persons."""

    def work() -> None:
        for one in several:
            ask(one)

    return work


def one_decision(lines: list[str], goals: list[Goal]) -> None:
    """Adds the table of one settled decision."""
    rows = settled(10_000)
    expected = [[bool(finding.outcome) for finding in decide(row).findings] for row in rows]
    assert any(all(met) for met in expected)
    assert any(not all(met) for met in expected)
    for row, met in zip(rows, expected, strict=True):
        verdict, found = peers.by_hand(peers.hand_tuple(row))
        assert (verdict, [f[0] == "met" for f in found]) == (all(met), met)  # type: ignore[index]
    few = rows[:100]
    people = [person(row) for row in few]
    forms = [dict(one.given) for one in people]
    day = peers.AS_OF
    known = [RULES.vocabulary.read(one.given, as_of=day).by_key for one in people]
    decide(few[0])  # so that the day's rules are compiled
    settle = RULES.settling(day)
    assert settle is not None
    works: dict[str, Work] = {
        "by hand": over([peers.hand_tuple(row) for row in few], peers.by_hand),
        "compiled": over(known, settle),
        "finsam": over(people, lambda one: assess(one, RULES, as_of=day)),
        "finsam, from a mapping": over(forms, lambda one: assess(one, RULES, as_of=day)),
        "make the Person": over(few, person),
    }
    left_out: list[str] = []
    shown = {"by hand": "the same rules written out by hand", "finsam": "**finsam**, a `Person`"}
    shown["compiled"] = "finsam, the compiled rules alone: verdict and findings"
    shown["finsam, from a mapping"] = "finsam, a mapping that is checked each time"
    shown["make the Person"] = "to make and check that `Person`, once"
    for name, (distribution, make) in {**peers.PEERS, **fisca.PEERS}.items():
        installed = peers.version_of(distribution)
        if installed is None:
            left_out.append(name)
            continue
        peer = make()
        said = [list(peer.ask(peer.made(row))) for row in rows]
        assert [[bool(met) for met in answer] for answer in said] == expected, name
        works[name] = over([peer.made(row) for row in few], peer.ask)
        shown[name] = name if distribution == "attrs" else f"{name} ({installed})"
    took = medians(works, 1)
    floor, ours = took["by hand"], took["finsam"]
    lines += [
        "| one settled decision, nine clauses | µs | × by hand | × finsam |",
        "| --- | --: | --: | --: |",
        *(
            f"| {shown[name]} | {each / len(few):.2f} | {each / floor:.1f} | {each / ours:.1f} |"
            for name, each in took.items()
        ),
        "",
    ]
    if left_out:
        lines += [f"Not installed where this was run: {'; '.join(left_out)}.", ""]
    compiled = took["compiled"]
    beside = f"the compiled rules alone {compiled / floor:.2f}"
    goals.append(Goal("one settled decision", 3.5, "times by hand", ours / floor, beside=beside))
    for name, aim in AIMS.items():
        theirs, beside = took.get(name), ""
        if theirs is not None:
            beside = f"the compiled rules alone {theirs / compiled:.1f}"
        reached = None if theirs is None else theirs / ours
        what = f"the same, {name.partition(',')[0]}"
        goals.append(Goal(what, aim, "times our time", reached, least=True, beside=beside))


def decide(row: peers.Row) -> Thing:
    """Returns our decision."""
    return assess(person(row), RULES, as_of=peers.AS_OF)


def forms_and_diagrams(lines: list[str], goals: list[Goal]) -> None:
    """Adds the table of what an unsettled form costs."""
    forms: dict[str, Work] = {}
    diagrams: dict[str, Work] = {}
    again: dict[str, Work] = {}
    for name, measure in (
        (NINE, RULES),
        ("Finnveden", finnveden.SAMVERKANSTEAM),
        ("SIGMA", sofint.SIGMA),
        ("the model", model.SAMORDNINGSTEAM),
    ):
        rules = measure if isinstance(measure, RuleSet) else measure.eligibility
        assert isinstance(rules, RuleSet)
        day = rules.valid.nearest(peers.AS_OF)
        prepared = rules.prepared(day)
        form = Person(
            birth_date=dt.date(1995, 5, 1), facts={"unemployed": True, "medical_obstacle": False}
        )
        half = rules.vocabulary.read(form.given)

        def build(rules: RuleSet = rules, day: dt.date = day) -> object:
            return Prepared.of(rules.clauses, rules.ways_in, rules.vocabulary, Day(day))

        def answer(prepared: Prepared = prepared, known: Thing = half) -> object:
            evaluation = Evaluation(prepared, prepared.space.possible(known))
            return evaluation.verdict, evaluation.missing

        def ask(rules: RuleSet = rules, day: dt.date = day, form: Person = form) -> object:
            decision = assess(form, rules, as_of=day)
            return decision.verdict, decision.missing

        diagrams[f"build the diagram of {name}"] = build
        forms[f"a half-filled form for {name}: verdict and what is missing"] = answer
        again[f"the same form for {name}, asked again"] = ask
    took = medians({**diagrams, **forms, **again}, 3)
    lines += ["| an unsettled form | µs |", "| --- | --: |"]
    lines += [f"| {name} | {each:.0f} |" for name, each in took.items()]
    lines.append("")
    first = [took[name] for name in forms]
    goals.append(
        Goal(
            f"a form's first answer, {NINE}", 100, "µs", first[0],
            beside=f"the shipped sets {min(first[1:]):.0f}–{max(first[1:]):.0f}, "
            f"any of them asked again at most {max(took[name] for name in again):.0f}",
        )
    )  # fmt: skip
    built = [took[name] / 1e3 for name in diagrams]
    beside = f"the shipped sets {min(built[1:]):.2f}–{max(built[1:]):.2f}"
    goals.append(Goal(f"build the diagram, {NINE}", 1, "ms", built[0], beside=beside))


def whole_sets(lines: list[str], goals: list[Goal]) -> None:
    """Adds the table of questions about whole rule sets; their diagrams lie ready."""
    young = evolve(RULES.clauses[0], condition=Age(at_least=18, at_most=29))
    narrower = evolve(RULES, key="narrower", clauses=[young, *RULES.clauses[1:]])
    team, other = finnveden.SAMVERKANSTEAM, vasteras.SAMORDNINGSTEAM
    third, sigma = norra_vastmanland.SAMORDNINGSTEAM, sofint.SIGMA
    eligible = next(row for row in settled(10_000) if decide(row).verdict is Verdict.ELIGIBLE)
    differ = sets.who_gains_and_loses

    def sixty_years(one: Person, rules: HasEligibility) -> Work:
        return lambda: eligible_periods(one, rules, start=sets.START, end=sets.END)

    compared = {
        f"who gains and who loses: {NINE}, and with another age": differ(RULES, narrower),
        "who gains and who loses: Finnveden and Västerås": differ(team, other),
        "who gains and who loses: Norra Västmanland and SIGMA": differ(third, sigma),
    }
    periods = {
        f"periods over 60 years: {NINE}": sixty_years(person(eligible), RULES),
        "periods over 60 years: Finnveden": sixty_years(sets.SETTLED, team),
    }
    took = {name: each / 1e3 for name, each in medians({**compared, **periods}, 3).items()}
    lines += ["| a question about whole sets, or many days | ms |", "| --- | --: |"]
    lines += [f"| {name} | {each:.2f} |" for name, each in took.items()]
    lines.append("")
    ours, *shipped = (took[name] for name in compared)
    beside = f"the shipped sets {min(shipped):.2f}–{max(shipped):.2f}"
    goals.append(Goal(f"compare two sets, {NINE}", 2, "ms", ours, beside=beside))
    ours, of_team = (took[name] for name in periods)
    beside = f"Finnveden {of_team:.2f}"
    goals.append(Goal(f"periods over 60 years, {NINE}", 10, "ms", ours, beside=beside))


def table_of(count: int) -> pl.DataFrame:
    """Returns a table of made-up persons, of whom a third of the facts are unknown."""
    chance = random.Random(2)
    some = settled(10_000)
    columns: dict[str, list[Thing]] = {
        "birth_date": [row["born"] for row in some],
        "municipality": [row["place"] for row in some],
        "benefits/activity_compensation": [row["activity"] for row in some],
        **{f"needs/{b}": [b in row["needs"] for row in some] for b in peers.BODIES},  # type: ignore[operator]
        **{flag: [row[flag] for row in some] for flag in peers.FLAGS},
    }
    few = pl.DataFrame(
        {n: [None if chance.random() < 1 / 3 else v for v in c] for n, c in columns.items()}
    )
    picked = pl.DataFrame({"at": [chance.randrange(len(some)) for _ in range(count)]})
    return few[picked["at"]].with_columns(pl.Series("case", range(count)))


def polars_by_hand(table: pl.LazyFrame) -> pl.LazyFrame:
    """Returns the verdicts as one writes them in polars for these rules: yes, no, unknown."""
    flags = [pl.col(flag) for flag in peers.FLAGS]
    needs = [pl.col(f"needs/{body}") for body in peers.BODIES]
    certain = pl.sum_horizontal(need.fill_null(value=False).cast(pl.Int8) for need in needs)
    possible = pl.sum_horizontal(need.fill_null(value=True).cast(pl.Int8) for need in needs)
    enough = pl.when(certain >= 2).then(True).when(possible < 2).then(False)
    met = (
        pl.col("birth_date").is_between(peers.FIRST, peers.LAST)
        & pl.col("municipality").is_in(list(peers.PLACES))
        & enough
        & flags[0]
        & (flags[1] | flags[2] | flags[3])
        & (pl.col("benefits/activity_compensation") | flags[4])
        & ~flags[5]
        & ~flags[6]
        & ~(flags[7] & flags[8])
    )
    word = pl.when(met).then(pl.lit("eligible")).when(~met).then(pl.lit("not_eligible"))
    return table.select("case", word.otherwise(pl.lit("unknown")).alias("verdict"))


def tables(lines: list[str], goals: list[Goal], count: int) -> None:
    """Adds the table of many rows."""
    table = table_of(count)
    day = peers.AS_OF

    def ours(answers: Iterable[str], frame: Thing = table) -> Thing:
        return frames.assess(frame, RULES, as_of=day, key="case", answers=answers)

    by_hand = polars_by_hand(table.lazy()).collect()
    settled_words = {"eligible", "not_eligible"}
    found = ours(["verdict"]).with_columns(
        pl.when(pl.col("verdict").is_in(settled_words))
        .then(pl.col("verdict"))
        .otherwise(pl.lit("unknown"))
    )
    assert found.sort("case").equals(by_hand.sort("case"))
    few = table.head(5_000)
    people = [person_of(row) for row in few.to_dicts()]
    works: dict[str, Work] = {
        "verdicts, polars written by hand, no checks": lambda: polars_by_hand(
            table.lazy()
        ).collect(),
        "verdicts, `frames.assess`, polars": lambda: ours(["verdict"]),
        "verdicts, `frames.assess`, polars lazy": lambda: ours(["verdict"], table.lazy()).collect(),
        "verdicts and every clause": lambda: ours(["verdict", "clauses"]),
        "all answers, what is missing too": lambda: ours(frames.ANSWERS),
    }
    works |= of_openfisca(table, by_hand)
    took = medians(works, 1, rounds=5)
    each = medians({"loop": over(people, lambda one: assess(one, RULES, as_of=day))}, 1, rounds=3)
    took[OWN_LOOP] = each["loop"] / len(few) * count
    floor = took["verdicts, polars written by hand, no checks"]
    lines += [f"| {count:,} rows | ms | × by hand |".replace(",", " "), "| --- | --: | --: |"]
    lines += [f"| {name} | {t / 1e3:.0f} | {t / floor:.1f} |" for name, t in took.items()]
    lines.append("")
    eager, lazy = (took[f"verdicts, `frames.assess`, polars{kind}"] for kind in ("", " lazy"))
    rows = f"{count:,} rows".replace(",", " ")
    goals.append(Goal(f"{rows}", 2, "times polars by hand", eager / floor))
    goals.append(Goal(f"{rows}, lazy", 2.5, "times polars by hand", lazy / floor))
    clauses, loop = took["verdicts and every clause"], took[OWN_LOOP]
    goals.append(
        Goal(f"{rows}, our own loop", 10, "times a table's time", loop / clauses, least=True)
    )
    libraries(lines, table)
    growth(lines, table)


def of_openfisca(table: pl.DataFrame, expected: pl.DataFrame) -> dict[str, Work]:
    """Returns the works of openfisca on a table, where it is installed."""
    installed = peers.version_of(fisca.DISTRIBUTION)
    if installed is None:
        return {}
    rules = fisca.system(unknown=True)

    def from_the_table() -> Thing:
        return fisca.verdicts(fisca.simulation(rules, fisca.population(table))).decode_to_str()

    said = pl.Series(from_the_table().astype(object), dtype=pl.String)
    assert (said == expected["verdict"]).all()
    ready = fisca.simulation(rules, fisca.population(table))
    name = f"verdicts, openfisca-core {installed}"
    return {
        f"{name}, from the table to words": from_the_table,
        f"{name}, its calculation alone, from arrays to numbers": lambda: fisca.verdicts(ready),
    }


def person_of(row: dict[str, Thing]) -> dict[str, Thing]:
    """Returns a row of the table as a mapping."""
    facts: dict[str, Thing] = {}
    for name, value in row.items():
        fact, _, member = name.partition("/")
        if name == "case" or value is None:
            continue
        if member:
            facts.setdefault(fact, {})[member] = value
        else:
            facts[fact] = value
    return facts


def libraries(lines: list[str], table: pl.DataFrame) -> None:
    """Adds the table of the other table libraries."""
    made: dict[str, Callable[[], Thing]] = {
        "pyarrow": table.to_arrow,
        "pandas": lambda: table.to_pandas(use_pyarrow_extension_array=True),
        "duckdb": lambda: __import__("duckdb").from_arrow(table.to_arrow()),
    }
    works: dict[str, Work] = {}
    expected = frames.assess(table, RULES, as_of=peers.AS_OF, key="case", answers=["verdict"])
    for name, make in made.items():
        installed = peers.version_of(name)
        if installed is None:
            continue
        frame = make()

        def ask(frame: Thing = frame) -> Thing:
            said = frames.assess(frame, RULES, as_of=peers.AS_OF, key="case", answers=["verdict"])
            return said.pl() if hasattr(said, "pl") else said

        said = ask()
        found = said if isinstance(said, pl.DataFrame) else pl.DataFrame(said)
        same = pl.col("case").cast(pl.Int64), pl.col("verdict").cast(pl.String)
        assert found.select(same).sort("case").equals(expected.select(same).sort("case")), name
        works[f"{name} {installed}"] = ask
    took = medians(works, 1, rounds=3)
    lines += ["| verdicts on other libraries | ms |", "| --- | --: |"]
    lines += [f"| {name} | {t / 1e3:.0f} |" for name, t in took.items()]
    lines.append("")


def growth(lines: list[str], table: pl.DataFrame) -> None:
    """Adds how time grows with rows and with clauses."""
    lines += ["| rows | ms | ns a row |", "| --: | --: | --: |"]
    size = 1_000
    while size <= len(table):
        part = table.head(size)
        work: Work = lambda part=part: frames.assess(  # type: ignore[misc]  # noqa: E731
            part, RULES, as_of=peers.AS_OF, key="case", answers=["verdict"]
        )
        took = medians({"": work}, 1, rounds=3)[""]
        shown = f"{size:,}".replace(",", " ")
        lines.append(f"| {shown} | {took / 1e3:.1f} | {took * 1e3 / size:.0f} |")
        size *= 10
    lines += ["", "| clauses | compile, µs | one decision, µs | 100 000 rows, ms |"]
    lines += ["| --: | --: | --: | --: |"]
    some = table.head(100_000)
    one = person(settled(1)[0])
    known = RULES.vocabulary.read(one.given)
    for count in (3, 9, 18, 30, 60):
        clauses = [evolve(RULES.clauses[i % 9], key=f"G{i}", rule=f"G{i}") for i in range(count)]
        rules = evolve(RULES, key=f"grown{count}", clauses=clauses)
        day = iter(range(10**6))
        decided = medians(
            {"": lambda rules=rules: assess(one, rules, as_of=peers.AS_OF)},  # type: ignore[misc]
            500,
        )[""]
        took_each = medians(
            {
                "compile": lambda rules=rules, day=day: rules.settle(  # type: ignore[misc]
                    known, as_of=dt.date(2022, 1, 1) + dt.timedelta(next(day))
                ),
                "rows": lambda rules=rules: frames.assess(  # type: ignore[misc]
                    some, rules, as_of=peers.AS_OF, key="case", answers=["verdict", "clauses"]
                ),
            },
            1,
            rounds=7,
        )
        compiled, rows = took_each.values()
        lines.append(f"| {count} | {compiled:.0f} | {decided:.1f} | {rows / 1e3:.0f} |")
    lines.append("")


def imports(lines: list[str], goals: list[Goal]) -> None:
    """Adds what an import costs beside that of what it needs."""
    codes = {"nothing": "pass", "needed": "import attrs, dateutil.relativedelta, decimal, enum"}
    codes["ours"] = "import finsam"
    codes["asked"] = "from finsam import Person, assess"
    codes["whole"] = "from finsam import *"
    # What is installed has its bytecode; so that a tree has it too, all of it lies apart here.
    env = {name: v for name, v in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as apart:
        python = [sys.executable, "-X", f"pycache_prefix={apart}", "-c"]
        took = medians(
            {
                n: lambda c=c: subprocess.run([*python, c], check=True, env=env)  # type: ignore[misc]  # noqa: S603
                for n, c in codes.items()
            },
            1,
        )
    needed, ours, asked, whole = (
        took[name] - took["nothing"] for name in ("needed", "ours", "asked", "whole")
    )
    lines += ["| an import | ms | × |", "| --- | --: | --: |"]
    lines.append(f"| attrs and dateutil.relativedelta | {needed / 1e3:.0f} | 1.0 |")
    for code, cost in (("ours", ours), ("asked", asked), ("whole", whole)):
        lines.append(f"| `{codes[code]}` | {cost / 1e3:.0f} | {cost / needed:.1f} |")
    lines.append("")
    beside = f"with `assess` and what it needs {asked / needed:.1f}, with all {whole / needed:.1f}"
    goals.append(
        Goal("`import finsam`", 1.3, "times attrs and dateutil", ours / needed, beside=beside)
    )


def main() -> None:
    """Prints the tables, or writes the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the page")
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of the large table")
    parser.add_argument("--rounds", type=int, default=15, help="rounds of each table, at most")
    asked = parser.parse_args()
    ROUNDS[:] = [asked.rounds]
    assert decide(settled(1)[0]).verdict in set(Verdict)
    lines: list[str] = []
    goals: list[Goal] = []
    one_decision(lines, goals)
    forms_and_diagrams(lines, goals)
    whole_sets(lines, goals)
    tables(lines, goals, asked.rows)
    imports(lines, goals)
    lines += ["## What was aimed at, and where it falls short", "", *table_of_goals(goals)]
    names = ("attrs", "python-dateutil", "narwhals", "polars")
    versions = ", ".join(f"{name} {peers.version_of(name)}" for name in names)
    made = time.strftime("%Y-%m-%d")
    head = f"Run on {made} with Python {platform.python_version()}, {versions}."
    made_part = "\n".join([head, "", *lines]).rstrip() + "\n"
    if asked.write:
        page = PAGE.read_text(encoding="utf-8")
        before, _, rest = page.partition("<!-- made by benchmarks/speed.py -->\n")
        _, _, after = rest.partition("<!-- to here -->\n")
        marks = ("<!-- made by benchmarks/speed.py -->\n", "<!-- to here -->\n")
        whole = f"{before}{marks[0]}\n{made_part}\n{marks[1]}{after}"
        PAGE.write_text(whole, encoding="utf-8")
    else:
        print(made_part)


if __name__ == "__main__":
    main()
