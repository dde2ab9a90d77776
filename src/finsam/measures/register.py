"""The register: every duty and instrument that a book states, with where it stands."""

import datetime as dt
from collections.abc import Iterator
from typing import Protocol, cast

from attrs import frozen

from finsam.errors import Faults, InvalidInput
from finsam.measures.book import Measure, RuleBook
from finsam.measures.statements import Statement
from finsam.terms import OldName, Term
from finsam.texts import Lang, Style, Table, Text

__all__ = ["HasStatements", "NamedInstrument", "Register", "register"]


def __dir__() -> list[str]:
    return __all__


class HasStatements(Protocol):
    """Whatever carries statements, such as a measure or a rule book.

    >>> import datetime as dt
    >>> from finsam.measures import register
    >>> from finsam.rulebooks import sofint
    >>> class Ours:
    ...     statements = sofint.SIGMA.statements[:2]
    >>> [entry.rule for entry in register(Ours(), as_of=dt.date(2006, 5, 2)).statements]
    ['NO-06', 'NO-09']

    Source: the how-to Check a book against the act.
    """

    @property
    def statements(self) -> tuple[Statement, ...]:
        """What is stated, in the order in which it is shown."""
        ...


def old_name(term: Term, as_of: dt.date) -> OldName | None:
    """Returns the older name that is the right one on a day; None where today's is."""
    for old in sorted(term.older, key=lambda old: old.until):
        if as_of <= old.until:
            return old
    return None


