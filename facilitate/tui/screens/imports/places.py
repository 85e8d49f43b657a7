"""Where a row of a file stands, for the screen and the command line: its line, its sheet where there are several."""

from __future__ import annotations

from itertools import groupby

from facilitate.domain.errors import N_
from facilitate.domain.text import one_line, shortened
from facilitate.i18n import Language
from facilitate.workshop.intake.incoming import IncomingIdea, RefusedRow
from facilitate.workshop.intake.preview import Complaint


def line_told(row: IncomingIdea | RefusedRow, _: Language) -> str:
    """What is said after the word for a line: `4`, or `4 of the sheet “Table 3”`."""
    return _of_sheet(str(row.line), row.sheet, _)


def lines_told(each: Complaint, _: Language) -> str:
    """The first lines of a complaint, those of one sheet together."""
    told = [
        _of_sheet(", ".join(str(row.line) for row in rows), sheet, _)
        for sheet, rows in groupby(each.rows, lambda row: row.sheet)
    ]
    return ", ".join(told) + ("…" if each.count > len(each.rows) else "")


def _of_sheet(lines: str, sheet: str, _: Language) -> str:
    if not sheet:
        return lines
    return _(N_("{lines} of the sheet {sheet}"), lines=lines, sheet=_.quoted(shortened(one_line(sheet))))
