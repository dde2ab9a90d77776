"""The funnel: who falls at which clause, at which first, and for which it is the only reason."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

import narwhals as nw
from attrs import evolve, field, frozen

from finsam.eligibility.assessment import as_read
from finsam.errors import Faults, InvalidInput, as_tuple
from finsam.frames.assessment import NOT_IN_FORCE, assess
from finsam.frames.sheet import AnyTable
from finsam.frames.tables import check_alike, collected, day_is_far, opened
from finsam.rules import (
    Age,
    Clause,
    Concern,
    Condition,
    HasEligibility,
    NotForIndividuals,
    Outcome,
    RuleSet,
    Strength,
)
from finsam.rules.facts import LONGEST_LIFE
from finsam.rules.rulesets import carried
from finsam.texts import Lang, Table, Text

__all__ = ["Funnel", "FunnelRow", "funnel"]


def __dir__() -> list[str]:
    return __all__


@frozen
class FunnelRow:
    """What one clause does with the persons of one group.

    >>> import datetime as dt
    >>> import polars as pl
    >>> from finsam import frames
    >>> from finsam.rulebooks import model
    >>> born = [dt.date(1950, 1, 1), dt.date(1990, 1, 1)]
    >>> table = pl.DataFrame({"case": [1, 2], "birth_date": born})
    >>> day = dt.date(2026, 11, 22)
    >>> frames.funnel(table, model.SAMORDNINGSTEAM, as_of=day, key="case").rows[1].only
    1

    Attributes:
        group: the value that the group shares; None where the table isn't divided, or for those
            of whom it isn't known.
        clause: a required clause about the person.
        assessed: how many persons the rules were asked about.
        fails: how many of them fail it.
        first: how many fail it and none before it.
        only: how many fail it and no other.
        unknown: of how many it can't be said yet.
        left: how many fail neither it nor any before it.
    """

    group: object
    clause: Clause = field(repr=False)
    assessed: int
    fails: int
    first: int
    only: int
    unknown: int
    left: int


@frozen(repr=False)
class Funnel:
    """What each clause does with the persons of a table, group by group.

    Counts are shown as they are. Hide small groups before anything is published.

    >>> import datetime as dt
    >>> import polars as pl
    >>> from finsam import frames
    >>> from finsam.rulebooks import model
    >>> table = pl.DataFrame({
    ...     "case": [1, 2, 3],
    ...     "birth_date": [dt.date(1950, 1, 1), dt.date(1990, 1, 1), None],
    ...     "ongoing_addiction": ["ja", "ja", "nej"],
    ... })
    >>> day = dt.date(2026, 11, 22)
    >>> fell = frames.funnel(table, model.SAMORDNINGSTEAM, as_of=day, key="case")
    >>> [(row.clause.key, row.fails, row.first, row.only) for row in fell.rows if row.fails]
    [('BR-02', 1, 1, 0), ('BR-03.addiction', 2, 1, 1)]
    >>> fell
    Funnel(model.samordningsteam, 3 assessed, 0 not in force)

    Attributes:
        rules: the rules that were asked.
        by: the column that the table was divided by, or "age"; None where it wasn't divided.
        rows: for each group and each required clause about the person, what it does; groups in
            the order of their values, clauses in their own.
        not_in_force: how many rows lie on days on which the rules aren't in force.
    """

    rules: RuleSet
    by: str | None
    rows: tuple[FunnelRow, ...]
    not_in_force: int

    def __repr__(self) -> str:
        return (
            f"Funnel({self.rules.key}, {self._assessed} assessed, {self.not_in_force} not in force)"
        )

    @property
    def _assessed(self) -> int:
        return sum({row.group: row.assessed for row in self.rows}.values())

    def _table(self, lang: Lang) -> Table:
        numbers = [_FAILS, _FIRST, _ONLY, _UNKNOWN, _LEFT]
        by = () if self.by is None else (self.by,)
        rows: list[tuple[str, ...]] = []
        for row in self.rows:
            group = () if self.by is None else (self.group_name(row.group, lang),)
            counts = (row.fails, row.first, row.only, row.unknown, row.left)
            rows.append((*group, row.clause.rule, row.clause.text.in_(lang), *map(str, counts)))
        note = f"{_ASSESSED.in_(lang)}: {self._assessed}. {_OUT.in_(lang)}: {self.not_in_force}."
        return Table(
            head=(*by, *(each.in_(lang) for each in (_RULE, _TEXT, *numbers))),
            rows=tuple(rows),
            notes=(note,),
            align="l" * len((*by, _RULE, _TEXT)) + "r" * len(numbers),
        )

    def group_name(self, group: object, lang: Lang) -> str:
        """Returns the name of a group; those of whom it isn't known have one too."""
        if group is None:
            return _NOT_KNOWN.in_(lang)
        if isinstance(group, bool):
            return (_YES if group else _NO).in_(lang)
        if isinstance(group, float) and group.is_integer():  # as pandas has whole ones with nulls
            return str(int(group))
        return str(group)

    def markdown(self, lang: Lang = "sv") -> str:
        """Returns the funnel as a table in Markdown.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return self._table(lang).drawn("markdown")

    def _repr_html_(self) -> str:
        """Returns the funnel in Swedish for a notebook: escaped, without scripts."""
        return self._table("sv").drawn("html")

    def svg(self, lang: Lang = "sv") -> str:
        """Returns the funnel as a figure in SVG: for each clause how many fall there first.

        It needs the extra `plots`: `pip install finsam[plots]`.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
            ModuleNotFoundError: matplotlib isn't installed.
        """
        from finsam.frames.figures import funnel_svg  # noqa: PLC0415 - matplotlib is an extra

        return funnel_svg(self, lang)


_RULE = Text(sv="Regel", en="Rule")
_TEXT = Text(sv="Lydelse", en="Text")
_FAILS = Text(sv="Faller", en="Fall")
_FIRST = Text(sv="Faller här först", en="Fall here first")
_ONLY = Text(sv="Faller bara här", en="Fall only here")
_UNKNOWN = Text(sv="Okänt", en="Unknown")
_LEFT = Text(sv="Kvar", en="Left")
_NOT_KNOWN = Text(sv="(okänt)", en="(unknown)")
_YES = Text(sv="ja", en="yes")
_NO = Text(sv="nej", en="no")
_ASSESSED = Text(sv="Bedömda", en="Assessed")
_OUT = Text(sv="På dagar då reglerna inte gäller", en="On days on which the rules aren't in force")


def funnel(
    frame: object,
    measure: HasEligibility,
    *,
    as_of: dt.date | str,
    key: str,
    columns: Mapping[str, str] | None = None,
    by: str | None = None,
    ages: Iterable[int] | None = None,
    readings: "Mapping[str, str | Condition] | None" = None,
) -> Funnel:
    """Counts who falls at which of a measure's required clauses about the person.

    >>> import datetime as dt
    >>> import polars as pl
    >>> from finsam import frames
    >>> from finsam.rulebooks import model
    >>> table = pl.DataFrame({
    ...     "case": [1, 2, 3],
    ...     "sex": ["female", "male", "male"],
    ...     "ongoing_addiction": [True, True, None],
    ... })
    >>> day = dt.date(2026, 11, 22)
    >>> fell = frames.funnel(table, model.SAMORDNINGSTEAM, as_of=day, key="case", by="sex")
    >>> [(row.group, row.fails) for row in fell.rows if row.clause.key == "BR-03.addiction"]
    [('female', 1), ('male', 1)]

    Args:
        frame: a table, as for `assess`.
        measure: a measure, a rule set, or anything else that carries rules of taking part.
        as_of: the day of assessment, or the name of a column that has a day for each row.
        key: the column that tells the rows apart.
        columns: what columns of other names tell of, as for `assess`.
        by: a column to divide the table by, such as sex or municipality.
        ages: in the place of `by`, the first age of each group but the youngest: `[20, 30]`
            divides into –19, 20–29 and 30–, whole years on the day as the rules count them.
        readings: the caller's choice among readings, as for `assess`.

    Raises:
        InvalidInput: as `assess` says; both `by` and `ages` are given, or ages that aren't
            whole years in rising order; groups by days that Python can't hold.
        NotApplicable: the measure is not for individuals.

    Source: the how-to Assess a table.
    """
    faults = Faults()
    rules = as_read(carried(measure, "measure", faults), readings, faults)
    bounds = None if ages is None else as_tuple(ages)
    if bounds is not None:
        _check_ages(bounds, by, faults)
    faults.raise_as(InvalidInput)
    if isinstance(rules, NotForIndividuals):
        rules.refuse()
    assert rules is not None
    groups = {} if bounds is None else _age_groups(rules, bounds)
    asked = rules if not groups else evolve(rules, clauses=(*rules.clauses, *groups.values()))
    try:
        said = assess(
            cast("Any", frame),
            asked,
            as_of=as_of,
            key=key,
            columns=columns,
            keep=() if by is None else (by,),
            answers=["verdict", "clauses"],
        )
    except InvalidInput as error:
        of_by = [evolve(f, path="by") if f.path == "keep" else f for f in error.faults]
        raise InvalidInput(of_by) from None
    if by is not None:
        table = opened(said, faults)
        assert table is not None
        check_alike(table, [by], faults)
        faults.raise_as(InvalidInput)
    found: AnyTable = nw.from_native(said)
    group = nw.lit(0) if by is None else nw.col(by)
    for place, clause in enumerate(groups.values()):
        met = nw.col(clause.key) == int(Outcome.SATISFIED)
        group = nw.when(met).then(nw.lit(place + 1)).otherwise(group)
    counted = _counted(found.with_columns(group.alias(_GROUP)), rules)
    names = [None, *groups] if by is None else None
    rows: list[FunnelRow] = []
    for count in counted:
        own = count[_GROUP] if names is None else names[int(count[_GROUP])]
        for i, clause in enumerate(_deciding(rules)):
            numbers = {what: int(count[f"{what}_{i}"]) for what in _COUNTED}
            left = int(count["__finsam_rows"]) - sum(int(count[f"first_{j}"]) for j in range(i + 1))
            assessed = int(count["__finsam_rows"])
            rows.append(FunnelRow(own, clause, assessed=assessed, left=left, **numbers))
    out = sum(int(count["__finsam_out"]) for count in counted)
    return Funnel(rules, "age" if groups else by, tuple(rows), out)


_GROUP = "__finsam_group"
_COUNTED = ("fails", "first", "only", "unknown")


def _check_ages(bounds: tuple[object, ...], by: str | None, faults: Faults) -> None:
    if by is not None:
        faults.add(
            "twice",
            "ages",
            sv="ange by eller ages, inte båda",
            en="give by or ages, not both",
        )
    whole = [bound for bound in bounds if isinstance(bound, int) and not isinstance(bound, bool)]
    if whole and max(whole) > LONGEST_LIFE:
        faults.add(
            "range",
            "ages",
            sv=f"en ålder är högst {LONGEST_LIFE} år",
            en=f"an age is at most {LONGEST_LIFE} years",
        )
    if not bounds or len(whole) < len(bounds) or sorted({0, *whole}) != [0, *whole]:
        faults.add(
            "order",
            "ages",
            sv="ska vara hela år i stigande ordning, till exempel [20, 30]",
            en="takes whole years in rising order, for example [20, 30]",
        )


def _age_groups(rules: RuleSet, bounds: Sequence[int]) -> dict[str, Clause]:
    """Returns for each age group a clause that is met by those in it, so that ages are the rules'.

    They are remarks, and so change nothing of what is answered.
    """
    first = rules.clauses[0]
    found: dict[str, Clause] = {}
    for low, high in zip((None, *bounds), (*bounds, None), strict=True):
        last = None if high is None else high - 1
        name = f"{'' if low is None else low}–{'' if last is None else last}"
        found[name] = Clause(
            key=f"__finsam_age_{name}",
            rule=first.rule,
            citation=first.citation,
            text=Text(sv=name, en=name),
            condition=Age(at_least=low, at_most=last),
            strength=Strength.GUIDELINE,
        )
    return found


def _deciding(rules: RuleSet) -> list[Clause]:
    return [
        clause
        for clause in rules.clauses
        if clause.strength is Strength.REQUIRED and clause.concern is Concern.PERSON
    ]


def _counted(found: AnyTable, rules: RuleSet) -> list[dict[str, Any]]:
    """Returns for each group the counts of each clause, in the order of the groups."""
    codes = [nw.col(clause.key) for clause in _deciding(rules)]
    fails = [code == int(Outcome.FAILED) for code in codes]
    number = nw.lit(0)
    place = nw.lit(-1)
    for i in reversed(range(len(fails))):
        number = number + fails[i].cast(nw.Int64)
        place = nw.when(fails[i]).then(nw.lit(i)).otherwise(place)
    several = found.with_columns(number.alias("__finsam_fails"), place.alias("__finsam_first"))
    in_force = nw.col("verdict") != NOT_IN_FORCE
    tests: dict[str, nw.Expr] = {"__finsam_rows": in_force, "__finsam_out": ~in_force}
    for i, (code, fail) in enumerate(zip(codes, fails, strict=True)):
        tests[f"fails_{i}"] = fail
        tests[f"first_{i}"] = nw.col("__finsam_first") == i
        tests[f"only_{i}"] = fail & (nw.col("__finsam_fails") == 1)
        tests[f"unknown_{i}"] = code == int(Outcome.UNKNOWN)
    ones = several.select(_GROUP, *(t.cast(nw.Int64).alias(n) for n, t in tests.items()))
    sums = ones.group_by(_GROUP).agg(*(nw.col(name).sum() for name in tests))
    try:
        rows = collected(sums).rows(named=True)
    except (ValueError, OverflowError):
        faults = Faults()
        day_is_far("by", faults)
        raise InvalidInput(faults.found) from None
    found_groups: dict[object, dict[str, Any]] = {}
    for row in rows:
        own = _shared(row[_GROUP])
        before = found_groups.setdefault(own, {_GROUP: own} | dict.fromkeys(tests, 0))
        before |= {name: before[name] + int(row[name]) for name in tests}
    groups = found_groups.values()
    return sorted(groups, key=lambda row: (row[_GROUP] is None, _sortable(row[_GROUP])))


def _shared(value: object) -> object:
    """Returns what a group shares; None for what isn't itself, which is NaN."""
    return value if value == value else None  # noqa: PLR0124


def _sortable(value: object) -> tuple[str, Any]:
    return ("", value) if isinstance(value, int | float | Decimal) else ("text", str(value))
