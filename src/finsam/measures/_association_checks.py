"""Checks of the association: members, money, tasks, seats, budget, report and audit."""

import datetime as dt
import re
from collections.abc import Iterator

from finsam.association import AfterYear, YearRule
from finsam.citations import ACT
from finsam.errors import Faults, NotInForce
from finsam.financing import BudgetRule, StatedShares, review
from finsam.financing.contributions import rule_at
from finsam.legaltime import Deadline
from finsam.measures._answers import NO_MUNICIPALITIES, about, both, of_kind, unstated
from finsam.measures.findings import Answer, Case, Certainty, Standing
from finsam.measures.statements import Auditors, BoardSeats, Income, Tasks
from finsam.members import Member
from finsam.municipalities import MUNICIPALITIES, municipality
from finsam.terms import Authority
from finsam.texts import normalised

# 3 §: who has to be a member


def _of_authority(case: Case, authority: Authority) -> list[Member]:
    return [member for member in case.members if member.authority is authority]


_NO_MEMBERS = both("boken anger inga medlemmar den dagen", "the book states no members on that day")


def has_social_insurance_agency(case: Case) -> Iterator[Answer]:
    return _has(Authority.SOCIAL_INSURANCE_AGENCY, case)


def has_public_employment_service(case: Case) -> Iterator[Answer]:
    return _has(Authority.PUBLIC_EMPLOYMENT_SERVICE, case)


def has_municipality(case: Case) -> Iterator[Answer]:
    return _has(Authority.MUNICIPALITY, case)


def _has(authority: Authority, case: Case) -> Iterator[Answer]:
    who = authority.term.name
    found = _of_authority(case, authority)
    if not case.members:
        yield unstated(f"{who.sv}: {_NO_MEMBERS.sv}", f"{who.en}: {_NO_MEMBERS.en}")
    elif found:
        sv = ", ".join(member.name.sv for member in found)
        en = ", ".join(member.name.en for member in found)
        yield Answer(standing=Standing.IN_ORDER, text=both(f"medlem: {sv}", f"member: {en}"))
    else:
        yield Answer(
            standing=Standing.DEPARTS,
            text=both(f"{who.sv} är inte medlem", f"{who.en} is not a member"),
        )


EXCEPTION_START = dt.date(2010, 7, 1)


def a_region(case: Case) -> Iterator[Answer]:
    outside = [m.outside_regions for m in _of_authority(case, Authority.MUNICIPALITY)]
    if outside and all(outside) and not _of_authority(case, Authority.REGION):
        if case.as_of >= EXCEPTION_START:
            text = both(
                "ingen region behövs, eftersom kommunen inte tillhör någon",
                "no region is needed, since the municipality belongs to none",
            )
            yield Answer(standing=Standing.IN_ORDER, text=text)
        else:
            text = both(
                f"undantaget för kommuner utanför regionerna gäller från {EXCEPTION_START}; hur"
                " det var före är inte läst",
                f"the exception for municipalities outside the regions holds from"
                f" {EXCEPTION_START}; how it was before wasn't read",
            )
            yield Answer(standing=Standing.NOT_YET, text=text)
        return
    yield from _has(Authority.REGION, case)


_REGIONS = {one.region for one in MUNICIPALITIES if one.region is not None}


def each_region(case: Case) -> Iterator[Answer]:
    municipalities = _of_authority(case, Authority.MUNICIPALITY)
    regions = _of_authority(case, Authority.REGION)
    if not municipalities:
        yield Answer(standing=Standing.NOT_STATED, text=NO_MUNICIPALITIES)
        return
    names = {normalised(member.key) for member in regions}
    names |= {member.name.sv for member in regions}
    strangers = sorted(m.name.sv for m in regions if not _REGIONS & {m.key, m.name.sv})
    if strangers:
        unknown = ", ".join(strangers)
        yield unstated(
            f"{unknown} är inget av regionernas namn i dag; jämför själva vilka kommuner den har",
            f"{unknown} is none of today's names of regions; compare by hand which municipalities"
            " it has",
        )
        return
    without = [
        member
        for member in municipalities
        if (region := municipality(str(member.municipality)).region) and region not in names
    ]
    if without:
        listed = ", ".join(member.name.sv for member in without)
        text = both(
            f"regionen för {listed} är inte medlem",
            f"the region of {listed} is not a member",
        )
        yield Answer(standing=Standing.DEPARTS, text=text)
    else:
        text = both(
            "varje kommuns region är medlem", "the region of every municipality is a member"
        )
        yield Answer(standing=Standing.IN_ORDER, text=text)


