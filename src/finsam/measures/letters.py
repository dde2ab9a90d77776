"""`letter`: what a check against the act found, as a letter that a board could get."""

from collections.abc import Iterable, Iterator

from finsam.citations import Citation, Rank
from finsam.errors import Faults, InvalidInput
from finsam.measures.book_lint import rules_in
from finsam.measures.conformity import CHECKS, Conformity
from finsam.measures.findings import Certainty, ConformityFinding, Standing
from finsam.texts import LANGUAGES, Lang, Text, in_one_line, joined

__all__ = ["letter"]


def __dir__() -> list[str]:
    return __all__


def letter(found: Conformity, lang: Lang = "sv") -> str:
    """Returns the findings as a letter to the board, in Swedish or English.

    It says what was looked at and on which day, what breaks the act, what should be looked over,
    what is in order and what can't be judged, and lists the sources.

    >>> import datetime as dt
    >>> from finsam.measures import check_conformity, letter
    >>> from finsam.rulebooks import finnveden
    >>> found = check_conformity(finnveden.BOOK, as_of=dt.date(2022, 1, 1))
    >>> print(letter(found).splitlines()[0])
    Till styrelsen för Finnvedens samordningsförbund

    Args:
        found: what `check_conformity` gave.
        lang: "sv" or "en".

    Raises:
        InvalidInput: `found` is of another type.
        ValueError: `lang` is neither "sv" nor "en".

    Source: law 2003:1210; the how-to Check a book against the act.
    """
    faults = Faults()
    faults.of_type(found, Conformity, "found")
    faults.raise_as(InvalidInput)
    if lang not in LANGUAGES:
        raise ValueError(f"lang is 'sv' or 'en', not {lang!r}")
    return "\n".join(map(in_one_line, _lines(found, lang))) + "\n"


def _lines(found: Conformity, lang: Lang) -> Iterator[str]:
    sections = _sections(found)
    numbers = _numbers(finding for _, findings in sections for finding in findings)
    yield _TO.in_(lang).format(found.book.association.name.in_(lang))
    yield ""
    yield _LOOKED_AT.in_(lang).format(found.as_of)
    yield ""
    yield " ".join(_what(found, lang))
    yield ""
    yield _SHORT.in_(lang).format(*(len(findings) for _, findings in sections))
    for title, findings in sections:
        if findings or title is _BREAKS:
            yield ""
            yield title.in_(lang)
            yield ""
            yield from _section(findings, lang, numbers) if findings else [_NO_BREACH.in_(lang)]
    yield ""
    yield _SOURCES.in_(lang)
    yield ""
    yield from _sources(numbers, _own(found), lang)
    yield ""
    yield _NAMES.in_(lang)
    yield _YOURS.in_(lang)


def _sections(found: Conformity) -> tuple[tuple[Text, tuple[ConformityFinding, ...]], ...]:
    return (
        (_BREAKS, found.breaches),
        (_LOOK_OVER, found.departures),
        (_IN_ORDER, found.of(Standing.IN_ORDER)),
        (_UNSAID, found.of(Standing.NOT_STATED)),
        (_NOT_YET, found.of(Standing.NOT_YET)),
    )


def _what(found: Conformity, lang: Lang) -> Iterator[str]:
    """Yields sentences on which measures were looked at, and on what isn't said."""
    last = _AND.in_(lang)
    looked_at = [measure.name.in_(lang) for measure in found.measures]
    left_out = [f"{m.name.in_(lang)} ({m.valid.in_(lang)})" for m in found.left_out]
    for names, some in ((looked_at, _MEASURES), (left_out, _LEFT_OUT)):
        if names:
            yield some.in_(lang).format(joined(names, last))
    yield _SILENCE.in_(lang)


Place = tuple[str, str, Text | None]
Numbers = dict[Place, tuple[int, dict[Citation, None]]]


def _place(citation: Citation) -> Place:
    return citation.norm.key, citation.locator, citation.reading


def _own(found: Conformity) -> frozenset[Citation]:
    """Returns what the book cites, and nobody else; what it reads into it is the book's reading."""
    cited = {citation for finding in found for citation in finding.citations}
    local = {citation for citation in cited if citation.norm.rank is Rank.LOCAL}
    of_book = {rule.citation for _, rule in rules_in(found.book)}
    return frozenset((local | of_book) - {check.citation for check in CHECKS})


def _numbers(findings: Iterable[ConformityFinding]) -> Numbers:
    """Gives each place in a norm a number, in the order in which the letter comes to it.

    A place that is read in two ways has two; else a rule would be given the reading of another.
    """
    numbers: Numbers = {}
    for finding in findings:
        for citation in finding.citations:
            _, cited = numbers.setdefault(_place(citation), (len(numbers) + 1, {}))
            cited[citation] = None
    return numbers


def _section(findings: Iterable[ConformityFinding], lang: Lang, numbers: Numbers) -> Iterator[str]:
    for finding in findings:
        text = finding.in_(lang)
        places = dict.fromkeys(str(numbers[_place(one)][0]) for one in finding.citations)
        yield f"- {text[:1].upper()}{text[1:]} [{', '.join(places)}]"
        if finding.standing is Standing.DEPARTS:
            sure = _SURE[finding.severity, finding.certainty].in_(lang)
            yield f"  {sure}: {finding.check.text.in_(lang)}"


