"""Names taken out of the texts of several events, whichever of these knows whom."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from facilitate.domain.errors import N_, Message
from facilitate.domain.frozen import dataclass
from facilitate.domain.timeline import Timeline
from facilitate.workshop.privacy.agreement import OMITTED, names_agreed, without_agreement
from facilitate.workshop.privacy.name_finder import Person, squeezed
from facilitate.workshop.privacy.people import people_of
from facilitate.workshop.privacy.redactor import Redactor, Tell

_SOMEBODY = N_("[name]")


@dataclass(frozen=True, slots=True)
class KnownPeople:
    """Whom an event knows: `here` as its own files look for them, `elsewhere` as those of other events may.

    `guests` are the names on its guest list without a yes, `agreed` those of whoever said one, both squeezed.
    """

    here: tuple[Person, ...]
    elsewhere: tuple[Person, ...]
    guests: frozenset[str]
    agreed: frozenset[str]


def known_people(timeline: Timeline, tell: Tell) -> KnownPeople:
    """Return whom an event knows, its guests with the others where its guest list was read."""
    session, here = timeline.session, people_of(timeline, tell)
    has_guests = any(event.act.subject.role for event in timeline.events)  # whose acts are the desk’s
    return KnownPeople(
        here,
        people_of(timeline, tell, guests_whole=True) if has_guests else here,
        frozenset(squeezed(person.name) for person in without_agreement(session)),
        names_agreed(session),
    )


class RedactorOfEvents:
    """Takes everybody out of texts whom any of several events knows; one sign stands in the place of all their names.

    In a text of their own event, people are found as its own files find them. In those of others, guests and whoever is
    called as one of the cities are found by the whole name, or after a form of address; an organiser keeps the name.
    """

    def __init__(
        self, known: Mapping[str, KnownPeople], cities: Iterable[str], organisers: Iterable[str], tell: Tell
    ) -> None:
        """`known` are the people of events, by the ids of their sessions; what is of none is by an empty one."""
        self._tell, self._known = tell, known
        self._somebody = tell(Message(_SOMEBODY))
        self._own = {session: self._unnamed(people.here) for session, people in known.items()}
        bodies = {squeezed(each) for each in organisers}
        words = {word for city in cities for word in _words(city)}
        everybody: dict[str, Person] = {}
        for people in known.values():
            for person in self._unnamed(people.elsewhere):
                if (name := squeezed(person.name)) not in bodies:
                    whole = person.whole or not words.isdisjoint(_words(person.name))
                    everybody[name] = replace(person, whole=whole and everybody.get(name, person).whole)
        # A guest list may have the surname first.
        turned = [
            replace(each, name=" ".join(reversed(each.name.split()))) for each in everybody.values() if each.whole
        ]
        everybody |= {squeezed(each.name): each for each in turned if squeezed(each.name) not in everybody}
        self._everybody = Redactor(tuple(everybody.values()), tell)
        self._last = "", Redactor(self._own.get("", ()), tell)
        self._agreed = frozenset(name for people in known.values() for name in people.agreed)
        self._guests = frozenset(name for people in known.values() for name in people.guests)

    def _unnamed(self, people: Sequence[Person]) -> tuple[Person, ...]:
        return tuple(replace(person, role=self._somebody) for person in people)

    def of_event(self, session: str) -> Callable[[str], str]:
        """Return what takes names out of the texts of an event."""
        own = self._finder(session)
        return lambda text: self._everybody(own(text)) if text else ""

    def _finder(self, session: str) -> Redactor:
        """Return what finds the people of an event; the texts of one come one after the other."""
        if self._last[0] != session:
            self._last = session, Redactor(self._own.get(session, ()), self._tell)
        return self._last[1]

    def named_in(self, session: str, text: str, agreed: frozenset[str]) -> Iterator[tuple[str, bool]]:
        """Yield the names of people without a yes in a text of an event, as written there, and whether of a guest.

        `agreed` are the names of others who said yes, squeezed.
        """
        own = self._finder(session)
        for words, names in (*own.found(text), *self._everybody.found(own.without_names(text))):
            known = {squeezed(spelling) for name in names for spelling in (name, " ".join(reversed(name.split())))}
            if (self._agreed | agreed).isdisjoint(known):
                yield words, not self._guests.isdisjoint(known)

    def as_published(self, session: str, agreed: frozenset[str]) -> Callable[[str], str]:
        """Return what leaves out, as the files of an event do, whom its guest list has no yes of.

        `agreed` are the names of others who said yes, squeezed.
        """
        known = self._known.get(session)
        guests = known.guests - known.agreed - agreed if known else frozenset()
        found = (person for person in (known.here if known and guests else ()) if squeezed(person.name) in guests)
        hidden = tuple(replace(person, role=OMITTED, whole=True) for person in found)
        return Redactor(hidden, self._tell).without_names if hidden else str

    def __call__(self, text: str) -> str:
        """Return a text of no event without names."""
        return self._everybody(text)

    def names_in_key(self, key: str) -> bool:
        """Return whether a key that was made of a title tells a name."""
        return self._everybody.names_in_key(key)

    def names_in_logo(self, body: str, form: str, data: bytes) -> bool:
        """Return whether the logo of a body shows a name, as a drawing may in its letters."""
        return self._everybody.names_in_logo(body, form, data)


def _words(name: str) -> list[str]:
    return [word for each in re.findall(r"[^\W\d_]{3,}", name) if (word := squeezed(each))]
