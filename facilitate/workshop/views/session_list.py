"""One line about each session, for the list of those that are here."""

from __future__ import annotations

from datetime import date

from facilitate.domain.errors import Message
from facilitate.domain.frozen import dataclass
from facilitate.domain.session import Session


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """A session in the list. `phase` is the title of the phase reached; `problem` says why it cannot be opened.

    It is `finished` when its last phase is over. An `example` is what `facilitate demo` made, and shown as such.
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
    finished: bool = False


def summary(slug: str, session: Session, *, example: bool = False) -> SessionSummary:
    """Return the line for a session that opens."""
    plan = session.plan
    place = session.reached
    current = plan.phase(session.current) or (plan.phases[place] if place >= 0 else None)
    return SessionSummary(
        slug,
        plan.title or slug,
        plan.date,
        ", ".join(part for part in (plan.place.name, plan.place.city) if part),
        current.title if current else "",
        sum(not idea.withdrawn for idea in session.ideas.values()),
        len(session.proposals()),
        example=example,
        finished=session.finished,
    )
