"""A measure carries its rules; a rule book holds the measures of one association."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar, cast

from attrs import evolve, field, frozen

from finsam.association import YearRule
from finsam.citations import Citation
from finsam.errors import Faults, InvalidInput, InvalidRules, as_tuple
from finsam.financing import BudgetRule, FinancingRule, Grant
from finsam.legaltime import Interval
from finsam.measures.statements import Statement
from finsam.members import Association
from finsam.municipalities import municipality
from finsam.outcomes import Goal
from finsam.participation import TimingRule
from finsam.rules import DecidedBy, NotForIndividuals, RuleSet, Validity, Versions, WayIn
from finsam.texts import Text, normalised

__all__ = ["Measure", "RuleBook", "Team"]


_Part = TypeVar("_Part")


def __dir__() -> list[str]:
    return __all__


def _spelt(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(normalised(n) if isinstance(n, str) else n for n in as_tuple(names))


@frozen(kw_only=True)
class Team:
    """A team that carries out a measure, and where.

    >>> from finsam.rulebooks import norra_vastmanland
    >>> team = norra_vastmanland.SAMORDNINGSTEAM.teams[1]
    >>> team.name.in_("sv"), team.municipalities
    ('Samordningsteam FNS', ('Fagersta', 'Norberg', 'Skinnskatteberg'))

    Attributes:
        key: unique in its measure.
        name: for people.
        municipalities: the municipalities that it is for, as SCB spells them.
        rule: the rule that it cites.
        citation: where it stands.

    Raises:
        InvalidRules: a part is missing or a municipality doesn't exist; all faults at once.
    """

    key: str
    name: Text
    municipalities: tuple[str, ...] = field(converter=_spelt)
    rule: str
    citation: Citation

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.named(self.key, "key")
        faults.of_type(self.name, Text, "name")
        faults.named(self.rule, "rule")
        faults.of_type(self.citation, Citation, "citation")
        check_municipalities(self.municipalities, faults)
        faults.raise_as(InvalidRules)


def _as_teams(teams: Iterable[Team]) -> tuple[Team, ...]:
    return as_tuple(teams)


def _as_timing(rules: Iterable[TimingRule]) -> tuple[TimingRule, ...]:
    return as_tuple(rules)


def _as_financing(rules: Iterable[FinancingRule]) -> tuple[FinancingRule, ...]:
    return as_tuple(rules)


def _as_goals(goals: Iterable[Goal]) -> tuple[Goal, ...]:
    return as_tuple(goals)


def _as_statements(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    return as_tuple(statements)


def _as_calendar(rules: Iterable[YearRule]) -> tuple[YearRule, ...]:
    return as_tuple(rules)


def check_municipalities(names: tuple[str, ...], faults: Faults) -> None:
    """Notes an empty list, and names that no municipality has."""
    if not names:
        faults.add(
            "empty", "municipalities", sv="inga kommuner angivna", en="no municipalities given"
        )
    for i, name in enumerate(names):
        try:
            municipality(name)
        except InvalidInput as error:
            path = f"municipalities[{i}]"
            faults.found.extend(evolve(fault, path=path) for fault in error.faults)


@frozen(kw_only=True)
class Measure:
    """A measure (*insats*): what it is called, whom it is for, and who carries it out.

    >>> from finsam.rulebooks import vasteras
    >>> for measure in vasteras.BOOK.measures.values():
    ...     print(measure.key, measure.valid.in_("en"))
    samordningsteam 2020-01-01–2022-12-31
    jobbfokus 2018-09-01–2022-06-30
    sim 2020-01-01–2021-12-31

    Attributes:
        key: unique in its rule book.
        name: for people.
        eligibility: the rules of taking part, or why no individual can be assessed.
        teams: the teams that carry it out; empty where the source names none.
        timing: what has to happen when, in a participation.
        financing: what it is granted, what that may be spent on, staff and places.
        goals: what is to be reached, with a figure or only said.
        statements: what else its source states, of organisation, duties and instruments.

    Raises:
        InvalidRules: a part is missing or of another type, or two teams have one key; all
            faults at once.
    """

    key: str
    name: Text
    eligibility: RuleSet | NotForIndividuals
    teams: tuple[Team, ...] = field(default=(), converter=_as_teams)
    timing: tuple[TimingRule, ...] = field(default=(), converter=_as_timing)
    financing: tuple[FinancingRule, ...] = field(default=(), converter=_as_financing)
    goals: tuple[Goal, ...] = field(default=(), converter=_as_goals)
    statements: tuple[Statement, ...] = field(default=(), converter=_as_statements)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.named(self.key, "key")
        faults.of_type(self.name, Text, "name")
        if not isinstance(self.eligibility, NotForIndividuals):
            faults.of_type(self.eligibility, RuleSet, "eligibility")
        faults.all_of(self.teams, Team, "teams")
        faults.all_of(self.timing, TimingRule, "timing")
        faults.all_of(self.financing, FinancingRule, "financing")
        faults.all_of(self.goals, Goal, "goals")
        faults.all_of(self.statements, Statement, "statements")
        faults.raise_as(InvalidRules)

    @property
    def rules(self) -> RuleSet:
        """The rules of taking part.

        Raises:
            NotApplicable: the measure is not for individuals; the error says why.
        """
        if isinstance(self.eligibility, NotForIndividuals):
            self.eligibility.refuse()
        return self.eligibility

    def with_timing(self, *rules: TimingRule) -> "Measure":
        """Returns the measure with timing rules put in the place of those of their keys, or added.

        >>> from attrs import evolve
        >>> from finsam.rulebooks import model
        >>> late = model.SAMORDNINGSTEAM.timing[1]
        >>> moving = model.SAMORDNINGSTEAM.with_timing(evolve(late, rolls=True))
        >>> [(rule.key, rule.rolls) for rule in moving.timing]
        [('BR-04', False), ('BR-05', True)]

        Raises:
            InvalidRules: what is given is no timing rule.
        """
        new = {str(getattr(rule, "key", i)): rule for i, rule in enumerate(rules)}
        kept = [new.pop(rule.key, rule) for rule in self.timing]
        return evolve(self, timing=(*kept, *new.values()))

    @property
    def valid(self) -> Validity:
        """When the measure goes on, by its rules."""
        return self.eligibility.valid

    @property
    def decided_by(self) -> DecidedBy | None:
        """Who decides on intake; None where the source doesn't say."""
        return self.eligibility.decided_by if isinstance(self.eligibility, RuleSet) else None

    @property
    def ways_in(self) -> tuple[WayIn, ...] | None:
        """How people come to it; None where the source doesn't say."""
        return self.eligibility.ways_in if isinstance(self.eligibility, RuleSet) else None


