"""A row of `Rows`: what it holds, where it stands in its columns, and the line of terminal cells it becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip

from facilitate.domain.frozen import dataclass
from facilitate.tui.widgets.cells import cuts

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.style import Style

NOTHING = Content()
_SIGNS = 3  # the bar of the highlighted row, the sign of a marked one, a blank
GAP = 2  # cells between columns
_READABLE = 12  # below so many columns of text, the side columns give way


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: `lead` (`T3-07`) and `trail` (a count, a status) stand in aligned columns around `text`.

    Make contents with `facilitate.tui.plain`. A heading cannot be highlighted, and stands apart from what is above.
    """

    key: str
    text: Content
    lead: Content = NOTHING
    trail: Content = NOTHING
    marked: bool = False
    dim: bool = False
    heading: bool = False

    def looks_like(self, other: ListRow) -> bool:
        """Compare colours too: to `==` a content is its words alone."""
        if self is other:
            return True
        pairs = ((self.text, other.text), (self.lead, other.lead), (self.trail, other.trail))
        return self == other and all(mine.is_same(theirs) for mine, theirs in pairs)


@dataclass(frozen=True, slots=True)
class ColumnWidths:
    """Where things stand on a line; a side column of width 0 is not shown. A row has at most `lines` (0: any)."""

    width: int
    lead: int
    text: int
    trail: int
    lines: int

    @classmethod
    def fitting(cls, rows: tuple[ListRow, ...], width: int, lines: int) -> ColumnWidths:
        """Give the text what the widest side cells leave, and drop these when that is too little to read."""
        lead = max((row.lead.cell_length for row in rows if not row.heading), default=0)
        trail = max((row.trail.cell_length for row in rows), default=0)
        room = width - _SIGNS - 1
        if room - _taken(lead, trail) < _READABLE:
            trail = 0
        if room - _taken(lead, trail) < _READABLE:
            lead = 0
        return cls(max(1, width), lead, max(1, room - _taken(lead, trail)), trail, lines)

    def height(self, row: ListRow, index: int) -> int:
        """Count the lines of a row; a heading that is not first has a blank one above it."""
        if row.heading:
            return 2 if index else 1
        if self.lines == 1:
            return 1
        count = len(cuts(row.text.plain, self.text))
        return min(count, self.lines) if self.lines else count

    def text_line(self, row: ListRow, line: int) -> Content:
        """Return the piece of text on this line of the row; the last one allowed is shortened with `…`."""
        if row.heading or self.lines == 1:
            width = self.text + (self.lead + GAP if row.heading and self.lead else 0)
            return row.text.truncate(width, ellipsis=True) if row.text.cell_length > width else row.text
        pieces = cuts(row.text.plain, self.text)
        start, end = pieces[line]
        if line + 1 == self.lines < len(pieces):
            return row.text[start:].split("\n")[0].truncate(self.text - 1) + "…"
        return row.text[start:end]


@dataclass(frozen=True, slots=True)
class Brush:
    """How the widget's styles reach its lines."""

    style: Callable[..., Style]
    resolve: Callable[[Style | str], Style]

    def strip(self, row: ListRow, line: int, columns: ColumnWidths, *, lit: bool) -> Strip:
        """Draw one line of a row."""
        under = ("rows--highlighted",) if lit else ()
        own = (*(("rows--muted",) if row.dim else ()), *(("rows--heading",) if row.heading else ()), *under)
        first = line == 0
        segments = [
            Segment("▌" if lit else " ", self.style(*under, "rows--bar").rich_style),
            Segment("• " if row.marked and first else "  ", self.style(*under, "rows--mark").rich_style),
        ]
        beside = columns.lead + GAP if columns.lead else 0
        if beside and not row.heading:
            segments += self._cell(row.lead if first else NOTHING, beside, self.style(*under, "rows--muted"))
        width = columns.text + (beside if row.heading else 0)
        segments += self._cell(columns.text_line(row, line), width, self.style(*own))
        if columns.trail:
            trail = row.trail if first else NOTHING
            segments += self._cell(trail, columns.trail + GAP, self.style(*under, "rows--muted"), right=True)
        return Strip(segments).adjust_cell_length(columns.width, self.style(*under).rich_style)

    def _cell(self, content: Content, width: int, style: Style, *, right: bool = False) -> list[Segment]:
        if content.cell_length > width:
            content = content.truncate(width, ellipsis=True)
        blank = [Segment(" " * max(0, width - content.cell_length), style.rich_style)]
        return blank + self.text(content, style) if right else self.text(content, style) + blank

    def text(self, content: Content, style: Style) -> list[Segment]:
        """Turn one line of content into cells."""
        drawn = content.render(style, end="", parse_style=self.resolve)
        return [Segment(text, own.rich_style) for text, own in drawn if text]


def _taken(lead: int, trail: int) -> int:
    return sum(size + GAP for size in (lead, trail) if size)
