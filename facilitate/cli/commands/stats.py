"""`stats`: the numbers of an event as bars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import typer

from facilitate.cli import options as o
from facilitate.cli.bar_charts import BarLine, chart, legend
from facilitate.cli.context import context_of
from facilitate.cli.drawing import Drawing
from facilitate.cli.registry import Command
from facilitate.cli.views import counts_data
from facilitate.domain.errors import N_
from facilitate.domain.text import one_line
from facilitate.domain.values.proposals import Standing
from facilitate.i18n import Language
from facilitate.labels import STATUSES, WITHDRAWN
from facilitate.workshop.report.figures import Figures, PhaseFigures, PlaceFigures, figures
from facilitate.workshop.report.wording import counts_sentence

_A_DAY = 24 * 60
_REMOVED = N_("a removed phase")
_ONE_BY_ONE = {1: N_("Ideas over time, minute by minute"), 60: N_("Ideas over time, hour by hour")}


def stats(ctx: typer.Context, session: o.SessionName) -> None:
    context = context_of(ctx)
    _ = context.language
    slug = context.workspace.find(session)
    current = context.sessions.read(slug)
    found = figures(current)
    if context.out.json:
        context.out.data({"session": slug, "ideas": counts_data(current), **_data(found)})
        return
    if not found.counts.received:
        context.out.talk(_(N_("No ideas yet.")))
        return
    drawing = Drawing(context.out)
    drawing.paragraph([], one_line(current.plan.title), "bold")
    drawing.paragraph([], counts_sentence(found.counts, _))
    drawing.line()
    counts, every = found.counts, found.proposals
    names = (
        *(_(STATUSES[each]) for each in (Standing.TO_CREATE, Standing.EXISTING, Standing.BOTH)),
        _(WITHDRAWN),
    )
    legend(drawing, names, (bool(counts.to_create), bool(counts.existing), bool(every.both), bool(counts.withdrawn)))
    drawing.line()
    for title, lines in _charts(found, _):
        chart(drawing, title, lines)


def _charts(found: Figures, _: Language) -> Iterator[tuple[str, list[BarLine]]]:
    yield from (_ideas_of_tables(each, _, alone=len(found.phases) == 1) for each in found.phases)
    yield _statuses(found, _)
    yield _ideas_of_categories(found, _)
    yield _proposals(found, _)
    yield _times(found, _)
    if len(found.phases) > 1:
        lines = [BarLine.of(each.title or _(_REMOVED), each.ideas, _.number(each.ideas)) for each in found.phases]
        yield _with_withdrawn(_(N_("Ideas by phase")), found.counts.withdrawn, _), lines


def _ideas_of_tables(phase: PhaseFigures, _: Language, *, alone: bool) -> tuple[str, list[BarLine]]:
    title = _(
        N_("Ideas by table: {total} in all, median {median}"),
        total=_.number(phase.ideas), median=_decimal(_, phase.median_table),
    )  # fmt: skip
    title = _with_withdrawn(title, sum(table.withdrawn for table in phase.tables), _)
    return title if alone else f"{phase.title or _(_REMOVED)} · {title}", [
        BarLine(
            one_line(" · ".join(filter(None, (_("Table {table}", table=table.table), phase.names.get(table.table))))),
            (table.to_create, table.existing, 0, table.withdrawn),
            _.number(table.received),
        )
        for table in phase.tables
    ]


def _statuses(found: Figures, _: Language) -> tuple[str, list[BarLine]]:
    counts = found.counts
    lines = [
        BarLine(_(STATUSES[Standing.TO_CREATE]), (counts.to_create,), _.number(counts.to_create)),
        BarLine(_(STATUSES[Standing.EXISTING]), (0, counts.existing), _.number(counts.existing)),
        BarLine(_(WITHDRAWN), (0, 0, 0, counts.withdrawn), _.number(counts.withdrawn)),
    ]
    return _(N_("Ideas by status")), [line for line in lines if any(line.parts)]


def _places(found: Figures, _: Language) -> Iterator[tuple[str, PlaceFigures]]:
    for each in found.categories:
        yield f"{each.number}. {each.title}", each
    for title, each in ((_("Unfiled"), found.unfiled), (_("Undecided"), found.undecided)):
        if each.proposals:
            yield title, each


def _ideas_of_categories(found: Figures, _: Language) -> tuple[str, list[BarLine]]:
    title = _(N_("Ideas by category: {total} in all"), total=_.number(found.counts.standing))
    if found.counts.withdrawn:
        title = _(N_("{title} (without the withdrawn ones)"), title=title)
    return title, [BarLine.of(name, each.ideas, _.number(each.ideas)) for name, each in _places(found, _)]


def _proposals(found: Figures, _: Language) -> tuple[str, list[BarLine]]:
    medians = N_("Proposals by category: {total} in all, median {median}; ideas per proposal: median {ideas}")
    title = _(
        medians if found.categories else N_("Proposals: {total} in all; ideas per proposal: median {ideas}"),
        total=_.number(found.proposals.proposals), median=_decimal(_, found.median_category),
        ideas=_decimal(_, found.median_proposal),
    )  # fmt: skip
    return title, [
        BarLine(name, (each.to_create, each.existing, each.both), _.number(each.proposals))
        for name, each in _places(found, _)
    ]


def _with_withdrawn(title: str, withdrawn: int, _: Language) -> str:
    """The title of a chart that counts every idea received, beside others that count what stands."""
    return _(N_("{title} (withdrawn ones included)"), title=title) if withdrawn else title


def _times(found: Figures, _: Language) -> tuple[str, list[BarLine]]:
    title, lines = _times_counted(found, _)
    return _with_withdrawn(title, found.counts.withdrawn, _), lines


def _times_counted(found: Figures, _: Language) -> tuple[str, list[BarLine]]:
    lines = []
    for start, number in found.times:
        name = _.column_time(start)
        if found.minutes >= _A_DAY:
            name = _.date_short(start.date())
        elif found.times[0][0].date() != found.times[-1][0].date():
            name = f"{_.date_short(start.date())} {name}"
        lines.append(BarLine.of(name, number, _.number(number)))
    if found.minutes >= _A_DAY:
        days = found.minutes // _A_DAY
        return _.plural("Ideas over time, day by day", "Ideas over time, every {n} days", days), lines
    if found.minutes in _ONE_BY_ONE:
        return _(_ONE_BY_ONE[found.minutes]), lines
    return _(N_("Ideas over time, every {minutes}"), minutes=_.minutes(found.minutes)), lines


def _decimal(_: Language, number: float) -> str:
    return f"{number:g}".replace(".", "," if _.code == "fr" else ".")


def _data(found: Figures) -> dict[str, Any]:
    return {
        "tables": [asdict(table) for table in found.counts.by_table],
        "to_create": found.counts.to_create,
        "existing": found.counts.existing,
        "categories": [_place_data(each) for each in found.categories],
        "unfiled": _place_data(found.unfiled),
        "undecided": _place_data(found.undecided),
        "proposals": _place_data(found.proposals),
        "medians": {
            "ideas_of_a_table": found.median_table,
            "proposals_of_a_category": found.median_category,
            "ideas_of_a_proposal": found.median_proposal,
        },
        "phases": [
            {"title": each.title, "ideas": each.ideas, "tables": [asdict(table) for table in each.tables]}
            for each in found.phases
        ],
        "minutes": found.minutes,
        "times": [{"at": at.isoformat(), "ideas": number} for at, number in found.times],
    }


def _place_data(each: PlaceFigures) -> dict[str, Any]:
    return {**asdict(each), "proposals": each.proposals}


COMMAND = Command(
    "stats",
    stats,
    N_("Show the ideas by table, category, status and time as bars."),
    "facilitate stats paris",
)
