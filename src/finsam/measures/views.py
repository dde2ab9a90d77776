"""A rule set to read and to build from: as text, as a table, and as questions in plain data."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import chain
from typing import TypedDict

from attrs import evolve

from finsam.citations import Citation
from finsam.errors import Faults, InvalidInput
from finsam.rules import (
    AllOf,
    Choice,
    Clause,
    Concern,
    Condition,
    Date,
    Fact,
    HasEligibility,
    Includes,
    NotForIndividuals,
    Number,
    Only,
    Open,
    RuleSet,
    Selection,
    Strength,
    WayIn,
    YesNo,
    describe,
)
from finsam.rules.atoms import Atom, current_keys
from finsam.rules.conditions import children, heading, reading_order
from finsam.rules.evaluate import way_condition
from finsam.texts import LANGUAGES, Lang, Table, Text, folded, in_one_line

__all__ = [
    "Asker",
    "Judge",
    "Question",
    "QuestionOption",
    "Words",
    "questions",
    "rules_mermaid",
    "rules_table",
    "rules_text",
]


def __dir__() -> list[str]:
    return __all__


def _rules_of(given: object) -> RuleSet:
    """Returns the rules of what carries them; says why where there are none."""
    rules = getattr(given, "eligibility", None)
    if isinstance(rules, NotForIndividuals):
        rules.refuse()
    faults = Faults()
    if not isinstance(rules, RuleSet):
        name = type(given).__name__
        faults.add(
            "type",
            "rules",
            sv=f"ska vara en regeluppsättning eller en insats, inte {name}",
            en=f"takes a rule set or a measure, not {name}",
        )
        raise InvalidInput(faults.found)
    return rules


# As text


def rules_text(rules: HasEligibility, lang: Lang = "sv") -> str:
    r"""Returns a rule set as readable text: what decides, what is a remark, what is open, and why.

    >>> from finsam.measures import rules_text
    >>> from finsam.rulebooks import model
    >>> text = rules_text(model.SAMORDNINGSTEAM, "sv")
    >>> print("\n".join(text.splitlines()[12:15]))
    - Ålder 16–64 år. (BR-02)
      Villkor: ålder 16–64
      Källa: Modellinsatsen i finsam, som inget förbund har antagit, BR-02 (lokalt dokument)

    Args:
        rules: a rule set, a measure, or whatever else carries rules of taking part.
        lang: "sv" or "en".

    Raises:
        InvalidInput: what is given carries no rules.
        NotApplicable: the measure is not for individuals; the error says why.
        ValueError: `lang` is neither "sv" nor "en".

    Source: the rules' own citations, which stand under each.
    """
    given = _rules_of(rules)
    if lang not in LANGUAGES:
        raise ValueError(f"lang is 'sv' or 'en', not {lang!r}")
    return "\n".join(map(in_one_line, _lines(given, lang))) + "\n"


def _lines(rules: RuleSet, lang: Lang) -> Iterator[str]:
    title = folded(rules.name.in_(lang))
    yield title
    yield "=" * len(title)
    yield ""
    yield f"{_IN_FORCE.in_(lang)}: {rules.valid.in_(lang)}"
    yield f"{_DECIDES.in_(lang)}: {_decided_by(rules, lang)}"
    for over, stated in _sections(rules):
        lines = (
            _clause(each, rules, lang) if isinstance(each, Clause) else _way(each, rules, lang)
            for each in stated
        )
        yield from _section(over.in_(lang), chain.from_iterable(lines))
    yield from _section(_OPEN.in_(lang), _open(rules, lang))


def _sections(rules: RuleSet) -> Iterator[tuple[Text, tuple[Clause | WayIn, ...]]]:
    """Yields what a set states under the headings of a reader; nothing that would be empty."""
    for concern in Concern:
        yield from _stated(
            _REQUIRED[concern],
            (
                clause
                for clause in rules.clauses
                if clause.concern is concern and clause.strength is Strength.REQUIRED
            ),
        )
        if concern is Concern.ROUTE:
            yield from _stated(_WAYS, rules.ways_in or ())
    for strength, over in _OTHERS.items():
        yield from _stated(over, (c for c in rules.clauses if c.strength is strength))


def _stated(
    over: Text, each: Iterable[Clause | WayIn]
) -> Iterator[tuple[Text, tuple[Clause | WayIn, ...]]]:
    stated = tuple(each)
    if stated:
        yield over, stated


def _decided_by(rules: RuleSet, lang: Lang) -> str:
    if rules.decided_by is None:
        return _UNSAID.in_(lang)
    return f"{rules.decided_by.text.in_(lang)} ({rules.decided_by.rule})"


def _section(heading: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield ""
        yield heading
        yield ""
        yield from found


def _clause(clause: Clause, rules: RuleSet, lang: Lang) -> Iterator[str]:
    yield f"- {clause.text.in_(lang)} ({clause.rule})"
    if clause.applies_to is not None:
        yield f"  {_APPLIES.in_(lang)}: {describe(clause.applies_to, rules.vocabulary, lang)}"
    if clause.condition is not None:
        yield f"  {_CONDITION.in_(lang)}: {describe(clause.condition, rules.vocabulary, lang)}"
    yield from _readings(clause, lang)
    yield from _source(clause.citation, lang)


def _way(way: WayIn, rules: RuleSet, lang: Lang) -> Iterator[str]:
    closed = f", {_CLOSED.in_(lang)}" if way.closed else ""
    yield f"- {way.kind.in_(lang)}{closed}: {way.text.in_(lang)} ({way.rule})"
    tried = _tried(way, rules)
    if tried is not None:
        yield f"  {_CONDITION.in_(lang)}: {describe(tried, rules.vocabulary, lang)}"
    yield from _readings(way, lang)
    yield from _source(way.citation, lang)


def _tried(way: WayIn, rules: RuleSet) -> Condition | None:
    """Returns what is asked on a way; the part itself, where there is only one."""
    tried = way_condition(way, rules.vocabulary)
    return tried.of[0] if isinstance(tried, AllOf) and tried.needed == 1 else tried


def _readings(rule: Clause | WayIn, lang: Lang) -> Iterator[str]:
    for reading in rule.alternatives:
        yield f"  {_OTHER.in_(lang)}: {reading.text.in_(lang)} ({reading.key})"


def _source(citation: Citation, lang: Lang) -> Iterator[str]:
    yield f"  {_SOURCE.in_(lang)}: {citation.in_(lang)}"
    if citation.reading is not None:
        yield f"  {_OURS.in_(lang)}: {citation.reading.in_(lang)}"


def _open(rules: RuleSet, lang: Lang) -> Iterator[str]:
    for point in rules.open_points:
        yield f"- {point.text.in_(lang)} ({point.key})"
        for key in point.choices:
            yield f"  {_READ_AS.in_(lang)}: {point.choice_text(key).in_(lang)} ({key})"


# As a chart


def rules_mermaid(rules: HasEligibility, lang: Lang = "sv") -> str:
    r"""Returns a rule set as the text of a Mermaid flowchart: a tree of what it states and asks.

    Many wikis and code hosts draw it where it stands in a Markdown page. What is only a remark,
    ranks or is shown hangs by a dotted line; an open point has each of its readings under it.

    >>> from finsam.measures import rules_mermaid
    >>> from finsam.rulebooks import model
    >>> lines = rules_mermaid(model.SAMORDNINGSTEAM, "sv").splitlines()
    >>> print("\n".join([*lines[:3], *lines[5:7]]))
    flowchart LR
    n0(["Samordningsteam (modell)"])
    n0 --> n1[["Krav på personen"]]
    n1 --> n4["BR-02: Ålder 16–64 år."]
    n4 --> n5("ålder 16–64")

    Args:
        rules: a rule set, a measure, or whatever else carries rules of taking part.
        lang: "sv" or "en".

    Raises:
        InvalidInput: what is given carries no rules.
        NotApplicable: the measure is not for individuals; the error says why.
        ValueError: `lang` is neither "sv" nor "en".

    Source: the rules, each with its id.
    """
    given = _rules_of(rules)
    if lang not in LANGUAGES:
        raise ValueError(f"lang is 'sv' or 'en', not {lang!r}")
    return "\n".join(_Chart(given, lang).lines()) + "\n"


class _Chart:
    """Draws a rule set: each node has a number, and hangs under another."""

    def __init__(self, rules: RuleSet, lang: Lang) -> None:
        self.rules = rules
        self.lang: Lang = lang
        self.drawn: list[str] = []

    def lines(self) -> list[str]:
        """Returns the chart, the set itself first."""
        self.drawn = ["flowchart LR", f'n0(["{_label(self._in(self.rules.name))}"])']
        for over, stated in _sections(self.rules):
            section = self._node(0, f'[["{_label(self._in(over))}"]]')
            for each in stated:
                self._rule(each, section)
        return self.drawn

    def _in(self, text: Text) -> str:
        return text.in_(self.lang)

    def _node(self, under: int, shape: str, line: str = "-->") -> int:
        number = len(self.drawn) - 1
        self.drawn.append(f"n{under} {line} n{number}{shape}")
        return number

    def _rule(self, rule: Clause | WayIn, section: int) -> None:
        if isinstance(rule, WayIn):
            closed = f", {self._in(_CLOSED)}" if rule.closed else ""
            said = f"{rule.rule} {rule.kind.in_(self.lang)}{closed}: {self._in(rule.text)}"
            number = self._node(section, f'["{_label(said)}"]')
            others = (
                (reading.text, _tried(evolve(rule, steps=reading.condition), self.rules))
                for reading in rule.alternatives
            )
            self._parts(number, None, _tried(rule, self.rules), others)
            return
        said = f"{rule.rule}: {self._in(rule.text)}"
        line = "-->" if rule.strength is Strength.REQUIRED else "-.->"
        number = self._node(section, f'["{_label(said)}"]', line)
        readings = ((reading.text, reading.condition) for reading in rule.alternatives)
        self._parts(number, rule.applies_to, rule.condition, readings)

    def _parts(
        self,
        number: int,
        applies_to: Condition | None,
        condition: Condition | None,
        others: Iterable[tuple[Text, Condition | None]],
    ) -> None:
        if applies_to is not None:
            self._condition(number, applies_to, _labelled(self._in(_APPLIES)))
        if condition is not None:
            self._condition(number, condition)
        for text, other in others:
            if other is None:
                continue  # a way that is shut asks nothing, however its steps are read
            said = f"{self._in(_OTHER)}: {self._in(text)}"
            self._condition(number, other, _labelled(said, dotted=True))

    def _condition(self, under: int, condition: Condition, line: str = "-->") -> None:
        if isinstance(condition, Atom):
            said = describe(condition, self.rules.vocabulary, self.lang)
            self._node(under, f'("{_label(said)}")', line)
            return
        shape = f'{{{{"{_label(heading(condition, self.lang))}"}}}}'
        number = self._node(under, shape, line)
        if isinstance(condition, Open):
            for reading in condition.readings:
                said = self._in(reading.text)
                self._condition(number, reading.condition, _labelled(said, dotted=True))
            return
        for _, part in children(condition):
            self._condition(number, part)


def _labelled(said: str, *, dotted: bool = False) -> str:
    """Returns a line between two nodes that says something."""
    return f'{"-." if dotted else "--"} "{_label(said)}" {".->" if dotted else "-->"}'


def _label(said: str) -> str:
    """Returns a text as it can stand in a label: in one line, with nothing that Mermaid reads."""
    plain = folded(said).translate(_READ_BY_MERMAID).replace("%%", "#37;#37;")
    return _LIST.sub(lambda found: f"{found[1]}#{ord(found[2])};", plain)


_LIST = re.compile(r"^(\d*)([.)+-])(?=\s)")
_READ_BY_MERMAID = {ord(sign): f"#{ord(sign)};" for sign in '#"&<>`\\*_~'}


# As a table


def rules_table(rules: HasEligibility, lang: Lang = "sv") -> Table:
    """Returns a rule set as a table: rule, strength, concern, text, condition, source.

    >>> from finsam.measures import rules_table
    >>> from finsam.rulebooks import model
    >>> table = rules_table(model.SAMORDNINGSTEAM, "sv")
    >>> print(" | ".join(table.head))
    regel | styrka | rör | text | villkor | källa
    >>> print(" | ".join(table.rows[1][:5]))
    BR-02 | krav | Personen | Ålder 16–64 år. | ålder 16–64
    >>> table.drawn("markdown").startswith("**Samordningsteam (modell)**")
    True

    Args:
        rules: a rule set, a measure, or whatever else carries rules of taking part.
        lang: "sv" or "en".

    Raises:
        InvalidInput: what is given carries no rules.
        NotApplicable: the measure is not for individuals; the error says why.
        ValueError: `lang` is neither "sv" nor "en".

    Source: the rules' own citations.
    """
    given = _rules_of(rules)
    rows = [
        (
            clause.rule,
            clause.strength.in_(lang),
            clause.concern.in_(lang),
            clause.text.in_(lang),
            _conditions((clause.applies_to, clause.condition), given, lang),
            clause.citation.in_(lang),
        )
        for clause in given.clauses
    ]
    rows += [
        (
            way.rule,
            way.kind.in_(lang),
            Concern.ROUTE.in_(lang),
            way.text.in_(lang),
            _CLOSED.in_(lang)
            if way.closed
            else _conditions((None, _tried(way, given)), given, lang),
            way.citation.in_(lang),
        )
        for way in given.ways_in or ()
    ]
    return Table(
        title=given.name.in_(lang),
        head=tuple(text.in_(lang) for text in _HEAD),
        rows=tuple(rows),
        align="llllll",
        notes=(
            f"{_IN_FORCE.in_(lang)}: {given.valid.in_(lang)}",
            f"{_DECIDES.in_(lang)}: {_decided_by(given, lang)}",
        ),
    )


def _conditions(
    parts: tuple[Condition | None, Condition | None], rules: RuleSet, lang: Lang
) -> str:
    """Returns for whom a rule is one and what it asks; a dash for what asks nothing."""
    applies, asked = (
        None if part is None else describe(part, rules.vocabulary, lang) for part in parts
    )
    if asked is None:
        return "–"
    if applies is None:
        return asked
    only = _APPLIES.in_(lang)
    return f"{asked} ({only[:1].lower()}{only[1:]}: {applies})"


_HEAD = (
    Text(sv="regel", en="rule"),
    Text(sv="styrka", en="strength"),
    Text(sv="rör", en="concern"),
    Text(sv="text", en="text"),
    Text(sv="villkor", en="condition"),
    Text(sv="källa", en="source"),
)
_IN_FORCE = Text(sv="Gäller", en="In force")
_DECIDES = Text(sv="Beslutar om intag", en="Decides on intake")
_UNSAID = Text(sv="sägs inte i källan", en="not said in the source")
_REQUIRED = {
    Concern.PERSON: Text(sv="Krav på personen", en="Required of the person"),
    Concern.ROUTE: Text(sv="Krav på vägen in", en="Required of the way in"),
    Concern.PREPARATION: Text(sv="Krav på förberedelser", en="Required as preparation"),
    Concern.CONSENT: Text(sv="Krav på samtycke", en="Required as consent"),
    Concern.PLACE: Text(sv="Krav på plats och tid", en="Required of place and time"),
}
_WAYS = Text(sv="Vägar in", en="Ways in")
_OTHERS = {
    Strength.PRIORITY: Text(sv="Ger förtur, nekar ingen", en="Gives priority, refuses nobody"),
    Strength.GUIDELINE: Text(sv="Riktlinjer, bara en anmärkning", en="Guidelines, only a remark"),
    Strength.STATEMENT: Text(sv="Upplysningar, prövas inte", en="Statements, never tried"),
}
_OPEN = Text(sv="Öppet i källan", en="Open in the source")
_READ_AS = Text(sv="kan läsas som", en="can be read as")
_OTHER = Text(sv="Annan läsning", en="Another reading")
_APPLIES = Text(sv="Gäller bara om", en="Applies only if")
_CONDITION = Text(sv="Villkor", en="Condition")
_CLOSED = Text(sv="stängd", en="closed")
_SOURCE = Text(sv="Källa", en="Source")
_OURS = Text(sv="Vår läsning", en="Our reading")


# As questions


class Words(TypedDict):
    """A text in both languages."""

    sv: str
    en: str


class QuestionOption(TypedDict):
    """One that can be chosen: its key, its names, the one it stands under, whether a rule reads it.

    `asked` is False for a member of a set that no rule reads, so that a form can leave it out.
    """

    key: str
    name: Words
    parent: str | None
    asked: bool


class Asker(TypedDict):
    """A clause or a way in that reads the fact: its key, its rule, how it weighs, what it rules.

    `strength` is None for a way in.
    """

    key: str
    rule: str
    strength: str | None
    concern: str


class Judge(TypedDict):
    """Who makes a judgement: a key and names; "not_stated" where the source doesn't say."""

    key: str
    name: Words


