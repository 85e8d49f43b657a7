"""A document as pages: the data `report.typ` sets as a PDF with cover, contents, page numbers and bookmarks."""

from __future__ import annotations

from typing import Any

from facilitate.export.document import Block, Document, Heading, Item, Items, Quotation, Run, Runs, Table, plain
from facilitate.export.engines import typeset
from facilitate.export.style import Style
from facilitate.export.typography import spaced
from facilitate.i18n import Language


def pdf(document: Document, style: Style, language: Language) -> bytes:
    """The whole document; raises `Refused` when the engine is missing or does not know a font."""
    return typeset("report.typ", pages(document, style, language), style, "pdf")


def pages(document: Document, style: Style, _: Language) -> dict[str, Any]:
    """What the template is handed: words, never code."""
    code = document.language
    colours = style.colours
    return {
        "lang": code,
        "title": spaced(document.title, code),
        "what": document.what,
        "subtitle": spaced(document.subtitle, code),
        "day": document.day,
        "facts": [[label, _runs(value, code)] for label, value in document.facts],
        "cover": spaced(document.cover, code),
        "contents": _("Contents"),
        "logo": f"logo.{style.logo_kind}" if style.logo else "",
        "logo_alt": _("Logo"),
        "closing": document.closing,
        "sections": [[_block(block, code) for block in section.blocks] for section in document.sections],
        "fonts": {"text": style.text_font, "heading": style.heading_font},
        "colours": {"ink": colours.ink, "accent": colours.accent, "muted": colours.muted, "rule": colours.rule,
                    "paper": colours.paper},
    }  # fmt: skip


def _block(block: Block, code: str) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "runs": _runs(block.runs, code)}
    if isinstance(block, Items):
        return {"kind": "items", "numbered": block.numbered, "items": [_item(item, code) for item in block.items]}
    if isinstance(block, Quotation):
        return {"kind": "quotation", "runs": _runs(block.runs, code)}
    if isinstance(block, Table):
        return _table(block, code)
    return {"kind": "paragraph", "runs": _runs(block.runs, code)}


def _item(item: Item, code: str) -> dict[str, Any]:
    return {
        "runs": _runs(item.runs, code),
        "small": _runs(item.small, code),
        "below": [_item(each, code) for each in item.below],
        "anchor": item.anchor,
    }


def _table(block: Table, code: str) -> dict[str, Any]:
    data = block.rows[:-1] if block.total else block.rows
    return {
        "kind": "table",
        "caption": block.caption,
        "head": block.head,
        "rows": [[_runs(cell, code) for cell in row] for row in block.rows],
        "words": block.words,
        "total": block.total,
        "bars": [count(row[block.bars]) for row in data] if block.bars >= 0 else [],
    }


def count(runs: Runs) -> int:
    """The number a cell shows."""
    digits = "".join(letter for letter in plain(runs) if letter.isdecimal())
    return int(digits) if digits else 0


def _runs(runs: Runs, code: str) -> list[dict[str, Any]]:
    return [_run(run, code) for run in runs]


def _run(run: Run, code: str) -> dict[str, Any]:
    told: dict[str, Any] = {"text": run.text if run.own else spaced(run.text, code)}
    if run.strong:
        told["strong"] = True
    if run.quiet:
        told["quiet"] = True
    if run.to:
        told["to"] = run.to
    return told
