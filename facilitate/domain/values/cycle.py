"""What a cycle keeps of its own: which events it reads, how their categories map to its own, and what people confirmed.

Proposals of an event are named by its session's id and their first idea's: what is said of one holds for whatever
proposal that idea is in later, and an id alone is unique in its session only.
"""

from __future__ import annotations

from enum import StrEnum

from facilitate.domain.frozen import dataclass

# A category or an idea of an event: the id of its session, and its key or id there.
InEvent = tuple[str, str]
MOST_PRESENT = 100_000


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
    """The category of the cycle under which one of an event, or an idea, counts; the day that was said, and why."""

    to: str
    day: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class ReportedIdea:
    """An idea of an event that was held without the tool. `number` counts those of its event, each given once.

    `table` is 0, and `status` and `category` are empty, where what was sent does not say them.
    """

    id: str
    number: int
    text: str
    status: str = ""
    table: int = 0
    category: str = ""

    @property
    def ref(self) -> str:
        """What people call it."""
        return f"R-{self.number:02}"


@dataclass(frozen=True, slots=True)
class ReportedFile:
    """What somebody sent of an event, as it was corrected last: `by` whom and `on` which day it was reported.

    They are named in documents only where they `agreed`.
    """

    id: str
    name: str
    by: str
    on: str
    ideas: tuple[ReportedIdea, ...]
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class EventReport:
    """An event that was held without the tool, and the files that were sent of it, the last one last.

    `numbered` is the greatest number that an idea of it was ever given, `contact` who agreed to be written to, and
    `present` how many people were there, 0 where nobody said it.
    """

    event: str
    name: str
    title: str
    city: str
    date: str
    files: tuple[ReportedFile, ...]
    numbered: int
    contact: str = ""
    present: int = 0

    @property
    def ideas(self) -> tuple[ReportedIdea, ...]:
        """The ideas of all files, by their numbers."""
        return tuple(sorted((idea for file in self.files for idea in file.ideas), key=lambda idea: idea.number))