def _as_measures(
    measures: "Iterable[Measure | Versions[Measure]] | Mapping[str, Measure | Versions[Measure]]",
) -> tuple[Measure, ...]:
    if not isinstance(measures, Mapping):
        return _each_version(as_tuple(measures))
    faults = Faults()
    named = cast("Mapping[str, Measure | Versions[Measure]]", measures)
    for key, given in named.items():
        for measure in _each_version([given]):
            if getattr(measure, "key", key) != key:
                faults.add(
                    "key",
                    f"measures[{key!r}]",
                    sv=f"insatsen heter {measure.key!r}; ge den under sin egen nyckel",
                    en=f"the measure is called {measure.key!r}; give it under its own key",
                    value=str(key),
                    expected=[measure.key],
                )
    faults.raise_as(InvalidRules)
    return _each_version(as_tuple(named.values()))


def _each_version(given: "Iterable[Measure | Versions[Measure]]") -> tuple[Measure, ...]:
    return tuple(m for each in given for m in (each if isinstance(each, Versions) else [each]))


def note_same_days(measures: Iterable[tuple[str, str, Validity]], faults: Faults) -> None:
    """Notes measures of one key that are in force on one day; versions of one measure aren't.

    Args:
        measures: for each measure its path, its key and its time in force.
        faults: where it is noted.
    """
    before: dict[str, list[Interval]] = {}
    for path, key, valid in measures:
        days, others = Interval(valid.start, valid.end), before.setdefault(key, [])
        if any(days.overlaps(other) for other in others):
            faults.add(
                "duplicate",
                f"{path}.key",
                sv=f"insatsen {key!r} finns redan, och gäller samtidigt; ge den en annan nyckel,"
                " eller en tid i kraft för sig (valid)",
                en=f"the measure {key!r} is there already, and in force on the same days; give it"
                " another key, or a time in force of its own (valid)",
                value=key,
            )
        others.append(days)


def _each_once(several: tuple[_Part, ...]) -> tuple[_Part, ...]:
    """Leaves out what a dated version of a measure has in common with the one before."""
    return tuple(dict.fromkeys(several))


