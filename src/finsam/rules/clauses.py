"""Clauses: a condition with its key, the rule it cites, its text, its strength and its concern.

Beside them stand the ways in, who decides on intake, and the time in which rules are in force.
"""

import datetime as dt
from enum import StrEnum

from attrs import field, frozen

from finsam.citations import Citation
from finsam.errors import Faults, InvalidRules
from finsam.rules.atoms import Atom, OneOf, as_keys
from finsam.rules.conditions import (
    AllOf,
    Condition,
    Open,
    Reading,
    as_readings,
    check_readings,
    is_condition,
    reading_order,
)
from finsam.rules.facts import Keys
from finsam.terms import WithoutReferrer
from finsam.texts import Lang, Text

__all__ = [
    "Clause",
    "Concern",
    "DecidedBy",
    "LocalChange",
    "Status",
    "Strength",
    "Validity",
    "WayIn",
    "WayInKind",
]


def __dir__() -> list[str]:
    return __all__


class Strength(StrEnum):
    """How much a clause weighs.

    REQUIRED decides. GUIDELINE ("riktmärke", "främst", "i första hand") is only a remark.
    PRIORITY ranks and never refuses. STATEMENT has no condition and is never evaluated.

    >>> from finsam.rulebooks import finnveden
    >>> rules = finnveden.SAMVERKANSTEAM.eligibility
    >>> for key in ("FI-01", "FI-01.priority"):
    ...     print(rules.clause(key).text.in_("en"), rules.clause(key).strength.value)
    Age 16–64. required
    Those aged 16–29 go first. priority

    Source: the page What a verdict means.
    """

    REQUIRED = "required"
    GUIDELINE = "guideline"
    PRIORITY = "priority"
    STATEMENT = "statement"

    def in_(self, lang: Lang) -> str:
        """Returns the strength as a word.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _STRENGTHS[self].in_(lang)


_STRENGTHS = {
    Strength.REQUIRED: Text(sv="krav", en="required"),
    Strength.GUIDELINE: Text(sv="riktlinje", en="guideline"),
    Strength.PRIORITY: Text(sv="förtur", en="priority"),
    Strength.STATEMENT: Text(sv="upplysning", en="statement"),
}


class Concern(StrEnum):
    """What a clause is about; only the person's decides the verdict.

    >>> import datetime as dt
    >>> from finsam import Person, Referral, assess
    >>> from finsam.rulebooks import framsteget
    >>> referral = Referral(person=Person(), referred_by="region", consents=[])
    >>> decision = assess(referral, framsteget.SAMORDNINGSTEAM, as_of=dt.date(2020, 5, 4))
    >>> {concern.value: outcome.value for concern, outcome in decision.concerns.items()}
    {'route': 'met', 'consent': 'not_met', 'place': 'met'}

    Source: the page What a verdict means.
    """

    PERSON = "person"
    ROUTE = "route"
    PREPARATION = "preparation"
    CONSENT = "consent"
    PLACE = "place"

    def in_(self, lang: Lang) -> str:
        """Returns the concern as words.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _CONCERNS[self].in_(lang)


_CONCERNS = {
    Concern.PERSON: Text(sv="Personen", en="The person"),
    Concern.ROUTE: Text(sv="Väg in", en="Way in"),
    Concern.PREPARATION: Text(sv="Förberedelser", en="Preparation"),
    Concern.CONSENT: Text(sv="Samtycke", en="Consent"),
    Concern.PLACE: Text(sv="Plats", en="Place"),
}


class LocalChange(StrEnum):
    """What a rule set that is derived from another may do with a clause of its base.

    CLOSED stays as it is. MAY_BE_TIGHTENED can be replaced. FREE can be replaced or dropped.

    >>> from finsam.rulebooks import model
    >>> for key in ("BR-02", "BR-03.threat"):
    ...     print(key, model.SAMORDNINGSTEAM.eligibility.clause(key).local.value)
    BR-02 may_be_tightened
    BR-03.threat free

    Source: the how-to Write a rule set.
    """

    CLOSED = "closed"
    MAY_BE_TIGHTENED = "may_be_tightened"
    FREE = "free"


