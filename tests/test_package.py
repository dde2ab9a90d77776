"""The manners of the package: what is public, what the shop window holds, what an import costs."""

import ast
import inspect
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import finsam
from support.tree import public_modules, python

LONGEST_SHOP_WINDOW = 80  # lines; more than that and it is no longer read at a glance
ARGUMENTS = re.compile(r"^Args:\n(?P<lines>(?: .*\n?|\n)+)", re.MULTILINE)
ARGUMENT = re.compile(r"^ {4}(\*{0,2}\w+)(?: \([^)]*\))?:", re.MULTILINE)
MAY_BE_LOADED = {"attr", "attrs", "dateutil", "finsam", "six"}


def _name(module: ModuleType) -> str:
    return module.__name__


@pytest.mark.parametrize("module", public_modules(), ids=_name)
def test_a_public_module_says_what_is_public(module: ModuleType) -> None:
    public: list[str] = module.__all__
    assert [name for name, times in Counter(public).items() if times > 1] == []
    assert [name for name in public if not hasattr(module, name)] == []
    assert [name for name in public if name.startswith("_")] == []
    assert dir(module) == sorted(public)


def _documented(module: ModuleType) -> Iterator[tuple[str, object]]:
    """Yields what the module defines and hands out, and the methods of its classes, by name."""
    for name in module.__all__:
        value = getattr(module, name)
        if getattr(value, "__module__", None) != module.__name__:
            continue
        yield name, value
        if inspect.isclass(value):
            for member in vars(value):
                if not member.startswith("_") and inspect.isroutine(getattr(value, member)):
                    yield f"{name}.{member}", getattr(value, member)


@pytest.mark.parametrize("module", public_modules(), ids=_name)
def test_a_docstring_tells_of_arguments_that_there_are(module: ModuleType) -> None:
    wrong = []
    for name, value in _documented(module):
        told = ARGUMENTS.search(inspect.getdoc(value) or "")
        if told and callable(value):
            taken = inspect.signature(value).parameters
            named = ARGUMENT.findall(told["lines"])
            wrong += [f"{name}: {one}" for one in named if one.lstrip("*") not in taken]
            assert named, f"{name} has an empty list of arguments"
    assert wrong == []


def test_the_shop_window_only_hands_on() -> None:
    source = Path(finsam.__file__).read_text(encoding="utf-8")
    assert source.count("\n") < LONGEST_SHOP_WINDOW
    docstring, *statements = ast.parse(source).body
    assert isinstance(docstring, ast.Expr)
    assert [ast.unparse(node) for node in statements if not _hands_on(node)] == []


def _hands_on(node: ast.stmt) -> bool:
    match node:
        case ast.ImportFrom(module=str(module)):
            return module.startswith("finsam.")
        case ast.Assign(targets=[ast.Name(id="__all__")]) | ast.FunctionDef(name="__dir__"):
            return True
        case _:
            return False


def test_an_import_loads_nothing_but_attrs_and_dateutil() -> None:
    ended = python(
        "-c",
        "import sys; before = set(sys.modules); import finsam; "
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before})",
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    loaded = set(ended.stdout.split())
    assert "finsam" in loaded
    assert loaded - MAY_BE_LOADED - sys.stdlib_module_names == set()
