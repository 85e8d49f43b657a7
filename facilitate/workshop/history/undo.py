"""Undo and redo of anything since the session began, and the list of what was done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from facilitate.domain.answers import PairAnswered
from facilitate.domain.collected import ActsCollected
from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.events import (
    CategoriesMerged,
    Event,
    PlanAdded,
    PlanMoved,
    PlanRemoved,
    PlanSet,
    ProposalFiled,
    ProposalReworded,
    ProposalsMerged,
    ProposalSplit,
    ProposalUndecided,
    ProposalUnfiled,
    SessionCreated,
    Undone,
)
from facilitate.domain.frozen import dataclass
from facilitate.domain.live import IdeaLinked
from facilitate.domain.purged import SessionPurged
from facilitate.domain.roadmap import ActionSet, ProgressNoted
from facilitate.domain.roles import FACILITATOR, role_of
from facilitate.domain.session import Session
from facilitate.workshop.history.imported import brought, parts
from facilitate.workshop.history.sentences import describe
from facilitate.workshop.recorder.recorder import Desk

_SORTING = frozenset(
    {
        ProposalFiled,
        ProposalUnfiled,
        ProposalUndecided,
        ProposalReworded,
        ProposalsMerged,
        ProposalSplit,
        PairAnswered,
        IdeaLinked,
        CategoriesMerged,
    }
)


def is_sorting(event: Event) -> bool:
    """Whether an act belongs to the synthesis: proposals, their categories, and the questions they answer."""
    act = event.act
    if type(act) in _SORTING:
        return True
    return isinstance(act, (PlanSet, PlanAdded, PlanRemoved, PlanMoved)) and act.path.split("/")[0] == "categories"


def is_following(event: Event) -> bool:
    """Whether an act belongs to the road map."""
    return isinstance(event.act, (ActionSet, ProgressNoted))


@dataclass(frozen=True, slots=True)
class Entry:
    """One gesture as the list of acts shows it; `void` tells that it changes nothing now."""

    group: str
    at: datetime
    by: str
    what: Message
    undone: bool
    void: bool


def _matter(*, sorting: bool, following: bool) -> Callable[[Event], bool] | None:
    return is_sorting if sorting else is_following if following else None


class History:
    """Undo and redo. A note-taker undoes the acts of their own table; the facilitator undoes anything."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def undo(self, *, sorting: bool = False, following: bool = False) -> Message:
        """Undo this role's last act and say which it was; only acts of the synthesis, or of the road map, if asked."""
        self._desk.refresh()
        done, _undone = self._stacks(_matter(sorting=sorting, following=following))
        if not done:
            raise Refused(N_("There is nothing left to undo."))
        return self._undo(self._gesture(done[-1]))

    def redo(self, *, sorting: bool = False, following: bool = False) -> Message:
        """Do again what this role last undid, unless it has done something else since."""
        self._desk.refresh()
        _done, undone = self._stacks(_matter(sorting=sorting, following=following))
        if not undone:
            raise Refused(N_("There is nothing to do again."))
        return self._redo(self._gesture(undone[-1])[0])

    def undo_one(self, group: str) -> Message:
        """Undo the act of that id, wherever it stands; an act that later acts stand on says so instead."""
        self._desk.refresh()
        gesture = self._gesture(group)
        if gesture[0].id in self._desk.session.undone:
            raise Refused(N_("This act is undone already."))
        return self._undo(gesture)

    def redo_one(self, group: str) -> Message:
        """Do the undone act of that id again."""
        self._desk.refresh()
        gesture = self._gesture(group)
        if gesture[0].id not in self._desk.session.undone:
            raise Refused(N_("This act is not undone."))
        return self._redo(gesture[0])

    def note_collected(self, events: Sequence[str]) -> None:
        """Note which acts were brought in from elsewhere together, so that one undo takes them back."""
        if events:
            self._desk.do(ActsCollected(tuple(events)))

    def entries(self) -> list[Entry]:
        """What was done, latest first; undos show as the state of what they undid, and an import as one."""
        session = self._desk.session
        of_imports = parts(session)
        return [
            Entry(
                gesture[0].group,
                gesture[0].at,
                gesture[0].by,
                describe(gesture, session),
                gesture[0].id in session.undone,
                any(event.id in session.void for event in gesture),
            )
            for gesture in self._gestures()
            if not isinstance(gesture[0].act, Undone) and gesture[0].group not in of_imports
        ]

    def _stacks(self, about: Callable[[Event], bool] | None) -> tuple[list[str], list[str]]:
        """The groups of this role's acts that count, and of those undone since its last new act; latest last."""
        session = self._desk.session
        of_imports = parts(session)  # whoever brought them in undoes them, and as one
        done: dict[str, None] = {}
        undone: dict[str, None] = {}
        for event in session.events:
            if isinstance(event.act, Undone):
                target = session.event(event.act.events[0]) if event.act.events else None
                again = target is not None and isinstance(target.act, Undone)
                if target is not None and isinstance(target.act, Undone):
                    target = session.event(target.act.events[0])
                if target is not None and (target.group in done or target.group in undone):
                    left, entered = (undone, done) if again else (done, undone)
                    left.pop(target.group, None)
                    entered[target.group] = None
                if not again:
                    self._drop(event.act.events[1:], done)
            elif event.group not in of_imports and self._mine(event, about):
                done[event.group] = None
                undone.clear()
        return list(done), list(undone)

    def _drop(self, events: Iterable[str], done: dict[str, None]) -> None:
        """Take out gestures that were undone as parts of what was brought in: to undo them again would do nothing."""
        for event in filter(None, map(self._desk.session.event, events)):
            done.pop(event.group, None)

    def _gestures(self) -> Iterator[list[Event]]:
        """The acts by gesture, latest first; those of two writers at the same moment lie between one another."""
        gestures: dict[str, list[Event]] = {}
        for event in self._desk.session.events:
            gestures.setdefault(event.group, []).append(event)
        return reversed(gestures.values())

    def _gesture(self, group: str) -> list[Event]:
        whole = parts(self._desk.session).get(group, group)
        gesture = [event for event in self._desk.session.events if event.group == whole]
        if not gesture or isinstance(gesture[0].act, Undone):
            raise Refused(N_("There is no act “{act}” in this session."), act=group)
        if not self._allowed(gesture[0]):
            if whole != group:
                raise Refused(N_("This came in by an import: only the facilitator undoes it."))
            raise Refused(N_("This act is another table’s: only that table or the facilitator undoes it."))
        return gesture

    def _mine(self, event: Event, about: Callable[[Event], bool] | None) -> bool:
        if isinstance(event.act, SessionCreated) or (about is not None and not about(event)):
            return False
        if self._is_purge(event):
            return False
        return role_of(event.by) == self._desk.role

    def _is_purge(self, event: Event) -> bool:
        """Whether an act belongs to a purge: to undo it would promise what nobody can give."""
        first = self._desk.session.event(event.group)
        return first is not None and isinstance(first.act, SessionPurged)

    def _allowed(self, event: Event) -> bool:
        return self._desk.role in (FACILITATOR, role_of(event.by))

    def _undo(self, gesture: list[Event]) -> Message:
        if isinstance(gesture[0].act, SessionCreated):
            raise Refused(N_("The session itself cannot be undone."))
        if self._is_purge(gesture[0]):
            raise Refused(N_("What was removed is gone for good: nothing brings it back."))
        what = describe(gesture, self._desk.session)
        self._try(Undone((*(event.id for event in gesture), *self._brought_in(gesture[0]))))
        return what

    def _brought_in(self, first: Event) -> Iterator[str]:
        """The acts that go with the undo of a collect: all that came in, but what cannot be undone."""
        for event in brought(first.act, self._desk.session):
            if not isinstance(event.act, SessionCreated) and not self._is_purge(event):
                yield event.id

    def _redo(self, undone: Event) -> Message:
        session = self._desk.session
        undos = [
            event.id
            for event in session.events
            if isinstance(event.act, Undone) and undone.id in event.act.events and event.id not in session.undone
        ]
        self._try(Undone(tuple(undos)))
        return describe([event for event in session.events if event.group == undone.group], session)

    def _try(self, act: Undone) -> None:
        """Undo only where everything that counts now still counts afterwards."""
        before = self._desk.session

        def accept(after: Session) -> None:
            broken = [key for key in after.void if key not in before.void]
            if any(key in before.undone for key in broken):
                raise Refused(N_("This act stands on another that is undone or gone: do that one again first."))
            event = before.event(broken[-1]) if broken else None
            if event is not None:
                what = describe([event], before)
                raise Refused(N_("A later act stands on this one. Undo that first: {what}"), what=what)

        self._desk.do_if(act, accept)
