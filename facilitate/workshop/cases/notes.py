"""Noting what happens in the phases: notes, venue facts, findings of the study, remarks of the panel."""

from __future__ import annotations

from collections.abc import Iterable

from facilitate.domain.acts.notes import NoteEdited, NoteKept, NoteRestored, NoteTaken, NoteWithdrawn
from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.key_lookup import axis_words, key_named, speaker_words
from facilitate.domain.numbers import whole_number
from facilitate.domain.phase_lookup import phase_named, phases_told
from facilitate.domain.programme.plan import Phase
from facilitate.domain.text import excerpt, required
from facilitate.domain.values.notes import Note, NoteKind
from facilitate.workshop.recorder.recorder import Recorder, in_turn

# The clock part of an id, which is all people see of it.
_SHORTEST_KEY = 8
_FEW = 5
_KINDS = {
    NoteKind.NOTE: N_("a note about a phase"),
    NoteKind.FACT: N_("a fact about the venue"),
    NoteKind.FINDING: N_("a finding from the study"),
    NoteKind.REMARK: N_("a panel remark"),
}

_WITHOUT = {
    NoteKind.FACT: N_("A fact about the venue needs a “venue” phase; this programme has none."),
    NoteKind.FINDING: N_("A finding needs a “study” phase; this programme has none."),
    NoteKind.REMARK: N_("A remark needs a “panel” phase; this programme has none."),
}


