"""The year of an association: what the act asks for, and what its own document promises.

Run it with `python examples/association_year.py`. The text is in Swedish.
"""

from datetime import date

from finsam.association import association_year
from finsam.rulebooks import national, norra_vastmanland

MEETINGS = [date(2023, 2, 8), date(2023, 4, 26), date(2023, 9, 13)]
BOARD = [date(2023, 3, 15), date(2023, 6, 9), date(2023, 11, 22)]


def main() -> None:
    """Prints the year 2023, in the order in which the items fall due."""
    found = association_year(
        [national.BOOK, norra_vastmanland.BOOK],
        2023,
        happened={"steering_group": MEETINGS, "board_meeting": BOARD},
    )
    print("Norra Västmanland 2023, efter sista dag")
    for item in found:
        print(f"  {item.in_('sv')}")
    for remark in found.remarks:
        print(f"  Anmärkning: {remark.text.in_('sv')} [{remark.rule.rule}]")
    print("\nBudgeten för 2023 och årsredovisningen, i tid?")
    for key, done in (("act.23", date(2022, 11, 25)), ("act.24", date(2024, 4, 3))):
        item = next(item for item in found if item.rule.key == key)
        word = "i tid" if item.is_in_time(done) else "för sent"
        print(f"  {item.rule.rule}: klart {done}, sista dag {item.due}: {word}")


if __name__ == "__main__":
    main()
