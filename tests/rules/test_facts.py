"""Facts: what can be declared, what can be known, and what is refused without quoting it."""

import copy
import datetime as dt
import pickle
from collections.abc import Iterable
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError

from cases.made import COLOURS, DAY, SMALL, fault, faults_of, flag, text
from finsam.errors import Fault, Faults, InvalidInput, InvalidRules, OldNameWarning, type_of
from finsam.rules import (
    COMMON,
    About,
    Between,
    Choice,
    Chosen,
    Date,
    Fact,
    Known,
    Number,
    Selection,
    Vocabulary,
    YesNo,
    facts,
)
from finsam.rules.facts import AnyKind
from finsam.terms import Authority, OldName, Role, Service, Term
from finsam.texts import Lang, Text

BIRTH, LATER = dt.date(2001, 3, 4), dt.date(2001, 5, 6)
MOMENT = dt.datetime(2001, 3, 4, tzinfo=dt.UTC)
HOURS = Number(Text(sv="timmar", en="hours"), minimum=0, maximum=40)
SHARE = Number(
    Text(sv="procent", en="per cent"), minimum=Decimal("0.5"), maximum=100, decimals=1
)  # fmt: skip
BODIES = Selection([*Authority, *Service])
DATE_SV = "ska vara ett datum (datetime.date), till exempel 2026-11-22, inte "
DATE_EN = "takes datetime.date, for example date(2026, 11, 22), not "


def read(kind: AnyKind, value: object, as_of: dt.date | None = None) -> tuple[object, list[Fault]]:
    """Returns what was read, and what was wrong with it."""
    faults = Faults()
    return kind.read(value, "here", as_of, faults), faults.found


def refused(kind: AnyKind, value: object, as_of: dt.date | None = None) -> list[Fault]:
    """Returns the faults of a value; none of them quotes it."""
    found = read(kind, value, as_of)[1]
    assert found
    for one in found:
        assert value is None or str(value) not in one.line("sv") + one.line("en")
    return found


def chosen(inside: Iterable[str] = (), outside: Iterable[str] = ()) -> Chosen:
    return Chosen(frozenset(inside), frozenset(outside))


# --- something between two values ---------------------------------------------------------------


def test_a_year_is_all_its_days() -> None:
    year = Between.year(2001)
    assert (year.low, year.high) == (dt.date(2001, 1, 1), dt.date(2001, 12, 31))


@pytest.mark.parametrize(
    ("low", "high"),
    [
        (BIRTH, LATER),
        (BIRTH, BIRTH),
        (BIRTH, None),
        (None, BIRTH),
        (1, 2),
        (1, 1),
        (Decimal("0.5"), 1),
        (None, Decimal(3)),
    ],
)
def test_an_interval_may_be_open_at_one_end(low: Any, high: Any) -> None:
    interval = Between(low, high)
    assert (interval.low, interval.high) == (low, high)
    assert interval == Between(low, high)
    assert hash(interval) == hash(Between(low, high))


TYPE = (
    "type",
    "",
    "båda ändarna ska vara datum (datetime.date), eller båda tal (int eller Decimal)",
    "both ends are datetime.date, or both int or Decimal",
)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (
            None,
            None,
            (
                "empty",
                "",
                "ange minst en ände; det som är helt okänt utelämnas",
                "give at least one end; leave out what isn't known at all",
            ),
        ),
        (LATER, BIRTH, ("order", "", "ändarna är omkastade", "the ends are turned round")),
        (2, 1, ("order", "", "ändarna är omkastade", "the ends are turned round")),
        (BIRTH, 1, TYPE),
        (1, BIRTH, TYPE),
        (MOMENT, None, TYPE),
        (None, MOMENT, TYPE),
        (True, 2, TYPE),
        (1, True, TYPE),
        (1.5, 2, TYPE),
        ("2001", None, TYPE),
    ],
)
def test_an_interval_is_refused(low: Any, high: Any, expected: tuple[str, str, str, str]) -> None:
    assert faults_of(lambda: Between(low, high), InvalidInput) == [fault(*expected)]


@pytest.mark.parametrize(("low", "high"), [(Decimal("NaN"), 3), (3, Decimal("sNaN"))])
def test_an_interval_has_real_ends(low: Any, high: Any) -> None:
    with pytest.raises(InvalidInput):
        Between(low, high)


@pytest.mark.parametrize("year", [0, 10_000, "2001", 2001.5, True])
def test_a_year_that_no_date_has_is_refused_gently(year: Any) -> None:
    with pytest.raises(InvalidInput) as caught:
        Between.year(year)
    assert str(year) not in str(caught.value)


def test_the_repr_of_what_is_known_shows_no_value() -> None:
    assert repr(Between.year(2001)) == "Between(...)"
    assert repr(chosen({"region"})) == "Chosen(...)"
    assert repr(Known({"needs": chosen({"region"}), "a": True})) == "Known(needs, a)"
    assert repr(Known({})) == "Known()"


# --- yes or no ----------------------------------------------------------------------------------


def test_yes_and_no() -> None:
    for value in (True, False):
        assert read(YesNo(), value) == (value, [])
    assert [YesNo().show(True, lang) for lang in LANGS] == ["ja", "yes"]
    assert [YesNo().show(False, lang) for lang in LANGS] == ["nej", "no"]


LANGS: tuple[Lang, ...] = ("sv", "en")


@pytest.mark.parametrize("value", [1, 0, "jo", "true", None])
def test_only_true_and_false_are_yes_and_no(value: object) -> None:
    given = type_of(value)
    sv = f"ska vara ja eller nej (True eller False), inte {given.sv}"
    en = f"takes True or False, not {given.en}"
    assert refused(YesNo(), value) == [fault("type", "here", sv, en)]


