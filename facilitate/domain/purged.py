"""What remains of personal data that had to go: that it went."""

from __future__ import annotations

from facilitate.domain.naming import IdeaRenamed
from facilitate.domain.roadmap import RoadMapAct
from facilitate.domain.values import dataclass


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


LaterAct = RoadMapAct | SessionPurged | IdeaRenamed