# 5, 5 a and 6 §§: whose money


def shares(case: Case) -> Iterator[Answer]:
    stated = [rule for rule in case.book.all_financing if isinstance(rule, StatedShares)]
    if not stated:
        yield unstated(
            "boken anger inga andelar; lagens gäller", "the book states no shares; the act's hold"
        )
        return
    try:  # a side without a member is a finding of 3 §, and the shares are those of 5 § then
        act = rule_at(case.book.association, case.as_of, Faults())
    except NotInForce as error:
        [fault] = error.faults
        yield Answer(standing=Standing.NOT_YET, text=fault.text)
        return
    assert act is not None
    for rule in stated:
        remarks, noted = list(rule.against(act)), dict(rule.noted)
        for remark in remarks:
            other = remark.code == "other_share"
            yield Answer(
                standing=Standing.DEPARTS,
                text=remark.text,
                rules=tuple(dict.fromkeys((rule.rule, noted.get(remark.code, rule.rule)))),
                citations=remark.citations,
                certainty=Certainty.TEXT if other else Certainty.INFERENCE,
            )
        if not remarks:
            yield Answer(
                standing=Standing.IN_ORDER,
                text=both("andelarna är lagens", "the shares are those of the act"),
                rules=(rule.rule,),
                citations=(rule.citation,),
            )


def income(case: Case) -> Iterator[Answer]:
    stated = of_kind(case.book.all_statements, Income)
    members = {key for m in case.members for key in (m.key, m.name.sv, m.name.en)}
    if not stated or not members:
        missing = _NO_MEMBERS if stated else _NO_INCOME
        yield Answer(standing=Standing.NOT_STATED, text=missing)
        return
    for rule in stated:
        others = [payer for payer in rule.payers if normalised(payer) not in members]
        if others:
            names = ", ".join(others)
            text = both(
                f"{names} betalar till förbundet utan att vara medlem; bara medlemmar får det",
                f"{names} pays the association without being a member; only members may",
            )
            yield about([rule], Standing.DEPARTS, text)
        else:
            text = both("alla som betalar är medlemmar", "all who pay are members")
            yield about([rule], Standing.IN_ORDER, text)


_NO_INCOME = both(
    "boken säger inte vilka som betalar till förbundet",
    "the book doesn't say who pays the association",
)


# 7 §: what an association is for, and what it may not do


def tasks(case: Case) -> Iterator[Answer]:
    stated = of_kind(case.book.all_statements, Tasks)
    if not stated:
        yield unstated("boken anger inga uppgifter", "the book states no tasks")
    for rule in stated:
        forbidden = [task for task in rule.tasks if not task.allowed]
        if forbidden:
            sv, en = (", ".join(task.in_(lang) for task in forbidden) for lang in ("sv", "en"))
            text = both(f"förbundet får inte {sv}", f"an association may not: {en}")
            yield about([rule], Standing.DEPARTS, text)
        else:
            text = both(
                "uppgifterna är sådana som lagen ger förbundet",
                "the tasks are such as the act gives an association",
            )
            yield about([rule], Standing.IN_ORDER, text)


# 10 §: the seats of the board


def seats_equal(case: Case) -> Iterator[Answer]:
    """Yields nothing where no seats are stated; that each member's aren't says so already."""
    for board in of_kind(case.book.all_statements, BoardSeats):
        sv = f"{board.ordinary} ledamöter och {board.substitutes} ersättare"
        en = f"{board.ordinary} ordinary seats and {board.substitutes} substitutes"
        if board.ordinary == board.substitutes:
            yield about([board], Standing.IN_ORDER, both(sv, en))
        else:
            text = both(f"{sv}; de ska vara lika många", f"{en}; there have to be as many of each")
            yield about([board], Standing.DEPARTS, text)


