"""The files of the project and the modules of the package, found the same way by all tests."""

import importlib
import os
import pkgutil
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import ModuleType

import finsam

ROOT = Path(__file__).resolve().parents[2]
_NOT_OURS = {"__pycache__", "build", "dist", "htmlcov", "node_modules", "site"}


@cache
def files() -> tuple[Path, ...]:
    """Returns the files that are or would be committed.

    Outside a git clone (an unpacked archive, a copy) it is every file but hidden folders' and
    what tools leave behind.
    """
    listing = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - git is where the machine has it
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    found = [ROOT / name for name in listing.stdout.split("\0") if name]
    if not found:
        found = [path for path in ROOT.rglob("*") if _ours(path.relative_to(ROOT))]
    return tuple(sorted(path for path in found if path.is_file()))


def _ours(path: Path) -> bool:
    hidden = {part for part in path.parts[:-1] if part.startswith(".")} - {".ci"}
    return not hidden and _NOT_OURS.isdisjoint(path.parts)


@cache
def modules() -> tuple[ModuleType, ...]:
    """Returns every module of the package, imported."""
    names = [info.name for info in pkgutil.walk_packages(finsam.__path__, "finsam.")]
    return (finsam, *(importlib.import_module(name) for name in sorted(names)))


def public_modules() -> tuple[ModuleType, ...]:
    """Returns the modules that no underscore marks as private."""
    return tuple(
        module
        for module in modules()
        if not any(part.startswith("_") for part in module.__name__.split("."))
    )


def python(
    *arguments: str, cwd: Path = ROOT, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs this Python with warnings as errors; returns how it ended.

    It imports the package of this tree and `support`, whatever else is installed.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "LC_", "LANG", "COV_"))
    }
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
    ours = {"PYTHONPATH": path, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-W", "error", *arguments],
        capture_output=True,
        check=False,
        cwd=cwd,
        encoding="utf-8",
        env=kept | ours | dict(env or {}),
        stdin=subprocess.DEVNULL,
    )
