"""Exchange: what finsam knows in the forms that other programs read.

Rule books go to and from plain data, JSON and TOML text. Calendar text is a module of its own,
since it needs a package that comes with an extra.
"""

from finsam.exchange.rulebook import (
    FORMAT,
    rulebook_from_dict,
    rulebook_from_json,
    rulebook_from_toml,
    rulebook_to_dict,
    rulebook_to_json,
    rulebook_to_toml,
    schema,
)

__all__ = [
    "FORMAT",
    "rulebook_from_dict",
    "rulebook_from_json",
    "rulebook_from_toml",
    "rulebook_to_dict",
    "rulebook_to_json",
    "rulebook_to_toml",
    "schema",
]


def __dir__() -> list[str]:
    return __all__
