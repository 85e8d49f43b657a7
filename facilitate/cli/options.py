"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from facilitate.domain.errors import N_

SessionName = Annotated[
    str, typer.Argument(metavar=N_("SESSION"), help=N_("The session: its name, or any unambiguous part of it."))
]
OfTable = Annotated[str, typer.Option("--table", metavar=N_("TABLE"), help=N_("The table: its number or its name."))]
TableName = Annotated[str, typer.Argument(metavar=N_("TABLE"), help=N_("The table: its number or its name."))]
AsTable = Annotated[
    str,
    typer.Option("--table", metavar=N_("TABLE"), help=N_("Act as this table: only what it wrote can be changed.")),
]
References = Annotated[list[str], typer.Argument(metavar=N_("REFERENCE…"), help=N_("Idea references, such as T3-07."))]
ReferenceName = Annotated[str, typer.Argument(metavar=N_("REFERENCE"), help=N_("Idea reference, such as T3-07."))]
ProposalNames = Annotated[
    list[str],
    typer.Argument(metavar=N_("REFERENCE…"), help=N_("Proposals, each by the reference of any of its ideas.")),
]
ProposalName = Annotated[
    str, typer.Argument(metavar=N_("REFERENCE"), help=N_("A proposal, by the reference of any of its ideas."))
]
CategoryName = Annotated[str, typer.Argument(metavar=N_("CATEGORY"), help=N_("A category: its number, key or title."))]
PersonName = Annotated[
    str,
    typer.Argument(metavar=N_("PERSON"), help=N_("A badge number, any unambiguous part of a name, or an identifier.")),
]
PhaseName = Annotated[str, typer.Argument(metavar=N_("PHASE"), help=N_("A phase: its number or key."))]
OfPhase = Annotated[
    str,
    typer.Option("--phase", metavar=N_("PHASE"), help=N_("Only this phase: its number, key or title.")),
]
ForPhase = Annotated[
    str,
    typer.Option(
        "--phase",
        metavar=N_("PHASE"),
        help=N_("The phase the ideas belong to: its number, key or title (default: the current one, or the last one)."),
    ),
]
StatusName = Annotated[
    str,
    typer.Option(
        "--status",
        metavar=N_("STATUS"),
        help=N_(
            "“already existing” or “to be created” (default: the usual status of the phase, else “to be created”)."
        ),
    ),
]
Speed = Annotated[
    int | None,
    typer.Option("--speed", metavar="N", min=1, max=3600, help=N_("In a rehearsal, run time N times faster.")),
]
InputFile = Annotated[Path, typer.Argument(metavar=N_("FILE"), help=N_("The file to read."))]

Replace = Annotated[
    bool, typer.Option("--replace", help=N_("Replace the file even if somebody created or changed it."))
]
Act = Annotated[
    str,
    typer.Argument(
        metavar=N_("CHANGE"), help=N_("Identifier of a change, as “history” shows it (default: the last change).")
    ),
]
UndoneAct = Annotated[
    str,
    typer.Argument(
        metavar=N_("CHANGE"),
        help=N_("Identifier of a change, as “history” shows it (default: the last change undone)."),
    ),
]
Sorting = Annotated[
    bool, typer.Option("--sorting", help=N_("Only changes of the synthesis: merging, rewording, filing."))
]
Before = Annotated[
    str,
    typer.Option(
        "--before", metavar=N_("DATE"), help=N_("Personal data recorded before this day, such as 2023-12-31.")
    ),
]
WithoutAsking = Annotated[bool, typer.Option("--yes", help=N_("Do not ask for confirmation."))]
