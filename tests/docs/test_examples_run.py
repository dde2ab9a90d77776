"""Every example runs: in the pages, in the docstrings and in examples/."""

import doctest
import inspect
from pathlib import Path

import pytest

from support.fences import RUN, fences
from support.tree import ROOT, files, modules, public_modules, python

# Raised when examples are added, so that a pattern that finds nothing can't stay green.
FEWEST_FENCES = 150
FEWEST_DOCSTRING_EXAMPLES = 300
FEWEST_WITH_EXAMPLES = 100
FEWEST_SCRIPTS = 1

PAGES = [
    path
    for path in files()
    if path == ROOT / "README.md" or (path.suffix == ".md" and ROOT / "docs" in path.parents)
]
SCRIPTS = [path for path in files() if path.suffix == ".py" and path.parent == ROOT / "examples"]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_the_code_of_a_page_runs_from_top_to_bottom(page: Path) -> None:
    names: dict[str, object] = {"__name__": "__main__"}
    runner = doctest.DocTestRunner()
    for fence in fences(page):
        if fence.language not in RUN:
            continue
        if ">>>" in fence.body:
            example = doctest.DocTestParser().get_doctest(
                fence.body, names, _name(page), str(page), fence.line
            )
            assert runner.run(example, clear_globs=False).failed == 0, f"line {fence.line}"
            names.update(example.globs)
        else:
            source = "\n" * fence.line + fence.body  # so that a traceback names the page's line
            exec(compile(source, str(page), "exec"), names)  # noqa: S102 - our own pages


def test_pages_have_code() -> None:
    found = [fence for page in PAGES for fence in fences(page) if fence.language in RUN]
    assert len(found) >= FEWEST_FENCES


def test_examples_in_docstrings_give_what_they_show() -> None:
    results = {module.__name__: doctest.testmod(module) for module in modules()}
    assert {name: result.failed for name, result in results.items() if result.failed} == {}
    assert sum(result.attempted for result in results.values()) >= FEWEST_DOCSTRING_EXAMPLES


def test_every_class_and_function_of_a_room_has_an_example() -> None:
    rooms = [module for module in public_modules() if module.__name__.count(".") <= 1]
    handed_out = {
        f"{value.__module__}.{value.__name__}": value.__doc__ or ""
        for room in rooms
        for value in (getattr(room, name) for name in room.__all__)
        if inspect.isclass(value) or inspect.isfunction(value)
    }
    assert [name for name, told in handed_out.items() if ">>>" not in told] == []
    assert len(handed_out) >= FEWEST_WITH_EXAMPLES


@pytest.mark.parametrize("script", SCRIPTS, ids=_name)
def test_a_script_runs_from_anywhere_and_says_something(script: Path, tmp_path: Path) -> None:
    ended = python(str(script), cwd=tmp_path)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.strip()
    assert list(tmp_path.iterdir()) == []


def test_there_are_scripts() -> None:
    assert len(SCRIPTS) >= FEWEST_SCRIPTS