def test_a_type_from_elsewhere_is_named_with_its_module() -> None:
    """numpy has a bool of its own: "takes True or False, not bool" would puzzle everybody."""

    class bool:  # noqa: A001, N801 - as numpy's is called
        pass

    bool.__module__ = "numpy"
    value = bool()
    for kind, path in ((YesNo(), "here"), (BODIES, "here/region")):
        given: object = {"region": value} if kind is BODIES else value
        (found,) = read(kind, given)[1]
        assert found == fault(
            "type", path, "ska vara ja eller nej (True eller False), inte numpy.bool",
            "takes True or False, not numpy.bool",
        )  # fmt: skip
    assert read(HOURS, value)[1][0].text.en == "takes int or Decimal, not numpy.bool"


# --- numbers ------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [0, 40, 20, Decimal(40), Decimal("7.0"), Between(0, 40)])
def test_numbers_within_both_bounds(value: object) -> None:
    assert read(HOURS, value) == (value, [])


@pytest.mark.parametrize(
    "value", [-1, 41, Decimal(41), Between(None, 41), Between(-1, None), Between(7, 977)]
)
def test_numbers_outside_are_refused(value: object) -> None:
    assert refused(HOURS, value) == [
        fault("range", "here", "ska vara 0–40 timmar", "has to be 0–40 hours")
    ]


def test_a_span_may_be_open() -> None:
    from_one = Number(text("t"), minimum=1)
    to_nine = Number(text("t"), maximum=9)
    assert refused(from_one, 0)[0].text.en == "has to be at least 1 t en"
    assert refused(to_nine, 10)[0].text.sv == "ska vara högst 9 t sv"
    assert read(from_one, 10**30)[1] == read(to_nine, -(10**30))[1] == []
    assert read(Number(text("t")), -5) == (-5, [])


@pytest.mark.parametrize("value", [True, "7", BIRTH])
def test_a_number_is_an_int_or_a_decimal(value: object) -> None:
    given = type_of(value)
    sv = f"ska vara ett tal (int eller Decimal), inte {given.sv}"
    en = f"takes int or Decimal, not {given.en}"
    assert refused(HOURS, value) == [fault("type", "here", sv, en)]


def test_a_float_is_refused_with_an_explanation() -> None:
    assert refused(HOURS, 7.25) == [
        fault(
            "type",
            "here",
            "ett flyttal (float) tas inte emot; ange ett heltal, eller Decimal('12.5')",
            "a float isn't taken; write a whole number or Decimal('12.5')",
        )
    ]


@pytest.mark.parametrize(
    "value", [Decimal("0.55"), Decimal("NaN"), Decimal("Infinity"), Decimal("-Infinity")]
)
def test_a_number_has_no_more_decimals_than_its_kind(value: Decimal) -> None:
    assert refused(SHARE, value) == [
        fault(
            "range",
            "here",
            "ska vara ett ändligt tal med högst 1 decimaler",
            "takes a finite number with at most 1 decimals",
        )
    ]


def test_a_number_has_so_many_digits_at_most() -> None:
    """Written out, 1E+1000000000 would fill the memory of whoever asks."""
    wide = Number(text("t"), decimals=2)
    for fits in (10**100 - 1, 1 - 10**100, Decimal(10) ** 99, Decimal("0.01")):
        assert read(wide, fits) == (fits, [])
    for huge in (10**100, -(10**100), 10**5000):
        assert read(wide, huge)[1] == [
            fault("range", "here", "ska ha högst 100 siffror", "has at most 100 digits")
        ]
    for odd in (Decimal("1E+101"), Decimal("1E+1000000000"), Decimal("1E-1000000000"),
                Decimal("1" * 101)):  # fmt: skip
        assert [one.code for one in read(wide, odd)[1]] == ["range"]


def test_the_terms_of_a_list_stay() -> None:
    for kept in (COLOURS.terms, COLOURS.below):
        with pytest.raises(TypeError):
            kept["pink"] = term("pink")  # type: ignore[index]


def test_both_ends_of_an_interval_are_checked() -> None:
    assert [one.code for one in refused(HOURS, Between(BIRTH, LATER))] == ["type", "type"]
    assert [one.code for one in refused(HOURS, Between(Decimal("7.77"), 977))] == ["range"]


@pytest.mark.parametrize(
    ("kind", "value", "position"),
    [
        (HOURS, 7, 7),
        (HOURS, Decimal("7.0"), 7),
        (SHARE, 7, 70),
        (SHARE, Decimal("7.5"), 75),
        (SHARE, Decimal("7.50"), 75),
        (SHARE, Decimal("-0.1"), -1),
    ],
)
def test_a_number_lies_in_steps_of_its_last_decimal(
    kind: Number, value: int | Decimal, position: int
) -> None:
    assert kind.position(value) == position
    assert kind.value_at(position) == value


def test_a_place_gives_a_number_of_the_kind() -> None:
    assert repr(HOURS.value_at(7)) == "7"
    assert repr(SHARE.value_at(75)) == "Decimal('7.5')"
    assert repr(SHARE.value_at(70)) == "Decimal('7.0')"


def test_the_bounds_of_a_number_are_places() -> None:
    assert HOURS.bounds(DAY) == (0, 40)
    assert SHARE.bounds(DAY) == (5, 1000)
    assert Number(text("t")).bounds(DAY) == (None, None)


