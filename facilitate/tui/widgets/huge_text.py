"""Words as large as the place allows; what cannot be drawn large is written in the letters of the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from facilitate.tui.plain import visible
from facilitate.tui.widgets import cells as measure
from facilitate.tui.widgets.cells import cells, cuts
from facilitate.tui.widgets.pixel_letters import HEIGHT, Picture, picture

_LARGEST = 6
_BETWEEN = 1  # pixels between two letters
_LINE = 1  # pixels between two lines, at least
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
_QUARTERS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"  # by its bits: upper left, upper right, lower left, lower right
_LONGEST_LINE = 56  # of a text in the terminal's own letters


@lru_cache(maxsize=8)
def drawn(text: str, width: int, rows: int) -> tuple[str, ...]:
    """The lines of a text in that place, as few as it takes: the largest letters with which all of it is there."""
    words = measure.words(visible(text))
    pictures = {char: picture(char) for char in {*"".join(words), " "}}
    if not words or None in pictures.values():
        return _written(text, width, rows)
    known = {char: found for char, found in pictures.items() if found}
    for across, scale in (*((1, scale) for scale in range(_LARGEST, 0, -1)), (2, 1)):
        lines = _wrapped(words, known, width * across // scale)
        # Lines that begin with a cell are sharper, where there is room for that.
        for gap in (_LINE + (_height(known) + _LINE) % 2, _LINE):
            if lines and (len(lines) * (_height(known) + gap) - gap) * scale <= rows * 2:
                return _pictured(lines, known, across, scale, gap)
    return _written(text, width, rows)


def is_large(text: str, width: int, rows: int) -> bool:
    """Whether the text is drawn in larger letters than those of the terminal."""
    return drawn(text, width, rows) != _written(text, width, rows)


def _height(known: dict[str, Picture]) -> int:
    """How many rows the letters of a text need: marks above capitals and what hangs below are not in every text."""
    return HEIGHT - _empty(known, range(HEIGHT)) - _empty(known, range(HEIGHT - 1, 0, -1))


def _empty(known: dict[str, Picture], rows: Sequence[int]) -> int:
    return next((place for place, row in enumerate(rows) if any("#" in each[row] for each in known.values())), 0)


def _extent(line: str, known: dict[str, Picture]) -> int:
    return sum(len(known[char][0]) + _BETWEEN for char in line) - _BETWEEN


def _wrapped(words: Sequence[str], known: dict[str, Picture], width: int) -> list[str]:
    """The words in lines of about the same length; nothing where one of them is wider than the place."""
    if max(_extent(word, known) for word in words) > width:
        return []
    lines = _broken(words, known, width)
    low, high = max(_extent(word, known) for word in words), width
    while low < high:  # the narrowest place that takes no more lines
        middle = (low + high) // 2
        if len(_broken(words, known, middle)) == len(lines):
            high = middle
        else:
            low = middle + 1
    return _broken(words, known, low)


def _broken(words: Sequence[str], known: dict[str, Picture], width: int) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if _extent(longer, known) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _pictured(lines: Sequence[str], known: dict[str, Picture], across: int, scale: int, gap: int) -> tuple[str, ...]:
    """The lines as cells, two pixels high and one or two wide; all are centred to one width."""
    first = _empty(known, range(HEIGHT))
    last = first + _height(known)
    widest = max(_extent(line, known) for line in lines)
    found: list[str] = []
    for place, line in enumerate(lines):
        rows = [(" " * _BETWEEN).join(known[char][row] for char in line).center(widest) for row in range(first, last)]
        found += [" " * widest] * (gap if place else 0) + rows
    pixels = ["".join(char * scale for char in row) for row in found for _again in range(scale)]
    pixels += [" " * len(pixels[0])] * (len(pixels) % 2)
    pairs = zip(pixels[::2], pixels[1::2], strict=True)
    return tuple("".join(_cells(upper, lower, across)) for upper, lower in pairs)


def _cells(upper: str, lower: str, across: int) -> Iterator[str]:
    if across == 1:
        for top, bottom in zip(upper, lower, strict=True):
            yield _HALVES[top == "#", bottom == "#"]
        return
    upper, lower = (row + " " * (len(row) % across) for row in (upper, lower))
    for at in range(0, len(upper), across):
        four = (upper[at], upper[at + 1], lower[at], lower[at + 1])
        yield _QUARTERS[sum(1 << bit for bit, pixel in enumerate(four) if pixel == "#")]


def _written(text: str, width: int, rows: int) -> tuple[str, ...]:
    """The text in the terminal's own letters, in lines of about the same length, set wide where there is room."""
    width = max(1, min(width, _LONGEST_LINE))
    shown = visible(text)
    count = len(cuts(shown, width))
    while width > 1 and len(cuts(shown, width - 1)) == count:
        width -= 1
    lines = [shown[start:end].strip() for start, end in cuts(shown, width)]
    if len(lines) > rows > 0:
        lines = [*lines[: rows - 1], lines[rows - 1] + "…"]
    return tuple(lines) if len(lines) * 2 - 1 > rows else tuple("\n\n".join(lines).split("\n"))


class HugeText(Widget):
    """Set `value` to the words; they are drawn again when these or the place change, and at no other time."""

    DEFAULT_CSS = """
    HugeText { width: 1fr; height: 1fr; }
    """
    value: reactive[str] = reactive("")

    def render_line(self, y: int) -> Strip:
        """Put one line of the words in the middle."""
        width, rows = self.size
        lines = drawn(self.value, width, rows)
        place = y - (rows - len(lines)) // 2
        line = lines[place] if 0 <= place < len(lines) else ""
        left = " " * max(0, (width - cells(line)) // 2)
        return Strip([Segment(left + line, self.visual_style.rich_style)]).adjust_cell_length(
            width, self.visual_style.rich_style
        )
