"""What was purged, as the acts that tell of it say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time

from facilitate.domain.events import Event, NoteWithdrawn
from facilitate.domain.purged import SessionPurged


def cleared(events: Iterable[Event]) -> frozenset[str]:
    """The acts that were cleared of personal data."""
    return frozenset(key for event in events if isinstance(event.act, SessionPurged) for key in event.act.events)


def remarks_purged(events: Sequence[Event]) -> frozenset[str]:
    """The remarks that lost their words to a purge, which withdrew them in the same gesture; they stay counted."""
    purges = {event.group for event in events if isinstance(event.act, SessionPurged)}
    acts = (event.act for event in events if event.group in purges)
    return frozenset(act.note for act in acts if isinstance(act, NoteWithdrawn))


def purged_until(events: Iterable[Event]) -> datetime | None:
    """The moment before which everything was cleared; None where nothing was.

    A purge tells nothing of what was recorded after it, however late its date.
    """
    return max((_until(event, event.act) for event in events if isinstance(event.act, SessionPurged)), default=None)


def _until(event: Event, act: SessionPurged) -> datetime:
    try:
        day = datetime.combine(date.fromisoformat(act.before), time(), UTC)
    except ValueError:  # what no version of ours writes
        return event.at
    return min(day, event.at)
