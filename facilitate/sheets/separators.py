"""Whether a text is a table, and what stands between its cells.

The same number of separators on every line, cells in quotation marks, a line of short names, columns of numbers: prose
has none of these. Commas followed by blanks are those of sentences, tabs before a line are its indent.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from facilitate.sheets.contents import SheetRow
from facilitate.sheets.delimited import split_rows
from facilitate.sheets.gathering import Knows
from facilitate.sheets.headers import is_data, known_names, looks_like_names

SEPARATORS = ("\t", ";", ",", "|")
_SAMPLE = 300
_TITLES = 15
_TWO = 2
_WIDE = 3
_MOSTLY = 0.8
_NEARLY_ALL = 0.9
_FEW = 0.3
_ANNOUNCED = re.compile(r"\s*\"?sep=([^\w\s\"]|\t)\"?[ \t]*(?=\r|\n|\Z)", re.IGNORECASE)
# What a word processor or a pad puts before an item of a list, a tab behind it.
_BULLET = re.compile(r"\W{0,3}|_|[oOØ]|\(?(?:\d{1,3}|[a-zA-Z])[.)/-]", re.ASCII)

# One that says nothing: an empty cell, a tick and a plus may be values.
_SIGN_OF_LIST = re.compile(r"[•·∙⋅●○◦▪■□◆❖‣⁃➢►§*–—\uf000-\uf0ff-]|[oOØ]|\(?(?:\d{1,3}|[a-zA-Z])[.)/-]")


@dataclass(frozen=True, slots=True)
class Separation:
    """A text is a table, cut at `separator`, which its first line may announce; an empty one cuts no line."""

    separator: str
    announced: bool = False


def find_separator(text: str, knows: Knows, is_value: Knows) -> Separation | None:
    """How the text is cut into cells; None where it is better read as a list, a line an idea."""
    if announced := _ANNOUNCED.match(text):
        return Separation(announced[1], announced=True)
    best: tuple[tuple[float, ...], str] | None = None
    for separator in SEPARATORS:
        if separator in text:
            rows = [row for row in islice(split_rows(text, separator), _SAMPLE) if not row.blank]
            score = _score(rows, separator, knows, is_value)
            if score and (best is None or score > best[0]):
                best = score, separator
    if best:
        return Separation(best[1])
    one = [row for row in islice(split_rows(text, ""), _SAMPLE) if not row.blank or row.quoted]
    return Separation("") if _is_column(one, knows) else None


def _score(rows: Sequence[SheetRow], separator: str, knows: Knows, is_value: Knows) -> tuple[float, ...]:
    """How well this separator makes a table of the rows: known names first, then how even; empty when it makes none."""
    rows = _below_titles(rows)
    whole = [row for row in rows if not row.unclosed]
    wide = [row for row in whole if len(row.cells) > 1]
    if not wide:
        return ()
    if separator == "\t" and _are_bullets(wide, knows):
        return ()
    width, same = Counter(len(row.cells) for row in wide).most_common(1)[0]
    even, spread = same / len(whole), len(wide) / len(whole)
    known = known_names(whole, knows) if len(whole[0].cells) > 1 else 0
    if known >= _TWO:
        enough = 2 * (len(wide) - 1) >= len(whole) - 1
    elif known:
        enough = len(whole) > 1 and spread >= _MOSTLY
    else:
        enough = _stands_alone(whole, separator, width, even, spread, is_value)
    return (known, round(even, 1), width) if enough else ()


def _below_titles(rows: Sequence[SheetRow]) -> Sequence[SheetRow]:
    """Lines of title above a table hold one filled cell each."""
    for place, row in enumerate(rows[:_TITLES]):
        if row.unclosed or sum(1 for cell in row.cells if cell.strip()) > 1:
            return rows[place:]
    return rows


def _are_bullets(wide: Sequence[SheetRow], knows: Knows) -> bool:
    """Nothing but a bullet, or nothing at all, before the first tab of every line that has one, or of most.

    Others are the head of a mail (`From:`, a tab, a name), or lines of a list that happen to hold a tab.
    """
    firsts = [row.cells[0].strip() or row.cells[1].strip() for row in wide]
    others = [place for place, row in enumerate(wide) if not _BULLET.fullmatch(row.cells[0].strip())]
    if not others:
        return True
    signs = sum(1 for first in firsts if _SIGN_OF_LIST.fullmatch(first))
    if signs < _TWO:
        return False
    if all(firsts[place].endswith(":") for place in others):
        return True
    return signs >= _MOSTLY * len(firsts) and not any(knows(cell) for place in others for cell in wide[place].cells)


def _stands_alone(
    rows: Sequence[SheetRow], separator: str, width: int, even: float, spread: float, is_value: Knows
) -> bool:
    """Whether it is a table although no name of it is known."""
    if separator == "\t" or len(rows) < _TWO:
        return (separator == "\t" and spread >= _MOSTLY) or (separator == ";" and _is_numbered(rows[0]))
    if even < _MOSTLY:
        return _is_ragged(rows, is_value)
    same = [row for row in rows if len(row.cells) == width]
    alike = _alike(same)
    quoted = sum(1 for row in same if row.quoted and (not alike or row.raw.startswith('"')))
    needed = even == 1 and _needs_quotes(same, separator) and not _as_in_sentences(same)
    if needed or 2 * quoted >= len(same) or (separator == ";" and _begins_empty(same)):
        return True
    prose = _as_in_sentences(same)
    if any(_is_column_of_data(same, place, is_value) for place in range(1 if prose else width)):
        return True
    if prose or even < _NEARLY_ALL or alike:
        return False
    return looks_like_names(rows, 0, is_value) or (width >= _WIDE and len(rows) >= _WIDE)


def _needs_quotes(rows: Sequence[SheetRow], separator: str) -> bool:
    """Whether cells in quotation marks hold the separator or several lines: only programs and tables have those."""
    return any(row.quoted and any(sign in cell for cell in row.cells for sign in (separator, "\n")) for row in rows)


def _begins_empty(rows: Sequence[SheetRow]) -> bool:
    """`Table 1;Un four` above `;Un banc`: no sentence begins so, and cells below a name are left empty."""
    empty = sum(1 for row in rows if not row.cells[0].strip() and any(cell.strip() for cell in row.cells))
    return bool(rows and rows[0].cells[0].strip()) and empty >= _TWO and 2 * _TWO * empty >= len(rows)


def _is_numbered(row: SheetRow) -> bool:
    """`2;Un four`, the only row there is: a number, and words without a blank before them."""
    return row.cells[0].strip().isdecimal() and len(row.cells) > 1 and row.cells[1][:1].isalpha()


def _is_ragged(rows: Sequence[SheetRow], is_value: Knows) -> bool:
    """Names of three columns and more, and cells below, though some rows end early or hold the separator."""
    if len(rows[0].cells) < _WIDE or _as_in_sentences(rows[:1]) or _alike(rows):
        return False
    wide = sum(1 for row in rows if len(row.cells) > 1)
    return wide >= _NEARLY_ALL * len(rows) and looks_like_names(rows, 0, is_value)


def _as_in_sentences(rows: Sequence[SheetRow]) -> bool:
    """In sentences a blank follows a comma and a semicolon."""
    cells = [cell for row in rows for cell in row.cells[1:] if cell]
    return sum(1 for cell in cells if cell[0].isspace()) > _FEW * len(cells)


def _is_column_of_data(rows: Sequence[SheetRow], place: int, is_value: Knows) -> bool:
    """Numbers, dates, addresses or known values down a column, below a header or not."""
    cells = [row.cells[place].strip() for row in rows if row.cells[place].strip()]
    below = cells[1:] if len(cells) > _TWO and not (is_data(cells[0]) or is_value(cells[0])) else cells
    found = sum(1 for cell in below if is_data(cell) or (is_value(cell)))
    return len(below) >= _MOSTLY * (len(rows) - 1) and found >= max(1, _MOSTLY * len(below))


def _alike(rows: Sequence[SheetRow]) -> bool:
    """Lines that all begin with one word are sentences."""
    return len({row.cells[0].split()[0].casefold() if row.cells[0].split() else "" for row in rows}) == 1


def _is_column(rows: Sequence[SheetRow], knows: Knows) -> bool:
    """A single column is a table only if quotes are used as a table uses them: else they are somebody's own quotes."""
    quoted = [row for row in rows if row.quoted]
    if not quoted or any(row.unclosed for row in rows):
        return False
    needed = any(row.cells[0] != row.raw.strip(' "') for row in quoted)
    return knows(rows[0].cells[0]) or needed or len(quoted) >= max(_TWO, len(rows)) or _quotes_as_a_program(rows)


def _quotes_as_a_program(rows: Sequence[SheetRow]) -> bool:
    """Programs quote the cells that hold their separator, all of them and no others, and write an empty cell `""`."""
    quoted = [row for row in rows if row.quoted and row.raw.strip() != '""']
    if any(not (row.raw.startswith('"') and row.raw.rstrip().endswith('"')) for row in quoted):
        return False
    if any("\n" in row.cells[0] or "\r" in row.cells[0] for row in quoted):
        return True  # it needs its quotation marks
    empty = any(row.raw.strip() == '""' for row in rows)
    return (empty or len(quoted) >= _TWO) and any(
        all((sign in row.raw) == row.quoted for row in rows if row.raw.strip() != '""') for sign in ",;"
    )
