"""Other systems, as far as they can be played on this one: what they do not have, and what they refuse."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import shutil
import sys
import time
import types
from pathlib import Path

import pytest

from facilitate import system
from facilitate.store.journal_names import alike

WINDOWS = sys.platform == "win32"
# Of the places in a file that are all tried elsewhere one in so many is there: under wine opening a file takes a
# millisecond.
ONE_IN = 7 if WINDOWS else 1
# The variable that says where a person's data are, for the tests that play two machines.
DATA_HOME = "WIN_PD_OVERRIDE_LOCAL_APPDATA" if WINDOWS else "XDG_DATA_HOME"
MISSING_ON_WINDOWS = ("pread", "preadv", "fdatasync", "getuid", "O_DIRECTORY", "O_CLOEXEC")


# What no Windows has.
NO_LIMITS = pytest.mark.skipif(
    WINDOWS, reason="no Windows bounds the size of a program's files; full disks are played otherwise beside it"
)
NO_RIGHTS = pytest.mark.skipif(WINDOWS, reason="Windows knows no rights of owner, group and others")
NO_LINKS = pytest.mark.skipif(WINDOWS, reason="on Windows making a link takes a right people lack")
# What Windows refuses to begin with; that it does is a test too, beside those of what follows elsewhere.
OPEN_FILES_MOVE = pytest.mark.skipif(WINDOWS, reason="Windows neither replaces, removes nor renames an open file")


class OpenFiles:
    """Windows' rules for `os`: a folder does not open, and a file that is open is neither replaced nor removed."""

    def __init__(self):
        self.open, self.replace, self.unlink, self.fstat = os.open, os.replace, os.unlink, os.fstat
        self.held: dict[int, tuple[int, int]] = {}

    def opened(self, path, flags, mode=0o777, **more):
        if Path(path).is_dir():
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        descriptor = self.open(path, flags, mode, **more)
        self.held[descriptor] = identity(self.fstat(descriptor))
        return descriptor

    def replaced(self, source, target, **more):
        self.refuse_while_open(source)
        self.refuse_while_open(target)
        self.replace(source, target, **more)

    def removed(self, path, **more):
        self.refuse_while_open(path)
        self.unlink(path, **more)

    def numbered_otherwise(self, descriptor):
        """What `fstat` tells need not be what `stat` tells of the same file."""
        found = self.fstat(descriptor)
        told = {name: getattr(found, name) for name in dir(found) if name.startswith("st_")}
        return types.SimpleNamespace(**told | {"st_dev": 0, "st_ino": found.st_ino + 1})

    def refuse_while_open(self, path):
        for descriptor, which in self.held.items():
            # A descriptor may have been closed since, and its number be that of another file.
            busy = False
            with contextlib.suppress(OSError):
                busy = which == identity(self.fstat(descriptor)) == identity(Path(path).stat())
            if busy:
                raise PermissionError(errno.EACCES, "The file is being used by another process", str(path))


def kept_from_others(path):
    """Whether only its owner reads it; Windows keeps what is in a person's folders from others by itself."""
    return WINDOWS or not path.stat().st_mode & 0o077


def identity(found):
    return found.st_dev, found.st_ino


def play_windows(monkeypatch):
    """Make `facilitate.system` that of Windows, take away what it lacks, and refuse what it refuses.

    On Windows itself there is nothing to play.
    """
    if WINDOWS:
        return
    files = OpenFiles()
    for name in MISSING_ON_WINDOWS:
        monkeypatch.delattr(os, name, raising=False)
    monkeypatch.setattr(os, "open", files.opened)
    monkeypatch.setattr(os, "fstat", files.numbered_otherwise)
    for name in ("replace", "rename"):
        monkeypatch.setattr(os, name, files.replaced)
    for name in ("unlink", "remove"):
        monkeypatch.setattr(os, name, files.removed)
    monkeypatch.setitem(sys.modules, "msvcrt", _msvcrt())
    monkeypatch.setitem(sys.modules, "resource", None)
    monkeypatch.setitem(sys.modules, "winreg", _winreg())
    monkeypatch.delattr(time, "clock_gettime")
    monkeypatch.setattr(shutil, "_use_fd_functions", False)
    reload_as(monkeypatch, "win32")
    monkeypatch.setitem(sys.modules, "fcntl", None)


def reload_as(monkeypatch, platform):
    """Make `facilitate.system` that of another system, for the modules that ask it by its name."""
    before = {name: value for name, value in vars(system).items() if not name.startswith("__")}
    for name, value in before.items():
        monkeypatch.setattr(system, name, value)  # what is put back at the end
    with monkeypatch.context() as patch:
        patch.setattr(sys, "platform", platform)
        system.__spec__.loader.exec_module(system)
    # Who imported a function by its own name holds the one of this system.
    for module in [module for name, module in sys.modules.items() if name.startswith("facilitate.")]:
        for name, value in list(vars(module).items()):
            if isinstance(value, types.FunctionType) and value.__module__ == "facilitate.system":
                monkeypatch.setattr(module, name, getattr(system, value.__name__))


def _winreg():
    """A registry in which nothing stands."""

    def absent(*_arguments):
        raise FileNotFoundError(errno.ENOENT, "No such key")

    module = types.ModuleType("winreg")
    module.OpenKey, module.HKEY_LOCAL_MACHINE, module.HKEY_CURRENT_USER = absent, 0, 1
    return module


def _msvcrt():
    """The locks of Windows, made of ours."""
    import fcntl

    def locking(descriptor, mode, count):
        assert (mode, count) == (2, 1)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PermissionError(errno.EACCES, "Permission denied") from error

    module = types.ModuleType("msvcrt")
    module.locking, module.LK_NBLCK = locking, 2
    return module


def ignore_case(monkeypatch):
    """Take names of files for one where only their case or the writing of their accents differs, as macOS does.

    On Windows itself there is nothing to play.
    """
    if WINDOWS:
        return
    scandir, lstat = os.scandir, os.lstat

    def there(path):
        """The path by the names its folders tell."""
        if not isinstance(path, str | os.PathLike):
            return path
        found = Path(path)
        with contextlib.suppress(OSError):
            lstat(found)
            return path
        parent = there(found.parent) if found != found.parent else found
        with contextlib.suppress(OSError), scandir(parent) as entries:
            return next((entry.path for entry in entries if alike(entry.name) == alike(found.name)), path)
        return path

    def seen_through(act, paths=1):
        return lambda *args, **names: act(*map(there, args[:paths]), *args[paths:], **names)

    for name in ("stat", "lstat", "open", "scandir", "listdir", "mkdir", "unlink", "rmdir", "utime", "truncate"):
        monkeypatch.setattr(os, name, seen_through(getattr(os, name)))
    for name in ("rename", "replace"):
        act = getattr(os, name)
        monkeypatch.setattr(os, name, lambda source, target, act=act: act(there(source), target))
    monkeypatch.setattr(io, "open", seen_through(io.open))