def test_a_number_is_shown_with_its_unit() -> None:
    shown = [(kind.show(value, "sv"), kind.show(value, "en")) for kind, value in [
        (HOURS, 7), (SHARE, Decimal("7.5")), (HOURS, Between(7, 8)), (HOURS, Between(7, None)),
        (HOURS, Between(None, 8)), (SHARE, Between(Decimal("7.5"), Decimal("7.5"))),
        (SHARE, Decimal("0.0000001")),
    ]]  # fmt: skip
    assert shown == [
        ("7 timmar", "7 hours"),
        ("7,5 procent", "7.5 per cent"),
        ("7–8 timmar", "7–8 hours"),
        ("minst 7 timmar", "at least 7 hours"),
        ("högst 8 timmar", "at most 8 hours"),
        ("7,5 procent", "7.5 per cent"),
        ("0,0000001 procent", "0.0000001 per cent"),
    ]


UNIT = text("unit")


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (
            lambda: Number("h"),  # type: ignore[arg-type]
            fault(
                "type", "unit", "ska vara Text, inte str", "takes Text, not str", expected=["Text"]
            ),
        ),
        (
            lambda: Number(UNIT, decimals=True),
            fault(
                "type", "decimals", "ska vara int, inte bool", "takes int, not bool",
                expected=["int"],
            ),
        ),
        *[
            (
                lambda decimals=decimals: Number(UNIT, decimals=decimals),
                fault(
                    "range", "decimals", "antalet decimaler är 0 till 9",
                    "the number of decimals is 0 to 9",
                ),
            )
            for decimals in (-1, 10)
        ],
        (
            lambda: Number(UNIT, minimum=1.5),  # type: ignore[arg-type]
            fault(
                "type", "minimum",
                "ett flyttal (float) tas inte emot; ange ett heltal, eller Decimal('12.5')",
                "a float isn't taken; write a whole number or Decimal('12.5')",
            ),
        ),
        (
            lambda: Number(UNIT, maximum=Decimal("1.5")),
            fault(
                "range", "maximum", "ska vara ett ändligt tal med högst 0 decimaler",
                "takes a finite number with at most 0 decimals",
            ),
        ),
        *[
            (
                lambda low=low: Number(UNIT, minimum=low, maximum=5),
                fault(
                    "order", "minimum", "minimum ska vara mindre än maximum",
                    "minimum has to be less than maximum",
                ),
            )
            for low in (5, 6)
        ],
    ],
)  # fmt: skip
def test_a_kind_of_number_is_refused(made: Any, expected: Fault) -> None:
    assert faults_of(made, InvalidRules) == [expected]


def test_a_kind_of_number_reports_all_that_is_wrong() -> None:
    found = faults_of(lambda: Number(None, minimum="1", decimals=-1), InvalidRules)  # type: ignore[arg-type]
    assert [one.path for one in found] == ["unit", "decimals"]
    found = faults_of(lambda: Number(UNIT, minimum=True, maximum="9"), InvalidRules)  # type: ignore[arg-type]
    assert [(one.path, one.text.en) for one in found] == [
        ("minimum", "takes int or Decimal, not bool"),
        ("maximum", "takes int or Decimal, not str"),
    ]


def test_nine_decimals_are_the_most() -> None:
    kind = Number(UNIT, decimals=9)
    assert kind.position(Decimal("0.000000001")) == 1
    assert Number(UNIT, minimum=4, maximum=5).bounds(DAY) == (4, 5)


# --- dates --------------------------------------------------------------------------------------


def test_a_date_is_read_as_it_is() -> None:
    for value in (BIRTH, Between(BIRTH, LATER), Between(BIRTH, None), Between(None, BIRTH)):
        assert read(Date(past=True), value, DAY) == (value, [])


AFTER = (
    "after_as_of",
    "here",
    "datumet ligger efter dagen för bedömningen (as_of)",
    "the date lies after the day of assessment (as_of)",
)


def test_what_has_happened_does_not_lie_after_the_day() -> None:
    day = dt.date(2022, 6, 15)
    next_day = dt.date(2022, 6, 16)
    past, other = Date(past=True), Date(past=False)
    assert read(past, day, day) == (day, [])
    assert refused(past, next_day, day) == [fault(*AFTER)]
    assert refused(past, Between(next_day, None), day) == [fault(*AFTER)]
    assert read(past, Between(day, next_day), day)[1] == []
    assert read(past, Between(None, next_day), day)[1] == []
    assert read(past, next_day)[1] == read(other, next_day, day)[1] == []


@pytest.mark.parametrize("value", [MOMENT, "2001-03-04", 20010304, True])
def test_a_date_is_a_date(value: object) -> None:
    given = type_of(value)
    wrong = [
        fault("type", "here", f"{DATE_SV}{given.sv}", f"{DATE_EN}{given.en}", expected=["date"])
    ]  # fmt: skip
    assert refused(Date(past=True), value, DAY) == wrong


def test_what_has_happened_does_not_lie_longer_ago_than_anybody_lives() -> None:
    """Some systems write the year 1 for what isn't known: that is a fault, and no old age."""
    past, day, last = Date(past=True), dt.date(2022, 6, 15), dt.date(1871, 12, 31)
    long_ago = fault(
        "range",
        "here",
        "datumet ligger mer än 150 år före bedömningen; utelämna det om det inte är känt",
        "the date lies more than 150 years before the assessment; leave it out if it isn't known",
    )
    for value in (last, dt.date.min, Between(dt.date.min, last), Between(None, last)):
        assert refused(past, value, day) == [long_ago]
    for value in (dt.date(1872, 1, 1), Between(dt.date.min, day), Between(dt.date.min, None)):
        assert read(past, value, day) == (value, [])
    assert read(past, last)[1] == read(Date(past=False), last, day)[1] == []


def test_an_interval_of_numbers_is_no_date() -> None:
    found = refused(Date(past=True), Between(7, 8), DAY)
    assert {one.text.en for one in found} == {f"{DATE_EN}int"}


