"""What is projected, chosen with one key."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from facilitate.domain.errors import N_
from facilitate.domain.values.wall import Wall
from facilitate.i18n import Language
from facilitate.tui.dialogs.questions import Choose
from facilitate.tui.plain import pieces, plain
from facilitate.tui.widgets.rows.rows import Row

_CHOICES = {
    Wall.CLOCK: ("c", N_("The clock, as large as the screen")),
    Wall.QUESTION: ("q", N_("The question being worked on")),
    Wall.COUNTS: ("i", N_("The ideas of each table")),
    Wall.TYPOLOGY: ("t", N_("The typology, as bars")),
    Wall.BLANK: ("b", N_("Nothing: an empty screen")),
}


class WallChoice(Choose):
    """Each choice has its letter; what is projected now is highlighted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"take('{wall.value}')", show=False) for wall, (key, _label) in _CHOICES.items()
    ]

    def __init__(self, shown: Wall, language: Language) -> None:
        rows = [
            Row(wall.value, plain(language(label)), pieces((key, "$accent"))) for wall, (key, label) in _CHOICES.items()
        ]
        super().__init__(language(N_("What should the room see?")), rows, language, begin=shown.value)

    def action_take(self, wall: str) -> None:
        """Choose by letter."""
        self.dismiss(wall)
