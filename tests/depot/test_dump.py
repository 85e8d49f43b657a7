"""A programme's record as a folder, and the folder as a record on another machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitate.store.depot.dump import dump, load
from facilitate.store.depot.file_depot import FileDepot
from facilitate.store.depot.folder import FolderFiles
from facilitate.store.record.record import PostgresRecord
from facilitate.workshop.sharing.depot import DepotSession
from tests.support.depot import AT
from tests.support.depots import RecordDepot, town

NAME = "Laurence Mari"
ESSAI = DepotSession("dumped99", "dumped")


@pytest.fixture
def another(elsewhere):
    return PostgresRecord(elsewhere)


@pytest.fixture
def laptop(tmp_path, connections):
    with connections.transaction() as db:
        for table in ("session", "journal", "event", "repeated", "purge", "cleared"):
            db.execute(f"DELETE FROM depot.{table} WHERE session = %s", (ESSAI.session,))
    made = town(tmp_path, session=ESSAI.session)
    made.note(f"Voir avec {NAME}")
    return made


def dumped(files):
    """Return the folder of the session in a dump."""
    (name,) = [each.name for each in FileDepot(files).sessions() if each.session == ESSAI.session]
    return Path(files.address) / name


def named(files):
    return [path.name for path in dumped(files).iterdir() if path.is_file() and NAME.encode() in path.read_bytes()]


def held(record, session):
    return {state.writer: record.give(session, state.writer, 0) for state in record.offer(session)}


def test_every_journal_is_elsewhere_byte_for_byte_and_what_was_purged_does_not_come_back(
    laptop, record, another, tmp_path
):
    depot = RecordDepot(record, ESSAI, laptop.folder)
    laptop.sync(depot)
    files = FolderFiles(tmp_path / "backup")
    assert dump(record, files, AT).notices == []
    old = held(record, ESSAI)
    assert named(files)
    laptop.note("Une idée de plus", 2)
    laptop.purge()
    laptop.sync(depot)
    copied = dump(record, files, AT)
    assert (copied.notices, copied.lines > 0, dump(record, files, AT).lines) == ([], True, 0)
    assert named(files) == []
    copied = load(files, another)
    assert (copied.notices, copied.sessions) == ([], len(record.sessions()))
    for session in record.sessions():
        assert held(another, session) == held(record, session)
    assert load(files, another).lines == 0
    refused = another.take(ESSAI, "table-1", 0, old["table-1"])
    assert "Sync this session again" in str(refused.refused[0])
    assert laptop.sync(RecordDepot(another, ESSAI, laptop.folder)).sent == 0


def test_what_is_missing_in_a_dump_is_said(laptop, record, another, tmp_path):
    laptop.sync(RecordDepot(record, ESSAI, laptop.folder))
    files = FolderFiles(tmp_path / "backup")
    dump(record, files, AT)
    path = dumped(files) / "table-1.jsonl"
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    assert f"{path.parent.name}/table-1.jsonl is not as it was dumped" in str([*map(str, load(files, another).notices)])
