"""Who speaks on a panel."""

from __future__ import annotations

from datetime import datetime, timedelta

from facilitate.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """One stretch in which a speaker spoke; the last is open while somebody does."""

    speaker: str
    begun: datetime
    over: datetime | None = None

    def lasted(self, now: datetime) -> timedelta:
        """Return how long it took; never negative, whatever clocks said."""
        return max(timedelta(), (self.over or now) - self.begun)
