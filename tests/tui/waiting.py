"""Waiting for a condition, with a bound."""

import asyncio
from time import monotonic


async def until(pilot, condition, seconds=10):
    deadline = monotonic() + seconds
    while not condition():
        if monotonic() > deadline:
            raise AssertionError("the condition never came true")
        await pilot.pause()
        await asyncio.sleep(0)
