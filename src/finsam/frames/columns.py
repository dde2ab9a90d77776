"""From a caller's columns to what is known: which cells of each variable are still possible.

A fact is a column of its own. A set has a column of yes and no for each member (`needs/region`),
and a date may have one of years beside it (`birth_date/year`). What is null is unknown.
"""

import datetime as dt
import math
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeAlias

import narwhals as nw
from attrs import field, frozen

from finsam.errors import Fault, Faults
from finsam.frames.sheet import Bit, Sheet
from finsam.frames.tables import (
    FLOAT,
    HOLDS,
    INTEGERS,
    PLACES,
    TEXTS,
    WHOLE_FLOAT,
    check_kind,
    none_of,
)
from finsam.municipalities import MUNICIPALITIES
from finsam.rules import Between, Choice, Date, Fact, Number, RuleSet, Selection, YesNo
from finsam.rules.facts import LONGEST_LIFE
from finsam.rules.space import Space, Variable
from finsam.texts import Text

__all__ = ["FLOATS", "TAKEN", "YEAR", "Columns", "Cut", "readable_keys"]


def __dir__() -> list[str]:
    return __all__


YEAR = "year"
_TRUE, _FALSE = ["ja", "yes", "true", "1"], ["nej", "no", "false", "0"]
FLOATS = (nw.Float32, nw.Float64)


Held: TypeAlias = Any
"""A value as a column holds it, or a column of such values."""


@frozen
class Cut:
    """The first place of a cell on a line: of one day for all rows, or a column of them.

    Attributes:
        at: the place, a date or a number.
        year: for a date, its year.
        year_before: for a date, the year of the day before it.
    """

    at: Held
    year: Held = None
    year_before: Held = None


def readable_keys(rules: RuleSet) -> list[str]:
    """Returns the names of all columns that can tell of what the rules read."""
    found: list[str] = []
    for fact in rules.facts:
        if isinstance(fact.kind, Selection):
            found += [f"{fact.key}/{member}" for member in fact.kind.terms]
        else:
            found.append(fact.key)
            if isinstance(fact.kind, Date):
                found.append(f"{fact.key}/{YEAR}")
    return found


