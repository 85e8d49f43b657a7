"""What the facilitator can do while the day runs."""

from __future__ import annotations

from facilitate.domain.errors import N_
from facilitate.tui.actions import Action

ACTIONS: tuple[Action, ...] = (
    Action("next_phase", "n", N_("Next"), N_("Begin the next phase; the one that is on ends.")),
    Action("pause", "space", N_("Pause"), N_("Stop the phase’s clock, or let it go on.")),
    Action("longer", "plus,e", N_("5 min"), N_("Give the phase five more minutes.")),
    Action("add", "a", N_("Note"), N_("Note something in the phase shown: a fact, a finding, a remark.")),
    Action("idea", "i", N_("Idea"), N_("Write an idea down for a table.")),
    Action("sort", "t", N_("Sort"), N_("Merge proposals and file them into the typology.")),
    Action("publish", "p", N_("Publish"), N_("See what is missing, preview the report, export it.")),
    Action("programme", "g", N_("Programme"), N_("Correct the programme: people, phases, tables, categories.")),
    Action("share", "o", N_("Sharing"), N_("Let the tables in by their own phones and laptops.")),
    Action("wall", "v", N_("Wall"), N_("Choose what is projected for the room.")),
    Action("bring", "z", N_("Import"), N_("Bring in ideas from a sheet or a text somebody has.")),
    Action("recover(0)", "j", N_("Win time"), N_("Win back time in the first way proposed."), bar=False),
    Action(
        "recover(1)",
        "k",
        N_("Win time"),
        N_("Win back time in the second way proposed."),
        bar=False,
    ),
    Action("recover(2)", "l", N_("Win time"), N_("Win back time in the third way proposed."), bar=False),
    Action("start", "s", N_("Start"), N_("Begin the highlighted phase, or go back to it (also Enter)."), bar=False),
    Action("shorter", "minus,r", N_("5 min less"), N_("Take five minutes from the phase."), bar=False),
    Action("minutes", "m", N_("Minutes…"), N_("Give the phase as many minutes as you say, or take some."), bar=False),
    Action(
        "absent", "b", N_("Absent"), N_("Say that the highlighted speaker is missing, or came after all."), bar=False
    ),
    Action("end", "x", N_("End"), N_("End the phase without beginning another."), bar=False),
    Action(
        "withdraw",
        "w,delete",
        N_("Withdraw"),
        N_("Withdraw the highlighted note or idea, or restore it."),
        bar=False,
    ),
    Action("undo", "u", N_("Undo"), N_("Undo the last act."), bar=False),
    Action("redo", "y", N_("Redo"), N_("Do again what was undone."), bar=False),
    Action("history", "h", N_("History"), N_("See all that was done, and undo any of it."), bar=False),
    Action(
        "side", "tab,right,left", N_("Other side"), N_("Go between the agenda and what the phase holds."), bar=False
    ),
)
