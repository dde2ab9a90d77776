"""Makes a table of 5 000 referrals that nobody has written, the same every time.

The chance is seeded, so that every figure of the tutorial can be looked up. Nobody
is behind a row: there is no name, no identity number and no case of anybody's. The
columns are called as they might be in an export from a case system, and what isn't
known is None.

Run it with `python docs/tutorial/made_up_referrals.py` to see how many of each.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import TypeVar

NUMBER = 5_000
SEED = 2023
FIRST_DAY = date(2021, 1, 4)
LAST_DAY = date(2023, 2, 28)
VASTERAS, NORTH = "Västerås", "Norra Västmanland"

T = TypeVar("T")
Cell = str | int | date | None
Row = dict[str, Cell]

# What is drawn, and its weight.
_PLACES: dict[str | None, int] = {
    "Västerås": 50,
    "Sala": 12,
    "Fagersta": 8,
    "Norberg": 3,
    "Skinnskatteberg": 2,
    "Hallstahammar": 9,
    "Surahammar": 6,
    "Köping": 4,
    "Arboga": 2,
    "Enköping": 3,
    None: 1,
}
_NORTHERN = (
    "Sala",
    "Fagersta",
    "Norberg",
    "Skinnskatteberg",
    "Hallstahammar",
    "Surahammar",
)
_SEXES = {"kvinna": 54, "man": 45, None: 1}
_AGES = {(14, 16): 2, (16, 30): 39, (30, 50): 37, (50, 65): 18, (65, 69): 4}
_REFERRERS = {
    "kommunen": 41,
    "Arbetsförmedlingen": 22,
    "Försäkringskassan": 18,
    "regionen": 15,
    "personen själv": 3,
    None: 1,
}
_REASONS = {
    "arbete": 24,
    "studier": 13,
    "fortsatt aktiv rehabilitering": 27,
    "behovet av samordning finns inte längre": 12,
    "personens eget val": 10,
    "flytt": 4,
    "annat skäl": 6,
    None: 4,
}
# Of a hundred: how many are current with an authority; how many of those need it.
_AUTHORITIES = {
    "kommunen": (62, 80),
    "regionen": (70, 85),
    "Försäkringskassan": (48, 75),
    "Arbetsförmedlingen": (66, 80),
}
# Of a hundred: for how many nothing is noted; of how many others it is true.
_QUESTIONS = {
    "Sjukskriven": (3, 41),
    "Arbetslös": (3, 58),
    "Aktivitetsersättning": (4, 13),
    "Försörjningsstöd": (5, 38),
    "Samordnat behov bedömt": (4, 92),
    "Behov av insats bedömt": (35, 80),
    "Pågående missbruk": (14, 9),
    "Känd som hotfull": (8, 2),
    "Frihetsberövande väntar": (6, 1),
    "Allvarlig sjukdom": (7, 12),
    "Motiverad till första kontakt": (12, 93),
    "Klarar långsam takt": (15, 92),
    "Närmare arbete inom ett år": (24, 78),
    "Erbjuden information": (9, 86),
    "Fått berätta": (11, 90),
}
_FOLLOW_UPS = [f"Uppföljd {number}" for number in range(1, 7)]
_DOCUMENTS = ["Slutdokument till deltagaren", "Slutdokument till remittenten"]
_PARTICIPATION = [
    *("Insats", "Inskriven", *_FOLLOW_UPS, "Avslutad", "Avslutsorsak", *_DOCUMENTS),
    *("Steg vid start", "Steg vid avslut", "Steg efter 6 månader"),
]
_LAST_STEP = 7


class _Chance:
    """What comes out, by whole numbers: the same on every machine."""

    def __init__(self) -> None:
        self._random = Random(SEED)  # noqa: S311 - made up, and the same every time

    def of_hundred(self, number: int) -> bool:
        return self._random.randrange(100) < number

    def days(self, least: int, most: int) -> timedelta:
        return timedelta(self._random.randrange(least, most + 1))

    def one(self, weights: Mapping[T, int]) -> T:
        values = [value for value, weight in weights.items() for _ in range(weight)]
        return values[self._random.randrange(len(values))]

    def told(self, unknown: int, true: int) -> str | None:
        if self.of_hundred(unknown):
            return None
        return "ja" if self.of_hundred(true) else "nej"


def _referral(chance: _Chance, number: int) -> Row:
    sent = FIRST_DAY + chance.days(0, (LAST_DAY - FIRST_DAY).days)
    sent -= timedelta(max(0, sent.weekday() - 4))  # nobody refers at a weekend
    low, high = chance.one(_AGES)
    born = sent - chance.days(low * 365 + low // 4 + 1, high * 365 + high // 4)
    row: Row = {
        "Ärende": f"R{number:04}",
        "Remissdatum": sent,
        "Född": None if chance.of_hundred(1) else born,
        "Kön": chance.one(_SEXES),
        "Kommun": chance.one(_PLACES),
        "Remittent": chance.one(_REFERRERS),
    }
    for name, (current, needed) in _AUTHORITIES.items():
        contact = chance.told(6, current)
        row[f"Aktuell hos {name}"] = contact
        row[f"Behöver {name}"] = chance.told(5, 6 if contact == "nej" else needed)
    row |= {name: chance.told(*often) for name, often in _QUESTIONS.items()}
    is_ill = row["Allvarlig sjukdom"] == "ja"
    row["Saknar resurser nu"] = chance.told(40, 45) if is_ill else None
    row["Arbetssökande"] = chance.told(7, 35 if row["Arbetslös"] == "nej" else 90)
    return row


def _participation(chance: _Chance, row: Row) -> Row:
    """Returns what came of a referral: nothing, for most of them."""
    told: Row = dict.fromkeys(_PARTICIPATION)
    sent, place = row["Remissdatum"], row["Kommun"]
    assert isinstance(sent, date)
    begun = sent + chance.days(10, 75)
    hindered = row["Pågående missbruk"] == "ja" or row["Känd som hotfull"] == "ja"
    hindered |= row["Motiverad till första kontakt"] == "nej"
    hindered |= row["Samordnat behov bedömt"] == "nej"
    is_taken_in = chance.of_hundred(4 if hindered else 38)
    if place not in {"Västerås", *_NORTHERN} or not is_taken_in or begun > LAST_DAY:
        return told
    told["Insats"] = VASTERAS if place == "Västerås" else NORTH
    told["Inskriven"] = begun
    ended = begun + chance.days(80, 480)
    day = begun
    for name in _FOLLOW_UPS:  # most are held in time, some late or not at all
        in_time = chance.of_hundred(85)
        day += chance.days(70, 90) if in_time else chance.days(91, 190)
        if day > min(ended, LAST_DAY):
            break
        told[name] = day
    step = chance.one({1: 4, 2: 20, 3: 38, 4: 26, 5: 10, 6: 2})
    told["Steg vid start"] = step
    if ended > LAST_DAY:
        return told
    told["Avslutad"] = ended
    told["Avslutsorsak"] = chance.one(_REASONS)
    for name in _DOCUMENTS:
        in_time = chance.of_hundred(80)
        written = ended + (chance.days(1, 21) if in_time else chance.days(22, 60))
        if chance.of_hundred(94) and written <= LAST_DAY:
            told[name] = written
    if chance.of_hundred(97):
        step = min(_LAST_STEP, step + chance.one({0: 13, 1: 42, 2: 29, 3: 16}))
        told["Steg vid avslut"] = step
    if ended + timedelta(184) <= LAST_DAY and chance.of_hundred(82):
        step = min(_LAST_STEP, step + chance.one({-1: 9, 0: 78, 1: 13}))
        told["Steg efter 6 månader"] = max(1, step)
    return told


def referrals(number: int = NUMBER) -> list[Row]:
    """Returns the referrals, each with what came of it."""
    chance = _Chance()
    rows = [_referral(chance, i) for i in range(1, number + 1)]
    return [row | _participation(chance, row) for row in rows]


def main() -> None:
    """Prints how many there are."""
    made = referrals()
    print(f"{len(made)} påhittade remisser, {FIRST_DAY}–{LAST_DAY}")
    for name in ("Kommun", "Remittent", "Insats"):
        counts = Counter(str(row[name] or "–") for row in made)
        told = ", ".join(f"{what} {count}" for what, count in counts.most_common())
        print(f"{name}: {told}")


if __name__ == "__main__":
    main()