class Question(TypedDict):
    """A question of a form: only dicts, lists, texts, numbers, True, False and None.

    `kind` is "yes_no", "number", "date", "choice" or "selection". `options` is empty but for the
    last two. `unit`, `minimum`, `maximum` and `decimals` are for a number, where a bound that isn't
    whole is a text ("0.5"); `past` is for a date, True where it can't lie ahead.

    >>> from finsam.measures import questions
    >>> from finsam.rulebooks import model
    >>> question = questions(model.SAMORDNINGSTEAM)[1]
    >>> question["key"], question["kind"], question["past"], question["text"]["en"]
    ('birth_date', 'date', True, 'When was the person born?')
    """

    key: str
    text: Words
    kind: str
    about: str
    options: list[QuestionOption]
    unit: Words | None
    minimum: int | str | None
    maximum: int | str | None
    decimals: int | None
    past: bool | None
    judged_by: Judge | None
    sensitive: bool
    asked_by: list[Asker]


def questions(rules: HasEligibility) -> list[Question]:
    """Returns what a form for the rules would ask, in reading order, as plain data.

    It can be written as JSON as it is. Nothing has a default, and each question says which rules
    ask it, so that a form can show why.

    >>> from finsam.measures import questions
    >>> from finsam.rulebooks import model
    >>> asked = questions(model.SAMORDNINGSTEAM)
    >>> [question["key"] for question in asked][:3]
    ['needs', 'birth_date', 'ongoing_addiction']
    >>> [option["name"]["sv"] for option in asked[0]["options"] if option["asked"]]
    ['kommunen', 'regionen', 'Försäkringskassan', 'Arbetsförmedlingen']
    >>> asked[1]["asked_by"]
    [{'key': 'BR-02', 'rule': 'BR-02', 'strength': 'required', 'concern': 'person'}]

    Args:
        rules: a rule set, a measure, or whatever else carries rules of taking part.

    Raises:
        InvalidInput: what is given carries no rules.
        NotApplicable: the measure is not for individuals; the error says why.

    Source: the how-to Embed in a form.
    """
    given = _rules_of(rules)
    askers: dict[str, list[Asker]] = {}
    members: dict[str, set[str]] = {}
    for asker, conditions in _asking(given):
        for condition in conditions:
            for _, part in reading_order(condition):
                if isinstance(part, Atom) and part.reads is not None:
                    asked_by = askers.setdefault(part.reads, [])
                    if asker not in asked_by:
                        asked_by.append(asker)
                    fact = given.vocabulary[part.reads]
                    members.setdefault(part.reads, set()).update(_read(part, fact))
    return [_question(fact, askers[fact.key], members[fact.key]) for fact in given.facts]


