"""What is refused of a vote before anything is counted or kept, each in one sentence: why, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from facilitate.domain.errors import N_, Refused
from facilitate.domain.session import Session
from facilitate.domain.values.votes import Vote, VoteReading, VoteRule
from facilitate.workshop.votes.contents import Progress
from facilitate.workshop.votes.tally import CandidateResult, Handful, equal_at_cut, places_left, results, serves

DIFFER = N_(
    "The two entries of paper ballots differ: {first} and {second} ballots, not all the same. Enter them again, or "
    "close with the second entry: --second."
)
SPOILT_DIFFER = N_(
    "The two entries of paper ballots differ in the spoilt ones: {first} and {second}. Enter those that are missing, "
    "or close with the second entry: --second."
)
NOT_TWICE = N_("No ballot on paper was entered a second time: close the vote without --second.")
EQUAL = N_(
    "Equal at the cut: {letters}, {places}. It is shown to the room; then decide: --tie with the letters that come "
    "first, and --because with the reason."
)
NOBODY_VOTED = N_("Nothing to keep: nobody voted.")
NOTHING_EQUAL = N_("Nothing is equal at the cut for {wanted} places: keep without --tie.")


def check_served(session: Session, vote: Vote, reading: VoteReading) -> None:
    """Raise `Refused` where a vote does not serve a reading: why, and what does; and where nobody voted."""
    if vote.count is not None and not vote.count.ballots:
        raise Refused(NOBODY_VOTED)
    if serves(session, vote, reading):
        return
    if vote.rule is VoteRule.FIVE:
        raise Refused(N_("Zero to five fingers are about one sentence: there is no handful to keep."))
    if vote.count is not None and vote.count.typed:
        raise Refused(
            N_("Totals counted by hand do not serve this reading: it needs each ballot. Keep by --by totals.")
        )
    raise Refused(
        N_(
            "Both worlds are not computed: it takes 5 ballots of each of two worlds, and not one to four without a "
            "world or of another. Keep by --by totals."
        )
    )


def check_entries(found: Progress, *, second: bool) -> None:
    """Raise `Refused` where two entries of paper differ and nobody said which counts, or the second is empty."""
    if second and found.first and not (found.second or found.spoilt_again):
        raise Refused(NOT_TWICE)
    if second or not found.second or found.agree:
        return
    if found.first == found.second and found.spoilt_differ:
        raise Refused(SPOILT_DIFFER, first=found.spoilt, second=found.spoilt_again)
    raise Refused(DIFFER, first=found.first, second=found.second)


def check_equal(session: Session, vote: Vote, reading: VoteReading, wanted: int, chosen: Sequence[str]) -> None:
    """Raise `Refused` where nothing is to be decided on these: a tie is not told where there is none."""
    equal = equal_at_cut(session, vote, reading, wanted, chosen)
    if not equal:
        raise Refused(NOTHING_EQUAL, wanted=wanted)
    if not equal.issuperset(chosen):
        letters = _letters_of(each for each in results(session, vote) if each.proposal in equal)
        raise Refused(N_("A tie is decided among those equal at the cut: {letters}."), letters=letters)


def tie_refusal(found: Handful, wanted: int) -> Refused:
    """Return what is said where proposals are equal at the cut: that the room sees it, and how it is decided."""
    return Refused(EQUAL, letters=_letters_of(found.tied), places=places_left(found.left, wanted))


def _letters_of(found: Iterable[CandidateResult]) -> str:
    return ", ".join("+".join(each.letters) for each in found)
