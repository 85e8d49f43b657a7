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
    Marks,
    Photos,
    Picture,
    Quotation,
    Runs,
    TextRun,
    in_columns,
)
from facilitate.export.compose.french_spaces import composed, linked
from facilitate.export.engines import collecting_later, typeset
from facilitate.export.line_breaks import wrappable
from facilitate.export.style.colours import accent_text
from facilitate.export.style.style import Style
from facilitate.i18n import Language

# From so many on, what leads from one to another costs the engine more than everything else; numbers lead there too.
_MANY_LINKS = 3_000
_DENSE = 1_000  # lines of lists, from which on all of them are set as small as the annex


def pdf(document: Document, style: Style, language: Language, template: str = "report.typ") -> bytes:
    """Return the whole document; raises `Refused` when the engine is missing or does not know a font."""
    pictures = {picture.name: picture.data for picture in document.pictures}
    data = pages(document, style, language)
    return typeset(template, data, style, "pdf", document.properties, pictures=pictures)


@collecting_later()
def pages(document: Document, style: Style, _: Language) -> dict[str, Any]:
    """Return what the template is handed by its names: words, lists of words and colours, never code."""
    document = composed(document)
    colours = style.colours
    lists = [block.items for section in document.sections for block in section.blocks if isinstance(block, Items)]
    links = sum(bool(run.to) for items in lists for item in items for run in (*item.runs, *item.small))
    return {
        "lang": document.language,
        "title": wrappable(document.title, ""),
        "what": document.what,
        "marking": document.marking,
        "subtitle": wrappable(document.subtitle, ""),
        "day": document.day,
        "facts": [[label, _runs(value)] for label, value in document.facts],
        "cover": _runs(linked(document.cover)),
        "notice": _runs(linked(document.notice)),
        "contents": _("Contents"),
        "logo": f"logo.{style.logo_kind}" if style.logo else "",
        "logo_alt": _("Logo"),
        "logos": [_picture(each) for each in document.logos],
        "closing": document.closing,
        "sections": [
            {"key": section.key, "blocks": [_block(block) for block in section.blocks]}
            for section in document.sections
        ],
        "linked": links <= _MANY_LINKS,
        "dense": sum(map(len, lists)) > _DENSE,
        "columns": any(map(in_columns, document.sections)),
        "fonts": {"text": style.text_font, "heading": style.heading_font},
        "colours": {"ink": colours.ink, "accent": colours.accent, "muted": colours.muted, "rule": colours.rule,
                    "paper": colours.paper, "accent-text": accent_text(colours),
                    "create": colours.create, "existing": colours.existing,
                    "both": colours.both},
    }  # fmt: skip


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "runs": _runs(block.runs)}
    if isinstance(block, Items):
        return {"kind": "items", "numbered": block.numbered, "squares": block.squares,
                "items": [_item(item) for item in block.items]}  # fmt: skip
    if isinstance(block, KeyFigures):
        return {"kind": "keys", "figures": block.figures}
    if isinstance(block, DocumentTable):
        return _table(block)
    if isinstance(block, (Photos, Marks)):
        return _drawn(block)
    return {"kind": "quotation" if isinstance(block, Quotation) else "paragraph", "runs": _runs(block.runs)}


def _drawn(block: Photos | Marks) -> dict[str, Any]:
    if isinstance(block, Photos):
        return {"kind": "pictures", "pictures": [_picture(each) for each in block.pictures]}
    return {"kind": "marks", "title": block.title, "rows": block.rows, "key": block.key}


def _picture(picture: Picture) -> dict[str, Any]:
    return {"file": picture.name, "alt": picture.alt, "caption": _runs(picture.caption)}


def _item(item: ListItem) -> dict[str, Any]:
    return {
        "runs": _runs(item.runs),
        "small": _runs(item.small),
        "detail": _runs(item.detail),
        "below": [_item(each) for each in item.below],
        "anchor": item.anchor,
        "plain": item.plain,
        "tables": item.tables,
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
        "widths": block.widths,
    }


def _runs(runs: Runs) -> list[dict[str, Any]]:
    return [_run(run) for run in runs]


def _run(run: TextRun) -> dict[str, Any]:
    data: dict[str, Any] = {"text": run.text if run.own or run.address else wrappable(run.text, "")}
    if run.strong:
        data["strong"] = True
    if run.quiet:
        data["quiet"] = True
    if run.to:
        data["to"] = run.to
    if run.address:
        data["address"] = run.address
    return data
