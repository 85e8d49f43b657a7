"""`history`: every act since the session began."""

from __future__ import annotations

import typer

from facilitate.cli import options as o
from facilitate.cli.context import context_of
from facilitate.cli.history_steps import Last, Texts, print_history
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_


def show(ctx: typer.Context, session: o.SessionName, last: Last = None, texts: Texts = False) -> None:
    context = context_of(ctx)
    print_history(context, context.workshop(session).history, last, texts=texts)


COMMAND = Command("history", show, N_("List the changes, latest first."), "facilitate history paris --last 10")
