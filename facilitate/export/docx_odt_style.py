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

from facilitate.export.compose.document import Properties
from facilitate.export.style.colours import accent_text
from facilitate.export.style.style import DEFAULT, Style

# Every office has it or a font as wide (Carlito); what the PDF engine brings is not on the reader's machine.
_EVERYWHERE = "Calibri"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PAGE_NUMBER = (
    '<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
_PAGES = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" '
    'w:header="708" w:footer="708" w:gutter="0"/>'
)
_LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in ("top", "bottom", "insideH")
)
# What pandoc's own style of tables builds on, and its blank document lacks.
_NORMAL_TABLE = (
    '<w:style w:type="table" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
    "<w:semiHidden/><w:unhideWhenUsed/></w:style>"
)
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_NO_DAY = date(1970, 1, 1)  # of an event whose day nobody knows
_Change = Callable[[str], str]


def reference(blank: bytes, style: Style, form: Literal["docx", "odt"], marking: str = "") -> bytes:
    """Return the blank document with the style in it and `marking` on every page; equal input makes equal bytes."""
    if form == "odt":
        return changed(blank, _odt(style, marking), {})
    return changed(blank, _docx(style, marking), {f"word/{kind}1.xml": xml for kind, xml in _edges(marking).items()})


def described(
    made: bytes,
    of: Properties,
    form: Literal["docx", "odt", "xlsx", "pptx"],
    code: str,
    alternatives: Sequence[str] = (),
) -> bytes:
    """Return the file that says of itself what it is, by whom, in which language and of which day.

    `alternatives` say what each picture in it shows, in their order: pandoc tells none of them in an ODT, and in a DOCX
    it writes the whole picture once more where its file name should be.
    """
    changes: Mapping[str, _Change] = {"docProps/core.xml": lambda _xml: _core(of, code)}
    if form in ("pptx", "xlsx"):
        return changed(made, changes, {})
    if form == "docx":
        changes = {
            **changes,
            "word/document.xml": lambda xml: re.sub(r'(<pic:cNvPr )descr="data:[^"]*" ?', r"\1", xml),
        }
        return changed(made, changes, {})
    words = iter(alternatives)
    changes = {
        # What a picture shows stands behind it in its frame (ODF 1.2, part 1, 10.4.2 and 10.3.17).
        "content.xml": lambda xml: re.sub(
            r"<draw:image [^>]*/>", lambda found: f"{found[0]}<svg:desc>{escape(next(words, ''))}</svg:desc>", xml
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
        f'xmlns:meta="{_ODF}:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"><office:meta>'
        f"<dc:title>{escape(of.title)}</dc:title><dc:subject>{escape(of.subject)}</dc:subject>{words}"
        f"<meta:initial-creator>{escape(of.author)}</meta:initial-creator><dc:creator>{escape(of.author)}</dc:creator>"
        f"<meta:creation-date>{day}</meta:creation-date><dc:date>{day}</dc:date><dc:language>{code}</dc:language>"
        "</office:meta></office:document-meta>"
    )


def _edges(marking: str) -> dict[str, str]:
    """Return what stands below and above every page of a DOCX."""
    edges = {"footer": f'{_XML}<w:ftr xmlns:w="{_WORD}">{_PAGE_NUMBER}</w:ftr>'}
    if marking:
        words = f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{escape(marking)}</w:t></w:r>'
        line = f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{words}</w:p>'
        edges["header"] = f'{_XML}<w:hdr xmlns:w="{_WORD}">{line}</w:hdr>'
    return edges


def office_font(name: str, usual: str) -> str:
    """Return the font of a style, escaped, or the one that every office has in the place of the engine's own."""
    return escape(_EVERYWHERE if name == usual else name)


def _docx(style: Style, marking: str) -> Mapping[str, _Change]:
    return {"word/theme/theme1.xml": _theme(style), "word/styles.xml": _styles(style), **_references(marking)}


def _theme(style: Style) -> _Change:
    text = office_font(style.text_font, DEFAULT.text_font)
    fonts = iter(
        (office_font(style.heading_font, DEFAULT.heading_font), text)
    )  # a theme names the font of headings first
    return lambda xml: re.sub(r'<a:latin typeface="[^"]+"[^>]*/>', lambda _found: _latin(next(fonts, text)), xml)


def _styles(style: Style) -> _Change:
    accent = accent_text(style.colours).lstrip("#").upper()

    def styles(xml: str) -> str:
        xml = re.sub(r'<w:color w:val="[0-9A-F]{6}" w:themeColor="accent1"[^>]*/>', f'<w:color w:val="{accent}"/>', xml)
        xml = re.sub(r'<w:(sz|szCs) w:val="24" ?/>', r'<w:\1 w:val="22"/>', xml)
        xml = re.sub(r'(w:styleId="Title">.*?)<w:jc w:val="center" ?/>', r"\1", xml, count=1, flags=re.DOTALL)
        # In the order of the schema (ECMA-376, part 1, 17.3.2.28 and 17.4.60): Word for the web opens no other to edit.
        xml = re.sub(r'(w:styleId="Table"[^>]*>.*?<w:tblInd [^>]*/>)', rf"\1<w:tblBorders>{_LINES}</w:tblBorders>", xml,
                     count=1, flags=re.DOTALL)  # fmt: skip
        xml = xml.replace("</w:styles>", f"{_NORMAL_TABLE}</w:styles>") if '"TableNormal">' not in xml else xml
        return re.sub(r'(w:styleId="Title">.*?<w:rPr>\s*<w:rFonts [^>]*/>)', rf'\1<w:b/><w:color w:val="{accent}"/>',
                      xml, count=1, flags=re.DOTALL)  # fmt: skip

    return styles


def _references(marking: str) -> Mapping[str, _Change]:
    """Return the parts of a DOCX that name what stands above and below every page."""
    kinds = list(_edges(marking))[::-1]
    named = "".join(f'<w:{kind}Reference w:type="default" r:id="rId{kind}" xmlns:r="{_OFFICE}"/>' for kind in kinds)
    related = "".join(f'<Relationship Type="{_OFFICE}/{kind}" Id="rId{kind}" Target="{kind}1.xml"/>' for kind in kinds)
    known = "".join(f'<Override PartName="/word/{kind}1.xml" ContentType="{_CONTENT}.{kind}+xml"/>' for kind in kinds)
    return {
        "word/document.xml": lambda xml: re.sub(
            r"(<w:sectPr[^>]*>)(.*?)(</w:sectPr>)",
            lambda found: found[1] + named + found[2] + _PAGES + found[3],
            xml,
            count=1,
            flags=re.DOTALL,
        ),
        "word/_rels/document.xml.rels": lambda xml: xml.replace("</Relationships>", f"{related}</Relationships>"),
        "[Content_Types].xml": lambda xml: xml.replace("</Types>", f"{known}</Types>"),
    }


def _latin(font: str) -> str:
    return f'<a:latin typeface="{font}"/>'


def _odt(style: Style, marking: str) -> Mapping[str, _Change]:
    text = office_font(style.text_font, DEFAULT.text_font)
    heading = office_font(style.heading_font, DEFAULT.heading_font)
    faces = "".join(
        f'<style:font-face style:name="{name}" svg:font-family="\'{name}\'"/>'
        for name in dict.fromkeys((text, heading))
    )

    def styles(xml: str) -> str:
        xml = xml.replace("<office:font-face-decls>", f"<office:font-face-decls>{faces}", 1)
        xml = re.sub(r'(style:font-name=")(?:Arial|Liberation Sans)"', rf'\1{heading}"', xml)
        xml = re.sub(r'(style:font-name=")Times New Roman"', rf'\1{text}"', xml)
        xml = re.sub(r'(<style:style style:name="Heading".*?<style:text-properties )',
                     rf'\1fo:color="{accent_text(style.colours)}" ', xml, count=1, flags=re.DOTALL)  # fmt: skip
        xml = re.sub(r'fo:page-width="[^"]+"', 'fo:page-width="21cm"', xml)
        xml = re.sub(r'fo:page-height="[^"]+"', 'fo:page-height="29.7cm"', xml)
        above = f'<style:header><text:p text:style-name="MP1">{escape(marking)}</text:p></style:header>'
        return xml.replace("<style:footer>", f"{above}<style:footer>") if marking else xml

    return {"styles.xml": styles}


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
