"""Reading a file of any kind into a table or a text."""

from __future__ import annotations

from collections.abc import Callable

from facilitate.domain.errors import N_, Refused
from facilitate.sheets.contents import Contents, Kind, Origin, Prose
from facilitate.sheets.encodings import decode
from facilitate.sheets.kinds import refuse_what_is_no_text

LARGEST = 5_000_000


def read(
    data: bytes,
    *,
    name: str = "",
    encoding: str = "",
    sheet: str = "",
    knows: Callable[[str], bool] = lambda _cell: False,
) -> Contents:
    """Read a whole file.

    `name` is the file's name, whose ending settles what its bytes leave open; `encoding` and `sheet` are what a person
    said of it. `knows` tells whether a cell is the name of a column where the table is to be used: the strongest
    evidence that a text is a table, and where its header is. Raises `Unclear` where a person has to choose, `Refused`
    where nothing can be read.
    """
    if len(data) > LARGEST:
        raise Refused(
            N_("This file is too large for a list of ideas ({size} MB; {most} MB is the most). Cut it into several."),
            size=-(-len(data) // 1_000_000),
            most=LARGEST // 1_000_000,
        )
    refuse_what_is_no_text(data)
    text, found = decode(data, encoding)
    return Prose(Origin(Kind.TEXT, encoding=found), text)
