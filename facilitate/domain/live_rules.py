"""What becomes of turns, the wall and links: one total rule for each act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from facilitate.domain.live import IdeaLinked, Turn, TurnStarted, TurnStopped, Wall, WallChosen
from facilitate.domain.void import VoidError

if TYPE_CHECKING:
    from facilitate.domain.events import Event
    from facilitate.domain.state import State


def stop_turn(state: State, phase: str, event: Event) -> None:
    """End whatever turn is open in a phase, with the phase's own clock."""
    turns = state.turns.get(phase, ())
    if turns and turns[-1].over is None:
        last = turns[-1]
        state.turns[phase] = (*turns[:-1], replace(last, over=max(last.begun, event.at)))


def _turn_started(state: State, event: Event, act: TurnStarted) -> None:
    phase = state.plan.phase(act.phase)
    if phase is None or act.speaker not in {speaker.key for speaker in phase.speakers}:
        raise VoidError(f"no speaker {act.speaker} in {act.phase}")
    stop_turn(state, act.phase, event)
    state.turns[act.phase] = (*state.turns.get(act.phase, ()), Turn(act.speaker, event.at))


def _turn_stopped(state: State, event: Event, act: TurnStopped) -> None:
    stop_turn(state, act.phase, event)


def _wall_chosen(state: State, _event: Event, act: WallChosen) -> None:
    state.wall = Wall(act.wall)


def _idea_linked(state: State, _event: Event, act: IdeaLinked) -> None:
    state.idea(act.idea)  # void where there is none
    if act.axis:
        state.links[act.idea] = act.axis
    else:
        state.links.pop(act.idea, None)


RULES: dict[type[Any], Callable[[State, Event, Any], None]] = {
    TurnStarted: _turn_started,
    TurnStopped: _turn_stopped,
    WallChosen: _wall_chosen,
    IdeaLinked: _idea_linked,
}
