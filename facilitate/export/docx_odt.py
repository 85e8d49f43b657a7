"""A document as the tree pandoc reads: its words are strings, its headings, tables and links are real ones."""

from __future__ import annotations

import base64
from typing import Any

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
from facilitate.export.engines import typeset
from facilitate.export.style.style import Style
from facilitate.i18n import Language

API = [1, 23, 1]  # the version of pandoc's tree this is written for
_NO_ATTRIBUTES: list[Any] = ["", [], []]


def logo_in_file(style: Style, _: Language) -> list[dict[str, Any]]:
    """Return the logo inside the file; Word shows no SVG that comes alone, so it is drawn first."""
    if not style.logo:
        return []
    data, kind = style.logo, {"png": "image/png", "jpg": "image/jpeg"}.get(style.logo_kind)
    if kind is None:
        data, kind = typeset("logo.typ", {"logo": f"logo.{style.logo_kind}"}, style, "png", ppi=300), "image/png"
    source = f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"
    attributes = ["", [], [["height", "2cm"]]]
    return [_para([{"t": "Image", "c": [attributes, words(_("Logo")), [source, ""]]}])]


def tree(document: Document, logo: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """Return the document as pandoc's tree (`pandoc-types`, as JSON): its words are strings, never read as markup."""
    document = composed(document)
    blocks = list(logo or [])
    blocks += [_para([{"t": "Strong", "c": words(document.subtitle)}])] if document.subtitle else []
    colon = TextRun("\u00a0: " if document.language == "fr" else ": ", own=True)
    facts = [ListItem((TextRun(label, own=True, strong=True), colon, *value)) for label, value in document.facts]
    if facts:
        blocks.append(block_of(Items(tuple(facts))))
    if document.cover:
        blocks.append(_para(words(document.cover)))
    blocks += [block_of(block) for section in document.sections for block in section.blocks]
    blocks += [{"t": "HorizontalRule"}, _para([{"t": "Emph", "c": words(document.closing)}])]
    titles = {"title": meta(document.title), "subtitle": meta(document.what), "lang": meta(document.language)}
    return {"pandoc-api-version": API, "meta": titles, "blocks": blocks}


def meta(text: str) -> dict[str, Any]:
    return {"t": "MetaInlines", "c": words(text)}


def block_of(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"t": "Header", "c": [block.level - 1, _NO_ATTRIBUTES, inlines(block.runs)]}
    if isinstance(block, Items):
        return _items(block)
    if isinstance(block, Quotation):
        return {"t": "BlockQuote", "c": [_para(inlines(block.runs))]}
    if isinstance(block, KeyFigures):
        return _figures(block)
    if isinstance(block, DocumentTable):
        return table(block)
    return _para(inlines(block.runs))


def _figures(block: KeyFigures) -> dict[str, Any]:
    made: list[dict[str, Any]] = []
    for number, line in block.figures:
        made += [*([{"t": "Str", "c": " · "}] if made else []), {"t": "Strong", "c": words(number)}]
        made += [{"t": "Space"}, *words(line)]
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
    if item.anchor:
        made.insert(0, {"t": "Span", "c": [[item.anchor, [], []], []]})
    detail = [{"t": "BlockQuote", "c": [_para(inlines(item.detail))]}] if item.detail else []
    below = [_items(Items(item.below))] if item.below else []
    return [{"t": "Plain", "c": made}, *detail, *below]


def table(block: DocumentTable, style: str = "") -> dict[str, Any]:
    """Return a table with its caption and its head; in a style of an office file its sum is its foot."""

    def row(cells: list[list[dict[str, Any]]]) -> list[Any]:
        return [_NO_ATTRIBUTES, [[_NO_ATTRIBUTES, {"t": "AlignDefault"}, 1, 1, _plain(cell)] for cell in cells]]

    columns = [
        [{"t": "AlignLeft" if place < block.words else "AlignRight"}, {"t": "ColWidth", "c": width}]
        for place, width in enumerate(_widths(block))
    ]
    head = [_NO_ATTRIBUTES, [row([[{"t": "Strong", "c": words(title)}] for title in block.head])]]
    rows = [row([inlines(cell) for cell in each]) for each in block.rows]
    caption = [None, _plain(words(block.caption))]
    foot = [rows.pop()] if style and block.total else []
    attributes = ["", [], [["custom-style", style]]] if style else _NO_ATTRIBUTES
    bodies = [[_NO_ATTRIBUTES, 0, [], rows]]
    return {"t": "Table", "c": [attributes, caption, columns, head, bodies, [_NO_ATTRIBUTES, foot]]}


def _widths(block: DocumentTable) -> list[float]:
    """Shares of the line: words take what numbers leave, which need little."""
    numbers = len(block.head) - block.words
    each = min(0.17, 0.6 / numbers) if numbers else 0.0
    return [(1 - numbers * each) / block.words] * block.words + [each] * numbers


def _para(line: list[dict[str, Any]]) -> dict[str, Any]:
    return {"t": "Para", "c": line}


def _plain(line: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"t": "Plain", "c": line}] if line else []


def inlines(runs: Runs) -> list[dict[str, Any]]:
    return [inline for run in runs for inline in _run(run)]


def _run(run: TextRun) -> list[dict[str, Any]]:
    made = words(run.text)
    if run.to:
        made = [{"t": "Link", "c": [_NO_ATTRIBUTES, made, [f"#{run.to}", ""]]}]
    if run.strong:
        return [{"t": "Strong", "c": made}]
    return [{"t": "Emph", "c": made}] if run.quiet else made


def words(text: str) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            made.append({"t": "LineBreak"})
        for place, word in enumerate(line.split(" ")):
            if place:
                made.append({"t": "Space"})
            if word:
                made.append({"t": "Str", "c": word})
    return made
