"""pandoc's own blank document in a house style: its fonts and colours, A4, page numbers."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from html import escape
from types import MappingProxyType
from typing import Literal

from facilitate.export.compose.document import LETTER, Document, Properties, in_columns
from facilitate.export.office_looks import MARGINS, word_styles, writer_styles
from facilitate.export.office_parts import PAPER, Form, edges, field, word_table_style
from facilitate.export.style.style import DEFAULT, Style

# Every office has it or a font as wide (Carlito); what the PDF engine brings is not on the reader's machine.
_EVERYWHERE = "Calibri"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# What pandoc's own style of tables builds on, and its blank document lacks.
_NORMAL_TABLE = (
    '<w:style w:type="table" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
    "<w:semiHidden/><w:unhideWhenUsed/></w:style>"
)
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_EDGE = 36  # what stands above and below pages, and the space to the text
_OUTSIDE = {side: points - (_EDGE if side in ("top", "bottom") else 0) for side, points in MARGINS.items()}
_HEADER = (
    f'<style:header-style><style:header-footer-properties fo:min-height="{_EDGE}pt" fo:margin-bottom="18pt" '
    'style:dynamic-spacing="false"/></style:header-style>'
)
_NO_DAY = date(1970, 1, 1)  # of an event whose day nobody knows
_Change = Callable[[str], str]


def reference(blank: bytes, style: Style, form: Form, document: Document) -> bytes:
    """Return the blank document with the style in it and what stands on every page; equal input makes equal bytes."""
    if form == "odt":
        return changed(blank, _odt(style, document), {})
    parts = {f"word/{name}1.xml": xml for name, xml in _edges(document).items()}
    return changed(blank, _docx(style, document), parts)


def described(made: bytes, of: Properties, form: Literal["docx", "odt", "xlsx", "pptx"], code: str,
              finished: _Change | None = None, alternatives: Sequence[str] = ()) -> bytes:  # fmt: skip
    """Return the file, its body `finished`, that says of itself what it is, by whom, in which language, of which day.

    `alternatives` say what each picture in it shows, in their order: pandoc tells none of them in an ODT, and in a DOCX
    it writes the whole picture once more where its file name should be.
    """
    end = finished or _as_it_is
    changes: Mapping[str, _Change] = {"docProps/core.xml": lambda _xml: _core(of, code)}
    if form in ("pptx", "xlsx"):
        return changed(made, changes, {})
    if form == "docx":
        body = {"word/document.xml": lambda xml: end(re.sub(r'(<pic:cNvPr )descr="data:[^"]*" ?', r"\1", xml))}
        return changed(made, {**changes, **body}, {})
    words = iter(alternatives)
    changes = {
        # What a picture shows stands behind it in its frame (ODF 1.2, part 1, 10.4.2 and 10.3.17).
        "content.xml": lambda xml: end(
            re.sub(r"<draw:image [^>]*/>", lambda one: f"{one[0]}<svg:desc>{escape(next(words, ''))}</svg:desc>", xml)
        ),
        "meta.xml": lambda _xml: _meta(of, code),
        # The type that ODF 1.2, part 3, 2.2.1 names; pandoc writes the other one.
        "META-INF/manifest.xml": lambda xml: xml.replace('"application/xml"', '"text/xml"'),
    }
    return changed(made, changes, {})


def _core(of: Properties, code: str) -> str:
    """Return the core properties of a DOCX, XLSX or PPTX (ECMA-376, part 2, 11)."""
    day = f"{of.created or _NO_DAY:%Y-%m-%d}T00:00:00Z"
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(of.title)}</dc:title><dc:subject>{escape(of.subject)}</dc:subject>"
        f"<dc:creator>{escape(of.author)}</dc:creator><cp:keywords>{escape(', '.join(of.keywords))}</cp:keywords>"
        f"<dc:language>{code}</dc:language>{dates}</cp:coreProperties>"
    )


def _meta(of: Properties, code: str) -> str:
    """Return the meta data of an ODT (ODF 1.2, part 1, 4.3)."""
    day = f"{of.created or _NO_DAY:%Y-%m-%d}T00:00:00"
    words = "".join(f"<meta:keyword>{escape(word)}</meta:keyword>" for word in of.keywords)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-meta xmlns:office="{_ODF}:office:1.0" '
        f'xmlns:meta="{_ODF}:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"><office:meta>'
        f"<dc:title>{escape(of.title)}</dc:title><dc:subject>{escape(of.subject)}</dc:subject>{words}"
        f"<meta:initial-creator>{escape(of.author)}</meta:initial-creator><dc:creator>{escape(of.author)}</dc:creator>"
        f"<meta:creation-date>{day}</meta:creation-date><dc:date>{day}</dc:date><dc:language>{code}</dc:language>"
        "</office:meta></office:document-meta>"
    )


def pages_have(document: Document, *, cover: bool = False) -> list[tuple[str, str]]:
    """Return what stands above and below the pages of a Word file, and by which part; the cover is only marked."""
    if cover:
        return [("header", "coverheader")] if document.marking else []
    return [("header", "header"), ("footer", "footer")]


def _edges(document: Document) -> dict[str, str]:
    """Return the parts of a Word file that stand above and below pages."""

    def line(left: str, right: str) -> str:
        tab = "<w:r><w:tab/></w:r>"
        return f'<w:p><w:pPr><w:pStyle w:val="Edge"/></w:pPr>{left}{tab}{right}</w:p>'

    marked = f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{_bold(document.marking)}</w:p>' if document.marking else ""
    above = marked + line(_text(document.title), _text(document.day))
    below = line(_text(document.what), "".join([*field("PAGE"), _text(" / "), *field("NUMPAGES")]))
    if any(section.key == LETTER for section in document.sections):  # which are sent as they are
        above = below = marked + line("", "")
    parts = {"header": ("hdr", above), "footer": ("ftr", below)}
    parts |= {"coverheader": ("hdr", marked)} if marked else {}
    return {name: f'{_XML}<w:{tag} xmlns:w="{_WORD}">{xml}</w:{tag}>' for name, (tag, xml) in parts.items()}


def _text(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>' if words else ""


def _bold(words: str) -> str:
    return f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def office_font(name: str, usual: str) -> str:
    """Return the font of a style, escaped, or the one that every office has in the place of the engine's own."""
    return escape(_EVERYWHERE if name == usual else name)


