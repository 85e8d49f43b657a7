"""The time of the room: the wall clock when the program starts, and from then on a counter nobody can set back."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache

from facilitate.system import awake_and_asleep as _awake_and_asleep

_SIGNS = "abcdefghijklmnopqrstuvwxyz234567"  # 32, so that each is drawn as often as any other
_SIGN_OF_BYTE = bytes(ord(_SIGNS[byte % len(_SIGNS)]) for byte in range(256))


@lru_cache(maxsize=4096)  # an agenda asks for dozens of moments at each drawing
def _offset(minute: datetime) -> timedelta | None:
    return minute.astimezone().utcoffset()


class _Local(tzinfo):
    """The zone of this machine, with its summer time: it tells the offset of any moment, not only of now."""

    def fromutc(self, moment: datetime) -> datetime:
        return moment.replace(tzinfo=UTC).astimezone().replace(tzinfo=self)

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        there = moment.replace(tzinfo=None) if moment else datetime.now(UTC).replace(tzinfo=None)
        return _offset(there.replace(second=0, microsecond=0))

    def dst(self, _moment: datetime | None) -> timedelta | None:
        return None

    def tzname(self, moment: datetime | None) -> str | None:
        return moment.replace(tzinfo=None).astimezone().tzname() if moment else None


LOCAL = _Local()


class SteadyClock:
    """Wall time that goes on evenly while the program runs, through a clock set back and a laptop asleep.

    `not_before` is where to go on from.
    """

    def __init__(self, not_before: datetime | None = None) -> None:
        self._wall = datetime.now(UTC)
        self._counter = _awake_and_asleep()
        self.set_back_by = timedelta()
        if not_before is not None:
            self.go_on_from(not_before)

    def go_on_from(self, last: datetime) -> None:
        """Go on from the last time an earlier run of the session knew, where that is later than now.

        It is when the wall clock was set back in between, and time must not repeat itself.
        """
        # A time far ahead was written by a wrong clock, not by this afternoon: it must not drag ours along.
        if self._wall < last < self._wall + timedelta(hours=12):
            self.set_back_by = last - self._wall
            self._wall = last

    def now(self) -> datetime:
        """Return the time in the zone of this machine."""
        return (self._wall + timedelta(seconds=_awake_and_asleep() - self._counter)).astimezone(LOCAL)


class FastClock:
    """A clock for rehearsals: from `begins` on, time goes `speed` times as fast."""

    def __init__(self, begins: datetime, speed: float) -> None:
        self._begins = begins
        self._speed = speed
        self._steady = SteadyClock()
        self._from = self._steady.now().astimezone(UTC)

    def now(self) -> datetime:
        """Return the rehearsed time, in the zone of this machine."""
        passed = self._steady.now().astimezone(UTC) - self._from
        return (self._begins.astimezone(UTC) + passed * self._speed).astimezone(LOCAL)


class RandomIds:
    """Unique names from the system's randomness: 40 bits, on top of a clock that tells most apart."""

    def tokens(self, count: int) -> list[str]:
        """So many names of eight characters of 0-9 and a-z each; the system is asked once."""
        signs = os.urandom(8 * count).translate(_SIGN_OF_BYTE).decode()
        return [signs[place : place + 8] for place in range(0, len(signs), 8)]
