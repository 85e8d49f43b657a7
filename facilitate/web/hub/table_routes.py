"""What a table's page asks for: the table, once or live, and to have its acts done."""

from __future__ import annotations

import asyncio
from dataclasses import MISSING, fields
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from facilitate.domain.acts.readback import ReadBackAct
from facilitate.domain.acts.room_tables import CallAct
from facilitate.domain.acts.trials import TrialRecorded
from facilitate.domain.errors import N_, FacilitateError, Message, StorageFailure
from facilitate.web.hub.auth import TokenAuth
from facilitate.web.hub.broadcaster import Broadcaster
from facilitate.web.hub.event_stream import EventStream, TableSource, client_of
from facilitate.web.hub.json_documents import Document, idea_document, table_document
from facilitate.web.serving.limits import Limits
from facilitate.web.serving.responses import Problem, decoded, json_response, malformed
from facilitate.workshop.sharing.guests import Forbidden, GuestAct

_TEXTS = [field.name for field in fields(GuestAct)]
_NEEDED = [field.name for field in fields(GuestAct) if field.default is MISSING]

_FULL = 100  # percent of a battery
_MANY = 999


class TableRoutes:
    """The routes of the page."""

    def __init__(self, broadcaster: Broadcaster, auth: TokenAuth, limits: Limits) -> None:
        self._broadcaster = broadcaster
        self._auth = auth
        self._limits = limits

    async def table(self, request: Request) -> Response:
        """Answer with the table as it stands."""
        table = self._auth.enter(request)
        self._broadcaster.workshop.recorder.refresh()
        return json_response(table_document(self._broadcaster.workshop, table, self._broadcaster.asks))

    async def live(self, request: Request) -> Response:
        """Answer with the table's changes as they happen."""
        table = self._auth.enter(request)
        source = TableSource(self._broadcaster, table, request.headers.get("last-event-id", ""))
        return EventStream(
            self._broadcaster, client_of(self._broadcaster, request, table), source, self._limits.heartbeat_seconds
        )

    async def health(self, request: Request) -> Response:
        """Note how a device is: only for the screens, and for as long as it is connected."""
        table = self._auth.enter(request)
        posted = decoded(await request.state.body.read(self._limits.body, self._limits.body_seconds))
        content = posted if isinstance(posted, dict) else {}
        name, asleep, battery, unsent = (content.get(each) for each in ("device", "asleep", "battery", "unsent"))
        if not isinstance(name, str) or not isinstance(asleep, bool) or type(unsent) is not int:
            raise malformed()
        if not (battery is None or (type(battery) is int and 0 <= battery <= _FULL)):
            raise malformed()
        self._broadcaster.clients.note(table, name, asleep=asleep, battery=battery, unsent=max(0, min(unsent, _MANY)))
        return json_response({})

    async def acts(self, request: Request) -> Response:
        """Do what a device asks, each act once; all of it is on the disk when this answers."""
        self._auth.enter(request, 0)
        body = await request.state.body.read(self._limits.body, self._limits.body_seconds)
        acts = self._acts(decoded(body))
        # The link may have been closed while the body was on its way.
        table = self._auth.enter(request, len(acts))
        foreign: list[Forbidden] = []
        try:
            # All of them at once, in their order: what waits for the disk is kept by one sync.
            done = await self._broadcaster.kept(
                asyncio.gather(*(self._done(table, act, request, foreign) for act in acts), return_exceptions=True)
            )
        finally:
            self._broadcaster.nudge()
        for each in done:
            if isinstance(each, BaseException):
                raise each
        if len(foreign) == len(acts):
            raise foreign[0]
        return json_response({"done": done})

    async def _done(self, table: int, act: GuestAct, request: Request, foreign: list[Forbidden]) -> Document:
        try:
            made = await self._broadcaster.workshop.guests.do_later(table, act)
        except StorageFailure:
            raise
        except FacilitateError as error:
            if isinstance(error, Forbidden):
                foreign.append(error)
            return {"id": act.id, "refused": request.state.language.message(error.message)}
        if isinstance(made, TrialRecorded):
            return {"id": act.id, "trial": {"text": made.text}}
        if isinstance(made, ReadBackAct | CallAct):
            return {"id": act.id, "kept": True}
        return {"id": act.id, "idea": idea_document(self._broadcaster.workshop, made)}

    def _acts(self, content: Any) -> list[GuestAct]:
        found = content.get("acts") if isinstance(content, dict) else None
        if not isinstance(found, list) or not found:
            raise malformed()
        if len(found) > self._limits.acts:
            raise Problem(413, Message(N_("Too many changes at once ({most} at most)."), {"most": self._limits.acts}))
        return [_act(each) for each in found]


def _act(content: Any) -> GuestAct:
    if not isinstance(content, dict) or not all(isinstance(content.get(name), str) for name in _NEEDED):
        raise malformed()
    texts = {name: content[name] for name in _TEXTS if name in content}
    if not all(isinstance(text, str) for text in texts.values()):
        raise malformed()
    return GuestAct(**texts)
