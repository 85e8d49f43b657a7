"""A compiled catalogue, looked up where it lies.

The standard library reads all of it at every start; a command says a dozen sentences of its 1,700.
"""

from __future__ import annotations

from bisect import bisect_left
from pathlib import Path
from struct import unpack_from

_HEADER = "<5I"  # a magic number, a revision, how many messages, where the table of msgids is, where that of answers


class Messages:
    """The messages of a `.mo` file, which holds them in the order of their msgids."""

    def __init__(self, path: Path) -> None:
        self._bytes = path.read_bytes()
        _magic, _revision, self._count, self._msgids, self._answers = unpack_from(_HEADER, self._bytes)
        self._known: dict[str, tuple[str, ...]] = {}

    def forms(self, msgid: str) -> tuple[str, ...]:
        """What is said for a msgid, once or for one and for several; nothing when it is unknown."""
        found = self._known.get(msgid) or self._looked_up(msgid.encode(errors="surrogatepass"))
        if found:
            self._known[msgid] = found
        return found

    def _looked_up(self, msgid: bytes) -> tuple[str, ...]:
        # The first message, whose msgid is empty, is about the catalogue.
        place = bisect_left(range(self._count), msgid, 1, key=self._msgid)
        if place == self._count or self._msgid(place) != msgid:
            return ()
        return tuple(self._entry(self._answers, place).decode().split("\0"))

    def _msgid(self, place: int) -> bytes:
        # The plural stands behind it.
        return self._entry(self._msgids, place).partition(b"\0")[0]

    def _entry(self, table: int, place: int) -> bytes:
        length, start = unpack_from("<2I", self._bytes, table + 8 * place)
        return self._bytes[start : start + length]
