"""What a desk at the door sees: whom a few letters mean, where they sit, and how full the room is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from facilitate.domain.frozen import dataclass
from facilitate.domain.numbers import whole_number
from facilitate.domain.session import Session
from facilitate.domain.text import folded
from facilitate.domain.values.people import Participant
from facilitate.domain.values.worlds import Worlds
from facilitate.workshop.report.people import WorldCount, people_counts
from facilitate.workshop.views.seating import Seating, seating_now

SHORTEST = 3  # signs; fewer find only whom they name in full, or a whole word of whose name they are
_LETTERS = 2  # of the signs, at least: one letter between an apostrophe and a point means half the list
_NEAREST = 4  # letters; fewer are near too many names
_TWO_SLIPS = 6  # letters; in fewer, one is forgiven
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
    """What is compared of somebody: the words of the name, each with all after it in one, and the organisation.

    `letters` has all of it: whatever begins one of these is in it.
    """

    person: Participant
    words: tuple[str, ...]
    tails: tuple[str, ...]
    organisation: tuple[str, ...]
    letters: str


@dataclass(frozen=True, slots=True)
class _TypedName:
    """What was typed: its words, the same as blanks alone set them apart, and all of it in one.

    It `is_part` of a name where there is enough of it; less is looked for as a whole word.
    """

    words: tuple[str, ...]
    chunks: tuple[str, ...]
    whole: str
    is_part: bool

    @classmethod
    def of(cls, typed: str) -> Self:
        chunks = tuple(filter(None, ("".join(_words(each)) for each in typed.split())))
        whole = "".join(chunks)
        is_part = len(" ".join(typed.split())) >= SHORTEST and len(whole) >= _LETTERS
        return cls(_words(typed), chunks, whole, is_part)


class GuestSearch:
    """Finds people of the guest list by letters of their names, however they are accented, set apart or ordered."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[str, _NameLetters] = {}

    def found(self, typed: str) -> list[Participant]:
        """Return whom the letters may mean: names that begin so first, and of these who has not come yet.

        A badge number means whoever wears it, before anybody whose name has it.
        """
        asked = _TypedName.of(typed)
        if not asked.words:
            return [each for each in self._session.people.values() if typed.strip() and typed.strip() in each.name]
        of_badge = self._of_badge(typed)
        return self._in_order(
            (person, _BADGE if person in of_badge else _rank(self._letters(person), asked))
            for person in self._session.people.values()
        )

    def near(self, typed: str) -> list[Participant]:
        """Return whose names the letters nearly begin: one slip of the hand is forgiven, and two in a longer word."""
        asked = _TypedName.of(typed)
        if len(asked.whole) < _NEAREST:
            return []
        return self._in_order((each, _slips(self._letters(each), asked)) for each in self._session.people.values())

    def named(self, typed: str) -> list[Participant]:
        """Return `found` for who is to learn no more of the list than they know: three signs or more of a name.

        A shorter name is found once it is typed whole, and whoever wears a badge by its number. An organisation only
        tells apart those who are named already.
        """
        asked, of_badge = _TypedName.of(typed), self._of_badge(typed)
        if not asked.is_part or len("".join(typed.split())) < SHORTEST:
            people = self._session.people.values()
            whole = [each for each in people if asked.whole and self._letters(each).tails[:1] == (asked.whole,)]
            return list({each.id: each for each in (*of_badge, *whole)}.values())
        return [each for each in self.found(typed) if each in of_badge or _begins(self._letters(each), asked)]

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

    def _of_badge(self, typed: str) -> list[Participant]:
        number = whole_number(typed.strip().removeprefix("#"))
        return self._session.people_of_badge(number) if number and not typed.strip().startswith("0") else []

    def _in_order(self, ranked: Iterable[tuple[Participant, int | None]]) -> list[Participant]:
        """Return people by rank, and of one rank who has not come yet first, then by name; without those of no rank."""
        arrivals = self._session.arrivals
        found: list[tuple[int, int, str, str, Participant]] = []
        for person, rank in ranked:
            if rank is not None:
                arrival = arrivals.get(person.id)
                came = 0 if arrival is None else 1 if arrival.left else 2
                found.append((rank, came, " ".join(self._letters(person).words), person.id, person))
        return [each[-1] for each in sorted(found, key=lambda each: each[:-1])]

    def _letters(self, person: Participant) -> _NameLetters:
        known = self._known.get(person.id)
        if known is None or known.person is not person:
            words = _words(person.name)
            tails = tuple("".join(words[place:]) for place in range(len(words)))
            organisation = _words(person.organisation)
            letters = " ".join((*tails[:1], *organisation))
            known = self._known[person.id] = _NameLetters(person, words, tails, organisation, letters)
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


