"""Plays the Paris event through the ordinary use cases."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum

from facilitate.demo.script import at, script
from facilitate.domain.errors import Message
from facilitate.workshop.history.sentences import describe
from facilitate.workshop.workshop import Workshop

Progress = Callable[[int, int, Message], None]


class Stage(StrEnum):
    """How far the event is played."""

    PREPARED = "prepared"
    TABLES = "tables"
    SORTING = "sorting"
    DONE = "done"


_BEGINS = at(13, 30)
_REACHED = {
    Stage.PREPARED: at(13, 55),
    Stage.TABLES: at(17, 0),
    Stage.SORTING: at(17, 36, 20),
    Stage.DONE: at(18, 10),
}


class ScriptedClock:
    """Shows the time the script says, moved by `shift` so that an afternoon of 2021 can end now."""

    def __init__(self, shift: timedelta = timedelta()) -> None:
        self._shift = shift
        self._moment = _BEGINS

    @classmethod
    def reaching(cls, stage: Stage, now: datetime) -> ScriptedClock:
        """The clock of a demo that reaches its stage now."""
        return cls(now - _REACHED[stage])

    def now(self) -> datetime:
        """The time as the acts are stamped with it."""
        return self._moment + self._shift

    def go_to(self, moment: datetime) -> None:
        """Let the day go on to a time of the script."""
        self._moment = moment


class DemoIds:
    """Ids that are always the same, so that the example of the repository is too."""

    def __init__(self) -> None:
        self._drawn = 0

    def tokens(self, count: int) -> list[str]:
        """The next ones of an endless, fixed row."""
        return [self._next() for _ in range(count)]

    def _next(self) -> str:
        self._drawn += 1
        digest = hashlib.sha256(f"paris {self._drawn}".encode()).digest()
        return base64.b32encode(digest[:5]).decode("ascii").lower()


def play(workshop: Workshop, stage: Stage, clock: ScriptedClock, progress: Progress | None = None) -> None:
    """Play a session just created from `programme()` up to a stage; `clock` is the one the workshop was given.

    `progress` hears of each act: its number, how many there are, and what it was.
    """
    steps = script(_REACHED[stage])
    for number, step in enumerate(steps, 1):
        clock.go_to(step.at)
        step.do(workshop)
        if progress:
            progress(number, len(steps), describe(workshop.timeline.events[-1:], workshop.timeline))
    clock.go_to(_REACHED[stage])
