"""What was really counted, by what texts count: the numbers any of which a text may mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from facilitate.domain.errors import N_, Message
from facilitate.workshop.audit.issue import Audited, message

_COUNTED: dict[str, Message] = {
    "ideas": message(N_("ideas collected")),
    "proposals": message(N_("proposals")),
    "tables": message(N_("tables")),
    "categories": message(N_("categories of the typology")),
    "axes": message(N_("research questions of the study")),
    "speakers": message(N_("speakers in the programme")),
    "interviewees": message(N_("people interviewed, in the programme")),
    "people": message(N_("number of people present")),
    "expected": message(N_("people expected")),
}


def counted_as(audited: Audited, what: str) -> Message:
    """Return what the numbers of `real` are numbers of."""
    known = audited.session.plan.attendance.present is not None
    return _COUNTED["expected" if what == "people" and not known else what]


def real(audited: Audited, what: str) -> tuple[int, ...]:
    """Return every number that may be meant, the plainest first; none where nothing was recorded yet."""
    return tuple(dict.fromkeys(number for number in _COUNT[what](audited) if number))


def _ideas(audited: Audited) -> Iterable[int]:
    return audited.report.counts.received, audited.report.counts.standing


def _proposals(audited: Audited) -> Iterable[int]:
    return (audited.report.counts.proposals,)


def _tables(audited: Audited) -> Iterable[int]:
    wrote = sum(bool(table.received) for table in audited.report.counts.by_table)
    return audited.session.plan.tables, wrote, *(phase.tables for phase in audited.session.plan.phases)


def _categories(audited: Audited) -> Iterable[int]:
    return len(audited.session.plan.categories), sum(bool(each.proposals) for each in audited.report.categories)


def _axes(audited: Audited) -> Iterable[int]:
    plan = audited.session.plan
    return len(plan.axes), *(len(phase.study.axes) for phase in plan.phases if phase.study)


def _speakers(audited: Audited) -> Iterable[int]:
    panels = [phase.speakers for phase in audited.session.plan.phases]
    everybody = [speaker for panel in panels for speaker in panel]
    return len(everybody), sum(len(phase.came) for phase in audited.session.plan.phases), *map(len, panels)


def _interviewees(audited: Audited) -> Iterable[int]:
    return [phase.study.interviewees or 0 for phase in audited.session.plan.phases if phase.study]


def _people(audited: Audited) -> Iterable[int]:
    attendance = audited.session.plan.attendance
    return (attendance.expected or 0 if attendance.present is None else attendance.present,)


def _expected(audited: Audited) -> Iterable[int]:
    return (audited.session.plan.attendance.expected or 0,)


_COUNT: dict[str, Callable[[Audited], Iterable[int]]] = {
    "ideas": _ideas,
    "proposals": _proposals,
    "tables": _tables,
    "categories": _categories,
    "axes": _axes,
    "speakers": _speakers,
    "interviewees": _interviewees,
    "people": _people,
    "expected": _expected,
}
