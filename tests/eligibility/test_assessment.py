"""`assess`: what it takes, what it refuses, and which rules it asks."""

import datetime as dt
import warnings
from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Any

import pytest
from attrs import evolve, frozen

from cases.made import CITED, DAY, clause, decide, fault, faults_of, reading, rules, text, way
from finsam.eligibility import Decision, Person, Referral, assess, assess_many, assessment
from finsam.errors import InvalidInput, InvalidRules, NotApplicable, NotInForce, OldNameWarning
from finsam.legaltime import LeapDay
from finsam.measures import Measure, RuleBook
from finsam.members import Association
from finsam.rulebooks import model, vasteras
from finsam.rules import (
    COMMON,
    Age,
    AllOf,
    AnyOf,
    Between,
    Choice,
    Concern,
    Flag,
    Includes,
    Known,
    NotForIndividuals,
    OneOf,
    Open,
    RuleSet,
    Validity,
    Verdict,
    Vocabulary,
)
from finsam.terms import Authority
from finsam.texts import Text

A, B = Flag("a"), Flag("b")
ONE_DAY = dt.timedelta(1)
RULES = rules(clause("x", A))
POINT = Open("point", text("point"), (reading("p", A), reading("q", AllOf(A, B))))


def verdict(rule_set: RuleSet, **known: Any) -> Verdict:
    return decide(rule_set, **known).verdict


# --- what is asked ------------------------------------------------------------------------------


def test_a_person_or_a_referral_is_assessed() -> None:
    person = Person(facts={"a": True})
    for about in (person, Referral(person=person)):
        decision = assess(about, RULES, as_of=DAY)
        assert isinstance(decision, Decision)
        assert decision.verdict is Verdict.ELIGIBLE
        assert decision.rules is RULES
        assert decision.as_of == DAY
        assert decision.facts == {"a": True}


FORM: dict[str, object] = {
    "birth_date": dt.date(1990, 1, 1), "municipality": "Håbo", "needs": {"region"},
    "referred_by": "region", "consents": ["sharing"], "a": True, "b": None, "hours": 7,
}  # fmt: skip


def test_a_form_is_assessed() -> None:
    """A mapping from the keys of facts to values, whatever each is about."""
    made = rules(
        clause("x", A),
        clause("y", OneOf("municipality", ["Håbo"])),
        clause("z", B),
        ways_in=[way("w", referrers=["region"])],
    )
    named = {"birth_date", "municipality", "needs", "referred_by", "consents"}
    person = Person(
        birth_date=dt.date(1990, 1, 1), municipality="Håbo", needs={"region"},
        facts={key: value for key, value in FORM.items() if key not in named},
    )  # fmt: skip
    referral = Referral(person=person, referred_by="region", consents=["sharing"])
    whole = assess(referral, made, as_of=DAY)
    for form in (FORM, Known(FORM), MappingProxyType(FORM)):
        assert assess(form, made, as_of=DAY) == whole
    assert [missing.key for missing in whole.missing] == ["b"]
    assert assess(FORM | {"b": True}, made, as_of=DAY).ready is True
    assert assess({}, made, as_of=DAY) == assess(Person(), made, as_of=DAY)
    assert FORM["municipality"] == "Håbo"


def test_a_form_may_name_a_municipality_by_its_code() -> None:
    habo = rules(clause("x", OneOf("municipality", ["Håbo"])))
    assert assess({"municipality": "0305"}, habo, as_of=DAY).verdict is Verdict.ELIGIBLE
    assert assess({"municipality": "0643"}, habo, as_of=DAY).verdict is Verdict.NOT_ELIGIBLE
    assert assess({"municipality": None}, habo, as_of=DAY).verdict is Verdict.UNDETERMINED


def test_all_faults_of_a_form_come_at_once() -> None:
    """A person has two moments: when made and when asked. A form has one."""
    form: Any = {
        "birth_date": DAY + ONE_DAY, "municipality": 305, "needs": "region", "hour": 1,
        "benefits": {"sickness_benfit"}, "a": "ja", "since": "i går", "hours": 41,
        "consents": {"sharing": 1}, 7: True,
    }  # fmt: skip
    found = faults_of(lambda: assess(form, RULES, as_of=DAY), InvalidInput)
    assert [(one.code, one.path, one.value) for one in found] == [
        ("after_as_of", "birth_date", None),
        ("type", "municipality", None),
        ("type", "needs", None),
        ("unknown", "facts", "hour"),
        ("unknown", "benefits", "sickness_benfit"),
        ("type", "a", None),
        ("type", "since", None),
        ("range", "hours", None),
        ("type", "consents/sharing", None),
        ("type", "facts", None),
    ]


