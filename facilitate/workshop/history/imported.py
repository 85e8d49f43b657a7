"""An import as one gesture: what it brought, and the gestures that are its parts.

Its ideas lie in the journals of their tables, so their acts are gestures of their own; the gesture that names the file
collects them. Whoever undoes one of these parts undoes the import.
"""

from __future__ import annotations

from facilitate.domain.acts.ideas import IdeaEdited, IdeaRecorded
from facilitate.domain.acts.imports import ActsCollected, FileImported
from facilitate.domain.event import Act, Event
from facilitate.domain.timeline import Timeline


def parts(timeline: Timeline) -> dict[str, str]:
    """Return the gestures that are parts of an import, each with the gesture of that import."""
    imports = {event.gesture for event in timeline.events if isinstance(event.act, FileImported)}
    collected = (event for event in timeline.events if event.gesture in imports) if imports else ()
    found: dict[str, str] = {}
    for event in collected:
        for part in brought(event.act, timeline):
            if isinstance(part.act, (IdeaRecorded, IdeaEdited)):
                found[part.gesture] = event.gesture
    return found


def brought(act: Act, timeline: Timeline) -> list[Event]:
    """Return the events that an act brought in, as far as they are here."""
    keys = act.events if isinstance(act, ActsCollected) else ()
    return [event for event in map(timeline.event, keys) if event is not None]
