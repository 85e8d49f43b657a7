"""The slides as a file for PowerPoint and Impress: pandoc's tree, and its blank presentation in a house style."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from typing import Any

from facilitate.export.compose.build import properties
from facilitate.export.compose.document import Picture
from facilitate.export.compose.pictures import logos
from facilitate.export.compose.shared import square_signs
from facilitate.export.docx_odt import office_logo, pandoc_words
from facilitate.export.docx_odt_style import changed, described, office_font
from facilitate.export.engines import convert
from facilitate.export.line_breaks import hyphens_kept
from facilitate.export.one_page import logo_words
from facilitate.export.picture_files import drawn, in_a_row
from facilitate.export.slides.deck import (
    BOLD,
    COVER_SIZE,
    HEIGHT,
    LOGOS,
    SIZE,
    TITLE_SIZE,
    Slide,
    SlideLine,
    deck,
    reckoned,
)
from facilitate.export.slides.fitting import height
from facilitate.export.style.colours import readable_on
from facilitate.export.style.style import DEFAULT, Style
from facilitate.i18n import Language
from facilitate.workshop.report.model import Report

_API = [1, 23, 1]
_EMU = 12_700  # in a point
_WIDE, _HIGH, _SIDE = 960, 540, 48
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PLACES = {"title": (_SIDE, 24, _WIDE - 2 * _SIDE, 92), "body": (_SIDE, 138, _WIDE - 2 * _SIDE, 354)}
_COVER_PLACES = {"ctrTitle": (_SIDE, 90, _WIDE - 2 * _SIDE, 166), "subTitle": (_SIDE, 268, _WIDE - 2 * _SIDE, 260)}
_SIZES, _SIZES_ALONE = (36, 34, 32, 30, 28), (52, 48, 44, 40)  # points, where there is room
_SMALLEST = 24
_LANGUAGES = {"fr": "fr-FR", "en": "en-GB"}
_Change = Callable[[str], str]


def slides_pptx(report: Report, language: Language, style: Style) -> bytes:
    """Return the slides; raises `Refused` when pandoc is missing."""
    content = deck(report, language)
    logo = office_logo(style)
    styled = partial(_reference, style=style, marking=content.marking, logo=logo, alt=logo_words(report, language))
    made = convert(_tree(content.slides, language.code), "pptx", styled)
    if shown := [drawn(each, style) for each in logos(report, language)]:
        made = _with_logos(made, len(content.slides), shown)
    return described(_set(made, content.slides, language.code), properties(report, language), "pptx", language.code)


def _tree(slides: tuple[Slide, ...], code: str) -> dict[str, Any]:
    """Return the slides as pandoc's tree, the first as its meta data: its words are strings, never read as markup."""
    cover, *others = slides
    facts: list[dict[str, Any]] = []
    for item in cover.items:
        facts += [*([{"t": "LineBreak"}] if facts else []), *pandoc_words(item.text)]
    meta = {
        "title": {"t": "MetaInlines", "c": pandoc_words(hyphens_kept(cover.title))},
        "subtitle": {"t": "MetaInlines", "c": facts},
        "lang": {"t": "MetaString", "c": code},
    }
    blocks = [block for slide in others for block in _blocks(slide)]
    return {"pandoc-api-version": _API, "meta": meta, "blocks": blocks}


def _blocks(slide: Slide) -> list[dict[str, Any]]:
    heading = {"t": "Header", "c": [1, ["", [], []], pandoc_words(hyphens_kept(slide.title))]}
    figures = [_para([_strong(number), {"t": "Space"}, *pandoc_words(words)]) for number, words in slide.figures]
    more = [_para([_quiet(slide.more)])] if slide.more else []
    return [heading, *figures, *(_para(_inlines(item, parted=slide.alone)) for item in slide.items), *more]


def _inlines(item: SlideLine, *, parted: bool) -> list[dict[str, Any]]:
    """Return the words of a paragraph, what stands behind them on a line of its own where they are `parted`."""
    parts = [
        [_strong(item.label)] if item.label else [],
        pandoc_words(item.text) if item.text else [],
        _behind(item.aside, square_signs(item.tables)),
    ]
    inlines: list[dict[str, Any]] = []
    between = {"t": "LineBreak" if parted else "Space"}
    for part in filter(None, parts):
        inlines += [*([between] if inlines else []), *part]
    return inlines


def _behind(aside: str, squares: str) -> list[dict[str, Any]]:
    """Return what stands behind the words; no line parts the squares from what they show."""
    if not squares:
        return [_quiet(aside)] if aside else []
    return [_quiet(aside + "\u00a0"), _strong(squares)]


def _para(inlines: list[dict[str, Any]]) -> dict[str, Any]:
    return {"t": "Para", "c": inlines}


def _strong(text: str) -> dict[str, Any]:
    return {"t": "Strong", "c": pandoc_words(text)}


