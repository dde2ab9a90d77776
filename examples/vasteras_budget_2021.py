"""Who pays what in Västerås 2021, the budget reckoned again, and what is misprinted in it.

Run it with `python examples/vasteras_budget_2021.py`. The text is in Swedish, for the economist of
an association. All figures are those of the published plan (VA-01 … VA-08).
"""

from datetime import date

from finsam.financing import contributions, reconcile, review
from finsam.money import Unit
from finsam.rulebooks import vasteras

YEARS = (2021, 2022, 2023)


def main() -> None:
    """Prints the contributions of each year, the budget, its misprints and the remarks."""
    budget = vasteras.BUDGET_2021
    print("VEM BETALAR VAD\n")
    for year in YEARS:
        total = budget.amount("income", year)
        day = date(year, 1, 1)
        found = contributions(total, vasteras.ASSOCIATION, as_of=day, unit=Unit.KRONA)
        print(year)
        print(found.explain("sv"), "\n")

    print("BUDGETEN, OMRÄKNAD\n")
    print(budget.explain("sv"), "\n")

    print("ANGIVNA SUMMOR MOT BERÄKNADE\n")
    print(reconcile(budget).explain("sv"), "\n")

    found_in_book = review(vasteras.BOOK)
    print("FELSKRIVNINGAR I PLANEN\n")
    for misprint in found_in_book.misprints:
        print(f"- {misprint.in_('sv')}")
    print("\nANMÄRKNINGAR\n")
    for remark in found_in_book.remarks:
        print(f"- {remark.in_('sv')}")


if __name__ == "__main__":
    main()
