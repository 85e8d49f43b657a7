"""What a reset to the preparation would take out of a session."""

from __future__ import annotations

from facilitate.domain.errors import N_, Message
from facilitate.domain.frozen import dataclass
from facilitate.domain.session import Session
from facilitate.workshop.views.session_list import ideas_counted

RESET_DONE = N_("The session is back at the start. To undo this: “facilitate undo {name}”.")


@dataclass(frozen=True, slots=True)
class DayContent:
    """What a session has beyond its preparation: phases that began, ids of ideas and notes, the proposals they make.

    Notes from before the first phase are preparation, such as facts about the venue.
    """

    phases: int
    ideas: tuple[str, ...]
    notes: tuple[str, ...]
    proposals: int
    withdrawn: int = 0

    @property
    def nothing(self) -> bool:
        """Whether the session is as it was prepared."""
        return not (self.phases or self.ideas or self.notes)

    @property
    def lines(self) -> tuple[Message, ...]:
        """How much of each, for whoever is asked."""
        return (
            Message(N_("Phases started: {count}"), {"count": self.phases}),
            ideas_counted(len(self.ideas), self.withdrawn),
            Message(N_("Proposals: {count}"), {"count": self.proposals}),
            Message(N_("Notes: {count}"), {"count": len(self.notes)}),
        )


def content_of_day(session: Session) -> DayContent:
    """Return what a reset would take out of a session."""
    starts = [run.started_at for run in session.runs.values() if run.started_at]
    return DayContent(
        len(starts),
        tuple(session.ideas),
        tuple(note.id for note in session.notes.values() if starts and note.at >= min(starts) and not note.withdrawn),
        len(session.proposals()),
        sum(idea.withdrawn for idea in session.ideas.values()),
    )


def asked_to_reset(title: str, found: DayContent) -> tuple[Message, ...]:
    """Return the question before a reset, and what it takes out."""
    return (
        Message(N_("Reset “{title}”?"), {"title": title}),
        *found.lines,
        Message(
            N_(
                "None of this will be counted any more, but the reset can be undone. The programme and the typology "
                "are kept."
            )
        ),
    )