@frozen(kw_only=True)
class RuleBook:
    """The measures of one association (*samordningsförbund*), under one name.

    >>> from finsam.rulebooks import vasteras
    >>> list(vasteras.BOOK.measures)
    ['samordningsteam', 'jobbfokus', 'sim']
    >>> vasteras.BOOK.measures["jobbfokus"].name.in_("sv")
    'JobbFokus 2.0'

    Attributes:
        key: a name for programs.
        association: the association, with its members where the source names them.
        measures: given as any collection of measures; read as a mapping by their keys. Dated
            versions of one measure have one key; the mapping has the one that begins last, and
            `versions` all.
        calendar: the rules that give the association its year.
        financing: its rules of money: shares, budgets, what it may finance.
        goals: those of the association as a whole, beside those of its measures.
        statements: what else its source states, of organisation, duties and instruments.

    Raises:
        InvalidRules: a part is missing or of another type, two measures of one key are in
            force on one day, or a grant has a line that none of the budgets has; all faults at
            once.
    """

    key: str
    association: Association
    all_measures: tuple[Measure, ...] = field(converter=_as_measures, alias="measures")
    calendar: tuple[YearRule, ...] = field(default=(), converter=_as_calendar)
    financing: tuple[FinancingRule, ...] = field(default=(), converter=_as_financing)
    goals: tuple[Goal, ...] = field(default=(), converter=_as_goals)
    statements: tuple[Statement, ...] = field(default=(), converter=_as_statements)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.named(self.key, "key")
        faults.of_type(self.association, Association, "association")
        faults.all_of(self.statements, Statement, "statements")
        faults.all_of(self.financing, FinancingRule, "financing")
        before = len(faults.found)
        named = [
            (f"measures[{i}]", measure.key, measure.valid)
            for i, measure in enumerate(self.all_measures)
            if faults.of_type(measure, Measure, f"measures[{i}]")
        ]
        note_same_days(named, faults)
        if len(faults.found) == before:
            self._check_money_keys(faults)
            self._check_budget_lines(faults)
        faults.all_of(self.calendar, YearRule, "calendar")
        faults.all_of(self.goals, Goal, "goals")
        faults.raise_as(InvalidRules)

    def _check_money_keys(self, faults: Faults) -> None:
        """Notes a rule of money that has the key of another in the book.

        A dated version of a measure may keep the keys of the others.
        """
        owner: dict[object, str | None] = {
            getattr(rule, "key", None): None for rule in self.financing
        }
        for i, measure in enumerate(self.all_measures):
            for j, rule in enumerate(measure.financing):
                if owner.setdefault(rule.key, measure.key) != measure.key:
                    faults.add(
                        "duplicate",
                        f"measures[{i}].financing[{j}].key",
                        sv=f"nyckeln {rule.key!r} finns redan",
                        en=f"the key {rule.key!r} is taken",
                        value=rule.key,
                    )

    def _check_budget_lines(self, faults: Faults) -> None:
        """Notes grants whose line none of the budgets has, where there is a budget."""
        owned = [(f"financing[{i}].budget_line", rule) for i, rule in enumerate(self.financing)] + [
            (f"measures[{i}].financing[{j}].budget_line", rule)
            for i, measure in enumerate(self.all_measures)
            for j, rule in enumerate(measure.financing)
        ]
        budgets = [rule.budget for _, rule in owned if isinstance(rule, BudgetRule)]
        lines = {key for budget in budgets for key in budget.lines}
        for path, rule in owned if budgets else ():
            line = rule.budget_line if isinstance(rule, Grant) else None
            if line is not None and line not in lines:
                what = Text(sv="en rad i bokens budget", en="a line of the book's budget")
                faults.unknown(path, what=what, value=line, among=lines)

    def measure(self, key: str) -> Measure:
        """Returns the measure of a key; of several dated versions the one that begins last.

        Raises:
            InvalidInput: there is none; the message has the nearest key.
        """
        return self.versions(key).versions[-1]

    def versions(self, key: str) -> Versions[Measure]:
        """Returns the dated versions of a measure, the oldest first; most measures have one.

        >>> import datetime as dt
        >>> from finsam.rulebooks import vasteras
        >>> vasteras.BOOK.versions("jobbfokus").at(dt.date(2020, 5, 4)).name.in_("sv")
        'JobbFokus 2.0'

        Raises:
            InvalidInput: there is no measure of the key; the message has the nearest key.
        """
        found = [measure for measure in self.all_measures if measure.key == key]
        if not found:
            faults = Faults()
            what = Text(sv=f"en insats i {self.key}", en=f"a measure of {self.key}")
            faults.unknown("", what=what, value=str(key), among=self.measures)
            faults.raise_as(InvalidInput)
        return Versions(found)

    @property
    def all_financing(self) -> tuple[FinancingRule, ...]:
        """The rules of money of the association and of all its measures, each once."""
        own = [rule for measure in self.all_measures for rule in measure.financing]
        return _each_once((*self.financing, *own))

    @property
    def all_statements(self) -> tuple[Statement, ...]:
        """What is stated of the association and of all its measures, each once."""
        own = [statement for measure in self.all_measures for statement in measure.statements]
        return _each_once((*self.statements, *own))

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """The measures by their keys; of several dated versions the one that begins last."""
        keys = dict.fromkeys(measure.key for measure in self.all_measures)
        return MappingProxyType({key: self.measure(key) for key in keys})
