"""A document as DOCX or ODT: the tree pandoc reads, with real heading styles, tables and links."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import Any

from facilitate.export.compose.document import (
    Document,
    DocumentTable,
    Heading,
    Items,
    KeyFigures,
    ListItem,
    Photos,
    Picture,
    Quotation,
    Runs,
    TextBlock,
    TextRun,
    in_words,
    right_to_left,
)
from facilitate.export.compose.french_spaces import composed
from facilitate.export.compose.shared import square_signs
from facilitate.export.engines import collecting_later, typeset
from facilitate.export.picture_files import as_logo, data_address, drawn, fitted
from facilitate.export.style.style import Style
from facilitate.i18n import Language

API = [1, 23, 1]  # the version of pandoc's tree this is written for
# Centimetres: a box for the logo above the title and one for a photo, the height of logos beside each other.
_LOGO, _PHOTO, _SMALL_LOGO = (7.0, 2.0), (13.0, 8.5), 1.3
# Of a line of 158 mm: a letter of the heads of tables in a wide font, and what stands between two columns.
_LETTER, _BETWEEN = 0.0165, 0.02
_CLOSE = 0.0145  # of the line, for a letter where room is short
_OF_NUMBERS = 0.45  # of the line, for many columns of few digits
_NO_ATTRIBUTES: list[Any] = ["", [], []]


# What holds no picture: of a long report nearly all that there is.
_WITHOUT_PICTURES = {"Str", "Space", "Span", "Link", "BulletList", "OrderedList"}


def alternatives(node: Any) -> Iterator[str]:
    """Yield what is said of each picture to those who cannot see it, in their order."""
    for each in node.values() if isinstance(node, dict) else node:
        kind = each.get("t") if isinstance(each, dict) else ""
        if kind == "Image":
            yield each["c"][2][1]
        elif isinstance(each, (dict, list)) and kind not in _WITHOUT_PICTURES:
            yield from alternatives(each)


def logo_above(style: Style, _: Language) -> list[dict[str, Any]]:
    """Return the organiser's logo inside the file, which stands above the title block."""
    if not style.logo:
        return []
    logo = drawn(Picture(style.logo, style.logo_kind, _("Logo")), style)
    return [_para([_image(logo, fitted(logo, *_LOGO))])]


def office_logo(style: Style) -> tuple[bytes, int, int] | None:
    """Return the logo as a PNG, its width and its height; None where the style has none."""
    if not style.logo:
        return None
    data = _drawn(style)
    wide, high = struct.unpack(">II", data[16:24])  # of its first chunk (PNG, 11.2.1)
    return data, wide, high


def _drawn(style: Style) -> bytes:
    return typeset("logo.typ", {"logo": f"logo.{style.logo_kind}"}, style, "png", ppi=300)


def _image(picture: Picture, size: tuple[float, float]) -> dict[str, Any]:
    """Return a picture inside the file, so many centimetres large."""
    measures = [[name, f"{length:.2f}cm"] for name, length in zip(("width", "height"), size, strict=True)]
    return {"t": "Image", "c": [["", [], measures], pandoc_words(picture.alt), [data_address(picture), picture.alt]]}


def logos_beside(pictures: Sequence[Picture], style: Style) -> list[dict[str, Any]]:
    """Return logos beside each other."""
    shown = [drawn(each, style) for each in pictures]
    made = [inline for each in shown for inline in (pandoc_words("\u2003"), [_image(each, as_logo(each, _SMALL_LOGO))])]
    return [_para([inline for part in made[1:] for inline in part])] if shown else []


def _photo(picture: Picture) -> dict[str, Any]:
    image = [{"t": "Plain", "c": [_image(picture, fitted(picture, *_PHOTO))]}]
    return {"t": "Figure", "c": [_NO_ATTRIBUTES, [None, _plain(inlines(picture.caption))], image]}