_NO_SEATS = both(
    "boken säger inget om styrelsens platser", "the book says nothing of the board's seats"
)


def seats_of_each(case: Case) -> Iterator[Answer]:
    stated = of_kind(case.book.all_statements, BoardSeats)
    if not stated or not case.members:
        missing = _NO_MEMBERS if stated else _NO_SEATS
        yield Answer(standing=Standing.NOT_STATED, text=missing)
        return
    least = len(case.members)
    for board in stated:
        seats = {normalised(key): numbers for key, numbers in board.by_member}
        others = seats.keys() - {member.key for member in case.members}
        ahead = [
            member
            for member in case.book.association.members
            if member.key in others and member.start is not None and member.start > case.as_of
        ]
        strangers = sorted(others - {member.key for member in ahead})
        without = [m.name.sv for m in case.members if 0 in seats.get(m.key, (0, 0))]
        if board.ordinary < least or board.substitutes < least:
            text = both(
                f"{board.ordinary} ledamöter och {board.substitutes} ersättare räcker inte åt"
                f" {least} medlemmar, som ska ha minst en av varje",
                f"{board.ordinary} ordinary seats and {board.substitutes} substitutes don't do for"
                f" {least} members, who have to have at least one of each",
            )
            yield about([board], Standing.DEPARTS, text)
        elif strangers:
            names = ", ".join(strangers)
            text = both(
                f"boken ger platser åt {names}, som inte är medlem den dagen; rätta det först",
                f"the book gives seats to {names}, which is no member on that day; mend that first",
            )
            yield about([board], Standing.NOT_STATED, text)
        elif seats and without:
            names = ", ".join(without)
            text = both(
                f"{names} har inte både en ledamot och en ersättare",
                f"{names} has not both an ordinary seat and a substitute",
            )
            yield about([board], Standing.DEPARTS, text)
        elif ahead:
            sv = ", ".join(f"{m.name.sv}, som blir medlem {m.start}" for m in ahead)
            en = ", ".join(f"{m.name.en}, which becomes a member on {m.start}" for m in ahead)
            text = both(
                f"boken ger platser åt {sv}; det blir rätt från den dagen",
                f"the book gives seats to {en}; that becomes right from that day",
            )
            yield about([board], Standing.NOT_STATED, text)
        elif seats:
            text = both(
                "varje medlem har minst en ledamot och en ersättare",
                "every member has at least one ordinary seat and one substitute",
            )
            yield about([board], Standing.IN_ORDER, text)
        else:
            text = both(
                "platserna räcker, men boken säger inte vilken medlem som har vilka",
                "there are seats enough, but the book doesn't say which member has which",
            )
            yield about([board], Standing.NOT_STATED, text)


# 21, 23, 24 and 25 §§: budget, report and audit


def balance(case: Case) -> Iterator[Answer]:
    if not any(isinstance(rule, BudgetRule) for rule in case.book.all_financing):
        yield Answer(standing=Standing.NOT_STATED, text=_NO_BUDGET)
        return
    reviewed = review(case.book.all_financing)
    remarks = [r for r in reviewed.remarks if r.code in {"deficit", "no_surplus"}]
    for remark in remarks:
        yield Answer(
            standing=Standing.DEPARTS,
            text=remark.text,
            rules=(remark.rule,),
            citations=remark.citations,
        )
    if not remarks:
        text = both("varje år har ett överskott", "every year has a surplus")
        yield Answer(standing=Standing.IN_ORDER, text=text)


_NO_BUDGET = both("boken har ingen budget", "the book has no budget")


