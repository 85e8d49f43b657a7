"""What was purged, as the acts that tell of it say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from facilitate.domain.events import Event, NoteWithdrawn
from facilitate.domain.purged import SessionPurged, cleared_until, from_the_future


def cleared(events: Iterable[Event], now: datetime | None = None) -> frozenset[str]:
    """The acts that were cleared of personal data."""
    return frozenset(key for _event, act in _purges(events, now) for key in act.events)


def remarks_purged(events: Sequence[Event]) -> frozenset[str]:
    """The remarks that lost their words to a purge, which withdrew them in the same gesture; they stay counted."""
    purges = {event.group for event in events if isinstance(event.act, SessionPurged)}
    acts = (event.act for event in events if event.group in purges)
    return frozenset(act.note for act in acts if isinstance(act, NoteWithdrawn))


def purged_until(events: Iterable[Event], now: datetime | None = None) -> datetime | None:
    """The moment before which everything was cleared; None where nothing was."""
    return max((cleared_until(act, event.at) for event, act in _purges(events, now)), default=None)


def _purges(events: Iterable[Event], now: datetime | None) -> Iterator[tuple[Event, SessionPurged]]:
    """The purges told of, but for those that are not to be believed at that time."""
    for event in events:
        if isinstance(event.act, SessionPurged) and not (now and from_the_future(event.act, event.at, now)):
            yield event, event.act
