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
    PeoplePresent,
    ReportContact,
    ReportedBy,
    ReportedEvent,
    ReportedOn,
    ReporterAgreed,
    ReturnFile,
    ReturnTable,
)
from facilitate.cli.cycle_views import open_cycle
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
from facilitate.domain.errors import N_
from facilitate.domain.references import key_for
from facilitate.domain.text import one_line, required
from facilitate.domain.typed_times import read_day
from facilitate.i18n import Language
from facilitate.labels import STATUSES
from facilitate.workshop.audit.issue import command

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from facilitate.domain.session import Session
    from facilitate.workshop.cycle.reports import ReportPlan
    from facilitate.workshop.intake.incoming import Choices, Incoming, IncomingIdea

_SHOWN = 12  # reasons why lines stay out
_PREVIEWED = 20
_ONLY_WITH_AGREEMENT = N_(
    "The synthesis says that the event was reported, and not that “{by}” did it. If they agree to be named, give the "
    "command once more with --agreed."
)
_OF_ITS_OWN = N_(
    "“{title}” is no category of the cycle, and is listed as one of this event alone. To count it under one of the "
    "cycle: “{command}”."
)


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
    present: PeoplePresent = None,
    contact: ReportContact = None,
    agreed: ReporterAgreed = None,
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
    from facilitate.workshop.intake.incoming import Choices

    context = context_of(ctx)
    slug, opened = open_cycle(context, cycle)
    day, reported = (read_day(required(each)) if each else "" for each in (date, on))
    first, *more = idea or [""]
    choices = Choices(table or NO_TABLE, first, "", table_column, status_column, item_column, without_detail=True)
    choices = replace(choices, doubtful=doubtful, more_ideas=tuple(more), categories=_titles(opened.session))
    incoming = _read(ctx, file, encoding, sheet, choices)
    today, folder = context.sessions.now().date().isoformat(), context.cycles.name_of_report(event)
    sent = EventReturn(event, by, folder, today, _name(file), city, day, reported, contact, agreed, present)
    plan = partial(plan_report, opened.session, context.cycles.counted(slug, opened), sent, incoming.rows)
    found = plan() if dry_run else opened.cycle.report(plan)
    context.cycles.forget_features(slug)
    _tell(ctx, slug, found, incoming, dry=dry_run)
    _tell_what_is_said(context, slug, opened.session, found)


def _read(ctx: typer.Context, file: Path, encoding: str, sheet: str, choices: Choices) -> Incoming:
    from facilitate.cli.import_reading import KnownTables, SheetOptions, bytes_of, read_file
    from facilitate.workshop.cycle.reports import NO_TABLE

    data, options = bytes_of(file, context_of(ctx)), SheetOptions(_name(file), encoding, sheet, choices)
    return read_file(ctx, data, options, KnownTables(NO_TABLE, {}))


def _name(file: Path) -> str:
    return "" if str(file) == "-" else file.name


def _titles(cycle: Session) -> tuple[str, ...]:
    """Return the titles of the cycle's categories, those that they had before too, in the words of reports if any."""
    before = [idea.category for report in cycle.cycle_reports.values() for idea in report.ideas if idea.category]
    now = (each.title for each in cycle.plan.categories)
    return tuple(dict.fromkeys((*cycle.former_titles, *before, *now)))  # of one key, the last wins


def _tell_what_is_said(context: CliContext, slug: str, cycle: Session, found: ReportPlan) -> None:
    """Say whom documents do not name, and which category of the file counts under one that is called otherwise."""
    from facilitate.workshop.cycle.totals import CycleTypology

    if context.out.json or found.act is None:
        return
    if not found.act.agreed:
        context.out.talk(context.language(_ONLY_WITH_AGREEMENT, by=one_line(found.act.by)))
    typology, act = CycleTypology(cycle), found.act
    for title in dict.fromkeys(filter(None, act.filings)):
        mapped = (act.event, key_for(title)) in cycle.category_mappings
        name = act.city or act.title
        if not mapped and not typology.meant(title):
            change = context.again(f"{command(slug, 'cycle map', f'{name}/{title}')} --to …")
            context.out.talk(context.language(_OF_ITS_OWN, title=title, command=change))
        elif (to := typology.guessed(title)) and not mapped:
            text = N_("“{title}” counts under “{to}”, which was called so. To change it: “{command}”.")
            change = context.again(f"{command(slug, 'cycle map', f'{name}/{title}')} --to …")
            context.out.talk(context.language(text, title=title, to=to, command=change))


