"""The municipalities of Sweden, against counts of our own."""

import runpy
import unicodedata
from collections import Counter
from collections.abc import Callable

import pytest
from attrs import astuple
from attrs.exceptions import FrozenInstanceError
from hypothesis import given
from hypothesis import strategies as st

from finsam import municipalities
from finsam.errors import Fault, InvalidInput
from finsam.municipalities import MUNICIPALITIES, Municipality, municipality

# County, its code, its region and its number of municipalities.
COUNTIES = {
    "Stockholms län": ("01", "Region Stockholm", 26),
    "Uppsala län": ("03", "Region Uppsala", 8),
    "Södermanlands län": ("04", "Region Sörmland", 9),
    "Östergötlands län": ("05", "Region Östergötland", 13),
    "Jönköpings län": ("06", "Region Jönköpings län", 13),
    "Kronobergs län": ("07", "Region Kronoberg", 8),
    "Kalmar län": ("08", "Region Kalmar län", 12),
    "Gotlands län": ("09", None, 1),
    "Blekinge län": ("10", "Region Blekinge", 5),
    "Skåne län": ("12", "Region Skåne", 33),
    "Hallands län": ("13", "Region Halland", 6),
    "Västra Götalands län": ("14", "Västra Götalandsregionen", 49),
    "Värmlands län": ("17", "Region Värmland", 16),
    "Örebro län": ("18", "Region Örebro län", 12),
    "Västmanlands län": ("19", "Region Västmanland", 10),
    "Dalarnas län": ("20", "Region Dalarna", 15),
    "Gävleborgs län": ("21", "Region Gävleborg", 10),
    "Västernorrlands län": ("22", "Region Västernorrland", 7),
    "Jämtlands län": ("23", "Region Jämtland Härjedalen", 8),
    "Västerbottens län": ("24", "Region Västerbotten", 15),
    "Norrbottens län": ("25", "Region Norrbotten", 14),
}

any_municipality = st.sampled_from(MUNICIPALITIES)


def fault_of(call: Callable[[], object]) -> Fault:
    """Returns the only fault of a call."""
    with pytest.raises(InvalidInput) as caught:
        call()
    (fault,) = caught.value.faults
    return fault


def test_there_are_290() -> None:
    """Sweden has 290 municipalities, each with a name and a code of its own (SCB)."""
    assert len(MUNICIPALITIES) == 290
    assert len({known.name for known in MUNICIPALITIES}) == 290
    codes = [known.code for known in MUNICIPALITIES]
    assert codes == sorted(set(codes))


def test_counties() -> None:
    """Each county has its number of municipalities and one region, whose code they share (SCB)."""
    counts = Counter((known.county, known.code[:2], known.region) for known in MUNICIPALITIES)
    assert counts == {
        (county, code, region): count for county, (code, region, count) in COUNTIES.items()
    }
    assert list(dict.fromkeys(known.county for known in MUNICIPALITIES)) == list(COUNTIES)


def test_only_gotland_is_in_no_region() -> None:
    """Gotland belongs to no region: the municipality carries its tasks (2003:1210 § 5 a)."""
    assert [known.name for known in MUNICIPALITIES if known.region is None] == ["Gotland"]
    assert len({known.region for known in MUNICIPALITIES}) == len(COUNTIES)


def test_habo_is_not_habo() -> None:
    """Håbo and Habo are two municipalities, in two counties and two regions (design 3)."""
    habo_, habo = municipality("Håbo"), municipality("Habo")
    assert habo_ == Municipality("Håbo", "0305", "Uppsala län", "Region Uppsala")
    assert habo == Municipality("Habo", "0643", "Jönköpings län", "Region Jönköpings län")
    assert (habo_.label, habo.label) == ("Håbo (Uppsala län)", "Habo (Jönköpings län)")
    assert len({habo_, habo}) == 2


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("0114", "Upplands Väsby"),
        ("0139", "Upplands-Bro"),
        ("0331", "Heby"),
        ("0980", "Gotland"),
        ("1438", "Dals-Ed"),
        ("1480", "Göteborg"),
        ("1904", "Skinnskatteberg"),
        ("1980", "Västerås"),
        ("2023", "Malung-Sälen"),
        ("2584", "Kiruna"),
    ],
)
def test_known_codes(code: str, name: str) -> None:
    """The code names the same municipality as the name does (SCB)."""
    assert municipality(code) is municipality(name)
    assert (municipality(code).code, municipality(code).name) == (code, name)


@given(any_municipality, st.sampled_from(["NFC", "NFD"]))
def test_found_by_name_and_code(known: Municipality, form: str) -> None:
    """A name is found in either of the forms in which Unicode types å, ä and ö (design 3)."""
    typed = unicodedata.normalize("NFC" if form == "NFC" else "NFD", known.name)
    assert municipality(typed) is municipality(known.code) is known
    assert unicodedata.is_normalized("NFC", known.name + known.label)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Vasteras", "Västerås"),
        ("västerås", "Västerås"),
        ("Skinskatteberg", "Skinnskatteberg"),
        ("Kungsör ", "Kungsör"),
        ("MALMO", "Malmö"),
    ],
)
def test_misspelt_names_the_nearest(typed: str, meant: str) -> None:
    """A misspelt choice is quoted with the nearest right one, in both languages (style 12)."""
    fault = fault_of(lambda: municipality(typed))
    assert (fault.code, fault.path, fault.value) == ("unknown", "municipality", typed)
    assert fault.expected == (meant,)
    assert fault.text.sv == (
        f"'{typed}' är inte namnet på eller den fyrsiffriga koden för en svensk kommun; "
        f"menade du '{meant}'?"
    )
    assert fault.text.en == (
        f"'{typed}' is not the name or four-digit code of a Swedish municipality; "
        f"did you mean '{meant}'?"
    )


