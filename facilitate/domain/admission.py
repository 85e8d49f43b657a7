"""Whether the values of an act are such as our programs write: one rule for every way by which acts come in.

A journal from a USB key, a laptop's post and what a hub sends may have been written by anybody. What an act stands on
is the timeline's business, who may write it `guest_events`' and `authority`'s; here is what can be told from one
event alone. An objection is a sentence for people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from facilitate.domain.acts.purge import SessionPurged
from facilitate.domain.errors import N_, IneffectiveAct, Message, Refused
from facilitate.domain.event import YEARS, Act, Event, is_moment
from facilitate.domain.personal import Personal
from facilitate.domain.programme.document import check_bounds
from facilitate.domain.text import clean, required

HIGHEST_LAMPORT = 10_000_000  # ids have room for ten times as many, and a session's own for five times
_UNSEEN = 10_000  # acts of a sender that never came here
_COUNTS = range(1_000_001)  # what a number may be where its kind of act does not say otherwise
_LONGEST_KEY = 400
_BY = re.compile(r"[a-z][a-z0-9-]{0,30}(\.[a-z0-9]{1,20}){0,2}")
_GROUP = re.compile(r"[A-Za-z0-9_-]{8,64}")
_UNCLEANED = N_("Change {act} contains text that was not cleaned up.")
_TIME = N_("Change {act} has an impossible date.")
WRONG_VALUE = N_("Change {act} has an impossible value ({field}).")


def has_time(event: Event) -> bool:
    """Return whether an event's time can be reckoned with; years at the ends of the calendar cannot."""
    return event.at.year in YEARS


def objection(event: Event, now: datetime | None = None) -> Message | None:
    """Return why an event from elsewhere is not taken in; None for one that may be."""
    purge = event.act if isinstance(event.act, SessionPurged) else None
    if event.lamport > HIGHEST_LAMPORT or (purge and now and purge.is_from_the_future(event.at, now)):
        return Message(_TIME, {"act": event.id})
    return unfoldable(event) or _not_clean(event)


def beyond_sight(event: Event, known: int, highest: int, new: int) -> Message | None:
    """Return why an event's Lamport clock goes farther than its sender could have seen; None for one that does not.

    It counts what came before: no more than the `highest` here and the acts that came with it (`new`), or
    all that are `known` here and some that stayed with the sender.
    """
    if event.lamport > max(highest, known + _UNSEEN) + new + 1:
        return Message(_TIME, {"act": event.id})
    return None


def unfoldable(event: Event) -> Message | None:
    """Return why an event that is kept here already can never count; None for one that can."""
    if not has_time(event):
        return Message(_TIME, {"act": event.id})
    field = next(_wrong_fields(event), "")
    return Message(WRONG_VALUE, {"act": event.id, "field": field}) if field else None


def _wrong_fields(event: Event) -> Iterator[str]:
    act: Any = event.act
    if not (_BY.fullmatch(event.by) and _GROUP.fullmatch(event.gesture) and event.id.isascii()):
        yield "by"
    for name, field in act.__dataclass_fields__.items():
        value = getattr(act, name)
        if field.type == "int" and value not in act.bounds.get(name, _COUNTS):
            yield name
        if not _fits(value, words=name in act.personal) or (name in act.moments and not is_moment(value)):
            yield name
    yield from act.wrong_fields()


def _fits(value: Any, *, words: bool) -> bool:
    """Return whether a value is of a size that can be kept and read again; words may be longer than a key."""
    if isinstance(value, str) and not words:
        return len(value) <= _LONGEST_KEY and value.isprintable()
    try:
        check_bounds("", value)
    except IneffectiveAct:
        return False
    return all(map(_is_kept, _leaves(value)))


def _is_kept(leaf: Any) -> bool:
    if isinstance(leaf, float):
        return leaf - leaf == 0  # neither infinite nor no number
    return not isinstance(leaf, int) or abs(leaf) <= 2**53


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        for each in value.values():
            yield from _leaves(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _leaves(each)
    else:
        yield value


def _not_clean(event: Event) -> Message | None:
    """Return whether the words of an act can be read without harm; a purge since may have changed them."""
    try:
        for text, needed in _texts(event.act):
            if (required(text) if needed else clean(text)) != text:
                return Message(_UNCLEANED, {"act": event.id})
    except Refused:
        return Message(_UNCLEANED, {"act": event.id})
    return None


def _texts(act: Act) -> Iterator[tuple[str, bool]]:
    """Yield each text somebody wrote in an act, with whether it may not be empty; a programme has its own rules."""
    for name, holds in act.personal.items():
        if holds is Personal.FREE:
            continue
        value = getattr(act, name)
        texts = value if isinstance(value, (list, tuple)) else [value]
        yield from ((text, holds is Personal.TEXT) for text in texts if isinstance(text, str))
