"""Files as a whole: written complete and on the disk or not at all, read, and what is said where a system refuses."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path

from facilitate import system
from facilitate.domain.errors import CANNOT_BE_READ, N_, Message, Refused, StorageFailure
from facilitate.domain.frozen import dataclass

KEPT = N_("{kept} was created or changed outside facilitate: it was kept, and the new file is {file}.")
UNFINISHED = ".tmp"  # what a file is called at its end that is not whole yet
_PRIVATE = 0o600
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
# The longest that the program itself names below the folder of a session: a lock, a file that is being written.
ROOM = 64
_REASONS = {
    number: text
    for numbers, text in (
        ((errno.ENOENT, errno.ENOTDIR), N_("file or folder not found; check the spelling of its name")),
        ((errno.EISDIR,), N_("it is a folder; name a file in it")),
        ((errno.EACCES, errno.EPERM), N_("you do not have the right to")),
        (_FULL, N_("the disk is full; free some space on it")),
        ((errno.EROFS,), N_("the disk is read-only")),
        ((errno.ENAMETOOLONG,), N_("its name is too long")),
        ((errno.ELOOP,), N_("it is a link to itself")),
        ((errno.EIO,), N_("the disk does not answer as it should; check it, and how it is connected")),
        (
            (errno.ENXIO, errno.ENODEV, errno.ESTALE, errno.ETIMEDOUT),
            N_("the disk or network folder no longer answers; connect it again"),
        ),
        ((errno.EBUSY,), N_("another program has it open; close it there")),
        ((errno.EADDRINUSE,), N_("another program uses it")),
        ((errno.EMFILE, errno.ENFILE), N_("too many files are open; close other programs")),
        ((errno.ENOMEM,), N_("this computer has no memory left; close other programs")),
    )
    for number in numbers
}
# What shares of a network answer on Linux and on macOS when a file is to be locked.
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP})


@dataclass(frozen=True, slots=True)
class Written:
    """Where a file is; `kept` is the one that was left as somebody made it, where the file would have been."""

    path: Path
    kept: Path | None = None


def write_file(path: Path, data: bytes | str, *, private: bool = False) -> None:
    """Replace the file in one step, making its folder if need be; whatever fails, what was there before is untouched.

    A link keeps pointing where it did (what it points to is replaced); an existing file keeps its permissions.
    A `private` one is for its owner alone.
    """
    content = data.encode("utf-8") if isinstance(data, str) else data
    check_name(path)
    try:
        target = Path(os.path.realpath(path))
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
        _make_folder(target.parent)
        replace_file(target, content, mode=_PRIVATE if private else _mode(target))
    except OSError as error:
        raise not_written(path, error) from error


def write_again(path: Path, data: bytes | str) -> None:
    """Replace a private file that can be made again, in one step, without waiting for the disk.

    After a power cut it may not be whole: whoever reads it has to tell. Raises `StorageFailure`.
    """
    temporary = path.with_name(f"{path.name}-{os.urandom(8).hex()}{UNFINISHED}")
    try:
        _make_folder(path.parent)
        with os.fdopen(
            os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | system.BINARY, _PRIVATE), "wb"
        ) as file:
            file.write(data.encode("utf-8") if isinstance(data, str) else data)
        system.replace(temporary, path)
    except BaseException as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        if isinstance(error, OSError):
            raise not_written(path, error) from error
        raise


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileNotFoundError as error:  # it was never there: no disk is missing
        text = N_("The folder {folder} cannot be created: check its name, or choose another one.")
        raise StorageFailure(text, folder=str(folder)) from error


def _mode(target: Path) -> int | None:
    return stat.S_IMODE(target.stat().st_mode) if target.exists() else None


def replace_file(target: Path, content: bytes, *, mode: int | None = None, beside: Path | None = None) -> None:
    """Put the content in the place of the file's in one step, on the disk when this returns; raises `OSError`.

    It is written under a name of its own first, or as `beside`, where an earlier one that was killed may have left it.
    """
    temporary = beside or target.parent / f".facilitate-{os.urandom(8).hex()}{UNFINISHED}"
    try:
        write_synced(temporary, content, mode, over=beside is not None)
        system.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    system.sync_folder(target.parent)


def write_synced(path: Path, content: bytes, mode: int | None = None, *, over: bool = False) -> None:
    """Write a new file, or `over` one that is there, on the disk when this returns; raises `OSError`.

    The permissions are `mode` before the first byte; the name is on the disk once its folder is synced.
    """
    flags = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if over else os.O_EXCL) | system.BINARY
    with os.fdopen(os.open(path, flags, 0o666 if mode is None else mode), "wb") as file:
        if mode is not None:
            path.chmod(mode)
        file.write(content)
        file.flush()
        system.sync_file(file.fileno())


def append_synced(path: Path, content: bytes, mode: int | None = None) -> None:
    """Add to the end of a file that may not be there yet, on the disk when this returns; raises `OSError`.

    A new one has the permissions `mode`.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | system.BINARY
    with os.fdopen(os.open(path, flags, 0o666 if mode is None else mode), "ab") as file:
        file.write(content)
        file.flush()
        system.sync_file(file.fileno())
    system.sync_folder(path.parent)


