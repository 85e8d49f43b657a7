"""`import` and `collect`: ideas from a list somebody has, and acts from another laptop."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facilitate.cli import options as o
from facilitate.cli.acting import workshop
from facilitate.cli.door import Door, door_of
from facilitate.cli.output import ExitCode
from facilitate.cli.registry import Command
from facilitate.cli.screens import has_terminal
from facilitate.domain.errors import N_, Refused
from facilitate.domain.ideas import Idea, Status
from facilitate.refused_files import reason

if TYPE_CHECKING:
    from facilitate.workshop.authority import ForOthers
    from facilitate.workshop.intake.incoming import Incoming, IncomingIdea
    from facilitate.workshop.workshop import Workshop


def bring(
    ctx: typer.Context,
    session: o.SessionName,
    file: Annotated[
        Path,
        typer.Argument(metavar=N_("FILE"), help=N_("A text file, Markdown list or CSV; - reads the standard input.")),
    ],
    table: Annotated[
        int | None,
        typer.Option("--table", metavar="N", help=N_("The table of the ideas for which the file names none.")),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Only show what would come in."))] = False,
) -> ExitCode:
    from facilitate.workshop.intake.comparing import new_rows
    from facilitate.workshop.intake.ideas import contents_of, read_ideas
    from facilitate.workshop.intake.incoming import Choices

    door = door_of(ctx)
    data = _bytes(file)
    opened = workshop(door, session)
    incoming = read_ideas(contents_of(data, name=file.name), Choices(table=table), opened.session.plan.tables)
    rows = new_rows(incoming, opened.session).new
    refs = [""] * len(rows) if dry_run else _recorded(opened, rows)
    _tell(door, incoming, rows, refs)
    return ExitCode.REFUSED if incoming.refused and not incoming.rows else ExitCode.DONE


def _bytes(file: Path) -> bytes:
    if str(file) == "-":
        return sys.stdin.buffer.read()
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refused(N_("{file} cannot be read: {reason}."), file=str(file), reason=reason(file, error)) from error


def _recorded(opened: Workshop, rows: Sequence[IncomingIdea]) -> list[str]:
    """Record the rows table by table, in the order of the file; returns each row's reference."""
    from facilitate.workshop.ideas import IdeaDraft

    ideas: dict[int, Idea] = {}
    for table in dict.fromkeys(row.table for row in rows):
        places = [place for place, row in enumerate(rows) if row.table == table]
        drafts = [IdeaDraft(rows[place].text, Status(rows[place].status)) for place in places]
        ideas.update(zip(places, opened.ideas.record_many(table, drafts), strict=True))
    return [ideas[place].ref for place in range(len(rows))]


def _tell(door: Door, incoming: Incoming, rows: Sequence[IncomingIdea], refs: Sequence[str]) -> None:
    _ = door.language
    dry = not any(refs)
    if door.out.json:
        door.out.data(_data(door, incoming, rows, refs))
    else:
        door.out.table(
            [
                (ref or _("table {table}", table=row.table), _("line {line}", line=row.line), row.text)
                for ref, row in zip(refs, rows, strict=True)
            ]
        )
    for refused in incoming.refused:
        door.out.talk(
            _(
                "Line {line} stays out: {reason} ({excerpt})",
                line=refused.line,
                reason=refused.reason,
                excerpt=refused.excerpt,
            )
        )
    known = len(incoming.rows) - len(rows)
    if known:
        door.out.talk(_.plural("{n} idea was here already.", "{n} ideas were here already.", known))
    if dry and rows:
        door.out.talk(_.plural("{n} idea would come in.", "{n} ideas would come in.", len(rows)))
    else:
        door.out.talk(_.plural("{n} idea came in.", "{n} ideas came in.", len(rows)))


def _data(door: Door, incoming: Incoming, rows: Sequence[IncomingIdea], refs: Sequence[str]) -> dict[str, Any]:
    return {
        "format": incoming.kind,
        "encoding": incoming.encoding,
        "rows": [
            {"line": row.line, "ref": ref or None, "table": row.table, "text": row.text, "status": row.status}
            for ref, row in zip(refs, rows, strict=True)
        ],
        "already_here": len(incoming.rows) - len(rows),
        "refused": [
            {"line": each.line, "reason": door.language.message(each.reason), "excerpt": each.excerpt}
            for each in incoming.refused
        ],
    }


def collect(
    ctx: typer.Context,
    session: o.SessionName,
    files: Annotated[
        list[Path], typer.Argument(metavar=N_("FILE…"), help=N_("Journals, the session’s folder, or a whole USB key."))
    ],
    take_all: Annotated[
        bool,
        typer.Option(
            "--take-all", help=N_("Take in everything without asking, also what a table did not write for itself.")
        ),
    ] = False,
) -> ExitCode:
    door = door_of(ctx)
    _ = door.language
    found = door.house.collect(door.house.find(session), files, lambda others: _agreed(door, others, take_all=take_all))
    door.out.result(
        {
            "journals": found.journals,
            "came_in": found.came,
            "already_here": found.known,
            "damaged": [{"file": file, "line": line} for file, line in found.damaged],
            "left_out": [
                {"file": each.params.get("file", each.params.get("folder")), "reason": _.message(each)}
                for each in found.left_out
            ],
            "for_others": [{"file": each.file, "acts": dict(each.matters)} for each in found.others],
            "for_others_taken": found.agreed,
        },
        _.plural("{n} act came in.", "{n} acts came in.", found.came),
        _.plural("{n} act was here already.", "{n} acts were here already.", found.known),
    )
    for each in found.left_out:
        door.out.talk(_.message(each))
    for file, line in found.damaged:
        door.out.talk(_(N_("Line {line} of {file} is damaged and stays out."), line=line, file=file))
    stays_out = found.damaged or found.left_out
    return ExitCode.REFUSED if stays_out and not (found.came or found.known) else ExitCode.DONE


def _agreed(door: Door, others: Sequence[ForOthers], *, take_all: bool) -> bool:
    """Name what is not a table's own, and ask whether to take it in."""
    _ = door.language
    door.out.talk(_(N_("These acts are not a table’s own ideas and corrections:")))
    for each in others:
        counted = ", ".join(f"{_(matter)} ({count})" for matter, count in each.matters.items())
        door.out.talk(f"  {each.file}: {counted}")
    if take_all:
        return True
    if not has_terminal():
        door.out.talk(_(N_("They stay out, for nobody can be asked here. To take them in, add --take-all.")))
        return False
    door.out.talk(_(N_("Do you know who wrote them? Type {word} to take them in:"), word=_(N_("yes"))))
    if input("> ").strip().casefold() == _(N_("yes")):
        return True
    door.out.talk(_(N_("They stay out; the rest comes in.")))
    return False


COMMANDS = (
    Command(
        "import",
        bring,
        N_("Brings in a list of ideas; what cannot come in is named, and a second time adds nothing."),
        "facilitate import paris table-3.csv --table 3 --dry-run",
    ),
    Command(
        "collect",
        collect,
        N_("Takes in what another laptop wrote in the same session."),
        "facilitate collect paris /media/usb/sessions/paris",
    ),
)