def _docx(style: Style, document: Document) -> Mapping[str, _Change]:
    return {"word/theme/theme1.xml": _theme(style), "word/styles.xml": _styles(style), **_references(document)}


def _theme(style: Style) -> _Change:
    text = office_font(style.text_font, DEFAULT.text_font)
    fonts = iter(
        (office_font(style.heading_font, DEFAULT.heading_font), text)
    )  # a theme names the font of headings first
    return lambda xml: re.sub(r'<a:latin typeface="[^"]+"[^>]*/>', lambda _found: _latin(next(fonts, text)), xml)


def _styles(style: Style) -> _Change:
    """Return what puts our styles in the place of pandoc's, and beside them."""
    ours = dict(word_styles(style))

    def styles(xml: str) -> str:
        xml = re.sub(
            r'<w:style [^>]*w:styleId="([^"]+)".*?</w:style>',
            lambda found: "" if found[1] in ours else found[0],
            xml,
            flags=re.DOTALL,
        )
        table = _NORMAL_TABLE if '"TableNormal">' not in xml else ""
        return xml.replace("</w:styles>", f"{''.join(ours.values())}{table}{word_table_style(style)}</w:styles>")

    return styles


def _references(document: Document) -> Mapping[str, _Change]:
    """Return the parts of a Word file that name what stands above and below pages, and how the last section is."""
    parts = [(name.removeprefix("cover"), name) for name in _edges(document)]
    related = "".join(
        f'<Relationship Type="{_OFFICE}/{kind}" Id="rId{name}" Target="{name}1.xml"/>' for kind, name in parts
    )
    known = "".join(
        f'<Override PartName="/word/{name}1.xml" ContentType="{_CONTENT}.{kind}+xml"/>' for kind, name in parts
    )
    last = "continuous" if document.sections and in_columns(document.sections[-1]) else "nextPage"
    return {
        "word/document.xml": lambda xml: re.sub(
            r"(<w:sectPr[^>]*>)(.*?)(</w:sectPr>)",
            lambda found: f'{found[1]}{edges(pages_have(document))}{found[2]}<w:type w:val="{last}"/>{PAPER}{found[3]}',
            xml,
            count=1,
            flags=re.DOTALL,
        ),
        "word/_rels/document.xml.rels": lambda xml: xml.replace("</Relationships>", f"{related}</Relationships>"),
        "[Content_Types].xml": lambda xml: xml.replace("</Types>", f"{known}</Types>"),
    }