def _quiet(text: str) -> dict[str, Any]:
    return {"t": "Emph", "c": pandoc_words(text)}


def _set(made: bytes, slides: Sequence[Slide], code: str) -> bytes:
    """Return the slides pandoc wrote with their words as large as there is room for, and the language of these.

    Colours take the place of italics.
    """
    lang = f'lang="{_LANGUAGES.get(code, code)}"'

    def slide(xml: str, content: Slide) -> str:
        xml = _on_cover(xml, content) if content.kind == "cover" else _sized(xml, content)
        xml = re.sub(r'<a:rPr i="1" ?/>', f"<a:rPr {lang}>{_fill('accent6')}</a:rPr>", xml)
        xml = re.sub(r'<a:rPr b="1" ?/>', f'<a:rPr {lang} b="1">{_fill("accent1")}</a:rPr>', xml)
        return re.sub(r"<a:rPr ?/>", f"<a:rPr {lang}/>", xml)

    changes: dict[str, _Change] = {
        f"ppt/slides/slide{number}.xml": partial(slide, content=content) for number, content in enumerate(slides, 1)
    }
    # What it says of the program and of the number of slides is that of pandoc's own example.
    return changed(made, {"docProps/app.xml": lambda _xml: _APP, **changes})


def _on_cover(xml: str, slide: Slide) -> str:
    """Return the cover with its words in the middle, and its facts as paragraphs, where pandoc makes lines of one."""
    title, texts = height(slide.title, COVER_SIZE * BOLD, _WIDE - 2 * _SIDE), [item.text for item in slide.items]
    size = SIZE if reckoned(texts, SIZE) <= _COVER_PLACES["subTitle"][3] else _SMALLEST
    top = max((_HIGH - title - reckoned(texts, size)) / 2, _COVER_PLACES["ctrTitle"][1])
    xml = _words_of(_moved(_moved(xml, top, title), top + title + _BEFORE, _HIGH - top - title - 2 * _BEFORE), size)
    gap = f'<a:spcBef><a:spcPts val="{_BEFORE}00"/></a:spcBef>'
    return re.sub("<a:br ?/>", f'</a:p><a:p><a:pPr lvl="0" indent="0" marL="0">{gap}<a:buNone/></a:pPr>', xml)


def _moved(xml: str, top: float, high: float) -> str:
    """Return a slide with the next of its boxes at that height, in points."""
    top, high = round(top * _EMU), round(high * _EMU)
    place = re.compile(r'<a:off x="(\d{2,})" y="\d+" ?/><a:ext cx="(\d+)" cy="\d+" ?/>')
    return place.sub(rf'<a:off y="{top}" x="\1"/><a:ext cy="{high}" cx="\2"/>', xml, count=1)


def _sized(xml: str, slide: Slide) -> str:
    """Return a slide with its words as large as there is room for; one paragraph alone is large, and in the middle."""
    texts = [*(" ".join(each) for each in slide.figures), *(item.line for item in slide.items)]
    texts += [slide.more] if slide.more else []
    sizes = () if slide.kind == "end" else (*(_SIZES_ALONE if slide.alone else ()), *_SIZES)
    size = next((size for size in sizes if reckoned(texts, size) <= HEIGHT), SIZE)
    return _words_of(xml, size, ' anchor="ctr"' if slide.alone else "")


def _words_of(xml: str, size: int, anchor: str = "") -> str:
    """Return a slide with the words below its title in that size."""
    body = (
        f"<a:bodyPr{anchor}><a:normAutofit/></a:bodyPr>"
        f'<a:lstStyle><a:lvl1pPr><a:defRPr sz="{size}00"/></a:lvl1pPr></a:lstStyle>'
    )
    before, found, words = xml.partition('<p:ph idx="1"')
    return before + found + re.sub("<a:bodyPr ?/><a:lstStyle ?/>", body, words, count=1)


def _fill(colour: str) -> str:
    return f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'


_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>facilitate</Application></Properties>"
)


def _reference(blank: bytes, *, style: Style, marking: str, logo: tuple[bytes, int, int] | None, alt: str) -> bytes:
    """Return pandoc's blank presentation as wide as screens are, in the fonts and colours of a style."""
    changes: dict[str, _Change] = {
        "ppt/presentation.xml": lambda xml: re.sub(
            r"<p:sldSz [^>]*>", f'<p:sldSz cx="{_WIDE * _EMU}" cy="{_HIGH * _EMU}"/>', xml
        ),
        "ppt/theme/theme1.xml": lambda xml: _theme(xml, style),
        "ppt/slideMasters/slideMaster1.xml": lambda xml: _master(_larger(xml), marking),
        "ppt/slideLayouts/slideLayout1.xml": lambda xml: _cover(_larger(xml), marking, logo, alt),
        **{f"ppt/slideLayouts/slideLayout{number}.xml": _larger for number in range(2, 12)},
    }
    new: dict[str, str | bytes] = {}  # pandoc takes over what is called `image…`
    if logo:
        new["ppt/media/image1.png"] = logo[0]
        changes["ppt/slideLayouts/_rels/slideLayout1.xml.rels"] = lambda xml: xml.replace(
            "</Relationships>",
            f'<Relationship Id="rIdLogo" Type="{_RELATIONS}/image" Target="../media/image1.png"/></Relationships>',
        )
        changes["[Content_Types].xml"] = lambda xml: re.sub(
            r"(<Types [^>]*>)", r'\1<Default Extension="png" ContentType="image/png"/>', xml, count=1
        )
    return changed(blank, changes, new)


