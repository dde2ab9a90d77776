"""Persons and referrals: what is known, each fact once, and no value ever shown."""

import copy
import datetime as dt
import pickle
from collections import deque
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve, fields
from attrs.exceptions import FrozenInstanceError

from cases.made import DAY, SMALL, clause, fault, faults_of, rules
from finsam.eligibility import Person, Referral, assess, people
from finsam.errors import FinsamError, InvalidInput
from finsam.municipalities import municipality
from finsam.rules import Between, Flag, Includes, Known, Verdict
from finsam.terms import Authority, Benefit, Consent, Service

BIRTH = dt.date(1987, 6, 5)
MOMENT = dt.datetime(1987, 6, 5, 4, 3, tzinfo=dt.UTC)
RULES = rules(clause("x", Flag("a")))
NOBODY = Person()
KNOWN = assess(NOBODY, RULES, as_of=DAY)


# --- what is given ------------------------------------------------------------------------------


def test_nothing_is_known_unless_given() -> None:
    """Design 2.1: no fact has a default."""
    assert dict(NOBODY.given) == {}
    assert dict(Referral(person=NOBODY).given) == {}


def test_the_named_fields_are_facts() -> None:
    person = Person(
        birth_date=BIRTH,
        municipality="Nora",
        current_with={Authority.REGION},
        needs={Service.SOCIAL_SERVICES: True},
        benefits=[Benefit.SICKNESS_BENEFIT],
        facts={"job_seeking": True},
    )
    assert list(person.given) == [
        "birth_date", "municipality", "current_with", "needs", "benefits", "job_seeking",
    ]  # fmt: skip
    assert person.given == {
        "birth_date": BIRTH,
        "municipality": "Nora",
        "current_with": frozenset({"region"}),
        "needs": {"social_services": True},
        "benefits": ("sickness_benefit",),
        "job_seeking": True,
    }
    assert Person.named == ("birth_date", "municipality", "current_with", "needs", "benefits")
    assert Referral.named == ("referred_by", "consents")


def test_a_referral_adds_to_what_is_known_of_the_person() -> None:
    person = Person(birth_date=BIRTH, facts={"job_seeking": True})
    referral = Referral(
        person=person,
        referred_by=Authority.REGION,
        consents={Consent.SHARING},
        facts={"information_offered": False},
    )
    assert referral.given == {
        "birth_date": BIRTH,
        "job_seeking": True,
        "referred_by": "region",
        "consents": frozenset({"sharing"}),
        "information_offered": False,
    }
    assert list(person.given) == ["birth_date", "job_seeking"]


def test_neither_has_a_field_for_a_name() -> None:
    """Design 2.8: no name, no personnummer."""
    names = {one.name for kind in (Person, Referral) for one in fields(kind)}
    assert names == {*Person.named, *Referral.named, "facts", "given", "person"}


def test_a_fact_of_another_vocabulary_is_kept_until_rules_are_asked() -> None:
    assert Person(facts={"shoe_size": 41}).given == {"shoe_size": 41}
    assert Person(municipality="Vasteras").given == {"municipality": "Vasteras"}
    assert Person(needs={"regoin"}).given == {"needs": frozenset({"regoin"})}


def test_what_was_given_cannot_be_changed_afterwards() -> None:
    needs, facts, benefits = {"region"}, {"a": ["x"], "m": {"x": True}}, ["sickness_benefit"]
    person = Person(needs=needs, facts=facts, benefits=benefits)
    needs.add("municipality")
    facts["b"] = ["y"]
    facts["a"].append("z")  # type: ignore[attr-defined]
    benefits.append("social_assistance")
    assert person.given == {
        "needs": frozenset({"region"}),
        "benefits": ("sickness_benefit",),
        "a": ("x",),
        "m": {"x": True},
    }
    assert isinstance(person.given["m"], Known)
    with pytest.raises(FrozenInstanceError):
        person.needs = set()  # type: ignore[misc]
    with pytest.raises(TypeError):
        person.facts["a"] = 1  # type: ignore[index]


@pytest.mark.parametrize(
    "given",
    [
        lambda: (key for key in ["region", "municipality"]),
        lambda: iter(["region", "municipality"]),
        {"region": 1, "municipality": 2}.keys,
        lambda: deque(["region", "municipality"]),
        lambda: ["region", "municipality"],
        lambda: ("region", "municipality"),
    ],
)
def test_a_set_is_given_as_any_collection(given: Callable[[], Any]) -> None:
    """What can be walked only once is kept, and gives the same answer each time."""
    needs = rules(clause("x", Includes("needs", ["region", "municipality"], at_least=2)))
    for person in (
        Person(needs=given(), current_with=given()),
        Person(facts={"needs": given(), "current_with": given()}),
    ):
        assert person.given["needs"] == ("region", "municipality") == person.given["current_with"]
        for _ in range(2):
            known = Person(facts={"needs": person.given["needs"]})
            assert assess(known, needs, as_of=DAY).verdict is Verdict.ELIGIBLE
    referral = Referral(person=NOBODY, consents=iter(["sharing"]))
    assert referral.given == {"consents": ("sharing",)}


