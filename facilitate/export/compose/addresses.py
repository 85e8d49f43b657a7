"""Addresses of the web and of mail in what people typed: they stay whole on a set page, and lead where they say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import quote

_END = r"[^\s<>«»\"“”|`{}\\^]*[^\s<>«»\"“”|`{}\\^.,;:!?…)\]’']"
_MAIL = r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
# Names of hosts that stand alone: of those one finds in such texts, so that a forgotten space makes no address.
_HOST = (
    r"(?<![\w@./-])(?:[a-z0-9à-ÿ][a-z0-9à-ÿ-]*\.)+(?:fr|org|com|net|eu|coop|info|be|ch)\b(?![\w@-])(?:/" + _END + ")?"
)
_ADDRESS = re.compile(rf"(?<!\w)https?://{_END}|(?<!\w)www\.{_END}|{_MAIL}|{_HOST}")
# What a web address may hold besides letters and digits (RFC 3986, 2), as it stands or escaped already.
_ALLOWED = ":/?#[]@!$&'()*+,;=%~-._"


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield the text in pieces, each with where it leads: an address, or nothing for the words between."""
    end = 0
    for found in _ADDRESS.finditer(text) if "." in text else ():
        if found.start() > end:
            yield text[end : found.start()], ""
        yield found[0], _target(found[0])
        end = found.end()
    if end < len(text) or not text:
        yield text[end:], ""


def around(text: str, words: Callable[[str], str]) -> str:
    """Return the text with the words between addresses changed, and each address as it was."""
    if "." not in text or not _ADDRESS.search(text):
        return words(text)
    return "".join(piece if target else words(piece) for piece, target in pieces(text))


def _target(address: str) -> str:
    if address.startswith(("http://", "https://")):
        return quote(address, safe=_ALLOWED)
    if "@" in address and "/" not in address.partition("@")[0]:
        return "mailto:" + quote(address, safe=_ALLOWED)
    return "https://" + quote(address, safe=_ALLOWED)
