"""Noting what happens in the phases: notes, venue facts, findings of the study, remarks of the panel."""

from __future__ import annotations

from facilitate.domain.acts.notes import NoteEdited, NoteRestored, NoteTaken, NoteWithdrawn
from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.phase_lookup import phase_named
from facilitate.domain.programme.plan import Phase
from facilitate.domain.text import required
from facilitate.domain.values.notes import Note, NoteKind
from facilitate.workshop.recorder.recorder import Recorder

# The clock part of an id, which is all people see of it.
_SHORTEST_KEY = 8
_FEW = 5
_KINDS = {
    NoteKind.NOTE: N_("a note about a phase"),
    NoteKind.FACT: N_("a fact about the venue"),
    NoteKind.FINDING: N_("a finding of the study"),
    NoteKind.REMARK: N_("a remark of the panel"),
}


class Notes:
    """Use cases about notes."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def take(self, kind: NoteKind, text: str, *, phase: str = "", about: str = "", quotable: bool = False) -> Note:
        """Keep a note. Facts, findings and remarks go to the phase of their kind unless another is named."""
        home = self._phase(kind, phase)
        self._check_about(kind, home, about)
        act = NoteTaken(kind.value, home.key, required(text), about, quotable=quotable and kind is NoteKind.REMARK)
        event = self._recorder.record(act)[0]
        return self._recorder.session.notes[event.id]

    def edit(
        self,
        key: str,
        text: str | None = None,
        *,
        about: str | None = None,
        quotable: bool | None = None,
        kind: NoteKind | None = None,
    ) -> Note:
        """Correct a note; what is not given stays."""
        note = self.find(key, kind)
        about = note.about if about is None else about
        phase = self._recorder.session.plan.phase(note.phase)
        if phase is not None and about != note.about:
            self._check_about(note.kind, phase, about)
        text = note.text if text is None else required(text)
        quotable = note.quotable if quotable is None else quotable and note.kind is NoteKind.REMARK
        if (text, about, quotable) != (note.text, note.about, note.quotable):
            self._recorder.record(NoteEdited(note.id, text, about, quotable=quotable))
        return self._recorder.session.notes[note.id]

    def withdraw(self, key: str, kind: NoteKind | None = None) -> Note:
        """Take a note out of the report; it can be restored."""
        note = self.find(key, kind)
        if note.withdrawn:
            raise Refused(N_("This note is already withdrawn."))
        self._recorder.record(NoteWithdrawn(note.id))
        return self._recorder.session.notes[note.id]

    def restore(self, key: str, kind: NoteKind | None = None) -> Note:
        """Put a withdrawn note back."""
        note = self.find(key, kind)
        if not note.withdrawn:
            raise Refused(N_("This note is not withdrawn."))
        self._recorder.record(NoteRestored(note.id))
        return self._recorder.session.notes[note.id]

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
            known = ", ".join(phase.key for phase in plan.phases)
            if kind is NoteKind.NOTE or name:
                raise Refused(N_("Which phase is this note for? Add --phase and one of these: {known}."), known=known)
            raise Refused(N_("The programme has no phase for this kind of note. Its phases: {known}."), known=known)
        if kind is not NoteKind.NOTE and phase.kind.notes is not kind:
            raise Refused(N_("This kind of note cannot be taken in the phase “{phase}”."), phase=phase.title)
        return phase

    @staticmethod
    def _check_about(kind: NoteKind, phase: Phase, about: str) -> None:
        if kind is NoteKind.FINDING:
            known = [axis.key for axis in phase.study.axes] if phase.study else []
            if about and not known:
                raise Refused(N_("The study has no research questions. Add one to the programme first."))
            if known and about not in known:
                axes = enumerate(phase.study.axes if phase.study else (), 1)
                listed = "\N{NO-BREAK SPACE}· ".join(f"{number}. {each.question}" for number, each in axes)
                raise Refused(N_("A finding belongs to one of the study’s research questions: {known}"), known=listed)
        elif kind is NoteKind.REMARK:
            known = [speaker.key for speaker in phase.speakers]
            if about and not known:
                raise Refused(N_("This panel has no speakers. Add one to the programme first."))
            if about and about not in known:
                listed = ", ".join(f"{number}. {each.name}" for number, each in enumerate(phase.speakers, 1))
                raise Refused(
                    N_("Speaker “{key}” not found. Speakers of this panel: {known}."), key=about, known=listed
                )
        elif about:
            raise Refused(N_("Only findings and remarks can be linked to a research question or a speaker."))
