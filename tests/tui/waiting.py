"""Waiting for a condition, with a bound."""

import asyncio


async def until(pilot, condition, turns=100):
    for _ in range(turns):
        if condition():
            return
        await pilot.pause()
        await asyncio.sleep(0)
    raise AssertionError("the condition never came true")
