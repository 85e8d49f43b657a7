"""What a cycle keeps of its own: which events it reads, how their categories map to its own, and what people confirmed.

Proposals of an event are named by its session's id and their first idea's: what is said of one holds for whatever
proposal that idea is in later, and an id alone is unique in its session only.
"""

from __future__ import annotations

from enum import StrEnum

from facilitate.domain.frozen import dataclass

# A category or an idea of an event: the id of its session, and its key or id there.
InEvent = tuple[str, str]


class LedgerAnswer(StrEnum):
    """What somebody said of a wish of one event beside what another has; LATER is no answer yet."""

    YES = "yes"
    NO = "no"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class CycleEvent:
    """An event of the cycle: the id of its session, and the name its folder had when it was last read."""

    session: str
    name: str


@dataclass(frozen=True, slots=True)
class CategoryMapping:
    """The category of the cycle under which one of an event counts, the day on which that was said, and why."""

    to: str
    day: str
    why: str = ""
