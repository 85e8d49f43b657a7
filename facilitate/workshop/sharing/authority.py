"""Whether an act that comes on a USB key is its table's own; to all others somebody has to agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping
from typing import Any

from facilitate.domain.acts.ideas import IdeaRecorded
from facilitate.domain.acts.imports import ActsCollected, FileImported
from facilitate.domain.acts.programme import SYNTHESIS
from facilitate.domain.errors import N_
from facilitate.domain.event import UNDOS, Act, Event, Writers
from facilitate.domain.frozen import dataclass
from facilitate.domain.roles import FACILITATOR, role_of, table_role

_TABLE = re.compile("table-[1-9][0-9]?")
_TYPOLOGY = N_("the typology")
_OF_NOTHING_HERE = N_("changes that are not here, undone: those of a guest list, for example")


@dataclass(frozen=True, slots=True)
class ForOthers:
    """How many acts of one file are not its table's own, by what they are about (messages to be translated)."""

    file: str
    matters: Mapping[str, int]


def is_own(event: Event, known: Mapping[str, Event], journal: str) -> bool:
    """Return whether a table wrote this for itself: its ideas, corrections of them, and undos of its acts.

    `known` are the events that are here or come with it, by id, `journal` the name of the journal it stands in.
    """
    role, act = role_of(event.by), event.act
    writer = role_of(journal.casefold())
    if (_TABLE.fullmatch(writer) or writer == FACILITATOR) and writer != role:
        return False  # only the journal for what others wrote holds acts of others
    if act.writers is Writers.FACILITATOR:
        return False
    named = [field for field in _TELLS if hasattr(act, field)]
    return bool(named) and all(_TELLS[field](act, role, known) for field in named)


def _is_at_own_table(act: Any, role: str, _known: Mapping[str, Event]) -> bool:
    return table_role(act.table) == role


def _has_own_idea(act: Any, role: str, known: Mapping[str, Event]) -> bool:
    recorded = known.get(act.idea)
    return recorded is not None and isinstance(recorded.act, IdeaRecorded) and table_role(recorded.act.table) == role


def _undoes_own_acts(act: Any, role: str, known: Mapping[str, Event]) -> bool:
    return bool(_TABLE.fullmatch(role)) and all(key in known and role_of(known[key].by) == role for key in act.events)


# Whose an act is that tables may write shows in what it names, as for what comes over the network.
_TELLS: Mapping[str, Callable[[Any, str, Mapping[str, Event]], bool]] = {
    "table": _is_at_own_table,
    "idea": _has_own_idea,
    "events": _undoes_own_acts,
}


def notes_of_imports(events: Iterable[tuple[Event, str]], own: Container[str]) -> set[str]:
    """Return the ids of the events, each with its journal, that note an import of what tables wrote for themselves.

    `own` are the ids of that, and of what is here: these notes let an import be undone as one, and change nothing else.
    """
    noted = [
        event
        for event, journal in events
        if role_of(event.by) == FACILITATOR and not _TABLE.fullmatch(role_of(journal.casefold()))
    ]
    gestures = {
        event.gesture
        for event in noted
        if isinstance(event.act, ActsCollected) and event.act.events and all(key in own for key in event.act.events)
    }
    return {
        event.id
        for event in noted
        if event.gesture in gestures and isinstance(event.act, (ActsCollected, FileImported))
    }


def matters(events: list[Event], known: Container[str]) -> dict[str, int]:
    """Return by subject how many of the events are about it; `known` are the events that are here or come along."""
    return dict(Counter(_matter(event.act, known) for event in events))


def _matter(act: Act, known: Container[str]) -> str:
    if act.is_about(SYNTHESIS) and not act.is_about(act.subject):
        return _TYPOLOGY  # a part of the programme that is made in the synthesis
    undone = getattr(act, "events", ()) if act.subject is UNDOS else ()
    return _OF_NOTHING_HERE if undone and not any(key in known for key in undone) else act.subject.of_others
