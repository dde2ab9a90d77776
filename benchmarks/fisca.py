"""The same nine rules in openfisca-core: its own entity, variables, formulas and system.

A variable for each fact and for each rule, all of one person on one day (the birth date: of all
time), and formulas over whole arrays, as openfisca wants them. The bounds of the birth date are
worked out beforehand, as for the other engines. Openfisca keeps what it has worked out, so that
the rules are taken off what is kept (`cache_blacklist`); else a second question would time a look
in a dictionary.

Openfisca has no unknown. For a table in which a third is unknown, each fact is a list of three
(no, yes, unknown) and each rule two variables: surely met, and surely not.
"""

import operator
from collections.abc import Callable
from functools import reduce
from importlib import import_module

import polars as pl
from peers import AS_OF, BODIES, FIRST, FLAGS, LAST, PLACES, Peer, Row, Thing, flat

from finsam.municipalities import MUNICIPALITIES

DISTRIBUTION = "openfisca-core"
FACTS = ("activity", *FLAGS, *(f"need_{body}" for body in BODIES))
ANSWERS = ("no", "yes", "unknown")
VERDICTS = ("unknown", "eligible", "not_eligible")
TOWNS = ("unknown", *(place.name for place in MUNICIPALITIES))
RULES = tuple(f"C{number}" for number in range(9))
Formula = Callable[[Thing, Thing], Thing]  # the persons and the day: an array
Read = Callable[[Thing, Thing, str], Thing]  # and the name of a fact
Given = list[tuple[str, Thing, Thing]]  # the name of a fact, its period, an array


def formulas(yes: Read, no: Read, towns: Thing) -> list[tuple[Formula, Formula]]:
    """Returns each rule twice: whether it is surely met, and whether it surely isn't."""
    numpy = import_module("numpy")
    first, last, zero = numpy.datetime64(FIRST), numpy.datetime64(LAST), numpy.int8(0)
    needs = [f"need_{body}" for body in BODIES]

    def of_age(persons: Thing, day: Thing) -> Thing:
        born = persons("born", day)
        return (born >= first) & (born <= last)

    def not_of_age(persons: Thing, day: Thing) -> Thing:
        born = persons("born", day)
        return (born < first) | (born > last)

    def lives_here(persons: Thing, day: Thing) -> Thing:
        place = persons("place", day)
        return reduce(operator.or_, [place == towns[name] for name in PLACES])

    def lives_elsewhere(persons: Thing, day: Thing) -> Thing:
        return ~lives_here(persons, day) & (persons("place", day) != towns["unknown"])

    def any_of(read: Read, *facts: str) -> Formula:
        return lambda persons, day: reduce(operator.or_, [read(persons, day, f) for f in facts])

    def all_of(read: Read, *facts: str) -> Formula:
        return lambda persons, day: reduce(operator.and_, [read(persons, day, f) for f in facts])

    def at_least(count: int, read: Read, facts: list[str]) -> Formula:
        return lambda persons, day: sum((read(persons, day, f) for f in facts), zero) >= count

    return [
        (of_age, not_of_age),
        (lives_here, lives_elsewhere),
        (at_least(2, yes, needs), at_least(3, no, needs)),
        (all_of(yes, FLAGS[0]), all_of(no, FLAGS[0])),
        (any_of(yes, *FLAGS[1:4]), all_of(no, *FLAGS[1:4])),
        (any_of(yes, "activity", FLAGS[4]), all_of(no, "activity", FLAGS[4])),
        (all_of(no, FLAGS[5]), all_of(yes, FLAGS[5])),
        (all_of(no, FLAGS[6]), all_of(yes, FLAGS[6])),
        (any_of(no, *FLAGS[7:9]), all_of(yes, *FLAGS[7:9])),
    ]


