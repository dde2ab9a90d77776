"""Every kind of rule that the library has is carried, with every field that it has.

Values are made from the types of the fields alone, so that a kind that is added is tried here by
being there.
"""

import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Literal

import pytest

from finsam.association import YearRule
from finsam.errors import FinsamError
from finsam.exchange import _book, _codecs, _context, _rules
from finsam.exchange._codecs import Kinds, Tagged, tag_of
from finsam.exchange._context import Reader, Writer
from finsam.exchange._forms import codec_of
from finsam.financing import FinancingRule
from finsam.financing.grants import CostKind
from finsam.legaltime import Days, Period, WorkingDays, Years
from finsam.measures import Measure, RuleBook
from finsam.measures.statements import Statement
from finsam.outcomes import About, AtLeast, Criterion, Goal, Positive, ShareAtLeast, yes_no
from finsam.outcomes.goals import Target
from finsam.outcomes.questions import Asked
from finsam.participation import ExitReason, TimingRule
from finsam.rules import AnyKind, Clause, Condition, Fact, Flag
from finsam.terms import Authority, Benefit, Consent, Role, Service, Term
from support.made import made, there_and_back

FAMILIES: dict[str, Any] = {
    "timing": TimingRule,
    "calendar": YearRule,
    "financing": FinancingRule,
    "condition": Condition,
    "fact": AnyKind,
    "goals": Goal,
    "target": Target,
    "criterion": Criterion,
    "asked": Asked,
    "statements": Statement,
}
"""What a measure or a book holds in many kinds; a field of another family is added here."""

ALL = [
    pytest.param(hint, table, id=table.cls.__name__)
    for hint in FAMILIES.values()
    for table in codec_of(hint).variants.values()  # type: ignore[attr-defined]
]
TRIES = 3000
NEVER = {("Stay", "rolls"), ("EachWeek", "rolls")}  # § 2 never moves how long something lasts


@pytest.mark.parametrize(("hint", "table"), ALL)
def test_a_kind_is_carried_with_all_its_fields(hint: Any, table: Any) -> None:
    chance = random.Random(table.cls.__name__)
    told = {key for name, key in NEVER if name == table.cls.__name__}
    found = 0
    for _ in range(TRIES):
        try:
            value = made(table.cls, chance)
        except (FinsamError, ValueError):
            continue
        found += 1
        assert there_and_back(hint, value) == value
        told |= {
            key
            for key, member in table.members.items()
            if not member.is_default(getattr(value, table.names[key]), value)
        }
        if told == set(table.members) and found > 20:
            break
    assert told == set(table.members), "no value was made in which these fields say something"


def test_the_families_are_those_that_a_book_holds() -> None:
    """A field of a measure or a book whose classes have kinds is tried above."""
    named: set[str] = set()

    def walk(codec: Any) -> None:
        if isinstance(codec, Kinds | Tagged):
            if codec.name not in named:
                named.add(codec.name)
                for table in codec.variants.values():
                    walk(table)
        elif isinstance(codec, _codecs.Table):
            for member in codec.members.values():
                walk(member.codec)
        elif hasattr(codec, "of"):
            for part in codec.of if isinstance(codec.of, tuple) else (codec.of,):
                walk(part)

    for cls in (RuleBook, Measure, Clause, Fact):
        for key, member in _codecs.Table(cls).members.items():
            if key not in {"measures", "eligibility"}:
                walk(member.codec)
    one_kind = {"AnyQuestion", "AnyLadder"}  # of those that are asked
    families = {codec_of(hint).name for hint in FAMILIES.values()}  # type: ignore[attr-defined]
    assert named == families | one_kind


@pytest.mark.parametrize("hint", [TimingRule, YearRule, FinancingRule, Goal, Statement, Asked])
def test_kinds_have_no_field_called_kind(hint: Any) -> None:
    assert all("kind" not in table.members for table in codec_of(hint).variants.values())  # type: ignore[attr-defined]


def test_no_kind_is_called_as_a_field_of_a_condition() -> None:
    """So that a path in a value can be told from one in a text."""
    names = {
        key
        for hint in (Condition, AnyKind)
        for table in codec_of(hint).variants.values()  # type: ignore[attr-defined]
        for key in table.members
    }
    assert names.isdisjoint(_context.DIRECT)


