"""Makes 300 participations in two measures that nobody has taken part in, the same every time.

Run it with `python examples/made_up_participations.py` to see how many there are of each. The
chance is seeded, so that the figures of `year_in_figures.py` can be looked up.
"""

from datetime import date, timedelta
from random import Random

from finsam.legaltime import Months, add
from finsam.outcomes import Answer
from finsam.participation import ExitReason, Participation
from finsam.rulebooks import vasteras
from finsam.terms import Role

SEED = 2021
FIRST_DAY = date(2019, 9, 1)
LAST_DAY = date(2023, 6, 30)
STEPS = [step.key for step in vasteras.LADDER.steps]
REASONS = (
    [ExitReason.WORK] * 5
    + [ExitReason.STUDIES] * 3
    + [ExitReason.ACTIVE_REHABILITATION] * 4
    + [ExitReason.NEED_HAS_ENDED] * 2
    + [ExitReason.OWN_CHOICE, ExitReason.MOVED, ExitReason.OTHER, None]
)


def _stay(chance: Random, key: str, youngest: int, oldest: int) -> Participation:
    """Makes one participation, from the referral to the exit, if it has come."""
    sent = FIRST_DAY + timedelta(chance.randrange(1000))
    begun = sent + timedelta(chance.randrange(10, 70))
    facts: dict[str, object] = {"birth_year": chance.randrange(2021 - oldest, 2021 - youngest)}
    facts["sex"] = "woman" if chance.random() < 0.56 else "man"
    facts["municipality"] = "Västerås" if chance.random() < 0.97 else "Hallstahammar"
    stay = Participation(key=key, facts=facts)
    if chance.random() < 0.9:
        stay = stay.referred(sent)
    stay = stay.enrolled(begun)
    if chance.random() < 0.85:
        stay = stay.action_plan_made(begun + timedelta(chance.randrange(20, 60)))
    ended = begun + timedelta(chance.randrange(90, 480))
    if ended <= LAST_DAY:
        stay = stay.exited(ended, reason=chance.choice(REASONS))
        if chance.random() < 0.9:
            stay = stay.documented(ended + timedelta(14), recipient=Role.THE_PERSON)
        if chance.random() < 0.04:
            stay = stay.consented(begun).consent_withdrawn(ended)
    if chance.random() < 0.02:
        stay = stay.entered_in_error(begun + timedelta(5))
    return stay


def _steps(chance: Random, stay: Participation) -> list[Answer]:
    """Makes the steps on the process ladder that were told of one participation."""
    assert stay.key is not None
    assert stay.enrolment is not None
    place = chance.choice([0, 1, 2, 2, 2, 3])
    told = [Answer(stay.key, "process_ladder", STEPS[place], stay.enrolment)]
    if stay.exit is None or chance.random() < 0.05:
        return told
    if chance.random() < 0.88:
        place = min(place + chance.choice([1, 1, 2, 3]), len(STEPS) - 1)
    told.append(Answer(stay.key, "process_ladder", STEPS[place], stay.exit))
    for months in (6, 18):
        later = add(stay.exit, Months(months))
        if later <= LAST_DAY and chance.random() < 0.9:
            place = max(0, min(place + chance.choice([-1, 0, 0, 0, 0, 1]), len(STEPS) - 1))
            told.append(
                Answer(stay.key, "process_ladder", STEPS[place], later, point=Months(months))
            )
    return told


def made_up() -> tuple[list[Participation], list[Participation], list[Answer]]:
    """Returns the participations of the team, those of JobbFokus, and the answers about them."""
    chance = Random(SEED)  # noqa: S311 - made up, and the same every time
    team = [_stay(chance, f"S{i:03}", 17, 63) for i in range(1, 241)]
    focus = [_stay(chance, f"J{i:03}", 19, 29) for i in range(1, 61)]
    answers = [answer for stay in team for answer in _steps(chance, stay)]
    for stay in focus:
        assert stay.key is not None
        assert stay.enrolment is not None
        if chance.random() < 0.95:
            placed = chance.random() < 0.92
            answers.append(Answer(stay.key, "right_place_with_plan", placed, stay.enrolment))
    return team, focus, answers


def same_persons() -> dict[str, str]:
    """Returns by each participation whose it is: some have been in both measures."""
    team, focus, _ = made_up()
    persons = {str(stay.key): f"P-{stay.key}" for stay in (*team, *focus)}
    for i in range(1, 13):
        persons[f"J{i:03}"] = persons[f"S{i:03}"]
    return persons


def main() -> None:
    """Prints how many there are."""
    team, focus, answers = made_up()
    print(f"{len(team)} + {len(focus)} påhittade deltaganden, {len(answers)} svar")
    print(f"{len(set(same_persons().values()))} påhittade personer")


if __name__ == "__main__":
    main()
