"""What differs by system: Linux, macOS and Windows. Only the standard library, and below every other part.

Each difference is told once, by `sys.platform`, which mypy follows for each system (`make check` asks for all three).
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio
    from pathlib import Path

BINARY = getattr(os, "O_BINARY", 0)  # without it Windows makes two characters of each line end
# Some network and USB file systems cannot flush a folder; the file itself is flushed by then.
_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM})
_NO_FULL_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOTTY, errno.ENODEV})
_LOCKED_ELSEWHERE = frozenset({errno.EACCES, 0})  # wine gives no number
# Seconds that another program (a virus scanner, a reader) may keep a file of Windows from being replaced.
_PATIENCE = 1.0
_PAUSE = 0.02
_FAR = 1 << 30
_A, _D = ord("A"), 3  # the letters of drives: A and B were diskettes, C is the system's own
_NEAREST = 3  # a session, its `sessions/` and its home
FIREWALL_ASKS = sys.platform == "win32"  # when a program first listens to other machines
# What no file or folder of Windows is called, whatever comes after a full stop: these words are devices.
_PORTS = (f"{name}{sign}" for name in ("COM", "LPT") for sign in "123456789¹²³")
_DEVICES = frozenset(("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", *_PORTS))
_IN_NO_NAME = frozenset('<>:"/\\|?*').union(map(chr, range(32)))
_LONGEST_NAME = 255
_ELSEWHERE = 0x1000 | 0x40000 | 0x400000  # offline, recalled when it is opened, recalled when it is read
_DATALESS = 0x40000000  # the same on macOS

if sys.platform == "win32":
    import msvcrt

    HANG_UP = "SIGBREAK"  # what comes when the window is closed
    APART: dict[str, Any] = {"creationflags": 0x8 | 0x200}  # a program without a window, that Ctrl+C does not reach
    _CLOSING = frozenset({2, 5, 6})  # the window is closed, the person leaves, the machine is shut down
    _TO_END = 4.0  # seconds; Windows waits for five
    _INTERNATIONAL = r"Control Panel\International"
    _SHARED = 32  # ERROR_SHARING_VIOLATION
    _FILE_SYSTEM = r"SYSTEM\CurrentControlSet\Control\FileSystem"

    def sync_file(descriptor: int) -> None:
        """Return when what was written is on the disk."""
        os.fsync(descriptor)

    def sync_folder(folder: Path) -> None:
        """Make names just created in a folder durable: NTFS keeps them in its own journal, and folders do not open."""

    def replace(source: Path, target: Path) -> None:
        """Put one file in the place of another; an open file cannot be replaced here, so it is tried for a moment.

        Raises `OSError` of `EBUSY` where another program goes on holding it.
        """
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                source.replace(target)
            except PermissionError as error:
                if time.monotonic() > until:
                    if not is_held(target):
                        raise
                    raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(target)) from error
                time.sleep(_PAUSE)
            else:
                return

    def is_held(path: Path) -> bool:
        """Return whether some program has a file open: then it can be neither replaced nor removed here."""
        try:
            path.rename(path)
        except PermissionError as error:
            return getattr(error, "winerror", _SHARED) == _SHARED  # else nobody may rename it
        except OSError:
            return False
        return False

    def unfit_part(path: Path) -> str:
        """Return the first name in a path that no file or folder can have here; or nothing."""
        names = path.parts[1:] if path.anchor else path.parts
        return next((name for name in names if name != ".." and not is_portable(name)), "")

    def longest_path() -> int:
        """Return how many characters a path may have: 259, unless somebody had this Windows allow long ones."""
        import winreg

        with contextlib.suppress(OSError), winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _FILE_SYSTEM) as key:
            if winreg.QueryValueEx(key, "LongPathsEnabled")[0]:
                return 32_766
        return 259

    def _lock(descriptor: int) -> bool:
        os.lseek(descriptor, _FAR, os.SEEK_SET)  # what is locked here cannot be read by others: not what is in the file
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in _LOCKED_ELSEWHERE:
                return False
            raise
        return True

    def descriptors(wanted: int) -> int:  # noqa: ARG001 -- as elsewhere
        """Return how many files and connections this program may have open: there is no bound here."""
        return sys.maxsize

    def look_at(descriptor: int, path: str) -> os.stat_result:  # noqa: ARG001 -- as elsewhere
        """Return what `stat` tells of an open file: it keeps its name here, and `fstat` may number it otherwise."""
        return os.stat(path)  # noqa: PTH116 -- asked for each act

    def spoken() -> str:
        """The language of this person's Windows (`fr-FR`), which no variable of the environment tells; or nothing."""
        import winreg

        for folder, name in ((r"Control Panel\Desktop", "PreferredUILanguages"), (_INTERNATIONAL, "LocaleName")):
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, folder) as key:
                    found, _kind = winreg.QueryValueEx(key, name)
            except OSError:
                continue
            if first := found[0] if isinstance(found, list) and found else found:
                return str(first)
        return ""

    def awake_and_asleep() -> float:
        """Seconds of a counter that goes on while the machine sleeps."""
        return time.monotonic()

    def _on_closing(end: Callable[[], object]) -> None:
        """Call `end` when the window is closed; Windows ends the program when what it called returns, which waits."""
        import ctypes

        def on_event(event: int) -> int:
            if event in _CLOSING:
                with contextlib.suppress(RuntimeError):  # the loop has ended
                    end()
                    time.sleep(_TO_END)  # the program ends before that, and this thread with it
            return 0  # whoever else wants to know is told

        listen = ctypes.windll.kernel32.SetConsoleCtrlHandler
        while _CALLED:
            listen(_CALLED.pop(), 0)
        _CALLED.append(ctypes.WINFUNCTYPE(ctypes.c_int, ctypes.c_uint)(on_event))
        listen(_CALLED[-1], 1)

    _CALLED: list[Callable[[int], int]] = []  # what Windows may call has to be kept

    def drives() -> list[str]:
        """Return the drives beside the system's own: USB keys and shares; none is looked at, for one may not answer."""
        import ctypes

        there = ctypes.windll.kernel32.GetLogicalDrives()
        return [f"{chr(_A + place)}:\\" for place in range(_D, 26) if there >> place & 1]

    def look_once_for_modules() -> None:
        """Ask once for what the system tells of a module's file and folder: each answer takes its time here.

        Python asks three times for each module. A file is asked for when its module is loaded; of a folder the list of
        names can be old, but nothing is installed into a program that runs.
        """
        import functools

        finder = sys.modules["_frozen_importlib_external"]
        if ask := getattr(finder, "_path_stat", None):  # Python's own, and it may be named otherwise one day
            vars(finder)["_path_stat"] = functools.cache(ask)

