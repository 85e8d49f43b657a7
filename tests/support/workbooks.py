"""Workbooks and documents made by hand, so that each odd thing in one stands where a test can see it."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_STYLES = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"

Cells = Sequence[Sequence[object]]


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def xlsx(sheets: Mapping[str, str | Cells], hidden: Iterable[str] = (), **more: str | bytes) -> bytes:
    """A workbook of Excel; a sheet is its rows, or the XML within its `worksheet`."""
    parts: dict[str, str | bytes] = {
        "_rels/.rels": _relations([("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/_rels/workbook.xml.rels": _relations(
            [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
            + [("rIdS", "styles", "styles.xml")]
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">{_STYLES}</styleSheet>',
    }
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}" state="{_state(name in hidden)}"/>'
        for n, name in enumerate(sheets, 1)
    )
    parts["xl/workbook.xml"] = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>'
    for n, content in enumerate(sheets.values(), 1):
        inner = content if isinstance(content, str) else sheet_xml(content)
        parts[f"xl/worksheets/sheet{n}.xml"] = f'<worksheet xmlns="{_MAIN}">{inner}</worksheet>'
    return packed(parts | more)


def _state(hidden: bool) -> str:
    return "hidden" if hidden else "visible"


def sheet_xml(rows: Cells, merged: Sequence[str] = ()) -> str:
    """What is within a `worksheet`; a number in a tuple is a date."""
    lines = (f'<row r="{number}">{_cells(number, row)}</row>' for number, row in enumerate(rows, 1))
    merges = "".join(f'<mergeCell ref="{each}"/>' for each in merged)
    return f"<sheetData>{''.join(lines)}</sheetData>" + (f"<mergeCells>{merges}</mergeCells>" if merges else "")


def _cells(number: int, row: Sequence[object]) -> str:
    return "".join(_cell(f"{letters(column)}{number}", value) for column, value in enumerate(row, 1))


def letters(column: int) -> str:
    """A column's name, from 1."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _cell(place: str, value: object) -> str:
    if value is None or value == "":
        return f'<c r="{place}" s="0"/>'
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, tuple):
        return f'<c r="{place}" s="1"><v>{value[0]}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'


def _relations(each: Iterable[tuple[str, str, str]]) -> str:
    inner = "".join(f'<Relationship Id="{i}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for i, kind, target in each)
    return f'<Relationships xmlns="{_PACKAGE}">{inner}</Relationships>'


def ods(sheets: Mapping[str, str | Cells]) -> bytes:
    """A workbook of LibreOffice; a sheet is its rows, or the XML within its `table:table`."""
    inner = {name: content if isinstance(content, str) else ods_rows(content) for name, content in sheets.items()}
    tables = "".join(f"<table:table table:name={quoteattr(name)}>{each}</table:table>" for name, each in inner.items())
    spaces = " ".join(f'xmlns:{name}="{_ODF}{name}:1.0"' for name in ("office", "table", "text"))
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{_ODF}manifest:1.0"/>',
            "content.xml": f"<office:document-content {spaces}><office:body><office:spreadsheet>{tables}"
            "</office:spreadsheet></office:body></office:document-content>",
        }
    )


def ods_rows(rows: Cells) -> str:
    """Rows as LibreOffice writes them, the empty rest of the sheet below."""
    cells = (
        "<table:table-row>" + "".join(ods_cell(value) for value in row)
        + f'<table:table-cell table:number-columns-repeated="{16_384 - len(row)}"/></table:table-row>'
        for row in rows
    )  # fmt: skip
    rest = f'<table:table-row table:number-rows-repeated="{1_048_576 - len(rows)}">'
    return "".join(cells) + rest + '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'


def ods_cell(value: object) -> str:
    """One cell; an empty one is closed at once."""
    if value in (None, ""):
        return "<table:table-cell/>"
    if isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"'
        return f"<table:table-cell {kind}><text:p>{value}</text:p></table:table-cell>"
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def xls(sheets: Mapping[str, Cells | bytes]) -> bytes:
    """An old workbook (BIFF8); a sheet is its rows, or its records."""
    bodies = [content if isinstance(content, bytes) else b"".join(_records(content)) for content in sheets.values()]
    bodies = [
        _record(0x0809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + body + _record(0x0A) for body in bodies
    ]
    begin = _record(0x0809, struct.pack("<HHHHII", 0x600, 0x05, 0, 0, 0, 0)) + _record(0x42, struct.pack("<H", 1200))
    names = [name.encode("utf-16-le") for name in sheets]
    listed = sum(4 + 8 + len(name) for name in names)
    place = len(begin) + listed + 4
    for name, body in zip(names, bodies, strict=True):
        begin += _record(0x85, struct.pack("<IBBBB", place, 0, 0, len(name) // 2, 1) + name)
        place += len(body)
    return ole2({"Workbook": begin + _record(0x0A) + b"".join(bodies)})


def _records(rows: Cells) -> Iterable[bytes]:
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if isinstance(value, int | float):
                yield _record(0x0203, struct.pack("<HHHd", row, column, 0, value))
            elif value:
                yield label(row, column, str(value))


def label(row: int, column: int, words: str) -> bytes:
    """The record of a cell of words."""
    return _record(0x0204, struct.pack("<HHHHB", row, column, 0, len(words), 1) + words.encode("utf-16-le"))


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def ole2(streams: Mapping[str, bytes]) -> bytes:
    """Microsoft's little file system with these streams, none of them so short that it would lie elsewhere."""
    sectors: list[bytes] = []
    chains: list[int] = []
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1 if streams else -1)]
    for number, (name, content) in enumerate(streams.items(), 1):
        whole = content.ljust(4096, b"\0")
        start = len(sectors)
        pieces = [whole[at : at + 512].ljust(512, b"\0") for at in range(0, len(whole), 512)]
        sectors += pieces
        chains += [*range(start + 1, start + len(pieces)), 0xFFFFFFFE]
        entries.append(_entry(name, 2, start, len(whole), after=number + 1 if number < len(streams) else -1))
    directory = len(sectors)
    for at in range(0, len(entries), 4):
        sectors.append(b"".join(entries[at : at + 4]).ljust(512, b"\0"))
        chains.append(len(sectors) if at + 4 < len(entries) else 0xFFFFFFFE)
    tables = 1
    while tables * 128 < len(sectors) + tables:
        tables += 1
    first = len(sectors)
    chains += [0xFFFFFFFD] * tables
    words = struct.pack(f"<{len(chains)}I", *chains).ljust(tables * 512, b"\xff")
    difat = [*range(first, first + tables), *([0xFFFFFFFF] * (109 - tables))]
    head = struct.pack("<8s16sHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0,
                       tables, directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)  # fmt: skip
    return head + struct.pack("<109I", *difat) + b"".join(sectors) + words


def _entry(name: str, kind: int, start: int, size: int, *, child: int = -1, after: int = -1) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBiii16sIQQIII", encoded, len(encoded), kind, 1, -1, after, child, b"", 0, 0, 0, start, size, 0
    )
