"""What is said where nobody can tell which column holds the ideas, with an example that leaves none of them out."""

from __future__ import annotations

from collections.abc import Iterable

from facilitate.domain.errors import N_
from facilitate.sheets.contents import Unclear
from facilitate.workshop.intake.column_cells import mean_length, names_others
from facilitate.workshop.intake.columns import Columns


def unclear_idea(columns: Columns, among: tuple[int, ...] = ()) -> Unclear:
    """What is said where no column can be told as the idea, and whether the table has to be said as well.

    `among` are the columns that may all hold ideas.
    """
    likely = _called(columns, among) or _likely(columns)
    sentence = (
        N_(
            "It is unclear which column contains the ideas, so nothing is imported. Name it with --idea COLUMN "
            "(and with --title COLUMN if each idea has a title). The columns are: {columns}."
        )
        if columns.has_table
        else N_(
            "It is unclear which column contains the ideas, and which table they come from, so nothing is "
            "imported. Name the column with --idea COLUMN (and with --title COLUMN if each idea has a title), "
            "and the table with --table N, or its column with --table-column COLUMN. The columns are: {columns}."
        )
    )
    return Unclear(
        sentence, option="idea", choices=columns.names(), samples=columns.samples(), likely=next(iter(likely), ""),
        also=likely[1:], no_table=not columns.has_table, columns=columns.listed(),
    )  # fmt: skip


def _likely(columns: Columns) -> tuple[str, ...]:
    """The names of all columns that are called ideas; else of the one with the longest words, or none.

    An example, and no guess: one of several alone would leave the others out.
    """
    beside = set(columns.of("person", "contact"))
    free = [place for place in columns.places() if place not in beside and columns.evidence(place).is_text]
    found = [place for place in free if not (columns.evidence(place).is_private or names_others(columns.cells(place)))]
    ideas = sorted(place for place in columns.of("idea") if place in found and not columns.evidence(place).is_answers)
    if len(ideas) > 1:
        return _called(columns, ideas)
    called = set(columns.of("idea", "title")).intersection(found)  # comments are no example beside columns of ideas
    best = max(called or found, key=lambda place: mean_length(columns.cells(place)), default=None)
    return () if best is None else _called(columns, (best,))


def _called(columns: Columns, places: Iterable[int]) -> tuple[str, ...]:
    """The names of some columns as a person can say them."""
    names = dict(zip(columns.places(), columns.names(), strict=True))
    return tuple(names[place] for place in places)
