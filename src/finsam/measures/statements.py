"""Statements: what a source says of organisation, duties and instruments, as data.

Nobody is held against a statement: it is shown, compared and cited. Some kinds carry what the act
speaks of too (owners, tasks, seats, auditors, income), so that a book can be checked against it.
To add a kind, write a class here with its fields and `check`.
"""

from collections.abc import Iterable, Mapping
from typing import cast

from attrs import field, frozen

from finsam.errors import Faults, as_pairs, as_tuple
from finsam.rules import Promise
from finsam.terms import Term, TermEnum

__all__ = [
    "Aim",
    "Auditors",
    "BoardSeats",
    "Income",
    "Ownership",
    "Statement",
    "Task",
    "Tasks",
]


def __dir__() -> list[str]:
    return __all__


def _as_terms(terms: "Iterable[Term | TermEnum] | Term | TermEnum") -> tuple[Term, ...]:
    return tuple(t.term if isinstance(t, TermEnum) else t for t in as_tuple(terms))


def _check_terms(terms: tuple[object, ...], path: str, faults: Faults) -> None:
    for i, term in enumerate(terms):
        faults.of_type(term, Term, f"{path}[{i}]")


@frozen(kw_only=True)
class Statement(Promise):
    """A duty, or something else about organisation, that a source states; only shown.

    >>> import datetime as dt
    >>> from finsam.citations import Citation, Norm, Rank
    >>> from finsam.measures import Statement
    >>> from finsam.terms import Role
    >>> from finsam.texts import Text
    >>> plan = Norm("plan", Text(sv="Vår plan", en="Our plan"), Rank.LOCAL)
    >>> duty = Statement(
    ...     key="3.notes",
    ...     rule="3",
    ...     citation=Citation(plan, "3", verified_on=dt.date(2026, 11, 22)),
    ...     text=Text(sv="Minnesanteckningar förs.", en="Notes are kept."),
    ...     owner=Role.STEERING_GROUP,
    ... )
    >>> duty.owner.in_("en"), duty.binds.in_("en")
    ('the steering group', 'binding')

    Attributes:
        shared_with: who owes it together with the owner.
        instruments: what it names: tools, systems, networks and bodies, with their older names.

    Raises:
        InvalidRules: a part is missing or of another type; all faults at once.

    Source: the how-to Check a book against the act.
    """

    shared_with: tuple[Term, ...] = field(default=(), converter=_as_terms)
    instruments: tuple[Term, ...] = field(default=(), converter=_as_terms)

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        _check_terms(self.shared_with, "shared_with", faults)
        _check_terms(self.instruments, "instruments", faults)

    @property
    def owed_by(self) -> tuple[Term, ...]:
        """All who owe it; empty where the source doesn't say."""
        return (() if self.owner is None else (self.owner,)) + self.shared_with


@frozen(kw_only=True)
class Ownership(Statement):
    """Who owns a measure (*verksamhetsägare*), and who carries it out (*verksamhetsutförare*).

    >>> from finsam.rulebooks import vasteras
    >>> (found,) = [s for s in vasteras.SAMORDNINGSTEAM.statements if isinstance(s, Ownership)]
    >>> [term.in_("en") for term in (*found.owners, *found.performers)]
    ['the association', 'Education and Labour Market, Västerås stad']

    Attributes:
        owners: who owns it; `Role.ASSOCIATION` is the association itself.
        performers: who carries it out; empty where the source doesn't say.

    Raises:
        InvalidRules: a part is missing or of another type; all faults at once.

    Source: X-14; law 2003:1210, 7 § st. 2.
    """

    owners: tuple[Term, ...] = field(converter=_as_terms)
    performers: tuple[Term, ...] = field(default=(), converter=_as_terms)

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        _check_terms(self.owners, "owners", faults)
        _check_terms(self.performers, "performers", faults)


@frozen(kw_only=True)
class Aim(Statement):
    """What a source says that a measure aims at.

    >>> from finsam.rulebooks import vasteras
    >>> (aim,) = [s for s in vasteras.SIM.statements if isinstance(s, Aim)]
    >>> aim.rule, aim.towards_work, aim.in_school
    ('VA-50', False, True)

    Attributes:
        towards_work: whether it is to reach or improve the ability to work for pay.
        in_school: whether it is carried out in schools.

    Raises:
        InvalidRules: a part is missing or of another type; all faults at once.

    Source: law 2003:1210, 2 §; X-18.
    """

    towards_work: bool
    in_school: bool = False

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        faults.of_type(self.towards_work, bool, "towards_work")
        faults.of_type(self.in_school, bool, "in_school")


