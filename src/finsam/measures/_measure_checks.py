"""Checks of each measure: for whom it is and what for (2 §), and who carries it out (7 § st. 2)."""

import datetime as dt
from collections.abc import Iterator
from functools import reduce

from finsam.measures._answers import (
    NO_MUNICIPALITIES,
    about,
    both,
    individual,
    of_kind,
    required,
    unstated,
)
from finsam.measures._cases import Leaf, cases, needed
from finsam.measures.book import Team
from finsam.measures.findings import Answer, Case, Certainty, Standing
from finsam.measures.statements import Aim, Ownership
from finsam.rules import (
    Age,
    AllOf,
    AnyOf,
    AtLeastOf,
    Clause,
    Concern,
    Condition,
    DayIn,
    Fact,
    Fixed,
    Flag,
    Includes,
    Not,
    OneOf,
    Open,
    RuleSet,
    Selection,
    Strength,
    Vocabulary,
)
from finsam.rules.atoms import current_keys
from finsam.rules.conditions import reading_order
from finsam.rules.facts import LONGEST_LIFE
from finsam.terms import Authority, Role
from finsam.texts import joined

# 2 §: for whom, and what for


def target_group(case: Case) -> Iterator[Answer]:
    for measure in individual(case):
        clauses = [c for c in required(measure) if not isinstance(c.condition, Fixed)]
        if clauses:
            text = both(
                "det är angett vilka personer insatsen är till för",
                "it is stated for whom the measure is",
            )
            yield about(clauses, Standing.IN_ORDER, text, measure=measure)
        else:
            yield unstated(
                "inget krav säger vilka personer insatsen är till för",
                "no demand says for whom the measure is",
                measure,
            )


def aim(case: Case) -> Iterator[Answer]:
    for measure in case.measures:
        aims = of_kind(measure.statements, Aim)
        if not aims:
            yield unstated(
                "det är inte angett om insatsen syftar till arbetsförmåga",
                "it isn't stated whether the measure aims at work ability",
                measure,
            )
        elif any(aim.towards_work for aim in aims):
            yield about(
                aims,
                Standing.IN_ORDER,
                both(
                    "syftet är arbete eller steg mot arbete", "the aim is work or steps towards it"
                ),
                measure=measure,
            )
        else:
            yield about(
                aims,
                Standing.DEPARTS,
                both(
                    "syftet som anges är ett annat än att nå eller förbättra förmågan till"
                    " förvärvsarbete; om insatsen ändå ryms i lagen får ni pröva",
                    "the aim that is stated is another than to reach or improve the ability to work"
                    " for pay; whether the act still has room for it is for you to try",
                ),
                measure=measure,
                certainty=Certainty.INFERENCE,
                known_as="X-18",
            )


def _condition(clause: Clause) -> Condition:
    assert clause.condition is not None  # only a statement has none
    return clause.condition


_NOTHING, _JUDGED, _OTHER_FACT, _NEED = range(4)
_JUDGED_NEED = {
    "coordinated_need_assessed",
    "need_judged",
    "needs_coordinated_rehabilitation",
}


_KINDS = tuple(Authority)
_SETS = [frozenset(kind for i, kind in enumerate(_KINDS) if n >> i & 1) for n in range(16)]
_ALL_SETS = (1 << len(_SETS)) - 1
_TOO_FEW = sum(1 << n for n, kinds in enumerate(_SETS) if len(kinds) <= 1)


def _kinds_of(fact: Fact) -> Leaf:
    """Returns what tells with which sets of kinds of authority a part can be met.

    A set that is listed holds each authority that its services stand under.
    """
    kind = fact.kind
    assert isinstance(kind, Selection)

    def leaf(part: Condition, met: bool) -> int:
        if not isinstance(part, Includes) or part.fact != fact.key:
            return _ALL_SETS
        keys = current_keys(part.members, fact)
        parties = [_party(key, kind) for key in keys]
        highest = len(keys) if part.at_most is None else part.at_most
        found = 0
        for n, kinds in enumerate(_SETS):
            least = sum(key in kinds for key in keys)
            most = sum(party is None or party in kinds for party in parties)
            within = most >= part.at_least and least <= highest
            beyond = least < part.at_least or most > highest
            found |= (within if met else beyond) << n
        return found

    return leaf