def system(*, unknown: bool) -> Thing:
    """Returns the rules as a system of openfisca; its facts may be unknown, or never are."""
    model = import_module("openfisca_core.model_api")
    entity = import_module("openfisca_core.entities").build_entity(
        key="person", plural="persons", label="Person", is_person=True
    )
    made = import_module("openfisca_core.taxbenefitsystems").TaxBenefitSystem([entity])

    def add(name: str, kind: Thing, **more: Thing) -> None:
        body = {"value_type": kind, "entity": entity, "definition_period": model.DAY, **more}
        made.add_variable(type(name, (model.Variable,), body))

    def add_choice(name: str, among: Thing, **more: Thing) -> None:
        add(name, model.Enum, possible_values=among, default_value=among["unknown"], **more)

    answers, towns = model.Enum("Answer", ANSWERS), model.Enum("Town", TOWNS)
    add("born", model.date, definition_period=model.ETERNITY)
    add_choice("place", towns)
    for fact in FACTS:
        if unknown:
            add_choice(fact, answers)
        else:
            add(fact, bool)
    if unknown:
        pairs = formulas(
            lambda persons, day, fact: persons(fact, day) == answers["yes"],
            lambda persons, day, fact: persons(fact, day) == answers["no"],
            towns,
        )
    else:
        pairs = formulas(
            lambda persons, day, fact: persons(fact, day),
            lambda persons, day, fact: ~persons(fact, day),
            towns,
        )
    for rule, (met, failed) in zip(RULES, pairs, strict=True):
        add(rule, bool, formula=met)
        if unknown:
            add(f"{rule}_fails", bool, formula=failed)

    def verdict(persons: Thing, day: Thing) -> Thing:
        met = reduce(operator.and_, [persons(rule, day) for rule in RULES])
        fails = reduce(operator.or_, [persons(f"{rule}_fails", day) for rule in RULES])
        return met.view("int8") + fails.view("int8") * 2  # the place of the word in VERDICTS

    if unknown:
        add_choice("verdict", model.Enum("Verdict", VERDICTS), formula=verdict)
    made.cache_blacklist = {name for name, variable in made.variables.items() if variable.formulas}
    return made


def day() -> Thing:
    """Returns the day as openfisca has it."""
    return import_module("openfisca_core.periods").period(AS_OF.isoformat())


def given(born: Thing, place: Thing, facts: dict[str, Thing]) -> Given:
    """Returns arrays as openfisca takes them best: values, or the places of words in their list."""
    always, one_day = import_module("openfisca_core.periods").period("eternity"), day()
    rest = {"place": place, **facts}
    return [("born", always, born), *((name, one_day, array) for name, array in rest.items())]


def simulation(rules: Thing, arrays: Given) -> Thing:
    """Returns a simulation of as many persons as the arrays are long."""
    builder = import_module("openfisca_core.simulations").SimulationBuilder()
    made = builder.build_default_simulation(rules, len(arrays[0][2]))
    for name, period, array in arrays:
        made.set_input(name, period, array)
    made.opt_out_cache = True
    return made


def one(row: Row) -> Given:
    """Returns a settled person as arrays of one."""
    array, known = import_module("numpy").array, flat(row)
    born, place = array([row["born"]], "datetime64[D]"), array([TOWNS.index(str(row["place"]))])
    return given(born, place, {fact: array([known[fact]]) for fact in FACTS})


def ready() -> Peer:
    """One person in a simulation that lies ready: the calculation of the nine rules alone."""
    rules, on = system(unknown=False), day()

    def ask(made: Thing) -> list[bool]:
        return [made.calculate(rule, on)[0] for rule in RULES]

    return Peer(lambda row: simulation(rules, one(row)), ask)


def made_each_time() -> Peer:
    """One person whose arrays lie ready: the simulation is made and calculated."""
    rules, on = system(unknown=False), day()

    def ask(arrays: Given) -> list[bool]:
        made = simulation(rules, arrays)
        return [made.calculate(rule, on)[0] for rule in RULES]

    return Peer(one, ask)


def population(table: pl.DataFrame) -> Given:
    """Returns a table of which a third is unknown as arrays."""
    columns = {
        "activity": "benefits/activity_compensation",
        **{flag: flag for flag in FLAGS},
        **{f"need_{body}": f"needs/{body}" for body in BODIES},
    }
    unknown, towns = ANSWERS.index("unknown"), table["municipality"].cast(pl.Enum(TOWNS))
    facts = {
        fact: table[columns[fact]].cast(pl.Int16).fill_null(unknown).to_numpy() for fact in FACTS
    }
    place = towns.to_physical().cast(pl.Int16).fill_null(TOWNS.index("unknown")).to_numpy()
    return given(table["birth_date"].to_numpy(), place, facts)


def verdicts(made: Thing) -> Thing:
    """Returns the verdict on each person of a simulation."""
    return made.calculate("verdict", day())


PEERS: dict[str, tuple[str, Callable[[], Peer]]] = {
    "openfisca-core, a simulation that lies ready": (DISTRIBUTION, ready),
    "openfisca-core, a simulation made each time": (DISTRIBUTION, made_each_time),
}
