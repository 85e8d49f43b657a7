"""What a desk at the door sees: whom a few letters mean, where they sit, and how full the room is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from facilitate.domain.frozen import dataclass
from facilitate.domain.numbers import whole_number
from facilitate.domain.session import Session
from facilitate.domain.text import folded
from facilitate.domain.values.people import Participant
from facilitate.domain.values.worlds import Worlds
from facilitate.workshop.report.people import WorldCount, people_counts
from facilitate.workshop.views.seating import Seating, seating_now

SHORTEST = 3  # letters; fewer find only whom they name in full, or a whole word of whose name they are
_BADGE = -1  # better than any rank of a name
_WORD = re.compile(r"[^\W_]+")


class TablesGiven(StrEnum):
    """How people come to a table: told beforehand, dealt as they arrive, or not at all."""

    BEFOREHAND = "beforehand"
    AT_THE_DOOR = "at the door"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class TableFilling:
    """How many people are at a table now, in all and of each world, in the order of the counts of all."""

    table: int
    here: int
    worlds: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DoorCounts:
    """How many people are expected, came unexpected, are here and have left, with worlds and open tables."""

    expected: int
    walk_ins: int
    here: int
    left: int
    worlds: tuple[WorldCount, ...]
    tables: tuple[TableFilling, ...]


@dataclass(frozen=True, slots=True)
class _NameLetters:
    """What is compared of somebody: the words of the name, each with all after it in one, and the organisation."""

    person: Participant
    words: tuple[str, ...]
    tails: tuple[str, ...]
    organisation: tuple[str, ...]


class GuestSearch:
    """Finds people of the guest list by letters of their names, however they are accented, set apart or ordered."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[str, _NameLetters] = {}

    def found(self, typed: str) -> list[Participant]:
        """Return whom the letters may mean: names that begin so first, and of these who has not come yet.

        A badge number means whoever wears it, before anybody whose name has it.
        """
        words = _words(typed)
        if not words:
            return [each for each in self._session.people.values() if typed.strip() and typed.strip() in each.name]
        whole, arrivals = "".join(words), self._session.arrivals
        number = whole_number(typed.strip().removeprefix("#"))
        of_badge = self._session.people_of_badge(number) if number and not typed.strip().startswith("0") else []
        found: list[tuple[int, int, str, str, Participant]] = []
        for person in self._session.people.values():
            letters = self._letters(person)
            rank = _BADGE if person in of_badge else _rank(letters, words, whole)
            if rank is not None:
                arrival = arrivals.get(person.id)
                came = 0 if arrival is None else 1 if arrival.left else 2
                found.append((rank, came, " ".join(letters.words), person.id, person))
        return [each[-1] for each in sorted(found, key=lambda each: each[:-1])]

    def named(self, typed: str) -> list[Participant]:
        """Return `found` for who is to learn no more of the list than they know: three letters or more of a name.

        A shorter name is found once it is typed whole. An organisation only tells apart those who are named already.
        """
        words = _words(typed)
        whole = "".join(words)
        if len(whole) < SHORTEST:
            people = self._session.people.values()
            return [each for each in people if whole and self._letters(each).tails[:1] == (whole,)]
        return [each for each in self.found(typed) if _begins(self._letters(each), words, whole)]

    def homonyms(self) -> set[str]:
        """Return the ids of those whose name somebody else has too."""
        people = self._session.people.values()
        count = Counter(self._letters(each).words for each in people)
        return {each.id for each in people if count[self._letters(each).words] > 1}

    def told_apart(self, people: Iterable[Participant]) -> dict[str, str]:
        """Return by id what tells people of one name apart: the organisation, else the area, else the identifier."""
        by_name: dict[str, list[Participant]] = {}
        for person in people:
            by_name.setdefault(folded(person.name), []).append(person)
        return {
            person.id: person.organisation if len(alike) == 1 else _apart(person, alike)
            for alike in by_name.values()
            for person in alike
        }

    def _letters(self, person: Participant) -> _NameLetters:
        known = self._known.get(person.id)
        if known is None or known.person is not person:
            words = _words(person.name)
            tails = tuple("".join(words[place:]) for place in range(len(words)))
            known = self._known[person.id] = _NameLetters(person, words, tails, _words(person.organisation))
        return known


