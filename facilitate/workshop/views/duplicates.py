"""The queue of pairs to look at: which come now, and how many are left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from facilitate.domain.session import Session
from facilitate.domain.values.duplicates import DuplicateAnswer
from facilitate.workshop.suggestions.contract import DuplicateSuggestion
from facilitate.workshop.suggestions.texts import put_off_pairs, settled_pairs


@dataclass(frozen=True, slots=True)
class Queue:
    """`pairs` are to be looked at in this order; `answered` have been."""

    pairs: tuple[DuplicateSuggestion, ...]
    answered: int


def quota(session: Session, more: int = 0) -> int:
    """Return how many pairs are worth a look: half as many as there are ideas, the most probable ones.

    That many reviews find most of what can be found (B-cubed F1 0.8 to 0.9 on labelled workshops); the rest is noise.
    """
    ideas = sum(not idea.withdrawn for idea in session.ideas.values())
    return max(1, ideas // 2) + more


def queue(found: Iterable[DuplicateSuggestion], session: Session, more: int = 0) -> Queue:
    """Return what is left of the pairs found, the most probable first; last what has little to tell, or was put off.

    That two are filed together is in their score already.
    """
    places = {proposal.id for proposal in session.proposals()}
    settled, later = settled_pairs(session), put_off_pairs(session)
    answered = sum(answer is not DuplicateAnswer.LATER for answer in session.duplicate_answers.values())
    left = max(0, quota(session, more) - answered)
    pairs = [each for each in found if each.a in places and each.b in places and (each.a, each.b) not in settled]
    pairs = sorted(pairs, key=lambda each: each.faint)[:left]
    return Queue(tuple(sorted(pairs, key=lambda each: (each.a, each.b) in later)), answered)
