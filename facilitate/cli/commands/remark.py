"""`remark`: what speakers of the panel stress."""

from __future__ import annotations

from typing import Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.notes import (
    NewText,
    NotePhase,
    RemarkId,
    RemarkIds,
    Text,
    list_notes,
    print_note,
    take_note,
    taking_back,
)
from facilitate.cli.output import Usage
from facilitate.cli.registry import Command, CommandGroup
from facilitate.cli.views import note_data
from facilitate.domain.errors import N_
from facilitate.domain.values.notes import Note, NoteKind

Speaker = Annotated[str, typer.Option("--speaker", metavar=N_("KEY"), help=N_("Speaker: number, key or name."))]
MaybeSpeaker = Annotated[
    str | None, typer.Option("--speaker", metavar=N_("KEY"), help=N_("Speaker: number, key or name."))
]
Quotable = Annotated[
    bool, typer.Option("--quotable", help=N_("The speaker agrees to be quoted by name in the report."))
]
Unnamed = Annotated[
    bool, typer.Option("--unnamed", help=N_("The speaker agrees to be quoted, but without their name."))
]
MaybeQuotable = Annotated[
    bool | None,
    typer.Option(
        "--quotable/--not-quotable", help=N_("Whether the speaker agrees to be quoted by name in the report.")
    ),
]


def add_remark(
    ctx: typer.Context,
    session: o.SessionName,
    text: Text,
    speaker: Speaker = "",
    quotable: Quotable = False,
    unnamed: Unnamed = False,
    phase: NotePhase = "",
) -> None:
    quotable = quotable or unnamed
    take_note(ctx, session, NoteKind.REMARK, text, phase=phase, about=speaker, quotable=quotable, unnamed=unnamed)


def list_remarks(ctx: typer.Context, session: o.SessionName) -> None:
    list_notes(context_of(ctx), session, NoteKind.REMARK)


def edit_remark(
    ctx: typer.Context,
    session: o.SessionName,
    note: RemarkId,
    text: NewText = None,
    speaker: MaybeSpeaker = None,
    quotable: MaybeQuotable = None,
    unnamed: Unnamed = False,
) -> None:
    if unnamed and quotable is False:
        raise Usage(N_("--unnamed and --not-quotable exclude each other: give one of them."))
    quotable = True if unnamed else quotable
    if text is None and speaker is None and quotable is None:
        raise Usage(N_("You have not said what to change: add the text, --speaker, --quotable or --unnamed."))
    context = context_of(ctx)
    notes = context.workshop(session).notes
    edited = notes.edit(note, text, about=speaker, quotable=quotable, unnamed=unnamed, kind=NoteKind.REMARK)
    print_note(context, edited)


def keep_remarks(ctx: typer.Context, session: o.SessionName, notes: RemarkIds) -> None:
    context = context_of(ctx)
    kept = context.workshop(session).notes.keep(notes)
    _ = context.language
    if held_back := sum(not note.quotable for note in kept):
        context.out.talk(
            _.plural(
                "{n} remark may not be quoted yet: it is printed only with “facilitate remark edit … --quotable”.",
                "{n} remarks may not be quoted yet: they are printed only with “facilitate remark edit … --quotable”.",
                held_back,
            )
        )
    sentence = _.plural("{n} remark kept for the report.", "{n} remarks kept for the report.", len(kept))
    _print_kept(context, kept, sentence)


def unkeep_remarks(ctx: typer.Context, session: o.SessionName, notes: RemarkIds) -> None:
    context = context_of(ctx)
    found = context.workshop(session).notes.keep(notes, kept=False)
    sentence = context.language.plural("{n} remark no longer kept.", "{n} remarks no longer kept.", len(found))
    _print_kept(context, found, sentence)


def _print_kept(context: CliContext, notes: list[Note], sentence: str) -> None:
    context.out.answer([note_data(note) for note in notes], "\n".join(note.id for note in notes), sentence)


COMMAND = CommandGroup(
    "remark",
    N_("Note what the panel speakers say."),
    (
        Command(
            "add",
            add_remark,
            N_(
                "Note a remark; it is published only with --quotable (under the speaker’s name) or --unnamed "
                "(without it)."
            ),
            N_('facilitate remark add paris "Meet first, then plan" --speaker laurence-mari --quotable'),
        ),
        Command("list", list_remarks, N_("List the remarks noted."), "facilitate remark list paris"),
        Command(
            "edit",
            edit_remark,
            N_("Correct a remark’s text, its speaker or the consent to quote it."),
            "facilitate remark edit paris 00000012 --not-quotable",
        ),
        Command(
            "keep",
            keep_remarks,
            N_("Keep remarks for the report: once any is kept, it prints those, and all others in its appendix."),
            "facilitate remark keep paris 00000012 00000013",
        ),
        Command(
            "unkeep",
            unkeep_remarks,
            N_("No longer keep remarks for the report; they stay noted."),
            "facilitate remark unkeep paris 00000012",
        ),
        *taking_back(NoteKind.REMARK),
    ),
)
