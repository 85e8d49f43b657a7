"""What a sync brought or sent that somebody should read: which acts, and how it is told.

Which acts these are is remembered, not sentences: what is told of them is counted once, and is so of the session now.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from facilitate.domain.errors import N_, LongDay, Message
from facilitate.domain.event import Event
from facilitate.domain.timeline import Timeline
from facilitate.workshop.privacy.texts_to_read import has_text, still_to_read, what_and_where

LATE, UNREAD, RESTORED, SENT = "late", "unread", "restored", "sent"
_TEXTS: Mapping[str, str] = {
    LATE: N_(
        "From before {date}, and imported though no removal of personal data had reached it: {what}. Names that are "
        "known here were removed from it; read it for any other ({where})."
    ),
    UNREAD: N_(
        "From before {date}, up to which personal data was removed here, and imported only afterwards: {what}. It is "
        "not known whether those names were looked for in them: read them ({where}). To remove a name: "
        '“facilitate purge {name} --before {day} --name "NAME"”.'
    ),
    RESTORED: N_(
        "From before {date}, up to which personal data was removed from this session on a computer that had not got "
        "it by then: {what}. It is not known whether those names were looked for in it: read it ({where}). To remove "
        'a name: “facilitate purge {name} --before {day} --name "NAME"”.'
    ),
    SENT: N_(
        "From before that removal, and sent without anybody having looked for those names in it: {what}. Read it: "
        '{where}. To remove a name: “facilitate purge {name} --before {day} --name "NAME"”, then sync again.'
    ),
}


@dataclass(frozen=True, slots=True)
class ToRead:
    """These acts are to be read, and why; up to which day names went. Of an older version `why` is the sentence."""

    why: str
    day: str = ""
    acts: tuple[str, ...] = ()

    def document(self) -> Any:
        """Return it for a file."""
        return {"why": self.why, "day": self.day, "acts": self.acts} if self.day else self.why


def read_document(document: Any) -> ToRead:
    """Return what `document` wrote; raises `ValueError`, `KeyError` or `TypeError` where it is none."""
    if isinstance(document, str):
        return ToRead(document)
    date.fromisoformat(document["day"])
    return ToRead(str(document["why"]), document["day"], tuple(map(str, document["acts"])))


def reading_notices(those: Iterable[ToRead], timeline: Timeline, name: str) -> list[Message]:
    """Return what is told of acts of a session of that name, those of one reason as one, but for what has no text."""
    found = []
    for each in united(those):
        events = still_to_read(each.acts, timeline)
        if each.why not in _TEXTS:
            found.append(Message(each.why))
        elif events:
            about = {"name": name, "date": LongDay(date.fromisoformat(each.day)), "day": each.day, "acts": each.acts}
            found.append(Message(_TEXTS[each.why], {**about, **what_and_where(events, timeline.session, name)}))
    return found


def united(those: Iterable[ToRead]) -> tuple[ToRead, ...]:
    """Return one for each reason, of all of its acts and up to the latest day."""
    found: dict[str, ToRead] = {}
    for each in those:
        other = found.get(each.why, ToRead(each.why))
        acts = tuple(dict.fromkeys((*other.acts, *each.acts)))
        found[each.why] = ToRead(each.why, max(other.day, each.day), acts)
    return tuple(found.values())


def remembered(messages: Iterable[Message]) -> list[ToRead]:
    """Return what is to be remembered of what was told."""
    why = {text: name for name, text in _TEXTS.items()}
    found = ((why.get(each.text, SENT), each.params) for each in messages)
    return [ToRead(name, str(about["day"]), tuple(cast("Sequence[str]", about["acts"]))) for name, about in found]


def to_read(why: str, day: date, events: Sequence[Event]) -> list[ToRead]:
    """Return those of these acts that somebody can read."""
    acts = tuple(event.id for event in events if has_text(event))
    return [ToRead(why, day.isoformat(), acts)] if acts else []
