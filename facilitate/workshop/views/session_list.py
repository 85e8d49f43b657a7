"""One line about each session, for the list of those that are here."""

from __future__ import annotations

from datetime import date

from facilitate.domain.errors import Message
from facilitate.domain.frozen import dataclass
from facilitate.domain.session import Session


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """A session in the list. `phase` is the title of the phase reached; `problem` says why it cannot be opened.

    An `example` is what `facilitate demo` made, and shown as such.
    """

    slug: str
    title: str
    date: date | None = None
    place: str = ""
    phase: str = ""
    ideas: int = 0
    proposals: int = 0
    problem: Message | None = None
    example: bool = False


def summary(slug: str, session: Session, *, example: bool = False) -> SessionSummary:
    """Return the line for a session that opens."""
    plan = session.plan
    reached = [phase for phase in plan.phases if phase.key in session.runs]
    current = plan.phase(session.current) or (reached[-1] if reached else None)
    return SessionSummary(
        slug,
        plan.title or slug,
        plan.date,
        ", ".join(part for part in (plan.place.name, plan.place.city) if part),
        current.title if current else "",
        sum(not idea.withdrawn for idea in session.ideas.values()),
        len(session.proposals()),
        example=example,
    )
