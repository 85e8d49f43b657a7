"""The events of a cycle as a table: an event on each line, the categories by their numbers, and what these mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from textual.content import Content

from facilitate.domain.errors import N_, Message
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Category
from facilitate.domain.text import excerpt, one_line
from facilitate.domain.values.learning import KitOrigin
from facilitate.i18n import Language
from facilitate.tui.plain import Piece, joined, pieces, plain
from facilitate.tui.themes import category_style
from facilitate.tui.widgets.cells import cells
from facilitate.workshop.cycle.events import Events
from facilitate.workshop.cycle.kit import ages_of
from facilitate.workshop.cycle.totals import Cell, CycleMatrix, MatrixColumn
from facilitate.workshop.cycle.vote_totals import VoteColumn, notes_on, share_words, turnout_words

_NAME = (10, 30)  # columns of an event's name, at least and at most
_COLUMN, _WIDE_COLUMN, _WIDE = 4, 6, 100
_BESIDE = 24  # columns in which a legend is still read
_GUTTER = "   "


@dataclass(frozen=True, slots=True)
class _Counted:
    """A category, or a place that is none; of each event its cell, as words with their style."""

    head: str
    style: str
    meaning: str
    cells: tuple[Piece, ...]
    total: int


def matrix_lines(events: Events, matrix: CycleMatrix, _: Language, *, width: int, height: int) -> Content:
    """Draw the table, and its legend beside or below it."""
    columns = [*_categories(matrix), *_others(matrix, _)]
    wide = _WIDE_COLUMN if width >= _WIDE else _COLUMN
    names = [one_line(events.label(column.event)) for column in matrix.columns]
    all_of_them = _(N_("All"))
    last_wide = max(wide, cells(all_of_them) + 1)
    numbers = wide * len(columns) + last_wide
    room = min(_NAME[1], max(_NAME[0], min(width - numbers, max(map(cells, [*names, all_of_them])) + 1)))
    heads = [pieces((each.head, f"bold {each.style}")) for each in columns]
    lines = [_line(plain(""), heads, pieces((all_of_them, "$text-muted")), room, (wide, last_wide))]
    for place, name in enumerate(names):
        row = [pieces(each.cells[place]) for each in columns]
        total = pieces((_.number(matrix.columns[place].total), "bold"))
        event = matrix.columns[place].event
        shown = pieces((excerpt(name, room - 1), "" if event.began or event.received else "$text-muted"))
        lines.append(_line(shown, row, total, room, (wide, last_wide)))
    sums = [pieces((_.number(each.total), "bold")) for each in columns]
    last = pieces((_.number(matrix.received), "bold"))
    lines.append(_line(pieces((all_of_them, "$text-muted")), sums, last, room, (wide, last_wide)))
    entries = _legend(columns, _)
    if (left := width - room - numbers - len(_GUTTER)) >= _BESIDE:
        legend = [plain(_GUTTER) + each.truncate(left, ellipsis=True) for each in entries]
        blank = plain(" " * (room + numbers))
        lines = [(one or blank) + (other or plain("")) for one, other in zip_longest(lines, legend)]
    else:
        lines = _with_legend(lines, entries, width, height)
    return plain("\n").join(lines)


def _with_legend(lines: list[Content], entries: Sequence[Content], width: int, height: int) -> list[Content]:
    """Put the legend below the table, or above one that has to be scrolled: what its heads mean is read first."""
    usual, tight = [plain(""), *_side_by_side(entries, 2, width)], _side_by_side(entries, 3, width)
    if len(lines) + len(tight) > height:
        return [*tight, plain(""), *lines]
    return [*lines, *(usual if len(lines) + len(usual) <= height else tight)]


def problem_lines(events: Events, now: KitOrigin, _: Language) -> Content:
    """What has to be said of events that are not here, not whole, not begun, or of another kit than `now`; a line each.

    Those of one kit are said at once.
    """
    return plain("\n").join(pieces(("! ", "$warning"), text) for text in _problems(events, now, _))


def vote_lines(events: Events, rows: Sequence[Category], votes: Sequence[VoteColumn], _: Language) -> Content:
    """What each room chose, an event a line: how many voted, then the shares of the categories by their numbers."""
    if not votes:
        return plain("")
    note = next(notes_on(votes, _))
    lines = [pieces((_(N_("Votes")), "bold"), " · ", (note, "$text-muted"))]
    for column in votes:
        shares = [
            pieces((str(place + 1), f"bold {category_style(place)}"), " ", share_words(cell, _))
            for place, cell in enumerate(column.cells[: len(rows)])
            if cell
        ]
        if column.elsewhere:
            shares.append(pieces((_(N_("In no category")), "$text-muted"), " ", share_words(column.elsewhere, _)))
        tone = "$warning" if column.vote.indicative else "$text-muted"
        name = one_line(events.label(column.event))
        lines.append(joined([pieces(name, "  ", (turnout_words(column.vote, _), tone)), *shares], "   "))
    return plain("\n").join(lines)


def _line(name: Content, row: Sequence[Content], total: Content, room: int, wide: tuple[int, int]) -> Content:
    cells_of_row = (_right(each, wide[0]) for each in row)
    return pieces(name, " " * (room - name.cell_length), *cells_of_row, _right(total, wide[1]))


def _right(text: Content, width: int) -> Content:
    return plain(" " * max(0, width - text.cell_length)) + text


def _categories(matrix: CycleMatrix) -> Iterator[_Counted]:
    for place, row in enumerate(matrix.rows):
        style = category_style(place)
        found = tuple(_cell(column.cells[place], style) for column in matrix.columns)
        yield _Counted(str(place + 1), style, row.title, found, matrix.ideas_in(place))


def _cell(cell: Cell, style: str) -> Piece:
    """A number; quieter where it is few, a dot for none, and “–” where it was not asked."""
    if not cell.asked:
        return "–", "$text-muted"
    if not cell.ideas:
        return "·", "$text-muted"
    return str(cell.ideas), style if cell.few else f"bold {style}"


def _others(matrix: CycleMatrix, _: Language) -> Iterator[_Counted]:
    """Yield what stands in no category of the cycle, as far as there is any."""
    columns = matrix.columns
    for head, meaning, values in (
        ("o", _(N_("Categories of one event")), [_alone(each) for each in columns]),
        ("x", _(N_("Unfiled")), [each.unfiled for each in columns]),
        ("i", _(N_("Undecided")), [each.undecided for each in columns]),
        ("w", _(N_("Withdrawn")), [each.event.withdrawn for each in columns]),
    ):
        if any(values):
            found = tuple(("–" if value is None else str(value or "·"), "$text-muted") for value in values)
            yield _Counted(head, "$text-muted", meaning, found, sum(filter(None, values)))


def _alone(column: MatrixColumn) -> int | None:
    """Return the ideas in categories that this event alone has; None where it has none."""
    return sum(cell.ideas for _own, cell in column.own) if column.own else None


def _legend(columns: Sequence[_Counted], _: Language) -> list[Content]:
    """What the heads mean."""
    entries = [pieces((each.head.rjust(2), f"bold {each.style}"), "  ", one_line(each.meaning)) for each in columns]
    signs = ((" ·  ", _(N_("no idea"))), (" –  ", _(N_("not asked there"))))
    return [*entries, *(pieces((sign, "$text-muted"), (meaning, "$text-muted")) for sign, meaning in signs)]


def _side_by_side(entries: Sequence[Content], many: int, width: int) -> list[Content]:
    """The entries in so many columns, read down, then down again."""
    high = -(-len(entries) // many)
    each = (width - (many - 1) * len(_GUTTER)) // many
    columns = [entries[first : first + high] for first in range(0, len(entries), high)]
    cut = [[entry.truncate(each, ellipsis=True, pad=True) for entry in column] for column in columns]
    return [plain(_GUTTER).join(line) for line in zip_longest(*cut, fillvalue=plain(""))]


def _problems(events: Events, now: KitOrigin, _: Language) -> Iterator[str]:
    for names, age in ages_of(events.read, now):
        yield _.message(Message(N_("{names}: {age}."), {"names": names, "age": age}))
    yield from map(_.message, events.problems)
    for each in events.read:
        if not each.problem and not each.reading.began and not each.reading.received:
            yield _(N_("{event}: not started yet"), event=one_line(events.label(each.reading)))
