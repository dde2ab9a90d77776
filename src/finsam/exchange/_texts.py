"""JSON and TOML text: read into plain data, and written from it.

Both are read by the standard library. TOML is written here: a writer that others have made puts
each text in a section of its own, and a rule book is to be read and changed by hand.
"""

import datetime as dt
import json
import re
import tomllib
from decimal import Decimal, InvalidOperation
from typing import Any, cast

from finsam.errors import Faults, InvalidRules
from finsam.exchange._plain import MAX_NESTING, as_list, as_table
from finsam.texts import Text

__all__ = ["json_text", "read_json", "read_toml", "toml_text"]

_WIDTH = 100
_STEP = "    "


def read_json(text: object) -> Any:
    """Returns the data of JSON text, numbers with a fraction as Decimal.

    Raises:
        InvalidRules: it is no text or no JSON, with the line and the column, or has a key twice.
    """
    faults = Faults()
    data: Any = None
    if _is_text(text, faults):
        try:
            data = json.loads(
                cast("str", text),
                parse_float=Decimal,
                parse_constant=Decimal,
                object_pairs_hook=lambda pairs: _once(pairs, faults),
            )
        except json.JSONDecodeError as error:
            place = error.lineno, error.colno
            _unreadable("JSON", place, _told(error.msg, _JSON_SAYS), faults)
        except (RecursionError, ValueError, InvalidOperation) as error:
            _too_much(error, faults)
    faults.raise_as(InvalidRules)
    return data


def read_toml(text: object) -> Any:
    """Returns the data of TOML text, numbers with a fraction as Decimal.

    Raises:
        InvalidRules: it is no text or no TOML, with the line and the column.
    """
    faults = Faults()
    data: Any = None
    if _is_text(text, faults):
        try:
            data = tomllib.loads(cast("str", text), parse_float=Decimal)
        except tomllib.TOMLDecodeError as error:
            said = str(error)
            at = re.search(r"\(at line (\d+), column (\d+)\)", said)
            lines = cast("str", text).replace("\r\n", "\n").split("\n")
            place = (int(at[1]), int(at[2])) if at else (len(lines), len(lines[-1]) + 1)
            is_broken = at is not None and _is_broken(lines[place[0] - 1], place[1])
            told = _BROKEN if is_broken else _told(said, _TOML_SAYS)
            _unreadable("TOML", place, told, faults)
        except (RecursionError, ValueError, InvalidOperation) as error:
            _too_much(error, faults)
    faults.raise_as(InvalidRules)
    return data


def _is_text(text: object, faults: Faults) -> bool:
    return faults.of_type(text, str, "")


def _once(pairs: list[tuple[str, Any]], faults: Faults) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        keys = [key for key, _ in pairs]
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            faults.add(
                "duplicate",
                "",
                sv=f"{key!r} står två gånger i samma objekt",
                en=f"{key!r} stands twice in one object",
                value=key,
            )
    return table


def _told(said: str, says: dict[str, Text]) -> Text:
    """Returns in our words what the reader of the standard library has said."""
    return next((text for part, text in says.items() if part in said), _UNREADABLE)


_IN_QUOTES = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')


def _is_broken(line: str, column: int) -> bool:
    """Tells whether a line can't be read since it ends inside { }, where it may not."""
    before = _IN_QUOTES.sub("", line[: column - 1])
    ends_there = re.fullmatch(r"\s*(#.*)?", line[column - 1 :]) is not None
    return ends_there and before.count("{") > before.count("}")


def _unreadable(form: str, place: tuple[int, int], told: Text, faults: Faults) -> None:
    line, column = place
    faults.add(
        "syntax",
        "",
        sv=f"rad {line}, tecken {column} (resten av texten är inte läst än): {form} kan inte läsas"
        f" här; {told.sv}",
        en=f"line {line}, column {column} (the rest hasn't been read yet): {form} can't be read"
        f" here; {told.en}",
    )


