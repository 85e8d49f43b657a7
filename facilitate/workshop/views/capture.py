"""What a table sees, on a note-taker's screen and on its devices: its ideas, and the timer of the phase."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil

from facilitate.domain.errors import Message
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import TableSetup
from facilitate.domain.session import Session
from facilitate.domain.values.ideas import Idea, Status
from facilitate.domain.values.phases import ZERO
from facilitate.labels import closed_words
from facilitate.workshop.schedule.agenda import Agenda, PhaseState
from facilitate.workshop.schedule.rounds import RoundNow, round_for_ideas, round_now

_MINUTE, _HOUR = 60, 3600
_SOON = 0.2


@dataclass(frozen=True, slots=True)
class TableView:
    """One table: every idea it recorded, in that order; one is the same object for as long as it says the same.

    `phase` is the tables phase that an idea of this moment belongs to, `question` what this table is asked in it, and
    `setup` what else is said of the table; `closed` is what it is told when it takes no new idea. `outside` is its
    number where that phase has no such table, else 0. `between` is the title of the phase where it is one of several
    and not on: its question is not that of the moment. `usual` is the status of an idea of which nobody says one.
    `is_read` tells that its list is to be read aloud now.
    """

    title: str
    question: str
    language: str
    ideas: tuple[Idea, ...]
    phase: str = ""
    setup: TableSetup | None = None
    closed: Message | None = None
    outside: int = 0
    between: str = ""
    usual: Status = Status.TO_CREATE
    is_read: bool = False

    @property
    def name(self) -> str:
        """What the table is called beside its number."""
        return self.setup.name if self.setup else ""

    @property
    def place(self) -> str:
        """Where it stands in the building."""
        return self.setup.place if self.setup else ""

    @property
    def withdrawn(self) -> int:
        """How many of them the table took back."""
        return sum(idea.withdrawn for idea in self.ideas)


@dataclass(frozen=True, slots=True)
class TimerFace:
    """The timer of the phase that is on: what is left of it (negative: over), and whether that is little.

    Where it is in one of several rounds, `round` says which, and whether the tables change now.
    """

    phase: str
    left: timedelta
    paused: bool = False
    soon: bool = False
    round: RoundNow | None = None

    @property
    def over(self) -> bool:
        """Whether more time went by than it has."""
        return self.left < ZERO

    @property
    def digits(self) -> str:
        """What is left, or what it is over by."""
        return digits(self.left)

    @property
    def large(self) -> str:
        """What stands in large digits: what is left of the round where there are several, else of the phase."""
        return digits(self.round.left) if self.round else self.digits


def table_view(session: Session, table: int, now: datetime) -> TableView:
    """Return the table as it stands at a moment: its question is that of the round."""
    plan = session.plan
    ideas = tuple(idea for idea in session.ideas.values() if idea.table == table)
    closed, asked = closed_words(session, table), plan.phase(session.phase_for_ideas)
    if asked is None:
        return TableView(plan.title, "", plan.language, ideas, closed=closed)
    number = round_for_ideas(session, now)
    return TableView(
        plan.title,
        asked.question_of(table, number),
        plan.language,
        ideas,
        asked.key,
        asked.table(table),
        closed,
        outside=table if table > asked.tables else 0,
        between=asked.title if session.is_between(asked) else "",
        usual=asked.status_in(number),
        is_read=session.reading_back == asked.key,
    )


def timer_face(agenda: Agenda) -> TimerFace | None:
    """Return the timer of the current phase; None when no phase is on."""
    line = agenda.current
    if line is None:
        return None
    return TimerFace(
        phase=line.phase.title,
        left=line.left,
        paused=line.state is PhaseState.PAUSED,
        soon=ZERO <= line.left <= line.allotted * _SOON,
        round=round_now(line),
    )


def seconds_left(left: timedelta) -> int:
    """Return the whole seconds that are left, less than nothing when it is over: every door counts them so.

    A second that has begun is left.
    """
    return ceil(left.total_seconds())


def digits(left: timedelta) -> str:
    """Return `12:05` or `1:02:05` for what is left, `+3:20` for what is over."""
    seconds = abs(seconds_left(left))
    hours, rest = divmod(seconds, _HOUR)
    minutes, seconds = divmod(rest, _MINUTE)
    shown = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return shown if left >= ZERO else f"+{shown}"
