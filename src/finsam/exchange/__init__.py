"""Exchange: what finsam knows in the forms that other programs read.

Each form is a module of its own, since some need a package that comes with an extra.
"""

__all__: list[str] = []


def __dir__() -> list[str]:
    return __all__
