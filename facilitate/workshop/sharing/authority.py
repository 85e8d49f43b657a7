"""Whose an act is that comes on a USB key: a table's acts are its own; to all others somebody has to agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from facilitate.domain import events as e
from facilitate.domain.errors import N_
from facilitate.domain.events import Event
from facilitate.domain.frozen import dataclass
from facilitate.domain.roles import FACILITATOR, role_of, table_role

_MATTERS = {
    "session.created": N_("the session itself"),
    "session.purged": N_("a removal of personal data"),
    "idea.linked": N_("the synthesis"),
    "plan": N_("the programme"),
    "categories": N_("the programme"),
    "phase": N_("the phases"),
    "turn": N_("the phases"),
    "wall": N_("the phases"),
    "note": N_("notes"),
    "idea": N_("ideas of other tables"),
    "proposal": N_("the synthesis"),
    "pair": N_("the synthesis"),
    "filings": N_("the synthesis"),
    "action": N_("the road map"),
    "progress": N_("the road map"),
    "undone": N_("what others did, undone"),
}
_OTHER = N_("other acts")
_TABLE = re.compile("table-[1-9][0-9]?")


@dataclass(frozen=True, slots=True)
class ForOthers:
    """How many acts of one file are not its table's own, by what they are about (messages to be translated)."""

    file: str
    matters: Mapping[str, int]


def is_own(event: Event, known: Mapping[str, Event], journal: str) -> bool:
    """Whether a table wrote this for itself: its ideas, corrections of them, and undos of its acts.

    `known` are the events that are here or come with it, by id, `journal` the name of the journal it stands in.
    """
    role, act = role_of(event.by), event.act
    writer = role_of(journal.casefold())
    if (_TABLE.fullmatch(writer) or writer == FACILITATOR) and writer != role:
        return False  # only the journal for what others wrote holds acts of others
    if isinstance(act, e.IdeaRecorded):
        return table_role(act.table) == role
    if isinstance(act, (e.IdeaEdited, e.IdeaWithdrawn, e.IdeaRestored)):
        idea = known.get(act.idea)
        return idea is not None and isinstance(idea.act, e.IdeaRecorded) and table_role(idea.act.table) == role
    if isinstance(act, e.Undone) and _TABLE.fullmatch(role):
        return all(key in known and role_of(known[key].by) == role for key in act.events)
    return False


def matters(events: list[Event]) -> dict[str, int]:
    """What acts are about, each with how many they are."""
    counted = Counter(_matter(event.act) for event in events)
    return dict(counted)


def _matter(act: e.Act) -> str:
    kind = act.name if isinstance(act, e.Unknown) else act.kind
    return _MATTERS.get(kind) or _MATTERS.get(kind.partition(".")[0], _OTHER)
