"""Rehearsals: a session that is a trial run of another one, how fast its time goes, and one that is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from facilitate.domain.errors import N_, IneffectiveAct, Message
from facilitate.domain.event import Act, Event, Readers, Subject, Writers, act, is_moment, within
from facilitate.domain.personal import holding
from facilitate.domain.session import Session
from facilitate.domain.values.rehearsal import FASTEST, SLOWEST, Rehearsal

REHEARSAL = Subject("rehearsal", N_("the rehearsal"))


@act
class RehearsalTimed(Act):
    """The session is a rehearsal of the one called `of`, and its clock goes on from the time of this act.

    `real` is the real moment of that, as ISO 8601; from then on time goes `speed` times as fast. The first such act
    makes a session a rehearsal. None can be undone: time would jump.
    """

    kind = "rehearsal.timed"
    subject = REHEARSAL
    personal = holding()
    writers = Writers.FACILITATOR
    readers = Readers.ALL
    bounds = within(speed=range(SLOWEST, FASTEST + 1))
    moments = ("real",)
    can_be_undone = False

    of: str
    real: str
    speed: int

    def apply(self, session: Session, event: Event) -> None:
        if wrong := list(self.wrong_fields()):
            raise IneffectiveAct(f"no such {wrong[0]}")
        real, waiting = datetime.fromisoformat(self.real), not any(run.spans for run in session.runs.values())
        session.rehearsal = Rehearsal(self.of, real, event.at, self.speed, waiting)

    def sentence(self, session: Session) -> Message:
        return Message(N_("Rehearsal: speed ×{speed}"), {"speed": self.speed})

    def wrong_fields(self) -> Iterator[str]:
        if self.speed not in self.bounds["speed"]:
            yield "speed"
        if not is_moment(self.real) or datetime.fromisoformat(self.real).tzinfo is None:
            yield "real"


@act
class RehearsalKept(Act):
    """The rehearsal of the session called `of` is one of its own from now on, and goes by the clock of the room."""

    kind = "rehearsal.kept"
    subject = REHEARSAL
    personal = holding()
    writers = Writers.FACILITATOR
    readers = Readers.ALL
    leads = 1

    of: str

    def apply(self, session: Session, event: Event) -> None:
        if session.rehearsal is None:
            raise IneffectiveAct("no rehearsal")
        session.rehearsal = None

    def sentence(self, session: Session) -> Message:
        return Message(N_("Rehearsal kept as a session of its own"))

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        return self.sentence(session)