@frozen
class Columns:
    """Which column tells of what, and how each is read.

    Attributes:
        rules: the rules that are asked.
        names: for each fact, or member of a set ("needs/region"), the column in the table.
        kinds: for each of them, the kind of the column.
        shown: for each of them, the caller's name of the column.
        scaled: those of numbers that are held in units of their last decimal.
    """

    rules: RuleSet
    names: Mapping[str, str]
    kinds: Mapping[str, Any] = field(eq=False)
    shown: Mapping[str, str]
    scaled: frozenset[str] = frozenset()

    def fact(self, key: str) -> tuple[Fact, str]:
        """Returns the fact that a key is about, and the member or the part of it."""
        fact, _, part = key.partition("/")
        return self.rules.vocabulary[fact], part

    def check(self, faults: Faults) -> dict[str, list[Fault]]:
        """Notes columns of sets, and returns the faults of those of a kind that can't be read.

        They are no faults where the column is all null.
        """
        odd: dict[str, list[Fault]] = {}
        for key in self.names:
            fact, part = self.fact(key)
            kinds, what = TAKEN[type(fact.kind)]
            if part == YEAR and isinstance(fact.kind, Date):
                kinds, what = (*INTEGERS, *FLOATS), _YEARS
            dtype = self.kinds[key]
            if isinstance(fact.kind, Selection) and not part:
                member = next(iter(fact.kind.terms))
                faults.add(
                    "type",
                    self.shown[key],
                    sv=f"{key!r} är en mängd; ge en kolumn av ja och nej för varje medlem,"
                    f" som '{key}/{member}'",
                    en=f"{key!r} is a set; give a column of yes and no for each member,"
                    f" such as '{key}/{member}'",
                )
            else:
                found = Faults()
                check_kind(self.shown[key], key, dtype, (kinds, what), found)
                odd |= {key: found.found} if found.found else {}
        return odd

    def wrong(self, as_of: Cut) -> dict[tuple[str, str], nw.Expr]:
        """Returns what makes a row unreadable, by key and by the code of the fault."""
        found: dict[tuple[str, str], nw.Expr] = {}
        for key, name in self.names.items():
            fact, part = self.fact(key)
            kind, col, dtype = fact.kind, nw.col(name), self.kinds[key]
            if isinstance(kind, Date) and part == YEAR:
                found[key, "range"] = (col < dt.MINYEAR) | (col > dt.MAXYEAR)
                if kind.past:
                    found[key, "range"] = (col < dt.MINYEAR) | (col < as_of.year - LONGEST_LIFE)
                    found[key, "after_as_of"] = col > as_of.year
                if fact.key in self.names:
                    date = nw.col(self.names[fact.key])
                    found[key, "contradiction"] = (date.dt.year() != col) & ~date.is_null()
            elif isinstance(kind, Date):
                year = col.dt.year()
                if kind.past:
                    found[key, "range"] = year < as_of.year - LONGEST_LIFE
                    found[key, "after_as_of"] = col > as_of.at
                else:
                    found[key, "range"] = (year < dt.MINYEAR) | (year > dt.MAXYEAR)
            elif isinstance(kind, Number):
                low = self._as_held(key, kind.minimum)
                high = self._as_held(key, kind.maximum, up=False)
                found[key, "range"] = ~_within(col, low, high)
            elif not isinstance(kind, Choice) and dtype != nw.Boolean:
                yes, no = _flags(name, dtype)
                found[key, "type"] = ~(yes | no)
            if dtype in FLOATS and (isinstance(kind, Number) or part == YEAR):
                found[key, "float"] = ~(col % 1 == 0)
        known = {key: ~nw.col(name).is_null() for key, name in self.names.items()}
        return {
            (key, code): test.fill_null(value=False) & known[key]
            for (key, code), test in found.items()
        }

    def decimals(self) -> dict[str, int]:
        """Returns for each column that may have too many decimals how many it can have."""
        found: dict[str, int] = {}
        for key in self.names:
            kind, dtype = self.fact(key)[0].kind, self.kinds[key]
            if isinstance(kind, Number) and dtype == nw.Decimal and dtype.scale > kind.decimals:
                found[key] = kind.decimals
        return found

    def _as_held(self, key: str, value: Held, *, up: bool = True) -> Held:
        """Returns a bound as a column holds it: for whole numbers, the next whole one inside."""
        kind, dtype = self.fact(key)[0].kind, self.kinds[key]
        if key in self.scaled and value is not None:
            assert isinstance(kind, Number)
            return kind.position(value)
        if not isinstance(value, Decimal) or not (dtype in INTEGERS or dtype in FLOATS):
            return value
        return math.ceil(value) if up else math.floor(value)

    def words(self, key: str, code: str) -> tuple[str, str]:
        """Returns how a row is wrong, in Swedish and English."""
        fact, part = self.fact(key)
        kind = fact.kind
        if code == "range" and isinstance(kind, Number):
            allowed = Between(kind.minimum, kind.maximum)
            sv, en = kind.show(allowed, "sv"), kind.show(allowed, "en")
            return f"har annat än {sv}", f"with something else than {en}"
        if code == "range":
            assert isinstance(kind, Date)
            return _LONG_AGO if kind.past else _NO_YEAR
        if code == "float":
            return FLOAT if isinstance(kind, Number) and kind.decimals else WHOLE_FLOAT
        if code == "contradiction" and part == YEAR and isinstance(kind, Date):
            date = self.shown[fact.key]
            return f"har ett annat år än {date!r}", f"with another year than {date!r}"
        if code == "unknown":
            assert isinstance(kind, Choice)
            return none_of(kind.terms)
        return _WRONG[code]

    def choices(self) -> dict[str, frozenset[str]]:
        """Returns for each column of a choice the texts that it may hold, by key."""
        found: dict[str, frozenset[str]] = {}
        for key in self.names:
            fact, _ = self.fact(key)
            kind = fact.kind
            if isinstance(kind, Choice):
                texts = (text for term in kind.terms for text in _spellings(fact, kind, term))
                found[key] = frozenset(texts)
        return found

    def contradictions(self, sheet: Sheet) -> dict[tuple[str, str], Bit]:
        """Returns for each member of a set whether it is said to be both in and not in."""
        found: dict[tuple[str, str], Bit] = {}
        for key in self.names:
            fact, part = self.fact(key)
            if isinstance(fact.kind, Selection) and self._has_relatives(fact.key, fact.kind, part):
                found[key, "contradiction"] = sheet.every(self._member(sheet, fact, part))
        return {key: both for key, both in found.items() if both is not False}

    def _has_relatives(self, fact: str, kind: Selection, member: str) -> bool:
        """Tells whether another column tells of a member above or under this one."""
        return any(
            f"{fact}/{term}" in self.names
            for term in kind.terms
            if term != member and (term in kind.below[member] or member in kind.below[term])
        )

    def possible(
        self, sheet: Sheet, variable: Variable, cuts: Sequence[Cut], space: Space
    ) -> list[Bit]:
        """Returns for each cell of a variable whether it is still possible.

        Args:
            sheet: where what is worked out is noted.
            variable: the variable.
            cuts: for a date or a number, the first place of each cell but the first.
            space: the variables of the rules, with their facts.
        """
        everything: list[Bit] = [True] * variable.size
        if variable.open is not None:
            return everything
        fact = space.facts[variable.fact]
        if isinstance(fact.kind, Selection):
            assert variable.member is not None
            inside, outside = self._member(sheet, fact, variable.member)
            return [sheet.no(inside), sheet.no(outside)]
        if isinstance(fact.kind, Date | Number):
            return self._on_line(sheet, fact, cuts)
        if fact.key not in self.names:
            return everything
        if isinstance(fact.kind, Choice):
            return self._choice(sheet, fact, fact.kind, variable)
        yes, no = self._told(sheet, fact.key)
        groups: list[list[list[Bit]]] = [[] for _ in everything]
        groups[variable.possible(value=True).bit_length() - 1].append([sheet.no(no)])
        groups[variable.possible(value=False).bit_length() - 1].append([sheet.no(yes)])
        return [sheet.some(each) for each in groups]

    def _told(self, sheet: Sheet, key: str) -> tuple[Bit, Bit]:
        """Returns whether a flag is yes, and whether it is no."""
        yes, no = _flags(self.names[key], self.kinds[key])
        return sheet.test((key, True), yes), sheet.test((key, False), no)

    def _member(self, sheet: Sheet, fact: Fact, member: str) -> tuple[Bit, Bit]:
        """Returns whether a member is in a set, and whether it is out.

        Who is in a member is in all that it stands under, and who is out of one is out of all
        under it.
        """
        kind = fact.kind
        assert isinstance(kind, Selection)
        told = {
            term: self._told(sheet, f"{fact.key}/{term}")
            for term in kind.terms
            if f"{fact.key}/{term}" in self.names
        }
        inside = [[yes] for term, (yes, _) in told.items() if term in kind.below[member]]
        outside = [[no] for term, (_, no) in told.items() if member in kind.below[term]]
        return sheet.some(inside), sheet.some(outside)

    def _on_line(self, sheet: Sheet, fact: Fact, cuts: Sequence[Cut]) -> list[Bit]:
        """Returns the cells of a date or a number.

        A date that isn't known may have its year known: then the cells that the year reaches.
        """
        ends = [(low, high) for low, high in zip((None, *cuts), (*cuts, None), strict=True)]
        year_key = f"{fact.key}/{YEAR}"
        groups: list[list[list[Bit]]] = [[] for _ in ends]
        unknown: list[Bit] = []
        if fact.key in self.names:
            col = nw.col(self.names[fact.key])
            unknown = [sheet.test((fact.key, None), col.is_null())]
            for i, (low, high) in enumerate(ends):
                tests = [] if low is None else [col >= self._as_held(fact.key, low.at)]
                tests += [] if high is None else [col < self._as_held(fact.key, high.at)]
                groups[i].append([sheet.test((fact.key, i), _all(tests, col))])
        if year_key in self.names:
            col = nw.col(self.names[year_key])
            for i, (low, high) in enumerate(ends):
                tests = [] if low is None else [col >= low.year]
                tests += [] if high is None else [col <= high.year_before]
                groups[i].append([*unknown, sheet.test((year_key, i), _all(tests, col))])
            unknown.append(sheet.test((year_key, None), col.is_null()))
        return [sheet.some([*each, unknown]) for each in groups]

    def _choice(self, sheet: Sheet, fact: Fact, kind: Choice, variable: Variable) -> list[Bit]:
        assert variable.open is None
        col = nw.col(self.names[fact.key])
        text = col.cast(nw.String)
        unknown = sheet.test((fact.key, None), col.is_null())
        cells: list[Bit] = []
        for cell in range(variable.size):
            fits = [term for term in kind.terms if variable.possible(term) >> cell & 1]
            others = [term for term in kind.terms if not variable.possible(term) >> cell & 1]
            fewer = min(fits, others, key=len)
            texts = [t for term in fewer for t in _spellings(fact, kind, term)]
            named = sheet.test((fact.key, cell), text.is_in(texts))
            cells.append(sheet.some([[unknown], [named]]) if fewer is fits else sheet.no(named))
        return cells


