"""What is not finished: the programme, the sorting, the phases, the tables, the notes. Nothing here forbids publishing.

Each rule stands here once. `facilitate check` tells the findings of a gap one by one,
the publication page its sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitate.domain.errors import N_, Message
from facilitate.domain.frozen import dataclass
from facilitate.domain.text import one_line
from facilitate.domain.values.notes import NoteKind
from facilitate.workshop.audit.finding import (
    GAP,
    Audited,
    Finding,
    Severity,
    doubtful,
    listed,
    said,
    serious,
    titles,
)
from facilitate.workshop.report.model import ProposalPart

_PROGRAMME = N_("the programme")


@dataclass(frozen=True, slots=True)
class Gap:
    """Findings of one severity that one sentence tells together; without a sentence each is told by itself."""

    findings: tuple[Finding, ...]
    sentence: Message | None = None

    @property
    def severity(self) -> Severity:
        """How much a reader would miss it."""
        return self.findings[0].severity


def unfinished(audited: Audited) -> Iterator[Gap]:
    """The gaps in the order of the programme, the sorting, the phases, the tables, the notes."""
    yield from _programme(audited)
    yield from _sorting(audited)
    yield from _phases(audited)
    yield from _tables(audited)
    yield from _notes(audited)


def _alone(finding: Finding) -> Gap:
    """A gap whose finding says in its reason all that is to be said."""
    return Gap((finding,), finding.why)


def _programme(audited: Audited) -> Iterator[Gap]:
    plan = audited.session.plan
    where = said(_PROGRAMME)
    if plan.date is None:
        yield _alone(
            serious(
                "no-date", where, said(N_("The programme has no date.")), said(N_("Say when it took place.")),
                audited.command("plan set", "date", GAP),
            )
        )  # fmt: skip
    if not (plan.place.name or plan.place.address or plan.place.city):
        yield _alone(
            serious(
                "no-place", where, said(N_("The programme has no place.")), said(N_("Say where it took place.")),
                audited.command("plan set", "place/name", GAP),
            )
        )  # fmt: skip
    if plan.attendance.present is None:
        yield _alone(
            doubtful(
                "no-attendance", said(N_("the attendance")),
                said(N_("The number of people who came is not noted.")), said(N_("Note it, once counted.")),
                audited.command("plan set", "attendance/present", GAP),
            )
        )  # fmt: skip


def _sorting(audited: Audited) -> Iterator[Gap]:
    made = audited.report
    if audited.session.plan.tables and not made.counts.received:
        yield _alone(
            serious(
                "no-ideas", said(N_("the tables")), said(N_("No idea has been recorded.")),
                said(N_("Bring in what the tables wrote down.")), audited.command("import", GAP),
            )
        )  # fmt: skip
    for parts, make, code, why, one, many in (
        (
            made.unfiled, serious, "unfiled", N_("Proposals that are unfiled: {count} ({refs})."),
            N_("One proposal is unfiled."), N_("{count} proposals are unfiled."),
        ),
        (
            made.undecided, doubtful, "undecided", N_("Proposals that are undecided: {count} ({refs})."),
            N_("One proposal is undecided."), N_("{count} proposals are undecided."),
        ),
    ):  # fmt: skip
        if parts:
            reason = said(why, count=len(parts), refs=_refs(parts))
            todo = said(N_("File them on the synthesis screen."))
            finding = make(code, said(N_("the typology")), reason, todo, audited.command("sort"))
            yield Gap((finding,), said(one if len(parts) == 1 else many, count=len(parts)))
    if made.counts.filed:
        yield from _empty_categories(audited)


def _refs(parts: Sequence[ProposalPart]) -> str:
    return listed([part.refs[0] for part in parts])


def _empty_categories(audited: Audited) -> Iterator[Gap]:
    parts = zip(audited.session.plan.categories, audited.report.categories, strict=True)
    empty = [category for category, part in parts if not part.proposals]
    findings = tuple(
        doubtful(
            "empty-category", said(N_("the category “{category}”"), category=one_line(category.title)),
            said(N_("Nothing is filed there.")), said(N_("File something there, or remove it.")),
            audited.command("plan remove", f"categories/{category.key}"),
        )
        for category in empty
    )  # fmt: skip
    if findings:
        listing = titles(category.title for category in empty)
        yield Gap(findings, said(N_("Nothing is filed under these categories: {titles}."), titles=listing))


def _phases(audited: Audited) -> Iterator[Gap]:
    session = audited.session
    began = {key for key, run in session.runs.items() if run.spans}
    for phase in session.plan.phases:
        if phase.key in began and not session.runs[phase.key].ended:
            finding = doubtful(
                "phase-open", _phase(phase.title), said(N_("It has not ended yet.")),
                said(N_("End it when it is over.")), audited.command("phase end"),
            )  # fmt: skip
            yield Gap((finding,), said(N_("“{phase}” has not ended yet."), phase=phase.title))
    never = [phase for phase in session.plan.phases if phase.key not in began]
    if not never:
        return
    if not began:
        findings: tuple[Finding, ...] = (
            doubtful(
                "phase-never-run", said(_PROGRAMME), said(N_("No phase was ever started: there are no real times.")),
                said(N_("Nothing to do, if the day was led without this clock.")),
            ),
        )  # fmt: skip
    else:
        findings = tuple(
            doubtful(
                "phase-never-run", _phase(phase.title), said(N_("It was never started.")),
                said(N_("If it did not take place, remove it from the programme.")),
                audited.command("plan remove", f"phases/{phase.key}"),
            )
            for phase in never
        )  # fmt: skip
    listing = titles(phase.title for phase in never)
    yield Gap(findings, said(N_("These phases were not started: {titles}."), titles=listing))


def _phase(title: str) -> Message:
    return said(N_("the phase “{phase}”"), phase=one_line(title))


def _tables(audited: Audited) -> Iterator[Gap]:
    counts = audited.report.counts
    if not counts.received:
        return
    for table in counts.by_table:
        where = said(N_("table {table}"), table=table.table)
        if not table.received:
            yield Gap((
                doubtful(
                    "silent-table", where, said(N_("It wrote nothing.")),
                    said(N_("Ask whether its sheet is still to be entered.")),
                    audited.command("import", GAP, "--table", str(table.table)),
                ),
            ))  # fmt: skip
        elif not table.standing:
            yield Gap((
                doubtful(
                    "silent-table", where, said(N_("All its ideas are withdrawn.")),
                    said(N_("See whether that is meant.")),
                    audited.command("idea list", "--table", str(table.table)),
                ),
            ))  # fmt: skip


def _notes(audited: Audited) -> Iterator[Gap]:
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
        questions = titles(axis.question for axis in silent)
        yield _alone(
            doubtful(
                "silent-axis", said(N_("the study")),
                said(N_("No finding is noted under these axes: {titles}"), titles=questions),
                said(N_("Note what the study found.")),
                audited.command("finding add", GAP, "--axis", silent[0].key),
            )
        )  # fmt: skip
    if session.plan.first_noting(NoteKind.REMARK) and not any(note.kind is NoteKind.REMARK for note in notes):
        yield _alone(
            doubtful(
                "silent-panel", said(N_("the panel")), said(N_("Nothing that was said on the panel is noted.")),
                said(N_("Note what the speakers stressed.")), audited.command("remark add", GAP),
            )
        )  # fmt: skip
