"""Removing personal data that must go: each act as it is without names, unquotable remarks and addresses.

Ideas, proposals, the typology, counts, times and references stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from facilitate.domain.acts.notes import NoteWithdrawn
from facilitate.domain.acts.people import PersonAdded
from facilitate.domain.acts.pictures import LogoKept, PhotoAdded
from facilitate.domain.acts.purge import PURGE, PurgeVouched, SessionPurged
from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.event import Act, Event
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.people import LISTS
from facilitate.domain.purge_marks import is_dated_ahead, last_purge, vouched
from facilitate.domain.session import Session
from facilitate.domain.text import stated_contact
from facilitate.domain.timeline import Timeline
from facilitate.domain.values.notes import NoteKind
from facilitate.domain.values.pictures import BareLogo, Pieces, bytes_of
from facilitate.workshop.privacy.name_finder import squeezed
from facilitate.workshop.privacy.people import Person, Redactor, Tell, leaks, people_of
from facilitate.workshop.privacy.published_contact import address_of_organisation, is_of_organisation
from facilitate.workshop.privacy.purge_keys import PurgeKeys, words_of
from facilitate.workshop.privacy.redactor import leak_finder

_KEPT = frozenset({"key", "kind", "language", "date", "starts_at", "ends_at"})  # of a programme: nothing typed freely
_TELLING = 12  # characters from which on a text is not another’s by chance
_NO_REMARK = N_("[remark removed]")
_MOST_VOUCHED = 50_000  # changes in one act: a journal's line has to stay one that can be read
_ABOUT = {NoteKind.FINDING: "axes", NoteKind.REMARK: "speakers"}


def as_kept(_name: str, _form: str, pieces: Pieces) -> Pieces:
    """Answer where no session has a logo."""
    return pieces


@dataclass(frozen=True, slots=True)
class Removal:
    """What goes: how many people are named, acts that change, remarks whose words go, with their notes’ ids, `photos`.

    `later` acts, which are not touched, name the same people: afterwards nobody can tell that these are names; with
    `later_day` as the day they would go too. `now` is when it is done: what is dated later was done before. `words`
    are the texts as they were, `everybody` whose names went. `is_recorded` is
    whether an act says already that this was done. `names` are those that somebody told, who stand in no list.
    `contact_kept` is whom to write to, which is published and stays with its addresses; not `contact_kept` but
    `contact_removed` where it may be somebody’s own.
    """

    before: datetime
    people: int
    remarks: tuple[str, ...]
    events: Mapping[str, Event]
    later: int = 0
    later_day: date | None = None
    now: datetime | None = None
    words: tuple[str, ...] = ()
    everybody: tuple[Person, ...] = ()
    is_recorded: bool = False
    photos: int = 0
    names: tuple[str, ...] = ()
    contact_kept: str = ""
    contact_removed: bool = False
    mark: str = ""

    def looks_at(self, event: Event) -> bool:
        """Return whether an act is from before it."""
        return _is_before(event.at, self.before, self.now)

    def leaks_in(self, text: str) -> bool:
        """Return whether a text from elsewhere holds what had to go."""
        return bool(leaks(self.everybody, text)) or self.holds(text)

    def holds(self, text: str) -> bool:
        """Return whether a text from elsewhere holds one that had to go as a whole."""
        return any(word in text for word in self.words if len(word) >= _TELLING)

    @property
    def guests(self) -> int:
        """How many people on the guest list lose all but world, time of arrival and a number for the organisation."""
        return sum(isinstance(event.act, PersonAdded) and not event.act.same for event in self.events.values())

    @property
    def nothing(self) -> bool:
        """Whether there is nothing left to remove, and to tell other copies of."""
        return self.is_recorded and not self.events


def removal(
    timeline: Timeline, before: datetime, tell: Tell, bare: BareLogo = as_kept, names: Sequence[str] = (),
    mark: str = "", now: datetime | None = None,
) -> Removal:  # fmt: skip
    """Work out what goes of the acts recorded before that moment; `events` are those that change, as they will be.

    Acts that were cleared at an earlier purge are looked at again: somebody may be known by now who was not then.
    `bare` returns the bytes of a logo by its name and form, with nothing in them but what is seen; `names` go too,
    whoever they are; `mark` as in `people_of`. Where the moment is after `now`, what is dated later goes as well: the
    clock of its computer was wrong.
    """
    session, old = timeline.session, [event for event in timeline.events if _is_before(event.at, before, now)]
    later = [event for event in timeline.events if not _is_before(event.at, before, now)]
    redact = Redactor(people := people_of(timeline, tell, also=names, mark=mark), tell)
    remarks, removed = _unquotable(session, before, now), tell(Message(_NO_REMARK))
    cleaner = _Cleaner(session, redact, PurgeKeys(old, later, redact), remarks, removed, bare)
    changed = {event.id: new for event in old if (new := cleaner.event(event)) != event}
    words = _words_gone(old, changed)
    photos = _photos_gone(old, changed)
    words |= {photo[-1] for photo in photos}  # of those in pieces, which all begin alike
    named = _named_by(old, session) | _named_in(words, people)
    went = [person for person in people if squeezed(person.name) in named]
    naming = _naming(people, named | {*map(squeezed, names)}, later)
    return Removal(
        before,
        len({person.role for person in went}),
        tuple(sorted(key for key in remarks if key in changed)),
        changed,
        len(naming),
        _day_after(naming, now),
        now,
        tuple(sorted(words)),
        tuple(went),
        is_recorded=_is_recorded(timeline, before.date().isoformat(), old, now or before),
        photos=len(photos),
        names=tuple(names),
        contact_kept=address_of_organisation(session.plan, redact),
        contact_removed=session.plan.publication.contact in words,
        mark=mark,
    )


def _is_before(at: datetime, before: datetime, now: datetime | None) -> bool:
    return at < before or bool(now and now < before and at > now)


def _naming(people: Sequence[Person], names: AbstractSet[str], events: Iterable[Event]) -> list[Event]:
    """Return the acts that hold one of these names, which are squeezed."""
    leaks_in = leak_finder([person for person in people if squeezed(person.name) in names])
    return [event for event in events if leaks_in("\n\n".join(words_of(event.act)))]


def _day_after(events: Iterable[Event], now: datetime | None) -> date | None:
    """Return the day that follows these acts, where it is not to come: then the one that follows today."""
    last = max((event.at for event in events), default=None)
    if last is None:
        return None
    return (min(last, now) if now else last).astimezone().date() + timedelta(days=1)


def _unquotable(session: Session, before: datetime, now: datetime | None) -> frozenset[str]:
    """Return the ids of the remarks from before then that nobody may quote."""
    remarks = (note for note in session.notes.values() if note.kind is NoteKind.REMARK)
    return frozenset(note.id for note in remarks if not note.quotable and _is_before(note.at, before, now))


def _photos_gone(old: Iterable[Event], changed: Mapping[str, Event]) -> set[Pieces]:
    """Return what stands for the bytes of the photos that these acts name no more."""
    return {was for event in old if (was := _picture(event)) and not _picture(changed.get(event.id, event))}


def _words_gone(old: Iterable[Event], changed: Mapping[str, Event]) -> set[str]:
    """Return the texts that stand in these acts no more, and the last piece of each logo that is another now."""
    pairs = [(event, changed[event.id]) for event in old if event.id in changed]
    words = {text for was, new in pairs for text in set(words_of(was.act)).difference(words_of(new.act))}
    return words | {logo[-1] for was, new in pairs if (logo := _logo(was)) and logo != _logo(new)}


def _is_recorded(timeline: Timeline, day: str, old: Iterable[Event], now: datetime) -> bool:
    """Return whether an act says already that all of these were looked through: what came after it was not."""
    purges = (event for event in timeline.events if isinstance(event.act, SessionPurged) and event.act.before >= day)
    last = max(purges, key=lambda event: event.at, default=None)
    if last is None:
        return False
    # Of what is dated ahead the clock that acts count by tells which came first.
    old = (event for event in old if event.act.subject is not PURGE)
    return all(event.at <= last.at or (event.at > now and event.lamport < last.lamport) for event in old)


def _named_by(old: Iterable[Event], session: Session) -> set[str]:
    """Return the names that acts give of people, squeezed, but of those that gave roles since an earlier purge."""
    acts = (event.act for event in old if event.id not in session.cleared)
    return {squeezed(person.name) for act in acts for person in act.named_people()}


def _named_in(texts: Iterable[str], people: Sequence[Person]) -> set[str]:
    """Return the names that texts hold, squeezed; one that is a name, as most of a guest list, needs no search."""
    known, found, leaks_in = {squeezed(person.name) for person in people}, set(), leak_finder(people)
    for text in texts:
        found |= {name} if (name := squeezed(text)) in known else {squeezed(each) for each in leaks_in(text)}
    return found


def _picture(event: Event) -> Pieces:
    """Return what stands for the bytes of a photo, of the act that added one."""
    if not isinstance(event.act, PhotoAdded):
        return ()
    return event.act.pieces or ((event.act.digest,) if event.act.digest else ())


def _logo(event: Event) -> Pieces:
    return event.act.pieces if isinstance(event.act, LogoKept) else ()


def agreed_acts(timeline: Timeline, agreed: Removal, tell: Tell, bare: BareLogo = as_kept) -> list[Act]:
    """Return the acts of `acts_after`; raises `Refused` where the session is not as it was agreed on."""
    if removal(timeline, agreed.before, tell, bare, agreed.names, agreed.mark, agreed.now) != agreed:
        raise Refused(N_("The session was changed in the meantime, so nothing was removed. Run the command again."))
    return acts_after(timeline.session, agreed)


def acts_after(session: Session, removed: Removal) -> list[Act]:
    """Return the acts that record a purge: that it happened, and that remarks without words are withdrawn."""
    standing = [key for key in removed.remarks if not session.notes[key].withdrawn]
    day = removed.before.date().isoformat()
    purge = SessionPurged(day, removed.people, len(removed.remarks), tuple(sorted(removed.events)))
    return [purge, *(NoteWithdrawn(key) for key in standing)]


def looked_through(timeline: Timeline, removed: Removal) -> list[Act]:
    """Return the acts that vouch for all that a removal looked through and left as it was.

    They are recorded with it: whoever wrote something else knows by them that nobody has read it for those names.
    """
    old = (event for event in timeline.events if removed.looks_at(event) and has_words(event))
    return _vouching(removed.before.date().isoformat(), [event.id for event in old if event.id not in removed.events])


def has_words(event: Event) -> bool:
    """Return whether an act may hold a name; one that tells of a removal holds none."""
    is_part = isinstance(event.act, (SessionPurged, PurgeVouched))
    return not (is_part or event.act.subject.role) and any(words_of(event.act))


def texts_with(name: str, events: Iterable[Event]) -> int:
    """Return in how many texts of these acts a name stands, of whoever it is."""
    leaks_in = leak_finder([Person(name, "")])
    return sum(bool(leaks_in(text)) for event in events if has_words(event) for text in words_of(event.act))


def _vouching(day: str, keys: Sequence[str]) -> list[Act]:
    parts = (keys[place : place + _MOST_VOUCHED] for place in range(0, len(keys), _MOST_VOUCHED))
    return [PurgeVouched(day, tuple(part)) for part in parts]


def unvouched(timeline: Timeline, now: datetime) -> list[Event]:
    """Return the acts from before a removal of which nobody says that no known name is left in them.

    What is dated ahead may be from before any removal.
    """
    found = last_purge(timeline.events)
    if found is None:
        return []
    until, known = found[1].cleared_until(found[0].at), vouched(timeline.events)
    return [
        event
        for event in timeline.events
        if (event.at < until or is_dated_ahead(event, now))
        and not (event.id in known or event.act.subject.role or event.act.subject is PURGE)
    ]


def vouching(timeline: Timeline, tell: Tell, now: datetime) -> list[Act] | None:
    """Return the acts that vouch for what is here from before the last removal; None where it names somebody known.

    Somebody has to remove that first.
    """
    found, left = last_purge(timeline.events), unvouched(timeline, now)
    has_list = any(person.name for person in timeline.session.people.values())  # which others do not have
    if found is None or not (left or has_list):
        return []
    event, purge = found
    changed = removal(timeline, purge.cleared_until(event.at), tell).events.values()
    if any(not each.act.subject.role for each in changed):
        return None
    ids = [each.id for each in left]
    if ahead := {each.id: each.at for each in left if is_dated_ahead(each, now)}:  # the removal did not look at these
        named = ahead.keys() & removal(timeline, max(ahead.values()) + timedelta(microseconds=1), tell).events.keys()
        ids = [key for key in ids if key not in named]
    return _vouching(purge.before, ids)


def last_day_left(timeline: Timeline) -> date:
    """Return the day to name so that all goes that was to go by the last removal: one begins where the organiser is."""
    found = last_purge(timeline.events)
    until = (found[1].cleared_until(found[0].at) if found else timeline.events[-1].at).astimezone()
    return until.date() if until.time() == time() else until.date() + timedelta(days=1)


class _Cleaner:
    """Takes personal data out of acts (`domain/personal.py:Cleaner`)."""

    def __init__(
        self, session: Session, redact: Redactor, keys: PurgeKeys, remarks: frozenset[str], removed: str,
        bare: BareLogo,
    ) -> None:  # fmt: skip
        self._session = session
        self._redact = redact
        self._keys = keys
        self._remarks = remarks
        self._removed = removed
        self._bare = bare
        known = (person.organisation_number for person in (*session.people.values(), *session.removed_people.values()))
        self._organisations_before = max(known, default=0)  # of an earlier purge
        self._organisations: dict[str, int] = {}

    def event(self, event: Event) -> Event:
        """Return the event without personal data; its id, time and place in every order are what they were."""
        return replace(event, act=event.act.cleared(self, event))

    def fields_of(self, act: Any) -> Any:
        texts = {name: self.programme(getattr(act, name)) for name in act.personal}
        return replace(act, **texts, **self._keys.fields(act, [each.name for each in fields(act)]))

    def text(self, text: str) -> str:
        return self._redact(text)

    def role(self, name: str) -> str:
        return self._redact.role(name)

    def role_within(self, name: str) -> str:
        return self._redact.role_within(name)

    def key(self, items: str, key: str) -> str:
        return self._keys.of(items, key)

    def path(self, path: str) -> str:
        return self._keys.path(path)

    def found_title_taken(self, event: str, category: str) -> bool:
        return event in self._session.void or category in self._session.joined

    def note(self, key: str, text: str) -> str:
        return self._removed if key in self._remarks else self._redact(text)

    def logo(self, name: str, form: str, pieces: Pieces) -> Pieces:
        data = bytes_of(pieces)
        partners = [each.name for each in self._session.plan.supporters if each.logo == name]
        named = any(self._redact.names_in_logo(text, form, data) for text in (name, *partners))
        return () if named or not pieces else self._bare(name, form, pieces)

    def same_person(self, event: str) -> str:
        return self._session.same_people.get(event, "")

    def organisation_number(self, name: str) -> int:
        return self._organisations.setdefault(
            name.casefold(), self._organisations_before + len(self._organisations) + 1
        )

    def keeps_photo(self, photo: str) -> bool:
        shown = self._session.photos.get(photo)
        return shown is not None and not shown.people

    def note_about(self, key: str, about: str) -> str:
        note = self._session.notes.get(key)
        return self._keys.of(_ABOUT.get(note.kind, ""), about) if note else about

    def programme(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._redact(value)
        if isinstance(value, (list, tuple)):
            return type(value)(self.programme(each) for each in value)
        if not isinstance(value, Mapping):
            return value
        made: dict[str, Any] = {}
        for name, each in value.items():
            if name in LISTS and isinstance(each, (list, tuple)):
                made[name] = self.items(name, each)
            elif name == "author" and isinstance(each, str) and each:
                made[name] = self._redact.role_within(each)
            elif name == "author_role" and value.get("author"):
                made[name] = ""
            elif name == "contact" and isinstance(each, str):
                made[name] = self._contact(each)
            else:
                made[name] = each if name in _KEPT else self.programme(each)
        return made

    def _contact(self, contact: str) -> str:
        """Return whom to write to, or nothing where that may be somebody: a sign tells nobody whom to write to."""
        is_kept = is_of_organisation(contact, self._session.plan, self._redact)
        return stated_contact(contact) if is_kept else ""

    def items(self, name: str, items: Sequence[Any]) -> list[Any]:
        return [self._item(name, each) if isinstance(each, Mapping) else each for each in items]

    def _item(self, name: str, item: Mapping[str, Any]) -> dict[str, Any]:
        """Return an item of a list; of a speaker the role alone, in the place of the name."""
        made = {**self.programme(item)}
        if isinstance(item.get("key"), str):
            made["key"] = self._keys.of(name, item["key"])
        if name == "table_setups" and isinstance(item.get("host"), str) and item["host"]:
            made["host"] = self._redact.role(item["host"])
        if name == "speakers" and isinstance(item.get("name"), str) and item["name"]:
            made["name"] = self._redact.role(item["name"])
            if "role" in made:
                made["role"] = ""
        return made