_BROKEN = Text(
    sv="det som står inom { } ryms på en rad; det kan inte brytas där",
    en="what stands inside { } is on one line; it can't be broken there",
)
_UNREADABLE = Text(sv="så skrivs det inte", en="that isn't how it is written")
_KEY_IS_QUOTED = Text(
    sv="en rad börjar med en nyckel, och en nyckel med å, ä, ö eller mellanslag står inom"
    " citattecken",
    en="a line begins with a key, and a key with other than A–Z, 0–9, _ and - is quoted",
)
_TOML_SAYS = {
    "Expected '=' after a key": Text(
        sv="efter en nyckel kommer ett likhetstecken; en nyckel med å, ä, ö eller mellanslag"
        " står inom citattecken",
        en="an equals sign follows a key; a key with other than A–Z, 0–9, _ and - is quoted",
    ),
    "Invalid initial character": _KEY_IS_QUOTED,
    "Invalid statement": _KEY_IS_QUOTED,
    "Cannot overwrite": Text(sv="nyckeln står två gånger", en="the key stands twice"),
    "Duplicate inline table key": Text(sv="nyckeln står två gånger", en="the key stands twice"),
    "Cannot declare": Text(
        sv="avsnittet finns redan; det som kan stå flera gånger har dubbla hakar, [[så här]], och"
        " det som står inom { } kan inte fyllas på",
        en="the section is there already; one that may stand more than once has double brackets,"
        " [[like this]], and what stands inside { } can't be added to",
    ),
    "Cannot mutate immutable": Text(
        sv="det är redan angivet inom { } eller [ ], och kan inte fyllas på",
        en="it is given inside { } or [ ] already, and can't be added to",
    ),
    "Cannot redefine": Text(
        sv="det är redan angivet på ett annat sätt", en="it is given in another way already"
    ),
    "Unterminated string": Text(
        sv="texten saknar sitt slutande citattecken", en="the text lacks its closing quote"
    ),
    "Illegal character": Text(
        sv="tecknet får inte stå där; en text ryms på en rad, eller står inom tre citattecken",
        en="the sign can't stand there; a text is on one line, or has three quotes around it",
    ),
    "Unescaped '\\'": Text(
        sv="ett omvänt snedstreck i en text skrivs dubbelt",
        en="a backslash in a text is written twice",
    ),
    "Expected ']": Text(
        sv="en hake saknas; ett avsnitt skrivs [så här] eller [[så här]]",
        en="a bracket is missing; a section is written [like this] or [[like this]]",
    ),
    "Unclosed": Text(
        sv="en hake eller klammer saknas, eller ett komma",
        en="a bracket or a brace is missing, or a comma",
    ),
    "Invalid value": Text(
        sv="värdet är varken text inom citattecken, tal, datum, true eller false",
        en="the value is neither quoted text, a number, a date, true nor false",
    ),
    "Invalid date": Text(sv="dagen finns inte", en="there is no such day"),
}
_JSON_SAYS = {
    "Expecting ',' delimiter": Text(sv="ett komma saknas", en="a comma is missing"),
    "Expecting ':' delimiter": Text(sv="ett kolon saknas", en="a colon is missing"),
    "Expecting property name": Text(
        sv="där ska en nyckel inom dubbla citattecken stå; inget komma efter den sista",
        en="a key in double quotes has to stand there; no comma after the last",
    ),
    "Illegal trailing comma": Text(sv="inget komma efter den sista", en="no comma after the last"),
    "Expecting value": Text(sv="ett värde saknas", en="a value is missing"),
    "Unterminated string": Text(
        sv="texten saknar sitt slutande citattecken", en="the text lacks its closing quote"
    ),
    "Extra data": Text(sv="det står mer efter slutet", en="there is more after the end"),
}


def _too_much(error: Exception, faults: Faults) -> None:
    """Notes what the reader of the standard library gives up on: depth, or digits."""
    if isinstance(error, RecursionError):
        faults.add(
            "too_deep",
            "",
            sv=f"nästlat djupare än {MAX_NESTING} nivåer",
            en=f"nested deeper than {MAX_NESTING} levels",
        )
    else:
        faults.add(
            "range",
            "",
            sv="ett tal har fler siffror än något mått eller belopp har",
            en="a number has more digits than any measure or amount has",
        )


def json_text(data: dict[str, Any]) -> str:
    """Returns plain data as JSON text, dates as ISO 8601 writes them and numbers exactly."""
    return f"{_json(data, '')}\n"


def _json(value: object, indent: str) -> str:
    inner, table, items = f"{indent}  ", as_table(value), as_list(value)
    if table is not None:
        parts = [f"{_quoted(key)}: {_json(part, inner)}" for key, part in table.items()]
        around = "{}"
    elif items is not None:
        parts = [_json(part, inner) for part in items]
        around = "[]"
    else:
        return _quoted(value.isoformat()) if isinstance(value, dt.date) else _scalar(value)
    if not parts:
        return around
    if not any("\n" in part for part in parts):
        flat = f"{around[0]}{', '.join(parts)}{around[1]}"
        if len(indent) + len(flat) <= _WIDTH:
            return flat
    between = f",\n{inner}"
    return f"{around[0]}\n{inner}{between.join(parts)}\n{indent}{around[1]}"


