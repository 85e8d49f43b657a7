"""A document as pages: the data `report.typ` sets as a PDF with cover, contents, page numbers and bookmarks."""

from __future__ import annotations

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
from facilitate.export.line_breaks import wrappable
from facilitate.export.style.style import Style
from facilitate.i18n import Language


def pdf(document: Document, style: Style, language: Language, template: str = "report.typ") -> bytes:
    """Return the whole document; raises `Refused` when the engine is missing or does not know a font."""
    return typeset(template, pages(document, style, language), style, "pdf", document.properties)


def pages(document: Document, style: Style, _: Language) -> dict[str, Any]:
    """Return what the template is handed by its names: words, lists of words and colours, never code."""
    document = composed(document)
    colours = style.colours
    return {
        "lang": document.language,
        "title": wrappable(document.title, ""),
        "what": document.what,
        "marking": document.marking,
        "subtitle": wrappable(document.subtitle, ""),
        "day": document.day,
        "facts": [[label, _runs(value)] for label, value in document.facts],
        "cover": wrappable(document.cover, ""),
        "contents": _("Contents"),
        "logo": f"logo.{style.logo_kind}" if style.logo else "",
        "logo_alt": _("Logo"),
        "closing": document.closing,
        "sections": [
            {"key": section.key, "blocks": [_block(block) for block in section.blocks]} for section in document.sections
        ],
        "fonts": {"text": style.text_font, "heading": style.heading_font},
        "colours": {"ink": colours.ink, "accent": colours.accent, "muted": colours.muted, "rule": colours.rule,
                    "paper": colours.paper},
    }  # fmt: skip


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "runs": _runs(block.runs)}
    if isinstance(block, Items):
        return {"kind": "items", "numbered": block.numbered, "items": [_item(item) for item in block.items]}
    if isinstance(block, Quotation):
        return {"kind": "quotation", "runs": _runs(block.runs)}
    if isinstance(block, KeyFigures):
        return {"kind": "keys", "figures": block.figures}
    if isinstance(block, DocumentTable):
        return _table(block)
    return {"kind": "paragraph", "runs": _runs(block.runs)}


def _item(item: ListItem) -> dict[str, Any]:
    return {
        "runs": _runs(item.runs),
        "small": _runs(item.small),
        "detail": _runs(item.detail),
        "below": [_item(each) for each in item.below],
        "anchor": item.anchor,
        "plain": item.plain,
        "tables": item.tables,
        "of": item.of,
    }


def _table(block: DocumentTable) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": block.caption,
        "head": block.head,
        "rows": [[_runs(cell) for cell in row] for row in block.rows],
        "words": block.words,
        "total": block.total,
        "bars": block.bars,
    }


def _runs(runs: Runs) -> list[dict[str, Any]]:
    return [_run(run) for run in runs]


def _run(run: TextRun) -> dict[str, Any]:
    data: dict[str, Any] = {"text": run.text if run.own else wrappable(run.text, "")}
    if run.strong:
        data["strong"] = True
    if run.quiet:
        data["quiet"] = True
    if run.to:
        data["to"] = run.to
    return data
