"""`finding`: what the study found, under its axes."""

from __future__ import annotations

from typing import Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.context import context_of
from facilitate.cli.notes import FindingId, NewText, NotePhase, Text, list_notes, print_note, take_note, taking_back
from facilitate.cli.output import Usage
from facilitate.cli.registry import Command, CommandGroup
from facilitate.domain.errors import N_
from facilitate.domain.values.notes import NoteKind

Axis = Annotated[
    str, typer.Option("--axis", metavar=N_("KEY"), help=N_("The research question: its number, key or words."))
]
MaybeAxis = Annotated[
    str | None, typer.Option("--axis", metavar=N_("KEY"), help=N_("The research question: its number, key or words."))
]


def add_finding(ctx: typer.Context, session: o.SessionName, text: Text, axis: Axis = "", phase: NotePhase = "") -> None:
    take_note(ctx, session, NoteKind.FINDING, text, phase=phase, about=axis)


def list_findings(ctx: typer.Context, session: o.SessionName) -> None:
    list_notes(context_of(ctx), session, NoteKind.FINDING)


def edit_finding(
    ctx: typer.Context, session: o.SessionName, note: FindingId, text: NewText = None, axis: MaybeAxis = None
) -> None:
    if text is None and axis is None:
        raise Usage(N_("You have not said what to change: add the text or --axis."))
    context = context_of(ctx)
    print_note(context, context.workshop(session).notes.edit(note, text, about=axis, kind=NoteKind.FINDING))


COMMAND = CommandGroup(
    "finding",
    N_("Note findings from the study, each under its research question."),
    (
        Command(
            "add",
            add_finding,
            N_("Note a finding under one of the study’s research questions."),
            N_('facilitate finding add paris "They seldom meet" --axis obstacles'),
        ),
        Command("list", list_findings, N_("List the findings noted."), "facilitate finding list paris"),
        Command(
            "edit",
            edit_finding,
            N_("Correct a finding’s text or research question."),
            N_("facilitate finding edit paris 00000012 --axis levers"),
        ),
        *taking_back(NoteKind.FINDING),
    ),
)
