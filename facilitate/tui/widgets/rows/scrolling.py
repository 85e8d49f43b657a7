"""What a widget that draws its own lines does when it has more or fewer of them."""

from __future__ import annotations

from math import ceil

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar


def reach(view: ScrollView, size: Size) -> None:
    """Take another height. Textual lays the whole page out anew for it, where only an automatic one shows."""
    if view.styles.is_auto_height:
        view.virtual_size = size
        return
    bar = view.vertical_scrollbar
    if thumb(bar, size.height) == thumb(bar, bar.window_virtual_size):
        bar.set_reactive(ScrollBar.window_virtual_size, size.height)  # it need not be drawn anew to look the same
    view.set_reactive(ScrollView.virtual_size, size)
    view._scroll_update(size)  # noqa: SLF001 -- what a virtual size set openly calls too


def thumb(bar: ScrollBar, height: int) -> tuple[int, int]:
    """Return where the thumb starts, and how long it is, in the eighths of a cell that are drawn."""
    window, size = int(bar.window_size), bar.size.height
    if not 0 < window < height:
        return (0, 0)
    length = max(1.0, window * size / height)
    return (int((size - length) * bar.position / (height - window) * 8), ceil(length * 8))
