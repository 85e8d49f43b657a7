"""From a file's bytes to its characters: which encoding it is in, and which files are no text at all."""

from __future__ import annotations

import codecs
import re

from facilitate.domain.errors import N_, Refused

LARGEST = 5_000_000
_MANY_NULS = 8
_TENTH = 10

_BINARY = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"%PDF",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
)
# UTF-32's mark begins with UTF-16's: it has to be looked for first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)
_BYTE_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|\Z)")


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding; raise `Refused` for what is no text."""
    _refuse_what_is_no_text(data)
    for mark, name, codec in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], name, codec)
    if data.count(0) >= _MANY_NULS and data.count(0) * _TENTH > len(data):
        raise _not_text()
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _not_utf8(data)


def _refuse_what_is_no_text(data: bytes) -> None:
    if len(data) > LARGEST:
        raise Refused(
            N_("This file is too large for a list of ideas ({size} MB; {most} MB is the most). Cut it into several."),
            size=-(-len(data) // 1_000_000),
            most=LARGEST // 1_000_000,
        )
    if data.startswith(_BINARY):
        raise _not_text()


def _not_text() -> Refused:
    return Refused(
        N_(
            "This file is not text: it looks like a spreadsheet, a word processor's document or a picture. "
            "Save it as CSV or as plain text, and import that file.",
        ),
    )


def _marked(data: bytes, name: str, codec: str) -> tuple[str, str]:
    try:
        # A lone surrogate concerns one row, not the file: it passes here and is refused at the text's gate.
        return data.decode(codec, errors="surrogatepass"), name
    except UnicodeDecodeError:
        if name == "utf-8-sig":
            return _not_utf8(data)
    raise Refused(
        N_("This file says it is {encoding} but cannot be read as such. Save it again as CSV UTF-8."),
        encoding=name.upper(),
    )


def _not_utf8(data: bytes) -> tuple[str, str]:
    """Tell a cp1252 file from a UTF-8 one into which somebody pasted a few cp1252 lines.

    Reading the second as cp1252 would spoil every accent in it; judging each line alone would misread a cp1252 `É…`.
    """
    lines = _BYTE_LINE.findall(data)
    foreign = sum(1 for line in lines if not line.isascii() and not _is_utf8(line))
    native = sum(1 for line in lines if not line.isascii() and _is_utf8(line))
    if foreign >= native:
        return _cp1252(data), "cp1252"
    return "".join(line.decode("utf-8") if _is_utf8(line) else _cp1252(line) for line in lines), "utf-8+cp1252"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _cp1252(data: bytes) -> str:
    """As browsers do, the five bytes cp1252 leaves undefined become C1 controls, which the text's gate refuses."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(_ONE_BYTE[byte] for byte in data)


_ONE_BYTE = [bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(256)]