def test_a_list_of_terms_is_a_collection() -> None:
    assert Person(needs=Authority).given["needs"] == tuple(Authority)
    assert Person(needs=frozenset({"region"})).given["needs"] == frozenset({"region"})


def test_a_municipality_is_named_by_its_name_or_its_code() -> None:
    """SCB codes are texts: the first digit may be 0."""
    assert Person(municipality="0305") == Person(municipality="Håbo")
    assert Person(municipality="0305").given == {"municipality": "Håbo"}
    assert Person(municipality="9999").given == {"municipality": "9999"}


def test_a_person_can_be_told_more_about() -> None:
    person = evolve(Person(facts={"job_seeking": True}), birth_date=BIRTH)
    assert person.given == {"birth_date": BIRTH, "job_seeking": True}


def test_persons_of_whom_the_same_is_known_are_equal() -> None:
    one = Person(birth_date=BIRTH, needs={"region", "municipality"}, facts={"b": 1, "a": 2})
    other = Person(birth_date=BIRTH, needs={"municipality", "region"}, facts={"a": 2, "b": 1})
    assert one == other
    assert hash(one) == hash(other)
    assert one != Person(birth_date=BIRTH)
    assert Referral(person=one) == Referral(person=other)
    assert hash(Referral(person=one)) == hash(Referral(person=other))
    assert Referral(person=one) != Referral(person=one, referred_by="region")


@pytest.mark.parametrize(
    "value",
    [
        NOBODY,
        Person(birth_date=Between.year(1987), needs={"region": True, "municipality": None}),
        Person(benefits=[], facts={"job_seeking": False, "x": ["y"]}),
        Referral(person=Person(municipality="Nora"), consents={"sharing"}, facts={"a": True}),
    ],
)
def test_persons_and_referrals_survive_a_pickle_and_a_copy(value: Person | Referral) -> None:
    for other in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value), copy.copy(value)):  # noqa: S301 - our own pickle
        assert other == value
        assert hash(other) == hash(value)
        assert other.given == value.given
        assert repr(other) == repr(value)


# --- what is refused ----------------------------------------------------------------------------


def test_a_fact_is_given_once() -> None:
    facts = {"birth_date": BIRTH, "needs": {"region"}, "a": True}
    found = faults_of(lambda: Person(birth_date=BIRTH, needs=["region"], facts=facts), InvalidInput)
    assert found == [
        fault(
            "twice",
            key,
            f"{key!r} är angivet två gånger; ange det på ett ställe",
            f"{key!r} is given twice; give it in one place",
            value=key,
        )
        for key in ("birth_date", "needs")
    ]


def test_a_fact_is_given_once_by_the_person_and_the_referral_together() -> None:
    person = Person(birth_date=BIRTH, facts={"referred_by": "region", "a": True})
    found = faults_of(
        lambda: Referral(
            person=person,
            referred_by="region",
            facts={"birth_date": BIRTH, "a": False, "consents": set()},
        ),
        InvalidInput,
    )
    assert [(one.code, one.path, one.value) for one in found] == [
        ("twice", "referred_by", "referred_by"),
        ("twice", "birth_date", "birth_date"),
        ("twice", "a", "a"),
    ]


def test_what_is_not_known_is_not_given_twice() -> None:
    person = Person(birth_date=None, facts={"birth_date": BIRTH, "a": None})
    assert person.given["birth_date"] == BIRTH
    assert Referral(person=person, facts={"a": True}).given["a"] is True
    assert Person(facts={"a": None}).given == {"a": None}
    twice = Person(municipality="Nora", facts={"municipality": None})
    assert twice.given["municipality"] == "Nora"


def test_a_person_and_facts_are_of_their_types() -> None:
    wrong: Any = "Anna"
    assert faults_of(lambda: Referral(person=wrong), InvalidInput) == [
        fault(
            "type", "person", "ska vara Person, inte str", "takes Person, not str",
            expected=["Person"],
        )
    ]  # fmt: skip
    for facts, given in ((None, "NoneType"), (["a"], "list")):
        assert faults_of(lambda facts=facts: Person(facts=facts), InvalidInput) == [  # type: ignore[misc]
            fault(
                "type",
                "facts",
                f"ska vara Mapping, inte {given}",
                f"takes Mapping, not {given}",
                expected=["Mapping"],
            )
        ]