def test_the_line_of_dates() -> None:
    past, other = Date(past=True), Date(past=False)
    assert past.position(BIRTH) == BIRTH.toordinal()
    assert past.value_at(BIRTH.toordinal()) == BIRTH
    assert past.bounds(DAY) == (dt.date(DAY.year - 150, 1, 1).toordinal(), DAY.toordinal())
    assert past.bounds(dt.date.min) == (1, 1)
    assert other.bounds(DAY) == (1, dt.date.max.toordinal())


def test_a_date_is_shown_as_iso_writes_it() -> None:
    kind = Date(past=True)
    for lang in LANGS:
        assert kind.show(BIRTH, lang) == "2001-03-04"
        assert kind.show(Between(BIRTH, LATER), lang) == "2001-03-04–2001-05-06"
    assert kind.show(Between(None, LATER), "sv") == "till och med 2001-05-06"
    assert kind.show(Between(None, LATER), "en") == "until and including 2001-05-06"
    assert kind.show(Between(BIRTH, None), "sv") == "från och med 2001-03-04"
    assert kind.show(Between(BIRTH, None), "en") == "from 2001-03-04"


def test_a_kind_of_date_says_whether_it_is_past() -> None:
    assert faults_of(lambda: Date(past=1), InvalidRules) == [  # type: ignore[arg-type]
        fault("type", "past", "ska vara bool, inte int", "takes bool, not int", expected=["bool"])
    ]
    with pytest.raises(TypeError):
        Date()  # type: ignore[call-arg]


# --- closed lists -------------------------------------------------------------------------------


def term(key: str, parent: str | None = None, *older: OldName) -> Term:
    return Term(key, text(key), parent=parent, older=older)


@pytest.mark.parametrize("kind", [Choice, Selection])
def test_a_list_is_refused(kind: type[Choice] | type[Selection]) -> None:
    assert faults_of(lambda: kind([]), InvalidRules) == [
        fault("empty", "options", "listan är tom", "the list is empty")
    ]
    wrong: Any = [term("a"), "b", None]
    assert faults_of(lambda: kind(wrong), InvalidRules) == [
        fault(
            "type", "options[1]", "ska vara Term, inte str", "takes Term, not str",
            expected=["Term"],
        ),
        fault(
            "type", "options[2]", "ska vara Term, inte NoneType", "takes Term, not NoneType",
            expected=["Term"],
        ),
    ]  # fmt: skip
    old = OldName("a", text("old"), DAY)
    twice = [term("a"), term("b"), term("a"), term("c", None, old)]
    sv, en = "'a' finns redan i listan", "'a' is in the list already"
    assert faults_of(lambda: kind(twice), InvalidRules) == [
        fault("duplicate", "options[2]", sv, en, value="a"),
        fault("duplicate", "options[3]", sv, en, value="a"),
    ]


def test_a_parent_is_in_the_list() -> None:
    assert faults_of(lambda: Choice([term("blue"), term("navy", "blu")]), InvalidRules) == [
        fault(
            "unknown",
            "options[1].parent",
            "'blu' är inte en term i listan; menade du 'blue'?",
            "'blu' is not a term in the list; did you mean 'blue'?",
            value="blu",
            expected=["blue"],
        )
    ]


def test_nothing_stands_under_itself() -> None:
    circle = [term("a", "b"), term("b", "c"), term("c", "a"), term("d")]
    assert faults_of(lambda: Choice(circle), InvalidRules) == [
        fault(
            "circle",
            f"options[{i}].parent",
            f"{key!r} står under sig själv",
            f"{key!r} stands under itself",
        )
        for i, key in enumerate("abc")
    ]


def test_a_list_may_be_more_than_two_levels_deep() -> None:
    kind = Choice([term("c", "b"), term("a"), term("b", "a"), term("d")])
    assert kind.below == {
        "c": frozenset("c"),
        "a": frozenset("abc"),
        "b": frozenset("bc"),
        "d": frozenset("d"),
    }
    assert kind.parents == ("a", "b")
    assert list(kind.terms) == ["c", "a", "b", "d"]


def test_a_list_is_made_of_a_shipped_one() -> None:
    assert [option.key for option in Choice(Authority).options] == list(Authority)
    assert Choice(Authority) == Choice(list(Authority)) == Choice(a.term for a in Authority)


def test_an_option_is_named_by_its_key_its_term_or_its_member() -> None:
    for value in ("region", Authority.REGION, Authority.REGION.term):
        assert read(BODIES, {value: True}) == (chosen({"region"}), [])
        assert read(Choice(Authority), value) == ("region", [])
    swedish = Choice([term("håbo"), term("övrigt")])
    assert read(swedish, "ha\u030abo") == ("håbo", [])


def test_an_option_that_is_not_in_the_list() -> None:
    assert read(COLOURS, "navi") == (
        None,
        [
            fault(
                "unknown",
                "here",
                "'navi' är inte ett av alternativen; menade du 'navy'?",
                "'navi' is not one of the options; did you mean 'navy'?",
                value="navi",
                expected=["navy"],
            )
        ],
    )


@pytest.mark.parametrize(
    ("value", "within"), [("19870605-1234", "1987"), (Authority.REGION.term, "region")]
)
def test_what_is_no_slip_of_the_pen_is_not_quoted(value: object, within: str) -> None:
    """Somebody may have typed something else in the field: a number, a name, a telephone."""
    allowed = "'blue', 'green', 'navy', 'red'"
    assert read(COLOURS, value) == (
        None,
        [
            fault(
                "unknown",
                "here",
                f"det angivna är inte ett av alternativen; tillåtna är {allowed} och 'sky'",
                f"what was given is not one of the options; allowed are {allowed} and 'sky'",
                expected=["blue", "green", "navy", "red", "sky"],
            )
        ],
    )
    benefits = COMMON["benefits"].kind  # no list that has the region
    for given in ({value}, [value], {value: True}, {value: False}):
        (found,) = read(benefits, given)[1]
        assert found.value is None
        assert within not in found.line("sv") + found.line("en")
        assert found.text.sv.startswith("det angivna är inte ett av alternativen; ")
    (found,) = read(COMMON["municipality"].kind, "19870605-1234")[1]
    assert found.text.en.startswith("what was given is not one of the options; there are 290 ")


