"""Assesses two persons under every shipped measure with the guard on; prints all that was said.

A program for tests/test_purity.py: `python -W error -m support.pure_run`. The output is JSON in
plain ASCII, so that the locale has no part in how it is printed.
"""

import contextlib
import datetime as dt
import json
import locale

from finsam import Person, assess
from finsam.errors import NotApplicable
from finsam.measures import Measure
from finsam.rulebooks.shelf import BOOKS
from support.purity import pure

SOME_DAY = dt.date(2021, 11, 22)  # for a measure whose source states no days


def shipped() -> dict[str, Measure]:
    """Returns every shipped measure by the name of its book and its key."""
    return {
        f"{name}.{key}": measure
        for name, book in BOOKS.items()
        for key, measure in book.measures.items()
    }


def said(measure: Measure) -> list[str]:
    """Returns all texts of the decisions about two persons, or why none can be made."""
    valid = getattr(measure.eligibility, "valid", None)  # a measure without persons has no rules
    as_of = getattr(valid, "end", None) or getattr(valid, "start", None) or SOME_DAY
    texts = []
    for person in (
        Person(),
        Person(birth_date=dt.date(2000, 2, 29), municipality="Västerås"),
    ):
        try:
            decision = assess(person, measure, as_of=as_of)
        except NotApplicable as error:
            texts += [error.explain("sv"), error.explain("en")]
        else:
            texts += [
                repr(decision),
                decision.explain(lang="sv"),
                decision.explain(lang="en"),
                decision._repr_html_(),
            ]
    return texts


def main() -> None:
    """Prints what was said, by measure."""
    with contextlib.suppress(locale.Error):  # a locale that the machine hasn't is the C locale
        locale.setlocale(locale.LC_ALL, "")
    measures = shipped()
    with pure():
        output = {name: said(measure) for name, measure in measures.items()}
    print(json.dumps(output))  # noqa: T201 - this is a program


if __name__ == "__main__":
    main()
