"""Trying a device before the tables begin: a text goes the way of an idea, and counts nowhere."""

from __future__ import annotations

from facilitate.domain.acts.trials import TrialRecorded
from facilitate.domain.errors import N_, Refused
from facilitate.domain.event import Event
from facilitate.domain.text import required
from facilitate.workshop.cases.ideas import Ideas
from facilitate.workshop.recorder.recorder import Recorder


class Trials:
    """Use cases about trials."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def record(self, table: int, text: str) -> Event:
        """Try the way of an idea for that table; refused once its phase has begun, for then people write ideas."""
        self._recorder.refresh()
        Ideas(self._recorder).check_table(table)
        if not self._recorder.session.before_ideas:
            raise Refused(N_("The table session has started: trials are over, and what you write is saved as an idea."))
        (event,) = self._recorder.record(TrialRecorded(table, required(text)))
        return event