def _facts_included(condition: Condition, vocabulary: Vocabulary) -> list[Fact]:
    parts = (part for _, part in reading_order(condition))
    keys = dict.fromkeys(part.fact for part in parts if isinstance(part, Includes))
    return [vocabulary[key] for key in keys]


def _level(fact: Fact, sets: int) -> int:
    """Returns how surely several are needed where no other sets of a fact can meet a demand."""
    if not sets or sets & _TOO_FEW:
        return _NOTHING
    return _NEED if fact.key == "needs" else _OTHER_FACT


def _asks_for_several(condition: Condition, vocabulary: Vocabulary, *, met: bool = True) -> int:
    """Returns how surely everybody who meets a condition, or fails it, needs two parties."""
    levels = [
        _level(fact, cases(condition, len(_SETS), _kinds_of(fact), met=met))
        for fact in _facts_included(condition, vocabulary)
    ]
    return max([_of_parts(condition, vocabulary, met=met), *levels])


def _of_parts(condition: Condition, vocabulary: Vocabulary, *, met: bool) -> int:
    """Returns what the parts of a condition ask, whatever each of them is about.

    Of parts of which n have to be met, the n weakest can be the ones that are.
    """
    if isinstance(condition, Not):
        return _asks_for_several(condition.of, vocabulary, met=not met)
    if isinstance(condition, AllOf | AnyOf | AtLeastOf):
        parts = sorted(_asks_for_several(part, vocabulary, met=met) for part in condition.of)
        return parts[needed(condition, met=met) - 1]
    if isinstance(condition, Open):
        readings = (reading.condition for reading in condition.readings)
        return min((_asks_for_several(r, vocabulary, met=met) for r in readings), default=_NOTHING)
    if isinstance(condition, Flag) and condition.fact in _JUDGED_NEED and condition.value is met:
        return _JUDGED
    return _NOTHING


def _taken_together(clauses: list[Clause], vocabulary: Vocabulary) -> tuple[int, list[Clause]]:
    """Returns the same of all clauses, and the clauses that have a part in it."""
    conditions = {clause: _condition(clause) for clause in clauses}
    found: tuple[int, list[Clause]] = (_NOTHING, [])
    facts = {f.key: f for c in conditions.values() for f in _facts_included(c, vocabulary)}
    for fact in facts.values():
        leaf = _kinds_of(fact)
        sets = {clause: cases(c, len(_SETS), leaf) for clause, c in conditions.items()}
        level = _level(fact, reduce(int.__and__, sets.values()))
        if level > found[0]:
            found = level, [clause for clause, some in sets.items() if some != _ALL_SETS]
    return found


def _party(member: str, kind: Selection) -> str | None:
    """Returns the kind of authority that a member is or stands under; None where it is none."""
    key: str | None = member
    while key is not None and key not in set(Authority):
        key = kind.terms[key].parent
    return key


def several_parties(case: Case) -> Iterator[Answer]:
    for measure in individual(case):
        assert isinstance(measure.eligibility, RuleSet)
        vocabulary = measure.eligibility.vocabulary
        asked_of = required(measure)
        found = [(_asks_for_several(_condition(c), vocabulary), c) for c in asked_of]
        level = max((level for level, _ in found), default=_NOTHING)
        clauses = [clause for asked, clause in found if asked == level]
        together, having_part = _taken_together(asked_of, vocabulary)
        if together > level:
            level, clauses = together, having_part
        if level == _NOTHING:
            yield unstated(
                "inget krav säger att personen behöver flera parter",
                "no demand says that the person needs several parties",
                measure,
            )
        elif level == _JUDGED:
            text = both(
                "den som inte behöver två parter kan ändå delta, efter en bedömning av behovet",
                "who doesn't need two parties may still take part, by a judgement of the need",
            )
            yield about(
                clauses,
                Standing.DEPARTS,
                text,
                measure=measure,
                certainty=Certainty.INFERENCE,
                known_as="X-02",
            )
        elif level == _OTHER_FACT:
            text = both(
                "minst två parter krävs; det som räknas är ett annat faktum än behov, till exempel"
                " vilka personen är aktuell hos",
                "at least two parties are demanded; what is counted is another fact than need, such"
                " as with whom the person is current",
            )
            yield about(
                clauses,
                Standing.IN_ORDER,
                text,
                measure=measure,
                certainty=Certainty.INFERENCE,
                known_as="X-02",
            )
        else:
            text = both("minst två parter behövs", "at least two parties are needed")
            yield about(clauses, Standing.IN_ORDER, text, measure=measure)


