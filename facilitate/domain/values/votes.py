"""A vote of the room: what is chosen among and by which rule, and what was counted once it was closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum

from facilitate.domain.frozen import dataclass

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MOST_CANDIDATES = 200
USUAL_MOST = 5  # choices or dots of a ballot where nobody says how many
MOST_BALLOTS = 100_000
FEW = 5  # ballots of a world below which nothing is reckoned for it
MANY = 20  # candidates above which fifteen minutes will not do
FIVE = 5  # fingers of a hand
IN_FAVOUR = 3  # fingers from which on somebody goes along


class VoteRule(StrEnum):
    """How a ballot is filled: proposals ticked, dots dealt out, or zero to five fingers for one sentence."""

    APPROVE = "approve"
    DOTS = "dots"
    FIVE = "five"


class VoteReading(StrEnum):
    """By what a handful is kept: totals, both worlds, or equal shares, the same part of the places for each ballot."""

    TOTALS = "totals"
    BOTH_WORLDS = "both-worlds"
    EQUAL_SHARES = "equal-shares"


# What a ballot says: by the letter of a candidate the ticks, dots or fingers it gets. A letter without is not there.
Marks = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class BallotForm:
    """What a ballot asks for: its rule, how many ticks or dots, and how many of these dots one proposal may get."""

    rule: VoteRule
    most: int
    cap: int

    @classmethod
    def of(cls, rule: VoteRule, most: int, cap: int = 0) -> BallotForm:
        """Return a form whose cap nobody may have said (0), which is half of the dots then."""
        return cls(rule, most, min(cap or (most + 1) // 2, most))

    def asks_as(self, other: BallotForm) -> bool:
        """Return whether a ballot of the other form can be filled as one of this."""
        if self.rule is not other.rule or self.rule is VoteRule.FIVE:
            return self.rule is other.rule
        return self.most == other.most and (self.cap == other.cap or self.rule is not VoteRule.DOTS)


USUAL_FORM = BallotForm.of(VoteRule.APPROVE, USUAL_MOST)


@dataclass(frozen=True, slots=True)
class BallotPile:
    """Equal ballots: how many, of which world (nothing where it is not told), and what they say."""

    count: int
    world: str
    marks: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class TypedTotals:
    """Ballots that were counted by hand: how many of a world, and how many ticks or dots each letter got."""

    ballots: int
    world: str
    marks: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class VoteCount:
    """What was in the box when a vote was closed.

    `piles` are the ballots, equal ones together and in an order of their own, which tells nothing of when and by whom;
    of a world they say nothing where so few were of it, or without one, that it would tell how somebody voted
    (`hidden_worlds`).
    `coded` are the ballots with the code of a slip, by phone or typed, `uncoded` those without one, `typed` those
    counted by hand among them. `corrected` ones were taken back as they had been mistyped, of which `missed` were not
    there. `slips` were given out and `present` people were there, 0 where nobody said.
    """

    piles: tuple[BallotPile, ...]
    typed: tuple[TypedTotals, ...]
    worlds: tuple[str, ...]
    hidden_worlds: tuple[str, ...]
    coded: int
    uncoded: int
    spoilt: int
    slips: int
    present: int
    corrected: int = 0
    missed: int = 0

    @property
    def ballots(self) -> int:
        """How many ballots count."""
        return self.coded + self.uncoded

    @property
    def cast(self) -> int:
        """How many ballots there were, spoilt ones too."""
        return self.ballots + self.spoilt

    def ballots_of(self, world: str) -> int:
        """Return how many ballots are told to be of a world, those counted by hand too."""
        return sum(each.count for each in self.piles if each.world == world) + sum(
            each.ballots for each in self.typed if each.world == world
        )


@dataclass(frozen=True, slots=True)
class TieBreak:
    """How the room decided between proposals with equal totals: which come first, and why."""

    reading: VoteReading
    chosen: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class OpenTie:
    """Proposals with equal totals at the cut, for `left` of the `wanted` places, that the room has yet to decide on."""

    reading: VoteReading
    wanted: int
    left: int
    proposals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shortlist:
    """The handful that the room keeps: proposals by their ids, and the reading by which they were found."""

    kept: tuple[str, ...]
    reading: VoteReading
    wanted: int


@dataclass(frozen=True, slots=True)
class Vote:
    """One vote: its rule and its candidates (proposals by their ids, in the order of their letters) never change.

    `most` is how many may be ticked, or how many dots somebody has, `cap` how many of these one proposal may get.
    `worlds` are those that are told apart, but for those `untold`: at a close before it was reopened nothing was told
    of them, and nobody knows any more which of its ballots were theirs. There is a `count` once it is closed;
    `other_counts` are how many ballots other computers counted that closed it too, having reopened it unknown to each
    other.
    """

    id: str
    opened: datetime
    rule: VoteRule
    most: int
    cap: int
    candidates: tuple[str, ...]
    worlds: tuple[str, ...]
    count: VoteCount | None = None
    note: str = ""
    ties: tuple[TieBreak, ...] = ()
    shortlist: Shortlist | None = None
    reopened: int = 0
    open_tie: OpenTie | None = None
    other_counts: tuple[int, ...] = ()
    untold: tuple[str, ...] = ()

    @property
    def form(self) -> BallotForm:
        """What its ballots ask for."""
        return BallotForm(self.rule, self.most, self.cap)

    @property
    def is_open(self) -> bool:
        """Whether ballots are taken."""
        return self.count is None

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters of the candidates, in their order."""
        return tuple(map(letter_of, range(len(self.candidates))))

    def proposal(self, letter: str) -> str:
        """Return the candidate of a letter."""
        return self.candidates[place_of(letter)]


def worlds_told(sizes: Mapping[str, int], worlds: Iterable[str]) -> tuple[str, ...]:
    """Return those of the worlds that are told, by how many ballots each has (`sizes`; those without a world by "").

    Whoever takes them from the totals is left with what no world is told of: nobody, or `FEW` ballots at least.
    """
    shown = [world for world in worlds if sizes.get(world, 0) >= FEW]
    while shown and 0 < sum(sizes.values()) - sum(sizes[world] for world in shown) < FEW:
        shown.remove(min(reversed(shown), key=sizes.__getitem__))
    return tuple(shown)


def letter_of(place: int) -> str:
    """Return what the candidate at that place, counted from 0, is called: A to Z, then 27, 28 and so on."""
    return _LETTERS[place] if place < len(_LETTERS) else str(place + 1)


def place_of(letter: str) -> int:
    """Return the place of a letter or number; raises `ValueError` where none is called so."""
    if letter in _LETTERS and len(letter) == 1:
        return _LETTERS.index(letter)
    if not (letter.isascii() and letter.isdecimal()) or int(letter[:9]) <= len(_LETTERS):
        raise ValueError(f"no candidate {letter!r}")
    return int(letter[:9]) - 1


def marks_text(marks: Iterable[tuple[str, int]]) -> str:
    """Return marks as a journal holds them: `A C:2`, in the order of the letters."""
    return " ".join(
        letter if number == 1 else f"{letter}:{number}"
        for letter, number in sorted(marks, key=lambda each: place_of(each[0]))
    )


def marks_of(text: str) -> tuple[tuple[str, int], ...]:
    """Return the marks of such a text; raises `ValueError` where it is none."""
    return tuple(_marks(text))


def _marks(text: str) -> Iterator[tuple[str, int]]:
    for each in text.split():
        letter, colon, number = each.partition(":")
        place_of(letter)
        yield letter, int(number) if colon else 1
