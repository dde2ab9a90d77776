"""What a base allows of a set that is derived from it, and how the set departs from it."""

import datetime as dt
from typing import TYPE_CHECKING

from attrs import evolve

from finsam.errors import Faults
from finsam.rules.atoms import Day
from finsam.rules.clauses import Clause, LocalChange, Strength
from finsam.rules.facts import Choice, Fact, Selection, Vocabulary
from finsam.rules.pairs import looser
from finsam.rules.witnesses import Shown, told
from finsam.texts import Text

if TYPE_CHECKING:
    from finsam.rules.rulesets import RuleSet


def check_change(
    base: "RuleSet", key: str, path: str, clause: Clause | None, faults: Faults
) -> None:
    """Notes that a base doesn't allow another clause in the place of its own, or none there."""
    by_key = {each.key: each for each in base.clauses}
    if key not in by_key:
        what = Text(sv=f"en regel i {base.key}", en=f"a clause of {base.key}")
        faults.unknown(path, what=what, value=key, among=by_key)
        return
    old = by_key[key]
    if clause is not None and _LOOSER.index(clause.local) > _LOOSER.index(old.local):
        faults.add(
            "closed",
            f"{path}.local",
            sv=f'{key!r} har local = "{old.local}" i grunden och kan inte få local ='
            f' "{clause.local}"',
            en=f'{key!r} has local = "{old.local}" in the base and can\'t get local ='
            f' "{clause.local}"',
            value=key,
        )
    needed = {LocalChange.FREE}
    if clause is not None:
        needed.add(LocalChange.MAY_BE_TIGHTENED)
    if old.local not in needed:
        rule, cited = old.rule, old.citation
        cure = _CURE if clause is not None else Text(sv='local = "free"', en='local = "free"')
        by = _NOTHING
        if clause is not None:
            other = clause.citation
            by = {
                "sv": f", och ändringen hänvisar till {clause.rule}, {other.in_('sv')}",
                "en": f", and the change cites {clause.rule}, {other.in_('en')}",
            }
        faults.add(
            "closed",
            path,
            sv=f"{key!r} får inte ändras så; {_SHUT[old.local].sv} enligt {rule},"
            f" {cited.in_('sv')}{by['sv']}; den som äger grunden kan öppna den med {cure.sv}",
            en=f"{key!r} can't be changed so; {_SHUT[old.local].en} by {rule},"
            f" {cited.in_('en')}{by['en']}; who owns the base can open it with {cure.en}",
            value=key,
        )


def check_vocabulary(base: "RuleSet", vocabulary: Vocabulary, faults: Faults) -> None:
    """Notes facts of a base that are missing or changed."""
    for fact in base.vocabulary:
        if fact.key not in vocabulary or not _extends(fact, vocabulary[fact.key]):
            faults.add(
                "redefined",
                "vocabulary",
                sv=f"{fact.key!r} saknas eller är ändrat; fakta kan bara läggas till",
                en=f"{fact.key!r} is missing or changed; facts can only be added",
                value=fact.key,
            )


def _extends(old: Fact, new: Fact) -> bool:
    for kind in (Choice, Selection):
        if isinstance(old.kind, kind) and isinstance(new.kind, kind):
            more = set(old.kind.options) <= set(new.kind.options)
            return more and evolve(old, kind=new.kind) == new
    return old == new


