"""`history`: every act since the session began."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.context import context_of
from facilitate.cli.output import Usage
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_
from facilitate.i18n import Language
from facilitate.labels import author_called


def show(
    ctx: typer.Context,
    session: o.SessionName,
    last: Annotated[int | None, typer.Option("--last", metavar="N", help=N_("Only the last N changes."))] = None,
) -> None:
    context = context_of(ctx)
    _ = context.language
    if last is not None and last < 1:
        raise Usage(N_("--last needs a number of changes, from 1."))
    entries = context.workshop(session).history.entries()[:last]
    if context.out.json:
        context.out.data(
            [
                {
                    "act": entry.gesture,
                    "at": entry.at.isoformat(),
                    "by": entry.by,
                    "what": _.message(entry.what),
                    "undone": entry.undone,
                    "void": entry.void,
                }
                for entry in entries
            ]
        )
        return
    context.out.table(
        [
            (
                entry.gesture,
                _moment(_, entry.at.astimezone()),
                author_called(entry.by, _, phone=entry.by_phone),
                _("undone") if entry.undone else _("without effect") if entry.void else "",
                _.message(entry.what),
            )
            for entry in entries
        ]
    )


def _moment(_: Language, at: datetime) -> str:
    return f"{_.column_date(at)} {at:%H:%M:%S}"


COMMAND = Command("history", show, N_("List the changes, latest first."), "facilitate history paris --last 10")
