"""Running the agenda."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from facilitate.domain.acts.phases import (
    DaySlipped,
    PhaseEnded,
    PhaseExtended,
    PhasePaused,
    PhaseResumed,
    PhaseStarted,
    RoundEnded,
    SessionReset,
)
from facilitate.domain.acts.programme import PlanSet
from facilitate.domain.acts.readback import ReadBackOpened
from facilitate.domain.errors import N_, Minutes, Refused
from facilitate.domain.phase_lookup import phase_named
from facilitate.domain.programme.plan import LONGEST_PHASE, Phase
from facilitate.workshop.recorder.recorder import Recorder, in_turn
from facilitate.workshop.schedule.agenda import PhaseState, agenda
from facilitate.workshop.schedule.planned import off_plan
from facilitate.workshop.schedule.recovery import Recovery
from facilitate.workshop.schedule.rounds import RoundNow, round_now
from facilitate.workshop.views.reset import DayContent, content_of_day

if TYPE_CHECKING:
    from facilitate.workshop.schedule.moved_day import Slip

LAST_PHASE = N_("This is the last phase. To finish, end it.")
LAST_ROUND = N_("This is the last round. To finish, end the phase.")
_EARLY = timedelta(minutes=15)  # before its fixed start, a phase may begin unasked


class Phases:
    """Use cases about phases. A phase is named by its key, its number in the agenda or its title."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def find(self, name: str) -> Phase:
        """Return the phase of that key, number or title."""
        return phase_named(self._recorder.session.plan, name)

    @in_turn
    def start(self, name: str, moves: Sequence[PlanSet] = (), *, reading_on: bool = False) -> Phase:
        """Begin a phase, or go back to it; the one that was on ends.

        `moves` correct the hours of the programme with it, as one gesture: those of a day that is moved to today.
        With `reading_on`, tables that read their lists back go on with it; else nobody is asked to any more.
        """
        phase = self.find(name)
        session = self._recorder.session
        if session.current == phase.key and session.runs[phase.key].running:
            raise Refused(N_("“{phase}” is already under way."), phase=phase.title)
        lists = [ReadBackOpened(session.reading_back)] if reading_on and session.reading_back else []
        self._recorder.record(*moves, PhaseStarted(phase.key), *lists)
        return phase

    def start_next(self, moves: Sequence[PlanSet] = ()) -> Phase:
        """Begin the phase that is next for whoever asks, as `start` does: of two who ask at once, nobody skips one."""
        return self.start(self.following().key, moves)

    def following(self) -> Phase:
        """Return the first phase after the current one (or after the last that ended); raises `Refused` at the end.

        Those that are over are passed by: whoever goes back to an earlier phase goes on where the day was.
        """
        session = self._recorder.session
        phases = session.plan.phases
        keys = [phase.key for phase in phases]
        place = keys.index(session.current) if session.current in keys else session.reached
        for phase in phases[place + 1 :]:
            run = session.runs.get(phase.key)
            if run is None or not run.ended:
                return phase
        if session.current:
            raise Refused(LAST_PHASE)
        raise Refused(N_("This was the last phase of the agenda."))

    @in_turn
    def pause(self) -> Phase:
        """Stop the clock of the current phase."""
        phase = self.current()
        if not self._recorder.session.runs[phase.key].running:
            raise Refused(N_("“{phase}” is already paused."), phase=phase.title)
        self._recorder.record(PhasePaused(phase.key))
        return phase

    @in_turn
    def resume(self) -> Phase:
        """Let the clock of the current phase go on."""
        phase = self.current()
        if self._recorder.session.runs[phase.key].running:
            raise Refused(N_("“{phase}” is not paused."), phase=phase.title)
        self._recorder.record(PhaseResumed(phase.key))
        return phase

    @in_turn
    def extend(self, minutes: int, name: str = "") -> Phase:
        """Give a phase (the current one by default) more minutes, or fewer when negative."""
        phase = self.find(name) if name else self.current()
        if not minutes or abs(minutes) > LONGEST_PHASE:
            raise Refused(
                N_("Give a number of minutes from 1 to {most}, or from -1 to -{most} to shorten the phase."),
                most=LONGEST_PHASE,
            )
        run = self._recorder.session.runs.get(phase.key)
        if run and run.ended:
            raise Refused(N_("“{phase}” has finished: its length can no longer be changed."), phase=phase.title)
        left = phase.minutes + (run.extra if run else 0)
        if minutes < 0 and left + minutes < 1:
            raise Refused(
                N_("“{phase}” lasts only {minutes}. Take off fewer minutes, or end the phase."),
                phase=phase.title,
                minutes=Minutes(left),
            )
        self._recorder.record(PhaseExtended(phase.key, minutes))
        return phase

    @in_turn
    def recover(self, recovery: Recovery) -> Recovery:
        """Take the time a recovery takes, as one gesture; raises `Refused` where its phases last otherwise by now."""
        session = self._recorder.session
        for cut in recovery.cuts:
            phase, run = session.plan.phase(cut.phase.key), session.runs.get(cut.phase.key)
            if phase is None or phase.minutes + (run.extra if run else 0) != cut.minutes + cut.taken:
                raise Refused(N_("The agenda has changed meanwhile. Look at the options again, then choose one."))
        self._recorder.record(*(PhaseExtended(cut.phase.key, -cut.taken) for cut in recovery.cuts))
        return recovery

    @in_turn
    def slip(self) -> Slip:
        """Let everything that is to come slip by the delay, as one gesture; raises `Refused` where nothing is late."""
        from facilitate.workshop.schedule.moved_day import slip

        session = self._recorder.session
        found = slip(agenda(session, self._recorder.now()), session.plan)
        if found is None:
            raise Refused(N_("The planned times still hold: there is nothing to catch up on."))
        self._recorder.record(*found.moves, DaySlipped(found.phase, found.minutes))
        return found

    def off_plan(self) -> timedelta | None:
        """Return how far from its planned start a day would begin now that has not begun; None where that is near."""
        session = self._recorder.session
        begun = any(run.started_at for run in session.runs.values())
        return None if begun else off_plan(session.plan, self._recorder.now())

    def fixed_ahead(self, phase: Phase) -> datetime | None:
        """Return the fixed start of a phase that would begin long before it; None where it is near, or gone by.

        In a rehearsal, where phases are passed over at any hour, it is None.
        """
        session, now = self._recorder.session, self._recorder.now()
        if phase.starts_at is None or session.rehearsal:
            return None
        line = next((line for line in agenda(session, now).lines if line.phase.key == phase.key), None)
        waits = line and line.state is PhaseState.TO_COME and line.fixed and line.fixed - now > _EARLY
        return line.fixed if line and waits else None

    def moved_day(self, *, with_fixed: bool) -> Sequence[PlanSet]:
        """Return what moves the day to now; fixed starts that keep their hour and have gone by are fixed no more."""
        from facilitate.workshop.schedule.moved_day import moved_to

        return moved_to(self._recorder.session.plan, self._recorder.now(), with_fixed=with_fixed)

    @in_turn
    def end(self) -> Phase:
        """End the current phase without starting another."""
        phase = self.current()
        self._recorder.record(PhaseEnded(phase.key))
        return phase

    @in_turn
    def end_round(self) -> RoundNow:
        """End the round that is on, or the change-over after it, and return which; the phase ends when it would.

        What was left of it goes to the rounds that follow.
        """
        phase = self.current()
        if phase.rounds < 2:  # noqa: PLR2004 -- one round is none
            raise Refused(N_("“{phase}” has a single round."), phase=phase.title)
        line = agenda(self._recorder.session, self._recorder.now()).current
        now = round_now(line) if line else None
        if now is None or (now.number == now.of and not now.changing):
            raise Refused(LAST_ROUND)
        self._recorder.record(RoundEnded(phase.key))
        return now

    def to_reset(self) -> DayContent:
        """Return what a reset would take out now; raises `Refused` where the session has not begun."""
        self._recorder.refresh()
        found = content_of_day(self._recorder.session)
        if found.nothing:
            raise Refused(N_("This session has not started: there is nothing to reset."))
        return found

    def reset(self, agreed: DayContent) -> DayContent:
        """Go back to the preparation: take out what somebody agreed to. What came in since they were asked counts."""
        self._recorder.record(SessionReset(agreed.ideas, agreed.notes))
        return agreed

    def current(self) -> Phase:
        """Return the phase that is on."""
        session = self._recorder.session
        phase = session.plan.phase(session.current)
        if phase is None and self._over():
            raise Refused(N_("The session has ended: no phase is under way any more."))
        if phase is None:
            raise Refused(N_("No phase under way. Start one first."))
        return phase

    def _over(self) -> bool:
        return agenda(self._recorder.session, self._recorder.now()).over
