"""The reports on progress after an event: at which days they are due, and which actions nobody has said anything of.

An action is due from the day of a report on, until its road map says something of it: so no report is a deed of its
own, and nothing has to be ticked.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import UTC, date

from facilitate.domain.errors import N_, Refused
from facilitate.domain.frozen import dataclass
from facilitate.domain.numbers import whole_number
from facilitate.domain.programme.plan import Plan
from facilitate.workshop.report.roadmap import OVER, ActionPart, RoadMapPart

MONTHS = (3, 9, 15, 21)  # after the event, where the programme says no others
_MOST = 120  # months


@dataclass(frozen=True, slots=True)
class ReportDay:
    """One report: how many `months` after the event, and on which day."""

    months: int
    day: date


@dataclass(frozen=True, slots=True)
class ReportedAction:
    """An action as a report has it. `since` counts what was noted from the report before on; `is_due` while nothing."""

    action: ActionPart
    since: int
    is_due: bool


@dataclass(frozen=True, slots=True)
class ProgressReport:
    """All reports of an event, with the one that is due on a day, or was last: None before the first."""

    days: tuple[ReportDay, ...]
    current: ReportDay | None
    actions: tuple[ReportedAction, ...]

    @property
    def due(self) -> tuple[ReportedAction, ...]:
        """The actions of which the current report still wants to know something."""
        return tuple(each for each in self.actions if each.is_due)


def months_typed(text: str) -> tuple[int, ...]:
    """Return the months somebody typed, such as `3, 9, 15, 21`; raises `Refused`."""
    parts = [part for part in text.replace(",", " ").split() if part]
    return checked_months([whole_number(part) or 0 for part in parts], text)


def checked_months(months: Iterable[int], typed: str) -> tuple[int, ...]:
    """Return whole months after an event in their order; raises `Refused` for others."""
    found = tuple(sorted(set(months)))
    if not found or not all(0 < each <= _MOST for each in found):
        raise Refused(
            N_("“{typed}”: write months after the event, from 1 to {most}, such as 3, 9, 15, 21."),
            typed=typed, most=_MOST,
        )  # fmt: skip
    return found


def report_days(plan: Plan, months: Sequence[int] = ()) -> tuple[ReportDay, ...]:
    """Return the days of the reports, by these months or those of the programme; none without the day of the event."""
    return days_after(plan.date, months or plan.reports_after) if plan.date else ()


def days_after(day: date, months: Sequence[int] = ()) -> tuple[ReportDay, ...]:
    """Return the days of the reports on an event of that day, by these months or the usual ones."""
    return tuple(ReportDay(each, _after(day, each)) for each in months or MONTHS)


def _after(day: date, months: int) -> date:
    """Return the same day of a later month, or its last one."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def progress_report(found: Iterable[ActionPart], days: Sequence[ReportDay], today: date) -> ProgressReport:
    """Return the report that stands on a day: the last whose day has come."""
    past = [each for each in days if each.day <= today]
    current, before = (past[-1] if past else None), (past[-2].day if len(past) > 1 else date.min)
    actions = tuple(_reported(each, current, before, today) for each in found)
    return ProgressReport(tuple(days), current, actions)


def _reported(action: ActionPart, current: ReportDay | None, before: date, today: date) -> ReportedAction:
    days = [note.at.astimezone(UTC).date() for note in action.progress]
    changed = action.changed.astimezone(UTC).date() if action.changed else date.min
    is_due = current is not None and action.state not in OVER and changed < current.day
    return ReportedAction(action, sum(before <= day <= today for day in days), is_due)


def still_open(found: RoadMapPart) -> list[ActionPart]:
    """Return the actions that a report asks about: those neither carried out nor dropped."""
    return [each for each in found.actions() if each.state not in OVER]
