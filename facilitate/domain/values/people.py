"""The people of an event: who is expected and who came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from facilitate.domain.frozen import dataclass
from facilitate.domain.text import title_key

MOST_PEOPLE = 10_000
MOST_BADGES = 99_999
Pairs = tuple[tuple[str, str], ...]
# Whom one person is in a list of another desk: by name, by e-mail or else organisation, and the how-manieth of those.
PersonKey = tuple[str, str, int]
# A round of a tables phase: the phase's key, and the round, counted from 1.
RoundKey = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who is expected or came. Only the name has to be known; a purge leaves the world alone.

    `access`, `interpreter` and `diet` are needs, `interprets` the languages in which they interpret for others;
    `together` and `apart` are the ids of those whom this person wishes to sit with, and not to sit with: the second is
    obeyed, and never shown. `more` are further columns of a guest list, each of which has a purpose of its own. A
    `walk_in` was on no list. `no_photo` is for whoever does not want to be photographed, `nameable` for whoever agreed
    to be named in what is published. `family_name` is the part of the name by which lists are sorted, where it is
    known. `organisation_number` is what a purge leaves of an organisation, to count by.
    """

    id: str
    name: str
    organisation: str = ""
    world: str = ""
    territory: str = ""
    access: str = ""
    interpreter: str = ""
    interprets: str = ""
    diet: str = ""
    together: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    email: str = ""
    walk_in: bool = False
    more: Pairs = ()
    no_photo: bool = False
    nameable: bool = False
    family_name: str = ""
    organisation_number: int = 0


@dataclass(frozen=True, slots=True)
class Arrival:
    """When somebody came, to which table (0 where nobody said) in which round, and when they left, if they did."""

    at: datetime
    table: int = 0
    left: datetime | None = None
    round: RoundKey = ("", 1)


@dataclass(frozen=True, slots=True)
class BadgeDrawn:
    """The number that was drawn for a person; 0 where the act did not say one. `away` tells it from those of home."""

    person: str
    number: int
    away: bool


@dataclass(frozen=True, slots=True)
class SeatRules:
    """What a plan that is kept was asked for, beside what the guest list says, by the ids of people.

    Who sits `together`, of whom no two are at one table (`separate`), and who hosts a table in all rounds.
    """

    together: tuple[tuple[str, ...], ...] = ()
    separate: tuple[tuple[str, ...], ...] = ()
    hosts: tuple[str, ...] = ()


def pairs_of(flat: Sequence[str]) -> Pairs:
    """Return columns and values that an act holds one after the other."""
    return tuple(zip(flat[::2], flat[1::2], strict=True))


def flat_of(pairs: Pairs) -> tuple[str, ...]:
    """Return columns and values as an act holds them."""
    return tuple(text for pair in pairs for text in pair)


def key_of(name: str, email: str, organisation: str, nth: int) -> PersonKey:
    """Return by what two desks that took in one list know that they mean the same person."""
    return title_key(name), email.casefold() or title_key(organisation), nth


def computer_of(suffix: str) -> str:
    """Return the tag of the computer that a writer's suffix tells; nothing for the event's own.

    A tag has two characters or more, and one more for a second program there, which counts for itself. A suffix of one
    character is that of a second program at home.
    """
    return suffix if len(suffix) > 1 else ""
