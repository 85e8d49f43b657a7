"""`import`: ideas from a list that somebody has."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.acting import workshop
from facilitate.cli.door import Door, door_of
from facilitate.cli.output import ExitCode
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_

if TYPE_CHECKING:
    from facilitate.workshop.importing import ImportPlan
    from facilitate.workshop.intake.incoming import Incoming

_COLUMN = N_("COLUMN")

ListFile = Annotated[
    Path,
    typer.Argument(
        metavar=N_("FILE"),
        help=N_("A sheet (Excel, LibreOffice, CSV), a text or a Markdown list; - reads the standard input."),
    ),
]
RowsTable = Annotated[
    int | None,
    typer.Option("--table", metavar="N", help=N_("The table of the ideas for which the file names none.")),
]
IdeaColumn = Annotated[
    str, typer.Option("--idea", metavar=_COLUMN, help=N_("The column of the ideas, by its title or its number."))
]
TitleColumn = Annotated[
    str,
    typer.Option(
        "--title", metavar=_COLUMN, help=N_("The column of short titles: they are the ideas, and --idea the details.")
    ),
]
TableColumn = Annotated[
    str, typer.Option("--table-column", metavar=_COLUMN, help=N_("The column that names the table."))
]
StatusColumn = Annotated[
    str, typer.Option("--status-column", metavar=_COLUMN, help=N_("The column that says whether it exists already."))
]
ItemColumn = Annotated[
    str,
    typer.Option(
        "--item-column", metavar=_COLUMN, help=N_("The column that names the item, by its key, number or title.")
    ),
]
NoDetail = Annotated[bool, typer.Option("--no-detail", help=N_("Leave out the longer text that goes with each idea."))]
Encoding = Annotated[
    str,
    typer.Option(
        "--encoding", metavar=N_("NAME"), help=N_("How accents are written: utf-8, cp1252, mac-roman, cp850…")
    ),
]
SheetName = Annotated[str, typer.Option("--sheet", metavar=N_("NAME"), help=N_("The sheet of a workbook."))]
NewItems = Annotated[
    bool, typer.Option("--new-items", help=N_("Make the items that the file names and that do not exist."))
]
Corrections = Annotated[
    bool, typer.Option("--corrections", help=N_("Correct ideas that are here as the file has them."))
]
DryRun = Annotated[bool, typer.Option("--dry-run", help=N_("Only show what would come in."))]


def bring(
    ctx: typer.Context,
    session: o.SessionName,
    file: ListFile,
    *,
    table: RowsTable = None,
    idea: IdeaColumn = "",
    title: TitleColumn = "",
    table_column: TableColumn = "",
    status_column: StatusColumn = "",
    item_column: ItemColumn = "",
    no_detail: NoDetail = False,
    encoding: Encoding = "",
    sheet: SheetName = "",
    new_items: NewItems = False,
    corrections: Corrections = False,
    dry_run: DryRun = False,
) -> ExitCode:
    from facilitate.cli.import_reading import read_file
    from facilitate.cli.import_telling import tell_came, tell_dry, tell_reading
    from facilitate.workshop.intake.incoming import Choices

    door = door_of(ctx)
    opened = workshop(door, session)
    choices = Choices(table, idea, title, table_column, status_column, item_column, no_detail)
    incoming = read_file(door, file, choices, opened.session.plan.tables, encoding=encoding, sheet=sheet)
    plan = opened.importing.plan(incoming)
    tell_reading(door, incoming)
    if dry_run:
        tell_dry(door, incoming, plan, opened.session)
        return _code(door, incoming)
    items = bool(plan.items) and (new_items or _items_wanted(door, plan))
    corrected = bool(plan.compared.corrections) and (corrections or _corrections_wanted(door, plan))
    refs = opened.importing.bring(plan, items=items, corrections=corrected)
    tell_came(door, incoming, plan, opened.session, refs, items=items, corrected=corrected)
    return _code(door, incoming)


def _items_wanted(door: Door, plan: ImportPlan) -> bool:
    """Ask whether items that do not exist are to be made; nobody can be asked in a pipe."""
    from facilitate.cli.asking import agrees
    from facilitate.cli.import_telling import items_told

    _ = door.language
    return agrees(door, items_told(plan.items, _), _(N_("Make them, and file these ideas there?")))


def _corrections_wanted(door: Door, plan: ImportPlan) -> bool:
    from facilitate.cli.asking import agrees
    from facilitate.cli.import_telling import corrections_told

    _ = door.language
    return agrees(
        door, corrections_told(len(plan.compared.corrections), _), _(N_("Correct them as the file has them?"))
    )


def _code(door: Door, incoming: Incoming) -> ExitCode:
    """Say that most of a file stays out, which a script has to learn too."""
    read, rows = len(incoming.rows), max(incoming.reading.rows, len(incoming.rows) + len(incoming.refused))
    if 2 * read >= rows:
        return ExitCode.DONE
    _ = door.language
    door.out.talk(
        _(
            N_("Only {read} of {rows} rows could be read as ideas: mend what is said above, then import again."),
            read=_.number(read),
            rows=_.number(rows),
        )
    )
    return ExitCode.REFUSED


COMMANDS = (
    Command(
        "import",
        bring,
        N_("Brings in a list of ideas; what cannot come in is named, and a second time adds nothing."),
        N_("facilitate import paris answers.xlsx --table 3 --idea Proposal --dry-run"),
    ),
)
