"""A promise: what every rule about time has in common, wherever it is used.

It is the head of a rule: its name, where it stands, whose it is, and how hard it binds.
"""

from enum import StrEnum

from attrs import field, frozen

from finsam.citations import Citation
from finsam.errors import Faults, InvalidRules
from finsam.rules.facts import as_term
from finsam.terms import Term, TermEnum
from finsam.texts import Lang, Text

__all__ = ["Binds", "Promise"]


def __dir__() -> list[str]:
    return __all__


class Binds(StrEnum):
    """How hard a timing rule binds.

    A passed limit that is BINDING is a breach; of the others it is a remark.

    >>> from finsam.rules import Binds
    >>> Binds.BENCHMARK.in_("sv"), Binds.BENCHMARK.is_binding
    ('riktmärke', False)

    Source: X-04 (a limit carries whether it binds).
    """

    BINDING = "binding"
    BENCHMARK = "benchmark"
    GOAL = "goal"
    STATED = "stated"

    @property
    def is_binding(self) -> bool:
        """Tells whether to pass it is a breach."""
        return self is Binds.BINDING

    def in_(self, lang: Lang) -> str:
        """Returns it as a word.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _BINDS[self].in_(lang)


_BINDS = {
    Binds.BINDING: Text(sv="bindande", en="binding"),
    Binds.BENCHMARK: Text(sv="riktmärke", en="benchmark"),
    Binds.GOAL: Text(sv="mål", en="goal"),
    Binds.STATED: Text(sv="angivet, inte krav", en="stated, no demand"),
}


def _as_owner(term: "Term | TermEnum | None") -> Term | None:
    return None if term is None else as_term(term)


@frozen(kw_only=True)
class Promise:
    """What every timing rule has: its name, where it stands, whose it is, how hard it binds.

    >>> from finsam.rulebooks import model
    >>> promise = model.SAMORDNINGSTEAM.timing[1]
    >>> promise.rule, promise.binds.in_("en"), promise.text.in_("en")
    ('BR-05', 'binding', 'Written final documentation within three weeks of the exit.')

    Attributes:
        key: a name for programs, unique in a measure, such as "NV-11".
        rule: the rule that it cites.
        citation: where it stands, and what of it is our reading.
        text: the rule for people.
        owner: who owes it; None where the source doesn't say.
        binds: how hard it binds.

    Raises:
        InvalidRules: a part is missing or of another type; all faults at once.

    Source: the how-to What is due.
    """

    key: str
    rule: str
    citation: Citation
    text: Text
    owner: Term | None = field(default=None, converter=_as_owner)
    binds: Binds = Binds.BINDING

    def check(self, faults: Faults) -> None:
        """Notes what is wrong with the parts that all timing rules share."""
        faults.named(self.key, "key")
        faults.named(self.rule, "rule")
        faults.of_type(self.citation, Citation, "citation")
        faults.of_type(self.text, Text, "text")
        if self.owner is not None:
            faults.of_type(self.owner, Term, "owner")
        faults.of_type(self.binds, Binds, "binds")

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        self.check(faults)
        faults.raise_as(InvalidRules)
