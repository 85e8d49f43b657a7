"""One list for everything: ideas, proposals, agenda, categories. Only the lines on screen are drawn."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from functools import cache
from itertools import accumulate
from math import ceil
from typing import TYPE_CHECKING, ClassVar

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from facilitate.tui.plain import plain
from facilitate.tui.widgets.cells import cuts
from facilitate.tui.widgets.rows.row import Brush, ColumnWidths, ListRow

if TYPE_CHECKING:
    from textual import events
    from textual.content import Content

__all__ = ["ListRow", "Rows"]

_STRIPS = 1_000  # drawn lines that are kept; a terminal has fewer


class Rows(ScrollView, can_focus=True):
    """A list of `ListRow`s.

    Set `rows` to a whole new tuple at any time: the highlighted row stays highlighted and where it was on screen; if it
    is gone, the one after it takes its place. Read and set `highlighted` (a key or None). At the first row `up`, and at
    the last `down`, are left to the screen's own bindings.
    """

    class _RowsMessage(Message):
        def __init__(self, rows: Rows, key: str) -> None:
            super().__init__()
            self.rows = rows
            self.key = key

        @property
        def control(self) -> Rows:
            return self.rows

    class Highlighted(_RowsMessage):
        """Another row is highlighted, through a key, the mouse or an update."""

    class Chosen(_RowsMessage):
        """Enter or a double click on a row."""

    DEFAULT_CSS = """
    Rows {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        & > .rows--muted { color: $text-muted; }
        & > .rows--heading { color: $text-muted; text-style: bold; }
        & > .rows--mark { color: $accent; text-style: bold; }
        & > .rows--highlighted { background: $foreground 6%; }
        & > .rows--bar { color: $foreground 30%; }
        &:focus > .rows--highlighted { background: $accent 18%; }
        &:focus > .rows--bar { color: $accent; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        # Each costs a widget as much as a child of its own: lead, trail, what is dim and the empty line are one.
        "rows--muted",
        "rows--heading",
        "rows--mark",
        "rows--highlighted",
        "rows--bar",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "edge(1)", show=False),
        Binding("end", "edge(-1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    # The watchers know which lines to draw anew.
    rows: reactive[tuple[ListRow, ...]] = reactive((), always_update=True, init=False, repaint=False)
    highlighted: reactive[str | None] = reactive(None, init=False, repaint=False)
    empty: reactive[Content] = reactive(plain(""), init=False)

    def __init__(
        self,
        *,
        empty: str | Content = "",
        lines: int = 1,
        id: str | None = None,  # noqa: A002 - Textual's own name
        classes: str | None = None,
    ) -> None:
        """`empty` tells what to do when there is no row; a row wraps to at most `lines` (0: as many as it needs)."""
        super().__init__(id=id, classes=classes)
        self.set_reactive(Rows.empty, plain(empty) if isinstance(empty, str) else empty)
        self._columns = ColumnWidths(1, 0, 1, 0, lines)
        self._brush = self._new_brush()
        self._starts: list[int] = [0]
        self._indexes: dict[str, int] = {}
        self._strips: dict[tuple[str, int, bool], tuple[ListRow, Strip]] = {}

    @property
    def current(self) -> ListRow | None:
        """The highlighted row."""
        at = self._at
        return None if at is None else self.rows[at]

    # What changes

    def watch_rows(self, before: tuple[ListRow, ...], rows: tuple[ListRow, ...]) -> None:
        """Keep the highlight, and the highlighted row where it stands on the screen."""
        if rows is before and len(self._indexes) == len(rows):
            return
        at = self._at
        offset = None if at is None or not self.scroll_offset.y else self._starts[at] - self.scroll_offset.y
        self._indexes = {row.key: index for index, row in enumerate(rows)}
        self._lay_out(before)
        kept = self._survivor(before, at)
        if kept == self.highlighted and kept is not None and offset is not None:
            self.scroll_to(y=self._starts[self._indexes[kept]] - offset, animate=False, immediate=True)
        self.highlighted = kept
        self._show_highlighted()

    def validate_highlighted(self, key: str | None) -> str | None:
        """Only a row that is there and is not a heading can be highlighted."""
        index = self._indexes.get(key) if key is not None else None
        return None if index is None or self.rows[index].heading else key

    def watch_highlighted(self, before: str | None, key: str | None) -> None:
        """Redraw the two rows concerned, and say it."""
        for changed in (before, key):
            index = self._indexes.get(changed) if changed is not None else None
            if index is not None:
                self.refresh_lines(self._starts[index], self._starts[index + 1] - self._starts[index])
        self._show_highlighted()
        if key is not None:
            self.post_message(self.Highlighted(self, key))

    def wrap_to(self, lines: int) -> None:
        """Let a row have at most so many lines from now on."""
        if lines != self._columns.lines:
            self._columns = replace(self._columns, lines=lines)
            self._strips.clear()
            self._lay_out()
            self._show_highlighted()

    def on_resize(self) -> None:
        """Wrap anew when the width is another."""
        if max(1, self._width) != self._columns.width:
            self._lay_out()
            self._show_highlighted()

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        super().notify_style_update()
        self._strips.clear()
        self._brush = self._new_brush()

    # Keys and mouse

    def action_step(self, by: int) -> None:
        """Go to the next row that can be highlighted; at the edge leave the key to the screen."""
        found = self._selectable(by if self._at is None else self._at + by, by)
        if found is None:
            raise SkipAction
        self.highlighted = self.rows[found].key

    def action_page(self, way: int) -> None:
        """Go a screenful further, or to the edge."""
        if self._at is None:
            return
        line = self._starts[self._at] + way * max(1, self.size.height - 1)
        self._go(min(max(self._index_of_line(line), 0), len(self.rows) - 1), way)

    def action_edge(self, way: int) -> None:
        """Go to the first row, or to the last."""
        self._go(0 if way > 0 else len(self.rows) - 1, way)

    def action_choose(self) -> None:
        """Say which row was chosen."""
        if self.highlighted is None:
            raise SkipAction
        self.post_message(self.Chosen(self, self.highlighted))

    async def _on_click(self, event: events.Click) -> None:
        if (offset := event.get_content_offset(self)) is None or not self.rows:
            return
        index = self._index_of_line(offset.y + self.scroll_offset.y)
        if index < len(self.rows) and not self.rows[index].heading:
            self.highlighted = self.rows[index].key
            if event.chain == 2:  # noqa: PLR2004 - a double click
                self.action_choose()

    # Where things are

    @property
    def _at(self) -> int | None:
        return self._indexes.get(self.highlighted) if self.highlighted is not None else None

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    def _index_of_line(self, line: int) -> int:
        return bisect_right(self._starts, line) - 1

    def _selectable(self, start: int, way: int) -> int | None:
        stop = len(self.rows) if way > 0 else -1
        return next((index for index in range(start, stop, way) if not self.rows[index].heading), None)

    def _go(self, index: int, way: int) -> None:
        found = self._selectable(index, way)
        found = self._selectable(index, -way) if found is None else found
        if found is not None:
            self.highlighted = self.rows[found].key
            self._show_highlighted()

    def _survivor(self, before: tuple[ListRow, ...], at: int | None) -> str | None:
        """Return the highlighted key if it is still there, else its nearest neighbour, else the first row."""
        if at is not None:
            for row in (*before[at:], *reversed(before[:at])):
                index = self._indexes.get(row.key)
                if index is not None and not self.rows[index].heading:
                    return row.key
        first = self._selectable(0, 1)
        return None if first is None else self.rows[first].key

    def _show_highlighted(self) -> None:
        if (at := self._at) is None or not self.size.height:
            return
        first = self._selectable(0, 1) == at
        top = 0 if first else self._starts[at]  # the first row brings the heading above it into view
        bottom = self._starts[at + 1]
        height = min(bottom - top, self.size.height)
        self.scroll_to_region(Region(0, top, 1, height), animate=False, force=True, immediate=True)

    # Drawing

    def _new_brush(self) -> Brush:
        return Brush(cache(self.get_visual_style), cache(self._get_style))

    def _lay_out(self, before: tuple[ListRow, ...] = ()) -> None:
        stood = self._columns, self._starts
        self._columns = columns = ColumnWidths.fitting(self.rows, self._width, self._columns.lines)
        if columns != stood[0] or len(self._strips) > _STRIPS:
            self._strips.clear()
        heights = (columns.height(row, index) for index, row in enumerate(self.rows))
        self._starts = starts = [0, *accumulate(heights)]
        if before and stood == (columns, starts):
            # Nothing moved: drawing all the lines anew for one changed count is half the cost of a key press.
            for index, (old, row) in enumerate(zip(before, self.rows, strict=True)):
                if not row.looks_like(old):
                    self.refresh_lines(starts[index], starts[index + 1] - starts[index])
            return
        _reach(self, Size(columns.width, starts[-1]))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen; the first picture comes before the message that tells the size."""
        self.on_resize()
        line = y + self.scroll_offset.y
        if not self.rows:
            return self._empty_line(y)
        index = self._index_of_line(line)
        if index >= len(self.rows):
            return Strip.blank(self._width, self.visual_style.rich_style)
        lit = self.rows[index].key == self.highlighted
        row = self.rows[index]
        # The first heading has no blank line above it.
        line -= self._starts[index] - (row.heading and not index)
        # A list that moves by a row draws one line, not all of them.
        key = (row.key, line, lit)
        drawn = self._strips.get(key)
        if drawn is None or drawn[0] is not row:
            drawn = self._strips[key] = (row, self._draw(row, line, lit=lit))
        return drawn[1]

    def _draw(self, row: ListRow, line: int, *, lit: bool) -> Strip:
        if row.heading:
            if line == 0:
                return Strip.blank(self._columns.width, self.visual_style.rich_style)
            line -= 1
        return self._brush.strip(row, line, self._columns, lit=lit)

    def _empty_line(self, y: int) -> Strip:
        style = self.get_visual_style("rows--muted")
        blank = Strip.blank(self._width, style.rich_style)
        pieces = cuts(self.empty.plain, max(1, self._width - 3))
        if not 0 <= y - 1 < len(pieces) or not self.empty:
            return blank
        start, end = pieces[y - 1]
        text = Strip(self._brush.text(plain("  ") + self.empty[start:end], style))
        return text.adjust_cell_length(self._width, style.rich_style)


def _reach(view: ScrollView, size: Size) -> None:
    """Take another height, when the rows are more or fewer.

    Textual lays the whole page out anew for it, where only an automatic height shows.
    """
    if view.styles.is_auto_height:
        view.virtual_size = size
        return
    bar = view.vertical_scrollbar
    if _thumb(bar, size.height) == _thumb(bar, bar.window_virtual_size):
        bar.set_reactive(ScrollBar.window_virtual_size, size.height)  # it need not be drawn anew to look the same
    view.set_reactive(ScrollView.virtual_size, size)
    view._scroll_update(size)  # noqa: SLF001 -- what a virtual size set openly calls too


def _thumb(bar: ScrollBar, height: int) -> tuple[int, int]:
    """Return where the thumb starts, and how long it is, in the eighths of a cell that are drawn."""
    window, size = int(bar.window_size), bar.size.height
    if not 0 < window < height:
        return (0, 0)
    length = max(1.0, window * size / height)
    return (int((size - length) * bar.position / (height - window) * 8), ceil(length * 8))
