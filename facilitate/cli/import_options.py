"""What the commands that read a file of ideas are told of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from facilitate.domain.errors import N_

File = Annotated[
    Path,
    typer.Argument(
        metavar=N_("FILE"),
        help=N_("A list or a spreadsheet: text, Markdown, CSV, Excel, LibreOffice, Word… (-: standard input)."),
    ),
]
Table = Annotated[
    str,
    typer.Option(
        "--table", metavar=N_("TABLE"), help=N_("The table to use for ideas whose table is not given in the file.")
    ),
]
IdeaColumn = Annotated[
    list[str] | None,
    typer.Option(
        "--idea",
        metavar=N_("COLUMN"),
        help=N_("The column of the ideas: its heading, or its number; give it again for another column of ideas."),
    ),
]
DetailColumn = Annotated[
    list[str] | None,
    typer.Option(
        "--detail", metavar=N_("COLUMN"), help=N_("A column that goes with the ideas as their detail; may be repeated.")
    ),
]
TitleColumn = Annotated[
    str,
    typer.Option(
        "--title",
        metavar=N_("COLUMN"),
        help=N_("The column of short titles; these become the ideas, and the column of --idea their detail."),
    ),
]
TableColumn = Annotated[
    str, typer.Option("--table-column", metavar=N_("COLUMN"), help=N_("The column that names the table."))
]
StatusColumn = Annotated[
    str, typer.Option("--status-column", metavar=N_("COLUMN"), help=N_("The column that shows what already exists."))
]
ItemColumn = Annotated[
    str, typer.Option("--item-column", metavar=N_("COLUMN"), help=N_("The column that names the category."))
]
NoDetail = Annotated[bool, typer.Option("--no-detail", help=N_("Skip the longer texts that go with the ideas."))]
SubPoints = Annotated[
    str,
    typer.Option(
        "--sub-points",
        metavar=N_("ideas|detail"),
        help=N_("Import sub-points as ideas (ideas), or as details of the point above (detail)."),
    ),
]
AsWritten = Annotated[
    bool,
    typer.Option(
        "--as-written",
        help=N_(
            "Import every line as written, including headings, names before a colon and lists in one cell, but not "
            "attendance lines."
        ),
    ),
]
Doubtful = Annotated[bool, typer.Option("--doubtful", help=N_("Also import the lines that might not be ideas."))]
Encoding = Annotated[
    str,
    typer.Option(
        "--encoding",
        metavar=N_("NAME"),
        help=N_("How accents are encoded: utf-8, cp1252, mac-roman, cp850, iso8859-15."),
    ),
]
Sheet = Annotated[str, typer.Option("--sheet", metavar=N_("NAME"), help=N_("The sheet to read in a workbook."))]
NewItems = Annotated[
    bool,
    typer.Option("--new-items", help=N_("Create the categories in the file that do not exist yet.")),
]
Corrections = Annotated[
    bool, typer.Option("--corrections", help=N_("Correct ideas already in the session where the file differs."))
]
DryRun = Annotated[bool, typer.Option("--dry-run", help=N_("Only preview the import; nothing is saved."))]