def test_no_key_of_the_text_hides_a_field() -> None:
    assert set(_book._HEAD).isdisjoint(_book.BOOK.members)
    assert set(_book._OWN).isdisjoint(_book.MEASURE.members)
    assert set(_rules.PARTS).isdisjoint({*_book._OWN, *_book.MEASURE.members})


@pytest.mark.parametrize(
    ("name", "tag"), [("AtLeastOf", "at_least_of"), ("TimesAYear", "times_a_year"), ("Not", "not")]
)
def test_kinds_are_called_as_their_classes(name: str, tag: str) -> None:
    assert tag_of(type(name, (), {})) == tag


def test_a_word_of_a_short_list_is_read_as_it_stands() -> None:
    into = Reader()
    assert codec_of(Literal["a", "b"]).read("a", "x", into) == "a"
    assert codec_of(Literal["a", "b"]).read("c", "x", into) is _context.BAD
    assert codec_of(Literal["a", "b"]).read(1, "x", into) is _context.BAD
    assert [fault.code for fault in into.faults.found] == ["unknown", "type"]


def test_an_atom_of_ones_own_and_a_number_without_end_cant_be_written() -> None:
    class Ours(Flag):
        """No subclassing in the public API; whoever does it anyway is told."""

    out = Writer()
    codec_of(Condition).write(Ours("single"), "condition", out)
    codec_of(Decimal).write(Decimal("1e999"), "amount", out)
    assert [(fault.code, fault.path) for fault in out.faults.found] == [
        ("form", "condition"),
        ("form", "amount"),
    ]


def read(hint: Any, raw: Any) -> tuple[Any, list[tuple[str, str, str]]]:
    """Returns what is read, and what is said of it."""
    into = Reader()
    value = codec_of(hint).read(raw, "x", into)
    return value, [(fault.code, fault.path, fault.text.en) for fault in into.faults.found]


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("10 working days", WorkingDays(10)),
        ("1 working day", WorkingDays(1)),
        ("10 days", Days(10)),
        ("1 year", Years(1)),
    ],
)
def test_a_period_is_told_by_its_unit(written: str, period: Any) -> None:
    assert read(Period, written) == (period, [])
    assert codec_of(Period).write(period, "x", Writer()) == written


@pytest.mark.parametrize(
    "written", ["10 workingdays", "10 working", "ten days", "-1 days", "٣ days"]
)
def test_a_period_that_is_none(written: str) -> None:
    value, [(code, path, _)] = read(Period, written)
    assert (value, code, path) == (_context.BAD, "format", "x")


def rule(**more: Any) -> Any:
    words = {"sv": "a", "en": "b"}
    head = {"kind": "within", "key": "W", "text": words, "period": "3 weeks"}
    norm = {"key": "n", "title": words, "rank": "local"}
    cited = {"norm": norm, "locator": "1", "verified_on": "2026-01-01"}
    return {**head, "citation": cited, "done_by": "documented", **more}


@pytest.mark.parametrize(
    ("after", "kinds", "again"),
    [
        ("exited", ["exited"], "exited"),
        (["exited"], ["exited"], "exited"),
        (["exited", "declined"], ["exited", "declined"], ["exited", "declined"]),
    ],
)
def test_one_or_several_events(after: Any, kinds: list[str], again: Any) -> None:
    value, said = read(TimingRule, rule(after=after))
    assert ([kind.key for kind in value.after], said) == (kinds, [])
    assert codec_of(TimingRule).write(value, "x", Writer())["after"] == again


@pytest.mark.parametrize(
    ("after", "code", "path"),
    [
        ("exitted", "unknown", "x.after"),
        (["exited", "exitted"], "unknown", "x.after[1]"),
        (3, "type", "x.after"),
        ([], "empty", "x.after"),
        ([["exited"]], "type", "x.after[0]"),
    ],
)
def test_one_or_several_of_what_isnt_there(after: Any, code: str, path: str) -> None:
    value, [(found, place, _)] = read(TimingRule, rule(after=after))
    assert (value, found, place) == (_context.BAD, code, path)


@pytest.mark.parametrize(
    ("written", "target", "again"),
    [
        ({"at_least": 50}, AtLeast(50), {"at_least": 50}),
        ({"at_least": {"number": 50}}, AtLeast(50), {"at_least": 50}),
        ({"about": {"number": 20, "within": 2}}, About(20, within=2), None),
        ({"share_at_least": Decimal("62.5")}, ShareAtLeast(Decimal("62.5")), None),
    ],
)
def test_a_number_alone_stands_for_a_target(written: Any, target: Any, again: Any) -> None:
    assert read(Target, written) == (target, [])
    assert codec_of(Target).write(target, "x", Writer()) == (again or written)


