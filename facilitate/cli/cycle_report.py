"""`cycle report`: an event that was held without the tool, from what somebody sent of it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import typer

from facilitate.cli.context import CliContext, context_of
from facilitate.cli.cycle_options import (
    CycleName,
    EventCity,
    EventDay,
    ReportedBy,
    ReportedEvent,
    ReportedOn,
    ReturnFile,
    ReturnTable,
)
from facilitate.cli.import_options import (
    Doubtful,
    DryRun,
    Encoding,
    IdeaColumn,
    ItemColumn,
    Sheet,
    StatusColumn,
    TableColumn,
)
from facilitate.cli.import_reading import KnownTables, SheetOptions, bytes_of, read_file
from facilitate.domain.errors import N_
from facilitate.domain.text import required
from facilitate.domain.typed_times import read_day
from facilitate.workshop.intake.incoming import Choices

if TYPE_CHECKING:
    from facilitate.workshop.cycle.reports import ReportPlan
    from facilitate.workshop.intake.incoming import Incoming

_SHOWN = 12  # lines that stay out


def report_event(
    ctx: typer.Context,
    cycle: CycleName,
    file: ReturnFile,
    *,
    event: ReportedEvent,
    by: ReportedBy,
    city: EventCity = "",
    date: EventDay = "",
    on: ReportedOn = "",
    table: ReturnTable = None,
    idea: IdeaColumn = None,
    table_column: TableColumn = "",
    status_column: StatusColumn = "",
    item_column: ItemColumn = "",
    doubtful: Doubtful = False,
    encoding: Encoding = "",
    sheet: Sheet = "",
    dry_run: DryRun = False,
) -> None:
    from facilitate.workshop.cycle.reports import NO_TABLE, EventReturn, plan_report

    context = context_of(ctx)
    slug = context.cycles.workspace.find(cycle)
    opened = context.cycles.open(slug)
    day, reported = (read_day(required(each)) if each else "" for each in (date, on))
    name = "" if str(file) == "-" else file.name
    first, *more = idea or [""]
    choices = Choices(table or NO_TABLE, first, "", table_column, status_column, item_column, without_detail=True)
    choices = replace(choices, doubtful=doubtful, more_ideas=tuple(more))
    incoming = read_file(ctx, bytes_of(file), SheetOptions(name, encoding, sheet, choices), KnownTables(NO_TABLE, {}))
    today = context.sessions.now().date().isoformat()
    sent = EventReturn(event, by, context.cycles.name_of_report(event), today, name, city, day, reported)
    plan = partial(plan_report, opened.session, context.cycles.counted(slug, opened), sent, incoming.rows)
    found = plan() if dry_run else opened.cycle.report(plan)
    _tell(context, slug, found, incoming)


def _tell(context: CliContext, slug: str, found: ReportPlan, incoming: Incoming) -> None:
    _, out = context.language, context.out
    counts = {"new": found.new, "corrected": found.corrected, "here": found.here, "absent": found.absent}
    left = [row for row in incoming.refused if not row.aside]
    data = {"cycle": slug, "event": found.title, **counts, "corrects": found.corrects or None}
    lines = [
        sentence
        for count, sentence in (
            (found.new, _.plural("{n} idea reported.", "{n} ideas reported.", found.new)),
            (found.corrected, _.plural("{n} idea corrected.", "{n} ideas corrected.", found.corrected)),
            (found.absent, _.plural("{n} idea is no longer in the file: it no longer counts.",
                                  "{n} ideas are no longer in the file: they no longer count.", found.absent)),
        )
        if count
    ]  # fmt: skip
    if found.act is None:
        lines = [_(N_("Everything in this file is here already: nothing was added."))]
    out.result({**data, "left_out": [row.excerpt for row in left]}, *(lines or [_(N_("Noted."))]))
    if found.corrects:
        out.talk(_(N_("This file corrects “{file}”, reported before."), file=found.corrects))
    if found.beside:
        out.talk(_(N_("It stands beside: {files}."), files=", ".join(map(_.quoted, found.beside))))
    if left:
        out.talk(_.plural("{n} line of the file is left out:", "{n} lines of the file are left out:", len(left)))
    for row in left[:_SHOWN]:
        out.talk(f"  {row.excerpt}  ({_.message(row.reason)})")
