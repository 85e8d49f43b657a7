"""The lines of a journal.

A line is eight hexadecimal digits of CRC-32, a blank, JSON without a line end, and a line end. The first line is the
header.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

SCHEMA = 1
CRC = 9  # eight digits and a blank
MARK = "\ufeff".encode()  # what editors put before a text
_DEEPEST = 64  # our own documents are six deep
# No document holds itself: whether it does need not be looked for.
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


class DamagedLineError(Exception):
    """A complete line that does not check, by its number from 1 and its bytes."""

    def __init__(self, path: Path, number: int, line: bytes) -> None:
        super().__init__(f"{path}:{number}")
        self.path = path
        self.number = number
        self.line = line


def _quick() -> Callable[[Mapping[str, Any]], str]:
    """`_JSON.encode`, which makes Python's encoder in C anew for each document, a third of its time: here it is kept.

    It is no public part of `json`, so where it is not, or is made otherwise, documents are encoded as before.
    """
    try:
        chunks = json.encoder.c_make_encoder(  # type: ignore[attr-defined]
            None, _JSON.default, json.encoder.encode_basestring, _JSON.indent, _JSON.key_separator,
            _JSON.item_separator, _JSON.sort_keys, _JSON.skipkeys, _JSON.allow_nan,
        )  # fmt: skip
    except (AttributeError, TypeError):
        return _JSON.encode
    return lambda document: "".join(chunks(document, 0))


_encoded = _quick()


def frame(document: Mapping[str, Any]) -> bytes:
    """Return a document as one line of a journal."""
    return framed(_encoded(document))


def framed(document: str) -> bytes:
    """Return the JSON of a document as one line of a journal."""
    text = document.encode()
    return b"%08x %s\n" % (zlib.crc32(text), text)


def of_session(journal: bytes, session: str) -> bytes:
    """Return a journal as one of another session: only its first line differs; raises `ValueError` without one."""
    first, end, rest = journal.partition(b"\n")
    return frame({**unframe(first), "session": session}).removesuffix(b"\n") + end + rest


# How acts about people begin, wherever they lie: within a text, quotation marks are written otherwise.
_OF_PEOPLE = (b'"kind":"person.', b'"kind":"roster.', b'"kind":"seat.', b'"kind":"seats.')


def without_people(journal: bytes) -> bytes:
    """Return a journal without acts about people, which a program that knows no such acts may have collected."""
    if not any(mark in journal for mark in _OF_PEOPLE):
        return journal
    lines = journal.splitlines(keepends=True)
    return b"".join(line for line in lines if not any(mark in line for mark in _OF_PEOPLE))


def unframe(line: bytes) -> dict[str, Any]:
    """Return the document of one line without its line end; raises `ValueError` when it does not check.

    The mark and the line ends of Windows' editors do no harm.
    """
    line = line.removeprefix(MARK).removesuffix(b"\r")
    text = line[CRC:]
    if line[CRC - 1 : CRC] != b" " or int(line[: CRC - 1], 16) != zlib.crc32(text):
        raise ValueError("the checksum does not agree")
    try:
        document = json.loads(text.decode())
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not isinstance(document, dict):
        raise ValueError("not a document")  # noqa: TRY004 -- one kind of error for whatever does not check
    if text.count(b"[") + text.count(b"{") > _DEEPEST:
        _check_depth(document)
    if b"\\ud" in text.lower():
        _JSON.encode(document).encode()  # half a character cannot be written again, nor shown
    return document


def _check_depth(document: object) -> None:
    """Raise `ValueError` for what no recursive reader could walk through."""
    level: list[object] = [document]
    for _depth in range(_DEEPEST):
        level = [each for item in level if isinstance(item, (dict, list)) for each in _items(item)]
        if not level:
            return
    raise ValueError("nested too deep")


def _items(item: dict[str, object] | list[object]) -> Iterable[object]:
    return item.values() if isinstance(item, dict) else item
