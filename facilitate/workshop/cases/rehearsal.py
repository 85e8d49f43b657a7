"""Rehearsing: how fast time goes, and what becomes of it."""

from __future__ import annotations

from datetime import UTC

from facilitate.domain.acts.phases import PhaseEnded
from facilitate.domain.acts.programme import PlanSet
from facilitate.domain.acts.rehearsal import RehearsalKept, RehearsalTimed
from facilitate.domain.errors import N_, Refused
from facilitate.domain.text import required
from facilitate.domain.values.rehearsal import FASTEST, SLOWEST, Rehearsal
from facilitate.workshop.recorder.recorder import Recorder, in_turn


class Rehearsals:
    """Use cases about a session that is a rehearsal; all are refused where it is none."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    @in_turn
    def set_speed(self, speed: int) -> Rehearsal:
        """Let time go so many times as fast from now on."""
        self._recorder.refresh()
        before = self.get()
        if not SLOWEST <= speed <= FASTEST:
            raise Refused(N_("The speed is a number from {least} to {most}."), least=SLOWEST, most=FASTEST)
        if speed != before.speed:
            real = before.real_at(self._recorder.now()).astimezone(UTC)
            self._recorder.record(RehearsalTimed(before.of, real.isoformat(), speed))
        return self.get()

    @in_turn
    def keep(self, title: str = "") -> None:
        """Make it a session of its own, which goes by the clock of the room; the phase that is on ends with it.

        A title that is given is its own from then on, and an undo brings back both.
        """
        self._recorder.refresh()
        kept, current = RehearsalKept(self.get().of), self._recorder.session.current
        titled = [PlanSet("title", required(title))] if title else []
        self._recorder.record(*titled, *([PhaseEnded(current)] if current else []), kept)

    def get(self) -> Rehearsal:
        """Return what is known of it; raises `Refused` where the session is no rehearsal."""
        found = self._recorder.session.rehearsal
        if found is None:
            raise Refused(N_("This session is not a rehearsal. To rehearse it: “facilitate run SESSION --rehearse”."))
        return found
