"""Calendar text, read back by the package that others read it with."""

import datetime as dt
from datetime import date
from typing import Any

import pytest
from icalendar import Calendar

from finsam.association import association_year
from finsam.errors import InvalidInput
from finsam.exchange import calendar_text as module
from finsam.exchange.calendar_text import calendar_text
from finsam.participation import Agenda, Obligation, Participation, Status, agenda
from finsam.rulebooks import framsteget, national, norra_vastmanland
from finsam.terms import Role

D = date.fromisoformat
STAMP = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
NV = norra_vastmanland.SAMORDNINGSTEAM


def events(text: str) -> dict[str, Any]:
    calendar = Calendar.from_ical(text)
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def test_an_agenda_is_read_back_item_by_item() -> None:
    lives = [
        Participation(enrolled=D("2022-01-31"), key="1").followed_up(D("2022-04-28")),
        Participation(enrolled=D("2022-02-28"), key="2").exited(D("2022-05-27")),
    ]
    found = agenda(lives, NV, as_of=D("2022-06-01"))
    read = events(calendar_text(found, key="sala", stamp=STAMP))
    dated = [each for each in found if each.due is not None]
    assert 0 < len(dated) < len(found)
    assert set(read) == {f"sala/{each.uid}" for each in dated}
    for each in dated:
        assert each.due is not None
        event = read[f"sala/{each.uid}"]
        assert event["dtstart"].dt == each.due
        assert event["dtend"].dt == each.due + dt.timedelta(1)
        assert event["dtstamp"].dt == event["last-modified"].dt == STAMP
        assert str(event["summary"]).endswith(
            f"{each.participation}: {each.what('sv')} ({each.rule})"
        )
        assert (
            str(event["description"]).splitlines()[0] == f"{each.participation}: {each.in_('sv')}"
        )
        assert each.citation.in_("sv") in str(event["description"])
        void = each.status is Status.VOID
        assert str(event["status"]) == ("CANCELLED" if void else "CONFIRMED")
    assert Status.VOID in {each.status for each in dated}


def test_a_year_is_read_back_item_by_item() -> None:
    found = association_year([national.BOOK, norra_vastmanland.BOOK], 2023)
    read = events(calendar_text(found, key="nv", stamp=STAMP, lang="en"))
    assert set(read) == {f"nv/{item.uid}" for item in found}
    for item in found:
        event = read[f"nv/{item.uid}"]
        if item.due is not None:
            assert event["dtstart"].dt == item.due
        else:
            assert item.window is not None
            assert item.window.end is not None
            assert (event["dtstart"].dt, event["dtend"].dt) == (
                item.window.start, item.window.end + dt.timedelta(1),
            )  # fmt: skip
        assert str(event["description"]).splitlines()[0] == item.in_("en")


def test_a_second_import_updates_and_does_not_double() -> None:
    life = Participation(enrolled=D("2022-01-31"), key="1")
    first = events(calendar_text(agenda(life, NV, as_of=D("2022-02-01")), key="k", stamp=STAMP))
    later = STAMP + dt.timedelta(minutes=1)
    ended = life.followed_up(D("2022-04-28")).exited(D("2022-06-15"))
    second = events(calendar_text(agenda(ended, NV, as_of=D("2022-06-16")), key="k", stamp=later))
    assert set(first) <= set(second)
    for uid, event in first.items():
        assert second[uid]["sequence"] > event["sequence"]
        assert second[uid]["dtstamp"].dt > event["dtstamp"].dt


def test_a_withdrawn_consent_cancels_what_was_in_the_calendar() -> None:
    """HA-12: nobody is to be followed up from a calendar that doesn't know of it."""
    habo = framsteget.SAMORDNINGSTEAM
    life = Participation(enrolled=D("2018-01-31"), key="1").consented(D("2018-01-31"))
    life = life.exited(D("2018-06-30"))
    then = life.consent_withdrawn(D("2018-09-01"))
    read = [
        events(calendar_text(agenda(then, habo, as_of=D(day)), key="k", stamp=STAMP))["k/1/HA-12/1"]
        for day in ("2018-08-31", "2018-09-01")
    ]
    assert [str(event["status"]) for event in read] == ["CONFIRMED", "CANCELLED"]
    assert {event["dtstart"].dt for event in read} == {D("2019-06-30")}


