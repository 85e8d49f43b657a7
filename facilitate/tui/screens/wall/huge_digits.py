"""The time in digits as large as the place allows, to be read from the back of a room."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from facilitate.domain.frozen import dataclass

# Each picture is five rows; what is inked may be as wide and high as the place asks, so the rows and columns are not
# all of one size: strokes first, third and fifth, openings between.
_ONE = (" # ", " # ", " # ", " # ", " # ")
_PICTURES = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": _ONE,
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
}
_SMALLEST = 3
_TALLEST = 1.9  # how high a digit may be for its width; a row of half cells is as high as a column is wide
_FLATTEST = 1.5
_STROKE = 0.27
_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


@dataclass(frozen=True, slots=True)
class _DigitSize:
    """The size of one digit; heights are in half cells."""

    width: int
    height: int

    @property
    def stroke(self) -> int:
        return max(1, round(self.width * _STROKE))

    def columns(self, text: str) -> int:
        """How wide the text becomes, with as much as a stroke between two signs."""
        return sum(self.width if char in _PICTURES or char == "+" else self.stroke for char in text) + (
            (len(text) - 1) * self.stroke
        )


def _measure(text: str, width: int, rows: int) -> _DigitSize | None:
    """The largest digits with which the text fits; None when even the smallest do not."""
    halves = rows * 2
    for digit in range(min(width, int(halves / _FLATTEST)), _SMALLEST - 1, -1):
        measure = _DigitSize(digit, min(halves, int(digit * _TALLEST)))
        if measure.columns(text) <= width and measure.height >= 3 * measure.stroke + 2:
            return measure
    return None


@lru_cache(maxsize=8)
def drawn(text: str, width: int, rows: int) -> tuple[str, ...]:
    """The lines of the text in that place, centred; the text itself where there is no room for pictures."""
    measure = _measure(text, width, rows) if text else None
    if measure is None:
        lines = [text[:width]]
    else:
        gap = " " * measure.stroke
        signs = [_sign(char, measure) for char in text]
        halves = [gap.join(sign[half] for sign in signs) for half in range(measure.height)]
        lines = [_cells(*halves[top : top + 2]) for top in range(0, len(halves), 2)]
    above = (rows - len(lines)) // 2
    blank = " " * width
    return tuple([blank] * above + [line.center(width) for line in lines] + [blank] * (rows - above - len(lines)))


def _cells(upper: str, lower: str = "") -> str:
    return "".join(
        _BLOCKS[top == "#", bottom == "#"] for top, bottom in zip(upper, lower.ljust(len(upper)), strict=True)
    )


def _sign(char: str, measure: _DigitSize) -> list[str]:
    """One sign as rows of `#` and blanks, two rows to a cell."""
    if char in _PICTURES:
        return _digit(_PICTURES[char], measure)
    if char == "+":
        return _plus(measure)
    return _colon(measure)


def _colon(measure: _DigitSize) -> list[str]:
    rows = [" " * measure.stroke] * measure.height
    for third in (1, 2):
        start = measure.height * third // 3 - (measure.stroke + 1) // 2
        start -= start % 2  # a dot that begins with a cell is sharp, however small
        rows[start : start + measure.stroke] = ["#" * measure.stroke] * measure.stroke
    return rows


def _digit(picture: tuple[str, ...], measure: _DigitSize) -> list[str]:
    stroke = measure.stroke
    if picture is _ONE:
        return [("#" * stroke).center(measure.width)] * measure.height
    inside = measure.height - 3 * stroke
    heights = (stroke, inside // 2, stroke, inside - inside // 2, stroke)
    across = (stroke, measure.width - 2 * stroke, stroke)
    rows: list[str] = []
    for line, height in zip(picture, heights, strict=True):
        rows += ["".join(char * width for char, width in zip(line, across, strict=True))] * height
    return rows


def _plus(measure: _DigitSize) -> list[str]:
    stroke, width = measure.stroke, measure.width
    arm = (width - stroke) // 2
    above = (measure.height - stroke) // 2
    bar = ("#" * stroke).center(width)
    rows = [" " * width] * measure.height
    for row in range(max(0, above - arm), min(measure.height, above + stroke + arm)):
        rows[row] = bar
    rows[above : above + stroke] = ["#" * width] * stroke
    return rows


class HugeDigits(Widget):
    """Set `value` to text such as `12:05` or `+3:20`; it is repainted when that changes, and at no other time."""

    DEFAULT_CSS = """
    HugeDigits { width: 1fr; height: 1fr; color: $accent; }
    """
    value: reactive[str] = reactive("")

    def render_line(self, y: int) -> Strip:
        """Put one line of the digits in the middle."""
        lines = drawn(self.value, self.size.width, self.size.height)
        return Strip([Segment(lines[y] if y < len(lines) else "", self.visual_style.rich_style)])