def _with_logos(made: bytes, last: int, shown: Sequence[Picture]) -> bytes:
    """Return the slides with logos on the last one."""
    left, top, *room = LOGOS
    xml, links, new = "", "", dict[str, str | bytes]()
    for number, (picture, place) in enumerate(zip(shown, in_a_row(shown, *room), strict=True), 1):
        file, link = f"ppt/media/partner{number}.{picture.form}", f"rIdPartner{number}"
        where = (left + place[0], top + place[1], *place[2:])
        xml += _drawing(100 + number, picture.alt, link, where)
        links += f'<Relationship Id="{link}" Type="{_RELATIONS}/image" Target="../{file.removeprefix("ppt/")}"/>'
        new[file] = picture.data

    def types(known: str) -> str:
        kinds = {"png": "image/png", "jpg": "image/jpeg"}
        lacking = (form for form in sorted({each.form for each in shown}) if f'Extension="{form}"' not in known)
        defaults = "".join(f'<Default Extension="{form}" ContentType="{kinds[form]}"/>' for form in lacking)
        return re.sub(r"(<Types [^>]*>)", rf"\1{defaults}", known, count=1)

    changes: dict[str, _Change] = {
        f"ppt/slides/slide{last}.xml": lambda slide: slide.replace("</p:spTree>", f"{xml}</p:spTree>"),
        f"ppt/slides/_rels/slide{last}.xml.rels": lambda old: old.replace(
            "</Relationships>", f"{links}</Relationships>"
        ),
        "[Content_Types].xml": types,
    }
    return changed(made, changes, new)


def _theme(xml: str, style: Style) -> str:
    colours = style.colours
    named = {
        "dk1": colours.ink, "lt1": colours.paper, "dk2": colours.accent, "lt2": readable_on(colours.accent, colours),
        "accent1": colours.accent, "accent2": colours.create, "accent3": colours.existing, "accent4": colours.both,
        "accent5": colours.rule, "accent6": colours.muted, "hlink": colours.accent, "folHlink": colours.muted,
    }  # fmt: skip
    for name, colour in named.items():
        value = f'<a:{name}><a:srgbClr val="{colour.lstrip("#").upper()}"/></a:{name}>'
        xml = re.sub(rf"<a:{name}>.*?</a:{name}>", value, xml, count=1, flags=re.DOTALL)
    for kind, font, usual in (("major", style.heading_font, DEFAULT.heading_font),
                              ("minor", style.text_font, DEFAULT.text_font)):  # fmt: skip
        xml = re.sub(rf'(<a:{kind}Font>\s*)<a:latin typeface="[^"]*"[^>]*/>',
                     rf'\1<a:latin typeface="{office_font(font, usual)}"/>', xml, count=1)  # fmt: skip
    return xml


def _larger(xml: str) -> str:
    """Return a page whose parts stand where they stood on pandoc's smaller one."""
    return re.sub(
        r'(<a:(?:off|ext) (?:x|cx)=")(\d+)(" (?:y|cy)=")(\d+)"',
        lambda found: f'{found[1]}{int(found[2]) * 4 // 3}{found[3]}{int(found[4]) * 4 // 3}"',
        xml,
    )


def _placed(xml: str, kind: str, place: tuple[int, int, int, int]) -> str:
    left, top, wide, high = (each * _EMU for each in place)
    where = f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
    return re.sub(rf'(<p:ph type="{kind}"[^>]*/></p:nvPr></p:nvSpPr><p:spPr>)<a:xfrm>.*?</a:xfrm>', rf"\1{where}", xml,
                  count=1, flags=re.DOTALL)  # fmt: skip


