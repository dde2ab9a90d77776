"""The manners of the package: what is public, what the shop window holds, what an import costs."""

import ast
import importlib
import inspect
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import finsam
from support.tree import ROOT, public_modules, python

LONGEST_SHOP_WINDOW = 80  # lines; more than that and it is no longer read at a glance
FEWEST_MEASURED = 12
FEWEST_OF_SETS = 9
GOALS = 14  # lines of what the benchmarks aim at
GOAL = re.compile(
    r"^\| [^|]+ \| at (?:most|least) [\d.]+ [^|]+ \| [^|]+ \| [^|]+ \|$", re.MULTILINE
)
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
    private = [name for name in public if name.startswith("_")]
    assert private == (["__version__"] if module is finsam else [])
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


def test_the_package_tells_its_version() -> None:
    """Hatch reads it from the source, so that it stands in one place."""
    assert re.fullmatch(r"\d+\.\d+\.\d+(\.dev\d+|rc\d+)?", finsam.__version__)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" not in project["project"]
    assert project["project"]["dynamic"] == ["version"]
    assert ROOT / project["tool"]["hatch"]["version"]["path"] == ROOT / "src/finsam/__init__.py"


def test_a_child_imports_the_package_of_this_tree() -> None:
    """A clone tests itself, and not what is installed beside it."""
    ended = python("-c", "import finsam, support; print(finsam.__file__); print(support.__file__)")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert [Path(line).resolve().parent for line in ended.stdout.splitlines()] == [
        ROOT / "src" / "finsam", ROOT / "tests" / "support",
    ]  # fmt: skip


def test_the_benchmarks_run() -> None:
    """With a round of each, so that what they measure can't fall behind the package."""
    ended = python(
        "-c",
        "import runpy, timeit;"
        " timeit.repeat = lambda work, number, repeat, timer: (work(), [1.0])[1];"
        " runpy.run_path('benchmarks/eligibility.py', run_name='__main__')",
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    lines = ended.stdout.splitlines()
    assert len(lines) >= FEWEST_MEASURED
    assert all(line.endswith("× by hand") for line in lines[:-1])
    assert re.fullmatch(r"a prepared rule set of \d+ nodes keeps \d+ KiB", lines[-1])


def test_the_benchmarks_beside_others_run() -> None:
    """The engines that are not installed are left out and named; our own part always runs."""
    ended = python("benchmarks/speed.py", "--rows", "1000", "--rounds", "1")
    assert (ended.returncode, ended.stderr) == (0, "")
    for head in ("one settled decision", "an unsettled form", "1 000 rows", "clauses", "an import"):
        assert f"| {head}" in ended.stdout
    for engine in ("datalogic-py", "zen-engine", "rule-engine", "business-rules", "openfisca-core"):
        assert engine in ended.stdout
    measured, _, goals = ended.stdout.partition("## What was aimed at")
    assert len(GOAL.findall(goals)) == GOALS
    for aim in ("compare two sets", "periods over 60 years", "build the diagram"):
        assert f"| {aim}" in goals
    assert "| who gains and who loses" in measured


def test_the_benchmarks_of_sets_run() -> None:
    ended = python(
        "-c",
        "import runpy, timeit;"
        " timeit.repeat = lambda work, number, repeat, timer: (work(), [1.0])[1];"
        " runpy.run_path('benchmarks/sets.py', run_name='__main__')",
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    lines = ended.stdout.splitlines()
    assert len(lines) >= FEWEST_OF_SETS
    assert all(line.endswith("× a diagram") for line in lines)


def _hands_on(node: ast.stmt) -> bool:
    match node:
        case ast.ImportFrom(module=str(module)):
            return module.startswith("finsam.") or module in {"importlib", "typing"}
        case ast.If(test=test, body=body, orelse=[]):
            return "TYPE_CHECKING" in ast.unparse(test) and all(_hands_on(each) for each in body)
        case ast.Assign(targets=[ast.Name(id="_ROOMS")]) | ast.FunctionDef(name="__getattr__"):
            return True
        case ast.Assign(targets=[ast.Name(id="__all__")]) | ast.FunctionDef(name="__dir__"):
            return True
        case ast.Assign(targets=[ast.Name(id="__version__")], value=ast.Constant(value=str())):
            return True
        case _:
            return False


def test_an_import_loads_nothing_but_attrs_and_dateutil() -> None:
    ended = python(
        "-c",
        "import sys; before = set(sys.modules); from finsam import *; "
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before})",
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    loaded = set(ended.stdout.split())
    assert "finsam" in loaded
    assert loaded - MAY_BE_LOADED - sys.stdlib_module_names == set()


def test_the_window_loads_a_room_when_something_of_it_is_asked_for() -> None:
    """What is asked of it is the very thing of the room; other names are told as Python does."""
    ended = python(
        "-c",
        "import sys, finsam; print(*(m for m in sys.modules if m.startswith('finsam.')));"
        " finsam.Text; print(*(m for m in sys.modules if m.startswith('finsam.')));"
        " finsam.exchange; finsam.rulebooks; from finsam import *;"
        " print('finsam.exchange' in sys.modules, len(dir()) > 30)",
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.splitlines() == ["", "finsam.texts", "True True"]
    source = ast.parse(Path(finsam.__file__).read_text(encoding="utf-8"))
    told = {
        alias.name: node.module
        for node in ast.walk(source)
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("finsam.")
        for alias in node.names
    }
    assert {*told, "__version__"} == set(finsam.__all__)
    for name, module in told.items():
        assert getattr(finsam, name) is getattr(importlib.import_module(str(module)), name)
    for room in public_modules():
        if room.__name__.count(".") == 1:
            assert getattr(finsam, room.__name__.partition(".")[2]) is room
    with pytest.raises(AttributeError, match="module 'finsam' has no attribute 'asess'"):
        finsam.asess  # type: ignore[attr-defined]  # noqa: B018


def test_an_import_loads_no_library_of_an_extra_or_of_a_table() -> None:
    heavy = {
        "duckdb", "holidays", "icalendar", "matplotlib", "narwhals", "numpy", "pandas", "polars",
        "pyarrow", "pydantic", "pyspark",
    }  # fmt: skip
    ended = python("-c", "import sys, finsam, finsam.rulebooks.shelf; print(*sys.modules)")
    assert (ended.returncode, ended.stderr) == (0, "")
    loaded = {name.partition(".")[0] for name in ended.stdout.split()}
    assert heavy & loaded == set()
