"""`Workshop`: everything that can be asked of one session."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from facilitate.domain.roles import FACILITATOR
from facilitate.domain.session import Session
from facilitate.domain.timeline import Timeline
from facilitate.workshop.recorder.recorder import Recorder

if TYPE_CHECKING:
    from facilitate.workshop.cases.cycle import Cycle
    from facilitate.workshop.cases.duplicates import Duplicates
    from facilitate.workshop.cases.feedback import Feedbacks
    from facilitate.workshop.cases.ideas import Ideas
    from facilitate.workshop.cases.imports import Imports
    from facilitate.workshop.cases.notes import Notes
    from facilitate.workshop.cases.opening_review import OpeningReview
    from facilitate.workshop.cases.panel import Panel
    from facilitate.workshop.cases.people import People
    from facilitate.workshop.cases.phases import Phases
    from facilitate.workshop.cases.pictures import Pictures
    from facilitate.workshop.cases.programme import Programme
    from facilitate.workshop.cases.proposals import Proposals
    from facilitate.workshop.cases.readback import ReadBacks
    from facilitate.workshop.cases.rehearsal import Rehearsals
    from facilitate.workshop.cases.reportback import ReportBacks
    from facilitate.workshop.cases.roadmap import RoadMap
    from facilitate.workshop.cases.room_tables import RoomTables
    from facilitate.workshop.cases.seats import Seats
    from facilitate.workshop.cases.study_links import StudyLinks
    from facilitate.workshop.cases.trials import Trials
    from facilitate.workshop.cases.votes import Votes
    from facilitate.workshop.cases.wall import Wall
    from facilitate.workshop.history.undo import History
    from facilitate.workshop.ports import Clock, EventLog, IdSource
    from facilitate.workshop.sharing.desk import Desk
    from facilitate.workshop.sharing.guests import Guests


class LazyUseCases:
    """The use cases about one subject, on the recorder of the workshop they are read from.

    Their class is loaded when they are first asked for: a command needs one, and a tenth of its time is imports.
    """

    def __init__(self, module: str, name: str) -> None:
        self._module = module
        self._name = name

    def __set_name__(self, _owner: type, attribute: str) -> None:
        self._attribute = attribute

    def __get__(self, workshop: Workshop, _owner: type) -> object:
        made: object = getattr(import_module(f"facilitate.workshop.{self._module}"), self._name)(workshop.recorder)
        vars(workshop)[self._attribute] = made  # where Python finds it from now on
        return made


def _lazy(module: str, name: str) -> Any:
    """Use cases that a type checker takes for what they become."""
    return LazyUseCases(module, name)


class Workshop:
    """One session: its use cases by subject, the log and the clock it goes by, and the role of whoever works in it."""

    ideas: Ideas = _lazy("cases.ideas", "Ideas")
    imports: Imports = _lazy("cases.imports", "Imports")
    guests: Guests = _lazy("sharing.guests", "Guests")
    proposals: Proposals = _lazy("cases.proposals", "Proposals")
    study_links: StudyLinks = _lazy("cases.study_links", "StudyLinks")
    phases: Phases = _lazy("cases.phases", "Phases")
    notes: Notes = _lazy("cases.notes", "Notes")
    programme: Programme = _lazy("cases.programme", "Programme")
    desk: Desk = _lazy("sharing.desk", "Desk")
    duplicates: Duplicates = _lazy("cases.duplicates", "Duplicates")
    panel: Panel = _lazy("cases.panel", "Panel")
    room_tables: RoomTables = _lazy("cases.room_tables", "RoomTables")
    wall: Wall = _lazy("cases.wall", "Wall")
    people: People = _lazy("cases.people", "People")
    pictures: Pictures = _lazy("cases.pictures", "Pictures")
    cycle: Cycle = _lazy("cases.cycle", "Cycle")
    readback: ReadBacks = _lazy("cases.readback", "ReadBacks")
    reportback: ReportBacks = _lazy("cases.reportback", "ReportBacks")
    opening_review: OpeningReview = _lazy("cases.opening_review", "OpeningReview")
    roadmap: RoadMap = _lazy("cases.roadmap", "RoadMap")
    seats: Seats = _lazy("cases.seats", "Seats")
    trials: Trials = _lazy("cases.trials", "Trials")
    votes: Votes = _lazy("cases.votes", "Votes")
    feedback: Feedbacks = _lazy("cases.feedback", "Feedbacks")
    rehearsal: Rehearsals = _lazy("cases.rehearsal", "Rehearsals")
    history: History = _lazy("history.undo", "History")

    def __init__(self, log: EventLog, clock: Clock, ids: IdSource, role: str = FACILITATOR) -> None:
        self.log = log
        self.clock = clock
        self.role = role
        self.recorder = Recorder(log, clock, ids, role)

    @property
    def timeline(self) -> Timeline:
        """Everything that happened in the session until now."""
        return self.recorder.timeline

    @property
    def session(self) -> Session:
        """The session as it stands now: the same object from the beginning to the end."""
        return self.recorder.session