def not_written(path: Path, error: OSError) -> StorageFailure:
    """Return the error for a file or a folder that could not be written or made; what was there is untouched."""
    if refused := refusal(path, error):
        return refused
    if error.errno in _FULL:
        text = N_(
            "Not saved: the disk is full ({file}). What was already there is untouched. Free some "
            "space, then try again."
        )
    elif error.errno == errno.EISDIR:
        text = N_("Not saved: {file} is a folder. Choose another name.")
    elif error.errno in _FORBIDDEN:
        text = N_(
            "Not saved: this folder cannot be written to ({folder}). Change its permissions, or "
            "choose another folder (for sessions, with --home)."
        )
    elif error.errno == errno.ENOENT:
        text = N_("Not saved: the folder {folder} is missing. Put it back, or reconnect its disk, then try again.")
    elif error.errno in {errno.EEXIST, errno.ENOTDIR}:
        text = N_("Not saved: {folder} is not a folder. Choose another one.")
    else:
        text = N_("Not saved in {file}: {reason}. Then try again, or choose another folder.")
    return StorageFailure(text, file=str(path), folder=str(path.parent), reason=system_reason(error))


def system_reason(error: OSError) -> Message:
    """Return why a system refused, to stand within a sentence; its own words would be English in every language."""
    if text := _REASONS.get(error.errno or 0):
        return Message(text)
    number = error.errno or getattr(error, "winerror", None)
    name = errno.errorcode.get(number, str(number)) if number else type(error).__name__
    return Message(N_("system error ({error})"), {"error": name})


def unreadable(path: Path, error: OSError) -> Refused:
    """Return the sentence for a file that could not be read, or for what is a folder and was taken for one."""
    # Windows refuses the right to read it, whoever asks.
    is_folder = error.errno == errno.EACCES and os.path.isdir(path)  # noqa: PTH112 -- which refuses nothing itself
    reason = Message(_REASONS[errno.EISDIR]) if is_folder else _reason(path, error)
    return Refused(CANNOT_BE_READ, file=str(path), reason=reason)


def unreadable_folder(path: Path, error: OSError) -> Refused:
    """Return the sentence for a folder that could not be read."""
    return Refused(CANNOT_BE_READ, file=str(path), reason=_reason(path, error))


def unreadable_journal(path: Path, error: OSError) -> StorageFailure:
    """Return the same for a journal or the folder of a session."""
    return StorageFailure(CANNOT_BE_READ, file=str(path), reason=_reason(path, error))


def check_name(path: Path) -> None:
    """Raise `StorageFailure` for a path with a name that this system cannot give; Windows would write to `nul`."""
    if name := system.unfit_part(path):
        raise StorageFailure(
            N_(
                "Nothing was written to {path}: Windows does not allow a file or folder called “{name}”. "
                "Choose another name: letters, digits and hyphens work on every system."
            ),
            path=str(path),
            name=name,
        )


def check_length(folder: Path) -> None:
    """Raise `StorageFailure` where what has to be below a new folder would have too long a path for this system."""
    if len(str(folder)) + ROOM > system.longest_path():
        raise too_long(folder)


def too_long(path: Path) -> StorageFailure:
    """Return the sentence for a path that this system does not take."""
    return StorageFailure(
        N_(
            "Not saved: the path {path} is too long for this computer ({count} characters with what the "
            "folder contains; {most} at most). Choose a folder nearer to the root of the disk with "
            "--home."
        ),
        path=str(path),
        count=len(str(path)),
        most=system.longest_path(),
    )


def refusal(path: Path, error: OSError) -> StorageFailure | None:
    """Return the sentence for a write that a rule of the system refused; None where it failed for another reason."""
    file = Path(error.filename) if isinstance(error.filename, str) else path
    if error.errno == errno.EBUSY or _is_kept_to_itself(file, error):
        return StorageFailure(
            N_("Not saved: another program has {file} open. Close it there, then try again."), file=str(file)
        )
    if error.errno in _NO_LOCKS:
        return StorageFailure(
            N_(
                "Not saved: the disk or network folder of {folder} does not support locks, so two programs "
                "could overwrite each other. Choose a folder on this computer with --home."
            ),
            folder=str(path.parent),
        )
    if error.errno == errno.ENAMETOOLONG or (
        error.errno in (errno.ENOENT, errno.EINVAL) and len(str(path)) + ROOM > system.longest_path()
    ):
        return too_long(path)
    return None


def _reason(path: Path, error: OSError) -> Message:
    """Return why a file could not be read, to stand within a sentence."""
    if system.is_elsewhere(path):
        return Message(
            N_(
                "it is in the cloud and not on this computer; connect to the internet, or have its folder "
                "“always kept on this device”"
            )
        )
    if _is_kept_to_itself(path, error):
        return Message(N_("another program has it open and prevents others from reading it; close it there"))
    if error.errno in _FORBIDDEN:
        return Message(N_("you do not have the right to read it; copy it to a folder of yours, or ask whoever owns it"))
    return system_reason(error)


def _is_kept_to_itself(path: Path, error: OSError) -> bool:
    """Return whether a file did not open because a program of Windows, such as Word, holds it for itself alone."""
    return error.errno == errno.EACCES and system.is_held(path)
