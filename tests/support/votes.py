"""Votes that were held, in a session of so many proposals."""

from __future__ import annotations

from facilitate.domain.session import Session
from facilitate.domain.values.votes import VoteRule
from tests.support.workshops import PLAN, START, make_workshop


def voting(candidates: int = 4, **plan):
    """A workshop with so many ideas, of table 1."""
    workshop = make_workshop(plan={**PLAN, **plan})
    for number in range(1, candidates + 1):
        workshop.ideas.record(1, f"Idée {number}")
    return workshop


def counted(ballots, *, rule=VoteRule.APPROVE, candidates=4, slips=0, present=0):
    """The session and the vote once ballots, each with how many there are of it, were counted."""
    workshop = voting(candidates)
    workshop.votes.open(rule, 5)
    contents = workshop.log.ballots.contents
    contents["paper"] = [["", each.upper() if ":" in each or " " in each else " ".join(each.upper())]
                         for each, count in ballots for _each in range(count)]  # fmt: skip
    contents["given"] = slips
    vote = workshop.votes.close(present)
    return workshop.session, vote


def closed(yes, **worlds) -> tuple[Session, object]:
    """The session and the vote of so many ballots of each world, with a tick by letter: of whom, or of how many."""
    workshop = voting(len(yes))
    workshop.votes.open(VoteRule.APPROVE, 5)
    ballots = [[world if world != "anybody" else "", []] for world, count in worlds.items() for _each in range(count)]
    for letter, who in yes.items():
        for world in ["" for _each in range(who)] if isinstance(who, int) else who:
            next(each for each in ballots if each[0] == world and letter not in each[1])[1].append(letter)
    workshop.log.ballots.contents["paper"] = [[world, " ".join(letters)] for world, letters in ballots]
    vote = workshop.votes.close()
    assert vote.opened == START
    return workshop.session, vote
