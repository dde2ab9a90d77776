"""A comparison of two rule sets told for people, in Swedish and English."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from finsam.rules.atoms import Day
from finsam.rules.clauses import Clause
from finsam.rules.conditions import describe
from finsam.rules.drawing import Line
from finsam.rules.rulesets import RuleSet
from finsam.rules.witnesses import told
from finsam.texts import Lang, Table, Text

if TYPE_CHECKING:
    from finsam.rules.comparison import Comparison, Witness

PARTS = {
    "text": Text(sv="text", en="text"),
    "condition": Text(sv="villkor", en="condition"),
    "applies_to": Text(sv="för vem den gäller", en="whom it applies to"),
    "strength": Text(sv="styrka", en="strength"),
    "concern": Text(sv="vad den handlar om", en="what it is about"),
    "citation": Text(sv="källa", en="source"),
    "rule": Text(sv="regelnummer", en="rule"),
}


@frozen
class Teller:
    """Tells a comparison, in one language."""

    comparison: "Comparison"
    lang: Lang

    def _in(self, text: Text) -> str:
        return text.in_(self.lang)

    def lines(self) -> Iterator[Line]:
        """Yields the whole comparison."""
        found = self.comparison
        yield Line(0, self._title)
        sides = tuple(zip((found.a, found.b), self._names, strict=True))
        for rules, name in sides:
            if found.as_of not in rules.valid:
                when = rules.valid.in_(self.lang)
                said = f"{name}: {self._in(_NOT_IN_FORCE)}"
                yield Line(2, said if when in name else f"{said}; {when}")
        for rules, name in sides:
            if not rules.deciding:
                yield Line(2, f"{name}: {self._in(_NOBODY_BY_SILENCE)}")
        yield from self._where()
        yield from self._left_out()
        yield from self._who()
        yield from self._clause_by_clause()
        yield from self._differences()

    def table(self) -> Table:
        """Returns the clauses side by side."""
        found = self.comparison
        a, b = self._names
        rule = self._in(_RULE)
        return Table(
            title=self._title,
            head=(rule, a, rule, b, self._in(_DIFFERENCE)),
            rows=tuple(
                (
                    *(_MISSING if each.a is None else (each.a.rule, self._in(each.a.text))),
                    *(_MISSING if each.b is None else (each.b.rule, self._in(each.b.text))),
                    each.meaning.in_(self.lang),
                )
                for each in found.clauses
            ),
            align="lllll",
        )

    @property
    def _title(self) -> str:
        a, b = self._names
        return f"{a} – {b}, {self.comparison.as_of}"

    @cached_property
    def _names(self) -> tuple[str, str]:
        """What each of the two is called; by its days too, or its place, where that is alike."""
        a, b = self.comparison.a, self.comparison.b
        if (self._in(a.name), a.key) != (self._in(b.name), b.key):
            more = ("", "")
        elif a.valid.in_(self.lang) != b.valid.in_(self.lang):
            more = (f", {self._days(a)}", f", {self._days(b)}")
        else:
            more = (f", {self._in(_THE_FIRST)}", f", {self._in(_THE_SECOND)}")
        return (
            f"{self._in(a.name)} ({a.key}{more[0]})",
            f"{self._in(b.name)} ({b.key}{more[1]})",
        )

    def _days(self, rules: RuleSet) -> str:
        if rules.valid.is_undated:
            return self._in(_UNDATED)
        return f"{self._in(_IN_FORCE)} {rules.valid.in_(self.lang)}"

    def _where(self) -> Iterator[Line]:
        found = self.comparison.catchments
        yield Line(1, self._in(_CATCHMENTS))
        if not found.a and not found.b:  # or the caller compares places as all else
            yield Line(2, self._in(_NO_PLACES))
            return
        if not found.overlap:
            said = _NO_OVERLAP
        elif found.a and found.b:
            said = _SAME_PLACES if found.a == found.b else _OVERLAP
        else:
            said = _ONE_PLACE
        yield Line(2, self._in(said))
        a, b = self.comparison.a, self.comparison.b
        alike = self._in(a.name) == self._in(b.name)
        first, second = self._names if alike else (self._in(a.name), self._in(b.name))
        for rules, name, places in ((a, first, found.a), (b, second, found.b)):
            for key, names in places.items():
                few = len(names) <= _MOST_NAMES
                named = ", ".join(names) if few else f"{len(names)} {self._in(_SO_MANY)}"
                question = self._in(rules.vocabulary[key].question)
                yield Line(3, f"{name}: {question} {named}")
            if not places:
                yield Line(3, f"{name}: {self._in(_NO_PLACE)}")

    def _left_out(self) -> Iterator[Line]:
        found = self.comparison
        a, b = self._names
        for facts, title in (
            (found.places, self._in(_APART)),
            (found.also_asked_by_a, f"{self._in(_ALSO)} {a}"),
            (found.also_asked_by_b, f"{self._in(_ALSO)} {b}"),
        ):
            if facts:
                yield Line(1, title)
                yield from (Line(3, self._in(fact.question)) for fact in facts)

    def _who(self) -> Iterator[Line]:
        found = self.comparison
        yield Line(1, self._in(_WHO))
        if not found.compared:
            yield Line(2, self._in(_NOTHING_IN_COMMON))
        a, b = self._names
        for title, witness, nobody in (
            (_BOTH, found.of_both, _NOBODY),
            (_LOSES, found.loses, self._nobody(found.b.deciding)),
            (_GAINS, found.gains, self._nobody(found.a.deciding)),
        ):
            text = self._in(title).format(a=a, b=b)
            yield Line(3, f"{text}: {self._in(_SOMEBODY if witness else nobody)}")
            yield from self._person(witness)

    def _nobody(self, clauses: Iterable[Clause]) -> Text:
        """Returns that nobody fails clauses, with what that leaves out where they ask about it.

        What else is left out makes no difference: the other set takes it at its most favourable.
        """
        found = self.comparison
        left = {f.key for f in (*found.places, *found.also_asked_by_a, *found.also_asked_by_b)}
        asked = {atom.reads for clause in clauses for atom in clause.atoms}
        return _NOBODY if asked.isdisjoint(left) else _NOBODY_APART

    def _person(self, witness: "Witness | None") -> Iterator[Line]:
        if witness is None:
            return
        rules = self.comparison.a
        atoms = (*rules.atoms, *self.comparison.b.atoms)
        day = Day(self.comparison.as_of, rules.leap_day)
        for line in told(witness.facts, rules.vocabulary, atoms, day, self.lang):
            yield Line(4, line)
        points = {p.key: p for side in (rules, self.comparison.b) for p in side.open_points}
        for key, reading in {**witness.a.readings, **witness.b.readings}.items():
            said = self._in(points[key].choice_text(reading))
            yield Line(4, f"{self._in(_IF_READ)}: {self._in(points[key].text)} ({key}): {said}")

    def _clause_by_clause(self) -> Iterator[Line]:
        a, b = self._names
        for of_b, rules, other in ((True, b, a), (False, a, b)):
            yield Line(1, self._in(_FAILS).format(other=other, rules=rules))
            for found in self.comparison.fails:
                if found.of_b is of_b:
                    clause = found.clause
                    word = _ALONE if found.alone else _AMONG
                    if found.witness is None:
                        only_left_out = self.comparison.leaves_out(clause)
                        word = _ONLY_LEFT_OUT if only_left_out else self._nobody([clause])
                    text = f"{self._in(clause.text)} ({clause.rule})"
                    yield Line(3, f"{text} {self._in(word)}")
                    yield from self._person(found.witness)

    def _differences(self) -> Iterator[Line]:
        yield Line(1, self._in(_CLAUSES))
        for each in self.comparison.clauses:
            shown = [clause for clause in (each.a, each.b) if clause is not None]
            keys = " – ".join(dict.fromkeys(clause.key for clause in shown))
            yield Line(3, f"{keys}: {each.meaning.in_(self.lang)}")
            texts = dict.fromkeys(self._in(clause.text) for clause in shown)
            yield from (Line(4, text) for text in texts)
            if each.changed:
                names = ", ".join(self._in(PARTS[part]) for part in each.changed)
                yield Line(4, f"{self._in(_CHANGED)}: {names}")
            if "condition" in each.changed and each.meaning != "same":
                for clause in shown:
                    if clause.condition is not None:
                        vocabulary = self.comparison.a.vocabulary
                        yield Line(4, describe(clause.condition, vocabulary, self.lang))


_MISSING = ("–", "–")
_RULE = Text(sv="regel", en="rule")
_DIFFERENCE = Text(sv="skillnad", en="difference")
_IN_FORCE = Text(sv="gäller", en="in force")
_UNDATED = Text(sv="odaterad", en="undated")
_THE_FIRST = Text(sv="den första", en="the first")
_THE_SECOND = Text(sv="den andra", en="the second")
_MOST_NAMES = 12
_NOT_IN_FORCE = Text(
    sv="gäller inte den dagen, och läses som om den gjorde det",
    en="is not in force on the day, and is read as if it were",
)
_NOBODY_BY_SILENCE = Text(
    sv="anger inget avgörande krav; ingen blir behörig av tystnad",
    en="states no deciding criterion; nobody passes by silence",
)
_CATCHMENTS = Text(sv="Upptagningsområden", en="Catchments")
_OVERLAP = Text(sv="Områdena överlappar.", en="The catchments overlap.")
_SAME_PLACES = Text(sv="Områdena är desamma.", en="The catchments are the same.")
_NO_PLACES = Text(sv="Inget område jämförs.", en="No catchments are compared.")
_ONE_PLACE = Text(sv="Bara den ena anger något område.", en="Only one of them states a catchment.")
_NO_OVERLAP = Text(
    sv="Områdena överlappar inte: ingen kan vara behörig till båda.",
    en="The catchments don't overlap: nobody can be eligible by both.",
)
_NO_PLACE = Text(sv="anger inget område", en="states no catchment")
_SO_MANY = Text(sv="möjliga", en="possible ones")
_APART = Text(sv="Lämnas utanför: var personen hör hemma", en="Left out: where the person belongs")
_ALSO = Text(sv="Lämnas också utanför: frågas bara av", en="Left out too: also asked, only by")
_WHO = Text(
    sv="Vem skillnaden gäller, bortsett från det",
    en="Whom the difference is about, apart from that",
)
_NOTHING_IN_COMMON = Text(
    sv="De två frågar inte om något gemensamt utöver det som lämnas utanför.",
    en="The two ask about nothing in common but what is left out.",
)
_BOTH = Text(sv="Behörig till båda", en="Eligible by both")
_LOSES = Text(sv="Behörig till {a}, inte till {b}", en="Eligible by {a}, not by {b}")
_GAINS = Text(sv="Behörig till {b}, inte till {a}", en="Eligible by {b}, not by {a}")
_SOMEBODY = Text(sv="till exempel", en="for example")
_NOBODY = Text(sv="ingen", en="no one")
_NOBODY_APART = Text(
    sv="ingen, bortsett från det som lämnas utanför", en="no one, apart from what is left out"
)
_FAILS = Text(
    sv="Behöriga till {other} som faller på en regel i {rules}",
    en="Those eligible by {other} who fail a clause of {rules}",
)
_ALONE = Text(sv="faller bara på den", en="fails only this")
_AMONG = Text(sv="faller på den, bland andra", en="fails this among others")
_ONLY_LEFT_OUT = Text(
    sv="frågar bara om det som lämnas utanför", en="asks only about what is left out"
)
_CLAUSES = Text(sv="Regel för regel", en="Clause by clause")
_CHANGED = Text(sv="skiljer sig", en="differs in")
_IF_READ = Text(sv="om källan läses så", en="if the source is read so")