def tables_given(session: Session) -> TablesGiven | None:
    """Return how people come to a table; None where nobody has chosen yet."""
    if session.dealt_at_the_door:
        return TablesGiven.AT_THE_DOOR
    if session.is_planned_beforehand:
        return TablesGiven.BEFOREHAND
    has_tables = bool(session.plan.tables_phases)
    return None if session.dealt_at_the_door is None and has_tables else TablesGiven.NONE


def worlds_to_choose(session: Session) -> list[str]:
    """Return the worlds that somebody unexpected may be of: the groups of the programme, then others of the list."""
    worlds = Worlds(session.plan.attendance.groups)
    counted = worlds.counted(person.world for person in session.people.values())
    groups = session.plan.attendance.groups
    return list(dict.fromkeys([*worlds.names, *(world for world in counted if world and world not in groups)]))


def seating_at_the_door(session: Session, now: datetime) -> Seating | None:
    """Return the round that people are seated in now; None where no phase has tables."""
    return seating_now(session, now) if session.plan.tables_phases else None


def table_told(seating: Seating | None, key: str) -> int:
    """Return the table of a person in a round; 0 where none is known, as before whoever it is dealt to comes."""
    if seating is None or (seating.session.dealt_at_the_door and key not in seating.session.arrivals):
        return 0
    return seating.table_of(key)


def door_counts(session: Session, seating: Seating | None) -> DoorCounts:
    """Return the counts of a desk, with the tables of a round: open ones, and others where somebody is."""
    counts, worlds = people_counts(session), Worlds(session.plan.attendance.groups)
    order = [each.world for each in counts.worlds]
    names = dict(zip(session.plan.attendance.groups, worlds.names, strict=True))  # without how many were expected
    there: Counter[tuple[int, str]] = Counter()
    for key, arrival in session.arrivals.items():
        person = session.people.get(key)
        if person is not None and arrival.left is None:
            there[table_told(seating, key), worlds.of(person.world)] += 1
    tables = sorted({*(seating.tables if seating else ())} | {table for table, _world in there if table})
    filled = [(table, tuple(there[table, world] for world in order)) for table in tables]
    return DoorCounts(
        counts.listed,
        counts.walk_ins,
        counts.here,
        counts.came - counts.here,
        tuple(replace(each, world=names.get(each.world, each.world)) for each in counts.worlds),
        tuple(TableFilling(table, sum(each), each) for table, each in filled),
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(folded(text)))


def _rank(letters: _NameLetters, words: tuple[str, ...], whole: str) -> int | None:
    """Return how well the letters fit somebody, 0 being best; None where they do not."""
    if len(whole) < SHORTEST:
        return 0 if whole in (*letters.words, *letters.tails[:1]) else None
    if any(tail.startswith(whole) for tail in letters.tails):
        return 0
    if all(any(each.startswith(word) for each in letters.words) for word in words):
        return 1
    if all(any(each.startswith(word) for each in (*letters.words, *letters.organisation)) for word in words):
        return 2
    return 3 if letters.tails and whole in letters.tails[0] else None


def _begins(letters: _NameLetters, words: tuple[str, ...], whole: str) -> bool:
    """Return whether a name begins so, or has a word that begins like three letters or more of what was typed."""
    telling = (whole, *(word for word in words if len(word) >= SHORTEST))
    return any(tail.startswith(word) for tail in letters.tails for word in telling)


def _apart(person: Participant, alike: list[Participant]) -> str:
    for trait in (
        lambda each: (each.organisation,),
        lambda each: (each.organisation, each.territory),
        lambda each: (each.organisation, each.world, each.territory),
    ):
        if sum(trait(each) == trait(person) for each in alike) == 1:
            return ", ".join(filter(None, trait(person)))
    return ", ".join(filter(None, (person.organisation, person.id[-8:])))
