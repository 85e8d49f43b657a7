"""pandoc's own blank document in a house style: its fonts and colours, A4, page numbers."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from html import escape
from typing import Literal

from facilitate.export.style import DEFAULT, Style

# Every office has it or a font as wide (Carlito); what the PDF engine brings is not on the reader's machine.
_EVERYWHERE = "Calibri"
_FOOTER = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr><w:jc w:val="right"/>'
    '</w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>'
)
_SECTION = (
    '<w:footerReference w:type="default" r:id="rIdFooter" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" '
    'w:header="708" w:footer="708" w:gutter="0"/>'
)
_LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in ("top", "bottom", "insideH")
)
_Change = Callable[[str], str]


def reference(blank: bytes, style: Style, form: Literal["docx", "odt"]) -> bytes:
    """The blank document with the style in it; the same blank and style make the same bytes."""
    return _changed(blank, _docx(style) if form == "docx" else _odt(style), _new_parts(form))


def _font(name: str, usual: str) -> str:
    return escape(_EVERYWHERE if name == usual else name)


def _docx(style: Style) -> Mapping[str, _Change]:
    accent = style.colours.accent.lstrip("#").upper()
    text = _font(style.text_font, DEFAULT.text_font)
    heading = _font(style.heading_font, DEFAULT.heading_font)
    fonts = iter((heading, text))  # a theme names the font of headings first

    def theme(xml: str) -> str:
        return re.sub(r'<a:latin typeface="[^"]+"[^>]*/>', lambda _found: _latin(next(fonts, text)), xml)

    def styles(xml: str) -> str:
        xml = re.sub(r'<w:color w:val="[0-9A-F]{6}" w:themeColor="accent1"[^>]*/>', f'<w:color w:val="{accent}"/>', xml)
        xml = re.sub(r'<w:(sz|szCs) w:val="24" ?/>', r'<w:\1 w:val="22"/>', xml)
        xml = re.sub(r'(w:styleId="Title">.*?)<w:jc w:val="center" ?/>', r"\1", xml, count=1, flags=re.DOTALL)
        xml = re.sub(r'(w:styleId="Table">.*?<w:tblPr>)', rf"\1<w:tblBorders>{_LINES}</w:tblBorders>", xml, count=1,
                     flags=re.DOTALL)  # fmt: skip
        return re.sub(r'(w:styleId="Title">.*?<w:rPr>)', rf'\1<w:b/><w:color w:val="{accent}"/>', xml, count=1,
                      flags=re.DOTALL)  # fmt: skip

    footer = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
    return {
        "word/theme/theme1.xml": theme,
        "word/styles.xml": styles,
        "word/document.xml": lambda xml: re.sub(r"<w:sectPr[^>]*>", lambda found: found[0] + _SECTION, xml, count=1),
        "word/_rels/document.xml.rels": lambda xml: xml.replace(
            "</Relationships>", f'<Relationship Type="{footer}" Id="rIdFooter" Target="footer1.xml"/></Relationships>'
        ),
        "[Content_Types].xml": lambda xml: xml.replace(
            "</Types>", f'<Override PartName="/word/footer1.xml" ContentType="{kind}"/></Types>'
        ),
    }


def _latin(font: str) -> str:
    return f'<a:latin typeface="{font}"/>'


def _odt(style: Style) -> Mapping[str, _Change]:
    text = _font(style.text_font, DEFAULT.text_font)
    heading = _font(style.heading_font, DEFAULT.heading_font)
    faces = "".join(
        f'<style:font-face style:name="{name}" svg:font-family="\'{name}\'"/>'
        for name in dict.fromkeys((text, heading))
    )

    def styles(xml: str) -> str:
        xml = xml.replace("<office:font-face-decls>", f"<office:font-face-decls>{faces}", 1)
        xml = re.sub(r'(style:font-name=")(?:Arial|Liberation Sans)"', rf'\1{heading}"', xml)
        xml = re.sub(r'(style:font-name=")Times New Roman"', rf'\1{text}"', xml)
        xml = re.sub(r'(<style:style style:name="Heading".*?<style:text-properties )',
                     rf'\1fo:color="{style.colours.accent}" ', xml, count=1, flags=re.DOTALL)  # fmt: skip
        xml = re.sub(r'fo:page-width="[^"]+"', 'fo:page-width="21cm"', xml)
        return re.sub(r'fo:page-height="[^"]+"', 'fo:page-height="29.7cm"', xml)

    return {"styles.xml": styles}


def _new_parts(form: str) -> Mapping[str, str]:
    return {"word/footer1.xml": _FOOTER} if form == "docx" else {}


def _changed(blank: bytes, changes: Mapping[str, _Change], new: Mapping[str, str]) -> bytes:
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
    """An entry of no date: the same bytes whenever it is made."""
    return zipfile.ZipInfo(name)
