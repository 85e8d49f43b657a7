"""`RoomHub`: the hub of one session, as the screens know it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress

from facilitate.domain.errors import N_, FacilitateError, Message
from facilitate.web.hub import interfaces
from facilitate.web.hub.broadcaster import Broadcaster
from facilitate.web.hub.clients import Clients
from facilitate.web.hub.routes import application
from facilitate.web.serving.connection_limits import ConnectionLimits
from facilitate.web.serving.connections import ProtocolRules
from facilitate.web.serving.limits import Limits
from facilitate.web.serving.middleware import Unforeseen, not_http
from facilitate.web.serving.server import QuietServer
from facilitate.workshop.sharing.devices import link
from facilitate.workshop.sharing.link import USUAL_PORT
from facilitate.workshop.sharing.ports import Guest, Interface, Keys
from facilitate.workshop.workshop import Workshop

_ELSEWHERE = N_(
    "Sharing is already on at {there}, or another program uses that port. Links and cards already handed out still "
    "go there; this screen is sharing at {here}."
)
_GOODBYE = 0.3
_SLOW_DISK = 3.0  # seconds that acts under way have to be on it, and answered


class RoomHub:
    """Serves one session's tables in the loop it is opened in. `unforeseen` is told what nobody expected."""

    def __init__(
        self,
        workshop: Workshop,
        keys: Keys,
        limits: Limits | None = None,
        unforeseen: Unforeseen = lambda _error: None,
    ) -> None:
        self._workshop = workshop
        self._keys = keys
        self._limits = limits or Limits()
        self._unforeseen = unforeseen
        self._listeners: list[Callable[[], None]] = []
        self._turn = asyncio.Lock()
        self._address = ""
        self._where = ("", 0)
        self._trouble: Message | None = None
        self._moved: Message | None = None
        self._clients: Clients | None = None
        self._broadcaster: Broadcaster | None = None
        self._server: QuietServer | None = None
        self._following: asyncio.Task[None] | None = None

    @property
    def address(self) -> str:
        """The beginning of every link (`http://192.168.1.10:8317`); empty while the hub is closed."""
        return self._address

    @property
    def trouble(self) -> Message | None:
        """The reason why it stopped by itself, if it did."""
        return self._trouble

    @property
    def moved(self) -> Message | None:
        """That it is not at the port of last time, as something else is there already."""
        return self._moved

    def interfaces(self) -> Sequence[Interface]:
        """Return the ways this machine can be reached."""
        return interfaces.interfaces()

    async def open(self, address: str = "", port: int = 0) -> None:
        """Listen on that address only; open already, it moves there if it has to."""
        async with self._turn:
            if self._server is not None:
                if address in ("", self._where[0]) and port in (0, self._where[1]):
                    return
                await self._close()
            await self._open(address or interfaces.usual(self._keys.place[0]), port)
        self._changed()

    async def close(self) -> None:
        """Say goodbye to everyone and stop listening."""
        async with self._turn:
            if self._server is None:
                return
            await self._close()
        self._changed()

    def link(self, table: int) -> str:
        """Return what a table's device opens. The token stands behind `#`, which browsers keep to themselves."""
        return link(self._address, self._keys, table)

    def renew(self, table: int) -> None:
        """Give the table another link."""
        self._keys.renew(table)
        self._show_out()

    def shut(self, table: int) -> None:
        """Take the table's link back."""
        self._keys.close(table)
        self._show_out()

    def guests(self) -> Sequence[Guest]:
        """Return who is connected now."""
        return [] if self._clients is None else [client.guest for client in self._clients]

    def listen(self, changed: Callable[[], None]) -> None:
        """Have `changed` called when there is something to draw anew."""
        self._listeners.append(changed)

    async def _open(self, address: str, port: int) -> None:
        host, last = self._keys.place
        made = interfaces.listening(address, port or last or USUAL_PORT, self._limits.stall_seconds)
        try:
            # The links that were handed out name the port of last time: another is kept only when it was asked for.
            self._keys.keep_place(address, made.getsockname()[1] if port or not last else last)
            await self._serve(address, made)
        except BaseException:
            made.close()
            raise
        self._trouble = None
        self._where = (address, made.getsockname()[1])
        self._address = _root(address, self._where[1])
        self._keep_open_at(self._address)
        # The port of last time is tried first: what is there now is most likely this session, open in another program.
        away = last and not port and self._where[1] != last and host == address
        self._moved = Message(_ELSEWHERE, {"there": _root(host, last), "here": self._address}) if away else None

    async def _serve(self, address: str, made: socket.socket) -> None:
        language = self._workshop.session.plan.language
        self._clients = clients = Clients(self._workshop.recorder, self._changed)
        self._broadcaster = broadcaster = Broadcaster(
            self._workshop, clients, self._keys, self._changed, self._unforeseen
        )
        app = application(broadcaster, self._keys, self._limits, address, self._unforeseen)
        gate = ConnectionLimits(self._limits, address)
        server = QuietServer(app, ProtocolRules(self._limits, gate, not_http(language), self._unforeseen))
        await server.start(made)
        self._server = server
        self._following = asyncio.create_task(broadcaster.follow(), name="hub follows")
        if server.running is not None:
            server.running.add_done_callback(self._stopped)

    async def _close(self) -> None:
        server, self._server = self._server, None
        clients = self._clients
        if clients is not None:
            clients.end_all()
            await clients.all_left(_GOODBYE)
        if self._broadcaster is not None:
            await self._broadcaster.all_kept(_SLOW_DISK)
        if server is not None:
            await server.stop()
        self._clear()

    def _stopped(self, task: asyncio.Task[None]) -> None:
        """Note that the server ended though nobody asked it to."""
        error = None if task.cancelled() else task.exception()
        if self._server is None or self._server.running is not task:
            return
        self._server = None
        if isinstance(error, Exception):
            self._unforeseen(error)
        self._trouble = Message(N_("Sharing was interrupted. Turn it on again; nothing already saved is lost."))
        self._clear()
        self._changed()

    def _keep_open_at(self, address: str) -> None:
        """Tell other programs where this hub is, as far as the disk lets it: the tables are served all the same.

        It stays written once the hub is closed: whoever reads it asks whether this hub answers there, and a close must
        not wait for a slow disk.
        """
        with suppress(FacilitateError):
            self._keys.keep_open_at(address)

    def _clear(self) -> None:
        if self._following is not None:
            self._following.cancel()
        if self._clients is not None:
            self._clients.end_all()
        self._clients, self._broadcaster, self._following, self._address, self._where = None, None, None, "", ("", 0)

    def _show_out(self) -> None:
        if self._clients is not None:
            self._clients.show_out(self._keys.table_of)
        self._changed()

    def _changed(self) -> None:
        for changed in self._listeners:
            try:
                changed()
            except Exception as error:  # noqa: BLE001 -- a screen that cannot be drawn must not cut off the tables
                self._unforeseen(error)


def _root(host: str, port: int) -> str:
    """Return what stands before every link."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"
