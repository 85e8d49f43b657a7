"""A document as one HTML page: it loads nothing, runs nothing, prints well, and is whole for a screen reader."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from facilitate.domain.errors import N_
from facilitate.export.compose.document import (
    OPENING,
    Document,
    Heading,
    Picture,
    Properties,
    Runs,
    Section,
    right_to_left,
)
from facilitate.export.compose.french_spaces import composed, linked
from facilitate.export.picture_files import as_logo, data_address, measures
from facilitate.export.style.colours import accent_text
from facilitate.export.style.style import Style
from facilitate.i18n import Language

_TAG = re.compile(rb"<[^>]+>")
_NAMED = re.compile(rb"""(\bid="|\bhref="#|url\(#)(?!infographic-)([\w-]+)""")
_NEEDLESS = re.compile(rb' (?:fill-rule="nonzero"|[xy]="0")')
_SIZE = re.compile(rb' width="[^"]*" height="[^"]*"')  # of the whole: the page says how large it is

TEMPLATE = "report.html"
_FIND = N_("Choose the code that stands beside your idea on the table’s list: you see what it became.")
_NOT_HERE = N_("A code that is not in this list is of another event, or was never recorded.")


def page(document: Document, style: Style, _: Language, picture: bytes = b"",
         beside: Sequence[tuple[str, Sequence[str]]] = (), sheet: str = "") -> str:  # fmt: skip
    """Return the whole page. References lead to the idea in the annex, and each idea to its proposal.

    `picture` is the infographic, as the engine draws it. `beside` are the files that lie beside the page, with what
    they are for. `sheet` is a style sheet besides that of the report.
    """
    from facilitate.export.templates import drawing, rendered, style_sheet  # loading what makes pages takes a while

    document = composed(document)
    return rendered(
        TEMPLATE,
        {
            "document": document,
            "cover": linked(document.cover),
            "described": list(_described(document.properties)),
            "shared": list(_shared(document)),
            "css": style_sheet("report.css", before=_variables(style), after=_margin(document))
            + (style_sheet(sheet) if sheet else ""),
            "logo": _logo(style),
            "words": {"skip": _("Skip to content"), "logo": _("Logo"), "contents": _("Contents"),
                      "picture": _("Infographic"),
                      "find": _("Find my idea"), "find_how": _(_FIND), "find_not": _(_NOT_HERE),
                      "beside": _("This publication also exists in other formats"),
                      "same_folder": _("These files go with this page, and the links open them where they are in the "
                                       "same folder. If you received the page alone, ask whoever sent it to you for "
                                       "them.")},
            "picture": drawing(_within(picture)) if picture else "",
            "beside": [(_capital(_(what)), [(quote(name), name) for name in names]) for what, names in beside],
            "contents": list(_contents(document.sections)),
            "index": document.index,
            "sections": [_section(section) for section in document.sections],
            "share": _share,
            "rtl": right_to_left,
            "address": data_address,
            "measures": measures,
            "as_logo": as_logo,
        },
    )  # fmt: skip


def _within(picture: bytes) -> bytes:
    """Return a picture of the engine to stand in a page: half as heavy, and no name in it is one of the page."""
    names: dict[bytes, bytes] = {}

    def short(found: re.Match[bytes]) -> bytes:
        return found[1] + names.setdefault(found[2], b"ip%d" % len(names))

    def tag(found: re.Match[bytes]) -> bytes:
        return _NAMED.sub(short, _NEEDLESS.sub(b"", found[0]).replace(b"xlink:href", b"href"))

    return _TAG.sub(tag, _SIZE.sub(b"", picture, count=1))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _described(of: Properties) -> Iterator[tuple[str, str]]:
    """Yield what the page says of itself; the names are those of the HTML standard and of Dublin Core."""
    yield "author", of.author
    yield "description", of.subject
    yield "keywords", ", ".join(of.keywords)
    yield "dcterms.created", of.created.isoformat() if of.created else ""


def _shared(document: Document) -> Iterator[tuple[str, str]]:
    """Yield what a message shows of the page when its address is sent, as the Open Graph protocol calls it."""
    yield "og:title", f"{document.title} – {document.what}"
    yield "og:type", "article"
    yield "og:locale", {"fr": "fr_FR", "en": "en_GB"}.get(document.language, "")
    yield "og:description", document.properties.subject


def _variables(style: Style) -> str:
    """Return the colours, which were read as such, and the fonts, of which letters and digits are left."""
    colours = style.colours
    named = {name: getattr(colours, name) for name in type(colours).__slots__}
    named |= {
        "accent-text": accent_text(colours),
        "text-font": _font(style.text_font),
        "heading-font": _font(style.heading_font),
    }
    return f":root {{ {' '.join(f'--{name}: {value};' for name, value in named.items())} }}\n"


def _font(name: str) -> str:
    return '"' + "".join(letter for letter in name if letter.isalnum() or letter in " -_") + '"'


def _margin(document: Document) -> str:
    """Return what marks every printed page."""
    if not document.marking:
        return ""
    words = "".join(f"\\{ord(letter):x} " for letter in document.marking)  # whatever its signs, one string of CSS
    return f'@page {{ @top-center {{ content: "{words}"; font: bold 9pt sans-serif; }} }}\n'


def _logo(style: Style) -> str:
    return data_address(Picture(style.logo, style.logo_kind, "")) if style.logo else ""


def _contents(sections: Sequence[Section]) -> Iterator[tuple[str, Runs]]:
    """Yield the anchor and the words of each heading that opens a section."""
    for section in sections:
        for place, block in enumerate(section.blocks):
            if isinstance(block, Heading) and block.level == OPENING:
                yield _anchor(section, place), block.runs


def _section(section: Section) -> dict[str, Any]:
    blocks = [(_anchor(section, place), type(block).__name__, block) for place, block in enumerate(section.blocks)]
    return {"key": section.key, "blocks": blocks}


def _anchor(section: Section, place: int) -> str:
    return f"{section.key}-{place}" if place else section.key


def _share(numbers: Sequence[int], place: int) -> int:
    """Return how long the bar of one number is, as a percentage of the longest."""
    largest = max(numbers)
    return round(100 * numbers[place] / largest) if largest else 0
