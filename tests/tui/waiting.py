"""Waiting for a condition, with a bound."""

import asyncio
from time import monotonic


async def until(pilot, condition, seconds=30):
    """Until it holds and the screen on top is whole: a screen is on top before what is on it is there."""
    deadline = monotonic() + seconds
    while not (condition() and _whole(pilot.app)):
        if monotonic() > deadline:
            raise AssertionError("the condition never came true")
        await pilot.pause()
        await asyncio.sleep(0.002)


def _whole(app):
    return not app.is_running or not app.screen_stack or app.screen.is_mounted