class Status(StrEnum):
    """How firm a dated value is.

    >>> from finsam.rulebooks import finnveden
    >>> finnveden.SAMVERKANSTEAM.valid.status
    <Status.INTENDED: 'intended'>
    >>> finnveden.SAMVERKANSTEAM.valid.in_("en")
    'from 2021-10-01 (intended)'
    """

    DECIDED = "decided"
    INTENDED = "intended"
    APPLIED_FOR = "applied_for"

    def in_(self, lang: Lang) -> str:
        """Returns the status as a word.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _STATUSES[self].in_(lang)


_STATUSES = {
    Status.DECIDED: Text(sv="beslutat", en="decided"),
    Status.INTENDED: Text(sv="planerat", en="intended"),
    Status.APPLIED_FOR: Text(sv="ansökt", en="applied for"),
}


@frozen
class Validity:
    """The time in which rules are in force, both days included.

    None means that the source states none; a decision under such rules says *undated*.

    >>> import datetime as dt
    >>> Validity(start=dt.date(2021, 10, 1)).nearest(dt.date(2020, 5, 1))
    datetime.date(2021, 10, 1)

    Attributes:
        start: the first day, included; None where the source states none.
        end: the last day, included; None where the source states none.
        status: how firm the days are.
        rule: the rule that states them; None where none is cited.
        citation: where they stand, and what of them is our reading.

    Raises:
        InvalidRules: an end isn't a date, the two are turned round, or another part is of
            another type.
    """

    start: dt.date | None = field(default=None, kw_only=True)
    end: dt.date | None = field(default=None, kw_only=True)
    status: Status = field(default=Status.DECIDED, kw_only=True)
    rule: str | None = field(default=None, kw_only=True)
    citation: Citation | None = field(default=None, kw_only=True, repr=False)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        given = [
            getattr(self, name) is not None and faults.plain_date(getattr(self, name), name)
            for name in ("start", "end")
        ]
        faults.of_type(self.status, Status, "status")
        if self.rule is not None:
            faults.named(self.rule, "rule")
        if self.citation is not None:
            faults.of_type(self.citation, Citation, "citation")
        if all(given) and self.start > self.end:  # type: ignore[operator]
            faults.add(
                "order",
                "start",
                sv=f"{self.start} ligger efter {self.end}",
                en=f"{self.start} lies after {self.end}",
            )
        faults.raise_as(InvalidRules)

    def __contains__(self, day: dt.date) -> bool:
        return self.nearest(day) == day

    def nearest(self, day: dt.date) -> dt.date:
        """Returns the day itself when it is inside, else the nearest day that is."""
        if self.start is not None and day < self.start:
            return self.start
        if self.end is not None and day > self.end:
            return self.end
        return day

    @property
    def is_undated(self) -> bool:
        """Tells whether the source states neither a first nor a last day."""
        return self.start is None and self.end is None

    def in_(self, lang: Lang) -> str:
        """Returns the time for people, with its status where it isn't decided."""
        if self.is_undated:
            return _UNDATED.in_(lang)
        if self.end is None:
            span = f"{_FROM.in_(lang)} {self.start}"
        elif self.start is None:
            span = f"{_UNTIL.in_(lang)} {self.end}"
        else:
            span = f"{self.start}–{self.end}"
        return span if self.status is Status.DECIDED else f"{span} ({self.status.in_(lang)})"


_FROM = Text(sv="från och med", en="from")
_UNTIL = Text(sv="till och med", en="until and including")
_UNDATED = Text(sv="källan anger ingen tid (odaterat)", en="the source states no time (undated)")


def _check_texts(faults: Faults, **texts: object) -> None:
    for name, text in texts.items():
        faults.of_type(text, Text, name)


def _check_condition(value: object, path: str, faults: Faults) -> None:
    if not is_condition(value):
        given = type(value).__name__
        faults.add(
            "type",
            path,
            sv=f"ska vara ett villkor, inte {given}",
            en=f"takes a condition, not {given}",
        )


def _check_citation(citation: object, faults: Faults) -> None:
    if citation is None:
        faults.add(
            "no_citation",
            "citation",
            sv="källhänvisning saknas; ange norm, ställe och dag för kontroll",
            en="there is no citation; give the norm, the place and the day it was checked",
        )
    else:
        faults.of_type(citation, Citation, "citation")


