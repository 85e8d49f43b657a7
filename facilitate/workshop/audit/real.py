"""What was really counted, by what texts count: the numbers any of which a text may mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from facilitate.domain.errors import N_, Message
from facilitate.workshop.audit.issue import Audited, message

# A number, and the sentence that says what it is the number of.
Counted: TypeAlias = tuple[int, Message]

_WITH_TITLE = {
    "tables": N_("tables in “{phase}”: {count}"),
    "axes": N_("research questions in “{phase}”: {count}"),
    "speakers": N_("speakers in “{phase}”: {count}"),
    "interviewees": N_("people interviewed, according to the programme: {count}"),
}


def real(audited: Audited, what: str) -> tuple[Counted, ...]:
    """Return every number that may be meant, the plainest first; none where nothing was recorded yet."""
    found: dict[int, Message] = {}
    for number, words in _COUNT[what](audited):
        if number:
            found.setdefault(number, Message(words.text, {**words.params, "count": number}))
    return tuple(found.items())


def told_together(counted: Iterable[Counted]) -> Message:
    """Return what was counted as one text, to stand within a sentence."""
    words = [each for _number, each in counted]
    whole = words.pop()
    while words:
        whole = Message(N_("{first}; {rest}"), {"first": words.pop(), "rest": whole})
    return whole


def _ideas(audited: Audited) -> Iterable[Counted]:
    yield audited.report.counts.received, message(N_("ideas collected: {count}"))
    yield audited.report.counts.standing, message(N_("ideas not withdrawn: {count}"))


def _proposals(audited: Audited) -> Iterable[Counted]:
    yield audited.report.counts.proposals, message(N_("proposals: {count}"))


def _tables(audited: Audited) -> Iterable[Counted]:
    yield audited.session.plan.tables, message(N_("tables in the programme: {count}"))
    wrote = sum(bool(table.received) for table in audited.report.counts.by_table)
    yield wrote, message(N_("tables with ideas: {count}"))
    yield from _in_phases(audited, "tables", {phase.key: phase.tables for phase in audited.session.plan.phases})


def _categories(audited: Audited) -> Iterable[Counted]:
    yield len(audited.session.plan.categories), message(N_("categories in the typology: {count}"))
    used = sum(bool(each.proposals) for each in audited.report.categories)
    yield used, message(N_("categories with proposals: {count}"))


def _axes(audited: Audited) -> Iterable[Counted]:
    plan = audited.session.plan
    yield len(plan.axes), message(N_("research questions in the study: {count}"))
    yield from _in_phases(audited, "axes", {phase.key: len(phase.study.axes) for phase in plan.phases if phase.study})


def _speakers(audited: Audited) -> Iterable[Counted]:
    phases = audited.session.plan.phases
    yield sum(len(phase.speakers) for phase in phases), message(N_("speakers in the programme: {count}"))
    yield sum(len(phase.came) for phase in phases), message(N_("speakers present: {count}"))
    yield from _in_phases(audited, "speakers", {phase.key: len(phase.speakers) for phase in phases})


def _interviewees(audited: Audited) -> Iterable[Counted]:
    phases = audited.session.plan.phases
    asked = {phase.key: phase.study.interviewees or 0 for phase in phases if phase.study}
    yield from _in_phases(audited, "interviewees", asked)


def _people(audited: Audited) -> Iterable[Counted]:
    present = audited.report.plan.attendance.present  # those who were ticked, where any were
    if present is None:
        yield from _expected(audited)
    else:
        yield present, message(N_("people present: {count}"))


def _expected(audited: Audited) -> Iterable[Counted]:
    yield audited.session.plan.attendance.expected or 0, message(N_("people expected: {count}"))


def _in_phases(audited: Audited, what: str, numbers: dict[str, int]) -> Iterable[Counted]:
    for phase in audited.session.plan.phases:
        if phase.key in numbers:
            yield numbers[phase.key], message(_WITH_TITLE[what], phase=phase.title)


_COUNT: dict[str, Callable[[Audited], Iterable[Counted]]] = {
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
