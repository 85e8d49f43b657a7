from __future__ import annotations

import pytest

from tests.terminal import warm


@pytest.fixture(scope="session", autouse=True)
def _warm():
    yield
    warm.stop()
