"""What is noted about the phases, corrected and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Self

from facilitate.domain.errors import N_, IneffectiveAct, Message
from facilitate.domain.event import Act, Event, Readers, Subject, Writers, act
from facilitate.domain.personal import Cleaner, Personal, holding
from facilitate.domain.session import Session
from facilitate.domain.text import excerpt
from facilitate.domain.values.notes import Note, NoteKind

NOTES = Subject("notes", N_("notes"))


class NoteAct(Act):
    """What is done with notes."""

    __slots__ = ()

    subject = NOTES
    writers = Writers.FACILITATOR
    readers = Readers.NONE


@act
class NoteTaken(NoteAct):
    """A note, venue fact, finding or remark."""

    kind = "note.taken"
    personal = holding(text=Personal.TEXT)
    later = ("unnamed",)

    note_kind: str
    phase: str
    text: str
    about: str = ""
    quotable: bool = False
    unnamed: bool = False

    def apply(self, session: Session, event: Event) -> None:
        kind = NoteKind(self.note_kind)
        session.notes[event.id] = Note(
            event.id, kind, self.phase, self.text, event.at, event.by, self.about, self.quotable, unnamed=self.unnamed
        )

    def apply_undone(self, session: Session, event: Event) -> None:
        """Keep what somebody said, as withdrawn."""
        self.apply(session, event)
        _change(session, event.id, withdrawn=True)

    def sentence(self, session: Session) -> Message:
        return Message(N_("Note taken: {text}"), {"text": excerpt(self.text)})

    def cleared(self, cleaner: Cleaner, event: Event) -> Self:
        changed: Self = _cleared(self, event.id, cleaner)
        return changed


@act
class NoteEdited(NoteAct):
    """A note corrected: all of its content anew."""

    kind = "note.edited"
    personal = holding(text=Personal.TEXT)
    later = ("unnamed",)

    note: str
    text: str
    about: str = ""
    quotable: bool = False
    unnamed: bool = False

    def apply(self, session: Session, event: Event) -> None:
        _change(session, self.note, text=self.text, about=self.about, quotable=self.quotable, unnamed=self.unnamed)

    def sentence(self, session: Session) -> Message:
        return Message(N_("Note edited: {text}"), {"text": excerpt(self.text)})

    def cleared(self, cleaner: Cleaner, _event: Event) -> Self:
        changed: Self = _cleared(self, self.note, cleaner)
        return changed


@act
class NoteWithdrawn(NoteAct):
    """A note taken out of the report, not out of the session."""

    kind = "note.withdrawn"
    personal = holding()

    note: str

    def apply(self, session: Session, event: Event) -> None:
        purged = {"purged": True} if event.gesture in session.purges else {}
        _change(session, self.note, withdrawn=True, **purged)

    def sentence(self, session: Session) -> Message:
        return Message(N_("Note withdrawn: {text}"), {"text": _text(session, self.note)})


@act
class NoteRestored(NoteAct):
    """A withdrawn note back in."""

    kind = "note.restored"
    personal = holding()

    note: str

    def apply(self, session: Session, event: Event) -> None:
        _change(session, self.note, withdrawn=False)

    def sentence(self, session: Session) -> Message:
        return Message(N_("Note restored: {text}"), {"text": _text(session, self.note)})


@act
class NoteKept(NoteAct):
    """A remark marked as kept for the report, or not any more; a correction of its words leaves the mark."""

    kind = "note.kept"
    personal = holding()

    note: str
    kept: bool = True

    def apply(self, session: Session, event: Event) -> None:
        if self.note in session.notes and session.notes[self.note].kind is not NoteKind.REMARK:
            raise IneffectiveAct(f"note {self.note} is no remark")
        _change(session, self.note, kept=self.kept)

    def sentence(self, session: Session) -> Message:
        words = N_("Remark kept for the report: {text}") if self.kept else N_("Remark no longer kept: {text}")
        return Message(words, {"text": _text(session, self.note)})

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        words = N_("{count} remarks kept for the report") if self.kept else N_("{count} remarks no longer kept")
        return Message(words, {"count": len(acts)})


def _change(session: Session, key: str, **changes: Any) -> None:
    if key not in session.notes:
        raise IneffectiveAct(f"no note {key}")
    session.notes[key] = replace(session.notes[key], **changes)


def _text(session: Session, key: str) -> str:
    return excerpt(session.notes[key].text) if key in session.notes else "?"


def _cleared(act: Any, key: str, cleaner: Cleaner) -> Any:
    """Return a note's act without personal data, its text and what it is about by the note's own kind."""
    changed = cleaner.fields_of(act)
    return replace(changed, text=cleaner.note(key, act.text), about=cleaner.note_about(key, act.about))
