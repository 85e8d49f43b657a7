"""The arguments and options that say where a depot is, or the database of a programme's server."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from facilitate.domain.errors import N_

WHERE = N_("FOLDER|URL")
To = Annotated[
    str,
    typer.Option(
        "--to",
        metavar=WHERE,
        help=N_(
            "The depot: a folder (a USB stick, a shared folder), or an address (default: the one that the session is "
            "synced with, if there is one alone)."
        ),
    ),
]
From = Annotated[str, typer.Option("--from", metavar=WHERE, help=N_("The depot: a folder or an address."))]
Login = Annotated[
    Path | None,
    typer.Option(
        "--login",
        metavar=N_("FILE"),
        help=N_("A file with the name and, below it, the password of an address (else they are asked for)."),
    ),
]
DatabaseName = Annotated[
    str,
    typer.Option(
        "--database",
        metavar=N_("ADDRESS"),
        help=N_(
            "The PostgreSQL database, such as postgresql://depot@localhost/depot (default: a PostgreSQL of its own, in "
            "the folder). An address with a password belongs in --database-file or in FACILITATE_DATABASE, where no "
            "list of programs shows it."
        ),
    ),
]
DatabaseFile = Annotated[
    Path | None, typer.Option("--database-file", metavar=N_("FILE"), help=N_("A file that holds that address."))
]
DatabaseFolder = Annotated[
    Path | None,
    typer.Option(
        "--folder",
        metavar=N_("FOLDER"),
        help=N_("Where its own PostgreSQL keeps its data (default: “depot” in the workspace)."),
    ),
]
