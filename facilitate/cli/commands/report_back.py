"""`report-back`: in which order tables speak, and what nobody said before them."""

from __future__ import annotations

import re
from typing import Annotated, Any

import typer

from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_
from facilitate.domain.programme.plan import Phase
from facilitate.domain.session import Session
from facilitate.domain.table_lookup import table_named
from facilitate.domain.values.readback import ReportBack
from facilitate.i18n import Language
from facilitate.labels import table_called
from facilitate.workshop.report.readback import FAVOURITE_SIGN
from facilitate.workshop.views.reportback import (
    ALL_SPOKEN,
    SpokenProposal,
    TableReport,
    have_all_spoken,
    report_back,
    said_words,
    spoken_words,
)

_HAS_SPOKEN = N_(" · has spoken")
Order = Annotated[
    str | None,
    typer.Option(
        "--order",
        metavar=N_("TABLES"),
        help=N_("The tables in the order in which they speak, between commas; an empty text for the usual order."),
    ),
]
TableMinutes = Annotated[
    int | None, typer.Option("--minutes", metavar=N_("MINUTES"), min=1, max=60, help=N_("How long each table has."))
]
Called = Annotated[
    str | None,
    typer.Option(
        "--call",
        metavar=N_("TABLE"),
        help=N_("The table that speaks now: its number or name; 0 for none."),
    ),
]


def report(
    ctx: typer.Context,
    session: o.SessionName,
    order: Order = None,
    minutes: TableMinutes = None,
    call: Called = None,
    phase: o.ForPhase = "",
) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    where, plan = opened.room_tables.phase(phase), opened.session.plan
    if order is not None or minutes is not None:
        names = None if order is None else [name for name in re.split(r"\s*[,;]\s*", order.strip()) if name]
        tables = None if names is None else [table_named(plan, name, where) for name in names]
        opened.reportback.arrange(tables, minutes, where.key)
    if call is not None:
        opened.reportback.call(table_named(plan, call, where), where.key)
    _print(context, opened.session, where)


def _print(context: CliContext, session: Session, phase: Phase) -> None:
    reports, _, now = report_back(session, phase), context.language, session.report_back or ReportBack({})
    speaking = now.table if now.phase == phase.key else 0
    if context.out.json:
        tables = [_data(each) for each in reports]
        context.out.data({"phase": phase.key, "minutes": now.minutes, "speaking": speaking or None, "tables": tables})
        return
    for each in reports:
        new, mark = len(each.new), " ◂" if each.table == speaking else _(_HAS_SPOKEN) if each.has_spoken else ""
        context.out.say(f"{table_called(phase, each.table, _)} · {_.plural('{n} new', '{n} new', new)}{mark}")
        for proposal in each.proposals:
            context.out.say(f"  {_line(proposal, _)}")
    if not reports:
        context.out.talk(_(N_("No table has ideas in “{phase}” yet."), phase=phase.title))
    else:
        context.out.talk(spoken_words(session, reports, _))
        if have_all_spoken(session, reports):
            context.out.talk(_(ALL_SPOKEN))
        if any(one.favourite for each in reports for one in each.proposals):
            context.out.talk(_(FAVOURITE_SIGN))


def _line(proposal: SpokenProposal, _: Language) -> str:
    refs = f"{'★ ' if proposal.favourite else ''}{', '.join(proposal.refs)}"
    if not proposal.said_by:
        return f"{refs}  {proposal.wording}"
    return f"{refs}  {said_words(proposal, _)} – {proposal.wording}"


def _data(each: TableReport) -> dict[str, Any]:
    return {
        "table": each.table,
        "new": len(each.new),
        "has_spoken": each.has_spoken,
        "proposals": [
            {
                "refs": list(one.refs),
                "wording": one.wording,
                "said_by": one.said_by if one.is_said else None,
                "to_be_said_by": None if one.is_said else one.said_by or None,
                "favourite": one.favourite,
            }
            for one in each.proposals
        ],
    }


COMMAND = Command(
    "report-back",
    report,
    N_("See in which order tables report back, and what each of them adds; choose the order, call a table."),
    "facilitate report-back paris",
)
