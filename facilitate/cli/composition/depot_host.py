"""The programme's server and its database, wired together: one that is named, or one of its own in a folder."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitate.cli.composition.depot_folders import folder_named
from facilitate.domain.errors import N_, Refused, StorageFailure
from facilitate.domain.frozen import dataclass
from facilitate.system import HANG_UP, on_ending

if TYPE_CHECKING:
    from facilitate.store.depot.dump import Copied  # noqa: TC004 -- handed on to those who may not import it
    from facilitate.store.record.connections import Connections
    from facilitate.store.record.held_back import HeldBack  # noqa: TC004 -- handed on to those who may not import it
    from facilitate.store.record.own_postgres import OwnPostgres
    from facilitate.store.record.removals import PendingRemoval  # noqa: TC004 -- likewise
    from facilitate.store.record.tokens import (  # noqa: TC004 -- handed on to those who may not import it
        GivenToken,
        RecordTokens,
        StoredSession,
    )

__all__ = [
    "Copied",
    "Database",
    "DepotHost",
    "GivenToken",
    "HeldBack",
    "PendingRemoval",
    "RecordTokens",
    "Service",
    "StoredSession",
]

_NO_DEPOT = N_(
    "No depot is in {folder}. Open it with “facilitate depot serve”, or say where it is: --folder, --database, or "
    "--home."
)
_NO_DUMP = N_("There is no folder {folder}: name the one that “facilitate depot dump FOLDER” wrote.")
_STOPPED = N_(
    "The depot’s PostgreSQL was stopped by another program, so nobody can sync. Nothing that was acknowledged is lost: "
    "open the depot again with “facilitate depot serve”."
)
_LOOK_SECONDS = 10.0
_ENDING = ("SIGINT", "SIGTERM", HANG_UP)


@dataclass(frozen=True, slots=True)
class Database:
    """Where a database is, as somebody said: its `address`, a `file` that holds it, or the `folder` of one's own."""

    address: str
    file: Path | None
    folder: Path


@dataclass(frozen=True, slots=True)
class Overview:
    """What is to be known of a depot’s database: its tokens, what none of them opens, its server, the removals."""

    tokens: Sequence[GivenToken]
    unopened: Sequence[StoredSession]
    service: Service
    removals: Sequence[PendingRemoval]
    held_back: Sequence[HeldBack] = ()  # journals that cannot go on


@dataclass(frozen=True, slots=True)
class Service:
    """The server before a database, as it was opened last on this computer: where, and whether it answers there.

    `elsewhere` are the other machines where one was opened; `listen` is what it was told to listen at here.
    """

    address: str
    answers: bool
    elsewhere: tuple[str, ...] = ()
    listen: str = ""


async def _look_after(own: OwnPostgres) -> None:
    """Rid a database of the bytes of what was removed, and end with a sentence once it runs no more."""
    while await asyncio.to_thread(own.is_running):
        if await asyncio.to_thread(own.has_remains):
            await asyncio.to_thread(own.sweep)
        await asyncio.sleep(_LOOK_SECONDS)
    raise StorageFailure(_STOPPED)