def _spellings(fact: Fact, kind: Choice, key: str) -> list[str]:
    """Returns how an option may stand in a table: its key, an older name, a municipality's code."""
    texts = [key, *(old.key for old in kind.terms[key].older)]
    if fact.key in PLACES and key in _CODES:
        texts.append(_CODES[key])
    return list(dict.fromkeys(form for t in texts for form in (t, unicodedata.normalize("NFD", t))))


_CODES = {place.name: place.code for place in MUNICIPALITIES}


def _all(tests: Sequence[nw.Expr], col: nw.Expr) -> nw.Expr:
    whole = ~col.is_null()
    for test in tests:
        whole = whole & test
    return whole


def _flags(name: str, dtype: Held) -> tuple[nw.Expr, nw.Expr]:
    """Returns whether a flag is yes, and whether it is no; what is null is neither."""
    col = nw.col(name)
    if dtype == nw.Boolean:
        return col, ~col
    if dtype in TEXTS:
        text = col.cast(nw.String).str.to_lowercase()
        return text.is_in(_TRUE), text.is_in(_FALSE)
    return col == 1, col == 0


def _within(col: nw.Expr, low: Held, high: Held) -> nw.Expr:
    tests = [] if low is None else [col >= low]
    tests += [] if high is None else [col <= high]
    return _all(tests, col) | col.is_null()


