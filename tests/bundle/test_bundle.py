"""The folder for Windows: what goes into it, and that it fits."""

from __future__ import annotations

import importlib
import zipfile
from pathlib import Path

import pytest

from tests.bundle.conftest import MADE, started
from tests.support.example import ROOT


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


@started
def test_it_fits_on_any_key_with_the_licences_of_all_it_carries():
    assert MADE[-1].stat().st_size < 60_000_000
    with zipfile.ZipFile(MADE[-1]) as made:
        names = made.namelist()
    assert {"facilitate/LICENSE.txt", "facilitate/python/LICENSE.txt"} <= set(names)
    assert "facilitate/lib/facilitate/modules.bin" in names, "made where wine is, as here"
    told = [name.split("/", 3)[2:] for name in names if ".dist-info/" in name]
    assert {package for package, _file in told} == {package for package, file in told if "licen" in file.lower()}