class DepotHost:
    """What is done with the database of a programme's depot."""

    def __init__(self, environ: Mapping[str, str], language: str) -> None:
        self._environ = environ
        self._language = language

    @contextmanager
    def tokens(self, database: Database) -> Iterator[RecordTokens]:
        """Yield the tokens of a depot; raises `Refused` where none is in the folder: it is made by serving it."""
        from facilitate.store.record.tokens import RecordTokens

        self._check_there(database)
        with self._connections(database) as connections:
            yield RecordTokens(connections)

    def overview(self, database: Database) -> Overview:
        """Return what a depot’s keeper has to know; its database is started once for all of it, if need be."""
        from facilitate.store.record.held_back import held_back
        from facilitate.store.record.removals import removals_known
        from facilitate.store.record.tokens import RecordTokens

        self._check_there(database)
        with self._connections(database) as connections:
            tokens = RecordTokens(connections)
            service = self._service(connections)
            unopened, removals = tokens.without_token(), removals_known(connections)
            return Overview(tokens.all(), unopened, service, removals, held_back(connections))

    @staticmethod
    def _service(connections: Connections) -> Service:
        """Return whether the server that was opened on this computer over a database answers."""
        import platform

        from facilitate.store.record.record import PostgresRecord
        from facilitate.web.carriers.http_depot import answers
        from facilitate.workshop.sharing.depot_access import DEPOT_PORT

        known = PostgresRecord(connections).servers()
        usual = f"http://127.0.0.1:{DEPOT_PORT}"
        opened = address = known.pop(platform.node(), usual)
        for everywhere, here in (("//0.0.0.0:", "//127.0.0.1:"), ("//[::]:", "//[::1]:")):
            address = address.replace(everywhere, here)
        listen = "" if opened == usual else opened.partition("//")[2]
        return Service(address, answers(address), tuple(known), listen)

    def retire(self, database: Database, session: str, computer: str, *, back: bool) -> StoredSession:
        """Note that a computer of a session is gone and never comes back, or that it is back; returns the session."""
        from facilitate.store.record.removals import retire
        from facilitate.store.record.tokens import RecordTokens

        self._check_there(database)
        with self._connections(database) as connections:
            found = RecordTokens(connections).session_meant(session)
            retire(connections, found, computer, back=back)
            return found

    def _check_there(self, database: Database) -> None:
        """Raise `Refused` where no depot is in the folder: it is made by serving it, or by loading a dump."""
        from facilitate.store.record.connections import address_of

        is_named = address_of(database.address, database.file, self._environ)
        if not is_named and not (folder_named(str(database.folder)) / "data" / "PG_VERSION").exists():
            raise Refused(_NO_DEPOT, folder=str(database.folder))

    def dump(self, database: Database, folder: Path) -> Copied:
        """Have a folder hold all sessions of a depot and its typology."""
        from facilitate.store.depot.dump import dump
        from facilitate.store.depot.folder import FolderFiles
        from facilitate.store.record.record import PostgresRecord

        self._check_there(database)
        with self._connections(database) as connections:
            return dump(PostgresRecord(connections), FolderFiles(folder), datetime.now(UTC))

    def load(self, database: Database, folder: Path) -> Copied:
        """Have a depot hold all that was dumped into a folder; its database is made if need be."""
        from facilitate.store.depot.dump import load, typology_of
        from facilitate.store.depot.folder import FolderFiles
        from facilitate.store.record.record import PostgresRecord

        files = FolderFiles(folder_named(str(folder)))
        if not folder.is_dir():
            raise Refused(_NO_DUMP, folder=str(folder))
        with self._connections(database) as connections:
            record = PostgresRecord(connections)
            copied = load(files, record)
            if (typology := typology_of(files)) and not record.typology():
                record.put_typology(typology)
            return copied

    def put_typology(self, database: Database, typology: Mapping[str, Any]) -> None:
        """Have this be the typology that every token reads."""
        from facilitate.store.record.record import PostgresRecord

        with self._connections(database) as connections:
            PostgresRecord(connections).put_typology(json.dumps(typology, ensure_ascii=False).encode())

    def serve(self, database: Database, listen: str, opened: Callable[[str], None]) -> None:
        """Serve until Ctrl+C or a signal to end; `opened` is told the address once requests are answered there."""
        from facilitate.store.record.connections import address_of
        from facilitate.store.record.own_postgres import OwnPostgres

        is_named = address_of(database.address, database.file, self._environ)
        own = None if is_named else OwnPostgres(database.folder)
        with self._connections(database) as connections:
            asyncio.run(self._serve(connections, listen, opened, own))

    async def _serve(
        self, connections: Connections, listen: str, opened: Callable[[str], None], own: OwnPostgres | None
    ) -> None:
        import platform

        from facilitate.store.record.record import PostgresRecord
        from facilitate.store.record.tokens import RecordTokens
        from facilitate.web.depot.server import DepotServer

        record = PostgresRecord(connections, own.note_remains) if own else PostgresRecord(connections)
        server = DepotServer(record, RecordTokens(connections), self._language, self._keep)
        asked = asyncio.Event()
        address = await server.open(listen)
        await asyncio.to_thread(record.note_server, platform.node(), address)
        opened(address)
        try:
            on_ending(asyncio.get_running_loop(), _ENDING, lambda _number: asked.set())
            waiting = [asyncio.create_task(asked.wait()), asyncio.create_task(server.ended())]
            waiting += [asyncio.create_task(_look_after(own))] if own else []
            done, _pending = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            await server.close()
            if own and own.has_remains() and own.is_running():
                own.sweep()

    @contextmanager
    def _connections(self, database: Database) -> Iterator[Connections]:
        """Yield connections to a database with the tables of this version; one's own runs meanwhile."""
        from facilitate.store.record.connections import Connections, address_of
        from facilitate.store.record.migrating import migrate

        with self._running(database, address_of(database.address, database.file, self._environ)) as address:
            connections = Connections(address)
            try:
                migrate(connections)
                yield connections
            finally:
                connections.close()

    @staticmethod
    @contextmanager
    def _running(database: Database, address: str) -> Iterator[str]:
        if address:
            yield address
            return
        from facilitate.store.record.own_postgres import OwnPostgres

        with OwnPostgres(folder_named(str(database.folder))).running() as running:
            yield running

    def _keep(self, error: Exception) -> None:
        """Write down what went wrong with one request; the others go on."""
        from facilitate.cli.crash_report import keep

        keep(error, self._environ)
