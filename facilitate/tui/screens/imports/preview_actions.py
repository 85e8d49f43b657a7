"""What can be done in the preview of an import, and which of it does something with the file that is shown."""

from __future__ import annotations

from facilitate.domain.errors import N_
from facilitate.sheets.contents import Unclear
from facilitate.tui.actions import PageAction
from facilitate.tui.page import HELP
from facilitate.tui.screens.imports.file_reading import Seen
from facilitate.workshop.cases.imports import ImportPlan
from facilitate.workshop.intake.column_choices import takes_apart
from facilitate.workshop.intake.points import AS_DETAIL, AS_IDEAS

ACTIONS = (
    PageAction("bring", "enter", N_("Import"), N_("Import the list as shown (u: undo).")),
    PageAction("column(1)", "right", N_("Column"), N_("Go to the next column (left arrow: the previous one).")),
    PageAction("idea", "i", N_("Idea"), N_("Read the ideas from this column.")),
    PageAction("role(1)", "down", N_("Its role"), N_("Give the column another role, or skip it.")),
    PageAction("table", "t", N_("Table"), N_("Choose the table for the rows without one (or type its number).")),
    PageAction("items", "space", N_("New categories"), N_("Create missing categories, or leave them out.")),
    PageAction("corrections", "c", N_("Corrections"), N_("Correct ideas from the file, or leave them as they are.")),
    PageAction("points", "p", N_("Sub-points"), N_("Import sub-points as ideas, or as details of the point above.")),
    PageAction(
        "written",
        "l",
        N_("As written"),
        N_("Import every line as written, except attendance lines; press again to undo."),
    ),
    PageAction("doubtful", "d", N_("Lines in doubt"), N_("Import the lines that might not be ideas, or skip them.")),
    PageAction("sheet", "f", N_("Sheet"), N_("Choose another sheet of the workbook.")),
    PageAction("encoding", "e", N_("Encoding"), N_("Choose how accents are encoded in this file.")),
    PageAction("column(-1)", "left", N_("Column"), N_("Go to the previous column."), bar=False),
    PageAction("role(-1)", "up", N_("Its role"), N_("Go back to the previous role."), bar=False),
    PageAction("page(-1)", "pageup", N_("Page up"), N_("Go up one screen."), bar=False),
    PageAction("page(1)", "pagedown", N_("Page down"), N_("Go down one screen."), bar=False),
)
# Elsewhere everything is saved already; here nothing is.
LEAVING = (HELP, PageAction("back", "escape,q", N_("Back"), N_("Go back without importing.")))

CHOOSE = PageAction("choose", "enter", N_("Choose"), N_("Choose the selected answer."))


def useful(seen: Seen, plan: ImportPlan | None, *, brings: bool) -> tuple[PageAction, ...]:
    """What does something with this file as it was read; `brings` tells whether anything would come in."""
    if isinstance(seen.trouble, Unclear):
        return (CHOOSE,)
    origin = seen.contents.origin if seen.contents else None
    incoming = seen.incoming
    nested = incoming is not None and any(each.text in (*AS_IDEAS, *AS_DETAIL) for each in incoming.reading.notices)
    does = {
        "bring": brings or (plan is not None and bool(seen.homeless)),
        "table": seen.trouble is None and (bool(seen.homeless) or seen.wish.table is not None),
        "items": plan is not None and bool(plan.new_items(corrections=True)),
        "corrections": plan is not None and bool(plan.corrections),
        "points": nested,
        "written": seen.wish.as_written or (incoming is not None and takes_apart(incoming)),
        "doubtful": seen.wish.doubtful or (incoming is not None and any(row.doubtful for row in incoming.refused)),
        "sheet": origin is not None and len(origin.sheets) > 1,
        "encoding": origin is not None and bool(origin.encoding),
    }
    return tuple(action for action in ACTIONS if does.get(action.name, bool(seen.heads)))
