"""What the README tells people with Windows to type, typed word for word under wine. Only the internet is played.

What the first line fetches (uv), and the Python that uv fetches, lie where these would lay them; every package comes
from a folder. So it is the whole way but for the downloads, on a machine that has no Python. The French README tells
the same lines, which `tests/cli/test_readme.py` makes sure of.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.bundle.conftest import BOUND
from tests.support.example import ROOT
from tests.support.wine import windows

PREPARED = ROOT / ".windows"
WHEELS = sorted((ROOT / "dist").glob("facilitate-*.whl"))
# As uv's own pages tell it. It lays `uv.exe` into `.local\bin`, which new windows then look into.
GETTING_UV = 'powershell -ExecutionPolicy ByPass -c "irm https://astral.sh/uv/install.ps1 | iex"'
PATH = ["HKCU\\Environment", "/v", "PATH", "/f"]

pytestmark = pytest.mark.skipif(
    not WHEELS or not (PREPARED / "uv" / "uv.exe").exists() or shutil.which("wine") is None,
    reason="needs wine, the wheel from make wheel, and uv for Windows from tests/windows/prepare.py",
)


class Laptop:
    """Somebody's Windows, with the file to install in a folder of its own."""

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

    def looks_into(self, folder):
        """Let windows that are opened from now on find the programs of a folder, or of no folder of the person's."""
        done = self._run("reg", *(["add", *PATH, "/t", "REG_EXPAND_SZ", "/d", folder] if folder else ["delete", *PATH]))
        assert done.returncode == 0, done.stdout

    def _run(self, *call):
        return subprocess.run(
            ["wine", *call], cwd=self.folder, env=self.environ, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, timeout=BOUND, check=False,
        )  # fmt: skip


@pytest.fixture
def laptop(wine, tmp_path):
    made = Laptop(tmp_path, wine)
    shutil.copy(WHEELS[-1], tmp_path)
    programs = made.own / ".local" / "bin"
    programs.mkdir(parents=True)
    shutil.copy(PREPARED / "uv" / "uv.exe", programs)
    python = made.own / "AppData" / "Roaming" / "uv" / "python" / "cpython-3.13.0-windows-x86_64-none"
    shutil.copytree(PREPARED / "python", python)
    (python / "python313._pth").write_text("python313.zip\n.\n")  # nothing of this project
    made.looks_into("%USERPROFILE%\\.local\\bin")
    yield made
    made.looks_into(None)


def test_the_three_lines_install_facilitate_and_open_the_example(laptop):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```sh\n(powershell .*?)```", readme, re.DOTALL)
    getting, installing, opening = block.splitlines()
    assert getting == GETTING_UV
    taking_away, elsewhere = re.findall(r"`(uv tool [^`]+)`", readme)  # between the sentences
    assert laptop.types("python --version").returncode != 0
    laptop.ok(installing)
    assert "compte-rendu.md" in laptop.ok(opening)
    (session,) = laptop.sessions.iterdir()
    assert "compte-rendu.pdf" in laptop.ok(f"facilitate export {session.name} --to pdf")
    # Where another installer brought uv, no window looks where uv lays programs before it is told.
    laptop.looks_into("C:\\elsewhere")
    assert laptop.types("facilitate --version").returncode != 0
    laptop.ok(f"%USERPROFILE%\\.local\\bin\\{elsewhere}")
    assert laptop.ok("facilitate --version").startswith("facilitate ")
    laptop.ok(taking_away)
    assert laptop.types("facilitate --version").returncode != 0
    assert session.is_dir()
