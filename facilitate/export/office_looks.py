"""What the paragraphs of an office file look like: named styles, the same in Word and in Writer, those of the PDF.

A length is in points, as the PDF has it. Office files are written on white, whatever paper a house style has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from facilitate.domain.frozen import dataclass
from facilitate.export.style.colours import on_white
from facilitate.export.style.style import Style

MARGINS = {"top": 79, "right": 74, "bottom": 74, "left": 74}  # 28 and 26 mm
WIDTH = 448  # of the text
_FACTS = 122  # from the name of a fact of the cover to what it is
_TWIPS, _HALVES, _EIGHTHS = 20, 2, 8


@dataclass(frozen=True, slots=True)
class Look:
    """A named style, on top of another; what is not said stays as that has it.

    `above` and `below` are the spaces around, `left` the indent, of which the first line has not `hanging`. It is kept
    with what comes `next`, and `whole` on one page. `bar` is the colour of a line on the left, `line` of one above.
    `tab` is where words after a tab stand: dots lead there, if it is a place on the `dotted` right.
    """

    name: str
    base: str = ""
    size: float = 0
    colour: str = ""
    bold: bool | None = None
    italic: bool | None = None
    above: float | None = None
    below: float | None = None
    left: float = 0
    hanging: float = 0
    next: bool = False
    whole: bool = False
    bar: str = ""
    line: str = ""
    tab: float = 0
    dotted: bool = False
    ends: bool = False
    """Whether what comes after it stands on a new page, in Writer; Word has sections for that."""
    begins: bool = False
    """Whether it stands on a new page."""
    first: bool = False
    """Whether it opens the cover, in Writer."""
    heading: int = 0


def looks(style: Style) -> Iterator[Look]:
    """Yield the styles of paragraphs, each after that it stands on."""
    colours = on_white(style.colours)
    ink, accent, muted, rule = colours.ink, colours.accent, colours.muted, colours.rule
    yield Look("Body", size=10.5, colour=ink, above=0, below=6)
    yield Look("First", "Body")
    yield Look("Compact", "Body", below=4)
    yield Look("CompactKept", "Compact", next=True)
    yield Look("Announcement", "Body", next=True)
    yield Look("AfterList", "Body", above=6, below=6)
    yield Look("LetterDate", "Body", above=24, below=28, left=130)
    yield Look("LetterEnd", "Body", above=24, below=60)
    yield from _of_cover(accent, muted)
    yield Look("PartEnd", "Body", size=1, above=0, below=0, next=True, ends=True)
    yield Look("Heading1", "Body", size=20, colour=accent, bold=True, above=28, below=10, next=True, heading=1)
    yield Look("Heading2", "Body", size=13, bold=True, above=18, below=6, next=True, heading=2)
    yield Look("HeadingOfPage", "Heading1", above=0, next=True, begins=True)
    yield Look("Quotation", "Body", size=13, bar=accent, left=14, above=6, below=10, whole=True)
    yield Look("QuotationKept", "Quotation", bar=accent, left=14, next=True, whole=True)
    yield Look("Detail", "Body", size=9.5, bar=rule, left=30, above=0, below=6)
    yield Look("Proposal", "Body", left=24, hanging=24, tab=24, below=5, whole=True)
    yield Look("ProposalKept", "Proposal", left=24, hanging=24, tab=24, next=True, whole=True)
    yield Look("ProposalInBrief", "Proposal", left=24, hanging=24, tab=24, below=2)
    yield Look("AppendixIdea", "Proposal", size=9, left=12, hanging=12, below=4, whole=True)
    yield Look("AppendixIdeaKept", "AppendixIdea", left=12, hanging=12, next=True, whole=True)
    yield Look("KeyFigures", "Body", above=4, below=8, whole=True)
    yield Look("TableTitle", "Body", size=9, colour=muted, italic=False, above=10, below=3, next=True)
    yield Look("Picture", "Body", next=True)
    yield Look("PictureTitle", "Body", size=9, colour=muted, italic=False, above=3, below=12)
    yield Look("TableText", "Body", size=9.5, above=2.5, below=2.5)
    yield Look("TableTextKept", "TableText", next=True)
    yield Look("Edge", "Body", size=9, colour=muted, above=0, below=0, tab=WIDTH)
    yield Look("Closing", "Body", italic=True, line=rule, above=20)


def _of_cover(accent: str, muted: str) -> Iterator[Look]:
    yield Look("Title", "Body", size=34, colour=accent, bold=True, above=4, below=10)
    yield Look("Kicker", "Body", size=13, colour=muted, bold=True, above=0, below=0)
    yield Look("KickerFirst", "Kicker", above=80, first=True)
    yield Look("Logo", "Body", above=0, below=40, first=True)
    yield Look("Subtitle", "Body", size=16, below=30)
    yield Look("Notice", "Body", bold=True, bar=accent, left=14, above=0, below=24, whole=True)
    yield Look("Logos", "Body", above=30)
    yield Look("CoverFact", "Body", left=_FACTS, hanging=_FACTS, tab=_FACTS, line=accent, above=3, below=3)
    yield Look("CoverText", "Body", colour=muted, above=30)
    yield Look("ContentsTitle", "Body", size=11, colour=accent, bold=True, above=40, below=4, next=True)
    yield Look("ContentsTitleOfPage", "ContentsTitle", above=0, below=4, next=True, begins=True)
    yield Look("Contents", "Body", size=9.5, above=0, below=3, tab=WIDTH, dotted=True)


def letters(style: Style) -> Iterator[Look]:
    """Yield the styles of words within a line."""
    colours = on_white(style.colours)
    yield Look("Quiet", size=9, colour=colours.muted)
    yield Look("Label", colour=colours.muted)
    yield Look("Squares", size=8, colour=colours.accent)
    yield Look("KeyNumber", size=19, colour=colours.accent, bold=True)
    yield Look("Hyperlink", colour=colours.accent)


# What a style is called in Word, and by what name Word knows it; others are ours, by their own names.
_WORD = {
    "Body": ("BodyText", "Body Text"), "First": ("FirstParagraph", "First Paragraph"),
    "Compact": ("Compact", "Compact"), "Title": ("Title", "Title"),
    "Subtitle": ("Subtitle", "Subtitle"), "Contents": ("TOC1", "toc 1"),
    "Heading1": ("Heading1", "heading 1"), "Heading2": ("Heading2", "heading 2"),
    "Quotation": ("BlockText", "Block Text"), "TableTitle": ("TableCaption", "Table Caption"),
    "Picture": ("CaptionedFigure", "Captioned Figure"), "PictureTitle": ("ImageCaption", "Image Caption"),
    "Hyperlink": ("Hyperlink", "Hyperlink"),
}  # fmt: skip
_OWN_IN_WORD = {"FirstParagraph", "Compact", "TableCaption", "CaptionedFigure", "ImageCaption"}
_WRITER = {
    "Body": ("Text_20_body", "Text body"), "First": ("First_20_paragraph", "First paragraph"),
    "Heading1": ("Heading_20_1", "Heading 1"), "Heading2": ("Heading_20_2", "Heading 2"),
    "Quotation": ("Quotations", "Quotations"), "TableTitle": ("TableCaption", "Table Caption"),
    "TableText": ("Table_20_Contents", "Table Contents"), "Contents": ("Contents_20_1", "Contents 1"),
    "Picture": ("FigureWithCaption", "FigureWithCaption"), "PictureTitle": ("FigureCaption", "FigureCaption"),
    "Hyperlink": ("Internet_20_link", "Internet link"),
}  # fmt: skip
_PT = re.compile(r"\.0$")


def named(name: str, form: str) -> str:
    """Return the name by which a paragraph of that form says which style it has."""
    return (_WORD if form == "docx" else _WRITER).get(name, (name, name))[0]


def word_styles(style: Style) -> Iterator[tuple[str, str]]:
    """Yield the id and the definition of each style (ECMA-376, part 1, 17.7), its elements in the schema's order."""
    for kind, every in (("paragraph", looks(style)), ("character", letters(style))):
        for look in every:
            key, name = _WORD.get(look.name, (look.name, look.name))
            custom = ' w:customStyle="1"' if look.name not in _WORD or key in _OWN_IN_WORD else ""
            base = "Normal" if kind == "paragraph" else "DefaultParagraphFont"
            based = named(look.base, "docx") if look.base else base
            after = '<w:next w:val="BodyText"/>' if look.heading or look.name in {"Title", "Subtitle"} else ""
            inner = _word_paragraph(look) if kind == "paragraph" else ""
            definition = (
                f'<w:style w:type="{kind}"{custom} w:styleId="{key}"><w:name w:val="{name}"/>'
                f'<w:basedOn w:val="{based}"/>{after}<w:qFormat/>{inner}{_word_letters(look)}</w:style>'
            )
            yield key, definition


