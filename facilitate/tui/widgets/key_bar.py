"""The bottom line: what can be done here, with which key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from facilitate.i18n import Language
from facilitate.tui.actions import PageAction
from facilitate.tui.plain import pieces, plain

_GAP = "   "
_NARROW = "  "  # where one more action fits by it


class KeyBar(Widget):
    """As many actions as fit, in order of importance; the last ones (help, back) always stay.

    A bar of more than one of `lines` takes the others only where it would hide an action.
    """

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: auto; padding: 0 1; color: $text-muted; }
    """

    def __init__(
        self, actions: Iterable[PageAction], always: Iterable[PageAction], language: Language, lines: int = 1
    ) -> None:
        super().__init__()
        self._language = language
        self._lines = lines
        self._items = self._drawn(actions)
        self._always = self._drawn(always)

    def show(self, actions: Iterable[PageAction]) -> None:
        """Draw other actions: those that can be done now."""
        found = self._drawn(actions)
        if found != self._items:
            self._items = found
            self.refresh(layout=self._lines > 1)

    def _drawn(self, actions: Iterable[PageAction]) -> list[Content]:
        _ = self._language
        return [pieces((action.key(_), "$accent"), " ", _(action.label)) for action in actions if action.bar]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as it takes."""
        return len(self._drawn_in(width))

    def render(self) -> Content:
        """Draw what fits."""
        return plain("\n").join(self._drawn_in(self.size.width))

    def _drawn_in(self, width: int) -> list[Content]:
        """Draw in that many cells: the last line ends with what always stays."""
        items, lines = self._items, list[Content]()
        while len(lines) < self._lines - 1 and len(self._beside(items, width, _NARROW)) < len(items):
            above = _fitting(items, width, _GAP) or items[:1]
            lines.append(Content(_GAP).join(above))
            items = items[len(above) :]
        gap = max((_GAP, _NARROW), key=lambda each: len(self._beside(items, width, each)))
        return [*lines, Content(gap).join([*self._beside(items, width, gap), *self._always])]

    def _beside(self, items: Sequence[Content], width: int, gap: str) -> list[Content]:
        """Return those of the items that fit in a line beside what always stays."""
        return _fitting(items, width - sum(item.cell_length + len(gap) for item in self._always), gap)


def _fitting(items: Sequence[Content], width: int, gap: str) -> list[Content]:
    """Return the first items that fit in so many cells."""
    room = width + len(gap)
    fitting: list[Content] = []
    for item in items:
        room -= item.cell_length + len(gap)
        if room < 0:
            break
        fitting.append(item)
    return fitting
