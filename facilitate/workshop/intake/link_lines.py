"""Texts that are a link, a picture or the name of a file, and nothing else: no ideas."""

from __future__ import annotations

import re

from facilitate.domain.errors import N_, Refused

ONLY_A_LINK = N_("This is only a link, a picture or the name of a file, not an idea.")
_LINK = re.compile(r"(?:(?:https?|ftp)://[^\s<>]+|www\.[^\s<>.]+\.[^\s<>]+|data:image/[^\s<>]+)", re.IGNORECASE)
_PICTURE = re.compile(r"!\[[^\[\]]*\]\([^()\s]*\)")
# `Capture d’écran 2026-11-28.png`, `photo de groupe.jpg`; of longer words a sentence may be made.
_FILE = re.compile(
    r"(?:(?=\D*\d)[^\n/\\:*?\"<>|]{1,80}|(?:[^\s/\\:*?\"<>|]{1,30} ){0,2}[^\s/\\:*?\"<>|]{1,40})"
    r"\.(?:png|jpe?g|gif|webp|svg|heic|bmp|tiff?|mp4|mov|avi|mp3|m4a|wav)"
    r"|[^\s/\\:*?\"<>|]{1,80}\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|zip)",
    re.IGNORECASE,
)
_LONGEST = 1_000
_BETWEEN = " \t\r\n,;<>()|"
_LISTED = re.compile(
    r"(?:attachments?|pièces? jointes?|meeting records?|enregistrements?|documents?|links?|liens?)[ \u00a0:]*\[",
    re.IGNORECASE,
)


def refuse_link(text: str) -> None:
    """Raise `Refused` for a text that is a link, a picture or the name of a file, or several of them."""
    if len(text) > _LONGEST or not ("/" in text or "." in text):
        return
    rest = text
    if "://" in text or "www." in text.lower() or "](" in text or "data:" in text:
        rest = _LINK.sub(" ", _PICTURE.sub(" ", text))
    if any(map(str.isalnum, text)) and (not rest.strip(_BETWEEN) or _FILE.fullmatch(rest.strip())):
        raise Refused(ONLY_A_LINK)


def lists_links(text: str) -> bool:
    """`Meeting records [Transcript](https://…)`, `Attachments [A plan](https://…)`: programs list links so."""
    return _LISTED.match(text) is not None
