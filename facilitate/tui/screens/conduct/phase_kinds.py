"""What is shown of a phase while it is on, and what is noted in it: its head and its rows, by its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Phase
from facilitate.domain.session import Session
from facilitate.domain.values.ideas import Idea
from facilitate.domain.values.notes import NoteKind
from facilitate.i18n import Language
from facilitate.labels import KEPT, QUOTING, WITHDRAWN, quoting, tables_tried
from facilitate.tui.plain import joined, pieces, plain
from facilitate.tui.screens.conduct.table_shape import Room, TableShape
from facilitate.tui.themes import category_style
from facilitate.tui.widgets import times
from facilitate.tui.widgets.agenda_rows import SIGNS, STATES
from facilitate.tui.widgets.cells import bar
from facilitate.tui.widgets.rows.row import GAP, ListRow
from facilitate.workshop.cases.panel import SpeakingTime, speaking_times
from facilitate.workshop.report.asked import asked_in, asks_by_round
from facilitate.workshop.report.counts import counts, phase_counts
from facilitate.workshop.report.wording import asked_whom, asked_words, counts_sentence
from facilitate.workshop.schedule.agenda import AgendaLine, PhaseState
from facilitate.workshop.schedule.rounds import round_asked, round_now
from facilitate.workshop.views import conduct as view
from facilitate.workshop.views.table_flags import TableFlag
from facilitate.workshop.workshop import Workshop

if TYPE_CHECKING:
    from facilitate.tui.dialogs.entry_texts import EntryForm

IDEA, TABLE, CATEGORY = "idea/", "table/", "category/"
# What stands of each table: its ideas as a bar and a number, so many cells wide, and the two columns beside them.
_TABLES = "tables"


# In French a word that agrees with what it is said of.
_NOTE_WITHDRAWN = {
    NoteKind.FACT: N_("fact withdrawn"),
    NoteKind.FINDING: N_("finding withdrawn"),
    NoteKind.REMARK: N_("remark withdrawn"),
    NoteKind.NOTE: N_("note withdrawn"),
}


@dataclass(frozen=True, slots=True)
class PhaseSeen:
    """A phase as it is seen now; `present` asks for the roles that are open, `flags` are the tables to be told.

    `room` is what the page leaves for each thing.
    """

    session: Session
    line: AgendaLine
    now: datetime
    present: Callable[[], Iterable[str]]
    flags: tuple[TableFlag, ...] = ()
    room: Room = Room()


def _nothing(_seen: PhaseSeen, _: Language) -> Iterator[ListRow]:
    return iter(())


def _no_words(_seen: PhaseSeen, _: Language) -> Iterator[Content]:
    return iter(())


@dataclass(frozen=True, slots=True)
class PhaseDisplay:
    """What a kind of phase brings to the facilitator’s page.

    `head` is said first, below the title and the times; `rows` stand above what the phase holds and the notes taken in
    it (`views.conduct.groups`). It is `lively` where time alone changes what is shown. `entry` asks for what is noted
    instead of a note, about the thing of that key if one is highlighted.
    """

    head: Callable[[PhaseSeen, Language], Iterator[Content]] = _no_words
    rows: Callable[[PhaseSeen, Language], Iterator[ListRow]] = _nothing
    lively: bool = False
    entry: Callable[[Workshop, Phase, str, Language], EntryForm] | None = None


def display_of(phase: Phase) -> PhaseDisplay:
    """What the kind of a phase brings."""
    return DISPLAYS.get(phase.kind.name, _PLAIN)


def phase_head(seen: PhaseSeen, _: Language) -> Content:
    """The title, its times, and what the kind of phase brings."""
    line = seen.line
    sign, style = SIGNS[line.state]
    state = (f"{sign} {_(STATES[line.state])}".strip(), style)
    title = pieces((line.phase.title, "bold"), "  ", state)
    own = display_of(line.phase).head(seen, _)
    return plain("\n").join([title, pieces((_times(line, _), "$text-muted")), *own])


def _times(line: AgendaLine, _: Language) -> str:
    parts = [_planned(line, _)]
    if line.real_start:
        parts.append(_(N_("started {time}"), time=_.time(line.real_start)))
    elif _expected_otherwise(line, _):
        parts.append(_(N_("expected start {time}"), time=_.time(line.expected_start)))
    if line.real_end:
        parts.append(_(N_("ended {time}"), time=_.time(line.real_end)))
    if line.extra:
        parts.append(f"{'+' if line.extra > 0 else ''}{_.minutes(line.extra)}")
    return " · ".join(parts)


def _planned(line: AgendaLine, _: Language) -> str:
    """The planned hours; where there are none, how long the phase lasts."""
    if line.planned_start and line.planned_end:
        sentence = N_("moved: {start}–{end}") if line.moved else N_("planned {start}–{end}")
        return _(sentence, start=_.time(line.planned_start), end=_.time(line.planned_end))
    return _.minutes(line.phase.minutes)


def _expected_otherwise(line: AgendaLine, _: Language) -> bool:
    """Whether a phase to come is expected at another time than was planned."""
    planned = line.planned_start
    return line.state is PhaseState.TO_COME and planned is not None and _.time(line.expected_start) != _.time(planned)


def phase_rows(seen: PhaseSeen, _: Language) -> tuple[ListRow, ...]:
    """Everything to be seen and noted in a phase."""
    session, phase = seen.session, seen.line.phase
    rows = [*display_of(phase).rows(seen, _)]
    spoken = {each.speaker.key: each for each in speaking_times(session, phase, seen.now)}
    for group in view.groups(session, phase):
        if group.notes:
            rows.append(_heading("notes", _(N_("Notes on this phase"))))
        number = 0
        for item in group.items:
            number += item.kind in (view.ItemKind.AXIS, view.ItemKind.SPEAKER)
            rows.append(_item(item, number, spoken.get(item.about), _))
    return over_columns(rows)


def over_columns(rows: Sequence[ListRow]) -> tuple[ListRow, ...]:
    """Return the rows with the heading of the tables above their columns, which begin beside the widest reference."""
    lead = max((row.lead.cell_length for row in rows if not row.heading), default=0)
    columns = f"heading/{_TABLES}"
    return tuple(
        replace(row, text=plain(f"{' ' * (lead + GAP)}{row.text.plain}")) if row.key == columns else row for row in rows
    )


def _heading(key: str, text: str, trail: str = "") -> ListRow:
    return ListRow(f"heading/{key}", plain(text), trail=plain(trail), heading=True)


def _item(item: view.Item, number: int, spoken: SpeakingTime | None, _: Language) -> ListRow:
    if item.kind is view.ItemKind.AXIS:
        return ListRow(item.key, pieces((item.text, "bold")), pieces((str(number), "$accent")))
    if item.kind is view.ItemKind.SPEAKER:
        below = ("\n", (item.detail, "$text-muted")) if item.detail else ()
        trail, absent = _spoken(spoken, _), spoken is not None and spoken.speaker.absent
        return ListRow(
            item.key, pieces((item.text, "bold"), *below), pieces((str(number), "$accent")), trail, dim=absent
        )
    note, lead = item.note, plain("–")
    parts: list[str | Content | tuple[str, str]] = [item.text]
    # What was withdrawn is quoted in no way: how it may be would read as if the name alone were taken back.
    if note is not None and note.withdrawn:
        parts += [" · ", (_(_NOTE_WITHDRAWN[note.kind]), "$warning")]
    elif note is not None and note.kind is NoteKind.REMARK:
        parts.append((f" · {_(QUOTING[quoting(note)])}", "$accent" if note.quotable else "$text-muted"))
        if note.kept:
            parts.append((f" · {_(KEPT)}", "$accent bold"))
            lead = pieces(("★", "$accent"))
    return ListRow(item.key, pieces(*parts), lead, dim=note is not None and note.withdrawn)


def _spoken(time: SpeakingTime | None, _: Language) -> Content:
    """How long somebody has spoken, against their share; more than the share is told in another colour."""
    if time is None or (not time.spoken and not time.speaking and not time.speaker.absent):
        return plain("")
    if time.speaker.absent:
        return pieces((_(N_("absent")), "$warning"))
    over = time.spoken > time.share
    style = "$warning" if over else "$accent" if time.speaking else ""
    share = _.minutes(round(time.share.total_seconds() / 60))
    spoken = _(N_("{spoken} of {share}"), spoken=times.lasting(time.spoken, _), share=share)
    return pieces((f"▶ {spoken}" if time.speaking else spoken, style))


def _tables(seen: PhaseSeen, _: Language) -> Iterator[ListRow]:
    session, phase = seen.session, seen.line.phase
    turn = view.round_counted(session, phase, seen.now)
    glances = view.tables(session, phase, seen.present(), turn)
    flags = {flag.table: flag for flag in seen.flags}
    shape = TableShape.fitting(glances, seen.now, seen.room, _, turn)
    tried = tables_tried(session, _) if phase.key == session.phase_for_ideas else ""
    yield _heading(_TABLES, tried or shape.heading(_))
    for glance in glances:
        number = glance.count.table
        text = shape.line(glance, flags.get(number), seen.now, _)
        yield ListRow(f"{TABLE}{number}", text, plain(f"T{number}"))
    yield from _feed(seen, _)


def _feed(seen: PhaseSeen, _: Language) -> list[ListRow]:
    ideas = view.feed(seen.session, seen.line.phase)
    if not ideas:
        return []
    return [_heading("feed", _(N_("Latest ideas"))), *(_idea(idea, _) for idea in ideas)]


def _idea(idea: Idea, _: Language) -> ListRow:
    text = pieces(idea.text, " · ", (_(WITHDRAWN), "$warning")) if idea.withdrawn else plain(idea.text)
    return ListRow(f"{IDEA}{idea.id}", text, plain(idea.ref), dim=idea.withdrawn)


def _typology(seen: PhaseSeen, _: Language) -> Iterator[ListRow]:
    glances = view.typology(seen.session)
    most = max((glance.proposals for glance in glances), default=0)
    heading = _heading("typology", _(N_("Typology: proposals in each category")))
    if glances:
        yield heading
    for place, glance in enumerate(glances):
        yield ListRow(
            f"{CATEGORY}{glance.key}",
            plain(glance.title),
            pieces((bar(glance.proposals, most), category_style(place)), f"{glance.proposals:>4}"),
        )


def _venue_words(seen: PhaseSeen, _: Language) -> Iterator[Content]:
    place = seen.session.plan.place
    yield joined([part for part in (place.name, *place.whereabouts) if part])


def _study_words(seen: PhaseSeen, _: Language) -> Iterator[Content]:
    study = seen.line.phase.study
    if study is None:
        return
    if study.title:
        yield plain(_.quoted(study.title))
    author = ", ".join(part for part in (study.author, study.author_role) if part)
    asked = (
        _.plural("{n} person interviewed", "{n} people interviewed", study.interviewees) if study.interviewees else ""
    )
    if parts := [part for part in (author, study.method, asked) if part]:
        yield joined(parts)


def _tables_words(seen: PhaseSeen, _: Language) -> Iterator[Content]:
    phase, now = seen.line.phase, round_now(seen.line)
    if now:
        yield pieces((times.round_words(now, _), "$accent bold"))
    if asks_by_round(phase) and not view.round_counted(seen.session, phase, seen.now):
        yield from _asked_words(seen, _)
        return
    asked = round_asked(seen.session, phase, seen.now)
    if question := phase.question_in(asked):
        yield pieces("" if seen.room.low else "\n", (question, "$accent"))
    if asked:
        yield pieces((_round_counted(seen, asked, _), "$text-muted"))
    coming = phase.question_in(asked + 1)
    if now and now.changing and coming not in ("", question):
        yield pieces((_(N_("Next: {phase}"), phase=coming), "$text-muted"))


def _asked_words(seen: PhaseSeen, _: Language) -> Iterator[Content]:
    """What each round of a phase that is over was asked, with the ideas it had."""
    phase = seen.line.phase
    count = next((each for each in phase_counts(seen.session) if each.phase == phase.key), None)
    for each in asked_in(phase, count):
        yield plain(" · ".join([*asked_whom(each, _), asked_words(each, _)]))


def _round_counted(seen: PhaseSeen, turn: int, _: Language) -> str:
    """How many ideas stand in the round, and how many in the whole phase."""
    session, phase = seen.session, seen.line.phase
    of_round, of_phase = (
        sum(glance.ideas for glance in view.tables(session, phase, (), number)) for number in (turn, 0)
    )
    return " · ".join(
        (
            _.plural("Round {number}: {n} idea", "Round {number}: {n} ideas", of_round, number=turn),
            _.plural("whole phase: {n} idea", "whole phase: {n} ideas", of_phase),
        )
    )


def _counted_words(seen: PhaseSeen, _: Language) -> Iterator[Content]:
    yield plain("\n" + counts_sentence(counts(seen.session), _))
    keys = _(N_("t: synthesis · p: publish"))
    yield pieces((keys, "$text-muted"))


_PLAIN = PhaseDisplay()
# By the word for the kind; others have their notes alone.
DISPLAYS = {
    "venue": PhaseDisplay(_venue_words),
    "study": PhaseDisplay(_study_words),
    "panel": PhaseDisplay(lively=True),
    "tables": PhaseDisplay(_tables_words, _tables, lively=True),
    "synthesis": PhaseDisplay(_counted_words, _typology),
    "closing": PhaseDisplay(_counted_words, _typology),
}
