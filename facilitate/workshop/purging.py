"""Removing personal data that must go: each act as it is without names, unquotable remarks and addresses.

Ideas, proposals, the typology, counts, times and references stay; a speaker's key, which is made of their name, is
exchanged wherever it stands, unless a later act, which is not touched, speaks of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from facilitate.domain import events as e
from facilitate.domain.errors import N_, Message
from facilitate.domain.ideas import NoteKind
from facilitate.domain.live import TurnStarted
from facilitate.domain.plan_document import complete
from facilitate.domain.purged import SessionPurged
from facilitate.domain.roadmap import ActionSet
from facilitate.domain.session import Session
from facilitate.domain.values import dataclass
from facilitate.workshop.anonymous import role_of_name
from facilitate.workshop.people import Redactor, Tell, leaks, people_of, purged

_TEXTS = frozenset({"text", "texts", "wording", "value", "item", "source", "payload"})
_KEPT = frozenset({"key", "kind", "language", "date", "starts_at", "ends_at"})  # of a programme: nothing typed freely


@dataclass(frozen=True, slots=True)
class Removal:
    """What goes: how many people are named, texts that change, remarks whose words go, with their notes’ ids.

    `later` acts, which are not touched, name the same people: afterwards nobody can tell that these are names.
    """

    before: datetime
    people: int
    texts: int
    remarks: tuple[str, ...]
    events: Mapping[str, e.Event]
    later: int = 0

    @property
    def nothing(self) -> bool:
        """Whether there is nothing left to remove."""
        return not self.events


def removal(session: Session, before: datetime, tell: Tell) -> Removal:
    """Work out what goes of the acts recorded before that moment; `events` are those that change, as they will be."""
    cleared = purged(session)
    old = [event for event in session.events if event.at < before and event.id not in cleared]
    people = people_of(session, tell, old)
    remarks = frozenset(
        note.id
        for note in session.notes.values()
        if note.kind is NoteKind.REMARK and not note.quotable and note.at < before
    )
    redact = Redactor(people, tell)
    later = [event for event in session.events if event.at >= before]
    rewriter = _Rewriter(redact, _keys(old, later), remarks, tell(Message(N_("[remark removed]"))))
    changed = {event.id: new for event in old if (new := rewriter.event(event)) != event}
    gone = tuple(sorted(key for key in remarks if key in changed))
    naming = sum(bool(leaks(people, " \n".join(_strings(event.act)))) for event in later)
    return Removal(before, len(people), redact.changed, gone, changed, naming)


def acts_after(session: Session, removed: Removal) -> list[e.Act]:
    """What is noted once it is done: the remarks without words are withdrawn, and the purge is told."""
    standing = [key for key in removed.remarks if not session.notes[key].withdrawn]
    day = removed.before.date().isoformat()
    told = SessionPurged(day, removed.people, len(removed.remarks), tuple(sorted(removed.events)))
    return [*(e.NoteWithdrawn(key) for key in standing), told]


def _keys(old: Sequence[e.Event], later: Sequence[e.Event]) -> Mapping[str, str]:
    """For each speaker's key another that tells nothing, but for those later acts speak of."""
    found: dict[str, None] = {}
    for event in old:
        act = event.act
        if isinstance(act, e.SessionCreated):
            _collect(complete(act.plan), found)
        elif isinstance(act, e.PlanAdded):
            speaker = act.path.rpartition("/")[2] == "speakers"
            _collect({"speakers": [act.item]} if speaker else act.item, found)
        elif isinstance(act, e.PlanSet):
            _collect({act.path.rpartition("/")[2]: act.value}, found)
    spoken = {part for event in later for text in _strings(event.act) for part in text.split("/")}
    return {key: f"speaker-{number}" for number, key in enumerate(found, 1) if key not in spoken}


def _collect(value: Any, found: dict[str, None]) -> None:
    if isinstance(value, Mapping):
        speakers = value.get("speakers")
        for speaker in speakers if isinstance(speakers, (list, tuple)) else ():
            if isinstance(speaker, Mapping) and isinstance(speaker.get("key"), str):
                found.setdefault(speaker["key"])
        for each in value.values():
            _collect(each, found)
    elif isinstance(value, (list, tuple)):
        for each in value:
            _collect(each, found)


