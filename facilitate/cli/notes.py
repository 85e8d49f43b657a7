"""What the commands `fact`, `finding` and `remark` share: listing notes, printing them, taking them out and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.registry import Command
from facilitate.cli.views import note_data
from facilitate.domain.errors import N_
from facilitate.domain.numbers import position_named, whole_number
from facilitate.domain.programme.plan import Plan
from facilitate.domain.text import folded
from facilitate.domain.values.notes import Note, NoteKind
from facilitate.i18n import Language

Text = Annotated[str, typer.Argument(metavar=N_("TEXT"), help=N_("The text to note."))]
NewText = Annotated[str | None, typer.Argument(metavar=N_("TEXT"), help=N_("The new text of the note."))]
NoteId = Annotated[
    str,
    typer.Argument(metavar=N_("NOTE"), help=N_("Identifier of a note, as “list” shows it, or its beginning.")),
]


def list_notes(context: CliContext, session: str, kind: NoteKind) -> None:
    """Print the notes of a kind, withdrawn ones too."""
    current = context.sessions.read(session)
    found = [note for note in current.notes.values() if note.kind is kind]
    if context.out.json:
        context.out.data([note_data(note) for note in found])
        return
    _ = context.language
    if not found:
        context.out.talk(_(N_("Nothing noted.")))
    context.out.table(
        [(note.id, about_words(_, current.plan, note.about), _mark(context, note), note.text) for note in found]
    )


def about_words(_: Language, plan: Plan, about: str) -> str:
    """The name of the speaker a note is about, or the number of the axis, which commands take too."""
    for phase in plan.phases:
        for number, axis in enumerate(phase.study.axes if phase.study else (), 1):
            if axis.key == about:
                return _("research question {number}", number=number)
        for speaker in phase.speakers:
            if speaker.key == about:
                return speaker.name
    return about


def _mark(context: CliContext, note: Note) -> str:
    _ = context.language
    if note.withdrawn:
        return _("withdrawn")
    return _("quotable") if note.quotable else ""


def print_note(context: CliContext, note: Note) -> None:
    """Print the identifier of a note that was taken or changed."""
    context.out.result([note_data(note)], note.id)


def key_named(known: Sequence[tuple[str, str]], name: str) -> str:
    """The key of an axis or a speaker, given with its words, that somebody names by its key, number or words."""
    place = position_named(name, len(known)) if whole_number(name) is not None else None
    if place is not None:
        return known[place][0]
    meant = folded(name.strip())
    keys = [key for key, _words in known]
    same = [] if name in keys else [key for key, words in known if folded(words) == meant]
    return same[0] if len(same) == 1 else name


def taking_back(kind: NoteKind) -> tuple[Command, Command]:
    """The two last commands of a group of notes, which are the same for each kind."""

    def withdraw(ctx: typer.Context, session: o.SessionName, note: NoteId) -> None:
        context = context_of(ctx)
        print_note(context, context.workshop(session).notes.withdraw(note, kind))

    def restore(ctx: typer.Context, session: o.SessionName, note: NoteId) -> None:
        context = context_of(ctx)
        print_note(context, context.workshop(session).notes.restore(note, kind))

    group = kind.value
    return (
        Command(
            "withdraw",
            withdraw,
            N_("Take a note out of the report."),
            f"facilitate {group} withdraw paris 00000012",
        ),
        Command(
            "restore",
            restore,
            N_("Put a note back into the report."),
            f"facilitate {group} restore paris 00000012",
        ),
    )
