"""The public names of the package and their signatures, as text that can be compared.

What is written is the same on every Python that the package supports: no address in memory, no
order of a set, and no signature that Python itself gives a class.
"""

import enum
import functools
import inspect
import re
import types
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import get_origin

from attrs import NOTHING, frozen

from support.tree import ROOT, public_modules

FILE = ROOT / "tests" / "api.txt"
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")
_SHOWN_THOUGH_PRIVATE = frozenset({"_repr_html_"})  # notebooks call it by this name


@frozen(repr=False)
class _Shown:
    """Stands in for a default, so that `inspect` shows it as we want it."""

    text: str

    def __repr__(self) -> str:
        return self.text


def listing() -> str:
    """Returns the whole public API: modules in order, in each its names, in each its members."""
    return "\n".join(_lines(public_modules())) + "\n"


def update(path: Path = FILE) -> None:
    """Writes the listing to the file that is committed."""
    path.write_text(listing(), encoding="utf-8")


def _lines(modules: Iterable[ModuleType]) -> Iterator[str]:
    homes = {module.__name__: set(module.__all__) for module in modules}
    for module in sorted(modules, key=lambda each: each.__name__):
        yield f"{module.__name__}:"
        for name in sorted(module.__all__):
            value = getattr(module, name)
            home = getattr(value, "__module__", None)
            if home != module.__name__ and name in homes.get(str(home), ()):
                yield f"    {name} is {home}.{name}"
            else:
                yield from (f"    {line}" for line in _described(name, value))


def _described(name: str, value: object) -> Iterator[str]:
    if inspect.isclass(value) and get_origin(value) is None:
        yield from _class(name, value)
    elif inspect.isfunction(value):
        yield f"def {name}{_signature(value)}"
    elif isinstance(value, ModuleType):
        yield f"{name} is module {value.__name__}"
    elif isinstance(value, types.UnionType) or get_origin(value) is not None:
        yield f"{name} = {value!r}"
    else:
        yield f"{name}: {type(value).__name__}"


def _class(name: str, value: type) -> Iterator[str]:
    bases = ", ".join(base.__name__ for base in value.__bases__ if base is not object)
    heading = f"class {name}({bases})" if bases else f"class {name}"
    if issubclass(value, enum.Enum):
        yield heading
        yield from (f"    {member.name} = {member.value!r}" for member in value)
    else:
        yield f"{heading}: {_signature(value)}" if _builds_itself(value) else heading
    yield from (f"    {line}" for line in sorted(_members(value)))


def _builds_itself(value: type) -> bool:
    """Checks if the class says how it is built; what Python gives it differs by version."""
    for base in value.__mro__:
        for maker in ("__init__", "__new__"):
            if maker in vars(base):
                return str(getattr(vars(base)[maker], "__module__", "")).startswith("finsam")
    return False


def _members(value: type) -> Iterator[str]:
    ours = [base for base in reversed(value.__mro__) if base.__module__.startswith("finsam")]
    names = {name: member for base in ours for name, member in vars(base).items()}
    annotations = {
        name: note for base in ours for name, note in inspect.get_annotations(base).items()
    }
    choices = value.__members__ if issubclass(value, enum.Enum) else {}
    for name in names.keys() | annotations.keys():
        if name in choices or (name.startswith("_") and name not in _SHOWN_THOUGH_PRIVATE):
            continue
        yield _member(name, names.get(name), annotations)


def _member(name: str, member: object, annotations: dict[str, object]) -> str:
    if isinstance(member, staticmethod | classmethod):
        return f"def {name}{_signature(member.__func__)}  # {type(member).__name__}"
    if inspect.isfunction(member):
        return f"def {name}{_signature(member)}"
    if isinstance(member, property):
        return f"{name}{_returned(member.fget)}"
    if isinstance(member, functools.cached_property):
        return f"{name}{_returned(member.func)}"
    if name in annotations:
        return f"{name}: {inspect.formatannotation(annotations[name])}"
    return f"{name}: {type(member).__name__}"


def _returned(getter: object) -> str:
    note = inspect.get_annotations(getter).get("return") if inspect.isfunction(getter) else None
    return f": {inspect.formatannotation(note)}"


def _signature(value: object) -> str:
    assert callable(value)
    signature = inspect.signature(value)
    shown = [
        one if one.default is one.empty else one.replace(default=_Shown(_default(one.default)))
        for one in signature.parameters.values()
    ]
    return str(signature.replace(parameters=shown))


def _default(value: object) -> str:
    if value is NOTHING:
        return "..."  # attrs makes a new one each time
    if isinstance(value, enum.Enum):
        return f"{type(value).__name__}.{value.name}"
    if isinstance(value, frozenset):
        return "frozenset({" + ", ".join(sorted(map(_default, value))) + "})"
    if inspect.isfunction(value) or inspect.isclass(value):
        return value.__name__
    return _ADDRESS.sub("", repr(value))
