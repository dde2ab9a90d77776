"""What others build on stays: public names and signatures are compared with tests/api.txt.

A change that is meant is written down with

    .venv/bin/python -m pytest tests/test_api_frozen.py --update-api

and shows in the diff of tests/api.txt, beside its line in the change log.
"""

import functools
from typing import Literal, Protocol

from support import api


def test_the_public_api_is_the_one_that_was_written_down(update_api: bool) -> None:
    if update_api:
        api.update()
    written = api.FILE.read_text(encoding="utf-8").splitlines()
    assert api.listing().splitlines() == written, "see the top of tests/test_api_frozen.py"


class _Named(Protocol):
    name: str


class _Sample:
    plain: int

    def __init__(self, one: int, *, of: frozenset[str] = frozenset({"b", "a"})) -> None:
        self.plain = one
        self.of = of

    @property
    def half(self) -> float:
        return self.plain / 2

    @functools.cached_property
    def double(self) -> int:
        return self.plain * 2

    @classmethod
    def first(cls) -> "_Sample":
        return cls(1)

    def _repr_html_(self) -> str:
        return ""


_Sample.__module__ = "finsam.sample"
_Sample.__init__.__module__ = "finsam.sample"


def test_the_listing_shows_what_a_caller_can_use() -> None:
    assert list(api._described("Sample", _Sample)) == [
        "class Sample: (one: int, *, of: frozenset[str] = frozenset({'a', 'b'})) -> None",
        "    def _repr_html_(self) -> str",
        "    def first(cls) -> '_Sample'  # classmethod",
        "    double: int",
        "    half: float",
        "    plain: int",
    ]


def test_the_listing_leaves_out_what_python_gives() -> None:
    assert list(api._described("Named", _Named)) == ["class Named(Protocol)"]
    assert list(api._described("Lang", Literal["sv", "en"])) == [
        "Lang = typing.Literal['sv', 'en']"
    ]
