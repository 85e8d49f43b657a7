"""The columns of a sheet side by side: what each is called, what it is read as, and the first thing in it."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from facilitate.domain.frozen import dataclass
from facilitate.tui.plain import one_line, plain

_GAP = 2
_READ_AS = "→ "  # before what a column is, which often reads as its name
_TURNS = " ↕"  # beside what the chosen column is: up and down change it
_NARROWEST, _WIDEST = 8, 22


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """What is shown of a column; `used` when something is read from it."""

    name: str
    role: str
    sample: str
    used: bool


class ColumnHeads(Widget):
    """Call `show` with the columns and which of them is chosen: it is always in sight."""

    class ColumnChosen(Message):
        """A column was clicked."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    DEFAULT_CSS = """
    ColumnHeads { height: 3; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._heads: tuple[ColumnHead, ...] = ()
        self._at = 0
        self._first = 0

    def show(self, heads: Sequence[ColumnHead], at: int) -> None:
        """Draw other columns, or choose another one."""
        self._heads, self._at = tuple(heads), at
        self.refresh()

    def render(self) -> Content:
        """Draw the columns that fit, three lines of them, with a sign where there are more."""
        widths = [self._width(head) for head in self._heads]
        shown = self._shown(widths)
        lines = []
        for line in range(3):
            cells = [self._cell(place, line, widths[place]) for place in shown]
            before, after = shown[:1] != [0], shown[-1:] != [len(self._heads) - 1]
            marks = ("‹ " if before else "  ", " ›" if after else "") if not line and shown else ("  ", "")
            lines.append(plain(marks[0]) + plain(" " * _GAP).join(cells) + plain(marks[1]))
        return plain("\n").join(lines)

    def _width(self, head: ColumnHead) -> int:
        widest = max(one_line(text).cell_length for text in (head.name, _READ_AS + head.role + _TURNS, head.sample))
        return min(max(widest, _NARROWEST), _WIDEST)

    def _shown(self, widths: Sequence[int]) -> list[int]:
        """As many columns as fit, from where it stood before if the chosen one is among them."""
        self._first = min(self._first, self._at)
        while self._first < self._at and self._at not in self._fitting(widths, self._first):
            self._first += 1
        return self._fitting(widths, self._first)

    def _fitting(self, widths: Sequence[int], first: int) -> list[int]:
        room = max(self.size.width - 4, _NARROWEST)
        found: list[int] = []
        for place in range(first, len(widths)):
            room -= widths[place]
            if room < 0 and found:
                break
            found.append(place)
            room -= _GAP
        return found

    def _cell(self, place: int, line: int, width: int) -> Content:
        head = self._heads[place]
        role = _READ_AS + head.role + (_TURNS if place == self._at else "")
        text = one_line((head.name, role, head.sample)[line]).truncate(width, ellipsis=True, pad=True)
        styles = ("bold", "$accent" if head.used else "$text-muted", "$text-muted")
        text = text.stylize(styles[line])
        return text.stylize("on $accent 18%") if place == self._at else text

    def on_click(self, event: events.Click) -> None:
        """Choose the column under the pointer."""
        widths = [self._width(head) for head in self._heads]
        left = 2
        for place in self._shown(widths):
            left += widths[place] + _GAP
            if event.x - 1 < left:
                self.post_message(self.ColumnChosen(place))
                return
