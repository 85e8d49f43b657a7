"""The one way a whole file is written: complete and on the disk, or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from pathlib import Path

from facilitate import system
from facilitate.domain.errors import N_, StorageFailure
from facilitate.domain.frozen import dataclass
from facilitate.refused_files import check_name, refusal

KEPT = N_("{kept} is not as facilitate wrote it: it was kept, and the new one is {file}.")
_PRIVATE = 0o600
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


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
        _replace(Path(os.path.realpath(path)), content, _PRIVATE if private else None)
    except OSError as error:
        raise not_written(path, error) from error


def _replace(target: Path, content: bytes, mode: int | None) -> None:
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.parent / f".facilitate-{secrets.token_hex(8)}.tmp"
    try:
        _write(temporary, content, mode or _mode(target))
        system.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    system.sync_folder(target.parent)


def _write(path: Path, content: bytes, mode: int | None) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | system.BINARY, 0o666)
    with os.fdopen(descriptor, "wb") as file:
        if mode is not None:
            path.chmod(mode)
        file.write(content)
        file.flush()
        system.sync_file(file.fileno())


def _mode(target: Path) -> int | None:
    return stat.S_IMODE(target.stat().st_mode) if target.exists() else None


def not_written(path: Path, error: OSError) -> StorageFailure:
    """The sentence for a file that could not be written, or not be made."""
    if refused := refusal(path, error):
        return refused
    if error.errno in _FULL:
        return StorageFailure(
            N_("{path} was not written: the disk is full. What was there is untouched. Free some space and try again."),
            path=path,
        )
    if error.errno == errno.EISDIR:
        return StorageFailure(N_("{path} was not written: it is a folder. Choose another name."), path=path)
    if error.errno in _FORBIDDEN:
        return StorageFailure(
            N_("{path} was not written: writing in this folder is not allowed. Choose another folder."),
            path=path,
        )
    return StorageFailure(
        N_("{path} was not written: the system says “{reason}”. Choose another place and try again."),
        path=path,
        reason=error.strerror or type(error).__name__,
    )
