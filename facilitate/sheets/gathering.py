"""What is asked of a reader of any kind of file, and how its rows are gathered within bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from facilitate.domain.errors import N_, Refused
from facilitate.sheets.contents import Origin, SheetRow, Table

MOST_LETTERS = 30_000_000
MOST_ROWS = 200_000
_STEP = 2_000

Knows = Callable[[str], bool]
Progress = Callable[[int, int], None]
# Whether a row is that of the heads of the sheet that is meant, whatever else a workbook holds.
AreHeads = Callable[[Sequence[str]], bool]
# Whether the tables of a text, each with its rows, stand beside the list that the text is.
AreBeside = Callable[[str, Sequence[Sequence[SheetRow]]], bool]


def nothing(_words: str) -> bool:
    """Where the caller knows no names and no values."""
    return False


def never_beside(_text: str, _tables: Sequence[Sequence[SheetRow]]) -> bool:
    """Where the caller cannot tell."""
    return False


def never_heads(_cells: Sequence[str]) -> bool:
    """Where the caller knows no sheet by its heads."""
    return False


def no_progress(_done: int, _of: int) -> None:
    """Where nobody watches."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the caller knows and a person said, handed to the reader of each kind."""

    name: str = ""
    sheet: str = ""
    knows: Knows = nothing
    is_value: Knows = nothing
    progress: Progress = no_progress
    are_beside: AreBeside = never_beside
    are_heads: AreHeads = never_heads


def table_of(origin: Origin, rows: Iterable[SheetRow], progress: Progress = no_progress, total: int = 0) -> Table:
    """Gather the rows that are not blank; raises `Refused` beyond the most."""
    kept: list[SheetRow] = []
    hollow: list[int] = []
    blank = 0
    for row in rows:
        if row.blank:
            blank += 1
            if len(hollow) < MOST_ROWS and row.raw.strip(" \r\n"):
                hollow.append(row.line)
            continue
        kept.append(row)
        if not len(kept) % _STEP:
            check_rows(len(kept))
            progress(row.line, max(total, row.line))
    check_rows(len(kept))
    return Table(origin, tuple(kept), blank, tuple(hollow))


def check_rows(rows: int) -> None:
    """Raise `Refused` for more rows than a list of ideas has."""
    if rows > MOST_ROWS:
        raise Refused(
            N_("This table has more than {most} rows. Split it into several files, each with the column headings."),
            most=MOST_ROWS,
        )


def check_length(letters: int) -> None:
    """Raise `Refused` for more text than a list of ideas is."""
    if letters > MOST_LETTERS:
        raise Refused(
            N_("This file is too long ({size} million characters; at most {most} million). Split it into several."),
            size=-(-letters // 1_000_000),
            most=MOST_LETTERS // 1_000_000,
        )
