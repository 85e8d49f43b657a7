"""The modules in one file, as the folder for Windows carries them: used where it is whole and fits, else left alone."""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import cache

import pytest

from facilitate import one_file
from tests.support.example import ROOT

TOLD = """
import os, sys
sys.path.insert(0, os.getcwd())  # a Python that is carried along looks in its own places only
from facilitate.__main__ import main
sys.argv = ["facilitate", "--version", "--lang", "fr"]
try:
    main()
finally:
    import facilitate.cli.main as ours, facilitate.cli as package, facilitate.domain.acts, facilitate.store.journal
    from facilitate.i18n import Language
    from facilitate.domain.event import kinds
    Language("fr")("Interrupted.")
    kinds()
    print(type(ours.__loader__).__name__, ours.__file__, package.__path__[0], ours.__spec__.has_location, sep="|")
    print(ours.__loader__.get_source("facilitate.cli.main")[:3])
    print(len([name for name in sys.modules if name.startswith("facilitate.domain.acts.")]))
"""


@pytest.fixture(scope="module", autouse=True)
def _compiled_once():
    """What is written for a second package differs in little: the rest is compiled already."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(one_file, "compile", cache(compile), raising=False)
        yield


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    """The package with what Python keeps of it compiled, so that no program compiles what it finds in the folder."""
    folder = tmp_path_factory.mktemp("library")
    shutil.copytree(ROOT / "facilitate", folder / "facilitate")
    return folder


@pytest.fixture(scope="module")
def content(copied):
    return one_file.written(copied / "facilitate")


def told(folder, content):
    """How a program that has such a file beside its modules loads them."""
    (folder / "facilitate" / one_file.NAME).write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-B", "-c", TOLD], cwd=folder, check=True, capture_output=True, text=True, encoding="utf-8"
    )
    version, module, source, acts = done.stdout.splitlines()
    assert version.startswith("facilitate ")
    assert source == '"""'
    assert int(acts) > 5
    loader, file, path, located = module.split("|")
    assert (file, path) == (str(folder / "facilitate" / "cli" / "main.py"), str(folder / "facilitate" / "cli"))
    assert located == "True"
    return loader


def test_modules_come_from_the_file_and_their_data_from_the_folder(copied, content):
    assert told(copied, content) == "_OneFileLoader"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content[:-1],
        lambda content: content[:3],
        lambda content: content[:99] + b"\0" + content[100:],
        lambda content: content.replace(one_file.MAGIC_NUMBER, b"\0\0\r\n", 1),
        lambda _content: b"",
    ],
    ids=["torn", "all but empty", "spoilt", "another Python", "empty"],
)
def test_what_is_torn_or_of_another_python_is_left_alone(copied, content, spoil):
    assert told(copied, spoil(content)) == "SourceFileLoader"


def test_a_file_of_another_version_is_left_alone(copied, content, monkeypatch):
    monkeypatch.setattr(one_file, "_MADE_FOR", one_file.MAGIC_NUMBER + b"9.9.9\n")
    assert told(copied, one_file.written(copied / "facilitate")) == "SourceFileLoader"


def test_a_module_that_is_not_in_it_is_found_in_the_folder(copied, tmp_path):
    part = shutil.copytree(copied / "facilitate", tmp_path / "facilitate")
    (part / "cli" / "main.py").unlink()
    assert told(copied, one_file.written(part)) == "SourceFileLoader"
