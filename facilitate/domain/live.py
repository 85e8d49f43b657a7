"""What happens live in the room: who speaks, what the wall shows, which question of the study an idea answers."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from facilitate.domain.frozen import dataclass


class Wall(StrEnum):
    """What is projected for the room."""

    CLOCK = "clock"
    QUESTION = "question"
    COUNTS = "counts"
    TYPOLOGY = "typology"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class TurnStarted:
    """A speaker of a panel begins; whoever spoke stops."""

    kind = "turn.started"
    phase: str
    speaker: str


@dataclass(frozen=True, slots=True)
class TurnStopped:
    """Nobody speaks."""

    kind = "turn.stopped"
    phase: str


@dataclass(frozen=True, slots=True)
class WallChosen:
    """The facilitator chose what is projected."""

    kind = "wall.chosen"
    wall: str


@dataclass(frozen=True, slots=True)
class IdeaLinked:
    """An idea answers an axis of the study; an empty one takes the link away."""

    kind = "idea.linked"
    idea: str
    axis: str


LiveAct = TurnStarted | TurnStopped | WallChosen | IdeaLinked


@dataclass(frozen=True, slots=True)
class Turn:
    """One stretch in which a speaker spoke; the last is open while somebody does."""

    speaker: str
    begun: datetime
    over: datetime | None = None

    def lasted(self, now: datetime) -> timedelta:
        """How long it took; never negative, whatever clocks said."""
        return max(timedelta(), (self.over or now) - self.begun)