def _rank(letters: _NameLetters, asked: _TypedName) -> int | None:
    """Return how well the letters fit somebody, 0 being best; None where they do not."""
    if not asked.is_part:
        return 0 if asked.whole in (*letters.words, *letters.tails[:1]) else None
    if asked.words[0] not in letters.letters:  # as in most names
        return None
    if _begin(letters.tails, (asked.whole,)):
        return 0
    if _begin(letters.tails, asked.words) or _begin(letters.tails, asked.chunks):
        return 1
    if _begin((*letters.tails, *letters.organisation), asked.words):
        return 2
    return 3 if len(asked.whole) >= SHORTEST and letters.tails and asked.whole in letters.tails[0] else None


def _begin(names: Sequence[str], words: Iterable[str]) -> bool:
    """Return whether each word begins one of the names."""
    return all(any(name.startswith(word) for name in names) for word in words)


def _begins(letters: _NameLetters, asked: _TypedName) -> bool:
    """Return whether a name begins so, or has a word that begins like three letters or more of what was typed."""
    if any(_begin(letters.tails, each) for each in (asked.words, asked.chunks)):
        return True
    telling = (asked.whole, *(word for word in asked.words if len(word) >= SHORTEST))
    return any(_begin(letters.tails, (word,)) for word in telling)


def _slips(letters: _NameLetters, asked: _TypedName) -> int | None:
    """Return by how many slips what was typed differs from the beginnings of words of a name; None where too many."""
    least = None
    for words in {(asked.whole,), asked.chunks, asked.words}:
        total = 0
        for word in words:
            most = 0 if len(word) < _NEAREST else 1 if len(word) < _TWO_SLIPS else 2
            slips = min((_slips_to_begin(word, tail, most) for tail in letters.tails), default=most + 1)
            if slips > most:
                break
            total += slips
        else:
            least = total if least is None else min(least, total)
    return least


def _slips_to_begin(word: str, name: str, most: int) -> int:
    """Return how many letters have to be changed, put in, left out or swapped until a word begins a name.

    It is counted no further than one beyond `most`.
    """
    name = name[: len(word) + most]
    if len(set(word).difference(name)) > most:  # most names are not near, and need no more than this
        return most + 1
    before: list[int] = []
    row = list(range(len(name) + 1))
    for place, letter in enumerate(word, 1):
        last, row = row, [place]
        for at in range(1, len(last)):
            least = min(last[at] + 1, row[at - 1] + 1, last[at - 1] + (letter != name[at - 1]))
            if place > 1 and at > 1 and letter == name[at - 2] and word[place - 2] == name[at - 1]:
                least = min(least, before[at - 2] + 1)
            row.append(least)
        if min(row) > most:
            return most + 1
        before = last
    return min(row)


def _apart(person: Participant, alike: list[Participant]) -> str:
    for trait in (
        lambda each: (each.organisation,),
        lambda each: (each.organisation, each.territory),
        lambda each: (each.organisation, each.world, each.territory),
    ):
        if sum(trait(each) == trait(person) for each in alike) == 1:
            return ", ".join(filter(None, trait(person)))
    return ", ".join(filter(None, (person.organisation, person.id[-8:])))
