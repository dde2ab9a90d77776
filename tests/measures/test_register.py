"""Statements, and the register of duties and instruments."""

import datetime as dt
from typing import Any

import pytest

from cases.made import CITED, fault, faults_of, text
from finsam.errors import InvalidInput, InvalidRules
from finsam.measures import (
    Aim,
    Auditors,
    BoardSeats,
    Income,
    Measure,
    Ownership,
    RuleBook,
    Statement,
    Task,
    Tasks,
    register,
)
from finsam.members import Association
from finsam.rulebooks import finnveden, framsteget, norra_vastmanland, sofint, vasteras
from finsam.rulebooks.shelf import BOOKS
from finsam.rules import Binds, NotForIndividuals
from finsam.terms import OldName, Role, Term
from finsam.texts import Text

DAY = dt.date(2026, 11, 22)
HEAD: dict[str, Any] = {"key": "a", "rule": "r", "citation": CITED, "text": text("says")}

# The inventory's rules of the kinds O (organisation and duties) and I (instruments), by book.
DUTIES = {
    "norra_vastmanland": """NV-01 NV-02 NV-14 NV-15 NV-16 NV-31 NV-32 NV-33 NV-34 NV-35 NV-36 NV-37
        NV-38 NV-39 NV-40 NV-41 NV-42""",
    "vasteras": """VA-23 VA-24 VA-27 VA-29 VA-30 VA-31 VA-32 VA-39 VA-41 VA-43 VA-46 VA-49 VA-50
        VA-52""",
    "framsteget": "HA-01 HA-13 HA-15 HA-19 HA-21 HA-22 HA-23 HA-27 HA-28 HA-29 HA-30 HA-33",
    "sofint": "NO-06 NO-09 NO-12 NO-13 NO-15 NO-19",
    "finnveden": "FI-16 FI-22 FI-23 FI-24 FI-25 FI-26 FI-27 FI-28",
}
INSTRUMENTS = {
    "norra_vastmanland": "NV-25 NV-26 NV-44",
    "vasteras": "VA-25",
    "framsteget": "HA-16 HA-32",
    "sofint": "NO-14",
    "finnveden": "FI-17",
}
# Rules of other kinds of which a book states the aim, so that 2 § can be looked at.
AIMS = {"vasteras": {"VA-40"}, "framsteget": {"HA-18"}, "sofint": {"NO-10"}}
# By the inventory's column "binding": ska, a responsibility that is laid on somebody, or law.
BINDING = """NV-14 NV-16 NV-25 NV-26 NV-31 NV-32 NV-33 NV-34 NV-37 NV-38 NV-39 NV-40 VA-23 VA-25
    VA-41 VA-49 HA-15 HA-16 HA-19 HA-23 HA-28 HA-33 NO-06 NO-12 NO-15 FI-16 FI-17"""


def test_a_line_break_in_a_text_breaks_no_row_of_the_register() -> None:
    rough = Text(sv="a\n- b\n\n1. c", en="a\n- b\n\n1. c")
    measure = Measure(
        key="m", name=rough, eligibility=NotForIndividuals(reason=rough, rule="N", citation=CITED),
        statements=[Statement(**HEAD | {"text": rough})],
    )  # fmt: skip
    lines = register(measure, as_of=DAY).explain("en", "markdown").splitlines()
    assert [line[:1] for line in lines] == ["*", "", "|", "|", "|"]


@pytest.mark.parametrize("name", list(DUTIES))
def test_a_book_holds_every_duty_and_instrument_of_the_inventory(name: str) -> None:
    wanted = set(DUTIES[name].split()) | set(INSTRUMENTS[name].split())
    held = {statement.rule for statement in BOOKS[name].all_statements}
    assert held == wanted | AIMS.get(name, set())


@pytest.mark.parametrize("name", list(DUTIES))
def test_a_rule_about_instruments_names_some(name: str) -> None:
    naming = {s.rule for s in BOOKS[name].all_statements if s.instruments}
    assert set(INSTRUMENTS[name].split()) <= naming


def test_what_binds_is_what_the_source_demands() -> None:
    statements = [s for book in BOOKS.values() for s in book.all_statements]
    assert {s.rule for s in statements if s.binds is Binds.BINDING} == set(BINDING.split())
    assert {s.binds for s in statements} == {Binds.BINDING, Binds.STATED}


def test_statements_have_keys_of_their_own_in_a_book() -> None:
    for book in BOOKS.values():
        keys = [statement.key for statement in book.all_statements]
        assert len(keys) == len(set(keys)), book.key


def test_one_who_owes_something_is_named_where_the_source_does() -> None:
    owed = {s.rule: [term.key for term in s.owed_by] for s in norra_vastmanland.BOOK.all_statements}
    assert owed["NV-16"] == ["measure_staff", "referring_authority"]
    assert owed["NV-34"] == ["team_leader"]
    assert owed["NV-40"] == []


