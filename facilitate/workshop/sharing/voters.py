"""What a phone may do that came by the link of the whole room: see what is voted on, and bring the ballot of a slip.

It is told how many voted and nothing of what they chose, and once the vote is closed what came of it. No phone has a
name here, and nothing of it is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from facilitate.domain.errors import N_, Refused
from facilitate.domain.frozen import dataclass
from facilitate.domain.values.votes import Vote
from facilitate.workshop.cases.vote_rooms import present_now, worlds_asked
from facilitate.workshop.cases.votes import Votes
from facilitate.workshop.recorder.recorder import Recorder
from facilitate.workshop.report.votes import VotePart, candidate_wordings, kept_vote, vote_parts
from facilitate.workshop.votes.contents import CodedBallot, Progress
from facilitate.workshop.votes.marks import check_marks

_LONGEST_CODE, _LONGEST_MARKS = 64, 4000
_CLOSED = N_("The vote is closed: this ballot was not counted.")
_OTHER_VOTE = N_("This ballot was for an earlier vote, which is closed: it was not counted.")


@dataclass(frozen=True, slots=True)
class VoteShown:
    """What phones are shown: the last vote, its candidates by letter, how far it is, and how many people are here.

    Candidates are those of `candidate_wordings`. There is a `result` once it is closed, where anybody voted, and what
    was `kept` of an earlier vote while nothing is of this one.
    """

    vote: Vote | None
    candidates: Sequence[tuple[str, tuple[str, Sequence[str], str]]] = ()
    progress: Progress | None = None
    present: int = 0
    result: VotePart | None = None
    kept: VotePart | None = None


class Voters:
    """The use cases of phones that vote."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._votes = Votes(recorder)
        self._result: tuple[int, VotePart | None, VotePart | None] | None = None
        self._take: tuple[str, Callable[[Sequence[CodedBallot]], list[bool | Refused]]] | None = None

    def look(self) -> VoteShown:
        """Return what is voted on now."""
        self._recorder.refresh()
        session = self._recorder.session
        vote = self._votes.current
        if vote is None or not vote.is_open:
            result, kept = self._result_of(vote) if vote else (None, None)
            return VoteShown(vote, result=result, kept=kept)
        return VoteShown(
            vote, tuple(candidate_wordings(session, vote).items()), self._votes.progress(), present_now(session)
        )

    def _result_of(self, vote: Vote) -> tuple[VotePart | None, VotePart | None]:
        """Return what came of a vote, and an earlier one that kept something; reckoned once however many phones ask."""
        version = self._recorder.version
        if self._result is None or self._result[0] != version:
            parts = vote_parts(self._recorder.session, internal=False)
            result, kept = next((part for part in parts if part.id == vote.id), None), kept_vote(parts)
            earlier = kept if kept and kept.id != vote.id else None
            self._result = (version, result, earlier) if result else (version, earlier, None)
        return self._result[1:]

    def check(self, vote: str, code: str, marks: str, world: str | None = None) -> CodedBallot:
        """Return the ballot of a code as it is kept; raises `Refused` for what is no such ballot.

        The `world` is one of `worlds`, nothing where somebody would not say, None where they were not asked.
        """
        last = self._votes.last
        if last.id != vote or len(code) > _LONGEST_CODE or len(marks) > _LONGEST_MARKS:
            raise Refused(_OTHER_VOTE)
        if not last.is_open:
            raise Refused(_CLOSED)
        if world and world not in self.worlds():
            raise Refused(_OTHER_VOTE)
        return CodedBallot(code, check_marks(marks, last), world)

    def worlds(self) -> tuple[str, ...]:
        """Return the worlds that whoever has a slip without one is asked for."""
        return worlds_asked(self._recorder.session, self._votes.current)

    def taker(self) -> Callable[[Sequence[CodedBallot]], list[bool | Refused]]:
        """Return what takes checked ballots together, in a thread (`Votes.coded_ballots`); raises `Refused`."""
        last = self._votes.last
        if self._take is None or self._take[0] != f"{last.id} {last.reopened}":
            self._take = (f"{last.id} {last.reopened}", _unless_closed(self._votes.coded_ballots()))
        return self._take[1]


def _unless_closed(
    take: Callable[[Sequence[CodedBallot]], list[bool | Refused]],
) -> Callable[[Sequence[CodedBallot]], list[bool | Refused]]:
    """Return what says of a vote that was closed while ballots were on their way what a phone can be told of it."""

    def taken(waiting: Sequence[CodedBallot]) -> list[bool | Refused]:
        try:
            return take(waiting)
        except Refused:
            raise Refused(_CLOSED) from None

    return taken
