"""When the programme has tables read their lists back: so many minutes before the end of their phase, once."""

from __future__ import annotations

from datetime import datetime, timedelta

from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Phase
from facilitate.domain.session import Session
from facilitate.workshop.schedule.agenda import agenda


@dataclass(frozen=True, slots=True)
class ReadBackDue:
    """The tables phase that is on, and how long it is until its tables are asked; nothing or less: now."""

    phase: Phase
    left: timedelta


def read_back_due(session: Session, now: datetime) -> ReadBackDue | None:
    """Return when the agenda asks the tables; None where it does not, or did already for what the programme says."""
    phase = session.plan.phase(session.current)
    if phase is None or not phase.read_back or session.read_back_asked.get(phase.key) == phase.read_back:
        return None
    line = agenda(session, now).current
    return ReadBackDue(phase, line.left - timedelta(minutes=phase.read_back)) if line else None
