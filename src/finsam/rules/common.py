"""The common vocabulary: every fact that the five source documents and the model measure ask.

A rule book extends it with facts and terms of its own; see `Vocabulary.extended`.
The comment after a fact has the rules that read it.
"""

from finsam.municipalities import MUNICIPALITIES
from finsam.rules.facts import (
    About,
    Choice,
    Date,
    Fact,
    Selection,
    Vocabulary,
    YesNo,
)
from finsam.terms import (
    Authority,
    Benefit,
    Consent,
    OtherPart,
    Role,
    Service,
    Sex,
    Term,
    WithoutReferrer,
)
from finsam.texts import Text

__all__ = ["COMMON"]


def __dir__() -> list[str]:
    return __all__


_BODIES = (*Authority, *Service)
_MUNICIPALITIES = Choice(Term(m.name, Text(sv=m.label, en=m.label)) for m in MUNICIPALITIES)


def _person(
    key: str,
    sv: str,
    en: str,
    *,
    judged_by: Role | None = None,
    changed_by: Role | None = None,
    sensitive: bool = False,
) -> Fact:
    """Declares a yes/no fact about the person."""
    return Fact(
        key,
        question=Text(sv=sv, en=en),
        kind=YesNo(),
        about=About.PERSON,
        judged_by=judged_by,
        changed_by=changed_by,
        sensitive=sensitive,
    )


def _referral(key: str, sv: str, en: str, *, changed_by: Role | None = Role.REFERRER) -> Fact:
    """Declares a yes/no fact about the referral, which the referrer can see to."""
    return Fact(
        key,
        question=Text(sv=sv, en=en),
        kind=YesNo(),
        about=About.REFERRAL,
        changed_by=changed_by,
    )


def _since(key: str, sv: str, en: str, *, sensitive: bool = False) -> Fact:
    """Declares a date on which something began."""
    return Fact(
        key,
        question=Text(sv=sv, en=en),
        kind=Date(past=True),
        about=About.PERSON,
        sensitive=sensitive,
    )


def _bodies(key: str, sv: str, en: str) -> Fact:
    """Declares a set of authorities, and services in them."""
    return Fact(
        key,
        question=Text(sv=sv, en=en),
        kind=Selection(_BODIES),
        about=About.PERSON,
        sensitive=True,
    )