def test_a_rule_quotes_what_it_misspells() -> None:
    """What stands in a rule is about nobody."""
    faults = Faults()
    assert COLOURS.one("xyz", "here", None, faults) is None
    assert COLOURS.one("xyz", "here", None, faults, private=True) is None
    assert [one.value for one in faults.found] == ["xyz", None]


@pytest.mark.parametrize("value", [5, True, BIRTH, ("red",)])
def test_an_option_is_named_by_a_text(value: object) -> None:
    given = type_of(value)
    assert refused(COLOURS, value) == [
        fault(
            "type",
            "here",
            f"ska vara ett av alternativen, med sin nyckel som text, inte {given.sv}",
            f"takes one of its keys as text, not {given.en}",
        )
    ]


def test_habo_and_habo_are_both_offered_to_who_misspells_either() -> None:
    """Design 3: Håbo and Habo are two municipalities, so neither may be guessed alone."""
    for misspelt in ("habo", "HABO", "Haabo"):
        (found,) = read(COMMON["municipality"].kind, misspelt)[1]
        assert set(found.expected) == {"Håbo", "Habo"}


# --- older names --------------------------------------------------------------------------------


def test_the_older_name_is_silent_as_long_as_it_was_right() -> None:
    """X-28: landsting until 2019-12-31, region from 2020."""
    kind = Choice(Authority)
    assert read(kind, "county_council", dt.date(2019, 12, 31)) == ("region", [])
    assert read(kind, "county_council") == ("region", [])


def test_the_older_name_warns_after_its_last_day() -> None:
    with pytest.warns(OldNameWarning) as caught:
        assert read(Choice(Authority), "county_council", dt.date(2020, 1, 1)) == ("region", [])
    assert [str(warning.message) for warning in caught] == [
        "here: 'county_council' was the name until 2019-12-31; the name is now 'region'"
    ]
    with pytest.warns(OldNameWarning, match=r"^needs: 'county_council' was") as caught:
        SMALL.read({"needs": {"county_council": True}}, as_of=dt.date(2020, 1, 1))
    assert len(caught) == 1


def test_the_older_name_works_in_a_set() -> None:
    day = dt.date(2019, 1, 1)
    assert read(BODIES, {"county_council"}, day) == read(BODIES, {"region"}, day)
    assert read(BODIES, {"county_council": False}, day) == read(BODIES, {"region": False}, day)
    with pytest.warns(OldNameWarning):
        read(BODIES, {"county_council"}, dt.date(2020, 1, 1))


def test_the_older_and_the_newer_name_do_not_contradict_each_other_silently() -> None:
    for value in ({"region": True, "county_council": False}, {"county_council": True, "region": False}):  # fmt: skip # noqa: E501
        assert [(one.code, one.path) for one in read(BODIES, value)[1]] == [
            ("contradiction", "here/region")
        ]
    both = {"region": True, "county_council": True}
    assert read(BODIES, both) == (chosen({"region"}), [])


# --- choices and selections ---------------------------------------------------------------------


def test_an_option_is_shown_by_its_name() -> None:
    assert [COLOURS.show("navy", lang) for lang in LANGS] == ["marinblå", "navy"]
    assert [COLOURS.name("sky", lang) for lang in LANGS] == ["himmelsblå", "sky blue"]


@pytest.mark.parametrize("kind", [set, frozenset, list, tuple])
def test_a_plain_collection_is_the_complete_list(kind: Any) -> None:
    listed = kind(["public_employment_service", "health_centre"])
    inside = {"public_employment_service", "health_centre", "region"}
    outside = {"municipality", "social_insurance_agency", "social_services"}
    assert read(BODIES, listed) == (chosen(inside, outside), [])


def test_an_empty_list_says_that_there_is_none() -> None:
    every = {*Authority, *Service}
    assert read(BODIES, set()) == (chosen((), every), [])
    assert read(BODIES, {}) == (chosen(), [])


def test_who_lists_only_the_authority_leaves_its_services_open() -> None:
    value, found = read(BODIES, {"municipality"})
    assert found == []
    assert value == chosen(
        {"municipality"},
        {"region", "social_insurance_agency", "public_employment_service", "health_centre"},
    )


def test_a_group_that_is_named_with_one_of_its_own_leaves_none_of_the_others_open() -> None:
    """Only a group that is named alone leaves open which of it is meant."""
    kind = Selection([term("g"), term("x", "g"), term("y", "g"), term("z", "y"), term("h")])
    assert read(kind, {"g"}) == (chosen({"g"}, {"h"}), [])
    assert read(kind, {"g", "x"}) == (chosen({"g", "x"}, {"y", "z", "h"}), [])
    assert read(kind, {"x"}) == (chosen({"g", "x"}, {"y", "z", "h"}), [])
    assert read(kind, {"g", "y"}) == (chosen({"g", "y"}, {"x", "h"}), [])  # y alone: z is open
    assert read(kind, {"g", "z"}) == (chosen({"g", "y", "z"}, {"x", "h"}), [])
    assert read(kind, {"g", "x", "h"}) == (chosen({"g", "x", "h"}, {"y", "z"}), [])
    both = {"municipality", "social_services", "region"}
    assert read(BODIES, both) == (
        chosen(both, {"social_insurance_agency", "public_employment_service"}), [],
    )  # fmt: skip


