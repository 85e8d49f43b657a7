"""`remark`: what speakers of the panel stress."""

from __future__ import annotations

from typing import Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.context import context_of
from facilitate.cli.notes import NewText, NoteId, Text, key_named, list_notes, print_note, taking_back
from facilitate.cli.output import Usage
from facilitate.cli.registry import Command, CommandGroup
from facilitate.domain.errors import N_
from facilitate.domain.programme.plan import Plan
from facilitate.domain.values.notes import NoteKind

Speaker = Annotated[str, typer.Option("--speaker", metavar=N_("KEY"), help=N_("Speaker: key or number."))]
MaybeSpeaker = Annotated[str | None, typer.Option("--speaker", metavar=N_("KEY"), help=N_("Speaker: key or number."))]
Quotable = Annotated[
    bool, typer.Option("--quotable", help=N_("The speaker agrees to be quoted by name in the report."))
]
MaybeQuotable = Annotated[
    bool | None,
    typer.Option(
        "--quotable/--not-quotable", help=N_("Whether the speaker agrees to be quoted by name in the report.")
    ),
]


def _speaker(plan: Plan, name: str) -> str:
    """The key of the speaker that somebody names by their key, number or name."""
    return key_named([(speaker.key, speaker.name) for phase in plan.phases for speaker in phase.speakers], name)


def add_remark(
    ctx: typer.Context, session: o.SessionName, text: Text, speaker: Speaker = "", quotable: Quotable = False
) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    about = _speaker(opened.session.plan, speaker)
    print_note(context, opened.notes.take(NoteKind.REMARK, text, about=about, quotable=quotable))


def list_remarks(ctx: typer.Context, session: o.SessionName) -> None:
    list_notes(context_of(ctx), session, NoteKind.REMARK)


def edit_remark(
    ctx: typer.Context,
    session: o.SessionName,
    note: NoteId,
    text: NewText = None,
    speaker: MaybeSpeaker = None,
    quotable: MaybeQuotable = None,
) -> None:
    if text is None and speaker is None and quotable is None:
        raise Usage(N_("Nothing to change was given. Add the text, --speaker or --quotable."))
    context = context_of(ctx)
    opened = context.workshop(session)
    about = None if speaker is None else _speaker(opened.session.plan, speaker)
    edited = opened.notes.edit(note, text, about=about, quotable=quotable, kind=NoteKind.REMARK)
    print_note(context, edited)


COMMAND = CommandGroup(
    "remark",
    N_("Note what the panel speakers say."),
    (
        Command(
            "add",
            add_remark,
            N_("Note a remark; only quotable remarks are published, under the speaker’s name."),
            N_('facilitate remark add paris "Meet first, then plan" --speaker laurence-mari --quotable'),
        ),
        Command("list", list_remarks, N_("List the remarks noted."), "facilitate remark list paris"),
        Command(
            "edit",
            edit_remark,
            N_("Correct a remark, its speaker, or whether it may be quoted."),
            "facilitate remark edit paris 00000012 --not-quotable",
        ),
        *taking_back(NoteKind.REMARK),
    ),
)