@frozen(kw_only=True)
class Clause:
    """A rule about taking part, as far as one condition goes.

    >>> from finsam.rulebooks import model
    >>> clause = model.SAMORDNINGSTEAM.eligibility.clause("BR-02")
    >>> clause.text.in_("sv"), clause.condition
    ('Ålder 16–64 år.', Age(at_least=16, at_most=64, fact='birth_date'))
    >>> clause.citation.in_("en")
    "finsam's model measure, which no association has adopted, BR-02 (local document)"

    Attributes:
        key: unique in its rule set, such as `FI-01.priority`.
        rule: the rule that it cites; several clauses may share one.
        citation: where it stands, and what is our reading.
        text: the rule in our own words.
        condition: what has to hold; None for a statement.
        applies_to: for whom it is a rule at all; for others the clause is met.
        strength: whether it decides, is a remark, ranks, or is only shown.
        concern: the person, the way in, the preparation, the consent or the place.
        local: what a derived rule set may do with it.
        weighs: for an overall judgement, the keys of the guidelines that it weighs.
        alternatives: other readings of the clause, which a caller can choose by their keys.

    Raises:
        InvalidRules: a part is missing or doesn't fit the others; all faults at once.

    Source: the how-to Write a rule set.
    """

    key: str
    rule: str
    citation: Citation = field(repr=False)
    text: Text = field(repr=False)
    condition: Condition | None = field(default=None, repr=False)
    applies_to: Condition | None = field(default=None, repr=False)
    strength: Strength = Strength.REQUIRED
    concern: Concern = Concern.PERSON
    local: LocalChange = field(default=LocalChange.CLOSED, repr=False)
    weighs: tuple[str, ...] = field(default=(), converter=as_keys, repr=False)
    alternatives: tuple[Reading, ...] = field(default=(), converter=as_readings, repr=False)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.named(self.key, "key")
        faults.named(self.rule, "rule")
        _check_citation(self.citation, faults)
        _check_texts(faults, text=self.text)
        for name, kind in (("strength", Strength), ("concern", Concern), ("local", LocalChange)):
            faults.of_type(getattr(self, name), kind, name)
        if self.applies_to is not None:
            _check_condition(self.applies_to, "applies_to", faults)
        if self.strength is Strength.STATEMENT:
            self._check_statement(faults)
        elif self.condition is None:
            faults.add(
                "empty",
                "condition",
                sv='regeln saknar villkor; en regel utan villkor har strength = "statement"',
                en='the clause has no condition; one without has strength = "statement"',
            )
        else:
            _check_condition(self.condition, "condition", faults)
        check_readings(self.alternatives, "alternatives", faults)
        faults.raise_as(InvalidRules)

    def _check_statement(self, faults: Faults) -> None:
        for name in ("condition", "applies_to"):
            if getattr(self, name) is not None:
                faults.add(
                    "statement",
                    name,
                    sv="ett uttalande (STATEMENT) visas bara och prövas inte",
                    en="a statement is only shown; it has no condition",
                )

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Whom it applies to, where that is stated, and what has to hold; none for a statement."""
        return tuple(each for each in (self.applies_to, self.condition) if each is not None)

    @property
    def atoms(self) -> tuple[Atom, ...]:
        """The conditions in it that read a fact or the day, each once, in reading order."""
        parts = (part for each in self.conditions for _, part in reading_order(each))
        return tuple(dict.fromkeys(part for part in parts if isinstance(part, Atom)))

    @property
    def is_evaluated(self) -> bool:
        """Tells whether the clause has an outcome; a statement has none."""
        return self.strength is not Strength.STATEMENT


class WayInKind(StrEnum):
    """How a person comes to a measure.

    >>> from finsam.rules import WayInKind
    >>> [kind.in_("en") for kind in WayInKind]
    ['referral', 'self-application', 'outreach', 'open door', 'through another body first']
    """

    REFERRAL = "referral"
    SELF_APPLICATION = "self_application"
    OUTREACH = "outreach"
    OPEN_DOOR = "open_door"
    OTHER_DOOR = "other_door"

    def in_(self, lang: Lang) -> str:
        """Returns the kind as words.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return _WAYS[self].in_(lang)


_WAYS = {
    WayInKind.REFERRAL: Text(sv="remiss", en="referral"),
    WayInKind.SELF_APPLICATION: Text(sv="egen ansökan", en="self-application"),
    WayInKind.OUTREACH: Text(sv="uppsökande verksamhet", en="outreach"),
    WayInKind.OPEN_DOOR: Text(sv="öppen dörr", en="open door"),
    WayInKind.OTHER_DOOR: Text(
        sv="genom en annan myndighet först", en="through another body first"
    ),
}


def _as_referrers(referrers: Keys | None) -> tuple[str, ...] | None:
    return None if referrers is None else as_keys(referrers)