def test_what_was_read_of_a_set_can_be_given_again() -> None:
    for value in ({"health_centre"}, {"region": False, "social_services": True}, set(), {}):
        known, found = read(BODIES, value)
        assert isinstance(known, Chosen)
        assert (read(BODIES, known), found) == ((known, []), [])
        assert read(BODIES, known.members) == (known, [])
    some = chosen({"region"}, {"municipality", "social_services"})
    assert some.members == {"region": True, "municipality": False, "social_services": False}
    assert chosen().members == {}
    odd = chosen({"regoin"})
    assert [(one.code, one.value) for one in read(BODIES, odd)[1]] == [("unknown", "regoin")]


def test_in_a_partial_set_what_is_absent_is_unknown() -> None:
    value, found = read(BODIES, {"region": True, "social_insurance_agency": False})
    assert (value, found) == (chosen({"region"}, {"social_insurance_agency"}), [])
    assert read(BODIES, {"region": None}) == (chosen(), [])


def test_a_service_that_is_in_brings_its_authority_in() -> None:
    assert read(BODIES, {"health_centre": True}) == (chosen({"health_centre", "region"}), [])
    assert read(BODIES, {"health_centre": False}) == (chosen((), {"health_centre"}), [])


def test_an_authority_that_is_out_takes_its_services_out() -> None:
    assert read(BODIES, {"region": False}) == (chosen((), {"health_centre", "region"}), [])
    assert read(BODIES, {"region": True}) == (chosen({"region"}), [])


def test_a_set_that_contradicts_itself() -> None:
    """Only what was said is told, with the group that it was said against."""
    found = read(BODIES, {"health_centre": True, "region": False, "municipality": True})[1]
    assert found == [
        fault(
            "contradiction",
            "here/health_centre",
            "'health_centre' sägs vara med, men inte 'region', som den hör till",
            "'health_centre' is said to be in, but not 'region', under which it stands",
        )
    ]
    was = COMMON["needs"].kind
    assert isinstance(was, Selection)
    assert read(was, {"county_council": True, "region": False})[1] == [
        fault(
            "contradiction",
            "here/region",
            "'region' sägs både vara med och inte vara med",
            "'region' is said both to be in and not to be in",
        )
    ]


@pytest.mark.parametrize("value", ["region", 5, None, True, BIRTH, iter(["region"])])
def test_a_set_is_no_string(value: object) -> None:
    given = type_of(value)
    assert read(BODIES, value) == (
        value,
        [
            fault(
                "type",
                "here",
                "ska vara alla som ingår (en mängd), eller ja eller nej för var och en (en dict),"
                f" inte {given.sv}",
                f"takes a set (the whole list) or a dict of True and False, not {given.en}",
            )
        ],
    )


def test_a_member_is_in_or_not() -> None:
    assert read(BODIES, {"region": 1, "municipality": "ja"})[1] == [
        fault(
            "type",
            "here/region",
            "ska vara ja eller nej (True eller False), inte ett heltal (int)",
            "takes True or False, not int",
        ),
        fault(
            "type",
            "here/municipality",
            "ska vara ja eller nej (True eller False), inte en text (str)",
            "takes True or False, not str",
        ),
    ]


def test_every_misspelt_member_is_reported() -> None:
    found = read(BODIES, {"regoin", "municipalty", "region", 5})[1]
    assert [(one.code, one.value, one.expected) for one in found] == [
        ("type", None, ()),
        ("unknown", "municipalty", ("municipality",)),
        ("unknown", "regoin", ("region",)),
    ]
    found = read(BODIES, {"regoin": True, "municipalty": False, "region": True})[1]
    assert [one.value for one in found] == ["regoin", "municipalty"]
    value, found = read(BODIES, {"xyz", "region"})
    assert value == chosen({"region"}, {"municipality", "social_insurance_agency",
                                        "public_employment_service", "social_services"})  # fmt: skip # noqa: E501
    assert len(found) == 1


def test_a_set_is_shown_by_what_is_in_it() -> None:
    several = chosen({"region", "municipality", "public_employment_service"})
    assert BODIES.show(several, "sv") == "kommunen, regionen och Arbetsförmedlingen"
    assert BODIES.show(several, "en") == (
        "the municipality, the region and the Public Employment Service"
    )
    nobody = chosen((), {"region"})
    assert [BODIES.show(nobody, lang) for lang in LANGS] == ["ingen känd", "none known"]


# --- facts --------------------------------------------------------------------------------------


def test_a_fact_has_no_default() -> None:
    fact = flag("a")
    assert (fact.judged_by, fact.changed_by, fact.sensitive) == (None, None, False)
    assert not hasattr(fact, "default")


def test_a_role_is_kept_as_its_term() -> None:
    fact = evolve(flag("a"), judged_by=Role.PROFESSIONAL, changed_by=Role.REFERRER.term)
    assert fact.judged_by == Role.PROFESSIONAL.term
    assert fact.changed_by == Role.REFERRER.term


def test_a_fact_reports_all_that_is_wrong() -> None:
    wrong: Any = "x"
    found = faults_of(
        lambda: Fact(
            "a b", question=wrong, kind=wrong, about=wrong, judged_by=wrong, changed_by=wrong,
            sensitive=wrong,
        ),
        InvalidRules,
    )  # fmt: skip
    kinds = "YesNo | Number | Date | Choice | Selection"
    assert found == [
        fault(
            "format",
            "key",
            "'a b' kan inte vara nyckel; använd bokstäver, siffror och _",
            "'a b' can't be a key; use letters, digits and _",
            value="a b",
        ),
        *(
            fault("type", path, f"ska vara {kind}, inte str", f"takes {kind}, not str",
                  expected=[kind])
            for path, kind in [
                ("question", "Text"), ("kind", kinds), ("about", "About"), ("judged_by", "Term"),
                ("changed_by", "Term"), ("sensitive", "bool"),
            ]
        ),
    ]  # fmt: skip


