"""`DepotServer`: a programme's depot at one address of this machine, until it is stopped.

It holds nothing itself: several may stand before one database, and any of them may be killed.
"""

from __future__ import annotations

import ipaddress
import os
import socket
from dataclasses import replace

from facilitate.domain.errors import N_, Refused
from facilitate.domain.numbers import whole_number
from facilitate.files import system_reason
from facilitate.web.depot.routes import DepotRoutes, application
from facilitate.web.serving.connection_limits import ConnectionLimits
from facilitate.web.serving.connections import ProtocolRules
from facilitate.web.serving.limits import Limits
from facilitate.web.serving.middleware import Unforeseen, not_http
from facilitate.web.serving.server import QuietServer
from facilitate.workshop.sharing.depot_access import DEPOT_PORT, AccessTokens, ProgrammeRecord

_MEGABYTE = 1024 * 1024
# A push brings at most so much at once; on a slow line a megabyte takes minutes.
DEPOT_LIMITS = replace(Limits(), journal_body=6 * _MEGABYTE, body_seconds=300.0, stall_seconds=60.0)
_MOST_WAITING = 256
_NO_ADDRESS = N_("“{address}” is no address to listen at. Write for example 127.0.0.1:8318.")
_NOT_HEARD = N_("The depot cannot listen at {address}: {reason}.")


class DepotServer:
    """Serves one record in the loop it is opened in. `unforeseen` is told what nobody expected."""

    def __init__(
        self,
        record: ProgrammeRecord,
        tokens: AccessTokens,
        language: str,
        unforeseen: Unforeseen = lambda _error: None,
        limits: Limits = DEPOT_LIMITS,
    ) -> None:
        self._record = record
        self._tokens = tokens
        self._language = language
        self._unforeseen = unforeseen
        self._limits = limits
        self._server: QuietServer | None = None

    async def open(self, listen: str = "") -> str:
        """Listen at `ADDRESS:PORT` (port 0: a free one), and return where that is; raises `Refused`."""
        made = _listening(listen or f"127.0.0.1:{DEPOT_PORT}")
        host, port = made.getsockname()[:2]
        routes = DepotRoutes(self._record, self._tokens, self._limits)
        app = application(routes, self._language, self._unforeseen)
        # Whoever comes through the server before this one comes from this machine.
        gate = ConnectionLimits(self._limits, host)
        rules = ProtocolRules(self._limits, gate, not_http(self._language), self._unforeseen)
        self._server = QuietServer(app, rules)
        await self._server.start(made)
        return f"http://{f'[{host}]' if ':' in host else host}:{port}"

    async def ended(self) -> None:
        """Return when it no longer serves; raises what ended it."""
        if self._server is not None and self._server.running is not None:
            await self._server.running

    async def close(self) -> None:
        """Stop listening; what was acknowledged is kept, and what was not is sent again."""
        if self._server is not None:
            await self._server.stop()


def _listening(listen: str) -> socket.socket:
    host, _, digits = listen.rpartition(":")
    port = whole_number(digits)
    try:
        known = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        raise Refused(_NO_ADDRESS, address=listen) from None
    if port is None or port > 65_535:  # noqa: PLR2004 -- the highest there is
        raise Refused(_NO_ADDRESS, address=listen)
    made = socket.socket(socket.AF_INET if known.version == 4 else socket.AF_INET6, socket.SOCK_STREAM)  # noqa: PLR2004
    try:
        if os.name == "posix":
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((str(known), port))
        made.listen(_MOST_WAITING)
    except OSError as error:
        made.close()
        raise Refused(_NOT_HEARD, address=listen, reason=system_reason(error)) from error
    made.settimeout(0)
    return made
