"""What a phone of the desk asks for: a few guests by letters of their names, and to have those ticked who came.

Names go to the desk's own token alone, a few at a time, and no more of them in a minute than somebody at a door needs.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from facilitate.domain.errors import N_, Message
from facilitate.domain.roles import DESK_SEAT
from facilitate.web.hub.auth import TokenAuth
from facilitate.web.hub.broadcaster import Broadcaster
from facilitate.web.hub.event_stream import EventStream, client_of
from facilitate.web.hub.json_documents import Document, event, speed_of
from facilitate.web.serving.limits import Limits, RateLimiter
from facilitate.web.serving.responses import decoded, json_response, later, malformed
from facilitate.workshop.sharing.desk import DeskGuest

_SLOWER = N_("A lot was asked in a minute. The desk answers again in a moment.")
_BODY = 4096  # bytes: a name, a world, and the name of an act


class DeskSource:
    """What a phone of the desk is told as it connects: the event, and the worlds to choose from; nobody's name."""

    def __init__(self, broadcaster: Broadcaster) -> None:
        self._broadcaster = broadcaster
        self._sent = False

    def pull(self) -> bytes:
        """Return the event once."""
        if self._sent:
            return b""
        self._sent = True
        workshop = self._broadcaster.workshop
        session = workshop.session
        content = {
            "title": session.plan.title,
            "language": session.plan.language,
            "rehearsal": speed_of(session),
            "worlds": list(workshop.desk.worlds),
        }
        return event("desk", content)


class DeskRoutes:
    """The routes of the desk's page."""

    def __init__(self, broadcaster: Broadcaster, auth: TokenAuth, limits: Limits) -> None:
        self._broadcaster = broadcaster
        self._auth = auth
        self._limits = limits
        now = asyncio.get_running_loop().time
        # Apart, so that who was found can be ticked though nobody else is found for a while.
        self._names, self._acts = (RateLimiter.a_minute(limits.desk_answers, now) for _bucket in range(2))

    async def live(self, request: Request) -> Response:
        """Answer with the event, and stay connected: so both sides know that the other is there."""
        self._auth.enter_desk(request)
        client = client_of(self._broadcaster, request, DESK_SEAT)
        return EventStream(self._broadcaster, client, DeskSource(self._broadcaster), self._limits.heartbeat_seconds)

    async def find(self, request: Request) -> Response:
        """Answer with a few of those whose names begin, or nearly begin, like what was typed."""
        token, content = await self._asked(request)
        self._broadcaster.workshop.recorder.refresh()
        found = self._broadcaster.workshop.desk.find(_text(content, "typed"))
        _count(self._names, token, max(1, len(found.guests)))
        people = [self._document(each) for each in found.guests]
        return json_response({"people": people, "more": found.more, "near": found.near})

    async def arrive(self, request: Request) -> Response:
        """Tick somebody, of the list or not, and answer with their table."""
        token, content = await self._asked(request)
        _count(self._acts, token, 1)
        desk, act = self._broadcaster.workshop.desk, _text(content, "id")
        if "person" in content:
            return self._done(lambda: desk.tick(act, _text(content, "person")))
        name, world = _text(content, "name"), _text(content, "world")
        return self._done(lambda: desk.welcome(act, name, world))

    async def undo(self, request: Request) -> Response:
        """Take a tick back."""
        token, content = await self._asked(request)
        _count(self._acts, token, 1)
        act = _text(content, "id")
        return self._done(lambda: self._broadcaster.workshop.desk.undo(act))

    async def _asked(self, request: Request) -> tuple[str, dict[str, Any]]:
        self._auth.enter_desk(request)
        body = await request.state.body.read(_BODY, self._limits.body_seconds)
        content = decoded(body)
        if not isinstance(content, dict):
            raise malformed()
        # The link may have been closed while the body was on its way.
        return self._auth.enter_desk(request), content

    def _done(self, act: Callable[[], DeskGuest | None]) -> Response:
        """Do what is asked; it is on the disk when this answers."""
        try:
            guest = act()
        finally:
            self._broadcaster.nudge()
        return json_response(self._document(guest) if guest else {})

    def _document(self, guest: DeskGuest) -> Document:
        setup = self._broadcaster.workshop.desk.setup(guest.table)
        called = [part for part in (setup.name, setup.place) if part] if setup else []
        return {
            "key": guest.key,
            "name": guest.name,
            **({"organisation": guest.organisation} if guest.organisation else {}),
            "table": guest.table,
            "round": guest.round,
            "called": " · ".join(called),
            "badge": guest.badge,
            "here": guest.here,
            "ticked": guest.ticked,
        }


def _count(bucket: RateLimiter, token: str, answers: int) -> None:
    if wait := bucket.take(token, answers):
        raise later(429, Message(_SLOWER), wait)


def _text(content: dict[str, Any], name: str) -> str:
    found = content.get(name)
    if not isinstance(found, str):
        raise malformed()
    return found