def budget_day(case: Case) -> Iterator[Answer]:
    budgets = [r.budget for r in case.book.all_financing if isinstance(r, BudgetRule)]
    if not budgets:
        yield Answer(standing=Standing.NOT_STATED, text=_NO_BUDGET)
    for budget in budgets:
        year, day = budget.years[0], budget.adopted_on
        cited = () if budget.citation is None else (budget.citation,)
        rules = (budget.rule,) if budget.rule else ()
        last = Deadline(dt.date(year - 1, 11, 30), rolls=True)
        if day is None:
            standing = Standing.NOT_STATED
            text = both(
                f"boken säger inte när budgeten för {year} antogs",
                f"the book doesn't say when the budget for {year} was adopted",
            )
        elif day > last.due:
            standing = Standing.DEPARTS
            text = both(
                f"budgeten för {year} antogs {day}; sista dag var {last.describe('sv')}",
                f"the budget for {year} was adopted on {day}; the last day was"
                f" {last.describe('en')}",
            )
        else:
            standing = Standing.IN_ORDER
            text = both(
                f"budgeten för {year} antogs {day}, i tid; en senare revidering mäts inte",
                f"the budget for {year} was adopted on {day}, in time; a later revision isn't"
                " measured",
            )
        if standing is Standing.IN_ORDER:
            rules = (*rules, "X-15")
        yield Answer(standing=standing, text=text, rules=rules, citations=cited)


_A_YEAR = 2022
_A_YEAR_END = dt.date(_A_YEAR, 12, 31)
_THREE_MONTHS_ON = dt.date(_A_YEAR + 1, 3, 31)

# A rule is taken for that of the annual report only where nothing else is possible.
_THE_REPORT = re.compile(r"(?:(\w+) )?årsredovisning(?:en)?\b")
_ITS_OWN = re.compile(r"förbundets|samordningsförbundets|styrelsens|års|årets|\w*[^s]")
_PART_OF_IT = {
    "om", "till", "för", "av", "i", "med", "på", "efter", "ur", "från", "ingen", "samt",
    "när", "sedan", "att", "än",
}  # fmt: skip
_MADE = re.compile(r"\b(?:upprätta(?:r|s|d|t)?|klart?|färdigt?|gör|görs|göras|avges?|tas fram)\b")
_SOMETHING_ELSE = re.compile(
    r"revi[sd]|gransk|godkän|fastställ|ansvarsfrihet|underskri|underteckn|beslut|utkast|underlag"
    r"|bilag|förslag|preliminär|skicka|sänd|publicera|anslå|remiss|inte\b|delårs"
    r"|medlem|kommun|region|försäkringskass|arbetsförmedl|myndighet|insats|projekt|huvudm"
)
_ONLY_WHEN = re.compile(
    r"(?:årsredovisning(?:en)?|inom|senast|efter|från|och|med|per|den|till|i|år(?:et|ets)?|slut"
    r"|(?:verksamhets|räkenskaps|kalender)årets|dag(?:ar)?|veck(?:a|or)|månad(?:er)?|\d+"
    r"|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv"
    r"|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)"
)


def _is_annual_report(rule: YearRule) -> bool:
    """Tells whether a rule surely says when the annual report is made.

    It does where it cites 24 § of the act, or its text says no more than that the report is made.
    """
    said = normalised(rule.text.sv).lower()
    if _SOMETHING_ELSE.search(said):
        return False
    if (rule.citation.norm.key, rule.citation.locator) == (ACT.key, "24 §"):
        return True
    before = [found[1] or "" for found in _THE_REPORT.finditer(said)]
    if not before or any(w in _PART_OF_IT or (w and not _ITS_OWN.fullmatch(w)) for w in before):
        return False
    words = re.findall(r"\w+", said)
    return bool(_MADE.search(said)) or all(map(_ONLY_WHEN.fullmatch, words))