def _master(xml: str, marking: str) -> str:
    for kind, place in _PLACES.items():
        xml = _placed(xml, kind, place)
    title, body = (re.search(rf"<p:{kind}Style>.*?</p:{kind}Style>", xml, re.DOTALL) for kind in ("title", "body"))
    assert title, body  # noqa: S101 -- pandoc's blank presentation has both
    heading = title[0].replace('algn="ctr"', 'algn="l"')
    heading = re.sub(r'<a:defRPr sz="\d+"', f'<a:defRPr sz="{TITLE_SIZE}00" b="1"', heading)
    heading = heading.replace('<a:schemeClr val="tx1"/>', '<a:schemeClr val="accent1"/>')
    words = re.sub(r'<a:defRPr sz="\d+"', f'<a:defRPr sz="{SIZE}00"', body[0] if body else "")
    words = re.sub(r'<a:spcPct val="20000"/>', f'<a:spcPts val="{_BEFORE}00"/>', words)
    xml = xml.replace(title[0], heading).replace(body[0] if body else "", words)
    xml = xml.replace('anchor="ctr"><a:normAutofit/>', 'anchor="b"><a:normAutofit/>', 1)
    xml = xml.replace('lIns="91440" tIns="45720" rIns="91440"', 'lIns="0" tIns="45720" rIns="0"', 2)
    return xml.replace("</p:spTree>", _line() + (_mark(marking, "tx1") if marking else "") + "</p:spTree>", 1)


_BEFORE = 12  # points above a paragraph


def _shape(number: int, name: str, place: tuple[float, float, float, float], inner: str, text: str = "") -> str:
    left, top, wide, high = (round(each * _EMU) for each in place)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{inner}</p:spPr>'
        f'<p:txBody><a:bodyPr anchor="ctr"/><a:lstStyle/><a:p>{text}</a:p></p:txBody></p:sp>'
    )


def _line() -> str:
    return _shape(91, "Line", (_SIDE, 120, _WIDE - 2 * _SIDE, 2.4), f"{_fill('accent1')}<a:ln><a:noFill/></a:ln>")


def _mark(marking: str, colour: str) -> str:
    run = f'<a:rPr sz="2400" b="1">{_fill(colour)}</a:rPr><a:t>{escape(marking, quote=False)}</a:t>'
    words = f'<a:pPr algn="ctr"/><a:r>{run}</a:r>'
    return _shape(92, "Marking", (_SIDE, 496, _WIDE - 2 * _SIDE, 40), "<a:noFill/>", words)


def _cover(xml: str, marking: str, logo: tuple[bytes, int, int] | None, alt: str) -> str:
    """Return the layout of the title: on a ground of the house, its words in the colour that is read there."""
    for kind, place in _COVER_PLACES.items():
        xml = _placed(xml, kind, place)
    ground = '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
    xml = re.sub(r"(<p:cSld [^>]*>)", rf"\1{ground}", xml, count=1)
    xml = xml.replace('type="title" preserve="1"', 'showMasterSp="0" type="title" preserve="1"')
    title = (
        f'<a:bodyPr anchor="b"><a:normAutofit/></a:bodyPr><a:lstStyle><a:lvl1pPr algn="l">'
        f'<a:defRPr sz="{COVER_SIZE}00" b="1">{_fill("bg2")}</a:defRPr></a:lvl1pPr></a:lstStyle>'
    )
    xml = xml.replace("<a:bodyPr/><a:lstStyle/>", title, 1)
    facts = f'<a:lvl1pPr marL="0" indent="0" algn="l"><a:buNone/><a:defRPr>{_fill("bg2")}</a:defRPr>'
    usual = r'<a:lvl1pPr marL="0" indent="0" algn="ctr"><a:buNone/><a:defRPr>.*?</a:defRPr>'
    xml = re.sub(usual, facts, xml, count=1, flags=re.DOTALL)
    drawn = (_picture(logo, alt) if logo else "") + (_mark(marking, "bg2") if marking else "")
    return xml.replace("</p:spTree>", f"{drawn}</p:spTree>", 1)


def _picture(logo: tuple[bytes, int, int], alt: str) -> str:
    """Return the logo at the top right, on paper: as high as it may be without being too wide."""
    _data, wide, high = logo
    scale = min(52 / high, 300 / wide)
    size = wide * scale, high * scale
    left = _WIDE - _SIDE - size[0]
    behind = _shape(
        93, "Ground", (left - 12, 24, size[0] + 24, size[1] + 24), _fill("bg1") + "<a:ln><a:noFill/></a:ln>"
    )
    return behind + _drawing(94, alt, "rIdLogo", (left, 36, *size), of_layout=True)


def _drawing(number: int, alt: str, link: str, place: tuple[float, ...], *, of_layout: bool = False) -> str:
    """Return a picture at a place in points; one `of_layout` is on every slide of that kind."""
    left, top, wide, high = (round(each * _EMU) for each in place)
    drawn_by = ' userDrawn="1"' if of_layout else ""
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name="Logo" descr="{escape(alt)}"/>'
        f"<p:cNvPicPr/><p:nvPr{drawn_by}/></p:nvPicPr>"
        f'<p:blipFill><a:blip r:embed="{link}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )
