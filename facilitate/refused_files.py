"""What is said where a system refuses a file by a rule of its own: for its name, its length, its place."""

from __future__ import annotations

import errno
from pathlib import Path

from facilitate import system
from facilitate.domain.errors import N_, Message, StorageFailure

# The longest that the program itself names below the folder of a session: a lock, a file that is being written.
ROOM = 64
# What shares of a network answer on Linux and on macOS when a file is to be locked.
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP})


def check_name(path: Path) -> None:
    """Raise `StorageFailure` for a path with a name that this system cannot give; Windows would write to `nul`."""
    if name := system.unfit_part(path):
        raise StorageFailure(
            N_(
                "Nothing was written to {path}: on Windows no file or folder can be called “{name}”. "
                "Choose another name: letters, digits and hyphens do on every system."
            ),
            path=str(path),
            name=name,
        )


def check_length(folder: Path) -> None:
    """Raise `StorageFailure` where what has to be below a new folder would have too long a path for this system."""
    if len(str(folder)) + ROOM > system.longest_path():
        raise too_long(folder)


def too_long(path: Path) -> StorageFailure:
    """The sentence for a path that this system does not take."""
    return StorageFailure(
        N_(
            "Not saved: the path {path} is too long for this computer ({count} characters, of which it takes {most}, "
            "with what is below it). Choose a folder nearer to the root of the disk with --home."
        ),
        path=str(path),
        count=len(str(path)),
        most=system.longest_path(),
    )


def refusal(path: Path, error: OSError) -> StorageFailure | None:
    """The sentence for a write that a rule of the system refused; None where it failed for another reason."""
    file = Path(error.filename) if isinstance(error.filename, str) else path
    if error.errno == errno.EBUSY or _is_kept_to_itself(file, error):
        return StorageFailure(
            N_("Not saved: another program has {file} open. Close it there, then do it again."), file=str(file)
        )
    if error.errno in _NO_LOCKS:
        return StorageFailure(
            N_(
                "Not saved: the disk or share of {folder} knows no locks, so two programs could write over each other. "
                "Choose a folder on this computer with --home."
            ),
            folder=str(path.parent),
        )
    if error.errno == errno.ENAMETOOLONG or (
        error.errno in (errno.ENOENT, errno.EINVAL) and len(str(path)) + ROOM > system.longest_path()
    ):
        return too_long(path)
    return None


def reason(path: Path, error: OSError) -> Message | str:
    """Why a file could not be read, to stand within a sentence."""
    if system.is_elsewhere(path):
        return Message(
            N_(
                "it is in the cloud and not on this computer; connect to the internet, or have its folder "
                "“always kept on this device”"
            )
        )
    if _is_kept_to_itself(path, error):
        return Message(N_("another program has it open and lets nobody else read it; close it there"))
    return error.strerror or str(error)


def _is_kept_to_itself(path: Path, error: OSError) -> bool:
    """Whether a file did not open because a program of Windows, such as Word, holds it for itself alone."""
    return error.errno == errno.EACCES and system.is_held(path)
