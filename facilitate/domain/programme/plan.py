"""What was prepared before the event: the programme, as frozen values."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum

from facilitate.domain.frozen import dataclass
from facilitate.domain.values.notes import NoteKind


class PhaseKind(StrEnum):
    """The blocks an agenda is made of."""

    WELCOME = "welcome"
    VENUE = "venue"
    STUDY = "study"
    PANEL = "panel"
    BREAK = "break"
    TABLES = "tables"
    SYNTHESIS = "synthesis"
    CLOSING = "closing"
    OTHER = "other"


# What is noted first of all in phases of these kinds; plain notes may be taken in any.
NOTES_OF_PHASES = {
    PhaseKind.VENUE: NoteKind.FACT,
    PhaseKind.STUDY: NoteKind.FINDING,
    PhaseKind.PANEL: NoteKind.REMARK,
}
PHASES_OF_NOTES = {note: phase for phase, note in NOTES_OF_PHASES.items()}


@dataclass(frozen=True, slots=True)
class Venue:
    """Where it happens; `facts` are what is said of the venue when it is introduced."""

    name: str = ""
    city: str = ""
    address: str = ""
    facts: tuple[str, ...] = ()

    @property
    def whereabouts(self) -> tuple[str, ...]:
        """Address and city as far as they are known; a city that the address tells is not told twice."""
        city = "" if self.city in self.address else self.city
        return tuple(part for part in (self.address, city) if part)


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who is expected and, once counted, how many came."""

    expected: int | None = None
    present: int | None = None
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Axis:
    """A question that structures the study; findings are noted under it."""

    key: str
    question: str


@dataclass(frozen=True, slots=True)
class Study:
    """The study that is presented."""

    title: str = ""
    method: str = ""
    author: str = ""
    author_role: str = ""
    commissioned_by: str = ""
    funded_by: str = ""
    interviewees: int | None = None
    axes: tuple[Axis, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody on the panel."""

    key: str
    name: str
    role: str = ""
    organisation: str = ""
    absent: bool = False


class Priority(StrEnum):
    """Which phases give time first when the day runs late: LOW before NORMAL before HIGH."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Phase:
    """One block of the agenda; `question` and `tables` belong to tables, `study` to study, `speakers` to panel.

    `minutes` are what it should ideally have, `minimum` what it needs (see `least`); `starts_at` is a start that cannot
    move. Tables may work in `rounds` with `changeover` minutes between them.
    """

    key: str
    kind: PhaseKind
    title: str
    minutes: int
    question: str = ""
    tables: int = 0
    study: Study | None = None
    speakers: tuple[Speaker, ...] = ()
    rounds: int = 1
    changeover: int = 0
    minimum: int | None = None
    starts_at: time | None = None
    priority: Priority = Priority.NORMAL

    @property
    def least(self) -> int:
        """The minutes it cannot go under; where nobody said, half of its minutes, in whole fives."""
        if self.minimum is not None:
            return min(self.minimum, self.minutes)
        return min(-(-self.minutes // 10) * 5, self.minutes)


@dataclass(frozen=True, slots=True)
class Category:
    """One item of the typology; `keywords` are words that would send an idea there."""

    key: str
    title: str
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole programme. `language` is that of the report; a synonym is like `TS = travailleur social`."""

    title: str
    language: str = "fr"
    subtitle: str = ""
    date: date | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    organiser: str = ""
    partners: tuple[str, ...] = ()
    cycle: str = ""
    place: Venue = Venue()
    attendance: Attendance = Attendance()
    phases: tuple[Phase, ...] = ()
    categories: tuple[Category, ...] = ()
    synonyms: tuple[str, ...] = ()

    @property
    def tables(self) -> int:
        """How many working tables the room has."""
        return max((phase.tables for phase in self.phases), default=0)

    @property
    def question(self) -> str:
        """What the tables are asked."""
        return next((phase.question for phase in self.phases if phase.question), "")

    @property
    def axes(self) -> tuple[Axis, ...]:
        """The questions of every study, in the order of the agenda; of two with one key, the first."""
        axes: dict[str, Axis] = {}
        for phase in self.phases:
            for axis in phase.study.axes if phase.study else ():
                axes.setdefault(axis.key, axis)
        return tuple(axes.values())

    def phase(self, key: str) -> Phase | None:
        """The phase of that key, if it is in the agenda."""
        return next((phase for phase in self.phases if phase.key == key), None)

    def first(self, kind: PhaseKind) -> Phase | None:
        """The first phase of that kind, if there is one."""
        return next((phase for phase in self.phases if phase.kind is kind), None)

    def category(self, key: str) -> Category | None:
        """The category of that key, if it is in the typology."""
        return next((category for category in self.categories if category.key == key), None)
