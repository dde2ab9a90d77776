"""The words of the field: authorities, services, benefits, roles, with their names.

Identifiers use the field's standard English terms; the Swedish name stands beside each.
A rule book adds terms of its own as `Term` values, under the national ones where they belong.
"""

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

from attrs import field, frozen

from finsam.errors import Faults, InvalidRules, as_tuple
from finsam.texts import Lang, Text, normalised

__all__ = [
    "Authority",
    "Benefit",
    "Consent",
    "OldName",
    "OtherPart",
    "Role",
    "Service",
    "Sex",
    "Term",
    "TermEnum",
    "WithoutReferrer",
]


def __dir__() -> list[str]:
    return __all__


@frozen
class OldName:
    """A name that a term had before, and the last day on which it was the right one (X-28).

    >>> from finsam import Authority
    >>> [old] = Authority.REGION.term.older
    >>> old.name.in_("sv"), old.until
    ('landstinget', datetime.date(2019, 12, 31))

    Attributes:
        key: the key that it had; it can still be read.
        name: the name that people used.
        until: its last day, included.

    Raises:
        InvalidRules: the key is empty, or a part is of another type; all faults at once.
    """

    key: str
    name: Text
    until: dt.date

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.named(self.key, "key")
        faults.of_type(self.name, Text, "name")
        faults.plain_date(self.until, "until")
        faults.raise_as(InvalidRules)


def _as_old_names(names: Iterable[OldName]) -> tuple[OldName, ...]:
    return as_tuple(names)


@frozen
class Term:
    """A word in a closed list: a key for programs and a name in two languages for people.

    A term may stand under a parent: a service under its authority, a benefit under its group.
    Whoever is current with the service is current with the authority; that somebody is current
    with the authority doesn't say with which service.

    >>> from finsam.texts import Text
    >>> unit = Term("labour_market_unit", Text(sv="arbetsmarknadsenhet", en="labour market unit"),
    ...             parent="municipality")
    >>> unit.name.in_("sv")
    'arbetsmarknadsenhet'

    Attributes:
        key: the key, for programs; it has no slash in it.
        name: the name, for people.
        parent: the key of the term that it stands under; None for none.
        older: the names that it had before.

    Raises:
        InvalidRules: the key is empty or has a slash in it, a name is missing, the term is its
            own parent; all faults at once.
    """

    key: str
    name: Text
    parent: str | None = field(default=None, kw_only=True)
    older: tuple[OldName, ...] = field(default=(), kw_only=True, converter=_as_old_names)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        if faults.named(self.key, "key"):
            object.__setattr__(self, "key", normalised(self.key))
            if "/" in self.key:
                faults.add(
                    "format",
                    "key",
                    sv="nyckeln får inte innehålla snedstreck",
                    en="the key can't have a slash in it",
                )
        faults.of_type(self.name, Text, "name")
        for i, old in enumerate(self.older):
            faults.of_type(old, OldName, f"older[{i}]")
        if self.parent is not None and faults.named(self.parent, "parent"):
            object.__setattr__(self, "parent", normalised(self.parent))
            if self.parent == self.key:
                faults.add(
                    "format",
                    "parent",
                    sv="en term kan inte stå under sig själv",
                    en="a term can't stand under itself",
                )
        faults.raise_as(InvalidRules)

    def in_(self, lang: Lang) -> str:
        """Returns the name in one language.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return self.name.in_(lang)


class TermEnum(StrEnum):
    """A closed list of terms. Each member is its key, a string, and carries its `term`.

    >>> from finsam import Authority
    >>> Authority.REGION == "region", Authority.REGION.term.name.in_("sv")
    (True, 'regionen')

    Attributes:
        term: the key with its names, its parent and its older names.
    """

    term: Term

    def __new__(
        cls, key: str, sv: str, en: str, parent: str | None = None, *older: OldName
    ) -> "TermEnum":
        """Makes a member of its key, its two names, its parent and its older names."""
        member = str.__new__(cls, key)
        member._value_ = key
        member.term = Term(key, Text(sv=sv, en=en), parent=parent, older=older)
        return member

    def in_(self, lang: Lang) -> str:
        """Returns the name in one language.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        return self.term.name.in_(lang)