def _scalar(value: object) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        digits = f"{value:f}"
        return digits if "." in digits else f"{digits}.0"
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _quoted(text: str) -> str:
    """Returns a text in quotes, as JSON and TOML both read it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_text(data: dict[str, Any]) -> str:
    """Returns plain data as TOML text, laid out for who reads and changes it by hand.

    What is short stands on one line. What is longer gets a section of its own; a condition, which
    is a table of one key, stays with its clause and is broken into lines.
    """
    lines: list[str] = []
    _section(data, (), lines)
    return "\n".join(lines).lstrip("\n") + "\n"


_BARE = re.compile(r"[A-Za-z0-9_-]+")


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _quoted(key)


def _dotted(keys: tuple[str, ...]) -> str:
    return ".".join(map(_key, keys))


def _section(table: dict[str, Any], path: tuple[str, ...], lines: list[str]) -> None:
    """Adds the lines of a table: first what stands on lines, then what has sections."""
    later: list[tuple[tuple[str, ...], Any]] = []
    apart = _wants_sections(table)
    for name, given in table.items():
        keys: tuple[str, ...] = (name,)
        value: Any = given
        while not apart and _is_wrapper(value) and not _fits(keys, value):
            [(inner, value)] = value.items()
            keys = (*keys, inner)
        if not apart and path and _is_leaf(value) and not _fits(keys, value):
            for inner, part in cast("dict[str, Any]", value).items():
                whole = (*keys, inner)
                lines.append(f"{_dotted(whole)} = {_laid_out(part, '', _room(whole))}")
        elif apart or not (_fits(keys, value) or _is_laid_out(value)):
            later.append((keys, value))
        else:
            lines.append(f"{_dotted(keys)} = {_laid_out(value, '', _room(keys))}")
    for keys, value in later:
        whole = (*path, *keys)
        if isinstance(value, dict):
            inside = cast("dict[str, Any]", value)
            if not (inside and _wants_sections(inside)):
                lines += ["", f"[{_dotted(whole)}]"]
            _section(inside, whole, lines)
        else:
            for item in cast("list[dict[str, Any]]", value):
                lines += ["", f"[[{_dotted(whole)}]]"]
                _section(item, whole, lines)


def _wants_sections(table: dict[str, Any]) -> bool:
    """Tells whether a table is a list of declarations, each of which gets a section.

    They all get one as soon as one has to, so that they keep their order.
    """
    tables = [as_table(value) for value in table.values()]
    if len(tables) <= 1 or not all(tables):
        return False
    return not all(_fits((name,), value) for name, value in table.items())


def _room(keys: tuple[str, ...]) -> int:
    return _WIDTH - len(_dotted(keys)) - len(" = ")


def _fits(keys: tuple[str, ...], value: Any) -> bool:
    return len(_flat(value)) <= _room(keys)


def _is_wrapper(value: Any) -> bool:
    return isinstance(value, dict) and len(cast("dict[str, Any]", value)) == 1


def _is_leaf(value: Any) -> bool:
    """Tells whether a value is a table without tables in it, such as a text in two languages."""
    table = as_table(value)
    if table is None:
        return False
    parts = [[part, *(as_list(part) or [])] for part in table.values()]
    return not any(isinstance(inner, dict) for part in parts for inner in part)


def _is_laid_out(value: Any) -> bool:
    """Tells whether a value is broken into lines where it stands, and has no sections."""
    items = as_list(value)
    if items is None:
        return not isinstance(value, dict)
    return not all(isinstance(item, dict) for item in items) or all(map(_is_wrapper, items))


def _flat(value: object) -> str:
    table, items = as_table(value), as_list(value)
    if table is not None:
        inside = ", ".join(f"{_key(name)} = {_flat(part)}" for name, part in table.items())
        return f"{{ {inside} }}" if inside else "{}"
    if items is not None:
        return f"[{', '.join(map(_flat, items))}]"
    if isinstance(value, int) and abs(value) >= _GROUPED:
        return f"{value:_}"  # 1_800_000; a year stays as it is
    return _scalar(value)


_GROUPED = 10_000


def _laid_out(value: object, indent: str, room: int) -> str:
    """Returns a value broken into lines inside its lists, where TOML allows it."""
    flat, table, items = _flat(value), as_table(value), as_list(value)
    if len(flat) <= room or (table is None and items is None):
        return flat
    if items is None:
        parts = [
            f"{_key(name)} = {_laid_out(part, indent, room - len(name))}"
            for name, part in (table or {}).items()
        ]
        return f"{{ {', '.join(parts)} }}"
    inner = indent + _STEP
    rows = [f"{inner}{_laid_out(item, inner, _WIDTH - len(inner))},\n" for item in items]
    return f"[\n{''.join(rows)}{indent}]"
