"""What remains of personal data that had to go: that it went."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from facilitate.domain.collected import ActsCollected, FileImported
from facilitate.domain.frozen import dataclass
from facilitate.domain.naming import IdeaRenamed
from facilitate.domain.roadmap import RoadMapAct

_A_DAY = timedelta(days=1)


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


LaterAct = RoadMapAct | SessionPurged | ActsCollected | FileImported | IdeaRenamed


def cleared_until(act: SessionPurged, at: datetime) -> datetime:
    """The moment before which a purge that was told at that time cleared everything.

    A purge tells nothing of what was recorded after it, however late its date.
    """
    try:
        day = datetime.combine(date.fromisoformat(act.before), time(), UTC)
    except ValueError:  # what no version of ours writes
        return at
    return min(day, at)


def from_the_future(act: SessionPurged, at: datetime, now: datetime) -> bool:
    """Whether a purge is dated later than tomorrow: believed, it would shut out whatever is written until then."""
    return cleared_until(act, at) > now + _A_DAY
