"""What a check against the act asks, and what it answers: values that are shown, never acted on."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum

from attrs import field, frozen

from finsam.citations import Citation, Rank
from finsam.errors import as_tuple
from finsam.measures.book import Measure, RuleBook
from finsam.members import Member
from finsam.texts import Lang, Text

__all__ = ["Answer", "Case", "Certainty", "Check", "ConformityFinding", "Standing"]


def __dir__() -> list[str]:
    return __all__


class Standing(StrEnum):
    """How a book stands to what a norm asks.

    NOT_STATED: the book doesn't say, which is never a breach. NOT_YET: the section wasn't in force
    on the day in a wording that has been read.

    >>> from finsam.measures import Standing
    >>> [standing.in_("sv") for standing in Standing]
    ['avviker', 'i ordning', 'går inte att bedöma', 'gällde inte än']

    Source: the how-to Check a book against the act.
    """

    DEPARTS = "departs"
    IN_ORDER = "in_order"
    NOT_STATED = "not_stated"
    NOT_YET = "not_yet"

    def in_(self, lang: Lang) -> str:
        """Returns it as words.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _STANDINGS[self].in_(lang)


_STANDINGS = {
    Standing.DEPARTS: Text(sv="avviker", en="departs"),
    Standing.IN_ORDER: Text(sv="i ordning", en="in order"),
    Standing.NOT_STATED: Text(sv="går inte att bedöma", en="can't be judged"),
    Standing.NOT_YET: Text(sv="gällde inte än", en="wasn't in force yet"),
}


class Certainty(StrEnum):
    """How sure it is that the norm says so, the surest first.

    >>> from finsam.measures import Certainty
    >>> [certainty.in_("en") for certainty in Certainty]
    ['by the text of the norm', 'by an official page', 'by our inference']

    Source: the how-to Check a book against the act.
    """

    TEXT = "text"
    PAGE = "page"
    INFERENCE = "inference"

    def in_(self, lang: Lang) -> str:
        """Returns it as words.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _CERTAINTIES[self].in_(lang)


_CERTAINTIES = {
    Certainty.TEXT: Text(sv="enligt normens text", en="by the text of the norm"),
    Certainty.PAGE: Text(sv="enligt en officiell sida", en="by an official page"),
    Certainty.INFERENCE: Text(sv="enligt vår slutledning", en="by our inference"),
}


@frozen(kw_only=True)
class Case:
    """What a check looks at: a book on a day.

    Attributes:
        book: the book.
        as_of: the day.
        members: who is a member of the association on the day.
        measures: the measures that are in force on the day.

    Source: the page Development, Add a check of conformity.
    """

    book: RuleBook
    as_of: dt.date
    members: tuple[Member, ...]
    measures: tuple[Measure, ...]


@frozen(kw_only=True)
class Answer:
    """What a check answers about a book, or about one of its measures.

    Attributes:
        standing: how the book stands to it.
        text: the answer in one sentence.
        rules: the rules of the book that it is about.
        citations: where those stand; the check has the norm's own.
        measure: the measure that it is about; None for the association.
        certainty: how sure it is; None for that of the check.

    Source: the page Development, Add a check of conformity.
    """

    standing: Standing
    text: Text
    rules: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    measure: Measure | None = None
    certainty: Certainty | None = None


@frozen(kw_only=True)
class Check:
    """Something that a norm asks of every association or measure, from a day on.

    >>> from finsam.measures import CHECKS
    >>> for check in CHECKS:
    ...     if check.key == "auditors.number":
    ...         print(check.section, check.start, check.rank.value, check.certainty.value)
    25 § 2008-01-01 statute text

    Attributes:
        key: its name for programs, which is the code of its findings.
        section: the section, or the page.
        citation: where the norm stands.
        text: what it asks, in our own words.
        start: the first day from which it holds in the wording that was read.
        amended: the amendment that brought it, "SFS 2010:350"; empty for the first wording.
        ask: looks at a book on a day, and yields answers.
        certainty: how sure it is that the norm says so, unless an answer says otherwise.

    Source: law 2003:1210 with its amendments; the page Development, Add a check of conformity.
    """

    key: str
    section: str
    citation: Citation
    text: Text
    start: dt.date
    ask: Callable[[Case], Iterator[Answer]] = field(repr=False)
    amended: str = ""
    certainty: Certainty = Certainty.TEXT

    @property
    def rank(self) -> Rank:
        """How much the norm weighs."""
        return self.citation.norm.rank


def _as_citations(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    return as_tuple(citations)


@frozen(kw_only=True)
class ConformityFinding:
    """How a book, or one of its measures, stands to one thing that a norm asks.

    >>> import datetime as dt
    >>> from finsam.measures import check_conformity
    >>> from finsam.rulebooks import vasteras
    >>> found = check_conformity(vasteras.BOOK, as_of=dt.date(2021, 1, 1))
    >>> for finding in found.breaches:
    ...     print(finding.code, finding.section, finding.rules, finding.severity.value)
    auditors.state 25 § ('VA-24', 'X-07') statute

    Attributes:
        check: what was asked.
        standing: how the book stands to it.
        text: in one sentence.
        rules: the rules of the book that it is about.
        citations: where the norm stands, then where the book's rules do.
        measure: the measure that it is about; None for the association.
        certainty: how sure it is.

    Source: the how-to Check a book against the act.
    """

    check: Check
    standing: Standing
    text: Text
    rules: tuple[str, ...]
    citations: tuple[Citation, ...] = field(converter=_as_citations)
    measure: Measure | None = field(default=None, repr=False)
    certainty: Certainty

    @property
    def code(self) -> str:
        """What was asked, for programs; codes are frozen, wording is not."""
        return self.check.key

    @property
    def section(self) -> str:
        """The section, or the page."""
        return self.check.section

    @property
    def severity(self) -> Rank:
        """How much the norm weighs: statute, official reading, recommendation."""
        return self.check.rank

    @property
    def is_breach(self) -> bool:
        """Tells whether it departs from the text of a statute, and not only by inference."""
        return (
            self.standing is Standing.DEPARTS
            and self.severity is Rank.STATUTE
            and self.certainty is Certainty.TEXT
        )

    def in_(self, lang: Lang) -> str:
        """Returns the finding in one line: the measure, what is found, section and rules.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        whose = "" if self.measure is None else f"{self.measure.name.in_(lang)}: "
        where = ", ".join((self.section, *self.rules))
        return f"{whose}{self.text.in_(lang)} ({where})"
