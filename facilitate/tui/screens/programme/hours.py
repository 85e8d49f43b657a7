"""The planned hours beside the programme: those of each phase, what does not fit, what a typed value makes of them."""

from __future__ import annotations

from collections.abc import Iterator

from facilitate.domain.errors import N_, FacilitateError
from facilitate.domain.programme import document as doc
from facilitate.domain.programme.plan import Plan
from facilitate.domain.programme.reader import read_plan
from facilitate.i18n import Language
from facilitate.workshop.schedule.planned import planned_day
from facilitate.workshop.schedule.planned_faults import hour_faults
from facilitate.workshop.views.programme import PlanRow, typed_value
from facilitate.workshop.workshop import Workshop

_OF_THE_DAY = ("date", "starts_at", "ends_at")
_OF_A_PHASE = ("minutes", "starts_at")


def bears_on_hours(path: str) -> bool:
    """Tell whether a value of the programme decides when something begins or ends."""
    names = path.split("/")
    return path in _OF_THE_DAY or (len(names) == 3 and names[0] == "phases" and names[2] in _OF_A_PHASE)  # noqa: PLR2004


class PlannedHours:
    """The planned hours of a programme, beside the paths of its values."""

    def __init__(self, workshop: Workshop, language: Language, plan: Plan | None = None) -> None:
        """Reckon those of the session, or of a plan that it might get."""
        self._ = language
        plan, now = plan or workshop.session.plan, workshop.clock.now()
        slips = workshop.session.slips
        self._faults = hour_faults(plan, now, slips)
        self._phases = {each.phase.key: each for each in planned_day(plan, now, slips=slips).phases_with_hours}

    def of(self, path: str) -> str:
        """Return the hours of the phase whose title stands at a path; nothing beside other values."""
        names = path.split("/")
        slot = self._phases.get(names[1]) if names[0] == "phases" and names[2:] == ["title"] else None
        return f"{self._.column_time(slot.start)}–{self._.column_time(slot.end)}" if slot else ""

    def faults(self, path: str) -> Iterator[str]:
        """Yield what does not fit there."""
        return (self._.message(fault.why) for fault in self._faults if fault.where == path)

    def change_words(self, path: str) -> str:
        """Return what a change at a path makes: the hours of its phase, when the day ends, and what does not fit."""
        _, names = self._, path.split("/")
        lines = [_(N_("This time does not move, even if the day runs late."))] if names[2:] == ["starts_at"] else []
        if hours := self.of(f"{'/'.join(names[:2])}/title"):
            lines.append(_(N_("This phase: {hours}"), hours=hours))
        # What does not fit at the end says itself until when the phases last.
        if self._phases and "ends_at" not in [fault.where for fault in self._faults]:
            last = list(self._phases.values())[-1]
            lines.append(_(N_("The last phase ends at {time}."), time=_.time(last.end)))
        return "\n".join([*lines, *(_.message(fault.why) for fault in self._faults)])


def typed_hours(workshop: Workshop, row: PlanRow, typed: str, _: Language) -> str:
    """Return what a value that is being typed would make of the hours; nothing while it cannot be read."""
    document = workshop.session.document
    if document is None:
        return ""
    try:
        plan = read_plan(doc.with_value(document, row.path, typed_value(row.kind, typed)))
    except FacilitateError:
        return ""
    return PlannedHours(workshop, _, plan).change_words(row.path)
