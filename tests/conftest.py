"""Every test runs apart from the machine's own sessions and settings."""

from __future__ import annotations

import gc

import pytest
from hypothesis import HealthCheck, settings

# Each app and each example leaves much behind; looking for it as often as Python does takes a tenth of the time.
gc.set_threshold(200_000, 50, 1000)

# Always the same examples: a suite that fails now and then for chance alone teaches nobody. `HYPOTHESIS_PROFILE`
# (see `settings.get_profile`) is left to those who hunt: `pytest --hypothesis-profile=hunt`.
settings.register_profile(
    "suite",
    max_examples=35,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("hunt", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


@pytest.fixture(scope="session", autouse=True)
def _apart(tmp_path_factory):
    apart = tmp_path_factory.mktemp("apart")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("FACILITATE_HOME", "FACILITATE_MACHINE", "FACILITATE_LANG"):
            patch.delenv(name, raising=False)
        patch.setenv("XDG_DATA_HOME", str(apart / "data"))
        patch.setenv("XDG_CONFIG_HOME", str(apart / "config"))
        patch.setenv("XDG_STATE_HOME", str(apart / "state"))
        yield
