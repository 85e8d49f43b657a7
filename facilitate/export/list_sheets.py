"""The tables’ lists on paper: numbered, to be read aloud, each idea with the code that finds it on the published page.

They are sheets like those about people, but of ideas alone: no name of anybody is on them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Phase, Plan
from facilitate.domain.text import inlined, one_line
from facilitate.export.people_sheets import Sheet, blank_sheet, sheet_part, table_mark
from facilitate.i18n import Language
from facilitate.labels import STATUSES, event_called, table_called
from facilitate.workshop.report.readback import TableList

_CODES = N_("On the published page, under “Find my idea”, choose the code beside your idea: you see what became of it.")


@dataclass(frozen=True, slots=True)
class ListsAsked:
    """What the sheets are made of: the lists of tables of one phase, a page for each, and when they are printed.

    `table` is the only one that is asked for; 0 for all.
    """

    plan: Plan
    phase: Phase
    lists: Sequence[TableList]
    printed: datetime
    table: int = 0
    rehearsal: bool = False


def lists_sheet(asked: ListsAsked, _: Language) -> Sheet:
    """Return the words of the lists."""
    plan = asked.plan
    title = event_called(inlined(plan.title) or _("Untitled event"), _, rehearsal=asked.rehearsal)
    heads = [_(N_("No.")), _(N_("Code")), _(N_("Idea")), _(N_("Status"))]
    return {
        **blank_sheet(plan, title, asked.printed, _),
        "kind": "lists",
        "heading": _(N_("Lists to read back")),
        "purpose": _(N_("To be read aloud at the table, and corrected there. It names nobody.")),
        "parts": [
            sheet_part(
                inlined(table_called(asked.phase, each.table, _)),
                [
                    [str(place), idea.ref, one_line(idea.text), _(STATUSES[idea.status])]
                    for place, idea in enumerate(each.ideas, 1)
                ],
                heads,
                ["number", "mark", "text", "mark"],
                mark=table_mark(each.table, _),
                about=[inlined(asked.phase.title), _.plural("{n} idea", "{n} ideas", len(each.ideas))],
                note=_(_CODES),
                tall=True,
            )
            for each in asked.lists
        ],
    }
