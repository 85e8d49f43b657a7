"""Tables that a file calls by letters, `Table B`, where no table of the session has such a name.

Whether B is table 2 only a person knows: the file stays out with the one sentence that says how it comes in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from facilitate.domain.errors import N_, Message
from facilitate.workshop.intake.incoming import Tables
from facilitate.workshop.intake.table_titles import GROUP_WORDS, TABLE_WORDS

_MOST_NAMED = 8
_LETTER = re.compile(rf"[\W_]*(?:(?:la )?(?:{TABLE_WORDS}|{GROUP_WORDS})\s+)?([A-Z])[\W_]*", re.IGNORECASE)
BY_LETTERS = N_(
    "Tables have letters in this file, and none of this session has such a name. Write their numbers in the file "
    "({pairs}), or name the tables with “facilitate table set” ({names}), then import the file again."
)
TOO_FEW = N_(
    "Tables have letters in this file ({letters}), and this session has too few tables for them ({count}). Add the "
    "missing tables with “facilitate table add”, or write in the file the numbers of the tables that are meant."
)


def letter_of(cell: str) -> str | None:
    """The letter of `Table B`, `Groupe b` or `B`; a small one alone is none."""
    found = _LETTER.fullmatch(cell)
    return found[1].upper() if found and (len(cell.strip()) > 1 or found[1].isupper()) else None


def are_letters(cells: Sequence[str], *, alone: bool = False) -> bool:
    """Whether all cells are `Table B`: a bare letter, `alone`, may be anything but below a title such as `Group`."""
    return bool(cells) and all((alone or len(cell.strip()) > 1) and letter_of(cell) for cell in cells)


def of_letters(cells: Iterable[str], tables: Tables) -> Message | None:
    """What to do with the letters by which these cells, or titles, call the tables; nothing where they have none."""
    letters = sorted({letter for cell in set(cells) if (letter := letter_of(cell))})
    if not letters:
        return None
    numbers = {letter: ord(letter) - ord("A") + 1 for letter in letters}
    if not all(map(tables.has, numbers.values())):
        numbers = {letter: place for place, letter in enumerate(letters, start=1)}
    more = "…" if len(letters) > _MOST_NAMED else ""
    if not all(map(tables.has, numbers.values())):
        return Message(TOO_FEW, {"letters": ", ".join(letters[:_MOST_NAMED]) + more, "count": tables.count or 0})
    shown = letters[:_MOST_NAMED]
    pairs = ", ".join(f"{letter} = {numbers[letter]}" for letter in shown) + more
    names = ", ".join(f"{numbers[letter]} --name {letter}" for letter in shown) + more
    return Message(BY_LETTERS, {"pairs": pairs, "names": names})