def _latin(font: str) -> str:
    return f'<a:latin typeface="{font}"/>'


def _odt(style: Style, document: Document) -> Mapping[str, _Change]:
    text = office_font(style.text_font, DEFAULT.text_font)
    heading = office_font(style.heading_font, DEFAULT.heading_font)
    faces = "".join(
        f'<style:font-face style:name="{name}" svg:font-family="\'{name}\'"/>'
        for name in dict.fromkeys((text, heading))
    )
    ours = dict(writer_styles(style, heading))

    def styles(xml: str) -> str:
        xml = xml.replace("<office:font-face-decls>", f"<office:font-face-decls>{faces}", 1)
        xml = re.sub(r'(style:font-name=")(?:Arial|Liberation Sans)"', rf'\1{heading}"', xml)
        xml = re.sub(r'(style:font-name=")Times New Roman"', rf'\1{text}"', xml)
        xml = re.sub(
            r'<style:style\s+style:name="([^"]+)"[^>]*(?:/>|(?<!/)>.*?</style:style>)',
            lambda found: "" if found[1] in ours else found[0],
            xml,
            flags=re.DOTALL,
        )
        # What pandoc's styles of pictures stand on, and its blank document lacks.
        lacking = '<style:style style:name="Formula" style:family="graphic"/>'
        xml = xml.replace("</office:styles>", f"{''.join(ours.values())}{lacking}</office:styles>", 1)
        sides = " ".join(f'fo:margin-{side}="{points}pt"' for side, points in _OUTSIDE.items())
        xml = re.sub(r'fo:page-width="[^"]+"', 'fo:page-width="21cm"', xml)
        xml = re.sub(r'fo:page-height="[^"]+"', f'fo:page-height="29.7cm" {sides}', xml)
        xml = re.sub(r'fo:margin-(?:top|bottom|left|right)="1in"', "", xml)
        xml = xml.replace("<style:header-style />", _HEADER)
        return re.sub(r"<office:master-styles>.*</office:master-styles>", _masters(document), xml, flags=re.DOTALL)

    return {"styles.xml": styles}


def _masters(document: Document) -> str:
    """Return the two kinds of pages of a Writer file, with what stands above and below: the cover, and the others."""

    def line(left: str, right: str) -> str:
        return f'<text:p text:style-name="Edge">{left}<text:tab/>{right}</text:p>'

    bold = f'<text:span text:style-name="Strong_20_Emphasis">{escape(document.marking)}</text:span>'
    marked = f'<text:p text:style-name="MP1">{bold}</text:p>' if document.marking else ""
    above = marked + line(escape(document.title), escape(document.day))
    pages = '<text:page-number text:select-page="current">2</text:page-number> / <text:page-count>2</text:page-count>'
    cover = f"<style:header>{marked}</style:header>" if marked else ""
    return (
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Mpm1">'
        f"<style:header>{above}</style:header><style:footer>{line(escape(document.what), pages)}</style:footer>"
        '</style:master-page><style:master-page style:name="Cover" style:page-layout-name="Mpm1" '
        f'style:next-style-name="Standard">{cover}</style:master-page></office:master-styles>'
    )


def _as_it_is(xml: str) -> str:
    return xml


def changed(
    blank: bytes, changes: Mapping[str, _Change], new: Mapping[str, str | bytes] = MappingProxyType({})
) -> bytes:
    """Return an archive with some of its entries changed and others added; the same bytes whenever it is made."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blank)) as old, zipfile.ZipFile(made, "w") as out:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename in changes:
                data = changes[entry.filename](data.decode("utf-8")).encode("utf-8")
            out.writestr(_entry(entry.filename), data, entry.compress_type)
        for name, text in new.items():
            out.writestr(_entry(name), text)
    return made.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    """Return an entry of no date: the same bytes whenever it is made."""
    return zipfile.ZipInfo(name)
