"""`check_conformity`: how a rule book stands to the act, its official readings and recommendations.

It compares what a book states with what the norms ask on a day. It judges nobody: what a book
doesn't state is said to be not stated, and what is our inference is said to be one.
"""

import datetime as dt
from collections.abc import Iterator

from attrs import frozen

from finsam.errors import Faults, InvalidInput
from finsam.measures._act_checks import CHECKS
from finsam.measures.book import Measure, RuleBook
from finsam.measures.findings import Answer, Case, Check, ConformityFinding, Standing
from finsam.texts import Lang, Style, Table, Text

__all__ = ["CHECKS", "Conformity", "check_conformity"]


def __dir__() -> list[str]:
    return __all__


@frozen(kw_only=True)
class Conformity:
    """How a rule book stands to the act on a day.

    >>> import datetime as dt
    >>> from finsam.measures import check_conformity
    >>> from finsam.rulebooks import norra_vastmanland
    >>> found = check_conformity(norra_vastmanland.BOOK, as_of=dt.date(2021, 1, 1))
    >>> found.breaches, [finding.code for finding in found.departures]
    ((), ['main_age'])

    Attributes:
        book: the book.
        as_of: the day.
        findings: in the order of the sections.
        measures: the measures that were looked at.
        left_out: the measures that aren't in force on the day.

    Source: the how-to Check a book against the act.
    """

    book: RuleBook
    as_of: dt.date
    findings: tuple[ConformityFinding, ...]
    measures: tuple[Measure, ...]
    left_out: tuple[Measure, ...]

    def __iter__(self) -> Iterator[ConformityFinding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    @property
    def breaches(self) -> tuple[ConformityFinding, ...]:
        """What departs from the text of a statute."""
        return tuple(finding for finding in self.findings if finding.is_breach)

    @property
    def departures(self) -> tuple[ConformityFinding, ...]:
        """What departs from an official reading, a recommendation, or a statute by inference."""
        departing = self.of(Standing.DEPARTS)
        return tuple(finding for finding in departing if not finding.is_breach)

    def of(self, standing: Standing) -> tuple[ConformityFinding, ...]:
        """Returns the findings of one standing."""
        return tuple(finding for finding in self.findings if finding.standing is standing)

    def table(self, lang: Lang) -> Table:
        """Returns the findings as a table."""
        return Table(
            title=f"{self.book.association.name.in_(lang)}, {self.as_of}",
            head=tuple(text.in_(lang) for text in (_SECTION, _MEASURE, _STANDS, _TEXT, _WEIGHT)),
            rows=tuple(_row(finding, lang) for finding in self.findings),
            align="lllll",
        )

    def explain(self, lang: Lang = "sv", style: Style = "text") -> str:
        """Returns the table as text, Markdown or HTML; `letter` says the same to a board.

        Raises:
            ValueError: `lang` or `style` is none of the allowed.
        """
        return self.table(lang).drawn(style)

    def _repr_html_(self) -> str:
        return self.explain("sv", "html")


def _row(finding: ConformityFinding, lang: Lang) -> tuple[str, ...]:
    return (
        finding.section,
        "–" if finding.measure is None else finding.measure.name.in_(lang),
        finding.standing.in_(lang),
        f"{finding.text.in_(lang)} ({', '.join(finding.rules)})"
        if finding.rules
        else finding.text.in_(lang),
        f"{finding.severity.in_(lang)}, {finding.certainty.in_(lang)}",
    )


_SECTION = Text(sv="paragraf", en="section")
_MEASURE = Text(sv="insats", en="measure")
_STANDS = Text(sv="läge", en="standing")
_TEXT = Text(sv="vad", en="what")
_WEIGHT = Text(sv="tyngd", en="weight")


def check_conformity(book: RuleBook, *, as_of: dt.date) -> Conformity:
    """Checks a rule book against the act and the national frame, on a day.

    Every check knows the day from which its section holds in the wording that was read; before
    that it says so. Measures that aren't in force on the day are left out, and named.

    >>> import datetime as dt
    >>> from finsam.measures import check_conformity
    >>> from finsam.rulebooks import vasteras
    >>> found = check_conformity(vasteras.BOOK, as_of=dt.date(2021, 1, 1))
    >>> for finding in found.breaches:
    ...     print(finding.section, finding.rules)
    25 § ('VA-24', 'X-07')
    >>> [finding.code for finding in found if "X-06" in finding.rules]
    ['shares']

    Args:
        book: the book, with its association, its measures and what it states.
        as_of: the day.

    Raises:
        InvalidInput: an argument of another type.

    Source: law 2003:1210, 2, 3, 5, 5 a, 6, 7, 10, 21, 23, 24 and 25 §§; X-06, X-07, X-14, X-18.
    """
    faults = Faults()
    faults.of_type(book, RuleBook, "book")
    faults.plain_date(as_of, "as_of")
    faults.raise_as(InvalidInput)
    measures = tuple(m for m in book.all_measures if as_of in m.valid)
    case = Case(book=book, as_of=as_of, members=book.association.at(as_of), measures=measures)
    return Conformity(
        book=book,
        as_of=as_of,
        findings=tuple(finding for check in CHECKS for finding in _found(check, case)),
        measures=measures,
        left_out=tuple(m for m in book.all_measures if m not in measures),
    )


def _found(check: Check, case: Case) -> Iterator[ConformityFinding]:
    if case.as_of < check.start:
        since = f" ({check.amended})" if check.amended else ""
        text = Text(
            sv=f"{check.text.sv.rstrip('.')}: gäller från {check.start}{since} i den lydelse som är"
            " läst",
            en=f"{check.text.en.rstrip('.')}: holds from {check.start}{since} in the wording that"
            " was read",
        )
        yield _finding(check, Answer(standing=Standing.NOT_YET, text=text))
        return
    for answer in check.ask(case):
        yield _finding(check, answer)


def _finding(check: Check, answer: Answer) -> ConformityFinding:
    return ConformityFinding(
        check=check,
        standing=answer.standing,
        text=answer.text,
        rules=answer.rules,
        citations=tuple(dict.fromkeys((check.citation, *answer.citations))),
        measure=answer.measure,
        certainty=check.certainty if answer.certainty is None else answer.certainty,
    )
