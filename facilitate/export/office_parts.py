"""What no tree of pandoc can say of an office file: the contents, where parts of it begin, columns, rules of tables.

Each is written once as WordprocessingML (ECMA-376, part 1) and once as ODF (part 3 of 1.3); words are escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import Any, Literal

from facilitate.export.compose.document import OPENING, Document, DocumentTable, Heading, Section, in_columns, plain
from facilitate.export.office_looks import MARGINS, named
from facilitate.export.style.colours import on_white
from facilitate.export.style.style import Style

Form = Literal["docx", "odt"]
_RAW = {"docx": "openxml", "odt": "opendocument"}
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PAGES_WITH_CONTENTS = 5
_LINES, _LINE = 38, 90  # of a page, and letters of a line
_HEIGHT, _ENTRY = 685, 14.5  # points of a page, and of a line of its contents
_LONG = 18  # rows of a table that may be divided
_MANY_LETTERS = 900  # of all cells of a table that still stays on one page
PAPER = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" '
    'w:header="708" w:footer="708" w:gutter="0"/>'
).format(**{side: 20 * points for side, points in MARGINS.items()})


def raw(form: Form, xml: str) -> dict[str, Any]:
    return {"t": "RawBlock", "c": [_RAW[form], xml]}


def tab(form: Form) -> dict[str, Any]:
    return {"t": "RawInline", "c": [_RAW[form], "<w:r><w:tab/></w:r>" if form == "docx" else "<text:tab/>"]}


def key(section: Section, place: int) -> str:
    """Return the name of the place of a heading, as Word allows them."""
    return re.sub(r"\W", "_", f"part_{section.key}_{place}")


def entries(document: Document) -> list[tuple[str, str]]:
    """Return the place and the words of what the contents lists; nothing where a report is too short to need one."""
    if _pages(document) < _PAGES_WITH_CONTENTS:
        return []
    return [
        (key(section, place), plain(block.runs))
        for section in document.sections
        for place, block in enumerate(section.blocks)
        if isinstance(block, Heading) and block.level == OPENING
    ]


def _pages(document: Document) -> float:
    """Guess how many pages come after the cover; only who sets them knows."""
    lines = 0.0
    for section in document.sections:
        for block in section.blocks:
            share = 0.5 if in_columns(section) else 1.0
            for words in _texts(block):
                lines += share * (1 + len(words) // _LINE)
    return lines / _LINES


def _texts(block: Any) -> Iterator[str]:
    if isinstance(block, Heading):
        yield from ("", "", "")
    elif isinstance(block, DocumentTable):
        yield from (plain(row[0]) for row in block.rows)
    for item in getattr(block, "items", ()):
        yield plain(item.runs)
        yield from (plain(part) for part in (item.small, item.detail) if part)
    yield plain(getattr(block, "runs", ()))


def contents(form: Form, title: str, listed: Sequence[tuple[str, str]], document: Document) -> dict[str, Any]:
    """Return the contents as a field: Word and Writer put in the pages, and make it anew when they are asked to.

    They divide it where it has no room below the words of the cover: then it has a page of its own.
    """
    look = "ContentsTitle" if _cover_height(document) + _ENTRY * (len(listed) + 4) <= _HEIGHT else "ContentsTitleOfPage"
    return raw(form, (_word_contents if form == "docx" else _writer_contents)(title, listed, look))


def _cover_height(document: Document) -> float:
    """Guess how many points the words of the cover take, in a font wider than most."""

    def lines(words: str, letters: int) -> int:
        return -(-len(words) // letters)

    facts = sum(14 * max(lines(plain(value), 55), 1) + 6 for _label, value in document.facts)
    above = 96 + 42 * lines(document.title, 24) + 20 * lines(document.subtitle, 52) + 30
    others = 13 * lines(document.notice, 66) + 14 * lines(document.cover, 75)
    return above + facts + others + (24 if document.notice else 0) + (67 if document.logos else 0)


def field(code: str, more: str = "") -> tuple[str, str]:
    """Return what begins and what ends a field of Word; between them stands what it gave when it was last made."""
    begun = (
        f'<w:r><w:fldChar w:fldCharType="begin"{more}/></w:r><w:r><w:instrText xml:space="preserve"> {code} '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    return begun, '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _word_contents(title: str, listed: Sequence[tuple[str, str]], look: str) -> str:
    """Return the field with its entries as links; their pages are there once Word, on opening it, has made it anew."""
    style = f'<w:pPr><w:pStyle w:val="{named("Contents", "docx")}"/></w:pPr>'
    lines = [
        f'<w:hyperlink w:anchor="{where}" w:history="1"><w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'
        "</w:hyperlink>"
        for where, words in listed
    ]
    first, last = field('TOC \\o "1-1" \\h \\z \\u', more=' w:dirty="true"')
    lines[0], lines[-1] = first + lines[0], lines[-1] + last
    body = "".join(f"<w:p>{style}{line}</w:p>" for line in lines)
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
        "</w:docPartObj></w:sdtPr><w:sdtContent>"
        f'<w:p><w:pPr><w:pStyle w:val="{look}"/></w:pPr><w:r><w:t>{escape(title)}</w:t></w:r></w:p>'
        f"{body}</w:sdtContent></w:sdt>"
    )


def _writer_contents(title: str, listed: Sequence[tuple[str, str]], look: str) -> str:
    style = named("Contents", "odt")
    head = f'<text:p text:style-name="{look}">{escape(title)}</text:p>'
    lines = "".join(
        f'<text:p text:style-name="{style}"><text:a xlink:type="simple" xlink:href="#{where}">{escape(words)}'
        f'<text:tab/><text:bookmark-ref text:reference-format="page" text:ref-name="{where}"></text:bookmark-ref>'
        "</text:a></text:p>"
        for where, words in listed
    )
    return (
        '<text:table-of-content text:name="contents" text:protected="true"><text:table-of-content-source '
        f'text:outline-level="1"><text:index-title-template text:style-name="{look}">{escape(title)}'
        '</text:index-title-template><text:table-of-content-entry-template text:outline-level="1" '
        f'text:style-name="{style}"><text:index-entry-link-start/><text:index-entry-text/>'
        '<text:index-entry-tab-stop style:type="right" style:leader-char="."/><text:index-entry-page-number/>'
        "<text:index-entry-link-end/></text:table-of-content-entry-template></text:table-of-content-source>"
        f'<text:index-body><text:index-title text:name="contents_head">{head}</text:index-title>{lines}'
        "</text:index-body></text:table-of-content>"
    )


def edges(kinds: Sequence[tuple[str, str]]) -> str:
    """Return what names the parts that stand above and below each page of a section; (kind, relation)."""
    return "".join(
        f'<w:{kind}Reference w:type="default" r:id="rId{relation}" xmlns:r="{_RELATIONS}"/>' for kind, relation in kinds
    )


def part_end(form: Form, kinds: Sequence[tuple[str, str]], kind: str = "nextPage", columns: int = 1) -> dict[str, Any]:
    """Return what ends a section of Word, or the cover in Writer: there columns are begun and ended, see below."""
    if form == "odt":
        return raw(form, '<text:p text:style-name="PartEnd"/>')
    cols = f'<w:cols w:num="{columns}" w:space="454"/>' if columns > 1 else ""
    return raw(
        form,
        '<w:p><w:pPr><w:pStyle w:val="PartEnd"/><w:sectPr>'
        f'{edges(kinds)}<w:type w:val="{kind}"/>{PAPER}{cols}</w:sectPr></w:pPr></w:p>',
    )


def last_line() -> dict[str, Any]:
    """Return the paragraph behind the last columns, one point high: in a style of ours Writer gives it a page."""
    spaces = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    return raw("docx", f"<w:p><w:pPr>{spaces}</w:pPr></w:p>")


def page_heading(words: str, where: str) -> dict[str, Any]:
    """Return a heading that begins a page in Writer."""
    mark = f'<text:bookmark text:name="{where}"/>'
    opened = '<text:h text:style-name="HeadingOfPage" text:outline-level="1">'
    return raw("odt", f"{opened}{mark}{escape(words)}</text:h>")


def columns(begin: bool) -> dict[str, Any]:
    """Return what begins or ends two columns in Writer."""
    opened = '<text:section text:style-name="TwoColumns" text:name="appendix">'
    return raw("odt", opened if begin else "</text:section>")


def ruled(form: Form, style: Style, document: Document) -> Callable[[str], str]:
    """Return what gives the tables of a document that pandoc wrote their lines, and keeps short ones whole."""
    tables = [block for section in document.sections for block in section.blocks if isinstance(block, DocumentTable)]
    if form == "docx":
        return lambda xml: _unparted(_each(r"<w:tbl>.*?</w:tbl>", xml, tables, _word_table))

    def changed(xml: str) -> str:
        xml = _each(r"<table:table .*?</table:table>", xml, tables, _writer_table)
        for number, table in enumerate(tables, 1):
            if _is_short(table):
                opened = rf'(<style:style style:name="Table{number}" style:family="table">\s*<style:table-properties )'
                xml = re.sub(opened, r'\1style:may-break-between-rows="false" ', xml, count=1)
        xml = re.sub(r'<style:style style:name="Table(?:Header)?RowCell".*?</style:style>', "", xml, flags=re.DOTALL)
        return xml.replace("</office:automatic-styles>", f"{_cells(style)}</office:automatic-styles>", 1)

    return changed


def _is_short(table: DocumentTable) -> bool:
    """Return whether a table stays on one page: of few rows, none of which runs over many lines."""
    letters = sum(len(run.text) for row in table.rows for cell in row for run in cell)
    return len(table.rows) <= _LONG and letters <= _MANY_LETTERS


def _unparted(xml: str) -> str:
    """Return the words with Word's own sign for a hyphen where no line ends: its fonts have none for that letter."""
    return re.sub(
        r"<w:t(?: [^>]*)?>[^<]*\u2011[^<]*</w:t>",
        lambda text: text[0].replace("\u2011", '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'),
        xml,
    )