@pytest.mark.parametrize(("key", "code"), [("", "empty"), (5, "type"), ("1a", "format"), ("a/b", "format")])  # fmt: skip # noqa: E501
def test_the_key_of_a_fact(key: Any, code: str) -> None:
    (found,) = faults_of(
        lambda: Fact(key, question=text("q"), kind=YesNo(), about=About.PERSON), InvalidRules
    )
    assert (found.code, found.path) == (code, "key")


def test_what_a_fact_can_be_about() -> None:
    assert list(About) == ["person", "referral", "participation", "measure"]


# --- what is known ------------------------------------------------------------------------------


def test_what_is_known_is_a_mapping_that_stays() -> None:
    given = {"a": True, "b": False}
    known = Known(given)
    given["c"] = True
    assert dict(known) == {"a": True, "b": False}
    assert (len(known), list(known), known["a"], "c" in known) == (2, ["a", "b"], True, False)
    assert known == {"b": False, "a": True}
    assert known == Known({"b": False, "a": True})
    assert hash(known) == hash(Known({"b": True, "a": True}))  # the values are no part of it
    assert known != Known({"a": True, "b": True})
    with pytest.raises(KeyError):
        known["c"]
    with pytest.raises(TypeError):
        known["c"] = True  # type: ignore[index]
    with pytest.raises(AttributeError):
        known.c = True  # type: ignore[attr-defined]


def test_what_is_known_survives_a_pickle_and_a_copy() -> None:
    known = Known({"needs": chosen({"region"}), "birth_date": Between.year(2001)})
    for other in (pickle.loads(pickle.dumps(known)), copy.deepcopy(known), copy.copy(known)):  # noqa: S301 - our own pickle
        assert other == known
        assert hash(other) == hash(known)


# --- vocabularies -------------------------------------------------------------------------------


def test_a_vocabulary_is_a_collection_of_facts() -> None:
    one, two = flag("one"), flag("two")
    vocabulary = Vocabulary(iter([one, two]))
    assert vocabulary.facts == (one, two)
    assert (list(vocabulary), len(vocabulary)) == ([one, two], 2)
    assert vocabulary["two"] is two
    assert "one" in vocabulary
    assert "three" not in vocabulary
    with pytest.raises(KeyError):
        vocabulary["three"]


def test_a_fact_is_declared_once() -> None:
    wrong: Any = ["x", flag("one"), flag("two"), flag("one")]
    assert faults_of(lambda: Vocabulary(wrong), InvalidRules) == [
        fault(
            "type", "facts[0]", "ska vara Fact, inte str", "takes Fact, not str", expected=["Fact"]
        ),
        fault(
            "duplicate",
            "facts[3]",
            "faktumet 'one' är redan deklarerat; det kan inte göras om",
            "the fact 'one' is declared already; it can't be redefined",
            value="one",
        ),
    ]


def test_a_vocabulary_is_extended_by_facts() -> None:
    more = SMALL.extended([flag("new")])
    assert list(more) == [*SMALL, flag("new")]
    assert more != SMALL
    (found,) = faults_of(lambda: SMALL.extended([flag("a")]), InvalidRules)
    assert (found.code, found.value) == ("duplicate", "a")


def test_a_list_is_extended_by_terms() -> None:
    unit = term("labour_market_unit", "municipality")
    more = SMALL.extended(terms={"needs": [unit], "referred_by": iter([unit])})
    assert [fact.key for fact in more] == [fact.key for fact in SMALL]
    for key in ("needs", "referred_by"):
        old, new = SMALL[key], more[key]
        assert isinstance(new.kind, Choice | Selection)
        assert isinstance(old.kind, type(new.kind))
        assert new.kind.options == (*old.kind.options, unit)
        assert evolve(new, kind=old.kind) == old
    assert more["consents"] == SMALL["consents"]


def test_all_of_a_fact_is_kept_when_its_list_grows() -> None:
    fact = Fact(
        "x", question=text("q"), kind=COLOURS, about=About.MEASURE, judged_by=Role.PROFESSIONAL,
        changed_by=Role.REFERRER, sensitive=True,
    )  # fmt: skip
    more = Vocabulary([fact]).extended(terms={"x": [term("pink")]})
    assert evolve(more["x"], kind=COLOURS) == fact


def test_a_term_is_extended_under_its_parent() -> None:
    more = SMALL.extended(terms={"needs": [term("labour_market_unit", "municipality")]})
    known = more.read({"needs": {"labour_market_unit": True}})
    assert known["needs"] == chosen({"labour_market_unit", "municipality"})


def test_every_fault_of_an_extension_is_reported_at_once() -> None:
    found = faults_of(
        lambda: SMALL.extended(
            terms={
                "need": [term("x")],
                "a": [term("x")],
                "needs": [term("region"), term("y", "regoin")],
                "colour": [term("pink"), term("z", "blu")],
            },
        ),
        InvalidRules,
    )
    assert found == [
        fault(
            "unknown",
            "terms['need']",
            "'need' är inte en känd uppgift; menade du 'needs'?",
            "'need' is not a declared fact; did you mean 'needs'?",
            value="need",
            expected=["needs"],
        ),
        fault(
            "kind",
            "terms['a']",
            "'a' har ingen lista att lägga termer till",
            "'a' has no list to add terms to",
        ),
        fault(
            "duplicate",
            "terms['needs'][0]",
            "'region' finns redan i listan",
            "'region' is in the list already",
            value="region",
        ),
        fault(
            "unknown",
            "terms['colour'][1].parent",
            "'blu' är inte en term i listan; menade du 'blue'?",
            "'blu' is not a term in the list; did you mean 'blue'?",
            value="blu",
            expected=["blue"],
        ),
    ]