def test_whatever_carries_rules_is_asked() -> None:
    @frozen
    class Ours:
        eligibility: RuleSet

    measure = Measure(key="m", name=text("m"), eligibility=RULES)
    for one in (RULES, measure, Ours(RULES)):
        assert assess(Person(), one, as_of=DAY).rules is RULES


def test_a_declared_fact_that_the_rules_do_not_ask_is_left_alone() -> None:
    """Design 2.1."""
    decision = decide(RULES, a=True, b=False, hours=7, needs={"region"})
    assert decision.verdict is Verdict.ELIGIBLE
    assert list(decision.facts) == ["a", "b", "hours", "needs"]


def test_the_verdict_is_what_all_completions_agree_on() -> None:
    """Design 2.3: eligible if all agree yes, not eligible if all agree no."""
    tautology = rules(clause("x", AnyOf(AllOf(A, B), AllOf(A, Flag("b", value=False)))))
    assert verdict(tautology, a=True) is Verdict.ELIGIBLE
    assert verdict(tautology, a=False) is Verdict.NOT_ELIGIBLE
    assert verdict(tautology) is Verdict.UNDETERMINED


def test_somebody_has_to_judge_when_only_judgements_are_missing() -> None:
    """Design 2.3: look up before you assess."""
    both = rules(clause("x", A), clause("y", Flag("j")), clause("z", Flag("k")))
    assert verdict(both, a=True) is Verdict.NEEDS_ASSESSMENT
    assert verdict(both, a=True, j=True) is Verdict.NEEDS_ASSESSMENT
    assert verdict(both) is Verdict.UNDETERMINED
    assert verdict(both, j=True, k=True) is Verdict.UNDETERMINED
    assert verdict(both, j=False) is Verdict.NOT_ELIGIBLE
    assert verdict(both, a=True, j=True, k=True) is Verdict.ELIGIBLE


def test_nobody_passes_by_silence() -> None:
    """Design 2.3: a set without a required personal clause answers needs_assessment."""
    silent = rules(clause("x", A, concern=Concern.CONSENT))
    assert verdict(silent) is Verdict.NEEDS_ASSESSMENT
    assert verdict(silent, a=True) is Verdict.NEEDS_ASSESSMENT
    assert verdict(silent, a=False) is Verdict.NEEDS_ASSESSMENT


def test_a_year_of_birth_may_be_enough() -> None:
    """Design 2.1: known is the set of values still possible."""
    adult = rules(clause("x", Age(at_least=18, at_most=64)))
    assert verdict(adult, birth_date=Between.year(1990)) is Verdict.ELIGIBLE
    assert verdict(adult, birth_date=Between.year(2004)) is Verdict.UNDETERMINED
    assert verdict(adult, birth_date=Between.year(2005)) is Verdict.NOT_ELIGIBLE
    assert verdict(adult, birth_date=Between.year(1957)) is Verdict.UNDETERMINED
    assert verdict(adult, birth_date=Between(None, dt.date(1957, 6, 15))) is Verdict.NOT_ELIGIBLE
    assert verdict(adult, birth_date=Between(dt.date(1957, 6, 16), dt.date(2004, 6, 15))) is (
        Verdict.ELIGIBLE
    )


@pytest.mark.parametrize(
    ("policy", "day", "said"),
    [
        (LeapDay.FEB28, dt.date(2022, 2, 27), Verdict.NOT_ELIGIBLE),
        (LeapDay.FEB28, dt.date(2022, 2, 28), Verdict.ELIGIBLE),
        (LeapDay.MAR1, dt.date(2022, 2, 28), Verdict.NOT_ELIGIBLE),
        (LeapDay.MAR1, dt.date(2022, 3, 1), Verdict.ELIGIBLE),
        (LeapDay.MAR1, dt.date(2024, 2, 29), Verdict.ELIGIBLE),
    ],
)
def test_29_february_counts_as_the_set_says(policy: LeapDay, day: dt.date, said: Verdict) -> None:
    """Design 2.2: one policy per rule set."""
    adult = rules(clause("x", Age(at_least=18)), leap_day=policy)
    decision = decide(adult, as_of=day, birth_date=dt.date(2004, 2, 29))
    assert decision.verdict is said
    years = 17 if said is Verdict.NOT_ELIGIBLE else 20 if day.year == 2024 else 18
    assert f"{years} years" in decision.explain("en")


