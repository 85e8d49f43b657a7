"""A text with tables beside it: whether the text is the list, and how the tables are called that are left out."""

from __future__ import annotations

from collections.abc import Sequence

from facilitate.domain.errors import N_, Message, Names, Refused
from facilitate.domain.text import excerpt, without_controls
from facilitate.sheets.contents import SheetRow

LEFT_OUT = N_(
    "The table {tables} is left out, and the text is read. To read the table instead of the text, add --sheet 1."
)
SEVERAL_LEFT_OUT = N_(
    "The tables {tables} are left out, and the text is read. To read one of them instead of the text, add --sheet "
    "with its number."
)
_UNCLEAR = N_(
    "This file contains text and a table ({tables}): it is unclear which of the two is the list. In a copy of the "
    "file, delete the table, or everything but the table, and import that copy. To read only the table, add --sheet 1."
)
_SEVERAL_UNCLEAR = N_(
    "This file contains text and tables ({tables}): it is unclear which part is the list. In a copy of the file, "
    "delete the tables, or everything but one of them, and import that copy. To read only one of the tables, add "
    "--sheet with its number."
)
_LONGEST = 60
_MOST = 3


def left_out(tables: Sequence[Sequence[SheetRow]]) -> Message:
    """What is told of tables that are left out, each named by the words of its first row."""
    return Message(LEFT_OUT if len(tables) == 1 else SEVERAL_LEFT_OUT, {"tables": _called(tables)})


def unclear(tables: Sequence[Sequence[SheetRow]]) -> Refused:
    """Why neither the text nor a table is read, and what to do."""
    return Refused(_UNCLEAR if len(tables) == 1 else _SEVERAL_UNCLEAR, tables=_called(tables))


def _called(tables: Sequence[Sequence[SheetRow]]) -> Names:
    words = [" | ".join(cell.strip() for cell in rows[0].cells if cell.strip()) for rows in tables if rows]
    shown = tuple(excerpt(without_controls(each), _LONGEST) for each in words[:_MOST])
    return Names(shown, len(words) - len(shown))


def named_table(names: Sequence[str], wanted: str) -> int:
    """Return the place of the table of that name, or of that number from 1."""
    plain = wanted.strip().casefold()
    for place, name in enumerate(names):
        if plain in (name.strip().casefold(), str(place + 1)):
            return place
    raise Refused(
        N_("This file has no table “{sheet}”. Its tables are: {sheets}."), sheet=wanted, sheets=", ".join(names)
    )
