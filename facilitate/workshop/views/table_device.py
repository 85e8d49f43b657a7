"""What a table's device shows: the question, the phase's timer, and the ideas of that table."""

from __future__ import annotations

from datetime import datetime

from facilitate.domain.frozen import dataclass
from facilitate.domain.session import Session
from facilitate.domain.values.ideas import Idea
from facilitate.workshop.schedule.agenda import PhaseState, agenda


@dataclass(frozen=True, slots=True)
class DeviceTimer:
    """The phase that is on: how many seconds it has left (negative: over), and whether they pass."""

    phase: str
    left: float
    running: bool


@dataclass(frozen=True, slots=True)
class TableState:
    """One table at one moment; an idea is the same object for as long as it says the same."""

    title: str
    table: int
    question: str
    language: str
    timer: DeviceTimer | None
    ideas: tuple[Idea, ...]


def table_state(session: Session, table: int, now: datetime) -> TableState:
    """The table as it stands, its ideas in order of recording."""
    plan = session.plan
    ideas = tuple(idea for idea in session.ideas.values() if idea.table == table)
    return TableState(plan.title, table, plan.question, plan.language, phase_timer(session, now), ideas)


def phase_timer(session: Session, now: datetime) -> DeviceTimer | None:
    """The timer of the phase that is on; None when none is."""
    line = agenda(session, now).current
    if line is None:
        return None
    return DeviceTimer(line.phase.title, line.left.total_seconds(), line.state is PhaseState.RUNNING)