COMMON = Vocabulary(
    (
        # who the person is
        _since("birth_date", "När är personen född?", "When was the person born?"),
        Fact(
            "municipality",  # VA-12, HA-04, FI-02
            question=Text(
                sv="I vilken kommun är personen folkbokförd?",
                en="In which municipality is the person registered?",
            ),
            kind=_MUNICIPALITIES,
            about=About.PERSON,
            changed_by=Role.THE_PERSON,
        ),
        Fact(
            "lives_in",  # HA-04, FI-02: the other reading of "resident"
            question=Text(
                sv="I vilken kommun bor personen?", en="In which municipality does the person live?"
            ),
            kind=_MUNICIPALITIES,
            about=About.PERSON,
            changed_by=Role.THE_PERSON,
        ),
        _person(
            "resident_in_area",  # the national frame
            "Är personen bosatt i samordningsförbundets område?",
            "Is the person resident in the association's area?",
            changed_by=Role.THE_PERSON,
        ),
        Fact(
            "sex",  # NO-02
            question=Text(sv="Vilket kön har personen?", en="What is the person's sex?"),
            kind=Choice(Sex),
            about=About.PERSON,
        ),
        _person("single", "Är personen ensamstående?", "Is the person single?"),  # NO-02
        _person(  # NO-02
            "little_education",
            "Är personen lågutbildad?",
            "Does the person have little education?",
        ),
        _person(  # HA-05
            "newly_arrived", "Är personen nyanländ?", "Is the person newly arrived?"
        ),
        # authorities: contact, need and risk are three facts
        _bodies(
            "current_with",  # VA-11, HA-03, NO-01
            "Hos vilka är personen aktuell?",
            "With whom is the person current?",
        ),
        _bodies(
            "needs",  # BR-01, NV-03, VA-26, FI-03
            "Vilka myndigheters samordnade stöd behöver personen?",
            "Whose coordinated support does the person need?",
        ),
        _bodies(
            "at_risk_of",  # NO-01
            "Hos vilka riskerar personen att bli aktuell?",
            "With whom is the person at risk of becoming current?",
        ),
        # need of coordination
        _person(  # NV-04
            "coordinated_need_assessed",
            "Bedömer den remitterande myndigheten att det finns behov av samordnad rehabilitering?",
            "Does the referring authority assess that coordinated rehabilitation is needed?",
            judged_by=Role.REFERRING_AUTHORITY,
        ),
        _person(  # HA-03 and the national frame
            "needs_coordinated_rehabilitation",
            "Behöver personen samordnad rehabilitering?",
            "Does the person need coordinated rehabilitation?",
            judged_by=Role.NOT_STATED,
        ),
        _person(  # VA-11
            "need_judged",
            "Bedömer en handläggare eller annan professionell att det behövs samordnade"
            " arbetsförberedande och arbetsrehabiliterande insatser?",
            "Does an officer or other professional judge that coordinated work-preparing and"
            " work-rehabilitating measures are needed?",
            judged_by=Role.PROFESSIONAL,
        ),
        _person(  # FI-18
            "needs_coordinated_preparation",
            "Behöver personen samordnade arbetsförberedande insatser eller kartläggning för att"
            " kunna delta i ordinarie arbetslivsinriktade insatser?",
            "Does the person need coordinated work-preparing measures or mapping to be able to"
            " take part in ordinary work-oriented measures?",
            judged_by=Role.NOT_STATED,
        ),
        _person(  # FI-03
            "ordinary_cooperation_not_enough",
            "Är problembilden så komplex att den inte kan lösas i ordinarie samverkan?",
            "Is the problem so complex that ordinary cooperation can't solve it?",
            judged_by=Role.NOT_STATED,
        ),
        _person(  # FI-05
            "need_identified_early",
            "Har ett behov av samverkan identifierats i ett tidigt skede?",
            "Has a need of cooperation been identified at an early stage?",
        ),
        _person(  # NO-02
            "needs_assessment_by_several",
            "Behöver personen bedömning och insatser från flera myndigheter?",
            "Does the person need assessment and measures from several authorities?",
        ),
        # work, studies and income
        Fact(
            "benefits",  # VA-10, NV-09, FI-05, FI-08
            question=Text(
                sv="Vilka ersättningar har personen?", en="Which benefits does the person have?"
            ),
            kind=Selection(Benefit),
            about=About.PERSON,
            sensitive=True,
        ),
        _person(  # VA-12
            "job_seeking",
            "Är personen arbetssökande?",
            "Is the person job-seeking?",
            changed_by=Role.THE_PERSON,
        ),
        _person(
            "unemployed", "Är personen arbetslös?", "Is the person unemployed?"
        ),  # NV-09, HA-05, FI-05
        _since(
            "unemployed_since",
            "Sedan när är personen arbetslös?",
            "Since when is the person unemployed?",
        ),
        _person(  # NV-09, HA-05, FI-05
            "sick_listed",
            "Är personen sjukskriven?",
            "Is the person on sick leave?",
            sensitive=True,
        ),
        _since(
            "sick_listed_since",
            "Sedan när är personen sjukskriven?",
            "Since when is the person on sick leave?",
            sensitive=True,
        ),
        _person(  # HA-05, FI-05
            "on_public_support",
            "Lever personen på offentlig försörjning?",
            "Does the person live on public support?",
        ),
        _since(
            "on_public_support_since",
            "Sedan när lever personen på offentlig försörjning?",
            "Since when does the person live on public support?",
        ),
        _person(  # NV-09
            "has_sgi",
            "Har personen en sjukpenninggrundande inkomst (SGI)?",
            "Does the person have an income that qualifies for sickness benefit (SGI)?",
        ),
        _person(  # NV-09
            "stays_at_home",
            "Är personen en ung hemmasittare?",
            "Is the person a young person who stays at home?",
        ),
        _person(  # HA-05
            "works_or_studies",
            "Arbetar eller studerar personen?",
            "Does the person work or study?",
            changed_by=Role.THE_PERSON,
        ),
        _person(  # NO-02
            "weak_foothold",
            "Har personen svag förankring på arbetsmarknaden?",
            "Does the person have a weak foothold on the labour market?",
        ),
        _person(  # NV-09
            "far_from_labour_market",
            "Står personen långt från arbetsmarknaden?",
            "Is the person far from the labour market?",
        ),
        _person(  # VA-26
            "outside_labour_market",
            "Står personen utanför arbetsmarknaden i dag?",
            "Does the person stand outside the labour market today?",
        ),
        _person(  # HA-05
            "judged_far_with_unclear_next_step",
            "Bedöms personen stå långt från arbetsmarknaden med ett oklart nästa steg?",
            "Is the person judged to be far from the labour market with an unclear next step?",
            judged_by=Role.NOT_STATED,
        ),
        _person(  # HA-05
            "entitled_to_sickness_benefit",
            "Har personen fortfarande rätt till sjukpenning?",
            "Is the person still entitled to sickness benefit?",
            sensitive=True,
        ),
        _person(  # HA-05
            "reduced_health",
            "Har personen nedsatt hälsa?",
            "Does the person have reduced health?",
            sensitive=True,
        ),
        _person(  # HA-05
            "unable_to_return_to_employer",
            "Bedöms personen inte kunna återgå i arbete hos sin arbetsgivare?",
            "Is the person judged unable to go back to work at the employer?",
            judged_by=Role.NOT_STATED,
            sensitive=True,
        ),
        _person(  # VA-12
            "nearer_work_within_12_months",
            "Bedömer myndigheten att personen med teamets stöd kan komma närmare arbete inom"
            " 12 månader, eller närmare egen försörjning?",
            "Does the authority judge that the person, with the team's support, can come nearer"
            " work within 12 months, or nearer own livelihood?",
            judged_by=Role.REFERRING_AUTHORITY,
        ),
        _person(  # VA-12, the other reading
            "nearer_work_or_livelihood_within_12_months",
            "Bedömer myndigheten att personen med teamets stöd inom 12 månader kan komma närmare"
            " arbete eller egen försörjning?",
            "Does the authority judge that the person, with the team's support, can come nearer"
            " work or own livelihood within 12 months?",
            judged_by=Role.REFERRING_AUTHORITY,
        ),
        _person(  # VA-18
            "left_special_school",
            "Lämnar personen, eller har hen lämnat, särgymnasiet?",
            "Does the person leave, or has the person left, upper secondary special school?",
            sensitive=True,
        ),
        _person(  # VA-18
            "work_ability_unclear",
            "Behöver personens arbetsförmåga klarläggas?",
            "Does the person's work ability need clarifying?",
            sensitive=True,
        ),
        _person(  # VA-18
            "in_daily_activities_or_measure",
            "Deltar personen redan i daglig verksamhet eller en annan insats?",
            "Is the person already in daily activities or another measure?",
            sensitive=True,
        ),
        # health and situation
        _person(  # FI-04
            "has_impairment",
            "Har personen en fysisk eller psykisk funktionsnedsättning?",
            "Does the person have a physical or mental impairment?",
            sensitive=True,
        ),
        _person(  # FI-04, the other reading
            "impairment_affects_work_ability",
            "Påverkar funktionsnedsättningen arbetsförmågan?",
            "Does the impairment affect the ability to work?",
            judged_by=Role.NOT_STATED,
            sensitive=True,
        ),
        _person(  # FI-04
            "social_situation_affects_work_ability",
            "Har personen en social situation som påverkar arbetsförmågan?",
            "Does the person have a social situation that affects the ability to work?",
            judged_by=Role.NOT_STATED,
            sensitive=True,
        ),
        _person(  # FI-04
            "language_limitation",
            "Har personen en språkbegränsning?",
            "Does the person have a language limitation?",
        ),
        _person(  # BR-03, NV-06
            "ongoing_addiction",
            "Har personen en pågående beroendeproblematik?",
            "Does the person have an ongoing addiction problem?",
            sensitive=True,
        ),
        _person(  # BR-03, NV-06
            "known_threatening",
            "Är personen känd som hotfull?",
            "Is the person known to be threatening?",
            sensitive=True,
        ),
        _person(  # BR-03, NV-06
            "custody_ahead",
            "Har personen ett frihetsberövande framför sig?",
            "Is a deprivation of liberty imminent?",
            sensitive=True,
        ),
        _person(  # BR-03, NV-06
            "serious_illness",
            "Har personen en allvarlig sjukdom?",
            "Does the person have a serious illness?",
            sensitive=True,
        ),
        _person(  # BR-03, NV-06
            "lacks_resources_now",
            "Bedöms personen för närvarande sakna resurser att klara ett deltagande?",
            "Is the person at present judged to lack the resources to take part?",
            judged_by=Role.NOT_STATED,
            sensitive=True,
        ),
        _person(  # NV-07
            "motivated_for_first_contact",
            "Bedöms personen vara motiverad för en första kontakt?",
            "Is the person judged to be motivated for a first contact?",
            judged_by=Role.NOT_STATED,
        ),
        _person(  # NV-07
            "manages_slow_pace",
            "Bedöms personen klara aktiviteter i låg takt till en början?",
            "Is the person judged able to manage activities at a slow pace to begin with?",
            judged_by=Role.NOT_STATED,
        ),
        _person(  # FI-06
            "medical_obstacle",
            "Finns det medicinska hinder mot att påbörja insatser?",
            "Is there a medical obstacle to starting measures?",
            judged_by=Role.NOT_STATED,
            sensitive=True,
        ),
        _person(  # FI-06
            "social_obstacle",
            "Finns det sociala hinder mot att påbörja insatser?",
            "Is there a social obstacle to starting measures?",
            judged_by=Role.NOT_STATED,
            sensitive=True,
        ),
        _person(  # FI-07
            "active_abuse",
            "Har personen ett aktivt missbruk?",
            "Does the person have an active substance abuse?",
            sensitive=True,
        ),
        _person(  # FI-07
            "abuse_affects_rehabilitation",
            "Påverkar missbruket rehabiliteringen?",
            "Does the abuse affect the rehabilitation?",
            judged_by=Role.NOT_STATED,
            sensitive=True,
        ),
        # the referral
        Fact(
            "referred_by",  # NV-08, HA-04, X-26
            question=Text(
                sv="Vem remitterar personen, eller hur kommer personen annars till insatsen?",
                en="Who refers the person, or how else does the person come to the measure?",
            ),
            kind=Choice((*_BODIES, *OtherPart, *WithoutReferrer)),
            about=About.REFERRAL,
            changed_by=Role.REFERRER,
        ),
        _referral(  # NV-08
            "through_benefit_authority",
            "Går regionens initiativ genom den myndighet som betalar personens ersättning?",
            "Does the region's initiative go by way of the authority that pays the benefit?",
        ),
        _referral(  # NV-14
            "information_offered",
            "Har personen fått möjlighet till studiebesök eller annan personlig information?",
            "Has the person been given the possibility of a study visit or other personal"
            " information?",
        ),
        _referral(  # NV-14
            "own_wishes_heard",
            "Har personen fått berätta om sin situation och vad hen vill?",
            "Has the person been given the possibility of describing their situation and wishes?",
        ),
        Fact(
            "consents",  # HA-12, NO-06
            question=Text(
                sv="Vad har personen samtyckt till?", en="What has the person consented to?"
            ),
            kind=Selection(Consent),
            about=About.REFERRAL,
            changed_by=Role.THE_PERSON,
        ),
    )
)
"""Every fact of the five documents and of the model measure, by its key."""
