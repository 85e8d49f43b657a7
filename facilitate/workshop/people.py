"""The people a session names, and what is said in their place when their names have to go."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from facilitate.domain.errors import N_, Message
from facilitate.domain.events import Event, PlanAdded, PlanSet, SessionCreated
from facilitate.domain.purged import SessionPurged
from facilitate.domain.roadmap import ActionSet
from facilitate.domain.session import Session
from facilitate.domain.values import dataclass

Tell = Callable[[Message], str]
_SHORTEST = 3  # letters of a part of a name that is looked for on its own
_PARTICLES = frozenset(("des", "van", "von", "der", "den", "del", "dos", "les", "and"))
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w+])(?:\+\d{1,3}|0)(?:[\s.\u00a0\u202f-]?\(?\d\)?){8,11}(?!\w)")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is named; `role` stands in their place, different from everybody else's.

    Of an owner on the road map, who may be an organisation, only the whole name is looked for in texts, and only where
    it has several words.
    """

    name: str
    role: str
    owner: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of the name that give it away alone; none where it is a number’s, as in “Participante 07”."""
        words = re.findall(r"[^\W\d_]+", self.name)
        if self.owner or any(letter.isdecimal() for letter in self.name):
            return ()
        return tuple(word for word in words if len(word) >= _SHORTEST and word[0].isupper() and word not in _PARTICLES)


def people_of(session: Session, tell: Tell, events: Sequence[Event] | None = None) -> tuple[Person, ...]:
    """Everybody any act ever named, also those the programme has lost since; `tell` says a role we name ourselves.

    With `events`, only those these acts name.
    """
    found: dict[str, tuple[str, str]] = {}
    cleared = purged(session)
    told = [event for event in (session.events if events is None else events) if event.id not in cleared]
    for kind, name, role in _named(told):
        if name.strip() and (name not in found or (role and not found[name][1])):
            found[name] = (kind, role)
    for phase in session.plan.phases:  # the role a programme gives now counts more than what it said first
        known = [(each.name, each.role) for each in phase.speakers]
        known += [(phase.study.author, phase.study.author_role)] if phase.study else []
        for name, role in known:
            if role and name in found:
                found[name] = (found[name][0], role)
    return tuple(_distinct(found, tell))


def purged(session: Session) -> frozenset[str]:
    """The acts that were cleared of names already."""
    return frozenset(
        key for event in session.events if isinstance(event.act, SessionPurged) for key in event.act.events
    )


_UNSAID = {"speaker": N_("speaker {number}"), "author": N_("author of the study"), "owner": N_("owner {number}")}


def _distinct(found: Mapping[str, tuple[str, str]], tell: Tell) -> Iterator[Person]:
    named = [Person(name, "") for name in found]
    taken: set[str] = set()
    numbers = dict.fromkeys(_UNSAID, 0)
    for name, (kind, given) in found.items():
        numbers[kind] += 1
        # A role that names somebody (“assistant of …”) is no role to put in a name’s place.
        role = (given if not leaks(named, given) else "") or tell(Message(_UNSAID[kind], {"number": numbers[kind]}))
        again, number = role, 2
        while again in taken:
            again, number = f"{role} ({number})", number + 1
        taken.add(again)
        yield Person(name, again, owner=kind == "owner")


def _named(events: Sequence[Event]) -> Iterator[tuple[str, str, str]]:
    """(kind, name, role) of everybody acts name, in order."""
    for event in events:
        act = event.act
        if isinstance(act, SessionCreated):
            yield from _in_document(act.plan)
        elif isinstance(act, PlanAdded):
            speaker = act.path.rpartition("/")[2] == "speakers"
            yield from _in_document({"speakers": [act.item]} if speaker else act.item)
        elif isinstance(act, PlanSet):
            yield from _set(act)
        elif isinstance(act, ActionSet) and act.field == "owner" and isinstance(act.value, str):
            yield "owner", act.value, ""


def _set(act: PlanSet) -> Iterator[tuple[str, str, str]]:
    *above, last = act.path.split("/")
    if isinstance(act.value, str):
        if last == "name" and "speakers" in above:
            yield "speaker", act.value, ""
        elif last == "author":
            yield "author", act.value, ""
    else:
        yield from _in_document({last: act.value})


def _in_document(value: Any) -> Iterator[tuple[str, str, str]]:
    if isinstance(value, Mapping):
        for speaker in _list(value.get("speakers")):
            if isinstance(speaker, Mapping):
                yield "speaker", str(speaker.get("name") or ""), str(speaker.get("role") or "")
        if isinstance(value.get("author"), str):
            yield "author", value["author"], str(value.get("author_role") or "")
        for each in value.values():
            yield from _in_document(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _in_document(each)


def _list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, (list, tuple)) else ()


class Redactor:
    """Puts roles in the place of names in a text, and a sign in the place of addresses and telephone numbers.

    Names are found whatever their case, accents, blanks and hyphens, in both orders and with an initial; a part of one
    (a surname, a first name) where it is a word that begins with a capital. So “Fondation Pierre” loses its Pierre when
    one has spoken: a name too many that goes does less harm than one that stays.
    """

    def __init__(self, people: Sequence[Person], tell: Tell) -> None:
        self.people = tuple(people)
        self._tell = tell
        self._whole: list[tuple[re.Pattern[str], str]] = []
        self._parts: dict[str, str] = {}
        for person in sorted(people, key=lambda each: len(each.name), reverse=True):
            words = [_plain(word) for word in re.findall(r"[^\W_]+", person.name)]
            if not words or (person.owner and len(words) == 1):
                continue
            for order in _orders(words):
                self._whole.append((re.compile(rf"(?<![^\W_]){order}(?![^\W_])"), person.role))
            for part in person.parts:
                self._parts.setdefault(_plain(part), person.role)
        self._word = re.compile(r"[^\W\d_]+")
        self.changed = 0

    def __call__(self, text: str) -> str:
        """The text without names."""
        before = text = unicodedata.normalize("NFC", text)
        for pattern, role in self._whole:
            text = _replaced(text, pattern, role)
        text = self._word.sub(self._part, text)
        text = _ADDRESS.sub(self._tell(Message(N_("[address]"))), text)
        text = _PHONE.sub(self._tell(Message(N_("[telephone number]"))), text)
        self.changed += text != before
        return text

    def _part(self, found: re.Match[str]) -> str:
        word = found[0]
        return self._parts.get(_plain(word), word) if word[0].isupper() else word


def _orders(words: Sequence[str]) -> Iterator[str]:
    between = r"[\s\u00ad\u2010-\u2015.’'-]*"
    yield between.join(map(re.escape, words))
    for place in range(1, len(words)):
        yield between.join(map(re.escape, (*words[place:], *words[:place])))
        yield rf"{re.escape(words[0][0])}\.{between}" + between.join(map(re.escape, words[place:]))


def _replaced(text: str, pattern: re.Pattern[str], role: str) -> str:
    """Replace in the text what the pattern finds in its plain letters."""
    plain, places = [], []
    for place, letter in enumerate(text):
        for each in _plain(letter) or ("" if unicodedata.combining(letter) else letter):
            plain.append(each)
            places.append(place)
    done, out = 0, []
    for found in pattern.finditer("".join(plain)):
        start, end = places[found.start()], places[found.end() - 1] + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        out += [text[done:start], role]
        done = end
    return "".join((*out, text[done:]))


def _plain(text: str) -> str:
    """Small letters without accents."""
    return "".join(each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each))


def leaks(people: Sequence[Person], text: str) -> list[str]:
    """The names a text still gives away, however it is spaced, hyphenated or accented: to prove that none is left."""
    text = unicodedata.normalize("NFC", text)
    joined = re.sub(r"(?<=\w)[\u00ad\u2010-]\s*\n\s*", "", text.replace("\u200b", ""))
    squeezed = re.sub(r"[\W_]+", "", _plain(joined))
    words = {_plain(word) for word in re.findall(r"[^\W\d_]+", joined) if word[0].isupper()}
    found = []
    for person in people:
        whole = re.sub(r"[\W_]+", "", _plain(person.name))
        several = len(re.findall(r"[^\W_]+", person.name)) > 1
        if (several and whole in squeezed) or any(_plain(part) in words for part in person.parts):
            found.append(person.name)
    return found