class Authority(TermEnum):
    """The four kinds of authority that cooperate (law 2003:1210, 1 and 3 §§).

    >>> Authority.SOCIAL_INSURANCE_AGENCY.in_("sv")
    'Försäkringskassan'
    """

    MUNICIPALITY = "municipality", "kommunen", "the municipality"
    REGION = (
        "region",
        "regionen",
        "the region",
        None,
        OldName(
            "county_council",
            Text(sv="landstinget", en="the county council"),
            dt.date(2019, 12, 31),
        ),
    )
    SOCIAL_INSURANCE_AGENCY = (
        "social_insurance_agency",
        "Försäkringskassan",
        "the Social Insurance Agency",
    )
    PUBLIC_EMPLOYMENT_SERVICE = (
        "public_employment_service",
        "Arbetsförmedlingen",
        "the Public Employment Service",
    )


class Service(TermEnum):
    """Services inside an authority that a source names instead of the authority (X-23).

    >>> from finsam import Service
    >>> Service.HEALTH_CENTRE.in_("sv"), Service.HEALTH_CENTRE.term.parent
    ('vårdcentralen', 'region')
    """

    SOCIAL_SERVICES = (
        "social_services",
        "socialtjänsten",
        "the social services",
        Authority.MUNICIPALITY,
    )
    HEALTH_CENTRE = "health_centre", "vårdcentralen", "the health centre", Authority.REGION


class OtherPart(TermEnum):
    """The rest of an authority that has services of its own in the list of referrers.

    Who is referred by the municipality's labour-market unit is referred by the municipality, and
    not by its social services; a source may open the way for the one and not for the other.

    >>> from finsam.terms import OtherPart
    >>> OtherPart.OTHER_MUNICIPAL.in_("sv"), OtherPart.OTHER_MUNICIPAL.term.parent
    ('en annan del av kommunen', 'municipality')

    Source: X-23 (each rule names its own bodies), X-26 (who may refer).
    """

    OTHER_MUNICIPAL = (
        "other_municipal",
        "en annan del av kommunen",
        "another part of the municipality",
        Authority.MUNICIPALITY,
    )
    OTHER_REGIONAL = (
        "other_regional",
        "en annan del av regionen",
        "another part of the region",
        Authority.REGION,
    )


class WithoutReferrer(TermEnum):
    """How a person can come to a measure when no authority refers them.

    >>> import datetime as dt
    >>> from finsam import Concern, Person, Referral, assess
    >>> from finsam.rulebooks import sofint
    >>> from finsam.terms import WithoutReferrer
    >>> alone = Referral(person=Person(), referred_by=WithoutReferrer.THE_PERSON)
    >>> assess(alone, sofint.SIGMA, as_of=dt.date(2021, 5, 3)).concerns[Concern.ROUTE]
    <ConcernOutcome.NOT_MET: 'not_met'>
    """

    THE_PERSON = "the_person", "personen själv", "the person alone"
    OUTREACH = "outreach", "uppsökande verksamhet", "outreach"


