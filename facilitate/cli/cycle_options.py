"""What the commands of cycles are told: the cycle, its events, and what is said of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from facilitate.domain.errors import N_
from facilitate.domain.programme.plan import MOST_TABLES
from facilitate.domain.values.cycle import MOST_PRESENT

CycleName = Annotated[
    str, typer.Argument(metavar=N_("CYCLE"), help=N_("The cycle: its name, or any unambiguous part of it."))
]
Title = Annotated[str, typer.Argument(metavar=N_("TEXT"), help=N_("The cycle’s title."))]
Sessions = Annotated[
    list[str] | None, typer.Argument(metavar=N_("SESSION…"), help=N_("Sessions, each by its name or any part of it."))
]
EventNames = Annotated[
    list[str], typer.Argument(metavar=N_("EVENT…"), help=N_("Events of the cycle, by city or name of session."))
]
Like = Annotated[str, typer.Option("--like", metavar=N_("SESSION"), help=N_("Take over the typology of this session."))]
FromDepot = Annotated[
    str,
    typer.Option(
        "--from",
        metavar=N_("FOLDER|URL"),
        help=N_("Take the sessions from this depot: those that are named, or all of them."),
    ),
]
DepotLogin = Annotated[
    Path | None,
    typer.Option(
        "--login",
        metavar=N_("FILE"),
        help=N_("A file with the name and, below it, the password of an address (else they are asked for)."),
    ),
]
ReportLanguage = Annotated[
    str,
    typer.Option(
        "--language",
        metavar="fr|en",
        help=N_("Language of the cycle (default: that of its first event; yours until there is one)."),
    ),
]
NewLanguage = Annotated[
    str, typer.Option("--language", metavar="fr|en", help=N_("Language of its exports and of its kit."))
]
Publisher = Annotated[
    str | None,
    typer.Option("--organiser", metavar=N_("NAME"), help=N_("Who publishes the cycle and signs its letters.")),
]
CycleContact = Annotated[
    str | None,
    typer.Option("--contact", metavar=N_("TEXT"), help=N_("Where to write to them, which their letters say.")),
]
NewTitle = Annotated[str, typer.Option("--title", metavar=N_("TEXT"), help=N_("Its new title."))]
EventCategories = Annotated[
    list[str],
    typer.Argument(metavar=N_("EVENT/CATEGORY…"), help=N_("Categories of events, such as lyon/places.")),
]
EventProposals = Annotated[
    list[str],
    typer.Argument(metavar=N_("EVENT/REFERENCE…"), help=N_("Proposals of events, such as lyon/T3-07.")),
]
To = Annotated[
    str,
    typer.Option(
        "--to",
        metavar=N_("CATEGORY"),
        help=N_("The cycle’s category: its number, key or title (none: as before)."),
    ),
]
Why = Annotated[str, typer.Option("--why", metavar=N_("TEXT"), help=N_("Why, for those who read it in a year."))]
Answer = Annotated[
    str,
    typer.Option(
        "--answer", metavar=N_("same|related|different|later"), help=N_("What they are; “later” keeps the question.")
    ),
]
WishAnswer = Annotated[
    str, typer.Option("--answer", metavar=N_("yes|no|later"), help=N_("Whether the two should be introduced."))
]
Wanted = Annotated[
    str, typer.Argument(metavar=N_("WANTED"), help=N_("What one event wants to create, such as lyon/T3-07."))
]
Existing = Annotated[
    str, typer.Argument(metavar=N_("EXISTING"), help=N_("What exists for another, such as paris/T1-02."))
]
OfEvent = Annotated[
    str,
    typer.Option(
        "--of", metavar=N_("EVENT"), help=N_("Only what of this event recurs in others: its city, or its name.")
    ),
]
Everything = Annotated[bool, typer.Option("--all", help=N_("Show all suggestions, even unlikely ones."))]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--to",
        metavar=N_("FORMATS"),
        help=N_(
            "md, html, pdf, docx, odt, epub, summary, infographic, letters, csv, json, decidim, or all; separated by "
            "commas (default: md)."
        ),
    ),
]
Anonymise = Annotated[bool, typer.Option("--anonymise", help=N_("Replace names with roles."))]
Internal = Annotated[
    bool,
    typer.Option(
        "--internal",
        help=N_(
            "Include what the events do not publish: withdrawn ideas and original wordings. Every page is marked "
            "“Internal”."
        ),
    ),
]
KitAgenda = Annotated[
    str,
    typer.Option(
        "--agenda",
        metavar=N_("EVENT"),
        help=N_(
            "Whose agenda, closing questions and months of progress reports it has; “standard” for nobody’s (default: "
            "those of the last event by its day)."
        ),
    ),
]
KitOut = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar=N_("FILE"),
        help=N_("Where to write the kit (default: kit.zip, with the exports of the cycle)."),
    ),
]
ReturnFile = Annotated[
    Path,
    typer.Argument(
        metavar=N_("FILE"), help=N_("What was sent of the event: a list or a spreadsheet, as “import” reads them.")
    ),
]
ReportedEvent = Annotated[
    str, typer.Option("--event", metavar=N_("TEXT"), help=N_("Title of the event that was held without the tool."))
]
EventCity = Annotated[str, typer.Option("--city", metavar=N_("TEXT"), help=N_("City of the event."))]
EventDay = Annotated[str, typer.Option("--date", metavar=N_("DATE"), help=N_("Date of the event, such as 2021-12-13."))]
ReportedBy = Annotated[str, typer.Option("--by", metavar=N_("NAME"), help=N_("Who reports it."))]
ReporterAgreed = Annotated[
    bool | None,
    typer.Option(
        "--agreed/--not-agreed",
        help=N_("Who reports it agreed to be named in the synthesis; or did not: then no name is there."),
    ),
]
ReportContact = Annotated[
    str | None,
    typer.Option(
        "--contact",
        metavar=N_("TEXT"),
        help=N_(
            'Whom to write to, with an address: somebody who agreed that the letters and the synthesis print it; "" '
            "takes it back."
        ),
    ),
]
PeoplePresent = Annotated[
    int | None,
    typer.Option(
        "--present", metavar="N", min=0, max=MOST_PRESENT, help=N_("How many people were present; 0 takes it back.")
    ),
]
ReportedOn = Annotated[str, typer.Option("--on", metavar=N_("DATE"), help=N_("When it was reported (default: today)."))]
ReturnTable = Annotated[
    int | None,
    typer.Option(
        "--table", metavar="N", min=1, max=MOST_TABLES, help=N_("Table of the ideas whose table the file does not say.")
    ),
]
