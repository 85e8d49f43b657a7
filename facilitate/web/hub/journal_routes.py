"""What a note-taker's own laptop asks for: the events of its table as they come, and to have its own taken in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from facilitate.domain.codec import document_of, event_of
from facilitate.domain.errors import N_, Message
from facilitate.domain.event import Event
from facilitate.domain.roles import SORTER, SYNTHESIS_SEAT
from facilitate.domain.values.presence import Presence, presence_of
from facilitate.web.hub.auth import TokenAuth
from facilitate.web.hub.broadcaster import Broadcaster
from facilitate.web.hub.event_stream import EventStream, client_of
from facilitate.web.hub.json_documents import event
from facilitate.web.serving.limits import Limits
from facilitate.web.serving.responses import Problem, decoded, json_response, malformed

_TOGETHER = 200
_LONGEST_ID = 40
_MOST_HERE = 8
_SORTERS = re.compile(f"{SORTER}[.][a-z][a-z0-9]{{1,12}}")
_FREE = 25  # a laptop that comes back brings hundreds of events; that many cost what one act does


class JournalSource:
    """A laptop: which session this is, then every event it may have and has not had."""

    def __init__(self, broadcaster: Broadcaster, table: int, mark: str) -> None:
        self._broadcaster = broadcaster
        self._table = table
        self._mark = mark
        self._number = 0
        self._sent = 0
        self._heard: tuple[Presence, ...] = ()

    def pull(self) -> bytes:
        """Return what is new as server-sent events, each of a bounded length."""
        return b"".join(self._messages())

    def _messages(self) -> Iterator[bytes]:
        if not self._number:
            yield self._message("session", self._session())
        seen = self._broadcaster.seen_by(self._table)
        while together := seen[self._sent : self._sent + _TOGETHER]:
            self._sent += len(together)
            yield self._message("events", list(map(document_of, together)))
        here = self._broadcaster.presence.here
        if self._table == SYNTHESIS_SEAT and here != self._heard:
            self._heard = here
            yield self._message("presence", [one.document() for one in here])

    def _message(self, name: str, content: object) -> bytes:
        self._number += 1
        return event(name, content, f"{self._mark}-{self._number}")

    def _session(self) -> dict[str, Any]:
        log, plan = self._broadcaster.workshop.log, self._broadcaster.workshop.session.plan
        return {
            "session": log.session,
            "home": log.home,
            "slug": log.slug,
            "title": plan.title,
            "table": self._table,
            "language": plan.language,
        }


class JournalRoutes:
    """The routes of a laptop."""

    def __init__(self, broadcaster: Broadcaster, auth: TokenAuth, limits: Limits) -> None:
        self._broadcaster = broadcaster
        self._auth = auth
        self._limits = limits

    async def journal(self, request: Request) -> Response:
        """Give a table's events as they come; POST takes some in."""
        if request.method == "POST":
            return await self._take(request)
        table = self._auth.enter_seat(request)
        client = client_of(self._broadcaster, request, table, everything=True)
        source = JournalSource(self._broadcaster, table, self._broadcaster.run)
        return EventStream(self._broadcaster, client, source, self._limits.heartbeat_seconds)

    async def presence(self, request: Request) -> Response:
        """Show who is on a laptop."""
        if self._auth.enter_seat(request) != SYNTHESIS_SEAT:
            raise Problem(403, Message(N_("Only a synthesis link shows who is there.")))
        body = await request.state.body.read(self._limits.body, self._limits.body_seconds)
        self._broadcaster.presence.show(_here(decoded(body)))
        return json_response({})

    async def _take(self, request: Request) -> Response:
        self._auth.enter_seat(request)
        body = await request.state.body.read(self._limits.journal_body, self._limits.body_seconds)
        documents = self._documents(decoded(body))
        table = self._auth.enter_seat(request, len(documents) / _FREE)
        events, left_out = self._events(documents)
        try:
            taken = await self._broadcaster.kept(self._broadcaster.workshop.guests.take_later(table, events))
        finally:
            self._broadcaster.nudge()
        left_out |= taken.left_out
        tell = request.state.language.message
        reasons = [{"id": key, "reason": tell(reason)} for key, reason in left_out.items()]
        return json_response({"kept": len(taken.new), **({"left_out": reasons} if reasons else {})})

    def _events(self, documents: Sequence[Mapping[str, Any]]) -> tuple[list[Event], dict[str, Message]]:
        """Return the events that can be read, and why others stay out, by the ids they claim."""
        events: list[Event] = []
        left_out: dict[str, Message] = {}
        for document in documents:
            try:
                events.append(event_of(document))
            except (ValueError, OverflowError):
                left_out[str(document.get("id"))[:_LONGEST_ID]] = Message(N_("This change cannot be read."))
        return events, left_out

    def _documents(self, content: Any) -> list[Mapping[str, Any]]:
        found = content.get("events") if isinstance(content, dict) else None
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise malformed()
        if len(found) > self._limits.events:
            raise Problem(413, Message(N_("Too many changes at once ({most} at most)."), {"most": self._limits.events}))
        return found


def _here(content: object) -> list[Presence]:
    found = content.get("here") if isinstance(content, dict) else None
    if not isinstance(found, list) or len(found) > _MOST_HERE:
        raise malformed()
    here = [one for one in map(presence_of, found) if one and _SORTERS.fullmatch(one.writer)]
    if len(here) != len(found):
        raise malformed()
    return here
