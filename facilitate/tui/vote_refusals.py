"""What the core refuses of a vote in a sentence about options of a command, said with the keys of its screens."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from facilitate.domain.errors import N_, Refused
from facilitate.workshop.cases.vote_boxes import NOT_OPEN, UNCOUNTED
from facilitate.workshop.cases.vote_candidates import NO_FAVOURITES, NO_KEPT
from facilitate.workshop.cases.votes import NO_VOTE, NOT_CLOSED, ONE_SENTENCE
from facilitate.workshop.votes import checks
from facilitate.workshop.votes.contents import TOTALS_DIFFER
from facilitate.workshop.votes.marks import NOT_COUNTED

_T = TypeVar("_T")
UNCOUNTED_ON_SCREEN = N_(
    "On this computer are ballots of a vote that another one closed without them: {ballots}. r takes that vote up "
    "again with them and their slips; then close it here (F9)."
)
ON_SCREEN = {
    NOT_COUNTED: N_("This ballot was not counted: {why} Correct it, or empty the field and count it as spoilt (F4)."),
    ONE_SENTENCE: N_("Zero to five fingers are about one sentence: name one proposal, such as T1-01."),
    NO_FAVOURITES: N_(
        "No table has named favourites yet (F6 in the session: read back). Vote on what is filed, or name proposals."
    ),
    NO_KEPT: N_("No vote has kept proposals yet (F6 once it is closed). Vote on what is filed, or name proposals."),
    TOTALS_DIFFER: N_(
        "These totals are not those that were typed first for this table and this world. Count again; to keep the new "
        "ones, end the line with an exclamation mark: !"
    ),
    NO_VOTE: N_("No vote was opened yet: F7 prepares one."),
    NOT_OPEN: N_("No vote is open: F7 prepares one."),
    UNCOUNTED: UNCOUNTED_ON_SCREEN,
    NOT_CLOSED: N_("This vote is still open: close it first (F9)."),
    checks.DIFFER: N_(
        "The two entries of paper ballots differ: {first} and {second} ballots, not all the same. Correct the one "
        "that is wrong with F8 and a new ballot (Ctrl+T: the other entry); or count the second one as it stands: "
        "Ctrl+T, then F9."
    ),
    checks.SPOILT_DIFFER: N_(
        "The two entries of paper ballots differ in the spoilt ones: {first} and {second}. Count those that are "
        "missing with F4 (Ctrl+T: the other entry), or take one back with F8; or count the second one as it stands: "
        "Ctrl+T, then F9."
    ),
    checks.NOTHING_EQUAL: N_("Nothing is equal at the cut for {wanted} places: nothing is to be decided."),
}


def in_screen_words(act: Callable[[], _T]) -> _T:
    """Do something; where it is refused in a sentence about options of a command, raise it with keys instead."""
    try:
        return act()
    except Refused as refusal:
        text, params = refusal.message.text, refusal.message.params
        raise Refused(ON_SCREEN.get(text, text), **params) from None
