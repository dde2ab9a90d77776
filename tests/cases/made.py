"""What the tests of rules and decisions are made of: short facts, clauses, sets and decisions.

The facts `a` to `f` are looked up; `j` and `k` are judgements. Others have the names that they
have in the common vocabulary.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest

from finsam.citations import Citation, Norm, Rank
from finsam.eligibility import Decision, Person, Referral, assess
from finsam.errors import Fault, FinsamError
from finsam.legaltime import LeapDay
from finsam.rules import (
    COMMON,
    About,
    Choice,
    Clause,
    Concern,
    Condition,
    Date,
    DecidedBy,
    Fact,
    LocalChange,
    Number,
    Reading,
    RuleSet,
    Selection,
    Strength,
    Validity,
    Vocabulary,
    WayIn,
    WayInKind,
    YesNo,
)
from finsam.terms import Authority, Consent, Role, Service, Term, TermEnum
from finsam.texts import Text

DAY = dt.date(2022, 6, 15)
CHECKED = dt.date(2026, 11, 22)


def text(name: str) -> Text:
    """Returns a text that tells its language."""
    return Text(sv=f"{name} sv", en=f"{name} en")


NORM = Norm("plan", Text(sv="Planen", en="The plan"), Rank.LOCAL)
CITED = Citation(NORM, "s. 1", CHECKED)


def flag(key: str, *, judged_by: Role | None = None, about: About = About.PERSON) -> Fact:
    """Returns a yes/no fact."""
    return Fact(
        key, question=Text(sv=f"Är {key}?", en=f"Is {key}?"), kind=YesNo(), about=about,
        judged_by=judged_by,
    )  # fmt: skip


COLOURS = Choice(
    [
        Term("red", Text(sv="röd", en="red")),
        Term("blue", Text(sv="blå", en="blue")),
        Term("navy", Text(sv="marinblå", en="navy"), parent="blue"),
        Term("sky", Text(sv="himmelsblå", en="sky blue"), parent="blue"),
        Term("green", Text(sv="grön", en="green")),
    ]
)
HOURS = Number(Text(sv="timmar", en="hours"), minimum=0, maximum=40)

SMALL = Vocabulary(
    (
        *(flag(key) for key in "abcdef"),
        flag("j", judged_by=Role.PROFESSIONAL),
        flag("k", judged_by=Role.NOT_STATED),
        Fact("colour", question=Text(sv="Färg?", en="Colour?"), kind=COLOURS, about=About.PERSON),
        Fact("hours", question=Text(sv="Tid?", en="Time?"), kind=HOURS, about=About.PERSON),
        Fact(
            "since",
            question=Text(sv="Sedan när?", en="Since when?"),
            kind=Date(past=True),
            about=About.PERSON,
        ),
        Fact(
            "planned",
            question=Text(sv="Vilken dag?", en="Which day?"),
            kind=Date(past=False),
            about=About.PERSON,
        ),
        COMMON["birth_date"],
        COMMON["municipality"],
        Fact(
            "needs",
            question=Text(sv="Behöver?", en="Needs?"),
            kind=Selection([*Authority, *Service]),
            about=About.PERSON,
        ),
        COMMON["benefits"],
        COMMON["referred_by"],
        Fact(
            "consents",
            question=Text(sv="Samtyckt till?", en="Consented to?"),
            kind=Selection(Consent),
            about=About.REFERRAL,
        ),
    )
)


def clause(
    key: str,
    condition: Condition | None = None,
    *,
    rule: str | None = None,
    applies_to: Condition | None = None,
    strength: Strength = Strength.REQUIRED,
    concern: Concern = Concern.PERSON,
    local: LocalChange = LocalChange.CLOSED,
    weighs: Iterable[str] = (),
    alternatives: Iterable[Reading] = (),
    citation: Citation = CITED,
) -> Clause:
    """Returns a clause; its rule is its key unless said, its text tells its key."""
    return Clause(
        key=key,
        rule=key if rule is None else rule,
        citation=citation,
        text=text(key),
        condition=condition,
        applies_to=applies_to,
        strength=strength,
        concern=concern,
        local=local,
        weighs=tuple(weighs),
        alternatives=tuple(alternatives),
    )


def way(
    key: str,
    kind: WayInKind = WayInKind.REFERRAL,
    *,
    referrers: Iterable[Term | TermEnum | str] | None = None,
    open_to: Condition | None = None,
    steps: Condition | None = None,
    closed: bool = False,
    alternatives: Iterable[Reading] = (),
) -> WayIn:
    """Returns a way in whose rule is its key."""
    return WayIn(
        key=key, rule=key, citation=CITED, text=text(key), kind=kind, referrers=referrers,
        open_to=open_to, steps=steps, closed=closed, alternatives=tuple(alternatives),
    )  # fmt: skip


def reading(key: str, condition: Condition) -> Reading:
    """Returns a reading that is ours."""
    return Reading(key, text(key), condition)


def rules(
    *clauses: Clause,
    vocabulary: Vocabulary = SMALL,
    valid: Validity | None = None,
    ways_in: Iterable[WayIn] | None = None,
    decided_by: DecidedBy | None = None,
    leap_day: LeapDay = LeapDay.FEB28,
) -> RuleSet:
    """Returns a rule set of the clauses, undated unless said."""
    return RuleSet(
        key="made.set",
        name=Text(sv="Gjord", en="Made"),
        vocabulary=vocabulary,
        clauses=clauses,
        valid=Validity() if valid is None else valid,
        ways_in=ways_in,
        decided_by=decided_by,
        leap_day=leap_day,
    )


def decide(
    rule_set: RuleSet,
    *,
    as_of: dt.date = DAY,
    readings: "Mapping[str, str | Condition] | None" = None,
    **known: object,
) -> Decision:
    """Assesses a referral of whom the given facts are known."""
    person = Referral(person=Person(), facts=known)
    return assess(person, rule_set, as_of=as_of, readings=readings)


def plain(known: Mapping[str, object]) -> dict[str, Any]:
    """Returns what is known as keywords are given."""
    return dict(known)


def fault(
    code: str,
    path: str,
    sv: str,
    en: str,
    *,
    value: str | None = None,
    expected: Iterable[str] = (),
) -> Fault:
    """Returns a fault as it is to be reported."""
    return Fault(code, path, Text(sv=sv, en=en), value, tuple(expected))


def faults_of(call: Callable[[], object], error: type[FinsamError]) -> list[Fault]:
    """Returns the faults with which a call is refused, by exactly this error."""
    with pytest.raises(error) as caught:
        call()
    assert type(caught.value) is error
    assert str(caught.value) == caught.value.explain("en")
    return list(caught.value.faults)
