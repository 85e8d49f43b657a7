"""A rehearsal: whose it is, and how its time goes."""

from __future__ import annotations

from datetime import datetime

from facilitate.domain.frozen import dataclass

SLOWEST, FASTEST = 1, 3600  # times as fast as the room's clock


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """That a session is a rehearsal of the session called `of`.

    At the `real` moment its own clock stood at `at`; since then it goes `speed` times as fast.
    """

    of: str
    real: datetime
    at: datetime
    speed: int

    def time_at(self, real: datetime) -> datetime:
        """Return the rehearsed time at a real moment."""
        return self.at + (real - self.real) * self.speed

    def real_at(self, time: datetime) -> datetime:
        """Return the real moment of a rehearsed time."""
        return self.real + (time - self.at) / self.speed