def _preview(context: CliContext, ideas: Sequence[IncomingIdea]) -> None:
    """Show the first rows as they would come in, if any: what the file does not say of them is a dash."""
    from facilitate.workshop.cycle.reports import NO_TABLE
    from facilitate.workshop.intake.column_choices import ROLE_NAMES

    _ = context.language
    if context.out.json or not ideas:
        return
    rows = [
        (
            "–" if each.table == NO_TABLE else str(each.table),
            _(STATUSES[each.status]) if each.has_status else "–",
            each.category or "–",
            each.text,
        )
        for each in ideas[:_PREVIEWED]
    ]
    context.out.table(rows, heads=[_(ROLE_NAMES[role]) for role in ("table", "status", "category", "idea")])
    if (rest := len(ideas) - len(rows)) > 0:
        context.out.talk(_.plural("and {many} more", "and {many} more", rest, many=_.number(rest)))


def _tell(ctx: typer.Context, slug: str, found: ReportPlan, incoming: Incoming, *, dry: bool) -> None:
    from facilitate.cli.import_questions import tell_doubtful
    from facilitate.workshop.intake.column_choices import complaints
    from facilitate.workshop.privacy.likely_names import warning_of_names
    from facilitate.workshop.views.imports import complaint_line

    context = context_of(ctx)
    _preview(context, incoming.rows if dry else ())
    _, out = context.language, context.out
    counts = {"new": found.new, "corrected": found.corrected, "here": found.here, "absent": found.absent}
    left = [row for row in incoming.refused if not row.doubtful]
    corrects = found.corrects if found.new or found.corrected or found.absent else ""
    data = {
        "cycle": slug,
        "event": found.title,
        **counts,
        "corrects": corrects or None,
        "noted": [_.message(each) for each in found.details],
        "left_out": [row.excerpt for row in left if not row.aside],
        "aside": [row.excerpt for row in left if row.aside],
        "doubtful": [row.excerpt for row in incoming.refused if row.doubtful],
        "dry_run": dry,
    }
    out.result(data, *(_came_of_it(found, _, dry=dry) or [_(N_("Noted."))]))
    if corrects:
        out.talk(_(N_("This file corrects “{file}”, reported before."), file=corrects))
    if found.beside:
        out.talk(_(N_("It stands beside: {files}."), files=", ".join(map(_.quoted, found.beside))))
    complained = complaints(left)
    for each in complained[:_SHOWN]:
        out.talk(complaint_line(each, _.message(each.reason), _))
    if rest := sum(each.count for each in complained[_SHOWN:]):
        out.talk(_.plural("{n} more line skipped", "{n} more lines skipped", rest) + ".")
    if warning := warning_of_names(row.text for row in incoming.rows):
        out.complain(warning)
    tell_doubtful(ctx, incoming, 0)  # none of them waits for a table


def _came_of_it(found: ReportPlan, _: Language, *, dry: bool) -> list[str]:
    """Return a sentence for each kind of idea that there is; those of a dry run say what would be."""
    if found.act is None:
        nothing = N_("Everything in this file is here already: nothing would be added.")
        done = N_("Everything in this file is here already: nothing was added.")
        return [_(nothing if dry else done)]
    sentences = (
        (found.new, _.plural("{n} idea would be reported.", "{n} ideas would be reported.", found.new) if dry else
         _.plural("{n} idea reported.", "{n} ideas reported.", found.new)),
        (found.corrected, _.plural("{n} idea would be corrected.", "{n} ideas would be corrected.", found.corrected)
         if dry else _.plural("{n} idea corrected.", "{n} ideas corrected.", found.corrected)),
        (found.absent, _.plural(
            "{n} idea is no longer in the file: it would no longer count.",
            "{n} ideas are no longer in the file: they would no longer count.", found.absent) if dry else
         _.plural("{n} idea is no longer in the file: it no longer counts.",
                  "{n} ideas are no longer in the file: they no longer count.", found.absent)),
    )  # fmt: skip
    noted = _(
        N_("To be noted: {what}.") if dry else N_("Noted: {what}."), what=", ".join(map(_.message, found.details))
    )
    return [*(sentence for count, sentence in sentences if count), *([noted] if found.details else ())]