def test_terms_and_facts_of_an_extension_are_checked_at_once() -> None:
    with pytest.raises(InvalidRules) as caught:
        SMALL.extended([flag("a")], terms={"need": [term("x")]})
    assert {(one.code, one.value) for one in caught.value.faults} == {
        ("duplicate", "a"), ("unknown", "need"),
    }  # fmt: skip


def test_the_faults_of_added_facts_are_counted_among_what_was_added() -> None:
    wrong: Any = [flag("new"), "x", flag("a"), flag("new")]
    found = faults_of(lambda: SMALL.extended(wrong), InvalidRules)
    again_sv, again_en = (
        "är redan deklarerat; det kan inte göras om",
        "is declared already; it can't be redefined",
    )
    assert found == [
        fault(
            "type", "facts[1]", "ska vara Fact, inte str", "takes Fact, not str", expected=["Fact"]
        ),
        fault(
            "duplicate", "facts[2]", f"faktumet 'a' {again_sv}", f"the fact 'a' {again_en}",
            value="a",
        ),
        fault(
            "duplicate", "facts[3]", f"faktumet 'new' {again_sv}", f"the fact 'new' {again_en}",
            value="new",
        ),
    ]  # fmt: skip


def test_an_odd_key_of_what_is_known_is_not_quoted() -> None:
    """Whoever turns a dict round must not see a date of birth in an error."""
    turned: Any = {BIRTH: "birth_date", 5: True, "": True}
    found = faults_of(lambda: SMALL.read(turned), InvalidInput)
    assert [(one.code, one.path, one.value) for one in found] == [
        ("type", "facts", None), ("type", "facts", None), ("empty", "facts", None),
    ]  # fmt: skip


def test_what_is_not_known_is_left_out() -> None:
    assert dict(SMALL.read({"a": True, "b": None})) == {"a": True}


def test_a_key_that_is_not_declared_is_told_even_without_a_value() -> None:
    """Else a misspelt column passes every empty form, and fails with the first answer."""
    (found,) = faults_of(lambda: SMALL.read({"a": True, "colur": None}), InvalidInput)
    assert (found.code, found.path, found.expected) == ("unknown", "facts", ("colour",))


def test_a_misspelt_key_is_refused_before_it_has_a_value() -> None:
    """Or it would break on the day on which a value comes."""
    odd: Any = {"hour": None, "": None, 5: None, "needs/regoin": None}
    found = faults_of(lambda: SMALL.read(odd), InvalidInput)
    assert [(one.code, one.path, one.value) for one in found] == [
        ("unknown", "facts", "hour"), ("empty", "facts", None), ("type", "facts", None),
        ("unknown", "needs", "regoin"),
    ]  # fmt: skip


def test_a_set_may_be_given_by_its_members() -> None:
    """By the keys that `missing` has; one meaning, whichever way it is written."""
    by_members = {"needs/region": True, "needs/municipality": False, "needs/social_services": None}
    nested = {"needs": {"region": True, "municipality": False}}
    assert SMALL.read(by_members) == SMALL.read(nested)
    assert SMALL.read({"needs": None, **by_members}) == SMALL.read(nested)
    turned = {"needs/social_services": True, "needs/municipality": False}
    (found,) = faults_of(lambda: SMALL.read(turned), InvalidInput)
    assert (found.code, found.path) == ("contradiction", "needs/social_services")
    for whole in ({"region"}, {"region": True}, "region"):
        twice = faults_of(partial(SMALL.read, {"needs": whole, **by_members}), InvalidInput)
        assert twice[-1] == fault(
            "twice",
            "needs",
            "'needs' är angivet både som helhet och del för del; ange det på ett sätt",
            "'needs' is given both whole and by members; give it in one way",
            value="needs",
        )
    for key in ("a/region", "needs/", "/region", "colour/red"):
        (found,) = faults_of(partial(SMALL.read, {key: True}), InvalidInput)
        assert (found.code, found.path, found.value) == ("unknown", "facts", key)


def test_all_that_is_wrong_with_what_is_known_is_reported_at_once() -> None:
    given = {"a": 1, "hour": 7, "hours": 41, "since": DAY, "colour": "blu", "needs": "region"}
    found = faults_of(lambda: SMALL.read(given, as_of=dt.date(2022, 6, 14)), InvalidInput)
    assert [(one.code, one.path, one.value) for one in found] == [
        ("type", "a", None),
        ("unknown", "facts", "hour"),
        ("range", "hours", None),
        ("after_as_of", "since", None),
        ("unknown", "colour", "blu"),
        ("type", "needs", None),
    ]
    assert found[1] == fault(
        "unknown",
        "facts",
        "'hour' är inte en känd uppgift; menade du 'hours'?",
        "'hour' is not a declared fact; did you mean 'hours'?",
        value="hour",
        expected=["hours"],
    )
    for one in found:
        assert "41" not in one.line("en")
        assert DAY.isoformat() not in one.line("en")


def test_what_is_read_is_kept_in_one_form() -> None:
    known = SMALL.read({"colour": Term("navy", text("n")), "needs": {"region": True}})
    assert known == {"colour": "navy", "needs": chosen({"region"})}


@pytest.mark.parametrize(
    "value", [YesNo(), HOURS, Date(past=True), COLOURS, BODIES, flag("a"), SMALL, COMMON]
)
def test_declarations_survive_a_pickle_and_a_copy(value: Any) -> None:
    if isinstance(value, Choice | Selection):
        assert value.below  # worked out once, and no part of the pickle
    for other in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value), copy.copy(value)):  # noqa: S301 - our own pickle
        assert other == value
        assert hash(other) == hash(value)


def test_declarations_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        flag("a").sensitive = True  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        SMALL.facts = ()  # type: ignore[misc]


def test_the_public_names() -> None:
    assert dir(facts) == sorted(facts.__all__)
