"""Every shipped rule set against a reference evaluator that tries every completion.

Design 2.3: the verdict is what all completions agree on, and a fact is missing when two
completions that differ only in it give different answers.
"""

import datetime as dt
import itertools
import random
import sys
from collections.abc import Iterator

import pytest
from attrs import evolve

from finsam.legaltime import LeapDay
from finsam.rulebooks.shelf import BOOKS
from finsam.rules import REFERENCE_DAY, RuleSet, Verdict
from support.oracle import State, Tables, Values, expected, given, partial_states, parts, told


def shipped() -> Iterator[RuleSet]:
    for book in BOOKS.values():
        for measure in book.measures.values():
            if isinstance(measure.eligibility, RuleSet):
                yield measure.eligibility


SETS = {rules.key: rules for rules in shipped()}
SAMPLES, SAMPLES_DEEP = 500, 20_000
MOST_STATES = 2_500


def day_of(rules: RuleSet) -> dt.date:
    return rules.valid.nearest(dt.date(2020, 2, 29))


@pytest.mark.parametrize("key", SETS)
def test_each_part_says_what_all_completions_agree_on(
    key: str, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    """Design 2.3, testing 1 and 2: every partial state of each independent part.

    A part of many states is sampled, and tried whole with --deep.
    """
    rules, tried, there_are = SETS[key], 0, 0
    chance = random.Random(key)
    for part in parts(rules):
        tables = Tables(part, day_of(rules), Values.read_by(part, day_of(rules)))
        states = list(partial_states(part, tables.values))
        there_are += len(states)
        if len(states) > MOST_STATES and not request.config.getoption("--deep"):
            states = chance.sample(states, SAMPLES)
        for state in states:
            tried += 1
            assert told(part, day_of(rules), state) == tables.say(state)
    with capsys.disabled():
        sys.stdout.write(f"\n{key}: tried {tried} of {there_are} partial states")
    assert tried == there_are or tried >= SAMPLES


@pytest.mark.parametrize("key", SETS)
@pytest.mark.parametrize("policy", LeapDay)
def test_ages_turn_on_the_right_day_around_29_february(key: str, policy: LeapDay) -> None:
    """Design 2.2: who is born on 29 February attains the year by the policy of the set."""
    rules = evolve(SETS[key], leap_day=policy)
    for part in parts(rules):
        values = Values.read_by(part, day_of(rules))
        if ("birth_date", None) not in values.of or len(values.of) > 3:
            continue
        for year in (2018, 2019, 2020, 2021):
            for day in (dt.date(year, 2, 28), dt.date(year, 3, 1)):
                as_of = rules.valid.nearest(day)
                for born in (dt.date(y, 2, 29) for y in range(1940, 2009, 4)):
                    state: State = {("birth_date", None): (born,)}
                    assert told(part, as_of, state) == expected(
                        part, as_of, Values.read_by(part, as_of), state
                    )


@pytest.mark.parametrize("key", SETS)
def test_the_whole_is_its_parts(key: str, request: pytest.FixtureRequest) -> None:
    """The lemma that joins the parts: no if one is no, yes if all are, else unknown.

    What is missing is then the union of what the parts miss, and nothing once one part is no.
    """
    rules, as_of = SETS[key], day_of(SETS[key])
    chance = random.Random(key)
    divided: list[tuple[RuleSet, Values]] = []
    for part in parts(rules):
        values, taken = Values.read_by(part, as_of), {key for _, v in divided for key in v.of}
        if not taken & set(values.of):  # ways in alone come with a clause of another part
            divided.append((part, values))
    states = [list(partial_states(part, values)) for part, values in divided]
    samples = SAMPLES_DEEP if request.config.getoption("--deep") else SAMPLES
    for number in range(samples):
        chosen = [chance.choice(several) for several in states]
        whole: State = dict(itertools.chain.from_iterable(state.items() for state in chosen))
        said = rules.evaluate(rules.vocabulary.read(given(whole), as_of=as_of), as_of=as_of)
        verdicts, wanted = [], set()
        for (part, _), state in zip(divided, chosen, strict=True):
            known = part.vocabulary.read(given(state), as_of=as_of)
            of_part = part.evaluate(known, as_of=as_of)
            if part.prepared(as_of).decides:
                verdicts.append(of_part.verdict)
                wanted |= {m.key for m in of_part.missing if m.for_verdict}
        if Verdict.NOT_ELIGIBLE in verdicts:
            assert said.verdict is Verdict.NOT_ELIGIBLE
            assert said.missing == ()
        elif set(verdicts) <= {Verdict.ELIGIBLE}:
            assert said.verdict is (Verdict.ELIGIBLE if verdicts else Verdict.NEEDS_ASSESSMENT)
        else:
            undetermined = Verdict.UNDETERMINED in verdicts
            assert said.verdict is (
                Verdict.UNDETERMINED if undetermined else Verdict.NEEDS_ASSESSMENT
            )
        if number % 20 == 0 and said.verdict is not Verdict.NOT_ELIGIBLE:
            assert {m.key for m in said.missing if m.for_verdict} == wanted


def test_the_reference_day_is_one_of_the_days() -> None:
    """An undated set is tried out on a day that every set could be asked on."""
    assert REFERENCE_DAY in SETS["model.samordningsteam"].valid
