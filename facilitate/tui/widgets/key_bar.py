"""The bottom line: what can be done here, with which key."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.widget import Widget

from facilitate.i18n import Language
from facilitate.tui.actions import PageAction
from facilitate.tui.plain import pieces

_GAP = "   "
_NARROW = "  "  # where one more action fits by it


class KeyBar(Widget):
    """As many actions as fit, in order of importance; the last ones (help, back) always stay."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; padding: 0 1; color: $text-muted; }
    """

    def __init__(self, actions: Iterable[PageAction], always: Iterable[PageAction], language: Language) -> None:
        super().__init__()
        self._language = language
        self._items = self._drawn(actions)
        self._always = self._drawn(always)

    def show(self, actions: Iterable[PageAction]) -> None:
        """Draw other actions: those that can be done now."""
        found = self._drawn(actions)
        if found != self._items:
            self._items = found
            self.refresh()

    def _drawn(self, actions: Iterable[PageAction]) -> list[Content]:
        _ = self._language
        return [pieces((action.key(_), "$accent"), " ", _(action.label)) for action in actions if action.bar]

    def render(self) -> Content:
        """Draw what fits."""
        gap = max((_GAP, _NARROW), key=lambda each: len(self._fitting(each)))
        return Content(gap).join([*self._fitting(gap), *self._always])

    def _fitting(self, gap: str) -> list[Content]:
        room = self.size.width + len(gap) - sum(item.cell_length + len(gap) for item in self._always)
        fitting: list[Content] = []
        for item in self._items:
            room -= item.cell_length + len(gap)
            if room < 0:
                break
            fitting.append(item)
        return fitting
