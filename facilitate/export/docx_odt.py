"""A document as DOCX or ODT: the tree pandoc reads, with real heading styles, tables and links."""

from __future__ import annotations

import base64
from typing import Any, Literal

from facilitate.export.compose.document import (
    Block,
    Document,
    DocumentTable,
    Heading,
    Items,
    KeyFigures,
    ListItem,
    Quotation,
    Runs,
    TextRun,
)
from facilitate.export.compose.french_spaces import composed
from facilitate.export.docx_odt_style import described, reference
from facilitate.export.engines import collecting_later, convert, typeset
from facilitate.export.style.style import Style
from facilitate.i18n import Language

_API = [1, 23, 1]  # the version of pandoc's tree this is written for
_NO_ATTRIBUTES: list[Any] = ["", [], []]


def office(document: Document, style: Style, language: Language, form: Literal["docx", "odt"]) -> bytes:
    """Return the whole document; raises `Refused` when pandoc is missing."""
    marking = document.marking
    made = convert(
        tree(document, logo_in_file(style, language)), form, lambda blank: reference(blank, style, form, marking)
    )
    return described(made, document.properties, form, document.language)


def logo_in_file(style: Style, _: Language) -> list[dict[str, Any]]:
    """Return the logo inside the file; Word shows no SVG that comes alone, so it is drawn first."""
    if not style.logo:
        return []
    data, kind = style.logo, {"png": "image/png", "jpg": "image/jpeg"}.get(style.logo_kind)
    if kind is None:
        data, kind = typeset("logo.typ", {"logo": f"logo.{style.logo_kind}"}, style, "png", ppi=300), "image/png"
    source = f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"
    attributes = ["", [], [["height", "2cm"]]]
    return [_para([{"t": "Image", "c": [attributes, _words(_("Logo")), [source, ""]]}])]


@collecting_later()
def tree(document: Document, logo: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """Return the document as pandoc's tree (`pandoc-types`, as JSON): its words are strings, never read as markup."""
    document = composed(document)
    blocks = list(logo or [])
    blocks += [_para([{"t": "Strong", "c": _words(document.subtitle)}])] if document.subtitle else []
    colon = TextRun("\u00a0: " if document.language == "fr" else ": ", own=True)
    facts = [ListItem((TextRun(label, own=True, strong=True), colon, *value)) for label, value in document.facts]
    if facts:
        blocks.append(_block(Items(tuple(facts))))
    if document.cover:
        blocks.append(_para(_words(document.cover)))
    blocks += [_block(block) for section in document.sections for block in section.blocks]
    blocks += [{"t": "HorizontalRule"}, _para([{"t": "Emph", "c": _words(document.closing)}])]
    meta = {"title": _meta(document.title), "subtitle": _meta(document.what), "lang": _meta(document.language)}
    return {"pandoc-api-version": _API, "meta": meta, "blocks": blocks}


def _meta(text: str) -> dict[str, Any]:
    return {"t": "MetaInlines", "c": _words(text)}


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"t": "Header", "c": [block.level - 1, _NO_ATTRIBUTES, _runs(block.runs)]}
    if isinstance(block, Items):
        return _items(block)
    if isinstance(block, Quotation):
        return {"t": "BlockQuote", "c": [_para(_runs(block.runs))]}
    if isinstance(block, KeyFigures):
        return _figures(block)
    if isinstance(block, DocumentTable):
        return _table(block)
    return _para(_runs(block.runs))


def _figures(block: KeyFigures) -> dict[str, Any]:
    inlines: list[dict[str, Any]] = []
    for number, words in block.figures:
        inlines += [*([{"t": "Str", "c": " · "}] if inlines else []), {"t": "Strong", "c": _words(number)}]
        inlines += [{"t": "Space"}, *_words(words)]
    return _para(inlines)


def _items(block: Items) -> dict[str, Any]:
    items = [_item(item) for item in block.items]
    if block.numbered:
        return {"t": "OrderedList", "c": [[1, {"t": "Decimal"}, {"t": "Period"}], items]}
    return {"t": "BulletList", "c": items}


def _item(item: ListItem) -> list[dict[str, Any]]:
    inlines = _runs(item.runs)
    if item.small:
        inlines += [{"t": "LineBreak"}, {"t": "Emph", "c": _runs(item.small)}]
    if item.anchor:
        inlines.insert(0, {"t": "Span", "c": [[item.anchor, [], []], []]})
    detail = [{"t": "BlockQuote", "c": [_para(_runs(item.detail))]}] if item.detail else []
    below = [_items(Items(item.below))] if item.below else []
    return [{"t": "Plain", "c": inlines}, *detail, *below]


def _table(block: DocumentTable) -> dict[str, Any]:
    def row(cells: list[list[dict[str, Any]]]) -> list[Any]:
        return [_NO_ATTRIBUTES, [[_NO_ATTRIBUTES, {"t": "AlignDefault"}, 1, 1, _plain(cell)] for cell in cells]]

    columns = [
        [{"t": "AlignLeft" if place < block.words else "AlignRight"}, {"t": "ColWidth", "c": width}]
        for place, width in enumerate(_widths(block))
    ]
    head = [_NO_ATTRIBUTES, [row([[{"t": "Strong", "c": _words(title)}] for title in block.head])]]
    rows = [row([_runs(cell) for cell in each]) for each in block.rows]
    caption = [None, _plain(_words(block.caption))]
    bodies = [[_NO_ATTRIBUTES, 0, [], rows]]
    return {"t": "Table", "c": [_NO_ATTRIBUTES, caption, columns, head, bodies, [_NO_ATTRIBUTES, []]]}


def _widths(block: DocumentTable) -> list[float]:
    """Shares of the line: words take what numbers leave, which need little."""
    numbers = len(block.head) - block.words
    each = min(0.17, 0.6 / numbers) if numbers else 0.0
    return [(1 - numbers * each) / block.words] * block.words + [each] * numbers


def _para(inlines: list[dict[str, Any]]) -> dict[str, Any]:
    return {"t": "Para", "c": inlines}


def _plain(inlines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"t": "Plain", "c": inlines}] if inlines else []


def _runs(runs: Runs) -> list[dict[str, Any]]:
    return [inline for run in runs for inline in _run(run)]


def _run(run: TextRun) -> list[dict[str, Any]]:
    inlines = _words(run.text)
    if target := run.address or (f"#{run.to}" if run.to else ""):
        inlines = [{"t": "Link", "c": [_NO_ATTRIBUTES, inlines, [target, ""]]}]
    if run.strong:
        return [{"t": "Strong", "c": inlines}]
    return [{"t": "Emph", "c": inlines}] if run.quiet else inlines


def _words(text: str) -> list[dict[str, Any]]:
    """Return the words as they are, a string for each of their lines: a tree of words is ten times as large."""
    if "\n" not in text:
        return [{"t": "Str", "c": text}] if text else []
    inlines: list[dict[str, Any]] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            inlines.append({"t": "LineBreak"})
        if line:
            inlines.append({"t": "Str", "c": line})
    return inlines
