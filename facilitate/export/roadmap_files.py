"""The road map for other programs: a sheet of all actions, and a calendar of their next steps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from facilitate.domain.text import inlined
from facilitate.export.compose.next_steps import actions_in_order
from facilitate.export.csv_cells import sheet
from facilitate.export.csv_ideas import moment, with_notice
from facilitate.export.engine_faults import loading
from facilitate.i18n import Language
from facilitate.labels import ACTION_STATES, NOBODY, event_called
from facilitate.workshop.report.model import Report
from facilitate.workshop.report.roadmap import OVER, ActionPart, RoadMapPart, horizon_words
from facilitate.workshop.report.roadmap_reports import ReportDay, report_days, still_open

if TYPE_CHECKING:
    from icalendar import Alarm
    from icalendar import Event as CalendarEvent

_REMINDED = timedelta(days=7)  # before a step is due
_NOBODY = "-//facilitate//{language}"  # RFC 5545 wants the name of what made the calendar


def followed(report: Report) -> bool:
    """Return whether anybody has begun a road map."""
    return bool(report.of(RoadMapPart))


def roadmap_csv(report: Report, language: Language) -> str:
    """Return the rows of all actions as one sheet."""
    return sheet(with_notice(roadmap_rows(report, language), report, language))


def roadmap_sheet(report: Report, _: Language) -> tuple[str, list[tuple[str, ...]]] | None:
    """Return the title and the rows of the same in a workbook; None where nobody has begun a road map."""
    return (_("Road map"), roadmap_rows(report, _)) if followed(report) else None


def roadmap_rows(report: Report, _: Language) -> list[tuple[str, ...]]:
    """Return the heads, and a row for each action, the dropped ones last, whole; internal rows say that they are."""
    head = (
        _("Proposal"), _("Category"), _("References"), _("State"), _("Owner"), _("Partners"), _("Area"),
        _("By when"), _("Next step"), _("Date of the next step"), _("Progress"), _("Changed at (UTC)"),
    )  # fmt: skip
    marked = ((_("Internal"),), (_("not to be passed on"),)) if report.internal else ((), ())
    if report.rehearsal:
        marked = (*marked[0], _("Rehearsal")), (*marked[1], _("not of the event"))
    return [(*head, *marked[0]), *((*_row(part, _), *marked[1]) for part in actions_in_order(report))]


def _row(part: ActionPart, _: Language) -> tuple[str, ...]:
    return (
        part.wording,
        part.category,
        ", ".join(part.refs),
        _(ACTION_STATES[part.state]),
        part.owner,
        ", ".join(part.partners),
        part.territory,
        horizon_words(part.horizon, _),
        part.next_step,
        part.due.isoformat() if part.due else "",
        "\n".join(f"{note.at.astimezone(UTC).date().isoformat()} {note.text}" for note in part.progress),
        moment(part.changed) if part.changed else "",
    )


def roadmap_data(report: Report) -> list[dict[str, Any]]:
    """Return every action for other programs."""
    return [_action(part) for part in actions_in_order(report)]


def _action(part: ActionPart) -> dict[str, Any]:
    return {
        "proposal": part.proposal,
        "state": part.state,
        "owner": part.owner,
        "partners": part.partners,
        "territory": part.territory,
        "horizon": part.horizon or None,
        "next_step": part.next_step,
        "due": part.due.isoformat() if part.due else None,
        "progress": [{"at": moment(note.at), "text": note.text} for note in part.progress],
        "changed_at": moment(part.changed) if part.changed else None,
    }


def dated(report: Report) -> bool:
    """Return whether a calendar would hold anything."""
    steps = (part.due for found in report.of(RoadMapPart) for part in found.next_steps())
    return any(steps) or any(True for _each in _progress_reports(report))


def _progress_reports(report: Report) -> Iterator[tuple[ReportDay, list[ActionPart]]]:
    """Yield the days on which progress is reported, with the actions that are open; none where none is."""
    for found in report.of(RoadMapPart):
        if going := still_open(found):
            yield from ((each, going) for each in report_days(report.plan))


def roadmap_ics(report: Report, _: Language) -> str:
    """Return a calendar (RFC 5545) with a whole day for each next step that has a date, and for each progress report.

    A step keeps its identity and says when it was changed, so that importing again moves it instead of doubling it.
    Raises `Refused` when the library is missing.
    """
    with loading("ics", "icalendar"):
        from icalendar import Calendar
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", _NOBODY.format(language=_.code.upper()))
    title = event_called(inlined(report.plan.title), _, rehearsal=report.rehearsal)
    name, marking = _("Road map: {title}", title=title), ""
    if report.internal:
        marking = _("Internal: do not share")
        name = f"{name} – {marking}"
    calendar.add("x-wr-calname", name)
    for part in actions_in_order(report):
        if part.due and part.state not in OVER:
            calendar.add_component(_event(part, name, marking, _))
    for each, going in _progress_reports(report):
        calendar.add_component(_report_event(each, going, report, [name, marking], _))
    text: str = calendar.to_ical().decode("utf-8")
    return text


def _event(part: ActionPart, of: str, marking: str, _: Language) -> CalendarEvent:
    from icalendar import Event

    assert part.due is not None  # noqa: S101 -- the caller asked for those with a date
    event = Event()
    event.add("uid", f"{part.proposal}@facilitate")
    event.add("dtstamp", part.changed or _midnight(part.due))
    event.add("summary", _title(part))
    event.add("dtstart", part.due)
    event.add("dtend", part.due + timedelta(days=1))
    event.add("transp", "TRANSPARENT")  # a step to remember does not make anybody busy
    event.add("description", "\n".join([*_lines(part, marking, _), of]))
    if part.category:
        event.add("categories", [inlined(part.category)])
    if part.territory:
        event.add("location", inlined(part.territory))
    event.add_component(_reminder(event))
    return event


def _report_event(
    each: ReportDay, going: list[ActionPart], report: Report, named: list[str], _: Language
) -> CalendarEvent:
    """Return the day of a progress report: each open action, with whoever is responsible, or nobody."""
    from icalendar import Event

    name, marking = named
    event = Event()
    event.add("uid", f"{_first_proposal(report)}-report-{each.months}@facilitate")
    # One that is carried out leaves the list, which is then newer too.
    changed = [part.changed for part in actions_in_order(report) if part.changed]
    event.add("dtstamp", max(changed, default=_midnight(each.day)))
    after = _.plural("Progress report after {n} month", "Progress report after {n} months", each.months)
    event.add("summary", f"{after} – {inlined(report.plan.title)}")
    event.add("dtstart", each.day)
    event.add("dtend", each.day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    lines = [f"– {_responsible(part, _)}" for part in going]
    event.add(
        "description", "\n".join([*filter(None, [marking]), _("Open actions, and who is responsible:"), *lines, name])
    )
    event.add_component(_reminder(event))
    return event


def _responsible(part: ActionPart, _: Language) -> str:
    owner = inlined(part.owner) or _(NOBODY)
    return _("{label}: {value}", label=inlined(part.wording), value=owner)


def _first_proposal(report: Report) -> str:
    """Return the id of the first proposal of the event: its title and its day may be corrected, and this stays."""
    every = [*report.unfiled, *report.undecided, *(each for found in report.categories for each in found.proposals)]
    return min((each.id for each in every), default="")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _title(part: ActionPart) -> str:
    """Return the step and, behind it, the proposal it belongs to: a calendar shows what comes first."""
    return " – ".join(filter(None, (inlined(part.next_step), inlined(part.wording))))


def _lines(part: ActionPart, marking: str, _: Language) -> Iterator[str]:
    """Yield what is told of a step: its proposal, where it stands, who leads it, and each partner on a line."""
    if marking:
        yield marking
    yield part.wording
    yield _("{label}: {value}", label=_("State"), value=_(ACTION_STATES[part.state]))
    yield _("{label}: {value}", label=_("References"), value=", ".join(part.refs))
    if part.owner:
        yield _("{label}: {value}", label=_("Owner"), value=part.owner)
    if part.partners:
        yield _("{label}: {value}", label=_("Partners"), value="").rstrip(" ")
        yield from (f"– {inlined(partner)}" for partner in part.partners)


def _reminder(event: CalendarEvent) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", event["summary"])
    alarm.add("trigger", -_REMINDED)
    return alarm