def test_habo_is_not_habo() -> None:
    """Both exist: the answer is no, and the explanation names each with its county."""
    habo = rules(clause("x", OneOf("municipality", ["Håbo"])))
    decision = assess(Person(municipality="Habo"), habo, as_of=DAY)
    assert decision.verdict is Verdict.NOT_ELIGIBLE
    assert assess(Person(municipality="Håbo"), habo, as_of=DAY).verdict is Verdict.ELIGIBLE
    assert assess(Person(municipality="Ha\u030abo"), habo, as_of=DAY).verdict is Verdict.ELIGIBLE
    for lang in ("sv", "en"):
        shown = decision.explain("sv" if lang == "sv" else "en")
        assert "Håbo (Uppsala län)" in shown
        assert "Habo (Jönköpings län)" in shown


def test_two_municipalities_are_one_kind_of_authority() -> None:
    """X-03: counting is over kinds of authority unless the clause names another basis."""
    two = rules(clause("x", Includes("needs", Authority, at_least=2)))
    assert verdict(two, needs={"municipality", "social_services"}) is Verdict.NOT_ELIGIBLE
    assert verdict(two, needs={"social_services", "health_centre"}) is Verdict.ELIGIBLE


# --- what is refused ----------------------------------------------------------------------------


def test_all_arguments_are_checked_at_once() -> None:
    wrong: Any = "x"
    assert faults_of(lambda: assess(wrong, wrong, as_of=wrong), InvalidInput) == [
        fault(
            "type", "person", "ska vara Person | Referral | Mapping, inte str",
            "takes Person | Referral | Mapping, not str",
            expected=["Person | Referral | Mapping"],
        ),
        fault(
            "type", "measure", "ska vara en insats eller en regeluppsättning, inte str",
            "takes a measure or a rule set, not str",
        ),
        fault(
            "type", "as_of",
            "ska vara ett datum (datetime.date), till exempel 2026-11-22, inte en text (str)",
            "takes datetime.date, for example date(2026, 11, 22), not str", expected=["date"],
        ),
    ]  # fmt: skip


def test_a_wrong_day_or_reading_hides_no_fault_of_the_form() -> None:
    made = rules(clause("x", POINT))
    form, wrong = {"hour": 1, "a": "ja"}, dict[str, Any]({"pont": "p"})
    of_form = [("unknown", "facts"), ("type", "a")]

    def found(as_of: object, readings: object, measure: object = made) -> list[tuple[str, str]]:
        odd: Any = (as_of, readings, measure)
        call = lambda: assess(form, odd[2], as_of=odd[0], readings=odd[1])  # noqa: E731 - short
        return [(one.code, one.path) for one in faults_of(call, InvalidInput)]

    assert found("x", None) == [("type", "as_of"), *of_form]
    assert found(DAY, 5) == [("type", "readings"), *of_form]
    assert found(DAY, wrong) == [("unknown", "readings"), *of_form]
    assert found("x", wrong) == [("type", "as_of"), ("unknown", "readings"), *of_form]
    assert found("x", wrong, 5) == [("type", "measure"), ("type", "as_of")]  # no rules to read by


def test_the_day_has_no_time() -> None:
    moment = dt.datetime(2022, 6, 15, tzinfo=dt.UTC)
    (found,) = faults_of(lambda: assess(Person(), RULES, as_of=moment), InvalidInput)
    assert (found.code, found.path) == ("type", "as_of")
    with pytest.raises(TypeError):
        assess(Person(), RULES)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        assess(Person(), RULES, DAY)  # type: ignore[call-arg]


def test_what_has_happened_lies_before_the_day() -> None:
    person = Person(birth_date=DAY + ONE_DAY, facts={"since": DAY + ONE_DAY})
    found = faults_of(lambda: assess(person, RULES, as_of=DAY), InvalidInput)
    sv = "datumet ligger efter dagen för bedömningen (as_of)"
    en = "the date lies after the day of assessment (as_of)"
    assert found == [fault("after_as_of", path, sv, en) for path in ("birth_date", "since")]
    assert assess(Person(birth_date=DAY), RULES, as_of=DAY).verdict is Verdict.UNDETERMINED


