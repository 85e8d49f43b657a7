"""The road map for other programs: a sheet of all actions, and a calendar of their next steps."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from facilitate.export.compose.document import one_line
from facilitate.export.csv_cells import sheet
from facilitate.export.csv_ideas import moment
from facilitate.export.engines import missing
from facilitate.i18n import Language
from facilitate.labels import ACTION_STATES
from facilitate.workshop.report.model import Report
from facilitate.workshop.report.roadmap import OVER, ActionPart, RoadMapPart
from facilitate.workshop.report.wording import horizon

if TYPE_CHECKING:
    from icalendar import Event as CalendarEvent

_NOBODY = "-//facilitate//FR"  # RFC 5545 wants the name of what made the calendar


def roadmap_csv(found: RoadMapPart, _: Language, *, internal: bool = False) -> str:
    """One row for each action, the dropped ones last, whole; a row of an internal sheet says that it is one."""
    head = (
        _("Proposal"), _("Category"), _("References"), _("State"), _("Owner"), _("Partners"), _("Territory"),
        _("Horizon"), _("Next step"), _("Date of the next step"), _("Progress"), _("Changed at (UTC)"),
    )  # fmt: skip
    marked = ((_("Internal"),), (_("not to be passed on"),)) if internal else ((), ())
    return sheet([(*head, *marked[0]), *((*_row(part, _), *marked[1]) for part in found.actions())])


def _row(part: ActionPart, _: Language) -> tuple[str, ...]:
    return (
        part.wording,
        part.category,
        ", ".join(part.refs),
        _(ACTION_STATES[part.state]),
        part.owner,
        ", ".join(part.partners),
        part.territory,
        horizon(part.horizon, _),
        part.next_step,
        part.due.isoformat() if part.due else "",
        "\n".join(f"{note.at.astimezone(UTC).date().isoformat()} {note.text}" for note in part.progress),
        moment(part.changed) if part.changed else "",
    )


def dated(report: Report) -> bool:
    """Whether a calendar would hold anything."""
    found = report.roadmap
    return found is not None and any(part.due for part in found.next_steps())


def roadmap_ics(report: Report, _: Language) -> str:
    """A calendar (RFC 5545) with a whole day for each next step that has a date.

    A step keeps its identity and says when it was changed, so that importing again moves it instead of doubling it.
    Raises `Refused` when the library is missing.
    """
    try:
        from icalendar import Calendar
    except ImportError:
        raise missing("ics", "icalendar") from None
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", _NOBODY)
    name, marking = _("Road map: {title}", title=one_line(report.plan.title)), ""
    if report.internal:
        marking = _("Internal: not to be passed on")
        name = f"{name} – {marking}"
    calendar.add("x-wr-calname", name)
    for part in report.roadmap.next_steps() if report.roadmap else []:
        if part.due and part.state not in OVER:
            calendar.add_component(_event(part, marking, _))
    text: str = calendar.to_ical().decode("utf-8")
    return text


def _event(part: ActionPart, marking: str, _: Language) -> CalendarEvent:
    from icalendar import Event

    assert part.due is not None  # noqa: S101 -- the caller asked for those with a date
    event = Event()
    event.add("uid", f"{part.proposal}@facilitate")
    event.add("dtstamp", part.changed or datetime.combine(part.due, time(), UTC))
    event.add("summary", one_line(part.next_step) or one_line(part.wording))
    event.add("dtstart", part.due)
    event.add("dtend", part.due + timedelta(days=1))
    event.add("transp", "TRANSPARENT")  # a step to remember does not make anybody busy
    lines = [
        marking,
        part.wording,
        f"{_(ACTION_STATES[part.state])} · {', '.join(part.refs)}",
        part.owner,
        ", ".join(part.partners),
    ]
    event.add("description", "\n".join(filter(None, lines)))
    if part.territory:
        event.add("location", one_line(part.territory))
    return event