def _strings(act: Any) -> list[str]:
    values = [getattr(act, each.name) for each in fields(act)]
    return [value for value in values if isinstance(value, str)]


class _Rewriter:
    """Makes each act as it stays."""

    def __init__(self, redact: Redactor, keys: Mapping[str, str], remarks: frozenset[str], removed: str) -> None:
        self._redact = redact
        self._keys = keys
        self._remarks = remarks
        self._removed = removed

    def event(self, event: e.Event) -> e.Event:
        """The event without personal data; its id, time and place in every order are what they were."""
        return replace(event, act=self._act(event))

    def _act(self, event: e.Event) -> e.Act:  # noqa: PLR0911 -- one for each kind of act that has names of its own
        act = event.act
        match act:
            case e.SessionCreated():
                plan = self._document(complete(act.plan))
                return act if plan == complete(act.plan) else e.SessionCreated(plan)
            case e.PlanSet():
                return e.PlanSet(self._path(act.path), self._value(act.path, act.value))
            case e.PlanAdded():
                item = self._speaker(act.item) if act.path.endswith("/speakers") else self._document(act.item)
                return e.PlanAdded(self._path(act.path), item, self._keys.get(act.before, act.before))
            case e.PlanRemoved():
                return e.PlanRemoved(self._path(act.path))
            case e.PlanMoved():
                return e.PlanMoved(self._path(act.path), self._keys.get(act.before, act.before))
            case e.NoteTaken():
                text = self._removed if event.id in self._remarks else self._redact(act.text)
                return replace(act, text=text, about=self._keys.get(act.about, act.about))
            case e.NoteEdited():
                text = self._removed if act.note in self._remarks else self._redact(act.text)
                return replace(act, text=text, about=self._keys.get(act.about, act.about))
            case TurnStarted():
                return replace(act, speaker=self._keys.get(act.speaker, act.speaker))
            case ActionSet(field="owner") if isinstance(act.value, str) and act.value:
                return replace(act, value=role_of_name(act.value, self._redact))
        other: e.Act = self._other(act)
        return other

    def _other(self, act: Any) -> Any:
        """An act of any other kind, those of newer versions too: its texts redacted, what they are about left alone."""
        texts = {each.name: getattr(act, each.name) for each in fields(act) if each.name in _TEXTS}
        return replace(act, **{name: self._document(value) for name, value in texts.items()}) if texts else act

    def _path(self, path: str) -> str:
        return "/".join(self._keys.get(step, step) for step in path.split("/"))

    def _value(self, path: str, value: Any) -> Any:
        *above, last = path.split("/")
        if isinstance(value, str) and value:
            if (last == "name" and "speakers" in above) or last == "author":
                return role_of_name(value, self._redact)
            if (last == "role" and "speakers" in above) or last == "author_role":
                return ""
        if last == "speakers" and isinstance(value, (list, tuple)):
            return [self._speaker(each) if isinstance(each, Mapping) else each for each in value]
        return value if last in _KEPT else self._document(value)

    def _document(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._redact(value)
        if isinstance(value, (list, tuple)):
            return type(value)(self._document(each) for each in value)
        if not isinstance(value, Mapping):
            return value
        made: dict[str, Any] = {}
        for name, each in value.items():
            if name == "speakers" and isinstance(each, (list, tuple)):
                made[name] = [self._speaker(one) if isinstance(one, Mapping) else one for one in each]
            elif name == "author" and isinstance(each, str) and each:
                made[name] = role_of_name(each, self._redact)
            elif name == "author_role":
                made[name] = "" if value.get("author") else each
            else:
                made[name] = each if name in _KEPT else self._document(each)
        return made

    def _speaker(self, speaker: Mapping[str, Any]) -> dict[str, Any]:
        made = {name: value if name in _KEPT else self._document(value) for name, value in speaker.items()}
        if isinstance(speaker.get("key"), str):
            made["key"] = self._keys.get(speaker["key"], speaker["key"])
        if isinstance(speaker.get("name"), str) and speaker["name"]:
            made["name"] = role_of_name(speaker["name"], self._redact)
            if "role" in made:
                made["role"] = ""
        return made
