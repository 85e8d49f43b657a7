"""Textual's pilot looks every 20 ms whether the app has come to rest, twice for each key; here it looks more often."""

import pytest
from textual import _wait


@pytest.fixture(scope="session", autouse=True)
def _look_often():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_wait, "SLEEP_GRANULARITY", 1 / 250)
        patch.setattr(_wait, "SLEEP_IDLE", 1 / 250 / 20)
        yield