else:
    HANG_UP = "SIGHUP"
    APART: dict[str, Any] = {"start_new_session": True}
    # Where macOS, Linux and Windows' own Linux show what is plugged in.
    _MOUNTS = ("/Volumes",) if sys.platform == "darwin" else ("/media/{user}", "/run/media/{user}", "/media", "/mnt")
    _NO_DRIVES = frozenset({"wsl", "wslg"})

    def drives() -> list[str]:
        """Return where USB keys and shares are mounted; none is looked at, for one may not answer."""
        user = os.environ.get("USER", "")
        found: dict[str, None] = {}
        for pattern in _MOUNTS:
            with contextlib.suppress(OSError), os.scandir(pattern.format(user=user)) as entries:
                # A link among them is the system's own disk, and a folder of the user's name holds what is mounted.
                names = [each for each in entries if each.is_dir(follow_symlinks=False)]
                found.update(dict.fromkeys(each.path for each in names if each.name not in {user, *_NO_DRIVES}))
        return list(found)

    if sys.platform == "darwin":

        def sync_file(descriptor: int) -> None:
            """Return when what was written is on the disk: `fsync` here leaves it in the disk's own cache."""
            import fcntl

            try:
                fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            except OSError as error:
                if error.errno not in _NO_FULL_SYNC:
                    raise
                os.fsync(descriptor)

        _sync_names = sync_file

    else:

        def sync_file(descriptor: int) -> None:
            """Return when what was written is on the disk."""
            getattr(os, "fdatasync", os.fsync)(descriptor)

        def _sync_names(descriptor: int) -> None:
            os.fsync(descriptor)  # fdatasync may leave out the names in a folder

    def sync_folder(folder: Path) -> None:
        """Make names just created in a folder durable, where the file system can."""
        try:
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                _sync_names(descriptor)
            finally:
                os.close(descriptor)
        except OSError as error:
            if error.errno not in _NO_FOLDER_SYNC:
                raise

    def replace(source: Path, target: Path) -> None:
        """Put one file in the place of another, in one step."""
        source.replace(target)

    def is_held(path: Path) -> bool:  # noqa: ARG001 -- for Windows
        """Return whether a file can be neither replaced nor removed, for some program has it open; never here."""
        return False

    def unfit_part(path: Path) -> str:  # noqa: ARG001 -- for Windows
        """Return the first name in a path that no file or folder can have here: whoever chose it here may."""
        return ""

    def longest_path() -> int:
        """Return how many characters a path may have."""
        return 1023 if sys.platform == "darwin" else 4095

    def _lock(descriptor: int) -> bool:
        import fcntl

        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def descriptors(wanted: int) -> int:
        """Return how many files and connections this program may have open, once the system was asked for as many."""
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if soft == resource.RLIM_INFINITY:
            return sys.maxsize
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        if soft < most:
            try:
                resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
            except (OSError, ValueError):
                return soft
        return max(soft, most)

    def look_at(descriptor: int, path: str) -> os.stat_result:  # noqa: ARG001 -- for Windows
        """Return what `stat` tells of an open file, whatever its name is by now."""
        return os.fstat(descriptor)

    def spoken() -> str:
        """Return the language of this person beside what the environment tells, which is all there is here."""
        return ""

    def awake_and_asleep() -> float:
        """Seconds of a counter that goes on while the machine sleeps; that of macOS has the plain name."""
        return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))

    def _on_closing(end: Callable[[], object]) -> None:
        """Do nothing: here a signal tells that the terminal goes, and the program ends in its own time."""

    def look_once_for_modules() -> None:
        """Leave Python as it is: looking at a file takes no time here."""


