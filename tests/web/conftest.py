from __future__ import annotations

import pytest

from facilitate.web.serving.limits import Limits
from tests.web.room import Room


@pytest.fixture(scope="session", autouse=True)
def _look_often():
    """So that what other programs write is heard at once: half of the time of these tests is waiting for it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("facilitate.web.hub.broadcaster._LOOK", 0.02)
        yield


@pytest.fixture
async def rooms(tmp_path):
    """Makes rooms whose hub is open, and closes them in the end."""
    made = []

    async def make(bounds=None, home=None):
        made.append(Room(home or tmp_path, bounds))
        return await made[-1].open()

    yield make
    for room in made:
        await room.close()


@pytest.fixture
async def room(rooms):
    # Nobody is woken by a heartbeat who should have been woken by what changed.
    return await rooms(Limits(heartbeat_seconds=100))
