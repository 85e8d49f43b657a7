"""What remains of personal data that had to go: that it went."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from facilitate.domain.collected import ActsCollected
from facilitate.domain.roadmap import RoadMapAct
from facilitate.domain.values import dataclass


_TOMORROW = timedelta(days=2)  # of any zone: a day that is tomorrow in the one may be two ahead in UTC


@dataclass(frozen=True, slots=True)
class SessionPurged:
    """Names, addresses and remarks from before that day were taken out of the journals; nothing brings them back.

    `events` are the acts that were changed: the names they seem to give are roles.
    """

    kind = "session.purged"
    before: str
    people: int
    remarks: int
    events: tuple[str, ...] = ()


LaterAct = RoadMapAct | SessionPurged | ActsCollected


def cleared_until(act: SessionPurged, at: datetime) -> datetime | None:
    """The moment before which a purge that was told at that time cleared everything; None for one not to be believed.

    A purge tells nothing of what was recorded after it, and nobody purges beyond the next day: a later date is no
    purge of ours, and would shut out whatever is written from now on.
    """
    try:
        day = datetime.combine(date.fromisoformat(act.before), time(), UTC)
    except ValueError:  # what no version of ours writes
        return at
    return min(day, at) if day <= at + _TOMORROW else None
