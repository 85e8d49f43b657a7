"""Ideas that were saved before any tables phase had begun: they count, and may have been meant as trials."""

from __future__ import annotations

from facilitate.domain.acts.imports import ActsCollected
from facilitate.domain.session import Session
from facilitate.domain.timeline import Timeline
from facilitate.domain.values.ideas import Idea


def early_ideas(session: Session) -> tuple[Idea, ...]:
    """Return those that stand, in the order of their recording; none where no tables work.

    Where the day went on without any of its tables phases, nobody knows what came before them.
    """
    phases = session.plan.tables_phases
    runs = (session.runs.get(phase.key) for phase in phases)
    first = min((run.started_at for run in runs if run and run.started_at), default=None)
    passed_over = first is None and phases and session.plan.phases.index(phases[0]) < session.reached
    if not phases or passed_over:
        return ()
    return tuple(idea for idea in session.ideas.values() if not idea.withdrawn and (first is None or idea.at < first))


def typed_early(timeline: Timeline) -> tuple[Idea, ...]:
    """Return those that came from no file and no other machine: whoever brought these knows of them."""
    found = early_ideas(timeline.session)
    collected = [event.act.events for event in timeline.events if isinstance(event.act, ActsCollected)] if found else []
    brought = {key for keys in collected for key in keys}
    return tuple(idea for idea in found if idea.id not in brought)
