"""The tables’ lists on paper: numbered, to be read aloud, each idea with the code that finds it on the published page.

They are sheets like those about people, but of ideas alone: no name of anybody is on them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Phase, Plan
from facilitate.domain.text import inlined, one_line
from facilitate.domain.values.ideas import Idea
from facilitate.export.people_sheets import Sheet, blank_sheet, sheet_part, table_mark
from facilitate.i18n import Language
from facilitate.labels import STATUSES, event_called, table_called
from facilitate.workshop.report.readback import TableList

_TICK = N_("Read the list aloud together. Tick below ★ the ideas that matter most to the table, three at most.")
_SIGN = N_("This is what we said.")
_ENTER = N_(
    "To enter it: facilitate read-back {session} --table {table} --favourites CODES --sign --paper (or F6 in “run”)."
)
_CODES = N_("On the published page, under “Find my idea”, choose the code beside your idea: you see what became of it.")


@dataclass(frozen=True, slots=True)
class ListsAsked:
    """What the sheets are made of: the lists of tables of one phase, a page for each, and when they are printed.

    `table` is the only one that is asked for; 0 for all. `session` is what a command knows it by, with its phase
    where there are several.
    """

    plan: Plan
    phase: Phase
    lists: Sequence[TableList]
    printed: datetime
    table: int = 0
    rehearsal: bool = False
    session: str = "…"


def lists_sheet(asked: ListsAsked, _: Language) -> Sheet:
    """Return the words of the lists."""
    plan = asked.plan
    title = event_called(inlined(plan.title) or _("Untitled event"), _, rehearsal=asked.rehearsal)
    heads = [_(N_("No.")), _(N_("Code")), _(N_("Idea")), _(N_("Status")), "★"]
    return {
        **blank_sheet(plan, title, asked.printed, _),
        "kind": "lists",
        "heading": _(N_("Lists to read back")),
        "purpose": _(N_("To be read aloud at the table, and corrected there. It names nobody.")),
        "parts": [
            sheet_part(
                inlined(table_called(asked.phase, each.table, _)),
                [_row(place, idea, each, _) for place, idea in enumerate(each.ideas, 1)],
                heads,
                ["number", "mark", "text", "mark", "box"],
                mark=table_mark(each.table, _),
                about=[inlined(asked.phase.title), _.plural("{n} idea", "{n} ideas", len(each.ideas))],
                note=_(_TICK),
                below=_below(asked, each, _),
                tall=True,
            )
            for each in asked.lists
        ],
    }


def _row(place: int, idea: Idea, read: TableList, _: Language) -> list[str | Mapping[str, str]]:
    """Return an idea with a box to tick; a star stands in it where the table named it among its favourites already."""
    box = {"box": "★" if idea in read.favourites else "", "said": _(N_("favourite"))}
    return [str(place), idea.ref, one_line(idea.text), _(STATUSES[idea.status]), box]


def _below(asked: ListsAsked, read: TableList, _: Language) -> list[dict[str, Any]]:
    """Return what the table says of its list as its phone does, who enters that and how, and where the codes lead."""
    signed = read.is_signed and not read.since
    enter = _(_ENTER, session=asked.session, table=read.table)
    return [
        {"box": "✓" if signed else "", "text": _(_SIGN), "small": False},
        {"box": None, "text": enter, "small": True},
        {"box": None, "text": _(_CODES), "small": True},
    ]
