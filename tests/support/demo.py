"""The Paris event in memory."""

from __future__ import annotations

from facilitate.demo.materials import programme
from facilitate.demo.play import DemoIds, Progress, ScriptedClock, Stage, play
from facilitate.domain.acts.programme import SessionCreated
from facilitate.domain.programme.document import complete
from facilitate.workshop.recorder.recorder import Recorder
from facilitate.workshop.workshop import Workshop
from tests.support.workshops import FakeLog


def played(stage: Stage, clock: ScriptedClock | None = None, progress: Progress | None = None) -> Workshop:
    log, clock, ids = FakeLog(), clock or ScriptedClock(), DemoIds()
    Recorder(log, clock, ids).record(SessionCreated(complete(programme())))
    workshop = Workshop(log, clock, ids)
    play(workshop, stage, clock, progress)
    return workshop