class Task(TermEnum):
    """A task of an association, or what it may not do.

    >>> from finsam.measures import Task
    >>> [task.value for task in Task if not task.allowed]
    ['individual_benefits', 'public_authority', 'individual_services']

    Source: law 2003:1210, 7 §.
    """

    GOALS = "goals", "besluta om mål och riktlinjer", "to decide on goals and guidelines"
    COOPERATION = (
        "cooperation",
        "stödja samverkan mellan parterna",
        "to support cooperation between the parties",
    )
    FINANCING = (
        "financing",
        "finansiera insatser inom parternas samlade ansvar",
        "to finance measures within the parties' combined responsibility",
    )
    USE_OF_FUNDS = (
        "use_of_funds",
        "besluta hur medlen används",
        "to decide how the money is used",
    )
    EVALUATION = (
        "evaluation",
        "svara för uppföljning och utvärdering",
        "to answer for follow-up and evaluation",
    )
    BUDGET_AND_REPORT = (
        "budget_and_report",
        "upprätta budget och årsredovisning",
        "to make the budget and the annual report",
    )
    INDIVIDUAL_BENEFITS = (
        "individual_benefits",
        "besluta om förmåner eller rättigheter för enskilda",
        "to decide on benefits or rights of individuals",
    )
    PUBLIC_AUTHORITY = (
        "public_authority",
        "utöva myndighet",
        "to exercise public authority",
    )
    INDIVIDUAL_SERVICES = (
        "individual_services",
        "tillhandahålla tjänster för enskilda",
        "to provide services meant for individuals",
    )

    @property
    def allowed(self) -> bool:
        """Tells whether the act gives the task to an association, or forbids it."""
        return self not in {
            Task.INDIVIDUAL_BENEFITS,
            Task.PUBLIC_AUTHORITY,
            Task.INDIVIDUAL_SERVICES,
        }


@frozen(kw_only=True)
class Tasks(Statement):
    """The tasks that a source gives an association.

    >>> from finsam.rulebooks import vasteras
    >>> [len(s.tasks) for s in vasteras.BOOK.statements if isinstance(s, Tasks)]
    [6]

    Attributes:
        tasks: what it is to do.

    Raises:
        InvalidRules: a part is missing or of another type; all faults at once.

    Source: law 2003:1210, 7 §; VA-29.
    """

    tasks: tuple[Task, ...] = field(converter=as_tuple)

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        for i, task in enumerate(self.tasks):
            faults.of_type(task, Task, f"tasks[{i}]")


Seats = tuple[int, int]
_TWO = 2


def _as_seats(seats: Mapping[str, Seats]) -> tuple[tuple[str, Seats], ...]:
    return as_pairs(seats)


