"""Where a rule comes from: the norm, the place in it, its rank, and the day we read it.

A rule without a citation is refused. What is our reading of a source, and not its words, is
said in the citation itself, so that it can't get lost on the way to the reader.
"""

import datetime as dt
from enum import StrEnum

from attrs import frozen

from finsam.errors import Faults, InvalidRules
from finsam.texts import Lang, Text

__all__ = ["ACT", "KL", "Citation", "Norm", "Rank"]


def __dir__() -> list[str]:
    return __all__


class Rank(StrEnum):
    """How much a norm weighs, the heaviest first.

    >>> from finsam.citations import Rank
    >>> [rank.in_("en") for rank in Rank]
    ['statute', 'official reading', 'recommendation', 'local document']
    """

    STATUTE = "statute"
    OFFICIAL_READING = "official_reading"
    RECOMMENDATION = "recommendation"
    LOCAL = "local"

    def in_(self, lang: Lang) -> str:
        """Returns the rank as a word.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _RANKS[self].in_(lang)


_RANKS = {
    Rank.STATUTE: Text(sv="lag", en="statute"),
    Rank.OFFICIAL_READING: Text(sv="officiell tolkning", en="official reading"),
    Rank.RECOMMENDATION: Text(sv="rekommendation", en="recommendation"),
    Rank.LOCAL: Text(sv="lokalt dokument", en="local document"),
}


@frozen
class Norm:
    """A text that rules stand in: an act, a guidance page, a plan, an application.

    >>> from finsam.texts import Text
    >>> act = Norm("2003:1210", Text(sv="Finsamlagen", en="The Finsam act"), Rank.STATUTE)
    >>> act.title.in_("en")
    'The Finsam act'

    Attributes:
        key: a name for programs, such as the number of an act.
        title: its name for people.
        rank: how much it weighs.

    Raises:
        InvalidRules: the key is empty, or the title or the rank is of another type.
    """

    key: str
    title: Text
    rank: Rank

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.named(self.key, "key")
        faults.of_type(self.title, Text, "title")
        faults.of_type(self.rank, Rank, "rank")
        faults.raise_as(InvalidRules)


@frozen
class Citation:
    """A place in a norm, and what is our own reading of it.

    >>> import datetime as dt
    >>> from finsam.texts import Text
    >>> act = Norm("2003:1210", Text(sv="Finsamlagen", en="The Finsam act"), Rank.STATUTE)
    >>> print(Citation(act, "2 §", dt.date(2026, 11, 22)).in_("en"))
    The Finsam act, 2 § (statute)

    Attributes:
        norm: the text that is cited.
        locator: the place in it, as the source numbers or heads it ("2 §", "Målgrupp").
        verified_on: the day on which somebody last held the rule against the source.
        reading: what we take the words to mean and the source does not say; None where the
            rule stands in the source as it is.

    Raises:
        InvalidRules: a part is missing or of another type; all faults at once.
    """

    norm: Norm
    locator: str
    verified_on: dt.date
    reading: Text | None = None

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.of_type(self.norm, Norm, "norm")
        faults.named(self.locator, "locator")
        faults.plain_date(self.verified_on, "verified_on")
        if self.reading is not None:
            faults.of_type(self.reading, Text, "reading")
        faults.raise_as(InvalidRules)

    @property
    def is_reading(self) -> bool:
        """Tells whether a part of the rule is our reading and not the source's words."""
        return self.reading is not None

    def in_(self, lang: Lang) -> str:
        """Returns the citation as one line, without the reading.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return f"{self.norm.title.in_(lang)}, {self.locator} ({self.norm.rank.in_(lang)})"


ACT = Norm(
    "2003:1210",
    Text(
        sv="Lag (2003:1210) om finansiell samordning av rehabiliteringsinsatser",
        en="The act (2003:1210) on financial coordination of rehabilitation measures",
    ),
    Rank.STATUTE,
)
"""The act on financial coordination (*Finsamlagen*)."""

KL = Norm(
    "2017:725",
    Text(sv="Kommunallagen (2017:725)", en="The Local Government Act (2017:725)"),
    Rank.STATUTE,
)
"""The Local Government Act, parts of which apply by reference from the act."""
