"""Reading a file of any kind into a table or a text."""

from __future__ import annotations

import re
from dataclasses import replace

from facilitate.domain.errors import N_, Message, Refused
from facilitate.sheets.contents import Contents, Kind, Origin, Prose, Unclear
from facilitate.sheets.counting import counted
from facilitate.sheets.delimited import lines_of, split_rows
from facilitate.sheets.encodings import declared_encoding, decode, once_encoded
from facilitate.sheets.gathering import (
    AreBeside,
    AreHeads,
    Asked,
    Knows,
    Progress,
    check_length,
    never_beside,
    never_heads,
    no_progress,
    nothing,
    table_of,
)
from facilitate.sheets.kinds import kind_of_text, refuse_what_is_no_text
from facilitate.sheets.separators import find_separator
from facilitate.sheets.signatures import kind_of_bytes

MOST_BYTES = 60_000_000
_BYTES_OF_NO_TEXT = 50  # one control in as many: of any bytes at random, one in ten is
# What editors of Markdown note about a text stands above it; its lines keep their numbers.
_END = r"[ \t]*(?:\r\n|\r|\n)"
_NOTED = r"[a-z][\w-]*:(?=[ \t\r\n])[^\r\n]*"
_FRONT_MATTER = re.compile(rf"\A---{_END}{_NOTED}{_END}(?:(?:{_NOTED}|(?:[ \t]+\S|- )[^\r\n]*){_END}){{0,60}}---{_END}")


def read(  # noqa: PLR0913 -- said by their names
    data: bytes,
    *,
    name: str = "",
    encoding: str = "",
    sheet: str = "",
    knows: Knows = nothing,
    is_value: Knows = nothing,
    progress: Progress = no_progress,
    are_beside: AreBeside = never_beside,
    are_heads: AreHeads = never_heads,
) -> Contents:
    """Read a whole file.

    `name` is the file's name, whose ending settles what its bytes leave open; `encoding` and `sheet` are what a person
    said of it. `knows` tells whether a cell is the name of a column where the table is to be used, `is_value` whether
    it can only be a value (a status): the strongest evidence that a text is a table, and where its header is.
    `are_beside` tells whether the tables of a text hold nothing of its list, so that the text is read without them.
    `are_heads` tells the heads of the one sheet of a workbook that is meant, whatever else it holds.
    `progress` is called now and then with how much of how much was read. Raises `Unclear` where a person has to choose,
    `Refused` where nothing can be read.
    """
    if len(data) > MOST_BYTES:
        raise Refused(
            N_("This file is too large ({size} MB; at most {most} MB). Split it into several."),
            size=-(-len(data) // 1_000_000),
            most=MOST_BYTES // 1_000_000,
        )
    asked = Asked(name, sheet, knows, is_value, progress, are_beside, are_heads)
    kind = kind_of_bytes(data, name)
    if kind in (Kind.XLSX, Kind.XLS, Kind.ODS):
        from facilitate.sheets.workbooks import read_workbook

        return read_workbook(data, kind, asked)
    if kind in (Kind.DOCX, Kind.ODT):
        from facilitate.sheets.word_documents import read_document

        return read_document(data, kind, asked)
    text, found = _decoded(data, encoding, name)
    return read_text(text, Origin(Kind.TEXT, encoding=found), asked)


def _decoded(data: bytes, encoding: str, name: str) -> tuple[str, str]:
    """The text and the name of its encoding. Naming one helps only where the bytes are words."""
    try:
        return decode(data, encoding or declared_encoding(data))
    except Unclear:
        refuse_what_is_no_text(data.decode("latin-1"), name, _BYTES_OF_NO_TEXT)
        raise


def read_text(text: str, origin: Origin, asked: Asked) -> Contents:
    """Read what is text, whatever is written in it."""
    check_length(len(text))
    # Files put one behind the other bring their marks along.
    text, mended = once_encoded(text.replace("\ufeff", ""))
    if mended:
        notice = N_("Accents encoded twice were corrected ({lines}).")
        origin = _noticed(origin, notice, mended)
    refuse_what_is_no_text(text, asked.name)
    if noted := _FRONT_MATTER.match(text):
        lines = len(lines_of(noted[0])) - 1
        text = "\n" * lines + text[noted.end() :]
        origin = _noticed(origin, N_("The notes above the text were skipped ({lines})."), lines)
    kind = kind_of_text(text, asked.name)
    if kind in (Kind.HTML, Kind.XML, Kind.JSON):
        return _read_marked(text, replace(origin, kind=kind), asked)
    from facilitate.sheets.markdown_tables import find_pipes, read_pipes

    if find_pipes(text):
        return read_pipes(text, origin, asked)
    return _read_delimited(text, origin, asked)


def _noticed(origin: Origin, notice: str, count: int) -> Origin:
    return replace(origin, notices=(*origin.notices, Message(notice, {"lines": counted(count, "line")})))


def _read_marked(text: str, origin: Origin, asked: Asked) -> Contents:
    if origin.kind is Kind.JSON:
        from facilitate.sheets.json_tables import read_json

        return read_json(text, origin)
    from facilitate.sheets.html_tables import read_html, read_xml

    return read_html(text, origin, asked) if origin.kind is Kind.HTML else read_xml(text, origin, asked)


def _read_delimited(text: str, origin: Origin, asked: Asked) -> Contents:
    cut = find_separator(text, asked.knows, asked.is_value)
    if cut is None:
        return Prose(origin, text)
    if not cut.separator and (inner := _unwrapped(text, asked)):
        return _read_delimited(inner, origin, asked)
    rows = split_rows(text, cut.separator, first=0 if cut.announced else 1)
    if cut.announced:  # in a line that spreadsheet programs do not show
        next(rows)
    total = max(text.count("\n"), text.count("\r"))
    return table_of(replace(origin, kind=Kind.CSV, separator=cut.separator), rows, asked.progress, total)


def _unwrapped(text: str, asked: Asked) -> str:
    """Programs that quote a whole row as one cell hide a table in a column."""
    cells = [row.cells[0] for row in split_rows(text, "") if row.cells]
    inner = "\n".join(cells)
    if len(lines_of(inner)) != len(cells):
        return ""
    cut = find_separator(inner, asked.knows, asked.is_value)
    return inner if cut and cut.separator else ""