def test_all_that_is_wrong_is_reported_at_once() -> None:
    facts: dict[str, Any] = {
        "birth_date": BIRTH, "job_seeking": 1, "sick_listed_since": MOMENT, "lives_in": 5,
    }  # fmt: skip
    wrong: Any = MOMENT
    found = faults_of(
        lambda: Person(birth_date=wrong, municipality=7, needs="region", facts=facts),  # type: ignore[arg-type]
        InvalidInput,
    )
    assert [(one.code, one.path) for one in found] == [
        ("type", "birth_date"),
        ("type", "municipality"),
        ("type", "needs"),
        ("twice", "birth_date"),
        ("type", "job_seeking"),
        ("type", "sick_listed_since"),
        ("type", "lives_in"),
    ]


def test_the_key_of_a_fact_is_a_text() -> None:
    """Whoever turns a dict round must not see a date of birth in an error, nor a crash in repr."""
    turned: dict[Any, Any] = {BIRTH: "birth_date", 5: True}
    with pytest.raises(InvalidInput) as caught:
        assess(Person(facts=turned), RULES, as_of=DAY)
    assert {one.code for one in caught.value.faults} == {"type"}
    assert "1987" not in str(caught.value)


def test_a_string_is_no_set() -> None:
    found = faults_of(
        lambda: Person(current_with="region", needs="region", benefits="region"), InvalidInput
    )
    assert found == [
        fault(
            "type",
            name,
            "ska vara alla som ingår (en mängd), eller ja eller nej för var och en (en dict),"
            " inte en text (str)",
            "takes a set (the whole list) or a dict of True and False, not str",
        )
        for name in ("current_with", "needs", "benefits")
    ]


def test_a_set_that_contradicts_itself_is_refused_at_once() -> None:
    needs = {"social_services": True, "municipality": False}
    found = faults_of(lambda: Person(needs=needs), InvalidInput)
    assert [(one.code, one.path) for one in found] == [
        ("contradiction", "needs/social_services"),
    ]


# --- privacy ------------------------------------------------------------------------------------


def test_the_repr_names_the_facts_and_never_a_value() -> None:
    person = Person(birth_date=BIRTH, municipality="Nora", facts={"hours": 37})
    assert repr(person) == str(person) == "Person(known: birth_date, municipality, hours)"
    referral = Referral(person=person, referred_by="region")
    assert repr(referral) == (
        "Referral(known: birth_date, municipality, hours, referred_by)"
    )  # fmt: skip
    assert repr(NOBODY) == "Person(known: nothing)"
    assert repr(Referral(person=NOBODY)) == "Referral(known: nothing)"
    assert repr(person.facts) == "Known(hours)"


def test_the_repr_leaves_out_what_was_given_as_not_known() -> None:
    person = Person(birth_date=None, municipality="Nora", facts={"hours": None, "a": False})
    assert repr(person) == "Person(known: municipality, a)"
    assert repr(Referral(person=person, facts={"b": None})) == "Referral(known: municipality, a)"
    assert repr(Person(facts={"hours": None})) == "Person(known: nothing)"
    assert person.given["hours"] is None


def test_the_path_of_a_fault_is_the_key_of_the_fact() -> None:
    """However it was given: as a field, among the facts, of the person or of the referral."""
    wrong: Any = {"custody_ahead": "nej"}
    assert [
        (one.code, one.path) for one in faults_of(lambda: Person(facts=wrong), InvalidInput)
    ] == [("type", "custody_ahead")]
    referral = lambda: Referral(person=NOBODY, facts=wrong)  # noqa: E731
    assert [one.path for one in faults_of(referral, InvalidInput)] == ["custody_ahead"]