@collecting_later()
def tree(document: Document, style: Style, language: Language) -> dict[str, Any]:
    """Return the document as pandoc's tree (`pandoc-types`, as JSON): its words are strings, never read as markup."""
    document = composed(document)
    blocks = logo_above(style, language)
    blocks += [_para([{"t": "Strong", "c": pandoc_words(document.subtitle)}])] if document.subtitle else []
    colon = TextRun("\u00a0: " if document.language == "fr" else ": ", own=True)
    facts = [ListItem((TextRun(label, own=True, strong=True), colon, *value)) for label, value in document.facts]
    if facts:
        blocks.append(block_of(Items(tuple(facts))))
    blocks += logos_beside(document.logos, style)
    if document.cover:
        blocks.append(_para(pandoc_words(document.cover)))
    blocks += [block_of(block) for section in document.sections for block in in_words(section.blocks)]
    blocks += [{"t": "HorizontalRule"}, _para([{"t": "Emph", "c": pandoc_words(document.closing)}])]
    meta = {"title": meta_of(document.title), "subtitle": meta_of(document.what), "lang": meta_of(document.language)}
    return {"pandoc-api-version": API, "meta": meta, "blocks": blocks}


def meta_of(text: str) -> dict[str, Any]:
    return {"t": "MetaInlines", "c": pandoc_words(text)}


def block_of(block: TextBlock) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"t": "Header", "c": [block.level - 1, _NO_ATTRIBUTES, inlines(block.runs)]}
    if isinstance(block, Items):
        legend = [_para([{"t": "Emph", "c": pandoc_words(block.squares)}])] if block.squares else []
        return {"t": "Div", "c": [_NO_ATTRIBUTES, [_items(block), *legend]]} if legend else _items(block)
    if isinstance(block, KeyFigures):
        return _figures(block)
    if isinstance(block, Photos):
        return {"t": "Div", "c": [_NO_ATTRIBUTES, [_photo(each) for each in block.pictures]]}
    if isinstance(block, DocumentTable):
        return table(block)
    words = _para(inlines(block.runs))
    return {"t": "BlockQuote", "c": directed(block.runs, words)} if isinstance(block, Quotation) else words


def _figures(block: KeyFigures) -> dict[str, Any]:
    made: list[dict[str, Any]] = []
    for number, words in block.figures:
        made += [*([{"t": "Str", "c": " · "}] if made else []), {"t": "Strong", "c": pandoc_words(number)}]
        made += [{"t": "Space"}, *pandoc_words(words)]
    return _para(made)


def _items(block: Items) -> dict[str, Any]:
    items = [_item(item) for item in block.items]
    if block.numbered:
        return {"t": "OrderedList", "c": [[1, {"t": "Decimal"}, {"t": "Period"}], items]}
    return {"t": "BulletList", "c": items}


def _item(item: ListItem) -> list[dict[str, Any]]:
    made = inlines(item.runs)
    if item.small:
        made += [{"t": "LineBreak"}, {"t": "Emph", "c": inlines(item.small)}]
    if squares := square_signs(item.tables):  # the words before them say it to who hears the book
        hidden = ["", [], [["aria-hidden", "true"]]]
        made += [{"t": "Str", "c": "\u00a0"}, {"t": "Span", "c": [hidden, pandoc_words(squares)]}]
    if item.anchor:
        made.insert(0, {"t": "Span", "c": [[item.anchor, [], []], []]})
    detail = [{"t": "BlockQuote", "c": directed(item.detail, _para(inlines(item.detail)))}] if item.detail else []
    below = [_items(Items(item.below))] if item.below else []
    return [*directed(item.runs, {"t": "Plain", "c": made}), *detail, *below]


