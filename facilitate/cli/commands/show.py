"""`show`: a session’s programme, and how its ideas add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated, Any

import typer

from facilitate.cli import options as o
from facilitate.cli.context import context_of
from facilitate.cli.notes import about_words
from facilitate.cli.registry import Command
from facilitate.cli.views import counts_data, note_data
from facilitate.domain.errors import N_
from facilitate.domain.programme.plan import Phase, Plan, Priority
from facilitate.domain.session import Session
from facilitate.domain.text import one_line
from facilitate.domain.values.notes import Note, NoteKind
from facilitate.i18n import Language
from facilitate.labels import KEPT, supporters_called, table_called
from facilitate.workshop.report.counts import TableCount, counts
from facilitate.workshop.report.wording import and_withdrawn, counts_sentence, people_counted
from facilitate.workshop.schedule.planned import PlannedPhase, planned_day


def show(
    ctx: typer.Context,
    session: o.SessionName,
    toml: Annotated[
        bool, typer.Option("--toml", help=N_("Write the programme as TOML, to correct it or use it again."))
    ] = False,
) -> None:
    context = context_of(ctx)
    slug = context.workspace.find(session)
    current = context.sessions.read(slug)
    if toml:
        from facilitate.cli.commands.plan import print_toml

        print_toml(context, current)
        return
    if context.out.json:
        context.out.data(data(slug, current, context.sessions.now()))
        return
    for line in lines(context.language, slug, current, context.sessions.now()):
        context.out.say(line)


def data(slug: str, session: Session, now: datetime) -> dict[str, Any]:
    """The session for a program: the programme as a document, what was noted, and the counts."""
    return {
        "session": slug,
        "rehearsal": {"of": found.of, "speed": found.speed} if (found := session.rehearsal) else None,
        "programme": session.document,
        "current": session.current or None,
        "notes": [note_data(note) for note in session.notes.values()],
        "hours": [
            {"phase": each.phase.key, "planned_start": each.start.isoformat(), "planned_end": each.end.isoformat()}
            for each in _hours_of(session, now)
        ],
        "ideas": counts_data(session),
        "by_table": [
            {"table": each.table, "received": each.received, "withdrawn": each.withdrawn}
            for each in counts(session).by_table
        ],
    }


def lines(_: Language, slug: str, session: Session, now: datetime) -> Iterator[str]:
    """The session for a reader, line by line."""
    plan = session.plan
    if found := session.rehearsal:
        yield _(N_("REHEARSAL of {session}, speed ×{speed}"), session=found.of, speed=found.speed)
    yield from _heading(_, slug, plan)
    yield ""
    yield _("Agenda")
    starts = {each.phase.key: f"{_.column_time(each.start)}  " for each in _hours_of(session, now)}
    for number, phase in enumerate(plan.phases, 1):
        clock = starts.get(phase.key, "")
        yield f"  {number}. {clock}{_inline(phase.title)} ({_.minutes(phase.minutes)})"
        yield from ("       " + detail for detail in _details(_, phase))
    if plan.categories:
        yield ""
        yield _("Typology")
    for number, category in enumerate(plan.categories, 1):
        filed = sum(1 for proposal in session.proposals() if proposal.category == category.key)
        amount = _.plural("{n} proposal", "{n} proposals", filed)
        yield f"  {number}. {_inline(category.title)} — {amount}"
        if category.description:
            yield "       " + _inline(category.description)
        if category.keywords:
            yield "       " + _("Keywords: {words}", words=_inline(", ".join(category.keywords)))
    yield from _known(_, session)
    yield from _noted(_, session)
    yield ""
    yield _("Ideas")
    sums = counts(session)
    for count in sums.by_phase:
        worked = plan.phase(count.phase)
        if len(sums.by_phase) > 1:
            yield "  " + (_inline(worked.title) if worked else _("a removed phase"))
        margin = "    " if len(sums.by_phase) > 1 else "  "
        yield from (margin + _table(_, each, worked) for each in count.by_table)
    yield "  " + counts_sentence(sums, _)


def _table(_: Language, each: TableCount, phase: Phase | None) -> str:
    name = phase.table(each.table).name if phase else ""
    called = _inline(f"{each.table} · {name}" if name else str(each.table))
    standing = _.plural("Table {table}: {n} idea", "Table {table}: {n} ideas", each.standing, table=called)
    return and_withdrawn(standing, each.withdrawn, _)


def _known(_: Language, session: Session) -> Iterator[str]:
    """What suggestions know besides the typology."""
    if session.plan.synonyms:
        yield ""
        yield _("Synonyms and acronyms")
        yield from (f"  - {_inline(synonym)}" for synonym in session.plan.synonyms)
    if session.learned:
        yield ""
        yield _("Learned from earlier sessions")
    for source, count in Counter(each.source for each in session.learned).items():
        yield f"  - {_.quoted(_inline(source))} — " + _.plural("{n} filed proposal", "{n} filed proposals", count)


def _heading(_: Language, slug: str, plan: Plan) -> Iterator[str]:
    yield _inline(plan.title)
    if plan.subtitle:
        yield _inline(plan.subtitle)
    place = ", ".join(part for part in (plan.place.name, *plan.place.whereabouts) if part)
    rows = (
        (_("Session"), slug),
        (_("Date"), _.date(plan.date) if plan.date else ""),
        (_("Time"), _hours(_, plan)),
        *((called, ", ".join(names)) for called, names in supporters_called(plan, _)),
        (_("Series"), plan.cycle),
        (_("Attendance"), _attendance(_, plan)),
        (_("Venue"), place or ("–" if plan.place.facts else "")),  # last: what is known of it follows
    )
    yield ""
    yield from (_("{label}: {value}", label=label, value=_inline(value)) for label, value in rows if value)
    yield from (f"  - {_inline(fact)}" for fact in plan.place.facts)


def _hours(_: Language, plan: Plan) -> str:
    return "–".join(_.time(moment) for moment in (plan.starts_at, plan.ends_at) if moment)


def _attendance(_: Language, plan: Plan) -> str:
    attendance = plan.attendance
    counted, groups = people_counted(attendance, _), ", ".join(attendance.groups)
    if not (counted and groups):
        return counted or groups
    return f"{counted} · {groups}" if counted.endswith(")") else f"{counted} ({groups})"


def _hours_of(session: Session, now: datetime) -> Sequence[PlannedPhase]:
    """The phases with the hours the programme gives them, whatever has begun; later where the day was let slip."""
    return planned_day(session.plan, now, slips=session.slips).phases_with_hours


def _details(_: Language, phase: Phase) -> Iterator[str]:
    yield from _timing(_, phase)
    if phase.tables:
        yield _.plural("{n} table", "{n} tables", phase.tables)
    if phase.question:
        yield _.quoted(_inline(phase.question))
    for asked in phase.round_setups:
        yield _("Round {number}", number=asked.number) + " · " + _.quoted(_inline(asked.question))
    for setup in phase.table_setups:
        question = _.quoted(setup.question) if setup.question else ""
        steps = _("step-free") if setup.step_free else ""
        parts = (table_called(phase, setup.number, _), setup.place, setup.host, steps, question)
        yield _inline(" · ".join(filter(None, parts)))
    if phase.study is not None:
        study = phase.study
        author = ", ".join(part for part in (study.author, study.author_role) if part)
        yield from (_inline(part) for part in (study.title, author) if part)
        yield from (f"{number}. {_inline(axis.question)}" for number, axis in enumerate(study.axes, 1))
    for number, speaker in enumerate(phase.speakers, 1):
        absent = _("absent") if speaker.absent else ""
        words = ", ".join(part for part in (speaker.name, speaker.role, speaker.organisation, absent) if part)
        yield f"{number}. {_inline(words)}"


def _timing(_: Language, phase: Phase) -> Iterator[str]:
    """What the clock goes by, where it was said."""
    if phase.starts_at:
        yield _("fixed start at {time}", time=_.time(phase.starts_at))
    if phase.minimum is not None:
        yield _("at least {duration}", duration=_.minutes(phase.least))
    if phase.priority is Priority.LOW:
        yield _("shortened first if the day runs late")
    elif phase.priority is Priority.HIGH:
        yield _("shortened last if the day runs late")
    if phase.rounds > 1:
        yield _.plural("{n} round", "{n} rounds", phase.rounds)
    if phase.read_back:
        yield _("lists read back {duration} before the end", duration=_.minutes(phase.read_back))


def _noted(_: Language, session: Session) -> Iterator[str]:
    standing = [note for note in session.notes.values() if not note.withdrawn]
    titles = {
        NoteKind.FACT: _("Facts about the venue"),
        NoteKind.FINDING: _("Findings from the study"),
        NoteKind.REMARK: _("Panel remarks"),
        NoteKind.NOTE: _("Notes"),
    }
    for kind, title in titles.items():
        texts = [note for note in standing if note.kind is kind]
        if texts:
            yield ""
            yield title
            yield from (f"  - {_inline(note.text)}" + _about(_, session.plan, note) for note in texts)


def _about(_: Language, plan: Plan, note: Note) -> str:
    """Whose words they are, or which axis they answer; whether they are kept for the report."""
    words = " · ".join(filter(None, (about_words(_, plan, note), _(KEPT) if note.kept else "")))
    return f" ({_inline(words)})" if words else ""


def _inline(text: str) -> str:
    return one_line(text)


COMMAND = Command(
    "show",
    show,
    N_("Show the programme of a session and the number of its ideas."),
    "facilitate show paris --toml > programme.toml",
)