def report_day(case: Case) -> Iterator[Answer]:
    stated = [rule for rule in case.book.calendar if _is_annual_report(rule)]
    if not stated:
        yield unstated(
            "vi hittar ingen regel i boken om när årsredovisningen ska vara klar; lagens gäller",
            "we find no rule in the book on when the annual report is due; the act's holds",
        )
    for rule in stated:
        days = [item.nominal for item in rule.items(_A_YEAR, {})]
        last = days[-1] if days else None
        if last is None or last <= _A_YEAR_END:
            standing = Standing.NOT_STATED
            text = both(
                f"{rule.rule} säger inte hur långt efter årets slut årsredovisningen ska vara klar",
                f"{rule.rule} doesn't say how long after the end of the year the annual report is"
                " due",
            )
        else:
            late = last > _THREE_MONTHS_ON
            standing = Standing.DEPARTS if late else Standing.IN_ORDER
            if isinstance(rule, AfterYear):
                sv, en = rule.period.describe("sv"), rule.period.describe("en")
                text = both(
                    f"årsredovisningen ska enligt {rule.rule} vara klar {sv} efter årets slut",
                    f"the annual report is due {en} after the end of the year by {rule.rule}",
                )
            else:
                text = both(
                    f"årsredovisningen för till exempel {_A_YEAR} ska enligt {rule.rule} vara klar"
                    f" senast {last}",
                    f"the annual report for, say, {_A_YEAR} is due on {last} at the latest by"
                    f" {rule.rule}",
                )
        yield Answer(standing=standing, text=text, rules=(rule.rule,), citations=(rule.citation,))


_NO_AUDITORS = both("boken säger inget om revisorer", "the book says nothing of auditors")


def auditors(case: Case) -> Iterator[Answer]:
    stated = of_kind(case.book.all_statements, Auditors)
    if not stated or not case.members:
        missing = _NO_MEMBERS if stated else _NO_AUDITORS
        yield Answer(standing=Standing.NOT_STATED, text=missing)
        return
    agencies = (Authority.SOCIAL_INSURANCE_AGENCY, Authority.PUBLIC_EMPLOYMENT_SERVICE)
    state = [member for member in case.members if member.authority in agencies]
    right = len(case.members) - max(len(state) - 1, 0)
    for rule in stated:
        fewer = 1 <= rule.number < right
        if fewer and rule.shared is None:
            text = both(
                f"{rule.number} revisorer för {len(case.members)} medlemmar; det ska vara {right}"
                " om inte kommuner eller regioner har kommit överens om en gemensam, och det säger"
                " boken inte",
                f"{rule.number} auditors for {len(case.members)} members; there have to be"
                f" {right} unless municipalities or regions have agreed on one in common, which the"
                " book doesn't say",
            )
            yield about([rule], Standing.NOT_STATED, text)
        elif rule.number == right or (fewer and rule.shared):
            text = both(
                f"{rule.number} revisorer för {len(case.members)} medlemmar",
                f"{rule.number} auditors for {len(case.members)} members",
            )
            yield about([rule], Standing.IN_ORDER, text)
        else:
            text = both(
                f"{rule.number} revisorer för {len(case.members)} medlemmar; det ska vara {right},"
                " färre bara där kommuner eller regioner har kommit överens om en gemensam",
                f"{rule.number} auditors for {len(case.members)} members; there have to be"
                f" {right}, fewer only where municipalities or regions have agreed on one in"
                " common",
            )
            yield about([rule], Standing.DEPARTS, text)


def state_auditor(case: Case) -> Iterator[Answer]:
    stated = of_kind(case.book.all_statements, Auditors)
    named = [(rule, rule.state_named_by) for rule in stated if rule.state_named_by is not None]
    if not named:
        yield unstated(
            "boken säger inte vem som utser statens revisor",
            "the book doesn't say who names the state's auditor",
        )
    for rule, term in named:
        if term.key == Authority.SOCIAL_INSURANCE_AGENCY.term.key:
            text = both(
                "Försäkringskassan utser statens revisor",
                "Försäkringskassan names the state's auditor",
            )
            yield about([rule], Standing.IN_ORDER, text)
        else:
            text = both(
                f"boken säger att {term.in_('sv')} utser revisorn för Försäkringskassan och"
                " Arbetsförmedlingen; det gör Försäkringskassan",
                f"the book says that {term.in_('en')} names the auditor of Försäkringskassan and"
                " Arbetsförmedlingen; Försäkringskassan does",
            )
            yield about([rule], Standing.DEPARTS, text, known_as="X-07")
