"""The words of the desk's page, and those that it has in common with the page of a table."""

from __future__ import annotations

from collections.abc import Mapping

from facilitate.domain.errors import N_
from facilitate.labels import REHEARSED

NEEDS_SCRIPTS = N_("This page needs JavaScript: turn it on in the browser’s settings.")
LATE = N_(
    "The page has not fully loaded. It keeps trying; if that does not help, move "
    "closer to the wifi router, or open the link in another browser."
)
STRANGE = N_(
    "Something other than the facilitator’s computer is answering at this address: check which wifi you are on."
)

SHOWN_AT_DESK: Mapping[str, str] = {
    "noscript": NEEDS_SCRIPTS,
    "coming": N_("Loading the desk’s page…"),
    "late": LATE,
    "desk": N_("Desk"),
    "rehearsal": REHEARSED,
    "letters": N_("Three letters of the name"),
    "found": N_("Found"),
    "next": N_("Next person"),
    "undo": N_("Undo"),
    "not_listed": N_("Not on the list"),
    "name": N_("Name of the person"),
    "world": N_("World"),
    "unsaid": N_("not said"),
    "welcome": N_("Note the arrival"),
    "cancel": N_("Cancel"),
    "mine": N_("The last three noted on this phone"),
    "open_air": N_(
        "The room’s wifi does not hide what this page shows: somebody on the same network who knows how could read the "
        "names you look up and their tables. Nothing is kept on this phone."
    ),
}
TEXTS_AT_DESK: Mapping[str, str | tuple[str, str]] = {
    "desk": SHOWN_AT_DESK["desk"],
    "undo_of": N_("Undo: {name}"),
    "table": N_("Table {table}"),
    "at": N_("{name}: table {table}"),
    "go": N_("Table"),
    "go_in": N_("Round {round} · table"),
    "here": N_("here"),
    "already": N_("Already noted before."),
    "no_table": N_("No table is given."),
    "nobody": N_("No such name."),
    "near": N_("No such name. Nearly so:"),
    "badge": N_("badge {badge}"),
    "more": N_("There are more: type more letters."),
    "too_few": N_("Type three letters at least."),
    "noting": N_("Noting…"),
    "nameless": N_("Give the person a name."),
    "not_noted": N_(
        "No answer: {name} is not noted yet. Press again once this phone is connected; nobody is counted twice."
    ),
    "not_undone": N_("No answer: not undone yet. Press again once this phone is connected."),
    "undone": N_("Undone: {name}."),
    "connecting": N_("Connecting…"),
    "connected": N_("✓ Connected."),
    "offline": N_("Offline: nothing can be looked up or noted now. Write arrivals on paper."),
    "strange": STRANGE,
    "no_link": N_("This link is incomplete."),
    "scan": N_("Scan the desk’s QR code on the facilitator’s computer again."),
    "unknown_link": N_("Unknown link"),
    "closed_link": N_("This link no longer works"),
    "ask_link": N_("Scan the desk’s new QR code on the facilitator’s computer."),
}
