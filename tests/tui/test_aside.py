"""Work done beside the loop, in threads that nobody waits for."""

from __future__ import annotations

import asyncio
import threading

import pytest

from facilitate.domain.errors import Refused
from facilitate.tui.background import aside


async def test_what_is_answered_or_raised_comes_back_to_whoever_asked():
    assert await aside(lambda: 3) == 3

    def refuse():
        raise Refused("no")

    with pytest.raises(Refused):
        await aside(refuse)


async def test_what_never_answers_holds_up_neither_the_loop_nor_the_end():
    forever = threading.Event()
    names = {thread.name for thread in threading.enumerate()}
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(aside(forever.wait), 0.01)
    (left,) = [thread for thread in threading.enumerate() if thread.name not in names]
    assert left.daemon
    forever.set()
    left.join(10)