def test_all_that_is_wrong_with_what_is_known_is_reported_at_once() -> None:
    person = Person(
        birth_date=DAY + ONE_DAY, municipality="Vasteras", needs={"regoin": True},
        facts={"hour": 1, "a": "ja"},
    )  # fmt: skip
    found = faults_of(lambda: assess(person, RULES, as_of=DAY), InvalidInput)
    assert [(one.code, one.path, one.expected) for one in found] == [
        ("after_as_of", "birth_date", ()),
        ("unknown", "municipality", ("Västerås",)),
        ("unknown", "needs", ("region",)),
        ("unknown", "facts", ("hours",)),
        ("type", "a", ()),
    ]


def test_rules_that_are_not_in_force_are_not_asked() -> None:
    made = rules(clause("x", A), valid=Validity(start=DAY))
    assert assess(Person(), made, as_of=DAY).verdict is Verdict.UNDETERMINED
    with pytest.raises(NotInForce) as caught:
        assess(Person(), made, as_of=DAY - ONE_DAY)
    assert caught.value.nearest == DAY
    assert caught.value.explain("sv") == (
        "as_of: Gjord gäller från och med 2022-06-15, inte 2022-06-14;"
        " närmaste dag är 2022-06-15"
    )  # fmt: skip
    assert caught.value.explain("en") == (
        "as_of: Made is in force from 2022-06-15, not on 2022-06-14; the nearest day is 2022-06-15"
    )


def test_a_measure_that_is_not_for_individuals_is_not_asked() -> None:
    nobody = NotForIndividuals(
        reason=Text(sv="insatsen är strukturell", en="the measure is structural"),
        rule="VA-50",
        citation=CITED,
    )
    measure = Measure(key="sim", name=text("SIM"), eligibility=nobody)
    assert faults_of(lambda: assess(Person(), measure, as_of=DAY), NotApplicable) == [
        fault(
            "not_applicable",
            "measure",
            "insatsen är strukturell (VA-50; Planen, s. 1 (lokalt dokument))",
            "the measure is structural (VA-50; The plan, s. 1 (local document))",
        )
    ]
    assert faults_of(lambda: assess(Person(), nobody, as_of=DAY), NotApplicable) == faults_of(
        lambda: assess({}, measure, as_of=DAY), NotApplicable
    )
    wrong: Any = 5
    with pytest.raises(InvalidInput):
        assess(wrong, measure, as_of=DAY)


# --- readings -----------------------------------------------------------------------------------


def test_a_caller_may_choose_a_reading() -> None:
    made = rules(clause("x", POINT))
    assert verdict(made, a=True, b=False) is Verdict.UNDETERMINED
    for key, said in (("p", Verdict.ELIGIBLE), ("q", Verdict.NOT_ELIGIBLE)):
        assert decide(made, readings={"point": key}, a=True, b=False).verdict is said
    own = decide(made, readings={"point": B}, a=True, b=False)
    assert own.verdict is Verdict.NOT_ELIGIBLE


def test_the_decision_keeps_the_rules_as_they_were_read() -> None:
    made = rules(clause("x", POINT), ways_in=[way("w")])
    read = decide(made, readings={"point": "p"}).rules
    assert read == made.with_readings({"point": "p"})
    assert read != made
    assert decide(made, readings={}).rules is made
    assert decide(made, readings=None).rules is made


def test_the_same_choice_of_readings_gives_the_same_rules() -> None:
    made = rules(clause("x", POINT), ways_in=[way("w")])
    one = decide(made, readings={"point": "p", "w.referrers": "met"}).rules
    assert decide(made, readings={"w.referrers": "met", "point": "p"}).rules is one
    own = decide(made, readings={"point": B}).rules
    assert decide(made, readings={"point": Flag("b")}).rules is own
    assert assessment._with_readings.cache_info().maxsize == 64


def test_a_reading_that_there_is_not_is_refused() -> None:
    made = rules(clause("x", POINT))
    odd: dict[str, Any] = {"point": 5}
    assert [
        (one.code, one.path, one.value)
        for one in faults_of(lambda: decide(made, readings=odd), InvalidInput)
    ] == [("unknown", "readings['point']", "5")]
    (found,) = faults_of(lambda: decide(made, readings={"pont": "p"}), InvalidInput)
    assert (found.path, found.expected) == ("readings", ("point",))
    unhashable: dict[str, Any] = {"point": ["p"]}
    with pytest.raises(InvalidInput):
        decide(made, readings=unhashable)


