"""`Workshop`: everything a door may ask of one session."""

from __future__ import annotations

from facilitate.domain.session import Session
from facilitate.workshop.desk import FACILITATOR, Desk
from facilitate.workshop.history import History
from facilitate.workshop.ideas import Ideas
from facilitate.workshop.notes import Notes
from facilitate.workshop.phases import Phases
from facilitate.workshop.ports import Clock, EventLog, IdSource
from facilitate.workshop.programme import Programme
from facilitate.workshop.proposals import Proposals


class Workshop:
    """The use cases of one session, gathered by what they are about, on one desk."""

    def __init__(self, log: EventLog, clock: Clock, ids: IdSource, role: str = FACILITATOR) -> None:
        self.desk = Desk(log, clock, ids, role)
        self.ideas = Ideas(self.desk)
        self.proposals = Proposals(self.desk)
        self.phases = Phases(self.desk)
        self.notes = Notes(self.desk)
        self.programme = Programme(self.desk)
        self.history = History(self.desk)

    @property
    def session(self) -> Session:
        """The session as it stands now; the object changes when an undo folds it anew."""
        return self.desk.session
