"""What holds for every test: which are left out of a plain run, and how hypothesis behaves."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

from tests.project.wheel import Installed, install

# No deadline anywhere: a slow machine is not a wrong answer. In CI the examples are the same in every run.
settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci" if os.environ.get("CI") else "default")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out `long` tests unless LONG is set, and `wheel` tests unless `-m` names them."""
    left_out = set()
    if not os.environ.get("LONG"):
        left_out.add("long")
    if "wheel" not in config.getoption("markexpr"):
        left_out.add("wheel")
    gone = [item for item in items if any(item.get_closest_marker(mark) for mark in left_out)]
    if gone:
        config.hook.pytest_deselected(items=gone)
        items[:] = [item for item in items if item not in gone]


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Coachdesk from its wheel in its own environment; for tests marked `wheel` alone, since it takes a minute."""
    return install(tmp_path_factory.mktemp("installed"))