_WRONG = {
    "type": HOLDS["flag"],
    "after_as_of": (
        "har ett datum efter dagen för bedömningen (as_of)",
        "with a date after the day of assessment (as_of)",
    ),
    "contradiction": (
        "säger både att medlemmen är med och att den inte är det",
        "that say both that the member is in and that it isn't",
    ),
}
_LONG_AGO = (
    f"har ett datum mer än {LONGEST_LIFE} år före bedömningen; utelämna det som inte är känt",
    f"with a date more than {LONGEST_LIFE} years before the assessment; leave out what isn't known",
)
_NO_YEAR = (
    f"har en dag utanför åren {dt.MINYEAR}–{dt.MAXYEAR}",
    f"with a day outside the years {dt.MINYEAR}–{dt.MAXYEAR}",
)
_YEARS = Text(sv="årtal som heltal", en="years as whole numbers")
_HOLD_FLAGS = (nw.Boolean, *INTEGERS, *FLOATS, *TEXTS)
_YES_OR_NO = Text(
    sv="sant och falskt, 1 och 0 eller ja och nej", en="booleans, 1 and 0 or yes and no"
)
TAKEN: dict[type, tuple[tuple[Any, ...], Text]] = {
    YesNo: (_HOLD_FLAGS, _YES_OR_NO),
    Selection: (_HOLD_FLAGS, _YES_OR_NO),
    Date: ((nw.Date, nw.Datetime), Text(sv="datum utan klockslag", en="dates without a time")),
    Number: ((*INTEGERS, nw.Decimal, *FLOATS), Text(sv="tal", en="numbers")),
    Choice: (TEXTS, Text(sv="texter", en="texts")),
}