def _asking(rules: RuleSet) -> Iterator[tuple[Asker, list[Condition]]]:
    """Yields each clause and way in with its conditions, those of other readings too."""
    for clause in rules.clauses:
        parts = [part for part in (clause.applies_to, clause.condition) if part is not None]
        asker = Asker(
            key=clause.key,
            rule=clause.rule,
            strength=clause.strength.value,
            concern=clause.concern.value,
        )
        yield asker, [*parts, *(reading.condition for reading in clause.alternatives)]
    for way in rules.ways_in or ():
        tried = way_condition(way, rules.vocabulary)
        asked = (tried, way.open_to, way.steps, way.any_referrer)
        parts = [part for part in asked if part is not None]
        asker = Asker(key=way.key, rule=way.rule, strength=None, concern=Concern.ROUTE.value)
        yield asker, [*parts, *(reading.condition for reading in way.alternatives)]


def _read(atom: Atom, fact: Fact) -> Iterable[str]:
    """Returns the members of its fact's set that an atom reads; none where it is no set."""
    if isinstance(atom, Includes):
        return current_keys(atom.members, fact)
    if isinstance(atom, Only):
        assert isinstance(fact.kind, Selection)
        return fact.kind.terms
    return ()


def _words(text: Text) -> Words:
    return Words(sv=text.sv, en=text.en)


