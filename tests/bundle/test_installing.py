"""What the README tells people with Windows to type, typed word for word under wine in the folder they are given.

The Python that uv fetches lies where uv would lay it, and every package comes from a folder. So it is the whole way but
for the downloads, on a machine that has no Python. The French README tells the same lines, which
`tests/cli/test_readme.py` makes sure of.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from facilitate import __version__
from tests.bundle.conftest import BOUND
from tests.support.example import ROOT
from tests.support.wine import windows

PREPARED = ROOT / ".windows"
MADE = sorted((ROOT / "dist").glob("facilitate-*-installer.zip"))
NEWER = "9.9.9"
PATH = ["HKCU\\Environment", "/v", "PATH", "/f"]

pytestmark = pytest.mark.skipif(
    not MADE or not (PREPARED / "uv" / "wheels").exists() or shutil.which("wine") is None,
    reason="needs wine, the zip from make installer, and the wheels from tests/windows/prepare.py",
)


def a_newer_one(folder, target):
    """Unpack what would come next: the same program under a later version."""
    shutil.copytree(folder, target, ignore=shutil.ignore_patterns("*.whl"))
    (old,) = folder.glob("*.whl")
    with zipfile.ZipFile(old) as was, zipfile.ZipFile(target / old.name.replace(__version__, NEWER), "w") as made:
        for name in was.namelist():
            content = was.read(name)
            if name.endswith((".dist-info/METADATA", ".dist-info/RECORD")) or name == "facilitate/__init__.py":
                content = content.replace(__version__.encode(), NEWER.encode())
            made.writestr(name.replace(f"-{__version__}.dist-info", f"-{NEWER}.dist-info"), content)
    return target


class Laptop:
    """Somebody's Windows, with the zip unpacked."""

    def __init__(self, folder, environ):
        self.folder = folder
        self.environ = environ | {"UV_OFFLINE": "1", "UV_FIND_LINKS": windows(PREPARED / "uv" / "wheels")}
        users = (Path(environ["WINEPREFIX"]) / "drive_c" / "users").iterdir()
        self.own = next(user for user in users if user.name != "Public")
        self.sessions = Path(environ["HOME"]) / "facilitate" / "demo" / "sessions"  # in the folder of documents

    def types(self, line):
        """Type a line in a new window; a file holds it, for wine would change the quotes of words handed to it."""
        (self.folder / "typed.cmd").write_text(f"@{line}\r\n", encoding="utf-8")
        return self._run("cmd", "/c", "typed.cmd")

    def ok(self, line):
        done = self.types(line)
        assert done.returncode == 0, (line, done.stdout)
        return done.stdout.decode("utf-8", "replace")

    def forgets(self):
        """Let windows that are opened from now on look into no folder of the person's for programs."""
        self._run("reg", "delete", *PATH)

    def _run(self, *call):
        return subprocess.run(
            ["wine", *call], cwd=self.folder, env=self.environ, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, timeout=BOUND, check=False,
        )  # fmt: skip


@pytest.fixture
def laptop(wine, tmp_path):
    with zipfile.ZipFile(MADE[-1]) as made:
        made.extractall(tmp_path)
    laptop = Laptop(tmp_path / "facilitate", wine)
    python = laptop.own / "AppData" / "Roaming" / "uv" / "python" / "cpython-3.13.0-windows-x86_64-none"
    shutil.copytree(PREPARED / "python", python)
    (python / "python313._pth").write_text("python313.zip\n.\n")  # nothing of this project
    yield laptop
    laptop.forgets()


def test_the_lines_install_facilitate_and_open_the_example(laptop):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```sh\n(\.\\uv .*?)```", readme, re.DOTALL)
    installing, finding, opening = block.splitlines()
    (taking_away,) = re.findall(r"`(\.\\uv tool [^`]+)`", readme)  # between the sentences
    (told,) = re.findall(r"\((\d+) MB", readme.split(block)[0][-600:])
    assert abs(MADE[-1].stat().st_size / 1e6 - int(told)) < 1
    assert laptop.types("python --version").returncode != 0
    laptop.ok(installing)
    assert laptop.types(opening).returncode != 0  # no window looks where uv lays programs before it is told
    laptop.ok(finding)
    assert "compte-rendu.md" in laptop.ok(opening)
    (session,) = laptop.sessions.iterdir()
    assert "compte-rendu.pdf" in laptop.ok(f"facilitate export {session.name} --to pdf")
    newer = a_newer_one(laptop.folder, laptop.folder.parent / "newer")
    laptop.folder = newer
    laptop.ok(installing.replace(__version__, NEWER))
    assert laptop.ok("facilitate --version").strip() == f"facilitate {NEWER}"
    laptop.ok(taking_away)
    assert laptop.types("facilitate --version").returncode != 0
    assert session.is_dir()


@pytest.mark.parametrize("name", ["READ ME.txt", "LISEZ-MOI.txt"])
def test_the_folder_itself_tells_the_same_lines(name):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```sh\n(\.\\uv .*?)```", readme, re.DOTALL)
    with zipfile.ZipFile(MADE[-1]) as made:
        told = made.read(f"facilitate/{name}").decode("utf-8")
    assert [line.strip() for line in told.splitlines() if line.startswith("    ")] == block.splitlines()
