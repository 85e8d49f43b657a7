"""`Workshop`: everything a door may ask of one session."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from facilitate.domain.roles import FACILITATOR
from facilitate.domain.session import Session
from facilitate.domain.timeline import Timeline
from facilitate.workshop.ports import Clock, EventLog, IdSource
from facilitate.workshop.recorder.recorder import Recorder

if TYPE_CHECKING:
    from facilitate.workshop.cases.ideas import Ideas
    from facilitate.workshop.cases.imports import Importing
    from facilitate.workshop.cases.notes import Notes
    from facilitate.workshop.cases.pairs import Answers
    from facilitate.workshop.cases.panel import Turns
    from facilitate.workshop.cases.phases import Phases
    from facilitate.workshop.cases.programme import Programme
    from facilitate.workshop.cases.proposals import Proposals
    from facilitate.workshop.cases.roadmap import Following
    from facilitate.workshop.cases.study import Links
    from facilitate.workshop.cases.wall import Projection
    from facilitate.workshop.history.undo import History
    from facilitate.workshop.sharing.guests import Guests


class Workshop:
    """The use cases of one session, gathered by what they are about, on one recorder.

    Each part is loaded when it is first asked for: a command needs one of them, and a tenth of its time is imports.
    """

    def __init__(self, log: EventLog, clock: Clock, ids: IdSource, role: str = FACILITATOR) -> None:
        self.recorder = Recorder(log, clock, ids, role)

    @property
    def session(self) -> Session:
        """The session as it stands now: the same object from the beginning to the end."""
        return self.recorder.session

    @property
    def timeline(self) -> Timeline:
        """Everything that happened, in its order."""
        return self.recorder.timeline

    @cached_property
    def ideas(self) -> Ideas:
        """What tables say."""
        from facilitate.workshop.cases.ideas import Ideas

        return Ideas(self.recorder)

    @cached_property
    def importing(self) -> Importing:
        """Lists that somebody has."""
        from facilitate.workshop.cases.imports import Importing

        return Importing(self.recorder)

    @cached_property
    def guests(self) -> Guests:
        """What a table's devices may do."""
        from facilitate.workshop.sharing.guests import Guests

        return Guests(self.recorder)

    @cached_property
    def proposals(self) -> Proposals:
        """What the room puts forward."""
        from facilitate.workshop.cases.proposals import Proposals

        return Proposals(self.recorder)

    @cached_property
    def links(self) -> Links:
        """Which question of the study ideas answer."""
        from facilitate.workshop.cases.study import Links

        return Links(self.recorder)

    @cached_property
    def phases(self) -> Phases:
        """The agenda."""
        from facilitate.workshop.cases.phases import Phases

        return Phases(self.recorder)

    @cached_property
    def notes(self) -> Notes:
        """What is noted about the phases."""
        from facilitate.workshop.cases.notes import Notes

        return Notes(self.recorder)

    @cached_property
    def programme(self) -> Programme:
        """The plan and the typology."""
        from facilitate.workshop.cases.programme import Programme

        return Programme(self.recorder)

    @cached_property
    def answers(self) -> Answers:
        """What is said to suggestions."""
        from facilitate.workshop.cases.pairs import Answers

        return Answers(self.recorder)

    @cached_property
    def turns(self) -> Turns:
        """Who speaks on the panel."""
        from facilitate.workshop.cases.panel import Turns

        return Turns(self.recorder)

    @cached_property
    def wall(self) -> Projection:
        """What is projected for the room."""
        from facilitate.workshop.cases.wall import Projection

        return Projection(self.recorder)

    @cached_property
    def roadmap(self) -> Following:
        """What becomes of proposals after the event."""
        from facilitate.workshop.cases.roadmap import Following

        return Following(self.recorder)

    @cached_property
    def history(self) -> History:
        """Undo, redo, and what was done."""
        from facilitate.workshop.history.undo import History

        return History(self.recorder)
