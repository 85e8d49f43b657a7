"""What a programme's depot answers: who comes in, and the verbs of a depot for the session a token opens."""

from __future__ import annotations

import asyncio
import html
import json
import re
from collections.abc import Callable
from dataclasses import asdict
from email.utils import formatdate
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp

from facilitate.domain.errors import N_, Message
from facilitate.domain.numbers import whole_number
from facilitate.web.serving.limits import Limits, RateLimiter
from facilitate.web.serving.middleware import SecurityMiddleware, Unforeseen
from facilitate.web.serving.responses import NO_STORE, Problem, json_response, later, malformed
from facilitate.workshop.sharing.depot import DepotSession, DepotUnreachable, told_apart
from facilitate.workshop.sharing.depot_access import Access, AccessTokens, ProgrammeRecord
from facilitate.workshop.sharing.link import token_in

MARK = "facilitate-depot"
OPENS = "facilitate-depot-opens"  # tells a reader that it is one, and so is shown every session
GIVEN_LINES = 5_000  # in one answer
_T = TypeVar("_T")
_BEARER = re.compile("bearer +([0-9a-z -]{8,64})", re.IGNORECASE)
_WHO = {"WWW-Authenticate": "Bearer"}
_SOON = 2.0
_AT_ONCE = 16  # bodies that are read or worked on; the rest wait for their turn
_MOST = 10_000_000
_ASK = N_("A token is missing: give the whole link that the programme’s organisers sent you.")
_UNKNOWN = N_("The depot does not know this token. Copy the link again, or ask the programme’s organisers.")
_REVOKED = N_("This token was revoked. Ask the programme’s organisers for a new one.")
_OTHER = N_("This token opens another session. Whoever has the link of this one sends it.")
_CLAIMED = N_("This session came to the depot with another token. Ask the programme’s organisers.")
_READS = N_(
    "This token is for reading alone. To send a session, ask the programme’s organisers for its own link, and give it "
    "once: “facilitate depot sync SESSION --to LINK”."
)
_SLOWER = N_("A lot was sent at once. Sending resumes in a moment.")


_PAGE = (
    '<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
    '<link rel="icon" href="data:,">\n<link rel="stylesheet" href="/page.css">\n</head>\n<body><main class="alone">\n'
    "<h1>{title}</h1>\n<p>{what}</p>\n<p>{send}</p>\n<p><code>{command}</code></p>\n<p>{ask}</p>\n</main></body>\n"
    "</html>\n"
)
_WELCOME = {
    "title": N_("Here the sessions of a programme meet"),
    "what": N_(
        "This address is for the program “facilitate” on your computer. In a browser there is nothing to see and "
        "nothing to fill in; what stands behind # in a link was sent to nobody."
    ),
    "send": N_("You were given a link, to send your session? On your computer, in a terminal, type:"),
    "command": N_('facilitate depot sync NAME-OF-YOUR-SESSION --to "THE-WHOLE-LINK"'),
    "ask": N_(
        "You were given none, or it no longer works? Ask the programme’s organisers. Your event does not need this "
        "address: everything is kept on your computer, and can be sent later."
    ),
}
_STYLE = (
    "body { margin: 0 auto; max-width: 38rem; padding: 18vh 1.5rem 2rem; font: 1.125rem/1.55 system-ui, sans-serif; "
    "color: #222; background: #fff; }\n"
    "h1 { font-size: 1.6rem; line-height: 1.25; }\n"
    "code { display: block; padding: .75rem 1rem; background: #f1f1f1; overflow-wrap: anywhere; font-size: 1rem; }\n"
    "@media (prefers-color-scheme: dark) { body { color: #eee; background: #1b1b1b; } code { background: #2b2b2b; } }\n"
)