def _options(kind: Choice | Selection, read: set[str]) -> list[QuestionOption]:
    return [
        QuestionOption(
            key=key,
            name=_words(kind.terms[key].name),
            parent=kind.terms[key].parent if kind.terms[key].parent in kind.terms else None,
            asked=isinstance(kind, Choice) or key in read,
        )
        for key in kind.terms
    ]


_KINDS: Mapping[type, str] = {
    YesNo: "yes_no",
    Number: "number",
    Date: "date",
    Choice: "choice",
    Selection: "selection",
}


def _bound(value: int | Decimal | None) -> int | str | None:
    return f"{value:f}" if isinstance(value, Decimal) else value


def _question(fact: Fact, asked_by: list[Asker], read: set[str]) -> Question:
    kind, judge = fact.kind, fact.judged_by
    number = kind if isinstance(kind, Number) else None
    return Question(
        key=fact.key,
        text=_words(fact.question),
        kind=_KINDS[type(kind)],
        about=fact.about.value,
        options=_options(kind, read) if isinstance(kind, Choice | Selection) else [],
        unit=None if number is None else _words(number.unit),
        minimum=None if number is None else _bound(number.minimum),
        maximum=None if number is None else _bound(number.maximum),
        decimals=None if number is None else number.decimals,
        past=kind.past if isinstance(kind, Date) else None,
        judged_by=None if judge is None else Judge(key=judge.key, name=_words(judge.name)),
        sensitive=fact.sensitive,
        asked_by=asked_by,
    )
