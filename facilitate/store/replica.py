"""The copy of a session that a note-taker's own laptop keeps: what the hub sent, its own journal, and the link to it.

The copy is a session's folder like any other, of the same session and home machine: with or without a network it is
worked in, and `facilitate collect` takes it from a USB key.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from facilitate.domain.codec import events_of
from facilitate.domain.errors import N_, Refused
from facilitate.domain.frozen import dataclass
from facilitate.domain.roles import COLLECTED, table_role
from facilitate.files import not_written
from facilitate.store.event_log import FolderLog
from facilitate.store.journal import unframe
from facilitate.store.journal_names import journals_in
from facilitate.store.private_files import FOLDER, LINKS, write_private
from facilitate.store.workspace import Workspace
from facilitate.system import is_portable, make_folders
from facilitate.workshop.recorder.recorder import Recorder
from facilitate.workshop.sharing.guest_events import from_hub
from facilitate.workshop.sharing.link import HubLink, Invitation

_SENT = "sent.txt"
# What the hub says becomes a folder's name and a header: nothing but plain names is taken from it.
_SLUG = re.compile("[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?")
_SESSION = re.compile("[0-9a-z]{4,16}")
_MACHINE = re.compile("[a-z][a-z0-9]{1,11}")


@dataclass(frozen=True, slots=True)
class Replica:
    """One table's copy of a session: the name of its folder here, and the link that leads to the hub."""

    slug: str
    table: int
    link: HubLink


class Replicas:
    """The copies in this workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._sessions = workspace.sessions
        self._machine = workspace.machine

    def known(self, link: HubLink) -> Replica | None:
        """Return the copy this link was used for before; the hub may have moved to another address since."""
        for folder in self._folders():
            for table, kept in _links(folder).items():
                if kept.token == link.token:
                    link = replace(link, key=link.key or kept.key)
                    if kept != link:
                        _keep_link(folder, table, link)
                    return Replica(folder.name, table, link)
        return None

    def of(self, slug: str, table: int) -> Replica | None:
        """Return a table's copy in that folder, when it was ever linked to a hub."""
        link = _links(self._sessions / slug).get(table)
        return Replica(slug, table, link) if link else None

    def settle(self, link: HubLink, invitation: Invitation) -> Replica:
        """Return the copy for what the hub invites to, found or made; the link is remembered. Raises `Refused`."""
        known = _SESSION.fullmatch(invitation.session) and is_portable(invitation.session)
        if not (known and _MACHINE.fullmatch(invitation.home)):
            raise Refused(
                N_(
                    "This version of facilitate cannot read what the facilitator’s computer sends: use the "
                    "same version on both computers."
                )
            )
        if invitation.home == self._machine:
            raise Refused(
                N_(
                    "This is the computer that holds the session, or one with the same name ({machine}). On the one "
                    "that holds it, take notes with “facilitate note {session} --table {table}”; on another, set "
                    "FACILITATE_MACHINE to another name."
                ),
                machine=self._machine,
                session=invitation.slug,
                table=invitation.table,
            )
        found = (folder for folder in self._folders() if _session_of(folder) == invitation.session)
        folder = next(found, None) or self._made(invitation)
        _keep_link(folder, invitation.table, link)
        return Replica(folder.name, invitation.table, link)

    def remember(self, replica: Replica, key: str) -> None:
        """Keep by what the hub is known again, as it told at the first meeting."""
        _keep_link(self._sessions / replica.slug, replica.table, replace(replica.link, key=key))

    def session(self, replica: Replica) -> str:
        """Return the id of the session a copy is of."""
        return _session_of(self._sessions / replica.slug) or ""

    def sent(self, replica: Replica) -> SentList:
        """Return what this laptop knows to be on the hub's disk."""
        return SentList(self._sessions / replica.slug / FOLDER / _SENT)

    def keep(self, recorder: Recorder, table: int, documents: Sequence[Any]) -> None:
        """Take in what a hub said first, as far as it may say it."""
        own = f"{table_role(table)}.{self._machine}"
        recorder.ingest(from_hub(events_of(documents), table, recorder.timeline, own)[0])

    def _made(self, invitation: Invitation) -> Path:
        folder = self._sessions / self._free_name(invitation)
        try:
            make_folders(folder)
        except OSError as error:
            raise not_written(folder, error) from error
        with FolderLog(folder, self._machine, invitation.session, invitation.home).writing_as(COLLECTED) as writer:
            writer.append([])  # its first line says whose session this is, before anything is written here
        return folder

    def _free_name(self, invitation: Invitation) -> str:
        """Return the hub's own name for it; another when a session here is called so already."""
        base = invitation.slug if _SLUG.fullmatch(invitation.slug) and is_portable(invitation.slug) else "session"
        for name in (base, f"{base}-{invitation.session[:4]}", f"{base}-{invitation.session}"):
            folder = self._sessions / name
            if not folder.exists() or not journals_in(folder):
                return name
        return f"{base}-{os.urandom(4).hex()}"

    def _folders(self) -> Iterator[Path]:
        """Sessions here; those that were linked before come first."""
        if self._sessions.is_dir():
            folders = sorted(folder for folder in self._sessions.iterdir() if folder.is_dir())
            yield from sorted(folders, key=lambda folder: not (folder / FOLDER / LINKS).exists())


class SentList:
    """A hint, not a promise: it only tells what need not be counted as waiting. What is missing is sent once more."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Collection[str]:
        """Return the ids of events the hub has said to hold."""
        try:
            return frozenset(self._path.read_text(encoding="ascii", errors="replace").split())
        except OSError:
            return frozenset()

    def add(self, ids: Iterable[str]) -> None:
        """Note further ones."""
        with contextlib.suppress(OSError), self._path.open("a", encoding="ascii", newline="\n") as file:
            file.write("".join(f"{key}\n" for key in ids))


def _session_of(folder: Path) -> str | None:
    """Return the session whose journals lie in a folder, by the first header that can be read."""
    for path in journals_in(folder):
        with contextlib.suppress(OSError, ValueError), path.open("rb") as file:
            session = unframe(file.readline().removesuffix(b"\n")).get("session")
            if isinstance(session, str):
                return session
    return None


def _links(folder: Path) -> Mapping[int, HubLink]:
    """Return the links a folder was used with, by table; a file that was damaged is as good as none."""
    path = folder / FOLDER / LINKS
    if not path.exists():
        return {}
    import json  # sessions that live here never need it

    try:
        known: Any = json.loads(path.read_text(encoding="utf-8"))
        return {
            int(table): HubLink(str(link["address"]), str(link["token"]), str(link.get("key", "")))
            for table, link in known.items()
        }
    except (OSError, ValueError, AttributeError, KeyError, TypeError):
        return {}


def _keep_link(folder: Path, table: int, link: HubLink) -> None:
    links = {**_links(folder), table: link}
    document = {
        str(number): {"address": each.address, "token": each.token, "key": each.key} for number, each in links.items()
    }
    write_private(folder / FOLDER / LINKS, document)
