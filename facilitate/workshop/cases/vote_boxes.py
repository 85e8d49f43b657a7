"""Whose ballots are in the box of this computer: which vote’s, and whether that vote was closed with them."""

from __future__ import annotations

from collections.abc import Iterable

from facilitate.domain.errors import N_, Refused
from facilitate.domain.session import Session
from facilitate.domain.values.votes import Vote
from facilitate.workshop.votes import contents as box
from facilitate.workshop.votes.contents import CodedBallot, Contents

NOT_OPEN = N_("No vote is open: “facilitate vote open” opens one.")
UNCOUNTED = N_(
    "On this computer are ballots of a vote that another one closed without them: {ballots}. “facilitate vote reopen” "
    "takes that vote up again with them and their slips; then close it here."
)


def last_vote(session: Session) -> Vote | None:
    """Return the vote that was opened last; None where none was."""
    return next(reversed(session.votes.values()), None)


def is_closed(session: Session, key: str) -> bool:
    """Return whether there is a vote of that id, and it is closed."""
    vote = session.votes.get(key)
    return vote is not None and not vote.is_open


def left_out(session: Session, contents: Contents) -> Vote | None:
    """Return the vote whose ballots are in a box, and that another computer closed without them; None for none."""
    vote = session.votes.get(contents["vote"])
    if vote is None or vote.count is None or box.is_counted(contents, vote.worlds, vote.count):
        return None
    return vote


def is_counted(session: Session, contents: Contents) -> bool:
    """Return whether a box is that of a vote which was closed with what is in it."""
    return is_closed(session, contents["vote"]) and left_out(session, contents) is None


def check_counted(session: Session, contents: Contents | None) -> None:
    """Raise `Refused` where ballots are here that a vote was closed without."""
    if contents is not None and left_out(session, contents) is not None:
        raise Refused(UNCOUNTED, ballots=box.progress(contents, 0).ballots)


def begin(session: Session, contents: Contents, vote: str = "") -> None:
    """Have the box be that of a vote: what a program that was killed left of an earlier one goes."""
    if contents["vote"] != vote and is_counted(session, contents):
        _empty(contents)
    contents["vote"] = contents["vote"] or vote


def check_here(session: Session, contents: Contents | None, vote: str) -> None:
    """Raise `Refused` where a box is not on this computer, or neither is nor may become that of a vote."""
    if contents is None:
        raise Refused(box.ELSEWHERE)
    begin(session, contents, vote)
    if contents["vote"] != vote:
        raise Refused(box.ELSEWHERE)


def make_ready(session: Session, contents: Contents) -> None:
    """Have the box be that of the next vote; slips that were drawn for it and that nobody used stay good."""
    check_counted(session, contents)
    if contents["vote"]:
        _empty(contents)
    contents["later"] = bool(session.votes)


def cast_all(contents: Contents, vote: str, ballots: Iterable[CodedBallot], *, ask: bool) -> list[bool | Refused]:
    """Return for each ballot whether its slip had one before, or why it is not counted; raises where none can be."""
    if contents["closed"] or contents["vote"] != vote:
        raise Refused(NOT_OPEN)
    return [_taken(contents, ballot, ask=ask) for ballot in ballots]


def _taken(contents: Contents, ballot: CodedBallot, *, ask: bool) -> bool | Refused:
    try:
        return box.cast_with_code(contents, ballot, ask=ask)
    except Refused as refusal:
        return refusal


def _empty(contents: Contents) -> None:
    contents.clear()
    contents.update(box.empty())
