"""A förbund's own rules, written by hand in TOML, used as any shipped rule book.

Run it with `python examples/own_rule_book.py`. The association and its rules are made up; they
stand in exempelforbundet.toml beside this file. The text is in Swedish.
"""

from datetime import date
from pathlib import Path

from finsam import InvalidRules, Person, Referral, assess, compare
from finsam.exchange import rulebook_from_toml
from finsam.financing import Equal, contributions, reconcile, review
from finsam.legaltime import Years
from finsam.measures import RuleBook, check_conformity, letter, lint_book
from finsam.members import Side
from finsam.participation import Participation, agenda
from finsam.rulebooks import finnveden
from finsam.rules import NotForIndividuals, Outcome, lint

TEXT = Path(__file__).with_name("exempelforbundet.toml").read_text(encoding="utf-8")
DAY = date(2026, 11, 22)

LISA = Referral(
    person=Person(
        birth_date=date(1999, 4, 3),
        municipality="Orsa",
        needs={"labour_market_unit", "region"},
        benefits={"social_assistance"},
        facts={
            "sick_listed": False,
            "unemployed": True,
            "weak_foothold": True,
            "little_education": True,
            "on_public_support": True,
            "suits_overall": True,
            "hours_able": 2,
            "places_free": 3,
        },
    ),
    referred_by="labour_market_unit",
    consents=["sharing", "employer"],
    facts={"tried_measures": {"guidance": True}},
)
OVE = Referral(
    person=Person(birth_date=date(1960, 1, 15), municipality="Älvdalen", benefits=[]),
    referred_by="the_person",
    consents=[],
)


def show_measures(book: RuleBook) -> None:
    """Prints the measures, and what each is derived from."""
    print(f"{book.association.name.sv}, regelboken {book.key!r}")
    for measure in book.measures.values():
        rules = measure.eligibility
        if isinstance(rules, NotForIndividuals):
            print(f"  {measure.name.sv}: {rules.reason.sv}")
        else:
            base = "" if rules.base is None else f", bygger på {rules.base.name.sv}"
            print(
                f"  {measure.name.sv}: {len(rules.clauses)} regler, {rules.valid.in_('sv')}{base}"
            )


def show_verdicts(book: RuleBook) -> None:
    """Prints a verdict on each of two made-up persons."""
    for name, referral in (("Lisa", LISA), ("Ove", OVE)):
        decision = assess(referral, book.measure("klivet"), as_of=DAY)
        print(f"\n{name}: {decision.headline('sv')}")
        for finding in decision.findings:
            if finding.outcome is Outcome.FAILED:
                print(f"  inte uppfyllt {finding.clause.key}: {finding.clause.text.sv}")
        for found in decision.open_points:
            print(f"  öppet: {found.point.text.sv}")


def show_agenda(book: RuleBook) -> None:
    """Prints what is due in a participation."""
    life = Participation(key="17", enrolled=date(2026, 8, 3)).followed_up(date(2026, 10, 30))
    print("\nAtt göra i Klivet")
    for item in agenda(life, book.measure("klivet"), as_of=DAY):
        print(f"  {item.in_('sv')}")


def show_goals(book: RuleBook) -> None:
    """Prints the goals of the measure, and what the charter says of the association."""
    print("\nMål i Klivet")
    for goal in book.measure("klivet").goals:
        figure = "ingen siffra" if goal.target is None else goal.target.in_("sv")
        print(f"  {goal.text.sv} ({figure}) [{goal.rule}]")
    print("Förbundsordningen säger")
    for statement in book.statements:
        print(f"  {statement.text.sv} [{statement.rule}]")


def show_money(book: RuleBook) -> None:
    """Prints who pays what by the act, and what is remarkable in the book's own figures."""
    shares = contributions(
        2_400_000, book.association, as_of=date(2027, 1, 1), keys={Side.MUNICIPALITIES: Equal()}
    )
    print(f"\n{shares.explain('sv')}")
    for rule in book.all_financing:
        if rule.sheet() is not None:
            print(f"{rule.key}: summorna stämmer{'' if reconcile(rule).agrees else ' inte'}")
    for remark in review(book).remarks:
        print(f"  {remark.in_('sv')}")


def show_lint(book: RuleBook) -> None:
    """Prints what should be looked over: in the book as a text, and in each set of rules."""
    print("\nAtt se över i boken")
    for remark in lint_book(book, as_of=DAY, max_age=Years(1)):
        print(f"  {remark.in_('sv')}")
    for measure in book.measures.values():
        if isinstance(measure.eligibility, NotForIndividuals):
            continue
        found = lint(measure, as_of=DAY, stale_after=Years(1))
        print(f"  {measure.name.sv}, reglerna: {len(found)} att se över")
        for finding in found:
            print(f"    {finding.in_('sv')}")


def show_conformity(book: RuleBook) -> None:
    """Prints how the book stands to the act, and the line of the letter that sums it up."""
    found = check_conformity(book, as_of=DAY)
    print("\nMot lagen")
    for finding in (*found.breaches, *found.departures):
        print(f"  {finding.in_('sv')}")
    [summary] = [line for line in letter(found).splitlines() if line.startswith("Kort sagt")]
    print(f"  Ur brevet till styrelsen: {summary}")


def show_comparison(book: RuleBook) -> None:
    """Prints who gains and who loses by the team's own rules beside Finnveden's."""
    theirs, ours = finnveden.SAMVERKANSTEAM, book.measure("team")
    found = compare(theirs, ours, as_of=DAY)
    [who] = [part for part in found.explain("sv").split("\n\n") if part.startswith("Vem ")]
    print(f"\n{theirs.name.sv} jämfört med {ours.name.sv}\n{who}")


def show_a_mistake() -> None:
    """Prints what is said of a text with mistakes in it: all of them, each with its place."""
    wrong = TEXT.replace('"sick_listed"', '"sick_liste"').replace('"3 months"', '"tre månader"')
    try:
        rulebook_from_toml(wrong)
    except InvalidRules as error:
        print(f"\nOm något är fel:\n{error.explain('sv')}")


def main() -> None:
    """Reads the book and uses it."""
    book = rulebook_from_toml(TEXT)
    show_measures(book)
    show_verdicts(book)
    show_agenda(book)
    show_goals(book)
    show_money(book)
    show_lint(book)
    show_conformity(book)
    show_comparison(book)
    show_a_mistake()


if __name__ == "__main__":
    main()
