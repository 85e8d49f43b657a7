"""What `import` says: what a file was read as, what came of it, and what stays out and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from facilitate.cli.door import Door
from facilitate.domain.errors import N_
from facilitate.domain.text import one_line
from facilitate.i18n import Language
from facilitate.workshop.importing import ImportPlan, known_item
from facilitate.workshop.intake.words import KINDS, SEPARATORS

if TYPE_CHECKING:
    from facilitate.domain.session import Session
    from facilitate.sheets.contents import Origin
    from facilitate.workshop.intake.incoming import Incoming, IncomingIdea, Reading, RefusedRow

_FIRST = 20  # rows of a preview
_NAMED = 8  # items or columns that are named


def tell_reading(door: Door, incoming: Incoming) -> None:
    """One line on what the file was read as, and a line for each thing that was taken otherwise than written."""
    _ = door.language
    reading = incoming.reading
    rows = max(reading.rows, len(incoming.rows) + len(incoming.refused))
    parts = [_origin(reading.origin, _), *_columns(reading, _)]
    if reading.left_out:
        parts.append(_("left out: {columns}", columns=_names(reading.left_out, _)))
    counted = _.plural(
        "{ideas} of {n} row holds an idea", "{ideas} of {n} rows hold an idea", rows, ideas=_.number(len(incoming.rows))
    )
    door.out.talk(_("Read as {reading}.", reading=" · ".join((*parts, counted))))
    for notice in reading.notices:
        door.out.talk(_.message(notice))


def tell_dry(door: Door, incoming: Incoming, plan: ImportPlan, session: Session) -> None:
    """The first rows as they would be, and how many there are."""
    _ = door.language
    new = plan.compared.new
    if door.out.json:
        door.out.data(_data(door, incoming, plan, session, [""] * len(new), items=False, corrected=False))
    elif new:
        heads = [_("Table"), _("Status"), _("Item"), _("Idea"), _("Detail")]
        shown = [_row(row, session, _) for row in new[:_FIRST]]
        kept = [place for place in range(len(heads)) if place in (0, 1, 3) or any(row[place] for row in shown)]
        door.out.table([[row[place] for place in kept] for row in shown], heads=[heads[place] for place in kept])
    _tell_rest(door, incoming, plan)
    if len(new) > _FIRST and not door.out.json:
        door.out.talk(_("Only the first {shown} are shown.", shown=_FIRST))
    if plan.items:
        make = _("Add --new-items to make them.")
        door.out.talk(f"{items_told(plan.items, _)} {make}")
    if plan.compared.corrections:
        correct = _("Add --corrections to correct them.")
        door.out.talk(f"{corrections_told(len(plan.compared.corrections), _)} {correct}")
    door.out.talk(_.plural("{n} idea would come in.", "{n} ideas would come in.", len(new)))


def tell_came(
    door: Door,
    incoming: Incoming,
    plan: ImportPlan,
    session: Session,
    refs: Sequence[str],
    *,
    items: bool,
    corrected: bool,
) -> None:
    """What came in, what was here already, what stays out, what else was done or can be."""
    _ = door.language
    data = _data(door, incoming, plan, session, refs, items=items, corrected=corrected)
    if door.out.json:
        door.out.data(data)
    else:
        lines = zip(refs, plan.compared.new, strict=True)
        door.out.table([(ref, _("line {line}", line=row.line), one_line(row.text)) for ref, row in lines])
    _tell_rest(door, incoming, plan)
    if filed := len(data["filed"]):
        door.out.talk(_.plural("{n} idea was filed under its item.", "{n} ideas were filed under their items.", filed))
    if items:
        door.out.talk(_("New items: {items}.", items=_names(plan.items, _)))
    elif plan.items:
        make = _("To make them, import again with --new-items.")
        door.out.talk(f"{items_told(plan.items, _)} {make}")
    _tell_corrections(door, len(plan.compared.corrections), done=corrected)
    door.out.talk(_.plural("{n} idea came in.", "{n} ideas came in.", len(refs)))


def _tell_corrections(door: Door, count: int, *, done: bool) -> None:
    _ = door.language
    if count and done:
        door.out.talk(_.plural("{n} idea was corrected.", "{n} ideas were corrected.", count))
    elif count:
        correct = _("To correct them, import again with --corrections.")
        door.out.talk(f"{corrections_told(count, _)} {correct}")


def _tell_rest(door: Door, incoming: Incoming, plan: ImportPlan) -> None:
    """The rows that stay out, each complaint once, and those that are here already."""
    _ = door.language
    _tell_refused(door, incoming.refused)
    if reworded := len(plan.compared.reworded):
        door.out.talk(
            _.plural(
                "{n} proposal is worded otherwise in the file, and stays as it is",
                "{n} proposals are worded otherwise in the file, and stay as they are",
                reworded,
            )
            + "."
        )
    if known := plan.compared.here:
        door.out.talk(_.plural("{n} idea was here already.", "{n} ideas were here already.", known))


def _tell_refused(door: Door, refused: Sequence[RefusedRow]) -> None:
    if not refused:
        return
    from facilitate.workshop.intake.preview import complaints

    _ = door.language
    excerpts = {row.line: row.excerpt for row in refused}
    for each in complaints(refused):
        why, first = _.message(each.reason), each.lines[0]
        if each.count == 1:
            told = _("Line {line} stays out: {reason} ({excerpt})", line=first, reason=why, excerpt=excerpts[first])
        else:
            lines = ", ".join(map(str, each.lines)) + ("…" if each.count > len(each.lines) else "")
            told = _.plural(
                "{n} row stays out: {reason} (lines {lines})",
                "{n} rows stay out: {reason} (lines {lines})",
                each.count,
                reason=why,
                lines=lines,
            )
        door.out.talk(told)


def items_told(items: Sequence[str], _: Language) -> str:
    """Which items a file names that are not there."""
    named = _names(items, _)
    return _.plural(
        "The file names an item that does not exist here: {items}.",
        "The file names {n} items that do not exist here: {items}.",
        len(items),
        items=named,
    )


def corrections_told(count: int, _: Language) -> str:
    """How many ideas the file has otherwise."""
    return _.plural("{n} idea is different in the file.", "{n} ideas are different in the file.", count)


def _names(names: Iterable[str], _: Language) -> str:
    all_of_them = [_.quoted(one_line(each)) for each in names]
    return ", ".join(all_of_them[:_NAMED]) + ("…" if len(all_of_them) > _NAMED else "")


def _origin(origin: Origin, _: Language) -> str:
    parts = [_(KINDS[origin.kind])]
    if origin.sheet:
        parts.append(_(N_("sheet {sheet}"), sheet=_.quoted(origin.sheet)))
    if origin.encoding:
        parts.append(origin.encoding)
    if origin.separator:
        shown = _(SEPARATORS[origin.separator]) if origin.separator in SEPARATORS else _.quoted(origin.separator)
        parts.append(_(N_("cut at {separator}"), separator=shown))
    return ", ".join(parts)


def _columns(reading: Reading, _: Language) -> list[str]:
    """What each column was taken for; several of one kind together."""
    if not reading.columns:
        return []
    from facilitate.workshop.intake.preview import ROLE_NAMES

    named: dict[str, list[str]] = {}
    for column in reading.columns:
        named.setdefault(_(ROLE_NAMES[column.field]), []).append(column.name or str(column.place + 1))
    return [_("{label}: {value}", label=field, value=_names(names, _)) for field, names in named.items()]


def _row(row: IncomingIdea, session: Session, _: Language) -> list[str]:
    """A row as it will be; a category that does not exist is marked."""
    key = known_item(row.category, session)
    known = session.plan.category(key) if key else None
    item = known.title if known else _("{item} (new)", item=one_line(row.category)) if row.category.strip() else ""
    status = _("existing") if row.status == "existing" else _("to create")
    return [str(row.table), status, item, one_line(row.text), one_line(row.detail)]


def _data(
    door: Door,
    incoming: Incoming,
    plan: ImportPlan,
    session: Session,
    refs: Sequence[str],
    *,
    items: bool,
    corrected: bool,
) -> dict[str, Any]:
    _ = door.language
    reading, origin = incoming.reading, incoming.reading.origin
    return {
        "format": incoming.kind,
        "encoding": incoming.encoding,
        "reading": {
            "kind": origin.kind.value,
            "separator": origin.separator,
            "sheet": origin.sheet,
            "sheets": list(origin.sheets),
            "header": reading.header,
            "rows": reading.rows,
        },
        "columns": [
            {"field": column.field, "name": column.name, "number": column.place + 1} for column in reading.columns
        ],
        "left_out": list(reading.left_out),
        "notices": [_.message(notice) for notice in reading.notices],
        "rows": [
            {
                "line": row.line,
                "ref": ref or None,
                "table": row.table,
                "text": row.text,
                "status": row.status,
                "detail": row.detail,
                "item": row.category,
            }
            for ref, row in zip(refs, plan.compared.new, strict=True)
        ],
        "already_here": plan.compared.here,
        "refused": [
            {"line": each.line, "reason": _.message(each.reason), "excerpt": each.excerpt} for each in incoming.refused
        ],
        "corrections": [
            {"line": each.row.line, "ref": each.idea.ref, "before": each.idea.text, "text": each.row.text}
            for each in plan.compared.corrections
        ],
        "corrected": corrected,
        "filed": _filed(plan, session, refs),
        "new_items": list(plan.items),
        "new_items_made": items,
    }


def _filed(plan: ImportPlan, session: Session, refs: Sequence[str]) -> list[dict[str, Any]]:
    """Which rows stand under a category now, or would where nothing was written yet."""
    keys = {name: known_item(name, session) for name in {row.category for row in plan.compared.new}}
    new = [(ref, row) for ref, row in zip(refs, plan.compared.new, strict=True)]
    here = [(each.idea.ref, each.row) for each in plan.unfiled]
    found = []
    for ref, row in (*new, *here):
        key = keys[row.category] if row.category in keys else known_item(row.category, session)
        if key:
            found.append({"line": row.line, "ref": ref or None, "category": key})
    return found
