"""Sums that do not add up: ideas, proposals, references, and the numbers of people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facilitate.domain.errors import N_, Message
from facilitate.domain.idea_lookup import called_alike
from facilitate.domain.programme.plan import Attendance
from facilitate.domain.text import one_line
from facilitate.workshop.audit.issue import GAP, Audited, Issue, doubtful, message, serious
from facilitate.workshop.report.model import Report

_FAR_MORE = 3  # times as many people as expected


def sums(audited: Audited) -> Iterator[Issue]:
    """Yield sums of the report that do not add up; then numbers of people that contradict one another."""
    doctor = audited.command("doctor")
    todo = message(N_("Check every line of the session: a journal may be damaged."))
    for what, whole, parts in _sums(audited.report):
        if whole != parts:
            why = message(N_("{whole} and {parts} should be equal."), whole=whole, parts=parts)
            yield serious("sums", message(what), why, todo, doctor)
    yield from _references(audited)
    yield from _tables(audited)
    yield from _attendance(audited)


def _sums(made: Report) -> Iterator[tuple[str, int, int]]:
    counts = made.counts
    filed = [part for category in made.categories for part in category.proposals]
    yield (
        N_("ideas collected = filed + unfiled + undecided + withdrawn"), counts.received,
        counts.filed + counts.unfiled + counts.undecided + counts.withdrawn,
    )  # fmt: skip
    yield N_("ideas from all tables"), counts.received, sum(table.received for table in counts.by_table)
    yield N_("ideas from all phases"), counts.received, sum(phase.received for phase in counts.by_phase)
    yield N_("ideas in the appendix"), counts.standing, sum(len(table.ideas) for table in made.annex)
    yield N_("ideas already existing or to be created"), counts.standing, counts.existing + counts.to_create
    yield N_("ideas in the typology"), counts.filed, sum(len(part.refs) for part in filed)
    yield N_("unfiled ideas"), counts.unfiled, sum(len(part.refs) for part in made.unfiled)
    yield N_("undecided ideas"), counts.undecided, sum(len(part.refs) for part in made.undecided)
    yield N_("proposals in the typology"), counts.proposals, len(filed) + len(made.unfiled) + len(made.undecided)
    for table in counts.by_table:
        yield N_("ideas from one table"), table.received, table.withdrawn + table.existing + table.to_create


def _references(audited: Audited) -> Iterator[Issue]:
    for ref, why in zip(audited.session.twice(), called_alike(audited.session), strict=True):
        yield serious(
            "reference-twice", message(N_("the references")), why,
            message(N_("Give one of them another reference: name it by its number or its words.")),
            audited.command("idea rename", ref, "--which", "2"),
        )  # fmt: skip


def _tables(audited: Audited) -> Iterator[Issue]:
    counted = {count.phase: count.by_table for count in audited.report.counts.by_phase}
    for phase in audited.session.plan.tables_phases:
        more = [table.table for table in counted[phase.key] if table.table > phase.tables and table.received]
        if not more:
            continue
        why = message(
            N_("Tables in the programme: {known}; table {tables} also noted ideas.")
            if len(more) == 1
            else N_("Tables in the programme: {known}; tables {tables} also noted ideas."),
            known=phase.tables, tables=", ".join(map(str, more)),
        )  # fmt: skip
        yield serious(
            "more-tables", message(N_("the phase “{phase}”"), phase=one_line(phase.title)), why,
            message(N_("Correct the number of tables in the programme.")),
            audited.command("plan set", f"phases/{phase.key}/tables", str(max(more))),
        )  # fmt: skip


def _attendance(audited: Audited) -> Iterator[Issue]:
    attendance = audited.report.plan.attendance  # with the number of those who were ticked, where any were
    present = attendance.present
    where = message(N_("the attendance"))
    mend = audited.command("plan set", "attendance/present", GAP)
    todo = message(N_("Count again and correct the number."))
    if audited.session.arrivals:
        mend, todo = audited.command("people arrive", GAP), message(N_("Tick those who are missing."))
    wrote = sum(bool(table.received) for table in audited.report.counts.by_table)
    came = [each for phase in audited.session.plan.phases for each in phase.came]
    if present is not None and present < wrote:
        why = message(
            N_("People present: {present}; tables that wrote ideas: {tables}."), present=present, tables=wrote
        )
        yield serious("attendance", where, why, todo, mend)
    elif present is not None and present < len(came):
        why = message(
            N_("People present: {present}; speakers present: {speakers}."), present=present, speakers=len(came)
        )
        yield serious("attendance", where, why, todo, mend)
    if present and attendance.expected and present > _FAR_MORE * attendance.expected:
        why = message(
            N_("People present: {present}; expected: {expected}."), present=present, expected=attendance.expected
        )
        yield doubtful("attendance", where, why, todo, mend)
    if (contradiction := _groups(attendance)) is not None:
        yield serious("attendance", where, contradiction, todo, mend)


def _groups(attendance: Attendance) -> Message | None:
    """Groups of so many people each (“12 habitants”) that make neither the number who came nor that expected."""
    found = [re.match(r"\s*(\d{1,9})\s", f"{group} ") for group in attendance.groups]
    numbers = [int(each[1]) for each in found if each]
    known = [number for number in (attendance.present, attendance.expected) if number is not None]
    if not numbers or not known:
        return None
    total = sum(numbers)
    # Where some groups have no number, the others may be fewer than all.
    if total in known or (len(numbers) < len(found) and total < max(known)):
        return None
    real = " / ".join(map(str, known))
    return message(N_("Total of the groups: {total}; people in the programme: {real}."), total=total, real=real)
