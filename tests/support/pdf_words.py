"""The words typst wrote on a page, read from what the page draws: a third of the time a general reader takes for it.

Only what typst writes is known: fonts of two bytes a sign, whose meaning each font tells (`/ToUnicode`), and text that
is neither turned nor skewed. Signs come in the order they are drawn in, also those read from right to left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

_BRACKETS = rb"\((?:[^\\()]|\\.)*\)"
for _depth in range(3):  # those that are closed within a string need no escape
    _BRACKETS = rb"\((?:[^\\()]|\\.|" + _BRACKETS + rb")*\)"
_STRING = rb"(?:" + _BRACKETS + rb"|<[0-9A-Fa-f]+>)"
# What changes where and how big text is, and text itself. A string is taken whole, so that nothing in it is an order.
_ORDERS = re.compile(
    rb"(?P<shown>" + _STRING + rb"|\[[^\](<]*(?:" + _STRING + rb"[^\](<]*)*\])\s*T[jJ]\b"
    rb"|/(?P<font>\w+) (?P<size>[\d.]+) Tf\b|(?P<matrix>(?:[-\d.]+ ){6})(?P<kind>cm|Tm)\b"
    rb"|(?<![\w/])(?P<state>[qQ])(?!\w)",
    re.DOTALL,
)
_STRINGS = re.compile(_STRING, re.DOTALL)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_LISTED = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)
_SIGN = re.compile(r"^<([0-9A-F]{4})> <([0-9A-F]+)>$", re.MULTILINE)


class Piece(NamedTuple):
    """A text that is drawn at once; the height of its type and where its line stands above the foot are in points."""

    text: str
    size: float
    place: float


def text_of(page: Any) -> str:
    """Return all words of a page of `pypdf`, each piece on a line of its own."""
    return "\n".join(piece.text for piece in pieces(page))


def pieces(page: Any) -> Iterator[Piece]:
    """Yield each text of a page of `pypdf`, in the order it is drawn in."""
    found = page["/Resources"].get_object().get("/Font")
    fonts = {name[1:]: _signs(font.get_object()) for name, font in (found.get_object().items() if found else ())}
    scale, foot, line, base, size, signs = 1.0, 0.0, 1.0, 0.0, 0.0, dict[bytes, str]()
    kept: list[tuple[float, float]] = []
    for order in _ORDERS.finditer(page.get_contents().get_data()):
        if order["shown"]:
            text = "".join(_read(order["shown"], signs))
            yield Piece(text, abs(size * line * scale), foot + base * scale)
        elif order["font"]:
            size, signs = float(order["size"]), fonts[order["font"].decode()]
        elif order["kind"] == b"cm":
            higher, up = _height(order["matrix"])
            scale, foot = scale * higher, foot + up * scale
        elif order["kind"] == b"Tm":
            line, base = _height(order["matrix"])
        elif order["state"] == b"q":
            kept.append((scale, foot))
        else:
            scale, foot = kept.pop()
    assert kept == [], "all was read"


def _height(matrix: bytes) -> tuple[float, float]:
    """Return by how much a matrix stretches upwards, and by how much it moves."""
    values = matrix.split()
    return float(values[3]), float(values[5])


def _read(shown: bytes, signs: dict[bytes, str]) -> Iterator[str]:
    for string in _STRINGS.findall(shown):
        inside = string[1:-1]
        codes = bytes.fromhex(inside.decode()) if string[:1] == b"<" else _ESCAPED.sub(_byte, inside)
        yield "".join([signs.get(codes[place : place + 2], "\ufffd") for place in range(0, len(codes), 2)])


def _byte(found: re.Match[bytes]) -> bytes:
    return _unescaped(found[1])


@cache
def _unescaped(told: bytes) -> bytes:
    return bytes([int(told, 8)]) if told[:1].isdigit() else _PLAIN.get(told, told)


def _signs(font: Any) -> dict[bytes, str]:
    """What each two bytes of a font stand for."""
    assert font["/Encoding"] == "/Identity-H", "two bytes a sign"
    told = font["/ToUnicode"].get_data().decode("ascii")
    assert "beginbfrange" not in told, "each sign is told by itself"
    pairs = _SIGN.findall("".join(_LISTED.findall(told)))
    return {bytes.fromhex(code): bytes.fromhex(sign).decode("utf-16-be") for code, sign in pairs}
