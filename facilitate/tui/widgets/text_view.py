"""A text to read, in a part of the page that scrolls."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget


class TextView(Widget):
    """Draws anew only the lines that may be other, and lays the page out only for another height."""

    DEFAULT_CSS = """
    TextView { height: auto; min-height: 100%; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = Content()

    def render(self) -> Content:
        """Draw the text."""
        return self._text

    def show(self, text: Content, *, at_least: int) -> None:
        """Take another text; `at_least` so many lines high, which is the part one sees."""
        if text.is_same(self._text):
            return
        width = self.size.width or 1
        before, height = (one.get_height({}, width) for one in (self._text, text))
        self._text = text
        self.refresh(Region(0, 0, width, max(before, height)), layout=max(height, at_least) != self.size.height)
