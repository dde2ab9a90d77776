"""Plain data: what JSON and TOML have in common, checked before anything is made of it."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, cast

from finsam import errors
from finsam.errors import MAX_DIGITS, Faults
from finsam.texts import normalised

__all__ = [
    "MAX_NESTING",
    "as_list",
    "as_table",
    "is_sized",
    "item_path",
    "key_path",
    "plain",
    "type_of",
]

MAX_NESTING = 150  # twenty nested conditions take some hundred levels; it bounds every recursion


def as_table(raw: object) -> dict[str, Any] | None:
    """Returns plain data as the table that it is; None where it is something else."""
    return cast("dict[str, Any]", raw) if isinstance(raw, dict) else None


def as_list(raw: object) -> list[Any] | None:
    """Returns plain data as the list that it is; None where it is something else."""
    items: Any = raw
    return items if isinstance(raw, list) else None


def type_of(value: object) -> type:
    """Returns the class of a value, whatever it is."""
    return type(value)


def key_path(path: str, key: str) -> str:
    """Returns the path of what stands under a key; a blank one is in quotes, to be seen."""
    key = key if key.strip() else f'"{key}"'
    return f"{path}.{key}" if path else key


def item_path(path: str, items: list[Any], place: int) -> str:
    """Returns the path of an item of a list: by its key where that is its own, else by its place.

    Who reads `clauses[AB-03]` finds the clause; nobody likes to count to `clauses[11]`.
    """
    keys = [_key_of(item) for item in items]
    key = keys[place]
    if key is None or keys.count(key) > 1 or "[" in key or "]" in key:
        return f"{path}[{place}]"
    return f"{path}[{key}]"


def _key_of(item: object) -> str | None:
    key = cast("dict[str, object]", item).get("key") if isinstance(item, dict) else None
    return key if isinstance(key, str) and key.strip() and not key.isdigit() else None


def is_sized(number: int | Decimal) -> bool:
    """Tells whether a number is finite and has no more digits than any figure has."""
    return errors.is_sized(number) and (isinstance(number, int) or number.is_finite())


def plain(data: object, faults: Faults) -> Any:
    """Returns a copy of the data with its texts normalised; notes all that isn't plain.

    Plain is a dict with texts as keys, a list, a text, True or False, an int, a Decimal and a
    date.
    """
    return _copied(data, "", 0, faults)


def _copied(data: object, path: str, depth: int, faults: Faults) -> Any:
    if depth > MAX_NESTING:
        faults.add(
            "too_deep",
            path[:MAX_NESTING],
            sv=f"nästlat djupare än {MAX_NESTING} nivåer",
            en=f"nested deeper than {MAX_NESTING} levels",
        )
        return None
    if isinstance(data, dict):
        table: dict[str, Any] = {}
        for key, value in _keyed(cast("dict[object, object]", data), path, faults):
            if key in table:
                faults.add(
                    "duplicate",
                    path,
                    sv=f"{key!r} står två gånger",
                    en=f"{key!r} stands twice",
                    value=key,
                )
            table[key] = _copied(value, key_path(path, key), depth + 1, faults)
        return table
    if isinstance(data, list):
        items = cast("list[object]", data)
        return [
            _copied(item, item_path(path, items, i), depth + 1, faults)
            for i, item in enumerate(items)
        ]
    return _scalar(data, path, faults)


def _keyed(table: dict[object, object], path: str, faults: Faults) -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        if isinstance(key, str) and _is_text(key):
            yield normalised(key), value
        else:
            faults.add(
                "type",
                path,
                sv=f"en nyckel ska vara en text, inte {type(key).__name__}",
                en=f"a key is a text, not {type(key).__name__}",
            )


def _is_text(text: str) -> bool:
    """Tells whether a text is whole: half of a sign can't be stored."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _scalar(data: object, path: str, faults: Faults) -> Any:
    if isinstance(data, str):
        if _is_text(data):
            return normalised(data)
        faults.add(
            "format",
            path,
            sv="texten innehåller ett halvt tecken, som inte kan lagras",
            en="the text holds half of a sign, which can't be stored",
        )
    elif isinstance(data, float):
        faults.add(
            "float",
            path,
            sv="flyttal är inte exakta; ge Decimal, eller läs texten med finsam",
            en="a float isn't exact; give Decimal, or read the text with finsam",
        )
    elif isinstance(data, bool) or (isinstance(data, dt.date) and not hasattr(data, "hour")):
        return data
    elif isinstance(data, int | Decimal):
        if is_sized(data):
            return data
        faults.add(
            "range",
            path,
            sv=f"ett tal är ändligt och har högst {MAX_DIGITS} siffror",
            en=f"a number is finite and has at most {MAX_DIGITS} digits",
        )
    elif data is None:
        faults.add(
            "type",
            path,
            sv="null finns inte här; utelämna det som inte är känt",
            en="there is no null here; leave out what isn't known",
        )
    else:
        given = type(data).__name__
        faults.add(
            "type",
            path,
            sv=f"{given} kan inte stå i en regelbok; datum skrivs utan klockslag",
            en=f"{given} can't stand in a rule book; a date has no time of day",
        )
    return None
