"""What a note-taker's screen shows: the ideas of one table, and the phase's timer."""

from __future__ import annotations

from datetime import timedelta
from math import ceil

from facilitate.domain.errors import Refused
from facilitate.domain.frozen import dataclass
from facilitate.domain.session import Session
from facilitate.domain.text import clean
from facilitate.domain.values.ideas import Idea
from facilitate.domain.values.phases import ZERO
from facilitate.workshop.schedule.agenda import Agenda, PhaseState

_MINUTE, _HOUR = 60, 3600
_SOON = 0.2


@dataclass(frozen=True, slots=True)
class TableView:
    """One table as its note-taker sees it: every idea it recorded, the latest first."""

    table: int
    title: str
    question: str
    ideas: tuple[Idea, ...]

    @property
    def withdrawn(self) -> int:
        """How many of them the table took back."""
        return sum(idea.withdrawn for idea in self.ideas)


@dataclass(frozen=True, slots=True)
class TimerFace:
    """The timer of the phase that is on. `digits` are what is left, or what it is over by."""

    phase: str
    digits: str
    paused: bool
    over: bool
    soon: bool


def table_view(session: Session, table: int) -> TableView:
    """The table as it stands."""
    ideas = [idea for idea in session.ideas.values() if idea.table == table]
    return TableView(table, session.plan.title, session.plan.question, tuple(reversed(ideas)))


def timer_face(agenda: Agenda) -> TimerFace | None:
    """The timer of the current phase; None when no phase is on."""
    line = agenda.current
    if line is None:
        return None
    return TimerFace(
        phase=line.phase.title,
        digits=digits(line.left),
        paused=line.state is PhaseState.PAUSED,
        over=line.left < ZERO,
        soon=ZERO <= line.left <= line.allotted * _SOON,
    )


def digits(left: timedelta) -> str:
    """`12:05` is left, `1:02:05` too; `+3:20` is over. A second that has begun counts as left."""
    seconds = abs(ceil(left.total_seconds()))
    hours, rest = divmod(seconds, _HOUR)
    minutes, seconds = divmod(rest, _MINUTE)
    shown = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return shown if left >= ZERO else f"+{shown}"


def is_clean(line: str) -> bool:
    """Whether a text holds nothing that has to be taken out before it can be kept."""
    try:
        clean(line, longest=len(line))
    except Refused:
        return False
    return True
