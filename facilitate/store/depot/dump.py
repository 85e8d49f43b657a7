"""Everything of a programme's record as a folder, and back: whole journals, as in any depot of files, with their sums.

So no program of a database is needed, any version reads it, and a laptop makes a session anew from it. What was dumped
before is only brought up to date. Tokens are no part of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime

from facilitate.domain.errors import N_, Message
from facilitate.store.depot.file_depot import FileDepot
from facilitate.store.depot.journals import WriterJournal
from facilitate.store.journal_names import ENDING, alike
from facilitate.workshop.sharing.depot import (
    DepotFiles,
    DepotSession,
    StoredFile,
    WriterState,
    state_of_journal,
    told_apart,
)
from facilitate.workshop.sharing.depot_access import ProgrammeRecord

SUMS, TYPOLOGY = "depot.json", "typology.json"
_FORM = 1
_ALL = 10_000_000  # lines
_PURGE = b'"kind":"session.purged"'
_LACKS = N_("{session}/{file} is not as it was dumped: something of it is missing. What is there was taken.")
_NO_FOLDER = N_("The session {session} was dumped, and is not in the folder: copy its folder there as well.")
_MORE = N_("{file} holds changes that are not in the depot: it was left as it is. Sync it, or name an empty folder.")
_DIFFERS = N_("{session}/{file} is not in the database as it is in the folder: {reason}")


@dataclass(slots=True)
class Copied:
    """What was copied: `sessions`, their `journals`, and how many `lines` were new; `notices` tell what was not."""

    sessions: int = 0
    journals: int = 0
    lines: int = 0
    notices: list[Message] = field(default_factory=list)


def dump(record: ProgrammeRecord, files: DepotFiles, now: datetime) -> Copied:
    """Have a folder hold all that is in a record; what is more there stays. Raises `DepotUnreachable` or `Refused`."""
    depot, copied = FileDepot(files), Copied()
    folders = {each.session: each.name for each in depot.sessions()}
    names = {alike(name) for name in files.folders()}
    sums: dict[str, list[dict[str, object]]] = {}
    for session in told_apart(record.sessions()):
        named = session.name if alike(session.name) not in names else f"{session.name}-{session.session}"
        folder = folders.get(session.session, named)
        names.add(alike(folder))
        journals = {state.writer: record.give(session, state.writer, 0, _ALL) for state in record.offer(session)}
        for writer, data in journals.items():
            _write(files, folder, writer, data, copied)
        if copied.lines:
            files.clear(folder)  # names may stand in what was left half written
        copied.sessions, copied.journals = copied.sessions + 1, copied.journals + len(journals)
        sums[session.session] = [asdict(state_of_journal(writer, data)) for writer, data in journals.items()]
    _put(files, TYPOLOGY, record.typology())
    document = {"facilitate": _FORM, "made": now.isoformat(), "journals": sums}
    _put(files, SUMS, json.dumps(document, ensure_ascii=False, indent=1).encode())
    return copied


def _write(files: DepotFiles, folder: str, writer: str, data: bytes, copied: Copied) -> None:
    """Have a file hold a journal, as it is to the byte; one that holds acts which are not in it is left as it is."""
    name = f"{writer}{ENDING}"
    there = files.read(folder, name)
    if there is not None and there.data.startswith(data):
        return
    if there is not None and WriterJournal(writer, there.data).lines.keys() - WriterJournal(writer, data).lines.keys():
        copied.notices.append(Message(_MORE, {"file": f"{folder}/{name}"}))
        return
    files.write(folder, name, data, there.tag if there else "")
    copied.lines += len({*data.splitlines()} - {*(there.data if there else b"").splitlines()})


def load(files: DepotFiles, record: ProgrammeRecord) -> Copied:
    """Have a record hold all that is in a folder, each journal byte for byte; what is more there stays."""
    depot, copied = FileDepot(files), Copied()
    sums = _sums(files.read("", SUMS))
    for session in depot.sessions():
        states = {state.writer: state for state in depot.offer(session)}
        journals = {writer: depot.give(session, writer, 0) for writer in states}
        for writer, state in sums.get(session.session, {}).items():
            if writer not in journals or (not state.begins(journals[writer]) and not _purged([*journals.values()])):
                copied.notices.append(Message(_LACKS, {"session": session.name, "file": f"{writer}{ENDING}"}))
        # The name that it had: of several alike, the folders of all but one have the session's id after it.
        own = DepotSession(session.session, session.name.removesuffix(f"-{session.session}"))
        copied.lines += _loaded(record, own, journals, copied.notices)
        copied.sessions, copied.journals = copied.sessions + 1, copied.journals + len(journals)
    for key in sums.keys() - {session.session for session in depot.sessions()}:
        copied.notices.append(Message(_NO_FOLDER, {"session": key}))
    copied.notices += depot.notices
    return copied


def typology_of(files: DepotFiles) -> bytes:
    """Return the typology that was dumped; empty where there was none."""
    found = files.read("", TYPOLOGY)
    return found.data if found else b""


def _loaded(
    record: ProgrammeRecord, session: DepotSession, journals: Mapping[str, bytes], notices: list[Message]
) -> int:
    """Push journals until no more of them goes in: what one says may stand on what is in another."""
    lines = (line for data in journals.values() for line in data.splitlines(keepends=True))
    purges = b"".join(line for line in lines if _PURGE in line)
    waiting, taken = list(journals), 0
    while waiting:
        receipts = {writer: record.take(session, writer, 0, journals[writer], purges) for writer in waiting}
        accepted = sum(receipt.accepted for receipt in receipts.values())
        taken += accepted
        waiting = [writer for writer, receipt in receipts.items() if receipt.refused]
        if not accepted:
            for writer in waiting:
                reason = receipts[writer].refused[0]
                names = {"session": session.name, "file": f"{writer}{ENDING}", "reason": reason}
                notices.append(Message(_DIFFERS, names))
            break
    return taken


def _purged(journals: Sequence[bytes]) -> bool:
    return any(_PURGE in data for data in journals)


def _put(files: DepotFiles, name: str, data: bytes) -> None:
    there = files.read("", name)
    if data and (there is None or there.data != data):
        files.write("", name, data, there.tag if there else "")


def _sums(stored: StoredFile | None) -> dict[str, dict[str, WriterState]]:
    """Return how far each journal went when it was dumped, by session; nothing where nobody wrote it down."""
    try:
        found = json.loads(stored.data)["journals"] if stored else {}
        return {
            session: {str(each["writer"]): WriterState(**each) for each in journals}
            for session, journals in found.items()
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}
