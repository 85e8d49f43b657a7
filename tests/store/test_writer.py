"""A file is written whole or not at all, and nothing is left lying about."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from facilitate import system
from facilitate.domain.errors import StorageFailure
from facilitate.files import write_file
from tests.support.systems import NO_LIMITS, NO_LINKS, NO_RIGHTS

FULL_DISK = """
import resource, sys
from pathlib import Path
from facilitate.domain.errors import StorageFailure
from facilitate.files import write_file
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    write_file(Path(sys.argv[1]), b"x" * 1_000_000)
except StorageFailure as error:
    print(error)
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_text_is_utf8_with_the_line_ends_it_came_with(tmp_path: Path) -> None:
    write_file(tmp_path / "a" / "b" / "rapport.md", "été\nfin\n")
    assert (tmp_path / "a" / "b" / "rapport.md").read_bytes() == "été\nfin\n".encode()
    assert names(tmp_path / "a" / "b") == ["rapport.md"]


@NO_RIGHTS
def test_a_new_file_gets_the_usual_permissions_and_an_existing_one_keeps_its_own(tmp_path: Path) -> None:
    usual, kept = tmp_path / "usual", tmp_path / "kept"
    (tmp_path / "witness").touch()
    kept.touch(0o640)
    kept.chmod(0o640)
    write_file(usual, b"1")
    write_file(kept, b"2")
    assert usual.stat().st_mode == (tmp_path / "witness").stat().st_mode
    assert stat.S_IMODE(kept.stat().st_mode) == 0o640


@NO_LINKS
def test_a_link_keeps_pointing_where_it_did(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real" / "file")
    write_file(tmp_path / "link", b"through")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "file").read_bytes() == b"through"
    assert names(tmp_path / "real") == ["file"]


@NO_LIMITS
def test_a_full_disk_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    target = tmp_path / "rapport.md"
    target.write_bytes(b"old")
    run = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(target)],
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert "disk is full" in run.stdout
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["rapport.md"]


def test_a_folder_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(StorageFailure, match="is a folder"):
        write_file(tmp_path / "taken", b"")
    assert names(tmp_path) == ["taken"]


def test_a_file_where_the_folder_should_be_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    with pytest.raises(StorageFailure, match="is not a folder"):
        write_file(tmp_path / "file" / "rapport.md", b"")
    assert (tmp_path / "file").read_bytes() == b"old"


def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The suite may run as root, whom no permission stops: the system call itself says no here."""

    def forbidden(*_args: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", forbidden)
    with pytest.raises(StorageFailure, match="this folder cannot be written to"):
        write_file(tmp_path / "rapport.md", b"")
    monkeypatch.undo()
    assert names(tmp_path) == []


@pytest.mark.parametrize("step", ["sync_file", "replace"])
@pytest.mark.parametrize("failure", [OSError(5, "Input/output error"), KeyboardInterrupt()], ids=["error", "interrupt"])
def test_whatever_breaks_half_way_the_old_file_stays(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    failure: BaseException,
) -> None:
    target = tmp_path / "rapport.md"
    target.write_bytes(b"old")

    def broken(*_args: object) -> None:
        raise failure

    monkeypatch.setattr(system, step, broken)
    with pytest.raises((StorageFailure, KeyboardInterrupt)):
        write_file(target, b"new")
    monkeypatch.undo()
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["rapport.md"]
