"""Rule books: the model, the national frame, and those of the five source documents.

Each is a module of its own, with its measures as constants and all of them in `BOOK`.
Import the one you need: `from finsam.rulebooks import model`.
"""

__all__: list[str] = []


def __dir__() -> list[str]:
    return __all__
