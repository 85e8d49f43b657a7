"""What the commands `fact`, `finding` and `remark` share: listing notes, printing them, taking them out and back."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.registry import Command
from facilitate.cli.views import note_data
from facilitate.domain.errors import N_
from facilitate.domain.programme.plan import Plan
from facilitate.domain.values.notes import Note, NoteKind
from facilitate.i18n import Language
from facilitate.labels import KEPT, QUOTING, quoting

Text = Annotated[str, typer.Argument(metavar=N_("TEXT"), help=N_("The text to note."))]
NewText = Annotated[str | None, typer.Argument(metavar=N_("TEXT"), help=N_("The new text."))]
FactId = Annotated[
    str,
    typer.Argument(metavar=N_("FACT"), help=N_("Identifier of a fact, as “list” shows it, or its beginning.")),
]
FindingId = Annotated[
    str,
    typer.Argument(metavar=N_("FINDING"), help=N_("Identifier of a finding, as “list” shows it, or its beginning.")),
]
RemarkId = Annotated[
    str,
    typer.Argument(metavar=N_("REMARK"), help=N_("Identifier of a remark, as “list” shows it, or its beginning.")),
]
RemarkIds = Annotated[
    list[str],
    typer.Argument(metavar=N_("REMARK"), help=N_("Identifiers of remarks, as “list” shows them, or their beginnings.")),
]
_IDS = {NoteKind.FACT: FactId, NoteKind.FINDING: FindingId, NoteKind.REMARK: RemarkId}

NotePhase = Annotated[
    str,
    typer.Option(
        "--phase",
        metavar=N_("PHASE"),
        help=N_(
            "The phase it is about: its number, key or title (default: the one under way, or the first of its kind)."
        ),
    ),
]

_CHANGED = {
    NoteKind.FACT: N_("Fact corrected: {note}"),
    NoteKind.FINDING: N_("Finding corrected: {note}"),
    NoteKind.REMARK: N_("Remark corrected: {note}"),
}
_WITHDRAWN = {
    NoteKind.FACT: N_("Fact withdrawn: {note}"),
    NoteKind.FINDING: N_("Finding withdrawn: {note}"),
    NoteKind.REMARK: N_("Remark withdrawn: {note}"),
}
_RESTORED = {
    NoteKind.FACT: N_("Fact restored: {note}"),
    NoteKind.FINDING: N_("Finding restored: {note}"),
    NoteKind.REMARK: N_("Remark restored: {note}"),
}
_TO_WITHDRAW = {
    NoteKind.FACT: N_("Take a fact out of the report."),
    NoteKind.FINDING: N_("Take a finding out of the report."),
    NoteKind.REMARK: N_("Take a remark out of the report."),
}
_TO_RESTORE = {
    NoteKind.FACT: N_("Put a fact back into the report."),
    NoteKind.FINDING: N_("Put a finding back into the report."),
    NoteKind.REMARK: N_("Put a remark back into the report."),
}
_TAKEN = {
    NoteKind.FACT: N_("Fact about the venue noted."),
    NoteKind.FINDING: N_("Finding noted."),
    NoteKind.REMARK: N_("Remark noted."),
}


def take_note(
    ctx: typer.Context,
    session: str,
    kind: NoteKind,
    text: str,
    *,
    phase: str,
    about: str = "",
    quotable: bool = False,
    unnamed: bool = False,
) -> None:
    """Take a note and print its identifier; where nobody said for which of several phases, say which one has it."""
    context = context_of(ctx)
    opened = context.workshop(session)
    note = opened.notes.take(kind, text, phase=phase, about=about, quotable=quotable, unnamed=unnamed)
    plan = opened.session.plan
    several = sum(each.kind.notes is kind for each in plan.phases) > 1
    home = plan.phase(note.phase)
    if home and several and not phase and note.phase != opened.session.current:
        sentence = N_("Noted in the phase “{phase}”. Choose another one with --phase.")
        context.out.talk(context.language(sentence, phase=home.title))
    elif kind in _TAKEN and not sys.stdout.isatty():
        context.out.talk(context.language(_TAKEN[kind]))
    context.out.answer([note_data(note)], note.id, _taken(context, plan, opened.log.slug, note))


def _taken(context: CliContext, plan: Plan, slug: str, note: Note) -> str:
    """What a person is told: the kind, of whom it is, and the identifier that other commands take."""
    _ = context.language
    if note.kind is NoteKind.REMARK and not note.about:
        unnamed = N_(
            "Remark noted without a speaker ({note}). To name one: "
            "“facilitate remark edit {session} {note} --speaker …”."
        )
        return _(unnamed, note=note.id, session=context.again(slug))
    if note.about:
        about = about_words(_, plan, note)
        return _(N_("{taken} {about}. Identifier: {note}"), taken=_(_TAKEN[note.kind]), about=about, note=note.id)
    return _(N_("{taken} Identifier: {note}"), taken=_(_TAKEN[note.kind]), note=note.id)


def list_notes(context: CliContext, session: str, kind: NoteKind) -> None:
    """Print the notes of a kind, withdrawn ones too."""
    current = context.sessions.read(session)
    found = [note for note in current.notes.values() if note.kind is kind]
    if context.out.json:
        context.out.data([note_data(note) for note in found])
        return
    _ = context.language
    if not found:
        context.out.talk(_(N_("Nothing noted yet.")))
    context.out.table(
        [(note.id, about_words(_, current.plan, note), _mark(context, note), note.text) for note in found]
    )


def about_words(_: Language, plan: Plan, note: Note) -> str:
    """The name of the speaker a note is about, or the number of the axis, which commands take too.

    Each study counts its own questions: where there are several, the phase of the note stands beside the number.
    """
    home = [phase for phase in plan.phases if phase.key == note.phase]
    studies = [phase for phase in plan.phases if phase.study]
    for phase in (*home, *plan.phases):
        for number, axis in enumerate(phase.study.axes if phase.study else (), 1):
            if axis.key == note.about:
                words = _("research question {number}", number=number)
                return f"{words} · {phase.title}" if len(studies) > 1 else words
        for speaker in phase.speakers:
            if speaker.key == note.about:
                return speaker.name
    if not note.about and note.kind is NoteKind.FINDING and len(studies) > 1:
        return home[0].title if home else ""
    return note.about


def _mark(context: CliContext, note: Note) -> str:
    _ = context.language
    if note.withdrawn:
        return _("withdrawn")
    marks = (QUOTING[quoting(note)] if note.quotable else "", KEPT if note.kept else "")
    return " · ".join(_(words) for words in marks if words)


def print_note(context: CliContext, note: Note, done: Mapping[NoteKind, str] = _CHANGED) -> None:
    """Print the identifier of a note that was changed, or what was done with it."""
    context.out.answer([note_data(note)], note.id, context.language(done[note.kind], note=note.id))


def taking_back(kind: NoteKind) -> tuple[Command, Command]:
    """The two last commands of a group of notes, which are the same for each kind."""

    def withdraw(ctx: typer.Context, session: o.SessionName, note: str) -> None:
        context = context_of(ctx)
        print_note(context, context.workshop(session).notes.withdraw(note, kind), _WITHDRAWN)

    def restore(ctx: typer.Context, session: o.SessionName, note: str) -> None:
        context = context_of(ctx)
        print_note(context, context.workshop(session).notes.restore(note, kind), _RESTORED)

    for command in (withdraw, restore):
        command.__annotations__["note"] = _IDS[kind]
    group = kind.value
    return (
        Command(
            "withdraw",
            withdraw,
            _TO_WITHDRAW[kind],
            f"facilitate {group} withdraw paris 00000012",
        ),
        Command(
            "restore",
            restore,
            _TO_RESTORE[kind],
            f"facilitate {group} restore paris 00000012",
        ),
    )