def _word_paragraph(look: Look) -> str:
    def twips(points: float) -> int:
        return round(points * _TWIPS)

    edges = [
        f'<w:{side} w:val="single" w:sz="{wide * _EIGHTHS}" w:space="{space}" w:color="{colour[1:].upper()}"/>'
        for side, wide, space, colour in (("top", 1, 8, look.line), ("left", 3, 10, look.bar)) if colour
    ]  # fmt: skip
    spaces = [f' w:{side}="{twips(value)}"' for side, value in (("before", look.above), ("after", look.below))
              if value is not None]  # fmt: skip
    tab = f'<w:tab w:val="right"{" w:leader=" + _DOT if look.dotted else ""} w:pos="{twips(look.tab)}"/>'
    if look.tab != WIDTH:
        tab = f'<w:tab w:val="left" w:pos="{twips(look.tab)}"/>'
    hanging = f' w:hanging="{twips(look.hanging)}"' if look.hanging else ""
    parts = [
        "<w:keepNext/>" if look.next else "",
        "<w:keepLines/>" if look.whole or look.heading else "",
        "<w:pageBreakBefore/>" if look.begins else "",
        f"<w:pBdr>{''.join(edges)}</w:pBdr>" if edges else "",
        f"<w:tabs>{tab}</w:tabs>" if look.tab else "",
        f"<w:spacing{''.join(spaces)}/>" if spaces else "",
        f'<w:ind w:left="{twips(look.left)}"{hanging}/>' if look.left else "",
        f'<w:outlineLvl w:val="{look.heading - 1}"/>' if look.heading else "",
    ]
    return f"<w:pPr>{''.join(parts)}</w:pPr>" if any(parts) else ""