def _sources(numbers: Numbers, own: frozenset[Citation], lang: Lang) -> Iterator[str]:
    for number, cited in numbers.values():
        first = next(iter(cited))
        days = joined(dict.fromkeys(str(one.verified_on) for one in cited), _AND.in_(lang))
        yield f"{number}. {first.in_(lang)}, {_READ.in_(lang)} {days}"
        if first.reading is not None:
            whose = _OF_BOOK if first in own else _OURS
            yield f"   {whose.in_(lang)}: {first.reading.in_(lang)}"


_TO = Text(sv="Till styrelsen för {}", en="To the board of {}")
_LOOKED_AT = Text(
    sv="Vi har jämfört er regelbok med lagen (2003:1210) om finansiell samordning av"
    " rehabiliteringsinsatser, så som den gällde {}, och med Nationella rådets sidor.",
    en="We have compared your rule book with the act (2003:1210) on financial coordination of"
    " rehabilitation measures, as it was in force on {}, and with the National Council's pages.",
)
_MEASURES = Text(
    sv="Jämförelsen gäller förbundet och {}.", en="The comparison is of the association and {}."
)
_LEFT_OUT = Text(
    sv="{} gällde inte den dagen och är inte med.",
    en="{} was not in force on that day, and is left out.",
)
_SILENCE = Text(
    sv="Jämförelsen bygger bara på det som står i boken. Det som inte står där kan vi inte bedöma,"
    " och det är inget fel.",
    en="The comparison rests only on what the book states. What isn't stated can't be judged, and"
    " is no fault.",
)
_SHORT = Text(
    sv="Kort sagt: strider mot lagen {}, bör ses över {}, i ordning {}, har inte kunnat bedömas"
    " {}, gällde inte än {}.",
    en="In short: breaks the act {}, should be looked over {}, in order {}, couldn't be judged {},"
    " wasn't in force yet {}.",
)
_BREAKS = Text(sv="DET HÄR STRIDER MOT LAGEN", en="WHAT BREAKS THE ACT")
_NO_BREACH = Text(
    sv="Vi har inte funnit något i boken som strider mot lagens text.",
    en="We have found nothing in the book that breaks the text of the act.",
)
_LOOK_OVER = Text(sv="DET HÄR BÖR NI SE ÖVER", en="WHAT YOU SHOULD LOOK OVER")
_IN_ORDER = Text(sv="DET HÄR ÄR I ORDNING", en="WHAT IS IN ORDER")
_UNSAID = Text(sv="DET HÄR HAR VI INTE KUNNAT BEDÖMA", en="WHAT WE COULDN'T JUDGE")
_NOT_YET = Text(sv="DET HÄR GÄLLDE INTE ÄN", en="WHAT WASN'T IN FORCE YET")
_SOURCES = Text(sv="KÄLLOR", en="SOURCES")
_READ = Text(sv="kontrollerad", en="checked")
_OURS = Text(sv="vår läsning", en="our reading")
_OF_BOOK = Text(sv="bokens läsning", en="the book's reading")
_AND = Text(sv="och", en="and")
_NAMES = Text(
    sv="Beteckningar inom parentes som inte är paragrafer är bokens regler; de som börjar med X är"
    " ställen där källor skiljer sig åt.",
    en="Names in brackets that are no sections are the rules of the book; those that begin with X"
    " are places where sources differ.",
)
_YOURS = Text(
    sv="Brevet är ett underlag. Vad som ska göras avgör styrelsen och medlemmarna.",
    en="This letter is material. What is to be done is for the board and the members to decide.",
)
_OUR_INFERENCE = Text(sv="Vår slutledning ur lagen", en="Our inference from the act")
_SURE = {
    (Rank.STATUTE, Certainty.TEXT): Text(sv="Lagen säger", en="The act says"),
    (Rank.STATUTE, Certainty.INFERENCE): _OUR_INFERENCE,
    (Rank.STATUTE, Certainty.PAGE): Text(
        sv="Lagen, enligt en officiell sida", en="The act, by an official page"
    ),
    (Rank.OFFICIAL_READING, Certainty.TEXT): Text(sv="Officiell tolkning", en="Official reading"),
    (Rank.OFFICIAL_READING, Certainty.PAGE): Text(sv="Officiell tolkning", en="Official reading"),
    (Rank.OFFICIAL_READING, Certainty.INFERENCE): Text(
        sv="Vår slutledning ur en officiell tolkning", en="Our inference from an official reading"
    ),
    (Rank.RECOMMENDATION, Certainty.TEXT): Text(sv="Rekommendation", en="Recommendation"),
    (Rank.RECOMMENDATION, Certainty.PAGE): Text(sv="Rekommendation", en="Recommendation"),
    (Rank.RECOMMENDATION, Certainty.INFERENCE): Text(
        sv="Vår slutledning ur en rekommendation", en="Our inference from a recommendation"
    ),
}
