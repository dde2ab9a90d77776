"""A guard around code that may read nothing: no file, socket, clock, environment, locale, chance.

It holds for the rest of the process, so use it in a process of its own. Three nets lie under each
other, since each has holes: audit hooks see files, sockets and processes, however they are
reached; a profile function sees calls into C, such as `datetime.now`, which can't be replaced;
and what is asked for by name is replaced.

As a program it tries each piece of code among its arguments under the guard, and prints `stopped`
or `passed` for each: `python -m support.purity "import time" "time.time()"`.
"""

import builtins
import contextlib
import datetime as dt
import io
import locale
import os
import random
import socket
import sys
import time
from collections.abc import Iterator
from types import FrameType, ModuleType
from typing import NoReturn

_EVENTS = (
    "ctypes.", "ftplib.", "glob.", "http.", "open", "os.", "pathlib.", "shutil.", "smtplib.",
    "socket.", "sqlite3.", "subprocess.", "tempfile.", "time.sleep", "urllib.", "winreg.",
)  # fmt: skip
_MODULES = {"_locale", "_random", "_socket", "nt", "posix", "random", "time"}
_DATE_METHODS = {
    "astimezone", "fromtimestamp", "now", "strftime", "timestamp", "today", "utcfromtimestamp",
    "utcnow",
}  # fmt: skip
_REPLACED: tuple[tuple[object, str], ...] = (
    (builtins, "open"),
    (io, "open"),
    (locale, "getlocale"),
    (locale, "localeconv"),
    (locale, "setlocale"),
    (os, "getenv"),
    (os, "urandom"),
    (random, "choice"),
    (random, "random"),
    (random, "shuffle"),
    (socket, "socket"),
    (time, "localtime"),
    (time, "monotonic"),
    (time, "strftime"),
    (time, "time"),
    # The class of os.environ, so that a name bound to it earlier is guarded too.
    (type(os.environ), "__getitem__"),
    (type(os.environ), "__iter__"),
    (type(os.environ), "__setitem__"),
)


class Impure(BaseException):
    """The code under guard reached outside; no `except Exception` hides it."""


class _Guard:
    def __init__(self) -> None:
        self.armed = False
        self.seen: list[str] = []
        sys.addaudithook(self.audit)

    def stop(self, what: str) -> NoReturn:
        self.seen.append(what)
        raise Impure(what)

    def audit(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.armed and event.startswith(_EVENTS):
            self.stop(f"event {event} {arguments!r}")

    def profile(self, _frame: FrameType, event: str, function: object) -> None:
        if event == "c_call":
            owner, name = _owner(function), getattr(function, "__name__", "")
            if owner in _MODULES or (owner == "date" and name in _DATE_METHODS):
                self.stop(f"call {owner}.{name}")

    def replacement(self, what: str) -> object:
        def raises(*_arguments: object, **_keywords: object) -> NoReturn:
            self.stop(f"use of {what}")

        return raises


def _owner(function: object) -> str:
    """Returns the module of a function in C, or `date` for a method of a date or datetime."""
    owner = getattr(function, "__self__", None)
    if isinstance(owner, ModuleType):
        return owner.__name__
    kind = owner if isinstance(owner, type) else type(owner)
    return "date" if issubclass(kind, dt.date) else kind.__module__


_guard = _Guard()


@contextlib.contextmanager
def pure() -> Iterator[None]:
    """Stops the code inside at the first thing that it reads from outside.

    Raises:
        Impure: something was read; also when the code inside swallowed the first error.
    """
    kept = [(owner, name, getattr(owner, name)) for owner, name in _REPLACED]
    for owner, name, _ in kept:
        setattr(owner, name, _guard.replacement(f"{getattr(owner, '__name__', owner)}.{name}"))
    _guard.armed = True
    sys.setprofile(_guard.profile)
    try:
        yield
    finally:
        sys.setprofile(None)
        _guard.armed = False
        for owner, name, value in kept:
            setattr(owner, name, value)
    if _guard.seen:
        raise Impure(*_guard.seen)


def main() -> None:
    """Tries each piece of code among the arguments and prints what became of it."""
    for code in sys.argv[1:]:
        compiled = compile(code, "<argument>", "exec")
        names = {module.__name__: module for module in (dt, io, locale, os, random, socket, time)}
        _guard.seen.clear()
        try:
            with pure():
                exec(compiled, dict(names))  # noqa: S102 - the caller's own code
        except Impure:
            print("stopped")  # noqa: T201 - this is a program
        else:
            print("passed")  # noqa: T201 - this is a program


if __name__ == "__main__":
    main()
