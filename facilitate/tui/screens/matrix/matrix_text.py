"""The matrix as a text: questions at the left, categories by their numbers above, and what these mean below."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from textual.content import Content

from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.i18n import Language
from facilitate.tui.plain import Piece, pieces, plain, visible
from facilitate.tui.themes import category_style
from facilitate.tui.widgets.cells import cells, cuts
from facilitate.workshop.report.matrix import Matrix, MatrixRow

_NARROWEST = 20
_WIDE = 100
_TWO_LEGENDS = 60
_LEAST = 3
_GUTTER = "    "


@dataclass(frozen=True, slots=True)
class _Column:
    """A category, or a place that is none; `counts` are those of the rows, the last one of what answers nothing."""

    head: str
    style: str
    meaning: str
    counts: tuple[int, ...]


def matrix_text(found: Matrix, _: Language, *, width: int, height: int) -> Content:
    """Draw the table within a width if it can be, with a line between questions where the height allows for it."""
    if not found.rows:
        return plain("")
    columns = _columns(found, _)
    table = _Table(columns, width, cells(_(N_("Total"))) + 2)
    legend = _legend(columns, width)
    airy, tight = (_table(found, table, gap, _) for gap in ([plain("")], []))
    lines = airy if len(airy) + len(legend) < height or not table.beside else tight
    return plain("\n").join([*lines, plain(""), *legend])


def _table(found: Matrix, table: _Table, gap: Sequence[Content], _: Language) -> list[Content]:
    rule = pieces(("─" * table.used, "$rule"))
    lines = [table.head(pieces((_(N_("Total")), "$text-muted"))), rule]
    for place, (axis, row) in enumerate(found.rows):
        amount = plain(str(row.proposals)) if row.proposals else pieces(("0", "$warning"))
        lines += [*(gap if place else ()), *table.row(axis.question, place, amount)]
    free = pieces((str(found.free.proposals), "$text-muted"))
    return [*lines, rule, *table.row(_(N_("Not linked to a question")), len(found.rows), free, muted=True)]


def _columns(found: Matrix, _: Language) -> list[_Column]:
    rows: list[MatrixRow] = [*(row for _axis, row in found.rows), found.free]
    loose = (
        _Column("x", "$text-muted", _(N_("Unfiled")), tuple(row.unfiled for row in rows)),
        _Column("i", "$text-muted", _(N_("Undecided")), tuple(row.undecided for row in rows)),
    )
    return [
        *(
            _Column(str(place + 1), category_style(place), category.title, tuple(row.filed[place] for row in rows))
            for place, category in enumerate(found.categories)
        ),
        *(column for column in loose if any(column.counts)),
    ]


class _Table:
    """Where things go: each question beside its numbers, or above them where there is no room."""

    def __init__(self, columns: Sequence[_Column], width: int, total: int) -> None:
        self._columns = columns
        self._total = total
        fits = [cell for cell in (*((5,) if width >= _WIDE else ()), 4, _LEAST) if self._room(cell, width, total)]
        self.beside = bool(fits)
        self._cell = fits[0] if fits else _LEAST
        numbers = self._cell * len(columns) + total
        self._words = width - numbers if self.beside else 0
        self._across = self._words - 1 if self.beside else width
        self.used = max(width, numbers)

    def _room(self, cell: int, width: int, total: int) -> bool:
        return cell * len(self._columns) + total + _NARROWEST <= width

    def head(self, total: Content) -> Content:
        """The line of what stands in the columns."""
        return self.line("", [pieces((column.head, f"bold {column.style}")) for column in self._columns], total)

    def row(self, question: str, place: int, total: Content, *, muted: bool = False) -> list[Content]:
        """The lines of one question."""
        shown = visible(question)
        texts = [shown[first:last] for first, last in cuts(shown, self._across)]
        style = "$text-muted" if muted else ""
        numbers = [self._number(column, place, muted=muted) for column in self._columns]
        if not self.beside:
            return [*(pieces((text, style)) for text in texts), self.line("", numbers, total)]
        return [self.line(texts[0], numbers, total, style), *(pieces((text, style)) for text in texts[1:])]

    def line(self, text: str, numbers: Sequence[Content], total: Content, style: str = "") -> Content:
        """One line: words at the left, numbers at the right of their columns."""
        row = [_right(number, self._cell) for number in numbers]
        return pieces((text, style), " " * (self._words - cells(text)), *row, _right(total, self._total))

    @staticmethod
    def _number(column: _Column, place: int, *, muted: bool) -> Content:
        count = column.counts[place]
        if not count:
            return pieces(("·", "$text-muted"))
        return pieces((str(count), "$text-muted" if muted else f"bold {column.style}"))


def _right(text: Content, width: int) -> Piece:
    return plain(" " * (width - text.cell_length)) + text


def _legend(columns: Sequence[_Column], width: int) -> list[Content]:
    """What the heads mean, in two columns where there is room: read down, then down again."""
    wide = max((cells(column.head) for column in columns), default=0)
    entries = [
        pieces((column.head.rjust(wide), f"bold {column.style}"), "  ", visible(column.meaning)) for column in columns
    ]
    if width < _TWO_LEGENDS or not entries:
        return [entry.truncate(width, ellipsis=True) for entry in entries]
    high = -(-len(entries) // 2)
    left = min(max(entry.cell_length for entry in entries[:high]), width // 2)
    first = [entry.truncate(left, ellipsis=True, pad=True) for entry in entries[:high]]
    second = [entry.truncate(width - left - len(_GUTTER), ellipsis=True) for entry in entries[high:]]
    return [one + _GUTTER + other for one, other in zip_longest(first, second, fillvalue=plain(""))]