@frozen(kw_only=True)
class NamedInstrument:
    """A tool, a system, a network or a body, and the rules that name it.

    >>> import datetime as dt
    >>> from finsam.measures import register
    >>> from finsam.rulebooks import finnveden
    >>> found = register(finnveden.BOOK, as_of=dt.date(2024, 1, 1)).instrument("uppfoljning_finsam")
    >>> found.name("sv"), found.rules, found.is_renamed
    ('Uppföljning Finsam (SUS till och med 2023-04-30)', ('FI-17',), True)

    Attributes:
        term: its key, its name today and the names that it had.
        rules: the rules that name it.
        as_of: the day for which its name is shown.

    Source: X-10, X-28.
    """

    term: Term
    rules: tuple[str, ...]
    as_of: dt.date

    @property
    def is_renamed(self) -> bool:
        """Tells whether a name that it had is gone on the day."""
        return any(old.until < self.as_of for old in self.term.older)

    def name(self, lang: Lang) -> str:
        """Returns its name on the day, with the names that are gone by then.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        now = old_name(self.term, self.as_of)
        gone = [old for old in self.term.older if old.until < self.as_of]
        until = _UNTIL.in_(lang)
        was = ", ".join(f"{old.name.in_(lang)} {until} {old.until}" for old in gone)
        shown = self.term.in_(lang) if now is None else now.name.in_(lang)
        return f"{shown} ({was})" if was else shown


@frozen(kw_only=True)
class Register:
    """The duties and the instruments of a book on a day.

    >>> import datetime as dt
    >>> from finsam.measures import register
    >>> from finsam.rulebooks import sofint
    >>> found = register(sofint.BOOK, as_of=dt.date(2006, 5, 2))
    >>> [(entry.rule, entry.binds.value) for entry in found.statements[:3]]
    [('NO-06', 'binding'), ('NO-09', 'stated'), ('NO-10', 'stated')]

    Attributes:
        name: of what it is the register.
        statements: every duty, and what else is stated of organisation.
        instruments: what they name, each once, in the order in which it is first named.
        as_of: the day for which names are shown.

    Source: the how-to Check a book against the act.
    """

    name: Text
    statements: tuple[Statement, ...]
    instruments: tuple[NamedInstrument, ...]
    as_of: dt.date

    def instrument(self, key: str) -> NamedInstrument:
        """Returns the instrument of a key.

        Raises:
            InvalidInput: there is none; the message has the nearest key.
        """
        for each in self.instruments:
            if each.term.key == key:
                return each
        faults = Faults()
        what = Text(sv="ett instrument i registret", en="an instrument of the register")
        among = [each.term.key for each in self.instruments]
        faults.unknown("", what=what, value=str(key), among=among)
        raise InvalidInput(faults.found)

    def tables(self, lang: Lang) -> tuple[Table, Table]:
        """Returns the duties as a table, and the instruments as another."""
        duties = Table(
            title=f"{self.name.in_(lang)}: {_DUTIES.in_(lang)}",
            head=tuple(text.in_(lang) for text in (_RULE, _BINDS, _WHO, _WHAT, _SOURCE)),
            rows=tuple(_row(statement, lang) for statement in self.statements),
            align="lllll",
        )
        instruments = Table(
            title=f"{self.name.in_(lang)}: {_INSTRUMENTS.in_(lang)} {self.as_of}",
            head=tuple(text.in_(lang) for text in (_NAME, _RULES)),
            rows=tuple((each.name(lang), ", ".join(each.rules)) for each in self.instruments),
            align="ll",
        )
        return duties, instruments

    def explain(self, lang: Lang = "sv", style: Style = "text") -> str:
        """Returns both tables as text, Markdown or HTML; what is empty is left out.

        Raises:
            ValueError: `lang` or `style` is none of the allowed.
        """
        tables = [table for table in self.tables(lang) if table.rows]
        return "\n\n".join(table.drawn(style) for table in tables)

    def _repr_html_(self) -> str:
        return self.explain("sv", "html")


def register(book: RuleBook | Measure | HasStatements, *, as_of: dt.date) -> Register:
    """Gathers the duties and instruments of a book and its measures, or of one measure.

    They are those of the statements. What is to be done when is in `timing` and `calendar`, and
    told by `agenda` and `association_year`.

    >>> import datetime as dt
    >>> from finsam.measures import register
    >>> from finsam.rulebooks import norra_vastmanland
    >>> day = dt.date(2023, 4, 30)
    >>> for on in (day, day + dt.timedelta(days=1)):
    ...     print(register(norra_vastmanland.BOOK, as_of=on).instruments[0].name("en"))
    SUS
    Uppföljning Finsam (SUS until 2023-04-30)

    Args:
        book: a rule book, a measure, or whatever else carries statements.
        as_of: the day for which names are shown; a name that is gone is shown beside the new.

    Raises:
        InvalidInput: what is given carries no statements, or `as_of` is no date.

    Source: the rules of kinds O and I of each source; X-10, X-28.
    """
    faults = Faults()
    faults.plain_date(as_of, "as_of")
    given: object = getattr(book, "all_statements", getattr(book, "statements", None))
    statements = cast("tuple[Statement, ...]", given) if isinstance(given, tuple) else ()
    if not isinstance(given, tuple):
        name = type(book).__name__
        faults.add(
            "type",
            "book",
            sv=f"ska vara en regelbok eller en insats, inte {name}",
            en=f"takes a rule book or a measure, not {name}",
        )
    for i, statement in enumerate(statements):
        faults.of_type(statement, Statement, f"statements[{i}]")
    faults.raise_as(InvalidInput)
    named: dict[str, tuple[Term, dict[str, None]]] = {}
    for statement in statements:
        for term in statement.instruments:
            named.setdefault(term.key, (term, {}))[1][statement.rule] = None
    return Register(
        name=_name_of(book),
        statements=statements,
        instruments=tuple(
            NamedInstrument(term=term, rules=tuple(rules), as_of=as_of)
            for term, rules in named.values()
        ),
        as_of=as_of,
    )


def _name_of(book: object) -> Text:
    carrier = getattr(book, "association", book)
    name = getattr(carrier, "name", None)
    return name if isinstance(name, Text) else _REGISTER


def _row(statement: Statement, lang: Lang) -> tuple[str, ...]:
    return (
        statement.rule,
        statement.binds.in_(lang),
        ", ".join(term.in_(lang) for term in statement.owed_by) or _UNSAID.in_(lang),
        " ".join(_words(statement, lang)),
        statement.citation.in_(lang),
    )


def _words(statement: Statement, lang: Lang) -> Iterator[str]:
    yield statement.text.in_(lang)
    if statement.citation.reading is not None:
        yield f"[{_OURS.in_(lang)}: {statement.citation.reading.in_(lang)}]"


_UNTIL = Text(sv="till och med", en="until")
_DUTIES = Text(sv="uppgifter och ansvar", en="duties")
_INSTRUMENTS = Text(sv="verktyg och organ som nämns,", en="tools and bodies named,")
_RULE = Text(sv="regel", en="rule")
_RULES = Text(sv="regler", en="rules")
_BINDS = Text(sv="styrka", en="strength")
_WHO = Text(sv="vem", en="who")
_WHAT = Text(sv="vad", en="what")
_SOURCE = Text(sv="källa", en="source")
_NAME = Text(sv="namn", en="name")
_UNSAID = Text(sv="sägs inte", en="not said")
_OURS = Text(sv="vår läsning", en="our reading")
_REGISTER = Text(sv="Register", en="Register")