class Notes:
    """Use cases about notes."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def take(
        self,
        kind: NoteKind,
        text: str,
        *,
        phase: str = "",
        about: str = "",
        quotable: bool = False,
        unnamed: bool = False,
    ) -> Note:
        """Keep a note. `about` names a speaker or a research question by key, number or words.

        A remark may be `quotable` under its speaker's name, or, where it is `unnamed` too, without it.

        Facts, findings and remarks go to the phase that is named, else to the one under way, else to the first of
        their kind; where that one does not know whom they are about and another does, to that one.
        """
        home = self._phase(kind, phase)
        if about and not phase and whole_number(about) is None:
            home = self._knowing(kind, home, about)
        about = self._about(kind, home, about)
        quotable = quotable and kind is NoteKind.REMARK
        act = NoteTaken(kind.value, home.key, required(text), about, quotable=quotable, unnamed=quotable and unnamed)
        event = self._recorder.record(act)[0]
        return self._recorder.session.notes[event.id]

    @in_turn
    def edit(
        self,
        key: str,
        text: str | None = None,
        *,
        about: str | None = None,
        quotable: bool | None = None,
        unnamed: bool = False,
        kind: NoteKind | None = None,
    ) -> Note:
        """Correct a note; what is not given stays. `unnamed` says how it may be quoted, and goes with `quotable`."""
        note = self.find(key, kind)
        about = note.about if about is None else about
        phase = self._recorder.session.plan.phase(note.phase)
        if phase is not None and about != note.about:
            about = self._about(note.kind, phase, about)
        text = note.text if text is None else required(text)
        if quotable is None:
            quotable, unnamed = note.quotable, note.unnamed
        quotable = quotable and note.kind is NoteKind.REMARK
        edited = NoteEdited(note.id, text, about, quotable=quotable, unnamed=quotable and unnamed)
        if edited != NoteEdited(note.id, note.text, note.about, quotable=note.quotable, unnamed=note.unnamed):
            self._recorder.record(edited)
        return self._recorder.session.notes[note.id]

    @in_turn
    def withdraw(self, key: str, kind: NoteKind | None = None) -> Note:
        """Take a note out of the report; it can be restored."""
        note = self.find(key, kind)
        if note.withdrawn:
            raise Refused(N_("This note is already withdrawn."))
        self._recorder.record(NoteWithdrawn(note.id))
        return self._recorder.session.notes[note.id]

    @in_turn
    def restore(self, key: str, kind: NoteKind | None = None) -> Note:
        """Put a withdrawn note back."""
        note = self.find(key, kind)
        if not note.withdrawn:
            raise Refused(N_("This note is not withdrawn."))
        self._recorder.record(NoteRestored(note.id))
        return self._recorder.session.notes[note.id]

    @in_turn
    def keep(self, keys: Iterable[str], *, kept: bool = True) -> list[Note]:
        """Mark remarks as kept for the report, or take the mark off; those that are so already stay as they are."""
        found = list(dict.fromkeys(self.find(key, NoteKind.REMARK).id for key in keys))
        notes = self._recorder.session.notes
        withdrawn = next((notes[key] for key in found if notes[key].withdrawn), None)
        if kept and withdrawn:
            raise Refused(
                N_("The remark “{remark}” is withdrawn, so it cannot be kept for the report. Restore it first."),
                remark=excerpt(withdrawn.text),
            )
        self._recorder.record(*(NoteKept(key, kept) for key in found if notes[key].kept is not kept))
        return [self._recorder.session.notes[key] for key in found]

    def find(self, key: str, kind: NoteKind | None = None) -> Note:
        """Return the note whose id is, or begins with, the key; one of another kind than is meant is refused."""
        notes = self._recorder.session.notes
        found = [note for name, note in notes.items() if key and name.startswith(key)]
        if key in notes:
            found = [notes[key]]
        if len(found) > 1:
            known = ", ".join([note.id for note in found[:_FEW]] + ["…"] * (len(found) > _FEW))
            raise Refused(N_("Several notes begin with “{key}”: {known}."), key=key, known=known)
        if not found or (key not in notes and len(key) < _SHORTEST_KEY):
            raise Refused(N_("Note “{key}” not found in this session."), key=key)
        if kind not in (None, found[0].kind):
            raise Refused(N_("Note “{key}” is of another kind: {kind}."), key=key, kind=Message(_KINDS[found[0].kind]))
        return found[0]

    def _phase(self, kind: NoteKind, name: str) -> Phase:
        plan = self._recorder.session.plan
        on = plan.phase(self._recorder.session.current)
        phase: Phase | None
        if name:
            phase = phase_named(plan, name)
        elif kind is NoteKind.NOTE or (on is not None and on.kind.notes is kind):
            phase = on
        else:
            phase = plan.first_noting(kind)
        if phase is None:
            if kind is NoteKind.NOTE or name:
                known = phases_told(plan)
                raise Refused(N_("Which phase is this note for? Add --phase and one of these: {known}."), known=known)
            raise Refused(_WITHOUT[kind])
        if kind is not NoteKind.NOTE and phase.kind.notes is not kind:
            raise Refused(N_("This kind of note cannot be taken in the phase “{phase}”."), phase=phase.title)
        return phase

    def _knowing(self, kind: NoteKind, home: Phase, about: str) -> Phase:
        """Return the phase that knows a speaker or a research question by its words or its key, `home` where it does.

        Where none does, it is `home` that refuses; where several do and none of them is under way, this does.
        """
        session = self._recorder.session
        knows = [each for each in session.plan.phases if each.kind.notes is kind and _named(kind, each, about)]
        if len(knows) > 1 and home.key != session.current:
            known = ", ".join(phase.title for phase in knows)
            raise Refused(N_("“{name}” is in several phases. Add --phase and one of these: {known}."),
                          name=about, known=known)  # fmt: skip
        return home if home in knows or not knows else knows[0]

    @staticmethod
    def _about(kind: NoteKind, phase: Phase, name: str) -> str:
        """Return the key of whom or what a note is about; raises `Refused` where nothing of the phase is named so."""
        known = _CHOICES[kind](phase) if kind in _CHOICES else []
        key = key_named(known, name) if name else None
        if key is not None:
            return key
        listed = "\N{NO-BREAK SPACE}· ".join(f"{number}. {words}" for number, (_key, words) in enumerate(known, 1))
        if kind is NoteKind.FINDING:
            if name and not known:
                raise Refused(N_("The study has no research questions. Add one to the programme first."))
            if known:
                raise Refused(N_("A finding belongs to one of the study’s research questions: {known}"), known=listed)
        elif kind is NoteKind.REMARK:
            if name and not known:
                raise Refused(N_("This panel has no speakers. Add one to the programme first."))
            if name:
                listed = listed.replace("\N{NO-BREAK SPACE}·", ",")
                raise Refused(N_("Speaker “{key}” not found. Speakers of this panel: {known}."), key=name, known=listed)
        elif name:
            raise Refused(N_("Only findings and remarks can be linked to a research question or a speaker."))
        return ""


_CHOICES = {NoteKind.FINDING: axis_words, NoteKind.REMARK: speaker_words}


def _named(kind: NoteKind, phase: Phase, about: str) -> str | None:
    return key_named(_CHOICES[kind](phase), about) if kind in _CHOICES else None
