"""`matrix`: which proposals answer which question of the study."""

from __future__ import annotations

from typing import Any

import typer

from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_
from facilitate.workshop.report.matrix import NO_QUESTIONS, Matrix, MatrixRow, matrix


def show(ctx: typer.Context, session: o.SessionName) -> None:
    context = context_of(ctx)
    found = matrix(context.sessions.read(session))
    if context.out.json:
        context.out.data(_data(found))
        return
    _ = context.language
    if not found.rows:
        context.out.talk(_(NO_QUESTIONS))
        return
    _show(context, found)
    for axis in found.unanswered:
        context.out.say(_("No proposals for {question}", question=_.quoted(axis.question)))


def _show(context: CliContext, found: Matrix) -> None:
    _ = context.language
    numbers = [str(number) for number, _category in enumerate(found.categories, 1)]
    heads = ("", *numbers, _("Unfiled"), _("Undecided"), _("Total"), _("Research question"))
    rows = [
        (key, *map(str, (*row.filed, row.unfiled, row.undecided, row.proposals)), question)
        for key, question, row in (
            *((axis.key, axis.question, row) for axis, row in found.rows),
            ("–", _("Not linked to a question"), found.free),
        )
    ]
    context.out.table(rows, heads=heads)
    context.out.say()
    context.out.table([(number, each.title) for number, each in zip(numbers, found.categories, strict=True)])


def _data(found: Matrix) -> dict[str, Any]:
    return {
        "axes": [{"axis": axis.key, "question": axis.question, **_row_data(found, row)} for axis, row in found.rows],
        "no_axis": _row_data(found, found.free),
        "answering": found.answering,
    }


def _row_data(found: Matrix, row: MatrixRow) -> dict[str, Any]:
    return {
        "categories": {each.key: count for each, count in zip(found.categories, row.filed, strict=True)},
        "unfiled": row.unfiled,
        "undecided": row.undecided,
        "proposals": row.proposals,
    }


COMMAND = Command(
    "matrix",
    show,
    N_("Show how many proposals in each category answer each research question."),
    "facilitate matrix paris",
)
