"""What comes of the ballots of a vote: totals, both worlds, ranks, ties at the cut, the handful that is kept.

Fractions are exact, so that equal is equal. Both worlds is the geometric mean over the worlds of (yes + ½) / (n + 1)
of their n ballots: what one world alone wants falls behind what many of each want.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial

from facilitate.domain.errors import N_, Message
from facilitate.domain.frozen import dataclass
from facilitate.domain.session import Session
from facilitate.domain.values.votes import (
    IN_FAVOUR,
    BallotPile,
    TieBreak,
    Vote,
    VoteCount,
    VoteReading,
    VoteRule,
    place_of,
)
from facilitate.workshop.votes.equal_shares import Voters, outcomes

_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class WorldShare:
    """How many of a world's ballots are in favour of a candidate, of how many."""

    world: str
    yes: int
    ballots: int


@dataclass(frozen=True, slots=True)
class CandidateResult:
    """What came of one candidate, or of several that were merged since, whose ballots are counted once.

    `proposal` is what they are now, `letters` what they were called. `total` counts ticks, dots or fingers, `yes` the
    ballots in favour. `product` is the both-worlds reading to the power of how many worlds there are, None where it
    is not reckoned. Where totals of several of them were counted by hand, how many ballots chose one of these is not
    known, and `at_least` so many; nor are its `shares`, or those of dots.
    """

    letters: tuple[str, ...]
    proposal: str
    total: int
    yes: int
    rank: int
    shares: tuple[WorldShare, ...]
    product: Fraction | None
    both_rank: int
    at_least: bool = False

    @property
    def both_worlds(self) -> float | None:
        """The both-worlds reading, from 0 to 1; None where it is not reckoned."""
        return None if self.product is None else float(self.product) ** (1 / len(self.shares))


@dataclass(frozen=True, slots=True)
class Handful:
    """The results that are kept by a reading; those that are `tied` at the cut, for `left` places, are not decided."""

    kept: tuple[CandidateResult, ...]
    tied: tuple[CandidateResult, ...] = ()
    left: int = 0


def now_of(session: Session, key: str) -> str:
    """Return the proposal that a candidate is in now: itself, or what it was merged into."""
    found = session.all_proposals.get(key)
    while found is not None and found.hidden_by and found.hidden_by != found.id:
        found = session.all_proposals.get(found.hidden_by)
    return found.id if found is not None else key


def parts_of(session: Session, key: str) -> tuple[str, ...]:
    """Return the proposals that stand for a candidate: the one it is in now, or several where that was split."""
    key = now_of(session, key)
    proposal = session.all_proposals.get(key)
    if proposal is None or proposal.hidden_by != proposal.id:
        return (key,)
    return tuple(dict.fromkeys(session.holders[idea] for idea in proposal.ideas))


def results(session: Session, vote: Vote) -> tuple[CandidateResult, ...]:
    """Return what came of each candidate of a vote that is closed, the greatest total first."""
    if vote.count is None:
        return ()
    groups: dict[str, list[str]] = {}
    for letter, key in zip(vote.letters, vote.candidates, strict=True):
        groups.setdefault(now_of(session, key), []).append(letter)
    found = [_counted(vote.rule, vote.count, key, tuple(letters)) for key, letters in groups.items()]
    totals, products = [each.total for each in found], [each.product or Fraction(0) for each in found]
    ranked = [
        CandidateResult(
            each.letters, each.proposal, each.total, each.yes, 1 + sum(total > each.total for total in totals),
            each.shares, each.product, 1 + sum(other > product for other in products) if each.product else 0,
            each.at_least,
        )
        for each, product in zip(found, products, strict=True)
    ]  # fmt: skip
    return tuple(sorted(ranked, key=lambda each: (each.rank, place_of(each.letters[0]))))


def _counted(rule: VoteRule, count: VoteCount, key: str, letters: tuple[str, ...]) -> CandidateResult:
    shares, total, yes, is_union_known = dict.fromkeys(count.worlds, 0), 0, 0, True
    for pile in count.piles:
        strength = strength_of(pile, letters)
        total += pile.count * strength
        if strength >= _enough(rule):
            yes += pile.count
            if pile.world:
                shares[pile.world] += pile.count
    for typed in count.typed:
        numbers = [number for letter, number in typed.marks if letter in letters and number]
        is_union_known &= len(numbers) < _SEVERAL or (rule is VoteRule.APPROVE and max(numbers) == typed.ballots)
        total += max(numbers, default=0)
        yes += max(numbers, default=0)
        if typed.world and numbers:
            shares[typed.world] += max(numbers)
    is_known = not count.typed or (is_union_known and rule is VoteRule.APPROVE)
    worlds = count.worlds if is_known else ()
    by_world = tuple(WorldShare(world, shares[world], count.ballots_of(world)) for world in worlds)
    product = both_worlds([(each.yes, each.ballots) for each in by_world]) if len(by_world) >= _SEVERAL else None
    return CandidateResult(letters, key, total, yes, 0, by_world, product, 0, not is_union_known)