class Benefit(TermEnum):
    """Incomes from the public, and their groups.

    Full and partial *sjukersättning* are two benefits in one group: who is said to have the
    group only may have either.

    >>> from finsam import Benefit
    >>> full = Benefit.FULL_SICKNESS_COMPENSATION
    >>> full.in_("sv"), full.term.parent
    ('hel sjukersättning', 'sickness_compensation')

    Source: sickness benefit, rehabilitation allowance, sickness and activity compensation are
    those of socialförsäkringsbalken (2010:110); the others stand in enactments of their own.
    """

    SICKNESS_BENEFIT = "sickness_benefit", "sjukpenning", "sickness benefit"
    REHABILITATION_ALLOWANCE = (
        "rehabilitation_allowance",
        "rehabiliteringspenning",
        "rehabilitation allowance",
    )
    SICKNESS_COMPENSATION = (
        "sickness_compensation",
        "sjukersättning",
        "sickness compensation",
    )
    FULL_SICKNESS_COMPENSATION = (
        "full_sickness_compensation",
        "hel sjukersättning",
        "full sickness compensation",
        "sickness_compensation",
    )
    PARTIAL_SICKNESS_COMPENSATION = (
        "partial_sickness_compensation",
        "partiell sjukersättning",
        "partial sickness compensation",
        "sickness_compensation",
    )
    ACTIVITY_COMPENSATION = (
        "activity_compensation",
        "aktivitetsersättning",
        "activity compensation",
    )
    UNEMPLOYMENT_INSURANCE = (
        "unemployment_insurance",
        "arbetslöshetsersättning",
        "unemployment insurance",
    )
    ACTIVITY_SUPPORT = "activity_support", "aktivitetsstöd", "activity support"
    DEVELOPMENT_ALLOWANCE = (
        "development_allowance",
        "utvecklingsersättning",
        "development allowance",
    )
    INTRODUCTION_BENEFIT = (
        "introduction_benefit",
        "etableringsersättning",
        "introduction benefit",
    )
    SOCIAL_ASSISTANCE = "social_assistance", "försörjningsstöd", "social assistance"


class Sex(TermEnum):
    """Sex as the national follow-up registers it (SUS, later Uppföljning Finsam).

    >>> from finsam import Person
    >>> from finsam.terms import Sex
    >>> Person(facts={"sex": Sex.WOMAN})
    Person(known: sex)
    """

    WOMAN = "woman", "kvinna", "woman"
    MAN = "man", "man", "man"


class Consent(TermEnum):
    """What a consent can cover; each part is given for itself (HA-12, NO-06).

    >>> from finsam import Consent
    >>> for part in Consent:
    ...     print(part.in_("en"))
    that the authorities share what they know of the person
    registration in the follow-up system
    follow-up after the measure has ended
    """

    SHARING = (
        "sharing",
        "att myndigheterna delar uppgifter om personen",
        "that the authorities share what they know of the person",
    )
    REGISTRATION = (
        "registration",
        "registrering i uppföljningssystemet",
        "registration in the follow-up system",
    )
    LATER_FOLLOW_UP = (
        "later_follow_up",
        "uppföljning efter avslutad insats",
        "follow-up after the measure has ended",
    )


class Role(TermEnum):
    """Who judges a fact, or can bring about another value of it, or decides on intake (X-17).

    >>> from finsam.rules import COMMON
    >>> COMMON["nearer_work_within_12_months"].judged_by.in_("en")
    'the referring authority'
    >>> COMMON["medical_obstacle"].judged_by.in_("en")
    'not stated in the source'
    """

    NOT_STATED = "not_stated", "anges inte i källan", "not stated in the source"
    THE_PERSON = "person", "personen", "the person"
    REFERRER = "referrer", "remittenten", "the referrer"
    REFERRING_OFFICER = "referring_officer", "remitterande handläggare", "the referring officer"
    REFERRING_AUTHORITY = (
        "referring_authority",
        "den remitterande myndigheten",
        "the referring authority",
    )
    PROFESSIONAL = (
        "professional",
        "handläggare eller annan professionell",
        "an officer or other professional",
    )
    MEASURE_STAFF = "measure_staff", "insatsens personal", "the staff of the measure"
    HEALTH_CARE = "health_care", "hälso- och sjukvården", "health care"
    STEERING_GROUP = "steering_group", "styrgruppen", "the steering group"
    TEAM_LEADER = "team_leader", "verksamhetsledaren", "the team leader"
    BOARD = "board", "styrelsen", "the board"
    ASSOCIATION_CHIEF = "association_chief", "förbundschefen", "the chief of the association"
    ASSOCIATION = "association", "förbundet", "the association"
