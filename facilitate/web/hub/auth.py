"""Who comes in: the table a token opens, and how much may be asked with it."""

from __future__ import annotations

import asyncio
import re

from starlette.requests import Request

from facilitate.domain.errors import N_, Message
from facilitate.domain.roles import DESK_SEAT, SYNTHESIS_SEAT, VOTE_SEAT
from facilitate.web.serving.limits import Limits, RateLimiter
from facilitate.web.serving.responses import Problem, later
from facilitate.workshop.sharing.link import token_in
from facilitate.workshop.sharing.ports import Keys

_BEARER = re.compile("bearer +([0-9a-z -]{8,64})", re.IGNORECASE)
_WHO = {"WWW-Authenticate": "Bearer"}
_ASK = N_("This link is incomplete. Scan your table’s QR code again, or copy the whole link.")
_UNKNOWN = N_("Unknown link: scan your table’s QR code again.")
_CLOSED = N_("This link no longer works. Ask the facilitator for the new one.")
_SYNTHESIS = N_(
    "This link opens the synthesis on a computer with facilitate: facilitate sort, then the link in quotes."
)
_DESK = N_("This link opens the desk at the door: open it in a phone’s browser.")
_VOTE = N_("This link opens the vote: open it in a phone’s browser.")
_NOT_VOTE = N_("This link does not open the vote. Scan the QR code on the screen of the room, or on your slip.")
_NOT_DESK = N_("This link does not open the desk at the door. Ask the facilitator for the desk’s link.")
_SLOWER = N_("A lot was sent at once. Sending resumes in a moment.")
_BUSY = N_("Too many devices are connected. Close the pages you do not need.")
_MOMENT = 2.0


class TokenAuth:
    """The check of a request's token, by which its rate is counted: a whole room may have one address."""

    def __init__(self, keys: Keys, limits: Limits) -> None:
        self._keys = keys
        now = asyncio.get_running_loop().time
        self._asked = RateLimiter(limits.rate, limits.burst, now)
        self._ballots = RateLimiter(limits.ballot_rate, limits.ballot_burst, now)
        self._guessed = RateLimiter.a_minute(limits.wrong_tokens, now)

    def enter(self, request: Request, cost: float = 1) -> int:
        """Return the table whose token the request has, and count `cost` against it; raises `Problem`."""
        table = self.enter_seat(request, cost)
        if table == SYNTHESIS_SEAT:
            raise Problem(403, Message(_SYNTHESIS))
        return table

    def enter_seat(self, request: Request, cost: float = 1) -> int:
        """`enter` for laptops, which come for a table or for the synthesis."""
        seat = self._enter(request, cost)
        if seat == DESK_SEAT:
            raise Problem(403, Message(_DESK))
        if seat == VOTE_SEAT:
            raise Problem(403, Message(_VOTE))
        return seat

    def enter_vote(self, request: Request, *, brings: bool = False) -> None:
        """`enter` for the voting page, whether it looks or `brings` a ballot: looks cost no ballot its answer.

        The whole room has one link, so that its connections stay strangers: there is room for whoever asks next, and
        who holds many open keeps nobody out.
        """
        if self._seat(request, 1, self._ballots if brings else self._asked) != VOTE_SEAT:
            raise Problem(403, Message(_NOT_VOTE))

    def enter_desk(self, request: Request) -> str:
        """`enter` for the desk at the door, the only one that is told of people; returns its token."""
        if self._enter(request, 1) != DESK_SEAT:
            raise Problem(403, Message(_NOT_DESK))
        return token_of(request)

    def _enter(self, request: Request, cost: float) -> int:
        table = self._seat(request, cost, self._asked)
        if not request.state.show(token_of(request)):
            raise busy()
        return table

    def _seat(self, request: Request, cost: float, asked: RateLimiter) -> int:
        token = token_of(request)
        address = request.client.host if request.client else ""
        table = self._keys.table_of(token) if token else None
        if table is None:
            raise self._stranger(address, token)
        if wait := asked.take(token, cost):
            raise later(429, Message(_SLOWER), wait)
        if not table:
            raise Problem(403, Message(_CLOSED))
        return table

    def _stranger(self, address: str, token: str) -> Problem:
        if not token:
            return Problem(401, Message(_ASK), _WHO)
        if wait := self._guessed.take(address, 1):
            return later(429, Message(_UNKNOWN), wait)
        return Problem(401, Message(_UNKNOWN), _WHO)


def busy() -> Problem:
    """Return the answer to a guest there is no room for."""
    problem = later(503, Message(_BUSY), _MOMENT)
    problem.headers["Connection"] = "close"
    return problem


def token_of(request: Request) -> str:
    """Return the token a request brings, without its hyphens and the hub’s key; empty when it brings none."""
    found = _BEARER.fullmatch(request.headers.get("authorization", ""))
    return token_in(found[1]) if found else ""
