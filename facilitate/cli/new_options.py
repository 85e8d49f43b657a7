"""What can be said of a new session, as options or as answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from facilitate.domain.errors import N_
from facilitate.domain.programme.plan import LONGEST_PHASE, MOST_ROUNDS

ProgrammeFile = Annotated[
    Path | None,
    typer.Argument(metavar="PROGRAMME.toml", help=N_("A programme in TOML (“show --toml” writes one).")),
]
EventTitle = Annotated[str, typer.Option("--title", metavar=N_("TEXT"), help=N_("Title of the event."))]
EventDate = Annotated[
    str, typer.Option("--date", metavar=N_("DATE"), help=N_("Date of the event, such as 2021-12-13."))
]
EventVenue = Annotated[str, typer.Option("--place", metavar=N_("TEXT"), help=N_("Venue."))]
TableCount = Annotated[int | None, typer.Option("--tables", metavar="N", help=N_("Number of tables."))]
TablesQuestion = Annotated[str, typer.Option("--question", metavar=N_("TEXT"), help=N_("Question put to the tables."))]
TableNames = Annotated[
    str,
    typer.Option("--table-names", metavar=N_("TEXT"), help=N_("Table names, such as “Garden, Kitchen, Workshop”.")),
]
RoundCount = Annotated[
    int | None,
    typer.Option("--rounds", metavar="N", min=1, max=MOST_ROUNDS, help=N_("Number of rounds at the tables.")),
]
Changeover = Annotated[
    int | None,
    typer.Option(
        "--changeover", metavar=N_("MINUTES"), min=0, max=LONGEST_PHASE,
        help=N_("Minutes to change tables between two rounds."),
    ),
]  # fmt: skip
StartTime = Annotated[
    str, typer.Option("--starts-at", metavar=N_("TIME"), help=N_("When it starts, such as 14:00 or 2 pm."))
]
EndTime = Annotated[
    str, typer.Option("--ends-at", metavar=N_("TIME"), help=N_("When it ends, such as 17:30 or 5:30 pm."))
]
PeopleExpected = Annotated[int | None, typer.Option("--people", metavar="N", help=N_("Number of people expected."))]
FirstTypology = Annotated[
    str,
    typer.Option(
        "--typology",
        metavar=N_("none|standard"),
        help=N_("Categories to start with (default: none; see also --like)."),
    ),
]
ReportLanguage = Annotated[
    str, typer.Option("--language", metavar="fr|en", help=N_("Language of the report (default: yours)."))
]
EarlierSession = Annotated[
    str,
    typer.Option(
        "--like",
        metavar=N_("PREVIOUS"),
        help=N_(
            "Start from an earlier session: its typology, keywords, synonyms and, for suggestions, filed proposals."
        ),
    ),
]
KitFile = Annotated[
    Path | None,
    typer.Option(
        "--from",
        metavar=N_("KIT"),
        help=N_("Start from the kit of a cycle, which “cycle kit” made: its categories, agenda and house style."),
    ),
]


class Typology(StrEnum):
    """The categories a session begins with, where they are not those of an earlier one."""

    NONE = "none"
    USUAL = "usual"


TYPOLOGIES: dict[str, str] = {Typology.NONE: N_("none"), Typology.USUAL: N_("standard")}


@dataclass(frozen=True, slots=True)
class SessionOptions:
    """What was given as options; empty or None where nothing was."""

    title: str = ""
    date: str = ""
    place: str = ""
    tables: int | None = None
    question: str = ""
    language: str = ""
    table_names: str = ""
    rounds: int | None = None
    changeover: int | None = None
    starts_at: str = ""
    ends_at: str = ""
    people: int | None = None
    typology: Typology | None = None
