"""`purge`: personal data that must go goes; what was published stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.output import ExitCode, Usage, has_terminal
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_
from facilitate.domain.text import read_day
from facilitate.i18n import Language
from facilitate.workshop.privacy.people import Redactor
from facilitate.workshop.privacy.purge import Removal, removal


def purge(
    ctx: typer.Context,
    session: o.SessionName,
    before: Annotated[
        str, typer.Option("--before", metavar=N_("DATE"), help=N_("What was recorded before this day, as 2023-12-31."))
    ],
    yes: Annotated[bool, typer.Option("--yes", help=N_("Do it without asking."))] = False,
) -> ExitCode:
    context = context_of(ctx)
    slug = context.workspace.find(session)
    day = read_day(before)
    if not day:
        raise Usage(N_("Before which day? Add --before and a date, as 2023-12-31."))
    timeline = context.sessions.read_timeline(slug)
    current = timeline.session
    # The roles that take the place of names are written in the session's own language.
    tell = Language(current.plan.language).message
    # The day begins where the organiser is.
    found = removal(timeline, datetime.combine(date.fromisoformat(day), time()).astimezone(), tell)
    if found.nothing and not context.upkeep.set_aside(slug):
        _say(context, slug, found, N_("Nothing personal is left from before {date}."))
        return ExitCode.DONE
    if not yes and not _agreed(context, found):
        context.out.talk(context.language(N_("Nothing was changed.")))
        return ExitCode.REFUSED
    removed, forgotten = context.upkeep.purge(slug, found, tell)
    _say(context, slug, found, N_("Personal data from before {date} removed:"), removed, forgotten)
    if not context.out.json:
        for line in _left(context, slug, Redactor(found.everybody, tell)):
            context.out.say(line)
    return ExitCode.DONE


def _agreed(context: CliContext, found: Removal) -> bool:
    _ = context.language
    if not has_terminal():
        raise Usage(N_("This cannot be taken back: run it on a terminal, or add --yes."))
    context.out.talk(_(N_("This goes for good, and nothing can bring it back:")))
    for line in _counted(_, found):
        context.out.talk(f"  {line}")
    context.out.talk(
        _(N_("Ideas, proposals, the typology and all counts stay. Type {word} to go on:"), word=_(N_("yes")))
    )
    return input("> ").strip().casefold() == _(N_("yes"))


def _counted(_: Language, found: Removal) -> Iterator[str]:
    if found.people:
        yield _.plural(
            "{n} person is named; their role takes the place of their name.",
            "{n} people are named; their roles take the places of their names.",
            found.people,
        )
    if found.events:
        yield _.plural("{n} act is written anew.", "{n} acts are written anew.", len(found.events))
    if found.remarks:
        yield _.plural(
            "{n} remark that may not be quoted loses its words.",
            "{n} remarks that may not be quoted lose their words.",
            len(found.remarks),
        )
    yield _(N_("Links and tokens of the tables, lines that were set aside, and reports of failures that tell of it."))
    if found.later:
        yield _.plural(
            "{n} later act names them too and stays, with nothing left to tell that these are names: "
            "a later date takes it along.",
            "{n} later acts name them too and stay, with nothing left to tell that these are names: "
            "a later date takes them along.",
            found.later,
        )


def _left(context: CliContext, slug: str, redact: Redactor) -> Iterator[str]:
    """What a program cannot do, so that somebody does it."""
    _ = context.language
    folder = str(context.workspace.export_folder(slug))
    yield _(N_("Left as they are: what was exported to {folder}, copies on other computers, backups."), folder=folder)
    yield _(N_("Somebody named in an idea or a note alone is not recognised: read them once more."))
    if redact.names_in_key(slug):
        yield _(
            N_("The session’s folder is called after somebody: rename {folder}."),
            folder=str(context.workspace.folder(slug)),
        )


def _say(
    context: CliContext, slug: str, found: Removal, sentence: str, removed: Sequence[str] = (), forgotten: int = 0
) -> None:
    data = {
        "session": slug,
        "before": found.before.date().isoformat(),
        "people": found.people if found.events else 0,
        "remarks": len(found.remarks),
        "acts": len(found.events),
        "files": list(removed),
        "reports": forgotten,
    }
    _ = context.language
    lines = [] if found.nothing and not removed else [f"  {line}" for line in _counted(_, found)]
    context.out.result(data, _(sentence, date=_.date_short(found.before.date())), *lines)


COMMAND = Command(
    "purge",
    purge,
    N_("Removes names, addresses and unquotable remarks when they must go; ideas and the typology stay."),
    "facilitate purge paris --before 2024-12-13",
)
