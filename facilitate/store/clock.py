"""The time of the room: the wall clock when the program starts, and from then on a counter nobody can set back."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING

from facilitate.system import awake_and_asleep as _awake_and_asleep

if TYPE_CHECKING:
    from facilitate.domain.values.rehearsal import Rehearsal

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

    `not_before` is where to go on from. `rehearsal` tells whether the time of the session that is worked in goes its
    own way; whoever opens one sets it, so that a speed changed elsewhere is this clock's too.
    """

    def __init__(self, not_before: datetime | None = None) -> None:
        self._wall = datetime.now(UTC)
        self._counter = _awake_and_asleep()
        self.set_back_by = timedelta()
        self.rehearsal: Callable[[], Rehearsal | None] = lambda: None
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
        real = self._wall + timedelta(seconds=_awake_and_asleep() - self._counter)
        rehearsal = self.rehearsal()
        return (rehearsal.time_at(real) if rehearsal else real).astimezone(LOCAL)


class StandingClock:
    """A clock that stands: what is done by it happens at that moment."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        """Return that moment."""
        return self._at


class RandomIds:
    """Unique names from the system's randomness: 40 bits, on top of a clock that tells most apart."""

    def tokens(self, count: int) -> list[str]:
        """So many names of eight characters of 0-9 and a-z each; the system is asked once."""
        signs = os.urandom(8 * count).translate(_SIGN_OF_BYTE).decode()
        return [signs[place : place + 8] for place in range(0, len(signs), 8)]
