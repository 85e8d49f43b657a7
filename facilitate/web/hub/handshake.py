"""What a hub says before anybody gives it anything: that it is the one a link belongs to."""

from __future__ import annotations

import asyncio
import re

from starlette.requests import Request
from starlette.responses import Response

from facilitate.domain.errors import N_, Message
from facilitate.web.serving.limits import Limits, RateLimiter
from facilitate.web.serving.responses import Problem, json_response, later, malformed
from facilitate.workshop.sharing.ports import Keys
from facilitate.workshop.sharing.proof import covered, proof

_HEX = re.compile("[0-9a-f]{32}")
_UNKNOWN = N_("Unknown link: scan your table’s QR code again.")


class HandshakeRoute:
    """The route by which a laptop makes sure of the hub. Who asks needs no token, and gets nothing but the proof."""

    def __init__(self, keys: Keys, limits: Limits) -> None:
        self._keys = keys
        now = asyncio.get_running_loop().time
        self._asked = RateLimiter(limits.rate, limits.burst, now)
        self._guessed = RateLimiter.a_minute(limits.wrong_tokens, now)

    async def hello(self, request: Request) -> Response:
        """Answer the question, for whoever can name a secret of this hub."""
        question, name = (request.query_params.get(each, "") for each in ("nonce", "name"))
        if not (_HEX.fullmatch(question) and _HEX.fullmatch(name)):
            raise malformed()
        address = request.client.host if request.client else ""
        known = self._keys.known_as(name)
        bucket, who = (self._guessed, address) if known is None else (self._asked, f"{address} {name}")
        if wait := bucket.take(who, 1):
            raise later(429, Message(_UNKNOWN), wait)
        if known is None:
            raise Problem(404, Message(_UNKNOWN))
        secret, key = known
        covered_key = covered(key, secret, question)
        host = request.headers.get("host", "").lower()
        return json_response({"proof": proof(secret, question, host, covered_key), "key": covered_key})
