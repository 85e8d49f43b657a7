"""What a cycle takes from the vote of an event: of each proposal what it got and whether it is kept, of nobody more.

Rooms vote by their own rules among their own proposals, so nothing of two votes is ever added: shares of one room stand
beside those of another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from facilitate.domain.frozen import dataclass
from facilitate.domain.session import Session
from facilitate.domain.values.proposals import Place
from facilitate.domain.values.votes import Vote, VoteCount, VoteRule
from facilitate.workshop.report.votes import is_used
from facilitate.workshop.votes.tally import is_indicative, now_of, results


@dataclass(frozen=True, slots=True)
class ReadCandidate:
    """A proposal that was voted on: the ids of its ideas that stand, where it is filed, what it got.

    `given` counts ticks or dots, and for fingers those who showed three or more. One that was withdrawn has no ideas.
    """

    ideas: tuple[str, ...]
    category: str
    place: Place
    given: int
    kept: bool


@dataclass(frozen=True, slots=True)
class ReadVote:
    """The last vote of an event that was closed and in which anybody voted; of fingers only where there is no other.

    `indicative` tells whether fewer than half of those present voted, None where nobody counted them.
    """

    rule: VoteRule
    most: int
    cap: int
    ballots: int
    present: int
    indicative: bool | None
    candidates: tuple[ReadCandidate, ...]

    @property
    def given(self) -> int:
        """What all candidates got; of fingers how many ballots there are, for each is about the one sentence."""
        return self.ballots if self.rule is VoteRule.FIVE else sum(each.given for each in self.candidates)

    @property
    def kept(self) -> int:
        """How many proposals the room kept."""
        return sum(each.kept for each in self.candidates)


def last_used(session: Session) -> tuple[Vote, VoteCount] | None:
    """Return the last vote that was closed and in which anybody voted.

    One of which proposals were kept goes before one of which none were, and one among proposals before one of fingers.
    """
    closed = [(vote, vote.count) for vote in session.votes.values() if vote.count is not None and is_used(vote.count)]
    chosen = [each for each in closed if each[0].rule is not VoteRule.FIVE]
    kept = [each for each in chosen if each[0].shortlist is not None and each[0].shortlist.kept]
    return (kept or chosen or closed)[-1] if closed else None


def kept_by_vote(session: Session) -> tuple[str, ...]:
    """Return the ids of the ideas that the room kept by its last vote."""
    found = last_used(session)
    kept = found[0].shortlist.kept if found and found[0].shortlist else ()
    ideas = (idea for key in kept if (proposal := session.all_proposals.get(key)) for idea in proposal.ideas)
    return tuple(dict.fromkeys(ideas))


def read_vote(session: Session) -> ReadVote | None:
    """Return what came of the last vote of an event; None where none was closed."""
    found = last_used(session)
    if found is None:
        return None
    vote, count = found
    present = count.present or session.plan.attendance.present or 0
    return ReadVote(
        vote.rule, vote.most, vote.cap, count.ballots, present, is_indicative(count, present),
        tuple(_candidates(session, vote)),
    )  # fmt: skip


def _candidates(session: Session, vote: Vote) -> Iterator[ReadCandidate]:
    kept = {now_of(session, key) for key in (vote.shortlist.kept if vote.shortlist else ())}
    for each in results(session, vote):
        proposal = session.all_proposals.get(each.proposal)
        ideas = session.ideas_of(proposal) if proposal else []
        category = session.category(proposal.category) if proposal and ideas else None
        yield ReadCandidate(
            tuple(idea.id for idea in ideas),
            category.key if category else proposal.category if proposal and ideas else "",
            proposal.place if proposal and ideas else Place.UNFILED,
            each.yes if vote.rule is VoteRule.FIVE else each.total,
            each.proposal in kept,
        )


def vote_from_document(document: Sequence[Any] | None) -> ReadVote | None:
    """Return the vote that JSON has as its fields in a row; raises `ValueError` or `TypeError` for another one."""
    if document is None:
        return None
    rule, most, cap, ballots, present, indicative, candidates = document
    return ReadVote(VoteRule(rule), most, cap, ballots, present, indicative, tuple(map(_candidate_from, candidates)))


def _candidate_from(values: Sequence[Any]) -> ReadCandidate:
    ideas, category, place, given, kept = values
    return ReadCandidate(tuple(ideas), category, Place(place), given, kept)


def vote_as_document(vote: ReadVote | None) -> list[Any] | None:
    """Return a vote as JSON has it."""
    if vote is None:
        return None
    rows = [[getattr(each, name) for name in ReadCandidate.__slots__] for each in vote.candidates]
    return [*(getattr(vote, name) for name in ReadVote.__slots__ if name != "candidates"), rows]