@pytest.mark.parametrize(
    ("day", "shown", "renamed"),
    [
        (dt.date(2023, 4, 30), "SUS", False),
        (dt.date(2023, 5, 1), "Uppföljning Finsam (SUS till och med 2023-04-30)", True),
    ],
)
@pytest.mark.parametrize(
    "book", [norra_vastmanland.BOOK, framsteget.BOOK, finnveden.BOOK], ids=lambda b: b.key
)
def test_sus_is_called_by_its_name_of_the_day(
    book: RuleBook, day: dt.date, shown: str, renamed: bool
) -> None:
    """X-10: three sources name SUS, which closed for Finsam on 2023-04-30."""
    sus = register(book, as_of=day).instrument("uppfoljning_finsam")
    assert (sus.name("sv"), sus.is_renamed) == (shown, renamed)


def test_two_sources_do_not_name_sus() -> None:
    for book in (vasteras.BOOK, sofint.BOOK):
        keys = {each.term.key for each in register(book, as_of=DAY).instruments}
        assert keys
        assert "uppfoljning_finsam" not in keys


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (dt.date(2023, 12, 31), "Norra Västmanlands Samordningsförbund"),
        (
            dt.date(2024, 1, 1),
            "Samordningsförbundet Västmanland (Norra Västmanlands Samordningsförbund until"
            " 2023-12-31)",
        ),
    ],
)
def test_an_association_that_was_merged_is_called_by_its_name_of_the_day(
    day: dt.date, shown: str
) -> None:
    """X-28."""
    found = register(norra_vastmanland.BOOK, as_of=day)
    assert found.instrument("samordningsforbundet_vastmanland").name("en") == shown


def test_several_older_names_are_each_right_in_their_time() -> None:
    twice = Term(
        "now", text("now"),
        older=[
            OldName("second", text("second"), dt.date(2020, 12, 31)),
            OldName("first", text("first"), dt.date(2010, 12, 31)),
        ],
    )  # fmt: skip
    made = Statement(instruments=[twice], **HEAD)

    class Ours:
        statements = (made,)

    names = [
        register(Ours(), as_of=dt.date(year, 1, 1)).instruments[0].name("en")
        for year in (2010, 2011, 2021)
    ]
    assert names == [
        "first en",
        "second en (first en until 2010-12-31)",
        "now en (second en until 2020-12-31, first en until 2010-12-31)",
    ]


def test_an_instrument_is_listed_once_with_every_rule_that_names_it() -> None:
    found = register(norra_vastmanland.BOOK, as_of=DAY)
    assert found.instrument("uppfoljning_finsam").rules == ("NV-25", "NV-34")
    assert found.instrument("utvecklingsradet").rules == ("NV-41", "NV-44")
    keys = [each.term.key for each in found.instruments]
    assert len(keys) == len(set(keys))


def test_an_instrument_that_is_not_there_is_refused_with_the_nearest() -> None:
    found = register(finnveden.BOOK, as_of=DAY)
    [one] = faults_of(lambda: found.instrument("skappa"), InvalidInput)
    assert (one.code, one.expected) == ("unknown", ("skapa",))


def test_a_register_is_a_table_in_every_style() -> None:
    made = Statement(owner=Role.BOARD, instruments=[Term("x", text("tool"))], **HEAD)
    book = RuleBook(
        key="b", association=Association(key="b", name=text("Ours")), measures=[],
        statements=[made],
    )  # fmt: skip
    found = register(book, as_of=DAY)
    assert found.explain("en", "text").splitlines() == [
        "Ours en: duties",
        "===============",
        "rule  strength  who        what     source",
        "----  --------  ---------  -------  -------------------------------",
        "r     binding   the board  says en  The plan, s. 1 (local document)",
        "",
        "Ours en: tools and bodies named, 2026-11-22",
        "===========================================",
        "name     rules",
        "-------  -----",
        "tool en  r",
    ]
    assert "| r | bindande | styrelsen | says sv |" in found.explain("sv", "markdown")
    html = found._repr_html_()
    assert html == found.explain("sv", "html")
    assert html.count("<table>") == 2


def test_a_register_without_instruments_has_one_table() -> None:
    made = Statement(**HEAD)
    measure = Measure(
        key="m", name=text("Team"), statements=[made],
        eligibility=NotForIndividuals(reason=text("no"), rule="r", citation=CITED),
    )  # fmt: skip
    drawn = register(measure, as_of=DAY).explain("en")
    assert drawn.startswith("Team en: duties\n")
    assert "not said" in drawn
    assert "tools" not in drawn


def test_a_reading_of_ours_is_marked_in_the_register() -> None:
    drawn = register(finnveden.BOOK, as_of=DAY).explain("sv")
    assert "[vår läsning: källans adress susam.se betjänar inte längre Finsam (X-10)]" in drawn


