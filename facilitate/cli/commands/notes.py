"""`fact`, `finding` and `remark`: what is noted about the venue, the study and the panel."""

from __future__ import annotations

from typing import Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.acting import workshop
from facilitate.cli.context import Door, door_of
from facilitate.cli.registry import Command, Group
from facilitate.cli.views import note_data
from facilitate.domain.errors import N_
from facilitate.domain.numbers import position_named, whole_number
from facilitate.domain.values.notes import Note, NoteKind

Text = Annotated[str, typer.Argument(metavar=N_("TEXT"), help=N_("What to note."))]
NewText = Annotated[str | None, typer.Argument(metavar=N_("TEXT"), help=N_("The note in other words."))]
NoteId = Annotated[
    str,
    typer.Argument(metavar=N_("NOTE"), help=N_("A note by its identifier, as “list” shows it; the beginning will do.")),
]
Axis = Annotated[
    str, typer.Option("--axis", metavar=N_("KEY"), help=N_("The axis of the study, by its key or number."))
]
MaybeAxis = Annotated[
    str | None, typer.Option("--axis", metavar=N_("KEY"), help=N_("The axis of the study, by its key or number."))
]
Speaker = Annotated[str, typer.Option("--speaker", metavar=N_("KEY"), help=N_("Who said it, by key or number."))]
MaybeSpeaker = Annotated[
    str | None, typer.Option("--speaker", metavar=N_("KEY"), help=N_("Who said it, by key or number."))
]
Quotable = Annotated[
    bool, typer.Option("--quotable", help=N_("The speaker agrees to be quoted by name in the report."))
]
MaybeQuotable = Annotated[
    bool | None,
    typer.Option(
        "--quotable/--not-quotable", help=N_("Whether the speaker agrees to be quoted by name in the report.")
    ),
]


def _listed(door: Door, session: str, kind: NoteKind) -> None:
    current = door.house.session(door.house.find(session))
    found = [note for note in current.notes.values() if note.kind is kind]
    if door.out.json:
        door.out.data([note_data(note) for note in found])
        return
    _ = door.language
    if not found:
        door.out.talk(_(N_("Nothing of that kind was noted.")))
    door.out.table([(note.id, note.about, _mark(door, note), note.text) for note in found])


def _mark(door: Door, note: Note) -> str:
    _ = door.language
    if note.withdrawn:
        return _("withdrawn")
    return _("quotable") if note.quotable else ""


def _told(door: Door, notes: list[Note]) -> None:
    door.out.result([note_data(note) for note in notes], *(note.id for note in notes))


def _about(door: Door, session: str, kind: NoteKind, name: str) -> str:
    """The key of an axis or a speaker that somebody names by its number."""
    if whole_number(name) is None:
        return name
    phases = door.house.session(door.house.find(session)).plan.phases
    if kind is NoteKind.FINDING:
        keys = [axis.key for phase in phases if phase.study for axis in phase.study.axes]
    else:
        keys = [speaker.key for phase in phases for speaker in phase.speakers]
    place = position_named(name, len(keys))
    return name if place is None else keys[place]


def add_fact(ctx: typer.Context, session: o.SessionName, text: Text) -> None:
    door = door_of(ctx)
    _told(door, [workshop(door, session).notes.take(NoteKind.FACT, text)])


def list_facts(ctx: typer.Context, session: o.SessionName) -> None:
    _listed(door_of(ctx), session, NoteKind.FACT)


def edit_fact(ctx: typer.Context, session: o.SessionName, note: NoteId, text: Text) -> None:
    door = door_of(ctx)
    _told(door, [workshop(door, session).notes.edit(note, text)])


def add_finding(ctx: typer.Context, session: o.SessionName, text: Text, axis: Axis = "") -> None:
    door = door_of(ctx)
    about = _about(door, session, NoteKind.FINDING, axis)
    _told(door, [workshop(door, session).notes.take(NoteKind.FINDING, text, about=about)])


def list_findings(ctx: typer.Context, session: o.SessionName) -> None:
    _listed(door_of(ctx), session, NoteKind.FINDING)