_MAIN_AGES = 20, 64


_AGES = LONGEST_LIFE + 1
_ALL_AGES = (1 << _AGES) - 1


def _between(low: int, high: int) -> int:
    return (1 << high + 1) - (1 << low)


def _runs(ages: int) -> Iterator[tuple[int, int]]:
    """Yields the first and the last age of each run of ages that follow on each other."""
    for last in range(_AGES):
        if ages >> last & 1 and not ages >> last + 1 & 1:
            below = ~ages & ((1 << last) - 1)
            yield below.bit_length(), last


def _of_an_age(part: Condition, met: bool) -> int:
    if not isinstance(part, Age) or part.fact != "birth_date":
        return _ALL_AGES
    low = 0 if part.at_least is None else part.at_least
    high = LONGEST_LIFE if part.at_most is None else part.at_most
    ages = _between(low, high)
    return ages if met else _ALL_AGES ^ ages


def _of_a_stated_age(part: Condition, met: bool) -> int:
    """Returns the same, with an end that isn't stated taken for that of the main group."""
    ages = _of_an_age(part, met)
    if ages == _ALL_AGES:
        return ages
    least, greatest = _MAIN_AGES
    found = 0
    for low, high in _runs(ages):
        ends = (least if low == 0 else low), (greatest if high == LONGEST_LIFE else high)
        found |= _between(*ends) if ends[0] <= ends[1] else 0
    return found


def _ages(condition: Condition) -> list[Age]:
    """Returns the ages of which everybody who meets a condition has one; none for any age."""
    found = cases(condition, _AGES, _of_an_age)
    if found == _ALL_AGES:
        return []
    ages = list(_as_ages(found))
    if any(map(_is_outside, ages)):
        return ages
    stated = _as_ages(cases(condition, _AGES, _of_a_stated_age))
    return [age for age in stated if _is_outside(age)] or ages


def _as_ages(ages: int) -> Iterator[Age]:
    for low, high in _runs(ages):
        yield Age(at_least=low or None, at_most=None if high == LONGEST_LIFE else high)


def _is_outside(age: Age) -> bool:
    """Tells whether some age that is named, or every age, lies outside the main group."""
    low, high = _MAIN_AGES
    at_least, at_most = age.at_least, age.at_most
    return (at_least is not None and not low <= at_least <= high) or (
        at_most is not None and not low <= at_most <= high
    )


def _speaks_of_age(clause: Clause) -> bool:
    parts = reading_order(_condition(clause))
    return any(isinstance(part, Age) and part.fact == "birth_date" for _, part in parts)


def main_age(case: Case) -> Iterator[Answer]:
    low, high = _MAIN_AGES
    for measure in individual(case):
        assert isinstance(measure.eligibility, RuleSet)
        weighs = {Strength.REQUIRED, Strength.GUIDELINE}
        said = [
            clause
            for clause in measure.eligibility.clauses
            if clause.strength in weighs
            and clause.concern is Concern.PERSON
            and (clause.applies_to is None or clause.strength is Strength.REQUIRED)
        ]
        aged = [(clause, age) for clause in said for age in _ages(_condition(clause))]
        outside = [(clause, age) for clause, age in aged if _is_outside(age)]
        if not outside and all(clause.applies_to is not None for clause, _ in aged):
            yield (
                unstated(
                    "ålder är bara angiven för vissa", "an age is stated for some only", measure
                )
                if any(_speaks_of_age(clause) for clause in said)
                else unstated("ingen ålder är angiven", "no age is stated", measure)
            )
            continue
        shown = outside or aged
        sv = joined((age.describe(None, "sv") for _, age in shown), "och")
        en = joined((age.describe(None, "en") for _, age in shown), "and")
        if outside:
            text = both(
                f"{sv}; huvudgruppen är {low}–{high} år, och yngre eller äldre hör dit bara"
                " om de räknas som förvärvsaktiva",
                f"{en}; the main group is aged {low}–{high}, and younger or older people"
                " belong to it only if they count as economically active",
            )
        else:
            text = both(
                f"{sv} ligger inom huvudgruppen, {low}–{high} år",
                f"{en} lies within the main group, {low}–{high}",
            )
        yield about(
            [clause for clause, _ in shown],
            Standing.DEPARTS if outside else Standing.IN_ORDER,
            text,
            measure=measure,
            known_as="X-18" if outside else "",
        )