def test_what_carries_no_statements_is_refused() -> None:
    given: Any = 7
    assert faults_of(lambda: register(given, as_of=given), InvalidInput) == [
        fault(
            "type", "as_of",
            "ska vara ett datum (datetime.date), till exempel 2026-11-22, inte ett heltal (int)",
            "takes datetime.date, for example date(2026, 11, 22), not int",
            expected=["date"],
        ),
        fault(
            "type", "book",
            "ska vara en regelbok eller en insats, inte int",
            "takes a rule book or a measure, not int",
        ),
    ]  # fmt: skip


def test_what_is_no_statement_is_refused_by_register_measure_and_book() -> None:
    class Ours:
        statements: Any = (7,)

    [one] = faults_of(lambda: register(Ours(), as_of=DAY), InvalidInput)
    assert (one.code, one.path) == ("type", "statements[0]")
    wrong: Any = [7]
    nobody = NotForIndividuals(reason=text("no"), rule="r", citation=CITED)
    for make in (
        lambda: Measure(key="m", name=text("m"), eligibility=nobody, statements=wrong),
        lambda: RuleBook(
            key="b", association=Association(key="b", name=text("b")), measures=[],
            statements=wrong,
        ),
    ):  # fmt: skip
        [one] = faults_of(make, InvalidRules)
        assert (one.code, one.path) == ("type", "statements[0]")


X: Any = 7


@pytest.mark.parametrize(
    ("kind", "given", "codes"),
    [
        (Statement, {"shared_with": [X], "instruments": ["sus"]},
         [("type", "shared_with[0]"), ("type", "instruments[0]")]),
        (Ownership, {"owners": [X], "performers": [X]},
         [("type", "owners[0]"), ("type", "performers[0]")]),
        (Aim, {"towards_work": X, "in_school": None},
         [("type", "towards_work"), ("type", "in_school")]),
        (Tasks, {"tasks": ["goals"]}, [("type", "tasks[0]")]),
        (Auditors, {"number": -1, "state_named_by": X, "shared": X},
         [("range", "number"), ("type", "state_named_by"), ("type", "shared")]),
        (Income, {"payers": [""]}, [("empty", "payers[0]")]),
        (BoardSeats, {"ordinary": True, "substitutes": -1},
         [("type", "ordinary"), ("range", "substitutes")]),
        (BoardSeats, {"ordinary": 1, "substitutes": 1, "by_member": {"": (1, 1), "b": (1,)}},
         [("empty", "by_member['']"), ("type", "by_member['b']")]),
        (BoardSeats, {"ordinary": 1, "substitutes": 1, "by_member": ["Sala", (1, 2, 3)]},
         [("type", "by_member[0]"), ("type", "by_member[0]"),
          ("type", "by_member[1]"), ("type", "by_member[1]")]),
        (BoardSeats, {"ordinary": 1, "substitutes": 1, "by_member": {3: (1, 1)}},
         [("type", "by_member[3]")]),
        (BoardSeats, {"ordinary": 1, "substitutes": 1, "by_member": {"a": 1}},
         [("type", "by_member['a']")]),
        (BoardSeats, {"ordinary": 3, "substitutes": 2, "by_member": {"a": (1, 1), "b": (1, 1)}},
         [("sum", "ordinary")]),
        (BoardSeats, {"ordinary": 2, "substitutes": 3, "by_member": {"a": (1, 1), "b": (1, 1)}},
         [("sum", "substitutes")]),
        (BoardSeats, {"ordinary": 2, "substitutes": 2, "by_member": {"a": (1, -1), "b": (1, 3)}},
         [("range", "by_member['a']")]),
    ],
)  # fmt: skip
def test_a_statement_says_all_that_is_wrong_with_it(
    kind: type[Statement], given: dict[str, Any], codes: list[tuple[str, str]]
) -> None:
    found = faults_of(lambda: kind(**HEAD, **given), InvalidRules)
    assert [(one.code, one.path) for one in found] == codes


@pytest.mark.parametrize(("seats", "quorum"), [(4, 3), (6, 4), (9, 5), (8, 5), (1, 1)])
def test_a_quorum_is_more_than_half_of_the_seats(seats: int, quorum: int) -> None:
    """Kommunallagen 6:27: more than half of the ordinary members have to be present."""
    board = BoardSeats(ordinary=seats, substitutes=seats, **HEAD)
    assert board.quorum == quorum
    assert 2 * board.quorum > seats >= 2 * (board.quorum - 1)


def test_there_may_be_none() -> None:
    assert BoardSeats(ordinary=0, substitutes=0, by_member={"a": (0, 0)}, **HEAD).ordinary == 0
    [one] = faults_of(lambda: BoardSeats(ordinary=0, substitutes=-1, **HEAD), InvalidRules)
    assert (one.code, one.path) == ("range", "substitutes")


def test_the_act_gives_six_tasks_and_forbids_three() -> None:
    """Law 2003:1210, 7 §."""
    assert len([task for task in Task if task.allowed]) == 6
    assert len([task for task in Task if not task.allowed]) == 3
