"""What was purged, as the acts that tell of it say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from facilitate.domain.acts.purge import PurgeVouched, SessionPurged
from facilitate.domain.event import Event
from facilitate.domain.roles import FACILITATOR, role_of

_A_DAY = timedelta(days=1)
_ALMOST_A_DAY = _A_DAY - timedelta(microseconds=1)


def cleared(events: Iterable[Event], now: datetime | None = None) -> frozenset[str]:
    """Return the ids of the events that were cleared of personal data."""
    return frozenset(key for _event, act in _purges(events, now) for key in act.events)


def purged_until(events: Iterable[Event], now: datetime | None = None) -> datetime | None:
    """Return the moment before which everything was cleared; None where nothing was."""
    return max((act.cleared_until(event.at) for event, act in _purges(events, now)), default=None)


def last_purge(events: Iterable[Event], now: datetime | None = None) -> tuple[Event, SessionPurged] | None:
    """Return the purge that cleared everything before the latest moment; None where nothing was purged."""
    return max(_purges(events, now), key=lambda each: (each[1].cleared_until(each[0].at), each[0].at), default=None)


def purge_day(events: Iterable[Event], now: datetime | None = None) -> date | None:
    """Return the day before which everything was cleared, as whoever purged typed it; None where nothing was."""
    found = last_purge(events, now)
    return found[1].day(found[0].at, now) if found else None


def day_of_late_clock(events: Iterable[Event], now: datetime) -> date | None:
    """Return the latest day that was typed at a purge whose own clock had not come near it by then, as it has by now.

    Nobody types a day to come but the next one, or one that is far off: that clock was behind.
    """
    days = ((act.day(event.at, now), act.day(event.at)) for event, act in _purges(events, now))
    return max((typed for typed, by_clock in days if typed != by_clock), default=None)


def is_dated_ahead(event: Event, now: datetime) -> bool:
    """Return whether an act is dated later than tomorrow: that clock was wrong, and nobody knows when it was done."""
    return event.at > now + _A_DAY


def may_hold_names(event: Event, until: datetime | None, reached: datetime | None, now: datetime) -> bool:
    """Return whether an act may be from before a removal up to `until`, and from after what its sender removed.

    That `reached` a moment; None for nothing, as for `until`. What is dated ahead may be from before any removal.
    """
    if until is None:
        return False
    if is_dated_ahead(event, now):
        return reached is None or reached < until
    return event.at < until and not (reached and event.at <= reached)


def vouched(events: Iterable[Event]) -> frozenset[str]:
    """Return the ids of the events of which somebody says that no known name is left in them."""
    acts = (event.act for event in events if role_of(event.by) == FACILITATOR)
    return frozenset(key for act in acts if isinstance(act, PurgeVouched) for key in act.events)


def unfollowed(events: Iterable[Event], own: Iterable[Event]) -> list[Event]:
    """Return the purges, each once, of which the acts of one computer do not tell that they were made there too.

    Its own does, and a vouching that names a purge by its id, written once that came in. That something was done there
    later tells nothing: it may not have heard of the purge by then.
    """
    known = {key for event in own for key in purges_named(event)}
    return list({event.id: event for event, _act in _purges(events, None) if event.id not in known}.values())


def purges_named(event: Event) -> Iterable[str]:
    """Return the ids by which an act tells of purges that were made where it was written; others may be among them."""
    if isinstance(event.act, PurgeVouched):
        return event.act.events
    return (event.id,) if isinstance(event.act, SessionPurged) else ()


def day_of(until: datetime) -> date:
    """Return a day from which on nothing was removed: the whole of it where the removal was in its midst."""
    return (until + _ALMOST_A_DAY).date()


def _purges(events: Iterable[Event], now: datetime | None) -> Iterator[tuple[Event, SessionPurged]]:
    """Yield the purges told of, but for those that are not to be believed at that time."""
    for event in events:
        if isinstance(event.act, SessionPurged) and not (now and event.act.is_from_the_future(event.at, now)):
            yield event, event.act
