"""What is projected for the room."""

from __future__ import annotations

from facilitate.domain.errors import N_, Message
from facilitate.domain.event import Act, Event, Readers, Subject, Writers, act
from facilitate.domain.personal import holding
from facilitate.domain.session import Session
from facilitate.domain.values.wall import WallContent

WALL = Subject("wall", N_("the phases"))
_PROJECTED: dict[str, str] = {
    WallContent.CLOCK: N_("Projected: the clock"),
    WallContent.QUESTION: N_("Projected: the question"),
    WallContent.COUNTS: N_("Projected: the number of ideas at each table"),
    WallContent.TYPOLOGY: N_("Projected: the typology"),
    WallContent.PROPOSALS: N_("Projected: the proposals in each category"),
    WallContent.SEATS: N_("Projected: everybody’s table, by the number on the badge"),
    WallContent.REPORT: N_("Projected: the table that speaks, and what is new in it"),
    WallContent.REVIEW: N_("Projected: what became of earlier actions"),
    WallContent.VOTE: N_("Projected: the vote"),
    WallContent.FEEDBACK: N_("Projected: the closing questions"),
}


def projected(wall: str) -> str:
    """Return the sentence for what is projected."""
    return _PROJECTED.get(wall, N_("Projected: nothing"))


@act
class WallChosen(Act):
    """The facilitator chose what is projected."""

    kind = "wall.chosen"
    subject = WALL
    personal = holding()
    writers = Writers.FACILITATOR
    readers = Readers.NONE

    wall: str

    def apply(self, session: Session, event: Event) -> None:
        session.wall = WallContent(self.wall)

    def sentence(self, session: Session) -> Message:
        return Message(projected(self.wall))
