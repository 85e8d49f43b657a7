"""Votes of the room: opened, closed, read, and what is kept of them.

No act is about a ballot: these lie sealed beside the journals until the vote is closed, and come here in piles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from facilitate.domain.errors import N_, IneffectiveAct, Message
from facilitate.domain.event import Act, Event, Readers, Subject, Writers, act, within
from facilitate.domain.personal import Personal, holding
from facilitate.domain.session import Session
from facilitate.domain.text import excerpt

if TYPE_CHECKING:
    from facilitate.domain.values.votes import BallotPile, TypedTotals, Vote, VoteCount

VOTES = Subject("votes", N_("the votes"))
_MOST_CANDIDATES = 200
_COUNT = range(100_001)
_RULES, _READINGS = ("approve", "dots", "five"), ("totals", "both-worlds", "equal-shares")
# What a vote is (`values/votes.py`) is loaded where there is one: every command loads acts, and few sessions have one.


class VoteAct(Act):
    """What is done with a vote."""

    __slots__ = ()

    subject = VOTES
    writers = Writers.FACILITATOR
    readers = Readers.NONE


@act
class VoteOpened(VoteAct):
    """The room votes; from here on the rule and the candidates, proposals by their ids, are what they are.

    It cannot be undone, for ballots are no acts and would be nobody's: it can be closed, and another one opened.
    """

    kind = "voting.opened"
    personal = holding(worlds=Personal.WORDS)
    bounds = within(most=range(1, _MOST_CANDIDATES + 1), cap=range(1, _MOST_CANDIDATES + 1))
    can_be_undone = False

    rule: str
    most: int
    cap: int
    candidates: tuple[str, ...]
    worlds: tuple[str, ...] = ()

    def apply(self, session: Session, event: Event) -> None:
        if wrong := list(self.wrong_fields()):
            raise IneffectiveAct(f"no such {wrong[0]}")
        from facilitate.domain.values.votes import Vote, VoteRule

        session.votes[event.id] = Vote(
            event.id, event.at, VoteRule(self.rule), self.most, self.cap, self.candidates, self.worlds
        )

    def sentence(self, session: Session) -> Message:
        if len(self.candidates) == 1:
            return Message(N_("Vote opened: 1 proposal"))
        return Message(N_("Vote opened: {count} proposals"), {"count": len(self.candidates)})

    def wrong_fields(self) -> Iterator[str]:
        if self.rule not in _RULES:
            yield "rule"
        if not 1 <= len(set(self.candidates)) == len(self.candidates) <= _MOST_CANDIDATES:
            yield "candidates"
        yield from (name for name, allowed in self.bounds.items() if getattr(self, name) not in allowed)


@act
class VoteClosed(VoteAct):
    """Nobody votes any more, and what was in the box is this.

    A pile of `ballots` is its number, the place of its world among `worlds` (0 for none that is told) and its marks:
    `3 1 A C`; so are those counted by hand (`typed`). The `hidden_worlds` have too few ballots to be told of any. So
    many ballots on paper were `corrected` by taking them back; of these so many were `missed`, as none was there.
    `phones` are the ballots with the code of a slip, typed ones too, `paper` those without.

    Of two laptops that closed it the first one counts, unless it had no ballots: then these were with the other. Where
    both had some, how many the other one counted is told.
    """

    kind = "voting.closed"
    personal = holding(worlds=Personal.WORDS, hidden_worlds=Personal.WORDS)
    bounds = within(
        phones=_COUNT, paper=_COUNT, spoilt=_COUNT, slips=_COUNT, present=_COUNT, corrected=_COUNT, missed=_COUNT
    )
    later = ("corrected", "missed")
    can_be_undone = False

    vote: str
    ballots: tuple[str, ...]
    worlds: tuple[str, ...]
    hidden_worlds: tuple[str, ...]
    typed: tuple[str, ...]
    phones: int
    paper: int
    spoilt: int
    slips: int
    present: int
    corrected: int = 0
    missed: int = 0

    def apply(self, session: Session, event: Event) -> None:
        vote, cast = _vote(session, self.vote), self.phones + self.paper + self.spoilt
        if vote.count is not None and not cast:
            raise IneffectiveAct(f"{self.vote} is closed")
        count = self._count(vote)
        if vote.count is not None and vote.count.cast:
            session.votes[vote.id] = replace(vote, other_counts=(*vote.other_counts, cast))
        else:
            session.votes[vote.id] = replace(vote, count=count)

    def sentence(self, session: Session) -> Message:
        ballots = self.phones + self.paper + self.spoilt
        if ballots == 1:
            return Message(N_("Vote closed: 1 ballot"))
        return Message(N_("Vote closed: {count} ballots"), {"count": ballots})

    def wrong_fields(self) -> Iterator[str]:
        for name in ("ballots", "typed"):
            try:
                for each in getattr(self, name):
                    _pile(each, self.worlds)
            except ValueError:
                yield name

    def _count(self, vote: Vote) -> VoteCount:
        if wrong := [name for name, allowed in self.bounds.items() if getattr(self, name) not in allowed]:
            raise IneffectiveAct(f"no such {wrong[0]}")
        from facilitate.domain.values.votes import FIVE, BallotPile, TypedTotals, VoteCount, VoteRule

        piles = tuple(BallotPile(*_pile(each, self.worlds)) for each in self.ballots)
        typed = tuple(TypedTotals(*_pile(each, self.worlds)) for each in self.typed)
        highest = {VoteRule.APPROVE: 1, VoteRule.DOTS: vote.cap, VoteRule.FIVE: FIVE}[vote.rule]
        known = set(vote.letters)
        marks = [mark for pile in piles for mark in pile.marks]
        letters = {letter for letter, _number in marks} | {mark[0] for each in typed for mark in each.marks}
        if letters - known or any(number > highest for _letter, number in marks):
            raise IneffectiveAct("ballots of another vote")
        if sum(each.count for each in piles) + sum(each.ballots for each in typed) != self.phones + self.paper:
            raise IneffectiveAct("ballots that do not add up")
        shown = _told_of(piles, typed, self.worlds, vote.untold)
        piles = tuple(each if each.world in shown else replace(each, world="") for each in piles)
        typed = tuple(each if each.world in shown else replace(each, world="") for each in typed)
        left = (world for world in self.worlds if world not in shown)
        unshown = dict.fromkeys((*vote.untold, *self.hidden_worlds, *left))
        return VoteCount(
            piles, typed, shown, tuple(unshown), self.phones, self.paper, self.spoilt, self.slips,
            self.present, self.corrected, self.missed,
        )  # fmt: skip


def _told_of(
    piles: Sequence[BallotPile], typed: Sequence[TypedTotals], worlds: Sequence[str], untold: Sequence[str]
) -> tuple[str, ...]:
    """Return the worlds that may be told, none of the `untold`: earlier versions told some that they should not."""
    from facilitate.domain.values.votes import worlds_told

    others = [world for world in worlds if world not in untold]
    sizes = dict.fromkeys(("", *others), 0)
    for pile in piles:
        sizes[pile.world if pile.world in sizes else ""] += pile.count
    for total in typed:
        sizes[total.world if total.world in sizes else ""] += total.ballots
    return worlds_told(sizes, others)


@act
class VoteReopened(VoteAct):
    """A vote that was closed takes ballots again; those that were counted stay in the box, and slips are new ones."""

    kind = "voting.reopened"
    personal = holding(reason=Personal.WORDS)
    can_be_undone = False

    vote: str
    reason: str = ""

    def apply(self, session: Session, event: Event) -> None:
        vote = _vote(session, self.vote)
        if vote.count is None:
            raise IneffectiveAct(f"{self.vote} is open")
        session.votes[vote.id] = replace(
            vote, count=None, ties=(), open_tie=None, shortlist=None, reopened=vote.reopened + 1, other_counts=(),
            untold=vote.count.hidden_worlds,
        )  # fmt: skip

    def sentence(self, session: Session) -> Message:
        if not self.reason:
            return Message(N_("Vote reopened"))
        return Message(N_("Vote reopened: {reason}"), {"reason": excerpt(self.reason)})


@act
class VoteNoted(VoteAct):
    """What is said beside the sums of a vote, which may not add up; an empty text takes it away."""

    kind = "voting.noted"
    personal = holding(text=Personal.WORDS)

    vote: str
    text: str

    def apply(self, session: Session, event: Event) -> None:
        vote = _vote(session, self.vote)
        session.votes[vote.id] = replace(vote, note=self.text)

    def sentence(self, session: Session) -> Message:
        return Message(N_("Note on the vote: {text}"), {"text": excerpt(self.text) or "–"})


@act
class TieFound(VoteAct):
    """Proposals with equal totals at the cut: from now on it is shown to the room, which decides for `left` places."""

    kind = "voting.tie_found"
    personal = holding()
    bounds = within(wanted=range(1, _MOST_CANDIDATES + 1), left=range(1, _MOST_CANDIDATES + 1))

    vote: str
    reading: str
    wanted: int
    left: int
    tied: tuple[str, ...]

    def apply(self, session: Session, event: Event) -> None:
        from facilitate.domain.values.votes import OpenTie, VoteReading

        vote = _closed(session, self.vote)
        if not 1 <= self.left <= self.wanted <= _MOST_CANDIDATES or self.left >= len(self.tied):
            raise IneffectiveAct(f"no tie for {self.left} of {self.wanted} places")
        tie = OpenTie(VoteReading(self.reading), self.wanted, self.left, self.tied)
        session.votes[vote.id] = replace(vote, open_tie=tie)

    def sentence(self, session: Session) -> Message:
        return Message(N_("Equal at the cut: {refs}"), {"refs": ", ".join(map(session.name_of, self.tied))})

    def wrong_fields(self) -> Iterator[str]:
        if self.reading not in _READINGS:
            yield "reading"


@act
class TieDecided(VoteAct):
    """The room decided between proposals with equal totals: the `chosen` ones come first, for that reason."""

    kind = "voting.tie_decided"
    personal = holding(reason=Personal.TEXT)
    leads = 1

    vote: str
    reading: str
    chosen: tuple[str, ...]
    reason: str

    def apply(self, session: Session, event: Event) -> None:
        from facilitate.domain.values.votes import TieBreak, VoteReading

        vote = _closed(session, self.vote)
        tie = TieBreak(VoteReading(self.reading), self.chosen, self.reason)
        others = tuple(each for each in vote.ties if each.reading != tie.reading)
        session.votes[vote.id] = replace(vote, ties=(*others, tie))

    def sentence(self, session: Session) -> Message:
        names = ", ".join(map(session.name_of, self.chosen))
        return Message(N_("Tie decided for {refs}: {reason}"), {"refs": names, "reason": excerpt(self.reason)})

    def wrong_fields(self) -> Iterator[str]:
        if self.reading not in _READINGS:
            yield "reading"


@act
class ShortlistKept(VoteAct):
    """The room keeps these proposals, which are followed from now on; another such act keeps others instead.

    What only the one before kept is followed no more, unless somebody has said something of it.
    """

    kind = "voting.kept"
    personal = holding()
    bounds = within(wanted=range(1, _MOST_CANDIDATES + 1))
    leads = 2

    vote: str
    reading: str
    wanted: int
    kept: tuple[str, ...]

    def apply(self, session: Session, event: Event) -> None:
        from facilitate.domain.values.votes import Shortlist, VoteReading

        vote = _closed(session, self.vote)
        shortlist = Shortlist(self.kept, VoteReading(self.reading), self.wanted)
        session.votes[vote.id] = replace(vote, shortlist=shortlist, open_tie=None)
        lists = [other.shortlist.kept for other in session.votes.values() if other.shortlist]
        before = vote.shortlist.kept if vote.shortlist else ()
        for key in before:
            if not any(key in kept for kept in lists):
                session.unfollow(key)
        for key in self.kept:
            for standing in _standing(session, key):
                session.follow(standing)

    def sentence(self, session: Session) -> Message:
        return Message(N_("Proposals kept: {refs}"), {"refs": ", ".join(map(session.name_of, self.kept))})

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        return self.sentence(session)

    def wrong_fields(self) -> Iterator[str]:
        if self.reading not in _READINGS:
            yield "reading"


def _vote(session: Session, key: str) -> Vote:
    if key not in session.votes:
        raise IneffectiveAct(f"no vote {key}")
    return session.votes[key]


def _closed(session: Session, key: str) -> Vote:
    vote = _vote(session, key)
    if vote.is_open:
        raise IneffectiveAct(f"{key} is open")
    return vote


def _standing(session: Session, key: str) -> Iterable[str]:
    """Return the proposal itself, or those that stand for its ideas where it was split since it was voted on."""
    proposal = session.all_proposals.get(key)
    if proposal is None or proposal.hidden_by != proposal.id:
        return (key,)
    return dict.fromkeys(session.holders[idea] for idea in proposal.ideas)


def _pile(text: str, worlds: Sequence[str]) -> tuple[int, str, tuple[tuple[str, int], ...]]:
    """Return how many ballots, their world and their marks; raises `ValueError` for what no version of ours writes."""
    from facilitate.domain.values.votes import marks_of

    count, place, *marks = text.split(" ", 2)
    if not (count.isascii() and count.isdecimal() and place.isascii() and place.isdecimal()):
        raise ValueError(f"no pile {text!r}")
    if int(place) > len(worlds) or int(count) not in _COUNT:
        raise ValueError(f"no pile {text!r}")
    return int(count), worlds[int(place) - 1] if int(place) else "", marks_of(marks[0] if marks else "")
