"""Who speaks on a panel."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from facilitate.domain.errors import N_, IneffectiveAct, Message
from facilitate.domain.event import Act, Event, Readers, Subject, Writers, act
from facilitate.domain.personal import holding
from facilitate.domain.session import Session
from facilitate.domain.values.panel import Turn

TURNS = Subject("turns", N_("the phases"))


class TurnAct(Act):
    """What is done with the turns of speakers."""

    __slots__ = ()

    subject = TURNS
    writers = Writers.FACILITATOR
    readers = Readers.NONE


@act
class TurnStarted(TurnAct):
    """A speaker of a panel begins; whoever spoke stops."""

    kind = "turn.started"
    personal = holding()

    phase: str
    speaker: str

    def apply(self, session: Session, event: Event) -> None:
        phase = session.plan.phase(self.phase)
        if phase is None or self.speaker not in {speaker.key for speaker in phase.speakers}:
            raise IneffectiveAct(f"no speaker {self.speaker} in {self.phase}")
        stop_turn(session, self.phase, event.at)
        session.turns[self.phase] = (*session.turns.get(self.phase, ()), Turn(self.speaker, event.at))

    def sentence(self, session: Session) -> Message:
        phase = session.plan.phase(self.phase)
        speakers = phase.speakers if phase else ()
        name = next((speaker.name for speaker in speakers if speaker.key == self.speaker), self.speaker)
        return Message(N_("{name} started speaking"), {"name": name})


@act
class TurnStopped(TurnAct):
    """The turn that is open ends; nobody speaks."""

    kind = "turn.stopped"
    personal = holding()

    phase: str

    def apply(self, session: Session, event: Event) -> None:
        stop_turn(session, self.phase, event.at)

    def sentence(self, session: Session) -> Message:
        return Message(N_("The speaking turn ended"))


def stop_turn(session: Session, phase: str, at: datetime) -> None:
    """End whatever turn is open in a phase, with the phase's own timer."""
    turns = session.turns.get(phase, ())
    if turns and turns[-1].over is None:
        last = turns[-1]
        session.turns[phase] = (*turns[:-1], replace(last, over=max(last.begun, at)))
