"""The box of a session's vote: one sealed file beside the journals, written anew with each ballot.

So is that of the answers to its closing questions, which has a key of its own.

Its key lies outside the session's folder, on the computer where the vote was opened. So whoever has the folder alone (a
USB key, a synchronised copy, an archive) reads nothing of it; whoever has that computer, unlocked, could, with this
program's source: it is a seal, and no safe. Every ballot changes every byte, also one that was there already; neither
the size of the file nor its time nor that of its folder tells what ballots say and when they came. Once the vote is
closed box and key are removed.
"""

from __future__ import annotations

import contextlib
import hmac
import json
import os
from _thread import allocate_lock  # not `threading`, which a short command does without
from collections.abc import Callable
from hashlib import blake2b, shake_256
from pathlib import Path
from typing import TypeVar

from facilitate.domain.errors import N_, Refused, StorageFailure
from facilitate.files import UNFINISHED, not_written, replace_file, unreadable_journal
from facilitate.store import locks
from facilitate.system import make_folders, sync_file, sync_folder
from facilitate.workshop.votes.answers import ANSWERS_ELSEWHERE
from facilitate.workshop.votes.contents import ELSEWHERE, Contents, empty

FOLDER, BOX, ANSWERS = ".vote", "box", "answers"  # in a session's folder, as what is not passed on
_KEYS = "votes"  # among what this program keeps of this person on this computer
_HEAD = b"facilitate vote 1\n"
_NONCE, _TAG, _KEY = 16, 32, 32
_SMALLEST = 1 << 16  # bytes: sizes double, so that they do not grow with each ballot
_EACH = 128  # bytes kept free for each slip and ballot, so that they do not grow with what it says
_LONG_AGO = (0, 0)
_T = TypeVar("_T")
_ALONE = allocate_lock()  # the screens and the hub of one program, also on a disk that knows no locks
_BUSY = N_("Not counted: another program is busy with the ballots. Try again in a moment.")
_ANSWERS_BUSY = N_("Not counted: another program is busy with the answers. Try again in a moment.")
_ANSWERS_DAMAGED = N_(
    "The box with the answers is damaged ({file}): nothing in it can be read. Put back a copy of it, or close the "
    "questions with --without-answers, open them again and type the paper ones."
)
_DAMAGED = N_(
    "The box with the ballots is damaged ({file}): nothing in it can be read. Put back a copy of it, or type the paper "
    "ballots into a new vote."
)


class FolderBallots:
    """The box of that name in the folder of a session, whose id is that of its key."""

    def __init__(self, folder: Path, session: str, name: str = BOX) -> None:
        self._folder = folder
        self._path = folder / FOLDER / name
        self._key_name = f"{session}.key" if name == BOX else f"{session}.{name}.key"
        of_vote = name == BOX
        self._busy, self._damaged = (_BUSY, _DAMAGED) if of_vote else (_ANSWERS_BUSY, _ANSWERS_DAMAGED)
        self._elsewhere = ELSEWHERE if of_vote else ANSWERS_ELSEWHERE

    def change(self, change: Callable[[Contents], _T], *, make: bool = False) -> _T:
        """Hand over what is in the box, alone among the programs here, and have what becomes of it on the disk."""
        with _ALONE, locks.turn(self._folder, "vote") as alone:
            if not alone:
                raise StorageFailure(self._busy)
            contents = self.look()
            if contents is None:
                if not make:
                    raise Refused(self._elsewhere)
                contents = empty()
            before = json.dumps(contents)
            answer = change(contents)
            if contents["closed"]:
                self._destroy()
            elif json.dumps(contents) != before or not self._path.exists():
                self._keep(contents)
            return answer

    def look(self) -> Contents | None:
        """Return what is in the box; None where there is none, or no key to it here."""
        try:
            sealed = self._path.read_bytes()
            key = self._key.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise unreadable_journal(self._path, error) from error
        opened = _opened(sealed, key)
        if opened is None:
            raise StorageFailure(self._damaged, file=str(self._path))
        return opened

    def discard(self) -> None:
        """Remove the box with its key, even one that is damaged: what is in it is given up."""
        with locks.turn(self._folder, "vote") as alone:
            if not alone:
                raise StorageFailure(self._busy)
            self._destroy()

    def _destroy(self) -> None:
        """Remove the box and its key; the key is overwritten first, as far as a disk lets anybody do so."""
        with contextlib.suppress(OSError), self._key.open("r+b") as file:  # in its place, not beside it
            file.write(bytes(_KEY))
            file.flush()
            sync_file(file.fileno())
        for path in (self._key, self._path):
            with contextlib.suppress(OSError):
                path.unlink()
        self._sweep()
        with contextlib.suppress(OSError):
            self._path.parent.rmdir()
            sync_folder(self._folder)

    def _sweep(self) -> None:
        """Remove what a program left half written that was killed: a box of before or after some ballot."""
        with contextlib.suppress(OSError):
            for path in self._path.parent.glob(f"*{UNFINISHED}"):
                path.unlink()

    @property
    def _key(self) -> Path:
        import platformdirs

        return Path(platformdirs.user_data_dir("facilitate", appauthor=False)) / _KEYS / self._key_name

    def _keep(self, contents: Contents) -> None:
        try:
            if not self._path.exists():  # else each ballot would wait for its folders to be on the disk again
                make_folders(self._path.parent)
            if not self._key.exists():
                make_folders(self._key.parent)
                replace_file(self._key, os.urandom(_KEY), mode=0o600)
            replace_file(self._path, _sealed(contents, self._key.read_bytes()), mode=0o600)
        except OSError as error:
            raise not_written(self._path, error) from error
        self._sweep()
        for path in (self._path, self._path.parent):
            with contextlib.suppress(OSError):
                os.utime(path, _LONG_AGO)


def _sealed(contents: Contents, key: bytes) -> bytes:
    text = json.dumps(contents, separators=(",", ":")).encode()
    ballots = sum(len(each) for each in contents.values() if isinstance(each, (dict, list)))
    size = _SMALLEST
    while size < max(len(text), _EACH * ballots):
        size *= 2
    nonce = os.urandom(_NONCE)
    hidden = _mixed(text.ljust(size), key, nonce)
    return _HEAD + nonce + _mark(hidden, key, nonce) + hidden


def _opened(sealed: bytes, key: bytes) -> Contents | None:
    """Return what was sealed with that key; None where it was not, or has changed since."""
    start = len(_HEAD)
    nonce, mark, hidden = (
        sealed[start : start + _NONCE],
        sealed[start + _NONCE :][:_TAG],
        sealed[start + _NONCE + _TAG :],
    )
    if len(key) != _KEY or not hmac.compare_digest(mark, _mark(hidden, key, nonce)):
        return None
    contents: Contents = json.loads(_mixed(hidden, key, nonce))
    return contents


def _mixed(text: bytes, key: bytes, nonce: bytes) -> bytes:
    """Return a text mixed with what key and nonce give, or such a one as it was."""
    stream = shake_256(b"stream" + key + nonce).digest(len(text))
    return (int.from_bytes(text, "big") ^ int.from_bytes(stream, "big")).to_bytes(len(text), "big")


def _mark(hidden: bytes, key: bytes, nonce: bytes) -> bytes:
    return blake2b(nonce + hidden, key=key, digest_size=_TAG).digest()
