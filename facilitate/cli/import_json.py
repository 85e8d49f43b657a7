"""What an import says to programs, as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from facilitate.cli.import_result import Result
from facilitate.i18n import Language
from facilitate.workshop.intake.comparing import Correction
from facilitate.workshop.intake.incoming import IncomingIdea, RefusedRow


def data_of(result: Result, _: Language) -> dict[str, Any]:
    """What was read as what, and what came of each row."""
    incoming, compared, reading = result.incoming, result.plan.compared, result.incoming.reading
    return {
        "format": incoming.kind,
        "encoding": incoming.encoding,
        "kind": reading.origin.kind.value,
        "separator": reading.origin.separator or None,
        "sheet": reading.origin.sheet or None,
        "header_line": reading.header or None,
        "columns": [{"is": each.field, "name": each.name, "number": each.place + 1} for each in reading.columns],
        "left_out": list(reading.left_out),
        "notices": [_.message(each) for each in reading.notices],
        "rows_with_words": result.rows,
        "rows_understood": result.understood,
        "rows": list(_rows(result)),
        "already_here": result.plan.here,
        "corrections": [_correction(each) for each in result.plan.corrections],
        "corrected": result.with_corrections and not result.dry,
        "counts": asdict(result.counts),
        "worded_otherwise": [{**_place(row), "refs": list(row.refs), "text": row.text} for row in compared.reworded],
        "filed": [{"ref": ref or None, "item": item} for ref, item in result.filed],
        "kept": {
            kind: [idea.ref for idea in getattr(result.plan.kept, kind)]
            for kind in ("at_table", "merged", "emptied", "absent", "lost_letters")
        },
        "new_items": list(result.new_items),
        "new_items_made": result.with_items and not result.dry,
        "close_items": [{"item": item, "close_to": title} for item, title in result.plan.close_items().items()],
        "refused": [_refused(each, _) for each in incoming.refused if not each.doubtful],
        "doubtful": [_refused(each, _) for each in incoming.refused if each.doubtful],
    }


def _refused(row: RefusedRow, _: Language) -> dict[str, Any]:
    return {**_place(row), "reason": _.message(row.reason), "excerpt": row.excerpt}


def _place(row: IncomingIdea | RefusedRow) -> dict[str, Any]:
    """Where a row stands; its sheet where several were read together."""
    return {"line": row.line, "sheet": row.sheet} if row.sheet else {"line": row.line}


def _correction(each: Correction) -> dict[str, Any]:
    found = {"ref": each.ref, **_place(each.row), "before": each.old, "after": each.new}
    if each.status != each.idea.status:
        found |= {"status_before": each.idea.status.value, "status_after": each.status.value}
    if each.item:
        found |= {"item_before": each.was_item or None, "item_after": each.item}
    return found


def _rows(result: Result) -> Iterator[dict[str, Any]]:
    new = result.plan.compared.new
    for ref, row in zip(result.refs, new, strict=True):
        yield {
            **_place(row),
            "ref": ref or None,
            "table": row.table,
            "text": row.text,
            "status": row.status,
            "detail": row.detail,
            "item": result.items.get(row.category),
        }
