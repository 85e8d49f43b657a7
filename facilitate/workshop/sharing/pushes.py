"""Whether an event that a laptop pushes to a programme's depot may lie in the journal it is pushed with.

The token of a push stands for one session, and its machine brings the journals of all who wrote there. So it is asked
here that a journal holds what its writer may write, as on every way in: values by `domain/admission.py`, whose an
act is by `authority.py`. Who takes it in from the depot asks again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from facilitate.domain.acts.ideas import IdeaRecorded
from facilitate.domain.acts.purge import SessionPurged
from facilitate.domain.admission import objection
from facilitate.domain.errors import N_, LongDay, Message
from facilitate.domain.event import Event, Undone, Unknown, Writers
from facilitate.domain.roles import COLLECTED, FACILITATOR, PEOPLE, SORTER, role_of
from facilitate.workshop.sharing.authority import is_own
from facilitate.workshop.sharing.sorter_events import is_sorters

_WRITER = re.compile(rf"(?:{FACILITATOR}|{SORTER}|{COLLECTED}|table-[1-9][0-9]?)(?:\.[a-z0-9]{{1,13}}){{0,2}}")
_FARTHEST = timedelta(days=2 * 365)  # a year that was typed wrong, and no more than people can mean
_TOO_FAR = N_(
    "{what} is dated {date}: the date of that computer was wrong then. This depot takes nothing dated more than two "
    "years ahead, nor what follows it in {file}. It reaches other computers by a folder, such as on a USB stick: "
    "“facilitate depot sync {name} --to {folder}”."
)
_REMOVAL_TO_COME = N_(
    "A removal of personal data is dated {date}: the date of that computer was wrong then. Before that day this depot "
    "takes neither it nor what follows it in {file}. What else was written reaches other computers by a folder, such "
    "as on a USB stick: “facilitate depot sync {name} --to {folder}”."
)
_ROSTER = N_("Change {act} is about people: the guest list never goes to the depot.")


def is_writer(name: str) -> bool:
    """Return whether journals of that writer go to a depot; those about people never do."""
    return _WRITER.fullmatch(name) is not None


def is_too_far(event: Event, now: datetime) -> bool:
    """Return whether an act is dated farther ahead than a depot takes it: of a removal, later than tomorrow."""
    return event.at > now + _FARTHEST or _is_removal_to_come(event, now)


def _is_removal_to_come(event: Event, now: datetime) -> bool:
    return isinstance(event.act, SessionPurged) and event.act.is_from_the_future(event.at, now)


def objection_to_push(
    event: Event, writer: str, known: Mapping[str, Event], now: datetime, name: str
) -> Message | None:
    """Return why an event is not taken into the journal of that writer; None for one that is.

    `known` holds, by id, those of the events it names that are there; `name` is that of the session.
    """
    if wrong := objection(event):
        return wrong
    if is_too_far(event, now):
        text = _REMOVAL_TO_COME if _is_removal_to_come(event, now) else _TOO_FAR
        names = {"what": _named(event), "date": LongDay(event.at.date()), "file": f"{writer}.jsonl"}
        return Message(text, {**names, "name": name, "folder": Message(N_("FOLDER"))})
    if event.act.subject.role == PEOPLE:
        return Message(_ROSTER, {"act": event.id})
    if not _is_writers(event, writer, known):
        return Message(N_("Change {act} is not one that “{writer}” may make."), {"act": event.id, "writer": writer})
    return None


def _named(event: Event) -> Message:
    """Return what to call an act in a sentence, so that somebody finds it on a screen."""
    role, _dash, table = role_of(event.by).partition("-")
    if isinstance(event.act, IdeaRecorded):
        return Message(N_("Idea {ref}"), {"ref": event.act.ref})
    if role == "table":
        return Message(N_("A change of table {table}"), {"table": table})
    return Message(
        N_("A change of the facilitator’s screen") if role == FACILITATOR else N_("A change of the synthesis")
    )


def _is_writers(event: Event, writer: str, known: Mapping[str, Event]) -> bool:
    role, act = role_of(writer), event.act
    if role == COLLECTED:
        return True  # the one journal that holds what others wrote
    if role_of(event.by) != role:
        return False
    if role == FACILITATOR or isinstance(act, Unknown):  # of a newer version: kept, and asked about where it is known
        return True
    if role == SORTER:
        return isinstance(act, Undone) or is_sorters(act)
    if act.writers is Writers.FACILITATOR:
        return False
    # What it names may come with a later push; an act that stands on nothing changes nothing.
    return any(key not in known for key in named_by(event)) or is_own(event, known, writer)


def named_by(event: Event) -> Iterator[str]:
    """Yield the ids of the events that tell whose an act is."""
    if isinstance(event.act, Undone):
        yield from event.act.events
    elif isinstance(idea := getattr(event.act, "idea", None), str):
        yield idea