def school(case: Case) -> Iterator[Answer]:
    for measure in case.measures:
        aims = [aim for aim in of_kind(measure.statements, Aim) if aim.in_school]
        if aims:
            yield about(
                aims,
                Standing.DEPARTS,
                both(
                    "insatsen bedrivs i skolan; vad den kommunala skolan gör för 16–20 år ligger"
                    " utanför lagen, och om det gäller också denna insats får ni pröva",
                    "the measure is carried out in schools; what the municipal school does for ages"
                    " 16–20 lies outside the act, and whether that goes for this measure too is for"
                    " you to try",
                ),
                measure=measure,
                known_as="X-18",
            )


def _places(condition: Condition | None, day: dt.date) -> frozenset[str] | None:
    """Returns where those live whom a condition lets in on a day; None for anywhere."""
    if isinstance(condition, OneOf) and condition.fact in {"municipality", "lives_in"}:
        return frozenset(condition.values)
    if isinstance(condition, DayIn):
        early = condition.start is not None and day < condition.start
        late = condition.end is not None and day > condition.end
        return frozenset() if early or late else None
    if not isinstance(condition, AllOf | AnyOf):
        return None
    parts = [_places(part, day) for part in condition.of]
    named = [part for part in parts if part is not None]
    if isinstance(condition, AnyOf):
        return frozenset[str]().union(*named) if len(named) == len(parts) else None
    return named[0].intersection(*named[1:]) if named else None


def area(case: Case) -> Iterator[Answer]:
    inside = {member.municipality for member in case.members if member.municipality}
    for measure in individual(case):
        by_clause = {
            clause: found
            for clause in required(measure)
            if clause.applies_to is None and (found := _places(clause.condition, case.as_of))
        }
        clauses = list(by_clause)
        places = {place for found in by_clause.values() for place in found}
        places |= {place for team in measure.teams for place in team.municipalities}
        cited: list[Clause | Team] = [*clauses, *measure.teams]
        if not places or not inside:
            missing = _NO_PLACES if inside else NO_MUNICIPALITIES
            yield Answer(standing=Standing.NOT_STATED, text=missing, measure=measure)
            continue
        outside = sorted(places - inside)
        if outside:
            names = ", ".join(outside)
            text = both(
                f"insatsen är också till för {names}, som inte är medlem den dagen",
                f"the measure is for {names} too, which is no member on that day",
            )
        else:
            text = both(
                "insatsen är till för boende i medlemskommuner",
                "the measure is for residents of member municipalities",
            )
        standing = Standing.DEPARTS if outside else Standing.IN_ORDER
        yield about(cited, standing, text, measure=measure)


_NO_PLACES = both("inga kommuner är angivna för insatsen", "no municipalities are stated for it")


def provider(case: Case) -> Iterator[Answer]:
    shared = of_kind(case.book.statements, Ownership)
    for measure in individual(case):
        stated = of_kind(measure.statements, Ownership) or shared
        performers = {term.key for rule in stated for term in rule.performers}
        owners = {term.key for rule in stated for term in rule.owners}
        if not stated:
            yield unstated(
                "det är inte angett vem som äger eller utför insatsen",
                "it isn't stated who owns the measure or carries it out",
                measure,
            )
        elif Role.ASSOCIATION in performers:
            text = both(
                "förbundet utför självt en insats för enskilda, vilket det inte får",
                "the association itself carries out a measure for individuals, which it may not",
            )
            yield about(stated, Standing.DEPARTS, text, measure=measure)
        elif Role.ASSOCIATION in owners and not performers:
            text = both(
                "förbundet äger insatsen, men det är inte angett vem som utför den",
                "the association owns the measure, but it isn't stated who carries it out",
            )
            yield about(stated, Standing.NOT_STATED, text, measure=measure)
        elif Role.ASSOCIATION in owners:
            text = both(
                "förbundet äger insatsen och någon annan utför den; ett förbund får inte"
                " tillhandahålla tjänster för enskilda, så skilj tydligt på de två",
                "the association owns the measure and somebody else carries it out; an association"
                " may not provide services for individuals, so keep the two well apart",
            )
            yield about(
                stated,
                Standing.DEPARTS,
                text,
                measure=measure,
                certainty=Certainty.INFERENCE,
                known_as="X-14",
            )
        else:
            text = both(
                "någon annan än förbundet äger insatsen",
                "another than the association owns the measure",
            )
            yield about(stated, Standing.IN_ORDER, text, measure=measure)
