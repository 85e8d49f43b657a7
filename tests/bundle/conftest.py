"""The folder for Windows unpacked once, as on a USB key, and one wine for all that is played in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from contextlib import contextmanager

import pytest

from tests.support.example import ROOT
from tests.support.wine import windows, wine_in
from tests.windows.forwarder import give_random_numbers

MADE = sorted((ROOT / "dist").glob("facilitate-*-windows.zip"))
started = pytest.mark.skipif(
    not MADE or shutil.which("wine") is None, reason="needs wine, and dist/facilitate-*-windows.zip from make bundle"
)
BOUND = 120
FOREIGN = ("FACILITATE_", "LC_", "LANG", "UV_", "PIP_", "PYTHON")  # what this machine says of itself


class Key:
    """The unpacked folder, and its programs under wine."""

    def __init__(self, folder, environ):
        self.folder, self.environ = folder / "facilitate", environ
        self.sessions = self.folder / "sessions"

    def __call__(self, *words, typed="", **environ):
        """Do what somebody types after `facilitate`; text goes in and out as UTF-8, whatever is said otherwise."""
        done = self.bytes(*words, typed=typed.encode(), **environ)
        out, err = (stream.decode("utf-8").replace("\r\n", "\n") for stream in (done.stdout, done.stderr))
        return subprocess.CompletedProcess(done.args, done.returncode, out, err)

    def ok(self, *words, **more):
        done = self(*words, **more)
        assert done.returncode == 0, (words, done.stdout, done.stderr)
        return done.stdout

    def bytes(self, *words, typed=b"", **environ):
        call = ["wine", "cmd", "/c", "facilitate.cmd", *words]
        return self._run(call, typed, environ)

    def python(self, *words, **environ):
        """The Python of the folder itself: without `facilitate.cmd`, and so without its UTF-8."""
        return self._run([*self._program(), *words], b"", environ)

    def _run(self, call, typed, environ):
        return subprocess.run(
            call, cwd=self.folder, env=self.environ | environ, input=typed, capture_output=True, timeout=BOUND,
            check=False,
        )  # fmt: skip

    @contextmanager
    def serving(self, *words):
        """A program that goes on until it is left; it is ended as Windows ends one, without being asked."""
        home = windows(self.folder)
        program = subprocess.Popen(
            [*self._program(), "-X", "utf8", "-m", "facilitate", *words],
            cwd=self.folder,
            env=self.environ | {"FACILITATE_HOME": home},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        try:
            yield program
        finally:
            program.kill()
            program.communicate(timeout=BOUND)

    def _program(self):
        return ["wine", str(self.folder / "python" / "python.exe")]


@pytest.fixture(scope="package")
def wine(tmp_path_factory):
    """The variables of one wine; its folder of documents leads into a home of its own."""
    disk, home = tmp_path_factory.mktemp("wine"), tmp_path_factory.mktemp("home")
    environ = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    with wine_in(disk, environ | {"LC_ALL": "C.UTF-8", "HOME": str(home)}) as ready:
        give_random_numbers(disk)
        yield ready


@pytest.fixture(scope="package")
def key(tmp_path_factory, wine):
    folder = tmp_path_factory.mktemp("usb key é")  # as keys are called
    with zipfile.ZipFile(MADE[-1]) as made:
        made.extractall(folder)
    return Key(folder, wine)


@pytest.fixture(scope="package")
def session(key):
    """The example with its tables open, on the key."""
    return key.ok("demo", "--stage", "tables").split()[0]
