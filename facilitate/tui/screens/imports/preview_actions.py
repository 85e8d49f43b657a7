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
    PageAction("bring", "enter", N_("Import"), N_("Bring in what is shown; u takes it back.")),
    PageAction("column(1)", "right", N_("Column"), N_("Go to the next column (the left arrow: to the one before).")),
    PageAction("idea", "i", N_("Idea"), N_("Take the ideas from this column.")),
    PageAction("role(1)", "down", N_("What it is"), N_("Take the column for something else, or leave it out.")),
    PageAction("table", "t", N_("Table"), N_("Choose the table of the rows that name none (also by its digit).")),
    PageAction("items", "space", N_("New items"), N_("Take items that do not exist yet in as new ones, or not.")),
    PageAction("corrections", "c", N_("Corrections"), N_("Correct ideas as the file has them, or leave them.")),
    PageAction("points", "p", N_("Sub-points"), N_("Take points below another one as ideas, or as its detail.")),
    PageAction("written", "l", N_("As written"), N_("Take everything as it stands in the file, or tell it apart.")),
    PageAction("sheet", "f", N_("Sheet"), N_("Choose another sheet of the workbook.")),
    PageAction("encoding", "e", N_("Encoding"), N_("Choose how accents are written in this file.")),
    PageAction("column(-1)", "left", N_("Column"), N_("Go to the column before."), bar=False),
    PageAction("role(-1)", "up", N_("What it is"), N_("Take the column for what comes before."), bar=False),
    PageAction("page(-1)", "pageup", N_("Page up"), N_("Go up by a screenful."), bar=False),
    PageAction("page(1)", "pagedown", N_("Page down"), N_("Go down by a screenful."), bar=False),
)
# Elsewhere everything is saved already; here nothing is.
LEAVING = (HELP, PageAction("back", "escape", N_("Back"), N_("Step back; nothing was written.")))

CHOOSE = PageAction("choose", "enter", N_("Choose"), N_("Take the highlighted answer."))


def useful(seen: Seen, plan: ImportPlan | None, *, brings: bool) -> tuple[PageAction, ...]:
    """What does something with this file as it was read; `brings` tells whether anything would come in."""
    if isinstance(seen.trouble, Unclear):
        return (CHOOSE,)
    origin = seen.contents.origin if seen.contents else None
    incoming = seen.incoming
    nested = incoming is not None and any(each.text in (AS_IDEAS, AS_DETAIL) for each in incoming.reading.notices)
    does = {
        "bring": brings or (plan is not None and bool(seen.homeless)),
        "table": seen.trouble is None and (bool(seen.homeless) or seen.wish.table is not None),
        "items": plan is not None and bool(plan.new_items(corrections=True)),
        "corrections": plan is not None and bool(plan.corrections),
        "points": nested,
        "written": seen.wish.as_written or (incoming is not None and takes_apart(incoming)),
        "sheet": origin is not None and len(origin.sheets) > 1,
        "encoding": origin is not None and bool(origin.encoding),
    }
    return tuple(action for action in ACTIONS if does.get(action.name, bool(seen.heads)))
