"""The acts of a session without the words that it took back, for whoever keeps them to be read and never worked in.

Withdrawn ideas, earlier wordings, what was undone or corrected, notes, pictures: what a cycle reads has none of it, and
what it keeps needs none of it. Each act keeps its id and its place, so that what several depots hold is still a union;
what it said comes whole again from a depot, where it stands once more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from functools import cache
from itertools import chain
from typing import Any

from facilitate.domain.acts.programme import PlanSet
from facilitate.domain.admission import objection
from facilitate.domain.event import Event, Unknown, kinds
from facilitate.domain.personal import Personal
from facilitate.domain.programme.document import Document
from facilitate.domain.programme.people import LISTS, keys_in
from facilitate.domain.programme.phase_keys import ChoiceKey, GroupKey, ItemsKey
from facilitate.domain.programme.plan import PHASE_KINDS, SUPPORTERS, Priority
from facilitate.domain.programme.reader import LANGUAGES
from facilitate.domain.session import Session
from facilitate.domain.text import folded, title_key
from facilitate.domain.timeline import Timeline
from facilitate.domain.values.ideas import Status
from facilitate.domain.values.notes import NoteKind
from facilitate.workshop.cycle.reading import EventReading, reading_of
from facilitate.workshop.cycle.reading_documents import (
    as_document,
    from_document,
    proposals_as_document,
    proposals_from_document,
)
from facilitate.workshop.privacy.people import Redactor, people_of
from facilitate.workshop.privacy.purge_keys import FIELDS, words_of

_LEFT_OUT = re.compile(r"\[\d{8}-[0-9a-z]{8}(?:\.\d+)?\]")  # stands in the place of a text that was left out
_OMITTED = "[…]"
_MOST_TRIES = 64


def standing_acts(events: Iterable[Event]) -> dict[str, Event]:
    """Return by their ids those events that are others without the words that do not stand in their session.

    With them it is read as it was: an event of which that is not so stays as it is.
    """
    timeline = Timeline.of(events)
    read = _read(timeline)
    cleaner = _StandingWords(timeline.session, read[0])
    pairs = ((event, cleaner.event(event)) for event in timeline.events)
    changed = {event.id: new for event, new in pairs if new != event and objection(new) is None}

    def is_read_alike(keys: Collection[str]) -> bool:
        return _read(Timeline.of(changed[each.id] if each.id in keys else each for each in timeline.events)) == read

    return {key: changed[key] for key in _harmless(list(changed), is_read_alike)}


def with_omissions(reading: EventReading) -> EventReading:
    """Return a reading in which an ellipsis stands for what was left out and is not here, though it stands again."""
    text = json.dumps([as_document(reading), proposals_as_document(reading.proposals)])
    if _LEFT_OUT.search(text) is None:
        return reading
    plain, proposals = json.loads(_LEFT_OUT.sub(_OMITTED, text))
    return replace(from_document(plain), proposals=proposals_from_document(proposals))


def _harmless(keys: list[str], is_read_alike: Callable[[Collection[str]], bool]) -> set[str]:
    """Return those of these acts that may lose words so that what is read stays the same: mostly all."""
    found, left = set[str](), [keys]
    for _try in range(_MOST_TRIES):
        if not left:
            break
        part = left.pop()
        if is_read_alike(together := found.union(part)):
            found = together
        elif len(part) > 1:
            half = len(part) // 2
            left += [part[:half], part[half:]]
    return found


def _read(timeline: Timeline) -> tuple[EventReading, Document | None]:
    """Return what a cycle takes from a session, and its programme: the next event may be given either."""
    people = people_of(timeline, str)
    roles = (person.role for person in people)
    return reading_of(timeline.session, "", "", Redactor(people, str), roles), timeline.session.document


@cache
def _choices() -> frozenset[str]:
    """Return the words of the program itself that a programme may hold."""
    left: list[Any] = [*chain.from_iterable(kind.keys for kind in PHASE_KINDS.values()), SUPPORTERS]
    found = {*LANGUAGES, *PHASE_KINDS, *Priority, *Status}
    while left:
        key = left.pop()
        left += key.keys if isinstance(key, (GroupKey, ItemsKey)) else ()
        found |= set(key.make) if isinstance(key, ChoiceKey) else set()
    return frozenset(map(str, found))


class _StandingWords:
    """Takes out of acts what does not stand in their session (`domain/personal.py:Cleaner`).

    One sign stands in the place of one text, whatever act has it: what was alike still is.
    """

    def __init__(self, session: Session, reading: EventReading) -> None:
        self._session = session
        read = [as_document(reading), proposals_as_document(reading.proposals)]
        names = (each.name for kind in kinds().values() for each in kind.names_now(session))
        texts = {*words_of([read, session.document or {}]), *names}
        self._standing = set(map(title_key, texts))
        self._words = {word for text in texts for word in re.findall(r"\w+", folded(text))}
        self._keys: dict[str, set[str]] = {name: set() for name in LISTS}
        for name, key in keys_in(session.document or {}):
            self._keys[name].add(key)
        self._keys["categories"] |= {each.category for each in reading.filed}
        self._signs: dict[str, str] = {}
        self._new_keys: dict[tuple[str, str], str] = {}
        self._event = ""
        self._count = 0

    def event(self, event: Event) -> Event:
        """Return the event without words that do not stand; its id, time and place in every order are what they were.

        What only a newer version understands is read by nobody here.
        """
        self._event, self._count = event.id, 0
        if isinstance(event.act, Unknown):
            return replace(event, act=replace(event.act, payload={}))
        if isinstance(event.act, PlanSet):  # a role may stand, though a purge takes each
            last = event.act.path.rpartition("/")[2]
            new = event.act.cleared(self, event)
            return replace(event, act=replace(new, value=self._part(last, event.act.value)))
        return replace(event, act=event.act.cleared(self, event))

    def fields_of(self, act: Any) -> Any:
        new = {name: self._field(holds, getattr(act, name)) for name, holds in act.personal.items()}
        named = [each.name for each in fields(act) if each.name in FIELDS]
        return replace(act, **new, **{name: self._value(FIELDS[name], getattr(act, name)) for name in named})

    def _field(self, holds: Personal, value: Any) -> Any:
        if holds is Personal.FREE:
            return self.programme(value)
        if isinstance(value, str):
            return self.text(value) if holds is Personal.TEXT or self._stands(value) else ""
        return type(value)(self._field(holds, each) for each in value) if isinstance(value, (list, tuple)) else value

    def _value(self, name: str, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(self.key(name, key) for key in value)
        return self.key(name, value) if isinstance(value, str) else value

    def _stands(self, text: str) -> bool:
        return title_key(text) in self._standing

    def text(self, text: str) -> str:
        is_kept = not text or self._stands(text) or _LEFT_OUT.fullmatch(text)
        return text if is_kept else self._signs.setdefault(title_key(text), f"[{self._next()}]")

    def _next(self) -> str:
        """Return what no other act has, and this one once."""
        self._count += 1
        return self._event if self._count == 1 else f"{self._event}.{self._count}"

    def role(self, name: str) -> str:
        """Return a name whose words all stand somewhere: it is still to be found there."""
        return name if self._words.issuperset(re.findall(r"\w+", folded(name))) else self.text(name)

    def role_within(self, name: str) -> str:
        return self.role(name)

    def key(self, items: str, key: str) -> str:
        if not key or key in self._keys.get(items, (key,)) or re.fullmatch(rf"{LISTS[items]}-\d{{8}}-[\w-]+", key):
            return key
        if (new := self._new_keys.get((items, key))) is None:
            new = self._new_keys[items, key] = f"{LISTS[items]}-{self._next().replace('.', '-')}"
        return new

    def path(self, path: str) -> str:
        above, *rest = path.split("/")
        steps = [above]
        for step in rest:
            steps.append(self.key(above, step) if above in LISTS else step)
            above = step
        return "/".join(steps)

    def programme(self, value: Any) -> Any:
        return self._part("", value)

    def _part(self, name: str, value: Any) -> Any:
        if isinstance(value, Mapping):
            return {key: self._part(str(key), each) for key, each in value.items()}
        if isinstance(value, (list, tuple)):
            parts = self.items(name, value) if name in LISTS else [self._part(name, each) for each in value]
            return type(value)(parts)
        if not isinstance(value, str) or value in _choices() or not any(map(str.isalpha, value)):
            return value
        if name in ("author", "host", "name"):
            return self.role(value)
        new = self.text(value)
        return new if new == value or "=" not in value else f"{new} = {new}"  # two words that mean the same

    def items(self, name: str, items: Sequence[Any]) -> list[Any]:
        return [self._item(name, each) if isinstance(each, Mapping) else self._part("", each) for each in items]

    def _item(self, name: str, item: Mapping[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = {str(each): self._part(str(each), value) for each, value in item.items()}
        return made | {"key": self.key(name, item["key"])} if isinstance(item.get("key"), str) else made

    def found_title_taken(self, event: str, category: str) -> bool:
        return event in self._session.void or category in self._session.joined

    def note(self, _key: str, text: str) -> str:
        return self.text(text)

    def note_about(self, key: str, about: str) -> str:
        note = self._session.notes.get(key)
        items = {NoteKind.FINDING: "axes", NoteKind.REMARK: "speakers"}.get(note.kind) if note else None
        return self.key(items, about) if items else ""

    def keeps_photo(self, _photo: str) -> bool:
        return False

    def logo(self, _name: str, _form: str, _pieces: tuple[str, ...]) -> tuple[str, ...]:
        return ()

    def same_person(self, _event: str) -> str:
        return ""

    def organisation_number(self, _name: str) -> int:
        return 0
