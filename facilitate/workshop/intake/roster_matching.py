"""A guest list beside the one that is here: who is new, whose line changed, and whom nobody can tell apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import count

from facilitate.domain.frozen import dataclass
from facilitate.domain.session import Session
from facilitate.domain.text import title_key
from facilitate.domain.values.people import Participant, key_of
from facilitate.workshop.intake.roster import GuestLine

# What a line corrects; wishes are names, which only become people once all are here.
_TEXTS = (
    "name", "organisation", "world", "territory", "access", "interpreter", "diet", "email", "interprets", "family_name",
)  # fmt: skip
FIELDS = (*_TEXTS, "no_photo", "nameable")
ANOTHER = ""  # the decision that a line is somebody else


@dataclass(frozen=True, slots=True)
class Corrected:
    """Somebody who is here already, whose line says otherwise than it did in these `fields`; `now` is who they become.

    What was corrected by hand stays as long as the list says what it said before.
    """

    guest: GuestLine
    before: Participant
    now: Participant
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Homonym:
    """A line whose name somebody has as well, and nothing tells the two apart: `people` here, or that of a `line`."""

    guest: GuestLine
    people: tuple[Participant, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """What a guest list would change. `added` has the how-manieth each is of those whom nothing tells apart.

    `same` is how many lines say what is known; `homonyms` were not decided, and come in; `again` are lines of somebody
    who stands on the list above, `removed` those of people who were taken off it.
    """

    added: tuple[tuple[GuestLine, int], ...]
    corrected: tuple[Corrected, ...]
    same: int
    homonyms: tuple[Homonym, ...]
    again: tuple[GuestLine, ...]
    removed: tuple[GuestLine, ...]
    who: Mapping[int, str]  # the person that a line means, of those who are here already


class RosterMatcher:
    """Finds who of a guest list is here already; by e-mail, else name and organisation, else a name of one alone.

    `decisions` says by its line whom a guest is who could not be told apart: a person, another line, or `ANOTHER`.
    """

    def __init__(self, guests: Sequence[GuestLine], session: Session, decisions: Mapping[int, str | int]) -> None:
        self._session = session
        self._decisions = decisions
        self._again = self._said_twice(guests)
        again = {guest.line for guest in self._again}
        self._guests = [guest for guest in guests if guest.line not in again]
        self._people = list(session.people.values())
        self._who: dict[int, str] = {}
        self._taken: set[str] = set()
        self._keys = _keys(self._guests)

    def plan(self) -> RosterPlan:
        """Return what the list would change."""
        for line, decided in self._decisions.items():
            if isinstance(decided, str) and decided:
                self._match(line, decided)
        self._match_alike(lambda each: _identity(self._as_listed(each)))
        self._match_alike(_identity)
        self._match_alone(lambda each: each.email.casefold(), of_all=True)
        self._match_alike(lambda each: (title_key(each.name), each.email.casefold()) if each.email else None)
        self._match_alone(lambda each: (title_key(each.name), title_key(each.organisation)))
        self._match_alike(lambda each: (title_key(each.name), title_key(each.organisation)), unless_apart=True)
        self._match_alone(lambda each: title_key(each.name))
        self._match_alone(lambda each: _identity(self._as_listed(each))[:2])
        removed = self._match_by_keys()
        not_coming = {guest.line for guest in removed}
        added = [guest for guest in self._guests if guest.line not in self._who and guest.line not in not_coming]
        corrected = self._corrected()
        return RosterPlan(
            tuple((guest, self._keys[guest.line][2]) for guest in added),
            corrected,
            len(self._who) - len(corrected),
            tuple(self._homonyms(added)),
            tuple(self._again),
            removed,
            self._who,
        )

    def _as_listed(self, each: GuestLine | Participant) -> GuestLine | Participant:
        """Return a person as a list last said, for who was renamed here by hand since; a line as it is."""
        return self._session.listed_people.get(each.id, each) if isinstance(each, Participant) else each

    def _said_twice(self, guests: Sequence[GuestLine]) -> list[GuestLine]:
        """Return the lines of somebody whose name and address stand in a line above, or of whom that was decided."""
        seen: set[tuple[str, str]] = set()
        again = []
        for guest in guests:
            who = title_key(guest.name), guest.email.casefold()
            if isinstance(self._decisions.get(guest.line), int) or (guest.email and who in seen):
                again.append(guest)
            seen.add(who)
        return again

    def _left(self) -> tuple[list[GuestLine], list[Participant]]:
        guests = [guest for guest in self._guests if guest.line not in self._who and not self._is_another(guest)]
        return guests, [person for person in self._people if person.id not in self._taken]

    def _is_another(self, guest: GuestLine) -> bool:
        return self._decisions.get(guest.line) == ANOTHER

    def _match(self, line: int, person: str) -> None:
        self._who[line] = person
        self._taken.add(person)

    def _match_alike(self, by: Callable[[GuestLine | Participant], Hashable], *, unless_apart: bool = False) -> None:
        """Match lines and people of one key, in their order; `unless_apart` not those of two e-mail addresses."""
        guests, people = self._left()
        waiting = defaultdict(list)
        for person in people:
            waiting[by(person)].append(person)
        for guest in guests:
            for person in waiting.get(by(guest), ()) if by(guest) is not None else ():
                if unless_apart and guest.email and person.email and guest.email.casefold() != person.email.casefold():
                    continue
                self._match(guest.line, person.id)
                waiting[by(guest)].remove(person)
                break

    def _match_alone(
        self, by: Callable[[GuestLine | Participant], str | tuple[str, ...]], *, of_all: bool = False
    ) -> None:
        """Match a line and a person who alone have a key: of all, or of those that are left."""
        guests, people = self._left()
        of_guests = Counter(map(by, self._guests if of_all else guests))
        of_people = Counter(map(by, self._people if of_all else people))
        alone = {by(person): person for person in people if of_people[by(person)] == 1}
        for guest in guests:
            if by(guest) and of_guests[by(guest)] == 1 and (person := alone.get(by(guest))):
                self._match(guest.line, person.id)

    def _match_by_keys(self) -> tuple[GuestLine, ...]:
        """Match lines that came in once, of people who were renamed since; returns those who were removed since."""
        removed = []
        for guest in self._guests:
            key = self._session.person_keys.get(self._keys[guest.line])
            if guest.line in self._who or key is None or key in self._taken or self._is_another(guest):
                continue
            if key in self._session.people:
                self._match(guest.line, key)
            elif key in self._session.removed_people:
                removed.append(guest)
        return tuple(removed)

    def _corrected(self) -> tuple[Corrected, ...]:
        found = []
        for guest in self._guests:
            if before := self._session.people.get(self._who.get(guest.line, "")):
                listed = self._session.listed_people.get(before.id, before)
                answered = {name: value for name in FIELDS if (value := getattr(guest, name)) not in ("", None)}
                values = {name: value for name, value in answered.items() if value != getattr(listed, name)}
                more = {**dict(before.more), **dict(guest.more)}
                now = replace(before, **values, more=tuple(more.items()))
                if now != before:
                    fields = tuple(name for name in (*FIELDS, "more") if getattr(now, name) != getattr(before, name))
                    found.append(Corrected(guest, before, now, fields))
        return tuple(found)

    def _homonyms(self, added: Sequence[GuestLine]) -> Iterable[Homonym]:
        """Yield the new lines that may be somebody who is here, or who stands in a line above."""
        _guests, people = self._left()
        here = defaultdict(list)
        for person in people:
            here[title_key(person.name)].append(person)
        first: dict[tuple[str, str], GuestLine] = {}
        for guest in added:
            who = self._keys[guest.line][:2]
            above = first.setdefault(who, guest)
            if self._is_another(guest):
                continue
            if alike := here.get(title_key(guest.name)):
                yield Homonym(guest, tuple(alike))
            elif above is not guest and not guest.email:
                yield Homonym(guest, line=above.line)


def _identity(each: GuestLine | Participant) -> tuple[str, str, str]:
    return title_key(each.name), title_key(each.organisation), each.email.casefold()


def _keys(guests: Iterable[GuestLine]) -> dict[int, tuple[str, str, int]]:
    """Return by its line what each guest is known by on every desk that takes in this list."""
    numbers: dict[tuple[str, str], count[int]] = defaultdict(lambda: count(1))
    keys = {}
    for guest in guests:
        name, other, _one = key_of(guest.name, guest.email, guest.organisation, 1)
        keys[guest.line] = name, other, next(numbers[name, other])
    return keys


@dataclass(frozen=True, slots=True)
class LostWish:
    """A wish of a line that was not kept: whom it names, in the words of its cell; none of a wish not to sit with."""

    line: int
    words: str = ""


class Wishes:
    """Names that guests wished for, as people: only where one alone is meant."""

    def __init__(self, people: Iterable[Participant]) -> None:
        self._by_name: dict[str, list[str]] = defaultdict(list)
        self._by_words: dict[str, list[str]] = defaultdict(list)
        for person in people:
            self._by_name[title_key(person.name)].append(person.id)
            for word in {"".join(sorted(title_key(person.name).split())), *title_key(person.name).split()}:
                self._by_words[word].append(person.id)

    def of(self, names: Iterable[str], *, but: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return whom these names mean, `but` the person who says them, and those that mean nobody or several."""
        found: dict[str, None] = {}
        unknown: list[str] = []
        for name in names:
            key = title_key(name)
            those = self._by_name.get(key) or self._by_words.get("".join(sorted(key.split()))) or []
            those = [person for person in those if person != but]
            if len(those) == 1:
                found[those[0]] = None
            else:
                unknown.append(name)
        return tuple(found), tuple(unknown)
