"""Nothing reads a file, a socket, the clock, the environment, the locale or a random source."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from support.tree import python

# A locale that the machine hasn't falls back to C, so the list needs no check of what is there.
LOCALES = ("C", "C.UTF-8", "sv_SE.UTF-8")
ZONES = ("UTC0", "LINT-14", "AOE12")  # written out, so that no time zone database is needed
FEWEST_MEASURES = 12

IMPURE = (
    "open('/dev/null')",
    "io.open('/dev/null')",
    "io.FileIO('/dev/null')",
    "os.listdir('.')",
    "socket.socket()",
    "socket.getaddrinfo('localhost', 0)",
    "datetime.date.today()",
    "datetime.datetime.now()",
    "datetime.datetime.now(datetime.UTC)",
    "datetime.datetime.today()",
    "datetime.datetime.fromtimestamp(0)",
    "datetime.date(2021, 11, 22).strftime('%B')",
    "f'{datetime.date(2021, 11, 22):%B}'",
    "time.time()",
    "time.time_ns()",
    "time.monotonic()",
    "random.random()",
    "random.randint(1, 6)",
    "random.Random(1).random()",
    "os.urandom(1)",
    "os.environ['HOME']",
    "os.environ.get('HOME')",
    "'HOME' in os.environ",
    "list(os.environ)",
    "os.getenv('HOME')",
    "os.putenv('A', 'b')",
    "os.getcwd()",
    "os.system('true')",
    "import subprocess; subprocess.run(['true'])",
    "locale.setlocale(locale.LC_ALL, 'C')",
    "locale.getlocale()",
    "locale.localeconv()",
    "import uuid; uuid.uuid4()",
    "import hashlib",  # what is imported as late as this is read from a file
    "try:\n    open('/dev/null')\nexcept BaseException:\n    pass",
)
PURE = (
    "datetime.date(2021, 11, 22).isoformat()",
    "datetime.date.fromisoformat('2021-11-22').replace(year=2022)",
    "sorted({3, 1, 2}), f'{1.5:.2f}', hash('text')",
)


def test_the_guard_stops_what_reads_from_outside_and_nothing_else() -> None:
    ended = python("-m", "support.purity", *IMPURE, *PURE)
    assert (ended.returncode, ended.stderr) == (0, "")
    became = dict(zip(IMPURE + PURE, ended.stdout.split(), strict=True))
    assert [code for code in IMPURE if became[code] != "stopped"] == []
    assert [code for code in PURE if became[code] != "passed"] == []


@pytest.fixture(scope="module")
def runs() -> dict[str, str]:
    """What the guarded run printed, for each locale, time zone and order of sets."""
    places = list(zip(LOCALES, ZONES, strict=True))

    def run(number: int) -> str:
        name, zone = places[number]
        seed = str(number)  # another order of every set of texts
        place = {"LC_ALL": name, "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONUTF8": "0"}
        ended = python("-m", "support.pure_run", env=place)
        assert (ended.returncode, ended.stderr) == (0, "")
        return ended.stdout

    with ThreadPoolExecutor(max_workers=2) as pool:
        outputs = list(pool.map(run, range(len(places))))
    return {f"{name} {zone}": output for (name, zone), output in zip(places, outputs, strict=True)}


def test_everything_is_answered_without_reading_anything(runs: dict[str, str]) -> None:
    said: dict[str, list[str]] = json.loads(next(iter(runs.values())))
    assert len(said) >= FEWEST_MEASURES + 2
    assert {"a clash", "legal time"} < set(said)
    assert [name for name, texts in said.items() if not all(text.strip() for text in texts)] == []


def test_locale_time_zone_and_order_of_sets_change_nothing(runs: dict[str, str]) -> None:
    first, *others = runs.values()
    assert [place for place, output in runs.items() if output != first] == []
    assert len(others) == len(LOCALES) - 1
