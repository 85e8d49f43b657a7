"""`Workshop`: everything a door may ask of one session."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from facilitate.domain.roles import FACILITATOR
from facilitate.domain.session import Session
from facilitate.workshop.desk import Desk
from facilitate.workshop.ports import Clock, EventLog, IdSource

if TYPE_CHECKING:
    from facilitate.workshop.answers import Answers
    from facilitate.workshop.guests import Guests
    from facilitate.workshop.history import History
    from facilitate.workshop.ideas import Ideas
    from facilitate.workshop.importing import Importing
    from facilitate.workshop.links import Links
    from facilitate.workshop.notes import Notes
    from facilitate.workshop.phases import Phases
    from facilitate.workshop.programme import Programme
    from facilitate.workshop.proposals import Proposals
    from facilitate.workshop.roadmap import Following
    from facilitate.workshop.turns import Turns
    from facilitate.workshop.wall import Projection


class Workshop:
    """The use cases of one session, gathered by what they are about, on one desk.

    Each part is loaded when it is first asked for: a command needs one of them, and a tenth of its time is imports.
    """

    def __init__(self, log: EventLog, clock: Clock, ids: IdSource, role: str = FACILITATOR) -> None:
        self.desk = Desk(log, clock, ids, role)

    @property
    def session(self) -> Session:
        """The session as it stands now; the object changes when an undo folds it anew."""
        return self.desk.session

    @cached_property
    def ideas(self) -> Ideas:
        """What tables say."""
        from facilitate.workshop.ideas import Ideas

        return Ideas(self.desk)

    @cached_property
    def importing(self) -> Importing:
        """Lists that somebody has."""
        from facilitate.workshop.importing import Importing

        return Importing(self.desk)

    @cached_property
    def guests(self) -> Guests:
        """What a table's devices may do."""
        from facilitate.workshop.guests import Guests

        return Guests(self.desk)

    @cached_property
    def proposals(self) -> Proposals:
        """What the room puts forward."""
        from facilitate.workshop.proposals import Proposals

        return Proposals(self.desk)

    @cached_property
    def links(self) -> Links:
        """Which question of the study ideas answer."""
        from facilitate.workshop.links import Links

        return Links(self.desk)

    @cached_property
    def phases(self) -> Phases:
        """The agenda."""
        from facilitate.workshop.phases import Phases

        return Phases(self.desk)

    @cached_property
    def notes(self) -> Notes:
        """What is noted about the phases."""
        from facilitate.workshop.notes import Notes

        return Notes(self.desk)

    @cached_property
    def programme(self) -> Programme:
        """The plan and the typology."""
        from facilitate.workshop.programme import Programme

        return Programme(self.desk)

    @cached_property
    def answers(self) -> Answers:
        """What is said to suggestions."""
        from facilitate.workshop.answers import Answers

        return Answers(self.desk)

    @cached_property
    def turns(self) -> Turns:
        """Who speaks on the panel."""
        from facilitate.workshop.turns import Turns

        return Turns(self.desk)

    @cached_property
    def wall(self) -> Projection:
        """What is projected for the room."""
        from facilitate.workshop.wall import Projection

        return Projection(self.desk)

    @cached_property
    def roadmap(self) -> Following:
        """What becomes of proposals after the event."""
        from facilitate.workshop.roadmap import Following

        return Following(self.desk)

    @cached_property
    def history(self) -> History:
        """Undo, redo, and what was done."""
        from facilitate.workshop.history import History

        return History(self.desk)