def _each(pattern: str, xml: str, tables: Sequence[DocumentTable], change: Callable[[str, DocumentTable], str]) -> str:
    known = iter(tables)
    return re.sub(pattern, lambda found: change(found[0], next(known)), xml, flags=re.DOTALL)


def _word_table(xml: str, table: DocumentTable) -> str:
    head, *rows = re.split(r"(?=<w:tr>)", xml)
    xml = head.replace('w:val="0020"', f'w:val="{"0060" if table.total else "0020"}"')
    for place, row in enumerate(rows):
        kept = _is_short(table) and place < len(rows) - 1
        opening = "<w:tr><w:trPr><w:cantSplit/>" if "<w:trPr>" in row else "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        whole = re.sub("<w:tr>(<w:trPr>)?", opening, row, count=1)
        xml += whole.replace('<w:pStyle w:val="Compact" />', f'<w:pStyle w:val="TableText{"Kept" if kept else ""}" />')
    return xml


def _writer_table(xml: str, table: DocumentTable) -> str:
    if not table.total:
        return xml
    rows, last = xml.rpartition("<table:table-row>")[::2]
    return f"{rows}<table:table-row>{last.replace('TableRowCell', 'TableTotalCell')}"


def _cells(style: Style) -> str:
    """Return how the cells of a table are ruled in Writer, and how two columns stand."""
    colours = on_white(style.colours)
    heavy, light = f"1pt solid {colours.accent}", f"0.5pt solid {colours.rule}"
    borders = {
        "TableHeaderRowCell": {"top": heavy, "bottom": heavy},
        "TableRowCell": {"bottom": light},
        "TableTotalCell": {"top": f"1pt solid {colours.ink}"},
    }
    made = []
    for name, sides in borders.items():
        lines = "".join(f' fo:border-{side}="{line}"' for side, line in sides.items())
        made.append(
            f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties '
            f'style:vertical-align="{"bottom" if "Header" in name else "top"}" fo:padding="2pt"{lines}/></style:style>'
        )
    return (
        f'{"".join(made)}<style:style style:name="TwoColumns" style:family="section"><style:section-properties '
        'text:dont-balance-text-columns="false"><style:columns fo:column-count="2" fo:column-gap="23pt">'
        '<style:column style:rel-width="1*" fo:end-indent="11.5pt"/><style:column style:rel-width="1*" '
        'fo:start-indent="11.5pt"/></style:columns></style:section-properties></style:style>'
    )


def word_table_style(style: Style) -> str:
    """Return the style of tables of Word: a rule above and below the head, thin ones between, ink above the sum."""
    colours = {name: getattr(on_white(style.colours), name)[1:].upper() for name in ("accent", "rule", "ink")}

    def line(side: str, size: int, colour: str) -> str:
        return f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colours[colour]}"/>'

    def part(kind: str, borders: str, align: str = "") -> str:
        return (
            f'<w:tblStylePr w:type="{kind}"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders>{borders}</w:tcBorders>'
            f"{align}</w:tcPr></w:tblStylePr>"
        )

    borders = line("top", 8, "accent") + line("bottom", 4, "rule") + line("insideH", 4, "rule")
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="Ruled"><w:name w:val="Ruled"/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        '<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        + part("firstRow", line("bottom", 8, "accent"), '<w:vAlign w:val="bottom"/>')
        + part("lastRow", line("top", 8, "ink"))
        + "</w:style>"
    )