class DepotRoutes:
    """The routes, over one record. What waits for the database waits in a thread."""

    def __init__(self, record: ProgrammeRecord, tokens: AccessTokens, limits: Limits) -> None:
        self._record = record
        self._tokens = tokens
        self._limits = limits
        now = asyncio.get_running_loop().time
        self._asked = RateLimiter(limits.rate, limits.burst, now)
        self._guessed = RateLimiter.a_minute(limits.wrong_tokens, now)
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def hello(self, _request: Request) -> Response:
        """Say that a depot answers here, so that it is not taken for a shared folder."""
        from facilitate import __version__

        return json_response({MARK: 1, "version": __version__})

    async def welcome(self, request: Request) -> Response:
        """Say to somebody who opened the address in a browser what it is, and nothing of what is kept here."""
        _ = request.state.language
        parts = {name: html.escape(_(text)) for name, text in _WELCOME.items()}
        return Response(_PAGE.format(language=_.code, **parts), 200, dict(NO_STORE), "text/html")

    async def style(self, _request: Request) -> Response:
        """The look of that page, and of those that say what went wrong."""
        return Response(_STYLE, 200, dict(NO_STORE), "text/css")

    async def sessions(self, request: Request) -> Response:
        """The sessions that the token opens."""
        access = await self._enter(request)
        found = await self._ask(self._record.sessions)
        shown = [asdict(each) for each in told_apart(each for each in found if access.may_read(each.session))]
        return json_response(shown, headers=_opens(access))

    async def journals(self, request: Request) -> Response:
        """How far each journal of a session goes."""
        access, session = await self._readable(request)
        found = await self._ask(lambda: self._record.offer(session))
        return json_response([asdict(each) for each in found], headers=_opens(access))

    async def journal(self, request: Request) -> Response:
        """Lines of a journal; POST takes some."""
        if request.method == "POST":
            return await self._take(request)
        (_access, session), start = await self._readable(request), _number(request, "from")
        writer = request.path_params["writer"]
        lines = await self._ask(lambda: self._record.give(session, writer, start, GIVEN_LINES))
        return Response(lines, 200, {**NO_STORE, MARK: "1"}, "application/octet-stream")

    async def typology(self, request: Request) -> Response:
        """The typology of the cycle."""
        await self._enter(request)
        content = await self._ask(self._record.typology)
        return json_response(json.loads(content) if content else None)

    async def _take(self, request: Request) -> Response:
        access = await self._enter(request)
        session = DepotSession(request.path_params["session"], request.query_params.get("name", ""))
        if access.reads_all:
            raise Problem(403, Message(_READS))
        if access.session and access.session != session.session:
            raise Problem(403, Message(_OTHER))
        start, purges = _number(request, "from"), _number(request, "purges")
        async with self._turns:
            body = await request.state.body.read(self._limits.journal_body, self._limits.body_seconds)
            first, lines = _parted(body, purges)
            if not access.session and not await self._ask(lambda: self._tokens.claim(access, session.session)):
                raise Problem(403, Message(_CLAIMED))
            writer = request.path_params["writer"]
            receipt = await self._ask(lambda: self._record.take(session, writer, start, lines, first))
            if not access.session and not receipt.accepted:
                await self._ask(lambda: self._tokens.release(access))
        tell = request.state.language.message
        return json_response({"accepted": receipt.accepted, "refused": [tell(each) for each in receipt.refused]})

    async def _readable(self, request: Request) -> tuple[Access, DepotSession]:
        access, session = await self._enter(request), str(request.path_params["session"])
        if not access.may_read(session) and access.session:
            raise Problem(403, Message(_OTHER))
        # A token that has no session yet may ask for its own, which is not there.
        return access, DepotSession(session if access.may_read(session) else "", "")

    async def _enter(self, request: Request) -> Access:
        """Return what the request's token opens, asked of the database each time: a revoked one opens nothing."""
        found = _BEARER.fullmatch(request.headers.get("authorization", ""))
        if found is None:
            raise Problem(401, Message(_ASK), _WHO)
        token = token_in(found[1])
        if wait := self._asked.take(token, 1):
            raise later(429, Message(_SLOWER), wait)
        access = await self._ask(lambda: self._tokens.access(token))
        if access is None:
            address = request.client.host if request.client else ""
            if wait := self._guessed.take(address, 1):
                raise later(429, Message(_UNKNOWN), wait)
            raise Problem(401, Message(_UNKNOWN), _WHO)
        if access.revoked:
            raise Problem(403, Message(_REVOKED))
        if not request.state.show(token):
            raise later(503, Message(_SLOWER), _SOON)
        return access

    @staticmethod
    async def _ask(question: Callable[[], _T]) -> _T:
        try:
            return await asyncio.to_thread(question)
        except DepotUnreachable as error:
            raise later(503, error.message, _SOON) from error


def application(routes: DepotRoutes, language: str, unforeseen: Unforeseen) -> ASGIApp:
    """Return the application; `language` is that of answers to whoever wishes none."""
    paths = [
        Route("/", routes.welcome),
        Route("/page.css", routes.style),
        Route("/depot", routes.hello),
        Route("/typology", routes.typology),
        Route("/sessions", routes.sessions),
        Route("/sessions/{session}/journals", routes.journals),
        Route("/sessions/{session}/journals/{writer}", routes.journal, methods=["GET", "POST"]),
    ]
    return SecurityMiddleware(Router(paths, redirect_slashes=False), None, language, unforeseen)


def _opens(access: Access) -> dict[str, str]:
    """Return what tells a laptop what its token opens, and what time it is."""
    return {OPENS: "all" if access.reads_all else "one", "Date": formatdate(usegmt=True)}


def _number(request: Request, name: str) -> int:
    number: int | None = whole_number(request.query_params.get(name, "0"))
    if number is None or number > _MOST:
        raise malformed()
    return number


def _parted(body: bytes, purges: int) -> tuple[bytes, bytes]:
    """Return the lines that tell of removals, which come first, and those of the journal."""
    at = 0
    for _ in range(purges):
        at = body.find(b"\n", at) + 1
        if not at:
            raise malformed()
    return body[:at], body[at:]
