"""Removing personal data that must go: each act as it is without names, unquotable remarks and addresses.

Ideas, proposals, the typology, counts, times and references stay.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from facilitate.domain import events as e
from facilitate.domain.collected import FileImported
from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.frozen import dataclass
from facilitate.domain.ideas import NoteKind
from facilitate.domain.programme.document import complete
from facilitate.domain.purged import SessionPurged
from facilitate.domain.roadmap import ActionSet
from facilitate.domain.session import Session
from facilitate.workshop.privacy.name_finder import squeezed
from facilitate.workshop.privacy.people import Person, Redactor, Tell, leaks, names_in, people_of, purged
from facilitate.workshop.privacy.purge_keys import LISTS, Keys, words_of

_TEXTS = frozenset({"text", "texts", "detail", "wording", "value", "item", "source", "payload", "plan"})
_KEPT = frozenset({"key", "kind", "language", "date", "starts_at", "ends_at"})  # of a programme: nothing typed freely
_TELLING = 12  # characters from which on a text is not another’s by chance
_ABOUT = {NoteKind.FINDING: "axes", NoteKind.REMARK: "speakers"}


@dataclass(frozen=True, slots=True)
class Removal:
    """What goes: how many people are named, acts that change, remarks whose words go, with their notes’ ids.

    `later` acts, which are not touched, name the same people: afterwards nobody can tell that these are names. `words`
    are the texts as they were, `everybody` whose names went. `told` is whether an
    act says already that this was done.
    """

    before: datetime
    people: int
    remarks: tuple[str, ...]
    events: Mapping[str, e.Event]
    later: int = 0
    words: tuple[str, ...] = ()
    everybody: tuple[Person, ...] = ()
    told: bool = False

    def told_in(self, text: str) -> bool:
        """Whether a text from elsewhere holds what had to go."""
        return bool(leaks(self.everybody, text)) or any(word in text for word in self.words if len(word) >= _TELLING)

    @property
    def nothing(self) -> bool:
        """Whether there is nothing left to remove, and to tell other copies of."""
        return self.told and not self.events


def removal(session: Session, before: datetime, tell: Tell) -> Removal:
    """Work out what goes of the acts recorded before that moment; `events` are those that change, as they will be.

    Acts that were cleared at an earlier purge are looked at again: somebody may be known by now who was not then.
    """
    old = [event for event in session.events if event.at < before]
    later = [event for event in session.events if event.at >= before]
    people = people_of(session, tell)
    redact = Redactor(people, tell)
    remarks = frozenset(
        note.id
        for note in session.notes.values()
        if note.kind is NoteKind.REMARK and not note.quotable and note.at < before
    )
    rewriter = _Rewriter(session, redact, Keys(old, later, redact), remarks, tell(Message(N_("[remark removed]"))))
    changed = {event.id: new for event in old if (new := rewriter.event(event)) != event}
    pairs = ((event, changed[event.id]) for event in old if event.id in changed)
    words = {text for was, new in pairs for text in set(words_of(was.act)).difference(words_of(new.act))}
    cleared = purged(session)
    named = {squeezed(naming.name) for event in old if event.id not in cleared for naming in names_in(event.act)}
    named |= {squeezed(name) for name in leaks(people, "\n\n".join(sorted(words)))}
    day, acts = before.date().isoformat(), [event.act for event in session.events]
    gone = tuple(person for person in people if squeezed(person.name) in named)
    return Removal(
        before,
        len({person.role for person in gone}),
        tuple(sorted(key for key in remarks if key in changed)),
        changed,
        sum(bool(leaks(gone, "\n\n".join(words_of(event.act)))) for event in later),
        tuple(sorted(words)),
        gone,
        told=any(isinstance(act, SessionPurged) and act.before >= day for act in acts),
    )


def agreed_acts(session: Session, agreed: Removal, tell: Tell) -> list[e.Act]:
    """`acts_after`, where the session is still as it was agreed on; raises `Refused`."""
    if removal(session, agreed.before, tell) != agreed:
        raise Refused(N_("Somebody changed this session meanwhile, so nothing was removed. Run this again."))
    return acts_after(session, agreed)


def acts_after(session: Session, removed: Removal) -> list[e.Act]:
    """What is noted once it is done: the purge is told, and the remarks without words are withdrawn."""
    standing = [key for key in removed.remarks if not session.notes[key].withdrawn]
    day = removed.before.date().isoformat()
    told = SessionPurged(day, removed.people, len(removed.remarks), tuple(sorted(removed.events)))
    return [told, *(e.NoteWithdrawn(key) for key in standing)]


class _Rewriter:
    """Makes each act as it stays."""

    def __init__(self, session: Session, redact: Redactor, keys: Keys, remarks: frozenset[str], removed: str) -> None:
        self._session = session
        self._redact = redact
        self._keys = keys
        self._remarks = remarks
        self._removed = removed

    def event(self, event: e.Event) -> e.Event:
        """The event without personal data; its id, time and place in every order are what they were."""
        return replace(event, act=self._act(event))

    def _act(self, event: e.Event) -> e.Act:
        act = event.act
        if isinstance(act, e.SessionCreated):
            whole = complete(act.plan)
            plan = self._document(whole)
            return act if plan == whole else e.SessionCreated(plan)
        if isinstance(act, (e.PlanSet, e.PlanAdded, e.PlanRemoved, e.PlanMoved)):
            return self._correction(act)
        if isinstance(act, (e.NoteTaken, e.NoteEdited)):
            return self._note(event, act)
        if isinstance(act, FileImported):
            return replace(act, file="")  # people name files after people whom the session does not know
        if isinstance(act, ActionSet) and act.field == "owner" and isinstance(act.value, str) and act.value:
            return replace(act, value=self._redact.role(act.value))
        return self._other(act)

    def _correction(self, act: e.PlanSet | e.PlanAdded | e.PlanRemoved | e.PlanMoved) -> e.Act:
        above, _, last = act.path.rpartition("/")
        path = self._keys.path(act.path)
        match act:
            case e.PlanSet():
                return e.PlanSet(path, self._value(above, last, act.value))
            case e.PlanAdded():
                (item,) = self._items(last, [act.item])
                return e.PlanAdded(path, item, self._keys.of(last, act.before))
            case e.PlanRemoved():
                return e.PlanRemoved(path)
            case e.PlanMoved():
                return e.PlanMoved(path, self._keys.of(above.rpartition("/")[2], act.before))

    def _note(self, event: e.Event, act: e.NoteTaken | e.NoteEdited) -> e.Act:
        key = act.note if isinstance(act, e.NoteEdited) else event.id
        text = self._removed if key in self._remarks else self._redact(act.text)
        note = self._session.notes.get(key)
        about = self._keys.of(_ABOUT.get(note.kind, ""), act.about) if note else act.about
        changes = self._keys.fields(act, [each.name for each in fields(act)])
        return replace(act, **changes, text=text, about=about)

    def _other(self, act: Any) -> e.Act:
        """An act of any other kind, those of newer versions too: its texts redacted, what they are about left alone."""
        names = [each.name for each in fields(act)]
        texts = {name: self._document(getattr(act, name)) for name in names if name in _TEXTS}
        changed: e.Act = replace(act, **texts, **self._keys.fields(act, names))
        return changed

    def _value(self, above: str, last: str, value: Any) -> Any:
        """What a correction of the programme sets, as it stays."""
        if isinstance(value, str) and value:
            speaker = above.rpartition("/")[0].endswith("/speakers")
            if last == "author" or (speaker and last == "name"):
                return self._redact.role(value)
            if last == "author_role" or (speaker and last == "role"):
                return ""
        return self._document({last: value})[last]

    def _document(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._redact(value)
        if isinstance(value, (list, tuple)):
            return type(value)(self._document(each) for each in value)
        if not isinstance(value, Mapping):
            return value
        made: dict[str, Any] = {}
        for name, each in value.items():
            if name in LISTS and isinstance(each, (list, tuple)):
                made[name] = self._items(name, each)
            elif name == "author" and isinstance(each, str) and each:
                made[name] = self._redact.role(each)
            elif name == "author_role" and value.get("author"):
                made[name] = ""
            else:
                made[name] = each if name in _KEPT else self._document(each)
        return made

    def _items(self, name: str, items: Sequence[Any]) -> list[Any]:
        return [self._item(name, each) if isinstance(each, Mapping) else each for each in items]

    def _item(self, name: str, item: Mapping[str, Any]) -> dict[str, Any]:
        """An item of a list; of a speaker the role alone, in the place of the name."""
        made = {**self._document(item)}
        if isinstance(item.get("key"), str):
            made["key"] = self._keys.of(name, item["key"])
        if name == "speakers" and isinstance(item.get("name"), str) and item["name"]:
            made["name"] = self._redact.role(item["name"])
            if "role" in made:
                made["role"] = ""
        return made