def edit_finding(
    ctx: typer.Context, session: o.SessionName, note: NoteId, text: NewText = None, axis: MaybeAxis = None
) -> None:
    door = door_of(ctx)
    about = None if axis is None else _about(door, session, NoteKind.FINDING, axis)
    _told(door, [workshop(door, session).notes.edit(note, text, about=about)])


def add_remark(
    ctx: typer.Context, session: o.SessionName, text: Text, speaker: Speaker = "", quotable: Quotable = False
) -> None:
    door = door_of(ctx)
    about = _about(door, session, NoteKind.REMARK, speaker)
    _told(door, [workshop(door, session).notes.take(NoteKind.REMARK, text, about=about, quotable=quotable)])


def list_remarks(ctx: typer.Context, session: o.SessionName) -> None:
    _listed(door_of(ctx), session, NoteKind.REMARK)


def edit_remark(
    ctx: typer.Context,
    session: o.SessionName,
    note: NoteId,
    text: NewText = None,
    speaker: MaybeSpeaker = None,
    quotable: MaybeQuotable = None,
) -> None:
    door = door_of(ctx)
    about = None if speaker is None else _about(door, session, NoteKind.REMARK, speaker)
    _told(door, [workshop(door, session).notes.edit(note, text, about=about, quotable=quotable)])


def withdraw(ctx: typer.Context, session: o.SessionName, note: NoteId) -> None:
    door = door_of(ctx)
    _told(door, [workshop(door, session).notes.withdraw(note)])


def restore(ctx: typer.Context, session: o.SessionName, note: NoteId) -> None:
    door = door_of(ctx)
    _told(door, [workshop(door, session).notes.restore(note)])


COMMANDS = (
    Group(
        "fact",
        N_("Note facts about the venue."),
        (
            Command(
                "add", add_fact, N_("Notes a fact about the venue."), N_('facilitate fact add paris "Built in 1894"')
            ),
            Command("list", list_facts, N_("Lists the facts noted."), "facilitate fact list paris"),
            Command(
                "edit", edit_fact, N_("Corrects a fact."), N_('facilitate fact edit paris 00000012 "Opened in 1894"')
            ),
            Command(
                "withdraw",
                withdraw,
                N_("Takes a note out of the report."),
                "facilitate fact withdraw paris 00000012",
            ),
            Command(
                "restore",
                restore,
                N_("Puts a note back into the report."),
                "facilitate fact restore paris 00000012",
            ),
        ),
    ),
    Group(
        "finding",
        N_("Note the findings of the study, each under its axis."),
        (
            Command(
                "add",
                add_finding,
                N_("Notes a finding under an axis of the study."),
                N_('facilitate finding add paris "They seldom meet" --axis freins'),
            ),
            Command("list", list_findings, N_("Lists the findings noted."), "facilitate finding list paris"),
            Command(
                "edit",
                edit_finding,
                N_("Corrects a finding’s words or axis."),
                "facilitate finding edit paris 00000012 --axis leviers",
            ),
            Command(
                "withdraw",
                withdraw,
                N_("Takes a note out of the report."),
                "facilitate finding withdraw paris 00000012",
            ),
            Command(
                "restore",
                restore,
                N_("Puts a note back into the report."),
                "facilitate finding restore paris 00000012",
            ),
        ),
    ),
    Group(
        "remark",
        N_("Note what speakers of the panel stress."),
        (
            Command(
                "add",
                add_remark,
                N_("Notes a remark; only a quotable one is printed, under its speaker’s name."),
                N_('facilitate remark add paris "Meet first, then plan" --speaker laurence-mari --quotable'),
            ),
            Command("list", list_remarks, N_("Lists the remarks noted."), "facilitate remark list paris"),
            Command(
                "edit",
                edit_remark,
                N_("Corrects a remark, its speaker, or whether it may be quoted."),
                "facilitate remark edit paris 00000012 --not-quotable",
            ),
            Command(
                "withdraw",
                withdraw,
                N_("Takes a note out of the report."),
                "facilitate remark withdraw paris 00000012",
            ),
            Command(
                "restore",
                restore,
                N_("Puts a note back into the report."),
                "facilitate remark restore paris 00000012",
            ),
        ),
    ),
)