def test_a_reading_that_the_rules_cannot_have_comes_with_the_faults_of_the_person() -> None:
    made = rules(clause("x", AllOf(POINT, Open("other", text("other")))))
    own = Open("other", text("own"))
    found = faults_of(lambda: decide(made, readings={"point": own}, a=5), InvalidInput)
    assert [(one.code, one.path) for one in found] == [
        ("duplicate", "readings['point'].key"),
        ("type", "a"),
    ]


@pytest.mark.parametrize("wrong", ["point", ["point"], {"point"}])
def test_readings_are_a_dict(wrong: Any) -> None:
    with pytest.raises(InvalidInput) as caught:
        decide(rules(clause("x", POINT)), readings=wrong)
    assert [(one.code, one.path) for one in caught.value.faults] == [("type", "readings")]


# --- older names --------------------------------------------------------------------------------


def test_the_older_name_of_the_region_warns_once_it_is_old() -> None:
    """X-28: landsting until 2019-12-31."""
    made = rules(clause("x", Includes("needs", ["region"])))
    person = Person(needs={"county_council"})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        before = assess(person, made, as_of=dt.date(2019, 12, 31))
    with pytest.warns(
        OldNameWarning, match="^needs: 'county_council' was the name until 2019-12-31"
    ):
        after = assess(person, made, as_of=dt.date(2020, 1, 1))
    assert before.verdict is after.verdict is Verdict.ELIGIBLE


def test_the_older_name_can_be_made_an_error() -> None:
    made = rules(clause("x", A))
    with pytest.raises(OldNameWarning):  # the tests turn warnings into errors
        assess(Person(needs={"county_council"}), made, as_of=DAY)


FIVE: Any = 5
NAMED: dict[str, Any] = {"key": "k", "name": text("n")}


@pytest.mark.parametrize(
    "made",
    [
        lambda: OneOf("colour", FIVE),
        lambda: Includes("needs", FIVE),
        lambda: Choice(FIVE),
        lambda: Vocabulary(FIVE),
        lambda: rules(clause("x", A), ways_in=FIVE),
        lambda: way("w", referrers=FIVE),
        lambda: evolve(RULES, clauses=FIVE),
        lambda: RULES.with_changes(**NAMED, replace=FIVE),
        lambda: RULES.with_changes(**NAMED, replace=[FIVE]),
        lambda: RULES.with_changes(**NAMED, drop=FIVE),
        lambda: RULES.with_changes(**NAMED, vocabulary=FIVE),
        lambda: Measure(key="m", name=text("m"), eligibility=RULES, teams=FIVE),
        lambda: RuleBook(key="b", association=Association(key="b", name=text("b")), measures=FIVE),
    ],
)
def test_what_is_no_collection_is_refused_gently(made: Callable[[], object]) -> None:
    """Style 12: never let a lower-level error leak."""
    with pytest.raises(InvalidRules):
        made()


def test_a_rule_set_is_not_changed_by_being_asked() -> None:
    made = rules(clause("x", POINT))
    kept = evolve(made)
    decide(made, readings={"point": "p"}, a=True)
    assert made == kept
    assert hash(made) == hash(kept)


def test_the_public_names() -> None:
    assert dir(assessment) == ["as_read", "assess", "assess_many", "eligible_periods"]


def test_many_are_assessed_as_they_come_and_not_before() -> None:
    """Issue 7: it streams; progress is told after each."""
    taken: list[int] = []
    done: list[int] = []

    def people() -> Iterator[Person]:
        for year in (1950, 1990, 2020):
            taken.append(year)
            yield Person(birth_date=dt.date(year, 1, 1))

    day = dt.date(2026, 11, 22)
    several = assess_many(people(), model.SAMORDNINGSTEAM, as_of=day, progress=done.append)
    assert taken == []
    assert next(several).verdict is Verdict.NOT_ELIGIBLE
    assert (taken, done) == ([1950], [1])
    rest = [decision.verdict for decision in several]
    assert rest == [Verdict.UNDETERMINED, Verdict.NOT_ELIGIBLE]
    assert done == [1, 1, 1]
    [alone] = assess_many([Person()], model.SAMORDNINGSTEAM, as_of=day)
    assert alone == assess(Person(), model.SAMORDNINGSTEAM, as_of=day)


