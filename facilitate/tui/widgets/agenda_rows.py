"""The agenda as rows: sign and number, title, and its times."""

from __future__ import annotations

from textual.content import Content

from facilitate.domain.errors import N_
from facilitate.i18n import Language
from facilitate.tui.plain import pieces, plain
from facilitate.tui.widgets import times
from facilitate.tui.widgets.rows.row import ListRow
from facilitate.workshop.schedule.agenda import Agenda, AgendaLine, PhaseState

SIGNS = {
    PhaseState.DONE: ("✓", "$success"),
    PhaseState.RUNNING: ("▶", "$accent bold"),
    PhaseState.PAUSED: ("⏸", "$warning bold"),
    PhaseState.SKIPPED: ("–", "$text-muted"),
    PhaseState.TO_COME: (" ", "$text-muted"),
}
STATES = {
    PhaseState.DONE: N_("finished"),
    PhaseState.RUNNING: N_("under way"),
    PhaseState.PAUSED: N_("paused"),
    PhaseState.SKIPPED: N_("skipped"),
    PhaseState.TO_COME: N_("upcoming"),
}
_CLOCK = 5
_GAP = "  "


def agenda_rows(agenda: Agenda, _: Language, *, wide: bool) -> tuple[ListRow, ...]:
    """One row for each phase below a heading; the times only where there is room for them."""
    minutes = [_minutes(line) for line in agenda.lines]
    width = max([len("min"), *map(len, minutes)])
    head = "min".rjust(width)
    if wide:
        # Hours of a day that began elsewhere, or was let slip, are not what was planned.
        moved = any(line.moved for line in agenda.lines)
        planned, real = _(N_("Moved") if moved else N_("Planned")), _(N_("Begins"))
        head = f"{planned:>{_CLOCK}}{_GAP}{real:>{_CLOCK + 1}}{_GAP}{head}"
    heading = ListRow("heading", plain(_heading(agenda, _, wide=wide)), trail=plain(head), heading=True)
    return (
        heading,
        *(_row(line, text.rjust(width), _, wide=wide) for line, text in zip(agenda.lines, minutes, strict=True)),
    )


def _heading(agenda: Agenda, _: Language, *, wide: bool) -> str:
    """What a day that is played at another time was planned for, which its programme and its report go on saying."""
    if wide and agenda.planned_for:
        return _(N_("Agenda (planned for {time})"), time=_.time(agenda.planned_for))
    return _(N_("Agenda"))


def _row(line: AgendaLine, minutes: str, _: Language, *, wide: bool) -> ListRow:
    sign, style = SIGNS[line.state]
    on = line.state in (PhaseState.RUNNING, PhaseState.PAUSED)
    title = pieces((line.phase.title, "bold")) if on else plain(line.phase.title)
    trail = _times(line, minutes, _) if wide else plain(minutes)
    dim = line.state in (PhaseState.DONE, PhaseState.SKIPPED)
    return ListRow(line.phase.key, title, pieces((sign, style), f"{line.number:>2}"), trail, dim=dim)


def _minutes(line: AgendaLine) -> str:
    return str(round(line.allotted.total_seconds() / 60))


def _times(line: AgendaLine, minutes: str, _: Language) -> Content:
    """When it was to begin, if anybody said; when it really began (`~` when it is expected to); its minutes."""
    planned = f"{_.column_time(line.planned_start) if line.planned_start else '':>{_CLOCK}}"
    return pieces(planned, _GAP, (f"{times.real_start(line, _):>{_CLOCK + 1}}", "$foreground"), _GAP, minutes)