@frozen(kw_only=True)
class BoardSeats(Statement):
    """The seats of a board: ordinary (*ledamöter*) and substitute (*ersättare*), and whose.

    >>> import datetime as dt
    >>> from finsam.citations import Citation, Norm, Rank
    >>> from finsam.measures import BoardSeats
    >>> from finsam.texts import Text
    >>> charter = Norm("charter", Text(sv="Vår förbundsordning", en="Our charter"), Rank.LOCAL)
    >>> board = BoardSeats(
    ...     key="board",
    ...     rule="3 §",
    ...     citation=Citation(charter, "3 §", verified_on=dt.date(2026, 11, 22)),
    ...     text=Text(sv="Fyra ledamöter, sju ersättare.", en="Four seats, seven substitutes."),
    ...     ordinary=4,
    ...     substitutes=7,
    ... )
    >>> board.quorum
    3

    Attributes:
        ordinary: how many ordinary seats there are (*ledamöter*).
        substitutes: how many substitutes (*ersättare*).
        by_member: for the key of a member of the association, its ordinary seats and its
            substitutes; given as a mapping, empty where the source doesn't say.

    Raises:
        InvalidRules: a part is missing or of another type, a number below 0, or seats by member
            that don't add up to all seats; all faults at once.

    Source: law 2003:1210, 10 §.
    """

    ordinary: int
    substitutes: int
    by_member: tuple[tuple[str, Seats], ...] = field(default=(), converter=_as_seats)

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        fine = [_count(getattr(self, n), n, faults) for n in ("ordinary", "substitutes")]
        for i, pair in enumerate(cast("tuple[object, ...]", self.by_member)):
            key, numbers = _seats_of(pair)
            path = f"by_member[{i if key is None else repr(key)}]"
            faults.named(key, path)
            if len(numbers) != _TWO:
                faults.add(
                    "type",
                    path,
                    sv="ska vara två tal: ledamöter och ersättare, till exempel (1, 1)",
                    en="takes two numbers, ordinary seats and substitutes, for example (1, 1)",
                )
                fine.append(False)
            else:
                fine += [_count(number, path, faults) for number in numbers]
        if all(fine) and self.by_member:
            for i, name in enumerate(("ordinary", "substitutes")):
                total = sum(seats[i] for _, seats in self.by_member)
                if total != getattr(self, name):
                    faults.add(
                        "sum",
                        name,
                        sv=f"medlemmarnas blir {total}, inte {getattr(self, name)}",
                        en=f"those of the members come to {total}, not {getattr(self, name)}",
                    )

    @property
    def quorum(self) -> int:
        """How many ordinary seats have to be filled at a meeting: more than half of them.

        Source: kommunallagen 6:27, by law 2003:1210, 19 §.
        """
        return self.ordinary // 2 + 1


def _seats_of(pair: object) -> tuple[object, tuple[object, ...]]:
    """Returns a member's key and its numbers; None and none of what is no such pair."""
    parts = cast("tuple[object, ...]", pair) if isinstance(pair, tuple) else ()
    if len(parts) != _TWO:
        return None, ()
    key, numbers = parts
    return key, cast("tuple[object, ...]", numbers) if isinstance(numbers, tuple) else ()


def _count(value: object, path: str, faults: Faults) -> bool:
    if not faults.of_type(value, int, path):
        return False
    assert isinstance(value, int)
    if value < 0:
        faults.add("range", path, sv="ska vara 0 eller mer", en="is 0 or more")
    return value >= 0


@frozen(kw_only=True)
class Auditors(Statement):
    """How many auditors an association has, and who names that of the state's two agencies.

    >>> from finsam.rulebooks import vasteras
    >>> for found in vasteras.BOOK.statements:
    ...     if isinstance(found, Auditors):
    ...         print(found.number, found.state_named_by.in_("en"))
    3 Riksrevisionen

    Attributes:
        number: how many there are.
        state_named_by: who names the one of Försäkringskassan and Arbetsförmedlingen; None where
            the source doesn't say.
        shared: whether municipalities or regions have agreed on an auditor in common; None where
            the source doesn't say.

    Raises:
        InvalidRules: a part is missing or of another type, or a number below 0; all faults at
            once.

    Source: law 2003:1210, 25 §; VA-24, X-07.
    """

    number: int
    state_named_by: Term | None = None
    shared: bool | None = None

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        _count(self.number, "number", faults)
        if self.state_named_by is not None:
            faults.of_type(self.state_named_by, Term, "state_named_by")
        if self.shared is not None:
            faults.of_type(self.shared, bool, "shared")


@frozen(kw_only=True)
class Income(Statement):
    """Who pays money to an association, as a source has it.

    >>> import datetime as dt
    >>> from finsam.citations import Citation, Norm, Rank
    >>> from finsam.measures import Income
    >>> from finsam.texts import Text
    >>> plan = Norm("plan", Text(sv="Vår plan", en="Our plan"), Rank.LOCAL)
    >>> Income(
    ...     key="income",
    ...     rule="7",
    ...     citation=Citation(plan, "7", verified_on=dt.date(2026, 11, 22)),
    ...     text=Text(sv="En stiftelse ger 50 000 kr.", en="A foundation gives 50 000 kr."),
    ...     payers=["Stiftelsen"],
    ... ).payers
    ('Stiftelsen',)

    Attributes:
        payers: the keys of members, and the names of others.

    Raises:
        InvalidRules: a part is missing or of another type; all faults at once.

    Source: law 2003:1210, 6 §.
    """

    payers: tuple[str, ...] = field(converter=as_tuple)

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts."""
        super().check(faults)
        for i, payer in enumerate(self.payers):
            faults.named(payer, f"payers[{i}]")