@frozen(kw_only=True)
class WayIn:
    """A way into a measure: how, through whom, for whom it is open, and the steps before it.

    That a person may come this way is a permission, not a condition on the person: the route
    is met when one of the ways is, and a way that is closed is never met.

    >>> from finsam.rulebooks import norra_vastmanland
    >>> for way in norra_vastmanland.SAMORDNINGSTEAM.ways_in:
    ...     print(way.key, way.kind.value, len(way.referrers))
    NV-08.referral referral 3
    NV-08.region other_door 1

    Attributes:
        key: unique among the ways of a rule set.
        rule: the rule that it cites.
        citation: where it stands.
        text: the way in our own words.
        kind: referral, self-application, outreach, open door, or another body's door first.
        referrers: who may refer, as keys of the fact `referred_by`; None where the source
            doesn't say, which is an open point. Only for referral and another door.
        open_to: for whom the way is open; None for everybody.
        steps: what has to be done on the way, as a condition; None for nothing more.
        closed: True where the source shuts the way.
        alternatives: other readings of the steps, which a caller can choose by their keys.
        any_referrer: what a caller has put in the place of the open point that a referral of
            no stated referrers is; None while it is open.

    Raises:
        InvalidRules: a part is missing or doesn't fit the kind; all faults at once.

    Source: X-26 (unsaid is unknown, not open), and the how-to Write a rule set.
    """

    key: str
    rule: str
    citation: Citation = field(repr=False)
    text: Text = field(repr=False)
    kind: WayInKind
    referrers: tuple[str, ...] | None = field(default=None, converter=_as_referrers)
    open_to: Condition | None = None
    steps: Condition | None = None
    closed: bool = False
    alternatives: tuple[Reading, ...] = field(default=(), converter=as_readings)
    any_referrer: Condition | None = None

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.named(self.key, "key")
        faults.named(self.rule, "rule")
        _check_citation(self.citation, faults)
        _check_texts(faults, text=self.text)
        faults.of_type(self.kind, WayInKind, "kind")
        faults.of_type(self.closed, bool, "closed")
        for name in ("open_to", "steps", "any_referrer"):
            if getattr(self, name) is not None:
                _check_condition(getattr(self, name), name, faults)
        check_readings(self.alternatives, "alternatives", faults)
        if self.referrers is not None and self.kind not in _BY_REFERRER:
            faults.add(
                "kind",
                "referrers",
                sv="bara en remiss, eller en väg genom en annan myndighet, har remittenter",
                en="only a referral, or a way through another body, has referrers",
            )
        if self.referrers == ():
            faults.add(
                "empty",
                "referrers",
                sv="ingen remittent; utelämna fältet om källan inte säger vem",
                en="no referrer; leave the field out where the source doesn't say who",
            )
        for i, referrer in enumerate(self.referrers or ()):
            faults.named(referrer, f"referrers[{i}]")
        faults.raise_as(InvalidRules)

    @property
    def referrers_are_open(self) -> bool:
        """Tells whether the source leaves open who may refer."""
        return self.kind in _BY_REFERRER and self.referrers is None

    @property
    def referrers_key(self) -> str:
        """The key of the open point that it is when the source doesn't say who may refer."""
        return f"{self.key}.referrers"

    def condition(self, bodies: tuple[str, ...], *, with_steps: bool = True) -> Condition | None:
        """Returns what has to hold for the person to come this way; None where nothing has to.

        Args:
            bodies: the keys of all bodies that can refer.
            with_steps: whether the steps have to be done too.
        """
        parts: list[Condition] = []
        if self.kind in _BY_REFERRER:
            parts.append(OneOf("referred_by", self.referrers or bodies))
            if self.referrers_are_open:
                parts.append(self.any_referrer or Open(self.referrers_key, _WHO_IS_OPEN))
        elif self.kind in ALONE:
            parts.append(OneOf("referred_by", [ALONE[self.kind]]))
        more = (self.open_to, self.steps if with_steps else None)
        parts += [part for part in more if part is not None]
        return AllOf(*parts) if parts else None


ALONE = {  # what `referred_by` says when no body refers
    WayInKind.SELF_APPLICATION: WithoutReferrer.THE_PERSON,
    WayInKind.OUTREACH: WithoutReferrer.OUTREACH,
}
_BY_REFERRER = {WayInKind.REFERRAL, WayInKind.OTHER_DOOR}
_WHO_IS_OPEN = Text(
    sv="källan säger inte vem som får remittera",
    en="the source does not say who may refer",
)


@frozen
class DecidedBy:
    """Who decides on intake. It is printed under every verdict, and is no clause.

    >>> from finsam.rulebooks import vasteras
    >>> who = vasteras.SAMORDNINGSTEAM.decided_by
    >>> who.text.in_("en"), who.rule
    ('the staff of the measure together with the referring officer', 'VA-13')

    Attributes:
        text: who it is, in words.
        rule: the rule that it cites.
        citation: where it stands.

    Raises:
        InvalidRules: a part is missing or of another type; all faults at once.
    """

    text: Text
    rule: str
    citation: Citation

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        _check_texts(faults, text=self.text)
        faults.named(self.rule, "rule")
        _check_citation(self.citation, faults)
        faults.raise_as(InvalidRules)
