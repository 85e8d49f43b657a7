"""What is said where ideas were added to a table that is closed: they are recorded, and whoever adds them knows it."""

from __future__ import annotations

from collections.abc import Iterable

from facilitate.cli.context import CliContext
from facilitate.domain.errors import N_
from facilitate.domain.session import Session
from facilitate.domain.values.ideas import Idea


def tell_closed_tables(context: CliContext, session: Session, ideas: Iterable[Idea]) -> None:
    """Name each closed or joined table that ideas were added to, once."""
    _ = context.language
    for phase, table in dict.fromkeys((idea.phase, idea.table) for idea in ideas):
        if (phase, table) not in session.closed_tables:
            continue
        if into := session.open_table(phase, table):
            sentence = N_(
                "Table {table} has been merged into table {into}. What you added was saved all the same, "
                "under table {table}."
            )
            context.out.talk(_(sentence, table=table, into=into))
        else:
            context.out.talk(_(N_("Table {table} is closed. What you added was saved all the same."), table=table))
