"""The time left, three lines high, to be read from across the room."""

from __future__ import annotations

from rich.segment import Segment
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from facilitate.tui.plain import Piece, pieces

_HEIGHT = 3
_NO_GLYPH = ("  ", "  ", "  ")
_GLYPHS = {
    "0": ("█▀█", "█ █", "▀▀▀"),
    "1": ("▀█ ", " █ ", "▀▀▀"),
    "2": ("▀▀█", "█▀▀", "▀▀▀"),
    "3": ("▀▀█", " ▀█", "▀▀▀"),
    "4": ("█ █", "▀▀█", "  ▀"),
    "5": ("█▀▀", "▀▀█", "▀▀▀"),
    "6": ("█▀▀", "█▀█", "▀▀▀"),
    "7": ("▀▀█", "  █", "  ▀"),
    "8": ("█▀█", "█▀█", "▀▀▀"),
    "9": ("█▀█", "▀▀█", "▀▀▀"),
    ":": ("▄", " ", "▀"),
    "+": ("   ", "▀█▀", "   "),
    "-": ("   ", "▀▀▀", "   "),
}


class BigDigits(Widget):
    """Set `value` to text such as `12:05` or `+3:20`; signs it has no picture for are left blank."""

    DEFAULT_CSS = """
    BigDigits { width: auto; height: 3; color: $accent; }
    BigDigits.late { color: $error; }
    """
    value: reactive[str] = reactive("", layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Take as many columns as the digits do."""
        return len(self._line(0))

    def render_line(self, y: int) -> Strip:
        """Put one line of the digits side by side."""
        return Strip([Segment(self._line(y) if y < _HEIGHT else "", self.visual_style.rich_style)])

    def _line(self, y: int) -> str:
        return " ".join(_GLYPHS.get(char, _NO_GLYPH)[y] for char in self.value)


class LabelledDigits(Vertical):
    """Words above something large: the table's number, the phase's timer.

    Call `show` with the words above and the digits below; `tone` is a class such as `late`.
    """

    DEFAULT_CSS = """
    LabelledDigits { width: auto; height: 4; }
    LabelledDigits Static { width: auto; height: 1; color: $text-muted; }
    LabelledDigits.soon BigDigits { color: $warning; }
    LabelledDigits.late BigDigits { color: $error; }
    LabelledDigits.still BigDigits { color: $text-muted; }
    """
    _TONES = ("soon", "late", "still")

    def compose(self) -> ComposeResult:
        """The words, then the digits."""
        yield Static(pieces(""))
        yield BigDigits()

    def show(self, words: Piece, digits: str, tone: str = "") -> None:
        """Put other words and digits there."""
        self.query_one(Static).update(pieces(words))
        self.query_one(BigDigits).value = digits
        for name in self._TONES:
            self.set_class(name == tone, name)
