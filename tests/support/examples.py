"""How many examples a property test tries: more or fewer than most, as the profile has it."""

from hypothesis import settings

_USUAL = 100  # what the profile `ci` tries of each property that doesn't say


def examples(count: int) -> settings:
    """Returns the setting of a test that tries so many in the profile `ci`; others go in step."""
    return settings(max_examples=max(1, count * settings().max_examples // _USUAL))
