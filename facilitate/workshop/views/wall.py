"""What is projected for the room, and what of the session everybody there may read.

Numbers, those on badges too, and the programme's own words: no note, nobody's name, nothing that was withdrawn.
Proposals are there only where the facilitator chose to project them; whoever shows them takes known names out of them
(`privacy.redactor`).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Phase
from facilitate.domain.session import Session
from facilitate.domain.values.proposals import Place
from facilitate.domain.values.wall import WallContent
from facilitate.workshop.report.counts import PhaseCount, TableCount, phase_counts, tables_of_phase
from facilitate.workshop.schedule.agenda import Agenda, PhaseState, Urgency, agenda, share_elapsed, urgency
from facilitate.workshop.schedule.rounds import RoundNow, round_for_ideas, round_now
from facilitate.workshop.views.conduct import typology

_OPEN_OR_TO_COME = (PhaseState.TO_COME, PhaseState.RUNNING, PhaseState.PAUSED)


@dataclass(frozen=True, slots=True)
class WallTable:
    """One table, with the ideas it puts forward; `question` is the one it alone is asked, if it has one."""

    table: int
    ideas: int
    name: str = ""
    question: str = ""
    closed: bool = False


@dataclass(frozen=True, slots=True)
class WallPhase:
    """A phase at tables by its title, with the ideas it puts forward."""

    title: str
    ideas: int


if TYPE_CHECKING:
    from facilitate.workshop.views.reportback import SpokenProposal


@dataclass(frozen=True, slots=True)
class WallProposal:
    """A proposal as it is worded, with the number of ideas that stand in it."""

    text: str
    ideas: int


@dataclass(frozen=True, slots=True)
class WallCategory:
    """One item of the typology, with the number of proposals under it; `filed` are they, where these are projected."""

    title: str
    proposals: int
    filed: tuple[WallProposal, ...] = ()


@dataclass(frozen=True, slots=True)
class WallView:
    """All that the wall may say. Between phases `left` is None and `phase` nothing; `next` is what comes then.

    While tables change, `coming` is what the next round asks, where it asks something else. `asked` is the title of the
    phase whose question it is while another one is on. A phase that has ended asks nobody any more.
    `counted` is the title of the phase whose ideas the tables have, where there are others beside it. Where no tables
    phase is on or to come any more, several are counted in `phases`, each under its title, and not the tables of the
    last as if it had been the only one; no title is that of a phase that was removed.
    Where seats are projected, `seats` are the numbers on badges, each with its table, in their order: of the round that
    is on, or while tables change of the one that begins; `seats_round` is its number, 0 where there is one round only.
    Where tables report back, `speaking` is the one that does (0: none), with the name it has, `spoken` what nobody said
    before it, and `speaking_left` the time it still has.
    """

    wall: WallContent
    event: str
    now: datetime
    phase: str
    next: str
    left: timedelta | None
    elapsed_share: float
    urgency: Urgency
    paused: bool
    round: RoundNow | None
    question: str
    tables: tuple[WallTable, ...]
    typology: tuple[WallCategory, ...]
    unfiled: int
    undecided: int
    coming: str = ""
    asked: str = ""
    counted: str = ""
    phases: tuple[WallPhase, ...] = ()
    seats: tuple[tuple[int, int], ...] = ()
    seats_round: int = 0
    speaking: int = 0
    speaking_name: str = ""
    spoken: tuple[WallProposal, ...] = ()
    speaking_left: timedelta | None = None


def wall_view(session: Session, now: datetime) -> WallView:
    """Return the wall at this moment."""
    day, turn = agenda(session, now), round_for_ideas(session, now)
    line, asked = day.current, _asking(session, day)
    return WallView(
        wall=session.wall,
        event=session.plan.title,
        now=now,
        phase=line.phase.title if line else "",
        next=day.next.phase.title if day.next else "",
        left=line.left if line else None,
        elapsed_share=share_elapsed(line) if line else 0.0,
        urgency=urgency(line) if line else Urgency.CALM,
        paused=line is not None and line.state is PhaseState.PAUSED,
        round=round_now(line) if line else None,
        question=asked.question_in(turn) if asked else "",
        tables=_tables(session, asked),
        typology=_typology(session),
        unfiled=sum(proposal.place is Place.UNFILED for proposal in session.proposals()),
        undecided=sum(proposal.place is Place.UNDECIDED for proposal in session.proposals()),
        coming=_coming(asked, turn) if asked else "",
        asked=asked.title if asked and line and line.phase.key != asked.key else "",
        counted=_counted(session),
        phases=_phases(session, day),
        **_seats(session, now),
        **_speaking(session, now),
    )


def _seats(session: Session, now: datetime) -> dict[str, Any]:
    """Return the table of each badge, where they are projected; nobody who left has one."""
    if session.wall is not WallContent.SEATS or not session.plan.tables_phases:
        return {}
    from facilitate.workshop.views.seating import seating_now

    seating = seating_now(session, now)
    taken = seating.taken() if session.people else {}
    found = sorted((seat.badge, table) for table, seats in taken.items() for seat in seats if seat.badge)
    return {"seats": tuple(found), "seats_round": seating.number_told}


def _speaking(session: Session, now: datetime) -> dict[str, Any]:
    """Return what the table that reports back adds, where that is projected."""
    speaking = session.report_back
    phase = session.plan.phase(speaking.phase) if speaking and speaking.table else None
    if session.wall is not WallContent.REPORT or speaking is None or phase is None:
        return {}
    from facilitate.workshop.views.reportback import report_back, time_left

    found = next((each for each in report_back(session, phase) if each.table == speaking.table), None)
    ideas = (
        {key: len(session.ideas_of(session.all_proposals[key])) for key in (one.proposal for one in found.new)}
        if found
        else {}
    )
    return {
        "speaking": speaking.table,
        "speaking_name": phase.table(speaking.table).name,
        "spoken": tuple(WallProposal(_starred(one), ideas[one.proposal]) for one in found.new) if found else (),
        "speaking_left": time_left(session, now),
    }


def _starred(one: SpokenProposal) -> str:
    return f"★ {one.wording}" if one.favourite else one.wording


def _counted(session: Session) -> str:
    phase = session.plan.phase(session.phase_for_ideas)
    return phase.title if phase and len(_counts(session)) > 1 else ""


def _counts(session: Session) -> list[PhaseCount]:
    """Return the counts of the phases of the programme, and of what was said in others where anything was."""
    return [count for count in phase_counts(session) if count.phase or count.received]


def _phases(session: Session, day: Agenda) -> tuple[WallPhase, ...]:
    """Return what each tables phase brought, once none of several is on or to come."""
    counts, plan = _counts(session), session.plan
    tables = {phase.key for phase in plan.tables_phases}
    is_over = not any(line.phase.key in tables and line.state in _OPEN_OR_TO_COME for line in day.lines)
    if len(counts) <= 1 or not is_over:
        return ()
    titles = {phase.key: phase.title for phase in plan.tables_phases}
    return tuple(
        WallPhase(titles.get(count.phase, ""), sum(each.standing for each in count.by_table)) for count in counts
    )


def _asking(session: Session, day: Agenda) -> Phase | None:
    """Return the tables phase whose question is open, or to come: at lunch nobody is to answer that of the morning."""
    states = {line.phase.key: line.state for line in day.lines}
    phase = session.plan.phase(session.phase_for_ideas)
    return phase if phase and states.get(phase.key) in _OPEN_OR_TO_COME else None


def _coming(asked: Phase, turn: int) -> str:
    later = asked.question_in(turn + 1) if turn < asked.rounds else ""
    return later if later != asked.question_in(turn) else ""


def _typology(session: Session) -> tuple[WallCategory, ...]:
    filed: dict[str, list[WallProposal]] = {}
    for proposal in session.proposals() if session.wall is WallContent.PROPOSALS else ():
        if proposal.place is Place.FILED:
            worded = WallProposal(session.wording(proposal), len(session.ideas_of(proposal)))
            filed.setdefault(proposal.category, []).append(worded)
    return tuple(
        WallCategory(glance.title, glance.proposals, tuple(filed.get(glance.key, ()))) for glance in typology(session)
    )


def _tables(session: Session, asking: Phase | None) -> tuple[WallTable, ...]:
    """Return the tables of the phase that ideas belong to, and others only while ideas of theirs stand."""
    phase = session.plan.phase(session.phase_for_ideas)
    last = phase.tables if phase else 0
    return tuple(
        _table(session, phase, asking, count)
        for count in tables_of_phase(session, phase.key if phase else "")
        if count.standing or count.table <= last
    )


def _table(session: Session, phase: Phase | None, asking: Phase | None, count: TableCount) -> WallTable:
    if phase is None:
        return WallTable(count.table, count.standing)
    setup, closed = phase.table(count.table), (phase.key, count.table) in session.closed_tables
    return WallTable(count.table, count.standing, setup.name, setup.question if asking else "", closed)