_DOT = '"dot"'
_MAJOR = (
    '<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi" w:eastAsiaTheme="majorEastAsia" '
    'w:cstheme="majorBidi"/>'
)


def _word_letters(look: Look) -> str:
    def switch(name: str, on: bool | None) -> str:
        return "" if on is None else f"<w:{name}/>" if on else f'<w:{name} w:val="0"/>'

    size = round(look.size * _HALVES)
    parts = [
        _MAJOR if _is_heading(look) else "",
        switch("b", look.bold) + switch("bCs", look.bold) + switch("i", look.italic) + switch("iCs", look.italic),
        f'<w:color w:val="{look.colour[1:].upper()}"/>' if look.colour else "",
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "",
    ]
    return f"<w:rPr>{''.join(parts)}</w:rPr>" if any(parts) else ""


def _is_heading(look: Look) -> bool:
    return bool(look.heading) or look.name in {"Title", "KeyNumber", "ContentsTitle"}


def writer_styles(style: Style, heading_font: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the definition of each style (ODF 1.3, part 3, 16.2)."""
    for family, every in (("paragraph", looks(style)), ("text", letters(style))):
        for look in every:
            key, name = _WRITER.get(look.name, (look.name, look.name))
            based = named(look.base, "odt") if look.base else "Standard"
            parent = f' style:parent-style-name="{based}"' if family == "paragraph" else ""
            after = ' style:next-style-name="Text_20_body"' if look.heading else ""
            level = f' style:default-outline-level="{look.heading}"' if look.heading else ""
            page = ' style:master-page-name="Cover"' if look.first else ""
            inner = _writer_paragraph(look) if family == "paragraph" else ""
            font = f' style:font-name="{heading_font}"' if _is_heading(look) else ""
            definition = (
                f'<style:style style:name="{key}" style:display-name="{name}" style:family="{family}"{parent}{after}'
                f"{level}{page}>{inner}{_writer_letters(look, font)}</style:style>"
            )
            yield key, definition


def _writer_paragraph(look: Look) -> str:
    edges = {"top": ("0.75pt", look.line), "left": ("3pt", look.bar)}
    values = {
        "fo:margin-top": _points(look.above),
        "fo:margin-bottom": _points(look.below),
        "fo:margin-left": _points(look.left or None),
        "fo:text-indent": _points(-look.hanging or None),
        "fo:keep-with-next": "always" if look.next else "",
        "fo:keep-together": "always" if look.whole else "",
        "fo:widows": "" if look.base else "2",
        "fo:orphans": "" if look.base else "2",
        "fo:break-after": "page" if look.ends else "",
        "fo:break-before": "page" if look.begins else "",
        "style:join-border": "true" if look.line else "",
        **{f"fo:border-{side}": f"{wide} solid {colour}" for side, (wide, colour) in edges.items() if colour},
        **{f"fo:padding-{side}": "8pt" for side, (_wide, colour) in edges.items() if colour},
    }
    tab = f'<style:tab-stop style:position="{look.tab}pt"/>'
    if look.tab == WIDTH:
        dots = ' style:leader-style="dotted" style:leader-text="."' if look.dotted else ""
        tab = f'<style:tab-stop style:position="{look.tab}pt" style:type="right"{dots}/>'
    tabs = f"<style:tab-stops>{tab}</style:tab-stops>" if look.tab else ""
    return f"<style:paragraph-properties{_attributes(values)}>{tabs}</style:paragraph-properties>"


def _writer_letters(look: Look, font: str) -> str:
    values = {
        "fo:font-size": _points(look.size or None),
        "fo:color": look.colour,
        "fo:font-weight": "" if look.bold is None else "bold" if look.bold else "normal",
        "fo:font-style": "" if look.italic is None else "italic" if look.italic else "normal",
    }
    inner = font + _attributes(values)
    return f"<style:text-properties{inner}/>" if inner else ""


def _attributes(values: dict[str, str]) -> str:
    return "".join(f' {name}="{value}"' for name, value in values.items() if value)


def _points(value: float | None) -> str:
    return "" if value is None else f"{_PT.sub('', str(value))}pt"
