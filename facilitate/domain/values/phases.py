"""How a phase really went: when its timer ran, what it was given, whether it is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from facilitate.domain.frozen import dataclass

ZERO = timedelta()


@dataclass(frozen=True, slots=True)
class Run:
    """The real course of one phase.

    `spans` are the stretches its timer ran, each with its start and its end; the last is open while it runs. `extra`
    are the minutes it was given beyond its plan, less than nothing when some were taken. `given` are those that were
    given or taken once it had begun, each with how long its timer had run by then; `cut` says the same of the rounds,
    and the change-overs after them, that were ended before their time. `ended_at` is when it was over,
    which is later than its last stretch where it was paused until then.
    """

    spans: tuple[tuple[datetime, datetime | None], ...] = ()
    extra: int = 0
    ended: bool = False
    given: tuple[tuple[timedelta, int], ...] = ()
    ended_at: datetime | None = None
    cut: tuple[timedelta, ...] = ()

    @property
    def running(self) -> bool:
        """Whether the timer runs now."""
        return bool(self.spans) and self.spans[-1][1] is None

    @property
    def started_at(self) -> datetime | None:
        """The time it first began; None before that."""
        return self.spans[0][0] if self.spans else None

    def elapsed(self, now: datetime) -> timedelta:
        """Return how long its timer has run; a stretch that a wrong clock made negative counts for nothing."""
        return sum((max(ZERO, (end or now) - start) for start, end in self.spans), ZERO)

    def allotted(self, minutes: int) -> timedelta:
        """Return its planned minutes with what was added or taken, as a duration that is never negative."""
        return max(ZERO, timedelta(minutes=minutes + self.extra))

    def go(self, at: datetime) -> Run:
        """Return the run with its timer going."""
        return self if self.running else replace(self, spans=(*self.spans, (at, None)), ended=False, ended_at=None)

    def stop(self, at: datetime, *, ended: bool) -> Run:
        """Return the run with its timer stopped, for a pause or for good."""
        spans = self.spans
        if self.running:
            start = spans[-1][0]
            spans = (*spans[:-1], (start, max(start, at)))
        last = spans[-1][1] if spans else None
        return replace(self, spans=spans, ended=ended, ended_at=max(last, at) if ended and last else None)

    def cut_round(self, at: datetime) -> Run:
        """Return the run with its round, or the change-over after it, over at that moment."""
        return replace(self, cut=(*self.cut, self.elapsed(at)))

    def extend(self, minutes: int, at: datetime) -> Run:
        """Return the run with more minutes, or fewer, from that moment on."""
        given = (*self.given, (self.elapsed(at), minutes)) if self.spans else self.given
        return replace(self, extra=self.extra + minutes, given=given)
