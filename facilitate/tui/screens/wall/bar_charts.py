"""What stands on the wall beside the clock: the question, and bars, as large as the place allows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.domain.text import excerpt
from facilitate.i18n import Language
from facilitate.tui.plain import one_line, pieces, plain
from facilitate.tui.themes import category_style
from facilitate.tui.widgets.cells import bar, cells, cuts
from facilitate.workshop.views.wall import WallTable, WallView

_LONGEST_BAR = 110
_SHORTEST_BAR = 4
_HIGHEST = 5  # lines that a bar and what stands between it and the next one take at most
_GAP = 2
_WIDEST_SEATS, _BETWEEN_SEATS, _SECONDS_A_PAGE = 120, 3, 12
_BETWEEN = 6  # blanks between two columns of bars


@dataclass(frozen=True, slots=True)
class ChartBar:
    """One line of a bar chart."""

    label: str
    value: int
    style: str


def table_bars(view: WallView, _: Language) -> list[ChartBar]:
    """The ideas of each table; those of each phase where tables of several phases are counted."""
    if view.phases:
        return [ChartBar(each.title or _(N_("a removed phase")), each.ideas, "$accent") for each in view.phases]
    return [ChartBar(table_label(each, _), each.ideas, "$accent") for each in view.tables]


def table_label(table: WallTable, _: Language) -> str:
    """The number of a table, and its name where it has one."""
    called = _(N_("Table {table}"), table=table.table)
    return f"{called} · {table.name}" if table.name else called


def own_questions(view: WallView, _: Language) -> list[str]:
    """What single tables are asked instead of the question of the phase, each with its table."""
    asked = (each for each in view.tables if each.question and not each.closed)
    return [_("{label}: {value}", label=table_label(each, _), value=each.question) for each in asked]


def own_question_lines(view: WallView, width: int, height: int, _: Language) -> Content:
    """What single tables are asked, as far as there is room."""
    lines: list[str] = []
    for text in own_questions(view, _):
        lines += [text[start:end].strip() for start, end in cuts(text, max(1, min(width, _LONGEST_BAR)))]
    return plain("\n".join(lines[: max(1, height)]))


def seat_lines(view: WallView, width: int, height: int) -> tuple[Content, int, int]:
    """Return the badges with their tables in columns, from above to below; which page of how many they are.

    Where a page does not hold all, another one follows every so many seconds.
    """
    wide = max((len(f"{badge} → {table}") for badge, table in view.seats), default=1)
    columns = max(1, (min(width, _WIDEST_SEATS) + _BETWEEN_SEATS) // (wide + _BETWEEN_SEATS))
    most = columns * max(1, height)
    pages = max(1, -(-len(view.seats) // most))
    page = int(view.now.timestamp() // _SECONDS_A_PAGE) % pages
    seats = view.seats[page * most : (page + 1) * most]
    lines = max(1, -(-len(seats) // columns))
    rows = []
    for line in range(lines):
        # Every line is as long as the others, so that they stay below each other in the middle of the screen.
        places = range(line, -(-len(seats) // lines) * lines, lines)
        rows.append(plain(" " * _BETWEEN_SEATS).join([_seat(seats, place, wide) for place in places]))
    return plain("\n").join(rows), page + 1, pages


def _seat(seats: Sequence[tuple[int, int]], place: int, wide: int) -> Content:
    if place >= len(seats):
        return plain(" " * wide)
    badge, table = seats[place]
    before = f"{badge} → {table}".rjust(wide).removesuffix(str(table))
    return pieces((before, "$text-muted"), (str(table), "$accent bold"))


def counted(view: WallView, width: int, _: Language) -> str:
    """How many ideas the bars are, and of what, where there is more than they show."""
    ideas = sum(each.ideas for each in view.phases or view.tables)
    if view.round is not None:
        return _.plural("whole phase: {n} idea", "whole phase: {n} ideas", ideas)
    words = _.plural("{n} idea", "{n} ideas", ideas)
    if view.phases or not view.counted:
        return words
    return f"{words} · {excerpt(one_line(view.counted).plain, max(1, width - len(words) - _BETWEEN))}"


def typology_bars(view: WallView) -> list[ChartBar]:
    """The proposals of each category, in its own colour."""
    return [ChartBar(each.title, each.proposals, category_style(place)) for place, each in enumerate(view.typology)]


def chart(bars: Sequence[ChartBar], width: int, height: int) -> Content:
    """All the bars, one below the other; side by side in columns when they are too many for that."""
    if not bars or width <= 0 or height <= 0:
        return plain("")
    count = -(-len(bars) // height)
    most = max(each.value for each in bars)
    rows = -(-len(bars) // count)
    room = (width - _BETWEEN * (count - 1)) // count
    measure = _BarMeasure.fitting(bars, room, most, pitch=min(_HIGHEST, max(1, (height + 1) // rows)))
    columns = [list(_lines(bars[first : first + rows], measure)) for first in range(0, len(bars), rows)]
    blank = plain(" " * measure.width)
    lines = [
        plain(" " * _BETWEEN).join([column[place] if place < len(column) else blank for column in columns])
        for place in range(len(columns[0]))
    ]
    return plain("\n").join(lines)


@dataclass(frozen=True, slots=True)
class _BarMeasure:
    """How a column of bars is laid out; `thick` of the `pitch` lines of each are inked."""

    label: int
    bar: int
    number: int
    most: int
    pitch: int

    @classmethod
    def fitting(cls, bars: Sequence[ChartBar], width: int, most: int, *, pitch: int) -> _BarMeasure:
        number = len(str(most))
        label = min(max(cells(each.label) for each in bars), max(1, (width - 2 * _GAP - number) * 3 // 5))
        rest = width - label - number - 2 * _GAP
        return cls(label, max(_SHORTEST_BAR, min(_LONGEST_BAR, rest)), number, most, pitch)

    @property
    def width(self) -> int:
        return self.label + self.bar + self.number + 2 * _GAP

    @property
    def thick(self) -> int:
        return max(1, self.pitch * 2 // 3)


def _lines(bars: Sequence[ChartBar], measure: _BarMeasure) -> Iterator[Content]:
    for place, each in enumerate(bars):
        if place:
            yield from [plain(" " * measure.width)] * (measure.pitch - measure.thick)
        for line in range(measure.thick):
            yield _line(each, measure, named=line == (measure.thick - 1) // 2)


def _line(each: ChartBar, measure: _BarMeasure, *, named: bool) -> Content:
    label = one_line(each.label if named else "")
    if label.cell_length > measure.label:
        label = label.truncate(measure.label, ellipsis=True)
    number = str(each.value) if named else ""
    return pieces(
        " " * (measure.label - label.cell_length),
        label,
        " " * _GAP,
        (_ink(each.value, measure), each.style),
        " " * _GAP,
        (number.rjust(measure.number), "bold" if each.value else "$text-muted"),
    )


def _ink(value: int, measure: _BarMeasure) -> str:
    """The bar, to half a cell: in half the height of its line where bars would touch one another."""
    whole, half = "▄▖" if measure.pitch == 1 else "█▌"
    return bar(value, measure.most, measure.bar).replace("━", whole).replace("╸", half)