def test_an_entry_tells_whose_it_is_and_whether_it_is_done() -> None:
    """Two recipients, one of whom has got it; a follow-up that was missed before the exit."""
    life = Participation(enrolled=D("2022-01-31"), key="17").exited(D("2022-06-15"))
    life = life.documented(D("2022-06-20"), recipient=Role.REFERRER)
    read = events(calendar_text(agenda(life, NV, as_of=D("2022-06-21")), key="k", stamp=STAMP))
    text = "Skriftlig slutdokumentation till deltagaren och till remittenten inom tre veckor efter"
    told = {uid.removeprefix("k/17/"): str(event["summary"]) for uid, event in read.items()}
    assert told["NV-11/person/1"] == f"17: {text} avslutet. (till personen) (NV-11)"
    assert told["NV-11/referrer/1"] == (
        f"[gjord i tid] 17: {text} avslutet. (till remittenten) (NV-11)"
    )
    assert told["NV-10/1"].startswith("[försenad] 17: Teamet följer upp")
    assert str(read["k/17/NV-10/1"]["status"]) == "CANCELLED"
    assert str(read["k/17/NV-11/person/1"]["status"]) == "CONFIRMED"


def test_two_items_of_one_name_are_refused() -> None:
    """A calendar would keep one of them and lose the other."""
    found = agenda([Participation(enrolled=D(f"2022-01-{day}")) for day in (30, 31)], NV,
                   as_of=D("2022-02-01"))  # fmt: skip
    with pytest.raises(InvalidInput) as caught:
        calendar_text(found, key="k", stamp=STAMP)
    assert [(f.code, f.path, f.value) for f in caught.value.faults] == [
        ("duplicate", "items[1]", "NV-10/1"), ("duplicate", "items[3]", "NV-12/1"),
    ]  # fmt: skip
    assert "items[0]" in caught.value.faults[0].text.sv
    waiting = agenda([Participation(), Participation()], NV, as_of=D("2022-02-01"))
    assert events(calendar_text(waiting, key="k", stamp=STAMP)) == {}


def test_keys_may_have_any_signs() -> None:
    life = Participation(enrolled=D("2022-01-31"), key='Håbo, "1"; \\ ' + 40 * "å")
    text = calendar_text(agenda(life, NV, as_of=D("2022-02-01")), key="k, ö", stamp=STAMP)
    assert {uid.rsplit("/", 2)[0] for uid in events(text)} == {f"k, ö/{life.key}"}


def test_the_same_in_gives_the_same_text() -> None:
    found = agenda(Participation(enrolled=D("2022-01-31")), NV, as_of=D("2022-02-01"))
    once, twice = (calendar_text(found, key="k", stamp=STAMP) for _ in range(2))
    assert once == twice
    assert once.startswith("BEGIN:VCALENDAR\r\n")
    assert "METHOD:PUBLISH" in once
    assert max(len(line.encode()) for line in once.split("\r\n")) <= 75
    elsewhere = STAMP.astimezone(dt.timezone(dt.timedelta(hours=2)))
    assert calendar_text(found, key="k", stamp=elsewhere) == once


def test_nothing_of_a_person_is_in_the_text() -> None:
    life = Participation(
        enrolled=D("2018-01-08"), key="17", facts={"birth_year": 1999, "municipality": "Håbo"}
    )
    found = agenda(life, framsteget.SAMORDNINGSTEAM, as_of=D("2018-02-01"))
    text = calendar_text(found, key="k", stamp=STAMP)
    assert "1999" not in text
    assert "Uppsala län" not in text


@pytest.mark.parametrize(
    ("more", "path"),
    [
        ({"items": ["x"]}, "items[0]"),
        ({"items": 3}, "items[0]"),
        ({"key": ""}, "key"),
        ({"stamp": dt.datetime(2026, 1, 1)}, "stamp"),  # noqa: DTZ001 - wrong on purpose
        ({"stamp": D("2026-01-01")}, "stamp"),
        ({"lang": "fi"}, "lang"),
    ],
)
def test_bad_input(more: dict[str, Any], path: str) -> None:
    given: dict[str, Any] = {"items": [], "key": "k", "stamp": STAMP} | more
    with pytest.raises(InvalidInput) as caught:
        calendar_text(given.pop("items"), **given)
    assert [fault.path for fault in caught.value.faults] == [path]


def test_public_names() -> None:
    assert dir(module) == module.__all__ == ["calendar_text"]
    empty: list[Obligation] = []
    assert "VEVENT" not in calendar_text(empty, key="k", stamp=STAMP)
    assert list(Agenda(as_of=STAMP.date(), obligations=())) == empty
