"""An import as one gesture: what it brought, the acts that are its parts, and its sentence in the history.

Its ideas lie in the journals of their tables, so their acts are gestures of their own; the gesture that names the file
collects them. Whoever undoes one of these parts undoes the import.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from facilitate.domain.collected import ActsCollected, FileImported
from facilitate.domain.errors import N_, Message
from facilitate.domain.events import Act, Event, IdeaEdited, IdeaRecorded, ProposalFiled
from facilitate.domain.session import Session

_SHOWN, _END = 40, 14  # signs of one that is shown, and how many of them are its end: the extension tells most
_MOST_LISTED = 8  # tables, each by its number


def parts(session: Session) -> dict[str, str]:
    """The gestures that are parts of an import, each with the gesture of that import."""
    imports = {event.group for event in session.events if isinstance(event.act, FileImported)}
    collected = (event for event in session.events if event.group in imports) if imports else ()
    found: dict[str, str] = {}
    for event in collected:
        for part in brought(event.act, session):
            if isinstance(part.act, (IdeaRecorded, IdeaEdited)):
                found[part.group] = event.group
    return found


def brought(act: Act, session: Session) -> list[Event]:
    """The events that an act brought in, as far as they are here."""
    keys = act.events if isinstance(act, ActsCollected) else ()
    return [event for event in map(session.event, keys) if event is not None]


def described(act: FileImported, gesture: Sequence[Act], session: Session) -> Message:
    """What was imported from which file."""
    acts = [event.act for each in gesture for event in brought(each, session)]
    what = _what(acts, sum(isinstance(each, ProposalFiled) for each in gesture))
    if not act.file:
        return Message(N_("Import of a list: {what}"), {"what": what})
    return Message(N_("Import of {file}: {what}"), {"file": _short(act.file), "what": what})


def _what(acts: Iterable[Act], filed: int) -> Message:
    acts = list(acts)
    tables = [act.table for act in acts if isinstance(act, IdeaRecorded)]
    corrected = sum(isinstance(act, IdeaEdited) for act in acts)
    if not tables and not corrected:
        return Message(N_("1 idea filed") if filed == 1 else N_("{count} ideas filed"), {"count": filed})
    if not tables:
        return Message(
            N_("1 idea corrected") if corrected == 1 else N_("{count} ideas corrected"), {"count": corrected}
        )
    new = _new(len(tables), sorted(set(tables)))
    return Message(N_("{what}; {count} corrected"), {"what": new, "count": corrected}) if corrected else new


def _new(count: int, tables: Sequence[int]) -> Message:
    first, last = tables[0], tables[-1]
    told: dict[str, object] = {"count": count, "table": first, "first": first, "last": last}
    if count == 1:
        return Message(N_("1 idea at table {table}"), told)
    if len(tables) == 1:
        return Message(N_("{count} ideas at table {table}"), told)
    if len(tables) == 2:  # noqa: PLR2004 -- both are named
        return Message(N_("{count} ideas at tables {first} and {last}"), told)
    if last - first + 1 == len(tables):
        return Message(N_("{count} ideas at tables {first} to {last}"), told)
    if len(tables) <= _MOST_LISTED:
        return Message(N_("{count} ideas at tables {tables}"), told | {"tables": ", ".join(map(str, tables))})
    return Message(N_("{count} ideas at {tables} tables"), told | {"tables": len(tables)})


def _short(name: str) -> str:
    if len(name) <= _SHOWN:
        return name
    return f"{name[: _SHOWN - _END - 1].rstrip()}…{name[-_END:].lstrip()}"
