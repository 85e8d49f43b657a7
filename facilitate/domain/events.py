"""Everything that can happen in a session, as frozen acts. What an act brings into being takes its event's id."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from facilitate.domain.answers import AnswerAct
from facilitate.domain.frozen import dataclass
from facilitate.domain.live import LiveAct
from facilitate.domain.purged import LaterAct


@dataclass(frozen=True, slots=True)
class SessionCreated:
    """The first act: the programme as it was given."""

    kind = "session.created"
    plan: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PlanSet:
    """One value of the programme corrected; the path is like `title`, `place/name`, `phases/panel/minutes`."""

    kind = "plan.set"
    path: str
    value: Any


@dataclass(frozen=True, slots=True)
class PlanAdded:
    """An item (with its `key`) put into a list such as `phases`, before the item of that key, or last."""

    kind = "plan.added"
    path: str
    item: Mapping[str, Any]
    before: str = ""


@dataclass(frozen=True, slots=True)
class PlanRemoved:
    """An item taken out of a list, by its path such as `categories/lieux`."""

    kind = "plan.removed"
    path: str


@dataclass(frozen=True, slots=True)
class PlanMoved:
    """An item moved before another of the same list, or last."""

    kind = "plan.moved"
    path: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class CategoriesMerged:
    """All that is filed under `category` goes under `into`, and `category` leaves the typology."""

    kind = "categories.merged"
    category: str
    into: str


@dataclass(frozen=True, slots=True)
class PhaseStarted:
    """A phase begins, or is gone back to; the one that was on ends."""

    kind = "phase.started"
    phase: str


@dataclass(frozen=True, slots=True)
class PhasePaused:
    """The clock of the current phase stops."""

    kind = "phase.paused"
    phase: str


@dataclass(frozen=True, slots=True)
class PhaseResumed:
    """The clock of the current phase goes on."""

    kind = "phase.resumed"
    phase: str


@dataclass(frozen=True, slots=True)
class PhaseExtended:
    """A phase is given more minutes, or fewer when negative."""

    kind = "phase.extended"
    phase: str
    minutes: int


@dataclass(frozen=True, slots=True)
class PhaseEnded:
    """A phase is over."""

    kind = "phase.ended"
    phase: str


PhaseAct = PhaseStarted | PhasePaused | PhaseResumed | PhaseExtended | PhaseEnded


@dataclass(frozen=True, slots=True)
class NoteTaken:
    """A note, venue fact, finding or remark."""

    kind = "note.taken"
    note_kind: str
    phase: str
    text: str
    about: str = ""
    quotable: bool = False


@dataclass(frozen=True, slots=True)
class NoteEdited:
    """A note corrected: all of its content anew."""

    kind = "note.edited"
    note: str
    text: str
    about: str = ""
    quotable: bool = False


@dataclass(frozen=True, slots=True)
class NoteWithdrawn:
    """A note taken out of the report, not out of the session."""

    kind = "note.withdrawn"
    note: str


@dataclass(frozen=True, slots=True)
class NoteRestored:
    """A withdrawn note back in."""

    kind = "note.restored"
    note: str


@dataclass(frozen=True, slots=True)
class IdeaRecorded:
    """One idea of one table, under the reference that was shown; `detail` is the longer text that came with it."""

    kind = "idea.recorded"
    ref: str
    table: int
    text: str
    status: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class IdeaEdited:
    """An idea corrected by its table. Its detail stays as it is where none is given; an empty one takes it away."""

    kind = "idea.edited"
    idea: str
    text: str
    status: str
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class IdeaWithdrawn:
    """An idea its table no longer puts forward; it stays counted."""

    kind = "idea.withdrawn"
    idea: str


@dataclass(frozen=True, slots=True)
class IdeaRestored:
    """A withdrawn idea back in."""

    kind = "idea.restored"
    idea: str


@dataclass(frozen=True, slots=True)
class ProposalFiled:
    """A proposal put under a category."""

    kind = "proposal.filed"
    proposal: str
    category: str


@dataclass(frozen=True, slots=True)
class ProposalUnfiled:
    """A proposal taken back to those nobody has filed."""

    kind = "proposal.unfiled"
    proposal: str


@dataclass(frozen=True, slots=True)
class ProposalUndecided:
    """A proposal the room could not place."""

    kind = "proposal.undecided"
    proposal: str


@dataclass(frozen=True, slots=True)
class ProposalReworded:
    """Another wording; an empty one gives a single idea its own words back."""

    kind = "proposal.reworded"
    proposal: str
    wording: str


@dataclass(frozen=True, slots=True)
class ProposalsMerged:
    """Several proposals become one; they stay below it and come back when it is split."""

    kind = "proposal.merged"
    sources: tuple[str, ...]
    wording: str
    category: str = ""
    undecided: bool = False


@dataclass(frozen=True, slots=True)
class ProposalSplit:
    """A merged proposal gives back exactly what it was made of."""

    kind = "proposal.split"
    proposal: str


ProposalAct = ProposalFiled | ProposalUnfiled | ProposalUndecided | ProposalReworded | ProposalsMerged | ProposalSplit


@dataclass(frozen=True, slots=True)
class Undone:
    """The named events no longer count; undoing an `Undone` is a redo."""

    kind = "undone"
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """An act of a newer version: kept and shown as such, never dropped."""

    kind = "unknown"
    name: str
    payload: Mapping[str, Any]


Act = (
    SessionCreated
    | PlanSet
    | PlanAdded
    | PlanRemoved
    | PlanMoved
    | CategoriesMerged
    | PhaseAct
    | NoteTaken
    | NoteEdited
    | NoteWithdrawn
    | NoteRestored
    | IdeaRecorded
    | IdeaEdited
    | IdeaWithdrawn
    | IdeaRestored
    | ProposalAct
    | AnswerAct
    | LiveAct
    | LaterAct
    | Undone
    | Unknown
)


@dataclass(frozen=True, slots=True)
class Event:
    """One act, stamped.

    `clock` is a Lamport clock (Lamport 1978): greater than that of every event its writer had seen. With the id it
    gives a total order that no wall clock can disturb. `group` is the id of the gesture's first event.
    """

    id: str
    clock: int
    at: datetime
    by: str
    group: str
    act: Act
