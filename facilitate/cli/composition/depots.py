"""Depots, by where they are, and what is done between them and the sessions of one workspace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from facilitate.domain.errors import N_, Message, Refused
from facilitate.store.depot.file_depot import FileDepot
from facilitate.store.depot.folder import FolderFiles
from facilitate.store.depot.record import keep_record, record_of
from facilitate.store.depot.status import SyncState
from facilitate.workshop.sharing.depot import Depot

if TYPE_CHECKING:
    from facilitate.cli.composition.sessions import Sessions
    from facilitate.store.collect import Agree
    from facilitate.store.depot.sync import Synced

__all__ = ["Depots", "SyncState"]


class Depots:
    """The depots that the sessions here are synced with."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    @contextmanager
    def opened(self, where: str) -> Iterator[Depot]:
        """Yield the depot at a folder or an address."""
        with closing(self._at(where)) as depot:
            yield depot

    def sync(self, slug: str, where: str, agree: Agree, *, anew: bool) -> Synced:
        """Bring a session and a depot to hold the same acts, and remember it."""
        from facilitate.store.depot.sync import synchronise

        workspace = self._sessions.workspace
        if workspace.holding(slug).home == workspace.rehearsals.home:
            raise Refused(N_("“{name}” is a rehearsal: it goes to no depot."), name=slug)
        folder = workspace.folder(slug)
        with self.opened(where) as depot:
            found = synchronise(workspace.log(slug), depot, record_of(folder, depot.address), agree, anew=anew)
        keep_record(folder, found.record)
        return found

    def restore(self, name: str, where: str) -> tuple[str, int, list[Message]]:
        """Make a session of a depot anew here; returns its name, how many acts it has, and what is told."""
        from facilitate.store.depot.restore import restore

        with self.opened(where) as depot:
            return restore(self._sessions.workspace, depot, name, datetime.now(UTC))

    def states(self, where: str = "") -> list[SyncState]:
        """Return what is remembered of the syncs of the sessions here; of a depot that is named, what it tells now."""
        from facilitate.store.depot.status import remembered_states, states_with

        if not where:
            return list(remembered_states(self._sessions.workspace))
        with self.opened(where) as depot:
            return list(states_with(self._sessions.workspace, depot))

    @staticmethod
    def _at(where: str) -> Depot:
        if "://" in where:
            raise Refused(N_("{where} is no folder."), where=where)
        return FileDepot(FolderFiles(Path(where).expanduser().absolute()))
