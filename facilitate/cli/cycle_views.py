"""A cycle as a table of the terminal and as JSON: category by event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from facilitate.cli.context import CliContext
from facilitate.domain.errors import N_
from facilitate.i18n import Language

if TYPE_CHECKING:
    from facilitate.workshop.cycle.events import Events, ReadEvent
    from facilitate.workshop.cycle.totals import Cell, CycleMatrix, MatrixColumn
    from facilitate.workshop.workshop import Workshop


def event_data(_: Language, event: ReadEvent) -> dict[str, Any]:
    found = event.reading
    return {
        "session": found.name,
        "id": found.session,
        "title": found.title,
        "city": found.city,
        "date": found.date or None,
        "language": found.language,
        "present": found.present,
        "ideas": found.received,
        "withdrawn": found.withdrawn,
        "proposals": sum(each.proposals for each in found.filed),
        "problem": _.message(event.problem) if event.problem else None,
    }


def rows_data(matrix: CycleMatrix) -> list[dict[str, Any]]:
    cycles_own = [
        {
            "key": row.key,
            "title": row.title,
            "only": None,
            "ideas": matrix.ideas_in(place),
            "events": [_cell_data(column, column.cells[place]) for column in matrix.columns],
        }
        for place, row in enumerate(matrix.rows)
    ]
    events_own = [
        {
            "key": category.key,
            "title": category.title,
            "only": column.event.name,
            "ideas": cell.ideas,
            "events": [_cell_data(column, cell)],
        }
        for column in matrix.columns
        for category, cell in column.own
    ]
    return cycles_own + events_own


def _cell_data(column: MatrixColumn, cell: Cell) -> dict[str, Any]:
    numbers = ("ideas", "proposals", "existing", "to_create")
    counted = {name: getattr(cell, name) if cell.asked else None for name in numbers}
    return {"session": column.event.name, **counted, "share": round(cell.share, 4) if cell.asked else None}


def show_matrix(context: CliContext, opened: Workshop, events: Events, matrix: CycleMatrix) -> None:
    _ = context.language
    context.out.say(opened.session.plan.title)
    if not matrix.columns:
        context.out.talk(_(N_("No events yet. To add some: “facilitate cycle add CYCLE SESSION”.")))
        return
    columns = matrix.columns
    heads = ("", _(N_("All")), *(events.short(column.event) for column in columns), _(N_("Category")))
    rows = [
        (
            str(place + 1),
            _.number(matrix.ideas_in(place)),
            *(_cell(_, column.cells[place]) for column in columns),
            row.title,
        )
        for place, row in enumerate(matrix.rows)
    ]
    rows += [
        (
            "",
            _.number(cell.ideas),
            *(_cell(_, cell) if other is column else "–" for other in columns),
            _(N_("{title} (only there)"), title=category.title),
        )
        for column in columns
        for category, cell in column.own
    ]
    for label, values in (
        (_("Unfiled"), [column.unfiled for column in columns]),
        (_("Undecided"), [column.undecided for column in columns]),
        (_(N_("Withdrawn")), [column.event.withdrawn for column in columns]),
        (_(N_("Ideas received")), [column.event.received for column in columns]),
    ):
        if any(values):
            rows.append(("", _.number(sum(values)), *map(_.number, values), label))
    context.out.table(rows, heads=heads)
    context.out.talk(_(N_("Numbers of ideas. “–”: not asked there, that event had no such category.")))


def _cell(_: Language, cell: Cell) -> str:
    return _.number(cell.ideas) if cell.asked else "–"