def is_portable(name: str) -> bool:
    """Return whether a file or folder may be called so on every system: a key goes from a Mac to Windows.

    What becomes the name of a file without a person having chosen it as one is asked this everywhere.
    """
    device = name.partition(".")[0].rstrip(" ").upper()
    return (
        name[-1:] not in ("", ".", " ")
        and device not in _DEVICES
        and _IN_NO_NAME.isdisjoint(name)
        and len(name.encode("utf-8", "surrogatepass")) <= _LONGEST_NAME
    )


def is_elsewhere(path: Path) -> bool:
    """Return whether only the name of a file is on this computer, and its content with a service (OneDrive, iCloud)."""
    try:
        found = path.stat()
    except OSError:
        return False
    attributes, flags = getattr(found, "st_file_attributes", 0), getattr(found, "st_flags", 0)
    return bool(attributes & _ELSEWHERE or flags & _DATALESS)


def reader_has_left(error: OSError) -> bool:
    """Whether writing to a pipe failed because nobody reads it any more; Windows only says that it makes no sense."""
    return isinstance(error, BrokenPipeError) or (sys.platform == "win32" and error.errno == errno.EINVAL)


def lock_file(path: Path) -> int | None:
    """Take a lock file at once; returns its descriptor, to be closed, or None when another program holds it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | BINARY, 0o644)
    try:
        held = _lock(descriptor)
    except OSError:
        os.close(descriptor)
        raise
    if not held:
        os.close(descriptor)
        return None
    return descriptor


def hold(path: Path) -> Callable[[], None] | None:
    """Take a lock file at once; returns what lets go of it, or None when another program holds it."""
    descriptor = lock_file(path)
    return None if descriptor is None else lambda: os.close(descriptor)


def make_folders(folder: Path, *, anew: bool = False) -> None:
    """Make a folder and those above it that are missing, their names on the disk when this returns.

    Raises `OSError`; `FileExistsError` where it is to be made `anew` and is there.
    The names of the nearest are made durable though they were there: who made them may have been killed before that.
    """
    missing = next((level for level, path in enumerate((folder, *folder.parents)) if path.is_dir()), 0)
    folder.mkdir(parents=True, exist_ok=not anew)
    for path in folder.parents[: max(missing, _NEAREST)]:
        sync_folder(path)


def read_backwards(descriptor: int, chunk: int = 65_536) -> Iterator[bytes]:
    """Pieces of a file from its end to its start. Appending is not disturbed: it goes to the end wherever one reads."""
    start = os.fstat(descriptor).st_size
    while start:
        end, start = start, max(0, start - chunk)
        os.lseek(descriptor, start, os.SEEK_SET)
        yield os.read(descriptor, end - start)


def on_ending(loop: asyncio.AbstractEventLoop, names: tuple[str, ...], end: Callable[[int], object]) -> None:
    """Call `end` in the loop, with the signal's number, when one of these signals comes; only in the main thread."""
    import signal

    for number in (getattr(signal, name) for name in names):
        try:
            loop.add_signal_handler(number, end, number)
        except NotImplementedError:  # Windows
            with contextlib.suppress(ValueError):  # not in the main thread
                signal.signal(number, lambda got, _frame: loop.call_soon_threadsafe(end, got))
        except (RuntimeError, ValueError):  # not in the main thread
            return
    if HANG_UP in names:
        _on_closing(lambda: loop.call_soon_threadsafe(end, getattr(signal, HANG_UP)))


def hang_up() -> None:
    """End this program as the system does when its terminal goes."""
    import signal

    signal.raise_signal(getattr(signal, HANG_UP))
