"""What the rows of a table hold otherwise than it is taken, counted, so that each kind is told once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from facilitate.domain.errors import N_, Message, Names
from facilitate.domain.text import LONGEST
from facilitate.sheets.counting import counted
from facilitate.workshop.intake.status_headings import READ_ABOVE

TABLES_BELOW = N_(
    "Rows without a table are read as belonging to the table named above them ({rows}). If they do not, add "
    "--as-written."
)
ITEMS_BELOW = N_(
    "Each category is named only once: the rows without a category that follow are filed under it ({rows}). If they "
    "have none, add --as-written."
)
UNKNOWN_STATUS = N_(
    "Unknown status read as “to be created”: {words} ({rows}). Known statuses: already existing, to be created."
)
UNKNOWN_STATUSES = N_(
    "Unknown statuses read as “to be created”: {words} ({rows}). Known statuses: already existing, to be created."
)
_SHOWN = 3


@dataclass
class Adjustments:
    """What was taken otherwise than it was written, counted."""

    signs: int = 0
    markup: int = 0
    long_details: int = 0
    below: int = 0
    items_below: int = 0
    merged: int = 0
    beside: int = 0
    answers: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    headings: Counter[str] = field(default_factory=Counter)

    def notices(self) -> tuple[Message, ...]:
        """Each kind once, with its count."""
        found = [Message(READ_ABOVE, {"words": Names(tuple(self.headings), 0)})] if self.headings else []
        if self.statuses:
            shown = tuple(word for word, _ in self.statuses.most_common(_SHOWN))
            words = Names(shown, len(self.statuses) - len(shown))
            message = UNKNOWN_STATUS if len(self.statuses) == 1 else UNKNOWN_STATUSES
            found.append(Message(message, {"words": words, "rows": counted(self.statuses.total(), "row")}))
        if self.answers:
            message = N_(
                "“Yes” or “no” as a status does not show whether the idea exists: these ideas are imported as "
                "“to be created”, like those without a status ({rows}). Write “already existing” or “to be "
                "created” instead."
            )
            found.append(Message(message, {"rows": counted(self.answers, "row")}))
        if self.beside:
            message = N_("Words beside the status of an idea are kept as its detail ({rows}).")
            found.append(Message(message, {"rows": counted(self.beside, "row")}))
        if self.signs:
            message = N_("Invisible formatting characters were removed ({signs}).")
            found.append(Message(message, {"signs": counted(self.signs, "sign")}))
        if self.markup:
            message = N_("Web page markup was removed, not its words ({cells}).")
            found.append(Message(message, {"cells": counted(self.markup, "cell")}))
        if self.below:
            found.append(Message(TABLES_BELOW, {"rows": counted(self.below, "row")}))
        if self.items_below:
            found.append(Message(ITEMS_BELOW, {"rows": counted(self.items_below, "row")}))
        if self.merged:
            message = N_("Merged cells give their table or category to every row they span ({rows}).")
            found.append(Message(message, {"rows": counted(self.merged, "row")}))
        if self.long_details:
            message = N_("Details longer than {longest} characters are skipped; their ideas are imported ({rows}).")
            found.append(Message(message, {"longest": LONGEST, "rows": counted(self.long_details, "row")}))
        return tuple(found)
