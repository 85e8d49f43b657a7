"""A rehearsal: whose it is, and how its time goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from facilitate.domain.frozen import dataclass

SLOWEST, FASTEST = 1, 3600  # times as fast as the room's clock
# Whatever a journal says, the times made of it can be reckoned with, and written.
_LONGEST = timedelta(days=7)
_FIRST, _LAST = datetime(1970, 1, 2, tzinfo=UTC), datetime(2199, 12, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """That a session is a rehearsal of the session called `of`.

    At the `real` moment its own clock stood at `at`; since then it goes `speed` times as fast. One that has not begun
    is `waiting`, and its clock goes as any other: who looks around before the first phase is not late by it.
    """

    of: str
    real: datetime
    at: datetime
    speed: int
    waiting: bool = False

    @property
    def rate(self) -> int:
        """How many times as fast its clock goes now."""
        return 1 if self.waiting else self.speed

    def begun(self, at: datetime) -> Rehearsal:
        """Return it as it is from the beginning of its first phase on."""
        return replace(self, real=self.real_at(at), at=at, waiting=False) if self.waiting else self

    def time_at(self, real: datetime) -> datetime:
        """Return the rehearsed time at a real moment."""
        passed = max(-_LONGEST, min(real - self.real, _LONGEST))
        return max(_FIRST, min(self.at + passed * self.rate, _LAST))

    def real_at(self, time: datetime) -> datetime:
        """Return the real moment of a rehearsed time."""
        return self.real + (time - self.at) / self.rate
