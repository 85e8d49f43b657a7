"""The events of a cycle without anybody’s name, whichever of them knows it.

An event takes its own people out of its own texts when it is read, and gives each a role. What is added here knows the
people of all events: somebody on the guest list of one may be named in an idea of another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import count
from typing import Protocol

from facilitate.domain.errors import Message
from facilitate.domain.programme.plan import Plan
from facilitate.workshop.cycle.events import Events, ReadEvent
from facilitate.workshop.cycle.reading import EventReading, Redact, Unpublished, unnamed


class RedactEvents(Protocol):
    """Takes names out of texts of the cycle itself, and of its events."""

    def __call__(self, text: str) -> str:
        """Return a text of no event without names."""

    def of_event(self, session: str) -> Redact:
        """Return what takes names out of the texts of an event."""

    def names_in_key(self, key: str) -> bool:
        """Return whether a key that was made of a title tells a name."""


def events_as_published(
    events: Events, leaving_out: Callable[[str], Redact]
) -> tuple[Events, tuple[EventReading, ...]]:
    """Return the events without a contact whom their own files leave out, and those of which that is so.

    `leaving_out` gives by the id of a session what takes out of a text whom its guest list has no yes of. What an
    event itself prints word for word, its ideas, stays.
    """
    read, without = list[ReadEvent](), list[EventReading]()
    for each in events.read:
        event, redact = each.reading, leaving_out(each.reading.session)
        shown = redact(event.contact) == event.contact
        read.append(each if shown else replace(each, reading=replace(event, contact="")))
        without += [] if shown else [event]
    return (Events(read, events.problem) if without else events), tuple(without)


def anonymous_plan(plan: Plan, redact: RedactEvents) -> Plan:
    """Return the title, publisher and categories of a cycle without names and contact; each category keeps its key."""
    categories = (
        replace(each, title=redact(each.title), description=redact(each.description)) for each in plan.categories
    )
    details = replace(plan.publication, contact="")
    named = replace(plan, title=redact(plan.title), organiser=redact(plan.organiser), publication=details)
    return replace(named, categories=tuple(categories))


def anonymous_events(
    events: Events, unpublished: tuple[Unpublished, ...] | None, redact: RedactEvents
) -> tuple[Events, tuple[Unpublished, ...] | None]:
    """Return the events of a cycle, and what they do not publish, without names and without addresses to write to.

    Roles are no two events’: the later one’s is given the next free number.
    """
    renaming = _with_own_roles(events)
    without = {
        event.session: _chained(redact.of_event(event.session), renaming[event.session]) for event in events.readings
    }
    names = {
        event.name: str(number) if redact.names_in_key(event.name) else event.name
        for number, event in enumerate(events.readings, 1)
    }
    read = [
        ReadEvent(
            unnamed(each.reading, names[each.reading.name], without[each.reading.session]),
            _problem(each.problem, names),
        )
        for each in events.read
    ]
    found = Events(read, events.problem)
    by_session = {event.session: event for event in found.readings}
    texts = unpublished and tuple(
        replace(each, event=by_session[each.event.session], text=hide(each.text), first=hide(each.first))
        for each in unpublished
        for hide in [without[each.event.session]]
    )
    return found, texts


def _chained(redact: Redact, rename: Redact) -> Redact:
    return lambda text: redact(rename(text))


def _problem(problem: Message | None, names: Mapping[str, str]) -> Message | None:
    if problem is None:
        return None
    known = {key: names.get(value, value) for key, value in problem.params.items() if isinstance(value, str)}
    return Message(problem.text, {**problem.params, **known})


def _with_own_roles(events: Events) -> dict[str, Redact]:
    """Return for each event, by the id of its session, what gives its roles numbers that no other event has."""
    taken: set[str] = set()
    renaming: dict[str, Callable[[str], str]] = {}
    for event in events.readings:
        roles: dict[str, str] = {}
        for role in event.roles:
            roles[role.casefold()] = _free(role, taken)
            taken.add(roles[role.casefold()].casefold())
        renaming[event.session] = _renaming(roles)
    return renaming


def _free(role: str, taken: set[str]) -> str:
    if role.casefold() not in taken:
        return role
    numbered = re.fullmatch(r"(.*?)(\s)(\d+)", role)
    others = (f"{numbered[1]}{numbered[2]}{number}" if numbered else f"{role} ({number})" for number in count(2))
    return next(each for each in others if each.casefold() not in taken)


def _renaming(roles: Mapping[str, str]) -> Redact:
    """Return what renames roles, by their small letters, where they stand in square brackets in a name’s place."""
    pattern = re.compile(rf"\[({'|'.join(map(re.escape, sorted(roles, key=len, reverse=True)))})\]", re.IGNORECASE)

    def new(found: re.Match[str]) -> str:
        role = roles.get(found[1].casefold(), found[1])
        return f"[{role[:1].upper() + role[1:] if found[1][:1].isupper() else role}]"

    return (lambda text: pattern.sub(new, text)) if roles else str
