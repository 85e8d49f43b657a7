"""The head of a phase: what it is, its times, and what the facilitator says first."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from facilitate.domain.errors import N_
from facilitate.domain.programme.plan import PhaseKind, Study
from facilitate.domain.session import Session
from facilitate.i18n import Language
from facilitate.tui.plain import joined, pieces, plain
from facilitate.tui.widgets import times
from facilitate.tui.widgets.agenda_rows import SIGNS, STATES
from facilitate.workshop.report.counts import counts
from facilitate.workshop.report.wording import counts_sentence
from facilitate.workshop.schedule.agenda import AgendaLine, PhaseState
from facilitate.workshop.schedule.rounds import RoundNow, round_now


def phase_head(session: Session, line: AgendaLine, _: Language) -> Content:
    """The title, its times, and what the kind of phase brings."""
    sign, style = SIGNS[line.state]
    state = (f"{sign} {_(STATES[line.state])}".strip(), style)
    title = pieces((line.phase.title, "bold"), "  ", state)
    return plain("\n").join([title, pieces((_times(line, _), "$text-muted")), *_own(session, line, _)])


def _times(line: AgendaLine, _: Language) -> str:
    planned = _(
        N_("planned {start}–{end}"), start=_.column_time(line.planned_start), end=_.column_time(line.planned_end)
    )
    parts = [planned]
    if line.real_start:
        parts.append(_(N_("began {time}"), time=_.column_time(line.real_start)))
    elif line.state is PhaseState.TO_COME and _.column_time(line.expected_start) != _.column_time(line.planned_start):
        parts.append(_(N_("expected {time}"), time=_.column_time(line.expected_start)))
    if line.real_end:
        parts.append(_(N_("ended {time}"), time=_.column_time(line.real_end)))
    if line.extra:
        parts.append(f"{line.extra:+d} min".replace("-", "−"))
    return " · ".join(parts)


def _own(session: Session, line: AgendaLine, _: Language) -> Iterator[Content]:
    phase = line.phase
    if phase.kind is PhaseKind.VENUE:
        place = session.plan.place
        yield joined([part for part in (place.name, *place.whereabouts) if part])
    elif phase.kind is PhaseKind.STUDY and phase.study:
        yield from _study(phase.study, _)
    elif phase.kind is PhaseKind.TABLES:
        if now := round_now(line):
            yield pieces((round_words(now, _), "$accent bold"))
        if phase.question:
            yield pieces("\n", (phase.question, "$accent"))
    elif phase.kind in (PhaseKind.SYNTHESIS, PhaseKind.CLOSING):
        yield plain("\n" + counts_sentence(counts(session), _))
        keys = _(N_("t opens the sorting, p the publication."))
        yield pieces((keys, "$text-muted"))


def round_words(now: RoundNow, _: Language) -> str:
    """Which round it is, and what is left of it."""
    params = {"number": now.number, "of": now.of, "duration": times.lasting(now.left, _)}
    if now.changing:
        return _(N_("change of tables after round {number} of {of}: {duration} left"), **params)
    return _(N_("round {number} of {of}: {duration} left"), **params)


def _study(study: Study, _: Language) -> Iterator[Content]:
    if study.title:
        yield plain(_.quoted(study.title))
    author = ", ".join(part for part in (study.author, study.author_role) if part)
    asked = (
        _.plural("{n} person interviewed", "{n} people interviewed", study.interviewees) if study.interviewees else ""
    )
    if parts := [part for part in (author, study.method, asked) if part]:
        yield joined(parts)
