"""What is not finished: the programme, the sorting, the phases, the tables, the notes. Nothing here forbids publishing.

Each rule stands here once. `facilitate check` tells the issues of a gap one by one,
the publication page its sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from facilitate.domain.errors import N_, Message
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Phase
from facilitate.domain.session import Session
from facilitate.domain.text import one_line
from facilitate.domain.values.notes import NoteKind
from facilitate.workshop.audit.issue import GAP, Audited, Issue, Severity, doubtful, listed, message, serious, titles
from facilitate.workshop.report.counts import TableCount
from facilitate.workshop.report.feedback import feedback_part
from facilitate.workshop.report.model import ProposalPart
from facilitate.workshop.report.phase_parts import PanelPart
from facilitate.workshop.report.votes import vote_parts
from facilitate.workshop.views.early_ideas import early_ideas

_FEW = 5
_PROGRAMME = N_("the programme")
_SILENT = (
    N_("This research question has no findings: {titles}"),
    N_("These research questions have no findings: {titles}"),
)


@dataclass(frozen=True, slots=True)
class Gap:
    """Issues of one severity that one sentence tells together; without a sentence each is told by itself."""

    issues: tuple[Issue, ...]
    sentence: Message | None = None

    @property
    def severity(self) -> Severity:
        """How much a reader would miss it."""
        return self.issues[0].severity


def unfinished(audited: Audited) -> Iterator[Gap]:
    """Yield the gaps in the order of the programme, the sorting, the phases, the tables, the notes."""
    yield from _programme(audited)
    yield from _sorting(audited)
    yield from _phases(audited)
    yield from _tables(audited)
    yield from _rounds(audited)
    yield from _early(audited)
    yield from _votes(audited)
    yield from _feedback(audited)
    yield from _notes(audited)


def _alone(issue: Issue) -> Gap:
    """Return a gap whose issue says in its reason all that is to be said."""
    return Gap((issue,), issue.why)


def _programme(audited: Audited) -> Iterator[Gap]:
    plan = audited.session.plan
    where = message(_PROGRAMME)
    if plan.date is None:
        yield _alone(
            serious(
                "no-date", where, message(N_("The programme has no date.")), message(N_("Add the date.")),
                audited.command("plan set", "date", GAP),
            )
        )  # fmt: skip
    opening = plan.starts_at or (plan.phases and plan.phases[0].starts_at)
    if not opening and not audited.session.runs:  # once it has begun, hours are counted from there
        yield _alone(
            doubtful(
                "no-start", where, message(N_("The programme does not say when the event starts.")),
                message(N_("Add the start time, for those who read the programme beforehand.")),
                audited.command("plan set", "starts_at", GAP),
            )
        )  # fmt: skip
    if not (plan.place.name or plan.place.address or plan.place.city):
        yield _alone(
            serious(
                "no-place", where, message(N_("The programme has no venue.")), message(N_("Add the venue.")),
                audited.command("plan set", "place/name", GAP),
            )
        )  # fmt: skip
    if plan.attendance.present is None and not audited.session.arrivals and not not_yet(audited):
        yield _alone(
            doubtful(
                "no-attendance", message(N_("the attendance")),
                message(N_("The number of people present is missing.")), message(N_(
                    "Add it once you have done a head count."
                )),
                audited.command("plan set", "attendance/present", GAP),
            )
        )  # fmt: skip


def _sorting(audited: Audited) -> Iterator[Gap]:
    made = audited.report
    if audited.session.plan.tables and not made.counts.received:
        if not_yet(audited):
            yield _alone(
                doubtful(
                    "no-ideas", message(_PROGRAMME), message(N_("The event has not taken place yet.")),
                    message(N_("Nothing to do before that day.")),
                )
            )  # fmt: skip
            return
        yield _alone(
            serious(
                "no-ideas", message(N_("the tables")), message(N_("No ideas yet.")),
                message(N_("Import what the tables wrote down.")), audited.command("import", GAP),
            )
        )  # fmt: skip
    for parts, make, code, why, one, many, file_it, file_them in (
        (
            made.unfiled if made.has_typology else (), serious, "unfiled", N_("Unfiled proposals: {count} ({refs})."),
            N_("One proposal is unfiled."), N_("{count} proposals are unfiled."),
            N_("On the synthesis screen, file it."), N_("On the synthesis screen, file them."),
        ),
        (
            made.undecided, doubtful, "undecided", N_("Undecided proposals: {count} ({refs})."),
            N_("One proposal is undecided."), N_("{count} proposals are undecided."),
            N_("If the room has now agreed, open the synthesis screen and file it."),
            N_("If the room has now agreed, open the synthesis screen and file them."),
        ),
    ):  # fmt: skip
        if parts:
            reason = message(why, count=len(parts), refs=_refs(parts))
            todo = message(file_it if len(parts) == 1 else file_them)
            issue = make(code, message(N_("the typology")), reason, todo, audited.command("sort"))
            yield Gap((issue,), message(one if len(parts) == 1 else many, count=len(parts)))
    yield from _twin_categories(audited)
    if made.counts.filed:
        yield from _empty_categories(audited)


def _twin_categories(audited: Audited) -> Iterator[Gap]:
    """Yield categories of one title, which programmes of before may have; nobody makes such any more."""
    plan = audited.session.plan
    for category in plan.categories:
        first = plan.category_titled(category.title)
        if first is None or first.key == category.key:
            continue
        title = one_line(category.title)
        issue = serious(
            "category-twice", message(N_("the category “{category}”"), category=title),
            message(N_("Another category has the same title.")), message(N_("Merge them, or rename one of them.")),
            audited.command("category merge", category.key, "--into", first.key),
        )  # fmt: skip
        yield Gap((issue,), message(N_("Two categories have the title “{category}”."), category=title))


def _refs(parts: Sequence[ProposalPart]) -> str:
    return listed([part.refs[0] for part in parts])


def _empty_categories(audited: Audited) -> Iterator[Gap]:
    parts = zip(audited.session.plan.categories, audited.report.categories, strict=True)
    empty = [category for category, part in parts if not part.proposals]
    issues = tuple(
        doubtful(
            "empty-category", message(N_("the category “{category}”"), category=one_line(category.title)),
            message(N_("This category is empty.")), message(N_("File a proposal there, or remove the category.")),
            audited.command("plan remove", f"categories/{category.key}"),
        )
        for category in empty
    )  # fmt: skip
    if issues:
        listing = titles(category.title for category in empty)
        one, many = N_("This category is empty: {titles}."), N_("These categories are empty: {titles}.")
        yield Gap(issues, message(one if len(empty) == 1 else many, titles=listing))


def not_yet(audited: Audited) -> bool:
    """Whether the event is of a day to come, and nothing of it has begun."""
    day = audited.session.plan.date
    return day is not None and not audited.session.runs and day > audited.room(datetime.now(UTC)).date()


def _phases(audited: Audited) -> Iterator[Gap]:
    session = audited.session
    began = {key for key, run in session.runs.items() if run.spans}
    for phase in session.plan.phases:
        if phase.key in began and not session.runs[phase.key].ended:
            issue = doubtful(
                "phase-open", _phase(phase.title), message(N_("This phase has not ended yet.")),
                message(N_("End the phase.")), audited.command("phase end"),
            )  # fmt: skip
            yield Gap((issue,), message(N_("“{phase}” has not ended yet."), phase=phase.title))
    place = session.reached
    never = [
        phase
        for number, phase in enumerate(session.plan.phases)
        # While a phase is on, those after it are still to come.
        if phase.key not in began and not (session.current and number > place)
    ]
    if not never or not_yet(audited):
        return
    if not began:
        issues: tuple[Issue, ...] = (
            doubtful(
                "phase-never-run", message(_PROGRAMME),
                message(N_("No phase was started: there are no actual times.")),
                message(N_("Nothing to do if the event was run without this timer.")),
            ),
        )  # fmt: skip
    else:
        issues = tuple(
            doubtful(
                "phase-never-run", _phase(phase.title), message(N_("This phase was not started.")),
                message(N_("If it did not take place, remove it from the programme.")),
                audited.command("plan remove", f"phases/{phase.key}"),
            )
            for phase in never
        )  # fmt: skip
    listing = titles(phase.title for phase in never)
    one, many = N_("This phase was not started: {titles}."), N_("These phases were not started: {titles}.")
    yield Gap(issues, message(one if len(never) == 1 else many, titles=listing))


def _phase(title: str) -> Message:
    return message(N_("the phase “{phase}”"), phase=one_line(title))


def _tables(audited: Audited) -> Iterator[Gap]:
    counts = audited.report.counts
    if not counts.received:
        return
    several = len(audited.session.plan.tables_phases) > 1
    for count in counts.by_phase:
        phase = audited.session.plan.phase(count.phase)
        if several and phase and not count.received:
            if _is_to_come(audited.session, phase):
                continue
            yield Gap((
                doubtful(
                    "silent-phase", _phase(phase.title), message(N_("No ideas belong to this phase.")),
                    message(N_("Check whether its paper forms still have to be typed in.")),
                    audited.command("import", GAP, "--phase", phase.key),
                ),
            ))  # fmt: skip
            continue
        for table in count.by_table:
            if issue := _silent(audited, table, phase, several=several):
                yield Gap((issue,))


def _is_to_come(session: Session, phase: Phase) -> bool:
    """Return whether the day is on and has not reached that phase yet."""
    return 0 <= session.reached < session.plan.phases.index(phase)


def _silent(audited: Audited, table: TableCount, phase: Phase | None, *, several: bool) -> Issue | None:
    """Return that a table has said nothing in a phase, or nothing it stands by; nobody writes at a closed one."""
    where, words = message(N_("table {table}"), table=table.table), ["--table", str(table.table)]
    if several and phase:
        where = message(N_("table {table} in “{phase}”"), table=table.table, phase=one_line(phase.title))
        words += ["--phase", phase.key]
    if not table.received and (phase and phase.key, table.table) not in audited.session.closed_tables:
        return doubtful(
            "silent-table", where, message(N_("No ideas from this table.")),
            message(N_("Check whether its paper form still has to be typed in.")),
            audited.command("import", GAP, *words),
        )  # fmt: skip
    if table.received and not table.standing:
        return doubtful(
            "silent-table", where, message(N_("All its ideas were withdrawn.")),
            message(N_("Check that this is intended.")), audited.command("idea list", *words),
        )  # fmt: skip
    return None


def _rounds(audited: Audited) -> Iterator[Gap]:
    """Yield the rounds in which nothing was said, where they have questions of their own; while one is on, none."""
    session = audited.session
    for count in audited.report.counts.by_phase:
        phase = session.plan.phase(count.phase)
        if phase is None or not (phase.round_setups and count.received) or phase.key == session.current:
            continue
        noted = {each.round for each in count.by_round}
        unknown = sum(each.received for each in count.by_round if not each.round)
        why = N_("No ideas were noted for round {round}.")
        if unknown:
            why = N_("No ideas were noted for round {round}; ideas whose round nobody noted: {count}.")
        for number in (each for each in range(1, phase.rounds + 1) if each not in noted):
            yield Gap((
                doubtful(
                    "silent-round", _phase(phase.title), message(why, round=number, count=unknown),
                    message(N_("Check whether its paper forms still have to be typed in.")),
                    audited.command("import", GAP, "--phase", phase.key),
                ),
            ))  # fmt: skip


def _early(audited: Audited) -> Iterator[Gap]:
    """Yield the ideas that may have been trials; where the timer was never used, nobody knows which came early."""
    found = early_ideas(audited.session) if any(run.spans for run in audited.session.runs.values()) else ()
    if not found:
        return
    refs = [idea.ref for idea in found]
    one = N_("1 idea was written before the first table session began: {refs}.")
    many = N_("{count} ideas were written before the first table session began: {refs}.")
    yield _alone(
        doubtful(
            "early-ideas", message(N_("the tables")),
            message(one if len(refs) == 1 else many, count=len(refs), refs=listed(refs)),
            message(N_("If they were only tests, withdraw them.")),
            audited.command("idea withdraw", *(refs if len(refs) <= _FEW else (GAP,))),
        )
    )  # fmt: skip


def _votes(audited: Audited) -> Iterator[Gap]:
    """Yield that a vote is open, and so not printed, and that the sums of one do not add up and nobody says why."""
    if any(vote.is_open for vote in audited.session.votes.values()):
        yield _alone(
            doubtful(
                "vote", message(N_("the vote")), message(N_("The vote is open: its result is not in the report.")),
                message(N_("Close it once everybody has voted.")), audited.command("vote close"),
            )
        )  # fmt: skip
    if any(part.excess and not part.note for part in vote_parts(audited.session, internal=False)):
        yield _alone(
            doubtful(
                "vote-sums", message(N_("the vote")),
                message(N_("The sums of the vote do not add up, and nothing says why.")),
                message(N_("Note what happened: it is printed beside the difference.")),
                audited.command("vote note", GAP),
            )
        )  # fmt: skip


def _feedback(audited: Audited) -> Iterator[Gap]:
    """Yield that the closing questions are open, and so not printed, or that their sums do not add up unexplained."""
    if (known := audited.session.feedback) and known.is_open:
        yield _alone(
            doubtful(
                "feedback", message(N_("the closing questions")),
                message(N_("The closing questions are open: what was answered is not in the report.")),
                message(N_("Close them once everybody has answered.")), audited.command("feedback close"),
            )
        )  # fmt: skip
    if any(part.excess and not part.note for part in feedback_part(audited.session)):
        yield _alone(
            doubtful(
                "feedback-sums", message(N_("the closing questions")),
                message(N_("More people answered the closing questions than were present, and nothing says why.")),
                message(N_("Note what happened: it is printed beside the difference.")),
                audited.command("feedback note", GAP),
            )
        )  # fmt: skip


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
                "silent-axis", message(N_("the study")),
                message(_SILENT[0] if len(silent) == 1 else _SILENT[1], titles=questions),
                message(N_("Note the findings from the study.")),
                audited.command("finding add", GAP, "--axis", silent[0].key),
            )
        )  # fmt: skip
    yield from _remarks_by_the_hundred(audited)
    panel = session.plan.first_noting(NoteKind.REMARK)
    purged = any(note.purged and note.kind is NoteKind.REMARK for note in session.notes.values())
    if panel and not purged and not any(note.kind is NoteKind.REMARK for note in notes):
        yield _alone(
            doubtful(
                "silent-panel", message(N_("the phase “{phase}”"), phase=one_line(panel.title)),
                message(N_("No remarks were noted.")),
                message(N_("Note the speakers’ main points.")), audited.command("remark add", GAP),
            )
        )  # fmt: skip


def _remarks_by_the_hundred(audited: Audited) -> Iterator[Gap]:
    """Yield the panels of which more may be quoted than stands with them, while nobody chose any."""
    panels = audited.report.of(PanelPart)
    if any(quote.kept for part in panels for quote in part.every_quote):
        return
    for part in panels:
        if part.too_many:
            why = N_("{count} remarks may be quoted, and none is kept for the report: the first ones noted come first.")
            yield _alone(
                doubtful(
                    "remarks-to-choose", message(N_("the phase “{phase}”"), phase=one_line(part.title)),
                    message(why, count=len(part.every_quote)), message(N_("Keep those that matter most.")),
                    audited.command("remark keep", GAP),
                )
            )  # fmt: skip
