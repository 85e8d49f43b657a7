"""What is not finished: the programme, the sorting, the phases, the tables, the notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitate.domain.errors import N_, Message
from facilitate.domain.programme.plan import PhaseKind
from facilitate.domain.text import one_line
from facilitate.domain.values.notes import NoteKind
from facilitate.workshop.audit.finding import GAP, Audited, Finding, doubtful, listed, said, serious, titles
from facilitate.workshop.report.model import ProposalPart

_PROGRAMME = N_("the programme")


def state(audited: Audited) -> Iterator[Finding]:
    """What readers would miss first, what they may not miss at all last."""
    yield from _programme(audited)
    yield from _sorting(audited)
    yield from _phases(audited)
    yield from _tables(audited)
    yield from _notes(audited)


def _programme(audited: Audited) -> Iterator[Finding]:
    plan = audited.session.plan
    where = said(_PROGRAMME)
    if plan.date is None:
        yield serious(
            "no-date", where, said(N_("The programme has no date.")), said(N_("Say when it took place.")),
            audited.command("plan set", "date", GAP),
        )  # fmt: skip
    if not (plan.place.name or plan.place.address or plan.place.city):
        yield serious(
            "no-place", where, said(N_("The programme has no place.")), said(N_("Say where it took place.")),
            audited.command("plan set", "place/name", GAP),
        )  # fmt: skip
    if plan.attendance.present is None:
        yield doubtful(
            "no-attendance", said(N_("the attendance")), said(N_("The number of people who came is not noted.")),
            said(N_("Note it, once counted.")), audited.command("plan set", "attendance/present", GAP),
        )  # fmt: skip


def _sorting(audited: Audited) -> Iterator[Finding]:
    made = audited.report
    if audited.session.plan.tables and not made.counts.received:
        yield serious(
            "no-ideas", said(N_("the tables")), said(N_("No idea has been recorded.")),
            said(N_("Bring in what the tables wrote down.")), audited.command("import", GAP),
        )  # fmt: skip
    for parts, make, code, why in (
        (made.unfiled, serious, "unfiled", N_("Proposals that are unfiled: {count} ({refs}).")),
        (made.undecided, doubtful, "undecided", N_("Proposals that are undecided: {count} ({refs}).")),
    ):
        if parts:
            told = said(why, count=len(parts), refs=_refs(parts))
            todo = said(N_("File them on the synthesis screen."))
            yield make(code, said(N_("the typology")), told, todo, audited.command("sort"))
    if made.counts.filed:
        for category, part in zip(audited.session.plan.categories, made.categories, strict=True):
            if not part.proposals:
                where = said(N_("the category “{category}”"), category=one_line(category.title))
                yield doubtful(
                    "empty-category", where, said(N_("Nothing is filed there.")),
                    said(N_("File something there, or remove it.")),
                    audited.command("plan remove", f"categories/{category.key}"),
                )  # fmt: skip


def _refs(parts: Sequence[ProposalPart]) -> str:
    return listed([part.refs[0] for part in parts])


def _phases(audited: Audited) -> Iterator[Finding]:
    session = audited.session
    began = {key for key, run in session.runs.items() if run.spans}
    for phase in session.plan.phases:
        if phase.key in began and not session.runs[phase.key].ended:
            yield doubtful(
                "phase-open", _phase(phase.title), said(N_("It has not ended yet.")),
                said(N_("End it when it is over.")), audited.command("phase end"),
            )  # fmt: skip
    never = [phase for phase in session.plan.phases if phase.key not in began]
    if not began and session.plan.phases:
        yield doubtful(
            "phase-never-run", said(_PROGRAMME), said(N_("No phase was ever started: there are no real times.")),
            said(N_("Nothing to do, if the day was led without this clock.")),
        )  # fmt: skip
        return
    for phase in never:
        yield doubtful(
            "phase-never-run", _phase(phase.title), said(N_("It was never started.")),
            said(N_("If it did not take place, remove it from the programme.")),
            audited.command("plan remove", f"phases/{phase.key}"),
        )  # fmt: skip


def _phase(title: str) -> Message:
    return said(N_("the phase “{phase}”"), phase=one_line(title))


def _tables(audited: Audited) -> Iterator[Finding]:
    counts = audited.report.counts
    if not counts.received:
        return
    for table in counts.by_table:
        where = said(N_("table {table}"), table=table.table)
        if not table.received:
            yield doubtful(
                "silent-table", where, said(N_("It wrote nothing.")),
                said(N_("Ask whether its sheet is still to be entered.")),
                audited.command("import", GAP, "--table", str(table.table)),
            )  # fmt: skip
        elif not table.standing:
            yield doubtful(
                "silent-table", where, said(N_("All its ideas are withdrawn.")),
                said(N_("See whether that is meant.")),
                audited.command("idea list", "--table", str(table.table)),
            )  # fmt: skip


def _notes(audited: Audited) -> Iterator[Finding]:
    session = audited.session
    notes = [note for note in session.notes.values() if not note.withdrawn]
    answered = {(note.phase, note.about) for note in notes if note.kind is NoteKind.FINDING}
    silent = [
        axis
        for phase in session.plan.phases
        for axis in (phase.study.axes if phase.study else ())
        if (phase.key, axis.key) not in answered
    ]
    if silent:
        yield doubtful(
            "silent-axis", said(N_("the study")),
            said(N_("No finding is noted under these axes: {titles}"), titles=titles(each.question for each in silent)),
            said(N_("Note what the study found.")),
            audited.command("finding add", GAP, "--axis", silent[0].key),
        )  # fmt: skip
    if session.plan.first(PhaseKind.PANEL) and not any(note.kind is NoteKind.REMARK for note in notes):
        yield doubtful(
            "silent-panel", said(N_("the panel")), said(N_("Nothing that was said on the panel is noted.")),
            said(N_("Note what the speakers stressed.")), audited.command("remark add", GAP),
        )  # fmt: skip
