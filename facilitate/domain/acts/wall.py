"""What is projected for the room."""

from __future__ import annotations

from facilitate.domain.errors import N_, Message
from facilitate.domain.event import Act, Event, Readers, Subject, Writers, act
from facilitate.domain.personal import holding
from facilitate.domain.session import Session
from facilitate.domain.values.wall import Wall

WALL = Subject("wall", N_("the phases"))
_PROJECTED: dict[str, str] = {
    Wall.CLOCK: N_("Projected: the clock"),
    Wall.QUESTION: N_("Projected: the question"),
    Wall.COUNTS: N_("Projected: the ideas of each table"),
    Wall.TYPOLOGY: N_("Projected: the typology"),
}


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
        session.wall = Wall(self.wall)

    def sentence(self, session: Session) -> Message:
        return Message(_PROJECTED.get(self.wall, N_("Projected: nothing")))