def test_what_is_wrong_with_many_is_said_at_once_and_of_whom_later() -> None:
    with pytest.raises(NotInForce):
        assess_many([], vasteras.SAMORDNINGSTEAM, as_of=dt.date(2023, 1, 1))
    with pytest.raises(NotApplicable):
        assess_many([], vasteras.SIM, as_of=dt.date(2021, 5, 3))
    bad: Any = 3
    with pytest.raises(InvalidInput) as refused:
        assess_many(bad, bad, as_of=bad, readings=bad)
    assert [f.path for f in refused.value.faults] == ["people", "measure", "as_of", "readings"]
    day = dt.date(2026, 11, 22)
    wrong: list[dict[str, object]] = [{}, {"ongoing_addiction": "ja"}]
    several = assess_many(wrong, model.SAMORDNINGSTEAM, as_of=day)
    next(several)
    with pytest.raises(InvalidInput) as refused:
        next(several)
    assert [fault.path for fault in refused.value.faults] == ["people[1].ongoing_addiction"]


def test_facts_of_a_decision_are_asked_about_again_as_they_are() -> None:
    day = dt.date(2022, 11, 22)
    first = assess({"municipality": "1980"}, vasteras.SAMORDNINGSTEAM, as_of=day)
    again = assess(first.facts, vasteras.SAMORDNINGSTEAM, as_of=day)
    assert again.facts is first.facts
    assert again == first
    code = assess(Known({"municipality": "1980"}), vasteras.SAMORDNINGSTEAM, as_of=day)
    assert code.facts == first.facts


def test_a_misspelt_fact_is_told_before_it_has_a_value() -> None:
    """None is not known, but a key that isn't declared is a fault with the first empty form."""
    with pytest.raises(InvalidInput) as caught:
        COMMON.read({"sigle": None})
    assert [(f.code, f.path) for f in caught.value.faults] == [("unknown", "facts")]
    assert dict(COMMON.read({"birth_date": None})) == {}
    for about in (Person(facts={"sigle": None}), Referral(person=Person(), facts={"sigle": None})):
        for _ in range(2):  # nor is it lost where the person was read before
            with pytest.raises(InvalidInput) as caught:
                assess(about, model.SAMORDNINGSTEAM, as_of=DAY)
            assert [(f.code, f.path) for f in caught.value.faults] == [("unknown", "facts")]


def test_a_person_may_be_given_by_the_keys_of_what_is_missing() -> None:
    """The ready path and the way to it read a member by its key alike."""
    by_key = Person(
        birth_date=dt.date(1990, 1, 1),
        facts={"needs/region": True, "needs/municipality": True, "sick_listed": None},
    )
    whole = Person(birth_date=dt.date(1990, 1, 1), needs={"region": True, "municipality": True})
    for _ in range(2):
        for about in (by_key, Referral(person=by_key), dict(by_key.given)):
            decision = assess(about, model.SAMORDNINGSTEAM, as_of=DAY)
            assert decision == assess(whole, model.SAMORDNINGSTEAM, as_of=DAY)
            assert "needs" in decision.facts
    with pytest.raises(InvalidInput, match="given both whole and by members"):
        assess(
            Person(needs={"region"}, facts={"needs/region": True}),
            model.SAMORDNINGSTEAM,
            as_of=DAY,
        )


def test_a_person_that_was_read_is_still_asked_about_a_day_that_fits() -> None:
    """A life is 150 years at most, on the ready path too."""
    person = Person(birth_date=dt.date(1900, 1, 1), needs={"region"})
    for day in (dt.date(2026, 1, 1), dt.date(2050, 12, 31), dt.date(2051, 1, 1)):
        assess(Person(), model.SAMORDNINGSTEAM, as_of=day)  # so that the day is ready
    for day in (dt.date(2026, 1, 1), dt.date(2050, 12, 31)):
        assert assess(person, model.SAMORDNINGSTEAM, as_of=day).verdict is Verdict.NOT_ELIGIBLE
    with pytest.raises(InvalidInput, match="more than 150 years"):
        assess(person, model.SAMORDNINGSTEAM, as_of=dt.date(2051, 1, 1))
    wrong: Any = []
    with pytest.raises(InvalidInput, match="readings: "):
        assess(person, model.SAMORDNINGSTEAM, as_of=dt.date(2026, 1, 1), readings=wrong)
