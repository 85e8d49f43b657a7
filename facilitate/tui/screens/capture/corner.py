"""A word above something large: the table's number, the phase's clock."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from facilitate.tui.plain import Piece, pieces
from facilitate.tui.widgets.big_clock import BigClock


class Corner(Vertical):
    """Call `show` with the words above and the digits below; `tone` is a class such as `late`."""

    DEFAULT_CSS = """
    Corner { width: auto; height: 4; }
    Corner Static { width: auto; height: 1; color: $text-muted; }
    Corner.soon BigClock { color: $warning; }
    Corner.late BigClock { color: $error; }
    Corner.still BigClock { color: $text-muted; }
    """
    _TONES = ("soon", "late", "still")

    def compose(self) -> ComposeResult:
        """The words, then the digits."""
        yield Static(pieces(""))
        yield BigClock()

    def show(self, words: Piece, digits: str, tone: str = "") -> None:
        """Put other words and digits there."""
        self.query_one(Static).update(pieces(words))
        self.query_one(BigClock).value = digits
        for name in self._TONES:
            self.set_class(name == tone, name)