def directed(runs: Runs, block: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a block of those words as they run; the writer of ODT leaves that to the program that opens it."""
    return [{"t": "Div", "c": [["", [], [["dir", "rtl"]]], [block]]}] if right_to_left(runs) else [block]


def table(block: DocumentTable, style: str = "") -> dict[str, Any]:
    """Return a table with its caption and its head; in a style of an office file its sum is its foot."""

    def row(cells: list[list[dict[str, Any]]]) -> list[Any]:
        return [_NO_ATTRIBUTES, [[_NO_ATTRIBUTES, {"t": "AlignDefault"}, 1, 1, _plain(cell)] for cell in cells]]

    columns = [
        [{"t": "AlignLeft" if place < block.words else "AlignRight"}, {"t": "ColWidth", "c": width}]
        for place, width in enumerate(_widths(block))
    ]
    head = [_NO_ATTRIBUTES, [row([[{"t": "Strong", "c": pandoc_words(title)}] for title in block.head])]]
    rows = [row([inlines(cell) for cell in each]) for each in block.rows]
    caption = [None, _plain(pandoc_words(block.caption))]
    foot = [rows.pop()] if style and block.total else []
    attributes = ["", [], [["custom-style", style]]] if style else _NO_ATTRIBUTES
    bodies = [[_NO_ATTRIBUTES, 0, [], rows]]
    return {"t": "Table", "c": [attributes, caption, columns, head, bodies, [_NO_ATTRIBUTES, foot]]}


def _widths(block: DocumentTable) -> list[float]:
    """Shares of the line: numbers have columns as wide as they are, or their heads, and words take what is left."""
    longest = [
        max(*map(len, block.head[at].split()), *(sum(len(run.text) for run in row[at]) for row in block.rows), 0)
        for at in range(block.words, len(block.head))
    ]
    least = min(0.1, _OF_NUMBERS / max(1, len(longest)))
    numbers = [max(least, many * _LETTER + _BETWEEN) for many in longest]
    if block.widths and sum(numbers) > _OF_NUMBERS:  # words stand beside them, which need the room more
        numbers = [many * _CLOSE + _BETWEEN for many in longest]
    every = [*_of_words(block, max(1 - sum(numbers), 0.2)), *numbers]
    return [each / sum(every) for each in every]


def _of_words(block: DocumentTable, left: float) -> list[float]:
    """Divide what is left of the line among columns of words, by their shares; none is narrower than its head."""
    shares = block.widths or (1,) * block.words
    heads = [max(map(len, title.split()), default=0) * _CLOSE + _BETWEEN for title in block.head[: block.words]]
    narrow = {at for at, share in enumerate(shares) if left * share / sum(shares) < heads[at]}
    if len(narrow) == len(shares):
        narrow = set()
    rest = max(left - sum(heads[at] for at in narrow), 0.1)
    whole = sum(share for at, share in enumerate(shares) if at not in narrow)
    return [heads[at] if at in narrow else rest * share / whole for at, share in enumerate(shares)]


def _para(made: list[dict[str, Any]]) -> dict[str, Any]:
    return {"t": "Para", "c": made}


def _plain(made: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"t": "Plain", "c": made}] if made else []


def inlines(runs: Runs) -> list[dict[str, Any]]:
    return [inline for run in runs for inline in _run(run)]


def _run(run: TextRun) -> list[dict[str, Any]]:
    made = pandoc_words(run.text)
    if target := run.address or (f"#{run.to}" if run.to else ""):
        made = [{"t": "Link", "c": [_NO_ATTRIBUTES, made, [target, ""]]}]
    if run.strong:
        return [{"t": "Strong", "c": made}]
    return [{"t": "Emph", "c": made}] if run.quiet else made


def pandoc_words(text: str) -> list[dict[str, Any]]:
    """Return words as pandoc’s tree has them: a string for each line, in which it reads no markup.

    A tree of words is ten times as large.
    """
    if "\n" not in text:
        return [{"t": "Str", "c": text}] if text else []
    made: list[dict[str, Any]] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            made.append({"t": "LineBreak"})
        if line:
            made.append({"t": "Str", "c": line})
    return made
