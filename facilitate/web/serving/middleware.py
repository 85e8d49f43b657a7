"""What stands around every request: the host it asked for, the headers of its answer, and what nobody foresaw."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterator

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from facilitate.domain.errors import N_
from facilitate.domain.errors import Message as Sentence
from facilitate.i18n import Language
from facilitate.web.serving.request_body import Body
from facilitate.web.serving.responses import (
    Problem,
    language_for,
    malformed,
    page_of,
    problem_of,
    response_of,
    seen_by_people,
)

Unforeseen = Callable[[Exception], object]


def policy(scripts: str = "'self'", styles: str = "'self'") -> str:
    """Return the Content-Security-Policy of a page: only what is named may be loaded and run."""
    return (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


HEADERS = {
    "Content-Security-Policy": policy(),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "",
}
_PIECE = 64 * 1024
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+?)\.?(?::[0-9]{1,5})?")


class SecurityMiddleware:
    """The outermost of the application: whatever comes in gets an answer, and no answer goes out without its headers.

    Only requests for a host of ours are let in. A page of another site whose name was made to point here (DNS
    rebinding) still asks for that name. Without `hosts` any will do: where no browser is served, and a server with a
    name of its own stands before this one.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str] | None, otherwise: str, unforeseen: Unforeseen) -> None:
        self._app = app
        self._hosts = hosts
        self._otherwise = otherwise
        self._unforeseen = unforeseen

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        body, started = Body(receive), False

        async def guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            for piece in _pieces(message):
                await send(piece)

        scope["app"] = self  # what Starlette's router looks for, to raise what it does not find
        scope["state"]["body"] = body
        scope["state"]["language"] = language = self._language(scope)
        try:
            self._check_host(scope)
            await self._app(scope, body.receive, guarded)
        except ClientDisconnect:
            return
        except Exception as error:  # noqa: BLE001 -- one request that goes wrong must not stop the room
            problem = problem_of(error)
            if problem.status == 500:  # noqa: PLR2004 -- the only one nobody foresaw
                self._unforeseen(error)
            if started:
                scope["state"]["drop"]()
                return
            if "Connection" not in problem.headers and not await body.swallow():
                problem.headers["Connection"] = "close"
            answer = page_of if seen_by_people(scope) else response_of
            await answer(problem, language)(scope, receive, guarded)

    def _language(self, scope: Scope) -> Language:
        return language_for(Headers(scope=scope).get("accept-language", ""), self._otherwise)

    def _check_host(self, scope: Scope) -> None:
        asked = _HOST.fullmatch(Headers(scope=scope).get("host", "").lower())
        if self._hosts is not None and (asked is None or asked[1] not in self._hosts):
            raise malformed(Sentence(N_("This is not the right address. Open your table’s link again.")))


def _pieces(message: Message) -> Iterator[Message]:
    """Yield a long content in pieces: only from one to the next does Windows tell that somebody slow is taking it."""
    content = message.get("body", b"")
    for start in range(0, len(content) - _PIECE, _PIECE):
        yield {"type": "http.response.body", "body": content[start : start + _PIECE], "more_body": True}
    if len(content) > _PIECE:
        message = {**message, "body": content[(len(content) - 1) // _PIECE * _PIECE :]}
    yield message


def hosts(address: str) -> frozenset[str]:
    """Return the names by which one may ask for a hub that listens on that address."""
    name = socket.gethostname().lower()
    own = f"[{address}]" if ":" in address else address
    named = {own, name, name.partition(".")[0], f"{name.partition('.')[0]}.local"}
    return frozenset(named | {"localhost"} if address == "127.0.0.1" else named)


def not_http(otherwise: str) -> tuple[list[tuple[bytes, bytes]], bytes]:
    """Return the answer, headers and body, for bytes that are no request; nobody said in what language."""
    problem: Problem = malformed()
    problem.headers.update({"Connection": "close", **HEADERS})
    response = response_of(problem, language_for("", otherwise))
    return list(response.raw_headers), bytes(response.body)