@pytest.mark.parametrize("typed", ["habo", "HÅBO", "håbo", "Habo "])
def test_misspelt_habo_may_be_either(typed: str) -> None:
    """Where a slip may mean Håbo or Habo, neither is guessed: both are named (style 23).

    First comes the one that differs only in case.
    """
    first, other = ("Håbo", "Habo") if "å" in typed.casefold() else ("Habo", "Håbo")
    fault = fault_of(lambda: municipality(typed))
    assert (fault.code, fault.path, fault.value) == ("unknown", "municipality", typed)
    assert fault.expected == (first, other)
    assert fault.text.sv == (
        f"'{typed}' är inte namnet på eller den fyrsiffriga koden för en svensk kommun; "
        f"menade du '{first}' eller '{other}'?"
    )
    assert fault.text.en == (
        f"'{typed}' is not the name or four-digit code of a Swedish municipality; "
        f"did you mean '{first}' or '{other}'?"
    )


def test_only_habo_needs_its_county() -> None:
    """No other two names differ in nothing but the marks on their letters."""

    def bare(name: str) -> str:
        return unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode().casefold()

    counts = Counter(bare(known.name) for known in MUNICIPALITIES)
    assert [name for name, count in counts.items() if count > 1] == ["habo"]


@pytest.mark.parametrize("typed", ["", "9999", "305", "Köpenhamns fria hansestad"])
def test_unknown_without_a_near_one(typed: str) -> None:
    """Where no name is near, how many there are to choose from is said, and nothing is quoted."""
    fault = fault_of(lambda: municipality(typed))
    assert (fault.code, fault.value, len(fault.expected)) == ("unknown", None, 290)
    assert fault.text.sv == (
        "det angivna är inte namnet på eller den fyrsiffriga koden för en svensk kommun; "
        "det finns 290 att välja bland"
    )
    assert fault.text.en == (
        "what was given is not the name or four-digit code of a Swedish municipality; "
        "there are 290 to choose from"
    )


@pytest.mark.parametrize("typed", [305, None, b"0305", 305.0])
def test_code_is_a_text(typed: str) -> None:
    """A code that was read as a number has lost its first 0, so it isn't guessed (style 23)."""
    name = type(typed).__name__
    fault = fault_of(lambda: municipality(typed))
    assert (fault.code, fault.path, fault.expected) == ("type", "municipality", ("str",))
    assert fault.text.sv == (
        f"ska vara namn eller kod som text, till exempel 'Håbo' eller '0305', inte {name}"
    )
    assert fault.text.en == (
        f"takes a name or code as text, for example 'Håbo' or '0305', not {name}"
    )


def test_municipality_is_a_frozen_value() -> None:
    """A value is never altered (style 6)."""
    gotland = municipality("Gotland")
    with pytest.raises(FrozenInstanceError):
        gotland.region = "Region Gotland"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        object.__setattr__(gotland, "note", "")


@pytest.mark.parametrize("code", ["305", "03055", "030a", "٠٣٠٥", "0³05", "    ", ""])
def test_code_is_four_digits(code: str) -> None:
    """The code of a municipality is four digits (SCB)."""
    fault = fault_of(lambda: Municipality("Håbo", code, "Uppsala län", None))
    assert (fault.code, fault.path) == ("format", "code")
    assert fault.text.sv == "ska vara fyra siffror som text, till exempel '0305'"
    assert fault.text.en == "takes four digits as text, for example '0305'"


@pytest.mark.parametrize(("empty", "code"), [(1, "type"), ("", "empty"), (" ", "empty")])
def test_municipality_is_checked_when_built(empty: str, code: str) -> None:
    """All faults of a value are reported when it is built, each with its path (style 10, 11)."""
    with pytest.raises(InvalidInput) as caught:
        Municipality(empty, 305, empty, empty)  # type: ignore[arg-type]
    assert [(fault.path, fault.code) for fault in caught.value.faults] == [
        ("name", code),
        ("code", "type"),
        ("county", code),
        ("region", code),
    ]


def test_table_is_read_at_import() -> None:
    """What is imported is the same each time: it reads nothing but itself (style 7)."""
    again = runpy.run_path(municipalities.__file__, run_name=municipalities.__name__)
    assert list(map(astuple, again["MUNICIPALITIES"])) == list(map(astuple, MUNICIPALITIES))


def test_public_names() -> None:
    """The module lists its public names, and shows no others (style 1)."""
    assert dir(municipalities) == sorted(municipalities.__all__)
