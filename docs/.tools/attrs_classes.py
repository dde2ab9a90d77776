"""Shows in the reference what is only there once the code has run, or what would be drawn badly.

The pages are built without running the package. So the `__init__` that attrs makes is put together
from the fields of the class, the members of an enumeration are listed in its text, and examples in
docstrings become code blocks.
"""

import ast
from collections.abc import Iterator
from typing import Any

from griffe import Alias, Attribute, Class, Extension, Function, Module, Object, Parameters
from griffe import Parameter as Taken
from griffe import ParameterKind as Kind

_ENUMERATIONS = {"StrEnum", "IntEnum", "TermEnum"}


class AttrsClasses(Extension):
    """Completes the classes of a package, and the docstrings of everything in it."""

    def on_package(self, *, pkg: Module, **_kwargs: Any) -> None:  # noqa: ANN401 - as griffe has it
        """Goes through the package once all of it has been read."""
        for found in _all(pkg):
            if isinstance(found, Class):
                _give_init(found)
                _list_members(found)
            if found.docstring:
                found.docstring.value = _fenced(found.docstring.value)


def _all(found: Object) -> Iterator[Object]:
    yield found
    for member in found.members.values():
        if isinstance(member, Object):  # an alias stands for what is shown elsewhere
            yield from _all(member)


def _decorator(made: Class) -> ast.Call | None:
    """Returns the decorator of an attrs class as a call; None where the class has none."""
    for decorator in made.decorators:
        call = ast.parse(str(decorator.value), mode="eval").body
        if isinstance(call, ast.Name):
            call = ast.Call(call, [], [])
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "frozen":
            return call
    return None


def _options(call: ast.Call) -> dict[str, str]:
    return {word.arg: ast.unparse(word.value) for word in call.keywords if word.arg}


def _give_init(made: Class) -> None:
    decorator = _decorator(made)
    if decorator is None or "__init__" in made.members:
        return
    all_by_name = _options(decorator).get("kw_only") == "True"
    taken = [Taken("self", kind=Kind.positional_or_keyword)]
    by_place: list[Taken] = []
    by_name: list[Taken] = []
    for attribute in _fields(made):
        options = _field_options(attribute)
        if options.get("init") == "False":
            continue
        default = options.get("default")
        if "factory" in options:
            default = f"{options['factory']}()"
        keyword = all_by_name or options.get("kw_only") == "True"
        name = ast.literal_eval(options["alias"]) if "alias" in options else attribute.name
        kind = Kind.keyword_only if keyword else Kind.positional_or_keyword
        parameter = Taken(name, annotation=attribute.annotation, kind=kind, default=default)
        (by_name if keyword else by_place).append(parameter)
    init = Function("__init__", parameters=Parameters(*taken, *by_place, *by_name))
    made.set_member("__init__", init)


def _fields(made: Class) -> Iterator[Attribute]:
    """Yields the fields of a class, those of its bases first."""
    for base in made.bases:
        found = _own(made.package, made.module.members.get(str(base)))
        if isinstance(found, Class):
            yield from _fields(found)
    for member in made.members.values():
        if isinstance(member, Attribute) and "instance-attribute" in member.labels:
            yield member


def _own(package: Module, found: Object | Alias | None) -> Object | Alias | None:
    """Returns what a name stands for, where it is imported from elsewhere in the package."""
    while isinstance(found, Alias):
        where, _, inside = found.target_path.partition(".")
        if where != package.name:
            return None
        found = package[inside]
    return found


def _field_options(attribute: Attribute) -> dict[str, str]:
    """Returns what a field says of itself; a plain value is its default."""
    if attribute.value is None:
        return {}
    call = ast.parse(str(attribute.value), mode="eval").body
    if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "field":
        return _options(call)
    return {"default": str(attribute.value)}


def _list_members(made: Class) -> None:
    if _ENUMERATIONS.isdisjoint(str(base) for base in made.bases):
        return
    names = [
        f"`{member.name}`"
        for member in made.members.values()
        if isinstance(member, Attribute) and member.name.isupper()
    ]
    if names and made.docstring:
        # The value alone, so that the docstring keeps the parser that it is read with.
        made.docstring.value += f"\n\nMembers: {', '.join(names)}."


def _fenced(text: str) -> str:
    """Returns a docstring whose examples are code blocks."""
    lines: list[str] = []
    inside = False
    for line in text.splitlines():
        if line.startswith(">>>") and not inside:
            lines.append("```pycon")
            inside = True
        elif inside and not line.strip():
            lines.append("```")
            inside = False
        lines.append(line)
    return "\n".join([*lines, "```"] if inside else lines)
