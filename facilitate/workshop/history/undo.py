"""Undo and redo of anything since the session began, and the list of what was done."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from facilitate.domain.acts.imports import ActsCollected
from facilitate.domain.acts.phases import SessionReset
from facilitate.domain.acts.programme import SYNTHESIS, SessionCreated
from facilitate.domain.acts.purge import SessionPurged
from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.event import Event, Subject, Undone
from facilitate.domain.frozen import dataclass
from facilitate.domain.roles import FACILITATOR, SORTER, role_of
from facilitate.domain.session import Session
from facilitate.domain.timeline import Timeline
from facilitate.workshop.history.imported import brought, parts
from facilitate.workshop.history.sentences import describe
from facilitate.workshop.recorder.recorder import Recorder, in_turn

_OUR_ID = re.compile(r"\d{8}-")


def by_phone(timeline: Timeline, event: Event) -> bool:
    """Whether a phone wrote it: it names its gestures itself, a program after an event, which may be missing."""
    return timeline.event(event.gesture) is None and not _OUR_ID.match(event.gesture)


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One gesture as the list of acts shows it; `void` tells that it changes nothing now."""

    gesture: str
    at: datetime
    by: str
    what: Message
    undone: bool
    void: bool
    by_phone: bool = False


class History:
    """Undo and redo. A note-taker undoes the acts of their own table; the facilitator undoes anything."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._timeline = recorder.timeline
        self.describe = describe  # another one says more, where more is known than the acts tell

    @in_turn
    def undo(self, subject: Subject | None = None, by: str = "") -> Message:
        """Undo this role's last act, of those about a subject if one is given, and say which it was.

        `by` is the one writer of the role whose acts are meant: of two who work beside each other, neither undoes what
        the other did without choosing it. What this program wrote for a table counts with either.
        """
        return self._undo(self._gesture(self.last_done(subject, by)))

    @in_turn
    def redo(self, subject: Subject | None = None, by: str = "") -> Message:
        """Do again what this role last undid (about that subject), unless it has done something else since."""
        return self._redo(self._gesture(self.last_undone(subject, by))[0])

    def last_done(self, subject: Subject | None = None, by: str = "") -> str:
        """Return the gesture that `undo` would undo; raises `Refused` where there is none."""
        self._recorder.refresh()
        done, _undone = self._stacks(subject, by)
        if done:
            return done[-1]
        if by and self._stacks(subject)[0]:
            raise Refused(N_("You have nothing to undo here. The history can also undo what others did."))
        raise Refused(N_("Nothing to undo."))

    def last_undone(self, subject: Subject | None = None, by: str = "") -> str:
        """Return the gesture that `redo` would do again; raises `Refused` where there is none."""
        self._recorder.refresh()
        _done, undone = self._stacks(subject, by)
        if not undone:
            raise Refused(N_("Nothing to redo."))
        return undone[-1]

    def author(self, gesture: str) -> str:
        """Return the writer of a gesture, such as `facilitator.b`."""
        return self._gesture(gesture)[0].by

    @in_turn
    def undo_one(self, gesture: str) -> Message:
        """Undo the act of that id, wherever it stands; an act that later acts stand on says so instead."""
        self._recorder.refresh()
        events = self._gesture(gesture)
        if events[0].id in self._timeline.undone:
            raise Refused(N_("This change has already been undone."))
        return self._undo(events)

    @in_turn
    def redo_one(self, gesture: str) -> Message:
        """Do the undone act of that id again."""
        self._recorder.refresh()
        events = self._gesture(gesture)
        if events[0].id not in self._timeline.undone:
            raise Refused(N_("This change has not been undone."))
        return self._redo(events[0])

    def note_collected(self, events: Sequence[str]) -> None:
        """Note which acts were brought in from elsewhere together, so that one undo takes them back."""
        if events:
            self._recorder.record(ActsCollected(tuple(events)))

    def entries(self) -> list[HistoryEntry]:
        """Return what was done, latest first; undos show as the state of what they undid, and an import as one."""
        timeline = self._timeline
        of_imports = parts(timeline)
        return [
            HistoryEntry(
                gesture[0].gesture,
                gesture[0].at,
                gesture[0].by,
                self.describe(gesture, timeline),
                gesture[0].id in timeline.undone,
                any(event.id in timeline.void for event in gesture),
                by_phone(timeline, gesture[0]),
            )
            for gesture in self._gestures()
            if not isinstance(gesture[0].act, Undone) and gesture[0].gesture not in of_imports
        ]

    def texts(self) -> dict[str, list[str]]:
        """Return by gesture the whole texts that its acts say, those that an import brought with it."""
        from facilitate.workshop.privacy.texts_to_read import texts_of

        of_imports, found = parts(self._timeline), dict[str, dict[str, None]]()
        for event in self._timeline.events:
            gesture = of_imports.get(event.gesture, event.gesture)
            found.setdefault(gesture, {}).update(dict.fromkeys(texts_of(event)))
        return {gesture: [*texts] for gesture, texts in found.items()}

    def _stacks(self, subject: Subject | None, by: str = "") -> tuple[list[str], list[str]]:
        """Return the gestures of this role (or writer) that count, and those undone since its last new; latest last."""
        timeline = self._timeline
        of_imports = parts(timeline)  # whoever brought them in undoes them, and as one
        done: dict[str, None] = {}
        undone: dict[str, None] = {}
        for event in timeline.events:
            if isinstance(event.act, Undone):
                target = timeline.event(event.act.events[0]) if event.act.events else None
                again = target is not None and isinstance(target.act, Undone)
                if target is not None and isinstance(target.act, Undone):
                    target = timeline.event(target.act.events[0])
                if target is not None and (target.gesture in done or target.gesture in undone):
                    left, entered = (undone, done) if again else (done, undone)
                    left.pop(target.gesture, None)
                    entered[target.gesture] = None
                if not again:
                    self._drop(event.act.events[1:], done)
                continue
            if isinstance(event.act, SessionReset) and event.id not in timeline.undone:
                done.clear()  # only an undo of the reset itself leads back behind it
                undone.clear()
            if event.gesture not in of_imports and self._mine(event, subject, by):
                done[event.gesture] = None
                undone.clear()
        return list(done), list(undone)

    def _drop(self, events: Iterable[str], done: dict[str, None]) -> None:
        """Take out gestures that were undone as parts of what was brought in: to undo them again would do nothing."""
        for event in filter(None, map(self._timeline.event, events)):
            done.pop(event.gesture, None)

    def _gestures(self) -> Iterator[list[Event]]:
        """Return the acts by gesture, latest first; those of two writers at the same moment lie between one another."""
        gestures: dict[str, list[Event]] = {}
        for event in self._timeline.events:
            gestures.setdefault(event.gesture, []).append(event)
        return reversed(gestures.values())

    def _gesture(self, gesture: str) -> list[Event]:
        whole = parts(self._timeline).get(gesture, gesture)
        events = [event for event in self._timeline.events if event.gesture == whole]
        if not events or isinstance(events[0].act, Undone):
            raise Refused(N_("Change “{act}” not found in this session."), act=gesture)
        if not self._allowed(events[0]):
            if whole != gesture:
                raise Refused(N_("This was imported: only the facilitator can undo it."))
            if self._recorder.role == SORTER:
                raise Refused(N_("This change is not part of the synthesis: only the facilitator can undo it."))
            raise Refused(N_("This change was made at another table: only that table or the facilitator can undo it."))
        return events

    def _mine(self, event: Event, subject: Subject | None, by: str) -> bool:
        if not event.act.can_be_undone or (subject is not None and not event.act.is_about(subject)):
            return False
        if self._is_purge(event):
            return False
        if event.gesture in self._recorder.gestures_for_tables:
            return True
        if self._recorder.role == FACILITATOR and role_of(event.by) == event.act.subject.role:
            return by in ("", event.by)  # journals that are the facilitator's too
        return event.by == by if by else role_of(event.by) == self._recorder.role

    def _is_purge(self, event: Event) -> bool:
        """Return whether an act belongs to a purge: to undo it would promise what nobody can give."""
        first = self._timeline.event(event.gesture)
        return first is not None and isinstance(first.act, SessionPurged)

    def _allowed(self, event: Event) -> bool:
        role = self._recorder.role
        return role in (FACILITATOR, role_of(event.by)) or (role == SORTER and event.act.is_about(SYNTHESIS))

    def _undo(self, gesture: list[Event]) -> Message:
        if self._is_purge(gesture[0]):
            raise Refused(N_("Removed personal data cannot be restored."))
        if not gesture[0].act.can_be_undone:
            created = isinstance(gesture[0].act, SessionCreated)
            other = N_("This change cannot be undone: the session is the same without it.")
            raise Refused(N_("Creating the session cannot be undone.") if created else other)
        what = self.describe(gesture, self._timeline)
        self._try(Undone((*(event.id for event in gesture), *self._brought_in(gesture[0]))))
        return what

    def _brought_in(self, first: Event) -> Iterator[str]:
        """Yield the acts that go with the undo of a collect: all that came in, but what cannot be undone."""
        for event in brought(first.act, self._timeline):
            if event.act.can_be_undone and not self._is_purge(event):
                yield event.id

    def _redo(self, undone: Event) -> Message:
        timeline = self._timeline
        undos = [
            event.id
            for event in timeline.events
            if isinstance(event.act, Undone) and undone.id in event.act.events and event.id not in timeline.undone
        ]
        self._try(Undone(tuple(undos)))
        gesture = [event for event in timeline.events if event.gesture == undone.gesture]
        return self.describe(gesture, self._timeline)

    def _try(self, act: Undone) -> None:
        """Undo only where everything that counts now still counts afterwards."""
        before = self._timeline

        def accept(after: Timeline) -> None:
            broken = [key for key in after.void if key not in before.void]
            if any(key in before.undone for key in broken):
                raise Refused(N_("This change depends on another one that is undone or missing: redo that one first."))
            event = before.event(broken[-1]) if broken else None
            if event is not None:
                what = self.describe([event], before)
                raise Refused(N_("A later change depends on this one. Undo that one first: “{what}”"), what=what)
            if _voted_on(before.session) - _voted_on(after.session):
                raise Refused(N_("The room votes on this now. Withdraw the idea instead, or undo after the close."))

        self._recorder.record_if(act, accept)


def _voted_on(session: Session) -> set[str]:
    """Return the candidates of open votes of which any idea is still there, be it withdrawn."""
    candidates = {key for vote in session.votes.values() if vote.is_open for key in vote.candidates}
    return {key for key in candidates if (found := session.all_proposals.get(key)) and session.noted_in(found)}
