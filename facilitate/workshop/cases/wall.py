"""Choosing what is projected for the room."""

from __future__ import annotations

from facilitate.domain.acts.wall import WallChosen
from facilitate.domain.values.wall import WallContent
from facilitate.workshop.recorder.recorder import Recorder


class Wall:
    """Use cases about what the second screen shows."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def show(self, wall: WallContent) -> WallContent:
        """Choose what is projected; what is shown already is not chosen again, so that one undo goes back."""
        self._recorder.refresh()
        if wall is not self._recorder.session.wall:
            self._recorder.record(WallChosen(wall.value))
        return wall
