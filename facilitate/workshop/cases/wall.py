"""Choosing what is projected for the room."""

from __future__ import annotations

from facilitate.domain.live import Wall, WallChosen
from facilitate.workshop.recorder.recorder import Desk


class Projection:
    """What the second screen shows."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def show(self, wall: Wall) -> Wall:
        """Choose it; what is shown already is not chosen again, so that one undo goes back."""
        self._desk.refresh()
        if wall is not self._desk.session.wall:
            self._desk.do(WallChosen(wall.value))
        return wall
