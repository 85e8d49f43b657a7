"""Who has a screen of a session open beside oneself, and what they look at. It is in no journal, and soon forgotten."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from facilitate.domain.frozen import dataclass

SORT, RUN, SHARE, DOOR = "sort", "run", "share", "door"
_WRITER = re.compile("[a-z]{1,20}(?:-[0-9]{1,2})?(?:[.][a-z0-9]{1,14})?")
_ID = re.compile("[0-9a-zA-Z:_-]{0,60}")


@dataclass(frozen=True, slots=True)
class Presence:
    """One screen that is open: the writer it writes as, which screen it is, and the proposal selected there."""

    writer: str
    screen: str
    proposal: str = ""

    def document(self) -> dict[str, str]:
        """Return it as it is kept and sent."""
        return {"writer": self.writer, "screen": self.screen, "proposal": self.proposal}


def presence_of(document: Any) -> Presence | None:
    """Return what a document says; None for what no version of ours writes: it may come from anybody."""
    if not isinstance(document, Mapping):
        return None
    writer, screen, proposal = (document.get(name) for name in ("writer", "screen", "proposal"))
    if not (isinstance(writer, str) and isinstance(proposal, str) and screen in (SORT, RUN, SHARE, DOOR)):
        return None
    known = _WRITER.fullmatch(writer) and _ID.fullmatch(proposal)
    return Presence(writer, screen, proposal) if known else None