AFTER = dt.date(2022, 9, 8)
SECRETS: list[tuple[Callable[[], object], list[str]]] = [
    (lambda: Person(birth_date=MOMENT), ["1987", "04:03"]),
    (lambda: Person(birth_date="1987-06-05"), ["1987", "06"]),  # type: ignore[arg-type]
    (lambda: Person(birth_date=19870605), ["1987"]),  # type: ignore[arg-type]
    (lambda: Person(birth_date=Between(1987, 1988)), ["1987", "1988"]),
    (lambda: Person(municipality=198706050000), ["1987"]),  # type: ignore[arg-type]
    (lambda: Person(facts=[BIRTH, 1987]), ["1987", "06"]),  # type: ignore[arg-type]
    (lambda: Person(facts={"job_seeking": 1987}), ["1987"]),
    (lambda: Person(facts={"sick_listed_since": "1987-06-05"}), ["1987", "06"]),
    (lambda: Person(birth_date=BIRTH, facts={"birth_date": BIRTH}), ["1987", "06"]),
    (lambda: Person(needs={"region": 1987}), ["1987"]),
    (lambda: Person(needs={1987: True}), ["1987"]),  # type: ignore[dict-item]
    (lambda: Person(benefits=[1987, BIRTH]), ["1987", "06"]),  # type: ignore[list-item]
    (lambda: Between(BIRTH, dt.date(1986, 7, 7)), ["1987", "1986"]),
    (lambda: Between(BIRTH, 1987), ["1987"]),
    (lambda: Referral(person=BIRTH), ["1987", "06"]),  # type: ignore[arg-type]
    (lambda: assess(Person(birth_date=AFTER), RULES, as_of=DAY), ["09", "08"]),
    (lambda: assess(Person(birth_date=Between(AFTER, None)), RULES, as_of=DAY), ["09", "08"]),
    (lambda: assess(Person(facts={"hours": 4177}), RULES, as_of=DAY), ["4177"]),
    (lambda: assess(Person(facts={"hours": 37.25}), RULES, as_of=DAY), ["37"]),
    (lambda: assess(Person(facts={"hours": Decimal("37.25")}), RULES, as_of=DAY), ["37", "25"]),
    (lambda: assess(Person(facts={"hours": Between(-37, 52)}), RULES, as_of=DAY), ["37", "52"]),
    (lambda: assess(Person(facts={"hours": "37"}), RULES, as_of=DAY), ["37"]),
    (lambda: assess(Person(facts={"a": 37}), RULES, as_of=DAY), ["37"]),
    (lambda: assess(Person(facts={"since": AFTER}), RULES, as_of=DAY), ["09", "08"]),
    (lambda: assess(Person(facts={"colour": BIRTH}), RULES, as_of=DAY), ["1987", "06"]),
    (lambda: assess(BIRTH, RULES, as_of=DAY), ["1987", "06"]),  # type: ignore[arg-type]
    (lambda: assess(Person(municipality="19870605-1234"), RULES, as_of=DAY), ["1987", "1234"]),
    (lambda: assess(Person(needs={"19870605-1234"}), RULES, as_of=DAY), ["1987", "1234"]),
    (lambda: assess(Person(needs={"19870605-1234": True}), RULES, as_of=DAY), ["1987", "1234"]),
    (lambda: assess(Person(facts={"colour": "19870605-1234"}), RULES, as_of=DAY), ["1987", "1234"]),
    (lambda: municipality("19870605-1234"), ["1987", "1234"]),
    (lambda: assess({"birth_date": "1987-06-05"}, RULES, as_of=DAY), ["1987", "06"]),
    (lambda: assess({"municipality": "19870605-1234"}, RULES, as_of=DAY), ["1987", "1234"]),
    (lambda: assess({BIRTH: "birth_date"}, RULES, as_of=DAY), ["1987", "06"]),  # type: ignore[dict-item]
    (lambda: KNOWN.with_answers({"birth_date": MOMENT}), ["1987", "06"]),
    (lambda: KNOWN.with_answers({BIRTH: "birth_date"}), ["1987", "06"]),  # type: ignore[dict-item]
    (lambda: KNOWN.with_answers({"needs/region": BIRTH}), ["1987", "06"]),
]  # fmt: skip


@pytest.mark.parametrize(("call", "secrets"), SECRETS)
def test_an_error_never_shows_a_value_about_a_person(
    call: Callable[[], object], secrets: list[str]
) -> None:
    """Design 2.8: errors about a person quote only misspelt keys and choices."""
    with pytest.raises(FinsamError) as caught:
        call()
    error = caught.value
    shown = [str(error), repr(error), error.explain("sv"), error.explain("en")]
    shown += [f"{one.value} {one.expected} {one.path}" for one in error.faults]
    for secret in secrets:
        assert [text for text in shown if secret in text] == []


def test_an_error_quotes_a_misspelt_key_and_a_misspelt_choice() -> None:
    person = Person(municipality="Vasteras", facts={"job": 37})
    found = faults_of(lambda: assess(person, RULES, as_of=DAY), InvalidInput)
    assert [(one.path, one.value) for one in found] == [
        ("municipality", "Vasteras"), ("facts", "job"),
    ]  # fmt: skip


def test_a_decision_shows_no_value_in_its_repr() -> None:
    decision = assess(Person(birth_date=BIRTH, facts={"hours": 37}), RULES, as_of=DAY)
    assert repr(decision) == "Decision(undetermined, made.set, as_of=2022-06-15)"
    assert repr(decision.facts) == "Known(birth_date, hours)"
    assert [repr(finding) for finding in decision.findings] == ["Finding(x, UNKNOWN)"]
    assert [repr(missing) for missing in decision.missing] == ["Missing(a)"]
    assert SMALL.read({"hours": 37}) == {"hours": 37}


def test_the_public_names() -> None:
    assert dir(people) == ["Members", "Person", "Referral"]
