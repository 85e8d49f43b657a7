"""The folder for Windows: what goes into it, and, where `make bundle` and wine are at hand, that it starts."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.support.example import ROOT

MADE = sorted((ROOT / "dist").glob("facilitate-*-windows.zip"))
started = pytest.mark.skipif(
    not MADE or shutil.which("wine") is None, reason="needs wine, and dist/facilitate-*-windows.zip from make bundle"
)


@pytest.fixture
def bundle(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "docs" / "tools"))
    return importlib.import_module("bundle")


@pytest.mark.parametrize(
    ("name", "used"),
    [
        ("babel/locale-data/fr.dat", True),
        ("babel/locale-data/en_GB.dat", True),
        ("babel/locale-data/root.dat", True),
        ("babel/locale-data/de.dat", False),
        ("rich/__pycache__/text.cpython-313.pyc", False),
        ("facilitate/cli/commands/demo.py", True),
        ("bin/facilitate.exe", False),
        ("h11-0.16.0.dist-info/licenses/LICENSE.txt", True),
        ("h11-0.16.0.dist-info/RECORD", False),
    ],
)
def test_what_goes_along(bundle, name, used):
    assert bundle.is_used(Path(name)) is used


def test_the_command_file_is_as_windows_reads_it(bundle):
    files = dict(bundle.own_files())
    command = files["facilitate.cmd"]
    assert command.isascii()
    assert command.count(b"\n") == command.count(b"\r\n") > 10
    assert {"READ ME.txt", "LISEZ-MOI.txt", "LICENSE.txt"} <= files.keys()


def test_another_archive_is_not_taken_for_python(bundle):
    with pytest.raises(SystemExit, match="is not the archive"):
        list(bundle.embedded(b"something else"))


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("usb key é")  # as keys are called
    with zipfile.ZipFile(MADE[-1]) as made:
        made.extractall(folder)
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("FACILITATE_", "LC_", "LANG"))}
    environ |= {"WINEPREFIX": str(tmp_path_factory.mktemp("wine")), "WINEDEBUG": "-all", "LC_ALL": "C.UTF-8"}

    def call(*words, typed=""):
        command = ["wine", "cmd", "/c", "facilitate.cmd", *words]
        return subprocess.run(
            command,
            cwd=folder / "facilitate",
            env=environ,
            input=typed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    yield call
    subprocess.run(["wineserver", "-k"], env=environ, check=False)  # this prefix's own, and no other


@started
def test_a_double_click_opens_the_example_and_then_what_is_there(unpacked):
    assert unpacked("--version").stdout.strip().startswith("facilitate ")
    first = unpacked()  # without a terminal the example is played to its end
    assert first.returncode == 0, first.stderr
    assert "compte-rendu.md" in first.stdout
    again = unpacked()
    assert again.stdout.count("la-grande-rencontre-de-paris-") == 1, "the key holds one example, not one a start"
    assert "Musée" in again.stdout
    assert unpacked("frob").returncode == 2


@started
def test_a_note_taker_at_table_3_writes_line_by_line(unpacked):
    made = unpacked("demo", "--stage", "tables").stdout.split()[0]
    before = len(unpacked("idea", "list", made, "--table", "3").stdout.splitlines())
    done = unpacked("note", made, "--table", "3", "--plain", typed="Un café à créer\n/fin\n")
    assert (done.returncode, done.stdout.split()[0][:3]) == (0, "T3-"), done.stderr
    listed = unpacked("idea", "list", made, "--table", "3").stdout.splitlines()
    assert len(listed) == before + 1
    assert listed[-1].endswith("Un café à créer")


@started
def test_it_fits_on_any_key_with_the_licences_of_all_it_carries():
    assert MADE[-1].stat().st_size < 60_000_000
    with zipfile.ZipFile(MADE[-1]) as made:
        names = made.namelist()
    assert {"facilitate/LICENSE.txt", "facilitate/python/LICENSE.txt"} <= set(names)
    told = [name.split("/", 3)[2:] for name in names if ".dist-info/" in name]
    assert {package for package, _file in told} == {package for package, file in told if "licen" in file.lower()}