@pytest.mark.parametrize(
    ("written", "code", "path"),
    [
        ({"at_least": -1}, "range", "x.at_least"),
        ({"at_least": {"number": -1}}, "range", "x.at_least.number"),
        ({"at_least": "50"}, "type", "x.at_least"),
        ({"at_least": {"nmber": 3}}, "unknown", "x.at_least.nmber"),
        ({"share_at_least": 101}, "range", "x.share_at_least"),
        (50, "type", "x"),
    ],
)
def test_a_target_that_is_none(written: Any, code: str, path: str) -> None:
    value, said = read(Target, written)
    assert value is _context.BAD
    assert (code, path) in [(found, place) for found, place, _ in said]


def question(**more: Any) -> Any:
    words = {"sv": "a", "en": "b"}
    parts = {"key": "q", "text": words, "options": ["yes", "no"], "positive": ["yes"]}
    return {"kind": "question", **parts, **more}


def test_a_question_is_told_whole_or_by_its_key() -> None:
    value, said = read(Criterion, {"positive": {"question": question()}})
    assert said == []
    assert value.question == yes_no("q", sv="a", en="b")
    assert read(Criterion, {"positive": {"question": "q"}}) == (Positive(question="q"), [])
    value, [(code, path, _)] = read(Criterion, {"positive": {"question": 3}})
    assert (value, code, path) == (_context.BAD, "type", "x.positive.question")


def test_what_would_be_lost_in_a_set_is_told() -> None:
    value, said = read(Criterion, {"positive": {"question": question(positive=["yes", "yes"])}})
    assert value is _context.BAD
    assert said == [("duplicate", "x.positive.question.positive", "'yes' stands twice")]
    value, said = read(Criterion, {"positive": {"question": question(positive=["yes", 3])}})
    assert [path for _, path, _ in said] == ["x.positive.question.positive[1]"]


def test_what_all_criteria_share_is_no_criterion() -> None:
    value, [(code, path, _)] = read(Criterion, {"criterion": {}})
    assert (value, code, path) == (_context.BAD, "unknown", "x.criterion")
    out = Writer()
    codec_of(Criterion).write(Criterion(), "x", out)
    assert [fault.code for fault in out.faults.found] == ["form"]


def test_a_name_of_two_lists_is_that_of_the_first_room() -> None:
    """A book refers to roles, needs, exit reasons and costs; a survey's words stand behind them."""
    shipped = _context.SHARED[Term].shipped
    for lists in (Role, Authority, Service, Benefit, Consent, ExitReason, CostKind):
        for member in lists:
            assert shipped[str(member)] == member.term


@pytest.mark.parametrize(
    ("raw", "inside", "place"),
    [
        ({"a": {"b": 1}}, "a.b", "p.a.b"),
        ({"a": 1}, "b", "p.b"),
        ({"age": {"at_least": 1}}, "at_most", "p.age.at_most"),
        ({"flag": "single"}, "fact", "p.flag"),
        ({"not": {"flag": "single"}}, "of.fact", "p.not.flag"),
        ({"all_of": [{"age": {"at_least": 1}}]}, "of[0].at_least", "p.all_of[0].age.at_least"),
        ({"open": {"readings": [{"key": "x", "condition": {"flag": "single"}}]}},
         "readings[x].condition.fact", "p.open.readings[x].condition.flag"),
        ({"list": []}, "list[3].a", "p.list[3].a"),
        ("text", "a[0]", "p.a[0]"),
    ],
)  # fmt: skip
def test_a_place_in_a_value_is_found_in_the_text(raw: Any, inside: str, place: str) -> None:
    assert _context.located(raw, "p", inside) == place


@pytest.mark.parametrize(
    "hint",
    [
        Callable[[], int],
        tuple[str | None, ...],
        tuple[Literal["a", "none"] | None, ...],
        float,
        dict[str, int],
        str | Term,
        list,
    ],
)
def test_a_type_without_a_form_is_an_error_of_the_library(hint: Any) -> None:
    with pytest.raises(TypeError, match="no form in exchange"):
        codec_of(hint)
