"""What the facilitator writes down in a phase: which choices the dialog offers, and which use case keeps it."""

from __future__ import annotations

from facilitate.domain.errors import N_
from facilitate.domain.programme.plan import Phase
from facilitate.domain.text import excerpt, one_line
from facilitate.domain.values.ideas import Idea, Status
from facilitate.domain.values.notes import Note, NoteKind
from facilitate.domain.values.proposals import Standing
from facilitate.i18n import Language
from facilitate.labels import QUOTING, STATUSES, quoting, table_called
from facilitate.tui.dialogs.entry_texts import EntryForm
from facilitate.workshop.workshop import Workshop

# A choice is `=` and a key for what belongs to the phase's own matter, and nothing for a note beside it.
_OWN = "="
_BESIDE = ""
_UNNAMED = 2  # the place in `QUOTING`
_MOST_SHOWN = 300  # characters of a detail under the field
_EDITED = {
    NoteKind.FACT: N_("Edit the fact"),
    NoteKind.FINDING: N_("Edit the finding"),
    NoteKind.REMARK: N_("Edit the remark"),
    NoteKind.NOTE: N_("Edit the note"),
}
# What F3 does in a form.
_QUOTABLE, _STATUS = N_("F3: may it be quoted?"), N_("F3: status")


def new_note(workshop: Workshop, phase: Phase, about: str, _: Language) -> EntryForm:
    """A note in a phase, first of all about the axis or speaker that is highlighted."""
    kind = phase.kind.notes or NoteKind.NOTE
    beside = (_BESIDE, _(N_("a note on the phase as a whole")))

    def keep(text: str, choice: str, quoted: int) -> Note:
        if choice == _BESIDE:
            return workshop.notes.take(NoteKind.NOTE, text, phase=phase.key)
        about, unnamed = choice.removeprefix(_OWN), quoted == _UNNAMED
        return workshop.notes.take(kind, text, phase=phase.key, about=about, quotable=quoted > 0, unnamed=unnamed)

    note_asked, below = _(N_("Note: {phase}"), phase=phase.title), _printed(kind, _)
    if kind is NoteKind.NOTE:
        return EntryForm(note_asked, keep, below=below)
    question = {
        NoteKind.FACT: _(N_("Fact about the venue")),
        NoteKind.FINDING: _(N_("Finding from the study")),
        NoteKind.REMARK: _(N_("Panel remark")),
    }[kind]
    if workshop.session.current not in ("", phase.key):  # what is selected, and not what the room hears
        question = f"{question} · {one_line(phase.title)}"
    choices = (*_own_choices(phase, kind, _), beside)
    words = _quoting(_) if kind is NoteKind.REMARK else ()
    chosen, flips = f"{_OWN}{about}", _(_QUOTABLE)
    return EntryForm(question, keep, choices, chosen, words, flips=flips, below=below, beside=note_asked)


def edited_note(workshop: Workshop, phase: Phase | None, note: Note, _: Language) -> EntryForm:
    """A note corrected: its words, what it is about, whether it may be quoted."""

    def keep(text: str, choice: str, quoted: int) -> Note:
        about = choice.removeprefix(_OWN) if choices else None
        return workshop.notes.edit(note.id, text, about=about, quotable=quoted > 0, unnamed=quoted == _UNNAMED)

    own = note.kind in (NoteKind.FINDING, NoteKind.REMARK)
    choices = _own_choices(phase, note.kind, _) if phase and own else ()
    current = f"{_OWN}{note.about}"
    if choices and current not in [key for key, _shown in choices]:
        choices = ((current, note.about or _whole(note.kind, _)), *choices)
    words = _quoting(_) if note.kind is NoteKind.REMARK else ()
    return EntryForm(
        _(_EDITED[note.kind]),
        keep,
        choices,
        current,
        words,
        quoting(note),
        note.text,
        _printed(note.kind, _),
        _(_QUOTABLE),
    )


def new_idea(workshop: Workshop, table: int, _: Language) -> EntryForm:
    """An idea the facilitator writes down for a table."""

    def keep(text: str, choice: str, existing: int) -> Idea:
        status = Status.EXISTING if existing else Status.TO_CREATE
        return workshop.ideas.record(int(choice), text, status, begun=begun)

    begun = workshop.ideas.begun()
    usual = int(workshop.ideas.usual() is Status.EXISTING)
    tables = range(1, max(workshop.session.plan.tables, 1) + 1)
    phase = workshop.session.plan.phase(workshop.session.phase_for_ideas)
    choices = tuple((str(number), table_called(phase, number, _)) for number in tables)
    return EntryForm(_(N_("Idea from a table")), keep, choices, str(table), _existing(_), usual, flips=_(_STATUS))


def edited_idea(workshop: Workshop, idea: Idea, _: Language) -> EntryForm:
    """An idea corrected from the front of the room."""

    def keep(text: str, _choice: str, existing: int) -> Idea:
        return workshop.ideas.edit(idea.id, text, Status.EXISTING if existing else Status.TO_CREATE)

    question = _(N_("Edit {ref}"), ref=idea.ref)
    detail = excerpt(idea.detail, _MOST_SHOWN)
    below = _(N_("Detail (unchanged): {detail}"), detail=detail) if detail else ""
    known = int(idea.status is Status.EXISTING)
    return EntryForm(question, keep, (), "", _existing(_), known, idea.text, below, flips=_(_STATUS))


def _own_choices(phase: Phase, kind: NoteKind, _: Language) -> tuple[tuple[str, str], ...]:
    if kind is NoteKind.FINDING and phase.study and phase.study.axes:
        return tuple((f"{_OWN}{axis.key}", axis.question) for axis in phase.study.axes)
    if kind is NoteKind.REMARK and phase.speakers:
        return tuple((f"{_OWN}{speaker.key}", speaker.name) for speaker in phase.speakers)
    return ((_OWN, _whole(kind, _)),)


def _whole(kind: NoteKind, _: Language) -> str:
    """What stands for no axis and no speaker: the note belongs to the phase’s own matter all the same."""
    return {
        NoteKind.FACT: _(N_("a fact about the venue")),
        NoteKind.FINDING: _(N_("a finding from the study")),
    }.get(kind, _(N_("without a name (panel remark)")))


def _printed(kind: NoteKind, _: Language) -> str:
    """Whoever writes down that the lift is out of order shall know who will read it."""
    if kind is NoteKind.REMARK:
        return _(
            N_("A remark is printed in the report only if it may be quoted; a note on the phase is always printed.")
        )
    return _(N_("This note will be printed in the report."))


def _quoting(_: Language) -> tuple[str, ...]:
    return tuple(_(words) for words in QUOTING)


def _existing(_: Language) -> tuple[str, str]:
    return _(STATUSES[Standing.TO_CREATE]), _(STATUSES[Standing.EXISTING])
