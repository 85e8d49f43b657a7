"""`collect`: acts from another laptop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.agreement import agree_to_others
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.output import ExitCode
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_, Message
from facilitate.domain.session import Session
from facilitate.domain.text import one_line
from facilitate.domain.values.badges import drawn_by_several

_TAKE_ALL = N_("Import everything without asking, including changes that a table made outside its own ideas.")

_DAMAGED = N_("Line {line} of {file} skipped: it is damaged.")
_REFUSED_ALL = N_(
    "Nothing was joined: nobody answered for the changes above. To join them, run the command again and type “{word}”, "
    "or add --take-all."
)
_REFUSED_REST = N_(
    "The changes named above were not joined. To join them, run the command again and type “{word}”, or add --take-all."
)


def collect(
    ctx: typer.Context,
    session: o.SessionName,
    files: Annotated[
        list[Path],
        typer.Argument(metavar=N_("FILE…"), help=N_("Journals, the session’s folder, or a whole USB stick.")),
    ],
    take_all: Annotated[bool, typer.Option("--take-all", help=_TAKE_ALL)] = False,
) -> ExitCode:
    _ = (context := context_of(ctx)).language
    found = context.upkeep.collect(
        context.workspace.find(session), files, lambda others: agree_to_others(context, others, take_all=take_all)
    )
    shared = _shared_badges(context.workshop(session).session, found.events) if found.came else {}
    context.out.result(
        {
            "journals": found.journals,
            "came_in": found.came,
            "already_here": found.known,
            "photos": found.photos,
            "damaged": [{"file": file, "line": line} for file, line in found.damaged],
            "left_out": [
                {"file": each.params.get("file", each.params.get("folder")), "reason": _.message(each)}
                for each in found.left_out
            ],
            "for_others": [{"file": each.file, "acts": dict(each.matters)} for each in found.others],
            "for_others_taken": found.agreed,
            "badges_of_several": [{"badge": number, "people": names} for number, names in shared.items()],
        },
        _.plural("{n} change imported.", "{n} changes imported.", found.came),
        _.plural("{n} change was already here.", "{n} changes were already here.", found.known),
    )
    if found.photos:
        context.out.talk(_.plural("{n} photo was copied.", "{n} photos were copied.", found.photos))
    _tell_shared(context, shared)
    _tell_left_out(context, found.left_out, found.damaged)
    if found.others and not found.agreed:
        context.out.talk(_(_REFUSED_REST if found.came else _REFUSED_ALL, word=_(N_("yes"))))
    stays_out = found.damaged or found.left_out
    return ExitCode.REFUSED if stays_out and not (found.came or found.known) else ExitCode.DONE


def _shared_badges(session: Session, came: Sequence[str]) -> dict[int, list[str]]:
    """Return the names of those who have one badge number, where what came in gave it to one of them."""
    people, new = session.people, {each.number for key in came if (each := session.badges.get(key))}
    found = drawn_by_several(session.badges, people)
    return {number: [one_line(people[each].name) for each in those] for number, those in found.items() if number in new}


def _tell_shared(context: CliContext, shared: Mapping[int, Sequence[str]]) -> None:
    _ = context.language
    for number, names in shared.items():
        sentence = N_(
            "ATTENTION: badge number {number} was given to {names}, on computers that did not know of each other. All "
            "keep it: ask whoever says it for their name."
        )
        context.out.talk(_(sentence, number=number, names=_.list(names)))


def _tell_left_out(context: CliContext, left_out: Sequence[Message], damaged: Sequence[tuple[str, int]]) -> None:
    _ = context.language
    for each in left_out:
        context.out.talk(_.message(each))
    for file, line in damaged:
        context.out.talk(_(N_("Line {line} of {file} skipped: it is damaged."), line=line, file=file))


COMMAND = Command(
    "collect",
    collect,
    N_("Import what another computer recorded in the same session."),
    "facilitate collect paris /media/usb/sessions/paris",
)