def check_tightness(
    derived: "RuleSet", old: Clause, new: Clause, path: str, faults: Faults
) -> None:
    """Notes that a clause of the base was replaced by one that isn't as tight."""
    cited = Text(
        sv=f"{old.rule}, {old.citation.in_('sv')}, får bara skärpas, inte av {new.rule},"
        f" {new.citation.in_('sv')}",
        en=f"{old.rule}, {old.citation.in_('en')}, can only be tightened, not by {new.rule},"
        f" {new.citation.in_('en')}",
    )
    if _STRENGTHS.index(new.strength) < _STRENGTHS.index(old.strength):
        faults.add(
            "looser",
            f"{path}.strength",
            sv=f"{cited.sv}: {new.strength.value} väger mindre än {old.strength.value}",
            en=f"{cited.en}: {new.strength.value} weighs less than {old.strength.value}",
            value=old.key,
        )
    elif new.concern is not old.concern:
        faults.add(
            "looser",
            f"{path}.concern",
            sv=f"{cited.sv}: den handlar om något annat",
            en=f"{cited.en}: it is about something else",
            value=old.key,
        )
    elif old.is_evaluated:
        found = _looser(derived, old, new)
        if found is not None:
            day, shown = found
            when, words = Day(day, derived.leap_day), (derived.vocabulary, derived.atoms)
            sv = "; ".join(told(shown.facts, *words, when, "sv"))
            en = "; ".join(told(shown.facts, *words, when, "en"))
            faults.add(
                "looser",
                f"{path}.condition",
                sv=f"{cited.sv}: den uppfylls {day} av någon som grunden utesluter: {sv}",
                en=f"{cited.en}: it is met on {day} by somebody whom the base leaves out: {en}",
                value=old.key,
            )


def departing(derived: "RuleSet", old: Clause, new: Clause | None) -> Text | None:
    """Returns how a clause departs from one of a base; None where it doesn't."""
    if new is None:
        return Text(sv="tas bort", en="is left out")
    weight = _STRENGTHS.index(new.strength) - _STRENGTHS.index(old.strength)
    if weight < 0:
        return Text(sv="väger mindre", en="weighs less")
    if old.is_evaluated and new.is_evaluated:
        outside, inside = _looser(derived, old, new), _looser(derived, new, old)
        if outside is not None:
            how = Text(sv="är vidare", en="is looser")
            if inside is not None:
                how = Text(sv="säger något annat", en="says otherwise")
            return _weighed(how, weight)
        if inside is not None:
            how = Text(sv="är snävare", en="is tighter")
            return _weighed(how, weight)
    elif old.text != new.text and not old.is_evaluated:
        return Text(sv="säger något annat", en="says otherwise")
    return Text(sv="väger mer", en="weighs more") if weight else None


def _weighed(how: Text, weight: int) -> Text:
    """Returns how a clause departs, and that it weighs more too where it does."""
    if weight <= 0:
        return how
    return Text(sv=f"{how.sv} och väger mer", en=f"{how.en} and weighs more")


def _looser(derived: "RuleSet", old: Clause, new: Clause) -> tuple[dt.date, Shown] | None:
    start = derived.valid.start or _FIRST_DAY
    end = derived.valid.end or dt.date(start.year + _YEARS_AHEAD, 12, 31)
    return looser(
        old, new, derived.vocabulary, leap_day=derived.leap_day, days=(start, max(start, end))
    )


_NOTHING = {"sv": "", "en": ""}
_FIRST_DAY = dt.date(1950, 1, 1)  # where the days of an undated set begin
_YEARS_AHEAD = 150  # how far ahead the days of a set without an end are looked at
_STRENGTHS = (Strength.STATEMENT, Strength.PRIORITY, Strength.GUIDELINE, Strength.REQUIRED)
_SHUT = {
    LocalChange.CLOSED: Text(
        sv='den är stängd för ändring (local = "closed")', en='it is closed (local = "closed")'
    ),
    LocalChange.MAY_BE_TIGHTENED: Text(
        sv='den får skärpas men inte tas bort (local = "may_be_tightened")',
        en='it may be tightened and not dropped (local = "may_be_tightened")',
    ),
}
_CURE = Text(
    sv='local = "free" eller "may_be_tightened"', en='local = "free" or "may_be_tightened"'
)
_LOOSER = (LocalChange.CLOSED, LocalChange.MAY_BE_TIGHTENED, LocalChange.FREE)