def both_worlds(shares: Sequence[tuple[int, int]]) -> Fraction:
    """Return the product over worlds of (yes + ½) / (n + 1), for the yes of each world's n ballots."""
    product = Fraction(1)
    for yes, ballots in shares:
        product *= Fraction(2 * yes + 1, 2 * (ballots + 1))
    return product


def strength_of(pile: BallotPile, letters: Sequence[str]) -> int:
    """Return what a ballot gives to a proposal: of several letters that were merged, the most that one got."""
    return max((number for letter, number in pile.marks if letter in letters), default=0)


def _enough(rule: VoteRule) -> int:
    return IN_FAVOUR if rule is VoteRule.FIVE else 1


def serves(session: Session, vote: Vote, reading: VoteReading) -> bool:
    """Return whether a reading can be had of a vote: not each can of totals that were counted by hand."""
    count = vote.count
    if count is None or vote.rule is VoteRule.FIVE:
        return False
    if reading is VoteReading.EQUAL_SHARES:
        return not count.typed
    return reading is VoteReading.TOTALS or all(each.product is not None for each in results(session, vote))


def handful(session: Session, vote: Vote, reading: VoteReading, wanted: int) -> Handful:
    """Return which proposals are kept by a reading, with what the room decided where they were equal.

    What was withdrawn since takes nobody's place.
    """
    found = tuple(each for each in results(session, vote) if _stands(session, each.proposal))
    chosen = next((tie.chosen for tie in vote.ties if tie.reading is reading), ())
    if reading is VoteReading.EQUAL_SHARES:
        return _by_equal_shares(vote, found, wanted, chosen)
    value: Callable[[CandidateResult], Fraction] = partial(_value, reading)
    ordered = sorted(found, key=lambda each: (-value(each), each.proposal not in chosen, place_of(each.letters[0])))
    if len(ordered) <= wanted:
        return Handful(tuple(ordered))
    cut = value(ordered[wanted - 1])
    above = tuple(each for each in ordered if value(each) > cut)
    tied = tuple(each for each in ordered if value(each) == cut)
    left = wanted - len(above)
    taken = tuple(each for each in tied if each.proposal in chosen)
    if len(tied) == left or len(taken) == left:
        return Handful((*above, *(tied if len(tied) == left else taken)))
    return Handful(above, tied, left)


def places_left(left: int, wanted: int) -> Message:
    """Return for how many of the wanted places the room has yet to decide, as a part of a sentence."""
    if left < wanted:
        return Message(N_("for the last place")) if left == 1 else Message(N_("for the last {n} places"), {"n": left})
    return Message(N_("for the one place")) if wanted == 1 else Message(N_("for all {n} places"), {"n": wanted})


def equal_at_cut(
    session: Session, vote: Vote, reading: VoteReading, wanted: int, chosen: Sequence[str] = ()
) -> frozenset[str]:
    """Return the proposals that are equal at the cut, also those that are once some of the `chosen` come first."""
    found = set[str]()
    for number in range(len(chosen) + 1):
        decided = TieBreak(reading, tuple(chosen[:number]), "")
        found.update(each.proposal for each in handful(session, replace(vote, ties=(decided,)), reading, wanted).tied)
    return frozenset(found)


def _stands(session: Session, key: str) -> bool:
    proposal = session.all_proposals.get(key)
    return proposal is not None and bool(session.ideas_of(proposal))


def _value(reading: VoteReading, each: CandidateResult) -> Fraction:
    return Fraction(each.total) if reading is VoteReading.TOTALS else each.product or Fraction(0)


def _by_equal_shares(vote: Vote, found: Sequence[CandidateResult], wanted: int, chosen: Sequence[str]) -> Handful:
    count = vote.count
    if count is None:
        return Handful(())
    by_key = {each.proposal: each for each in found}
    voters: list[Voters] = []
    for pile in count.piles:
        backed = frozenset(each.proposal for each in found if strength_of(pile, each.letters))
        voters.append((pile.count, backed))
    ways = list(outcomes(voters, [each.proposal for each in found], wanted, chosen))
    if not ways:
        return Handful(())
    sure = frozenset.intersection(*(frozenset(way.elected) for way in ways))
    tied = frozenset().union(*(way.elected for way in ways)) - sure
    return Handful(
        tuple(by_key[key] for key in ways[0].elected if key in sure),
        tuple(each for each in found if each.proposal in tied),
        len(ways[0].elected) - len(sure),
    )


def is_indicative(count: VoteCount, present: int) -> bool | None:
    """Return whether fewer than half of those present voted; None where nobody knows how many they were."""
    return None if not present else 2 * count.ballots < present


def excess(count: VoteCount, present: int) -> Mapping[str, int]:
    """Return how many more ballots there are than slips, and slips or ballots than people; nothing where it adds up.

    Ballots are those of phones and of paper, spoilt ones too; what nobody counted is compared with nothing.
    """
    pairs = {
        "slips": (count.cast, count.slips),
        "present": (count.slips, present),
        "ballots": (count.cast, 0 if count.slips else present),
    }
    return {name: one - other for name, (one, other) in pairs.items() if other and one > other}
