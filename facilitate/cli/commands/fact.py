"""`fact`: what is noted about the venue."""

from __future__ import annotations

import typer

from facilitate.cli import options as o
from facilitate.cli.context import context_of
from facilitate.cli.notes import FactId, NotePhase, Text, list_notes, print_note, take_note, taking_back
from facilitate.cli.registry import Command, CommandGroup
from facilitate.domain.errors import N_
from facilitate.domain.values.notes import NoteKind


def add_fact(ctx: typer.Context, session: o.SessionName, text: Text, phase: NotePhase = "") -> None:
    take_note(ctx, session, NoteKind.FACT, text, phase=phase)


def list_facts(ctx: typer.Context, session: o.SessionName) -> None:
    list_notes(context_of(ctx), session, NoteKind.FACT)


def edit_fact(ctx: typer.Context, session: o.SessionName, note: FactId, text: Text) -> None:
    context = context_of(ctx)
    print_note(context, context.workshop(session).notes.edit(note, text, kind=NoteKind.FACT))


COMMAND = CommandGroup(
    "fact",
    N_("Note facts about the venue."),
    (
        Command("add", add_fact, N_("Note a fact about the venue."), N_('facilitate fact add paris "Built in 1894"')),
        Command("list", list_facts, N_("List the facts noted."), "facilitate fact list paris"),
        Command("edit", edit_fact, N_("Correct a fact."), N_('facilitate fact edit paris 00000012 "Opened in 1894"')),
        *taking_back(NoteKind.FACT),
    ),
)
