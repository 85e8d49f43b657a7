"""Tokens and links: on the disk whole or not at all, and readable by their owner alone."""

from __future__ import annotations

import json
import os

import pytest

from facilitate.domain.errors import StorageFailure
from facilitate.store import private_files
from facilitate.store.private_files import put_once, write_private
from tests.support.systems import NO_RIGHTS


@pytest.fixture
def path(tmp_path):
    return tmp_path / ".hub" / "tokens.json"


def test_a_document_takes_the_place_of_the_one_before_and_is_synced_with_its_folder(path, monkeypatch):
    synced = []
    monkeypatch.setattr(private_files, "sync_folder", lambda folder: synced.append((folder, path.exists())))
    for document in ({"1": "a"}, {"1": "b"}):
        write_private(path, document)
        assert json.loads(path.read_text()) == document
    assert [each.name for each in path.parent.iterdir()] == ["tokens.json"]
    # The folder's own name, once; then each time the name of the file, after it has its place.
    assert synced == [(path.parent.parent, False), (path.parent, True), (path.parent, True)]


@NO_RIGHTS
def test_nobody_else_reads_it(path):
    write_private(path, {})
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


@pytest.mark.parametrize("fails", ["replace", "write_synced"])
def test_what_cannot_be_written_says_so_and_leaves_what_was_and_nothing_beside_it(path, monkeypatch, fails):
    write_private(path, {"1": "a"})

    def full(*arguments, **_more):
        raise OSError(28, os.strerror(28), str(arguments[0]))

    monkeypatch.setattr(private_files, fails, full)
    with pytest.raises(StorageFailure, match="Not saved: the disk is full"):
        write_private(path, {"1": "b"})
    assert json.loads(path.read_text()) == {"1": "a"}
    assert [each.name for each in path.parent.iterdir()] == ["tokens.json"]


@pytest.mark.parametrize("links", [True, False])
def test_what_is_there_already_stays_where_disks_have_links(path, monkeypatch, links):
    if not links:
        monkeypatch.delattr(os, "link")
        monkeypatch.setattr(os, "link", lambda *_paths: (_ for _ in ()).throw(OSError(1, "no links")), raising=False)
    put_once(path, "first")
    if links:
        put_once(path, "second")
    assert json.loads(path.read_text()) == "first"
    assert [each.name for each in path.parent.iterdir()] == ["tokens.json"]
