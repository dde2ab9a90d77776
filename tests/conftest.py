"""What all tests share: the hypothesis profiles and the options that renew what is compared."""

import pytest
from hypothesis import HealthCheck, settings

# `ci` is what runs unless another is asked for with `pytest --hypothesis-profile=NAME`: the same
# examples every time, on every machine. No profile has a deadline: a slow machine is no fault.
settings.register_profile(
    "ci",
    derandomize=True,
    database=None,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("few", settings.get_profile("ci"), max_examples=20)
settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile("deep", max_examples=10_000, deadline=None)
settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-api", action="store_true", help="write tests/api.txt anew from the package"
    )
    parser.addoption(
        "--update-golden", action="store_true", help="write tests/cases/good and bad anew"
    )
    parser.addoption(
        "--deep",
        action="store_true",
        help="try more: 20 000 whole states of each rule set, a million rows, 100 000 books",
    )


@pytest.fixture
def update_api(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-api"))


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))
