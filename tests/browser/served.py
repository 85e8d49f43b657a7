"""A real hub on a real disk, in a thread of its own: what the browser talks to."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from pathlib import Path

from facilitate.domain.programme.document import complete
from facilitate.store.clock import RandomIds, SteadyClock
from facilitate.store.hub_tokens import FolderKeys
from facilitate.store.workspace import Workspace
from facilitate.web.hub.hub import RoomHub
from facilitate.workshop.workshop import Workshop
from tests.support.workshops import PLAN
from tests.web.room import free_port

TABLES = 30
LONG = 40.0


class Served:
    """`hub` and `workshop` live in the thread: ask for them through `call`."""

    def __init__(self, home: Path, bounds=None, title="Essai", question="Quelles pistes ?", plan=PLAN):
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        tables = {"tables": TABLES} | ({"question": question} if plan is PLAN else {})
        phases = [phase | (tables if phase["kind"] == "tables" else {}) for phase in plan["phases"]]
        plan = complete({**plan, "title": title, "phases": phases})
        workspace = Workspace(home, "home")
        slug = workspace.create(plan, title, slug="essai", session="essai123")
        self.workshop = Workshop(workspace.log(slug), SteadyClock(), RandomIds())
        self.keys = FolderKeys(home / "sessions" / slug)
        self.keys.keep_place("127.0.0.1", free_port())
        self.errors = []
        self.hub = RoomHub(self.workshop, self.keys, bounds, unforeseen=self.errors.append)
        for table in range(1, TABLES + 1):
            self.keys.renew(table)

    def call(self, act):
        """Do it in the hub's loop; a coroutine is waited for."""

        async def done():
            result = act()
            return await result if asyncio.iscoroutine(result) else result

        return asyncio.run_coroutine_threadsafe(done(), self.loop).result(LONG)

    def open(self):
        self.call(lambda: self.hub.open("127.0.0.1"))

    def close(self):
        self.call(self.hub.close)

    def kill(self):
        """End as a program that is killed: no goodbye to anybody."""

        async def abrupt():
            server = self.hub._server
            for connection in list(server.server_state.connections):
                connection.transport.abort()
            await self.hub.close()

        self.call(abrupt)

    def stop(self):
        with suppress(TimeoutError):
            self.close()
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(LONG)
        self.loop.close()

    def link(self, table):
        return self.call(lambda: self.hub.link(table))

    def ideas(self, table):
        """The table's ideas as the session has them, in order."""
        return self.call(lambda: [idea for idea in self.workshop.session.ideas.values() if idea.table == table])

    def texts(self, table):
        return [idea.text for idea in self.ideas(table)]
