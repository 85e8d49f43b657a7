"""The time of the room: the wall clock when the program starts, and from then on a counter nobody can set back."""

from __future__ import annotations

import base64
import os
import time
from datetime import UTC, datetime, timedelta


class SteadyClock:
    """Wall time that goes on evenly while the program runs, through a clock set back and a laptop asleep.

    `not_before` is the last time an earlier run of the session knew: when the wall clock was set back in between, time
    goes on from there rather than repeat itself.
    """

    def __init__(self, not_before: datetime | None = None) -> None:
        wall = datetime.now(UTC)
        self.set_back_by = timedelta()
        # A time far ahead was written by a wrong clock, not by this afternoon: it must not drag ours along.
        if not_before is not None and wall < not_before < wall + timedelta(hours=12):
            self.set_back_by = not_before - wall
            wall = not_before
        self._wall = wall
        self._counter = _awake_and_asleep()

    def now(self) -> datetime:
        """The time in the zone of this machine."""
        return (self._wall + timedelta(seconds=_awake_and_asleep() - self._counter)).astimezone()


def _awake_and_asleep() -> float:
    """Seconds that also count while the machine sleeps, where the system offers them."""
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):
        clock = getattr(time, name, None)
        if clock is not None:
            return time.clock_gettime(clock)
    return time.monotonic()


class RandomIds:
    """Unique names from the system's randomness: 40 bits, on top of a clock that tells most apart."""

    def token(self) -> str:
        """Eight characters of 0-9 and a-z."""
        return base64.b32encode(os.urandom(5)).decode("ascii").lower()
